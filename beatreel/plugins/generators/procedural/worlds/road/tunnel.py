"""A road tunnel of light: rings of neon that the beat chases along, a floor that mirrors them, a car on its way to the end.

The tunnel is straight, so what a pixel sees is a formula: where its ray meets the vault or the floor, and how far from the
next ring that is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, Layer, LightGroup, Painting, Pulse
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.cabin import Lights, cabin
from beatreel.plugins.generators.procedural.scenery.open_sky import NIGHT

from . import cars
from .bodywork import Vehicle
from .cars import Canvas

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class View:
    """A composition: metres, focal length in widths, horizon in heights; ``car`` is how far ahead the car is, 0 for none."""

    eye: float
    focal: float
    horizon: float
    car: float
    lateral: float
    travel: float


_VIEWS = {
    "wide": (View(2.3, 0.62, 0.56, 21.0, -1.0, 4.0), View(1.0, 0.58, 0.62, 0.0, 0.0, 4.0)),
    "medium": (View(1.5, 0.85, 0.52, 8.0, 1.9, 2.0), View(1.5, 0.85, 0.52, 8.0, 2.6, 2.0)),
    "close": (View(1.18, 0.85, 0.46, 0.0, 2.1, 2.5), View(0.75, 1.0, 0.47, 5.0, 0.9, 0.6)),
    "detail": (View(0.75, 1.35, 0.46, 4.6, 0.8, 0.4), View(0.6, 1.2, 0.44, 4.8, 3.2, 0.4)),
}
_AFLOAT = {
    "wide": View(2.9, 0.62, 0.50, 0.0, 0.0, 4.0),
    "medium": View(1.2, 0.80, 0.44, 0.0, 1.4, 4.0),
    "close": View(2.4, 0.70, 0.58, 0.0, -3.3, 3.0),
    "detail": View(0.35, 1.15, 0.36, 0.0, 2.6, 1.2),
}
"""Where a tunnel of light is no road."""
_DRIVEN = {
    "car",
    "cars",
    "drive",
    "driving",
    "drives",
    "road",
    "highway",
    "motorway",
    "freeway",
    "traffic",
    "ride",
    "riding",
    "city",
    "street",
}
_WIDE, _TALL, _SPRING = 5.4, 4.5, 1.5  # metres: half width and rise of the vault, height of its axis
_PULSES: tuple[tuple[Pulse, float], ...] = (("kick", 0.50), ("offbeat", 0.45), ("high", 0.35))
_FAMILIES = len(_PULSES)
_HUES = (205.0, 335.0, 285.0)  # where no colour is named
_BRIGHT = np.float32(6.0)  # tail lights, which on an open road at night are the brightest things
_CLEAR = 95.0  # metres in which the haze takes two thirds


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a tunnel; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide is the whole vault with a car far ahead or none, medium follows it, close is a driver's view or low behind it.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 113])
    film = np.random.default_rng([seed & 0x7FFFFFFF, 127])
    view = _VIEWS.get(shot, _VIEWS["medium"])[(variation + seed) % 2]
    driven = bool(_DRIVEN & description.all_words)
    if not driven:
        view = _AFLOAT.get(shot, _AFLOAT["medium"])
        view = replace(view, lateral=view.lateral * float(rng.choice([-1.0, 1.0])))
    apart, thick = float(film.uniform(4.0, 6.5)), float(film.uniform(0.10, 0.17))
    narrow = min(width, 0.75 * height)
    camera = Camera(view.lateral, view.eye, 0.0, 0.0, view.focal * narrow, width / 2, view.horizon * height)
    colours = _colours(description)
    canvas, rings = _vault(camera, (width, height), apart, thick, colours, int(rng.integers(1, 1 << 16)), progress)
    progress(0.6, "the vault is lit")
    if view.car and not {"people", "car"} & set(description.without):
        shown = sum(colours[k] for k in range(_FAMILIES)) / _FAMILIES
        kind, colour = str(film.choice(["coupe", "muscle", "saloon"])), str(film.choice(["black", "black", "blue"]))
        car = Vehicle(
            kind, (1.9, 0.0, view.car), 0.0, paint=colour, lamps=int(film.integers(3)), power=0.9, followed=0.03
        )
        before = canvas.depth.copy()
        cars.draw(canvas, car, camera, replace(NIGHT, stars=0.0), 0.4, wet=0.8, lamplight=shown * np.float32(1.3))
        canvas.red *= _BRIGHT
        hidden = canvas.depth < before - 0.01
        for ring in rings:
            ring *= 1 - 0.96 * hidden[..., None].astype(np.float32)
    return _finish(description, view, shot if driven else "", camera, canvas, rings, colours, rng)


def _colours(description: SceneDescription) -> Array:
    """Return the light of each family of rings, linear BGR."""
    palette = description.palette
    hues = (palette.key, palette.fill, palette.accent) if palette.strength > 0 else _HUES
    return np.stack([light_of_hue(hue, 0.24, 0.66) for hue in hues]).astype(np.float32)


def _vault(
    camera: Camera, size: tuple[int, int], apart: float, thick: float, colours: Array, seed: int, progress: Progress
) -> tuple[Canvas, list[Array]]:
    """Return what does not change and the light of each family of rings."""
    width, height = size
    planes = [np.zeros((height, width, 3), np.float32) for _ in range(4)]
    rings = [np.zeros((height, width, 3), np.float32) for _ in range(_FAMILIES)]
    depth, paved = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    for first in range(0, height, 256):
        rows = slice(first, min(first + 256, height))
        y, x = np.mgrid[rows, 0:width].astype(np.float32) + np.float32(0.5)
        u, v = (x - camera.centre_x) / camera.focal, (camera.horizon - y) / camera.focal
        z = _to_vault(camera.x, camera.y, u, v)
        floor = (v < -1e-4) & (-camera.y / np.minimum(v, -1e-4) < z)
        z = np.where(floor, -camera.y / np.minimum(v, -1e-4), z)
        foot = np.maximum(z / camera.focal * np.maximum(1, z / 4.0), 1e-3)  # what a pixel sees along the tunnel, metres
        px, py = camera.x + u * z, camera.y + v * z
        through = np.exp(-z / _CLEAR)
        wall = _lit(px, py, z, foot, apart, thick, seed)
        # Wet asphalt: rough, so that the image of a ring is drawn out towards whoever looks.
        grain = fbm_at(px, z, 0.35, seed + 1, 4, foot)
        wet = np.clip(0.42 + 0.5 * fbm_at(px, z, 2.6, seed + 2, 4, foot), 0.1, 0.9)
        mu = u + 0.03 * grain
        mz = _to_vault(px, 0.0 * px + 0.01, mu, -v)
        mirror = _lit(px + mu * mz, 0.01 - v * mz, z + mz, 2.2 * foot + 0.25 * mz * 0.2, apart, 1.6 * thick, seed)
        fresnel = (0.10 + 0.75 * (1 - np.clip(-v / np.sqrt(1 + u * u + v * v), 0, 1)) ** 4) * wet
        line = _lines(px, z, foot)
        haze = 1 - through
        for k in range(_FAMILIES):
            own, near, panel = wall[0][k], wall[1][k], wall[2]
            light = own * 2.6 + near * panel * 0.50
            asphalt = mirror[0][k] * fresnel * 1.7 + mirror[1][k] * mirror[2] * fresnel * 0.35
            asphalt += near * (0.035 * (1 + 0.5 * grain) + 0.30 * line)
            shone = np.where(floor, asphalt, light) * through + 0.055 * haze
            white = np.clip(np.where(floor, 0, own) - 0.55, 0, 1)[..., None]  # a tube is nearly white within
            rings[k][rows] = shone[..., None] * (colours[k] + (1.0 - colours[k]) * 0.75 * white)
        end = np.exp(-(((px * 6.0 / np.maximum(z, 6)) ** 2 + ((py - _SPRING) * 6.0 / np.maximum(z, 6)) ** 2) / 0.02))
        planes[0][rows] = (np.where(floor, 0.010, 0.014 * wall[2]) * through)[..., None] * np.ones(3, np.float32)
        planes[0][rows] += (end * haze**3 * 0.9)[..., None] * colours.mean(axis=0)
        depth[rows], paved[rows] = np.minimum(z, 400.0), floor
        progress(0.05 + 0.5 * rows.stop / height, "painting the tunnel")
    steady, sun, lamps, red = planes
    return Canvas(steady, sun, lamps, red, depth, paved), rings


def _to_vault(x: Any, y: Any, u: Array, v: Array) -> Array:
    """Return how far ahead rays from (x, y) meet the vault, metres."""
    a = (u / _WIDE) ** 2 + (v / _TALL) ** 2
    b = x * u / _WIDE**2 + (y - _SPRING) * v / _TALL**2
    c = (x / _WIDE) ** 2 + ((y - _SPRING) / _TALL) ** 2 - 1
    found = (-b + np.sqrt(np.maximum(b * b - a * c, 0))) / np.maximum(a, 1e-7)
    return np.asarray(np.clip(found, 0.05, 900.0), np.float32)


def _lit(
    x: Array, y: Array, z: Array, foot: Array, apart: float, thick: float, seed: int
) -> tuple[list[Array], list[Array], Array]:
    """Return the tubes of each family, their light on what is about, and how the panels throw it back.

    Everything is averaged over ``foot`` metres, or far rings would flicker.
    """
    period = apart * _FAMILIES
    turn = np.arctan2(y - _SPRING, np.abs(x))
    tubes, near = [], []
    half = np.maximum(0.5 * thick, 0.5 * foot)
    for k in range(_FAMILIES):
        off = np.abs((z - k * apart + 0.5 * period) % period - 0.5 * period)
        share = np.clip((half - off) / np.maximum(0.3 * half, 0.012) + 0.5, 0, 1) * (
            thick / np.maximum(2 * half, thick)
        )
        blurred = np.clip(2 * foot / period - 0.4, 0, 1)
        tubes.append(np.asarray(share + (thick / period - share) * blurred, np.float32) * (turn > -0.34))
        glow = 1 / (1 + (off / 0.75) ** 2)
        near.append(np.asarray(glow + (0.35 - glow) * blurred, np.float32))
    fade = np.clip(1.2 - foot / 0.5, 0, 1)
    along, around = (z / (0.5 * apart)) % 1.0, (turn * 3.2) % 1.0
    joint = np.minimum(np.minimum(along, 1 - along) * 0.5 * apart, np.minimum(around, 1 - around) * 1.5)
    worn = 1 + 0.30 * fbm_at(z, turn * 4.0, 1.6, seed + 3, 4, foot)
    plate = fbm_at(np.floor(z / (0.5 * apart)) * 7.3, np.floor(turn * 3.2) * 3.1, 1.0, seed + 4, 1)
    panel = (0.55 + 0.25 * plate) * worn * (1 - 0.75 * fade * np.exp(-((joint / 0.035) ** 2)))
    return tubes, near, np.asarray(np.clip(panel, 0.05, 1.5), np.float32)


def _lines(x: Array, z: Array, foot: Array) -> Array:
    """Return where the road is marked, 0 to 1."""
    dash = np.clip(((z % 9.0) - 0.2) * 8, 0, 1) * np.clip((3.6 - (z % 9.0)) * 8, 0, 1)
    dash = dash + (0.36 - dash) * np.clip(foot / 4.0, 0, 1)
    across = np.maximum(0.10, 0.4 * foot / np.maximum(z / 4.0, 1))
    middle = np.clip((across - np.abs(x)) / 0.03 + 0.5, 0, 1) * dash
    edges = np.clip((across - np.abs(np.abs(x) - 4.1)) / 0.03 + 0.5, 0, 1)
    return np.asarray(np.maximum(middle, edges), np.float32)


def _finish(
    description: SceneDescription, view: View, shot: str, camera: Camera, canvas: Canvas, rings: list[Array], colours: Array,
    rng: np.random.Generator,
) -> Painting:  # fmt: skip
    width, height = canvas.size
    groups = {"tunnel": LightGroup(canvas.steady + canvas.sun)}
    for k, (light, (pulse, gain)) in enumerate(zip(rings, _PULSES, strict=True)):
        groups[f"rings {k + 1}"] = LightGroup(light, pulse, 0.80, gain)
    groups["lamps"] = LightGroup(canvas.lamps, "downbeat", 1.0, 0.15)
    groups["red"] = LightGroup(canvas.red, "offbeat", 1.0, 0.25)
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(group.light, small, interpolation=cv2.INTER_AREA) for group in groups.values()], axis=0)
    start = Grade(
        contrast=1.3,
        pivot=0.2,
        saturation=1.25,
        lift=(0.018, 0.008, 0.010),
        desaturate=0.30,
        bloom=0.24,
        bloom_width=1.2,
    )
    layers = []
    if shot == "close" and not view.car:
        ahead = 0.35 * colours.mean(axis=0)
        lights = Lights(0.5 * colours[0] + 0.3, 0.30 * colours[1], ahead, 0.2 * colours[1])
        colour, alpha = cabin(width, height, rng, lights, followed=0.6)
        layers.append(Layer(colour, alpha, 0.8))
    return Painting(
        groups=groups, depth=canvas.depth, focal=camera.focal, centre=(camera.centre_x, camera.horizon),
        grade=fit_grade(total, start, median=(32.0, 74.0), white=(206.0, 236.0)), layers=layers,
        elements=[Element("mist", 0.22, {"low": 0.4, "high": 0.8, "drift": 14}), Element("motes", 0.2)], travel=view.travel,
    )  # fmt: skip
