"""How somebody stands: where hips, head, hands and feet are, and the joints that follow from it.

Lengths are shares of the body's height; somebody who faces the eye looks along -z. Pairs are (left, right) in the picture then.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

Vector = np.ndarray[Any, np.dtype[np.float64]]
Point = tuple[float, float, float]
Pair = tuple[Point, Point]


@dataclass(frozen=True)
class Build:
    """How somebody is built: half widths of shoulders and hips, girth, size of the head, height in metres."""

    shoulders: float = 0.108
    hips: float = 0.052
    girth: float = 1.0
    head: float = 0.94
    metres: float = 1.78
    bust: float = 0.0


_DOWN, _SHUT = 0.16, 0.34  # radians that a head is bent, from which on its lids are lowered, and shut
MAN = Build(shoulders=0.109, hips=0.046, head=0.91)
WOMAN = Build(shoulders=0.096, hips=0.050, girth=0.86, head=0.92, metres=1.68, bust=0.026)
BOY = Build(shoulders=0.098, hips=0.048, girth=0.90, head=1.16, metres=1.38)
CHILD = Build(shoulders=0.105, hips=0.050, girth=1.02, head=1.30, metres=1.16)


@dataclass(frozen=True)
class Pose:
    """A pose.

    Attributes
    ----------
    hips : Point
        Where the pelvis is.
    lean : tuple of float
        How far the neck is to the right of and behind the pelvis.
    twist : float
        How far the shoulders are turned about the spine, radians.
    tilt : float
        How much higher the right shoulder is than the left, radians.
    slant : float
        The same of the hips: they are higher over the leg that bears the weight.
    head : tuple of float
        Turn (positive: to the left), nod (positive: down) and tilt (positive: to the right) of the head, radians.
    hands, elbows, feet, knees : Pair
        Places of wrists and ankles, and the ways in which elbows and knees point.
    toes : tuple of float
        Turn of the feet, radians (positive: to the left).
    points : tuple of float
        How far the feet are stretched: 0 flat, 1 on their toes.
    face : tuple of float
        How far eyes and mouth are open, 0 to 1; lids are lowered by who looks down.
    grips : tuple of float
        How far the hands are closed about what they hold: 0 at ease, 1 a fist.
    """

    hips: Point = (0.0, 0.515, 0.0)
    lean: tuple[float, float] = (0.0, 0.0)
    twist: float = 0.0
    tilt: float = 0.0
    slant: float = 0.0
    head: tuple[float, float, float] = (0.0, 0.0, 0.0)
    hands: Pair = ((-0.19, 0.46, -0.03), (0.19, 0.46, -0.03))
    elbows: Pair = ((-1.0, 0.0, 0.6), (1.0, 0.0, 0.6))
    feet: Pair = ((-0.075, 0.045, 0.0), (0.075, 0.045, 0.0))
    knees: Pair = ((-0.15, 0.0, -1.0), (0.15, 0.0, -1.0))
    toes: tuple[float, float] = (0.3, -0.3)
    points: tuple[float, float] = (0.0, 0.0)
    face: tuple[float, float] = (0.6, 0.0)
    grips: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Bones:
    """The joints of a pose; ``head_right``, ``head_up`` and ``head_front`` are the head's own axes, ``right`` that of the shoulders."""

    pelvis: Vector
    chest: Vector
    neck: Vector
    head: Vector
    head_right: Vector
    head_up: Vector
    head_front: Vector
    right: Vector
    front: Vector
    shoulders: tuple[Vector, Vector]
    elbows: tuple[Vector, Vector]
    wrists: tuple[Vector, Vector]
    fingers: tuple[Vector, Vector]
    hips: tuple[Vector, Vector]
    knees: tuple[Vector, Vector]
    ankles: tuple[Vector, Vector]
    toes: tuple[Vector, Vector]
    build: Build
    face: tuple[float, float] = (0.0, 0.0)
    grips: tuple[float, float] = (0.0, 0.0)

    def on_head(self, x: float, y: float, z: float) -> Vector:
        """Return a place by the head: to its right, up and back from its middle."""
        size = self.build.head
        return self.head + size * (x * self.head_right + y * self.head_up - z * self.head_front)

    def on_chest(self, x: float, y: float, z: float) -> Vector:
        """Return a place by the chest: to its right, up and back from the middle between the shoulders."""
        up = self.neck - self.pelvis
        up = up / np.linalg.norm(up)
        return self.chest + x * self.right + y * up - z * self.front


def bones_of(pose: Pose, build: Build) -> Bones:
    """Return the joints; limbs that do not reach end where they can."""
    pelvis = np.array(pose.hips)
    long_ = 0.30 - 0.025 * (build.head - 1)
    across, back = pose.lean
    up = np.array([across, math.sqrt(max(long_**2 - across**2 - back**2, 1e-4)), back])
    chest = pelvis + up
    c, s = math.cos(pose.twist), math.sin(pose.twist)
    spine = up / np.linalg.norm(up)
    right = np.array([c, 0.0, -s])
    right -= spine * float(right @ spine)
    right /= np.linalg.norm(right)
    right = right * math.cos(pose.tilt) + spine * math.sin(pose.tilt)
    front = np.cross(spine, right)
    front = -front / np.linalg.norm(front) if front[2] * math.cos(pose.twist) > 0 else front / np.linalg.norm(front)
    neck = chest + 0.035 * spine
    turn, nod, tip = pose.head
    head_front = _turned(_nodded(np.array([0.0, 0.0, -1.0]), nod), turn)
    head_up = _turned(_nodded(np.array([0.0, 1.0, 0.0]), nod), turn)
    head_right = _turned(np.array([1.0, 0.0, 0.0]), turn)
    head_right, head_up = (
        head_right * math.cos(tip) - head_up * math.sin(tip),
        head_up * math.cos(tip) + head_right * math.sin(tip),
    )
    head = neck + spine * 0.012 + head_up * 0.072 * build.head + head_front * 0.014
    shoulders = (chest - right * build.shoulders - 0.017 * spine, chest + right * build.shoulders - 0.017 * spine)
    elbows, wrists, fingers = [], [], []
    for hand, hint, shoulder in zip(pose.hands, pose.elbows, shoulders, strict=True):
        elbow, wrist = _bent(shoulder, np.array(hand), 0.172, 0.148, np.array(hint))
        way = wrist - elbow
        elbows.append(elbow)
        wrists.append(wrist)
        fingers.append(wrist + 0.085 * way / np.linalg.norm(way))
    aside = build.hips * np.array([math.cos(pose.slant), math.sin(pose.slant), 0.0])
    below = pelvis + np.array([0.0, -0.012, 0.0])
    hips = (below - aside, below + aside)
    knees, ankles, toes = [], [], []
    for foot, hint, hip, turned, point in zip(pose.feet, pose.knees, hips, pose.toes, pose.points, strict=True):
        knee, ankle = _bent(hip, np.array(foot), 0.235, 0.232, np.array(hint))
        flat = _turned(np.array([0.0, -0.028, -0.112]), turned)
        down = (ankle - knee) / np.linalg.norm(ankle - knee) * 0.112
        knees.append(knee)
        ankles.append(ankle)
        toes.append(ankle + flat * (1 - point) + down * point)
    return Bones(
        pelvis=pelvis,
        chest=chest,
        neck=neck,
        head=head,
        head_right=head_right,
        head_up=head_up,
        head_front=head_front,
        right=right,
        front=front,
        shoulders=shoulders,
        elbows=(elbows[0], elbows[1]),
        wrists=(wrists[0], wrists[1]),
        fingers=(fingers[0], fingers[1]),
        hips=hips,
        knees=(knees[0], knees[1]),
        ankles=(ankles[0], ankles[1]),
        toes=(toes[0], toes[1]),
        build=build,
        face=(pose.face[0] * min(max((_SHUT - nod) / (_SHUT - _DOWN), 0.0), 1.0), pose.face[1]),
        grips=pose.grips,
    )


def _nodded(way: Vector, angle: float) -> Vector:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([way[0], c * way[1] + s * way[2], -s * way[1] + c * way[2]])


def _turned(way: Vector, angle: float) -> Vector:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([c * way[0] + s * way[2], way[1], -s * way[0] + c * way[2]])


def _bent(start: Vector, end: Vector, upper: float, lower: float, hint: Vector) -> tuple[Vector, Vector]:
    """Return joint and end of a limb of two bones that reaches for ``end`` and bends towards ``hint``."""
    way = end - start
    reach = float(np.linalg.norm(way)) or 1e-6
    way = way / reach
    reach = min(max(reach, abs(upper - lower) + 0.01), 0.995 * (upper + lower))
    along = (upper**2 - lower**2 + reach**2) / (2 * reach)
    out = math.sqrt(max(upper**2 - along**2, 0.0))
    side = hint - way * float(hint @ way)
    side = side / (float(np.linalg.norm(side)) or 1.0)
    return start + way * along + side * out, start + way * reach
