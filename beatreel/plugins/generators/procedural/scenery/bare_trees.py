"""Broad-leaved trees in winter as coverage masks: limbs that fork down to twigs, and the snow or rime that lies along them.

A tree is grown in units of its height (foot at the origin, y up) and drawn at any size; it is the same tree at all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

Mask = np.ndarray[Any, np.dtype[np.uint8]]
Lines = np.ndarray[Any, np.dtype[np.float64]]

_STEPS = 6  # points of a limb
_CHILDREN = (8, 6, 6, 5, 4)  # of the trunk, of a limb, and so on
_SHORTER = (1.05, 0.66, 0.60, 0.56, 0.52)
_THINNER = (0.50, 0.46, 0.50, 0.55, 0.62)
_LEAST = 0.35  # pixels of a twig that is still drawn
_FLAT = 0.42  # cosine of the slope on which snow lies


@dataclass(frozen=True)
class BareTree:
    """A tree without leaves.

    Attributes
    ----------
    levels : tuple of (ndarray (count, points, 2), ndarray (count, points))
        Limbs from the trunk to the finest twigs: where they run, and how thick they are.
    """

    levels: tuple[tuple[Lines, Lines], ...]

    @property
    def trunk(self) -> tuple[float, float, float, float, float]:
        """Where the trunk ends (across, up), how far its middle stands aside, and its thickness at both ends."""
        line, thick = self.levels[0][0][0], self.levels[0][1][0]
        aside = float(line[_STEPS // 2, 0] - line[-1, 0] * (_STEPS // 2) / (_STEPS - 1))
        return float(line[-1, 0]), float(line[-1, 1]), aside, float(thick[0]), float(thick[-1])


def grow(
    rng: np.random.Generator, *, wide: float = 1.0, trunk: float = 0.34, thick: float = 0.034, low: float = 0.62
) -> BareTree:
    """Return a tree.

    Parameters
    ----------
    wide : float
        How far its limbs reach aside: 1 as an oak in the open, 0.6 in a wood.
    trunk : float
        Share of the height below its crown.
    thick : float
        Of the trunk at its foot.
    low : float
        Share of the trunk from which on it has limbs.
    """
    t = np.linspace(0, 1, _STEPS)
    lean, bend = float(rng.normal(0, 0.025)), float(rng.normal(0, 0.010))
    stem = np.stack([lean * t + 4 * bend * t * (1 - t), trunk * t], 1)[None]
    levels = [(stem, np.linspace(thick, 0.72 * thick, _STEPS)[None])]
    ways, lengths = np.array([0.0]), np.array([0.40])  # from the vertical
    for depth, (children, shorter, thinner) in enumerate(zip(_CHILDREN, _SHORTER, _THINNER, strict=True)):
        lines, widths = levels[-1]
        count = len(lines)
        shape = (count, children)
        order = np.broadcast_to(np.arange(children), shape)
        share = np.where(order == 0, 1.0, (order + rng.uniform(-0.4, 0.4, shape)) / children)
        least = 0.22 if depth else low
        share = np.clip(least + (1 - least) * share, 0, 1)
        at = share * (_STEPS - 1)
        first = np.minimum(at.astype(int), _STEPS - 2)
        rows, part = np.arange(count)[:, None], (at - first)[..., None]
        start = lines[rows, first] * (1 - part) + lines[rows, first + 1] * part
        width = widths[rows, first] * (1 - part[..., 0]) + widths[rows, first + 1] * part[..., 0]
        side = np.where((order + rng.integers(0, 2, (count, 1))) % 2, 1.0, -1.0)
        spread = side * rng.uniform(0.38, 1.05, shape) * (wide if depth < 2 else 0.9)
        spread[:, 0] = rng.normal(0, 0.16, count)
        seen = np.sqrt(1 - rng.uniform(0, 0.92, shape) ** 2)  # limbs that come towards the eye look shorter
        long = (
            lengths[:, None]
            * shorter
            * rng.uniform(0.62, 1.12, shape)
            * (1 - 0.45 * (1 - share))
            * (0.35 + 0.65 * seen)
        )
        long *= np.where(order == 0, 1.15, 1.0) if depth else 1.0
        way = ways[:, None] + spread
        way = np.clip(way, -2.0, 2.0)
        thin = width * thinner * rng.uniform(0.8, 1.15, shape)
        thin[:, 0] = 0.86 * width[:, 0]
        ways, lengths, start, thin = way.ravel(), long.ravel(), start.reshape(-1, 2), thin.ravel()
        # They wander, limbs towards the light, the finest twigs hang a little.
        turns = rng.normal(0, 0.17 if depth else 0.10, (len(ways), _STEPS - 1)).cumsum(axis=1)
        rise = (0.20, 0.16, 0.10, 0.0, -0.05)[depth] * np.linspace(0, 1, _STEPS - 1)
        angles = ways[:, None] * (1 - rise) + turns
        steps = np.stack([np.sin(angles), np.cos(angles)], -1) * (lengths / (_STEPS - 1))[:, None, None]
        line = np.concatenate([start[:, None], start[:, None] + steps.cumsum(axis=1)], axis=1)
        levels.append((line, thin[:, None] * np.linspace(1, 0.55, _STEPS)))
    top = max(float(lines[..., 1].max()) for lines, _ in levels)
    return BareTree(tuple((lines / top, widths / top) for lines, widths in levels))


def draw(
    tree: BareTree, height: float, *, snow: float = 0.0, rime: float = 0.0, trunk: bool = True, finest: float = _LEAST
) -> tuple[Mask, Mask, tuple[float, float]]:
    """Draw a tree.

    Parameters
    ----------
    height : float
        Pixels.
    snow : float
        How much lies along its limbs, 0 to 1.
    rime : float
        How white its twigs are all around, 0 to 1.
    trunk : bool
        Whether the trunk is drawn, too.
    finest : float
        Pixels of the thinnest twig.

    Returns
    -------
    wood, white : ndarray (rows, columns), uint8
        What covers, and what of it is white.
    foot : tuple of float
        Pixel (x, y) of the foot.
    """
    over = 3 if height < 500 else 2
    unit = height * over
    reach = max(float(np.abs(lines[..., 0]).max()) for lines, _ in tree.levels) + 0.02
    low, top = (pick(float(pick(lines[..., 1].ravel())) for lines, _ in tree.levels) for pick in (min, max))
    columns, rows = int(2 * reach * height) + 4, int((top - min(low, 0.0) + 0.03) * height) + 6
    wood, white = (np.zeros((rows * over, columns * over), np.uint8) for _ in range(2))
    foot = (columns * over / 2, (rows - 3.0 + min(low, 0.0) * height) * over)
    for depth, (lines, widths) in enumerate(tree.levels):
        if depth == 0 and not trunk:
            continue
        pixels = np.stack([foot[0] + lines[..., 0] * unit, foot[1] - lines[..., 1] * unit], -1)
        pairs = np.stack([pixels[:, :-1], pixels[:, 1:]], 2).reshape(-1, 2, 2)
        thick = (0.5 * (widths[:, :-1] + widths[:, 1:])).ravel() * unit
        thick = np.maximum(thick, finest * over)
        if depth < 2:
            _tapering(wood, pixels, widths * unit)
        else:
            _strokes(wood, pairs, thick)
        if rime and depth > 1:
            _strokes(white, pairs, thick, round(255 * rime))
        if snow and depth:
            way = pairs[:, 1] - pairs[:, 0]
            flat = np.abs(way[:, 0]) / (np.hypot(way[:, 0], way[:, 1]) + 1e-6)
            lies = flat > _FLAT
            heap = (0.34 * thick + 0.0010 * unit) * (0.4 + 0.6 * snow) * np.clip((flat - _FLAT) / 0.3, 0.35, 1)
            above = pairs.copy()
            above[..., 1] -= (0.5 * thick + 0.30 * heap)[:, None]
            _strokes(white, above[lies], heap[lies])
            _strokes(wood, above[lies], heap[lies])
    wood, white = (cv2.resize(each, (columns, rows), interpolation=cv2.INTER_AREA) for each in (wood, white))
    return wood, cv2.min(white, wood), (foot[0] / over, foot[1] / over)


def turned(tree: BareTree, angle: float) -> BareTree:
    """Return a tree that leans to the right by an angle, as a bough that reaches into a picture does."""
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return BareTree(tuple((lines @ turn.T, widths) for lines, widths in tree.levels))


def _tapering(canvas: Mask, lines: Lines, widths: Lines) -> None:
    """Fill limbs that are seen to grow thinner."""
    along = np.gradient(lines, axis=1)
    across = np.stack([-along[..., 1], along[..., 0]], -1) / (np.linalg.norm(along, axis=-1, keepdims=True) + 1e-6)
    half = 0.5 * np.maximum(widths, 1.0)[..., None]
    for left, right in zip(lines + half * across, lines - half * across, strict=True):
        outline = np.round(np.concatenate([left, right[::-1]]) * 16).astype(np.int32)
        cv2.fillPoly(canvas, [outline], 255, cv2.LINE_AA, 4)


def _strokes(canvas: Mask, pairs: Lines, thick: Lines, value: int = 255) -> None:
    """Draw segments; one that is thinner than a pixel is fainter instead."""
    fixed = np.round(pairs * 16).astype(np.int32)
    whole = np.maximum(np.round(thick), 1).astype(int)
    for pixels in np.unique(whole):
        some = whole == pixels
        faint = float(np.clip(thick[some].mean(), 0.2, 1)) if pixels == 1 else 1.0
        cv2.polylines(canvas, list(fixed[some]), False, round(value * faint), int(pixels), cv2.LINE_AA, 4)
