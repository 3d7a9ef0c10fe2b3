from __future__ import annotations

import pytest
from pydantic import ValidationError

from beatreel import Analysis, EnergyCurves, LoopWindow, Scene, Segment, Storyboard
from beatreel.core.value import fingerprint

CURVES = EnergyCurves(rate=10, total=(0.5,), low=(0.5,), mid=(0.5,), high=(0.5,))


def analysis(**changes):
    fields = {
        "duration": 4.0,
        "tempo": 120.0,
        "beat_times": (0.5, 1.0, 1.5, 2.0),
        "beat_positions": (1, 2, 3, 4),
        "segments": (Segment(start=0, end=4.0, label="verse", energy=0.5),),
        "energy": CURVES,
        "analyzer": "test",
    }
    return Analysis(**{**fields, **changes})


def test_downbeats_follow_from_positions():
    assert analysis().downbeat_times == (0.5,)


@pytest.mark.parametrize(
    "changes",
    [
        {"beat_positions": (1, 2, 3)},
        {"beat_times": (0.5, 0.5, 1.5, 2.0)},
        {"beat_times": (0.5, 1.0, 1.5, 5.0)},
        {"beat_positions": (0, 1, 2, 3)},
        {"segments": (Segment(start=0, end=3.0, label="verse", energy=0.5),)},
        {"segments": (Segment(start=1, end=4.0, label="verse", energy=0.5),)},
        {"tempo": -1.0},
        {"unknown": 1},
    ],
)
def test_an_analysis_that_contradicts_itself_is_refused(changes):
    with pytest.raises(ValidationError):
        analysis(**changes)


def test_json_round_trip_keeps_the_digest():
    one = analysis()
    assert Analysis.model_validate_json(one.model_dump_json()).digest() == one.digest()


def test_fingerprints_do_not_depend_on_order_but_on_values():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"a": 1}) != fingerprint({"a": 2})


def test_a_storyboard_must_tile_the_song():
    scenes = (
        Scene(index=0, start=0, end=2, cut="start", cut_time=0),
        Scene(index=1, start=2.5, end=4, cut_time=2.5),
    )
    with pytest.raises(ValidationError, match="tile"):
        Storyboard(
            song_sha256="x",
            duration=4,
            frame_rate=30,
            scenes=scenes,
            loop=LoopWindow(start=0, end=4, bars=0, scene=0),
        )
