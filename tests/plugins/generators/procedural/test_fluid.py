"""Ink, coloured smoke, powder and marbled paint: the flow, the dye, the words and the looks."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import fluid
from beatreel.plugins.generators.procedural.kernels.fluid import Nozzle
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.chrome.fluid import _colours

from .look import difference, measure, paint, shown

NOZZLE = Nozzle(0.5, 0.2, 0.06, 0.0, 0.006, 1, 0, 30)


def test_the_flow_neither_swells_nor_shrinks() -> None:
    flow = fluid.flow([NOZZLE], 1.2, 12, lift=0.001, curl=0.05, viscosity=0.3)
    u, v = np.moveaxis(flow[-1], -1, 0)
    swells = np.roll(u, -1, 1) - np.roll(u, 1, 1) + np.roll(v, -1, 0) - np.roll(v, 1, 0)
    assert np.abs(swells).mean() < 0.05 * np.abs(np.roll(u, -1, 0) - np.roll(u, 1, 0)).mean()
    assert flow[-1, :, 120, 1].max() > 0.01  # and dye that is heavy sinks


def test_dye_goes_where_the_flow_goes_and_stays_sharp() -> None:
    rows, columns = fluid.shape(1.0)
    right = np.zeros((20, rows, columns, 2), np.float32)
    right[..., 0] = 0.01
    drop = Nozzle(0.3, 0.5, 0.05, 0.0, 0.0, 2, 0, 2)
    dyes, source = fluid.gather(right, [drop], (0.0, 0.0, 1.0), (200, 200))
    row = dyes[100, :, 2]
    assert not dyes[..., :2].any() and row.max() > 1
    assert abs(np.average(np.arange(200), weights=row) / 200 - 0.48) < 0.005
    assert (row > 0).mean() < 0.13  # no wider than it came in
    assert np.allclose(source[100, 100], (100.5 / 200 - 0.2, 100.5 / 200), atol=1e-4)
    near, _ = fluid.gather(right, [drop], (0.4, 0.4, 0.2), (200, 200))
    assert (near[..., 2] > 0).mean() > 15 * (dyes[..., 2] > 0).mean()  # nearer, not other


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("ink drops dissolving in water, white background", "ink"),
        ("black smoke and red light, abstract", "smoke_plumes"),
        ("smoke in a beam of light, blue and white", "smoke_plumes"),
        ("a powder explosion in slow motion", "powder"),
        ("psychedelic swirling paint", "marbling"),
    ],
)
def test_words_lead_to_what_flows(prompt: str, motif: str) -> None:
    told = describe(prompt)
    assert told.world == "chrome" and motif in told.motifs
    assert not {"ink", "smoke_plumes", "powder", "marbling"} & set(describe("liquid chrome").motifs)
    assert describe("a red smoke bomb in a pine forest").world == "forest"


def test_black_ink_alone_is_black() -> None:
    rng = np.random.default_rng(1)
    assert _colours(describe("black ink in water"), rng).max() < 0.1
    assert _colours(describe("black and red ink in water"), rng).max() > 0.3


def test_ink_is_on_white_and_smoke_in_the_dark() -> None:
    ink, smoke = (
        measure(shown(paint("chrome", shot="wide", seed=4, time_of_day="night", motifs=(motif,))))
        for motif in ("ink", "smoke_plumes")
    )
    assert ink.median > 150 and smoke.median < 80
    lights = paint("chrome", shot="wide", seed=4, time_of_day="night", motifs=("smoke_plumes",)).groups
    assert {group.pulse for group in lights.values()} == {"steady", "kick", "offbeat", "downbeat"}


def test_paints_cover_everything_and_each_colour_has_its_beat() -> None:
    scene = {"shot": "medium", "time_of_day": "night", "motifs": ("marbling",)}
    first, other = paint("chrome", seed=4, **scene), paint("chrome", seed=5, **scene)
    parts = np.stack([first.groups[name].light.max(axis=2) for name in ("first", "second", "third")])
    assert (parts.max(axis=0) > 0.003).mean() > 0.99
    assert min(part.mean() for part in parts) > 0.01
    assert len({first.groups[name].pulse for name in ("first", "second", "third", "gloss")}) == 4
    assert difference(shown(first), shown(other)) > 10


def test_silk_is_of_both_colours_and_folds() -> None:
    told = describe("flowing silk, emerald and gold, macro")
    assert told.world == "chrome" and "silk" in told.motifs
    picture = shown(
        paint("chrome", shot="wide", seed=4, time_of_day="night", motifs=("silk",), palette=told.palette)
    ).astype(int)
    blue, green, red = np.moveaxis(picture, 2, 0)
    assert ((green > red + 20) & (green > blue + 20)).mean() > 0.15
    assert ((red > green + 15) & (red > blue + 30)).mean() > 0.05
    assert picture.std() > 25


def test_smoke_in_a_beam_is_lit_where_the_beam_is() -> None:
    scene = {"shot": "wide", "seed": 4, "time_of_day": "night", "motifs": ("smoke_plumes",)}
    plain, lit = paint("chrome", **scene), paint("chrome", words=("beam",), **scene)
    beam = lit.groups["beam"].light.max(axis=2)
    inside = beam > 0.5 * beam.max()
    assert 0.05 < inside.mean() < 0.6 and lit.groups["beam"].pulse == "kick"
    keys = [np.asarray(one.groups["key"].light, np.float32) for one in (plain, lit)]
    assert (
        keys[1][inside].sum() > keys[0][inside].sum()
        and keys[1][beam < 0.1 * beam.max()].sum() < keys[0][beam < 0.1 * beam.max()].sum()
    )
