"""Water that leaps where somebody strikes what is wet: drums and cymbals in the rain, feet that dance in puddles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ._drops import drops

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._solid_light import Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_WET = {"splash", "splashes", "splashing", "water", "wet", "soaked", "puddle", "puddles", "drops", "droplets"}
_DROPS = 420  # at each place
_WIDE, _HIGH = 0.11, 0.42  # metres: of what is struck, and how high most of it leaps


def is_wet(description: SceneDescription) -> bool:
    """Return whether water leaps from what is struck."""
    return description.weather in ("rain", "storm") or bool(_WET & description.all_words)


def splash_up(
    layer: tuple[Array, Array], places: list[tuple[float, float]], unit: float, rig: Rig, rng: np.random.Generator
) -> None:
    """Let water leap from pixels, ``unit`` pixels to a metre, in place, in a layer's colour and cover: crowns about what strikes."""
    canvas, alpha = layer
    starts, speeds = [], []
    for place in places:
        around = rng.uniform(0, 2 * np.pi, _DROPS)
        out = _WIDE * np.sqrt(rng.random(_DROPS))
        high = rng.gamma(2.2, _HIGH / 2.2, _DROPS)
        x, deep = np.cos(around) * out, np.sin(around) * out
        starts.append(np.array(place) + unit * np.stack([x, 0.35 * deep], -1))
        speeds.append(unit * np.stack([x * (2.0 + 2.5 * rng.random(_DROPS)), -2.2 * high + 0.2 * deep], -1))
    if not places:
        return
    cover = drops(
        alpha.shape, np.concatenate(starts), np.concatenate(speeds), 1.6 * unit, 0.0075 * unit, rng, mist=0.04 * unit, shutter=0.035,
        low=0.10 * unit,
    )  # fmt: skip
    light = (0.55 * rig.key + 0.6 * rig.sides[2] + 0.45 * rig.front).astype(np.float32)
    share = cover / np.maximum(np.maximum(alpha, cover), 1e-3)
    canvas += (light - canvas) * share[..., None]
    np.maximum(alpha, cover, out=alpha)
