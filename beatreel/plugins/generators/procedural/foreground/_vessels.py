"""What sails, has run aground or rises out of the sea where a prompt names it; see :mod:`._things`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.scenery import boats, dreams, flyers, lattices, ships, tall_ships, vessels
from beatreel.plugins.generators.procedural.scenery.built import EVEN, skins

from ._burning import fires_over
from ._houses import DARK as _DARK
from ._pieces import Thing, View

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

    Build = Callable[[Place, SceneDescription, float, np.random.Generator], Thing]


def _ship(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    words = description.all_words
    pirates, ghostly = bool({"pirate", "pirates"} & words), "ghost" in words
    cloth = (0.020, 0.020, 0.022) if pirates else (0.20, 0.22, 0.22) if ghostly else (0.46, 0.54, 0.58)
    hull = (0.018, 0.022, 0.030) if pirates or ghostly else (0.030, 0.055, 0.11)
    glow = white * _DARK[description.time_of_day]
    mesh = tall_ships.tall_ship(place, cloth, hull, glow, torn=ghostly, rng=rng)
    views = {
        "wide": View(0.60, 0.42, 0.12, 14.0, 9.0),
        "medium": View(0.86, 0.60, -0.06, 52.0, 3.0),
        "close": View(1.20, 0.74, 0.05, 30.0, 12.0),
        "detail": View(1.8, 1.1, -0.05, 66.0, 4.0),
    }
    fires = fires_over(mesh, rng, count=6, foot=0.30, tall=9.0) if "burning" in description.motifs else []
    return Thing(mesh, (38.0, 28.0), views, fires, reach=20.0, afloat=True)


_HULLS = ("boat", "ship", "sailboat", "yacht", "freighter")
_FLEET = (
    (-2.1, 3.2),
    (1.9, 5.5),
    (-4.2, 9.0),
    (3.6, 12.0),
    (-1.2, 14.0),
    (6.2, 17.0),
    (-7.0, 19.0),
    (1.0, 22.0),
    (-3.6, 26.0),
)
"""Where the others of a fleet sail, in lengths along and behind the first."""


def _afloat(
    make: Callable[[Place, float, np.random.Generator], Mesh],
    size: tuple[float, float],
    words: tuple[str, ...],
    shares: tuple[float, float, float, float],
) -> Build:
    """Return how a vessel is built of which several sail where a prompt says so in the plural, and how much of the width it fills."""

    def build(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
        glow = white * _DARK[description.time_of_day]
        parts = [make(place, glow, rng)]
        named = description.count_of(*(word.removesuffix("s") for word in words), *_HULLS)
        others = named - 1 if named else 4 if set(words) & set(description.said) else 0
        if others > 0:
            for along, aside in _FLEET[:others]:
                where = (along * size[0], 0.0, aside * size[0])
                parts.append(make(place, glow, rng).moved(*where, turn=float(rng.normal(0, 0.25))))
        turns = (14.0, 50.0, 28.0, 64.0)  # along it, its bow, its side, its bow from near
        high = 0.55 * size[1]
        views = {
            shot: View(wide, 1.25 * wide * size[1] / size[0], x, turn, max(2.0, eye * high))
            for shot, wide, x, turn, eye in zip(
                ("wide", "medium", "close", "detail"),
                shares,
                (0.14, -0.10, 0.06, -0.06),
                turns,
                (0.8, 0.6, 0.45, 0.4),
                strict=True,
            )
        }
        fires = []
        if "burning" in description.motifs:
            fires = fires_over(parts[0], rng, count=5, foot=0.5, tall=0.32 * size[1])
        return Thing(Mesh.of(parts), size, views, fires, reach=0.6 * size[0], afloat=True)

    return build


_RUSTY = {
    "rust",
    "rusty",
    "rusted",
    "rusting",
    "corroded",
    "iron",
    "steel",
    "freighter",
    "tanker",
    "trawler",
    "cargo",
    "steamer",
}

_ROWED = 4.4  # metres of a boat that is rowed
_RUST = (0.055, 0.14, 0.30)


def _wreck(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a ship that has run aground: of wood, or of rusty iron where the prompt says so."""
    lean = float(rng.choice([-1.0, 1.0])) * float(rng.uniform(0.20, 0.30))
    words = set(description.said)
    if words & _RUSTY:
        mesh, size = vessels.steamer(place, (0.020, 0.055, 0.15), (0.030, 0.085, 0.20), 0.0), (35.0, 12.6)
        for row in place.materials:  # no paint is left on it
            row[:6] = [0.22 * part + 0.40 * rust for part, rust in zip(row[:6], 2 * _RUST, strict=True)]
        mesh = mesh.moved(0.0, 0.0, 0.0, scale=0.6).leaned(math.copysign(0.05, lean), -0.16).moved(0.0, 0.25, 0.0)
    else:
        mesh, size = tall_ships.wreck(place, rng).leaned(0.06, lean).moved(0.0, -1.3, 0.0), (34.0, 12.0)
    views = {
        "wide": View(0.66, 0.34, 0.05, 26.0, 2.0),
        "medium": View(0.90, 0.46, 0.0, -34.0, 1.8),
        "close": View(1.25, 0.66, 0.10, 48.0, 1.7),
        "detail": View(1.9, 1.0, -0.10, -60.0, 1.7),
    }
    return Thing(mesh, size, views, reach=14.0)


def _breaching(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return a whale that rises out of the water."""
    mesh = flyers.whale(place).leaned(math.radians(-58), float(rng.uniform(-0.2, 0.2))).moved(-1.4, 1.6, 0.0)
    views = {
        "wide": View(0.50, 0.24, 0.08, 16.0, 2.2),
        "medium": View(0.80, 0.36, 0.03, 26.0, 2.0),
        "close": View(1.15, 0.52, 0.0, 34.0, 1.8),
        "detail": View(1.7, 0.80, 0.0, 40.0, 1.7),
    }
    return Thing(mesh, (9.5, 8.6), views, reach=8.0, afloat=True)


def _sloop(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    sails = ((0.52, 0.57, 0.60), (0.46, 0.52, 0.56), (0.40, 0.50, 0.58), (0.10, 0.13, 0.46))
    hulls = ((0.55, 0.56, 0.56), (0.16, 0.07, 0.03), (0.05, 0.05, 0.22))
    return ships.sloop(place, sails[int(rng.integers(4))], hulls[int(rng.integers(3))], glow)


def _fishing_boat(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    paints = ((0.30, 0.10, 0.02), (0.03, 0.04, 0.30), (0.12, 0.16, 0.03), (0.42, 0.45, 0.46))
    return vessels.fishing_boat(place, paints[int(rng.integers(4))], glow, rng)


def _small_boat(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    paints = ((0.06, 0.14, 0.26), (0.34, 0.36, 0.36), (0.26, 0.13, 0.04), (0.05, 0.07, 0.32))
    hull = place.material(skins.WOOD, paints[int(rng.integers(4))], scale=0.5)
    inside, trim = (place.material(skins.WOOD, one, scale=0.4) for one in ((0.10, 0.19, 0.30), (0.16, 0.28, 0.40)))
    return boats.open_boat(_ROWED, hull, inside, trim).moved(0.0, 0.26, 0.0, turn=-math.pi / 2)


def _steamer(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    return vessels.steamer(place, (0.02, 0.02, 0.022), (0.03, 0.05, 0.32), glow)


def _liner(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    return ships.cruise_ship(place, glow)


def _rig(place: Place, glow: float, rng: np.random.Generator) -> Mesh:
    return lattices.oil_rig(place, glow=glow, rng=rng)


def _paper_boats(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return boats of folded paper, with a light in each where it is dark."""
    paper = place.material(skins.PLASTER, (0.50, 0.54, 0.56))
    dark = _DARK[description.time_of_day]
    lantern, lamps = None, []
    if dark > 0.3:
        warm = tuple(white * part for part in (0.25, 0.62, 1.15))
        lantern = place.material(skins.PLAIN, (0.3, 0.3, 0.3), glow=tuple(2.0 * part for part in warm), family=EVEN)
    parts = []
    named = description.count_of("boat") or (1 if "boat" in description.said else 8)
    places = [(0.0, 0.0), (-3.1, 2.6), (3.0, 3.6), (-1.0, 6.5), (5.5, 7.5), (-6.5, 8.0), (1.5, 11.0), (-4.2, 13.0)]
    for n, (x, z) in enumerate(places[:named]):
        parts.append(dreams.paper_boat(paper, lantern).moved(x, 0.0, z, turn=float(rng.normal(0.35, 0.4))))
        if lantern is not None and n < 5:
            lamps.append(((x, 0.75, z - 0.7), tuple(0.9 * part for part in warm), 0.25))
    views = {
        "wide": View(0.42, 0.22, 0.06, 10.0, 2.6),
        "medium": View(0.62, 0.32, 0.03, 18.0, 2.0),
        "close": View(0.92, 0.48, 0.0, 26.0, 1.5),
        "detail": View(1.5, 0.80, 0.0, 34.0, 1.2),
    }
    return Thing(Mesh.of(parts), (3.1, 1.5), views, lamps=lamps, reach=9.0, afloat=True)


AFLOAT = (
    "paper_boats",
    "whale",
    "tall_ship",
    "oil_rig",
    "cruise_ship",
    "steamer",
    "fishing_boat",
    "small_boat",
    "sailing_boat",
)
"""What sails: the sea has no boats of its own beside it."""

VESSELS: dict[str, Build] = {
    "paper_boats": _paper_boats,
    "shipwreck": _wreck,
    "whale": _breaching,
    "tall_ship": _ship,
    "cruise_ship": _afloat(_liner, (150.0, 40.0), (), (0.62, 0.86, 1.25, 1.9)),
    "oil_rig": _afloat(_rig, (44.0, lattices.RIG), ("rigs", "platforms"), (0.36, 0.54, 0.80, 1.3)),
    "steamer": _afloat(_steamer, (58.0, 21.0), ("steamers", "freighters", "steamships"), (0.56, 0.82, 1.2, 1.8)),
    "fishing_boat": _afloat(_fishing_boat, (13.0, 8.6), ("boats", "trawlers"), (0.34, 0.56, 0.85, 1.35)),
    "small_boat": _afloat(_small_boat, (_ROWED, 0.9), ("boats", "canoes"), (0.42, 0.74, 1.0, 1.5)),
    "sailing_boat": _afloat(
        _sloop, (11.0, 14.5), ("boats", "sailboats", "yachts", "regatta", "sloops"), (0.20, 0.36, 0.56, 0.95)
    ),
}
"""How each motif is built."""
