"""Kinds of songs, and what songs of each are drawn from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What songs of a kind are drawn from.

    Attributes
    ----------
    tempo : (float, float)
        BPM of the beat as people would count it.
    metre, sub : int
        Beats in a bar, steps in a beat.
    styles : tuple of str
        Drum styles of ``groove.STYLES``.
    bass, comp : tuple of str
    drums : float
        Share of the songs that have drums.
    loose : (float, float)
        Range of looseness of the timing.
    electronic : float
        Share of the songs with electronic sounds.
    swing : (float, float)
        Place of the off-beat step within its pair, 0.5 is straight.
    weight : float
    orchestra : float
        Share of the songs that are played by instruments of an orchestra.
    piano : float
        Share of the songs that are played on a piano alone.
    """

    tempo: tuple[float, float]
    metre: int = 4
    sub: int = 4
    styles: tuple[str, ...] = ("back",)
    bass: tuple[str, ...] = ("pattern", "pulse", "quarter")
    comp: tuple[str, ...] = ("pattern", "pad", "strum", "arpeggio")
    drums: float = 1.0
    loose: tuple[float, float] = (0.0, 0.5)
    electronic: float = 0.1
    swing: tuple[float, float] = (0.5, 0.5)
    weight: float = 1.0
    orchestra: float = 0.0
    piano: float = 0.0


KINDS = {
    "house": Kind(
        (112, 134),
        styles=("four",),
        bass=("off", "octave", "pattern"),
        comp=("pattern", "offbeat", "pad"),
        loose=(0, 0),
        electronic=0.8,
        weight=2,
    ),
    "techno": Kind(
        (124, 152),
        styles=("four",),
        bass=("off", "pattern", "whole"),
        comp=("arpeggio", "pattern", "pad"),
        loose=(0, 0),
        electronic=0.9,
    ),
    "trap": Kind(
        (116, 160),
        styles=("half",),
        bass=("half", "whole", "pattern"),
        comp=("arpeggio", "pad", "pattern"),
        loose=(0, 0.1),
        electronic=0.8,
        weight=1.5,
    ),
    "dnb": Kind(
        (158, 180),
        styles=("break",),
        bass=("whole", "pattern", "half"),
        comp=("pad", "arpeggio"),
        loose=(0, 0.05),
        electronic=0.7,
        weight=2.5,
    ),
    "breaks": Kind(
        (108, 146),
        styles=("break",),
        bass=("pattern", "half"),
        comp=("pad", "pattern", "arpeggio"),
        loose=(0, 0.1),
        electronic=0.6,
    ),
    "hiphop": Kind(
        (66, 106),
        styles=("back", "break"),
        bass=("pattern", "half"),
        comp=("pattern", "pad", "broken"),
        loose=(0, 0.2),
        electronic=0.4,
        swing=(0.5, 0.64),
        weight=1.5,
    ),
    "pop": Kind(
        (82, 132), styles=("back", "four"), bass=("pattern", "pulse", "half"), loose=(0, 0.3), electronic=0.3, weight=2
    ),
    "rock": Kind(
        (80, 180),
        styles=("back",),
        bass=("pulse", "pattern", "quarter"),
        comp=("power", "strum", "pattern", "arpeggio"),
        loose=(0.1, 0.9),
        weight=2.5,
    ),
    "punk": Kind((150, 200), styles=("back", "train"), bass=("pulse",), comp=("power", "strum"), loose=(0.1, 0.7)),
    "ballad": Kind(
        (54, 96),
        sub=2,
        styles=("back",),
        bass=("half", "whole", "pattern"),
        comp=("broken", "arpeggio", "block", "strum"),
        drums=0.6,
        loose=(0.1, 1.0),
        weight=2,
    ),
    "funk": Kind(
        (86, 122),
        styles=("back", "break"),
        bass=("pattern", "octave"),
        comp=("pattern", "offbeat"),
        loose=(0, 0.4),
        weight=1.5,
    ),
    "disco": Kind(
        (106, 132), styles=("four",), bass=("octave", "pattern"), comp=("pattern", "offbeat", "pad"), loose=(0, 0.3)
    ),
    "reggae": Kind((62, 98), styles=("one_drop", "four"), bass=("pattern",), comp=("offbeat",), loose=(0.1, 0.5)),
    "latin": Kind(
        (84, 150), styles=("latin",), bass=("pattern", "half"), comp=("pattern", "strum"), loose=(0.1, 0.6), weight=1.2
    ),
    "swing": Kind(
        (88, 230),
        sub=3,
        styles=("swing",),
        bass=("walk", "walk", "half"),
        comp=("pattern", "pad"),
        loose=(0.1, 0.7),
        weight=2.5,
    ),
    "shuffle": Kind(
        (76, 140),
        sub=3,
        styles=("back",),
        bass=("walk", "quarter", "pattern"),
        comp=("pattern", "pad", "block"),
        loose=(0.1, 0.6),
    ),
    "waltz": Kind(
        (80, 190),
        metre=3,
        sub=2,
        styles=("three",),
        bass=("first", "whole", "quarter"),
        comp=("oompah", "arpeggio", "pad", "pattern"),
        drums=0.65,
        loose=(0.1, 1.0),
        weight=2,
    ),
    "slow_three": Kind(
        (58, 112),
        metre=3,
        sub=2,
        styles=("three",),
        bass=("first", "whole"),
        comp=("broken", "arpeggio", "block"),
        drums=0.5,
        loose=(0.1, 1.0),
    ),
    "six8": Kind(
        (44, 126),
        metre=2,
        sub=3,
        styles=("compound",),
        bass=("quarter", "whole", "pattern"),
        comp=("arpeggio", "strum", "pattern"),
        drums=0.8,
        loose=(0.1, 0.8),
        weight=1.8,
    ),
    "twelve8": Kind(
        (46, 84),
        metre=4,
        sub=3,
        styles=("compound",),
        bass=("quarter", "half", "pattern"),
        comp=("arpeggio", "block", "pad"),
        drums=0.85,
        loose=(0.1, 0.7),
        weight=2,
    ),
    "five": Kind(
        (96, 190),
        metre=5,
        sub=2,
        styles=("odd",),
        bass=("pattern", "whole", "quarter"),
        comp=("pattern", "arpeggio"),
        drums=0.9,
        loose=(0, 0.5),
    ),
    "seven": Kind(
        (110, 230),
        metre=7,
        sub=2,
        styles=("odd",),
        bass=("pattern", "quarter"),
        comp=("pattern", "arpeggio"),
        drums=0.9,
        loose=(0, 0.5),
    ),
    "folk": Kind(
        (76, 140),
        sub=2,
        styles=("back", "train"),
        bass=("half", "quarter"),
        comp=("strum", "arpeggio", "pattern"),
        drums=0.3,
        loose=(0.2, 1.0),
        weight=1.2,
    ),
    "country": Kind(
        (86, 180), sub=2, styles=("train", "back"), bass=("half",), comp=("backbeat", "strum"), loose=(0.1, 0.6)
    ),
    "ambient": Kind(
        (54, 110),
        sub=2,
        styles=("back",),
        bass=("whole", "half"),
        comp=("pad", "arpeggio", "broken"),
        drums=0.12,
        loose=(0.0, 0.4),
        electronic=0.5,
        weight=2,
    ),
    "piano": Kind(
        (56, 150),
        sub=2,
        styles=("back",),
        bass=("half", "whole", "quarter"),
        comp=("arpeggio", "broken", "block"),
        drums=0.0,
        loose=(0.3, 1.8),
        weight=1.5,
        piano=0.7,
    ),
    "piano_three": Kind(
        (66, 190),
        metre=3,
        sub=2,
        styles=("three",),
        bass=("first", "quarter", "whole"),
        comp=("oompah", "arpeggio", "broken", "block"),
        drums=0.0,
        loose=(0.4, 1.8),
        piano=0.8,
    ),
    "piano_two": Kind(
        (50, 120),
        metre=2,
        bass=("quarter", "first", "pattern"),
        comp=("offbeat", "arpeggio", "pattern", "broken"),
        drums=0.0,
        loose=(0.2, 1.5),
        piano=0.8,
    ),
    "piano_six": Kind(
        (38, 100),
        metre=2,
        sub=3,
        bass=("quarter", "first", "whole"),
        comp=("arpeggio", "block", "pattern"),
        drums=0.0,
        loose=(0.3, 1.6),
        weight=0.8,
        piano=0.8,
    ),
    "trio": Kind(
        (92, 240),
        sub=3,
        styles=("swing",),
        bass=("walk", "walk", "half"),
        comp=("charleston", "pattern", "block", "pad"),
        drums=0.75,
        loose=(0.2, 0.8),
        weight=1.5,
        piano=0.2,
    ),
    "pads_three": Kind(
        (60, 120),
        metre=3,
        sub=2,
        styles=("three",),
        bass=("whole", "first"),
        comp=("pad", "arpeggio", "broken"),
        drums=0.12,
        loose=(0.0, 0.5),
        electronic=0.5,
        weight=0.7,
    ),
    "twelve8_slow": Kind(
        (46, 78),
        sub=3,
        styles=("compound", "back"),
        bass=("quarter", "walk", "half", "pattern"),
        comp=("block", "pad", "arpeggio", "pattern"),
        drums=0.9,
        loose=(0.1, 0.7),
    ),
    "ska": Kind(
        (138, 196),
        styles=("back", "two"),
        bass=("walk", "quarter", "skip"),
        comp=("skank", "offbeat"),
        loose=(0.1, 0.6),
    ),
    "dub": Kind(
        (60, 92),
        styles=("one_drop", "half", "free"),
        bass=("skip", "pattern", "half"),
        comp=("skank", "offbeat", "pad"),
        loose=(0.0, 0.5),
    ),
    "dembow": Kind(
        (84, 112),
        styles=("tresillo",),
        bass=("half", "tresillo", "pattern"),
        comp=("arpeggio", "pattern", "charleston"),
        loose=(0, 0.2),
        electronic=0.6,
    ),
    "samba": Kind(
        (88, 132), styles=("latin", "free"), bass=("tresillo", "half"), comp=("pattern", "charleston"), loose=(0.1, 0.6)
    ),
    "metal": Kind(
        (110, 200),
        styles=("gallop", "back", "half"),
        bass=("pulse", "quarter"),
        comp=("power", "pattern"),
        loose=(0, 0.4),
    ),
    "march": Kind(
        (100, 126),
        styles=("march", "two"),
        sub=2,
        bass=("half", "quarter"),
        comp=("offbeat", "backbeat", "block"),
        loose=(0.1, 0.6),
        orchestra=0.7,
    ),
    "polka": Kind(
        (92, 136),
        metre=2,
        sub=2,
        styles=("two",),
        bass=("quarter", "first"),
        comp=("oompah", "offbeat"),
        drums=0.7,
        loose=(0.1, 0.7),
    ),
    "bluegrass": Kind(
        (84, 220),
        sub=2,
        styles=("two", "train"),
        bass=("half",),
        comp=("backbeat", "offbeat"),
        drums=0.3,
        loose=(0.1, 0.6),
    ),
    "nine8": Kind(
        (56, 130),
        metre=3,
        sub=3,
        styles=("compound", "three"),
        bass=("quarter", "whole", "pattern"),
        comp=("arpeggio", "pattern", "strum"),
        drums=0.7,
        loose=(0.1, 0.7),
        weight=0.6,
    ),
    "jig": Kind(
        (96, 150),
        metre=2,
        sub=3,
        styles=("compound", "free"),
        bass=("quarter", "first"),
        comp=("strum", "block", "arpeggio"),
        drums=0.6,
        loose=(0.1, 0.7),
    ),
    "free": Kind(
        (64, 180),
        styles=("free",),
        bass=("pattern", "skip", "tresillo", "half"),
        comp=("pattern", "charleston", "skank", "arpeggio"),
        loose=(0.0, 0.7),
        electronic=0.3,
        swing=(0.5, 0.66),
        weight=3,
    ),
    "free_three": Kind(
        (72, 200),
        metre=3,
        styles=("free",),
        bass=("pattern", "first", "whole"),
        comp=("pattern", "oompah", "arpeggio"),
        loose=(0.0, 0.7),
        electronic=0.2,
        swing=(0.5, 0.62),
        weight=1.5,
    ),
    "free_triplet": Kind(
        (56, 170),
        sub=3,
        styles=("free", "swing"),
        bass=("pattern", "walk", "half"),
        comp=("pattern", "charleston", "arpeggio"),
        loose=(0.0, 0.7),
        weight=1.5,
    ),
    "strings": Kind(
        (58, 132),
        sub=2,
        bass=("quarter", "half", "whole", "pattern"),
        comp=("block", "pattern", "broken", "oompah"),
        drums=0.0,
        loose=(0.5, 1.4),
        weight=1.5,
        orchestra=0.9,
    ),
    "strings_three": Kind(
        (66, 170),
        metre=3,
        sub=2,
        bass=("first", "quarter", "whole"),
        comp=("oompah", "block", "pattern", "broken"),
        drums=0.0,
        loose=(0.5, 1.4),
        orchestra=0.9,
    ),
}
HELD_OUT = ("breaks", "reggae", "shuffle", "slow_three", "folk", "disco")
"""Kinds that are never trained on: the net and the decoder are chosen by them."""
