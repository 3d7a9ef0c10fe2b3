"""What swims past in the round where a prompt names it: whales, sharks, dolphins, turtles, rays; a submarine."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery import (
    blooms,
    fish_school,
    flyers,
    mermaid,
    octopus,
    reef_fish,
    sea_creatures,
)

from .sunken import box_of, cropped, dancing, place_under, through_water, trace

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

    from .bed import Bed
    from .world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]
_OF_FISH = re.compile(rf"\b({'|'.join(blooms.COLOURS)})(?: [a-z]+)? (?:fish|fishes|shoals?|sardines)\b")
_HEAD = 0.30  # widths from the middle of the picture to a head, at most
_FOLLOW = 5  # others, at most
_SHOTS = ("wide", "medium", "close", "detail")
# Radians towards the eye by which what is named is turned in closer pictures: on its way, coming, and its head.
_TURNS = {"medium": (-0.50, -0.30), "close": (0.80, 1.05), "detail": (0.45, 0.65)}


@dataclass(frozen=True)
class Swimmer:
    """A kind of what swims.

    Attributes
    ----------
    build : callable
    long : float
        Metres.
    sizes : tuple of float
        Shares of the width that it fills in the four shots.
    turn : tuple of float
        Radians towards the eye.
    roll : float
        Radians that its back is turned to the eye.
    others : int
        How many more follow, smaller.
    head : float
        How far it reaches before its middle, in lengths.
    """

    build: Callable[[Place], Mesh]
    long: float
    sizes: tuple[float, float, float, float]
    turn: tuple[float, float] = (0.30, 0.62)
    roll: float = 0.0
    others: int = 0
    head: float = 0.46


SWIMMERS = {
    "whale": Swimmer(flyers.whale, 15.5, (0.66, 0.90, 1.25, 1.7), (0.30, 0.75), -0.22),
    "shark": Swimmer(sea_creatures.shark, 4.4, (0.50, 0.72, 1.05, 1.6), (0.35, 0.75), 0.08, 1),
    "dolphins": Swimmer(sea_creatures.dolphin, 2.5, (0.42, 0.62, 0.95, 1.4), (0.20, 0.55), 0.15, 2),
    "sea_turtle": Swimmer(sea_creatures.turtle, 1.5, (0.40, 0.60, 0.92, 1.35), (0.35, 0.70), 0.85),
    "octopus": Swimmer(octopus.octopus, octopus.LONG, (0.82, 1.05, 1.35, 1.85), (0.30, 0.60), 0.15, head=0.30),
    "mermaid": Swimmer(mermaid.mermaid, mermaid.LONG, (0.66, 0.88, 1.2, 1.6), (0.30, 0.60), 0.25, head=0.36),
    "manta": Swimmer(sea_creatures.manta, 4.4, (0.46, 0.68, 1.0, 1.5), (0.45, 0.8), 0.95, head=0.22),
    "fish_school": Swimmer(
        fish_school.fish_school, fish_school.WIDE, (1.0, 1.2, 1.5, 1.9), (0.0, 0.4), -0.40, head=0.0
    ),
    "submarine": Swimmer(lambda place: sea_creatures.submarine(place, 2.2), 14.0, (0.58, 0.82, 1.2, 1.8), (0.35, 0.65)),
}
"""By motif."""


def swimmer_of(description: SceneDescription) -> str:
    """Return what is named and swims; empty for none."""
    if {"whale", "whales"} & description.all_words:
        return "whale"
    return next((one for one in SWIMMERS if one in description.motifs), "")


def tone_of(description: SceneDescription) -> tuple[float, ...] | None:
    """Return the colour of fish that a prompt names, linear BGR; None for none."""
    found = _OF_FISH.search(description.prompt.lower())
    return blooms.COLOURS[found[1]] if found else None


def let_swim(
    stage: Stage, depth: float, motif: str, shot: str, *, named: bool, high: tuple[float, float] = (0.36, 0.44),
    largest: float = 9.0, tone: tuple[float, ...] | None = None, count: int = 0,
) -> None:  # fmt: skip
    """Let something swim through a picture, nearer in closer shots where it is named.

    ``high`` are shares of the height, and ``largest`` is one of the width; ``count`` is how many are named, if any.
    """
    kind, rng, side = SWIMMERS[motif], stage.rng, stage.side
    if named and shot in _TURNS and kind.head:
        kind = replace(kind, turn=_TURNS[shot])
    if motif == "fish_school":
        kind = replace(kind, build=lambda place: fish_school.fish_school(place, tone))
    size = kind.sizes[_SHOTS.index(shot) if shot in _SHOTS and named else 0] * float(rng.uniform(0.92, 1.08))
    size = min(size, max(largest, kind.sizes[0]))
    aside, y = float(rng.uniform(0.02, 0.10)), float(rng.uniform(*high))
    for number in range(min(count - 1, _FOLLOW) if count else kind.others, 0, -1):
        at = 0.5 - side * (0.16 + 0.14 * number), y + float(rng.uniform(-0.13, 0.10))
        _swim(stage, depth, kind, at, 0.42 * size * 0.85**number)
    aside = min(aside, _HEAD - kind.head * size)  # its head is what is looked at
    _swim(stage, depth, kind, (0.5 + side * aside, y), size)


def _swim(stage: Stage, depth: float, kind: Swimmer, at: tuple[float, float], wide: float) -> None:
    """Add one as a layer that drifts; ``at`` is where its middle is and ``wide`` its length, in shares of the picture."""
    height, width = stage.relief.depth.shape
    camera, side, (x, y) = stage.camera, stage.side, at
    turn = float(stage.rng.uniform(*kind.turn))
    place = place_under(stage, depth)
    unit = wide * width / kind.long
    z = camera.focal / unit
    rise = min(math.atan2(camera.horizon - y * height, camera.focal), math.radians(15))
    middle = y * height + math.tan(rise) * camera.focal
    heading = turn if side > 0 else math.pi - turn
    body = kind.build(place).leaned(math.radians(side * 5), 0.0).moved(0, 0, 0, heading).leaned(0.0, -kind.roll)
    where = ((x - camera.centre_x / width) * width / unit, camera.y + math.tan(rise) * z, z)
    place.add(body.moved(*where))
    found = trace(stage, place, middle - camera.horizon)
    found.lit *= np.float32(1.9)  # the eye looks for it
    dancing(stage, found, min(3.6, 0.55 * kind.long), 0.6)
    # What the water below sends back lights their bellies.
    found.lit += found.cover[..., None] * np.array(stage.light.water, np.float32) * np.float32(0.30)
    colour = through_water(stage, found)
    way = 1.0 if math.cos(heading) > 0 else -1.0
    motion = Motion(x=float(stage.rng.random()), right=0.010 * way, sway=0.005)
    if found.glow.any():  # its lamps shine through the water
        stage.shining()[:] += found.glow
    stage.layers.append(Layer(colour.astype(np.float16), found.cover.astype(np.float16), min(z, 40.0), motion))


# For each shot: schools, fish in each, metres to the nearest and the farthest school, and how large a fish is, metres.
_REEF_FISH = {
    "wide": (4, 9, 3.2, 7.5, 0.26),
    "medium": (4, 7, 2.2, 5.5, 0.26),
    "close": (3, 6, 1.5, 4.0, 0.25),
    "detail": (3, 5, 1.5, 3.0, 0.21),
}


_FROM_BELOW = np.float32(0.5)  # of the light of the water, what comes back from the bed


def over_the_reef(stage: Stage, bed: Bed, shot: str, tone: tuple[float, ...] | None = None) -> None:
    """Let small schools of bright fish swim over a reef, each of a kind and of its own way, as layers from far to near.

    With a ``tone`` (linear BGR) all have it.
    """
    rng, camera = stage.rng, stage.camera
    height, width = stage.relief.depth.shape
    schools, many, nearest, farthest, long = _REEF_FISH.get(shot, _REEF_FISH["medium"])
    kinds = rng.permutation(reef_fish.KINDS)
    for number, away in enumerate(np.geomspace(farthest, nearest, schools)):
        place = place_under(stage, bed.surface)
        way = float(rng.choice([-1.0, 1.0]))
        z = float(away)
        middle_x = (-stage.side if number % 2 else stage.side) * float(rng.uniform(0.04, 0.30))
        row = float(rng.uniform(0.30, 0.46)) * height
        models = [reef_fish.reef_fish(place, int(kinds[number]), bend, tone) for bend in (-0.8, 0.1, 0.8)]
        school: list[Mesh] = []
        for _ in range(many if number < schools - 1 else max(3, many // 2)):
            x = (middle_x + float(rng.normal(0, 0.13))) * width / camera.focal * z
            deep = z * float(rng.uniform(0.85, 1.2))
            y = camera.y + (camera.horizon - row) / camera.focal * z + float(rng.normal(0, 0.06)) * z
            ground = float(bed.heights(*(np.full(1, one, np.float32) for one in (x, deep, 0.1)))[0])
            heading = (0.0 if way > 0 else math.pi) + float(rng.normal(0.25, 0.22))
            fish = models[int(rng.integers(3))].leaned(float(rng.normal(0, 0.10)), 0.0)
            size = long * float(rng.uniform(0.8, 1.2))
            school.append(fish.moved(x, max(y, ground + 0.35), deep, heading, size))
            place.add(school[-1])
        box = box_of(stage, school)
        near = cropped(stage, box)
        found = trace(near, place)
        named = tone is not None  # they are what is looked at
        found.lit *= np.float32(2.1 if named else 1.5)
        dancing(near, found)
        found.lit += found.cover[..., None] * np.array(stage.light.water, np.float32) * np.float32(0.12)
        if named:  # what the bed sends back lights their bellies
            found.lit += found.cover[..., None] * np.array(tone, np.float32) * _FROM_BELOW * np.mean(stage.light.water)
        motion = Motion(x=float(rng.random()), right=0.022 * way, sway=0.008)
        colour, cover = np.zeros((height, width, 3), np.float16), np.zeros((height, width), np.float16)
        colour[box], cover[box] = through_water(near, found), found.cover
        stage.layers.append(Layer(colour, cover, z, motion))
