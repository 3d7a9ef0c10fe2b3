"""The worlds that can be painted; each is a package here, with its words in ``world.toml``, and its module ``world`` has one function::

    def paint(description, *, shot, variation, width, height, seed, progress) -> Painting

``description`` is a :class:`~..describe.SceneDescription`; ``shot`` a shot size of :class:`beatreel.Scene`; ``variation`` an
integer (equal numbers give equal pictures); ``width`` and ``height`` the pixels of the painting, overscan included;
``progress`` the caller's :class:`beatreel.Progress`, told values from 0 to 1. The same arguments give the same bytes, and
another size gives the same composition.

The grading that follows pulls hues towards ``description.palette`` where the prompt names colours, and leaves alone what is
there already; a world may therefore use the palette itself, and need not.

To add a world: a folder with ``__init__.py``, ``world.py`` and ``world.toml``; nothing else lists it. Worlds do not know each other:
what several use is in :mod:`~..scenery`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module, resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.describe import SceneDescription
    from beatreel.plugins.generators.procedural.painting import Painting

WORLDS: tuple[str, ...] = tuple(
    sorted(path.name for path in resources.files(__package__).iterdir() if path.joinpath("world.toml").is_file())
)
"""Names of all worlds."""
_HAVE_FALLS = ("canyon", "field", "forest", "mountain", "ocean", "volcano")


def painter(world: str) -> Callable[..., Painting]:
    """Return the ``paint`` function of a world.

    Raises
    ------
    KeyError
        If there is no world of this name.
    """
    if world not in WORLDS:
        raise KeyError(world)
    paint: Callable[..., Painting] = import_module(f"{__name__}.{world}.world").paint
    return paint


def painter_for(description: SceneDescription) -> Callable[..., Painting]:
    """Return the function that paints what a description asks for: a waterfall brings its own rock to any world that has one."""
    if "waterfall" in description.motifs and description.world in _HAVE_FALLS:
        paint: Callable[..., Painting] = import_module("..scenery.falls", __name__).paint
        return paint
    return painter(description.world)
