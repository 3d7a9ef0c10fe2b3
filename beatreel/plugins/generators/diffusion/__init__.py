"""Diffusion models that lie on this machine paint stills and set them in motion; their libraries come with the extra ``diffusion``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from beatreel import hookimpl

if TYPE_CHECKING:
    from beatreel import Generator


@hookimpl
def register_generators() -> Sequence[Generator]:
    """Offer the painter and the animator; each does its one thing."""
    from .still import DiffusersGenerator
    from .video import DiffusersVideoGenerator

    return [DiffusersGenerator(), DiffusersVideoGenerator()]  # type: ignore[list-item]
