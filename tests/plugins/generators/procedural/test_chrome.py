"""Sculptures of metal and glass: that they are what the prompt says and fill pictures of other shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.describe import describe
from beatreel.plugins.generators.procedural.worlds.chrome import sculpture, world as chrome

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
        )
    }
    assert list(kinds.values()) == ["spheres", "ribbons", "rings", "cubes", "liquid"]
    free = {
        sculpture.kind_of(describe(f"abstract chrome sculpture, {colour}"))
        for colour in ("red", "teal", "gold", "mint", "lime")
    }
    assert len(free) > 1


def test_a_white_void_is_bright_and_glass_shows_what_is_behind_it() -> None:
    void = _painted("chrome spheres in a white void, silver").groups["backdrop"].light
    dark = _painted("chrome spheres, silver").groups["backdrop"].light
    assert void.max() > 4 * dark.max()
    clear = _painted("glass spheres in a white void, silver")
    inside = clear.mirror.shade > 0.2
    assert inside.mean() > 0.1
    assert clear.groups["backdrop"].light[inside].mean() > 0.1  # where metal is there is nothing but its mirror image
    assert void[_painted("chrome spheres in a white void, silver").mirror.shade > 0.5].max() < 0.01


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


def test_gold_over_glass_is_metal_and_honey_is_clear() -> None:
    random = np.random.default_rng(1)
    kinds = {
        prompt: sculpture.form_of(sculpture.kind_of(describe(prompt)), describe(prompt), random).glass
        for prompt in ("liquid gold flowing over black glass", "honey dripping, amber", "glass spheres, gold and teal")
    }
    assert [glass > 0 for glass in kinds.values()] == [False, True, True]
    assert {describe(prompt).world for prompt in kinds} == {"chrome"}
