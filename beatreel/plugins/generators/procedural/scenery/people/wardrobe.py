"""What people wear on the way, for the weather and as the words say."""

from __future__ import annotations

from collections.abc import Callable

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from . import casual, clothes, rainwear, streetwear
from .body import TOP
from .casting import CHARCOAL, DARK, DENIM, SOLE, Wish, suit
from .pose import Bones

COATS = tuple(
    Skin(colour, 0.06, "cloth")
    for colour in (
        (0.16, 0.26, 0.38),
        (0.17, 0.11, 0.055),
        (0.05, 0.045, 0.25),
        (0.09, 0.16, 0.15),
        (0.13, 0.13, 0.14),
    )
)
_DRESSES = tuple(
    Skin(colour, 0.08, "cloth")
    for colour in ((0.44, 0.52, 0.58), (0.30, 0.20, 0.13), (0.05, 0.10, 0.34), (0.06, 0.26, 0.44))
)
_SHIRTS = tuple(
    Skin(colour, 0.05, "cloth")
    for colour in ((0.46, 0.50, 0.52), (0.16, 0.10, 0.06), (0.05, 0.07, 0.20), (0.07, 0.12, 0.10))
)
COATED = {"coat", "overcoat", "trench", "jacket", "cloak"} | rainwear.HOODS | streetwear.PUFFERS
_BARE = {"summer", "hot", "heat", "beach", "noon", "tropical", "barefoot"}
SUITS = {"suit", "tuxedo", "businessman"}


def is_dressed(wish: Wish) -> bool:
    """Whether she wears a summer dress."""
    named = bool({"dress", "skirt"} & wish.words)
    return named or (
        wish.warm and not (COATED | casual.LIGHT | {"jeans", "trousers", "shorts", "leggings"}) & wish.words
    )


def hers(wish: Wish) -> Callable[[Model, Bones], None]:
    """Return who dresses a woman."""

    def dressing(model: Model, b: Bones) -> None:
        if is_dressed(wish):
            clothes.dress(
                model,
                b,
                wish.cloth(one_of(_DRESSES, wish)),
                hem=0.09,
                wide=0.205,
                wind=0.22 * wish.wind,
                sleeves=not _BARE & wish.words,
            )
            clothes.shoes(model, b, SOLE)
        else:
            wrapped(model, b, wish, loose=1.02)

    return dressing


def his(wish: Wish) -> Callable[[Model, Bones], None]:
    """Return who dresses a man: in a suit where one is named."""
    if SUITS & wish.words:
        return lambda model, b: suit(model, b, wish.cloth(CHARCOAL))
    return lambda model, b: wrapped(model, b, wish, loose=1.08)


def wrapped(model: Model, b: Bones, wish: Wish, *, loose: float) -> None:
    """Dress somebody in a coat over trousers or, where it is warm, in shirt and jeans."""
    is_coat = bool(COATED & wish.words) or not (wish.warm or casual.LIGHT & wish.words)
    cloth = wish.cloth(one_of(COATS if is_coat else _SHIRTS, wish))
    rain = is_coat and bool(rainwear.RAINCOATS & wish.words)
    short = not is_coat or bool(({"jacket", "hoodie", "boy"} | streetwear.PUFFERS) & wish.words)
    if is_coat:
        if streetwear.PUFFERS & wish.words:
            streetwear.puffer(model, b, cloth)
        elif rain:
            rainwear.raincoat(model, b, cloth, wind=0.04 * wish.wind)
        else:
            clothes.coat(
                model, b, cloth, hem=0.42 if short else 0.25, wide=0.106 if short else 0.134, wind=0.05 * wish.wind
            )
        if rainwear.UP & wish.words:
            rainwear.hood(model, b, rainwear.rubbered(cloth) if rain else cloth)
        elif rainwear.HOODS & wish.words:
            rainwear.hood_down(model, b, cloth)
    else:
        casual.top_of(model, b, cloth, wish)
    usual = (DARK, CHARCOAL)[wish.film % 2] if is_coat else (DENIM, CHARCOAL, DENIM)[wish.film % 3]
    casual.legs_of(model, b, usual, wish, loose=loose)
    thighs = zip(b.hips, b.knees, strict=True) if is_coat and not short else ()
    for hip, knee in thighs:  # what is worn above lies over them in a stride
        end = hip + 0.55 * (knee - hip)
        over, group = (rainwear.rubbered(cloth) if rain else cloth, TOP)
        model.cone(hip, 0.058 * b.build.girth, end, 0.055 * b.build.girth, over, group=group, blend=0.03)


def one_of(skins: tuple[Skin, ...], wish: Wish) -> Skin:
    """Return one of several, the same in all pictures of a film."""
    return skins[wish.film // 7 % len(skins)]
