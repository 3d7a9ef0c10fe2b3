"""What is on a table by itself and is to be seen in every shot: a cup, fruit, a candle at a window; and who has it in hand instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import lexicon

if TYPE_CHECKING:
    from .sight import Sight

_CUPS = {*"tea coffee cocoa mug teacup cup espresso".split()}
_OTHERS = {*"record vinyl turntable radio typewriter skull chess telephone phone cassette microphone rose book".split()}
_ON_TABLES = {
    *"lemon lemons apple apples pear pears oranges peach peaches limes pomegranate pomegranates plums".split()
}
_CANDLES, _WINDOWS = {"candle", "candles"}, {"window", "windows", "windowsill"}
_LIT = {"lantern"}  # what a candle is without a table


def in_hand(sight: Sight) -> None:
    """Whoever drinks from a cup is seen, and not the cup alone."""
    if sight.world != "interior" or not sight.has("on_table") or not _is_anybody(sight):
        return
    said = {part for text in sight.asked.texts for part in text.split()}
    if said & _CUPS and not said & _OTHERS:
        sight.drop("on_table")


def laid(sight: Sight) -> None:
    """Fruit, a cup, and a candle by a window, are a still life in a room that has nothing else; a kettle is seen near by in its kitchen."""
    if sight.has("market"):
        sight.show(_ON_TABLES)
    if sight.world != "interior" or _is_anybody(sight):
        return
    says = sight.asked.says
    is_bare = not set(sight.named) - _LIT
    is_lit = says(*_CANDLES) and says(*_WINDOWS) and not says("floor", "stained", "church", "cathedral", "chapel")
    if is_bare and (is_lit or says(*_ON_TABLES, *_CUPS)):
        sight.drop(*_LIT)
        sight.add("on_table")
        sight.show((*_ON_TABLES, *_CUPS, *_CANDLES, *_WINDOWS))
    if sight.has("kitchen_set") and says("kettle", "kettles"):
        sight.add("on_table")


def _is_anybody(sight: Sight) -> bool:
    return sight.has(*lexicon()["groups"]["people"])
