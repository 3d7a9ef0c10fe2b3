"""A street lamp that alone lights an alley: its post, its light, and the lit air below it."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.street import PLAIN
from beatreel.plugins.generators.procedural.scenery.tracing import project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.kernels.street import Street
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .draft import Draft, Mood

Array = np.ndarray[Any, np.dtype[np.float32]]

_NAMED = re.compile(r"\b(street ?(?:lamp|light)|lamp ?post|(?:single|lone|one|lonely|solitary) (?:lamp|light))(s?)\b")
_Z, _HIGH, _REACH = 10.0, 3.9, 1.05  # metres along the street, to the lamp, and from the wall to it
_EVERY = 11.0  # metres from one lamp to the next where several are named
_BEFORE = {"wide": 4.8, "medium": 4.5, "close": 4.5, "detail": 7.4}  # metres from the camera to the lamp
_FAMILY = 2
_POWER = 4.2  # of a lamp's light against its colour
_SPREAD = math.tan(math.radians(33))  # radius of the cone over the drop below the lamp
_AIR = 0.55  # light of the cone in air that is clear
_POOL = 2.6  # how much brighter the ground is within the cone
_STEPS, _COARSE = 40, 5


def lamps_named(description: SceneDescription) -> int:
    """Return how many street lamps light the alley: 1, several, or 0 where no lamp is named or it is bright day."""
    found = _NAMED.search(description.prompt.lower())
    if found is None or description.time_of_day not in ("night", "dusk"):
        return 0
    return 4 if found[2] else 1


def set_up(draft: Draft, mood: Mood) -> None:
    """Put up the lamps, each on a post at a wall."""
    side = draft.side()
    for number in range(mood.lamps):
        z, wall = _Z + _EVERY * number, draft.left if side < 0 else draft.right
        x, post = wall - side * _REACH, wall - side * 0.16
        draft.box((post - 0.05, post + 0.05), (0.0, _HIGH + 0.42), (z - 0.05, z + 0.05), PLAIN, 0.03)
        draft.box((post - 0.11, post + 0.11), (0.0, 0.55), (z - 0.11, z + 0.11), PLAIN, 0.03)
        draft.box((min(x, post), max(x, post)), (_HIGH + 0.36, _HIGH + 0.42), (z - 0.03, z + 0.03), PLAIN, 0.03)
        draft.box((x - 0.24, x + 0.24), (_HIGH + 0.13, _HIGH + 0.22), (z - 0.24, z + 0.24), PLAIN, 0.03)
        draft.box((x - 0.10, x + 0.10), (_HIGH + 0.22, _HIGH + 0.38), (z - 0.10, z + 0.10), PLAIN, 0.03)
        colour = mood.warm[0] * np.float32(mood.sign_power)
        draft.lanterns.append((x, _HIGH, z, 0.15, 0.17, *(colour * 3.4), _FAMILY))
        draft.lights.append((x, _HIGH - 0.1, z, *(colour * _POWER), _FAMILY))
        side = -side


def way_to(shot: str, z: float) -> float:
    """Return how far along the street a camera at ``z`` goes to have the first lamp before it."""
    return _Z - _BEFORE.get(shot, 6.0) - z


def is_seen(scene: Street, lens: Lens, size: tuple[int, int]) -> bool:
    """Whether the first lamp is well within a picture."""
    x, y, away = project(lens, scene.lanterns[0, :3])
    return away > 0.5 and 0.15 < x / size[0] < 0.85 and 0.07 < y / size[1] < 0.5


def add_cones(light: Sequence[Any], depth: Array, ground: Any, scene: Street, lens: Lens) -> None:
    """Add the light that the air scatters in the cone below each lamp, and the pool of it on the ground, in place."""
    height, width = depth.shape
    rows, columns = max(8, height // _COARSE), max(8, width // _COARSE)
    wall = cv2.resize(np.asarray(depth, np.float32), (columns, rows), interpolation=cv2.INTER_NEAREST)
    u = ((np.arange(columns, dtype=np.float32) + 0.5) * width / columns - lens.centre_x) / lens.focal
    v = (lens.centre_y - (np.arange(rows, dtype=np.float32) + 0.5) * height / rows) / lens.focal
    way = lens.forward + u[None, :, None] * lens.right + v[:, None, None] * lens.up
    for lamp in scene.lanterns:
        away = project(lens, lamp[:3])[2]
        glow = np.zeros((rows, columns), np.float32)
        first, last = max(away - 3.2, 0.3), away + 3.2
        for t in np.linspace(first, last, _STEPS, dtype=np.float32):
            at = lens.origin + t * way
            drop = lamp[1] - at[..., 1]
            off = np.hypot(at[..., 0] - lamp[0], at[..., 2] - lamp[2])
            inside = _inside(off, drop)
            glow += np.where(wall > t, inside / (drop * drop + 1.6), 0).astype(np.float32)
        glow *= np.float32((last - first) / _STEPS * (_AIR + 1.6 * float(scene.fog)))
        soft = cv2.GaussianBlur(
            cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR), (0, 0), 0.004 * width
        )
        foot = lens.origin + wall[..., None] * way
        pool = _inside(np.hypot(foot[..., 0] - lamp[0], foot[..., 2] - lamp[2]), np.full_like(wall, lamp[1]))
        pool = cv2.resize(pool.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR) * ground
        family = light[int(lamp[8])]
        family *= (1 + _POOL * pool)[..., None].astype(family.dtype)
        family += (soft[..., None] * (lamp[5:8] / np.float32(3.4))).astype(family.dtype)


def _inside(off: Array, drop: Array) -> Array:
    """Return how far within the cone a point is, ``off`` metres from its axis and ``drop`` metres below the lamp."""
    inside = np.clip(1.25 * (1 - off / (_SPREAD * np.maximum(drop, 0.0) + 0.10)), 0, 1)
    return np.asarray(inside * inside * (3 - 2 * inside), np.float32)
