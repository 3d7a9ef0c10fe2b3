"""What all pictures of small things share: their lens, their families of light, and what moves in the air before them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.tone import fit_grade
from beatreel.plugins.generators.procedural.painting import Element, Grade, LightGroup, Painting

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Layer
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

FOCAL = 1.4  # widths; what is in focus is as far away
_PULSES: dict[str, tuple[Any, ...]] = {
    "glints": ("high", 0.72, 0.40),
    "lamps": ("kick", 0.74, 0.36),
    "gaps": ("offbeat", 0.74, 0.36),
    "flame": ("flicker", 0.85, 0.20),
    "glow": ("low", 0.85, 0.20),
}
_MEDIANS = {
    "night": (22.0, 52.0),
    "dusk": (34.0, 68.0),
    "dawn": (52.0, 92.0),
    "golden": (48.0, 88.0),
    "day": (60.0, 100.0),
}


def finished(
    description: SceneDescription, lights: dict[str, Array], depth: Array, size: tuple[int, int], *,
    layers: list[Layer] | None = None, weather: bool = False, median: tuple[float, float] | None = None,
    elements: list[Element] | None = None, also: Array | None = None,
) -> Painting:  # fmt: skip
    """Return the painting of families of light; ``also`` is light of layers, which counts for the grade alone."""
    width, height = size
    small = (max(8, width // 8), max(8, height // 8))
    parts = [*lights.values(), *([also] if also is not None else [])]
    total = np.sum(
        [cv2.resize(np.asarray(part, np.float32), small, interpolation=cv2.INTER_AREA) for part in parts], axis=0
    )
    start = Grade(
        contrast=1.15, saturation=1.12, lift=(0.012, 0.008, 0.005), desaturate=0.30, bloom=0.16, bloom_width=1.2
    )
    found = [Element("motes", 0.55), *(elements or [])]
    if weather and description.weather in ("rain", "storm"):
        found.append(Element("rain", 0.35))
    elif weather and description.weather == "snow":
        found.append(Element("snow", 0.4))
    elif description.weather == "mist":
        found.append(Element("mist", 0.3, {"low": 0.2, "high": 0.9, "drift": 8}))
    return Painting(
        groups={name: LightGroup(halved(light), *_PULSES.get(name, ())) for name, light in lights.items()},
        depth=depth.astype(np.float32), focal=FOCAL * min(width, 0.703125 * height), centre=(width / 2, height / 2),
        grade=fit_grade(total, start, median=median or _MEDIANS[description.time_of_day], white=(206.0, 238.0)),
        layers=layers or [], elements=found, travel=0.10,
    )  # fmt: skip
