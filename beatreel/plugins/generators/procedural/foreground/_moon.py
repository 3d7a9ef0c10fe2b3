"""A moon that the prompt names, large in the sky of an open world, behind its land."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.moon import Moon, halo, moon_face, tilted
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm

from ._light import LUMA, SMALL, Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

UNDER_SKY = (
    "alley",
    "canyon",
    "clouds",
    "dunes",
    "fair",
    "field",
    "mountain",
    "ocean",
    "road",
    "savanna",
    "skyline",
    "volcano",
)
FAR = 3000.0  # metres from which it is sky
_BRIGHT = 0.92
_LEAST = 0.62  # share of the moon that must be free of land, or there is none
_SMALLER = (1.0, 0.75, 0.55)
_STRIP = 256


def add_moon(
    painting: Painting, light: Backlight, description: SceneDescription, moon: Moon, rng: np.random.Generator,
    *, beside: tuple[float, float, float] | None = None,
) -> tuple[float, float] | None:  # fmt: skip
    """Set the moon into the sky, in place of the small one of the world where there is one; return where, shares of width and height.

    Of two moons the second stands ``beside`` the first: its place and its radius, which is in widths.
    """
    width, height = light.width, light.height
    sky = (painting.depth > FAR).astype(np.float32)
    small = cv2.resize(sky, (max(8, width // SMALL), max(8, height // SMALL)), interpolation=cv2.INTER_AREA)
    for layer in painting.layers:
        small *= 1 - cv2.resize(np.asarray(layer.alpha, np.float32), small.shape[::-1], interpolation=cv2.INTER_AREA)
    if beside:
        rows, columns = np.mgrid[: small.shape[0], : small.shape[1]].astype(np.float32) + 0.5
        away = np.hypot(columns - beside[0] * small.shape[1], rows - beside[1] * small.shape[0])
        small = small * (away > (beside[2] + 0.035) * small.shape[1])
    for share in _SMALLER:  # as large as what stands before the sky lets it be
        one = replace(moon, radius=share * moon.radius)
        if (place := place_in_sky(small, light, one, rng)) is not None:
            break
    else:
        return None
    radius = one.radius * width
    x, y = place[0] * width, place[1] * height
    dim = {"storm": 0.45, "rain": 0.55, "snow": 0.7, "mist": 0.75, "dust": 0.7}.get(description.weather, 1.0)
    by_day = description.time_of_day in ("day", "golden", "dawn")
    grade = painting.grade
    # Just below white once it is graded: a face with seas, not a hole in the sky.
    peak = grade.pivot * (_BRIGHT / grade.pivot) ** (1 / grade.contrast) / grade.exposure
    peak *= dim * (0.8 if by_day else 1.0)
    colour = np.array(moon.colour, np.float32) * np.float32(peak)
    side = max(8, round(2 * radius))
    face, cover = moon_face(side, moon.lit)
    turn = float(rng.uniform(-25, 5)) if moon.lit == 1 else float(rng.uniform(-45, -20))
    face, cover = tilted(face, turn), tilted(cover, turn)
    hidden = cover.copy()
    cover *= _wisps(side, int(rng.integers(1 << 16)), 0.35 + 0.35 * (dim < 1))
    names = list(painting.groups)
    own = next((name for name in ("moon", "sun") if name in painting.groups), names[0])
    # Before the dark side of a crescent lies the same sky as around it.
    around = {name: _ring(painting.groups[name].light, x, y, 1.25 * radius) for name in names}
    left, top = round(x - side / 2), round(y - side / 2)
    glow = (0.05 if by_day else 0.17) * (0.35 + 0.65 * moon.lit)
    columns = np.arange(width, dtype=np.float32) - np.float32(x)
    for first in range(0, height, _STRIP):
        rows = slice(first, min(first + _STRIP, height))
        down = np.arange(first, rows.stop, dtype=np.float32)[:, None] - np.float32(y)
        away = np.sqrt(columns * columns + down * down)
        clear = sky[rows]
        shine = glow * halo(away, radius) * (0.30 + 0.70 * clear)
        shine *= np.clip(1.6 - away / (5.5 * radius), 0, 1)
        part, back = np.zeros_like(clear), np.zeros_like(clear)
        a, b = max(top, first), min(top + side, rows.stop)
        if b > a:
            edge, end = max(left, 0), min(left + side, width)
            window = np.s_[a - top : b - top, edge - left : end - left]
            into = np.s_[a - first : b - first, edge:end]
            back[into] = hidden[window] * clear[into]
            part[into] = face[window] * cover[window] * clear[into]
        for name in names:
            group = painting.groups[name]
            lit = np.asarray(group.light[rows], np.float32) * (1 - back)[..., None]
            if moon.lit < 1:
                lit += around[name] * back[..., None]
            if name == own:
                lit += (part + shine * (1 - back))[..., None] * colour
            group.light[rows] = lit
    return place


def _ring(light: Array, x: float, y: float, radius: float) -> Array:
    """Return the usual light on a circle, (3,)."""
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    rows = np.clip(y + radius * np.sin(turns), 0, light.shape[0] - 1).astype(int)
    columns = np.clip(x + radius * np.cos(turns), 0, light.shape[1] - 1).astype(int)
    return np.asarray(np.median(np.asarray(light[rows, columns], np.float32), axis=0), np.float32)


def place_in_sky(small: Array, light: Backlight, moon: Moon, rng: np.random.Generator) -> tuple[float, float] | None:
    """Return where a moon or a sun stands, shares of width and height: over the light of the world, as far as land lets it."""
    rows, columns = small.shape
    reach = moon.radius * columns
    y, x = np.mgrid[-int(reach) - 1 : int(reach) + 2, -int(reach) - 1 : int(reach) + 2]
    disc = (x * x + y * y <= reach * reach).astype(np.float32)
    free = cv2.filter2D(small, -1, disc / disc.sum(), borderType=cv2.BORDER_CONSTANT)
    glare = cv2.GaussianBlur((light.small @ LUMA) * small, (0, 0), 2.0)
    bright = np.unravel_index(int(glare.argmax()), glare.shape) if glare.max() > 0 else (rows // 4, columns // 2)
    along = min(max((bright[1] + 0.5) / columns, 0.26), 0.74)
    if abs(along - 0.5) < 0.06 and rng.random() < 0.5:
        along = 0.5 + 0.14 * float(rng.choice([-1, 1]))
    across = (np.arange(columns) + 0.5) / columns
    down = (np.arange(rows) + 0.5) / rows
    wanted = min(max((bright[0] + 0.5) / rows, 0.16), 0.42)
    score = np.minimum(free, 0.985) * 3 - 1.6 * np.abs(across - along)[None, :] - 0.9 * np.abs(down - wanted)[:, None]
    score[free < _LEAST] = -9
    margin = moon.radius + 0.07
    score[:, (across < margin) | (across > 1 - margin)] = -9
    best = np.unravel_index(int(score.argmax()), score.shape)
    return (float(across[best[1]]), float(down[best[0]])) if score[best] > -9 else None


def _wisps(side: int, seed: int, strength: float) -> Array:
    """Return what thin clouds before the moon leave of it: bands, most of them low."""
    veil = fill_fbm(side, side, step_x=1.3 / side, step_y=6.0 / side, seed=seed, octaves=5)
    low = np.linspace(0.1, 1.0, side, dtype=np.float32)[:, None]
    return np.asarray(1 - strength * np.clip(2.2 * veil - 0.15, 0, 1) * low, np.float32)
