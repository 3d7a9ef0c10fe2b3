"""Whoever may come along."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import casual, clothes, hats, props, rainwear, wardrobe
from .body import TOP
from .bouquets import ELBOWS, HANDS, bouquet, holds_flowers
from .casting import CHARCOAL, DARK, DENIM, GREY_HAIR, SOLE, WHITE, Cast, Wish, built, person
from .deeds import deed_of
from .hair import beard
from .passers import MOVING, RUNNING, RUNS, STANDING, WALKING, settled, young
from .pose import CHILD, MAN, WOMAN, Bones, Pose, bones_of


def lady(wish: Wish) -> Cast:
    """A woman in a long dress, who walks away from us or stands in the wind."""
    away = bool(wish.rng.random() < 0.7)
    wind = wish.wind or float(wish.rng.choice([-0.7, 0.8]))
    pose = Pose(
        head=(0.45, 0.05, 0.08),
        hands=((-0.17, 0.475, 0.02), (0.16, 0.49, -0.06)),
        feet=((-0.055, 0.045, -0.06), (0.055, 0.045, 0.05)),
        twist=0.08,
    )

    bride = bool({"bride", "wedding"} & wish.words)
    bare = bool({"summer", "beach", "hot", "ball", "evening"} & wish.words) and not bride
    if RUNS & wish.words:
        pose = RUNNING
    elif {"walking", "walks"} & wish.words:
        pose = replace(WALKING, head=(0.3, 0.02, 0.05))

    def dressing(model: Model, b: Bones) -> None:
        usual = Skin((0.62, 0.64, 0.66), 0.10, "cloth") if bride else Skin((0.025, 0.022, 0.40), 0.10, "cloth")
        side = -wind if away else wind
        clothes.dress(model, b, wish.cloth(usual), wide=0.25, wind=0.24 * side, sleeves=not bare)
        if bride:
            clothes.veil(model, b, Skin((0.60, 0.62, 0.64), 0.12, "tulle"), wind=0.20 * side)

    model = person(wish, WOMAN, pose, dressing, hair="long", bare_arms=bare, wind=-wind if away else wind)
    return Cast(
        model,
        turn=(2.5, 2.9) if away else (1.2, 1.7),
        near=(2.4, 2.8),
        heart=(1.41, 0.88),
        detail=(-0.11 if RUNS & wish.words else 0.0, 1.50, 0.62),
        sway=0.010,
        loose=0.2 if bride else 1.0,
        roams=True,
    )


def surfer(wish: Wish) -> Cast:
    """Somebody in a wetsuit, a board under the arm, seen from behind or from aside."""
    pose = replace(
        WALKING,
        hands=((-0.165, 0.475, -0.10), (0.180, 0.500, -0.02)),
        elbows=((-0.7, 0.0, 1.0), (1.0, -0.2, 0.3)),
        head=(0.15, 0.04, 0.0),
    )
    woman = wish.film % 2 == 0
    suit, stripe = Skin((0.030, 0.028, 0.026), 0.30, "cloth"), wish.cloth(Skin((0.30, 0.16, 0.04), 0.3, "plain"))
    foam = Skin((0.52, 0.58, 0.60), 0.4, "plain")

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, suit, loose=1.06, bust=0.6, collar=False, hem=False)
        clothes.trousers(model, b, suit, loose=1.06)
        model.cone(b.neck - 0.005 * (b.neck - b.chest), 0.036, b.chest, 0.060, suit, group=TOP, blend=0.03)
        at = np.array([0.165, 0.575, 0.01])
        along = np.array([0.0, 0.10, -1.0])
        ends = [at - 0.52 * along, at - 0.10 * along, at + 0.50 * along]
        model.limb(ends, [0.034, 0.088, 0.020], foam, group=60, flat=5.0, across=(1, 0, 0))
        model.limb(
            [at - 0.50 * along, at + 0.48 * along], [0.0165, 0.0165], stripe, group=61, flat=0.9, across=(1, 0, 0)
        )
        model.limb(
            [at - 0.47 * along + np.array([0.0, -0.01, 0.0]), at - 0.44 * along + np.array([0.0, -0.105, 0.02])],
            [0.020, 0.006], DARK, group=62, flat=2.0, across=(1, 0, 0),
        )  # fmt: skip

    build = WOMAN if woman else MAN
    model = person(wish, build, pose, dressing, hair="long" if woman else "bob")
    return Cast(
        model,
        tall=1.02 * build.metres,
        turn=(2.2, 2.6),
        near=(2.1, 2.5),
        heart=(0.74 * build.metres, 1.15),
        detail=(0.0, 0.82 * build.metres, 0.70),
        wades=True,
        loose=0.7,
    )


def elder(wish: Wish) -> Cast:
    """An old man with a stick and a hat, perhaps under an umbrella, which then has the named colour."""
    holds, sells = "umbrella" in wish.words, holds_flowers(wish.words)
    hatted = bool({"hat", "fedora", "umbrella", "bowler"} & wish.words)
    pose = Pose(
        hips=(0.0, 0.505, 0.02),
        lean=(0.01, -0.11),
        head=(0.2, 0.30, 0.0),
        hands=((-0.15, 0.50, -0.22), (0.10, 0.47, -0.07)),
        feet=((-0.07, 0.045, -0.06), (0.07, 0.045, 0.06)),
    )
    if holds:
        hands, elbows = (pose.hands[0], (0.115, 0.70, -0.15)), ((-1.0, -0.3, 0.3), (0.8, -1.0, 0.3))
        pose = replace(pose, hands=hands, elbows=elbows, grips=(1.0, 1.0))

    if sells:
        pose = replace(pose, hands=HANDS, elbows=ELBOWS, grips=(0.8, 0.8))

    def dressing(model: Model, b: Bones) -> None:
        if sells:
            bouquet(model, 0.5 * (b.fingers[0] + b.fingers[1]), wish)
        wool = Skin((0.06, 0.085, 0.11), 0.05, "cloth")
        clothes.coat(model, b, wool if holds else wish.cloth(wool), hem=0.30, wide=0.132)
        if holds:
            grip = b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1])
            props.umbrella(model, grip, (-0.14, 1.0, 0.06), wide=0.36, cloth=wish.held("umbrella", props.BLACK))
        clothes.trousers(model, b, CHARCOAL)
        clothes.shoes(model, b, SOLE)
        wear = hats.hat if hatted else hats.knit_cap
        wear(model, b, Skin((0.05, 0.065, 0.08), 0.06, "cloth"))
        top = b.wrists[0] + 0.5 * (b.fingers[0] - b.wrists[0])
        if not sells:
            model.limb(
                [top + np.array([0.0, 0.012, 0.03]), top, np.array([top[0] - 0.02, 0.0, top[2] - 0.05])],
                [0.009, 0.008, 0.006],
                props.VARNISH,
                group=63,
            )
        beard(model, b, GREY_HAIR)

    return Cast(
        person(wish, replace(MAN, metres=1.70), pose, dressing, locks=GREY_HAIR, hair="short" if hatted else "capped"),
        tall=1.68,
        turn=(0.4, 1.0),
        heart=(1.34, 1.35) if holds else (1.12, 1.10),
        detail=(0.0, 1.50, 0.95) if holds else (0.0, 1.12, 0.62) if sells else (-0.1, 1.35, 0.7),
        near=(0.35, 0.65) if sells else None,
        roams=not sells,
        holds=holds,
    )


_RUNNING = Pose(
    hips=(0.0, 0.475, 0.0),
    lean=(0.0, -0.06),
    head=(0.1, -0.12, 0.1),
    hands=((-0.24, 0.76, -0.12), (0.22, 0.62, 0.14)),
    elbows=((-1.0, -0.3, 0.3), (1.0, -0.2, 0.8)),
    feet=((-0.05, 0.05, -0.20), (0.06, 0.20, 0.26)),
    knees=((-0.1, 0.4, -1.0), (0.1, 0.0, -1.0)),
    points=(0.0, 0.7),
    twist=-0.25,
)
_PLAYS = RUNS | {"playing", "plays", "play", "chasing", "children", "kids", "jumping", "skipping"}


_HIGH = 1.5  # metres from which on what is held is looked at with a child


def child(wish: Wish) -> Cast:
    """A child that runs or walks, or stands and looks, perhaps under an umbrella or with a lantern; a girl or a boy, as the words say."""
    if "swing" in wish.words:
        return _swinging(wish)
    if settled(wish.words) is not None:
        return young(wish)
    runs, holds = bool(_PLAYS & wish.words), "umbrella" in wish.words
    gait = WALKING if MOVING & wish.words else STANDING
    pose = _RUNNING if runs and not holds else replace(gait, head=(0.2, -0.10, 0.06))
    lantern, lamp = "lantern" in wish.words and not holds and not runs, np.zeros(3)
    if lantern:
        pose = replace(
            pose,
            hands=(pose.hands[0], (0.185, 0.62, -0.11)),
            elbows=(pose.elbows[0], (1.0, -0.8, 0.2)),
            grips=(0.0, 1.0),
        )
    if holds:
        hands, elbows = (pose.hands[0], (0.120, 0.77, -0.115)), (pose.elbows[0], (0.8, -1.0, 0.3))
        pose = replace(pose, hands=hands, elbows=elbows, grips=(0.0, 1.0))
    deed = None if holds or (runs and "kite" not in wish.words) else deed_of(wish.words)
    if deed is not None:
        pose = deed.posed(replace(STANDING, head=pose.head))
    held: list[Any] = []
    girl = "girl" in wish.words or ("boy" not in wish.words and wish.film % 2 == 0)
    coat = bool({"snow", "snowy", "winter", "coat", "rain", "cold"} & wish.words) or bool(
        rainwear.RAINCOATS & wish.words
    )

    def dressing(model: Model, b: Bones) -> None:
        top = Skin((0.08, 0.10, 0.14), 0.05, "cloth") if holds else wish.cloth(Skin((0.08, 0.32, 0.62), 0.05, "cloth"))
        if rainwear.RAINCOATS & wish.words:
            rainwear.raincoat(model, b, top, hem=0.31, wide=0.165)
            rainwear.hood(model, b, rainwear.rubbered(top))
        elif coat:
            clothes.coat(model, b, top, hem=0.33, wide=0.132)
        else:
            hooded = "hoodie" in wish.words
            clothes.shirt(model, b, top, loose=1.16 if hooded else 1.12, collar=not hooded)
            if hooded:
                rainwear.hood_down(model, b, top)
        if coat or not girl:
            clothes.trousers(model, b, DARK if coat else DENIM, loose=1.14)
        elif not coat:
            clothes.hanging(model, b, top, hem=0.30, wide=0.17, folds=0.08, count=7, start=0.35, waist=0.075)
        clothes.shoes(model, b, Skin((0.03, 0.03, 0.10), 0.2, "plain"))
        if holds:
            grip = b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1])
            props.umbrella(model, grip, (-0.10, 1.0, 0.05), wide=0.40, cloth=wish.held("umbrella", props.BLACK))
        if deed is not None:
            held.append(CHILD.metres * deed.prop(model, b, wish))
        elif lantern:
            lamp[:] = props.lantern(model, b.wrists[1] + 0.6 * (b.fingers[1] - b.wrists[1]))

    bare = girl and not coat
    model = person(
        wish,
        CHILD,
        pose,
        dressing,
        hair="capped" if rainwear.UP & wish.words else "bob" if girl else "short",
        bare_legs=bare,
        wind=0.4,
    )
    tall = CHILD.metres * (1.03 if deed is None else deed.tall)
    return Cast(
        model,
        tall=1.48 if holds else tall,
        turn=(0.5, 1.1),
        heart=(0.95, 0.95) if holds else (0.56 * tall, 0.92 * tall) if tall > _HIGH else (0.82, 0.85),
        detail=(0.0, 1.02, 0.68) if holds else (0.0, 0.98, 0.5 if deed is None else deed.span * CHILD.metres),
        point=(float(held[0][0]), float(held[0][1]), float(held[0][2])) if held else None,
        sway=0.02 if runs else 0.008,
        loose=0.4,
        lamp=tuple(float(one) * CHILD.metres for one in lamp) if lantern and deed is None else None,
    )


_SWINGING = Pose(
    hips=(0.0, 0.605, -0.09),
    lean=(0.0, 0.115),
    head=(0.10, -0.20, 0.05),
    hands=((-0.176, 0.93, 0.03), (0.176, 0.93, 0.03)),
    elbows=((-0.8, -1.0, 0.3), (0.8, -1.0, 0.3)),
    feet=((-0.055, 0.56, -0.50), (0.050, 0.50, -0.51)),
    knees=((-0.1, 1.0, -0.2), (0.1, 1.0, -0.2)),
    points=(0.5, 0.5),
)


def _swinging(wish: Wish) -> Cast:
    """A child high on a swing that hangs in a frame of poles, its legs stretched out."""
    girl = "girl" in wish.words or ("boy" not in wish.words and wish.film % 2 == 0)

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, wish.cloth(Skin((0.08, 0.32, 0.62), 0.05, "cloth")), loose=1.15)
        clothes.trousers(model, b, DENIM, loose=1.12)
        clothes.shoes(model, b, Skin((0.03, 0.03, 0.10), 0.2, "plain"))

    model = Model()
    model.add(person(wish, CHILD, _SWINGING, dressing, hair="bob" if girl else "short", wind=0.6))
    model.add(built(props.swing, seat=(0.61, -0.10), beam=(2.30, 0.42)))
    return Cast(
        model,
        tall=2.35,
        turn=(0.95, 1.35),
        near=(0.85, 1.25),
        heart=(1.02, 1.15),
        detail=(-0.05, 1.10, 0.85),
        sway=0.012,
        loose=0.5,
    )


def skater(wish: Wish) -> Cast:
    """Somebody on a skateboard."""
    pose = Pose(
        hips=(0.0, 0.44, 0.0),
        lean=(0.07, -0.02),
        tilt=-0.1,
        twist=0.5,
        head=(-0.9, 0.12, 0.0),
        hands=((-0.34, 0.72, 0.02), (0.33, 0.66, -0.12)),
        elbows=((-0.4, -0.8, 0.5), (0.5, -0.9, 0.4)),
        feet=((-0.155, 0.045, 0.0), (0.165, 0.045, 0.0)),
        knees=((-0.7, 0.3, -1.0), (0.8, 0.3, -1.0)),
        toes=(0.15, -0.5),
    )

    def dressing(model: Model, b: Bones) -> None:
        if (wardrobe.COATED | casual.LIGHT) & wish.words:
            wardrobe.wrapped(model, b, wish, loose=1.2)
        else:
            casual.tee(model, b, wish.cloth(Skin((0.06, 0.20, 0.50), 0.05, "cloth")), wish.skin())
            casual.legs_of(model, b, DENIM, replace(wish, words=wish.words | {"sneakers"}), loose=1.2)
        if not rainwear.UP & wish.words:
            hats.knit_cap(model, b, wish.own("beanie", DARK))

    build = WOMAN if wish.is_woman(0.0) else MAN
    model = Model()
    model.add(person(wish, build, pose, dressing, hair="capped"), at=(0.0, 0.115, 0.0))
    model.add(built(props.skateboard))
    return Cast(
        model,
        tall=1.75,
        turn=(-0.25, 0.35),
        near=(-0.25, 0.35),
        heart=(1.0, 1.45),
        detail=(-0.14, 0.24, 0.62),
        sway=0.02,
    )


_SHIRTS = ((0.26, 0.13, 0.05), (0.10, 0.34, 0.52), (0.46, 0.50, 0.52))


def cyclist(wish: Wish) -> Cast:
    """Somebody on a bicycle."""
    paint = Skin(wish.colour or (0.05, 0.05, 0.42), 0.5, "plain")
    pose = Pose(
        hips=(-0.115, 0.565, 0.0),
        lean=(0.155, 0.0),
        twist=-1.45,
        head=(-1.35, 0.02, 0.0),
        hands=((0.165, 0.60, 0.115), (0.165, 0.60, -0.115)),
        elbows=((-0.2, -1.0, 0.5), (-0.2, -1.0, -0.5)),
        feet=((-0.13, 0.245, 0.055), (0.03, 0.155, -0.06)),
        knees=((1.0, 0.6, 0.1), (1.0, 0.6, -0.1)),
        toes=(-1.5, -1.5),
    )

    def dressing(model: Model, b: Bones) -> None:
        clothes.shirt(model, b, Skin(_SHIRTS[wish.film // 8 % len(_SHIRTS)], 0.05, "cloth"), loose=1.2)
        clothes.trousers(model, b, DARK, loose=1.1)
        clothes.shoes(model, b, WHITE)

    woman, model = wish.is_woman(0.4), Model()
    model.add(person(wish, WOMAN if woman else MAN, pose, dressing, hair="long" if woman else "short", wind=-0.3))
    model.add(built(props.bicycle, paint=paint))
    return Cast(
        model, tall=1.75, turn=(-0.5, 0.25), near=(0.25, 0.5), heart=(1.05, 1.4), detail=(-0.2, 0.95, 1.0), sway=0.0
    )


def bicycle(wish: Wish) -> Cast:
    """A bicycle on its stand, nobody near it, the front wheel a little to the side."""
    paint = Skin(
        wish.colour or ((0.05, 0.05, 0.42), (0.10, 0.22, 0.05), (0.30, 0.14, 0.04), (0.30, 0.36, 0.38))[wish.film % 4],
        0.5,
        "plain",
    )
    model = Model()
    model.add(built(props.bicycle, paint=paint))
    model.limb([(-0.16, 0.30, 0.03), (-0.24, 0.02, 0.20)], [0.010, 0.008], DARK, group=40)
    return Cast(
        model,
        tall=1.25,
        turn=(-0.08, 0.08) if "wall" in wish.words else (-0.55, 0.35),
        near=(-0.12, 0.0) if "wall" in wish.words else (-0.65, -0.25),
        heart=(0.60, 1.25),
        detail=(0.32, 0.72, 0.85),
        sway=0.0,
        width=1.9,
    )


def scarecrow(wish: Wish) -> Cast:
    """A coat stuffed with straw on a cross of wood."""
    straw, sack = Skin((0.10, 0.27, 0.42), 0.05, "straw"), Skin((0.14, 0.25, 0.34), 0.04, "cloth")
    pose = Pose(
        hips=(0.0, 0.62, 0.0),
        head=(0.1, 0.25, 0.28),
        hands=((-0.40, 0.905, 0.0), (0.40, 0.90, 0.0)),
        feet=((-0.05, 0.16, 0.0), (0.05, 0.16, 0.0)),
        points=(1.0, 1.0),
    )
    b = bones_of(pose, MAN)
    m = Model()
    m.limb([(0.0, 0.0, 0.03), (0.0, 0.98, 0.03)], [0.020, 0.018], props.PLANKS, group=0)
    m.limb([(-0.46, 0.915, 0.02), (0.46, 0.905, 0.02)], [0.014, 0.014], props.PLANKS, group=0)
    clothes.coat(m, b, wish.cloth(Skin((0.05, 0.07, 0.09), 0.03, "cloth")), hem=0.34, wide=0.16, wind=0.05 * wish.wind)
    m.cone(b.on_head(0, 0.015, 0.0), 0.066, b.on_head(0, -0.03, 0.0), 0.058, sack, group=40, blend=0.02)
    hats.hat(m, b, straw, brim=0.135, tall=0.075)
    for way in (-1, 1):
        m.ball(b.on_head(0.024 * way, 0.0, -0.060), 0.009, props.BLACK, group=41)
    m.limb(
        [b.on_head(-0.03, -0.035, -0.055), b.on_head(0, -0.045, -0.062), b.on_head(0.03, -0.035, -0.055)],
        [0.004] * 3,
        props.BLACK,
        group=41,
    )
    rng = wish.rng
    for at, way in ((b.wrists[0], -1.0), (b.wrists[1], 1.0)):
        for _ in range(12):
            end = at + np.array([way * rng.uniform(0.05, 0.11), rng.normal(-0.02, 0.025), rng.normal(0, 0.02)])
            m.limb([at, end], [0.006, 0.002], straw, group=42)
    for _ in range(16):
        root = np.array([rng.normal(0, 0.03), 0.40, rng.normal(0, 0.02)])
        m.limb(
            [root, root + np.array([rng.normal(0, 0.04), rng.uniform(-0.16, -0.08), rng.normal(0, 0.02)])],
            [0.007, 0.002],
            straw,
            group=42,
        )
    model = Model()
    model.add(m, scale=1.95)
    return Cast(
        model, tall=2.1, turn=(-0.4, 0.4), near=(-0.4, 0.4), heart=(1.55, 1.3), detail=(0.0, 1.9, 0.7), sway=0.006
    )
