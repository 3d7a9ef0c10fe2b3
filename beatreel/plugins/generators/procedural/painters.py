"""Who paints what a description asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .worlds import WORLDS

if TYPE_CHECKING:
    from .painting import Painting
    from .prompt.describe import SceneDescription

_HAVE_FALLS = ("canyon", "field", "forest", "mountain", "ocean", "volcano")
_ON_A_BRIDGE = {"bridge", "moon", "bird", "birds", "gulls"}
"""What may be named with a bridge that is also seen from its roadway."""


def painter(world: str) -> Callable[..., Painting]:
    """Return the ``paint`` function of a world; see :mod:`~.worlds`.

    Raises
    ------
    KeyError
        If there is no world of this name.
    """
    if world not in WORLDS:
        raise KeyError(world)
    paint: Callable[..., Painting] = import_module(f".worlds.{world}.world", __package__).paint
    if world == "underwater":  # whatever stands in other lands lies on its bed
        return partial(paint, things=import_module(".foreground", __package__).BUILDERS)
    return paint


def painter_for(description: SceneDescription) -> Callable[..., Painting]:
    """Return the function that paints what a description asks for: a waterfall brings its own rock to any world that has one."""
    if "waterfall" in description.motifs and description.world in _HAVE_FALLS:
        paint: Callable[..., Painting] = import_module(".scenery.falls", __package__).paint
        return paint
    if "under_water" in description.motifs:
        from .worlds.underwater.drowned import under_water

        return under_water(painter(description.world))
    if description.world == "ocean" and "bridge" in description.motifs and {*description.motifs} <= _ON_A_BRIDGE:
        return _bridge
    return painter(description.world)


def _bridge(description: SceneDescription, *, shot: str, **how: Any) -> Painting:
    """Paint a bridge over the sea: wide from the shore, then from below its towers and from its roadway."""
    if shot != "wide":
        there = {"world": "town", "motifs": ("city_bridge",)}
        return painter("town")(description.model_copy(update=there), shot=shot, **how)
    return painter("ocean")(description, shot=shot, **how)
