"""A misty forest: planes of spruces, light shafts, and a hiker on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Layer, LightGroup, Painting
from beatreel.plugins.generators.procedural.worlds import _forest_plants as plants
from beatreel.plugins.generators.procedural.worlds._forest_light import (
    ForestLight,
    forest_light,
    mist_field,
    shafts,
    sun_disc,
)
from beatreel.plugins.generators.procedural.worlds._stars import stars

if TYPE_CHECKING:
    from beatreel import Progress
    from beatreel.plugins.generators.procedural.describe import SceneDescription

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
    """Paint a forest; see :mod:`~beatreel.plugins.generators.procedural.worlds` for the contract.

    Wide looks over valleys of firs from a ledge, medium into a clearing with a hiker, close between trunks and ferns,
    detail at a bough before lights out of focus.
    """
    shots = {"wide": _valleys, "medium": _clearing, "close": _trunks, "detail": _bough}
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 23])
    light = forest_light(description, rng)
    stage = Stage(width, height, light, rng)
    shots.get(shot, _clearing)(stage)
    progress(0.4, "trees grown")
    painting = _compose(description, stage, shot, int(rng.integers(1, 1 << 20)), progress)
    progress(0.95, "light in the mist")
    return painting


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


def _clearing(stage: Stage) -> None:
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


def _valleys(stage: Stage) -> None:
    """Wide: ridge behind ridge of firs in the mist, seen from a ledge on which somebody stands."""
    rng = stage.rng
    horizon = stage.light.sun_y + float(rng.uniform(0.02, 0.07))
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
    stage.planes.append(Plane(mask, 0.965, 9.0, 1.0, 0.1, True))
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
        size = 0.42 - 0.06 * k + float(stage.rng.uniform(-0.03, 0.03))
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


def _trunks(stage: Stage) -> None:
    """Close: trunks like columns, shafts of light between them, ferns below."""
    rng, width, height = stage.rng, stage.width, stage.height
    table = [
        (40.0, 0.14, 20, 0.018),
        (26.0, 0.26, 13, 0.030),
        (17.0, 0.44, 8, 0.050),
        (10.0, 0.68, 5, 0.085),
        (5.0, 0.955, 2, 0.19),
    ]
    for index, (depth, clear, count, thick) in enumerate(table):
        mask = stage.blank()
        level = (0.66, 0.70, 0.755, 0.83, 0.93)[index]
        rows = _hills(stage, level, 0.012, int(rng.integers(1 << 16)))
        _fill_below(mask, rows)
        gap = (0.0, 0.03, 0.07, 0.14, 0.30)[index]
        sides = rng.permutation([-1.0, 1.0])
        for k in range(count):
            x = (k + rng.uniform(0.1, 0.9)) / count * 1.1 - 0.05
            if depth == 5.0:
                x = 0.5 + sides[k] * rng.uniform(0.36, 0.47)
            elif abs(x - stage.light.sun_x) < gap:
                x = stage.light.sun_x + np.sign(x - stage.light.sun_x) * (gap + rng.uniform(0, 0.05))
            column = stage.blank()
            plants.trunk(
                column,
                rng,
                x * width,
                thick * width * rng.uniform(0.75, 1.25),
                float(rng.normal(0, 0.012)),
                10 if index > 1 else 6,
            )
            bottom = int(rows[min(max(int(x * width), 0), width - 1)] + 0.01 * height)
            column[bottom:] = 0
            np.maximum(mask, column, out=mask)
        if depth < 30:
            _ferns(stage, mask, rows, (0, 26, 20, 15, 10)[index], (0, 0.028, 0.045, 0.075, 0.15)[index])
        stage.planes.append(
            Plane(
                mask,
                clear**stage.light.fog,
                depth,
                level + 0.02,
                0.9 if depth > 12 else 0.4 if depth > 6 else 0.05,
                depth < 20,
                (0, 0.35, 0.35, 0.2, 0)[index],
            )
        )


def _ferns(stage: Stage, mask: Mask, rows: Array, count: int, size: float) -> None:
    for k in range(count):
        x = (k + stage.rng.uniform(0, 1)) / count
        y = float(rows[int(min(x, 0.999) * stage.width)]) + stage.rng.uniform(0, 0.02) * stage.height
        stems, leaflets = plants.fern(stage.rng, x * stage.width, y, size * stage.height * stage.rng.uniform(0.7, 1.2))
        plants.draw_segments(mask, stems, size * stage.height * 0.010)
        plants.draw_segments(mask, leaflets, size * stage.height * 0.016)


def _bough(stage: Stage) -> None:
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


def _compose(description: SceneDescription, stage: Stage, shot: str, seed: int, progress: Progress) -> Painting:
    light, width, height = stage.light, stage.width, stage.height
    steady, lit = mist_field(light, width, height, seed, valley=0.5 if shot == "wide" else 0.12)
    core = np.array(light.core, np.float32)
    open_sky = np.ones((height, width), np.float32)
    for plane in stage.planes[1:4] if shot != "detail" else []:
        open_sky *= 1 - np.float32(0.85 / 255) * plane.mask
    rays = shafts(light, open_sky, seed) * np.float32(light.rays * (0.38 if shot == "wide" else 1.0))
    progress(0.55, "light in the mist")
    disc = sun_disc(light, width, height)
    sky, sun = steady.copy(), lit + disc[..., None] * core
    if light.stars > 0:
        sky += stars(width, height, 0.5 * light.stars, seed, below=0.5)[..., None]
    del disc, open_sky
    ray_light = np.zeros_like(sky)
    patches = cv2.resize(
        fill_fbm(height // 4 + 1, width // 4 + 1, step_x=14.0 / width, step_y=34.0 / width, seed=seed + 77, octaves=5),
        (width, height),
    )
    if shot == "detail":
        _bokeh(stage, sky, sun)
    layers = []
    for index, plane in enumerate(stage.planes):
        colour = np.empty_like(sky) if plane.separate else None
        cover = _cover(stage, plane, patches)
        thin = _thin(plane.mask)
        frost = _snow(stage, plane) if light.ground_snow else None
        for top in range(0, height, 256):
            part = np.s_[top : top + 256]
            own, direct = _surface_light(
                light, plane, steady[part], lit[part], thin[part], None if frost is None else frost[part]
            )
            if colour is not None:
                haze = rays[part] * np.float32(0.16 * (1 - plane.clear) + 0.04)
                colour[part] = own + direct + haze[..., None] * core
                continue
            share = cover[part][..., None]
            sky[part] += (own - sky[part]) * share
            sun[part] += (direct - sun[part]) * share
        if colour is not None:
            if stage.hiker and stage.hiker[3] == index:
                _draw_hiker(stage, colour, cover)
            layers.append(Layer(colour, cover, plane.depth))
        elif plane.shafts_before:
            ray_light += (rays * np.float32(plane.shafts_before))[..., None] * core
        plane.mask = plane.mask[:0]
        progress(0.55 + 0.35 * (index + 1) / len(stage.planes), "light in the mist")
    if not ray_light.any():
        ray_light += (rays * np.float32(0.4))[..., None] * core
    return _painting(description, stage, shot, (sky, sun, ray_light), layers)


def _cover(stage: Stage, plane: Plane, patches: Array) -> Array:
    """Return what a plane hides, with the mist that lies about its feet."""
    row = (np.arange(stage.height, dtype=np.float32) / stage.height)[:, None]
    t = np.clip((row - np.float32(plane.feet - 0.10) - np.float32(0.11) * patches) / np.float32(0.26), 0, 1)
    t *= t * (3 - 2 * t) * np.float32(plane.swallow / 255)
    np.subtract(np.float32(1 / 255), t, out=t)
    t *= plane.mask
    return np.asarray(np.clip(t, 0, 1, out=t), np.float32)


def _thin(mask: Mask) -> Array:
    """Return how loosely a mask covers, 0 (dense) to 1 (single twigs), for light that comes through."""
    height, width = mask.shape
    small = cv2.resize(mask, (max(4, width // 4), max(4, height // 4)), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.5, width / 4 / 130)).astype(np.float32) / 255
    return np.asarray(cv2.resize((1 - soft) ** 2, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _surface_light(
    light: ForestLight, plane: Plane, steady: Array, lit: Array, thin: Array, frost: Array | None
) -> tuple[Array, Array]:
    """Return the steady light and the sunlight of a plane seen through the mist before it."""
    veil = np.float32(0.94 * (1 - plane.clear))
    through = (np.float32(plane.clear) * thin)[..., None]
    own = steady * (veil + np.float32(0.10) * through) + np.array(light.dark, np.float32) * np.float32(plane.clear)
    direct = lit * (veil + np.float32(0.42) * through)
    if frost is not None:
        own += frost[..., None] * steady * np.float32(0.9 * plane.clear)
        direct += frost[..., None] * lit * np.float32(0.5 * plane.clear)
    return own, direct


def _snow(stage: Stage, plane: Plane) -> Array:
    """Return where snow lies on the upper edges of a plane, 0 to 1."""
    step = max(1, round(stage.height * 0.0035))
    below = np.zeros_like(plane.mask)
    below[step:] = plane.mask[:-step]
    edge = cv2.subtract(plane.mask, below)
    soft = cv2.GaussianBlur(edge, (0, 0), max(0.5, stage.width / 1400)).astype(np.float32) / 255
    return np.asarray(np.clip(soft * 1.5, 0, 1) * stage.light.ground_snow, np.float32)


def _bokeh(stage: Stage, sky: Array, sun: Array) -> None:
    """Turn the background into circles of light, as an open lens does with gaps between leaves."""
    rng, width, height = stage.rng, stage.width, stage.height
    layer = np.zeros((height, width), np.float32)
    gold = np.array(stage.light.core, np.float32)
    for _ in range(70):
        distance = abs(rng.normal(0, 0.42))
        angle = rng.uniform(0, 2 * np.pi)
        x = (stage.light.sun_x + distance * np.cos(angle)) * width
        y = (stage.light.sun_y + 0.08 + distance * np.sin(angle) * 0.75) * height
        radius = width * rng.uniform(0.018, 0.062)
        one = np.zeros_like(layer)
        cv2.circle(one, (int(x * 16), int(y * 16)), int(radius * 16), 1.0, -1, cv2.LINE_AA, 4)
        cv2.circle(one, (int(x * 16), int(y * 16)), int(radius * 16), 1.35, max(1, int(width / 700)), cv2.LINE_AA, 4)
        layer += one * np.float32(rng.uniform(0.05, 0.32) * np.exp(-distance * 1.2))
    layer = cv2.GaussianBlur(layer, (0, 0), width / 1000)
    dapple = cv2.resize(
        fill_fbm(height // 16 + 1, width // 16 + 1, step_x=80.0 / width, step_y=80.0 / width, seed=3, octaves=3),
        (width, height),
    )
    dapple = cv2.GaussianBlur(dapple, (0, 0), width / 60)
    sky *= (0.42 + 0.55 * np.clip(dapple + 0.45, 0, 1))[..., None]
    sun *= 0.75
    sun += layer[..., None] * (0.55 * gold + 0.45 * np.array(stage.light.warm, np.float32))


def _draw_hiker(stage: Stage, colour: Array, cover: Array) -> None:
    """Draw the hiker into a layer, standing on it."""
    assert stage.hiker is not None
    x, y, size, _ = stage.hiker
    alpha, (foot_x, foot_y) = silhouette.figure("hiker", size * stage.height, mirrored=x > stage.light.sun_x)
    left, top = round(x * stage.width - foot_x), round(y * stage.height - foot_y)
    rows, columns = alpha.shape
    if left < 0 or top < 0 or left + columns > stage.width or top + rows > stage.height:
        return
    window = np.s_[top : top + rows, left : left + columns]
    dark = np.array(stage.light.dark, np.float32)
    under = cover[window][..., None]
    body = alpha[..., None]
    # Where the figure stands against the open, the layer had no colour of its own to keep.
    colour[window] = (colour[window] * under * (1 - body) + dark * 1.4 * body) / np.maximum(
        under * (1 - body) + body, 1e-3
    )
    cover[window] = np.maximum(cover[window], alpha * 0.97)


def _painting(
    description: SceneDescription, stage: Stage, shot: str, lights: tuple[Array, Array, Array], layers: list[Layer]
) -> Painting:
    light, width, height = stage.light, stage.width, stage.height
    sky, sun, rays = lights
    small = (max(8, width // 8), max(8, height // 8))
    total = sum(cv2.resize(part, small, interpolation=cv2.INTER_AREA) for part in lights)
    for layer in layers:
        cover = cv2.resize(layer.alpha, small, interpolation=cv2.INTER_AREA)[..., None]
        total = total * (1 - cover) + cv2.resize(layer.colour, small, interpolation=cv2.INTER_AREA) * cover
    grade = fit_grade(total, light.grade(), median=light.median)
    row = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    far = {"wide": 260.0, "medium": 42.0, "close": 30.0, "detail": 12.0}.get(shot, 42.0)
    ground = np.clip((row - 0.60) / 0.40, 0, 1)
    depth = np.broadcast_to(1 / (1 / far + ground * 0.35 / far), (height, width)).astype(np.float32)
    name = "moon" if description.time_of_day == "night" else "sun"
    low = np.clip((row - 0.42) / 0.3, 0, 1) * np.ones((1, width), np.float32)
    return Painting(
        groups={
            "mist": LightGroup(sky),
            name: LightGroup(sun, "kick", 1.0, 0.12),
            "rays": LightGroup(rays, "downbeat", 1.0, 0.45),
        },
        depth=depth,
        focal=width * {"wide": 1.0, "medium": 1.1, "close": 1.1, "detail": 1.8}.get(shot, 1.1),
        centre=(light.sun_x * width, 0.55 * height),
        grade=grade,
        masks={"low": low.astype(np.float32), "sky": np.asarray(1 - low, np.float32)},
        layers=layers,
        elements=_elements(description, stage, shot),
        travel={"wide": 1.2, "medium": 1.1, "close": 0.8, "detail": 0.12}.get(shot, 1.0),
    )


def _elements(description: SceneDescription, stage: Stage, shot: str) -> list[Element]:
    weather, amount, light = description.weather, description.weather_amount, stage.light
    sun = {"x": light.sun_x, "y": light.sun_y}
    elements = (
        [Element("mist", min(1.0, 0.35 + 0.5 * amount * (weather == "mist")), {}, "low")] if shot != "detail" else []
    )
    if weather in ("rain", "snow"):
        elements.append(Element(weather, amount))
    if weather == "storm":
        elements.append(Element("rain", min(1.0, 0.5 + 0.5 * amount)))
    if light.rays > 0.4:
        elements.append(Element("rays", 0.5 * min(1.0, light.rays), sun))
    if weather not in ("rain", "storm", "snow"):
        elements.append(Element("motes", 0.5 if shot in ("close", "detail") else 0.25))
    if shot in ("wide", "medium") and weather in ("clear", "mist") and description.time_of_day != "night":
        elements.append(Element("birds", 0.4, {"top": 0.14, "bottom": 0.34, "count": 9}, "sky"))
    return elements
