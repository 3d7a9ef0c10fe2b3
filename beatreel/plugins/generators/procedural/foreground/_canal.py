"""A canal between old houses that stand in its water: a bridge over it, mooring poles, a gondola, lamps at night."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import amsterdam, gondola, venice
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Element, Motion

from ._ground import Land
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay
from ._light import LUMA, Backlight, peak
from ._mesh_light import lamp_air, mesh_light
from ._moving import DARK, add_canvas
from ._quays import DUTCH, leaf_of, quay_town
from ._water import Surface, lay_water, sky_over

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Look:
    """From where a canal is looked at.

    Attributes
    ----------
    eye, focal, horizon : float
        Metres over the water; widths and heights of the picture.
    half : float
        Metres from the middle of the canal to its houses.
    bridge : float
        Metres to the bridge.
    boat : tuple of float
        x, z and turn of the gondola.
    travel : float
        Metres that the camera may move.
    """

    eye: float
    focal: float
    horizon: float
    half: float
    bridge: float
    boat: tuple[float, float, float]
    travel: float


_LOOKS = {
    "wide": _Look(3.0, 0.92, 0.52, 5.2, 30.0, (-1.3, 15.5, -1.28), 1.2),
    "medium": _Look(2.1, 1.10, 0.52, 5.0, 33.0, (-1.9, 11.4, -1.10), 0.7),
    "close": _Look(1.75, 1.05, 0.50, 5.0, 27.0, (-1.75, 8.8, -1.20), 0.35),
    "detail": _Look(1.25, 1.20, 0.42, 4.8, 26.0, (-1.5, 8.0, -1.26), 0.15),
}
_END = 62.0  # metres at which the canal opens on the lagoon
_BRIGHT = {"day": 1.0, "golden": 1.7, "dawn": 1.5, "dusk": 1.5, "night": 2.8}
_LIT = {"day": 0.04, "golden": 0.22, "dawn": 0.3, "dusk": 0.55, "night": 0.6}
_LAMPLIT = {"day": 0.0, "golden": 0.35, "dawn": 0.6}
_WEATHER = ("rain", "snow", "mist", "lightning", "motes")
_PAINTS = ((0.022, 0.020, 0.020), (0.090, 0.120, 0.380), (0.320, 0.200, 0.060), (0.120, 0.240, 0.070))
_GREEN = np.array([0.055, 0.105, 0.070], np.float32)


def add_canal(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a canal into a painting, in place."""
    share, width, height = canvas_size(light)
    one = _LOOKS.get(shot, _LOOKS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    hour = description.time_of_day
    view = View(width, height, one.focal * width, (0.5 + side * 0.07) * width, one.horizon * height, one.eye, side)
    land = Land.before(
        light, description, view, seed, "snow" if description.weather == "snow" else "floor", peak(painting, 0.95)
    )
    bright = np.float32(_BRIGHT[hour])
    land = replace(
        land, ambient=land.ambient * bright, thick=(0.9 if description.weather == "mist" else 2.2) * land.thick
    )
    power = _LAMPLIT.get(hour, 1.0)
    dutch = bool(DUTCH & description.all_words)
    leaf = leaf_of(description.all_words)
    if dutch:
        bare = land.snow or "winter" in description.all_words
        town, spots = quay_town(one.half, one.bridge, rng, _LIT[hour], lamps=power > 0, bare=bare)
    else:
        town, spots = _town(one, rng, _LIT[hour], lamps=power > 0)
    lamps = _lamps(spots, power)
    surface = Surface.of(view, 0.020 if description.weather in ("clear", "mist", "snow") else 0.034, seed)

    def draw(canvas: Any, seen: View, mesh: Mesh = town) -> Array:
        windows, flames = mesh_light(canvas, seen, mesh, land, lamps, seed, leaf)
        return windows + flames

    canvas = blank(width, height)
    mirrored = surface.mirrored(draw)
    haze = land.haze_at(np.arange(width, dtype=np.float32), width)
    sky = sky_over(light, view, painting.centre[1] / light.height)
    body = _GREEN * np.float32(float((land.ambient @ LUMA) * 1.6))
    lay_water(canvas, surface, sky, body, mirrored, (haze, land.thick))
    water = canvas[2].copy()
    before = canvas[1].copy()
    canvas[1][:] = 0
    windows, flames = mesh_light(canvas, view, town, land, lamps, seed, leaf)
    water = np.where(np.abs(canvas[3] - _depth(view)) < 0.02 * canvas[3] + 0.02, water, 0)
    before *= water[..., None]
    lamp_air(flames, flames, view)
    _close(canvas, view, haze, thick=description.weather == "mist")
    lit = 0.5 * (canvas[1] + before)  # half of the light of lamps goes with the windows, and half with the lanterns
    groups = {"windows": (lit + windows, "kick", 1.0, 0.18), "lanterns": (lit + flames, "offbeat", 1.0, 0.25)}
    lay(painting, light, canvas, (view, share), groups, one.travel)
    painting.elements[:] = [element for element in painting.elements if element.kind in _WEATHER]
    _mask(painting, water, light)
    _boat(painting, light, view, land, lamps, surface, one, seed, side, lantern=power > 0, dutch=dutch)
    painting.elements.append(
        Element(
            "ripples",
            0.55,
            {"rings": 0.0 if description.weather not in ("rain", "storm") else 0.5, "horizon": one.horizon},
            "canal",
        )
    )


def _close(canvas: Any, view: View, haze: Array, *, thick: bool) -> None:
    """Let the air of the lagoon hide what the world has over the horizon, in place."""
    rows = np.arange(view.height, dtype=np.float32)[:, None]
    high = np.clip(view.horizon - rows, 0, None) / view.height
    alpha = (0.97 if thick else 0.88) * np.exp(-((high / (0.16 if thick else 0.085)) ** 2)) * (1 - canvas[2])
    canvas[0][:] += haze[None] * alpha[..., None]
    canvas[2][:] += alpha


def _depth(view: View) -> Array:
    """Return metres to the water at each row, (height, 1)."""
    rows = np.arange(view.height, dtype=np.float32)[:, None] + np.float32(0.5)
    return np.asarray(view.focal * view.eye / np.maximum(rows - view.horizon, 1e-3), np.float32)


def _mask(painting: Painting, water: Array, light: Backlight) -> None:
    painting.masks["canal"] = cv2.resize(water, (light.width, light.height))


def _town(
    one: _Look, rng: np.random.Generator, lit: float, *, lamps: bool
) -> tuple[Mesh, list[tuple[float, float, float]]]:
    """Return houses on both sides, the bridge, poles and what closes the view, and where lamps burn."""
    parts: list[Mesh] = []
    spots: list[tuple[float, float, float]] = []
    colours = rng.permutation(6)
    number = 0
    for hand in (-1.0, 1.0):
        z = -3.0 + float(rng.uniform(0, 2))
        while z < _END:
            wide = float(rng.uniform(5.4, 9.2))
            floors = int(rng.integers(2, 5)) if z > 6 else int(rng.integers(3, 5))
            built = venice.house(rng, wide, floors, int(colours[number % 6]), lit)
            x = hand * (one.half + float(rng.uniform(-0.15, 0.35)))
            parts.append(built.moved(x, 0, z if hand < 0 else z + wide, -hand * math.pi / 2))
            if lamps and z > 2 and z < 45 and number % 2 == 0:
                at = z + 0.5 * wide + float(rng.uniform(-0.4, 0.4))
                parts.append(venice.bracket_lamp().moved(x, 3.35, at, -hand * math.pi / 2))
                spots.append((x - hand * 0.7, 3.35, at))
            for _ in range(int(rng.integers(1, 4))):
                off, at = float(rng.uniform(0.7, 1.5)), z + float(rng.uniform(0.3, wide - 0.3))
                if at > 3.2:
                    leaning = venice.pole(rng, striped=bool(rng.random() < 0.55)).leaned(*rng.normal(0, 0.035, 2))
                    parts.append(leaning.moved(x - hand * off, 0, at))
            z += wide
            number += 1
    parts.append(venice.bridge(one.half + 0.2, 2.3).moved(0, 0, one.bridge))
    if lamps:
        spots += [(hand * (one.half - 0.6), 4.3, one.bridge - 1.4) for hand in (-1.0, 1.0)]
    parts.append(venice.church(34.0).moved(1.5, 0, 118.0))
    return Mesh.of(parts), spots


def _lamps(spots: list[tuple[float, float, float]], power: float) -> Lamps:
    if not spots or not power:
        return DARK
    near = sorted(spots, key=lambda one: one[2])[:8]
    count = len(near)
    return Lamps(
        np.array(near, np.float32),
        np.zeros((count, 3), np.float32),
        np.full(count, 9.5 * power, np.float32),
        np.full(count, 0.6, np.float32),
    )


def _boat(
    painting: Painting, light: Backlight, view: View, land: Land, lamps: Lamps, surface: Surface, one: _Look, seed: int, side: float, *,
    lantern: bool, dutch: bool,
) -> None:  # fmt: skip
    """Add the gondola, or another boat, with its image in the water: it glides along the canal and rocks."""
    x, z, turn = one.boat
    boat = amsterdam.skiff() if dutch else gondola.gondola(lantern=lantern)
    mesh = boat.moved(0.4 * x, 0, 0.8 * z, turn) if dutch else boat.moved(x, 0, z, turn)
    paint = np.array(_PAINTS[seed % len(_PAINTS)] if dutch else _PAINTS[0], np.float32)
    bright = replace(land, ambient=land.ambient * np.float32(1.4))

    def draw(canvas: Any, seen: View) -> Array:
        windows, flames = mesh_light(canvas, seen, mesh, bright, lamps, seed, paint)
        return windows + flames

    canvas = blank(view.width, view.height)
    own, glow, cover = surface.mirrored(draw)
    part = np.s_[surface.top : view.height]
    share = np.minimum(0.25 + surface.shares, 0.85) * cover
    body = _GREEN * np.float32(float(land.ambient @ LUMA) * 0.7)
    canvas[0][part] = (own * surface.shares[..., None] + body * cover[..., None] * (1 - surface.shares[..., None])) * (
        share / np.maximum(cover, 1e-3)
    )[..., None]
    canvas[0][part] += glow * surface.shares[..., None]
    canvas[2][part] = share
    hull = blank(view.width, view.height)
    shine = draw(hull, view)
    lamp_air(shine, hull[0], view)
    keep = (1 - hull[2])[..., None]
    canvas[0][:] = canvas[0] * keep + hull[0] + hull[1] + shine
    canvas[2][:] = 1 - (1 - canvas[2]) * (1 - hull[2])
    motion = Motion(x=0.3, right=side * 0.0035, down=0.0022, sway=0.0012)
    add_canvas(painting, light, canvas, z, motion)
