"""What a prompt may name: the places and the things that are painted, with their words."""

from __future__ import annotations

from typing import Any

from .reading import lexicon


def vocabulary() -> dict[str, Any]:
    """Return what the painter knows, JSON-safe.

    Returns
    -------
    dict
        ``places``: for each world its words; ``things``: for each thing its ``words`` and ``worlds``, those in which it is painted
        (empty for all).
    """
    known = lexicon()
    places = {}
    for name, world in sorted(known["worlds"].items()):
        kinds = [kind["words"] for kind in known["places"].values() if kind["world"] == name]
        places[name] = list(dict.fromkeys(word for words in (world["words"], *kinds) for word in words))
    things = {
        motif: {"words": list(words), "worlds": sorted(known["shown"].get(motif, ()))}
        for motif, words in sorted(known["motifs"].items())
    }
    return {"places": places, "things": things}
