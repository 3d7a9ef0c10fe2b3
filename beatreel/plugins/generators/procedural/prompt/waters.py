"""What a picture shows of what a prompt names at, on and under water."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .hours import hour_of
from .sunk import sunk_things

if TYPE_CHECKING:
    from .sight import Sight

_SANDS = {"beach", "sand", "sandy", "shore"}
_CRAGS = {"cliff", "cliffs", "rock", "rocks", "rocky", "crag", "crags", "stack", "stacks"}
_RELEASED = {*"rise rises rising released release ascending drift drifts drifting float floats floating sky".split()}
_AFLOAT = {"floating", "float", "drifting", "floats"}
_WATERS = {"lake", "river", "water", "pond", "sea", "ocean", "bay", "harbour", "harbor"}  # on which lanterns lie
_A_MIRROR = re.compile(r"\b(?:a|an|the|one|old|antique|broken|tall|gilded|standing) (?:[a-z]+ )?mirror\b")
_REEDS = {*"reed reeds cattail cattails bulrush bulrushes sedge rushes".split()}
_LAKES = {"lake", "lakes", "tarn"}


def under_water(sight: Sight) -> None:
    """What is drowned lies under water, in its light."""
    if sight.setting.drowned:
        sight.add("under_water")
        sight.weather, sight.time = sight.words.first("weathers") or "clear", hour_of(sight.words) or "day"
    if sight.world == "underwater":
        sunk, things = sunk_things(sight.words, sight.named)
        sight.named += sunk
        if not sight.asked.says("palm", "palms"):  # tropical fish
            sight.drop("palms")
        sight.show(things)


def shore(sight: Sight) -> None:
    """Waves break on sand, too; and a lighthouse in a storm is where they break."""
    if sight.asked.says(*_SANDS) and not sight.asked.says(*_CRAGS):
        sight.drop("sea_cliffs")
    if sight.world in ("ocean", "underwater"):
        sight.show(("sand", "white sand", "black sand"))
    is_stormy = sight.has("lighthouse") and sight.weather == "storm" and sight.world == "ocean"
    if is_stormy and not sight.has("icebergs"):
        sight.add("sea_cliffs")


def lanterns(sight: Sight) -> None:
    """Those that rise, or float on water, are of paper."""
    is_released = (
        sight.asked.says("lantern", "lanterns") and sight.asked.says(*_RELEASED) and not sight.has("water_lanterns")
    )
    if is_released and not sight.has("lantern") and sight.can_show("paper_lanterns"):
        sight.add("paper_lanterns")
        sight.show(word for word in sight.asked.texts if "lantern" in word)
    if sight.asked.says("sky") and not sight.asked.says(*_WATERS) and sight.has("water_lanterns"):
        sight.drop("water_lanterns")  # into which they rise
        sight.add("paper_lanterns")
    if sight.has("paper_lanterns") and sight.asked.says(*_WATERS) and sight.can_show("water_lanterns"):
        sight.add("water_lanterns")
    if sight.has("water_lanterns") and sight.asked.says(*_AFLOAT) and not sight.asked.says("sky"):
        sight.drop("paper_lanterns")


def sea_beyond(sight: Sight) -> None:
    """Land over the sea has it before it."""
    if sight.setting.over_sea and sight.world in ("field", "volcano"):
        sight.named.append("sea_beyond")


def stream(sight: Sight) -> None:
    """A river runs between those trees."""
    if sight.has("birch", "maples", "redwoods") and sight.asked.says("river"):
        sight.named = ["stream" if one == "still_water" else one for one in sight.named]


def lake_house(sight: Sight) -> None:
    """A house at a mountain lake is the one of wood on its shore."""
    if sight.world == "mountain" and sight.asked.says("lake", "lakes", "loch", "tarn", "fjord"):
        if sight.has("lone_house"):
            sight.drop("lone_house")
            sight.add("cabin")
        if sight.has("cabin"):
            sight.show(("jetty", "pier", "dock", "reflection", "reflections", "water"))


def shore_house(sight: Sight) -> None:
    """A cabin or a shack by the sea is a house on its shore."""
    if sight.world == "ocean" and "cabin" in sight.words.all("motifs") and sight.can_show("lone_house"):
        sight.add("lone_house")
        sight.show(("cabin", "hut", "shack", "cottage", "log cabin", "shed", "roof"))


def river(sight: Sight) -> None:
    """One in the mountains runs through their valley."""
    if sight.world == "mountain" and not sight.has("rowing_boat"):
        sight.show(("river", "rivers", "stream", "valley", "winding river"))


def lake(sight: Sight) -> None:
    """A lake that is named with a wood lies in it, and is a mirror itself; reeds among trees stand about a pond."""
    if sight.has("lone_mirror") and sight.asked.says(*_LAKES) and not _A_MIRROR.search(sight.asked.prompt.lower()):
        sight.drop("lone_mirror")
    if sight.world == "forest" and sight.asked.says(*_LAKES, *_REEDS) and not sight.has("stream", "waterfall", "swamp"):
        sight.add("still_water")
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if _LAKES & set(word.split()))


def waterfront(sight: Sight) -> None:
    """A skyline is seen across the water that is named, a street has the lights of its city; cable cars are trams there."""
    if sight.world in ("alley", "town"):
        sight.show(("city", "city lights", "city at night", "night city"))
    if sight.world == "skyline":
        sight.show((*_WATERS, "riverside", "waterfront", "neon city"))
        if sight.has("rooftop", "train", "towers_overhead"):  # from which no water is seen
            sight.drop("sailing_boat")
    if sight.world == "town" and sight.has("city_street"):
        sight.show(("cable car", "cable cars", "san francisco"))
