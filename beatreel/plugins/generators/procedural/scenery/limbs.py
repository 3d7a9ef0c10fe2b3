"""People as meshes of limbs between joints: a skater, a player, somebody who walks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, grid, tube, turned

Joint = tuple[float, float, float]


class Clothes(NamedTuple):
    """Skins of a person."""

    skin: int
    hair: int
    top: int
    trousers: int
    shoes: int


class Pose(NamedTuple):
    """Joints in metres: x to the person's left as seen from the front, y up, z ahead; the origin is between the feet."""

    head: Joint
    neck: Joint
    hip: Joint
    shoulders: tuple[Joint, Joint]
    elbows: tuple[Joint, Joint]
    hands: tuple[Joint, Joint]
    knees: tuple[Joint, Joint]
    feet: tuple[Joint, Joint]
    toes: tuple[Joint, Joint]


WALKING = Pose(
    (0, 1.66, 0.06),
    (0, 1.48, 0.02),
    (0, 0.94, 0),
    ((-0.19, 1.42, 0.04), (0.19, 1.42, -0.04)),
    ((-0.23, 1.15, 0.12), (0.23, 1.15, -0.16)),
    ((-0.20, 0.96, 0.30), (0.21, 0.92, -0.20)),
    ((-0.10, 0.50, -0.06), (0.10, 0.52, 0.22)),
    ((-0.10, 0.12, -0.36), (0.10, 0.08, 0.30)),
    ((-0.10, 0.04, -0.20), (0.10, 0.07, 0.48)),
)
# Rides sideways, along x: knees bent, arms out.
SKATING = Pose(
    (0.16, 1.34, 0.10),
    (0.10, 1.20, 0.06),
    (-0.02, 0.72, -0.14),
    ((-0.07, 1.17, 0.0), (0.26, 1.13, 0.08)),
    ((-0.36, 1.18, 0.06), (0.52, 1.08, 0.20)),
    ((-0.58, 1.34, 0.16), (0.78, 1.16, 0.26)),
    ((-0.28, 0.46, 0.16), (0.26, 0.48, 0.18)),
    ((-0.34, 0.17, -0.06), (0.30, 0.17, -0.06)),
    ((-0.32, 0.13, 0.14), (0.34, 0.13, 0.14)),
)
# Leaps and throws a ball that is above the right hand.
SHOOTING = Pose(
    (0, 1.98, 0.05),
    (0, 1.80, 0),
    (0, 1.27, -0.05),
    ((-0.18, 1.76, 0.03), (0.19, 1.72, 0)),
    ((-0.22, 1.96, 0.24), (0.24, 1.80, 0.26)),
    ((-0.15, 2.24, 0.20), (0.08, 2.06, 0.32)),
    ((-0.11, 0.84, 0.10), (0.12, 0.86, 0.02)),
    ((-0.12, 0.44, -0.14), (0.13, 0.42, -0.20)),
    ((-0.13, 0.28, -0.02), (0.14, 0.26, -0.10)),
)


def person(pose: Pose, worn: Clothes, *, loose: float = 1.0) -> Mesh:
    """Return a person; ``loose`` widens the clothes."""
    parts = []

    def limb(points: list[Joint], radii: list[float], skin: int) -> None:
        knots = np.asarray(points, np.float64)
        at, fine = np.arange(len(knots)), np.linspace(0, len(knots) - 1, 5 * len(knots))
        line = np.stack([np.interp(fine, at, knots[:, c]) for c in range(3)], 1)
        line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
        parts.append(tube(line, np.interp(fine, at, radii), 10, skin))

    def ball(at: Joint, size: float, skin: int, tall: float = 1.0) -> None:
        turn = np.linspace(0, np.pi, 9)
        parts.append(turned(np.stack([size * np.sin(turn), tall * size * np.cos(turn)], 1), 14, skin).moved(*at))

    w = loose
    chest = tuple(0.45 * a + 0.55 * b for a, b in zip(pose.hip, pose.neck, strict=True))
    parts.append(_torso(pose, chest, w, worn.top))
    for n in range(2):
        limb([pose.shoulders[n], pose.elbows[n]], [0.065 * w, 0.050 * w], worn.top)
        limb([pose.elbows[n], pose.hands[n]], [0.045, 0.030], worn.skin)
        ball(pose.shoulders[n], 0.070 * w, worn.top)
        ball(pose.hands[n], 0.045, worn.skin, 1.2)
        side = -1 if n == 0 else 1
        top = (pose.hip[0] + 0.09 * side, pose.hip[1] + 0.02, pose.hip[2])
        limb([top, pose.knees[n], pose.feet[n]], [0.098 * w, 0.070 * w, 0.062 * w], worn.trousers)
        ball(top, 0.105 * w, worn.trousers)
        limb([pose.feet[n], pose.toes[n]], [0.055, 0.042], worn.shoes)
        ball(pose.feet[n], 0.056, worn.shoes)
        ball(pose.toes[n], 0.043, worn.shoes, 0.8)
    limb([pose.neck, pose.head], [0.055, 0.05], worn.skin)
    ball(pose.head, 0.098, worn.skin, 1.25)
    ball((pose.head[0], pose.head[1] + 0.035, pose.head[2] - 0.022), 0.104, worn.hair, 1.10)
    return Mesh.of(parts)


def _torso(pose: Pose, chest: Joint, w: float, skin: int) -> Mesh:
    """Return a trunk that is wider than deep, along the line of the shoulders."""
    across = np.subtract(pose.shoulders[1], pose.shoulders[0])
    across = across / np.linalg.norm(across)
    knots = np.array([pose.hip, chest, pose.neck], np.float64)
    knots[0, 1] -= 0.08
    along = knots[2] - knots[0]
    along /= np.linalg.norm(along)
    depth = np.cross(across, along)
    depth /= np.linalg.norm(depth)
    share, turn = np.linspace(0, 1, 12), np.linspace(0, 2 * np.pi, 19)
    line = np.stack([np.interp(share, [0, 0.5, 1], knots[:, c]) for c in range(3)], 1)
    wide = w * np.interp(share, [0, 0.12, 0.4, 0.82, 0.93, 1], [0.10, 0.165, 0.155, 0.20, 0.15, 0.05])
    deep = w * np.interp(share, [0, 0.12, 0.4, 0.82, 0.93, 1], [0.08, 0.115, 0.11, 0.115, 0.09, 0.045])
    points = (
        line[:, None]
        + wide[:, None, None] * np.cos(turn)[None, :, None] * across
        + deep[:, None, None] * np.sin(turn)[None, :, None] * depth
    )

    return grid(points[::-1], skin, wrap=True)


def skateboard(deck: int, wheel: int) -> Mesh:
    """Return a board along x, wheels on the ground."""
    s = np.linspace(-1, 1, 17)
    lift = 0.095 + 0.055 * np.clip(np.abs(s) - 0.72, 0, 1) ** 1.2 / 0.28**1.2
    half = 0.10 * np.sqrt(np.clip(1 - np.clip((np.abs(s) - 0.78) / 0.23, 0, 1) ** 2, 0.0, 1))
    at = boxes(
        [(0.41 * float(a), float(b), 0) for a, b in zip(s, lift, strict=True)],
        [(0.027, 0.007, max(float(h), 0.01)) for h in half],
        deck,
    )
    rims = boxes([(x, 0.030, z) for x in (-0.22, 0.22) for z in (-0.075, 0.075)], (0.028, 0.028, 0.018), wheel)
    axles = boxes([(x, 0.06, 0) for x in (-0.22, 0.22)], (0.03, 0.03, 0.05), wheel)
    return Mesh.of([at, rims, axles])
