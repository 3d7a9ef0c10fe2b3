"""Diffusion models that lie on this machine paint the stills; their libraries come with the extra ``diffusion``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beatreel import hookimpl

if TYPE_CHECKING:
    from beatreel import Generator


@hookimpl
def register_generators() -> Sequence[Generator]:
    """Offer the painter."""
    from .still import DiffusersGenerator

    return [DiffusersGenerator()]  # type: ignore[list-item]  # it only paints
