"""The concert: how it looks by shot, its families of light, who plays, and the words that lead to it."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.prompt.describe import Palette, describe
from beatreel.plugins.generators.procedural.worlds.stage import world as stage

from .look import difference, measure, paint, painted, shown


@pytest.mark.parametrize(("shot", "seed"), [("wide", 4), ("wide", 5), ("medium", 6), ("close", 7), ("detail", 8)])
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, seed: int) -> None:
    look = measure(shown(paint("stage", shot=shot, time_of_day="night", seed=seed)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes_and_others_other_pictures() -> None:
    first, second = paint("stage"), paint.__wrapped__("stage")
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    for other in ({"shot": "close"}, {"shot": "medium"}, {"seed": 9}):
        assert difference(shown(first), shown(paint("stage", **other))) > 6


def test_beams_of_two_colours_follow_different_beats() -> None:
    painting = paint("stage", palette=Palette(key=25, fill=255))
    key, fill = painting.groups["key"], painting.groups["fill"]
    assert {key.pulse, fill.pulse} == {"kick", "offbeat"}
    assert key.light[..., 2].sum() > 1.5 * key.light[..., 0].sum()
    assert fill.light[..., 0].sum() > 1.5 * fill.light[..., 2].sum()


def test_somebody_plays_unless_nobody_is_wanted() -> None:
    for shot in ("wide", "medium", "close"):
        band, empty = (shown(paint("stage", shot=shot, without=w)) for w in ((), ("people",)))
        changed = np.abs(band.astype(int) - empty).max(axis=2) > 30
        assert 0.002 < changed.mean() < 0.25, shot


def test_its_crowd_stands_before_the_stage_and_can_be_denied() -> None:
    named, denied = describe("a concert at night"), describe("a concert at night, no crowd")
    assert named.world == denied.world == "stage"
    layers = []
    for description in (named, denied):
        painting = paint.__wrapped__("stage")
        add_foreground(painting, description, shot="wide", variation=0, seed=1)
        layers.append(len(painting.layers))
    assert layers == [3, 0]


def test_words_lead_to_it_and_confetti_falls() -> None:
    for prompt in ("live concert", "rave in a warehouse with lasers", "rock band on stage", "dancers in a club"):
        assert describe(prompt).world == "stage", prompt
    told = describe("a concert with confetti at night")
    painting = paint.__wrapped__("stage", understood=told.understood, motifs=told.motifs)
    add_foreground(painting, told, shot="wide", variation=0, seed=1)
    glitters = {element.kind for element in paint.__wrapped__("stage", understood=("glitter",)).elements}
    assert "confetti" in {element.kind for element in painting.elements} and "petals" in glitters


@pytest.mark.parametrize(
    "prompt",
    ["rose petals falling, black background", "a dancer on a black background", "a singer in a single spotlight"],
)
def test_a_black_background_is_a_black_stage(prompt: str) -> None:
    told = describe(prompt)
    assert told.world == "stage" and "black_stage" in told.motifs and "crowd" not in told.motifs


def test_a_black_stage_is_dark_about_its_lamp_and_somebody_stands_in_it_or_nobody() -> None:
    scene = {"shot": "medium", "time_of_day": "night", "seed": 4}
    there, nobody = (paint("stage", motifs=("black_stage", *more), **scene) for more in (("figure",), ()))
    pictures = [shown(one) for one in (there, nobody)]
    luma = [picture @ np.array([0.07, 0.72, 0.21]) for picture in pictures]
    assert all(np.percentile(one, 40) < 40 and one.max() > 180 for one in luma)
    changed = np.abs(pictures[0].astype(int) - pictures[1]).max(axis=2) > 20
    assert 0.01 < changed.mean() < 0.25
    assert {group.pulse for group in there.groups.values()} == {"kick", "offbeat"}


def test_a_fire_dancer_has_flames_beside_them_that_live_in_the_film() -> None:
    told = describe("a fire dancer on a black background")
    assert told.world == "stage" and "black_stage" in told.motifs
    scene = {"shot": "medium", "time_of_day": "night", "seed": 4, "motifs": ("black_stage", "figure")}
    fire, plain = paint("stage", words=("fire", "dancer"), **scene), paint("stage", words=("dancer",), **scene)
    flames = fire.groups["flames"]
    assert (flames.pulse, flames.base) == ("steady", 0.0) and "flames" not in plain.groups
    places = [element for element in fire.elements if element.kind == "fire"]
    assert len(places) >= 4 and [element.kind for element in fire.elements].count("sparks") == 1
    light = np.asarray(flames.light, np.float32).max(axis=2)
    for place in places:
        row, column = (
            int(share * size) for share, size in zip((place.options["y"], place.options["x"]), light.shape, strict=True)
        )
        assert light[max(row - 12, 0) : row, max(column - 6, 0) : column + 6].max() > 0.5


def test_who_plays_alone_does_so_in_smoke_of_the_colours_that_are_asked_for() -> None:
    found = describe("a cellist alone on a stage with red smoke, crimson and black")
    assert found.world == "stage" and "cellist" in found.motifs and not found.elsewhere
    palette = Palette(key=25, fill=25, accent=25, strength=0.8)
    clear, smoky = (
        paint("stage", understood=("cellist", *more), palette=palette, without=("people",)) for more in ((), ("smoke",))
    )
    assert set(smoky.groups) == {"spot", "back"}  # no band, no wall of light
    red = [float(one.groups["back"].light[..., 2].astype(np.float32).mean()) for one in (clear, smoky)]
    assert red[1] > 2 * red[0]
    light = smoky.groups["back"].light.astype(np.float32)
    assert light[..., 2].sum() > 2 * light[..., 0].sum()


@pytest.mark.parametrize(
    "prompt",
    ["a cellist, warm amber", "a ballerina in crimson light", "a ballet, crimson", "a violinist in candlelight"],
)
def test_who_performs_and_is_placed_nowhere_is_on_a_stage(prompt: str) -> None:
    assert describe(prompt).world == "stage"


def test_who_plays_in_a_field_or_at_sunset_stays_there() -> None:
    assert describe("a violinist in a wheat field").world == describe("a violinist at sunset").world == "field"


def test_a_stage_in_red_light_is_red_and_has_no_blue_shadows() -> None:
    prompt = "a rock band on a stage in red light"
    blue, _, red, _ = np.moveaxis(develop(painted(prompt), describe(prompt).palette).picture.astype(np.float32), -1, 0)
    assert (blue > red + 8).mean() < 0.02 and (red > 2 * blue + 20).mean() > 0.3
    assert describe("a barn in red light").palette.shadow != describe(prompt).palette.shadow


def test_around_the_lamp_of_a_black_stage_one_named_colour_is_the_only_one() -> None:
    prompt = "a cellist on a black stage, warm amber"
    plate = develop(painted(prompt), describe(prompt).palette)
    blue, _, red, _ = np.moveaxis(plate.picture.astype(np.float32), -1, 0)
    lit = red > 90
    assert lit.mean() > 0.01 and (red[lit] > 1.2 * blue[lit]).mean() > 0.9 and (blue > red + 12).mean() < 0.02


def test_a_thin_ray_is_a_line_without_gaps() -> None:
    x, y = np.meshgrid(np.arange(120, dtype=np.float32), np.arange(60, dtype=np.float32))
    ray = np.zeros_like(x)
    stage._beam(ray, np.ones_like(x), x, y, (0.0, 3.0), 0.37, 0.2, 0.0006, 400.0)
    along = ray[:, 10:110].max(axis=0)
    assert along.min() > 0.55 * along.max()


def test_a_red_spotlight_is_red_and_not_orange() -> None:
    prompt = "a singer on a black stage in a single red spotlight"
    blue, green, red, _ = np.moveaxis(
        develop(painted(prompt), describe(prompt).palette).picture.astype(np.float32), -1, 0
    )
    lit = red > 90
    assert lit.mean() > 0.01 and np.median(green[lit] / red[lit]) < 0.42 and np.median(blue[lit] / red[lit]) < 0.35
