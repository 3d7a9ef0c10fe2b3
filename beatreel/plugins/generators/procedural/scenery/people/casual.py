"""What is worn on warm days and for sport: T-shirts, jerseys, shorts, leggings, tracksuits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, tailoring
from .body import BELT, FLESH, LEGS, TOP, arm, leg
from .casting import DENIM, SOLE, WHITE

if TYPE_CHECKING:
    from .casting import Wish
    from .pose import Bones

SPORT = frozenset(
    "jogger joggers jogging jogs sprinter sprinters athlete athletes gym workout marathon sportswear tracksuit".split()
)
"""Words by which somebody is dressed for sport."""
TEES = frozenset(["t-shirt", "t-shirts", "tshirt", "tee", "vest", "singlet"]) | SPORT - {"tracksuit"}
_IN_TWO = ({"t", "shirt"}, {"tank", "top"}, {"crop", "top"})
KNITS = frozenset("sweater jumper pullover cardigan sweatshirt jersey tracksuit".split())
SHIRTS = frozenset("shirt blouse".split())
LIGHT = TEES | KNITS | SHIRTS
"""Words of what is worn without a coat over it."""
_TRACK = Skin((0.060, 0.052, 0.048), 0.08, "cloth")
_LEGGINGS = Skin((0.020, 0.019, 0.020), 0.16, "cloth")


def top_of(model: Model, b: Bones, cloth: Skin, wish: Wish) -> None:
    """Add what is worn above: of what is named the lightest, else a shirt."""
    said = wish.words
    if (TEES & said or any(pair <= said for pair in _IN_TWO)) and not KNITS & said:
        tee(
            model,
            b,
            cloth,
            wish.skin(),
            sleeves=not ({"vest", "singlet"} & said or any(pair <= said for pair in _IN_TWO[1:])),
        )
    elif KNITS & said:
        knit(model, b, cloth)
    else:
        clothes.shirt(model, b, cloth, loose=1.13, bust=0.6)


def legs_of(model: Model, b: Bones, usual: Skin, wish: Wish, *, loose: float) -> None:
    """Add what is worn below, in its own colour where that is named, and shoes."""
    said = wish.words
    sport = bool(SPORT & said)
    if "shorts" in said:
        for hip, knee, ankle in zip(b.hips, b.knees, b.ankles, strict=True):
            leg(model, hip, knee, ankle, b.build.girth, wish.skin(), FLESH)
        shorts(model, b, wish.own("shorts", _TRACK))
    elif "leggings" in said:
        clothes.trousers(model, b, wish.own("leggings", _LEGGINGS), loose=1.0)
    else:
        named = "jeans" if "jeans" in said else "trousers"
        usual = DENIM if named == "jeans" else _TRACK if sport else usual
        clothes.trousers(model, b, wish.own(named, usual), loose=loose)
    pair = "boots" if "boots" in said else "sneakers"
    clothes.shoes(model, b, wish.own(pair, WHITE if sport or {"sneakers", "trainers"} & said else SOLE))


def tee(model: Model, b: Bones, cloth: Skin, skin: Skin, *, sleeves: bool = True) -> None:
    """Add a T-shirt with sleeves to half the upper arm, or a top without; the arms below are bare."""
    clothes.shirt(model, b, cloth, loose=1.08, bust=0.7, sleeves=False, collar=False)
    girth = b.build.girth
    for shoulder, elbow, wrist in zip(b.shoulders, b.elbows, b.wrists, strict=True):
        arm(model, shoulder, elbow, wrist, girth, skin, FLESH)
        if sleeves:
            end = shoulder + 0.62 * (elbow - shoulder)
            model.cone(
                shoulder, 0.0375 * girth, 0.3 * shoulder + 0.7 * end, 0.0360 * girth, cloth, group=TOP, blend=0.015
            )
            model.cloth(
                shoulder, 0.0360 * girth, end, 0.0390 * girth, cloth, group=TOP, blend=0.012, folds=0.04, count=4
            )
    base = b.on_chest(0, 0.012, 0.0)
    model.cone(base, 0.046 * girth, b.on_chest(0, 0.026, 0.002), 0.0395 * girth, cloth, group=TOP, blend=0.012)


def knit(model: Model, b: Bones, cloth: Skin) -> None:
    """Add a jersey: it hangs soft to a ribbed edge, with a rolled collar."""
    clothes.shirt(model, b, cloth, loose=1.20, bust=0.55, collar=False)
    edge = replace(cloth, colour=tailoring.darker(cloth, 0.82))
    up = (b.neck - b.pelvis) / ((b.neck - b.pelvis) @ (b.neck - b.pelvis)) ** 0.5
    base = b.on_chest(0, 0.014, 0.004)
    model.cloth(base + 0.026 * up, 0.0400, base - 0.002 * up, 0.0500, cloth, group=TOP, blend=0.010)
    model.ring(base + 0.024 * up, 0.0385, 0.0065, edge, axis=up, group=BELT + 1)
    for elbow, wrist in zip(b.elbows, b.wrists, strict=True):
        model.cloth(
            elbow + 0.84 * (wrist - elbow), 0.0225 * b.build.girth, wrist, 0.0215 * b.build.girth, edge, group=BELT + 3
        )


def shorts(
    model: Model, b: Bones, skin: Skin, *, reach: float = 0.66, loose: float = 1.25, band: Skin | None = None
) -> None:
    """Add shorts: two wide legs that end ``reach`` of the way to the knee; with a ``band`` at the waist they are worn over all."""
    g, spine = b.build.girth, b.chest - b.pelvis
    top = b.pelvis + 0.20 * spine
    for side, hip, knee in zip((-1, 1), b.hips, b.knees, strict=True):
        aside = side * 0.5 * b.build.hips * b.right
        model.cone(
            hip,
            (0.065 if band else 0.058) * g,
            top + aside,
            (0.064 if band else 0.052) * g,
            skin,
            group=LEGS,
            blend=0.03,
        )
        low = hip + reach * (knee - hip)
        model.cone(hip, (0.064 if band else 0.058) * g, 0.6 * hip + 0.4 * low, 0.057 * g, skin, group=LEGS, blend=0.015)
        model.cloth(
            hip + 0.10 * (knee - hip), 0.058 * g, low, 0.050 * g * loose, skin, group=LEGS, blend=0.02, folds=0.06, count=5,
            phase=1.1 + side, sharp=0.9,
        )  # fmt: skip
    if band is not None:
        model.cloth(
            top + 0.050 * spine, 0.090 * g, top - 0.040 * spine, 0.094 * g, band, group=BELT, flat=1.26, across=b.front,
        )  # fmt: skip
