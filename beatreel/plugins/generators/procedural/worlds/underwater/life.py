"""What lives and moves under water: jellyfish, currents, caustics, kelp, shafts of light, schools of fish and bubbles."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.painting import Element, Motion
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.jellyfish import Spot, swarm

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from .views import View
    from .world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]

_ALONE = 1.3  # times as large is a jellyfish that is the only one
# Of the farthest jellyfish, those between and the nearest.
_METRES = (24.0, 12.0, 6.0)
_MOTIONS = ((0.002, -0.006, 0.004), (0.004, -0.011, 0.007), (0.006, -0.016, 0.012))
_HALO = np.float32(0.14)  # of a jellyfish's light that the water about it scatters


_NAMED = 0.3  # strength of a palette whose colours a prompt names
_HEROES = {
    "whale",
    "shark",
    "dolphins",
    "manta",
    "sea_turtle",
    "octopus",
    "mermaid",
    "scuba_diver",
    "seahorse",
}  # before them no small fish pass


def elements(description: SceneDescription, view: View, stage: Stage, sun_at: tuple[float, float]) -> list[Element]:
    """Return what moves under water in a view."""
    height, width = stage.relief.depth.shape
    camera, light = stage.camera, stage.light
    elements = [Element("flow", 0.32, {"size": 9.0})]
    if view.kind in ("canyon", "reef", "kelp", "ruins", "garden"):
        options = {"horizon": camera.horizon / height, "eye": camera.y, "colour": _shown(light.sun)}
        elements.append(Element("caustics", 0.8, options, "bed"))
    if stage.kelp is not None:
        elements.append(Element("sway", 1.0, {}, "kelp"))
    if stage.bells:
        elements.append(Element("burners", 0.5, {"points": stage.bells, "colour": [255.0, 150.0, 200.0]}))
    elements.append(
        Element("rays", 0.55 * min(1.0, light.rays), {"x": sun_at[0] / width, "y": sun_at[1] / height - 0.12})
    )
    is_free = not _HEROES & set(description.motifs)
    if view.kind == "garden" and is_free:
        elements += _fish_of_the_reef(stage, description)
    elif view.kind in ("canyon", "open", "reef", "kelp", "ruins") and is_free:
        share = {"canyon": (34, 15.0), "ruins": (30, 13.0), "open": (46, 13.0), "kelp": (22, 17.0), "reef": (26, 24.0)}[
            view.kind
        ]
        dark = [round(min(90.0, 255 * math.sqrt(float(part)))) for part in stage.water_at(0.45 * height, 4.0) * 0.35]
        top = 0.20 if view.kind == "reef" else 0.30
        fish = {
            "count": share[0],
            "size": share[1],
            "top": top,
            "bottom": top + 0.24,
            "side": -stage.side,
            "colour": dark,
        }
        elements.append(Element("fish", 0.8, fish))
    if stage.bubbles is not None:
        elements.append(Element("bubbles", 0.7, {"x": stage.bubbles[0], "y": stage.bubbles[1]}))
    elements.append(Element("motes", 0.55 if view.kind == "jelly" else 0.35))
    if description.weather == "storm":
        elements.append(Element("mist", 0.3, {"low": 0.5, "high": 1.0}))
    return elements


def _fish_of_the_reef(stage: Stage, description: SceneDescription) -> list[Element]:
    """Three schools, each of a colour, at their own heights; where colours are named they are of those, or near by."""
    found = []
    bright = max(stage.light.sun) / 2.3
    palette = description.palette
    named = palette.strength > _NAMED
    hues = (palette.accent, palette.accent + 24.0, palette.key) if named else (60.0, 95.0, 262.0)
    for number, (hue, (count, size, top)) in enumerate(
        zip(hues, ((16, 34.0, 0.30), (26, 20.0, 0.40), (12, 27.0, 0.22)), strict=True)
    ):
        colour = light_of_hue(hue, 0.17, 0.72) * np.float32(0.75 * bright) + stage.water_at(
            0.45 * len(stage.steady), 3.0
        )
        shown = [round(min(250.0, 255 * math.sqrt(float(part)))) for part in colour]
        side = -stage.side if number % 2 == 0 else stage.side
        found.append(
            Element(
                "fish",
                0.8,
                {"count": count, "size": size, "top": top, "bottom": top + 0.22, "side": 0.7 * side, "colour": shown},
            )
        )
    return found


def _shown(colour: tuple[float, float, float]) -> list[int]:
    """Return a display colour of full brightness."""
    top = max(colour)
    return [round(255 * math.sqrt(part / top)) for part in colour]


def _scattered(light: Array) -> Array:
    """Return how water scatters light: most of it near by, and some far about."""
    near, far = (cv2.GaussianBlur(light, (0, 0), light.shape[1] / share) for share in (24, 7))
    return np.asarray(0.35 * near + 0.65 * far, np.float32)


def draw_jellyfish(stage: Stage, largest: float, many: int, *, named: int = 0) -> None:
    """Let one large jellyfish and many smaller ones, or as many as are ``named``, drift in three distances; they shine."""
    rng, light = stage.rng, stage.light
    height, width = stage.relief.depth.shape
    glow = stage.shining()
    shine = 0.8 * (0.55 + 0.65 * light.glow)

    def spot(size: float, x: float, y: float, bright: float) -> Spot:
        return Spot(size, x, y, (0.35 + 0.65 * math.exp(-0.10 / size)) * bright * shine)

    if named == 1:
        largest *= _ALONE
    size = largest * float(rng.uniform(0.9, 1.12))
    aside = min(0.15, max(0.46 - 0.5 * size, 0.0))  # all of its bell is in the picture, where there is room for it
    hero = spot(size, 0.5 + stage.side * aside, rng.uniform(0.26, 0.36), 1.0)
    others = [
        spot(
            largest * float(rng.uniform(0.17, 0.5)),
            0.5 - stage.side * float(rng.uniform(0.02, 0.42)),
            float(rng.uniform(0.06, 0.80)),
            0.6,
        )
        for _ in range(min(named - 1, 3 * many) if named else int(rng.integers(many, 2 * many)))
    ]
    others.sort()
    half = len(others) // 2
    for spots, metres, (right, down, sway) in zip(
        (others[:half], others[half:], [hero]), _METRES, _MOTIONS, strict=True
    ):
        if not spots:
            continue
        motion = Motion(x=float(rng.random()), right=stage.side * right, down=down, sway=sway)
        layer, points = swarm(spots, metres, motion, rng, width=width, height=height)
        stage.layers.append(layer)
        stage.bells += points
        small = cv2.resize(
            layer.colour.astype(np.float32) * layer.alpha.astype(np.float32)[..., None],
            (width // 8, height // 8),
            interpolation=cv2.INTER_AREA,
        )
        glow += _HALO * cv2.resize(_scattered(small), (width, height))
