"""Where a thing stands in a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens


@dataclass
class Scene:
    """Where a thing stands in a picture."""

    lens: Lens
    width: int
    height: int
    share: float
    z: float
    eye: float
    turn: float
    x: float

    def at(self, point: tuple[float, float, float]) -> tuple[float, float, float]:
        """Return a point of the thing in the metres of the picture."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        return (self.x + c * point[0] - s * point[2], point[1], self.z + s * point[0] + c * point[2])

    def pixel(self, point: tuple[float, float, float]) -> tuple[float, float, float]:
        """Return where a point of the thing is seen, pixels of the canvas, and pixels a metre there."""
        x, y, z = self.at(point)
        unit = float(self.lens.focal) / max(z, 0.3)
        return float(self.lens.centre_x) + x * unit, float(self.lens.centre_y) + (self.eye - y) * unit, unit
