"""Buildings that a prompt sees from outside."""

from __future__ import annotations

import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a chapel in the desert, white and ochre", "dunes", "chapel"),
        ("a church in the snow at night, blue and gold", "field", "chapel"),
        ("an old church by the sea", "ocean", "chapel"),
        ("a house by the sea, grey and yellow", "ocean", "lone_house"),
        ("an old house at night, blue and amber", "field", "lone_house"),
        ("a palace in the desert at sunset", "dunes", "castle"),
        ("a grand hotel in the mountains, snow", "mountain", "gothic_mansion"),
    ],
)
def test_a_building_in_a_land_is_seen_from_outside(prompt: str, world: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == world and motif in found.motifs


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("an old radio tower on a hill at dusk", "field", "radio_mast"),
        ("power lines at sunset, orange and violet", "field", "pylons"),
        ("an oil rig in a storm", "ocean", "oil_rig"),
        ("a ring of standing stones at dawn", "field", "standing_stones"),
        ("a power plant at dusk, mauve and grey", "field", "cooling_towers"),
        ("a small plane over the Alps", "mountain", "small_plane"),
        ("a passenger plane above the clouds", "clouds", "airliner"),
        ("a rusty water tower in the desert", "dunes", "water_tower"),
        ("a lone cactus under a purple sky", "dunes", "saguaro"),
        ("basalt columns on a black beach", "ocean", "basalt_columns"),
        ("beach huts at sunrise, pastel pink and mint", "ocean", "beach_huts"),
        ("a snowboarder on a mountain, white and blue", "mountain", "snowboarder"),
        ("a skier in deep powder at sunrise", "mountain", "skier"),
    ],
)
def test_works_of_people_are_in_lands_and_skies(prompt: str, world: str, motif: str) -> None:
    found = describe(prompt)
    assert (found.world, motif in found.motifs, found.elsewhere, found.unpainted) == (world, True, (), ())


@pytest.mark.parametrize(
    "prompt", ["a candlelit church", "a church in blue light", "a palace, rain, desert colours", "inside a house"]
)
def test_other_buildings_are_rooms(prompt: str) -> None:
    assert describe(prompt).world == "interior"


@pytest.mark.parametrize(
    ("prompt", "weather", "hour"),
    [
        ("wheat field under a grey sky", "overcast", "day"),
        ("an overcast beach", "overcast", "day"),
        ("a sandstorm in the desert", "dust", "golden"),
        ("snowy mountains with northern lights over a lake", "clear", "night"),
        ("snowfall in the mountains under northern lights", "snow", "night"),
    ],
)
def test_a_sky_of_clouds_is_a_weather_without_rain(prompt: str, weather: str, hour: str) -> None:
    found = describe(prompt)
    assert (found.weather, found.time_of_day) == (weather, hour)


def test_a_country_road_through_a_crop_is_in_its_field() -> None:
    found = describe("sunflowers along a country road, yellow and blue")
    assert found.world == "field" and "road" in found.all_words
    assert describe("driving along a country road").world == "road"


def test_a_sea_of_something_else_is_no_sea() -> None:
    fog = describe("mountain peaks above a sea of fog at sunrise, rose and lavender")
    assert (fog.world, fog.other_world, fog.weather) == ("mountain", "", "mist")
    across = describe("city skyline across the bay at sunrise, peach and navy")
    assert (across.world, across.other_world) == ("skyline", "")
    assert describe("a sea of waves at dawn").world == describe("the sea of Japan at dawn").world == "ocean"


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a desert town at dusk, dusty pink and amber", "dunes", "village"),
        ("an adobe village at sunset", "dunes", "village"),
        ("a tower in a sea of clouds at sunrise", "clouds", "lone_tower"),
        ("skyscrapers rising out of a sea of clouds at sunrise", "skyline", "tall_towers"),
        ("a wizard's tower on a hill at dusk", "field", "lone_tower"),
        ("ruins of a watchtower on a mountain ridge", "mountain", "lone_tower"),
        ("yurts on the steppe at dusk, amber and blue", "field", "yurts"),
        ("a desert camp at night, amber and indigo", "dunes", "tent"),
        ("forgotten ruins in the mountains", "mountain", "stone_temple"),
        ("a castle on a cliff at night with glowing windows", "mountain", "castle"),
    ],
)
def test_what_has_houses_of_its_own_gets_no_other(prompt: str, world: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == world and motif in found.motifs
    assert not {"cabin", "caravan"} & set(found.motifs)


def test_trees_at_a_mountain_lake_are_no_forest() -> None:
    found = describe("aurora over a frozen lake with pine trees")
    assert found.world == "mountain" and not found.other_world
    assert not found.elsewhere and not found.unpainted
    assert describe("mountains and a forest").other_world == "forest"


def test_snow_that_lies_under_a_clear_sky_does_not_fall() -> None:
    assert describe("snowy alps under a clear sky at noon").weather == "clear"
    assert describe("snowfall in the alps, a clear voice").weather == "snow"
