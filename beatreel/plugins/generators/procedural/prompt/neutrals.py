"""Palettes of greys and whites alone: “ivory and slate”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .reading import Reading

WARM_WHITES = {*"ivory cream pearl alabaster bone vanilla linen milk eggshell".split(), "pearl white", "off white"}
_COOL, _WARM = 250.0, 76.0  # hues of slate and of ivory
_TWO, _ONE = 0.62, 0.32  # colourfulness of a warm white beside a grey, and of greys alone


def has_warm_white(words: Reading) -> bool:
    """Return whether a warm white is named."""
    return any(WARM_WHITES & {one.text, one.said} for one in words.found if not one.denied)


def neutral_hues(words: Reading, colours: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the hues of a picture in a warm white and a grey: lights and darks differ as do paper and slate; empty for others."""
    if len(colours) < 2 or not has_warm_white(words) or all(one.get("chroma", 1.0) == 0 for one in colours):
        return {}
    return {"key": _COOL, "shadow": _COOL, "fill": _WARM, "accent": _WARM}


def neutral_chroma(chroma: float, *, is_two: bool) -> float:
    """Return how colourful such a picture is: it is quiet, and no black and white, unless that is named."""
    return max(chroma, _TWO if is_two else _ONE) if chroma > 0 else 0.0
