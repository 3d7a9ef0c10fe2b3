"""A suspension bridge over the water: two towers, cables with their hangers, a deck that leads from near one side into the distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from .structure import Structure

if TYPE_CHECKING:
    from .figures import SeaScenery

Array = np.ndarray[Any, np.dtype[np.float32]]

_PAINT = np.array([0.045, 0.085, 0.44], np.float32)  # the orange-red of such bridges
_TOP, _DECK, _LOW = 190.0, 58.0, 13.0  # metres: towers, roadway, lowest point of the cable above it
_SIDE = 13.0  # from the middle of the deck to a cable


def draw_bridge(
    scenery: SeaScenery,
    camera: Camera,
    light: OpenLight,
    azimuth: float,
    side: float,
    rng: np.random.Generator,
    *,
    lit: bool,
) -> None:
    """Draw the bridge; its near end leaves the picture at ``side`` (-1 left, 1 right).

    Parameters
    ----------
    lit : bool
        Its lamps burn.
    """
    scale = scenery.width / camera.focal
    near, far = 330.0 * float(rng.uniform(0.92, 1.1)), 1050.0 * float(rng.uniform(0.9, 1.15))
    first = np.array([side * float(rng.uniform(0.20, 0.27)) * near * scale, near])
    second = np.array([-side * float(rng.uniform(0.16, 0.24)) * far * scale, far])
    span = float(np.hypot(*(second - first)))
    way = (second - first) / span
    bridge = _Bridge(scenery, camera, light, azimuth, first, way, _PAINT)
    ends = (-0.92 * near / way[1], span + 420.0)
    for lateral in (_SIDE, -_SIDE):
        bridge.cable(span, lateral, ends)
    bridge.deck(np.linspace(ends[1], ends[0], 60))
    for at in (span, 0.0):
        bridge.tower(at)
    if lit:
        bridge.lamps(np.arange(-0.5 * near, ends[1], 42.0), (0.0, span))


class _Bridge(Structure):
    def cable(self, span: float, lateral: float, ends: tuple[float, float]) -> None:
        """Hang a cable from anchor to anchor, with its hangers, far ones first."""
        steps = np.arange(ends[1], ends[0], -14.0)
        before = self.at(float(steps[0]), lateral, self._sag(float(steps[0]), span))
        for along in steps[1:]:
            point = self.at(float(along), lateral, self._sag(float(along), span))
            self.line(before, point, 1.3, 0.75)
            if 0 < along < span or self._sag(float(along), span) > _DECK + 6:
                self.line(point, self.at(float(along), lateral, _DECK), 0.35, 0.6)
            before = point

    @staticmethod
    def _sag(along: float, span: float) -> float:
        if 0 <= along <= span:
            return _DECK + _LOW + (_TOP - _DECK - _LOW) * (2 * along / span - 1) ** 2
        out = -along if along < 0 else along - span
        return max(_TOP - (_TOP - _DECK) * (out / 330.0) ** 0.92, _DECK + 2.0)

    def deck(self, steps: Array) -> None:
        """Draw the roadway and the truss under it."""
        for a, b in zip(steps[:-1], steps[1:], strict=True):
            for low, high, shade in ((-7.5, -0.5, 0.32), (-1.2, 1.4, 0.9)):
                self.fill([self.at(float(a), _SIDE, _DECK + low), self.at(float(b), _SIDE, _DECK + low),
                           self.at(float(b), _SIDE, _DECK + high), self.at(float(a), _SIDE, _DECK + high)], shade)  # fmt: skip
                self.fill([self.at(float(a), -_SIDE, _DECK + low), self.at(float(b), -_SIDE, _DECK + low),
                           self.at(float(b), -_SIDE, _DECK + high), self.at(float(a), -_SIDE, _DECK + high)], shade)  # fmt: skip

    def tower(self, along: float) -> None:
        """Draw two legs, stepped and thinner above, with their braces."""
        for lateral in (_SIDE, -_SIDE):
            for low, high, wide in ((-2.0, 62.0, 8.2), (62.0, 112.0, 7.0), (112.0, 155.0, 6.0), (155.0, _TOP, 5.0)):
                self.line(
                    self.at(along, lateral, low), self.at(along, lateral, high), wide, 1.0 if lateral < 0 else 0.8
                )
            self.line(self.at(along, lateral, -2.0), self.at(along, lateral, 7.0), 20.0, 0.45)
        for y, thick in ((_DECK - 6, 7.0), (92.0, 6.0), (124.0, 6.0), (154.0, 5.5), (_TOP - 6, 6.5)):
            self.line(self.at(along, _SIDE, y), self.at(along, -_SIDE, y), thick, 0.85)
        for low, high in ((6.0, 28.0), (28.0, _DECK - 8)):
            self.line(self.at(along, _SIDE, low), self.at(along, -_SIDE, high), 2.2, 0.7)
            self.line(self.at(along, -_SIDE, low), self.at(along, _SIDE, high), 2.2, 0.7)

    def lamps(self, steps: Array, towers: tuple[float, float]) -> None:
        """Light lamps along the roadway, and beacons on the towers."""
        for lateral in (_SIDE, -_SIDE):
            for along in steps:
                self.lamp(self.at(float(along), lateral, _DECK + 7), (0.35, 1.1, 2.2), 1.6)
            for tower in towers:
                self.lamp(self.at(tower, lateral, _TOP + 3), (0.1, 0.15, 2.4), 1.6)
