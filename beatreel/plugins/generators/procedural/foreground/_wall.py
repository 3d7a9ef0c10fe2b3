"""A wall against which somebody leans, or a bicycle: bricks, concrete, stone or plaster, in raking light."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._places import Place
    from ._solid_light import Body, Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_BACK = 0.14  # metres that its foot is behind whoever leans, on the ground as the eye sees it
_COURSE, _LONG, _JOINT = 0.078, 0.235, 0.011  # metres of a brick with its joint, and of the joint
_STRIP = 192  # rows that are painted at once
_KINDS = {
    "brick": (0.060, 0.095, 0.250),
    "concrete": (0.215, 0.225, 0.235),
    "stone": (0.150, 0.180, 0.215),
    "plaster": (0.420, 0.480, 0.520),
    "rock": (0.150, 0.175, 0.215),
}  # linear BGR
_NAMED = {
    "concrete": {"concrete", "cement", "grey", "gray", "graffiti"},
    "stone": {"stone", "castle", "ancient"},
    "plaster": {"white", "plaster", "whitewashed", "stucco", "yellow", "pink", "blue", "painted"},
}
_PAINTED = {
    "yellow": (0.10, 0.50, 0.66), "pink": (0.46, 0.36, 0.66), "blue": (0.45, 0.26, 0.10), "red": (0.06, 0.06, 0.42),
    "green": (0.16, 0.32, 0.12),
}  # fmt: skip
_SPRAYED = ((0.62, 0.10, 0.50), (0.10, 0.62, 0.75), (0.75, 0.45, 0.05), (0.10, 0.08, 0.60), (0.20, 0.62, 0.15))
_DAYS = ("day", "golden", "dawn")


def has_wall(description: SceneDescription) -> bool:
    """Return whether somebody leans against a wall, or climbs a face of rock."""
    return bool({"leant_wall", "climber"} & set(description.motifs))


def add_wall(
    canvas: Array,
    alpha: Array,
    rig: Rig,
    description: SceneDescription,
    place: Place,
    body: Body,
    rng: np.random.Generator,
) -> None:
    """Paint it into a layer behind a body, whose shade lies on it."""
    height, width = alpha.shape
    seed = int(rng.integers(1 << 16))
    kind = next((one for one, words in _NAMED.items() if words & description.all_words), "brick")
    climbs = "climber" in description.motifs
    kind = "rock" if climbs else "brick" if {"brick", "bricks"} & description.all_words else kind
    side = 1.0 if rig.to_key[0] >= 0 else -1.0
    x = ((np.arange(width, dtype=np.float32) + 0.5 - place.x) / place.unit)[None]
    foot = (
        height / place.unit + 1.0 if climbs else place.y / place.unit - _BACK
    )  # rows up from the top of the picture, metres
    shade = _shade(body, place.unit, side, (height, width))
    colour = next((paint for name, paint in _PAINTED.items() if name in description.all_words), None)
    stuff = np.array(colour if kind == "plaster" and colour else _KINDS[kind], np.float32)
    graffiti = "graffiti" in description.all_words
    for first in range(0, height, _STRIP):
        rows = slice(first, min(first + _STRIP, height))
        y = (foot - (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) / place.unit)[:, None]
        if float(y.max()) < 0:
            break
        xs, ys = (np.ascontiguousarray(one, np.float32) for one in np.broadcast_arrays(x, y))
        cover = np.clip(ys * place.unit + 0.5, 0, 1)
        if climbs:  # beyond its edge lies the land
            edge = side * xs + 1.15 - 0.10 * (ys - foot) + 0.45 * fbm_at(0 * xs, ys, 1.3, seed + 7, 5)
            cover = cover * np.clip((edge + 0.04 * fbm_at(xs, ys, 0.2, seed + 8, 3)) * place.unit + 0.5, 0, 1)
        surface, bump = _surface(kind, stuff, xs, ys, 1 / place.unit, side, seed, graffiti)
        light = _falls(description, xs, ys, rig, side, seed)
        shown = surface * light * (1 + bump)[..., None] * (1 - 0.62 * shade[rows])[..., None]
        canvas[rows] += (shown - canvas[rows]) * cover[..., None]
        np.maximum(alpha[rows], cover, out=alpha[rows])


def _surface(
    kind: str, stuff: Array, x: Array, y: Array, pixel: float, side: float, seed: int, graffiti: bool
) -> tuple[Array, Array]:
    """Return colours of a wall, and how much brighter its edges are in the light from a side."""
    foot = np.full_like(x, pixel)
    stain = fbm_at(x, 0.45 * y, 1.4, seed, 5, foot)
    grain = fbm_at(x, y, 0.05, seed + 1, 4, foot)
    streak = fbm_at(4 * x, 0.35 * y, 1.2, seed + 2, 4, foot)
    bump = 0.10 * grain
    colour = stuff * (1 + 0.28 * stain + 0.16 * grain + 0.10 * streak)[..., None]
    if kind in ("brick", "stone"):
        course, long_ = (_COURSE, _LONG) if kind == "brick" else (0.26, 0.52)
        bend = 0.0 if kind == "brick" else 0.05 * fbm_at(x, y, 0.5, seed + 3, 2, foot)
        row = np.floor((y + bend) / course)
        along = x / long_ + 0.5 * (row % 2) + (0.0 if kind == "brick" else 0.37 * np.sin(3.1 * row))
        at = np.floor(along)
        u, v = (along - at) * long_, (y + bend) - row * course
        wide = max(_JOINT, 0.6 * pixel)
        edge = np.minimum(np.minimum(u, long_ - u), np.minimum(v, course - v))
        joint = np.clip(1.2 - edge / (0.5 * wide + 0.004), 0, 1) * np.float32(_JOINT / wide if pixel > 0.02 else 1.0)
        tone = np.sin(at * 12.9898 + row * 78.233 + seed) * 43758.5453
        tone = (tone - np.floor(tone)).astype(np.float32)
        colour = colour * (0.62 + 0.62 * tone)[..., None]
        mortar = np.array((0.24, 0.27, 0.30), np.float32) * (1 + 0.2 * grain + 0.3 * stain)[..., None]
        colour = colour + (0.75 * mortar - colour) * joint[..., None]
        lit = np.clip(1 - (u if side < 0 else long_ - u) / 0.022, 0, 1) + np.clip(1 - (course - v) / 0.018, 0, 1)
        dark = np.clip(1 - (long_ - u if side < 0 else u) / 0.020, 0, 1) + np.clip(1 - v / 0.016, 0, 1)
        bump = bump + (0.30 * lit - 0.34 * dark) * (1 - joint) * np.float32(min(1.0, 0.012 / pixel))
    elif kind == "rock":
        bend = fbm_at(x, y, 1.6, seed + 5, 3, foot)
        cracks = ridged_at(1.3 * x + 0.5 * bend, 0.55 * y, 0.95, seed + 6, 6, foot)
        beds = ridged_at(0.4 * x + 0.3 * y + 0.4 * bend, 1.3 * y + 0.2 * x, 0.85, seed + 7, 5, foot)
        form = 0.30 * cracks + 0.22 * beds + 0.03 * grain + 0.34 * bend
        slope_y, slope_x = np.gradient(form, pixel)
        normal = np.stack([-slope_x, slope_y + 0.15, np.ones_like(x)], -1)
        normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
        facing = normal @ np.array((0.75 * side, 0.45, 0.48), np.float32)
        bump = bump + np.clip(1.25 * facing - 0.55, -0.72, 0.8)
    elif kind == "concrete":
        seams = np.minimum(np.abs(x - 2.4 * np.round(x / 2.4)), np.abs(y - 1.2 * np.round(y / 1.2)))
        bump = bump - 0.5 * np.clip(1 - seams / max(0.010, 0.7 * pixel), 0, 1)
    else:
        cracks = ridged_at(x, y, 1.5, seed + 4, 5, foot)
        peeled = np.clip((stain + 0.5 * grain - 0.42) * 8, 0, 1)[..., None]
        colour = colour + (np.array((0.20, 0.26, 0.33), np.float32) - colour) * 0.8 * peeled
        bump = bump - 0.30 * np.clip((cracks - 0.80) * 9, 0, 1)
    if graffiti:
        for n, paint in enumerate(_SPRAYED):
            field = fbm_at(1.1 * x + 5 * n, 1.5 * y, 0.9, seed + 10 + n, 2, foot)
            band = np.clip((0.055 - np.abs(field - 0.08)) * 40, 0, 1) * (np.abs(y - 1.2) < 1.0)
            fill = np.clip((field - 0.13) * 14, 0, 1) * (np.abs(y - 1.2) < 0.9) * 0.75
            colour = colour + (np.array(paint, np.float32) - colour) * np.maximum(0.95 * band, fill)[..., None]
    low = np.clip(1 - y / 0.25, 0, 1)[..., None]
    return np.asarray(colour * (1 - 0.35 * low), np.float32), np.asarray(bump, np.float32)


def _falls(description: SceneDescription, x: Array, y: Array, rig: Rig, side: float, seed: int) -> Array:
    """Return the light on a wall: of a sun that rakes over it, a lamp above, or the sky."""
    soft = 0.55 * rig.sides[2] + 0.50 * rig.sides[4] + 0.45 * rig.front
    if description.time_of_day in _DAYS and description.weather == "clear":
        slant = x * side - 0.75 * (y - 1.5) + 0.25 * fbm_at(x, y, 1.6, seed + 21, 3)
        sun = np.clip((slant + 0.85) / 0.22, 0, 1)
        leaves = np.clip((fbm_at(x + 0.4 * y, y, 0.42, seed + 22, 3) + 0.18) * 4, 0, 1)
        sun = sun * (1 - 0.65 * (1 - leaves) * np.clip((y - 1.7) / 0.6, 0, 1))
        return np.asarray(0.62 * soft + sun[..., None] * (0.85 * rig.front + 0.30 * rig.key), np.float32)
    if description.time_of_day in ("night", "dusk"):
        pool = 1.0 / (1 + ((x - 0.9 * side) ** 2 + 0.5 * (y - 2.6) ** 2) / 1.6)
        return np.asarray(0.45 * soft + pool[..., None] * (0.55 * rig.key + 0.65 * rig.front), np.float32)
    return np.asarray(np.broadcast_to(1.05 * soft, (*x.shape, 3)), np.float32)


def _shade(body: Body, unit: float, side: float, shape: tuple[int, int]) -> Array:
    """Return the shade of a body on the wall close behind it."""
    whole = np.zeros(shape, np.float32)
    whole[body.rows, body.columns] = body.cover
    move = np.array([[1, 0, -side * 0.13 * unit], [0, 1, 0.05 * unit]], np.float32)
    cast = cv2.warpAffine(whole, move, (shape[1], shape[0]))
    near = cv2.GaussianBlur(whole, (0, 0), max(1.0, 0.05 * unit))
    return np.asarray(np.clip(cv2.GaussianBlur(cast, (0, 0), max(0.8, 0.018 * unit)) + 0.5 * near, 0, 1), np.float32)
