"""Words that name a place or a thing, and beside colours only a colour."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.duotone import split_of
from beatreel.plugins.generators.procedural.palette import recolour
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.shades import tubes_of
from beatreel.plugins.generators.procedural.scenery.crop_choice import crop_of


@pytest.mark.parametrize(
    ("prompt", "world", "hue"),
    [
        ("A ferris wheel at sunset, coral and teal, slow rise", "fair", 37),
        ("A garden at dusk, soft pink and lavender, gentle push in", "town", 355),
        ("An empty beach at dawn, sand and grey, slow pan", "ocean", 55),
        ("A lonely road at dusk in wheat and violet", "road", 84),
        ("A street at night, obsidian and red", "town", 27),
        ("A white horse running on the beach, pearl and coral, tracking", "ocean", 37),
        ("wolves howling at the moon, silver and blue", "mountain", 255),
        ("Prismatic crystals, rainbow on black, slow rotation", "chrome", None),
    ],
)
def test_words_beside_colours_are_colours(prompt: str, world: str, hue: float | None) -> None:
    found = describe(prompt)
    assert found.world == world
    assert not found.unpainted and not found.elsewhere and not {"corals", "black_stage"} & set(found.motifs)
    assert hue is None or found.palette.key == hue


@pytest.mark.parametrize(
    ("prompt", "world"),
    [
        ("a coral reef, teal and gold", "underwater"),
        ("coral and teal", "underwater"),
        ("a pier in a calm grey sea, cold", "ocean"),
        ("a red rose on black", "stage"),
        ("a field of lavender and gold light", "field"),
        ("a teal forest, sand and gold", "forest"),
    ],
)
def test_places_and_things_stay_what_they_are(prompt: str, world: str) -> None:
    assert describe(prompt).world == world


def test_a_winding_road_has_no_wind() -> None:
    assert describe("a winding road at dawn").weather == "clear"
    assert describe("a windy road at dawn").weather == "dust"


def test_a_wreck_lies_where_the_prompt_says() -> None:
    assert describe("a shipwreck, teal light").world == "underwater"
    assert describe("a shipwreck on a black sand beach").world == "ocean"


def test_a_field_in_lavender_light_grows_something_else() -> None:
    assert crop_of(describe("a field at twilight, soft pink and lavender"), 1, 0) != "lavender"
    assert crop_of(describe("a field of lavender, soft pink and lavender"), 1, 0) == "lavender"


def test_about_a_house_a_field_is_the_same_in_all_pictures() -> None:
    seen = describe("a haunted house in the countryside")
    assert len({crop_of(seen, 3, variation) for variation in range(5)}) == 1


def test_scenic_roads_and_mountains_are_seen_by_light() -> None:
    assert describe("a mountain road in autumn").time_of_day == "golden"
    assert describe("an alpine lake, turquoise").time_of_day == "dawn"
    assert describe("an open road, neon blue").time_of_day == "night"


def test_lanterns_over_a_river_float_there() -> None:
    assert describe("burning paper lanterns rising over a river, gold on black").motifs == ("water_lanterns",)


def test_before_a_light_a_word_is_its_colour() -> None:
    assert describe("a coral dawn over a salt flat, drone").world == "dunes"
    assert describe("a train on a viaduct, silver moonlight").world != "chrome"
    assert describe("a coral reef at dawn").world == "underwater"
    assert describe("forest dawn").world == "forest"


def test_a_green_land_has_no_green_sky() -> None:
    sky, grass = np.array([0.62, 0.45, 0.30], np.float32), np.array([0.10, 0.30, 0.16], np.float32)
    seen = {}
    green = describe("a forest at noon, soft green").palette
    for palette in (green, green.model_copy(update={"spares_sky": False})):
        light = np.stack([np.tile(sky, (4, 1)), np.tile(grass, (4, 1))])
        seen[palette.spares_sky] = recolour(light, palette)
    assert seen[True][0, 0, 0] > 1.1 * seen[True][0, 0, 1]  # blue stays above green
    assert seen[False][0, 0, 1] > seen[False][0, 0, 0]
    assert seen[True][1, 0, 1] > 1.5 * max(seen[True][1, 0, 0], seen[True][1, 0, 2])
    assert describe("a country road in the afternoon, green and gold").palette.spares_sky
    palette = describe("a meadow at noon, green and yellow").palette
    blue = recolour(
        np.tile(sky, (2, 2, 1)), palette, split_of(np.stack([np.tile(sky, (9, 1)), np.tile(grass, (9, 1))]), palette)
    )
    assert blue[0, 0, 0] > blue[0, 0, 1] > blue[0, 0, 2], "on its way to yellow it would be green"


def test_a_warm_white_is_pale_beside_teal_and_a_paler_gold_beside_gold() -> None:
    teal, gold = (describe(f"a sunlit empty apartment, cream and {other}").palette for other in ("teal", "soft gold"))
    assert teal.pale and not gold.pale
    assert gold.chroma > 0.65 and gold.temperature > 0.2  # of a soft gold, and no grey


def test_a_colour_before_a_thing_with_one_of_its_own_is_that_of_the_picture() -> None:
    found = describe("skyscrapers in the rain, cold blue and yellow taxi lights")
    assert found.palette.key == 255 and found.palette.strength > 0.5
    assert describe("a cloister at dusk, blue and candle gold").palette.key == 255
    assert describe("a basketball court, orange and blue sky").palette.fill == 255
    assert describe("an open road, storm clouds, a red pickup").palette.strength < 0.4


@pytest.mark.parametrize(
    ("said", "hues"),
    [
        ("pink neon", 1),
        ("blue and red neon signs", 2),
        ("a red coat under blue neon", 1),
        ("neon in the rain", 0),
        ("red roses", 0),
    ],
)
def test_the_colours_of_tubes_are_those_before_them(said: str, hues: int) -> None:
    found = tubes_of(said.split())
    assert len(found) == hues
    assert "blue" not in said or 220 < found[0] < 280
