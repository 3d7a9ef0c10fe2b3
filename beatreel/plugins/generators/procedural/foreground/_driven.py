"""What is driven along a road, with whoever rides: a car of the fifties or a motorcycle as a camera that follows sees it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.scenery import motorcycles, old_cars, palm_trees
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.naming import colour_named, is_followed_from_above
from beatreel.plugins.generators.procedural.scenery.rounded import rounded

from ._houses import DARK
from ._pieces import Thing, View
from ._vehicle_bodies import BUSES, CABS, vehicle

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Colour, Place

    from ._scene import Scene

OPEN = frozenset(("convertible", "cabriolet", "open-top", "cabrio", "roadster"))
"""Words for cars without a roof."""
_TWO = frozenset(
    "friends couple lovers girls boys women men sisters brothers two they we both pair together kids teenagers".split()
)
_SHE, _HE = (
    frozenset("woman girl girls women lady she her sisters".split()),
    frozenset("man boy boys men he his him brothers".split()),
)
_LOW_SUN = ("golden", "dawn", "dusk")
_SHADE = 0.55  # of the light from behind
_BLACK_SKY = 0.32  # of the light from above, over a street whose lamps light the rest
_ROWS = 200  # a metre of whoever rides
_SEATS = (0.38, -0.38)  # metres to the left, of the driver and of who sits beside
_HOODED = 1  # of five extras; in an open car its hood is a stone
_COATS: tuple[Colour, ...] = (
    (0.16, 0.20, 0.46),
    (0.46, 0.52, 0.55),
    (0.34, 0.22, 0.06),
    (0.08, 0.30, 0.52),
    (0.05, 0.05, 0.06),
)
_VIEWS = {  # as it drives on, as it comes, its side, and the wheel and the bonnet behind which the road comes
    "wide": View(0.32, 0.20, 0.12, 6.0, 3.0),
    "medium": View(0.50, 0.32, -0.10, 157.0, 2.0),
    "close": View(0.52, 0.46, 0.06, 28.0, 1.7),
    "detail": View(0.78, 0.85, -0.14, 142.0, 1.2),
}
_LONG = {
    "wide": View(0.20, 0.22, 0.12, 12.0, 2.6),
    "medium": View(0.24, 0.32, -0.10, 140.0, 2.2),
    "close": View(0.26, 0.40, 0.06, 40.0, 1.9),
    "detail": View(0.36, 0.62, -0.14, 150.0, 1.7),
}
"""Those of a bus, which reaches far to both sides of its middle."""
_ALOFT = {"wide": (0.24, 6.6), "medium": (0.36, 3.9), "close": (0.40, 2.9), "detail": (0.60, 1.7)}
"""How wide a car is (widths of the picture) and how high the camera that flies, or looks at a coast, metres."""
_RIDDEN_TALL = {"wide": 0.15, "medium": 0.24, "close": 0.34, "detail": 0.52}  # shares of the height, seen from there
_RIDDEN = {
    "wide": View(0.46, 0.22, 0.12, 8.0, 1.40),
    "medium": View(0.60, 0.32, -0.10, 155.0, 1.00),
    "close": View(0.90, 0.42, 0.06, 34.0, 0.85),
    "detail": View(1.05, 0.62, -0.12, 138.0, 0.75),
}
_STANDING = {
    "wide": View(0.34, 0.12, 0.10, 40.0, 1.5),
    "medium": View(0.55, 0.20, -0.06, 50.0, 1.2),
    "close": View(0.85, 0.30, 0.04, 35.0, 1.0),
    "detail": View(1.30, 0.50, 0.0, 60.0, 0.8),
}
_HEAD = (0.69, 0.94, 0.0)  # where a motorcycle's headlight is
_STOPS = {"gas_station", "diner", "motel"}


def driven_car(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return the car that a prompt names, open or closed, its lights and who is in it."""
    is_open = bool(OPEN & set(description.said))
    otherwise = str(rng.choice(["red", "turquoise", "cream", "pink", "blue"]))
    otherwise = "yellow" if {*CABS, "school"} & set(description.said) else otherwise
    colour = colour_named(description, (*old_cars.NAMES, *CABS, *BUSES), old_cars.PAINTS, otherwise)
    dark = DARK[description.time_of_day]
    shade_paint(place, description)
    mesh, (_, tall, wide) = vehicle(place, description, colour, rng, is_open=is_open, lamps=white * dark)
    parts = [mesh]
    if is_open and "people" not in description.without:
        parts += _riders(place, description, rng)
    ahead = [((6.5, 0.9, z), (2.6 * white * dark, 3.3 * white * dark, 3.7 * white * dark), 0.5) for z in (-0.7, 0.7)]
    views = dict(_LONG if BUSES & set(description.said) else _VIEWS)
    if is_followed_from_above(description):
        views = {
            shot: replace(view, wide=_ALOFT[shot][0], eye=_ALOFT[shot][1], x=0.5 * view.x)  # in its lane
            for shot, view in views.items()
        }
    thing = Thing(
        Mesh.of(parts),
        (wide, max(tall, 1.65)),
        views,
        lamps=ahead if dark > 0.15 else [],
        reach=4.5,
        drives=True,
    )
    if "palms" in description.motifs:
        thing.around, thing.reach = beside_the_road(rng), 40.0
    return thing


def shade_paint(place: Place, description: SceneDescription) -> None:
    """Darken the sky that paint mirrors, in place.

    A low sun leaves in shade what drives towards it, and over a street at night the sky is black.
    """
    street = description.world in ("town", "alley", "skyline")
    share = _SHADE if description.time_of_day in _LOW_SUN else 1.0
    if street and description.time_of_day == "night":
        share = _BLACK_SKY
    for part in ("zenith", "horizon"):
        setattr(place, part, tuple(share * each for each in getattr(place, part)))


def ridden_motorcycle(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    """Return the motorcycle that a prompt names, with its rider and whoever holds on behind; one that stands at a stop has none."""
    stands = bool(_STOPS & set(description.motifs))
    dark = DARK[description.time_of_day]
    paint = (
        DYES.get(description.painted) or old_cars.PAINTS[str(rng.choice(["red", "black", "blue", "orange", "black"]))]
    )
    parts = [motorcycles.motorcycle(place, paint, lamps=0.0 if stands else white * dark)]
    words = set(description.said)
    if not stands:
        who = 2 * int(rng.integers(4)) + int(bool(_SHE & words and not _HE & words))
        jackets = [DYES[one] for one in description.colours_of("worn") if one in DYES] or [(0.022, 0.024, 0.03)]
        parts.append(motorcycles.rider(place, jackets[0], (0.02, 0.02, 0.022), who))
        if _TWO & words:
            parts.append(
                motorcycles.rider(
                    place,
                    jackets[-1] if len(jackets) > 1 else (0.05, 0.05, 0.32),
                    (0.42, 0.44, 0.46),
                    who + 1,
                    pillion=True,
                )
            )
    lamp = ((4.5, 0.9, 0.0), (2.4 * white * dark, 3.1 * white * dark, 3.5 * white * dark), 0.5)
    views = _STANDING if stands else _RIDDEN
    if not stands and is_followed_from_above(description):
        views = {shot: replace(view, tall=_RIDDEN_TALL[shot], eye=_ALOFT[shot][1]) for shot, view in _RIDDEN.items()}
    lit = dark > 0.15 and not stands
    return Thing(
        Mesh.of(parts), (0.95, 1.62), dict(views), lamps=[lamp] if lit else [], heads=[_HEAD] if lit else [], reach=3.0, drives=not stands
    )  # fmt: skip


def beside_the_road(rng: np.random.Generator) -> Callable[[Place, Scene], Mesh]:
    """Return what builds palms along both sides of a road."""
    return lambda place, scene: palm_trees.avenue(place, 7.2, max(scene.z - 3.0, 5.0), scene.z + 75.0, rng)


def _riders(place: Place, description: SceneDescription, rng: np.random.Generator) -> list[Mesh]:
    """Return one or two people on the front seat, who look ahead."""
    words = set(description.said)
    count = 2 if _TWO & words else 1
    first = int(rng.integers(8))
    coats = [DYES[one] for one in description.colours_of("worn") if one in DYES]
    found = []
    for n in range(count):
        variant = 2 * (first + 3 * n) + (n % 2)  # even ones are men
        if _SHE & words and not _HE & words:
            variant |= 1
        elif _HE & words and not _SHE & words:
            variant &= ~1
        elif n == 0 and count == 1:
            variant = first
        if variant % 5 == _HOODED:
            variant += 2
        coat = coats[n] if n < len(coats) else _COATS[(first + 2 * n) % len(_COATS)]
        body = rounded(place, "sitter", _ROWS, coat, variant)
        found.append(body.moved(0.20, 0.76, _SEATS[n], turn=-math.pi / 2))
    return found
