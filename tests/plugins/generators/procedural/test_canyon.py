"""Canyon country: strata, walls on both sides of a river, buttes that fade, and the words that lead there."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.canyon import ground, world as canyon

from .look import difference, measure, paint, shown

MESA = {"understood": ("mesa",)}


@pytest.mark.parametrize(
    ("shot", "time_of_day", "facts"),
    [
        ("wide", "golden", {}),
        ("medium", "day", {}),
        ("close", "dawn", {}),
        ("wide", "dusk", MESA),
        ("medium", "golden", MESA),
        ("close", "night", MESA),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(
    shot: str, time_of_day: str, facts: dict[str, Any]
) -> None:
    assert measure(shown(paint("canyon", shot=shot, time_of_day=time_of_day, **facts))).faults(26.0) == []


def test_same_arguments_give_the_same_bytes_and_seeds_other_pictures() -> None:
    first, second = paint("canyon"), paint.__wrapped__("canyon")
    assert all(np.array_equal(group.light, second.groups[name].light) for name, group in first.groups.items())
    assert difference(shown(first), shown(paint("canyon", seed=8))) > 12
    assert difference(shown(first), shown(paint("canyon", shot="medium"))) > 12


def test_walls_rise_in_cliffs_and_benches_at_the_same_heights_on_both_sides() -> None:
    rng = np.random.default_rng(3)
    _, country = canyon._valley(canyon.GORGE["wide"], "wide", 90, 160, 1.0, rng)
    high = float(country.land[ground.HIGH])
    counts = []
    for side in (-1.0, 1.0):
        x, z = np.meshgrid(side * np.arange(0, 330, 0.5), np.arange(0, 1200, 40.0))
        heights = country.heights(x.astype(np.float32), z.astype(np.float32), np.full(x.shape, 0.8, np.float32))
        assert heights.min() < 0.02 * high
        assert heights.max() > 0.97 * high
        steep = np.abs(np.diff(heights, axis=1)) / 0.5
        assert (steep > 2.0).mean() > 0.03, "cliffs"
        wall = (heights > 0.12 * high) & (heights < 0.95 * high)
        counts.append(np.histogram(heights[:, :-1][wall[:, :-1] & (steep < 0.9)] / high, 12, (0.1, 0.96))[0])
    assert np.corrcoef(*counts)[0, 1] > 0.8, "benches of both sides lie at one height"
    assert (counts[0] < 0.25 * max(counts[0])).sum() >= 3, "and cliffs between them"


def test_a_river_runs_between_walls_and_only_there() -> None:
    found = paint("canyon")
    water = found.masks["water"] > 0.5
    assert 0.005 < water.mean() < 0.3
    assert not (water & (found.masks["sky"] > 0.5)).any()
    assert not paint("canyon", time_of_day="dusk", **MESA).masks["water"].any()


def test_buttes_stand_sheer_before_the_sky_and_fade_with_distance() -> None:
    found = paint("canyon", time_of_day="dusk", **MESA)
    sky = found.masks["sky"] > 0.5
    top = np.argmin(sky, axis=0)
    assert np.abs(top[5:] - top[:-5]).max() > 0.09 * len(sky), "a wall that is all but upright"
    assert np.median(np.abs(np.diff(top))) <= 1, "and level tops beside it"
    height, width = sky.shape
    distances = [float(np.median(found.depth[top[x] + 2, x])) for x in range(width)]
    assert max(distances) > 2 * min(distances)
    near, far = int(np.argmin(distances)), int(np.argmax(distances))
    luma = shown(found).mean(axis=2)
    assert luma[top[far] + 3 : top[far] + 6, far].mean() > luma[top[near] + 3 : top[near] + 6, near].mean()


def test_a_ray_meets_the_ground_where_it_is_said_to() -> None:
    _, country = canyon._valley(canyon.GORGE["wide"], "wide", 90, 160, 1.0, np.random.default_rng(3))
    z = np.full(200, 300.0, np.float32)
    x = np.linspace(-250, -40, 200, dtype=np.float32)
    foot = np.full(200, 0.2, np.float32)
    y = country.heights(x, z, foot)
    moved, still = x + 0.3, z.copy()
    level = y.copy()
    way = np.full(200, -1, np.float32)
    flat = np.zeros(200, np.float32)
    ground.settle(
        moved, level, still, way, flat, flat, np.full(200, 1.0, np.float32), foot, country.land, country.buttes,
        country.profile, np.int32(country.seed),
    )  # fmt: skip
    off = np.abs(country.heights(moved, still, foot) - level)
    before = np.abs(country.heights(x + np.float32(0.3), z, foot) - y)
    assert off.mean() < 0.35 * before.mean()


@pytest.mark.parametrize(
    ("prompt", "flat"),
    [
        ("a red canyon at sunset", False),
        ("eine rote Schlucht bei Sonnenuntergang", False),
        ("Monument Valley at dawn", True),
        ("mesas in the desert, golden hour", True),
    ],
)
def test_words_lead_there(prompt: str, flat: bool) -> None:
    found = describe(prompt)
    assert found.world == "canyon"
    assert bool(found.all_words & canyon._MESAS) is flat
    assert found.unpainted == ()


def test_from_its_rim_one_looks_into_the_gorge() -> None:
    away = np.geomspace(4.0, 1600.0, 240, dtype=np.float32)
    deep = []
    for seed in range(40):
        rng = np.random.default_rng([seed, 61])
        camera, country = canyon._valley(canyon.GORGE["medium"], "medium", 180, 320, (-1.0) ** seed, rng)
        ahead = camera.x + np.sin(camera.heading) * away, camera.z + np.cos(camera.heading) * away
        level = country.heights(*ahead, np.ones_like(away))
        slope = (level - camera.y) / away
        deep.append(camera.y - level[slope >= np.maximum.accumulate(slope)].min())
    assert np.mean(np.array(deep) > 60) > 0.8  # metres below the eye


@pytest.mark.parametrize("shot", list(canyon.OVER_RIVER))
def test_a_named_river_is_seen_between_its_walls(shot: str) -> None:
    for seed in range(3):
        seen = []
        for wet in (False, True):
            rng = np.random.default_rng(seed)
            camera, country = canyon._valley(canyon.OVER_RIVER[shot], "wide", 90, 160, 1.0, rng, wet=wet)
            seen.append(canyon._river_seen(country, camera.y, camera.heading))
        assert seen[1] > 1.3 * seen[0] > 0


def test_mesas_show_their_lit_face_at_noon() -> None:
    for seed in range(4):
        sun = abs(canyon._azimuth("day", np.random.default_rng(seed), flat=True))
        assert math.pi / 2 < sun < math.pi, "behind whoever looks, and to a side"
