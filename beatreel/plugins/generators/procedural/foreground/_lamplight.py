"""What lamps and lit windows throw on the things around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import House

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class Lamps:
    """Lamps, each with a place, a way that it looks (0 for a bare one), a power and a size in metres."""

    places: Array
    ways: Array
    powers: Array
    sizes: Array

    @classmethod
    def of_house(cls, house: House) -> Lamps:
        """Return the windows of a house and the lamp beside its door."""
        places, ways, powers, sizes = [], [], [], []
        for one in house.openings:
            if one.is_door:
                places.append(house.point(one.wall, one.u - 0.28, one.v + 2.05, 0.30))
                ways.append(np.zeros(3, np.float32))
                powers.append(1.5)
                sizes.append(0.25)
                continue
            places.append(house.point(one.wall, one.u + one.wide / 2, one.v + 0.55 * one.high, 0.05))
            ways.append(house.wall(one.wall).normal)
            powers.append(7.0 * one.wide * one.high)
            sizes.append(0.6 * one.wide)
        return cls(*(np.asarray(each, np.float32) for each in (places, ways, powers, sizes)))

    @classmethod
    def of_fire(cls, z: float, tall: float) -> Lamps:
        """Return a fire whose flames are ``tall`` metres high, ``z`` metres before the camera."""
        # The flames, their foot, and the bright air above them, which reaches far.
        places = np.array(
            [[0.0, 0.45 * tall + 0.25, z], [0.25 * tall, 0.25 * tall + 0.1, z - 0.1], [0.0, 1.2 * tall, z]], np.float32
        )
        return cls(
            places,
            np.zeros((3, 3), np.float32),
            np.array([6.0, 2.0, 16.0], np.float32) * np.float32(tall**1.3),
            np.array([1.1, 0.8, 4.2], np.float32) * np.float32(tall**0.7),
        )

    def on(self, x: Array, y: Array, z: Array, normal: tuple[Any, Any, Any], wrap: float = 0.0) -> Array:
        """Return what falls on points whose surfaces look along ``normal``; ``wrap`` lets light creep around."""
        total = np.zeros(np.broadcast(x, y, z).shape, np.float32)
        for place, way, power, size in zip(self.places, self.ways, self.powers, self.sizes, strict=True):
            dx, dy, dz = place[0] - x, place[1] - y, place[2] - z
            squared = dx * dx + dy * dy + dz * dz
            distance = np.sqrt(squared) + np.float32(1e-3)
            facing = (normal[0] * dx + normal[1] * dy + normal[2] * dz) / distance
            facing = np.clip((facing + wrap) / (1 + wrap), 0, 1)
            if way.any():
                leaving = np.clip(-(way[0] * dx + way[1] * dy + way[2] * dz) / distance, 0, 1)
            else:
                leaving = np.float32(0.5)
            total += power * facing * leaving / (squared + size * size)
        return total
