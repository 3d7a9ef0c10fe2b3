"""Giant redwoods in fog: trunks as wide as houses whose tops are out of sight, ferns about their feet, somebody tiny between them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods

from .canvas import Bark, Canvas, tinted, weather_elements, with_sun_ahead
from .leaves import crown, rosette
from .light import forest_light

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_BARK = Bark(woods.ROUGH, (0.065, 0.095, 0.175), (0.030, 0.050, 0.080))  # linear BGR
_FERN, _NEEDLES = (0.040, 0.150, 0.085), (0.040, 0.090, 0.050)
_FLOOR = ((0.045, 0.085, 0.125), (0.035, 0.055, 0.070), (0.075, 0.105, 0.135))
_AIR = (0.86, 1.0, 0.96)
_LOOKS = {  # horizon, focal length, eye, clear air; see Canvas.under
    "wide": (0.80, 0.92, 1.7, 34.0),
    "medium": (0.74, 1.15, 1.6, 28.0),
    "close": (0.68, 1.2, 1.5, 20.0),
    "detail": (0.66, 1.9, 1.4, 10.0),
}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a wood of giant redwoods; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 73])
    night = description.time_of_day == "night"
    light = tinted(forest_light(description, rng), _AIR, 0.4)
    light = with_sun_ahead(light, rng, (0.20, 0.30), (0.05, 0.16), rays=max(light.rays, 0.6), wide=0.55, narrow=0.22)
    sky = tuple(float(c) * (1.4 if night else 2.4) for c in light.base)
    looks = _LOOKS.get(shot, _LOOKS["detail"])
    canvas = Canvas.under(light, rng, (width, height), looks, (sky, 2.6), valley=0.4)
    if shot in ("wide", "medium"):
        _grove(canvas, description, shot)
    elif shot == "close":
        _foot(canvas, description)
    else:
        _bark(canvas)
    progress(0.8, "light in the mist")
    return canvas.painting(
        shot, replace(light.grade(), saturation=1.2, bloom=0.15), weather_elements(description, light, shot),
        rays=0.18 if shot == "detail" else 0.34, travel={"wide": 1.6, "medium": 1.1, "close": 0.4}.get(shot, 0.12),
        far={"wide": 70.0, "medium": 50.0, "close": 22.0}.get(shot, 8.0), night=night,
        median=(36.0, 78.0) if night else (48.0, 96.0),
    )  # fmt: skip


def _grove(canvas: Canvas, description: SceneDescription, shot: str) -> None:
    """Wide and medium: a trail between the giants into the light."""
    rng = canvas.rng
    swing, often, phase = float(rng.uniform(0.5, 1.1)), 0.09, float(rng.uniform(0, 6.3))
    start = -swing * math.sin(phase + often * 3)
    canvas.ground((0.8, start, swing, often, phase), *_FLOOR, rough=0.9, broken=0.85, size=0.8)

    def middle(z: float) -> float:
        return start + swing * math.sin(phase + often * z)

    bands = ((60.0, 105.0, 13), (34.0, 58.0, 8), (19.0, 32.0, 5), (10.0, 15.0, 3), (5.2, 6.5, 1))
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    for number, (near, far, count) in enumerate(bands):
        if number > 2:
            canvas.near((10.0, 5.0)[number - 3])
        trees = []
        for k in range(count):
            z = near + (far - near) * (k + float(rng.uniform(0.1, 0.9))) / count
            half = 0.5 * canvas.width / canvas.lens.focal * z
            across = float(rng.uniform(2.2, 4.6)) * (0.8 if number == 4 else 1.0)
            way = side if number == 4 else (1.0 if (k + number) % 2 else -1.0)
            off = 1.4 + 0.55 * across + max(half - 1.0, 0.2) * float(rng.uniform(0.0, 0.95))
            if number == 4:
                off = 0.92 * half + 0.25 * across
            trees.append((z, middle(z) + way * off, across))
        for z, x, across in sorted(trees, reverse=True):
            _giant(canvas, x, z, across)
        at, aside = 16.5 if shot == "wide" else 16.0, float(rng.uniform(-0.3, 0.3))
        if number == 2 and "people" not in description.without:
            canvas.body("stander", middle(at) + aside, at)
        _ferns(canvas, near, far, (16, 22, 26, 22, 12)[number], middle)
        _boughs(canvas, far, (26, 18, 8, 0, 0)[number])


def _giant(canvas: Canvas, x: float, z: float, across: float) -> None:
    """A trunk that swells at its foot into roots."""
    rng = canvas.rng
    canvas.stem(
        (x, -0.1), (x + float(rng.normal(0, 0.5)), 75.0), (across, 0.45 * across), z, _BARK, flare=0.35, low=0.35,
        tone=float(rng.uniform(0.75, 1.15)), broken=0.6,
    )  # fmt: skip
    for side in (-1, 1, -1, 1):
        tall, reach = across * float(rng.uniform(0.25, 0.6)), across * float(rng.uniform(0.12, 0.30))
        up = np.linspace(tall, -0.12, max(6, round((tall + 0.12) * canvas.lens.focal / z)))
        fall = 1 - np.clip(up / tall, 0, 1)
        edge = x + side * (0.36 * across + 0.26 * across * fall + reach * fall**2.2)
        canvas.slab(x + side * 0.36 * across, edge, up, z, _BARK, tone=float(rng.uniform(0.6, 0.95)))


def _ferns(canvas: Canvas, near: float, far: float, count: int, middle: Callable[[float], float]) -> None:
    """Ferns on the ground beside the way."""
    rng, lens = canvas.rng, canvas.lens
    for z in sorted(rng.uniform(near, far, 3), reverse=True):
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        way = middle(float(z))
        reach = 0.60 * canvas.width / lens.focal * z
        for k in range(count):
            x = way + (1 if k % 2 else -1) * (0.95 + 0.02 * z + (reach - 1.0) * float(rng.uniform(0, 1)))
            at = lens.at(x, 0.0, float(z))
            near_sun = math.exp(-(((at[0] / canvas.width - canvas.light.sun_x) / 0.36) ** 2))
            rosette(masks, at, float(rng.uniform(0.45, 1.05)) * lens.focal / float(z), rng, near_sun, low=0.03)
        canvas.flat(*masks, _FERN, float(z), glow=1.2)


def _boughs(canvas: Canvas, z: float, count: int) -> None:
    """Needles high above, where they are not lost in the fog."""
    if not count:
        return
    rng, width, height = canvas.rng, canvas.width, canvas.height
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    unit = canvas.lens.focal / z
    for _ in range(count):
        x, y = float(rng.uniform(-0.05, 1.05)) * width, float(rng.uniform(-0.03, 0.20)) * height
        size = min(float(rng.uniform(1.5, 3.5)) * unit, 0.12 * width)
        dx, dy = canvas.light.sun_x * width - x, canvas.light.sun_y * height - y
        far = math.hypot(dx, dy) + 1
        bright = math.exp(-((abs(x / width - canvas.light.sun_x) / 0.36) ** 2))
        crown(masks, (x, y), size, max(1.5, 0.16 * unit), (dx / far, dy / far), rng, bright)
    canvas.flat(*masks, _NEEDLES, z, glow=1.1)


def _foot(canvas: Canvas, description: SceneDescription) -> None:
    """Close: the foot of one giant, and somebody beside it."""
    rng = canvas.rng
    canvas.ground((0.0, 0, 0, 0, 0), *_FLOOR, rough=0.9, broken=0.85, size=0.8)
    side = -1.0 if canvas.light.sun_x > 0.5 else 1.0
    for near, far, count in ((34.0, 70.0, 7), (16.0, 30.0, 4)):
        for z in sorted(rng.uniform(near, far, count), reverse=True):
            x = float(rng.uniform(-0.6, 0.6)) * canvas.width / canvas.lens.focal * float(z)
            _giant(canvas, x, float(z), float(rng.uniform(2.2, 4.0)))
        _ferns(canvas, near, far, 16, lambda z: 0.0)
    canvas.near(8.0)
    x = side * 2.5
    _giant(canvas, x, 8.0, 3.9)
    if "people" not in description.without:
        canvas.body("stander", x - side * 2.9, 7.4)
    _ferns(canvas, 5.0, 7.0, 14, lambda z: -side * 1.2)
    canvas.near(3.0)
    _ferns(canvas, 2.4, 3.0, 10, lambda z: -side * 0.6)


def _bark(canvas: Canvas) -> None:
    """Detail: bark within reach, ferns before it, the wood out of focus."""
    rng, width = canvas.rng, canvas.width
    for z in (30.0, 22.0, 15.0, 10.0):
        _giant(canvas, float(rng.uniform(-0.5, 0.5)) * width / canvas.lens.focal * z, z, 2.4)
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), width / 55)
    canvas.bokeh()
    canvas.near(5.0)
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    _giant(canvas, side * 1.7, 5.6, 2.6)
    canvas.near(4.2)
    _ferns(canvas, 4.3, 5.2, 9, lambda z: -side * 0.9)
