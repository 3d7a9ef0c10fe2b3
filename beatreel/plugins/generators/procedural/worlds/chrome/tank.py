"""What every fluid shares: how it is stirred, what a shot shows of its tank, and its light as a painting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import fluid
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

WIDTHS = {"wide": 0.92, "medium": 0.62, "close": 0.42, "detail": 0.26}  # of the tank, that a shot shows
SAMPLES = 800  # along a picture's width, at least: threads of dye are finer than a pixel


def stir(rng: np.random.Generator, high: float, cells: float, strength: float) -> Array:
    """Return the unrest at the beginning: whirls of a size in cells."""
    rows, columns = fluid.shape(high)
    noise = rng.normal(size=(rows, columns, 2)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(noise, (0, 0), cells) * np.float32(strength * cells / 5), np.float32)


def finished(
    groups: dict[str, LightGroup], depth: Array, elements: list[Element], tones: tuple[bool, tuple[float, float]],
    size: tuple[int, int], brighter: float = 1.0,
) -> Painting:  # fmt: skip
    """Return the painting; ``tones`` are whether it is dark, and between which lumas its whites shall lie;
    ``brighter`` is a factor of exposure, for paper that is meant to be white."""
    is_dark, white = tones
    width, height = size
    small = (max(8, width // 8), max(8, height // 8))
    total = np.sum([cv2.resize(group.light, small, interpolation=cv2.INTER_AREA) for group in groups.values()], axis=0)
    start = Grade(
        contrast=1.12, saturation=1.2, lift=(0.010, 0.006, 0.008), desaturate=0.2, bloom=0.16 if is_dark else 0.05, bloom_width=1.2
    )  # fmt: skip
    median = (14.0, 70.0) if is_dark else (70.0, 205.0)
    grade = fit_grade(total, start, median=median, white=white)
    if brighter != 1:
        grade = replace(grade, exposure=brighter * grade.exposure)
    return Painting(
        groups=groups, depth=depth.astype(np.float32), focal=1.1 * width, centre=(width / 2, height / 2),
        grade=grade, elements=elements, travel=0.4,
    )  # fmt: skip
