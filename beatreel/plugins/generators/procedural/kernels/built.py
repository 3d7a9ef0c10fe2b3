"""A ray tracer for built places: meshes in the light of lamps, spotlights, windows, the sky and the sun, with one bounce.

Soft light (of the sky, windows, soft lamps and what walls send back) is gathered first on a coarse picture, :func:`gather`, smoothed
where surfaces go on, and looked up while the fine one is traced; the sun and sharp spotlights are traced at every pixel.

Conventions
-----------
Metres, y up, z away; colours linear BGR. Four families of light, three channels each.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .built_skins import (
    BASE,
    BLUR,
    EXTRA,
    FACADE,
    FAMILY,
    KIND,
    LIT,
    METALLIC,
    MIRROR,
    NORMAL,
    SHINE,
    VINYL,
    skin,
)
from .built_soft import gather as gather, looked_up, smooth as smooth
from .built_space import (
    CHANNELS as CHANNELS,
    FAR,
    ITS_FAMILY,
    LAMP_COLUMNS as LAMP_COLUMNS,
    LIGHT,
    RADIUS,
    SHARP,
    Built as Built,
    lamp,
    rough,
    sky,
    surface,
)
from .bvh import DEEPEST, NOTHING, nearest
from .lens import ray
from .noise import FLAGS, LENT, fbm, random_at

_I = np.int64
_DIM = 16.0  # minus the logarithm of a glint that is too faint to be looked at


@njit(**LENT)
def _sharp(out, built, stack, found, px, py, pz, nx, ny, nz):  # type: ignore[no-untyped-def]
    """Add the light of the sun and of sharp spotlights."""
    ox, oy, oz = px + 2e-3 * nx, py + 2e-3 * ny, pz + 2e-3 * nz
    cosine = nx * built.sun[0] + ny * built.sun[1] + nz * built.sun[2]
    if cosine > 0 and built.sunlight[1] > 0:
        _, hit = nearest(built.tree, stack, ox, oy, oz, built.sun[0], built.sun[1], built.sun[2], 200.0, found, True)
        if hit == NOTHING:
            for c in range(3):
                out[c] += cosine * built.sunlight[c]
    for k in range(built.lamps.shape[0]):
        if built.lamps[k, SHARP] <= 0:
            continue
        light = lamp(built, k, px, py, pz, nx, ny, nz)
        if light <= 1e-6:
            continue
        lx, ly, lz = built.lamps[k, 0] - ox, built.lamps[k, 1] - oy, built.lamps[k, 2] - oz
        far = math.sqrt(lx * lx + ly * ly + lz * lz)
        _, hit = nearest(
            built.tree,
            stack,
            ox,
            oy,
            oz,
            lx / far,
            ly / far,
            lz / far,
            far - 0.15 - built.lamps[k, RADIUS],
            found,
            True,
        )
        if hit == NOTHING:
            family = 3 * _I(built.lamps[k, ITS_FAMILY])
            for c in range(3):
                out[family + c] += light * built.lamps[k, LIGHT + c]


@njit(**LENT)
def _glints(out, built, coat, material, px, py, pz, nx, ny, nz, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Add what a rough or grooved surface sends of the lamps straight to the eye."""
    grooved = int(material[KIND]) == VINYL
    spread = max(coat[BLUR], 0.03)
    power = 2 / (spread * spread)
    tx, tz = pz - material[EXTRA + 1], material[EXTRA] - px  # along the groove
    size = 1 / max(math.sqrt(tx * tx + tz * tz), 1e-6)
    tx, tz = tx * size, tz * size
    for k in range(built.lamps.shape[0]):
        lx, ly, lz = built.lamps[k, 0] - px, built.lamps[k, 1] - py, built.lamps[k, 2] - pz
        square = lx * lx + ly * ly + lz * lz
        root = math.sqrt(square)
        hx, hy, hz = lx / root - dx, ly / root - dy, lz / root - dz
        size = 1 / max(math.sqrt(hx * hx + hy * hy + hz * hz), 1e-6)
        facing = (hx * nx + hy * ny + hz * nz) * size
        if grooved:
            along = (hx * tx + hz * tz) * size
            facing = math.sqrt(max(1 - along * along, 0.0)) * (0.25 + 0.75 * max(facing, 0.0))
        if facing <= 0.3 or (1 - facing) * power > _DIM:
            continue
        light = (
            lamp(built, k, px, py, pz, nx, ny, nz)
            * coat[MIRROR]
            * (0.04 * power + 0.3)
            * facing**power
            * (2.5 if grooved else 1.0)
        )
        family = 3 * _I(built.lamps[k, ITS_FAMILY])
        for c in range(3):
            tint = coat[c] if material[METALLIC] > 0.5 else 1.0
            out[family + c] += min(light * coat[LIT], 8.0) * built.lamps[k, LIGHT + c] * tint


@njit(**FLAGS)
def rays(built, lens, x, y, jitter, out, depth, ids):  # type: ignore[no-untyped-def]
    """Look along rays through points of a picture; arguments as for :func:`.city.rays`, ``out`` with 12 channels."""
    stack, found, at = np.empty(DEEPEST, np.int32), np.empty(2, np.float64), np.empty(5, np.float64)
    light, acc = np.empty(CHANNELS, np.float64), np.empty(CHANNELS, np.float64)
    coat, to, there = np.empty(9, np.float64), np.empty(4, np.float64), np.empty(9, np.float64)
    for i in range(x.size):
        ox, oy, oz, dx, dy, dz, share = ray(lens, x[i], y[i])
        t, hit = nearest(built.tree, stack, ox, oy, oz, dx, dy, dz, FAR, found, False)
        for k in range(CHANNELS):
            acc[k] = 0.0
        if hit == NOTHING:
            sky(acc, built, dx, dy, dz, 1.0)
            depth[i], ids[i] = FAR, 0
        else:
            which = surface(built, hit, found, dx, dy, dz, at)
            material = built.materials[which]
            nx, ny, nz = at[0], at[1], at[2]
            px, py, pz = ox + dx * t, oy + dy * t, oz + dz * t
            if not looked_up(light, built, x[i], y[i], px, py, pz, nx, ny, nz, t):  # too thin for the coarse picture
                for k in range(CHANNELS):
                    light[k] = 0.0
                rough(light, built, stack, found, px, py, pz, nx, ny, nz, to, -1.0)
            coat[NORMAL], coat[NORMAL + 1], coat[NORMAL + 2] = nx, ny, nz
            facing = abs(dx * nx + dy * ny + dz * nz)
            skin(coat, material, px, py, pz, at[3], at[4], t / lens.focal / max(facing, 0.15), built.seed + 31 * which)
            size = 1 / math.sqrt(coat[NORMAL] ** 2 + coat[NORMAL + 1] ** 2 + coat[NORMAL + 2] ** 2)
            mx, my, mz = coat[NORMAL] * size, coat[NORMAL + 1] * size, coat[NORMAL + 2] * size
            bent = max(0.35, 1 + 1.4 * ((mx - nx) * 0.3 + (my - ny) * 0.9 + (mz - nz) * -0.3))
            for k in range(CHANNELS):
                light[k] *= bent
            _sharp(light, built, stack, found, px, py, pz, mx, my, mz)
            metal = material[METALLIC]
            family = 3 * _I(material[FAMILY])
            for k in range(CHANNELS):
                acc[k] = light[k] * coat[k % 3] * (1 - 0.75 * metal)
            for c in range(3):
                acc[family + c] += material[SHINE + c] * coat[LIT] * (0.2 + 0.8 * facing**1.5)
            if coat[MIRROR] > 0.004:
                _glints(acc, built, coat, material, px, py, pz, mx, my, mz, dx, dy, dz)
                facing = abs(dx * mx + dy * my + dz * mz)
                fresnel = coat[MIRROR] + (1 - coat[MIRROR]) * (1 - facing) ** 5 * (1 - min(coat[BLUR] * 1.6, 0.9))
                if int(material[KIND]) == VINYL:  # grooves break what they mirror
                    fresnel *= 0.5
                if fresnel > 0.02:
                    spread = 0.45 * coat[BLUR] if coat[BLUR] > 0.06 and int(material[KIND]) != VINYL else 0.0
                    along = dx * mx + dy * my + dz * mz
                    rx = dx - 2 * along * mx + spread * (random_at(_I(x[i] * 7.3), _I(y[i] * 5.1), jitter) - 0.5)
                    ry = dy - 2 * along * my + spread * (random_at(_I(x[i] * 3.7), _I(y[i] * 9.7), jitter + 3) - 0.5)
                    rz = dz - 2 * along * mz + spread * (random_at(_I(x[i] * 5.9), _I(y[i] * 4.3), jitter + 5) - 0.5)
                    size = 1 / math.sqrt(rx * rx + ry * ry + rz * rz)
                    rx, ry, rz = rx * size, ry * size, rz * size
                    far, other = nearest(
                        built.tree,
                        stack,
                        px + 2e-3 * nx,
                        py + 2e-3 * ny,
                        pz + 2e-3 * nz,
                        rx,
                        ry,
                        rz,
                        FAR,
                        found,
                        False,
                    )
                    for k in range(CHANNELS):
                        light[k] = 0.0
                    if other == NOTHING:
                        sky(light, built, rx, ry, rz, 1.0)
                    else:
                        second = surface(built, other, found, rx, ry, rz, at)
                        qx, qy, qz = px + rx * far, py + ry * far, pz + rz * far
                        rough(light, built, stack, found, qx, qy, qz, at[0], at[1], at[2], to, -1.0)
                        own = built.materials[second]
                        if int(own[KIND]) == FACADE:  # its windows are mirrored one by one
                            there[NORMAL], there[NORMAL + 1], there[NORMAL + 2] = at[0], at[1], at[2]
                            foot = (t + far) / lens.focal / max(abs(rx * at[0] + ry * at[1] + rz * at[2]), 0.15)
                            skin(there, own, qx, qy, qz, at[3], at[4], foot, built.seed + 31 * second)
                        else:
                            for c in range(3):
                                there[c] = own[BASE + c]
                            there[LIT] = 1.0
                        for k in range(CHANNELS):
                            light[k] *= there[k % 3] * 0.8
                        for c in range(3):
                            light[3 * _I(own[FAMILY]) + c] += own[SHINE + c] * there[LIT]
                    for k in range(CHANNELS):
                        acc[k] += fresnel * min(light[k], 5.0) * (coat[k % 3] if metal > 0.5 else 1.0)
            depth[i], ids[i] = t * share, which + 1
        through = math.exp(-built.fog[0] * min(t, 60.0))
        for k in range(CHANNELS):
            out[i, k] = acc[k] * through + (1 - through) * built.fog[1 + k]


@njit(**FLAGS)
def shafts(built, lens, depth, step, steps, out):  # type: ignore[no-untyped-def]
    """Fill ``out`` (rows, columns, 12) with what dusty air sends of the sun and of sharp spotlights, per unit of dust."""
    stack, found = np.empty(DEEPEST, np.int32), np.empty(2, np.float64)
    for row in range(out.shape[0]):
        for column in range(out.shape[1]):
            for k in range(CHANNELS):
                out[row, column, k] = 0.0
            ox, oy, oz, dx, dy, dz, share = ray(lens, (column + 0.5) * step, (row + 0.5) * step)
            far = min(depth[row, column] / share, 60.0)
            if not built.is_open:  # what lies outside a window is no air of the room
                box = built.tree.boxes[0]
                for c in range(3):
                    o, d = (ox, oy, oz)[c], (dx, dy, dz)[c]
                    if abs(d) > 1e-9:
                        far = min(far, max((box[3 + c] - o) / d if d > 0 else (box[c] - o) / d, 0.0))
            size = far / steps
            start = random_at(_I(row), _I(column), 41)
            for i in range(steps):
                s = (i + start) * size
                px, py, pz = ox + dx * s, oy + dy * s, oz + dz * s
                dust = size * (0.7 + 0.9 * fbm(px * 0.9 + 0.3 * pz, py * 0.7 - 0.2 * pz, built.seed + 47, _I(4)))
                dust = max(dust, 0.15 * size)
                if built.sunlight[1] > 0:
                    _, hit = nearest(
                        built.tree, stack, px, py, pz, built.sun[0], built.sun[1], built.sun[2], 200.0, found, True
                    )
                    if hit == NOTHING:
                        for c in range(3):
                            out[row, column, c] += dust * built.sunlight[c]
                for k in range(built.lamps.shape[0]):
                    if built.lamps[k, SHARP] <= 0:
                        continue
                    lx, ly, lz = built.lamps[k, 0] - px, built.lamps[k, 1] - py, built.lamps[k, 2] - pz
                    square = lx * lx + ly * ly + lz * lz
                    root = math.sqrt(square)
                    light = lamp(built, k, px, py, pz, lx / root, ly / root, lz / root)
                    if light <= 1e-5:
                        continue
                    _, hit = nearest(
                        built.tree, stack, px, py, pz, lx / root, ly / root, lz / root, root - 0.15 - built.lamps[k, RADIUS], found, True
                    )  # fmt: skip
                    if hit == NOTHING:
                        family = 3 * _I(built.lamps[k, ITS_FAMILY])
                        for c in range(3):
                            out[row, column, family + c] += dust * light * built.lamps[k, LIGHT + c]
