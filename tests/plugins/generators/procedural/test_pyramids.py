"""Pyramids among the dunes: true geometry, courses of stone, a light and a dark side, and the words that raise them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.dunes import pyramids

from .look import measure, paint, shown


def _table(steps: bool) -> np.ndarray:
    table = np.zeros(pyramids.SIZE, np.float32)
    pyramids.lay_out(table, steps, np.random.default_rng(2))
    return table


def _profile(table: np.ndarray, turn: float, e: float) -> np.ndarray:
    """Heights from the middle of the first one outwards, a metre apart, at an angle to its sides."""
    angle = math.atan2(float(table[1 + pyramids.SINE]), float(table[1 + pyramids.COSINE])) + turn
    x, z = float(table[1 + pyramids.X]), float(table[1 + pyramids.Z])
    away = np.arange(0, 1.1 * float(table[1 + pyramids.HALF]))
    return np.array(
        [pyramids.height_of(np.float32(x + a * math.cos(angle)), np.float32(z + a * math.sin(angle)), np.float32(e), table, np.int32(5))
         for a in away]
    )  # fmt: skip


def test_four_even_sides_rise_to_one_point() -> None:
    table = _table(steps=False)
    half, tall = float(table[1 + pyramids.HALF]), float(table[1 + pyramids.TALL])
    assert float(pyramids.GROUND) + tall * 0.95 < _profile(table, 0.0, 3.0)[0]
    for side in range(4):
        found = _profile(table, side * math.pi / 2, 3.0)
        slope = np.diff(found[3 : int(0.9 * half)])
        assert np.allclose(slope, -tall / half, atol=0.02), "even and as steep as the others"
        assert found[int(half) + 2] < -100, "and it ends where its side ends"
    edge = _profile(table, math.pi / 4, 3.0)
    assert edge[int(0.9 * half)] > _profile(table, 0.0, 3.0)[int(0.9 * half)] + 20, "edges reach further out than sides"


def test_a_ziggurat_rises_in_terraces_and_stones_lie_in_courses() -> None:
    slopes = -np.diff(_profile(_table(steps=True), 0.0, 3.0)[2:60])
    assert (slopes < 0.4).mean() > 0.4
    assert (slopes > 1.2).mean() > 0.1
    near, far = (np.diff(_profile(_table(steps=False), 0.0, e)[2:70]) for e in (0.05, 3.0))
    assert near.std() > 5 * far.std(), "from near one sees the steps"


@pytest.mark.parametrize(("shot", "time_of_day"), [("wide", "golden"), ("detail", "dusk")])
def test_it_stands_in_the_picture_with_tones_from_black_to_white(shot: str, time_of_day: str) -> None:
    found = paint("dunes", motifs=("pyramid", "caravan"), shot=shot, time_of_day=time_of_day)
    assert measure(shown(found)).faults(26.0) == []
    far = (found.depth > 300) & (found.depth < 900)
    rows = np.flatnonzero(far.any(axis=1))
    assert far.mean() > 0.02, "a large thing stands far away"
    widths = far.sum(axis=1)[rows]
    third = max(len(rows) // 3, 1)
    assert widths[:third].mean() < 0.6 * widths[third : 2 * third].mean(), "that widens downwards"


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("pyramids at sunset", "pyramid"),
        ("a step pyramid in the desert", "ziggurat"),
        ("die Pyramiden von Gizeh", "pyramid"),
    ],
)
def test_words_raise_them_and_the_caravan_stays(prompt: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == "dunes"
    assert {motif, "caravan"} <= set(found.motifs)
    assert found.unpainted == ()
