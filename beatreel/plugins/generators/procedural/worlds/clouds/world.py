"""Clouds: above a sea of them, before a thunderhead, in a valley between, under a storm; something small flies there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.clouds import Layer, clouds
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery.craft import place
from beatreel.plugins.generators.procedural.scenery.stars import stars

from . import below, craft
from .light import SkyLight, direction, open_sky, sky_light

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_FAR = 4000.0  # metres of the sky for the animator
_SCALE = (
    9.0  # metres of the animator's world for a kilometre: clouds are too far away for a camera to move between them
)


@dataclass
class _View:
    """A camera and what it looks at; shares of the picture, kilometres, degrees."""

    layer: Layer
    eye: float
    horizon: float
    azimuth: float
    focal: float = 1.1
    lift: float = 0.0  # added to the sun's elevation
    thing: str = "airliner"
    spot: tuple[float, float] = (0.33, 0.3)
    size: float = 0.06
    bolts: tuple[tuple[float, float, float, float], ...] = ()
    curtain: tuple[float, float] | None = None  # middle and width of a curtain of rain
    sky: float = 1.0  # how bright it is behind the clouds
    shadow: float = 0.4  # of higher clouds on what is near, 0 to 1


_NAMED = {
    "balloon": {"balloon", "balloons"},
    "airliner": {"airplane", "aeroplane", "airliner", "plane", "airplanes", "planes", "jet"},
}
_SHAFTS = {"sunbeam", "sunbeams", "beams", "rays", "sunrays", "shafts", "godrays", "crepuscular"}
_ABOVE = {"above", "airplane", "aeroplane", "airliner", "plane", "jet", "flight", "flying", "sea", "ocean"}
_BIRDS = {
    *"bird birds flock flocks geese gulls seagulls swallows starlings murmuration eagle eagles doves crows ravens".split()
}


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
    """Paint clouds; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is above a sea of clouds, in rain under its front, medium before a tower, close in a valley of clouds against the
    sun, detail at a tower's edge. Storms get lightning within the clouds, on the first beats of bars.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 53])
    stormy = description.weather in ("storm", "rain")
    views = {
        "wide": _front if stormy and not _ABOVE & description.all_words else _sea,
        "medium": _tower,
        "close": _valley,
        "detail": _edge,
    }
    view = views.get(shot, _tower)(rng, stormy)
    light = sky_light(description)
    if description.palette.light:
        view = replace(view, shadow=0.45 * view.shadow, sky=max(view.sky, 0.9))
    number = int(rng.integers(1, 1 << 20))
    sun = direction(view.azimuth, light.elevation + view.lift)
    small = max(16, width // 2), max(16, height // 2)
    found = clouds(
        *small, layer=view.layer, eye=view.eye, focal=view.focal, horizon=view.horizon, sun=sun, visibility=light.visibility,
        bolts=np.array(view.bolts, np.float32).reshape(-1, 4), seed=number,
    )  # fmt: skip
    progress(0.6, "clouds")
    painting = _lit(view, light, found, sun, (width, height), number)
    progress(0.8, "light")
    if view.eye < view.layer.base:
        below.add_sea(painting, view.horizon, number)
    at = (
        0.5 + view.focal * sun[0] / max(sun[2], 0.05),
        view.horizon - view.focal * width / height * sun[1] / max(sun[2], 0.05),
    )
    if _SHAFTS & description.all_words and not light.night:
        beams = below.shafts((height, width), (at[0], min(max(at[1], -0.1), view.horizon)), number)
        if view.eye < view.layer.base:  # they end on the sea
            beams[round(view.horizon * height) :] *= np.float32(0.2)
        glow = (0.42 * beams)[..., None] * np.array(light.sun, np.float32) / max(light.sun)
        painting.groups["glow"].light = halved(painting.groups["glow"].light + glow.astype(np.float32))
    named = next((thing for thing, words in _NAMED.items() if words & description.all_words), "")
    if named and view.thing != "none":
        view = replace(view, thing=named)
    flock = bool(_BIRDS & description.all_words)
    is_free = not flock and not stormy and "people" not in description.without
    if named or is_free:  # nobody flies through a storm who is not said to
        _thing(painting, view, light, sun, rng)
    _finish(description, painting, view, light, at, shot, stormy)
    progress(0.95, "grading")
    return painting


def _side(rng: np.random.Generator) -> float:
    return float(rng.choice([-1.0, 1.0]))


def _towers(
    rng: np.random.Generator, count: int, nearest: float, spread: float, high: float
) -> list[tuple[float, ...]]:
    found = []
    for index in range(count):
        z = nearest * (1 + 0.75 * index) * float(rng.uniform(0.9, 1.15))
        x = float(rng.uniform(-1, 1)) * spread * (1 + 0.6 * index)
        found.append((x, z, float(rng.uniform(0.9, 1.7)) * (1 + 0.3 * index), high * float(rng.uniform(0.55, 1.0))))
    return found


def _sea(rng: np.random.Generator, stormy: bool) -> _View:
    """Wide: above a sea of clouds out of which towers rise, the sun low over it."""
    side = _side(rng)
    grown = 1.75 if stormy else 1.0
    tower = (
        side * float(rng.uniform(1.4, 2.3)),
        float(rng.uniform(7.5, 11.0)),
        float(rng.uniform(1.2, 1.7)) * grown**0.5,
        float(rng.uniform(2.2, 3.6)) * grown,
    )
    others = _towers(rng, 3, 13.0, 4.0, 3.0 * grown)
    lit = [(one[0], 1.0 + 0.35 * one[3], one[1] - 0.6, 1.1) for one in (tower, *others[:2])]
    return _View(
        layer=Layer(0.5, 1.5, float(rng.uniform(0.66, 0.86)), 0.5, 4.6, (tower, *others), 0.8),
        eye=float(rng.uniform(2.6, 3.1)),
        horizon=float(rng.uniform(0.44, 0.56)),
        azimuth=-side * float(rng.uniform(9, 20)),
        spot=(0.5 - side * 0.17, float(rng.uniform(0.22, 0.30))),
        size=float(rng.uniform(0.055, 0.08)),
        thing="airliner" if stormy or rng.random() < 0.6 else "balloon",
        bolts=tuple(lit) if stormy else (),
    )


def _tower(rng: np.random.Generator, stormy: bool) -> _View:
    """Medium: one thunderhead on a third, lit from the side, so high that it fills the picture."""
    side = _side(rng)
    z = float(rng.uniform(9.0, 11.0))
    x = side * float(rng.uniform(0.6, 1.3))
    high = float(rng.uniform(4.8, 6.4)) + (0.8 if stormy else 0.0)
    shoulder = (
        x - side * float(rng.uniform(1.7, 2.6)),
        z + 1.5,
        float(rng.uniform(1.1, 1.6)),
        high * float(rng.uniform(0.4, 0.62)),
    )
    behind = _towers(rng, 2, 17.0, 5.0, 3.4)
    bolts = ((x, 1.8, z - 0.5, 1.5), (x + 0.5 * side, 3.9, z, 1.0), (shoulder[0], 1.4, z + 1, 0.8)) if stormy else ()
    return _View(
        layer=Layer(
            0.5,
            1.4,
            float(rng.uniform(0.72, 0.9)),
            0.4,
            5.0,
            ((x, z, float(rng.uniform(1.7, 2.2)), high), shoulder, *behind),
            0.8,
            float(rng.uniform(0.15, 0.35)) if stormy else 0.0,
        ),
        eye=float(rng.uniform(2.0, 2.5)),
        horizon=float(rng.uniform(0.72, 0.80)),
        azimuth=-side
        * float(rng.uniform(42, 70))
        * (0.38 if stormy else 1.0),  # a thunderhead is dark before the light
        lift=6.0,
        thing="balloon" if not stormy and rng.random() < 0.6 else "airliner",
        spot=(0.5 - side * float(rng.uniform(0.16, 0.22)), float(rng.uniform(0.40, 0.56))),
        size=float(rng.uniform(0.045, 0.065)),
        bolts=bolts,
        sky=0.58,
        shadow=0.82,
    )


def _valley(rng: np.random.Generator, stormy: bool) -> _View:
    """Close: a valley between walls of cloud that leads to the sun."""
    side = _side(rng)
    near, high = float(rng.uniform(3.6, 4.6)), float(rng.uniform(2.2, 3.4))
    walls = (
        (-side * float(rng.uniform(2.0, 2.6)), near, float(rng.uniform(1.2, 1.6)), high),
        (side * float(rng.uniform(2.6, 3.4)), near + 2.6, float(rng.uniform(1.4, 1.9)), high * 1.15),
        (-side * float(rng.uniform(3.0, 4.4)), near + 6.0, 1.8, high * 1.1),
    )
    bolts = ((walls[0][0], 1.6, near, 0.9), (walls[1][0], 2.2, near + 2.4, 1.3)) if stormy else ()
    return _View(
        layer=Layer(0.3, 1.4, float(rng.uniform(0.62, 0.78)), 0.7, 4.4, walls, 0.85),
        eye=float(rng.uniform(2.1, 2.5)),
        horizon=float(rng.uniform(0.50, 0.60)),
        azimuth=side * float(rng.uniform(2, 9)),
        lift=1.5,
        thing="balloon" if not stormy and rng.random() < 0.5 else "airliner",
        spot=(0.5 + side * 0.12, float(rng.uniform(0.36, 0.46))),
        size=float(rng.uniform(0.04, 0.06)),
        bolts=bolts,
    )


def _edge(rng: np.random.Generator, stormy: bool) -> _View:
    """Detail: looking up at the edge of a tower, the sun just behind it."""
    side = _side(rng)
    x, z, high = side * float(rng.uniform(0.6, 1.1)), float(rng.uniform(5.6, 6.6)), float(rng.uniform(5.8, 6.8))
    other = (
        -side * float(rng.uniform(1.9, 2.5)),
        z + 2.6,
        float(rng.uniform(1.4, 1.9)),
        high * float(rng.uniform(0.5, 0.7)),
    )
    near = (-side * float(rng.uniform(0.5, 1.0)), 4.2, 0.9, float(rng.uniform(0.7, 1.2)))
    return _View(
        layer=Layer(
            0.4,
            1.6,
            float(rng.uniform(0.66, 0.8)),
            0.5,
            3.6,
            ((x, z, float(rng.uniform(1.7, 2.1)), high), other, near),
            0.95,
        ),
        eye=2.4,
        horizon=float(rng.uniform(0.86, 0.94)),
        azimuth=-side * float(rng.uniform(2, 9)),
        focal=1.4,
        lift=float(rng.uniform(12, 17)),
        thing="none",
        spot=(0.5 - side * 0.2, 0.3),
        sky=0.72,
        shadow=0.7,
        bolts=((x, 3.0, z, 1.4), (other[0], 2.4, other[1], 1.0)) if stormy else (),
    )


def _front(rng: np.random.Generator, stormy: bool) -> _View:
    """Wide in a storm: low over the sea, under the front, a curtain of rain before the last light."""
    side = _side(rng)
    bolts = (
        (side * float(rng.uniform(0.8, 1.6)), 1.5, float(rng.uniform(5.5, 7.5)), 1.5),
        (-side * 4.0, 2.0, 13.0, 1.8),
    )
    return _View(
        layer=Layer(0.9, 2.6, float(rng.uniform(0.84, 0.96)), 0.55, 4.6, (), 0.95),
        eye=0.12,
        horizon=float(rng.uniform(0.74, 0.80)),
        azimuth=-side * float(rng.uniform(6, 14)),
        focal=1.0,
        lift=12.0,
        thing="airliner",
        spot=(0.5 - side * 0.17, float(rng.uniform(0.58, 0.64))),
        size=0.042,
        bolts=bolts,
        curtain=(0.5 + side * float(rng.uniform(0.12, 0.24)), float(rng.uniform(0.16, 0.26))),
    )


def _lit(
    view: _View,
    light: SkyLight,
    found: Array,
    sun: tuple[float, float, float],
    size: tuple[int, int],
    seed: int,
) -> Painting:
    """Put the light on what was found along the rays, at full size."""
    width, height = size
    soft = cv2.GaussianBlur(
        found, (0, 0), max(0.45, 0.75 * found.shape[1] / 792)
    )  # the grain of the random first steps
    distance = cv2.resize(cv2.medianBlur(np.ascontiguousarray(found[..., 5]), 5), size, interpolation=cv2.INTER_LINEAR)
    lit, ambient, flash, mist, through = (
        np.maximum(cv2.resize(np.ascontiguousarray(soft[..., i]), size, interpolation=cv2.INTER_CUBIC), 0)
        for i in range(5)
    )
    np.minimum(through, 1, out=through)
    fine = 1 + 0.11 * fill_fbm(height, width, step_x=110.0 / width, step_y=110.0 / width, seed=seed, octaves=3)
    row = np.arange(height, dtype=np.float32)[:, None] / height
    near = np.clip((row - min(view.horizon, 0.62)) / max(1 - min(view.horizon, 0.62), 0.05), 0, 1)
    fine *= 1 - np.float32(view.shadow) * np.sqrt(near)
    if view.eye < view.layer.base:
        fine *= 1 + (below.lumps((height, width), view.horizon, seed) - 1) * (1 - through)
        flash *= fine
    lit *= fine
    ambient *= fine
    del fine, soft
    back, shine = open_sky(light, width, height, focal=view.focal, horizon=view.horizon, sun=sun, seed=seed)
    back *= (through * np.float32(view.sky))[..., None]
    shine *= through[..., None]
    back += mist[..., None] * (0.42 * np.array(light.low, np.float32) + 0.20 * np.array(light.ambient, np.float32))
    if light.night and not view.bolts:
        shone = stars(width, height, 0.5, seed, below=max(view.horizon, 0.2), count=700) * through
        back += shone[..., None].astype(np.float32)
    curtains = _curtains(view, width, height, seed) if view.curtain and view.eye < view.layer.base else None
    groups = {
        "sky": LightGroup(back),
        "ambient": LightGroup(
            (ambient[..., None] * np.array(light.ambient, np.float32)).astype(np.float32), "mid", 1.0, 0.12
        ),
        "sun": LightGroup(
            (lit[..., None] * (np.array(light.sun, np.float32) * 0.62)).astype(np.float32), "kick", 1.0, 0.16
        ),
        "glow": LightGroup(shine, "offbeat", 1.0, 0.20),
    }
    if view.bolts:
        bolt = np.array([0.66, 0.46, 0.44], np.float32)
        if view.eye < view.layer.base:  # the front above is all but dark: its lumps are seen by the bolt
            about = below.bolt_light((height, width), view.bolts, view.focal, view.horizon, view.eye)
            flash = flash + about * (1 - through) * (0.15 + 1.6 * ambient)
        groups["lightning"] = LightGroup((flash[..., None] * bolt).astype(np.float32), "downbeat", 0.42, 0.70)
    groups["lamps"] = LightGroup(np.zeros((height, width, 3), np.float32), "high", 1.0, 0.5)
    if curtains is not None:
        for group in groups.values():
            group.light *= (1 - 0.62 * curtains)[..., None]
        groups["sky"].light += (curtains * 0.62)[..., None] * (0.42 * np.array(light.low, np.float32))
    for group in groups.values():  # half the memory; see the alley
        group.light = halved(group.light)
    depth = np.where(through > 0.85, np.float32(_FAR), np.maximum(distance * np.float32(_SCALE), 4.0)).astype(
        np.float32
    )
    sky = (through * (np.arange(height)[:, None] < view.horizon * height)).astype(np.float32)
    near_by = np.clip(2.2 - distance / 9.0, 0.15, 1.0)  # what is far seems to stand
    return Painting(
        groups=groups,
        depth=depth,
        focal=view.focal * width,
        centre=(0.5 * width, min(max(view.horizon, 0.2), 0.8) * height),
        masks={
            "sky": sky,
            "clouds": ((1 - 0.7 * through) * near_by).astype(np.float32),
            "low": np.broadcast_to(
                np.clip((np.arange(height, dtype=np.float32)[:, None] / height - view.horizon + 0.05) / 0.2, 0, 1),
                (height, width),
            ),
        },
    )


def _curtains(view: _View, width: int, height: int, seed: int) -> Array:
    """Return where rain falls from the clouds, (height, width) 0 to 1: a leaning curtain of uneven streaks above the horizon."""
    assert view.curtain is not None
    middle, wide = view.curtain
    y = (
        np.arange(height, dtype=np.float32)[:, None] / height - view.horizon
    ) / 0.20  # -1 under the clouds, 0 at the horizon
    x = np.arange(width, dtype=np.float32) / width - np.float32(middle) + 0.10 * y
    streaks = fill_fbm(
        max(2, height // 4),
        max(2, width // 4),
        step_x=16.0 / (width / 4),
        step_y=1.6 / (width / 4),
        seed=seed + 31,
        octaves=4,
    )
    streaks = cv2.resize(streaks, (width, height), interpolation=cv2.INTER_LINEAR)
    shape = np.exp(-((x / np.float32(wide)) ** 4)) * np.clip((y + 1.25) / 0.5, 0, 1) * np.clip(-y / 0.02, 0, 1)
    return np.asarray(np.clip(shape * (0.70 + 0.45 * streaks), 0, 1), np.float32)


def _thing(
    painting: Painting, view: _View, light: SkyLight, sun: tuple[float, float, float], rng: np.random.Generator
) -> None:
    made = {"airliner": craft.airliner, "balloon": craft.balloon}.get(view.thing)
    if made is None:
        return
    height, width = painting.depth.shape
    place(
        painting, made(view.size * width, rng), (view.spot[0] * width, view.spot[1] * height),
        sun=(sun[0], -sun[1], -0.25 * sun[2]), sunlight=np.array(light.sun, np.float32) * np.float32(0.42),
        ambient=np.array(light.ambient, np.float32) * np.float32(0.42) + np.array(light.low, np.float32) * np.float32(0.06),
        lamps=np.array([0.25, 0.75, 1.7], np.float32), groups=("sun", "ambient", "lamps"),
    )  # fmt: skip


def _finish(
    description: SceneDescription,
    painting: Painting,
    view: _View,
    light: SkyLight,
    at: tuple[float, float],
    shot: str,
    stormy: bool,
) -> None:
    total = _seen(painting)
    _clear_air(painting, np.percentile(total, 1.5, axis=(0, 1)).astype(np.float32) * np.float32(0.72))
    painting.grade = fit_grade(
        _seen(painting),
        Grade(
            contrast=1.26, saturation=1.18, bloom=0.15, bloom_width=1.15, desaturate=0.40, lift=(0.014, 0.008, 0.004)
        ),
        median=light.median,
        white=(196.0, 218.0) if view.bolts else (208.0, 236.0),
    )
    painting.travel = {"wide": 1.6, "medium": 1.4, "close": 1.4, "detail": 1.0}.get(shot, 1.4)
    seen = -0.1 < at[0] < 1.1 and -0.1 < at[1] < 1.0
    weather, amount = description.weather, description.weather_amount
    elements = [
        Element("mist", 0.30, {"low": 0.30, "high": 1.0, "drift": 34.0}),
        Element("mist", 0.35, {"low": 0.0, "high": 1.0, "drift": 70.0}, "clouds"),
        Element("billow", 1.8, {}, "clouds"),
    ]
    if seen and not stormy:
        elements.append(Element("rays", 0.55, {"x": at[0], "y": at[1]}))
    if seen and light.disc and not light.night:
        glow = np.clip(np.array(light.sun) / max(light.sun) * 235, 0, 255)
        elements.append(Element("flare", 0.3, {"x": at[0], "y": at[1], "colour": [float(v) for v in glow]}))
    if stormy and "storm" not in description.without and view.eye < view.layer.base:  # else it shines within them
        bolt_x = 0.5 + view.focal * view.bolts[0][0] / view.bolts[0][2] if view.bolts else 0.5
        options = {"x": bolt_x, "top": 0.30, "bottom": view.horizon}
        elements.append(Element("lightning", min(1.0, 0.45 + 0.5 * amount), options))
    if weather in ("rain", "storm") and (view.eye < view.layer.base or weather == "rain"):
        elements.append(Element("rain", 0.35 + 0.5 * amount))
    if weather == "snow":
        elements.append(Element("snow", amount))
    if _BIRDS & description.all_words:  # those that are named are near
        near = {"wide": (30, 15.0), "medium": (26, 21.0), "close": (20, 30.0), "detail": (14, 44.0)}
        count, size = near.get(shot, near["medium"])
        if "balloons" in description.motifs:  # which are what is looked at
            count, size = count // 3, 0.7 * size
        elements.append(Element("birds", 0.8, {"top": 0.16, "bottom": 0.56, "count": count, "size": size}))
    elif not stormy and shot != "wide":
        flocks = {"medium": (7, 11.0, 0.34), "close": (5, 14.0, 0.24), "detail": (11, 17.0, 0.14)}
        count, size, top = flocks.get(shot, flocks["medium"])
        elements.append(Element("birds", 0.4, {"top": top, "bottom": top + 0.2, "count": count, "size": size}))
    painting.elements = elements


def _seen(painting: Painting) -> Array:
    """Return the light of a painting at rest, small."""
    height, width = painting.depth.shape
    size = (max(16, width // 8), max(16, height // 8))
    parts = (
        cv2.resize(group.light.astype(np.float32), size, interpolation=cv2.INTER_AREA) * np.float32(group.base)
        for group in painting.groups.values()
    )
    return np.asarray(sum(parts), np.float32)


def _clear_air(painting: Painting, veil: Array) -> None:
    """Take the light that lies over everything out of a painting: the darkest places of a film are nearly black."""
    for top in range(0, painting.depth.shape[0], 256):
        rows = slice(top, top + 256)
        total = np.sum([group.light[rows] for group in painting.groups.values()], axis=0, dtype=np.float32)
        keep = np.maximum(1 - veil / np.maximum(total, 1e-6), np.float32(0.04))
        for group in painting.groups.values():
            group.light[rows] *= keep
