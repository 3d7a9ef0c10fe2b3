"""The picture of an analysis shows what is in it, where it is."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from PIL import Image

from beatreel import KeyMoment
from beatreel.director.highlights import with_hooks
from beatreel.tasks import plot as plots
from beatreel.testing import make_song

FORM = [("intro", 4), ("verse", 8), ("chorus", 8), ("break", 4), ("outro", 2)]


@pytest.fixture(scope="module")
def heard(tmp_path_factory):
    truth = make_song(duration=56, tempo=120, seed=1, sections=FORM, leading_silence=3.0)
    analysis = with_hooks(truth.analysis())
    bars = len(analysis.downbeat_times)
    flow = tuple(s.model_copy(update={"grid": "phrase_flow"}) if s.label == "break" else s for s in analysis.segments)
    analysis = analysis.model_copy(
        update={
            "segments": flow,
            "key_moments": (KeyMoment(time=19.0, kind="drop"), KeyMoment(time=40.0, kind="stop")),
            "bar_confidence": tuple(1.0 if number < bars // 2 else 0.1 for number in range(bars)),
        }
    )
    return truth.song(tmp_path_factory.mktemp("song") / "a song.flac"), analysis


@pytest.fixture(scope="module")
def picture(heard, tmp_path_factory):
    path = tmp_path_factory.mktemp("plot") / "plot.png"
    plots.plot(*heard, path)
    return pixels(path)


def pixels(path, mode="RGB"):
    with Image.open(path) as image:
        return np.asarray(image.convert(mode)).astype(int)


def column(analysis, time):
    return round(plots._LEFT + time / analysis.duration * (plots.WIDTH - plots._LEFT - plots._RIGHT))


def is_near(pixels, colour):
    return np.abs(pixels - np.array(colour)).max(-1) < 30


def test_its_size(picture):
    assert picture.shape == (plots.HEIGHT, plots.WIDTH, 3)


def test_segments_are_blocks_of_their_colour(heard, picture):
    _, analysis = heard
    for segment in analysis.segments:
        if segment.grid == "beat_cut":
            strip = picture[
                plots._SECTIONS.top + 5, column(analysis, segment.start) + 4 : column(analysis, segment.end) - 4
            ]
            assert is_near(strip, plots._SEGMENTS[segment.label]).all()


def test_segments_that_flow_are_striped(heard, picture):
    _, analysis = heard
    flow = next(segment for segment in analysis.segments if segment.grid == "phrase_flow")
    strip = picture[plots._SECTIONS.top + 5, column(analysis, flow.start) + 4 : column(analysis, flow.end) - 4].sum(-1)
    light = strip > strip.mean()
    assert (np.diff(light.astype(int)) != 0).sum() > 10


def test_the_waveform_is_as_high_as_the_sound_is_loud(heard, picture):
    song, analysis = heard
    row = plots._WAVE
    inked = picture[row.top + 2 : row.bottom - 2].max(-1) > 100
    height = inked.sum(0)
    chorus = next(segment for segment in analysis.segments if segment.label == "chorus")
    calm = next(segment for segment in analysis.segments if segment.label == "break")

    def mean(start, end):
        return height[column(analysis, start) + 3 : column(analysis, end) - 3].mean()

    assert mean(0.3, 2.7) < 4
    assert mean(chorus.start, chorus.end) > 1.2 * mean(calm.start, calm.end) > 20


def test_beats_and_bars_stand_at_their_instants(heard, picture):
    _, analysis = heard
    bright = picture[plots._BEATS.top + 17].max(-1)
    bars = [column(analysis, time) for time in analysis.downbeat_times]
    assert all(bright[x - 1 : x + 2].max() > 150 for x in bars)
    between = [column(analysis, time + 0.25) for time in analysis.downbeat_times[:-1]]
    assert all(bright[x - 1 : x + 2].max() < 60 for x in between)
    ticks = picture[plots._BEATS.top + 6].max(-1)
    assert all(
        ticks[column(analysis, time) - 1 : column(analysis, time) + 2].max() > 80 for time in analysis.beat_times
    )


def test_moments_have_flags(heard, picture):
    _, analysis = heard
    for moment in analysis.key_moments:
        x = column(analysis, moment.time)
        assert is_near(picture[plots._MARKS.top + 14, x + 2 : x + 7], plots._MOMENTS[moment.kind]).all()


def test_doubtful_bars_are_low_and_red(heard, picture):
    _, analysis = heard
    lines = analysis.downbeat_times
    top = picture[plots._TRUST.top + 8]
    sure, doubtful = column(analysis, lines[3] + 1), column(analysis, lines[-3] + 1)
    assert is_near(top[sure], plots._GOOD) and top[doubtful].max() < 60
    bottom = picture[plots._TRUST.bottom - 4, doubtful]
    assert bottom[0] > 1.5 * bottom[1]


def test_hooks_and_silence(heard, picture):
    _, analysis = heard
    hook = analysis.hooks[0]
    inside = picture[plots._HOOKS.top + 8, column(analysis, hook.start) + 3 : column(analysis, hook.end) - 3]
    assert (inside[:, 0] > 180).all()
    background = picture[plots._WAVE.top + 3]
    assert (background[column(analysis, 0.2)] > background[column(analysis, 10.3)]).all()


def test_the_same_analysis_gives_the_same_bytes(heard, tmp_path):
    hashes = set()
    for name in ("a.png", "b.png"):
        plots.plot(*heard, tmp_path / name)
        hashes.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_a_song_without_beats_or_opinions(heard, tmp_path):
    song, analysis = heard
    bare = analysis.model_copy(
        update={
            "beat_times": (),
            "beat_positions": (),
            "bar_confidence": (),
            "key_moments": (),
            "hooks": (),
            "tempo": 0.0,
        }
    )
    plots.plot(song, bare, tmp_path / "bare.png")
    assert pixels(tmp_path / "bare.png").shape == (plots.HEIGHT, plots.WIDTH, 3)


def test_an_hour_is_not_crowded(heard, tmp_path):
    song, analysis = heard
    beats = tuple(number * 0.5 for number in range(7200))
    hour = analysis.model_copy(
        update={
            "duration": 3600.0,
            "beat_times": beats,
            "beat_positions": tuple(number % 4 + 1 for number in range(7200)),
            "bar_confidence": (0.9,) * 1800,
            "segments": (*analysis.segments[:-1], analysis.segments[-1].model_copy(update={"end": 3600.0})),
        }
    )
    plots.plot(song, hour, tmp_path / "hour.png")
    row = pixels(tmp_path / "hour.png", "L")[plots._BEATS.top + 6]
    assert (row > 60).sum() < plots.WIDTH // 10


@pytest.mark.parametrize("rest", [0.01, 0.2, 0.4])
def test_a_segment_may_end_just_after_a_stripe_begins(heard, rest):
    _, analysis = heard
    image = Image.new("RGB", (plots.WIDTH * plots._SHARP, plots.HEIGHT * plots._SHARP))
    start = 10.0
    end = start + (14 * 10 + rest + 2) / plots._Picture(image, analysis)._scale  # stripes are 14 apart
    one = analysis.segments[0]
    sides = [(0.0, start, "beat_cut"), (start, end, "phrase_flow"), (end, analysis.duration, "beat_cut")]
    segments = tuple(one.model_copy(update={"start": a, "end": z, "grid": grid}) for a, z, grid in sides)
    plots._Picture(image, analysis.model_copy(update={"segments": segments})).sections()
    assert np.asarray(image).any()
