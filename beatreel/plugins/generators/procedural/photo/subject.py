"""The subject of a picture: where it is, and cut out with soft edges.

Found without a model: GrabCut (C. Rother et al., 2004), started from what differs from the picture's border and lies near its
middle. A subject that fills next to nothing or nearly everything is none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numba import njit

from beatreel.plugins.generators.procedural.kernels.noise import FLAGS

from .reading import read_picture

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Array = np.ndarray[Any, np.dtype[np.float32]]

SMALLEST, LARGEST = 0.03, 0.75  # share of the picture
_SEARCH = 320  # pixels of the longer side in which the subject is searched for
_DETAIL = 1600  # pixels of the longer side of a cut-out
_BORDER = 0.05
_FREE_SIDES = 0.6  # share of the height in which the sides are background; further down shoulders may touch them
_MOST_SHARED = 0.5  # of the colours inside and outside
_LEAST_EDGE = 0.8  # share of the outline on which the picture changes
_MOST_BORDER = 0.55  # share of the border (without the lower one) that a subject may touch


@dataclass(frozen=True)
class CutOut:
    """A subject without its surroundings, cropped.

    Attributes
    ----------
    colour : ndarray (rows, columns, 3), float32
        Linear BGR, 0 to 1; continued beyond the edges, so that no background shines through.
    alpha : ndarray (rows, columns), float32
    whole : bool
        All of it is in the picture, down to the feet; else the lower border cuts it.
    """

    colour: Array
    alpha: Array
    whole: bool


def find_subject(picture: Picture) -> Array | None:
    """Return where the subject of a picture is.

    Parameters
    ----------
    picture : ndarray (height, width, 3), uint8
        BGR.

    Returns
    -------
    ndarray of about 320 pixels on the longer side, float32, 0 or 1; or None if nothing stands out.
    """
    small = _shrunk(picture, _SEARCH)
    height, width = small.shape[:2]
    likely = _likelihood(small)
    mask = np.where(likely > 0.45, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    mask[likely > 0.85] = cv2.GC_FGD
    strip = max(2, round(0.02 * min(height, width)))
    mask[:strip] = cv2.GC_BGD
    mask[: height // 2, :strip] = mask[: height // 2, -strip:] = cv2.GC_BGD
    mask[likely < 0.04] = cv2.GC_BGD
    if not (np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).any() and np.isin(mask, (cv2.GC_BGD, cv2.GC_PR_BGD)).any()):
        return None
    cv2.setRNGSeed(1)  # its mixtures of colours start from random samples
    try:
        cv2.grabCut(small, mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 5, cv2.GC_INIT_WITH_MASK)
    except cv2.error:  # fewer colours than its mixtures need: a plain picture has no subject
        return None
    found = _main_parts(((mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)).astype(np.uint8))
    return None if found is None or not _stands_out(small, found) else found.astype(np.float32)


def cut_out(picture: Picture, alpha: Picture | None = None) -> CutOut | None:
    """Cut the subject out of a picture.

    Parameters
    ----------
    picture : ndarray (height, width, 3), uint8
    alpha : ndarray (height, width), uint8, optional
        Its transparency, if somebody has cut it out already; nothing is searched for then.

    Returns
    -------
    CutOut or None
        None if there is no subject.
    """
    image = _shrunk(picture, _DETAIL)
    size = (image.shape[1], image.shape[0])
    if alpha is not None:
        cover = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    else:
        mask = find_subject(picture)
        if mask is None:
            return None
        cover = _refined(image, cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR))
    cover = _soft_sides(cover)
    rows, columns = np.flatnonzero(cover.max(axis=1) > 0.5), np.flatnonzero(cover.max(axis=0) > 0.5)
    if rows.size < 8 or columns.size < 8:
        return None
    whole = float((cover[-max(2, size[1] // 100) :] > 0.5).mean()) < 0.02
    box = np.s_[max(rows[0] - 2, 0) : rows[-1] + 3, max(columns[0] - 2, 0) : columns[-1] + 3]
    cover = np.ascontiguousarray(cover[box])
    linear = (image[box].astype(np.float32) / 255) ** 2.2
    return CutOut(_continued(linear, cover), cover, whole)


def subject_of(references: Sequence[Path]) -> CutOut | None:
    """Return the subject of the first of some pictures that has one; each picture is searched once in a process."""
    for path in references:
        try:
            data = path.read_bytes()
        except OSError:
            continue
        found = _subject_in(hashlib.sha256(data).hexdigest(), path)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=4)
def _subject_in(sha256: str, path: Path) -> CutOut | None:
    try:
        return cut_out(*read_picture(path))
    except (OSError, ValueError):
        return None


def _shrunk(picture: Picture, longest: int) -> Picture:
    scale = min(1.0, longest / max(picture.shape[:2]))
    size = (max(8, round(picture.shape[1] * scale)), max(8, round(picture.shape[0] * scale)))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def _likelihood(small: Picture) -> Array:
    """Return how likely each pixel belongs to the subject: unlike the border, cut off from it, near the middle; 0 to 1."""
    height, width = small.shape[:2]
    lab = cv2.cvtColor(cv2.GaussianBlur(small, (0, 0), 1.2).astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    lab[..., 0] *= 0.7  # shadows on a wall are no subject
    unlike = _unlike_border(lab)
    barrier = _barrier(np.ascontiguousarray(lab), round(height * _FREE_SIDES)).sum(axis=2)
    barrier = np.clip(barrier / max(float(np.percentile(barrier, 92)), 12.0), 0, 1)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = (x + 0.5) / width - 0.5, (y + 0.5) / height
    # A column from the middle downwards: people are photographed with their feet, or cut at the lower border.
    near = np.exp(-((np.abs(x) / 0.36) ** 2.6) - (np.maximum(0.28 - y, 0) / 0.24) ** 2)
    return np.asarray(near * (0.22 + 0.78 * np.maximum(cv2.GaussianBlur(unlike, (0, 0), 2.0), barrier)), np.float32)


def _unlike_border(lab: Array) -> Array:
    """Return how far each colour is from those of the border, 0 to 1."""
    height, width = lab.shape[:2]
    strip = max(2, round(_BORDER * min(height, width)))
    lower = round(height * _FREE_SIDES)
    sides = lab[:strip], lab[:lower, :strip], lab[:lower, -strip:]
    border = np.concatenate([side.reshape(-1, 3) for side in sides])
    cv2.setRNGSeed(1)
    stop = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 20, 0.5)
    _, labels, centres = cv2.kmeans(border, 5, None, stop, 2, cv2.KMEANS_PP_CENTERS)
    distance = np.full((height, width), np.inf, np.float32)
    for number, centre in enumerate(centres):
        own = border[labels[:, 0] == number]
        if len(own) < 0.02 * len(border):
            continue
        away = np.sqrt(((lab - centre) ** 2).sum(axis=2)) / np.float32(5.0 + float(own.std(axis=0).mean()))
        np.minimum(distance, away, out=distance)
    return np.asarray(1 - np.exp(-((distance / np.float32(2.4)) ** 2)), np.float32)


@njit(**FLAGS)
def _barrier(image, lower):  # type: ignore[no-untyped-def]
    """Return for each channel the least change of value on the way from the border (J. Zhang et al., 2015), by raster scans."""
    rows, columns, channels = image.shape
    distance = np.full(image.shape, np.float32(1e9), np.float32)
    high = image.copy()
    low = image.copy()
    for c in range(channels):
        for x in range(columns):
            distance[0, x, c] = np.float32(0)
        for y in range(lower):
            distance[y, 0, c] = np.float32(0)
            distance[y, columns - 1, c] = np.float32(0)
    for sweep in range(4):
        step = 1 if sweep % 2 == 0 else -1
        for row in range(rows):
            y = row if step == 1 else rows - 1 - row
            for column in range(columns):
                x = column if step == 1 else columns - 1 - column
                for side in range(2):
                    from_y = y - step if side == 0 else y
                    from_x = x if side == 0 else x - step
                    if from_y < 0 or from_y >= rows or from_x < 0 or from_x >= columns:
                        continue
                    for c in range(channels):
                        top = max(high[from_y, from_x, c], image[y, x, c])
                        bottom = min(low[from_y, from_x, c], image[y, x, c])
                        if top - bottom < distance[y, x, c] and distance[from_y, from_x, c] < np.float32(1e8):
                            distance[y, x, c] = top - bottom
                            high[y, x, c] = top
                            low[y, x, c] = bottom
    return distance


def _main_parts(found: Picture) -> Picture | None:
    """Keep the largest piece and others of similar weight, without holes or frays; None if there are none."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    found = cv2.morphologyEx(cv2.morphologyEx(found, cv2.MORPH_OPEN, kernel), cv2.MORPH_CLOSE, kernel)
    contours, _ = cv2.findContours(found, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    areas = [cv2.contourArea(contour) for contour in contours]
    if not areas:
        return None
    kept = [contour for contour, area in zip(contours, areas, strict=True) if area > 0.25 * max(areas)]
    filled = np.zeros_like(found)
    cv2.drawContours(filled, kept, -1, 1, -1)
    # The gap between an arm and a body is no hole to be filled, unless it is small.
    holes = cv2.morphologyEx(((filled == 1) & (found == 0)).astype(np.uint8), cv2.MORPH_OPEN, kernel)
    count, labels, facts, _ = cv2.connectedComponentsWithStats(holes)
    for number in range(1, count):
        if facts[number, cv2.CC_STAT_AREA] > 0.004 * found.size:
            filled[labels == number] = 0
    return filled


def _stands_out(small: Picture, found: Picture) -> bool:
    """Whether a mask is of a sensible size, free of the border, of other colours, and ends where the picture changes."""
    height = found.shape[0]
    border = np.concatenate([found[1], found[: round(height * 0.7), 1], found[: round(height * 0.7), -2]])
    if not SMALLEST <= float(found.mean()) <= LARGEST or float(border.mean()) > _MOST_BORDER:
        return False
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    if _shared_colours(small, found) > _MOST_SHARED:
        return False
    change = sum(cv2.magnitude(cv2.Sobel(c, cv2.CV_32F, 1, 0), cv2.Sobel(c, cv2.CV_32F, 0, 1)) for c in cv2.split(lab))
    change = cv2.dilate(change, np.ones((3, 3), np.uint8))
    edge = cv2.morphologyEx(found, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    edge[:2] = edge[-2:] = False
    edge[:, :2] = edge[:, -2:] = False
    return bool(edge.any()) and float((change[edge] > 24).mean()) > _LEAST_EDGE


def _shared_colours(small: Picture, found: Picture) -> float:
    """Return how much the colours inside and outside of a mask have in common, 0 to 1."""
    lab = cv2.cvtColor(small, cv2.COLOR_BGR2Lab)
    inside, outside = (
        cv2.calcHist([lab], [0, 1, 2], mask, [8, 16, 16], [0, 256] * 3) / max(int(mask.sum()), 1)
        for mask in (found, 1 - found)
    )
    return float(np.minimum(inside, outside).sum())


def _refined(image: Picture, mask: Array) -> Array:
    """Fit the edge of a coarse mask to the picture (guided filter, K. He et al., 2010), a little inside of it."""
    guide = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
    radius = max(3, round(max(image.shape[:2]) / 130))
    size = (2 * radius + 1, 2 * radius + 1)
    mean_guide, mean_mask = cv2.blur(guide, size), cv2.blur(mask, size)
    variance = cv2.blur(guide * guide, size) - mean_guide * mean_guide
    slope = (cv2.blur(guide * mask, size) - mean_guide * mean_mask) / (variance + np.float32(4e-4))
    offset = mean_mask - slope * mean_guide
    fitted = cv2.blur(slope, size) * guide + cv2.blur(offset, size)
    near = cv2.blur(mask, size)
    fitted = np.where((near > 0.02) & (near < 0.98), fitted, mask)
    smooth = np.clip((cv2.GaussianBlur(fitted.astype(np.float32), (0, 0), 0.8) - 0.25) / 0.55, 0, 1)
    return np.asarray(smooth * smooth * (3 - 2 * smooth), np.float32)


def _soft_sides(cover: Array) -> Array:
    """Fade a subject out where the sides of the photo cut it, so that no straight edge is left."""
    reach = max(2, cover.shape[1] // 9)
    ramp = np.linspace(0, 1, reach, dtype=np.float32) ** 0.8
    cover = cover.copy()
    for side in (cover, cover[:, ::-1]):
        if float((side[:, 1] > 0.5).mean()) > 0.02:
            side[:, :reach] *= ramp
    return cover


def _continued(linear: Array, cover: Array) -> Array:
    """Replace the colours at soft edges, which are half background, by those of the subject beside them."""
    sure = (cover > 0.95).astype(np.float32)
    result = linear * sure[..., None]
    weight = sure.copy()
    for sigma in (2.0, 5.0, 14.0):
        spread = cv2.GaussianBlur(sure, (0, 0), sigma)
        colours = cv2.GaussianBlur(linear * sure[..., None], (0, 0), sigma) / np.maximum(spread, 1e-4)[..., None]
        share = ((1 - weight) * np.clip(spread * 20, 0, 1))[..., None]
        result += colours * share
        weight += share[..., 0]
    return np.asarray(result + linear * (1 - weight)[..., None], np.float32)
