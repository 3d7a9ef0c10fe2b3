"""What hands do in pictures of nothing but hands: hold a candle or a glass, reach for each other, pray, grip a wheel."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .casting import Cast, Wish
from .hands import CUPPED, OPEN, REACHING, ROUND, Grip, add_hand

_SLEEVES = tuple(
    Skin(colour, 0.05, "cloth")
    for colour in ((0.022, 0.022, 0.026), (0.10, 0.06, 0.035), (0.20, 0.22, 0.24), (0.035, 0.05, 0.085))
)
_WAX, _FLAME = Skin((0.50, 0.60, 0.66), 0.12, "wax", 0.10), Skin((0.35, 0.75, 1.0), 0.0, "plain", 5.0)
_WICK = Skin((0.01, 0.01, 0.01), 0.0, "plain")
_GLASS, _RIM = Skin((0.16, 0.18, 0.19), 0.75, "plain"), Skin((0.30, 0.33, 0.35), 0.95, "metal")
_DRINKS = {
    "wine": Skin((0.025, 0.015, 0.17), 0.8, "plain", 0.03),
    "whiskey": Skin((0.012, 0.13, 0.42), 0.8, "plain", 0.10),
    "coffee": Skin((0.30, 0.34, 0.36), 0.4, "plain"),
}
_LEATHER = Skin((0.014, 0.014, 0.016), 0.35, "plain")
_CARD = Skin((0.50, 0.58, 0.62), 0.05, "plain")
_GLOW = Skin((0.75, 0.90, 1.0), 0.0, "plain", 1.5)
_STEM, _PETALS = Skin((0.03, 0.12, 0.04), 0.1, "plain"), (0.035, 0.025, 0.36)
_SPARKS = (
    (0.0, 0.02, -0.20, 0.040),
    (-0.17, 0.16, -0.15, 0.020),
    (0.14, 0.24, -0.22, 0.016),
    (0.04, 0.40, -0.20, 0.013),
)
_ICE = Skin((0.10, 0.24, 0.50), 0.9, "plain", 0.05)
_TAN = (0.19, 0.29, 0.50)
_TOGETHER = Grip(
    ((0.04, 0.06, 0.04), (0.03, 0.05, 0.04), (0.04, 0.06, 0.04), (0.06, 0.08, 0.05)), 0.0, (0.10, 0.35, 0.10)
)
_CLASPED = Grip(
    ((0.75, 0.85, 0.35), (0.80, 0.85, 0.36), (0.84, 0.85, 0.36), (0.85, 0.84, 0.36)), 0.01, (0.55, 0.40, 0.25)
)

Point = tuple[float, float, float]


class _Hands:
    """A model to put hands and sleeves into."""

    def __init__(self, wish: Wish) -> None:
        self.model, self.wish = Model(), wish
        own = wish.skin()  # in the dark the darkest would be no more than a gap
        self.skin = replace(
            own, gloss=0.06, colour=tuple(0.65 * one + 0.35 * part for one, part in zip(own.colour, _TAN, strict=True))
        )
        self.cloth = wish.cloth(_SLEEVES[wish.film // 7 % len(_SLEEVES)])
        self.group = 0

    def hand(
        self, wrist: Point, along: Point, back: Point, thumb: float, grip: Grip, *, sleeve: float = 0.42
    ) -> list[Any]:
        """Add a hand and an arm that goes on out of the picture, from so far below the wrist on in a sleeve."""
        way, at = np.array(along) / math.dist(along, (0, 0, 0)), np.array(wrist)
        tips = add_hand(
            self.model, wrist, along, back, thumb, grip, self.skin, group=self.group, arm=max(sleeve + 0.2, 0.5)
        )
        self.model.cloth(at - (sleeve + 0.16) * way, 0.205, at - sleeve * way, 0.215, self.cloth, group=self.group + 4, flat=1.1,
                         across=back, folds=0.02, count=5)  # fmt: skip
        self.model.cone(at - (sleeve + 0.10) * way, 0.20, at - (sleeve + 2.4) * way, 0.34, self.cloth, group=self.group + 5, flat=1.1,
                        across=back)  # fmt: skip
        self.group += 8
        return tips

    def cast(self, views: dict[str, Point], *, lamp: Point | None = None, tall: float = 2.0) -> Cast:
        return Cast(
            self.model, tall=tall, turn=(-0.16, 0.16), near=(-0.22, 0.22), heart=views["close"][1:], detail=views["detail"],
            sway=0.006, lamp=lamp, views=views,
        )  # fmt: skip


def hands(wish: Wish) -> Cast:
    """Hands and what they hold, by the words of a prompt; else one that is stretched out towards the light."""
    return next((build for names, build in _DEEDS if names & wish.words), _stretched)(_Hands(wish))


def _bowl(h: _Hands) -> None:
    """Add two hands held like a bowl, their little fingers together, the palms to the eye."""
    for way in (-1.0, 1.0):
        h.hand((0.23 * way, -0.80, 0.06), (-0.02 * way, 0.90, 0.10), (0.42 * way, -0.30, 0.86), -way, CUPPED)


def _candle(h: _Hands) -> Cast:
    """Both hands about a candle, whose light is between them."""
    m = h.model
    m.cone((0, -0.50, -0.20), 0.135, (0, 0.06, -0.20), 0.130, _WAX, group=100)
    m.cone((0.05, 0.08, -0.26), 0.06, (0.06, -0.10, -0.31), 0.025, _WAX, group=100, blend=0.03)
    m.limb([(0, 0.16, -0.20), (0.004, 0.25, -0.20)], [0.010, 0.008], _WICK, group=101)
    m.limb(
        [(0, 0.25, -0.20), (0.0, 0.31, -0.20), (0.004, 0.40, -0.20), (0.0, 0.52, -0.20)], [0.026, 0.044, 0.028, 0.003], _FLAME, group=102,
        bends=3,
    )  # fmt: skip
    _bowl(h)
    return h.cast({"wide": (0, -0.25, 3.1), "medium": (0, -0.2, 2.4), "close": (0, -0.12, 1.9), "detail": (0, 0.02, 1.3)},
                  lamp=(0.0, 0.36, -0.2))  # fmt: skip


def _offered(h: _Hands) -> Cast:
    """Two hands that are held out like a bowl, with light in them."""
    for n, (x, y, z, r) in enumerate(_SPARKS):
        h.model.ball((x, y, z), r, _GLOW, group=100 + n)
    _bowl(h)
    return h.cast({"wide": (0, -0.2, 3.1), "medium": (0, -0.15, 2.3), "close": (0, -0.1, 1.8), "detail": (0, 0.0, 1.25)},
                  lamp=(0.0, 0.02, -0.2))  # fmt: skip


def _glass(h: _Hands) -> Cast:
    """One hand about a glass, which the light behind it fills."""
    kind = next((one for one in ("wine", "coffee") if one in h.wish.words), "whiskey")
    if {"tea", "mug", "cup"} & h.wish.words:
        kind = "coffee"
    m, drink = h.model, _DRINKS[kind]
    m.cloth((0, 0.52 if kind == "coffee" else 0.20, 0), 0.215, (0, -0.36, 0), 0.195, drink, group=100)
    m.cloth((0, -0.36, 0), 0.20, (0, -0.45, 0), 0.20, drink if kind == "coffee" else _RIM, group=101)
    if kind == "coffee":
        m.ring((-0.26, 0.06, 0), 0.16, 0.04, drink, group=100)
    else:  # of clear glass only what shines is seen: its rim and its sides
        m.ring((0, 0.64, 0), 0.216, 0.011, _RIM, axis=(0, 1, 0.16), group=102)
        for way in (-1, 1):
            m.limb([(0.219 * way, 0.64, 0), (0.214 * way, 0.20, 0)], [0.009, 0.011], _RIM, group=102)
        m.limb([(-0.15, 0.56, -0.15), (-0.15, 0.26, -0.15)], [0.012, 0.016], _RIM, group=103, flat=2.0)
        m.box((0.05, 0.21, -0.05), (0.17, 0.15, 0.17), _ICE, group=104, along=(0.8, 0.3, 0.5), edge=0.04)
    h.hand((0.64, -0.34, -0.20), (-0.96, 0.22, -0.10), (-0.10, 0.30, -0.94), 1.0, ROUND)
    return h.cast(
        {"wide": (0.28, 0.0, 2.6), "medium": (0.24, 0.05, 2.1), "close": (0.18, 0.05, 1.6), "detail": (0.1, 0.1, 1.15)}
    )


def _wheel(h: _Hands) -> Cast:
    """Two hands on a steering wheel."""
    m = h.model
    m.ring((0, -0.62, 0), 1.02, 0.075, _LEATHER, axis=(0, 0.28, 1.0), group=100)
    for way in (-1.0, 1.0):
        m.limb([(0.15 * way, -0.64, 0.0), (0.98 * way, -0.50, 0.0)], [0.11, 0.06], _LEATHER, group=101, flat=2.2)
        h.hand((0.98 * way, -0.92, -0.42), (-0.12 * way, 0.78, 0.42), (0.55 * way, 0.20, -0.80), -way, ROUND)
    m.ball((0, -0.66, 0.0), 0.26, _LEATHER, group=101, flat=2.5)
    return h.cast(
        {"wide": (0, -0.35, 3.2), "medium": (0.2, -0.3, 2.5), "close": (0.75, -0.25, 1.7), "detail": (0.85, -0.2, 1.15)}
    )


def _reaching(h: _Hands) -> Cast:
    """Two hands whose fingers nearly touch."""
    h.hand((-0.98, 0.16, 0.0), (0.97, -0.12, -0.06), (0.10, 0.85, -0.50), 1.0, REACHING)
    h.hand((1.00, -0.14, 0.02), (-0.95, 0.14, -0.06), (0.10, -0.50, -0.80), 1.0, OPEN)
    return h.cast({"wide": (0, 0, 3.6), "medium": (0, 0, 2.7), "close": (0, 0, 2.0), "detail": (0.0, 0, 1.3)})


def _clasped(h: _Hands) -> Cast:
    """Two hands that hold each other."""
    h.hand((-0.50, 0.26, -0.08), (0.90, -0.38, 0.10), (-0.15, 0.40, -0.90), -1.0, _CLASPED)
    h.hand((0.50, 0.28, 0.12), (-0.88, -0.40, -0.10), (0.20, 0.45, 0.88), -1.0, _CLASPED)
    return h.cast({"wide": (0, 0.05, 3.0), "medium": (0, 0.0, 2.3), "close": (0, 0, 1.7), "detail": (0.0, 0, 1.1)})


def _praying(h: _Hands) -> Cast:
    """Two hands laid together, fingers up."""
    for way in (-1.0, 1.0):
        h.hand(
            (0.135 * way, -0.55, 0.0),
            (-0.055 * way, 0.98, -0.16),
            (0.96 * way, 0.05, -0.25),
            way,
            _TOGETHER,
            sleeve=0.36,
        )
    return h.cast(
        {"wide": (0, 0.0, 3.0), "medium": (0, 0.05, 2.2), "close": (0, 0.05, 1.7), "detail": (0.0, 0.18, 1.1)}
    )


def _letter(h: _Hands) -> Cast:
    """Two hands that hold a sheet of paper, or something that shines."""
    is_screen = bool({"phone", "smartphone", "screen"} & h.wish.words)
    size = (0.42, 0.86, 0.05) if is_screen else (1.0, 0.72, 0.03)
    h.model.box((0, 0.12, 0.05), size, _GLOW if is_screen else _CARD, group=100, up=(0, 0.94, 0.34))
    if is_screen:
        h.hand((0.16, -0.86, 0.16), (-0.10, 0.96, 0.10), (0.55, 0.1, 0.80), 1.0, ROUND)
    else:
        for way in (-1.0, 1.0):
            h.hand((0.80 * way, -0.72, 0.10), (-0.34 * way, 0.90, -0.02), (0.35 * way, 0.1, 0.9), way, CUPPED)
    return h.cast({"wide": (0, -0.1, 3.0), "medium": (0, 0, 2.3), "close": (0, 0, 1.7), "detail": (0.2, -0.1, 1.1)},
                  lamp=(0.0, 0.12, 0.0) if is_screen else None)  # fmt: skip


def _rose(h: _Hands) -> Cast:
    """One hand that holds a flower by its stem."""
    m = h.model
    m.limb(
        [(0.10, -0.75, 0.0), (0.02, -0.1, -0.02), (0.0, 0.60, 0.0)], [0.020, 0.018, 0.020], _STEM, group=100, bends=4
    )
    petals = Skin(h.wish.colour or _PETALS, 0.10, "wax")
    for n in range(13):
        turn, row = 2.4 * n, n / 12
        out, up = 0.03 + 0.115 * row, 0.86 - 0.15 * row
        at = np.array([out * math.cos(turn), up, out * math.sin(turn)])
        m.cone(at - np.array([0.5 * at[0], 0.12, 0.5 * at[2]]), 0.05, at, 0.075 + 0.03 * row, petals, group=101 + n, flat=2.2,
               across=(math.cos(turn), 0.35, math.sin(turn)))  # fmt: skip
    h.hand((0.62, -0.52, 0.10), (-0.86, 0.42, -0.20), (0.30, 0.55, -0.75), -1.0, ROUND)
    return h.cast(
        {"wide": (0.1, 0.1, 2.9), "medium": (0.1, 0.15, 2.3), "close": (0.05, 0.2, 1.8), "detail": (0.0, 0.4, 1.2)}
    )


def _stretched(h: _Hands) -> Cast:
    """One hand, stretched out into the light with its fingers apart."""
    h.hand((0.10, -0.70, 0.0), (-0.16, 0.98, 0.10), (0.15, 0.05, -1.0), 1.0, OPEN)
    return h.cast(
        {"wide": (0, -0.1, 3.2), "medium": (0, -0.1, 2.4), "close": (0, -0.05, 1.8), "detail": (0.0, 0.0, 1.25)}
    )


_DEEDS: tuple[tuple[frozenset[str], Callable[[_Hands], Cast]], ...] = (
    (frozenset({"candle", "held match", "held flame"}), _candle),
    (frozenset({"held glass", "whiskey", "whisky", "held wine", "coffee", "tea", "mug", "cup", "drink"}), _glass),
    (frozenset({"wheel", "steering", "driving"}), _wheel),
    (frozenset({"held rose", "held flower", "flower", "tulip", "held poppy"}), _rose),
    (frozenset({"letter", "photograph", "photo", "polaroid", "phone", "smartphone", "screen", "paper"}), _letter),
    (frozenset({"praying", "prayer", "pray", "prays"}), _praying),
    (frozenset({"clasped", "clasping", "holding hands", "intertwined", "entwined"}), _clasped),
    (frozenset({"reaching", "touching", "touch", "almost"}), _reaching),
    (frozenset({"cupped", "cupping", "fireflies", "firefly", "sand", "water", "dust", "glowing", "held light", "embers"}), _offered),
)  # fmt: skip
"""The words that call for each, the first that fits; two hands that do nothing reach for each other."""
