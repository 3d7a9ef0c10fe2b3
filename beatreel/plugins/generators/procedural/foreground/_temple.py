"""A temple, a pagoda or a shrine on its own piece of land: its way of lanterns, the gate before it, trees about it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import pagoda
from beatreel.plugins.generators.procedural.kernels.house import View
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, leaves
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.kernels.trees import tree
from beatreel.plugins.generators.procedural.painting import Element

from ._ground import Land, ground_light
from ._lamplight import Lamps
from ._land_layer import blank, canvas_size, lay, out_of_focus
from ._light import Backlight, peak
from ._mesh_light import lamp_air, lie_mist, mesh_light
from ._near_things import tufts, walker
from ._shot import Shot
from ._spruces import Tree, tree_light

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription


Array = np.ndarray[Any, np.dtype[np.float32]]


_SHOTS = {
    "wide": Shot(39.0, 0.07, 0.52, 1.15, 0.70, 2.0, 2.4),
    "medium": Shot(27.0, 0.05, 0.60, 1.20, 0.755, 1.7, 1.5),
    "close": Shot(14.5, 0.04, 0.70, 1.10, 0.80, 1.55, 0.6),
    "detail": Shot(24.0, 0.05, 0.62, 1.45, 0.50, 1.45, 0.12),
}
_AWAY = {
    "pagoda": (1.0, 1.0),
    "hall": (0.88, 1.52),
    "shrine": (0.72, 0.90),
}  # shares of these, and of that of a close look


@dataclass(frozen=True)
class _Plot:
    """Where a building stands, for the ground about it."""

    middle: Array
    turn: float
    half: tuple[float, float]

    def away(self, x: Array, z: Array) -> Array:
        """Return how far points of the ground are from the base, metres; 0 inside."""
        c, s = math.cos(self.turn), math.sin(self.turn)
        dx, dz = x - self.middle[0], z - self.middle[2]
        a = np.abs(c * dx + s * dz) - self.half[0]
        b = np.abs(c * dz - s * dx) - self.half[1]
        return np.asarray(np.hypot(np.maximum(a, 0), np.maximum(b, 0)), np.float32)


def _kind(description: SceneDescription) -> str:
    words = description.all_words
    if "pagoda" in words:
        return "pagoda"
    if words & {"shrine", "torii", "shinto"}:
        return "shrine"
    return "pagoda" if description.flavour % 3 == 0 and "monastery" not in words else "hall"


def add_temple(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Set a temple into a painting, in place."""
    share, width, height = canvas_size(light)
    one = _SHOTS.get(shot, _SHOTS["medium"])
    side = float(rng.choice([-1.0, 1.0]))
    seed = int(rng.integers(1 << 16))
    view = View(width, height, one.focal * width, (0.5 + side * one.aside) * width, one.horizon * height, one.eye, side)
    kind = _kind(description)
    turn = one.turn + float(rng.uniform(-0.08, 0.08))
    away = one.away * _AWAY[kind][shot == "close"]
    painted = bool({"red", "vermilion", "chinese", "china"} & description.all_words) or kind == "shrine"
    storeys = {"pagoda": pagoda.PAGODA, "hall": pagoda.HALL, "shrine": pagoda.SHRINE}[kind]
    ridge = {"pagoda": 0.12, "hall": 3.4, "shrine": 1.6}[kind]
    built = pagoda.temple(storeys, ridge=ridge, painted=painted, spire=kind == "pagoda")
    snow = description.weather == "snow"
    ground = "snow" if snow else "grass" if description.world == "field" else "floor"
    land = Land.before(light, description, view, seed, ground, peak(painting, 0.90))
    bright = {"golden": 1.5, "dawn": 1.6}.get(description.time_of_day, 1.0)
    land = replace(land, ambient=land.ambient * np.float32(bright))
    half = storeys[0].wide + 1.6, storeys[0].deep + 1.6
    steps = half[1] + 1.2
    land = replace(
        land, house=_Plot(np.array([0, 0, away], np.float32), turn, half), paved=True,
        path=(math.sin(turn) * steps, away - math.cos(turn) * steps, float(0.25 * np.sin(seed))),
    )  # fmt: skip
    if "torii" in description.all_words and shot == "medium":  # one looks along them
        at = float(land.path_at(np.array([11.0], np.float32))[0])
        view = replace(view, centre_x=0.5 * width - side * view.focal * at / 11.0)
    leaf = _leaf(description)
    far, near, flames = _furnishing(land, shot, rng, description, kind)
    lamps = _lamps(built, away, turn, flames)
    canvas = blank(width, height)
    trees = _trees(description, view, away, rng, shot)
    for each in [each for each in trees if each.z > away + 6]:
        tree_light(canvas, each, view, land, lamps)
    lie_mist(canvas, view, land, away + 10, 0.75, seed)
    ground_light(canvas, view, land, lamps)
    for each in [each for each in trees if away - 3 < each.z <= away + 6]:
        tree_light(canvas, each, view, land, lamps)
    body = Mesh.of([built.mesh.moved(0.0, 0, away, turn), *far])
    paper, flame = mesh_light(canvas, view, body, land, lamps, seed, leaf)
    if shot != "close":
        lie_mist(canvas, view, land, away - 5, 0.5, seed + 3)
    for each in [each for each in trees if each.z <= away - 3]:
        tree_light(canvas, each, view, land, lamps)
    if shot == "detail":
        out_of_focus(painting, light, 0.03, 0.9)
        _blur((*canvas[:2], paper, flame), 0.009 * width)
    before = canvas[2].copy()
    canvas[2][:] = 0
    more = mesh_light(canvas, view, Mesh.of(near), land, lamps, seed + 7, leaf)
    for glow in (paper, flame):
        glow *= (1 - canvas[2])[..., None]
    flame += more[1]
    canvas[2][:] = 1 - (1 - before) * (1 - canvas[2])
    if "figure" in description.details and "people" not in description.without and shot in ("wide", "medium"):
        walker(canvas, view, land, lamps, rng)
    if not snow and shot != "detail":
        tufts(canvas, view, land, lamps, rng, much=0.4, aside=1.35)
    lamp_air(paper, canvas[1], view)
    lamp_air(flame, flame, view)
    lay(
        painting, light, canvas, (view, share),
        {"windows": (canvas[1] + paper, "kick", 1.0, 0.22), "lanterns": (flame, "offbeat", 1.0, 0.30)}, one.travel,
    )  # fmt: skip
    if "blossom" in description.motifs:
        painting.elements.append(Element("petals", 0.9, {"colour": [190, 170, 220], "way": 1 if side > 0 else -1}))
    if shot in ("close", "detail"):
        painting.grade = fit_grade(
            Backlight.of(painting).small, painting.grade, median=(40.0, 84.0), white=(206.0, 236.0)
        )


def _blur(canvas: tuple[Array, ...], reach: float) -> None:
    for light in canvas:
        light[:] = cv2.GaussianBlur(light, (0, 0), max(0.8, reach))


def _furnishing(
    land: Land, shot: str, rng: np.random.Generator, description: SceneDescription, kind: str
) -> tuple[list[Mesh], list[Mesh], list[tuple[float, float, float]]]:
    """Return what stands with the temple and what stands before it: lanterns, gates, trees, fallen leaves; and where lights burn."""
    far: list[Mesh] = []
    near: list[Mesh] = _grown(land, shot, rng)
    flames: list[tuple[float, float, float]] = []
    lantern = pagoda.stone_lantern()

    def ground(x: Any, z: Any) -> Any:
        x, z = np.atleast_1d(np.asarray(x, np.float32)), np.atleast_1d(np.asarray(z, np.float32))
        return land.rise(x, z, 0 * x)

    def middle(z: float) -> float:
        return float(land.path_at(np.float32([z]))[0])

    def stand(x: float, z: float, scale: float, to: list[Mesh]) -> None:
        base = float(ground(x, z)[0]) - 0.06
        to.append(lantern.leaned(*rng.normal(0, 0.012, 2)).moved(x, base, z, float(rng.uniform(0, 1)), scale))
        flames.append((x, base + pagoda.LAMP * scale, z))

    if shot == "detail":
        stand(-0.05, 2.6, 1.0, near)
        stand(1.5, 6.5, 1.0, far)
        stand(-1.9, 9.5, 1.0, far)
    elif shot == "close":
        stand(1.15, 4.4, 1.0, near)
    else:
        end = land.path[1] - 0.8 if land.path else 0.0
        for z in (8.5, 14.5, 20.5, 26.5) if shot == "wide" else (6.5, 11.0, 16.0, 21.0):
            for hand in (-1.0, 1.0):
                if z < end:
                    stand(
                        middle(z) + hand * 1.95, z + float(rng.uniform(-0.3, 0.3)), float(rng.uniform(0.95, 1.08)), near
                    )
        gates = (17.5,) if shot == "wide" else (13.5,) if kind == "shrine" else ()
        if "torii" in description.all_words and shot == "medium":  # one behind the other
            gates = tuple(np.arange(7.5, end, 1.9))
        for z in gates:
            tall = 3.9 if len(gates) > 1 else 4.9
            near.append(pagoda.torii(tall).moved(middle(z), float(ground(middle(z), z)[0]) - 0.08, z, 0.08))
    if not land.snow and _is_shed(description):
        count = 2600
        z = (1.6 + 15 * rng.random(count) ** 1.6).astype(np.float32)
        x = (rng.uniform(-0.6, 0.6, count) * z).astype(np.float32)
        flat = rng.normal(0, 0.22, (count, 3)).astype(np.float32) + np.array([0, 1, 0], np.float32)
        flat /= np.linalg.norm(flat, axis=1, keepdims=True)
        places = np.stack([x, ground(x, z) + 0.012, z], 1)
        near.append(leaves(places, flat, rng.uniform(0.02, 0.042, count), pagoda.LEAF, rng, 0.75))
    return far, near, flames


def _lamps(built: pagoda.Built, z: float, turn: float, flames: list[tuple[float, float, float]]) -> Lamps:
    """Return the lit windows that look to the camera, and the lanterns."""
    c, s = math.cos(turn), math.sin(turn)
    places, ways, powers, sizes = [], [], [], []
    for wx, wy, wz, dx, dz, size in built.windows.tolist():
        way = np.array([c * dx - s * dz, 0, s * dx + c * dz])
        place = np.array([c * wx - s * wz, wy, z + s * wx + c * wz])
        if way @ np.array([place[0], 0, place[2]]) > 0:
            continue
        places.append(place)
        ways.append(way)
        powers.append(2.4 * size)
        sizes.append(0.5)
    for spot in flames:
        places.append(np.array(spot))
        ways.append(np.zeros(3))
        powers.append(1.5)
        sizes.append(0.42)
    return Lamps(*(np.asarray(each, np.float32) for each in (places, ways, powers, sizes)))


_LEAVES = (
    ({"cherry", "sakura", "blossom", "petal", "petals", "spring"}, (0.66, 0.55, 0.88)),
    ({"maple", "autumn", "fall", "leaves"}, (0.030, 0.075, 0.52)),
    ({"ginkgo", "yellow", "golden"}, (0.03, 0.32, 0.58)),
    ({"green", "summer", "bamboo", "moss", "zen", "jungle"}, (0.05, 0.15, 0.10)),
)


def _leaf(description: SceneDescription) -> Array:
    """Return the colour of leaves; where nothing is said, maples in autumn."""
    named = description.all_words | set(description.motifs)
    return np.array(next((colour for words, colour in _LEAVES if words & named), _LEAVES[1][1]), np.float32)


def _is_shed(description: SceneDescription) -> bool:
    return float(_leaf(description)[2]) > 0.3


def _grown(land: Land, shot: str, rng: np.random.Generator) -> list[Mesh]:
    """Return leafy trees beside the way, at the edges of the picture."""
    where = {
        "wide": ((-8.6, 16.0, 9.5), (10.5, 23.0, 10.0)), "medium": ((-6.9, 11.0, 8.5), (9.5, 18.0, 9.5)),
        "close": ((-6.6, 8.0, 7.5),), "detail": ((3.0, 6.5, 6.0),),
    }.get(shot, ())  # fmt: skip
    found = []
    for x, z, tall in where:
        middle = float(land.path_at(np.float32([z]))[0]) if shot != "detail" else 0.0
        size = tall * float(rng.uniform(0.9, 1.1))
        grown = tree(rng, size, leafy=0 if land.snow else 26000, leaf=0.0035 * z + 0.016)
        found.append(grown.moved(middle + x, -0.1, z))
    return found


def _trees(description: SceneDescription, view: View, away: float, rng: np.random.Generator, shot: str) -> list[Tree]:
    found: list[Tree] = []
    reach = 0.5 * view.width / view.focal
    wooded = description.world in ("forest",)
    rows = ((88.0, 30), (72.0, 22), (58.0, 14)) if wooded else ((85.0, 14), (66.0, 9))
    for z, count in rows:
        z = max(z * (away / 39.0) ** 0.5, away + 9)
        for index in range(count):
            x = ((index + float(rng.uniform(0, 1))) / count * 2.4 - 1.2) * reach * z
            tall = float(rng.uniform(13, 25)) * (1.0 if wooded else 0.6)
            found.append(Tree(x, z + float(rng.uniform(-4, 4)), tall, int(rng.integers(1 << 20))))
    for x, dz, tall in ((-11.0, 2.0, 24.0), (12.5, 4.0, 22.0), (-15.0, -6.0, 26.0), (16.0, -7.0, 25.0)):
        tall *= 1.0 if wooded else 0.55
        found.append(
            Tree(
                x * float(rng.uniform(0.9, 1.1)),
                away + dz,
                tall * float(rng.uniform(0.85, 1.1)),
                int(rng.integers(1 << 20)),
            )
        )
    if wooded and shot == "wide":  # dark frames
        for x, z, tall in ((-6.8, 12.0, 19.0), (7.6, 13.5, 21.0)):
            found.append(Tree(x * float(rng.uniform(0.95, 1.1)), z, tall, int(rng.integers(1 << 20))))
    return sorted(found, key=lambda each: -each.z)
