"""Which things of a prompt a picture shows, after what they mean together: a bench and a couple are a couple on a bench."""

from __future__ import annotations

import re
from collections.abc import Callable

from .asked import Asked, Setting
from .borne import coloured_in
from .driving import is_driven
from .hours import TimeOfDay, Weather
from .laid import in_hand, laid
from .meant import empty_tracks, of_stone
from .open_air import candles_afloat, inland_tower, leafy_park, paper_rain, parked, winter_park
from .outdoors import LANDS
from .persons import FACES, MASKS, OF_A_FACE, animals_of_masks, is_alone, others_than_hands, person_in
from .placing import is_on_other_ground
from .reading import DRIPPING, lexicon
from .sight import Sight
from .snow import snow_falls
from .untold import untold, without_sails
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
_OWNERS = ("man", "woman", "boy", "girl", "musician", "guitarist", "busker", "singer", "couple")
_TRAINS = ("train", "steam_train", "viaduct")
_LAMPS = {*"lit window windows lamp lamps lantern lanterns lights glowing candle candles candlelit".split()}
_DANCES = ("dancing", "dances", "dance", "danced")
_COWBOYS = ("cowboy", "cowgirl")
_ON_FOOT = (
    "walking",
    "walks",
    "standing",
    "stands",
    "leaning",
    "waiting",
    "sitting",
    "playing",
    "silhouette",
    "smoking",
    "alone",
)
_MOUNTED = ("horse", "horseback", "riding", "rides", "gallop", "galloping", "stallion", "mustang")
_CARS = ("car", "convertible", "coupe", "cadillac", "mustang", "truck", "van", "taxi", "pickup")
_DRESSES = ("dress", "gown", "robe", "sundress")
_LADIES = ("lady", "dancer", "ballerina", "geisha", "singer", "waltz", "swimmer")
_HORSES = {"horse", "horses", "stallion", "mare", "pony"}
_DEEDS_OF_TWO = {
    "kiss": ("kiss", "kisses", "kissing"),
    "embrace": ("embrace", "embraces", "embracing", "hug", "hugs", "hugging"),
    "waltz": (*_DANCES, "waltz", "waltzes", "waltzing", "tango", "spinning", "twirling"),
}
_DANCING_IN = re.compile(r"(?:^|[,.;] ?)(?:slow )?danc(?:ing|es?) (?:alone )?(?:in|on|through|under|by|at) ")
_SEVERAL = {*"women men girls boys people couples couple friends kids children they crowd two three four".split()}

_RIDDEN = "ride rides riding rider riders ridden cycling pedalling pedaling cyclist".split()
_SNOWY_PEAKS = re.compile(
    r"\bsnow(?:y|[ -]?(?:capped|covered|topped))?(?: (?!and)[a-z]+)? (?:mountains?|peaks?|alps|summits?|range)\b"
)
_ON_A_SWING = re.compile(r"\b(?:on|in) (?:an? |the |his |her |their )?(?:\w+ )?swings?\b|\bswinging\b")
_ON_A_BENCH = re.compile(
    r"\b(?:man|woman|girl|boy|guy|lady|figure|person|stranger|someone|somebody|loner|lover|poet)\b[^,.;]*\bbench\b|\bsit(?:s|ting)\b[^,.;]*\bbench\b"
)
_HELD = {
    *"letter photograph photo polaroid paper rose flower phone smartphone glass mug cup candle wheel flame match light".split()
}
_MASKED = re.compile(
    r"\bmasked (?:\w+ )?(?:people|figures|strangers|men|women|guests|crowd|gang|party|ball|revell?ers|band|children)\b"
    r"|\b(?:people|figures|strangers|men|women|guests|crowd|gang|children)\b[^,.;]*\bmasks?\b|\bmasquerade\b"
)
_BAND_OF = re.compile(r"\bbands? of (?!musicians|players|brothers|friends|four|three)")
_APART = {*"lone lonely alone standing middle single floating mysterious".split()}
_CLIMBS = {*"growing grow grows climbing covered overgrown over hanging ivy roses jungle creeping".split()}
_OF_WINE = {*"vineyard vineyards winery grapes grape wine rows harvest hills".split()}
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
        motifs = (*motifs, *(one for one in usual if one not in motifs))
    is_over = sight.weather == "rain" and sight.words.amount(1.0) <= DRIPPING
    is_dry = (is_over or sight.weather not in ("rain", "storm", "snow")) and "umbrella" not in sight.named
    return tuple(one for one in motifs if one != "umbrella") if is_dry else motifs


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


def _driven_car(sight: Sight) -> None:
    """It is one of those that the road has."""
    if is_driven(sight.asked):
        sight.drop("old_car")


def _company(sight: Sight) -> None:
    """Who is at a fire sits about it, a couple sits on a bench, and the flock of a shepherd is one of sheep."""
    if sight.has("sheep") and sight.asked.says("flock", "flocks") and not sight.asked.says("bird", "birds"):
        sight.drop("birds")
    if sight.has("saxophonist", "violinist", "cellist", "trumpeter") and not sight.asked.says("guitar", "guitarist"):
        sight.drop("guitarist")  # a street musician has the instrument that is named
    if sight.has("left_guitar") and sight.asked.says(*_OWNERS):
        sight.drop("left_guitar")  # it is theirs
    if (
        sight.has("campfire")
        or (sight.world == "road" and sight.asked.says("couple", "lovers") and sight.asked.says(*_CARS))
        or sight.has("elder", "child")
    ):
        sight.drop("pair")  # who sits at it, or in the car, or is named one by one
    if sight.has("crowd"):
        sight.show(_DANCES)
    if sight.has("ship_window"):
        sight.show(("earth", "the earth", "planet"))
    if sight.has("bench") and sight.has("pair", "embrace", "kiss"):
        sight.drop("bench", "pair", "embrace", "kiss")
        sight.named.append("lovers")
    elif sight.has("bench") and sight.can_show("sitter") and _ON_A_BENCH.search(sight.asked.prompt.lower()):
        sight.drop("bench", "figure", "man", "woman", "elder")
        sight.named.append("sitter")
        sight.show(("reading", "reads", "book", "newspaper"))
    young = sight.has("figure", "man", "child") and sight.asked.says("boy", "girl", "child", "kid", "children", "kids")
    if sight.has("swing") and young and sight.can_show("child") and _ON_A_SWING.search(sight.asked.prompt.lower()):
        sight.drop("swing", "figure", "man", "woman", "child")
        sight.named.append("child")


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


def _rider(sight: Sight) -> None:
    """Who rides a camel or a motorcycle rides no horse; nor does a caravan go by behind a camel that is alone."""
    if sight.has("camel_train") and sight.asked.says("camel"):
        sight.drop("rider", "caravan", "figure")
    if sight.has("motorcycle", "cyclist"):
        sight.drop("rider")
    on_foot = sight.has("rider") and sight.asked.says(*_COWBOYS) and sight.asked.says(*_ON_FOOT)
    if on_foot and not sight.asked.says(*_MOUNTED) and sight.can_show("man"):
        sight.drop("rider")
        sight.add("man")


def _two_coats(sight: Sight) -> None:
    """Horses of two colours are two."""
    coats = [colour for thing, colour in coloured_in(sight.asked.prompt) if thing in _HORSES]
    if sight.has("horse") and len(coats) > 1 and sight.can_show("horses"):
        sight.named = ["horses" if one == "horse" else one for one in sight.named]


def _castle_in_the_sky(sight: Sight) -> None:
    """A castle on a floating island is one thing."""
    if sight.world == "clouds" and sight.has("castle") and sight.has("floating_islands"):
        sight.drop("castle", "floating_islands")
        sight.add("floating_city")


def _dances(sight: Sight) -> bool:
    """Return whether one person dances, and does nothing else."""
    others = set(lexicon()["groups"]["people"]) - {"figure", "lady", "woman", "man", "umbrella"}
    is_one = sight.has("figure", "lady", "woman", "man") and not sight.has(*others, "campfire", "lovers")
    is_one = is_one and not sight.asked.says(*_SEVERAL)
    return is_one and sight.asked.says(*_DANCES) and sight.can_show("dancer")


def _two(sight: Sight) -> None:
    """A pair that does something is seen doing it, also where its words do not stand side by side."""
    if not sight.has("pair"):
        return
    for deed, words in _DEEDS_OF_TWO.items():
        if sight.has(deed) or (sight.asked.says(*words) and sight.can_show(deed)):
            sight.drop("pair")
            sight.add(deed)
            sight.show(words)
            return


def _people(sight: Sight) -> None:
    _two(sight)
    if sight.has("bicycle") and sight.asked.says(*_RIDDEN):
        sight.named = ["cyclist" if one == "bicycle" else one for one in sight.named]
    sight.drop(*animals_of_masks(sight.asked.prompt))
    if sight.has("hands"):
        sight.drop(*others_than_hands(sight))
    if sight.has("figure") and is_alone(sight.words, sight.named):
        sight.named.remove("figure")
    is_told = _DANCING_IN.search(sight.asked.prompt.lower()) and not set(lexicon()["groups"]["people"]) & set(
        sight.named
    )
    if is_told and sight.can_show("dancer") and sight.world != "stage":
        sight.add("dancer")
        sight.show(_DANCES)
    if _dances(sight):
        sight.drop("figure", "lady", "woman", "man")
        sight.add("dancer")
        sight.show(_DANCES)
    swims = sight.asked.says("swims", "swimming", "swim") and sight.has("figure", "woman", "man", "child")
    if swims and sight.can_show("swimmer"):
        sight.drop("figure", "woman", "man", "child")
        sight.add("swimmer")
        sight.show(("swims", "swimming", "swim"))
    if sight.has("dancer") and not sight.asked.says(*_SEVERAL):
        sight.drop("lady", "woman", "man")  # it is she
    people = set(lexicon()["groups"]["people"]) - {"figure", "crowd", "caravan"}
    if _MASKED.search(sight.asked.prompt.lower()) and not people & set(sight.named) and sight.can_show("masked"):
        sight.drop("crowd")
        sight.named.append("masked")
    if somebody := person_in(sight.words, sight.named, sight.world, sight.asked.prompt.lower()):
        sight.named.append(somebody)
    _dressed(sight)
    if sight.has("wayfarer"):
        sight.show(lexicon()["persons"]["wayfarer"])
    if FACES.search(sight.asked.prompt.lower()) or sight.has("hands"):
        seen = OF_A_FACE | _HELD if sight.has("hands") else OF_A_FACE
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if word in seen)
    if set(sight.named) & set(lexicon()["groups"]["people"]) - {"figure", "crowd", "caravan"}:
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if word in MASKS)


def _dressed(sight: Sight) -> None:
    """Who wears a dress is a lady in it, also where the words do not stand side by side; what people wear in a colour is seen."""
    wears = sight.asked.says(*_DRESSES) and not sight.asked.says("shop", "mannequin", "hanging", "wardrobe")
    if wears and sight.has("figure", "woman") and sight.can_show("lady") and not sight.has(*_LADIES):
        sight.drop("figure", "woman")
        sight.add("lady")
    if set(sight.named) & set(lexicon()["groups"]["people"]):
        left = (*sight.left[0], *(word for word, _ in sight.left[2]))
        worn = {thing for thing, _ in coloured_in(sight.asked.prompt)} & {*lexicon()["bearers"]["worn"], "hair"}
        worn |= {*_DRESSES} if sight.has(*_LADIES) else set()
        shown = {one.said for one in sight.words.found if {one.text, one.text.removesuffix("s")} & worn}
        sight.show(word for word in left if word in shown)


def _of_their_own(sight: Sight) -> None:
    """Hotels along a beach have their palms, a steep street its cars on cables, and a shop its lamps."""
    if sight.world == "interior" and sight.asked.says(*_WEBS):
        sight.show(_WEBS)
        if sight.asked.motif("gothic_mansion") or sight.asked.says("mansion", "manor"):
            sight.show(word for word, _ in sight.left[2] if "mansion" in word or "house" in word)
            sight.add("mansion_hall")
    if sight.world == "interior":  # its windows look out on it
        sight.show(
            ("space", "in space", "outer space", "deep space", "floating in space", "lost in space", "adrift in space")
        )
        if sight.has("diner_inside"):
            sight.show(("diner", "cafe", "café", "coffee shop", "coffeehouse"))
            sight.drop("diner")
    if sight.has("still_water", "stream"):
        sight.show(("water", "waters"))
    if sight.has("lone_door") and sight.world in ("town", "alley", "road") and not sight.asked.says(*_APART):
        sight.drop("lone_door")  # it is one of theirs
    if sight.has("vineyard") and sight.asked.says(*_CLIMBS) and not sight.asked.says(*_OF_WINE):
        sight.drop("vineyard")
        sight.show(("vine", "vines"))
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
    under_water, _other_ground, of_stone, empty_tracks, _sign, _rainforest, _driven_car, parked, wet_glass, steam, paper_rain, wet_floor,
    shore, _company,
    _ruins, inland_tower, _lit_windows, lanterns, candles_afloat, _blossom, lying_snow, _forms, winter_park, leafy_park,
    thunderhead, _rider, _two_coats,
    sea_beyond, _castle_in_the_sky, _band, _lasers, _people, stream, lake, lake_house, shore_house, river, _mountains_behind,
    _on_the_boards, waterfront, _of_their_own, _skull, _caves, _screens, _out_of_focus, _view,
    in_hand, laid, without_sails, untold,
)  # fmt: skip
"""One after the other, each on what those before it left."""
