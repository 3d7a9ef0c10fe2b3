"""What a kind of songs with grooves written by hand is made of.

One character is one step: ``x`` loud, ``o`` middle, ``.`` rest; a bass line says ``R`` root, ``5`` fifth, ``8`` octave.
A line may be longer than a bar; shorter ones repeat.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Lines = dict[int, str]


@dataclass(frozen=True)
class Written:
    """What songs of a kind play.

    Attributes
    ----------
    half : str
        ``choose`` songs are learned from, ``judge`` and ``studio`` songs only judge.
    tempo : (float, float)
        BPM as people would count it.
    metre, sub : int
        Beats in a bar, steps in a beat.
    full, light : tuple of Lines
        Drums of loud and of quiet sections; an empty table is no drums.
    bass, comp : tuple of str
        A ``comp`` of one word is a style of ``parts.comping``.
    loose, swing, electronic
        As in ``kinds.Kind``.
    """

    half: str
    tempo: tuple[float, float]
    metre: int
    sub: int
    full: tuple[Lines, ...]
    light: tuple[Lines, ...] = field(default=({},))
    bass: tuple[str, ...] = ("R...",)
    comp: tuple[str, ...] = ("pad",)
    loose: float = 0.2
    swing: float = 0.5
    electronic: float = 0.1
