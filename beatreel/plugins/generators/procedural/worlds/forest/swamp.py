"""A swamp: trunks on stilt roots or flared feet in still dark water that mirrors them, hanging moss, somebody in a boat."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels import woods
from beatreel.plugins.generators.procedural.painting import Element

from .canvas import Bark, Canvas, Lens, tinted, weather_elements
from .leaves import Masks, crown, put
from .light import forest_light
from .still_water import boat_on, lay, still_air, water

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_BARK = Bark(woods.ROUGH, (0.080, 0.095, 0.105), (0.050, 0.105, 0.075))  # linear BGR
_MOSS, _LEAF = (0.070, 0.115, 0.095), (0.035, 0.105, 0.065)
_ROOT = (0.085, 0.100, 0.105)
_AIR = (0.62, 1.02, 1.00)
_STILTS = {
    "mangrove",
    "mangroves",
    "everglades",
}  # words of which trees stand on stilts


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
    """Paint a swamp; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract."""
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 73])
    night = description.time_of_day == "night"
    light = tinted(forest_light(description, rng), _AIR, 0.25 if night else 0.5)
    horizon, focal, eye = {
        "wide": (0.56, 1.0, 1.5), "medium": (0.54, 1.35, 1.35), "close": (0.52, 1.5, 1.1)
    }.get(shot, (0.46, 2.0, 0.9))  # fmt: skip
    light = replace(
        light, sun_y=light.sun_y if light.moon or night else horizon - float(rng.uniform(0.10, 0.16)),
        sun_x=0.5 + float(rng.choice([-1, 1]) * rng.uniform(0.04, 0.15)), rays=max(0.6 * light.rays, 0.3), wide=0.50,
        narrow=0.19, stars=0.0 if not night else light.stars,
    )  # fmt: skip
    lens = Lens(
        (0.5 + float(rng.uniform(-0.03, 0.03))) * width,
        horizon * height,
        focal * width,
        eye,
    )
    clear = {"wide": 22.0, "medium": 18.0, "close": 13.0}.get(shot, 9.0) / light.fog**0.8
    sky = tuple(float(c) * (1.3 if night else 2.0) for c in light.base)
    shine = 1.2 if night and not light.moon else 2.4
    sun = tuple(float(c) * shine for c in np.array(light.core) * 0.6 + np.array(light.warm) * 0.6)
    canvas = Canvas(
        width,
        height,
        light,
        lens,
        rng,
        clear,
        sky,
        sun,
        seed=int(rng.integers(1, 1 << 30)),
        valley=0.0,
    )
    stilts = bool(description.all_words & _STILTS) or float(rng.uniform(0, 1)) < 0.35
    water = _swamp(canvas, description, shot, stilts)
    progress(0.8, "light in the mist")
    elements = weather_elements(description, light, shot)
    elements.append(Element("ripples", 0.45, {"horizon": horizon}, "water"))
    painting = canvas.painting(
        shot, replace(light.grade(), saturation=1.2, bloom=0.16), elements, rays=0.14,
        travel={"wide": 1.4, "medium": 1.0, "close": 0.4}.get(shot, 0.12),
        far={"wide": 60.0, "medium": 45.0, "close": 24.0}.get(shot, 10.0), night=night,
        median=(28.0, 60.0) if night else (44.0, 88.0),
    )  # fmt: skip
    painting.masks["water"] = water
    return painting


def _swamp(canvas: Canvas, description: SceneDescription, shot: str, stilts: bool) -> np.ndarray:
    """Paint the mirror image first, far to near, then let the water move it, then what stands there."""
    rng, lens = canvas.rng, canvas.lens
    bands = {
        "wide": (
            (40.0, 70.0, 40),
            (22.0, 40.0, 20),
            (12.0, 22.0, 9),
            (7.0, 11.0, 4),
            (4.0, 5.5, 2),
        ),
        "medium": (
            (30.0, 55.0, 34),
            (16.0, 30.0, 15),
            (9.0, 16.0, 6),
            (6.0, 8.5, 3),
            (3.6, 4.8, 1),
        ),
    }.get(
        shot,
        (
            (24.0, 45.0, 30),
            (13.0, 24.0, 14),
            (8.0, 13.0, 6),
            (5.4, 7.0, 2),
            (4.0, 4.6, 1),
        ),
    )
    plants: list[list[tuple[float, float, int]]] = []
    for near, far, count in bands:
        band = []
        for k in range(count):
            z = float(rng.uniform(near, far))
            reach = 0.6 * canvas.width / lens.focal * z
            edge = 0.10 * reach if z > 20 else 0.30 * reach if z > 6 else 0.62 * reach
            x = (1 if k % 2 else -1) * (edge + (reach - edge) * float(rng.uniform(0, 1)))
            band.append(
                (
                    z,
                    x + (canvas.light.sun_x - 0.5) * 0.5 * reach,
                    int(rng.integers(1, 1 << 30)),
                )
            )
        plants.append(sorted(band, reverse=True))
    boat = (
        10.5 if shot == "wide" else 9.4,
        (canvas.light.sun_x - 0.5) * 6.0 + float(rng.uniform(-0.4, 0.4)),
    )
    somebody = "people" not in description.without and shot in ("wide", "medium")
    seeds = [int(rng.integers(1, 1 << 30)) for _ in bands]
    air = canvas.air.copy()
    still_air(canvas)
    for mirrored in (True, False):
        for number, band in enumerate(plants):
            if not mirrored and number == 3:
                canvas.near(7.0)
            if not mirrored and number == 4:
                canvas.near(3.8)
            canvas.rng = np.random.default_rng(seeds[number])
            _canopy(
                canvas,
                bands[number][1],
                (0.34, 0.36, 0.34, 0.28, 0.16)[number],
                (30, 26, 18, 10, 5)[number],
                mirrored,
            )
            roots, moss = ((canvas.blank(), canvas.blank(), canvas.blank()) for _ in range(2))
            for z, x, one in band:
                canvas.rng = np.random.default_rng(one)
                _tree(canvas, x, z, stilts, mirrored, roots, moss)
            canvas.flat(*moss, _MOSS, band[-1][0], glow=1.4)
            canvas.flat(*roots, _ROOT, band[-1][0], glow=1.2)
            if somebody and bands[number][0] <= boat[0] < bands[number][1]:
                boat_on(canvas, boat[1], boat[0], mirrored)
        if mirrored:
            water(canvas, seeds[0])
            canvas.air = air  # what stands in the water is seen through air alone
    canvas.rng = rng
    row = np.arange(canvas.height, dtype=np.float32)[:, None] - lens.horizon
    return np.broadcast_to(
        np.clip(row / (0.01 * canvas.height), 0, 1).astype(np.float32),
        (canvas.height, canvas.width),
    )


def _canopy(canvas: Canvas, z: float, lowest: float, count: int, mirrored: bool) -> None:
    """Crowns that close above, with moss that hangs from them."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    leaves, moss = ((canvas.blank(), canvas.blank(), canvas.blank()) for _ in range(2))
    unit = canvas.lens.focal / z
    for _ in range(count):
        x = float(rng.uniform(-0.05, 1.05)) * width
        away = abs(x / width - canvas.light.sun_x)
        y = lowest * (0.25 + 0.75 * min(1.0, away / 0.40)) * float(rng.uniform(0, 1)) ** 0.7 * height - 0.02 * height
        size = min(float(rng.uniform(1.2, 2.6)) * unit, 0.14 * width)
        dx, dy = canvas.light.sun_x * width - x, canvas.light.sun_y * height - y
        far = math.hypot(dx, dy) + 1
        bright = math.exp(-((away / 0.30) ** 2))
        crown(
            leaves,
            (x, y),
            size,
            max(1.5, min(0.12 * unit, 0.014 * width)),
            (dx / far, dy / far),
            rng,
            0.7 * bright,
        )
        for _ in range(3):
            _beard(
                moss,
                (x + float(rng.uniform(-0.8, 0.8)) * size, y + 0.3 * size),
                float(rng.uniform(0.6, 1.9)) * unit,
                rng,
                bright,
            )
    lay(canvas, leaves, _LEAF, z, mirrored)
    lay(canvas, moss, _MOSS, z, mirrored, 1.4)


def _beard(
    masks: Masks,
    at: tuple[float, float],
    long_: float,
    rng: np.random.Generator,
    bright: float,
    line: float | None = None,
) -> None:
    """Let a curtain of moss hang from a point: thin strands, longest in its middle; mirrored at a water line, if there is one."""
    wide, thin = 0.16 * long_, min(0.011 * long_, 0.0016 * masks[0].shape[1] + 0.3)
    for _ in range(int(min(60, 5 + long_ / 5))):
        side = float(rng.normal(0, 0.5))
        reach = long_ * math.exp(-side * side) * float(rng.uniform(0.5, 1.1))
        x, t = at[0] + side * wide, np.linspace(0, 1, 7)
        px = x + 0.04 * long_ * np.sin(3 * t + float(rng.uniform(0, 6)))
        py = at[1] + reach * t - 0.08 * long_ * abs(side)
        py = py if line is None else 2 * line - py
        half = np.maximum(0.35, thin * (1 - t) ** 0.7)
        points = np.concatenate([np.stack([px - half, py], 1), np.stack([px + half, py], 1)[::-1]])
        put(
            masks,
            points,
            float(rng.uniform(0.2, 0.6)),
            bright * float(rng.uniform(0.1, 0.9)),
        )


def _tree(
    canvas: Canvas,
    x: float,
    z: float,
    stilts: bool,
    mirrored: bool,
    roots: Masks,
    moss: Masks,
) -> None:
    rng = canvas.rng
    line = canvas.lens.at(x, 0.0, z)[1]
    across, tall = float(rng.uniform(0.30, 0.70)), 26.0
    lean, bend = float(rng.normal(0, 0.9)), float(rng.normal(0, 0.25))
    unit, tone = canvas.lens.focal / z, float(rng.uniform(0.65, 1.05))
    on_stilts = stilts and rng.random() < 0.8
    foot = 0.9 if on_stilts else -0.05
    toward = 1 if canvas.light.sun_x * canvas.width > canvas.lens.at(x, 0, z)[0] else -1
    if on_stilts:
        across *= 0.62
        for k in range(int(rng.integers(8, 14))):
            side = 1 if k % 2 else -1
            t = np.linspace(0, 1, 14)
            start, reach = float(rng.uniform(0.7, 2.0)), float(rng.uniform(0.25, 1.7))
            at_x, up = (
                x + side * (0.25 * across + reach * t**0.75),
                start * (1 - t**2.2) - 0.06 * t,
            )
            px = canvas.lens.middle + at_x * unit
            py = canvas.lens.horizon + (canvas.lens.eye - up) * unit
            py = 2 * line - py if mirrored else py
            half = np.maximum(0.5, float(rng.uniform(0.022, 0.050)) * unit * (1 - 0.4 * t))
            lit = 0.8 if side == toward else 0.25
            put(
                roots,
                np.concatenate([np.stack([px - half, py], 1), np.stack([px + half, py], 1)[::-1]]),
                0.35,
                0.08,
            )
            rim = half * 0.35
            edge = px + toward * half * 0.6
            put(
                roots,
                np.concatenate([np.stack([edge - rim, py], 1), np.stack([edge + rim, py], 1)[::-1]]),
                0.5,
                lit,
            )
        _trunk(canvas, x, z, foot, tall, across, lean, bend, tone, mirrored, -0.9)
        return
    _trunk(
        canvas,
        x,
        z,
        foot,
        tall,
        across,
        lean,
        bend,
        tone,
        mirrored,
        float(rng.uniform(1.1, 2.0)),
    )
    for _ in range(int(rng.integers(1, 4))):  # knees of a cypress
        at_x, high = (
            x + float(rng.choice([-1, 1])) * float(rng.uniform(0.6, 1.6)),
            float(rng.uniform(0.15, 0.6)),
        )
        girths = (0.20, 0.11, 0.085, 0.060, 0.016)  # their heads are round
        rises = (-0.03, 0.40 * high, 0.78 * high, 0.94 * high, high)
        for low, top, wide, thin in zip(rises[:-1], rises[1:], girths[:-1], girths[1:], strict=True):
            canvas.stem((at_x, low), (at_x, top), (wide, thin), z - 0.2, _BARK, low=0.3, tone=tone, mirrored=mirrored)
    if unit * across > 6:
        for _ in range(3):
            share = float(rng.uniform(0.10, 0.30))
            px, py = canvas.lens.at(x + lean * share, tall * share, z)
            side = float(rng.choice([-1, 1]))
            t = np.linspace(0, 1, 12)
            long_ = float(rng.uniform(1.0, 2.4)) * unit
            bx, by = px + side * long_ * t, py - long_ * (0.35 * t - 0.25 * t**2)
            by = 2 * line - by if mirrored else by
            half = np.maximum(0.5, 0.09 * across * unit * (1 - 0.8 * t))
            put(
                roots,
                np.concatenate([np.stack([bx, by - half], 1), np.stack([bx, by + half], 1)[::-1]]),
                0.25,
                0.12,
            )
            for i in (4, 6, 8, 10):
                bright = math.exp(-(((bx[i] / canvas.width - canvas.light.sun_x) / 0.3) ** 2))
                at_y = 2 * line - float(by[i]) if mirrored else float(by[i])
                _beard(
                    moss,
                    (float(bx[i]), at_y),
                    float(rng.uniform(0.5, 1.3)) * unit,
                    rng,
                    bright,
                    line if mirrored else None,
                )


def _trunk(
    canvas: Canvas, x: float, z: float, foot: float, tall: float, across: float, lean: float, bend: float, tone: float,
    mirrored: bool, flare: float,
) -> None:  # fmt: skip
    """Paint a trunk, or its image below the water line."""
    lens = canvas.lens
    if mirrored and foot > 0:  # its image begins as far below the water as it stands above
        canvas.lens = Lens(lens.middle, lens.horizon + 2 * foot * lens.focal / z, lens.focal, lens.eye)
    canvas.stem(
        (x, foot), (x + lean, tall), (across, 0.6 * across), z, _BARK, curve=bend, flare=flare, low=0.45, tone=tone, broken=0.5,
        mirrored=mirrored,
    )  # fmt: skip
    canvas.lens = lens
