"""Where a prompt is set: the world that its words lead to, after what they say of one another.

:func:`~.where.choose_world` weighs the words one by one; each rule here is about words that together mean another place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from .asked import Asked, Setting
from .beforehand import is_within, read_beforehand
from .crossings import bridge_with_traffic, crossing
from .driving import CITIES, MOVING, bus_in_a_street, city_drive, drive, is_driven
from .far_off import FAR_OFF, is_dried_up
from .from_the_air import (
    city_from_a_plane,
    drone_over_a_forest,
    planet_from_space,
    rays_in_dust,
    rocket_on_mars,
    sea_from_above,
    star_in_its_dust,
    waves_in_a_studio,
)
from .hours import hour_of
from .indoors import (
    booths_of_a_diner,
    car_on_show,
    diner_in_space,
    fire_inside,
    in_a_cafe,
    moon_of_craters,
    performer_elsewhere,
    piano_in_a_bar,
    see_inside,
    somebodys_room,
    webs_in_a_room,
)
from .markets import neon_market, souk
from .matters import beams_through_clouds, in_a_studio, only_matter, tunnel_of_light
from .meant import MEANT
from .open_places import (
    big_wheel,
    candles_afloat,
    dew_in_a_land,
    fountain,
    hand_out_of_water,
    in_the_sun,
    inland_lighthouse,
    island_in_the_sky,
    lot_of_a_stop,
    parked,
    tower_of_a_tale,
    village_street,
    windmill_by_water,
    winter_trees,
)
from .outdoors import LANDS
from .prepositions import (
    OUTSIDE,
    across_the_river,
    from_a_window,
    from_above,
    on_water,
    one_place,
    out_in_the_weather,
    overgrown_ruins,
    party_in_a_house,
    platform,
    rain_on_the_pane,
    sky_over,
    station,
    street_with_a_tram,
    under_a_bridge,
)
from .reading import Reading, lexicon
from .stages import on_a_stage
from .standing import (
    aboard,
    above_clouds,
    before_a_building,
    calving,
    is_out_of_water,
    on_high_ground,
    out_of_water,
    rides,
    up_the_stairs,
)
from .sunk import under_water
from .under_roofs import UNDER_ROOFS
from .where import choose_world, goes_on, shown_in

_ON_GLASS = {"rain", "rainy", "raindrop", "raindrops", "drops", "wet", "wipers", "wiper", "drizzle"}
_STAGE_LIGHTS = {*"spotlight spotlights beam beams light lights stage spot".split()}
_OPEN_LAND = {*"highway motorway desert forest mountain mountains coast country countryside field".split()}
_WINDOWS = {"bus ride", "train window", "train ride", "bus window", "car window"}
_WITH_A_VIEW = {"loft_living", "bedroom", "office_floor", "under_canvas"}
_CITIES_SEEN = ("alley", "town", "skyline")
_PETS = {"cat", "dog", "hare", "owl", "raven"}
_OUT_OF_DOORS = {*"rooftop rooftops roof street streets alley facade building buildings block blocks then".split()}
_CROPS = {
    *"wildflower wildflowers poppy poppies wheat lavender heather sunflower sunflowers tulips meadow".split(),
    *"rice paddy paddies barley rapeseed".split(),
}
_AT_SEA = {
    *"boat boats sailboat sailboats ship ships yacht yachts ferry beach island sailing surfer whale dolphins".split()
}
_HALLS = {"warehouse", "hall", "factory", "hangar", "basement", "bunker", "cellar", "loft"}
_ONE_OF_TWO = (({"cave", "chrome"}, "cave"), ({"clouds", "mountain"}, "mountain"), ({"fair", "alley"}, "fair"))
_IN_A_CAR = re.compile(r"\binside (?:of )?(?:a|the|my|an) (?:[a-z]+ )?(?:car|taxi|cab)\b")
_GROWS = ("forest", "field")  # what may grow inside of something
_BETWEEN_FIELDS = re.compile(
    r"\b(?:road|path|lane|track)\b[^,.]* (?:between|through|among|along|past|beside) [^,.]*\bfields?\b"
)
_LANES = {"country", "dirt", "gravel", "lane", "dusty", "rural"}
_SANDS = {
    *"dune dunes sand sands sandy sandstorm sahara namib gobi arabia arrakis salt camel camels caravan nomad".split()
}
_CROSSINGS = {*"crossroads crosswalk intersection pavement sidewalk kerb curb".split()}
_TANKS = {"aquarium", "aquariums", "fishtank", "fishbowl"}
_AT_ITS_END = re.compile(
    r"\b(?:farmhouse|farm|house|barn|cottage|cabin|church|chapel)\b[^,.]* (?:at the end of|beside|next to|along|by) (?:a|the|an) "
    r"(?:[a-z-]+ ){0,2}(?:road|lane|track)\b"
)
_VEHICLES = {*"car cars taxi taxis bus buses tram traffic truck trucks".split()}
_UNDER_A_LAMP = re.compile(
    r"\b(?:under|beneath|below|single|lone|one|lonely|solitary) (?:(?!in |on |by )[a-z-]+ ){0,3}?"
    r"(?:street ?lamp|street ?light|lamp ?post)\b"
)
_BEFORE = re.compile(r"\b(?:mountains?|alps|peaks?) (?:behind|beyond|in the (?:distance|background|back))\b")
_HEIGHTS = {*"mountain mountains alpine alps peak peaks summit summits glacier".split()}
_SEAS = {*"sea ocean bay coast harbour harbor gulf".split()}
_ON_GROUND = re.compile(
    r"\b(?:on|surface of|craters of|landscape of) (?:a|an|the) "
    r"(?:(?!under|beneath|below|by|before|against|with|in|over|facing|full|at|and|watch|look|gaz|star|howl|see|admir|reach|wait)"
    r"[a-z-]+ ){0,3}"
    r"(?:moon|planet|asteroid|comet)s?\b"
    r"(?! (?:night|evening|lit))"
)
_BLANK = re.compile(
    r"\b(?:white|black|dark|bright|pale|blank|empty|grey|gray|infinite|minimal)(?: photo)? "
    r"(?:studio|room|space|void|background|backdrop|infinity|cube)\b"
)
_FORMS = {"giant_spheres", "giant_cubes"}


_CURTAINS = re.compile(r"\b(?:curtains?|drapes|voiles?)\b")
_BLOWN = re.compile(
    r"\b(?:bl(?:ow|ew|own)\w*|billow\w*|flutter\w*|flow\w*|float\w*|wav(?:e|es|ing)|windy?|breeze"
    r"|open (?:window|balcony|door|french)\w*)\b"
)
_ON_STAGE = ("stage", "theatre", "theater", "velvet", "curtain call", "opera", "cinema")
_BETWEEN_BANKS = ("river", "rivers", "riverside", "riverbank", "canal", "canals")


def place(asked: Asked, world: str = "") -> Setting:
    """Return where a prompt is set; ``world`` is where it shall be whatever it says.

    Readings learn from it: of a city street that is only implied, and of houses that are seen from outside.
    """
    read_beforehand(asked)
    is_inside = see_inside(asked.prompt, asked.words, asked.both)
    setting = Setting(world, True) if world else Setting(*choose_world(asked.words, asked.both))
    if not world and (is_within(asked.prompt) or (is_inside and setting.world not in _GROWS)):
        setting = setting.at("interior", exact=True)
    for rule in () if world else _RULES:
        setting = rule(asked, setting)
    if setting.world in LANDS and (
        not setting.other or (setting.other == "interior" and asked.words.names_buildings())
    ):
        setting = replace(setting, other="")
        asked.words.see_outside()
    return setting


def is_on_other_ground(prompt: str) -> bool:
    """Return whether somebody or something is on a moon or a planet."""
    return bool(_ON_GROUND.search(prompt.lower()))


def _by_day(asked: Asked, setting: Setting) -> Setting:
    """A city by day, or with what is seen above its roofs, is not the alley that it is at night."""
    words, both = asked.words, asked.both
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

    chosen, other = by_day(setting.world), by_day(setting.other)
    return replace(setting, world=chosen, other="" if other == chosen else other)


def _abstract(asked: Asked, setting: Setting) -> Setting:
    """“In a void”, “in a dark studio”: what is abstract is in no other place."""
    goes = any(one.text in ("then", "later") for one in asked.words.found)
    if setting.world == "chrome" and asked.motif("works"):  # where steel is molten
        return setting.at("interior")
    is_beside = "chrome" in (setting.world, setting.other) and not goes  # broken glass on a floor is no second place
    return setting.at(setting.world) if is_beside else setting


def _void(asked: Asked, setting: Setting) -> Setting:
    """What is abstract floats in a dark void or a dark studio: on a stage there would be somebody, or a fire."""
    shown = [shown_in(motif, asked.words) for motif in asked.words.all("motifs") if motif != "black_stage"]
    is_abstract = any("chrome" in worlds for worlds in shown) and not any("stage" in worlds for worlds in shown)
    is_abstract |= asked.motif("smoke_plumes") and len(shown) == 1 and not asked.says(*_STAGE_LIGHTS)
    is_one = setting.world == "stage" and asked.motif("black_stage") and is_abstract
    return setting.at("chrome") if is_one else setting


def _under_the_sky(asked: Asked, setting: Setting) -> Setting:
    """A whirlwind is seen from the plain that it crosses, and so is a bolt that strikes a tree."""
    is_seen = asked.motif("tornado") or (asked.words.first("weathers") == "storm" and asked.says("tree", "trees"))
    return setting.at("field") if setting.world == "clouds" and is_seen else setting


def _forms(asked: Asked, setting: Setting) -> Setting:
    """Spheres in a white studio are all that there is."""
    has_forms = bool(_FORMS & set(asked.words.all("motifs")))
    return setting.at("chrome") if has_forms and _BLANK.search(asked.prompt.lower()) else setting


def _laser_show(asked: Asked, setting: Setting) -> Setting:
    """Lasers in a hall are a show, for those who have come; in an empty one nobody has."""
    is_shown = setting.world == "interior" and asked.says("laser", "lasers") and asked.says(*_HALLS)
    return setting.at("stage") if is_shown and not asked.says("abandoned", "derelict", "empty") else setting


def _other_ground(asked: Asked, setting: Setting) -> Setting:
    return setting.at("space", exact=True) if is_on_other_ground(asked.prompt) else setting


def _windscreen(asked: Asked, setting: Setting) -> Setting:
    if setting.world not in ("alley", "skyline", "road", "town") or not _is_behind_a_windscreen(asked):
        return setting
    for motif in ("city_street", "wet_window", "windscreen"):
        if motif != "windscreen" or not asked.says("bus"):  # a passenger sees no dashboard
            asked.words.imply("motifs", motif)
    return setting.at("town")


def _street(asked: Asked, setting: Setting) -> Setting:
    """A street of a city is one of houses, and one with neon only where the prompt says so."""
    if setting.world == "skyline" and asked.motif("city_street") and not asked.motif("rooftop"):
        return setting.at("town")
    if setting.world == "road" and asked.motif("old_car") and asked.says("street", "streets") and not is_driven(asked):
        asked.words.imply("motifs", "city_street")
        return setting.at("town")  # where it is parked
    if setting.world == "road" and asked.says(*_CROSSINGS) and not asked.says(*_OPEN_LAND) and not is_driven(asked):
        asked.words.imply("motifs", "city_street")
        return setting.at("town")
    if setting.world == "skyline" and setting.other == "alley" and _is_city_street(asked):
        return setting.at("skyline")  # it is what is seen from there
    if setting.world == "stage" and not asked.words.all("words") and _UNDER_A_LAMP.search(asked.prompt.lower()):
        return setting.at("alley")  # who raps there is on no stage
    if setting.world == "alley" and _UNDER_A_LAMP.search(asked.prompt.lower()) and not asked.says(*_VEHICLES):
        return setting.at("alley")  # the narrow one, whose only light it is
    if (
        setting.world == "town"
        and asked.says("alley", "alleyway")
        and set(asked.words.all("motifs")) == {"city_street"}
    ):
        return setting.at("alley")  # in which a police car stands
    if setting.world == "alley" and setting.other != "fair" and _is_city_street(asked) and not asked.motif("geisha"):
        asked.words.imply("motifs", "city_street")
        return setting.at("town")
    return setting


def _skyline_over_water(asked: Asked, setting: Setting) -> Setting:
    """A skyline across a bay is that of a city, unless a prompt names what only a sea has."""
    if {setting.world, setting.other} != {"ocean", "skyline"} or not asked.says("skyline", "skyscrapers"):
        return setting
    shown = [shown_in(motif, asked.words) for motif in asked.words.all("motifs")]
    is_at_sea = asked.says(*_AT_SEA) or any("skyline" not in worlds for worlds in shown)
    return setting if is_at_sea else setting.at("skyline", exact=True)


def _room_with_a_view(asked: Asked, setting: Setting) -> Setting:
    """What is named beside a room is seen through its windows; what a cat on its sill looks at is the city, some floors up."""
    motifs = set(asked.words.all("motifs"))
    has_view = bool(_WITH_A_VIEW & motifs) and not asked.says(*_OUT_OF_DOORS)
    if "windowsill" in motifs and _PETS & motifs and setting.world in _CITIES_SEEN:
        setting = setting.at("interior", exact=True)
    if setting.world in (*OUTSIDE, "interior") and has_view:
        setting = setting.at("interior", exact=True)
    if setting.world == "interior" and "windowsill" in motifs and _PETS & motifs:
        if asked.words.first("weathers") in ("rain", "storm"):
            asked.words.imply("motifs", "wet_window")
        return setting.at("skyline", exact=True)
    return setting


def _blown_curtains(asked: Asked, setting: Setting) -> Setting:
    """Curtains that the wind moves hang in a room, whatever is seen behind them; those of a stage hang still."""
    prompt = asked.prompt.lower()
    if not _CURTAINS.search(prompt) or not _BLOWN.search(prompt) or setting.world == "stage" or asked.says(*_ON_STAGE):
        return setting
    asked.words.imply("motifs", "blown_curtains")
    return setting.at("interior", exact=True)


def _through_a_window(asked: Asked, setting: Setting) -> Setting:
    """What is seen through the window of a train is what is named beside it."""
    is_seen = any(one.text in _WINDOWS for one in asked.words.found if not one.denied)
    if not setting.other or "alley" in (setting.world, setting.other) or not is_seen:
        return setting
    world = setting.other if setting.world == "skyline" else setting.world
    return replace(setting.at(world), behind_glass=True)


def _rails(asked: Asked, setting: Setting) -> Setting:
    """A train on a bridge is on a viaduct through hills, unless a city or the sea is named."""
    trains, bridges = ("train", "steam_train"), ("bridge", "viaduct", "stone_bridge")
    has_train, has_bridge = (any(asked.motif(one) for one in names) for names in (trains, bridges))
    if not has_train or not has_bridge or asked.says(*CITIES):
        return setting
    asked.words.imply("motifs", "viaduct")
    is_shown = setting.world in shown_in("viaduct", asked.words)
    return (
        setting if is_shown and (setting.world != "ocean" or asked.says(*_SEAS)) else setting.at("mountain", exact=True)
    )


def _riders(asked: Asked, setting: Setting) -> Setting:
    """Who rides a horse is out in the open, and on a road only where one is named."""
    is_one = setting.world == "road" and asked.motif("rider") and "road" not in asked.words.all("words")
    return setting.at("field") if is_one else setting


def _lane(asked: Asked, setting: Setting) -> Setting:
    """A country lane runs between what grows there, and to the house at its end."""
    is_lane = _has_a_crop(asked.words) and asked.says(*_LANES)
    is_lane |= _has_a_crop(asked.words) and bool(_BETWEEN_FIELDS.search(asked.prompt.lower()))
    is_lane |= bool(_AT_ITS_END.search(asked.prompt.lower()))
    is_one = setting.world == "road" and is_lane and not asked.says(*MOVING, *lexicon()["vehicles"]["words"])
    return setting.at("field") if is_one else setting


def _one_of_two(asked: Asked, setting: Setting) -> Setting:
    """Of two worlds of which one has the other, it is that one: a cave has its crystals, mountains rise out of clouds."""
    for pair, one in _ONE_OF_TWO:
        if {setting.world, setting.other} == pair:
            setting = setting.at(one)
    is_before = {setting.world, setting.other} == {"field", "mountain"} and _BEFORE.search(asked.prompt.lower())
    return setting.at("field") if is_before else setting  # its mountains stand behind it


def _clouds_over_land(asked: Asked, setting: Setting) -> Setting:
    """A thunderhead that towers over a land is seen from there."""
    land = next((one for one in (setting.world, setting.other) if one in shown_in("thunderhead", asked.words)), "")
    towers = "clouds" in (setting.world, setting.other) and "thunderhead" in asked.words.all("motifs")
    return setting.at(land) if land and towers else setting


def _rocks(asked: Asked, setting: Setting) -> Setting:
    """The desert of a canyon or of mesas is one of rocks, unless its sand is named."""
    is_both = {setting.world, setting.other} == {"canyon", "dunes"}
    return setting.at("canyon") if is_both and not asked.says(*_SANDS) and not goes_on(asked.words) else setting


def _over_the_sea(asked: Asked, setting: Setting) -> Setting:
    """A field beside the sea ends over it, and lava flows into it."""
    if setting.world == "volcano" and asked.says(*_SEAS, "island", "shore") and not goes_on(asked.words):
        return replace(setting.at("volcano"), over_sea=True)
    is_both = {setting.world, setting.other} == {"field", "ocean"}
    if is_both and asked.motif("lighthouse"):  # which stands on its rocks
        return setting.at("ocean")
    is_one = is_both or (setting.world == "ocean" and _has_a_crop(asked.words))
    return replace(setting.at("field"), over_sea=True) if is_one and not goes_on(asked.words) else setting


def _valley(asked: Asked, setting: Setting) -> Setting:
    """Hills with a river between them are no field."""
    is_one = (
        setting.world == "field" and asked.says("river", "valley") and set(asked.words.all("motifs")) <= {"still_water"}
    )
    return replace(setting, world="mountain") if is_one else setting


def _lake(asked: Asked, setting: Setting) -> Setting:
    """A lake among leafy trees lies in their wood, and a mountain lake before its mountains whatever stands about it."""
    if not asked.says("lake", "lakes"):
        return setting
    is_high = asked.says(*_HEIGHTS)
    if is_high and {setting.world, setting.other} == {"forest", "mountain"}:
        return setting.at("mountain")
    is_leafy = asked.motif("birch") or asked.motif("maples")
    return setting.at("forest") if setting.world == "mountain" and is_leafy and not is_high else setting


def _blossom_by_water(asked: Asked, setting: Setting) -> Setting:
    """Cherry trees that bloom along a river or a canal stand on both of its banks."""
    is_there = asked.motif("blossom") and asked.says("cherry", "cherries", "sakura") and asked.says(*_BETWEEN_BANKS)
    elsewhere = asked.says("gondola", "venice", "mountain", "mountains", "skyline") or setting.world in (
        "interior",
        "underwater",
    )
    return setting.at("town") if is_there and not elsewhere else setting


def _garden(asked: Asked, setting: Setting) -> Setting:
    """A swing hangs in a plainer garden than a formal one."""
    if setting.world != "town" or not asked.motif("formal_garden"):
        return setting
    shown = [shown_in(motif, asked.words) for motif in asked.words.all("motifs")]
    named = set(asked.words.all("words")) - {"town"}
    only = [worlds for worlds in shown if len(worlds) == 1 and worlds <= named]
    if only:
        return setting.at(next(iter(only[0])))  # of giant mushrooms
    is_plain = any("field" in worlds and "town" not in worlds for worlds in shown)
    return replace(setting, world="field") if is_plain else setting


def _water(asked: Asked, setting: Setting) -> Setting:
    if setting.world == "underwater" and asked.says(*_TANKS) and "interior" in asked.words.all("words"):
        return setting.at("interior", exact=True)
    if is_out_of_water(asked) or is_dried_up(asked):
        return setting
    world, exact, other, drowned = under_water(asked.words, setting.world, setting.exact, setting.other)
    return replace(setting, world=world, exact=exact, other=other, drowned=drowned)


_RULES: tuple[Callable[[Asked, Setting], Setting], ...] = (
    only_matter, in_a_studio, tunnel_of_light, beams_through_clouds,
    above_clouds, out_of_water, calving, before_a_building, _by_day, _abstract, _void, on_a_stage, _forms, _under_the_sky, _laser_show,
    _other_ground, neon_market, souk, _windscreen, across_the_river, street_with_a_tram, from_above, aboard, rides,
    up_the_stairs, webs_in_a_room, piano_in_a_bar, booths_of_a_diner, moon_of_craters, somebodys_room, _street, _skyline_over_water,
    _room_with_a_view, _blown_curtains,
    drive, city_drive, bus_in_a_street,
    _through_a_window,
    rain_on_the_pane, platform,
    overgrown_ruins, under_a_bridge, party_in_a_house, out_in_the_weather, on_water, station, _rails, _lane, _riders,
    _one_of_two, _clouds_over_land, sky_over, _rocks, _over_the_sea, _valley, _lake, candles_afloat,
    *FAR_OFF, big_wheel, inland_lighthouse, hand_out_of_water, island_in_the_sky, crossing, bridge_with_traffic,
    parked, lot_of_a_stop, winter_trees, windmill_by_water, village_street, _blossom_by_water, _garden, _water, from_a_window,
    performer_elsewhere, car_on_show, in_a_cafe, tower_of_a_tale, dew_in_a_land, in_the_sun,
    drone_over_a_forest, sea_from_above, rocket_on_mars, city_from_a_plane,
    planet_from_space, star_in_its_dust, rays_in_dust, waves_in_a_studio, *UNDER_ROOFS, fountain,
    on_high_ground, one_place, diner_in_space, fire_inside,
    *MEANT,
)  # fmt: skip
"""One after the other, each on what those before it found."""


def _is_city_street(asked: Asked) -> bool:
    """Return whether what leads to an alley is no more than a city or a street."""
    led = {
        one.text
        for one in asked.words.found
        for section, entry in one.meanings
        if not one.denied
        and (
            section in ("words", "hints")
            and entry == "alley"
            or (section == "places" and lexicon()["places"][entry]["world"] == "alley")
        )
    }
    return bool(led) and led <= set(lexicon()["city_street"]["words"]) and "neon" not in asked.both.all("looks")


def _is_behind_a_windscreen(asked: Asked) -> bool:
    """Return whether a prompt looks through the wet windscreen of a car at a city, or at nothing that it names."""
    is_glass = asked.says("windscreen", "windshield", "wipers", "wiper") or (
        asked.says("window") and asked.says("car", "bus", "taxi")
    )
    is_glass = is_glass or _IN_A_CAR.search(asked.prompt.lower()) is not None
    is_elsewhere = asked.says(*_OPEN_LAND) or "scenic_roads" in asked.words.all("places")
    return is_glass and asked.says(*_ON_GLASS) and not is_elsewhere


def _has_a_crop(words: Reading) -> bool:
    plain = [
        one for one in words.found if not one.denied and "colours" not in dict(one.meanings)
    ]  # lavender may be one
    return any(_CROPS & set(one.text.split()) for one in plain)
