"""Which things stand in a landscape when a prompt names them, and how each is built, looked at, lit and burns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.prompt.signs import written
from beatreel.plugins.generators.procedural.scenery import (
    blooms,
    camp,
    instruments,
    neon,
    odd_things,
    old_cars,
    rockets,
)
from beatreel.plugins.generators.procedural.scenery.naming import colour_named

from ._burning import dim_land, set_alight
from ._christmas import christmas_tree
from ._drifting import on_rock
from ._driven import OPEN, beside_the_road, driven_car, ridden_motorcycle, shade_paint
from ._giants import GIANTS
from ._headlights import shine_ahead
from ._houses import (
    DARK as _DARK,
    camp_of_yurts,
    castle,
    chapel,
    grove,
    lone_house,
    lone_tree,
    mansion,
    stone_temple,
    tower,
    village,
)
from ._land_things import ABOVE, caravan, cypress_avenue, rope_bridge, vineyard
from ._landmarks import (
    basalt_columns,
    beach_huts,
    cairn,
    cooling_towers,
    pylons,
    radio_mast,
    saguaro,
    skeleton,
    standing_stones,
    water_tower,
)
from ._lift_off import lift_off
from ._light import peak
from ._mirror import mirror
from ._parked import PARKED, is_left, rusted
from ._pieces import (
    DRIFTING,
    VIEWS,
    Fire,
    Thing,
    View,
    framed,
    ground_of,
    lay_thing,
    look_at,
    new_place,
    reflect,
    total_light,
)
from ._splash import splash
from ._vehicle_bodies import vehicle
from ._vessels import VESSELS
from ._wheel_dust import add_wheel_dust, throws_dust

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import numpy as np

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.built import Place

    from ._light import Backlight

    Build = Callable[[Place, SceneDescription, float, np.random.Generator], Thing]


def _piano(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    fires = [
        Fire((0.3, 1.0, 0.1), 1.5),
        Fire((-0.4, 0.95, -0.2), 0.9),
        Fire((0.9, 0.95, 0.4), 1.1),
        Fire((-0.7, 0.9, 0.4), 0.8),
        Fire((0.1, 0.2, -0.1), 0.7),
    ]
    views = {
        "wide": View(0.44, 0.30, 0.05, 20.0, 1.5),
        "medium": View(0.70, 0.42, 0.0, 24.0, 1.5),
        "close": View(0.98, 0.56, 0.0, 14.0, 1.4),
        "detail": View(1.6, 0.95, 0.12, 30.0, 1.45),
    }
    return Thing(instruments.piano(instruments.tints(place)), (2.9, 1.85), views, fires)


def _car(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    is_open = bool(OPEN & description.all_words)
    colour = colour_named(
        description,
        old_cars.NAMES,
        old_cars.PAINTS,
        str(rng.choice(["red", "turquoise", "blue", "cream", "black"])),
    )
    dark = _DARK[description.time_of_day]
    left = is_left(description) and "burning" not in description.motifs
    dark = 0.0 if left else dark
    if description.world in ("town", "alley"):
        shade_paint(place, description)
    mesh, size = vehicle(place, description, colour, rng, is_open=is_open, lamps=white * dark)
    if left:
        rusted(place)
    lamps = (
        [((3.6, 0.7, z), (0.9 * white * dark, 1.2 * white * dark, 1.4 * white * dark), 0.3) for z in (-0.7, 0.7)]
        if dark > 0.15
        else []
    )
    fires = [
        Fire((1.7, 0.85, 0.1), 1.7),
        Fire((0.1, 0.95, 0.1), 2.1),
        Fire((-0.9, 0.95, -0.2), 1.6),
        Fire((-2.0, 0.8, 0.2), 1.1),
        Fire((0.9, 0.1, -0.9), 0.9),
        Fire((-1.2, 0.1, -0.95), 0.7),
    ]
    views = {
        "wide": View(0.60, 0.3, 0.12, -14.0, 1.5),
        "medium": View(0.88, 0.4, -0.06, -58.0, 1.2),
        "close": View(1.15, 0.5, 0.05, -42.0, 1.1),
        "detail": View(1.5, 0.8, -0.12, -62.0, 1.2),
    }
    thing = Thing(mesh, size[:2], views, fires, lamps, reach=4.0)
    if "palms" in description.motifs and description.world == "road":
        thing.around, thing.reach = beside_the_road(rng), 40.0
    return thing


def _door(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    colour = colour_named(
        description, ("door", "doorway"), odd_things.DOORS, str(rng.choice(["red", "blue", "green", "wooden"]))
    )
    glow = white * (0.35 + 0.65 * _DARK[description.time_of_day])
    mesh = odd_things.door(place, colour, glow=glow)
    views = {
        "wide": View(0.5, 0.36, 0.06, 12.0, 1.5),
        "medium": View(0.7, 0.48, 0.02, 16.0, 1.45),
        "close": View(0.9, 0.62, 0.0, 10.0, 1.4),
        "detail": View(1.5, 0.95, 0.0, 14.0, 1.3),
    }
    return Thing(mesh, (1.5, 2.4), views, lamps=[((0.0, 1.1, -0.35), (0.8 * glow, 1.05 * glow, 1.15 * glow), 0.5)])


def _mirror(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    mesh, glass = odd_things.mirror(place)
    return Thing(mesh, (1.5, 2.5), glass=glass)


def _televisions(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    mesh, screens = odd_things.televisions(place, 0.62 * white, rng)
    lamps = [(at, (0.10 * white, 0.085 * white, 0.07 * white), 0.25) for at in screens]
    return Thing(mesh, (2.7, 3.0), lamps=lamps, pulse=("kick", 0.85, 0.3))


def _stair(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    views = {
        "wide": View(0.42, 1.0, 0.0, 16.0, 1.6),
        "medium": View(0.60, 1.0, 0.0, -26.0, 1.6),
        "close": View(0.95, 1.2, 0.04, 40.0, 2.6),
        "detail": View(1.5, 1.6, 0.0, -8.0, 4.2),
    }
    return Thing(odd_things.stair(place), (3.4, 9.0), views, reach=8.0)


def _clock(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    return Thing(odd_things.clock(place, float(rng.uniform(0, 12))), (3.7, 3.2))


def _bench(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    views = {
        "wide": View(0.40, 0.3, 0.0, 18.0, 1.5),
        "medium": View(0.58, 0.36, 0.0, 22.0, 1.4),
        "close": View(0.85, 0.5, 0.0, 26.0, 1.3),
        "detail": View(1.3, 0.8, 0.1, 30.0, 1.2),
    }
    if "street_lamp" not in description.motifs:
        return Thing(odd_things.bench(place), (1.8, 1.05), views)
    lamp = _lamp(place, description, white, rng)
    mesh = Mesh.of([odd_things.bench(place).moved(-0.55, 0, 0), lamp.mesh.moved(1.05, 0, 0.45)])
    lamps = [((at[0] + 1.05, at[1], at[2] + 0.45), light, radius) for at, light, radius in lamp.lamps]
    views = {
        "wide": View(0.5, 0.42, 0.0, 14.0, 1.5),
        "medium": View(0.75, 0.55, 0.0, 18.0, 1.4),
        "close": View(0.95, 0.72, 0.0, 22.0, 1.3),
        "detail": View(1.4, 1.2, 0.1, 24.0, 1.3),
    }
    return Thing(mesh, (3.0, 3.95), views, lamps=lamps, reach=5.0)


def _lamp(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    glow = white * (0.45 + 0.75 * _DARK[description.time_of_day])
    light = (2.2 * glow, 4.2 * glow, 5.8 * glow)
    views = {
        "wide": View(0.4, 0.44, 0.1, 0.0, 1.6),
        "medium": View(0.6, 0.58, 0.08, 0.0, 1.6),
        "close": View(0.9, 0.76, 0.05, 0.0, 1.6),
        "detail": View(1.6, 1.3, 0.0, 0.0, 2.4),
    }
    return Thing(
        odd_things.street_lamp(place, glow), (1.0, 4.0), views, lamps=[((0.0, 3.4, 0.0), light, 0.35)], reach=6.0
    )


def _swing(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    season = (0.045, 0.19, 0.12)
    if {"autumn", "fall", "october", "november"} & description.all_words:
        season = (0.02, 0.20, 0.48)
    views = {
        "wide": View(0.95, 0.52, 0.02, 12.0, 1.6),
        "medium": View(1.25, 0.68, 0.0, 12.0, 1.5),
        "close": View(2.0, 1.05, 0.10, 12.0, 1.4),
        "detail": View(3.2, 1.7, 0.22, 12.0, 1.2),
    }
    return Thing(odd_things.great_tree(place, rng, season), (7.0, 8.6), views, reach=6.0)


_TUBES: dict[str, tuple[float, float, float]] = {
    "red": (0.06, 0.05, 1.6), "pink": (0.75, 0.14, 1.6), "blue": (1.7, 0.42, 0.06), "green": (0.22, 1.2, 0.10), "yellow": (0.06, 0.85, 1.4),
    "white": (1.0, 1.05, 1.05), "purple": (1.5, 0.10, 0.85), "orange": (0.03, 0.40, 1.6), "cyan": (1.4, 1.1, 0.08),
}  # fmt: skip


def _neon(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    text = written(description.prompt)[0] or "OPEN"
    names = list(_TUBES)
    tint = colour_named(description, ("neon",), _TUBES, str(rng.choice(["pink", "red", "blue", "cyan"])))
    second = str(rng.choice([name for name in names if name != tint and name != "white"]))
    glow = white * (0.6 + 0.6 * _DARK[description.time_of_day])
    hung = description.world in ("alley", "clouds")
    lifted = 2.5 if hung else 1.5
    mesh, places = neon.neon_sign(place, text, _TUBES[tint], _TUBES[second], glow, lifted=lifted, hung=hung)
    lamps = [(at, tuple(0.2 * glow * part for part in _TUBES[tint]), 0.4) for at in places]
    wide, high = neon.size_of(text)
    tall = lifted + high
    views = {
        "wide": View(0.62, 0.46, 0.0, 10.0, 1.6),
        "medium": View(0.84, 0.56, 0.0, 12.0, 1.6),
        "close": View(0.88, 0.80, 0.0, 8.0, 1.7),
        "detail": View(1.15, 1.30, 0.0, 16.0, 2.0),
    }
    return Thing(mesh, (wide, tall), views, lamps=lamps, pulse=("kick", 0.82, 0.35), reach=5.0, lettering=True)


def _burning_tree(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    thing = _swing(place, description, white, rng)
    thing.mesh = odd_things.great_tree(place, rng, (0.015, 0.02, 0.03), leafy=3500, swing=False)
    thing.fires = [
        Fire((-1.4, 0.1, -0.3), 2.6), Fire((-1.3, 2.6, -0.3), 2.8), Fire((-2.6, 4.6, -0.4), 2.8), Fire((0.0, 4.9, -0.6), 3.4),
        Fire((1.6, 4.0, -0.4), 2.4), Fire((-1.2, 6.0, -0.3), 3.6), Fire((-3.4, 5.4, 0.0), 2.2), Fire((0.9, 6.0, 0.0), 2.8),
    ]  # fmt: skip
    return thing


_KINDS = ("lily", "lilies", "tulip", "rose", "roses", "flower")


def _flower(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    words = description.said
    kind = {"lilies": "lily", "lily": "lily", "tulip": "tulip"}.get(
        next((w for w in words if w in _KINDS), "rose"), "rose"
    )
    colour = colour_named(description, _KINDS, blooms.COLOURS, "white" if kind == "lily" else "red")
    head = blooms.HEAD
    fires = [
        Fire((0.05, head + 0.30, -0.1), 0.95),
        Fire((-0.36, head + 0.16, 0.0), 0.62),
        Fire((0.38, head + 0.14, 0.1), 0.66),
        Fire((0.02, 1.75, -0.05), 0.45),
        Fire((0.02, 0.95, -0.05), 0.36),
    ]
    views = {
        "wide": View(0.60, 0.40, 0.0, 10.0, 2.6),
        "medium": View(0.95, 0.52, 0.0, 20.0, 2.03),
        "close": View(1.40, 0.63, 0.0, 30.0, 1.68),
        "detail": View(1.75, 1.6 if kind == "rose" else 1.1, 0.0, 40.0, head + 0.45),
    }
    spot = ((-0.9, 5.2, -2.0), (9.0 * white, 9.8 * white, 10.4 * white), 0.3)
    return Thing(
        blooms.bloom(place, kind, blooms.COLOURS[colour], rng),
        (1.7, blooms.TALL),
        views,
        fires,
        [] if "burning" in description.motifs else [spot],
    )


def _rocket(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    glow = white * _DARK[description.time_of_day]
    fire = tuple(part * white * (0.25 + _DARK[description.time_of_day]) for part in (60.0, 240.0, 520.0))
    views = {
        "wide": View(0.70, 0.42, 0.0, 8.0, 20.0),
        "medium": View(0.95, 0.54, 0.0, 14.0, 25.0),
        "close": View(1.4, 0.70, 0.0, -10.0, 36.0),
        "detail": View(1.9, 1.75, 0.0, 18.0, 27.0),
    }
    lamps = [((0.0, 14.0, -7.0), fire, 3.0)]
    return Thing(rockets.rocket(place, glow), (40.0, 72.0), views, lamps=lamps, pulse=("low", 0.86, 0.25), reach=60.0)


_CAMP = {  # a tent is small before its land
    "wide": View(0.30, 0.20, 0.10, 28.0, 1.8),
    "medium": View(0.48, 0.30, -0.08, -34.0, 1.6),
    "close": View(0.74, 0.42, 0.04, 20.0, 1.4),
    "detail": View(1.05, 0.60, -0.05, -12.0, 1.1),
}


def _outdoors(
    build: Callable[..., Mesh],
    names: tuple[str, ...],
    otherwise: tuple[str, ...],
    size: tuple[float, float],
    glows: float,
    views: dict[str, View] = VIEWS,
) -> Build:
    """Return how a thing is built that has a colour, and a lamp if it glows."""

    def make(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
        said = set(description.said)  # one colour in all shots
        usual = next((one for one in camp.COLOURS if one in said), otherwise[description.flavour % len(otherwise)])
        colour = colour_named(description, names, camp.COLOURS, usual)
        if not glows:
            return Thing(build(place, colour), size, views)
        glow = glows * white * _DARK[description.time_of_day]
        at = ((0.0, 0.5, -1.7), (0.4 * glow, 0.9 * glow, 1.2 * glow), 0.4)
        return Thing(build(place, colour, glow), size, views, lamps=[at] if glow > 0.02 else [])

    return make


def _hammock(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    colour = colour_named(description, ("hammock",), camp.COLOURS, str(rng.choice(["white", "red", "blue"])))
    views = {
        "wide": View(0.72, 0.6, 0.0, 16.0, 1.5),
        "medium": View(0.95, 0.75, 0.0, 18.0, 1.4),
        "close": View(1.12, 0.95, 0.0, 14.0, 1.4),
        "detail": View(1.6, 1.4, 0.0, 20.0, 1.4),
    }
    return Thing(camp.hammock(place, colour, rng), (5.2, 7.2), views, reach=6.0)


def _chair(place: Place, description: SceneDescription, white: float, rng: np.random.Generator) -> Thing:
    return Thing(
        camp.chair(place), (0.62, 0.98), {shot: replace(view, wide=0.62 * view.wide) for shot, view in VIEWS.items()}
    )


BUILDERS: dict[str, Build] = {
    "neon_word": _neon,
    **VESSELS,
    "radio_mast": radio_mast,
    "pylons": pylons,
    "standing_stones": standing_stones,
    "cairn": cairn,
    "cooling_towers": cooling_towers,
    "skeleton": skeleton,
    "saguaro": saguaro,
    "basalt_columns": basalt_columns,
    "beach_huts": beach_huts,
    "water_tower": water_tower,
    "lone_house": lone_house,
    "chapel": chapel,
    "gothic_mansion": mansion,
    "village": village,
    "stone_temple": stone_temple,
    "castle": castle,
    "lone_tower": tower,
    "yurts": camp_of_yurts,
    "rope_bridge": rope_bridge,
    "camel_train": caravan,
    "grove": grove,
    "cypresses": cypress_avenue,
    "lone_tree": lone_tree,
    "christmas_tree": christmas_tree,
    "grand_piano": _piano,
    "driven_car": driven_car,
    "motorcycle": ridden_motorcycle,
    "old_car": _car,
    **PARKED,
    "lone_door": _door,
    "lone_mirror": _mirror,
    "televisions": _televisions,
    "sky_stair": _stair,
    "giant_clock": _clock,
    "burning_tree": _burning_tree,
    "lone_flower": _flower,
    "rocket_launch": _rocket,
    "swing": _swing,
    "hammock": _hammock,
    "tent": _outdoors(camp.tent, ("tent",), ("orange", "red", "yellow"), (3.2, 1.5), 1.0, _CAMP),
    "lone_umbrella": _outdoors(camp.umbrella, ("umbrella", "parasol"), ("red", "yellow"), (1.35, 1.1), 0.0),
    "tractor": _outdoors(camp.tractor, ("tractor",), ("red", "green", "blue"), (3.4, 2.2), 0.8),
    "lone_chair": _chair,
    "bench": _bench,
    "street_lamp": _lamp,
    **GIANTS,
    "vineyard": vineyard,  # the last: what else is named stands among vines
}
"""How each motif is built, the first that is named first."""


def first_of(motifs: Collection[str]) -> str:
    """Return the one of some motifs, of which at least one is in :data:`BUILDERS`, that is built; a vineyard has houses on its hill."""
    if "vineyard" in motifs and set(ABOVE) & set(motifs):
        return "vineyard"
    return next(one for one in BUILDERS if one in motifs)


def _flame(fire: Fire, white: float) -> tuple[tuple[float, float, float], tuple[float, float, float], float]:
    """Return a flame as a lamp: before what burns, whose ground it lights."""
    x, y, z = fire.at
    blue, green, red = (white * fire.tall**1.6 * part for part in (0.06, 0.42, 1.5))
    return (x, y + 0.4 * fire.tall, z - 0.35 * fire.tall), (blue, green, red), 0.3 * fire.tall


def add_thing(
    painting: Painting,
    light: Backlight,
    description: SceneDescription,
    shot: str,
    rng: np.random.Generator,
    film: np.random.Generator,
    variation: int = 0,
) -> None:
    """Set the thing that a prompt names on the ground of a painting, in place; ``film`` chooses what is the same in all pictures of one."""
    motif = first_of(description.motifs)
    seed = int(rng.integers(1 << 16))
    place = new_place(painting, light, description, seed)
    white = peak(painting, 0.93)
    thing = BUILDERS[motif](place, description, white, film)
    if description.world in DRIFTING:
        on_rock(place, thing, film)
    painting.lettering = painting.lettering or thing.lettering
    side = float(film.choice([-1.0, 1.0]))  # views go from one side to the other
    scene = framed(painting, light, thing, shot, description.world, rng, place.sun, variation, side)
    is_burning = "burning" in description.motifs and bool(thing.fires)
    if is_burning:
        thing.lamps = [*thing.lamps, *(_flame(fire, white) for fire in thing.fires)]
        dim_land(painting, light, white, description.time_of_day)
    found = look_at(place, scene, thing, ground_of(painting, light), description.world)
    if thing.glass is not None:
        mirror(painting, scene, thing.glass, found)
    for skin, (share, tint) in thing.bright.items():
        reflect(painting, scene, skin, share, tint, found)
    lay_thing(painting, light, description, scene, thing, found, total_light(place), seed)
    if thing.heads:
        shine_ahead(painting, light, scene, thing.heads, white, _DARK[description.time_of_day])
    if thing.drives and throws_dust(description):
        add_wheel_dust(painting, light, scene, 1.1 if motif == "motorcycle" else 2.8, seed)
    if motif == "whale":
        splash(painting, light, scene, white, seed)
    if motif == "rocket_launch":
        lift_off(painting, light, scene, white, seed)
    if is_burning:
        set_alight(painting, light, scene, thing, white, seed)
