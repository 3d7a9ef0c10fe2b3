"""Figures of pictures: the measurable half of the rubric, and how far two pictures are apart.

Pictures are uint8 RGB, shape (height, width, 3).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Limits = Mapping[str, tuple[float, float]]
Plane = np.ndarray[Any, np.dtype[np.float32]]
_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)  # B. Ottosson, OKLab, 2020
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)

# The limits of the rubric: point 2, point 3, point 6 and point 5.
VALUES = {"black": (0, 36), "white": (200, 248), "clipped": (0, 0.01), "spread": (40, 72), "median": (45, 125)}
COLOURS: dict[str, tuple[float, float]] = {"family": (1, 9), "accent": (0.02, 0.20), "chroma": (10, 40)}
DETAIL = {"detail": (1, 999), "repeats": (0, 0.4), "band": (0, 23)}  # pixels
FOCUS = {"focal_distance": (0, 0.12), "competitors": (0, 1)}
_RIVAL, _APART = 0.8, 0.4  # of the saliency of the subject; widths of the picture from it
GREEN_YELLOW = (105, 140)  # hues of OKLCH that light has not where a prompt is warm


def luma(picture: Picture) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return BT.709 luma, 0 to 255, (height, width)."""
    return picture.astype(np.float32) @ _LUMA


def lab(picture: Picture) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return CIE L*a*b*, (height, width, 3): L 0 to 100."""
    return cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2Lab)


def histogram_distance(one: Picture, other: Picture) -> float:
    """Return how far the colours of two pictures are apart, wherever they are in the picture.

    The earth mover's distance between the distributions of L*, of a* and of b*, root of the sum of squares; 5 is seen side by side, 15
    at once.
    """
    ranks = np.linspace(0, 100, 101)
    parts = [np.percentile(lab(p).reshape(-1, 3), ranks, axis=0) for p in (one, other)]
    return float(np.sqrt((np.abs(parts[0] - parts[1]).mean(axis=0) ** 2).sum()))


def perceptual_hash(picture: Picture) -> int:
    """Return 64 bits of a picture's large shapes (pHash: signs of the low frequencies of its cosine transform)."""
    small = cv2.resize(luma(picture), (32, 32), interpolation=cv2.INTER_AREA)
    low = cv2.dct(small)[:8, :8].reshape(-1)
    bits = low > np.median(low[1:])
    return sum(1 << i for i, bit in enumerate(bits.tolist()) if bit)


def hash_distance(one: Picture, other: Picture) -> int:
    """Return in how many of 64 bits the perceptual hashes differ; unrelated pictures differ in about 32, copies in under 6."""
    return (perceptual_hash(one) ^ perceptual_hash(other)).bit_count()


@dataclass(frozen=True)
class Look:
    """What the rubric asks of a still; luma 0 to 255, shares 0 to 1.

    Attributes
    ----------
    black, median, white : float
        1st, 50th and 99th percentile of luma.
    spread : float
        Standard deviation of luma.
    clipped : float
        Share of luma of at least 250.
    chroma : float
        Mean of CIE chroma.
    hues, paired_hues : float
        Share of colour within the best quarter of the circle of OKLCH, and within two opposite quarters.
    accent : float
        Share of colour within the best quarter beside the dominant one.
    glow : float
        Hue of the brightest twentieth, degrees of OKLCH.
    detail : float
        Mean absolute Laplacian of luma, a measure of detail at the finest scale.
    repeats : float
        How alike the picture is to itself elsewhere, 0 to 1; see :func:`repetition`.
    """

    black: float
    median: float
    white: float
    spread: float
    clipped: float
    chroma: float
    hues: float
    paired_hues: float
    accent: float
    glow: float
    detail: float
    repeats: float

    @property
    def family(self) -> float:
        """How far the colours are one family of hues, or two opposite ones: 1 is enough."""
        return max(self.hues / 0.6, self.paired_hues / 0.8)

    @property
    def has_values(self) -> bool:
        """Point 2, mandatory: near black and near white, nothing clipped, neither flat nor harsh."""
        return not faults(vars(self), VALUES)

    @property
    def has_colours(self) -> bool:
        """Point 3: one family of hues and an accent or two opposite ones, neither grey nor gaudy."""
        return not faults(vars(self) | {"family": self.family}, self.colour_limits)

    @property
    def colour_limits(self) -> Limits:
        """The limits of point 3: of two opposite families neither is an accent, and the lesser may be as much as the other."""
        return COLOURS | {"accent": (0.02, 0.5)} if self.paired_hues >= 0.8 else COLOURS


def measure(picture: Picture) -> Look:
    """Measure a still."""
    y, colours = luma(picture), lab(picture)
    chroma = np.hypot(colours[..., 1], colours[..., 2])
    _, strength, hue = oklch(picture)
    share = np.histogram(hue, 36, (0, 360), weights=strength)[0]
    share = share / max(share.sum(), 1e-6)
    sector = np.array([share.take(range(i, i + 9), mode="wrap").sum() for i in range(36)])
    best = int(sector.argmax())
    black, median, white, bright = np.percentile(y, [1, 50, 99, 95])
    glowing = (y >= bright) & (strength > 0.01)
    direction = np.exp(1j * np.radians(hue[glowing])) * strength[glowing]
    return Look(
        black=float(black),
        median=float(median),
        white=float(white),
        spread=float(y.std()),
        clipped=float((y >= 250).mean()),
        chroma=float(chroma.mean()),
        hues=float(sector.max()),
        paired_hues=float((sector + np.roll(sector, 18)).max()),
        accent=float(sector.take(range(best + 9, best + 28), mode="wrap").max()),
        glow=float(np.degrees(np.angle(direction.sum())) % 360),
        detail=float(np.abs(cv2.Laplacian(y, cv2.CV_32F)).mean()),
        repeats=repetition(y),
    )


def faults(figures: Mapping[str, float], limits: Limits) -> list[str]:
    """Return what lies outside its limits, each as its name and figure."""
    return [f"{name} {figures[name]:.3g}" for name, (low, high) in limits.items() if not low <= figures[name] <= high]


def repetition(y: np.ndarray[Any, np.dtype[np.float32]]) -> float:
    """Return the highest peak of the autocorrelation of a picture's fine structure away from zero: 1 where tiles repeat.

    A peak is seen against the ridge that it stands on, for the edge of a wall is like itself all along.
    """
    fine = y - cv2.GaussianBlur(y, (0, 0), 3)
    fine /= np.sqrt(cv2.GaussianBlur(fine * fine, (0, 0), 12)) + 2  # one bright edge is no pattern
    fine *= cv2.createHanningWindow((y.shape[1], y.shape[0]), cv2.CV_32F)
    power = np.abs(np.fft.fft2(fine)) ** 2
    alike = np.fft.fftshift(np.fft.ifft2(power).real).astype(np.float32)
    alike /= max(float(alike.max()), 1e-6)
    peak = alike - cv2.blur(alike, (7, 7))
    rows, columns = alike.shape
    away = np.hypot(*np.ogrid[-(rows // 2) : rows - rows // 2, -(columns // 2) : columns - columns // 2])
    return float(peak[(away > 10) & (away < columns / 2)].max())


def longest_band(picture: Picture) -> int:
    """Return the longest run of equal luma within a gradient, in pixels: a step of a stair, up or down, along rows or columns.

    It is to be measured before grain, and at the size that is shown.
    """
    y = np.rint(luma(picture)).astype(np.int16)
    return max(_longest_step(lines) for lines in (y, y.T))


def _longest_step(lines: np.ndarray[Any, np.dtype[np.int16]]) -> int:
    """Return the longest run of equal values of which one neighbour is one lower and the other one higher."""
    longest = 0
    for line in lines:
        edges = np.flatnonzero(np.diff(line))
        steps = np.diff(line)[edges]
        stair = (steps[:-1] == steps[1:]) & (np.abs(steps[1:]) == 1)
        longest = max(longest, int(np.diff(edges)[stair].max(initial=0)))
    return longest


def oklch(picture: Picture) -> tuple[Plane, Plane, Plane]:
    """Return lightness (0 to 1), chroma and hue (degrees) of OKLCH."""
    linear = (picture.astype(np.float32) / 255) ** 2.2
    long, middle, short = np.moveaxis(np.cbrt(linear @ _TO_CONES.T), -1, 0)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360


def named_share(picture: Picture, hue: float, *, within: float = 35.0) -> float:
    """Return the share of a picture that is seen in a named hue: coloured, not black, and near it on the circle of OKLCH.

    Parameters
    ----------
    picture : ndarray
    hue : float
        Degrees of OKLCH: 29 red, 60 orange, 90 gold, 140 green, 195 cyan, 250 blue, 300 violet, 345 magenta.
    within : float
        Degrees to both sides.
    """
    lightness, chroma, hues = oklch(picture[::2, ::2])
    away = np.abs((hues - hue + 180) % 360 - 180)
    return float(((away < within) & (chroma > 0.025) & (lightness > 0.15)).mean())


def saliency(picture: Picture) -> Plane:
    """Return how much each place of a picture stands out, (rows, 54): by how much its colour differs from what is about it.

    Centre against surround at several sizes (Itti, Koch and Niebur, 1998), in CIE L*a*b*; on every side but one, for a tower stands on
    something, and an edge or a horizon is no subject. Light things are seen before dark ones.
    """
    small = cv2.resize(
        lab(picture), (54, round(54 * picture.shape[0] / picture.shape[1])), interpolation=cv2.INTER_AREA
    )
    rows, columns = small.shape[:2]
    total = np.zeros((rows, columns), np.float32)
    for reach in (4, 7, 12, 18):
        centre = cv2.GaussianBlur(small, (0, 0), 0.4 * reach, borderType=cv2.BORDER_REPLICATE)
        about = cv2.copyMakeBorder(centre, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
        sides = []
        for turn in range(8):
            right, down = (round(reach * each(math.tau * turn / 8)) + reach for each in (math.cos, math.sin))
            away = centre - about[down : down + rows, right : right + columns]
            sides.append(np.linalg.norm(away, axis=2) * np.where(away[..., 0] > 0, 1.0, 0.3))
        total += np.sort(sides, axis=0)[1].astype(np.float32)
    return np.asarray(cv2.GaussianBlur(total, (0, 0), 1.5), np.float32)


def focal_place(picture: Picture) -> tuple[float, float]:
    """Return where a picture stands out most, shares of its width and height."""
    salient = saliency(picture)
    row, column = np.unravel_index(int(salient.argmax()), salient.shape)
    return (float(column) + 0.5) / salient.shape[1], (float(row) + 0.5) / salient.shape[0]


def focal_distance(picture: Picture) -> float:
    """Return how far the most salient place is from the nearest crossing of thirds, in shares of the diagonal (point 5)."""
    x, y = focal_place(picture)
    return min(math.hypot(x - i / 3, y - j / 3) for i in (1, 2) for j in (1, 2)) / math.sqrt(2)


def competitors(picture: Picture) -> int:
    """Return how many other places of a picture stand out nearly as much as the most salient one (point 5)."""
    salient = saliency(picture)
    rows, columns = np.mgrid[0 : salient.shape[0], 0 : salient.shape[1]]
    least, found = _RIVAL * salient.max(), 0
    while salient.max() >= least:
        row, column = np.unravel_index(int(salient.argmax()), salient.shape)
        salient[np.hypot(rows - row, columns - column) < _APART * salient.shape[1]] = 0
        found += 1
    return found - 1
