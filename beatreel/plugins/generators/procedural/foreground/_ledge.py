"""What somebody stands on before a world that has no ground so near: a bank of snow, grass, sand or rock, or a roof's edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

from ._deck import on_deck
from ._light import LUMA

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._light import Array
    from ._solid_light import Rig

_BUILT = ("alley", "skyline", "interior", "town", "stage")  # worlds with parapets and sills
_GRASS = ("forest", "field", "clouds")
_SNOW, _SAND = (0.72, 0.70, 0.68), (0.16, 0.28, 0.40)  # linear BGR of what lies there
_STUFF = {
    "forest": (0.060, 0.150, 0.105),
    "field": (0.060, 0.165, 0.125),
    "clouds": (0.060, 0.155, 0.115),
    "dunes": _SAND,
}
_SNOWED = {"snow", "snowy", "snowcapped", "snowfield", "winter", "wintry"}
_STONE = (0.16, 0.165, 0.175)
_SILL = (0.20, 0.27, 0.34)  # of painted wood


def ledge(world: str, width: int, height: int, base: float, rng: np.random.Generator) -> Array:
    """Return the upper edge of what somebody stands on before a world, a row for each column."""
    x = np.linspace(0, 1, width, dtype=np.float32)
    if world in _BUILT:
        return np.asarray(base + np.float32(rng.uniform(-0.02, 0.02)) * (x - 0.5) * height, np.float32)
    bend = np.interp(x, np.linspace(0, 1, 6), rng.normal(0, 1, 6)).astype(np.float32)
    bend = cv2.GaussianBlur(bend[None], (0, 0), max(1.0, 0.08 * width))[0]
    edge = base + 0.016 * height * bend
    if world in (*_GRASS, "dunes"):
        return np.asarray(edge, np.float32)
    for count, share in ((22, 0.0065), (70, 0.0028)):  # rock breaks in edges
        edge = edge + share * height * np.interp(x, np.linspace(0, 1, count), rng.normal(0, 1, count))
    return np.asarray(edge, np.float32)


def add_ledge(
    canvas: Array,
    alpha: Array,
    rig: Rig,
    description: SceneDescription,
    foot: float,
    unit: float,
    rng: np.random.Generator,
) -> None:
    """Paint it into a layer, its upper edge at the row ``foot``, ``unit`` pixels to a metre."""
    height, width = alpha.shape
    world = "town" if on_deck(description) else description.world
    snow = description.weather == "snow" or "snow" in description.details
    snow |= world == "mountain" and bool(_SNOWED & description.all_words)
    top = ledge("dunes" if snow and world not in _BUILT else world, width, height, foot - 0.04 * unit, rng)
    rows, columns = np.arange(height, dtype=np.float32)[:, None], np.arange(width, dtype=np.float32)[None]
    cover = np.clip(rows - top[None] + 0.5, 0, 1).astype(np.float32)
    if world in _GRASS and not snow:
        _add_blades(cover, top, unit, rng)
    # The top is seen from a little above: what lies there is drawn out across, the farther the more.
    deep = np.maximum(rows - top[None], 0) / unit
    away = 1.6 / (0.25 + deep)
    size = np.broadcast_to(1 / unit * (1 + 2 * away), cover.shape).astype(np.float32)
    x = np.broadcast_to(columns / unit, cover.shape).astype(np.float32)
    seed = int(rng.integers(1 << 16))
    coarse = min(1.0, 0.8 * width / unit)  # from very near, finer grain is seen
    rough = fbm_at(x, 3.0 * deep + 0.6 * away * coarse, 0.35 * coarse, seed, 5, size * min(1.0, 2 * coarse))
    lumps = fbm_at(x, 2.0 * deep + 0.8 * away * coarse, 1.1 * coarse, seed + 1, 3, size)
    indoors = "windowsill" in description.motifs
    snow = snow and not indoors
    stuff = np.array(_SILL if indoors else _SNOW if snow else _STUFF.get(world, _STONE), np.float32)
    even = 0.10 if snow or indoors else 1.0
    grain = (1 + (0.42 * rough if even == 1 else even * rough) + (0.28 * lumps if even == 1 else even * lumps))[
        ..., None
    ]
    above = 0.55 * rig.sides[2] + 0.25 * rig.front + 0.20 * rig.sides[4]
    crest = np.exp(-deep / 0.05)[..., None]
    fade = (0.35 + 0.65 * np.exp(-deep / 0.9))[..., None]
    np.copyto(alpha, cover)
    light = stuff * (above * fade + 0.35 * crest * rig.key)
    # The land about it, which the sun may be on: as bright, and half of its colour.
    land = np.median(rig.small[-max(len(rig.small) // 5, 1) :].reshape(-1, 3), axis=0)
    brighter = float(np.clip(0.6 * (land @ LUMA) / max(float((stuff * above) @ LUMA), 1e-5) - 1, 0, 1))
    light += (0.6 * land * fade - light) * np.float32(0.7 * brighter)
    canvas[:] = np.maximum(grain, 0.2) * light


def _add_blades(cover: Array, top: Array, unit: float, rng: np.random.Generator) -> None:
    """Let blades of grass stand on the edge, most of them short."""
    height, width = cover.shape
    canvas = np.zeros((height, width), np.uint8)
    count = int(min(160 * width / unit, 900))
    for x, size, lean in zip(
        rng.uniform(0, width, count), rng.gamma(3.0, 0.030 * unit, count), rng.normal(0.15, 0.35, count), strict=True
    ):
        y = float(top[int(min(x, width - 1))]) + 0.03 * unit
        size = min(float(size), 0.28 * unit)
        wide = max(0.6, 0.045 * size)
        tip, bend = (x + lean * size, y - size), 0.3 * lean * size
        blade = ((x - wide, y), (x + bend, y - 0.6 * size), tip, (x + bend + wide, y - 0.55 * size), (x + wide, y))
        silhouette.fill(canvas, np.array(blade))
    np.maximum(cover, canvas.astype(np.float32) / 255, out=cover)
