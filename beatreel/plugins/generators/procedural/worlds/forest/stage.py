"""What each shot of the forest is put together from: planes of trees, ground and boughs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.scenery import plants

from .light import ForestLight

Array = np.ndarray[Any, np.dtype[np.float32]]
Mask = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass
class Plane:
    """One distance: what it covers, how much of it the mist leaves, and whether it moves on its own.

    Attributes
    ----------
    mask : ndarray (height, width), uint8
    clear : float
        Share of its own colour that gets through the mist.
    depth : float
        Metres.
    feet, swallow : float
        Rows (in heights) where the mist lies, and how much it takes there.
    separate : bool
        A layer of its own instead of a part of the background.
    shafts_before : float
        Strength of the light shafts between this plane and the next nearer one.
    blur : float
        Radius of the defocus in widths.
    """

    mask: Mask
    clear: float
    depth: float
    feet: float = 0.7
    swallow: float = 0.95
    separate: bool = False
    shafts_before: float = 0.0
    blur: float = 0.0


@dataclass
class Stage:
    """What the shots put together."""

    width: int
    height: int
    light: ForestLight
    rng: np.random.Generator
    planes: list[Plane] = field(default_factory=list)
    hiker: tuple[float, float, float, int] | None = None  # x in widths, y and size in heights, plane in front of which

    def blank(self) -> Mask:
        """Return an empty mask."""
        return np.zeros((self.height, self.width), np.uint8)


def _hills(stage: Stage, level: float, rough: float, seed: int, detail: float = 0.2) -> Array:
    """Return the row of a hill line for each column."""
    x = np.arange(stage.width, dtype=np.float32) / stage.width
    low = fill_fbm(1, stage.width, step_x=2.2 / stage.width, step_y=1, offset_y=seed * 3.3, seed=seed, octaves=1)[0]
    high = fill_fbm(1, stage.width, step_x=11.0 / stage.width, step_y=1, offset_y=seed * 1.7, seed=seed + 7, octaves=3)[
        0
    ]
    return np.asarray((level + rough * (1.6 * low + detail * high)) * stage.height + 0 * x, np.float32)


def _fill_below(mask: Mask, rows: Array) -> None:
    points = np.stack([np.arange(len(rows)), rows], 1)
    outline = np.concatenate([[[0, mask.shape[0] + 2]], points, [[len(rows), mask.shape[0] + 2]]])
    silhouette.fill(mask, outline)


def _wood(
    stage: Stage,
    mask: Mask,
    rows: Array,
    count: int,
    size: tuple[float, float],
    keep_clear: float = 0.0,
    kinds: int = 10,
) -> None:
    """Plant spruces along a hill line; sizes in heights of the picture; a gap of ``keep_clear`` widths at the sun."""
    rng, width, height = stage.rng, stage.width, stage.height
    kinds = min(kinds, count)
    seeds = rng.integers(1, 1 << 30, kinds)
    sizes = np.linspace(size[0], size[1], kinds)
    shapes = rng.uniform(0.115, 0.165, kinds)
    leans = rng.normal(0, 0.008, kinds)
    grown = [
        plants.conifer(int(s), float(h) * height, radius=float(r), lean=float(v))
        for s, h, r, v in zip(seeds, sizes, shapes, leans, strict=True)
    ]
    cluster = rng.uniform(0, 1, max(2, count // 5))
    for index in range(count):
        x = (index + rng.uniform(0, 1)) / count * 1.2 - 0.1
        x += 0.35 * (cluster[index % len(cluster)] - x) * float(rng.random() < 0.3)
        away = x - stage.light.sun_x
        if abs(away) < keep_clear:
            x = stage.light.sun_x + (1 if away >= 0 else -1) * (keep_clear + abs(rng.normal(0, 0.10)))
        column = min(max(int(x * width), 0), width - 1)
        pick = (index * 7 + index // kinds) % kinds
        plant, foot = grown[pick]
        plants.stamp(
            mask, plant, foot, x * width, float(rows[column]) + 0.006 * height, mirrored=bool(rng.random() < 0.5)
        )


def clearing(stage: Stage) -> None:
    """Medium: a clearing that opens to the sun, trees ever nearer at both sides, a hiker in the light."""
    rng = stage.rng
    base = float(rng.uniform(0.0, 0.03))
    table = [
        (60.0, 0.16, 40, (0.13, 0.21), 0.565, 0.020, 0.0),
        (38.0, 0.28, 28, (0.20, 0.31), 0.60, 0.020, 0.0),
        (24.0, 0.45, 17, (0.29, 0.43), 0.655, 0.022, 0.10),
        (15.0, 0.63, 9, (0.42, 0.58), 0.715, 0.022, 0.19),
        (9.0, 0.82, 6, (0.58, 0.78), 0.80, 0.018, 0.27),
        (5.0, 0.965, 3, (0.95, 1.15), 0.95, 0.010, 0.36),
    ]
    for index, (depth, clear, count, size, level, rough, gap) in enumerate(table):
        mask = stage.blank()
        rows = _hills(stage, level + base, rough, int(rng.integers(1 << 16)))
        if depth > 5:
            _fill_below(mask, rows)
        else:
            _meadow(stage, mask, 0.945 + base)
        _wood(stage, mask, rows, count, size, gap)
        feet = level + base + (0.03 if depth > 5 else 0.10)
        stage.planes.append(
            Plane(
                mask,
                clear**stage.light.fog,
                depth,
                feet,
                0.96 if depth > 9 else 0.55 if depth > 5 else 0.2,
                depth < 20,
                (0, 0, 0.40, 0, 0.34, 0)[index],
            )
        )
    stage.hiker = (stage.light.sun_x + float(rng.choice([-1, 1]) * rng.uniform(0.05, 0.10)), 0.755 + base, 0.040, 4)


def _meadow(stage: Stage, mask: Mask, level: float) -> None:
    """Fill the bottom with grass whose blades stand against the light."""
    rng, width, height = stage.rng, stage.width, stage.height
    rows = _hills(stage, level, 0.010, int(rng.integers(1 << 16)))
    _fill_below(mask, rows)
    count = 2200
    x = rng.uniform(0, 1, count)
    y = rows[(x * (width - 1)).astype(int)] + rng.uniform(-0.002, 0.035, count) * height
    length = rng.uniform(0.010, 0.042, count) * height * np.where(rng.random(count) < 0.07, 1.8, 1)
    plants.draw_segments(mask, plants.grass(rng, (x * width).astype(np.float32), y, length), width / 800)


def valleys(stage: Stage) -> None:
    """Wide: ridge behind ridge of firs in the mist, seen from a ledge on which somebody stands."""
    rng = stage.rng
    horizon = stage.light.sun_y + float(rng.uniform(0.02, 0.07))
    if stage.light.moon is not None:  # it stands free: cut off by a ridge that the mist hides, it would look broken
        horizon += 0.9 * stage.light.moon.radius * stage.width / stage.height
    for clear, level, rough in ((0.06, horizon + 0.02, 0.045), (0.10, horizon + 0.055, 0.05)):
        mask = stage.blank()
        _fill_below(mask, _hills(stage, level, rough, int(rng.integers(1 << 16)), 0.7))
        stage.planes.append(Plane(mask, clear**stage.light.fog, 900.0, level + 0.06, 0.9))
    ridges = [
        (0.15, 150, (0.016, 0.026), 0.10, 0.040, 500.0),
        (0.24, 110, (0.026, 0.042), 0.165, 0.045, 300.0),
        (0.36, 80, (0.042, 0.066), 0.245, 0.050, 170.0),
        (0.50, 52, (0.066, 0.105), 0.335, 0.050, 90.0),
        (0.64, 26, (0.115, 0.170), 0.470, 0.040, 45.0),
    ]
    for index, (clear, count, size, drop, rough, depth) in enumerate(ridges):
        mask = stage.blank()
        rows = _hills(stage, horizon + drop * (1 - 0.3 * horizon), rough, int(rng.integers(1 << 16)), 0.15)
        _fill_below(mask, rows)
        for shift in (0.0, 0.012, 0.030):
            _wood(stage, mask, rows + shift * (1 + index) * 0.6 * stage.height, count // 2, size)
        stage.planes.append(
            Plane(
                mask,
                clear**stage.light.fog,
                depth,
                horizon + drop + 0.045,
                0.93,
                depth < 60,
                0.3 if index == 2 else 0.0,
            )
        )
    side = -1.0 if stage.light.sun_x < 0.5 else 1.0
    mask = stage.blank()
    ledge_x = 0.5 + side * 0.155
    ledge = _ledge(stage, mask, side)
    _corner_trees(stage, mask, -side)
    stage.planes.append(Plane(mask, 0.88, 9.0, 1.0, 0.1, True))
    stage.hiker = (
        ledge_x,
        float(ledge[int(np.clip(ledge_x, 0, 0.999) * stage.width)]) / stage.height + 0.001,
        0.034,
        len(stage.planes) - 1,
    )


def _corner_trees(stage: Stage, mask: Mask, side: float) -> None:
    """Let tree tops rise into the lower corner opposite the ledge."""
    for k in range(4):
        x = 0.5 + side * (0.47 - 0.085 * k + float(stage.rng.uniform(-0.02, 0.02)))
        size = 0.62 - 0.10 * k + float(stage.rng.uniform(-0.03, 0.03))
        plant, foot = plants.conifer(int(stage.rng.integers(1, 1 << 30)), size * stage.height, radius=0.16)
        plants.stamp(mask, plant, foot, x * stage.width, 1.06 * stage.height)


def _ledge(stage: Stage, mask: Mask, side: float) -> Array:
    """Draw a rock that reaches in from one side; return its top row for each column."""
    width, height = stage.width, stage.height
    x = np.linspace(0, 1, width, dtype=np.float32)
    reach = x if side > 0 else 1 - x
    seed = int(stage.rng.integers(1 << 16))
    rough = fill_fbm(1, width, step_x=12.0 / width, step_y=1, offset_y=0.37, seed=seed, octaves=5)[0]
    steps = np.round((reach + 0.05 * rough) * 11) / 11
    top = 0.815 - 0.07 * (steps - 0.6) + 0.010 * rough + 2.2 * np.clip(0.57 - reach - 0.05 * rough, 0, 1) ** 0.9
    rows = np.asarray(top * height, np.float32)
    _fill_below(mask, rows)
    tufts = stage.rng.uniform(0.72, 1.0, 170)
    columns = (tufts if side > 0 else 1 - tufts) * (width - 1)
    length = stage.rng.uniform(0.003, 0.010, 170) * height
    plants.draw_segments(
        mask, plants.grass(stage.rng, columns.astype(np.float32), rows[columns.astype(int)] + 2, length), width / 1000
    )
    return rows


def bough(stage: Stage) -> None:
    """Detail: boughs in focus before circles of light."""
    rng, width, height = stage.rng, stage.width, stage.height
    table = ((3.0, 0.50, 5, 0.42, 0.0055), (1.5, 0.90, 3, 0.62, 0.0), (0.6, 0.97, 1, 0.50, 0.016))
    for depth, clear, count, length, blur in table:
        mask = stage.blank()
        for k in range(count):
            side = 1.0 if (k + (depth < 2)) % 2 else -1.0
            y = 0.06 + 0.80 * (k + rng.uniform(0.2, 0.8)) / count if count > 1 else rng.uniform(0.80, 0.95)
            angle = (0.0 if side > 0 else np.pi) + side * rng.uniform(-0.35, 0.30)
            start = ((0.5 - 0.56 * side) * width, y * height)
            wood, twigs = plants.bough(rng, start, float(angle), length * height * rng.uniform(0.8, 1.15))
            for index, part in enumerate(wood):
                plants.draw_segments(mask, part, height * (0.0030 if index == 0 else 0.0016))
            strokes = plants.needles(rng, np.concatenate(twigs), 13, height * 0.0165, 0.85)
            plants.draw_segments(mask, strokes, height * 0.0011)
        if blur:
            mask = cv2.GaussianBlur(mask, (0, 0), blur * width)
        stage.planes.append(Plane(mask, clear, depth, 2.0, 0.0, depth < 2))
