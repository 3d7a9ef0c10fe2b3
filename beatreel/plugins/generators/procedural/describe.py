"""From the words of a prompt to what shall be painted.

The words are looked up in ``lexicon.toml``, ``lexicon/*.toml`` and ``worlds/*/world.toml``; nothing is guessed by a model. Every
prompt gives something that fits: words that no world knows by name lead to the nearest one by association, a prompt
without any place to one that suits its weather, people, light and colours, and the prompt's colours are kept in any case.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Literal

from pydantic import Field

from beatreel import Value, moves_in, style_of

from .colouring import Palette, palette_of, styled, worn_in
from .hours import TimeOfDay, Weather, all_words, hour_of, weather_and_time
from .outdoors import LANDS
from .persons import is_alone, person_in
from .reading import Reading, lexicon
from .signs import written
from .sunk import sunk_things, under_water
from .where import choose_world, goes_on, left_out, place_in, shown_in

_ON_GLASS = {"rain", "rainy", "raindrop", "raindrops", "drops", "wet", "wipers", "wiper", "drizzle"}
_DROPS = {"drop", "drops", "droplet", "droplets", "raindrop", "raindrops", "dewdrop", "dewdrops", "dew"}
_OPEN_LAND = {
    "highway",
    "motorway",
    "desert",
    "forest",
    "mountain",
    "mountains",
    "coast",
    "country",
    "countryside",
    "field",
}
_WINDOWS = {"bus ride", "train window", "train ride", "bus window", "car window"}
_WITH_A_VIEW = {"loft_living", "bedroom", "office_floor"}
_PETS = {"cat", "dog", "hare", "owl", "raven"}
_SEEN_THROUGH_WINDOWS = (
    "alley",
    "canyon",
    "dunes",
    "field",
    "forest",
    "mountain",
    "ocean",
    "savanna",
    "skyline",
    "town",
)
_OUT_OF_DOORS = {
    "rooftop",
    "rooftops",
    "roof",
    "street",
    "streets",
    "alley",
    "facade",
    "building",
    "buildings",
    "block",
    "blocks",
    "then",
}
_CROPS = {*"wildflower wildflowers poppy poppies wheat lavender heather sunflower sunflowers tulips meadow".split()}
_AURORA = {"aurora", "aurora borealis", "northern lights", "polar lights"}
_VILLAGES = {"mountain_village", "fjord_village", "white_village"}
_WINDOWED = {"cabin", "castle", "lone_tower", "chapel", "gothic_mansion", "lone_house", "village", *_VILLAGES}
_LAMPS = {*"lit window windows lamp lamps lantern lanterns lights glowing candle candles candlelit".split()}
_FALLING = {"snowing", "snowfall", "blizzard", "snowstorm", "snow storm", "falling snow", "snowflake", "snowflakes"}
_LANES = {"country", "dirt", "gravel", "lane", "dusty", "rural"}
_WATERS = {"lake", "river", "water", "pond", "sea", "ocean", "bay", "harbour", "harbor"}  # on which lanterns lie
_AFLOAT = {"floating", "float", "drifting", "floats"}
_FOGS = {"mist", "misty", "fog", "foggy", "haze", "hazy", "smoke", "smoky"}
_SANDS, _CRAGS = (
    {"beach", "sand", "sandy", "shore"},
    {"cliff", "cliffs", "rock", "rocks", "rocky", "crag", "crags", "stack", "stacks"},
)
_SHOTS = ("wide", "medium", "close", "detail")


_MOVING = {
    "driving",
    "drive",
    "driver",
    "chase",
    "chasing",
    "race",
    "racing",
    "speeding",
    "highway",
    "traffic",
    "headlight",
    "headlights",
}
_ON_GROUND = re.compile(
    r"\bon (?:a|an|the) (?:(?!under|beneath|below|by|before|against|with|in|over|facing)[a-z-]+ ){0,3}(?:moon|planet|asteroid|comet)s?\b"
)


class SceneDescription(Value):
    """What a prompt asks for.

    Attributes
    ----------
    prompt : str
    world : str
        A name of :data:`~.worlds.WORLDS`.
    approximate : bool
        The prompt named no world; this one was chosen by association.
    other_world : str
        A second world that the prompt names, which some pictures of the film show; empty for none.
    time_of_day : {"dawn", "day", "golden", "dusk", "night"}
    weather : {"clear", "rain", "snow", "mist", "storm", "dust", "overcast"}
    weather_amount : float
        0 to 1.
    palette : Palette
    motifs : tuple of str
        Story elements, such as ``"figure"``, ``"birds"``, ``"caravan"``, ``"umbrella"``; the world's own if the prompt has none.
    without : tuple of str
        What the prompt does not want: entries of the lexicon (``"rain"``, ``"birds"``), and ``"people"`` for all of them.
    lens : {"", "soft", "anamorphic"}
    camera : str
        Camera movement that the prompt asks for; empty for none.
    speed : float
        Of everything that moves by itself: 1 as in life, 0.4 slow motion.
    contrast : float
        Factor of contrast.
    understood, denied, unknown : tuple of str
        Words of the prompt that had an effect, those that it does not want, and those that mean nothing here.
    details : tuple of str
        Weather and motifs that the prompt names itself.
    place : str
        The word of the prompt that led to the world, if it is not the world's own name; empty for none.
    reads_as : tuple of str
        English words that stand for the place, from a smaller vocabulary: a tavern is a room with a fireplace.
    words : tuple of str
        English words of the prompt that had an effect, one by one.
    unpainted : tuple of str
        Words that are known, but that no world paints.
    elsewhere : tuple of (str, tuple of str)
        Words that other worlds paint, and this one does not, with those worlds.
    only_light : tuple of str
        Words of which only the light is painted.
    corrected : tuple of (str, str)
        Misspelt words and what they are read as.
    worn : str
        Colour of what somebody wears or holds, a name of the lexicon; empty for none.
    tints : tuple of str
        Words that could be places or things and are colours here: “soft pink and lavender”.
    flavour : int
        31 bits from all words of the prompt, so that prompts of the same description still give other pictures.
    """

    prompt: str = ""
    world: str
    approximate: bool = False
    other_world: str = ""
    time_of_day: TimeOfDay = "night"
    weather: Weather = "clear"
    weather_amount: float = Field(default=0.5, ge=0, le=1)
    palette: Palette = Palette()
    motifs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    lens: Literal["", "soft", "anamorphic"] = ""
    camera: str = ""
    speed: float = Field(default=1.0, gt=0, le=4)
    contrast: float = 1.0
    understood: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    place: str = ""
    reads_as: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unpainted: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, tuple[str, ...]], ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    only_light: tuple[str, ...] = ()
    worn: str = ""
    tints: tuple[str, ...] = ()
    flavour: int = 0

    @property
    def all_words(self) -> set[str]:
        """Every single word that says what is to be seen: those of the prompt, in its language and in English, and :attr:`reads_as`."""
        found = {*self.reads_as, *self.words, *(word for phrase in self.understood for word in phrase.split())}
        return found - set(self.tints)


def describe(prompt: str, style: str = "", world: str = "", *, picture: int = 0) -> SceneDescription:
    """Look up the words of a prompt.

    Parameters
    ----------
    prompt : str
        Any text, in any case.
    style : str
        Name of a style preset, whose words count where the prompt is silent, or such words.
    world : str
        A name of :data:`~.worlds.WORLDS` to use whatever the prompt says; empty to let the prompt decide.
    picture : int
        See :func:`picture_number`; where the prompt names two worlds, some pictures show the second.

    Returns
    -------
    SceneDescription
        The same for the same text.
    """
    preset = style_of(style)
    sign, read = written(prompt)  # what a sign says is not to be seen
    words, both = Reading(read), Reading(f"{read}, {preset.words}" if preset.words else read)
    if _is_wet_leaf(prompt):
        for reading in (words, both):
            reading.imply("places", "wet_leaf", ("words", "macro"))
    chosen, exact, other = (world, True, "") if world else choose_world(words, both)
    if not world:
        chosen, other = _by_day(words, both, chosen, other)
    if chosen == "chrome" and not world and not any(one.text in ("then", "later") for one in words.found):
        other = ""  # “in a void”, “in a dark studio”: what is abstract is in no other place
    if not world and _ON_GROUND.search(prompt.lower()):
        chosen, exact, other = "space", True, ""
    if "market" in words.all("motifs") and "alley" in words.all("words") and "neon" in words.all("looks"):
        chosen, other = "alley", ""  # it has the signs
    if not world and chosen in ("alley", "skyline", "road", "town") and _is_behind_a_windscreen(words):
        chosen, other = "town", ""
        for motif in ("city_street", "wet_window", "windscreen"):
            if motif != "windscreen" or "bus" not in all_words(words):  # a passenger sees no dashboard
                words.imply("motifs", motif)
    if (
        not world
        and chosen == "skyline"
        and "city_street" in words.all("motifs")
        and "rooftop" not in words.all("motifs")
    ):
        chosen, other = "town", ""
    if not world and chosen == "skyline" and other == "alley" and _is_city_street(words, both):
        other = ""  # it is what is seen from there
    if not world and chosen == "alley" and _is_city_street(words, both):
        chosen, other = "town", ""
        words.imply("motifs", "city_street")
    if not world and chosen in (*_SEEN_THROUGH_WINDOWS, "interior") and _is_room_with_a_view(words):
        chosen, exact, other = "interior", True, ""  # what is named beside it is seen through its windows
    if chosen == "interior" and not world and "windowsill" in words.all("motifs") and _PETS & set(words.all("motifs")):
        chosen, exact, other = "skyline", True, ""  # what it looks at, some floors up
        if words.first("weathers") in ("rain", "storm"):
            words.imply("motifs", "wet_window")
    is_driven = "old_car" in words.all("motifs") and bool(_MOVING & all_words(words))
    if is_driven and not world:
        chosen, exact, other = "road", True, ""
    behind_glass = (
        bool(other)
        and "alley" not in (chosen, other)
        and any(one.text in _WINDOWS for one in words.found if not one.denied)
    )
    if behind_glass:  # what is seen through the window of a train is what is named beside it
        chosen, other = (other if chosen == "skyline" else chosen), ""
    if (
        chosen == "road"
        and not world
        and _has_a_crop(words)
        and _LANES & all_words(words)
        and not {*_MOVING, *lexicon()["vehicles"]["words"]} & all_words(words)
    ):
        chosen, other = "field", ""  # it runs between what grows there
    if {chosen, other} == {"cave", "chrome"} and not world:  # its crystals, its glass
        chosen, other = "cave", ""
    if {chosen, other} == {"clouds", "mountain"} and not world:  # mountains rise out of them
        chosen, other = "mountain", ""
    by_a_crop = chosen == "ocean" and _has_a_crop(words)
    over_the_sea = ({chosen, other} == {"field", "ocean"} or by_a_crop) and not world and not goes_on(words)
    if over_the_sea:  # the field ends over it
        chosen, other = "field", ""
    if (
        chosen == "field"
        and {"river", "valley"} & all_words(words)
        and not world
        and set(words.all("motifs")) <= {"still_water"}
    ):
        chosen = "mountain"  # hills with a river between them
    if chosen == "town" and "formal_garden" in words.all("motifs") and not world:
        shown_where = [shown_in(motif, words) for motif in words.all("motifs")]
        if any("field" in worlds and "town" not in worlds for worlds in shown_where):  # a swing hangs in a plainer one
            chosen = "field"
    chosen, exact, other, is_drowned = (
        (chosen, exact, other, False) if world else under_water(words, chosen, exact, other)
    )
    if chosen in LANDS and (not other or (other == "interior" and words.names_buildings())):
        other = ""
        words.see_outside()
    setting = lexicon()["worlds"][chosen]
    is_later = picture // len(_SHOTS) % 2 == 1  # a film whose prompt leaves the hour open sees more than one
    kinds = [kind for kind in words.entries("places") if kind["world"] == chosen]
    weather, time = weather_and_time(words, both, setting, kinds, is_later=is_later)
    palette = palette_of(words, both, chosen, kinds, flavour=_flavour(words))
    shown = other if other and picture % 3 == 1 else chosen
    if shown != chosen:
        # The second world keeps the light and leans to the colours of the first: one film.
        setting = lexicon()["worlds"][shown]
        palette = palette.model_copy(update={"strength": max(palette.strength, 0.4)})
    without = _without(words)
    beside = {"underwater" if is_drowned else "", "ocean" if over_the_sea else ""}
    unpainted, only_light, elsewhere = left_out(words, ({chosen, other} | beside) - {""})
    camera = next(iter(moves_in(prompt)), "")
    # “pans slowly to the left”
    turning = {one.said for one in words.found if one.text in ("left", "right") and camera.startswith("drift")}
    named = [motif for motif in dict.fromkeys(words.all("motifs")) if shown in shown_in(motif, words)]
    if is_drowned:
        named.append("under_water")
        weather, time = words.first("weathers") or "clear", hour_of(words) or "day"
    if shown == "underwater":
        sunk, things = sunk_things(words, named)
        named += sunk
        unpainted = tuple(word for word in unpainted if word not in things)
        elsewhere = tuple(one for one in elsewhere if one[0] not in things)
    if shown == "space" and "other_ground" not in named and _ON_GROUND.search(prompt.lower()):
        named.append("other_ground")
    if sign and "neon_word" not in named and shown in shown_in("neon_word", words):
        named.insert(0, "neon_word")
        only_light = tuple(word for word in only_light if "neon" not in word)
        elsewhere = tuple(one for one in elsewhere if "neon" not in one[0])
    if "rainforest" in named:  # it has leaves of its own, and in it a temple is one of old stones
        named = [one for one in named if one != "jungle" and (one != "temple" or "ruins" not in named)]
    if is_driven and "old_car" in named:  # it is one of those that the road has
        named.remove("old_car")
    if behind_glass and words.first("weathers") in ("rain", "storm") and chosen in shown_in("wet_window", words):
        named.append("wet_window")
    if "train_window" in named and weather in ("rain", "storm") and _SHOTS[picture % len(_SHOTS)] == "detail":
        named.append("wet_window")
    if "brownstones" in named and weather == "mist" and not _FOGS & all_words(words):  # their steam is no fog
        others: list[Any] = [one for one in words.all("weathers") if one != "mist"]
        weather = next(iter(others), "clear")
    if (
        "sea_cliffs" in named and _SANDS & all_words(words) and not _CRAGS & all_words(words)
    ):  # waves break on sand, too
        named.remove("sea_cliffs")
    if "campfire" in named:  # they sit about it
        named = [one for one in named if one != "pair"]
    if (
        "ruins" in words.all("motifs")
        and not {"ruins", "stone_temple", *_WINDOWED} & set(named)
        and shown in shown_in("stone_temple", words)
    ):
        named.append("stone_temple")
    if {"stone_temple", *_WINDOWED} & set(named):  # it is they that lie in ruins
        elsewhere = tuple(one for one in elsewhere if one[0] not in ("ruin", "ruins"))
    if "lit_windows" in named:  # they are those of a house
        housed = bool(_WINDOWED & set(named))
        named = [one for one in named if one != "lit_windows"] + ["cabin"] * (not housed)
    if "paper_lanterns" in named and _WATERS & all_words(words) and shown in shown_in("water_lanterns", words):
        named.append("water_lanterns")
    if "water_lanterns" in named and _AFLOAT & all_words(words) and "sky" not in all_words(words):
        named = [one for one in named if one != "paper_lanterns"]
    named = list(dict.fromkeys(named))
    if shown == "town" and "blossom" in named:  # those trees are a garden of their own
        named = list(dict.fromkeys(["cherry_garden", *named]))
    if (
        "lighthouse" in named
        and weather == "storm"
        and shown == "ocean"
        and not {"icebergs", "sea_cliffs"} & set(named)
    ):
        named.append("sea_cliffs")  # where waves break it is at home
    if "bench" in named and {"pair", "embrace", "kiss"} & set(named):  # they sit on it
        named = [one for one in named if one not in ("bench", "pair", "embrace", "kiss")] + ["lovers"]
    said = {one.text for one in words.found if not one.denied}
    if (shown in LANDS or _VILLAGES & set(named)) and (time == "night" or time == "dusk" and _LAMPS & all_words(words)):
        palette = palette.model_copy(update={"lamps": True})
    if shown == "mountain" and weather == "snow" and _AURORA & said and not (_FALLING & said or named):
        weather = "clear"  # in which they stand: the snow lies
    if over_the_sea and shown == "field":
        named.append("sea_beyond")
    if "figure" in named and is_alone(words, named):
        named.remove("figure")
    if somebody := person_in(words, named, shown):
        named.append(somebody)
    if "still_water" in named and "river" in all_words(words) and {"birch", "maples", "redwoods"} & set(named):
        named = ["stream" if one == "still_water" else one for one in named]  # it runs between those trees
    has_its_own = {one for motif in named for one in lexicon()["has_its_own"].get(motif, ())}
    motifs = tuple(one for one in named if one not in has_its_own)
    if not set(motifs) - set(lexicon()["besides"]["motifs"]):
        motifs = (*motifs, *(one for one in setting["motifs"] if one not in motifs))
    return SceneDescription(
        prompt=prompt,
        world=shown,
        approximate=not exact,
        other_world=other,
        time_of_day=time,
        weather=weather,
        weather_amount=both.amount(0.6 if words.first("weathers") else 0.45),
        palette=styled(palette, preset.look, words),
        motifs=tuple(motif for motif in motifs if motif not in without),
        without=without,
        lens=both.first("lenses") or "",
        camera=camera,
        speed=both.mean("speeds", "value", 1.0),
        contrast=both.product("looks", "contrast"),
        understood=words.understood,
        denied=words.denied,
        unknown=tuple(word for word in words.unknown if word not in turning),
        details=tuple(dict.fromkeys([*words.all("weathers"), *named])),
        place=place_in(words, shown),
        reads_as=tuple(part for kind in kinds for part in kind.get("as", "").split()),
        words=words.english,
        tints=words.tints,
        unpainted=unpainted,
        elsewhere=elsewhere,
        corrected=tuple(words.corrected.items()),
        only_light=only_light,
        worn=worn_in(prompt),
        flavour=_flavour(words),
    )


def _by_day(words: Reading, both: Reading, chosen: str, other: str) -> tuple[str, str]:
    """Return the worlds of a prompt: a city by day, or with what is seen above its roofs, is not the alley that it is at night."""
    rules = lexicon()["by_day"]
    is_day = (hour_of(words) or hour_of(both)) in ("day", "golden", "dawn") and "neon" not in both.all("looks")

    def by_day(name: str) -> str:
        rule = rules.get(name)
        led = {(section, name) for section in ("words", "hints", "lives")}
        named = {one.text for one in words.found if not one.denied and led & set(one.meanings)}
        if not rule or not named or not named <= set(rule["words"]):
            return name
        shown = [shown_in(motif, words) for motif in words.all("motifs")]
        is_above = any(rule["world"] in worlds and name not in worlds for worlds in shown)
        return str(rule["world"]) if is_day or is_above else name

    chosen, other = by_day(chosen), by_day(other)
    return chosen, "" if other == chosen else other


def _is_city_street(words: Reading, both: Reading) -> bool:
    """Return whether what leads to an alley is no more than a city or a street, which has neon only where the prompt says so."""
    led = {
        one.text
        for one in words.found
        for section, entry in one.meanings
        if not one.denied
        and (
            section in ("words", "hints")
            and entry == "alley"
            or (section == "places" and lexicon()["places"][entry]["world"] == "alley")
        )
    }
    return bool(led) and led <= set(lexicon()["city_street"]["words"]) and "neon" not in both.all("looks")


def _is_behind_a_windscreen(words: Reading) -> bool:
    """Return whether a prompt looks through the wet windscreen of a car at a city, or at nothing that it names."""
    said = all_words(words)
    is_glass = bool({"windscreen", "windshield", "wipers", "wiper"} & said) or (
        "window" in said and bool({"car", "bus", "taxi"} & said)
    )
    is_elsewhere = bool(_OPEN_LAND & said) or "scenic_roads" in words.all("places")
    return is_glass and bool(_ON_GLASS & said) and not is_elsewhere


def _is_room_with_a_view(words: Reading) -> bool:
    """Return whether somebody is in a room that shows what is outside."""
    return bool(_WITH_A_VIEW & set(words.all("motifs"))) and not _OUT_OF_DOORS & all_words(words)


def _is_wet_leaf(prompt: str) -> bool:
    """Return whether drops lie on leaves, whatever is said of either: “droplets on a red leaf”."""
    said = set(re.findall(r"[a-z]+", prompt.lower()))
    return bool(_DROPS & said and {"leaf", "leaves"} & said)


def _has_a_crop(words: Reading) -> bool:
    plain = [
        one for one in words.found if not one.denied and "colours" not in dict(one.meanings)
    ]  # lavender may be one
    return any(_CROPS & set(one.text.split()) for one in plain)


def picture_number(shot: str, variation: int) -> int:
    """Return a number for each picture of a film, for :func:`describe`."""
    return variation * len(_SHOTS) + (_SHOTS.index(shot) if shot in _SHOTS else 0)


def _without(words: Reading) -> tuple[str, ...]:
    unwanted = [*words.all("motifs", denied=True), *words.all("weathers", denied=True)]
    if "emptied" in words.all("cues"):
        somebody = set(words.all("motifs")) & set(lexicon()["groups"]["people"]) - {"crowd"}
        unwanted += ["crowd"] if somebody else ["crowd", "figure"]  # after the party
    for group, members in lexicon()["groups"].items():
        if any(member in unwanted for member in members if member != "crowd"):
            unwanted += [*members, group]
    return tuple(dict.fromkeys(unwanted))


def _flavour(words: Reading) -> int:
    """A number from the set of all words: order, case and punctuation do not matter."""
    text = " ".join(sorted({one.text for one in words.found} - {"", *lexicon()["silent"]["words"]}))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:4], "big") >> 1
