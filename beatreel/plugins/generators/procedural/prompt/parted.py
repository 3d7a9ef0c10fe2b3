"""Phrases that a colour, an age or a size parts: who plays “a battered red guitar” plays a guitar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beatreel import Word, phrases

_COLOURS = {
    *"red orange yellow gold golden green emerald turquoise teal blue purple violet pink crimson scarlet".split(),
    *"white black grey gray brown silver colourful colorful".split(),
}
_QUALITIES = {
    *"old young little small big huge long short worn battered beautiful".split(),
}
_RUN = 3  # words that part a phrase, at most
_SIDE = 3  # words of it before them, and after them, at most
_LIGHTS = {"warmth", "light", "looks", "weathers", "palettes"}
_NAMES = {"words", "hints", "lives", "places", "things", "motifs"}


def rejoined(words: Sequence[Word], known: Mapping[str, Any]) -> list[Word]:
    """Return words with those that part a phrase before it: “red playing a guitar”, where the colour is still that of a guitar.

    Parameters
    ----------
    words : sequence of Word
    known : mapping of str to meanings
        From phrases to pairs of section and entry of the lexicon.
    """
    found = _whole(list(words), known)
    for start in range(1, len(found)):
        count = next((count for count in range(_RUN, 0, -1) if _parts(found[start : start + count], count)), 0)
        before, after = _parted(found, start, count, known) if count else (0, 0)
        if before:
            end = start + count
            part = [*found[start - before : start], *found[end : end + after]]
            said = " ".join(dict.fromkeys(one.said for one in part))
            whole = Word(
                " ".join(one.text for one in part), said, False
            )  # as one, so that “old” makes no other phrase with it
            found[start - before : end + after] = [*found[start:end], whole]
    return found


def _whole(words: list[Word], known: Mapping[str, Any]) -> list[Word]:
    """Return words with what a quality would tear apart as one: “an old phone booth” is a phone booth, and no old phone."""
    found = list(words)
    for at in range(len(found) - 2):
        one, part = found[at : at + 1], found[at + 1 : at + 3]
        is_torn = (
            len(part) == 2
            and all(word.text and not word.denied for word in part)
            and one[0].text in _COLOURS | _QUALITIES
        )
        if (
            is_torn
            and _is_name([*one, part[0]], known)
            and _is_name(part, known)
            and not _is_name([*one, *part], known)
        ):
            found[at + 1 : at + 3] = [
                Word(" ".join(word.text for word in part), " ".join(word.said for word in part), False)
            ]
    return found


def _parts(run: Sequence[Word], count: int) -> bool:
    return len(run) == count and all(one.text in _COLOURS | _QUALITIES for one in run)


def _parted(words: list[Word], start: int, count: int, known: Mapping[str, Any]) -> tuple[int, int]:
    """Return how many words before and after a run are one phrase; 0 and 0 for none."""
    end = start + count
    for before in range(min(_SIDE, start), 0, -1):
        for after in range(min(_SIDE, len(words) - end), 0, -1):
            part = [*words[start - before : start], *words[end : end + after]]
            # “Warm yellow windows” are warm, and “a tower of old books” is no monument, as one of books would be.
            has_its_own = before == 1 and any(
                section in _LIGHTS for section, _ in known.get(words[start - 1].text) or ()
            )
            is_heap = any(one.text == "of" for one in part) and any(one.text in _QUALITIES for one in words[start:end])
            torn = words[max(start - before - 1, 0) : start - before + 1]  # “a little girl in a red coat” is little
            is_torn = len(torn) == 2 and all(one.text for one in torn) and _is_name(torn, known)
            if (
                has_its_own
                or is_heap
                or is_torn
                or any(one.denied or not one.text for one in part)
                or not _is_name(part, known)
            ):
                continue
            if not _holds_run(words[start - before : end + after], before, count, known):
                return before, after
    return 0, 0


def _is_name(part: Sequence[Word], known: Mapping[str, Any]) -> bool:
    text, _, _, meanings = next(iter(phrases(part, known)))
    return text == " ".join(one.text for one in part) and any(section in _NAMES for section, _ in meanings or ())


def _holds_run(whole: Sequence[Word], before: int, count: int, known: Mapping[str, Any]) -> bool:
    """Return whether words that hold one of a run are a phrase by themselves: “a red barn”."""
    texts = [one.text for one in whole]
    return any(
        " ".join(texts[at:to]) in known
        for at in range(before + count)
        for to in range(max(at + 2, before + 1), len(texts) + 1)
    )
