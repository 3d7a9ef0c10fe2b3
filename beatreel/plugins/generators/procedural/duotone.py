"""Where a picture of two named colours parts into them, as the split toning of a film print does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .palette import ALONG, SEEN, SPLIT_TINT, Split, across, is_dark, is_parted, middle_of, oklab, other_hue, recolour

if TYPE_CHECKING:
    from .prompt.describe import Palette

    Light = np.ndarray[Any, np.dtype[np.float32]]

_AGAINST_LIGHT = 1.6  # by how much less lightness counts the more it contradicts the own hue
_OWN_LIGHT, _FEWEST = 0.15, 0.02  # weight of lightness, and least share of lamps, where they have their colour already
_TRIALS = 6  # of a split, to find where both colours have their shares
_COLOURED = 0.03  # chroma from which a hue is wholly seen, in a picture as colourful as most
_TINGED = 0.05  # of its lightness, the chroma up to which something is nearly white or grey
_TINGED_AIRY = 0.03  # beside peach, which is faint itself
_VIVID = 0.12  # chroma above which a colour is not seen more
_VISIBLE = 0.55  # of the lightest, from where a colour is wholly seen
_QUICK = 0.7  # of the scores from there to the darkest and the lightest
_SLOW = 1.0  # and under the sky, where an edge about a glow would be seen
_LEAST = (0.26, 0.20)  # score below and above within which a picture does not go from one colour to the other
_LEAST_LAMPLIT = (0.10, 0.12)
_LEAST_PALE = (0.15, 0.13)
_LAMPLIT_TINT = 0.082  # and under lamps, whose own colour has been taken
_PALE_TINT = 0.068  # and beside a warm white or a grey


def split_of(light: Light, palette: Palette, *, lamplit: bool = False, parted: bool = False) -> Split | None:
    """Return where a palette of two colours parts a picture so that both are seen in it; None for a palette of one.

    The lighter and the warmer parts take the warmer colour, the rest the colder one, each as much as it has of itself but within
    the palette's shares.

    Parameters
    ----------
    light : ndarray (height, width, 3), float32
        Linear BGR of the whole picture, a small one.
    palette : Palette
    lamplit : bool
        It is a room, whose darks are many and near each other.
    parted : bool
        Lamps and the sky have the two colours already: snow and clouds that are light are no lamps.
    """
    if not is_parted(palette):
        return None
    lightness, a, b = oklab(light.reshape(-1, 3))
    across_a, across_b = across(palette)
    is_seen = lightness > SEEN * max(float(np.percentile(lightness, 98)), 1e-3)
    if is_seen.sum() < 16:
        return None
    along = ALONG * (a * across_a + b * across_b) / (lightness + 0.1)
    # Where what is cold is light, as the sky of noon over red rocks is, lightness says little.
    widths = float(lightness[is_seen].std()), float(along[is_seen].std())
    agrees = float(((lightness - lightness[is_seen].mean()) * along)[is_seen].mean()) / max(widths[0] * widths[1], 1e-6)
    agrees *= min(widths[1] / max(widths[0], 1e-6), 1.0)  # in a picture of one hue, lightness is all there is
    weight = min(max(1 + _AGAINST_LIGHT * (agrees + 0.15), 0.15), 1.0)
    weight = _OWN_LIGHT if parted else weight
    score = weight * lightness + along
    seen = score[is_seen]
    least, most = palette.light_share
    if parted:
        least = min(least, _FEWEST)
    low, high = np.quantile(seen, [1 - most, 1 - least])
    own = weight * float(
        np.quantile(lightness[lightness > 0], 0.6)
    )  # where the own hue lies between the two, lightness decides
    at = min(max(own, float(low)), float(high))
    darkest, lightest = np.quantile(seen, [0.04, 0.96])
    quick = _QUICK if lamplit else _SLOW
    below, above = quick * (at - float(darkest)), quick * (float(lightest) - at)
    steep = lamplit and not palette.pale  # or what is nearly white is spotted
    slowest = _LEAST_LAMPLIT if steep else _LEAST_PALE if lamplit else _LEAST
    tint = _LAMPLIT_TINT if steep else _PALE_TINT if lamplit or palette.grey else SPLIT_TINT
    split = Split(at, max(below, slowest[0]), max(above, slowest[1]), tint, weight)
    shares = (least, most)
    return _shared(light, palette, split, shares, lightness, (float(darkest), float(lightest)))


def _shared(
    light: Light,
    palette: Palette,
    split: Split,
    shares: tuple[float, float],
    lightness: Any,
    ends: tuple[float, float],
) -> Split:
    """Return a split moved until the lighter colour has its share of what is seen of a picture, whatever hues it has itself."""
    least, most = shares
    darkest, lightest = ends
    seen = lightness > SEEN * max(float(np.percentile(lightness, 98)), 1e-3)

    middle_tone = middle_of(light) if any(palette.airy) else 0.0

    def share(tried: Split) -> float:
        return _light_share(recolour(light.copy(), palette, tried, middle_tone), palette, seen)

    own = share(split)
    if least <= own <= most:
        return split
    near, far = split.at, lightest if own > most else darkest
    for _ in range(_TRIALS):  # as near as it may be to where it was
        middle = (near + far) / 2
        now = share(split._replace(at=middle))
        near, far = (middle, far) if (now > most if own > most else now < least) else (near, middle)
    return split._replace(at=far)


def _light_share(shown: Light, palette: Palette, seen: Any) -> float:
    """Return how much of the colour of a picture that is split is that of the lights."""
    lightness, a, b = oklab(shown.reshape(-1, 3)[seen])
    across_a, across_b = across(palette)
    key, other = math.radians(palette.key), math.radians(other_hue(palette))
    middle_a, middle_b = (math.cos(key) + math.cos(other)) / 2, (math.sin(key) + math.sin(other)) / 2
    coloured = np.hypot(a, b)
    # Nearer to the one hue than to the other is beyond the line between them.
    is_light = (a * across_a + b * across_b) > coloured * (middle_a * across_a + middle_b * across_b)
    if palette.grey or palette.pale:  # what has hardly a colour is of the other one
        has_hue = coloured > (_TINGED_AIRY if any(palette.airy) else _TINGED) * lightness
        is_pale = ~has_hue if palette.grey else ~has_hue | is_light
        share = float((is_pale * lightness).sum() / max(lightness.sum(), 1e-6))
        return 1 - share if palette.grey and not is_dark(palette) else share
    # The eye sees how much colour there is, and little of it in what is nearly black.
    visible = np.minimum(lightness / max(_VISIBLE * float(np.percentile(lightness, 98)), 1e-3), 1) ** 2
    faint = np.minimum(coloured / max(_COLOURED * palette.chroma, 1e-4), 1) ** 8  # mist is of neither
    weights = np.minimum(coloured, _VIVID) * faint * visible
    return float((is_light * weights).sum() / max(weights.sum(), 1e-6))
