"""Worn and painted colours in pictures of another palette."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.harmony import to_lab
from beatreel.plugins.generators.procedural.kept_hues import keep
from beatreel.plugins.generators.procedural.palette import recolour
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.dyes import DYES

_COLD = "walks along the frozen lake, snow falling, pale blue dusk"


def _hue(light: tuple[float, float, float]) -> float:
    shown = np.uint8(255 * np.clip(np.sqrt(np.asarray(light, np.float32)), 0, 1)).reshape(1, 1, 3)
    _, a, b = to_lab(shown)[0, 0]
    return float(np.degrees(np.arctan2(b, a)) % 360)


def _coat(prompt: str) -> tuple[float, float, float]:
    """Return what a red coat in bluish light is in a prompt's palette, BGR."""
    light = np.tile(np.float32([0.032, 0.024, 0.154]), (4, 4, 1))
    blue, green, red = recolour(light, describe(prompt).palette)[0, 0]
    return float(blue), float(green), float(red)


@pytest.mark.parametrize("said", ["a woman in a red coat", "a girl in a red dress", "a boy with a red coat"])
def test_a_worn_colour_is_no_colour_of_the_picture(said: str) -> None:
    palette = describe(f"{said} {_COLD}").palette
    assert palette.borne == (27.0,)
    assert palette.key == 255


@pytest.mark.parametrize(
    "prompt", ["red poppies under dark storm clouds", "a poppy field on a sunny afternoon", "poppies at dusk, blue"]
)
def test_poppies_are_red_and_their_sky_is_not(prompt: str) -> None:
    palette = describe(prompt).palette
    assert palette.borne == (27.0,)
    assert palette.key != 27.0 and abs(palette.temperature) < 0.5


def test_dark_clouds_are_no_night() -> None:
    found = describe("red poppies under dark storm clouds")
    assert found.weather == "storm" and found.time_of_day != "night"


def test_a_red_coat_in_a_blue_dusk_is_red() -> None:
    blue, green, red = _coat(f"a woman in a red coat {_COLD}")
    assert red > 3 * max(blue, green)
    blue, _, red = _coat(f"a woman {_COLD}")
    assert blue > red  # as all that is warm there


def test_what_is_dull_or_of_another_hue_is_left_as_it_is() -> None:
    before = np.float32([[DYES["green"], DYES["grey"], (0.30, 0.36, 0.46)]])
    after = np.full_like(before, 0.1)
    keep(after, before, (27.0,))
    assert np.array_equal(after, np.full_like(before, 0.1))


def test_what_is_kept_comes_nearer_to_its_hue() -> None:
    before = np.float32([[(0.032, 0.024, 0.154)]])
    after = np.full_like(before, 0.1)
    keep(after, before, (27.0,))
    blue, green, red = (float(part) for part in after[0, 0])
    assert abs(_hue((blue, green, red)) - 27) < abs(_hue((0.032, 0.024, 0.154)) - 27)
    assert red > 0.15
