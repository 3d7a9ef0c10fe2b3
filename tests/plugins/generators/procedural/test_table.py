"""Still lifes: what leads there and which it is, a record that turns, a dial that is lit, light by the hour."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.interior.table import subject_of

from .look import difference, measure, paint, shown

_FACTS = {"motifs": ("on_table",), "time_of_day": "golden"}


@pytest.mark.parametrize(
    ("prompt", "subject"),
    [
        ("a vintage record player spinning by the window", "record"), ("vinyl record spinning in neon light", "record"),
        ("an old radio on a table", "radio"), ("cassette tape, warm light", "cassette"), ("vintage microphone", "microphone"),
        ("a game of chess by candlelight", "chess"), ("glass of whiskey, dark", "whiskey"), ("burning candles in the dark", "candles"),
        ("a black telephone ringing at night", "telephone"), ("a red rose in a vase", "rose"),
        ("a skull with candles, amber on black", "skull"), ("an old typewriter on a desk", "typewriter"),
        ("a cup of tea, macro, warm", "tea"), ("morning coffee", "tea"), ("a candle by the window, rain outside", "candles"),
        ("lemons", "still_life"), ("peaches, summer light", "still_life"),
        ("a still life of lemons and a wine glass on a dark table", "still_life"), ("a bowl of fruit, window light", "still_life"),
    ],
)  # fmt: skip
def test_words_lead_to_the_table_and_tell_what_is_on_it(prompt: str, subject: str) -> None:
    found = describe(prompt)
    assert found.world == "interior" and "on_table" in found.motifs and not found.unpainted
    assert subject_of(found) == subject


def test_fruit_keeps_its_colour_to_itself_and_whoever_drinks_is_seen() -> None:
    assert describe("lemons").palette.strength == 0 < describe("lemon yellow").palette.strength
    told = describe("a man with a cup of coffee at a window")
    assert "figure" in told.motifs and "on_table" not in told.motifs
    assert {"kitchen_set", "on_table"} <= set(describe("kitchen, kettle").motifs)


def test_a_radio_tower_is_no_radio() -> None:
    assert "on_table" not in describe("radio tower at night").motifs


def test_the_record_turns_about_its_middle_as_fast_as_records_do() -> None:
    still = paint("interior", shot="close", **_FACTS)
    (label,) = still.layers
    assert label.motion is not None and label.motion.turns == pytest.approx(33.3 / 60, rel=0.01)
    rows, columns = np.nonzero(label.alpha > 0.5)
    height, width = label.alpha.shape
    assert abs(columns.mean() / width - label.motion.x) < 0.02 and abs(rows.mean() / height - label.motion.y) < 0.02
    assert np.ptp(columns) / np.ptp(rows) == pytest.approx(label.motion.squeeze, rel=0.25)
    look = measure(shown(still))
    assert look.white > 170 and look.black < 40 and look.spread > 25 and look.clipped < 0.05


def test_only_records_turn_and_a_dial_is_lit() -> None:
    radio = paint("interior", shot="close", words=("radio",), **_FACTS)
    assert not radio.layers and radio.groups["neon"].light.max() > 0.3
    assert {name: group.pulse for name, group in radio.groups.items()} == {
        "sun": "downbeat", "lamp": "kick", "neon": "offbeat", "sky": "steady",
    }  # fmt: skip
    assert difference(shown(radio), shown(paint("interior", shot="close", **_FACTS))) > 10


def test_candles_shine_on_the_beat_and_a_rose_has_the_colour_that_is_named() -> None:
    dark = {**_FACTS, "time_of_day": "night"}
    lit = paint("interior", shot="close", words=("candles",), **dark).groups["lamp"]
    assert lit.pulse == "kick" and np.asarray(lit.light).max() > 1.5
    groups = paint("interior", shot="detail", words=("rose",), prompt="a red rose", **_FACTS).groups.values()
    light = np.sum([np.asarray(group.light, np.float32) for group in groups], axis=0)
    assert (light[..., 2] > 6 * light[..., 0]).mean() > 0.05


def test_neon_lights_the_night() -> None:
    neon = paint("interior", shot="wide", words=("neon",), **_FACTS)
    assert neon.groups["neon"].pulse == "kick"
    assert neon.groups["neon"].light.astype(np.float32).mean() > 20 * neon.groups["sun"].light.astype(np.float32).mean()


def test_what_stands_in_a_named_room_is_seen_near_by() -> None:
    told = describe("a phone ringing in a motel room at night")
    assert {"on_table", "bedroom"} <= set(told.motifs)
    scene = {"motifs": told.motifs, "words": told.words, "time_of_day": "night", "seed": 4}
    room, near = paint("interior", shot="wide", **scene), paint("interior", shot="close", **scene)
    assert np.percentile(near.depth, 20) < 1.5 < np.percentile(room.depth, 20)
