"""Rooms and halls: light through tall windows, dust, lamps, a glossy floor, and somebody or something in the middle.

Traced by :mod:`~..kernels.hall`. Light families: ``sun`` (with its shafts), ``lamps`` and ``sky``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import hall as kernel, tone
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.lens import Lens
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import staffage, tracing
from beatreel.plugins.generators.procedural.scenery.people.extras import READS
from beatreel.plugins.generators.procedural.scenery.tracing import project

from . import greenhouse, hull as ship, patio, rooms, sets, table, throne
from .furniture import furnished, furniture
from .sets import bare as bare_rooms, cathedral, guests

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

BARE = {
    "ballroom": bare_rooms.PLANS["hall"], "loft": bare_rooms.PLANS["loft"], "room": bare_rooms.PLANS["room"],
    "cathedral": cathedral.PLAN,
}  # fmt: skip
_UNFURNISHED = {"empty", "bare", "unfurnished", "abandoned", "derelict"}
_AT_HOME = {"apartment", "flat", "room", "house", "home", "living", "bedroom"}
_OF_BOARDS = {"cabin", "cottage", "chalet", "lodge", "log", "rustic", "farmhouse", "tavern", "inn"}
_MOVES = {"dancer", "dance", "ballerina", "ballet", "dancing", "piano", "pianist", "empty"}
KINDS = ("ballroom", "cathedral", "loft", "room")
_WORDS = {
    "cathedral": {"cathedral", "church", "chapel", "monastery", "abbey", "temple", "stained"},
    "loft": {"loft", "studio", "factory", "warehouse", "industrial", "gallery", "museum", "attic", "gym"},
    "room": {"room", "bedroom", "living", "apartment", "house", "home", "kitchen", "cabin", "hotel", "window"},
    "ballroom": {"ballroom", "hall", "palace", "theatre", "theater", "mansion", "castle", "library", "concert"},
}
_HALF, _TALL, _END = 2.7, 2.8, 5.2  # of a furnished room
_WINDOWS = (3.3, 0.95, 0.35, 2.4, 0, 2, 4)  # spacing, half width, sill, top, arched, panes across and up
# direction of the sun up and from ahead in degrees, its light, sky in the windows, light from everywhere, lamps, median
_HOURS: dict[str, tuple[float, float, Any, Any, Any, float, tuple[float, float]]] = {
    "dawn": (17, 30, (1.5, 2.1, 3.4), (1.05, 0.85, 0.82), (0.060, 0.048, 0.044), 0.10, (48, 92)),
    "day": (37, 24, (3.2, 3.6, 3.9), (1.25, 1.05, 0.90), (0.060, 0.052, 0.046), 0.0, (60, 105)),
    "golden": (21, 32, (1.0, 2.3, 4.7), (1.05, 0.90, 0.80), (0.066, 0.050, 0.040), 0.12, (46, 90)),
    "dusk": (12, 34, (0.0, 0.0, 0.0), (0.75, 0.34, 0.20), (0.030, 0.018, 0.014), 1.0, (38, 78)),
    "night": (31, 26, (0.46, 0.31, 0.20), (0.15, 0.075, 0.045), (0.010, 0.006, 0.005), 0.55, (26, 62)),
}


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
    """Paint a room; see :mod:`~..worlds`."""
    if {"glass_vault", "overgrown"} & set(description.motifs):
        return greenhouse.paint(description, shot, variation, (width, height), seed, progress)
    named = next((one for one in rooms.KINDS if one in description.motifs), "")
    plans = [motif for motif in sets.PLANS if motif in description.motifs and not (named and motif == "corridor")]
    if plans[:1] == ["loft_living"] and is_unfurnished(description):
        bare = BARE["room" if description.all_words & _AT_HOME else "loft"]
        return sets.paint(guests.with_guests(bare), description, shot, variation, (width, height), seed, progress)
    if named == "hearth" and plans[:1] == ["loft_living"] and description.all_words & _OF_BOARDS:
        plans = []  # its own room, with a fire in it; other living rooms have their fireplace
    if named == "hearth" and "christmas_tree" in description.motifs:
        plans = ["loft_living"]  # by whose fireplace it stands
    built = sets.PLANS[plans[0]] if plans else None  # the light of tubes alone may be that of another room
    stands = table.MOTIF in description.motifs  # seen near by, in the room that is named around it
    if (
        built
        and not (stands and shot in ("close", "detail"))
        and not set(description.motifs) & {"ribs_of_light", throne.MOTIF, patio.MOTIF}
    ):
        return sets.paint(guests.with_guests(built), description, shot, variation, (width, height), seed, progress)
    if stands and not set(description.motifs) & {"ribs_of_light", throne.MOTIF}:
        return table.paint(description, shot, variation, (width, height), seed, progress)
    if patio.MOTIF in description.motifs:
        return patio.paint(description, shot, variation, (width, height), seed, progress)
    if throne.MOTIF in description.motifs:
        return throne.paint(description, shot, variation, (width, height), seed, progress)
    if "ribs_of_light" in description.motifs:
        return ship.paint(description, shot, variation, (width, height), seed, progress)
    if named:
        return rooms.paint(named, description, shot, variation, (width, height), seed, progress)
    kind = kind_of(description, seed, variation)
    furnishing = _furnishing(description, kind)
    if not furnishing:
        bare = guests.with_guests(BARE[kind])
        return sets.paint(bare, description, shot, variation, (width, height), seed, progress)
    random = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 53])
    lens, spot = _view(shot, width, height, random)
    motif = _motif(description, seed, variation)
    hall = _build(description, motif, spot, random, int(seed) % 50_000 + variation, furnishing)
    light, depth, ids = tracing.trace(partial(kernel.rays, hall, lens), width, height, progress, families=3, sharp=0.4)
    hits = ids >> 3
    smooth(light, hits == kernel.FLOOR, width)
    beams = _beams(hall, lens, depth)
    light[0] += halved(beams)
    if len(hall.figure_at):
        staffage.light_up(light, depth, lens, [_person(description, motif, spot)], fog=hall.dust)
    return _painting(description, shot, hall, lens, light, depth, hits)


def is_unfurnished(description: SceneDescription) -> bool:
    """Return whether a prompt says that nobody lives there; a loft is read as a bare hall, and lived in all the same."""
    return bool(_UNFURNISHED & {*description.words, *description.said})


def kind_of(description: SceneDescription, seed: int, variation: int) -> str:
    """Return the kind of room: the one that the prompt names, else one after the other."""
    for words in (set(description.reads_as), description.all_words):
        for kind, names in _WORDS.items():
            if words & names:
                return kind
    first = int(np.random.default_rng([seed & 0x7FFFFFFF, 52]).integers(len(KINDS)))
    return KINDS[(first + variation) % len(KINDS)]


def _furnishing(description: SceneDescription, kind: str) -> str:
    """Return what a room is furnished as; empty where somebody dances or plays in it, and for halls."""
    words = description.all_words
    if kind != "room" or words & _MOVES:
        return ""
    return furnished(words)


def _motif(description: SceneDescription, seed: int, variation: int) -> str:
    words = description.all_words
    for name, asked in (
        ("dancer", {"dancer", "dance", "ballerina", "ballet", "dancing"}),
        ("piano", {"piano", "pianist"}),
        ("chair", {"chair", "armchair", "throne"}),
    ):
        if words & asked:
            return name
    choices = ["stander", "dancer", "piano", "chair"] if "people" not in description.without else ["piano", "chair"]
    if "bare" in description.reads_as:  # nobody plays the piano in a hospital
        choices = ["stander", "chair"] if "people" not in description.without else ["chair"]
    if "figure" in description.details and "people" not in description.without:
        if READS & {*words, *description.said}:
            return "reader"
        choices = ["stander"]
    return choices[(int(np.random.default_rng([seed & 0x7FFFFFFF, 54]).integers(4)) + variation) % len(choices)]


def _view(shot: str, width: int, height: int, random: np.random.Generator) -> tuple[Lens, tuple[float, float]]:
    """Return the camera, which sees all of the far wall over the table, and where on the floor somebody stands (x, z)."""
    side = float(random.choice([0.35, 0.65]))
    across, yaw = {
        "wide": (random.uniform(0.1, 0.45), random.uniform(-13, -5)),
        "medium": (random.uniform(0.1, 0.4), random.uniform(-17, -8)),
        "close": (random.uniform(0.2, 0.5), random.uniform(-32, -22)),
        "detail": (random.uniform(0.0, 0.3), random.uniform(-14, -4)),
    }[shot]
    away = 3.0
    focal, horizon = {"wide": (0.90, 0.45), "medium": (1.05, 0.46)}.get(shot, (1.3, 0.46))
    turn = math.radians(0.30 * yaw)
    narrow = min(width, height * 0.5625 * 1.25)
    right = np.array([math.cos(turn), 0, -math.sin(turn)])
    forward = np.array([math.sin(turn), 0, math.cos(turn)])
    lens = Lens(
        np.array([across * _HALF, 1.45, 0.0], np.float32), right.astype(np.float32), np.array([0, 1, 0], np.float32),
        forward.astype(np.float32),
        np.float32(focal * narrow), np.float32(width / 2), np.float32(horizon * height),
    )  # fmt: skip
    shift = (side - 0.5) / focal * away
    at = np.array([across * _HALF, 0, 0]) + forward * away + right * shift
    return lens, (float(np.clip(at[0], -_HALF + 1.0, _HALF - 1.0)), float(at[2]))


def _person(description: SceneDescription, motif: str, spot: tuple[float, float]) -> staffage.Person:
    tall = 1.0 if motif in ("piano", "chair") else staffage.NOMINAL
    return staffage.Person(motif, *spot, tall, variant=description.flavour)


def _build(
    description: SceneDescription,
    motif: str,
    spot: tuple[float, float],
    random: np.random.Generator,
    seed: int,
    furnishing: str,
) -> kernel.Hall:
    half, tall, end = _HALF, _TALL, _END
    spacing, wide, sill, top, arched, across, up = _WINDOWS
    rise, turn, sunlight, sky, ambient, lamps, _ = _HOURS[description.time_of_day]
    sun, skies, everywhere = np.array(sunlight), np.array(sky), np.array(ambient)
    dust = 0.026
    weather, amount = description.weather, description.weather_amount
    if weather in ("rain", "storm", "snow"):
        sun, skies = sun * 0.0, skies * (0.55 if weather != "snow" else 0.8)
        skies = 0.5 * skies + 0.5 * skies.mean()
        lamps = max(lamps, 0.5)
    elif weather in ("mist", "dust"):
        dust *= 1.4 + 1.6 * amount
    e, a = math.radians(rise + random.uniform(-3, 3)), math.radians(turn + random.uniform(-7, 7))
    first = spot[1] + math.tan(a) * (half + spot[0])  # the light of one window falls on the motif
    first -= math.ceil((first + 12) / spacing) * spacing
    columns, pendants = [], []
    if lamps > 0:
        x, hang, z = 0.10 * half, 1.85, end - 2.35
        pendants.append((x, hang, z, 0.14))
        columns.append((x - 0.012, x + 0.012, hang + 0.15, tall, z - 0.012, z + 0.012))
    shape, place = _person(description, motif, spot).card(520.0)
    walls, floors = (0.40, 0.46, 0.50), (0.06, 0.115, 0.19)
    # Tables and beds are the motif of a furnished room unless somebody is named.
    stands = "figure" in description.details and motif in ("stander", "dancer", "reader")
    boxes, colours = furniture(furnishing, half, end, seed)
    paint = [walls] * len(columns) + colours
    columns += boxes
    return kernel.Hall(
        half=half,
        tall=tall,
        end=end,
        window=np.array([spacing, wide, sill, top, arched, across, up, first], np.float64),
        rose=np.array((0.0, 0.0, 1.0, 0.0), np.float64),
        columns=np.array(columns, np.float64).reshape(-1, 6),
        paint=np.array(paint, np.float32).reshape(-1, 3),
        figures=shape[None],
        figure_at=np.array([place] if stands else [], np.float64).reshape(-1, 4),
        skins=np.zeros(len(columns), np.int64),
        glow=np.zeros((len(columns), 3), np.float32),
        glows=np.full(len(columns), kernel.LAMP, np.int64),
        lamps=np.array(pendants, np.float64).reshape(-1, 4),
        tints=np.ones((len(pendants), 3), np.float32),
        burns=np.full(len(pendants), kernel.LAMP, np.int64),
        shadows=0,
        contact=0.0,
        floor=kernel.PLANKS,
        stone=0.0,
        sun=np.array([-math.cos(e) * math.cos(a), math.sin(e), math.cos(e) * math.sin(a)], np.float64),
        sunlight=sun.astype(np.float32),
        sky=skies.astype(np.float32),
        ambient=everywhere.astype(np.float32),
        lamplight=(np.array((0.36, 0.95, 2.2)) * lamps).astype(np.float32),
        wall=np.array(walls, np.float32),
        wood=np.array(floors, np.float32),
        stain=np.ones((3, 3), np.float32),
        gloss=0.5,
        dust=dust,
        seed=seed,
    )


def smooth(light: list[Any], floor: Any, width: int) -> None:
    """Smooth the single mirrored ray of the floor along the view, where only mirror images are."""
    scale = width / 1584
    soft = cv2.GaussianBlur(floor.astype(np.float32), (0, 0), max(scale, 0.5))[..., None] * 0.6
    for family in light:
        sharp = np.minimum(family.astype(np.float32), 4.0)
        blurred = cv2.GaussianBlur(sharp, (0, 0), sigmaX=max(0.8 * scale, 0.35), sigmaY=max(2.0 * scale, 0.4))
        family += halved((blurred - sharp) * soft)


def _beams(hall: kernel.Hall, lens: Lens, depth: Array) -> Array:
    """Return the sunlight in the air, marched at half the size."""
    height, width = depth.shape
    if float(hall.sunlight.max()) < 0.01:
        return np.zeros((height, width, 3), np.float32)
    small = cv2.resize(depth, (max(2, width // 2), max(2, height // 2)), interpolation=cv2.INTER_NEAREST)
    out = np.zeros((*small.shape, 3), np.float32)
    kernel.shafts(hall, lens, small, width / small.shape[1], 26, out)
    out = cv2.GaussianBlur(out, (0, 0), max(2.2 * width / 1584, 0.8))
    return np.asarray(cv2.resize(out, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _painting(
    description: SceneDescription, shot: str, hall: kernel.Hall, lens: Lens, light: list[Any], depth: Array, hits: Any
) -> Painting:
    height, width = depth.shape
    size = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part.astype(np.float32), size, interpolation=cv2.INTER_AREA) for part in light], axis=0)
    median = _HOURS[description.time_of_day][6]
    start = Grade(
        contrast=1.14,
        pivot=0.2,
        saturation=1.12,
        lift=(0.014, 0.008, 0.004),
        desaturate=0.4,
        bloom=0.18,
        bloom_width=1.2,
    )
    grade = fit_grade(total, start, median=median)
    for _ in range(12):
        shown = tone.picture(total, grade) @ np.array([0.0722, 0.7152, 0.2126], np.float32)
        middle, white = np.percentile(shown, [50, 99])
        if middle <= 1.15 * median[1] or white < 203:
            break
        grade = replace(grade, exposure=grade.exposure * 0.92)
    window = (hits == kernel.LEFT) & (light[2].max(axis=2) > 0.5 * float(hall.sky.max()))
    strongest = 0.16 if float(hall.sunlight.max()) > 0.01 else 0.0
    return Painting(
        groups={
            "sun": LightGroup(light[0], "kick", 0.96, strongest),
            "lamps": LightGroup(light[1], "offbeat" if strongest else "kick", 0.9, 0.28),
            "sky": LightGroup(
                light[2],
                "downbeat" if not strongest else "steady",
                0.97 if not strongest else 1.0,
                0.10 if not strongest else 0.0,
            ),
        },
        depth=depth,
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=grade,
        is_lamplit=True,
        masks={
            "floor": (hits == kernel.FLOOR).astype(np.float32),
            "shafts": _shaft_mask(light[0], hall),
            "window": window.astype(np.float32),
        },
        elements=_elements(description, hall, lens, width, height),
        travel={"wide": 1.1, "medium": 0.7, "close": 0.5, "detail": 0.25}[shot],
    )


def _shaft_mask(sun: Any, hall: kernel.Hall) -> Array:
    soft = cv2.GaussianBlur(sun.astype(np.float32).max(axis=2), (0, 0), max(sun.shape[1] / 120, 0.5))
    return np.asarray(np.clip(soft / max(0.25 * float(hall.sunlight.max()), 0.02), 0, 1), np.float32)


def _elements(description: SceneDescription, hall: kernel.Hall, lens: Lens, width: int, height: int) -> list[Element]:
    weather, amount = description.weather, description.weather_amount
    found = [Element("motes", 0.9), Element("mist", 0.22, {"low": 0.15, "high": 0.8, "drift": 10}, "shafts")]
    if weather in ("rain", "storm", "snow"):
        found.append(Element("ripples", 0.25, {"rings": 0.0, "waves": 0.0}, "window"))  # water that runs down the glass
    elif float(hall.sunlight.max()) > 0.01:
        x, y, away = project(lens, np.asarray(lens.origin, np.float64) + hall.sun * 100)
        if away > 0:
            found.append(Element("rays", 0.25, {"x": x / width, "y": y / height}, "shafts"))
    if len(hall.lamps) and float(hall.lamplight.max()) > 0.01:
        points = []
        for x, y, z, _ in hall.lamps:
            px, py, away = project(lens, (x, y, z))
            if away > 0.5 and 0 < px < width and 0 < py < height:
                points.append([px / width, py / height])
        if points:
            colour = [float(v) for v in 200 * np.sqrt(hall.lamplight / hall.lamplight.max())]
            found.append(Element("beacons", 0.25 + 0.1 * amount, {"points": points, "colour": colour}))
    return found
