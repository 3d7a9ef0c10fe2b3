"""Mountains: ridges behind ridges, a lake that mirrors them, aurora at night, and somebody small before it all."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.figures import Scenery
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Sunlight, profiles, render

from . import boat as boats, frozen, ground
from .ground import Knoll, Range
from .shore import near_shore
from .sky import aurora, curtain_colours, has_aurora, mirrored, on_snow, under_aurora
from .views import BOAT_VIEWS, GLACIER_VIEWS, LOW, OVER_CLOUDS, RIVER_VIEWS, SEVERAL, View, season_of, views_of

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 60
_IN_MIST = 2.2  # times the light of the sky on what is small and near: it comes from all sides
_FROZEN = {"frozen", "ice", "iced", "icebound", "frost"}
_SNOWED = {"snow", "snowy", "snowcapped", "snowfield", "winter", "wintry"}
_DRY = {"desert", "deserts", "arid", "atacama", "mojave", "sahara"}
_ROWED = {view for pair in BOAT_VIEWS.values() for view in pair}
_BEFORE_TREES = {"swimmer", "swimming", "swim", "swan", "swans", *BEASTS, *(f"{one}s" for one in BEASTS)}
_SUNLESS = ("rain", "snow", "storm", "overcast")
_BARE = {"bare", "trees"}
_BEHIND_BEASTS = 60.0  # metres to trees, before which beasts are
_ON_PLAIN = 24.0  # metres to somebody
_FINE = 900.0  # pixels of a picture's width below which what lies between two samples is no longer seen
_HUTS, _CAMPS = {"hut", "huts", "refuge", "shelter"}, {"camp", "camping", "campsite", "bivouac", "expedition"}
_SEEDS = 100_000  # of curtains


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
    """Paint mountains; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is a lake before a range or, in odd variations, ridges above a sea of fog; medium a hiker on a shoulder of snow;
    close a camp or who is there; detail the summit through a long lens, with a rope team on its crest. A small boat that the prompt names
    is in every picture, on the lake, nearer in closer ones.
    """
    views = views_of(description)
    view = views.get(shot, views["wide"])[(variation + seed) % 2]
    dense = 2.4 if views is OVER_CLOUDS else 0.32  # of fog
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 31])
    light = open_light(description, rng)
    if light.aurora > 0 and has_aurora(description):
        light = under_aurora(light)
    elif light.aurora > 0:
        starry = 0.0 if "moon" in description.motifs else 0.45 * light.stars
        light = replace(light, aurora=0.0, galaxy=max(light.galaxy, starry))
    curtains = curtain_colours(description.palette)
    shape = np.random.default_rng(
        [seed & 0x7FFFFFFF, 31]
    )  # one film has one range, and one side that its light comes from
    camera, land, subject = _place(view, shot, width, height, rng, shape)
    land.season = season_of(description, in_valley=views is RIVER_VIEWS)
    if land.season:
        land.snow_line, land.trees, land.woods = (230.0, 190.0, 1.0) if views is RIVER_VIEWS else (150.0, 150.0, 0.9)
    if _SNOWED & description.all_words or description.is_snowy:  # it lies on their walls, too
        land.steep, land.laden = land.steep - 0.13, 0.22
        land.snow_line = min(land.snow_line, -30.0)
    land.billows = views is OVER_CLOUDS
    land.bare = bool(_DRY & description.all_words) and not description.is_snowy and not _SNOWED & description.all_words
    if views is GLACIER_VIEWS and land.knoll:
        land.knoll.crevasses, land.knoll.trail, land.knoll.stones = 1.0, 0.0, 0.6
    misty = view.lake and description.weather == "mist"
    if misty:  # it fills the valley, or lies on the lake, and the mountains stand out of it
        light = replace(light, air=(0.45 if view.river else 0.4) * light.air)
    if misty and not view.river:  # and takes most of its colour from the whole sky
        light = frozen.under_mist(light)
    azimuth = _azimuth(view, description.time_of_day, rng, shape, ahead=misty and not view.river)
    if "backlight" in description.without:
        azimuth = math.copysign(max(abs(azimuth), 1.25), azimuth)
    progress(0.05, "mountains raised")
    summit = float(land.peaks[0, 2] * land.gain)
    line = {"dawn": 0.34, "golden": 0.16, "dusk": 0.55}.get(description.time_of_day, -9.0) * summit
    if line > 0 and land.knoll:
        line = max(line, land.knoll.top + 50)
    if view.beside_sun or shot == "detail" or view.river:
        line = -1e6
    sunlight = Sunlight(
        land.heights,
        azimuth,
        light.elevation,
        light.softness,
        [(0.0, 900.0, 4.2), (land.offset, float(land.peaks[0, 1]) * 0.9, 1.3)]
        + ([(0.0, 20.0, 0.10)] if land.knoll else []),
    )
    progress(0.12, "shadows cast")
    fog_top = _fog_top(view, description.weather, light)
    if shot == "detail":
        # Seen from near enough: a long lens through all that air would leave a shadow play.
        light = replace(light, air=0.45 * light.air)
    air = replace(light, fog=max(light.fog, 0.55 if view.fog > 0 and description.weather != "clear" else dense))
    relief = render(
        land.heights,
        lambda points: ground.shade(points, land, sunlight, air, azimuth, camera.y, fog_top, line, on_snow(curtains)),
        (3, 3, 3, 1) if light.aurora > 0 else (3, 3, 0, 1),
        camera,
        width,
        height,
        heightfield.sample_distances(
            view.nearest,
            3300.0,
            (0.0010 if views is GLACIER_VIEWS else 0.0018) * min(max(_FINE / width, 1.0), 2.5),  # its walls are steep
        ),
        lambda done: progress(0.12 + 0.68 * done, "painting the mountains"),
    )
    steady, sun, *others = relief.lights[:-1]
    water = relief.lights[-1][..., 0]
    sky_seed = int(rng.integers(1, 1 << 20))
    clear = (1 - relief.cover)[..., None]
    meeting = _meeting(camera, clear)
    _behind(clear, steady, sun, others, light, camera, azimuth, sky_seed)
    if light.aurora > 0:
        rays = aurora(width, height, meeting, curtains, sky_seed % _SEEDS)
        rays *= clear * np.float32(0.62 * light.aurora)
        others.append(rays)
    progress(0.84, "sky")
    scenery = Scenery(steady, sun, [*others, clear], relief.depth, camera.focal)
    _people(scenery, view, shot, subject, description, light, water, rng)
    if scenery.lamps.size:
        others.append(scenery.lamps)
    boat = None
    if views is BOAT_VIEWS:
        dim = description.time_of_day in ("night", "dusk", "dawn") or description.weather == "mist"
        nobody = "people" in description.without or _is_frozen(view, description)  # nobody rows there
        boat = boats.boat_for(description.all_words, shot, subject, camera.focal / width, dim, nobody, rng)
        boat = replace(boat, lit=dim and not nobody, rowed=not nobody, iced=_is_frozen(view, description))
    mist = None
    if misty:
        thick = 0.5 + 0.9 * description.weather_amount
        mist = frozen.lake_mist(relief.depth, camera, light, azimuth, thick, sky_seed)
        mist.lay([steady, sun, *others], 1 - water)  # the water mirrors it
    if _is_frozen(view, description):
        frozen.ice([steady, sun, *others, clear], water, camera, light, sky_seed)
    elif view.lake:
        rough = 0.5 if misty else 0.35 if description.weather in ("clear", "mist") else 0.8
        stirred = partial(boats.stirred, boat) if boat else None
        parts = [steady, sun, *others, clear]
        deep, fades = (0.10, 1.8) if misty else (0.45, 3.0)  # under mist it is pale
        mirrored(parts, water, camera.horizon, camera.y, camera.focal, sky_seed, rough, deep, stirred, fades)
    if mist:
        mist.lay([steady, sun, *others], water)
    if boat:
        scenery.others = [*others, clear]
        had = scenery.lamps.size
        all_round = replace(light, ambient=tuple(_IN_MIST * each for each in light.ambient)) if misty else light
        boats.draw_boat(scenery, boat, camera, all_round, azimuth, water)
        if scenery.lamps.size and not had:
            others.append(scenery.lamps)
    progress(0.92, "lake and figures")
    return _finish(
        description,
        view,
        shot,
        light,
        camera,
        azimuth,
        relief.depth,
        water,
        clear,
        steady,
        sun,
        others,
        sky_seed,
        rng,
        subject if boat else 0.0,
        curtains,
        meeting,
    )


def _place(
    view: View, shot: str, width: int, height: int, rng: np.random.Generator, shape: np.random.Generator
) -> tuple[Camera, Range, float]:
    """Set up the range so that its highest crest meets the skyline of the view; return the subject's side of the picture too."""
    side = float(rng.choice([-1.0, 1.0]))
    focal, horizon = rng.uniform(*view.focal), rng.uniform(*view.horizon)
    eye = rng.uniform(*view.eye)
    across = side * rng.uniform(0.10, 0.20) if shot != "detail" else side * rng.uniform(0.06, 0.16)
    land = _raised(view, shape)
    far = float(land.peaks[0, 1])
    land.offset = across / focal * far
    land.shore = rng.uniform(330, 460) if view.lake and not view.river else 0.0
    knoll = None
    reach = max(1.0, width / height / 0.75)  # a wide picture sees less of what lies near
    if view.edge[1]:
        knoll = Knoll(
            eye - view.stand, rng.uniform(*view.edge) * reach, -side * rng.uniform(0.02, 0.12), rng.uniform(0.02, 0.07),
            int(rng.integers(1, 1 << 20)),
        )  # fmt: skip
    camera = Camera(0.0, eye, 0.0, 0.0, focal, 0.5, horizon * height / width)
    if knoll is not None:
        flat = np.zeros(1, np.float32)
        knoll.top += knoll.top - float(knoll.heights(flat, flat, flat)[0])
        knoll.trail = -side * 0.165 / focal * knoll.edge if shot != "close" else 0.0
        knoll.stones = rng.uniform(0.28, 0.48)
    land.knoll = knoll
    _fit_skyline(land, camera.scaled(SURVEY_COLUMNS), rng.uniform(*view.skyline) * height / width * SURVEY_COLUMNS)
    return camera.scaled(width), land, -side


def _raised(view: View, shape: np.random.Generator) -> Range:
    """Return the range of a film: views that look equally far have the same mountains, each from its own place."""
    far = shape.uniform(*view.far)
    peaks = [[0.0, far, shape.uniform(430, 520), shape.uniform(230, 330)]]
    beside = float(shape.choice([-1.0, 1.0]))
    for index in range(7):
        at = shape.uniform(0.85, 2.6) * far
        place = (shape.uniform(-0.6, 0.6) if index else beside * 0.27) * at
        peaks.append([place, at, shape.uniform(170, 340) * (at / far) ** 0.75, shape.uniform(170, 340)])
    return Range(
        np.array(peaks, np.float32), int(shape.integers(1, 1 << 20)), scale=shape.uniform(300, 430), rough=shape.uniform(80, 115),
        snow_line=shape.uniform(-60, 90), trees=shape.uniform(40, 150), woods=shape.uniform(0.2, 1.0),
        steep=shape.uniform(0.33, 0.45), river=view.river, aside=view.aside,
    )  # fmt: skip


def _is_frozen(view: View, description: SceneDescription) -> bool:
    return view.lake and bool(_FROZEN & description.all_words)


def _fog_top(view: View, weather: str, light: OpenLight) -> float:
    """Return up to which height in metres fog lies; mist fills every valley and floats over every lake."""
    if weather == "mist":
        return -34.0 if view.lake else max(view.fog, 16.0) + 30
    return view.fog if light.fog <= 0 or view.fog < -1e5 else view.fog + 25


def _fit_skyline(land: Range, camera: Camera, row: float) -> None:
    """Scale the peaks until the highest of them reaches a picture row."""
    distances = heightfield.sample_distances(120.0, 3300.0, 0.004)
    low, high = 0.15, 3.0
    for _ in range(9):
        land.gain = (low + high) / 2
        profile, _, _, stretch = profiles(land.heights, camera, np.arange(0.5, SURVEY_COLUMNS, 1.0), distances)
        slope = (profile - np.float32(camera.y)) / distances * stretch[:, None]
        top = camera.horizon - camera.focal * float(slope.max())
        low, high = (low, land.gain) if top < row else (land.gain, high)


def _azimuth(view: View, time: str, rng: np.random.Generator, shape: np.random.Generator, *, ahead: bool) -> float:
    ranges = {"dawn": (1.5, 2.2), "golden": (0.95, 1.6), "day": (1.1, 2.0), "dusk": (0.2, 0.7), "night": (0.9, 1.7)}
    low, high = ranges[time]
    if (view.beside_sun or ahead) and time in ("dawn", "golden"):  # mist shines against the light
        low, high = 0.05, 0.40
    return float(shape.choice([-1.0, 1.0]) * rng.uniform(low, high))


def _behind(
    clear: Array, steady: Array, sun: Array, others: list[Array], light: OpenLight, camera: Camera, azimuth: float,
    seed: int,
) -> None:  # fmt: skip
    """Fill in the sky behind the land, in place."""
    height, width = clear.shape[:2]
    for part, sky in zip((steady, sun), open_sky.paint_sky(light, camera, azimuth, width, height, seed), strict=True):
        sky *= clear
        part += sky


def _meeting(camera: Camera, clear: Array) -> float:
    """Return the picture row at which the curtains meet the land: a little below its crests, so that their bright feet are seen."""
    skyline = float(clear[..., 0].sum(axis=0).mean())
    return max(min(camera.horizon, 1.12 * skyline, 1.1 * clear.shape[0]), 0.1 * clear.shape[0])


def _people(
    scenery: Scenery, view: View, shot: str, side: float, description: SceneDescription, light: OpenLight, water: Array,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    width, height = scenery.width, scenery.height
    x = (0.5 + side * (0.165 if view.edge[1] else rng.uniform(0.13, 0.20))) * width
    nobody = "people" in description.without
    camps = bool(_CAMPS & description.all_words) and "tent" not in description.motifs  # a named one stands before it
    variant = description.flavour
    rim = np.array(light.sun, np.float32) * np.float32(0.10 if view.edge[1] and not view.beside_sun else 0.22)
    if view.lake:
        column = np.flatnonzero(water[:, int(x)] > 0.5) if not view.river else np.zeros(0, int)
        if (
            column.size and _HUTS & description.all_words and "cabin" not in description.motifs
        ):  # one is to be seen larger
            unit = max(0.0062 * height, 3.2 * scenery.focal / float(scenery.depth[column[0] - 1, int(x)]))
            snow = np.array(light.ambient, np.float32) * 0.7
            scenery.cabin(x, float(column[0]) - 0.15 * unit, min(unit, 0.011 * height), snow)
        return
    if shot == "detail" and not view.edge[1]:
        if not nobody:
            _rope_team(scenery, x, height, rng)
        return
    # On a plain that goes on for long somebody at its end would not be seen.
    near = max(_ON_PLAIN, 6 * view.stand) * (0.45 if shot == "close" else 1.0) if view.edge[0] >= _ON_PLAIN else 60.0
    found = scenery.edge(x, near)
    if found is None:
        return
    row, away = found
    if shot == "close":
        unit = min(scenery.focal * 1.25 / away, 0.085 * height)
        if camps:
            scenery.tent(x, row + 0.25 * unit, unit, rim, 0.42)
        person = x + unit * 2.0 * (1 if x < 0.5 * width else -1)
        ground_row = scenery.edge(person, near)
        if ground_row is not None and not nobody:
            scenery.person(
                "hiker", person, ground_row[0] + 0.05 * unit, 1.45 * unit, mirrored=person > x, variant=variant
            )
        return
    most = 0.26 if shot == "detail" else 0.075  # from near they are what is looked at
    size = min(max(scenery.focal * 1.75 / away, 0.014 * height), most * height)
    if not nobody:
        scenery.person("hiker", x, row + 0.03 * size, size, mirrored=x > 0.5 * width, variant=variant)
        if SEVERAL & description.all_words:
            beside = x + (0.75 if x < 0.5 * width else -0.75) * size
            ground_row = _row(scenery, beside, row)
            scenery.person(
                "hiker", beside, ground_row + 0.03 * size, 0.94 * size, mirrored=x > 0.5 * width, variant=variant + 1
            )
    if camps and light.stars > 0.2 and shot != "detail":
        scenery.tent(
            x - (x - 0.5 * width) * 0.45,
            _row(scenery, x - (x - 0.5 * width) * 0.45, row) + 0.1 * size,
            0.62 * size,
            rim,
        )


def _row(scenery: Scenery, x: float, row: float) -> float:
    found = scenery.edge(x, 60.0)
    return found[0] if found else row


def _rope_team(scenery: Scenery, x: float, height: int, rng: np.random.Generator) -> None:
    """Put three climbers on the skyline about a picture column."""
    size = 0.0135 * height
    for index in range(3):
        at = x + (index - 1) * size * float(rng.uniform(1.5, 2.1))
        found = scenery.edge(at, 2500.0)
        if found is not None:
            scenery.person("hiker", at, found[0] + 0.08 * size, size, mirrored=False, variant=index, haze=0.15)


def _finish(
    description: SceneDescription, view: View, shot: str, light: OpenLight, camera: Camera, azimuth: float, depth: Array,
    water: Array, clear: Array, steady: Array, sun: Array, others: list[Array], seed: int, rng: np.random.Generator,
    boat_side: float, curtains: Array, meeting: float,
) -> Painting:  # fmt: skip
    height, width = depth.shape
    sky = (depth > heightfield.FAR * 0.9).astype(np.float32)
    layers = []
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in (steady, sun, *others))
    is_framed = view.lake and view is not LOW and not view.river and (view not in _ROWED or shot == "wide")
    beasts, bare = bool(_BEFORE_TREES & description.all_words), description.all_words >= _BARE
    if is_framed and (bare or not beasts):  # whoever is there is to be seen
        side = -boat_side or float(rng.choice([-1.0, 1.0]))
        veil = total if description.weather == "mist" else None
        layers.append(near_shore(width, height, light, side, rng, veil, bare))
        layers[0].depth = _BEHIND_BEASTS if beasts else layers[0].depth
    for layer in layers:
        share = cv2.resize(layer.alpha, small, interpolation=cv2.INTER_AREA)[..., None]
        total = total * (1 - share)
    open_sky.set_black(total, steady, 0.6)
    grade = fit_grade(total, light.grade(), median=light.median, white=light.white)
    groups = {
        "sky": LightGroup(steady),
        "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.15),
    }
    if light.aurora > 0:
        groups["aurora"] = LightGroup(others.pop(0), "mid", 0.85, 0.40)
        # In a film the curtains live: the animator draws them in place of these.
        groups["curtains"] = LightGroup(others.pop(0), "steady", 0.0)
    if others:
        groups["lamp"] = LightGroup(others.pop(0), "downbeat", 1.0, 0.30)
    masks = {"sky": sky, "water": water.copy(), "crest": _crest(depth)}
    if light.aurora > 0:
        masks["open"] = clear[..., 0]
    return Painting(
        groups=groups,
        depth=depth,
        focal=camera.focal,
        centre=(camera.centre_x, min(camera.horizon, 0.9 * height)),
        grade=grade,
        masks=masks,
        layers=layers,
        elements=[
            *_elements(description, view, shot, light, camera, azimuth, height, width),
            *_curtains(light, view, camera, height, curtains, meeting, seed),
        ],
        travel=view.travel,
        is_accented=not (description.blue_hour or description.weather in _SUNLESS),  # no sun is seen that would be one
    )


def _crest(depth: Array) -> Array:
    """Return a soft mask of the crests against the sky, where the wind carries snow away."""
    step_rows = max(2, depth.shape[0] // 400)
    edge = np.zeros_like(depth)
    edge[step_rows:] = (depth[:-step_rows] > heightfield.FAR * 0.9) & (depth[step_rows:] < 2600)
    small = cv2.resize(edge, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), sigmaX=max(0.5, depth.shape[1] / 110), sigmaY=max(0.4, depth.shape[1] / 260))
    return np.asarray(cv2.resize(np.clip(soft * 14, 0, 1), depth.shape[::-1]), np.float32)


def _elements(
    description: SceneDescription, view: View, shot: str, light: OpenLight, camera: Camera, azimuth: float, height: int,
    width: int,
) -> list[Element]:  # fmt: skip
    weather, amount = description.weather, description.weather_amount
    elements = [Element("drift", 1.0, {"rate": 9.0 if azimuth > 0 else -9.0}, "sky")] if light.clouds > 0.3 else []
    if view.lake and not _is_frozen(view, description):
        elements.append(
            Element(
                "ripples",
                0.45,
                {"rings": 1.0 if weather == "rain" else 0.0, "horizon": camera.horizon / height},
                "water",
            )
        )
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "storm":
        elements.append(Element("snow", min(1.0, 0.6 + 0.4 * amount)))
    if shot == "detail" or weather in ("storm", "dust"):
        elements.append(
            Element("sand", 0.55, {"colour": [225, 215, 205], "direction": 1 if azimuth > 0 else -1}, "crest")
        )
    if weather == "mist" or view.fog > 0:
        elements.append(Element("mist", 0.30 + 0.4 * amount * (weather == "mist"), {"low": 0.42, "high": 0.75}))
    if description.time_of_day != "night" and weather in ("clear", "mist") and shot in ("wide", "medium"):
        elements.append(Element("birds", 0.3, {"top": 0.14, "bottom": 0.30, "count": 6, "size": 12.0}, "sky"))
    place = open_sky.on_picture(light, camera, azimuth)
    if (
        place
        and description.time_of_day in ("dawn", "golden")
        and weather == "clear"
        and -0.2 * width < place[0] < 1.2 * width
    ):
        elements.append(Element("flare", 0.35, {"x": place[0] / width, "y": place[1] / height}))
    return elements


def _curtains(
    light: OpenLight, view: View, camera: Camera, height: int, colours: Array, meeting: float, seed: int
) -> list[Element]:
    if light.aurora <= 0:
        return []
    options = {
        "seed": seed % _SEEDS,
        "horizon": camera.horizon / height,
        "meeting": meeting / height,
        "lake": view.lake,
        "colours": colours.tolist(),
    }
    return [Element("aurora", 1.0, options)]
