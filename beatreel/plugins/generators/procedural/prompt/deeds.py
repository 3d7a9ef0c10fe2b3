"""What somebody does or wears in a prompt that could be a thing: “a boxer trains”, “the train leaves”, “a cello on a chair”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_FISHERS = ("bear", "polar_bear", "cat", "eagle")
_DANCE = {"dance", "dances", "dancing", "danced", "drumming", "singing", "sings"}
OF_BODIES = {*"tears eyes hair veins heart wings lips blood antlers horns skin tattoo tattoos".split()}
"""What belongs to a body."""
_LIGHTS = {*"sun sky skies mountains mountain horizon peaks clouds light heart hearts city evening".split()}
_SMOKE = {"smoking", "smokes"}
_PEOPLE = {
    *"figure crowd pair dancer waltz woman man child lady robot skeleton elder band singer knight samurai geisha astronaut".split()
}
_VERBS = {*"trains waves rocks flies rings parks watches streams storms drums fishes lights matches".split()}
ENDS = {
    *"above across against along among around at before behind below beneath beside beyond between by from in inside into near".split(),
    *"on onto over past through toward towards under upon where which while with".split(),
}  # after a comparison, what is meant goes on: “like stars over the lake”
_INSTRUMENTS = {
    *"cello violin viola guitar saxophone trumpet accordion".split(),
    "double bass",
    "acoustic guitar",
    "electric guitar",
}
_LEFT_BY = {*"playing plays player played with".split()}
_LYING = {
    *"left lying leaning leaned leant leans lies resting rests standing stands propped abandoned forgotten alone waiting".split()
}
_ON = {*"on against beside in by under".split(), "next to"}
_OF_SOMEBODY = {
    *"face faces eyes eye hand hands fingers head hair back shadow silhouette portrait lips feet arms dance".split(),
    *OF_BODIES,
}
_LEFT = {
    "the",
    "a",
    "an",
    "for",
    "from",
    "his",
    "her",
    "their",
    "its",
    "my",
    "home",
    "town",
    "without",
    "him",
    "me",
    "us",
    "you",
}
_OF_LEAVES = {*"a the of and with these autumn fallen falling dead dry wet burning palm oak maple tea".split()}
_WEARS = {"in", "wears", "wearing", "wear", "dressed", "with"}
_UPHOLSTERED = {
    *"armchair chair chairs sofa couch cushion cushions pillow pillows bench seat seats chaise stool box case ribbon collar rope".split()
}
_METALS = {
    *"silver gold golden chrome bronze copper metallic sequin sequined satin silk velvet glitter glittering".split()
}
_CLOTHES = {
    *"dress gown suit jacket coat robe hair mask armour armor crown boots cape skirt shirt ring earrings".split()
}
_SEATS = {*"chair chairs armchair stool table wall floor bed sofa bench stand corner".split()}
LEADS = {"words", "hints", "places", "lives"}
Meanings = tuple[tuple[str, str], ...]


def _dancing(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where what dances is nobody: “the northern lights dance above a cabin”, “droplets dancing on a speaker”."""
    chosen: dict[int, Meanings] = {}
    start = 0
    for at, one in enumerate(found):
        if not one.text:
            start = at + 1
        before = [other for other in found[start:at] if other.meanings]
        if one.text in _DANCE and before and not any(is_somebody(other) for other in before):
            chosen[at] = ()
    return chosen


def _smoking(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where somebody smokes, who fills no room with it: “a woman smoking at a window”, and not “a smoking ruin”."""
    chosen: dict[int, Meanings] = {}
    start = 0
    for at, one in enumerate(found):
        if not one.text:
            start = at + 1
        is_verb = at > start and found[at - 1].text not in {*ENDS, "a", "an", "the"}
        if one.text in _SMOKE and is_verb and any(is_somebody(other) for other in found[start:at]):
            chosen[at] = ()
    return chosen


def _doing(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return what somebody does that could be a thing: “a boxer trains”, “a woman waves”, “a man lights a candle”."""
    return {
        at: ()
        for at, (before, one) in enumerate(pairwise(found), 1)
        if one.said in _VERBS and is_somebody(before) and not before.said.endswith("s")
    }


def _departing(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return what something does that could be a thing: “the train leaves the station”, “blossom falls on a bridge”."""
    chosen: dict[int, Meanings] = {}
    for at, one in enumerate(found[:-1]):
        before, after = found[at - 1] if at else None, found[at + 1].text
        if before is None or not before.text or before.text in ENDS | _OF_LEAVES:
            continue
        is_going = one.text == "leaves" and after in _LEFT and {"colours"} - dict(before.meanings).keys()
        if is_going or (
            one.text == "falls" and after in ENDS | {"slowly", "softly", "gently", "like", "down", "everywhere"}
        ):
            chosen[at] = ()
    return chosen


def _worn(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return what somebody wears, which is no thing of a room: “a woman in a green dress”."""
    if not any(is_somebody(one) for one in found):
        return {}
    worn = {
        at: tuple(meaning for meaning in one.meanings if meaning[0] not in {*LEADS, "near"})
        for at, one in enumerate(found)
        if _CLOTHES & set(one.text.split()) and _WEARS & {other.text for other in found[max(at - 4, 0) : at]}
    }
    return {at: kept for at, kept in worn.items() if kept}


def _hunting(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where a beast fishes, for which it needs no sea: “a bear fishing in a waterfall”."""
    return {
        at: ()
        for at, (before, one) in enumerate(pairwise(found), 1)
        if one.text in ("fishing", "fishes") and any(("motifs", beast) in before.meanings for beast in _FISHERS)
    }


def _unplayed(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return instruments that somebody has left: “a cello on a chair”; nobody is there."""
    chosen: dict[int, Meanings] = {}
    for at, one in enumerate(found):
        if one.text not in _INSTRUMENTS or one.denied or any(part in _LEFT_BY for part in words_before(found, at)):
            continue
        after = [other.text for other in found[at + 1 : at + 7]]
        after = after[: after.index("")] if "" in after else after  # of its clause
        while after and after[0] in _LYING:
            after.pop(0)
        seats = [text for text in after[1:] if _SEATS & set(text.split())] if after[:1] and after[0] in _ON else []
        if seats:
            chosen[at] = tuple(meaning for meaning in one.meanings if meaning[0] != "motifs")
            seat = next(i for i in range(at + 1, len(found)) if found[i].text == seats[0])
            chosen[seat] = (*found[seat].meanings, ("cues", "emptied"))
    return chosen


def _metal_clothes(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return silver and gold of which clothes are, velvet of which seats are, and no abstract form: “a silver dress”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] not in {*LEADS, "near"})
        for at, one in enumerate(found)
        if one.text in _METALS
        and any(
            (_CLOTHES | (_UPHOLSTERED if one.text == "velvet" else set())) & set(after.text.split())
            for after in (*found[at + 1 : at + 3], *_said_before(one, found[max(at - 1, 0) : at]))
        )
    }


def _owners(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return whose something is, who need not be there: “my grandmother's garden”, “a child's bedroom”, and not “a boy's face”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] != "motifs")
        for at, (one, after) in enumerate(pairwise(found))
        if one.said.endswith("'s") and is_somebody(one) and after.text and not _OF_SOMEBODY & set(after.text.split())
    }


def _said_before(one: Any, before: Sequence[Any]) -> Sequence[Any]:
    """Return what French and Spanish say a colour of: “robe argentée”."""
    return before if one.text != one.said else ()


def words_before(found: Sequence[Any], at: int) -> set[str]:
    """Return the words of three phrases before one."""
    return {word for one in found[max(at - 3, 0) : at] for word in one.text.split()}


def is_somebody(one: Any) -> bool:
    """Return whether a word names somebody."""
    return any(section == "motifs" and entry in _PEOPLE for section, entry in one.meanings)


def _burning(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where it is the light that burns: “the mountains burn red”, “the sun burns through the curtains”."""
    return {
        at: ()
        for at, (before, one) in enumerate(pairwise(found), 1)
        if one.text in ("burn", "burns", "burning") and set(before.text.split()) & _LIGHTS
    }


DEEDS = (_dancing, _smoking, _doing, _departing, _worn, _hunting, _unplayed, _metal_clothes, _owners, _burning)
"""Rules that each return the words that are not to be seen, as :func:`~.figures.figures_of_speech` does."""
