"""What is seen of stuff from near: the folds of cloth, the strands of hair and the light along them, and hair's broken edge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

if TYPE_CHECKING:
    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_UP = np.array([0, 1, 0], np.float32)
_STRAND = 0.006  # metres: how wide a strand of hair is that is seen by itself
_FRAY = 0.013, 0.006  # metres: how far strands end apart, along them and across


def frayed(hair: Array, across: Array, down: Array, foot: float, seed: int) -> tuple[Array, Array]:
    """Return how far to the right and up, metres, what is seen is taken from, so that hair ends in strands and not in an edge.

    Parameters
    ----------
    hair : ndarray (rows, columns)
        How much hair is about a place, 0 to 1; where there is none, nothing moves.
    across, down : ndarray
        Places of columns and rows, metres; x to the right, y up.
    foot : float
        Metres of a pixel.
    """
    x, y = np.meshgrid(across, down)
    wide = max(_STRAND, 2.5 * foot)
    far = np.full_like(x, foot)
    strands = fbm_at(x + 0.06 * y, 0.10 * y, wide, seed + 21, 2, far)
    locks = fbm_at(x, 0.3 * y, 4.5 * wide, seed + 22, 1, far)
    along, aside = _FRAY
    return (
        np.asarray(aside * hair * locks, np.float32),
        np.asarray(along * hair * (strands + 0.45 * locks), np.float32),
    )


def woven(
    facts: dict[str, Array], across: Array, down: Array, foot: float, seed: int
) -> tuple[tuple[Array, Array, Array], Array]:
    """Return normals with creases and threads in them, and the tone of the stuff, about 1."""
    x, y = np.meshgrid(across, down)
    z = facts["z"]
    far = np.full_like(x, foot)
    rough, threads, fur = facts["rough"], facts["threads"], facts["fur"]
    nothing = np.zeros_like(x)
    combed_ = threads.any() or facts["wood"].any()
    hairs = fbm_at(0.9 * x + 0.5 * y, 3.2 * y + 1.6 * x, 0.034, seed + 8, 4, 2.5 * far) if fur.any() else nothing
    creases = fbm_at(x + 0.55 * y + 0.15 * z, 0.45 * y - 0.5 * x, 0.20, seed + 5, 5 if fur.any() else 3, far)
    folds = fbm_at(1.2 * x + 0.20 * y + 0.3 * z, 0.13 * y - 0.06 * x, 0.15, seed + 9, 3, far)  # long ones, that hang
    own = 0.06 * (np.sin(61 * x + 17 * z) + np.sin(147 * x + 1.7))  # no two strands change at one height
    strands = fbm_at(20 * (x + 0.25 * z), 0.55 * y + 0.3 * x + own, 0.12, seed + 6, 4, 8 * far) if combed_ else nothing
    fine = fbm_at(x, y, 0.012, seed + 7, 3, far)
    curls = facts["curls"]
    curly = (0.25 - np.abs(fbm_at(x + 0.4 * z, y, 0.034, seed + 10, 3, far))) if curls.any() else nothing
    high = (
        (1 - np.maximum(threads, curls))
        * (0.012 * fur * (0.5 * creases - np.abs(creases)) + (1 - fur) * (0.010 * creases + 0.052 * folds))
        + threads * 0.011 * strands
        + curls * 0.075 * curly
        + 0.004 * facts["glitter"] * fine
        + 0.0016 * fine
    )
    high = cv2.GaussianBlur((high * rough).astype(np.float32), (0, 0), 0.7)
    limit = 0.6 + 0.8 * facts["glitter"]
    nx, ny, nz = facts["normal x"], facts["normal y"], facts["normal z"]
    bend_x = np.clip(cv2.Sobel(high, cv2.CV_32F, 1, 0, scale=1 / 8) / foot, -limit, limit)
    bend_y = np.clip(-cv2.Sobel(high, cv2.CV_32F, 0, 1, scale=1 / 8) / foot, -limit, limit)
    nx, ny = nx + bend_x * nz, ny + bend_y * nz
    length = np.maximum(np.sqrt(nx * nx + ny * ny + nz * nz), 1e-6)
    tone = (
        1
        + rough * (0.05 * creases + 0.10 * fine)
        + 1.6 * facts["glitter"] * fine
        + fur * rough * 0.40 * hairs
        + (0.55 * threads + 0.45 * facts["wood"]) * strands
        + curls * 2.2 * curly
        + 0.03 * fine
    )
    return (nx / length, ny / length, nz / length), np.clip(tone, 0.25, 1.9).astype(np.float32)


def combed(normal: tuple[Array, Array, Array], texture: Array, hair: Array, colour: Array, rig: Rig) -> Array:
    """Return the light along hair that falls: a band across it for the sky above and one for what shines behind (Kajiya and Kay, 1989)."""
    x, y, z = normal
    down = np.stack([x * y, y * y - 1, z * y], -1)  # the way down, on the surface
    down /= np.maximum(np.linalg.norm(down, axis=-1, keepdims=True), 1e-3)
    found = np.zeros((*x.shape, 3), np.float32)
    tint = 0.03 + 0.8 * np.sqrt(np.maximum(colour, 0))  # dark hair stays dark in bright light
    for way, light, much in (
        (rig.to_front + 0.8 * _UP, rig.sides[2], 0.08),
        (rig.to_key + 0.9 * _UP, rig.key, 0.045),
    ):
        half = _unit(_unit(way) + np.array([0, 0, -1.0]))
        along = np.clip(down @ half + 0.16 * (texture - 1), -1, 1)
        facing = np.clip(0.35 + x * half[0] + y * half[1] + z * half[2], 0, 1)
        found += (much * hair * facing * texture * (1 - along * along) ** 6)[..., None] * light * tint
    return found


def _unit(way: Any) -> Array:
    way = np.asarray(way, np.float32)
    return np.asarray(way / max(float(np.linalg.norm(way)), 1e-6), np.float32)
