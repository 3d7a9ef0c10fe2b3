"""Which things of a prompt a picture shows, after what they mean together: a bench and a couple are a couple on a bench."""

from __future__ import annotations

import re
from collections.abc import Callable

from .asked import Asked, Setting
from .breakers import breakers
from .company import company, people, players, rider, several, two_coats
from .driving import MOVING, is_driven
from .feats import feats
from .heights import heights
from .hours import TimeOfDay, Weather
from .laid import in_hand, laid
from .meant import empty_tracks, in_an_armchair, of_stone, room_with_a_window
from .named_light import grey_day, pale_fog, storm_ahead, threatens
from .objects import objects
from .open_air import (
    candles_afloat,
    inland_tower,
    leafy_park,
    paper_rain,
    parked,
    smoke_of_houses,
    tubes_in_a_street,
    winter_park,
)
from .outdoors import LANDS
from .persons import FACES
from .placing import is_on_other_ground
from .postures import postures
from .reading import DRIPPING, lexicon
from .riders import one_car, riders
from .sight import Sight
from .smokes import coloured_smoke
from .snow import snow_falls
from .together import together
from .untold import stand_ins, untold, without_sails
from .waters import lake, lake_house, lanterns, river, sea_beyond, shore, shore_house, stream, under_water, waterfront
from .weathers import lying_snow, steam, thunderhead, wet_floor, wet_glass
from .where import left_out, shown_in

_UNHEARD = {"alone", "lone", "lonely", "single", "solitary", "empty", "abandoned", "flooded"}
_VILLAGES = {"mountain_village", "fjord_village", "white_village"}
_FLOWING = (
    "liquid",
    "foil",
    "fluid",
    "metal",
    "chrome",
    "waves",
    "glass",
)  # which is of a film, and no cloud of points
_FORMS = (
    "glass",
    "crystal",
    "shapes",
    "shards",
    "ribbons",
    "lens",
    "lenses",
    "cube",
    "cubes",
    "block",
    "blocks",
    "sphere",
    "spheres",
    "orb",
    "orbs",
    "shard",
    "shards",
    "ring",
    "rings",
    "knot",
)
_WINDOWED = {"cabin", "castle", "lone_tower", "chapel", "gothic_mansion", "lone_house", "village", *_VILLAGES}
_TRAINS = ("train", "steam_train", "viaduct")
_LAMPS = {*"lit window windows lamp lamps lantern lanterns lights glowing candle candles candlelit".split()}

_SNOWY_PEAKS = re.compile(
    r"\bsnow(?:y|[ -]?(?:capped|covered|topped))?(?: (?!and)[a-z]+)? (?:mountains?|peaks?|alps|summits?|range)\b"
)
_BAND_OF = re.compile(r"\bbands? of (?!musicians|players|brothers|friends|four|three)")
_APART = {*"lone lonely alone standing middle single floating mysterious".split()}
_CLIMBS = {*"growing grow grows climbing covered overgrown over hanging ivy roses jungle creeping".split()}
_OF_WINE = {*"vineyard vineyards winery grapes grape wine rows harvest hills".split()}
_RAISED = ("hands", "arms", "fists", "raised", "dancing", "dances", "jumping", "rave", "moshpit", "phones")
_TOWERS = {"tokyo_tower": ("tokyo", "japan"), "tv_tower": ("berlin",)}
_SEEN = {"words", "hints", "lives", "places", "things", "motifs", "weathers", "light"}
_FULL = {
    "field": 4,
    "forest": 4,
    "mountain": 4,
    "road": 4,
    "volcano": 4,
    "ocean": 3,
}  # words, where somebody or a boat is usual
_HUNG = {
    *"overhead above hanging hung hangs strung lines line between balconies balcony flutters fluttering flapping drying wind".split()
}
_WEBS = ("cobweb", "cobwebs")
_NO_BONE = {
    *"mask masks masked makeup face painted tattoo tattoos shirt jacket flag".split()
}  # on which a skull is drawn


def sight_of(
    asked: Asked, setting: Setting, world: str, weather: Weather, time: TimeOfDay, *, is_detail: bool, sign: str
) -> Sight:
    """Return what a picture in a world shows of what a prompt names."""
    beside = {"underwater" if setting.drowned else "", "ocean" if setting.over_sea else ""}
    named = [motif for motif in dict.fromkeys(asked.words.all("motifs")) if world in shown_in(motif, asked.words)]
    left = left_out(asked.words, ({setting.world, setting.other} | beside) - {""})
    sight = Sight(asked, setting, world, weather, time, named, left, is_detail, sign)
    for rule in _RULES:
        rule(sight)
    return sight


def has_lamps(sight: Sight) -> bool:
    """Return whether the lamps of houses in open country are lit, and have a colour of their own."""
    is_late = sight.time == "night" or (sight.time == "dusk" and sight.asked.says(*_LAMPS))
    return is_late and (sight.world in LANDS or sight.has(*_VILLAGES))


def motifs_of(sight: Sight) -> tuple[str, ...]:
    """Return all that is painted: what is named, and what belongs to the world where nothing else takes its place."""
    has_its_own = {one for motif in sight.named for one in lexicon()["has_its_own"].get(motif, ())}
    motifs = tuple(one for one in sight.named if one not in has_its_own)
    if not set(motifs) - set(lexicon()["besides"]["motifs"]):
        usual = lexicon()["worlds"][sight.world]["motifs"]
        if _is_full(sight):  # “lightning in dark clouds over a wheat field at dusk”
            usual = [one for one in usual if one not in ("figure", "boat")]
        motifs = (*motifs, *(one for one in usual if one not in motifs))
    is_over = sight.weather == "rain" and sight.words.amount(1.0) <= DRIPPING
    is_over |= sight.weather == "storm" and threatens(sight.asked.prompt)
    is_dry = (is_over or sight.weather not in ("rain", "storm", "snow")) and "umbrella" not in sight.named
    return tuple(one for one in motifs if one != "umbrella") if is_dry else motifs


def _is_full(sight: Sight) -> bool:
    """Return whether a prompt says so much of a land that somebody in it would be one more thing."""
    seen = {one.text for one in sight.words.found if not one.denied and {part for part, _ in one.meanings} & _SEEN}
    return len(seen) >= _FULL.get(sight.world, 100)


def _other_ground(sight: Sight) -> None:
    if sight.world == "space" and is_on_other_ground(sight.asked.prompt):
        sight.add("other_ground")
    if sight.has("ship_window"):  # the planet is seen through it
        sight.drop("other_ground")
        sight.show(word for word, _ in sight.left[2] if word.startswith("inside"))


def _sign(sight: Sight) -> None:
    if sight.sign and not sight.has("neon_word") and sight.can_show("neon_word"):
        sight.named.insert(0, "neon_word")
        _, only_light, elsewhere = sight.left
        sight.show(word for word in (*only_light, *(one for one, _ in elsewhere)) if "neon" in word)


def _rainforest(sight: Sight) -> None:
    """It has leaves of its own, and in it a temple is one of old stones."""
    if sight.has("rainforest"):
        if not sight.has("waterfall"):  # which is seen from among them
            sight.drop("jungle")
        if sight.has("ruins"):
            sight.drop("temple")
            left = (*sight.left[0], *(one for one, _ in sight.left[2]))
            sight.show(word for word in left if {"ruin", "ruins", "ruined", "vines", "ivy"} & set(word.split()))


def _driven_car(sight: Sight) -> None:
    """It is one of those that the road has."""
    if is_driven(sight.asked) and (sight.world == "road" or sight.asked.says(*MOVING - {"headlight", "headlights"})):
        sight.drop("old_car")


def _ruins(sight: Sight) -> None:
    """A house that is named lies in ruins, else a temple."""
    is_bare = "ruins" in sight.words.all("motifs") and not sight.has("ruins", "stone_temple", "temple", *_WINDOWED)
    if is_bare and sight.can_show("stone_temple"):
        sight.add("stone_temple")
    if sight.has("stone_temple", *_WINDOWED):
        sight.show(("ruin", "ruins", "ruined"))


def _lit_windows(sight: Sight) -> None:
    """They are those of a house or a train; and a house that is lit has windows."""
    if sight.time in ("dusk", "night") and sight.has(*_WINDOWED):
        sight.show(("window", "windows"))
    if sight.has("lit_windows"):
        sight.drop("lit_windows")
        if not sight.has(*_WINDOWED, *_TRAINS):
            sight.add("cabin")


def _blossom(sight: Sight) -> None:
    """In a town those trees are a garden of their own."""
    if sight.world == "town" and sight.has("blossom"):
        sight.named = list(dict.fromkeys(["cherry_garden", *sight.named]))
        if sight.asked.says("river", "canal"):
            sight.drop("canal", "stream")
            sight.show(one for one, _ in (*sight.left[2],) if {"river", "canal", "riverside"} & set(one.split()))


def _forms(sight: Sight) -> None:
    """Cubes of glass that refract light are no prism; and what is icy in a studio is cold, for no snow falls there."""
    if sight.world != "chrome":
        return
    if sight.has("prism") and sight.asked.says(*_FORMS) and not sight.asked.says("prism", "prisms", "spectrum"):
        sight.drop("prism")
    if sight.has("particles") and sight.asked.says("holographic", "hologram") and sight.asked.says(*_FLOWING):
        sight.drop("particles")
    if sight.weather == "snow" and not snow_falls(sight.words):
        sight.weather = "clear"


def _castle_in_the_sky(sight: Sight) -> None:
    """A castle on a floating island is one thing."""
    if sight.world == "clouds" and sight.has("castle") and sight.has("floating_islands"):
        sight.drop("castle", "floating_islands")
        sight.add("floating_city")


def _of_their_own(sight: Sight) -> None:
    """Hotels along a beach have their palms, a steep street its cars on cables, and a shop its lamps."""
    if sight.world == "interior" and sight.asked.says(*_WEBS):
        sight.show(_WEBS)
        if sight.asked.motif("gothic_mansion") or sight.asked.says("mansion", "manor"):
            sight.show(word for word, _ in sight.left[2] if "mansion" in word or "house" in word)
            sight.add("mansion_hall")
    if sight.has("carriage", "compartment"):
        sight.show(("city lights", "city", "lights"))
        sight.drop("station")
    if sight.world == "interior" and sight.has("carriage", "station"):  # who fills it raises no hands
        sight.drop("crowd")
    if sight.world == "interior":  # its windows look out on it
        sight.show(
            ("space", "in space", "outer space", "deep space", "floating in space", "lost in space", "adrift in space")
        )
        if sight.has("diner_inside"):
            sight.show(("diner", "cafe", "café", "coffee shop", "coffeehouse"))
            sight.drop("diner")
    if sight.has("still_water", "stream") or (sight.world == "mountain" and sight.asked.says("lake", "loch", "fjord")):
        sight.show(("water", "waters"))
    if sight.has("lone_door") and sight.world in ("town", "alley", "road") and not sight.asked.says(*_APART):
        sight.drop("lone_door")  # it is one of theirs
    if sight.has("vineyard") and not sight.asked.says("cypress", "cypresses"):
        sight.drop("cypresses")  # Tuscany alone has those
    if sight.has("vineyard") and sight.asked.says(*_CLIMBS) and not sight.asked.says(*_OF_WINE):
        sight.drop("vineyard")
        sight.show(("vine", "vines"))
    if sight.world == "alley" and sight.asked.motif("market"):  # whose signs hang over it
        sight.show(word for word, _ in sight.left[2] if "market" in word or "bazaar" in word)
    if sight.world == "underwater":
        sight.show(("ocean", "sea", "black ocean", "deep ocean", "the sea", "the ocean"))
    if sight.has("factory"):
        sight.show(("black smoke", "white smoke", "smoke", "smoking chimneys", "chimneys"))
    if sight.world == "field" and sight.has("child", "swing"):
        sight.show(("garden", "jardin", "garten", "jardín", "backyard"))
    if sight.has("store_front"):
        sight.show(word for word, _ in sight.left[2] if "shop" in word or "store" in word)
    if sight.has("antique_shop", "tattoo_parlour"):
        sight.drop("lantern")
    if sight.has("castle") and not sight.asked.says("sky", "clouds", "heaven", "floating"):
        sight.drop("sky_stair")
    if sight.has("tiled_roofs"):  # from which houses and squares are seen
        sight.drop("suburb", "medieval_square")
    if sight.has("hill_street"):
        sight.drop("city_street")
    if sight.has("beach_hotels"):
        sight.show(("palm", "palms", "palm tree", "palm trees"))
        sight.drop("palms")


def _skull(sight: Sight) -> None:
    """One that is worn, drawn or piled up with others lies on no table."""
    if (
        sight.has("on_table")
        and sight.asked.says("skull", "skulls")
        and (sight.asked.says(*_NO_BONE) or sight.has("catacombs", "dungeon"))
    ):
        sight.drop("on_table")


def _lasers(sight: Sight) -> None:
    """Lasers shine in any room; where they do, nothing has grown over a hall yet."""
    if sight.world != "interior" or not sight.asked.says("laser", "lasers"):
        return
    sight.show(("laser", "lasers"))
    if sight.has("overgrown") and sight.asked.says("warehouse", "factory", "hangar", "depot"):
        sight.drop("overgrown")
        sight.add("warehouse_hall")


def _band(sight: Sight) -> None:
    """A band of light or of clouds plays nothing, and where one plays in a garage no cars stand."""
    if sight.world == "interior" and sight.has("band") and not sight.asked.says("cars", "car"):
        sight.drop("parking_garage")
    if _BAND_OF.search(sight.asked.prompt.lower()):
        sight.drop("band")


_UNDER_THEM = ("above the clouds", "over the clouds", "sea of clouds", "ocean of clouds", "clouds below")


def _mountains_behind(sight: Sight) -> None:
    """A field has them beyond it, high and pale; those that are named with clouds rise out of them, and so do towers."""
    if sight.world in ("mountain", "skyline"):
        sight.show(_UNDER_THEM)
    is_above = sight.world == "skyline" and any(one in sight.asked.prompt.lower() for one in _UNDER_THEM)
    if is_above and sight.weather == "mist" and not sight.asked.says("mist", "misty", "fog", "foggy"):
        sight.weather = "clear"
    if sight.world == "field":
        sight.show(("mountain", "mountains", "alps", "peaks"))
        if sight.weather == "snow" and _SNOWY_PEAKS.search(sight.asked.prompt.lower()) and not snow_falls(sight.words):
            sight.show(("capped", "covered", "topped"))
            sight.weather, sight.snowed_in = "clear", False  # that snow lies up there


def _on_the_boards(sight: Sight) -> None:
    """A theatre has a piano of its own, in the light; nobody listens where it stands alone, or in the water."""
    if sight.world == "stage" and sight.has("velvet_curtains"):
        if not sight.has("burning"):
            sight.drop("grand_piano")
        if sight.asked.says(*_UNHEARD):
            sight.drop("crowd")
    if (
        sight.has("jazz_club")
        and sight.has("crowd")
        and sight.asked.says(*_RAISED)
        and not sight.asked.says("jazz", "blues")
    ):
        sight.drop("jazz_club")  # they stand before a stage, and sit at no tables
    if sight.has("jazz_club", "pianist") and "pianist" in sight.words.all("motifs"):  # who plays is on the stage
        sight.drop("elder", "man", "woman", "lady")
    is_near = sight.has("hands") or FACES.search(sight.asked.prompt.lower())
    if sight.world == "stage" and is_near and not sight.words.all("words"):
        sight.drop("crowd")
        sight.add("black_stage")
    if sight.world == "stage" and sight.has("orchestra", "choir"):  # to which one listens in one's seat
        sight.drop("crowd")
        if not sight.has("jazz_club", "black_stage"):
            sight.add("velvet_curtains")
    if sight.has("pianist"):  # who plays has a piano
        sight.drop("grand_piano")


def _out_of_focus(sight: Sight) -> None:
    """What lies behind a small thing is out of focus, and so is what somebody near stands before; cameramen say so."""
    sight.show(word for word in sight.asked.texts if "bokeh" in word)


def _view(sight: Sight) -> None:
    """Behind curtains that blow lies what is named with them."""
    if sight.has("blown_curtains"):
        sight.show(
            (
                "sea",
                "ocean",
                "beach",
                "city",
                "skyline",
                "city lights",
                "garden",
                "trees",
                "forest",
                "mountain",
                "mountains",
                "lake",
            )
        )


def _rowed(sight: Sight) -> None:
    """A boat on a lake is one boat: rowed, unless sails are named."""
    if sight.has("rowing_boat") and not sight.asked.says("sail", "sails", "sailing", "sailboat", "sailboats", "yacht"):
        sight.drop("sailing_boat")
    if sight.has("eagle", "owl", "raven", "vulture", "heron", "duck", "peacock") and not sight.asked.says(
        "birds", "flock", "gulls"
    ):
        sight.drop("birds")


def _washing(sight: Sight) -> None:
    """Laundry that hangs is on a line across the street."""
    if sight.can_show("washing_line") and sight.asked.says("laundry", "washing") and sight.asked.says(*_HUNG):
        sight.add("washing_line")
        sight.show(("laundry", "washing"))
    if sight.world == "ocean" and sight.has("canal"):
        sight.drop("lone_house")  # its houses are its own


def _towers(sight: Sight) -> None:
    """The tower of a city whose tower everybody knows is that one; nobody stands on a roof before it."""
    for motif, cities in _TOWERS.items():
        if sight.world == "skyline" and sight.asked.says("tower") and sight.asked.says(*cities):
            sight.add(motif)
    if sight.has(*_TOWERS):
        sight.show(("tower",))


def _caves(sight: Sight) -> None:
    """They are tunnels, too."""
    if sight.world == "cave":
        sight.show(("tunnel", "tunnels"))


def _screens(sight: Sight) -> None:
    """Those of a control room, a studio or an office are its own."""
    if sight.has("control_room"):
        sight.drop("recording_studio")
    if sight.has("control_room", "recording_studio", "home_studio", "office_floor"):
        sight.drop("glowing_monitors")


_RULES: tuple[Callable[[Sight], None], ...] = (
    under_water, _other_ground, of_stone, empty_tracks, _sign, _rainforest, _driven_car, parked, tubes_in_a_street, smoke_of_houses,
    wet_glass, steam, coloured_smoke, paper_rain, wet_floor, shore, company, room_with_a_window,
    _ruins, inland_tower, _lit_windows, lanterns, candles_afloat, _blossom, lying_snow, grey_day,
    storm_ahead, pale_fog, _forms, winter_park, leafy_park,
    thunderhead, rider, two_coats,
    sea_beyond, _castle_in_the_sky, _towers, _band, _lasers, players, people, in_an_armchair, several, _washing, _rowed,
    stream, lake, lake_house, shore_house, river, _mountains_behind,
    _on_the_boards, waterfront, _of_their_own, _skull, _caves, _screens, _out_of_focus, _view,
    together,
    in_hand, laid, objects, without_sails, riders, one_car, feats, breakers, heights, postures, untold, stand_ins,
)  # fmt: skip
"""One after the other, each on what those before it left."""
