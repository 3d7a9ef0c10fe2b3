"""A rainforest: giants on buttress roots, lianas, tree ferns and palms in layers of mist; old stones where ruins are named."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods

from .canvas import Bark, Canvas, Colour, tinted, weather_elements, with_sun_ahead
from .leaves import broad_leaf, crown, frond, liana, rosette
from .light import forest_light
from .ruins import gate

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_LEAF, _FERN = (0.040, 0.150, 0.080), (0.040, 0.190, 0.085)  # linear BGR
_WOOD, _MOSS = (0.075, 0.100, 0.105), (0.035, 0.130, 0.070)
_AIR = (0.60, 1.0, 0.80)
_LOOKS = {  # horizon, focal length, eye, clear air; see Canvas.under
    "wide": (0.66, 1.0, 1.6, 23.0),
    "medium": (0.62, 1.35, 1.5, 19.0),
    "close": (0.64, 1.4, 1.4, 16.0),
    "detail": (0.66, 2.0, 1.4, 8.0),
}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a rainforest; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 67])
    light = tinted(forest_light(description, rng), _AIR, 0.62)
    night = description.time_of_day == "night"
    light = with_sun_ahead(light, rng, (0.17, 0.25), (0.05, 0.15), rays=max(light.rays, 0.5), wide=0.50, narrow=0.20)
    sky = tuple(float(c) * (1.5 if night else 2.6) for c in light.base)
    stones = "ruins" in description.motifs
    looks = (0.74, 1.55, 1.5, 22.0) if stones and shot == "detail" else _LOOKS.get(shot, _LOOKS["detail"])
    canvas = Canvas.under(light, rng, (width, height), looks, (sky, 2.8))
    if shot in ("wide", "medium"):
        _hollow(canvas, description, shot, stones)
    elif shot == "close":
        _roots(canvas, stones)
    elif stones:
        _before_the_gate(canvas)
    else:
        _fronds(canvas)
    progress(0.8, "light in the mist")
    return canvas.painting(
        shot, replace(light.grade(), saturation=1.22, bloom=0.15), weather_elements(description, light, shot),
        rays=0.18 if shot == "detail" else 0.30, travel={"wide": 1.5, "medium": 1.1, "close": 0.4}.get(shot, 0.12),
        far={"wide": 46.0, "medium": 34.0, "close": 18.0}.get(shot, 8.0), night=night,
        median=(38.0, 80.0) if night else (46.0, 92.0),
    )  # fmt: skip


def _shaded(colour: Colour, share: float) -> Colour:
    return colour[0] * share, colour[1] * share, colour[2] * share


def _near_sun(canvas: Canvas, x: float, reach: float = 0.34) -> float:
    return math.exp(-(((x / canvas.width - canvas.light.sun_x) / reach) ** 2))


def _hollow(canvas: Canvas, description: SceneDescription, shot: str, stones: bool) -> None:
    """Wide and medium: a way into a hollow of light between giants."""
    rng = canvas.rng
    swing, often, phase = float(rng.uniform(0.4, 0.8)), 0.14, float(rng.uniform(0, 6.3))
    start = -swing * math.sin(phase + often * 3)
    canvas.ground(
        (0.75, start, swing, often, phase), (0.05, 0.14, 0.085), (0.035, 0.060, 0.050), (0.085, 0.125, 0.120), size=0.8, broken=0.85
    )  # fmt: skip

    def middle(z: float) -> float:
        return start + swing * math.sin(phase + often * z)

    bands = ((34.0, 60.0, 26), (19.0, 34.0, 14), (10.0, 19.0, 8), (6.0, 9.5, 4), (3.2, 5.0, 2))
    stones_at = 12.0 if shot == "wide" else 10.4
    for number, (near, far, count) in enumerate(bands):
        if number == 3:
            canvas.near(7.0)
        if number == 4:
            canvas.near(3.6)
        _canopy(canvas, far, (0.62, 0.52, 0.40, 0.30, 0.20)[number], (34, 32, 28, 18, 9)[number])
        trees = []
        for k in range(count):
            z = float(rng.uniform(near, far))
            reach = 0.60 * canvas.width / canvas.lens.focal * z
            edge = 1.3 + 0.045 * z + (0.9 if stones and z < 20 else 0)
            if number == 4:
                edge = 0.40 * canvas.width / canvas.lens.focal * z
            off = edge + max(reach - edge, 0.2) * float(rng.uniform(0, 1))
            trees.append((z, middle(z) + (1 if k % 2 else -1) * off))
        for z, x in sorted(trees, reverse=True):
            _giant(canvas, x, z)
        if stones and near < stones_at < far:
            gate(canvas, middle(stones_at), stones_at, _MOSS)
        _understory(canvas, near, far, (20, 20, 16, 7, 5)[number], middle)
        z, aside = (
            (10.2 if stones else 11.0) if shot == "wide" else 9.0 if stones else 9.4,
            float(rng.uniform(-0.15, 0.15)),
        )
        if number == 2 and "people" not in description.without:
            canvas.body("stander", middle(z) + aside, z)
        if number > 1:
            _hanging(canvas, near, (0, 0, 7, 6, 4)[number])
    _frame(canvas)


def _before_the_gate(canvas: Canvas) -> None:
    """Detail where there are ruins: the gate itself from the foot of its stair, between lianas and leaves."""
    rng = canvas.rng
    _canopy(canvas, 26.0, 0.40, 26)
    for z in sorted(rng.uniform(13.0, 24.0, 8), reverse=True):
        _giant(canvas, float(rng.uniform(-0.5, 0.5)) * canvas.width / canvas.lens.focal * float(z), float(z))
    aside = float(rng.uniform(-0.25, 0.25))
    gate(canvas, aside, 6.6, _MOSS)
    _understory(canvas, 5.6, 6.5, 9, lambda z: aside)
    canvas.near(3.6)
    _hanging(canvas, 3.2, 6)
    _frame(canvas)


def _giant(canvas: Canvas, x: float, z: float) -> None:
    rng = canvas.rng
    across = float(rng.uniform(0.45, 1.25)) if z > 6 else float(rng.uniform(0.6, 0.9))
    if rng.random() < 0.7:
        _buttress(canvas, x, z, across)
    shade = float(rng.uniform(0.7, 1.2))
    canvas.stem(
        (x, -0.1), (x + float(rng.normal(0, 0.8)), 34.0), (across, across * 0.62), z,
        Bark(woods.SMOOTH if rng.random() < 0.6 and z > 6 else woods.ROUGH, _WOOD, _MOSS), curve=float(rng.normal(0, 0.25)), flare=0.8,
        low=0.5, tone=shade, broken=0.75,
    )  # fmt: skip


def _buttress(canvas: Canvas, x: float, z: float, across: float) -> None:
    """Let the roots of a tree stand out like boards, those behind first."""
    rng = canvas.rng
    for side in (-1, 1, 1, -1, 1, -1)[: int(rng.integers(3, 7))]:
        tall, reach = across * float(rng.uniform(1.6, 4.2)), across * float(rng.uniform(0.35, 1.3))
        where = z - float(rng.uniform(-0.2, 0.4)) * across
        up = np.linspace(tall, -0.12, max(6, round((tall + 0.12) * canvas.lens.focal / where)))
        fall = 1 - np.clip(up / tall, 0, 1)
        edge = x + side * (0.05 * across + 0.38 * across * np.minimum(1, 2.5 * fall) + reach * fall**2.4)
        inner = x + side * 0.05 * across
        canvas.slab(inner, edge, up, where, Bark(woods.ROUGH, _WOOD, _MOSS), tone=float(rng.uniform(0.6, 1.05)))


def _canopy(canvas: Canvas, z: float, lowest: float, count: int) -> None:
    """Let crowns close above, farther down at the sides than before the light."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    unit = canvas.lens.focal / z
    for _ in range(count):
        x = float(rng.uniform(-0.05, 1.05)) * width
        away = abs(x / width - canvas.light.sun_x)
        y = lowest * (0.10 + 0.90 * min(1.0, away / 0.42)) * float(rng.uniform(0, 1)) ** 0.8 * height - 0.02 * height
        size = min(float(rng.uniform(1.3, 2.9)) * unit, 0.16 * width)
        dx, dy = canvas.light.sun_x * width - x, canvas.light.sun_y * height - y
        far = math.hypot(dx, dy) + 1
        crown(
            masks,
            (x, y),
            size,
            max(1.6, min(0.17 * unit, 0.019 * width)),
            (dx / far, dy / far),
            rng,
            _near_sun(canvas, x),
        )
    canvas.flat(*masks, _LEAF, z, glow=1.3)


def _understory(canvas: Canvas, near: float, far: float, count: int, middle: Callable[[float], float]) -> None:
    """Ferns on the ground, tree ferns and small palms beside the way."""
    rng, lens = canvas.rng, canvas.lens
    for z in sorted(rng.uniform(near, far, 3), reverse=True):
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        unit, way = lens.focal / z, middle(float(z))
        reach = 0.58 * canvas.width / lens.focal * z
        for k in range(max(2, count // 2)):
            side = 1 if k % 2 else -1
            x = way + side * (1.0 + 0.03 * z + (reach - 1.0) * float(rng.uniform(0, 1)))
            px, py = lens.at(x, 0.0, float(z))
            tall = 0.0
            size = float(rng.uniform(0.5, 1.15))
            if rng.random() < 0.28 and z < 40 and abs(x - way) > 2.0 + 0.05 * z:
                tall, size = float(rng.uniform(1.2, 4.2)), float(rng.uniform(1.0, 1.7))
                canvas.stem(
                    (x, 0.0),
                    (x + 0.1, tall),
                    (0.16, 0.11),
                    float(z),
                    Bark(woods.ROUGH, _WOOD, _MOSS),
                    low=0.4,
                    tone=0.7,
                )
            rosette(
                masks, (px, py - tall * unit + 0.04 * unit), size * unit, rng, _near_sun(canvas, px),
                count=13 if tall else 9, low=-0.14 if tall else 0.02,
            )  # fmt: skip
        canvas.flat(*masks, _FERN, float(z), glow=1.3)


def _hanging(canvas: Canvas, z: float, count: int) -> None:
    """Lianas, straight down and in bows."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    unit = canvas.lens.focal / z
    for _ in range(count):
        x = float(rng.uniform(0, 1)) * width
        if abs(x / width - 0.5) < 0.16:
            x += 0.3 * width * (1 if x > 0.5 * width else -1)
        thick, leaf = float(rng.uniform(0.018, 0.045)) * unit, (0.075 * unit if rng.random() < 0.55 else 0.0)
        if rng.random() < 0.45:
            end = (x + float(rng.choice([-1, 1])) * float(rng.uniform(0.15, 0.4)) * width, -0.02 * height)
            liana(
                masks,
                (x, -0.02 * height),
                end,
                float(rng.uniform(0.12, 0.34)) * height,
                thick,
                leaf,
                rng,
                _near_sun(canvas, x),
            )
        else:
            end = (x + float(rng.normal(0, 0.02)) * width, float(rng.uniform(0.25, 0.7)) * height)
            liana(masks, (x, -0.02 * height), end, 0.0, thick, leaf, rng, _near_sun(canvas, x))
    canvas.flat(*masks, _LEAF, z, glow=1.3)


def _frame(canvas: Canvas) -> None:
    """Dark leaves within reach at the corners."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    canvas.near(1.9)
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    for k in range(20):
        side = 1 if k % 2 else -1
        x = (0.5 + side * float(rng.uniform(0.30, 0.56))) * width
        y = (1.04 - 0.10 * float(rng.uniform(0, 1)) * (abs(x / width - 0.5) > 0.42)) * height
        way = -math.pi / 2 - side * float(rng.normal(0.15, 0.45))
        size = float(rng.uniform(0.10, 0.19)) * height
        if rng.random() < 0.55:
            broad_leaf(masks, (x, y), way, size, rng, 0.4 * _near_sun(canvas, x))
        else:
            frond(masks, (x, y), way, 1.2 * size, rng, 0.4 * _near_sun(canvas, x), 0.35)
    side = -1 if canvas.light.sun_x > 0.5 else 1
    for _ in range(7):
        x = (0.5 + side * float(rng.uniform(0.28, 0.56))) * width
        broad_leaf(
            masks,
            (x, -0.03 * height),
            math.pi / 2 + side * float(rng.normal(0.3, 0.4)),
            float(rng.uniform(0.10, 0.17)) * height,
            rng,
            0.5 * _near_sun(canvas, x),
        )
    canvas.flat(*masks, _shaded(_FERN, 0.55), 1.0, glow=1.4)


def _roots(canvas: Canvas, stones: bool) -> None:
    """Close: the foot of a giant, with ferns, before the hollow."""
    rng = canvas.rng
    canvas.ground((0.0, 0, 0, 0, 0), (0.05, 0.14, 0.085), (0.035, 0.06, 0.05), (0.08, 0.12, 0.12), size=0.8)
    for near, far, count in ((20.0, 40.0, 16), (9.0, 18.0, 7)):
        _canopy(canvas, far, 0.45, 16)
        for z in sorted(rng.uniform(near, far, count), reverse=True):
            _giant(canvas, float(rng.uniform(-0.6, 0.6)) * canvas.width / canvas.lens.focal * float(z), float(z))
        _understory(canvas, near, far, 14, lambda z: 0.0)
    if stones:
        gate(canvas, 0.3 * (1 if canvas.light.sun_x > 0.5 else -1), 7.0, _MOSS)
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), canvas.width / 420)
    canvas.near(3.4)
    side = -1 if canvas.light.sun_x > 0.5 else 1
    x = side * 0.62
    _buttress(canvas, x, 3.4, 0.75)
    canvas.stem(
        (x, -0.1), (x + 0.1, 9.0), (0.75, 0.62), 3.4, Bark(woods.ROUGH, _WOOD, _MOSS), flare=1.0, low=0.2, broken=0.7
    )
    _buttress(canvas, x, 3.1, 0.7)
    _hanging(canvas, 3.2, 5)
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    for k in range(9):
        at = canvas.lens.at((1 if k % 2 else -1) * float(rng.uniform(0.3, 1.3)), 0.0, 3.0)
        rosette(
            masks, at, float(rng.uniform(0.35, 0.6)) * canvas.lens.focal / 3.0, rng, _near_sun(canvas, at[0]), low=0.02
        )
    canvas.flat(*masks, _FERN, 2.4, glow=1.4)
    _frame(canvas)


def _fronds(canvas: Canvas) -> None:
    """Detail: leaves against the light, before what is out of focus."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    for z, count in ((14.0, 14), (6.0, 8)):
        _canopy(canvas, z, 0.9, count)
        _giant(canvas, float(rng.uniform(-0.3, 0.3)) * z * 0.5, z)
    for picture in (canvas.steady, canvas.warm):
        picture[:] = cv2.GaussianBlur(picture, (0, 0), width / 50)
    canvas.bokeh()
    canvas.near(1.2)
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    side = 1 if canvas.light.sun_x < 0.5 else -1
    for k in range(7):
        y = (0.10 + 0.85 * (k + float(rng.uniform(0, 1))) / 7) * height
        way = (math.pi if side > 0 else 0.0) + side * float(rng.normal(0.25, 0.35))
        shape = frond if k % 3 else broad_leaf
        shape(masks, ((0.5 + side * 0.56) * width, y), way, float(rng.uniform(0.55, 0.85)) * width, rng, 0.9)
    canvas.flat(*masks, _FERN, 1.0, glow=1.5)
    canvas.near(0.7)
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    for _ in range(3):
        broad_leaf(
            masks,
            ((0.5 - side * float(rng.uniform(0.2, 0.6))) * width, 1.05 * height),
            -math.pi / 2,
            0.8 * width,
            rng,
            0.4,
        )
    shape, tone, sun = (cv2.GaussianBlur(one, (0, 0), width / 90) for one in masks)
    canvas.flat(shape, tone, sun, _shaded(_FERN, 0.5), 0.7)
