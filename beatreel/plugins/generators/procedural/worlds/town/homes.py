"""Low houses: bungalows of stucco with lawns, porches, windows that are lit in the evening."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins

from .site import Site

_STUCCO = (
    (0.50, 0.60, 0.66),
    (0.36, 0.46, 0.62),
    (0.34, 0.52, 0.66),
    (0.50, 0.50, 0.44),
    (0.40, 0.42, 0.60),
    (0.56, 0.60, 0.62),
    (0.46, 0.52, 0.40),
)
_ROOFS = ((0.07, 0.12, 0.28), (0.10, 0.11, 0.13), (0.08, 0.10, 0.14))
WARM = (0.20, 0.62, 1.35)


def gable(
    x0: float, x1: float, z0: float, z1: float, low: float, high: float, roof: int, wall: int, *, over: float = 0.55
) -> Mesh:
    """Return a roof with its ridge along z, eaves that reach out, and the walls under its gables."""
    middle = 0.5 * (x0 + x1)
    slope = (high - low) / (middle - x0)
    parts = []
    for x, way in ((x0 - over, 1), (x1 + over, -1)):
        y = low - over * slope
        for lift in (0.0, 0.14):
            points = [
                [(x, y + lift, z0 - over), (x, y + lift, z1 + over)],
                [(middle, high + lift, z0 - over), (middle, high + lift, z1 + over)],
            ]
            parts.append(grid(points if way > 0 else points[::-1], roof))
        edge = [(x, y + 0.07, 0.5 * (z0 + z1))]
        parts.append(boxes(edge, (0.03, 0.09, 0.5 * (z1 - z0) + over), wall))
    parts += [grid([[(middle, high, z), (middle, high, z)], [(x0, low, z), (x1, low, z)]], wall) for z in (z0, z1)]
    for z in (z0 - over, z1 + over):
        for x in (x0 - over, x1 + over):
            at = np.array([(x, low - over * slope + 0.07, z), (middle, high + 0.07, z)], np.float32)
            along = at[1] - at[0]
            long = float(np.linalg.norm(along))
            along /= long
            axes = np.stack([along, np.cross([0, 0, 1], along), [0, 0, 1]])[None]
            parts.append(boxes([at.mean(axis=0)], (0.5 * long, 0.10, 0.03), wall, axes=axes))
    return Mesh.of(parts)


def window(x: float, y: float, wide: float, high: float, glass: int, frame: int, *, panes: int = 2) -> Mesh:
    """Return a window in the plane z = 0, seen from z < 0."""
    bars_at = [(x - wide / 2, y, -0.04), (x + wide / 2, y, -0.04)] + [
        (x - wide / 2 + wide * n / panes, y, -0.03) for n in range(1, panes)
    ]
    return Mesh.of(
        [
            boxes([(x, y, 0.0)], (wide / 2, high / 2, 0.015), glass),
            boxes(bars_at, (0.035, high / 2 + 0.05, 0.04), frame),
            boxes(
                [(x, y + high / 2, -0.04), (x, y - high / 2, -0.06), (x, y, -0.025)],
                [(wide / 2 + 0.06, 0.04, 0.04), (wide / 2 + 0.10, 0.04, 0.07), (wide / 2, 0.018, 0.02)],
                frame,
            ),
        ]
    )


def bungalow(site: Site, number: int) -> Mesh:
    """Return a house whose front lies on z = 0 and faces -z, about 11 m wide; some of its windows are lit after dark."""
    place, rng = site.place, site.rng
    wall = place.material(skins.PLASTER, _STUCCO[(number + int(rng.integers(2))) % len(_STUCCO)])
    roof = place.material(
        skins.BRICK if site.snow < 0.3 else skins.PLASTER,
        _ROOFS[int(rng.integers(3))] if site.snow < 0.3 else (0.72, 0.70, 0.68),
    )
    trim = place.material(skins.PLAIN, (0.62, 0.64, 0.65))
    door = place.material(
        skins.WOOD, [(0.04, 0.08, 0.16), (0.05, 0.06, 0.25), (0.16, 0.12, 0.05)][int(rng.integers(3))], scale=0.3
    )
    family = EVEN if number % 2 else ODD
    dark_glass = place.material(skins.PLAIN, (0.05, 0.045, 0.04), gloss=0.10, rough=0.03)
    lit = tuple(1.3 * site.dark * part for part in WARM)
    lit_glass = place.material(skins.PLAIN, (0.10, 0.12, 0.13), gloss=0.06, rough=0.03, glow=lit, family=family)
    main, wing, deep, high = float(rng.uniform(6.2, 7.2)), float(rng.uniform(3.6, 4.4)), 8.5, 2.9
    left, middle, right = -main / 2 - wing / 2, main / 2 - wing / 2, main / 2 + wing / 2
    out = float(rng.uniform(1.0, 2.0))
    parts = [
        boxes([((left + middle) / 2, high / 2, deep / 2)], (main / 2, high / 2, deep / 2), wall),
        boxes(
            [((middle + right) / 2, high / 2 - 0.05, (deep - out) / 2)],
            (wing / 2, high / 2 - 0.05, (deep + out) / 2),
            wall,
        ),
        gable(middle, right, -out, deep - 0.4, high - 0.1, high + 1.25, roof, wall),
        _hip(left, middle + 0.6, 0.0, deep, high, high + 1.75, roof, trim),
        boxes(
            [(left + 1.1, high + 1.4, deep * 0.62)], (0.35, 1.1, 0.35), place.material(skins.BRICK, (0.09, 0.13, 0.30))
        ),
    ]
    at = (left + middle) / 2
    shine = [lit_glass if rng.random() < 0.75 else dark_glass for _ in range(3)]
    parts.append(window(at - 1.9, 1.55, 1.7, 1.35, shine[0], trim, panes=3))
    parts.append(window((middle + right) / 2, 1.50, 1.8, 1.30, shine[1], trim, panes=3).moved(0, 0, -out))
    parts.append(window(at + 2.0, 1.60, 0.9, 1.1, shine[2], trim))
    parts.append(boxes([(at + 0.35, 1.10, -0.02)], (0.48, 1.08, 0.04), door))
    # The porch: a slab, two posts, a little roof, steps.
    parts += [
        boxes([(at + 0.35, 0.10, -0.9)], (1.7, 0.10, 0.9), trim),
        boxes([(at + 0.35, 0.05, -2.0)], (0.8, 0.05, 0.25), trim),
        boxes([(at + 0.35, high - 0.28, -0.9)], (1.85, 0.09, 1.05), trim),
        boxes(
            [(at - 1.15, high / 2 - 0.1, -1.7), (at + 1.85, high / 2 - 0.1, -1.7)], (0.10, high / 2 - 0.15, 0.10), trim
        ),
    ]
    if site.dark > 0.3:
        bulb = place.material(
            skins.PLAIN, (0.4, 0.4, 0.4), glow=tuple(6 * site.dark * part for part in WARM), family=family
        )
        parts.append(boxes([(at + 1.05, 2.0, -0.08)], (0.07, 0.11, 0.07), bulb))
    return Mesh.of(parts)


def _hip(
    x0: float, x1: float, z0: float, z1: float, low: float, high: float, roof: int, trim: int, over: float = 0.6
) -> Mesh:
    """Return a hipped roof."""
    x0, x1, z0, z1 = x0 - over, x1 + over, z0 - over, z1 + over
    run = min(x1 - x0, z1 - z0) / 2
    a, b = (x0 + run, x1 - run) if x1 - x0 > z1 - z0 else ((x0 + x1) / 2,) * 2
    c, d = (z0 + run, z1 - run) if z1 - z0 > x1 - x0 else ((z0 + z1) / 2,) * 2
    low -= 0.08
    eaves = [(x0, low, z0), (x1, low, z0), (x1, low, z1), (x0, low, z1)]
    tops = [(a, high, c), (b, high, c), (b, high, d), (a, high, d)]
    parts = []
    for n in range(4):
        m = (n + 1) % 4
        parts.append(grid([[tops[n], tops[m]], [eaves[n], eaves[m]]], roof))
    parts.append(boxes([((x0 + x1) / 2, low - 0.06, (z0 + z1) / 2)], ((x1 - x0) / 2, 0.09, (z1 - z0) / 2), trim))
    return Mesh.of(parts)


def fence(long: float, skin: int, high: float = 0.95) -> Mesh:
    """Return a picket fence along x."""
    at = np.arange(-long / 2, long / 2, 0.16)
    pickets = boxes(np.stack([at, np.full_like(at, high / 2), 0 * at], 1), (0.045, high / 2, 0.012), skin)
    rails = boxes([(0, 0.3 * high, 0.03), (0, 0.75 * high, 0.03)], (long / 2, 0.035, 0.02), skin)
    return Mesh.of([pickets, rails])


def mailbox(skin: int, wood: int) -> Mesh:
    """Return a letter box on a post."""
    turn = np.linspace(0, np.pi, 9)
    arch = np.stack([0.11 * np.cos(turn), 1.10 + 0.11 * np.sin(turn)], 1)
    hood = [[(x, y, z) for z in (-0.24, 0.24)] for x, y in arch]
    return Mesh.of(
        [
            boxes([(0, 0.5, 0)], (0.05, 0.5, 0.05), wood),
            boxes([(0, 1.05, 0)], (0.11, 0.06, 0.24), skin),
            grid(hood, skin),
            tube([(0.12, 1.1, 0.1), (0.12, 1.3, 0.1)], 0.012, 6, wood),
        ]
    )
