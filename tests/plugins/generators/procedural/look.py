"""What a picture must look like whatever it shows: tones from black to white, one family of hues."""

from __future__ import annotations

import functools
import math
from dataclasses import replace
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.harmony import cube_of, harmony_of
from beatreel.plugins.generators.procedural.kernels import tone
from beatreel.plugins.generators.procedural.kernels.cube import through
from beatreel.plugins.generators.procedural.painters import painter
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.values import balanced
from benchmarks.looks import measures

Picture = np.ndarray[Any, np.dtype[np.uint8]]
WIDTH, HEIGHT = 176, 312


@functools.cache
def paint(world: str, *, shot: str = "wide", seed: int = 7, variation: int = 0, **description: Any) -> Painting:
    """Paint a small picture of a world, once."""
    facts: dict[str, Any] = {"world": world, "time_of_day": "golden"} | description
    return painter(world)(
        SceneDescription(**facts),
        shot=shot,
        variation=variation,
        width=WIDTH,
        height=HEIGHT,
        seed=seed,
        progress=lambda done, note="": None,
    )


def painted(prompt: str, *, shot: str = "wide", seed: int = 7) -> Painting:
    """Paint a small picture of a prompt, once."""
    found = describe(prompt)
    return painter(found.world)(
        found, shot=shot, variation=0, width=WIDTH, height=HEIGHT, seed=seed, progress=lambda done, note="": None
    )


def shown(painting: Painting) -> Picture:
    """Return the graded still of a painting."""
    light = np.sum([group.light for group in painting.groups.values()], axis=0, dtype=np.float32)
    picture = tone.picture(light, painting.grade)
    for layer in painting.layers:
        share = layer.alpha[..., None]
        picture = (picture * (1 - share) + tone.develop(layer.colour, painting.grade) * share).astype(np.uint8)
    return picture


def printed(painting: Painting) -> Picture:
    """Return the still as it is printed where a prompt names no colours: with its darks, its lights and a middle."""
    light = np.sum([group.light for group in painting.groups.values()], axis=0, dtype=np.float32)
    for layer in painting.layers:
        share = layer.alpha[..., None].astype(np.float32)
        light = light * (1 - share) + layer.colour * share
    grade = painting.grade
    return shown(replace(painting, grade=balanced(tone.bloom(light, grade.bloom, grade.bloom_width), grade)))


def harmonious(painting: Painting) -> Picture:
    """Return the still with its colours in harmony, as a film has them whose prompt names none."""
    picture = shown(painting)
    cube = cube_of(harmony_of(picture))
    if cube is not None:
        through(picture, cube)
    return picture


class Look(measures.Look):
    """Measures of a picture, and what is wrong with it."""

    def faults(self, darkest_median: float = 30.0) -> list[str]:
        """Return what is wrong with the picture; empty if nothing is."""
        found = {
            f"milky blacks {self.black:.0f}": self.black > 42,
            f"dull whites {self.white:.0f}": not 196 <= self.white <= 250,
            f"clipped {self.clipped:.3f}": self.clipped > 0.01,
            f"contrast {self.spread:.0f}": not 34 <= self.spread <= 82,
            f"median {self.median:.0f}": not darkest_median <= self.median <= 150,
            f"colour {self.chroma:.0f}": not 6 <= self.chroma <= 62,
            f"scattered hues {self.hues:.2f} {self.paired_hues:.2f}": self.hues < 0.6 and self.paired_hues < 0.8,
        }
        return [name for name, wrong in found.items() if wrong]


def measure(picture: Picture) -> Look:
    """Measure a BGR picture."""
    return Look(**vars(measures.measure(picture[..., ::-1])))


def difference(one: Picture, other: Picture) -> float:
    """Return the root mean square difference of two pictures' large shapes, in code values."""
    small = [cv2.resize(p, (12, 20), interpolation=cv2.INTER_AREA).astype(np.float64) for p in (one, other)]
    return math.sqrt(float(((small[0] - small[1]) ** 2).mean()))
