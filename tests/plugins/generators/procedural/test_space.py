"""Space: how it looks by shot and hour, its globes and rings, and what moves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import volume
from beatreel.plugins.generators.procedural.kernels.black_hole import black_hole, seen_behind
from beatreel.plugins.generators.procedural.kernels.planet import planet
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.space import newborn, surface, world
from beatreel.plugins.generators.procedural.worlds.space.rings import bands

from .conftest import frames_of, make_scene, paint as paint_still
from .look import HEIGHT, WIDTH, difference, measure, paint, shown

SHOTS = ("wide", "medium", "close", "detail")


@pytest.mark.parametrize("shot", SHOTS)
@pytest.mark.parametrize(("time_of_day", "prompt"), [("night", "nebula in deep space"), ("day", "a planet")])
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, prompt: str) -> None:
    look = measure(shown(paint("space", shot=shot, time_of_day=time_of_day, prompt=prompt)))
    assert look.faults() == []


def test_shots_seeds_and_variations_are_other_compositions() -> None:
    pictures = [shown(paint("space", shot=shot, time_of_day="night")) for shot in SHOTS]
    pictures += [shown(paint("space", shot="medium", time_of_day="night", seed=8))]
    pictures += [shown(paint("space", shot="medium", time_of_day="night", variation=1))]
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            assert difference(one, other) > 12


def test_the_colours_of_the_prompt_lead() -> None:
    hues = []
    for prompt in ("teal nebula", "red nebula"):
        seen = describe(prompt)
        assert seen.world == "space"
        picture = shown(paint("space", shot="close", time_of_day="night", palette=seen.palette)).astype(float)
        hues.append(picture[..., 0].mean() - picture[..., 2].mean())
    assert hues[0] > 10 > -10 > hues[1]


def test_noise_repeats_without_a_seam() -> None:
    for block in (volume.wisps(1), volume.billows(1)):
        assert 0 <= block.min() < 0.02 < 0.98 < block.max() <= 1
        for axis in range(3):
            inner = np.abs(np.diff(block, axis=axis)).mean()
            seam = np.abs(np.take(block, 0, axis) - np.take(block, -1, axis)).mean()
            assert seam < 1.5 * inner
    x, y, z = np.float32(0.31), np.float32(0.62), np.float32(0.93)
    here = volume.at(volume.wisps(1), x, y, z)
    assert volume.at(volume.wisps(1), x + np.float32(2), y - np.float32(1), z) == pytest.approx(here, abs=1e-4)


def test_a_planet_is_lit_by_its_sun_and_its_air_lies_beyond_the_edge() -> None:
    found = planet((0, 0, 120, 120), centre=(60, 60), radius=40, sun=(1.0, 0.0, 0.0), kind="rock", air=0.05, seed=2)
    cover, light, air = found[..., 3], found[..., 1], found[..., 2]
    assert cover[60, 60] == 1
    assert cover[60, 5] == 0
    assert light[40:80, 80:98].mean() > 0.3
    assert light[40:80, 22:40].max() < 0.05
    assert air[60, 102] > 0.2 > air[60, 110] > air[60, 118]
    assert air[60, 17] < 0.5 * air[60, 102]


def test_rings_are_dense_with_gaps() -> None:
    table = bands(3)
    assert table[0] == table[-1] == 0
    assert table.max() == 1
    assert (table[1200:3800] < 0.08).any()
    assert table.mean() > 0.3


def test_an_astronaut_floats_only_where_one_is_named() -> None:
    scene = {"shot": "close", "time_of_day": "night"}
    nobody, somebody = (paint("space", **scene, understood=words) for words in ((), ("astronaut",)))
    suit = somebody.depth == 9.0
    assert not (nobody.depth == 9.0).any() and 0.02 < suit.mean() < 0.4
    lit = np.asarray(somebody.groups["sun"].light, np.float32).max(axis=2)[suit]
    assert float(np.percentile(lit, 90)) > 4 * float(np.percentile(lit, 20))  # a side in the sun and one in the dark
    rows = np.flatnonzero(suit.any(axis=1))
    assert np.ptp(rows) > 0.4 * WIDTH


def test_a_nebula_fills_every_shot_and_a_planet_that_is_named_stands_before_it() -> None:
    for shot in SHOTS:
        scene = {"shot": shot, "time_of_day": "night"}
        gas, globe = (paint("space", **scene, words=words) for words in (("nebula",), ("nebula", "planet")))
        assert gas.depth.min() > 25  # nothing near
        light = sum(group.light.astype(np.float32) for group in gas.groups.values()).max(axis=2)
        assert (light > 0.05).mean() > 0.2
        assert shot == "close" or globe.depth.min() < 25


def test_the_face_of_a_star_is_hot_with_dark_spots_and_arches_over_its_edge() -> None:
    told = describe("Surface of the sun with erupting flares, molten orange")
    assert (told.world, told.other_world) == ("space", "") and "star_face" in told.motifs
    for shot in SHOTS:
        painting = paint("space", shot=shot, motifs=("star_face",), prompt="surface of the sun")
        face = painting.masks["face"] > 0.9
        arches = painting.groups["arches"].light.astype(np.float32).max(axis=2)
        assert 0.1 < face.mean() < 0.95
        assert arches[~face].max() > 0.5
        light = painting.groups["face"].light.astype(np.float32)[face].max(axis=1)
        assert float(np.percentile(light, 95)) > 3 * float(np.percentile(light, 2))


def test_a_ringed_planet_over_a_cratered_moon_is_seen_from_its_ground() -> None:
    told = describe("a ringed planet rising over a cratered moon")
    assert (told.world, told.other_world) == ("space", "") and surface.place_of(told) == "moon"
    scene = {"shot": "wide", "motifs": ("other_ground",)}
    earth, giant = (paint("space", **scene, words=words) for words in (("moon",), ("moon", "ringed", "planet")))
    assert (giant.depth < 3000).mean() > (earth.depth < 3000).mean() - 0.02
    assert difference(shown(earth), shown(giant)) > 4


def test_a_planet_with_two_suns_shows_both() -> None:
    scene = {"shot": "wide", "motifs": ("other_ground",)}
    one, two = (paint("space", **scene, prompt=prompt) for prompt in ("a planet", "a planet with two suns"))
    light, dark = (np.asarray(each.groups["sun"].light, np.float32).max(axis=2) for each in (two, one))
    bright = (light > 3).astype(np.uint8)
    assert cv2.connectedComponents(bright)[0] == 3  # two and what is around them
    assert (dark > 3).mean() < bright.mean()


def test_lights_of_several_families_answer_the_music() -> None:
    painting = paint("space", shot="medium", time_of_day="night")
    assert {group.pulse for group in painting.groups.values()} >= {"kick", "offbeat", "mid", "high"}
    assert painting.depth.shape == (HEIGHT, WIDTH)
    assert painting.depth.min() > 3


def test_it_moves(tmp_path) -> None:  # type: ignore[no-untyped-def]
    prompt = "nebula in deep space"
    still = paint_still(tmp_path / "still", prompt)
    first, later = (frames_of(still, make_scene(prompt), first=index)[0][:320].astype(float) for index in (2, 40))
    blocks = np.abs(first - later).reshape(20, 16, 18, 10).mean(axis=(1, 3))
    assert (blocks > 1.5).mean() > 0.3


def test_the_earth_is_seen_from_orbit_with_its_towns_by_night() -> None:
    seen = describe("earth from orbit at night with city lights")
    assert (seen.world, seen.other_world, seen.motifs) == ("space", "", ("earth",))
    by_night, by_day = (
        paint("space", shot="medium", time_of_day=hour, motifs=("earth",), seed=5)
        .groups["lamps"]
        .light.astype(np.float32)
        for hour in ("night", "day")
    )
    assert (by_night.max(axis=2) > 0.1).sum() > 3 * (by_day.max(axis=2) > 0.1).sum() > 0


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("astronaut on the moon, earth in the sky", "moon"),
        ("an astronaut walking on a red planet", "mars"),
        ("dust storm on Mars", "mars"),
        ("a red desert planet", "mars"),
        ("alien planet landscape, two moons, purple", "planet"),
    ],
)
def test_the_ground_of_other_worlds_is_found_by_name(prompt: str, place: str) -> None:
    told = describe(prompt)
    assert told.world == "space" and "other_ground" in told.motifs
    assert surface.place_of(told) == place


def test_an_astronaut_in_space_and_a_wolf_under_the_moon_stay_where_they_were() -> None:
    assert "other_ground" not in describe("an astronaut before a nebula").motifs
    assert describe("a wolf under the moon").world == "mountain"


def test_somebody_stands_on_other_ground_in_every_shot_with_a_shadow() -> None:
    for shot in SHOTS:
        scene = {"shot": shot, "motifs": ("other_ground", "figure"), "prompt": "on the moon", "words": ("moon",)}
        there, nobody = (paint("space", **scene, without=without) for without in ((), ("people",)))
        light, empty = (sum(group.light for group in one.groups.values()) for one in (there, nobody))
        changed = np.abs(light - empty).max(axis=2) > 0.02
        assert 0.001 < changed.mean() < 0.25, shot
        assert (light[changed].mean(axis=1) < 0.5 * empty[changed].mean(axis=1)).any(), shot  # a shadow


def test_craters_are_bowls_with_rims_and_far_mountains_rise() -> None:
    land = surface.Crust(0.6, 0.0, 1.0, np.ones(3, np.float32), 7)
    x, z = np.meshgrid(np.linspace(-150, 150, 301, dtype=np.float32), np.linspace(-150, 150, 301, dtype=np.float32))
    near = land.heights(x, z, np.full_like(x, 1.0))
    bare = surface.Crust(0.0, 0.0, 1.0, np.ones(3, np.float32), 7).heights(x, z, np.full_like(x, 1.0))
    relief = near - bare
    assert relief.min() < -2.0 < 0.2 < relief.max() < -relief.min()
    turn = np.linspace(0, 6.28, 200, dtype=np.float32)
    far = land.heights(2600 * np.sin(turn), 2600 * np.cos(turn), np.full_like(turn, 2.0))
    assert far.max() > 40 > near.max()


def test_mars_has_a_bright_sky_without_stars_and_the_moon_a_black_one() -> None:
    skies = {}
    for prompt in ("mars", "on the moon"):
        words = tuple(prompt.split())
        painting = paint("space", shot="wide", motifs=("other_ground",), prompt=prompt, words=words)
        skies[prompt] = sum(group.light for group in painting.groups.values())[: HEIGHT // 3].mean(axis=2)
    assert np.median(skies["mars"]) > 8 * np.median(skies["on the moon"])
    assert skies["mars"].max() < 3 * np.median(skies["mars"])


def test_a_black_hole_is_dark_within_a_ring_and_bends_the_sky() -> None:
    for shot in ("wide", "medium", "close"):
        painting = paint("space", shot=shot, time_of_day="night", motifs=("black_hole",), without=("people",))
        disc = (painting.groups["disc"].light + painting.groups["inner disc"].light).astype(np.float32).max(axis=2)
        sky = painting.groups["stars"].light.astype(np.float32).max(axis=2)
        hole = (disc < 0.01) & (sky == 0) & (painting.depth == 26.0)
        assert 0.002 < hole.mean() < 0.25 and float(disc.max()) > 1.0
        rows, columns = np.nonzero(hole)
        assert np.ptp(rows) > 4 and np.ptp(columns) > 4


def test_light_that_passes_a_black_hole_far_off_is_hardly_bent() -> None:
    eye = (60.0, 5.0, 0.0)
    found = black_hole(60, 60, eye=eye, focal=20.0, centre=(30.0, 30.0), roll=0.3, seed=1)
    right, down, through = seen_behind(found, eye=eye, focal=20.0, roll=0.3)
    assert through[2, 2] == pytest.approx(1, abs=0.02)
    assert abs(right[2, 2] + 27.5) < 2.5 and abs(down[2, 2] + 27.5) < 2.5
    assert float(through[30, 30]) < 1


@pytest.mark.parametrize("prompt", ["a space station in orbit", "a spaceship before a nebula"])
def test_a_station_and_a_ship_that_are_named_are_large_and_lit(prompt: str) -> None:
    found = describe(prompt)
    facts = {"prompt": prompt, "understood": found.understood, "motifs": found.motifs}
    painting, empty = (
        paint("space", shot="close", time_of_day="night", **facts, without=without) for without in ((), ("people",))
    )
    craft_ = painting.depth == 8.0
    assert 0.01 < craft_.mean() < 0.4 and np.array_equal(craft_, empty.depth == 8.0)
    lit = painting.groups["sun"].light.astype(np.float32).max(axis=2)[craft_]
    assert float(np.percentile(lit, 90)) > 3 * float(np.percentile(lit, 20)) > 0


def test_a_galaxy_that_is_named_has_a_core_and_arms_that_wind() -> None:
    painting = paint(
        "space",
        shot="wide",
        time_of_day="night",
        prompt="a spiral galaxy",
        words=("spiral", "galaxy"),
        without=("people",),
    )
    core, arms = (painting.groups[name].light.astype(np.float32).max(axis=2) for name in ("core", "arms"))
    y, x = np.unravel_index(int(core.argmax()), core.shape)
    assert 0.2 * HEIGHT < y < 0.6 * HEIGHT and 0.3 * WIDTH < x < 0.7 * WIDTH
    ring = arms[y - 30 : y + 30, x - 30 : x + 30]
    assert float(ring.std() / ring.mean()) > 0.3  # light and dark take turns
    assert not np.allclose(ring, ring[:, ::-1], atol=0.02)  # a spiral is no mirror image of itself


def test_who_is_on_a_moon_stands_on_it() -> None:
    for prompt in ("a lone astronaut on a dusty red moon", "somebody walks on a small icy planet"):
        found = describe(prompt)
        assert found.world == "space" and "other_ground" in found.motifs
    assert "other_ground" not in describe("a spaceship before a ringed giant").motifs


def test_asteroids_are_near_and_catch_the_sun() -> None:
    scene = {"shot": "close", "time_of_day": "night"}
    empty, full = (paint("space", **scene, words=words) for words in ((), ("asteroids",)))
    near = full.depth < empty.depth
    assert 0.03 < near.mean() < 0.5
    assert np.asarray(full.groups["sun"].light, np.float32)[near].max() > 0.05


def test_a_newborn_star_is_the_brightest_of_its_nebula() -> None:
    description = describe("A nebula with a newborn star, crimson and blue")
    assert newborn.is_named(description)
    assert not newborn.is_named(describe("A nebula, crimson and blue"))
    painting = world.paint(
        description, shot="detail", variation=0, width=90, height=160, seed=3, progress=lambda done, note="": None
    )
    total = sum(np.asarray(group.light, np.float32).sum(axis=2) for group in painting.groups.values())
    star = np.asarray(painting.groups["newborn star"].light, np.float32).sum(axis=2)
    assert (
        np.hypot(
            *np.subtract(np.unravel_index(total.argmax(), total.shape), np.unravel_index(star.argmax(), star.shape))
        )
        < 4
    )
    assert star.max() > 4 * np.median(total)
