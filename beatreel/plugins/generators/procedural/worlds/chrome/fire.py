"""A wall of fire: tongues of flame in rows before the lens, sparks that rise from it, its light on a floor that shines.

In the hues that a prompt names; without any it burns as fires do.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .tank import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

MOTIFS = ("flames",)
_SPARKS_ALONE = {"spark", "sparks", "ember", "embers"}
_FLAMES = {"fire", "fires", "flame", "flames", "blaze", "inferno", "firestorm"}
# Of each shot: row of the floor, how tall the flames are, how many stand in a row (shares of the height).
_SHOTS = {"wide": (0.80, 0.52, 9), "medium": (0.94, 0.70, 6), "close": (1.04, 0.92, 4), "detail": (1.16, 1.20, 3)}
_ROWS = (
    (0.66, 0.30, 1.5),
    (0.82, 0.5, 0.6),
    (1.0, 1.0, 0.0),
)  # of each row its size, its light and how far off focus it is
_FIERY = (15.0, 105.0)  # hues that fire has of itself
_NAMED = 0.5  # strength of hues from which a prompt names colours


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Callable[..., None]
) -> Painting:  # fmt: skip
    """Paint a fire; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 211])
    key, other = _colours(description)
    floor, tall, count = _SHOTS.get(shot, _SHOTS["medium"])
    size = (width, height)
    burns = bool(_FLAMES & description.all_words) or not _SPARKS_ALONE & description.all_words
    if not burns:  # sparks alone fly from where something glows
        tall *= 0.35
    near, far = np.zeros((height, width, 3), np.float32), np.zeros((height, width, 3), np.float32)
    places: list[dict[str, Any]] = []
    for n, (scale, bright, soft) in enumerate(_ROWS):
        foot = min(floor, 1.0) - 0.035 * (len(_ROWS) - 1 - n) if floor < 1 else floor - 0.05 * (len(_ROWS) - 1 - n)
        row, stand = _row(size, (foot, scale * tall, count + 2 * (len(_ROWS) - 1 - n)), rng)
        colour = fire_colour(row) if key is None else _tinted(row, key)
        if soft:
            colour = cv2.GaussianBlur(colour, (0, 0), soft * width / 260)
        hidden = np.clip(2.2 * row[..., None], 0, 0.92)
        far *= 1 - hidden
        near *= 1 - hidden
        (near if n == len(_ROWS) - 1 else far)[...] += np.float32(bright) * colour
        if n == len(_ROWS) - 1:
            places = stand
        progress(0.2 + 0.2 * n, "flames")
    sparks = _sparks(size, floor, rng, 90 if burns else 420)
    hot = fire_colour(np.float32([0.75]))[0] if key is None else key
    glowing = sparks[..., None] * (0.8 * hot + np.float32(0.3))
    smoke = _smoke(size, floor, tall, int(rng.integers(1, 1 << 16)))
    lit = cv2.resize(near + far, (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    around = sum(0.22 * cv2.GaussianBlur(lit, (0, 0), reach * width / 8) for reach in (0.04, 0.12, 0.35))
    around = cv2.resize(np.asarray(around, np.float32), size, interpolation=cv2.INTER_LINEAR)
    back = smoke[..., None] * (0.16 * other + 0.55 * around) + 0.45 * around
    for light in (near, far, back, glowing):
        _mirror(light, round(floor * height))
    groups = {
        "smoke": LightGroup(back.astype(np.float32), "offbeat", 0.85, 0.30),
        "far flames": LightGroup(far, "downbeat", 0.85, 0.30),
        "near flames": LightGroup(near, "kick", 0.80, 0.30),
        "sparks": LightGroup(glowing.astype(np.float32), "high", 0.8, 0.4),
    }
    row_at = np.arange(height, dtype=np.float32)[:, None] / height
    depth = np.broadcast_to(
        np.where(row_at < floor, 6.0, 6.0 * np.maximum(1 - 1.5 * (row_at - floor), 0.4)), (height, width)
    )
    elements = [Element("flow", 1.0, {"size": 26.0})]
    if key is None:  # the film's own flames have the colours of fire
        elements += [Element("fire", 0.55, place) for place in places[1:-1:2]]
    elements += [Element("sparks", 0.9, place) for place in places[:3]]
    painting = finished(groups, depth, elements, (True, (206.0, 240.0)), size)
    painting.grade.contrast = 1.3
    painting.grade.exposure *= 0.8
    for group in painting.groups.values():
        group.light = halved(group.light)
    return painting


def _colours(description: SceneDescription) -> tuple[Array | None, Array]:
    """Return the colour of the flames, None for that of fire, and that of the smoke behind them; strongest channel 1."""
    palette = description.palette
    if palette.strength < _NAMED:
        return None, light_of_hue(30.0, 0.10, 0.5).astype(np.float32)
    is_fiery = _FIERY[0] <= palette.key % 360 <= _FIERY[1]
    key = None if is_fiery else light_of_hue(palette.key, 0.20, 0.58).astype(np.float32)
    return key, light_of_hue(palette.fill, 0.19, 0.55).astype(np.float32)


def _tinted(heat: Array, colour: Array) -> Array:
    """Return the light of heat in a colour: deep where it is cool, almost white where it is hottest."""
    return np.asarray(1.25 * heat[..., None] ** 1.2 * colour + 0.75 * heat[..., None] ** 4, np.float32)


def _row(
    size: tuple[int, int], what: tuple[float, float, int], rng: np.random.Generator
) -> tuple[Array, list[dict[str, Any]]]:
    """Return the heat of flames side by side, and where each of them burns."""
    width, height = size
    foot, tall, count = what
    heat = np.zeros((height, width), np.float32)
    places = []
    for x in np.linspace(-0.04, 1.04, count) + rng.uniform(-0.04, 0.04, count):
        high, seed = tall * float(rng.uniform(0.45, 1.08)), int(rng.integers(1, 1 << 16))
        wide = max(float(0.95 * high * height), 1.5 * width / count)  # together they are a wall
        coarse = max(1.0, high * height / 420)
        one = Flames(seed).heat(
            max(8, round(wide / coarse)),
            max(8, round(high * height / coarse)),
            float(rng.random()),
            float(rng.random()),
        )
        move = np.array(
            [
                [coarse, 0, x * width - wide / 2],
                [0, coarse, (foot - 1.02 * high + 0.02 * tall * float(rng.normal())) * height],
            ],
            np.float32,
        )
        heat = np.maximum(heat, cv2.warpAffine(one, move, size, flags=cv2.INTER_CUBIC))
        places.append({"x": float(x), "y": min(foot, 1.2), "tall": high, "depth": 6.0, "seed": seed})
    return np.clip(heat, 0, 1) ** 1.25 * _threads(size, foot, tall, int(rng.integers(1, 1 << 16))), places


def _threads(size: tuple[int, int], foot: float, tall: float, seed: int) -> Array:
    """Return of what flames are within: bright threads that wind upwards between darker gas, (height, width) about 0.3 to 1."""
    width, height = size
    small = max(8, width // 2), max(8, height // 2)
    y, x = np.mgrid[: small[1], : small[0]].astype(np.float32) / np.float32(small[0])
    long = tall * height / width
    x, y = x / long, y / long
    bends = [fbm_at(1.2 * x, 0.8 * y, 0.5, seed + k, 4) for k in (0, 1)]
    u, v = x + 0.30 * bends[0], 0.42 * y + 0.16 * bends[1]
    fine = ridged_at(u, v, 0.34, seed + 2, 5)
    broad = np.clip(0.5 + 0.9 * fbm_at(u, 0.8 * v, 0.40, seed + 3, 3), 0, 1)
    low = np.clip((foot * height / width / long - y) / 0.10, 0, 1)  # gas that does not burn yet is darker
    found = np.clip(-0.06 + 0.75 * fine**1.8 + 0.62 * broad**1.5, 0.08, 1) * (0.35 + 0.65 * low)
    return np.asarray(cv2.resize(found.astype(np.float32), size, interpolation=cv2.INTER_CUBIC), np.float32)


def _sparks(size: tuple[int, int], floor: float, rng: np.random.Generator, count: int) -> Array:
    """Return sparks on their way up, each a short streak along its flight, (height, width) of light."""
    width, height = size
    image = np.zeros((height, width), np.float32)
    unit = width / 540
    source = 0.5 + float(rng.uniform(-0.2, 0.2))
    for _ in range(count):
        up, aside = float(rng.random() ** 0.7), float(rng.normal(0, 0.30))
        x, y = (source + aside * (0.35 + up)) * width, (min(floor, 1.0) - 0.95 * up) * height
        turn = math.atan2(-1.0, 1.6 * aside) + float(rng.normal(0, 0.35))
        near = float(rng.random() ** 5)
        long = (5 + 26 * near) * unit * float(rng.uniform(0.5, 1.3))
        a, b = (
            (int((x + k * long * math.cos(turn)) * 16), int((y + k * long * math.sin(turn)) * 16)) for k in (-0.5, 0.5)
        )
        glow = (0.30 + 0.9 * float(rng.random())) * (1 - 0.6 * up)
        cv2.line(image, a, b, glow, max(1, round((0.8 + 2.6 * near) * unit)), cv2.LINE_AA, 4)
    few = cv2.resize(image, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    halo = cv2.resize(cv2.GaussianBlur(few, (0, 0), max(0.8, 0.006 * width / 4)), size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(1.6 * cv2.GaussianBlur(image, (0, 0), max(0.5, 0.5 * unit)) + 1.4 * halo, np.float32)


def _smoke(size: tuple[int, int], floor: float, tall: float, seed: int) -> Array:
    """Return smoke that rises behind a fire, (height, width) about 0 to 1."""
    width, height = size
    small = max(8, width // 3), max(8, height // 3)
    y, x = np.mgrid[: small[1], : small[0]].astype(np.float32) / np.float32(small[0])
    bent = 0.22 * fbm_at(1.5 * x, 1.2 * y, 0.4, seed, 4)
    cloud = np.clip(0.42 + 1.1 * fbm_at(1.6 * x + bent, 1.1 * y - bent, 0.42, seed + 1, 6), 0, 1.4) ** 1.5
    over = np.clip((floor - y * small[0] / small[1]) / max(tall, 0.1), 0, 3)
    return np.asarray(
        cv2.resize((cloud * (0.4 + 0.6 * np.exp(-((over - 1.0) ** 2)))).astype(np.float32), size), np.float32
    )


def _mirror(light: Array, floor: int) -> None:
    """Let the floor shine: the image of what is above it, faint and drawn out, in place."""
    height, width = light.shape[:2]
    below = height - floor
    if below < 4:
        return
    rows = np.clip(floor - 1 - (np.arange(below) * 0.9).astype(int), 0, floor - 1)
    image = cv2.GaussianBlur(np.ascontiguousarray(light[rows]), (0, 0), 0.005 * width, sigmaY=0.016 * width)
    fade = np.exp(-np.arange(below, dtype=np.float32) / (0.18 * height))[:, None, None]
    light[floor:] = 0.25 * light[floor:] + 0.34 * image * fade
