"""Hands that are looked at from near: five fingers of three bones each, knuckles, nails, the ball of the thumb, and what they hold."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

Vector = np.ndarray[Any, np.dtype[np.float64]]

_KNUCKLES = ((0.150, 0.505), (0.050, 0.530), (-0.052, 0.508), (-0.148, 0.462))
"""Of the fingers from the index to the little one, towards the thumb and along; a hand is 1 long from the wrist."""
_BONES = ((0.225, 0.130, 0.098), (0.245, 0.150, 0.103), (0.228, 0.145, 0.102), (0.178, 0.102, 0.088))
_THICK = (0.95, 1.0, 0.94, 0.82)
_NAIL = 0.72  # of the way along the last bone


@dataclass(frozen=True)
class Grip:
    """How a hand is held.

    Attributes
    ----------
    curls : tuple of (float, float, float)
        For the fingers from the index to the little one, how far each joint is bent towards the palm, radians.
    spread : float
        How far the fingers are apart, radians from one to the next.
    thumb : tuple of float
        How far the thumb is away from the palm's plane, towards its own side, and bent, radians.
    """

    curls: tuple[tuple[float, float, float], ...]
    spread: float = 0.06
    thumb: tuple[float, float, float] = (0.35, 0.75, 0.25)


OPEN = Grip(((0.10, 0.16, 0.10), (0.14, 0.18, 0.10), (0.20, 0.22, 0.12), (0.22, 0.25, 0.14)), 0.10, (0.30, 0.80, 0.20))
"""Stretched out, at ease."""
REACHING = Grip(
    ((0.06, 0.22, 0.14), (0.30, 0.36, 0.22), (0.45, 0.45, 0.28), (0.42, 0.40, 0.25)), 0.05, (0.42, 0.60, 0.30)
)
ARCHED = Grip(
    ((0.32, 0.55, 0.34), (0.36, 0.58, 0.36), (0.38, 0.58, 0.36), (0.34, 0.50, 0.34)), 0.085, (0.22, 0.62, 0.16)
)
"""As on the keys of a piano."""
CUPPED = Grip(
    ((0.42, 0.42, 0.28), (0.44, 0.42, 0.28), (0.46, 0.42, 0.28), (0.48, 0.40, 0.28)), 0.012, (0.55, 0.42, 0.25)
)
ROUND = Grip(((0.80, 0.78, 0.42), (0.86, 0.80, 0.44), (0.90, 0.82, 0.44), (0.92, 0.84, 0.46)), 0.02, (1.05, 0.55, 0.35))
"""About a glass or a candle."""
PLUCKING = Grip(
    ((0.62, 0.80, 0.30), (0.70, 0.82, 0.32), (0.76, 0.84, 0.32), (0.80, 0.80, 0.34)), 0.03, (0.60, 0.85, 0.20)
)


def add_hand(
    model: Model,
    wrist: Any,
    along: Any,
    back: Any,
    thumb: float,
    grip: Grip,
    skin: Skin,
    *,
    group: int = 0,
    arm: float = 0.9,
) -> list[Vector]:
    """Add a hand.

    Parameters
    ----------
    wrist, along, back : array_like (3,)
        Where it is, the way to the fingers, and the way that its back faces.
    thumb : float
        1 where the thumb is to the right of one who looks at the back of the hand, fingers up; else -1.
    arm : float
        How much of the forearm is seen.

    Returns
    -------
    list of ndarray (3,)
        The tips of thumb and fingers.
    """
    at, v = np.asarray(wrist, float), _unit(along)
    w = _unit(np.asarray(back, float) - v * float(np.dot(back, v)))
    u = thumb * np.cross(v, -w)

    def to(a: float, b: float, c: float = 0.0) -> Vector:
        return np.asarray(at + a * u + b * v + c * w)

    def cone(a: Any, ra: float, b: Any, rb: float, blend: float, flat: float = 1.0) -> None:
        model.cone(a, ra, b, rb, skin, group=group, blend=blend, flat=flat, across=w)

    if arm > 0:
        cone(to(0, -arm), 0.20, to(0, -0.16), 0.145, 0.03, 1.20)
    cone(to(0, -0.16), 0.145, to(0, 0.06), 0.135, 0.05, 1.42)
    for (x, y), thick in zip(_KNUCKLES, _THICK, strict=True):
        cone(to(0.50 * x, 0.05), 0.105, to(x, y, -0.012), 0.066 * thick, 0.045, 1.28)
    cone(to(-0.115, 0.10, -0.035), 0.075, to(-0.135, 0.33, -0.030), 0.062, 0.06)  # the ball of the little finger
    for (x, y), thick in zip(_KNUCKLES, _THICK, strict=True):  # sinews and knuckles
        cone(to(0.42 * x, 0.10, 0.062), 0.012, to(x, y - 0.02, 0.042), 0.017, 0.045)
        cone(to(x, y - 0.012, 0.018), 0.042 * thick, to(x, y + 0.02, 0.012), 0.040 * thick, 0.04)
    tips = [_add_thumb(model, at, (u, v, w), grip.thumb, skin, group)]
    for number, ((x, y), bones, bends, thick) in enumerate(zip(_KNUCKLES, _BONES, grip.curls, _THICK, strict=True)):
        aside = grip.spread * (1.5 - number)
        straight = v * math.cos(aside) + u * math.sin(aside)
        place, angle, joints = to(x, y, -0.004), 0.0, [to(x, y, -0.004)]
        for bone, bend in zip(bones, bends, strict=True):
            angle += bend
            place = place + bone * (straight * math.cos(angle) - w * math.sin(angle))
            joints.append(place)
        _add_finger(model, joints, thick, angle, straight, w, skin, group)
        tips.append(joints[-1])
    return tips


def _add_finger(
    model: Model, joints: list[Vector], thick: float, angle: float, straight: Vector, w: Vector, skin: Skin, group: int
) -> None:
    radii = [0.052 * thick, 0.0445 * thick, 0.040 * thick, 0.031 * thick]
    for (a, b), (ra, rb), blend in zip(
        zip(joints, joints[1:], strict=False), zip(radii, radii[1:], strict=False), (0.035, 0.012, 0.012), strict=True
    ):
        waist = 0.55 * a + 0.45 * b  # a finger is thicker at its joints
        model.limb([a, waist, b], [ra, 0.93 * max(ra, rb), rb], skin, group=group, blend=blend)
    for joint, radius in zip(joints[1:3], radii[1:3], strict=True):
        model.ball(joint, 1.02 * radius, skin, group=group, blend=0.012)
    _add_creases(model, joints, radii, skin, group)
    pulp = 0.35 * joints[2] + 0.65 * joints[3]
    out = straight * math.sin(angle) + w * math.cos(angle)
    model.ball(pulp - 0.10 * radii[3] * out, 1.16 * radii[3], skin, group=group, blend=0.015)
    _add_nail(model, joints[2], joints[3], out, radii[3], skin, group)


def _add_creases(model: Model, joints: list[Vector], radii: list[float], skin: Skin, group: int) -> None:
    """Add the lines across a finger where it bends, darker and redder than the skin about them."""
    line = Skin((0.66 * skin.colour[0], 0.70 * skin.colour[1], 0.84 * skin.colour[2]), 0.05, "skin")
    for number, places in ((1, (-0.014, 0.004, 0.020)), (2, (-0.008, 0.008))):
        way = _unit(_unit(joints[number] - joints[number - 1]) + _unit(joints[number + 1] - joints[number]))
        for place in places:
            model.ring(joints[number] + place * way, 0.98 * radii[number], 0.0034, line, axis=way, group=group)


def _add_thumb(
    model: Model,
    at: Vector,
    axes: tuple[Vector, Vector, Vector],
    pose: tuple[float, float, float],
    skin: Skin,
    group: int,
) -> Vector:
    u, v, w = axes
    under, aside, bend = pose
    root = at + 0.085 * u + 0.09 * v - 0.035 * w
    way = _unit(math.sin(aside) * u * math.cos(under) + math.cos(aside) * v - math.sin(aside) * math.sin(under) * w)
    inner = _unit(v - way * float(v @ way) - 0.35 * u)  # it bends towards the fingers
    joints = [root]
    for bone, angle in ((0.235, 0.0), (0.165, 0.6 * bend), (0.130, bend)):
        joints.append(joints[-1] + bone * (way * math.cos(angle) + inner * math.sin(angle)))
    radii = [0.088, 0.062, 0.050, 0.036]
    for (a, b), (ra, rb), blend in zip(
        zip(joints, joints[1:], strict=False), zip(radii, radii[1:], strict=False), (0.07, 0.03, 0.015), strict=True
    ):
        model.cone(a, ra, b, rb, skin, group=group, blend=blend)
    model.cone(
        joints[1], 0.055, at + 0.10 * u + 0.40 * v - 0.02 * w, 0.040, skin, group=group, blend=0.08, flat=1.5, across=w
    )
    out = _unit(u * math.cos(under) * 0.6 + w - 0.4 * inner)
    out = _unit(out - way * float(out @ way))
    model.ball(
        0.35 * joints[2] + 0.65 * joints[3] - 0.1 * radii[3] * out, 1.16 * radii[3], skin, group=group, blend=0.02
    )
    _add_nail(model, joints[2], joints[3], out, radii[3], skin, group)
    return joints[-1]


def _add_nail(model: Model, a: Vector, b: Vector, out: Vector, radius: float, skin: Skin, group: int) -> None:
    nail = Skin(tuple(min(1.15 * part + 0.02, 0.8) for part in skin.colour), 0.38, "skin")
    start, end = a + 0.60 * (b - a) + 0.74 * radius * out, a + 1.06 * (b - a) + 0.62 * radius * out
    model.cone(start, 0.66 * radius, end, 0.62 * radius, nail, group=group + 1, flat=2.1, across=out)


def _unit(way: Any) -> Vector:
    found = np.asarray(way, float)
    return np.asarray(found / (float(np.linalg.norm(found)) or 1.0))
