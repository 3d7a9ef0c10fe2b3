"""Fields: how they look by crop, shot and hour, and that the wind moves them."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery import crops as plants, field as stage, sowing, sunward
from beatreel.plugins.generators.procedural.scenery.crop_choice import crop_of, suited
from beatreel.plugins.generators.procedural.worlds.field import world as field
from beatreel.plugins.generators.procedural.worlds.field.playground import playground

from .conftest import SPEC, frames_of, make_scene, paint as paint_still
from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "variation"),
    [
        ("wide", "golden", 0),
        ("wide", "dusk", 1),
        ("medium", "dawn", 2),
        ("close", "golden", 3),
        ("detail", "golden", 4),
        ("wide", "night", 0),
    ],
)
def test_has_tones_from_black_to_white(shot: str, time_of_day: str, variation: int) -> None:
    look = measure(shown(paint("field", shot=shot, time_of_day=time_of_day, variation=variation)))
    allowed = ("scattered", "dull", "contrast", "milky") if time_of_day == "night" else ("scattered",)
    assert [fault for fault in look.faults() if not fault.startswith(allowed)] == []


def test_variations_are_other_crops_and_the_prompt_chooses_one() -> None:
    description = describe("", world="field")
    assert {crop_of(description, 7, variation) for variation in range(5)} == set(plants.CROPS) - {
        "grass",
        "heather",
        "tulips",
        "wildflowers",
        "daisies",
    }
    assert crop_of(describe("a field of wildflowers"), 7, 0) == "wildflowers"
    assert crop_of(describe("white daisies in a meadow"), 7, 1) == "daisies"  # and nothing red or violet among them
    for word in ("lavender", "wheat", "sunflowers", "tulips", "heather"):
        named = describe(f"{word} field at sunset")
        assert named.world == "field"
        assert crop_of(named, 7, 3) == word
    pictures = [shown(paint("field", variation=variation)) for variation in range(3)]
    assert min(difference(pictures[i], pictures[j]) for i, j in ((0, 1), (0, 2), (1, 2))) > 12


def test_nobody_is_out_in_a_storm_who_is_not_named() -> None:
    for prompt, somebody in (("lightning over a wheat field", False), ("a man in a wheat field, lightning", True)):
        found = [field._motif(describe(prompt), shot, 7, 0) for shot in ("wide", "medium")]
        assert ("figure" in found) == somebody


def test_a_low_sun_is_gold_on_ripe_ears() -> None:
    named = describe("a woman in a wheat field at sunset in golden light")
    blue, green, red = stage.mood_for(named, np.random.default_rng(1)).sunlight
    assert 1.2 < red / green < 2.0 and green > 4 * blue  # neither pink nor the light of day


def test_shots_are_other_pictures() -> None:
    pictures = [shown(paint("field", shot=shot)) for shot in ("wide", "medium", "close", "detail")]
    assert min(difference(one, other) for i, one in enumerate(pictures) for other in pictures[i + 1 :]) > 12


def test_blossoms_keep_their_colour_at_every_size_of_the_atlas() -> None:
    picture, places, levels = plants.atlas(("poppy",), 3)
    assert list(levels) == sorted(levels, reverse=True)
    means = []
    for level in range(4):
        x, y, wide, tall = places[0, level].astype(int)
        part = picture[y : y + tall, x : x + wide]
        means.append((part[..., :3] * part[..., 3:4]).sum(axis=(0, 1)) / part[..., 3].sum())
    assert np.allclose(means, means[0], atol=0.03)
    assert means[0][2] > 8 * means[0][1]


def test_snow_lies_on_the_grass_and_no_petals_fly() -> None:
    clear, snow = paint("field", weather="clear"), paint("field", weather="snow", weather_amount=0.8)
    assert difference(shown(clear), shown(snow)) > 8
    assert {"snow", "wind"} <= {element.kind for element in snow.elements}
    assert "petals" not in {element.kind for element in snow.elements}
    lit = [one.groups["petals"].light.astype(np.float32) for one in (clear, snow)]
    assert (lit[1] > 0.02).mean() < 0.1 * (lit[0] > 0.02).mean(), "nothing blossoms in it"


def test_an_empty_playground_has_swings_and_no_horse() -> None:
    found = describe("an empty playground in snow")
    assert found.unpainted == ()
    assert {
        field._motif(found, shot, seed, 0) for shot in ("wide", "medium", "close", "detail") for seed in range(8)
    } == {"playground"}
    empty = describe("an empty meadow")
    assert "horse" not in {field._motif(empty, "medium", seed, 0) for seed in range(12)}
    random = np.random.default_rng(2)
    bare = field._stage("medium", stage.mood_for(found, random), plants.WINTER, 200, 200, random, found)
    bare.out[..., 6:] = 1.0
    playground(bare, 100.0, 160.0, 34.0)
    dark = bare.out[..., 6:].max(axis=2) < 0.7
    bar = int(160 - 2.35 * 34)
    assert dark[bar - 2 : bar + 3, 60:140].any(axis=0).all(), "a bar from end to end"
    chains = dark[bar + 20 : bar + 30].all(axis=0)
    assert 3 <= (np.diff(chains.astype(int)) == 1).sum() <= 8, "from which swings hang"
    assert not dark[bar + 25, 98:102].any(), "and one sees between them"


def test_wind_moves_the_field_and_leaves_the_sky(tmp_path_factory: pytest.TempPathFactory) -> None:
    prompt = "wheat field at sunset"
    still = paint_still(tmp_path_factory.mktemp("field"), prompt, shot="medium")
    frames = [
        frame[: SPEC.height].astype(np.int16) for frame in frames_of(still, make_scene(prompt, camera="hold"), count=10)
    ]
    change = frames[9] - frames[0]
    # The light of a beat fades over both, and is no wind.
    field_part, sky_part = (
        np.abs(part - np.median(part))
        for part in (change[int(0.75 * SPEC.height) :], change[: int(0.12 * SPEC.height)])
    )
    assert (field_part > 6).mean() > 0.08
    assert (field_part > 6).mean() > 4 * (sky_part > 6).mean()
    again = frames_of(still, make_scene(prompt, camera="hold"), first=5)[0][: SPEC.height].astype(np.int16)
    assert np.array_equal(again, frames[5])


def test_a_field_by_the_sea_ends_over_it() -> None:
    described = describe("a meadow by the sea at sunset")
    assert (described.world, described.other_world) == ("field", "") and "sea_beyond" in described.motifs
    assert describe("a meadow, then the sea").other_world == "ocean"
    assert describe("a beach, lavender and gold").world == "ocean"
    pictures = [shown(paint("field", motifs=motifs)).astype(int) for motifs in (("sea_beyond",), ())]
    rows = [picture.mean(axis=(1, 2)) for picture in pictures]
    below = slice(int(0.53 * len(rows[0])), int(0.57 * len(rows[0])))  # the horizon
    assert rows[0][below].mean() > 1.6 * rows[1][below].mean()  # water mirrors the sky, where grass is dark


def test_a_road_of_earth_runs_between_the_rows() -> None:
    plain, road = (
        shown(paint("field", shot="wide", time_of_day="day", understood=words)).astype(float)
        for words in (("sunflowers",), ("sunflowers", "country road"))
    )
    low = np.s_[int(0.75 * len(plain)) :]
    assert difference(plain[low], road[low]) > 4


def test_clouds_throw_shadows_on_a_field_at_noon_and_none_at_dusk() -> None:
    noon, evening = (describe(f"a wheat field at {hour}") for hour in ("noon", "sunset"))
    assert field._cloud_shadows(noon) > 0 and field._cloud_shadows(evening) == 0
    scene = field._stage(
        "wide",
        stage.mood_for(noon, np.random.default_rng(3)),
        plants.CROPS["wheat"],
        90,
        160,
        np.random.default_rng(3),
        noon,
    )
    x, z = np.zeros(60), np.linspace(1.5, 50.0, 60)
    assert np.all(sowing.sunlit(scene, x, z) == 1)
    scene.clouded = 0.6
    sunny = sowing.sunlit(scene, x, z)
    assert sunny[0] < 0.62 and sunny[z > 10].max() > 0.9 and sunny.min() >= 0.39


def test_a_close_sunflower_is_large_before_the_field_and_has_leaves() -> None:
    bare = np.random.default_rng(2)
    head, leaf = (plants.DRAWN[name](bare, 120) for name in ("sunflower", "broad_leaf"))
    middle = head[50:70, 50:70, :3].mean(axis=(0, 1))
    petals = head[head[..., 3] > 0.9][:, :3]
    assert middle.max() < 0.3 and np.percentile(petals[:, 2], 80) > 0.6, "a dark heart among yellow petals"
    assert 0.25 < leaf[..., 3].mean() < 0.75
    of_leaf = leaf[leaf[..., 3] > 0.9][:, :3].mean(axis=0)
    assert of_leaf[1] > 1.5 * max(of_leaf[0], of_leaf[2])


def test_a_field_gleams_below_a_low_sun_and_its_sky_does_not() -> None:
    evening = describe("a wheat field at sunset")
    random = np.random.default_rng(3)
    mood = replace(stage.mood_for(evening, random), azimuth=6.0)
    scene = field._stage("wide", mood, plants.CROPS["wheat"], 90, 160, random, evening)
    scene.out[:] = 0.1
    sunward.gleam(scene)
    light, first = scene.out.sum(axis=2), int(scene.horizon)
    below, aside = round(scene.sun[0]), 5
    assert light[first + 8, below] > 1.5 * light[first + 8, aside]
    assert light[first + 8, aside] > 0.7 * light[0, 0]
    assert np.all(scene.out[:first] == np.float32(0.1))


def test_an_ear_near_by_stands_on_its_stem() -> None:
    evening = describe("a wheat field at sunset")
    random = np.random.default_rng(3)
    mood = replace(stage.mood_for(evening, random), azimuth=6.0)
    scene = field._stage("detail", mood, plants.CROPS["wheat"], 90, 160, random, evening)
    field._hero(scene, 0.5, 0.3, 12, "wheat")
    painted = scene.out.sum(-1) > 0
    assert painted[40:150].any(1).all()  # nowhere between the ear and the ground is a gap
    assert painted[110].sum() >= 3  # and it is no hair


def test_a_mixed_meadow_has_blossoms_of_the_colours_that_are_named() -> None:
    meadow = plants.CROPS["meadow"].blossoms
    rose = suited(meadow, describe("Meadow at sunrise, pink and green").palette)
    assert rose[0] == "poppy" and "daisy" in rose and not {"buttercup", "bell"} & set(rose)
    assert "buttercup" in suited(meadow, describe("Meadow at noon, yellow and blue").palette)
    assert suited(meadow, describe("Meadow at noon").palette) == meadow
    assert suited(("lavender",), describe("Lavender, pink and green").palette) == ("lavender",)


def test_the_milky_way_is_over_a_field_and_not_in_it() -> None:
    out, bare = np.zeros((64, 36, 9), np.float32), np.zeros((64, 36), np.float32)
    seen = SimpleNamespace(width=36, height=64, focal=40.0, centre_x=18.0, horizon=40.0, out=out, bare=bare)
    stage.galaxy(seen, 1.0, 7)  # type: ignore[arg-type]
    assert out[:36].max() > 5 * np.median(out[:36].max(axis=2)) and not out[40:].any()
    assert np.allclose(bare, out.sum(axis=2))
