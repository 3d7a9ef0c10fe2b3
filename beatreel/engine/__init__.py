"""The composition root: owns settings, store, bus, plugins and executor, and runs jobs. No globals."""

from __future__ import annotations

from beatreel.engine.engine import Engine
from beatreel.engine.film import Film, Report

__all__ = ["Engine", "Film", "Report"]
