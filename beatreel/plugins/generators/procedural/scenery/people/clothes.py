"""What people wear; each function adds it to a body on bones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import tailoring
from .body import BELT, HAT, LEGS, SHOES, SKIRT, TOP, add_torso, arm, foot

if TYPE_CHECKING:
    from .pose import Bones

_STOOPS = -0.045  # of the body's height: how far a chest is before the hips of who stoops


def shirt(
    model: Model,
    b: Bones,
    skin: Skin,
    *,
    loose: float = 1.12,
    sleeves: bool = True,
    bust: float = 1.0,
    collar: bool = True,
    hem: bool = True,
    tucked: bool = False,
) -> None:
    """Add a shirt: it hangs loose over the hips unless it has no ``hem`` of its own, or is ``tucked`` into what is worn below."""
    worn = Model()
    hem &= not tucked
    add_torso(worn, b, skin, loose=loose, bust=bust, seat=not (hem or tucked))
    if hem:
        tailoring.hem(worn, b, skin, loose=loose)
    model.add_all(worn)
    if (hem or tucked) and collar:
        tailoring.placket(model, b, skin, worn, low=-0.30)
    if sleeves:
        for shoulder, elbow, wrist in zip(b.shoulders, b.elbows, b.wrists, strict=True):
            tailoring.sleeve(model, shoulder, elbow, wrist, b.build.girth * max(loose * 1.04, 1.13), skin, cuff=collar)
    if collar:
        tailoring.shirt_collar(model, b, skin, worn)


def trousers(model: Model, b: Bones, skin: Skin, *, loose: float = 1.2) -> None:
    """Add trousers."""
    for hip, knee, ankle in zip(b.hips, b.knees, b.ankles, strict=True):
        tailoring.trouser_leg(model, hip, knee, ankle, b.build.girth * loose, skin)
    waist = b.pelvis + 0.25 * (b.chest - b.pelvis)
    for side in (-1, 1):
        aside = np.array([side * 0.5 * b.build.hips, 0.0, 0.0])
        model.cone(
            b.pelvis + aside,
            0.062 * b.build.girth,
            waist + 0.5 * aside,
            0.0585 * b.build.girth,
            skin,
            group=LEGS,
            blend=0.03,
            flat=1.15,
        )


def shoes(model: Model, b: Bones, skin: Skin) -> None:
    """Add shoes with soles."""
    for ankle, toe in zip(b.ankles, b.toes, strict=True):
        tailoring.shoe(model, ankle, toe, 1.08 * min(b.build.girth, 1.0), skin)


def hanging(
    model: Model,
    b: Bones,
    skin: Skin,
    *,
    hem: float,
    wide: float,
    wind: float = 0.0,
    folds: float = 0.06,
    count: float = 9.0,
    start: float = 0.30,
    waist: float = 0.078,
    flat: float = 1.25,
    group: int = SKIRT,
    sharp: float = 1.0,
    phase: float = 0.6,
    blend: float = 0.0,
) -> None:
    """Add a skirt or the lower part of a coat from the waist down to the height ``hem``, ``wide`` there; ``wind`` carries its hem aside."""
    top = b.pelvis + start * (b.chest - b.pelvis)
    hem = min(hem, float(b.pelvis[1]) - 0.055)  # who sits low, sits on it
    middle = 0.5 * (b.ankles[0] + b.ankles[1])
    fall = min(
        0.5, max((b.pelvis[1] - hem) / max(b.pelvis[1] - middle[1], 1e-3), 0.0)
    )  # what is short hangs below the hips
    end = np.array(
        [
            (1 - fall) * b.pelvis[0] + fall * middle[0] + wind,
            hem,
            (1 - fall) * b.pelvis[2] + fall * middle[2] + 0.015,
        ]
    )
    model.cloth(
        top,
        waist * b.build.girth,
        end,
        wide,
        skin,
        group=group,
        flat=flat,
        folds=folds,
        count=count,
        phase=phase,
        sharp=sharp,
        blend=blend,
    )
    if group != TOP:  # it lies on the hips, and falls from there
        hips = b.pelvis + np.array([0.0, -0.045, 0.0])
        round_ = b.build.hips + 0.054 * b.build.girth
        model.cone(top, 0.86 * waist * b.build.girth, hips, round_, skin, group=group, blend=0.05, flat=1.30)
    for hip, knee in zip(b.hips, b.knees, strict=True):  # a thigh that is lifted lifts it
        way = knee - hip
        lifted = float(np.hypot(way[0], way[2])) / float(np.linalg.norm(way))
        share = min(0.85, (hip[1] - hem) / max(hip[1] - knee[1], 1e-3) - 0.35)
        if group == SKIRT and lifted > 0.2 and share > 0:
            girth = 1.14 * b.build.girth
            low = hip + share * way
            model.cone(hip, 0.061 * girth, low, (0.061 - 0.022 * share) * girth, skin, group=group, blend=0.05)
    if group == SKIRT:  # and a shin that is before the rest
        for knee, ankle in zip(b.knees, b.ankles, strict=True):
            down = (knee[1] - hem) / max(knee[1] - ankle[1], 1e-3)
            if ankle[2] < -0.04 and down > 0.1:
                low = knee + min(down, 0.96) * (ankle - knee)
                model.cone(knee, 0.044 * b.build.girth, low, 0.042 * b.build.girth, skin, group=group, blend=0.07)


def dress(
    model: Model,
    b: Bones,
    skin: Skin,
    *,
    hem: float = 0.03,
    wide: float = 0.27,
    wind: float = 0.0,
    sleeves: bool = False,
) -> None:
    """Add a long dress with a fitted bodice whose skirt the wind carries aside."""
    shirt(model, b, skin, loose=1.03, sleeves=sleeves, bust=0.72, collar=sleeves, hem=False)
    hanging(
        model,
        b,
        skin,
        hem=hem,
        wide=wide,
        wind=0.85 * wind,
        folds=0.10,
        count=8,
        start=0.30,
        waist=0.080,
        flat=1.3,
        sharp=1.0,
        blend=0.06,
    )


def _wide_sleeves(
    model: Model,
    b: Bones,
    skin: Skin,
    drops: tuple[tuple[float, float], ...],
    *,
    reach: float,
    loose: float,
    radii: tuple[float, float],
    blend: float,
    flat: float,
) -> None:
    """Add sleeves that end ``reach`` of the way to the wrist and hang: ``drops`` are shares of a forearm and how far down each hangs."""
    for shoulder, elbow, wrist in zip(b.shoulders, b.elbows, b.wrists, strict=True):
        cuff = elbow + reach * (wrist - elbow)
        arm(model, shoulder, elbow, cuff, b.build.girth, skin, TOP, loose=loose)
        aside = np.cross(cuff - elbow, np.array([0.0, 1.0, 0.0]))
        for at, deep in drops:
            top = elbow + at * (cuff - elbow)
            low = top + np.array([0.0, -deep, 0.0])
            model.cone(top, radii[0], low, radii[1], skin, group=TOP, blend=blend, flat=flat, across=aside)


def robe(model: Model, b: Bones, skin: Skin, *, hem: float = 0.025, wide: float = 0.135) -> None:
    """Add a robe as choirs wear: it falls straight from the shoulders in long folds, its sleeves are wide."""
    shirt(model, b, skin, loose=1.16, sleeves=False, bust=0.5, hem=False)
    drops = ((0.25, 0.05), (0.65, 0.095), (1.0, 0.105))
    _wide_sleeves(model, b, skin, drops, reach=0.72, loose=1.45, radii=(0.034, 0.030), blend=0.04, flat=1.5)
    hanging(
        model,
        b,
        skin,
        hem=hem,
        wide=wide,
        folds=0.075,
        count=9,
        start=0.80,
        waist=0.104,
        flat=1.35,
        group=TOP,
        blend=0.03,
    )


def kimono(
    model: Model, b: Bones, skin: Skin, obi: Skin, lining: Skin, *, hem: float = 0.02, wide: float = 0.125
) -> None:
    """Add a kimono: wide sleeves that hang, a collar of two layers, a broad sash with its knot behind, a narrow skirt."""
    shirt(model, b, skin, loose=1.18, sleeves=False, hem=False)
    drops = ((0.55, 0.15), (0.80, 0.185), (1.0, 0.17))
    _wide_sleeves(model, b, skin, drops, reach=0.80, loose=1.5, radii=(0.036, 0.042), blend=0.06, flat=1.9)
    hanging(model, b, skin, hem=hem, wide=wide, folds=0.05, count=5, start=0.25, waist=0.094, flat=1.15, phase=2.0)
    waist = b.pelvis + 0.42 * (b.chest - b.pelvis)
    low = b.pelvis + 0.10 * (b.chest - b.pelvis)
    model.cloth(waist, 0.085 * b.build.girth, low, 0.090 * b.build.girth, obi, group=BELT, flat=1.12)
    model.ring(0.5 * (waist + low), 0.086 * b.build.girth, 0.0075, lining, axis=b.chest - b.pelvis, group=BELT + 10)
    model.box(
        0.5 * (waist + low) - 0.085 * b.front + np.array([0.0, 0.02, 0.0]),
        (0.14, 0.115, 0.05),
        obi,
        group=BELT,
        along=b.right,
        edge=0.02,
    )
    _collar(model, b, skin, lining)


def _collar(model: Model, b: Bones, skin: Skin, lining: Skin) -> None:
    """Add the collar of a kimono, right under left."""
    for way, lift in ((-1, 0.0), (1, 0.003)):
        for skin_, out in ((lining, 0.004), (skin, 0.0)):
            start = b.on_chest(way * (0.036 + out), 0.050, -0.006 + 0.3 * out)
            end = b.on_chest(-way * 0.030, -0.135, -0.079 - out - lift)
            over = b.on_chest(way * 0.022, -0.025, -0.066 - out - lift)
            model.limb([start, over, end], [0.0105, 0.012, 0.010], skin_, group=BELT + 11, flat=1.5, across=b.front)


def hakama(model: Model, b: Bones, top: Skin, skirt: Skin, *, wings: bool = True) -> None:
    """Add what a samurai wears: a jacket with wide sleeves, stiff wings at the shoulders, wide pleated trousers, a belt."""
    shirt(model, b, top, loose=1.25, sleeves=False, hem=False)
    for shoulder, elbow, wrist in zip(b.shoulders, b.elbows, b.wrists, strict=True):
        cuff = elbow + 0.62 * (wrist - elbow)
        arm(model, shoulder, elbow, cuff, b.build.girth, top, TOP, loose=1.42)
        aside = np.cross(cuff - elbow, np.array([0.0, 1.0, 0.0]))
        model.cone(
            cuff, 0.032, cuff + np.array([0.0, -0.105, 0.01]), 0.038, top, group=TOP, blend=0.05, flat=1.8, across=aside
        )
    _collar(model, b, top, Skin((0.55, 0.58, 0.60), 0.05, "plain"))
    if wings:
        for way, shoulder in zip((-1, 1), b.shoulders, strict=True):
            tip = shoulder + way * 0.075 * b.right + np.array([0.0, 0.012, 0.0])
            model.cone(
                shoulder - way * 0.02 * b.right,
                0.058,
                tip,
                0.034,
                skirt,
                group=BELT + 12,
                flat=3.4,
                across=(0.15 * way, 1.0, -0.25),
            )
            model.limb(
                [shoulder, b.on_chest(way * 0.035, -0.16, -0.085)],
                [0.030, 0.022],
                skirt,
                group=BELT + 12,
                flat=2.2,
                across=b.front,
            )
    hanging(model, b, skirt, hem=0.045, wide=0.165, folds=0.075, count=10, start=0.26, waist=0.090, flat=1.25)
    waist = b.pelvis + 0.28 * (b.chest - b.pelvis)
    model.cloth(waist, 0.088, b.pelvis + 0.06 * (b.chest - b.pelvis), 0.094, skirt, group=BELT, flat=1.18)


def coat(
    model: Model,
    b: Bones,
    skin: Skin,
    *,
    hem: float = 0.24,
    wide: float = 0.14,
    wind: float = 0.0,
    under: tuple[Skin, Skin | None] | None = None,
) -> None:
    """Add a coat with a collar that lies over the shoulders, lapels, buttons and cuffs; ``under`` are a shirt and a tie between them."""
    worn = Model()
    shirt(worn, b, skin, loose=1.17, bust=0.5, collar=False, hem=False)
    hanging(
        worn,
        b,
        skin,
        hem=hem,
        wide=wide,
        wind=wind,
        folds=0.055,
        count=7,
        start=0.42,
        waist=0.084,
        group=TOP,
        blend=0.03,
    )
    if b.chest[2] - b.pelvis[2] < _STOOPS:  # it hangs from a bent back over the seat
        for hip, knee in zip(b.hips, b.knees, strict=True):
            seat = hip + np.array([0.0, 0.035, 0.006])
            low = hip + 0.60 * (knee - hip) + np.array([0.0, 0.0, 0.020])
            worn.cone(seat, 0.072 * b.build.girth, low, 0.070 * b.build.girth, skin, group=TOP, blend=0.05)
        back = b.pelvis + 0.75 * (b.chest - b.pelvis)
        worn.cone(back, 0.088 * b.build.girth, b.pelvis, 0.096 * b.build.girth, skin, group=TOP, blend=0.05, flat=1.3)
    model.add_all(worn)
    tailoring.placket(model, b, skin, worn, low=-0.20 - 0.5 * max(0.45 - hem, 0.0), buttons=4)
    tailoring.coat_collar(model, b, skin, worn)
    tailoring.shirt_front(model, b, *(under or (Skin(tailoring.paler(skin), 0.05, "cloth"), None)), worn)
    for elbow, wrist in zip(b.elbows, b.wrists, strict=True):
        model.cloth(
            elbow + 0.80 * (wrist - elbow), 0.0265 * b.build.girth, elbow + 0.97 * (wrist - elbow), 0.0285 * b.build.girth, skin,
            group=BELT + 3,
        )  # fmt: skip


def cloak(model: Model, b: Bones, skin: Skin, *, hem: float = 0.045, wide: float = 0.185, wind: float = 0.0) -> None:
    """Add a cloak that hangs from the shoulders in deep folds, its hem carried aside by the wind."""
    up = (b.neck - b.pelvis) / np.linalg.norm(b.neck - b.pelvis)
    for way, shoulder in zip((-1, 1), b.shoulders, strict=True):
        model.cone(b.neck, 0.050, shoulder + 0.004 * way * b.right, 0.044, skin, group=SKIRT, blend=0.05)
        model.cone(
            shoulder + 0.004 * way * b.right, 0.046, shoulder + 0.022 * way * b.right - 0.16 * up, 0.058, skin,
            group=SKIRT, blend=0.05,
        )  # fmt: skip
    middle = 0.5 * (b.ankles[0] + b.ankles[1])
    end = np.array([0.5 * (b.pelvis[0] + middle[0]) + wind, hem, 0.5 * (b.pelvis[2] + middle[2]) + 0.02])
    for folds, count, phase, out in ((0.075, 7, 0.6, 0.0), (0.10, 4, 2.1, -0.008)):
        model.cloth(
            b.chest - 0.045 * up, 0.128 + out, end, wide + out, skin,
            group=SKIRT, blend=0.06, flat=1.32, folds=folds, count=count, phase=phase, sharp=0.75,
        )  # fmt: skip


def scarf(model: Model, b: Bones, skin: Skin, *, wind: float = 0.0) -> None:
    """Lay a scarf twice about a neck; one end hangs before the chest, and the other behind, where the wind takes it."""
    for low, high, wide in ((0.028, 0.050, 0.058), (0.046, 0.066, 0.052)):
        model.cone(b.on_chest(0, low, 0.004), wide, b.on_chest(0, high, 0.0), wide - 0.004, skin, group=HAT + 2, blend=0.012,
                   flat=1.15, across=b.front)  # fmt: skip
    before = [b.on_chest(0.028, 0.04, -0.070), b.on_chest(0.036, -0.06, -0.092), b.on_chest(0.036, -0.20, -0.100)]
    behind = [
        b.on_chest(-0.03, 0.045, 0.072),
        b.on_chest(-0.04 + 0.2 * wind, -0.02, 0.105),
        b.on_chest(-0.05 + 0.5 * wind, -0.13, 0.135),
    ]
    for end in (before, behind):
        model.limb(end, [0.024, 0.028, 0.030], skin, group=HAT + 3, flat=2.4, across=b.front)


def veil(model: Model, b: Bones, skin: Skin, *, hem: float = 0.40, wind: float = 0.0) -> None:
    """Add a veil that falls from the crown over hair and back, and the wind lifts."""
    top, low = b.on_head(0, 0.066, 0.030), b.on_chest(0, -0.10, 0.085)
    end = np.array([low[0] + wind, hem, low[2] + 0.07])
    model.cone(top, 0.040, b.on_head(0, -0.03, 0.045), 0.062, skin, group=HAT + 4, blend=0.03)
    model.cloth(b.on_head(0, 0.03, 0.044), 0.060, end, 0.165, skin, group=HAT + 4, blend=0.04, flat=1.5, across=b.front,
                folds=0.09, count=7, sharp=0.8)  # fmt: skip


def cape(model: Model, b: Bones, skin: Skin, *, hem: float = 0.10, wind: float = 0.10) -> None:
    """Add a cape down the back, that the wind lifts."""
    for way in (-1, -0.3, 0.4, 1):
        root = b.on_chest(0.085 * way, 0.01, 0.055)
        middle = root + np.array([0.04 * way + 0.5 * wind, -0.33, 0.06])
        end = np.array([root[0] + 0.09 * way + 1.5 * wind, hem + 0.03 * way, root[2] + 0.11])
        model.limb(
            [root, middle, end],
            [0.045, 0.062, 0.070],
            skin,
            group=SKIRT + 20,
            blend=0.04,
            flat=2.0,
            across=(0.12 * way, 0.1, 1.0),
        )


def armour(model: Model, b: Bones, steel: Skin, mail: Skin, plume: Any = None) -> None:
    """Add plate armour and a helmet with a slit."""
    shirt(model, b, mail, loose=1.12, collar=False, hem=False)
    trousers(model, b, mail, loose=1.05)
    chest, waist = b.chest, b.pelvis + 0.25 * (b.chest - b.pelvis)
    model.cone(chest - 0.05 * (chest - b.pelvis), 0.105, waist, 0.080, steel, group=BELT, flat=1.2, across=b.front)
    model.cloth(
        waist,
        0.090,
        b.pelvis - np.array([0.0, 0.10, 0.0]),
        0.125,
        steel,
        group=BELT + 1,
        flat=1.2,
        folds=0.03,
        count=10,
    )
    for way, shoulder, elbow, wrist in zip((-1, 1), b.shoulders, b.elbows, b.wrists, strict=True):
        for n in range(3):
            at = shoulder + (0.02 + 0.16 * n) * (elbow - shoulder) + way * 0.006 * b.right
            model.ball(at, 0.060 - 0.006 * n, steel, group=BELT + 2 + n)
        model.limb([elbow + 0.12 * (wrist - elbow), wrist], [0.036, 0.030], steel, group=BELT + 5)
        model.ball(elbow, 0.037, steel, group=BELT + 6)
        model.cone(wrist, 0.028, wrist + 0.4 * (wrist - elbow), 0.026, steel, group=BELT + 7)
    for hip, knee, ankle, toe in zip(b.hips, b.knees, b.ankles, b.toes, strict=True):
        model.limb([0.75 * hip + 0.25 * knee, 0.1 * hip + 0.9 * knee], [0.071, 0.052], steel, group=BELT + 5)
        model.limb([0.9 * knee + 0.1 * ankle, ankle], [0.049, 0.034], steel, group=BELT + 5)
        model.ball(knee + np.array([0.0, 0.0, -0.012]), 0.047, steel, group=BELT + 6)
        foot(model, ankle, toe, 1.3, steel, SHOES)
    side, up = b.head_right, b.head_up
    model.cone(
        b.on_head(0, 0.022, 0.004), 0.072, b.on_head(0, -0.045, -0.008), 0.064, steel, group=HAT, flat=1.06, across=side
    )
    model.cone(b.on_head(0, -0.015, -0.038), 0.044, b.on_head(0, -0.05, -0.045), 0.030, steel, group=HAT, blend=0.02)
    slit = Skin((0.004, 0.004, 0.005), 0.0, "plain")
    model.box(b.on_head(0, 0.006, -0.052), (0.098, 0.009, 0.05), slit, group=HAT + 1, along=side, up=up)
    model.cloth(b.neck + 0.02 * up, 0.062, b.chest - 0.03 * up, 0.085, steel, group=HAT + 2)
    if plume is not None:
        for n in range(5):
            x = 0.012 * (n - 2)
            model.limb(
                [
                    b.on_head(0, 0.085, 0.01),
                    b.on_head(0.4 * x, 0.135, 0.03),
                    b.on_head(x, 0.15, 0.075),
                    b.on_head(1.6 * x, 0.11, 0.12),
                    b.on_head(2.2 * x, 0.05 - 0.01 * n, 0.14),
                ],
                [0.008, 0.012, 0.014, 0.013, 0.004],
                plume,
                group=HAT + 3,
                blend=0.008,
            )
