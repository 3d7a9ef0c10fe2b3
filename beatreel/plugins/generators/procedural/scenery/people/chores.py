"""What somebody works at with both hands: knits, reads, writes, prays, sweeps, digs, chops wood, hangs laundry, pushes a pram."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .body import HELD
from .casting import CREAM, WHITE, Wish
from .holding import Deed, grip, of
from .pose import Bones, Pair

_WOOD, _PALE_WOOD = Skin((0.06, 0.13, 0.23), 0.1, "wood"), Skin((0.16, 0.30, 0.44), 0.08, "wood")
_STEEL, _BLACK = Skin((0.30, 0.31, 0.32), 0.7, "metal"), Skin((0.018, 0.018, 0.020), 0.4, "plain")
_WOOL, _STRAW = Skin((0.07, 0.08, 0.42), 0.02, "cloth"), Skin((0.10, 0.30, 0.44), 0.04, "straw")
_PAGES, _COVER = Skin((0.50, 0.57, 0.60), 0.04, "plain"), Skin((0.030, 0.028, 0.16), 0.10, "plain")
_FLAME, _SOAP = Skin((0.30, 0.72, 1.0), 0.0, "plain", 5.0), Skin((0.60, 0.56, 0.62), 0.9, "plain", 0.10)
_CLEAR = Skin((0.20, 0.22, 0.23), 0.85, "plain")
_DRINKS = {
    "wine": (0.02, 0.012, 0.16),
    "beer": (0.02, 0.26, 0.52),
    "champagne": (0.20, 0.46, 0.60),
    "whiskey": (0.01, 0.13, 0.42),
}
_OUT: Pair = ((-1.0, -0.6, 0.3), (1.0, -0.6, 0.3))


def _between(b: Bones) -> Any:
    return 0.5 * (grip(b, 0) + grip(b, 1))


def _knitting(m: Model, b: Bones, wish: Wish) -> Any:
    """Two needles that cross, what hangs from them, and the ball of wool by the side."""
    at, wool = _between(b) + np.array([0.0, 0.005, -0.020]), wish.own("wool", _WOOL)
    for way, hand in ((-1, 0), (1, 1)):
        end = grip(b, hand)
        tip = at + np.array([-0.030 * way, 0.055, -0.015])
        m.limb([end + 0.5 * (end - tip), tip], [0.0038, 0.0026], _STEEL, group=HELD)
        m.ball(end + 0.55 * (end - tip), 0.0075, _BLACK, group=HELD)
    m.cloth(at + np.array([0.0, 0.012, 0.0]), 0.052, at + np.array([0.012, -0.150, -0.010]), 0.062, wool, group=HELD + 1,
            flat=3.0, across=(0, 0.1, 1), folds=0.06, count=9)  # fmt: skip
    ball = np.array([0.150, at[1] - 0.105, at[2] + 0.045])
    m.limb(
        [at + np.array([0.03, 0.03, 0]), at + np.array([0.10, -0.07, 0]), ball],
        [0.0018] * 3,
        wool,
        group=HELD + 2,
        bends=4,
    )
    m.ball(ball, 0.042, wool, group=HELD + 3)
    for turn in (0.3, 1.3, 2.4):
        m.ring(ball, 0.041, 0.004, wool, axis=(math.cos(turn), math.sin(turn), 0.6), group=HELD + 3)
    return at


def _sewing(m: Model, b: Bones, wish: Wish) -> Any:
    """Cloth over the lap, and the needle that draws its thread up."""
    at, cloth = grip(b, 0) + np.array([0.02, -0.01, -0.02]), wish.own("dress", wish.own("cloth", WHITE))
    m.cloth(at + np.array([0.02, 0.02, 0.01]), 0.070, at + np.array([0.02, -0.19, -0.05]), 0.13, cloth, group=HELD, flat=2.2,
            across=(0, 0.3, 1), folds=0.14, count=7)  # fmt: skip
    needle = grip(b, 1) + np.array([-0.012, 0.012, -0.012])
    m.limb([needle, needle + np.array([-0.030, -0.012, -0.006])], [0.0022, 0.0010], _STEEL, group=HELD + 1)
    m.limb([needle, 0.5 * (needle + at) + np.array([0.02, 0.01, 0]), at], [0.0012] * 3, _BLACK, group=HELD + 2, bends=3)
    return at


def _open_book(m: Model, b: Bones, *, wide: float, tall: float, thick: float) -> Any:
    middle = _between(b) + np.array([0.0, 0.30 * tall, -0.008])
    up = np.array([0.0, 0.80, -0.60])  # its upper edge leans away
    for way in (-1, 1):
        along = np.array([0.94 * way, 0.0, 0.0]) + 0.30 * np.array([0.0, -0.60, -0.80]) * -1
        along /= np.linalg.norm(along)
        out = np.cross(along, up) * way
        if out[2] > 0:
            out = -out
        leaf = middle + 0.5 * wide * along
        m.box(leaf, (wide, tall, thick), _PAGES, group=HELD, along=along, up=up, edge=0.002)
        if thick > 0.005:
            m.box(
                leaf + 0.6 * thick * out,
                (1.06 * wide, 1.05 * tall, 0.004),
                _COVER,
                group=HELD + 1,
                along=along,
                up=up,
                edge=0.001,
            )
    return middle


def _book(m: Model, b: Bones, wish: Wish) -> Any:
    return _open_book(m, b, wide=0.078, tall=0.115, thick=0.012)


def _newspaper(m: Model, b: Bones, wish: Wish) -> Any:
    return _open_book(m, b, wide=0.160, tall=0.215, thick=0.004)


def _writing(m: Model, b: Bones, wish: Wish) -> Any:
    """A sheet, and a pen whose tip is on it."""
    hand = grip(b, 1)
    at = hand + np.array([-0.045, -0.028, -0.015])
    m.box(at, (0.130, 0.004, 0.170), _PAGES, group=HELD, along=(0.97, 0.0, 0.22), edge=0.001)
    tip = at + np.array([0.012, 0.004, 0.005])
    m.limb([tip, hand + np.array([0.016, 0.050, 0.020])], [0.0016, 0.0048], _BLACK, group=HELD + 1)
    return at


def _drink(m: Model, b: Bones, wish: Wish) -> Any:
    """A glass by its sides: of wine on a stem, of beer tall, else a tumbler."""
    at = grip(b, 1) + np.array([-0.018, 0.012, -0.012])
    kind = next((one for one in _DRINKS if one in wish.words), "whiskey")
    liquid = Skin(_DRINKS[kind], 0.8, "plain", 0.05)
    stem = kind in ("wine", "champagne")
    tall, wide = {"beer": (0.100, 0.026), "wine": (0.060, 0.028), "champagne": (0.085, 0.016)}.get(kind, (0.055, 0.027))
    low = at + np.array([0.0, 0.012 if stem else -0.5 * tall, 0.0])
    full = 0.80 if kind == "beer" else 0.55
    m.cone(low + np.array([0, 0.006, 0]), 0.86 * wide, low + np.array([0, full * tall, 0]), wide, liquid, group=HELD)
    m.ring(low + np.array([0, tall, 0]), wide, 0.0016, _CLEAR, axis=(0, 1, 0), group=HELD + 1)
    for way in (-1, 1):
        m.limb(
            [low + np.array([way * wide, full * tall, 0]), low + np.array([way * wide, tall, 0])],
            [0.0014, 0.0014],
            _CLEAR,
            group=HELD + 1,
        )
    if kind == "beer":
        m.cone(
            low + np.array([0, 0.82 * tall, 0]),
            wide,
            low + np.array([0, 1.02 * tall, 0]),
            1.02 * wide,
            WHITE,
            group=HELD + 2,
        )
    if stem:
        m.limb([low, low - np.array([0, 0.060, 0])], [0.0030, 0.0026], _CLEAR, group=HELD + 1)
        m.cone(low - np.array([0, 0.060, 0]), 0.022, low - np.array([0, 0.056, 0]), 0.006, _CLEAR, group=HELD + 1)
    return at


def _nothing(m: Model, b: Bones, wish: Wish) -> Any:
    return _between(b)


def _right_hand(m: Model, b: Bones, wish: Wish) -> Any:
    return grip(b, 1)


def _pole(m: Model, b: Bones, *, over: float, to: float) -> tuple[Any, Any]:
    """Add a pole through both hands, on beyond the upper one and down to the height ``to``; return its lower end and its way down."""
    high, low = grip(b, 0), grip(b, 1)
    way = (low - high) / np.linalg.norm(low - high)
    end = low + way * max((low[1] - to) / max(-way[1], 0.2), 0.05)
    m.limb([high - over * way, end], [0.0090, 0.0085], _PALE_WOOD, group=HELD)
    return end, way


def _broom(m: Model, b: Bones, wish: Wish) -> Any:
    end, way = _pole(m, b, over=0.16, to=0.14)
    m.cone(
        end - 0.02 * way,
        0.018,
        end + 0.15 * way,
        0.060,
        _STRAW,
        group=HELD + 1,
        flat=2.0,
        across=(0, 0.3, 1),
        blend=0.02,
    )
    m.ring(end + 0.02 * way, 0.022, 0.004, _COVER, axis=tuple(way), group=HELD + 2)
    return low_of(b)


def low_of(b: Bones) -> Any:
    """Return where a tool is looked at: the lower of the hands on it."""
    return grip(b, 1)


def _spade(m: Model, b: Bones, wish: Wish) -> Any:
    end, way = _pole(m, b, over=0.10, to=0.13)
    high = grip(b, 0) - 0.10 * way
    m.limb([high - np.array([0.035, 0, 0]), high + np.array([0.035, 0, 0])], [0.009, 0.009], _PALE_WOOD, group=HELD)
    m.box(end + 0.085 * way, (0.110, 0.165, 0.010), _STEEL, group=HELD + 1, up=tuple(-way), along=(1, 0, 0), edge=0.004)
    earth = end + 0.16 * way
    m.ball(np.array([earth[0], -0.02, earth[2] - 0.05]), 0.10, Skin((0.020, 0.035, 0.055), 0.02, "worn", second=(0.03, 0.05, 0.08)),
           group=HELD + 2, flat=2.2, across=(0, 1, 0))  # fmt: skip
    return low_of(b)


def _axe(m: Model, b: Bones, wish: Wish) -> Any:
    """An axe that is swung, and the block with a log before who swings it."""
    low, high = grip(b, 0), grip(b, 1)
    way = np.array([0.10, 0.60, 0.75])
    way /= np.linalg.norm(way)
    top = high + 0.26 * way
    m.limb([low - 0.07 * way, top], [0.0100, 0.0085], _PALE_WOOD, group=HELD)
    m.box(top - 0.02 * way, (0.022, 0.055, 0.110), _STEEL, group=HELD + 1, up=tuple(way), along=(1, 0, 0), edge=0.004)
    bark = Skin((0.07, 0.11, 0.15), 0.03, "wood")
    m.box((0.02, 0.095, -0.42), (0.22, 0.19, 0.22), bark, group=HELD + 2, edge=0.04)
    m.box((0.02, 0.255, -0.42), (0.075, 0.13, 0.075), _PALE_WOOD, group=HELD + 3, edge=0.02)
    for n, (x, z) in enumerate(((-0.24, -0.36), (-0.30, -0.47), (0.26, -0.34))):
        m.limb(
            [(x - 0.09, 0.035, z), (x + 0.09, 0.035, z - 0.05)],
            [0.036, 0.034],
            (_PALE_WOOD, bark)[n % 2],
            group=HELD + 4,
        )
    return high


def _bubbles(m: Model, b: Bones, wish: Wish) -> Any:
    """A ring of wire before the mouth, and bubbles that leave it."""
    hand = grip(b, 1)
    ring = b.on_head(0.0, -0.035, -0.125)
    m.limb([hand, ring - np.array([0, 0.020, 0])], [0.0030, 0.0025], _STEEL, group=HELD)
    m.ring(ring, 0.020, 0.0026, _STEEL, axis=(0, 0, 1), group=HELD)
    places = ((0.05, 0.10, -0.20, 0.022), (-0.08, 0.09, -0.22, 0.020), (0.12, 0.14, -0.30, 0.032), (-0.16, 0.22, -0.34, 0.024),
              (0.05, 0.27, -0.46, 0.018), (-0.05, -0.04, -0.38, 0.022), (0.22, 0.05, -0.44, 0.016), (0.18, 0.31, -0.36,
              0.020))  # fmt: skip
    for n, (x, y, z, r) in enumerate(places):  # of a bubble its edge is seen, and a glint
        at = ring + np.array([x, y, z])
        m.ring(at, r, 0.0022, _SOAP, axis=(-0.7, 0.1, 0.7), group=HELD + 1 + n)
        m.ball(at + np.array([-0.5 * r, 0.55 * r, -0.3 * r]), 0.22 * r, WHITE, group=HELD + 1 + n)
    return ring


def _match(m: Model, b: Bones, wish: Wish) -> Any:
    hand = grip(b, 1)
    tip = hand + np.array([-0.030, 0.036, -0.020])
    m.limb([hand, tip], [0.0026, 0.0022], _PALE_WOOD, group=HELD)
    m.limb(
        [tip, tip + np.array([0, 0.014, 0]), tip + np.array([0.002, 0.040, 0])],
        [0.0045, 0.0080, 0.0012],
        _FLAME,
        group=HELD + 1,
        bends=3,
    )
    return tip + np.array([0.0, 0.016, 0.0])


def _laundry(m: Model, b: Bones, wish: Wish) -> Any:
    """A line at the height of the hands, a sheet that they peg to it, and a shirt beside it."""
    at = _between(b) + np.array([0.0, 0.020, -0.02])
    line = [at + np.array([x, 0.030 + 0.05 * x * x, 0.0]) for x in (-1.25, -0.6, 0.0, 0.6, 1.25)]
    m.limb(line, [0.0022] * 5, _BLACK, group=HELD, bends=3)
    for n, (x, wide, tall, skin) in enumerate(
        ((0.10, 0.19, 0.42, WHITE), (-0.56, 0.15, 0.34, CREAM), (0.72, 0.12, 0.26, _COVER))
    ):
        top = at + np.array([x, 0.022 + 0.05 * x * x, 0.0])
        m.box(top - np.array([-0.01, 0.5 * tall, 0.01]), (2 * wide, tall, 0.008), skin, group=HELD + 1 + n, up=(0.03, 1.0, 0.06),
              along=(1.0, 0.0, 0.10 * (n - 1)), edge=0.003)  # fmt: skip
    return at


def _pram(m: Model, b: Bones, wish: Wish) -> Any:
    """A pram by its handle: a tub with a hood on four wheels, before who pushes it."""
    at, navy = _between(b), wish.own("pram", Skin((0.16, 0.07, 0.04), 0.12, "cloth"))
    m.limb([at - np.array([0.075, 0, 0]), at + np.array([0.075, 0, 0])], [0.008, 0.008], _BLACK, group=HELD)
    low = np.array([0.0, 0.33, -0.46])
    for way in (-1, 1):
        m.limb([at + np.array([0.07 * way, 0, 0]), low + np.array([0.085 * way, 0.02, 0.12]), low + np.array([0.085 * way, -0.17,
        -0.12])],
               [0.006] * 3, _STEEL, group=HELD + 1)  # fmt: skip
        for z in (-0.15, 0.15):
            m.ring((0.115 * way, 0.085, low[2] + z), 0.075, 0.008, _BLACK, axis=(1, 0, 0), group=HELD + 2)
            m.limb(
                [(0.115 * way, 0.085, low[2] + z), low + np.array([0.07 * way, -0.10, 0.5 * z])],
                [0.005, 0.005],
                _STEEL,
                group=HELD + 1,
            )
    m.box(low, (0.22, 0.16, 0.40), navy, group=HELD + 3, edge=0.06)
    m.ball(low + np.array([0.0, 0.12, -0.11]), 0.135, navy, group=HELD + 4)
    m.box(low + np.array([0.0, 0.085, 0.08]), (0.20, 0.03, 0.20), CREAM, group=HELD + 5, edge=0.012)
    return at


def _pan(m: Model, b: Bones, wish: Wish) -> Any:
    hand = grip(b, 1)
    at = hand + np.array([-0.05, -0.01, -0.16])
    m.limb([hand + np.array([0.01, 0, 0.03]), at + np.array([0.03, 0, 0.06])], [0.008, 0.007], _BLACK, group=HELD)
    m.ball(at, 0.085, _BLACK, group=HELD + 1, flat=4.5, across=(0, 1, 0))
    m.ring(at + np.array([0, 0.016, 0]), 0.078, 0.006, _STEEL, axis=(0, 1, 0), group=HELD + 1)
    for n in range(9):
        turn, out = 2.4 * n, 0.055 * math.sqrt((n + 0.5) / 9)
        m.ball(at + np.array([out * math.cos(turn), 0.020 + 0.006 * (n % 3), out * math.sin(turn)]), 0.014,
               Skin(((0.03, 0.10, 0.42), (0.05, 0.30, 0.10), (0.08, 0.42, 0.55))[n % 3], 0.2, "plain"), group=HELD + 2)  # fmt: skip
    spoon = grip(b, 0)
    m.limb(
        [spoon - np.array([0, -0.05, -0.02]), at + np.array([-0.02, 0.02, 0.02])],
        [0.006, 0.007],
        _PALE_WOOD,
        group=HELD + 3,
    )
    return at


def _seeds(m: Model, b: Bones, wish: Wish) -> Any:
    """Grains that fall from an open hand."""
    hand = b.fingers[1]
    for n in range(14):
        fall = n / 13
        m.ball(hand + np.array([0.03 * math.sin(2.4 * n), -0.02 - 0.40 * fall * fall,
        -0.03 - 0.10 * fall + 0.02 * math.cos(3.1 * n)]), 0.0055,
               _STRAW, group=HELD)  # fmt: skip
    return grip(b, 1)


def _stone(m: Model, b: Bones, wish: Wish) -> Any:
    m.ball(
        grip(b, 1) + np.array([0.0, 0.012, -0.01]),
        0.024,
        Skin((0.16, 0.17, 0.18), 0.05, "worn", second=(0.08, 0.08, 0.09)),
        group=HELD,
    )
    return grip(b, 1)


def _basket(m: Model, b: Bones, wish: Wish) -> Any:
    """A bag or a basket by its handle."""
    hand, woven = grip(b, 1), "basket" in wish.words
    skin = _STRAW if woven else wish.own("bag", Skin((0.04, 0.09, 0.18), 0.25, "plain"))
    at = hand + np.array([0.010, -0.120, 0.0])
    m.ring(hand + np.array([0.010, -0.050, 0.0]), 0.055, 0.0055, skin, axis=(1, 0, 0), group=HELD)
    m.box(at, (0.085, 0.105, 0.165), skin, group=HELD + 1, edge=0.025 if woven else 0.012)
    return at


def _accordion(m: Model, b: Bones, wish: Wish) -> Any:
    """Two cases with the bellows between them, keys on the one and buttons on the other."""
    left, right = grip(b, 0) + np.array([0.012, 0.0, -0.012]), grip(b, 1) + np.array([-0.012, 0.0, -0.012])
    case = wish.own("accordion", Skin((0.03, 0.03, 0.30), 0.6, "plain"))
    for n, at in enumerate((left, right)):
        m.box(at, (0.040, 0.200, 0.100), case, group=HELD + n, edge=0.012)
    for k in range(9):  # the folds of the bellows
        t = (k + 0.5) / 9
        m.box(
            (1 - t) * left + t * right,
            (0.010, 0.182 + 0.012 * (k % 2), 0.088),
            (_BLACK, CREAM)[k % 2],
            group=HELD + 2,
            edge=0.002,
        )
    for k in range(9):
        m.box(
            right + np.array([0.006, 0.080 - 0.020 * k, -0.053]),
            (0.026, 0.013, 0.006),
            WHITE,
            group=HELD + 3,
            edge=0.001,
        )
    return 0.5 * (left + right)


_WORK = of("camera shot pan movement drone motion lights searchlight beam view vista landscape")
CHORES = (
    Deed((of("accordion accordionist concertina"),), of("wall chair left"), ((-0.135, 0.640, -0.165), (0.135, 0.655, -0.165)),
         ((-1.0, -0.7, 0.3), (1.0, -0.7, 0.3)), (-0.15, 0.22, 0.10), (0.5, 0.5), _accordion, span=0.42),
    Deed((of("knitting knits knit crocheting crochets"),), of("hat cap sweater jumper"), ((-0.065, 0.600, -0.165), (0.065, 0.600,
        -0.165)),
         _OUT, (0.04, 0.34, 0.0), (0.8, 0.8), _knitting, span=0.36, seat="chair"),
    Deed((of("sewing sews sew stitching stitches embroidering mending"),), of("machine"),
         ((-0.045, 0.590, -0.170), (0.075, 0.680, -0.175)), _OUT, (0.04, 0.34, 0.0), (0.6, 0.8), _sewing, span=0.36, seat="chair"),
    Deed((of("newspaper"), of("reading reads read holding holds behind with")), of("stand seller boy"),
         ((-0.115, 0.690, -0.190), (0.115, 0.690, -0.190)), _OUT, (0.05, 0.26, 0.0), (0.7, 0.7), _newspaper, span=0.42, seat="chair"),
    Deed((of("book books novel bible poetry diary comic reading"), of("reading reads read holding holds opens with")),
         of("letter newspaper shelf phone lantern mask"), ((-0.052, 0.680, -0.165), (0.052, 0.680, -0.165)), _OUT, (0.05, 0.34, 0.0),
         (0.7, 0.7),
         _book, span=0.36, seat="chair"),
    Deed((of("writing writes write scribbling sketching drawing draws"),), of("wall sky neon graffiti curtains canvas"),
         ((-0.100, 0.675, -0.175), (0.090, 0.680, -0.205)), _OUT, (0.06, 0.42, -0.05), (0.3, 0.8), _writing, span=0.36, seat="desk"),
    Deed((of("whiskey whisky wine beer cocktail champagne bourbon martini drink drinks drinking toast"),
          of("glass drinking drinks drink sipping sips holding holds with toast raising")), of("coffee tea bottle bottles water vending"),
         (None, (0.085, 0.690, -0.165)), (None, (1.0, -0.8, 0.2)), (0.10, 0.14, 0.04), (0.0, 0.8), _drink, span=0.32),
    Deed((of("praying prays prayer"),), of("mantis wheel beads flags"), ((-0.022, 0.715, -0.150), (0.022, 0.715, -0.150)),
         ((-1.0, -0.9, 0.1), (1.0, -0.9, 0.1)), (0.0, 0.34, 0.0), (0.1, 0.1), _nothing, span=0.34, seat="knees"),
    Deed((of("crying cries cry weeping weeps sobbing sobs tears"),), of("willow baby sky guitar wolf out blood without"),
         ((-0.040, 0.825, -0.105), (0.040, 0.830, -0.105)), ((-0.9, -1.0, 0.1), (0.9, -1.0, 0.1)), (0.04, 0.40, 0.04), (0.2, 0.2),
         _nothing, span=0.30),
    Deed((of("waving waves wave"), of("goodbye farewell hello hand camera handkerchief us him her them")),
        of("sea ocean crashing surf breaking"),
         (None, (0.215, 1.015, -0.060)), (None, (1.0, -0.4, 0.1)), (0.10, 0.02, 0.08), (0.0, 0.0), _right_hand, span=0.36, tall=1.12),
    Deed((of("throwing throws skipping tossing tosses"), of("stone stones rock rocks pebble pebbles ball snowball snowballs")),
        of("petals"),
         ((-0.190, 0.720, -0.220), (0.235, 0.900, 0.135)), ((-0.8, -0.6, 0.2), (0.8, -0.6, 0.4)), (0.05, -0.02, 0.0), (0.0, 1.0),
         _stone, span=0.40, tall=1.05),
    Deed((of("feeding feeds"), of("pigeons birds ducks swans seagulls gulls doves hens chickens")), of(""),
         (None, (0.110, 0.600, -0.270)), (None, (1.0, -0.8, 0.2)), (0.04, 0.30, 0.0), (0.0, 0.1), _seeds, span=0.42),
    Deed((of("sweeping sweeps broom"), of("broom leaves floor street steps yard courtyard snow man woman girl boy she he janitor")),
        _WORK,
         ((-0.050, 0.690, -0.120), (0.070, 0.545, -0.185)), _OUT, (0.06, 0.28, 0.0), (1.0, 1.0), _broom, span=0.50),
    Deed((of("digging digs shovel spade shovelling shoveling"),), of("excavator machine"), ((-0.040, 0.640, -0.130), (0.075, 0.480,
        -0.215)), _OUT,
         (0.05, 0.34, 0.0), (1.0, 1.0), _spade, span=0.50),
    Deed((of("chopping chops splitting lumberjack axe"), of("wood log logs firewood axe")), of("wall block"),
         ((-0.035, 0.930, -0.060), (0.030, 0.985, -0.030)), ((-1.0, -0.2, -0.3), (1.0, -0.2, -0.3)), (0.0, 0.22, 0.0), (1.0, 1.0),
         _axe, span=0.45, tall=1.22),
    Deed((of("bubbles"), of("blowing blows blow soap")), of("underwater champagne"), (None, (0.070, 0.800, -0.130)), (None, (1.0,
        -0.8, 0.1)),
         (0.08, 0.0, 0.0), (0.0, 0.7), _bubbles, span=0.40),
    Deed((of("match matches lighter"), of("lighting lights lit striking strikes holding holds")), of("football box stadium"),
         ((-0.010, 0.735, -0.135), (0.040, 0.745, -0.150)), _OUT, (0.06, 0.24, 0.0), (0.6, 0.8), _match, shines=True, span=0.30),
    Deed((of("laundry washing sheets clothes"), of("hanging hangs pegging")), of("window windows alley over between"),
         ((-0.085, 0.985, -0.110), (0.105, 0.985, -0.110)), ((-1.0, -0.4, 0.1), (1.0, -0.4, 0.1)), (0.10, -0.12, 0.0), (0.8, 0.8),
         _laundry, span=0.55, tall=1.12),
    Deed((of("pram stroller buggy pushchair"),), of("abandoned empty"), ((-0.075, 0.560, -0.190), (0.075, 0.560, -0.190)), _OUT,
        (0.04, 0.16, 0.0), (1.0, 1.0),
         _pram, span=0.50),
    Deed((of("cooking cooks cook frying chef"),), of("books"), ((-0.070, 0.625, -0.180), (0.105, 0.585, -0.150)), _OUT, (0.05, 0.30,
        0.0), (0.8, 0.9),
         _pan, span=0.42),
    Deed((of("bag handbag basket briefcase"), of("with carrying carries holding holds")),
        of("punching boxing sleeping tea bean plastic bags"),
         (None, (0.180, 0.455, 0.010)), (None, (1.0, 0.0, 0.4)), None, (0.0, 1.0), _basket, span=0.42),
)  # fmt: skip
"""What may be done, the first that fits."""
