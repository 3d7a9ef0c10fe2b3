"""Crystals that grow in a cave, six-sided and lit from within, and the many small lights of glowworms."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

Array = np.ndarray[Any, np.dtype[np.float32]]
_BITS = 4


@dataclass(frozen=True)
class Crystal:
    """A six-sided column with a point; metres."""

    base: Array
    way: Array
    long: float
    thick: float
    turn: float
    family: str
    colour: Array


@dataclass(frozen=True)
class Eye:
    """Where the picture is taken from: a place in metres, and pixels."""

    at: tuple[float, float, float]
    focal: float
    centre: tuple[float, float]

    def project(self, points: Array) -> tuple[Array, Array]:
        """Return pixels and depth of points (n, 3)."""
        off = points - np.array(self.at, np.float32)
        depth = np.maximum(off[:, 2], 0.05)
        return np.stack(
            [self.centre[0] + self.focal * off[:, 0] / depth, self.centre[1] - self.focal * off[:, 1] / depth], 1
        ), off[:, 2]


def cluster(
    base: Array, normal: Array, size: float, count: int, family: str, colour: Array, rng: np.random.Generator
) -> list[Crystal]:  # fmt: skip
    """Grow crystals out of a place, the longest in the middle."""
    found = []
    normal = normal / np.linalg.norm(normal)
    for number in range(count):
        lean = rng.normal(0, 0.16 + 0.34 * (number / max(count - 1, 1)), 3)
        way = normal + lean
        way /= np.linalg.norm(way)
        long = size * float(rng.uniform(0.75, 1.1)) * (1 - 0.72 * (number / count) ** 0.7)
        away = rng.normal(0, 0.16 * size, 3)
        away -= normal * (away @ normal)
        tint = colour * (0.75 + 0.5 * rng.random(3))
        found.append(
            Crystal(
                (base + away - 0.12 * size * way).astype(np.float32), way.astype(np.float32), long,
                long * float(rng.uniform(0.085, 0.15)), float(rng.uniform(0, math.pi)), family, tint.astype(np.float32),
            )
        )  # fmt: skip
    return found


def draw(
    crystals: list[Crystal], eye: Eye, depth: Array, wet: Array, water: float, families: dict[str, Array], day: Array, seed: int
) -> None:  # fmt: skip
    """Draw crystals, those in still water first as it mirrors them; what is nearer hides them.

    Parameters
    ----------
    crystals : list of Crystal
    eye : Eye
    depth : ndarray (height, width)
        Of the rock, metres along the axis; crystals are put in.
    wet : ndarray (height, width)
        Where water is seen, 0 to 1.
    water : float
        Its height.
    families : dict of str to ndarray
        Light by family; all of them are hidden by what stands before them.
    day : ndarray (height, width, 3)
        The family that takes what the day adds.
    seed : int
    """
    order = sorted(crystals, key=lambda c: -float(c.base[2]))
    if water > -100 and wet.any():
        for crystal in order:
            mirrored = Crystal(
                crystal.base * (1, -1, 1) + np.array([0, 2 * water, 0], np.float32), crystal.way * (1, -1, 1), crystal.long, crystal.thick,
                crystal.turn, crystal.family, crystal.colour * np.float32(0.55),
            )  # fmt: skip
            _draw(mirrored, eye, depth, wet, families, day, seed, keep_depth=True)
    for crystal in order:
        _draw(crystal, eye, depth, 1 - wet, families, day, seed, keep_depth=False)


def _corners(crystal: Crystal) -> tuple[Array, Array, Array]:
    """Return the base ring and the shoulder ring, (6, 3) each, and the tip."""
    side = np.cross(crystal.way, [0.31, 0.17, 0.94])
    side /= np.linalg.norm(side)
    other = np.cross(crystal.way, side)
    turns = crystal.turn + np.arange(6) * (math.pi / 3)
    ring = (np.cos(turns)[:, None] * side + np.sin(turns)[:, None] * other) * crystal.thick
    shoulder = crystal.base + crystal.way * crystal.long * 0.80
    tip = crystal.base + crystal.way * crystal.long
    return (crystal.base + 0.9 * ring).astype(np.float32), (shoulder + ring).astype(np.float32), tip.astype(np.float32)


def _draw(
    crystal: Crystal, eye: Eye, depth: Array, where: Array, families: dict[str, Array], day: Array, seed: int, *, keep_depth: bool
) -> None:  # fmt: skip
    height, width = depth.shape
    low, high, tip = _corners(crystal)
    points = np.concatenate([low, high, tip[None]])
    pixels, away = eye.project(points)
    if away.min() < 0.25:
        return
    x0, y0 = (max(int(math.floor(v)) - 2, 0) for v in pixels.min(0))
    x1, y1 = min(int(pixels[:, 0].max()) + 3, width), min(int(pixels[:, 1].max()) + 3, height)
    if x1 - x0 < 3 or y1 - y0 < 3:
        return
    rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    foot, head = pixels[:6].mean(0), pixels[12]
    run = head - foot
    length2 = max(float(run @ run), 1.0)
    along = np.clip(((columns - foot[0]) * run[0] + (rows - foot[1]) * run[1]) / length2, 0, 1)
    across = ((rows - foot[1]) * run[0] - (columns - foot[0]) * run[1]) / length2
    cracks = fbm_at(along * 5.0 + seed % 13, across * 14.0 + float(crystal.turn) * 7, 1.0, seed, 4)
    middle = low.mean(0)
    light, cover = np.zeros((y1 - y0, x1 - x0), np.float32), np.zeros((y1 - y0, x1 - x0), np.float32)
    for i in range(6):
        j = (i + 1) % 6
        for face in ((i, j, 6 + j, 6 + i), (6 + i, 6 + j, 12)):
            a, b, c = points[face[0]], points[face[1]], points[face[2]]
            normal = np.cross(b - a, c - a)
            length = float(np.linalg.norm(normal))
            if length < 1e-12:
                continue
            normal /= length
            normal *= np.sign(float(normal @ (a - middle))) or 1.0
            view = a - np.array(eye.at, np.float32)
            view = view / np.linalg.norm(view)
            if float(normal @ view) > 0:
                continue
            shape = np.zeros_like(cover, np.uint8)
            corners = np.round((pixels[list(face)] - (x0, y0)) * (1 << _BITS)).astype(np.int32)
            cv2.fillConvexPoly(shape, corners, 255, cv2.LINE_AA, _BITS)
            part = shape.astype(np.float32) / 255
            facing = -float(normal @ view)
            value = (
                0.20
                + 0.50 * (1 - facing) ** 2
                + 0.34 * max(float(normal[1]), 0.0)
                + 0.16 * math.sin(7 * i + crystal.turn)
            )
            np.copyto(light, np.maximum(light * (1 - part), value * part + light * (1 - part)))
            edge = np.zeros_like(shape)
            cv2.polylines(edge, [corners], True, 255, 1, cv2.LINE_AA, _BITS)
            light += edge.astype(np.float32) * np.float32(0.30 / 255)
            np.maximum(cover, part, out=cover)
    window = (slice(y0, y1), slice(x0, x1))
    distance = float(away.mean())
    seen = cover * where[window] * (depth[window] > distance - 0.5 * crystal.long)
    # Lit from where it grows, clear towards its point.
    inner = 0.35 + 1.15 * np.exp(-along / 0.38) + 0.25 * along**3
    body = np.maximum(light, 0.04) * inner * (0.72 + 0.8 * cracks)
    share = (seen * (0.93 if not keep_depth else 0.6))[..., None]
    for part in families.values():
        part[window] *= 1 - share
    white = np.clip(body - 0.75, 0, 1)[..., None]
    families[crystal.family][window] += (
        seen[..., None] * (body[..., None] * crystal.colour + white * np.float32(0.55)) * np.float32(1.5)
    )
    day[window] += (seen * np.clip(light - 0.45, 0, 1) * 0.18)[..., None] * np.array([1.0, 0.95, 0.9], np.float32)
    if not keep_depth:
        np.copyto(depth[window], np.float32(distance), where=seen > 0.5)


def glowworms(
    spots: Array, eye: Eye, depth: Array, wet: Array, water: float, out: Array, colour: Array, rng: np.random.Generator
) -> None:  # fmt: skip
    """Draw small lights at places on the rock, (n, 3) metres, and their images in still water."""
    height, width = depth.shape
    canvas = np.zeros((height, width), np.uint8)
    for mirror in (False, True) if water > -100 else (False,):
        points = spots * (1, -1, 1) + (0, 2 * water, 0) if mirror else spots
        pixels, away = eye.project(points.astype(np.float32))
        power = rng.gamma(2.0, 0.5, len(points))
        for (x, y), z, strong in zip(pixels, away, power, strict=True):
            column, row = int(x), int(y)
            if not (0 <= column < width and 0 <= row < height) or z < 0.4:
                continue
            if (wet[row, column] > 0.5) != mirror or (not mirror and depth[row, column] < z - 0.6):
                continue
            radius = max(0.0014 * width * (0.35 + strong) * min(1.6, (7.0 / z) ** 0.6), 0.45)
            value = int(min(255, 255 * min(1.0, strong) * (0.45 if mirror else 1.0) * min(1.0, radius)))
            cv2.circle(
                canvas, (round(float(x) * 16), round(float(y) * 16)), round(radius * 16), value, -1, cv2.LINE_AA, 4
            )
    light = canvas.astype(np.float32) / 255
    halo = cv2.GaussianBlur(light, (0, 0), 0.008 * width)
    out += (light * 2.4 + halo * 1.6)[..., None] * colour
