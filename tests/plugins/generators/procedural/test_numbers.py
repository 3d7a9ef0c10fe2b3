"""How many of a thing prompts ask for."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import _cast_of
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.numbers import MANY
from beatreel.plugins.generators.procedural.scenery.beasts.kinds import BEASTS
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish


@pytest.mark.parametrize(
    ("prompt", "thing", "number"),
    [
        ("two cellists play in a chapel", "cellist", 2),
        ("three big red balloons over the roofs", "balloon", 3),
        ("a pair of white swans on a lake", "swan", 2),
        ("hundreds of starlings over the reeds", "birds", MANY),
        ("a lone wolf in the snow", "wolf", 1),
        ("two old men in a park", "man", 2),
        ("a single red spotlight on the singer", "singer", 0),
        ("one day wolves came", "wolf", 0),
        ("zwei Hunde am Strand", "dog", 2),
        ("no two dogs", "dog", 0),
        ("a jellyfish in the deep", "jellyfish", 1),
        ("a flock of birds over a field", "birds", 0),
        ("one white swan and one black swan", "swan", 2),
    ],
)
def test_numbers_belong_to_what_they_stand_before(prompt: str, thing: str, number: int) -> None:
    assert describe(prompt).count_of(thing) == number


@pytest.mark.parametrize(
    ("prompt", "shot", "who"),
    [
        ("two cellists play in a chapel", "wide", ["cellist", "cellist"]),
        ("a cellist plays in a chapel", "wide", ["cellist"]),
        ("three astronauts on mars", "medium", ["astronaut"] * 3),
        ("two cellists play in a chapel", "detail", ["cellist"]),
    ],
)
def test_as_many_are_painted_as_are_named(prompt: str, shot: str, who: list[str]) -> None:
    assert _cast_of(describe(prompt), shot) == who


@pytest.mark.parametrize("name", ["wolf", "panda", "heron"])
def test_two_beasts_are_wider_than_one(name: str) -> None:
    widths = [BEASTS[name](Wish(np.random.default_rng(1), count=count)).width for count in (1, 2)]
    assert widths[1] > 1.2 * widths[0]


def test_beasts_have_their_own_colours() -> None:
    seen = describe("a white horse and a black dog run through tall grass")
    assert (seen.coats_of("horse"), seen.coats_of("dog")) == (("white",), ("black",))


def test_a_film_goes_through_the_hours_of_its_prompt() -> None:
    seen = [describe("a train from dusk till dawn", picture=4 * turn).time_of_day for turn in range(4)]
    assert seen == ["dusk", "night", "dawn", "dusk"]


@pytest.mark.parametrize(
    ("prompt", "world", "motifs", "absent"),
    [
        ("a boy looks out of the bus window while the city lights pass by", "interior", {"carriage"}, {"lorry"}),
        ("the milky way over a wheat field, a farmer's truck with headlights on", "field", {"old_car"}, {"lorry"}),
        ("a fountain in a square", "town", {"medieval_square"}, set()),
        ("laundry in red overhead, a narrow street in Naples", "alley", {"washing_line"}, set()),
        ("lightning inside dark thunderclouds over a wheat field at dusk", "field", {"thunderhead"}, {"figure"}),
        ("a singer in a smoky club, crowd with raised hands", "stage", {"singer", "crowd"}, {"jazz_club"}),
        ("two lovers under one umbrella, neon reflections", "alley", {"pair"}, set()),
        ("boxer alone in the ring, hanging lamp", "stage", {"boxing_ring"}, set()),
        ("a lonely man sits by the window in a dark room", "interior", {"loft_living"}, set()),
        ("four horsemen ride out of the fog", "field", {"rider"}, set()),
        ("metal band on a cliff in a thunderstorm", "mountain", {"band"}, set()),
        ("tres caballos blancos corren por la playa", "ocean", {"horses"}, {"horse"}),
        ("half-sunken statue in a swamp, dragonflies", "forest", set(), {"diver"}),
        ("rooftop garden at night, three friends laughing", "skyline", {"man"}, {"pair"}),
        ("a river of cars between glass towers, from above", "skyline", set(), set()),
        ("two guitars by a campfire on the beach", "ocean", {"campfire", "guitarist"}, set()),
        ("a red boat on a black lake", "mountain", {"rowing_boat"}, {"sailing_boat"}),
        ("a girl with a violin on a hill", "field", {"violinist"}, {"woman"}),
        ("a girl waits for the bus in the rain", "town", {"bus_stop"}, {"lorry"}),
        ("a woman in a green dress", "field", {"lady"}, set()),
        ("the last train leaves the station", "skyline", {"station_hall"}, set()),
        ("a ferry leaves the harbour", "town", {"harbour"}, set()),
        ("cat on a rooftop watching the moon, Paris", "skyline", {"cat", "moon"}, {"other_ground"}),
        ("rocket launching from Mars, red dust", "dunes", {"rocket_launch"}, {"other_ground"}),
        ("skaters at a bowl, low sun", "town", {"skate_park"}, set()),
        ("lonely cowboy by a campfire, stars", "field", {"campfire"}, {"rider"}),
        ("a ship in a bottle on a wooden desk, candlelight", "interior", set(), {"tall_ship"}),
        ("flower shop in the rain, a girl with a yellow umbrella outside", "town", {"store_front"}, set()),
        ("ocean waves crash against black rocks, grey sky", "ocean", {"sea_cliffs"}, {"boat"}),
        ("a tall ship sailing out of a harbour at sunrise", "ocean", {"tall_ship"}, set()),
        ("a yellow school bus abandoned in a forest", "forest", {"parked_bus"}, set()),
        ("an ice climber on a frozen waterfall", "forest", {"waterfall", "man"}, set()),
        ("a black panther in a jungle, moonlight on wet leaves", "forest", {"panther"}, set()),
        ("a baker by an oven, flour in the air", "interior", {"man"}, set()),
        ("soldiers in a burning village, black smoke", "field", {"burning"}, set()),
        ("rows of corn at dusk", "field", set(), set()),
        ("danse autour du feu, nuit", "field", {"campfire", "dancer"}, set()),
        ("rose petals on black water, candles", "mountain", {"water_candles"}, {"figure"}),
        ("the forest is on fire, deer run, red smoke", "forest", {"wildfire", "deer"}, set()),
        ("three sisters in yellow dresses dance around a bonfire", "field", {"campfire", "dancer"}, {"lady"}),
        ("soldiers march through mud, rain", "field", {"figure"}, set()),
    ],
)
def test_words_are_where_they_belong(prompt: str, world: str, motifs: set[str], absent: set[str]) -> None:
    seen = describe(prompt)
    assert seen.world == world and motifs <= set(seen.motifs) and not absent & set(seen.motifs)
    assert "leaves" not in dict(seen.elsewhere)


@pytest.mark.parametrize(("prompt", "thing"), [("red houses in snow", "house"), ("a bride in white stands in a field", "clothes"),
                                               ("orange leaves falling on a samurai", "leaf"),
                                               ("une vieille maison bleue au bord de la mer", "house"),
                                               ("hundreds of umbrellas, rain, one is red", "umbrella")])  # fmt: skip
def test_colours_of_things_are_theirs(prompt: str, thing: str) -> None:
    seen = describe(prompt)
    assert seen.palette.strength < 0.5 and {one for one, _ in seen.coloured} & {thing, f"{thing}s", "leaves"}


def test_snow_on_roofs_lies_and_does_not_fall() -> None:
    seen = describe("snow on the roofs of a narrow alley")
    assert (seen.weather, seen.snowed_in) == ("clear", True)


def test_a_black_horse_makes_no_black_picture() -> None:
    assert describe("a black horse in heavy snow, cold blue evening").palette.black == 0
    assert describe("abstract shapes in black and red").palette.black == 1


def test_a_bright_morning_is_no_dawn() -> None:
    assert describe("a boy in a lavender field, bright summer morning").time_of_day == "day"
    assert describe("a boy in a lavender field, misty morning").time_of_day == "dawn"


def test_fog_over_a_wet_street_is_no_less_thick() -> None:
    assert describe("a lantern in the fog, wet cobblestones").weather_amount > 0.3
