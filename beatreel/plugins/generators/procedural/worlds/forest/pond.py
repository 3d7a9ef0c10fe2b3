"""A pond in the woods: still water that mirrors the trees and the sky, lilies on it, reeds at its edge, carp below."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery import plants, staffage

from .canvas import Canvas, Colour, Lens, Mask, tinted, weather_elements
from .lakeside import kind_beside, leafy_shore
from .leaves import Masks, put
from .light import forest_light
from .still_water import boat_on, lay, still_air, water

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .birch import Kind

Array = np.ndarray[Any, np.dtype[np.float32]]

_SPRUCE, _BANK, _REED = (0.030, 0.060, 0.032), (0.035, 0.075, 0.050), (0.040, 0.110, 0.075)  # linear BGR
_WOOD: Colour = (0.075, 0.090, 0.105)
_SNOW: Colour = (0.60, 0.56, 0.54)
_DRY: Colour = (0.085, 0.115, 0.145)
_HOT = {"spring", "springs", "onsen", "thermal", "geyser"}
_PAD, _PETAL, _HEART = (0.060, 0.190, 0.085), (0.62, 0.52, 0.72), (0.10, 0.45, 0.70)
_CARP: tuple[Colour, ...] = ((0.035, 0.095, 0.62), (0.42, 0.46, 0.52), (0.03, 0.06, 0.45), (0.05, 0.22, 0.60))
_AIR = (0.80, 1.0, 0.92)


def paint(
    description: SceneDescription, *, shot: str, variation: int, width: int, height: int, seed: int, progress: Progress
) -> Painting:
    """Paint a pond; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide and medium look across the water, close and detail down at its lilies.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 83])
    night = description.time_of_day == "night"
    light = tinted(forest_light(description, rng), _AIR, 0.3)
    horizon, focal, eye = {
        "wide": (0.47, 0.95, 2.2), "medium": (0.43, 1.25, 1.6), "close": (0.30, 1.25, 1.25)
    }.get(shot, (0.16, 1.7, 0.85))  # fmt: skip
    light = replace(
        light, sun_y=light.sun_y if light.moon or night else horizon - float(rng.uniform(0.07, 0.12)),
        sun_x=0.5 + float(rng.choice([-1, 1]) * rng.uniform(0.06, 0.17)), rays=0.5 * light.rays, wide=0.52, narrow=0.18,
    )  # fmt: skip
    lens = Lens((0.5 + float(rng.uniform(-0.03, 0.03))) * width, horizon * height, focal * width, eye)
    clear = {"wide": 70.0, "medium": 60.0, "close": 45.0}.get(shot, 30.0) / light.fog**0.8
    sky = tuple(float(c) * (1.3 if night else 2.0) for c in light.base)
    sun = tuple(float(c) * 2.2 for c in np.array(light.core) * 0.6 + np.array(light.warm) * 0.6)
    canvas = Canvas(width, height, light, lens, rng, clear, sky, sun, seed=int(rng.integers(1, 1 << 30)), valley=0.0)
    mask = _pond(canvas, description, shot)
    steams = bool(_HOT & description.all_words)
    progress(0.8, "light in the mist")
    elements = weather_elements(description, light, shot)
    if steams:
        elements.append(Element("mist", 0.95, {"low": 0.30, "high": 0.95, "drift": 5}))
    elements.append(Element("ripples", 0.4, {"horizon": horizon}, "water"))
    painting = canvas.painting(
        shot, replace(light.grade(), saturation=1.15, bloom=0.17), elements, rays=0.12,
        travel={"wide": 1.2, "medium": 0.9, "close": 0.35}.get(shot, 0.12),
        far={"wide": 110.0, "medium": 90.0, "close": 60.0}.get(shot, 30.0), night=night,
        median=(32.0, 72.0) if night else (48.0, 94.0),
    )  # fmt: skip
    painting.masks["water"] = mask
    return painting


def _pond(canvas: Canvas, description: SceneDescription, shot: str) -> Array:
    """Paint the mirror image first, far to near, then what stands there, then what lies on the water."""
    rng, lens = canvas.rng, canvas.lens
    # Metres to a shore, how many trees, how tall they are, and how much of the middle is open (shares of the width).
    shores = ((95.0, 46, (9.0, 17.0), 0.0), (58.0, 22, (11.0, 20.0), 0.22), (34.0, 9, (13.0, 22.0), 0.36))
    kind = kind_beside(description)
    drawn = [_shore(canvas, *shore, kind) for shore in shores]
    winter = canvas.light.ground_snow > 0
    boat = (
        (9.0 if shot == "wide" else 6.5, (canvas.light.sun_x - 0.5) * 4.0)
        if "rowing_boat" in description.motifs
        else None
    )
    boat = boat if shot in ("wide", "medium") else None
    jetty = (
        _jetty(canvas, shot)
        if not boat and shot in ("wide", "medium") and "people" not in description.without
        else None
    )
    air = canvas.air.copy()
    still_air(canvas)
    for mirrored in (True, False):
        for (z, *_), (trees, bank) in zip(shores, drawn, strict=True):
            lay(canvas, bank, _SNOW if winter else _BANK, z, mirrored)
            for masks, colour in trees:
                lay(canvas, masks, colour, z, mirrored, 1.5)
                if winter:
                    lay(canvas, _snowed(masks), _SNOW, z, mirrored, 0.8)
        if boat:
            boat_on(canvas, boat[1], boat[0], mirrored)
        if jetty:
            lay(canvas, jetty[0], _WOOD, jetty[1], mirrored, 1.6)
        if mirrored:
            water(canvas, int(rng.integers(1, 1 << 30)))
            canvas.air = air
    if {"koi", "carp", "fish", "goldfish"} & description.all_words:
        _carp(canvas, shot)
    if winter:
        _stones(canvas)
    else:
        _lilies(canvas, shot)
    canvas.near({"wide": 3.4, "medium": 2.6, "close": 1.6}.get(shot, 0.9))
    _reeds(canvas, shot)
    row = np.arange(canvas.height, dtype=np.float32)[:, None] - lens.horizon
    share = np.clip(row / (0.01 * canvas.height), 0, 1).astype(np.float32)
    return np.broadcast_to(share, (canvas.height, canvas.width))


def _shore(
    canvas: Canvas, z: float, count: int, tall: tuple[float, float], gap: float, kind: Kind | None
) -> tuple[list[tuple[Masks, Colour]], Masks]:
    """Return the trees of a shore, each kind of mask with its colour, and its bank."""
    rng, lens, width, height = canvas.rng, canvas.lens, canvas.width, canvas.height
    unit = lens.focal / z
    line = lens.at(0.0, 0.0, z)[1]
    bank = _bank(canvas, z, unit, line, gap)
    if kind:
        return leafy_shore(canvas, kind, z, count, tall, gap), bank
    kinds = [
        plants.conifer(int(rng.integers(1, 1 << 30)), max(high * unit, 6.0), radius=float(rng.uniform(0.12, 0.17)))
        for high in np.linspace(*tall, min(count, 6))
    ]
    shape = canvas.blank()
    for k in range(count):
        side = 1 if k % 2 else -1
        x = float(rng.uniform(0, 1)) if not gap else 0.5 + side * (gap + (0.58 - gap) * float(rng.uniform(0, 1)) ** 1.2)
        plant, foot = kinds[int(rng.integers(len(kinds)))]
        plants.stamp(shape, plant, foot, x * width, line - 0.35 * unit, mirrored=bool(rng.random() < 0.5))
    tone = np.round(shape * 0.42).astype(np.uint8)
    thin = max(1.0, 0.05 * unit)
    way = np.array([[1, 0, thin if canvas.light.sun_x > 0.5 else -thin], [0, 1, thin]], np.float32)
    lit = cv2.subtract(shape, cv2.warpAffine(shape, way, (width, height)))
    return [((shape, tone, lit // 2), _SPRUCE)], bank


def _bank(canvas: Canvas, z: float, unit: float, line: float, gap: float) -> Masks:
    """Return the earth between a shore's trees and the water."""
    width, height = canvas.width, canvas.height
    columns = (np.arange(width, dtype=np.float32) + 0.5) / width
    near = np.clip((np.abs(columns - 0.5) - gap + 0.03) / 0.10, 0, 1) if gap else np.ones(width, np.float32)
    rough = 1 + 0.5 * np.sin(columns * 41 + z) * np.sin(columns * 17 + 2 * z)
    top = line - (0.75 * rough * near - 0.05 * (1 - near)) * unit
    rows = np.arange(height, dtype=np.float32)[:, None] + 0.5
    ground = np.clip(rows - top[None], 0, 1) * np.clip(line - rows + 1, 0, 1) * (near[None] > 0.02)
    bank = np.round(ground * 255).astype(np.uint8)
    return bank, np.round(bank * 0.4).astype(np.uint8), bank // 10


def _jetty(canvas: Canvas, shot: str) -> tuple[Masks, float]:
    """Return a jetty with somebody at its end, and how far away it is."""
    rng, lens = np.random.default_rng(canvas.seed), canvas.lens  # the same lilies with them and without
    z = 11.0 if shot == "wide" else 8.0
    unit, side = lens.focal / z, 1.0 if canvas.light.sun_x < 0.5 else -1.0
    end, edge = (0.5 + side * 0.20) * canvas.width, (0.5 + side * 0.62) * canvas.width
    masks: Masks = (canvas.blank(), canvas.blank(), canvas.blank())
    line = lens.at(0.0, 0.0, z)[1]
    top, below = line - 0.42 * unit, line - 0.29 * unit
    back = 0.08 * unit * lens.eye
    for x in np.arange(end + side * 0.15 * unit, edge, side * 1.5 * unit):
        left, right = x - 0.06 * unit, x + 0.06 * unit
        put(masks, [(left, line), (left, top - 0.25 * unit), (right, top - 0.25 * unit), (right, line)], 0.2, 0.1)
    put(masks, [(end, top), (edge, top), (edge, top - back), (end + side * back, top - back)], 0.5, 0.45)
    put(masks, [(end, top), (edge, top), (edge, below), (end, below)], 0.2, 0.08)
    alpha, foot = staffage.figure("stander", 1.72 * unit, mirrored=bool(rng.random() < 0.5))
    body = np.round(alpha * 255).astype(np.uint8)
    for mask, part in ((masks[0], body), (masks[1], body // 6)):
        plants.stamp(mask, part, foot, end + side * 0.55 * unit, top - 0.5 * back)
    return masks, z


def _snowed(trees: Masks) -> Masks:
    """Return the snow that lies on trees: on what looks up."""
    shape = trees[0]
    thick = max(2, round(shape.shape[0] / 160))
    above = cv2.warpAffine(shape, np.array([[1, 0, 0], [0, 1, thick]], np.float32), shape.shape[::-1])
    lying = cv2.GaussianBlur(cv2.subtract(shape, above), (0, 0), 0.4 * thick)
    return lying, np.round(lying * 0.75).astype(np.uint8), lying // 3


def _stones(canvas: Canvas) -> None:
    """Strew boulders with caps of snow along the near shores."""
    rng = canvas.rng
    nearest = canvas.lens.eye * canvas.lens.focal / (canvas.height - canvas.lens.horizon)
    turn = np.linspace(math.pi, 2 * math.pi, 24)
    places = sorted(((nearest * float(rng.uniform(1.05, 4.5)), k) for k in range(12)), reverse=True)
    for z, k in places:
        stones, caps = ((canvas.blank(), canvas.blank(), canvas.blank()) for _ in range(2))
        side = 1 if k % 2 else -1
        x = side * (0.30 + 0.22 * float(rng.uniform(0, 1))) * canvas.width / canvas.lens.focal * z
        px, py, unit, _ = _on_water(canvas, x, z)
        wide = float(rng.uniform(0.25, 0.7)) * min(unit, 0.30 * canvas.width)
        rough = 1 + 0.10 * np.sin(turn * 5 + k) + 0.06 * np.sin(turn * 11 + 2 * k)
        edge = np.stack([np.cos(turn) * wide, np.sin(turn) * 0.62 * wide * rough], 1)
        put(stones, edge + np.array((px, py)), 0.5 * float(rng.uniform(0.8, 1.1)), 0.12)
        # Snow lies on all that is not steep, thicker in the middle.
        hang = -0.17 * wide * (1 + 0.35 * np.sin(turn * 7 + 3 * k) + 0.25 * np.sin(turn * 17 + k))
        top = np.stack(
            [edge[:, 0] * 0.97, np.minimum(edge[:, 1] - 0.05 * wide * np.abs(np.sin(turn)), -0.10 * wide)], 1
        )
        low = np.stack([edge[::-1, 0] * 0.97, np.maximum(hang[::-1], top[::-1, 1])], 1)
        put(caps, np.concatenate([top, low]) + np.array((px, py)), 0.7 * float(rng.uniform(0.9, 1.1)), 0.2)
        canvas.flat(*stones, (0.060, 0.062, 0.066), 2.0)
        canvas.flat(*caps, _SNOW, 2.0, glow=0.9)


def _on_water(canvas: Canvas, x: float, z: float) -> tuple[float, float, float, float]:
    """Return the pixel of a place on the water, pixels of a metre there, and how flat what lies on it looks."""
    px, py = canvas.lens.at(x, 0.0, z)
    return px, py, canvas.lens.focal / z, min(canvas.lens.eye / z, 1.0)


def _lilies(canvas: Canvas, shot: str) -> None:
    rng = canvas.rng
    pads, flowers, hearts = ((canvas.blank(), canvas.blank(), canvas.blank()) for _ in range(3))
    nearest = canvas.lens.eye * canvas.lens.focal / (canvas.height - canvas.lens.horizon)
    count, spread = {"wide": (90, 12.0), "medium": (80, 10.0), "close": (70, 6.0)}.get(shot, (46, 3.2))
    islands = [(float(rng.uniform(-0.5, 0.5)), nearest + spread * float(rng.uniform(0.02, 1.0))) for _ in range(7)]
    found = []
    for _ in range(count):
        at, z = islands[int(rng.integers(len(islands)))]
        z += 0.16 * z * float(rng.normal())
        if z > 0.8 * nearest:
            found.append((z, (at + 0.10 * float(rng.normal())) * canvas.width / canvas.lens.focal * z))
    turn = np.linspace(0.25, 2 * math.pi - 0.25, 40)
    for z, x in sorted(found, reverse=True):
        px, py, unit, flat = _on_water(canvas, x, z)
        size, way = float(rng.uniform(0.07, 0.17)) * unit, float(rng.uniform(0, 6.3))
        edge = (
            np.stack([np.cos(turn + way), np.sin(turn + way) * flat], 1) * size * (1 + 0.03 * np.sin(5 * turn))[:, None]
        )
        points = np.concatenate([[[0.0, 0.0]], edge]) + np.array((px, py))
        put(pads, points + np.array((0, 0.10 * size * flat)), 0.10, 0.0)  # its edge, and the shade below it
        put(pads, points, float(rng.uniform(0.45, 0.8)), float(rng.uniform(0.15, 0.45)))
        for k in range(2, 38, 5) if size > 0.02 * canvas.width else ():
            aside = 0.03 * np.array([-edge[k, 1], edge[k, 0]])
            put(
                pads,
                np.array([(0.0, 0.0), edge[k] * 0.94 + aside, edge[k] * 0.94 - aside]) + np.array((px, py)),
                0.42,
                0.15,
            )
        if rng.random() < (0.16 if shot in ("wide", "medium") else 0.22):
            _flower(flowers, hearts, px, py, 0.55 * size, flat, rng)
    canvas.flat(*pads, _PAD, 2.0, glow=1.2)
    canvas.flat(*flowers, _PETAL, 2.0, glow=1.3)
    canvas.flat(*hearts, _HEART, 2.0, glow=1.3)


def _flower(
    petals: Masks, hearts: Masks, x: float, y: float, size: float, flat: float, rng: np.random.Generator
) -> None:
    """Draw a water lily that is open: rings of pointed petals, the inner ones steeper."""
    for ring, (long_, rise, count) in enumerate(((1.0, 0.25, 11), (0.78, 0.62, 9), (0.50, 0.95, 7))):
        start = float(rng.uniform(0, 6.3))
        for k in sorted(range(count), key=lambda k: math.sin(start + 6.283 * k / count)):
            way = start + 6.283 * k / count
            tip = np.array([math.cos(way) * long_, math.sin(way) * long_ * flat - rise]) * size
            side = np.array([-math.sin(way), math.cos(way) * flat]) * 0.20 * size
            points = np.array([(0, 0), tip * 0.55 + side, tip, tip * 0.55 - side]) + np.array((x, y - 0.1 * size))
            put(petals, points, 0.55 + 0.18 * ring, 0.25 + 0.20 * ring + 0.15 * math.sin(way))
    turn = np.linspace(0, 6.28, 16)
    put(
        hearts, np.stack([np.cos(turn), np.sin(turn) * 0.6], 1) * 0.20 * size + np.array((x, y - 0.62 * size)), 0.8, 0.6
    )


def _carp(canvas: Canvas, shot: str) -> None:
    """Let carp swim below the surface, red, white and gold."""
    rng = canvas.rng
    nearest = canvas.lens.eye * canvas.lens.focal / (canvas.height - canvas.lens.horizon)
    spread = {"wide": 6.0, "medium": 4.0, "close": 2.4}.get(shot, 1.5)
    t = np.linspace(0, 1, 22)
    body = 0.17 * np.sin(np.pi * np.minimum(t * 1.12, 1)) ** 0.7 * (1 - 0.62 * t)
    for colour in _CARP:
        masks: Masks = (canvas.blank(), canvas.blank(), canvas.blank())
        for _ in range(4):
            z = nearest * 1.05 + spread * float(rng.uniform(0, 1)) ** 1.4
            x = float(rng.uniform(-0.45, 0.45)) * canvas.width / canvas.lens.focal * z
            px, py, unit, flat = _on_water(canvas, x, z)
            long_, way, bend = (
                float(rng.uniform(0.45, 0.75)) * unit,
                float(rng.uniform(0, 6.3)),
                float(rng.uniform(-0.5, 0.5)),
            )
            angle = way + bend * (t - 0.3) * 1.6
            spine = np.stack([np.cumsum(np.cos(angle)), np.cumsum(np.sin(angle))], 1) / len(t) * long_
            across = np.stack([-np.sin(angle), np.cos(angle)], 1) * long_
            outline = np.concatenate([spine + across * body[:, None], (spine - across * body[:, None])[::-1]])
            end, back = spine[-1], np.array([math.cos(angle[-1]), math.sin(angle[-1])]) * long_
            out = 0.10 * across[-1]
            fan = np.array([end - 0.02 * back, end + 0.20 * back + out, end + 0.13 * back, end + 0.20 * back - out])
            fins = [
                spine[6] + np.array([(0, 0), s * 0.24 * across[6] + 0.10 * back, s * 0.10 * across[6] + 0.14 * back])
                for s in (-1, 1)
            ]
            for part, tone in ((fan, 0.35), (fins[0], 0.35), (fins[1], 0.35), (outline, 0.75)):
                put(masks, part * np.array((1, flat)) + np.array((px, py)), tone, 0.35 * tone)
        soft: list[Mask] = [cv2.GaussianBlur(mask, (0, 0), max(0.6, canvas.width / 900)) for mask in masks]
        shape = np.round(soft[0] * 0.80).astype(np.uint8)  # water is over it
        canvas.flat(shape, soft[1], soft[2], colour, 2.0, glow=1.0)


def _reeds(canvas: Canvas, shot: str) -> None:
    """Reeds and bulrushes at the corners, dark before the light."""
    rng, width, height = canvas.rng, canvas.width, canvas.height
    tall = {"wide": 0.26, "medium": 0.34, "close": 0.42}.get(shot, 0.55) * height
    mask, lit = canvas.blank(), canvas.blank()
    side = float(rng.choice([0.0, 1.0]))
    for corner, count in ((side, 95), (1 - side, 40)):
        x = (corner + np.abs(rng.normal(0, 0.11, count)) * (1 if corner < 0.5 else -1)) * width
        length = tall * rng.uniform(0.35, 1.0, count) * np.exp(-np.abs(x / width - corner) / 0.20)
        strokes = plants.grass(
            rng, x.astype(np.float32), np.full(count, 1.02 * height, np.float32), length.astype(np.float32)
        )
        plants.draw_segments(mask, strokes, max(1.2, 0.0042 * width))
        plants.draw_segments(lit, strokes[::3], max(1.0, 0.0014 * width))
        for k in range(0, count, 9):
            top = 1.02 * height - 0.92 * length[k]
            if length[k] > 0.4 * tall:
                _head(mask, [(x[k], top), (x[k], top + 0.05 * tall)], 0.010 * width)
    canvas.flat(
        mask,
        np.round(mask * 0.22).astype(np.uint8),
        np.minimum(lit // 3, mask),
        _DRY if canvas.light.ground_snow > 0 else _REED,
        1.0,
        glow=1.4,
    )


def _head(mask: Mask, line: list[tuple[float, float]], thick: float) -> None:
    """Draw the head of a bulrush."""
    points = silhouette.fixed(np.array(line))
    cv2.polylines(mask, [points], False, 255, max(2, round(thick)), cv2.LINE_AA, 4)
