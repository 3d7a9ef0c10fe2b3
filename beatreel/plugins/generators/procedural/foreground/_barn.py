"""A barn that stands in the field of the world, and the front of a storm behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import barn
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.pagoda import PAINTED, WOOD
from beatreel.plugins.generators.procedural.painting import Element

from ._ground import Land
from ._land_layer import blank, canvas_size, lay
from ._light import Backlight, peak
from ._mesh_light import lamp_air, mesh_light
from ._moving import DARK

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Look:
    """Metres to its middle, how it is turned (radians), place and focal length in widths, metres that the camera may move."""

    away: float
    turn: float
    aside: float
    focal: float
    travel: float


_LOOKS = {
    "wide": _Look(58.0, 0.55, 0.10, 1.05, 1.2),
    "medium": _Look(38.0, 0.50, 0.06, 1.10, 0.7),
    "close": _Look(24.0, 0.42, 0.03, 1.10, 0.35),
    "detail": _Look(18.5, 0.34, 0.44, 1.35, 0.15),
}
_BRIGHT = {"golden": 1.6, "dawn": 1.6, "night": 2.2, "dusk": 1.7}
_OLD = {"old", "abandoned", "weathered", "grey", "gray", "wooden", "ruined", "derelict", "rustic"}
_HID = 0.7  # metres of it that what grows before it hides


def add_barn(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a barn into a painting, in place."""
    share, width, height = canvas_size(light)
    one = _LOOKS.get(shot, _LOOKS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    if description.weather == "storm":
        _front(painting, light, seed)  # some light still comes from where we stand
    row = int(0.95 * light.height)
    eye = float(np.median(painting.depth[row])) * (row - painting.centre[1]) / painting.focal
    view = View(
        width, height, one.focal * width, (0.5 + side * one.aside) * width, painting.centre[1] * share, eye, side
    )
    land = Land.before(
        light, description, view, seed, "snow" if description.weather == "snow" else "grass", peak(painting, 0.93)
    )
    land = replace(
        land, ambient=land.ambient * np.float32(_BRIGHT.get(description.time_of_day, 1.0) * 1.3), thick=4.0 * land.thick
    )
    is_old = bool(_OLD & description.all_words) and "red" not in description.all_words
    lit = description.time_of_day in ("dusk", "night", "dawn") and not description.all_words & {
        "abandoned",
        "derelict",
        "ruined",
    }
    parts = [barn.barn(WOOD if is_old else PAINTED, lit=lit).moved(0, -0.1, one.away, one.turn)]
    if shot != "detail":
        parts.append(barn.silo().moved(8.6, -0.1, one.away + 5.5))
    canvas = blank(width, height)
    windows, _ = mesh_light(canvas, view, Mesh.of(parts), land, DARK, seed)
    _sink(canvas, windows, view, seed)
    lamp_air(windows, windows, view)
    lay(painting, light, canvas, (view, share), {"windows": (canvas[1] + windows, "kick", 1.0, 0.22)}, one.travel)
    if description.weather == "storm":
        at = painting.centre[1] / light.height
        painting.elements.append(
            Element("lightning", 0.9, {"x": 0.5 - 0.22 * side, "top": 0.34 * at, "bottom": at - 0.01})
        )


def _sink(canvas: Any, windows: Array, view: View, seed: int) -> None:
    """Hide the foot behind what grows before it, in place: its edge is as ragged as ears and blades are."""
    steady, warm, cover, depth = canvas
    rows = np.arange(view.height, dtype=np.float32)[:, None] + np.float32(0.5)
    columns = np.arange(view.width, dtype=np.float32)[None]
    metre = view.focal / np.maximum(depth, 1.0)
    y = view.eye + (view.horizon - rows) / metre
    fine = fbm_at(columns, 0 * columns, max(2.0, 0.004 * view.width), seed + 3, 3)
    broad = fbm_at(columns, 0 * columns, 0.05 * view.width, seed + 4, 3)
    kept = step(-0.04, 0.06, y - _HID * (1 + 0.45 * fine + 0.3 * broad))
    dark = 1 - 0.45 * np.exp(-np.clip(y - _HID, 0, None) / 0.6)  # shade where it stands
    for each in (steady, warm, windows):
        each *= (kept * dark)[..., None]
    cover *= kept
    depth[:] = np.where(cover > 0.02, depth, np.float32(1e4))


def _front(painting: Painting, light: Backlight, seed: int) -> None:
    """Let a shelf of cloud lie over the land, dark underneath, in place: below its edge the sky is bright, above it piles up."""
    small = (max(8, light.width // 3), max(8, light.height // 3))
    horizon = painting.centre[1] / light.height
    x = np.arange(small[0], dtype=np.float32)[None] / small[0] - 0.5
    up = horizon - np.arange(small[1], dtype=np.float32)[:, None] / small[1]  # heights over the horizon
    tall = small[1] / small[0]
    arch = 0.055 + 0.075 * (1 - (x + 0.12 * math.sin(seed)) ** 2 * 3)  # the shelf bends over the land
    ragged = fbm_at(9 * x + 0 * up, 22 * up * tall + 0 * x, 1.0, seed + 5, 5)
    shelf = up - arch - 0.020 * ragged
    body = step(-0.004, 0.016, shelf)
    layers = fbm_at(2.2 * x + 0.6 * up, 15 * shelf * tall - 2.2 * x * x, 1.0, seed + 6, 5)
    billows = fbm_at(4 * x + 0 * up, 5 * up * tall + 0 * x, 1.0, seed + 7, 6)
    edge = np.exp(-np.clip(shelf, 0, None) / 0.018)
    above = np.clip(shelf / (horizon - 0.06), 0, 1)
    inside = (
        0.15
        + 0.30 * above
        + 0.16 * edge
        + 0.24 * layers * np.exp(-np.clip(shelf, 0, None) / 0.12)
        + 0.26 * billows * above
    )
    glow = 1 + 0.75 * np.exp(-np.clip(up, 0, None) / 0.035)
    curtain = 1 - 0.6 * step(0.12, 0.42, fbm_at(3 * x + 1.2 * up, 0 * up + 0 * x, 1.0, seed + 9, 3)) * step(
        0.0, 0.02, up
    )  # rain
    factor = np.clip(np.where(body > 0, body * inside + (1 - body) * glow * curtain, glow * curtain), 0.04, 2.2).astype(
        np.float32
    )
    full = cv2.resize(factor, (light.width, light.height), interpolation=cv2.INTER_LINEAR)
    sky = np.asarray(painting.masks.get("sky", np.ones((light.height, light.width), np.float32)), np.float32)
    if sky.shape != full.shape:
        sky = cv2.resize(sky, (light.width, light.height))
    full = 1 + (full - 1) * sky
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * full[..., None])
