"""Light in half precision is rounded as numpy rounds it."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved


def test_same_bits_as_numpy() -> None:
    every = np.arange(65536, dtype=np.uint16).view(np.float16)
    every = every[np.isfinite(every)].astype(np.float32)
    random = np.random.default_rng(1)
    between = every * (1 + random.uniform(-1e-3, 1e-3, every.shape).astype(np.float32))
    faint = (random.random(50_000) * 1e-4).astype(np.float32)
    ends = np.array([65519.99, 65520, -65520, 1e30, np.inf, -np.inf, -0.0, 2.98e-8, 2.99e-8], np.float32)
    light = np.concatenate([every, between, faint, ends])
    with np.errstate(all="ignore"):
        expected = light.astype(np.float16)
    assert np.array_equal(halved(light).view(np.uint16), expected.view(np.uint16))
    assert np.isnan(halved(np.array([np.nan], np.float32)))[0]


def test_any_strides() -> None:
    light = np.random.default_rng(2).random((5, 7, 6), np.float32)
    assert np.array_equal(halved(light[1:, ::2, 3:]), light[1:, ::2, 3:].astype(np.float16))
