"""What prompts mean by their waters, and by the snow on far peaks."""

import pytest

from beatreel.plugins.generators.procedural.foreground._close_ups import kind_of
from beatreel.plugins.generators.procedural.prompt.describe import describe


@pytest.mark.parametrize(
    ("prompt", "stands"),
    [
        ("Calm lake at dawn with mountains mirrored in it, lilac and peach", False),
        ("A lake that mirrors pink clouds, rose and blue", False),
        ("Perfect mirror of the sky on a salt flat, pink and blue", False),
        ("A tall mirror standing in the desert, gold and blue", True),
    ],
)
def test_water_that_mirrors_is_no_mirror(prompt: str, stands: bool) -> None:
    assert ("lone_mirror" in describe(prompt).motifs) == stands


def test_tropical_fish_bring_no_palms_to_a_reef() -> None:
    assert "palms" not in describe("Coral reef with tropical fish, turquoise and orange").motifs


def test_snow_on_peaks_falls_on_no_meadow() -> None:
    assert describe("Alpine meadow under snowy peaks at noon, green and violet").weather == "clear"
    assert describe("Meadow with snow falling, white and green").weather == "snow"


def test_a_cloudy_day_is_overcast() -> None:
    assert describe("A glacier on a cloudy day, pale blue and charcoal").weather == "overcast"


def test_a_deep_green_sea_is_darker_than_the_grey_beside_it() -> None:
    palette = describe("Stormy sea with huge waves, steel grey and deep green").palette
    assert palette.grey and palette.shadow == palette.key


def test_no_berries_are_grey() -> None:
    cold = describe("Snowy pine forest at night, blue and silver")
    assert {kind_of(cold, variation) for variation in range(3)} == {"cone"}
    assert "berries" in {kind_of(describe("Snowy pine forest, red and silver"), variation) for variation in range(3)}
