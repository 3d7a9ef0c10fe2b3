"""Who goes about in a long cloak with a hood, and who in a space suit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, hats, props, rainwear
from .body import TOP
from .casting import GREY_HAIR, SOLE, WHITE, Cast, Wish, person
from .masks import mask_of
from .passers import MOVING, STANDING, STILL, WALKING
from .pose import MAN, Bones, Pose

_CLOAKS = tuple(
    Skin(colour, 0.05, "cloth")
    for colour in ((0.030, 0.030, 0.034), (0.028, 0.045, 0.070), (0.055, 0.045, 0.035), (0.030, 0.042, 0.035))
)
_HABIT = Skin((0.035, 0.085, 0.20), 0.05, "cloth")
_WITH_A_STAFF = {"monk", "wizard", "pilgrim", "shepherd", "hermit", "druid", "staff", "stick", "nomad", "prophet"}
_WITH_A_HAT = {"witch", "witches", "wizard", "sorcerer", "sorceress", "mage", "warlock"}
_SUIT = Skin((0.50, 0.52, 0.53), 0.16, "cloth")
_SHELL = Skin((0.58, 0.60, 0.61), 0.45, "plain")
_VISOR = Skin((0.10, 0.26, 0.42), 0.95, "metal")
STRIPE = Skin((0.03, 0.10, 0.42), 0.1, "cloth")
SUITED = replace(MAN, shoulders=0.118)
_JOINT = Skin((0.06, 0.06, 0.065), 0.2, "plain")


def _gait(wish: Wish, pose: Pose) -> Pose:
    walks = bool(MOVING & wish.words) or (not STILL & wish.words and bool(wish.rng.random() < 0.5))
    return pose if walks else replace(STANDING, head=(0.10, 0.05, 0.0))


def wanderer(wish: Wish) -> Cast:
    """Somebody in a long cloak, the hood over the head, seen from behind, near by from before; some have a staff."""
    staff = bool(_WITH_A_STAFF & wish.words)
    pose = _gait(wish, WALKING)
    hands = ((-0.075, 0.54, -0.06), (0.205, 0.66, -0.150) if staff else (0.075, 0.54, -0.06))
    if mask_of(wish.words) and not staff:  # seen from before: they are under the cloak
        hands = ((-0.050, 0.54, 0.02), (0.050, 0.54, 0.02))
    pose = replace(pose, hands=hands, elbows=((-0.2, -1.0, 0.2), (0.6, -1.0, 0.0) if staff else (0.2, -1.0, 0.2)))
    magic = bool(_WITH_A_HAT & wish.words)
    usual = _HABIT if {"monk", "monks"} & wish.words else _CLOAKS[wish.film // 7 % len(_CLOAKS)]
    cloth = wish.cloth(usual)
    away = bool(wish.rng.random() < 0.8)
    wind = (-1.0 if away else 1.0) * (wish.wind or 0.4)

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, cloth, loose=1.15, bust=0.5, collar=False, hem=False)
        clothes.shoes(model, b, SOLE)
        clothes.cloak(model, b, cloth, wind=0.10 * wind)
        (hats.pointed_hat if magic else rainwear.hood)(model, b, cloth)
        if staff:
            grip = b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1])
            model.limb(
                [grip + np.array([0.01, 0.38, 0.01]), grip, np.array([grip[0] - 0.005, 0.0, grip[2] - 0.02])],
                [0.010, 0.0085, 0.0075], props.VARNISH, group=63, bends=3,
            )  # fmt: skip

    model = person(
        wish, MAN, pose, dressing, hair="long" if magic else "none", locks=GREY_HAIR if staff else None, wind=wind
    )
    return Cast(
        model,
        tall=2.05 if magic else 1.86,
        turn=(2.45, 2.95) if away else (1.35, 1.75),
        near=(0.45, 0.85),
        heart=(1.50, 1.20) if magic else (1.42, 1.05),
        detail=(0.0, 1.68, 0.85) if magic else (0.0, 1.60, 0.62),
        sway=0.010,
    )


def space_suit(model: Model, b: Bones, stripe: Skin) -> None:
    """Dress somebody in a space suit: helmet with a visor, pack, hoses, and bands in a colour of their own."""
    clothes.shirt(model, b, _SUIT, loose=1.52, bust=0.5, collar=False, hem=False)
    clothes.trousers(model, b, _SUIT, loose=1.58)
    up = (b.neck - b.pelvis) / np.linalg.norm(b.neck - b.pelvis)
    model.cone(
        b.chest - 0.06 * up,
        0.120,
        b.pelvis + 0.02 * up,
        0.112,
        _SUIT,
        group=TOP,
        blend=0.04,
        flat=1.18,
        across=b.front,
    )  # no waist is seen
    model.ring(b.pelvis + 0.045 * up, 0.118, 0.009, _JOINT, axis=up, group=49)
    for way, elbow, wrist, finger, shoulder in zip((-1, 1), b.elbows, b.wrists, b.fingers, b.shoulders, strict=True):
        along = wrist - elbow
        model.ring(elbow + 0.86 * along, 0.034, 0.008, _JOINT, axis=along, group=50)
        model.limb([elbow + 0.92 * along, wrist, finger], [0.033, 0.033, 0.026], WHITE, group=51, blend=0.02)
        model.limb(
            [wrist + np.array([-0.012 * way, 0, -0.02]), finger + np.array([-0.022 * way, 0.02, -0.022])],
            [0.014, 0.011], WHITE, group=51, blend=0.012,
        )  # fmt: skip
        upper = elbow - shoulder
        model.ring(shoulder + 0.62 * upper, 0.0485, 0.007, stripe, axis=upper, group=52)
    for knee, ankle, toe in zip(b.knees, b.ankles, b.toes, strict=True):
        model.ring(knee + 0.30 * (ankle - knee), 0.058, 0.008, stripe, axis=ankle - knee, group=53)
        clothes.foot(model, ankle, toe, 1.85, _SHELL, 54)
        model.limb([ankle + np.array([0, 0.06, 0.01]), ankle], [0.046, 0.044], _SUIT, group=54, blend=0.02)
    middle = b.head + 0.010 * up
    model.ring(b.neck + 0.004 * up, 0.074, 0.014, _SHELL, axis=up, group=55)
    model.ball(middle, 0.098, _SHELL, group=56)
    model.cone(
        middle + 0.031 * b.head_front + 0.006 * up, 0.0775, middle + 0.034 * b.head_front - 0.012 * up, 0.0765, _VISOR,
        group=57, flat=0.92, across=b.head_right,
    )  # fmt: skip
    model.box(b.on_chest(0, -0.085, 0.125), (0.205, 0.270, 0.105), _SHELL, group=58, along=b.right, up=up, edge=0.03)
    model.box(b.on_chest(0, 0.075, 0.110), (0.150, 0.070, 0.075), _SHELL, group=58, along=b.right, up=up, edge=0.02)
    model.box(b.on_chest(0, -0.10, -0.098), (0.115, 0.075, 0.045), _JOINT, group=59, along=b.right, up=up, edge=0.012)
    for way in (-1, 1):
        model.limb(
            [b.on_chest(0.070 * way, -0.10, 0.10), b.on_chest(0.135 * way, -0.14, 0.02), b.on_chest(0.05 * way, -0.10, -0.11)],
            [0.011, 0.011, 0.010], _JOINT, group=60, bends=3,
        )  # fmt: skip
        model.limb(
            [b.on_chest(0.072 * way, 0.04, 0.09), b.on_chest(0.078 * way, 0.055, 0.0), b.on_chest(0.062 * way, -0.10, -0.098)],
            [0.012, 0.013, 0.012], stripe, group=61, flat=2.0, across=b.front,
        )  # fmt: skip
    model.ball(b.on_chest(0.030, -0.085, -0.122), 0.008, Skin((0.06, 0.12, 0.9), 0.2, "plain", 0.8), group=62)


def astronaut(wish: Wish) -> Cast:
    """Somebody in a space suit, whose visor mirrors the land."""
    pose = replace(
        _gait(wish, WALKING),
        head=(0.10, 0.02, 0.0),
        hands=((-0.235, 0.50, -0.10), (0.235, 0.50, 0.04)),
        elbows=((-1.0, -0.1, 0.5), (1.0, -0.1, 0.5)),
    )
    stripe = wish.cloth(STRIPE)

    plays = "guitar" in wish.words
    if plays:
        pose = replace(pose, hands=((-0.060, 0.545, -0.205), (0.265, 0.665, -0.200)), elbows=((-1.0, 0.1, 0.2), (0.6, -1.0, 0.1)),
                       feet=((-0.125, 0.045, -0.02), (0.125, 0.045, 0.03)), knees=Pose.knees)  # fmt: skip

    def dressing(body: Model, bones: Bones) -> None:
        space_suit(body, bones, stripe)
        if plays:
            along, face = np.array([0.88, 0.40, 0.02]), np.array([0.05, 0.15, -1.0])
            wood = wish.own("guitar", props.VARNISH)
            props.guitar(body, np.array([-0.035, 0.555, -0.150]), along, face, size=0.42, wood=wood)

    model = person(wish, SUITED, pose, dressing, hair="none")
    if plays:
        return Cast(
            model,
            tall=1.88,
            turn=(-0.45, 0.45),
            near=(-0.45, 0.45),
            heart=(1.25, 1.25),
            detail=(0.05, 0.98, 0.85),
            sway=0.015,
        )
    return Cast(
        model,
        tall=1.88,
        turn=(0.30, 0.80) if wish.rng.random() < 0.5 else (2.45, 2.95),
        near=(0.30, 0.75),
        heart=(1.42, 1.10),
        detail=(0.0, 1.66, 0.58),
        sway=0.010,
    )
