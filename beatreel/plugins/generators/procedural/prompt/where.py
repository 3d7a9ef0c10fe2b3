"""Where a prompt plays: the world that its words lead to, and which of its words that world leaves out."""

from __future__ import annotations

from functools import cache
from typing import Any

from .reading import Reading, lexicon

# Weight of words that hint at a world, of things and creatures that live in it, and of what is only near it.
_LEADS = {"hints": 0.6, "lives": 0.5, "near": 0.35}
_WEAKEST = 0.95  # what hints, things and associations weigh together at most: a place that is named counts more
_MORE = 0.15  # of the first one that lives in a world counts each other one: a crowd before a castle makes no concert
_SUITS = 0.15  # of a world among several that are hinted at: the weather and the look belong there
_THEN = {"then", "later", "afterwards", "finally"}
_GIVES_LIGHT = {"warmth", "cues", "light"}
_SHOWN_OTHERWISE = _GIVES_LIGHT | {
    *("colours", "weathers", "palettes", "looks", "speeds", "cameras", "shots", "lenses", "amounts"),
}

_HELD = {"holding", "holds", "carrying", "carries", "with"}
_SAID_OF_THINGS = {"lone", "lonely", "alone", "solitary", "silhouette", "silhouettes"}  # “a lone acacia”
_MATERIALS = {
    *"stone marble velvet brick brass leather concrete steel metal iron silk timber oak bamboo linen granite slate".split()
}


def choose_world(words: Reading, both: Reading) -> tuple[str, bool, str]:
    """Return the world with most of the words, whether it was named rather than associated, and a second one that was named."""
    worlds = lexicon()["worlds"]
    unwanted = {entry for section in ("words", "hints") for entry in words.all(section, denied=True)}
    unwanted -= set(words.all("words"))  # a concert without a crowd is a concert
    names = [name for name in worlds if name not in unwanted] or list(worlds)
    grown = {name for name in names if name in words.all("words")}
    for found in (words, both):
        places = _places(found, grown)
        named = {name: places.count(name) for name in names}
        suited = {
            lexicon()["evidence"][section].get(entry)
            for section in ("weathers", "looks")
            for entry in found.all(section)
        }
        suited |= {lexicon()["evidence"]["weathers_too"].get(entry) for entry in found.all("weathers")}

        def hinted(name: str, found: Reading = found, suited: set[Any] = suited) -> float:
            counts = {section: _led(found, section).count(name) for section in _LEADS}
            counts["near"] = min(counts["near"], 1)  # however many things are only near a place, it is not named
            lives = _LEADS["lives"] * (min(counts["lives"], 1) + _MORE * max(counts["lives"] - 1, 0))
            many = _LEADS["hints"] * counts["hints"] + lives + _LEADS["near"] * counts["near"]
            return min(many + (_SUITS if many and name in suited else 0.0), _WEAKEST)

        score = {
            name: named[name] * worlds[name].get("weight", 1.5 if worlds[name].get("rules") else 1.0) + hinted(name)
            for name in names
        }

        for (
            name
        ) in names:  # whose road leads through what is named beside it: a car in a city street is what is seen there
            beside = [score[other] for other in worlds[name].get("through", ()) if other in score]
            if named[name] and beside:
                score[name] = max(score[name], max(beside) + _LEADS["near"])

        def rank(name: str, found: Reading = found, score: dict[str, float] = score) -> tuple[float, int]:
            return score[name], -min(found.place(section, name) for section in ("words", "hints", "lives", "near"))

        best = max(names, key=rank)
        if score[best] and not any(best in found.all(section) for section in ("words", "hints", "lives")):
            return _that_paints(words, best, names), False, ""
        if score[best]:
            others = [name for name in names if name != best and named[name] and score[name] >= score[best] / 2]
            is_alone = worlds[best].get("rules") or set(words.all("motifs")) & set(lexicon()["alone"]["motifs"])
            other = max(others, key=rank, default="") if named[best] and (goes_on(found) or not is_alone) else ""
            return best, True, other
    return _that_paints(words, _by_evidence(both, names), names), False, ""


def _led(found: Reading, section: str) -> list[str]:
    """Return the worlds that words of a section lead to, but for what lives elsewhere and is said with a place: “a bridge with statues”."""
    led: list[str] = []
    names_place = has = False
    for one in found.found:
        sections = {where for where, _ in one.meanings}
        has = bool(one.text) and (has or (one.text == "with" and names_place))
        names_place = bool(one.text) and (names_place or bool(sections & {"words", "hints"} and not one.denied))
        if not one.denied and not (has and section in ("lives", "near")):
            is_air = "weathers" in sections  # lightning says what is in the air, and not where
            counted = (
                {"near": ("hints", "lives", "near"), "hints": (), "lives": ()}.get(section, (section,))
                if is_air
                else (section,)
            )
            led += dict.fromkeys(entry for where, entry in one.meanings if where in counted)
    return led


def _places(found: Reading, grown: set[str]) -> list[str]:
    """Return the worlds that are named, but for what is seen in those of ``grown`` or part of a place: cars in a garage."""
    known = lexicon()
    alone = set(known["alone"]["motifs"])
    sites = {motif: _sites().get(motif, "") for motif in found.all("motifs") if motif in alone or motif in _sites()}

    def is_part(one: Any, world: str) -> bool:
        head = one.text.split(" ")[-1]  # “old cars” are cars
        words = {one.text, head, head.removesuffix("s")}
        said = {one.text, one.text.removesuffix("s")}
        return any(said & set(lexicon()["worlds"][other].get("grows", ())) for other in grown - {world}) or any(
            site != world and words & set(known["parts"].get(motif, ())) for motif, site in sites.items()
        )

    return [
        entry
        for one in found.found
        for section, entry in one.meanings
        if section == "words" and not one.denied and not is_part(one, entry)
    ]


@cache
def _sites() -> dict[str, str]:
    """The worlds of the motifs that are places themselves."""
    return {kind["motif"]: kind["world"] for kind in lexicon()["places"].values() if "motif" in kind}


def grown_in(worlds: set[str]) -> set[str]:
    """Return the words of other worlds that are seen in some worlds, too: a mountain lake with pine trees is no forest."""
    return {word for world in worlds for word in lexicon()["worlds"][world].get("grows", ())}


def goes_on(words: Reading) -> bool:
    """Return whether a prompt goes from one place to another: “…, then a street”."""
    return any(one.text in _THEN for one in words.found)


def _that_paints(words: Reading, suited: str, names: list[str]) -> str:
    """Return the world that suits a prompt without a place, or one that paints more of the things that it names."""
    wanted = [shown_in(motif, words) for motif in dict.fromkeys(words.all("motifs"))]

    def paints(name: str) -> int:
        return sum(name in worlds for worlds in wanted)

    best = max((paints(name) for name in names), default=0)
    if paints(suited) == best:
        return suited
    usual = lexicon()["evidence"]["ground"]["worlds"]
    return next(name for name in (*usual, *names) if name in names and paints(name) == best)


def _somebody(found: Reading) -> bool:
    people = set(lexicon()["groups"]["people"]) - {"umbrella", "caravan", "crowd"}
    return bool(people & set(found.all("motifs"))) or "people" in found.all("things")


def _by_evidence(found: Reading, names: list[str]) -> str:
    """Return the world that suits a prompt without a place, by its weather, people, light and colours in this order."""
    evidence = lexicon()["evidence"]
    hour = found.first("light")
    for section in ("weathers", "people", "looks", "light", "colours", "warmth"):
        table = evidence[section]
        entries = found.all(section) if section != "people" else [hour] if _somebody(found) else []
        for entry in entries:
            world = table.get(entry) or table.get("otherwise")
            if world in names:
                return str(world)
    return str(evidence["otherwise"] if evidence["otherwise"] in names else names[0])


def place_in(words: Reading, world: str) -> str:
    """Return what the prompt says for the place, as it stands there."""
    for section in ("words", "hints", "lives"):
        for one in words.found:
            if not one.denied and (section, world) in one.meanings:
                return "" if world in (one.text, one.said) else one.said
    return ""


def shown_in(motif: str, words: Reading) -> set[str]:
    """Return the worlds that paint a motif, beside the others that the prompt names."""
    known = lexicon()
    worlds = set(known["shown"].get(motif, known["worlds"]))
    beside = set(words.all("motifs"))
    return worlds - {world for world, others in known["shown_with"].get(motif, {}).items() if not beside & set(others)}


LeftOut = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]


def left_out(words: Reading, worlds: set[str]) -> LeftOut:
    """Return the words that are known and not painted: what no world paints, what gives light only, and what other worlds paint."""
    known = lexicon()
    quiet = {*known["silent"]["words"], *known["moods"]["words"], *_SAID_OF_THINGS}
    nowhere: dict[str, None] = {}
    light: dict[str, None] = {}
    elsewhere: dict[str, tuple[str, ...]] = {}
    shown = [motif for motif in words.all("motifs") if shown_in(motif, words) & worlds]
    parts = {word for motif in shown for word in known["parts"].get(motif, ())} | grown_in(worlds)

    def may_be_seen(entry: str) -> bool:
        thing = known["things"][entry]
        return (
            "shown_on" not in thing
            or "world" in thing
            or bool(set(thing["shown_on"]["motifs"]) & set(words.all("motifs")))
        )

    after = [*words.found[1:], None]
    for before, one, made in zip([None, *words.found], words.found, after, strict=False):
        sections = {section for section, entry in one.meanings if section != "things" or may_be_seen(entry)}
        sections = sections or {section for section, _ in one.meanings}
        is_thing = "things" in sections
        if is_thing and "colours" in sections:  # “a rose” is one, “gold and rose” are colours
            is_thing = before is not None and before.text in ("a", "the", "one")
            is_thing &= made is None or not made.text or made.text in quiet  # “the orange coat” is no fruit
        is_part = bool({one.text, one.text.removesuffix("s")} & parts)
        is_part = is_part or (one.text in _MATERIALS and made is not None and bool(made.meanings))  # “a stone house”
        if not one.text or one.denied or is_part or one.text in quiet or not sections:
            continue
        # A lantern that hangs nowhere is told, though its light is seen; who holds one has it.
        is_lamp = one.text in ("lantern", "lanterns") and not _HELD & {other.text for other in words.found}
        if sections & _SHOWN_OTHERWISE and not is_thing and not is_lamp:
            continue
        painted: set[str] = set()
        for section, entry in one.meanings:
            if section == "motifs":
                painted |= shown_in(entry, words)
            elif section == "things":
                thing = known["things"][entry]
                painted |= set(thing.get("shown", ()))
                if "shown_on" in thing and set(thing["shown_on"]["motifs"]) & set(words.all("motifs")):
                    painted.add(thing["shown_on"]["world"])
            elif section == "words":
                painted |= {entry, *(world for world in worlds if entry in known["worlds"][world].get("through", ()))}
            elif section == "hints" or section == "near":
                painted |= {entry} & worlds
        if painted & worlds:
            continue
        led = any(section == "lives" and entry in worlds for section, entry in one.meanings)
        if any(section in _GIVES_LIGHT and entry != "emptied" for section, entry in one.meanings):
            light[one.said] = None
        elif led or not painted:
            nowhere[one.said] = None
        else:
            elsewhere[one.said] = tuple(sorted(painted))
    return tuple(nowhere), tuple(light), tuple(elsewhere.items())
