"""Who fights, and who walks beside them in old pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import casual, clothes, hats, props
from .body import SKINS, muscles
from .casting import DARK, HAIRS, SOLE, WHITE, Cast, Wish, person
from .passers import seen_settled
from .pose import MAN, WOMAN, Bones, Pose
from .postures import posture_of


def samurai(wish: Wish) -> Cast:
    """A samurai with two swords, one perhaps drawn, perhaps under a hat of straw."""
    drawn = bool(wish.rng.random() < 0.6)
    pose = Pose(
        hips=(0.0, 0.49, 0.0),
        head=(0.15, 0.18, 0.0),
        hands=((-0.20, 0.50, -0.06), (0.12, 0.56, -0.10)),
        elbows=((-1.0, 0.0, 0.5), (1.0, 0.1, 0.5)),
        feet=((-0.15, 0.045, 0.05), (0.14, 0.045, -0.05)),
        twist=0.1,
    )
    kimono, skirt = wish.cloth(Skin((0.10, 0.055, 0.045), 0.05, "cloth")), Skin((0.030, 0.026, 0.026), 0.06, "cloth")
    straw = bool(wish.rng.random() < 0.5)

    def dressing(model: Model, b: Bones) -> None:
        clothes.hakama(model, b, kimono, skirt, wings=not straw)
        props.sheath(model, b)
        if drawn:
            grip = b.wrists[0] + 0.5 * (b.fingers[0] - b.wrists[0])
            props.katana(model, grip, np.array([-0.42, -0.62, -0.42]), edge=(-0.6, 0.5, 0.0))
        if straw:
            hats.hat(model, b, Skin((0.13, 0.24, 0.31), 0.1, "straw"), cone=0.155)

    return Cast(
        person(wish, MAN, pose, dressing, hair="topknot", locks=HAIRS[0], skin=SKINS["tan"]),
        turn=(0.2, 0.75),
        loose=0.1,
        heart=(1.34, 1.10),
        detail=(0.0, 1.60, 0.62),
        sway=0.006,
    )


def geisha(wish: Wish) -> Cast:
    """A woman in a kimono under a parasol."""
    pose = Pose(
        head=(0.25, 0.16, 0.10),
        hands=((-0.07, 0.63, -0.125), (0.085, 0.70, -0.10)),
        elbows=((-1.0, -0.4, 0.2), (1.0, -0.5, 0.2)),
        feet=((-0.035, 0.045, 0.0), (0.035, 0.045, -0.02)),
        lean=(0.01, 0.0),
    )
    cloth = Skin(wish.colour or (0.10, 0.05, 0.36), 0.08, "print", second=(0.62, 0.62, 0.80))
    obi, lining = (
        Skin((0.10, 0.36, 0.55), 0.18, "print", second=(0.05, 0.06, 0.36)),
        Skin((0.62, 0.62, 0.70), 0.1, "plain"),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.kimono(model, b, cloth, obi, lining)
        grip = b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1])
        props.parasol(
            model,
            grip,
            np.array([0.10, 1.0, 0.42]),
            paper=Skin((0.10, 0.09, 0.52), 0.05, "ribs") if wish.colour is None else props.PAPER,
        )
        for way in (-1, 1):
            model.limb(
                [b.on_head(way * 0.03, 0.06, 0.06), b.on_head(way * 0.085, 0.085, 0.055)],
                [0.004, 0.006],
                props.BRASS,
                group=63,
            )
        model.ball(b.on_head(0.045, 0.055, 0.02), 0.018, Skin((0.20, 0.16, 0.70), 0.1, "plain"), group=64, blend=0.01)

    return Cast(
        person(wish, WOMAN, pose, dressing, hair="bun", locks=HAIRS[0], skin=Skin((0.55, 0.60, 0.72), 0.12, "skin")),
        tall=2.05,
        turn=(0.2, 0.8),
        loose=0.1,
        heart=(1.32, 1.25),
        detail=(0.0, 1.45, 0.75),
        sway=0.008,
    )


_WRAPS = {"wraps", "wrapping", "wrap", "wrapped", "bandages", "bandaging"}


def boxer(wish: Wish) -> Cast:
    """A boxer behind the gloves; from very near they are before the chest, and the face is seen."""
    guard = 0.09 if wish.shot == "detail" else 0.0
    pose = Pose(
        hips=(0.0, 0.485, 0.0),
        lean=(0.01, -0.05),
        twist=0.35,
        head=(0.1, 0.22, 0.0),
        hands=((-0.085, 0.80 - guard, -0.19), (0.075, 0.79 - guard, -0.27)),
        elbows=((-0.7, -1.0, 0.0), (0.7, -1.0, 0.0)),
        feet=((-0.13, 0.045, 0.12), (0.12, 0.045, -0.10)),
        knees=((-0.3, 0.0, -1.0), (0.3, 0.0, -1.0)),
    )
    posture, wraps = posture_of(wish.words), bool(_WRAPS & wish.words)
    if posture is not None:
        pose = posture.of(MAN)
    if wraps:  # one hand is held up, the other winds the band about it
        x, y, z = pose.hips
        hands = ((x - 0.035, y + 0.190, z - 0.185), (x + 0.045, y + 0.170, z - 0.205))
        pose = replace(
            pose, hands=hands, elbows=((-1.0, -0.5, 0.3), (1.0, -0.5, 0.3)), head=(0.05, 0.36, 0.0), grips=(0.9, 0.6)
        )
    skin = SKINS[str(wish.rng.choice(["brown", "dark", "tan"]))]
    glove = Skin(wish.colour or (0.025, 0.025, 0.42), 0.45, "plain")
    satin = replace(glove, gloss=0.22, weave="cloth")

    def dressing(model: Model, b: Bones) -> None:
        clothes.add_torso(model, b, replace(skin, gloss=0.45), loose=1.06, group=0)
        muscles(model, b, replace(skin, gloss=0.45))
        for wrist, finger in zip(b.wrists, b.fingers, strict=True):
            way = finger - wrist
            if wraps:  # bands of cloth about the knuckles and the wrist
                model.cone(wrist - 0.30 * way, 0.021, wrist + 0.55 * way, 0.024, WHITE, group=66, blend=0.01)
                continue
            model.cone(wrist - 0.35 * way, 0.030, wrist + 0.1 * way, 0.034, glove, group=66, blend=0.012)
            model.cone(wrist + 0.15 * way, 0.045, wrist + 0.75 * way, 0.050, glove, group=66, blend=0.02)
        casual.shorts(model, b, wish.own("shorts", satin), band=WHITE)
        for ankle, toe, knee in zip(b.ankles, b.toes, b.knees, strict=True):
            clothes.foot(model, ankle, toe, 1.2, DARK, 69)
            model.limb([ankle, 0.6 * ankle + 0.4 * knee], [0.027, 0.033], DARK, group=69, blend=0.01)

    model = person(
        wish, replace(MAN, girth=1.10), pose, dressing, skin=replace(skin, gloss=0.45), bare_arms=True, bare_legs=True
    )
    if posture is not None:
        return seen_settled(wish, posture.laid(model), posture, MAN, None, [], loose=0.05)
    return Cast(
        model,
        tall=1.75,
        turn=(0.3, 0.8),
        loose=0.05,
        heart=(1.32, 1.0),
        detail=(0.0, 1.40, 0.65),
        sway=0.02,
    )


def knight(wish: Wish) -> Cast:
    """A knight in plate with a cape, hands on the sword."""
    pose = Pose(
        head=(0.15, 0.12, 0.0),
        hands=((-0.035, 0.545, -0.16), (0.035, 0.565, -0.16)),
        elbows=((-1.0, 0.0, 0.3), (1.0, 0.0, 0.3)),
        feet=((-0.11, 0.045, 0.0), (0.11, 0.045, -0.03)),
    )
    posture = posture_of(wish.words)
    if posture is not None:  # before the hilt
        pose = replace(posture.of(MAN), hands=((-0.035, 0.445, -0.16), (0.035, 0.465, -0.16)), elbows=pose.elbows)
    low = 0.0 if posture is None else 0.10
    steel, mail = (
        Skin((0.34, 0.335, 0.33), 0.85, "metal"),
        Skin((0.05, 0.05, 0.052), 0.4, "stripes", second=(0.14, 0.14, 0.145)),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.armour(model, b, steel, mail, plume=Skin(wish.colour or (0.03, 0.03, 0.42), 0.05, "hair"))
        clothes.cape(model, b, Skin(wish.colour or (0.03, 0.03, 0.32), 0.05, "cloth"), wind=0.06 + 0.12 * wish.wind)
        x, y, z = 0.0, 0.585 - low, -0.215
        model.limb([(x, y, z), (x, y - 0.10, z)], [0.010, 0.010], SOLE, group=70)
        model.ball((x, y + 0.012, z), 0.018, props.BRASS, group=71)
        model.limb([(x - 0.10, y - 0.105, z), (x + 0.10, y - 0.105, z)], [0.010, 0.010], props.BRASS, group=71)
        model.limb(
            [(x, y - 0.10, z), (x, 0.06, z), (x, 0.005, z)], [0.024, 0.019, 0.003], props.BLADE, group=72, flat=3.0
        )

    build = replace(MAN, girth=1.05, metres=1.86)
    model = person(wish, build, pose, dressing, hair="none")
    if posture is not None:
        return seen_settled(wish, posture.laid(model), posture, build, None, [], loose=0.0)
    return Cast(
        model,
        tall=1.95,
        turn=(-0.5, 0.5),
        near=(-0.9, 0.9),
        heart=(1.30, 1.15),
        detail=(0.0, 1.55, 0.70),
        sway=0.004,
    )
