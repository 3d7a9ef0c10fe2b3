"""A star that has just begun to shine in its gas: a disc of dust seen on edge, two thin jets, the glare of a telescope."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.painting import LightGroup

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .sky import Colours

Array = np.ndarray[Any, np.dtype[np.float32]]

_PHRASES = ("newborn star", "baby star", "young star", "new star", "star being born", "star is born", "birth of a star", "star birth",
            "protostar", "dying star", "bright star", "star forming", "forming star", "central star", "glowing star")  # fmt: skip
_REACH = {"wide": 0.075, "medium": 0.10, "close": 0.14, "detail": 0.22}
"""By shot, how far its glare reaches; widths of the picture."""


def is_named(description: SceneDescription) -> bool:
    """Return whether a prompt names one star of a nebula."""
    text = description.prompt.lower()
    return any(phrase in text for phrase in _PHRASES)


def add_star(
    painting: Painting, colours: Colours, at: tuple[float, float], shot: str, rng: np.random.Generator, seed: int
) -> None:
    """Set it where a nebula is brightest (shares of the picture), in place: the star and its jets are families of their own."""
    height, width = painting.depth.shape
    reach = np.float32(_REACH.get(shot, 0.10))
    lean = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.35, 0.8))
    y, x = np.mgrid[:height, :width].astype(np.float32)
    x, y = ((x + 0.5) / width - at[0]) / reach, ((y + 0.5) - at[1] * height) / width / reach
    away = np.sqrt(x * x + y * y) + np.float32(1e-4)
    c, s = math.cos(lean), math.sin(lean)
    along, across = s * x - c * y, c * x + s * y  # of the jets
    foot = np.float32(1.5 / width)
    torn = fbm_at(0.5 * across, 0.5 * along, 0.35, seed % 983 + 5, 4, np.full_like(away, foot))
    wide = 0.05 + 0.05 * np.abs(along)
    jets = np.exp(-((across / wide) ** 2) - np.abs(along) / 2.6) * np.clip(0.75 + 1.4 * torn, 0.1, 1.6)
    disc = np.exp(-((along / 0.10) ** 2) - (across / 0.85) ** 2)  # dark before the star, lit at its rim
    core = 9.0 * np.exp(-((away / 0.085) ** 2)) + 1.5 * np.exp(-away / 0.16) + 0.34 * np.exp(-away / 0.75)
    thin = 2 * (0.030 + 0.6 * foot / reach) ** 2
    for turn in (0.0, math.pi / 2):
        u, v = math.cos(turn) * x + math.sin(turn) * y, math.cos(turn) * y - math.sin(turn) * x
        core += 1.3 * np.exp(-v * v / thin - np.abs(u) / 0.55)
    shade = (1 - 0.55 * disc * np.clip(away / 0.18 - 0.4, 0, 1))[..., None].astype(np.float32)
    for group in painting.groups.values():
        group.light = halved(np.asarray(group.light, np.float32) * shade)
    white = (0.35 * colours.heart + np.float32(0.65)).astype(np.float32)
    painting.add_lights("newborn star", LightGroup(halved(core[..., None] * white), "kick", 0.85, 0.30))
    jet = (0.5 * colours.other + 0.3 * colours.gas + np.float32(0.2)).astype(np.float32)
    painting.add_lights("jets", LightGroup(halved((0.75 * jets)[..., None] * jet), "offbeat", 0.8, 0.4))
