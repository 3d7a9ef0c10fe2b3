"""What moves in the air, on the water and across the sky: one emitter for each kind of :class:`~...painting.Element`.

An emitter is a class made from ``(element, stage)`` with any of the methods of :class:`~.base.Emitter`. Kinds that are not
listed here are skipped, so a plate of a later version still plays.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Element

    from .base import Emitter, Stage

KINDS: dict[str, str] = {
    "rain": "fall.Rain",
    "snow": "fall.Snow",
    "mist": "veil.Mist",
    "fog": "veil.Mist",
    "sand": "veil.Sand",
    "rays": "veil.Rays",
    "dapple": "dapple.Dapple",
    "flare": "flare.Flare",
    "motes": "motes.Motes",
    "embers": "motes.Embers",
    "fireflies": "motes.Fireflies",
    "lanterns": "motes.Lanterns",
    "bokeh": "motes.Bokeh",
    "birds": "birds.Birds",
    "butterflies": "butterflies.Butterflies",
    "bees": "bees.Bees",
    "meteors": "meteors.Meteors",
    "lightning": "lightning.Lightning",
    "ripples": "water.Ripples",
    "flow": "water.Flow",
    "cascade": "cascade.Cascade",
    "fire": "fire.Fire",
    "sparks": "fire.Sparks",
    "static": "static.Static",
    "aurora": "aurora.Aurora",
    "drift": "aurora.Drift",
    "billow": "billow.Billow",
    "panes": "city.Panes",
    "traffic": "city.Traffic",
    "cars": "road.Cars",
    "marks": "road.Marks",
    "beacons": "city.Beacons",
    "plane": "city.Plane",
    "swell": "sea.Swell",
    "glints": "sea.Glints",
    "bursts": "surf.Bursts",
    "beam": "sea.Beam",
    "wind": "field.Wind",
    "petals": "field.Petals",
    "confetti": "confetti.Confetti",
    "caustics": "deep.Caustics",
    "sway": "deep.Sway",
    "fish": "deep.Fish",
    "swim": "deep.Swim",
    "bubbles": "deep.Bubbles",
    "chase": "fair.Chase",
    "fireworks": "fireworks.Fireworks",
    "burners": "burners.Burners",
    "engine": "engine.Engine",
}


def emitters(elements: list[Element], stage: Stage) -> list[Emitter]:
    """Return the emitters of a plate, in order."""
    found = []
    for element in elements:
        place = KINDS.get(element.kind)
        if place and element.amount > 0:
            module, name = place.split(".")
            found.append(getattr(import_module(f"{__name__}.{module}"), name)(element, stage))
    return found
