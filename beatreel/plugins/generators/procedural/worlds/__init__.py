"""The worlds that can be painted: name to module, imported when first asked for.

A world is a module with one function::

    def paint(description, *, shot, variation, width, height, seed, progress) -> Painting

``description`` is a :class:`~..describe.SceneDescription`; ``shot`` a shot size of :class:`beatreel.Scene`; ``variation`` an
integer (equal numbers give equal pictures); ``width`` and ``height`` the pixels of the painting, overscan included;
``progress`` the caller's :class:`beatreel.Progress`, told values from 0 to 1. The same arguments give the same bytes, and
another size gives the same composition.

The grading that follows pulls hues towards ``description.palette`` where the prompt names colours, and leaves alone what is
there already; a world may therefore use the palette itself, and need not.

To add a world: a module here, a line in ``WORLDS``, and an entry in ``lexicon.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

WORLDS: dict[str, str] = {
    "alley": f"{__name__}.alley",
    "dunes": f"{__name__}.dunes",
    "forest": f"{__name__}.forest",
    "chrome": f"{__name__}.chrome",
}


def painter(world: str) -> Callable[..., Painting]:
    """Return the ``paint`` function of a world.

    Raises
    ------
    KeyError
        If there is no world of this name.
    """
    paint: Callable[..., Painting] = import_module(WORLDS[world]).paint
    return paint
