"""Prompts of nothing but matter and light: where they play, and that a fire burns in the hues that are named."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._coloured_smoke import add_coloured_smoke
from beatreel.plugins.generators.procedural.foreground._light import Backlight
from beatreel.plugins.generators.procedural.painting import Grade, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.smokes import smokes_of
from beatreel.plugins.generators.procedural.worlds.chrome import fire
from beatreel.plugins.generators.procedural.worlds.space import sky


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("Wall of fire, orange and black, slow motion", "chrome", "flames"),
        ("Blue flames dancing, blue and orange, close up", "chrome", "flames"),
        ("Sparks flying in the dark, gold and red", "chrome", "flames"),
        ("Thick white fog and smoke in blue light, blue and white", "chrome", "smoke_plumes"),
        ("Chrome spheres floating in a studio, pink and blue", "chrome", "giant_spheres"),
        ("Geometric tunnel of light, purple and orange, flying forward", "road", "light_tunnel"),
        ("Light trails on a dark background, red and white", "chrome", "light_painting"),
        ("Sunbeams breaking through dark clouds, gold and slate", "clouds", ""),
        ("A dancer before a wall of fire, red and black", "stage", "dancer"),
        ("A volcano with fire and smoke", "volcano", ""),
        ("Sunbeams through clouds over a valley", "mountain", ""),
    ],
)
def test_matter_alone_is_in_no_land_and_what_is_named_beside_it_keeps_its_place(
    prompt: str, world: str, motif: str
) -> None:
    found = describe(prompt)
    assert found.world == world
    assert not motif or motif in found.motifs


def test_what_is_dark_beside_sunbeams_are_the_clouds() -> None:
    assert describe("Sunbeams breaking through dark clouds, gold and slate").time_of_day != "night"


def test_glass_that_refracts_is_no_prism_unless_one_is_named() -> None:
    assert "prism" not in describe("Abstract glass shapes with refraction, teal and coral").motifs
    assert "prism" in describe("Light refraction through a prism").motifs


def test_a_fire_burns_from_its_foot_in_the_hue_that_is_named() -> None:
    lit = {}
    for prompt in ("Wall of fire, orange and black", "Blue fire swirling, blue and violet"):
        painting = fire.paint(
            describe(prompt),
            shot="wide",
            variation=0,
            width=90,
            height=160,
            seed=3,
            progress=lambda done, note="": None,
        )
        lit[prompt] = painting.groups["near flames"].light.astype(np.float32)
    warm, cold = lit.values()
    assert warm[90:120].mean() > 5 * warm[:30].mean()
    assert warm[..., 2].mean() > 2 * warm[..., 0].mean()
    assert cold[..., 0].mean() > 1.5 * cold[..., 2].mean()


def test_pillars_of_dust_point_at_the_heart_and_leave_it_free() -> None:
    trunks, rim = sky._trunks(np.ones((160, 90), np.float32), (0.5, 0.4), 5)
    y, x = np.mgrid[:160, :90] / 90
    near = np.hypot(x - 0.5, y - 0.4 * 160 / 90) < 0.05
    assert trunks[near].max() < 0.05 < trunks[~near].mean()
    assert rim.min() >= 0 and rim.max() <= 1


@pytest.mark.parametrize(
    ("prompt", "colours", "seen"),
    [
        ("a woman on a stone bridge, violet smoke, night", ("violet",), True),
        ("a parking garage with thick blue smoke", ("blue",), True),
        ("a lone tree with pink and cyan smoke, dusk", ("pink", "cyan"), True),
        ("molten gold and violet smoke on black", ("gold", "violet"), True),
        ("a dancer on a stage in red smoke", ("red",), False),  # a stage has its own
        ("a violet bridge, smoke over the river", (), False),
    ],
)
def test_smoke_of_a_colour_is_in_any_place(prompt: str, colours: tuple[str, ...], seen: bool) -> None:
    found = describe(prompt)
    assert smokes_of(prompt) == colours
    assert ("coloured_smoke" in found.motifs) == seen
    if seen:  # it is told, and no fog
        assert found.weather == "clear" and not any("smoke" in word for word, _ in found.elsewhere)


def test_smoke_has_the_colour_that_is_named() -> None:
    size = (64, 36)
    painting = Painting(
        {"sky": LightGroup(np.full((*size, 3), 0.2, np.float32))},
        np.full(size, 100.0, np.float32),
        40.0,
        (18.0, 32.0),
        Grade(),
    )
    description = describe("a hill, green smoke, noon")
    add_coloured_smoke(painting, Backlight.of(painting), description, "wide", np.random.default_rng(3))
    colour = [
        (np.asarray(one.colour, np.float32) * one.alpha[..., None]).sum(axis=(0, 1)) / np.asarray(one.alpha).sum()
        for one in painting.layers
    ]
    assert len(colour) == 2 and all(blue < 0.6 * green > red for blue, green, red in colour)
    assert all(0.03 < np.asarray(one.alpha, np.float32).mean() < 0.5 for one in painting.layers)
