"""Somebody in a space suit, floating or on foot, in the light of a far sun and of all that the picture shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

from .people.casting import Wish, person
from .people.pose import Pose
from .people.wanderers import STRIPE, SUITED, space_suit
from .solids import look_at

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from .solids import Model

Array = np.ndarray[Any, np.dtype[np.float32]]

TALL = 1.90
_DENSEST = 700.0  # pixels to a metre at which a suit is traced at most
_AFLOAT = (
    Pose(  # at rest, as a body without weight is
        head=(0.2, 0.10, 0.05), hands=((-0.30, 0.62, -0.20), (0.31, 0.70, -0.17)), elbows=((-1.0, -0.4, 0.4), (1.0, -0.4, 0.4)),
        feet=((-0.085, 0.115, 0.13), (0.085, 0.075, 0.04)), knees=((-0.3, 0.0, -1.0), (0.3, 0.0, -1.0)), points=(0.7, 0.5),
    ),
    Pose(  # reaching for something
        head=(-0.2, -0.10, 0.0), hands=((-0.27, 0.98, -0.12), (0.33, 0.60, -0.10)), elbows=((-1.0, 0.2, 0.3), (1.0, -0.4, 0.5)),
        feet=((-0.10, 0.16, 0.18), (0.07, 0.055, 0.02)), knees=((-0.4, 0.0, -1.0), (0.1, 0.0, -1.0)), points=(0.9, 0.6),
    ),
    Pose(  # arms wide
        head=(0.0, -0.06, 0.1), hands=((-0.37, 0.80, -0.05), (0.37, 0.86, -0.05)), elbows=((-0.6, -1.0, 0.4), (0.6, -1.0, 0.4)),
        feet=((-0.14, 0.075, 0.06), (0.10, 0.12, 0.14)), knees=((-0.4, 0.0, -1.0), (0.4, 0.0, -1.0)), points=(0.6, 0.8),
    ),
)  # fmt: skip
_ON_FOOT = Pose(
    head=(0.10, 0.02, 0.0), hands=((-0.215, 0.49, -0.07), (0.220, 0.50, 0.05)), elbows=((-1.0, -0.1, 0.5), (1.0, -0.1, 0.5)),
    feet=((-0.080, 0.050, -0.10), (0.080, 0.045, 0.09)), points=(0.0, 0.15),
)  # fmt: skip


def afloat(rng: np.random.Generator) -> Model:
    """Return somebody who floats, facing the eye or nearly, leaning to one side; metres."""
    pose = _AFLOAT[int(rng.integers(len(_AFLOAT)))]
    turn = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.25, 0.75))
    lean = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.15, 0.50))
    return _suited(pose, rng).turned(turn).rolled(lean)


def on_foot(rng: np.random.Generator, *, mirrored: bool = False) -> Model:
    """Return somebody who walks away from the eye; metres, feet at y = 0."""
    model = _suited(_ON_FOOT, rng).turned(float(rng.uniform(2.65, 2.95)))
    return model.mirrored() if mirrored else model


def _suited(pose: Pose, rng: np.random.Generator) -> Model:
    wish = Wish(rng, wind=0.0)
    return person(
        wish, replace(SUITED, metres=TALL), pose, lambda model, bones: space_suit(model, bones, STRIPE), hair="none"
    )


def place(
    painting: Painting,
    model: Model,
    origin: tuple[float, float],
    unit: float,
    *,
    sun: tuple[float, float, float],
    sunlight: Array,
    ambient: Array,
    groups: tuple[str, str],
    depth: float,
) -> None:
    """Set a body before all that a painting shows.

    Parameters
    ----------
    origin : tuple of float
        Pixel of the body's origin.
    unit : float
        Pixels to a metre.
    sun : tuple of float
        Unit vector to the sun: x right, y down, z to the viewer.
    sunlight, ambient : ndarray (3,)
        What the sun sends, and what comes from everywhere beside what the picture itself sends.
    groups : tuple of str
        Names of the lights that it is added to: the sun's, and the rest.
    depth : float
        Metres.
    """
    height, width = painting.depth.shape
    around = _small(painting)
    light = np.array([sun[0], -sun[1], -sun[2]], np.float32)
    dense = min(1.6 * unit, max(_DENSEST, 0.6 * unit))
    seen = look_at(
        model, dense, light,
        lowest=(origin[1] - height) / unit, highest=origin[1] / unit,
        leftmost=-origin[0] / unit, rightmost=(width - origin[0]) / unit,
    )  # fmt: skip
    scale = dense / unit
    x, y = np.meshgrid(seen.x, seen.y)
    foot = np.full_like(x, 1 / dense)
    folds = fbm_at(x + 0.4 * y, 0.7 * y - 0.3 * x + 0.3 * seen.z, 0.13, 71, 4, foot)
    creases = fbm_at(0.5 * x, 2.2 * y + 0.3 * x, 0.055, 72, 4, foot)
    skins = [*model.skins, model.skins[0]]
    cloth = np.array([float(skin.weave == "cloth") for skin in skins], np.float32)[seen.skin]
    glass = np.array([float(skin.weave == "metal") for skin in skins], np.float32)[seen.skin]
    gloss = np.array([skin.gloss for skin in skins], np.float32)[seen.skin]
    high = cv2.GaussianBlur((0.016 * folds + 0.007 * creases).astype(np.float32) * cloth, (0, 0), 0.8)
    nx = seen.normal[..., 0] - np.gradient(high, axis=1) * dense * 0.9
    ny = seen.normal[..., 1] + np.gradient(high, axis=0) * dense * 0.9
    nz = seen.normal[..., 2]
    long_ = np.maximum(np.sqrt(nx * nx + ny * ny + nz * nz), 1e-3)
    nx, ny, nz = nx / long_, ny / long_, nz / long_
    colour = np.array([skin.colour for skin in skins], np.float32)[seen.skin]
    colour = colour * (1 + 0.18 * cloth * fbm_at(x, y, 0.25, 73, 5, foot))[..., None]
    open_ = np.clip(0.12 + 0.95 * seen.openness, 0, 1)
    facing = np.clip(nx * light[0] + ny * light[1] + nz * light[2], 0, 1)
    half = light + np.array([0, 0, -1.0], np.float32)
    half /= max(float(np.linalg.norm(half)), 1e-3)
    gleam = np.clip(nx * half[0] + ny * half[1] + nz * half[2], 0, 1) ** (10 + 240 * gloss**2) * gloss**1.5 * seen.lit
    sunlit = colour * (facing * seen.lit * (1 - glass))[..., None] + (0.9 * gleam)[..., None]
    edge = np.clip(1 + nz, 0, 1)
    at = (origin[0] / width, (origin[1] - 0.95 * unit) / height)
    sides = sum(
        (np.square(np.maximum(part, 0))[..., None] * one)
        for part, one in zip((-nx, nx, ny, -ny, -nz), _sides(around, at), strict=True)
    )
    rest = colour * open_[..., None] * (ambient + 0.7 * sides) * (1 - glass)[..., None]
    tint = np.array([0.55, 0.85, 1.0], np.float32) * (0.35 + 0.65 * edge**2)[..., None]
    mirrored = _mirrored(around, nx, ny, nz, at)
    rest += (glass * (0.4 + 0.6 * open_))[..., None] * (0.75 * mirrored + 0.03 * sunlight) * tint
    rest += (0.35 * gloss * (1 - glass) * edge**3 * open_)[..., None] * mirrored
    rest += colour * (2.5 * np.array([skin.glow for skin in skins], np.float32)[seen.skin])[..., None]
    planes = np.concatenate([sunlit * sunlight, rest], axis=2) * seen.cover[..., None]
    left, top = origin[0] - seen.origin[0] / scale, origin[1] - seen.origin[1] / scale
    x0, y0 = max(int(left), 0), max(int(top), 0)
    x1 = min(int(left + seen.cover.shape[1] / scale) + 2, width)
    y1 = min(int(top + seen.cover.shape[0] / scale) + 2, height)
    if x1 <= x0 or y1 <= y0:
        return
    move = np.array([[1 / scale, 0, left - x0], [0, 1 / scale, top - y0]], np.float32)
    soft = 0.40 * scale if scale > 1 else 0.5

    def laid(plane: Array) -> Array:
        smooth = cv2.GaussianBlur(np.ascontiguousarray(plane, np.float32), (0, 0), soft)
        return np.asarray(cv2.warpAffine(smooth, move, (x1 - x0, y1 - y0), flags=cv2.INTER_LINEAR), np.float32)

    cover = laid(seen.cover)
    window = np.s_[y0:y1, x0:x1]
    for group in painting.groups.values():
        group.light[window] *= 1 - cover[..., None]
    for name, part in zip(groups, (planes[..., :3], planes[..., 3:]), strict=True):
        painting.groups[name].light[window] += np.stack([laid(part[..., k]) for k in range(3)], -1)
    np.copyto(painting.depth[window], np.float32(depth), where=cover > 0.5)


def _small(painting: Painting) -> Array:
    """Return the picture in a few pixels, its brightest places held back."""
    height, width = painting.depth.shape
    size = (48, max(8, round(48 * height / width)))
    total = np.sum(
        [
            cv2.resize(group.light.astype(np.float32), size, interpolation=cv2.INTER_AREA)
            for group in painting.groups.values()
        ],
        axis=0,
    )
    return np.asarray(np.minimum(total, 1.6), np.float32)


def _sides(small: Array, at: tuple[float, float]) -> Array:
    """Return the mean light (5, 3) left, right, above and below of a place, and of all of it."""
    rows, columns = small.shape[:2]
    column = min(max(round(at[0] * columns), 2), columns - 2)
    row = min(max(round(at[1] * rows), 2), rows - 2)
    parts = (small[:, :column], small[:, column:], small[:row], small[row:], small)
    return np.stack([part.reshape(-1, 3).mean(axis=0) for part in parts])


def _mirrored(small: Array, x: Array, y: Array, z: Array, at: tuple[float, float]) -> Array:
    """Return what a visor mirrors of the picture about it."""
    rows, columns = small.shape[:2]
    reach = 0.10 + 0.60 * np.clip(1 + z, 0, 1) ** 0.7
    long_ = np.maximum(np.sqrt(x * x + y * y), 1e-3)
    across, down = (at[0] + reach * x / long_) * columns, (at[1] - reach * y / long_ * columns / rows) * rows
    found = cv2.remap(
        cv2.GaussianBlur(small, (0, 0), 0.8), across.astype(np.float32), down.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )  # fmt: skip
    return np.asarray(found, np.float32)
