"""What things are made of: metals, stone, wood, glass; linear BGR."""

from __future__ import annotations

from dataclasses import replace

from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.solids import Skin

GOLD = Skin((0.10, 0.46, 0.82), 0.82, "metal")
BRASS = Skin((0.12, 0.38, 0.62), 0.75, "metal")
SILVER = Skin((0.62, 0.62, 0.62), 0.85, "metal")
BRONZE = Skin((0.06, 0.15, 0.26), 0.55, "metal")
IRON = Skin((0.10, 0.10, 0.10), 0.40, "metal")
STONE = Skin((0.20, 0.215, 0.225), 0.02, "stone", second=(0.055, 0.070, 0.062))
MARBLE = Skin((0.66, 0.68, 0.70), 0.14, "stone", second=(0.44, 0.45, 0.46))
WOOD = Skin((0.030, 0.065, 0.13), 0.22, "wood")
BLACK = Skin((0.016, 0.016, 0.017), 0.45, "plain")
IVORY = Skin((0.42, 0.52, 0.58), 0.25, "plain")

_METALS = {
    "gold": GOLD,
    "golden": GOLD,
    "brass": BRASS,
    "silver": SILVER,
    "chrome": SILVER,
    "steel": SILVER,
    "bronze": BRONZE,
    "copper": replace(BRONZE, colour=(0.10, 0.22, 0.52)),
    "iron": IRON,
}


def metal_of(wish: Wish, usual: Skin) -> Skin:
    """Return the metal that the words name, else the usual one."""
    return next((skin for word, skin in _METALS.items() if word in wish.words), usual)
