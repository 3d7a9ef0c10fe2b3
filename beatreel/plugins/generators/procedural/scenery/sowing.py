"""What stands on a field, sown from far to near: where its edge, its rows and its path lie, and where clouds shade it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import meadow
from beatreel.plugins.generators.procedural.kernels.noise import fill_fbm

from . import crops as plants

if TYPE_CHECKING:
    from .field import Stage

    Array = np.ndarray[Any, np.dtype[np.float32]]

_LEAVES = 4  # broad ones of a plant


def smooth(low: float, high: float, x: Any) -> Any:
    """Return 0 up to ``low``, 1 from ``high`` on, and a soft step between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def edge_of(stage: Stage, x: Any) -> Any:
    """Return how far, in pixels, the far edge of the field rises above the horizon, or lies below it, at columns of pixels."""
    turn = 3.1 * stage.row_turn * 20
    u = np.asarray(x) / stage.width
    if stage.sea:
        return -stage.height * stage.sea * (1 + 0.16 * np.sin(3.3 * u + turn) + 0.07 * np.sin(11.0 * u + 2 * turn))
    return stage.height * 0.0075 * (1 + np.sin(4.1 * u + turn) + 0.45 * np.sin(9.7 * u + 2 * turn))


def path_at(stage: Stage, z: Any) -> Any:
    """Return x of the middle of the path."""
    return stage.row_turn * z + 0.55 * np.sin(z * 0.16 + 0.8) * np.clip(z / 12, 0, 1)


def sunlit(stage: Stage, x: Any, z: Any) -> Any:
    """Return how much of the sun reaches the ground between clouds, 0 to 1: a near shadow, a band of light, patches beyond."""
    if not stage.clouded:
        return np.ones(np.shape(z), np.float32)
    drifts = patch(np.asarray(x) * 0.9 + 40.0, np.asarray(z) * 0.55 + 17.0, 0.012, 23)
    open_ = smooth(0.34, 0.62, drifts + 0.30 * np.exp(-(((np.asarray(z) - 17.0) / 11.0) ** 2)))
    open_ = open_ + (0.75 - open_) * smooth(60.0, 160.0, z)  # so far away they are narrower than a pixel
    near = smooth(1.6, 9.0, z)
    return 1 - stage.clouded * (1 - open_ * (0.25 + 0.75 * near))


def sow(stage: Stage, count: int, near: float, far: float, scale: float = 1.0) -> None:
    """Paint the plants between two distances, from far to near.

    ``count`` is the number of blades; it does not depend on the size of the picture, so that all sizes have the same field.
    """
    random, crop, focal = stage.random, stage.crop, stage.focal
    count = max(count // 420, 8) if stage.snow else count  # most of it lies under the snow
    picture, places, levels = stage.atlas
    bottom = stage.horizon + stage.eye * focal / near
    u = np.sort(random.random(count)) ** 1.35
    y = stage.horizon + stage.eye * focal / far + u * (bottom - stage.horizon - stage.eye * focal / far)
    z = stage.eye * focal / (y - stage.horizon)
    x = (random.random(count) * 1.2 - 0.6) * stage.width / focal * z
    dice = random.random((count, 8))
    plant = dice[:, 0] < (0.42 if crop.share > 0.8 else 0.22)
    if crop.rows:
        middle = np.round((x - stage.row_turn * z) / crop.rows) * crop.rows + stage.row_turn * z
        x = np.where(plant, middle + (random.random(count) + random.random(count) - 1) * crop.rows * 0.34, x)
    tall = (
        np.where(plant, crop.height * (1 + crop.spread * (dice[:, 1] - 0.5) * 2), crop.tall * (0.55 + 0.9 * dice[:, 1]))
        * scale
    )
    if stage.path or stage.road:
        off = np.abs(x - path_at(stage, z))
        off = off - stage.road + 0.5 if stage.road else off
        tall *= 0.22 + 0.78 * smooth(0.28, 0.62, off)
        plant &= off > 0.36
    grows = off > 0.3 if stage.road else np.ones(count, np.bool_)
    tall *= 0.82 + 0.36 * patch(x, z, 0.16, 3)
    patchy = patch(x, z, 0.09, 7)
    unit = focal / z
    root_x = stage.centre_x + x * unit
    y = y - edge_of(stage, root_x) * smooth(18.0, 130.0, z)
    mist = 1 - np.exp(-z * stage.mood.haze * 1.3)
    wind = (0.10 + 0.30 * patch(x, z, 0.22, 5)) * (1 if stage.mood.azimuth > 0 else -1)
    lean = tall * unit * (wind + 0.34 * (dice[:, 2] - 0.5))
    table = np.zeros((count, meadow.BLADE), np.float32)
    table[:, 0], table[:, 1] = root_x, y
    table[:, 2] = tall * unit
    table[:, 3] = np.where(plant, 0.0055, 0.0105) * unit * (0.7 + 0.6 * dice[:, 3])
    table[:, 4] = lean
    blade = crop.stem if stage.snow else crop.grass
    colour = np.where(plant[:, None], np.array(crop.stem), np.array(blade)) * (0.62 + 0.76 * dice[:, 4, None])
    dry = (dice[:, 5] < 0.16)[:, None]
    colour = np.where(dry, colour * np.array((0.9, 1.15, 1.40)), colour)
    table[:, 5:8] = colour
    # Against the sun a field shines below it and is darker at the sides.
    deep = 0.72 if abs(stage.mood.azimuth) < 60 else 0.2
    toward = (
        1
        - deep
        + 1.15
        * deep
        * np.exp(-(((root_x - stage.sun[0]) / (0.42 * stage.width)) ** 2))
        * (0.45 + 0.55 * smooth(2.0, 25.0, z))
    )
    table[:, 8] = (0.26 + 0.85 * patchy) * toward
    light_here = sunlit(stage, x, z)
    table[:, 8] *= light_here
    table[:, 5:8] *= (0.5 + 0.5 * light_here)[:, None]
    table[:, 9], table[:, 11] = mist, dice[:, 6] - 0.5
    bears = plant & (dice[:, 7] < crop.share)
    if not crop.rows and crop.share < 0.5:
        bears &= dice[:, 7] < crop.share * (0.35 + 1.5 * patch(x, z, 0.11, 11))
    heads = np.zeros((count, meadow.BLOSSOM), np.float32)
    heads[:, 0] = root_x + lean
    heads[:, 2] = crop.size * unit * (0.75 + 0.5 * random.random(count))
    sprites = random.integers(len(crop.blossoms) * plants.VARIANTS, size=count)
    hang = (places[sprites, 0, 3] / places[sprites, 0, 2] - 1.0) * 0.5  # a long ear hangs about its stem's tip
    heads[:, 1] = y - tall * unit + hang * heads[:, 2] * 0.6
    heads[:, 3] = sprites
    heads[:, 4] = (0.10 + 0.36 * patchy) * toward * light_here
    heads[:, 5] = mist
    heads[:, 6] = (0.85 + 0.3 * dice[:, 3]) * (0.5 + 0.5 * light_here)
    heads[:, 7] = dice[:, 2] - 0.5
    foliage = _foliage(stage, table, heads, tall * unit, bears & (z < 45.0))
    light = stage.light()
    # By bands of depth, so that a blossom lies behind the blades before it.
    edges = np.searchsorted(
        y, np.linspace(float(y[0]), float(y[-1]), 40) if count > 60 else [float(y[0]), float(y[-1])]
    )
    for first, last in zip(edges, [*edges[1:], count], strict=True):
        part = slice(int(first), int(last))
        meadow.blades(stage.out, np.ascontiguousarray(table[part][grows[part]]), *light)
        if len(foliage):
            near = foliage[(foliage[:, 8] >= first) & (foliage[:, 8] < last), :8]
            meadow.blossoms(stage.out, np.ascontiguousarray(near), picture, places, levels, *light)
        meadow.blossoms(stage.out, np.ascontiguousarray(heads[part][bears[part]]), picture, places, levels, *light)


def _foliage(stage: Stage, table: Array, heads: Array, tall: Any, bears: Any) -> Array:
    """Return the leaves of plants that have broad ones: rows as of blossoms, then the number of the plant."""
    crop = stage.crop
    if not crop.leaf:
        return np.zeros((0, meadow.BLOSSOM + 1), np.float32)
    plant = np.flatnonzero(bears)
    rows = []
    for number in range(_LEAVES):
        up = (0.90 - 0.17 * number) + 0.08 * np.sin(3.0 * plant + number)
        leaf = np.zeros((len(plant), meadow.BLOSSOM + 1), np.float32)
        side = np.where((plant + number) % 2, 1.0, -1.0)
        size = 1.35 * heads[plant, 2] * (0.75 + 0.12 * number)
        leaf[:, 0] = table[plant, 0] + table[plant, 4] * up**2 + 0.42 * side * size
        leaf[:, 1] = table[plant, 1] - tall[plant] * up
        leaf[:, 2], leaf[:, 7] = size, side
        leaf[:, 3] = len(crop.blossoms) * plants.VARIANTS + plant % plants.VARIANTS
        leaf[:, 4:7] = heads[plant, 4:7] * [0.7, 1.0, 0.85 - 0.10 * number]
        leaf[:, 8] = plant
        rows.append(leaf)
    found = np.concatenate(rows[::-1])
    return found[np.argsort(found[:, 8], kind="stable")]


def patch(x: Any, z: Any, step: float, seed: int) -> Any:
    """Return slow noise over the ground, 0 to 1."""
    size = 128
    tile = fill_fbm(size, size, step_x=0.12, step_y=0.12, seed=seed, octaves=4)
    u, v = (np.asarray(x) * step * 9 + 500) % (size - 1), (np.asarray(z) * step * 6 + 300) % (size - 1)
    where = [a.astype(np.float32)[None, :] for a in (u, v)]
    found = cv2.remap(tile, where[0][:, :32000], where[1][:, :32000], cv2.INTER_LINEAR)[0] if len(u) <= 32000 else np.concatenate(
        [cv2.remap(tile, where[0][:, i : i + 32000], where[1][:, i : i + 32000], cv2.INTER_LINEAR)[0] for i in range(0, len(u), 32000)]
    )  # fmt: skip
    return np.clip(found * 1.1 + 0.5, 0, 1)
