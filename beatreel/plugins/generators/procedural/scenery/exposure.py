"""The frame that rooms of meshes share: chance, cameras, and the picture of a :class:`~.built.Place` as a painting.

To add such a room, write a module beside those of its world (``worlds/interior/patio.py`` is a short one) with

1. ``MOTIF``, which ``lexicon/*.toml`` gives to the words that name the room, and a branch for it in ``paint`` of its world;
2. ``_VIEWS``, a :class:`View` or :class:`Level` for each shot, and, if daylight matters, ``_HOURS``: what the sky sends by the hour;
3. ``paint``: :func:`chances`; a ``Place``, to which functions of the module add materials, meshes, lamps and windows;
   :func:`expose` it through the lens of the view; and :meth:`Exposure.painting` with its families of light, their pulses and its grade;
4. a test like ``tests/…/procedural/test_patio.py``: that what was named is seen, and that light falls as the hour says.

What two rooms need (columns, instruments, torches) belongs to ``scenery/``. A room of ``worlds/interior/sets`` is less: a module with a
``PLAN`` (views, families of light, what the grade aims at) and the function that furnishes it; the rest is in ``scenery/setting.py``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting

from .built import aimed, focused, graded, level, traced
from .tracing import project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.painting import Grade, Pulse

    from .built import Place

Array = np.ndarray[Any, np.dtype[np.float32]]
Point = tuple[float, float, float]


def chances(seed: int, variation: int, shot: str, room: int) -> tuple[np.random.Generator, float]:
    """Return the chance of a picture, and the side (-1 or 1) to which all of it is turned; ``room`` is a number of the room's own."""
    chance = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), room])
    return chance, float(chance.choice([-1.0, 1.0]))


def toward(high: float, turn: float) -> Point:
    """Return the direction to a sun that is so high and so far to the right of straight ahead, both in degrees."""
    e, a = math.radians(high), math.radians(turn)
    return math.sin(a) * math.cos(e), math.sin(e), math.cos(a) * math.cos(e)


class View(NamedTuple):
    """A camera that looks at a point, which lies at ``centre`` of the picture; focal length in widths."""

    eye: Point
    at: Point
    focal: float
    centre: tuple[float, float] = (0.5, 0.5)

    def lens(self, side: float, size: tuple[int, int]) -> Lens:
        """Return the lens for a picture of that size, mirrored with its room where ``side`` is negative."""
        eye, at = (side * self.eye[0], *self.eye[1:]), (side * self.at[0], *self.at[1:])
        return aimed(eye, at, self.focal, *size, self.centre)


class Level(NamedTuple):
    """A level camera, turned by ``yaw`` degrees, with the horizon at a share of the height: uprights stay upright."""

    eye: Point
    yaw: float
    focal: float
    horizon: float

    def lens(self, side: float, size: tuple[int, int]) -> Lens:
        """Return the lens for a picture of that size, mirrored with its room where ``side`` is negative."""
        return level((side * self.eye[0], *self.eye[1:]), side * self.yaw, self.focal, self.horizon, *size)


@dataclass
class Exposure:
    """What a camera sees of a place.

    Attributes
    ----------
    light : list of ndarray (height, width, 3)
        One picture for each family of light (``KEY``, ``EVEN``, ``ODD``, ``SKY``).
    depth : ndarray (height, width)
    ids : ndarray (height, width)
        Skins + 1.
    """

    place: Place
    lens: Lens
    light: list[Any]
    depth: Array
    ids: Any

    def focused(self, focus: float, aperture: float) -> Exposure:
        """Return it as a lens shows it that is focused at a distance; see :func:`~.built.focused`."""
        return Exposure(self.place, self.lens, focused(self.light, self.depth, focus, aperture), self.depth, self.ids)

    def covers(self, *skins: int) -> Array:
        """Return where one of these skins is seen, 0 or 1."""
        return np.isin(self.ids, [skin + 1 for skin in skins]).astype(np.float32)

    def beacons(self, amount: float, colour: Sequence[float], most: int = 12) -> list[Element]:
        """Return the glare of the beacons of the place that are in the picture, at most so many; colour BGR to 255."""
        height, width = self.depth.shape
        points = []
        for beacon, _ in self.place.beacons:
            x, y, away = project(self.lens, beacon)
            if away > 0.5 and 0 < x < width and 0 < y < height:
                points.append([x / width, y / height])
        return [Element("beacons", amount, {"points": points[:most], "colour": list(colour)})] if points else []

    def painting(
        self, groups: Mapping[str, tuple[int] | tuple[int, Pulse, float, float]], grade: Grade, median: tuple[float, float],
        white: tuple[float, float] = (204.0, 236.0), **rest: Any,
    ) -> Painting:  # fmt: skip
        """Return the painting.

        Parameters
        ----------
        groups : dict of str to tuple
            The family of each group, and its pulse, base and gain unless it is steady.
        grade : Grade
            Where the fit to ``median`` and ``white`` starts, as :func:`~.built.graded` does it.
        **rest
            Other attributes of the painting: elements, masks, layers, travel, lettering.
        """
        lens, light = self.lens, self.light
        return Painting(
            groups={name: LightGroup(light[family], *beat) for name, (family, *beat) in groups.items()},
            depth=self.depth, focal=float(lens.focal), centre=(float(lens.centre_x), float(lens.centre_y)),
            grade=graded(light, grade, median, white), is_lamplit=not self.place.is_open, **rest,
        )  # fmt: skip


def expose(place: Place, lens: Lens, size: tuple[int, int], progress: Callable[..., None]) -> Exposure:
    """Trace a place as a camera sees it."""
    return Exposure(place, lens, *traced(place, lens, *size, progress))
