"""The others of a herd: they stand about the one that is looked at, on the ground of the painting, each as far away as that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.staffage import shade_ground

from ._footing import hidden_feet
from ._solid_light import laid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast

    from ._light import Backlight
    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]
Spot = tuple[float, float, float]
"""Pixel of an origin, and pixels to a metre there."""

_TRIES = 40  # places that are looked at for each that is wanted
_SMALLEST = 0.018  # of the picture's height: what is smaller is a dot
_NEAREST = 5.2  # metres: they are behind whoever is looked at
_CLEAR = 60.0  # metres in which air hides 63 %
_STEP = 0.0016  # radians by which the near half of a herd leans as it grazes


def add_herd(
    painting: Painting, light: Backlight, rig: Rig, another: Callable[[], Cast], one: Cast, first: Spot,
    description: SceneDescription, rng: np.random.Generator, *, on_ledge: bool = False, blur: float = 0.0, haze: float = 0.0,
) -> None:  # fmt: skip
    """Let others stand about somebody, in place, as two layers.

    Parameters
    ----------
    painting, light, rig
        Where they stand, and in which light.
    another : callable
        Casts one of them.
    one, first
        Who is looked at, and where: nobody stands before it.
    description
        Where: grass hides their feet.
    rng : Generator
    on_ledge : bool
        It stands on a mound of its own: so do a few others, just behind it.
    blur : float
        Pixels by which they are out of focus.
    haze : float
        How dense the air is, 0 to 1, over that of a clear day.
    """
    height, width = painting.depth.shape
    casts = [another() for _ in range(5)]
    found = _behind(one, first, width, rng) if on_ledge else list(_spots(painting, one, first, rng))
    spots = sorted(found, key=lambda spot: spot[1])
    half = (len(spots) + 1) // 2
    air = light.blurred(0.08)
    for near, part in enumerate((spots[:half], spots[half:])):
        if not part:
            continue
        canvas, alpha = np.zeros((height, width, 3), np.float32), np.zeros((height, width), np.float32)
        for x, y, unit in part:
            cast = casts[int(rng.integers(len(casts)))]
            model = cast.model.turned(float(rng.uniform(-0.6, 0.9)))
            model = model.mirrored() if rng.random() < 0.5 else model
            body = laid(model, rig, (x, y), unit, (width, height), lowest=-0.06, seed=int(rng.integers(1 << 16)))
            if body.cover.size == 0:
                continue
            window = (body.rows, body.columns)
            corner = (body.rows.start, body.columns.start)
            grass = (
                None
                if on_ledge
                else hidden_feet(body.cover.shape, corner, (x, y), unit, cast.tall, description, int(x))
            )
            if grass is not None:
                body.cover[:] *= grass
            away = painting.depth[min(int(y), height - 1), min(max(int(x), 0), width - 1)]
            veil = 1 - (1 - 0.6 * haze) * float(np.exp(-(1 + 6 * haze) * float(away) / _CLEAR * 0.5))
            body.colour[:] += (air[window] - body.colour) * np.float32(veil)
            share = body.cover / np.maximum(np.maximum(alpha[window], body.cover), 1e-3)
            canvas[window] += (body.colour - canvas[window]) * share[..., None]
            alpha[window] = np.maximum(alpha[window], body.cover)
            for group in painting.groups.values():
                shade_ground(group.light, (x, y), 1.5 * unit * cast.tall, 0.5 * (1 - veil))
        if blur > 0.5:
            soft = cv2.GaussianBlur(alpha, (0, 0), blur)
            canvas = cv2.GaussianBlur(canvas * alpha[..., None], (0, 0), blur) / np.maximum(soft, 1e-3)[..., None]
            alpha = soft
        pivot = Motion(x=0.5, y=part[-1][1] / height, rock=_STEP) if near else None
        metres = max(float(np.median(painting.depth[min(int(part[-1][1]), height - 1)])), _NEAREST)
        painting.layers.append(Layer(canvas.astype(np.float16), alpha.astype(np.float16), metres, pivot))
    painting.layers.sort(key=lambda layer: -layer.depth)


def _behind(one: Cast, first: Spot, width: int, rng: np.random.Generator) -> list[Spot]:
    """Return where a few stand on a mound: at both sides, their feet hidden by its crest."""
    x, y, unit = first
    left, right, _, _ = one.model.bounds()
    long = (one.width or right - left) * unit
    spots = []
    for number in range(min(one.herd, 5)):
        way, step = (-1) ** number, 0.55 + 0.42 * (number // 2) + float(rng.uniform(0.0, 0.15))
        at = x + way * step * long
        if -0.1 * width < at < 1.1 * width:
            spots.append((at, y + 0.06 * unit * one.tall, unit * (0.80 - 0.06 * number)))
    return spots


def _spots(painting: Painting, one: Cast, first: Spot, rng: np.random.Generator) -> Iterator[Spot]:
    """Yield where they stand: on dry ground that is seen, none before another."""
    height, width = painting.depth.shape
    foot_x, foot_y, unit = first
    away = _depth(painting, foot_x, min(foot_y, 0.96 * height))
    left, right, _, _ = one.model.bounds()
    long = 0.75 * (one.width or right - left)
    taken = [(foot_x, foot_y, 0.62 * long * unit, 1.0 * one.tall * unit)]
    top = min(max(painting.centre[1], 0.30 * height), 0.64 * height)
    found = 0
    for _ in range(_TRIES * one.herd):
        if found == one.herd:
            return
        x = float(rng.uniform(0.02, 0.98)) * width
        y = top + (min(foot_y, 0.95 * height) - top) * float(rng.uniform(0.02, 1.0)) ** 1.3
        there = _depth(painting, x, y)
        size = unit * away / max(there, 0.3)
        if not _SMALLEST * height < size * one.tall < 1.1 * unit * one.tall or not _is_ground(
            painting, x, y, size * one.tall
        ):
            continue
        if any(abs(x - u) < 0.55 * long * size + reach and abs(y - v) < 0.35 * size * one.tall + 0.30 * deep
               for u, v, reach, deep in taken):  # fmt: skip
            continue
        taken.append((x, y, 0.30 * long * size, 0.5 * one.tall * size))
        found += 1
        yield x, y, size * float(rng.uniform(0.9, 1.06))


def _depth(painting: Painting, x: float, y: float) -> float:
    height, width = painting.depth.shape
    reach = max(width // 60, 1)
    part = painting.depth[min(int(y), height - 1), max(int(x) - reach, 0) : int(x) + reach + 1]
    return float(np.median(np.asarray(part, np.float32)))


def _is_ground(painting: Painting, x: float, y: float, tall: float) -> bool:
    """Return whether something that stands at a place has dry ground under it, and nothing in the way."""
    height, width = painting.depth.shape
    low = _depth(painting, x, min(y + 0.3 * tall, height - 1))
    here, high = _depth(painting, x, y), _depth(painting, x, y - 0.3 * tall)
    if not 0.45 * here < low < here * 1.02 or high < 0.98 * here:
        return False
    row, column = min(int(y), height - 1), min(int(x), width - 1)
    for name in ("water", "lava"):
        mask = painting.masks.get(name)
        if mask is not None and float(mask[row * mask.shape[0] // height, column * mask.shape[1] // width]) > 0.3:
            return False
    return True
