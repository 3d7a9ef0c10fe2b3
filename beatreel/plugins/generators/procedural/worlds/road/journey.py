"""The road that a prompt asks for: through which ground it leads, how it runs, and what drives on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.prompt.reading import Reading, lexicon
from beatreel.plugins.generators.procedural.scenery.naming import VINTAGE, body_named

from .bodywork import PAINTS, Vehicle
from .land import Road
from .views import View

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription


_GROUNDS = {  # a world that the prompt names besides, and the ground that it is
    "canyon": "canyon", "dunes": "desert", "volcano": "desert", "mountain": "mountain",
    "clouds": "mountain", "forest": "forest", "ocean": "coast",
    "underwater": "coast", "pool": "coast", "field": "field", "skyline": "city", "alley": "city",
}  # fmt: skip
KINDS = {"lorry": "lorry", "taxi": "saloon"}
"""Vehicles that are motifs, and the shape that each is drawn as."""
_DIRT = (
    "dirt road",
    "dirt track",
    "gravel road",
    "dusty road",
    "dusty country road",
    "unpaved road",
    "farm track",
    "sandy track",
)
_GOLDEN = {"golden", "gold", "wheat", "barley", "prairie", "prairies", "corn", "harvest", "cornfield", "cornfields"}
_GREEN = {
    *"hill hills green meadow meadows pasture pastures grass grassland countryside farm farmland farms village prairie prairies".split(),
    *"sheep cows valley spring".split(),
}
_SANDS = {"desert", "dunes", "dune", "sand", "sandy"}
_TRACK = 2.5  # metres, half the width of an unpaved road
_HILLY = {"hills", "hill", "hilly", "rolling", "tuscany", "tuscan", "toscana", "hillside", "highlands", "downs"}


def vehicles() -> set[str]:
    """Return the words for what drives."""
    return set(lexicon()["vehicles"]["words"])


def ground_of(description: SceneDescription, film: np.random.Generator) -> str:
    """Return the kind of ground that a prompt names, or one of the film's own."""
    own = str(film.choice(["desert", "mountain", "forest", "field", "desert"]))
    apart = ", ".join(
        part for phrase in description.understood for part in phrase.split()
    )  # a “desert highway” is in the desert
    readings = Reading(description.prompt), Reading(apart)
    named = [
        world for section in ("words", "hints", "lives", "near") for words in readings for world in words.all(section)
    ]
    is_dirt = any(name in description.prompt.lower() for name in _DIRT) and not _SANDS & set(description.said)
    grounds = sorted(  # clouds are no ground themselves, and a dirt road leads through whatever land is named
        (world for world in named if world in _GROUNDS),
        key=lambda world: world == "clouds" or (is_dirt and world == "dunes"),
    )
    is_named = any(world in _GROUNDS for words in readings for world in words.all("words") if world != "dunes")
    if not is_named and _GREEN & set(description.said) and "desert" not in description.said:
        return "field"
    if (
        _GREEN & set(description.said) and "field" in grounds
    ):  # “a dirt road through green hills”, which is sand elsewhere
        return "field"
    if grounds:
        return _GROUNDS[grounds[0]]
    if description.weather == "snow":
        return "mountain" if own == "desert" else own
    return "city" if {"taxi", "traffic", "traffic jam"} & set(description.understood) else own


_OF_SKIES = {"green", "orange", "turquoise", "pink", "purple", "brown", "grey"}
"""Colours that are those of a land or a sky unless they stand before what drives."""


def car_of(description: SceneDescription, film: np.random.Generator) -> Vehicle:
    """Return the car or lorry that a prompt names, or one of the film's own; it stands nowhere yet."""
    kind = str(film.choice(["coupe", "saloon", "muscle", "estate"]))
    colour = str(film.choice(["black", "red", "silver", "teal", "blue", "cream"]))
    motifs = [motif for motif in description.motifs if motif in KINDS]
    said = description.said
    body = body_named(said)
    kind = "muscle" if VINTAGE & set(said) and body in ("", "coupe") else body or kind
    kind = KINDS[motifs[0]] if motifs else kind
    named = [word for word in said if word in PAINTS and word not in _OF_SKIES]
    beside = [word for n, word in enumerate(said) if word in PAINTS and vehicles() & set(said[n + 1 : n + 4])]
    colour = next(iter(beside or named), colour)  # “a black car, teal and red” is black
    if "taxi" in motifs:
        colour = "yellow"
    elif colour == "cream" and description.time_of_day in ("night", "dusk"):
        colour = "black"  # pale paint outshines its own lights
    if kind == "lorry":
        colour = "silver" if colour == "black" else colour
    return Vehicle(kind, (0.0, 0.0, 0.0), paint=colour, lamps=int(film.integers(3)), taxi="taxi" in motifs)


def road_of(
    description: SceneDescription, view: View, ground: str, dark: float, side: float, rng: np.random.Generator
) -> Road:  # fmt: skip
    """Return the road as a view needs it; ``dark`` is 0 by day to 1 at night, ``side`` the side that it bends to, -1 or 1."""
    wet = {"rain": 0.55 + 0.45 * description.weather_amount, "storm": 1.0, "mist": 0.30}.get(
        description.weather, 0.05 + 0.13 * dark
    )
    wide = ground == "city" or bool({"highway", "motorway", "freeway", "autobahn"} & set(description.understood))
    bend = (side * float(rng.uniform(10, 26)), float(rng.uniform(90, 150)), float(rng.uniform(0.4, 1.6)))
    hill = (float(rng.uniform(1.0, 3.2)), float(rng.uniform(60, 110)), float(rng.uniform(1.2, 4.0)))
    if view.kind == "above":
        bend = (side * float(rng.uniform(24, 40)), float(rng.uniform(70, 105)), float(rng.uniform(0, 6)))
    if (
        ground in ("desert", "city")
        and view.kind != "above"
        and rng.random() < 0.65
        or view.kind in ("tail", "lens", "chase")
    ):
        bend, hill = (0.25 * bend[0], 1.8 * bend[1], bend[2]), (0.5 * hill[0], hill[1], hill[2])
    if view.kind == "stop":  # it stands on level ground
        bend, hill = (0.3 * bend[0], 2.4 * bend[1], 0.0), (0.0, hill[1], 0.0)
        wet = max(wet, 0.30 + 0.42 * dark)
    elif ground in ("mountain", "coast") and view.kind != "above":
        bend = (1.5 * bend[0], bend[1], bend[2])
    snowy = description.weather == "snow"
    rolling = ground in ("field", "forest") and bool(_HILLY & description.all_words)
    if rolling:
        bend, hill = (1.8 * bend[0], bend[1], bend[2]), (2.0 * hill[0], hill[1], hill[2])
    dirt = not wide and view.kind != "stop" and any(name in description.prompt.lower() for name in _DIRT)
    if dirt:
        wet *= 0.5
    return Road(
        ground=ground, half=_TRACK if dirt else 7.4 if wide else 3.7, lanes=4 if wide else 2, bend=bend, hill=hill, sea_side=-side,
        seed=int(rng.integers(1, 1 << 18)), dirt=dirt,
        broken=not view.rides, blur=1.0 if view.rides else 0.0, wet=wet, snow=0.4 + 0.6 * description.weather_amount if snowy else 0.0,
        eye=view.eye, lamps=(34.0, 16.0, (7.4 if wide else 3.7) + 1.0, 1.5 * dark if ground == "city" and dark > 0.2 else 0.0),
        rolling=rolling, ripe=ground == "field" and bool(_GOLDEN & set(description.said)),
        bleached=max(0.0, 1 - 3 * dark) if wet < 0.1 else 0.0,
    )  # fmt: skip
