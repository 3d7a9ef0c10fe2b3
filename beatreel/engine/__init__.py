"""The composition root: owns settings, store, bus, plugins and executor, and runs jobs. No globals."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beatreel.engine.desk import Desk
    from beatreel.engine.engine import Engine
    from beatreel.engine.film import Film, Report
    from beatreel.engine.instance import Instance
    from beatreel.engine.service import Service

__all__ = ["Desk", "Engine", "Film", "Instance", "Report", "Service"]
_HOMES = {name: name.lower() for name in __all__} | {"Report": "film"}


def __getattr__(name: str) -> Any:
    """Import what is asked for only: whoever hands a job in needs no engine, and should not wait for one to load."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
