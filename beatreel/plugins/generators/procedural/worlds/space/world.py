"""Space: gas lit by young stars, a planet's edge before sunrise, a ringed giant; somebody small before all of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.planet import Kind, planet
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import craft

from .rings import add_rings
from .sky import Colours, colours_of, gas, stars

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]
Vector = tuple[float, float, float]

_SUNLIGHT = 2.6


@dataclass
class _View:
    """What a picture shows; places in shares of the picture, lengths in widths.

    Attributes
    ----------
    heart, form, brightness, thickness
        Of the gas, see :func:`~.sky.gas`.
    sun : tuple of float
        Unit vector to the sun: x right, y down, z to the viewer.
    globes : list
        (kind, x, y, radius, air, with rings) from far to near.
    disc : tuple of float or None
        Where the sun itself is seen.
    thing : str
        Astronaut, station or ship.
    spot, size : tuple of float, float
        Where it is and how large.
    """

    heart: tuple[float, float]
    form: tuple[float, ...]
    sun: Vector
    brightness: float = 0.8
    thickness: float = 2.4
    globes: list[tuple[Kind, float, float, float, float, bool]] = field(default_factory=list)
    disc: tuple[float, float] | None = None
    thing: str = "ship"
    spot: tuple[float, float] = (0.3, 0.3)
    size: float = 0.08
    stars: int = 1500


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
    """Paint space; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is over the edge of a planet at sunrise, medium before a giant with rings, close within a nebula, detail along the
    rings; other variations take turns with the globes and the gas.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 41])
    views = _EARTH_VIEWS if "earth" in description.motifs else _VIEWS
    view = views.get(shot, _giant)(rng, description, _shape(width, height))
    colours = colours_of(description)
    number = int(rng.integers(1, 1 << 20))
    cloud = gas(
        width,
        height,
        heart=view.heart,
        form=view.form,
        brightness=view.brightness,
        thickness=view.thickness,
        seed=number,
    )
    progress(0.5, "gas between the stars")
    painting = _sky(view, colours, cloud, width, height, number)
    del cloud
    for globe in view.globes:
        _globe(painting, view, colours, globe, number)
    progress(0.8, "planets")
    if view.disc is not None:
        _sun(painting, view.disc, colours)
    if "people" not in description.without or view.thing != "astronaut":
        _thing(painting, view, colours, rng)
    _finish(description, painting, view, colours, shot)
    progress(0.95, "light")
    return painting


def _form(rng: np.random.Generator, lean: float, *, scale: float, thick: float, strength: float) -> tuple[float, ...]:
    """Return a sheet of gas that runs across the picture at an angle (radians, 0 level)."""
    tip = float(rng.uniform(-0.35, 0.35))
    normal = (math.sin(lean) * math.cos(tip), math.cos(lean) * math.cos(tip), math.sin(tip))
    return (*normal, 0.0, thick, strength, scale, float(rng.uniform(1.1, 2.3)))


def _unit(x: float, y: float, z: float) -> Vector:
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


def _shape(width: int, height: int) -> float:
    """Return width by height, which places given as shares need; overscan is rounded, so upright films count as exactly 9:16."""
    return 9 / 16 if abs(16 * width / (9 * height) - 1) < 0.03 else width / height


def _third(rng: np.random.Generator) -> float:
    return float(rng.choice([0.33, 0.67]) + rng.uniform(-0.03, 0.03))


def _thing_of(description: SceneDescription, default: str) -> str:
    words = " ".join(description.understood)
    for thing, names in (("station", ("station", "satellite")), ("ship", ("ship", "craft", "rocket"))):
        if any(name in words for name in names):
            return thing
    return default


def _limb(rng: np.random.Generator, description: SceneDescription, shape: float) -> _View:
    """Wide: the edge of a world below, the sun about to rise over it, a station before the gas."""
    side = _third(rng)
    radius = float(rng.uniform(1.25, 2.4))
    lean = (0.5 - side) * rng.uniform(0.7, 1.3)
    top = float(rng.uniform(0.60, 0.72))
    middle = (0.5 + lean * radius * 0.55, top + radius * shape * math.cos(lean * 0.5))
    # The sun stands on the edge of the globe, in the third.
    x = (side - middle[0]) / radius
    y = -math.sqrt(max(1 - x * x, 0.01))
    below = description.time_of_day in ("night", "dawn", "dusk")
    sun = _unit(x, y, -0.95 if below else 0.25)
    at = (side, middle[1] + y * radius * shape - 0.004)
    moon = [("rock", 1 - side + 0.05, float(rng.uniform(0.13, 0.25)), float(rng.uniform(0.035, 0.07)), 0.0, False)]
    return _View(
        heart=(1 - side + float(rng.uniform(-0.1, 0.1)), float(rng.uniform(0.22, 0.38))),
        form=_form(rng, float(rng.uniform(0.3, 1.0) * rng.choice([-1, 1])), scale=0.27, thick=0.75, strength=0.5),
        sun=sun,
        brightness=0.75,
        globes=[*(moon if rng.random() < 0.7 and not below else []), (_water(rng), *middle, radius, 0.013, False)],  # type: ignore[list-item]
        disc=at if below else None,
        thing=_thing_of(description, "station"),
        spot=(1 - side, float(rng.uniform(0.40, 0.48))),
        size=float(rng.uniform(0.13, 0.19)),
    )


def _water(rng: np.random.Generator) -> Kind:
    return "water" if rng.random() < 0.75 else "gas"


def _giant(rng: np.random.Generator, description: SceneDescription, shape: float) -> _View:
    """Medium: a giant with rings on a third, its moons, and a ship that shows how large it is."""
    side = _third(rng)
    high = float(rng.uniform(0.34, 0.46))
    away = -1.0 if side > 0.5 else 1.0
    return _View(
        heart=(1 - side, float(rng.uniform(0.62, 0.78))),
        form=_form(rng, float(rng.uniform(-1.2, 1.2)), scale=0.24, thick=0.85, strength=0.42),
        sun=_unit(away * rng.uniform(0.6, 1.0), -rng.uniform(0.1, 0.6), rng.uniform(0.15, 0.55)),
        brightness=0.55,
        globes=[
            (
                "rock",
                side + away * float(rng.uniform(0.3, 0.45)),
                high - float(rng.uniform(0.14, 0.22)),
                0.032,
                0.0,
                False,
            ),
            ("gas", side, high, float(rng.uniform(0.23, 0.31)), 0.010, True),
        ],
        thing=_thing_of(description, "ship"),
        spot=(1 - side + float(rng.uniform(-0.05, 0.05)), float(rng.uniform(0.66, 0.74))),
        size=float(rng.uniform(0.10, 0.15)),
    )


def _inside(rng: np.random.Generator, description: SceneDescription, shape: float) -> _View:
    """Close: within the gas, somebody floats before its heart."""
    side = _third(rng)
    return _View(
        heart=(1 - side, float(rng.uniform(0.30, 0.42))),
        form=_form(rng, float(rng.uniform(0.4, 1.5) * rng.choice([-1, 1])), scale=0.24, thick=0.95, strength=0.46),
        sun=_unit((1 - 2 * side) * 1.5, -0.5, -0.15),
        brightness=0.8,
        thickness=3.2,
        thing=_thing_of(description, "astronaut"),
        spot=(side, float(rng.uniform(0.58, 0.66))),
        size=float(rng.uniform(0.15, 0.20)),
        stars=900,
    )


def _along_rings(rng: np.random.Generator, description: SceneDescription, shape: float) -> _View:
    """Detail: so near to a giant that its rings sweep through the picture."""
    side = float(rng.choice([-0.22, 1.22]))
    away = 1.0 if side < 0.5 else -1.0
    return _View(
        heart=(0.5 + 0.25 * away, float(rng.uniform(0.18, 0.28))),
        form=_form(rng, float(rng.uniform(-1.0, 1.0)), scale=0.25, thick=0.7, strength=0.4),
        sun=_unit(away * rng.uniform(0.7, 1.0), -rng.uniform(0.2, 0.6), rng.uniform(0.05, 0.35)),
        brightness=0.5,
        globes=[
            ("rock", 0.5 + 0.2 * away, float(rng.uniform(0.24, 0.34)), float(rng.uniform(0.05, 0.08)), 0.0, False),
            ("gas", side, float(rng.uniform(0.46, 0.56)), float(rng.uniform(0.75, 0.95)), 0.008, True),
        ],
        thing=_thing_of(description, "ship"),
        spot=(0.5 + 0.16 * away, float(rng.uniform(0.68, 0.76))),
        size=0.07,
    )


def _earth_limb(rng: np.random.Generator, description: SceneDescription, shape: float) -> _View:
    """Wide and close: the edge of the Earth, towns on its dark side where it is not day; hardly any gas before the stars."""
    view = _limb(rng, description, shape)
    far_behind = description.time_of_day in ("night", "dusk")
    x, y, _ = view.sun
    globes: list[tuple[Kind, float, float, float, float, bool]] = [("water", *view.globes[-1][1:4], 0.013, False)]
    return replace(
        view, sun=_unit(x, y, -2.6 * math.hypot(x, y)) if far_behind else view.sun, globes=globes, brightness=0.10, stars=2200
    )  # fmt: skip


def _earth_globe(rng: np.random.Generator, description: SceneDescription, shape: float) -> _View:
    """Medium and detail: the whole Earth, half of it by night, before the stars."""
    side = _third(rng)
    away = -1.0 if side > 0.5 else 1.0
    dark = description.time_of_day in ("night", "dusk")
    return _View(
        heart=(1 - side, float(rng.uniform(0.62, 0.78))),
        form=_form(rng, float(rng.uniform(-1.2, 1.2)), scale=0.24, thick=0.85, strength=0.42),
        sun=_unit(away, -float(rng.uniform(0.3, 0.6)), -float(rng.uniform(0.5, 0.8)) if dark else 0.5),
        brightness=0.10,
        globes=[
            (
                "water",
                0.5 + 0.4 * (side - 0.5),
                float(rng.uniform(0.40, 0.48)),
                float(rng.uniform(0.40, 0.48)),
                0.012,
                False,
            )
        ],
        thing=_thing_of(description, "astronaut"),
        spot=(1 - side, float(rng.uniform(0.80, 0.86))),
        size=float(rng.uniform(0.09, 0.12)),
        stars=2200,
    )


_EARTH_VIEWS = {"wide": _earth_limb, "medium": _earth_globe, "close": _earth_limb, "detail": _earth_globe}
_VIEWS = {"wide": _limb, "medium": _giant, "close": _inside, "detail": _along_rings}


def _sky(view: _View, colours: Colours, cloud: Any, width: int, height: int, seed: int) -> Painting:
    """Return a painting with gas and stars only."""
    half = view.stars // 2
    groups: dict[str, LightGroup] = {}

    def group(name: str, light: Array, pulse: Any, gain: float) -> None:
        groups[name] = LightGroup(light.astype(np.float16), pulse, 1.0, gain)

    group("gas", (cloud.one[..., None] * (colours.gas * 0.95)).astype(np.float32), "mid", 0.22)
    group("other gas", (cloud.other[..., None] * (colours.other * 0.85)).astype(np.float32), "offbeat", 0.34)
    group("heart", (cloud.lit[..., None] * (colours.heart * 0.55)).astype(np.float32), "kick", 0.24)
    white = np.array([1.0, 0.95, 0.92], np.float32)
    for name, bright, tint, pulse in (
        ("stars", 5, white, "high"),
        ("sun", 3, 0.5 * white + 0.5 * colours.heart, "downbeat"),
    ):
        field_of = stars(width, height, count=half, bright=bright, seed=seed + bright) * np.minimum(
            cloud.through + 0.06, 1
        )
        group(name, (field_of[..., None] * tint).astype(np.float32), pulse, 0.35 if name == "stars" else 0.16)
    group("lamps", np.zeros((height, width, 3), np.float32), "high", 0.5)
    # The gas lies deep: what is thin is seen far behind.
    depth = (34.0 + 46.0 * cv2.GaussianBlur(np.clip(cloud.through, 0, 1), (0, 0), width / 50)).astype(np.float32)
    return Painting(groups=groups, depth=depth, focal=1.0 * width, centre=(0.5 * width, 0.45 * height))


def _globe(painting: Painting, view: _View, colours: Colours, globe: tuple[Any, ...], seed: int) -> None:
    kind, x, y, radius, air, rings = globe
    height, width = painting.depth.shape
    centre, reach = (x * width, y * height), radius * width
    glow = reach * (1 + 7 * air) + 2
    box = (
        max(int(centre[0] - glow), 0), max(int(centre[1] - glow), 0),
        min(int(centre[0] + glow) + 2, width), min(int(centre[1] + glow) + 2, height),
    )  # fmt: skip
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    lean = 0.35 if x < 0.5 else -0.45
    found = planet(
        box, centre=centre, radius=reach, sun=view.sun, kind=kind, lean=lean, air=max(air, 0.002), seed=seed % 97
    )
    window = np.s_[box[1] : box[3], box[0] : box[2]]
    cover = found[..., 3:4]
    for group in painting.groups.values():
        group.light[window] *= 1 - cover
    dark, light = _surface(kind, colours)
    sunlit = (dark + (light - dark) * found[..., 0:1]) * (found[..., 1:2] * cover) * (colours.sun * _SUNLIGHT)
    painting.groups["sun"].light[window] += sunlit.astype(np.float32)
    if air > 0:
        tint = (
            0.75 * light_of_hue(235.0, 0.12, 0.7) + 0.25 * colours.sun
            if kind == "water"
            else 0.5 * colours.planet + 0.5 * colours.sun
        )
        painting.groups["heart"].light[window] += (found[..., 2:3] * tint * 1.5).astype(np.float32)
    painting.groups["lamps"].light[window] += (found[..., 4:5] * cover * np.array([0.25, 0.6, 1.2], np.float32)).astype(
        np.float32
    )
    ambient = (colours.gas * 0.006 + colours.other * 0.004) * cover
    painting.groups["gas"].light[window] += ambient.astype(np.float32)
    near = {"rock": 40.0, "gas": 22.0, "water": 12.0}[kind]
    painting.depth[window] = np.where(cover[..., 0] > 0.5, np.float32(near), painting.depth[window])
    if rings:
        add_rings(painting, centre, reach, view.sun, colours, lean=lean, seed=seed)


def _surface(kind: str, colours: Colours) -> tuple[Array, Array]:
    """Return the darkest and the lightest colour of a surface."""
    if kind == "water":
        return np.array([0.20, 0.060, 0.012], np.float32), np.array([0.80, 0.80, 0.82], np.float32)
    if kind == "rock":
        return np.array([0.09, 0.09, 0.10], np.float32), np.array([0.42, 0.44, 0.48], np.float32)
    return (colours.planet * 0.16 + colours.other * 0.05).astype(np.float32), (colours.planet * 0.55 + 0.20).astype(
        np.float32
    )


def _sun(painting: Painting, at: tuple[float, float], colours: Colours) -> None:
    """Add the sun at the edge of a globe: a small core and a wide glow along the edge."""
    height, width = painting.depth.shape
    x = (np.arange(width, dtype=np.float32) + 0.5) / width - at[0]
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height - at[1]) * height / width
    square = x * x + (y * y)[:, None]
    core = (
        14.0 * np.exp(-square / (2 * 0.0065**2))
        + 0.9 * np.exp(-np.sqrt(square) / 0.035)
        + 0.16 * np.exp(-np.sqrt(square) / 0.17)
    )
    streak = 0.8 * np.exp(-np.abs(x) / 0.16 - (y * y)[:, None] / (2 * 0.0026**2))
    painting.groups["sun"].light += (core + streak)[..., None].astype(np.float32) * colours.sun


def _thing(painting: Painting, view: _View, colours: Colours, rng: np.random.Generator) -> None:
    height, width = painting.depth.shape
    made = {"astronaut": craft.astronaut, "station": craft.station, "ship": craft.ship}[view.thing](
        view.size * width, rng
    )
    craft.place(
        painting, made, (view.spot[0] * width, view.spot[1] * height),
        sun=view.sun, sunlight=colours.sun * np.float32(1.3),
        ambient=colours.gas * np.float32(0.05) + colours.other * np.float32(0.04),
        lamps=np.array([0.5, 1.0, 1.6], np.float32) if view.thing != "ship" else colours.heart * np.float32(2.0) + np.float32(0.4),
        groups=("sun", "gas", "lamps"),
    )  # fmt: skip


def _finish(description: SceneDescription, painting: Painting, view: _View, colours: Colours, shot: str) -> None:
    height, width = painting.depth.shape
    size = (max(16, width // 8), max(16, height // 8))
    total = np.sum(
        [
            cv2.resize(group.light.astype(np.float32), size, interpolation=cv2.INTER_AREA)
            for group in painting.groups.values()
        ],
        axis=0,
    )
    painting.grade = fit_grade(
        total, Grade(contrast=1.12, saturation=1.22, bloom=0.20, bloom_width=1.25, desaturate=0.45, lift=(0.016, 0.008, 0.008)),
        median=(40.0, 92.0), white=(208.0, 238.0),
    )  # fmt: skip
    painting.travel = {"wide": 2.2, "medium": 2.4, "close": 2.0, "detail": 1.6}.get(shot, 2.0)
    elements = [Element("motes", 0.35 if shot == "close" else 0.18), Element("meteors", 0.5)]
    if view.disc is not None:
        glow = [float(v) for v in np.clip(colours.sun * 200, 0, 255)]
        elements.append(Element("flare", 0.3, {"x": view.disc[0], "y": view.disc[1], "colour": glow}))
    painting.elements = elements
