"""Built places of towns out of doors, each a module here that puts meshes together; all share the light and air of :mod:`.site`.

Traced by :mod:`~..kernels.built`. Light families: ``sun`` (or moon), ``even`` and ``odd`` lamps, ``sky``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import (
    above,
    arena,
    beach_hotels,
    blossom,
    boulevard,
    brownstones,
    cafe_terrace,
    city_bridge,
    city_playground,
    city_street,
    container_port,
    court,
    covered_bridge,
    crossing,
    downtown,
    drive_in,
    factory,
    favela,
    garden,
    grounds,
    harbour,
    hill_street,
    hotel_pool,
    interchange,
    koi_pond,
    london,
    market,
    oasis,
    paris,
    parking_lot,
    runway,
    scrapyard,
    skating,
    square,
    stadium,
    stone_bridge,
    store_front,
    tiled_roofs,
    villages,
    western_town,
    white_village,
)
from .site import painted, site_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

PLACES = {
    "beach_hotels": beach_hotels,  # before the boulevard under its palms
    "palm_boulevard": boulevard,
    "suburb": boulevard,
    "empty_pool": skating,
    "skate_park": skating,
    "flooded_city": downtown,
    "ruined_city": downtown,
    "light_trails": downtown,
    "brownstones": brownstones,
    "paris_roofs": paris,
    "tiled_roofs": tiled_roofs,
    "christmas_market": square,  # before the square that it is on
    "christmas_tree": square,
    "medieval_square": square,
    "london_street": london,
    "cafe_terrace": cafe_terrace,
    "market": market,
    "covered_bridge": covered_bridge,  # before the bridge of stone that it also is
    "stone_bridge": stone_bridge,
    "forest_above": above,
    "city_above": above,
    "glow_garden": grounds,
    "park_avenue": grounds,
    "cherry_garden": blossom,
    "formal_garden": garden,
    "oasis": oasis,
    "koi_pond": koi_pond,
    "football_stadium": stadium,
    "bullring": arena,
    "arena": arena,
    "favela": favela,
    "white_village": white_village,
    "cliff_house": white_village,
    "ball_court": court,
    "mountain_village": villages,
    "fjord_village": villages,
    "city_bridge": city_bridge,  # before the street that it also is
    "interchange": interchange,
    "factory": factory,
    "western_town": western_town,
    "city_playground": city_playground,
    "motel_pool": hotel_pool,
    "rooftop_pool": hotel_pool,
    "scrapyard": scrapyard,
    "scramble_crossing": crossing,  # before the city street that it also is
    "drive_in": drive_in,
    "runway": runway,
    "store_front": store_front,
    "hill_street": hill_street,  # before the city street that it also is
    "city_street": city_street,
    "parking_lot": parking_lot,
    "container_port": container_port,  # before the harbour that it also is
    "harbour": harbour,
}
_USUAL = "suburb"


def kind_of(description: SceneDescription) -> str:
    """Return the place that a description names; the first of several."""
    return next((one for one in description.motifs if one in PLACES), _USUAL)


def paint(
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    width: int,
    height: int,
    seed: int,
    progress: Callable[..., None],
) -> Painting:
    """Paint a built place; see :mod:`~..worlds`."""
    kind = kind_of(description)
    shot = shot if shot in ("wide", "medium", "close", "detail") else "wide"
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 311])
    side = float(rng.choice([-1.0, 1.0]))
    module = PLACES[kind]
    site = site_of(
        description,
        rng,
        int(seed) % 50_000 + variation,
        module.sun_at(kind, description.time_of_day, side, rng),
        air=module.AIR,
    )
    view = module.build(site, kind, shot, side)
    return painted(site, view, description, (width, height), seed, progress)
