"""Figures of moving pictures: how the camera goes, and how much lives beside it.

Frames are uint8 luma without grain; two that are compared lie a beat apart, where the light is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.animate.elements import KINDS
from beatreel.plugins.generators.procedural.plate import CELL

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.animate.animator import Animator
    from beatreel.plugins.generators.procedural.plate import Plate

    Luma = np.ndarray[Any, np.dtype[np.uint8]]

# The limits of the rubric: point 8, point 9 and point 10.
CAMERA = {"parallax": (0.0, 24.0), "border": (0.0, 9999.0), "jerk": (0.0, 0.5)}
SYNC = {"beat_correlation": (0.5, 1.0), "step_max": (3.0, 12.0), "flashes": (0.0, 3.0)}
LIFE = {"systems": (3.0, 99.0), "residual": (0.15, 1.0)}
_SMALL = 180  # columns at which motion is looked for
_BLOCK = 12  # pixels of these
_MOVES = 2.0  # code values that a block differs by on average, where something moves
_WINDOW = 5  # cells over which a depth edge is measured


@dataclass(frozen=True)
class Course:
    """How a camera goes; in pixels of a film that is 1440 wide.

    Attributes
    ----------
    parallax : float
        Most by which the two sides of a depth edge drift apart from the first frame to any other.
    border : float
        Least distance from what is seen to the edge of the plate; below 0 pixels are missing.
    jerk : float
        Largest change of acceleration of the middle of the picture and of its corners from frame to frame.
    """

    parallax: float
    border: float
    jerk: float


def course(animator: Animator, times: Sequence[float]) -> Course:
    """Measure the camera of a scene at the instants of its frames."""
    warp, unit = animator.warp, 1440 / min(animator.warp.width, animator.warp.height)
    width, height = warp.plate_size
    apart, border, corners = 0.0, np.inf, []
    first: Any = None
    for time in times:
        warp.set(animator.camera.pose(time))
        maps = np.stack([warp.map_x, warp.map_y])
        first = maps if first is None else first
        apart = max(apart, _apart(maps - first))
        border = min(border, maps.min(), width - 1 - maps[0].max(), height - 1 - maps[1].max())
        rows, columns = maps.shape[1:]
        corners.append(maps[:, [0, 0, rows // 2, -1, -1], [0, -1, columns // 2, 0, -1]].astype(np.float64))
    jerk = np.abs(np.diff(np.array(corners), 3, axis=0)).max() if len(corners) > 3 else 0.0
    return Course(apart * unit, float(border) * unit, float(jerk) * unit)


def _apart(drift: Any) -> float:
    """Return by how much a drift differs within a few cells, beside what zoom and turn make of it."""
    rows, columns = drift.shape[1:]
    y, x = np.mgrid[0:rows, 0:columns]
    plane = np.stack([np.ones(rows * columns), x.ravel(), y.ravel()], axis=1)
    found = 0.0
    for part in drift:
        flat = part.ravel().astype(np.float64)
        rest = (flat - plane @ np.linalg.lstsq(plane, flat, rcond=None)[0]).reshape(rows, columns).astype(np.float32)
        kernel = np.ones((min(_WINDOW, max(1, 40 // CELL)),) * 2, np.uint8)
        found = max(found, float((cv2.dilate(rest, kernel) - cv2.erode(rest, kernel)).max()))
    return found


def systems(plate: Plate) -> int:
    """Return how many things move by themselves: the camera, light that answers the music, each kind of element, layers, a mirror."""
    lights = any(light.pulse != "steady" and light.gain for light in plate.lights)
    kinds = {element.kind for element in plate.elements if element.kind in KINDS and element.amount > 0}
    moving = any(layer.motion is not None for layer in plate.layers)
    return 1 + lights + len(kinds) + moving + (plate.mirror is not None)


def residual(one: Luma, other: Luma) -> float:
    """Return the share of blocks that differ between two frames when the motion of the camera is taken off."""
    size = (_SMALL, round(_SMALL * one.shape[0] / one.shape[1]))
    one, other = (cv2.resize(each, size, interpolation=cv2.INTER_AREA) for each in (one, other))
    inside = np.ones(one.shape, np.uint8)
    found = cv2.goodFeaturesToTrack(one, 300, 0.01, 5)
    if found is not None and len(found) > 8:
        there, tracked, _ = cv2.calcOpticalFlowPyrLK(one, other, found, None)
        kept = tracked.ravel() == 1
        if kept.sum() > 8:
            moved, _ = cv2.estimateAffinePartial2D(found[kept], there[kept], ransacReprojThreshold=1.0)
            if moved is not None:
                inside = cv2.warpAffine(inside, moved, size, flags=cv2.INTER_NEAREST)
                one = cv2.warpAffine(one, moved, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    rest = cv2.absdiff(one, other).astype(np.float32) * inside
    rows, columns = rest.shape[0] // _BLOCK, rest.shape[1] // _BLOCK
    blocks = rest[: rows * _BLOCK, : columns * _BLOCK].reshape(rows, _BLOCK, columns, _BLOCK).mean(axis=(1, 3))
    return float((blocks > _MOVES).mean())
