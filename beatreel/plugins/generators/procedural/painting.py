"""What a world paints: light, depth and masks before grading.

A painting is made once per still, at offline quality and in linear light, slightly larger than the frame (overscan) so that
the camera can move. It is then graded to a :class:`~.plate.Plate`, from which every frame is cheap.

Conventions
-----------
Arrays are float32, shape (height, width[, 3]), colours linear BGR (OpenCV's order), 1.0 about the white of a sheet of paper.
Sizes include the overscan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[np.float32]]

OVERSCAN = 1.1  # a painting is this much larger than the frame in each direction
_SKETCH_MOST = 850_000  # pixels of a painting from which it is no draft's
_SKETCH_LEAST = 500  # pixels of its shorter side: what is smaller has too few to spare

Pulse = Literal["steady", "kick", "offbeat", "downbeat", "high", "mid", "low", "flicker"]


@dataclass
class LightGroup:
    """One family of lights that can be dimmed on its own.

    Attributes
    ----------
    light : ndarray (height, width, 3)
        What these lights alone add to the picture.
    pulse : Pulse
        Which accent of the music drives it.
    base, gain : float
        Its weight is ``base + gain * accent``; 1 is as painted. Gains of .1 to .4 read as light, more as a strobe.
    """

    light: Array
    pulse: Pulse = "steady"
    base: float = 1.0
    gain: float = 0.0


@dataclass(frozen=True)
class Motion:
    """How a layer moves by itself; the still shows it as painted.

    Attributes
    ----------
    x, y : float
        The pivot about which it turns, shares of the painting's width and height.
    turns : float
        Turns a second, clockwise if positive.
    squeeze : float
        What it turns in is seen at a slant: its width as a share of its height.
    right, down : float
        Widths of the painting a second that it drifts.
    sway : float
        Widths that it rises and sinks, once in nine seconds.
    rock : float
        Radians by which it leans to both sides about the pivot, as somebody does who stands.
    swing : float
        Radians by which it swings to both sides about the pivot, once in two seconds, as a pendulum does.
    bound : float
        Radians by which it pitches, and rises and sinks with that, as a horse does at a gallop.
    nearing : float
        It passes along a straight line that vanishes at the pivot, and fills an upright plane: by how much a second its distance
        shrinks, as a share of that distance, at a width of the painting beside the pivot.
    """

    x: float = 0.5
    y: float = 0.5
    turns: float = 0.0
    squeeze: float = 1.0
    right: float = 0.0
    down: float = 0.0
    sway: float = 0.0
    rock: float = 0.0
    swing: float = 0.0
    bound: float = 0.0
    nearing: float = 0.0


@dataclass
class Layer:
    """A flat piece of foreground with its own parallax.

    Attributes
    ----------
    colour : ndarray (height, width, 3)
    alpha : ndarray (height, width)
        0 to 1.
    depth : float
        Metres from the camera.
    motion : Motion or None
        None for what stands.
    flesh : ndarray (height, width) or None
        0 to 1: how much of it is skin, which no palette takes all colour from.
    """

    colour: Array
    alpha: Array
    depth: float
    motion: Motion | None = None
    flesh: Array | None = None


@dataclass
class Mirror:
    """A reflecting surface lit by an environment that moves with the music (chrome, glass).

    Attributes
    ----------
    direction : ndarray (height, width, 3)
        Unit vectors from the surface into the environment.
    shade : ndarray (height, width)
        Fresnel times occlusion times coverage, 0 to 1.
    environments : dict of str to LightGroup
        Latitude-longitude maps (512, 1024, 3) of the light rig, one per family.
    """

    direction: Array
    shade: Array
    environments: dict[str, LightGroup]


@dataclass
class Grade:
    """How linear light becomes a picture.

    Attributes
    ----------
    exposure, contrast, pivot, saturation : float
        Contrast is a power around ``pivot`` in log light.
    lift : tuple of float
        Added to blacks, BGR, 0.005 to 0.03 and only in the cool channel.
    desaturate : float
        Path of highlights to white, 0 to 1.
    bloom, bloom_width : float
        Share of light that is scattered, and how it is spread (above 1: wide).
    """

    exposure: float = 1.0
    contrast: float = 1.2
    pivot: float = 0.22
    saturation: float = 1.2
    lift: tuple[float, float, float] = (0.02, 0.01, 0.005)
    desaturate: float = 0.4
    bloom: float = 0.18
    bloom_width: float = 1.2


@dataclass
class Element:
    """One moving thing that is drawn over the plate in each frame.

    Attributes
    ----------
    kind : str
        Name of an emitter in ``animate``: rain, snow, mist, sand, motes, birds, rays, flare, ripples, …
    amount : float
        0 to 1.
    options : dict
        Whatever the emitter takes, JSON-safe.
    mask : str
        Name of a mask of the painting that confines it; empty for none.
    """

    kind: str
    amount: float = 0.5
    options: dict[str, Any] = field(default_factory=dict)
    mask: str = ""


class Focus(NamedTuple):
    """Where something stands in a picture, and how far it reaches to each side and up and down; shares of width and height."""

    x: float
    y: float
    across: float = 0.0
    down: float = 0.0

    @classmethod
    def inside(cls, left: float, top: float, right: float, bottom: float, size: tuple[int, int]) -> Focus | None:
        """Return where a box of pixels is seen in a picture of a size; None where it is not."""
        width, height = size
        left, right = (min(max(float(x) / width, 0.0), 1.0) for x in (left, right))
        top, bottom = (min(max(float(y) / height, 0.0), 1.0) for y in (top, bottom))
        if right <= left or bottom <= top:
            return None
        return cls((left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2)


@dataclass
class Painting:
    """A painted still before grading.

    Attributes
    ----------
    groups : dict of str to LightGroup
        Their lights add up to the picture.
    depth : ndarray (height, width)
        Metres, > 0; the sky is far (above 3000).
    focal : float
        Focal length in pixels of the painting.
    centre : tuple of float
        Vanishing point (x, y) in pixels of the painting.
    grade : Grade
    masks : dict of str to ndarray (height, width)
        0 to 1.
    layers : list of Layer
        Far to near, in front of the groups.
    mirror : Mirror or None
    elements : list of Element
    focus : Focus or None
        Where what the prompt names stands; None for nowhere in particular.
    travel : float
        Metres that the camera may move at most along its axis over a scene; the animator reduces it to the parallax budget.
    lettering : bool
        There are signs to read, so the picture is never mirrored.
    is_lamplit : bool
        Its light is of one colour, as that of lamps in a room is, and gives way to two colours that a prompt names.
    grey_darks : float
        How much of their colour the darks lose, 0 to 1: its lights are already of the named colours, and what they do not reach is of none.
    beside : float or None
        Where a thing stands, share of the width, beside which somebody is to be seen from before.
    boards : tuple of float or None
        Where on a stage an orchestra or a choir stands, or an animal on something: x and y in pixels, and pixels to a metre there.
    is_spotlit : bool
        All around its light is black: where one colour is named, its shadows are of no other.
    is_coloured : bool
        All its lamps are of the named colour already, purer than any surface: nothing is drawn to it.
    is_vivid : bool
        Its colours are of what it shows, a metal or dyed glass, and are calmed no more than those of lamps.
    is_bright : bool
        It is to be in light tones, as a white room is.
    is_accented : bool
        What is lightest or darkest in a picture of one family of hues goes to another; see :mod:`.harmony`.
    """

    groups: dict[str, LightGroup]
    depth: Array
    focal: float
    centre: tuple[float, float]
    grade: Grade = field(default_factory=Grade)
    masks: dict[str, Array] = field(default_factory=dict)
    layers: list[Layer] = field(default_factory=list)
    mirror: Mirror | None = None
    elements: list[Element] = field(default_factory=list)
    focus: Focus | None = None
    travel: float = 1.0
    lettering: bool = False
    is_lamplit: bool = False
    grey_darks: float = 0.0
    beside: float | None = None
    boards: tuple[float, float, float] | None = None
    is_spotlit: bool = False
    is_coloured: bool = False
    is_vivid: bool = False
    is_bright: bool = False
    is_accented: bool = True

    def add_lights(self, name: str, group: LightGroup) -> None:
        """Add lights to those that the painting has; where others have that name, these are a family of their own (``lamps 2``)."""
        free, number = name, 1
        while free in self.groups:
            number += 1
            free = f"{name} {number}"
        self.groups[free] = group


def painting_size(width: int, height: int) -> tuple[int, int]:
    """Return the pixels of a painting for a frame: about 10 % larger, in multiples of 16."""
    return tuple(-(-round(side * OVERSCAN) // 16) * 16 for side in (width, height))


def sketch_size(width: int, height: int) -> tuple[int, int]:
    """Return the pixels in which a painting is made: its own, or three quarters of them each way for a draft."""
    if width * height >= _SKETCH_MOST or min(width, height) < _SKETCH_LEAST:
        return width, height
    return tuple(-(-round(side * 0.75) // 8) * 8 for side in (width, height))
