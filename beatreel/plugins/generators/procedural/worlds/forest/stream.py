"""A stream in the woods: mossy boulders, ferns, and water that a long exposure draws out into veils, under green, golden or red leaves."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods
from beatreel.plugins.generators.procedural.painting import Element

from .brook import Brook, add_brook, lay_brook
from .canvas import Bark, Canvas, Colour, Lens, tinted, weather_elements
from .leaves import crown, frond, rosette
from .light import forest_light

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_BARK = Bark(woods.ROUGH, (0.060, 0.075, 0.085), (0.030, 0.110, 0.060))  # linear BGR
_FERN: Colour = (0.035, 0.165, 0.080)
_GREEN = ((0.035, 0.165, 0.085), (0.045, 0.210, 0.120), (0.025, 0.110, 0.060))
_GOLD = ((0.025, 0.27, 0.58), (0.02, 0.16, 0.55), (0.035, 0.22, 0.20))
_RED = ((0.022, 0.030, 0.50), (0.020, 0.085, 0.60), (0.030, 0.13, 0.30))
_AUTUMN = {"autumn", "autumnal", "fall", "golden", "october", "november", "herbst"}


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a forest stream; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks up the valley of the stream, medium is between its boulders, close before a fall of a few hands' height, detail at
    water about one stone.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 79])
    night = description.time_of_day == "night"
    red, autumn = "maples" in description.motifs, bool(_AUTUMN & description.all_words)
    leaves = _RED if red else _GOLD if autumn or "birch" in description.motifs else _GREEN
    light = tinted(forest_light(description, rng), (0.66, 0.96, 0.92) if leaves is _GREEN else (0.66, 0.92, 1.08), 0.5)
    horizon, focal, eye = {
        "wide": (0.42, 1.0, 1.9), "medium": (0.36, 1.15, 1.25), "close": (0.27, 1.25, 0.85)
    }.get(shot, (0.08, 1.5, 0.70))  # fmt: skip
    light = replace(
        light, sun_y=light.sun_y if light.moon else horizon - float(rng.uniform(0.12, 0.2)), disc=light.disc if light.moon else 0.0,
        sun_x=0.5 + float(rng.choice([-1, 1]) * rng.uniform(0.05, 0.15)), rays=max(light.rays, 0.5), wide=0.52, narrow=0.2,
        stars=0.0,
    )  # fmt: skip
    lens = Lens((0.5 + float(rng.uniform(-0.03, 0.03))) * width, horizon * height, focal * width, eye)
    clear = {"wide": 26.0, "medium": 22.0, "close": 18.0}.get(shot, 14.0) / light.fog**0.8
    sky = tuple(float(c) * (1.4 if night else 2.5) for c in light.base)
    sun = tuple(float(c) * 2.6 for c in np.array(light.core) * 0.6 + np.array(light.warm) * 0.6)
    canvas = Canvas(width, height, light, lens, rng, clear, sky, sun, seed=int(rng.integers(1, 1 << 30)), valley=0.2)
    brook = lay_brook(canvas, shot)
    floor = (0.035, 0.110, 0.062) if leaves is _GREEN else tuple(0.55 * part for part in leaves[0])
    canvas.ground((0.0, 0, 0, 0, 0), floor, (0.030, 0.050, 0.045), (0.06, 0.09, 0.10), rough=0.8, broken=0.6, size=0.6)
    _wood(canvas, brook, leaves, somebody=shot in ("wide", "medium") and "people" not in description.without)
    progress(0.35, "trees grown")
    veils, water = add_brook(canvas, brook, rng)
    progress(0.75, "water")
    _near(canvas, leaves, shot)
    elements = weather_elements(description, light, shot)
    elements.append(Element("ripples", 0.55, {"rings": 0.0, "horizon": horizon}, "water"))
    elements.append(
        Element("cascade", 0.5, {"grain": {"wide": 0.9, "medium": 0.6, "close": 0.4}.get(shot, 0.3)}, "falls")
    )
    if leaves is not _GREEN:
        elements.append(
            Element("petals", 0.35, {"colour": [36, 104, 196] if leaves is _GOLD else [30, 40, 190], "way": 1})
        )
    painting = canvas.painting(
        shot, replace(light.grade(), saturation=1.18, bloom=0.16), elements, rays=0.20,
        travel={"wide": 1.2, "medium": 0.7, "close": 0.3}.get(shot, 0.12),
        far={"wide": 50.0, "medium": 34.0, "close": 22.0}.get(shot, 12.0), night=night,
        median=(34.0, 74.0) if night else (46.0, 92.0),
    )  # fmt: skip
    painting.masks["falls"], painting.masks["water"] = veils, water
    painting.elements[:] = [one for one in painting.elements if one.kind != "cascade" or veils.max() > 0.3]
    return painting


def _wood(canvas: Canvas, brook: Brook, leaves: tuple[Colour, ...], *, somebody: bool) -> None:
    """Trees on both banks, the far ones first, ferns between them, and somebody at the water."""
    rng = canvas.rng
    bands = ((34.0, 60.0, 30), (19.0, 34.0, 16), (11.0, 19.0, 8))
    for number, (near, far, count) in enumerate(bands):
        _crowns(canvas, far, (0.62, 0.52, 0.42)[number], (30, 26, 18)[number], leaves)
        trees = []
        for k in range(count):
            z = float(rng.uniform(near, far))
            reach = 0.60 * canvas.width / canvas.lens.focal * z
            edge = brook.half(z) * 1.5 + 0.6
            trees.append(
                (z, brook.middle(z) + (1 if k % 2 else -1) * (edge + max(reach - edge, 0.2) * float(rng.uniform(0, 1))))
            )
        for z, x in sorted(trees, reverse=True):
            across = float(rng.uniform(0.25, 0.75))
            canvas.stem(
                (x, -0.1), (x + float(rng.normal(0, 1.2)), 24.0), (across, 0.5 * across), z, _BARK,
                curve=float(rng.normal(0, 0.4)), flare=0.7, low=0.4, tone=float(rng.uniform(0.7, 1.15)), broken=0.7,
            )  # fmt: skip
        _ferns(canvas, brook, near, far, (14, 20, 22)[number])
    side = 1.0 if canvas.light.sun_x > canvas.lens.middle / canvas.width else -1.0
    if somebody:
        canvas.body("stander", float(brook.middle(12.5)) + side * 0.8 * float(brook.half(12.5)), 12.5)
    _ferns(canvas, brook, 5.0, 10.5, 24)
    _ferns(canvas, brook, 2.2, 4.8, 18)


def _ferns(canvas: Canvas, brook: Brook, near: float, far: float, count: int) -> None:
    rng, lens = canvas.rng, canvas.lens
    for z in sorted(rng.uniform(near, far, 3), reverse=True):
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        reach, edge = 0.60 * canvas.width / lens.focal * z, 1.25 * brook.half(float(z)) + 0.2
        for k in range(count):
            x = brook.middle(float(z)) + (1 if k % 2 else -1) * (
                edge + max(reach - edge, 0.3) * float(rng.uniform(0, 1))
            )
            at = lens.at(x, 0.0, float(z))
            near_sun = math.exp(-(((at[0] / canvas.width - canvas.light.sun_x) / 0.36) ** 2))
            rosette(masks, at, float(rng.uniform(0.35, 0.85)) * lens.focal / float(z), rng, near_sun, low=0.02)
        canvas.flat(*masks, _FERN, float(z), glow=1.2)


def _crowns(canvas: Canvas, z: float, lowest: float, count: int, leaves: tuple[Colour, ...]) -> None:
    """Let crowns close above, farther down at the sides than over the stream."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    unit = canvas.lens.focal / z
    level = lowest * canvas.lens.horizon / (0.62 * height) * (1.0 if leaves is _GREEN else 1.3)
    for colour in leaves:
        masks = (canvas.blank(), canvas.blank(), canvas.blank())
        for _ in range(count // 3 + 1):
            x = float(rng.uniform(-0.05, 1.05)) * width
            away = abs(x / width - canvas.light.sun_x)
            y = level * (0.12 + 0.88 * min(1.0, away / 0.42)) * float(rng.uniform(0, 1)) ** 0.8 * height - 0.02 * height
            size = min(float(rng.uniform(1.0, 2.4)) * unit, 0.14 * width)
            dx, dy = canvas.light.sun_x * width - x, canvas.light.sun_y * height - y
            far = math.hypot(dx, dy) + 1
            bright = math.exp(-((away / 0.38) ** 2))
            crown(masks, (x, y), size, max(1.5, min(0.11 * unit, 0.015 * width)), (dx / far, dy / far), rng, bright)
        canvas.flat(*masks, colour, z, glow=1.25)


def _near(canvas: Canvas, leaves: tuple[Colour, ...], shot: str) -> None:
    """Leaves within reach: a branch above, ferns in a corner below."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    canvas.near(1.8)
    side = -1.0 if canvas.light.sun_x > 0.5 else 1.0
    if shot in ("wide", "medium"):
        for colour in leaves:
            masks = (canvas.blank(), canvas.blank(), canvas.blank())
            for _ in range(3):
                x = (0.5 + side * float(rng.uniform(0.16, 0.55))) * width
                crown(
                    masks,
                    (x, float(rng.uniform(-0.03, 0.07)) * height),
                    0.09 * width,
                    0.020 * width,
                    (-side, 0.4),
                    rng,
                    0.7,
                )
            canvas.flat(*masks, colour, 1.8, glow=1.3)
    masks = (canvas.blank(), canvas.blank(), canvas.blank())
    for k in range(9):
        x = (0.5 + side * float(rng.uniform(0.30, 0.56)) * (1 if k % 3 else -1.1)) * width
        way = -math.pi / 2 - side * float(rng.normal(0.1, 0.5))
        frond(masks, (x, 1.02 * height), way, float(rng.uniform(0.11, 0.20)) * height, rng, 0.3, 0.4)
    canvas.flat(*masks, (_FERN[0] * 0.6, _FERN[1] * 0.6, _FERN[2] * 0.6), 1.2, glow=1.2)
