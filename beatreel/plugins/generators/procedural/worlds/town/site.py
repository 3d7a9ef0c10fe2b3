"""Light, sky and air of built places out of doors, and the painting of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Motion, Painting
from beatreel.plugins.generators.procedural.prompt.colouring import Palette
from beatreel.plugins.generators.procedural.prompt.reading import DRIPPING
from beatreel.plugins.generators.procedural.prompt.shades import tubes_of
from beatreel.plugins.generators.procedural.scenery import tracing
from beatreel.plugins.generators.procedural.scenery.built import (
    EVEN,
    KEY,
    ODD,
    SKY,
    Place,
    aimed,
    focused,
    graded,
    level,
    skins,
    traced,
)
from beatreel.plugins.generators.procedural.scenery.limbs import Clothes
from beatreel.plugins.generators.procedural.scenery.open_sky import (
    OpenLight,
    on_picture,
    open_light,
    paint_sky,
    veil,
)
from beatreel.plugins.generators.procedural.scenery.rounded import rounded

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Point = tuple[float, float, float]

_DARK = {"night": 1.0, "dusk": 0.75, "dawn": 0.35, "golden": 0.12, "day": 0.0}
_BAND = 256
_APERTURE = 0.02
_STEAM = 4  # pixels of the picture to one of its steam
_MIRRORS = 0.3  # how wet ground is that mirrors
_SMEAR = (0.0012, 0.011)  # of the width, how far what it mirrors is drawn out, across and along the view
_GROWTH = {"overgrown", "nature", "ivy", "vine", "vines", "plants", "jungle", "green", "moss", "mossy"}
_ALONE = {"lone", "lonely", "single", "solitary", "sole", "empty", "deserted", "desolate"}
_NIGHT, _SNOWY = 0.28, 0.60  # of the moonlight that open country has: lamps set the exposure; snow shows it
COAT = (0.05, 0.06, 0.08)
"""Colour of a coat that nobody named, linear BGR."""


@dataclass(frozen=True)
class View:
    """A camera: where it stands, degrees to the right, focal length in widths, and the horizon as a share of the height.

    It is level, so that what stands upright does so in the picture, too; with ``down``, it looks that many degrees down instead, and
    the horizon is where its axis meets the picture. With ``focus``, the lens is focused at that many metres.
    """

    eye: Point
    yaw: float
    focal: float
    horizon: float
    travel: float = 0.8
    down: float = 0.0
    focus: float = 0.0

    def lens(self, width: int, height: int) -> Lens:
        if not self.down:
            return level(self.eye, self.yaw, self.focal, self.horizon, width, height)
        turn, fall = math.radians(self.yaw), math.radians(self.down)
        way = (math.sin(turn) * math.cos(fall), -math.sin(fall), math.cos(turn) * math.cos(fall))
        at = tuple(a + b for a, b in zip(self.eye, way, strict=True))
        return aimed(self.eye, at, self.focal, width, height, (0.5, self.horizon))


@dataclass(frozen=True)
class Plume:
    """Steam or smoke that rises from a place; metres, and how bright it is beside what is around."""

    foot: Point
    tall: float
    wide: float
    bright: float = 1.0


@dataclass
class Site:
    """A place that is being built, in the light of an hour.

    Attributes
    ----------
    place : Place
    light : OpenLight
    azimuth : float
        Of the sun, radians to the right of z.
    dark : float
        How much its lamps are needed, 0 by day to 1 at night.
    snow, wet : float
        How much snow lies, and how much of the ground is wet, 0 to 1.
    air : float
        Haze per metre.
    somebody, empty, alone, overgrown, is_winter : bool
        The prompt names people, or denies them; what it names has no company; nature takes the place back; trees are bare.
    words : frozenset of str
        All that the prompt says.
    palette, flavour, worn, dressed, umbrella, painted : Palette, int, str, ...
        Its colours, a number from its words, and the colours of what is worn or held, of clothes, of an umbrella, of a thing.
    tubes : tuple of float
        Hues that it names for neon and signs.
    plumes : list of Plume
    water, elements : list
        Skins that are water, and what moves besides the weather.
    swimmers : list of (Point, Point)
        Tails and heads of fish.
    lettering : bool
        There are names to read.
    motifs : frozenset of str
        All that is painted.
    """

    place: Place
    light: OpenLight
    azimuth: float
    dark: float
    snow: float
    wet: float
    air: float
    rng: np.random.Generator
    somebody: bool = False
    empty: bool = False
    alone: bool = False
    overgrown: bool = False
    is_winter: bool = False
    words: frozenset[str] = frozenset()
    palette: Palette = field(default_factory=Palette)
    flavour: int = 0
    worn: str = ""
    dressed: str = ""
    umbrella: str = ""
    painted: str = ""
    tubes: tuple[float, ...] = ()
    plumes: list[Plume] = field(default_factory=list)
    water: list[int] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    swimmers: list[tuple[Point, Point]] = field(default_factory=list)
    lettering: bool = False
    motifs: frozenset[str] = frozenset()


def site_of(
    description: SceneDescription, rng: np.random.Generator, seed: int, azimuth: float, *, air: float = 0.0008
) -> Site:
    """Return a place without anything in it, lit as a description asks for."""
    light = replace(open_light(description, rng), aurora=0.0)
    if description.time_of_day == "night":  # streets are lit by their lamps; the moon only tells roofs from the sky
        names = ("sun", "zenith", "horizon", "haze", "haze_sun", "glow", "cloud_lit", "cloud_shade")
        dim = _SNOWY if description.is_snowy else _NIGHT
        dimmed: dict[str, Any] = {name: tuple(dim * part for part in getattr(light, name)) for name in names}
        light = replace(light, **dimmed, disc=0.0, stars=0.2 * light.stars)
    if description.weather == "mist" and description.time_of_day == "day":  # no blue sky is seen in a fog
        names = ("zenith", "horizon", "haze", "haze_sun", "cloud_lit", "cloud_shade")
        grey: dict[str, Any] = {name: _greyed(getattr(light, name)) for name in names}
        light = replace(light, **grey, clouds=0.3 * light.clouds)
    if description.weather == "dust":
        names = ("zenith", "horizon", "haze", "haze_sun", "cloud_lit", "cloud_shade")
        dusty: dict[str, Any] = {name: _dusty(getattr(light, name)) for name in names}
        light = replace(light, **dusty, clouds=0.3 * light.clouds)
    sun = light.towards(azimuth)
    veiled = description.weather in ("rain", "storm", "snow", "mist")
    sunlight = tuple((0.25 if veiled else 1.0) * part for part in light.sun)
    grey = sum(light.zenith) / 3  # what clouds and walls send back is less blue than the sky
    place = Place(
        seed,
        sun=sun,
        sunlight=sunlight,
        halo=light.glow,
        zenith=tuple(1.15 * (0.55 * part + 0.45 * grey) for part in light.zenith),
        horizon=tuple(1.25 * part for part in light.horizon),
        is_open=True,
    )
    thick = {"mist": 5.0, "dust": 2.2, "storm": 3.4, "rain": 3.0, "snow": 2.2}.get(description.weather, 1.0)
    snow = max(description.weather_amount, 0.6) if description.is_snowy else 0.0
    wet = {"rain": 0.75, "storm": 0.85, "mist": 0.35}.get(description.weather, 0.0)
    return Site(
        place,
        light,
        azimuth,
        _DARK[description.time_of_day],
        snow,
        wet,
        air * thick,
        rng,
        somebody="figure" in description.details,
        empty="people" in description.without,
        alone=bool(_ALONE & set(description.said)),
        tubes=tubes_of(description.said),
        is_winter=description.is_snowy or bool({"winter", "november", "december", "january"} & description.all_words),
        words=frozenset(description.all_words),
        motifs=frozenset(description.motifs),
        palette=description.palette,
        flavour=description.flavour,
        worn=description.worn,
        dressed=description.dressed,
        umbrella=description.umbrella,
        painted=description.painted,
        overgrown=bool(_GROWTH & description.all_words),
    )


def _greyed(colour: tuple[float, float, float]) -> tuple[float, ...]:
    """Return the colour of a sky that fog hides."""
    grey = sum(colour) / 3
    return tuple(0.22 * part + 0.78 * grey for part in colour)


def _dusty(colour: tuple[float, float, float]) -> tuple[float, ...]:
    """Return the colour of a sky in whose air dust hangs."""
    bright = 0.1 * colour[0] + 0.6 * colour[1] + 0.3 * colour[2]
    return tuple(0.25 * a + 0.75 * bright * b for a, b in zip(colour, (0.55, 0.92, 1.28), strict=True))


def clothes(site: Site, top: tuple[float, ...] = COAT) -> Clothes:
    """Add what somebody wears."""
    place = site.place
    return Clothes(
        place.material(skins.PLAIN, (0.13, 0.20, 0.34)),
        place.material(skins.PLAIN, (0.015, 0.02, 0.03)),
        place.material(skins.CLOTH, top),
        place.material(skins.CLOTH, (0.07, 0.05, 0.045)),
        place.material(skins.PLAIN, (0.40, 0.40, 0.40)),
    )


def somebody(site: Site, kind: str, coat: tuple[float, ...] = COAT, *, rows: int = 160) -> Mesh:
    """Return an extra in a coat, feet at the origin, cut so finely per metre; what else is worn goes by the coat."""
    return rounded(site.place, kind, rows, coat, round(97 * sum(coat)) % 4)


def painted(
    site: Site,
    view: View,
    description: SceneDescription,
    size: tuple[int, int],
    seed: int,
    progress: Callable[..., None],
) -> Painting:
    """Trace a place and lay the sky and the air over it."""
    width, height = size
    lens = view.lens(width, height)
    light, depth, ids = traced(site.place, lens, width, height, progress, 5, bare=True)
    camera = Camera(*view.eye, math.radians(view.yaw), float(lens.focal), float(lens.centre_x), float(lens.centre_y))
    cover = light.pop()[..., 0]
    if site.wet > _MIRRORS and not view.down:
        wet = [row[skins.KIND] == skins.GROUND and row[skins.EXTRA] > _MIRRORS for row in site.place.materials]
        tracing.smear(light, np.array([False, *wet])[ids], _SMEAR[0] * width, _SMEAR[1] * width)
    _add_air(site, lens, camera, light, depth, cover, seed, is_level=not view.down)
    if view.focus:
        light = focused(light, np.where(cover > 0.5, np.float32(400), depth), view.focus, _APERTURE)
    lamps = float(np.mean(light[EVEN], dtype=np.float32) + np.mean(light[ODD], dtype=np.float32)) > 1e-3
    start = site.light.grade()
    grade = graded(light, replace(start, bloom=start.bloom + 0.06 * site.dark), site.light.median, site.light.white)
    groups = {
        "sun": LightGroup(light[KEY], "downbeat", 0.97, 0.07),
        "sky": LightGroup(
            light[SKY],
            "steady" if site.dark < 0.5 else "low",
            1.0 if site.dark < 0.5 else 0.97,
            0.0 if site.dark < 0.5 else 0.06,
        ),
    }
    if lamps:
        groups["even"] = LightGroup(light[EVEN], "kick", 0.86, 0.28)
        groups["odd"] = LightGroup(light[ODD], "offbeat", 0.86, 0.28)
    masks = {"sky": (cover > 0.5).astype(np.float32)}
    if site.water:
        masks["water"] = np.isin(ids, [skin + 1 for skin in site.water]).astype(np.float32)
        horizon = 0.0 if view.down else view.horizon
        site.elements.append(Element("ripples", 0.45, {"rings": 0.0, "horizon": horizon}, "water"))
    return Painting(
        groups=groups,
        depth=depth,
        focal=float(lens.focal),
        centre=(float(lens.centre_x), float(lens.centre_y)),
        grade=grade,
        masks=masks,
        elements=[
            *_weather(site, description, camera, cover),
            *_beacons(site, lens, size),
            *_swimming(site, lens, size),
            *site.elements,
        ],
        layers=_steam(site, lens, light, depth, size, seed),
        lettering=site.lettering,
        travel=view.travel,
    )


def _add_air(
    site: Site, lens: Lens, camera: Camera, light: list[Any], depth: Array, cover: Any, seed: int, *, is_level: bool
) -> None:
    """Lay haze over what stands in the distance, and the sky behind it, in place."""
    height, width = depth.shape
    blank = np.zeros((1, 1, 3), np.float32)
    steady, sun = (blank, blank)
    if is_level:
        steady, sun = paint_sky(site.light, camera, site.azimuth, width, height, seed)
    toward = site.light.towards(site.azimuth)
    for first in range(0, height, _BAND):
        rows = slice(first, min(first + _BAND, height))
        y, x = np.mgrid[rows, 0:width].astype(np.float32)
        dx, dy, dz = _directions(lens, x + 0.5, y + 0.5)
        air, glow = veil(site.light, dx * toward[0] + dy * toward[1] + dz * toward[2])
        share = cover[rows].astype(np.float32)[..., None]
        through = np.exp(-site.air * np.minimum(depth[rows], 3500.0))[..., None]
        through = np.where(share >= 0.99, 1.0, through)
        for family in light:
            family[rows] = halved(family[rows].astype(np.float32) * through)
        thick = (1 - through) * (1 - share)
        light[SKY][rows] += halved(air * thick + (steady[rows] if is_level else steady) * share)
        light[KEY][rows] += halved(glow * thick + (sun[rows] if is_level else sun) * share)


def _directions(lens: Lens, x: Array, y: Array) -> Array:
    """Return unit vectors (3, rows, columns) of picture positions."""
    across, up = (x - lens.centre_x) / lens.focal, (lens.centre_y - y) / lens.focal
    way = lens.right[:, None, None] * across + lens.up[:, None, None] * up + lens.forward[:, None, None]
    return (way / np.linalg.norm(way, axis=0)).astype(np.float32)


def _weather(site: Site, description: SceneDescription, camera: Camera, cover: Any) -> list[Element]:
    weather, amount = description.weather, description.weather_amount
    height, width = cover.shape
    found = []
    if site.light.clouds > 0.3:
        found.append(Element("drift", 1.0, {"rate": 7.0}, "sky"))
    if weather == "snow" or (weather == "rain" and amount > 2 * DRIPPING):
        found.append(Element(weather, amount))
    elif weather == "storm":
        found.append(Element("rain", min(1.0, 0.5 + 0.5 * amount), {"slant": 0.2}))
    elif weather == "mist":
        found.append(Element("mist", 0.3 + 0.4 * amount, {"low": 0.35, "high": 0.9}))
    elif weather == "dust":
        found.append(Element("mist", 0.35 + 0.3 * amount, {"low": 0.35, "high": 0.95, "drift": 16}))
    else:
        found.append(Element("motes", 0.22))
    if "birds" in description.details or (
        site.dark < 0.5 and weather == "clear" and float(np.mean(cover[: height // 3], dtype=np.float32)) > 0.6
    ):
        found.append(Element("birds", 0.25, {"top": 0.06, "bottom": 0.25, "count": 5, "size": 10.0}, "sky"))
    spot = on_picture(site.light, camera, site.azimuth)
    if spot and site.light.disc > 0 and site.dark < 0.6:
        x, y = round(spot[0]), round(spot[1])
        if 0 <= x < width and 0 <= y < height and cover[y, x] > 0.5:
            found.append(Element("flare", 0.3, {"x": x / width, "y": y / height}))
    return found


def _steam(site: Site, lens: Lens, light: list[Any], depth: Array, size: tuple[int, int], seed: int) -> list[Layer]:
    """Return the plumes as layers: billows that widen and thin out as they rise, lit by what is around and hidden by what is nearer."""
    width, height = size
    found = []
    mean = np.sum([np.mean(part[height // 4 : height // 2], axis=(0, 1), dtype=np.float32) for part in light], axis=0)
    for number, plume in enumerate(site.plumes):
        x, y, away = tracing.project(lens, plume.foot)
        if away < 1.5:
            continue
        scale = float(lens.focal) / away
        v, u = _STEAM * np.mgrid[0 : -(-height // _STEAM), 0 : -(-width // _STEAM)].astype(np.float32)  # it is soft
        up = (y - v) / (plume.tall * scale)
        wind = 0.35 * np.clip(up, 0, 2) ** 1.5
        half = plume.wide * scale * (0.22 + 0.95 * np.clip(up, 0, 1.5) ** 0.8)
        across = (u - x) / np.maximum(half, 1) - wind
        size_ = plume.wide * scale * 0.55
        billow = fbm_at(
            u / size_ - 0.6 * wind,
            v / size_ + 2.0 * up,
            1.0,
            seed + 31 * number,
            5,
            np.float32(_STEAM / size_) + 0 * u,
            0.55,
        )
        body_ = np.exp(-(across**2) * 1.6) * np.clip(up * 9, 0, 1) * np.clip(1.15 - up, 0, 1) ** 1.2
        alpha = np.clip(1.7 * body_ * (0.55 + 0.95 * billow), 0, 0.88).astype(np.float32)
        tone = mean + 0.5 * min(plume.bright - 1, 1.0) * (mean.mean() - mean)  # smoke is grey
        shade = (0.85 + 0.55 * billow)[..., None] * (plume.bright * (1.25 * tone + 0.05))
        shade, alpha = (cv2.resize(part.astype(np.float32), (width, height)) for part in (shade, alpha))
        alpha *= depth > 0.97 * away
        found.append(Layer(shade, alpha, away, Motion(sway=0.004)))
    return found


def _swimming(site: Site, lens: Lens, size: tuple[int, int]) -> list[Element]:
    """Return the motion of fish, where the picture shows them."""
    width, height = size
    fish = []
    for tail, head in site.swimmers:
        (x0, y0, near), (x1, y1, far) = tracing.project(lens, tail), tracing.project(lens, head)
        x, y, long_ = (x0 + x1) / 2, (y0 + y1) / 2, math.hypot(x1 - x0, y1 - y0)
        if min(near, far) > 0.3 and 0 < x < width and 0 < y < height and long_ > 0.01 * width:
            fish.append([x / width, y / height, (x1 - x0) / long_, (y1 - y0) / long_, long_ / width])
    return [Element("swim", 1.0, {"fish": fish})] if fish else []


def _beacons(site: Site, lens: Lens, size: tuple[int, int]) -> list[Element]:
    width, height = size
    points, colour = [], (80.0, 160.0, 240.0)
    for where, light in site.place.beacons if site.dark > 0.3 else []:
        x, y, away = tracing.project(lens, where)
        if away > 0.5 and 0 < x < width and 0 < y < height:
            points.append([x / width, y / height])
            most = max(light)
            colour = tuple(240.0 * (part / most) ** 0.45 for part in light)
    if not points:
        return []
    return [Element("beacons", 0.22 * site.dark, {"points": points[:12], "colour": list(colour)})]
