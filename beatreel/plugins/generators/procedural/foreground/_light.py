"""The light that a painting throws on what stands in front of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Layer

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

Array = np.ndarray[Any, np.dtype[np.float32]]

SMALL = 8  # the painting is looked at at this fraction of its size
_STRIP = 256  # rows that are lit at once: whole pictures at 2K take 53 MB each
LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)


@dataclass(frozen=True)
class Backlight:
    """A painting as a lamp behind things.

    Attributes
    ----------
    small : ndarray (height / 8, width / 8, 3)
        Its light, linear BGR.
    width, height : int
        Pixels of the painting.
    """

    small: Array
    width: int
    height: int

    @classmethod
    def of(cls, painting: Painting) -> Backlight:
        """Look at a painting as it is now, its layers included."""
        height, width = painting.depth.shape
        size = (max(8, width // SMALL), max(8, height // SMALL))
        total = np.zeros((size[1], size[0], 3), np.float32)
        for group in painting.groups.values():
            total += cv2.resize(np.asarray(group.light, np.float32), size, interpolation=cv2.INTER_AREA)
        for layer in painting.layers:
            cover = cv2.resize(np.asarray(layer.alpha, np.float32), size, interpolation=cv2.INTER_AREA)[..., None]
            shade = cv2.resize(np.asarray(layer.colour, np.float32), size, interpolation=cv2.INTER_AREA)
            total += (shade - total) * cover
        return cls(np.minimum(total, 6.0), width, height)

    def level(self, percent: float) -> float:
        """Return the luminance that a share of the picture does not exceed."""
        return float(np.percentile(self.small @ LUMA, percent))

    def mean(self) -> Array:
        """Return the light of the whole picture on average, (3,)."""
        return np.asarray(self.small.reshape(-1, 3).mean(axis=0), np.float32)

    def brightest(self, share: float = 4.0) -> Array:
        """Return the mean colour of the brightest per cent of the picture, (3,)."""
        luma = self.small @ LUMA
        return np.asarray(self.small[luma >= np.percentile(luma, 100 - share)].mean(axis=0), np.float32)

    def behind(self, x: float, y: float, reach: float) -> float:
        """Return how bright the picture is around a point, all as shares of width, height and width."""
        rows, columns = self.small.shape[:2]
        x0, x1 = int((x - reach) * columns), int((x + reach) * columns) + 1
        half = reach * columns / rows
        y0, y1 = int((y - half) * rows), int((y + half) * rows) + 1
        window = self.small[max(y0, 0) : max(y1, 1), max(x0, 0) : max(x1, 1)]
        return float((window @ LUMA).mean()) if window.size else 0.0

    def blurred(self, share: float = 0.05) -> Array:
        """Return the picture, blurred by a share of its width, at full size."""
        soft = cv2.GaussianBlur(self.small, (0, 0), max(1.0, share * self.small.shape[1]))
        return np.asarray(cv2.resize(soft, (self.width, self.height), interpolation=cv2.INTER_LINEAR), np.float32)

    def direction(self, x: float, y: float) -> tuple[float, float]:
        """Return the way (right, down), at most 1 long, to where the light comes from, seen from a point (shares)."""
        luma = self.small @ LUMA
        bright = np.maximum(luma - np.percentile(luma, 90), 0) + 1e-6
        rows, columns = luma.shape
        across = (np.arange(columns, dtype=np.float32) + 0.5) / columns - x
        down = ((np.arange(rows, dtype=np.float32) + 0.5) / rows - y) * (rows / columns)
        total = float(bright.sum())
        dx = float((bright.sum(axis=0) * across).sum()) / total * 2
        dy = float((bright.sum(axis=1) * down).sum()) / total * 2
        length = max((dx * dx + dy * dy) ** 0.5, 1.0)
        return dx / length, dy / length


def backlit(light: Backlight, alpha: Array, dark: float, rim: float, *, at: tuple[float, float]) -> Array:
    """Return the light of a dark body before a picture, (height, width, 3).

    Parameters
    ----------
    alpha : ndarray (height, width)
        Its cover, of the painting's size.
    dark : float
        Share of the picture's mean light that the body itself sends back.
    rim : float
        Strength of the light around its edges.
    at : tuple of float
        Its middle, shares of width and height.
    """
    to_x, to_y = light.direction(*at)
    thin = max(0.8, 0.0022 * light.width)
    move = np.array([[1, 0, -to_x * 2.2 * thin], [0, 1, -(to_y - 0.35) * 2.2 * thin]], np.float32)
    inner = cv2.warpAffine(alpha, move, (light.width, light.height), borderMode=cv2.BORDER_REPLICATE)
    edge = cv2.GaussianBlur(np.clip(alpha - inner, 0, 1), (0, 0), 0.6 * thin)
    soft = np.clip(1 - cv2.GaussianBlur(alpha, (0, 0), 3.0 * thin, borderType=cv2.BORDER_REPLICATE), 0, 1) * alpha
    body = light.blurred()
    key, plain = light.brightest(), light.mean() * np.float32(dark)
    for top in range(0, light.height, _STRIP):
        rows = slice(top, top + _STRIP)
        around = body[rows].copy()
        body[rows] = plain
        body[rows] += (rim * edge[rows])[..., None] * (0.45 * key + 0.55 * around)
        body[rows] += (0.45 * rim * soft[rows])[..., None] * around
    return body


def peak(painting: Painting, bright: float) -> float:
    """Return the light that comes out as ``bright`` (0 to 1) once it is graded."""
    grade = painting.grade
    return float(grade.pivot * (bright / grade.pivot) ** (1 / grade.contrast) / grade.exposure)


def shown(painting: Painting, light: float) -> float:
    """Return how bright (0 to 1) a light comes out once it is graded: what :func:`peak` is asked for."""
    grade = painting.grade
    return float(min(grade.pivot * (max(light, 0.0) * grade.exposure / grade.pivot) ** grade.contrast, 1.0))


def near_layer(colour: Array, cover: Array, metres: float) -> Layer:
    """Return a layer at half precision, which eight bits on the screen do not tell apart: three whole ones would take 200 MB at 2K."""
    return Layer(colour.astype(np.float16), cover.astype(np.float16), metres)
