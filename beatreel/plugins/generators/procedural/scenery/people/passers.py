"""A woman, a man, two hand in hand: who is named by a plain word, on the way or standing still, dressed for the weather."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, props, rainwear
from .body import SKINS, SKIRT, TOP
from .bouquets import ELBOWS, HANDS, bouquet, holds_flowers
from .casting import CHARCOAL, DARK, DENIM, GREY_HAIR, HAIRS, SOLE, Cast, Wish, built, person
from .pose import MAN, WOMAN, Bones, Build, Pair, Pose, bones_of

_COATS = tuple(
    Skin(colour, 0.06, "cloth")
    for colour in (
        (0.16, 0.26, 0.38),
        (0.17, 0.11, 0.055),
        (0.05, 0.045, 0.25),
        (0.09, 0.16, 0.15),
        (0.13, 0.13, 0.14),
    )
)
_DRESSES = tuple(
    Skin(colour, 0.08, "cloth")
    for colour in ((0.44, 0.52, 0.58), (0.30, 0.20, 0.13), (0.05, 0.10, 0.34), (0.06, 0.26, 0.44))
)
_SHIRTS = tuple(
    Skin(colour, 0.05, "cloth")
    for colour in ((0.46, 0.50, 0.52), (0.16, 0.10, 0.06), (0.05, 0.07, 0.20), (0.07, 0.12, 0.10))
)
_COATED = {"coat", "overcoat", "trench", "jacket", "cloak"} | rainwear.HOODS
_BARE = {"summer", "hot", "heat", "beach", "noon", "tropical", "barefoot"}
_HATS = {"hat", "fedora"}
_BUILT = {"pier", "jetty", "dock", "quay", "harbour", "harbor", "bridge"}  # on which who fishes stands dry
STILL = {
    "standing",
    "stands",
    "waiting",
    "waits",
    "watching",
    "looking",
    "still",
    "alone",
    "lonely",
    "gazing",
    "staring",
}
MOVING = {
    "walking",
    "walks",
    "walk",
    "wandering",
    "wanders",
    "running",
    "runs",
    "run",
    "leaving",
    "path",
    "road",
    "street",
    "journey",
    "crossing",
    "crosses",
}
RUNS = {*"running runs run jogging jogs jog sprinting sprints sprint racing races fleeing flees".split()}
"""Words by which somebody runs."""
_SITTING = {"sitting", "sits", "sit", "seated"}
_AFTER = {"away", "behind", "back", "leaving", "horizon"}
_EYES = Skin((0.75, 0.95, 1.0), 0.0, "plain", 6.0)

WALKING = Pose(
    hips=(0.0, 0.503, 0.0),
    lean=(0.0, -0.018),
    twist=0.13,
    head=(0.12, 0.05, 0.0),
    hands=((-0.165, 0.475, -0.125), (0.165, 0.485, 0.105)),
    elbows=((-0.7, 0.0, 1.0), (0.7, 0.0, 1.0)),
    feet=((-0.045, 0.085, 0.185), (0.045, 0.048, -0.150)),
    toes=(0.12, -0.12),
    points=(0.45, 0.0),
)
RUNNING = Pose(  # off the ground behind, a fist before the chest
    hips=(0.0, 0.500, 0.0),
    lean=(0.0, -0.060),
    twist=-0.26,
    head=(0.06, -0.02, 0.0),
    hands=((-0.165, 0.600, 0.130), (0.110, 0.720, -0.185)),
    elbows=((-0.6, -0.3, 1.0), (0.7, -1.0, 0.3)),
    feet=((-0.040, 0.085, -0.215), (0.040, 0.250, 0.300)),
    knees=((-0.1, 0.35, -1.0), (0.1, 0.0, -1.0)),
    points=(0.0, 0.85),
    grips=(0.8, 0.8),
)
STANDING = Pose(  # the weight on one leg, the other knee loose, the shoulders level out what the hips tilt
    hips=(0.026, 0.508, 0.0),
    slant=0.12,
    lean=(-0.022, 0.010),
    tilt=-0.07,
    twist=0.10,
    head=(0.32, 0.05, 0.10),
    hands=((-0.165, 0.485, -0.035), (0.175, 0.485, -0.020)),
    feet=((-0.092, 0.045, -0.085), (0.036, 0.045, 0.020)),
    knees=((-0.35, 0.0, -1.0), (0.10, 0.0, -1.0)),
    toes=(0.55, -0.15),
)

SEATED = Pose(
    hips=(0.0, 0.285, 0.04),
    hands=((-0.060, 0.385, -0.225), (0.060, 0.385, -0.225)),
    elbows=((-1.0, -0.1, 0.5), (1.0, -0.1, 0.5)),
    feet=((-0.085, 0.045, -0.235), (0.080, 0.045, -0.205)),
    knees=((-0.15, 0.8, -0.6), (0.15, 0.8, -0.6)),
    toes=(0.15, -0.15),
)


def woman(wish: Wish) -> Cast:
    """A woman: in a coat where it is cold or one is named, else in a summer dress or in shirt and jeans."""
    return _somebody(
        wish, WOMAN, _hers(wish), locks="long" if wish.film % 3 or {"long", "flowing"} & wish.words else "bob"
    )


def man(wish: Wish) -> Cast:
    """A man: in a coat where it is cold or one is named, else in shirt and jeans."""
    build = replace(MAN, metres=1.62, shoulders=0.104, girth=0.9) if "boy" in wish.words else MAN
    return _somebody(wish, build, _his(wish), locks="short")


def wayfarer(wish: Wish) -> Cast:
    """Somebody alone in a wide land: small in it, in a coat or a jacket, seen from behind."""
    who = man if wish.film % 2 else woman
    cast = who(replace(wish, words=wish.words | {"coat", "away"}))
    return replace(cast, share=0.5, roams=True)


def pair(wish: Wish) -> Cast:
    """Two who walk hand in hand, stand side by side, her head at his shoulder, or sit; seen from behind."""
    if _SITTING & wish.words:
        return _two_seated(wish)
    runs = bool(RUNS & wish.words)
    walk = bool(MOVING & wish.words) or (not STILL & wish.words and wish.film % 3 == 0)
    he, she, gap = _at_a_run() if runs else _hand_in_hand() if walk else _side_by_side()
    model = Model()
    holds = "umbrella" in wish.words
    if holds:  # over both of them
        hands, elbows = (he.hands[0], (0.150, 0.70, -0.10)), (he.elbows[0], (0.6, -1.0, 0.3))
        he = replace(he, hands=hands, elbows=elbows, grips=(0.0, 1.0))
        b = bones_of(he, MAN)
        grip = b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1])
        model.add(
            built(props.umbrella, grip, (0.10, 1.0, 0.04), wide=0.38, cloth=wish.held("umbrella", props.BLACK)),
            at=(-gap, 0.0, 0.0),
            scale=MAN.metres,
        )
    old = "old couple" in wish.words
    hair, his_hair = (GREY_HAIR,) * 2 if old else (HAIRS[(wish.film + n) % len(HAIRS)] for n in (1, 0))
    skin = _skin(wish)
    his, hers = _his(replace(wish, colour=None, film=wish.film + 15)), _hers(replace(wish, warm=wish.warm and not old))
    model.add(person(wish, MAN, he, his, locks=his_hair, skin=skin), at=(-gap, 0.0, 0.0))
    model.add(
        person(
            wish,
            WOMAN,
            she,
            hers,
            hair="bob" if old else "long",
            locks=hair,
            skin=skin,
            bare_arms=_is_dressed(wish),
            wind=0.25,
        ),
        at=(gap, 0.0, 0.35 if runs else 0.0),
    )
    if holds:
        detail = (0.0, 1.60, 1.0)
    elif runs:
        detail = (0.9 * gap, 1.50, 0.75)  # her face, turned to him
    else:  # their hands; or her head, his shoulder beside it
        detail = (0.0, 0.90, 0.70) if walk else (-0.75 * gap, 1.50, 0.85)
    near = (0.45, 0.70) if runs else (0.30, 0.60) if wish.shot == "close" else None
    aside = (1.40, 1.60) if wish.shot == "wide" else (2.35, 2.60)
    return Cast(
        model,
        tall=2.05 if holds else 1.8,
        turn=aside if runs else (2.75, 3.35),
        near=near,
        heart=(1.45, 1.45) if holds else (1.20, 1.45) if runs else (1.30, 1.10),
        detail=detail,
        sway=0.008,
    )


def _two_seated(wish: Wish) -> Cast:
    """Two who sit side by side on a low wall and look out, turned a little to one another; friends keep apart."""
    apart = 0.30 if {"friends", "friend", "brothers", "sisters"} & wish.words else 0.215
    he = replace(
        SEATED, lean=(0.010, -0.030), head=(-0.42, 0.0, 0.08), hands=((-0.150, 0.345, 0.055), (0.075, 0.385, -0.190)), twist=-0.08,
    )  # fmt: skip
    she = replace(
        SEATED, lean=(-0.022, -0.055), head=(0.38, -0.06, -0.12), hands=((-0.055, 0.395, -0.215), (0.060, 0.385, -0.225)),
        feet=((-0.060, 0.045, -0.20), (0.030, 0.060, -0.255)),
    )  # fmt: skip
    model = Model()
    skin = _skin(wish)
    hers = _hers(wish)
    for one, build, dressing, at, film, hair in (
        (he, MAN, _his(replace(wish, colour=None, film=wish.film + 15)), -apart, wish.film, "short"),
        (she, WOMAN, hers, apart, wish.film + 1, "long"),
    ):
        locks = HAIRS[film % len(HAIRS)]
        bare = build is WOMAN and _is_dressed(wish)
        low = replace(one, hips=(0.0, 0.49 / build.metres, 0.04))
        model.add(
            person(wish, build, low, dressing, locks=locks, skin=skin, hair=hair, wind=0.25, bare_arms=bare),
            at=(at, 0.0, 0.0),
        )
    wall = Skin((0.20, 0.22, 0.24), 0.03, "worn", second=(0.12, 0.13, 0.14))
    model.add(built(_low_wall, wall))
    return Cast(
        model, tall=1.42, turn=(2.85, 3.40), near=(2.80, 3.00), heart=(0.98, 1.20), detail=(-0.3 * apart, 1.14, 0.92), sway=0.0,
        loose=0.8, width=1.5,
    )  # fmt: skip


def _low_wall(model: Model, stone: Skin) -> None:
    model.box((0.0, 0.185, 0.06), (1.9, 0.37, 0.34), stone, group=0, edge=0.012)
    model.box((0.0, 0.390, 0.06), (1.94, 0.05, 0.40), stone, group=1, edge=0.010)


def _hand_in_hand() -> tuple[Pose, Pose, float]:
    he = replace(WALKING, hands=((-0.165, 0.475, -0.10), (0.185, 0.49, 0.0)), head=(-0.25, 0.05, 0.0))
    she = replace(
        WALKING,
        hands=((-0.20, 0.515, 0.0), (0.165, 0.485, 0.09)),
        feet=((-0.045, 0.048, -0.150), (0.045, 0.085, 0.185)),
        points=(0.0, 0.45),
        twist=-0.10,
        head=(0.30, 0.0, 0.05),
    )
    return he, she, 0.29


def _at_a_run() -> tuple[Pose, Pose, float]:
    """Return how two run beside each other, out of step; she looks over to him."""

    def other(pair: Pair) -> Pair:
        (a, b, c), (d, e, f) = pair
        return (-d, e, f), (-a, b, c)

    one = RUNNING
    she = replace(
        one, twist=-one.twist, head=(0.45, 0.0, 0.10), hands=other(one.hands), elbows=other(one.elbows), feet=other(one.feet),
        knees=other(one.knees), points=one.points[::-1],
    )  # fmt: skip
    return one, she, 0.33


def _side_by_side() -> tuple[Pose, Pose, float]:
    he = replace(
        STANDING,
        lean=(0.010, 0.004),
        head=(-0.20, 0.06, 0.16),
        hands=((-0.150, 0.48, -0.03), (0.275, 0.715, 0.045)),
        elbows=((-1.0, 0.0, 0.6), (0.4, -0.8, 0.9)),
    )
    she = replace(
        STANDING,
        lean=(-0.040, 0.0),
        head=(0.25, 0.04, -0.34),
        hands=((-0.07, 0.535, -0.105), (0.150, 0.48, -0.03)),
        elbows=((-0.6, -0.4, 0.7), (1.0, 0.0, 0.6)),
    )
    return he, she, 0.205


def embrace(wish: Wish) -> Cast:
    """Two who hold each other, cheek to cheek."""
    he = replace(
        STANDING,
        lean=(0.0, -0.03),
        head=(0.45, 0.22, 0.10),
        hands=((-0.050, 0.62, -0.195), (0.055, 0.72, -0.195)),
        elbows=((-0.7, -1.0, 0.0), (0.7, -1.0, 0.0)),
    )
    she = replace(
        STANDING,
        lean=(0.0, -0.045),
        head=(0.55, 0.06, 0.16),
        hands=((-0.050, 0.835, -0.195), (0.055, 0.785, -0.195)),
        elbows=((-0.6, -1.0, 0.0), (0.6, -1.0, 0.0)),
        points=(0.3, 0.3),
    )
    model = Model()
    hair, skin = HAIRS[(wish.film + 1) % len(HAIRS)], _skin(wish)
    his, hers = _his(replace(wish, colour=None, film=wish.film + 15)), _hers(wish)
    locks = HAIRS[wish.film % len(HAIRS)]
    model.add(person(wish, MAN, he, his, locks=locks, skin=skin), at=(-0.125, 0.0, 0.03), turn=-1.5)
    bare = _is_dressed(wish)
    model.add(
        person(wish, WOMAN, she, hers, hair="long", locks=hair, skin=skin, bare_arms=bare, wind=0.0),
        at=(0.125, 0.0, -0.03),
        turn=1.5,
    )
    return Cast(model, turn=(0.5, 1.05), near=(0.5, 1.05), heart=(1.24, 1.2), detail=(0.0, 1.45, 0.80), sway=0.008)


def _somebody(wish: Wish, build: Build, dressing: Callable[[Model, Bones], None], *, locks: str) -> Cast:
    """Return somebody who walks or stands, seen from behind or from the side; with eyes that glow, from before."""
    glows = {"glowing", "eyes"} <= wish.words or {"glowing", "eye"} <= wish.words
    walks = bool(MOVING & wish.words) or (not STILL & wish.words and bool(wish.rng.random() < 0.5))
    away = not glows and (bool(_AFTER & wish.words) or bool(wish.rng.random() < 0.7))
    runs = bool(RUNS & wish.words)
    pose = RUNNING if runs else WALKING if walks else STANDING
    holds = "umbrella" in wish.words
    locks = "short" if rainwear.HOODS & wish.words else locks  # else it would come through the hood
    lamp: list[Any] = []
    lantern, sparkler = bool({"lantern", "oil lamp"} & wish.words), bool({"sparkler", "sparklers"} & wish.words)
    if lantern or sparkler:
        high = 0.80 if sparkler else 0.70
        hands, elbows = (pose.hands[0], (0.215, high, -0.105)), (pose.elbows[0], (0.9, -1.0, 0.2))
        pose = replace(pose, hands=hands, elbows=elbows, grips=(0.0, 1.0))
    elif holds:
        hands, elbows = (pose.hands[0], (0.115, 0.72, -0.115)), (pose.elbows[0], (0.8, -1.0, 0.3))
        pose = replace(pose, hands=hands, elbows=elbows, grips=(0.0, 1.0))
    if glows:
        pose = replace(pose, head=(0.0, 0.02, 0.0))
    elif wish.faces_us:  # looks out, past us and down
        pose = replace(pose, head=(0.62, 0.14, 0.06))
    flowers = holds_flowers(wish.words) and not (lantern or sparkler or holds)
    if flowers:
        pose = replace(pose, hands=HANDS, elbows=ELBOWS, grips=(0.8, 0.8))
    carries = holds or lantern or sparkler or flowers
    if not (glows or walks or carries or wish.warm or _is_dressed(wish)):  # hands in the pockets
        hands = ((-0.103, 0.505, -0.030), (0.103, 0.505, -0.034))
        pose = replace(pose, hands=hands, elbows=((-1.0, 0.0, 0.9), (1.0, 0.0, 0.9)))

    def dressed(model: Model, b: Bones) -> None:
        dressing(model, b)
        if _HATS & wish.words:
            clothes.hat(model, b, DARK)
        if props.PACKS & wish.words:
            props.backpack(model, b, wish.held("backpack", Skin((0.07, 0.10, 0.08), 0.06, "cloth")))
        if flowers:
            bouquet(model, 0.5 * (b.fingers[0] + b.fingers[1]), wish)
        if lantern or sparkler:
            grip = b.wrists[1] + 0.6 * (b.fingers[1] - b.wrists[1])
            lamp.append(props.lantern(model, grip) if lantern else props.sparkler(model, grip, wish.rng))
        elif holds:
            cloth = wish.held("umbrella", props.BLACK)
            props.umbrella(model, b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1]), (-0.12, 1.0, 0.05), cloth=cloth)
        if glows:
            for way in (-1, 1):
                model.ball(b.on_head(0.022 * way, 0.006, -0.0535), 0.0055, _EYES, group=74)

    bare = build is WOMAN and _is_dressed(wish)
    wind = wish.wind or 0.4
    model = person(
        wish,
        build,
        pose,
        dressed,
        hair=locks,
        locks=wish.hair(),
        skin=_skin(wish),
        bare_arms=bare,
        bare_legs=bare,
        wind=-wind if away else wind,
    )
    turn = (2.45, 2.85) if away else (-0.25, 0.35) if glows else (1.25, 1.75)
    middle = 0.76 * build.metres
    return Cast(
        model,
        tall=(1.16 if holds else 1.01) * build.metres,
        turn=turn,
        near=None if not glows else turn,
        loose={"long": 1.0, "bob": 0.5}.get(locks, 0.12),
        heart=(0.93 * build.metres, 1.12) if holds else (0.83 * build.metres, 0.86),
        detail=(0.0, middle + 0.32, 0.62)
        if holds
        else (-0.16, middle - 0.17, 0.62)
        if flowers
        else (-0.11 if runs else 0.0, middle + 0.24, 0.52),
        sway=0.008,
        lamp=tuple(float(one) * build.metres for one in lamp[0]) if lamp else None,
        roams=not glows and not _AFTER & wish.words,
        holds=carries,
    )


def _skin(wish: Wish) -> Skin:
    return tuple(SKINS.values())[wish.film // 5 % len(SKINS)]


def _is_dressed(wish: Wish) -> bool:
    """Whether she wears a summer dress."""
    named = bool({"dress", "skirt"} & wish.words)
    return named or (wish.warm and not (_COATED | {"jeans", "trousers", "shirt"}) & wish.words)


def _hers(wish: Wish) -> Callable[[Model, Bones], None]:
    def dressing(model: Model, b: Bones) -> None:
        if _is_dressed(wish):
            clothes.dress(
                model,
                b,
                wish.cloth(_of(_DRESSES, wish)),
                hem=0.09,
                wide=0.205,
                wind=0.22 * wish.wind,
                sleeves=not _BARE & wish.words,
            )
            clothes.shoes(model, b, SOLE)
        else:
            _wrapped(model, b, wish, loose=1.02)

    return dressing


def _his(wish: Wish) -> Callable[[Model, Bones], None]:
    return lambda model, b: _wrapped(model, b, wish, loose=1.08)


def _wrapped(model: Model, b: Bones, wish: Wish, *, loose: float) -> None:
    """Dress somebody in a coat over trousers or, where it is warm, in shirt and jeans."""
    is_coat = bool(_COATED & wish.words) or not wish.warm
    cloth = wish.cloth(_of(_COATS if is_coat else _SHIRTS, wish))
    rain = is_coat and bool(rainwear.RAINCOATS & wish.words)
    short = not is_coat or bool({"jacket", "hoodie"} & wish.words)
    if is_coat:
        if rain:
            rainwear.raincoat(model, b, cloth, wind=0.04 * wish.wind)
        else:
            clothes.coat(
                model, b, cloth, hem=0.42 if short else 0.25, wide=0.128 if short else 0.152, wind=0.05 * wish.wind
            )
        if rainwear.HOODS & wish.words:
            rainwear.hood(model, b, rainwear.rubbered(cloth) if rain else cloth)
        clothes.trousers(model, b, (DARK, CHARCOAL)[wish.film % 2], loose=loose)
    else:
        clothes.shirt(model, b, cloth, loose=1.24, bust=0.5)
        clothes.trousers(model, b, (DENIM, CHARCOAL, DENIM)[wish.film % 3], loose=loose)
    thighs = zip(b.hips, b.knees, strict=True) if is_coat else ()
    for hip, knee in thighs:  # what is worn above lies over them in a stride
        end = hip + (0.30 if short else 0.55) * (knee - hip)
        over, group = (rainwear.rubbered(cloth), TOP) if rain else (cloth, SKIRT)
        model.cone(hip, 0.072 * b.build.girth, end, 0.066 * b.build.girth, over, group=group, blend=0.03)
    clothes.shoes(model, b, SOLE)


def _of(skins: tuple[Skin, ...], wish: Wish) -> Skin:
    return skins[wish.film // 7 % len(skins)]


def angler(wish: Wish) -> Cast:
    """Somebody who fishes with a rod, a hat on the head."""
    pose = Pose(
        hips=(0.0, 0.508, 0.0),
        lean=(0.0, 0.012),
        head=(0.0, 0.10, 0.0),
        hands=((-0.085, 0.560, -0.175), (0.075, 0.590, -0.235)),
        elbows=((-1.0, -0.5, 0.5), (1.0, -0.5, 0.5)),
        feet=((-0.085, 0.045, -0.04), (0.085, 0.045, 0.05)),
        toes=(0.2, -0.2),
    )

    def dressing(model: Model, b: Bones) -> None:
        _wrapped(model, b, replace(wish, warm=False, words=frozenset({"jacket"})), loose=1.1)
        if rainwear.HOODS & wish.words:
            rainwear.hood(model, b, wish.cloth(_of(_COATS, wish)))
        else:
            clothes.hat(model, b, props.PLANKS, brim=0.088, tall=0.050)
        grip = 0.5 * (b.fingers[0] + b.fingers[1])
        butt, way = grip + np.array([0.0, -0.05, 0.06]), np.array([0.0, 0.80, -0.60])
        tip = grip + 1.0 * way
        bend = grip + 0.6 * way + np.array([0.0, 0.02, 0.0])
        model.limb([butt, grip, bend, tip - np.array([0.0, 0.05, 0.0])], [0.0085, 0.0065, 0.0038, 0.0016], props.BAMBOO,
                   group=75, bends=3)  # fmt: skip
        model.ball(grip + np.array([0.0, -0.03, -0.015]), 0.015, props.IRON, group=76, flat=1.6, across=(1, 0, 0))
        low = np.array([tip[0], 0.0, tip[2] - 0.22])
        model.limb([tip - np.array([0.0, 0.05, 0.0]), low], [0.0010, 0.0010], props.STRING, group=77)

    style = "none" if rainwear.HOODS & wish.words else "short"
    model = person(wish, MAN, pose, dressing, hair=style, locks=HAIRS[wish.film % len(HAIRS)], skin=_skin(wish))
    return Cast(
        model,
        tall=2.25,
        turn=(1.15, 1.9),
        heart=(1.30, 1.40),
        detail=(0.25, 1.36, 0.95),
        sway=0.006,
        wades=not _BUILT & wish.words,
        width=1.5,
    )
