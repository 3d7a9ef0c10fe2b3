"""Rock by the sea: the water that breaks on it and mirrors it, and the light on wet, weathered beds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.crags import Crags, Rock
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight

from .ground import Shore

Array = np.ndarray[Any, np.dtype[np.float32]]

_FOAM = np.array([0.86, 0.84, 0.80], np.float32)
_GRASS = np.array([0.020, 0.060, 0.042], np.float32)


@dataclass
class Coast(Shore):
    """A sea with crags in it.

    Attributes
    ----------
    crags : Crags
    rough : float
        How hard the water breaks on them, 0 to 1.
    rock : ndarray (3,)
        Their colour.
    near : float
        1 for great cliffs, less the smaller what is seen.
    high : float
        How high spray is thrown, as a factor.
    """

    crags: Crags | None = None
    rough: float = 0.5
    rock: Any = None
    near: float = 1.0
    high: float = 1.0

    def _gap(self, x: Array, z: Array, foot: Array) -> Array:
        assert self.crags is not None
        return self.crags.gap(x, z, foot)

    def land(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the bed of the sea, which rises to the rocks."""
        return -np.clip(5.0 + 0.5 * self._gap(x, z, foot), 5.0, 60.0).astype(np.float32)

    def heights(self, x: Array, z: Array, foot: Array) -> Array:
        """Return the height of the water."""
        return self.sea.at(x, z, foot)[0]

    def breaking(self, x: Array, z: Array, foot: Array) -> tuple[Array, Array]:
        """Return how white the water is and how much lace lies on it: a ring about the rocks, and lines of surf before it."""
        gap = self._gap(x, z, foot)
        wander = gap + (2.0 + 2.0 * self.rough) * self.near * fbm_at(x, z, 13.0 * self.near, self.seed + 61, 4, foot)
        wide = (1.2 + 2.2 * self.rough) * self.near
        cover = 0.95 * step(1.5 * wide, 0.2 * wide, wander)
        trail = 0.8 * step(6.0 * wide, 1.0 * wide, wander)
        patch = fbm_at(x, z, 46.0, self.seed + 63, 2, foot)
        for number, away in enumerate((5.0, 9.5) if self.near == 1 else ()):
            line = wander + 3.5 * self.near * fbm_at(x, z, 31.0 * self.near, self.seed + 65 + number, 3, foot)
            line += 1.3 * fbm_at(x, z, 6.0, self.seed + 67 + number, 4, foot)
            ahead = (line - away * wide) / wide  # steep towards the rock, torn into lace behind
            there = step(-0.12, 0.22, patch + 0.10 * (1 - number)) * step(-0.4, 0.0, ahead)
            cover = np.maximum(cover, (0.5 + 0.4 * self.rough) * there * step(0.55, 0.05, ahead))
            trail = np.maximum(trail, 0.95 * there * step(2.6, 0.1, ahead))
        return cover.astype(np.float32), np.minimum(trail, 1).astype(np.float32)

    def mirrored(self, x: Array, z: Array, ways: Array) -> Array:
        """Return how much of what water mirrors is rock."""
        assert self.crags is not None
        return self.crags.hides(x, z, ways)


def shade_rock(rock: Rock, shore: Coast, light: OpenLight, azimuth: float) -> list[Array]:
    """Return the steady light and the sun's of sea cliffs: wet and dark below, grown over above, white where water runs off."""
    x, y, z = (np.ascontiguousarray(rock.at[:, k]) for k in range(3))
    ny, foot, seed = rock.normal[:, 1], rock.foot, shore.seed
    mottle = fbm_at(x + 0.7 * y, z - 0.8 * y, 5.0, seed + 81, 5, foot, 0.6)
    albedo = shore.rock * (rock.tone * (1 + 0.55 * mottle) * (0.9 + 0.25 * rock.hard))[:, None]
    grown = step(0.55, 0.85, ny + 0.22 * fbm_at(x, z, 7.0, seed + 83, 4, foot)) * step(13.0, 22.0, y + 6 * mottle)
    albedo += (_GRASS * (1 + 0.5 * mottle)[:, None] - albedo) * (0.85 * grown)[:, None]
    reach = (2.5 + 5.0 * shore.rough) * shore.near
    wet = step(1.6 * reach, 0.5 * reach, y + 2.2 * mottle) * (1 - grown)
    albedo *= (1 - 0.5 * wet)[:, None]
    # Water that runs down between the beds after a wave.
    threads = fbm_at(x + z, 0.16 * y + 0.2 * (x - z), 1.9, seed + 85, 4, foot, 0.6)
    white = step(1.15 * reach, 0.1 * reach, y + 3.0 * fbm_at(x, z, 9.0, seed + 87, 2, foot)) * step(
        0.06, 0.34, threads + 0.12 * ny
    )
    white = np.clip(white * (0.25 + 0.45 * shore.rough), 0, 1)
    albedo += (_FOAM - albedo) * white[:, None]
    ambient, warm = np.array(light.ambient, np.float32), np.array(light.sun, np.float32)
    towards = np.array(light.towards(azimuth), np.float32)
    up = np.maximum(0.5 * ny + 0.15, 0.02)
    scale = 1 / np.sqrt(rock.normal[:, 0] ** 2 + up * up + rock.normal[:, 2] ** 2)
    sky, sky_sun = open_sky.sky_colours(
        light, azimuth, rock.normal[:, 0] * scale, up * scale, rock.normal[:, 2] * scale
    )
    open_ = rock.open[:, None]
    steady = albedo * open_ * (1.3 * ambient * (0.5 + 0.5 * ny)[:, None] + 0.9 * sky)
    sun = albedo * open_ * sky_sun * np.float32(0.35)
    facing = np.clip(rock.normal @ towards, 0, 1)
    sun += albedo * warm * (rock.lit * facing)[:, None]
    # Wet rock shines.
    back = (rock.way * rock.normal).sum(axis=1)
    mirror = rock.way - 2 * back[:, None] * rock.normal
    gloss = (0.02 + 0.5 * (1 - np.clip(-back, 0.05, 1)) ** 5) * (0.15 + 0.85 * wet) * (1 - white) * rock.open
    shine, shine_sun = open_sky.sky_colours(light, azimuth, mirror[:, 0], np.maximum(mirror[:, 1], 0.05), mirror[:, 2])
    steady += shine * gloss[:, None]
    sun += (
        shine_sun * gloss[:, None] + warm * (0.30 * gloss * rock.lit * np.clip(mirror @ towards, 0, 1) ** 24)[:, None]
    )
    # Spray hangs about the foot of the cliffs.
    mu = np.clip(rock.way @ towards, 0, 1)
    veil, glow = open_sky.veil(light, mu)
    mist = (0.0006 + 0.0022 * shore.rough) * np.exp(-np.maximum(y, 0) / (7.0 + 9.0 * shore.rough))
    keep = np.exp(-rock.distance * (1.25 * light.air + mist))[:, None].astype(np.float32)
    return [steady * keep + veil * (1 - keep), sun * keep + glow * (1 - keep)]
