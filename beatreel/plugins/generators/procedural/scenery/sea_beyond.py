"""The sea beyond the edge of a field that ends over it: a strip of water under the sky that it mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import meadow
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm

if TYPE_CHECKING:
    from .field import Stage

_BODY = {
    meadow.SUN: (0.10, 0.08, 0.03),
    meadow.SKY: (0.36, 0.26, 0.12),
}  # of the water, shares of its light, linear BGR
_STRETCH = 2.6  # rows of sky that a row of water mirrors: waves lean


def sea(stage: Stage) -> Any:
    """Paint the sea from the horizon down to where the field ends; return the row of the horizon for each column."""
    width, height = stage.width, stage.height
    first = max(int(stage.horizon), 1)
    last = min(int(stage.horizon + stage.sea * height * 1.3) + 2, height)
    rows = np.arange(first, last)
    away = (rows - stage.horizon + 0.5) / height  # how far below the horizon, in heights
    seed = int(stage.random.integers(1 << 16))
    waves = fill_fbm(last - first, width, step_x=26.0 / width, step_y=420.0 / height, seed=seed, octaves=4)
    # Waves are finer towards the horizon: each row is drawn from where the water lies in the land.
    depth = 1.0 / np.maximum(away * 30.0, 0.02)
    bands = np.sin(depth * 9.0 + 5.0 * waves.mean(axis=1))[:, None]
    shift = (0.018 * height * np.sqrt(np.clip(away / 0.1, 0, 1))[:, None] * waves).astype(np.float32)
    mirrored = np.clip(stage.horizon - _STRETCH * (rows[:, None] - stage.horizon) - 2 + 4 * shift, 0, first - 1)
    columns = np.arange(width)[None, :]
    sheen = np.clip(0.80 - 2.6 * away[:, None] + 0.35 * waves + 0.05 * bands, 0.12, 0.95).astype(np.float32)
    sunlight, ambient, _, _ = stage.light()
    for family, light in ((meadow.SUN, sunlight), (meadow.PETALS, None), (meadow.SKY, ambient)):
        out = stage.out[..., family : family + 3]
        water = out[mirrored.astype(np.intp), columns] * sheen[..., None]
        if light is not None:
            water += (1 - sheen[..., None]) * np.asarray(_BODY[family], np.float32) * light * 0.5
        out[first:last] = water
    _glitter(stage, rows, waves, sunlight)
    return np.full(width, stage.horizon, np.float32)


def _glitter(stage: Stage, rows: Any, waves: Any, sunlight: Any) -> None:
    """Lay the way of the sun over the water."""
    away = np.clip((rows - stage.horizon) / (0.1 * stage.height), 0, 1)[:, None]
    aside = (np.arange(stage.width)[None, :] - stage.sun[0]) / (stage.width * (0.05 + 0.16 * away))
    sparks = np.clip(waves - 0.10 * np.abs(aside) + 0.02, 0, None) ** 1.3 * np.exp(-0.5 * aside**2)
    stage.out[rows[0] : rows[-1] + 1, :, meadow.SUN : meadow.SUN + 3] += (3.2 * sparks)[..., None].astype(
        np.float32
    ) * np.asarray(sunlight, np.float32)
