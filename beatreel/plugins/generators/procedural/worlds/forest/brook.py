"""The water of a stream, which steps down between boulders, and the boulders with their moss."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.crags import bedding
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at, step
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.scenery.crags import Crags, Rock, paint_crags

from .canvas import Canvas

Array = np.ndarray[Any, np.dtype[np.float32]]

_STONE = np.array([0.070, 0.076, 0.080], np.float32)
_MOSS = np.array([0.022, 0.135, 0.062], np.float32)
_TEA = np.array([0.014, 0.026, 0.024], np.float32)
_WHITE = np.array([0.86, 0.86, 0.84], np.float32)
_SCALE = 0.11  # metres of a unit of the boulders' rock
_FARTHEST = 26.0  # metres at which the stream is lost between the trees
_WHOLE = 900  # pixels of a picture's width from which boulders are traced smaller
_COUNTS = {"wide": 32, "medium": 26, "close": 22}


@dataclass
class Brook:
    """Where a stream runs; metres. ``steps`` are (distance, drop): it comes down towards the viewer."""

    start: float
    swing: float
    often: float
    phase: float
    wide: float
    steps: tuple[tuple[float, float], ...]
    boulders: Crags
    seed: int

    def middle(self, z: float | Array) -> Any:
        """Return where the middle of the stream is at a distance."""
        return self.start + self.swing * np.sin(self.phase + self.often * z)

    def half(self, z: float | Array) -> Any:
        """Return half of its width."""
        return self.wide * (1 + 0.25 * np.sin(1.7 * self.phase + 0.5 * z))

    def level(self, z: Array) -> Array:
        """Return how high the water stands."""
        height = np.zeros_like(z)
        for at, drop in self.steps:
            height -= np.float32(drop) * step(at + 0.10, at - 0.10, z)
        return height


def lay_brook(canvas: Canvas, shot: str) -> Brook:
    """Lay a stream towards the viewer, with boulders on its banks and in it."""
    rng = canvas.rng
    swing, often, phase = float(rng.uniform(0.5, 1.0)), float(rng.uniform(0.16, 0.24)), float(rng.uniform(0, 6.3))
    wide = {"wide": 1.5, "medium": 1.3, "close": 1.1}.get(shot, 0.9)
    start = -swing * math.sin(phase + often * 4)
    first = {"wide": 4.6, "medium": 3.4, "close": 2.4}.get(shot, 1.6)
    at, steps = first * float(rng.uniform(0.95, 1.15)), []
    while at < 20:
        steps.append((at, float(rng.uniform(0.14, 0.26)) * (0.75 if shot == "detail" else 1.0)))
        at *= float(rng.uniform(1.35, 1.7))
    brook = Brook(
        start,
        swing,
        often,
        phase,
        wide,
        tuple(steps),
        Crags(np.zeros((0, 8)), np.zeros((2, 3)), 0),
        int(rng.integers(1, 1 << 20)),
    )
    found = []
    for k in range(_COUNTS.get(shot, 16)):
        z = first * 0.5 * (16.0 / (0.5 * first)) ** float(rng.uniform(0, 1))
        side = 1 if k % 2 else -1
        inside = rng.random() < 0.26
        off = float(rng.uniform(0.1, 0.85)) if inside else float(rng.uniform(0.95, 1.7))
        size = float(rng.uniform(0.16, 0.34) if inside else rng.uniform(0.22, 0.75)) * (0.6 + 0.03 * z + 0.25 * wide)
        size = min(size, 0.12 * z)  # what is near hides no more than what is far
        x = float(brook.middle(z)) + side * off * float(brook.half(z))
        if math.hypot(x, z) < 1.1 + 1.8 * size:
            continue
        low = float(brook.level(np.float32([z]))[0])
        rise = low + size * float(rng.uniform(0.5, 1.1))
        found.append((x, z, 1.1 * size, float(rng.uniform(1.0, 1.6)), math.cos(k), math.sin(k), rise, 0.22))
    for at, drop in steps:  # sills of stone that the water falls over
        for share in rng.uniform(-0.9, 0.9, 2):
            x = float(brook.middle(at)) + float(share) * float(brook.half(at))
            low = float(brook.level(np.float32([at + 0.4]))[0])
            found.append(
                (
                    x,
                    at + 0.1,
                    float(rng.uniform(0.14, 0.3)) * wide,
                    1.3,
                    1.0,
                    0.0,
                    low + float(rng.uniform(0.03, 0.5)) * drop,
                    0.15,
                )
            )
    bodies = np.array(found, np.float32)
    bodies[:, [0, 1, 2, 6]] /= _SCALE
    brook.boulders = Crags(bodies, bedding(rng, 60.0), int(rng.integers(1, 1 << 20)), _SCALE)
    return brook


def add_brook(canvas: Canvas, brook: Brook, rng: np.random.Generator) -> tuple[Array, Array]:
    """Paint water and boulders over what stands behind; return where water falls and where it is, (height, width) 0 to 1."""
    lens, (height, width) = canvas.lens, canvas.cover.shape
    whole = np.geomspace(0.5, 1.6 * _FARTHEST, 6000).astype(np.float32)
    rows = lens.horizon + lens.focal * (lens.eye - brook.level(whole)) / whole
    seen = np.minimum.accumulate(rows)
    first = min(max(int(lens.horizon) + 2, 0), height - 1)
    line = np.arange(first, height, dtype=np.float32) + 0.5
    # Sills are not straight: each column has them at distances of its own.
    px = np.arange(width, dtype=np.float32)[None, :] + 0.5
    near = np.interp(line, seen[::-1], whole[::-1]).astype(np.float32)[:, None]
    x = (px - np.float32(lens.middle)) * near / np.float32(lens.focal)
    bent = 0.50 * fbm_at(x, np.zeros_like(x), 0.9, brook.seed, 2) + 0.20 * fbm_at(
        x, np.zeros_like(x), 0.26, brook.seed + 5, 2
    )
    bent = bent * (0.4 + 0.13 * near)
    shifted = line[:, None] - np.float32(lens.focal * lens.eye) / near**2 * bent
    over = np.interp(shifted, seen[::-1], whole[::-1]).astype(np.float32)  # the distance by which sills are counted
    z = np.maximum(over - bent, 0.4)
    x = (px - np.float32(lens.middle)) * z / np.float32(lens.focal)
    foot = z / np.float32(lens.focal)
    off = np.abs(x - brook.middle(z)) / brook.half(z) + 0.22 * fbm_at(x, z, 1.2, brook.seed + 1, 4, foot)
    bed = np.clip((1.08 - off) / (0.03 + 1.5 * foot), 0, 1) * step(_FARTHEST, 0.6 * _FARTHEST, z)
    # Where rows run over nearly one distance, water falls.
    slope = np.abs(np.gradient(over, axis=0)) / (z * z / np.float32(lens.focal * lens.eye))
    face = step(0.40, 0.12, cv2.GaussianBlur(slope, (0, 0), max(0.5, width / 900)))
    below = np.zeros_like(z)
    for at, drop in brook.steps:  # foam where it comes down, drawn out towards the viewer
        below = np.maximum(below, np.exp(-np.clip(at - over, 0, 99) / (1.3 * drop + 0.05 * at)) * (over < at + 0.05))
    along = z - 0.35 * np.sin(3 * x)
    silk = fbm_at(x * (1 + 0.04 * z), 0.10 * along, 0.20, brook.seed + 2, 5, foot, 0.6)
    broad = fbm_at(x, 0.25 * along, 0.8, brook.seed + 3, 3, foot)
    gap = brook.boulders.gap(x, z, foot)
    wake = step(0.30, 0.0, gap + 0.12 * broad) * 0.55
    threads = fbm_at(
        x,
        np.zeros_like(x) + 0.02 * near + 0.0008 * line[:, None] * (1440 / width),
        0.055,
        brook.seed + 6,
        4,
        0.5 * foot,
        0.65,
    )
    white = np.clip(
        face * (0.62 + 1.1 * threads + 0.4 * silk)
        + below * (0.55 + 1.3 * silk + 0.5 * broad)
        + wake * (0.5 + silk)
        + 0.20 * np.maximum(silk + broad, 0),
        0,
        1,
    )
    steady, warm = canvas.steady, canvas.warm
    flip = np.clip(2 * lens.horizon - shifted - 0.02 * height * silk, 0, lens.horizon - 1).astype(np.float32)
    side = np.clip(px + 0.010 * width * broad, 0, width - 1).astype(np.float32)
    down = lens.eye / np.sqrt(lens.eye**2 + z * z)
    fresnel = (0.04 + 0.70 * (1 - down) ** 5)[..., None] * (1 - white)[..., None]
    through = np.exp(-z / np.float32(canvas.clear))[..., None]
    air = cv2.resize(canvas.air, (width, height), interpolation=cv2.INTER_LINEAR)[first:]
    sky, sun = np.array(canvas.sky, np.float32), np.array(canvas.sun, np.float32)
    shade = (0.60 + 0.40 * np.clip(0.5 + silk + 0.5 * broad + 0.9 * threads * face, 0, 1))[..., None]
    for number, (part, lamp, much) in enumerate(((steady, sky, 0.62), (warm, sun, 0.20))):
        mirrored = cv2.remap(np.ascontiguousarray(part[:first]), side, flip, cv2.INTER_LINEAR)
        mirrored = cv2.GaussianBlur(mirrored, (0, 0), sigmaX=0.5 + width / 500, sigmaY=0.5 + height / 160)
        own = _TEA * lamp * (1 - white)[..., None] + _WHITE * lamp * np.float32(much) * white[..., None] * shade
        new = mirrored * fresnel + own
        new = new * through + air[..., 3 * number : 3 * number + 3] * (1 - through)
        part[first:] += (new - part[first:]) * bed[..., None]
    del mirrored, own, new, air
    ground = np.full((height, width), 1e6, np.float32)
    flat = lens.focal * lens.eye / np.maximum(line - lens.horizon, 0.5)
    ground[first:] = np.where(bed > 0.5, z, flat[:, None])
    shown = _boulders(canvas, brook, ground)
    masks = [np.zeros((height, width), np.float32) for _ in range(2)]
    masks[0][first:] = bed * face * (1 - shown[first:])
    masks[1][first:] = bed * (1 - shown[first:]) * (1 - face)
    return masks[0], masks[1]


def _boulders(canvas: Canvas, brook: Brook, ground: Array) -> Array:
    """Paint the boulders before what is farther than they are; return their cover."""
    lens, (height, width) = canvas.lens, canvas.cover.shape
    share = 0.45 if width > _WHOLE else 1.0
    small = round(share * width), round(share * height)
    fx, fy = small[0] / width, small[1] / height
    camera = Camera(0.0, lens.eye, 0.0, 0.0, lens.focal * fx, lens.middle * fx, lens.horizon * fy)
    aside = (canvas.light.sun_x * width - lens.middle) / lens.focal
    towards = np.array([aside, 0.75, 0.9])
    towards /= np.linalg.norm(towards)
    lights, cover, depth = paint_crags(
        brook.boulders, camera, *small, tuple(float(v) for v in towards), lambda rock: _shade(rock, canvas, brook, towards),
        farthest=20.0, lowest=-2.5,
    )  # fmt: skip
    if not lights:
        return np.zeros((height, width), np.float32)
    lights = [np.maximum(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), 0) for part in lights]
    cover = np.clip(cv2.resize(cover, (width, height), interpolation=cv2.INTER_CUBIC), 0, 1)
    depth = cv2.resize(depth, (width, height), interpolation=cv2.INTER_NEAREST)
    shown = cover * np.clip((ground - depth) / (0.012 * depth + 0.01) + 0.5, 0, 1) * (depth > 0)
    ratio, keep = (shown / np.maximum(cover, 1e-3))[..., None], (1 - shown)[..., None]
    for part, rock in zip((canvas.steady, canvas.warm), lights, strict=True):
        part *= keep
        part += rock * ratio
    return np.asarray(shown, np.float32)


def _shade(rock: Rock, canvas: Canvas, brook: Brook, towards: Any) -> list[Array]:
    x, y, z = (np.ascontiguousarray(rock.at[:, k]) for k in range(3))
    ny, foot, seed = rock.normal[:, 1], rock.foot, brook.seed
    mottle = fbm_at(x + 0.7 * y, z - 0.8 * y, 0.6, seed + 21, 5, foot, 0.6)
    tuft = fbm_at(x - 0.6 * y, z + 0.5 * y, 0.07, seed + 22, 4, foot, 0.7)
    over = y - brook.level(z)
    moss = step(0.05, 0.50, 0.75 * ny + 0.9 * mottle + 0.25 * step(0.05, 0.3, over) - 0.18) * step(
        0.02, 0.14, over + 0.05 * mottle
    )
    lichen = step(0.62, 0.8, ridged_at(x + y, z - y, 0.25, seed + 23, 4, foot, 0.6)) * 0.35
    albedo = _STONE * (rock.tone * (1 + 0.6 * mottle + 0.3 * tuft + lichen))[:, None]
    wet = step(0.10, 0.01, over + 0.06 * mottle)
    albedo = albedo * (1 - 0.45 * wet)[:, None]
    green = _MOSS * np.clip(1 + 0.5 * mottle + 0.9 * tuft, 0.15, 2.2)[:, None]
    albedo += (green - albedo) * moss[:, None]
    sky, sun = np.array(canvas.sky, np.float32), np.array(canvas.sun, np.float32)
    facing = np.clip(rock.normal @ towards.astype(np.float32), 0, 1)
    # The sun comes in patches, through the leaves.
    patch = step(0.0, 0.3, fbm_at(x + 0.5 * y, z, 1.1, seed + 24, 3, foot))
    steady = albedo * sky * (rock.open * (0.40 + 0.60 * ny))[:, None]
    direct = albedo * sun * (rock.lit * facing * (0.15 + 0.85 * patch) + 0.05 * rock.open)[:, None]
    back = (rock.way * rock.normal).sum(axis=1)
    gloss = (0.03 + 0.5 * (1 - np.clip(-back, 0.05, 1)) ** 5) * wet * rock.open
    steady += sky * (0.5 * gloss)[:, None]
    direct += sun * (0.25 * gloss)[:, None]
    keep = np.exp(-rock.distance / np.float32(canvas.clear))[:, None].astype(np.float32)
    rows = np.clip(
        np.full(x.size, canvas.lens.horizon / canvas.height * canvas.air.shape[0] + 2), 0, canvas.air.shape[0] - 1
    ).astype(int)
    columns = np.clip((canvas.lens.middle + x / z * canvas.lens.focal) / 4, 0, canvas.air.shape[1] - 1).astype(int)
    air = canvas.air[rows, columns]
    return [
        (steady * keep + air[:, :3] * (1 - keep)).astype(np.float32),
        (direct * keep + air[:, 3:] * (1 - keep)).astype(np.float32),
    ]
