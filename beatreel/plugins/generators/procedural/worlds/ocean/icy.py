"""A polar sea and a glacier lagoon: bergs in still water that mirrors them, drifting floes, from near by and from a height."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import heightfield
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.scenery.open_sky import OpenLight
from beatreel.plugins.generators.procedural.scenery.relief import Relief, render

from .ice import Ice, berg_planes, shade

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

COLUMNS = 54
_SEA_END = 9000.0
_FLOES_NEAR = 30.0  # metres up to which floes show their edges
_WHOLE = 1200  # pixels of a picture's width from which it is painted smaller
_FINER = 4  # times as fine as elsewhere is the ground sampled where a berg stands


@dataclass(frozen=True)
class IceView:
    """A composition: ranges to draw from; metres, and picture measures in widths or heights of the picture.

    ``hero`` is how far the largest berg is, ``rise`` how much of the picture's height it has, ``others`` how many more there are.
    """

    kind: str
    eye: tuple[float, float]
    focal: tuple[float, float]
    horizon: tuple[float, float]
    hero: tuple[float, float]
    rise: tuple[float, float]
    others: int
    floe: float
    dense: float
    clear: float
    nearest: float
    travel: float


MIRROR = IceView(
    "mirror", (2.2, 3.6), (1.05, 1.3), (0.50, 0.56), (110, 170), (0.17, 0.23), 10, 2.4, 0.22, 10.0, 1.6, 0.8
)
DRIFT = IceView("mirror", (16, 26), (1.0, 1.2), (0.32, 0.38), (190, 280), (0.12, 0.17), 16, 12.0, 0.40, 8.0, 8.0, 1.6)
NEAR = IceView("mirror", (1.6, 2.4), (1.1, 1.35), (0.56, 0.62), (60, 85), (0.30, 0.38), 7, 1.6, 0.24, 8.0, 1.4, 0.6)
WALL = IceView("wall", (1.3, 1.9), (1.4, 1.8), (0.64, 0.70), (34, 44), (0.42, 0.54), 4, 1.2, 0.24, 9.0, 1.2, 0.4)
DOWN = replace(DRIFT, eye=(34, 46), horizon=(-0.05, 0.04), dense=0.55, nearest=12.0)
DOWN_NEAR = replace(DRIFT, eye=(18, 24), horizon=(-0.30, -0.20), floe=9.0, dense=0.62, nearest=6.0)
HIGH_VIEWS = {
    "wide": (DOWN, DOWN),
    "medium": (DRIFT, DRIFT),
    "close": (DOWN_NEAR, DOWN_NEAR),
    "detail": (DOWN_NEAR, DOWN_NEAR),
}
"""Down on drifting ice."""
VIEWS = {"wide": (MIRROR, DRIFT), "medium": (NEAR, MIRROR), "close": (WALL, NEAR), "detail": (WALL, WALL)}


@dataclass
class IcePlace:
    """A camera and the ice before it; ``side`` is where the largest berg stands, -1 or 1."""

    camera: Camera
    shore: Ice
    side: float
    azimuth: float


def icy_light(light: OpenLight, description: SceneDescription) -> OpenLight:
    """Return the light of a place where it is cold and the air is clear."""
    ambient = tuple(1.1 * part for part in light.ambient)
    median = {"day": (92.0, 140.0), "night": (40.0, 82.0)}.get(description.time_of_day, (72.0, 122.0))
    return replace(
        light, ambient=ambient, saturation=1.1 * light.saturation, median=median, contrast=light.contrast * 1.02
    )


def find_place(
    view: IceView, description: SceneDescription, light: OpenLight, aspect: float, rng: np.random.Generator
) -> IcePlace:
    """Look at several small pictures and keep the best composed one."""
    rows = round(COLUMNS / aspect)
    best: tuple[float, IcePlace] | None = None
    for _ in range(6):
        place = draw_place(view, description, rng, rows / COLUMNS)
        seen = render_ice(place, view, light, COLUMNS, rows, 0.02)
        luma = np.sqrt(np.maximum(sum(seen.lights[:3]) @ np.array([0.07, 0.72, 0.21], np.float32), 0))
        luma = np.clip(luma / (np.percentile(luma[seen.cover > 0.5], 98) + 1e-6), 0, 1.2)
        score = 2.0 * float(cv2.resize(luma, (6, 10), interpolation=cv2.INTER_AREA).std())
        dry = (seen.cover - seen.lights[3][..., 0]).clip(0, 1)
        score += 2 * math.exp(-(((float(dry.mean()) - 0.30) / 0.14) ** 2))
        column = dry[: rows // 2].sum(axis=0)
        third = abs(abs(float((column * np.arange(COLUMNS)).sum() / max(column.sum(), 1e-3)) / COLUMNS - 0.5) - 0.14)
        score += math.exp(-((third / 0.1) ** 2))
        if seen.depth.min() < 1.6 * view.nearest:
            score -= 10  # a floe before the lens
        if best is None or score > best[0]:
            best = (score, place)
    assert best is not None
    return best[1]


def draw_place(view: IceView, description: SceneDescription, rng: np.random.Generator, tall: float) -> IcePlace:
    """Draw a place at random."""
    side = float(rng.choice([-1.0, 1.0]))
    storm = {"storm": 1.0, "rain": 0.3}.get(description.weather, 0.0)
    sea = sea_state(
        rng, longest=rng.uniform(3.5, 6.0) * (1 + 3 * storm), height=rng.uniform(0.03, 0.06) * (1 + 12 * storm),
        wind=math.pi + rng.uniform(-0.8, 0.8), chop=0.45 + 0.4 * storm,
    )  # fmt: skip
    focal, eye, horizon = rng.uniform(*view.focal), rng.uniform(*view.eye), rng.uniform(*view.horizon) * tall
    far = rng.uniform(*view.hero)
    high = rng.uniform(*view.rise) * tall * far / focal
    bodies: list[tuple[float, float, Array, float]] = []
    kind = str(rng.choice(["wedge", "tower"]))
    wide = high * rng.uniform(0.85, 1.15)
    middle = side * rng.uniform(0.10, 0.17) * far / focal
    bodies.append((middle, far, *berg_planes(rng, kind, wide, high)))
    lagoon = "glacier" in description.all_words or "lagoon" in description.all_words
    for n in range(view.others):
        # Smaller ones near by, larger ones far away, most of them across from the first.
        z = far * (
            rng.uniform(0.30, 0.75) if n % 3 == 0 else rng.uniform(1.2, 2.2) if n % 3 == 1 else rng.uniform(2.5, 7.0)
        )
        x = rng.uniform(-0.62, 0.62) * z / focal
        if abs(x - middle * z / far) < 0.22 * z / focal and z < 1.6 * far:
            x = -side * rng.uniform(0.2, 0.55) * z / focal
        size = high * (
            rng.uniform(0.04, 0.10) if n % 3 == 0 else rng.uniform(0.25, 0.6) if n % 3 == 1 else rng.uniform(0.5, 1.2)
        )
        what = "bit" if n % 3 == 0 else str(rng.choice(["wedge", "tower", "table"]))
        bodies.append((x, z, *berg_planes(rng, what, size * rng.uniform(0.9, 1.8), size)))
    if lagoon:  # the glacier that they come from
        bodies += _front(rng, focal)
    bergs, planes, at = [], [], 0
    for x, z, own, radius in bodies:
        bergs.append((x, z, radius, at, at + len(own), _top(own)))
        planes.append(own)
        at += len(own)
    land = float(rng.uniform(420, 680))
    shown = lagoon or rng.uniform() < 0.5
    ice = Ice(
        sea, int(rng.integers(1, 1 << 20)), np.array(bergs, np.float32), np.concatenate(planes), view.floe,
        view.dense * float(rng.uniform(0.8, 1.2)), 0.10 * view.floe**0.75, view.clear, land if shown else 0.0,
        0.00035 if description.weather == "clear" else 0.0014,
    )  # fmt: skip
    camera = Camera(0.0, eye, 0.0, 0.0, focal * COLUMNS, COLUMNS / 2, horizon * COLUMNS)
    low = description.time_of_day in ("dawn", "golden", "dusk", "night")
    away = rng.uniform(0.16, 0.75) if low else rng.uniform(0.9, 1.7)
    return IcePlace(camera, ice, side, -side * away)


def _top(planes: Array) -> float:
    """Return a height over the top of a berg: over the middle of its highest peak."""
    starts = [*np.flatnonzero(planes[:, 3] > 0.5), len(planes)]
    tops = []
    for a, b in zip(starts[:-1], starts[1:], strict=True):
        grid = np.linspace(-1, 1, 25) * 80.0
        x, z = np.meshgrid(grid, grid)
        tops.append((planes[a:b, 2] - planes[a:b, 0] * x[..., None] - planes[a:b, 1] * z[..., None]).min(axis=-1).max())
    return float(max(tops)) * 1.1 + 6.0


def _front(rng: np.random.Generator, focal: float) -> list[tuple[float, float, Array, float]]:
    """Return the broken edge of a glacier across the water, as a row of towers."""
    far = rng.uniform(1000, 1250)
    found = []
    for x in np.arange(-0.9, 0.9, 0.11):
        size = rng.uniform(34, 60)
        found.append((float(x) * far / focal, far + rng.uniform(-30, 60), *berg_planes(rng, "table", 1.6 * size, size)))
    return found


def render_ice(
    place: IcePlace,
    view: IceView,
    light: OpenLight,
    width: int,
    height: int,
    growth: float,
    told: Any = lambda done: None,
) -> Relief:
    """Trace and light the picture; see :func:`~...scenery.relief.render`. ``growth`` is the relative step between samples."""
    if (
        width > _WHOLE
    ):  # bergs are smooth: seven tenths of the pixels each way cost half, and enlarged they have softer edges
        small = round(0.7 * width), round(0.7 * height)
        whole = place.camera
        place.camera = replace(whole.scaled(small[0] / width), horizon=whole.horizon * small[1] / height)
        seen = render_ice(place, view, light, *small, growth, told)
        place.camera = whole
        lights = [_enlarged(part, width, height) for part in seen.lights]
        depth = cv2.resize(seen.depth, (width, height), interpolation=cv2.INTER_NEAREST)
        return Relief(lights, np.minimum(_enlarged(seen.cover, width, height), 1), depth)
    pace = growth / _FINER
    return render(
        place.shore.heights, lambda points: shade(points, place.shore, light, place.azimuth, place.camera.y, pace), (3, 3, 3, 1),
        place.camera, width, height, _distances(place, view, growth), told, split_at=1.15,
    )  # fmt: skip


def _enlarged(part: Array, width: int, height: int) -> Array:
    large = np.maximum(cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC), 0)
    return np.asarray(large.reshape(height, width, *part.shape[2:]), np.float32)


def _distances(place: IcePlace, view: IceView, growth: float) -> Array:
    """Return where the ground is sampled: finer where a berg stands or floes are near, whose edges would be saws."""
    spans = [(z - 0.8 * radius, z + 0.8 * radius) for x, z, radius, *_ in place.shore.bergs if z < 900 and radius > 6]
    steps = heightfield.sample_distances(view.nearest, _SEA_END, growth)
    fine = steps[:-1] < _FLOES_NEAR
    for low, high in spans:
        fine |= (steps[1:] > low) & (steps[:-1] < high)
    parts = [
        np.linspace(a, b, _FINER if is_fine else 1, endpoint=False)
        for a, b, is_fine in zip(steps[:-1], steps[1:], fine, strict=True)
    ]
    return np.concatenate([*parts, steps[-1:]]).astype(np.float32)
