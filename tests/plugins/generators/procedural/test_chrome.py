"""Liquid metal: that it fills pictures of other shapes."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.describe import describe
from beatreel.plugins.generators.procedural.worlds.chrome import world as chrome


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
