"""A concert: beams from truss and floor through haze, a wall of light, somebody on stage, and a crowd before it.

Light families: ``wash`` (haze and wall), ``key`` and ``fill`` (beams of two colours), ``white`` (lamps that look at the crowd).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import staffage

from . import club, dark, ring, theatre
from .band import BAND, SINGER, draw_desk, draw_gear

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.colouring import Palette
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class View:
    """A composition, shares of the height: edge of the stage, how tall people on it are, the truss, size of the wall of light."""

    edge: float
    tall: float
    truss: float
    wall: float
    band: bool = True


VIEWS = {
    "wide": View(0.665, 0.115, 0.16, 0.165),
    "medium": View(0.700, 0.215, 0.09, 0.225),
    "close": View(0.845, 0.500, 0.02, 0.300, band=False),
    "detail": View(0.900, 0.620, -0.05, 0.340, band=False),
}


@dataclass
class Lights:
    """The families while they are painted, each (height, width, 3)."""

    wash: Array
    key: Array
    fill: Array
    white: Array

    def all(self) -> tuple[Array, ...]:
        """Return all four."""
        return self.wash, self.key, self.fill, self.white


_CLUBS = {
    "nightclub",
    "club",
    "clubs",
    "disco",
    "discotheque",
    "rave",
    "techno",
    "dancefloor",
    "dj",
    "turntables",
    "floor",
}
_PLAYED = {
    "band",
    "singer",
    "rock",
    "guitarist",
    "guitar",
    "drummer",
    "concert",
    "jazz",
    "ballerina",
    "ballet",
    "stage",
}
_DANCERS = {"dancer", "dancers", "dance", "dancing", "ballet", "ballerina"}  # who dances on a stage is alone on it
_BANDS = {
    "band",
    "concert",
    "gig",
    "festival",
    "guitar",
    "drums",
    "drummer",
    "guitarist",
    "singer",
    "crowd",
}

_METRES = 1.75  # of somebody who stands on the stage
_NAMED = 0.4  # strength of hues from which a prompt names them
_ONE_COLOUR = math.cos(math.radians(40.0))  # of the angle between two hues that are one
_PURE = (0.24, 0.50)  # chroma and lightness of lamps that are all of one colour: red light is no salmon
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
_PALER = 0.25  # of the white light of the wall that is left then
_DARK = {"dark", "darkness", "dim", "dimly", "black", "backlight", "backlit", "silhouette", "silhouetted"}
_CLEAR, _DARKER = 0.45, 0.5  # of its glow that the haze of a dark stage has, and of its middle tone
_VEIL = 46.0  # luma of the middle up to which a stage in light of one colour may always be
_TINTED = 0.4  # share of that colour in lamps that are white otherwise
_BEHIND_LASERS = np.float32(0.42)  # of the other lamps, where there are lasers
_THINNEST = 1.1  # pixels of half a ray: a thinner one would be a dotted line
_LASERS = {"laser", "lasers", "laser beams", "laser show"}


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Progress,
) -> Painting:
    """Paint a concert; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is the whole stage, medium the band from nearer, close and detail the singer against the light. The crowd before it is
    a motif of its own, which the prompt can deny.
    """
    if ring.MOTIF in description.motifs:
        return ring.paint(description, shot, variation, (width, height), seed, progress)
    if club.MOTIF in description.motifs:
        return club.paint(description, shot, variation, (width, height), seed, progress)
    words, curtains = description.all_words, "velvet_curtains" in description.motifs
    if curtains and "concert hall" in description.prompt.lower():  # which is a hall, whatever is played
        words = words - {"concert"}
    if theatre.MANY & words:
        words = words - {"concert"}
    alone = bool(dark.SOLOISTS & words)
    bands = _BANDS - ({"singer", "concert"} if alone else {"singer"})
    if not curtains and (alone or {dark.MOTIF, "lone_flower"} & set(description.motifs)) and not words & bands:
        return dark.paint(description, shot, variation, (width, height), seed, progress)
    if curtains and (theatre.holds_a_thing(words) or not words & _BANDS - {"singer"}):
        return theatre.paint(description, shot, variation, (width, height), seed, progress)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 97])
    view = VIEWS.get(shot, VIEWS["wide"])
    palette = description.palette
    purity = _PURE if is_of_one_colour(palette) else (0.17, 0.62)
    colours = [light_of_hue(hue, *purity).astype(np.float32) for hue in (palette.key, palette.fill)]
    lights = Lights(*(np.zeros((height, width, 3), np.float32) for _ in range(4)))
    side = float(rng.choice([-1.0, 1.0]))
    middle = 0.5 + side * (0.03 if view.band else 0.13)
    edge = view.edge * height
    haze = _haze(width, height, int(rng.integers(1, 1 << 20)))
    _wall(lights, view, middle, colours, rng)
    if is_of_one_colour(palette):
        lights.white *= _PALER
    is_dark = bool((_DARK | _LASERS) & words) or dark.MOTIF in description.motifs
    progress(0.25, "hanging the lamps")
    lamps = _rig(lights, view, middle, colours, haze, rng)
    if _LASERS & words:
        for light in lights.all():  # lasers are lines in the dark, and no lines in light
            light *= _BEHIND_LASERS
        _lasers(lights, view, colours, haze, rng)
    progress(0.7, "letting the haze in")
    glow = cv2.GaussianBlur(
        cv2.resize(sum(lights.all()), None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA), (0, 0), width / 60
    )
    lights.wash += cv2.resize(glow, (width, height)) * ((_CLEAR if is_dark else 1.0) * (0.16 + 0.30 * haze))[..., None]
    _floor(lights, edge)
    _people(lights, view, middle, side, description, colours, rng)
    progress(0.95, "the band is on")
    painting = _finish(description, view, lights, lamps, edge, haze, middle, shot, is_dark=is_dark)
    if "people" in description.without and view.band:
        painting.boards = (middle * width + 0.62 * side * view.tall * height, edge, 1.2 * view.tall * height / _METRES)
    return painting


def is_of_one_colour(palette: Palette) -> bool:
    """Return whether a prompt names one colour, in which all lamps are then."""
    return palette.strength >= _NAMED and math.cos(math.radians(palette.key - palette.fill)) > _ONE_COLOUR


def _haze(width: int, height: int, seed: int) -> Array:
    """Return smoke that drifts through the hall, about 0 to 1, small inside."""
    small = max(8, width // 4), max(8, height // 4)
    y, x = np.mgrid[0 : small[1], 0 : small[0]].astype(np.float32) * np.float32(4 / width)
    cloud = fbm_at(x + 0.3 * fbm_at(x, y, 0.5, seed + 3, 3), 1.5 * y, 0.42, seed, 5)
    return np.asarray(
        cv2.resize(np.clip(0.62 + 0.75 * cloud, 0.08, 1.3).astype(np.float32), (width, height)), np.float32
    )


def _wall(lights: Lights, view: View, middle: float, colours: list[Array], rng: np.random.Generator) -> None:
    """Paint the wall of light behind the band: a disc of lines or a field of lamps, brightest around the singer."""
    height, width = lights.wash.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    centre = (view.edge - 0.92 * view.tall - 0.02) * height
    size = view.wall * height
    away = np.hypot(x - middle * width, y - centre) / size
    pitch = max(3.0, 0.020 * width) * (1.0 if view.band else 1.5)
    row = np.abs(y / pitch - np.round(y / pitch)) * pitch
    column = np.abs(x / pitch - np.round(x / pitch)) * pitch
    kind = int(rng.integers(3))
    soft = max(0.7, 0.10 * pitch)
    if kind == 0:  # a sun of lines that grow thinner below
        thick = pitch * (0.16 + 0.30 * np.clip((centre - y) / size * 0.5 + 0.5, 0, 1))
        lit = np.clip((thick - row) / soft + 0.5, 0, 1) * np.clip((1 - away) * size / 1.5 + 0.5, 0, 1)
    elif kind == 1:  # rings
        ring = away * 5
        lit = (
            np.clip((0.17 - np.abs(ring - np.round(ring))) * size / 5 / soft + 0.5, 0, 1) * (away < 1.1) * (away > 0.08)
        )
    else:  # lamps in a grid, in the shape of a wide wall
        dot = np.hypot(row, column)
        lit = (
            np.clip((0.27 * pitch - dot) / soft + 0.5, 0, 1)
            * (np.abs(x - middle * width) < 1.05 * size)
            * (np.abs(y - centre) < 0.95 * size)
        )
    fall = np.exp(-((away / 0.95) ** 2))
    lights.fill += (lit * (0.14 + 0.62 * fall))[..., None] * colours[1] * np.float32(1.1)
    lights.white += (lit * fall * 0.16)[..., None] * np.array([0.9, 0.95, 1.0], np.float32)
    lights.wash += (0.10 * np.exp(-((away / 1.6) ** 2)))[..., None] * colours[0]
    lights.wash += np.float32(0.004) * colours[0]


def _rig(
    lights: Lights, view: View, middle: float, colours: list[Array], haze: Array, rng: np.random.Generator
) -> list[tuple[float, float]]:
    """Hang lamps on the truss and set some on the stage; return their places, shares of width and height."""
    height, width = haze.shape
    half = max(4, width // 2), max(4, height // 2)
    smoke = cv2.resize(haze, half)
    y, x = np.mgrid[0 : half[1], 0 : half[0]].astype(np.float32) * 2
    beams = {"key": np.zeros((half[1], half[0]), np.float32), "fill": np.zeros((half[1], half[0]), np.float32),
             "white": np.zeros((half[1], half[0]), np.float32)}  # fmt: skip
    places: list[tuple[float, float]] = []
    above, below = (9, 6) if view.band else (6, 4)
    fan = float(rng.uniform(0.5, 0.95))
    crossing = bool(rng.random() < 0.5)
    for k in range(above):
        share = (k + 0.5) / above - 0.5
        at = ((0.5 + 1.10 * share) * width, (view.truss + 0.035 * math.cos(2.6 * share)) * height)
        lean = (-1.0 if crossing else 1.0) * fan * 1.5 * share + 0.08 * float(rng.normal())
        family = ("key", "fill")[k % 2] if k != above // 2 else "white"
        _beam(beams[family], smoke, x, y, at, math.pi / 2 - lean, 0.010 * width, 0.062, 0.62 * height)
        places.append((at[0] / width, at[1] / height))
    for k in range(below):
        share = (k + 0.5) / below - 0.5
        at = ((0.5 + 1.05 * share) * width, (view.edge - 0.004) * height)
        way = -math.pi / 2 + (2.0 * fan * share if not crossing else -1.2 * share) + 0.06 * float(rng.normal())
        _beam(beams[("fill", "key")[k % 2]], smoke, x, y, at, way, 0.007 * width, 0.040, 0.50 * height)
        places.append((at[0] / width, at[1] / height))
    white = np.array([0.88, 0.95, 1.0], np.float32)
    for name, tint in (("key", colours[0]), ("fill", colours[1]), ("white", white)):
        light = getattr(lights, name)
        light += cv2.resize(beams[name], (width, height))[..., None] * tint * np.float32(1.15)
    for number, (u, v) in enumerate(places):
        radius = (0.0105 if number < above else 0.0075) * width * (1.0 if view.band else 1.7)
        reach = 9 * radius
        x0, x1 = max(int(u * width - reach), 0), min(int(u * width + reach) + 2, width)
        y0, y1 = max(int(v * height - reach), 0), min(int(v * height + reach) + 2, height)
        if x1 <= x0 or y1 <= y0:
            continue
        rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32)
        away = np.hypot(columns - u * width, rows - v * height)
        lens = np.clip(radius - away + 0.5, 0, 1) * 2.6 + 0.34 * np.exp(-away / (1.7 * radius)) * step(
            reach, 0.6 * reach, away
        )
        lights.white[y0:y1, x0:x1] += lens[..., None] * (0.55 * white + 0.45 * colours[number % 2])
    return places


def _lasers(lights: Lights, view: View, colours: list[Array], haze: Array, rng: np.random.Generator) -> None:
    """Send fans of thin rays from both ends of the truss and from the desk, each fan in one of the colours."""
    height, width = haze.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    smoke = 0.65 + 0.35 * haze
    middle = 0.5 + 0.08 * float(rng.normal())
    fans = (
        (lights.key, colours[0], (-0.04, view.truss), 0.22, 0.95),
        (lights.key, colours[0], (1.04, view.truss), math.pi - 0.95, math.pi - 0.22),
        (lights.fill, colours[1], (middle, view.edge - 0.10), -math.pi + 0.30, -0.30),
    )
    for light, tint, (u, v), first, last in fans:
        rays = np.zeros((height, width), np.float32)
        for way in np.linspace(first, last, 7) + 0.03 * rng.normal(size=7):
            _beam(rays, smoke, x, y, (u * width, v * height), float(way), 0.0016 * width, 0.0006, 1.3 * height)
        light += (1.25 * rays)[..., None] * (0.9 * tint + 0.1)
        lights.white += (0.2 * rays**4)[..., None]  # white where they are hottest


def _beam(
    out: Array, smoke: Array, x: Array, y: Array, at: tuple[float, float], way: float, thin: float, spread: float, long_: float
) -> None:  # fmt: skip
    cosine, sine = math.cos(way), math.sin(way)
    along = (x - at[0]) * np.float32(cosine) + (y - at[1]) * np.float32(sine)
    off = (y - at[1]) * np.float32(cosine) - (x - at[0]) * np.float32(sine)
    wide = thin + spread * np.maximum(along, 0)
    shown = np.maximum(wide, _THINNEST)
    edge = np.clip(1.35 - np.abs(off) / shown, 0, 1)
    light = edge * edge * (3 - 2 * edge) * np.clip(along / thin, 0, 1) * np.sqrt(wide / shown)
    out += light * smoke * np.exp(-np.maximum(along, 0) / long_) * (0.30 + 0.70 * thin * 4 / (wide + 3 * thin))


def _floor(lights: Lights, edge: float) -> None:
    """Mirror the light in the floor before the stage and darken the stage's front."""
    height, width = lights.wash.shape[:2]
    first = int(edge)
    rows = np.arange(first, height)
    if rows.size == 0:
        return
    source = np.clip(2 * first - rows, 0, height - 1)
    fade = (
        0.30 * np.exp(-(rows - first) / (0.16 * height)) * step(0, 0.035 * height, (rows - first).astype(np.float32))
    )[:, None, None]
    for light in lights.all():
        mirrored = cv2.GaussianBlur(light[source], (0, 0), sigmaX=max(0.8, width / 240), sigmaY=max(1.5, width / 60))
        light[first:] = mirrored * fade.astype(np.float32)


def _people(
    lights: Lights, view: View, middle: float, side: float, description: SceneDescription, colours: list[Array],
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """Put the band and their gear on stage, dark against the wall of light."""
    height, width = lights.wash.shape[:2]
    edge, tall = view.edge * height, view.tall * height
    cover = np.zeros((height, width), np.float32)
    words = description.all_words
    in_club = bool(words & _CLUBS) and not words & _PLAYED  # where nobody plays but a disc jockey
    alone = bool("theatre" in description.reads_as or words & _DANCERS) and not words & _BANDS and not in_club
    band = view.band and not alone and not in_club
    if band:
        draw_gear(cover, middle * width, edge, tall, rng)
    people: list[tuple[str, float, float]] = []
    if "people" not in description.without:
        aside = 0.62 * side * tall / width if band else 0.0  # of the drums
        singer = SINGER[int(rng.integers(len(SINGER)))]
        cast = [("dancer" if words & _DANCERS else "stander" if alone else singer, middle + aside, 1.0)]
        if band:
            cast += [
                (BAND[0], middle - side * 1.05 * tall / width, 0.96),
                (BAND[1], middle + side * 1.45 * tall / width, 0.97),
            ]
        people += [("arms_wide", middle, 1.0)] if in_club else cast
    inner = cv2.erode(cover, np.ones((3, 3), np.uint8))
    rim = np.clip(cover - cv2.GaussianBlur(inner, (0, 0), max(0.6, 0.010 * tall)), 0, 1)[..., None]
    for light in lights.all():
        around = cv2.blur(light, (max(3, int(0.25 * tall)),) * 2)
        light *= (1 - cover)[..., None]
        light += around * rim * np.float32(0.5) + around * (0.03 * cover)[..., None]
    for kind, x, size in people:
        foot = edge - (0.16 * tall if in_club else 0.0)
        staffage.stand(lights.all(), kind, (x * width, foot), tall * size, mirrored=x < middle, variant=description.flavour,
                       haze=0.06, shade=0.0, gain=1.0)  # fmt: skip
    if in_club:
        _desk(lights, middle * width, edge, tall, colours)


def _desk(lights: Lights, x: float, edge: float, tall: float, colours: list[Array]) -> None:
    """Put a desk before who stands on stage, its front lit with the beat."""
    cover, shine = (np.zeros(lights.wash.shape[:2], np.float32) for _ in range(2))
    draw_desk(cover, shine, x, edge, tall)
    inner = cv2.GaussianBlur(cv2.erode(cover, np.ones((3, 3), np.uint8)), (0, 0), max(0.6, 0.008 * tall))
    rim = np.clip(cover - inner, 0, 1)[..., None]
    for light in lights.all():
        around = cv2.blur(light, (max(3, int(0.25 * tall)),) * 2)
        light *= (1 - cover)[..., None]
        light += around * rim * np.float32(0.5) + around * (0.03 * cover)[..., None]
    lights.key += shine[..., None] * colours[0] * np.float32(1.1)
    lights.fill += cv2.GaussianBlur(shine, (0, 0), max(1.0, 0.05 * tall))[..., None] * colours[1] * np.float32(0.35)


def _finish(
    description: SceneDescription, view: View, lights: Lights, lamps: list[tuple[float, float]], edge: float, haze: Array,
    middle: float, shot: str, *, is_dark: bool,
) -> Painting:  # fmt: skip
    height, width = haze.shape
    is_one, tint = is_of_one_colour(description.palette), light_of_hue(description.palette.key, *_PURE)
    if is_one:
        lights.white *= (1 - _TINTED) + _TINTED * tint.astype(np.float32)
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum(
        [cv2.resize(light, small, interpolation=cv2.INTER_AREA) for light in lights.all()], axis=0, dtype=np.float32
    )
    start = Grade(
        contrast=1.55 if is_dark else 1.4 if is_one else 1.22,
        pivot=0.2,
        saturation=1.15,
        lift=(0.008, 0.006, 0.008) if is_one else (0.020, 0.010, 0.012),
        desaturate=0.10 if is_one else 0.45,
        bloom=0.22,
        bloom_width=1.15,
    )
    median, white = (34.0, 78.0), (208.0, 234.0)
    if is_one:  # pure red is dark: brighter than it can be, it would be cream
        peak = 255 * float(tint @ _LUMA) ** (1 / 2.2)
        median = (min(1.0, peak / 190) * median[0], min(1.0, peak / 190) * median[1])
        white = (min(white[0], peak + 35), min(white[1], peak + 65))
    if is_dark:
        median = (_DARKER * median[0], _DARKER * median[1])
    grade = fit_grade(total, start, median=median, white=white)
    if is_one:  # haze of one colour is a veil where it is light
        grade = darker(total, grade, max(median[1], _VEIL), least=0.75 * white[0])
    rows = np.arange(height, dtype=np.float32)[:, None]
    plane = 3.0 / np.clip((rows - 0.5 * height) / height, 0.14, 1.0)
    depth = np.where(rows > edge, plane, np.float32(24.0)).astype(np.float32) * np.ones((1, width), np.float32)
    upper = (1 - step(edge - 0.02 * height, edge, rows)) * np.ones((1, width), np.float32)
    elements = [
        Element("mist", 0.12 if is_dark else 0.34, {"low": 0.10, "high": 0.72, "drift": 12}),
        Element("motes", 0.5),
        Element(
            "beacons",
            0.30,
            {"points": [[u, v] for u, v in lamps if 0 < u < 1 and 0 < v < 1], "colour": [235, 235, 235]},
        ),
    ]
    if {"party", "glitter"} & set(description.understood) and "confetti" not in description.motifs:
        hue = light_of_hue(description.palette.accent, 0.14, 0.8)
        elements.append(
            Element("petals", 1.0, {"colour": [round(float(v)) for v in 255 * np.sqrt(hue / hue.max())], "way": 1})
        )
    if description.weather in ("rain", "snow", "storm"):
        elements.append(Element("snow" if description.weather == "snow" else "rain", description.weather_amount))
    return Painting(
        groups={
            "wash": LightGroup(lights.wash),
            "key": LightGroup(lights.key, "kick", 0.80, 0.40),
            "fill": LightGroup(lights.fill, "offbeat", 0.85, 0.35),
            "white": LightGroup(lights.white, "downbeat", 0.90, 0.30),
        },
        depth=depth,
        focal=1.1 * min(width, height),
        centre=(middle * width, min(edge, 0.8 * height)),
        grade=grade,
        masks={"air": (upper * np.clip(haze, 0, 1)).astype(np.float32)},
        elements=elements,
        is_coloured=is_one,
        is_accented=not is_one,  # a stage in red light has no blue shadows
        travel={"wide": 1.6, "medium": 0.9}.get(shot, 0.4),
    )
