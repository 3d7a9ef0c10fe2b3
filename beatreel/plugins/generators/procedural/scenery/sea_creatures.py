"""What swims in the sea, in the round: sharks, dolphins, turtles, rays, a submarine; metres, they swim towards greater x."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, extruded, grid, tube, turned

from .built import EVEN, Place, skins
from .flyers import loft, painted

Array = np.ndarray[Any, np.dtype[np.float32]]


def _bodied(
    x: Any, knots: Any, high: Any, low: Any, wide: Any, tones: tuple[int, int], rise: Any = 0.0, share: float = 0.25
) -> Mesh:
    """Return a body along x, dark above and pale below."""
    s = np.linspace(0, 1, 64)
    along = np.interp(s, (0, 1), x)
    up, down, half = (np.interp(s, knots, one) for one in (high, low, wide))
    smooth = np.ones(5) / 5
    up, down, half = (np.convolve(np.pad(one, 2, mode="edge"), smooth, "valid") for one in (up, down, half))
    y = rise * s**2
    hull = loft(np.stack([along, y + 0 * s, 0 * s], 1), up, half, tones[0], sides=40, low=down)
    middle = np.interp(hull.points[hull.triangles].mean(axis=1)[:, 0], along[::-1], (y - share * down)[::-1])
    return painted(hull, lambda at: at[:, 1] < middle, tones[1])


def _fin(outline: Any, thick: float, skin: int, at: tuple[float, float, float], lean: float) -> Mesh:
    """Return a fin in the plane of x and y, leaned about its root: 0 upright, a quarter turn level."""
    rounded = silhouette.smooth_curve(outline)
    return extruded(rounded[:: max(1, len(rounded) // 26)], thick, skin).leaned(0.0, lean).moved(*at)


def _eyes(place: Place, at: tuple[float, float, float], size: float) -> list[Mesh]:
    dark = place.material(skins.PLAIN, (0.004, 0.004, 0.005), gloss=0.12, rough=0.05)
    ball = turned(
        [(0.0, size), (0.7 * size, 0.7 * size), (size, 0.0), (0.7 * size, -0.7 * size), (0.0, -size)], 12, dark
    )
    return [ball.moved(at[0], at[1], way * at[2]) for way in (-1.0, 1.0)]


def shark(place: Place) -> Mesh:
    """Return a great white shark, 4.4 m long."""
    back = place.material(skins.PLASTER, (0.11, 0.105, 0.10), gloss=0.03, rough=0.3)
    belly = place.material(skins.PLASTER, (0.40, 0.42, 0.42), gloss=0.03, rough=0.3)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.022))
    knots = [0, 0.04, 0.14, 0.30, 0.45, 0.62, 0.80, 0.94, 1.0]
    body = _bodied(
        (2.2, -1.9), knots, [0.03, 0.14, 0.30, 0.43, 0.42, 0.30, 0.15, 0.06, 0.05], [0.05, 0.16, 0.32, 0.42, 0.38, 0.24, 0.12, 0.06, 0.05],
        [0.04, 0.18, 0.34, 0.42, 0.38, 0.24, 0.11, 0.05, 0.03], (back, belly), share=0.15,
    )  # fmt: skip
    parts = [body, *_eyes(place, (1.66, 0.10, 0.29), 0.035)]
    parts.append(
        _fin([(0.62, 0.0), (-0.18, 0.0), (-0.34, 0.10), (-0.30, 0.62), (-0.16, 0.66)], 0.06, back, (0.15, 0.38, 0), 0.0)
    )
    parts.append(
        _fin([(0.28, 0.0), (-0.40, 0.02), (-0.62, 0.72), (-0.46, 0.74), (-0.1, 0.22)], 0.05, back, (-1.85, 0.0, 0), 0.0)
    )
    parts.append(
        _fin(
            [(0.22, 0.0), (-0.30, 0.0), (-0.40, -0.46), (-0.28, -0.48), (0.0, -0.16)], 0.05, back, (-1.85, 0.0, 0), 0.0
        )
    )
    parts.append(_fin([(0.16, 0.0), (-0.12, 0.0), (-0.22, 0.16)], 0.03, back, (-1.25, 0.17, 0), 0.0))
    wing = [(0.34, 0.0), (-0.20, 0.0), (-0.62, 0.86), (-0.48, 0.90), (-0.1, 0.5)]
    for way in (-1.0, 1.0):
        parts.append(_fin(wing, 0.05, back, (0.72, -0.22, way * 0.28), way * math.radians(112)))
        parts.append(
            _fin(
                [(0.14, 0.0), (-0.10, 0.0), (-0.26, 0.26)],
                0.03,
                back,
                (-0.75, -0.22, way * 0.14),
                way * math.radians(130),
            )
        )
        for k in range(5):
            slit = [
                (1.12 - 0.085 * k, 0.16 - 0.30 * t, way * (0.395 - 0.05 * t * t + 0.006 * k))
                for t in np.linspace(0, 1, 5)
            ]
            parts.append(tube(slit, 0.010, 5, dark))
    return Mesh.of(parts)


def dolphin(place: Place) -> Mesh:
    """Return a dolphin, 2.5 m long."""
    back = place.material(skins.PLASTER, (0.16, 0.14, 0.125), gloss=0.06, rough=0.15)
    belly = place.material(skins.PLASTER, (0.42, 0.43, 0.44), gloss=0.05, rough=0.15)
    knots = [0, 0.05, 0.09, 0.13, 0.22, 0.38, 0.55, 0.75, 0.92, 1.0]
    body = _bodied(
        (1.25, -1.12), knots, [0.02, 0.045, 0.06, 0.16, 0.22, 0.27, 0.23, 0.12, 0.05, 0.03],
        [0.025, 0.05, 0.06, 0.09, 0.18, 0.24, 0.20, 0.11, 0.05, 0.03],
        [0.03, 0.06, 0.07, 0.13, 0.20, 0.25, 0.20, 0.09, 0.035, 0.02], (back, belly), 0.10, 0.2,
    )  # fmt: skip
    parts = [body, *_eyes(place, (0.90, 0.03, 0.145), 0.018)]
    parts.append(
        _fin(
            [(0.20, 0.0), (-0.16, 0.0), (-0.30, 0.20), (-0.24, 0.25), (-0.06, 0.17)], 0.04, back, (-0.02, 0.25, 0), 0.0
        )
    )
    for way in (-1.0, 1.0):
        flipper = [(0.13, 0.0), (-0.08, 0.0), (-0.30, 0.34), (-0.22, 0.36), (0.02, 0.18)]
        parts.append(_fin(flipper, 0.03, back, (0.55, -0.12, way * 0.15), way * math.radians(122)))
        fluke = [(0.12, 0.0), (-0.08, 0.0), (-0.22, 0.30), (-0.16, 0.32), (0.04, 0.14)]
        parts.append(_fin(fluke, 0.03, back, (-1.10, 0.10, way * 0.01), way * math.radians(88)))
    return Mesh.of(parts)


def turtle(place: Place) -> Mesh:
    """Return a sea turtle, 1.3 m long: a shell of scutes with pale seams, scales on its head and flippers."""
    rng = np.random.default_rng(5)
    shell = place.material(skins.LEAF, (0.016, 0.040, 0.055), (0.085, 0.22, 0.30), gloss=0.06, rough=0.2)
    hide = place.material(skins.LEAF, (0.020, 0.030, 0.032), (0.22, 0.30, 0.31), gloss=0.03, rough=0.4)
    belly = place.material(skins.PLAIN, (0.30, 0.40, 0.42), gloss=0.02, rough=0.4)
    r, a = np.meshgrid(np.linspace(0, 1, 90), np.linspace(0, 2 * math.pi, 241), indexing="ij")
    egg = 1 + 0.16 * np.cos(a) - 0.05 * np.cos(2 * a)
    x, z = 0.50 * r * egg * np.cos(a), 0.42 * r * egg * np.sin(a)
    spine = [(at, 0.0) for at in np.linspace(-0.40, 0.44, 5)]
    ribs = [(at, way * 0.22) for at in np.linspace(-0.32, 0.34, 4) for way in (-1.0, 1.0)]
    rim = [(0.53 * np.cos(t) + 0.05, 0.41 * np.sin(t)) for t in np.linspace(0, 2 * math.pi, 23)[:-1]]
    seam, own = _scutes(x, z, [*spine, *ribs, *rim])
    rays = fbm_at((9 * x).astype(np.float32), (9 * z + 3 * own).astype(np.float32), 1.0, 5, 4)
    tone = np.clip(
        (0.20 + 0.55 * rays + 0.16 * np.sin(7 * own)) * np.clip(seam / 0.030, 0.15, 1)
        + 0.75 * np.exp(-((seam / 0.010) ** 2)),
        0.02,
        0.98,
    )
    parts = []
    dome = 0.20 * (1 - r**2.2) ** 0.75 + 0.012 * np.clip(seam / 0.04, 0, 1) * (1 - r**6)
    for way, tall, skin in ((1.0, dome, shell), (-1.0, 0.09 * (1 - r**2.2) ** 0.75, belly)):
        sheet = np.stack([x, way * tall, z], -1)[:, :: int(-way)]
        uv = np.stack([tone, r], -1)[:, :: int(-way)]
        parts.append(grid(sheet.astype(np.float32), skin, uv=uv))
    head = loft(
        [(0.46 + 0.30 * s, 0.02 + 0.04 * s, 0) for s in np.linspace(0, 1, 40)], 0.080 * _round(40), 0.090 * _round(40), hide,
        sides=44,
    )  # fmt: skip
    beak = loft(
        [(0.70 + 0.09 * s, 0.045 - 0.03 * s, 0) for s in np.linspace(0, 1, 8)],
        0.045 * _round(8),
        0.05 * _round(8),
        belly,
    )
    parts += [_scaled(head, rng, 0.045), beak, *_eyes(place, (0.675, 0.085, 0.082), 0.016)]
    front = [(0.11, 0.0), (-0.11, 0.0), (-0.36, 0.46), (-0.46, 0.70), (-0.38, 0.72), (-0.16, 0.56), (0.04, 0.26)]
    rear = [(0.09, 0.0), (-0.09, 0.0), (-0.26, 0.20), (-0.20, 0.28), (0.02, 0.16)]
    for way in (-1.0, 1.0):
        for outline, thick, at, lean in (
            (front, 0.045, (0.34, 0.0, way * 0.26), 108), (rear, 0.035, (-0.40, -0.01, way * 0.20), 100)
        ):  # fmt: skip
            parts.append(_flipper(outline, thick, hide, rng).leaned(0.0, way * math.radians(lean)).moved(*at))
    return Mesh.of(parts)


def _scutes(x: Array, z: Array, middles: list[tuple[float, float]]) -> tuple[Array, Array]:
    """Return how far points are from the nearest seam between plates, and the number of the plate."""
    away = np.stack([np.hypot(x - a, z - b) for a, b in middles])
    near = np.sort(away, axis=0)
    return (near[1] - near[0]) / 2, away.argmin(axis=0).astype(np.float64)


def _scaled(mesh: Mesh, rng: np.random.Generator, size: float) -> Mesh:
    """Return a mesh of LEAF whose tone is that of scales with pale seams."""
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    count = int(min(160, 1.4 * float(np.prod(np.sort(high - low)[1:])) / size**2)) + 8
    middles = rng.uniform(low, high, (count, 3))
    away = np.sort(np.linalg.norm(mesh.points[:, None] - middles[None], axis=2), axis=1)
    seam = (away[:, 1] - away[:, 0]) / 2
    carried = mesh.carried.copy()
    carried[:, 0] = np.clip(0.06 + 0.9 * np.exp(-((seam / (0.10 * size)) ** 2)), 0, 1)
    return Mesh(mesh.points, carried, mesh.triangles, mesh.skins)


def _flipper(outline: Any, thick: float, skin: int, rng: np.random.Generator) -> Mesh:
    """Return a flipper in the plane of x and y, its root at y = 0, thin at its edges, in scales."""
    edge = silhouette.smooth_curve(outline)
    up = np.linspace(0.0, float(edge[:, 1].max()) * 0.995, 46)
    rows: list[tuple[float, float]] = []
    for y in up:
        crossing = [
            float(a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
            for a, b in zip(edge, np.roll(edge, -1, axis=0), strict=True)
            if (a[1] - y) * (b[1] - y) <= 0 and a[1] != b[1]
        ]
        rows.append((min(crossing), max(crossing)) if crossing else rows[-1])
    left, right = np.array(rows).T
    t = np.linspace(0, 2 * math.pi, 29)
    across = 0.5 + 0.5 * np.cos(t)
    x = left[:, None] + (right - left)[:, None] * across
    z = thick * np.sin(t)[None] * (1 - 0.75 * (up / up[-1]))[:, None]
    sheet = np.stack([x, np.broadcast_to(up[:, None], x.shape), z], -1)
    return _scaled(grid(sheet.astype(np.float32), skin), rng, 0.05)


def manta(place: Place) -> Mesh:
    """Return a manta ray, 4.6 m from wing to wing."""
    back = place.material(skins.PLASTER, (0.040, 0.038, 0.036), gloss=0.03, rough=0.3)
    belly = place.material(skins.PLASTER, (0.42, 0.43, 0.42), gloss=0.02, rough=0.4)
    v = np.linspace(-1, 1, 81)
    span = np.abs(v)
    z = 2.3 * v
    lift = 0.55 * span**2.2 - 0.10 * np.sin(math.pi * span)
    lead = 0.95 - 0.95 * span**1.5
    trail = -0.95 + 0.90 * span**0.8 - 0.28 * np.sin(math.pi * span)
    u = np.linspace(0, 1, 30)[:, None]
    x = lead[None] * (1 - u) + trail[None] * u
    thick = (0.20 * (1 - span**0.9) + 0.012)[None] * np.sin(math.pi * np.clip(u, 0, 1) ** 0.7) ** 0.8
    parts = []
    for way, skin in ((1.0, back), (-1.0, belly)):
        sheet = np.stack([x, lift[None] + way * thick * (1.0 if way > 0 else 0.7), np.broadcast_to(z, x.shape)], -1)
        made = grid(sheet.astype(np.float32), skin)
        if float(made.carried[:, 3].mean()) * way < 0:
            made = grid(sheet[:, ::-1].astype(np.float32), skin)
        parts.append(made)
    parts.append(tube([(-0.9, 0.02, 0), (-1.6, 0.06, 0.05), (-2.6, 0.0, 0.1)], [0.05, 0.025, 0.008], 7, back))
    for way in (-1.0, 1.0):
        horn = [(0.88, 0.0, way * 0.28), (1.16, -0.03, way * 0.30), (1.36, -0.12, way * 0.22)]
        parts.append(tube(horn, [0.10, 0.075, 0.03], 10, back))
    return Mesh.of([*parts, *_eyes(place, (0.78, 0.03, 0.50), 0.03)])


def submarine(place: Place, glow: float) -> Mesh:
    """Return a research submarine, 14 m long, with lamps at its bow and lit ports."""
    paint = place.material(skins.METAL, (0.03, 0.26, 0.46), gloss=0.06, rough=0.35)
    dark = place.material(skins.METAL, (0.05, 0.05, 0.052), gloss=0.05, rough=0.4)
    lit = place.material(
        skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(glow * part for part in (0.55, 0.9, 1.0)), family=EVEN
    )
    port = place.material(
        skins.PLAIN, (0.2, 0.2, 0.2), glow=tuple(0.5 * glow * part for part in (0.35, 0.75, 1.0)), family=EVEN
    )
    s = np.linspace(0, 1, 60)
    girth = 1.35 * np.clip(1 - (np.abs(s - 0.42) / 0.58) ** 2.6, 0, 1) ** 0.55 + 0.04
    parts = [loft(np.stack([7.0 - 14.0 * s, 0 * s, 0 * s], 1), girth, girth, paint, sides=40)]
    tower = [(1.5, 0.0), (1.2, 1.5), (-1.3, 1.5), (-1.8, 0.0)]
    parts.append(extruded(tower, 0.9, paint).moved(0.8, 1.1, 0))
    parts.append(tube([(0.4, 2.5, 0), (0.4, 4.0, 0)], 0.07, 8, dark))
    rudder = [(0.7, 0.0), (-0.9, 0.0), (-0.9, 1.5), (-0.2, 1.5)]
    parts += [_fin(rudder, 0.12, paint, (-5.9, 0, 0), math.pi * turn) for turn in (0.0, 0.5, 1.0, 1.5)]
    parts.append(tube([(x, 0.02, 1.0 * w) for x in (5.0, -4.0) for w in (1.22,)], 0.12, 8, dark))
    ring = [(0.24, 0.05), (0.27, 0.0), (0.24, -0.05)]
    pane = [(0.0, 0.04), (0.2, 0.03), (0.22, 0.0)]
    for x in (4.4, 3.3, 2.2):
        for way in (-1.0, 1.0):
            radius = float(np.interp(x, (7.0 - 14.0 * s)[::-1], girth[::-1]))
            for outline, skin in ((ring, dark), (pane, port)):
                parts.append(
                    turned(outline, 18, skin).leaned(0, way * math.pi / 2).moved(x, 0.25, -way * 0.985 * radius)
                )
    lamp = [(0.0, 0.10), (0.16, 0.07), (0.20, 0.0), (0.12, -0.12)]
    for y, z in ((-0.5, 0.55), (-0.5, -0.55), (0.95, 0.0)):
        parts.append(turned(lamp, 16, lit).leaned(math.pi / 2, 0).moved(6.25 if y < 0 else 5.2, y, z))
    parts.append(boxes([(0.0, -1.5, 0.0)], (3.5, 0.14, 0.5), dark))
    return Mesh.of(parts)


def _round(count: int) -> Array:
    s = np.linspace(-1, 1, count)
    return np.asarray(np.sqrt(np.clip(1 - np.abs(s) ** 2.6, 0, 1)) + 1e-3, np.float32)
