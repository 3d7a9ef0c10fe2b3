"""What is seen through the windows of a room that floats in space: stars, a banded giant with its ring, a moon; metres."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import SKY

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Setting

    Array = np.ndarray[Any, np.dtype[np.float64]]

WORDS = {"space", "orbit", "galaxy"}
_STARS = 900


def space_beyond(setting: Setting, z: float, aside: float = 0.0) -> None:
    """Put it beyond the wall at ``z``, seen along z, the giant ``aside`` metres to the right; the sky is black, no sun shines in."""
    place, rng, palette = setting.place, setting.rng, setting.description.palette
    place.sunlight = place.halo = (0.0, 0.0, 0.0)
    place.zenith, place.horizon = (0.012, 0.008, 0.006), (0.030, 0.020, 0.016)
    at = np.stack([rng.uniform(-1, 1, _STARS), rng.uniform(-0.8, 0.9, _STARS), np.ones(_STARS)], 1) * 900.0
    at[:, 2] += z
    size = 0.35 + 1.1 * rng.random(_STARS) ** 6
    for n, tone in enumerate(((1.3, 1.1, 0.95), (0.8, 0.95, 1.2), (2.6, 2.5, 2.4))):
        some = slice(n, None, 3)
        place.add(boxes(at[some], np.repeat(size[some, None], 3, axis=1), setting.glow(tone, SKY)))
    hue = palette.key if palette.strength > 0.4 else 40.0
    other = palette.fill if palette.strength > 0.4 else 20.0
    tones = [
        light_of_hue(hue, 0.13, 0.70),
        light_of_hue(hue + 14, 0.10, 0.82),
        light_of_hue(other, 0.12, 0.66),
        light_of_hue(hue - 12, 0.15, 0.60),
    ]
    bands = [setting.glow(tuple(0.55 * float(part) for part in tone), SKY, scale=1.0) for tone in tones]
    middle = (aside + float(rng.uniform(-60, 60)), float(rng.uniform(40, 80)), z + 620.0)
    place.add(
        _globe(165.0, bands, rng).leaned(0.30, 0.0).moved(*middle),
        _ring(230.0, 330.0, bands[1]).leaned(0.30, -0.22).moved(*middle),
    )
    grey = setting.glow((0.26, 0.27, 0.28), SKY, scale=1.0)
    place.add(_globe(26.0, [grey], rng).moved(middle[0] + 300.0, middle[1] - 30.0, z + 560.0))


def _globe(radius: float, bands: list[int], rng: np.random.Generator) -> Mesh:
    """Return a ball in belts, light on its left and dim on its right."""
    turn = np.linspace(0, 2 * math.pi, 65)
    edges = np.cumsum(rng.uniform(0.5, 1.5, 1 if len(bands) == 1 else 17))
    edges = np.concatenate([[0.0], edges / edges[-1]]) * math.pi
    parts = []
    for n, (a, b) in enumerate(zip(edges[:-1], edges[1:], strict=True)):
        down = np.linspace(a, b, 33 if len(bands) == 1 else 4)[:, None]
        way = np.stack(np.broadcast_arrays(np.sin(down) * np.cos(turn), np.cos(down), np.sin(down) * np.sin(turn)), -1)
        lit = np.clip(way @ np.array([-0.72, 0.35, -0.60]), 0, 1)
        uv = np.stack([np.zeros_like(lit), 0.01 + 0.38 * lit], -1)
        parts.append(grid((radius * way).astype(np.float32), bands[n % len(bands)], uv=uv.astype(np.float32)))
    return Mesh.of(parts)


def _ring(inner: float, outer: float, skin: int) -> Mesh:
    turn = np.linspace(0, 2 * math.pi, 97)
    parts = []
    for a, b in ((0.0, 0.34), (0.40, 0.62), (0.66, 0.72), (0.78, 1.0)):
        sheet = np.zeros((2, 97, 3), np.float32)
        for row, share in enumerate((a, b)):
            far = inner + (outer - inner) * share
            sheet[row, :, 0], sheet[row, :, 2] = far * np.cos(turn), far * np.sin(turn)
        parts.append(grid(sheet, skin, uv=np.full((2, 97, 2), 0.10, np.float32)))
    return Mesh.of(parts)
