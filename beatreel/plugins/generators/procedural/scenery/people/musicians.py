"""Who plays and sings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, hats, instruments, props
from .casting import CHARCOAL, DARK, DENIM, SOLE, Cast, Wish, built, person, suit
from .pose import MAN, WOMAN, Bones, Pose, bones_of
from .wardrobe import COATED, wrapped

_SEAT = {
    "hips": (0.0, 0.325, 0.0),
    "feet": ((-0.155, 0.045, -0.235), (0.155, 0.045, -0.20)),
    "knees": ((-0.75, 0.8, -0.6), (0.75, 0.8, -0.6)),
}
"""How one sits on a chair in an orchestra."""


def violinist(wish: Wish, *, seated: bool = False) -> Cast:
    """Somebody who plays the violin, standing or on a chair."""
    woman = wish.is_woman(0.5)
    build = WOMAN if woman else MAN
    pose = Pose(
        lean=(0.015, 0.01), head=(-0.35, 0.28, -0.30), twist=0.12, feet=((-0.085, 0.045, 0.02), (0.085, 0.045, -0.03))
    )
    if seated:
        pose = replace(pose, **_SEAT)
    base = bones_of(pose, build)
    chin = base.on_head(0.012, -0.072, -0.030) + 0.012 * base.right
    along = np.array([0.80, -0.10, -0.60])
    along /= np.linalg.norm(along)
    face = np.array([-0.15, 0.90, -0.45])
    left = chin + 0.205 * 1.36 * along - 0.030 * face
    bow = chin + np.array([-0.13, -0.125, -0.235])
    pose = replace(pose, hands=(tuple(bow), tuple(left)), elbows=((-1.0, -0.5, 0.1), (0.35, -1.0, -0.1)))

    def dressing(model: Model, b: Bones) -> None:
        if seated:
            clothes.shirt(model, b, wish.cloth(DARK), loose=1.15, sleeves=not woman)
            clothes.trousers(model, b, wish.cloth(DARK), loose=1.3)
            clothes.shoes(model, b, SOLE)
            _add_chair(model)
        elif woman:
            clothes.dress(model, b, wish.cloth(DARK), wide=0.20, wind=0.10 * wish.wind)
        else:
            suit(model, b, wish.cloth(DARK))
        props.violin(model, chin, along, face, b.wrists[0] + 0.45 * (b.fingers[0] - b.wrists[0]))

    model = person(wish, build, pose, dressing, hair="long" if woman else "short", bare_arms=woman)
    return Cast(model, turn=(1.45, 2.0), near=(1.75, 2.15), heart=(1.36, 1.05), detail=(0.0, 1.50, 0.70), sway=0.018)


def cellist(wish: Wish) -> Cast:
    """Somebody who sits and plays the cello."""
    woman = wish.is_woman(0.5)
    build = WOMAN if woman else MAN
    foot, along, face = np.array([-0.015, 0.0, -0.315]), np.array([0.115, 0.66, 0.165]), np.array([-0.05, 0.25, -1.0])
    up = along / np.linalg.norm(along)
    front = face / np.linalg.norm(face)
    left = foot + 0.395 * 1.48 * up + 0.055 * front + np.array([0.012, 0.0, 0.0])
    bow = foot + 0.395 * 0.66 * up + 0.105 * front + np.array([-0.175, 0.012, -0.01])
    pose = Pose(
        lean=(0.0, -0.035),
        head=(-0.22, 0.34, -0.16),
        twist=0.06,
        hands=(tuple(bow), tuple(left)),
        elbows=((-1.0, -0.25, 0.1), (1.0, -0.35, -0.2)),
        **_SEAT,
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(DARK), loose=1.15, sleeves=not woman)
        clothes.trousers(model, b, DARK, loose=1.3)
        clothes.shoes(model, b, SOLE)
        instruments.cello(model, foot, along, face, b.wrists[0] + 0.5 * (b.fingers[0] - b.wrists[0]))
        _add_chair(model)

    model = person(wish, build, pose, dressing, hair="long" if woman else "short", bare_arms=woman)
    return Cast(
        model,
        tall=1.38,
        turn=(-0.35, 0.35),
        near=(-0.35, 0.35),
        heart=(0.82, 1.25),
        detail=(0.0, 0.85, 0.75),
        sway=0.014,
    )


def _add_chair(model: Model) -> None:
    model.box(np.array([0.0, 0.262, 0.03]), (0.25, 0.022, 0.235), props.BLACK, group=70)
    for x in (-0.105, 0.105):
        for z in (-0.07, 0.13):
            model.limb([np.array([x, 0.255, z]), np.array([1.08 * x, 0.0, z])], [0.008, 0.006], props.BLACK, group=71)


def pianist(wish: Wish) -> Cast:
    """Somebody who plays a grand piano, seen from aside."""
    woman = wish.is_woman(0.4)
    build = WOMAN if woman else MAN
    high = 0.78 / build.metres  # of the wrists over the keys
    pose = Pose(
        hips=(0.0, 0.565 / build.metres, 0.02),
        lean=(0.0, -0.075),
        head=(0.0, 0.30, 0.10),
        hands=((-0.13, high, -0.235), (0.10, high, -0.235)),
        elbows=((-0.9, -1.0, 0.5), (0.9, -1.0, 0.5)),
        feet=((-0.075, 0.045, -0.225), (0.045, 0.045, -0.275)),
        knees=((-0.2, 0.8, -0.6), (0.2, 0.8, -0.6)),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(DARK), loose=1.15, sleeves=not woman)
        clothes.trousers(model, b, DARK, loose=1.2)
        clothes.shoes(model, b, SOLE)

    model = Model()
    model.add(person(wish, build, pose, dressing, hair="long" if woman else "short", bare_arms=woman))
    model.add(built(instruments.grand_piano))
    return Cast(
        model,
        tall=1.85,
        turn=(1.30, 1.72),
        near=(1.05, 1.60),
        heart=(1.02, 1.55),
        detail=(-0.20, 1.08, 0.92),
        sway=0.0,
        width=2.6,
    )


def saxophonist(wish: Wish) -> Cast:
    """Somebody who plays the saxophone."""
    pose = Pose(
        lean=(0.0, 0.03), head=(0.12, 0.10, 0.05), twist=0.10, feet=((-0.09, 0.045, 0.02), (0.10, 0.045, -0.03))
    )
    base = bones_of(pose, MAN)
    mouth = base.on_head(0.0, -0.036, -0.070)
    low, front = np.array([-0.085, 0.505, -0.150]), np.array([-0.25, 0.0, -1.0])
    upper, lower = mouth + 0.28 * (low - mouth), mouth + 0.72 * (low - mouth)
    grip = np.array([0.0, 0.0, -0.035])
    pose = replace(
        pose,
        hands=(tuple(lower + grip + [-0.035, 0.03, 0.03]), tuple(upper + grip + [0.05, 0.0, 0.02])),
        elbows=((-1.0, -0.2, 0.35), (1.0, -0.45, 0.1)),
    )

    def dressing(model: Model, b: Bones) -> None:
        suit(model, b, wish.cloth(DARK))
        instruments.saxophone(model, mouth, low, front)

    return Cast(
        person(wish, MAN, pose, dressing),
        turn=(0.35, 0.85),
        near=(0.35, 0.85),
        heart=(1.20, 1.10),
        detail=(-0.10, 1.12, 0.62),
        sway=0.02,
    )


def trumpeter(wish: Wish) -> Cast:
    """Somebody who plays the trumpet, seen from aside."""
    pose = Pose(
        lean=(0.0, 0.045), head=(0.0, -0.14, 0.0), twist=0.10, feet=((-0.085, 0.045, 0.03), (0.095, 0.045, -0.05))
    )
    base = bones_of(pose, MAN)
    mouth = base.on_head(0.0, -0.036, -0.070)
    along = np.array([0.0, 0.03, -1.0])
    valves = mouth + 0.135 * along
    pose = replace(
        pose,
        hands=(tuple(valves + np.array([-0.045, -0.020, 0.035])), tuple(valves + np.array([0.045, -0.045, 0.035]))),
        elbows=((-1.0, -0.75, 0.0), (1.0, -0.75, 0.0)),
    )

    def dressing(model: Model, b: Bones) -> None:
        suit(model, b, wish.cloth(DARK))
        if wish.film % 2:
            hats.hat(model, b, Skin((0.025, 0.028, 0.034), 0.08, "cloth"))
        instruments.trumpet(model, mouth, along)

    return Cast(
        person(wish, MAN, pose, dressing),
        turn=(1.20, 1.75),
        near=(1.25, 1.70),
        heart=(1.30, 1.50),
        detail=(-0.42, 1.55, 0.85),
        sway=0.02,
    )


_PLUGGED = {
    "electric",
    "rock",
    "metal",
    "punk",
    "band",
    "concert",
    "stage",
    "solo",
    "bass",
    "arena",
    "neon",
    "amp",
    "crowd",
}
_UNPLUGGED = {
    *"acoustic campfire fire folk porch beach busker busking classical flamenco spanish country forest field".split()
}
_STUMP = Skin((0.050, 0.080, 0.115), 0.05, "wood")


_JUMPS = {*"jumping jumps jump leaping leaps".split()}
_LEAP = 0.26  # metres


def guitarist(wish: Wish) -> Cast:
    """Somebody with a guitar: an electric one, standing, or where no stage is near one of wood, sitting on a stump."""
    if _UNPLUGGED & wish.words and not _PLUGGED & wish.words:
        return _unplugged(wish)
    woman = wish.is_woman(0.3)
    build = WOMAN if woman else MAN
    pose = Pose(
        hips=(0.0, 0.505, 0.0),
        lean=(-0.02, 0.02),
        head=(-0.15, 0.20, 0.12),
        twist=-0.12,
        hands=((-0.055, 0.545, -0.155), (0.235, 0.632, -0.128)),
        elbows=((-1.0, 0.1, 0.2), (0.6, -1.0, 0.1)),
        grips=(0.3, 0.7),
        feet=((-0.135, 0.045, -0.02), (0.125, 0.045, 0.03)),
    )
    is_wrapped = bool(COATED & wish.words)
    paint = wish.own("guitar", Skin((not is_wrapped and wish.colour) or (0.03, 0.035, 0.42), 0.6, "plain"))

    def dressing(model: Model, b: Bones) -> None:
        if is_wrapped:
            wrapped(model, b, wish, loose=1.08)
        else:
            clothes.shirt(model, b, DARK, loose=1.16, bust=0.6)
            clothes.trousers(model, b, DENIM, loose=1.08)
            clothes.shoes(model, b, SOLE)
        along, face = np.array([0.88, 0.40, 0.02]), np.array([0.05, 0.15, -1.0])
        props.guitar(model, np.array([-0.035, 0.555, -0.100]), along, face, size=0.42, wood=paint, electric=True)
        model.limb(
            [b.on_chest(-0.06, 0.03, -0.06), b.on_chest(-0.01, -0.12, -0.085), b.on_chest(0.09, -0.22, -0.075)],
            [0.010] * 3,
            props.BLACK,
            group=61,
            flat=2.0,
            across=b.front,
        )

    hair = "long" if woman else "bob" if wish.rng.random() < 0.5 else "short"
    model, lift = Model(), _LEAP if _JUMPS & wish.words else 0.0
    if lift:
        pose = replace(
            pose,
            feet=((-0.185, 0.155, 0.090), (0.150, 0.090, 0.190)),
            knees=((-0.6, 0.2, -1.0), (0.5, 0.2, -1.0)),
            points=(0.6, 0.8),
        )
    model.add(person(wish, build, pose, dressing, hair=hair), at=(0.0, lift, 0.0))
    return Cast(
        model,
        tall=1.8 + lift,
        turn=(-0.35, 0.45),
        near=(-0.35, 0.45),
        heart=(1.15 + lift, 1.10),
        detail=(0.05, 0.86 + lift, 0.75),
        sway=0.02,
    )


def _unplugged(wish: Wish) -> Cast:
    """Somebody who sits and plays a guitar of wood on the thigh."""
    woman = wish.is_woman(0.3)
    build = WOMAN if woman else MAN
    pose = Pose(
        hips=(0.0, 0.290, 0.04),
        lean=(-0.015, -0.040),
        head=(-0.22, 0.30, 0.14),
        twist=-0.14,
        hands=((-0.060, 0.425, -0.190), (0.262, 0.545, -0.190)),
        elbows=((-1.0, 0.0, 0.3), (0.7, -1.0, 0.2)),
        feet=((-0.105, 0.045, -0.235), (0.110, 0.045, -0.165)),
        knees=((-0.25, 0.8, -0.6), (0.30, 0.8, -0.6)),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(Skin((0.050, 0.075, 0.19), 0.05, "cloth")), loose=1.24, bust=0.6)
        clothes.trousers(model, b, DENIM, loose=1.16)
        clothes.shoes(model, b, SOLE)
        along, face = np.array([0.90, 0.36, 0.02]), np.array([0.03, 0.18, -1.0])
        props.guitar(
            model, np.array([-0.040, 0.432, -0.135]), along, face, size=0.42, wood=wish.own("guitar", props.VARNISH)
        )
        model.cone((0.0, 0.02, 0.05), 0.135, (0.0, 0.12, 0.05), 0.125, _STUMP, group=70)
        model.cloth((0.0, 0.228, 0.05), 0.118, (0.0, 0.02, 0.05), 0.135, _STUMP, group=70, folds=0.03, count=9)

    model = person(wish, build, pose, dressing, hair="long" if woman else "short", wind=0.3 * wish.wind)
    return Cast(
        model, tall=1.40, turn=(-0.50, 0.30), near=(-0.50, 0.20), heart=(0.86, 1.10), detail=(0.06, 0.80, 0.78), sway=0.012,
        loose=0.5 if woman else 0.1,
    )  # fmt: skip


def singer(wish: Wish) -> Cast:
    """Somebody who sings at a microphone on its stand."""
    woman = wish.is_woman(0.65)
    build = WOMAN if woman else MAN
    pose = Pose(
        lean=(0.0, 0.02),
        head=(0.10, -0.18, 0.08),
        feet=((-0.09, 0.045, 0.0), (0.10, 0.045, -0.03)),
        twist=-0.1,
        face=(0.0, 0.7),
    )
    base = bones_of(pose, build)
    mouth = base.on_head(0.0, -0.036, -0.068)
    hand = mouth + np.array([-0.03, -0.095, -0.055])
    pose = replace(pose, hands=(tuple(hand), (0.30, 0.86, -0.12)), elbows=((-1.0, -0.8, -0.1), (0.7, -1.0, 0.1)))

    def dressing(model: Model, b: Bones) -> None:
        if woman:
            clothes.dress(
                model, b, wish.cloth(Skin((0.03, 0.03, 0.30), 0.35, "sequins")), wide=0.18, wind=0.08 * wish.wind
            )
        else:
            suit(model, b, wish.cloth(Skin((0.085, 0.075, 0.070), 0.10, "cloth")))
        grip = b.wrists[0] + 0.5 * (b.fingers[0] - b.wrists[0])
        props.microphone(model, grip, mouth, stand=True)

    model = person(
        wish, build, pose, dressing, hair="long" if woman else "short", bare_arms=woman, wind=0.5 * wish.wind
    )
    return Cast(model, turn=(1.25, 1.75), near=(1.60, 2.05), heart=(1.36, 0.95), detail=(0.0, 1.50, 0.55), sway=0.02)


def dj(wish: Wish) -> Cast:
    """A DJ behind two turntables."""
    pose = Pose(
        lean=(0.0, -0.09),
        head=(-0.15, 0.42, -0.12),
        hands=((-0.22, 0.60, -0.19), (0.13, 0.82, -0.06)),
        elbows=((-1.0, 0.0, 0.3), (1.0, -0.6, 0.2)),
    )
    base = bones_of(pose, MAN)
    pose = replace(pose, hands=(pose.hands[0], tuple(base.on_head(0.10, -0.02, 0.0))))

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(CHARCOAL), loose=1.3)
        clothes.trousers(model, b, DARK)
        props.headphones(model, b)

    model = Model()
    model.add(person(wish, MAN, pose, dressing), at=(0.0, 0.0, 0.22))
    model.add(built(props.decks))
    return Cast(model, turn=(-0.2, 0.2), near=(-0.2, 0.2), heart=(1.30, 1.15), detail=(-0.25, 1.10, 0.75), sway=0.0)


def drummer(wish: Wish) -> Cast:
    """A drummer behind the kit."""
    pose = Pose(
        hips=(0.0, 0.335, 0.0),
        lean=(0.0, -0.03),
        head=(0.2, 0.1, 0.1),
        hands=((-0.26, 0.62, -0.22), (0.24, 0.80, -0.10)),
        elbows=((-1.0, -0.3, 0.3), (1.0, -0.4, 0.2)),
        feet=((-0.15, 0.05, -0.22), (0.15, 0.05, -0.22)),
        knees=((-0.6, 0.8, -0.6), (0.6, 0.8, -0.6)),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(DARK), loose=1.15, sleeves=False)
        clothes.trousers(model, b, DENIM)
        clothes.shoes(model, b, SOLE)
        for wrist, finger, end in zip(
            b.wrists, b.fingers, (np.array([-0.124, 0.483, -0.354]), np.array([0.30, 1.02, -0.22])), strict=True
        ):
            grip = wrist + 0.55 * (finger - wrist)
            way = (end - grip) / np.linalg.norm(end - grip)
            model.limb([grip - 0.05 * way, grip + 0.20 * way], [0.0045, 0.003], props.BAMBOO, group=62)

    model = Model()
    model.add(person(wish, MAN, pose, dressing, bare_arms=True, hair="bob"), at=(0.0, 0.0, 0.18))
    model.add(built(props.drums))
    return Cast(
        model, tall=1.55, turn=(-0.35, 0.35), near=(-0.15, 0.15), heart=(0.95, 1.35), detail=(-0.24, 0.90, 0.70), sway=0.0,
        struck=((-0.20, 0.85, -0.42), (0.22, 0.86, -0.42), (0.48, 0.69, -0.16), (-0.62, 1.15, -0.40), (0.64, 1.19, -0.42)),
    )  # fmt: skip
