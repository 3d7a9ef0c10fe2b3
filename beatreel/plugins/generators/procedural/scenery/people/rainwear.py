"""What is worn against rain and cold about the head: an open hood, and a raincoat that hangs from the shoulders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import tailoring
from .body import BELT, HAT, TOP, add_torso

if TYPE_CHECKING:
    from .pose import Bones

RAINCOATS = {"raincoat", "raincoats", "rain coat", "oilskin", "oilskins", "slicker", "mackintosh", "cagoule", "poncho"}
"""Words for what :func:`raincoat` is."""
HOODS = {"hood", "hooded", "hoodie"} | RAINCOATS
"""Words of what has a hood."""
UP = HOODS - {"hoodie"}
"""Those of them by which it is worn over the head; that of a hoodie lies on the back."""


def rubbered(cloth: Skin) -> Skin:
    """Return a cloth's colour on matt rubber, which has few folds and soft lights."""
    return replace(cloth, gloss=0.16, weave="rubber")


def hood(model: Model, b: Bones, skin: Skin) -> None:
    """Add a hood over the head: it stands open about the face and gathers on the shoulders."""
    side, size = b.head_right, b.build.head
    for spot, radius, low, end in (
        (b.on_head(0, 0.020, 0.026), 0.066, b.on_head(0, -0.030, 0.034), 0.062),  # the back of the head
        (b.on_head(0, 0.048, 0.046), 0.042, b.on_head(0, 0.030, 0.082), 0.016),  # it ends in a blunt point
        (b.on_head(0, -0.030, 0.036), 0.058, b.on_chest(0, 0.006, 0.034), 0.064),  # the nape
    ):
        model.cone(spot, radius * size, low, end * size, skin, group=HAT, blend=0.03 * size, flat=1.08, across=side)
    bows = (
        (0.060, 0.042, 0.016),
        (0.036, 0.052, 0.015),
        (0.010, 0.057, 0.013),
        (-0.004, 0.058, 0.0090),
    )
    for deep, wide, thick in bows:
        _arch(model, b, skin, deep, wide, thick, HAT)
    hem = replace(skin, colour=tailoring.darker(skin))
    _arch(model, b, hem, -0.011, 0.0580, 0.0044, HAT + 2)
    for way in (-1, 1):  # what is left of it lies in a fold on each shoulder
        model.limb(
            [b.on_head(way * 0.046, -0.070, -0.030), b.on_chest(way * 0.062, 0.018, -0.018), b.on_chest(way * 0.060, 0.010, 0.045)],
            [0.010, 0.014, 0.016], skin, group=HAT, blend=0.03, bends=3,
        )  # fmt: skip


def hood_down(model: Model, b: Bones, skin: Skin) -> None:
    """Add a hood that lies on the back and stands a little about the neck, with its strings before the chest."""
    spots = [
        b.on_chest(x, y, z)
        for x, y, z in ((-0.018, 0.006, -0.062), (-0.052, 0.026, -0.024), (-0.046, 0.034, 0.034), (0.0, 0.030, 0.062),
                        (0.046, 0.034, 0.034), (0.052, 0.026, -0.024), (0.018, 0.006, -0.062))
    ]  # fmt: skip
    model.limb(spots, [0.010, 0.015, 0.019, 0.022, 0.019, 0.015, 0.010], skin, group=BELT + 1, blend=0.012, bends=3)
    model.cone(b.on_chest(0, 0.012, 0.062), 0.036, b.on_chest(0, -0.062, 0.070), 0.018, skin, group=BELT + 1, blend=0.03, flat=1.5,
               across=b.front)  # fmt: skip
    pale = Skin((0.42, 0.44, 0.45), 0.05, "cloth")
    for way in (-1, 1):
        string = [
            b.on_chest(way * 0.016, -0.004, -0.070),
            b.on_chest(way * 0.019, -0.050, -0.083),
            b.on_chest(way * 0.018, -0.090, -0.086),
        ]
        model.limb(string, [0.0026, 0.0026, 0.0030], pale, group=BELT + 12)


def _arch(model: Model, b: Bones, skin: Skin, deep: float, wide: float, thick: float, group: int) -> None:
    """Add a bow about the head, from beside the chin over the brow: ``deep`` behind its middle (negative: before it)."""
    size, low = b.build.head, 1 - 4.5 * max(deep - 0.02, 0.0)  # behind it is lower
    spots = [
        b.on_head(x * wide, low * y, deep + 0.016 * (y < 0) * (y > -0.08))
        for x, y in ((-0.52, -0.088), (-0.96, -0.040), (-1.0, 0.020), (-0.62, 0.074), (0.0, 0.094),
                     (0.62, 0.074), (1.0, 0.020), (0.96, -0.040), (0.52, -0.088))
    ]  # fmt: skip
    model.limb(spots, [thick * size] * len(spots), skin, group=group, blend=0.028 if group == HAT else 0.004, bends=3)


def raincoat(model: Model, b: Bones, cloth: Skin, *, hem: float = 0.27, wide: float = 0.134, wind: float = 0.0) -> None:
    """Add a raincoat of rubbered cloth: it falls from the shoulders in a few stiff folds, a yoke over them, with wide sleeves."""
    skin, girth = rubbered(cloth), b.build.girth
    up = (b.neck - b.pelvis) / np.linalg.norm(b.neck - b.pelvis)
    worn = Model()
    add_torso(worn, b, skin, loose=1.14, bust=0.35)
    middle = 0.5 * (b.ankles[0] + b.ankles[1])
    end = np.array([0.5 * (b.pelvis[0] + middle[0]) + wind, hem, 0.5 * (b.pelvis[2] + middle[2]) + 0.012])
    top = b.chest - 0.050 * up
    for folds, count, phase in ((0.105, 5, 0.7), (0.080, 3, 2.3)):
        worn.cloth(
            top, 0.093 * girth, end, wide, skin, group=TOP, blend=0.045, flat=1.30, across=b.front, folds=folds, count=count,
            phase=phase, sharp=0.9,
        )  # fmt: skip
    model.add_all(worn)
    dark = replace(skin, colour=tailoring.darker(skin))
    way = (end - top) / np.linalg.norm(end - top)
    model.cloth(  # its hem is turned up and sewn
        end - 0.004 * way, 1.004 * wide, end + 0.003 * way, 1.010 * wide, dark, group=BELT + 8, flat=1.30, across=b.front, folds=0.105,
        count=5, phase=0.7,
    )  # fmt: skip
    model.cloth(  # the yoke, open at its lower edge
        b.neck - 0.006 * up, 0.050 * girth, b.chest - 0.085 * up, 0.114 * girth, skin, group=BELT + 1, blend=0.012, flat=1.34,
        across=b.front, folds=0.030, count=4, phase=0.4, sharp=0.6,
    )  # fmt: skip
    for shoulder, elbow, wrist in zip(b.shoulders, b.elbows, b.wrists, strict=True):
        cuff = elbow + 1.02 * (wrist - elbow)
        radii = [one * girth for one in (0.0385, 0.0355, 0.0315, 0.0310)]
        spots = [shoulder, 0.45 * shoulder + 0.55 * elbow, elbow, 0.5 * elbow + 0.5 * cuff]
        model.limb(spots, radii, skin, group=TOP, blend=0.012)
        model.cloth(
            0.6 * elbow + 0.4 * cuff,
            0.0310 * girth,
            cuff,
            0.0320 * girth,
            skin,
            group=TOP,
            blend=0.010,
            folds=0.03,
            count=4,
        )
        tailoring.gather(model, (shoulder, elbow, cuff), radii, skin)
        model.ring(0.08 * elbow + 0.92 * cuff, 0.0312 * girth, 0.0015, dark, axis=cuff - elbow, group=BELT + 3)
    tailoring.placket(model, b, skin, worn, low=-0.22 - 0.5 * max(0.45 - hem, 0.0), buttons=4)
    for way_ in (-1, 1):  # the flaps of its pockets
        spot = worn.front(b.pelvis + way_ * 0.056 * b.right + np.array([0.0, -0.010, -0.30]), -b.front)
        model.box(
            spot, (0.062, 0.020, 0.008), dark, group=BELT + 9, along=b.right - 0.45 * way_ * b.front, up=up, edge=0.003
        )
