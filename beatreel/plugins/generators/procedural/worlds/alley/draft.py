"""What an alley is built from: its light and weather, and lists of what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass
class Mood:
    """Light and weather of one alley.

    Attributes
    ----------
    cool, second, warm : list of ndarray (3,)
        Colours of the three families of signs, linear BGR.
    sign_power : float
    wet, snow, fog : float
    air, ambient, zenith, horizon, glow : tuple of float
        See :class:`~..kernels.street.Street`.
    cloud, windows : float
    latin : bool
        Words in Latin letters.
    old : bool
        A street of plaster, cobbles and lanterns: nothing of it is of this century.
    market : bool
        With stalls, in an old street.
    lamps : int
        Street lamps that light it in place of signs and windows.
    lanterns : ndarray (3,) or None
        Colour of the paper lanterns that hang across it.
    has_signs : bool
        Signs hang beside them.
    washing : bool
        Washing hangs across an old street.
    sun, sunlight : tuple of float
        Direction towards the sun, of length 1, if it shines on the right wall, and its colour.
    """

    cool: list[Array]
    second: list[Array]
    warm: list[Array]
    sign_power: float = 1.0
    wet: float = 1.0
    snow: float = 0.0
    fog: float = 0.034
    air: tuple[float, float, float] = (0.05, 0.028, 0.015)
    ambient: tuple[float, float, float] = (0.032, 0.020, 0.0115)
    zenith: tuple[float, float, float] = (0.05, 0.022, 0.012)
    horizon: tuple[float, float, float] = (0.10, 0.05, 0.035)
    glow: tuple[float, float, float] = (0.5, 0.36, 0.25)
    cloud: float = 0.4
    windows: float = 0.3
    latin: bool = False
    old: bool = False
    market: bool = False
    lamps: int = 0
    lanterns: Array | None = None
    has_signs: bool = True
    washing: bool = False
    sun: tuple[float, float, float] = (0.0, 1.0, 0.0)
    sunlight: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass
class Draft:
    """Lists that grow while the alley is built."""

    random: np.random.Generator
    left: float
    right: float
    cool_side: int = 1
    boxes: list[tuple[float, ...]] = field(default_factory=list)
    traits: list[tuple[float, ...]] = field(default_factory=list)
    textures: list[Array] = field(default_factory=list)
    lights: list[tuple[float, ...]] = field(default_factory=list)  # x, y, z, b, g, r, family
    lanterns: list[tuple[float, ...]] = field(default_factory=list)

    def box(
        self, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float], kind: int, albedo: float
    ) -> None:
        self.boxes.append((*x, *y, *z))
        self.traits.append((kind, albedo, 0, -1, 0, 0))

    def on_wall(self, side: int, depth: float) -> tuple[float, float]:
        """The x range of something of a depth on the left (-1) or right (1) facade."""
        return (self.left, self.left + depth) if side < 0 else (self.right - depth, self.right)

    def side(self) -> int:
        return -1 if self.random.random() < 0.5 else 1
