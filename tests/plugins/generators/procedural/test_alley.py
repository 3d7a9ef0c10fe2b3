"""The alley: that pictures which follow each other look at it from elsewhere, and who stands in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels.street import SIGN
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.alley import layout, views, world as alley

from .look import HEIGHT, WIDTH, measure, paint, shown


def far_end(painting: Painting) -> tuple[float, float]:
    """Return where the street ends, shares of width and height: what the composition hangs on."""
    rows, columns = np.nonzero(painting.masks["ground"] > 0.5)
    far = np.argsort(rows, kind="stable")[:40]
    rows, columns = rows[far], columns[far]
    return float(np.median(columns)) / WIDTH, float(np.median(rows)) / HEIGHT


@pytest.mark.parametrize(("shot", "seed"), [("wide", 7), ("medium", 5)])
def test_pictures_that_follow_each_other_look_from_elsewhere(shot: str, seed: int) -> None:
    ends = [
        far_end(paint("alley", shot=shot, seed=seed, variation=v, time_of_day="night", weather="rain"))
        for v in range(3)
    ]
    for one, other in combinations(ends, 2):
        assert np.hypot(one[0] - other[0], one[1] - other[1]) > 0.08


def test_every_way_of_looking_comes_up() -> None:
    for shot, kinds in {"wide": 3, "medium": 3, "close": 2}.items():
        for seed in range(6):
            assert len({alley.kind_of(shot, seed, variation) for variation in range(kinds)}) == kinds


def old(prompt: str) -> bool:
    return alley._mood(describe(prompt)).old


def test_an_old_street_has_no_signs_and_its_lanterns_share_the_beat() -> None:
    assert old("a cobblestone street at night")
    assert old("a narrow lane in Venice")
    assert not old("a street in Tokyo")
    assert not old("a cobblestone street full of neon")
    mood = alley._mood(describe("a bazaar in a cobblestone street at night", world="alley"))
    assert mood.market
    street, modern = (layout.build(replace(mood, old=is_old), 4) for is_old in (True, False))
    assert not (street.traits[:, 0] == SIGN).any()
    assert (modern.traits[:, 0] == SIGN).sum() > 10
    families = np.diff(street.light_start)
    assert families[0] == 0
    assert families[1:].min() > 5
    fewer = layout.build(replace(mood, market=False), 4)
    assert len(street.boxes) > len(fewer.boxes) + 40


def test_an_old_street_is_paved_with_cobbles() -> None:
    one, other = (
        paint("alley", motifs=motifs, words=words, shot="detail", seed=4, time_of_day="day", weather="clear")
        for motifs, words in ((("old_quarter",), ()), ((), ("tokyo",)))
    )
    ground = [np.asarray(p.groups["sky"].light, np.float32).mean(axis=2)[p.masks["ground"] > 0.5] for p in (one, other)]
    rough = [float(np.abs(np.diff(g)).mean() / g.mean()) for g in ground]
    assert rough[0] > 1.5 * rough[1]


def test_seen_from_above_it_has_tones_from_black_to_white() -> None:
    variation = next(v for v in range(3) if alley.kind_of("wide", 7, v) == "above")
    look = measure(shown(paint("alley", seed=7, variation=variation, time_of_day="night", weather="rain")))
    assert look.faults(24.0) == []


def test_feet_are_on_the_picture_whatever_its_shape() -> None:
    for width, height in ((180, 320), (240, 300), (300, 300), (320, 180)):
        for shot, kind in (("medium", "aside"), ("medium", "above"), ("wide", "street"), ("close", "along")):
            for seed in range(8):
                place = views.Shot(shot, np.random.default_rng(seed), kind)
                lens = place.lens(width, height)
                _, foot, _ = alley._project(lens, np.array([place.figure_x, 0.0, place.figure_z]))
                assert foot < 0.97 * height


def test_either_wall_has_signs_of_its_own_colour() -> None:
    street = alley.layout.build(alley._mood(describe("a neon alley at night, magenta and teal")), 4)
    is_left = street.lights[0] < 0.5 * (street.left + street.right)
    red = [float(street.lights[5, side].sum() / street.lights[3:, side].sum()) for side in (is_left, ~is_left)]
    assert abs(red[0] - red[1]) > 0.1


def test_the_head_of_whoever_stands_there_is_on_the_picture() -> None:
    for number in range(60):
        place = views.Shot("detail", np.random.default_rng(number))
        lens = place.lens(1584, 2816)
        rise = float(lens.focal) * (2.08 - place.y) / (place.figure_z - place.z)
        assert (float(lens.centre_y) - rise) / 2816 > 0.09


def test_the_sun_falls_into_a_street_on_a_clear_day() -> None:
    sunlight = {prompt: alley._mood(describe(prompt)).sunlight[2] for prompt in ("alley at noon", "alley at night")}
    assert sunlight["alley at noon"] > 1 and sunlight["alley at night"] == 0
    assert alley._mood(describe("an alley at noon in the rain")).sunlight[2] == 0


def test_a_street_by_day_has_no_signs_unless_it_is_one_of_signs() -> None:
    told = describe("an empty alley at noon")
    assert told.world == "alley" and alley._mood(told).old
    assert not alley._mood(describe("a Tokyo alley at noon")).old
    assert not alley._mood(describe("a street with neon signs at noon")).old


def test_a_street_lamp_that_is_named_is_the_only_light() -> None:
    told = describe("a couple dancing under a single street lamp in a dark alley")
    mood = alley._mood(told)
    assert told.world == "alley" and "waltz" in told.motifs and mood.lamps == 1
    street = layout.build(mood, 4)
    assert not (street.traits[:, 0] == SIGN).any()
    assert len(street.lanterns) == 1 and street.lights.shape[1] == 1
    assert describe("a street under a streetlight in the fog").world == "alley"
    assert alley._mood(describe("an alley with street lamps at night")).lamps > 1
    assert not alley._mood(describe("a street lamp and neon signs in an alley")).lamps
    assert describe("a city street with cars under a street lamp").world == "town"


def test_a_street_lamp_lights_a_pool_on_the_ground_below_it() -> None:
    painting = paint("alley", words=("alley",), prompt="an alley under a street lamp", seed=3, time_of_day="night")
    warm = np.asarray(painting.groups["warm"].light, np.float32).mean(axis=2)
    rest = sum(np.asarray(painting.groups[one].light, np.float32).mean() for one in ("cool", "second"))
    ground = warm[painting.masks["ground"] > 0.5]
    assert np.percentile(ground, 95) > 4 * np.percentile(ground, 10)
    assert warm.mean() > 2 * rest


def test_paper_lanterns_that_are_named_hang_in_their_colour_in_place_of_signs() -> None:
    seen = describe("narrow alley with red lanterns at night")
    mood = alley._mood(seen)
    assert mood.lanterns is not None
    assert mood.lanterns[2] == 1 > 3 * mood.lanterns[:2].max()
    assert not mood.has_signs
    assert len(layout.build(mood, 5).lanterns) > 20
    assert alley._mood(describe("alley under a street lantern at night")).lanterns is None
    assert alley._mood(describe("neon alley with lanterns at night")).has_signs


def test_a_dawn_of_a_cold_colour_is_cold() -> None:
    found = describe("an old street at dawn, soft blue light")
    told, silent = (alley._mood(one).horizon for one in (found, describe("an old street at dawn")))
    assert told[0] > 1.2 * told[2] and silent[2] > 1.2 * silent[0]  # BGR
