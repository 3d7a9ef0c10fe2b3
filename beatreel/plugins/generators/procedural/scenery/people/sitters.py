"""Who sits alone on a bench or reads on a chair, and masked people who stand together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, hats, props, rainwear, seats, wardrobe
from .casting import CHARCOAL, CREAM, DARK, DENIM, HAIRS, SOLE, Cast, Wish, built, person
from .passers import SEATED, STANDING
from .pose import MAN, WOMAN, Bones, Pose

_COATS = tuple(
    Skin(colour, 0.05, "cloth")
    for colour in ((0.10, 0.085, 0.075), (0.14, 0.17, 0.20), (0.05, 0.075, 0.16), (0.16, 0.11, 0.06))
)
_CLOAKS = tuple(
    Skin(colour, 0.05, "cloth") for colour in ((0.024, 0.024, 0.028), (0.030, 0.036, 0.052), (0.045, 0.040, 0.036))
)
_KNITTED = tuple(
    Skin(colour, 0.04, "cloth")
    for colour in ((0.10, 0.16, 0.42), (0.36, 0.42, 0.46), (0.16, 0.20, 0.10), (0.20, 0.12, 0.08))
)
_HATS = {"hat", "fedora", "old", "detective"}
READS = {"reading", "reads", "book", "newspaper"}
"""Words for what somebody does who has a book or a newspaper."""
_PAPER = {"newspaper"}
_PAGES = Skin((0.50, 0.57, 0.60), 0.04, "plain")
_COVER = Skin((0.030, 0.028, 0.16), 0.10, "plain")
_SITS = Pose(
    hips=(0.0, 0.300, 0.05),
    lean=(0.0, -0.075),
    head=(0.22, 0.34, 0.0),
    hands=((-0.055, 0.385, -0.235), (0.055, 0.385, -0.235)),
    elbows=((-1.0, -0.1, 0.4), (1.0, -0.1, 0.4)),
    feet=((-0.085, 0.045, -0.25), (0.085, 0.045, -0.22)),
    knees=((-0.15, 0.8, -0.6), (0.15, 0.8, -0.6)),
    toes=(0.15, -0.15),
)


def _book(model: Model, b: Bones, *, large: bool) -> None:
    """Add an open book, or a ``large`` newspaper, between both hands, towards the face."""
    grip = 0.5 * (b.fingers[0] + b.fingers[1])
    wide, tall, thick = (0.150, 0.200, 0.004) if large else (0.074, 0.105, 0.011)
    way = b.head - grip
    tilt = np.array([0.0, 0.80, -0.60])  # its upper edge leans away
    middle = grip + 0.35 * tall * tilt + 0.02 * way
    for side in (-1, 1):
        along = np.array([float(side), 0.0, 0.0]) + 0.28 * np.cross(np.array([1.0, 0.0, 0.0]), tilt)
        leaf = middle + 0.5 * wide * along
        model.box(leaf, (wide, tall, thick), _PAGES, group=76, along=along, up=tilt, edge=0.002)
        if not large:
            out = np.cross(along, tilt) * side
            model.box(
                leaf - 0.5 * thick * out,
                (1.06 * wide, 1.05 * tall, 0.003),
                _COVER,
                group=77,
                along=along,
                up=tilt,
                edge=0.001,
            )


def sitter(wish: Wish) -> Cast:
    """Somebody alone on a bench, bent over a little, in a coat; from near over the back of the bench, or with what is read."""
    woman = wish.is_woman(0.35)
    reads = bool(READS & wish.words)
    pose = (
        replace(_SITS, hands=((-0.052, 0.455, -0.195), (0.052, 0.455, -0.195)), head=(0.10, 0.36, 0.0))
        if reads
        else _SITS
    )
    coat = wish.cloth(_COATS[wish.film // 7 % len(_COATS)])

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, coat, loose=1.28, bust=0.5)
        clothes.trousers(model, b, (DENIM, CHARCOAL)[wish.film % 2], loose=1.15)
        clothes.shoes(model, b, SOLE)
        for hip, knee in zip(b.hips, b.knees, strict=True):  # the coat lies over the thighs
            model.cone(hip, 0.076, 0.3 * hip + 0.7 * knee, 0.064, coat, group=73, blend=0.03)
        if rainwear.HOODS & wish.words:
            rainwear.hood(model, b, coat)
        elif _HATS & wish.words:
            hats.hat(model, b, DARK)
        if reads:
            _book(model, b, large=bool(_PAPER & wish.words))

    one = person(wish, WOMAN if woman else MAN, pose, dressing, hair="long" if woman else "short", wind=0.3 * wish.wind)
    model = built(props.bench)
    model.add(one, at=(0.26, 0.0, -0.04))
    near, detail = ((-0.80, -0.45), (0.26, 0.95, 0.75)) if reads else ((2.75, 3.30), (-0.26, 1.16, 0.75))
    near = (-0.60, -0.30) if wish.shot == "detail" else near  # the face
    return Cast(
        model, tall=1.45, turn=(-0.75, -0.30), near=near, heart=(0.92, 1.15), detail=detail, sway=0.0,
        loose=0.6 if woman else 0.1,
    )  # fmt: skip


_BOUND = Skin((0.05, 0.06, 0.22), 0.12, "plain")


def reader(wish: Wish) -> Model:
    """Return somebody on a chair who reads the book on the lap, metres."""
    body = built(seats.chair)
    body.add(at_home(wish, reads=True), at=(0.0, 0.0, -0.02))
    return body


def at_home(wish: Wish, *, reads: bool) -> Model:
    """Return somebody who sits as on a chair, metres: reads the book on the lap, or has the hands there and looks ahead."""
    woman = wish.is_woman(0.6)
    build = WOMAN if woman else MAN
    pose = replace(
        SEATED, lean=(0.006, -0.030), head=(0.06, 0.42, 0.06), hands=((-0.050, 0.465, -0.165), (0.052, 0.470, -0.165)),
        elbows=((-1.0, -0.5, 0.4), (1.0, -0.5, 0.4)), feet=((-0.050, 0.045, -0.215), (0.035, 0.045, -0.255)),
    )  # fmt: skip
    if not reads:
        pose = replace(
            pose, lean=(0.0, 0.015), head=(0.0, 0.06, 0.04), hands=((-0.060, 0.352, -0.150), (0.066, 0.352, -0.128)),
            elbows=((-1.0, -0.3, 0.6), (1.0, -0.3, 0.6)),
        )  # fmt: skip

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(_KNITTED[wish.film // 7 % len(_KNITTED)]), loose=1.22, bust=0.7)
        clothes.trousers(model, b, (DENIM, CHARCOAL)[wish.film % 2], loose=1.12)
        clothes.shoes(model, b, SOLE)
        if reads:
            _novel(model, b)

    return person(wish, build, pose, dressing, hair="long" if woman else "short", wind=0.0)


def _novel(model: Model, b: Bones) -> None:
    """Add an open book on the lap."""
    middle = 0.5 * (b.fingers[0] + b.fingers[1]) + np.array([0.0, 0.020, -0.006])
    for way in (-1, 1):  # two halves, open towards the face
        along, up = np.array([way * 0.93, 0.26, 0.10]), np.array([0.0, 0.66, -0.75])
        for skin, deep, out in ((_BOUND, 0.004, 0.0), (CREAM, 0.010, 0.006)):
            back = out * np.cross(along, up) * way
            model.box(
                middle + 0.041 * along + back,
                (0.080, 0.115, deep),
                skin,
                group=74 + (out > 0),
                along=along,
                up=up,
                edge=0.002,
            )


def masked(wish: Wish) -> Cast:
    """Three people who stand close together and look at the camera through their masks, in cloaks."""
    model = Model()
    gaps = ((-0.62, 0.42, 0.28), (0.0, 0.0, -0.06), (0.66, 0.55, -0.34))
    for number, (x, z, turn) in enumerate(gaps):
        own = replace(wish, film=wish.film + 11 * number)
        cloth = wish.cloth(_CLOAKS[own.film % len(_CLOAKS)])
        hooded = number != 2

        def dressing(body: Model, b: Bones, cloth: Skin = cloth, hooded: bool = hooded) -> None:
            clothes.shirt(body, b, cloth, loose=1.2, bust=0.5, hem=False)
            clothes.shoes(body, b, SOLE)
            clothes.cloak(body, b, cloth, wind=0.08 * wish.wind)
            if hooded:
                rainwear.hood(body, b, cloth)

        pose = replace(
            STANDING, head=(0.10 * (1 - number), 0.06, 0.05 * (number - 1)), hands=((-0.050, 0.54, 0.02), (0.050, 0.54, 0.02)),
            elbows=((-0.2, -1.0, 0.2), (0.2, -1.0, 0.2)),
        )  # fmt: skip
        build = WOMAN if number == 2 else MAN
        one = person(
            own,
            build,
            pose,
            dressing,
            hair="none" if hooded else "long",
            locks=HAIRS[own.film % len(HAIRS)],
            wind=0.5 * wish.wind,
        )
        model.add(one, at=(x, 0.0, z), turn=turn)
    return Cast(
        model,
        tall=1.86,
        turn=(-0.25, 0.25),
        near=(-0.18, 0.22),
        heart=(1.45, 1.05),
        detail=(0.0, 1.62, 0.56),
        sway=0.008,
        loose=0.6,
    )


_ON_EDGE = Pose(  # the hands beside the hips, the legs over what there is no more of
    hips=(0.0, 0.075, 0.0),
    lean=(0.01, -0.05),
    head=(0.25, 0.02, 0.05),
    hands=((-0.165, 0.035, 0.035), (0.165, 0.035, 0.035)),
    elbows=((-0.8, 0.0, 0.8), (0.8, 0.0, 0.8)),
    feet=((-0.07, -0.24, -0.235), (0.06, -0.22, -0.25)),
    toes=(0.2, -0.2),
    points=(0.4, 0.5),
)


_ROOFS = {"roof", "rooftop", "roofs", "parapet", "skyscraper", "building", "city", "skyline"}


def edge_sitter(wish: Wish) -> Cast:
    """Somebody who sits at an edge, the legs over it, seen from aside; the origin is where they sit."""
    woman = wish.is_woman()
    build = WOMAN if woman else MAN
    short = (
        wish if {"dress", "skirt"} & wish.words else replace(wish, words=wish.words | {"jacket"})
    )  # a coat is sat on
    model = person(
        wish,
        build,
        _ON_EDGE,
        wardrobe.hers(short) if woman else wardrobe.his(short),
        hair="long" if woman else "short",
        wind=wish.wind or 0.4,
    )
    if _ROOFS & wish.words:  # seen from behind, before the city
        return Cast(
            model, tall=1.0, turn=(2.50, 2.85), near=(2.05, 2.35), heart=(0.42, 1.35), detail=(0.0, 0.42, 0.85), sway=0.006,
            loose=1.0 if woman else 0.2, width=1.2,
        )  # fmt: skip
    return Cast(
        model, tall=1.0, turn=(1.05, 1.45), near=(1.05, 1.45), heart=(0.45, 1.5), detail=(0.05, -0.05, 0.95), sway=0.006,
        loose=1.0 if woman else 0.2, width=1.2,
    )  # fmt: skip
