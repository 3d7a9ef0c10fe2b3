"""A misty forest: planes of spruces, light shafts, and a hiker on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import darker, fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import staffage
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import bamboo, birch, jungle, mushrooms, pines, pond, redwoods, stream, swamp, winter
from .light import ForestLight, forest_light, mist_field, shafts, sun_disc
from .stage import Plane, Stage, bough, clearing, valleys

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]

_BEASTS = {*BEASTS, *(f"{one}s" for one in BEASTS), *"stag stags doe does fawn fawns foxes wolves hart roe".split()}
WOODS = {
    "bamboo": bamboo.paint,
    "rainforest": jungle.paint,
    "stream": stream.paint,
    "still_water": pond.paint,
    "birch": birch.paint,
    "maples": birch.paint,
    "beeches": birch.paint,
    "redwoods": redwoods.paint,
    "bare_trees": winter.paint,
    "swamp": swamp.paint,
    "mushrooms": mushrooms.paint,
}
"""Motifs that name another wood than one of spruces, and who paints it."""


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
    """Paint a forest; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks over valleys of firs from a ledge, medium into a clearing with a hiker or along a path in the wood, close
    between trunks and ferns, detail at a bough before lights out of focus. Whoever is named is among trees in every picture.
    """
    painting = _painted(description, shot, variation, (width, height), seed, progress)
    greys = ("overcast", "rain", "storm") if description.time_of_day == "day" else ("overcast",)
    if description.blue_hour or description.weather in greys:  # there is no sun between the trees
        painting.is_accented = False
    return painting


def _painted(
    description: SceneDescription, shot: str, variation: int, size: tuple[int, int], seed: int, progress: Progress
) -> Painting:
    width, height = size
    for motif, kind in WOODS.items():
        if motif in description.motifs:
            return kind(
                description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
            )
    named = bool(_BEASTS & description.all_words) or "backlight" in description.without  # whom one looks at
    if shot == "close" or (
        shot in ("wide", "medium")
        and (named or (shot == "medium" and ((description.flavour + variation) % 2 or pines.is_charred(description))))
    ):
        return pines.paint(
            description, shot=shot, variation=variation, width=width, height=height, seed=seed, progress=progress
        )
    shots = {"wide": valleys, "medium": clearing, "detail": bough}
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 23])
    light = forest_light(description, rng)
    stage = Stage(width, height, light, rng)
    shots.get(shot, clearing)(stage)
    progress(0.4, "trees grown")
    painting = _compose(description, stage, shot, int(rng.integers(1, 1 << 20)), progress)
    progress(0.95, "light in the mist")
    return painting


def _compose(description: SceneDescription, stage: Stage, shot: str, seed: int, progress: Progress) -> Painting:
    light, width, height = stage.light, stage.width, stage.height
    # Mist has no detail: a quarter of the size holds it, and saves 100 MB at full size.
    quarter = max(8, -(-width // 4)), max(8, -(-height // 4))
    is_wide = shot == "wide"
    fields = mist_field(light, *quarter, seed, valley=0.9 if is_wide else 0.12, low=0.46 if is_wide else 0.26)
    core, shaft = np.array(light.core, np.float32), np.array(light.shafts, np.float32)
    open_sky = np.ones((height, width), np.float32)
    for plane in stage.planes[1:4] if shot != "detail" else []:
        open_sky *= 1 - np.float32(0.85 / 255) * plane.mask
    rays = shafts(light, open_sky, seed) * np.float32(light.rays * (0.38 if shot == "wide" else 1.0))
    progress(0.55, "light in the mist")
    sky, sun = (_enlarged(field, 0, height, width, height) for field in fields)
    sun += sun_disc(light, width, height)[..., None] * core
    if light.stars > 0:
        sky += stars(width, height, 0.5 * light.stars, seed, below=0.5)[..., None]
    del open_sky
    ray_strength = 0.0
    patches = cv2.resize(
        fill_fbm(height // 4 + 1, width // 4 + 1, step_x=14.0 / width, step_y=34.0 / width, seed=seed + 77, octaves=5),
        (width, height),
    )
    if shot == "detail":
        _bokeh(stage, sky, sun)
    layers = []
    for index, plane in enumerate(stage.planes):
        colour = np.empty_like(sky) if plane.separate else None
        cover = _cover(stage, plane, patches)
        thin = _thin(plane.mask)
        frost = _snow(stage, plane, laden=shot != "close") if light.ground_snow else None
        for top in range(0, height, 256):
            part = np.s_[top : top + 256]
            rows = min(256, height - top)
            steady, lit, loose = (_enlarged(field, top, rows, width, height) for field in (*fields, thin))
            own, direct = _surface_light(light, plane, steady, lit, loose, None if frost is None else frost[part])
            if colour is not None:
                haze = rays[part] * np.float32(0.16 * (1 - plane.clear) + 0.04)
                colour[part] = own + direct + haze[..., None] * shaft
                continue
            share = cover[part][..., None]
            sky[part] += (own - sky[part]) * share
            sun[part] += (direct - sun[part]) * share
        if colour is not None:
            if stage.hiker and stage.hiker[3] == index and "people" not in description.without:
                _draw_hiker(stage, colour, cover, sky + sun, description.flavour)
            layers.append(Layer(colour, cover, plane.depth))
        elif plane.shafts_before:
            ray_strength += plane.shafts_before
        plane.mask = np.zeros((0, 0), np.uint8)
        progress(0.55 + 0.35 * (index + 1) / len(stage.planes), "light in the mist")
    del patches, cover, thin
    ray_light = rays[..., None] * (shaft * np.float32(ray_strength or 0.4))
    del rays
    return _painting(description, stage, shot, (sky, sun, ray_light), layers)


def _enlarged(field: Array, top: int, rows: int, width: int, height: int) -> Array:
    """Return rows ``top`` to ``top + rows`` of a small field enlarged to ``width`` and ``height``."""
    fx, fy = field.shape[1] / width, field.shape[0] / height
    where = np.array([[fx, 0, 0.5 * fx - 0.5], [0, fy, (top + 0.5) * fy - 0.5]], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    large = cv2.warpAffine(field, where, (width, rows), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(large, np.float32)


def _cover(stage: Stage, plane: Plane, patches: Array) -> Array:
    """Return what a plane hides, with the mist that lies about its feet."""
    cover = np.empty(plane.mask.shape, np.float32)
    row = (np.arange(stage.height, dtype=np.float32) / stage.height)[:, None]
    for top in range(0, stage.height, 256):
        part = np.s_[top : top + 256]
        t = (row[part] - np.float32(plane.feet - 0.10) - np.float32(0.11) * patches[part]) / np.float32(0.26)
        np.clip(t, 0, 1, out=t)
        mist = t * t * (3 - 2 * t) * np.float32(plane.swallow)
        cover[part] = plane.mask[part] * (1 - mist) / np.float32(255)
    return cover


def _thin(mask: Mask) -> Array:
    """Return how loosely a mask covers, 0 (dense) to 1 (single twigs), for light from behind; a quarter of its size."""
    height, width = mask.shape
    small = cv2.resize(mask, (max(4, width // 4), max(4, height // 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.5, width / 4 / 130)).astype(np.float32) / 255
    return np.asarray((1 - soft) ** 2, np.float32)


def _surface_light(
    light: ForestLight, plane: Plane, steady: Array, lit: Array, thin: Array, frost: Array | None
) -> tuple[Array, Array]:
    """Return the steady light and the sunlight of a plane seen through the mist before it."""
    veil = np.float32(0.94 * (1 - plane.clear))
    through = (np.float32(plane.clear) * thin)[..., None]
    own = steady * (veil + np.float32(0.10) * through) + np.array(light.dark, np.float32) * np.float32(plane.clear)
    direct = lit * (veil + np.float32(0.42) * through)
    if frost is not None:
        sky = steady + np.float32(1.1) * np.array(
            light.base, np.float32
        )  # snow is seen by all of it, however low it lies
        own += frost[..., None] * sky * np.float32(0.75 * plane.clear**0.7)
        direct += (
            frost[..., None]
            * (lit + np.float32(0.12) * np.array(light.warm, np.float32))
            * np.float32(0.7 * plane.clear)
        )
    return own, direct


def _snow(stage: Stage, plane: Plane, *, laden: bool) -> Array:
    """Return where snow lies on the upper edges of a plane, and on its boughs if they are laden, 0 to 1."""
    step = max(1, round(stage.height * 0.0035))
    below = np.zeros_like(plane.mask)
    below[step:] = plane.mask[:-step]
    edge = cv2.subtract(plane.mask, below)
    soft = cv2.GaussianBlur(edge, (0, 0), max(0.5, stage.width / 1400)).astype(np.float32) / 255
    if not laden:
        return np.asarray(np.clip(soft * 1.5, 0, 1) * stage.light.ground_snow, np.float32)
    # Boughs bend under it: long heaps, larger on what is near.
    height, width = plane.mask.shape
    scale = float(np.clip(plane.depth / 16, 0.6, 3.0)) / width
    rows, columns = max(4, height // 2), max(4, width // 2)
    heaps = fill_fbm(rows, columns, step_x=70 * scale, step_y=190 * scale, seed=round(7 * plane.depth) + 5, octaves=4)
    heaps = cv2.resize(np.clip(2.6 * heaps - 0.1, 0, 1), (width, height)) * (plane.mask > 128)
    return np.asarray(np.maximum(np.clip(soft * 1.5, 0, 1), 0.62 * heaps) * stage.light.ground_snow, np.float32)


def _bokeh(stage: Stage, sky: Array, sun: Array) -> None:
    """Turn the background into circles of light, as an open lens does with gaps between leaves."""
    rng, width, height = stage.rng, stage.width, stage.height
    layer = np.zeros((height, width), np.float32)
    gold = np.array(stage.light.core, np.float32)
    for _ in range(70):
        distance = abs(rng.normal(0, 0.42))
        angle = rng.uniform(0, 2 * np.pi)
        x = (stage.light.sun_x + distance * np.cos(angle)) * width
        y = (stage.light.sun_y + 0.08 + distance * np.sin(angle) * 0.75) * height
        radius = width * rng.uniform(0.018, 0.062)
        one = np.zeros_like(layer)
        cv2.circle(one, (int(x * 16), int(y * 16)), int(radius * 16), 1.0, -1, cv2.LINE_AA, 4)
        cv2.circle(one, (int(x * 16), int(y * 16)), int(radius * 16), 1.35, max(1, int(width / 700)), cv2.LINE_AA, 4)
        layer += one * np.float32(rng.uniform(0.05, 0.32) * np.exp(-distance * 1.2))
    layer = cv2.GaussianBlur(layer, (0, 0), width / 1000)
    dapple = cv2.resize(
        fill_fbm(height // 16 + 1, width // 16 + 1, step_x=80.0 / width, step_y=80.0 / width, seed=3, octaves=3),
        (width, height),
    )
    dapple = cv2.GaussianBlur(dapple, (0, 0), width / 60)
    sky *= (0.42 + 0.55 * np.clip(dapple + 0.45, 0, 1))[..., None]
    sun *= 0.75
    sun += layer[..., None] * (0.55 * gold + 0.45 * np.array(stage.light.warm, np.float32))


def _draw_hiker(stage: Stage, colour: Array, cover: Array, lights: Array, variant: int) -> None:
    """Draw the hiker into a layer, standing on it."""
    assert stage.hiker is not None
    x, y, size, _ = stage.hiker
    lit = np.zeros_like(colour)
    window, alpha = staffage.stand(
        [lit], "hiker", (x * stage.width, y * stage.height), size * stage.height, mirrored=x > stage.light.sun_x,
        variant=variant, lights=[lights], shade=0.0,
    )  # fmt: skip
    under, body = cover[window][..., None], alpha[..., None]
    # Where the figure stands against the open, the layer had no colour of its own to keep.
    colour[window] = (colour[window] * under * (1 - body) + lit[window]) / np.maximum(under * (1 - body) + body, 1e-3)
    cover[window] = np.maximum(cover[window], alpha * 0.97)


def _painting(
    description: SceneDescription, stage: Stage, shot: str, lights: tuple[Array, Array, Array], layers: list[Layer]
) -> Painting:
    light, width, height = stage.light, stage.width, stage.height
    sky, sun, rays = lights
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in lights)
    for layer in layers:
        cover = cv2.resize(layer.alpha, small, interpolation=cv2.INTER_AREA)[..., None]
        total = total * (1 - cover) + cv2.resize(layer.colour, small, interpolation=cv2.INTER_AREA) * cover
    grade = darker(total, fit_grade(total, light.grade(), median=light.median), light.median[1])
    row = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    far = {"wide": 260.0, "medium": 42.0, "close": 30.0, "detail": 12.0}.get(shot, 42.0)
    ground = np.clip((row - 0.60) / 0.40, 0, 1)
    depth = np.broadcast_to((1 / (1 / far + ground * 0.35 / far)).astype(np.float32), (height, width))
    name = "moon" if description.time_of_day == "night" else "sun"
    low = np.broadcast_to(np.clip((row - 0.42) / 0.3, 0, 1), (height, width))
    return Painting(
        groups={
            "mist": LightGroup(sky),
            name: LightGroup(sun, "kick", 1.0, 0.12),
            "rays": LightGroup(rays, "downbeat", 1.0, 0.45),
        },
        depth=depth,
        focal=width * {"wide": 1.0, "medium": 1.1, "close": 1.1, "detail": 1.8}.get(shot, 1.1),
        centre=(light.sun_x * width, 0.55 * height),
        grade=grade,
        masks={"low": low, "sky": np.broadcast_to(1 - low[:, :1], (height, width))},
        layers=layers,
        elements=_elements(description, stage, shot),
        travel={"wide": 1.2, "medium": 1.1, "close": 0.8, "detail": 0.12}.get(shot, 1.0),
    )


def _elements(description: SceneDescription, stage: Stage, shot: str) -> list[Element]:
    weather, amount, light = description.weather, description.weather_amount, stage.light
    sun = {"x": light.sun_x, "y": light.sun_y}
    elements = (
        [Element("mist", min(1.0, 0.35 + (0.25 + 0.5 * amount) * (weather == "mist")), {"drift": 38.0}, "low")]
        if shot != "detail"
        else []
    )
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "storm":
        elements.append(Element("rain", min(1.0, 0.5 + 0.5 * amount)))
    if light.rays > 0.4:
        elements.append(Element("rays", 0.5 * min(1.0, light.rays), sun))
    if "fireflies" in description.motifs:
        elements.append(
            Element("fireflies", 0.9 if shot != "detail" else 0.6, {"top": 0.52 if shot == "wide" else 0.3})
        )
    if weather not in ("rain", "storm", "snow"):
        elements.append(Element("motes", 0.5 if shot in ("close", "detail") else 0.25))
    if shot in ("wide", "medium") and weather in ("clear", "mist") and description.time_of_day != "night":
        elements.append(Element("birds", 0.4, {"top": 0.14, "bottom": 0.34, "count": 9}, "sky"))
    return elements
