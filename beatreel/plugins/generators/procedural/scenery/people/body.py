"""Bodies: skin and faces on bones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .fingers import add_fingers

if TYPE_CHECKING:
    from .pose import Bones

FLESH, HAIR, FACE, TOP, LEGS, SKIRT, SHOES, BELT, HELD, HAT = range(10)
"""Groups of parts: within each of them parts melt together."""

_JOINT = 0.002  # how far parts of one limb melt, of the body's height: a melt of more swells it by 8 per cent there

SKINS = {
    "fair": Skin((0.33, 0.42, 0.62), 0.16, "skin"),
    "tan": Skin((0.19, 0.29, 0.50), 0.18, "skin"),
    "brown": Skin((0.085, 0.15, 0.30), 0.22, "skin"),
    "dark": Skin((0.035, 0.062, 0.13), 0.28, "skin"),
}
_EYES = Skin((0.015, 0.015, 0.018), 0.2, "plain")
_WHITES, _IRIS = Skin((0.21, 0.24, 0.27), 0.2, "plain"), Skin((0.012, 0.018, 0.030), 0.6, "plain")
_SPARK = Skin((0.6, 0.6, 0.6), 0.1, "plain", 0.5)  # of a light in an eye
_WITHIN, _TEETH = Skin((0.008, 0.008, 0.022), 0.1, "plain"), Skin((0.40, 0.46, 0.50), 0.3, "plain")


def add_body(
    model: Model,
    b: Bones,
    skin: Skin,
    *,
    hair: Skin,
    bare_arms: bool = True,
    bare_legs: bool = False,
    old: bool = False,
) -> None:
    """Add head, hands and neck, and what of arms and legs is bare; the face of who is ``old`` is lined."""
    _head(model, b, skin, hair, old=old)
    g = b.build.girth
    model.cone(
        b.chest + 0.2 * (b.neck - b.chest),
        0.033 * g,
        b.head - 0.045 * b.head_up,
        0.029 * g,
        skin,
        group=FLESH,
        blend=0.02,
    )
    arms = zip((-1, 1), b.shoulders, b.elbows, b.wrists, b.fingers, b.grips, strict=True)
    for side, shoulder, elbow, wrist, finger, grip in arms:
        if bare_arms:
            arm(model, shoulder, elbow, wrist, g, skin, FLESH)
        add_fingers(model, shoulder, elbow, wrist, finger, b.front, side, skin, 0.96 * min(g, 1.0), FLESH, grip)
    if bare_arms:  # what a low neckline shows
        model.cone(b.shoulders[0], 0.031 * g, b.shoulders[1], 0.031 * g, skin, group=FLESH, blend=0.02)
    for hip, knee, ankle, toe in zip(b.hips, b.knees, b.ankles, b.toes, strict=True):
        if bare_legs:
            leg(model, hip, knee, ankle, g, skin, FLESH)
        foot(model, ankle, toe, 0.92 * min(g, 1.0), skin, FLESH)


def add_torso(
    model: Model, b: Bones, skin: Skin, *, group: int = TOP, loose: float = 1.0, bust: float = 1.0, seat: bool = True
) -> None:
    """Add the trunk in what covers it: a waist between chest and hips; ``bust`` below 1 is what thick cloth hides.

    Without a ``seat`` it ends above the hips, where trousers or a skirt begin.
    """
    g = b.build.girth * loose
    waist = 0.62 * b.pelvis + 0.38 * b.chest
    ribs = 0.30 * b.pelvis + 0.70 * b.chest
    across = b.front
    half = 0.60 * b.build.shoulders
    for side in (-1, 1):
        model.cone(
            ribs + side * 0.45 * half * b.right,
            0.068 * g,
            b.chest + side * 0.8 * half * b.right - 0.10 * (b.chest - b.pelvis),
            0.052 * g,
            skin,
            group=group,
            blend=0.03,
            flat=1.22,
            across=across,
        )
        model.cone(
            waist + side * (0.016 if b.build.bust else 0.024) * b.right,
            0.056 * g,
            ribs + side * 0.45 * half * b.right,
            0.068 * g,
            skin,
            group=group,
            blend=0.03,
            flat=1.2,
            across=across,
        )
        low = b.pelvis + np.array([side * 0.65 * b.build.hips, 0.0, 0.0])
        model.cone(
            low if seat else low + 0.24 * (b.chest - b.pelvis),
            (0.058 if seat else 0.052) * g + 0.008 * (seat and b.build.bust > 0),
            waist,
            0.054 * g,
            skin,
            group=group,
            blend=0.03,
            flat=1.18,
            across=across,
        )
        model.cone(
            b.chest + side * 0.30 * b.build.shoulders * b.right + 0.05 * (b.neck - b.chest),
            0.030 * g,
            b.shoulders[int(side > 0)],
            0.031 * g,
            skin,
            group=group,
            blend=0.03,
        )
        slope = 0.36 * b.neck + 0.64 * b.shoulders[int(side > 0)]
        model.cone(b.chest, 0.024 * b.build.girth, slope, 0.022 * b.build.girth, skin, group=group, blend=0.030)
        if b.build.bust:
            at = ribs + side * 0.042 * b.right + 0.052 * b.front + 0.012 * (b.chest - b.pelvis)
            model.ball(at - (1 - bust) * 0.03 * b.front, 1.25 * b.build.bust, skin, group=group, blend=0.025 / bust)


def muscles(model: Model, b: Bones, skin: Skin, *, group: int = FLESH) -> None:
    """Add what is seen of muscles on a bare trunk: neck, shoulders, breast, back and belly."""
    g, right, front = b.build.girth, b.right, b.front
    up = (b.neck - b.pelvis) / np.linalg.norm(b.neck - b.pelvis)
    spine = b.chest - b.pelvis

    def cone(a: Any, ra: float, c: Any, rc: float, blend: float, flat: float = 1.0) -> None:
        model.cone(a, ra * g, c, rc * g, skin, group=group, blend=blend, flat=flat, across=front)

    for side, shoulder, elbow in zip((-1, 1), b.shoulders, b.elbows, strict=True):

        def on(x: float, y: float, z: float, side: int = side) -> Any:  # from the middle between the shoulders
            return b.chest + g * (side * x * right + y * up + z * front)

        cone(b.neck + 0.022 * up - 0.006 * front, 0.023, 0.35 * b.neck + 0.65 * shoulder + 0.010 * up, 0.022, 0.025)
        cone(shoulder + 0.004 * side * right, 0.040, 0.58 * shoulder + 0.42 * elbow, 0.027, 0.014)
        cone(on(0.022, -0.052, 0.045), 0.033, on(0.078, -0.030, 0.026), 0.027, 0.010, 1.6)  # the breast
        cone(
            on(0.078, -0.070, -0.014),
            0.036,
            b.pelvis + 0.40 * spine + g * (0.038 * side * right - 0.012 * front),
            0.030,
            0.022,
        )
        cone(on(0.050, -0.020, -0.046), 0.025, on(0.042, -0.100, -0.050), 0.016, 0.012, 1.7)  # the shoulder blade
        cone(
            on(0.017, -0.060, -0.043),
            0.016,
            b.pelvis + 0.12 * spine + g * (0.019 * side * right - 0.040 * front),
            0.020,
            0.010,
        )
        for row in range(3):
            at = b.pelvis + (0.30 + 0.15 * row) * spine + g * (0.019 * side * right + 0.046 * front)
            cone(at, 0.019, at + 0.012 * up, 0.019, 0.008, 1.7)


def arm(
    model: Model, shoulder: Any, elbow: Any, wrist: Any, girth: float, skin: Skin, group: int, *, loose: float = 1.0
) -> None:
    """Add an arm, or its sleeve."""
    g = girth * loose
    middle = 0.45 * shoulder + 0.55 * elbow
    swell = 0.72 * elbow + 0.28 * wrist
    radii = [0.0345 * g, 0.0295 * g, 0.0235 * g, 0.0245 * g, 0.0160 * g * (1 + 0.5 * (loose - 1))]
    chain(model, [shoulder, middle, elbow, swell, wrist], radii, skin, group)


def chain(model: Model, points: list[Any], radii: list[float], skin: Skin, group: int) -> None:
    """Add a limb that melts into what it starts at: farther out its parts hardly do, or each joint would be a ring about it."""
    model.limb(points[:2], radii[:2], skin, group=group, blend=0.008)
    model.limb(points[1:], radii[1:], skin, group=group, blend=_JOINT)


def leg(
    model: Model, hip: Any, knee: Any, ankle: Any, girth: float, skin: Skin, group: int, *, loose: float = 1.0
) -> None:
    """Add a leg, or half of a pair of trousers."""
    g = girth * loose
    calf = 0.70 * knee + 0.30 * ankle + np.array([0.0, 0.0, 0.010])
    model.limb([hip, 0.4 * hip + 0.6 * knee, knee], [0.060 * g, 0.047 * g, 0.0345 * g], skin, group=group, blend=0.01)
    model.limb(
        [knee, calf, ankle],
        [0.0345 * g, 0.0350 * g, 0.0205 * g * (1 + 0.75 * (loose - 1))],
        skin,
        group=group,
        blend=0.01,
    )


def foot(model: Model, ankle: Any, toe: Any, size: float, skin: Skin, group: int) -> None:
    """Add a foot, or its shoe."""
    toe = ankle + min(0.2 + 0.72 * size, 1.0) * (toe - ankle)
    heel = ankle - 0.2 * (toe - ankle) + np.array([0.0, -0.018, 0.0])
    model.cone(ankle, 0.021 * size, heel, 0.024 * size, skin, group=group, blend=0.02)
    model.cone(heel, 0.021 * size, toe, 0.018 * size, skin, group=group, blend=0.012, flat=1.15, across=(0, 1, 0))
    model.cone(ankle, 0.021 * size, 0.25 * ankle + 0.75 * toe, 0.021 * size, skin, group=group, blend=0.02)


def _head(model: Model, b: Bones, skin: Skin, hair: Skin, *, old: bool = False) -> None:
    size = b.build.head
    side, front = b.head_right, b.head_front

    def cone(a: Any, ra: float, c: Any, rc: float, **more: Any) -> None:
        model.cone(
            b.on_head(*a), ra * size, b.on_head(*c), rc * size, skin, group=FLESH, **{"blend": 0.018 * size, **more}
        )

    cone((0, 0.012, 0.012), 0.056, (0, 0.008, -0.006), 0.053, flat=1.14, across=side)  # the skull
    looks, sings = b.face
    fine = float(b.build.bust > 0)  # a woman's jaw is narrower
    chin = -0.054 - 0.009 * sings
    cone((0, -0.018, -0.012), 0.043, (0.0006, chin, -0.034), 0.0190, flat=1.05, across=side)  # jaw and chin
    cone((0, -0.030, -0.036), 0.0165, (0, -0.042, -0.039), 0.0135, blend=0.014 * size)  # what the lips lie on
    cone((0.0002, 0.012, -0.0520), 0.0032, (0.0008, -0.014, -0.0668), 0.0044, blend=0.008 * size)  # the nose
    cone((0.0008, -0.014, -0.0655), 0.0058, (0.0006, -0.019, -0.0560), 0.0045, blend=0.006 * size)  # its tip
    for way in (-1, 1):
        cone(
            (way * (0.036 - 0.004 * fine), -0.030, 0.000), 0.017 - 0.002 * fine, (way * 0.015, chin + 0.001, -0.026), 0.012,
            blend=0.03 * size,
        )  # fmt: skip
        cone(
            (way * 0.008, 0.0140, -0.0508), 0.0064, (way * 0.029, 0.0130, -0.0425), 0.0062, blend=0.008 * size
        )  # brows
        cone((way * 0.0305, -0.011, -0.0345), 0.0130, (way * 0.021, -0.030, -0.035), 0.0090)  # cheeks
        ear = (
            (0.0500, 0.008, 0.002),
            (0.0555, 0.015, 0.010),
            (0.0570, 0.006, 0.019),
            (0.0545, -0.010, 0.012),
            (0.0500, -0.018, 0.004),
        )
        model.limb([b.on_head(way * x, y, z) for x, y, z in ear], [one * size for one in (0.003, 0.004, 0.0042, 0.0045, 0.0045)], skin,
                   group=FLESH, blend=0.004 * size, bends=2)  # fmt: skip
        cone(
            (way * 0.0500, 0.004, 0.008),
            0.0085,
            (way * 0.0490, -0.008, 0.006),
            0.006,
            flat=1.7,
            across=side,
            blend=0.006,
        )
        cone(
            (way * 0.0195, 0.001, -0.0395), 0.0105, (way * 0.0215, 0.000, -0.0385), 0.0100, blend=0.006 * size
        )  # lids, lowered
        cone(
            (way * 0.0070, -0.018, -0.0545), 0.0050, (way * 0.0082, -0.018, -0.0530), 0.0045, blend=0.004 * size
        )  # wings of the nose

    def on(x: float, y: float) -> Any:  # a place on the face
        return model.front(b.on_head(x, y, -0.12), -front)

    def line(places: Any, radii: Any, stuff: Skin, sunk: float = 0.0) -> None:
        spots = [on(x, y) - sunk * size * front for x, y in places]
        model.limb(spots, [radius * size for radius in radii], stuff, group=FACE, blend=0.002 * size)

    def mixed(colour: Any, share: float) -> Skin:  # through thin hair the skin is seen
        return Skin(
            tuple(share * one + (1 - share) * 0.62 * own for one, own in zip(colour, skin.colour, strict=True)),
            0.02,
            "plain",
        )

    brows, lashes = mixed(hair.colour, 0.55), mixed(_EYES.colour, 0.72)
    painted = (0.52, 0.38, 0.82) if b.build.bust else (0.72, 0.60, 0.84)
    blue, green, red = (share * own for share, own in zip(painted, skin.colour, strict=True))
    lips = Skin((blue, green, red), 0.12, "skin")
    crease = mixed(tuple(0.35 * one for one in skin.colour), 0.6)
    across = np.linspace(-1, 1, 7)
    for way in (-1, 1):
        if looks > 0:
            line(
                [(way * (0.0208 + 0.0108 * t), -0.0008) for t in across],
                0.0006 + 0.0044 * looks * (1 - across**2),
                _WHITES,
                0.0014,
            )
            iris = on(way * 0.0208, 0.0002) - 0.0008 * size * front
            model.ball(iris, (0.0034 + 0.0014 * looks) * size, _IRIS, group=FACE, flat=1.6, across=front)
            spark = on(way * 0.0208 + 0.0016, 0.0002 + 0.0028 * looks) + 0.0004 * size * front
            model.ball(spark, 0.0010 * size, _SPARK, group=FACE)
        lid = 0.0050 * looks
        line(
            [
                (way * (0.0208 + 0.0126 * t), lid * (1 - t * t) + (-0.0050 + 0.0042 * t * t) * (looks <= 0))
                for t in across
            ],
            0.0006 + 0.0010 * (1 - across**2) * (1 + 0.4 * across),
            lashes,
        )
        if looks > 0:  # where the lid folds
            line(
                [(way * (0.0208 + 0.0120 * t), lid + 0.0034 - 0.0036 * t * t) for t in across],
                0.0004 + 0.0004 * (1 - across**2),
                crease,
            )
        line(
            [(way * (0.0205 + 0.0140 * t), 0.0185 + 0.0002 * t - 0.0030 * t * t) for t in across],
            0.0006 + 0.0012 * (1 - across**2) * (1.15 - 0.4 * across),
            brows,
            0.0005,
        )
    if old:
        _lines(line, crease)
    if sings > 0:
        _open_mouth(line, lips, sings)
        return
    for low, wide, thick in ((-0.0350, 0.0162, 0.0030), (-0.0396, 0.0128, 0.0043)):
        line(
            [(t * wide, low + 0.0016 * (1 - t * t)) for t in across],
            0.0008 + (thick - 0.0008) * (1 - np.abs(across) ** 2.5),
            lips,
            0.0012,
        )


def _lines(line: Callable[..., None], crease: Skin) -> None:
    """Add the lines of an old face: across the brow, beside the eyes, under them, and from the nose to the mouth."""
    across = np.linspace(-1, 1, 5)
    for high, wide in ((0.0300, 0.024), (0.0365, 0.026)):
        line([(wide * t, high - 0.0020 * t * t) for t in across], 0.0004 + 0.0005 * (1 - across**2), crease)
    for way in (-1, 1):
        line(
            [(way * (0.0115 + 0.0060 * t), -0.0225 - 0.0100 * t) for t in (0.0, 0.5, 1.0)],
            [0.0005, 0.0010, 0.0004],
            crease,
        )
        line(
            [(way * (0.0210 + 0.0085 * t), -0.0085 - 0.0016 * (1 - t * t)) for t in (-1.0, 0.0, 1.0)],
            [0.0004, 0.0008, 0.0004],
            crease,
        )
        for slant in (-0.004, 0.001):
            line([(way * 0.0345, 0.0005 + slant), (way * 0.0400, 0.0005 + 2.2 * slant)], [0.0007, 0.0003], crease)


def _open_mouth(line: Callable[..., None], lips: Skin, much: float) -> None:
    """Add an open mouth: the dark within, teeth above, lips about it."""
    high = 0.0095 * much
    middle = -0.0375 - 0.5 * high
    across = np.linspace(-1, 1, 7)
    line(
        [(0.0078 * t, middle) for t in across],
        0.0010 + 0.80 * high * np.sqrt(np.maximum(1 - 0.85 * across**2, 0)),
        _WITHIN,
    )
    line(
        [(0.0062 * t, middle + 0.55 * high) for t in across], 0.0003 + 0.0014 * much * (1 - across**2), _TEETH, -0.0008
    )
    for way, thick in ((1, 0.0022), (-1, 0.0030)):
        line(
            [(0.0128 * t, middle + way * (high + 0.0006) * (1 - t * t)) for t in across],
            0.0009 + (thick - 0.0009) * (1 - across**2),
            lips,
            -0.0004,
        )
