"""A dragonfly on the tip of a reed: a body of segments, four wings of glass and veins that quiver; centimetres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import grid, tube
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.small_things import ball
from beatreel.plugins.generators.procedural.scenery.tracing import project

from .traced import Subject

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens

    from .traced import Table

Array = np.ndarray[Any, np.dtype[np.float32]]

_BODY = (0.0, 5.0, 0.0)  # where the wings are rooted
_LONG = 4.6  # of a wing
# Of each wing: where it is rooted along the body, how far back it points, how high it is held, and to which side.
_WINGS = ((0.35, -0.10, 0.30, 1.0), (-0.25, -0.42, 0.22, 1.0), (0.35, -0.10, 0.30, -1.0), (-0.25, -0.42, 0.22, -1.0))


def _build(table: Table) -> None:
    place, side, film = table.place, table.side, table.film
    palette = table.description.palette
    hue = palette.key if palette.strength > 0.45 else float(film.choice([205.0, 165.0, 30.0]))
    shell = tuple(float(0.30 * part) for part in light_of_hue(hue, 0.15, 0.6))
    back = place.material(skins.PLAIN, shell, gloss=0.22, rough=0.14)
    dark = place.material(skins.PLAIN, (0.010, 0.012, 0.012), gloss=0.12, rough=0.15)
    eyes = place.material(skins.PLAIN, tuple(0.6 * part for part in shell), gloss=0.35, rough=0.06)
    green = place.material(skins.PLAIN, (0.030, 0.125, 0.060), gloss=0.03, rough=0.3)
    x0, y0, _ = _BODY
    for n in range(9):  # the abdomen, ring by ring
        a, b = -0.9 - 0.62 * n, -0.9 - 0.62 * (n + 1)
        thick = 0.17 - 0.006 * n + (0.04 if n in (7, 8) else 0.0)
        t = np.linspace(0, 1, 9)
        line = np.stack([side * (x0 + a + (b - a) * t), y0 - 0.10 - 0.05 * n - 0.05 * t + 0.006 * n * n, 0 * t], 1)
        place.add(tube(line, thick * (0.90 + 0.16 * np.sin(math.pi * t)), 18, back if n % 3 else dark))
    for x, y, size, flat in (
        (-0.55, -0.02, 0.40, 1.1),
        (0.0, 0.04, 0.50, 1.1),
        (0.45, 0.02, 0.42, 1.05),
        (0.98, 0.0, 0.30, 0.9),
    ):
        place.add(ball(size, back if x < 0.9 else dark, flat=flat, sides=32).moved(side * (x0 + x), y0 + y, 0))
    for z in (-0.26, 0.26):
        place.add(ball(0.33, eyes, flat=1.1, sides=32).moved(side * (x0 + 1.12), y0 + 0.10, z))
    tip = np.array([side * (x0 + 0.15), y0 - 0.62, 0.0])
    s = np.linspace(0, 1, 40)
    reed = np.stack([tip[0] - side * 1.1 * s**2, tip[1] - 12 * s, 0.6 * s], 1)
    place.add(tube(reed, 0.07 + 0.10 * s, 12, green))
    for k in range(6):  # legs
        z = 0.22 * (1 if k % 2 else -1)
        foot = tip + np.array([0.0, -0.22 * (k // 2), 0.4 * z])
        knee = np.array([side * (x0 + 0.75 - 0.3 * (k // 2)), y0 - 0.55, 2.2 * z])
        place.add(tube(np.array([(side * (x0 + 0.35), y0 - 0.3, z), tuple(knee), tuple(foot)]), 0.028, 7, dark))
    for _ in range(9):  # other reeds
        lean, tall = float(table.rng.normal(0, 1.6)), float(table.rng.uniform(5, 11))
        x, z = float(table.rng.uniform(-8, 8)), float(table.rng.uniform(5, 13))
        line = np.stack([x + lean * s**2, -16 + (9 + tall) * s, z + 0 * s], 1)
        wide = 0.22 * (1 - s) ** 0.7 + 0.01
        place.add(grid(np.stack([line - wide[:, None] * [1, 0, 0], line + wide[:, None] * [1, 0, 0]], 1)[::-1], green))
    table.lamp((3.0, 9.0, -6.0), 40.0, 2, EVEN, 0.8)


def _wing(n: int, side: float) -> tuple[Array, list[Array]]:
    """Return the outline of a wing and its veins, points in space."""
    root, back, up, way = _WINGS[n]
    hind = n % 2
    t = np.linspace(0, 1, 40)
    front = 0.08 + 0.16 * np.sin(math.pi * t**1.4) * t
    rear = -(
        0.10
        + (1.15 if hind else 0.92) * np.sin(math.pi * (0.06 + 0.90 * t) ** (0.75 if hind else 1.05)) * (1 - 0.25 * t)
    )
    rear[-1] = front[-1]

    def at(u: Any, v: Any) -> Array:
        u, v = np.broadcast_arrays(np.asarray(u, np.float32), np.asarray(v, np.float32))
        out = _LONG * u
        x = _BODY[0] + root + back * out + v
        return np.stack([side * x, _BODY[1] + 0.36 + up * out - 0.05 * v * v + 0 * u, way * out * 0.92], -1).astype(
            np.float32
        )

    outline = np.concatenate([at(t, front), at(t, rear)[::-1]])
    veins = [at(t, front), at(t, front - 0.07), at(t, rear)]
    spread = np.minimum(1, 0.35 + 1.4 * t)
    veins += [at(t, front + (rear - front) * (share * spread)) for share in np.linspace(0.16, 0.88, 8)]
    for k, u in enumerate(np.linspace(0.06, 0.97, 42)):
        f, r = np.interp(u, t, front), np.interp(u, t, rear)
        low, high = (0.0, 0.42) if k % 2 else (0.30, 1.0)
        v = np.linspace(low, high, 6)
        veins.append(at(u + 0.02 * np.sin(5 * v + k), f + (r - f) * v))
    return outline, veins


def _wings(table: Table, lens: Lens, size: tuple[int, int]) -> list[Layer]:
    """Return the wings as layers that quiver about their roots, the far ones first."""
    width, height = size
    layers = []
    sheen = (0.75 * table.tones[2] + 0.25).astype(np.float32)
    for side in (1.0, -1.0):  # the far pair, then the near one
        colour, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
        for n in range(4):
            if _WINGS[n][3] != side:
                continue
            outline, veins = _wing(n, table.side)
            drawn = [np.zeros((height, width), np.uint8) for _ in range(3)]
            flat = [_seen(curve, lens) for curve in (outline, *veins)]
            cv2.fillPoly(drawn[0], [flat[0]], 255, cv2.LINE_AA, 4)
            thick = max(1, round(float(lens.focal) * 0.018 / 9))
            for k, curve in enumerate(flat[1:]):
                cv2.polylines(drawn[1], [curve], False, 255 if k < 3 else 190, thick + (k < 2), cv2.LINE_AA, 4)
            spot = flat[1][33:37]
            cv2.polylines(drawn[2], [spot], False, 255, 2 * thick + 1, cv2.LINE_AA, 4)
            face, lines, mark = (part.astype(np.float32) / 255 for part in drawn)
            y, x = np.mgrid[:height, :width].astype(np.float32)
            wave = 0.5 + 0.5 * np.sin(11 * (x + 0.6 * y) / width + 2 * n)
            cover = face * (0.16 + 0.16 * wave)
            light = sheen * (0.45 + 0.55 * wave)[..., None]
            total = np.maximum(np.maximum(cover, 0.72 * lines * face), 0.9 * mark)
            light = light * (1 - np.clip(lines + mark, 0, 1) * 0.80)[..., None]
            share = total[..., None]
            colour = colour * (1 - share) + light * share
            alpha = alpha + total * (1 - alpha)
        colour /= np.maximum(alpha, 1e-3)[..., None]
        x, y, away = project(lens, (table.side * _BODY[0], _BODY[1] + 0.36, 0.0))
        layers.append(Layer(colour, alpha, max(away * 0.1, 0.5), Motion(x=x / width, y=y / height, rock=0.012)))
    return layers


def _seen(curve: Array, lens: Lens) -> Any:
    """Return pixels of points, in sixteenths."""
    flat = np.array([project(lens, tuple(map(float, point)))[:2] for point in curve])
    return np.round(np.clip(flat, -20_000, 20_000) * 16).astype(np.int32)


DRAGONFLY = Subject(
    _build,
    {
        "wide": (View((4.0, 10.8, -11.5), (-0.6, 4.4, 0.0), 1.12, (0.5, 0.48)), 14.0, 0.35),
        "medium": (View((5.5, 8.6, -8.5), (-0.7, 4.9, 0.0), 1.12, (0.5, 0.46)), 10.9, 0.35),
        "close": (View((5.2, 6.6, -5.4), (0.0, 4.95, 0.0), 1.15, (0.5, 0.47)), 7.4, 0.22),
        "detail": (View((4.2, 6.0, -2.6), (0.5, 5.0, 0.0), 1.2, (0.5, 0.48)), 4.6, 0.14),
    },
    far=(60.0, 90.0), hues=(175.0, 140.0), over=_wings, weather=True,
)  # fmt: skip
