"""Sculptures of metal and glass: that they are what the prompt says and fill pictures of other shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.foreground import shot_behind
from beatreel.plugins.generators.procedural.kernels import surface
from beatreel.plugins.generators.procedural.painting import LightGroup
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.chrome import (
    edges,
    fluid,
    lens,
    sculpture,
    seen,
    waves,
    world as chrome,
)

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting


def _painted(prompt: str) -> Painting:
    return chrome.paint(
        describe(prompt), shot="medium", variation=0, width=90, height=160, seed=3, progress=lambda done, note="": None
    )


def test_the_kind_of_sculpture_is_the_one_that_is_named() -> None:
    kinds = {
        prompt: sculpture.kind_of(describe(prompt))
        for prompt in (
            "chrome spheres in a white void",
            "glass ribbon, teal",
            "metal rings",
            "mirror cubes",
            "molten chrome",
            "broken glass shards",
        )
    }
    assert list(kinds.values()) == ["spheres", "ribbons", "rings", "cubes", "liquid", "shards"]
    free = {
        sculpture.kind_of(describe(f"abstract chrome sculpture, {colour}"))
        for colour in ("red", "teal", "gold", "mint", "lime")
    }
    assert len(free) > 1


def test_a_white_void_is_bright_and_glass_shows_what_is_behind_it() -> None:
    void = _painted("chrome spheres in a white void, silver").groups["backdrop"].light
    dark = _painted("chrome spheres, silver").groups["backdrop"].light
    assert np.percentile(void, 90) > 4 * np.percentile(dark, 90)
    clear = _painted("glass spheres in a white void, silver")
    inside = clear.groups["glass studio"].light.max(axis=2) > 0.05
    assert inside.mean() > 0.1
    assert clear.groups["backdrop"].light[inside].mean() > 0.1  # where metal is there is nothing but its mirror image
    within = cv2.erode(
        (_painted("chrome spheres in a white void, silver").mirror.shade > 0.5).astype(np.uint8), np.ones((5, 5))
    )
    assert np.mean(void[within > 0] < 0.01) > 0.95  # and at rims and creases, which are smooth, a share


def test_it_lies_in_a_wide_picture_and_stands_in_a_tall_one() -> None:
    for width, height in ((256, 144), (144, 256)):
        painting = chrome.paint(
            describe("liquid chrome, violet studio light"),
            shot="wide",
            variation=1,
            width=width,
            height=height,
            seed=3,
            progress=lambda done, note="": None,
        )
        assert painting.mirror is not None
        shade, direction = painting.mirror.shade, painting.mirror.direction
        assert shade.shape == (height, width)
        assert (shade > 0.1).any(axis=0 if width > height else 1).mean() > 0.9  # from edge to edge
        assert np.allclose(np.linalg.norm(direction[shade > 0.1], axis=-1), 1, atol=1e-3)
        # Where the metal turns up, it mirrors what is above: the upper edge looks up, the lower down.
        rows, columns = np.nonzero(shade > 0.1)
        up = direction[rows, columns, 1]
        middle = np.median(rows)
        if width > height:
            assert up[rows < middle - 0.1 * height].mean() > up[rows > middle + 0.1 * height].mean()


def test_gold_is_golden_without_another_word_for_a_colour() -> None:
    gold, plain = (chrome._colours(describe(prompt)) for prompt in ("liquid gold", "liquid chrome"))
    for light in (gold["key"], gold["fill"], gold["accent"]):
        assert light[2] > light[1] > light[0]
    assert plain["key"][0] > plain["key"][1]


def test_the_colour_of_a_metal_is_in_it_once_and_many_colours_are_four_hues() -> None:
    for prompt in ("molten gold on pure black", "liquid gold, deep red background"):
        gold = chrome._colours(describe(prompt))
        assert 0.03 < gold["key"][0] / gold["key"][2] < 0.4 < gold["key"][1] / gold["key"][2]  # no orange
    many = chrome._colours(describe("colorful liquid chrome, dark studio"))
    assert {int(np.argmax(many[name])) for name in ("key", "fill", "accent")} == {0, 1, 2}
    form = sculpture.form_of("spheres", describe("colorful glass spheres"), np.random.default_rng(1))
    view = surface.View(*(np.float32(v) for v in (0, 0, -7, 0, 0.9, 10)))
    buffer = np.zeros((48, 27, surface.CHANNELS), np.float32)
    surface.march(form, view, 27, 48, 1, 0, 48, buffer)
    stained = seen.stains(form, view, buffer, np.random.default_rng(1))
    clear = buffer[..., surface.CLEAR] > 0
    assert np.all(stained[~clear] == 1) and len(np.unique(stained[clear].round(3), axis=0)) >= 4


def test_what_turns_within_a_pixel_is_lit_evenly() -> None:
    rig = {"key": LightGroup(np.ones((seen.RIG_HEIGHT, seen.RIG_WIDTH, 3), np.float32))}
    direction = np.zeros((9, 9, 3), np.float32)
    direction[..., 2] = 1
    direction[:, 4] = [[(-1) ** n, 0, 0] for n in range(9)]  # a thread: in each pixel another way
    whole, none = np.ones((9, 9), np.float32), np.zeros((9, 9), np.float32)
    light, share = edges.blunted(direction, whole, none, rig)
    assert np.all(share[:, 4] > 0.9) and np.all(share[:, :2] == 0)
    assert np.allclose(light[:, 4], 1, atol=0.05) and not light[:, 0].any()
    mixed = none.copy()
    mixed[4, 1] = 0.5
    assert edges.blunted(direction, whole, mixed, rig)[1][4, 1] > 0


def test_gold_over_glass_is_metal_and_honey_is_clear() -> None:
    random = np.random.default_rng(1)
    kinds = {
        prompt: sculpture.form_of(sculpture.kind_of(describe(prompt)), describe(prompt), random).glass
        for prompt in ("liquid gold flowing over black glass", "honey dripping, amber", "glass spheres, gold and teal")
    }
    assert [glass > 0 for glass in kinds.values()] == [False, True, True]
    assert {describe(prompt).world for prompt in kinds} == {"chrome"}


def test_waves_of_chrome_roll_and_ripples_spread_from_their_middle() -> None:
    assert waves.kind_of(describe("liquid chrome waves, violet")) == "waves"
    assert waves.kind_of(describe("chrome ripples, blue")) == "ripples"
    assert not waves.kind_of(describe("waves of silk, red")) and not waves.kind_of(
        describe("chrome spheres, waves of light")
    )
    water = waves.water_of("ripples", np.random.default_rng(3))
    buffer, _ = waves.look_at(water, "detail", 90, 160)
    assert (buffer[..., surface.COVERAGE] == 1).all()  # looked down at, it fills the picture
    assert np.allclose(np.linalg.norm(buffer[..., :3], axis=2), 1, atol=1e-4)
    # Around where a drop fell, all is the same in every direction.
    only = water._replace(waves=water.waves[:0], rings=water.rings[:1])
    turn = np.linspace(0, 6, 9, dtype=np.float32)
    x, z = only.rings[0, 0] + 0.5 * np.cos(turn), only.rings[0, 1] + 0.5 * np.sin(turn)
    level, slope_x, slope_z = waves.height_of(only, x, z, np.zeros(9, np.float32))
    assert np.ptp(level) < 1e-4 and np.ptp(np.hypot(slope_x, slope_z)) < 1e-3 < np.hypot(slope_x, slope_z).mean()


def test_glass_and_chrome_float_side_by_side() -> None:
    forms = {
        prompt: sculpture.form_of(sculpture.kind_of(describe(prompt)), describe(prompt), np.random.default_rng(3))
        for prompt in ("glass and chrome spheres", "chrome spheres", "shattered glass")
    }
    mixed, chrome_only, shards = forms.values()
    assert mixed.glass > 1
    assert 0 < mixed.mirrors < len(mixed.drops)
    assert chrome_only.glass == 0
    assert 0 < shards.mirrors < len(shards.solids)
    small = np.zeros((64, 36, surface.CHANNELS), np.float32)
    assert not surface._is_clear(shards, *(np.float32(v) for v in shards.solids[0, 1:4]))
    assert surface._is_clear(shards, *(np.float32(v) for v in shards.solids[-1, 1:4]))
    surface.march(mixed, surface.View(*map(np.float32, (0, 0, -6, 0, 0.9, 9))), 36, 64, 1, 0, 64, small)
    hit = small[..., surface.COVERAGE] > 0
    assert 0.1 < small[..., surface.CLEAR][hit].mean() < 0.9


def test_spheres_in_a_dark_void_are_no_stage_and_not_set_on_it_twice() -> None:
    description = describe("chrome spheres in a dark void, cyan and magenta")
    assert description.world == "chrome"
    assert shot_behind(description, "wide") == "wide"
    assert describe("a violinist in a dark void").world == "stage"


def test_spheres_in_a_white_studio_are_all_that_is_there() -> None:
    found = describe("Chrome spheres in a white studio, silver and lilac")
    assert found.world == "chrome" and "giant_spheres" in found.motifs
    assert describe("A singer in a white studio, silver and lilac").world == "interior"


def test_a_crystal_ball_shows_the_velvet_behind_it() -> None:
    assert sculpture.kind_of(describe("a crystal ball on velvet")) == "ball"
    assert sculpture.kind_of(describe("glass orbs")) == "spheres"
    ball, cloth = _painted("a crystal ball on velvet, violet and gold"), _painted("folds of velvet, violet and gold")
    assert ball.mirror is not None
    assert (ball.mirror.shade > 0.1).mean() > 0.1
    assert cloth.mirror is None
    lights = [found.groups["backdrop"].light for found in (ball, _painted("a crystal ball, violet and gold"))]
    folds, studio = (light.mean(axis=2) for light in lights)
    assert abs(np.corrcoef(folds.ravel(), studio.ravel())[0, 1]) < 0.5  # what is behind it is no studio


def test_glass_splits_colours_and_mirrors_at_its_rim() -> None:
    ahead = lens.ahead_of(90, 160, 90.0)
    away = np.hypot(ahead[..., 0], ahead[..., 1]) / 0.3
    inside = away < 0.95
    bent = ahead - np.float32(0.8) * np.stack([ahead[..., 0], ahead[..., 1], 0 * away], -1)  # as a ball bends them
    bent /= np.linalg.norm(bent, axis=2, keepdims=True)
    blue, green, red = lens.split(bent, ahead)
    assert np.allclose(green, bent, atol=1e-4)
    turned = [np.arccos(np.clip((way * ahead).sum(axis=2), -1, 1))[inside].mean() for way in (blue, green, red)]
    assert turned[0] > turned[1] > turned[2]
    facing = np.clip(1 - np.sqrt(np.maximum(1 - away**2, 0)), 0, 1).astype(np.float32)
    back = lens.mirrored(bent, ahead, facing)
    rim = inside & (away > 0.8) & (ahead[..., 0] > 0.1)
    assert back[rim, 0].min() > 0.3  # at its right edge a ball mirrors what is to the right
    assert back[80, 45, 2] < -0.9  # and in its middle who looks


def test_the_lesser_surfaces_of_a_pixel_are_seen_with_their_share() -> None:
    white = {"studio": LightGroup(np.ones((seen.RIG_HEIGHT, seen.RIG_WIDTH, 3), np.float32))}
    backdrop = np.full((6, 4, 3), 0.5, np.float32)
    mirror, glass = (1, 2, 0.25, 0, 0, 1, 0.2, 1, 0), (4, 3, 0.5, 0, 0, 1, 0.2, 1, 1)
    strays = np.array([mirror, mirror, glass], np.float32)
    light, share = edges.strayed(strays, white, backdrop, 4.0)
    assert share[1, 2] == share[4, 3] == 0.5
    assert np.count_nonzero(light.sum(axis=2)) == 2
    assert np.allclose(light[1, 2], 0.25 * 0.84, atol=0.02)  # it is developed by itself: a square
    assert np.allclose(light[4, 3], 0.5 * (0.5 * 0.9 + 0.55), atol=0.02)
    many = np.repeat(np.array([mirror], np.float32) * (1, 1, 1e-4, 1, 1, 1, 1, 1, 1), 40_000, axis=0)
    light, _ = edges.strayed(many.astype(np.float32), white, backdrop, 4.0)  # as many as at full size
    assert light[1, 2, 0] > 0.5
    turned = edges.laid_on_side(strays, 4)
    where = np.rot90(share)
    assert all(where[int(row), int(column)] == 0.5 for row, column in turned[:, :2])


def test_a_studio_that_is_called_dark_and_ink_that_is_called_black() -> None:
    assert seen.is_dark(describe("liquid metal in a dark studio, violet rim light"))
    assert not seen.is_dark(describe("dark liquid metal, studio light"))
    assert fluid.has_black(describe("black and crimson ink in clear water"))
    assert not fluid.has_black(describe("crimson ink on black"))
