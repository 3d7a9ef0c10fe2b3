"""A coral garden: forms that grow from the bed, each drawn once as a shape with its own shading, and set near to far."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.caustics import caustic_tile, sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.worlds.underwater.water import veil

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.worlds.underwater.bed import Bed
    from beatreel.plugins.generators.procedural.worlds.underwater.world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]
Form = tuple[Mask, Array]
"""Cover of a coral (rows, columns) 0 to 255, and how light its parts are by themselves, about 1; the foot is at the middle of the lowest row."""

_LARGEST = 560  # pixels of a form's side; nearer ones are enlarged
_SUN = np.array([-0.28, -0.80, 0.53], np.float32)  # from where the light falls on a form: right, down, to the viewer
_HUES = ((22.0, 0.15), (45.0, 0.16), (350.0, 0.17), (312.0, 0.14), (92.0, 0.13), (132.0, 0.12), (62.0, 0.08), (285.0, 0.13))
_REACH = 15.0  # metres; beyond, the bed's own colours do


def draw_corals(stage: Stage, bed: Bed) -> None:
    """Grow corals on the bed of a picture, thickest where the bed rises and in the near corners."""
    rng, camera = stage.rng, stage.camera
    largest = min(_LARGEST, max(32, round(0.5 * stage.relief.depth.shape[1])))
    forms = [grow(largest, np.random.default_rng([int(rng.integers(1, 1 << 20)), 3])) for grow in _KINDS]
    hues = [_HUES[int(i)] for i in rng.permutation(len(_HUES))[:4]]
    places = _places(stage, bed, rng)
    places = places[np.argsort(-places[:, 0])]
    z, x, size = np.ascontiguousarray(places.T)
    feet = bed.heights(x, z, np.full_like(x, 0.02)) - np.float32(0.09) * size
    grown_together = fbm_at(x, z, 3.0, bed.seed + 31, 2) + rng.normal(0, 0.10, x.size)
    of_hue = np.clip((grown_together + 0.5) * 4, 0, 3).astype(int)
    for distance, across, tall, foot, kind in zip(z, x, size, feet, of_hue, strict=True):
        form = forms[int(rng.integers(len(forms)))]
        hue, pure = hues[kind]
        colour = light_of_hue(hue + float(rng.normal(0, 6)), 0.82 * pure, 0.72) * np.float32(rng.uniform(0.55, 1.0))
        pixels = camera.focal * float(tall / distance)
        if pixels >= 3:
            _set(stage, form, (float(across), float(foot), float(distance)), pixels, colour, bed, mirrored=bool(rng.random() < 0.5))


def _places(stage: Stage, bed: Bed, rng: np.random.Generator) -> Array:
    """Return distance, place across and size of corals, (corals, 3)."""
    camera = stage.camera
    half = camera.centre_x / camera.focal
    z = _REACH * rng.random(1500).astype(np.float32) ** 0.62 + 1.4
    x = (rng.uniform(-1.2, 1.2, z.size) * half * z).astype(np.float32)
    lumps = fbm_at(x, z, 5.5, bed.seed + 3, 4) + 0.10 + 0.8 * bed.bank_at(x, z)
    open_ = (np.abs(x / (half * z) + stage.side * 0.1) < 0.30) & (z < 3.6)  # sand before the eye
    chance = np.clip(1.9 * lumps + 0.12, 0.03, 1.0) * np.where(open_, 0.18, 1.0)
    size = rng.uniform(0.12, 0.50, z.size) ** 1.1 * (1.0 + 0.05 * z)
    grown = rng.random(z.size) < chance
    # The frame: near ones in the corner away from the diver, fewer in the other.
    way = np.where(np.arange(8) < 6, -stage.side, stage.side)
    away = 1.15 + 0.2 * np.arange(8) + rng.uniform(0, 0.2, 8)
    frame = np.stack([away, way * half * away * rng.uniform(0.62, 1.0, 8), rng.uniform(0.22, 0.40, 8)], 1)
    return np.concatenate([np.stack([z, x, size], 1)[grown], frame]).astype(np.float32)


def _set(stage: Stage, form: Form, at: tuple[float, float, float], pixels: float, colour: Array, bed: Bed, *, mirrored: bool) -> None:
    """Set a form into the picture, lit from above through the waves, drowned by its distance."""
    x, foot, distance = at
    camera, light = stage.camera, stage.light
    height, width = stage.relief.depth.shape
    scale = pixels / form[0].shape[0]
    mask, shade = (np.ascontiguousarray(part[:, ::-1]) if mirrored else part for part in form)
    size = max(2, round(mask.shape[1] * scale)), max(2, round(mask.shape[0] * scale))
    left = round(camera.centre_x + camera.focal * x / distance - size[0] / 2)
    top = round(camera.horizon + camera.focal * (camera.y - foot) / distance) - size[1]
    y0, y1, x0, x1 = max(top, 0), min(top + size[1], height), max(left, 0), min(left + size[0], width)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    alpha = np.clip(cv2.resize(mask, size, interpolation=way)[part].astype(np.float32) / 255, 0, 1)
    tone = np.maximum(cv2.resize(shade, size, interpolation=way)[part], 0)
    window = (slice(y0, y1), slice(x0, x1))
    across = np.arange(size[0], dtype=np.float32)[part[1]] / size[0]
    sunk = 0.95 + 0.025 * np.sin(21 * across + x) + 0.02 * np.sin(53 * across + distance)  # no straight line at the foot
    down = np.arange(size[1], dtype=np.float32)[part[0]] / size[1]
    alpha *= np.clip((sunk[None, :] - down[:, None]) * 14, 0, 1)
    _shadow(stage, left + size[0] / 2, top + 0.95 * size[1], size, distance)
    hidden = stage.relief.depth[window] < 0.86 * distance  # behind a rise of the bed
    alpha[hidden] = 0
    if not alpha.any():
        return
    rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) * np.float32(distance / camera.focal)
    scale_net = np.float32(1 / 2.3)
    net = np.minimum(sampled(bed.tile, columns * scale_net, rows * scale_net), sampled(bed.tile, 0.83 * columns * scale_net + 0.4, 0.8 * rows * scale_net))
    sun_light, water = np.array(light.sun, np.float32), np.array(light.water, np.float32)
    extinction = np.array(light.extinction, np.float32)
    above = np.exp(-max(bed.surface - foot, 0.0) * extinction * 0.45)  # a reef that is worth a picture lies in clear water
    through = np.exp(-distance * extinction * 0.75)
    rise = (camera.horizon - 0.5 * (y0 + y1)) / camera.focal
    before = veil(light, np.array([rise], np.float32))[0] * (1 - np.exp(-distance * extinction))
    lift = np.linspace(1.0, 0.55, size[1], dtype=np.float32)[part[0], None] * tone  # darker towards the foot
    steady = colour * water * 2.4 + colour * sun_light * above * 0.34
    direct = colour * sun_light * above * 1.25
    share = alpha[..., None]
    stage.steady[window] += (lift[..., None] * (steady * through) + before - stage.steady[window]) * share
    lit = (lift * (0.55 + 2.6 * net))[..., None] * (direct * through)
    stage.sun[window] += (lit - stage.sun[window]) * share
    stage.relief.depth[window] = np.where(alpha > 0.5, np.float32(distance), stage.relief.depth[window])


def _shadow(stage: Stage, x: float, y: float, size: tuple[int, int], distance: float) -> None:
    """Darken the bed about a foot at (x, y), but not what is before or far behind it."""
    height, width = stage.relief.depth.shape
    half, tall = 0.62 * size[0], 0.22 * size[1]
    y0, y1, x0, x1 = max(round(y - tall), 0), min(round(y + tall), height), max(round(x - half), 0), min(round(x + half), width)
    if y1 <= y0 or x1 <= x0:
        return
    window = np.s_[y0:y1, x0:x1]
    across = ((np.arange(x0, x1, dtype=np.float32) - x) / half) ** 2
    down = ((np.arange(y0, y1, dtype=np.float32) - y) / tall) ** 2
    dark = 0.72 * np.clip(1 - across[None, :] - down[:, None], 0, 1)
    dark *= np.abs(stage.relief.depth[window] / np.float32(distance) - 1) < 0.25
    for light in (stage.steady, stage.sun):
        light[window] *= (1 - dark)[..., None]


def _rounded(mask: Mask, thick: float, seed: int, *, grain: float = 0.25) -> Array:
    """Return the shading of a mask as if it were round, as thick as ``thick`` pixels from its edge."""
    inside = cv2.distanceTransform((mask > 127).astype(np.uint8), cv2.DIST_L2, 5)
    reach = np.minimum(inside, np.float32(thick))
    high = np.sqrt(np.maximum(2 * thick * reach - reach * reach, 0))
    high = cv2.GaussianBlur(high, (0, 0), max(0.6, 0.10 * thick))
    slope_x, slope_y = cv2.Sobel(high, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(high, cv2.CV_32F, 0, 1, scale=1 / 8)
    length = np.sqrt(slope_x * slope_x + slope_y * slope_y + 1)
    facing = (-slope_x * _SUN[0] - slope_y * _SUN[1] + _SUN[2]) / length
    rows, columns = np.mgrid[0 : mask.shape[0], 0 : mask.shape[1]].astype(np.float32)
    rough = 1 + grain * fbm_at(columns, rows, 0.035 * mask.shape[0] + 2, seed % 97, 4)
    return np.asarray((0.22 + 0.95 * np.clip(facing, 0, 1)) * rough, np.float32)


def _line(canvas: Mask, x0: float, y0: float, x1: float, y1: float, thick: float) -> None:
    ends = [(round(16 * a), round(16 * b)) for a, b in ((x0, y0), (x1, y1))]
    cv2.line(canvas, ends[0], ends[1], 255, max(1, round(thick)), cv2.LINE_AA, 4)


def _branching(side: int, rng: np.random.Generator) -> Form:
    """Staghorn: round branches that fork upwards, with pale tips."""
    canvas: Mask = np.zeros((side, round(1.8 * side)), np.uint8)
    tips = np.zeros(canvas.shape, np.float32)
    wide = canvas.shape[1]

    def grow(x: float, y: float, angle: float, length: float, thick: float, left: int) -> None:
        x1, y1 = x + length * math.sin(angle), y - length * math.cos(angle)
        _line(canvas, x, y, x1, y1, thick)
        if left == 0 or y1 < 0.06 * side:
            cv2.circle(tips, (round(x1), round(y1)), max(1, round(0.9 * thick)), 1.0, -1)
            return
        for way in (-1, 1) if rng.random() < 0.85 else (-1, 0, 1):
            turn = 0.82 * angle + way * float(rng.uniform(0.22, 0.62))
            grow(x1, y1, turn, length * float(rng.uniform(0.66, 0.92)), thick * 0.80, left - 1)

    for number in range(5):
        lean = (number - 2) * 0.34 + float(rng.normal(0, 0.10))
        grow(0.5 * wide + (number - 2) * 0.05 * side, side, lean, side * float(rng.uniform(0.20, 0.28)), 0.055 * side, 5)
    pale = cv2.GaussianBlur(tips, (0, 0), max(0.6, 0.018 * side))
    return canvas, _rounded(canvas, 0.026 * side, int(rng.integers(97))) * (1 + 0.8 * np.minimum(pale, 1))


def _table(side: int, rng: np.random.Generator) -> Form:
    """Plates on a foot, one above the other, seen a little from above."""
    canvas: Mask = np.zeros((round(0.62 * side), round(1.5 * side)), np.uint8)
    tall, wide = canvas.shape
    shade = np.zeros(canvas.shape, np.float32)
    _line(canvas, wide / 2, tall, wide / 2, 0.4 * tall, 0.14 * side)
    shade[canvas > 0] = 0.22
    for number in range(3):
        half = side * (0.66 - 0.17 * number) * float(rng.uniform(0.85, 1.05))
        x, y = wide / 2 + 0.10 * side * float(rng.normal()), tall * (0.62 - 0.20 * number)
        turn = np.linspace(0, 2 * math.pi, 90, endpoint=False)
        ragged = 1 + 0.09 * np.sin(5 * turn + number) + 0.06 * np.sin(11 * turn + 2 * number) + 0.04 * rng.normal(0, 1, 90)
        edge = np.stack([x + half * ragged * np.cos(turn), y + 0.19 * half * ragged * np.sin(turn)], 1)
        below: Mask = np.zeros_like(canvas)
        silhouette.fill(below, edge + (0.0, 0.055 * side))
        plate: Mask = np.zeros_like(canvas)
        silhouette.fill(plate, edge)
        rows, columns = np.mgrid[0:tall, 0:wide].astype(np.float32)
        ribs = ridged_at(columns, 4.5 * rows, 0.10 * side, 7 + number, 3)
        for mask, value in ((below, 0.20), (plate, 0.72 + 0.55 * ribs)):
            share = mask.astype(np.float32) / 255
            shade += (value - shade) * share
            np.maximum(canvas, mask, out=canvas)
    return canvas, np.asarray(shade, np.float32)


def _boulder(side: int, rng: np.random.Generator) -> Form:
    """A brain coral: a dome with winding grooves."""
    tall, wide = round(0.72 * side), round(1.1 * side)
    rows, columns = np.mgrid[0:tall, 0:wide].astype(np.float32)
    x, y = (columns - wide / 2) / (0.5 * wide), (rows - tall) / tall
    lumpy = 0.10 * fbm_at(columns, rows, 0.30 * side, int(rng.integers(97)), 3)
    away = np.sqrt(x * x + y * y) + lumpy
    mask = (np.clip((0.96 - away) * 0.5 * side, 0, 1) * 255).astype(np.uint8)
    up = np.sqrt(np.maximum(1 - np.minimum(away, 1) ** 2, 0))
    bent_x, bent_y = columns * (1 + 0.5 * away), rows * (1 + 0.5 * away)
    grooves = ridged_at(bent_x, bent_y, 0.085 * side, int(rng.integers(97)), 2)
    facing = np.clip(x * _SUN[0] + y * _SUN[1] + up * _SUN[2], 0, 1.3)
    return mask, np.asarray((0.18 + 0.75 * facing) * (0.50 + 0.85 * np.clip(grooves, 0, 1)), np.float32)


def _fan(side: int, rng: np.random.Generator) -> Form:
    """A sea fan: fine branches in one plane, as lace."""
    canvas: Mask = np.zeros((side, round(1.6 * side)), np.uint8)
    wide = canvas.shape[1]

    def grow(x: float, y: float, angle: float, length: float, thick: float, left: int) -> None:
        for _ in range(3):
            bend = angle + float(rng.normal(0, 0.10))
            x1, y1 = x + length / 3 * math.sin(bend), y - length / 3 * math.cos(bend)
            _line(canvas, x, y, x1, y1, thick)
            x, y = x1, y1
        if left:
            for way in (-1, 1):
                grow(x, y, angle + way * float(rng.uniform(0.18, 0.36)), length * float(rng.uniform(0.72, 0.86)), thick * 0.72, left - 1)

    for lean in (-0.62, -0.18, 0.22, 0.60):
        grow(0.5 * wide, side, lean + float(rng.normal(0, 0.06)), 0.25 * side, 0.026 * side, 6)
    rows = np.linspace(1.25, 0.7, side, dtype=np.float32)[:, None]
    return canvas, np.asarray(_rounded(canvas, 0.012 * side, 3, grain=0.15) * rows, np.float32)


def _tubes(side: int, rng: np.random.Generator) -> Form:
    """Sponges: a cluster of upright tubes, dark within."""
    canvas: Mask = np.zeros((side, side), np.uint8)
    shade = np.zeros((side, side), np.float32)
    for number in range(7):
        x = side * (0.5 + 0.30 * (((number * 3) % 7) / 3 - 1) + 0.03 * float(rng.normal()))
        top = side * float(rng.uniform(0.14, 0.62))
        half = side * float(rng.uniform(0.055, 0.085))
        lean = (x - 0.5 * side) * 0.22
        one: Mask = np.zeros_like(canvas)
        body = np.array([[x - 0.7 * half - lean, side], [x - half, top], [x + half, top], [x + 0.7 * half - lean, side]])
        silhouette.fill(one, body)
        cv2.ellipse(one, (round(x), round(top)), (round(half), max(1, round(0.42 * half))), 0, 0, 360, 255, -1, cv2.LINE_AA)
        light = _rounded(one, half, number + 5, grain=0.35)
        mouth = np.zeros_like(shade)
        cv2.ellipse(mouth, (round(x), round(top)), (max(1, round(0.74 * half)), max(1, round(0.28 * half))), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
        light = light * (1 - 0.85 * mouth)
        share = one.astype(np.float32) / 255
        shade += (light - shade) * share
        np.maximum(canvas, one, out=canvas)
    return canvas, shade


def _anemone(side: int, rng: np.random.Generator) -> Form:
    """Soft arms that curl, with light ends."""
    tall = round(0.7 * side)
    canvas: Mask = np.zeros((tall, round(1.7 * side)), np.uint8)
    shade = np.zeros(canvas.shape, np.float32)
    wide = canvas.shape[1]
    for number in range(90):
        spread = float(rng.uniform(-1, 1))
        x, y = wide / 2 + 0.22 * side * spread, tall - 0.02 * side
        angle, bend = 1.15 * spread + float(rng.normal(0, 0.12)), float(rng.normal(0, 0.10))
        length = 0.074 * side * float(rng.uniform(0.7, 1.15)) * (1 - 0.25 * abs(spread))
        back = 0.45 + 0.55 * number / 90
        for joint in range(8):
            x1, y1 = x + length * math.sin(angle), y - length * math.cos(angle)
            thick = max(1, round(0.030 * side * (1 - 0.05 * joint)))
            ends = (round(16 * x), round(16 * y)), (round(16 * x1), round(16 * y1))
            cv2.line(canvas, *ends, 255, thick, cv2.LINE_AA, 4)
            cv2.line(shade, *ends, back * (0.30 + 0.10 * joint), thick, cv2.LINE_8, 4)
            x, y, angle = x1, y1, angle + bend
        cv2.circle(canvas, (round(x), round(y)), max(1, round(0.017 * side)), 255, -1, cv2.LINE_AA)
        cv2.circle(shade, (round(x), round(y)), max(1, round(0.017 * side)), 1.5 * back, -1)
    return canvas, cv2.GaussianBlur(shade, (0, 0), max(0.5, 0.006 * side))


_KINDS: tuple[Callable[[int, np.random.Generator], Form], ...] = (
    _branching, _boulder, _table, _fan, _anemone, _tubes, _branching, _boulder, _branching, _anemone, _fan,
)  # fmt: skip
