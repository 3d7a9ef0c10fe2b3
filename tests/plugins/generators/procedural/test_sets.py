"""Rooms of meshes: what leads to each, what stands in it, whose light answers the beat."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.reading import lexicon
from beatreel.plugins.generators.procedural.scenery import old_cars
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, Place
from beatreel.plugins.generators.procedural.scenery.setting import Setting
from beatreel.plugins.generators.procedural.worlds.interior.sets import PLANS, car_show, cobwebs
from beatreel.plugins.generators.procedural.worlds.interior.sets.joinery import (
    beads,
    cushion,
    parquet,
    rolled,
    window_wall,
)
from beatreel.plugins.generators.procedural.worlds.interior.sets.outlook import outlook_of
from beatreel.plugins.generators.procedural.worlds.interior.sets.stairs import flight

from .look import measure, paint, painted, shown


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("grand ballroom with crystal chandeliers, couple dancing", "ballroom"),
        ("gothic cathedral with stained glass, light beams and candles", "stained_glass"),
        ("an abandoned theatre with dust in the light", "old_theatre"),
        ("inside a cinema with red seats and a projector beam", "cinema_hall"),
        ("bar counter with bottles and amber light", "bar_counter"),
        ("white void with endless staircase", "endless_stairs"),
        ("underground parking garage at night", "parking_garage"),
        ("bedroom with fairy lights", "bedroom"),
        ("ballet studio with mirrors", "ballet_studio"),
        ("boxing gym with heavy bags", "boxing_gym"),
        ("clock tower interior with giant gears", "clockwork"),
        ("museum with marble statues", "art_gallery"),
        ("record store with crates of vinyl", "record_store"),
        ("candlelit dining room", "dining_room"),
        ("inside a retro diner at night", "diner_inside"),
        ("a diner floating in outer space, neon", "diner_inside"),
        ("an empty dance floor under a mirror ball", "mirror_ball"),
        ("prison cell", "prison_cell"),
        ("an old man in an armchair by the fire", "hearth"),
        ("inside a cosy yurt with a stove", "under_canvas"),
        ("looking out of a tent at the mountains", "under_canvas"),
        ("a child asleep in a tent with a lantern", "under_canvas"),
        ("a ruined ballroom with a broken chandelier", "ballroom"),
        ("a barbershop with mirrors and neon", "barbershop"),
        ("a flower shop with buckets of roses", "flower_shop"),
        ("a casino with a roulette table and slot machines", "casino"),
        ("a bowling alley with neon lights", "bowling_alley"),
        ("a tattoo parlour with a neon sign", "tattoo_parlour"),
        ("an antique shop full of clocks and lamps", "antique_shop"),
        ("catacombs with candles and skulls", "catacombs"),
        ("a sewer tunnel with a shaft of light on the water", "sewer"),
        ("a dungeon with torches and chains", "dungeon"),
        ("a wine cellar with barrels", "wine_cellar"),
        ("underground bunker with flickering lights", "bunker"),
        ("an abandoned warehouse with lasers", "warehouse_hall"),
        ("attic with dust beam", "attic"),
        ("a haunted mansion full of cobwebs", "mansion_hall"),
        ("train compartment at night", "compartment"),
        ("bathroom with a tub", "bathroom"),
        ("elevator", "elevator_cabin"),
        ("mirror room", "mirror_room"),
        ("recording studio", "recording_studio"),
        ("home studio with synthesizers and LED lights", "home_studio"),
        ("a wall of old TVs full of static in a dark hall", "tube_televisions"),
        ("hacker room full of monitors with green code", "glowing_monitors"),
        ("mission control room full of screens", "control_room"),
        ("a spiral staircase in an old mansion", "spiral_stairs"),
        ("ice palace", "ice_palace"),
        ("old library with endless shelves and a ladder", "old_library"),
        ("grand staircase", "mansion_hall"),
        ("spiral staircase", "spiral_stairs"),
        ("candlelit loft with tall windows", "loft_living"),
        ("a dusty warehouse with light shafts", "warehouse_hall"),
        ("a grand piano in a ruined church, snow", "church_ruin"),
        ("living room with blinds and a tv", "loft_living"),
        ("an empty classroom at dusk", "classroom"),
        ("a hotel lobby at night with a chandelier and a trolley of suitcases", "hotel_lobby"),
        ("an empty supermarket at night with a shopping trolley", "supermarket_aisle"),
        ("an office at night with glowing screens", "office_floor"),
        ("a kitchen at night lit by the fridge", "kitchen_set"),
        ("an indoor pool at night", "pool_hall"),
        ("a painter's studio with an easel", "atelier"),
        ("a hotel corridor at night", "corridor"),
        ("diner at 3 am, empty booths, red and turquoise", "diner_inside"),
        ("the hangar bay of a spaceship", "ship_hangar"),
        ("a turquoise vintage car in a dark showroom", "car_show"),
        ("a black sports car in a white studio, softbox light", "car_show"),
        ("a red supercar in a black studio", "car_show"),
    ],
)
def test_words_lead_to_the_room_and_nothing_is_left_out(prompt: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == "interior" and motif in found.motifs and not found.other_world
    assert not found.elsewhere and not found.unpainted


def test_a_car_on_show_is_of_the_kind_and_colour_that_is_named_and_others_stay_on_their_road() -> None:
    kinds = ("a vintage car", "a sports car", "a pickup in a studio", "a car")
    assert [car_show.kind_of(set(one.split())) for one in kinds] == ["old", "coupe", "pickup", "saloon"]
    place = _furnished("car_show", prompt="a green sports car in a studio")
    paints = {tuple(round(float(part), 3) for part in row[:3]) for row in place.materials}
    assert tuple(round(part, 3) for part in old_cars.PAINTS["green"]) in paints
    assert describe("a sports car driving past a studio").world == "road"
    assert "car_show" not in describe("a red car in a field").motifs + describe("a singer in a recording studio").motifs


def test_streets_keep_their_signs_and_ruins_their_trees() -> None:
    assert describe("neon bar sign in a rainy alley in tokyo").world == "alley"
    assert "overgrown" in describe("abandoned church full of plants").motifs
    assert "jazz_club" in describe("smoky jazz bar").motifs and "bar_counter" not in describe("smoky jazz bar").motifs


def _furnished(motif: str, shot: str = "wide", seed: int = 3, prompt: str = "a room", hour: str = "dusk") -> Place:
    plan = PLANS[motif]
    found = describe(prompt, world="interior").model_copy(update={"time_of_day": hour})
    setting = Setting(plan, found, shot, Place(seed), np.random.default_rng(seed), 1.0)
    plan.furnish(setting)
    return setting.place


@pytest.mark.parametrize("motif", PLANS)
def test_what_stands_there_is_sound_and_the_camera_is_among_it(motif: str) -> None:
    place = _furnished(motif)
    mesh = Mesh.of(place.meshes)
    assert np.isfinite(mesh.points).all() and 2_000 < len(mesh.triangles) < 1_500_000
    assert mesh.skins.max() < len(place.materials) and mesh.triangles.max() < len(mesh.points)
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    for view in PLANS[motif].views.values() if not place.is_open else ():
        assert (np.array(view.eye) > low).all() and (np.array(view.eye) < high).all()
    families = {int(row[6]) for row in place.lamps} | {int(row[12]) for row in place.windows} | {SKY}
    lit = {beat[0] for beat in PLANS[motif].groups.values()}
    assert families <= lit  # no light is left out of the picture


def test_candles_answer_the_beat_under_stained_glass() -> None:
    church = paint("interior", motifs=("stained_glass",), time_of_day="dusk", shot="close")
    assert {name: group.pulse for name, group in church.groups.items()} == {
        "sun": "downbeat", "even": "kick", "odd": "offbeat", "glass": "low",
    }  # fmt: skip
    look = measure(shown(church))
    assert look.white > 150 and look.black < 40 and look.spread > 25 and look.clipped < 0.05
    blue = church.groups["glass"].light.astype(np.float32)
    pane = blue[..., 0] > 0.5
    assert 0.005 < pane.mean() < 0.3 and (blue[pane, 0] > blue[pane, 2]).mean() > 0.5


def test_joinery_has_its_sizes() -> None:
    wall = window_wall(2.0, 5.0, 1.8, 4.0, (0.9, 0.4, 2.5, 0.9), 0.4, 0, 1)
    assert wall.points[:, 1].max() == pytest.approx(4.0, abs=0.1) and np.ptp(wall.points[:, 2]) == pytest.approx(
        3.6, abs=0.1
    )
    stones = beads([(0, 0, 0), (1, 0, 0)], 0.1, 0)
    assert len(stones.triangles) == 16 and stones.points[:, 0].max() == pytest.approx(1.1, abs=0.01)
    assert np.abs(cushion((0.5, 0.2, 0.3), 0).points).max(axis=0) == pytest.approx((0.5, 0.2, 0.3), abs=0.02)
    blocks = parquet(2.0, (0.0, 3.0), (0, 1))
    corners = blocks.points.reshape(-1, 4, 3)
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]), axis=1)
    assert area == pytest.approx(0.6 * 0.12, rel=0.05)


def test_stairs_climb_a_quarter_turn_and_roll_over() -> None:
    one = flight(0, 1)
    assert one.points[:, 1].max() > 2.5 and np.ptp(one.points[:, 0]) > 4
    over = rolled(one, math.pi)
    assert over.points[:, 1].min() == pytest.approx(-one.points[:, 1].max(), abs=1e-4)


def test_gears_turn_where_all_of_them_is_seen() -> None:
    tower = paint("interior", motifs=("clockwork",), time_of_day="golden", without=("people",))
    assert tower.layers and all(0 < abs(layer.motion.turns) < 0.2 for layer in tower.layers if layer.motion)
    for layer in tower.layers:
        edge = np.concatenate([layer.alpha[0], layer.alpha[-1], layer.alpha[:, 0], layer.alpha[:, -1]])
        assert edge.max() == 0 and 0.002 < layer.alpha.mean() < 0.2


def test_candles_burn_where_a_loft_is_candlelit_and_lamps_hang_where_it_is_not() -> None:
    lit, plain = _furnished("loft_living", prompt="a candlelit loft"), _furnished("loft_living", prompt="a loft")
    low = [sum(lamp[1] < 1.3 for lamp in place.lamps) for place in (lit, plain)]
    high = [sum(lamp[1] > 2.2 for lamp in place.lamps) for place in (lit, plain)]
    assert low[0] > low[1] and high[0] == 0 and high[1] == 3


@pytest.mark.parametrize(("motif", "shot"), [("casino", "detail"), ("antique_shop", "close")])
def test_a_wheel_turns_as_it_lies_and_a_pendulum_swings(motif: str, shot: str) -> None:
    room = paint("interior", motifs=(motif,), time_of_day="night", shot=shot)
    motion = room.layers[0].motion
    assert motion is not None
    if motif == "casino":
        assert motion.turns > 0 and motion.squeeze > 1.2 and not motion.swing
    else:
        assert motion.swing > 0 and motion.squeeze == 1 and not motion.turns
    assert {room.groups[name].pulse for name in ("even", "odd")} == {"kick", "offbeat"}


def test_cobwebs_hang_where_they_are_named() -> None:
    bare, webbed = (_furnished("attic", prompt=prompt) for prompt in ("an attic", "an attic full of cobwebs"))
    lens = PLANS["attic"].views["wide"].lens(1.0, (54, 96))
    description = describe("an attic full of cobwebs")
    setting = Setting(PLANS["attic"], description, "wide", webbed, np.random.default_rng(1), 1.0)
    assert setting.words & cobwebs.WORDS and not description.elsewhere
    cobwebs.hang(setting, lens, (54, 96))
    threads = Mesh.of(webbed.meshes[len(bare.meshes) :]).points
    away = (threads - lens.origin) @ lens.forward
    assert away.min() > 0.4 and away.max() < 2.0  # near by, before all that stands there


def test_a_tree_with_lights_of_two_families_stands_in_a_living_room_at_christmas() -> None:
    festive = _furnished("loft_living", prompt="a living room with a christmas tree", shot="medium")
    glowing = {int(row[14]) for row in festive.materials if max(row[11:14]) > 1.5}
    assert {EVEN, ODD} <= glowing
    assert len(Mesh.of(festive.meshes).triangles) > 30_000 + len(Mesh.of(_furnished("loft_living").meshes).triangles)


@pytest.mark.parametrize(("motif", "axis"), [("loft_living", 2), ("bedroom", 0)])
def test_what_a_window_shows_lies_beyond_it_and_no_dust_hangs_there(motif: str, axis: int) -> None:
    place = _furnished(motif)
    points = Mesh.of(place.meshes).points
    wall = max(place.air[1][axis], place.air[0][axis])
    assert points[:, axis].max() > wall + 20
    assert outlook_of({"cabin", "wooden"}) == "trees" and outlook_of({"mountain", "cabin"}) == "hills"
    assert not describe("a bedroom with a window over the sea").elsewhere
    assert {outlook_of({word}) for word in ("beach", "alpine", "forest", "skyline")} == {
        "sea",
        "hills",
        "trees",
        "city",
    }


def test_television_and_blinds_stand_where_they_are_named() -> None:
    watched = _furnished("bedroom", prompt="a motel room with a tv")
    plain = _furnished("bedroom", prompt="a motel room")
    blue = [sum(lamp[3] > 2 * lamp[5] for lamp in place.lamps) for place in (watched, plain)]
    assert blue[0] == 2 and blue[1] == 0
    slats = [
        sum(len(mesh.triangles) > 500 and abs(float(mesh.points[:, 2].mean()) - 4.3) < 0.01 for mesh in one.meshes)
        for one in (_furnished("loft_living", prompt="a loft with blinds"), _furnished("loft_living", prompt="a loft"))
    ]
    assert slats == [3, 0]


def test_a_fridge_that_is_named_is_open_and_lights_the_kitchen() -> None:
    lit = _furnished("kitchen_set", prompt="a kitchen at night lit by an open fridge")
    plain = _furnished("kitchen_set", prompt="a kitchen at night")
    cold = [sum(lamp[3] > 1.5 * lamp[5] for lamp in place.lamps) for place in (lit, plain)]
    assert cold == [2, 0] and plain.lamps


def test_screens_are_on_in_an_office_and_the_lamps_of_a_classroom_by_night_only() -> None:
    office = _furnished("office_floor", prompt="an office at night")
    assert sum(lamp[3] > 1.5 * lamp[5] for lamp in office.lamps) >= 4
    lamps = [len(_furnished("classroom", hour=hour).lamps) for hour in ("day", "night")]
    assert lamps[0] == 0 and lamps[1] > 2


def test_the_inside_of_a_subway_train_has_no_train_before_it() -> None:
    told = describe("Subway train interior at night, flickering cold white light")
    assert told.world == "interior" and "carriage" in told.motifs
    painting = paint("interior", shot="wide", motifs=told.motifs, details=told.details, time_of_day="night", seed=3)
    groups = set(painting.groups)
    add_foreground(painting, told, shot="wide", variation=0, seed=3)
    assert set(painting.groups) == groups


def test_snow_falls_into_a_church_without_a_roof_and_lies_there() -> None:
    plan, place = PLANS["church_ruin"], Place(3)
    found = describe("a grand piano in a ruined church with snow falling in")
    setting = Setting(plan, found, "wide", place, np.random.default_rng(3), 1.0)
    plan.furnish(setting)
    assert place.is_open and [element.kind for element in setting.elements] == ["snow"]
    white = [row for row in place.materials if min(row[:3]) > 0.6]
    assert white and any(lamp[1] > 0.9 for lamp in place.lamps)  # candles on the piano


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a hotel room at sunset with the sea outside", "interior"),
        ("a penthouse living room at night above the city", "interior"),
        ("a loft by the ocean at dawn", "interior"),
        ("an office at night above the city", "interior"),
        ("apartment buildings along a rainy street at night", "skyline"),
    ],
)
def test_a_room_rules_over_what_is_seen_through_its_windows(prompt: str, world: str) -> None:
    found = describe(prompt)
    assert found.world == world and (world != "interior" or not found.other_world)


@pytest.mark.parametrize(
    "motif", ["loft_living", "warehouse_hall", "church_ruin", "classroom", "office_floor", "kitchen_set"]
)
def test_every_name_of_a_room_leads_there(motif: str) -> None:
    for name in lexicon()["motifs"][motif]:
        found = describe(name)
        assert found.world == "interior" and motif in found.motifs, name


def test_rain_on_the_windows_of_a_room_is_drops_that_show_what_is_outside_upside_down() -> None:
    dry, wet = (
        paint("interior", shot="detail", motifs=("bedroom",), time_of_day="night", weather=weather, weather_amount=0.6)
        for weather in ("clear", "rain")
    )
    assert "panes" not in dry.masks
    panes = wet.masks["panes"] > 0
    assert 0.1 < panes.mean() < 0.9
    assert wet.depth[panes].max() < 3.0 < dry.depth[panes].min() + 2.5  # the glass, and not the city
    fine = []
    for picture in (shown(dry), shown(wet)):
        grey = picture.mean(axis=2, dtype=np.float32)
        fine.append(float(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), 2.0))[panes].mean()))
    assert fine[1] > 1.2 * fine[0]  # beads and streaks
    falling = [one for one in wet.elements if one.kind == "rain"]
    assert [one.mask for one in falling] == ["panes"]


def test_a_home_studio_is_lit_in_both_colours_and_its_lamps_take_turns() -> None:
    told = describe("Home studio with synthesizers, violet and teal")
    painting = paint("interior", shot="medium", motifs=("home_studio",), time_of_day="night", palette=told.palette)
    assert {name: group.pulse for name, group in painting.groups.items() if name in ("even", "odd")} == {
        "even": "kick",
        "odd": "offbeat",
    }
    one, other = (painting.groups[name].light.astype(np.float32).mean(axis=(0, 1)) for name in ("even", "odd"))
    assert one[2] > 1.5 * one[1] and other[1] > 2 * other[2]  # red in the violet, none in the teal


def test_wind_moves_curtains_and_most_where_they_hang_free() -> None:
    painting = paint("interior", shot="close", motifs=("blown_curtains",), time_of_day="dawn")
    cloth = painting.masks["cloth"]
    assert 0.05 < (cloth > 0.3).mean() < 0.8
    rows = np.nonzero(cloth.max(axis=1) > 0.05)[0]
    top, foot = np.array_split(rows, 3)[0], np.array_split(rows, 3)[2]
    assert cloth[top].max() < cloth[foot].max()
    assert [one.mask for one in painting.elements if one.kind == "wind"] == ["cloth"]


def test_light_falls_through_the_ceiling_of_an_abandoned_theatre_onto_its_seats() -> None:
    hours = {"day": 0.0, "night": 0.0}
    for hour in hours:
        painting = paint("interior", shot="wide", motifs=("old_theatre",), time_of_day=hour)
        hours[hour] = float(painting.groups["sun"].light.astype(np.float32).mean())
        assert painting.groups["lamp"].pulse == "kick"
    assert hours["day"] > 2 * hours["night"] > 0


def test_candles_of_a_library_stand_on_its_tables() -> None:
    place = Place(3)
    setting = Setting(
        PLANS["old_library"], describe("an old library with candles"), "close", place, np.random.default_rng(3), 1.0
    )
    PLANS["old_library"].furnish(setting)
    assert setting.view is not None and "candles" in PLANS["old_library"].holds
    assert sum(0.9 < lamp[1] < 1.6 for lamp in place.lamps) >= 10  # one over each group


def test_a_fireplace_that_is_named_burns_in_a_living_room() -> None:
    burning, plain = (
        paint("interior", shot="detail", seed=3, time_of_day="night", motifs=("loft_living",), words=words)
        for words in (("fireplace",), ("cosy",))
    )
    fires = [measure(shown(one)) for one in (burning, plain)]
    assert fires[0].white > 190
    glow = [
        sum(float(group.light.max(axis=2).mean()) for name, group in one.groups.items() if name != "sky")
        for one in (burning, plain)
    ]
    assert glow[0] > 1.2 * glow[1]


def test_lasers_in_a_hall_are_two_families_that_end_where_something_is_before_them() -> None:
    hall = painted("an abandoned warehouse with lasers at night, green and magenta")
    first, second = (hall.groups[name].light.astype(np.float32) for name in ("lasers", "lasers 2"))
    assert {hall.groups[name].pulse for name in ("lasers", "lasers 2")} == {"kick", "offbeat"}
    assert first[..., 1].sum() > 1.5 * first[..., 2].sum() and second[..., 2].sum() > 1.5 * second[..., 1].sum()
    green = first[..., 1]
    assert np.percentile(green, 97) > 6 * np.median(green)  # rays, and not a veil


def test_no_sun_shines_into_an_attic_in_the_rain_and_its_roof_has_a_window() -> None:
    wet, dry = (_furnished("attic", prompt=prompt) for prompt in ("an attic on a rainy evening", "an attic"))
    assert max(wet.sunlight) == 0 < max(dry.sunlight)
    assert any(abs(row[7]) > 0.1 and abs(row[6]) > 0.1 for row in wet.windows)  # one leans with the roof


def test_a_ruined_ballroom_has_no_light_of_its_own_and_a_chandelier_on_its_floor() -> None:
    ruin, kept = (_furnished("ballroom", prompt=prompt) for prompt in ("a ruined ballroom", "a ballroom"))
    assert sum(sum(row[3:6]) for row in ruin.lamps) < 0.05 * sum(sum(row[3:6]) for row in kept.lamps)
    assert max(ruin.sunlight) > max(kept.sunlight)
    large = [mesh.points[:, 1] for mesh in ruin.meshes if len(mesh.points) > 20_000]
    assert any(heights.max() < 3.0 and heights.max() - heights.min() > 1.0 for heights in large)
