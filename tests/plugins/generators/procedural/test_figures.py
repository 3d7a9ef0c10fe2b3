"""Words that are said and not meant, snow that lies, and what is seen from a room."""

from __future__ import annotations

import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain


@pytest.mark.parametrize(
    ("prompt", "world", "other"),
    [
        ("as if the ocean were made of glass, green and silver", "ocean", ""),
        ("a forest as if under water, teal light", "forest", ""),
        ("city lights like a galaxy, blue and gold", "skyline", ""),
        ("fog bank under the Golden Gate Bridge, red and grey", "ocean", ""),
        ("drive-in cinema at night, old cars", "town", ""),
        ("a kitchen, smoke, purple light, red sports car outside", "interior", ""),
        ("skeleton playing a guitar in a graveyard", "forest", ""),
        ("motel corridor, buzzing fluorescent, pale green", "interior", ""),
        ("a ferris wheel by the sea at sunset", "fair", ""),
        ("waves crash under a stormy sky", "ocean", ""),
        ("a city at 4am seen from a hotel window", "skyline", ""),
        ("metal foundry, molten steel pouring", "interior", ""),
        ("mountains and a forest", "mountain", "forest"),
        ("a suburban cul-de-sac on a summer evening", "town", ""),
    ],
)
def test_a_comparison_and_a_part_lead_to_no_place(prompt: str, world: str, other: str) -> None:
    found = describe(prompt)
    assert (found.world, found.other_world) == (world, other)


def test_what_is_compared_keeps_its_colour_and_needs_no_advice() -> None:
    found = describe("a desert sky like blood, as if painted")
    assert (found.world, found.elsewhere, found.unknown) == ("dunes", (), ()) and found.palette.key == 27


@pytest.mark.parametrize(
    ("prompt", "weather", "snowed_in"),
    [
        ("snowy forest in thick fog, pale blue", "mist", True),
        ("winter forest at dawn, mist between the trunks", "mist", True),
        ("snow-covered fields under an overcast sky", "overcast", True),
        ("snow falls on a village, fog", "snow", False),
        ("heavy snow and fog in a pine forest", "snow", False),
        ("a forest in fog, snow white and blue", "mist", False),
        ("dry lightning above the salt flats", "storm", False),
        ("low sun through pine trees, long shadows on snow", "clear", True),
        ("rainbow after the storm over green fields", "clear", False),
        ("pouring coffee in a diner at dawn, steam", "clear", False),
    ],
)
def test_snow_lies_where_none_is_said_to_fall(prompt: str, weather: str, snowed_in: bool) -> None:
    found = describe(prompt)
    assert (found.weather, found.snowed_in) == (weather, snowed_in)
    assert ("over lying snow" in explain(found)["summary"]) == snowed_in


def test_rain_on_a_city_that_is_seen_through_a_window_is_on_its_pane() -> None:
    assert "wet_window" in describe("rain pours over a city at night, seen through a window").motifs
    assert "wet_window" not in describe("rain pours over a city at night").motifs


@pytest.mark.parametrize(
    ("prompt", "camera"),
    [
        ("a motel room, tv static", ""),
        ("old televisions showing static", ""),
        ("a construction site, cranes", ""),
        ("a lake, static", "hold"),
        ("a city, crane shot", "rise"),
    ],
)
def test_what_is_seen_moves_no_camera(prompt: str, camera: str) -> None:
    assert describe(prompt).camera == camera


def test_where_a_prompt_is_set_follows_from_its_prepositions() -> None:
    assert describe("a street in Havana, vintage cars, harsh noon").world == "town"
    assert describe("waterfront skyline at sunrise, mist over the bay").world == "skyline"
    assert describe("golden light pours through a forest after the rain").weather == "clear"
    assert "rope_bridge" in describe("hikers crossing a suspension bridge over a misty gorge").motifs
    assert "water_candles" in describe("thousands of candles floating on a river, dusk").motifs
