"""The inside of a spaceship: corridors between ribs of light, and a bridge before the stars; metres, colours linear BGR.

Traced by :mod:`~..kernels.hull`. Light families: ``even`` and ``odd`` (strips of every other rib), ``panels``, ``stars``.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import hull as kernel
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import staffage, tracing
from beatreel.plugins.generators.procedural.scenery.tracing import project

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_BRIDGE = {"bridge", "cockpit", "helm", "command", "console", "consoles"}
_PAIRS = ((215.0, 45.0), (195.0, 20.0), (255.0, 335.0), (230.0, 75.0))
"""Hues of strips and panels where the prompt names no colours."""

_AMBER, _ICE = (0.10, 0.48, 1.0), (1.0, 0.75, 0.25)


class _Plan(NamedTuple):
    """A section of a ship, right half, from the floor up to the middle of the ceiling: corners and what each side is."""

    corners: tuple[tuple[float, float], ...]
    roles: tuple[int, ...]
    deep: float  # of the ribs
    pitch: float
    thick: float
    end: float
    window: tuple[float, ...]


_PLANS = {
    "octagon": _Plan(
        ((1.30, 0.0), (1.95, 0.80), (1.95, 2.05), (1.05, 3.05)),
        (kernel.PLATE, kernel.WALL, kernel.LIT, kernel.CEILING),
        0.24, 2.5, 0.16, 18.8, (1.55, 1.05, 1.05, 0.0, 0.0, 1.0),
    ),
    "round": _Plan(
        ((1.15, 0.0), (1.72, 0.55), (1.95, 1.25), (1.80, 2.05), (1.30, 2.65), (0.55, 2.98)),
        (kernel.PLATE, kernel.LIT, kernel.WALL, kernel.LIT, kernel.PLATE, kernel.CEILING),
        0.15, 2.1, 0.11, 18.6, (1.55, 1.10, 1.10, 1.0, 0.0, 1.0),
    ),
    "bridge": _Plan(
        ((4.30, 0.0), (4.60, 1.00), (4.60, 2.20), (2.90, 3.70)),
        (kernel.PLATE, kernel.PLATE, kernel.LIT, kernel.CEILING),
        0.30, 2.6, 0.17, 9.2, (2.12, 3.55, 1.22, 0.0, 2.0, 0.6),
    ),
}  # fmt: skip


def paint(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int,
    progress: Callable[..., None],
) -> Painting:  # fmt: skip
    """Paint a ship's corridor or bridge."""
    width, height = size
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 223])
    name = "bridge" if description.all_words & _BRIDGE else ("octagon", "round")[description.flavour % 2]
    plan = _PLANS[name]
    side = float(rng.choice([-1.0, 1.0]))
    lens, crew = _view(name, shot, side, width, height)
    people = [
        staffage.Person(kind, x, z, tall, mirrored, description.flavour + n)
        for n, (kind, x, z, tall, mirrored) in enumerate(crew)
    ]
    hull = _hull(name, plan, description, shot, people, rng, int(seed) % 50_000 + variation)
    light, depth, ids = tracing.trace(partial(kernel.rays, hull, lens), width, height, progress, families=4, sharp=0.45)
    floor = (ids >> 4) == kernel.FLOOR
    soften(light, floor, width)
    if "people" not in description.without:
        staffage.light_up(light, depth, lens, people)
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), small, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    start = Grade(
        contrast=1.30, pivot=0.2, saturation=1.12, lift=(0.012, 0.009, 0.006), desaturate=0.34, bloom=0.24, bloom_width=1.3
    )  # fmt: skip
    grade = fit_grade(total, start, median=(24.0, 52.0), white=(206.0, 238.0))
    return Painting(
        groups={
            "even": LightGroup(light[0], "kick", 0.80, 0.34),
            "odd": LightGroup(light[1], "offbeat", 0.80, 0.34),
            "panels": LightGroup(light[2], "downbeat", 0.90, 0.20),
            "stars": LightGroup(light[3]),
        },
        depth=depth,
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=grade,
        masks={"floor": floor.astype(np.float32)},
        elements=_elements(hull, lens, width, height),
        travel={"wide": 1.7, "medium": 1.1, "close": 0.4, "detail": 0.5}[shot] * (0.6 if name == "bridge" else 1.0),
    )


def _view(
    name: str, shot: str, side: float, width: int, height: int
) -> tuple[Lens, list[tuple[str, float, float, float, bool]]]:
    """Return the camera and who stands where: outline, x, z, height, mirrored."""
    views = {  # x, y, yaw, focal, horizon; and the figure's x, z
        "wide": (0.22, 1.05, -1.5, 0.86, 0.54, 0.30, 10.2),
        "medium": (0.35, 1.20, -3.0, 1.15, 0.50, -0.10, 6.2),
        "close": (-1.05, 1.40, 38.0, 0.98, 0.48, 0.85, 2.75),
        "detail": (0.45, 0.30, -4.0, 1.35, 0.40, -0.25, 6.5),
    }
    if name == "bridge":
        views = {
            "wide": (0.35, 1.35, -1.0, 1.06, 0.53, 0.50, 5.9),
            "medium": (0.9, 1.35, -4.0, 1.35, 0.53, 0.45, 5.4),
            "close": (1.3, 1.30, -14.0, 1.70, 0.55, 0.35, 4.6),
            "detail": (-1.6, 1.28, 10.0, 1.60, 0.50, 0.5, 5.8),
        }
    x, y, yaw, focal, horizon, at, away = views[shot]
    turn = math.radians(side * yaw)
    narrow = min(width, height * 0.5625 * 1.25)
    lens = Lens(
        np.array([side * x, y, 0.0], np.float32), np.array([math.cos(turn), 0, -math.sin(turn)], np.float32),
        np.array([0, 1, 0], np.float32), np.array([math.sin(turn), 0, math.cos(turn)], np.float32),
        np.float32(focal * narrow), np.float32(width / 2), np.float32(horizon * height),
    )  # fmt: skip
    return lens, [("stander", side * at, away, 1.78, side > 0)]


def planes_of(corners: list[tuple[float, float]], deep: float) -> Any:
    """Return the sides of a convex prism through corners that run anticlockwise, moved inwards by ``deep`` but for the floor."""
    found = []
    for k, (x0, y0) in enumerate(corners):
        x1, y1 = corners[(k + 1) % len(corners)]
        size = math.hypot(x1 - x0, y1 - y0)
        nx, ny = (y1 - y0) / size, -(x1 - x0) / size
        found.append((nx, ny, nx * x0 + ny * y0 - (deep if k else 0.0)))
    return np.array(found, np.float64)


def _hull(
    name: str, plan: _Plan, description: SceneDescription, shot: str, people: list[staffage.Person],
    rng: np.random.Generator, seed: int,
) -> kernel.Hull:  # fmt: skip
    right = list(plan.corners)
    corners = [(-right[0][0], 0.0), *right, *((-x, y) for x, y in reversed(right[1:]))]
    roles = [0, *plan.roles[:-1], plan.roles[-1], *reversed(plan.roles[:-1])]
    outer, inner = planes_of(corners, 0.0), planes_of(corners, plan.deep)
    spans, posts, boards = [], [], []
    for k, (x0, y0) in enumerate(corners):
        x1, y1 = corners[(k + 1) % len(corners)]
        nx, ny = outer[k, :2]
        spans.append((nx * (y0 + y1) / 2 - ny * (x0 + x1) / 2, 0.5 * math.hypot(x1 - x0, y1 - y0)))
        if k:
            back = plan.deep + 0.07
            posts.append(((x0 + x1) / 2 - nx * back, (y0 + y1) / 2 - ny * back))
        if roles[k] == kernel.LIT:
            boards.append(((x0 + x1) / 2 - nx * 0.1, (y0 + y1) / 2 - ny * 0.1))
    if len(posts) > 5:  # every other side of a round ship is enough
        posts = posts[::2]
    share = 4.6 / len(posts)
    hues = _hues(description)
    one, two, panel = _light(hues[0], 0.11), _light(hues[1], 0.11), _light(hues[2], 0.055)
    pipes = [] if name == "round" else [
        (way * (right[2][0] - 0.20), right[2][1] + 0.16, 0.055, 0.0) for way in (-1.0, 1.0)] + [
        (way * (right[2][0] - 0.12), right[2][1] + 0.02, 0.03, 0.0) for way in (-1.0, 1.0)] + [
        (way * 0.42, right[3][1] - 0.13, 0.075, 0.0) for way in (-1.0, 1.0)]  # fmt: skip
    boxes, lit = _consoles(plan.end) if name == "bridge" else ([], [])
    cards, places = _cards(people if "people" not in description.without else [])
    first = (
        1.15 + float(rng.uniform(0, 0.3)) if shot != "close" else 4.0 - 1.5 * plan.pitch
    )  # a window behind who stands there
    towards = _planet(name, shot, rng, people[0].x)
    away = [math.hypot(*towards[:3])]
    planet = np.array([*(v / away[0] for v in towards[:3]), math.cos(towards[3]), towards[4]], np.float64)
    world = _light(description.palette.key if description.palette.strength > 0.05 else 235.0, 0.10)
    cloud = _light(description.palette.fill if description.palette.strength > 0.05 else 300.0, 0.14)
    return kernel.Hull(
        outer=outer, inner=inner, spans=np.array(spans, np.float64), roles=np.array(roles, np.int64),
        pitch=plan.pitch, thick=plan.thick, first=first, end=plan.end,
        strips=np.stack([one, two]) * np.float32(share), panel=panel, signal=np.array(_AMBER if _cool(description) else _ICE, np.float32),
        posts=np.array(posts, np.float64).reshape(-1, 2), boards=np.array(boards, np.float64).reshape(-1, 2),
        pipes=np.array(pipes, np.float64).reshape(-1, 4),
        boxes=np.array(boxes, np.float64).reshape(-1, 6), lit=np.array(lit, np.float32),
        figures=cards, figure_at=places, window=np.array(plan.window, np.float64),
        portholes=0 if name == "bridge" else (2 if shot == "close" else 4),
        planet=planet, ground=0.10, metal=0.46 if name == "round" else 0.34, tint=np.array((1.04, 1.0, 0.96), np.float32),
        air=0.016, sky=np.stack([world, cloud]), gloss=0.85, seed=seed,
    )  # fmt: skip


def _light(hue: float, chroma: float = 0.13) -> Array:
    return light_of_hue(hue, chroma, 0.78)


def _cool(description: SceneDescription) -> bool:
    """Return whether the strips are nearer to blue than to orange, so that displays are amber."""
    return math.cos(math.radians(_hues(description)[0] - 235.0)) > -0.2


def _hues(description: SceneDescription) -> tuple[float, float, float]:
    """Return the hues of even strips, odd strips and panels."""
    palette = description.palette
    if palette.strength > 0.05:
        return palette.key, palette.fill, palette.accent
    key, other = _PAIRS[description.flavour % len(_PAIRS)]
    return key, key, other


def _planet(name: str, shot: str, rng: np.random.Generator, side: float) -> tuple[float, float, float, float, float]:
    """Return where the planet is (x, y, z), its radius and the turn of its light, in radians."""
    way = 1.0 if side > 0 else -1.0
    if name == "bridge":
        return (-way * float(rng.uniform(0.15, 0.35)), -0.10, 1.0, 0.42, math.radians(90 + way * 50))
    if shot == "close":  # beside the ship
        return (way * 1.0, -0.25, 1.15, 0.50, math.radians(70.0 if way < 0 else 110.0))
    return (0.035, -0.035, 1.0, 0.075, math.radians(120.0))


def _consoles(end: float) -> tuple[list[tuple[float, ...]], list[float]]:
    """Return the boxes of a bridge and how much they shine: stations under the window, one at each side, seats."""
    boxes: list[tuple[float, ...]] = []
    lit: list[float] = []

    def put(x: float, wide: float, low: float, high: float, z: float, deep: float, shine: float = 0.0) -> None:
        boxes.append((x - wide / 2, x + wide / 2, low, high, z, z + deep))
        lit.append(shine)

    for x, z in ((-2.55, end - 1.75), (0.0, end - 1.5), (2.55, end - 1.75)):
        put(x, 1.75, 0.0, 0.74, z + 0.12, 0.66)
        put(x, 1.95, 0.74, 0.86, z, 0.86, 1.0)
        put(x, 1.50, 0.90, 1.20, z + 0.74, 0.05, 1.0)
    for way in (-1.0, 1.0):
        put(way * 3.55, 0.75, 0.0, 0.86, 3.4, 2.4, 0.8)
        put(way * 3.85, 0.10, 1.02, 1.62, 3.5, 2.2, 0.9)
        x, z = way * 1.35, end - 2.75  # a seat
        put(x, 0.52, 0.42, 0.54, z, 0.5)
        put(x, 0.50, 0.54, 1.22, z - 0.10, 0.11)
        put(x, 0.16, 0.0, 0.42, z + 0.17, 0.16)
    put(0.0, 9.0, 0.0, 0.16, end - 2.95, 2.95)  # a step
    return boxes, lit


def _cards(people: list[staffage.Person]) -> tuple[Array, Any]:
    """Return who is there, each as alpha and alpha blurred, and where (z, x, height, width)."""
    found, places = [], []
    for one in people:
        cut, place = one.card(420.0)
        soft = cv2.GaussianBlur(cut, (0, 0), 5.0)
        found.append(np.stack([cv2.resize(part, (384, 512), interpolation=cv2.INTER_AREA) for part in (cut, soft)]))
        places.append(place)
    cards = np.stack(found) if found else np.zeros((1, 2, 2, 2), np.float32)
    return cards.astype(np.float32), np.array(places, np.float64).reshape(-1, 4)


def soften(light: list[Any], floor: Any, width: int) -> None:
    """Spread the single mirrored ray of the floor along the view."""
    scale = width / 1584
    soft = cv2.GaussianBlur(floor.astype(np.float32), (0, 0), max(scale, 0.5))[..., None] * np.float32(0.7)
    for family in light:
        sharp = np.minimum(family.astype(np.float32), 4.0)
        blurred = cv2.GaussianBlur(sharp, (0, 0), sigmaX=max(0.9 * scale, 0.4), sigmaY=max(3.5 * scale, 0.5))
        family += halved((blurred - sharp) * soft)


def _elements(hull: kernel.Hull, lens: Lens, width: int, height: int) -> list[Element]:
    found = [Element("motes", 0.45)]
    points = []
    for k in range(6):
        z = hull.first + k * hull.pitch
        x, y, away = project(lens, (0.0, float(hull.posts[:, 1].max()), z))
        if z < hull.end and away > 0.5 and 0 < x < width and 0 < y < height:
            points.append([x / width, y / height])
    if points:
        colour = [float(v) for v in 200 * np.sqrt(hull.strips[0] / max(float(hull.strips[0].max()), 1e-3))]
        found.append(Element("beacons", 0.22, {"points": points, "colour": colour}))
    return found
