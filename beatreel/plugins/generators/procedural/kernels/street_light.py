"""Light in a street: the sky, lamps on surfaces, and lamps in fog.

Method: airlight of a point source along a ray in closed form after B. Sun et al., "A practical analytic single scattering
model" (2005), without extinction along the path.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS, LENT, smoothstep, value_fbm

CHANNELS = 12  # four families of light, three channels each

_F, _I = np.float32, np.int64


@njit(**LENT)
def sky(out, street, dx, dy, dz):  # type: ignore[no-untyped-def]
    """Add what the sky shows in a direction."""
    height = max(dy, 0.0)
    up = height / (height + 0.35)
    sheet = value_fbm(dx / (height + 0.12) * 0.9, dz / (height + 0.12) * 0.45, street.seed + 40, _I(5))
    cloud = street.cloud * smoothstep(0.42, 0.75, sheet)
    for c in range(3):
        clear = street.horizon[c] + (street.zenith[c] - street.horizon[c]) * up
        out[9 + c] += clear * (1 - 0.55 * cloud) + street.horizon[c] * cloud * 0.35


@njit(**LENT)
def _gather(out, each, street):  # type: ignore[no-untyped-def]
    """Add up the lamps of each family. Apart from the loops over all lamps, because LLVM vectorises no sum whose order counts."""
    lights = street.lights
    for family in range(3):
        b = _F(0)
        g = _F(0)
        r = _F(0)
        for i in range(street.light_start[family], street.light_start[family + 1]):
            b += lights[3, i] * each[i]
            g += lights[4, i] * each[i]
            r += lights[5, i] * each[i]
        out[family * 3] += b
        out[family * 3 + 1] += g
        out[family * 3 + 2] += r


@njit(**LENT)
def lit(out, each, street, px, py, pz, nx, ny, nz, dx, dy, dz, albedo, gloss):  # type: ignore[no-untyped-def]
    """Add the light of all lamps on a surface: diffuse and a wet streak. ``each`` is room for a value of every lamp."""
    px, py, pz = _F(px), _F(py), _F(pz)
    nx, ny, nz, dx, dy, dz = _F(nx), _F(ny), _F(nz), _F(dx), _F(dy), _F(dz)
    diffuse, wet = _F(albedo * 3.6), _F(gloss)
    one, zero = _F(1), _F(0)
    lights = street.lights
    for i in range(lights.shape[1]):
        lx, ly, lz = lights[0, i] - px, lights[1, i] - py, lights[2, i] - pz
        square = lx * lx + ly * ly + lz * lz + _F(0.05)
        inverse = one / np.sqrt(square)
        facing = max((nx * lx + ny * ly + nz * lz) * inverse, zero)
        hx, hy, hz = lx * inverse - dx, ly * inverse - dy, lz * inverse - dz
        along = max((nx * hx + ny * hy + nz * hz) / np.sqrt(hx * hx + hy * hy + hz * hz + _F(1e-9)), zero)
        shine = along * along
        shine *= shine
        shine *= shine
        shine *= shine
        shine *= shine
        reach = max(one - square * _F(1 / 100.0), zero)
        each[i] = (diffuse + wet * shine) * facing / (square + _F(0.25)) * reach
    _gather(out, each, street)


@njit(inline="always", **FLAGS)
def _arc(x: float) -> float:
    """Arc tangent to 0.003 without a branch on the value (so that loops over lights vectorise)."""
    a = abs(x)
    inverted = a > _F(1)
    z = _F(1) / max(a, _F(1e-6)) if inverted else a
    y = z * (_F(0.9724) - _F(0.1919) * z * z)
    y = _F(1.5707963) - y if inverted else y
    return y if x >= _F(0) else -y


@njit(**LENT)
def haze(out, each, street, ox, oy, oz, dx, dy, dz, t):  # type: ignore[no-untyped-def]
    """Dim what lies behind ``t`` metres of air and add the light that the air scatters, in place; ``each`` as for :func:`lit`."""
    density = street.fog
    clear = math.exp(-density * t)
    for k in range(CHANNELS):
        out[k] *= clear
    low = (1 - clear) * (1 + 0.9 * math.exp(-abs(oy + dy * t - 1.5) * 0.25))
    for c in range(3):
        out[9 + c] += street.air[c] * low
    ox, oy, oz, dx, dy, dz, t = _F(ox), _F(oy), _F(oz), _F(dx), _F(dy), _F(dz), _F(t)
    share = _F(density * 0.40)
    fade = _F(density * 0.55)
    zero, one = _F(0), _F(1)
    lights = street.lights
    for i in range(lights.shape[1]):
        qx, qy, qz = ox - lights[0, i], oy - lights[1, i], oz - lights[2, i]
        along = dx * qx + dy * qy + dz * qz
        square = qx * qx + qy * qy + qz * qz + _F(0.06)
        off = square - along * along
        near = max(one - off * _F(1 / 9.0), zero)
        inverse = one / np.sqrt(max(off, _F(0.02)))
        light = inverse * (_arc((t + along) * inverse) - _arc(along * inverse))
        dim = fade * np.sqrt(square)
        each[i] = light * near * share / (one + dim * (one + dim * (_F(0.5) + dim * (_F(1 / 6) + dim * _F(1 / 24)))))
    _gather(out, each, street)
