"""The two pluggy markers, under one project name."""

from __future__ import annotations

import pluggy

PROJECT = "beatreel"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
