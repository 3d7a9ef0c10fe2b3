import pytest

from beatreel.plugins.generators.procedural.describe import SceneDescription, describe
from beatreel.plugins.generators.procedural.worlds import WORLDS


@pytest.mark.parametrize(
    ("prompt", "world", "exact", "time", "weather"),
    [
        ("Rainy neon Tokyo alley at night", "alley", True, "night", "rain"),
        ("city streets, snow, blue hour", "alley", True, "dusk", "snow"),
        ("a sunny shopping street at noon", "alley", True, "day", "clear"),
        ("golden desert dunes at sunset, slow drone sweep", "dunes", True, "golden", "clear"),
        ("sandstorm over the Sahara", "dunes", True, "golden", "dust"),
        ("misty pine forest at dawn, god rays", "forest", True, "dawn", "mist"),
        ("snowy woods at midnight", "forest", True, "night", "snow"),
        ("liquid chrome, purple and pink studio light", "chrome", True, "night", "clear"),
        ("molten glass, abstract", "chrome", True, "night", "clear"),
        ("ocean waves at sunset", "dunes", False, "golden", "clear"),
        ("mountain lake in the morning", "forest", False, "dawn", "mist"),
        ("an astronaut drifting through a nebula", "chrome", False, "night", "clear"),
        ("two lovers in a hotel room", "alley", False, "night", "rain"),
    ],
)
def test_a_prompt_leads_to_its_world(prompt, world, exact, time, weather):
    found = describe(prompt)
    assert (found.world, not found.approximate, found.time_of_day, found.weather) == (world, exact, time, weather)


@pytest.mark.parametrize(
    "prompt", ["", "   ", "xyzzy", "量子スープ", "🎵🎵", "a" * 5000, "the of and", "Ein stiller Abend", "42"]
)
def test_any_prompt_gives_a_picture(prompt):
    found = describe(prompt)
    assert found.world in WORLDS
    assert found.approximate
    assert found == describe(prompt)


def test_unknown_words_are_told_and_known_ones_too():
    found = describe("foggy zorblax street in the rain")
    assert found.unknown == ("zorblax",)
    assert {"foggy", "street", "rain"} <= set(found.understood)


def test_colour_words_set_the_hues_in_their_order():
    palette = describe("blue and orange desert").palette
    assert (palette.key, palette.fill, palette.accent) == (255, 55, 55)
    assert palette.strength > 0.5
    assert describe("desert").palette.strength == 0


def test_temperature_speed_camera_and_black_and_white():
    assert describe("cold forest").palette.temperature < -0.5 < 0.5 < describe("warm forest").palette.temperature
    assert describe("dunes in slow motion").speed == pytest.approx(0.4)
    assert describe("chrome, slow orbit").camera == "orbit"
    assert describe("black and white street").palette.chroma == 0


def test_amount_of_weather():
    light, heavy = describe("light rain, street"), describe("pouring rain, street")
    assert light.weather_amount < 0.4 < 0.8 < heavy.weather_amount


def test_style_counts_only_where_the_prompt_is_silent():
    assert describe("desert", style="night").time_of_day == "night"
    assert describe("desert at noon", style="night").time_of_day == "day"
    assert describe("", style="forest").world == "forest"


def test_the_world_can_be_named():
    assert describe("desert", world="chrome").world == "chrome"


def test_descriptions_are_json():
    found = describe("red and gold city at dusk, birds, crane shot")
    assert SceneDescription.model_validate_json(found.model_dump_json()) == found
