"""A Gothic mansion of the nineteenth century, as a mesh; metres, its front towards smaller z."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, turned

from .built import EVEN, Place, skins
from .gothic import pointed
from .sheets import rectangle, sheet, walls
from .streets import bare_tree

WIDE, TALL = 15.0, 18.6
"""Of the whole house, with its tower."""

_MAIN = (-6.0, 6.0, -4.0, 4.5, 7.4)  # left, right, front, back, eaves
_TOWER = (-4.0, -0.4, -5.4, -1.6, 11.2)
_WING = (1.6, 5.6, -6.0, -2.0, 6.6)
_RIDGE = 11.8  # of the wing


def mansion(place: Place, rng: np.random.Generator, *, glow: float, lived_in: float = 0.6) -> Mesh:
    """Return a house with a tower, a gabled wing, a mansard roof and chimneys.

    Parameters
    ----------
    glow : float
        Of the windows that are lit; 0 for none.
    lived_in : float
        Share of windows that are lit.
    """
    of = {
        "wall": place.material(skins.BRICK, (0.13, 0.15, 0.20), rough=0.4),
        "trim": place.material(skins.PLAIN, (0.20, 0.22, 0.24)),
        "slate": place.material(skins.STONE, (0.050, 0.046, 0.044), gloss=0.04, rough=0.4, scale=0.4),
        "iron": place.material(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.05, rough=0.3),
        "dark": place.material(skins.PLAIN, (0.012, 0.011, 0.010), gloss=0.10, rough=0.02),
    }
    of["light"] = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.26, 0.66, 1.0)), family=EVEN
    )

    def pane() -> int:
        return of["light"] if glow > 0 and rng.random() < lived_in else of["dark"]

    parts = [*_block(_MAIN, of), *_block(_TOWER, of), *_block(_WING, of)]
    parts += _mansard(of)
    parts += _spire(of, pane)
    parts += _gable(of, pane)
    left, right, front, _, _ = _MAIN
    for y, high in ((1.0, 2.1), (4.4, 1.9)):
        parts += [*_window(-5.0, y, front, high, pane(), of)]
        for z in (-2.4, 0.4, 3.2):
            for side in (-1.0, 1.0):
                there = right if side > 0 else left
                parts += [
                    one.moved(0, 0, 0, side * np.pi / 2).moved(there, 0, z)
                    for one in _window(0, y, 0, high, pane(), of)
                ]
    parts += _window(0.6, 4.4, front, 1.9, pane(), of)
    for y, high in ((0.9, 2.2), (4.3, 2.0), (7.9, 1.8)):
        parts += _window(-2.2, y, _TOWER[2], high, pane(), of)
        parts += [
            one.moved(0, 0, 0, -np.pi / 2).moved(_TOWER[0], 0, -3.5) for one in _window(0, y, 0, high, pane(), of)
        ]
    for x in (2.7, 4.5):
        parts += _window(x, 0.9, _WING[2], 2.1, of["light"] if glow > 0 and x < 3 else pane(), of)
    parts += _porch(of, pane())
    for x, z, top in ((5.0, 2.2, 13.0), (-5.1, 1.6, 12.4), (0.8, 3.0, 12.6)):
        parts.append(boxes([(x, 0.5 * (top + 8.0), z)], (0.45, 0.5 * (top - 8.0), 0.6), of["wall"]))
        parts.append(boxes([(x, top, z)], (0.56, 0.14, 0.72), of["trim"]))
        parts += [
            turned([(0.12, top + 0.75), (0.17, top + 0.1)], 8, of["trim"]).moved(x, 0, z + way) for way in (-0.3, 0.3)
        ]
    return Mesh.of(parts)


def _block(around: tuple[float, ...], of: dict[str, int]) -> list[Mesh]:
    """Return four walls with quoins at their corners and bands at the floors."""
    left, right, front, back, eaves = around
    corners = rectangle(left, right, front, back)
    parts = walls(corners, 0.0, eaves, of["wall"])
    at = [(x, y, z) for x, z in corners for y in np.arange(0.25, eaves, 0.5)]
    parts.append(boxes(at, [(0.24 - 0.06 * (i % 2), 0.20, 0.24 - 0.06 * (i % 2)) for i in range(len(at))], of["trim"]))
    middle, half = ((left + right) / 2, (front + back) / 2), ((right - left) / 2, (back - front) / 2)
    levels = [(0.3, 0.10, 0.3), (3.75, 0.06, 0.09), (eaves, 0.14, 0.18), (eaves + 0.2, 0.10, 0.38)]
    parts.append(
        boxes(
            [(middle[0], y, middle[1]) for y, _, _ in levels],
            [(half[0] + out, tall, half[1] + out) for _, tall, out in levels],
            of["trim"],
        )
    )
    brackets = [(x, eaves - 0.12, front - 0.18) for x in np.arange(left + 0.3, right, 0.62)]
    parts.append(boxes(brackets, (0.07, 0.20, 0.17), of["trim"]))
    return parts


def _roof(
    low: tuple[float, float, float], high: tuple[float, float, float], x: float, z: float, skin: int
) -> list[Mesh]:
    """Return four sides between two rectangles: half width, half depth and height of each."""
    (wide, deep, y), (wide_up, deep_up, top) = low, high
    below = [(-wide, -deep), (wide, -deep), (wide, deep), (-wide, deep)]
    above = [(-wide_up, -deep_up), (wide_up, -deep_up), (wide_up, deep_up), (-wide_up, deep_up)]
    parts = []
    for i in range(4):
        j = (i + 1) % 4
        up = [(x + above[k][0], top, z + above[k][1]) for k in (i, j)]
        down = [(x + below[k][0], y, z + below[k][1]) for k in (i, j)]
        outward = (down[0][0] - x + down[1][0] - x, 1.0, down[0][2] - z + down[1][2] - z)
        parts.append(sheet((up[0], up[1]), (down[0], down[1]), skin, outward))
    return parts


def _mansard(of: dict[str, int]) -> list[Mesh]:
    low, high = (6.35, 4.6, 7.7), (4.9, 3.2, 10.6)
    parts = _roof(low, high, 0.0, 0.25, of["slate"])
    parts.append(boxes([(0, 10.66, 0.25)], (5.0, 0.12, 3.3), of["trim"]))
    rails = [(x, z) for x in np.arange(-4.8, 4.9, 0.3) for z in (-2.9, 3.4)]
    rails += [(x, z) for z in np.arange(-2.6, 3.4, 0.3) for x in (-4.8, 4.8)]
    parts.append(bars([(x, 10.7, z) for x, z in rails], [(x, 11.5, z) for x, z in rails], (0.022, 0.022), of["iron"]))
    for z in (-2.9, 3.4):
        parts.append(bars([(-4.8, 11.2, z)], [(4.8, 11.2, z)], (0.022, 0.022), of["iron"]))
    for x in (-4.8, 4.8):
        parts.append(bars([(x, 11.2, -2.9)], [(x, 11.2, 3.4)], (0.022, 0.022), of["iron"]))
    return parts


def _spire(of: dict[str, int], pane: Any) -> list[Mesh]:
    """Return the roof of the tower: a flared foot, a steep pyramid with a dormer, and a finial."""
    left, right, front, back, eaves = _TOWER
    x, z = (left + right) / 2, (front + back) / 2
    half = (right - left) / 2
    parts = _roof((half + 0.5, half + 0.5, eaves + 0.3), (half - 0.35, half - 0.35, eaves + 1.5), x, z, of["slate"])
    parts += _roof((half - 0.35, half - 0.35, eaves + 1.5), (0.10, 0.10, 17.4), x, z, of["slate"])
    parts.append(
        turned([(0.0, 18.6), (0.03, 18.0), (0.12, 17.9), (0.03, 17.78), (0.05, 17.3)], 10, of["iron"]).moved(x, 0, z)
    )
    parts.append(bars([(x - 0.35, 18.15, z)], [(x + 0.35, 18.15, z)], (0.02, 0.02), of["iron"]))
    parts += _dormer(x, eaves + 1.1, front + 0.15, pane(), of)
    return parts


def _dormer(x: float, y: float, z: float, pane: int, of: dict[str, int]) -> list[Mesh]:
    gable = extruded([(-0.75, 0.0), (0.75, 0.0), (0.0, 1.25)], 1.5, of["slate"]).moved(x, y + 1.35, z + 0.72)
    face = extruded([(-0.60, 0.0), (0.60, 0.0), (0.60, 1.3), (0.0, 2.2), (-0.60, 1.3)], 0.05, of["trim"])
    return [
        gable,
        boxes([(x, y + 0.7, z + 0.75)], (0.60, 0.7, 0.7), of["trim"]),
        face.moved(x, y + 0.05, z - 0.03),
        _arch(0.34, 0.75, 0.55, 0.04, pane).moved(x, y + 0.35, z - 0.06),
    ]


def _arch(half: float, spring: float, rise: float, thick: float, skin: int) -> Mesh:
    """Return a plate with a pointed top, its foot at the origin."""
    across = np.linspace(half, -half, 15)
    top = [(float(x), spring + float(pointed(x, half, rise))) for x in across]
    return extruded([(-half, 0.0), (half, 0.0), *top], thick, skin)


def _gable(of: dict[str, int], pane: Any) -> list[Mesh]:
    """Return the roof of the wing, whose steep gable looks forward, with boards along it and a pointed window."""
    left, right, front, _, eaves = _WING
    x, half = (left + right) / 2, (right - left) / 2
    over, deep = 0.5, 2.6
    rise = _RIDGE - eaves
    parts = [extruded([(-half, 0.0), (half, 0.0), (0.0, rise)], 0.1, of["wall"]).moved(x, eaves, front + 0.05)]
    for way in (-1.0, 1.0):
        low = (x + way * (half + over), eaves - over * rise / half)
        near, far = front - over, deep
        upper = ((x, _RIDGE + 0.12, near), (x, _RIDGE + 0.12, far))
        lower = ((low[0], low[1] + 0.12, near), (low[0], low[1] + 0.12, far))
        parts.append(sheet(upper, lower, of["slate"], (way, 1.0, 0.0)))
        parts.append(bars([(x, _RIDGE, front - over)], [(low[0], low[1], front - over)], (0.05, 0.24), of["trim"]))
        steps = np.linspace(0.1, 0.95, 12)  # drops of carved wood under the boards
        at = [(x + (low[0] - x) * s, _RIDGE + (low[1] - _RIDGE) * s - 0.42, front - over) for s in steps]
        parts.append(boxes(at, (0.05, 0.20, 0.03), of["trim"]))
    parts.append(
        turned([(0.0, 1.5), (0.05, 0.5), (0.10, 0.35), (0.04, 0.2), (0.06, 0.0)], 8, of["trim"]).moved(
            x, _RIDGE, front - over
        )
    )
    parts.append(_arch(0.80, 1.55, 1.15, 0.10, of["trim"]).moved(x, 4.05, front - 0.04))
    light = pane()
    parts.append(_arch(0.64, 1.45, 1.0, 0.10, light).moved(x, 4.2, front - 0.07))
    parts.append(boxes([(x, 5.35, front - 0.13)], (0.04, 1.2, 0.02), of["trim"]))
    parts += [boxes([(x, 4.2 + y, front - 0.13)], (0.62, 0.03, 0.02), of["trim"]) for y in (0.7, 1.45)]
    parts.append(_arch(0.30, 0.25, 0.5, 0.08, pane()).moved(x, 8.4, front - 0.05))
    return parts


def _window(x: float, sill: float, z: float, high: float, pane: int, of: dict[str, int]) -> list[Mesh]:
    """Return a tall sash window under a small pediment."""
    y = sill + high / 2
    hood = extruded([(-0.78, 0.0), (0.78, 0.0), (0.0, 0.42)], 0.2, of["trim"]).moved(x, sill + high + 0.12, z - 0.06)
    return [
        boxes([(x, y, z + 0.01)], (0.46, high / 2, 0.03), pane),
        boxes(
            [
                (x - 0.54, y, z - 0.04),
                (x + 0.54, y, z - 0.04),
                (x, sill - 0.06, z - 0.08),
                (x, sill + high + 0.06, z - 0.06),
            ],
            [(0.09, high / 2 + 0.1, 0.08), (0.09, high / 2 + 0.1, 0.08), (0.72, 0.07, 0.14), (0.66, 0.08, 0.10)],
            of["trim"],
        ),
        boxes([(x, y, z - 0.03), (x, y, z - 0.03)], [(0.025, high / 2, 0.03), (0.46, 0.04, 0.03)], of["trim"]),
        hood,
    ]


def _porch(of: dict[str, int], light: int) -> list[Mesh]:
    """Return the door between tower and wing, steps, posts and a small roof."""
    x, front, out = 0.6, _MAIN[2], _MAIN[2] - 2.4
    parts = [
        _arch(0.62, 2.0, 0.7, 0.08, of["dark"]).moved(x, 0.5, front - 0.05),
        _arch(0.34, 0.35, 0.5, 0.06, light).moved(x, 2.35, front - 0.09),
        boxes([(x, 0.25, front - 1.1)], (1.25, 0.25, 1.3), of["trim"]),
    ]
    steps = [(x, 0.08 + 0.16 * i, out - 0.7 + 0.28 * i) for i in range(3)]
    parts.append(boxes(steps, (1.2, 0.08, 0.34), of["trim"]))
    post = turned([(0.10, 3.4), (0.13, 3.3), (0.08, 3.1), (0.07, 1.4), (0.13, 1.2), (0.13, 0.5)], 10, of["trim"])
    parts += [post.moved(x + side, 0, out + 0.1) for side in (-1.05, 1.05)]
    parts += _roof((1.5, 1.5, 3.45), (0.6, 0.5, 4.2), x, front - 1.15, of["slate"])
    parts.append(boxes([(x, 3.42, front - 1.15)], (1.45, 0.12, 1.45), of["trim"]))
    return parts


def grounds(place: Place, rng: np.random.Generator, *, fenced: bool) -> Mesh:
    """Return what stands about the house, in its metres: two bare trees, and an iron fence whose gate is open."""
    bark = place.material(skins.PLAIN, (0.020, 0.022, 0.026))
    parts = [bare_tree(9.5, bark, rng).moved(-9.6, 0, -3.0), bare_tree(7.0, bark, rng).moved(9.4, 0, -4.6)]
    if not fenced:
        return Mesh.of(parts)
    iron = place.material(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.05, rough=0.3)
    stone = place.material(skins.STONE, (0.10, 0.11, 0.13), rough=0.4)
    z = -11.0
    at = [x for x in np.arange(-11.0, 11.01, 0.24) if abs(x - 0.6) > 1.4]
    tops = [(x, 1.55 + 0.10 * (i % 2), z) for i, x in enumerate(at)]
    parts.append(bars([(x, 0.0, z) for x in at], tops, (0.016, 0.016), iron))
    for a, b in ((-11.0, -0.9), (2.1, 11.0)):
        parts.append(bars([(a, y, z) for y in (0.25, 1.3)], [(b, y, z) for y in (0.25, 1.3)], (0.02, 0.02), iron))
    for x in (-0.95, 2.15):
        parts.append(boxes([(x, 1.0, z), (x, 2.06, z)], [(0.26, 1.0, 0.26), (0.36, 0.08, 0.36)], stone))
        parts.append(turned([(0.0, 2.62), (0.16, 2.5), (0.24, 2.32), (0.12, 2.14)], 12, stone).moved(x, 0, z))
    return Mesh.of(parts)
