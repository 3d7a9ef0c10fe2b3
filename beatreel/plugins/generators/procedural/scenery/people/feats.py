"""Feats and company: who skates on ice, who spins on a hand, a mother with her child, who paints at an easel."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, props, wardrobe
from .casting import CHARCOAL, DARK, DENIM, HAIRS, SOLE, WHITE, Cast, Wish, person
from .pose import CHILD, MAN, WOMAN, Bones, Build, Pose

_GLIDING = Pose(
    hips=(0.0, 0.520, 0.0),
    lean=(0.0, -0.105),
    head=(0.10, -0.14, 0.0),
    hands=((-0.340, 0.745, -0.090), (0.340, 0.765, 0.060)),
    elbows=((-0.4, -0.9, 0.3), (0.4, -0.9, 0.5)),
    feet=((-0.010, 0.085, -0.030), (0.060, 0.330, 0.385)),
    knees=((-0.1, 0.1, -1.0), (0.2, -0.3, -0.8)),
    toes=(0.05, -0.2),
    points=(0.0, 0.9),
)
_FREEZE = Pose(  # built on the feet, and turned upside down
    hips=(0.0, 0.515, 0.0),
    lean=(0.045, 0.02),
    twist=0.35,
    tilt=0.22,
    head=(0.35, -0.10, -0.15),
    hands=((-0.350, 0.800, -0.060), (0.100, 1.105, -0.030)),
    elbows=((-0.4, -1.0, 0.3), (1.0, 0.0, 0.4)),
    feet=((-0.265, 0.270, -0.165), (0.245, 0.140, 0.060)),
    knees=((-0.7, -0.3, -0.9), (0.8, -0.1, -0.6)),
    points=(0.4, 0.6),
)
_HAND = 1.175  # heights of the body from its feet to the palm that it stands on
_LEADING = Pose(
    hips=(0.0, 0.508, 0.0),
    head=(-0.18, 0.16, -0.08),
    hands=((-0.165, 0.480, -0.020), (0.215, 0.440, -0.010)),
    elbows=((-0.7, 0.0, 1.0), (0.8, 0.0, 0.6)),
    feet=((-0.050, 0.050, -0.090), (0.050, 0.055, 0.080)),
)
_LED = Pose(
    head=(0.35, -0.28, 0.06),
    hands=((-0.160, 0.625, -0.010), (0.175, 0.460, 0.02)),
    elbows=((-0.8, -0.6, 0.4), (1.0, 0.0, 0.6)),
    feet=((-0.055, 0.050, 0.080), (0.055, 0.050, -0.080)),
)
_HOLDING = Pose(
    hips=(0.020, 0.508, 0.0),
    slant=0.10,
    lean=(0.016, 0.022),
    head=(0.32, 0.20, 0.14),
    hands=((0.020, 0.585, -0.150), (-0.075, 0.705, -0.190)),
    elbows=((-1.0, -0.5, 0.2), (1.0, -0.6, 0.0)),
    feet=((-0.070, 0.045, -0.040), (0.070, 0.045, 0.020)),
)
_HELD = Pose(  # astride a hip, an arm about her neck
    hips=(0.0, 0.50, 0.0),
    lean=(0.0, -0.045),
    head=(0.35, 0.16, 0.20),
    hands=((-0.130, 0.780, -0.190), (0.150, 0.760, -0.200)),
    elbows=((-1.0, -0.4, 0.0), (1.0, -0.4, 0.0)),
    feet=((-0.150, 0.180, -0.110), (0.150, 0.170, -0.080)),
    knees=((-0.8, 0.3, -1.0), (0.8, 0.3, -1.0)),
)
_PAINTING = Pose(
    hips=(0.0, 0.510, 0.0),
    lean=(0.0, -0.02),
    head=(-0.10, 0.04, 0.10),
    hands=((-0.130, 0.640, -0.170), (0.165, 0.785, -0.250)),
    elbows=((-1.0, -0.6, 0.2), (1.0, -0.7, 0.2)),
    feet=((-0.080, 0.045, -0.060), (0.070, 0.045, 0.040)),
    grips=(0.6, 0.9),
)
_JUMPERS = ((0.10, 0.36, 0.62), (0.45, 0.26, 0.12), (0.30, 0.30, 0.62))
_IN_ARMS = {
    "holding",
    "holds",
    "carrying",
    "carries",
    "arms",
    "hugging",
    "hugs",
    "embracing",
    "embraces",
    "cradling",
    "kissing",
}
_INFANT = replace(CHILD, metres=0.84, head=1.42)


def ice_skater(wish: Wish) -> Cast:
    """Somebody who glides over ice on one leg, the other one behind, the arms out."""
    woman = wish.is_woman(0.6)
    build = WOMAN if woman else MAN
    top = wish.cloth(Skin((0.30, 0.08, 0.06), 0.12, "cloth") if woman else Skin((0.05, 0.06, 0.30), 0.05, "cloth"))
    boot = WHITE if woman else DARK

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, top, loose=1.05 if woman else 1.25, bust=0.7, hem=not woman, collar=not woman)
        if woman:
            clothes.hanging(model, b, top, hem=0.36, wide=0.20, folds=0.10, count=9, start=0.30, waist=0.070, wind=0.25)
        clothes.trousers(model, b, DARK, loose=0.98 if woman else 1.12)
        clothes.shoes(model, b, boot)
        for knee, ankle, toe in zip(b.knees, b.ankles, b.toes, strict=True):
            shin = (knee - ankle) / np.linalg.norm(knee - ankle)
            model.cone(ankle, 0.030, ankle + 0.055 * shin, 0.033, boot, group=70, blend=0.01)
            along = (toe - ankle) - shin * float((toe - ankle) @ shin)
            along /= np.linalg.norm(along)
            sole = ankle - 0.046 * shin
            model.box(
                sole + 0.030 * along, (0.165, 0.012, 0.006), props.BLADE, group=75, along=along, up=shin, edge=0.002
            )
            for out in (-0.030, 0.085):
                model.limb(
                    [sole + out * along, sole + out * along + 0.022 * shin], [0.006, 0.008], props.STEEL, group=76
                )

    return Cast(
        person(wish, build, _GLIDING, dressing, hair="bun" if woman else "short", bare_arms=False, wind=0.0),
        tall=1.06 * build.metres,
        turn=(0.85, 1.25),
        near=(0.75, 1.05),
        heart=(0.98, 1.75),
        detail=(0.0, 0.26, 0.95),
        wades=True,
        sway=0.02,
        loose=0.1,
        width=1.5,
    )


def breakdancer(wish: Wish) -> Cast:
    """Somebody who stands on one hand, the legs in the air."""

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(Skin((0.06, 0.08, 0.46), 0.05, "cloth")), loose=1.30, tucked=True)
        clothes.trousers(model, b, (DENIM, CHARCOAL)[wish.film % 2], loose=1.35)
        clothes.shoes(model, b, WHITE)
        model.cone(b.on_head(0, 0.030, 0.010), 0.066, b.on_head(0, 0.012, 0.010), 0.067, DARK, group=69)

    up = person(wish, MAN, _FREEZE, dressing, wind=0.0).rolled(math.pi)
    model = Model()
    model.add(up, at=(0.10 * MAN.metres, _HAND * MAN.metres, 0.0))
    return Cast(
        model,
        tall=1.95,
        turn=(-0.30, 0.30),
        near=(-0.30, 0.30),
        heart=(0.92, 2.0),
        detail=(0.02, 0.46, 1.20),
        sway=0.03,
        loose=0.0,
        width=1.5,
    )


def mother(wish: Wish) -> Cast:
    """A mother, or a father, with a child: in the arms, or by the hand."""
    father = bool({"father", "dad", "daddy"} & wish.words)
    build = MAN if father else WOMAN
    skin = wish.skin()
    dressing = wardrobe.his(wish) if father else wardrobe.hers(wish)
    hair = HAIRS[wish.film % len(HAIRS)]
    holds = bool(_IN_ARMS & wish.words) and not {"hand", "hands"} & wish.words
    small = replace(wish, film=wish.film + 2, colour=None)
    model = Model()
    pose = _HOLDING if holds else _LEADING
    style = "short" if father else "long"
    model.add(
        person(wish, build, pose, dressing, hair=style, locks=hair, skin=skin, wind=0.2),
        at=(-0.16 if not holds else 0.0, 0.0, 0.0),
    )
    if holds:
        one = _child(small, _INFANT, _HELD, skin, hair)
        model.add(one, at=(-0.145, 0.605, -0.190), turn=-1.15)
        return Cast(
            model,
            tall=1.01 * build.metres,
            turn=(0.0, 0.45),
            near=(0.10, 0.40),
            heart=(0.80 * build.metres, 0.95),
            detail=(-0.06, 0.835 * build.metres, 0.60),
            sway=0.008,
            loose=0.8,
        )
    reach = (0.215 * build.metres - 0.16, 0.440 * build.metres)
    tall = 0.62 * build.metres
    led = replace(_LED, hands=((-0.150, reach[1] / tall, -0.010), _LED.hands[1]))
    model.add(_child(small, replace(CHILD, metres=tall), led, skin, hair), at=(reach[0] + 0.150 * tall, 0.0, 0.0))
    return Cast(
        model,
        tall=1.01 * build.metres,
        turn=(2.55, 2.95),
        near=(0.15, 0.50),
        heart=(1.02, 1.55),
        detail=(reach[0] + 0.150 * tall, reach[1] + 0.02, 0.80),
        sway=0.008,
        loose=0.8,
    )


def _child(wish: Wish, build: Build, pose: Pose, skin: Skin, hair: Skin) -> Model:
    girl = wish.film % 2 == 0

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(
            model,
            b,
            Skin(((0.10, 0.36, 0.62), (0.45, 0.26, 0.12), (0.30, 0.30, 0.62))[wish.film % 3], 0.05, "cloth"),
            loose=1.12,
        )
        clothes.trousers(model, b, DENIM, loose=1.15)
        clothes.shoes(model, b, SOLE)

    return person(wish, build, pose, dressing, hair="bob" if girl else "short", locks=hair, skin=skin, wind=0.2)


_CLIMBING = Pose(
    hips=(0.010, 0.500, -0.050),
    lean=(-0.020, 0.020),
    tilt=0.10,
    head=(0.30, -0.30, 0.05),
    hands=((-0.165, 0.945, -0.130), (0.160, 1.055, -0.120)),
    elbows=((-1.0, -0.3, 0.5), (1.0, -0.3, 0.5)),
    feet=((-0.165, 0.200, -0.125), (0.120, 0.045, -0.105)),
    knees=((-1.0, 0.4, -0.4), (0.9, 0.2, -0.6)),
    toes=(0.5, -0.4),
    points=(0.3, 0.6),
    grips=(0.5, 0.5),
)


def climber(wish: Wish) -> Cast:
    """Somebody who climbs a face of rock, seen from behind, in a helmet unless the words say that it is without a rope."""
    woman = wish.is_woman()
    build = WOMAN if woman else MAN
    helmeted = not {"free", "without", "solo"} & wish.words
    top = wish.cloth(Skin(((0.04, 0.10, 0.52), (0.45, 0.22, 0.05), (0.06, 0.40, 0.62))[wish.film % 3], 0.05, "cloth"))

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, top, loose=1.10, sleeves=False, bust=0.5)
        clothes.trousers(model, b, CHARCOAL, loose=1.06)
        clothes.shoes(model, b, DARK)
        waist = b.pelvis + 0.10 * (b.chest - b.pelvis)
        model.ring(waist, 0.078 * build.girth, 0.010, DARK, axis=(0, 1, 0), group=90)
        for hip, knee in zip(b.hips, b.knees, strict=True):
            model.ring(hip + 0.16 * (knee - hip), 0.056 * build.girth, 0.008, DARK, axis=knee - hip, group=90)
        model.cone(
            waist - 0.080 * b.front,
            0.026,
            waist - 0.085 * b.front + np.array([0.0, -0.055, 0.0]),
            0.030,
            DARK,
            group=91,
        )
        if helmeted:
            model.ball(b.on_head(0, 0.020, 0.004), 0.067, top, group=93)

    return Cast(
        person(
            wish,
            build,
            _CLIMBING,
            dressing,
            hair="bob" if woman else "capped" if helmeted else "short",
            bare_arms=True,
            wind=0.2,
        ),
        tall=1.12 * build.metres,
        turn=(2.75, 3.05),
        near=(2.35, 2.65),
        heart=(0.72 * build.metres, 1.55),
        detail=(0.10, 0.98 * build.metres, 0.62),
        sway=0.0,
        perched=True,
        width=1.1,
        loose=0.3,
    )


def painter(wish: Wish) -> Cast:
    """Somebody who paints at an easel, seen from behind the shoulder, so that the picture is seen."""
    woman = wish.is_woman()
    smock = wish.cloth(Skin((0.34, 0.42, 0.46), 0.05, "cloth"))
    held: list[Any] = []

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, smock, loose=1.32, bust=0.5)
        clothes.trousers(model, b, CHARCOAL, loose=1.08)
        clothes.shoes(model, b, SOLE)
        brush = b.wrists[1] + 0.7 * (b.fingers[1] - b.wrists[1])
        way = np.array([0.10, 0.30, -0.95])
        model.limb([brush - 0.06 * way, brush + 0.10 * way], [0.0042, 0.0030], props.BAMBOO, group=90)
        model.cone(
            brush + 0.10 * way, 0.0055, brush + 0.125 * way, 0.002, Skin((0.05, 0.12, 0.60), 0.1, "plain"), group=91
        )
        at = b.wrists[0] + 0.6 * (b.fingers[0] - b.wrists[0]) + np.array([-0.03, 0.012, -0.02])
        model.ball(at, 0.095, props.BAMBOO, group=92, flat=12.0, across=(0.1, 1.0, 0.15))
        for n, colour in enumerate(_PAINTS):
            turn = 0.9 * n
            model.ball(
                at + np.array([0.060 * math.cos(turn), 0.011, 0.055 * math.sin(turn)]),
                0.013,
                Skin(colour, 0.4, "plain"),
                group=93 + n,
            )
        held.append(at)

    build = WOMAN if woman else MAN
    model = Model()
    model.add(
        person(wish, build, _PAINTING, dressing, hair="bun" if woman else "short", wind=0.0),
        at=(-0.32, 0.0, 0.0),
        turn=-2.35,
    )
    _easel(model, wish)
    return Cast(
        model,
        tall=1.85,
        turn=(-0.18, 0.18),
        near=(-0.15, 0.20),
        heart=(1.22, 1.45),
        detail=(0.16, 1.28, 0.72),
        sway=0.004,
        loose=0.2,
        width=1.8,
    )


_PAINTS = (
    (0.04, 0.05, 0.62),
    (0.50, 0.20, 0.05),
    (0.06, 0.55, 0.75),
    (0.12, 0.36, 0.08),
    (0.62, 0.66, 0.68),
    (0.36, 0.08, 0.30),
)


_OF_SKY = ((0.66, 0.52, 0.36), (0.60, 0.62, 0.72), (0.30, 0.46, 0.84))
_OF_LAND = ((0.08, 0.42, 0.24), (0.04, 0.10, 0.62), (0.10, 0.60, 0.72))


def _easel(model: Model, wish: Wish) -> None:
    """Add an easel with a picture on it, to the right of who paints and beyond; the picture is towards the eye."""
    x, z = 0.36, 0.42
    for side in (-1, 1):
        model.limb(
            [(x + 0.30 * side, 0.0, z - 0.02), (x + 0.05 * side, 1.86, z + 0.20)],
            [0.018, 0.014],
            props.PLANKS,
            group=100,
        )
    model.limb([(x, 0.0, z + 0.62), (x, 1.70, z + 0.20)], [0.017, 0.014], props.PLANKS, group=100)
    model.box((x, 0.82, z + 0.04), (0.62, 0.035, 0.08), props.PLANKS, group=101)
    up = np.array([0.0, 0.993, 0.12])
    middle = np.array([x, 1.225, z + 0.055])
    model.box(middle, (0.66, 0.78, 0.022), WHITE, group=102, up=up)
    front = middle + np.array([0.0, 0.0, -0.014])

    def daub(u: float, v: float, wide: float, tall: float, colour: tuple[float, float, float], group: int) -> None:
        at = front + np.array([u, 0.0, -0.0016 * (group - 103)]) + v * up
        model.box(at, (wide, tall, 0.004), Skin(colour, 0.15, "plain"), group=group, up=up, edge=0.001)

    daub(0.0, 0.16, 0.60, 0.40, (0.52, 0.36, 0.20), 103)
    daub(0.0, -0.06, 0.60, 0.14, (0.16, 0.52, 0.80), 104)
    daub(0.0, -0.22, 0.60, 0.26, (0.10, 0.26, 0.10), 104)
    rng = np.random.default_rng(wish.film)
    for n in range(34):
        v = float(rng.uniform(-0.33, 0.33))
        sky = v > 0.0
        shades = _OF_SKY if sky else _OF_LAND
        at = front + np.array([float(rng.uniform(-0.26, 0.26)), 0.0, -0.0035]) + v * up
        way = np.array([1.0, float(rng.normal(0, 0.25)), 0.0])
        model.limb(
            [at - 0.03 * way, at + 0.03 * way],
            [0.012, 0.008],
            Skin(shades[n % 3], 0.2, "plain"),
            group=106,
            flat=4.0,
            across=(0, 0, 1),
        )
    model.ball(
        front + np.array([0.12, 0.0, -0.004]) + 0.10 * up,
        0.055,
        Skin((0.22, 0.60, 0.95), 0.2, "plain"),
        group=108,
        flat=12.0,
        across=(0, 0, 1),
    )
