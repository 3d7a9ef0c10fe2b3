"""Furniture of rooms, in boxes: a kitchen, a bedroom, a living room."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Box = tuple[float, float, float, float, float, float]  # x0, x1, y0, y1, z0, z1 in metres
Colour = tuple[float, float, float]  # albedo, linear BGR

_WOOD: Colour = (0.065, 0.145, 0.26)
_DARK: Colour = (0.018, 0.020, 0.024)
_LINEN: Colour = (0.62, 0.68, 0.72)
_STEEL: Colour = (0.42, 0.42, 0.42)
_LEAF: Colour = (0.05, 0.17, 0.06)
_FRONTS: tuple[Colour, ...] = ((0.30, 0.40, 0.33), (0.42, 0.36, 0.28), (0.55, 0.60, 0.64), (0.22, 0.26, 0.20))
_CLOTH: tuple[Colour, ...] = ((0.07, 0.11, 0.42), (0.30, 0.20, 0.09), (0.09, 0.25, 0.46), (0.16, 0.26, 0.14))
_SPINES: tuple[Colour, ...] = (
    (0.08, 0.09, 0.40),
    (0.34, 0.22, 0.08),
    (0.10, 0.34, 0.50),
    (0.14, 0.28, 0.12),
    (0.50, 0.52, 0.54),
    (0.05, 0.06, 0.09),
)

KINDS = {
    "kitchen": {"kitchen", "cooking", "breakfast", "baking", "coffee", "tea", "diner", "cafe"},
    "bedroom": {"bedroom", "bed", "pillow", "pyjamas", "teenage", "posters"},
    "living": {
        "living",
        "sofa",
        "couch",
        "room",
        "apartment",
        "home",
        "house",
        "cabin",
        "hotel",
        "cosy",
        "cozy",
        "fireplace",
    },
}


def furnished(words: set[str]) -> str:
    """Return what a room is furnished as by the words of a prompt; empty for not at all."""
    return next((kind for kind, names in KINDS.items() if words & names), "")


class _Room:
    def __init__(self, half: float, end: float, rng: np.random.Generator) -> None:
        self.half, self.end, self.rng = half, end, rng
        self.boxes: list[Box] = []
        self.colours: list[Colour] = []

    def put(
        self, colour: Colour, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], shade: float = 1.0
    ) -> None:
        """Add a box."""
        self.boxes.append((*x, *y, *z))
        self.colours.append((colour[0] * shade, colour[1] * shade, colour[2] * shade))

    def table(self, x: float, z: float, wide: float, deep: float, high: float, colour: Colour = _WOOD) -> None:
        self.put(colour, (x - wide / 2, x + wide / 2), (high - 0.045, high), (z - deep / 2, z + deep / 2))
        for a in (-1, 1):
            for b in (-1, 1):
                u, v = x + a * (wide / 2 - 0.07), z + b * (deep / 2 - 0.07)
                self.put(colour, (u - 0.03, u + 0.03), (0, high - 0.045), (v - 0.03, v + 0.03), 0.8)

    def chair(self, x: float, z: float, away: float) -> None:
        """Put a chair whose back is on the side ``away`` (-1 nearer, 1 farther)."""
        self.put(_WOOD, (x - 0.21, x + 0.21), (0.43, 0.47), (z - 0.21, z + 0.21), 0.8)
        back = z + away * 0.20
        for u in (-0.19, 0.19):
            self.put(_WOOD, (x + u - 0.02, x + u + 0.02), (0.0, 0.92), (back - 0.02, back + 0.02), 0.7)
            self.put(
                _WOOD, (x + u - 0.02, x + u + 0.02), (0.0, 0.43), (z - away * 0.19 - 0.02, z - away * 0.19 + 0.02), 0.7
            )
        for v in (0.60, 0.74, 0.87):
            self.put(_WOOD, (x - 0.19, x + 0.19), (v, v + 0.05), (back - 0.012, back + 0.012), 0.75)

    def shelf(self, x: tuple[float, float], y: float, z: float, deep: float) -> None:
        """Put a board with books and jars on it."""
        self.put(_WOOD, x, (y, y + 0.03), (z - deep, z))
        at = x[0] + 0.04
        while at < x[1] - 0.10:
            wide, high = float(self.rng.uniform(0.03, 0.10)), float(self.rng.uniform(0.12, 0.24))
            if self.rng.random() < 0.82:
                self.put(
                    _SPINES[int(self.rng.integers(len(_SPINES)))],
                    (at, at + wide),
                    (y + 0.03, y + 0.03 + high),
                    (z - 0.8 * deep, z - 0.02),
                )
            at += wide + 0.012

    def frame(self, x: float, y: float, wide: float, high: float) -> None:
        """Hang a picture on the end wall."""
        z = self.end
        self.put(_DARK, (x - wide / 2, x + wide / 2), (y, y + high), (z - 0.03, z))
        colour = _SPINES[int(self.rng.integers(len(_SPINES) - 1))]
        self.put(
            colour, (x - wide / 2 + 0.03, x + wide / 2 - 0.03), (y + 0.03, y + high - 0.03), (z - 0.04, z - 0.03), 1.2
        )

    def plant(self, x: float, z: float, high: float) -> None:
        self.put((0.10, 0.16, 0.32), (x - 0.13, x + 0.13), (0.0, 0.30), (z - 0.13, z + 0.13))
        for _ in range(16):
            u, v, w = self.rng.normal(0, 0.16), 0.34 + abs(self.rng.normal(0.3, 0.28)) * high, self.rng.normal(0, 0.14)
            size = float(self.rng.uniform(0.03, 0.09))
            self.put(
                _LEAF,
                (x + u - size, x + u + size),
                (v, v + 2.6 * size),
                (z + w - 0.02, z + w + 0.02),
                float(self.rng.uniform(0.6, 1.5)),
            )


def _kitchen(room: _Room) -> None:
    half, end, rng = room.half, room.end, room.rng
    front = _FRONTS[int(rng.integers(len(_FRONTS)))]
    left, stove, right = -half + 0.9, -0.35, half - 0.78
    room.put(_DARK, (left, right), (0.0, 0.10), (end - 0.54, end))
    x = left
    while x < right - 0.3:
        wide = 0.6
        if abs(x + wide / 2 - stove) < 0.35:
            room.put(_STEEL, (x, x + wide), (0.10, 0.88), (end - 0.60, end), 0.8)
            room.put(_DARK, (x + 0.06, x + wide - 0.06), (0.20, 0.62), (end - 0.61, end - 0.5))
            room.put(_STEEL, (x + 0.06, x + wide - 0.06), (0.66, 0.685), (end - 0.65, end - 0.62), 1.5)
            stove = x + wide / 2
        else:
            room.put(front, (x + 0.006, x + wide - 0.006), (0.10, 0.62), (end - 0.60, end))
            room.put(front, (x + 0.006, x + wide - 0.006), (0.635, 0.88), (end - 0.60, end), 1.06)
            for y in (0.56, 0.80):
                room.put(_DARK, (x + 0.22, x + 0.38), (y, y + 0.018), (end - 0.63, end - 0.60))
        x += wide
    room.put(_WOOD, (left - 0.02, right), (0.88, 0.925), (end - 0.64, end), 1.2)
    tile = 0.15
    for i in range(int((right - left) / tile)):  # a wall of tiles between counter and cupboards
        for j in range(4):
            at = (left + i * tile, 0.94 + j * 0.14)
            room.put(
                _LINEN,
                (at[0] + 0.004, at[0] + tile - 0.004),
                (at[1], at[1] + 0.132),
                (end - 0.012, end),
                float(rng.uniform(0.8, 1.1)),
            )
    room.put(_STEEL, (stove - 0.32, stove + 0.32), (1.62, 1.72), (end - 0.46, end))
    room.put(_STEEL, (stove - 0.12, stove + 0.12), (1.72, 2.7), (end - 0.26, end))
    for u, high in ((-0.12, 0.16), (0.13, 0.10)):  # a kettle and a pan
        room.put(
            _DARK if u > 0 else (0.06, 0.07, 0.40),
            (stove + u - 0.10, stove + u + 0.10),
            (0.93, 0.93 + high),
            (end - 0.42, end - 0.22),
        )
    x = stove + 0.42
    while x < right - 0.3:
        room.put(front, (x + 0.006, x + 0.5 - 0.006), (1.52, 2.28), (end - 0.36, end))
        room.put(_DARK, (x + 0.42, x + 0.44), (1.56, 1.70), (end - 0.38, end - 0.36))
        x += 0.5
    room.shelf((left, stove - 0.42), 1.58, end, 0.24)
    room.shelf((left, stove - 0.42), 1.98, end, 0.24)
    room.put((0.50, 0.52, 0.53), (right, half - 0.04), (0.0, 1.92), (end - 0.72, end))
    room.put(_DARK, (right, half - 0.04), (1.18, 1.195), (end - 0.725, end - 0.70))
    room.put(_STEEL, (right + 0.06, right + 0.085), (1.26, 1.70), (end - 0.76, end - 0.73), 1.4)
    middle, near = 0.10 * half, end - 2.35
    room.table(middle, near, 1.35, 0.80, 0.76)
    room.chair(middle - 0.42, near + 0.52, 1)
    room.chair(middle + 0.42, near + 0.52, 1)
    room.chair(middle + 0.80, near - 0.1, -1)
    for u, v, high, colour in ((-0.35, -0.15, 0.10, _LINEN), (-0.05, 0.05, 0.24, (0.05, 0.06, 0.36)), (0.30, -0.08, 0.10, _LINEN),
                               (0.12, 0.16, 0.16, (0.04, 0.30, 0.55))):  # fmt: skip
        room.put(
            colour, (middle + u - 0.045, middle + u + 0.045), (0.76, 0.76 + high), (near + v - 0.045, near + v + 0.045)
        )


def _bedroom(room: _Room) -> None:
    half, end, rng = room.half, room.end, room.rng
    cloth = _CLOTH[int(rng.integers(len(_CLOTH)))]
    a, b, foot = -1.15, 0.55, end - 2.12
    room.put(_WOOD, (a - 0.06, b + 0.06), (0.0, 1.15), (end - 0.07, end))
    room.put(_WOOD, (a - 0.04, b + 0.04), (0.12, 0.32), (foot, end))
    room.put(_LINEN, (a, b), (0.32, 0.54), (foot + 0.04, end - 0.08))
    room.put(cloth, (a - 0.05, b + 0.05), (0.22, 0.60), (foot, end - 0.85))
    room.put(cloth, (a - 0.05, b + 0.05), (0.56, 0.65), (end - 1.05, end - 0.80), 1.5)
    for u in (a + 0.10, a + 0.92):
        room.put(_LINEN, (u, u + 0.70), (0.54, 0.72), (end - 0.52, end - 0.12), 1.05)
        room.put(_LINEN, (u + 0.05, u + 0.65), (0.70, 0.86), (end - 0.36, end - 0.14), 1.1)
    for u in (a - 0.58, b + 0.12):
        room.put(_WOOD, (u, u + 0.44), (0.0, 0.52), (end - 0.42, end), 0.9)
        room.put(_DARK, (u + 0.20, u + 0.24), (0.52, 0.78), (end - 0.24, end - 0.20))
        room.put((0.40, 0.58, 0.68), (u + 0.09, u + 0.35), (0.78, 1.00), (end - 0.35, end - 0.09), 1.25)
    for x, y, wide, high in (
        (-1.0, 1.45, 0.55, 0.75),
        (-0.30, 1.55, 0.48, 0.48),
        (0.28, 1.42, 0.50, 0.70),
        (1.25, 1.35, 0.60, 0.85),
    ):
        room.frame(x, y, wide, high)
    room.put((0.34, 0.38, 0.42), (a - 0.5, b + 0.5), (0.0, 0.02), (foot - 0.9, foot + 0.6))
    room.put(_WOOD, (half - 0.62, half), (0.0, 2.1), (end - 2.6, end - 1.2), 0.8)
    for z in (end - 2.6, end - 1.9):
        room.put(_WOOD, (half - 0.64, half - 0.62), (0.08, 2.05), (z + 0.03, z + 0.66))
    room.plant(half - 0.45, end - 0.45, 0.9)


def _living(room: _Room) -> None:
    half, end, rng = room.half, room.end, room.rng
    cloth = _CLOTH[int(rng.integers(len(_CLOTH)))]
    a, b, z = -1.35, 0.75, end - 0.12
    room.put(cloth, (a, b), (0.10, 0.42), (z - 0.92, z))
    room.put(cloth, (a, b), (0.40, 0.86), (z - 0.24, z), 0.9)
    for u in (a - 0.20, b):
        room.put(cloth, (u, u + 0.20), (0.06, 0.62), (z - 0.94, z), 0.95)
    third = (b - a) / 3
    for i in range(3):
        room.put(cloth, (a + i * third + 0.015, a + (i + 1) * third - 0.015), (0.42, 0.53), (z - 0.93, z - 0.22), 1.15)
    for u in (a + 0.08, b - 0.50):
        room.put(_SPINES[int(rng.integers(4))], (u, u + 0.40), (0.53, 0.88), (z - 0.44, z - 0.26), 1.25)
    room.put((0.28, 0.36, 0.44), (a - 0.1, b + 0.3), (0.0, 0.02), (z - 2.6, z - 0.9))
    room.table(-0.25, z - 1.65, 1.05, 0.58, 0.42)
    room.put(_LINEN, (-0.42, -0.33), (0.42, 0.52), (z - 1.7, z - 1.61))
    room.put(_SPINES[0], (-0.20, 0.08), (0.42, 0.46), (z - 1.75, z - 1.55))
    room.put(_SPINES[2], (-0.18, 0.06), (0.46, 0.49), (z - 1.74, z - 1.57))
    for x, y, wide, high in ((-0.95, 1.45, 0.50, 0.62), (-0.25, 1.40, 0.62, 0.78), (0.45, 1.50, 0.46, 0.56)):
        room.frame(x, y, wide, high)
    room.put(_WOOD, (1.10, 1.13), (0.0, 2.1), (end - 0.32, end))
    room.put(_WOOD, (half - 0.05, half - 0.02), (0.0, 2.1), (end - 0.32, end))
    for y in (0.08, 0.50, 0.92, 1.34, 1.76):
        room.shelf((1.12, half - 0.04), y, end, 0.30)
    room.put(_DARK, (b + 0.33, b + 0.36), (0.0, 1.45), (z - 0.40, z - 0.37))
    room.put((0.40, 0.58, 0.68), (b + 0.18, b + 0.51), (1.42, 1.72), (z - 0.55, z - 0.22), 1.25)
    room.plant(-half + 0.55, end - 0.6, 1.3)


_MAKERS: dict[str, Callable[[_Room], None]] = {"kitchen": _kitchen, "bedroom": _bedroom, "living": _living}


def furniture(kind: str, half: float, end: float, seed: int) -> tuple[list[Box], list[Colour]]:
    """Return the boxes of a furnished room and the colour of each.

    Parameters
    ----------
    kind : str
        A name of :data:`KINDS`.
    half, end : float
        Half its width and z of its end wall, metres.
    seed : int
    """
    room = _Room(half, end, np.random.default_rng([seed & 0x7FFFFFFF, 107]))
    _MAKERS[kind](room)
    return room.boxes, room.colours
