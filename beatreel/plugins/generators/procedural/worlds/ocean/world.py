"""The sea: open water towards the sun, a headland with its lighthouse, a beach, a breaking crest, foam from above."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Focus, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight, open_light
from beatreel.plugins.generators.procedural.scenery.relief import Relief

from . import coast, icy
from .far_shore import draw_far_shore, is_lake
from .figures import SeaScenery
from .places import LOW_SUN, SURVEY_COLUMNS, TROPICS, Place, find_place, is_calm, is_still, is_turquoise, render_sea
from .spindrift import SHINING, shining, tear_off
from .staffing import draw_figures
from .surf import add_surf
from .under_grey import under_grey, water_hue
from .views import (
    BEACH_VIEWS,
    BRIDGE_VIEWS,
    CALM_VIEWS,
    CLIFF_VIEWS,
    CREST,
    EDGE,
    HEAD,
    HIGH_VIEWS,
    OPEN,
    OVER_VIEWS,
    PIER_VIEWS,
    VIEWS,
    View,
)

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_SHORES = {
    "beach",
    "shore",
    "seashore",
    "cove",
    "palm",
    "palms",
    "sand",
    "sands",
    "sandy",
}  # words of a prompt that shall see sand
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
_HIGH = {"aerial", "overhead", "drone", "bird's-eye", "birds-eye", "top-down"}
_FROM_ABOVE = re.compile(
    r"\b(?:from (?:high )?above(?! (?:the|a|an)\b)|from the air|top[- ]down|bird'?s[- ]eye|looking straight down)\b"
)
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
    if "cliff_edge" in description.motifs:
        views = CLIFF_VIEWS
    icebergs = "icebergs" in description.motifs and not views  # no bridge leads over a polar sea
    if icebergs:
        views = icy.HIGH_VIEWS if _is_from_above(description) else icy.VIEWS
    cliffs = bool({"sea_cliffs", "lighthouse"} & set(description.motifs))  # where a lighthouse stands
    cliffs = cliffs and not {"bridge", "pier", "icebergs"} & set(description.motifs)
    if cliffs:
        views = coast.VIEWS
        if "lighthouse" in description.motifs:
            views = {**views, "detail": (coast.UNDER, coast.UNDER)}
    is_sailed = "boat" in description.without  # by what is set into the picture
    if is_sailed and not views:  # no land behind a ship, whose waterline would be seen through fog
        views = dict.fromkeys(
            VIEWS, (OPEN, OPEN if description.weather == "mist" or TROPICS & description.all_words else HEAD)
        )
    if not views and _SHORES & description.all_words and not is_sailed:
        views = BEACH_VIEWS if "palms" not in description.motifs else {**BEACH_VIEWS, "detail": (EDGE, EDGE)}
        if _is_from_above(description):
            views = HIGH_VIEWS
    if not views and _is_from_above(description):
        views = OVER_VIEWS
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
    if water_hue(description) is not None:
        light = under_grey(light, description.palette)
    if width > height and light.elevation < _LOW_SUN:  # it stays in a wide picture, which sees less of the sky
        light = replace(light, elevation=math.atan(math.tan(light.elevation) * height / width))
    if light.galaxy > 0 and light.disc == 0:  # stars are seen in a dark sky
        light = replace(light, median=(22.0, 46.0), white=(150.0, 190.0))
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
        light = replace(light, **dull, air=0.45 * light.air, disc=0.0)
    place: Any
    if cliffs or (description.weather == "storm" and not icebergs and not description.sky_hues):
        light = coast.coast_light(light, description)
    if cliffs:
        place = coast.find_place(view, description, width / height, rng)
    else:
        place = (icy.find_place if icebergs else find_place)(view, description, light, width / height, rng)
    progress(0.08, "camera found")
    place.camera = place.camera.scaled(width / SURVEY_COLUMNS)
    relief = (icy.render_ice if icebergs else coast.render_coast if cliffs else render_sea)(
        place,
        view,
        light,
        width,
        height,
        0.0055 if icebergs else 0.0052 if view.kind == "beach" else 0.0042,  # which has the most to compute
        lambda done: progress(0.1 + 0.7 * done, "painting the sea"),
    )
    steady, sun, glint, water = relief.lights[:4]
    is_moonless = light.disc == 0 and description.time_of_day == "night" and "moon" not in description.motifs
    if is_moonless and description.weather == "clear":  # no path leads to a moon that is not there
        glint *= np.float32(0.08)
    elif description.weather in ("mist", "overcast"):  # no sun is seen through it
        glint *= np.float32(0.3)
    elif is_turquoise(description):  # the sun stands high: it dazzles less
        glint *= np.float32(0.45)
    clear = (1 - relief.cover)[..., None]
    sky_seed = int(rng.integers(1, 1 << 20))
    is_bright = view.kind == "beach" or is_turquoise(description)
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
        if not is_still(description) and "giant_wave" not in description.motifs:  # which hides it, and has its own
            tear_off(scenery, foam, light, -place.side, amount, sky_seed)
    spray, bursts = add_surf(scenery, place, view, light, rng) if cliffs else (None, [])
    if is_lake(description) and view.kind == "open":
        draw_far_shore(scenery, place.camera, light, place.azimuth, sky_seed)
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


def _is_from_above(description: SceneDescription) -> bool:
    return bool(_HIGH & set(description.said)) or bool(_FROM_ABOVE.search(" ".join(description.said)))


def _is_tinted(description: SceneDescription, view: View) -> bool:
    """Return whether what is lightest may be warmer than the rest: not foam, ice and sand under grey clouds, nor foam under a high sun."""
    if "lighthouse" in description.motifs:
        return True
    is_grey = description.weather in ("storm", "rain", "overcast", "mist", "snow")
    return not is_grey and (view.kind == "beach" or description.time_of_day in LOW_SUN)


def _finish(
    description: SceneDescription, view: View, place: Place, light: OpenLight, relief: Relief, scenery: SeaScenery,
    lamp: tuple[float, float] | None, spray: Array | None = None,
) -> Painting:  # fmt: skip
    steady, sun, glint, water = relief.lights[:4]
    height, width = relief.depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    parts = [steady, sun, glint] + [part for part in (scenery.lamps, spray) if part is not None and part.size]
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in parts)
    is_low = description.time_of_day in LOW_SUN  # then the shaded side of a wave keeps its colour
    open_sky.set_black(total, steady, 0.20 if is_low and view.kind == "crest" else 0.55)
    start = light.grade()
    if view.kind in ("above", "beach"):
        start = replace(start, contrast=1.34 if view.kind == "beach" else 1.16)
    low, high = light.median
    dark = (
        (0.80 if is_low else 0.66) if view.kind == "crest" and low > 50 else 1.0
    )  # half of it is the shaded side of a wave
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
        is_accented=_is_tinted(description, view),
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
        elements.append(Element("rain", 0.35 + 0.35 * amount))
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
