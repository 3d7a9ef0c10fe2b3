"""Among pines and spruces: trunks within reach, young trees behind them in the mist, a bough before the light, ferns or snow below."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods
from beatreel.plugins.generators.procedural.scenery import plants

from .canvas import Bark, Canvas, tinted, weather_elements, with_sun_ahead
from .leaves import rosette
from .light import forest_light

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .canvas import Colour

_BARK = Bark(woods.ROUGH, (0.074, 0.086, 0.098), (0.026, 0.030, 0.034))  # linear BGR
_CHAR = Bark(woods.ROUGH, (0.026, 0.026, 0.028), (0.007, 0.007, 0.008))
_ASH: tuple[Colour, Colour, Colour] = ((0.070, 0.070, 0.072), (0.022, 0.022, 0.024), (0.105, 0.105, 0.108))
_BURNT = {"burnt", "burned", "charred", "scorched"}
_FERN, _NEEDLES = (0.055, 0.120, 0.070), (0.058, 0.092, 0.052)
_FLOOR: tuple[Colour, Colour, Colour] = ((0.045, 0.070, 0.056), (0.036, 0.050, 0.056), (0.066, 0.084, 0.098))
_SNOW: tuple[Colour, Colour, Colour] = ((0.62, 0.58, 0.55), (0.52, 0.48, 0.45), (0.74, 0.70, 0.67))
_AIR = (0.95, 1.0, 0.90)
_LOOKS = {"wide": (0.64, 0.86, 2.3, 30.0), "medium": (0.74, 1.0, 1.6, 24.0), "close": (0.70, 1.15, 1.5, 19.0)}
"""Horizon, focal length, eye, clear air; see Canvas.under."""
_FINE = 1600  # rows in which needles are drawn at least
_BANDS = ((36.0, 62.0, 26), (19.0, 34.0, 14), (9.0, 17.0, 7))  # metres from and to, and how many trunks


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a look between the trunks; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 97])
    night = description.time_of_day == "night"
    light = tinted(forest_light(description, rng), _AIR, 0.4)
    light = with_sun_ahead(light, rng, (0.24, 0.36), (0.06, 0.17), wide=0.55, narrow=0.20)
    sky = tuple(float(c) * (1.5 if night else 2.2) for c in light.base)
    canvas = Canvas.under(light, rng, (width, height), _LOOKS[shot], (sky, 2.4), valley=0.4)
    _wood(canvas, somebody=shot == "medium" and "people" not in description.without, charred=is_charred(description))
    progress(0.8, "light in the mist")
    return canvas.painting(
        shot, replace(light.grade(), saturation=1.2, bloom=0.15), weather_elements(description, light, shot),
        rays=0.34, travel={"medium": 1.0}.get(shot, 0.5), far=40.0, night=night, median=(32.0, 66.0) if night else (46.0, 94.0),
    )  # fmt: skip


def is_charred(description: SceneDescription) -> bool:
    """Return whether a fire has gone through the wood."""
    return bool(_BURNT & set(description.said))


def _wood(canvas: Canvas, *, somebody: bool, charred: bool) -> None:
    rng, snow = canvas.rng, canvas.light.ground_snow
    bark = _CHAR if charred else _BARK
    swing, often, phase = float(rng.uniform(0.6, 1.2)), 0.10, float(rng.uniform(0, 6.3))
    start = -swing * math.sin(phase + often * 4)
    floor = [
        tuple(a + (b - a) * snow for a, b in zip(bare, white, strict=True))
        for bare, white in zip(_ASH if charred else _FLOOR, _SNOW, strict=True)
    ]
    canvas.ground((0.55, start, swing, often, phase), *floor, rough=1.0, broken=0.5 if snow else 0.8, size=0.6)
    for near, far, count in _BANDS:
        if near < 12:
            canvas.near(near)
        for z in sorted(rng.uniform(near, far, 0 if charred else max(count // 2, 5)), reverse=True):
            _young(canvas, float(z), start + swing * math.sin(phase + often * float(z)))
        for k in rng.permutation(count):
            z = far - (far - near) * (k + float(rng.uniform(0.1, 0.9))) / count
            half = 0.56 * canvas.width / canvas.lens.focal * z
            off = 0.8 + (half - 0.8) * float(rng.uniform(0.02, 1.0))
            way = start + swing * math.sin(phase + often * z)
            _trunk(canvas, way + (off if k % 2 else -off), z, float(rng.uniform(0.28, 0.55)), bark)
        if near < 12 and somebody:
            canvas.body("stander", start + swing * math.sin(phase + often * 10.5), 10.5)
        if not charred:
            _growth(canvas, near, far, start)
    canvas.near(3.6)
    side = 1.0 if canvas.light.sun_x < 0.5 else -1.0
    half = 0.5 * canvas.width / canvas.lens.focal
    _trunk(canvas, -side * half * 4.6 * float(rng.uniform(0.66, 0.80)), 4.6, 0.42, bark)
    _trunk(canvas, side * half * 3.6 * float(rng.uniform(0.52, 0.66)), 3.6, 0.50, bark)
    if charred:
        return
    _growth(canvas, 2.6, 3.5, start)
    canvas.near(2.2)
    _bough(canvas, -side)


def _trunk(canvas: Canvas, x: float, z: float, across: float, bark: Bark) -> None:
    """A straight trunk with the dead twigs that pines keep."""
    rng = canvas.rng
    fine = np.random.default_rng(int(rng.integers(1 << 30)))
    lean, tall = float(rng.normal(0, 0.5)), 26.0
    canvas.stem(
        (x, -0.1), (x + lean, tall), (across, 0.45 * across), z, bark, flare=0.30, low=0.3,
        tone=float(rng.uniform(0.7, 1.1)), broken=0.55,
    )  # fmt: skip
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    unit = canvas.lens.focal / z
    for _ in range(int(rng.integers(4, 9))):
        up = float(rng.uniform(2.0, 8.0))
        way = float(rng.choice([-1.0, 1.0]))
        px, py = canvas.lens.at(x + lean * up / tall + 0.4 * way * across, up, z)
        reach = float(rng.uniform(0.3, 1.1)) * unit
        t = np.linspace(0, 1, 6)
        line = np.stack([px + way * reach * t, py + reach * (0.28 * t**1.6 + 0.04 * np.sin(7 * t + up))], 1)
        twigs = np.stack([line[:-1], line[1:]], 1)
        side = plants.needles(rng, twigs[1:], 2, 0.26 * reach, 1.1)
        for mask in masks[:2]:
            for number, part in enumerate(twigs):
                plants.draw_segments(mask, part[None], 0.022 * unit * (1 - 0.16 * number))
            plants.draw_segments(mask, side, 0.006 * unit)
            plants.draw_segments(mask, plants.needles(fine, side, 3, 0.10 * reach, 1.1), 0.003 * unit, 170)
    canvas.flat(*masks, (0.030, 0.036, 0.042), z)


def _young(canvas: Canvas, z: float, way: float) -> None:
    """A young spruce in the undergrowth; the light comes through at its edges, snow lies on its boughs."""
    rng, lens = canvas.rng, canvas.lens
    tall = float(rng.uniform(2.2, 6.0)) * lens.focal / z
    half = 0.54 * canvas.width / lens.focal * z
    x = way + float(rng.choice([-1.0, 1.0])) * (1.6 + (half - 1.6) * float(rng.uniform(0.05, 1.0)))
    plant, foot = plants.conifer(int(rng.integers(1, 1 << 30)), tall, radius=float(rng.uniform(0.19, 0.26)), bare=0.02)
    shape = canvas.blank()
    plants.stamp(shape, plant, foot, *lens.at(x, 0.0, z))
    soft = cv2.GaussianBlur(shape, (0, 0), max(0.6, 0.02 * tall))
    loose = cv2.multiply(shape, 255 - soft, scale=1 / 255)
    tone, local = cv2.addWeighted(shape, 0.35, loose, 0.6, 0), _NEEDLES
    if canvas.light.ground_snow:
        above = np.roll(shape, max(1, round(0.012 * tall)), axis=0)
        laden = cv2.GaussianBlur(cv2.subtract(shape, above), (0, 0), max(0.5, 0.004 * tall))
        tone = cv2.min(cv2.addWeighted(shape, 0.10, laden, 1.4, 0), shape)
        local = tuple(0.8 * canvas.light.ground_snow * part for part in (1.0, 0.95, 0.92))
    canvas.flat(shape, tone, loose, local, z, glow=0.9)


def _growth(canvas: Canvas, near: float, far: float, way: float) -> None:
    """Ferns beside the way; in deep snow there are none."""
    if canvas.light.ground_snow > 0.3:
        return
    rng, lens = canvas.rng, canvas.lens
    for z in sorted(rng.uniform(near, far, 3), reverse=True):
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        reach = 0.56 * canvas.width / lens.focal * float(z)
        for k in range(7):
            x = way + (1 if k % 2 else -1) * (0.65 + (reach - 0.65) * float(rng.uniform(0, 1)))
            at = lens.at(x, 0.0, float(z))
            near_sun = math.exp(-(((at[0] / canvas.width - canvas.light.sun_x) / 0.36) ** 2))
            rosette(masks, at, float(rng.uniform(0.30, 0.62)) * lens.focal / float(z), rng, near_sun, low=0.03)
        canvas.flat(*masks, _FERN, float(z), glow=1.2)


def _bough(canvas: Canvas, side: float) -> None:
    """A bough that hangs into the picture; its needles catch the light."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    finer = max(1, round(_FINE / height))  # needles are thinner than a pixel of a small picture
    masks = [np.zeros((height * finer, width * finer), np.uint8) for _ in range(3)]
    unit = height * finer
    for number in range(2):
        start = ((0.5 + 0.54 * side) * width * finer, (0.015 + 0.10 * number) * unit)
        angle = (math.pi if side > 0 else 0.0) + side * float(rng.uniform(0.10, 0.32))
        wood, twigs = plants.bough(rng, start, angle, (0.32 - 0.09 * number) * unit * float(rng.uniform(0.9, 1.1)))
        for part in wood:
            plants.draw_segments(masks[0], part, unit * 0.0012)
        # Short ones: long needles run together, and what is left looks like the leaves of a maple.
        strokes = plants.needles(rng, np.concatenate(twigs), 6, unit * 0.0072, 0.75)
        lit = rng.random(len(strokes))
        plants.draw_segments(masks[0], strokes, unit * 0.0007)
        plants.draw_segments(masks[1], strokes[lit > 0.35], unit * 0.0007, 150)
        plants.draw_segments(masks[2], strokes[lit > 0.62], unit * 0.0007, 170)
    shape, tone, sun = (cv2.resize(mask, (width, height), interpolation=cv2.INTER_AREA) for mask in masks)
    canvas.flat(shape, tone, sun, _NEEDLES, 2.2, glow=0.8)
