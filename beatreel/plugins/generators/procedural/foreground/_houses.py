"""Houses that stand in a land: a farmhouse, a chapel, a Gothic mansion, a village, a temple; and a grove; see :mod:`._things`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from beatreel.plugins.generators.procedural.scenery import (
    castles,
    chapels,
    cottages,
    farmhouse as houses,
    groves,
    mansions,
    temples,
    yurts,
)
from beatreel.plugins.generators.procedural.scenery.dyes import DYES

from ._burning import fires_over
from ._pieces import Fire, Thing, View

if TYPE_CHECKING:
    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

DARK = {"night": 1.0, "dusk": 0.8, "dawn": 0.35, "golden": 0.2, "day": 0.05}
"""How dark it is, for lamps and windows."""

_BEHIND_A_FENCE = 25.0  # metres from where one sees a mansion with its fence; nearer one stands inside
_MODEL = 0.28  # of its true size, in which a castle is built
_TROPICAL = {"rainforest", "jungle", "tropical", "amazon", "bamboo", "palms"}  # where houses stand on stilts
_OF_CLAY = ("dunes", "canyon")  # worlds whose villages are


def lamplight(description: SceneDescription) -> float:
    """Return how bright windows are: somebody is at home from when the sun is low, or where windows are said to be lit."""
    hour = description.time_of_day
    words = description.all_words
    is_lit = bool(
        words & {"window", "windows"} and {*words, *description.said} & {"lit", "glowing", "lamplit", "shining"}
    )
    return 0.0 if hour == "day" and not is_lit else max(0.5, DARK[hour])


def _paint(description: SceneDescription) -> tuple[float, ...] | None:
    """Return the colour that a prompt gives to a house; None for none."""
    return DYES.get(description.colour_of("house", "farmhouse", "cottage"))


def lone_house(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a wooden farmhouse, which may burn."""
    is_burning = "burning" in description.motifs
    glow = white * (0.6 if is_burning else 0.8 * lamplight(description))
    mesh = houses.farmhouse(place, glow=glow, charred=is_burning, paint=_paint(description))
    front = -houses.DEEP / 2
    fires = [
        Fire((-2.4, 7.2, -1.0), 4.6),
        Fire((-0.9, 7.9, 0.0), 6.4),
        Fire((0.9, 7.8, -0.4), 5.4),
        Fire((2.5, 7.2, -0.8), 4.2),
        Fire((-3.6, 6.6, -0.4), 3.0),
    ]
    fires += [Fire((x, y + 0.25, front - 0.2), 2.7) for x, y in houses.WINDOWS if y > 2]
    fires += [
        Fire((-2.7, 1.2, front - 0.2), 2.2),
        Fire((2.7, 1.2, front - 0.2), 2.0),
        Fire((0.0, 0.3, front - 0.2), 2.6),
    ]
    views = {
        "wide": View(0.52, 0.30, 0.08, 22.0, 1.7),
        "medium": View(0.72, 0.40, 0.03, 24.0, 1.7),
        "close": View(0.92, 0.50, 0.0, 18.0, 1.7),
        "detail": View(1.35, 0.72, 0.10, 20.0, 1.7),
    }
    return Thing(mesh, (10.0, 9.5), views, fires, reach=9.0)


def mansion(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a Gothic mansion; few windows are lit where it is haunted."""
    is_haunted = bool({"haunted", "abandoned", "ghost", "spooky", "creepy", "derelict"} & description.all_words)
    mesh = mansions.mansion(
        place, rng, glow=0.8 * white * DARK[description.time_of_day], lived_in=0.3 if is_haunted else 0.6
    )
    views = {
        "wide": View(0.66, 0.40, 0.03, 20.0, 1.2),
        "medium": View(0.88, 0.52, 0.0, 26.0, 1.0),
        "close": View(1.05, 0.62, -0.04, -14.0, 0.9),
        "detail": View(1.7, 0.95, 0.06, 24.0, 1.4),
    }
    thing = Thing(mesh, (mansions.WIDE, mansions.TALL), views, reach=16.0)
    thing.around = lambda place, scene: mansions.grounds(place, rng, fenced=scene.z > _BEHIND_A_FENCE).moved(
        scene.x, 0, scene.z, scene.turn
    )
    return thing


def chapel(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a chapel of what is built with in its land; its windows are lit unless it is day."""
    mesh = chapels.chapel(
        place,
        glow=0.8 * white * lamplight(description),
        clay=description.world in _OF_CLAY,
        stone=description.world in ("mountain", "ocean", "volcano"),
        snow=description.weather == "snow",
    )
    views = {
        "wide": View(0.50, 0.36, 0.06, 26.0, 1.7),
        "medium": View(0.72, 0.48, 0.0, -24.0, 1.6),
        "close": View(0.95, 0.66, -0.03, 16.0, 1.5),
        "detail": View(1.8, 1.15, 0.06, 24.0, 1.6),
    }
    return Thing(mesh, (chapels.WIDE, chapels.TALL), views, reach=9.0)


def village(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a village; its windows are lit after dark."""
    dark = DARK[description.time_of_day]
    huts = bool(_TROPICAL & {*description.motifs, *description.all_words})
    mesh = cottages.village(
        place,
        rng,
        glow=0.9 * white * dark if dark > 0.3 else 0.0,
        clay=description.world in _OF_CLAY,
        snow=description.weather == "snow",
        huts=huts,
        paint=_paint(description),
    )
    views = {
        "wide": View(0.98, 0.30, 0.0, 4.0, 3.0),
        "medium": View(1.45, 0.42, 0.05, -8.0, 2.4),
        "close": View(2.3, 0.60, -0.12, 6.0, 2.0),
        "detail": View(3.6, 0.9, 0.25, -6.0, 1.8),
    }
    if huts:  # there is less room between trees
        views = {shot: replace(view, wide=1.5 * view.wide, tall=1.5 * view.tall) for shot, view in views.items()}
    fires = fires_over(mesh, rng, count=10, foot=0.80, tall=7.0) if "burning" in description.motifs else []
    return Thing(mesh, (cottages.WIDE, cottages.TALL), views, fires, reach=30.0)


def stone_temple(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a temple of marble, in which fires burn after dark; a ruin where the prompt says so."""
    dark = DARK[description.time_of_day]
    ruined = bool({"ruin", "ruins", "ruined", "abandoned", "forgotten", "lost", "broken"} & description.all_words)
    mesh = temples.doric_temple(place, rng, ruined=ruined, glow=white * dark if dark > 0.3 and not ruined else 0.0)
    views = {
        "wide": View(0.62, 0.34, 0.04, 24.0, 1.8),
        "medium": View(0.90, 0.46, 0.0, 32.0, 1.6),
        "close": View(1.35, 0.66, 0.05, 18.0, 1.5),
        "detail": View(2.2, 1.1, -0.10, 38.0, 1.5),
    }
    return Thing(mesh, (temples.WIDE, temples.TALL), views, reach=18.0)


_FRUIT = {"orange": ("orange", "oranges"), "lemon": ("lemon", "lemons", "citrus"), "apple": ("apple", "apples", "orchard"),
          "almond": ("almond", "almonds", "blossom", "blossoms", "blossoming", "spring")}  # fmt: skip


def grove(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return the trees of a grove or an orchard on both sides of a lane."""
    words = set(description.said)
    kind = next((name for name, named in _FRUIT.items() if words & set(named)), "olive")
    if kind == "apple" and words & set(_FRUIT["almond"]):  # no fruit yet
        kind = "blossom"
    mesh = groves.grove(place, rng, kind, snow=description.weather == "snow")
    views = {
        "wide": View(1.9, 0.55, 0.0, 5.0, 1.8),
        "medium": View(2.7, 0.78, 0.06, -9.0, 1.6),
        "close": View(3.9, 1.10, -0.20, 12.0, 1.6),
        "detail": View(5.6, 1.5, 0.60, -16.0, 2.2),
    }
    return Thing(mesh, (groves.WIDE, groves.TALL), views, reach=40.0)


_AUTUMN = {"autumn", "fall", "october", "november", "autumnal"}
_BARE = {"dead", "bare", "leafless", "naked", "barren", "winter", "frosted", "frozen"}
_SHINES = {"glowing", "luminous", "shining", "magic", "magical", "bioluminescent", "glow"}


def lone_tree(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a great tree: in leaf, in autumn, bare in snow or where it is dead; its leaves shine where the prompt says so."""
    words = {*description.all_words, *description.said}
    season = (0.02, 0.20, 0.48) if words & _AUTUMN else (0.045, 0.19, 0.12)
    is_bare = description.is_snowy or bool(_BARE & words)
    shines = tuple(0.5 * white * part for part in (0.35, 0.75, 1.0)) if words & _SHINES and not is_bare else (0.0,) * 3
    mesh = groves.great_tree(place, rng, season, bare=is_bare, snowy=description.is_snowy, glow=shines)
    lamps = [((-0.4, 4.6, -2.0), tuple(6 * part for part in shines), 1.6)] if any(shines) else []
    views = {
        "wide": View(0.70, 0.36, 0.06, 12.0, 1.6),
        "medium": View(1.0, 0.54, -0.04, 30.0, 1.5),
        "close": View(1.4, 0.76, 0.06, 50.0, 1.4),
        "detail": View(1.7, 0.92, -0.24, -20.0, 2.0),  # nearer, single leaves would be as large as hands
    }
    return Thing(mesh, (groves.GREAT, groves.GREAT), views, lamps=lamps, reach=8.0)


def _state(description: SceneDescription, white: float) -> dict[str, Any]:
    """Return how a castle or a tower is: lit after dark and in storms, in snow, a ruin."""
    dark = max(DARK[description.time_of_day], 0.7 if description.weather == "storm" else 0.0)
    words = description.all_words
    ruined = bool({"ruin", "ruins", "ruined", "abandoned", "crumbling"} & words)
    return {
        "glow": 1.1 * white * dark if dark > 0.3 and not ruined else 0.0,
        "snow": description.weather == "snow" or "snowy" in words,
        "ruined": ruined,
    }


def tower(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a tower of stone that stands alone; its windows are lit after dark and in storms."""
    mesh = castles.tower(place, rng, **_state(description, white)).moved(0.0, 0.0, 0.0, scale=_MODEL)
    views = {
        "wide": View(0.62, 0.46, 0.10, 16.0, 1.5),
        "medium": View(0.80, 0.58, -0.08, -22.0, 1.4),
        "close": View(1.15, 0.80, 0.08, 24.0, 1.5),
        "detail": View(1.8, 1.5, -0.06, 14.0, 7.6),
    }
    return Thing(mesh, (_MODEL * castles.TOWER_WIDE, _MODEL * castles.TOWER_TALL), views, reach=10.0)


def camp_of_yurts(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a camp of yurts, light in them after dark."""
    dark = DARK[description.time_of_day]
    mesh = yurts.yurts(place, rng, glow=white * dark if dark > 0.3 else 0.0, snow=description.weather == "snow")
    views = {
        "wide": View(0.86, 0.30, 0.0, 12.0, 2.0),
        "medium": View(1.15, 0.40, 0.06, -16.0, 1.8),
        "close": View(1.75, 0.55, 0.20, 20.0, 1.6),
        "detail": View(2.6, 0.85, 0.40, -12.0, 1.5),
    }
    return Thing(mesh, (yurts.WIDE, yurts.TALL), views, reach=16.0)


def castle(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a castle on its crag; its windows are lit after dark and in storms."""
    mesh = castles.castle(place, rng, **_state(description, white))
    mesh = mesh.moved(0.0, 0.0, 0.0, scale=_MODEL)  # near by, so that the air of the place does not hide it
    views = {
        "wide": View(0.62, 0.40, 0.06, 16.0, 1.5),
        "medium": View(0.88, 0.52, -0.03, -18.0, 1.4),
        "close": View(1.10, 0.66, 0.06, 24.0, 1.5),
        "detail": View(1.7, 1.0, -0.12, 12.0, 7.2),
    }
    fires = [
        Fire((_MODEL * x, _MODEL * y, _MODEL * z), _MODEL * tall)
        for x, y, z, tall in (
            (-1.0, 33.0, 1.0, 21.0), (6.5, 43.0, 2.0, 17.0), (-19.0, 27.5, -12.0, 15.0), (17.5, 30.5, -13.0, 16.0),
            (-4.6, 24.5, -15.5, 11.0), (3.6, 20.0, -4.0, 13.0), (-12.0, 17.0, -13.5, 12.0), (11.5, 18.0, -14.0, 13.0),
            (-8.5, 37.0, 5.0, 14.0), (0.0, 13.2, -15.6, 8.0), (-21.0, 29.5, 5.0, 11.0), (21.5, 26.5, 4.0, 11.0),
        )
    ]  # fmt: skip
    return Thing(mesh, (_MODEL * castles.WIDE, _MODEL * castles.TALL), views, fires, reach=14.0)
