"""A cabin with lit windows on its own piece of land, among trees, before the sky of whatever world is painted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.house import House, Opening, View, build
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade

from ._cabin_walls import house_light
from ._ground import Land, ground_light
from ._lakeside import LAKES, at_water, is_ashore, shore
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay
from ._light import LUMA, Backlight, peak
from ._near_things import fence, tufts, walker
from ._shot import Shot
from ._spruces import Tree, tree_light

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]


_SHOTS = {
    "wide": Shot(25.0, 0.05, 0.95, 1.15, 0.60, 2.7, 2.2),
    "medium": Shot(16.5, 0.03, 0.98, 1.22, 0.585, 2.3, 1.5),
    "close": Shot(9.0, 0.02, 1.05, 1.20, 0.56, 1.9, 0.8),
    "detail": Shot(6.2, 0.0, 1.30, 1.30, 0.58, 1.60, 0.15),
}
_AT_LAKE = {
    "wide": Shot(27.0, 0.15, 0.95, 1.10, 0.0, 2.3, 1.2),
    "medium": Shot(18.0, 0.10, 0.98, 1.20, 0.0, 2.0, 0.9),
    "close": Shot(11.5, 0.25, 0.90, 1.15, 0.0, 2.7, 0.8),
}
"""Over a lake; its horizon is the world's."""
_WINDOW = (0.95, 5.2)  # metres beside the middle and away, of the window that a detail shows
_LAKE_BEYOND = 14.5  # metres to where the land ends before the lake, behind a house that is near
_OPENINGS = (
    Opening("front", 0.62, 0.95, 1.15, 1.05),
    Opening("front", 3.05, 0.0, 0.98, 2.0, is_door=True),
    Opening("front", 2.10, 2.95, 0.80, 0.75),
    Opening("side", 1.20, 0.95, 1.05, 1.0),
    Opening("side", 4.10, 0.95, 1.05, 1.0),
)


_SMOKES = {"smoke", "smoking", "chimney"}
_THICK = 2.4  # times as thick as smoke is that nobody named
_GREEN = {"summer", "spring", "green", "meadow", "autumn"}
_WINTERLY = {"snow", "snowy", "winter", "frozen", "ice", "icy", "arctic", "aurora"}
_ICE = {"frozen", "ice", "icy", "iced"}


def add_cabin(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a cabin into a painting, in place: the land it stands on, trees about it, and the light of its windows."""
    share, width, height = canvas_size(light)
    one = _SHOTS.get(shot, _SHOTS["medium"])
    at_lake = bool(LAKES & description.all_words) and "water" in painting.masks and not _ICE & description.all_words
    if at_lake and shot in _AT_LAKE:
        one = replace(_AT_LAKE[shot], horizon=painting.centre[1] / light.height)
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    winterly = bool(_WINTERLY & description.all_words)
    green = description.weather == "dust" or bool(_GREEN & description.all_words and not winterly)
    snow = description.weather == "snow" or winterly or (description.world == "mountain" and not (green or at_lake))
    view = View(width, height, one.focal * width, (0.5 + side * one.aside) * width, one.horizon * height, one.eye, side)
    turn, deep = one.turn + float(rng.uniform(-0.06, 0.06)), 0.34 if snow else 0.0
    house = build((0.0, one.away), turn, _OPENINGS, snow=deep)
    if shot == "detail":  # the window at the corner, past which the sky and the land are seen
        first = house.point("front", _OPENINGS[0].u + 0.5 * _OPENINGS[0].wide, 0.0)
        at = (_WINDOW[0] - float(first[0]), one.away + _WINDOW[1] - float(first[2]))
        house = build(at, turn, _OPENINGS, snow=deep)
    lamps = Lamps.of_house(house)
    ground = "snow" if snow else "grass" if description.world in ("field", "mountain") else "floor"
    land = Land.before(light, description, view, seed, ground, peak(painting, 0.93), house)
    canvas = blank(width, height)
    warm = canvas[1]
    trees = _trees(description, view, house, rng, shot)
    on_shore = at_lake and shot in ("wide", "medium")
    if on_shore:
        trees = [tree for tree in trees if is_ashore(tree.x, tree.z, one.away)]
    elif at_lake:
        trees = [tree for tree in trees if tree.z < _LAKE_BEYOND - 0.5]
    for tree in [tree for tree in trees if tree.z > one.away + 8]:
        tree_light(canvas, tree, view, land, lamps)
    within = partial(shore, land, away=one.away) if on_shore else None
    ground_light(canvas, view, land, lamps, _LAKE_BEYOND if at_lake and shot == "close" else 0.0, within=within)
    rest = sorted([tree for tree in trees if tree.z <= one.away + 8], key=lambda tree: -tree.z)
    for tree in [tree for tree in rest if tree.z > one.away]:
        tree_light(canvas, tree, view, land, lamps)
    glow = house_light(canvas, view, house, land, lamps, seed)
    warm += glow
    for tree in [tree for tree in rest if tree.z <= one.away]:
        tree_light(canvas, tree, view, land, lamps)
    if on_shore:
        rough = 0.5 if description.weather in ("clear", "mist") else 1.0
        dry = at_water(canvas, view, land, lamps, one.away, rough, rng)
        painting.masks["water"] = np.asarray(painting.masks["water"], np.float32) * (
            1 - cv2.resize(dry, (light.width, light.height))
        )
    else:
        fence(canvas, view, land, lamps, rng)
    walks = "figure" in description.details and "people" not in description.without
    if walks and shot in ("wide", "medium") and not on_shore:
        walker(canvas, view, land, lamps, rng)
    if not (snow or on_shore):
        tufts(canvas, view, land, lamps, rng)
    smoke = _smoke(view, house, seed, _THICK if _SMOKES & set(description.said) else 1.0)
    ripples = [element for element in painting.elements if element.kind in ("ripples", "birds")] if on_shore else []
    _lay(painting, light, canvas, glow, (view, share), smoke, land, one.travel)
    painting.elements += ripples
    if shot == "close":  # without a sky there is less light
        painting.grade = fit_grade(
            Backlight.of(painting).small, painting.grade, median=(46.0, 84.0), white=(206.0, 232.0)
        )
    elif shot == "detail":
        painting.grade = replace(painting.grade, exposure=1.5 * painting.grade.exposure)


def _trees(description: SceneDescription, view: View, house: House, rng: np.random.Generator, shot: str) -> list[Tree]:
    found: list[Tree] = []
    wooded = description.world == "forest"
    z0 = float(house.middle[2])
    reach = 0.5 * view.width / view.focal
    rows = ((62.0, 26), (46.0, 17), (33.0, 9)) if wooded else ((70.0, 10), (48.0, 5))
    if wooded and shot == "close":
        rows = ((50.0, 30), (34.0, 22), (24.0, 14))
    for z, count in rows:
        z = max(z, z0 + 9)
        for index in range(count):
            x = ((index + float(rng.uniform(0, 1))) / count * 2.4 - 1.2) * reach * z
            tall = float(rng.uniform(9, 17)) * ((1.75 if shot == "close" else 1.0) if wooded else 0.7)
            found.append(Tree(x, z + float(rng.uniform(-4, 4)), tall, int(rng.integers(1 << 20))))
    beside = (
        (-4.6, 3.6, 13.0),
        (-7.2, 1.0, 10.0),
        (5.9, 4.5, 15.0),
        (7.6, 2.0, 11.0),
        (3.4, 7.5, 12.0),
        (-2.6, 7.0, 9.5),
    )
    for x, dz, tall in beside:
        found.append(
            Tree(
                x * float(rng.uniform(0.92, 1.1)),
                z0 + dz,
                tall * float(rng.uniform(0.85, 1.15)),
                int(rng.integers(1 << 20)),
            )
        )
    before = ((-4.9, -3.6, 3.2), (5.3, -3.4, 8.0), (-6.2, -5.2, 10.5))
    for x, dz, tall in before:
        z = z0 + dz
        if z > 3 and shot != "detail":  # there they would hide the window
            found.append(Tree(x, z, tall * float(rng.uniform(0.9, 1.1)), int(rng.integers(1 << 20))))
    return found


def _lay(
    painting: Painting,
    light: Backlight,
    canvas: Any,
    glow: Array,
    seen: tuple[View, float],
    smoke: Array,
    land: Land,
    travel: float,
) -> None:
    """Set what was painted into a painting, with smoke before it and the glow of the lamps about them."""
    steady, warm, cover, _ = canvas
    view = seen[0]
    # Air before the lamps takes some of their light.
    small = cv2.resize(glow, (max(8, view.width // 4), max(8, view.height // 4)), interpolation=cv2.INTER_AREA)
    for part, reach in ((0.22, 0.012), (0.16, 0.05)):
        soft = cv2.GaussianBlur(small, (0, 0), max(0.8, reach * view.width / 4))
        warm += np.float32(part) * cv2.resize(soft, (view.width, view.height))
    warm *= (1 - 0.5 * smoke)[..., None]
    drawn = _against(smoke, light, steady, cover, np.asarray(land.ambient, np.float32) * np.float32(0.62))
    steady += (drawn - steady) * (smoke * cover)[..., None]
    steady += drawn * (smoke * (1 - cover))[..., None]
    lay(painting, light, canvas, seen, {"windows": (warm, "kick", 1.0, 0.22)}, travel, 1 - smoke)


def _against(smoke: Array, light: Backlight, steady: Array, cover: Array, pale: Array) -> Array:
    """Return the light of smoke: pale before what is dark, and before a bright sky a shade darker than that is."""
    height, width = cover.shape
    behind = cv2.resize(light.small, (width, height)) * (1 - cover)[..., None] + steady * cover[..., None]
    small = cv2.resize(behind, (max(8, width // 8), max(8, height // 8)), interpolation=cv2.INTER_AREA)
    behind = cv2.resize(cv2.GaussianBlur(small, (0, 0), 2.0), (width, height))
    bright = np.clip(behind @ LUMA / max(float(pale @ LUMA), 1e-6) / 0.9 - 0.4, 0, 1)[..., None]
    return np.asarray(1.3 * pale + (0.34 * behind - 1.3 * pale) * bright, np.float32)


def _smoke(view: View, house: House, seed: int, thick: float) -> Array:
    """Return the smoke of the chimney, (height, width) 0 to 1: a plume that bends with the wind and thins out."""
    x, y = (float(one) for one in view.at(*house.smoke))
    unit = view.focal / float(house.smoke[2])
    height, width = view.height, view.width
    if not (-0.2 * width < x < 1.2 * width) or y < 0.02 * height:
        return np.zeros((height, width), np.float32)
    small = 3
    rows = (np.arange(height // small + 1, dtype=np.float32)[:, None] * small - y) / unit
    columns = (np.arange(width // small + 1, dtype=np.float32)[None, :] * small - x) / unit
    up = np.maximum(-rows, 0)
    noise = fill_fbm(
        rows.shape[0],
        columns.shape[1],
        step_x=0.42 * small / unit,
        step_y=0.30 * small / unit,
        seed=seed + 61,
        octaves=5,
    )
    lean = 0.10 * up**1.45 * view.side + 0.30 * np.sin(0.55 * up + seed) * np.minimum(up / 3, 1)
    wide = (0.20 + 0.17 * up) * (1.25 if thick > 1 else 1.0)
    across = (columns - lean + 0.55 * wide * noise) / wide
    density = (
        np.exp(-(across**2))
        * np.clip(0.62 + 1.3 * noise, 0, 1.2)
        * np.exp(-up / (6.5 * thick))
        * np.minimum(up / 0.15, 1)
    )
    density *= thick * np.clip(1.6 / np.sqrt(wide / 0.2), 0, 0.9)
    return np.asarray(cv2.resize(np.clip(density, 0, 0.85), (width, height)), np.float32)
