"""A campfire on its own piece of land: flames, sparks, the people about it and what its light reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.flames import Flames, fire_colour
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.painting import Element, LightGroup
from beatreel.plugins.generators.procedural.scenery import staffage

from ._ground import Canvas, Land, ground_light
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import Backlight, peak
from ._near_things import tufts
from ._spruces import Tree, tree_light

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_WOODED = ("forest",)
_GROUND = {"forest": "floor", "field": "grass", "mountain": "floor", "ocean": "sand", "dunes": "sand"}
_BARK = np.array([0.045, 0.055, 0.065], np.float32)
_STONE = np.array([0.16, 0.17, 0.18], np.float32)
# Where people sit about a fire: metres to the right and behind it, how they are seen.
_SEATS = (
    (-1.50, 0.05, "seated"), (1.62, -0.10, "seated"), (-2.15, 0.75, "seated"), (2.30, 0.80, "seated"),
    (-1.20, 2.2, "stander"), (1.35, 2.5, "stander"),
)  # fmt: skip
_NEAR_SEATS = {  # in pictures from nearer they move together, or they would be cut by the frame
    "medium": ((-1.12, 0.25, "seated"), (1.12, 0.15, "seated"), (-0.80, 1.9, "stander"), (1.28, 1.7, "stander"), (0.45, 2.4, "stander")),
    "close": ((-0.98, 0.55, "seated"), (0.98, 0.45, "seated"), (0.55, 1.9, "stander")),
    "detail": ((-0.52, 1.3, "seated"), (0.62, 1.1, "seated")),
}  # fmt: skip


@dataclass(frozen=True)
class _Shot:
    """Metres to the fire and of the eye; focal length in widths."""

    away: float
    aside: float
    focal: float
    horizon: float
    eye: float
    travel: float


_SHOTS = {
    "wide": _Shot(8.4, 0.05, 1.12, 0.585, 2.1, 0.9),
    "medium": _Shot(5.3, 0.02, 1.12, 0.57, 1.5, 0.55),
    "close": _Shot(3.9, 0.0, 1.25, 0.52, 1.2, 0.35),
    "detail": _Shot(2.5, 0.0, 1.45, 0.46, 0.75, 0.12),
}


def add_campfire(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let a fire burn before whatever world is painted, in place."""
    share, width, height = canvas_size(light)
    one = _SHOTS.get(shot, _SHOTS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    horizon = one.horizon
    if description.world in ("ocean", "dunes"):  # the sea ends where it ends
        horizon = min(max(painting.centre[1] / light.height, 0.42), 0.58)
    view = View(width, height, one.focal * width, (0.5 + side * one.aside) * width, horizon * height, one.eye, side)
    ground = "snow" if description.weather == "snow" else _GROUND.get(description.world, "floor")
    land = Land.before(light, description, view, seed, ground, peak(painting, 0.74))
    tall = (1.9 if "bonfire" in description.all_words else 1.25) * (0.85 if shot in ("close", "detail") else 1.0)
    z = one.away + (0.8 if tall > 1.5 else 0.0)
    lamps = Lamps.of_fire(z, tall)
    canvas = blank(width, height)
    warm = canvas[1]
    wooded = description.world in _WOODED
    trees = _trees(z, view, rng) if wooded and shot != "detail" else []
    for tree in [tree for tree in trees if tree.z > 34]:
        tree_light(canvas, tree, view, land, lamps)
    hidden = bool(trees)  # the far edge of the ground
    ground_light(
        canvas, view, land, lamps, 0.0 if hidden else z + {"wide": 7.0, "medium": 6.0, "detail": 2.5}.get(shot, 5.0)
    )
    for tree in sorted([tree for tree in trees if tree.z <= 34], key=lambda tree: -tree.z):
        tree_light(canvas, tree, view, land, lamps)
    if ground in ("floor", "grass"):
        tufts(canvas, view, land, lamps, rng, clear=(0.0, z, 2.6))
    people = _people(description, shot, rng)
    scale = 1.0 if tall < 1.5 else 1.3
    for number, (x, dz, kind) in sorted(enumerate(people), key=lambda item: -item[1][1]):
        if dz > 0:
            _figure(canvas, view, land, lamps, kind, (scale * x, z + scale * dz), number, rng)
    _hearth(canvas, view, land, lamps, z, tall, rng)
    flames = _flames(view, z, tall, seed)
    for number, (x, dz, kind) in sorted(enumerate(people), key=lambda item: -item[1][1]):
        if dz <= 0:
            _figure(canvas, view, land, lamps, kind, (scale * x, z + scale * dz), number, rng, before=flames)
    glow = fire_colour(flames)[..., :3] * land.lamp[2] * np.float32(1.35)
    _air(warm, glow, view, z, tall)
    astray = description.world == "ocean" and not 0.38 < painting.centre[1] / light.height < 0.66
    if shot == "detail" or astray:
        out_of_focus(painting, light, 0.05 if shot == "detail" else 0.03, 0.8 if ground == "snow" else 0.30)
    lay(painting, light, canvas, (view, share), {"firelight": (warm, "kick", 1.0, 0.20)}, one.travel)
    size = (light.width, light.height)
    burning = np.empty((*size[::-1], 3), np.float16)
    for colour in range(3):
        burning[..., colour] = cv2.resize(np.ascontiguousarray(glow[..., colour]), size)
    # In a film the fire lives: the animator draws it in place of this.
    painting.add_lights("flames", LightGroup(burning, "steady", 0.0))
    x, y = view.at(0.0, 0.05, z)
    place = {
        "x": float(x) / width,
        "y": float(y) / height,
        "tall": tall * view.focal / z / height,
        "depth": z,
        "seed": seed,
    }
    painting.elements += [Element("fire", 0.9, place), Element("sparks", 0.8, place)]


def _people(description: SceneDescription, shot: str, rng: np.random.Generator) -> list[tuple[float, float, str]]:
    if "people" in description.without and "figure" not in description.details:
        return []
    words = description.all_words | set(re.findall(r"[a-z]+", description.prompt.lower()))
    alone = {"alone", "lonely", "lone", "man", "woman", "girl", "boy", "someone", "person", "figure"} & words
    if {"friend", "friends", "people", "party", "crowd"} & words:
        count = 6
    else:
        count = 1 if alone else 2 if {"couple", "lovers", "two", "both"} & words else 3
    if shot in ("close", "detail") and count == 3:  # nobody is named
        return []
    seats = list(_NEAR_SEATS.get(shot, _SEATS)[:count])
    return [(x * float(rng.uniform(0.92, 1.08)), dz * float(rng.uniform(0.9, 1.1)), kind) for x, dz, kind in seats]


def _trees(z0: float, view: View, rng: np.random.Generator) -> list[Tree]:
    found = []
    reach = 0.5 * view.width / view.focal
    for z, count in ((44.0, 22), (32.0, 14), (22.0, 9)):
        for index in range(count):
            x = ((index + float(rng.uniform(0, 1))) / count * 2.5 - 1.25) * reach * z
            found.append(Tree(x, z + float(rng.uniform(-3, 3)), float(rng.uniform(11, 19)), int(rng.integers(1 << 20))))
    for x, dz, tall in (
        (-4.6, 3.0, 13.0),
        (4.9, 4.5, 15.0),
        (-6.6, 6.5, 14.0),
        (7.2, 2.0, 12.0),
        (-3.4, 7.5, 11.0),
        (2.9, 8.5, 13.0),
    ):
        found.append(
            Tree(
                x * float(rng.uniform(0.9, 1.15)),
                z0 + dz,
                tall * float(rng.uniform(0.9, 1.1)),
                int(rng.integers(1 << 20)),
            )
        )
    return found


def _figure(
    canvas: Canvas, view: View, land: Land, lamps: Lamps, kind: str, where: tuple[float, float], number: int,
    rng: np.random.Generator, before: Array | None = None,
) -> None:  # fmt: skip
    """Set somebody beside the fire: round, so that light runs around the edges; ``before`` (flames) is hidden by them."""
    steady, warm, cover, depth = canvas
    x, z = where
    unit = view.focal / z
    faces_right = (x < 0) == (view.side > 0)
    size = 1.72 * float(rng.uniform(0.95, 1.04)) * unit
    one = staffage.body(kind, size, mirrored=not faces_right, variant=land.seed % 50 + number)
    alpha, foot = one.cover, one.feet
    nx, ny, nz = one.normal[..., 0], -one.normal[..., 1], -one.normal[..., 2]
    spot = np.array([x], np.float32), np.array([z], np.float32)
    base = float(land.rise(spot[0], spot[1], np.zeros(1, np.float32))[0])
    px, py = (float(each) for each in view.at(x, base - 0.02, z))
    left, top = round(px - foot[0]), round(py - foot[1])
    x0, y0, x1, y1 = (
        max(left, 0),
        max(top, 0),
        min(left + alpha.shape[1], view.width),
        min(top + alpha.shape[0], view.height),
    )
    if x1 <= x0 or y1 <= y0:
        return
    its, part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left], np.s_[y0:y1, x0:x1]
    alpha, nx, ny, nz = (np.ascontiguousarray(each[its]) for each in (alpha, nx, ny, nz))
    columns = np.arange(x0, x1, dtype=np.float32)[None] + 0.5
    rows = np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5
    wx = view.side * (columns - view.centre_x) / view.focal * z + 0 * rows
    wy = view.eye + (view.horizon - rows) / view.focal * z + 0 * columns
    fall = lamps.on(wx, wy, np.full_like(wx, z), (view.side * nx, -ny, -nz), 0.12)
    cloth = one.albedo[its]
    folds = 1 + 0.35 * fbm_at(wx * 3, wy * 2, 0.4, land.seed + 3 * number, 3)
    folds *= one.openness[its]
    own = cloth * (0.28 * np.clip(0.6 - 0.4 * ny, 0, 1) * folds)[..., None] * land.ambient
    edge = 0.5 + 1.8 * np.clip(1.04 - nz, 0, 1) ** 1.7  # light that grazes cloth and hair shines
    lit = (0.6 * cloth + 0.02) * (fall * folds * edge)[..., None] * land.lamp * np.float32(1.4)
    share = alpha[..., None]
    steady[part] += (own - steady[part]) * share
    warm[part] += (lit - warm[part]) * share
    cover[part] += (1 - cover[part]) * alpha
    depth[part] = np.where(alpha > 0.5, np.float32(z), depth[part])
    if before is not None:
        before[part] *= 1 - alpha


def _hearth(
    canvas: Canvas, view: View, land: Land, lamps: Lamps, z: float, tall: float, rng: np.random.Generator
) -> None:
    """Lay stones in a ring and logs against each other, glowing where they burn."""
    steady, warm, cover, depth = canvas
    fine = 2
    shape = (view.height * fine, view.width * fine)
    unit = view.focal / z
    radius = 0.62 * tall**0.7
    x0, y0 = (int(float(each)) for each in view.at(-1.6 * radius if view.side > 0 else 1.6 * radius, 0.75 * tall, z))
    x1, y1 = (
        int(float(each)) + 1 for each in view.at(1.6 * radius if view.side > 0 else -1.6 * radius, -0.25, z - radius)
    )
    x0, y0, x1, y1 = max(x0, 0), max(y0, 0), min(x1, view.width), min(y1, view.height)
    if x1 - x0 < 3 or y1 - y0 < 3:
        return
    shape = ((y1 - y0) * fine, (x1 - x0) * fine)
    pieces = []
    for index in range(13):
        turn = 2 * np.pi * (index + float(rng.uniform(-0.25, 0.25))) / 13
        pieces.append(
            ("stone", radius * np.cos(turn), z + radius * np.sin(turn), float(rng.uniform(0.10, 0.17)) * tall**0.5)
        )
    for index in range(9):
        turn = 2 * np.pi * (index + float(rng.uniform(-0.4, 0.4))) / 9
        pieces.append(
            (
                "log",
                0.72 * radius * np.cos(turn),
                z + 0.72 * radius * np.sin(turn),
                float(rng.uniform(0.030, 0.058)) * tall**0.6,
            )
        )
    for kind, x, pz, size in sorted(pieces, key=lambda piece: -piece[2]):
        mask = np.zeros(shape, np.uint8)
        if kind == "stone":
            points = np.array([(np.cos(t), 0.62 * np.sin(t)) for t in np.linspace(0, 2 * np.pi, 9)[:-1]])
            points *= size * (1 + 0.16 * rng.normal(0, 1, points.shape))
            px, py = view.at(x + points[:, 0], np.maximum(points[:, 1] + 0.35 * size, -0.02), pz)
            outline = silhouette.smooth_curve([(float(a), float(b)) for a, b in zip(px, py, strict=True)])
        else:
            tip = np.array([-0.10 * x + 0.05 * float(rng.normal()), (0.50 + 0.16 * float(rng.random())) * tall, z])
            foot = np.array([x, 0.03, pz])
            a, b = (np.array(view.at(*point), float) for point in (foot, tip))
            across = np.array([-(b - a)[1], (b - a)[0]]) / max(float(np.hypot(*(b - a))), 1e-6) * size * unit
            t = np.linspace(0, 1, 9)[:, None]
            spine = a + (b - a) * t + across * 0.5 * rng.normal(0, 0.5, (9, 1)) * np.sin(np.pi * t)
            wide = across * (1 - 0.4 * t) * (1 + 0.14 * rng.normal(0, 1, (9, 1)))
            outline = np.concatenate([spine - wide, (spine + wide)[::-1]])
        silhouette.fill(mask, (np.asarray(outline) - (x0, y0)) * fine)
        alpha = cv2.resize(mask, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        if not alpha.any():
            continue
        part = np.s_[y0:y1, x0:x1]
        nx, ny, nz = silhouette.inflated(alpha)
        rows = np.arange(y0, y1, dtype=np.float32)[:, None] + 0.5
        columns = np.arange(x0, x1, dtype=np.float32)[None] + 0.5
        wx = view.side * (columns - view.centre_x) / view.focal * pz + 0 * rows
        wy = view.eye + (view.horizon - rows) / view.focal * pz + 0 * columns
        fall = np.minimum(lamps.on(wx, wy, np.full_like(wx, pz), (view.side * nx, -ny, -nz), 0.1), 3.0)
        colour = _STONE if kind == "stone" else _BARK
        grain = 1 + 0.6 * fbm_at(wx * 4, wy * 4, 0.3, land.seed + round(100 * x), 3)
        own = colour * (0.22 * grain)[..., None] * land.ambient
        lit = colour * (fall * grain)[..., None] * land.lamp
        if kind == "log":  # embers eat into it
            burn = np.clip(
                fbm_at(wx * 5, wy * 5, 0.35, land.seed + 77, 3) * 2.2 + 0.55 - 1.1 * np.abs(wy - 0.28 * tall) / tall,
                0,
                1,
            )
            lit = lit + (burn**2)[..., None] * np.array([0.03, 0.20, 1.0], np.float32) * land.lamp[2] * np.float32(0.9)
        share = alpha[..., None]
        steady[part] += (own - steady[part]) * share
        warm[part] += (lit - warm[part]) * share
        cover[part] += (1 - cover[part]) * alpha
        depth[part] = np.where(alpha > 0.5, np.float32(pz), depth[part])
    # the bed of embers
    px, py = (float(each) for each in view.at(0.0, 0.04, z))
    rows = (np.arange(y0, y1, dtype=np.float32)[:, None] - py) / (unit * radius * view.eye / z)
    columns = (np.arange(x0, x1, dtype=np.float32)[None] - px) / (unit * radius)
    bed = np.exp(-(((rows / 0.8) ** 2 + (columns / 0.75) ** 2) ** 1.5))
    coals = np.clip(
        0.5 + 1.6 * fbm_at(columns * 3 + 0 * rows, rows * 2 + 0 * columns, 0.5, land.seed + 78, 3), 0.1, 1.4
    )
    warm[y0:y1, x0:x1] += (0.40 * bed * coals)[..., None] * np.array([0.05, 0.32, 1.0], np.float32) * land.lamp[2]


def _flames(view: View, z: float, tall: float, seed: int) -> Array:
    """Return how hot the flames are, (height, width) 0 to 1."""
    unit = view.focal / z
    x, y = (float(each) for each in view.at(0.0, 0.05, z))
    rows = max(8, round(tall * unit))
    columns = max(8, round(0.95 * tall * unit))
    heat = Flames(seed).heat(columns, rows, 0.31, 0.77)
    move = np.array([[1, 0, x - columns / 2], [0, 1, y - rows]], np.float32)
    return np.asarray(cv2.warpAffine(heat, move, (view.width, view.height), flags=cv2.INTER_LINEAR), np.float32)


def _air(warm: Array, glow: Array, view: View, z: float, tall: float) -> None:
    """Let the air about a fire take some of its light, in place."""
    small = cv2.resize(glow, (max(8, view.width // 8), max(8, view.height // 8)), interpolation=cv2.INTER_AREA)
    total = np.zeros_like(small)
    for part, reach in ((0.16, 0.35), (0.13, 1.2), (0.10, 3.0)):
        total += np.float32(part) * cv2.GaussianBlur(small, (0, 0), max(0.8, reach * tall * view.focal / z / 8))
    warm += cv2.resize(total, (view.width, view.height))
