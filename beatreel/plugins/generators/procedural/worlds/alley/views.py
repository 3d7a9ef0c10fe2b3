"""From where an alley is looked at: along its middle, from above, from one wall across to the other, or up to its signs."""

from __future__ import annotations

import math

import numpy as np

from beatreel.plugins.generators.procedural.kernels.lens import Lens

_HEAD = 0.10  # highest place of a figure's head, share of the height
_TALLEST = 2.08  # metres, with an umbrella
_NARROW = 0.64  # width over height of the tallest pictures, overscan included, with some to spare
_FEET = 0.93  # lowest place of a figure's feet, share of the height
_VIEWS = {
    "wide": ("street", "above", "aside"),
    "medium": ("aside", "street", "above"),
    "close": ("up", "along"),
    "detail": ("street",),
}


class Shot:
    """Where the camera stands for a shot, drawn from a random generator; for kinds of views see :func:`kind_of`."""

    def __init__(self, shot: str, random: np.random.Generator, kind: str = "street") -> None:
        self.x = random.uniform(-0.35, 0.35)
        self.z = 0.0
        self.yaw = random.uniform(-1.5, 1.5)
        self.pitch = 0.0
        self.nearest = 2.6 if shot != "detail" else 0.9  # metres; what is closer should be little
        self.middle_x = random.uniform(0.46, 0.54)
        if shot == "wide":
            self.y, self.focal, self.middle_y = (
                random.uniform(0.8, 1.5),
                random.uniform(0.80, 0.92),
                random.uniform(0.56, 0.62),
            )
            self.figure_z, self.yaw = random.uniform(7.5, 10.5), 0.5 * self.yaw
        elif shot == "medium":
            self.y, self.focal, self.middle_y = (
                random.uniform(1.2, 1.6),
                random.uniform(1.15, 1.4),
                random.uniform(0.50, 0.58),
            )
            self.z, self.figure_z = random.uniform(1.5, 4.0), random.uniform(6.8, 8.6)
        elif shot == "close":
            self.y, self.focal, self.middle_y = 1.6, random.uniform(1.2, 1.45), random.uniform(0.58, 0.64)
            self.z, self.pitch, self.yaw = random.uniform(0.5, 3.0), random.uniform(8, 13), random.uniform(-9, 9)
            self.figure_z = -50.0
        else:
            self.y, self.focal, self.middle_y = (
                random.uniform(0.16, 0.30),
                random.uniform(1.0, 1.25),
                random.uniform(0.36, 0.42),
            )
            self.z, self.figure_z = random.uniform(1.0, 3.0), random.uniform(5.2, 6.4)
            # Seen from the ground, somebody near would lose the head.
            away = self.focal * _NARROW * (_TALLEST - self.y) / (self.middle_y - _HEAD)
            self.figure_z = max(self.figure_z, self.z + away)
        self.figure_x = self.x * 0.4 + random.choice([-1, 1]) * random.uniform(0.05, 0.4)
        if kind in ("aside", "along"):
            self._step_aside(shot, random)
        elif kind == "above":
            self._climb(random)

    def _step_aside(self, shot: str, random: np.random.Generator) -> None:
        """Stand at one wall and look across to the other: a diagonal with the end of the street at its edge."""
        side = float(random.choice([-1, 1]))
        self.x, self.yaw = side * random.uniform(0.75, 1.05), -side * random.uniform(13, 19)
        self.middle_x = 0.5 - side * random.uniform(0.0, 0.04)
        if shot == "close":
            self.y, self.pitch = random.uniform(1.35, 1.6), random.uniform(4, 8)
            self.focal, self.figure_z = random.uniform(1.5, 1.8), self.z + random.uniform(5.0, 6.5)
        away = self.figure_z - self.z
        self.figure_x = self.x + away * math.tan(math.radians(self.yaw * random.uniform(0.25, 0.6)))

    def go(self, metres: float) -> None:
        """Go along the street, and whoever stands there with the camera."""
        self.z += metres
        self.figure_z += metres

    def _climb(self, random: np.random.Generator) -> None:
        """Look down from a footbridge or a window."""
        self.y, self.pitch = random.uniform(4.1, 5.3), -random.uniform(11, 15)
        self.middle_y, self.nearest = random.uniform(0.40, 0.47), 4.0
        self.figure_z = self.z + random.uniform(5.6, 7.4)  # where the wet street is bright behind somebody
        self.figure_x = random.choice([-1, 1]) * random.uniform(0.1, 0.5)

    def lens(self, width: int, height: int) -> Lens:
        """The camera for a painting of some size; a wider picture sees more at the sides."""
        yaw, pitch = math.radians(self.yaw), math.radians(self.pitch)
        right = np.array([math.cos(yaw), 0, -math.sin(yaw)])
        forward = np.array([math.sin(yaw) * math.cos(pitch), math.sin(pitch), math.cos(yaw) * math.cos(pitch)])
        up = np.cross(forward, right)
        narrow = min(width, height * 0.5625 * 1.25)
        middle_y = self.middle_y
        if self.figure_z > self.z:  # a picture that is less tall keeps the feet, and what they stand on
            down = math.atan2(self.y, self.figure_z - self.z) + pitch
            middle_y -= max(middle_y + self.focal * narrow / height * math.tan(down) - _FEET, 0.0)
        return Lens(
            np.array([self.x, self.y, self.z], np.float32),
            right.astype(np.float32),
            up.astype(np.float32),
            forward.astype(np.float32),
            np.float32(self.focal * narrow),
            np.float32(width * self.middle_x),
            np.float32(height * middle_y),
        )


def kind_of(shot: str, seed: int, variation: int) -> str:
    """Return how the street is looked at: one way after the other by variation, beginning anywhere.

    Along its middle, down from above, from one wall across to the other, or (close) up to the signs or along a wall.
    """
    kinds = _VIEWS.get(shot, ("street",))
    first = int(np.random.default_rng([seed & 0x7FFFFFFF, 14]).integers(len(kinds)))
    return kinds[(first + variation) % len(kinds)]
