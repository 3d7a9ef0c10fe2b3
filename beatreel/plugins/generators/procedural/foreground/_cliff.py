"""A spur of rock at whose edge somebody stands: its flat top, its broken face, and nothing below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at

from ._light import LUMA

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast

    from ._light import Backlight
    from ._places import Place
    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_FOOT = {"wide": 0.66, "medium": 0.73, "close": 0.85, "detail": 0.60}  # row of the feet
_TALL = {"wide": 0.25, "medium": 0.42, "close": 0.64}  # of who stands there, shares of the picture's height
_BEAST = 0.72  # of that, where it is a beast
_BOOTS = 1.15  # metres that a detail shows of who stands there
_ASIDE = {"wide": 0.13, "medium": 0.11, "close": 0.08, "detail": 0.14}  # widths from the middle
_TIP, _NEAR_TIP = (
    0.60,
    0.26,
)  # metres before the feet at which the rock ends; where these are looked at, or somebody sits
_SNOW = (0.72, 0.70, 0.68)  # linear BGR of what lies on it, and of rock
_ROCKS = {"canyon": (0.075, 0.13, 0.26), "volcano": (0.05, 0.05, 0.055), "dunes": (0.10, 0.19, 0.30)}
_ROCK, _TURF = (0.150, 0.160, 0.180), (0.050, 0.115, 0.100)
_GREEN = ("field", "forest", "ocean", "clouds")
_SNOWED = {"snow", "snowy", "snowcapped", "winter", "wintry", "frozen", "ice", "icy"}
_STRIP = 256  # rows that are painted at once


def is_high(description: SceneDescription, cast: Cast) -> bool:
    """Return whether somebody stands at the edge of a cliff."""
    return "cliff_edge" in description.motifs and not (cast.flies or cast.afloat or cast.views)


def at_the_edge(place: Place, cast: Cast, shot: str, light: Backlight) -> Place:
    """Return a place at the edge, on the side of the picture on which somebody is; details of people show their feet there."""
    is_beast = cast.heart is None
    if shot == "detail" and (is_beast or cast.holds):
        return place
    height = light.height
    unit = 0.80 * height / _BOOTS if shot == "detail" else _TALL.get(shot, 0.42) * height / max(cast.tall, 1.2)
    unit *= _BEAST if is_beast else 1.0
    side = -1.0 if place.looks_left is False else 1.0
    x = light.width * (0.5 + side * _ASIDE.get(shot, 0.1))
    return replace(
        place, x=x, y=_FOOT.get(shot, 0.75) * height, unit=unit, on_ledge=True, stands=True, looks_left=side > 0
    )


def add_cliff(
    canvas: Array, alpha: Array, rig: Rig, description: SceneDescription, place: Place, rng: np.random.Generator
) -> None:
    """Paint it into a layer; it comes in from the side from which somebody looks away."""
    height, width = alpha.shape
    seed = int(rng.integers(1 << 16))
    side = 1.0 if place.looks_left else -1.0
    sits = "edge_sitter" in description.motifs
    tip = _NEAR_TIP if place.unit * _BOOTS > 0.7 * height else _TIP
    tip = 0.02 if sits else tip
    u = (side * (np.arange(width, dtype=np.float32) + 0.5 - place.x) / place.unit)[None]
    rough = fbm_at(u, 0 * u, 0.45, seed, 5)
    inland = np.maximum(u + tip, 0)
    top = -0.03 - 0.10 * np.maximum(inland - 0.9, 0) + 0.055 * rough * np.clip(3 * np.abs(u) - 0.3, 0, 1)
    rim = 0.07 + 0.26 * np.minimum(inland, 2.2) ** 0.7 + 0.10 * fbm_at(u, 0 * u, 0.8, seed + 1, 5)
    first = max(int(place.y + float(top.min()) * place.unit) - 2, 0)
    for row in range(first, height, _STRIP):
        rows = slice(row, min(row + _STRIP, height))
        d = ((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5 - place.y) / place.unit)[:, None]
        cover = _cover(u, d, top, tip, place.unit, seed)
        np.copyto(alpha[rows], cover)
        canvas[rows] = _lit(u, d, top, rim, side, rig, description, place.unit, seed)


def _cover(u: Array, d: Array, top: Array, tip: float, unit: float, seed: int) -> Array:
    """Return where there is rock: below its top, and inland of a face that falls away below its tip."""
    down = np.maximum(d, 0)
    face = -tip + 0.22 * (1 - np.exp(-down / 0.35)) + 0.10 * down
    face = face + 0.20 * fbm_at(0 * d, d, 0.75, seed + 3, 5) * np.clip(4 * down, 0, 1)
    face = face + 0.05 * fbm_at(0.3 * u + 0 * d, d + 0 * u, 0.16, seed + 4, 3)
    below = np.clip((d - top) * unit + 0.5, 0, 1)
    return np.asarray(below * np.clip((u - face) * unit + 0.5, 0, 1), np.float32)


def _lit(
    u: Array,
    d: Array,
    top: Array,
    rim: Array,
    side: float,
    rig: Rig,
    description: SceneDescription,
    unit: float,
    seed: int,
) -> Array:
    """Return the light of its top and its face."""
    x, y = (np.ascontiguousarray(one, np.float32) for one in np.broadcast_arrays(u, d))
    foot = np.full_like(x, 1 / unit)
    bend = fbm_at(x, y, 1.6, seed + 5, 3, foot)
    cracks = ridged_at(1.3 * x + 0.5 * bend, 0.45 * y, 0.85, seed + 6, 6, foot)
    beds = ridged_at(0.35 * x + 0.2 * y + 0.4 * bend, 1.5 * y + 0.25 * x, 0.75, seed + 7, 5, foot)
    grain = fbm_at(x, y, 0.10, seed + 8, 4, foot)
    form = 0.30 * cracks + 0.22 * beds + 0.03 * grain + 0.30 * bend
    slope_y, slope_x = np.gradient(form, 1 / unit)
    normal = np.stack([-side * slope_x, -slope_y + 0.15, np.ones_like(x)], -1)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    lean = 0.8 * float(np.sign(rig.to_key[0]) or 1.0)
    facing = np.clip(normal @ np.array([lean, 0.45, 0.40], np.float32), 0, 1.2)[..., None]
    snow = _is_snowed(description)
    stuff = np.array(_ROCKS.get(description.world, _ROCK), np.float32) * (0.75 + 0.5 * grain + 0.35 * bend)[..., None]
    on_top = np.clip((rim - y) * min(unit, 140.0) * 0.25 + 0.5 + 1.2 * grain, 0, 1)[..., None]
    lies = np.array(
        _SNOW if snow else _TURF if description.world in _GREEN else stuff.mean(axis=(0, 1)) * 1.25, np.float32
    )
    flat = fbm_at(x, 4.5 * y, 0.50, seed + 9, 5, foot)
    lies = lies * (1 + (0.16 if snow else 0.5) * flat)[..., None]
    ledges = np.clip((-slope_y - 0.55) * 2.5, 0, 1)[..., None] * (0.9 if snow else 0.0)
    stuff = stuff + (np.array(_SNOW, np.float32) - stuff) * ledges
    above = 0.55 * rig.sides[2] + 0.25 * rig.front + 0.20 * rig.sides[4]
    void = 0.5 * rig.sides[1 if side < 0 else 0] + 0.3 * rig.sides[3]
    deep = np.exp(-np.maximum(y - rim, 0) / 1.8)[..., None]
    face = stuff * (0.55 * void + 0.50 * rig.front * facing * (0.35 + 0.65 * deep) + 0.30 * rig.key * facing**2)
    light = face + (lies * above - face) * on_top
    edge = np.exp(-np.maximum(y - top, 0) * max(unit, 30.0) / 5.0)[..., None]
    light = light + 0.22 * edge * rig.key * lies
    haze = rig.small[-max(len(rig.small) // 4, 1) :].reshape(-1, 3).mean(axis=0)
    thick = 0.35 * np.clip((y - 0.8) / 4.0, 0, 1)[..., None]
    least = 0.02 * float(rig.front @ LUMA)
    return np.asarray(np.maximum(light + (haze - light) * thick, least), np.float32)


def _is_snowed(description: SceneDescription) -> bool:
    words = bool(_SNOWED & description.all_words)
    return description.is_snowy or (description.world == "mountain" and words)
