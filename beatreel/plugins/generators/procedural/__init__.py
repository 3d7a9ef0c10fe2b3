"""The built-in generator: worlds painted by a small renderer and animated by warps, light groups and particles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beatreel import hookimpl

if TYPE_CHECKING:
    from beatreel import Generator


@hookimpl
def register_generators() -> Sequence[Generator]:
    """Offer the procedural generator."""
    from .generator import ProceduralGenerator

    return [ProceduralGenerator()]
