"""Paints poured into each other: bands of colour, folded by a flow, wet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import fluid
from beatreel.plugins.generators.procedural.kernels.fluid import Nozzle
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting

from .tank import SAMPLES, WIDTHS, finished, stir

if TYPE_CHECKING:
    from collections.abc import Callable

Array = np.ndarray[Any, np.dtype[np.float32]]

_STEPS = 80


def paint_marbling(
    shot: str, size: tuple[int, int], colours: Array, rng: np.random.Generator, progress: Callable[..., None]
) -> Painting:  # fmt: skip
    """Return paints poured into each other: bands of colour, folded by the flow, wet."""
    width, height = size
    shape = height / width
    high = max(1.78, 0.95 * shape)
    pushes = []
    for _ in range(9):
        x, y, radius = float(rng.uniform(0, 1)), float(rng.uniform(0.05, high - 0.05)), float(rng.uniform(0.07, 0.15))
        px, py = (float(v) for v in rng.uniform(-0.006, 0.006, 2))
        pushes.append(Nozzle(x, y, radius, px, py, 0, int(rng.integers(0, 10)), int(rng.integers(20, 60))))
    stirred = stir(rng, high, 16.0, 0.036)
    flow = fluid.flow(pushes, high, _STEPS, lift=0.0, curl=0.0, viscosity=0.5, stir=stirred)
    progress(0.2, "letting it flow")
    wide = WIDTHS.get(shot, 0.62)
    window = (float(rng.uniform(0, 1 - wide)), float(rng.uniform(0, max(high - wide * shape, 0.01))), wide)
    fine = max(1, round(SAMPLES / width))
    _, source = fluid.gather(flow, [], window, (fine * width, fine * height))
    progress(0.7, "following the paint")
    u, v = source[..., 0], source[..., 1]
    turn = float(rng.uniform(0, np.pi))
    along = (
        3.9 * (np.cos(turn) * u + np.sin(turn) * v)
        + 0.30 * np.sin(6 * u + 2 * v)
        + 0.35 * np.sin(5 * v + float(rng.uniform(0, 6)))
    )
    ramp = [
        0.05 * colours[0],
        colours[0],
        colours[2] ** 0.6,
        np.full(3, 0.92, np.float32),
        colours[1],
        0.10 * colours[1],
    ]
    families = (0, 0, 1, 1, 2, 2)
    place = along % len(ramp)
    first = np.minimum(place.astype(np.int32), len(ramp) - 1)
    edge = np.clip((place - first - 0.42) / 0.16, 0, 1)
    edge = (edge * edge * (3 - 2 * edge))[..., None].astype(np.float32)
    second = (first + 1) % len(ramp)
    table, kin = np.stack(ramp).astype(np.float32), np.eye(3, dtype=np.float32)[list(families)]
    colour = table[first] * (1 - edge) + table[second] * edge
    family = kin[first] * (1 - edge) + kin[second] * edge
    diffuse, gloss = _wet(along.astype(np.float32), fine * width, wide)
    groups = {}
    for k, (name, pulse) in enumerate((("first", "kick"), ("second", "offbeat"), ("third", "high"))):
        light = colour * (family[..., k] * diffuse)[..., None]
        shown = cv2.resize(light.astype(np.float32), size, interpolation=cv2.INTER_AREA)
        groups[name] = LightGroup(shown, pulse, 0.88, 0.24)
    shine = cv2.resize(gloss, size, interpolation=cv2.INTER_AREA)
    groups["gloss"] = LightGroup(np.repeat(shine[..., None], 3, axis=2), "downbeat", 0.9, 0.25)
    depth = np.full((height, width), 3.0, np.float32)
    return finished(groups, depth, [Element("flow", 1.0, {"size": 30.0})], (False, (214.0, 244.0)), size)


def _wet(along: Array, width: int, wide: float) -> tuple[Array, Array]:
    """Return how a wet surface, raised within its bands, is lit from above left, and what it mirrors of a soft lamp."""
    unit = width / 540 / max(wide, 0.3)
    ridge = 0.5 - np.abs((along % 1.0) - 0.92)  # the middle of a band is where it is thickest
    ridge = np.where(ridge < 0, -ridge, ridge)
    swell = 1.5 * cv2.GaussianBlur(ridge, (0, 0), 3.0 * unit) + 5.0 * cv2.GaussianBlur(ridge, (0, 0), 10.0 * unit)
    gx = cv2.Sobel(swell, cv2.CV_32F, 1, 0, scale=unit / 8)
    gy = cv2.Sobel(swell, cv2.CV_32F, 0, 1, scale=unit / 8)
    length = 1 / np.sqrt(1 + gx * gx + gy * gy)
    diffuse = np.clip(0.80 + (0.45 * gx + 0.6 * gy) * length, 0.35, 1.3)
    lamp = (0.42 * gx + 0.62 * gy + 0.72) * length  # cosine to the half vector
    gloss = 0.55 * np.clip((lamp - 0.955) / 0.04, 0, 1) ** 2 + 0.05 * np.clip((lamp - 0.80) / 0.2, 0, 1)
    return diffuse.astype(np.float32), gloss.astype(np.float32)
