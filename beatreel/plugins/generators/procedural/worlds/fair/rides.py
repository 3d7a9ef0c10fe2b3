"""Rides of a fair: the great wheel, tents, a tower; metres, colours linear BGR."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .canvas import Canvas, Colour

STEEL: Colour = (0.20, 0.21, 0.22)


@dataclass(frozen=True)
class Wheel:
    """Where the wheel stands, how large it is, how far it is turned from the view (radians), and where its first spoke points."""

    x: float
    z: float
    radius: float
    turn: float
    phase: float
    spokes: int = 20

    @property
    def hub(self) -> float:
        """Height of its hub."""
        return self.radius + 3.2

    def point(self, angle: float, reach: float, side: float) -> tuple[float, float, float]:
        """Return a point at an angle and distance from the hub, ``side`` metres along its axle."""
        u, v = reach * math.cos(angle), reach * math.sin(angle)
        c, s = math.cos(self.turn), math.sin(self.turn)
        return self.x + u * c - side * s, self.hub + v, self.z + u * s + side * c

    def rim(self, count: int) -> list[tuple[float, float, float]]:
        """Return points around its near rim."""
        return [self.point(self.phase + 2 * math.pi * k / count, self.radius, -1.5) for k in range(count)]

    def along_spokes(self, count: int) -> list[tuple[float, tuple[float, float, float]]]:
        """Return points on its near spokes, so many on each, with their places around it, 0 to 1."""
        return [
            (k / self.spokes, self.point(self.phase + 2 * math.pi * k / self.spokes, share * self.radius, -1.5))
            for k in range(self.spokes)
            for share in np.linspace(0.3, 0.93, count)
        ]


def draw_wheel(canvas: Canvas, wheel: Wheel, colours: tuple[Any, Any], cabins: list[Colour]) -> None:
    """Draw legs, two rims with their bulbs, spokes, and cabins that hang between."""
    lit = np.array([0.020, 0.032, 0.045]) + 0.035 * np.asarray(colours[0])
    foot = 0.42 * wheel.radius
    for side in (3.4, -3.4):
        if side < 0:
            _turning(canvas, wheel, colours, cabins, lit)
        legs = []
        for way in (-1.0, 1.0):
            base = wheel.point(0.0, way * foot, side * 1.35)
            legs.append(((base[0], 0.0, base[2]), wheel.point(0, 0, side * 0.75), 0.62))
        for share in (0.25, 0.5, 0.75):
            a, b = (wheel.point(0.0, way * foot * share, side * (0.75 + 0.6 * share)) for way in (-1.0, 1.0))
            high = wheel.hub * (1 - share)
            legs.append(((a[0], high, a[2]), (b[0], high, b[2]), 0.22))
        canvas.bars(legs, STEEL, lit * 0.7)
    for k in range(26):
        angle = 2 * math.pi * k / 26
        for ring, reach in enumerate((0.8, 1.7)):
            canvas.bulb(wheel.point(angle, reach, -3.0), 0.13, colours[ring], (k + ring) % 2)


def _turning(canvas: Canvas, wheel: Wheel, colours: tuple[Any, Any], cabins: list[Colour], lit: Any) -> None:
    count = wheel.spokes
    for side in (1.5, -1.5):
        power = 1.0 if side < 0 else 0.5
        steel: list[tuple[Any, Any, float]] = []
        for k in range(count):
            angle, turn = wheel.phase + 2 * math.pi * k / count, 2 * math.pi / count
            steel.append((wheel.point(angle, 1.2, side), wheel.point(angle, wheel.radius, side), 0.16))
            for reach in (wheel.radius, wheel.radius - 1.3):
                for part in range(4):
                    ends = [wheel.point(angle + turn * (part + n) / 4, reach, side) for n in (0, 1)]
                    steel.append((ends[0], ends[1], 0.20))
            for part in range(2):  # lattice between the rims
                a, b = angle + turn * part / 2, angle + turn * (part + 1) / 2
                steel.append((wheel.point(a, wheel.radius, side), wheel.point(b, wheel.radius - 1.3, side), 0.08))
        canvas.bars(steel, STEEL, lit * power)
        for k in range(count):
            angle = wheel.phase + 2 * math.pi * k / count
            for n in range(7):
                canvas.bulb(
                    wheel.point(angle + 2 * math.pi * n / (7 * count), wheel.radius + 0.1, side),
                    0.13,
                    colours[0],
                    (7 * k + n) % 2,
                    power,
                )
            steps = int((wheel.radius - 4) / 0.95)
            for n in range(steps):
                reach = 3.0 + 0.95 * n
                canvas.bulb(
                    wheel.point(angle, reach, side),
                    0.10,
                    colours[1 if n < 0.55 * steps else 0],
                    k % 2,
                    power * (0.55 + 0.45 * (n % 2)),
                )
        if side > 0:
            for k in range(count):
                _cabin(canvas, wheel, wheel.phase + 2 * math.pi * (k + 0.5) / count, cabins[k % len(cabins)], k)


def _cabin(canvas: Canvas, wheel: Wheel, angle: float, colour: Colour, number: int) -> None:
    """Draw a cabin that hangs upright: roof, lit window with somebody in it, body."""
    x, y, z = wheel.point(angle, wheel.radius - 0.2, 0.0)
    c, s = math.cos(wheel.turn), math.sin(wheel.turn)

    def flat(points: list[tuple[float, float]], side: float) -> list[tuple[float, float, float]]:
        return [(x + u * c - side * s, y + v, z + u * s + side * c) for u, v in points]

    body = np.array(colour)
    low: list[tuple[float, float]] = [(-0.95, -2.35), (0.95, -2.35)]
    canvas.polygon([*flat(low, 0.9), *flat(low[::-1], -0.9)], body * 0.5, body * 0.03)  # its floor, then its ends
    for u in (-1.0, 1.0):
        end = [(u * 0.95, -2.35), (u * 0.80, -0.75)]
        canvas.polygon([*flat(end, 0.9), *flat(end[::-1], -0.9)], body * 0.6, body * 0.05)
    canvas.polygon(flat([*low, (0.80, -1.45), (-0.80, -1.45)], -0.9), body, body * 0.12)
    canvas.polygon(flat([(-0.80, -1.45), (0.80, -1.45), (0.80, -0.75), (-0.80, -0.75)], -0.9), 0.1, (0.16, 0.42, 0.70))
    heads = ((-0.30, 0.16), (0.28, 0.15)) if number % 3 else ((0.05, 0.16),)
    for u, size in heads:
        canvas.polygon(
            flat([(u + size * math.cos(t), -1.18 + 1.15 * size * math.sin(t)) for t in np.linspace(0, 6.0, 9)], -0.92),
            0.02,
        )
        canvas.polygon(flat([(u - 0.28, -1.46), (u + 0.28, -1.46), (u + 0.22, -1.30), (u - 0.22, -1.30)], -0.92), 0.02)
    posts = [flat([(u, -1.45), (u, -0.75)], -0.92) for u in (-0.80, 0.0, 0.80)]
    canvas.bars([(a, b, 0.07) for a, b in posts], STEEL, 0.01)
    canvas.polygon(
        flat([(-1.0, -0.78), (1.0, -0.78), (0.55, -0.30), (-0.55, -0.30)], -0.92), colour, np.array(colour) * 0.22
    )
    hook, ring = flat([(0.0, -0.30), (0.0, 0.15)], 0.0)
    canvas.bars([(hook, ring, 0.12)], STEEL, 0.02)
    for u in np.linspace(-0.85, 0.85, 5):
        canvas.bulb(flat([(float(u), -2.36)], -0.95)[0], 0.05, (0.35, 0.72, 1.0), number % 2, 0.8)


def draw_tent(canvas: Canvas, x: float, z: float, wide: float, high: float, colours: tuple[Colour, Colour]) -> None:
    """Draw a round tent with a striped roof, lit from within, bulbs along its eaves and seams."""
    eaves = 0.50 * high
    count = 14
    edge = [(x + wide * math.cos(t), z - wide * math.sin(t)) for t in np.linspace(math.pi, 0, count + 1)]
    for k in range(count):
        (a, b), (c, d) = edge[k], edge[k + 1]
        face = 0.55 + 0.45 * math.sin(math.pi * (k + 0.5) / count)
        colour = np.array(colours[k % 2])
        canvas.polygon([(a, 0, b), (c, 0, d), (c, eaves, d), (a, eaves, b)], colour * face, colour * (0.20 * face))
    for k in range(count):
        (a, b), (c, d) = edge[k], edge[k + 1]
        face = 0.45 + 0.55 * math.sin(math.pi * (k + 0.5) / count)
        colour = np.array(colours[k % 2])
        bend = [(x + (p - x) * 0.55, eaves + 0.30 * (high - eaves), z + (q - z) * 0.55) for p, q in ((c, d), (a, b))]
        canvas.polygon([(a, eaves, b), (c, eaves, d), bend[0], bend[1]], colour * face, colour * (0.34 * face))
        canvas.polygon([bend[1], bend[0], (x, high, z)], colour * face, colour * (0.17 * face))
        drop = [(a, eaves, b), (c, eaves, d), ((a + c) / 2, eaves - 0.45, (b + d) / 2)]
        canvas.polygon(drop, colour * face, colour * (0.45 * face))
        canvas.bulb((a, eaves + 0.05, b), 0.11, (0.35, 0.72, 1.0), k % 2)
        for n in range(1, 5):
            share = n / 5
            p = (
                np.array([a, eaves, b]) * (1 - share)
                + np.array([x + (a - x) * 0.5, eaves + 0.33 * (high - eaves), z + (b - z) * 0.5]) * share
            )
            canvas.bulb(p, 0.08, (0.35, 0.72, 1.0), (k + n) % 2, 0.8)
    canvas.bars([((x, high, z), (x, high + 1.4, z), 0.10)], STEEL)
    canvas.polygon(
        [(x, high + 1.4, z), (x + 1.1, high + 1.15, z), (x, high + 0.85, z)], colours[0], np.array(colours[0]) * 0.15
    )
