"""Two together: who walk hand in hand, run, stand side by side, sit or hold each other."""

from __future__ import annotations

from dataclasses import replace

from beatreel.plugins.generators.procedural.scenery.solids import Model

from . import props, seats
from .casting import GREY_HAIR, HAIRS, Cast, Wish, built, person
from .passers import MOVING, RUNNING, RUNS, SEATED, STANDING, STILL, WALKING
from .pose import MAN, WOMAN, Pair, Pose, bones_of
from .wardrobe import hers, his, is_dressed

_SITTING = {"sitting", "sits", "sit", "seated"}


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
    skin = wish.skin()
    of_him, of_her = (
        his(replace(wish, colour=None, film=wish.film + 15)),
        hers(replace(wish, warm=wish.warm and not old)),
    )
    model.add(person(wish, MAN, he, of_him, locks=his_hair, skin=skin), at=(-gap, 0.0, 0.0))
    model.add(
        person(
            wish,
            WOMAN,
            she,
            of_her,
            hair="bob" if old else "long",
            locks=hair,
            skin=skin,
            bare_arms=is_dressed(wish),
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
    skin = wish.skin()
    of_her = hers(wish)
    for one, build, dressing, at, film, hair in (
        (he, MAN, his(replace(wish, colour=None, film=wish.film + 15)), -apart, wish.film, "short"),
        (she, WOMAN, of_her, apart, wish.film + 1, "long"),
    ):
        locks = HAIRS[film % len(HAIRS)]
        bare = build is WOMAN and is_dressed(wish)
        low = replace(one, hips=(0.0, 0.49 / build.metres, 0.04))
        model.add(
            person(wish, build, low, dressing, locks=locks, skin=skin, hair=hair, wind=0.25, bare_arms=bare),
            at=(at, 0.0, 0.0),
        )
    model.add(built(seats.low_wall))
    return Cast(
        model, tall=1.42, turn=(2.85, 3.40), near=(2.80, 3.00), heart=(0.98, 1.20), detail=(-0.3 * apart, 1.14, 0.92), sway=0.0,
        loose=0.8, width=1.5,
    )  # fmt: skip


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
    hair, skin = HAIRS[(wish.film + 1) % len(HAIRS)], wish.skin()
    of_him, of_her = his(replace(wish, colour=None, film=wish.film + 15)), hers(wish)
    locks = HAIRS[wish.film % len(HAIRS)]
    model.add(person(wish, MAN, he, of_him, locks=locks, skin=skin), at=(-0.125, 0.0, 0.03), turn=-1.5)
    bare = is_dressed(wish)
    model.add(
        person(wish, WOMAN, she, of_her, hair="long", locks=hair, skin=skin, bare_arms=bare, wind=0.0),
        at=(0.125, 0.0, -0.03),
        turn=1.5,
    )
    return Cast(model, turn=(0.5, 1.05), near=(0.5, 1.05), heart=(1.24, 1.2), detail=(0.0, 1.45, 0.80), sway=0.008)
