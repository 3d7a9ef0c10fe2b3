"""What flies where a prompt names it, in the sky of any world: meshes in its light, each a layer that drifts."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Layer, LightGroup, Motion
from beatreel.plugins.generators.procedural.scenery import aerial_cabins, castles, flyers, helicopters, islands, planes
from beatreel.plugins.generators.procedural.scenery.built import level
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.floating_city import floating_city
from beatreel.plugins.generators.procedural.scenery.standing import Seen, seen
from beatreel.plugins.generators.procedural.scenery.tracing import project

from ._falls_aloft import add_falls_aloft
from ._flocks import BATS, CRANES, WIDE, bats, before_light, cranes, paper_planes
from ._land_layer import canvas_size
from ._light import LUMA, peak
from ._pieces import FOCAL, new_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

    from ._light import Backlight

    Build = Callable[[Place, SceneDescription, float, int, np.random.Generator], Mesh]

Array = np.ndarray[Any, np.dtype[np.float32]]
Spot = tuple[float, float, float, float]
"""Where one flies: x and y (shares of the picture), its width (share of the picture's), and how far it is turned (degrees)."""


@dataclass(frozen=True)
class Flyer:
    """A kind of thing that flies.

    Attributes
    ----------
    build : callable
        Mesh of the one with a number.
    long : float
        Metres.
    spots : dict of str to tuple of Spot
        For each shot, the nearest first.
    motion : Motion
        Of the nearest; it flies to the right. Far ones are slower.
    pitch : float
        Degrees that its nose is raised.
    veil : float
        How much of it clouds hide, 0 to 1.
    rise : float
        Degrees that it is seen from below at most; below 0 it is seen from above.
    has_nose : bool
        It flies ahead, so it turns round to fly to the other side.
    """

    build: Build
    long: float
    spots: dict[str, tuple[Spot, ...]]
    motion: Motion
    pitch: float = 0.0
    veil: float = 0.0
    rise: float = 11.0
    has_nose: bool = True


_CASTLE = {"castle", "castles"}
_RADIUS = 20.0  # metres of an island that floats
_LAMPS = {"night": 1.0, "dusk": 0.8, "dawn": 0.7, "golden": 0.35, "day": 0.0}  # of a city
_DARK = {"night": 1.0, "dusk": 0.8, "dawn": 0.45, "golden": 0.35, "day": 0.15}
_ALONE: dict[str, tuple[Spot, ...]] = {
    "wide": ((0.60, 0.28, 0.50, 18),),
    "medium": ((0.55, 0.30, 0.74, 24),),
    "close": ((0.52, 0.33, 1.0, 34),),
    "detail": ((0.42, 0.36, 1.5, 40),),
}
_LARGE = {shot: tuple((x, y + 0.02, 1.25 * wide, turn) for x, y, wide, turn in spots) for shot, spots in _ALONE.items()}
_CARS: dict[str, tuple[Spot, ...]] = {
    "wide": (
        (0.66, 0.62, 0.26, 24),
        (0.26, 0.46, 0.15, -158),
        (0.60, 0.33, 0.10, 14),
        (0.36, 0.26, 0.06, -166),
        (0.78, 0.42, 0.05, 12),
    ),
    "medium": ((0.58, 0.58, 0.46, 26), (0.24, 0.38, 0.20, -156), (0.74, 0.30, 0.12, 16), (0.42, 0.24, 0.07, -164)),
    "close": ((0.52, 0.55, 0.78, 30), (0.22, 0.30, 0.20, -158), (0.80, 0.24, 0.10, 16)),
    "detail": ((0.50, 0.54, 1.20, 40), (0.20, 0.24, 0.18, -158)),
}
_ISLANDS: dict[str, tuple[Spot, ...]] = {
    "wide": ((0.62, 0.36, 0.52, 0), (0.20, 0.22, 0.22, 40), (0.34, 0.50, 0.14, 90), (0.86, 0.16, 0.12, 200)),
    "medium": ((0.46, 0.32, 0.74, 0), (0.86, 0.18, 0.24, 40), (0.12, 0.14, 0.14, 90)),
    "close": ((0.52, 0.30, 0.95, 0), (0.12, 0.13, 0.20, 60)),
    "detail": ((0.50, 0.30, 1.35, 0),),
}
_CITY: dict[str, tuple[Spot, ...]] = {
    "wide": ((0.54, 0.44, 0.72, 0), (0.16, 0.26, 0.16, 40), (0.86, 0.62, 0.14, 90)),
    "medium": ((0.50, 0.46, 0.98, 0), (0.90, 0.20, 0.16, 40)),
    "close": ((0.54, 0.52, 1.45, 0),),
    "detail": ((0.46, 0.62, 2.3, 0),),
}
_KITES: dict[str, tuple[Spot, ...]] = {
    "wide": ((0.62, 0.22, 0.13, 10), (0.30, 0.14, 0.09, -14), (0.80, 0.36, 0.06, 8), (0.42, 0.34, 0.05, -8)),
    "medium": ((0.58, 0.24, 0.24, 12), (0.22, 0.16, 0.12, -12), (0.82, 0.12, 0.07, 8)),
    "close": ((0.55, 0.26, 0.42, 12), (0.16, 0.14, 0.12, -12)),
    "detail": ((0.50, 0.30, 0.70, 14), (0.14, 0.10, 0.14, -10)),
}
_CABINS: dict[str, tuple[Spot, ...]] = {
    "wide": ((0.36, 0.34, 0.25, 26),),
    "medium": ((0.38, 0.38, 0.46, 30),),
    "close": ((0.44, 0.42, 0.78, 36),),
    "detail": ((0.34, 0.50, 1.65, 44),),
}
_BRIGHT = (
    (0.03, 0.03, 0.55),
    (0.03, 0.42, 0.70),
    (0.50, 0.16, 0.04),
    (0.10, 0.36, 0.05),
    (0.48, 0.08, 0.34),
    (0.55, 0.55, 0.55),
)
_HIDES = {
    "red": (0.015, 0.014, 0.16), "green": (0.030, 0.11, 0.030), "blue": (0.16, 0.07, 0.03), "white": (0.40, 0.41, 0.42),
    "golden": (0.03, 0.17, 0.30), "gold": (0.03, 0.17, 0.30), "black": (0.018, 0.016, 0.016),
}  # fmt: skip


def _dragon(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    words = description.said
    at = next((n for n, word in enumerate(words) if word.startswith(("dragon", "wyvern"))), 0)
    named = [word for word in words[max(at - 2, 0) : at] if word in _HIDES]
    return flyers.dragon(place, _HIDES[named[-1] if named else "red"], float(rng.uniform(0.1, 0.8)))


def _kite(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    one, other = rng.permutation(len(_BRIGHT))[:2]
    own = DYES.get(description.colour_of("kite"))
    white = _BRIGHT[-1] if own != DYES["white"] else _BRIGHT[2]
    return flyers.kite(place, (own, white) if own else (_BRIGHT[one], _BRIGHT[other]), rng)


def _flying_car(
    place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator
) -> Mesh:
    paints = ((0.02, 0.02, 0.022), (0.30, 0.29, 0.28), (0.02, 0.02, 0.28), (0.16, 0.06, 0.02), (0.02, 0.20, 0.40))
    return flyers.flying_car(
        place, paints[int(rng.integers(len(paints)))], white * (0.4 + 0.5 * _DARK[description.time_of_day])
    )


def _airship(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    return flyers.airship(place, white * _DARK[description.time_of_day])


def _airliner(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    return planes.airliner(place, white * _DARK[description.time_of_day])


def _plane(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    words = description.said
    paints = {"red": _BRIGHT[0], "yellow": _BRIGHT[1], "blue": _BRIGHT[2], "green": _BRIGHT[3], "white": _BRIGHT[5]}
    named = [word for before, word in pairwise([*words, ""]) if before in paints and word.endswith("plane")]
    colour = next((paints[word] for word in words if named and word in paints), _BRIGHT[0])
    return planes.propeller_plane(place, colour, white * _DARK[description.time_of_day])


def _helicopter(
    place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator
) -> Mesh:
    own = DYES.get(description.colour_of("helicopter", "chopper")) or _HIDES["black"]
    return helicopters.helicopter(place, own, white * _DARK[description.time_of_day], float(rng.uniform(0.2, 1.3)))


def _cabin(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    words = description.said
    paints = dict(zip(("red", "yellow", "blue", "green", "purple", "white"), _BRIGHT, strict=True))
    at = next((n for n, word in enumerate(words) if word.startswith(("cable", "gondola", "cabin", "ropeway"))), 0)
    paint = next((paints[word] for word in words[max(at - 2, 0) : at] if word in paints), _BRIGHT[0])
    lamps = _LAMPS[description.time_of_day]
    return aerial_cabins.cable_car(place, paint, 0.55 * white * lamps, snow=description.is_snowy)


def _whale(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    return flyers.whale(place)


def _saucer(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    return flyers.saucer(place, white * (0.3 + 0.7 * _DARK[description.time_of_day]))


def _island(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    of = islands.island_skins(place)
    one = islands.island(of, _RADIUS, place.seed, rng)
    if {"temple", "ruin", "ruins", "shrine", "pantheon", "acropolis", "castle", "palace"} & set(description.said):
        return Mesh.of([one, islands.temple(of, _RADIUS, rng).moved(0.0, 0.10 * _RADIUS, -0.35 * _RADIUS)])
    return one


def _city(place: Place, description: SceneDescription, white: float, number: int, rng: np.random.Generator) -> Mesh:
    if number:  # islands lie about it
        return _island(place, description, white, number, rng)
    lamps = _LAMPS[description.time_of_day]
    if _CASTLE & set(description.said):
        ground = islands.island(islands.island_skins(place), _RADIUS, place.seed, rng, trees=False)
        built = castles.castle(place, rng, glow=1.1 * white * lamps, white=True)
        return Mesh.of([ground, built.moved(0.0, -0.20 * _RADIUS, 0.0, scale=0.024 * _RADIUS)])
    dusky = {"night": 0.40, "dusk": 0.65}.get(description.time_of_day, 1.0)
    return floating_city(place, _RADIUS, 2.4 * white * lamps, rng, pale=dusky)


FLYERS: dict[str, Flyer] = {
    "floating_city": Flyer(_city, 46.0, _CITY, Motion(sway=0.003), 0.0, 0.45, -9.0, has_nose=False),
    "bats": Flyer(bats, WIDE, BATS, Motion(right=0.015, sway=0.02), 0.0, 0.0, 0.0, has_nose=False),
    "paper_cranes": Flyer(cranes, WIDE, CRANES, Motion(sway=0.006), 0.0, 0.0, 4.0, has_nose=False),
    "paper_planes": Flyer(paper_planes, WIDE, CRANES, Motion(right=0.012, down=-0.003, sway=0.006), 0.0, 0.0, 4.0),
    "airliner": Flyer(_airliner, planes.AIRLINER, _ALONE, Motion(right=0.016, sway=0.001), 3.0),
    "small_plane": Flyer(_plane, planes.PROPELLER, _ALONE, Motion(right=0.014, sway=0.004), 2.0),
    "helicopter": Flyer(
        _helicopter, helicopters.LONG, _ALONE, Motion(right=0.012, down=-0.002, sway=0.003), -5.0, rise=6.0
    ),
    "cable_car": Flyer(_cabin, aerial_cabins.CABIN, _CABINS, Motion(right=0.006, down=-0.002, sway=0.002)),
    "airship": Flyer(_airship, 62.0, _ALONE, Motion(right=0.010, sway=0.003)),
    "flying_whale": Flyer(_whale, 15.5, _LARGE, Motion(right=0.012, sway=0.006), 4.0, 0.5),
    "dragon": Flyer(_dragon, 14.0, _ALONE, Motion(right=0.022, sway=0.008), 6.0),
    "flying_cars": Flyer(_flying_car, 5.2, _CARS, Motion(right=0.035, sway=0.003)),
    "saucer": Flyer(_saucer, 14.2, _ALONE, Motion(right=0.004, sway=0.006)),
    "floating_islands": Flyer(_island, 46.0, _ISLANDS, Motion(sway=0.003), 0.0, 0.45, -9.0, has_nose=False),
    "kites": Flyer(_kite, 1.3, _KITES, Motion(right=0.004, down=-0.003, sway=0.012)),
}
"""What flies, by motif."""


def add_flyer(
    painting: Painting, light: Backlight, description: SceneDescription, shot: str, rng: np.random.Generator
) -> None:
    """Let what a prompt names fly through a painting, in place."""
    motif = next(one for one in FLYERS if one in description.motifs)
    flyer = FLYERS[motif]
    side = float(rng.choice([-1.0, 1.0]))
    white = peak(painting, 0.93)
    spots = flyer.spots.get(shot, flyer.spots["medium"])
    if motif in ("airship", "flying_whale", "dragon") and f"{motif.split('_')[-1]}s" in description.all_words:
        spots = (*spots, (0.20, 0.16, 0.26 * spots[0][2], 12.0), (0.82, 0.46, 0.18 * spots[0][2], 22.0))
    if motif == "bats":
        spots = tuple(before_light(light, spot) for spot in spots)
    for number, (x, y, wide, turn) in reversed(list(enumerate(spots))):
        _fly(
            painting,
            light,
            description,
            flyer,
            (x if motif == "bats" else 0.5 + side * (x - 0.5), y, wide, turn),
            side,
            white,
            number,
            rng,
        )
    if motif == "saucer":
        _beam(painting, light, spots[0], side, white, description)
    painting.elements[:] = [one for one in painting.elements if one.kind not in ("birds", "plane")]


def _fly(
    painting: Painting, light: Backlight, description: SceneDescription, flyer: Flyer, spot: Spot, side: float, white: float, number: int,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    share, width, height = canvas_size(light)
    x, y, wide, turn = spot
    seed = int(rng.integers(1 << 16))
    place = new_place(painting, light, description, seed, aloft=True)
    mesh = flyer.build(place, description, white, number, rng).leaned(math.radians(-flyer.pitch), 0.0)
    unit = wide * width / flyer.long
    focal = FOCAL * width
    z = focal / unit
    horizon = min(max(painting.centre[1] / light.height, 0.36), 0.64)
    # Nearer than a picture of the whole sky would show it: it is seen less from below than it hangs high.
    rise = min(math.atan2((horizon - y) * height, focal), math.radians(flyer.rise))
    if flyer.rise < 0:
        rise = math.radians(flyer.rise)
    middle = y * height + math.tan(rise) * focal
    lens = level((0.0, 0.0, 0.0), 0.0, FOCAL, horizon, width, height)
    lens = lens._replace(focal=np.float32(focal), centre_y=np.float32(middle))
    # A turn by 180 degrees flies to the left; so does what stands on the other side.
    heading = math.radians(turn) if side > 0 or not flyer.has_nose else math.pi - math.radians(turn)
    at = ((x - 0.5) * width / unit, math.tan(rise) * z, z)
    place.add(mesh.moved(*at, heading))
    found = seen(place, lens, width, height, None)
    _veiled(found, light, description, flyer, number, seed, unit, (horizon, y))
    size = (light.width, light.height)
    cover = cv2.resize(found.cover, size)
    total = found.lit + found.glow * np.float32(1.0)
    colour = cv2.resize(total / np.maximum(found.cover, 0.02)[..., None], size)
    way = 1.0 if math.cos(heading) > 0 else -1.0
    motion = replace(flyer.motion, x=float(rng.random()), right=way * flyer.motion.right * max(wide / 0.5, 0.25))
    metres = max(6.0, 12.0 / wide)
    painting.layers.append(Layer(halved(colour), halved(cover), metres, motion))
    pours = bool({"waterfall", "waterfalls"} & description.all_words)
    if flyer.build in (_island, _city) and (number % 2 == 0 or pours):
        turns = (-1.95, -1.25) if number == 0 and pours else (-1.7,)
        lips = [np.add(_turned(islands.lip(place.seed, _RADIUS, turn - heading), heading), at) for turn in turns]
        seen_at = [project(lens, one) for one in lips]
        add_falls_aloft(
            painting,
            light,
            [(px / share, py / share) for px, py, _ in seen_at],
            unit * _RADIUS / share,
            (metres, motion),
            seed,
            white,
        )
    if found.glow.any():
        painting.groups[f"flyer{len(painting.groups)}"] = LightGroup(
            _halo(found.glow, size, unit * flyer.long), "kick", 0.85, 0.3
        )


def _turned(point: tuple[float, float, float], heading: float) -> Array:
    """Return a point turned as :meth:`Mesh.moved` turns a mesh."""
    c, s = math.cos(heading), math.sin(heading)
    return np.array([c * point[0] - s * point[2], point[1], s * point[0] + c * point[2]])


def _halo(glow: Array, size: tuple[int, int], long_: float) -> Any:
    """Return what the air about lamps sends of their light."""
    small = cv2.resize(glow, (max(8, glow.shape[1] // 6), max(8, glow.shape[0] // 6)), interpolation=cv2.INTER_AREA)
    total = np.zeros_like(small)
    for part, reach in ((0.35, 0.05), (0.25, 0.16), (0.12, 0.5)):
        total += np.float32(part) * cv2.GaussianBlur(small, (0, 0), max(0.8, reach * long_ / 6))
    return halved(cv2.resize(total, size))


def _veiled(
    found: Seen, light: Backlight, description: SceneDescription, flyer: Flyer, number: int, seed: int, unit: float,
    at: tuple[float, float],
) -> None:  # fmt: skip
    """Let air lie before what flies, more before what is far, and wisps of cloud about its lower half, in place."""
    rows = light.small.shape[0]
    row = min(max(int(at[1] * rows), 1), rows - 1)
    band = light.small[max(row - rows // 10, 0) : row + rows // 10].reshape(-1, 3)
    bright = band[(band @ LUMA) >= np.percentile(band @ LUMA, 50)].mean(axis=0)
    thick = {"clear": 0.10, "rain": 0.35, "mist": 0.45, "snow": 0.4, "storm": 0.3, "dust": 0.4, "overcast": 0.15}[
        description.weather
    ]
    through = np.float32((1 - thick) ** (1 + 1.4 * number))
    found.lit *= through
    found.lit += (1 - through) * bright * found.cover[..., None]
    if flyer.veil and description.world in ("clouds", "mountain", "ocean", "canyon"):
        height, width = found.cover.shape
        v, u = np.mgrid[:height, :width].astype(np.float32)
        u, v = u / (unit * flyer.long), (v - at[1] * height) / (unit * flyer.long)
        wisp = np.clip(0.5 + 1.5 * fbm_at(1.4 * u, 3.2 * v, 0.5, seed + 9, 5), 0, 1)
        hidden = flyer.veil * np.clip(wisp * (3.2 * v - 0.25), 0, 1)
        cloud = cv2.resize(cv2.GaussianBlur(light.small, (0, 0), 4.0), (width, height)) * found.cover[..., None]
        found.lit += (np.maximum(cloud, 0.6 * bright * found.cover[..., None]) - found.lit) * hidden[..., None]
        found.glow *= (1 - hidden)[..., None]


def _beam(
    painting: Painting, light: Backlight, spot: Spot, side: float, white: float, description: SceneDescription
) -> None:
    """Let a saucer's light fall to the ground, in place: a cone in the air that breathes with the bass, and its pool."""
    width, height = light.width, light.height
    x0, y0, wide, _ = spot
    x0 = (0.5 + side * (x0 - 0.5)) * width
    top, foot = (
        y0 * height + 0.10 * wide * width,
        min(max(painting.centre[1] + 0.18 * height, 0.66 * height), 0.86 * height),
    )
    y, x = np.mgrid[:height, :width].astype(np.float32)
    down = np.clip((y - top) / max(foot - top, 1), 0, 1.2)
    half = wide * width * (0.10 + 0.30 * down)
    across = np.abs(x - x0) / half
    cone = (
        np.clip(1.25 - across, 0, 1) ** 0.7
        * np.clip((y - top) / (0.02 * height), 0, 1)
        * np.clip((foot - y) / (0.02 * height) + 1, 0, 1)
    )
    cone *= (
        (0.55 + 0.25 * across.clip(0, 1))
        * (1.0 - 0.45 * down)
        * (0.85 + 0.3 * fbm_at(x / width * 3, y / width * 3, 0.5, 7, 3))
    )
    pool = np.exp(-(((x - x0) / (0.42 * wide * width)) ** 4) - ((y - foot) / (0.11 * wide * width)) ** 2)
    strength = np.float32(white * (0.10 + 0.30 * _DARK[description.time_of_day]))
    ground = sum(np.asarray(group.light, np.float32) for group in painting.groups.values())
    tone = (ground @ LUMA) / max(float(np.percentile(ground @ LUMA, 70)), 1e-4)
    shine = (
        (cone + 1.6 * pool * np.clip(0.35 + tone, 0, 1.6))[..., None]
        * np.array([0.95, 1.0, 0.80], np.float32)
        * strength
    )
    painting.groups["beam"] = LightGroup(halved(shine), "low", 0.75, 0.35)
