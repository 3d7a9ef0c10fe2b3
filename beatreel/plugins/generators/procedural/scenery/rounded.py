"""Extras as meshes in the round: what is seen of them from before and from behind, closed along their outline."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh

from .built import Colour, Place, skins
from .people.extras import extra
from .solids import Seen, look_at

_LIGHT = (-0.3, 0.8, -0.5)
_COAT = (0.75, 1.40)  # metres above the ground between which most of what is seen is a coat
_SEATED = {"sitter": (0.25, 0.72), "astride": (0.95, 1.35)}  # the same of who sits
_DARKEST = 0.012
_GLOSS = {"cloth": 0.03, "hair": 0.006}  # the sky in it made a head of stone of hair


class _Sheet(NamedTuple):
    """One side of a body: places and normals of pixels, their skins, and which squares of pixels are of the body."""

    points: np.ndarray[Any, np.dtype[np.float32]]
    normals: np.ndarray[Any, np.dtype[np.float32]]
    skins: np.ndarray[Any, np.dtype[np.int16]]


def rounded(place: Place, kind: str, rows: int, coat: Colour, variant: int = 0) -> Mesh:
    """Return somebody of :data:`~.people.extras.EXTRAS`, feet at the origin, who looks along z and to the right.

    Parameters
    ----------
    rows : int
        How finely the body is cut, per metre.
    coat : Colour
        Of what covers most of the chest.
    variant : int
        Who it is, and what else is worn.
    """
    sheets, worn, main = _cut(kind, rows, variant)
    made = np.array(
        [
            place.material(
                skins.CLOTH if weave == "cloth" else skins.PLAIN,
                coat if n == main else tuple(max(part, _DARKEST) for part in colour),
                gloss=_GLOSS.get(weave, 0.05), rough=0.4,
            )
            for n, (colour, weave) in enumerate(worn)
        ],
        np.int16,
    )  # fmt: skip
    return Mesh.of([_mesh(sheet, made, way) for sheet, way in zip(sheets, (-1, 1), strict=True)])


@lru_cache(maxsize=16)
def _cut(kind: str, rows: int, variant: int) -> tuple[tuple[_Sheet, _Sheet], list[tuple[Colour, str]], int]:
    """Return both sides of an extra, colours and weaves of its skins, and the number of that of its coat."""
    model = extra(kind, variant)
    front, back = look_at(model, rows, _LIGHT), look_at(model.turned(math.pi), rows, _LIGHT)
    mask = np.pad((front.cover > 0.5) & (back.cover[:, ::-1] > 0.5), 1)
    step = 1.0 / rows
    x, y = (np.pad(part, 1, mode="reflect", reflect_type="odd") for part in (front.x, front.y))
    x, y = (part.astype(np.float32) for part in np.meshgrid(x, y))
    # Corners just outside are drawn to the outline, or it would have steps; there both sides meet.
    soft = cv2.GaussianBlur(np.pad(front.cover, 1), (0, 0), 1.0)
    lean_y, lean_x = np.gradient(soft)
    steep = np.maximum(np.hypot(lean_x, lean_y), 1e-3)
    to = np.where(mask, 0, np.clip((0.5 - soft) / steep, 0, 2)) / steep * step
    x, y = x + lean_x * to, y - lean_y * to
    near, far = np.pad(front.z, 1), np.pad(-back.z[:, ::-1], 1)
    weight = cv2.blur(mask.astype(np.float32), (3, 3))
    meet = cv2.blur(np.where(mask, 0.5 * (near + far), 0).astype(np.float32), (3, 3)) / np.maximum(weight, 1e-6)
    sheets = []
    for seen, z, flip in ((front, near, False), (back, far, True)):
        normals, skin = _turned(seen, flip=flip)
        points = np.stack([x, y, np.where(mask, z, meet)], -1).astype(np.float32)
        sheets.append(_Sheet(points, normals, np.where(mask, np.maximum(skin, 0), -1).astype(np.int16)))
    low, high = _SEATED.get(kind, _COAT)
    chest = (y > low) & (y < high) & mask
    counts = np.bincount(sheets[1].skins[chest], minlength=len(model.skins))
    return (sheets[0], sheets[1]), [(skin.colour, skin.weave) for skin in model.skins], int(np.argmax(counts))


def _turned(seen: Seen, *, flip: bool) -> tuple[Any, Any]:
    """Return normals and skins of a side, with a margin, as they are seen from the front."""
    normals, skin = seen.normal, seen.skin
    if flip:
        normals, skin = normals[:, ::-1] * np.array([-1, 1, -1], np.float32), skin[:, ::-1]
    return np.pad(normals, ((1, 1), (1, 1), (0, 0)), mode="edge").astype(np.float32), np.pad(skin, 1, mode="edge")


def _mesh(sheet: _Sheet, made: Any, way: int) -> Mesh:
    """Return a side as a mesh; ``way`` is that of its front along z."""
    of = sheet.skins
    corners = np.stack([of[:-1, :-1], of[:-1, 1:], of[1:, 1:], of[1:, :-1]])
    skin = corners.max(axis=0)
    inside = skin >= 0
    number = np.arange(of.size, dtype=np.int32).reshape(of.shape)
    a, b, c, d = (part[inside] for part in (number[:-1, :-1], number[:-1, 1:], number[1:, 1:], number[1:, :-1]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([a, c, d], 1)])
    points, normals = sheet.points.reshape(-1, 3), sheet.normals.reshape(-1, 3).copy()
    bare = np.linalg.norm(normals, axis=1) < 0.5
    normals[bare] = (0, 0, way)
    carried = np.concatenate([points[:, :2], normals, np.ones((len(points), 1))], 1).astype(np.float32)
    return Mesh(points, carried, faces, np.tile(made[skin[inside]], 2))
