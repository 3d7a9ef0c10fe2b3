"""Hands of whole bodies: a palm, four fingers apart from one another, and a thumb on the right side."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

_FINGERS = ((0.051, 0.92), (0.054, 1.0), (0.052, 0.94), (0.046, 0.76))
"""Of the fingers from the index to the little one: where its knuckle is, along the hand, and how long it is, over the middle one."""
_APART = 0.0108  # of the body's height, from one finger to the next
_PRONATED = 0.55  # radians: a hand that hangs shows its back half to the front
_AT_EASE, _BENT = 0.34, 0.42  # radians in each joint, with a straight arm, and more with one bent at a right angle
_FIST = 1.25  # radians in each joint of a hand about a rod


def add_fingers(
    model: Model, shoulder: Any, elbow: Any, wrist: Any, finger: Any, front: Any, side: int, skin: Skin, size: float, group: int,
    grip: float = 0.0,
) -> None:  # fmt: skip
    """Add a hand at the end of an arm.

    Parameters
    ----------
    shoulder, elbow, wrist, finger : array_like (3,)
        Joints, and a place that the fingers point at.
    front : array_like (3,)
        The way that the body faces; the thumb of an arm that hangs straight is there.
    side : int
        -1 for the arm at lesser x of one who faces the eye, 1 for the other.
    size : float
        Over that of a grown man.
    grip : float
        How far it is closed about something, 0 to 1.
    """
    along = _unit(finger - wrist)
    flexed = shoulder - elbow + 0.06 * np.asarray(front)  # the thumb is where an arm bends to
    thumb = _unit(flexed - along * float(flexed @ along))
    palm = side * np.cross(thumb, along)
    thumb, palm = (
        math.cos(_PRONATED) * thumb + math.sin(_PRONATED) * palm,
        math.cos(_PRONATED) * palm - math.sin(_PRONATED) * thumb,
    )
    bend = float(_unit(shoulder - elbow) @ along) + 1  # 0 for a straight arm
    curl = (1 - grip) * (_AT_EASE + _BENT * min(bend, 1.3)) + grip * _FIST

    def at(far: float, aside: float, inside: float) -> Any:
        return wrist + size * (far * along + aside * thumb + inside * palm)

    model.cone(
        wrist, 0.0155 * size, at(0.024, 0, 0), 0.0185 * size, skin, group=group, blend=0.008, flat=1.4, across=palm
    )
    model.cone(
        at(0.020, 0, 0), 0.0172 * size, at(0.044, 0, 0), 0.0208 * size, skin, group=group, blend=0.006, flat=2.0, across=palm
    )  # fmt: skip
    for number, (far, long_) in enumerate(_FINGERS):
        place = 1.5 - number
        way = _unit(along + 0.045 * place * thumb)
        joint, angle, joints = at(far, place * _APART, 0.0), 0.0, [at(far, place * _APART, 0.0)]
        for bone, share in ((0.0235, 0.7), (0.0165, 1.0), (0.0115, 0.6)):
            angle += share * curl * (1 + 0.10 * number)
            joint = joint + size * bone * long_ * (math.cos(angle) * way + math.sin(angle) * palm)
            joints.append(joint)
        thick = (0.0050, 0.0046, 0.0042, 0.0034)
        model.limb(joints, [size * one * (0.55 + 0.45 * long_) for one in thick], skin, group=group, blend=0.0012)
    root, knuckle = at(0.012, 0.010, 0.004), at(0.036, 0.0265, 0.009)
    tip = knuckle + size * 0.024 * _unit((1 - 0.7 * grip) * along + 0.10 * thumb + (0.30 + 0.9 * grip) * palm)
    model.cone(root, 0.0088 * size, knuckle, 0.0062 * size, skin, group=group, blend=0.010)
    model.cone(knuckle, 0.0060 * size, tip, 0.0042 * size, skin, group=group, blend=0.0012)


def _unit(way: Any) -> Any:
    way = np.asarray(way, float)
    return way / (float(np.linalg.norm(way)) or 1.0)
