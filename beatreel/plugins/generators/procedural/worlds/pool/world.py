"""A swimming pool: from its edge, low over the water, from straight above, and under the surface."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.scenery import open_sky, staffage
from beatreel.plugins.generators.procedural.scenery.open_sky import open_light

from . import water as rays
from .water import Pool

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

_STRIP = 160  # rows that are traced at a time
_LAMPS = {"night": 1.0, "dusk": 0.8, "dawn": 0.35, "golden": 0.10, "day": 0.0}
_RINGS = ((0.16, 0.12, 0.85), (0.05, 0.40, 0.95), (0.35, 0.20, 0.90))
# A swimmer seen from above or below, arms ahead, legs apart; lengths of the body, to the right.
SWIMMER = (
    ((0.22, 0.0), (0.245, 0.04), (0.285, 0.045), (0.31, 0.0), (0.285, -0.045), (0.245, -0.04)),
    ((0.20, 0.085), (0.10, 0.075), (0.0, 0.055), (-0.08, 0.07), (-0.12, 0.04), (-0.12, -0.04), (-0.08, -0.07), (0.0, -0.055),
     (0.10, -0.075), (0.20, -0.085), (0.225, 0.0)),
    ((0.17, 0.085), (0.24, 0.105), (0.36, 0.085), (0.47, 0.055), (0.48, 0.03), (0.36, 0.055), (0.24, 0.065), (0.18, 0.05)),
    ((0.17, -0.085), (0.24, -0.105), (0.35, -0.10), (0.45, -0.085), (0.455, -0.06), (0.35, -0.07), (0.24, -0.065), (0.18, -0.05)),
    ((-0.08, 0.068), (-0.20, 0.075), (-0.33, 0.085), (-0.46, 0.075), (-0.50, 0.085), (-0.50, 0.055), (-0.34, 0.045), (-0.20, 0.02),
     (-0.10, 0.01)),
    ((-0.08, -0.068), (-0.20, -0.080), (-0.31, -0.105), (-0.43, -0.125), (-0.47, -0.145), (-0.48, -0.11), (-0.33, -0.065),
     (-0.20, -0.025), (-0.10, -0.01)),
)  # fmt: skip


@dataclass(frozen=True)
class Eye:
    """A camera with tilt: place, unit vectors, focal length and middle in pixels."""

    at: tuple[float, float, float]
    right: Array
    up: Array
    forward: Array
    focal: float
    middle: tuple[float, float]

    def rays(self, first: int, rows: int, width: int) -> tuple[Array, Array, Array]:
        """Return unit vectors of a strip of pixels, each (rows * width,)."""
        y, x = np.mgrid[first : first + rows, 0:width].astype(np.float32)
        side = ((x + 0.5 - self.middle[0]) / self.focal).ravel()
        rise = ((self.middle[1] - y - 0.5) / self.focal).ravel()
        way = self.right[:, None] * side + self.up[:, None] * rise + self.forward[:, None]
        way /= np.sqrt((way * way).sum(axis=0))
        return way[0].astype(np.float32), way[1].astype(np.float32), way[2].astype(np.float32)

    def project(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Return the pixel and the depth of a point."""
        away = np.array([x, y, z]) - np.array(self.at)
        depth = float(away @ self.forward)
        scale = self.focal / max(depth, 1e-3)
        return self.middle[0] + float(away @ self.right) * scale, self.middle[1] - float(away @ self.up) * scale, depth


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
    """Paint a pool; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks along it from its edge or, in odd variations, under the surface; medium is low over the water; close looks
    down from above; detail is under water.
    """
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 89])
    kind = {
        "wide": ("edge", "below"),
        "medium": ("low", "edge"),
        "close": ("above", "above"),
        "detail": ("below", "below"),
    }[shot if shot in ("wide", "medium", "close", "detail") else "wide"][(variation + seed) % 2]
    if {"underwater", "submerged", "diving", "sink", "sinking"} & set(description.understood):
        kind = "below"
    light = replace(open_light(description, rng), aurora=0.0)
    side = float(rng.choice([-1.0, 1.0]))
    pool = Pool(
        half=2.7, long=float(rng.uniform(12, 16)), deep=1.7 if kind != "below" else 2.6, light=light,
        azimuth=side * float(rng.uniform(0.15, 0.5)), lamps=_LAMPS[description.time_of_day],
        sea=sea_state(rng, longest=1.5, height=0.040 if kind != "above" else 0.026, wind=float(rng.uniform(0, 6.3)), chop=0.5, count=9),
        tile=rays.make_tile(int(rng.integers(1, 1 << 20))), scene=rays.scenery(rng),
        ring=(0.0, 0.0, 0.0), ring_colour=np.array(_RINGS[int(rng.integers(len(_RINGS)))], np.float32),
        seed=int(rng.integers(1, 1 << 16)),
    )  # fmt: skip
    eye = _eye(kind, pool, side, width, height, rng)
    pool.pixel = 1 / eye.focal
    if kind == "edge":
        pool.ring = (-0.9 * side, float(rng.uniform(3.4, 5.0)), 0.62)
    elif kind == "low":
        pool.ring = (-0.55 * side + eye.at[0], eye.at[2] + float(rng.uniform(2.8, 3.6)), 0.62)
    elif kind == "above":
        pool.ring = (eye.at[0] - 0.75 * side, eye.at[2] + float(rng.uniform(0.6, 1.5)), 0.62)
    parts = [np.zeros((height, width, 3), np.float32) for _ in range(3)]
    depth = np.empty((height, width), np.float32)
    wet = np.zeros((height, width), np.float32)
    trace = _from_below if kind == "below" else _from_above
    for first in range(0, height, _STRIP):
        rows = min(_STRIP, height - first)
        found, strip_depth, strip_wet = trace(pool, eye, eye.rays(first, rows, width))
        for part, value in zip(parts, found, strict=True):
            part[first : first + rows] = value.reshape(rows, width, 3)
        depth[first : first + rows] = strip_depth.reshape(rows, width)
        wet[first : first + rows] = strip_wet.reshape(rows, width)
        progress(0.05 + 0.8 * (first + rows) / height, "painting the pool")
    _people(kind, pool, eye, description, parts, side, rng)
    return _finish(description, kind, pool, eye, parts, depth, wet, side)


def _eye(kind: str, pool: Pool, side: float, width: int, height: int, rng: np.random.Generator) -> Eye:
    yaw, pitch, focal, middle = side * -0.10, -0.10, 0.80, 0.50
    at = (0.35 * side, 1.65, -1.9)
    if kind == "low":
        at, yaw, pitch, focal = (0.9 * side, 0.62, 0.5), side * -0.22, -0.10, 0.95
    elif kind == "above":
        at, yaw, pitch, focal = (0.9 * side, 5.2, 0.42 * pool.long), float(rng.uniform(-0.5, 0.5)), -1.5707, 1.05
    elif kind == "below":
        at, yaw, pitch, focal = (-1.1 * side, -1.35, 0.6), side * 0.22, 0.06, 0.78
    sine, cosine = math.sin(yaw), math.cos(yaw)
    right = np.array([cosine, 0, -sine], np.float32)
    flat = np.array([sine, 0, cosine], np.float32)
    high = np.array([0, 1, 0], np.float32)
    forward = flat * math.cos(pitch) + high * math.sin(pitch)
    up = high * math.cos(pitch) - flat * math.sin(pitch)
    narrow = min(width, height * 0.7)
    return Eye(
        at, right, up.astype(np.float32), forward.astype(np.float32), focal * narrow, (width / 2, middle * height)
    )


def _from_above(pool: Pool, eye: Eye, way: tuple[Array, Array, Array]) -> tuple[list[Array], Array, Array]:
    dx, dy, dz = way
    x0, y0, z0 = (np.float32(v) for v in eye.at)
    distance = np.where(dy < -1e-4, -y0 / np.minimum(dy, -1e-4), 1e6).astype(np.float32)
    x, z = x0 + dx * distance, z0 + dz * distance
    ahead = z < pool.long + rays.BACK
    down = (dy < -1e-4) & ahead & (distance < 80)
    wet = down & (np.abs(x) < pool.half) & (z > 0) & (z < pool.long)
    lights = [np.zeros((dx.size, 3), np.float32) for _ in range(3)]
    depth = np.full(dx.size, 5000.0, np.float32)
    foot = distance / np.float32(eye.focal) / np.maximum(-dy, 0.08)
    for where, kind in ((wet, "water"), (down & ~wet, "deck"), (~down, "sky")):
        i = np.flatnonzero(where)
        if not i.size:
            continue
        if kind == "water":
            found = rays.water(pool, x[i], z[i], dx[i], dy[i], dz[i], distance[i], foot[i])
        elif kind == "deck":
            found = rays.deck(pool, x[i], z[i], foot[i])
        else:
            ex, ey, ez = (np.full(i.size, v, np.float32) for v in eye.at)
            found = rays.surroundings(pool, ex, ey, ez, dx[i], dy[i], dz[i])
        for light, value in zip(lights, found, strict=True):
            light[i] = value
    depth[down] = (distance * (dx * eye.forward[0] + dy * eye.forward[1] + dz * eye.forward[2]))[down]
    cover, shade, stripes = rays.ring(
        pool, x - dx / np.minimum(dy, -0.05) * -0.10, z - dz / np.minimum(dy, -0.05) * -0.10
    )
    cover = cover * down
    colour = np.where(stripes[:, None] > 0, pool.ring_colour, np.array([0.82, 0.84, 0.86], np.float32))
    sky, sun = np.array(pool.light.ambient, np.float32), np.array(pool.light.sun, np.float32)
    lit = (sky * 1.3, sun * 0.45, np.array([0.55, 0.62, 0.60], np.float32) * pool.lamps)
    for light, brightness in zip(lights, lit, strict=True):
        light += (colour * shade[:, None] * brightness - light) * cover[:, None]
    return lights, depth, wet.astype(np.float32) * (1 - cover)


def _from_below(pool: Pool, eye: Eye, way: tuple[Array, Array, Array]) -> tuple[list[Array], Array, Array]:
    dx, dy, dz = way
    ex, ey, ez = start = [np.full(dx.size, v, np.float32) for v in eye.at]
    (steady, sun, glow), distance, top = rays.inside(pool, ex, ey, ez, dx, dy, dz, np.zeros_like(dx))
    lights = [steady, sun, glow]
    chosen = np.flatnonzero(top > 0.5)
    if chosen.size:
        for light, value in zip(lights, _surface(pool, start, (dx, dy, dz), distance, chosen), strict=True):
            light[chosen] = value
    depth = distance * (dx * eye.forward[0] + dy * eye.forward[1] + dz * eye.forward[2])
    return lights, np.maximum(depth, 0.3).astype(np.float32), (1 - top).astype(np.float32)


def _surface(pool: Pool, start: list[Array], way: tuple[Array, Array, Array], distance: Array, i: Any) -> list[Array]:
    """Return the surface from below: a window to the sky, and around it the mirror image of the pool."""
    dx, dy, dz = (part[i] for part in way)
    away = distance[i]
    x, z = start[0][i] + dx * away, start[2][i] + dz * away
    _, slope_x, slope_z, _ = pool.sea.at(x, z, away * np.float32(pool.pixel))
    slope_x, slope_z = 1.5 * slope_x, 1.5 * slope_z
    size = 1 / np.sqrt(slope_x**2 + slope_z**2 + 1)
    nx, ny, nz = slope_x * size, -size, slope_z * size
    cosine = np.clip(-(dx * nx + dy * ny + dz * nz), 0.02, 1)
    beyond = 1 - np.float32(1.33**2) * (1 - cosine**2)
    window = np.clip(beyond * 9, 0, 1)[:, None]
    mx, my, mz = dx + 2 * cosine * nx, dy + 2 * cosine * ny, dz + 2 * cosine * nz
    image, _, _ = rays.inside(pool, x, np.full_like(x, -0.002), z, mx, np.minimum(my, -0.03), mz, away)
    bend = np.float32(1.33) * cosine - np.sqrt(np.maximum(beyond, 0))
    ox, oy, oz = 1.33 * dx + bend * nx, 1.33 * dy + bend * ny, 1.33 * dz + bend * nz
    sky = rays.surroundings(pool, x, np.zeros_like(x), z, ox, np.maximum(oy, 0.05), oz)
    through = np.exp(-away[:, None] * rays.EXTINCTION)
    spark = np.exp(-((slope_x**2 + slope_z**2) / 0.02))[:, None]
    mixed = [
        (mirror * np.float32(0.92) * (1 - window) + out * window * np.float32(1.25)) * (0.45 + 0.55 * through)
        for mirror, out in zip(image, sky, strict=True)
    ]
    mixed[1] = mixed[1] + window * through * spark * np.array(pool.light.sun, np.float32) * np.float32(0.35)
    return [part.astype(np.float32) for part in mixed]


def _people(
    kind: str,
    pool: Pool,
    eye: Eye,
    description: SceneDescription,
    parts: list[Array],
    side: float,
    rng: np.random.Generator,
) -> None:
    """Let somebody stand at the edge, lie in the water or swim, dark against the light of the water."""
    if "people" in description.without:
        return
    height, width = parts[0].shape[:2]
    if kind in ("edge", "low"):
        z = float(rng.uniform(5.0, 7.0)) if kind == "edge" else pool.long * 0.5
        x, y, away = eye.project(-side * (pool.half + 0.22), 0.0, z)
        size = eye.focal * 1.72 / away
        staffage.stand(parts, "stander", (x, y), size, mirrored=side > 0, variant=description.flavour)
        return
    from beatreel.plugins.generators.procedural.scenery.front import drawn

    if kind == "above":
        x, y, away = eye.project(eye.at[0] + 0.6 * side, -0.1, eye.at[2] - float(rng.uniform(0.3, 1.2)))
        size, turn = eye.focal * 2.0 / away, float(rng.uniform(0.5, 1.2)) * side
    else:
        x, y, away = (0.5 + 0.12 * side) * width, float(rng.uniform(0.38, 0.46)) * height, 3.0
        size, turn = 0.62 * width, side * float(rng.uniform(-0.25, 0.1))
    window, alpha = drawn(width, height, SWIMMER, x, y, size, turn=turn, mirrored=side < 0)
    if alpha.size:
        dark = (
            np.array([0.11, 0.10, 0.10], np.float32) if kind == "above" else np.array([0.05, 0.045, 0.02], np.float32)
        )
        shift = max(1, round(0.012 * size))
        lower = np.zeros_like(alpha)
        lower[shift:] = alpha[:-shift]
        rim = np.clip(alpha - lower, 0, 1)[..., None]
        for part, lit in zip(parts, (0.5, 0.35, 0.8), strict=True):
            level = part[window].reshape(-1, 3).mean(axis=0)
            part[window] += (dark * level * 2 + rim * level * lit - part[window]) * alpha[..., None]


def _finish(
    description: SceneDescription,
    kind: str,
    pool: Pool,
    eye: Eye,
    parts: list[Array],
    depth: Array,
    wet: Array,
    side: float,
) -> Painting:
    height, width = depth.shape
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in parts], axis=0, dtype=np.float32)
    open_sky.set_black(total, parts[0], 0.5)
    night = description.time_of_day in ("night", "dusk")
    start = replace(pool.light.grade(), contrast=1.30, saturation=1.16, bloom=0.17)
    if kind == "below":  # all of it is lit water: only contrast tells near from far
        start = replace(start, contrast=1.9)
    grade = fit_grade(total, start, median=(38.0, 92.0) if night else (66.0, 126.0), white=(206.0, 232.0))
    groups = {
        "sky": LightGroup(parts[0]),
        "sun": LightGroup(parts[1], "kick" if pool.lamps < 0.3 else "steady", 1.0, 0.12),
    }
    if pool.lamps > 0:
        groups["glow"] = LightGroup(parts[2], "kick", 0.93, 0.30)
    horizon = eye.middle[1] - eye.focal * float(np.tan(math.asin(-float(eye.forward[1]))))
    elements = [
        Element(
            "flow" if kind == "below" else "ripples",
            0.35,
            {"size": 7.0} if kind == "below" else _ripples(kind, horizon / height),
            "" if kind == "below" else "water",
        )
    ]
    colour = [225, 245, 200] if pool.lamps > 0.3 else [235, 250, 240]
    options = {
        "horizon": -3.0 if kind == "above" else min(horizon / height, 0.6),
        "eye": abs(eye.at[1]) + (pool.deep if kind != "below" else 0.4),
        "size": 2.6,
        "colour": colour,
    }
    elements.append(Element("caustics", 0.5, options, "water"))
    if kind == "below":
        elements += [Element("bubbles", 0.6, {"x": 0.5 + 0.10 * side, "y": 0.42}), Element("motes", 0.3)]
    if description.weather in ("rain", "snow", "storm"):
        elements.append(Element("snow" if description.weather == "snow" else "rain", description.weather_amount))
    if description.weather == "mist":
        elements.append(Element("mist", 0.3 + 0.4 * description.weather_amount, {"low": 0.35, "high": 0.8}))
    return Painting(
        groups=groups,
        depth=depth,
        focal=eye.focal,
        centre=(eye.middle[0], min(max(horizon, 0.2 * height), 0.8 * height)) if kind != "above" else eye.middle,
        grade=grade,
        masks={"water": wet},
        elements=elements,
        travel={"edge": 0.9, "low": 0.5, "above": 0.5, "below": 0.5}[kind],
    )


def _ripples(kind: str, horizon: float) -> dict[str, float]:
    return {"rings": 0.0, "horizon": -2.0 if kind == "above" else min(horizon, 0.6)}
