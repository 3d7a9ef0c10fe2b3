"""What a prompt puts under water: whether it does, and which rooms and things are there."""

from __future__ import annotations

from .reading import Reading, lexicon
from .where import shown_in

_BELOW = {
    "deep",
    "depths",
    "gliding",
    "glides",
    "swimming",
    "swims",
    "below",
    "beneath",
    "under",
    "song",
    "singing",
    "abyss",
    "rays",
    "shafts",
    "diving",
}
_ABOVE = {
    "breaching",
    "breach",
    "breaches",
    "jumping",
    "leaping",
    "tail",
    "fluke",
    "flukes",
    "surface",
    "surfacing",
    "sunset",
    "sunrise",
    "horizon",
    "boat",
    "ship",
    "sky",
    "beach",
}
_OVER = {"above", "over", "air", "airborne", "flying", "clouds", "city"}


def under_water(words: Reading, chosen: str, exact: bool, other: str) -> tuple[str, bool, str, bool]:
    """Return the world of a prompt, whether it was named, a second one, and whether it is a room that the sea has come over."""
    surely = set(lexicon()["worlds"]["underwater"]["surely"])
    said = {one.text for one in words.found if not one.denied}
    if chosen not in ("cave", "pool", "town") and surely & said:
        chosen, exact, other = "underwater", True, ""
    parts = {part for text in said for part in text.split()}
    if chosen == "ocean" and "whale" in words.all("motifs") and _BELOW & parts and not _ABOVE & parts:
        chosen, other = "underwater", ""  # where a whale glides through deep water, one is there with it
    if chosen == "ocean" and "jellyfish" in words.all("motifs") and not (_ABOVE | _OVER) & parts:
        chosen, other = "underwater", ""  # they are there, unless a prompt lets them fly
    room = _room(words) if chosen == "underwater" else ""
    return (room, True, "", True) if room else (chosen, exact, other, False)


def sunk_things(words: Reading, named: list[str]) -> tuple[list[str], set[str]]:
    """Return the motifs of things that lie on the bed, by their plain names, and those names."""
    known = lexicon()["worlds"]["underwater"]["sunk"]
    parts = {part for one in words.found if not one.denied for part in one.text.split()}
    sunk = [motif for motif, its in known.items() if set(its) & parts]
    things = {word for motif in sunk for word in known[motif]}
    return ([] if {*sunk, "ruins", "corals"} & set(named) else sunk), things


_ROOMS = ("interior", "stage")


def _room(words: Reading) -> str:
    """Return the world of the room that a prompt names beside the water over it; empty for none."""
    for one in words.found:
        if one.denied:
            continue
        for section, entry in one.meanings:
            worlds = shown_in(entry, words) if section == "motifs" else {entry} if section == "words" else set()
            if len(worlds) == 1 and worlds <= {*_ROOMS} and entry != "on_table":
                return worlds.pop()
    return ""
