"""Staffage: the people in a landscape, a street or a hall who show how large it is, as bodies in the light that is about them.

Each family of lights of a picture lights them by itself, from the part of that family's picture that surrounds them, so that they
answer the beat as the place does. What is bright behind them runs around their edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

from .people.extras import EXTRAS, NOMINAL, extra
from .solids import look_at
from .tracing import project

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens

Array = np.ndarray[Any, np.dtype[np.float32]]

_FINEST = 900.0  # pixels of a figure above which it is traced no finer
_COARSEST = 180.0  # below which it is traced in twice as many pixels
_FROM = (0.35, 0.75, -0.55)  # whence shade falls on a body
_GAIN = 2.4  # of the light about a body: film sees more in a shade than a screen shows


@dataclass(frozen=True)
class Figure:
    """A body as it is seen.

    Attributes
    ----------
    cover : ndarray (rows, columns)
    albedo : ndarray (rows, columns, 3)
        Linear BGR.
    normal : ndarray (rows, columns, 3)
        x to the right, y up, z away from the eye.
    openness : ndarray (rows, columns)
        How much of its surroundings a place sees.
    feet : tuple of float
        Pixel of the origin.
    """

    cover: Array
    albedo: Array
    normal: Array
    openness: Array
    feet: tuple[float, float]


def figure(kind: str, size: float, *, mirrored: bool = False, variant: int = 0) -> tuple[Array, tuple[float, float]]:
    """Return the outline of somebody, or of what :mod:`..kernels.silhouette` has; see :func:`~..kernels.silhouette.figure`."""
    if kind not in EXTRAS:
        return silhouette.figure(kind, size, mirrored=mirrored)
    found = body(kind, size, mirrored=mirrored, variant=variant)
    return found.cover.copy(), found.feet


def body(kind: str, size: float, *, mirrored: bool = False, variant: int = 0) -> Figure:
    """Return an extra, ``size`` pixels tall if it stood, who looks to the right (mirrored: to the left)."""
    return _body(kind, round(max(float(size), 6.0), 2), mirrored, variant % 210)


@lru_cache(maxsize=6)
def _body(kind: str, size: float, mirrored: bool, variant: int) -> Figure:
    model = extra(kind, variant)
    if mirrored:
        model = model.mirrored()
    dense = min(size * (2.0 if size < _COARSEST else 1.0), _FINEST)
    seen = look_at(model, dense / NOMINAL, _FROM)
    colours = np.array([skin.colour for skin in [*model.skins, model.skins[0]]], np.float32)
    planes = np.dstack([colours[seen.skin], seen.normal, seen.openness * (0.55 + 0.45 * seen.lit)])
    planes = np.dstack([seen.cover[..., None], planes * seen.cover[..., None]]).astype(np.float32)
    scale = size / dense
    rows, columns = (max(2, round(side * scale)) for side in planes.shape[:2])
    if scale != 1.0:
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        planes = np.dstack([cv2.resize(planes[..., k], (columns, rows), interpolation=way) for k in range(8)])
    cover = np.clip(planes[..., 0], 0, 1)
    planes /= np.maximum(planes[..., :1], 1e-3)
    feet = (seen.origin[0] * scale, seen.origin[1] * scale)
    return Figure(cover, planes[..., 1:4].copy(), planes[..., 4:7].copy(), planes[..., 7].copy(), feet)


def stand(
    parts: Sequence[Any], kind: str, at: tuple[float, float], size: float, *, mirrored: bool = False, variant: int = 0,
    haze: float = 0.04, hidden: Array | None = None, shade: float = 0.5, lights: Sequence[Any] | None = None,
    gain: float = _GAIN,
) -> tuple[tuple[slice, slice], Array]:  # fmt: skip
    """Let somebody stand in a picture, in place, and return where (a window of it) and how much is covered there.

    Parameters
    ----------
    parts : sequence of ndarray (height, width, 3)
        The picture, one part for each family of lights.
    kind, mirrored, variant
        Who; see :func:`body`.
    at : tuple of float
        Pixel between the feet.
    size : float
        Pixels of somebody who stands upright.
    haze : float
        Share of the air's light before the body.
    hidden : ndarray (height, width), optional
        Where something stands before it, 0 to 1.
    shade : float
        How dark the ground is at the feet.
    lights : sequence of ndarray, optional
        Pictures that light the body in place of ``parts``, each for the part at its place.
    gain : float
        How much of the light about it a body shows.
    """
    one = body(kind, size, mirrored=mirrored, variant=variant)
    return _lay(parts, one, at, size, haze=haze, hidden=hidden, shade=shade, lights=lights, gain=gain)


def _lay(
    parts: Sequence[Any], one: Figure, at: tuple[float, float], size: float, *, haze: float, hidden: Array | None,
    shade: float, lights: Sequence[Any] | None = None, gain: float = _GAIN,
) -> tuple[tuple[slice, slice], Array]:  # fmt: skip
    """Lay a body into a picture; see :func:`stand`."""
    height, width = parts[0].shape[:2]
    left, top = round(at[0] - one.feet[0]), round(at[1] - one.feet[1])
    y0, x0 = max(top, 0), max(left, 0)
    y1, x1 = min(top + one.cover.shape[0], height), min(left + one.cover.shape[1], width)
    if y1 <= y0 or x1 <= x0:
        return (slice(0, 0), slice(0, 0)), np.zeros((0, 0), np.float32)
    window, its = np.s_[y0:y1, x0:x1], np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    cover = one.cover[its].copy()
    if hidden is not None:
        cover *= 1 - hidden[window]
    x, y, z = np.moveaxis(one.normal[its], -1, 0)
    tone = _cloth(one.cover.shape, size)[its]
    albedo = one.albedo[its] * tone[..., None]
    open_ = one.openness[its]
    edge = np.clip(1 + z, 0, 1) ** 1.4
    for part, source in zip(parts, parts if lights is None else lights, strict=True):
        if shade > 0:
            shade_ground(part, at, size, shade)
        sides, behind = _about(source, window, at, size)
        light = sum(
            np.square(np.maximum(n, 0))[..., None] * lit for n, lit in zip((-x, x, y, -y, -z), sides, strict=True)
        )
        seen = albedo * light * (gain * (0.2 + 0.8 * open_))[..., None]
        seen += behind * (edge * (0.12 + 0.78 * open_))[..., None] * (0.35 + albedo)
        seen += (behind - seen) * np.float32(haze)
        part[window] += ((seen - part[window]) * cover[..., None]).astype(part.dtype)
    return window, cover


@dataclass(frozen=True)
class Person:
    """Somebody on level ground: kind, place (x, z) and height in metres; who sits does so ``up`` metres over the floor."""

    kind: str
    x: float
    z: float
    tall: float = NOMINAL
    mirrored: bool = False
    variant: int = 0
    up: float = 0.0

    def card(self, pixels: float) -> tuple[Array, tuple[float, float, float, float]]:
        """Return an outline for a ray tracer, ``pixels`` to the height, and where it is: z, x of its middle, height, width."""
        shape, feet = figure(self.kind, pixels, mirrored=self.mirrored, variant=self.variant)
        shape = shape[: max(2, round(feet[1]))]
        rows, columns = np.flatnonzero(shape.max(axis=1) > 0.5), np.flatnonzero(shape.max(axis=0) > 0.5)
        cut = np.ascontiguousarray(shape[rows[0] :, columns[0] : columns[-1] + 1])
        metre = pixels / self.tall
        middle = 0.5 * (columns[0] + columns[-1] + 1) - feet[0]
        return cut, (self.z, self.x + middle / metre, cut.shape[0] / metre, cut.shape[1] / metre)


def light_up(light: Sequence[Any], depth: Array, lens: Lens, people: Sequence[Person], *, fog: float = 0.0) -> Array:
    """Light people whom a ray tracer has drawn as dark cards, in place, and return where they are, 0 to 1.

    The air takes 63 % of the light in 1 / ``fog`` metres.
    """
    found = np.zeros(depth.shape, np.float32)
    for person in people:
        x, y, away = project(lens, (person.x, person.up, person.z))
        if person.kind not in EXTRAS or away < 0.3:
            continue
        size = person.tall * float(lens.focal) / away
        one = body(person.kind, size, mirrored=person.mirrored, variant=person.variant)
        nearest = away
        if abs(float(lens.forward[1])) > 0.01:  # looked at from above or below
            one, nearest = _projected(one, person, size, lens)
        if nearest < 0.3:
            continue
        hidden = (depth < nearest - 0.3 * abs(float(lens.forward[2])) - 0.1).astype(np.float32)
        haze = max(1 - float(np.exp(-away * fog)), 0.03)
        window, cover = _lay(light, one, (x, y), size, haze=haze, hidden=hidden, shade=0.3)
        if cover.size:
            found[window] = np.maximum(found[window], cover)
    return found


def _projected(one: Figure, person: Person, size: float, lens: Lens) -> tuple[Figure, float]:
    """Return a body as an upright card of it is seen, and the distance of what of it is nearest."""
    rows, columns = one.cover.shape
    metre = size / person.tall
    corners = np.array([(0, 0), (columns, 0), (columns, rows), (0, rows)], np.float32)
    across = np.array([lens.right[0], lens.right[2]], np.float64)  # a card that is turned to the eye
    across /= max(float(np.linalg.norm(across)), 1e-6)
    asides = [(u - one.feet[0]) / metre for u, _ in corners]
    places = [
        (person.x + aside * across[0], person.up + (one.feet[1] - v) / metre, person.z + aside * across[1])
        for aside, (_, v) in zip(asides, corners, strict=True)
    ]
    seen = np.array([project(lens, place) for place in places], np.float32)
    foot = project(lens, (person.x, person.up, person.z))
    left, top = np.floor(seen[:, :2].min(axis=0))
    wide, high = (np.ceil(seen[:, :2].max(axis=0)) - (left, top)).astype(int)
    if not (0 < wide < 8 * columns and 0 < high < 8 * rows):
        return one, 0.0
    move = cv2.getPerspectiveTransform(corners, seen[:, :2] - np.array([left, top], np.float32))
    planes = np.dstack([np.ones_like(one.cover), one.albedo, one.normal, one.openness]) * one.cover[..., None]
    planes = np.dstack([cv2.warpPerspective(planes[..., k], move, (int(wide), int(high))) for k in range(8)])
    planes[..., 1:] /= np.maximum(planes[..., :1], 1e-3)
    feet = (foot[0] - float(left), foot[1] - float(top))
    found = Figure(planes[..., 0], planes[..., 1:4], planes[..., 4:7], planes[..., 7], feet)
    return found, float(seen[:, 2].min())


def _about(part: Any, window: tuple[slice, slice], at: tuple[float, float], size: float) -> tuple[Array, Array]:
    """Return the light from the left, right, above, below and the front, (5, 3), and what is behind a body, blurred."""
    height, width = part.shape[:2]
    small = _small(np.asarray(part[:: max(1, height // 256), :: max(1, width // 144)], np.float32), 24)
    middle = at[1] - 0.5 * size
    reach = 1.1 * size
    rows = slice(max(int(middle - reach), 0), min(int(middle + reach) + 2, height))
    columns = slice(max(int(at[0] - reach), 0), min(int(at[0] + reach) + 2, width))
    step = max(1, round(2 * reach / 96))
    near = _small(np.asarray(part[rows, columns][::step, ::step], np.float32), 24)
    sides = 0.5 * _sides(small) + 0.5 * _sides(near)
    pad = max(2, round(0.35 * size))
    rows, columns = window
    around = np.s_[max(rows.start - pad, 0) : rows.stop + pad, max(columns.start - pad, 0) : columns.stop + pad]
    back = np.minimum(np.asarray(part[around], np.float32), 4.0)
    soft = cv2.resize(back, None, fx=min(1.0, 40 / size), fy=min(1.0, 40 / size), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(soft, (0, 0), max(1.0, 0.07 * size * min(1.0, 40 / size)))
    soft = cv2.resize(soft, back.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    first = (rows.start - around[0].start, columns.start - around[1].start)
    return sides, soft[first[0] : first[0] + rows.stop - rows.start, first[1] : first[1] + columns.stop - columns.start]


def _small(part: Array, columns: int) -> Array:
    rows = max(4, round(columns * part.shape[0] / max(part.shape[1], 1)))
    small = cv2.resize(part, (columns, min(rows, 64)), interpolation=cv2.INTER_AREA)
    return np.asarray(np.minimum(small, 6.0), np.float32)


def _sides(small: Array) -> Array:
    third, fourth = max(small.shape[1] // 3, 1), max(small.shape[0] // 4, 1)
    found = (small[:, :third], small[:, -third:], small[: 2 * fourth], small[-fourth:], small)
    sides = np.stack([one.reshape(-1, 3).mean(axis=0) for one in found])
    sides[3] *= 0.7
    sides[4] *= 0.8
    return np.asarray(sides, np.float32)


def shade_ground(part: Any, at: tuple[float, float], size: float, shade: float) -> None:
    """Take light from the ground about the feet."""
    height, width = part.shape[:2]
    wide, deep = 0.34 * size, 0.075 * size
    rows = slice(max(int(at[1] - 2 * deep), 0), min(int(at[1] + 2 * deep) + 1, height))
    columns = slice(max(int(at[0] - 2 * wide), 0), min(int(at[0] + 2 * wide) + 1, width))
    if rows.stop <= rows.start or columns.stop <= columns.start:
        return
    y = (np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] - at[1]) / deep
    x = (np.arange(columns.start, columns.stop, dtype=np.float32)[None] - at[0]) / wide
    near = np.exp(-((2.2 * x) ** 2) - (2.6 * y) ** 2) + 0.5 * np.exp(-((1.4 * x) ** 2) - (1.5 * y) ** 2)
    part[rows, columns] *= (1 - shade * np.clip(near, 0, 1))[..., None].astype(part.dtype)


def _cloth(shape: tuple[int, ...], size: float) -> Array:
    """Return the tone of folds and stuff, about 1."""
    if size < 120:
        return np.ones(shape[:2], np.float32)
    y, x = np.mgrid[: shape[0], : shape[1]].astype(np.float32) / np.float32(size)
    foot = np.full_like(x, 1 / size)
    folds = fbm_at(2.4 * x + 0.4 * y, 0.55 * y, 0.10, 5, 4, foot)
    return np.asarray(1 + 0.30 * folds, np.float32)
