"""Grooves written out by hand: songs of them are none that the net learned from."""

from __future__ import annotations

from training.hearing.patterns_choose import CHOOSE
from training.hearing.patterns_judge import JUDGE
from training.hearing.patterns_studio import STUDIO

WRITTEN = {**CHOOSE, **JUDGE, **STUDIO}
