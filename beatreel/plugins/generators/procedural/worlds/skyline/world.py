"""A city from above, across the water, from a roof or under its elevated railway: lit windows, traffic, trains.

Traced by :mod:`~..kernels.city`. Light families: ``windows``, ``neon`` (crowns, signs and beacons in the palette's colours),
``streets`` (lamps and traffic) and ``sky``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import city as kernel, tone
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import staffage, tracing
from beatreel.plugins.generators.procedural.scenery.city_mood import Mood, mood_of
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.open_sky import is_over_clouds
from beatreel.plugins.generators.procedural.scenery.stars import stars
from beatreel.plugins.generators.procedural.scenery.tracing import project

from . import near, railway
from .cloud_sea import lay_clouds
from .landmark import HIDES, add_tower
from .layout import Ground, build
from .life import Scene, View, elements

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_CANDIDATES = 6
_CLOUD_BELOW = 0.68
_TOWERED = {"wide": ("avenue", "bay"), "medium": ("bay", "avenue"), "close": ("tele",), "detail": ("tele",)}
_NAMED = {  # what the prompt names is seen in the first picture of each size
    "train_window": {"wide": ("bay", "avenue"), "medium": ("avenue", "bay")},
    "train": {"wide": ("train",), "medium": ("train",), "close": ("train",), "detail": ("train",)},
    "towers_overhead": {
        "wide": ("below",),
        "medium": ("below", "canyon"),
        "close": ("canyon", "below"),
    },
    "tall_towers": {"wide": ("canyon", "bay", "avenue"), "medium": ("bay", "canyon"), "close": ("below", "canyon")},
    "tokyo_tower": _TOWERED,
    "tv_tower": _TOWERED,
    "rooftop": {"wide": ("roof", "avenue"), "medium": ("roof", "edge"), "close": ("roof", "edge"), "detail": ("roof",)},
}
_ON_A_ROOF = {
    "wide": (-18.2, 2.8, 1.0),
    "medium": (-15.3, 2.5, 1.05),
    "close": (-14.6, 2.0, 1.45),
    "detail": (-13.4, 1.75, 1.7),
}
"""Of each shot on a roof how far along the camera stands and how high over it, metres, and its focal length, widths."""
_MARGIN = 0.2  # of the width, within which a frame may end
_ABOVE = 48.0  # metres by which a camera over clouds is higher than they are
_PANES_OVER_CLOUDS = 0.35
_OVER_CLOUDS = {"wide": "avenue", "medium": "bay", "close": "tele", "detail": "tele"}
_WATERS = {"river", "bay", "water", "waterfront", "harbour", "harbor", "lake", "sea", "riverside", "hudson", "thames"}
_VIEWS = {
    "wide": ("avenue", "bay", "roof"),
    "medium": ("roof", "avenue", "bay"),
    "close": ("tele", "canyon"),
    "detail": ("tele", "pane"),
}


def _avenue(random: np.random.Generator, shot: str) -> View:
    """Over the roofs along an avenue that leads to the towers."""
    y = random.uniform(95, 150) if shot == "wide" else random.uniform(55, 80)
    low = y * 0.62
    return View("avenue", Ground(low=low, low_until=460, low_width=260), random.uniform(-14, 14), y, -120,
                random.uniform(-5, 5), random.uniform(-5, -1), random.uniform(0.95, 1.25) if shot == "wide" else random.uniform(1.5, 1.8),
                random.uniform(0.36, 0.42), 16.0)  # fmt: skip


def _bay(random: np.random.Generator, shot: str) -> View:
    """Across the water: low and broad, from high above, through a long lens, or down to what it mirrors."""
    ground = Ground(shore=random.uniform(430, 520))
    x, yaw = random.uniform(-70, 70), random.uniform(-9, 9)
    if shot == "medium":
        y, side = random.uniform(95, 130), float(random.choice([-1, 1]))
        return View("bay", ground, -side * random.uniform(230, 300), y, 130, side * random.uniform(24, 30), -2.0,
                    random.uniform(1.15, 1.35), random.uniform(0.56, 0.61), 14.0)  # fmt: skip
    if shot == "close":
        return View("bay", ground, x, random.uniform(5, 12), 60.0, yaw, 0.0, random.uniform(2.5, 3.0),
                    random.uniform(0.74, 0.80), 6.0)  # fmt: skip
    if shot == "detail":
        return View("bay", ground, x, random.uniform(2.2, 3.2), -40.0, yaw, 0.0, random.uniform(1.8, 2.2),
                    random.uniform(0.46, 0.51), 6.0)  # fmt: skip
    return View("bay", ground, x, random.uniform(3.5, 9), 0.0, yaw, 0.0, random.uniform(1.15, 1.5),
                random.uniform(0.66, 0.72), 6.0)  # fmt: skip


def _tele(random: np.random.Generator, shot: str) -> View:
    """From far away through a long lens, aside of the avenue: towers before towers, or the few highest of them."""
    y = random.uniform(90, 150)
    if shot == "detail":
        return View("tele", Ground(low=0.5 * y, low_until=420, low_width=400), random.uniform(-60, 60), y, -260, random.uniform(-7, 7),
                    0.0, random.uniform(3.8, 4.6), random.uniform(0.70, 0.78), 10.0)  # fmt: skip
    side = float(random.choice([-1, 1]))
    return View("tele", Ground(low=0.5 * y, low_until=420, low_width=400), -side * random.uniform(180, 280), y, -260,
                side * random.uniform(13, 19), random.uniform(-1.5, 2.0), random.uniform(1.7, 2.2), random.uniform(0.56, 0.64),
                10.0)  # fmt: skip


def _roof(random: np.random.Generator, shot: str) -> View:
    """On a roof; somebody stands at its edge."""
    y = random.uniform(62, 95)
    ground = Ground(low=y * 0.8, low_until=420, low_width=240, roof=(-16.0, 16.0, -40.0, -10.0, y))
    x = random.uniform(-0.5, 0.5)
    z, high, focal = _ON_A_ROOF.get(shot, _ON_A_ROOF["medium"])
    return View("roof", ground, x, y + high + random.uniform(-0.2, 0.2), z + random.uniform(-0.6, 0.4), random.uniform(-6, 6), 0.0,
                focal * random.uniform(0.94, 1.08), random.uniform(0.44, 0.50), 0.9,
                (x + float(random.choice([-1, 1])) * random.uniform(0.5, 1.0) / focal, -10.9))  # fmt: skip


def _edge(random: np.random.Generator, shot: str) -> View:
    """On a roof, from its parapet down into an avenue."""
    y = random.uniform(78, 110)
    ground = Ground(low=y * 0.75, low_until=420, low_width=240, roof=(-16.0, 16.0, -40.0, -10.0, y))
    x = random.uniform(2.5, 5.5) * float(random.choice([-1, 1]))
    return View("edge", ground, x, y + random.uniform(1.55, 1.8), random.uniform(-11.1, -10.9), -math.copysign(random.uniform(4, 9), x),
                random.uniform(-24, -19), random.uniform(0.80, 0.92), random.uniform(0.48, 0.52), 0.3)  # fmt: skip


def _canyon(random: np.random.Generator, shot: str) -> View:
    """Between towers, looking up or along."""
    side = float(random.choice([-1, 1]))
    return View("canyon", Ground(), side * random.uniform(2, 6), random.uniform(16, 44),
                random.uniform(560, 760), -side * random.uniform(2, 9),
                random.uniform(16, 30), random.uniform(0.95, 1.2), 0.5, 5.0)  # fmt: skip


def _below(random: np.random.Generator, shot: str) -> View:
    """From the street, steeply up between towers that run together."""
    side = float(random.choice([-1, 1]))
    steep = random.uniform(52, 66) if shot == "wide" else random.uniform(40, 52)
    return View("below", Ground(), side * random.uniform(2, 6), random.uniform(3, 9), random.uniform(560, 760),
                -side * random.uniform(0, 9), steep, random.uniform(0.72, 0.9), 0.5, 5.0)  # fmt: skip


_MAKERS: dict[str, Callable[[np.random.Generator, str], View]] = {
    "avenue": _avenue, "bay": _bay, "roof": _roof, "train": railway.view_of, "canyon": _canyon, "below": _below,
    "edge": _edge, "pane": _avenue, "tele": _tele,
}  # fmt: skip


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Callable[..., None],
) -> Painting:
    """Paint the city; see :mod:`~..worlds`."""
    random = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, 31])
    over_clouds = is_over_clouds(description) and not {"train_window", "rooftop"} & {*description.details}
    mood = mood_of(description, random)
    if over_clouds:  # which are exposed for: beside them windows would burn
        mood = replace(mood, windows=_PANES_OVER_CLOUDS * mood.windows)
    plan = int(random.integers(1 << 31))
    has_people = "crowd" in description.details or "people" in description.without  # whoever is painted before it
    kind = kind_of(shot, seed, variation, description.details, has_people=has_people)
    is_over_water = _WATERS & description.all_words or "sailing_boat" in description.details
    if is_over_water and not {"rooftop", "train", "towers_overhead"} & {*description.details}:
        kind = "bay"
    if over_clouds:
        kind = _OVER_CLOUDS[shot]
    if kind == "pane" and mood.wet == 0 and "string_lights" not in description.details:  # nothing is on the glass
        kind = "tele"
    if kind == "below":
        mood = replace(mood, cloud=max(mood.cloud, _CLOUD_BELOW))  # nearly all of it is sky
    random = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 33])
    view, city = _best_view(kind, shot, mood, plan, random)
    if over_clouds and shot == "wide":  # half of it is sky
        view = replace(view, middle_y=view.middle_y + 0.16, focal=1.25 * view.focal)
    lens = view.lens(width, height)
    if "moon" in description.motifs:  # that one is set into the sky, and there is no second
        city = city._replace(disc=np.zeros(3, np.float32))
    elif description.time_of_day == "night" and "moon" not in description.all_words:
        city = _without_moon_at_the_edge(city, lens, width)
    light, depth, ids = tracing.trace(partial(kernel.rays, city, lens), width, height, progress)
    if over_clouds:
        over = _ABOVE if shot in ("wide", "medium") else 0.55 * _ABOVE
        ids[lay_clouds(light, depth, lens, mood, view.y - over, plan & 0xFFFF)] = HIDES
    add_tower(light, depth, ids, view, lens, mood, description, shot)
    scene = Scene(description, view, mood, city, lens, depth, ids >> 3, ids & 7)
    if kind == "pane":
        return _near(scene, light, random)
    painting = _painting(scene, light, seed)
    if view.ground.viaduct is not None:
        painting.layers.append(railway.train(view, lens, mood, description.time_of_day, depth, progress))
    return painting


def _without_moon_at_the_edge(city: kernel.City, lens: Lens, width: int) -> kernel.City:
    """Return a city over which no moon stands that nobody named and that the edge of the picture would cut."""
    x, _, away = project(lens, np.asarray(lens.origin, np.float64) + city.sun * 1000)
    is_cut = away > 0 and not _MARGIN < x / width < 1 - _MARGIN
    return city._replace(disc=np.zeros(3, np.float32)) if is_cut else city


def kind_of(shot: str, seed: int, variation: int, named: tuple[str, ...] = (), *, has_people: bool = False) -> str:
    """Return the kind of view of a shot: one after the other by variation, beginning anywhere or with what is named.

    Where people are on a roof, it is seen from there alone.
    """
    if has_people and "rooftop" in named:
        return "roof"
    for motif in [one for one in _NAMED if one in named]:
        kinds = _NAMED[motif].get(shot, ())
        if kinds:
            return kinds[variation % len(kinds)]
    kinds = _VIEWS[shot]
    first = int(np.random.default_rng([seed & 0x7FFFFFFF, 32]).integers(len(kinds)))
    return kinds[(first + variation) % len(kinds)]


def _best_view(kind: str, shot: str, mood: Mood, plan: int, random: np.random.Generator) -> tuple[View, kernel.City]:
    """Look at the city in miniature from a few places and return the best composed view with its city."""
    best: tuple[float, View, kernel.City] | None = None
    for number in range(_CANDIDATES):
        view = _MAKERS[kind](random, shot)
        city = build(mood, plan + number // 2, view.ground)
        score = _composition(city, view)
        if best is None or score > best[0]:
            best = (score, view, city)
    assert best is not None
    return best[1], best[2]


def _composition(city: kernel.City, view: View) -> float:
    """Score a view: sky and city in balance, an uneven roof line with its peak near a third, nothing large right before the lens."""
    width, height = 36, 64
    _, depth, ids = tracing.look(partial(kernel.rays, city, view.lens(width, height)), width, height, kernel.CHANNELS)
    sky = ids // 8 == kernel.SKY
    roofs = sky.argmin(axis=0) / height
    share = float(sky.mean())
    peak = float(roofs.argmin()) / width
    third = min(abs(peak - 1 / 3), abs(peak - 2 / 3))
    near = max(float((depth < 0.25 * np.median(depth[~sky])).mean()) - 0.3, 0.0) if not sky.all() else 1.0
    return float(roofs.std()) * 2.5 - abs(share - 0.34) * 1.5 - third * 1.2 - near * 2


def _painting(scene: Scene, light: list[Any], seed: int) -> Painting:
    height, width = scene.depth.shape
    view, lens = scene.view, scene.lens
    sky, water = scene.hits == kernel.SKY, scene.hits == kernel.WATER
    mirrors = water | ((scene.city.wet > 0) & (scene.faces == 3))
    if mirrors.any():
        _calm(light, mirrors, width)
    if scene.description.time_of_day == "night" and scene.mood.cloud < 0.6:
        light[3] += (stars(width, height, 0.16, seed, below=0.45) * sky)[..., None].astype(np.float16)
    layers = []
    if view.figure and "figure" in scene.description.details and "people" not in scene.description.without:
        layers.append(_figure(scene, light))
    masks = {
        "sky": sky.astype(np.float32),
        "water": water.astype(np.float32),
        "ground": (scene.hits == kernel.GROUND).astype(np.float32),
    }
    return Painting(
        groups=_groups(light),
        depth=np.where(sky, np.float32(6000), np.minimum(scene.depth, np.float32(6000))),
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=_grade(light, scene.mood),
        masks=masks,
        layers=layers,
        elements=elements(scene, layers),
        travel=view.travel,
    )


def _groups(light: list[Any]) -> dict[str, LightGroup]:
    return {
        "windows": LightGroup(light[0], "mid", 0.92, 0.22),
        "neon": LightGroup(light[1], "kick", 0.9, 0.35),
        "streets": LightGroup(light[2], "kick", 0.9, 0.30),
        "sky": LightGroup(light[3]),
    }


def _grade(light: list[Any], mood: Mood) -> Grade:
    height, width = light[0].shape[:2]
    size = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), size, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    start = Grade(
        contrast=1.16,
        pivot=0.2,
        saturation=1.14,
        lift=(0.018, 0.009, 0.004),
        desaturate=0.38,
        bloom=0.16,
        bloom_width=1.15,
    )
    grade = fit_grade(total, start, median=mood.median)
    for _ in range(12):  # a wide sky must not wash out: rather whites that are few
        shown = tone.picture(total, grade) @ np.array([0.0722, 0.7152, 0.2126], np.float32)
        middle, white = np.percentile(shown, [50, 99])
        if middle <= 1.1 * mood.median[1] or white < 203:
            break
        grade = replace(grade, exposure=grade.exposure * 0.92)
    return grade


_SEAT = 0.02  # body heights by which who sits hangs over the edge


def _figure(scene: Scene, light: list[Any]) -> Layer:
    """Somebody at the edge of the roof, against the city."""
    height, width = scene.depth.shape
    view, lens, weather = scene.view, scene.lens, scene.description.weather
    assert view.figure
    assert view.ground.roof
    x, z = view.figure
    away = z - view.z
    unit = 1.76 * float(lens.focal) / away
    kind = "sheltered" if weather in ("rain", "storm", "snow") else "stander"
    if weather == "clear" and int(abs(view.x) * 1e4) % 3 == 0:
        kind = "sitter"
    floor = view.ground.roof[4] + (0.63 if kind == "sitter" else 0.0)
    foot_x, foot_y, _ = project(lens, (x, floor, z))
    total = np.zeros((height, width, 3), np.float32)
    for part in light:
        total += part
    window, cover = staffage.stand(
        [total], kind, (foot_x, foot_y), unit, mirrored=x < view.x, variant=scene.description.flavour, shade=0.0
    )
    if kind != "sitter":
        for part in light:
            staffage.shade_ground(part, (foot_x, foot_y), unit, 0.5)
    alpha, colour = np.zeros((height, width), np.float32), np.zeros((height, width, 3), np.float32)
    alpha[window], colour[window] = cover, total[window]
    if kind == "sitter":  # legs hang down on the far side of the parapet
        alpha[max(round(foot_y - _SEAT * unit), 0) :] = 0
        colour *= alpha[..., None] > 0
    for across, tint in zip((0.014, -0.014), scene.mood.colours, strict=False):
        rim = _rim(alpha, across * unit, 0.002 * unit, max(0.004 * unit, 0.4))
        colour += rim[..., None] * (np.array(tint, np.float32) * np.float32(0.16))
    return Layer(colour, alpha, away)


def _rim(alpha: Array, across: float, down: float, soft: float) -> Array:
    """Return the edge of a shape that light from a side reaches."""
    moved = cv2.warpAffine(alpha, np.array([[1, 0, across], [0, 1, down]], np.float32), alpha.shape[::-1])
    return np.asarray(cv2.GaussianBlur(np.clip(alpha - moved, 0, 1), (0, 0), soft))


def _near(scene: Scene, light: list[Any], random: np.random.Generator) -> Painting:
    """The city out of focus behind a wet window or a string of bulbs."""
    height, width = scene.depth.shape
    description, lens = scene.description, scene.lens
    wet = description.weather in ("rain", "storm", "snow", "mist")
    blurred = defocus(light, width * random.uniform(0.020, 0.028))
    if wet:
        sharp = defocus(light, width * 0.004)
        offset, body = near.drops(random, width, height, 0.6 + 0.7 * description.weather_amount)
        families = near.through_glass(blurred, sharp, offset, body)
        found = [Element("rain", 0.35 * description.weather_amount)] if description.weather in ("rain", "storm") else []
    else:
        warm = np.array(scene.mood.warm, np.float32)
        glow, hidden, body = near.bulbs(random, width, height, warm)
        for family in blurred:
            family *= (1 - hidden)[..., None]
        families = blurred
        families[3] += (hidden * (0.012 + 0.35 * body))[..., None] * np.array(scene.mood.ambient, np.float32)
        families[1] += glow * np.float32(0.25 + 0.75 * min(scene.mood.neon, 1.0))
        found = [Element("motes", 0.3)]
    found.append(Element("bokeh", 0.35))
    row = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    return Painting(
        groups=_groups(families),
        depth=np.broadcast_to(9.0 - 2.0 * row, (height, width)).astype(np.float32),
        focal=float(lens.focal),
        centre=(width / 2, height / 2),
        grade=_grade(families, scene.mood),
        elements=found,
        travel=0.12,
    )


def _calm(light: list[Any], water: Any, width: int) -> None:
    """Draw out what the water mirrors, as many small waves do."""
    scale = width / 1584
    top = int(np.argmax(water.any(axis=1)))
    soft = cv2.GaussianBlur(water[top:].astype(np.float32), (0, 0), max(scale, 0.5))[..., None]
    for family in light:
        sharp = np.minimum(family[top:].astype(np.float32), 4.0)
        blurred = cv2.GaussianBlur(sharp, (0, 0), sigmaX=max(1.2 * scale, 0.4), sigmaY=max(5 * scale, 0.5))
        family[top:] += halved((blurred - sharp) * soft)
