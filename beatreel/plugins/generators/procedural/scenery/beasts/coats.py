"""What animals with soft coats share: heads, legs, and how several of them stand about."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

Array = np.ndarray[Any, np.dtype[np.float64]]
Colour = tuple[float, float, float]

BLACK = Skin((0.012, 0.012, 0.013), 0.45, "plain")
_EYE = Skin((0.010, 0.016, 0.026), 0.85, "plain")
IRISES: dict[str, Colour] = {
    "green": (0.06, 0.46, 0.12),
    "blue": (0.62, 0.30, 0.07),
    "yellow": (0.02, 0.46, 0.62),
    "golden": (0.02, 0.38, 0.62),
    "amber": (0.01, 0.24, 0.56),
    "red": (0.02, 0.03, 0.60),
    "orange": (0.01, 0.18, 0.66),
    "white": (0.60, 0.62, 0.64),
    "purple": (0.46, 0.06, 0.34),
}
"""Colours of eyes, linear BGR, by their names."""
_CATCHLIGHT = Skin((0.80, 0.82, 0.84), 0.1, "plain", 0.35)
_SPARK = 0.16  # of an eye
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
        # The light that it mirrors, on the pupil, above and before its middle.
        glint = np.array([0.78, 0.62, 0.0]) * (1.06 - pupil) + 0.9 * pupil * np.array([0.66, 0.40, 0.63])
        place = head.point(x + glint[0] * radius, way * (z + glint[1] * radius), y + glint[2] * radius)
        model.ball(place, _SPARK * radius * head.size, _CATCHLIGHT, group=5)


def iris_of(wish: Wish, usual: Skin) -> Skin:
    """Return what the eyes of a beast are of: in the colour that is named (“green eyes” is one of the words), lit where they glow."""
    named = next((colour for word, colour in IRISES.items() if f"{word} eyes" in wish.words), None)
    skin = usual if named is None else replace(usual, colour=named, glow=max(usual.glow, 0.35))
    return replace(skin, glow=1.2) if {"glowing eyes", "burning eyes", "shining eyes"} & wish.words else skin


def set_eyes(model: Model, head: Head, ahead: float, high: float, radius: float, lid: Skin) -> None:
    """Set dark eyes into the sides of a head as it has been built, under lids; units of the head."""
    r, up = radius * head.size, (head.point(0, 0, 1) - head.at) / head.size
    for way in (-1, 1):
        inward = head.point(0, -way, 0) - head.at
        inward /= np.linalg.norm(inward)
        at = model.front(head.point(ahead, 3.0 * way, high), inward)
        model.ball(at + 0.30 * r * inward, 1.35 * r, replace(BLACK, gloss=0.15), group=10)
        model.ball(at - 0.25 * r * inward, r, _EYE, group=11)
        for over, thick in ((0.85, 0.58), (-0.95, 0.40)):
            edge = at + over * r * up - 0.20 * r * inward
            ends = [edge - 1.25 * r * head.ahead - 0.25 * r * up, edge, edge + 1.25 * r * head.ahead - 0.35 * r * up]
            model.limb(ends, [0.8 * thick * r, thick * r, 0.7 * thick * r], lid, group=12, bends=2)


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
    # What melts together farther than it is thick swells at each joint.
    above, below = (min(most, 0.45 * min(part)) for most, part in ((0.035, radii[: half + 1]), (0.025, radii[half:])))
    model.limb(joints[: half + 1], radii[: half + 1], skin, blend=above, flat=1.25)
    model.limb(joints[half:], radii[half:], sock or skin, blend=below, bends=2)
    return joints[-1]


def natural(wish: Wish, usual: Colour) -> Colour:
    """Return the colour of a coat: what is asked for, but of red and orange that which animals have."""
    if wish.colour is None or wish.colour[2] > 3 * wish.colour[1]:
        return usual
    return wish.colour


def together(cast: Cast, wish: Wish, plural: str) -> Cast:
    """Return one animal, or as many as are asked for, up to three, side by side, each turned its own way."""
    words = {word for said in wish.words for word in said.split()}
    number = min(wish.count, 3) or (3 if plural in words else 1)
    if number == 1 or cast.perched:
        return cast
    left, right, _, _ = cast.model.bounds()
    model, long = Model(), 0.8 * (right - left)
    for n, (x, z, turn) in enumerate(_PLACES[:number]):
        model.add(cast.model, at=(0.92 * x * long, 0.0, 0.9 * z * long), turn=turn, scale=1.0 - 0.06 * n)
    heart = (cast.heart[0], 1.5 * cast.heart[1]) if cast.heart else None
    return replace(cast, model=model, width=1.9 * cast.width, heart=heart)


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
    number = 1 if wish.shot == "detail" else number  # one face: the legs of others would stand behind it
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
