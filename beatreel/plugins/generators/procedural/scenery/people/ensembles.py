"""Many who play or sing together, in rows on steps: an orchestra about its conductor, and a choir."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, musicians
from .casting import DARK, SOLE, WHITE, Cast, Wish, person, suit
from .pose import MAN, WOMAN, Bones, Pose

_STEP, _DEEP = 0.30, 1.05  # of the steps on which a row sits or stands: high, and from front to back
_BOARDS = Skin((0.055, 0.10, 0.17), 0.10, "plain")
_PAPER = Skin((0.60, 0.64, 0.66), 0.05, "plain")
_ROBES = ((0.030, 0.022, 0.20), (0.17, 0.05, 0.03), (0.12, 0.03, 0.10))

_PLAYS_AT, _SINGS_AT = -1.55, -0.33  # who is looked at from near
_SEEN = {"close": 1.25, "detail": 0.95}
"""Of shots that show only some of them, how far from the middle of the picture who is left out stands, metres."""

Player = Callable[[Wish], Cast]


def _violinist(wish: Wish) -> Cast:
    return musicians.violinist(wish, seated=True)


def _trumpeter(wish: Wish) -> Cast:
    return musicians.trumpeter(replace(wish, film=2 * wish.film))  # bareheaded


_STRINGS: tuple[tuple[Player, float, float], ...] = (
    (_violinist, -2.75, 0.10), (_violinist, -1.95, -0.15), (_violinist, -1.15, 0.0),
    (musicians.cellist, 1.10, 0.0), (musicians.cellist, 1.95, -0.15), (musicians.cellist, 2.80, 0.10),
)  # fmt: skip
_ROWS: tuple[tuple[tuple[Player, float, float], ...], ...] = (
    _STRINGS,
    ((_violinist, -2.30, 0.0), (_violinist, -1.45, 0.0), (_violinist, -0.55, 0.1),
     (_violinist, 0.40, 0.1), (musicians.cellist, 1.45, 0.0), (musicians.cellist, 2.35, 0.0)),
    tuple((_trumpeter, -2.4 + 0.96 * number, 0.0) for number in range(6)),
)  # fmt: skip
"""Who sits in each row from the front, metres to the right and back."""


def orchestra(wish: Wish) -> Cast:
    """Strings that sit, brass that stands behind them, and before them, seen from behind, who conducts."""
    model = Model()
    black = wish.colour or DARK.colour
    for row, players in enumerate(_ROWS):
        for number, (player, x, z) in enumerate(players):
            if not _is_seen(wish, x, _PLAYS_AT):
                continue
            one = player(replace(wish, colour=black, film=wish.film + 7 * number + 31 * row, words=frozenset()))
            back = row * _DEEP + z + 0.035 * x * x
            model.add(
                one.model, at=(x, row * _STEP, back), turn=0.16 * x + 0.22 * float(np.sin(5.1 * number + 2 * row))
            )
            if row < 2 and number % 2 == 0:
                _music_stand(model, (x + 0.22, row * _STEP, back - 0.62))
    _add_steps(model, 3.1, len(_ROWS), 0.5)
    if wish.shot not in _SEEN:
        model.add(_conductor(wish), at=(0.0, 0.12, -1.25), turn=np.pi)
        model.box(np.array([0.0, 0.06, -1.25]), (1.0, 0.12, 0.9), _BOARDS, group=90)
    return Cast(
        model, tall=2.3, turn=(-0.16, 0.16), near=(-0.22, 0.22), heart=(1.15, 2.2), detail=(_PLAYS_AT, 0.92, 1.25),
        sway=0.0, share=1.3, width=7.6,
    )  # fmt: skip


def choir(wish: Wish) -> Cast:
    """Three rows in robes that sing from books in their hands."""
    model = Model()
    colour = wish.colour or _ROBES[wish.film % len(_ROBES)]
    for row in range(3):
        for number in range(7 - row % 2):
            x = (number - 3 + 0.5 * (row % 2)) * 0.66
            if not _is_seen(wish, x, _SINGS_AT, 0.75):
                continue
            film = wish.film + 13 * number + 37 * row
            one = _chorister(replace(wish, colour=colour, film=film, words=frozenset()))
            model.add(one, at=(x, row * _STEP, 0.72 * row + 0.04 * x * x), turn=0.10 * x)
    _add_steps(model, 2.3, 3, 0.36, deep=0.72)
    return Cast(
        model, tall=2.35, turn=(-0.16, 0.16), near=(-0.22, 0.22), heart=(1.52, 1.5), detail=(_SINGS_AT, 1.62, 0.95),
        sway=0.0, share=1.3, width=5.6,
    )  # fmt: skip


def _is_seen(wish: Wish, x: float, middle: float, near: float = 1.0) -> bool:
    return abs(x - middle) < near * _SEEN.get(wish.shot, 99.0)


def _chorister(wish: Wish) -> Model:
    woman = wish.is_woman(0.55)
    look = 0.12 * (wish.film % 5 - 2)
    pose = Pose(
        head=(look, -0.10 + 0.05 * (wish.film % 4), 0.05 * (wish.film % 7 - 3) / 3),
        face=(1.0 if wish.film % 3 else 0.0, 0.45 + 0.18 * (wish.film % 4)),
        hands=((-0.075, 0.655, -0.155), (0.075, 0.655, -0.155)),
        elbows=((-1.0, -0.7, 0.2), (1.0, -0.7, 0.2)),
    )
    robe = wish.cloth(DARK)

    def dressing(model: Model, b: Bones) -> None:
        clothes.robe(model, b, robe)
        clothes.shoes(model, b, SOLE)
        for way in (-1, 1):  # the stole over the robe
            model.limb(
                [b.on_chest(way * 0.045, 0.055, -0.030), b.on_chest(way * 0.028, -0.13, -0.078)], [0.013, 0.012], WHITE,
                group=60, flat=2.0, across=b.front,
            )  # fmt: skip
        middle = 0.5 * (b.wrists[0] + b.wrists[1]) + np.array([0.0, 0.035, -0.02])
        for way in (-1, 1):
            model.box(middle + np.array([way * 0.042, 0.0, 0.0]), (0.084, 0.11, 0.006), DARK, group=61 + way,
                      along=(1.0, -0.12 * way, 0.25 * way), up=(0.0, 0.75, -0.66))  # fmt: skip
            model.box(middle + np.array([way * 0.042, 0.004, 0.006]), (0.078, 0.104, 0.004), _PAPER, group=64 + way,
                      along=(1.0, -0.12 * way, 0.25 * way), up=(0.0, 0.75, -0.66))  # fmt: skip

    style = ("bob", "bun", "long", "bun", "bob")[wish.film % 5] if woman else "short"
    build = WOMAN if woman else MAN
    tall = replace(build, metres=build.metres * (0.97 + 0.02 * (wish.film % 4)))
    return person(wish, tall, pose, dressing, hair=style, wind=0.0)


def _conductor(wish: Wish) -> Model:
    pose = Pose(
        lean=(0.0, -0.03), head=(0.1, 0.05, 0.0), feet=((-0.09, 0.045, 0.02), (0.09, 0.045, -0.03)),
        hands=((-0.27, 0.93, -0.20), (0.25, 0.78, -0.24)), elbows=((-1.0, -0.6, 0.2), (1.0, -0.7, 0.2)),
    )  # fmt: skip

    def dressing(model: Model, b: Bones) -> None:
        suit(model, b, DARK)
        for way in (-1, 1):  # the tails of the coat
            model.limb([b.pelvis + np.array([way * 0.03, 0.03, 0.055]), b.pelvis + np.array([way * 0.035, -0.19, 0.085])], [0.045, 0.030],
                       DARK, group=62, flat=2.2, across=b.front)  # fmt: skip
        model.limb([b.fingers[0], b.fingers[0] + np.array([-0.03, 0.17, -0.10])], [0.0035, 0.002], WHITE, group=63)

    return person(replace(wish, words=frozenset()), MAN, pose, dressing, wind=0.0)


def _music_stand(model: Model, at: tuple[float, float, float]) -> None:
    foot = np.array(at)
    model.limb([foot, foot + np.array([0.0, 0.84, 0.0])], [0.012, 0.010], DARK, group=91)
    model.box(foot + np.array([0.0, 0.93, 0.0]), (0.46, 0.30, 0.012), DARK, group=92, up=(0.0, 0.86, -0.5))
    model.box(foot + np.array([0.0, 0.94, 0.016]), (0.40, 0.26, 0.008), _PAPER, group=93, up=(0.0, 0.86, -0.5))


def _add_steps(model: Model, half: float, rows: int, front: float, *, deep: float = _DEEP) -> None:
    for row in range(1, rows):
        back = rows * deep
        start = row * deep - front
        size = (2 * half + 0.3, _STEP, back - start)
        model.box(np.array([0.0, (row - 0.5) * _STEP, 0.5 * (start + back)]), size, _BOARDS, group=94 + row)
