"""A train that passes through the land of a world: over a viaduct of stone arches in the mountains, on a bank elsewhere."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import trains, viaducts
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Element, Motion

from ._ground import Land, ground_light
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import LUMA, Backlight, peak
from ._mesh_light import height_fog, lamp_air, lie_mist, mesh_light
from ._moving import DARK, add_canvas
from ._near_things import tufts
from ._spruces import Tree, tree_light
from ._steam import plume

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class _Look:
    """From where a train is looked at.

    Attributes
    ----------
    right, away : float
        Metres to the front of its engine.
    way : float
        Angle between its track and the view, radians.
    rails, eye : float
        Metres over the ground.
    focal, horizon : float
        Focal length in widths of the picture, horizon in heights.
    speed, travel : float
        Metres a second, and that the camera may move.
    """

    right: float
    away: float
    way: float
    rails: float
    eye: float
    focal: float
    horizon: float
    speed: float
    travel: float


_HIGH = {
    "wide": _Look(3.2, 40.0, 0.64, 22.0, 15.5, 1.15, 0.53, 3.0, 0.9),
    "medium": _Look(2.4, 25.0, 0.58, 21.0, 18.0, 1.12, 0.56, 2.2, 0.5),
    "close": _Look(1.2, 10.2, 0.46, 20.0, 20.9, 1.05, 0.64, 0.9, 0.2),
    "detail": _Look(0.9, 6.2, 0.50, 20.0, 22.2, 1.15, 0.53, 0.3, 0.08),
}
_LOW = {
    "wide": _Look(2.5, 31.0, 0.70, 1.15, 2.6, 1.15, 0.67, 3.0, 0.9),
    "medium": _Look(1.9, 19.0, 0.60, 1.15, 2.0, 1.12, 0.68, 2.0, 0.5),
    "close": _Look(1.3, 10.6, 0.46, 1.15, 1.9, 1.05, 0.66, 0.9, 0.2),
    "detail": _Look(0.75, 5.6, 0.40, 1.15, 3.2, 1.15, 0.53, 0.3, 0.08),
}
_ALONG = {  # over the sleepers, where no train comes
    "wide": _Look(-1.6, 40.0, 0.10, 1.15, 3.2, 1.10, 0.62, 3.0, 0.9),
    "medium": _Look(1.0, 30.0, -0.12, 1.15, 2.6, 1.15, 0.56, 2.0, 0.5),
    "close": _Look(-0.9, 18.0, 0.10, 1.15, 2.2, 1.10, 0.60, 0.9, 0.2),
    "detail": _Look(0.4, 10.0, 0.10, 1.15, 1.9, 1.15, 0.45, 0.3, 0.08),
}
_STEAM = {
    "steam",
    "locomotive",
    "old",
    "vintage",
    "orient",
    "victorian",
    "western",
    "smoke",
    "coal",
    "antique",
    "historic",
    "hogwarts",
}
_GROUNDS = {
    "dunes": "sand",
    "canyon": "sand",
    "field": "grass",
    "savanna": "grass",
    "mountain": "grass",
    "ocean": "sand",
}
_LIVERIES = ((0.040, 0.045, 0.230), (0.045, 0.110, 0.060), (0.140, 0.065, 0.035), (0.110, 0.230, 0.330))
_RIVERS = {"river", "rivers", "stream", "creek", "water", "gorge"}
_BRIGHT = {"golden": 1.5, "dawn": 1.6, "night": 2.2}


def add_train(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a railway with a train on it into a painting, in place."""
    share, width, height = canvas_size(light)
    high = "viaduct" in description.motifs or (description.world == "mountain" and "bank" not in description.all_words)
    passes = bool(set(description.motifs) & {"train", "steam_train"})
    if not passes and high:  # there is nothing near by to look at
        shot = {"close": "medium", "detail": "wide"}.get(shot, shot)
    looks = _HIGH if high else _LOW if passes else _ALONG
    one = looks.get(shot) or looks["medium"]
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    coast = description.world == "ocean" and not high
    grown = description.world == "field" and not high and shot != "detail"  # what grows in a field stays before it
    horizon = painting.centre[1] * share if (coast or grown) and shot != "detail" else one.horizon * height
    if grown:
        row = int(0.95 * light.height)
        eye = float(np.median(painting.depth[row])) * (row - painting.centre[1]) / painting.focal
        one = replace(one, eye=eye, focal=painting.focal * share / min(width, 0.9 * height))
    view = View(width, height, one.focal * min(width, 0.9 * height), 0.5 * width, horizon, one.eye, side)
    ground = "snow" if description.weather == "snow" else _GROUNDS.get(description.world, "floor")
    land = Land.before(light, description, view, seed, ground, peak(painting, 0.95))
    bright = np.float32(_BRIGHT.get(description.time_of_day, 1.0))
    land = replace(land, ambient=land.ambient * bright, thick=(2.4 if high else 1.9) * land.thick)
    if ground == "sand":  # as the sunny sides of the world's own
        rows = light.small[int(painting.centre[1] / light.height * len(light.small)) :].reshape(-1, 3)
        luma = rows @ LUMA
        land = replace(land, seen=rows[luma >= np.percentile(luma, 55)].mean(axis=0))
    canvas = blank(width, height)
    if shot == "detail":
        out_of_focus(painting, light, 0.02, 0.95)
    bays = np.ceil(220 / viaducts.SPAN)
    shift = float(rng.uniform(0, viaducts.SPAN))
    if high:
        _valley(canvas, view, land, description, one, shift, int(bays), seed, rng)
    else:
        _plain(canvas, view, land, one, seed, rng, coast=coast, bare=not grown)
    lay(painting, light, canvas, (view, share), {"lamps": (canvas[1], "kick", 1.0, 0.2)}, one.travel)
    if high:  # it stands before the wheels
        canvas = blank(width, height)
        mesh_light(canvas, view, _set(viaducts.parapet(_START - shift, int(bays)), one), _lit(land, 1.7), DARK, seed)
        add_canvas(painting, light, canvas, 0.96 * one.away, None)
    if passes:
        _train(painting, light, view, land, description, shot, one, seed, rng)


_FAR = 260.0  # metres to which a valley reaches
_START = -170.0  # metres along the track, from the front of the engine, at which what carries it begins


def _set(mesh: Mesh, one: _Look) -> Mesh:
    """Return what runs along the track where this look sees it."""
    return mesh.moved(one.right, one.rails, one.away, one.way - math.pi / 2)


def _valley(
    canvas: Any, view: View, land: Land, description: SceneDescription, one: _Look, shift: float, bays: int, seed: int,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Paint a viaduct over a wooded valley, from which mist rises."""
    wooded = description.world in ("mountain", "forest", "field")
    trees = _wood(view, one, rng) if wooded else []
    river = bool(_RIVERS & description.all_words)
    if river:
        trees = [each for each in trees if _dry(np.float32(each.x), np.float32(each.z), one) > 0.99]
        _river(canvas, view, land, one, seed)
    c, s = math.cos(one.way), math.sin(one.way)
    line = one.right * c + one.away * s
    behind = {each: each.x * c + each.z * s > line for each in trees}
    banks = (lambda x, z: _dry(x, z, one)) if river else None
    ground_light(canvas, view, land, DARK, far=_FAR, within=banks)
    for each in [each for each in trees if behind[each]]:
        tree_light(canvas, each, view, land, DARK)
    mesh_light(
        canvas, view, _set(viaducts.viaduct(_START - shift, bays, one.rails + 2), one), _lit(land, 1.7), DARK, seed
    )
    for each in [each for each in trees if not behind[each]]:
        tree_light(canvas, each, view, land, DARK)
    much, far = (0.55, 2.2) if river else (0.93, 1.1)  # mist that hides a valley leaves its river to be seen
    height_fog(canvas, view, land, 0.16 * one.rails, far * one.away, much, seed, _FAR)


def _dry(x: Array, z: Array, one: _Look) -> Array:
    """Return how far ground is land and not the bed of the river, 0 to 1, metres aside and ahead: it winds and goes under the arches."""
    middle = 0.35 * one.right + 9.0 * np.sin((z - one.away) / 34.0) - 0.10 * (z - one.away)
    half = 6.5 + 1.5 * np.sin(z / 19.0)
    return np.asarray(np.clip((np.abs(x - middle) - half) / np.maximum(0.02 * z, 0.25) + 0.5, 0, 1), np.float32)


def _river(canvas: Any, view: View, land: Land, one: _Look, seed: int) -> None:
    """Let the valley's floor be water, in place, over which its banks are painted: it mirrors the air, darker near by."""
    steady, _, cover, depth = canvas
    columns = np.arange(view.width, dtype=np.float32) + 0.5
    haze = land.haze_at(columns, view.width)[None]
    first = max(int(view.horizon + view.focal * view.eye / _FAR), 0)
    down = np.arange(first, view.height, dtype=np.float32)[:, None] + 0.5 - view.horizon
    z = np.broadcast_to(view.focal * view.eye / np.maximum(down, 0.5), (view.height - first, view.width))
    x = (columns - view.centre_x)[None] / view.focal * z
    slope = np.clip(view.eye / z, 0, 1)
    wave = fbm_at(x / 5.0, z, 0.9, seed + 83, 4, np.asarray(z * z / (view.eye * view.focal), np.float32))
    shine = (0.98 - 0.75 * slope + 0.30 * wave)[..., None]
    steady[first:] = haze * shine
    cover[first:] = 1.0
    depth[first:] = z


def _lit(land: Land, more: float) -> Land:
    """Return the land for what stands free in its light, with ``more`` of that."""
    return replace(land, ambient=land.ambient * np.float32(more), key=land.key * np.float32(1.2))


def _wood(view: View, one: _Look, rng: np.random.Generator, scale: float = 1.0) -> list[Tree]:
    reach = 0.5 * view.width / view.focal
    found = []
    for z, count in ((170.0, 40), (120.0, 34), (90.0, 26), (66.0, 18), (0.72 * one.away, 9), (0.5 * one.away, 4)):
        if z < 11:  # below the picture
            continue
        for index in range(count):
            x = ((index + float(rng.uniform(0, 1))) / count * 2.4 - 1.2) * reach * z
            # Not between the arches and the eye; those beside stand higher.
            tall = scale * min(float(rng.uniform(9, 17)), 0.62 * max(one.rails, 20.0))
            if z < one.away and abs(x) < 0.5 * reach * z:
                tall *= 0.6
            found.append(Tree(x, z + float(rng.uniform(-5, 5)), tall, int(rng.integers(1 << 20))))
    return sorted(found, key=lambda each: -each.z)


def _plain(
    canvas: Any, view: View, land: Land, one: _Look, seed: int, rng: np.random.Generator, *, coast: bool,
    bare: bool,
) -> None:  # fmt: skip
    """Paint a track on its bank, with telegraph poles beside it."""
    edge = None
    c, s = math.cos(one.way), math.sin(one.way)
    line = one.right * c + one.away * s
    if coast:  # the land ends behind the track, and the sea begins
        vanishing = view.centre_x - view.side * view.focal * s / c
        middle = line + 9.0 * s
        columns = np.arange(view.width, dtype=np.float32)[None] + 0.5
        edge = view.horizon + np.maximum(view.eye * c / middle * view.side * (columns - vanishing), 0)
    trees = []
    if land.ground == "floor":
        trees = [each for each in _wood(view, one, rng, 1.5) if abs(each.x * c + each.z * s - line) > 7]
    if bare:
        ground_light(canvas, view, _lit(land, 1.8), DARK, edge=edge)
    for each in trees:
        if each.x * c + each.z * s > line:
            tree_light(canvas, each, view, land, DARK)
    poles = [viaducts.telegraph(x, 4.6) for x in np.arange(-140.0, 30.0, 34.0)]
    way = Mesh.of([viaducts.track(_START, 60.0), *poles])
    mesh_light(canvas, view, _set(way, one), land, DARK, seed)
    if bare and not coast:
        lie_mist(canvas, view, land, 3.0 * one.away, 0.45, seed, deep=2.0)
    if bare and not land.snow and (land.ground != "sand" or coast):
        tufts(canvas, view, _lit(land, 1.8), DARK, rng, much=0.5 if coast else 0.9, aside=0.7)


def _train(
    painting: Painting, light: Backlight, view: View, land: Land, description: SceneDescription, shot: str, one: _Look,
    seed: int, rng: np.random.Generator,
) -> None:  # fmt: skip
    """Add the train, its steam and the light of its lamps, which move along the track."""
    steam = "steam_train" in description.motifs or bool(_STEAM & description.all_words)
    width, height = view.width, view.height
    livery = np.array(_LIVERIES[int(rng.integers(len(_LIVERIES)))], np.float32)
    livery *= np.float32(1.6 if land.snow else 1.2)
    c, s = math.cos(one.way), math.sin(one.way)
    vanishing = 0.5 * width - view.side * view.focal * s / c
    front, _ = (float(each) for each in view.at(one.right, one.rails, one.away))
    # What nears along a line grows away from its vanishing point, the sooner the farther from it.
    nearing = one.speed * c / one.away * width / (front - vanishing)
    motion = Motion(vanishing / width, view.horizon / height, nearing=nearing)
    canvas = blank(width, height)
    mesh = _set(trains.train({"close": 5, "detail": 4}.get(shot, 7), steam=steam), one)
    panes, flames = mesh_light(canvas, view, mesh, _lit(land, 2.2), DARK, seed, livery)
    canvas[0][:] += canvas[1] + panes + flames
    lamp_air(panes + flames, canvas[0], view)
    add_canvas(painting, light, canvas, one.away, motion)
    lamps = [(trains.LAMP[0] + 0.1, trains.LAMP[1], 0.0, 1.0), (0.05, 1.62, 0.92, 0.5), (0.05, 1.62, -0.92, 0.5)]
    if not steam:
        lamps = [(0.0, 2.30, 0.0, 0.8), (0.0, 1.35, 0.86, 0.7), (0.0, 1.35, -0.86, 0.7)]

    def at(x: float, y: float, z: float) -> tuple[float, float, float]:
        """Return where a point of the train is seen, shares of width and height, and the width of a metre there."""
        px, py, pz = one.right + c * z + s * x, one.rails + y, one.away - c * x + s * z
        u, v = view.at(px, py, pz)
        return float(u) / width, float(v) / height, view.focal / pz / width

    options: dict[str, Any] = {
        "lamps": [[*at(x, y, z), power] for x, y, z, power in lamps],
        "colour": [120.0, 200.0, 255.0],
        "inverse": 1 / one.away,
        "motion": [motion.x, motion.y, motion.nearing],
    }
    if steam:
        for old in (True, False):
            steamy = blank(width, height)
            plume(
                steamy,
                view,
                land,
                lambda x, y, z: (one.right + c * z + s * x, one.rails + y, one.away - c * x + s * z),
                old=old,
                seed=seed,
            )
            add_canvas(
                painting,
                light,
                steamy,
                0.985 * one.away,
                replace(motion, nearing=motion.nearing * (0.35 if old else 1.0)),
            )
        # Puffs stay behind where they were blown out.
        trail = [
            at(trains.CHIMNEY[0] - back, trains.CHIMNEY[1] + up, 0.0)
            for back, up in ((0.0, 0.1), (1.0, 1.6), (3.5, 3.4), (8.0, 5.4))
        ]
        options["trail"] = [list(one_) for one_ in trail]
    day = {"day": 0.35, "golden": 0.6}.get(description.time_of_day, 1.0)
    painting.elements.append(Element("engine", day, options))
