"""Who rides a wave, and waves as tall as houses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sight import Sight

_TALL = re.compile(
    r"\b(?:giant|huge|massive|monster|enormous|gigantic|colossal|towering|curling|tidal|mountainous)\b(?: [a-z-]+){0,2} waves?\b"
    r"|\btsunami\b|\bwaves? (?:that )?(?:curls?|curling|towers?|towering)\b"
    r"|\b(?:inside|through|in) (?:a|the) (?:barrel|tube) of an? \w*\s?wave\b"
)
_SURFS = ("surfer", "surfers", "surfing", "surfs", "surfer girl", "surfer riding", "surfer inside")
_RIDES = {*"ride rides riding rode surfing surfs wave waves barrel swell breaker breakers tube curl".split()}
_ASHORE = {
    *"walking walks carrying carries standing stands sitting sits holding holds watching waiting waits paddling running beach sand".split()
}
_OTHERS = (
    *(
        "sea_cliffs",
        "lighthouse",
        "pier",
        "bridge",
        "icebergs",
        "tall_ship",
        "fishing_boat",
        "steamer",
        "cruise_ship",
        "oil_rig",
    ),
    *("whale", "small_boat", "sailing_boat", "rowing_boat", "shipwreck", "paper_boats", "dancer", "lady", "giant_hand"),
)
"""What stands before the sea in its own place."""
_SHOWN = (
    "wave",
    "waves",
    "big wave",
    "giant wave",
    "huge wave",
    "spray",
    "barrel",
    "swell",
    "surfboard",
    "board",
    "tsunami",
)


def breakers(sight: Sight) -> None:
    """Let a wave break that is called giant, and whoever surfs ride it and not stand on the shore."""
    if sight.world != "ocean" or sight.has(*_OTHERS):
        return
    surfs, said = sight.asked.says(*_SURFS) or sight.has("surfer"), set(sight.asked.prompt.lower().split())
    rides = surfs and sight.asked.says(*_RIDES) and not _ASHORE & {one.strip(".,;:!") for one in said}
    if not rides and (surfs or not _TALL.search(sight.asked.prompt.lower())):
        return
    sight.drop("birds", "boat")
    sight.add("giant_wave")
    if rides:
        sight.drop("surfer", "figure", "woman", "man", "child", "wayfarer", "swimmer")
        sight.add("wave_rider")
    sight.show(_SHOWN)
