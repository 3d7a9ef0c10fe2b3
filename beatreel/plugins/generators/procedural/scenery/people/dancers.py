"""Who dances, and who loves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, props
from .body import SKINS, leg
from .casting import CHARCOAL, DARK, DENIM, SOLE, WHITE, Cast, Colour, Wish, built, person, suit
from .pose import MAN, WOMAN, Bones, Pose

_FIFTH = Pose(
    hips=(0.0, 0.575, 0.0),
    lean=(-0.012, 0.035),
    head=(0.45, -0.12, -0.14),
    hands=((-0.050, 1.075, -0.045), (0.075, 1.07, -0.055)),
    elbows=((-1.0, 0.0, 0.35), (1.0, 0.0, 0.35)),
    feet=((-0.022, 0.105, 0.012), (0.030, 0.105, -0.015)),
    toes=(0.5, -0.5),
    points=(1.0, 1.0),
)
_ARABESQUE = Pose(
    hips=(0.0, 0.570, 0.0),
    lean=(0.0, -0.045),
    head=(0.0, -0.22, 0.0),
    hands=((-0.075, 0.985, -0.36), (0.300, 0.800, 0.170)),
    elbows=((-0.4, -0.8, 0.2), (0.5, -0.7, 0.3)),
    feet=((-0.012, 0.105, -0.010), (0.030, 0.700, 0.430)),
    knees=((-0.1, 0.0, -1.0), (0.3, -0.6, -0.4)),
    toes=(0.3, -0.2),
    points=(1.0, 1.0),
)


def ballerina(wish: Wish) -> Cast:
    """A ballerina on her toes: in an arabesque, or from near with her arms about her head."""
    far = wish.shot in ("wide", "medium") and bool(wish.rng.random() < 0.7)
    pose = _ARABESQUE if far else _FIFTH
    romantic = wish.film % 2 == 0
    cloth = wish.cloth(Skin((0.60, 0.58, 0.72), 0.1, "tulle"))

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, cloth, loose=1.0, sleeves=False, bust=0.7, collar=False, hem=False)
        waist = b.pelvis + 0.06 * (b.chest - b.pelvis)
        if romantic:
            for n in range(2):  # two layers of tulle, as soft as cloth
                clothes.hanging(model, b, cloth, hem=0.25 + 0.012 * n, wide=0.215 - 0.02 * n, folds=0.13, count=7 + 4 * n,
                                start=0.30, waist=0.072, group=65, sharp=1.25, phase=2.0 * n, flat=1.15)  # fmt: skip
        for n, (drop, wide) in enumerate(() if romantic else ((0.030, 0.215), (0.055, 0.205), (0.085, 0.185))):
            model.cloth(
                waist + np.array([0, 0.015, 0]),
                0.062,
                waist + np.array([0, -drop, 0]),
                wide,
                cloth,
                group=65 + n,
                folds=0.05,
                count=15 + n,
                phase=n,
                sharp=0.8,
            )
        for ankle, toe in zip(b.ankles, b.toes, strict=True):
            satin = Skin(tuple(0.9 * one for one in cloth.colour), 0.35, "cloth")
            model.limb(
                [ankle, 0.5 * (ankle + toe), toe], [0.0225, 0.0205, 0.0105], satin, group=70, blend=0.01, bends=2
            )
            for high in (0.018, 0.034, 0.052):  # ribbons
                model.ring(ankle + np.array([0.0, high, 0.0]), 0.0215, 0.0022, satin, axis=(0.12, 1.0, 0.1), group=72)
        for hip, knee, ankle in zip(b.hips, b.knees, b.ankles, strict=True):
            leg(model, hip, knee, ankle, b.build.girth, Skin((0.52, 0.55, 0.66), 0.1, "plain"), 71, loose=0.96)

    return Cast(
        person(wish, WOMAN, pose, dressing, hair="bun", bare_arms=True, skin=SKINS["fair"]),
        tall=1.95,
        turn=(1.25, 1.75) if far else (2.4, 3.0),
        loose=0.1,
        near=(2.5, 3.0),
        heart=(1.42, 1.25),
        detail=(0.0, 0.30, 0.72),
        sway=0.014,
    )


_SPINS = {*"spinning spins spin twirling twirls twirl whirling whirls whirl pirouette pirouettes".split()}
"""Words by which a skirt flies out."""


def dancer(wish: Wish) -> Cast:
    """Somebody who dances."""
    woman = wish.is_woman(0.7)
    spins = bool(_SPINS & wish.words)
    pose = Pose(
        hips=(0.03, 0.49, 0.0),
        lean=(-0.05, 0.05),
        tilt=0.15,
        twist=0.3,
        head=(0.35, -0.40, -0.25),
        hands=((-0.32, 0.97, 0.02), (0.36, 0.80, 0.05)),
        elbows=((-0.6, -0.4, 0.5), (0.6, -0.7, 0.5)),
        feet=((-0.16, 0.045, 0.03), (0.19, 0.085, 0.09)),
        points=(0.0, 0.6),
    )

    def dressing(model: Model, b: Bones) -> None:
        if woman:
            clothes.dress(
                model,
                b,
                wish.cloth(Skin((0.40, 0.44, 0.52), 0.06, "cloth")),
                hem=0.27 if spins else 0.12,
                wide=0.40 if spins else 0.26,
                wind=0.10 if spins else 0.22 * (wish.wind or 0.8),
            )
        else:
            clothes.trousers(model, b, CHARCOAL, loose=1.12)
            clothes.shirt(model, b, wish.cloth(WHITE), loose=1.2, sleeves=False)

    return Cast(
        person(
            wish,
            WOMAN if woman else MAN,
            pose,
            dressing,
            hair="long" if woman else "short",
            bare_arms=True,
            bare_legs=woman,
            wind=0.8,
        ),
        tall=1.85,
        turn=(-0.4, 0.5),
        near=(-0.35, 0.45),
        heart=(1.12, 1.62),
        detail=(-0.05, 1.42, 0.80),
        sway=0.03,
        struck=((-0.27, 0.02, 0.05), (0.32, 0.03, 0.12)),
    )


def waltz(wish: Wish) -> Cast:
    """A couple that dances."""
    he = Pose(
        lean=(0.0, 0.01),
        head=(0.15, 0.05, 0.0),
        hands=((-0.10, 0.66, -0.20), (0.37, 0.83, -0.10)),
        elbows=((-1.0, -0.2, 0.0), (0.6, -0.6, 0.2)),
        feet=((-0.06, 0.045, 0.03), (0.09, 0.045, -0.10)),
        grips=(0.2, 0.7),
    )
    she = Pose(
        hips=(0.0, 0.52, 0.0),
        lean=(0.0, 0.055),
        grips=(0.7, 0.2),
        head=(-0.55, -0.18, 0.15),
        hands=((-0.40, 0.88, -0.06), (0.12, 0.87, -0.20)),
        elbows=((-0.5, -0.6, 0.3), (1.0, -0.4, 0.0)),
        feet=((-0.05, 0.06, 0.05), (0.06, 0.07, 0.10)),
        points=(0.3, 0.5),
    )

    def hers(model: Model, b: Bones) -> None:
        clothes.dress(model, b, wish.cloth(Skin((0.50, 0.54, 0.66), 0.08, "cloth")), hem=0.04, wide=0.29, wind=0.20)

    model = Model()
    model.add(person(wish, MAN, he, lambda m, b: suit(m, b, DARK)), at=(-0.17, 0.0, 0.0), turn=-1.35)
    model.add(person(wish, WOMAN, she, hers, hair="bun", bare_arms=True), at=(0.19, 0.0, 0.0), turn=1.75)
    if wish.shot == "detail":  # both faces, from the other side
        return Cast(model, near=(0.25, 0.50), detail=(0.05, 1.46, 1.0), width=1.05, sway=0.02)
    turn = {"wide": (-0.6, -0.3), "medium": (0.3, 0.6)}.get(wish.shot, (-0.6, 0.6))
    return Cast(model, turn=turn, near=(-0.6, -0.1), heart=(1.22, 1.25), detail=(0.0, 1.45, 0.75), sway=0.02)


def kiss(wish: Wish) -> Cast:
    """Two who stand close and hold each other."""
    he = Pose(
        lean=(0.0, -0.025),
        head=(-0.2, 0.30, 0.12),
        hands=((-0.10, 0.60, -0.22), (0.12, 0.70, -0.22)),
        elbows=((-1.0, -0.3, -0.1), (1.0, -0.3, -0.1)),
        feet=((-0.07, 0.045, 0.02), (0.07, 0.045, 0.0)),
    )
    she = Pose(
        lean=(0.0, -0.02),
        head=(0.2, -0.28, -0.10),
        hands=((-0.10, 0.90, -0.22), (0.11, 0.93, -0.20)),
        elbows=((-1.0, -0.6, -0.1), (1.0, -0.6, -0.1)),
        feet=((-0.05, 0.065, 0.0), (0.05, 0.065, 0.02)),
        points=(0.4, 0.4),
    )

    def hers(model: Model, b: Bones) -> None:
        clothes.dress(
            model, b, wish.cloth(Skin((0.03, 0.03, 0.36), 0.08, "cloth")), hem=0.08, wide=0.20, wind=0.08 * wish.wind
        )

    model = Model()
    model.add(person(wish, MAN, he, lambda m, b: suit(m, b, DARK)), at=(-0.155, 0.0, 0.0), turn=-1.45)
    model.add(person(wish, WOMAN, she, hers, hair="long", bare_arms=True, wind=0.0), at=(0.155, 0.0, 0.0), turn=1.45)
    return Cast(model, turn=(-0.5, 0.5), near=(-0.5, 0.5), heart=(1.28, 1.15), detail=(0.0, 1.55, 0.62), sway=0.008)


def lovers(wish: Wish) -> Cast:
    """Two on a bench, one's head on the other's shoulder."""
    model = built(props.bench)
    sit = Pose(
        hips=(0.0, 0.300, 0.05),
        lean=(0.0, 0.035),
        feet=((-0.06, 0.045, -0.27), (0.06, 0.045, -0.25)),
        knees=((-0.1, 0.8, -0.6), (0.1, 0.8, -0.6)),
        toes=(0.1, -0.1),
    )

    def coat(colour: Colour, trousers: Skin) -> Callable[[Model, Bones], None]:
        def dressing(model: Model, b: Bones) -> None:
            clothes.shirt(model, b, Skin(colour, 0.05, "cloth"), loose=1.24)
            clothes.trousers(model, b, trousers, loose=1.15)
            clothes.shoes(model, b, SOLE)
            for hip, knee in zip(b.hips, b.knees, strict=True):
                model.cone(
                    hip, 0.072, 0.35 * hip + 0.65 * knee, 0.062, Skin(colour, 0.05, "cloth"), group=73, blend=0.03
                )

        return dressing

    he = replace(
        sit,
        head=(-0.12, 0.15, 0.24),
        lean=(0.01, 0.03),
        hands=((-0.06, 0.40, -0.15), (0.21, 0.60, 0.02)),
        elbows=((-1.0, -0.2, 0.3), (1.0, 0.0, 0.6)),
    )
    she = replace(
        sit,
        head=(0.20, 0.20, -0.42),
        lean=(-0.055, 0.02),
        hands=((-0.05, 0.40, -0.17), (0.05, 0.40, -0.15)),
        elbows=((-1.0, -0.2, 0.5), (1.0, -0.2, 0.5)),
    )
    model.add(person(wish, MAN, he, coat((0.05, 0.055, 0.06), DENIM)), at=(-0.22, -0.02, -0.02))
    model.add(
        person(wish, WOMAN, she, coat(wish.colour or (0.04, 0.035, 0.32), DARK), hair="long", wind=0.0),
        at=(0.20, 0.02, -0.02),
    )
    near = (-0.20, 0.20) if wish.shot == "detail" else (2.8, 3.4)  # their faces
    return Cast(model, tall=1.45, turn=(-0.35, 0.35), near=near, heart=(0.95, 1.15), detail=(0.0, 1.18, 0.65), sway=0.0)
