"""A telephone booth with light in it, on a street, a road or a shore, whose lamp answers the beat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import LightGroup

from ._light import peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Backlight

Array = np.ndarray[Any, np.dtype[np.float32]]

_AWAY = {"wide": 9.0, "medium": 5.6, "close": 3.6, "detail": 2.5}  # metres
_WIDE, _TALL = 0.92, 2.55  # metres
_RED, _LAMP = (0.030, 0.026, 0.42), (0.46, 0.80, 1.0)  # linear BGR
_DARK = {"night": 1.0, "dusk": 0.8, "dawn": 0.4, "golden": 0.2, "day": 0.08}


def add_phone_booth(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a booth on the ground of a painting, in place."""
    width, height = light.width, light.height
    away = _AWAY.get(shot, _AWAY["medium"])
    unit = min(painting.focal / away, 0.42 * height / _TALL * (1.6 if shot in ("close", "detail") else 1.0))
    x = (0.5 + float(rng.choice([-1, 1])) * float(rng.uniform(0.14, 0.22))) * width
    foot = _foot(painting.depth, int(x), away)
    dark = _DARK.get(description.time_of_day, 0.6)
    bright = np.float32(peak(painting, 0.9) * (0.35 + 0.65 * dark))
    frame, panes, alpha, box = _booth((width, height), (x, foot), unit)
    if alpha.size == 0:
        return
    ambient = (
        (0.55 * light.mean() + 0.10 * light.brightest()) / max(float(light.mean().max()), 1e-4) * float(light.level(60))
    )
    first = next(iter(painting.groups.values()))
    for group in painting.groups.values():
        group.light = np.asarray(group.light, np.float32)
        group.light[box] *= 1 - alpha[..., None]
    first.light[box] += (frame * (ambient * 0.9 + 0.05 * bright)).astype(np.float32)
    glow = _glow((width, height), (x, foot), unit, 1.0 if description.weather in ("rain", "storm") else 0.45) * dark
    glow[box] *= 1 - 0.85 * alpha
    lamp = glow[..., None] * (np.array(_LAMP, np.float32) * bright * 0.42)
    lamp[box] += panes[..., None] * np.array(_LAMP, np.float32) * bright + frame * (0.30 * bright * dark)
    painting.add_lights("booth", LightGroup(lamp.astype(np.float16), "kick", 0.88, 0.22))
    depth = painting.depth[box].copy()
    depth[alpha > 0.5] = away
    painting.depth = painting.depth.copy()
    painting.depth[box] = depth


def _foot(depth: Array, column: int, away: float) -> float:
    """Return the row of the ground that lies ``away`` metres ahead in a column."""
    line = depth[:, min(max(column, 0), depth.shape[1] - 1)]
    beyond = np.flatnonzero(line > away)
    row = float(beyond[-1]) if beyond.size else 0.85 * len(line)
    return min(max(row, 0.60 * len(line)), 0.94 * len(line))


def _booth(
    size: tuple[int, int], at: tuple[float, float], unit: float
) -> tuple[Array, Array, Array, tuple[slice, slice]]:
    """Return the colour of its frame, the light of its panes and its cover in a window of the picture, and the window."""
    width, height = size
    (x, foot), wide, tall = at, _WIDE * unit, _TALL * unit
    rows = slice(max(int(foot - 1.06 * tall), 0), min(int(foot) + 2, height))
    columns = slice(max(int(x - 0.6 * wide), 0), min(int(x + 0.6 * wide) + 2, width))
    v = ((foot - (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5)) / tall)[
        :, None
    ]  # 0 at the foot, 1 at the roof
    u = ((np.arange(columns.start, columns.stop, dtype=np.float32) + 0.5 - x) / wide)[None]

    def inside(edge: Any) -> Array:
        return np.clip(edge * wide + 0.5, 0, 1).astype(np.float32)

    ratio = tall / wide
    arch = 1.0 + 0.045 * np.sqrt(np.maximum(1 - (u / 0.44) ** 2, 0))  # a shallow dome
    body = inside(0.5 - np.abs(u)) * inside(np.minimum(v + 0.002, arch - v) * ratio)
    cornice = inside(0.54 - np.abs(u)) * inside((0.022 - np.abs(v - 0.985)) * ratio)
    cover = np.maximum(body, cornice)
    # Eight rows of panes between bars, one wide and two narrow in each; a band with the lit sign above.
    door = inside(0.40 - np.abs(u)) * inside(np.minimum(v - 0.13, 0.86 - v) * ratio)
    row = ((v - 0.13) / 0.73 * 8) % 1.0
    bars = np.clip((np.minimum(row, 1 - row) * 0.73 / 8 * ratio - 0.012) * wide + 0.5, 0, 1)
    posts = np.clip((np.minimum(np.abs(u - 0.24), np.abs(u + 0.24)) - 0.013) * wide + 0.5, 0, 1)
    sign = inside(0.38 - np.abs(u)) * inside((0.026 - np.abs(v - 0.925)) * ratio)
    glass = door * bars * posts
    inner = (
        0.30 + 0.85 * np.exp(-(((v - 0.84) / 0.22) ** 2)) + 0.12 * np.exp(-((u / 0.2) ** 2))
    )  # the lamp is under the roof
    phone = np.clip(1 - 1.1 * inside(0.13 - np.abs(u - 0.02)) * inside((0.09 - np.abs(v - 0.55)) * ratio), 0.1, 1)
    shelf = 1 - 0.6 * inside(0.30 - np.abs(u)) * inside((0.010 - np.abs(v - 0.44)) * ratio)
    panes = glass * inner * phone * shelf + 1.15 * sign * (0.75 + 0.25 * np.cos(u * 160))
    relief = 0.75 + 0.5 * np.clip(0.5 - u, 0, 1) + 0.25 * inside(0.012 - np.abs(np.abs(u) - 0.44))
    solid = cover * (1 - glass) * (1 - sign)
    frame = (solid * relief)[..., None] * np.array(_RED, np.float32)
    frame += (glass * 0.05)[..., None]
    return frame.astype(np.float32), panes.astype(np.float32), cover.astype(np.float32), (rows, columns)


def _glow(size: tuple[int, int], at: tuple[float, float], unit: float, wet: float) -> Array:
    """Return the light about a booth, (height, width): in the air, on the ground, and drawn down in what is wet."""
    width, height = size
    small = (max(8, width // 4), max(8, height // 4))
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32)
    x, y = (x + 0.5) * (width / small[0]) - at[0], (y + 0.5) * (height / small[1]) - at[1]
    air = 0.30 * np.exp(-((np.hypot(x, y + 1.5 * unit) / (1.3 * unit)) ** 1.2))
    pool = 0.55 * np.exp(-((x / (1.5 * unit)) ** 2) - (y / (0.42 * unit)) ** 2)
    pool *= np.clip(1 + y / (0.22 * unit), 0, 1) ** 2
    image = wet * 0.85 * np.exp(-((x / (0.36 * unit)) ** 4)) * np.exp(-np.maximum(y, 0) / (1.5 * unit)) * (y > 0)
    image *= 0.7 + 0.3 * np.sin(y / (0.05 * unit) + 2 * np.sin(y / (0.21 * unit)))
    return cv2.resize((air + pool + image).astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
