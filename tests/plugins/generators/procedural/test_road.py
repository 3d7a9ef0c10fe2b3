"""The road: how it looks by shot and hour, which ground it crosses, its lights, what of it moves, and which words lead to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._road_palms import road_palms
from beatreel.plugins.generators.procedural.kernels import vehicle
from beatreel.plugins.generators.procedural.kernels.heightfield import Camera
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery import cabin
from beatreel.plugins.generators.procedural.scenery.open_sky import open_light, paint_sky
from beatreel.plugins.generators.procedural.scenery.relief import Points
from beatreel.plugins.generators.procedural.worlds.road import land, placing, station, views
from beatreel.plugins.generators.procedural.worlds.road.journey import car_of, ground_of

from .look import difference, measure, paint, painted, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "seed"),
    [("wide", "night", 4), ("wide", "golden", 5), ("medium", "dusk", 4), ("close", "night", 4), ("detail", "night", 4)],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, seed: int) -> None:
    look = measure(shown(paint("road", shot=shot, time_of_day=time_of_day, seed=seed)))
    assert look.faults(darkest_median=22) == []


def test_same_arguments_give_the_same_bytes_and_others_other_pictures() -> None:
    first, second = (call("road", time_of_day="night", seed=4) for call in (paint, paint.__wrapped__))
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    for other in ({"shot": "close"}, {"time_of_day": "day"}, {"variation": 1}):
        assert difference(shown(first), shown(paint("road", **({"time_of_day": "night", "seed": 4} | other)))) > 10


def test_lamps_are_on_the_beat_and_tail_lights_between() -> None:
    painting = paint("road", shot="medium", time_of_day="night", seed=4)
    lamps, red = painting.groups["lamps"], painting.groups["red"]
    assert (lamps.pulse, red.pulse) == ("kick", "offbeat")
    blue, green, most = red.light.reshape(-1, 3).sum(axis=0)
    assert most > 8 * max(blue, green)
    assert lamps.light.sum() > red.light.sum() * 0.4
    day = paint("road", shot="medium", time_of_day="day", seed=4)
    assert "red" not in day.groups


def test_by_day_asphalt_is_pale_and_sand_creeps_over_the_ground_far_away() -> None:
    luma = {}
    for weather in ("clear", "rain"):
        look = shown(paint("road", shot="medium", time_of_day="day", weather=weather, seed=4)).astype(np.float32)
        luma[weather] = float(look[-len(look) // 6 :, :, :3].mean())  # the road at the camera's feet
    assert luma["clear"] > 55 and luma["clear"] > 1.2 * luma["rain"]
    desert = painted("a desert highway at noon", shot="medium")
    (sand,) = (element for element in desert.elements if element.kind == "sand")
    near = desert.depth < 20
    assert desert.masks[sand.mask].max() > 0.9
    assert not desert.masks[sand.mask][near | (desert.masks["sky"] > 0.99)].any()


def test_what_is_read_is_not_mirrored() -> None:
    assert paint("road", shot="detail", time_of_day="day", seed=4, words=("car",)).lettering  # a number plate
    assert not paint("road", shot="wide", time_of_day="day", seed=4).lettering


def test_nobody_stands_at_a_road_and_no_car_is_near_by_day_whom_the_prompt_does_not_name() -> None:
    told = describe("a desert road at noon")
    seen = [
        views.view_of(told, shot, 1, stop=False, empty=False, named=False) for shot in ("medium", "close", "detail")
    ]
    assert all(view.car == 0 or view.eye > 5 for view in seen)
    rng = np.random.default_rng(1)
    road = land.Road("desert", 3.7, 2, (0.0, 100.0, 0.0), (0.0, 80.0, 0.0), 1.0, seed=5)
    camera = Camera(0.0, 1.0, 0.0, 0.0, 100.0, 50.0, 50.0)
    assert placing.placed(seen[1], camera, road, car_of(told, rng), 1.8, 1.0, 0.0, rng)[1] is None
    waiting = car_of(told, rng)
    assert placing.figure_of(told, views.FRONT, waiting, 1.0) is None
    assert placing.figure_of(describe("a man on a desert road at noon"), views.FRONT, waiting, 1.0) is not None


def test_a_picture_that_drives_has_marks_that_pass_and_one_that_stands_has_painted_ones() -> None:
    chase, standing = (paint("road", shot=shot, time_of_day="night", seed=4) for shot in ("medium", "wide"))
    kinds = [{element.kind for element in painting.elements} for painting in (chase, standing)]
    assert "marks" in kinds[0]
    assert "marks" not in kinds[1]
    assert "cars" in kinds[1]


def test_a_wet_road_mirrors_tail_lights() -> None:
    below = []
    for weather, amount in (("rain", 1.0), ("clear", 0.0)):
        painting = paint("road", shot="medium", time_of_day="night", seed=4, weather=weather, weather_amount=amount)
        red = painting.groups["red"].light[..., 2]
        rows, columns = np.nonzero(red > 0.6 * red.max())
        under = red[rows.max() + 25 : rows.max() + 70, columns.min() : columns.max() + 1]
        below.append(float(under.max()))
    assert below[0] > 1.3 * below[1]


def test_a_driver_sees_the_road_over_a_dashboard() -> None:
    outside = paint("road", shot="close", time_of_day="night", seed=4)
    assert not outside.layers  # nothing says that somebody drives
    painting = paint("road", shot="close", time_of_day="night", seed=4, words=("dashboard",))
    (layer,) = painting.layers
    height, width = layer.alpha.shape
    assert layer.alpha[int(0.85 * height) :].mean() > 0.9
    assert layer.alpha[int(0.3 * height) : int(0.55 * height), width // 4 : 3 * width // 4].max() < 0.1


@pytest.mark.parametrize("kind", sorted(vehicle.SHAPES))
def test_vehicles_are_closed_and_stand_on_their_wheels(kind: str) -> None:
    shape = vehicle.SHAPES[kind]
    inside = vehicle.distance(shape, np.float32(0), np.float32(0.5 * (shape[10] + shape[2])), np.float32(0))
    wheel = vehicle.distance(shape, shape[1] - np.float32(0.15), np.float32(0.03), shape[12])
    under = vehicle.distance(shape, np.float32(0), np.float32(0.05), np.float32(0))
    assert inside < -0.2
    assert wheel < 0.05
    assert under > 0.1


@pytest.mark.parametrize(
    ("prompt", "ground"),
    [
        ("a car driving in the desert", "desert"),
        ("a car in front of the ocean", "coast"),
        ("Auto fährt durch die Wüste", "desert"),
        ("une voiture roule dans la forêt", "forest"),
        ("coche en la montaña", "mountain"),
        ("taxi in the rain", "city"),
        ("desert highway with a thunderstorm on the horizon", "desert"),
        ("car on a country road through wheat fields", "field"),
        ("red canyon walls along a winding road", "canyon"),
        ("a dirt road through green hills in spring", "field"),
    ],
)
def test_words_lead_to_a_road_through_the_ground_that_they_name(prompt: str, ground: str) -> None:
    description = describe(prompt)
    assert description.world == "road"
    assert ground_of(description, np.random.default_rng(1)) == ground


def test_other_words_for_driving_lead_to_it() -> None:
    for prompt in (
        "night driving",
        "car chase",
        "road trip",
        "empty highway at night",
        "motorcycle",
        "a truck at dawn",
        "Autobahn bei Nacht",
    ):
        assert describe(prompt).world == "road", prompt
    assert describe("narrow street in Tokyo, neon").world == "alley"
    assert describe("motorcycle").motifs == ("motorcycle",)


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("a gas station at night", "gas_station"),
        ("petrol station in the rain", "gas_station"),
        ("Tankstelle bei Nacht", "gas_station"),
        ("roadside diner at dusk", "diner"),
        ("a motel in the desert, pink neon", "motel"),
    ],
)
def test_what_stands_at_the_roadside_is_found_at_a_road(prompt: str, motif: str) -> None:
    seen = describe(prompt)
    assert (seen.world, motif in seen.motifs, seen.unpainted, seen.elsewhere) == ("road", True, (), ())


def test_a_room_of_a_motel_is_a_room_and_its_pool_a_pool() -> None:
    pool = describe("a motel pool at night")
    assert describe("a motel room").world == "interior"
    assert pool.world == "town"
    assert "motel_pool" in pool.motifs


@pytest.mark.parametrize("motif", ["gas_station", "diner", "motel"])
def test_lamps_at_the_roadside_are_on_the_beat_neon_between_and_wet_ground_mirrors_both(motif: str) -> None:
    lit, empty = (
        paint("road", time_of_day="night", seed=5, motifs=motifs, words=("blue",)) for motifs in ((motif,), ())
    )
    assert lit.lettering
    assert not empty.lettering
    height, width = lit.depth.shape
    lamps, neon = lit.groups["lamps"], lit.groups["red"]
    assert (lamps.pulse, neon.pulse) == ("kick", "offbeat")
    for shot in ("wide", "close", "detail") if motif == "motel" else ():
        assert paint("road", shot=shot, time_of_day="night", seed=5, motifs=(motif,), words=("blue",)).focus, shot
    side = (
        slice(0, width // 2)
        if neon.light[:, : width // 2].sum() > neon.light[:, width // 2 :].sum()
        else slice(width // 2, width)
    )
    above, below = slice(0, int(0.57 * height)), slice(int(0.68 * height), height)
    assert lamps.light[: int(0.66 * height), side].max() > 0.5
    blue, _, red = neon.light[above, side].reshape(-1, 3).sum(axis=0)
    assert blue > 1.5 * red  # the colour that was named
    for light in (lamps.light, neon.light):
        assert light[below, side].max() > 0.05 * light[above, side].max()
    assert (lit.depth[above, side] < 60).mean() > 0.02


def test_a_canopy_keeps_the_sun_from_the_ground_and_lamps_light_it() -> None:
    built = station.build("station", 1.0, 1.0, [], np.random.default_rng(3))
    ground = station.Ground(built, (0.0, 0.9, 0.44))
    x, z = np.array([15.0, 15.0, 15.0], np.float32), np.array([30.0, 14.0, 100.0], np.float32)
    lamps, _, sun, sky = ground.at(x, z)
    under, before, far = lamps.sum(axis=1)
    assert under > 5 * before > 0
    assert before > 4 * far
    assert list(sun) == [0.0, 1.0, 1.0]
    assert sky[0] < 0.7 < sky[1]


@pytest.mark.parametrize(
    "prompt",
    [
        "highway through a tunnel of lights, cyan and magenta",
        "endless neon tunnel",
        "driving through a tunnel at night",
    ],
)
def test_a_tunnel_of_light_is_found_by_name(prompt: str) -> None:
    told = describe(prompt)
    assert told.world == "road" and "light_tunnel" in told.motifs
    assert "light_tunnel" not in describe("a subway train in a tunnel").motifs


def test_rings_of_a_tunnel_are_chased_by_the_beat_and_a_car_hides_them() -> None:
    scene = {"shot": "medium", "time_of_day": "night", "motifs": ("light_tunnel",), "seed": 4, "words": ("drive",)}
    there, empty = paint("road", **scene), paint("road", **scene, without=("car",))
    rings = {name: group for name, group in there.groups.items() if name.startswith("rings")}
    assert [group.pulse for group in rings.values()] == ["kick", "offbeat", "high"]
    assert (there.groups["red"].light.max(axis=2) > 0.5).any() and not empty.groups["red"].light.any()
    hidden = there.depth < empty.depth - 0.5
    assert 0.01 < hidden.mean() < 0.3
    for name, group in rings.items():
        assert group.light[hidden].mean() < 0.1 * empty.groups[name].light[hidden].mean()
    assert len({round(float(one.light.mean()), 3) for one in rings.values()}) > 1
    afloat = paint("road", **(scene | {"words": ()}))  # nobody said that it is a road
    assert not afloat.groups["red"].light.any()
    for shot in ("wide", "medium", "close", "detail"):
        look = measure(shown(paint("road", **(scene | {"shot": shot}))))
        # The luma of magenta and blue is low however bright they shine.
        assert [fault for fault in look.faults(darkest_median=18) if not fault.startswith("contrast")] == [], shot


def test_a_drone_films_the_road_from_above() -> None:
    high, low = (
        paint("road", shot="medium", time_of_day="day", seed=4, prompt=prompt)
        for prompt in ("drone shot of a winding road", "a winding road")
    )
    assert high.depth[-1].min() > 5 * low.depth[-1].min()


def test_a_night_of_named_stars_has_the_milky_way_and_no_moon() -> None:
    rng = np.random.default_rng(3)
    prompts = ("desert highway at night", "desert highway at night under the Milky Way", "starry night, full moon")
    plain, starry, moonlit = (open_light(describe(prompt), rng) for prompt in prompts)
    assert (plain.galaxy, plain.disc > 0) == (0.0, True) and (starry.galaxy, starry.disc) == (1.0, 0.0)
    assert moonlit.galaxy == 0.0
    overcast = open_light(describe("an overcast sea at noon"), rng)
    for grey in (overcast.sun, overcast.horizon, overcast.cloud_lit, overcast.cloud_shade, overcast.zenith):
        assert max(grey) < 1.4 * min(grey)
    blue, dusk = (open_light(describe(f"a misty lake {when}"), rng) for when in ("at blue hour", "at dusk"))
    assert all(blue_part > red for blue_part, _, red in (blue.sun, blue.cloud_lit, blue.haze_sun)), "no sun is left"
    assert dusk.cloud_lit[2] > dusk.cloud_lit[0]
    camera = Camera(0.0, 1.5, 0.0, 0.0, 120.0, 60.0, 200.0)
    dim, bright = (paint_sky(replace(starry, galaxy=power), camera, 0.4, 120, 214, 5)[0] for power in (0.0, 1.0))
    added = (bright - dim).max(axis=2)[:180]
    assert np.percentile(added, 97) > 6 * np.percentile(added, 20) and np.percentile(added, 97) > 0.03


def test_an_empty_road_is_seen_from_four_places_and_shows_no_dashboard() -> None:
    told = describe("an empty highway through the desert at night")
    for number in range(2):
        seen = [
            views.view_of(told, shot, number, stop=False, empty=True, named=False)
            for shot in ("wide", "medium", "close", "detail")
        ]
        assert (
            not {view.kind for view in seen} & {"driver", "chase", "tail"}
            and len({(v.eye, v.focal) for v in seen}) >= 3
        )


def test_nobody_lights_a_station_that_is_given_up() -> None:
    closed, open_ = (
        paint("road", shot="wide", time_of_day="golden", seed=4, motifs=("gas_station",), words=words)
        for words in (("abandoned",), ())
    )
    power = [
        float(
            sum(
                group.light.astype(np.float32).sum() for name, group in one.groups.items() if name not in ("sky", "sun")
            )
        )
        for one in (closed, open_)
    ]
    assert power[0] < 0.5 * power[1]


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("an old pickup truck on a dusty country road", "pickup"),
        ("a camper van on a coastal road at sunset", "van"),
        ("a red vintage car racing through the desert", "muscle"),
        ("a truck on a highway at night", "lorry"),
    ],
)
def test_what_drives_has_the_shape_that_is_named(prompt: str, kind: str) -> None:
    assert car_of(describe(prompt), np.random.default_rng(1)).kind == kind


def test_who_is_beside_a_car_is_seen_before_it_in_all_shots() -> None:
    found = describe("a man leans on his old red pickup truck on a desert highway at sunset")
    assert "man" in found.motifs
    for number in (0, 1):
        for shot in ("wide", "medium", "close", "detail"):
            view = views.view_of(found, shot, number, stop=False, empty=False, named=True)
            assert view.kind == "front" and view.car
    thing = paint(
        "road", shot="medium", prompt=found.prompt, understood=("pickup truck",), details=found.details
    ).beside
    assert thing is not None and 0 < thing < 1
    assert not {"man", "woman"} & set(describe("a man drives his car through the desert").motifs)
    assert paint("road", shot="medium").beside is None


def test_what_drives_does_not_stand_beside_the_road() -> None:
    seen = {
        said: views.view_of(
            describe(f"a red car {said} a desert road at noon"), "medium", 1, stop=False, empty=False, named=True
        ).kind
        for said in ("on", "driving along")
    }
    assert seen == {"on": "front", "driving along": "meets"}


def test_a_dirt_road_is_earth_without_paint() -> None:
    x = np.array([0.8, -0.8, 2.0, 0.0], np.float32)
    z, foot = np.full_like(x, 9.0), np.full_like(x, 0.02)
    albedo = {}
    for dirt in (False, True):
        road = land.Road("desert", 2.5, 2, (0.0, 100.0, 0.0), (0.0, 80.0, 0.0), 1, seed=5, dirt=dirt)
        surface = land._surface(
            road, x, z, z, x, np.abs(x), np.ones_like(x), foot, z, np.ones_like(x), np.zeros_like(x)
        )
        albedo[dirt], white = surface
        assert dirt is False or not white.any()
    assert (albedo[True][:2, 2] > 2 * albedo[False][:2, 2]).all()  # pale where wheels run


def test_a_car_has_the_colour_that_is_named_for_it_and_a_night_drive_is_at_night() -> None:
    car = describe("A black car on a forest road in the rain, red and teal")
    assert car_of(car, np.random.default_rng(1)).paint == "black"
    assert describe("Night drive through the mountains, cold blue").time_of_day == "night"


def test_instruments_shine_in_the_dark_and_are_larger_when_looked_at_closely() -> None:
    size = 160, 284
    dark = cabin.Lights(*(np.full(3, power, np.float32) for power in (1.0, 0.02, 0.0, 0.02)))
    shine = []
    for zoom in (1.0, 1.5):
        colour, alpha = cabin.cabin(*size, np.random.default_rng(3), dark, followed=0.0, zoom=zoom)
        assert (alpha[-40:] > 0.9).all()
        lit = np.asarray(colour, np.float32).mean(axis=2) > 0.3
        assert not lit[: size[1] // 3].any()  # no lamp burns in its roof
        shine.append(int(lit.sum()))
    assert 60 < 1.4 * shine[0] < shine[1]


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_road_along_a_coast_has_the_sea_below_it_on_one_side(side: float) -> None:
    road = land.Road("coast", 3.7, 2, (0.0, 100.0, 0.0), (0.0, 80.0, 0.0), side, seed=5)
    z, foot = np.linspace(5, 300, 40, dtype=np.float32), np.full(40, 0.2, np.float32)
    sea, shore = (road.heights(np.full_like(z, way * side * 34), z, foot) for way in (1, -1))
    assert (sea == land.SEA).all()
    assert (shore > land.SEA + 15).all()
    assert abs(road.heights(np.zeros_like(z), z, foot)).max() < 0.2
    light = open_light(describe("A cliff road above the ocean, clear day"), np.random.default_rng(1))
    flat = np.zeros_like(z)
    across = side * np.linspace(12, 80, 40, dtype=np.float32)
    points = Points(across, z, flat + 60, flat, flat - 0.6, flat + 0.8, foot)
    steady, sun = np.zeros((2, 40, 3), np.float32)
    land._water(points, np.full_like(z, land.SEA), light, 0.4, steady, sun, road)
    assert steady[:6].mean() > 1.2 * steady[-6:].mean()  # shallows and surf


def test_a_road_through_hills_lies_between_them_and_is_looked_along() -> None:
    road = land.Road(ground="field", half=3.7, lanes=2, bend=(0, 1, 0), hill=(0, 1, 0), sea_side=1, seed=7)
    x, z = (each.ravel().astype(np.float32) for each in np.meshgrid([-160, -80, 80, 160], np.arange(60, 600, 20)))
    foot = np.full(x.shape, 1.0, np.float32)
    heights = [replace(road, rolling=rolling).heights(x, z, foot) for rolling in (True, False)]
    assert heights[0].std() > 2.5 * heights[1].std()
    middle = replace(road, rolling=True).heights(0 * x, z, foot)
    assert np.abs(middle).max() < 1.0  # the road itself stays level
    described = describe("rolling hills with a winding road at golden hour")
    assert views.view_of(described, "close", 0, stop=False, empty=False, named=False).kind == "open"
    assert views.view_of(described, "close", 1, stop=False, empty=False, named=True).kind == "tail"


def test_palms_stand_beside_the_road_and_not_in_it() -> None:
    painting = paint("road", shot="wide", time_of_day="day", motifs=("palms",), seed=4)
    road = painting.masks["paved"] > 0.5
    spots = road_palms(painting)
    assert len(spots) > 2 and [one[0] for one in spots] == sorted((one[0] for one in spots), reverse=True)
    for _, x, row, size, _ in spots:
        assert size > 3
        assert not 0 <= x < road.shape[1] or not road[int(row), int(x)]
    assert "paved" not in paint("road", shot="wide", time_of_day="day", seed=4).masks


def test_walls_of_a_canyon_rise_on_both_sides_of_its_road() -> None:
    road = land.Road("canyon", 3.7, 2, (0.0, 100.0, 0.0), (0.0, 80.0, 0.0), 1.0, seed=5)
    z = np.linspace(20, 300, 57, dtype=np.float32)
    for side in (-1, 1):
        assert road.heights(np.full_like(z, side * 90), z, np.full_like(z, 0.5)).min() > 15
    assert np.abs(road.heights(np.zeros_like(z), z, np.full_like(z, 0.5))).max() < 1


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_a_camera_that_flies_or_follows_along_a_coast_looks_down(shot: str) -> None:
    level = views.following(describe("convertible on a road, sunset"), shot, 0)
    for how in (
        "convertible on a road, drone",
        "convertible on a coastal road",
        "motorcycle on a cliff road by the sea",
    ):
        flown = views.following(describe(how), shot, 0)
        assert flown.eye > 1.3 * level.eye
        assert flown.horizon < level.horizon
