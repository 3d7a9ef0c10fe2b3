"""What animals with soft coats share: heads, legs, and how several of them stand about."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

Array = np.ndarray[Any, np.dtype[np.float64]]
Colour = tuple[float, float, float]

BLACK = Skin((0.012, 0.012, 0.013), 0.45, "plain")
_SEVERAL = {
    "pack",
    "herd",
    "several",
    "family",
    "many",
    "wolves",
    "foxes",
    "stags",
    "cats",
    "dogs",
    "rabbits",
    "hares",
    "kittens",
}
AT_REST = {*"resting rests lying lies lie sleeping asleep sleeps rest lounging dozing napping snoozing curled".split()}
"""Words by which a beast lies."""
_PLACES = ((0.0, 0.0, 0.0), (-0.88, 0.9, 0.35), (0.95, 1.5, -0.30))  # x, z in lengths, and how it is turned


@dataclass(frozen=True)
class Head:
    """Where a head is and where it looks: a frame of its own, in units of its size.

    Attributes
    ----------
    at : ndarray (3,)
        Middle of the skull.
    size : float
        Radius of the skull.
    yaw, pitch : float
        Turned to the eye, and raised, radians.
    """

    at: Array
    size: float
    yaw: float = 0.35
    pitch: float = -0.08

    @property
    def ahead(self) -> Array:
        level = math.cos(self.pitch)
        return np.array([level * math.cos(self.yaw), math.sin(self.pitch), -level * math.sin(self.yaw)])

    def point(self, ahead: float, aside: float, high: float) -> Array:
        """Return a place: so far ahead, to the right of the animal (away from the eye) and up."""
        front, side = self.ahead, np.array([math.sin(self.yaw), 0.0, math.cos(self.yaw)])
        return self.at + self.size * (ahead * front + aside * side + high * np.cross(front, -side))


def add_eyes(
    model: Model, head: Head, at: tuple[float, float, float], radius: float, iris: Skin, *, pupil: float = 0.60
) -> None:
    """Add two eyes: at how far ahead, aside and up, how large (units of the head), and the share of each that is pupil."""
    x, z, y = at
    for way in (-1, 1):
        for skin, size, out, group in ((BLACK, 1.15, -0.25, 2), (iris, 1.0, 0.0, 3), (BLACK, pupil, 1.06 - pupil, 4)):
            place = head.point(x + 0.78 * out * radius, way * (z + 0.62 * out * radius), y)
            model.ball(place, size * radius * head.size, skin, group=group)


def add_leg(
    model: Model,
    points: Any,
    radii: Any,
    skin: Skin,
    *,
    swing: float = 0.0,
    lift: float = 0.0,
    sock: Skin | None = None,
) -> Array:
    """Add a leg through its joints, from shoulder or hip down; ``swing`` sets the foot forward, ``lift`` raises it.

    With a ``sock`` the lower half is made of that. Returns where the foot is.
    """
    joints = np.array(points, float)
    low = (joints[0, 1] - joints[:, 1]) / (joints[0, 1] - joints[-1, 1])
    joints[:, 0] += swing * low + 0.5 * lift * np.sin(np.pi * low)
    joints[:, 1] += lift * low**2
    half = len(joints) // 2
    model.limb(joints[: half + 1], radii[: half + 1], skin, blend=0.035, flat=1.25)
    model.limb(joints[half:], radii[half:], sock or skin, blend=0.025, bends=2)
    return joints[-1]


def natural(wish: Wish, usual: Colour) -> Colour:
    """Return the colour of a coat: what is asked for, but of red and orange that which animals have."""
    if wish.colour is None or wish.colour[2] > 3 * wish.colour[1]:
        return usual
    return wish.colour


def standing(one: Model, scale: float, wish: Wish, *, head: Head, tall: float, near: float) -> Cast:
    """Return the cast of an animal on four legs, or of as many as are asked for, up to three; all is seen but from very near.

    Parameters
    ----------
    one : Model
    scale : float
        Metres to a unit of the model.
    wish : Wish
    head : Head
    tall, near : float
        Its height, and how much about the head is seen from very near, units.
    """
    left, right, _, _ = one.bounds()
    middle, long = (left + right) / 2, scale * (right - left)
    several = bool(_SEVERAL & {word for said in wish.words for word in said.split()})
    model, number = Model(), min(wish.count, 3) or (3 if several else 1)
    for n, (x, z, turn) in enumerate(_PLACES[:number]):
        size = scale * (1.0 - 0.06 * n)
        model.add(one, at=(0.85 * x * long - size * middle, 0.0, 0.85 * z * long), turn=turn, scale=size)
    ahead = scale * (float(head.at[0]) + 0.4 * head.size - middle)
    return Cast(
        model,
        looks_left=False,
        tall=scale * tall,
        turn=(-0.10, 0.40),
        heart=None,
        detail=(ahead, scale * (float(head.at[1]) - 0.10), scale * near),
        sway=0.0,
        width=(1.9 if number > 1 else 1.42) * long,
    )
