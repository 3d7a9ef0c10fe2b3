"""Built places of towns: which words lead there, and that each is painted, by day and by night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.kernels.vehicle import SHAPES
from beatreel.plugins.generators.procedural.painters import painter_for
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.coaches import city_bus, livery, lorry, school_bus, tram
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.motorcars import Finish, motorcar
from beatreel.plugins.generators.procedural.worlds.town import harbour, villages
from beatreel.plugins.generators.procedural.worlds.town.bus_stop import is_at, raise_shelter
from beatreel.plugins.generators.procedural.worlds.town.city_fronts import signs_of
from beatreel.plugins.generators.procedural.worlds.town.city_street import street_of
from beatreel.plugins.generators.procedural.worlds.town.city_traffic import let_drive
from beatreel.plugins.generators.procedural.worlds.town.graffiti import spray_walls
from beatreel.plugins.generators.procedural.worlds.town.site import Site, site_of

from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("palm boulevard of Los Angeles at sunset, cars", "palm_boulevard"),
        ("los angeles at night, neon", "palm_boulevard"),
        ("a suburban street with houses at dusk", "suburb"),
        ("empty swimming pool in the California sun", "empty_pool"),
        ("a skate park at night", "skate_park"),
        ("a flooded city, boats between skyscrapers", "flooded_city"),
        ("ruined city in dust", "ruined_city"),
        ("city traffic with light trails seen from a bridge at night", "light_trails"),
        ("New York street with brownstones, yellow cabs and steam, winter morning", "brownstones"),
        ("a tram in the city at dusk, gold and blue", "city_street"),
        ("a city street at noon", "city_street"),
        ("a small fishing village with smoking chimneys in heavy snow", "fjord_village"),
        ("a red umbrella in a rainy street", "city_street"),
        ("rain on a windscreen at night in the city, red and teal", "windscreen"),
        ("an empty parking lot at dusk", "parking_lot"),
        ("a convenience store at night in the rain", "store_front"),
        ("an airliner on an airport runway at night, blue and amber", "runway"),
        ("Paris café terrace at night, warm gold and navy", "cafe_terrace"),
        ("a street cafe in the rain", "cafe_terrace"),
        ("Tokyo crossing in heavy rain with umbrellas", "scramble_crossing"),
        ("a crossing full of umbrellas in the rain at night, neon pink", "scramble_crossing"),
        ("a drive-in cinema at dusk, purple and orange", "drive_in"),
        ("police cars in a dark street", "city_street"),
        ("an underpass at night", "city_street"),
        ("drone view over a city at night, blue and orange", "city_above"),
        ("basketball court at night", "ball_court"),
        ("Santorini, white houses above the blue sea", "white_village"),
        ("tiny house on a cliff above a misty sea", "cliff_house"),
        ("Paris rooftops with the Eiffel tower at dusk", "paris_roofs"),
        ("Italian rooftops at sunset, terracotta", "tiled_roofs"),
        ("over the roofs of Florence at dusk", "tiled_roofs"),
        ("the roofs of an old town at dawn, chimneys", "tiled_roofs"),
        ("laundry drying on a rooftop", "tiled_roofs"),
        ("under a bridge in the city, graffiti", "city_street"),
        ("A medieval square at dusk, amber, static camera", "medieval_square"),
        ("half-timbered houses at night in the snow", "medieval_square"),
        ("forest from above, drone shot", "forest_above"),
        ("city from above at night, drone", "city_above"),
        ("garden of glass flowers glowing at night", "glow_garden"),
        ("autumn park avenue with bench and lamps", "park_avenue"),
        ("cherry blossom garden at twilight", "cherry_garden"),
        ("a tunnel of cherry blossoms, pink", "cherry_garden"),
        ("sakura in spring", "cherry_garden"),
        ("cherry blossom trees along a river at sunrise", "cherry_garden"),
        ("cherry blossoms over a canal at night", "cherry_garden"),
        ("a rose garden with hedges and a fountain", "formal_garden"),
        ("roses in a garden with a fountain", "formal_garden"),
        ("marble statues in a moonlit garden", "formal_garden"),
        ("a glass greenhouse in a snowy garden", "formal_garden"),
        ("a quiet town at night", "medieval_square"),
        ("neon hotels along a beach in Miami, palms", "beach_hotels"),
        ("a tram on a hilly street in San Francisco", "hill_street"),
        ("a Christmas market in falling snow", "christmas_market"),
        ("a Christmas tree in a snowy square", "christmas_tree"),
        ("a seaside town at dusk", "harbour"),
        ("an oasis in the desert at dusk", "oasis"),
        ("A tranquil koi pond in a Japanese garden, jade and orange", "koi_pond"),
        ("koi in dark water, top down", "koi_pond"),
        ("football stadium at night, floodlights", "football_stadium"),
        ("a bullring at noon", "bullring"),
        ("favela on a hillside", "favela"),
        ("snowy village at night", "mountain_village"),
        ("an alpine village in summer", "mountain_village"),
        ("northern fishing village in winter", "fjord_village"),
        ("a foggy harbour with old ships", "harbour"),
        ("fishing boats in a small port", "harbour"),
        ("A rainy London street with Big Ben and a red phone booth", "london_street"),
        ("London at night in fog", "london_street"),
        ("A night market in Bangkok with steam and lanterns", "market"),
        ("farmers market in a small town", "market"),
        ("a red covered bridge over a creek in snowfall", "covered_bridge"),
        ("An old stone bridge over a river in morning mist", "stone_bridge"),
        ("an industrial shipyard at sunrise", "container_port"),
        ("a container port at night with giant cranes", "container_port"),
        ("harbour cranes at dawn in mist", "container_port"),
        ("a motel pool at night, pink and turquoise", "motel_pool"),
        ("a rooftop pool over the city", "rooftop_pool"),
        ("a scrapyard at dawn", "scrapyard"),
        ("a factory with smokestacks at dawn", "factory"),
        ("a suspension bridge with traffic in fog", "city_bridge"),
        ("Brooklyn Bridge at night", "city_bridge"),
        ("bridge at night with car lights, blue and gold", "city_bridge"),
        ("elevated highway between towers at night, magenta and cyan", "interchange"),
        ("a highway interchange from above", "interchange"),
        ("an elevated train over a city street", "city_street"),
        ("an old European town in morning mist", "medieval_square"),
        ("a playground at night under one lamp", "city_playground"),
        ("a dusty western town at noon", "western_town"),
    ],
)
def test_words_lead_there(prompt: str, place: str) -> None:
    found = describe(prompt)
    assert found.world == "town" and place in found.motifs and not found.other_world


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a swimming pool at night", "pool"),
        ("stadium concert, crowd", "stage"),
        ("skyline of los angeles", "skyline"),
        ("a palm tree on the beach", "ocean"),
        ("a village by the beach", "ocean"),
        ("a wooden pier on the sea", "ocean"),
    ],
)
def test_their_neighbours_stay_where_they_are(prompt: str, world: str) -> None:
    assert describe(prompt).world == world


@pytest.mark.parametrize(
    ("place", "hour", "shot"),
    [
        ("palm_boulevard", "golden", "wide"), ("empty_pool", "day", "medium"), ("skate_park", "dusk", "wide"),
        ("flooded_city", "golden", "close"), ("light_trails", "night", "wide"),
        ("ball_court", "night", "close"), ("cherry_garden", "dusk", "detail"), ("oasis", "dusk", "wide"), ("formal_garden", "day", "close"),
        ("white_village", "day", "close"),
        ("cliff_house", "dusk", "close"), ("paris_roofs", "dusk", "close"), ("tiled_roofs", "dusk", "medium"),
        ("medieval_square", "dusk", "wide"),
        ("football_stadium", "night", "close"), ("arena", "golden", "detail"), ("favela", "day", "close"), ("city_street", "night", "wide"),
        ("parking_lot", "night", "medium"), ("scramble_crossing", "night", "medium"), ("drive_in", "dusk", "medium"),
        ("store_front", "night", "medium"), ("cafe_terrace", "dusk", "medium"), ("runway", "night", "wide"),
        ("rooftop_pool", "dusk", "wide"), ("scrapyard", "dusk", "close"), ("factory", "night", "wide"),
        ("city_bridge", "night", "wide"), ("interchange", "night", "medium"),
        ("city_playground", "night", "close"), ("western_town", "dusk", "wide"),
    ],
)  # fmt: skip
def test_a_place_has_tones_from_black_to_white_and_lamps_after_dark(place: str, hour: str, shot: str) -> None:
    painting = paint("town", shot=shot, time_of_day=hour, motifs=(place,))
    look = measure(shown(painting))
    assert look.black < 48 and look.white > 150 and look.spread > 25 and look.clipped < 0.03
    if hour in ("night", "dusk"):
        assert float(painting.groups["even"].light.max()) > 0.2
    assert 0.01 < painting.masks["sky"].mean() < 0.95 and float(painting.depth.min()) > 0


def test_steam_from_the_ground_is_no_fog_and_drifts_before_the_street() -> None:
    assert describe("brownstones, steam, night").weather == "clear" and describe("brownstones in fog").weather == "mist"
    layers = paint("town", shot="detail", time_of_day="dusk", motifs=("brownstones",)).layers
    assert layers and all(layer.motion is not None and 0.2 < float(layer.alpha.max()) <= 1 for layer in layers)


def test_cherries_stand_on_both_banks_of_a_river_that_is_named() -> None:
    water = {
        words: paint("town", shot="wide", time_of_day="dusk", motifs=("cherry_garden",), words=words).masks["water"] > 0
        for words in ((), ("river",))
    }
    before = slice(int(0.7 * len(water[()])), None)
    assert not water[()][before].any() and water[("river",)][before].mean() > 0.5


def test_water_mirrors_lit_windows_one_by_one() -> None:
    painting = paint("town", shot="wide", time_of_day="night", motifs=("flooded_city",))
    water = painting.masks["water"] > 0
    light = painting.groups["even"].light.astype(np.float32).max(axis=2)[water]
    assert 0.05 < float((light > 0.05).mean()) < 0.8


@pytest.mark.parametrize("place", ["mountain_village", "fjord_village"])
def test_a_village_lies_in_snow_or_not_and_has_lit_windows(place: str) -> None:
    bright = []
    for weather in ("clear", "snow"):
        painting = paint("town", shot="medium", time_of_day="dusk", motifs=(place,), weather=weather)
        look = measure(shown(painting))
        assert look.black < 48 and look.spread > 25 and look.clipped < 0.03
        lit = painting.groups["even"].light.astype(np.float32)
        assert float(lit.max()) > 0.2 and lit[..., 2].sum() > 1.5 * lit[..., 0].sum()
        bright.append(float(sum(np.median(group.light.astype(np.float32)[150:]) for group in painting.groups.values())))
    assert bright[1] > bright[0]
    assert ("water" in painting.masks) == (place == "fjord_village")


@pytest.mark.parametrize("words", [(), ("fishing",), ("steamer",), ("yacht",)])
def test_ships_of_each_kind_stand_before_the_sky_of_a_harbour_and_are_mirrored_in_it(words: tuple[str, ...]) -> None:
    painting = paint("town", shot="wide", time_of_day="dusk", motifs=("harbour",), words=words)
    look = measure(shown(painting))
    assert look.black < 48 and look.spread > 25 and look.clipped < 0.03
    sky, water = painting.masks["sky"], painting.masks["water"]
    assert 0.3 < sky.mean() < 0.75 and 0.05 < water.mean() < 0.5
    masts = 1 - sky[100:200]  # thin things before the sky: many edges, little cover
    assert float(np.abs(np.diff(masts, axis=1)).mean()) > 0.004


def test_the_clock_of_westminster_shines_over_a_street_of_london_with_its_red_boxes() -> None:
    dusk, day = (
        paint("town", shot=shot, time_of_day=hour, motifs=("london_street",))
        for shot, hour in (("detail", "night"), ("close", "day"))
    )
    height, width = dusk.depth.shape
    dial = dusk.groups["even"].light.astype(np.float32).sum(axis=2)[: int(0.8 * height)]
    far = dusk.depth[: int(0.8 * height)]
    assert dial[(far > 50) & (far < 150)].max() > 2.0

    def red(painting: Painting) -> float:
        light = sum(group.light.astype(np.float32) for group in painting.groups.values())
        return float(((light[..., 2] > 3.0 * light[..., 1]) & (painting.depth < 8)).mean())

    assert red(day) > 0.01, "a telephone box"
    named = paint("town", shot="detail", time_of_day="night", motifs=("london_street",), words=("telephone", "box"))
    assert red(named) > 0.02 > red(dusk), "it is what the picture is about, also in the dark"


def test_lanterns_hang_over_a_market_at_night_and_fruit_lies_in_it_by_day() -> None:
    night, day = (
        paint("town", shot=shot, time_of_day=hour, motifs=("market",), words=("market",))
        for shot, hour in (("wide", "night"), ("detail", "day"))
    )
    height = night.depth.shape[0]
    hung = [night.groups[name].light.astype(np.float32)[: height // 2] for name in ("even", "odd")]
    assert all(part.max() > 1.0 for part in hung)
    red, gold = (float((part[..., 1].sum()) / part[..., 2].sum()) for part in hung)
    assert red != pytest.approx(gold, abs=0.02), "the two families are of two colours"
    picture = shown(day).astype(int)
    assert (picture.max(axis=2) - picture.min(axis=2) > 90).mean() > 0.10


def test_the_water_of_a_motel_pool_is_lit_from_within_and_mirrors_its_sign() -> None:
    night, day = (paint("town", shot="close", time_of_day=hour, motifs=("motel_pool",)) for hour in ("night", "day"))
    water = night.masks["water"] > 0.5
    assert 0.2 < water.mean() < 0.7
    lit = night.groups["odd"].light.astype(np.float32)[water]
    assert lit.mean() > 0.1 and lit.std() > 0.3 * lit.mean(), "a net of light"
    mirrored = night.groups["even"].light.astype(np.float32)[water]
    assert mirrored[:, 2].max() > 0.2, "the red of the sign"
    assert float(day.groups["sun"].light.astype(np.float32).sum()) > 4 * float(
        night.groups["sun"].light.astype(np.float32).sum()
    )


def test_smoke_hides_what_is_behind_it_and_is_hidden_by_what_is_nearer() -> None:
    painting = paint("town", shot="wide", time_of_day="dusk", motifs=("factory",))
    assert painting.layers
    for layer in painting.layers:
        assert not layer.alpha[painting.depth < 0.9 * layer.depth].any() and layer.alpha.max() > 0.2


def test_one_sees_through_the_arches_of_a_stone_bridge_and_they_are_mirrored() -> None:
    painting = paint("town", shot="close", time_of_day="day", motifs=("stone_bridge",), without=("people",))
    height, width = painting.depth.shape
    row = painting.depth[int(0.54 * height)]
    assert row.min() < 25 < 60 < np.percentile(row, 75), "stone, and what is far behind it"
    water = painting.masks["water"] > 0.5
    assert 0.15 < water.mean() < 0.6 and water[int(0.9 * height)].mean() > 0.8


def test_light_of_a_lantern_falls_on_a_covered_bridge_that_one_sees_through() -> None:
    painting = paint("town", shot="close", time_of_day="night", motifs=("covered_bridge",), without=("people",))
    lamps = sum(np.asarray(painting.groups[name].light, np.float32).sum(-1) for name in ("even", "odd"))
    height, width = painting.depth.shape
    middle = painting.depth[int(0.50 * height) : int(0.58 * height), int(0.40 * width) : int(0.60 * width)]
    assert middle.max() > 37 > 12 > np.median(painting.depth[int(0.36 * height)]), (
        "its other end through the portal in its boards"
    )
    assert lamps[int(0.35 * height) : int(0.75 * height)].mean() > 2 * lamps[: int(0.2 * height)].mean()


def test_cranes_stand_before_the_sky_over_a_port_and_their_lamps_take_turns() -> None:
    night, day = (paint("town", shot="wide", time_of_day=hour, motifs=("container_port",)) for hour in ("night", "day"))
    sky = day.masks["sky"]
    upper = sky[: int(0.55 * len(sky))]
    assert 0.03 < 1 - upper.mean() < 0.6  # steel against much sky
    assert {night.groups[name].pulse for name in ("even", "odd")} == {"kick", "offbeat"}
    glints = sum(night.groups[name].light.astype(np.float32) for name in ("even", "odd")).sum(axis=2)
    water = night.masks["water"] > 0.5
    assert water.mean() > 0.08 and glints[water].max() > 0.05  # mirrored


def test_fog_hides_what_is_far_in_a_harbour_and_its_lanterns_burn() -> None:
    clear, fog = (
        paint("town", shot="medium", time_of_day="day", motifs=("harbour",), weather=weather)
        for weather in ("clear", "mist")
    )
    far = (clear.depth > 90) & (clear.masks["sky"] < 0.5)
    spread = [
        float(np.std(np.sum([g.light[far].mean(axis=1) for g in p.groups.values()], axis=0, dtype=np.float32)))
        for p in (clear, fog)
    ]
    assert spread[1] < 0.7 * spread[0]
    assert float(fog.groups["even"].light.max()) > 0.2


@pytest.mark.parametrize(("place", "hour"), [("forest_above", "day"), ("city_above", "night")])
def test_from_above_there_is_ground_and_no_sky(place: str, hour: str) -> None:
    painting = paint("town", shot="detail", time_of_day=hour, motifs=(place,))
    look = measure(shown(painting))
    assert painting.masks["sky"].mean() < 0.01 and look.spread > 25 and look.clipped < 0.03


@pytest.mark.parametrize("shot", ["medium", "detail"])
def test_carp_are_brighter_than_the_water_of_their_pond(shot: str) -> None:
    painting = paint("town", shot=shot, motifs=("koi_pond",), time_of_day="day")
    total = sum(np.asarray(group.light, np.float32) for group in painting.groups.values())
    wet = painting.masks["water"] > 0.5
    assert 0.3 < float(wet.mean()) < 0.95
    water = float(np.median(total[wet].mean(axis=-1)))
    low = slice(total.shape[0] // 2, None)
    swims = (total[low, :, 2] > 3 * water) & (total[low, :, 2] > 1.5 * total[low, :, 0]) & ~wet[low]
    assert 0.005 < float(swims.mean()) < 0.4


def test_same_seeds_give_the_same_bytes_and_others_another_street() -> None:
    first, second = (
        draw("town", motifs=("empty_pool",), time_of_day="dusk", shot="close") for draw in (paint, paint.__wrapped__)
    )
    assert all(np.array_equal(group.light, second.groups[name].light) for name, group in first.groups.items())
    assert (
        difference(shown(first), shown(paint("town", motifs=("empty_pool",), time_of_day="dusk", shot="close", seed=8)))
        > 6
    )


@pytest.mark.parametrize("kind", ["coupe", "estate"])
def test_a_motorcar_has_its_size_windows_wheels_and_lamps(kind: str) -> None:
    mesh = motorcar(kind, Finish(*range(7)))
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    shape = SHAPES[kind]
    assert np.allclose(high[2] - low[2], 2 * shape[0], atol=0.1) and abs(high[1] - shape[3]) < 0.1 and low[1] < 0.03
    assert set(np.unique(mesh.skins)) == set(range(7))
    middle = mesh.points[mesh.triangles].mean(axis=1)
    assert middle[mesh.skins == 5][:, 2].min() > 0 > middle[mesh.skins == 6][:, 2].max(), (
        "headlamps ahead, tail lamps behind"
    )


def test_the_seams_of_a_motorcar_are_lines() -> None:
    mesh = motorcar("coupe", Finish(*range(7)))
    belt = SHAPES["coupe"][2]
    heights = mesh.points[mesh.triangles][mesh.skins == 1][:, :, 1]
    assert abs(heights.min() - belt - 0.05) < 0.002, "no pane reaches below its edge, for triangles are cut there"


def test_a_city_has_several_kinds_of_streets() -> None:
    kinds = {words: street_of(site_at(words)) for words in ("tram", "overpass", "brick", "avenue", "school bus")}
    assert kinds == {
        "tram": "tram",
        "overpass": "elevated",
        "brick": "brick",
        "avenue": "avenue",
        "school bus": "avenue",
    }
    assert {street_of(site_at("city", flavour)) for flavour in range(5)} == {"avenue", "brick", "tram"}, (
        "nothing hides the sky"
    )


def site_at(words: str, flavour: int = 0) -> Site:
    found = describe("a street").model_copy(update={"words": tuple(words.split()), "prompt": words, "flavour": flavour})
    return site_of(found, np.random.default_rng(1), 1, 0.2)


@pytest.mark.parametrize("build", [city_bus, school_bus, tram, lorry])
def test_vehicles_stand_on_the_road_and_are_as_long_as_they_are(build: Callable[..., Mesh]) -> None:
    worn = livery(site_at("bus").place, (0.1, 0.2, 0.5), (0.4, 0.4, 0.4), lit=1.0)
    mesh = build(worn) if build is lorry else build(worn, np.random.default_rng(1))
    low, high = mesh.points.min(axis=0), mesh.points.max(axis=0)
    assert -0.01 < low[1] < 0.3 and 2.5 < high[1] < 6 and 7 < high[2] - low[2] < 28 and 2.4 < high[0] - low[0] < 3.4
    assert {worn.head, worn.tail, worn.screen if build is not lorry else worn.pane} <= set(mesh.skins.tolist())


def test_a_lone_cab_drives_alone_in_a_narrow_street_whose_tubes_have_the_colour_that_is_named() -> None:
    found = describe("a lone taxi in a narrow street under pink neon at night")
    assert "city_street" in found.motifs and not found.elsewhere
    site, busy = (
        site_of(replaced, np.random.default_rng(1), 1, 0.2) for replaced in (found, describe("a taxi in a street"))
    )
    assert site.alone and street_of(site) == "narrow" and street_of(busy) != "narrow"
    cars = []
    for one in (site, busy):
        let_drive(one, "narrow", 2.5, "wide", 1.0)
        cars.append(len(one.place.meshes))
    assert cars[0] == 1 < cars[1]
    assert all(light[2] == 1.0 > 2 * light[1] and light[0] > light[1] for light in signs_of(site))  # BGR


@pytest.mark.parametrize("kind", ["mountain_village", "fjord_village"])
def test_smoke_that_is_named_rises_from_chimneys_in_every_shot(kind: str) -> None:
    for shot in ("wide", "medium", "close", "detail"):
        named, silent = (site_at(words) for words in ("village chimneys smoke", "village"))
        for site in (named, silent):
            villages.build(site, kind, shot, 1.0)
        assert 2 <= len(named.plumes) >= len(silent.plumes) <= 2
        assert all(plume.bright > 1 and plume.foot[1] > 4 for plume in named.plumes)


def test_boats_that_are_colourful_are_lit_from_before() -> None:
    suns, paints = [], []
    for said in ("colourful ", ""):
        site = site_of(describe(f"a fishing harbour at dawn, {said}boats"), np.random.default_rng(1), 1, 0.2)
        harbour.build(site, "harbour", "wide", 1.0)
        suns.append(site.place.sun[2])
        paints.append({tuple(material[:3]) for material in site.place.materials} & set(harbour._VIVID))
    assert suns[0] < 0 < suns[1]  # behind the viewer
    assert len(paints[0]) > 1 and not paints[1]


def test_who_waits_at_a_stop_wears_the_colour_that_is_named_and_nobody_stands_before_it() -> None:
    site = replace(site_at("bus stop"), somebody=True, dressed="yellow")
    raise_shelter(site, 8.4, 1.0)
    coat = [skin for skin, material in enumerate(site.place.materials) if tuple(material[:3]) == DYES["yellow"]]
    worn = [mesh.points[mesh.triangles[mesh.skins == coat[0]]] for mesh in site.place.meshes if coat[0] in mesh.skins]
    assert len(coat) == len(worn) == 1 and 0.2 < worn[0][..., 1].min() < worn[0][..., 1].max() < 2.0
    x, z = worn[0][..., 0].mean(), worn[0][..., 2].mean()
    assert is_at(x, z) and not is_at(-x, z)


def test_a_red_umbrella_is_red_and_its_street_is_not() -> None:
    found = describe("a red umbrella in a rainy city street, grey and red")
    assert found.worn == "red" and found.palette.strength < 0.3 and "umbrella" in found.motifs
    assert describe("a red umbrella in the fog, grey city street").time_of_day == "day"


def test_a_crowd_in_a_street_walks_there_and_raises_no_hands() -> None:
    for prompt, place in (
        ("Times Square crowded with people", "scramble_crossing"),
        ("a crowded city street", "city_street"),
    ):
        found = describe(prompt)
        assert (found.world, place in found.motifs, "crowd" in found.motifs) == ("town", True, False)


def test_a_house_of_glass_in_a_garden_is_lit_from_within() -> None:
    at_night = {"shot": "medium", "time_of_day": "night", "motifs": ("formal_garden",)}
    lights = [
        paint("town", prompt=said, understood=tuple(said.split()), **at_night).groups["even"].light.mean()
        for said in ("garden", "greenhouse")
    ]
    assert lights[1] > 1.5 * lights[0]


def test_graffiti_are_sprayed_flat_onto_both_walls_of_an_underpass_and_read_from_the_road() -> None:
    site = site_at("graffiti underpass")
    spray_walls(site, 10.0)
    walls = [mesh for mesh in site.place.meshes if np.ptp(mesh.points[:, 2]) > 50]
    strokes = [mesh for mesh in site.place.meshes if np.ptp(mesh.points[:, 2]) < 6]
    assert len(walls) == 2
    assert len(strokes) > 200
    for mesh in strokes:
        away, up = np.abs(mesh.points[:, 0]), mesh.points[:, 1]
        assert 9.9 < away.min() <= away.max() < 10.02
        assert 0 < up.min() <= up.max() < 5
    assert len({int(mesh.skins[0]) for mesh in strokes}) > 4


def test_a_christmas_tree_and_its_market_are_lit_in_two_families() -> None:
    """Bulbs on the tree and along the huts are where a plain square has none, and answer the beat in turn."""
    facts = {"shot": "medium", "time_of_day": "night", "weather": "snow", "without": ("people",)}
    plain, festive = (paint("town", motifs=(place,), **facts) for place in ("medieval_square", "christmas_market"))
    for family, pulse in (("even", "kick"), ("odd", "offbeat")):
        assert festive.groups[family].pulse == pulse
        before, after = (np.asarray(one.groups[family].light, np.float32).max(axis=2) for one in (plain, festive))
        new = (after > 2 * np.percentile(after, 97)) & (before < 0.3 * after)
        assert new[: len(new) // 2].any() and new[len(new) // 2 :].any()  # high on the tree, and low


def test_a_bridge_over_the_sea_is_seen_from_its_roadway_too() -> None:
    found = describe("a bridge in thick fog at dawn")
    size = {"width": 54, "height": 96, "seed": 3, "variation": 0, "progress": lambda done, note="": None}
    wide, detail = (painter_for(found)(found, shot=shot, **size) for shot in ("wide", "detail"))
    assert found.world == "ocean" and "water" in wide.masks and wide.masks["water"].mean() > 0.2
    assert (detail.depth < 6.0).mean() > 0.05 > (wide.depth < 6.0).mean()  # the rail and the cable beside it
