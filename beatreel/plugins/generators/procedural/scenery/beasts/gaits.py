"""How an animal on four legs carries itself, by what it does: joints of its legs, line of its back, head and tail.

In units of the height of its shoulder, looking to the right: x and y, the ground at 0.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model

from .coats import AT_REST, Head

Joints = tuple[tuple[float, float], ...]

RUNNING = {
    *"running runs run racing race gallop gallops galloping sprinting sprints chasing".split(),
    *"chases charging charges hunting fleeing bounding".split(),
}
JUMPING = {*"jumping jumps jump leaping leaps leap pouncing pounces hopping hops".split()}
WALKING = {
    *"walking walks walk prowling prowls trotting trots wandering wanders stalking crossing crosses roaming lone strolling stepping".split()
}
SITTING = {*"sitting sits sit seated".split()}
DRINKING = {*"drinking drinks drink grazing grazes graze sniffing sniffs licking".split()}
CALLING = {*"roaring roars roar howling howls howl barking barks growling growls snarling yawning bleating".split()}


@dataclass(frozen=True)
class Gait:
    """One instant of what an animal does.

    Attributes
    ----------
    trunk : tuple
        Middle of the back from hip to shoulder, four places.
    legs : tuple
        Near foreleg, far foreleg, near hind leg, far hind leg: five joints each, from shoulder or hip down to the foot.
    head : tuple of float
        x and y of the skull, its yaw and pitch, radians.
    tail : float
        Share of its fall that the tail keeps: 1 hangs as usual, 0 streams out level.
    rolled : float
        Radians by which all of it is raised in front.
    lifted : float
        How high all of it is over the ground.
    """

    trunk: Joints
    legs: tuple[Joints, Joints, Joints, Joints]
    head: tuple[float, float, float, float]
    tail: float = 1.0
    rolled: float = 0.0
    lifted: float = 0.0


_LEVEL: Joints = ((-0.46, 0.80), (-0.16, 0.815), (0.12, 0.775), (0.36, 0.765))
_FORE: Joints = ((0.34, 0.66), (0.30, 0.50), (0.325, 0.26), (0.33, 0.11), (0.345, 0.042))
_HIND: Joints = ((-0.40, 0.70), (-0.33, 0.52), (-0.53, 0.29), (-0.515, 0.13), (-0.50, 0.042))


def _stepped(leg: Joints, swing: float, lift: float = 0.0) -> Joints:
    """Return a leg whose foot is set forward by ``swing``, and raised."""
    top, foot = leg[0][1], leg[-1][1]
    found = []
    for x, y in leg:
        low = (top - y) / (top - foot)
        found.append((x + swing * low + 1.6 * lift * low * (1 - low), y + lift * low * low))
    return tuple(found)


STANDS = Gait(
    _LEVEL,
    (_stepped(_FORE, -0.03), _stepped(_FORE, 0.04), _stepped(_HIND, 0.04), _stepped(_HIND, -0.05)),
    (0.66, 1.14, 0.65, -0.08),
)
WALKS = Gait(
    _LEVEL,
    (_stepped(_FORE, -0.14), _stepped(_FORE, 0.16, 0.07), _stepped(_HIND, 0.16), _stepped(_HIND, -0.16, 0.02)),
    (0.80, 0.99, 0.38, -0.15),
)
DRINKS = Gait(
    ((-0.46, 0.83), (-0.16, 0.82), (0.12, 0.75), (0.36, 0.70)),
    (_stepped(_FORE, 0.06), _stepped(_FORE, 0.16), _stepped(_HIND, 0.04), _stepped(_HIND, -0.08)),
    (0.80, 0.30, 0.35, -0.75),
)
_STRETCHED = Gait(
    ((-0.48, 0.80), (-0.16, 0.80), (0.14, 0.78), (0.40, 0.80)),
    (
        ((0.40, 0.70), (0.53, 0.60), (0.76, 0.50), (0.90, 0.45), (0.97, 0.42)),
        ((0.40, 0.70), (0.50, 0.55), (0.70, 0.38), (0.83, 0.30), (0.89, 0.26)),
        ((-0.46, 0.70), (-0.50, 0.53), (-0.80, 0.46), (-0.96, 0.37), (-1.03, 0.32)),
        ((-0.46, 0.70), (-0.46, 0.50), (-0.73, 0.38), (-0.87, 0.24), (-0.94, 0.18)),
    ),
    (0.86, 1.00, 0.32, -0.10),
    tail=0.25,
    lifted=0.02,
)
_GATHERED = Gait(
    ((-0.40, 0.74), (-0.14, 0.83), (0.12, 0.80), (0.34, 0.74)),
    (
        ((0.34, 0.64), (0.24, 0.49), (0.12, 0.30), (-0.02, 0.22), (-0.08, 0.17)),
        ((0.34, 0.64), (0.30, 0.46), (0.24, 0.24), (0.10, 0.16), (0.04, 0.12)),
        ((-0.36, 0.66), (-0.10, 0.56), (-0.20, 0.32), (0.02, 0.20), (0.10, 0.15)),
        ((-0.36, 0.66), (-0.14, 0.52), (-0.28, 0.30), (-0.10, 0.15), (-0.03, 0.10)),
    ),
    (0.80, 0.94, 0.34, -0.12),
    tail=0.45,
)
_LANDS = Gait(
    ((-0.46, 0.86), (-0.16, 0.83), (0.12, 0.76), (0.36, 0.72)),
    (
        ((0.36, 0.62), (0.40, 0.47), (0.53, 0.26), (0.62, 0.11), (0.66, 0.042)),
        ((0.36, 0.62), (0.46, 0.52), (0.66, 0.40), (0.78, 0.30), (0.84, 0.26)),
        ((-0.42, 0.76), (-0.26, 0.62), (-0.46, 0.44), (-0.34, 0.30), (-0.28, 0.26)),
        ((-0.42, 0.76), (-0.36, 0.58), (-0.62, 0.46), (-0.66, 0.31), (-0.68, 0.25)),
    ),
    (0.80, 0.92, 0.34, -0.14),
    tail=0.30,
)
RUNS = (_STRETCHED, _LANDS, _GATHERED)
"""Three instants of a gallop."""
JUMPS = Gait(_STRETCHED.trunk, _STRETCHED.legs, _STRETCHED.head, tail=0.25, rolled=0.24, lifted=0.42)


def gait_of(words: frozenset[str], instant: int = 0) -> Gait:
    """Return how one carries itself that stands on its legs, by the words of a prompt; ``instant`` chooses that of a gallop."""
    if words & JUMPING:
        return JUMPS
    if words & RUNNING:
        return RUNS[instant % len(RUNS)]
    if words & DRINKING:
        return DRINKS
    return WALKS if words & WALKING else STANDS


def risen(model: Model, head: Head, g: Gait) -> tuple[Model, Head]:
    """Return an animal and its head as high and as steep as its gait has it."""
    if not (g.rolled or g.lifted):
        return model, head
    raised = Model()
    raised.add(model.rolled(g.rolled), at=(0.0, g.lifted, 0.0))
    c, s = math.cos(g.rolled), math.sin(g.rolled)
    x, y, z = (float(one) for one in head.at)
    at = np.array([c * x - s * y, s * x + c * y + g.lifted, z])
    return raised, replace(head, at=at, pitch=head.pitch + g.rolled)


def rests(words: frozenset[str]) -> bool:
    """Return whether it lies."""
    return bool(words & AT_REST)
