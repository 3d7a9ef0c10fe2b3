"""Cuts on corrected beats, without a film."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatreel.core.analysis import Analysis, EnergyCurves, Segment
from beatreel.core.model import LoopWindow, Scene, Storyboard
from beatreel.director.correcting import recut, settled

DURATION = 40.0


def heard(first: float = 0.0, period: float = 0.5, metre: int = 4, turn: int = 0) -> Analysis:
    beats = [first + period * number for number in range(int((DURATION - first) / period))]
    curve = tuple(0.5 for _ in range(400))
    half = Segment(start=0, end=20, label="verse", energy=0.5)
    return Analysis(
        duration=DURATION,
        tempo=60 / period,
        beat_times=beats,
        beat_positions=[(number + turn) % metre + 1 for number in range(len(beats))],
        segments=[half, half.model_copy(update={"start": 20.0, "end": DURATION, "label": "chorus"})],
        energy=EnergyCurves(rate=10, total=curve, low=curve, mid=curve, high=curve),
        analyzer="test",
    )


def film(cuts: list[float], **changes: dict) -> Storyboard:
    ends = [*cuts[1:], DURATION]
    scenes = [
        Scene(
            index=index, id=index + 1, start=start, end=end, cut_time=start, seed=index, **changes.get(f"s{index}", {})
        )
        for index, (start, end) in enumerate(zip(cuts, ends, strict=True))
    ]
    scenes = [
        one.model_copy(update={"segment": int(one.start >= 20), "label": "chorus" if one.start >= 20 else "verse"})
        for one in scenes
    ]
    loop = LoopWindow(start=4, end=8, bars=2, scene=2)
    return Storyboard(song_sha256="0" * 64, duration=DURATION, frame_rate=Fraction(24), scenes=tuple(scenes), loop=loop)


CUTS = [0.0, 2.0, 4.0, 8.0, 12.0, 20.0, 30.0]


def cuts_of(board: Storyboard, done) -> list[float]:
    scenes = {scene.id: scene for scene in board.scenes} | {scene.id: scene for scene in done.scenes}
    return sorted(scene.start for scene in scenes.values() if scene.id not in done.removed)


def test_nothing_moves_where_nothing_was_corrected():
    board = film(CUTS)
    assert recut(board, heard(), heard())[:2] == ((), ())


@pytest.mark.parametrize(("turn", "by"), [(3, 0.5), (1, -0.5), (2, -1.0)])
def test_all_cuts_on_downbeats_go_the_same_way(turn, by):
    done = recut(film(CUTS), heard(), heard(turn=turn))
    assert cuts_of(film(CUTS), done) == [0.0, *(cut + by for cut in CUTS[1:])]


def test_cuts_on_beats_go_to_beats():
    board = film([0.0, 4.5], s1={"cut": "beat"})
    assert cuts_of(board, recut(board, heard(), heard(first=0.2))) == pytest.approx([0.0, 4.7])


def test_scenes_without_room_go_unless_they_are_locked():
    board = film([0.0, 2.0, 4.0, 6.0, 8.0])
    slow = heard(period=1.0)  # bars of 4 s: the cuts at 2 and 6 s have no downbeat of their own
    done = recut(board, heard(), slow)
    assert cuts_of(board, done) == [0.0, 4.0, 8.0]
    assert len(done.removed) == 2
    locked = film([0.0, 2.0, 4.0, 6.0, 8.0], s3={"locked": True})
    done = recut(locked, heard(), slow)
    assert cuts_of(locked, done) == [0.0, 4.0, 6.0, 8.0]
    assert 4 not in done.removed


def test_beats_that_hardly_moved_keep_their_time():
    old, new = heard(), heard(first=0.003)
    assert settled(old, new).beat_times == old.beat_times[: len(new.beat_times)]
    far = heard(first=0.05)
    assert settled(old, far) == far


def test_the_loop_is_whole_bars_again():
    loop = recut(film(CUTS), heard(), heard(first=0.25)).loop
    assert loop.bars and min(abs(loop.start - time) for time in heard(first=0.25).downbeat_times) < 1e-6
