"""What flutters and tumbles through the air of a picture: butterflies, bees, fireflies, leaves, petals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.dyes import DYES

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_DRIFTING = {"falling_leaves": (36, 104, 196), "petals": (214, 196, 248)}  # what the wind carries, BGR by day
_DRIFTS = {"falling_leaves": ("leaf", "leaves"), "petals": ("petal", "petals", "rose petal")}
_BUTTERFLIES = ((40, 135, 245), (225, 150, 90), (235, 240, 240), (70, 215, 250))  # monarch, blue, white, brimstone
_DAYLIGHT = {"day": 1.0, "golden": 0.95, "dawn": 0.85, "dusk": 0.7, "night": 0.5}


def _wings(description: SceneDescription) -> list[list[int]]:
    """Return the colours of butterflies, BGR display values: those that a prompt names, or nature's."""
    bright, palette = _DAYLIGHT[description.time_of_day], description.palette
    if palette.strength > 0:
        lights = [light_of_hue(hue, 0.17, 0.72) for hue in (palette.key, palette.accent, palette.fill)]
        return [[round(255 * bright * float(part) ** (1 / 2.2)) for part in light] for light in lights]
    return [[round(part * bright) for part in colour] for colour in _BUTTERFLIES]


def add_in_the_air(painting: Painting, description: SceneDescription, shot: str, *, way: int) -> None:
    """Let butterflies and bees pass, fireflies glow, and leaves or petals tumble by unless what is painted sheds its own."""
    if "butterflies" in description.motifs:
        painting.elements[:] = [one for one in painting.elements if one.kind != "birds"]
        painting.elements.append(Element("butterflies", 0.9, {"colours": _wings(description)}))
    if "bees" in description.motifs:
        painting.elements[:] = [one for one in painting.elements if one.kind != "birds"]
        near = {"close": 1.5, "detail": 2.0}.get(shot, 1.0)
        options = {"size": near, "bright": _DAYLIGHT[description.time_of_day]}
        painting.elements.append(Element("bees", 0.9, options))
    if "fireflies" in description.motifs and not any(one.kind == "fireflies" for one in painting.elements):
        painting.elements.append(Element("fireflies", 0.9, {"top": 0.4}))
    if any(element.kind == "petals" for element in painting.elements) or "blossom" in description.motifs:
        return
    for motif in [one for one in _DRIFTING if one in description.motifs][:1]:
        dye = DYES.get(description.colour_of(*_DRIFTS[motif]))
        own = [255 * part**0.45 for part in dye] if dye else _DRIFTING[motif]
        colour = [round(part * _DAYLIGHT[description.time_of_day]) for part in own]
        painting.elements.append(Element("petals", 0.9, {"colour": colour, "way": way}))
