"""Hair and the coats of animals: hair that leans out of what is furred, in tufts, and catches what shines behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.fur import grow

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.solids import Skin

Array = np.ndarray[Any, np.dtype[np.float32]]

PILE = {
    "mane": 0.13, "coat": 0.034, "fur": 0.022, "tiger": 0.018, "rosettes": 0.015, "pelt": 0.014, "feathers": 0.020, "hair": 0.009,
    "dapple": 0.0028, "zebra": 0.0028,
}  # fmt: skip
"""Length of the hair of what is furred, metres."""


_THICK = (0.0009, 0.0022)  # metres: short hair, and the locks of long hair that clings together
_LOCK = (0.0022, 0.0060)  # metres: how broad a lock is, of short and of long hair
_TONES = 0.22  # how much lighter or darker a lock is than the next, of what is seen of it from near
_BARE = 0.0012  # metres of hair
_SHORTEST = 1.2  # pixels; what is shorter is not seen
_OUT = 0.62  # how steeply hair stands off the skin


def pile_of(skin: Skin) -> float:
    """Return the length of its hair, metres; 0 for what has none."""
    return PILE.get(skin.weave, 0.0) * skin.pile


def add_fur(
    colour: Array, cover: Array, normal: Array, pile: Array, unit: float, comb: tuple[float, float], back: Array, seed: int
) -> tuple[Array, Array]:  # fmt: skip
    """Return a body's light and cover with its hair.

    Parameters
    ----------
    colour, cover : ndarray (rows, columns[, 3])
        The body without hair, a window of the picture with room about it.
    normal : ndarray (rows, columns, 2)
        x to the right, y up.
    pile : ndarray (rows, columns)
        Length of the hair, metres.
    unit : float
        Pixels to a metre.
    comb : tuple of float
        The way that hair lies, x to the right and y up.
    back : ndarray (3,)
        Light that shines behind it.
    seed : int
    """
    longest = float(pile.max()) * unit
    if longest < _SHORTEST:
        return colour, cover
    height, width = cover.shape
    # The lie is smooth: it is reckoned in fewer pixels, and goes on beyond the body's edge.
    few = max(1, int(unit / 160))
    size = (max(width // few, 2), max(height // few, 2))

    def small(plane: Array) -> Array:
        return cv2.resize(plane, size, interpolation=cv2.INTER_AREA)

    weight = small(cover)
    nx, ny = small(normal[..., 0] * cover), small(normal[..., 1] * cover)
    long_ = small(pile * cover)
    x, y = np.meshgrid(
        np.arange(size[0], dtype=np.float32) * few / unit, np.arange(size[1], dtype=np.float32) * few / unit
    )
    tufts = fbm_at(x, y, 0.16, seed + 31, 3) * weight
    across, up = (0.7 * comb[0], comb[1])
    along = (across * nx + up * ny) / np.maximum(weight, 1e-3)
    turn = 0.8 * tufts
    px, py = across * weight - along * nx, up * weight - along * ny
    px, py = px * np.cos(turn) - py * np.sin(turn), px * np.sin(turn) + py * np.cos(turn)
    fields = [px + _OUT * nx, py + _OUT * ny, long_, weight]
    soft = max(0.8, 0.35 * longest / few)
    px, py, long_, weight = (cv2.GaussianBlur(one.astype(np.float32), (0, 0), soft) for one in fields)
    reach = long_ * unit / np.maximum(weight, 0.02) ** 2
    lie = np.stack([cv2.resize((part * reach).astype(np.float32), (width, height)) for part in (px, -py)], -1)
    bare = ((cover > 0.5) & (pile < _BARE)).astype(np.float32)  # eyes and noses: no hair falls over them
    lie *= (1 - 0.9 * cv2.GaussianBlur(bare, (0, 0), 0.8))[..., None]
    rng = np.random.default_rng(seed)
    long_haired = np.clip((pile - 0.008) / 0.03, 0, 1)
    fine, coarse = (_hairs(rng, cover.shape, max(0.62, 0.5 * one * unit)) for one in _THICK)
    hairs = (fine + (coarse - fine) * long_haired).astype(np.float32)
    edges = [1 - cv2.GaussianBlur(cover, (0, 0), max(0.8, one * unit)) for one in (0.006, 0.35 * longest / unit)]
    behind = np.clip(1.3 * (edges[0] + (edges[1] - edges[0]) * long_haired), 0, 1).astype(np.float32)
    # No two locks are of one tone: what shows which way hair lies, for each keeps its own from root to tip.
    fine, coarse = (_locks(rng, cover.shape, one * unit) for one in _LOCK)
    locks = (0.5 * fine + (coarse - 0.5 * fine) * long_haired) * np.clip(pile * unit / 8, 0, 1)
    colour = colour * (1 + _TONES * locks)[..., None].astype(np.float32)
    out, shown = np.zeros_like(colour), np.zeros_like(cover)
    step = np.float32(max(1.0, 0.7 * _THICK[0] * unit))
    grow(colour, cover, lie, hairs, behind, np.asarray(back, np.float32), step, out, shown)
    return out, shown


def _hairs(rng: np.random.Generator, shape: tuple[int, ...], thick: float) -> Array:
    """Return how far hair reaches at each place, 0 to 1: each of its own length, in locks."""
    total = np.full(shape, 0.52, np.float32)
    for soft, much in ((thick, 0.22), (4.5 * thick, 0.16)):
        noise = cv2.GaussianBlur(rng.standard_normal(shape, np.float32), (0, 0), soft)
        total += np.float32(much / max(float(noise.std()), 1e-6)) * noise
    return total


def _locks(rng: np.random.Generator, shape: tuple[int, ...], thick: float) -> Array:
    """Return how light each place's lock is, about 0: of single hairs, locks and tufts."""
    total = np.zeros(shape, np.float32)
    for soft, much in ((0.45 * thick, 0.6), (thick, 0.75), (3.2 * thick, 0.25)):
        few = max(1, int(soft / 2.5))  # what is soft is drawn in fewer places
        small = (shape[0] // few + 2, shape[1] // few + 2)
        noise = cv2.GaussianBlur(rng.standard_normal(small, np.float32), (0, 0), max(soft / few, 0.6))
        noise = cv2.resize(noise, (small[1] * few, small[0] * few), interpolation=cv2.INTER_LINEAR)[
            : shape[0], : shape[1]
        ]
        total += np.float32(much / max(float(noise.std()), 1e-6)) * noise
    return np.clip(total, -1.8, 1.8)
