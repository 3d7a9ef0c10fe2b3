"""Small things that are meshes, traced in the light of a place that lies out of focus behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, Place, focused, traced
from beatreel.plugins.generators.procedural.scenery.exposure import View, toward

from .backdrop import Backdrop, backdrop
from .picture import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.painting import Layer, Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

# Of each hour: height of the light in degrees, its strength, that of the sky.
_HOURS = {"night": (30.0, 0.55, 0.05), "dusk": (20.0, 1.5, 0.16), "dawn": (17.0, 3.4, 0.42), "golden": (16.0, 4.4, 0.45),
          "day": (42.0, 4.2, 0.85)}  # fmt: skip


@dataclass
class Table:
    """What a subject is built with.

    Attributes
    ----------
    place : Place
    description : SceneDescription
    film, rng : numpy.random.Generator
        Chance that all pictures of a film share, and that of this one.
    side : float
        1 or -1: where the light is.
    tones : list of ndarray (3,)
        Of the backdrop: shade, middle and glow.
    strong : float
        Of the lamps.
    """

    place: Place
    description: SceneDescription
    film: np.random.Generator
    rng: np.random.Generator
    side: float
    tones: list[Array]
    strong: float

    def lamp(self, at: tuple[float, float, float], share: float, tone: int, family: int, radius: float = 0.3) -> None:
        """Add a lamp of one of the tones, mirrored with the picture."""
        light = tuple(float(self.strong * share * part) for part in 0.85 * self.tones[tone] + 0.15)
        self.place.lamp((self.side * at[0], at[1], at[2]), light, family, radius)


@dataclass(frozen=True)
class Subject:
    """A thing and how it is looked at.

    Attributes
    ----------
    build : Callable
        Adds meshes and lamps to a :class:`Table`.
    views : dict of str to (View, float, float)
        For each shot the camera, and the distance and aperture of its lens.
    far : tuple of float
        Distances between which the ground goes over into what is behind.
    hues : tuple of float
        Of shade and middle where the prompt names none.
    dark : float
        How light the backdrop is.
    sun, sky : float
        Shares of the light of the hour.
    median : tuple of float, optional
        What the grade aims at, if not what the hour says.
    lamps : float
        How many discs there are behind.
    weather : bool
        It rains and snows there.
    over : Callable, optional
        Returns layers before all of it.
    """

    build: Callable[[Table], None]
    views: dict[str, tuple[View, float, float]]
    far: tuple[float, float] = (9.0, 26.0)
    hues: tuple[float, float] = (60.0, 75.0)
    dark: float = 1.0
    sun: float = 1.0
    sky: float = 1.0
    median: tuple[float, float] | None = None
    lamps: float = 0.7
    weather: bool = False
    over: Callable[[Table, Lens, tuple[int, int]], list[Layer]] | None = None


def paint_subject(
    subject: Subject, description: SceneDescription, shot: str, size: tuple[int, int], rng: np.random.Generator,
    film: np.random.Generator,
) -> Painting:  # fmt: skip
    """Paint a thing of meshes."""
    behind = backdrop(
        description, size, rng, shade=subject.hues[0], middle=subject.hues[1], dark=subject.dark, lamps=subject.lamps
    )
    side = 1.0 if behind.sun[0] > 0.5 else -1.0
    high, sun, sky = _HOURS[description.time_of_day]
    sky *= subject.sky
    if description.weather in ("rain", "storm", "mist", "snow"):
        sun, sky = 0.35 * sun, 1.3 * sky
    glow = 0.75 * behind.tones[2] + 0.25
    place = Place(
        int(rng.integers(1 << 16)), sun=toward(high, side * float(rng.uniform(28, 44))),
        sunlight=_light(subject.sun * sun * glow), halo=_light(0.5 * subject.sun * sun * glow),
        zenith=_light(sky * (0.5 * behind.tones[1] + 0.5)), horizon=_light(1.3 * sky * (0.6 * glow + 0.4 * behind.tones[1])), is_open=True,
    )  # fmt: skip
    strong = {"night": 1.0, "dusk": 1.0, "dawn": 0.8, "golden": 0.8, "day": 0.8}[description.time_of_day]
    table = Table(place, description, film, rng, side, behind.tones, strong)
    subject.build(table)
    view, focus, aperture = subject.views[shot]
    lens = view.lens(side, size)
    light, depth, _ = traced(place, lens, *size, lambda *_: None, bare=True)
    found = _composed(subject, description, behind, light, depth, (focus, aperture), size)
    if subject.over:
        found.layers += subject.over(table, lens, size)
    return found


def _light(colour: Any) -> tuple[float, ...]:
    return tuple(float(part) for part in colour)


def _composed(
    subject: Subject, description: SceneDescription, behind: Backdrop, light: list[Any], depth: Array, lens: tuple[float, float],
    size: tuple[int, int],
) -> Painting:  # fmt: skip
    """Set what was traced before its backdrop, and let the lens have little depth of field."""
    near, far = subject.far
    fade = np.clip((far - depth) / (far - near), 0, 1)[..., None].astype(np.float32)
    open_ = light[4][..., :1].astype(np.float32)
    shown = 1 - (1 - open_) * fade  # of what is behind
    lights = {
        "place": behind.soft * shown + (light[KEY].astype(np.float32) + light[SKY]) * fade,
        "lamps": behind.discs[0] * shown + light[EVEN].astype(np.float32) * fade,
        "gaps": behind.discs[1] * shown + light[ODD].astype(np.float32) * fade,
    }
    behind.discs.clear()
    light.clear()
    depth = np.minimum(depth, 1.5 * far).astype(np.float32)
    soft = focused(list(lights.values()), depth, *lens)
    return finished(
        description, dict(zip(lights, soft, strict=True)), depth, size, median=subject.median, weather=subject.weather
    )
