"""Soft light of built places: gathered on a coarse picture, smoothed where surfaces go on, and looked up for the fine one."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from .built_skins import BASE
from .built_space import CHANNELS, FAR, ITS_FAMILY, LIGHT, RADIUS, SHARP, lamp, rough, sky, surface, window
from .bvh import DEEPEST, NOTHING, nearest
from .lens import ray
from .noise import FLAGS, LENT, random_at

_WINDOWS = 6
_I = np.int64
_LAMPS = 6  # up to so many, each is looked at in several places


@njit(**FLAGS)
def gather(built, lens, first, rays, soft, sent, where):  # type: ignore[no-untyped-def]
    """Fill rows of ``soft``, ``sent`` and ``where`` from row ``first`` on.

    ``soft`` is the light of lamps and windows; ``rays`` go out from each place for what comes back from others, which is ``sent``.
    """
    stack, found, at = np.empty(DEEPEST, np.int32), np.empty(2, np.float64), np.empty(5, np.float64)
    out, back, to = np.empty(CHANNELS, np.float64), np.empty(CHANNELS, np.float64), np.empty(4, np.float64)
    lamp_looks = 4 if built.lamps.shape[0] <= _LAMPS else 1
    for row in range(soft.shape[0]):
        for column in range(soft.shape[1]):
            y = (first + row + 0.5) * built.step
            ox, oy, oz, dx, dy, dz, _ = ray(lens, (column + 0.5) * built.step, y)
            t, hit = nearest(built.tree, stack, ox, oy, oz, dx, dy, dz, FAR, found, False)
            where[row, column, 6] = t
            if hit == NOTHING:
                continue
            surface(built, hit, found, dx, dy, dz, at)
            nx, ny, nz = at[0], at[1], at[2]
            px, py, pz = ox + dx * t + 2e-3 * nx, oy + dy * t + 2e-3 * ny, oz + dz * t + 2e-3 * nz
            for k in range(CHANNELS):
                out[k] = 0.0
            cell = _I(first + row) * 4099 + column
            for k in range(built.lamps.shape[0]):
                if built.lamps[k, SHARP] > 0:
                    continue
                light = lamp(built, k, px, py, pz, nx, ny, nz)
                if light * (built.lamps[k, 3] + built.lamps[k, 4] + built.lamps[k, 5]) < 1e-4:
                    continue
                radius, seen = built.lamps[k, RADIUS], 0
                for n in range(lamp_looks):
                    across = 2 * (n + random_at(cell, _I(lamp_looks * k + n), 11)) / lamp_looks - 1
                    lx = built.lamps[k, 0] + radius * across - px
                    ly = built.lamps[k, 1] + radius * (2 * random_at(cell, _I(lamp_looks * k + n), 12) - 1) - py
                    lz = built.lamps[k, 2] + radius * (2 * random_at(cell, _I(lamp_looks * k + n), 13) - 1) - pz
                    far = math.sqrt(lx * lx + ly * ly + lz * lz)
                    reach = far - 1.2 * radius - 0.02
                    shut = NOTHING
                    if reach > 0:
                        _, shut = nearest(
                            built.tree, stack, px, py, pz, lx / far, ly / far, lz / far, reach, found, True
                        )
                    seen += shut == NOTHING
                family = 3 * _I(built.lamps[k, ITS_FAMILY])
                for c in range(3):
                    out[family + c] += light * seen / lamp_looks * built.lamps[k, LIGHT + c]
            many = built.windows.shape[0]
            tried = min(many, _WINDOWS)
            looks = (
                _WINDOWS // many if 0 < many <= _WINDOWS else 1
            )  # of few windows each is looked at in several places
            for n in range(tried * looks):  # of many windows some, each time others
                k = n // looks if many <= tried else min(_I((n + random_at(cell, _I(n), 23)) * many / tried), many - 1)
                across = (n % looks + random_at(cell, _I(n), 21)) / looks
                light = window(built, k, across, random_at(cell, _I(n), 22), px, py, pz, nx, ny, nz, to)
                light *= many / (tried * looks)
                if light * (built.windows[k, 9] + built.windows[k, 10] + built.windows[k, 11]) < 1e-4:
                    continue
                _, shut = nearest(built.tree, stack, px, py, pz, to[0], to[1], to[2], to[3] - 0.02, found, True)
                if shut == NOTHING:
                    family = 3 * _I(built.windows[k, 12])
                    for c in range(3):
                        out[family + c] += light * built.windows[k, 9 + c]
            for k in range(CHANNELS):
                soft[row, column, k] = out[k]
                out[k] = 0.0
            # A frame around the normal, for the way of what comes back.
            ax, ay, az = (0.0, 1.0, 0.0) if abs(ny) < 0.7 else (1.0, 0.0, 0.0)
            tx, ty, tz = ay * nz - az * ny, az * nx - ax * nz, ax * ny - ay * nx
            size = 1 / math.sqrt(tx * tx + ty * ty + tz * tz)
            tx, ty, tz = tx * size, ty * size, tz * size
            bx, by, bz = ny * tz - nz * ty, nz * tx - nx * tz, nx * ty - ny * tx
            turn = random_at(cell, 5, 31)
            for k in range(rays):
                share = (k + random_at(cell, _I(k), 32)) / rays
                radius, angle = math.sqrt(share), 6.28319 * (turn + 0.618034 * k)
                a, b, c_ = radius * math.cos(angle), radius * math.sin(angle), math.sqrt(1 - share)
                wx, wy, wz = a * tx + b * bx + c_ * nx, a * ty + b * by + c_ * ny, a * tz + b * bz + c_ * nz
                far, other = nearest(built.tree, stack, px, py, pz, wx, wy, wz, 80.0, found, False)
                if other == NOTHING:
                    if built.is_open > 0:
                        sky(out, built, wx, wy, wz, 1.0 / rays)
                    continue
                which = surface(built, other, found, wx, wy, wz, at)
                for n in range(CHANNELS):
                    back[n] = 0.0
                qx, qy, qz = px + wx * far + 2e-3 * at[0], py + wy * far + 2e-3 * at[1], pz + wz * far + 2e-3 * at[2]
                rough(back, built, stack, found, qx, qy, qz, at[0], at[1], at[2], to, random_at(cell, _I(k), 33))
                for n in range(CHANNELS):
                    out[n] += min(back[n], 6.0) * built.materials[which, BASE + n % 3] / rays
            for k in range(CHANNELS):
                sent[row, column, k] = out[k]
            where[row, column, 0], where[row, column, 1], where[row, column, 2] = nx, ny, nz
            where[row, column, 3], where[row, column, 4], where[row, column, 5] = px, py, pz


@njit(**LENT)
def smooth(soft, where, apart, out):  # type: ignore[no-untyped-def]
    """Average soft light over neighbours ``apart`` from each other that lie on the same surface."""
    rows, columns = soft.shape[0], soft.shape[1]
    for row in range(rows):
        for column in range(columns):
            total = 0.0
            for k in range(CHANNELS):
                out[row, column, k] = 0.0
            size = 0.006 * where[row, column, 6] * apart + 1e-3
            for i in range(-2, 3):
                for j in range(-2, 3):
                    y, x = row + i * apart, column + j * apart
                    if y < 0 or y >= rows or x < 0 or x >= columns:
                        continue
                    alike, off = 0.0, 0.0
                    for c in range(3):
                        alike += where[row, column, c] * where[y, x, c]
                        off += where[row, column, c] * (where[y, x, 3 + c] - where[row, column, 3 + c])
                    if alike <= 0.5:
                        continue
                    weight = alike**8 * math.exp(-abs(off) / size) * (0.5 if i * i + j * j > 2 else 1.0)
                    total += weight
                    for k in range(CHANNELS):
                        out[row, column, k] += weight * soft[y, x, k]
            if total > 0:
                for k in range(CHANNELS):
                    out[row, column, k] /= total


@njit(**LENT)
def looked_up(out, built, x, y, px, py, pz, nx, ny, nz, t):  # type: ignore[no-untyped-def]
    """Set ``out`` to the soft light that was gathered near a pixel; return whether any was on the same surface."""
    gx, gy = x / built.step - 0.5, y / built.step - 0.5
    left, top = _I(math.floor(gx)), _I(math.floor(gy))
    rows, columns = built.soft.shape[0], built.soft.shape[1]
    total = 0.0
    for k in range(CHANNELS):
        out[k] = 0.0
    for reach in range(2):
        for i in range(-reach, 2 + reach):
            for j in range(-reach, 2 + reach):
                b, a = min(max(top + i, 0), rows - 1), min(max(left + j, 0), columns - 1)
                near = (
                    (1.02 - min(abs(gx - left - j), 1.0)) * (1.02 - min(abs(gy - top - i), 1.0)) if reach == 0 else 1.0
                )
                alike = max(nx * built.where[b, a, 0] + ny * built.where[b, a, 1] + nz * built.where[b, a, 2], 0.0)
                off = (
                    nx * (built.where[b, a, 3] - px)
                    + ny * (built.where[b, a, 4] - py)
                    + nz * (built.where[b, a, 5] - pz)
                )
                beside = abs(built.where[b, a, 6] - t)
                weight = near * (alike**4 * math.exp(-abs(off) / (0.004 * t + 1e-3)) + 1e-4) / (1 + 3 * beside)
                if built.where[b, a, 6] >= FAR:
                    weight = 0.0
                total += weight
                for k in range(CHANNELS):
                    out[k] += weight * built.soft[b, a, k]
        if total > 0.02:
            break
    if total > 0:
        for k in range(CHANNELS):
            out[k] /= total
    return total > 0.02
