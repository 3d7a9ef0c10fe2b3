"""The light that a prompt names, as a print shows it: of which colour whites and shadows are, and how light and how dark it is.

Worlds have tables of hours and weathers of their own, and each stays nearer to its usual light than a photographer would. Here a
picture in a named light is measured once more, as it is going to be printed: what has hardly a colour of its own (sky, clouds, haze,
walls, snow) shows the colour of the light, and is brought to the one that was named; a red car or a green meadow follow less.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    Array = np.ndarray[Any, np.dtype[np.float32]]

_LIGHTS, _DARKS = (0.52, 0.80), (0.42, 0.20)  # OKLab lightness over which lights and darks begin
_OWN = (0.075, 0.15)  # OKLab chroma over which a colour is more and more that of a thing
_APART, _SEEN = (
    0.9,
    0.03,
)  # by how much more a colour counts that is not that of the light, and the chroma from which it has one
_FOLLOWS = 0.30  # by how much the colour of a thing follows that of the light
_ORANGE, _GOLD = 22.0, 76.0  # hues, from which orange is nearer to gold where that is wanted, and to which
_MOST = 0.085  # OKLab chroma by which a light is moved at most
_FEWEST = 40.0  # pixels from which a light is measured
_WHITE = 0.05  # OKLab lightness below white over which whites stay white


class Tint(NamedTuple):
    """A colour of light: hue in degrees of OKLCH, OKLab chroma, and how far it is gone to, 0 to 1."""

    hue: float
    chroma: float
    share: float = 0.8


@dataclass(frozen=True)
class Print:
    """How a named light is printed.

    Attributes
    ----------
    lights, darks : Tint or None
        Of what is light and what is dark, where it has hardly a colour of its own; None leaves it.
    chroma : float
        Factor on all colour but the strongest.
    gilt : float
        How far what is orange goes to gold, 0 to 1: film turns the dark parts of a golden sky to red.
    sunny : bool
        The sun shines on the land: not much of it is black.
    quiet : bool
        It is of little colour, and has no accent of another.
    median, white : tuple of float, optional
        Ranges of luma, 0 to 255, of the middle and of the lightest hundredth.
    black : float, optional
        Luma up to which the darkest hundredth may reach.
    most : float
        Luma up to which all but the lightest sixth reaches.
    vignette : float
        Factor on how much darker the corners are.
    """

    lights: Tint | None = None
    darks: Tint | None = None
    chroma: float = 1.0
    quiet: bool = False
    gilt: float = 0.0
    sunny: bool = False
    median: tuple[float, float] | None = None
    white: tuple[float, float] | None = None
    black: float | None = None
    most: float = 255.0
    vignette: float = 1.0

    def in_named_colours(self) -> Print:
        """Return the tones of this light alone, for a picture whose colours are named."""
        return replace(self, lights=None, darks=None, chroma=max(self.chroma, 1.0), quiet=False, gilt=0.0)


LOW_SUNS = ("sunrise", "golden", "sunset")
"""Lights of a low sun."""
COLOURED = 0.4
"""Strength of a palette from which a prompt names the colours of its picture, which then are those of its light."""
PRINTS = {
    "sunrise": Print(Tint(58.0, 0.062), Tint(292.0, 0.022, 0.5), 1.12, sunny=True, median=(80.0, 126.0), vignette=0.7,
                    white=(222.0, 246.0), black=24.0),
    "sunset": Print(Tint(64.0, 0.080), Tint(285.0, 0.018, 0.4), 1.05, sunny=True, white=(218.0, 246.0), black=22.0),
    "golden": Print(Tint(80.0, 0.085), Tint(60.0, 0.012, 0.4), 1.05, gilt=0.45, median=(82.0, 126.0),
                    sunny=True, vignette=0.7, white=(222.0, 246.0), black=22.0),
    "sun": Print(Tint(95.0, 0.012, 0.7), Tint(255.0, 0.018, 0.5), 1.08, median=(84.0, 126.0), sunny=True,
                    white=(220.0, 247.0), vignette=0.4, black=30.0),
    "grey": Print(Tint(250.0, 0.006, 1.0), Tint(252.0, 0.010, 0.9), 0.8, True, white=(212.0, 240.0), black=26.0),
    "mist": Print(Tint(235.0, 0.010, 0.8), Tint(245.0, 0.018, 0.7), 0.85, True, median=(70.0, 128.0), white=(212.0, 242.0)),
    "dawn mist": Print(Tint(62.0, 0.032, 0.8), Tint(252.0, 0.030, 0.7), 1.0, True, median=(66.0, 122.0), white=(216.0, 244.0)),
    "snow": Print(Tint(250.0, 0.008, 0.9), Tint(252.0, 0.018, 0.7), 0.9, True, median=(84.0, 140.0), vignette=0.7, white=(222.0, 246.0)),
    "snow dusk": Print(Tint(256.0, 0.016, 0.8), Tint(262.0, 0.034, 0.7), 0.95, True, median=(54.0, 104.0), white=(208.0, 240.0)),
    "rain": Print(Tint(240.0, 0.010, 0.8), Tint(248.0, 0.020, 0.7), 0.85, True, white=(208.0, 238.0), black=24.0),
    "storm": Print(Tint(232.0, 0.012, 0.9), Tint(252.0, 0.022, 0.8), 0.9, True, median=(38.0, 72.0), white=(205.0, 243.0), black=20.0),
    "dusk": Print(None, Tint(272.0, 0.026, 0.5), most=112.0, median=(32.0, 66.0), white=(176.0, 230.0)),
    "blue hour": Print(Tint(256.0, 0.034, 0.7), Tint(264.0, 0.046, 0.6), quiet=True, most=112.0, median=(30.0, 68.0), white=(196.0, 238.0)),
    "moon": Print(Tint(248.0, 0.034, 0.7), Tint(262.0, 0.036, 0.6), 0.95, True),
}  # fmt: skip
"""By the name of a light; see :func:`~.prompt.named_light.light_named`."""


@dataclass(frozen=True)
class Toning:
    """What is done to the colours of one picture.

    Attributes
    ----------
    lights, darks : tuple of float
        By how much they are moved, OKLab a and b.
    chroma : float
        Factor on all colour but the strongest.
    cast : tuple of float
        OKLab a and b of its own light: what differs from it has a colour of its own, as a lamp in a grey street has.
    gilt : float
        See :class:`Print`.
    """

    lights: tuple[float, float] = (0.0, 0.0)
    darks: tuple[float, float] = (0.0, 0.0)
    chroma: float = 1.0
    cast: tuple[float, float] = (0.0, 0.0)
    gilt: float = 0.0

    def __call__(self, lab: Array) -> Array:
        """Change OKLab colours, (…, 3)."""
        lightness, a, b = np.moveaxis(lab, -1, 0)
        if self.gilt:
            a, b = self._gilded(a, b)
        light, dark = _zones(lightness)
        between = 1 - light - dark
        own = self._own(a, b)
        share = (1 - (1 - _FOLLOWS) * own) * np.clip((1 - lightness) / _WHITE, 0, 1) * np.clip(lightness / 0.12, 0, 1)
        factor = self.chroma + (1 - self.chroma) * own
        middle = [(one + other) / 2 for one, other in zip(self.lights, self.darks, strict=True)]
        moved = [
            part * factor + share * (light * self.lights[at] + dark * self.darks[at] + between * middle[at])
            for at, part in enumerate((a, b))
        ]
        return np.stack([lightness, *moved], axis=-1).astype(np.float32)

    def _gilded(self, a: Array, b: Array) -> tuple[Any, Any]:
        """Return colours of which orange is nearer to gold; what is as pure as a red car is not."""
        hue, chroma = np.degrees(np.arctan2(b, a)), np.hypot(a, b)
        inside = _smooth((hue - _ORANGE) / 14) * _smooth((_GOLD - hue) / 6) * (1 - _smooth((chroma - 0.15) / 0.05))
        turned = np.radians(hue + self.gilt * inside * (_GOLD - hue))
        return chroma * np.cos(turned), chroma * np.sin(turned)

    def _own(self, a: Array, b: Array) -> Any:
        """Return how much colours are those of things, 0 to 1."""
        strong = math.hypot(*self.cast)
        way = (self.cast[0] / max(strong, 1e-6), self.cast[1] / max(strong, 1e-6))
        along, across = a * way[0] + b * way[1], a * way[1] - b * way[0]
        apart = 1 + _APART * min(strong / _SEEN, 1.0)
        along = np.where(along > 0, along, apart * along)
        chroma = np.hypot(a, b) if strong == 0 else np.hypot(along, apart * across)
        return _smooth((chroma - _OWN[0]) / (_OWN[1] - _OWN[0]))


def toning_of(lab: Array, wanted: Print) -> Toning:
    """Return what brings the light of a picture to a named one.

    Parameters
    ----------
    lab : ndarray (…, 3), float32
        OKLab of some ten thousand pixels.
    wanted : Print
    """
    lightness, a, b = (part.ravel() for part in np.moveaxis(lab, -1, 0))
    light, dark = _zones(lightness)
    plain = 1 - _smooth((np.hypot(a, b) - _OWN[0]) / (_OWN[1] - _OWN[0]))
    moves, cast = [], (0.0, 0.0)
    for zone, tint in ((light * plain, wanted.lights), (dark * plain, wanted.darks)):
        weight = float(zone.sum())
        if tint is None or weight < _FEWEST:
            moves.append((0.0, 0.0))
            continue
        if not moves:
            cast = (float((a * zone).sum()) / weight, float((b * zone).sum()) / weight)
        angle, own = math.radians(tint.hue), (float((a * zone).sum()) / weight, float((b * zone).sum()) / weight)
        by = [
            tint.share * (tint.chroma * way - wanted.chroma * part)
            for way, part in zip((math.cos(angle), math.sin(angle)), own, strict=True)
        ]
        less = min(_MOST / max(math.hypot(*by), 1e-6), 1.0)
        moves.append((less * by[0], less * by[1]))
    return Toning(moves[0], moves[1], wanted.chroma, cast, wanted.gilt)


def _zones(lightness: Any) -> tuple[Any, Any]:
    lights, darks = (_smooth((lightness - start) / (whole - start)) for start, whole in (_LIGHTS, _DARKS))
    return lights, darks


def _smooth(share: Any) -> Any:
    share = np.clip(share, 0, 1)
    return share * share * (3 - 2 * share)
