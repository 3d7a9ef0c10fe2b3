"""The sea: open water towards the sun, a headland with its lighthouse, a beach, a breaking crest, foam from above."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Focus, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Relief, Sunlight, render

from . import coast, icy
from .figures import SeaScenery
from .ground import BLACK, Shore, shade
from .spindrift import SHINING, shining, tear_off
from .staffing import draw_figures
from .surf import add_surf
from .views import (
    ABOVE,
    AT_FEET,
    BEACH_VIEWS,
    BRIDGE_VIEWS,
    CALM_VIEWS,
    CREST,
    EDGE,
    HEAD,
    OPEN,
    PIER_VIEWS,
    TOPS,
    VIEWS,
    View,
)

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

SURVEY_COLUMNS = 54
_SEA_END = 11000.0  # metres; the horizon lies a few pixels above


@dataclass
class Place:
    """A camera and the shore before it; ``side`` is where the subject stands, -1 or 1."""

    camera: Camera
    shore: Shore
    side: float
    azimuth: float


_SHORES = {"beach", "shore", "seashore", "cove", "palm", "palms"}  # words of a prompt that shall see sand
_TROPICS = {
    "tropical",
    "turquoise",
    "lagoon",
    "maldives",
    "caribbean",
    "paradise",
    "bahamas",
    "seychelles",
    "tahiti",
    "polynesia",
    "bali",
    "hawaii",
    "island",
    "fiji",
    "palm",
    "palms",
    "coconut",
}
_LAVA = {"volcanic", "basalt", "lava", "iceland", "icelandic", "reynisfjara"}
_TURQUOISE = {
    "turquoise",
    "azure",
    "aqua",
    "aquamarine",
    "cyan",
    "tropical",
    "caribbean",
    "lagoon",
    "crystal",
    "maldives",
    "paradise",
}
_GIANT = {"giant", "huge", "monster", "towering", "massive", "enormous", "gigantic", "mountainous", "rogue"}
_ROUGH = {
    "rough",
    "choppy",
    "raging",
    "angry",
    "crashing",
    "foaming",
    "breaking",
    "turbulent",
    "wild",
    "surging",
    "rolling",
    "gale",
}
_LANDS = {
    "coast",
    "coastal",
    "coastline",
    "headland",
    "cape",
    "island",
    "cliff",
    "cliffs",
    "rock",
    "rocks",
    "rocky",
    "bay",
    "land",
    "shore",
}
_STILL = {"calm", "still", "glassy", "gentle", "serene", "peaceful", "tranquil", "quiet", "mirror", "placid"}
_HIGH = {"aerial", "overhead", "drone", "bird's-eye", "birds-eye"}
_BRIGHT = np.float32(1.6)  # times as bright as elsewhere is the sky of a clear day, beside foam and sand in the sun
_LOW_SUN = math.radians(12.0)


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
    """Paint the sea; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is open water with a boat in the path of the sun or, in odd variations, a headland with a lighthouse; medium the same from
    lower; close a crest with light through it; detail the tops of waves. Where a shore is named, there is a beach with somebody on
    it, and the detail is what lies at the line of foam, or that line from above. A lighthouse that
    the prompt names is in every picture but the last, from near in the close one; so is a pier. A bridge is in all of them.
    """
    views: dict[str, Any] = {}
    if "bridge" in description.motifs:
        views = BRIDGE_VIEWS
    if "canal" in description.motifs:  # behind its houses lies the lagoon
        views = dict.fromkeys(VIEWS, (OPEN, OPEN))
    if "pier" in description.motifs:
        views = PIER_VIEWS
    icebergs = "icebergs" in description.motifs and not views  # no bridge leads over a polar sea
    if icebergs:
        views = icy.VIEWS
    cliffs = bool({"sea_cliffs", "lighthouse"} & set(description.motifs))  # where a lighthouse stands
    cliffs = cliffs and not {"bridge", "pier", "icebergs"} & set(description.motifs)
    if cliffs:
        views = coast.VIEWS
        if "lighthouse" in description.motifs:
            views = {**views, "detail": (coast.UNDER, coast.UNDER)}
    is_sailed = "boat" in description.without  # by what is set into the picture
    if is_sailed and not views:  # no land behind a ship, whose waterline would be seen through fog
        views = dict.fromkeys(
            VIEWS, (OPEN, OPEN if description.weather == "mist" or _TROPICS & description.all_words else HEAD)
        )
    if not views and _SHORES & description.all_words and not is_sailed:
        views = BEACH_VIEWS if "palms" not in description.motifs else {**BEACH_VIEWS, "detail": (EDGE, EDGE)}
        if _HIGH & set(
            description.prompt.lower().replace(",", " ").split()
        ):  # nothing that lies there is seen from so high
            views = {**views, "detail": (ABOVE, ABOVE)}
    if not views and is_calm(description):
        views = CALM_VIEWS
    view = views.get(shot, VIEWS.get(shot, VIEWS["wide"]))[(variation + seed) % 2]
    if view is HEAD and "lighthouse" not in description.motifs and not _LANDS & description.all_words:
        view = OPEN  # nobody spoke of land
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 53])
    light = open_light(description, rng)
    # Sand and foam take the sun's colour more than snow and rock do.
    sun = tuple(0.88 * part + 0.12 * sum(light.sun) / 3 for part in light.sun)
    light = replace(light, aurora=0.0, saturation=0.88 * light.saturation, sun=sun)
    if width > height and light.elevation < _LOW_SUN:  # it stays in a wide picture, which sees less of the sky
        light = replace(light, elevation=math.atan(math.tan(light.elevation) * height / width))
    if SHINING in description.motifs:  # by its own light: neither moon nor lamp outshines it
        light = replace(
            light, disc=0.0, sun=tuple(0.22 * part for part in light.sun), glow=tuple(0.3 * part for part in light.glow)
        )
    if icebergs:
        light = icy.icy_light(light, description)
    elif description.weather == "mist":  # most of it is laid over the picture, by its depths; the sun is a glow in it
        dull: dict[str, Any] = {
            name: tuple(0.4 * part for part in getattr(light, name)) for name in ("sun", "glow", "haze_sun")
        }
        light = replace(light, **dull, air=0.45 * light.air)
    place: Any
    if cliffs:
        light = coast.coast_light(light, description)
        place = coast.find_place(view, description, width / height, rng)
    else:
        place = (icy.find_place if icebergs else _find_place)(view, description, light, width / height, rng)
    progress(0.08, "camera found")
    place.camera = place.camera.scaled(width / SURVEY_COLUMNS)
    relief = (icy.render_ice if icebergs else coast.render_coast if cliffs else _render)(
        place,
        view,
        light,
        width,
        height,
        0.0055 if icebergs else 0.0042,
        lambda done: progress(0.1 + 0.7 * done, "painting the sea"),
    )
    steady, sun, glint, water = relief.lights[:4]
    if description.weather in ("mist", "overcast"):  # no sun is seen through it
        glint *= np.float32(0.3)
    elif _is_turquoise(description):  # the sun stands high: it dazzles less
        glint *= np.float32(0.45)
    clear = (1 - relief.cover)[..., None]
    sky_seed = int(rng.integers(1, 1 << 20))
    is_bright = view.kind == "beach" or _is_turquoise(description)
    is_plain = description.time_of_day != "day" or description.weather != "clear" or not is_bright
    skies = open_sky.paint_sky(light, place.camera, place.azimuth, width, height, sky_seed)
    for part, sky in zip((steady, sun), skies, strict=True):
        sky *= clear if is_plain else _BRIGHT * clear
        part += sky
    del skies, sky
    progress(0.86, "sky")
    scenery = SeaScenery(steady, sun, [glint, water], relief.depth, place.camera.focal)
    foam = relief.lights[4][..., 0] if len(relief.lights) > 4 else None
    if foam is not None and not cliffs and view.kind in ("crest", "open", "beach"):
        amount = 0.9 if view is CREST else 0.5
        if not _STILL & description.all_words:
            tear_off(scenery, foam, light, -place.side, amount, sky_seed)
    spray, bursts = add_surf(scenery, place, view, light, rng) if cliffs else (None, [])
    lamp = draw_figures(scenery, view, place, description, light, rng)
    progress(0.92, "figures")
    if foam is not None and SHINING in description.motifs:
        scenery.lamps = shining(description, foam, relief.depth, light, sky_seed) + (
            scenery.lamps if scenery.lamps.size else 0
        )
    painting = _finish(description, view, place, light, relief, scenery, lamp, spray)
    if bursts:
        painting.elements.append(Element("bursts", 0.5 + 0.5 * place.shore.rough, {"points": bursts}))
    return painting


def _find_place(
    view: View, description: SceneDescription, light: OpenLight, aspect: float, rng: np.random.Generator
) -> Place:
    """Look at several small pictures and keep the best composed one."""
    columns, rows = SURVEY_COLUMNS, round(SURVEY_COLUMNS / aspect)
    best: tuple[float, Place] | None = None
    for _ in range(view.candidates):
        place = _place(view, description, rng, rows / columns)
        seen = _render(place, view, light, columns, rows, 0.02)
        luma = np.sqrt(np.maximum(sum(seen.lights[:3]) @ np.array([0.07, 0.72, 0.21], np.float32), 0))
        luma = np.clip(luma / (np.percentile(luma[seen.cover > 0.5], 98) + 1e-6), 0, 1.2)
        blocks = cv2.resize(luma, (6, 10), interpolation=cv2.INTER_AREA)
        score = 2.0 * float(blocks.std())
        land = float((seen.cover - seen.lights[3][..., 0]).clip(0, 1).mean())
        if view.kind == "head":
            score += 2 * math.exp(-(((land - 0.085) / 0.05) ** 2))
        if view.kind == "crest":
            top = seen.cover.shape[0] - (seen.cover > 0.5).sum(axis=0)
            rise = float((place.camera.horizon - top.min()) / rows)
            third = abs(abs(float(np.argmin(top)) / columns - 0.5) - 0.17)
            score -= 3 * max(0.0, float((seen.depth < 9).mean()) - 0.30)
            score += 2 * math.exp(-(((rise - 0.085) / 0.04) ** 2)) + math.exp(-((third / 0.12) ** 2))
        if seen.depth.min() < 2.2 * view.nearest and view.kind != "above":
            score -= 10  # the lens would be under water
        if view.kind in ("beach", "above"):
            score += 2 * math.exp(-(((land - 0.38) / 0.16) ** 2))
        if best is None or score > best[0]:
            best = (score, place)
    assert best is not None
    return best[1]


def is_calm(description: SceneDescription) -> bool:
    """Return whether the prompt says that the sea lies still."""
    words = set(description.prompt.lower().replace(",", " ").split())
    return bool(_STILL & words) and description.weather not in ("storm", "rain", "dust") and not _ROUGH & words


def _is_turquoise(description: SceneDescription) -> bool:
    """Return whether the open water is as bright as a lagoon's: by day, where a prompt says so."""
    is_bright = description.time_of_day == "day" and description.weather == "clear"
    return is_bright and bool(_TURQUOISE & description.all_words)


def _place(view: View, description: SceneDescription, rng: np.random.Generator, tall: float) -> Place:
    """Draw a place at random."""
    columns, side = SURVEY_COLUMNS, float(rng.choice([-1.0, 1.0]))
    storm = {"storm": 1.0, "rain": 0.35, "dust": 0.5}.get(description.weather, 0.0) * (
        0.5 + 0.5 * description.weather_amount
    )
    if _ROUGH & set(description.prompt.lower().replace(",", " ").split()):
        storm = max(storm, 0.55)
    calm = 0.35 if _STILL & set(description.prompt.lower().replace(",", " ").split()) and not storm else 1.0
    height = rng.uniform(*view.tall) * calm * (1 + (1.1 if view.kind in ("open", "head") else 0.35) * storm)
    longest = rng.uniform(*view.longest)
    chop = 0.62 + 0.38 * storm if view.kind != "above" else 0.35
    sea = sea_state(rng, longest=longest, height=height, wind=math.pi + rng.uniform(-0.6, 0.6), chop=chop)
    caps = rng.uniform(0.72, 0.95) - 0.60 * storm - ((0.30 if calm == 1 else 0.0) if view.kind == "crest" else 0.0)
    if SHINING in description.motifs:
        caps -= 0.25
    shore = Shore(
        sea,
        int(rng.integers(1, 1 << 20)),
        height,
        caps,
        clear={"crest": 1.0 if view is TOPS else 2.3}.get(view.kind, 1.0),
    )
    if _is_turquoise(description):
        shore.bright = 0.55
    if view.kind == "crest" and calm == 1:  # one rises before the eye
        near, tall_ = (rng.uniform(9.0, 12.0), 1.0) if view is CREST else (rng.uniform(13.0, 17.0), 0.72)
        shore.rollers = tuple(
            (near * far, tall_ * (1.0 + 0.6 * storm) * rng.uniform(0.75, 1.0) * share)
            for far, share in ((1.0, 1.0), (2.3, 1.3), (4.2, 1.5))
        )
    words = set(description.prompt.lower().replace(",", " ").replace("-", " ").split())
    if view.kind in ("open", "crest") and _GIANT & words and {"wave", "waves", "swell", "swells"} & words:
        near, tall_ = (
            (rng.uniform(17.0, 22.0), rng.uniform(3.0, 3.8)) if view.kind == "crest" else (rng.uniform(30.0, 38.0), 5.0)
        )
        shore.rollers = ((near, tall_), (2.1 * near, 1.6 * tall_), (4.0 * near, 2.4 * tall_))
        shore.whitecaps = min(shore.whitecaps, 0.22)
    is_black = "black sand" in description.prompt.lower() or "black beach" in description.prompt.lower()
    if view.kind in ("beach", "above") and (is_black or _LAVA & words):
        shore.sand = BLACK
    focal, eye = rng.uniform(*view.focal), rng.uniform(*view.eye)
    horizon = rng.uniform(*view.horizon) * tall
    if view.kind == "head":
        far = rng.uniform(270, 400)
        x = side * rng.uniform(0.16, 0.30) / focal * far
        near = 0.42 if description.weather == "mist" else 1.0  # in fog it must be nearer to be seen
        shore.headland = (near * x, near * far, near * rng.uniform(58, 90), near * rng.uniform(26, 42))
    if view.kind == "beach":
        # The sea lies ahead, the sand on one side and before the feet; nearer to the water in closer pictures.
        angle, at = (rng.uniform(0.34, 0.62), rng.uniform(-4.4, -2.8))
        if "shipwreck" in description.motifs:  # which lies on the sand
            angle, at = rng.uniform(0.05, 0.16), rng.uniform(-9.0, -6.5)
        elif view in (EDGE, AT_FEET):
            angle, at = (rng.uniform(0.55, 0.95), rng.uniform(-2.2, -1.2))
        shore.beach = (side * math.cos(angle), -math.sin(angle), at, rng.uniform(0.05, 0.07))
        shore.stones = rng.uniform(0.36, 0.55)
        swell = (0.34 + 0.30 * (calm > 0.9) + 0.9 * storm) * rng.uniform(0.8, 1.2)
        shore.rollers = tuple(
            (away * rng.uniform(0.85, 1.15), swell * share)
            for away, share in ((5.0, 0.5), (12.0, 1.0), (22.0, 1.25), (38.0, 1.4))
        )
        shore.lush = bool(_TROPICS & description.all_words) or "palms" in description.motifs
    if view.kind == "above":
        angle = rng.uniform(0.5, 2.6)
        nx, nz = math.cos(angle) * side, math.sin(angle) * rng.choice([-1.0, 1.0])
        middle = eye * focal / (0.5 * tall - horizon)
        shore.beach = (nx, nz, nz * middle + rng.uniform(-0.2, 0.2) * middle, rng.uniform(0.05, 0.08))
        shore.stones = 9.0  # from above they are spots
    if view.kind == "beach":
        eye += max(0.0, float(shore.land(*np.zeros((3, 1), np.float32))[0]))
    camera = Camera(0.0, eye, 0.0, 0.0, focal * columns, columns / 2, horizon * columns)
    aside = (0.06, 0.22) if description.time_of_day == "night" and view.kind in ("head", "beach") else view.aside
    away = rng.uniform(*aside) * (1.5 if description.time_of_day == "day" else 1.0)
    # Over the boat on open water, away from what is tall elsewhere.
    azimuth = (side if view.kind in ("open", "crest") else -side) * away
    if view.kind == "beach":
        azimuth = -side * away
    return Place(camera, shore, side, azimuth)


def _render(
    place: Place, view: View, light: OpenLight, width: int, height: int, growth: float, told: Any = lambda done: None
) -> Relief:
    shore = place.shore
    sunlight = None
    if shore.headland is not None:
        x, z, radius, _ = shore.headland
        count = 700 if width > SURVEY_COLUMNS else 160
        cell = 5.2 * radius / count
        sunlight = Sunlight(
            shore.land, place.azimuth, light.elevation, light.softness, [(x, z, cell)], count=count, reach=14.0
        )
    return render(
        shore.heights,
        lambda points: shade(points, shore, sunlight, light, place.azimuth),
        (3, 3, 3, 1, 1),
        place.camera,
        width,
        height,
        heightfield.sample_distances(view.nearest, _SEA_END, growth),
        told,
    )


def _finish(
    description: SceneDescription, view: View, place: Place, light: OpenLight, relief: Relief, scenery: SeaScenery,
    lamp: tuple[float, float] | None, spray: Array | None = None,
) -> Painting:  # fmt: skip
    steady, sun, glint, water = relief.lights[:4]
    height, width = relief.depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    parts = [steady, sun, glint] + [part for part in (scenery.lamps, spray) if part is not None and part.size]
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in parts)
    open_sky.set_black(total, steady, 0.55)
    start = light.grade()
    if view.kind in ("above", "beach"):
        start = replace(start, contrast=1.34)
    low, high = light.median
    dark = 0.66 if view.kind == "crest" and low > 50 else 1.0  # half of it is the shaded side of a wave
    grade = fit_grade(total, start, median=(dark * low, dark * high), white=light.white)
    sparkle = np.clip(glint.max(axis=2) / (0.5 * max(light.sun)), 0, 1)
    groups = {
        "sky": LightGroup(steady),
        "moon" if description.time_of_day == "night" else "sun": LightGroup(sun, "kick", 1.0, 0.14),
        "glints": LightGroup(glint, "offbeat", 0.9, 0.35),
    }
    if spray is not None:
        groups["spray"] = LightGroup(spray, "downbeat", 0.84, 0.26)
    if scenery.lamps.size:
        groups["lamp"] = LightGroup(scenery.lamps, "downbeat", 1.0, 0.35)
    near = relief.cover * (relief.depth < heightfield.FAR * 0.9)
    solid = (relief.cover > 0.5) | (relief.depth < 0.5 * heightfield.FAR)  # a lighthouse stands before the sky
    depth = np.where(solid, np.minimum(relief.depth, heightfield.FAR), heightfield.FAR).astype(np.float32)
    masks = {
        "sky": (1 - relief.cover).astype(np.float32),
        "water": (water[..., 0] * near).astype(np.float32),
        "glints": cv2.GaussianBlur(sparkle, (0, 0), max(0.6, width / 260)),
    }
    return Painting(
        groups=groups,
        depth=depth,
        focal=place.camera.focal,
        centre=(place.camera.centre_x, min(max(place.camera.horizon, 0.1 * height), 0.9 * height)),
        grade=grade,
        masks=masks,
        elements=_elements(description, view, place, light, lamp, width, height),
        focus=Focus(lamp[0] / width, lamp[1] / height) if lamp is not None else None,
        travel=view.travel,
    )


def _elements(
    description: SceneDescription, view: View, place: Place, light: OpenLight, lamp: tuple[float, float] | None, width: int,
    height: int,
) -> list[Element]:  # fmt: skip
    weather, amount = description.weather, description.weather_amount
    camera = place.camera
    # Seen from above the water only shifts along; a swell in perspective would need a horizon.
    swell = {
        "horizon": camera.horizon / height,
        "eye": camera.y,
        "length": place.shore.sea.longest,
        "height": 13.0 if view.kind in ("crest", "above") else 9.0,
    }
    elements = [Element("swell", 1.0, swell, "water"), Element("glints", 0.9, {"colour": _shown(light.sun)}, "glints")]
    if light.clouds > 0.3 and view.kind != "above":
        elements.append(Element("drift", 1.0, {"rate": 9.0 if place.azimuth > 0 else -9.0}, "sky"))
    if lamp is not None and (description.time_of_day in ("dusk", "night", "dawn") or weather in ("mist", "storm")):
        elements.append(Element("beam", 0.9, {"x": lamp[0] / width, "y": lamp[1] / height}))
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "storm":
        elements.append(Element("rain", min(1.0, 0.5 + 0.5 * amount)))
    if weather in ("mist", "storm"):
        elements.append(Element("mist", 0.3 + 0.4 * amount, {"low": 0.30, "high": 0.75}))
    if description.time_of_day != "night" and view.kind not in ("above",) and weather in ("clear", "mist"):
        elements.append(Element("birds", 0.3, {"top": 0.12, "bottom": 0.34, "count": 5, "size": 13.0}, "sky"))
    spot = open_sky.on_picture(light, camera, place.azimuth)
    if (
        spot
        and description.time_of_day in ("dawn", "golden")
        and weather == "clear"
        and 0 < spot[0] < width
        and spot[1] > 0
    ):
        elements.append(Element("flare", 0.35, {"x": spot[0] / width, "y": spot[1] / height}))
    return elements


def _shown(colour: tuple[float, float, float]) -> list[int]:
    """Return a display colour of full brightness."""
    top = max(colour)
    return [round(255 * math.sqrt(part / top)) for part in colour]
