"""Which things of a prompt a picture shows, after what they mean together: a bench and a couple are a couple on a bench."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .asked import Asked, Setting
from .hours import TimeOfDay, Weather, hour_of, said_of
from .open_air import candles_afloat, paper_rain, parked, winter_park
from .outdoors import LANDS
from .persons import MASKS, animals_of_masks, is_alone, person_in
from .placing import is_driven, is_on_other_ground
from .reading import Reading, lexicon
from .snow import snow_falls, snow_lies
from .sunk import sunk_things
from .where import LeftOut, left_out, shown_in

if TYPE_CHECKING:
    from collections.abc import Iterable

_AURORA = {"aurora", "aurora borealis", "northern lights", "polar lights"}
_FAIR = {"clear", "cloudless", "sunny", "sunshine", "sunlit"}
_KEEPS_SNOW = {"field", "forest", "mountain", "space", "town"}  # worlds where snow lies whatever the weather
_VAPOURS = {"steam", "smoke"}
_DRY = {"mist", "clear", "overcast"}
_IN_SKY = {"comet", "meteors", "moon", "huge_moon", "crescent", "blood_moon", "harvest_moon", "eclipse"}
_OPEN = ("canyon", "dunes", "field", "road", "savanna")
_UNHEARD = {"alone", "lone", "lonely", "single", "solitary", "empty", "abandoned", "flooded"}
_GROWN = {"field", "forest", "mountain"}
_FROZEN = {"frozen", "ice", "icy", "frost"}
_SHINES = (
    "sun",
    "sunlight",
    "sunrise",
    "sunset",
    "sunbeams",
    "stars",
    "starry",
    "moon",
    "moonlight",
    "moonlit",
    "aurora",
    "golden",
)
_VILLAGES = {"mountain_village", "fjord_village", "white_village"}
_FORMS = (
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
_LAMPS = {*"lit window windows lamp lamps lantern lanterns lights glowing candle candles candlelit".split()}
_WATERS = {"lake", "river", "water", "pond", "sea", "ocean", "bay", "harbour", "harbor"}  # on which lanterns lie
_RELEASED = {*"rise rises rising released release ascending drift drifts drifting float floats floating sky".split()}
_LAKES = {"lake", "lakes", "tarn"}
_AFLOAT = {"floating", "float", "drifting", "floats"}
_FOGS = {"mist", "misty", "fog", "foggy", "haze", "hazy", "smoke", "smoky"}
_ROOFED, _DAMP = ("interior", "cave", "stage"), {"wet", "puddle", "puddles", "soaked"}
_HOT = {
    *"coffee tea cup cups mug mugs soup ramen noodles kettle pot pots pan kitchen espresso bath bathtub shower iron".split()
}
_SANDS = {"beach", "sand", "sandy", "shore"}
_CRAGS = {"cliff", "cliffs", "rock", "rocks", "rocky", "crag", "crags", "stack", "stacks"}

_AFTER_RAIN = re.compile(r"\bafter (?:the |a )?(?:[a-z]+ )?(?:rain|rainfall|shower|storm)\b")
_DUSTY_LIGHT = re.compile(r"\bdust(?:y)?(?: [a-z]+){0,2} (?:light|sunlight|beams?|sunbeams?|rays?|shafts?|blinds)\b")
_RIDDEN = "ride rides riding rider riders ridden cycling pedalling pedaling cyclist".split()
_BAND_OF = re.compile(r"\bbands? of (?!musicians|players|brothers|friends|four|three)")


@dataclass
class Sight:
    """What is known so far of one picture of a prompt; rules change ``named``, and the rest where things say so.

    Attributes
    ----------
    world : str
        Where the picture is.
    weather, time : Weather, TimeOfDay
    named : list of str
        Motifs that are shown.
    left : LeftOut
        Words that are not; see :func:`~.where.left_out`.
    is_detail : bool
        It is a picture of details.
    snowed_in : bool
        Snow lies and none falls.
    sign : str
        What a sign says.
    """

    asked: Asked
    setting: Setting
    world: str
    weather: Weather
    time: TimeOfDay
    named: list[str]
    left: LeftOut
    is_detail: bool
    sign: str
    snowed_in: bool = False

    @property
    def words(self) -> Reading:
        return self.asked.words

    def has(self, *motifs: str) -> bool:
        return bool(set(motifs) & set(self.named))

    def can_show(self, motif: str) -> bool:
        return self.world in shown_in(motif, self.words)

    def drop(self, *motifs: str) -> None:
        self.named = [one for one in self.named if one not in motifs]

    def add(self, motif: str) -> None:
        if motif not in self.named:
            self.named.append(motif)

    def show(self, words: Iterable[str]) -> None:
        """Note that words are shown that were left out so far."""
        unpainted, only_light, elsewhere = self.left
        shown = set(words)
        self.left = (
            tuple(word for word in unpainted if word not in shown),
            tuple(word for word in only_light if word not in shown),
            tuple(one for one in elsewhere if one[0] not in shown),
        )


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
    return motifs


def _under_water(sight: Sight) -> None:
    if sight.setting.drowned:
        sight.add("under_water")
        sight.weather, sight.time = sight.words.first("weathers") or "clear", hour_of(sight.words) or "day"
    if sight.world == "underwater":
        sunk, things = sunk_things(sight.words, sight.named)
        sight.named += sunk
        sight.show(things)


def _other_ground(sight: Sight) -> None:
    if sight.world == "space" and is_on_other_ground(sight.asked.prompt):
        sight.add("other_ground")


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


def _wet_glass(sight: Sight) -> None:
    is_wet = sight.words.first("weathers") in ("rain", "storm")
    if sight.setting.behind_glass and is_wet and sight.setting.world in shown_in("wet_window", sight.words):
        sight.add("wet_window")
    if sight.has("train_window") and sight.weather in ("rain", "storm") and sight.is_detail:
        sight.add("wet_window")


def _steam(sight: Sight) -> None:
    """That of a city's gratings or of a cup is no fog."""
    is_small = sight.has("brownstones") or (sight.world == "interior" and sight.asked.says(*_HOT))
    if is_small and sight.weather == "mist" and not sight.asked.says(*_FOGS):
        others: list[Any] = [one for one in sight.words.all("weathers") if one != "mist"]
        sight.weather = next(iter(others), "clear")


def _wet_floor(sight: Sight) -> None:
    """A floor or a wall that is wet is no rain under a roof; in open country none falls after the rain, nor dust in space."""
    if sight.weather == "rain" and sight.world in LANDS and _AFTER_RAIN.search(sight.asked.prompt.lower()):
        sight.weather = "mist" if sight.asked.says("steam", *_FOGS) else "clear"
    if sight.weather == "dust" and sight.world not in _ROOFED and _DUSTY_LIGHT.search(sight.asked.prompt.lower()):
        sight.weather = "clear"
    if sight.weather == "dust" and sight.world == "space" and not sight.has("other_ground"):
        sight.weather = "clear"
    wet = {text for text, weather in said_of(sight.words, "weathers") if weather == "rain"}
    if sight.weather == "rain" and sight.world in _ROOFED and wet and wet <= _DAMP:
        sight.weather = "clear"


def _shore(sight: Sight) -> None:
    """Waves break on sand, too; and a lighthouse in a storm is where they break."""
    if sight.asked.says(*_SANDS) and not sight.asked.says(*_CRAGS):
        sight.drop("sea_cliffs")
    is_stormy = sight.has("lighthouse") and sight.weather == "storm" and sight.world == "ocean"
    if is_stormy and not sight.has("icebergs"):
        sight.add("sea_cliffs")


def _company(sight: Sight) -> None:
    """Who is at a fire sits about it, a couple sits on a bench, and the flock of a shepherd is one of sheep."""
    if sight.has("sheep") and sight.asked.says("flock", "flocks") and not sight.asked.says("bird", "birds"):
        sight.drop("birds")
    if sight.has("saxophonist", "violinist", "cellist", "trumpeter") and not sight.asked.says("guitar", "guitarist"):
        sight.drop("guitarist")  # a street musician has the instrument that is named
    if sight.has("campfire"):
        sight.drop("pair")
    if sight.has("bench") and sight.has("pair", "embrace", "kiss"):
        sight.drop("bench", "pair", "embrace", "kiss")
        sight.named.append("lovers")


def _ruins(sight: Sight) -> None:
    """A house that is named lies in ruins, else a temple."""
    is_bare = "ruins" in sight.words.all("motifs") and not sight.has("ruins", "stone_temple", "temple", *_WINDOWED)
    if is_bare and sight.can_show("stone_temple"):
        sight.add("stone_temple")
    if sight.has("stone_temple", *_WINDOWED):
        sight.show(("ruin", "ruins"))


def _lit_windows(sight: Sight) -> None:
    """They are those of a house; and a house that is lit has windows."""
    if sight.time in ("dusk", "night") and sight.has(*_WINDOWED):
        sight.show(("window", "windows"))
    if sight.has("lit_windows"):
        sight.drop("lit_windows")
        if not sight.has(*_WINDOWED):
            sight.add("cabin")


def _lanterns(sight: Sight) -> None:
    """Those that rise, or float on water, are of paper."""
    is_released = (
        sight.asked.says("lantern", "lanterns") and sight.asked.says(*_RELEASED) and not sight.has("water_lanterns")
    )
    if is_released and not sight.has("lantern") and sight.can_show("paper_lanterns"):
        sight.add("paper_lanterns")
        sight.show(word for word in sight.asked.texts if "lantern" in word)
    if sight.has("paper_lanterns") and sight.asked.says(*_WATERS) and sight.can_show("water_lanterns"):
        sight.add("water_lanterns")
    if sight.has("water_lanterns") and sight.asked.says(*_AFLOAT) and not sight.asked.says("sky"):
        sight.drop("paper_lanterns")


def _blossom(sight: Sight) -> None:
    """In a town those trees are a garden of their own."""
    if sight.world == "town" and sight.has("blossom"):
        sight.named = list(dict.fromkeys(["cherry_garden", *sight.named]))
        if sight.asked.says("river", "canal"):
            sight.drop("canal", "stream")
            sight.show(("river", "canal", "riverside"))


def _forms(sight: Sight) -> None:
    """Cubes of glass that refract light are no prism; and what is icy in a studio is cold, for no snow falls there."""
    if sight.world != "chrome":
        return
    if sight.has("prism") and sight.asked.says(*_FORMS) and not sight.asked.says("prism", "prisms", "spectrum"):
        sight.drop("prism")
    if sight.weather == "snow" and not snow_falls(sight.words):
        sight.weather = "clear"


def _lying_snow(sight: Sight) -> None:
    """Snow lies under a weather that is named beside it, and in mountains by day, under comets and an aurora, if none is said to fall.

    On a moon none falls, nor beside what is only frozen under an aurora.
    """
    if sight.world not in _KEEPS_SNOW or snow_falls(sight.words):
        return
    named: list[tuple[str, Any]] = [
        (text, one) for text, one in said_of(sight.words, "weathers") if text not in _VAPOURS
    ]
    others = [weather for _, weather in named if weather in _DRY]
    snows = {text for text, weather in named if weather == "snow"}
    if sight.weather == "snow" and others and snow_lies(sight.words):
        sight.weather = others[0]
    if sight.world in ("mountain", "space") and sight.weather == "snow":
        under_aurora = bool(_AURORA & sight.asked.texts)
        is_frozen = sight.world == "space" or (under_aurora and snows <= _FROZEN)
        is_fair = (under_aurora or sight.asked.says(*_FAIR)) and (not sight.named or snow_lies(sight.words))
        is_seen = sight.time in ("dawn", "golden", "day") or sight.has(*_IN_SKY)
        if is_frozen or is_fair or (is_seen and (snows <= _FROZEN or snow_lies(sight.words, only_said=True))):
            sight.weather = "clear"
    if sight.weather == "snow" and snow_lies(sight.words, only_said=True) and sight.asked.says(*_SHINES):
        sight.weather = "clear"
    is_ice = sight.weather == "snow" and sight.world in _GROWN and snows <= _FROZEN  # a frozen waterfall, or river
    if is_ice:
        sight.weather = "clear"
    sight.snowed_in = (
        is_ice or sight.weather in _DRY and any(text.startswith(("snow", "winter", "wintry")) for text in snows)
    )


def _thunderhead(sight: Sight) -> None:
    """A storm over open land is seen coming: its cloud towers behind it."""
    if sight.weather == "storm" and sight.world in _OPEN and not sight.has("tornado"):
        sight.add("thunderhead")


def _rider(sight: Sight) -> None:
    """Who rides a camel or a motorcycle rides no horse; nor does a caravan go by behind a camel that is alone."""
    if sight.has("camel_train") and sight.asked.says("camel"):
        sight.drop("rider", "caravan", "figure")
    if sight.has("motorcycle", "cyclist"):
        sight.drop("rider")


def _sea_beyond(sight: Sight) -> None:
    if sight.setting.over_sea and sight.world in ("field", "volcano"):
        sight.named.append("sea_beyond")


def _castle_in_the_sky(sight: Sight) -> None:
    """A castle on a floating island is one thing."""
    if sight.world == "clouds" and sight.has("castle") and sight.has("floating_islands"):
        sight.drop("castle", "floating_islands")
        sight.add("floating_city")


def _people(sight: Sight) -> None:
    if sight.has("bicycle") and sight.asked.says(*_RIDDEN):
        sight.named = ["cyclist" if one == "bicycle" else one for one in sight.named]
    sight.drop(*animals_of_masks(sight.asked.prompt))
    if sight.has("figure") and is_alone(sight.words, sight.named):
        sight.named.remove("figure")
    if somebody := person_in(sight.words, sight.named, sight.world):
        sight.named.append(somebody)
    if set(sight.named) & set(lexicon()["groups"]["people"]) - {"figure", "crowd", "caravan"}:
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if word in MASKS)


def _lasers(sight: Sight) -> None:
    """Lasers shine in any room; where they do, nothing has grown over a hall yet."""
    if sight.world != "interior" or not sight.asked.says("laser", "lasers"):
        return
    sight.show(("laser", "lasers"))
    if sight.has("overgrown") and sight.asked.says("warehouse", "factory", "hangar", "depot"):
        sight.drop("overgrown")
        sight.add("warehouse_hall")


def _band(sight: Sight) -> None:
    """A band of light or of clouds plays nothing."""
    if _BAND_OF.search(sight.asked.prompt.lower()):
        sight.drop("band")


def _stream(sight: Sight) -> None:
    """A river runs between those trees."""
    if sight.has("birch", "maples", "redwoods") and sight.asked.says("river"):
        sight.named = ["stream" if one == "still_water" else one for one in sight.named]


def _lake_house(sight: Sight) -> None:
    """A house at a mountain lake is the one of wood on its shore."""
    if sight.world == "mountain" and sight.asked.says("lake", "lakes", "loch", "tarn", "fjord"):
        if sight.has("lone_house"):
            sight.drop("lone_house")
            sight.add("cabin")
        if sight.has("cabin"):
            sight.show(("jetty", "pier", "dock", "reflection", "reflections"))


def _mountains_behind(sight: Sight) -> None:
    """A field has them beyond it, high and pale."""
    if sight.world == "field":
        sight.show(("mountain", "mountains", "alps", "peaks"))


def _lake(sight: Sight) -> None:
    """A lake that is named with a wood lies in it."""
    if sight.world == "forest" and sight.asked.says(*_LAKES) and not sight.has("stream", "waterfall", "swamp"):
        sight.add("still_water")
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if _LAKES & set(word.split()))


def _waterfront(sight: Sight) -> None:
    """A skyline is seen across the water that is named, a street has the lights of its city; cable cars are trams there."""
    if sight.world in ("alley", "town"):
        sight.show(("city", "city lights", "city at night", "night city"))
    if sight.world == "skyline":
        sight.show((*_WATERS, "riverside", "waterfront", "neon city"))
        if sight.has("rooftop", "train", "towers_overhead"):  # from which no water is seen
            sight.drop("sailing_boat")
    if sight.world == "town" and sight.has("city_street"):
        sight.show(("cable car", "cable cars", "san francisco"))


def _on_the_boards(sight: Sight) -> None:
    """A theatre has a piano of its own, in the light; nobody listens where it stands alone, or in the water."""
    if sight.world == "stage" and sight.has("velvet_curtains"):
        if not sight.has("burning"):
            sight.drop("grand_piano")
        if sight.asked.says(*_UNHEARD):
            sight.drop("crowd")
    if sight.has("jazz_club"):
        sight.drop("pianist")
    if sight.has("pianist"):  # who plays has a piano
        sight.drop("grand_piano")


def _out_of_focus(sight: Sight) -> None:
    """What lies behind a small thing is out of focus, and so are the lights between trees and in abstract pictures."""
    if sight.world in ("macro", "forest", "chrome", "stage", "interior"):
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


def _screens(sight: Sight) -> None:
    """Those of a control room, a studio or an office are its own."""
    if sight.has("control_room"):
        sight.drop("recording_studio")
    if sight.has("control_room", "recording_studio", "home_studio", "office_floor"):
        sight.drop("glowing_monitors")


_RULES: tuple[Callable[[Sight], None], ...] = (
    _under_water, _other_ground, _sign, _rainforest, _driven_car, parked, _wet_glass, _steam, paper_rain, _wet_floor, _shore, _company,
    _ruins, _lit_windows, _lanterns, candles_afloat, _blossom, _lying_snow, _forms, winter_park, _thunderhead, _rider,
    _sea_beyond, _castle_in_the_sky, _band, _lasers, _people, _stream, _lake, _lake_house, _mountains_behind, _on_the_boards, _waterfront,
    _screens, _out_of_focus, _view,
)  # fmt: skip
"""One after the other, each on what those before it left."""
