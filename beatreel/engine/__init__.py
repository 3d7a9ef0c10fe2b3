"""The composition root: owns settings, store, bus, plugins and executor, and runs jobs. No globals."""

from __future__ import annotations

from beatreel.engine.desk import Desk
from beatreel.engine.engine import Engine
from beatreel.engine.film import Film, Report
from beatreel.engine.instance import Instance
from beatreel.engine.service import Service

__all__ = ["Desk", "Engine", "Film", "Instance", "Report", "Service"]
