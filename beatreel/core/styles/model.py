"""What a style says."""

from __future__ import annotations

from pydantic import Field

from beatreel.core.model import CameraMove, Entrance
from beatreel.core.value import Value

Triple = tuple[float, float, float]


class Look(Value):
    """Colour, tone and lens; applied to the still, so that frames cost nothing.

    Attributes
    ----------
    temperature : float
        Added to the prompt's, -1 cold to 1 warm.
    hues : tuple of float
        Key, fill and accent in degrees of OKLCH, where the prompt names no colours; empty leaves the world's.
    hue_strength : float
        How far the picture is pulled to them, 0 to 1.
    chroma, contrast, exposure : float
        Factors.
    matrix : tuple of three tuples
        Red, green and blue of the picture from its red, green and blue.
    shadows, highlights : tuple of float
        Red, green and blue added to black and to white, in shares of the whole scale.
    softness, halation, streaks : float
        Light scattered around everything, red around lights, and blue across them; 0 to 1.
    bleed : float
        How far colours run sideways, pixels at 1440 wide.
    """

    temperature: float = Field(default=0.0, ge=-1, le=1)
    hues: tuple[float, ...] = ()
    hue_strength: float = Field(default=0.0, ge=0, le=1)
    chroma: float = Field(default=1.0, ge=0, le=2)
    contrast: float = Field(default=1.0, gt=0, le=2)
    exposure: float = Field(default=1.0, gt=0, le=3)
    matrix: tuple[Triple, Triple, Triple] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
    shadows: Triple = (0, 0, 0)
    highlights: Triple = (0, 0, 0)
    softness: float = Field(default=0.0, ge=0, le=1)
    halation: float = Field(default=0.0, ge=0, le=1)
    streaks: float = Field(default=0.0, ge=0, le=1)
    bleed: float = Field(default=0.0, ge=0, le=100)


class Stock(Value):
    """What lies over every frame.

    Attributes
    ----------
    grain : float
        Standard deviation in code values.
    grain_size : float
        1 is fine.
    vignette : float
        Darkening of the corners, 0 to 1.
    scanlines : float
        Darkening between the lines of a tube, 0 to 1.
    weave : float
        Jitter of the frame, pixels at 1440 wide.
    """

    grain: float = Field(default=1.3, ge=0, le=6)
    grain_size: float = Field(default=1.0, ge=0.5, le=4)
    vignette: float = Field(default=0.26, ge=0, le=1)
    scanlines: float = Field(default=0.0, ge=0, le=1)
    weave: float = Field(default=0.0, ge=0, le=8)


class CameraHabit(Value):
    """How the camera moves.

    Attributes
    ----------
    pace : float
        Factor on how far it goes.
    sway : float
        Factor on the unrest of the hand.
    moves : tuple of CameraMove
        What it likes to do; empty for what suits the section.
    """

    pace: float = Field(default=1.0, gt=0, le=2)
    sway: float = Field(default=1.0, ge=0, le=5)
    moves: tuple[CameraMove, ...] = ()


class CutHabit(Value):
    """How the film cuts.

    Attributes
    ----------
    pace : float
        Factor on how long scenes last.
    entrance : {"cut", "flash", "dip", "punch"}
        How a scene that opens a section comes in.
    """

    pace: float = Field(default=1.0, ge=0.5, le=2)
    entrance: Entrance = "cut"


class Style(Value):
    """One preset.

    Attributes
    ----------
    name : str
        What ``--style`` takes.
    title, summary : str
        For people.
    words : str
        Words of a prompt that count where the prompt is silent.
    look : Look
    film : Stock
    camera : CameraHabit
    cutting : CutHabit
    """

    name: str = ""
    title: str = ""
    summary: str = ""
    words: str = ""
    look: Look = Look()
    film: Stock = Stock()
    camera: CameraHabit = CameraHabit()
    cutting: CutHabit = CutHabit()
