"""Layers that move by themselves: sails that turn, balloons that rise, a train that passes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Motion

    from .clock import Clock

    Array = np.ndarray[Any, np.dtype[np.float32]]

_SWAY = 1 / 9  # swings a second
_ROCK = 1 / 5.5
_SWING = 1 / 2
_STRIDE = 1.9
_RISES = 0.2  # of a stride
_KNEES = 0.007  # of the height, by which somebody dips on a beat
_LEANS = 0.010  # radians by which people lean who stand


def moved(
    to_plate: Array, motion: Motion, clock: Clock, time: float, size: tuple[int, int], beat: float = 0.0
) -> Array:
    """Return the matrix from frame pixels to those of a layer that has moved since the scene began.

    Parameters
    ----------
    to_plate : ndarray (2, 3)
        The same for a layer that stands.
    motion : Motion
    clock : Clock
    time : float
        Seconds of the film.
    size : tuple of int
        Width and height of the plate in pixels.
    beat : float
        How strongly the beat is felt, 0 to 1: whoever leans from side to side gives at the knees.

    Returns
    -------
    ndarray (3, 3), float32
    """
    width, height = size
    since = clock.turns(1.0, time) - (0.0 if clock.loop else clock.turns(1.0, clock.start))
    if clock.loop:  # there and back, or it would jump where the end leads back to the start
        since = clock.duration * clock.speed * math.sin(2 * math.pi * clock.progress(time)) / (2 * math.pi)
    right = motion.right * width * since
    down = motion.down * width * since + motion.sway * width * clock.wave(_SWAY, time, motion.x)
    turn = (
        -2
        * math.pi
        * (clock.turns(motion.turns, time) - (0.0 if clock.loop else clock.turns(motion.turns, clock.start)))
    )
    turn += motion.rock * (clock.wave(_ROCK, time, motion.x) if motion.rock else 0.0)
    turn += motion.swing * (clock.wave(_SWING, time, motion.x) if motion.swing else 0.0)
    if motion.bound:  # it is highest while its forehand rises
        turn += motion.bound * clock.wave(_STRIDE, time, motion.x)
        down -= 0.8 * motion.bound * width * clock.wave(_STRIDE, time, motion.x + _RISES)
    c, s, flat = math.cos(turn), math.sin(turn), max(motion.squeeze, 0.05)
    x, y = motion.x * width - 0.5, motion.y * height - 0.5
    way = np.array([[c, -s * flat], [s / flat, c]])
    out = np.vstack([to_plate.astype(np.float64), [0, 0, 1]])
    out[:2, 2] -= (x + right, y + down)
    if motion.rock:
        out[1] *= 1 + _KNEES * beat * min(motion.rock / _LEANS, 1.5)
    out[:2] = way @ out[:2]
    if motion.nearing:  # what it was before it came nearer
        nearer = motion.nearing * max(since, -0.6 / abs(motion.nearing))
        out[2] += nearer / width * out[0]
    out[0] += x * out[2]
    out[1] += y * out[2]
    return out.astype(np.float32)


def shown(matrix: Array, points: Array) -> Array:
    """Return the frame pixels, (count, 2), at which such a matrix shows points (count, 2) of a layer."""
    ends = np.column_stack([points, np.ones(len(points))]) @ np.linalg.inv(matrix.astype(np.float64)).T
    return np.asarray(ends[:, :2] / np.where(np.abs(ends[:, 2:]) < 1e-6, 1e-6, ends[:, 2:]), np.float32)
