"""How beats are counted, on attacks and activations that are known."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.analyzers.hearing.bands import Bands
from beatreel.plugins.analyzers.hearing.counting import recount
from beatreel.plugins.analyzers.hearing.features import FEATURE_RATE
from beatreel.plugins.analyzers.hearing.listening import beats_of
from beatreel.plugins.analyzers.hearing.spectrum import FRAME_RATE, Spectrum, listen
from beatreel.plugins.analyzers.hearing.tracking import Tracker

SECONDS = 30.0
LOW, MIDDLE, HIGH = slice(0, 28), slice(28, 60), slice(60, 76)
SOFT = slice(66, 76)


def sound(**attacks: tuple[slice, np.ndarray]) -> Spectrum:
    """A spectrum of attacks in bands, on which nothing else sounds; as wide as those of real songs."""
    frames = int(SECONDS * FRAME_RATE)
    heard = listen(np.zeros(2205, np.float32), 22050)
    bands = np.zeros((frames, len(heard.centres)), np.float32)
    for members, times in attacks.values():
        for frame in np.round(times[times < SECONDS - 0.2] * FRAME_RATE).astype(int):
            bands[frame : frame + 8, members] = np.maximum(bands[frame : frame + 8, members], 0.5)
    chroma = np.ones((frames // 10, 12), np.float32)
    stored = Bands(len(heard.centres), gain=1 / 8)  # which compresses what is stored here to the values above
    stored.append(10**bands - 1)
    return Spectrum(
        SECONDS, stored, heard.centres, np.full((frames, 4), 0.01, np.float32), chroma, chroma, silent=False
    )


def activation_of(beats: np.ndarray, lines: np.ndarray, height: float = 0.9) -> np.ndarray:
    out = np.full((int(SECONDS * FEATURE_RATE), 3), 0.02, np.float32)
    for column, marks in ((0, beats), (1, lines)):
        for place in marks[marks < SECONDS - 0.1] * FEATURE_RATE - 0.25:
            near = np.arange(int(place) - 1, int(place) + 3)
            near = near[(near >= 0) & (near < len(out))]
            out[near, column] = np.maximum(out[near, column], height * (1 - (np.abs(near - place) / 1.7) ** 2))
    return out.clip(0.02)


def every(step: float, first: float = 0.5) -> np.ndarray:
    return np.arange(first, SECONDS - 0.2, step)


def parts(bar: float, *places: float) -> np.ndarray:
    return np.sort(np.concatenate([every(bar, 0.5 + place * bar) for place in places]))


def counted(times: np.ndarray, metre: int) -> np.ndarray:
    return np.arange(len(times)) % metre + 1


@pytest.mark.parametrize(
    ("drum", "snare"), [((0, 1 / 2), (0, 1 / 2)), ((0, 2 / 3), (1 / 2,))], ids=["halves", "backbeat"]
)
def test_bars_struck_on_their_halves_are_six_eight(drum: tuple[float, ...], snare: tuple[float, ...]) -> None:
    thirds, sixths = parts(1.5, 0, 1 / 3, 2 / 3), every(0.25)
    halves = parts(1.5, 0, 1 / 2)
    spectrum = sound(drum=(LOW, parts(1.5, *drum)), snare=(MIDDLE, parts(1.5, *snare)), hat=(HIGH, sixths))
    activation = activation_of(np.concatenate([thirds, halves]), every(1.5))
    beats, positions = recount(spectrum, activation, thirds, counted(thirds, 3))
    assert len(beats) > 30
    assert np.abs(beats[:, None] - halves).min(1).max() < 0.02
    assert np.abs(beats[positions == 1][:, None] - every(1.5)).min(1).max() < 0.02
    assert set(positions) == {1, 2}


def test_a_waltz_stays_a_waltz() -> None:
    thirds = parts(1.5, 0, 1 / 3, 2 / 3)
    spectrum = sound(drum=(LOW, every(1.5)), chords=(MIDDLE, parts(1.5, 1 / 3, 2 / 3)), hat=(HIGH, every(0.25)))
    activation = activation_of(np.concatenate([thirds, parts(1.5, 1 / 2)]), every(1.5))
    assert recount(spectrum, activation, thirds, counted(thirds, 3))[0] is thirds


@pytest.mark.parametrize(
    ("places", "metre"), [((0, 1 / 3, 2 / 3), 2), ((0, 2 / 3), 4), ((0, 1 / 2), 4), ((0, 1 / 3, 1 / 2, 2 / 3), 4)]
)
def test_brisk_beats_that_fall_into_three_are_counted_in_two(places: tuple[float, ...], metre: int) -> None:
    beats = every(0.55)
    spectrum = sound(drum=(LOW, beats), hat=(HIGH, parts(0.55, *places)))
    found, positions = recount(spectrum, activation_of(beats, every(2.2)), beats, counted(beats, 4))
    assert found is beats
    assert positions.max() == metre


@pytest.mark.parametrize(("line", "metre"), [(0.0, 4), (0.5, 2)])
def test_slow_beats_in_three_are_counted_as_the_bars_are_heard(line: float, metre: int) -> None:
    beats = every(0.9)
    spectrum = sound(drum=(LOW, beats), hat=(HIGH, every(0.3)))
    found, positions = recount(spectrum, activation_of(beats, parts(3.6, 0.0, line)), beats, counted(beats, 4))
    assert found is beats
    assert positions.max() == metre


def test_a_bar_line_between_beats_doubles_them() -> None:
    quavers = every(0.32)
    bars = every(7 * 0.32)
    heard = quavers[::2]
    activation = activation_of(quavers, bars)
    beats, positions = recount(sound(hat=(HIGH, quavers)), activation, heard, counted(heard, 7))
    assert np.abs(beats[:, None] - quavers).min(1).max() < 0.02
    assert len(beats) >= len(quavers) - 2
    assert np.abs(beats[positions == 1][:, None] - bars).min(1).max() < 0.02
    slow = activation_of(quavers, bars[::2])
    assert recount(sound(hat=(HIGH, quavers)), slow, heard, counted(heard, 7))[0] is heard


@pytest.mark.parametrize(("height", "found"), [(0.95, True), (0.3, False)])
def test_beats_without_attacks_count_where_the_net_is_certain(height: float, found: bool) -> None:
    beats = every(0.6)
    heard, _, trust = beats_of(sound(), activation_of(beats, every(2.4), height))
    assert bool(len(heard)) is found
    assert not trust.any(), "no attack confirms them: the picture keeps to phrases"


def weak_activation(tempo: float, weak: float, lines: np.ndarray, other_lines: np.ndarray) -> np.ndarray:
    """Quick beats of which every second one is heard more weakly, and two kinds of bar lines."""
    quick = every(60 / tempo)
    out = np.maximum(activation_of(quick, np.zeros(0), 0.9 * weak), activation_of(quick[::2], lines, 0.9))
    return np.maximum(out, activation_of(np.zeros(0), other_lines, 0.9))


@pytest.mark.parametrize(
    ("tempo", "weak", "kept"), [(160.0, 0.75, True), (160.0, 0.95, False), (124.0, 0.83, False), (100.0, 0.75, False)]
)
def test_quick_beats_of_which_every_second_is_weak_are_halved(tempo: float, weak: float, kept: bool) -> None:
    quick = every(60 / tempo)
    spectrum = sound(drum=(LOW, quick), hat=(SOFT, quick + 30 / tempo))
    activation = weak_activation(tempo, weak, quick[::8], np.zeros(0))
    beats, positions = recount(spectrum, activation, quick, counted(quick, 4))
    if not kept:
        assert beats is quick
        return
    assert np.array_equal(beats, quick[::2])
    assert np.array_equal(positions, counted(beats, 4))


def test_weaker_beats_that_are_surely_heard_stay() -> None:
    quick = every(60 / 160.0)
    activation = np.maximum(activation_of(quick, np.zeros(0), 0.81), activation_of(quick[::2], quick[::8], 0.99))
    assert recount(sound(drum=(LOW, quick), hat=(SOFT, quick + 0.19)), activation, quick, counted(quick, 4))[0] is quick


@pytest.mark.parametrize("tempo", [110.0, 160.0, 205.0])
@pytest.mark.parametrize("part", [None, 1 / 4, 1 / 2, 2 / 3], ids=["nothing", "quarters", "halves", "swing"])
def test_quick_beats_between_which_nothing_is_struck_are_halves_of_beats(tempo: float, part: float | None) -> None:
    quick = every(60 / tempo)
    others = np.zeros(0) if part is None else quick + part * 60 / tempo
    soft = slice(73, 76)
    spectrum = sound(drum=(LOW, quick[1::2]), snare=(MIDDLE, quick[1::4]), hat=(HIGH, quick), more=(soft, others))
    beats, _ = recount(spectrum, activation_of(quick, quick[3::4]), quick, counted(quick, 4))
    assert np.array_equal(beats, quick[1::2] if part is None and tempo == 160.0 else quick)


@pytest.mark.parametrize("noise", [np.zeros(0), np.array([28.0])], ids=["silence", "a last noise"])
def test_no_beats_are_counted_where_a_song_rings_out(noise: np.ndarray) -> None:
    beats = every(0.5)
    struck = beats[beats < 18.0]
    heard, _, _ = beats_of(sound(drum=(LOW, struck), door=(LOW, noise)), activation_of(beats, beats[::4], 0.8))
    assert heard[-1] == pytest.approx(struck[-1], abs=0.02)


def test_halved_beats_without_a_line_that_stands_out_are_counted_in_two() -> None:
    quick = every(60 / 160.0)
    activation = weak_activation(160.0, 0.75, quick[::8], quick[4::8])
    beats, positions = recount(sound(drum=(LOW, quick)), activation, quick, counted(quick, 4))
    assert np.array_equal(beats, quick[::2])
    assert np.array_equal(positions, counted(beats, 2))


@pytest.mark.parametrize(("share", "halved"), [(0.35, True), (0.7, False)])
def test_beats_between_which_the_sound_goes_on_dividing_are_not_halved(share: float, halved: bool) -> None:
    quick = every(60 / 160.0)
    between = (quick[:-1] + quick[1:]) / 2
    struck = between[np.random.default_rng(3).random(len(between)) < share]
    activation = weak_activation(160.0, 0.75, quick[::8], np.zeros(0))
    beats, _ = recount(sound(drum=(LOW, quick), more=(LOW, struck)), activation, quick, counted(quick, 4))
    assert len(beats) == (len(quick[::2]) if halved else len(quick))


@pytest.mark.parametrize(("quarters", "doubled"), [(1.0, True), (0.3, False)])
def test_slow_beats_whose_halves_are_heard_and_divide_are_every_second_one(quarters: float, doubled: bool) -> None:
    slow = every(60 / 80.0)
    half = 30 / 80.0
    between = np.sort(np.concatenate([slow + half / 2, slow + 3 * half / 2]))
    struck = between[np.random.default_rng(4).random(len(between)) < quarters]
    spectrum = sound(drum=(LOW, slow), tambourine=(slice(0, 76), struck), agogo=(HIGH, slow + half))
    activation = np.maximum(activation_of(slow, slow[::4]), activation_of(slow + half, np.zeros(0), 0.6))
    beats, positions = recount(spectrum, activation, slow, counted(slow, 4))
    assert len(beats) == (2 * len(slow) - 1 if doubled else len(slow))
    assert beats[1] == pytest.approx(0.5 + (half if doubled else 2 * half), abs=0.02)
    assert list(positions[:5]) == [1, 2, 3, 4, 1]


def test_a_break_in_which_the_search_loses_its_way_is_counted_through() -> None:
    beats = every(0.5)
    played = beats[(beats < 12) | (beats > 19)]
    astray = np.arange(12.2, 19.0, 0.5 * 1.21)
    heard = np.maximum(activation_of(played, played[::4]), activation_of(astray, astray[:0], 0.7))
    lost, _ = Tracker().track(heard)
    assert np.abs(lost[(lost > 13) & (lost < 18)][:, None] - beats).min(1).max() > 0.1, "else nothing is tested"
    found, _, _ = beats_of(sound(drums=(slice(0, 76), played)), heard)
    inside = found[(found > 10.25) & (found < 21)]
    assert np.abs(inside[:, None] - beats).min(1).max() < 0.02
    assert len(inside) == len(beats[(beats > 10.25) & (beats < 21)])
