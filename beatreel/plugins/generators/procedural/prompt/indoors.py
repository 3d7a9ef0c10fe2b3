"""What is in a room, and what only seems to be: webs in a mansion, a piano in a bar, booths of a diner, a machine out in the snow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .asked import Asked, Setting
from .driving import MOVING
from .where import goes_on

if TYPE_CHECKING:
    from .reading import Reading

_WEBS = {*"cobweb cobwebs spiderweb spiderwebs web webs".split()}
_HOUSES = {
    *"mansion manor attic cellar basement house cabin cottage castle chateau church chapel crypt tomb library room bedroom hall".split(),
    *"corridor barn theatre theater hotel ballroom chandelier chandeliers window windows furniture piano".split(),
}
_NEAR_BY = {*"macro dew dewdrop dewdrops droplets detail close-up".split()}
_OTHER_BOOTHS = ("phone", "telephone", "photo", "ticket", "outside")
_CRATERS = {"crater", "craters"}
_ROOM_OF = re.compile(
    r"(?:\b(?:captain|sailor|pirate)['’]s cabin|['’]s (?:(?!room)[a-z]+ )?(?:room|bedroom|study|chamber|kitchen|workshop|office|attic))\b"
)

_IN_A_CAFE = re.compile(
    r"\b(?:in|inside) (?:a|an|the) (?:(?!front)[a-z]+ ){0,2}?(?:caf[eé]|coffee shop|coffeehouse)\b(?! terrace)"
)
_INSIDES = {
    "church": "church",
    "chapel": "chapel",
    "monastery": "church",
    "crypt": "catacombs",
    "lighthouse": "spiral staircase",
    "barn": "attic",
    "cottage": "inside a cabin",
    "farmhouse": "inside a cabin",
    "hut": "inside a cabin",
    "tent": "inside a tent",
    "yurt": "inside a yurt",
    "ger": "inside a yurt",
    "tipi": "inside a tipi",
    "teepee": "inside a tipi",
    "wigwam": "inside a tipi",
    "igloo": "inside an igloo",
}
"""Buildings that stand in a land, and as what they are read where somebody is inside."""
_SHELTERS = "tent|yurt|ger|tipi|teepee|wigwam|igloo"
_INSIDE = re.compile(
    rf"\b(?:inside(?: of)?|interior of) (?:(?:a|an|the|my|our|her|his) )?(?:(?!by|on|near|with|at)[a-z-]+ ){{0,3}}?"
    rf"({'|'.join(_INSIDES)})\b(?! (?:bell|door|window|yard|tower)s?\b)"
    rf"|\b({'|'.join(_INSIDES)})(?:['’]s)? (?:interior|from (?:the )?inside)\b"
    rf"|\b(?:view|look\w*|seen|peer\w*|gaz\w*) (?:out )?(?:of|from|through) (?:a|an|the|my|our) (?:open )?({_SHELTERS})\b"
)
_IN_SHELTER = re.compile(rf"\b(?:in|within) (?:a|an|the|my|our|her|his|their) (?:[a-z-]+ ){{0,2}}?({_SHELTERS})\b")
_OF_SHELTERS = re.compile(
    r"\b(?:lantern|candles?|stove|rugs?|sleeping|asleep|lying|lies|bed|blankets?|pillows?|furs?|reading|rain on the canvas|fairy lights)\b"
)
"""What is in a tent that somebody is in, where the words “inside” or “interior” are not said."""
_CAR = re.compile(
    r"\b(?:(?:super|sports|race|racing )?cars?|convertible|coupe|roadster|oldtimer|cadillac|chevy|chevrolet|mustang|porsche|ferrari"
    r"|lamborghini|limousine|lowrider|automobile|pickup|hot rod)\b"
)
_ON_SHOW = re.compile(
    r"\b(?:in|inside|on) (?:a|an|the) (?:(?!recording|music|dance|art|tattoo|tv|film|painter|home)[a-z-]+ ){0,3}?"
    r"(?:showroom|studio|dealership|motor show|auto show|cyclorama|(?:white|black|dark|grey|seamless) (?:void|backdrop|background))\b"
    r"|\b(?:car showroom|studio shot|studio photo|soft ?box(?:es)?)\b"
)
_LAMPS_OF_CARS = {"headlight", "headlights"}
_IN_SPACE = re.compile(r"\b(?:in|through|adrift in|lost in|floating in) (?:outer |deep |open )?space\b")


def see_inside(prompt: str, *readings: Reading) -> bool:
    """Read a building that a prompt is inside of as the room in it, and return whether it is: a village church has a nave there."""
    prompt = prompt.lower()
    found = list(_INSIDE.finditer(prompt))
    if not found and _OF_SHELTERS.search(prompt):
        found = list(_IN_SHELTER.finditer(prompt))
    for one in found:
        building = next(group for group in one.groups() if group)
        for reading in readings:
            named = {found.text for found in reading.found if building in found.text.split(" ")}
            reading.understand(named, _INSIDES[building])
    return bool(found) and not any(goes_on(reading) for reading in readings)


def in_a_cafe(asked: Asked, setting: Setting) -> Setting:
    """Who is in a café sits in it, and not before it."""
    if setting.world not in ("alley", "town", "skyline", "road") or not _IN_A_CAFE.search(asked.prompt.lower()):
        return setting
    asked.words.imply("motifs", "diner_inside", ("places", "diner_inside"))
    return setting.at("interior", exact=True)


def car_on_show(asked: Asked, setting: Setting) -> Setting:
    """A car in a showroom or a studio stands on its floor, and on no road."""
    prompt = asked.prompt.lower()
    is_shown = asked.motif("car_show") or (_CAR.search(prompt) and _ON_SHOW.search(prompt))
    if not is_shown or goes_on(asked.words) or asked.says(*MOVING - _LAMPS_OF_CARS):
        return setting
    is_bright = asked.says("white", "bright") or (asked.says("studio") and not asked.says("dark", "black"))
    asked.words.imply("motifs", "car_show", *(() if is_bright else (("places", "car_show"),)))
    return setting.at("interior", exact=True)


def performer_elsewhere(asked: Asked, setting: Setting) -> Setting:
    """Who dances or plays in a void does so on an empty stage, where things alone would float; who raps beside a car on none."""
    if setting.world == "stage" and asked.motif("old_car") and not asked.says("stage", "concert", "show"):
        return setting.at("alley")
    is_one = setting.world == "chrome" and asked.says("void", "studio", "background", "backdrop", "darkness")
    if not is_one or not any(asked.motif(one) for one in ("dancer", "ballerina", "violinist", "cellist", "singer")):
        return setting
    asked.words.imply("motifs", "black_stage")
    return setting.at("stage", exact=True)


def webs_in_a_room(asked: Asked, setting: Setting) -> Setting:
    """Cobwebs of a house that is named hang in it, unless they are looked at from near."""
    is_web = setting.world == "macro" and asked.says(*_WEBS) and not asked.says(*_NEAR_BY)
    return setting.at("interior", exact=True) if is_web and asked.says(*_HOUSES) else setting


def piano_in_a_bar(asked: Asked, setting: Setting) -> Setting:
    """A bar in which somebody plays the piano has a stage for it."""
    has_piano = asked.motif("pianist") or asked.motif("grand_piano")
    if setting.world != "interior" or not has_piano or not asked.motif("bar_counter") or goes_on(asked.words):
        return setting
    asked.words.imply("motifs", "jazz_club", ("places", "jazz_club"))
    return setting.at("stage", exact=True)


def booths_of_a_diner(asked: Asked, setting: Setting) -> Setting:
    """The booths and the counter of a diner are inside it."""
    is_inside = asked.says("booth", "booths") and not asked.says(*_OTHER_BOOTHS)
    is_inside |= asked.says("counter", "waitress", "jukebox", "milkshake", "barstool", "stools")
    if setting.world != "road" or not asked.motif("diner") or not is_inside:
        return setting
    asked.words.imply("motifs", "diner_inside", ("places", "diner_inside"))
    return setting.at("interior", exact=True)


def moon_of_craters(asked: Asked, setting: Setting) -> Setting:
    """The craters of a moon are no volcano's."""
    is_moon = setting.world == "volcano" and asked.motif("other_ground") and asked.says(*_CRATERS)
    return setting.at("space", exact=True) if is_moon else setting


def somebodys_room(asked: Asked, setting: Setting) -> Setting:
    """The room of a lighthouse keeper, a sailor or a king is a room, wherever its owner may be found."""
    is_room = setting.world != "interior" and _ROOM_OF.search(asked.prompt.lower())
    return setting.at("interior", exact=True) if is_room else setting


def diner_in_space(asked: Asked, setting: Setting) -> Setting:
    """A diner in space is seen from inside, its windows look out on it."""
    if not asked.says("diner") or not _IN_SPACE.search(asked.prompt.lower()) or goes_on(asked.words):
        return setting
    asked.words.imply("motifs", "diner_inside")
    return setting.at("interior", exact=True)


_SEATS = {*"armchair sofa couch rocking rug slippers mantel mantelpiece bookshelf knitting".split()}


def fire_inside(asked: Asked, setting: Setting) -> Setting:
    """The fire that somebody sits at in an armchair burns in a fireplace."""
    if setting.world == "interior" or not asked.motif("campfire") or not asked.says(*_SEATS) or goes_on(asked.words):
        return setting
    fires = {one.text for one in asked.words.found if ("motifs", "campfire") in one.meanings}
    asked.words.understand(fires, "fireside")
    return setting.at("interior", exact=True)
