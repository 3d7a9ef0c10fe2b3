"""What a prompt names and no world has of itself, in front of whatever world is painted: animals, palms, blossom,
jungle, a castle, a village, a graveyard, a temple, a cabin, a campfire, fireworks, a crowd, jellyfish in the air, a wet window.

Each is a flat :class:`~..painting.Layer` near the camera, dark against the picture behind it and lit by that picture: the rim of an
animal takes its colour from where the picture is brightest, leaves let the light behind them through.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.moon import moon_of
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery.focus import focus_of, sampled
from beatreel.plugins.generators.procedural.scenery.objects.kinds import OBJECTS
from beatreel.plugins.generators.procedural.scenery.perches import on_piano

from ._aflutter import add_in_the_air
from ._aloft import FLYERS, add_flyer
from ._among import BLOSSOMS, among_blossoms, behind_blossoms
from ._balloons import add_balloons
from ._barn import add_barn
from ._birds import let_birds_pass
from ._bokeh import add_bokeh
from ._cabin import add_cabin
from ._campfire import add_campfire
from ._canal import add_canal
from ._carousel import add_carousel
from ._close_ups import add_close_up, takes_close_up
from ._coloured_smoke import add_coloured_smoke
from ._confetti import add_confetti
from ._crowd import add_crowd
from ._eclipse import add_eclipse
from ._enlarging import enlarge
from ._fireflies import add_fireflies
from ._fireworks import add_fireworks
from ._flood import add_flood
from ._fog import add_fog
from ._giant_wave import add_giant_wave
from ._graveyard import add_graveyard
from ._jellyfish import add_jellyfish
from ._lamps import add_string_lights
from ._lanterns import add_paper_lanterns, add_water_lanterns
from ._light import Backlight
from ._lightning import add_lightning
from ._meteors import add_comet, add_meteors
from ._mill import add_turbines, add_windmill
from ._moon import UNDER_SKY, add_moon
from ._near_water import SHELLS, add_lake_shore, add_shells
from ._party_balloons import add_party_balloons
from ._performers import COMPANIONS, PERFORMERS, SEVERAL, SWIMMERS, WITHOUT_FEET, add_performer
from ._phone_booth import add_phone_booth
from ._plants import add_blossom, add_jungle, add_palms
from ._rainbow import add_rainbow
from ._ship_window import add_ship_window
from ._station import add_station_hall
from ._temple import add_temple
from ._things import BUILDERS, add_thing
from ._thunderhead import add_thunderhead
from ._tornado import add_tornado
from ._train import add_train
from ._train_window import add_train_window
from ._vessels import AFLOAT
from ._wet_window import add_wet_window, spread
from ._wildfire import add_wildfire
from ._windscreen import add_windscreen

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._places import Place

_SET = {
    "giant_wave": add_giant_wave,
    "flood": add_flood,  # whatever else is there stands in the water
    "eclipse": add_eclipse,  # the first: all else stands before the sky
    "rainbow": add_rainbow,
    "meteors": add_meteors,
    "comet": add_comet,
    "tornado": add_tornado,
    "wildfire": add_wildfire,
    "graveyard": add_graveyard,
    "windmill": add_windmill,
    "turbines": add_turbines,
    "temple": add_temple,
    "train": add_train,
    "steam_train": add_train,
    "viaduct": add_train,
    "rails": add_train,
    "barn": add_barn,
    "station_hall": add_station_hall,
    "canal": add_canal,
    "carousel": add_carousel,
    "water_lanterns": add_water_lanterns,
    "water_candles": add_water_lanterns,
    "candle_boats": add_water_lanterns,
    "cabin": add_cabin,
    "campfire": add_campfire,
    "palms": add_palms,
    "blossom": add_blossom,
    "jungle": add_jungle,
    "string_lights": add_string_lights,
    "paper_lanterns": add_paper_lanterns,
    "balloons": add_balloons,
    "phone_booth": add_phone_booth,
    "jellyfish": add_jellyfish,
    "party_balloons": add_party_balloons,
    "confetti": add_confetti,
    "coloured_smoke": add_coloured_smoke,
    "fireworks": add_fireworks,  # the last: whatever stands before the sky hides them
    "bokeh": add_bokeh,  # all that is so far
    "wet_window": add_wet_window,  # between all of it and the camera
    "windscreen": add_windscreen,
    "train_window": add_train_window,
    "ship_window": add_ship_window,
}
_LAID_OUT = (
    "train",
    "steam_train",
    "viaduct",
    "rails",
    "canal",
    "water_lanterns",
    "water_candles",
    "candle_boats",
    "carousel",
    "barn",
    "station_hall",
)
"""What is laid out over a wide land of its own."""
# What brings its own land, on which the world's own people would be giants.
_ANYBODY = ("woman", "man", "child", "wayfarer", "sister", "brother", "monk", "soldier", "musician", "couple")
_SIDE_BY_SIDE = {"wide": 4, "medium": 3, "close": 2, "detail": 1}  # of one kind at most: more would not fit in
_ALONE = (
    "temple",
    "cabin",
    "campfire",
    "graveyard",
    "windmill",
    "turbines",
    *_LAID_OUT,
)
_FAR = {"medium": "wide", "close": "wide", "detail": "wide"}
_BEHIND = {
    "tornado": _FAR,
    "wildfire": {"detail": "close"},
    "graveyard": {"close": "medium", "detail": "medium"},
    "windmill": _FAR,
    "turbines": _FAR,
    "balloons": _FAR,
    "bokeh": _FAR,
    "wet_window": _FAR,
    "train_window": {"close": "medium", "detail": "wide"},
    "ship_window": dict.fromkeys(("wide", "close", "detail"), "medium"),
    "jellyfish": _FAR,
    "giant_wave": dict.fromkeys(("wide", "close", "detail"), "medium"),  # from low over the water
    "eclipse": {"detail": "medium"},
}
_BEHIND |= dict.fromkeys(_LAID_OUT, _FAR)
_GROUND_SEEN = {
    "field": "wide",
    "road": "wide",
    "alley": "wide",
    "savanna": "wide",
    "skyline": "wide",
    "volcano": "close",
}
"""The shot of a world in which the ground lies before the camera as a thing of its size needs it; medium elsewhere."""
_SKY_SEEN = {"forest": "wide", "canyon": "medium", "ocean": "wide", "dunes": "medium", "clouds": "medium"}
_BEHIND_SOMEBODY = {"medium": "wide", "close": "medium", "detail": "medium"}
_SIZES = ("wide", "medium", "close", "detail")
_ELSEWHERE = 12
"""By how much the variation of a world is another each time that one of its shots is behind one more shot: the film stays in one
place, but is not seen from one spot. Worlds that take two, three or four kinds of view in turn take the same one."""
_OWN = {
    "train": ("skyline", "interior"),
    "christmas_tree": ("town", "interior"),
    "giant_spheres": ("chrome",),
    "giant_cubes": ("chrome",),
    "saguaro": ("road",),  # beside it, and not upon it
}  # worlds that have such a thing of their own
_HERDS = ("elephant", "giraffe")
_BOATS = {"boat", "rowing_boat", "water_lanterns", "water_candles", "candle_boats", "waterfall"}
_WITHOUT = ("macro", "underwater")  # worlds in which nothing of this lives
_FEWEST = 400  # pixels of the width of a world behind wet glass
MOTIFS = ("thunderhead", *_SET, *BUILDERS, *FLYERS, "crowd", *PERFORMERS)
"""Motifs that are painted here, in any world."""


_WHEELS = {"ferris", "ferris wheel", "big wheel", "observation wheel", "giant wheel", "roller coaster", "rollercoaster"}


def _is_own(motif: str, description: SceneDescription, shot: str) -> bool:
    """Return whether a world paints in a shot itself what is named, or another thing that is named with it."""
    if motif == "carousel" and shot in ("wide", "close") and _WHEELS & description.all_words:
        return True  # its big wheel
    if motif in _HERDS:  # of which it has some, far away
        is_herd = bool({"herd", f"{motif}s"} & set(description.said))
        return is_herd and shot in ("", "wide") and description.world == "savanna"
    return description.world in _OWN.get(motif, ())


def cleared(description: SceneDescription, shot: str = "") -> SceneDescription:
    """Return a description without the world's own people where an animal is the one to be seen, or a house or a fire has its own."""
    named = {motif for motif in description.motifs if not _is_own(motif, description, shot)}
    if description.world in _WITHOUT:  # who dives there is small beside what lies there, unless it is named
        alone = "scuba_diver" in description.motifs
        return description.model_copy(update={"without": (*description.without, "people")}) if alone else description
    if description.world == "clouds" and named & set(FLYERS):  # nothing else flies there
        return description.model_copy(update={"without": (*description.without, "people")})
    if "giant_wave" in named:
        return description.model_copy(update={"without": (*description.without, "people", "boat", "birds")})
    if {"train_window", "ship_window", "flood"} & named:  # whoever stands outside would pass by
        description = description.model_copy(update={"without": (*description.without, "people")})
    stands = named & {*BUILDERS, *PERFORMERS}
    animals = named & set(COMPANIONS)
    if not stands - animals and not named & set(_ALONE) and (not animals or "figure" in description.details):
        return description
    if named & set(AFLOAT):  # the world's own boats are small ones
        kept = {
            name: tuple(one for one in getattr(description, name) if one != "boat") for name in ("motifs", "details")
        }
        return description.model_copy(update={**kept, "without": (*description.without, "people", "boat")})
    on_land = stands and description.world == "ocean" and "swimmer" not in named
    words = (*description.words, "beach") if on_land else description.words
    motifs = tuple(motif for motif in description.motifs if motif not in PERFORMERS)  # a world has horses of its own
    # What stands shows its front and one side: the sun is beside the camera, not behind it.
    unwanted = ("people", "backlight") if stands - animals else ("people",)
    without = (*description.without, *unwanted)
    return description.model_copy(update={"without": without, "words": words, "motifs": motifs})


def shot_behind(description: SceneDescription, shot: str) -> str:
    """Return the shot in which a world is painted behind what the prompt names: before a mill, its near grass would be giant."""
    if description.world in _WITHOUT or (description.world == "interior" and on_piano(description.prompt)):
        return shot
    if any(motif in PERFORMERS and not _is_own(motif, description, shot) for motif in description.motifs):
        if description.world == "stage" and shot in ("wide", "medium") and "boxing_ring" not in description.motifs:
            return shot  # they have their place on its boards
        if description.world == "stage" and "velvet_curtains" in description.motifs:
            return "close"  # on the boards, in the light; in the house they would stand among the seats
        return _BEHIND_SOMEBODY.get(shot, shot)
    if set(FLYERS) & set(description.motifs):  # there is sky to fly in
        if description.world == "clouds" and {"floating_islands", "floating_city"} & set(description.motifs):
            return {"detail": "wide"}.get(shot, shot)  # high ground: nothing is hidden by it
        return _SKY_SEEN.get(description.world, "wide")
    if set(AFLOAT) & set(description.motifs):
        return "wide"
    if among_blossoms(description, shot):
        return shot
    if any(motif in BUILDERS and not _is_own(motif, description, shot) for motif in description.motifs):
        return _GROUND_SEEN.get(description.world, "medium")
    if shot == "detail" and takes_close_up(description, set(MOTIFS)):
        return "medium"
    named = [motif for motif in _BEHIND if motif in description.motifs and not _is_own(motif, description, shot)]
    return next((_BEHIND[motif].get(shot, shot) for motif in named), shot)


def variation_behind(description: SceneDescription, shot: str, variation: int) -> int:
    """Return the variation in which a world is painted behind what the prompt names: no two shots have the same behind it."""
    larger = _SIZES[: _SIZES.index(shot)]
    behind = shot_behind(description, shot)
    return variation + _ELSEWHERE * sum(shot_behind(description, one) == behind for one in larger)


def size_behind(description: SceneDescription, width: int, height: int, shot: str = "") -> tuple[int, int]:
    """Return in how many pixels a world is painted: in half as many each way behind wet glass, or where all of it goes out of focus."""
    if shot == "detail" and width >= 2 * _FEWEST and takes_close_up(description, set(MOTIFS)):
        return width // 2, height // 2
    blurs = bool({"bokeh", "wet_window"} & set(description.motifs)) or _is_behind_somebody(description, shot)
    if blurs and description.world not in (*_WITHOUT, "chrome") and width >= 2 * _FEWEST:
        return width // 2, height // 2
    return width, height


def _is_behind_somebody(description: SceneDescription, shot: str) -> bool:
    """Return whether all of a world is out of focus behind somebody whose feet, about which it is not, are never seen."""
    named = set(MOTIFS) & set(description.motifs)
    return shot in ("close", "detail") and bool(named) and named <= WITHOUT_FEET


def add_foreground(
    painting: Painting,
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    seed: int,
    size: tuple[int, int] | None = None,
) -> None:
    """Add what the prompt names to a painting, in place: one or two layers, and what moves with them.

    Parameters
    ----------
    painting : Painting
    description : SceneDescription
        Its motifs count; without any of :data:`MOTIFS` the painting stays as it is, save for birds that nobody asked for.
    shot : str
        How large things are.
    variation, seed : int
        Choose sides and shapes; equal numbers give equal pictures.
    size : tuple of int, optional
        Pixels that the painting gets, where its world was painted in fewer; see :func:`size_behind`.
    """
    before, layers = sampled(painting.depth), len(painting.layers)
    blossoms = painting.masks.pop(BLOSSOMS, None)
    peopled = bool({*PERFORMERS} & {*description.motifs})
    let_birds_pass(painting, description, shot=shot, variation=variation, seed=seed, peopled=peopled)
    if shot == "detail" and takes_close_up(description, set(MOTIFS)):
        _add_named(painting, description, shot="medium", variation=variation, seed=seed, size=None)
        rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, 107])
        film = np.random.default_rng([seed & 0x7FFFFFFF, 109])
        add_close_up(painting, description, size, variation, rng, film)
    elif blossoms is not None and among_blossoms(description, shot):
        seen = "medium" if "lone_tree" in description.motifs else "wide"  # a house is small, for blossoms are looked at
        with behind_blossoms(painting, blossoms):
            _add_named(painting, description, shot=seen, variation=3 * variation + 1, seed=seed, size=None)
    else:
        _add_named(painting, description, shot=shot, variation=variation, seed=seed, size=size)
    painting.focus = focus_of(before, painting.depth, painting.layers[layers:]) or painting.focus
    if any(one.kind == "fireflies" for one in painting.elements):
        add_fireflies(painting, shot, np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 113]))


def _add_named(
    painting: Painting,
    description: SceneDescription,
    *,
    shot: str,
    variation: int,
    seed: int,
    size: tuple[int, int] | None,
) -> None:
    named = [motif for motif in MOTIFS if motif in description.motifs and not _is_own(motif, description, shot)]
    rails = [motif for motif in named if _SET.get(motif) is add_train]
    named = [motif for motif in named if motif not in rails[1:]]  # a train on a viaduct is one picture
    alone = [motif for motif in _ALONE if motif in named]
    if len(alone) > 1:  # each on land of its own: a film shows one after the other
        is_first = shot == "wide" or (shot == "medium" and variation % 2 == 0)
        kept = alone[0] if is_first else alone[1]
        named = [motif for motif in named if motif == kept or motif not in alone]
    things = [motif for motif in BUILDERS if motif in named]
    named = [motif for motif in named if motif not in things[1:]]
    if (
        "palms" in named
        and description.world == "road"
        and ({"old_car", "driven_car", "motorcycle"} & set(things) or "neon_grid" in description.motifs)
    ):
        # they stand along it
        named.remove("palms")
    if "palms" in named and set(AFLOAT) & set(things):  # they would stand in the water before it
        named.remove("palms")
    if "palms" in named and "waterfall" in description.motifs and not {"palm", "palms"} & description.all_words:
        named.remove("palms")  # its own forest is that of the tropics
    if "palms" in named and "empty_pool" in description.motifs:  # which has its own behind it
        named.remove("palms")
    if "palms" in named and "terraces" in description.motifs:  # they stand on its banks, small
        named.remove("palms")
    if {"velvet_curtains", "black_stage"} <= set(
        description.motifs
    ) and "crowd" in named:  # its seats are before the light
        named.remove("crowd")
    if {"temple", "blossom"} <= set(named):  # its own trees bloom
        named.remove("blossom")
    if {"child", "party_balloons"} <= set(named) and "balloon" in description.all_words:
        named.remove("party_balloons")  # one is held
    moon = moon_of(description.motifs) if description.world in UNDER_SKY else None
    if description.world in _WITHOUT:
        somebody = [one for one in description.motifs if one in SWIMMERS]
        for motif in somebody[:1]:
            rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 97])
            light = Backlight.of(painting)
            place = add_performer(painting, light, description, motif, shot, rng, picture=variation)
            if motif == "scuba_diver":
                height, width = painting.depth.shape
                mouth = place.x + (-1.15 if place.looks_left else 1.15) * place.unit
                options = {"x": mouth / width, "y": (place.y - 0.42 * place.unit) / height}
                painting.elements.append(Element("bubbles", 0.8, options))
        return
    add_lightning(
        painting, description, shot, np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 101])
    )
    add_fog(painting, description, seed)
    add_in_the_air(painting, description, shot, way=1 if variation % 2 else -1)
    _add_at_the_water(painting, description, shot, seed=seed, alone=not set(named) & {*_ALONE, *BUILDERS, *PERFORMERS})
    if not (named or moon):
        return
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, len(shot), 83])
    light = Backlight.of(painting)
    for group in painting.groups.values():  # as they are kept when they are graded; makes room for what comes
        group.light = halved(group.light)
    film = np.random.default_rng([seed & 0x7FFFFFFF, 89])
    if "thunderhead" in named:  # all else stands before it, in what light it leaves
        add_thunderhead(painting, light, description, shot, rng)
        light = Backlight.of(painting)
        named.remove("thunderhead")
    if moon and things:  # it stands where the sky beside them is free
        add_thing(painting, light, description, shot, rng, film=film, variation=variation)
        light = Backlight.of(painting)
    if moon:
        first = add_moon(painting, light, description, moon, rng)
        if first and "two_moons" in description.motifs:
            add_moon(
                painting,
                light,
                description,
                replace(moon, radius=0.52 * moon.radius),
                rng,
                beside=(*first, moon.radius),
            )
        light = Backlight.of(painting)
    if set(FLYERS) & set(named):
        add_flyer(painting, light, description, shot, rng)
    if things and not moon:
        add_thing(painting, light, description, shot, rng, film=film, variation=variation)
    for motif in named:
        if motif in ("bokeh", "wet_window") and size not in (None, (light.width, light.height)):
            light = spread(painting, size)
        if motif in _SET:
            _SET[motif](painting, light, description, shot, rng)
        elif motif == "crowd":
            add_crowd(painting, light, description, shot, rng)
    painting.layers.sort(key=lambda layer: -layer.depth)
    places: list[Place] = []
    cast = _cast_of(description, shot)
    if cast and size is not None and painting.depth.shape[1] != size[0]:
        enlarge(painting, size)
    for number, motif in enumerate(cast):
        light = Backlight.of(painting)
        beside = tuple(places)
        places.append(
            add_performer(
                painting, light, description, motif, shot, rng, beside=beside, picture=variation, number=number
            )
        )
    painting.layers.sort(key=lambda layer: -layer.depth)
    if places or {"driven_car", "motorcycle"} & set(things):  # no lamps and no marks of the road pass before them
        painting.elements[:] = [one for one in painting.elements if one.kind not in ("marks", "cars")]


def _cast_of(description: SceneDescription, shot: str) -> list[str]:
    """Return who is to be seen: the first that is named, as often as is said, and the animal with them; from near one of both."""
    somebody = [one for one in description.motifs if one in PERFORMERS and not _is_own(one, description, shot)]
    first = [one for one in somebody if one not in COMPANIONS and one not in OBJECTS][:1]
    animal = [one for one in somebody if one in COMPANIONS][:1] or [
        one for one in somebody if one in OBJECTS and first
    ][:1]
    first = first or [one for one in somebody if one in OBJECTS][:1]
    if first and first != ["bicycle"] and "bicycle" in somebody and not animal:
        animal = ["bicycle"] if shot in ("wide", "medium") else []
    if first and animal and shot in ("close", "detail"):
        return first if shot == "close" else animal
    if first and first[0] in SEVERAL:
        first *= min(max(description.count_of(*first, *_ANYBODY), 1), _SIDE_BY_SIDE[shot])
    return first + animal


def _add_at_the_water(painting: Painting, description: SceneDescription, shot: str, *, seed: int, alone: bool) -> None:
    """Let something lie at the water that is looked at from near, where nothing else is named."""
    if shot not in ("close", "detail") or not alone or "water" not in painting.masks:
        return
    height = painting.depth.shape[0]
    low = np.asarray(painting.masks["water"][int(0.72 * height) :], np.float32).mean()
    rng = np.random.default_rng([seed & 0x7FFFFFFF, len(shot), 103])
    near = float(np.median(painting.depth[int(0.8 * height)]))
    is_near = shot == "detail" or bool(SHELLS & description.all_words)
    if description.world == "ocean" and is_near and low < 0.75 and near < 4.0:
        add_shells(painting, Backlight.of(painting), description, rng)
    if (
        description.world in ("canyon", "mountain")
        and low > 0.85
        and not _BOATS & set(description.motifs)
        and not painting.layers
    ):
        add_lake_shore(painting, Backlight.of(painting), description, shot, rng)
