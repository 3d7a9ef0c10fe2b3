"""What makes cloth a garment: cuffs, collars, hems, buttons, and folds where a limb bends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .body import BELT, LEGS, SHOES, TOP, chain

if TYPE_CHECKING:
    from .pose import Bones

_SEAM = 0.0015  # of the body's height: how far a seam stands off the cloth
_WRIST = 0.0225
_LINEN = (0.30, 0.33, 0.35)
_DARKER = 0.62  # the colour of what is sewn, over that of the cloth


def sleeve(model: Model, shoulder: Any, elbow: Any, wrist: Any, girth: float, skin: Skin, *, cuff: bool = True) -> None:
    """Add a sleeve: wide at the shoulder, in folds within the elbow, full above its cuff; ``girth`` 1 is an arm's own."""
    middle, swell = 0.45 * shoulder + 0.55 * elbow, 0.60 * elbow + 0.40 * wrist
    end = elbow + (0.90 if cuff else 0.96) * (wrist - elbow)
    radii = [one * girth for one in (0.0362, 0.0308, 0.0258, 0.0260, 0.0195)]
    chain(model, [shoulder, middle, elbow, swell, end], radii, skin, TOP)
    if cuff:
        near = elbow + 0.865 * (wrist - elbow)
        model.cloth(near, 1.02 * radii[4], elbow + 1.01 * (wrist - elbow), 0.98 * radii[4], skin, group=BELT + 3)
    gather(model, (shoulder, elbow, end), radii, skin)


def gather(model: Model, joints: tuple[Any, Any, Any], radii: list[float], skin: Skin) -> None:
    """Let cloth gather in the bend of a sleeve: rolls that run from its inner side up and down about the arm."""
    shoulder, elbow, end = joints
    upper, lower = _unit(shoulder - elbow), _unit(end - elbow)
    inner = upper + lower
    bent = float(np.linalg.norm(inner))  # 0 for a straight arm, 1.4 for one bent at a right angle
    inner = _unit(inner) if bent > 0.05 else np.array([0.0, 0.0, -1.0])
    deep = 0.0024 + 0.0030 * min(bent, 1.2)
    for way, far, radius, slant in ((upper, 0.022, radii[2], 0.022), (upper, 0.052, radii[1], -0.018),
                                    (lower, 0.020, radii[2], 0.020), (lower, 0.050, radii[3], -0.016)):  # fmt: skip
        aside = _unit(np.cross(way, inner))
        toward = _unit(inner - way * float(inner @ way))
        middle = elbow + far * way + (radius - 0.25 * deep) * toward
        ends = [
            elbow + (far + slant * turn) * way + 0.90 * radius * turn * aside - 0.15 * radius * toward
            for turn in (-1, 1)
        ]
        model.limb([ends[0], middle, ends[1]], [0.3 * deep, deep, 0.3 * deep], skin, group=TOP, blend=0.012, bends=2)


def shirt_collar(model: Model, b: Bones, skin: Skin, worn: Model) -> None:
    """Add the collar of a shirt that is ``worn``: it stands about the neck and falls over, its points before the throat."""
    up = _unit(b.neck - b.pelvis)
    base = b.on_chest(0, 0.018, 0.002)
    model.cloth(base + 0.032 * up, 0.0385, base - 0.002 * up, 0.049, skin, group=TOP, blend=0.010)
    fallen = base - 0.008 * b.front
    model.cloth(
        fallen + 0.030 * up, 0.0415, fallen + 0.001 * up, 0.0640, skin, group=BELT + 1, flat=1.08, across=b.front
    )
    for way in (-1, 1):
        ends = [b.on_chest(way * 0.021, 0.028, -0.040), _upon(worn, b, way * 0.037, -0.010)]
        model.limb(
            ends, [0.0125, 0.0062], skin, group=BELT + 1, flat=3.4, across=b.front + 0.25 * way * b.right, blend=0.006
        )


def coat_collar(model: Model, b: Bones, skin: Skin, worn: Model) -> None:
    """Add the collar of a coat that is ``worn``, folded down over the shoulders, and its lapels."""
    up = _unit(b.neck - b.pelvis)
    base = b.on_chest(0, 0.012, 0.012)
    model.cloth(base + 0.036 * up, 0.0440, base + 0.004 * up, 0.058, skin, group=TOP, blend=0.012)
    model.cloth(
        base + 0.035 * up, 0.0475, base + 0.004 * up, 0.0680, skin, group=BELT + 1, flat=1.25, across=b.front, folds=0.02, count=5,
    )  # fmt: skip
    for way in (-1, 1):
        spots = [
            b.on_chest(way * 0.030, 0.016, -0.050),
            _upon(worn, b, way * 0.009, -0.130) + 0.004 * b.front,
        ]
        model.limb(
            spots, [0.0190, 0.0050], skin, group=BELT + 2, flat=3.6, across=b.front + 0.35 * way * b.right, blend=0.004
        )


def shirt_front(model: Model, b: Bones, white: Skin, tie: Skin | None, worn: Model) -> None:
    """Add what is seen of a shirt and a tie between the lapels of a jacket that is ``worn``."""
    low = _upon(worn, b, 0.0, -0.115) - 0.002 * b.front
    high = b.on_chest(0.0, 0.026, -0.046)
    model.limb(
        [high, 0.5 * high + 0.5 * low, low], [0.0270, 0.0190, 0.0040], white, group=BELT + 6, flat=6.0, across=b.front
    )  # fmt: skip
    if tie is not None:
        knot = b.on_chest(0.001, 0.014, -0.064)
        down = -_unit(b.neck - b.pelvis)
        model.cone(knot, 0.0085, knot + 0.012 * down, 0.0055, tie, group=BELT + 7, flat=1.7, across=b.front)
        model.limb(
            [knot + 0.012 * down, low + 0.003 * b.front],
            [0.0058, 0.0110],
            tie,
            group=BELT + 8,
            flat=4.0,
            across=b.front,
        )


def _upon(worn: Model, b: Bones, x: float, y: float) -> Any:
    """Return a place on the front of what is worn, x to the right and y up from the middle between the shoulders."""
    return worn.front(b.on_chest(x, y, -0.30), -b.front)


def hem(model: Model, b: Bones, skin: Skin, *, loose: float) -> None:
    """Add the lower edge of a shirt, which hangs loose over the hips and lies on a thigh that is lifted."""
    up = _unit(b.chest - b.pelvis)
    girth = b.build.girth
    wide = max(0.074 * girth * loose, b.build.hips + 0.058 * girth) + 0.004 * (b.build.bust > 0)
    model.cloth(
        b.pelvis + 0.125 * up, 0.88 * wide, b.pelvis - 0.050 * up, 1.06 * wide, skin,
        group=TOP, blend=0.030, flat=1.26, across=b.front, folds=0.045, count=7, phase=1.3, sharp=0.8,
    )  # fmt: skip
    for hip, knee in zip(b.hips, b.knees, strict=True):
        lifted = abs(float((knee - hip) @ b.front)) / float(np.linalg.norm(knee - hip))
        if lifted > 0.25:  # it lies upon it: about the whole of it there would be legs to the shirt
            over = hip + 0.030 * up
            wide = 0.056 * girth * max(loose / 1.12, 1.0)
            model.cone(over, wide, over + 0.14 * lifted * (knee - hip), 0.92 * wide, skin, group=TOP, blend=0.025)


def placket(model: Model, b: Bones, skin: Skin, worn: Model, *, low: float, buttons: int = 6) -> None:
    """Add the edge down the front, with buttons on it, of what is ``worn``; ``low`` is how far down from between the shoulders."""
    spots = [_upon(worn, b, 0.004, y) for y in np.linspace(-0.030, low, 6)]
    dark = replace(skin, colour=darker(skin))
    model.limb(spots, [1.2 * _SEAM] * len(spots), dark, group=BELT + 4)
    for y in np.linspace(-0.050, low + 0.02, buttons):
        spot = _upon(worn, b, 0.010, y)
        model.ball(spot, 0.0038, Skin(dark.colour, 0.35, "plain"), group=BELT + 5, flat=1.8, across=b.front)


def trouser_leg(model: Model, hip: Any, knee: Any, ankle: Any, girth: float, skin: Skin) -> None:
    """Add half of a pair of trousers: it falls from the thigh, breaks on the shoe, and folds behind the knee."""
    end = ankle + 0.004 * _unit(knee - ankle)
    calf = 0.62 * knee + 0.38 * ankle + np.array([0.0, 0.0, 0.006])
    model.limb(
        [hip, 0.4 * hip + 0.6 * knee, knee],
        [0.0525 * girth, 0.0425 * girth, 0.0340 * girth],
        skin,
        group=LEGS,
        blend=0.01,
    )
    model.limb([knee, calf, end], [0.0345 * girth, 0.0330 * girth, 0.0260 * girth], skin, group=LEGS, blend=0.012)
    shin, thigh = _unit(knee - ankle), _unit(hip - knee)
    for far, aside, radius in ((0.026, 0.6, 0.0285), (0.050, -0.7, 0.0300)):  # above the shoe
        turn = np.cross(shin, np.array([aside, 0.0, -1.0]))
        turn = radius * girth * _unit(turn)
        front = 0.92 * radius * girth * _unit(np.cross(turn, shin))
        middle = ankle + far * shin
        model.limb(
            [middle - turn + 0.012 * shin, middle + front, middle + turn], [0.0015, 0.0050, 0.0015], skin, group=LEGS, blend=0.008, bends=2
        )  # fmt: skip
    for way, far in ((thigh, 0.022), (-shin, 0.020), (-shin, 0.048)):  # behind the knee, aside of it
        for side in (-1, 1):
            spot = knee + far * way
            out = 0.030 * girth * side
            model.cone(
                spot + np.array([out, 0.004, 0.014]), 0.0045, spot + np.array([0.35 * out, -0.008, 0.032 * girth]), 0.0055, skin,
                group=LEGS, blend=0.008,
            )  # fmt: skip


def shoe(model: Model, ankle: Any, toe: Any, size: float, skin: Skin) -> None:
    """Add a shoe: its upper, narrow at the toe, a sole with an edge, and a heel."""
    toe = ankle + min(0.14 + 0.72 * size, 0.94) * (toe - ankle)
    heel = ankle - 0.19 * (toe - ankle) + np.array([0.0, -0.018, 0.0])
    way = _unit(toe - heel)
    up = _unit((ankle - heel) - way * float((ankle - heel) @ way))
    sole = replace(skin, colour=darker(skin), gloss=0.1)
    model.cone(ankle + 0.010 * up, 0.0215 * size, heel + 0.002 * up, 0.0232 * size, skin, group=SHOES, blend=0.015)
    model.cone(heel, 0.0212 * size, toe, 0.0158 * size, skin, group=SHOES, blend=0.012)
    model.cone(ankle, 0.0208 * size, 0.26 * ankle + 0.74 * toe, 0.0188 * size, skin, group=SHOES, blend=0.018)
    below = -0.0125 * size * up
    model.cone(heel + below, 0.0215 * size, toe + below, 0.0185 * size, sole, group=SHOES + 90, flat=3.2, across=up)
    model.cone(
        heel + 1.15 * below,
        0.0205 * size,
        heel + 1.15 * below + 0.016 * way,
        0.0195 * size,
        sole,
        group=SHOES + 90,
        flat=2.2,
        across=up,
    )


def darker(skin: Skin, share: float = _DARKER) -> tuple[float, float, float]:
    """Return the colour of what is sewn into a cloth, or of what lies in its shade: a share of its own."""
    blue, green, red = (share * one for one in skin.colour)
    return blue, green, red


def paler(skin: Skin) -> tuple[float, float, float]:
    """Return the colour of what is worn below a cloth: half its own and half that of linen, so that it is no hole in it."""
    blue, green, red = (0.4 * one + 0.6 * linen for one, linen in zip(skin.colour, _LINEN, strict=True))
    return blue, green, red


def _unit(way: Any) -> Any:
    way = np.asarray(way, float)
    return way / (float(np.linalg.norm(way)) or 1.0)
