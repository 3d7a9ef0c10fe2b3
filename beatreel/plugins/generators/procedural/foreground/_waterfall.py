"""A waterfall between wet rocks: its threads, the mist at its foot and the pool that mirrors it.

It stands behind the near layers of a world and before everything else, in the world's own light.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element

from ._light import Backlight

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.describe import SceneDescription
    from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

_NEAR = 10.0  # metres; only what is nearer stays before it
_METRES = 24.0
_WIDEST = 1080  # pixels; wider pictures are painted as wide and enlarged, for the sake of memory
_GREEN = ("forest", "field", "ocean", "volcano")  # worlds in which moss grows


@dataclass(frozen=True)
class _View:
    """Rows of the lip and of the pool (heights), half the width of the water and of the opening above it (widths)."""

    lip: float
    pool: float
    half: float
    gap: float
    grain: float


_VIEWS = {
    "wide": _View(0.30, 0.735, 0.052, 0.20, 1.0),
    "medium": _View(0.20, 0.69, 0.080, 0.26, 0.75),
    "close": _View(0.04, 0.74, 0.155, 0.34, 0.5),
    "detail": _View(-0.30, 0.84, 0.24, 0.40, 0.36),
}


def add_waterfall(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a cliff with falling water into a painting, in place."""
    view = _VIEWS.get(shot, _VIEWS["medium"])
    share = min(1.0, _WIDEST / light.width)
    width, height = round(light.width * share), round(light.height * share)
    painting.layers[:] = [layer for layer in painting.layers if layer.depth < _NEAR]
    seed = int(rng.integers(1 << 16))
    side = float(rng.choice([-1, 1]))
    middle = 0.5 + side * (0.07 if shot in ("wide", "medium") else 0.02)
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = (np.arange(height, dtype=np.float32) / height)[:, None]
    top = _edge(x[0], view, middle, side, seed)
    falls = _falls(view, middle, top, height, seed, rng)
    ambient, key = light.mean(), light.brightest()
    rock = _rock(view, falls, x, y, top, seed, (ambient, key), middle, green=description.world in _GREEN, side=side)
    cover = np.clip((y - top[None, :]) * height + 0.5, 0, 1)
    cover[y[:, 0] > view.pool] = 1
    spray = _spray(view, middle, x, y, width, height, seed)
    white = key * np.float32(0.62) + ambient * np.float32(0.85)
    water = falls[..., None] * white
    rock *= (1 - falls)[..., None]
    _mirror(view, (rock, water), ambient, x, y, seed)
    haze = key * np.float32(0.45) + ambient * np.float32(0.55)
    for part in (rock, water):
        part *= (1 - spray)[..., None]
    size = (light.width, light.height)
    cover, spray, falls = (_enlarged(part, size) for part in (cover, spray, falls))
    _lay(painting, rock, water, cover, spray, haze)
    painting.depth = np.where(cover > 0.5, np.float32(_METRES), painting.depth).astype(np.float32)
    free = np.ones_like(cover)
    for layer in painting.layers:
        free *= 1 - np.asarray(layer.alpha, np.float32)
    y = (np.arange(light.height, dtype=np.float32) / light.height)[:, None]
    painting.masks["falls"] = falls * free * (y < view.pool + 0.01)
    painting.masks["pool"] = np.clip((y - view.pool) * 60, 0, 1) * free
    painting.elements[:] = [
        one for one in painting.elements if one.kind not in ("birds", "rays", "flare", "ripples", "glints", "swell")
    ]
    painting.elements.append(Element("cascade", 0.8, {"grain": view.grain}, "falls"))
    painting.elements.append(Element("ripples", 0.7, {"rings": 0.0, "horizon": view.pool}, "pool"))
    painting.grade = fit_grade(Backlight.of(painting).small, painting.grade, median=(46.0, 92.0))


def _lay(painting: Painting, rock: Array, water: Array, cover: Array, spray: Array, haze: Array) -> None:
    """Set rock, water and mist into the light groups, a colour at a time, which takes a third of the memory."""
    names = list(painting.groups)
    beat = next((name for name in ("sun", "moon") if name in painting.groups), names[-1])
    size = (cover.shape[1], cover.shape[0])
    lights = {name: np.empty((*cover.shape, 3), np.float16) for name in names}
    for colour in range(3):
        wet = _enlarged(np.ascontiguousarray(water[..., colour]), size)
        mist = spray * haze[colour]
        for name in names:
            before = np.asarray(painting.groups[name].light[..., colour], np.float32)
            lit = before * (1 - cover * np.float32(0.85 if name == "rays" else 1.0))
            if name == names[0]:
                lit += _enlarged(np.ascontiguousarray(rock[..., colour]), size) * cover
                lit += np.float32(0.55) * wet + np.float32(0.6) * mist
            if name == beat:
                lit += np.float32(0.45) * wet + np.float32(0.4) * mist
            lights[name][..., colour] = lit
    for name in names:
        painting.groups[name].light = lights[name]


def _enlarged(part: Array, size: tuple[int, int]) -> Array:
    """Return a plane in the size (width, height) of the picture."""
    if (part.shape[1], part.shape[0]) == size:
        return part
    return np.clip(cv2.resize(part, size, interpolation=cv2.INTER_CUBIC), 0, None, dtype=np.float32)


def _edge(x: Array, view: _View, middle: float, side: float, seed: int) -> Array:
    """Return the row (heights) of the top of the rock for each column: two shoulders, and a notch with the lip between them."""
    columns = x.shape[0]
    rough = fill_fbm(1, columns, step_x=7.0 / columns, step_y=1, seed=seed, octaves=6)[0]
    steps = fill_fbm(1, columns, step_x=5.0 / columns, step_y=1, seed=seed + 4, octaves=3)[0]
    fringe = fill_fbm(1, columns, step_x=60.0 / columns, step_y=1, seed=seed + 5, octaves=3)[0]
    away = np.abs(x - middle) / view.gap
    lean = np.where((x - middle) * side > 0, 1.25, 0.75).astype(np.float32)
    rise = np.clip(away - 1.1 * view.half / view.gap, 0, None) ** 0.62 * 0.17 * lean
    inside = np.clip(away * view.gap / (1.3 * view.half) - 0.6, 0, 1)
    broken = np.round((rise + 0.09 * steps) * 16) / 16
    edge = view.lip - (0.78 * rise + 0.22 * broken) - (0.075 * rough + 0.016 * np.abs(fringe)) * inside
    return np.asarray(edge + 0.010 * steps * (1 - inside), np.float32)


def _falls(view: _View, middle: float, top: Array, height: int, seed: int, rng: np.random.Generator) -> Array:
    """Return how much falling water covers, (height, width) 0 to 1: one broad fall in threads, and thin ones beside it."""
    width = top.shape[0]
    scale = 1 / view.grain
    threads = fill_fbm(
        height, width, step_x=95.0 / scale**0.6 / width, step_y=2.6 / scale**0.5 / width, seed=seed + 11, octaves=4
    )
    broad = fill_fbm(height, width, step_x=20.0 / width, step_y=2.0 / width, seed=seed + 12, octaves=3)
    y = (np.arange(height, dtype=np.float32) / height)[:, None]
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    total = np.zeros((height, width), np.float32)
    strands = [(0.0, 1.0, 0.0)] + [
        (float(hand * rng.uniform(1.35, 2.6)), float(rng.uniform(0.07, 0.20)), float(rng.uniform(0.0, 0.12)))
        for hand in (-1, 1, -1)
    ]
    for number, (offset, share, later) in enumerate(strands):
        start = view.lip + later - 0.03
        t = np.clip((y - start) / max(view.pool - start, 0.05), 0, 1)
        spread = 0.72 + 0.30 * t + 0.10 * np.sin(9 * t + number) * t
        for ledge in (0.34, 0.66):  # where it strikes a ledge it opens
            spread = spread + 0.20 * np.clip((t - ledge) / 0.05, 0, 1)
        half = view.half * share * spread * (1.0 if number == 0 else np.sqrt(np.clip(0.1 + 4 * t, 0, 1)))
        centre = middle + offset * view.half + 0.10 * view.half * np.sin(4.0 * t + number)
        across = np.abs(x - centre + 0.25 * view.half * share * broad) / half
        body = np.clip(1.25 - across**2.2, 0, 1) * np.clip(np.minimum(t * 14, (y - top[None, :]) * 90), 0, 1)
        density = np.clip(0.66 + 1.15 * threads + 0.85 * broad - 0.22 * across, 0.02, 1.0)
        bright = 1 + 0.35 * np.exp(-(((t - 0.36) / 0.03) ** 2)) + 0.35 * np.exp(-(((t - 0.68) / 0.03) ** 2))
        np.maximum(total, np.clip(body * density * bright * (1.0 if number == 0 else 0.8), 0, 1), out=total)
    total *= np.clip((view.pool + 0.004 - y) * height / 4, 0, 1)
    return total


def _rock(
    view: _View, falls: Array, x: Array, y: Array, top: Array, seed: int, lights: tuple[Array, Array], middle: float,
    *, green: bool, side: float,
) -> Array:  # fmt: skip
    """Return the light of the cliff, (height, width, 3): cracked, wet near the water, with moss on its ledges."""
    height, width = falls.shape
    scale = 2.2 * view.grain**0.5
    body = np.zeros_like(falls)
    for number, (across, down, strength) in enumerate(((3.2, 1.6, 1.0), (9.0, 5.0, 0.5), (26.0, 16.0, 0.26))):
        noise = fill_fbm(
            height,
            width,
            step_x=scale * across / width,
            step_y=scale * down / width,
            seed=seed + 21 + number,
            octaves=4,
        )
        body += strength * (1 - np.abs(2.0 * noise))
    slope_x = cv2.Sobel(body, cv2.CV_32F, 1, 0, ksize=3) * np.float32(width / 330)
    slope_y = cv2.Sobel(body, cv2.CV_32F, 0, 1, ksize=3) * np.float32(width / 330)
    level = np.clip(0.40 - side * 0.34 * slope_x - 0.55 * slope_y, 0.05, 1.5)
    up = np.clip(-0.9 * slope_y - 0.1, 0, 1)
    wet = cv2.GaussianBlur(
        cv2.resize(falls, (width // 4, height // 4), interpolation=cv2.INTER_AREA), (0, 0), width / 4 / 22
    )
    wet = np.clip(cv2.resize(wet, (width, height)) * 2.4, 0, 1)
    ambient, key = lights
    # Into the cleft comes less light; what is far down the cliff lies in the mist of the fall.
    deep = 0.55 + 0.45 * np.clip((y - top[None, :]) / 0.25, 0, 1)
    tone = (level * (1.15 - 0.5 * wet) / (0.6 + deep * 0.8)).astype(np.float32)
    large = fill_fbm(height // 4 + 1, width // 4 + 1, step_x=8.0 / width, step_y=5.0 / width, seed=seed + 27, octaves=3)
    walls = fill_fbm(
        height // 4 + 1, width // 4 + 1, step_x=34.0 / width, step_y=5.0 / width, seed=seed + 28, octaves=3
    )
    tone *= np.clip(cv2.resize(0.85 + 1.3 * large + 1.0 * walls, (width, height)), 0.25, 1.6)
    # The walls at the sides are nearer and darker, the cleft lies behind lit air.
    aside = np.clip(np.abs(x - middle) / 0.45, 0, 1)
    tone *= 1.12 - 0.62 * aside
    rock = tone[..., None] * (0.34 * ambient + 0.10 * key)
    shine = np.clip(level - 0.85, 0, 1) * wet
    rock += (0.45 * shine)[..., None] * key
    if green:
        patches = fill_fbm(height, width, step_x=7.0 / width, step_y=6.0 / width, seed=seed + 31, octaves=5)
        moss = np.clip(0.02 + 1.7 * patches + 0.8 * up, 0, 0.9) * (1 - 0.8 * wet)
        leaf = np.array([0.34, 0.72, 0.46], np.float32) * float((0.42 * ambient + 0.16 * key).mean())
        rock += moss[..., None] * (tone[..., None] * leaf - 0.75 * rock)
    air = (0.34 * (1 - aside) ** 1.5 * (1 - 0.5 * wet))[..., None]
    rock += air * (0.50 * ambient + 0.18 * key - rock)
    return np.asarray(rock, np.float32)


def _spray(view: _View, middle: float, x: Array, y: Array, width: int, height: int, seed: int) -> Array:
    """Return the mist about the foot of the fall, (height, width) 0 to 1."""
    small = (max(8, width // 4), max(8, height // 4))
    clouds = fill_fbm(small[1], small[0], step_x=5.0 / small[0], step_y=7.0 / small[0], seed=seed + 41, octaves=5)
    clouds = cv2.resize(clouds, (width, height), interpolation=cv2.INTER_CUBIC)
    away = ((x - middle) / (3.0 * view.half + 0.06)) ** 2
    up = np.where(y < view.pool, (view.pool - y) / 0.115, (y - view.pool) / 0.028)
    shape = np.exp(-away) * np.exp(-(np.abs(up) ** 1.5)) * (0.85 + 1.1 * clouds)
    low = 0.30 * np.exp(-(np.abs(up) ** 1.2)) * (0.8 + 1.2 * clouds)
    return np.asarray(np.clip(shape + low, 0, 0.92), np.float32)


def _mirror(view: _View, parts: tuple[Array, Array], ambient: Array, x: Array, y: Array, seed: int) -> None:
    """Let the pool show rock and water upside down, drawn out by its ripples, in place."""
    height, width = parts[0].shape[:2]
    first = min(max(int(view.pool * height), 1), height - 1)
    rows = height - first
    below = np.arange(rows, dtype=np.float32)[:, None]
    near = 1 + below / (0.05 * height)
    ripple = fill_fbm(rows, width, step_x=16.0 / width, step_y=60.0 / width, seed=seed + 51, octaves=4) * (
        0.35 + 0.10 * near
    )
    up = first - 1 - 1.15 * below - ripple * 0.030 * height
    map_x = (x * (width - 1) + ripple * 0.020 * width).astype(np.float32)
    map_y = np.clip(np.broadcast_to(up, (rows, width)), 0, height - 1).astype(np.float32)
    glint = np.clip(ripple * 1.6 - 0.10, 0, 1)[..., None]
    fade = (0.62 - 0.22 * np.clip(below / (0.3 * height), 0, 1))[..., None]
    for part in parts:
        seen = cv2.remap(np.ascontiguousarray(part[:first]), map_x, np.minimum(map_y, first - 1), cv2.INTER_LINEAR)
        part[first:] = seen * fade
    parts[0][first:] += ambient * (0.05 + 0.30 * glint)
