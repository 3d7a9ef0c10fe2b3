"""Colour harmony of a print: neither gaudy nor grey, one family of hues or two opposite ones, and an accent.

As :mod:`~.values` does for tones, this looks at the whole picture as it is going to be printed and moves its colours as little
as is needed: all together nearer to grey or away from it; a second colour that is as much as the first and not opposite to it,
back a little; and where there is but one family of hues, what is lightest (in cold pictures) or darkest (in warm ones) towards
the other side of the circle, as a lamp or a shadow is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from .hues import from_cold
from .kernels import cube as cubes

if TYPE_CHECKING:
    from .prompt.colouring import Palette
    from .toning import Toning

Array = np.ndarray[Any, np.dtype[np.float32]]
Picture = np.ndarray[Any, np.dtype[np.uint8]]

_GREY = 3.0  # mean CIE chroma below which a picture is in black and white, and meant so
_CHROMA = (11.0, 35.5)  # range of that mean otherwise
_PURE_CHROMA = 60.0  # its upper end where all lamps are of one colour: calmer, red would be salmon
_QUIET_CHROMA = 5.0  # its lower end in a light of little colour
# By which strong colour, and by which all colour, is changed.
_CALMER, _RICHER = tuple(1 - 0.04 * step for step in range(1, 14)), (1.1, 1.2, 1.35, 1.5)
_FAINT = 0.05  # OKLab chroma up to which nothing is made calmer
_FAMILY, _PAIR = 0.62, 0.85  # share of the best quarter of the circle, and of it with the opposite one
_ACCENT = (0.065, 0.17)  # share of the best quarter beside it
_FAINTEST = 0.02  # and where grey or white is named, which it would stain
_SLIGHT = 0.035  # share at which an accent in a named hue is still seen
_LIGHTEST, _WHITEST, _DARKEST = (
    (84, 97),
    (95, 99.5),
    (32, 6),
)  # ranks of lightness between which an accent begins; foam that is white burns in it
_BACK = (0.9, 0.8, 0.7, 0.6, 0.5)  # what is left of a colour that is too much
_TINTS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)
_STRONG = 0.5  # by how much less what is strongly coloured is tinted
_LIT, _CREAM, _SHADED = (
    0.075,
    0.045,
    0.05,
)  # OKLab chroma of lights, of those of a warm white, and of darks that are tinted
_KEPT_TO = 26.0  # degrees from the hue of a thing, up to which a colour may be its own
_MEANT = 0.4  # strength of a palette from which its hues are named
_SIZE = 25  # of the cube
_COLD = (150.0, 330.0)  # hues of OKLCH whose opposite is warm
_LAMP, _SHADE = 72.0, 235.0  # hues of the accent of cold and of warm pictures
_STEP, _STEP_TO_WHITE = 0.13, 0.06  # OKLab lightness over which a tint begins at least, and in what is white
_ASIDE = 50.0  # degrees from the middle of the dominant quarter, from which a hue is another
_NEIGHBOUR, _BESIDE = 30.0, 65.0  # likewise of a named one (pink beside indigo), and where it is seen as one
_GOLDS = (65.0, 105.0)  # hues of gold and cream
_EDGE = 25.0  # degrees over which a quarter of the circle begins
_SEEN = 0.75  # what is left at least of a colour that is named, beside another that is
_KHAKI, _SPREAD, _ROSE = (
    95.0,
    28.0,
    45.0,
)  # hue to which amber fades, degrees about it, and by how many it goes to rose instead
_AMBERS, _GOLD = (30.0, 80.0), 180.0  # hues of orange and amber, and up to where another keeps them from being held
_HELD, _REACH = (
    0.65,
    55.0,
)  # by how much what is yellower than a named amber is drawn back to it, and from how many degrees

_DRIFTED, _DRIFT_EDGE = (
    44.0,
    0.55,
)  # degrees within which a hue is a named one that has drifted, and the share of them at its edge
_PALE_FROM = 0.7  # OKLab lightness from which hues are those of light, and stay
_LEAST_DRIFT, _DRIFT_BACK = 4.0, 0.75  # degrees of which no account is taken, and the share that is taken back
_REDS = (12.0, 30.0)  # hues of red and crimson
_RED_FROM, _RED_TO = 0.52, 34.0  # OKLab lightness from which they are held, and degrees up to which
_DEEPENED, _PURER = 0.36, 1.4  # by how much they are darker there, and purer

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    np.float32,
)  # B. Ottosson, OKLab, 2020
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ],
    np.float32,
)
_FROM_CONES, _FROM_LAB = np.linalg.inv(_TO_CONES).astype(np.float32), np.linalg.inv(_TO_LAB).astype(np.float32)


@dataclass(frozen=True)
class Harmony:
    """What is done to colours.

    Attributes
    ----------
    chroma : float
        Factor on all colour if above 1, else on what of it is strong.
    family : float
        Middle of the dominant quarter, degrees of OKLCH.
    others : float
        Factor on what lies outside it.
    tint : float
        How much of what is lightest or darkest goes to another hue.
    hue : float
        That one.
    ends : tuple of float
        OKLab lightness where the tint begins, and where it is whole.
    amber : float
        A named hue of orange, at which what is light is held; 0 for none. On their way to white lights grow yellow, and a sky of half
        the lightness olive.
    crimson : float
        A named red whose lights stay red, and grow neither pink nor salmon; 0 for none.
    turns : tuple of (float, float, float)
        Hues that a picture has near named ones, the degrees by which they are brought back, and those about them within which they are:
        contrast and film change hues, olive to grass and lavender to blue.
    lit : float
        OKLab chroma of lights that are tinted.
    kept : tuple of float
        Hues of things that have a colour of their own: a red rose in a green garden is neither calmed nor tinted.
    """

    chroma: float = 1.0
    family: float = 0.0
    others: float = 1.0
    tint: float = 0.0
    hue: float = 0.0
    ends: tuple[float, float] = (0.0, 1.0)
    amber: float = 0.0
    crimson: float = 0.0
    turns: tuple[tuple[float, float, float], ...] = ()
    lit: float = _LIT
    kept: tuple[float, ...] = ()

    def __call__(self, lab: Array) -> Array:
        """Change OKLab colours, (…, 3)."""
        lightness, a, b = np.moveaxis(lab, -1, 0)
        if self.turns:
            a, b = self._returned(lightness, a, b)
        away = np.abs((np.degrees(np.arctan2(b, a)) - self.family + 180) % 360 - 180)
        chroma = np.hypot(a, b)
        free = 1 - self._kept(a, b, chroma)
        outside = _smooth((away - 45 + 0.3 * _EDGE) / _EDGE) * free
        calm = self.chroma + (1 - self.chroma) * np.minimum(_FAINT / np.maximum(chroma, 1e-6), 1)
        factor = (calm if self.chroma < 1 else self.chroma) * (1 + (self.others - 1) * outside)
        a, b = a * factor, b * factor
        beyond = np.degrees(np.arctan2(b, a)) - (self.amber or _KHAKI)
        if self.amber:
            inside = _smooth(beyond / 6) * _smooth((_REACH - beyond) / 20) * _smooth((lightness - 0.35) / 0.2)
            a, b = _turned(a, b, _HELD * beyond * inside)
        else:
            a, b = _turned(a, b, _ROSE * np.maximum(1 - factor, 0) * np.exp(-0.5 * (beyond / _SPREAD) ** 2))
        if self.crimson:
            lightness, a, b = self._deepened(lightness, a, b)
        end = _smooth((lightness - self.ends[0]) / (self.ends[1] - self.ends[0]))
        share = self.tint * end * (1 - _STRONG * _smooth((chroma - 0.08) / 0.1)) * free
        across = math.radians(self.hue)
        target = self.lit if self.ends[1] > self.ends[0] else _SHADED
        target = target * np.clip(lightness / 0.12, 0, 1) * np.clip((1 - lightness) / 0.04, 0, 1)
        a, b = (part + share * (target * way - part) for part, way in ((a, math.cos(across)), (b, math.sin(across))))
        return np.stack([lightness, a, b], axis=-1).astype(np.float32)

    def _kept(self, a: Array, b: Array, chroma: Array) -> Array:
        """Return how much colours are those of things that keep theirs, 0 to 1."""
        hue, most = np.degrees(np.arctan2(b, a)), np.zeros_like(a)
        for one in self.kept:
            most = np.maximum(most, _smooth((_KEPT_TO - np.abs((hue - one + 180) % 360 - 180)) / 14))
        return np.asarray(most * _smooth((chroma - 0.03) / 0.05), np.float32)

    def _returned(self, lightness: Array, a: Array, b: Array) -> tuple[Array, Array]:
        """Return colours whose hues are those that were named, where they are near them."""
        hue = np.degrees(np.arctan2(b, a))
        weight, turned = np.zeros_like(hue), np.zeros_like(hue)
        for own, by, reach in self.turns:
            near = _smooth((reach - np.abs((hue - own + 180) % 360 - 180)) / (_DRIFT_EDGE * reach))
            weight, turned = weight + near, turned + near * by
        turned *= 1 - _smooth((lightness - _PALE_FROM) / 0.2)
        return _turned(a, b, -turned / np.maximum(weight, 1))

    def _deepened(self, lightness: Array, a: Array, b: Array) -> tuple[Array, Array, Array]:
        """Return colours of which the light ones of a red are darker and purer."""
        chroma = np.hypot(a, b)
        away = np.abs((np.degrees(np.arctan2(b, a)) - self.crimson + 180) % 360 - 180)
        inside = _smooth((_RED_TO - away) / 14) * _smooth((chroma - 0.04) / 0.06)
        over = np.maximum(lightness - _RED_FROM, 0)
        purer = 1 + inside * np.minimum(_PURER * over, 0.3)
        return lightness - _DEEPENED * inside * over, a * purer, b * purer


PLAIN = Harmony()


def _turned(a: Array, b: Array, back: Array) -> tuple[Array, Array]:
    """Return colours whose hue is some degrees less."""
    cosine, sine = np.cos(np.radians(back)), np.sin(np.radians(back))
    return a * cosine + b * sine, b * cosine - a * sine


def harmony_of(
    picture: Picture,
    named: Sequence[float] = (),
    *,
    accented: bool = True,
    is_white: bool = False,
    lamps: bool = False,
    crimson: float = 0.0,
    cream: bool = False,
    kept: tuple[float, ...] = (),
    quiet: bool = False,
    pure: bool = False,
) -> Harmony:
    """Return what brings the colours of a picture into harmony: :data:`PLAIN` if they are.

    Parameters
    ----------
    picture : ndarray (rows, columns, 3), uint8
        Display BGR; some ten thousand pixels will do.
    named : sequence of float
        Hues that its prompt names: the accent is one of them where it can be.
    accented : bool
        A picture of one family of hues gets an accent.
    is_white : bool
        White is named beside a colour: what is lightest is hardly tinted, and the accent is slight.
    lamps : bool
        So it is where lamps have the other colour, and snow and clouds have not.
    crimson : float
        See :class:`Harmony`.
    cream : bool
        Its lights are a warm white.
    kept : tuple of float
        See :class:`Harmony`.
    quiet : bool
        Its light is of little colour, and it need not have more.
    pure : bool
        All its lamps are of a named colour.
    """
    lab, chroma, is_slight = to_lab(picture), _cie_chroma(picture), is_white or lamps
    if chroma < _GREY:
        return PLAIN
    middle, family, pair, accent = _shares(lab)
    best = replace(
        PLAIN,
        family=middle,
        amber=_amber(named),
        crimson=crimson,
        turns=_turns(lab, [hue for hue in named if hue not in kept]),  # those were brought there before
        lit=_CREAM if cream else _LIT,
        kept=kept,
    )
    if accent < _ACCENT[0] and (not accented or _aside(middle, kept) is not None):
        pass  # what has a colour of its own is the accent: nothing else is to be tinted in it
    elif accent < _ACCENT[0]:
        if not is_slight or accent < _FAINTEST:
            best = _with_accent(best, lab, named, is_slight)
    elif pair < _PAIR and (family < _FAMILY or accent > _ACCENT[1]):
        is_named = any(abs((hue - middle + 180) % 360 - 180) > _ASIDE for hue in named)
        for others in (share for share in _BACK if share >= _SEEN or not is_named):
            best = replace(best, others=others)
            _, family, _, accent = _shares(best(lab))
            if family >= _FAMILY and accent <= _ACCENT[1]:
                break
    least, most = _QUIET_CHROMA if quiet else _CHROMA[0], _PURE_CHROMA if pure else _CHROMA[1]
    if chroma > most:
        factors = _CALMER
    else:
        factors = _RICHER if chroma < least else ()
    for factor in factors:
        best = replace(best, chroma=factor)
        if least <= _cie_chroma(from_lab(best(lab))) <= most:
            break
    return best


def _turns(lab: Array, named: Sequence[float]) -> tuple[tuple[float, float, float], ...]:
    """Return where the named hues, each once, lie in a picture, and how far they are to be turned back."""
    hues = list(dict.fromkeys(named))
    hue, chroma = np.degrees(np.arctan2(lab[..., 2], lab[..., 1])), np.hypot(lab[..., 1], lab[..., 2])
    if not hues:
        return ()
    away = np.stack([(hue - each + 180) % 360 - 180 for each in hues])
    nearest, is_lit = np.abs(away).argmin(axis=0), lab[..., 0] < _PALE_FROM + 0.1
    found: list[tuple[float, float, float]] = []
    for number, each in enumerate(hues):
        neighbours = [abs((other - each + 180) % 360 - 180) for other in hues if other != each]
        reach = min([_DRIFTED, *(0.5 * one + 5 for one in neighbours)])
        mine = (nearest == number) & (np.abs(away[number]) < reach) & is_lit
        weight = float(chroma[mine].sum())
        if weight < 0.01 * float(chroma.sum()):
            continue
        drift = float((away[number][mine] * chroma[mine]).sum()) / weight
        if abs(drift) > _LEAST_DRIFT:
            found.append(((each + drift) % 360, -_DRIFT_BACK * drift, reach))
    return tuple(found)


def _with_accent(harmony: Harmony, lab: Array, named: Sequence[float], is_white: bool) -> Harmony:
    """Return a harmony that gives the ends of the scale of lightness another hue, as faintly as it is seen."""
    is_cold, wanted = _COLD[0] < harmony.family < _COLD[1], _FAINTEST if is_white else _ACCENT[0]
    named_hue, usual = _aside(harmony.family, named), _LAMP if is_cold else _SHADE
    found: list[tuple[float, Harmony]] = []
    for hue in (usual,) if named_hue is None else (named_hue, usual):
        lights = _WHITEST if is_white else _LIGHTEST
        ranks = lights if from_cold(hue) > from_cold(harmony.family) else _DARKEST
        harmony = replace(harmony, ends=_ends(lab, ranks, _STEP_TO_WHITE if is_white else _STEP))
        for tint in _TINTS:
            one = replace(harmony, hue=hue, tint=tint)
            found.append((_shares(one(lab))[3], one))
            if found[-1][0] >= wanted:
                return one
        is_moved = hue == named_hue and min(abs((each - hue + 180) % 360 - 180) for each in named) > 1
        if found[-1][0] >= _SLIGHT or is_moved:  # a neighbour is seen beside the family, though it is near
            return found[-1][1]
    return max(found, key=lambda each: each[0])[1]


def _ends(lab: Array, ranks: tuple[float, float], step: float) -> tuple[float, float]:
    """Return the lightness where an accent begins and where it is whole: of the lights for a warmer one, of the darks for a colder one."""
    first, whole = (float(each) for each in np.percentile(lab[..., 0], ranks))
    return (min(first, whole - step) if ranks[0] < ranks[1] else max(first, whole + step)), whole


def _aside(family: float, named: Sequence[float]) -> float | None:
    """Return the named hue that an accent may have; one that is a neighbour of the family is moved on, off its quarter."""
    away = [(hue - family + 180) % 360 - 180 for hue in named]
    for least, moved in ((_ASIDE, 0.0), (_NEIGHBOUR, _BESIDE)):
        for one in away:
            is_gold = moved > 0 and _GOLDS[0] <= (family + one) % 360 <= _GOLDS[1]  # moved, it would be peach or lime
            if abs(one) > least and not is_gold:
                return (family + math.copysign(max(abs(one), moved), one)) % 360
    return None


def _amber(named: Sequence[float]) -> float:
    """Return the hue of orange that is named, unless gold or a green is named too: then it is a way there; 0 for none."""
    warm = [hue for hue in named if _AMBERS[0] <= hue <= _GOLD]
    return max(warm) if warm and max(warm) <= _AMBERS[1] else 0.0


def hues_of(palette: Palette) -> tuple[float, ...]:
    """Return the hues that a prompt names; none if it leaves them to the world."""
    return (palette.accent, palette.key, palette.fill, palette.shadow) if palette.strength >= _MEANT else ()


def crimson_of(palette: Palette) -> float:
    """Return the hue of red that a prompt names as one of two colours, unless it is salmon or another light one; 0 for none."""
    if palette.strength < _MEANT:
        return 0.0
    for hue, depth in zip((palette.key, palette.fill), palette.depths, strict=True):
        if _REDS[0] <= hue <= _REDS[1] and depth <= 1:
            return hue
    return 0.0


def harmony_for(
    picture: Any,
    palette: Palette,
    *,
    accented: bool = True,
    lamps: bool = False,
    moonlit: bool = False,
    quiet: bool = False,
    pure: bool = False,
) -> Harmony:
    """Return what brings a picture of a palette into harmony; see :func:`harmony_of`. By moonlight sand and snow stay pale."""
    return harmony_of(
        picture,
        hues_of(palette),
        accented=accented,
        is_white=palette.grey or moonlit,
        lamps=lamps,
        crimson=crimson_of(palette),
        cream=palette.pale,
        kept=palette.borne,
        quiet=quiet,
        pure=pure,
    )


def cube_of(harmony: Harmony, toning: Toning | None = None) -> Array | None:
    """Return the cube of a harmony, after that of a named light, for :func:`.kernels.cube.through`; None if they change nothing."""
    if toning is None and harmony == replace(PLAIN, family=harmony.family, kept=harmony.kept):
        return None
    plain = cubes.identity(_SIZE)
    lab = to_lab(plain)
    return np.ascontiguousarray(from_lab(harmony(lab if toning is None else toning(lab))))


def to_lab(display: Any) -> Array:
    """Return OKLab of display BGR, 0 to 255."""
    linear = (np.asarray(display, np.float32)[..., ::-1] / 255) ** np.float32(2.2)
    return np.asarray(np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T, np.float32)


def from_lab(lab: Array) -> Array:
    """Return display BGR, 0 to 255, of OKLab; what cannot be shown loses colour and keeps its lightness."""
    found = _linear(lab)
    for share in (0.85, 0.7, 0.5, 0.3, 0.0):
        outside = ((found < -0.003) | (found > 1.003)).any(axis=-1, keepdims=True)
        if not outside.any():
            break
        found = np.where(outside, _linear(lab * np.array([1, share, share], np.float32)), found)
    return np.asarray(np.clip(found, 0, 1)[..., ::-1] ** np.float32(1 / 2.2) * 255, np.float32)


def _linear(lab: Array) -> Array:
    return np.asarray((lab @ _FROM_LAB.T) ** 3 @ _FROM_CONES.T, np.float32)


def _shares(lab: Array) -> tuple[float, float, float, float]:
    """Return the middle of the dominant quarter, its share of all colour, with its opposite, and the best beside it."""
    a, b = lab[..., 1], lab[..., 2]
    share = np.histogram(np.degrees(np.arctan2(b, a)) % 360, 36, (0, 360), weights=np.hypot(a, b))[0]
    share = share / max(share.sum(), 1e-9)
    quarter = np.array([share.take(range(i, i + 9), mode="wrap").sum() for i in range(36)])
    best = int(quarter.argmax())
    pair = float((quarter + np.roll(quarter, 18)).max())
    beside = float(quarter.take(range(best + 9, best + 28), mode="wrap").max())
    return (best * 10 + 45) % 360, float(quarter[best]), pair, beside


def _cie_chroma(picture: Any) -> float:
    lab = cv2.cvtColor(np.asarray(picture, np.float32) / 255, cv2.COLOR_BGR2Lab)
    return float(np.hypot(lab[..., 1], lab[..., 2]).mean())


def _smooth(share: Any) -> Any:
    share = np.clip(share, 0, 1)
    return share * share * (3 - 2 * share)
