"""From the words of a prompt to what shall be painted.

The words are looked up in ``lexicon.toml``; nothing is guessed by a model. Every prompt gives something that fits: words
that no world knows by name lead to the nearest one by association, and the prompt's colours are kept in any case.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal

from pydantic import Field

from beatreel import Value

TimeOfDay = Literal["dawn", "day", "golden", "dusk", "night"]
Weather = Literal["clear", "rain", "snow", "mist", "storm", "dust"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)
_ENDINGS = ("ies", "es", "s", "ing", "ed", "y", "ly")


class Palette(Value):
    """The colours of a film.

    Attributes
    ----------
    key, fill, accent, shadow : float
        Hues in degrees of OKLCH: 29 red, 60 orange, 90 gold, 140 green, 195 cyan, 250 blue, 300 violet, 345 magenta.
    temperature : float
        -1 cold to 1 warm; 0 as the world has it.
    strength : float
        How far the picture is pulled to the hues, 0 (keep the world's own) to 1.
    chroma : float
        Factor of colourfulness; 0 is black and white.
    """

    key: float = 250.0
    fill: float = 250.0
    accent: float = 60.0
    shadow: float = 260.0
    temperature: float = Field(default=0.0, ge=-1, le=1)
    strength: float = Field(default=0.0, ge=0, le=1)
    chroma: float = Field(default=1.0, ge=0, le=2)


class SceneDescription(Value):
    """What a prompt asks for.

    Attributes
    ----------
    prompt : str
    world : str
        A name of :data:`~.worlds.WORLDS`.
    approximate : bool
        The prompt named no world; this one was chosen by association.
    time_of_day : {"dawn", "day", "golden", "dusk", "night"}
    weather : {"clear", "rain", "snow", "mist", "storm", "dust"}
    weather_amount : float
        0 to 1.
    palette : Palette
    motifs : tuple of str
        Story elements, such as ``"figure"``, ``"birds"``, ``"caravan"``, ``"umbrella"``; the world's own if the prompt has none.
    camera : str
        Camera movement that the prompt asks for; empty for none.
    speed : float
        Of everything that moves by itself: 1 as in life, 0.4 slow motion.
    contrast : float
        Factor of contrast.
    understood, unknown : tuple of str
        Words of the prompt that had an effect, and those that had none.
    """

    prompt: str = ""
    world: str
    approximate: bool = False
    time_of_day: TimeOfDay = "night"
    weather: Weather = "clear"
    weather_amount: float = Field(default=0.5, ge=0, le=1)
    palette: Palette = Palette()
    motifs: tuple[str, ...] = ()
    camera: str = ""
    speed: float = Field(default=1.0, gt=0, le=4)
    contrast: float = 1.0
    understood: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
