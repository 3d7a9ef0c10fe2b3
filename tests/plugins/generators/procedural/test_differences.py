"""Two seeds, two prompts, two films of one prompt: seen to be different, measured."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import cv2
import numpy as np
import pytest
from PIL import Image

from beatreel import VideoSpec
from benchmarks.looks.measures import (
    competitors,
    focal_distance,
    focal_place,
    hash_distance,
    histogram_distance,
    measure,
    perceptual_hash,
)
from tests.plugins.generators.procedural.conftest import PROMPTS, paint

SMALL = VideoSpec(width=90, height=160, frame_rate=Fraction(30))


def seen(still):
    return np.asarray(Image.open(still.picture).convert("RGB"))


@pytest.fixture(scope="module")
def pictures(stills, tmp_path_factory):
    """Every world twice, with two seeds: the stills of all tests, and others."""
    folder = tmp_path_factory.mktemp("pictures")
    size = SMALL.width, SMALL.height
    with_other_seed = {world: paint(folder / world, prompt, SMALL, seed=4) for world, prompt in PROMPTS.items()}
    return {
        (world, seed): np.asarray(Image.fromarray(seen(still)).resize(size, Image.Resampling.BOX))
        for seed, painted in ((3, stills), (4, with_other_seed))
        for world, still in painted.items()
    }


@pytest.mark.parametrize("world", list(PROMPTS))
def test_two_seeds_of_one_prompt_look_different(pictures, world):
    one, other = pictures[world, 3], pictures[world, 4]
    assert hash_distance(one, other) >= 6 or histogram_distance(one, other) >= 4


def test_no_two_prompts_look_alike(pictures):
    for one, other in combinations(PROMPTS, 2):
        shapes = hash_distance(pictures[one, 3], pictures[other, 3])
        colours = histogram_distance(pictures[one, 3], pictures[other, 3])
        assert shapes >= 10 and colours >= 3, (one, other, shapes, colours)


def test_prompts_that_mean_the_same_here_still_give_other_pictures(tmp_path):
    one, other = (
        seen(paint(tmp_path / str(n), prompt, SMALL)) for n, prompt in enumerate(("a quiet forest", "a crooked forest"))
    )
    assert hash_distance(one, other) >= 6


def test_the_measures_measure():
    random = np.random.default_rng(1)
    noise = random.integers(0, 256, (160, 90, 3), dtype=np.uint8)
    smooth = np.tile(np.linspace(0, 240, 160, dtype=np.uint8)[:, None, None], (1, 90, 3))
    assert hash_distance(smooth, smooth) == 0 == histogram_distance(smooth, smooth)
    assert perceptual_hash(smooth) != perceptual_hash(noise)
    assert hash_distance(noise, (noise * 0.9 + 8).astype(np.uint8)) < 6 < 20 < hash_distance(noise, noise[::-1])
    red, blue = smooth.copy(), smooth.copy()
    red[..., 1:] //= 4
    blue[..., :2] //= 4
    assert histogram_distance(red, blue) > 30 > 3 > histogram_distance(red, red[:, ::-1])
    look = measure(smooth)
    assert look.has_values and not look.has_colours and look.detail < measure(noise).detail
    assert not measure(noise).has_colours
    spot = np.full((160, 90, 3), 40, np.uint8)
    spot[50:56, 28:33] = 240
    assert focal_distance(spot) < 0.08
    assert competitors(spot) == 0


@pytest.mark.parametrize("place", [(24, 135), (70, 20)])
def test_what_stands_out_is_no_horizon_and_no_edge_of_the_picture(place):
    picture = np.full((160, 90, 3), 150, np.uint8)
    picture[60:] = 40  # land
    cv2.fillPoly(picture, [np.array([[0, 90], [90, 160], [0, 160]])], (90, 90, 90))  # a slope that the frame cuts
    cv2.circle(picture, place, 7, (255, 240, 200), -1)
    found = focal_place(picture)
    assert abs(found[0] - place[0] / 90) < 0.07 and abs(found[1] - place[1] / 160) < 0.07
    assert competitors(picture) == 0
    cv2.circle(picture, (90 - place[0], place[1]), 7, (255, 240, 200), -1)
    assert competitors(picture) == 1
