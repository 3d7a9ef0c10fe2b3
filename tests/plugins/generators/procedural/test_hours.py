"""Hour and weather of prompts."""

import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain


def test_amount_of_weather():
    light, heavy = describe("light rain, street"), describe("pouring rain, street")
    assert light.weather_amount < 0.4 < 0.8 < heavy.weather_amount


def test_amounts_belong_to_the_weather_they_stand_before():
    assert describe("street in neon light, rain").weather_amount == describe("street, rain").weather_amount


def test_a_film_whose_prompt_leaves_the_hour_open_sees_more_than_one():
    assert len({describe("desert dunes", picture=number).time_of_day for number in range(8)}) == 2
    assert {describe("desert at noon", picture=number).time_of_day for number in range(8)} == {"day"}
    assert {describe("desert", "noir", picture=number).time_of_day for number in range(8)} == {"night"}


def test_stars_mean_night():
    assert describe("stars over the desert").time_of_day == "night"


@pytest.mark.parametrize(
    ("prompt", "hour", "later"),
    [
        ("ocean waves, cold", "day", "dusk"),
        ("winter harbour, steel blue, static", "day", "dusk"),
        ("hospital corridor, sterile white", "day", "day"),
        ("lighthouse in a hurricane", "dusk", "night"),
        ("a lonely lighthouse keeper, cold blue", "dusk", "night"),
        ("lighthouse, warm", "golden", "dusk"),
        ("old library with dust in sunbeams", "golden", "golden"),
        ("sunflower field under a stormy sky", "dusk", "dusk"),
        ("ocean waves, warm", "golden", "dusk"),
        ("hot sun over the desert", "day", "day"),
        ("ocean waves, teal and orange", "golden", "dusk"),
        ("cold ocean waves at sunset", "golden", "golden"),
    ],
)
def test_cold_light_and_storms_have_no_low_sun_unless_it_is_named(prompt, hour, later):
    assert describe(prompt, picture=0).time_of_day == hour
    assert describe(prompt, picture=4).time_of_day == later


def test_ink_black_is_night_and_fireflies_are_known():
    found = describe("ink-black forest with fireflies")
    assert (found.world, found.time_of_day, found.unknown) == ("forest", "night", ())
    assert "fireflies" in found.motifs
    assert describe("ink-black dunes at noon").time_of_day == "day"


def test_golden_is_a_colour_where_another_hour_is_named():
    assert describe("a carousel with golden lights at night").time_of_day == "night"
    assert describe("golden dunes").time_of_day == "golden"


def test_a_souk_is_dry_unless_the_prompt_says_rain():
    assert describe("a market in Marrakech at dusk").weather == "clear"
    assert describe("a market in Marrakech at dusk in the rain").weather == "rain"
    assert describe("a neon street in Prague at dusk").weather == "rain"
    assert describe("a quiet alley in Prague").weather == "clear"
    assert describe("an alley with a cat").weather == "clear"
    assert describe("a neon alley").weather == "rain"


def test_washing_dries_by_day():
    found = describe("clotheslines between the houses")
    assert (found.world, found.time_of_day, found.weather) == ("alley", "day", "clear")
    assert "washing_line" in found.motifs
    assert "washing_line" not in describe("a laundry at night").motifs


def test_blossom_in_a_street_is_seen_by_day_unless_an_hour_or_its_lamps_are_named():
    assert describe("cherry blossom petals falling on a quiet Kyoto street").time_of_day == "day"
    assert describe("cherry blossom in a neon street").time_of_day == "night"
    assert describe("a steamy street in the rain").weather == "rain"


@pytest.mark.parametrize(
    ("prompt", "hour", "weather"),
    [
        ("an old car, watching the sun go down over the valley", "golden", "clear"),
        ("girl on a swing, golden afternoon", "golden", "clear"),
        ("golden fields, a thunderstorm over them", "dusk", "storm"),
        ("golden light between storm clouds over the sea", "golden", "storm"),
        ("foggy mountain road, headlights approaching, cold teal", "night", "mist"),
        ("a bedroom with christmas lights", "dusk", "clear"),
        ("two lovers in a kitchen lit by the open fridge", "night", "clear"),
        ("rave in an abandoned factory, strobe lights", "night", "clear"),
        ("church bells over a snow covered alpine village, morning", "dawn", "clear"),
        ("a ghost ship in the fog, pale green and black", "dusk", "mist"),
        ("lonely cabin in a snowstorm, warm window light", "dusk", "snow"),
        ("a girl on the windowsill watching the snow fall", "day", "snow"),
        ("a room lit only by a television", "night", "clear"),
        ("an old man in a square, winter light", "day", "clear"),
        ("rain forest canopy at sunrise, mist", "dawn", "mist"),
        ("a rain of feathers in a dark hall", "night", "clear"),
        ("kids on a dusty street, evening sun", "golden", "clear"),
        ("red umbrellas in the desert at noon", "day", "clear"),
        ("empty beach in winter, grey waves", "day", "overcast"),
        ("a wet bench in a meadow at noon", "day", "clear"),
        ("a frozen river, footprints in the snow, morning", "dawn", "clear"),
        ("a skateboarder under street lights at night", "night", "clear"),
        ("cumulus in a summer sky, blue and white", "day", "clear"),
        ("a mountaineer on a snowy ridge in a storm", "day", "snow"),
        ("a beach boardwalk in the rain, neon signs", "night", "rain"),
        ("a boxer in a dark tunnel", "night", "clear"),
        ("a swimmer in a turquoise pool in summer, turquoise and white", "day", "clear"),
        ("sunflowers in summer", "day", "clear"),
        ("sunflowers in the golden light of summer", "golden", "clear"),
        ("a golden brown horse in a pine forest", "dawn", "mist"),
        ("a narrow alley at night", "night", "clear"),
        ("dark clouds over the prairie", "dusk", "storm"),
        ("a city after the rain, rainbow", "day", "rain"),
        ("a snowboarder on a slope, blue sky", "day", "clear"),
        ("police lights in a street", "night", "clear"),
        ("a space station, abandoned", "night", "clear"),
        ("a dusty road, cactus", "day", "clear"),
        ("a petrol station, pastel", "day", "clear"),
        ("blossom in a park", "day", "clear"),
        ("a dust storm over a highway", "day", "dust"),
        ("a thousand umbrellas hanging over a street, sunny", "day", "clear"),
        ("lit tents on a mountain", "dusk", "clear"),
        ("a laundromat at 3 in the morning", "night", "clear"),
        ("frozen in time, a cafe terrace", "dusk", "clear"),
    ],
)
def test_what_goes_with_an_hour_or_a_weather_says_it(prompt, hour, weather):
    found = describe(prompt)
    assert (found.time_of_day, found.weather) == (hour, weather)


def test_after_the_rain_streets_are_wet_and_none_falls():
    found = describe("tokyo side street after the rain")
    assert found.weather == "rain" and found.weather_amount < 0.1
    assert "after the rain" in explain(found)["summary"]
    puddle = describe("the moon reflected in a puddle")
    assert describe("stairs in Montmartre, rain just stopped").weather_amount < 0.1
    assert puddle.weather_amount < 0.1 and "umbrella" not in puddle.motifs


def test_gentle_rain_slows_nothing_else():
    assert describe("a street in gentle rain").speed == 1.0
    assert describe("gentle waves").speed < 1.0
