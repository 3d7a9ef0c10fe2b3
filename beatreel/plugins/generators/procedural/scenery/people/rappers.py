"""Who raps: a microphone in the fist, the other hand in the air, dressed for the street."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import clothes, props, rainwear, streetwear, wardrobe
from .casting import CHARCOAL, DARK, DENIM, WHITE, Cast, Wish, person
from .pose import MAN, WOMAN, Bones, Pose, bones_of

_HOODIES = tuple(
    Skin(colour, 0.05, "cloth")
    for colour in ((0.05, 0.05, 0.36), (0.40, 0.42, 0.43), (0.30, 0.08, 0.05), (0.03, 0.03, 0.035))
)


def rapper(wish: Wish) -> Cast:
    """Somebody who raps, in a hoodie or in what is named."""
    woman = wish.is_woman(0.15)
    build = WOMAN if woman else MAN
    pose = Pose(
        lean=(0.02, -0.035),
        head=(0.12, -0.05, 0.10),
        twist=0.16,
        tilt=-0.05,
        feet=((-0.125, 0.045, -0.05), (0.120, 0.045, 0.03)),
        face=(0.75, 0.55),
        grips=(1.0, 0.25),
    )
    mouth = bones_of(pose, build).on_head(0.0, -0.036, -0.068)
    hand = mouth + np.array([-0.050, -0.050, -0.060])
    pose = replace(pose, hands=(tuple(hand), (0.265, 0.775, -0.215)), elbows=((-1.0, -0.7, 0.1), (0.9, -1.0, 0.2)))

    capped = bool(streetwear.CAPS & wish.words) or wish.film % 5 == 2
    style = "long" if woman else "capped" if capped else "short"

    def dressing(model: Model, b: Bones) -> None:
        named = (wardrobe.COATED - rainwear.HOODS - streetwear.PUFFERS) | wardrobe.SUITS
        if named & wish.words:
            (wardrobe.hers if woman else wardrobe.his)(wish)(model, b)
        else:
            _streetwear(model, b, wish)
        if streetwear.CHAINS & wish.words or wish.film % 2:
            streetwear.chain(model, b)
        if capped:
            streetwear.cap(model, b, DARK)
        grip = b.wrists[0] + 0.5 * (b.fingers[0] - b.wrists[0])
        props.microphone(model, grip, mouth)

    model = person(wish, build, pose, dressing, hair=style, wind=0.3 * wish.wind)
    return Cast(
        model,
        turn=(-0.75, 0.55),
        near=(-0.70, 0.60),
        heart=(1.36, 1.00),
        detail=(-0.03, 1.58, 0.52),
        sway=0.025,
    )


def _streetwear(model: Model, b: Bones, wish: Wish) -> None:
    """Dress somebody in a hoodie or what is named instead, wide trousers and white shoes."""
    cloth = wish.cloth(wardrobe.one_of(_HOODIES, wish))
    if streetwear.PUFFERS & wish.words:
        streetwear.puffer(model, b, cloth)
    elif {"shirt", "tracksuit"} & wish.words:
        clothes.shirt(model, b, wish.cloth(WHITE), loose=1.30)
    else:
        clothes.shirt(model, b, cloth, loose=1.30, collar=False, bust=0.4)
        (rainwear.hood if {"hood", "hooded"} & wish.words else rainwear.hood_down)(model, b, cloth)
    clothes.trousers(model, b, (DENIM, CHARCOAL)[wish.film % 2], loose=1.32)
    clothes.shoes(model, b, WHITE)
