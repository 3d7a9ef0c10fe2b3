"""A woman, a man: who is named by a plain word, on the way or standing still, dressed for the weather."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, hats, props, rainwear, streetwear
from .bouquets import ELBOWS, HANDS, bouquet, holds_flowers
from .casting import DARK, Cast, Wish, person
from .casual import LIGHT
from .deeds import deed_of
from .holding import Deed
from .pose import BOY, CHILD, MAN, WOMAN, Bones, Build, Pose
from .postures import POSTURES, Posture, posture_of
from .wardrobe import COATED, COATS, hers, his, is_dressed, one_of, wrapped

_WOOL = Skin((0.05, 0.045, 0.22), 0.02, "cloth")  # of a scarf whose colour is not named
_HIGH = 1.3  # heights of the body from which on what is held is looked at with it
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
RUNS = {
    *"jogger sprinter running runs run jogging jogs jog sprinting sprints sprint racing races fleeing flees".split()
}
"""Words by which somebody runs."""
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

LEANING = Pose(  # the back against a wall, the sole of one foot on it
    hips=(0.0, 0.500, 0.010),
    lean=(0.0, 0.060),
    slant=-0.06,
    head=(0.45, 0.10, 0.08),
    hands=((-0.103, 0.505, -0.030), (0.103, 0.505, -0.034)),
    elbows=((-1.0, 0.0, 0.7), (1.0, 0.0, 0.7)),
    feet=((-0.070, 0.045, -0.115), (0.060, 0.230, 0.115)),
    knees=((-0.2, 0.1, -1.0), (0.35, 0.2, -1.0)),
    toes=(0.25, -0.10),
    points=(0.0, 0.35),
)
_LEANS = {"leaning", "leans", "leant", "leaned"}


def woman(wish: Wish) -> Cast:
    """A woman: in a coat where it is cold or one is named, else in a summer dress or in shirt and jeans."""
    return _somebody(
        wish, WOMAN, hers(_sat_upon(wish)), locks="long" if wish.film % 3 or {"long", "flowing"} & wish.words else "bob"
    )


def man(wish: Wish) -> Cast:
    """A man: in a coat where it is cold or one is named, else in shirt and jeans."""
    build = BOY if "boy" in wish.words else MAN
    return _somebody(wish, build, his(_sat_upon(wish)), locks="short")


def young(wish: Wish) -> Cast:
    """A child who sits, lies or works at something; a girl or a boy, as the words say."""
    girl = wish.is_woman()
    dressing = (hers if girl else his)(_sat_upon(wish))
    return _somebody(wish, CHILD, dressing, locks="bob" if girl else "short")


def _sat_upon(wish: Wish) -> Wish:
    """Return what is asked of somebody so that, if they sit or lie, no long coat hangs down through what that is on."""
    is_coat = not wish.warm or COATED & wish.words
    down = settled(wish.words) is not None and not {"dress", "skirt"} & wish.words
    if down and settled(wish.words) is POSTURES["ground"]:  # over drawn-up knees a coat would stand off
        return replace(wish, words=wish.words - COATED, warm=True)
    return replace(wish, words=wish.words | {"jacket"}) if down and is_coat else wish


def settled(words: frozenset[str]) -> Posture | None:
    """Return how somebody sits, kneels, lies or jumps as is said, or as what they do is done; None for who stands."""
    deed = deed_of(words)
    on_foot = bool((STILL - {"alone", "lonely", "still"} | MOVING - {"path", "road", "street"}) & words)
    return posture_of(words, deed.seat if deed is not None and not on_foot else "")


def wayfarer(wish: Wish) -> Cast:
    """Somebody alone in a wide land: small in it, in a coat or a jacket, seen from behind."""
    who = man if wish.film % 2 else woman
    cast = who(replace(wish, words=wish.words | {"coat", "away"}))
    return replace(cast, share=0.5, roams=True)


def _somebody(wish: Wish, build: Build, dressing: Callable[[Model, Bones], None], *, locks: str) -> Cast:
    """Return somebody who walks or stands, seen from behind or from the side; with eyes that glow, from before."""
    glows = {"glowing", "eyes"} <= wish.words or {"glowing", "eye"} <= wish.words
    walks = bool(MOVING & wish.words) or (not STILL & wish.words and bool(wish.rng.random() < 0.5))
    away = not glows and (bool(_AFTER & wish.words) or bool(wish.rng.random() < 0.7))
    runs = bool(RUNS & wish.words)
    pose = RUNNING if runs else WALKING if walks else STANDING
    holds = "umbrella" in wish.words
    locks = "capped" if rainwear.UP & wish.words else locks  # else it would come through the hood
    if locks == "short" and ({"cap"} | _HATS | hats.KNITTED) & wish.words:
        locks = "capped"
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
    posture = None if runs or glows else settled(wish.words)
    if posture is not None:
        walks, pose = False, posture.of(build)
    leans = posture is None and bool(_LEANS & wish.words) and "wall" in wish.words and not (runs or glows)
    if leans:
        pose = LEANING
    deed = None if lantern or sparkler or holds or glows or runs else deed_of(wish.words)
    deed = None if posture is not None and posture.lies else deed
    if deed is not None:
        pose = deed.posed(pose)
    flowers = holds_flowers(wish.words) and not (lantern or sparkler or holds or deed)
    if flowers:
        pose = replace(pose, hands=HANDS, elbows=ELBOWS, grips=(0.8, 0.8))
    carries = holds or lantern or sparkler or flowers or deed is not None
    if not (
        glows or walks or carries or posture or wish.warm or LIGHT & wish.words or is_dressed(wish)
    ):  # hands in the pockets
        hands = ((-0.103, 0.505, -0.030), (0.103, 0.505, -0.034))
        pose = replace(pose, hands=hands, elbows=((-1.0, 0.0, 0.9), (1.0, 0.0, 0.9)))

    def dressed(model: Model, b: Bones) -> None:
        dressing(model, b)
        if hats.KNITTED & wish.words:
            hats.knit_cap(model, b, wish.own("beanie", _WOOL))
        elif _HATS & wish.words:
            hats.hat(model, b, wish.own("hat", DARK))
        elif "cap" in wish.words and not rainwear.UP & wish.words:
            streetwear.cap(model, b, wish.own("cap", DARK))
        if {"scarf", "shawl"} & wish.words and not rainwear.UP & wish.words:
            clothes.scarf(model, b, wish.own("scarf", _WOOL), wind=0.3 * wish.wind)
        if props.PACKS & wish.words:
            props.backpack(model, b, wish.held("backpack", Skin((0.07, 0.10, 0.08), 0.06, "cloth")))
        if flowers:
            bouquet(model, 0.5 * (b.fingers[0] + b.fingers[1]), wish)
        if lantern or sparkler:
            grip = b.wrists[1] + 0.6 * (b.fingers[1] - b.wrists[1])
            lamp.append(props.lantern(model, grip) if lantern else props.sparkler(model, grip, wish.rng))
        elif deed is not None:
            lamp.append(deed.prop(model, b, wish))
        elif holds:
            cloth = wish.held("umbrella", props.BLACK)
            props.umbrella(model, b.wrists[1] + 0.5 * (b.fingers[1] - b.wrists[1]), (-0.12, 1.0, 0.05), cloth=cloth)
        if glows:
            for way in (-1, 1):
                model.ball(b.on_head(0.022 * way, 0.006, -0.0535), 0.0055, _EYES, group=74)

    bare = build is WOMAN and is_dressed(wish)
    wind = wish.wind or 0.4
    model = person(
        wish,
        build,
        pose,
        dressed,
        hair=locks,
        locks=wish.hair(),
        skin=wish.skin(),
        bare_arms=bare,
        bare_legs=bare,
        wind=-wind if away else wind,
    )
    if posture is not None:
        return seen_settled(
            wish, posture.laid(model), posture, build, deed, lamp, loose={"long": 0.9, "bob": 0.4}.get(locks, 0.1)
        )
    away &= not leans
    turn = (0.15, 0.55) if leans else (2.45, 2.85) if away else (-0.25, 0.35) if glows else (1.25, 1.75)
    middle = 0.76 * build.metres
    at = (
        (float(lamp[0][0]) * build.metres, float(lamp[0][1]) * build.metres, float(lamp[0][2]) * build.metres)
        if lamp
        else None
    )
    return Cast(
        model,
        tall=(1.16 if holds else deed.tall if deed is not None else 1.01) * build.metres,
        turn=turn,
        near=turn if glows or leans else None,
        loose={"long": 1.0, "bob": 0.5}.get(locks, 0.12),
        heart=(0.93 * build.metres, 1.12)
        if holds
        else (0.56 * deed.tall * build.metres, 0.92 * deed.tall * build.metres)
        if deed is not None and deed.tall > _HIGH
        else (0.83 * build.metres, 0.86),
        detail=(0.0, middle + 0.32, 0.62)
        if holds
        else (-0.16, middle - 0.17, 0.62)
        if flowers
        else (0.0, middle, deed.span * build.metres)
        if deed is not None
        else (-0.11 if runs else 0.0, middle + 0.24, 0.52),
        sway=0.008,
        lamp=at if deed is None or deed.shines else None,
        point=at,
        smokes=deed is not None and deed.smokes,
        roams=not glows and not leans and not _AFTER & wish.words,
        holds=carries,
    )


_AT_HIPS = 0.46  # heights of the body from the hips to the top of the head


def seen_settled(
    wish: Wish, model: Model, posture: Posture, build: Build, deed: Deed | None, held: list[Any], *, loose: float
) -> Cast:
    """Return somebody who sits, kneels, lies or jumps, seen half from before: the hands at what they do, else the face."""
    metres, raised = build.metres, posture.raised
    if posture.lies:
        at_head = (0.5 * metres - 0.10, raised + 0.16, 0.75)
        return Cast(
            model, tall=posture.tall, turn=(-0.30, 0.30), heart=None, detail=at_head, sway=0.0, loose=0.0, stays=True
        )  # fmt: skip
    top = (posture.of(build).hips[1] + _AT_HIPS) * metres + raised
    at = None
    if held:
        x, y, z = (metres * float(one) for one in held[0])
        at = (x, y + raised, z)
    return Cast(
        model,
        tall=max(posture.tall * metres / MAN.metres, top, at[1] + 0.2 if at else 0.0),
        turn=(0.35, 0.75),
        heart=(top - 0.42, 1.05),
        detail=(0.0, top - 0.16, 0.55) if deed is None or at is None else (at[0], at[1], deed.span * metres),
        sway=0.0 if posture.seat is not None else 0.005,
        loose=loose,
        lamp=at if deed is None or deed.shines else None,
        point=at,
        smokes=deed is not None and deed.smokes,
        holds=bool(held),
        width=posture.width,
    )


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
        wrapped(model, b, replace(wish, warm=False, words=frozenset({"jacket"})), loose=1.1)
        if rainwear.UP & wish.words:
            rainwear.hood(model, b, wish.cloth(one_of(COATS, wish)))
        else:
            hats.hat(model, b, props.PLANKS, brim=0.088, tall=0.050)
        grip = 0.5 * (b.fingers[0] + b.fingers[1])
        butt, way = grip + np.array([0.0, -0.05, 0.06]), np.array([0.0, 0.80, -0.60])
        tip = grip + 1.0 * way
        bend = grip + 0.6 * way + np.array([0.0, 0.02, 0.0])
        model.limb([butt, grip, bend, tip - np.array([0.0, 0.05, 0.0])], [0.0085, 0.0065, 0.0038, 0.0016], props.BAMBOO,
                   group=75, bends=3)  # fmt: skip
        model.ball(grip + np.array([0.0, -0.03, -0.015]), 0.015, props.IRON, group=76, flat=1.6, across=(1, 0, 0))
        low = np.array([tip[0], 0.0, tip[2] - 0.22])
        model.limb([tip - np.array([0.0, 0.05, 0.0]), low], [0.0010, 0.0010], props.STRING, group=77)

    style = "none" if rainwear.UP & wish.words else "short"
    model = person(wish, MAN, pose, dressing, hair=style, locks=wish.hair(), skin=wish.skin())
    return Cast(
        model,
        tall=2.25,
        turn=(1.15, 1.9),
        near=(0.75, 1.10),
        heart=(1.30, 1.40),
        detail=(0.0, 1.03, 0.62),
        point=(0.0, 1.03, -0.36),
        sway=0.006,
        wades=not _BUILT & wish.words,
        width=1.5,
    )
