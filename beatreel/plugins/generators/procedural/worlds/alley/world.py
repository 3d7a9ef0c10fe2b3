"""A narrow street of signs at night, at dusk or by day: in rain, fog, snow or dry.

Traced by :mod:`~..kernels.street`. Light families: ``cool`` (signs in the key colour), ``second`` (signs in the fill
colour), ``warm`` (windows, lanterns and signs in the accent colour) and ``sky``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.hues import from_cold
from beatreel.plugins.generators.procedural.kernels import street as kernel
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.street import GROUND, Street
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import staffage, tracing

from . import lamplight, lanterns, layout
from .draft import Mood
from .views import Shot, kind_of as kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.palette import Palette
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    Array = np.ndarray[Any, np.dtype[np.float32]]

_CANDIDATES = 6
_FAINT, _COLOURED = np.float32(0.75), np.float32(0.10)  # how much of its colour faint light loses; light that keeps it
_OFF = 0.1  # of the light of a lantern, that is left of it by day
_SUNS = {"day": ((-0.30, 0.86, -0.41), (3.3, 4.5, 5.4))}  # direction towards it, and its colour, where the sky is clear
_LOWER = 0.26  # share of the height
_GREY = 0.75  # of the colour that the darks of a neon street lose
_NEUTRAL = (1.06, 1.0, 0.94)
_NAMED, _COLD = (
    0.45,
    75.0,
)  # strength from which a hue is that of the picture; degrees from blue within which it is cold
_STEP = 0.05  # of the logarithm of light, below which an edge is not seen
_MODERN = {"neon", "sign", "signs", "billboard", "cyberpunk", "hologram", "holograms", "skyscraper", "skyscrapers"}
_MARKETS = {"market", "bazaar", "souk", "medina", "stall", "stalls"}
_FAMILIES = ("cool", "second", "warm", "sky")
_LAMPS = {
    *"lamp lamps streetlamp streetlamps streetlight".split(),
    *"streetlights lamppost lampposts lantern lanterns".split(),
}
_EASTERN = {
    "tokyo",
    "kyoto",
    "osaka",
    "shibuya",
    "shinjuku",
    "seoul",
    "hong",
    "kong",
    "shanghai",
    "japan",
    "japanese",
    "china",
    "chinese",
    "chinatown",
    "korean",
    "asian",
}
_LATIN = {
    "york",
    "paris",
    "london",
    "berlin",
    "chicago",
    "vegas",
    "brooklyn",
    "detroit",
    "miami",
    "noir",
    "diner",
    "hotel",
    "angeles",
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
    """Paint the alley; see :mod:`~..worlds`."""
    random = np.random.default_rng([seed, variation, 11])
    mood = _mood(description)
    plan = int(random.integers(1 << 31))
    kind = kind_of(shot, seed, variation)
    empty = layout.build(mood, plan)
    place = _best_place(empty, kind, shot, np.random.default_rng([seed, variation, len(shot), 12]), bool(mood.lamps))
    people = _figures(description, place)
    scene = layout.with_figures(empty, people)
    lens = place.lens(width, height)
    light, depth, ids = _trace(scene, lens, width, height, progress)
    ground = ids == GROUND * 8 + 3
    if mood.lamps:
        lamplight.add_cones(light, depth, ground, scene, lens)
    staffage.light_up(light, depth, lens, people, fog=mood.fog)
    if mood.wet > 0.02:
        tracing.smear(light, ground, 1.4 / 1584 * width, 6.5 / 1584 * width)
    wires = 5 if mood.old or mood.lamps or kind == "up" else 26
    _add_wires(light, scene, lens, np.random.default_rng([seed, variation, 13]), wires)
    _keep_neutral(light)
    groups = _groups(light)
    if mood.lanterns is not None:  # a named colour is theirs, and not that of windows
        groups["shops"] = groups.pop("warm")
    return Painting(
        lettering=True,
        grey_darks=_GREY if not mood.old and description.time_of_day in ("night", "dusk") else 0.0,
        groups=groups,
        depth=depth,
        focal=float(lens.focal),
        centre=_vanishing_point(lens),
        grade=_fitted(description, _grade(description, shot), groups, width, height),
        masks={"ground": ground.astype(np.float32)},
        elements=_elements(description, shot),
        travel=1.6,
    )


def _best_place(scene: Street, kind: str, shot: str, random: np.random.Generator, has_lamps: bool = False) -> Shot:
    """Look at the alley in miniature from a few places and return the best composed one, which shows its lamp if it has one."""
    places = [Shot(shot, random, kind) for _ in range(_CANDIDATES * (3 if has_lamps else 1))]
    if has_lamps:
        for place in places:
            place.go(lamplight.way_to(shot, place.z))
        size = (90, 160)
        places = [one for one in places if lamplight.is_seen(scene, one.lens(*size), size)] or places
    if (scene.snow > 0 or scene.wet < 0.3) and shot == "detail":  # what mirrors nothing is little of the picture
        for place in places:
            place.middle_y += _LOWER
    best = max(range(len(places)), key=lambda i: (_composition(scene, places[i]), -i))
    return places[best]


def _composition(scene: Street, place: Shot) -> float:
    """Score a view: lights and darks in balance, the brightest near a third, nothing large right before the lens."""
    width, height = 36, 64
    lens = place.lens(width, height)

    def rays(x: Array, y: Array, jitter: int, *found: Any) -> None:
        kernel.rays(scene, lens, x, y, jitter, 0, *found)

    light, depth, _ = tracing.look(rays, width, height, kernel.CHANNELS)
    display = np.sqrt(np.minimum(light.reshape(height, width, -1, 3).sum(axis=2).max(axis=2) * 1.5, 1.0))
    lit = float((display > 0.45).mean())
    balance = 1 - abs(lit - 0.38) * 2
    column = float((display.sum(axis=0) * np.arange(width)).sum() / display.sum() / width)
    third = 1 - min(abs(column - 1 / 3), abs(column - 2 / 3), abs(column - 0.5)) * 4
    near = max(float((depth < place.nearest).mean()) - 0.25, 0.0)
    colours = [float(light[..., 3 * i : 3 * i + 3].mean()) for i in range(3)]
    mixture = min(colours[0], colours[1]) / (max(colours[0], colours[1]) + 1e-6)
    return balance + 0.5 * third + 0.7 * float(display.std()) * 3 + 0.6 * mixture - 4 * near


def _mood(description: SceneDescription) -> Mood:
    palette = description.palette
    cool = [light_of_hue(palette.key + turn, 0.17, light) for turn, light in ((0, 0.75), (-24, 0.8), (32, 0.62))]
    cool.append(np.array([0.72, 0.65, 0.56], np.float32))
    second = [light_of_hue(palette.fill + turn, 0.24, light) for turn, light in ((0, 0.62), (-14, 0.66), (18, 0.6))]
    warm = [light_of_hue(palette.accent + turn, 0.16, light) for turn, light in ((0, 0.76), (-12, 0.7), (-35, 0.6))]
    mood = Mood(cool, second, warm, latin=bool(_LATIN & set(description.said)))
    old = "old_quarter" in description.motifs or "cobblestone" in description.reads_as
    lamplit = description.is_snowy and _LAMPS & description.all_words  # lamps in falling snow, not signs
    by_day = description.time_of_day in ("day", "golden")  # a street in the sun lives by its walls, not by signs
    old |= (bool(lamplit) or by_day) and not _EASTERN & description.all_words
    mood.old = old and not _MODERN & description.all_words
    mood.lamps = 0 if (_MODERN | _MARKETS) & description.all_words else lamplight.lamps_named(description)
    if mood.old or mood.lamps:  # flames and bulbs behind glass, of the warmer of two hues that are named
        apart = abs((palette.key - palette.fill + 180) % 360 - 180)
        flame = (
            max(palette.key, palette.fill, key=from_cold) if palette.strength > 0.45 and apart > 40 else palette.accent
        )
        mood.warm = [light_of_hue(flame + turn, pure, 0.8) for turn, pure in ((-14, 0.10), (-20, 0.115), (-6, 0.085))]
    mood.lanterns = None if mood.lamps else lanterns.lanterns_named(description)
    mood.has_signs = mood.lanterns is None or bool(_MODERN & description.all_words)
    if mood.lanterns is not None:  # windows and lamps beside them are of warm bulbs
        mood.warm = [light_of_hue(hue, pure, 0.8) for hue, pure in ((68, 0.09), (62, 0.10), (74, 0.08))]
    mood.washing = "washing_line" in description.motifs
    mood.market = mood.old and bool(_MARKETS & description.all_words)
    _set_time(mood, description.time_of_day, is_cold=palette.strength > _NAMED and from_cold(palette.key) < _COLD)
    if mood.lamps and description.time_of_day == "night":  # what the lamp does not reach is of the colder hue
        mood.ambient, mood.air, mood.zenith, mood.horizon = _moonlit(palette)
    lies = description.snowed_in and description.weather in ("clear", "overcast")  # and none falls
    _set_weather(mood, "snow" if lies else description.weather, description.weather_amount, description.time_of_day)
    return mood


def _moonlit(palette: Palette) -> tuple[tuple[float, float, float], ...]:
    """Return ambient light, air, zenith and horizon of a night of the colder of the hues of a palette."""
    cold = light_of_hue(min(palette.key, palette.fill, key=from_cold), 0.11, 0.7)
    return tuple((float(b), float(g), float(r)) for b, g, r in (power * cold for power in (0.040, 0.032, 0.05, 0.09)))


def _set_time(mood: Mood, time: str, *, is_cold: bool) -> None:
    """Set light and air of an hour; ``is_cold`` where the prompt names a cold colour for it, as “soft blue light at dawn”."""
    if time == "dawn" and is_cold:  # before the sun is up: walls are blue, lanterns are about to go out
        mood.zenith, mood.horizon, mood.glow = (0.80, 0.56, 0.42), (1.10, 0.88, 0.74), (0.85, 0.80, 0.78)
        mood.ambient, mood.air = (0.66, 0.46, 0.36), (0.150, 0.108, 0.084)
        mood.sign_power, mood.windows = 0.42, 0.16
    elif time == "dusk":
        mood.zenith, mood.horizon, mood.glow = (0.34, 0.16, 0.11), (0.42, 0.36, 0.85), (0.5, 0.45, 0.75)
        mood.ambient, mood.air = (0.26, 0.15, 0.13), (0.070, 0.045, 0.055)
    elif time in ("golden", "dawn"):
        mood.zenith, mood.horizon, mood.glow = (0.55, 0.48, 0.50), (0.30, 0.80, 1.7), (0.5, 1.2, 2.4)
        mood.ambient, mood.air = (0.24, 0.36, 0.60), (0.045, 0.095, 0.17)
        mood.sign_power, mood.windows = 0.8, 0.22
    elif time == "day":
        mood.zenith, mood.horizon, mood.glow = (1.5, 1.05, 0.75), (1.5, 1.35, 1.2), (1.3, 1.2, 1.1)
        mood.ambient, mood.air = (1.05, 0.95, 0.86), (0.22, 0.20, 0.18)
        mood.sign_power, mood.windows = 0.7, 0.15


def _set_weather(mood: Mood, weather: str, amount: float, time: str) -> None:
    if weather in ("rain", "storm"):
        mood.fog = 0.028 + 0.012 * amount
        mood.cloud = 0.8
    elif weather == "snow":
        mood.wet, mood.snow, mood.fog = 0.0, 1.0, 0.030 + 0.02 * amount
        mood.ambient = tuple(1.5 * v for v in mood.ambient)
        mood.cloud = 1.0
    elif weather == "mist":
        mood.wet, mood.fog = 0.7, 0.055 + 0.05 * amount
    else:
        mood.wet, mood.fog = 0.06, 0.026
        mood.cloud = 0.3
        if time in _SUNS:  # the air of a bright day is clear, its shade blue
            mood.fog = 0.009
            mood.sun, mood.sunlight = _SUNS[time]
            if mood.old:  # nobody lights a lantern in the sun
                mood.sign_power, mood.windows = _OFF * mood.sign_power, 0.04
            mood.ambient = tuple(part * share for part, share in zip(mood.ambient, (0.54, 0.50, 0.47), strict=True))
        if (
            not mood.old
        ):  # signs light stone that mirrors nothing: lamps and windows are more, and the air between is brighter
            mood.windows = max(mood.windows, 0.42)
            mood.ambient = tuple(1.5 * v for v in mood.ambient)
            mood.sign_power *= 1.15


def _figures(description: SceneDescription, place: Shot) -> list[staffage.Person]:
    if place.figure_z < 0 or "people" in description.without:
        return []
    wet = description.weather in ("rain", "storm", "snow") or "umbrella" in description.understood
    kind = "sheltered" if wet else "stander"
    return [staffage.Person(kind, place.figure_x, place.figure_z, variant=description.flavour)]


def _trace(
    scene: Street, lens: Lens, width: int, height: int, progress: Callable[..., None]
) -> tuple[list[Any], Array, Any]:
    # A large picture has enough neighbours to smooth over, a draft's grain hides it.
    mirrored, samples = (1 if width > 400 else 2), (3 if width > 1000 or width < 400 else 2)

    def rays(x: Array, y: Array, jitter: int, *found: Any) -> None:
        kernel.rays(scene, lens, x, y, jitter, mirrored if jitter == 1 else 1, *found)

    def dimmed(ids: Any) -> Array:
        return np.where(ids // 8 == GROUND, np.float32(1.0), np.float32(6.0))  # a single mirrored lamp must not sparkle

    return tracing.trace(
        rays, width, height, progress, families=len(_FAMILIES), samples=samples, edges=_edges, dimmed=dimmed
    )


def _edges(ids: Any, loudness: Array) -> Any:
    mask = np.zeros(ids.shape, np.uint8)
    mask[:, 1:] |= (ids[:, 1:] != ids[:, :-1]) & (np.abs(np.diff(loudness, axis=1)) > _STEP)
    mask[1:] |= (ids[1:] != ids[:-1]) & (np.abs(np.diff(loudness, axis=0)) > _STEP)
    sharp = np.abs(cv2.Laplacian(loudness, cv2.CV_32F)) > 0.35
    mask |= (sharp & (ids != GROUND * 8 + 3)).astype(np.uint8)
    return cv2.dilate(mask, np.ones((2, 2), np.uint8)).astype(np.bool_)


def _keep_neutral(light: list[Any]) -> None:
    """Take most of the colour out of what signs light faintly: walls stay dark grey, what is near a sign has its colour."""
    for family in light[:3]:
        for first in range(0, len(family), tracing.BAND):
            some = family[first : first + tracing.BAND].astype(np.float32)
            bright = some.max(axis=2, keepdims=True)
            grey = some.mean(axis=2, keepdims=True) * np.array(_NEUTRAL, np.float32)
            some += _FAINT * np.exp(-bright / _COLOURED) * (grey - some)
            family[first : first + tracing.BAND] = halved(some)


def _add_wires(light: list[Any], scene: Street, lens: Lens, random: np.random.Generator, wires: int) -> None:
    """Hang cables across the street; they only darken, and stay out of the depth, which would tear them."""
    height, width = light[0].shape[:2]
    shade = np.zeros((height, width), np.uint8)
    for _ in range(wires):
        z0, y0, sag = random.uniform(2.5, 22), random.uniform(4.5, 10), random.uniform(0.2, 0.7)
        z1, y1 = z0 + random.uniform(-1.5, 3), y0 + random.uniform(-1, 1)
        points = []
        for u in np.linspace(0, 1, 25):
            at = np.array(
                [
                    scene.left + (scene.right - scene.left) * u,
                    y0 + (y1 - y0) * u - sag * 4 * u * (1 - u),
                    z0 + (z1 - z0) * u,
                ]
            )
            x, y, away = _project(lens, at)
            if away > 0.5:
                points.append((x * 16, y * 16))
        if len(points) > 2:
            thick = max(1, round(float(lens.focal) * 0.014 / ((z0 + z1) / 2 - float(lens.origin[2]) + 1)))
            cv2.polylines(shade, [np.array(points).round().astype(np.int32)], False, 255, thick, cv2.LINE_AA, 4)
    rows = np.flatnonzero(shade.max(axis=1))
    for row in rows:
        for family in light:
            family[row] *= (1 - 0.93 / 255 * shade[row].astype(np.float16))[:, None]


def _project(lens: Lens, point: Any) -> tuple[float, float, float]:
    """Return the pixel of a point in space and its distance along the axis."""
    to = point - lens.origin
    away = float(to @ lens.forward)
    scale = float(lens.focal) / max(away, 1e-3)
    return float(lens.centre_x + to @ lens.right * scale), float(lens.centre_y - to @ lens.up * scale), away


def _vanishing_point(lens: Lens) -> tuple[float, float]:
    """Where the camera's own axis meets the picture, which is where a dolly leads."""
    return float(lens.centre_x), float(lens.centre_y)


def _groups(light: list[Any]) -> dict[str, LightGroup]:
    pulses = {
        "cool": ("kick", 0.94, 0.12),
        "second": ("kick", 0.86, 0.26),
        "warm": ("offbeat", 0.95, 0.12),
        "sky": ("steady", 1.0, 0.0),
    }
    return {name: LightGroup(share, *pulses[name]) for name, share in zip(_FAMILIES, light, strict=True)}


def _fitted(
    description: SceneDescription, grade: Grade, groups: dict[str, LightGroup], width: int, height: int
) -> Grade:
    """Fit exposure and contrast to what the fog and the signs of this place made of them."""
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(
        cv2.resize(np.asarray(g.light, np.float32), small, interpolation=cv2.INTER_AREA) for g in groups.values()
    )
    median = (84.0, 130.0) if description.time_of_day in ("day", "dawn") else (50.0, 112.0)
    return fit_grade(total, grade, median=median, white=(212.0, 246.0), black=33.0)


def _grade(description: SceneDescription, shot: str) -> Grade:
    exposure = {"night": 1.45, "dusk": 1.3, "dawn": 1.4, "golden": 1.5, "day": 0.85}[description.time_of_day]
    return Grade(
        exposure=exposure * (1.12 if shot == "detail" else 1.0),
        contrast=1.24,
        pivot=0.22,
        saturation=1.2,
        lift=(0.022, 0.010, 0.004),
        desaturate=0.35,
        bloom=0.18,
        bloom_width=1.2,
    )


def _elements(description: SceneDescription, shot: str) -> list[Element]:
    weather, amount = description.weather, description.weather_amount
    elements = []
    if weather in ("rain", "storm"):
        elements.append(Element("rain", amount, {"slant": 0.16 if weather == "storm" else 0.045}))
        elements.append(Element("ripples", 0.9 if shot == "detail" else 0.7, {"waves": 0.0}, "ground"))
    elif weather == "snow":
        elements.append(Element("snow", amount))
    elif weather == "dust":
        elements.append(Element("motes", amount))
    mist = {"mist": 0.9, "rain": 0.35, "snow": 0.3, "storm": 0.5}.get(weather, 0.2)
    elements.append(Element("mist", mist, {"low": 0.30, "high": 0.72, "drift": 26}))
    if weather in ("clear", "mist"):
        elements.append(Element("motes", 0.3))
    return elements
