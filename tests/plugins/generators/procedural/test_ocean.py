"""The sea: how it looks by shot, hour and weather, the physics of its waves, who is there, and that the water runs."""

from __future__ import annotations

import copy
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from beatreel import Music, VideoSpec
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.duotone import split_of
from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.kernels import ice
from beatreel.plugins.generators.procedural.kernels.sea import sea_state
from beatreel.plugins.generators.procedural.palette import recolour
from beatreel.plugins.generators.procedural.prompt.describe import Palette, SceneDescription, describe
from beatreel.plugins.generators.procedural.worlds.ocean import sand
from beatreel.plugins.generators.procedural.worlds.ocean.ground import Shore

from .conftest import make_analysis, make_scene
from .look import difference, harmonious, measure, paint, painted, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "seed"),
    [
        ("wide", "golden", 4),
        ("wide", "night", 3),
        ("wide", "dawn", 7),
        ("medium", "day", 6),
        ("medium", "dusk", 8),
        ("close", "golden", 3),
        ("close", "dusk", 6),
        ("detail", "day", 5),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(shot: str, time_of_day: str, seed: int) -> None:
    look = measure(harmonious(paint("ocean", shot=shot, time_of_day=time_of_day, seed=seed)))
    assert look.faults() == []


def test_same_arguments_give_the_same_bytes() -> None:
    first, second = paint("ocean"), paint.__wrapped__("ocean")
    for name, group in first.groups.items():
        assert np.array_equal(group.light, second.groups[name].light)
    assert np.array_equal(first.depth, second.depth)


def test_shots_seeds_and_variations_are_other_pictures() -> None:
    pictures = [
        shown(paint("ocean", **one))
        for one in ({"seed": 4}, {"seed": 5}, {"seed": 4, "variation": 1}, {"seed": 4, "shot": "medium"})
    ]
    for i, one in enumerate(pictures):
        for other in pictures[i + 1 :]:
            assert difference(one, other) > 10


def test_the_sun_lays_a_path_on_the_water() -> None:
    painting = paint("ocean", seed=4)
    glints = painting.groups["glints"].light.max(axis=2) * painting.masks["water"]
    columns = glints.sum(axis=0)
    middle = float((columns * np.arange(columns.size)).sum() / columns.sum())
    near = np.abs(np.arange(columns.size) - middle) < 0.2 * columns.size
    assert columns[near].sum() > 0.75 * columns.sum()
    assert {"swell", "glints"} <= {element.kind for element in painting.elements}


def test_a_lighthouse_shines_at_night_and_not_by_day() -> None:
    night, day = (paint("ocean", seed=3, time_of_day=time, motifs=("lighthouse",)) for time in ("night", "day"))
    assert "lamp" in night.groups
    assert "beam" in {element.kind for element in night.elements}
    assert "lamp" not in day.groups


def test_nobody_is_there_where_nobody_is_wanted() -> None:
    facts = {"seed": 4, "shot": "medium", "words": ("beach",), "details": ("figure",)}
    with_somebody, alone = paint("ocean", **facts), paint("ocean", **facts, without=("people",))
    change = np.abs(shown(with_somebody).astype(float) - shown(alone)).max(axis=2) > 40
    assert 0.0002 < change.mean() < 0.03


def test_a_storm_raises_the_waves_and_whitens_them() -> None:
    clear = paint("ocean", seed=4, time_of_day="day")
    storm = paint("ocean", seed=4, time_of_day="day", weather="storm", weather_amount=0.9)
    assert difference(shown(clear), shown(storm)) > 10
    assert {"rain", "mist"} <= {element.kind for element in storm.elements}


def test_a_green_sea_under_a_grey_sky_is_not_a_green_sky_over_a_grey_sea() -> None:
    prompt = "Stormy sea at dusk, steel grey and deep green"
    found = painted(prompt, seed=4)
    light = np.sum([found.groups[name].light for name in ("sky", "sun")], axis=0, dtype=np.float32)
    palette = describe(prompt).palette
    recolour(light, palette, split_of(light, palette))
    sky, sea = (light[rows].reshape(-1, 3).mean(axis=0) for rows in (slice(0, 60), slice(-90, None)))
    assert sky[1] < 1.15 * sky[0]
    assert sea[1] > 1.3 * sea[0]


def test_waves_have_the_slopes_of_their_heights_and_end_at_the_pixel() -> None:
    sea = sea_state(np.random.default_rng(3), longest=20.0, height=1.5, wind=0.4, chop=0.5)
    x = np.linspace(0, 60, 24001, dtype=np.float32)
    fine = np.full_like(x, 0.002)
    height, slope_x, _, lost = sea.at(x, np.full_like(x, 7.0), fine)
    measured = np.gradient(height.astype(np.float64), x.astype(np.float64))
    # The bending of crests is left out of the slopes: they agree but are not equal.
    assert np.corrcoef(measured, slope_x)[0, 1] > 0.9
    assert 0.4 < np.ptp(height) < 4.5
    assert lost.max() < 0.02
    coarse_height, _, _, coarse_lost = sea.at(x, np.full_like(x, 7.0), np.full_like(x, 15.0))
    assert coarse_height.std() < 0.2 * height.std()
    assert coarse_lost.mean() > 0.01
    # Sharp crests over flat troughs.
    assert ((height - height.mean()) ** 3).mean() > 0


def test_water_runs_and_land_stands() -> None:
    painting = paint.__wrapped__("ocean", seed=3)
    land = (painting.masks["sky"] < 0.01) & (painting.masks["water"] < 0.01) & (painting.depth < 1000)
    spec = VideoSpec(width=144, height=256, frame_rate=Fraction(30))
    scene = make_scene("", camera="hold", intensity=0.0)
    painting.elements = [element for element in painting.elements if element.kind == "swell"]
    runs = develop(painting, Palette())
    maps = []
    for plate in (runs, replace(runs, elements=[])):  # a camera that holds breathes: that alone moves without a swell
        animator = Animator(plate, scene, spec, Music(make_analysis()), grain=0, vignette=0, seed=2)
        for index in (40, 55):
            animator.frame(index)
            maps.append(animator.warp.map_y.copy())
    moved = np.abs((maps[1] - maps[0]) - (maps[3] - maps[2]))[1:-1, 1:-1]
    rows = moved.shape[0]
    assert moved[int(0.75 * rows) :].max() > 0.3
    assert moved[: int(0.25 * rows)].max() < 0.01
    assert land.any()


def test_shells_that_are_named_lie_on_the_shore() -> None:
    assert not describe("seashells on the beach").unpainted
    assert "seashells" in describe("seashells in a forest").unpainted or describe("seashells in a forest").elsewhere


def test_a_lighthouse_that_is_named_is_always_seen() -> None:
    for shot in ("wide", "medium", "close"):
        for seed in (4, 5):  # they see open water, a beach and a crest without it
            painting = paint("ocean", shot=shot, seed=seed, time_of_day="dusk", motifs=("lighthouse",))
            assert painting.groups["lamp"].light.max() > 0.5
            assert "beam" in {element.kind for element in painting.elements}


def test_a_boat_that_is_named_sails_before_the_headland_too() -> None:
    facts = {"shot": "wide", "seed": 5, "time_of_day": "day", "words": ("coast",)}
    without, with_boat = (shown(paint("ocean", **facts, details=details)) for details in ((), ("boat",)))
    changed = np.abs(without.astype(int) - with_boat).max(axis=2) > 24
    rows = np.flatnonzero(changed.any(axis=1))
    assert len(rows) > 0.03 * len(changed)
    assert changed.mean() < 0.1


def test_a_bridge_that_is_named_spans_the_water_and_shines_at_night() -> None:
    for shot in ("wide", "medium", "close"):
        facts = {"shot": shot, "seed": 5, "time_of_day": "night"}
        plain, bridge = (paint("ocean", **facts, motifs=motifs) for motifs in (("boat",), ("bridge",)))
        assert bridge.groups["lamp"].light.max() > 0.5
        # Its towers stand tall before the sky, which is smooth without them.
        sky = bridge.masks["sky"] > 0.9
        luma = shown(bridge).astype(np.float32) @ np.array([0.07, 0.72, 0.21], np.float32)
        edges = (np.abs(np.diff(luma, axis=1)) > 10) & sky[:, 1:] & sky[:, :-1]
        rows = np.flatnonzero(edges.sum(axis=1) >= 2)
        assert edges.mean() > 0.01, shot
        assert np.ptp(rows) > 0.15 * len(luma)
        assert difference(shown(plain), shown(bridge)) > 3
    day = paint("ocean", shot="wide", seed=5, time_of_day="day", motifs=("bridge",))
    assert "lamp" not in day.groups


def test_a_pier_that_is_named_leads_over_the_water_and_its_lamps_burn_at_night() -> None:
    for seed in (4, 5):  # from its planks, and from beside
        facts = {"shot": "wide", "seed": seed, "motifs": ("pier",)}
        day, night = (paint("ocean", **facts, time_of_day=time) for time in ("day", "night"))
        assert "lamp" not in day.groups
        assert night.groups["lamp"].light.max() > 0.5
        # Wood stands in the water, near, and does not move with it.
        near = day.depth < 60
        wood = near & (day.masks["water"] < 0.1)
        assert 0.01 < wood.mean() < 0.6
        sky = day.masks["sky"] > 0.9
        luma = shown(day).astype(np.float32) @ np.array([0.07, 0.72, 0.21], np.float32)
        assert luma[wood].mean() < 0.8 * luma[sky].mean()
    planks = paint("ocean", shot="wide", seed=4, motifs=("pier",), time_of_day="day")
    below = planks.masks["water"][-20:]
    assert (below < 0.1).mean() > 0.6


def test_whoever_names_a_beach_sees_sand() -> None:
    for seed in (4, 5):
        beach = paint("ocean", shot="wide", seed=seed, understood=("beach",))
        land = (beach.masks["sky"] < 0.1) & (beach.masks["water"] < 0.1)
        assert land.mean() > 0.1


@pytest.mark.parametrize(("shot", "seed"), [("wide", 4), ("medium", 4), ("close", 5)])
def test_icebergs_that_are_named_stand_in_water_that_mirrors_them(shot: str, seed: int) -> None:
    painting = paint("ocean", shot=shot, seed=seed, time_of_day="dawn", motifs=("icebergs",))
    faults = measure(shown(painting)).faults()
    assert [one for one in faults if "hues" not in one] == []  # blue ice in a pink and golden dawn
    solid = (painting.masks["sky"] < 0.05) & (painting.masks["water"] < 0.05)
    assert 0.08 < solid.mean() < 0.6
    # Under the highest ice the still water is as the ice is, beside it as the sky is.
    row = int(painting.centre[1])
    tall = solid[:row].sum(axis=0)
    ice, open_water = tall > 0.5 * tall.max(), tall < 0.1 * tall.max()
    light = sum(group.light for group in painting.groups.values()) @ np.array([0.07, 0.72, 0.21], np.float32)
    band = slice(row + 4, row + 4 + int(0.6 * tall.max()))
    water = painting.masks["water"][band] > 0.9
    above = light[max(0, row - int(0.5 * tall.max())) : row]
    mirrored = np.median(light[band][:, ice][water[:, ice]])
    if open_water.any():
        beside = np.median(light[band][:, open_water][water[:, open_water]])
        is_darker = np.median(above[:, ice]) < np.median(above[:, open_water])
        assert (mirrored < beside) == is_darker


def test_ice_lets_light_through_and_a_ray_meets_it_where_it_is() -> None:
    planes = np.array(
        [
            [a, b, c, first]
            for a, b, c, first in ((8, 0, 80, 1), (-8, 0, 80, 0), (0, 8, 80, 0), (0, -8, 80, 0), (0, 0, 12, 0))
        ],
        np.float32,
    )  # a block of 20 m, 12 m high, with steep walls
    bergs = np.array([[0, 50, 16, 0, 5, 13]], np.float32)
    out = np.empty(3, np.float32)
    x = np.array([0, 0, 30], np.float32)
    z = np.array([50, 39, 50], np.float32)
    ice.berg_heights(x, z, bergs, planes, out)
    assert out[0] == 12
    assert out[1] < 0
    assert out[2] == ice.SUNK
    start, up, ahead = np.zeros(3, np.float32), np.array([0.02, 0.5, 0.02], np.float32), np.ones(3, np.float32)
    sideways = np.array([0, 0, 1], np.float32)
    ice.first_ice(start, start, sideways, up, ahead, bergs, planes, out)
    assert out[0] == pytest.approx(40, abs=0.5)
    assert out[1] == out[2] == 0  # over it, and past it
    level = np.array([0, 0, 0], np.float32), np.array([3, 20, 3], np.float32), np.array([35, 35, 70], np.float32)
    ice.ice_crossed(*level, np.float32(0), np.float32(0.01), np.float32(1), bergs, planes, out)
    assert out[0] == pytest.approx(19.2, abs=2.5)
    assert out[1] == out[2] == 0


def test_an_icy_sea_is_read_in_several_words() -> None:
    for prompt in (
        "glacier lagoon with drifting ice",
        "icebergs in a polar sea",
        "Eisberge im Nebel",
        "ein Eisberg, blau",
    ):
        seen = describe(prompt)
        assert (seen.world, "icebergs" in seen.motifs) == ("ocean", True), prompt
        assert not seen.unpainted
    assert describe("a glacier in the alps").world == "mountain"
    pink = describe("icebergs, pale pink dawn").palette
    assert abs(pink.shadow - pink.key) > 60  # blue where the dawn does not reach


def test_a_boat_that_is_named_sails_among_icebergs() -> None:
    facts = {"shot": "wide", "seed": 4, "time_of_day": "dawn"}
    without, with_boat = (
        shown(paint("ocean", **facts, motifs=motifs)) for motifs in (("icebergs",), ("icebergs", "boat"))
    )
    changed = np.abs(without.astype(int) - with_boat).max(axis=2) > 16
    assert 0.0005 < changed.mean() < 0.05


def test_a_lighthouse_is_in_every_shot_and_round() -> None:
    for shot in ("wide", "medium", "close", "detail"):
        painting = paint("ocean", seed=4, shot=shot, time_of_day="dusk", motifs=("lighthouse",))
        assert float(painting.groups["lamp"].light.max()) > 0.3
        assert "beam" in {element.kind for element in painting.elements}


def test_calm_water_has_lower_waves() -> None:
    rough, calm = (
        paint("ocean", seed=4, shot="close", time_of_day="day", prompt=prompt) for prompt in ("a sea", "a calm sea")
    )
    edges = [
        float(np.abs(np.diff(shown(one)[-90:].astype(np.float32).mean(axis=2), axis=0)).mean()) for one in (rough, calm)
    ]
    assert edges[1] < edges[0]


def test_a_calm_sea_has_the_path_of_the_sun_in_every_shot() -> None:
    for shot in ("close", "detail"):
        glints = np.asarray(
            paint("ocean", seed=4, shot=shot, prompt="a calm sea at sunset").groups["glints"].light, np.float32
        ).max(axis=2)
        assert (glints[-120:] > 0.5 * glints.max()).any(axis=1).mean() > 0.2


def test_a_lighthouse_in_fog_has_a_place_in_the_air_and_a_beam() -> None:
    painting = paint("ocean", seed=4, shot="close", time_of_day="night", weather="mist", motifs=("lighthouse",))
    lamp = painting.groups["lamp"].light.astype(np.float32).max(axis=2)
    y, x = np.unravel_index(int(lamp.argmax()), lamp.shape)
    assert float(painting.depth[y + 4, x]) < 1000
    aside = lamp[y, max(x - 40, 0) : x + 41]
    assert float(np.percentile(aside, 60)) > 0.05


def test_surf_that_shines_by_itself_is_blue_and_answers_the_beat() -> None:
    facts = {"shot": "wide", "seed": 5, "time_of_day": "night", "words": ("beach",)}
    dark, shining = (paint("ocean", **facts, motifs=motifs) for motifs in (("boat",), ("bioluminescence",)))
    lamp = shining.groups["lamp"]
    assert "lamp" not in dark.groups and lamp.gain > 0.2
    bright = lamp.light[lamp.light.max(axis=2) > 0.5 * lamp.light.max()]
    assert bright[:, 0].mean() > 1.3 * bright[:, 2].mean()
    assert describe("bioluminescent waves on a beach").time_of_day == "night"


def test_waves_roll_in_to_a_beach_and_break() -> None:
    shore = Shore(sea_state(np.random.default_rng(1), longest=12, height=0.5, wind=0, chop=0.5), 7, 0.5, 0.8)
    shore.beach, shore.rollers = (0.0, -1.0, -3.0, 0.06), ((12.0, 0.8),)
    z = np.linspace(3.5, 30, 400, dtype=np.float32)
    foot = np.full_like(z, 0.02)
    rolling = [shore.rolling(np.full_like(z, x), z, foot) for x in range(0, 60, 6)]
    tops = [z[int(one[0].argmax())] for one in rolling if one and one[0].max() > 0.3]
    assert len(tops) >= 4 and min(tops) > 8 and max(tops) < 22
    assert max(float(one[2].max()) for one in rolling if one) > 0.8


def test_something_lies_at_the_water_that_is_seen_from_near() -> None:
    for world, words, seed in (("ocean", ("beach",), 4), ("mountain", ("lake",), 4)):
        description = SceneDescription(world=world, time_of_day="golden", words=words)
        facts = {"shot": "detail", "seed": seed, "time_of_day": "golden", "words": words}
        bare, laid = (copy.deepcopy(paint(world, **facts)) for _ in range(2))
        add_foreground(laid, description, shot="detail", variation=0, seed=seed)
        assert difference(shown(bare), shown(laid)) > 0.4, world


def test_giant_waves_rise_above_the_horizon() -> None:
    rows = []
    for prompt in ("giant waves at dusk", "waves at dusk"):
        described = describe(prompt)
        painting = paint(
            "ocean", shot="wide", seed=3, prompt=prompt, words=described.words, weather="clear", time_of_day="dusk"
        )
        rows.append(float(np.argmax(painting.depth < 3900, axis=0).mean()))
    assert rows[0] < rows[1] - 6  # the water begins higher in the picture


def test_a_turquoise_sea_is_bright_by_day() -> None:
    levels = []
    for words in (("turquoise", "sea"), ("sea",)):
        picture = shown(paint("ocean", shot="wide", seed=3, time_of_day="day", words=words))
        levels.append(picture[int(0.75 * len(picture)) :].reshape(-1, 3).astype(float))
    green = [float(np.median(level[:, 1] - level[:, 2])) for level in levels]  # green above red
    assert np.median(levels[0][:, 1]) > np.median(levels[1][:, 1]) + 15 and green[0] > green[1] + 10


def test_the_detail_of_a_beach_is_seen_from_high_only_where_the_camera_is() -> None:
    low, high = (
        paint("ocean", seed=5, shot="detail", words=("beach",), prompt=one) for one in ("a beach", "a beach, drone")
    )
    assert float(np.median(low.depth)) < 4 < float(np.median(high.depth))


def test_somebody_has_walked_on_a_beach_and_waves_have_left_lace() -> None:
    along, inland = (one.ravel() for one in np.meshgrid(np.arange(0, 7, 0.02), np.arange(-1, 6, 0.02)))
    along, inland, foot = (np.asarray(one, np.float32) for one in (along, inland, 0 * along + 0.005))
    tone, lace = sand.footprints(along, inland, foot, 3), sand.left_behind(along, inland, inland, foot, 3)
    assert 0.005 < (tone < -0.2).mean() < 0.05 and not tone[inland < 1.5].min() < -0.2
    assert lace[inland < 1.5].mean() > 0.008 > 4 * lace[inland > 3.5].mean()
    assert np.ptp(sand.cusps(along, inland, 3, foot)) > 0.5  # the water's edge is no straight line


def test_the_edge_of_the_water_is_white_and_a_coast_comes_round() -> None:
    out = np.linspace(-3, 6, 900, dtype=np.float32)
    edge, lace = sand.swash(out, out + 20, 0 * out, 0 * out + 0.01, 3)
    assert edge[(out > 0) & (out < 0.3)].mean() > 0.3 and edge[out > 2].max() == 0
    assert lace[(out > 0) & (out < 1)].max() > 0.4 > 0.1 > lace[out > 5].max()
    shore = Shore(sea_state(np.random.default_rng(1), longest=12, height=0.5, wind=0, chop=0.5), 7, 0.5, 0.8)
    shore.beach = (0.9, -0.43, -3.0, 0.06)
    z = np.float32([5, 30, 90])
    straight = shore.inland(0 * z, z, 0 * z + 0.1)
    shore.bay = 0.5
    gained = shore.inland(0 * z, z, 0 * z + 0.1) - straight
    assert gained[0] == 0 and 3 < gained[1] < gained[2]
