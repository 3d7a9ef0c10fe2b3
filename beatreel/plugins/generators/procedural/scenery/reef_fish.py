"""Fish of a reef: tall, narrow bodies in bands of colour, fins like sails; a metre long, they swim towards greater x."""

from __future__ import annotations

from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, grid

from .built import Place, skins
from .flyers import loft, painted

Array = np.ndarray[Any, np.dtype[np.float32]]

_YELLOW, _ORANGE, _WHITE = (0.02, 0.50, 0.78), (0.015, 0.20, 0.80), (0.66, 0.70, 0.70)
_BLUE, _INK, _ROSE = (0.62, 0.13, 0.02), (0.025, 0.022, 0.02), (0.36, 0.14, 0.72)
# Height in lengths, ground, fins, and bands: from where to where along the body (0 the tail, 1 the mouth), and their colour.
_KINDS: tuple[tuple[float, Any, Any, tuple[tuple[float, float, Any], ...]], ...] = (
    (0.36, _YELLOW, _YELLOW, ((0.72, 0.80, _INK), (0.80, 1.0, _WHITE), (0.10, 0.16, _INK))),
    (0.27, _BLUE, _YELLOW, ((0.0, 0.10, _YELLOW), (0.30, 0.36, _INK))),
    (0.23, _ORANGE, _ORANGE, ((0.70, 0.80, _WHITE), (0.38, 0.48, _WHITE), (0.08, 0.14, _WHITE))),
    (0.40, _WHITE, _INK, ((0.78, 0.86, _INK), (0.46, 0.60, _INK), (0.0, 0.16, _YELLOW), (0.16, 0.24, _INK))),
    (0.22, _ROSE, _ORANGE, ((0.0, 0.12, _ORANGE),)),
)
KINDS = len(_KINDS)
_THIN = 0.075  # lengths of a band that leaves a fish its colour


def reef_fish(place: Place, kind: int, bend: float, tone: Any = None) -> Mesh:
    """Return a fish of a kind (0 to ``KINDS``); ``bend`` (-1 to 1) is to which side its tail beats.

    One of a ``tone`` (linear BGR) has that all over, save for its thinnest bands.
    """
    tall, ground, fins, bands = _KINDS[kind]
    if tone is not None:
        ground = fins = tuple(tone)
        bands = tuple(one for one in bands if one[1] - one[0] < _THIN)
    body_skin, fin_skin = (
        place.material(skins.PLAIN, one, gloss=shine, rough=0.3) for one, shine in ((ground, 0.06), (fins, 0.02))
    )
    s = np.linspace(0, 1, 96)
    x = 0.46 - 0.80 * s
    round_ = np.sin(np.pi * np.clip(s, 0, 1) ** 0.62) ** 0.72
    high = tall * (0.5 * round_ * (1 - 0.25 * s) + 0.045 * s) + 0.004
    thick = 0.085 * round_ * (1 - 0.5 * s) + 0.006
    swing = 0.14 * bend * s**2.0
    body = loft(np.stack([x, 0.03 * (1 - s) ** 2 - 0.015, swing], 1), high, thick, body_skin, sides=28)
    for low, top, tone in bands:
        first, last = (-0.34 + 0.80 * share for share in (low, top))
        skin = place.material(skins.PLAIN, tone, gloss=0.06, rough=0.3)
        slope = 0.25 * (0.5 - tall)  # a band is bent as the body is round
        body = painted(
            body,
            lambda at, first=first, last=last, slope=slope: (
                (at[:, 0] + slope * at[:, 1] ** 2 / tall > first) & (at[:, 0] + slope * at[:, 1] ** 2 / tall <= last)
            ),
            skin,
        )
    eye = place.material(skins.PLAIN, (0.004, 0.004, 0.005), gloss=0.2, rough=0.05)
    body = painted(body, lambda at: np.hypot(at[:, 0] - 0.36, at[:, 1] - 0.035) < 0.024, eye)
    tail_x = np.array([-0.31, -0.42, -0.54])
    spread = np.array([0.05, 0.12, 0.22 if tall < 0.3 else 0.17])
    tail = np.stack(
        [np.stack([tail_x + 0.06 * (1 - abs(w)) * (tail_x < -0.5), w * spread, swing[-1] + 0.20 * bend * (-0.31 - tail_x)], 1)
         for w in np.linspace(-1, 1, 7)]
    )  # fmt: skip
    parts = [body, _sheet(tail, fin_skin)]
    back = np.interp(np.linspace(0.26, 0.90, 14), s, high)
    at = np.interp(np.linspace(0.26, 0.90, 14), s, x)
    beside = np.interp(np.linspace(0.26, 0.90, 14), s, swing)
    rise = (0.05 + 0.10 * np.sin(np.pi * np.linspace(0.1, 0.95, 14))) * (0.6 + 1.6 * tall)
    for way, share in ((1.0, 1.0), (-1.0, 0.75)):
        start = 0 if way > 0 else 6  # the lower fin is shorter
        foot = np.stack([at, way * 0.94 * back, beside], 1)[start:]
        tip = foot + np.stack([-0.06 + 0 * at, way * share * rise, 0 * at], 1)[start:]
        parts.append(_sheet(np.stack([foot, tip]), fin_skin))
    for side in (-1.0, 1.0):
        root = np.array([0.14, -0.03, side * 0.075])
        fan = root + np.array([(-0.10, 0.05, side * 0.09), (-0.13, -0.02, side * 0.10), (-0.08, -0.07, side * 0.06)])
        parts.append(_sheet(np.stack([np.stack([root] * 3), fan]), fin_skin))
    return Mesh.of(parts)


def _sheet(points: Any, skin: int) -> Mesh:
    """Return a thin sheet that is seen from both sides."""
    sheet = np.asarray(points, np.float32)
    return Mesh.of([grid(sheet, skin), grid(np.ascontiguousarray(sheet[:, ::-1]), skin)])
