"""The polynomials in the place of logarithm, power and angle are as good as the library's."""

from __future__ import annotations

import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.fast import angle, exp2, log2, power
from beatreel.plugins.generators.procedural.kernels.noise import FLAGS


@njit(**{**FLAGS, "cache": False})
def _all(x, y, out):  # type: ignore[no-untyped-def]
    for i in range(x.size):
        out[0, i] = log2(y[i])
        out[1, i] = exp2(x[i])
        out[2, i] = power(y[i], np.float32(1.3))
        out[3, i] = angle(x[i], y[i] - np.float32(5.0))


def test_polynomials_stand_for_logarithm_power_and_angle() -> None:
    x = np.linspace(-20, 20, 4001, dtype=np.float32)
    y = np.geomspace(1e-18, 60, 4001, dtype=np.float32)
    out = np.empty((4, x.size), np.float32)
    _all(x, y, out)
    wide = y.astype(float)
    assert np.allclose(out[0], np.log2(wide), atol=4e-6, rtol=1e-6)
    assert np.allclose(out[1], np.exp2(x.astype(float)), rtol=1e-6)
    assert np.allclose(out[2], wide**1.3, rtol=1e-4)
    turned = np.arctan2(x.astype(float), (y - np.float32(5.0)).astype(float)) % (2 * np.pi)
    assert np.allclose(out[3], turned, atol=4e-6)
