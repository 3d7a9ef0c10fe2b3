"""Fields and meadows: wheat, poppies, lavender, sunflowers and wild flowers before hills, in the wind.

Painted from far to near by :mod:`~..kernels.meadow`. Light families: ``sun``, ``petals`` (the sun through blossoms) and
``sky``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import meadow
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import crops as plants, field as ground, sowing, sunward
from beatreel.plugins.generators.procedural.scenery.crop_choice import crop_of, suited
from beatreel.plugins.generators.procedural.scenery.defocus import defocus
from beatreel.plugins.generators.procedural.scenery.open_sky import galaxy_of
from beatreel.plugins.generators.procedural.scenery.sea_beyond import sea
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import terraces
from .playground import playground

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_MOTIFS = {
    "wide": ("playground", "tree", "figure", "tree far", "horse"),
    "medium": ("playground", "figure", "tree", "horse"),
    "close": ("playground", "none"),
    "detail": ("playground", "none"),
}
_SEA = {"wide": 0.085, "medium": 0.075, "close": 0.05, "detail": 0.05}  # heights of the picture that the sea fills
_BREAKING = (4.0, 10.0, 16.0)  # sunlight between the clouds of a storm, of the light of its sky; BGR
_OVERCAST = 0.34  # of their light, what hills behind a field have under a storm
_SLENDER = {"wheat": 0.12, "lavender": 0.14, "heather": 0.2}  # spikes and ears: widths of the picture that one has
_SPIKES = {"lavender", "heather"}
_LARGE = 0.2  # metres of a blossom from which a single one fills a close picture
_HILLS = {"hill", "hills", "hillside", "hillsides", "hilly", "rolling"}
_HEIGHTS = {"mountain", "mountains", "alps", "alpine", "peaks"}
_HIGH = 3.0  # times as high as hills, that mountains behind a field are
_ROLLING = 2.3  # times as high as hills are that nobody named
_LOW_SUN = {"dawn", "golden", "dusk"}
_ROADS = {"road", "lane", "track"}
_NEARER = {
    "close": (5.4, 0.30),
    "detail": (3.4, 0.46),
}  # metres to swings, and how many widths a metre of them is at most


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
    """Paint a field; see :mod:`~..worlds`."""
    if "terraces" in description.motifs:
        return terraces.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    random = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 43])
    mood = ground.mood_for(description, random)
    if galaxy_of(description):  # no cloud hides it
        mood = replace(mood, cloud=0.05)
    crop = plants.CROPS[crop_of(description, seed, variation)]
    crop = replace(crop, blossoms=suited(crop.blossoms, description.palette))
    if description.is_snowy:
        crop = plants.WINTER
    clouded = _cloud_shadows(description)
    if clouded and description.weather == "storm":  # the sun breaks through behind whoever looks
        level = (
            (0.5 if shot == "detail" else 1.0) * sum(mood.ambient) / 3
        )  # through petals near by it would burn them out
        mood = replace(mood, sunlight=tuple(level * part for part in _BREAKING))
    clouded = clouded if shot != "detail" else 0.0
    stage = _stage(shot, mood, crop, width, height, random, description)
    motif = _motif(description, shot, seed, variation)
    stage.clouded = (0.3 if shot == "close" else 1.0) * clouded
    if not stage.sea and (_ROADS & description.all_words or "footpath" in description.motifs):
        stage.road = 0.7 if "footpath" in description.motifs else 1.5
        stage.row_turn *= 0.45
    stage.path = motif == "figure" and not crop.rows
    ground.paint_sky(stage)
    if description.weather == "storm" and description.time_of_day != "night":
        ground.darken_sky(stage)
    if description.time_of_day == "night":
        light = stars(width, height, 0.18, int(random.integers(1 << 16)), below=stage.horizon / height)
        stage.out[..., meadow.SKY : meadow.SKY + 3] += light[..., None]
        stage.bare += 3 * light
        if power := galaxy_of(description):
            ground.galaxy(stage, power, int(random.integers(1 << 16)))
    progress(0.12, "painting the sky")
    high = (1.5 if shot == "close" else 1.0) * (_ROLLING if _HILLS & description.all_words else 1.0)
    if _HEIGHTS & description.all_words:
        high = max(high, _HIGH)
    ridge = sea(stage) if stage.sea else ground.hills(stage, high)
    if clouded and description.weather == "storm":  # no hill is in the light of that gap
        stage.out *= (1 - (1 - _OVERCAST) * (1 - ground.open_sky_mask(stage)))[..., None]
    progress(0.25, "painting what lies beyond")
    _plant(stage, shot, motif, ridge, description, progress)
    is_low = description.time_of_day in _LOW_SUN and description.weather in ("clear", "mist", "dust")
    if is_low and shot in ("wide", "medium") and not stage.sea:
        sunward.gleam(stage)
    return _painting(stage, description, shot, ridge)


def _lying(description: SceneDescription) -> float:
    """Return how deep snow lies, 0 to 1."""
    amount = description.weather_amount if description.weather == "snow" else 0.6
    return 0.55 + 0.4 * amount if description.is_snowy else 0.0


def _cloud_shadows(description: SceneDescription) -> float:
    """Return how dark the shadows are that clouds throw on the field; low sun, mist and snow leave none."""
    if description.weather == "storm":
        return 0.8 if description.time_of_day != "night" else 0.0
    return 0.62 if description.time_of_day == "day" and description.weather == "clear" else 0.0


def _motif(description: SceneDescription, shot: str, seed: int, variation: int) -> str:
    if {
        "windmill",
        "turbines",
        "barn",
        "grove",
        "cypresses",
        "village",
        "lone_tower",
        "yurts",
        "lone_tree",
        "cabin",
        "lone_house",
        "chapel",
        "castle",
    } & set(description.motifs):  # a tree of this size would stand in their way
        return "none"
    choices = [name for name in _MOTIFS[shot] if name != "figure" or "people" not in description.without]
    words = {*description.understood, *description.all_words}
    wanted = [name for name in choices if words & set(name.split())]
    if "figure" in choices and "figure" in description.motifs and "figure" in description.details:
        wanted.append("figure")
    if wanted:
        return wanted[0]
    never = {"playground", "horse"}  # nobody expects them who has not named them
    if "sea_beyond" in description.motifs:  # it would stand in the sea
        never.add("tree far")
    if description.weather == "storm":  # in the air before it, it would be paler than that sky
        never |= {"tree", "tree far"}
    if description.weather in ("rain", "storm", "snow"):  # nobody is out in it who is not named
        never.add("figure")
    choices = [name for name in choices if name not in never] or ["none"]
    first = int(np.random.default_rng([seed & 0x7FFFFFFF, 42]).integers(len(choices)))
    return choices[(first + variation) % len(choices)]


def _stage(
    shot: str,
    mood: Any,
    crop: plants.Crop,
    width: int,
    height: int,
    random: np.random.Generator,
    description: SceneDescription,
) -> ground.Stage:
    narrow = min(width, height * 0.5625 * 1.25)
    large = crop.size > _LARGE
    tall = max(crop.height, crop.tall)
    over = crop.blossoms[0] in _SPIKES  # one looks over their tips, for their stems are bare
    look = {
        "wide": (random.uniform(0.50, 0.60), tall + random.uniform(0.9, 1.8), random.uniform(0.95, 1.15)),
        "medium": (random.uniform(0.42, 0.52), tall + random.uniform(0.55, 1.0), random.uniform(1.25, 1.6)),
        "close": (random.uniform(0.46, 0.52), crop.height * random.uniform(1.08, 1.2), random.uniform(1.0, 1.2))
        if over
        else (random.uniform(0.62, 0.72), crop.height * random.uniform(0.62, 0.80), random.uniform(1.0, 1.2))
        if not large
        else (random.uniform(0.50, 0.56), crop.height * random.uniform(0.98, 1.06), random.uniform(1.25, 1.45)),
        "detail": (random.uniform(0.55, 0.68), crop.height * 0.8, 1.6),
    }[shot]
    return ground.Stage(
        width, height, look[2] * narrow, width * 0.5, look[0] * height, look[1], mood, crop, random,
        np.zeros((height, width, 9), np.float32), float(random.choice([-1, 1]) * random.uniform(0.08, 0.26)), False,
        moonlit=description.time_of_day == "night", snow=_lying(description),
        sea=_SEA[shot] if "sea_beyond" in description.motifs else 0.0,
    )  # fmt: skip


def _plant(
    stage: ground.Stage,
    shot: str,
    motif: str,
    ridge: Array,
    description: SceneDescription,
    progress: Callable[..., None],
) -> None:
    random, width, height = stage.random, stage.width, stage.height
    third = float(random.choice([0.335, 0.665]))
    if abs(stage.sun[0] / width - third) < 0.16:
        third = 1 - third
    ground.ground_colour(stage)
    mist = float(1 - np.exp(-260 * stage.mood.haze))
    if motif.startswith("tree"):
        size = height * (0.30 if shot == "medium" else 0.11 if "far" in motif else 0.19) * random.uniform(0.9, 1.15)
        foot = stage.horizon - float(sowing.edge_of(stage, third * width)) + 0.006 * height
        ground.tree(stage, third * width, foot, size, mist * 0.8)
    if motif == "playground" and shot in _NEARER:
        away, most = _NEARER[shot]
        sowing.sow(stage, 90000, away, 150.0)
        at = stage.horizon + stage.eye * stage.focal / away
        playground(stage, (0.5 + 0.2 * (third - 0.5)) * width, at, min(stage.focal / away, most * width))
        sowing.sow(stage, 30000, 2.2, away)
        progress(0.7, "sowing")
        sowing.sow(stage, 500, 1.2, 2.2)
        return
    if shot == "detail":
        _blurred(stage, 0.020)
        sowing.sow(stage, 9000, 2.2, 40.0)
        _blurred(stage, 0.014)
        stage.bare = stage.out.sum(axis=2)
        progress(0.6, "sowing")
        before = _total(stage)
        _heroes(stage)
        stage.blossoms = np.clip(np.abs(_total(stage) - before).sum(axis=2) / (0.10 * before.sum(axis=2) + 1e-6), 0, 1)
        return
    if shot == "close":
        sowing.sow(stage, 60000, 5.0, 120.0)
        _blurred(stage, 0.0028)
        progress(0.6, "sowing")
        sowing.sow(stage, 6000, 1.5, 5.0)
        if stage.crop.size <= _LARGE:
            sowing.sow(stage, 420, 0.55, 1.5)
        _looked_at(stage, third)
        return
    away = {"wide": random.uniform(13, 20), "medium": random.uniform(8.5, 11.5)}[shot]
    standing = motif in ("figure", "horse", "playground")
    if motif == "horse":
        away *= 1.7
    sowing.sow(stage, 120000, away if standing else 6.0, 150.0)
    if standing:
        y = stage.horizon + stage.eye * stage.focal / away
        x = (
            stage.centre_x
            + (float(sowing.path_at(stage, away)) if stage.path else (third - 0.5) * width / stage.focal * away)
            * stage.focal
            / away
        )
        wet = description.weather in ("rain", "storm", "snow") or "umbrella" in description.details
        if motif == "playground":
            ground_at = stage.horizon + stage.eye * stage.focal / (1.12 * away)
            playground(stage, (0.5 + 0.25 * (third - 0.5)) * width, ground_at, min(stage.focal / away, 0.17 * width))
        kind = "horse" if motif == "horse" else "sheltered" if wet else "stander"
        size = (1.75 if kind != "horse" else 1.62) * stage.focal / away
        if motif != "playground":
            ground.somebody(stage, kind, x, y, size, mirrored=third > 0.5, variant=description.flavour)
        sowing.sow(stage, 40000, 4.5, away)
    else:
        sowing.sow(stage, 20000, 4.5, 6.0)
    progress(0.7, "sowing")
    sowing.sow(stage, 14000, 2.0, 4.5)
    sowing.sow(stage, 1200, 1.2 if shot == "wide" else 0.9, 2.0)


def _total(stage: ground.Stage) -> Array:
    """Return all light that is painted so far, (height, width, 3)."""
    return np.asarray(sum(stage.out[..., first : first + 3] for first in (meadow.SUN, meadow.PETALS, meadow.SKY)))


def _blurred(stage: ground.Stage, radius: float) -> None:
    """Put everything that is painted so far out of focus."""
    families = [stage.out[..., first : first + 3] for first in (meadow.SUN, meadow.PETALS, meadow.SKY)]
    if radius < 0.006:
        for family in families:
            family[...] = cv2.GaussianBlur(family, (0, 0), max(radius * stage.width, 0.4))
        return
    soft = [
        defocus([np.ascontiguousarray(family)], radius * stage.width, boost)[0]
        for family, boost in zip(families, (0.5, 3.0, 0.0), strict=True)
    ]
    for family, found in zip(families, soft, strict=True):
        family[...] = found


def _looked_at(stage: ground.Stage, third: float) -> None:
    """One large blossom, or a few small ones, in the midst of the others."""
    random, names = stage.random, stage.crop.blossoms
    if stage.crop.size > _LARGE:
        _hero(stage, third, 0.40, 0.60 * stage.width, names[0])
    elif names[0] not in _SLENDER and len(names) + 10 * stage.crop.share > 2:
        for aside, y, size in ((0.34, 0.60, 0.13), (-0.30, 0.53, 0.15), (0.20, 0.47, 0.17), (0.0, 0.37, 0.24)):
            name = names[0] if aside == 0.0 else names[int(random.integers(len(names)))]
            x = third + (aside if third < 0.5 else -aside) + random.uniform(-0.03, 0.03)
            _hero(stage, x, y + random.uniform(-0.02, 0.02), size * stage.width, name)


def _heroes(stage: ground.Stage) -> None:
    """A few large blossoms in focus, and some before them that are not."""
    random, width, crop = stage.random, stage.width, stage.crop
    side = float(random.choice([-1, 1]))
    spots = [
        (0.5 + side * 0.16, 0.40, 1.0),
        (0.5 - side * 0.26, 0.60, 0.72),
        (0.5 + side * 0.34, 0.74, 0.62),
        (0.5 - side * 0.05, 0.84, 0.5),
    ]
    base = _SLENDER.get(crop.blossoms[0], 0.46)
    if base < 0.3:
        spots += [
            (float(x), float(y), float(s))
            for x, y, s in zip(
                random.uniform(0.02, 0.98, 12), random.uniform(0.35, 0.9, 12), random.uniform(0.6, 1.0, 12), strict=True
            )
        ]
        if crop.blossoms[0] == "wheat":
            _leaves(stage)
    spots.sort(key=lambda spot: spot[2])
    for x, y, scale in spots:
        name = crop.blossoms[0] if scale == 1.0 else crop.blossoms[int(random.integers(len(crop.blossoms)))]
        size = base * width * scale * (0.55 if name == "bud" else 1.0)
        _hero(stage, x + random.uniform(-0.04, 0.04), y, size, name)


def _leaves(stage: ground.Stage) -> None:
    """Long leaves between the stems of ears, the lowest before the others."""
    random, width, height = stage.random, stage.width, stage.height
    count = 70
    leaves = np.zeros((count, meadow.BLADE), np.float32)
    leaves[:, 0] = random.uniform(-0.1, 1.1, count) * width
    leaves[:, 1] = 1.04 * height
    leaves[:, 2] = np.sort(random.uniform(0.10, 0.40, count))[::-1] * height
    leaves[:, 3] = random.uniform(0.015, 0.035, count) * width
    leaves[:, 4] = random.normal(0, 0.12, count) * width
    leaves[:, 5:8] = np.array(stage.crop.stem) * random.uniform(0.7, 1.3, (count, 1))
    leaves[:, 8], leaves[:, 11] = 0.5, random.uniform(0.2, 0.8, count)
    meadow.blades(stage.out, leaves, *stage.light())


def _hero(stage: ground.Stage, x: float, y: float, size: float, name: str) -> None:
    """One blossom in focus on its stem, with its leaves; its middle in widths and heights, its size in pixels."""
    random, width, height, crop = stage.random, stage.width, stage.height, stage.crop
    slender = name in _SLENDER
    sprite = plants.DRAWN[name](random, max(8, round(size)))
    cx, cy, lean = x * width, y * height, random.uniform(-0.12, 0.12) * height * 0.5
    top, wide, colour = cy, 0.12 if slender else 0.05 if not crop.leaf else 0.075, np.array(crop.stem) * 1.2
    if name == "wheat":  # on straw as ripe as it is, up into the ear, which hides its tip
        top, wide = cy + 0.45 * sprite.shape[0], 0.36
        colour = 0.8 * np.average(sprite[..., :3], (0, 1), np.repeat(sprite[..., 3:4], 3, 2))
    tall = height * 1.08 - top
    stem = np.zeros((1, meadow.BLADE), np.float32)
    stem[0, :12] = (cx - lean, height * 1.08, tall, size * wide, lean, *colour, 0.7, 0, 0, 0.3)
    meadow.blades(stage.out, stem, *stage.light())
    for number in range(5 if crop.leaf else 0):
        leaf = plants.DRAWN[crop.leaf[0]](random, max(8, round(size * random.uniform(0.75, 1.0))))
        right = number % 2 == 0
        down = 0.62 * size + 0.42 * size * number
        t = 1 - down / tall
        _stamp(
            stage, leaf if right else leaf[:, ::-1], cx - lean * (1 - t * t) + (0.46 if right else -0.46) * leaf.shape[1],
            cy + down + 0.1 * leaf.shape[0],
        )  # fmt: skip
    _stamp(stage, sprite, cx, cy + sprite.shape[0] * 0.25 if slender else cy)


def _stamp(stage: ground.Stage, sprite: Array, cx: float, cy: float) -> None:
    left, top = round(cx - sprite.shape[1] / 2), round(cy - sprite.shape[0] / 2)
    x0, y0, x1, y1 = (
        max(left, 0),
        max(top, 0),
        min(left + sprite.shape[1], stage.width),
        min(top + sprite.shape[0], stage.height),
    )
    if x1 <= x0 or y1 <= y0:
        return
    part = sprite[y0 - top : y1 - top, x0 - left : x1 - left]
    sunlight, ambient, _, _ = stage.light()
    alpha = part[..., 3:4]
    out = stage.out[y0:y1, x0:x1]
    for first, value in (
        (meadow.SUN, np.float32(0)),
        (meadow.PETALS, part[..., :3] * sunlight * (0.34 * part[..., 4:5])),
        (meadow.SKY, part[..., :3] * ambient),
    ):
        target = out[..., first : first + 3]
        target += (value - target) * alpha


def _painting(stage: ground.Stage, description: SceneDescription, shot: str, ridge: Array) -> Painting:
    width, height, mood = stage.width, stage.height, stage.mood
    out = stage.out
    size = (max(8, width // 8), max(8, height // 8))
    total = np.sum(
        [
            cv2.resize(np.ascontiguousarray(out[..., first : first + 3]), size, interpolation=cv2.INTER_AREA)
            for first in (0, 3, 6)
        ],
        axis=0,
    )
    grade = ground.grade(total, mood)
    light = [halved(out[..., first : first + 3]) for first in (meadow.SUN, meadow.PETALS, meadow.SKY)]
    rows = np.arange(height, dtype=np.float32)[:, None]
    flat = stage.eye * stage.focal / np.maximum(rows - stage.horizon, 0.02)
    depth = np.broadcast_to(np.minimum(np.where(rows > stage.horizon, flat, 6000.0), 6000.0), (height, width)).astype(
        np.float32
    )
    depth = np.where((rows <= stage.horizon) & (rows >= ridge[None, :]), np.float32(400), depth)
    if shot == "detail":
        depth = np.full((height, width), 2.0, np.float32) - 0.4 * rows / height
    open_ = ground.open_sky_mask(stage)
    if shot == "detail":  # what is out of focus has no edge
        open_ *= np.clip((stage.horizon - rows) / (0.16 * height), 0, 1)
    field = np.clip((rows - stage.horizon - 0.004 * height) / (0.03 * height), 0, 1)
    field = np.broadcast_to(field, (height, width)) if shot != "detail" else np.full((height, width), 0.5, np.float32)
    return Painting(
        groups={
            "sun": LightGroup(light[0], "kick", 0.97, 0.13),
            "petals": LightGroup(light[1], "offbeat", 0.95, 0.35),
            "sky": LightGroup(light[2]),
        },
        depth=depth,
        focal=stage.focal,
        centre=(stage.centre_x, stage.horizon),
        grade=grade,
        masks={
            "field": field.astype(np.float32),
            "sky": (rows < ridge[None, :]).astype(np.float32),
            "open": open_,
        }
        | ({} if stage.blossoms is None else {"blossoms": stage.blossoms}),
        elements=_elements(stage, description, shot),
        travel={"wide": 1.6, "medium": 1.0, "close": 0.35, "detail": 0.06}[shot],
    )


def _elements(stage: ground.Stage, description: SceneDescription, shot: str) -> list[Element]:
    weather, amount, hour = description.weather, description.weather_amount, description.time_of_day
    windy = {"storm": 1.0, "dust": 0.9, "rain": 0.7, "snow": 0.5}.get(weather, 0.55)
    wind = {
        "horizon": stage.horizon / stage.height,
        "way": 1 if stage.mood.azimuth > 0 else -1,
        "near": 1.0 if shot == "detail" else 0.0,
    }
    found = [Element("wind", windy, wind, "field")]
    if weather in ("rain", "storm"):
        found.append(Element("rain", amount, {"slant": 0.22 if weather == "storm" else 0.06}))
    elif weather == "snow":
        found.append(Element("snow", amount))
    else:
        colour = {
            "poppy": [60, 60, 225],
            "lavender": [200, 120, 160],
            "heather": [170, 110, 180],
            "tulip": [60, 60, 225],
            "wheat": [120, 190, 235],
            "sunflower": [60, 180, 240],
        }.get(stage.crop.blossoms[0], [225, 230, 235])
        found.append(Element("petals", 0.55 if shot != "detail" else 0.3, {"colour": colour, "way": wind["way"]}))
        if hour == "night" or (hour == "dusk" and stage.crop.blossoms[0] != "wheat"):
            found.append(Element("embers", 0.5, {"colour": [70, 230, 215]}))
        else:
            found.append(Element("motes", 0.45))
    if weather in ("mist", "rain", "storm") or hour == "dawn":
        level = stage.horizon / stage.height
        found.append(Element("mist", 0.8 if weather == "mist" else 0.35, {"low": level - 0.06, "high": level + 0.22}))
    if hour in ("golden", "dawn") and weather in ("clear", "mist", "dust"):
        x, y = stage.sun[0] / stage.width, stage.sun[1] / stage.height
        if -0.1 < x < 1.1 and y > 0:
            found.append(Element("flare", 0.35, {"x": x, "y": y}))
            found.append(Element("rays", 0.22, {"x": x, "y": y}))
    if shot in ("wide", "medium") and hour != "night" and weather in ("clear", "mist", "dust"):
        found.append(
            Element(
                "birds",
                0.4,
                {"top": 0.10, "bottom": max(stage.horizon / stage.height - 0.16, 0.16), "count": 9, "size": 11},
                "sky",
            )
        )
    return found
