"""A fair: a lane between lit booths under garlands, tents, and the great wheel over it, mirrored in wet ground.

Painted in true perspective, once upright and once as the ground mirrors it. Light families: ``sky``, ``booths``, and ``bulbs`` and
``other``, every other bulb of wheel, tents, garlands and booths.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, step
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Focus, Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.open_sky import open_light, paint_sky

from .canvas import FAMILIES, Canvas, Colour, Eye
from .lane import LONG, PITCH, WARM, booths, crowd, garlands, people_of
from .rides import Wheel, draw_tent, draw_wheel

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]


@dataclass(frozen=True)
class View:
    """Eye over the ground and focal length (of the width), horizon (of the height); the wheel's distance; booths to a side."""

    high: float
    focal: float
    horizon: float
    wheel: float
    booths: int
    many: int


VIEWS = {
    "wide": View(1.65, 0.92, 0.665, 58.0, 8, 16),
    "medium": View(1.60, 1.15, 0.735, 50.0, 7, 13),
    "close": View(1.60, 1.45, 0.97, 40.0, 0, 0),
    "detail": View(0.34, 0.98, 0.36, 56.0, 7, 9),
}
_BULBS: tuple[Colour, ...] = ((0.42, 0.18, 1.0), (0.85, 0.75, 0.10), (0.95, 0.22, 0.62), (0.10, 0.24, 1.0))
_GIVEN_UP = {
    "abandoned",
    "derelict",
    "forgotten",
    "rusty",
    "rusted",
    "rusting",
    "overgrown",
    "ruined",
    "decaying",
    "deserted",
    "lost",
}
_RUST: tuple[Colour, ...] = ((0.05, 0.09, 0.20), (0.10, 0.13, 0.17), (0.06, 0.10, 0.16), (0.09, 0.13, 0.13))
_CLOTH: tuple[Colour, ...] = ((0.06, 0.06, 0.52), (0.36, 0.14, 0.03), (0.05, 0.30, 0.62), (0.22, 0.32, 0.04))


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a fair; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide and medium look along the lane, close up at the wheel, detail low over the ground that mirrors it.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 307])
    view = VIEWS.get(shot, VIEWS["wide"])
    narrow = min(width, height * 0.5625 * 1.25)
    side = float(rng.choice([-1.0, 1.0]))
    eye = Eye(view.high, view.focal * narrow, (0.5 - side * 0.06) * width, view.horizon * height)
    light = open_light(description, rng)
    camera = Camera(0.0, eye.high, 0.0, 0.0, eye.focal, eye.centre, eye.horizon)
    steady, sun = paint_sky(light, camera, side * 0.5, width, height, int(rng.integers(1, 1 << 20)))
    night = description.time_of_day in ("night", "dusk")
    lit = not _GIVEN_UP & description.all_words
    sky = (steady + sun * np.float32(0.5 if night else 1.0)) * np.float32(
        [1.75, 1.15, 0.85] if night else [1.0, 1.0, 1.0]
    )
    del steady, sun
    if lit:
        _town_glow(sky, eye, night)
    progress(0.2, "the sky over the fair")
    ambient: Colour = tuple(
        float(v)
        for v in np.float32(light.ambient) * (0.9 if night else 1.3) + 0.25 * np.float32(light.sun) * (not night)
    )
    lot = _Lot(description, view, side, rng)
    upright = Canvas(eye, width, height, ambient)
    upright.sky[:] = sky
    below = Canvas(eye.scaled(0.5), width // 2, height // 2, ambient, mirrored=True)
    if eye.horizon < height - 2:
        first = int(eye.horizon)
        rows = np.clip(2 * first - np.arange(height), 0, first)
        below.sky[:] = cv2.resize(sky[rows], (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        lot.draw(below)
        progress(0.5, "mirroring the lights")
        _ground(upright, below, lot, description, int(rng.integers(1, 1 << 20)))
    del below, sky
    lot.draw(upright)
    progress(0.85, "lighting the bulbs")
    return _finish(description, upright, lot, view, shot, night)


def _town_glow(sky: Array, eye: Eye, night: bool) -> None:
    """Warm the air over the horizon with the light of the fair."""
    rows = np.arange(len(sky), dtype=np.float32)[:, None, None]
    up = np.maximum(eye.horizon - rows, 0) / eye.focal
    strong = 0.30 if night else 0.05
    sky += np.exp(-2.6 * up) * np.float32([0.16, 0.34, 0.52]) * np.float32(strong)


class _Lot:
    """What stands on the lot, chosen once and drawn twice."""

    def __init__(self, description: SceneDescription, view: View, side: float, rng: np.random.Generator) -> None:
        palette = description.palette
        accent: Any = _BULBS[description.flavour % len(_BULBS)]
        if palette.strength > 0.05:
            accent = tuple(float(v) for v in light_of_hue(palette.key, 0.19, 0.72))
        self.is_dark = bool(_GIVEN_UP & description.all_words)
        self.colours = (np.array(WARM), np.array(accent, np.float64) / max(accent))
        if self.is_dark:
            self.colours = (np.zeros(3), np.zeros(3))
        self.half, self.first = 3.1, 5.2 if view.high > 1 else 4.2
        self.view, self.side, self.seed = view, side, int(rng.integers(1 << 30))
        radius = 21.0 if view.booths else 17.0
        across = side * (3.0 if view.booths else -1.0)
        self.wheel = Wheel(
            across, view.wheel, radius, side * float(rng.uniform(0.30, 0.62)), float(rng.uniform(0, 0.3))
        )
        cloth = list(_RUST if self.is_dark else _CLOTH)
        self.cloth = [cloth[i] for i in rng.permutation(len(cloth))]
        self.people = (
            people_of(rng, self.first + 1.5, self.half, view.many)
            if "people" not in description.without and not self.is_dark
            else []
        )
        if self.people and "figure" in description.details:
            self.people.append(("stander", side * 0.6, self.first + 1.2, 1.75, side > 0))

    def draw(self, canvas: Canvas) -> None:
        """Draw everything, the farthest first."""
        dice = np.random.default_rng(self.seed)
        view, side = self.view, self.side
        _trees(canvas, view.wheel + 30.0, dice)
        draw_wheel(canvas, self.wheel, self.colours, [self.cloth[0], (0.5, 0.6, 0.65), self.cloth[1]])
        if not view.booths:
            return
        draw_tent(canvas, -side * 10.5, 47.0, 7.5, 11.0, (self.cloth[0], (0.5, 0.62, 0.68)))
        draw_tent(canvas, side * 13.0, 43.0, 5.0, 7.5, (self.cloth[1], (0.5, 0.62, 0.68)))
        booths(canvas, self.half, self.first, view.booths, self.cloth, dice)
        near = [one for one in self.people if one[2] < 14.0]
        crowd(canvas, [one for one in self.people if one[2] >= 14.0], (0.10, 0.22, 0.34))
        if not self.is_dark:
            garlands(canvas, self.half - 0.15, self.first + 1.4, 6, dice)
        crowd(canvas, near, (0.10, 0.22, 0.34))

    def lamps(self) -> list[tuple[float, float, float]]:
        """Return where the booths light the ground from."""
        count = self.view.booths
        return [
            (way * (self.half - 0.6), 2.1, self.first + PITCH * k + LONG / 2 + (-1.9 if way > 0 else 0))
            for k in range(count)
            for way in (-1.0, 1.0)
        ]


def _trees(canvas: Canvas, away: float, rng: np.random.Generator) -> None:
    """Close the lot with the dark line of trees and roofs."""
    reach = 0.75 * canvas.width / canvas.eye.focal * away
    x = np.linspace(-reach, reach, 160)
    high = (
        5.0
        + 1.8 * np.sin(x * 0.21 + rng.uniform(0, 6))
        + 1.3 * np.sin(x * 0.57 + rng.uniform(0, 6))
        + rng.uniform(0, 1.5, x.size)
    )
    outline = [(float(u), float(v), away) for u, v in zip(x, high, strict=True)]
    canvas.polygon([(-reach, 0.0, away), *outline, (reach, 0.0, away)], (0.05, 0.06, 0.05), (0.006, 0.010, 0.012))


def _ground(upright: Canvas, below: Canvas, lot: _Lot, description: SceneDescription, seed: int) -> None:
    """Paint the ground: worn asphalt in the light of the booths, and water that mirrors everything."""
    eye, width, height = upright.eye, upright.width, upright.height
    first = int(math.ceil(eye.horizon)) + 1
    rows = np.arange(first, height, dtype=np.float32)
    away = (eye.focal * eye.high / np.maximum(rows - eye.horizon, 0.5))[:, None]
    x = (np.arange(width, dtype=np.float32)[None] - eye.centre) * away / eye.focal
    away = np.broadcast_to(away, x.shape)
    foot = np.minimum(away * away / (eye.focal * eye.high), 4.0).astype(np.float32)
    wet = {"rain": 1.0, "storm": 1.0, "mist": 0.55, "snow": 0.4}.get(description.weather, 0.30)
    wet = max(wet, 0.9) if eye.high < 1 else wet  # low over a puddle
    pools = fbm_at(x, away, 2.6, seed, 5, foot)
    puddle = step(0.30 - 0.42 * wet, 0.42 - 0.36 * wet, pools + 0.25)
    grain = 1.0 + 0.45 * fbm_at(x, away, 0.16, seed + 5, 4, foot)
    angle = eye.high / np.sqrt(away * away + x * x + eye.high**2)
    mirror = (0.10 + 0.85 * (1 - angle) ** 3) * (0.16 + 0.84 * puddle) * (0.35 + 0.65 * wet)
    lit = np.zeros(x.shape, np.float32)
    for lx, ly, lz in lot.lamps():
        square = (x - lx) ** 2 + (away - lz) ** 2 + ly * ly
        lit += ly / square**1.5
    ripple = fbm_at(x, away, 0.32, seed + 9, 3, foot) * (0.25 + 0.75 * wet)
    shift = (ripple * 0.012 * eye.focal * np.minimum(1.0, 2.5 / away)).astype(np.float32)
    map_x = ((np.arange(width, dtype=np.float32)[None] + 0.5 + shift) / 2 - 0.5).astype(np.float32)
    map_y = ((rows[:, None] + 0.5 + 2.2 * shift) / 2 - 0.5).astype(np.float32) * np.ones((1, width), np.float32)
    glow = below.shine(1.0, 0.0022)
    dry = (0.055 * grain * (1 - 0.55 * puddle)).astype(np.float32)[..., None]

    def mirrored(part: Any) -> Array:
        part = np.asarray(part, np.float32)
        soft = cv2.GaussianBlur(part, (0, 0), sigmaX=max(0.5, below.width / 900), sigmaY=max(0.7, below.width / 260))
        part = 0.45 * part + 0.55 * soft
        found = cv2.remap(part, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found * mirror[..., None], np.float32)

    upright.sky[first:] = mirrored(below.sky) + dry * upright.ambient * np.float32(1.6)
    upright.booths[first:] = mirrored(below.booths) + dry * (5.0 * lit)[..., None] * np.float32(WARM)
    for name in FAMILIES:
        upright.glow[name][first:] = halved(mirrored(glow[name]))
    upright.depth[first:] = away


def _finish(description: SceneDescription, canvas: Canvas, lot: _Lot, view: View, shot: str, night: bool) -> Painting:
    width, height, eye = canvas.width, canvas.height, canvas.eye
    bulbs = canvas.shine(1.15, 0.0026)
    parts = {"sky": halved(canvas.sky), "booths": halved(1.7 * canvas.booths), **bulbs}
    if lot.is_dark:  # nobody lights it any more
        parts |= {name: np.zeros_like(parts[name]) for name in ("booths", *bulbs)}
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum(
        [cv2.resize(p.astype(np.float32), small, interpolation=cv2.INTER_AREA) for p in parts.values()], axis=0
    )
    start = Grade(
        contrast=1.18,
        pivot=0.2,
        saturation=1.14,
        lift=(0.018, 0.010, 0.006),
        desaturate=0.40,
        bloom=0.22,
        bloom_width=1.2,
    )
    grade = fit_grade(total, start, median=(34.0, 74.0) if night else (58.0, 112.0), white=(208.0, 234.0))
    count = 60
    points = []
    for place, point in [*((n / count, rim) for n, rim in enumerate(lot.wheel.rim(count))), *lot.wheel.along_spokes(6)]:
        ((x, y),) = canvas.at([point])
        if 0 < x < width and 0 < y < min(height, eye.horizon):
            points.append([float(x / width), float(y / height), place])
    seen = np.float32([[x * width, y * height] for x, y, _ in points]).reshape(-1, 2)
    focus = None
    if points:
        (left, top), (right, bottom) = seen.min(axis=0), seen.max(axis=0)
        focus = Focus.inside(left, top, right, bottom, (width, height))
    elements = (
        [Element("chase", 0.8, {"points": points, "colour": [150, 215, 255], "waves": 5})]
        if points and not lot.is_dark
        else []
    )
    words = description.prompt.lower()
    weather, amount = description.weather, description.weather_amount
    if weather in ("rain", "storm") and "after the rain" not in words and "after rain" not in words:
        elements += [Element("rain", amount), Element("ripples", 0.4 * amount, {"waves": 0.0}, "ground")]
    elif weather == "snow":
        elements.append(Element("snow", amount))
    elif weather in ("mist", "dust"):
        elements.append(Element("mist", 0.3 + 0.4 * amount, {"low": 0.2, "high": 0.8, "drift": 10}))
    ground = (
        (np.arange(height, dtype=np.float32) > eye.horizon + 2)[:, None]
        & (canvas.depth < 60)
        & (canvas.booths.max(axis=2) < 0.2)
    )
    groups = {
        "sky": LightGroup(
            parts["sky"], "low" if lot.is_dark else "steady", 0.97 if lot.is_dark else 1.0, 0.06 * lot.is_dark
        )
    }
    if not lot.is_dark:
        groups |= {
            "booths": LightGroup(parts["booths"], "downbeat", 0.95, 0.16),
            "bulbs": LightGroup(parts["bulbs"], "kick", 0.78, 0.50),
            "other": LightGroup(parts["other"], "offbeat", 0.78, 0.45),
        }
    return Painting(
        groups=groups,
        depth=canvas.depth,
        focal=float(eye.focal),
        centre=(float(eye.centre), float(min(max(eye.horizon, 0), height))),
        grade=grade,
        masks={"ground": ground.astype(np.float32)},
        elements=elements,
        focus=focus,
        travel={"wide": 1.5, "medium": 1.0}.get(shot, 0.4),
    )
