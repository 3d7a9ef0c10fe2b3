"""Who fights, and who walks beside them in old pictures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, props
from .body import SKINS
from .casting import DARK, HAIRS, SOLE, WHITE, Cast, Wish, person
from .pose import MAN, WOMAN, Bones, Pose, bones_of


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
            clothes.hat(model, b, Skin((0.13, 0.24, 0.31), 0.1, "straw"), cone=0.155)

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


def boxer(wish: Wish) -> Cast:
    """A boxer behind the gloves."""
    pose = Pose(
        hips=(0.0, 0.485, 0.0),
        lean=(0.01, -0.05),
        twist=0.35,
        head=(0.1, 0.22, 0.0),
        hands=((-0.085, 0.80, -0.19), (0.075, 0.79, -0.27)),
        elbows=((-0.7, -1.0, 0.0), (0.7, -1.0, 0.0)),
        feet=((-0.13, 0.045, 0.12), (0.12, 0.045, -0.10)),
        knees=((-0.3, 0.0, -1.0), (0.3, 0.0, -1.0)),
    )
    skin = SKINS[str(wish.rng.choice(["brown", "dark", "tan"]))]
    glove = Skin(wish.colour or (0.025, 0.025, 0.42), 0.45, "plain")
    satin = replace(glove, gloss=0.22, weave="cloth")

    def dressing(model: Model, b: Bones) -> None:
        clothes.add_torso(model, b, replace(skin, gloss=0.45), loose=1.06, group=0)
        for wrist, finger in zip(b.wrists, b.fingers, strict=True):
            way = finger - wrist
            model.cone(wrist - 0.35 * way, 0.030, wrist + 0.1 * way, 0.034, glove, group=66, blend=0.012)
            model.cone(wrist + 0.15 * way, 0.045, wrist + 0.75 * way, 0.050, glove, group=66, blend=0.02)
        for hip, knee in zip(b.hips, b.knees, strict=True):  # wide shorts, over all of the seat
            model.cone(
                b.pelvis + np.array([0.0, 0.055, 0.005]),
                0.070,
                hip + np.array([0.0, -0.02, 0.006]),
                0.080,
                satin,
                group=67,
                blend=0.05,
            )
            model.cloth(
                0.6 * hip + 0.4 * b.pelvis + np.array([0.0, 0.02, 0.006]), 0.088, 0.25 * hip + 0.75 * knee, 0.092, satin,
                group=67, blend=0.05, folds=0.07, count=6,
            )  # fmt: skip
        model.cloth(
            b.pelvis + 0.34 * (b.chest - b.pelvis),
            0.081,
            b.pelvis + 0.20 * (b.chest - b.pelvis),
            0.088,
            WHITE,
            group=68,
            flat=1.12,
        )
        for ankle, toe, knee in zip(b.ankles, b.toes, b.knees, strict=True):
            clothes.foot(model, ankle, toe, 1.2, DARK, 69)
            model.limb([ankle, 0.6 * ankle + 0.4 * knee], [0.027, 0.033], DARK, group=69, blend=0.01)

    return Cast(
        person(
            wish,
            replace(MAN, girth=1.10),
            pose,
            dressing,
            skin=replace(skin, gloss=0.45),
            bare_arms=True,
            bare_legs=True,
        ),
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
    steel, mail = (
        Skin((0.34, 0.335, 0.33), 0.85, "metal"),
        Skin((0.05, 0.05, 0.052), 0.4, "stripes", second=(0.14, 0.14, 0.145)),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.armour(model, b, steel, mail, plume=Skin(wish.colour or (0.03, 0.03, 0.42), 0.05, "hair"))
        clothes.cape(model, b, Skin(wish.colour or (0.03, 0.03, 0.32), 0.05, "cloth"), wind=0.06 + 0.12 * wish.wind)
        x, y, z = 0.0, 0.585, -0.215
        model.limb([(x, y, z), (x, y - 0.10, z)], [0.010, 0.010], SOLE, group=70)
        model.ball((x, y + 0.012, z), 0.018, props.BRASS, group=71)
        model.limb([(x - 0.10, y - 0.105, z), (x + 0.10, y - 0.105, z)], [0.010, 0.010], props.BRASS, group=71)
        model.limb(
            [(x, y - 0.10, z), (x, 0.06, z), (x, 0.005, z)], [0.024, 0.019, 0.003], props.BLADE, group=72, flat=3.0
        )

    return Cast(
        person(wish, replace(MAN, girth=1.05, metres=1.86), pose, dressing, hair="none"),
        tall=1.95,
        turn=(-0.5, 0.5),
        near=(-0.9, 0.9),
        heart=(1.30, 1.15),
        detail=(0.0, 1.55, 0.70),
        sway=0.004,
    )


def robot(wish: Wish) -> Cast:
    """A robot of plates, with eyes that shine."""
    b = bones_of(
        Pose(
            head=(0.15, 0.05, 0.0),
            hands=((-0.19, 0.46, -0.06), (0.19, 0.47, -0.06)),
            feet=((-0.09, 0.045, 0.0), (0.09, 0.045, 0.0)),
        ),
        MAN,
    )
    plate, joint = Skin(wish.colour or (0.40, 0.41, 0.42), 0.75, "metal"), Skin((0.03, 0.03, 0.033), 0.5, "plain")
    eye = Skin((1.0, 0.75, 0.25), 0.0, "plain", 2.2)
    m = Model()
    m.cone(
        b.chest - 0.03 * (b.chest - b.pelvis), 0.085, 0.45 * b.pelvis + 0.55 * b.chest, 0.070, plate, group=0, flat=1.15
    )
    for way in (-1, 1):
        m.cone(
            b.on_chest(0.055 * way, -0.05, -0.01),
            0.070,
            b.on_chest(0.03 * way, -0.12, -0.01),
            0.060,
            plate,
            group=0,
            blend=0.02,
            flat=1.2,
        )
    m.limb([0.5 * (b.pelvis + b.chest), b.pelvis], [0.052, 0.050], joint, group=1)
    for n in range(4):
        m.ring(b.pelvis + (0.12 + 0.10 * n) * (b.chest - b.pelvis), 0.052, 0.010, plate, axis=(0, 1, 0), group=2)
    m.cone(b.hips[0], 0.062, b.hips[1], 0.062, plate, group=3, flat=1.1)
    m.ball(b.on_chest(0, -0.07, -0.085), 0.022, eye, group=4)
    m.ring(b.on_chest(0, -0.07, -0.084), 0.027, 0.006, joint, axis=b.front, group=5)
    for s, e, w, f in zip(b.shoulders, b.elbows, b.wrists, b.fingers, strict=True):
        m.ball(s, 0.048, plate, group=6)
        m.limb([s, e, w], [0.024, 0.020, 0.018], joint, group=7)
        m.cone(0.72 * s + 0.28 * e, 0.036, 0.15 * s + 0.85 * e, 0.031, plate, group=6)
        m.cone(0.85 * e + 0.15 * w, 0.032, 0.1 * e + 0.9 * w, 0.026, plate, group=6)
        m.cone(w, 0.022, 0.4 * w + 0.6 * f, 0.026, joint, group=7, flat=1.4)
        for place in (-1, 0, 1):
            m.limb(
                [0.5 * (w + f) + np.array([0.012 * place, 0, 0]), f + np.array([0.016 * place, -0.02, 0])],
                [0.009, 0.007],
                plate,
                group=8,
            )
    for h, k, a, t in zip(b.hips, b.knees, b.ankles, b.toes, strict=True):
        m.limb([h, k, a], [0.030, 0.024, 0.022], joint, group=7)
        m.cone(0.75 * h + 0.25 * k, 0.058, 0.12 * h + 0.88 * k, 0.044, plate, group=6)
        m.ball(k + np.array([0, 0, -0.012]), 0.038, plate, group=6)
        m.cone(0.80 * k + 0.20 * a, 0.043, 0.15 * k + 0.85 * a, 0.040, plate, group=6)
        m.cone(a + np.array([0, -0.01, 0.02]), 0.036, t, 0.030, plate, group=6, flat=1.2, across=(0, 1, 0))
    m.limb([b.chest, b.head], [0.028, 0.028], joint, group=7)
    m.cone(
        b.on_head(0, 0.025, 0),
        0.066,
        b.on_head(0, -0.030, -0.010),
        0.050,
        plate,
        group=9,
        flat=1.05,
        across=b.head_right,
    )
    m.box(
        b.on_head(0, 0.006, -0.052), (0.086, 0.030, 0.05), joint, group=10, along=b.head_right, up=b.head_up, edge=0.012
    )
    for way in (-1, 1):
        m.ball(b.on_head(0.021 * way, 0.006, -0.077), 0.0095, eye, group=11)
        m.cone(b.on_head(0.060 * way, 0.0, 0.0), 0.020, b.on_head(0.072 * way, 0.0, 0.0), 0.016, joint, group=12)
    model = Model()
    model.add(m, scale=1.85)
    return Cast(model, turn=(0.2, 0.7), near=(0.2, 0.7), heart=(1.35, 1.05), detail=(0.0, 1.70, 0.55), sway=0.0)
