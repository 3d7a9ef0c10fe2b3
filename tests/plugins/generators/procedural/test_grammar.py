"""Whether words are read with those that they hang together with."""

import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("the city like a circuit board from above at night", "town", "city_above"),
        ("a gondola glides under a little bridge in Venice", "ocean", "canal"),
        ("Prague bridge with statues in heavy fog", "town", "stone_bridge"),
        ("a lighthouse beam sweeping over the heath", "ocean", "lighthouse"),
        ("warm evening on a Greek terrace above the sea", "town", "white_village"),
        ("an old man feeding pigeons in front of a cathedral", "town", "medieval_square"),
        ("a sleeping girl on the last bus of the night", "interior", "carriage"),
        ("a girl in a bus at the window at night in the rain", "interior", "carriage"),
        ("a glacier calving into the sea", "ocean", "icebergs"),
        ("a dream palace floating above the clouds", "clouds", "floating_city"),
        ("a drowned church tower rising out of a reservoir", "mountain", "chapel"),
        ("a cat on the windowsill of a Parisian flat", "skyline", "windowsill"),
        ("wet pavement mirror of a fairground at night", "fair", ""),
        ("carnival in Rio, feathers and sequins", "alley", "crowd"),
        ("the Tube at rush hour", "interior", "station"),
        ("people queue outside a soup kitchen", "town", "city_street"),
        ("a polar bear on a melting ice floe", "ocean", "icebergs"),
        ("beneath the ice of a frozen lake, a diver with a torch", "underwater", "scuba_diver"),
        ("a guitarist playing in a castle, crowd far away", "mountain", "castle"),
        ("a child in a wheat field, sunlight through clouds", "field", "child"),
        ("neon jellyfish in deep black water", "underwater", "jellyfish"),
        ("a humpback whale rising through deep turquoise water, shafts of sunlight", "underwater", "whale"),
        ("a red car parked near a wheat field", "road", ""),
        ("snow falling softly on a river, candles", "forest", "still_water"),
        ("lightning strikes over a castle at midnight", "mountain", "castle"),
        ("the ruins of a castle", "mountain", "castle"),
        ("a waterfall with broken glass and flowers", "forest", "waterfall"),
        ("a motorcyclist riding along the coast", "road", "motorcycle"),
        ("a whale-shaped concert hall with no audience", "stage", "velvet_curtains"),
        ("an old lighthouse keeper climbing a spiral staircase", "interior", "spiral_stairs"),
        ("Hong Kong harbour at dusk, cherry and teal", "town", "harbour"),
        ("waves as tall as houses on the open sea", "ocean", "boat"),
        ("a sunken garden full of statues", "town", "formal_garden"),
        ("church bells over a Tuscan hill town", "town", "tiled_roofs"),
    ],
)
def test_a_place_is_found_through_what_is_said_of_it(prompt, world, motif):
    read = describe(prompt)
    assert read.world == world
    assert not motif or motif in read.motifs


def test_who_smokes_fills_no_room_and_ice_is_no_snowfall():
    assert describe("a woman smoking at a hotel window").weather == "clear"
    assert describe("a smoking ruin in a forest").weather == "mist"
    assert describe("spice stalls in a medina, dusty light beams").weather == "clear"
    assert describe("rain on the windscreen of a taxi, Manhattan").weather == "rain"
    assert describe("shooting stars above a lighthouse").time_of_day == "night"
    assert describe("moonlight on a frozen fjord, a red hut").weather == "clear"
    ice = describe("a frozen waterfall in a forest, orbit")
    assert (ice.weather, ice.snowed_in) == ("clear", True)


def test_what_is_worn_or_only_says_a_mood_is_not_called_unpaintable():
    told = explain(describe("a girl in a yellow raincoat walks home through a quiet street"))
    assert not told["no_effect"] and not told["elsewhere"]
    assert "raincoat" not in explain(describe("a girl in a raincoat in a street"))["no_effect"]  # she wears it
    assert "raincoat" in explain(describe("a raincoat in a street"))["no_effect"]
    assert "before dawn" in explain(describe("a pier before sunrise"))["summary"]


def test_a_sun_and_grey_skies_have_their_hours():
    noon = describe("a pine forest at noon, bright sun")
    assert (noon.time_of_day, noon.weather) == ("day", "clear")
    assert describe("a pine forest without clouds").weather == "clear"
    assert describe("a beach in the last light of the sun").time_of_day == "golden"
    assert describe("a highway under grey skies").time_of_day == "day"


def test_the_furniture_of_a_room_is_not_told_of_its_street():
    assert "kitchen_set" not in describe("people queue outside a soup kitchen").motifs
    assert "kitchen_set" in describe("two lovers in a kitchen").motifs
