"""Hot-air balloons over a land, near and far: they drift and rise in the film, and their burners light them from within on the beat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import balloons
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import NX, OPEN
from beatreel.plugins.generators.procedural.painting import Element, Motion
from beatreel.plugins.generators.procedural.scenery.dyes import DYES

from ._ground import Land
from ._land_layer import blank, canvas_size
from ._light import LUMA, Backlight, peak
from ._mesh_light import mesh_light
from ._moving import DARK, add_canvas

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_WIDE = 17.0  # metres
# For each shot the balloons of three distances: x, y (shares of width and height) and size (share of the width).
_PLACES = {
    "wide": (
        ((0.68, 0.235, 0.31),),
        ((0.24, 0.165, 0.155), (0.33, 0.395, 0.125)),
        ((0.50, 0.31, 0.062), (0.88, 0.43, 0.055), (0.12, 0.32, 0.048), (0.62, 0.455, 0.038), (0.46, 0.10, 0.05)),
    ),
    "medium": (
        ((0.38, 0.30, 0.50),),
        ((0.80, 0.17, 0.20), (0.86, 0.42, 0.13)),
        ((0.66, 0.36, 0.07), (0.14, 0.13, 0.06), (0.71, 0.50, 0.05)),
    ),
    "close": (
        ((0.56, 0.33, 0.80),),
        ((0.13, 0.18, 0.17),),
        ((0.10, 0.42, 0.07), (0.90, 0.55, 0.06), (0.22, 0.52, 0.045)),
    ),
    "detail": (((0.50, 0.18, 1.30),), ((0.12, 0.56, 0.15),), ((0.88, 0.50, 0.06), (0.27, 0.66, 0.05))),
}
_MOST = 9  # of those places, at least as many as there are
_MOTIONS = ((0.0035, -0.0042, 0.004), (0.0026, -0.0022, 0.003), (0.0014, -0.0008, 0.002))
_COLOURS = (
    ((0.10, 0.12, 0.66), (0.40, 0.53, 0.64)), ((0.08, 0.36, 0.80), (0.10, 0.12, 0.55)), ((0.48, 0.42, 0.14), (0.40, 0.53, 0.64)),
    ((0.12, 0.58, 0.84), (0.08, 0.22, 0.70)), ((0.50, 0.18, 0.36), (0.50, 0.40, 0.62)), ((0.62, 0.30, 0.14), (0.40, 0.53, 0.64)),
)  # fmt: skip


def add_balloons(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set balloons into the sky of a painting, in place."""
    _, width, height = canvas_size(light)
    seed = int(rng.integers(1 << 16))
    is_turned = bool(rng.random() < 0.5)
    view = View(width, height, 1.0 * width, 0.5 * width, 0.5 * height, 0.0)
    land = Land.before(light, description, view, seed, "sand", peak(painting, 0.92))
    # As bright as the picture wants it, whatever the light of the land: cloth is seen against it, not on it.
    bright = {"golden": 0.60, "dawn": 0.50, "dusk": 0.26, "night": 0.11}.get(description.time_of_day, 0.75)
    white = np.float32(bright * peak(painting, 0.86))
    ambient, key = (each * (white / max(float(each @ LUMA), 1e-6)) for each in (land.ambient, land.key))
    land = replace(land, ambient=0.60 * ambient, key=1.1 * key, thick=420.0)
    by_day = description.time_of_day == "day"
    way = -1.0 if is_turned else 1.0
    colours = [_COLOURS[n] for n in rng.permutation(len(_COLOURS))]
    if dye := DYES.get(description.colour_of("balloon", "hot air balloon")):
        blue, green, red = dye
        colours = [(dye, (share * blue, share * green, share * red)) for share in (0.55, 0.75)]
    points = []
    number = 0
    places, left = [], description.count_of("balloon") or _MOST
    for row in _PLACES.get(shot, _PLACES["medium"]):  # the nearest first
        places.append(row[: max(left, 0)])
        left -= len(row)
    for place, (right, down, sway) in reversed(list(zip(places, _MOTIONS, strict=True))):
        if not place:
            continue
        canvas = blank(width, height)
        metres = _WIDE / (sum(size for *_, size in place) / len(place))
        motion = Motion(x=float(rng.random()), right=way * right, down=down, sway=sway)
        for x, y, size in sorted(place, key=lambda one: one[2]):
            x = (1 - x if is_turned else x) + float(rng.uniform(-0.02, 0.02)) * (size < 0.5)
            y += float(rng.uniform(-0.012, 0.012))
            _balloon(
                canvas,
                view,
                land,
                (x, y, size),
                colours[number % len(colours)],
                rng,
                seed,
                lit={"day": 0.15, "golden": 0.3, "dawn": 0.45}.get(description.time_of_day, 0.7),
            )
            points.append([x, y, size, 1 / metres, float(number % 2)])
            number += 1
        add_canvas(painting, light, canvas, metres, motion)
        points[-len(place) :] = [
            [*one, motion.x, motion.right, motion.down, motion.sway] for one in points[-len(place) :]
        ]
    options = {"points": points, "colour": [70.0, 160.0, 255.0]}
    if "birds" not in description.motifs:  # they would fly before a balloon
        painting.elements[:] = [one for one in painting.elements if one.kind != "birds"]
    painting.elements.append(Element("burners", 0.35 if by_day else 0.8, options))


def _balloon(
    canvas: Any, view: View, land: Land, place: tuple[float, float, float], colours: Any, rng: np.random.Generator, seed: int,
    *, lit: float,
) -> None:  # fmt: skip
    """Paint a balloon at a place, lit from within."""
    x, y, size = place
    z = _WIDE * view.focal / (size * view.width)
    px, py = (x * view.width - view.centre_x) / view.focal * z, (view.horizon - y * view.height) / view.focal * z
    turn = float(rng.random())
    sunny = np.array([1.3 * land.towards[0], 0.42, -0.62], np.float32)
    sunny /= np.linalg.norm(sunny)
    for first in (0, 1):
        sheet = balloons.gores(first, 2, turn).moved(px, py, z, 0.0, _WIDE)
        shade = sheet.carried[:, NX : NX + 3] @ sunny
        sheet.carried[:, OPEN] *= np.clip(0.42 + 0.72 * shade, 0.12, 1.1)
        before = canvas[2].copy()
        mesh_light(canvas, view, sheet, land, DARK, seed, np.array(colours[first], np.float32))
        # The flame is in its mouth; light fades on the way up.
        new = canvas[2] - before
        box = np.s_[
            max(int((y * view.height) - 0.75 * size * view.width), 0) : int(y * view.height + 0.75 * size * view.width)
            + 1,
            max(int((x - 0.6 * size) * view.width), 0) : int((x + 0.6 * size) * view.width) + 1,
        ]
        rows = np.arange(box[0].start, box[0].start + new[box].shape[0], dtype=np.float32)[:, None]
        columns = np.arange(box[1].start, box[1].start + new[box].shape[1], dtype=np.float32)[None]
        up = (y * view.height - rows) / (size * view.width) + 0.42
        off = (columns - x * view.width) / (size * view.width)
        glow = np.exp(-(up**2) / 0.26 - off**2 / 0.16) * new[box]
        through = float(land.air(z))
        canvas[0][box] += (
            glow[..., None] * np.array(colours[first], np.float32) * land.lamp * np.float32(1.5 * lit * through)
        )
    mesh_light(canvas, view, balloons.basket().moved(px, py, z, 0.0, _WIDE), land, DARK, seed)
