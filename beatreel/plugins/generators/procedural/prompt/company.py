"""Who of those that a prompt names is in a picture, and what they do together: a bench and a couple are a couple on a bench."""

from __future__ import annotations

import re

from beatreel.plugins.generators.procedural.scenery.people.bouquets import holds_flowers

from .asked import clauses_of
from .borne import coloured_in
from .numbers import counts_in, names_of
from .persons import FACES, MASKS, OF_A_FACE, animals_of_masks, is_alone, others_than_hands, person_in
from .reading import lexicon
from .sight import Sight

_OWNERS = ("man", "woman", "boy", "girl", "musician", "guitarist", "busker", "singer", "couple")
_DANCES = ("dancing", "dances", "dance", "danced")
_COWBOYS = ("cowboy", "cowgirl")
_CAMEL_RIDERS = ("rider", "riders", "riding", "rides", "bedouin", "nomad", "caravan", "train")
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
_SINGS = ("sings", "singing", "sing")
_DEEDS_OF_TWO = {
    "kiss": ("kiss", "kisses", "kissing"),
    "embrace": ("embrace", "embraces", "embracing", "hug", "hugs", "hugging"),
    "waltz": (*_DANCES, "waltz", "waltzes", "waltzing", "tango", "spinning", "twirling"),
}
_DANCING_IN = re.compile(r"(?:^|[,.;] ?)(?:slow )?danc(?:ing|es?) (?:alone )?(?:in|on|through|under|by|at) ")
_PLAYERS = {
    "guitar": "guitarist", "banjo": "guitarist", "violin": "violinist", "fiddle": "violinist", "trumpet": "trumpeter",
    "saxophone": "saxophonist",
}  # fmt: skip
_WITH_AN_INSTRUMENT = re.compile(
    rf"\b(?:man|woman|girl|boy|guy|lady|child|kid|stranger|figure|musician|cowboy|someone|somebody|he|she|beggar|sailor|friend)\b[^,.;]*?"
    rf"\b(?:with|holding|holds|tuning|tunes|strumming|strums) (?:an?|his|her|the|their) (?:[a-z]+ ){{0,2}}({'|'.join(_PLAYERS)})\b(?! case)"
)
_SEVERAL = {*"women men girls boys people couples couple friends kids children they crowd two three four".split()}
_RIDDEN = "ride rides riding rider riders ridden cycling pedalling pedaling cyclist".split()
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


def company(sight: Sight) -> None:
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


def rider(sight: Sight) -> None:
    """Who rides a camel or a motorcycle rides no horse; nor does a caravan go by behind a camel that is alone."""
    if sight.has("camel") and sight.asked.says(*_CAMEL_RIDERS) and sight.can_show("camel_train"):
        sight.drop("camel")
        sight.add("camel_train")
    if sight.has("camel_train", "camel") and sight.asked.says("camel"):
        sight.drop("rider", "caravan", "figure", *(("camel_train",) if sight.has("camel") else ()))
    if sight.has("motorcycle", "cyclist"):
        sight.drop("rider")
    on_foot = (
        sight.has("rider") and sight.asked.says(*_COWBOYS) and (sight.has("campfire") or sight.asked.says(*_ON_FOOT))
    )
    if on_foot and not sight.asked.says(*_MOUNTED) and sight.can_show("man"):
        sight.drop("rider")
        sight.add("man")


def two_coats(sight: Sight) -> None:
    """Horses of two colours are two."""
    coats = [colour for thing, colour in coloured_in(sight.asked.prompt) if thing in _HORSES]
    if sight.has("horse") and len(coats) > 1 and sight.can_show("horses"):
        sight.named = ["horses" if one == "horse" else one for one in sight.named]


def players(sight: Sight) -> None:
    """Somebody with a guitar or a violin plays it."""
    found = _WITH_AN_INSTRUMENT.search(sight.asked.prompt.lower())
    player = _PLAYERS.get(found[1], "") if found else ""
    if not player or sight.has("left_guitar", "band", "orchestra", *_PLAYERS.values()) or not sight.can_show(player):
        return
    if sight.has("figure", "man", "woman", "elder", "child"):
        sight.drop("figure", "man", "woman", "elder", "child")
        sight.add(player)
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if found and found[1] in word)


def _number(sight: Sight, *motifs: str) -> int:
    """Return how many of some motifs a prompt asks for; 0 where it does not say."""
    counts = counts_in(clauses_of(sight.asked.prompt))
    return max((counts.get(name, 0) for motif in motifs for name in names_of(motif)), default=0)


def several(sight: Sight) -> None:
    """Three friends are more than a pair, and two horses are horses; an angler who cannot fish there is an old man."""
    if sight.has("pair") and _number(sight, "pair", "man", "woman") > 2 and sight.can_show("man"):
        sight.drop("pair", "figure")
        sight.add("woman" if sight.asked.says("women", "girls", "sisters", "ladies") else "man")
    if sight.has("horse") and _number(sight, "horse", "horses") > 1 and sight.can_show("horses"):
        sight.named = ["horses" if one == "horse" else one for one in sight.named]
    if "angler" in sight.words.all("motifs") and not sight.can_show("angler") and sight.can_show("elder"):
        sight.add("elder")
        sight.show(word for word, _ in sight.left[2] if "fisherman" in word or "angler" in word)
    if sight.has("figure") or "figure" in lexicon()["worlds"][sight.world]["motifs"]:
        sight.show(("climber", "climbers", "hiker", "hikers", "soldiers", "pilgrims", "passenger", "driver"))
    somebody = set(lexicon()["groups"]["people"]) & set(sight.named)
    plays = sight.has("campfire") and sight.asked.says("guitar", "guitars") and sight.can_show("guitarist")
    dances = sight.has("campfire") and sight.asked.says(*_DANCES) and sight.can_show("dancer")
    if dances and somebody <= {"figure", "lady", "woman", "man", "child"}:
        sight.drop(*somebody)
        sight.add("dancer")
        sight.show((*_DANCES, *(word for word, _ in sight.left[2] if word in ("danse", "tanz", "baile"))))
    if plays and not somebody:
        sight.add("guitarist")
        sight.show(word for word in (*sight.left[0], *(one for one, _ in sight.left[2])) if "guitar" in word)


def _dances(sight: Sight) -> bool:
    """Return whether one person dances, and does nothing else."""
    others = set(lexicon()["groups"]["people"]) - {"figure", "lady", "woman", "man", "umbrella"}
    is_one = sight.has("figure", "lady", "woman", "man") and not sight.has(*others, "campfire", "lovers")
    is_one = is_one and (not sight.asked.says(*_SEVERAL) or _number(sight, "lady", "woman", "man") > 2)
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


def people(sight: Sight) -> None:
    """Whoever is named is one person only, as what they do or wear says: a dancer and no figure beside her."""
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
    sings = sight.asked.says(*_SINGS) and sight.has("figure", "woman", "man", "lady")
    if sings and sight.can_show("singer") and not sight.has("guitarist", "pianist", "choir", "band", "crowd", "pair"):
        sight.drop("figure", "woman", "man", "lady")
        sight.add("singer")
        sight.show(_SINGS)
    if sight.has("dancer") and not sight.asked.says(*_SEVERAL):
        sight.drop("lady", "woman", "man")  # it is she
    people = set(lexicon()["groups"]["people"]) - {"figure", "crowd", "caravan"}
    if _MASKED.search(sight.asked.prompt.lower()) and not people & set(sight.named) and sight.can_show("masked"):
        sight.drop("crowd")
        sight.named.append("masked")
    if somebody := person_in(sight.words, sight.named, sight.world, sight.asked.prompt.lower()):
        sight.named.append(somebody)
    _dressed(sight)
    if sight.has("elder", "woman", "man") and holds_flowers(
        frozenset(sight.asked.prompt.lower().replace(",", " ").split())
    ):
        sight.show(("flowers", "roses", "tulips", "bouquet", "selling", "sells", "seller", "bunch"))
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
