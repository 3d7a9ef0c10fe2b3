"""The colours of a low sun's sky that a prompt names."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.palette import oklab
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.city_mood import mood_of
from beatreel.plugins.generators.procedural.scenery.open_sky import open_light

_LUMA = np.array([0.0722, 0.7152, 0.2126])


@pytest.mark.parametrize(
    ("prompt", "hues"),
    [
        ("a violet sunset over a turquoise sea", (302.0,)),
        ("waves under a deep red evening sky", (27.0,)),
        ("pink clouds at sunset over the pacific", (355.0,)),
        ("the sky turns purple at dusk above the harbour", (310.0,)),
        ("a sky of crimson and gold over the sea at sunset", (17.0, 78.0)),
        ("golden hour, sky in pink and violet", (355.0, 302.0)),
        ("a red boat at sunset", ()),
        ("blue sea at dusk", ()),
        ("green hills under a red sky at night", ()),
    ],
)
def test_skies_have_the_colours_that_are_said_of_them(prompt: str, hues: tuple[float, ...]) -> None:
    assert describe(prompt).sky_hues == hues


@pytest.mark.parametrize("hue", [27, 302, 355])
def test_a_named_sky_is_of_its_hue_and_as_bright_as_any(hue: int) -> None:
    name = {27: "red", 302: "violet", 355: "pink"}[hue]
    for light_of in (open_light, mood_of):
        named, plain = (
            light_of(describe(f"the sea at sunset{colour}"), np.random.default_rng(1))
            for colour in (f", {name} sky", "")
        )
        _, a, b = oklab(np.array(named.horizon, np.float32)[None])
        away = (np.degrees(np.arctan2(b[0], a[0])) - hue + 180) % 360 - 180
        assert abs(away) < 15
        assert np.dot(named.zenith, _LUMA) == pytest.approx(np.dot(plain.zenith, _LUMA), rel=0.05)


def test_red_of_a_sky_is_not_drawn_to_orange() -> None:
    palette = describe("a blood red sunset over the ocean").palette
    assert palette.accent == palette.key
    assert palette.temperature < 0.3


def test_no_moon_stands_beside_a_comet() -> None:
    comet, plain = (
        open_light(describe(f"{what}the sea at night"), np.random.default_rng(1)) for what in ("a comet over ", "")
    )
    assert comet.disc == 0 < plain.disc
