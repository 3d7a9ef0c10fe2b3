"""The built-in generator: worlds painted by a small renderer and animated by warps, light groups and particles.

``prompt`` reads what shall be painted; ``worlds`` and ``foreground`` paint it out of ``scenery`` with the ``kernels``; the modules here
make a graded plate of a painting; ``animate`` makes frames of the plate; ``photo`` makes plates of photos.
"""

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
