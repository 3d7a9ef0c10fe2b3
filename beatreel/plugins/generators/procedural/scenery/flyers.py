"""What flies, as meshes: airship, whale, dragon, car, saucer, kite, bat; metres, the nose towards greater x, the middle at the origin."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned

from .built import EVEN, ODD, Colour, Place, skins

Array = np.ndarray[Any, np.dtype[np.float64]]


def loft(spine: Any, high: Any, wide: Any, skin: int, *, sides: int = 32, low: Any = None, flat: float = 2.0) -> Mesh:
    """Return a body through ovals along a spine in the plane of x and y.

    Parameters
    ----------
    spine : array_like (count, 3)
    high, wide : array_like (count,)
        Half sizes; ``low`` is what it has below the spine, ``high`` if not given.
    flat : float
        2 for ovals, more for boxes.
    """
    spine, high, wide = (np.asarray(each, np.float64) for each in (spine, high, wide))
    low = high if low is None else np.asarray(low, np.float64)
    along = np.gradient(spine, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    side = np.array([0.0, 0.0, 1.0])
    up = np.cross(side, along)
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    if up[:, 1].mean() < 0:  # it runs towards smaller x
        up = -up
    t = np.linspace(0, 2 * np.pi, sides + 1)
    c, s = np.cos(t), np.sin(t)
    c, s = np.sign(c) * np.abs(c) ** (2 / flat), np.sign(s) * np.abs(s) ** (2 / flat)
    tall = np.where(s[None] > 0, high[:, None], low[:, None]) * s[None]
    points = spine[:, None] + tall[..., None] * up[:, None] + (wide[:, None] * c[None])[..., None] * side
    return grid(points.astype(np.float32), skin, wrap=True)


def painted(mesh: Mesh, where: Any, skin: int) -> Mesh:
    """Return a mesh whose triangles have another skin where a function of their middles says so."""
    worn = mesh.skins.copy()
    worn[where(mesh.points[mesh.triangles].mean(axis=1))] = skin
    return Mesh(mesh.points, mesh.carried, mesh.triangles, worn)


def airship(place: Place, glow: float) -> Mesh:
    """Return an airship of the thirties; 60 m long."""
    cloth = place.material(skins.PLAIN, (0.40, 0.43, 0.44), gloss=0.03, rough=0.3)
    band = place.material(skins.PLAIN, (0.035, 0.035, 0.26), gloss=0.03, rough=0.3)
    dark = place.material(skins.PLAIN, (0.05, 0.055, 0.06), gloss=0.04, rough=0.2)
    light = place.material(
        skins.PLAIN, (0.02, 0.02, 0.02), glow=tuple(glow * part for part in (0.4, 0.8, 1.1)), family=EVEN
    )
    red = place.material(skins.PLAIN, (0, 0, 0.1), glow=(0.04 * glow, 0.06 * glow, 1.6 * glow), family=ODD)
    s = np.linspace(0, 1, 60)
    x = -30 + 60 * s
    radius = 6.6 * np.sqrt(np.clip(1 - np.abs((x - 4) / np.where(x > 4, 26.0, 34.0)) ** 2.3, 0, 1)) + 0.02
    hull = loft(np.stack([x, 0 * x, 0 * x], 1), radius, radius, cloth, sides=24, flat=2.0)
    hull = painted(hull, lambda at: (np.abs(at[:, 1] + 0.8) < 0.7) & (at[:, 0] > -24), band)
    parts = [hull]
    for k in range(12):  # ribs and the seams between gores
        a = 2 * math.pi * (k + 0.5) / 12
        parts += [
            tube(np.stack([x, radius * 1.002 * math.sin(a), radius * 1.002 * math.cos(a)], 1)[2:-2], 0.07, 4, cloth)
        ]
    for at in np.linspace(-22, 26, 9):
        t = np.linspace(0, 2 * np.pi, 41)
        r = float(np.interp(at, x, radius)) + 0.01
        parts.append(tube(np.stack([0 * t + at, r * np.sin(t), r * np.cos(t)], 1), 0.06, 4, cloth))
    fin = np.array([(-29, 0.5), (-30.5, 7.2), (-26.0, 7.4), (-18.5, 4.2), (-17, 0.5)])
    upright = extruded(fin, 0.35, cloth)
    for turn in range(4):
        parts.append(_rolled(upright, turn * math.pi / 2))
    parts.append(
        painted(_rolled(extruded(fin * [1, 0.55] + [-1.2, 1.0], 0.40, band), 0), lambda at: at[:, 0] > 0, band)
    )
    parts.append(
        loft([(8 + 9 * v, -7.3, 0) for v in np.linspace(0, 1, 14)], 1.25 * _bump(14), 1.15 * _bump(14), dark, flat=3.0)
    )
    parts.append(boxes([(9.7 + 0.95 * k, -7.2, z) for k in range(6) for z in (-1.12, 1.12)], (0.32, 0.30, 0.05), light))
    parts.append(boxes([(12.5, -6.3, 0)], (3.4, 0.5, 0.5), dark))
    for px in (-3.0, -12.0):
        for way in (-1.0, 1.0):
            pod = loft(
                [(px + 2.2 * v, -4.6, way * 6.2) for v in np.linspace(-1, 1, 12)],
                0.75 * _bump(12),
                0.75 * _bump(12),
                dark,
            )
            parts += [pod, bars([(px, -4.4, way * 6.0)], [(px, -3.2, way * 4.6)], (0.12, 0.2), dark)]
            parts.append(boxes([(px - 2.4, -4.6, way * 6.2)], (0.05, 1.5, 0.14), dark))
    bulb = turned([(0.0, 0.25), (0.25, 0.0), (0.0, -0.25)], 10, red)
    parts += [bulb.moved(30.1, 0, 0), bulb.moved(-28, 7.8, 0), bulb.moved(4, -8.8, 0)]
    return Mesh.of(parts)


def _bump(count: int) -> Array:
    s = np.linspace(-1, 1, count)
    return np.sqrt(np.clip(1 - np.abs(s) ** 3, 0, 1)) + 1e-3


def _rolled(mesh: Mesh, turn: float) -> Mesh:
    """Return it turned about its length."""
    c, s = math.cos(turn), math.sin(turn)
    way = np.array([[1, 0, 0], [0, c, s], [0, -s, c]], np.float32)
    carried = mesh.carried.copy()
    carried[:, 2:5] = carried[:, 2:5] @ way
    return Mesh((mesh.points @ way).astype(np.float32), carried, mesh.triangles, mesh.skins)


def whale(place: Place) -> Mesh:
    """Return a humpback whale that swims, its flukes raised; 14 m long."""
    back = place.material(skins.PLASTER, (0.085, 0.070, 0.060), gloss=0.05, rough=0.25)
    belly = place.material(skins.PLASTER, (0.34, 0.35, 0.35), gloss=0.04, rough=0.25)
    eye = place.material(skins.PLAIN, (0.005, 0.005, 0.006), gloss=0.1, rough=0.05)
    s = np.linspace(0, 1, 70)
    x = 7.0 - 14.0 * s
    y = 0.35 * np.sin(2.2 * s) + 1.9 * np.clip(s - 0.45, 0, 1) ** 1.6 - 0.3 * np.clip(0.2 - s, 0, 1)
    at = [0, 0.02, 0.07, 0.16, 0.30, 0.45, 0.60, 0.75, 0.88, 0.96, 1.0]
    high = np.interp(s, at, [0.12, 0.26, 0.40, 0.68, 1.15, 1.28, 1.0, 0.62, 0.36, 0.26, 0.16])
    low = np.interp(s, at, [0.25, 0.70, 1.10, 1.50, 1.72, 1.45, 1.0, 0.62, 0.36, 0.24, 0.14])
    wide = np.interp(s, at, [0.25, 0.70, 1.02, 1.35, 1.60, 1.50, 1.15, 0.66, 0.30, 0.16, 0.10])
    high, low, wide = (1.15 * each for each in (high, low, wide))
    kernel = np.ones(5) / 5
    high, low, wide = (np.convolve(np.pad(each, 2, mode="edge"), kernel, "valid") for each in (high, low, wide))
    spine = np.stack([x, y, 0 * x], 1)
    hull = loft(spine, high, wide, back, sides=56, low=low)
    # Pleats along the throat: the lower half in fine furrows.
    points = hull.points.reshape(70, 57, 3)
    t = np.linspace(0, 2 * np.pi, 57)
    furrow = (
        (0.5 + 0.5 * np.cos(28 * t))[None]
        * (np.sin(t) < -0.25)[None]
        * (np.clip((0.55 - s) / 0.12, 0, 1) * np.clip(s / 0.05, 0, 1))[:, None]
    )
    inward = spine[:, None] - points
    points = points + furrow[..., None] * 0.06 * inward / np.maximum(
        np.linalg.norm(inward, axis=2, keepdims=True), 1e-3
    )
    hull = grid(points.astype(np.float32), back, wrap=True)
    hull = painted(hull, lambda m: m[:, 1] < np.interp(m[:, 0], x[::-1], (y - (0.30 + 0.5 * s) * low)[::-1]), belly)
    parts = [hull]
    for way in (-1.0, 1.0):
        # The long flipper.
        u = np.linspace(0, 1, 20)
        chord = np.interp(u, [0, 0.2, 0.7, 1], [0.60, 0.80, 0.58, 0.06]) * (1 + 0.06 * np.sin(26 * u))
        line = np.stack([3.2 - 3.2 * u**1.15, -1.0 - 3.4 * u + 0.6 * u * u, way * (1.35 + 1.3 * u)], 1)
        front = line + np.stack([chord, 0.1 * chord, 0 * u], 1)
        rear = line - np.stack([0.6 * chord, 0.1 * chord, 0 * u], 1)
        mid = np.add(line, [0, 0.11, 0])
        under = line - [0, 0.11, 0]
        parts.append(grid(np.stack([front, mid, rear, under, front]).astype(np.float32), back))
        # A half of the flukes.
        v = np.linspace(0, 1, 16)
        lead = np.stack([-6.7 - 1.5 * v**1.1, 1.0 + 0.30 * np.sin(2.2 * v) + 0.15 * v, way * (0.1 + 2.3 * v)], 1)
        trail = np.stack(
            [-7.6 - 0.75 * v - 0.25 * np.sin(math.pi * v), 1.04 + 0.30 * np.sin(2.2 * v) + 0.15 * v, way * 2.32 * v], 1
        )
        thick = (0.14 * (1 - v) + 0.01)[:, None] * [0, 1, 0]
        middle = 0.5 * (lead + trail)
        parts.append(grid(np.stack([lead, middle + thick, trail, middle - thick, lead]).astype(np.float32), back))
        parts.append(
            turned([(0.0, 0.10), (0.08, 0.05), (0.10, 0.0), (0.08, -0.05), (0.0, -0.1)], 14, eye).moved(
                4.75, -0.42, way * 1.24
            )
        )
        mouth = np.linspace(4.5, 6.9, 24)
        level = np.interp(mouth, [4.5, 5.1, 6.9], [-0.85, -0.35, -0.02])
        middle_, deep, broad = (np.interp(mouth, x[::-1], each[::-1]) for each in (y, low, wide))
        out = way * 1.01 * broad * np.sqrt(np.clip(1 - ((level - middle_) / deep) ** 2, 0, 1))
        parts.append(tube(np.stack([mouth, level, out], 1), 0.035, 6, eye))
    dorsal = extruded([(-1.0, 0.0), (0.75, 0.0), (-0.1, 0.38), (-0.75, 0.62)], 0.14, back)
    parts.append(dorsal.moved(-2.2, 1.42, 0))
    return Mesh.of(parts)


def dragon(place: Place, colour: Colour, flap: float) -> Mesh:
    """Return a dragon in flight; 12 m long and 17 m from wing to wing. ``flap`` (-1 to 1) is how its wings stand."""
    scale = place.material(skins.PLASTER, colour, gloss=0.06, rough=0.2, scale=0.4)
    belly = place.material(skins.PLASTER, tuple(min(2.4 * part + 0.03, 0.6) for part in colour), gloss=0.04, rough=0.3)
    skin = place.material(skins.CLOTH, tuple(min(1.5 * part + 0.01, 0.6) for part in colour), gloss=0.02, scale=0.05)
    horn = place.material(skins.PLAIN, (0.10, 0.14, 0.17), gloss=0.06, rough=0.2)
    eye = place.material(skins.PLAIN, (0, 0, 0), glow=(0.1, 0.7, 1.4), family=EVEN)
    s = np.linspace(0, 1, 90)
    knots = [0.0, 0.05, 0.12, 0.24, 0.36, 0.50, 0.62, 0.78, 0.92, 1.0]
    x = np.interp(s, knots, [6.3, 5.7, 4.9, 3.4, 2.2, 0.3, -1.4, -3.8, -5.6, -6.6])
    y = np.interp(s, knots, [1.35, 1.55, 1.45, 0.75, 0.15, 0.0, -0.15, -0.35, 0.25, 0.9])
    high = np.interp(s, knots, [0.12, 0.30, 0.24, 0.32, 0.72, 0.80, 0.52, 0.24, 0.11, 0.02])
    wide = np.interp(s, knots, [0.14, 0.30, 0.20, 0.28, 0.62, 0.66, 0.42, 0.20, 0.09, 0.02])
    kernel = np.hanning(13) / np.hanning(13).sum()
    x, y, high, wide = (np.convolve(np.pad(each, 6, mode="edge"), kernel, "valid") for each in (x, y, high, wide))
    hull = loft(np.stack([x, y, 0 * x], 1), high, wide, scale, sides=22)
    parts = [painted(hull, lambda m: m[:, 1] < np.interp(m[:, 0], x[::-1], (y - 0.55 * high)[::-1]), belly)]
    for k in range(6, 84, 3):  # spikes along the back
        tall = 0.16 + 0.34 * math.sin(math.pi * k / 84)
        spike = extruded([(-0.17, -0.08), (0.16, -0.08), (-0.16, tall)], 0.06, horn)
        parts.append(spike.moved(float(x[k]), float(y[k] + high[k]), 0))
    jaw = loft(
        [(5.1, 1.22, 0), (5.6, 1.16, 0), (6.2, 1.12, 0), (6.5, 1.16, 0)],
        [0.10, 0.10, 0.07, 0.02],
        [0.20, 0.18, 0.11, 0.03],
        belly,
        sides=14,
    )
    parts.append(jaw.leaned(-0.0, 0))
    arrow = extruded([(0.2, 0.0), (-0.5, 0.42), (-0.95, 0.0), (-0.5, -0.42)], 0.06, scale)
    parts.append(arrow.moved(-6.6, 0.95, 0))
    for way in (-1.0, 1.0):
        parts.append(
            tube(
                [(5.2, 1.75, way * 0.18), (4.7, 2.02, way * 0.30), (4.2, 2.15, way * 0.34)], [0.09, 0.06, 0.01], 8, horn
            )
        )
        parts.append(
            tube(
                [(5.3, 1.55, way * 0.26), (4.9, 1.60, way * 0.46), (4.6, 1.66, way * 0.56)], [0.06, 0.04, 0.01], 8, horn
            )
        )
        parts.append(turned([(0.0, 0.07), (0.07, 0.0), (0.0, -0.07)], 12, eye).moved(5.55, 1.62, way * 0.24))
        for lx, long_ in ((1.6, 1.0), (-1.3, 1.25)):  # legs tucked behind
            leg = [
                (lx, -0.35, way * 0.45),
                (lx - 0.35, -0.95, way * 0.60),
                (lx - 1.0, -0.85, way * 0.58),
                (lx - 1.0 - 0.4 * long_, -1.15, way * 0.55),
            ]
            parts.append(tube(leg, [0.30, 0.22, 0.12, 0.09], 10, scale))
            foot = np.array(leg[-1])
            parts += [
                tube(
                    [foot, np.add(foot, [-0.30, -0.14, 0.10 * n]), np.add(foot, [-0.42, -0.30, 0.13 * n])],
                    [0.06, 0.045, 0.01],
                    6,
                    horn,
                )
                for n in (-1, 0, 1)
            ]
        parts += _wing(way, flap, scale, skin, horn)
    return Mesh.of(parts)


def _wing(way: float, flap: float, bone: int, skin: int, horn: int) -> list[Mesh]:
    """Return a wing: an arm with four fingers and the skin between them."""
    rise = 0.55 + 0.45 * flap
    shoulder, elbow = np.array([1.9, 0.55, way * 0.5]), np.array([1.1, 0.55 + 1.3 * rise, way * 2.3])
    wrist = np.array([2.6, 0.55 + 2.3 * rise, way * 4.0])
    tips = [
        np.array([1.2, 0.7 + 3.3 * rise, way * 8.6]),
        np.array([-1.6, 0.4 + 2.3 * rise, way * 7.6]),
        np.array([-3.3, 0.1 + 1.2 * rise, way * 5.6]),
        np.array([-3.6, 0.0 + 0.5 * rise, way * 3.3]),
    ]
    root = np.array([-1.9, 0.25, way * 0.40])
    found = [tube([shoulder, elbow, wrist], [0.26, 0.17, 0.13], 10, bone)]
    found.append(
        tube(
            [wrist, np.add(wrist, [0.35, 0.10, way * 0.05]), np.add(wrist, [0.5, -0.05, way * 0.1])],
            [0.08, 0.06, 0.01],
            6,
            horn,
        )
    )
    u = np.linspace(0, 1, 18)

    def finger(tip: Array) -> Array:
        bent = np.array([0.25, 0.55, 0.0]) * (1 - rise * 0.3)
        return wrist + (tip - wrist) * u[:, None] + np.sin(np.pi * u)[:, None] * bent

    lines = [finger(tip) for tip in tips]
    found += [tube(line, 0.11 * (1 - 0.85 * u), 7, bone) for line in lines]
    inner = np.stack([np.interp(u, [0, 0.5, 1], [elbow[c], 0.5 * (elbow + root)[c], root[c]]) for c in range(3)], 1)
    lines.append(inner)
    for first, second in zip(lines[:-1], lines[1:], strict=True):
        v = np.linspace(0, 1, 12)[:, None, None]
        sheet = first[None] * (1 - v) + second[None] * v
        # The edge is drawn in between the fingers, and the skin bellies.
        pull = 1 - 0.17 * np.sin(np.pi * v) * u[None, :, None] ** 2
        sheet = wrist + (sheet - wrist) * pull
        sheet[..., 1] += 0.28 * np.sin(np.pi * v[..., 0]) * np.sin(np.pi * np.minimum(u * 1.0, 1))[None]
        found.append(grid(sheet.astype(np.float32), skin))
    front = np.stack([shoulder + (elbow - shoulder) * u[:, None], elbow + (wrist - elbow) * u[:, None]]).reshape(-1, 3)
    neck = np.add(shoulder, [0.9, 0.1, 0]) + (wrist - shoulder - [0.9, 0.1, 0]) * np.linspace(0, 1, len(front))[:, None]
    found.append(grid(np.stack([front, 0.55 * front + 0.45 * neck]).astype(np.float32), skin))
    arm = np.concatenate([np.linspace(shoulder, elbow, 9), np.linspace(elbow, wrist, 9)])
    back = np.linspace(root, np.array(lines[-2][9]), 18)
    found.append(grid(np.stack([arm, 0.5 * (arm + back) + [0, 0.12, 0], back]).astype(np.float32), skin))
    return found


def flying_car(place: Place, colour: Colour, glow: float) -> Mesh:
    """Return a car without wheels that hovers on its lights; 5 m long."""
    paint = place.material(skins.PLAIN, colour, gloss=0.09, rough=0.03)
    glass = place.material(skins.PLAIN, (0.012, 0.013, 0.015), gloss=0.12, rough=0.01)
    dark = place.material(skins.PLAIN, (0.02, 0.02, 0.022), gloss=0.04, rough=0.2)
    head = place.material(skins.PLAIN, (0, 0, 0), glow=(2.6 * glow, 2.8 * glow, 2.9 * glow), family=EVEN)
    tail = place.material(skins.PLAIN, (0, 0, 0), glow=(0.12 * glow, 0.08 * glow, 3.0 * glow), family=ODD)
    jet = place.material(skins.PLAIN, (0, 0, 0), glow=(2.8 * glow, 1.9 * glow, 0.5 * glow), family=EVEN)
    s = np.linspace(0, 1, 40)
    x = 2.5 - 5.0 * s
    high = np.interp(s, [0, 0.06, 0.3, 0.7, 0.95, 1], [0.10, 0.20, 0.34, 0.40, 0.36, 0.28])
    low = np.interp(s, [0, 0.1, 0.5, 0.9, 1], [0.12, 0.28, 0.34, 0.30, 0.22])
    wide = np.interp(s, [0, 0.08, 0.35, 0.75, 1], [0.55, 0.80, 1.0, 1.02, 0.86])
    parts = [loft(np.stack([x, 0 * x, 0 * x], 1), high, wide, paint, sides=28, low=low, flat=3.2)]
    c = np.linspace(0, 1, 24)
    cabin = loft(
        np.stack([1.3 - 2.9 * c, 0.28 + 0 * c, 0 * c], 1),
        0.62 * np.sin(np.pi * c**0.8) ** 0.7 + 0.01,
        0.74 * np.sin(np.pi * c**0.85) ** 0.35 + 0.01,
        glass,
        sides=24,
        low=0.05 + 0 * c,
        flat=2.6,
    )
    parts.append(cabin)
    parts.append(tube([(1.1, 0.40, 0), (0.2, 0.90, 0), (-0.8, 0.84, 0), (-1.5, 0.48, 0)], 0.05, 6, paint))
    for way in (-1.0, 1.0):
        parts.append(boxes([(2.36, 0.02, way * 0.45)], (0.10, 0.045, 0.20), head))
        parts.append(boxes([(-2.49, 0.10, way * 0.52)], (0.04, 0.06, 0.26), tail))
        for px in (1.35, -1.45):
            pod = loft(
                [(px + 0.62 * v, -0.20, way * 1.02) for v in np.linspace(-1, 1, 12)],
                0.24 * _bump(12),
                0.20 * _bump(12),
                dark,
                flat=2.6,
            )
            parts += [pod, boxes([(px, -0.45, way * 1.02)], (0.42, 0.03, 0.13), jet)]
    parts.append(boxes([(-2.35, 0.42, 0)], (0.22, 0.02, 0.80), dark))
    return Mesh.of(parts)


def saucer(place: Place, glow: float) -> Mesh:
    """Return a flying saucer with lights around its rim; 14 m wide."""
    metal = place.material(skins.METAL, (0.34, 0.35, 0.36), gloss=0.35, rough=0.18, metal=True)
    dark = place.material(skins.PLAIN, (0.03, 0.03, 0.033), gloss=0.08, rough=0.1)
    dome = place.material(
        skins.PLAIN,
        (0.05, 0.06, 0.05),
        gloss=0.12,
        rough=0.02,
        glow=(0.35 * glow, 0.42 * glow, 0.25 * glow),
        family=EVEN,
    )
    white = place.material(skins.PLAIN, (0, 0, 0), glow=(2.2 * glow, 2.3 * glow, 1.9 * glow), family=EVEN)
    red = place.material(skins.PLAIN, (0, 0, 0), glow=(0.2 * glow, 0.5 * glow, 2.6 * glow), family=ODD)
    profile = [
        (1.9, 1.15),
        (2.3, 1.0),
        (4.6, 0.55),
        (6.6, 0.12),
        (7.0, -0.08),
        (6.9, -0.26),
        (5.2, -0.62),
        (3.0, -1.05),
        (2.6, -1.25),
    ]
    parts = [turned(profile, 72, metal), turned([(0.0, 2.35), (0.9, 2.2), (1.6, 1.75), (1.95, 1.1)], 40, dome)]
    parts.append(turned([(2.6, -1.25), (2.2, -1.2), (1.6, -1.5), (0.0, -1.5)], 40, dark))
    parts.append(turned([(1.5, -1.52), (0.0, -1.53)], 40, white))
    for k in range(20):
        a = 2 * math.pi * k / 20
        bulb = turned([(0.0, 0.20), (0.17, 0.10), (0.20, 0.0), (0.0, -0.1)], 12, white if k % 2 else red)
        parts.append(bulb.moved(6.62 * math.cos(a), 0.12, 6.62 * math.sin(a)))
    for k in range(10):
        a = 2 * math.pi * (k + 0.5) / 10
        ends = [(r * math.cos(a), h, r * math.sin(a)) for r, h in ((2.35, 0.99), (6.4, 0.16))]
        parts.append(bars(ends[:1], ends[1:], (0.06, 0.03), dark))
    return Mesh.of(parts)


def kite(place: Place, colours: tuple[Colour, Colour], rng: np.random.Generator) -> Mesh:
    """Return a kite with a tail of bows; 1.2 m wide."""
    one, other = (place.material(skins.CLOTH, colour, scale=0.3) for colour in colours)
    wood = place.material(skins.PLAIN, (0.10, 0.18, 0.26))
    top, left, right, foot, middle = (0, 0.62, 0), (-0.6, 0.12, 0.06), (0.6, 0.12, 0.06), (0, -0.9, 0), (0, 0.12, -0.08)
    parts = []
    for a, b, skin in ((left, top, one), (top, right, other), (right, foot, one), (foot, left, other)):
        parts.append(grid([[a, b], [middle, middle]], skin))
    parts.append(bars([top, left], [foot, right], (0.010, 0.010), wood))
    s = np.linspace(0, 1, 40)
    phase = float(rng.uniform(0, 6))
    line = np.stack([0.35 * s * np.sin(7 * s + phase), -0.9 - 2.6 * s, 0.25 * s * np.cos(5 * s + phase)], 1)
    parts.append(tube(line, 0.010, 4, wood))
    for k in range(5, 40, 6):
        for way in (-1.0, 1.0):
            a = line[k]
            parts.append(
                grid(
                    [[a, a], [np.add(a, [way * 0.20, 0.09, 0.03]), np.add(a, [way * 0.20, -0.09, -0.03])]],
                    one if k % 12 == 5 else other,
                )
            )
    return Mesh.of(parts)


def bat(place: Place, flap: float) -> Mesh:
    """Return a bat that spreads its wings across the view; 1.1 m from tip to tip. ``flap`` (-1 to 1) is how they stand."""
    fur = place.material(skins.PLAIN, (0.012, 0.012, 0.014))
    skin = place.material(skins.PLAIN, (0.022, 0.020, 0.026))
    t = np.linspace(0, np.pi, 13)
    body = turned(np.stack([0.055 * np.sin(t), 0.13 * np.cos(t)], 1), 16, fur)
    parts = [body, turned(np.stack([0.042 * np.sin(t), 0.045 * np.cos(t)], 1), 14, fur).moved(0.0, 0.155, -0.03)]
    u = np.linspace(0, 1, 61)
    lead = np.interp(u, [0, 0.12, 0.42, 0.70, 1.0], [0.07, 0.10, 0.22, 0.15, -0.03])
    # Between its fingers the skin hangs in arcs.
    fingers = np.array([0.0, 0.20, 0.46, 0.74, 1.0])
    ends = np.interp(u, fingers, [-0.12, -0.17, -0.18, -0.13, -0.03])
    piece = np.clip(np.searchsorted(fingers, u, side="right") - 1, 0, 3)
    share = (u - fingers[piece]) / (fingers[piece + 1] - fingers[piece])
    trail = ends + np.array([0.05, 0.075, 0.085, 0.075])[piece] * np.sin(np.pi * share)
    v = np.linspace(0, 1, 9)[:, None]
    for way in (-1.0, 1.0):
        parts.append(
            extruded([(0.0, 0.0), (0.035, 0.0), (0.024, 0.07)], 0.008, fur).moved(0.018 * way - 0.017, 0.18, -0.03)
        )
        turn = flap * (0.25 + 0.5 * u)
        x, rise = 0.55 * u * np.cos(turn), 0.55 * u * np.sin(turn)
        y = lead * (1 - v) + trail * v + rise[None]
        z = 0.05 * np.sin(np.pi * v) * np.sin(np.pi * share)[None] - 0.10 * u[None] * abs(flap)
        sheet = np.stack([np.broadcast_to(way * x, y.shape), y, z], -1)
        parts += [grid(sheet, skin), grid(sheet[::-1] + np.array([0, 0, 0.002]), skin)]
        for n in range(1, 4):
            k = int(round(60 * fingers[n]))
            wrist = np.array([way * x[25], lead[25] + rise[25], -0.004])
            parts.append(tube(np.stack([wrist, [way * x[k], trail[k] + rise[k], z[-1, k]]]), [0.007, 0.002], 5, fur))
    return Mesh.of(parts)
