"""Figures of speech: words of a prompt that are said and not meant, “a sea of fog”, “lights like stars”, “as if under water”."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any

from .deeds import DEEDS, ENDS, LEADS, OF_BODIES, Meanings, is_somebody, words_before
from .tints import SPEAKS

_SEAS = {*"sea ocean river stream wave seas oceans rivers streams waves".split()}
_HEAPS = {"tower", "towers", "tunnel", "wall", "walls", "mountain", "mountains", "pile", "piles", "arch", "avenue"}
_NO_HEAP = {*"stone marble glass ice brick steel iron light fire water rock rocks clouds cloud london babel".split()}
_FALL = {"light", "darkness", "shadow", "silence", "leaf", "leaves", "petals", "ash", "confetti", "dust", "it", "hair"}
_LIT = {*"sun sunlight sunbeam sunbeams light ray rays beam beams shaft shafts moon moonlight".split()}
_NEON = {"alley", "town", "skyline", "fair", "stage", "interior", "road"}
BLACK = (("palettes", "black"), ("looks", "hard"))
_FALLING = {"rain", "snow", "shower", "storm", "blizzard", "hail", "downpour", "drizzle"}
_WATERS = {*"rain snow ice hail water sand dust drops droplets".split()}
_MIRRORED = {"reflection", "reflections"}
_AS_IF = {"as if", "as though"}
_WERE = {
    "were",
    "was",
    "is",
    "are",
    "had",
    "made",
}  # what stands before them is meant: “as if the sea were made of glass”
_HEIGHTS = {*"mountain mountains peak peaks summits alps".split()}
_HOUSES = {"lone_house", "cabin", "village", "castle", "chapel", "gothic_mansion", "suburb"}
_LEAVING = {*"leaving leaves leave white vapour vapor smoke condensation foam".split()}
_OF_OAK = {
    *"table desk door floor floorboard bench chair barrel cabinet panel panelling beam shelf bar counter wood forest leaf leaves".split()
}
_IN_LOW_SUN = {*"water sand dune dunes desert rock roof sail house cottage".split()}  # which are golden at its hour
_FLOWERS = {"flowers", "wildflowers", "blossoms", "daisies"}
_LONELY = {"lonely", "lone", "solitary", "single"}
_KEPT = SPEAKS | {"speeds", "cameras", "shots"}


def figures_of_speech(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return the words that are not to be seen.

    Parameters
    ----------
    found : sequence of Found
        Words and phrases, with empty ones for commas.

    Returns
    -------
    dict of int to meanings
        By the index of the word what is left of its meanings: the colour of “like blood”.
    """
    rules = (
        _seas,
        _heaps,
        _compared,
        _falling,
        _sunlit,
        _neon,
        _ruined,
        _on_black,
        _past,
        _crowds,
        _skies,
        _seasons,
        _raining,
        _hoods,
        _mirrored,
        _lone_things,
        _oaken,
        _lit_houses,
        _trails,
        *DEEDS,
    )
    return {at: kept for rule in rules for at, kept in rule(found).items()}


def gilded(found: Sequence[Any], bearers: Collection[str]) -> list[int]:
    """Return where “golden” is the colour of a thing, and no hour: a golden dress, golden leaves.

    Parameters
    ----------
    found : sequence of Found
    bearers : collection of str
        Things that may have a colour of their own, in the singular.
    """
    return [
        at for at, one, words in _before_things(found) if one.text == "golden" and words & ({*bearers} - _IN_LOW_SUN)
    ]


def white_flowers(found: Sequence[Any]) -> list[int]:
    """Return where “white” is the colour of many flowers, about which the land and the sky have all of their colour."""
    return [at for at, one, words in _before_things(found) if one.text == "white" and words & _FLOWERS]


def adjectives(found: Sequence[Any], bearers: Collection[str]) -> list[int]:
    """Return where a word that is a colour and a thing is said of another thing: “orange robes” are no fruit.

    Parameters
    ----------
    found : sequence of Found
    bearers : collection of str
        Things that may have a colour of their own, in the singular.
    """
    return [
        at
        for at, one, words in _before_things(found)
        if "colours" in dict(one.meanings) and " " not in one.text and words & {*bearers} and not one.text.endswith("s")
    ]


def _before_things(found: Sequence[Any]) -> Iterator[tuple[int, Any, set[str]]]:
    """Go through words with the forms of those of what follows."""
    for at, (one, after) in enumerate(pairwise(found)):
        yield at, one, {form for word in after.text.split() for form in (word, word.removesuffix("s"))}


def _seas(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return waters that are none: “a sea of fog”, “endless ocean of lights”, and not “the sea of Japan”."""
    return {
        at: ()
        for at, (one, after) in enumerate(pairwise(found))
        if one.text in _SEAS
        and after.text == "of"
        and ("the" not in {before.text for before in found[max(at - 2, 0) : at]})
        and not any(("words", "ocean") in later.meanings for later in found[at + 2 : at + 4])
    }


def _heaps(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return what is only the shape of what follows: “a tower of books”, “a tunnel of trees”, and not “a tower of stone”."""
    return {
        at: ()
        for at, (one, after) in enumerate(pairwise(found))
        if one.text in _HEAPS
        and after.text == "of"
        and any(
            {section for section, _ in later.meanings} & {"things", "motifs"} and later.text not in _NO_HEAP
            for later in found[at + 2 : at + 4]
            if not any(lead in LEADS and entry == "town" for lead, entry in later.meanings)
        )
    }


def _falling(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where something falls that is no water: “snow falls”, “night falls over the city”, and not “the falls”."""
    return {
        at: ()
        for at, one in enumerate(found)
        if one.text == "falls"
        and at
        and (found[at - 1].text in _FALL or {section for section, _ in found[at - 1].meanings} & {"weathers", "light"})
    }


def _neon(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where neon is what a creature or a thing glows in, and no city: “neon jellyfish”, “neon tears”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] not in ("hints", "lives", "near", "things"))
        for at, (one, after) in enumerate(pairwise(found))
        if one.text == "neon" and (after.text in OF_BODIES or _lives_elsewhere(after))
    }


def _lives_elsewhere(one: Any) -> bool:
    return any(section in ("words", "hints", "lives") and entry not in _NEON for section, entry in one.meanings)


def _ruined(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return ruins of what is named after them, which says where they are: “the ruins of a castle”, “a ruined castle”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] == "motifs")
        for at, one in enumerate(found)
        if (
            one.text in ("ruin", "ruins")
            and [after.text for after in found[at + 1 : at + 2]] == ["of"]
            and any(section in LEADS for after in found[at + 2 : at + 5] for section, _ in after.meanings)
        )
        or (
            one.text == "ruined"
            and any(section in LEADS for after in found[at + 1 : at + 2] for section, _ in after.meanings)
        )
    }


def _sunlit(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return clouds that light falls through, which nobody flies through: “sunlight through clouds”."""
    return {
        at: ()
        for at, one in enumerate(found)
        if one.text.startswith("through ")
        and one.text.endswith("clouds")
        and any(_LIT & set(before.text.split()) for before in found[max(at - 3, 0) : at])
    }


def _skies(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return blue skies whose blue is named beside another colour: “orange and blue sky”."""
    return {
        at + 2: (*sky.meanings, ("colours", "blue"))
        for at, (one, joint, sky) in enumerate(zip(found, found[1:], found[2:], strict=False))
        if sky.text in ("blue sky", "blue skies")
        and joint.text == "and"
        and any(part == "colours" for part, _ in one.meanings)
    }


def _crowds(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return crowds of what is nobody: “a crowd of statues”."""
    return {
        at: ()
        for at, one in enumerate(found[:-2])
        if one.text == "crowd" and found[at + 1].text == "of" and not _may_be_people(found[at + 2])
    }


def _may_be_people(one: Any) -> bool:
    known = {("things", "people"), ("motifs", "crowd"), ("motifs", "figure")}
    return not one.meanings or bool(known & set(one.meanings)) or is_somebody(one)


def _seasons(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return the winter of a light and the snow of heights, in which none falls: “winter sun”, “snow mountains”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] != "weathers")
        for at, (one, after) in enumerate(pairwise(found))
        if (one.text in ("winter", "wintry") and after.text in ("light", "sun", "sunlight", "sky"))
        or (one.text == "snow" and after.text in _HEIGHTS)
    }


def _raining(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where something falls that is no water: “a rain of feathers”, “a shower of sparks”."""
    return {
        at: ()
        for at, one in enumerate(found[:-2])
        if one.text in _FALLING
        and found[at + 1].text == "of"
        and found[at + 2].text
        and not _WATERS & set(found[at + 2].text.split())
    }


def _hoods(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return the hood of a car, which is no quarter of a city."""
    return {at: () for at, (one, after) in enumerate(pairwise(found)) if one.text == "the hood" and after.text == "of"}


def _mirrored(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return reflections of something, in something or beside somebody, which are no abstract picture: “reflections in the window”."""
    somebody = any(is_somebody(one) for one in found)
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] not in LEADS)
        for at, one in enumerate(found)
        if one.text in _MIRRORED
        and (somebody or [after.text for after in found[at + 1 : at + 2]] in (["in"], ["on"], ["off"], ["of"]))
    }


def _lone_things(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where it is a thing that is lonely, and nobody is there: “a lonely snowman”, “a lone lighthouse”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning != ("motifs", "figure"))
        for at, one in enumerate(found)
        if one.text in {*_LONELY, "alone"}
        and (after := _noun_after(found, at)) is not None
        and not _may_be_people(after)
    } | {
        at: tuple(meaning for meaning in one.meanings if meaning != ("motifs", "figure"))
        for at, (before, one) in enumerate(pairwise(found), 1)
        if one.text == "alone" and ("motifs", "lone_tree") in before.meanings
    }


def _noun_after(found: Sequence[Any], at: int) -> Any:
    """Return the thing that is named right after a word, with one word at most between them."""
    for one in found[at + 1 : at + 3]:
        if not one.text or one.text in ENDS:
            return None
        if {section for section, _ in one.meanings} & {"motifs", "things"}:
            return one
    return None


def _oaken(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return the oak of which things are, and no tree: “an oak table”."""
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] == "colours")
        for at, (one, after) in enumerate(pairwise(found))
        if one.text == "oak" and _OF_OAK & {*after.text.split(), after.text.removesuffix("s")}
    }


def _trails(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return trails that something leaves behind it, which are no path: “a boat leaving a white trail”."""
    return {
        at: () for at, one in enumerate(found) if one.text in ("trail", "trails") and _LEAVING & words_before(found, at)
    }


def _lit_houses(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return the lit windows of a house that is named, which are no city's: “a house with lit windows”."""
    has_one = any(section == "motifs" and entry in _HOUSES for one in found for section, entry in one.meanings)
    return {
        at: tuple(meaning for meaning in one.meanings if meaning[0] not in LEADS)
        for at, one in enumerate(found)
        if has_one and ("motifs", "lit_windows") in one.meanings and ("motifs", "lone_house") not in one.meanings
    }


def _on_black(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return where black is the colour of what follows: “on black water”."""
    return {
        at: BLACK
        for at, (one, after) in enumerate(pairwise(found))
        if one.text == "on black" and after.text not in ("", "background", "and", "with", "velvet")
    }


def _past(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return storms that are over: “after the storm”."""
    chosen: dict[int, Meanings] = {}
    for at, one in enumerate(found):
        before = [other.text for other in found[max(at - 2, 0) : at] if other.text not in ("the", "a")]
        if before[-1:] == ["after"] and ("weathers", "storm") in one.meanings:
            chosen[at] = tuple(meaning for meaning in one.meanings if meaning[0] != "weathers")
    return chosen


def _compared(found: Sequence[Any]) -> dict[int, Meanings]:
    """Return what something else is compared with, where the rest of the text says what is to be seen."""
    chosen: list[int] = []
    for at, one in enumerate(found):
        if one.text in _AS_IF:
            chosen += _supposed(found, at + 1)
        elif one.text == "like":
            chosen += _likened(found, at + 1)
        elif one.text == "as" and "as" in [other.text for other in found[at + 2 : at + 4]]:  # “as tall as houses”
            again = next(i for i in range(at + 2, at + 4) if found[i].text == "as")
            chosen += _likened(found, again + 1)
        elif one.text == "shaped" and at:  # “a whale-shaped hall”
            chosen += [at - 1, at]
    rest = [one for at, one in enumerate(found) if at not in chosen and not one.denied]
    if not any(section in LEADS for one in rest for section, _ in one.meanings):
        return {}
    return {at: tuple(one for one in found[at].meanings if one[0] in _KEPT) for at in chosen}


def _supposed(found: Sequence[Any], start: int) -> list[int]:
    end = next((at for at in range(start, len(found)) if not found[at].text), len(found))
    were = [at for at in range(start, end) if found[at].text.split()[0] in _WERE]
    return list(range(were[0] if were else start, end))


def _likened(found: Sequence[Any], start: int) -> list[int]:
    end = start
    while end < len(found) and found[end].text and found[end].text.split()[0] not in ENDS:
        end += 1
    return list(range(start, end))
