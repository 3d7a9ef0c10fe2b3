"""What is built in greenhouses and overgrown halls besides their shell: boxes and their colours; metres, linear BGR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .overgrown import Colour, Plan

Boxes = tuple[Any, Any]


class _Built:
    def __init__(self) -> None:
        self.boxes: list[tuple[float, ...]] = []
        self.paint: list[Colour] = []

    def put(self, colour: Colour, x: tuple[float, float], y: tuple[float, float], z: tuple[float, float]) -> None:
        self.boxes.append((*sorted(x), *y, *z))
        self.paint.append(colour)

    def done(self) -> Boxes:
        return np.array(self.boxes, np.float64).reshape(-1, 6), np.array(self.paint, np.float32).reshape(-1, 3)


def greenhouse(plan: Plan, first: float, side: float, rng: np.random.Generator) -> Boxes:
    """Return what edges its path and what its lamps hang by."""
    built = _Built()
    for way in (-1.0, 1.0):
        built.put((0.05, 0.06, 0.05), (way * 2.86, way * 2.90), (2.53, 2.57), (0.0, plan.end))
        built.put(
            (0.10, 0.12, 0.13), (way * plan.path, way * (plan.path + 0.06)), (0.0, 0.05), (0.0, plan.end)
        )  # an edging
    for k in range(5):  # what lamps hang by
        z = first + k * plan.pitch * plan.lamp[2]
        built.put((0.03, 0.03, 0.03), (-0.008, 0.008), (plan.lamp[0], 4.75), (z - 0.008, z + 0.008))
        built.put((0.03, 0.03, 0.03), (-0.07, 0.07), (plan.lamp[0] + 0.08, plan.lamp[0] + 0.16), (z - 0.07, z + 0.07))
    return built.done()


def mall(plan: Plan, first: float, side: float, rng: np.random.Generator) -> Boxes:
    """Return galleries with railings, columns and planters that nobody tends."""
    built = _Built()
    white, dark = (0.30, 0.32, 0.33), (0.035, 0.036, 0.036)
    for way in (-1.0, 1.0):
        built.put(white, (way * 4.3, way * 7.0), (3.50, 3.92), (0.0, plan.end))
        built.put(dark, (way * 4.34, way * 4.40), (4.84, 4.90), (0.0, plan.end))
        for k in range(24):
            z = 0.4 + 1.2 * k
            built.put(dark, (way * 4.35, way * 4.39), (3.92, 4.84), (z, z + 0.04))
        for k in range(7):
            z = first + plan.pitch * k
            built.put(white, (way * 4.4, way * 4.85), (0.0, 3.5), (z - 0.22, z + 0.22))
    for z, x in ((7.5, -side * 1.7), (15.0, side * 1.8)):  # planters that nobody tends
        built.put((0.20, 0.21, 0.21), (x - 1.2, x + 1.2), (0.0, 0.55), (z, z + 2.0))
    return built.done()


def works(plan: Plan, first: float, side: float, rng: np.random.Generator) -> Boxes:
    """Return trusses, a crane on its rails, pipes and machines."""
    built = _Built()
    rust, steel = (0.035, 0.060, 0.115), (0.050, 0.060, 0.080)
    for k in range(7):
        z = first + plan.pitch * k
        built.put(steel, (-5.8, 5.8), (5.45, 5.62), (z - 0.07, z + 0.07))
        for x in (-3.9, -1.95, 0.0, 1.95, 3.9):
            built.put(steel, (x - 0.04, x + 0.04), (5.62, 8.3 - 0.5 * abs(x)), (z - 0.04, z + 0.04))
    for way in (-1.0, 1.0):
        built.put(rust, (way * 5.2, way * 5.5), (4.9, 5.2), (0.0, plan.end))  # the crane's rail
        for y in (3.3, 3.62):
            built.put(rust, (way * 5.55, way * 5.75), (y, y + 0.2), (0.0, plan.end))
    built.put((0.03, 0.11, 0.17), (-5.2, 5.2), (5.0, 5.42), (16.0, 16.7))
    for z, way, high in ((6.0, -side, 1.5), (10.5, side, 2.3), (17.5, -side, 2.8), (22.0, side, 1.9)):
        x0, x1 = way * 2.9, way * 4.9
        built.put(rust, (x0, x1), (0.0, high), (z, z + 2.3))
        built.put(steel, (x0 + way * 0.5, x0 + way * 0.85), (high, 5.4), (z + 0.9, z + 1.25))
        built.put(steel, (x0 - way * 0.12, x0), (0.35, high - 0.3), (z + 0.3, z + 2.0))
    return built.done()


def church(plan: Plan, first: float, side: float, rng: np.random.Generator) -> Boxes:
    """Return the pews that are left, and the altar."""
    built = _Built()
    for k in range(7):  # pews, those that are left
        z = 4.0 + 1.5 * k
        for way in (-1.0, 1.0):
            if rng.random() < 0.35:
                continue
            x0, x1 = way * 1.25, way * float(rng.uniform(2.6, 3.6))
            built.put((0.05, 0.085, 0.13), (x0, x1), (0.42, 0.47), (z, z + 0.42))
            built.put((0.05, 0.085, 0.13), (x0, x1), (0.42, 0.98), (z + 0.42, z + 0.47))
            built.put((0.026, 0.044, 0.070), (x0, x0 + way * 0.06), (0.0, 0.98), (z, z + 0.47))
    stone = (0.22, 0.25, 0.26)
    built.put(stone, (-1.3, 1.3), (0.0, 1.05), (plan.end - 3.2, plan.end - 2.2))  # the altar
    built.put(stone, (-3.4, 3.4), (0.0, 0.22), (plan.end - 4.6, plan.end))
    return built.done()


_PLATFORM = (2.6, 0.92)  # x of its edge, height


def station(plan: Plan, first: float, side: float, rng: np.random.Generator) -> Boxes:
    """Return platforms, rails, a waggon that nobody fetched, benches, a clock that stands still and boards without a name."""
    built = _Built()
    edge, high = _PLATFORM
    stone, rust, iron = (0.15, 0.16, 0.165), (0.030, 0.055, 0.120), (0.045, 0.055, 0.062)
    for way in (-1.0, 1.0):
        built.put(stone, (way * edge, way * 8.2), (0.0, high), (-4.0, plan.end))
        built.put((0.24, 0.27, 0.29), (way * (edge - 0.12), way * (edge + 0.45)), (high, high + 0.06), (-4.0, plan.end))
        built.put(
            (0.10, 0.32, 0.40), (way * (edge + 0.62), way * (edge + 0.72)), (high, high + 0.012), (-4.0, plan.end)
        )
        built.put(iron, (way * 3.55, way * 3.75), (4.6, 4.9), (-4.0, plan.end))  # what the columns carry
        for k in range(8):
            z = first + plan.pitch * (k - 0.5)
            built.put(iron, (way * 3.57, way * 3.73), (high, 9.0), (z - 0.08, z + 0.08))
            built.put(iron, (way * 3.45, way * 3.85), (high, high + 0.5), (z - 0.2, z + 0.2))
    for x in (-1.62, -0.18, 0.18, 1.62):
        built.put(rust, (x - 0.04, x + 0.04), (0.0, 0.17), (-4.0, plan.end))
    for k in range(26):  # sleepers, near by
        z = -0.6 + 0.72 * k
        for x in (-0.9, 0.9):
            built.put((0.030, 0.042, 0.055), (x - 1.15 * 0.9, x + 1.15 * 0.9), (0.0, 0.06), (z, z + 0.26))
    _waggon(built, -side, rng)
    for z, way in ((7.5, side), (9.5, -side), (17.0, side)):  # benches, with their backs to the walls
        x = way * 6.6
        built.put((0.035, 0.065, 0.095), (x - 0.25, x + 0.25), (high + 0.42, high + 0.48), (z, z + 1.9))
        built.put((0.035, 0.065, 0.095), (x + way * 0.25, x + way * 0.30), (high + 0.48, high + 0.95), (z, z + 1.9))
        for leg in (z + 0.15, z + 1.65):
            built.put(iron, (x - 0.22, x + 0.22), (high, high + 0.42), (leg, leg + 0.07))
    x, z = side * 4.6, first + 1.5 * plan.pitch
    built.put(iron, (x - 0.03, x + 0.03), (4.3, 8.0), (z - 0.03, z + 0.03))
    built.put(iron, (x - 0.62, x + 0.62), (3.05, 4.3), (z - 0.10, z + 0.10))
    built.put((0.42, 0.50, 0.52), (x - 0.52, x + 0.52), (3.15, 4.2), (z - 0.12, z + 0.12))
    built.put((0.01, 0.01, 0.01), (x - 0.025, x + 0.025), (3.67, 4.08), (z - 0.14, z + 0.14))
    built.put((0.01, 0.01, 0.01), (x - 0.02, x + 0.30), (3.65, 3.70), (z - 0.14, z + 0.14))
    for z in (5.0, 21.0):  # boards on posts
        built.put((0.16, 0.11, 0.06), (side * 5.6 - 0.9, side * 5.6 + 0.9), (high + 1.7, high + 2.25), (z, z + 0.06))
        for x in (-0.8, 0.8):
            built.put(iron, (side * 5.6 + x - 0.04, side * 5.6 + x + 0.04), (high, high + 2.3), (z + 0.06, z + 0.14))
    return built.done()


def _waggon(built: _Built, way: float, rng: np.random.Generator) -> None:
    """Put an old carriage on a track: body, roof, windows without panes, doors, buffers."""
    near = float(rng.uniform(12.0, 15.0))
    x0, x1, far = way * 0.05, way * 2.35, near + 17.0
    paint, dark = (
        ((0.045, 0.070, 0.040), (0.035, 0.050, 0.120), (0.10, 0.075, 0.045))[int(rng.integers(3))],
        (0.008,) * 3,
    )
    built.put((0.02, 0.025, 0.03), (x0 + way * 0.2, x1 - way * 0.2), (0.30, 0.95), (near + 0.3, far))
    built.put(paint, (x0, x1), (0.95, 3.35), (near, far))
    built.put((0.05, 0.055, 0.06), (x0 - way * 0.05, x1 + way * 0.05), (3.35, 3.62), (near - 0.1, far))
    built.put(dark, (x0 + way * 0.75, x1 - way * 0.75), (1.0, 3.0), (near - 0.02, near))  # the end's door
    for x in (x0 + way * 0.45, x1 - way * 0.45):
        built.put((0.04, 0.05, 0.06), (x - 0.16, x + 0.16), (0.95, 1.25), (near - 0.5, near))
    for k in range(7):
        z = near + 0.9 + 2.3 * k
        for wall in (x0, x1):
            built.put(dark, (wall - 0.02, wall + 0.02), (2.0, 2.95), (z, z + 1.3))
