"""Horses, one or several, and who rides one; metres, looking to the right."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people import clothes, hats
from beatreel.plugins.generators.procedural.scenery.people.body import add_torso
from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish, person
from beatreel.plugins.generators.procedural.scenery.people.pose import MAN, Bones, Pose
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .equine import GALLOPS, GRAZES, RAISED, STANDS, Carriage, equine

_LEATHER = Skin((0.020, 0.040, 0.085), 0.3, "plain")
_WAISTCOAT = Skin((0.022, 0.026, 0.036), 0.10, "cloth")
_NECKERCHIEF = Skin((0.022, 0.020, 0.26), 0.06, "cloth")
_UNICORNS = {"unicorn", "unicorns"}
_HORN = Skin((0.30, 0.46, 0.56), 0.45, "plain")
_RUNS = {
    *"running runs run gallop gallops galloping racing race races charging charges stampede stampeding sprinting wild trotting".split()
}
_GRAZES = {*"grazing grazes graze eating eats drinking drinks feeding".split()}


def _carriage(wish: Wish, stride: int) -> Carriage:
    """Return how one carries itself: as the words say, else it stands."""
    if wish.words & _RUNS:
        return GALLOPS[stride]
    return GRAZES if wish.words & _GRAZES else STANDS


def _coats(wish: Wish) -> tuple[Skin, Skin]:
    kinds: tuple[tuple[Any, Any], ...] = (
        ((0.022, 0.050, 0.12), (0.010, 0.011, 0.013)),
        ((0.03, 0.085, 0.22), (0.14, 0.24, 0.34)),
        ((0.012, 0.012, 0.013), (0.010, 0.010, 0.010)),
        ((0.50, 0.53, 0.55), (0.62, 0.65, 0.67)),
    )
    if {"zebra", "zebras"} & wish.words:
        black = (0.018, 0.018, 0.020)
        return Skin((0.52, 0.56, 0.58), 0.08, "zebra", second=black), Skin((0.06, 0.06, 0.065), 0.06, "mane", pile=0.3)
    coat, mane = kinds[3 if _UNICORNS & wish.words else wish.film % len(kinds)]
    if wish.colour is not None:
        coat, mane = wish.colour, tuple(min(1.15 * one, 0.8) for one in wish.colour)
    legs = tuple((0.34 if max(coat) < 0.4 else 0.72) * one for one in coat)
    return Skin(coat, 0.11, "dapple", second=legs), Skin(mane, 0.10, "mane", pile=0.7)


def _shown(model: Model, how: Carriage, *, aside: float = 0.0) -> Cast:
    """Return the cast of a horse or several, of which one whose head is ``aside`` is looked at from near."""
    x, y, _ = how.on_head(0.26, -0.02)
    y += RAISED
    return Cast(
        model,
        looks_left=False,
        tall=max(1.95, how.poll[1] + 0.2 + RAISED),
        turn=(-0.30, 0.60) if how.runs else (-0.20, 0.45),
        near=None if how.runs else (0.10, 0.45),
        heart=(1.25, 1.9) if how.runs else (0.5 * (float(y) + 1.3), 1.6),
        detail=(float(x) + aside, float(y), 1.05),
        sway=0.012 if how.runs else 0.004,
        wades=True,
        splashes=how.runs,
    )


def horse(wish: Wish) -> Cast:
    """A horse: at a gallop or with its head down where the words say so, else it stands and looks."""
    how = _carriage(wish, int(wish.rng.integers(3)))
    model = equine(*_coats(wish), how, wish.rng)
    if _UNICORNS & wish.words:
        _add_horn(model, how)
    return _shown(model, how)


def _add_horn(model: Model, how: Carriage) -> None:
    """Set a horn on its brow, wound along its length."""
    up = np.array([0.0, RAISED, 0.0])
    places = [how.on_head(0.10 - 0.13 * t, 0.085 + 0.50 * t) + up for t in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
    widths = [0.034, 0.029, 0.024, 0.018, 0.011, 0.003]
    model.limb(places, widths, _HORN, group=7)
    for n in range(9):
        t = 0.06 + 0.09 * n
        at, to = (how.on_head(0.10 - 0.13 * s, 0.085 + 0.50 * s) + up for s in (t, t + 0.035))
        wide, side = 0.037 * (1 - 0.85 * t), np.array([0.0, 0.0, 0.026 * (1 - 0.85 * t)])
        model.limb([at - side, 0.5 * (at + to), to + side], [0.35 * wide] * 3, _HORN, group=7)


def horses(wish: Wish) -> Cast:
    """Horses that run side by side, or stand together: three, two if that is said, or one of each colour that is asked for."""
    model, run = Model(), bool(wish.words & _RUNS)
    places = (
        ((0.75, -0.9, 0.0), (-0.55, 0.2, 0.0), (0.35, 1.3, 0.0))
        if run
        else ((0.5, -0.9, 0.0), (-1.0, 0.5, -0.5), (1.3, 1.6, 2.6))
    )
    coats = (wish.colour, *wish.others) if wish.others else 3 * (wish.colour,)
    for n, (coat, (x, z, turn)) in enumerate(
        zip(coats[: max(wish.count, 2) if wish.count else 3], places, strict=False)
    ):
        own = replace(wish, colour=coat, film=wish.film + n)
        how = GALLOPS[n] if run else GRAZES if n == 1 else _carriage(wish, 0)
        model.add(equine(*_coats(own), how, wish.rng), at=(x, 0.0, z), turn=turn)
    first = _carriage(wish, 0)
    cast = _shown(model, first, aside=places[0][0])
    return replace(cast, turn=(-0.20, 0.35), heart=(1.2, 2.2), sway=0.0)


def rider(wish: Wish) -> Cast:
    """Somebody with a wide hat on a horse at a gallop."""
    coat, mane = _coats(Wish(wish.rng, next(iter(wish.others), None), film=wish.film))
    horse_, model = equine(coat, mane, GALLOPS[int(wish.rng.integers(3))], wish.rng), Model()
    model.cone((-0.24, 1.42, 0), 0.115, (0.14, 1.41, 0), 0.105, _LEATHER, group=6, flat=0.62, across=(0, 0, 1))
    model.cone((0.17, 1.48, 0), 0.045, (0.19, 1.55, 0), 0.03, _LEATHER, group=6, blend=0.03)
    pose = Pose(
        hips=(0.0, 0.870, 0.02),
        lean=(0.0, -0.055),
        head=(0.0, 0.06, 0.0),
        hands=((-0.055, 0.960, -0.215), (0.175, 0.935, -0.080)),
        elbows=((-1.0, -0.4, 0.4), (1.0, -0.3, 0.6)),
        feet=((-0.190, 0.500, -0.045), (0.190, 0.500, -0.045)),
        knees=((-0.9, 0.1, -1.0), (0.9, 0.1, -1.0)),
        toes=(0.15, -0.15),
    )

    def dressing(m: Model, b: Bones) -> None:
        clothes.shirt(m, b, wish.cloth(Skin((0.22, 0.15, 0.10), 0.05, "cloth")), loose=1.26)
        add_torso(m, b, _WAISTCOAT, group=12, loose=1.36)
        throat = b.on_chest(0, 0.012, -0.004)
        m.cloth(throat + 0.050 * b.head_up, 0.043, throat, 0.070, _NECKERCHIEF, group=13, blend=0.012)
        clothes.trousers(m, b, Skin((0.12, 0.075, 0.045), 0.05, "cloth"), loose=1.2)
        clothes.shoes(m, b, _LEATHER)
        hats.stetson(m, b, Skin((0.045, 0.075, 0.12), 0.08, "cloth"))

    m = person(wish, MAN, pose, dressing)
    model.add(m, at=(-0.06, 0.0, 0.0), turn=-math.pi / 2)
    for side in (-1, 1):
        model.limb([(1.38, 1.50, 0.06 * side), (0.95, 1.60, 0.12 * side), (0.34, 1.70, 0.08 * side)],
                   [0.010, 0.010, 0.010], _LEATHER, group=8)  # fmt: skip
        model.limb([(-0.05, 1.40, 0.30 * side), (0.02, 0.86, 0.36 * side)], [0.014, 0.012], _LEATHER, group=8)
    horse_.add(model, at=(0.0, RAISED, 0.0))
    return Cast(
        horse_,
        looks_left=False,
        tall=2.50,
        turn=(-0.30, 0.55),
        near=(0.80, 1.00),  # the faces of both are seen
        heart=(1.66, 2.7),
        detail=(0.10, 2.10, 1.20),
        sway=0.012,
        wades=True,
        splashes=True,
    )
