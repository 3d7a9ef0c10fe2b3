"""Songs of rhythm games become songs with truth, and maps that do not fit their sound are found out."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import mido
import numpy as np
import pytest
import soundfile

from benchmarks import hearing_recordings
from benchmarks.tempo_maps import Map, UnusableError, beat_saber, chart, find, frets, osu, stepmania

RATE = 8000


def struck(path: Path, times: list[float], seconds: float = 24.0) -> None:
    """Write a sound with a short noise at each time, over a little noise."""
    noise = np.random.default_rng(5)
    samples = noise.normal(0, 1e-4, int(seconds * RATE))
    for time in times:
        place = int(time * RATE)
        burst = noise.normal(0, 0.3, 400) * np.exp(-np.arange(400) / 60)
        samples[place : place + 400] += burst[: len(samples) - place]
    soundfile.write(path, samples, RATE)


def simfile(folder: Path, **tags: str) -> Path:
    """Write a simfile beside an empty sound."""
    (folder / "song.ogg").touch()
    path = folder / "song.ssc"
    known = {"TITLE": "Any", "MUSIC": "Song.OGG", "OFFSET": "-0.5", "BPMS": "0=120"} | tags
    charts = "#NOTEDATA:;\n#BPMS:0=999;\n"
    path.write_text("".join(f"#{name}:{value};  // {value}\n" for name, value in known.items()) + charts)
    return path


def test_a_simfile_s_beats_follow_its_tempos_and_stops(tmp_path: Path) -> None:
    found = stepmania(simfile(tmp_path, BPMS="0=120,\n4=60", STOPS="5=0.25"))
    assert found.name == "Any"
    assert found.beats(7.0) == [
        (0.0, 4),
        (0.5, 1),
        (1.0, 2),
        (1.5, 3),
        (2.0, 4),
        (2.5, 1),
        (3.5, 2),
        (4.75, 3),
        (5.75, 4),
        (6.75, 1),
    ]


def test_a_simfile_that_jumps_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="jumps"):
        stepmania(simfile(tmp_path, WARPS="8=2"))
    with pytest.raises(UnusableError, match="no sound"):
        stepmania(simfile(tmp_path, MUSIC="other.ogg"))


def test_bars_of_three_and_six_eight_come_from_the_midi_file(tmp_path: Path) -> None:
    midi = mido.MidiFile(ticks_per_beat=480)
    track = mido.MidiTrack()
    track.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(100)))
    track.append(mido.MetaMessage("time_signature", numerator=3, denominator=4))
    track.append(mido.MetaMessage("time_signature", numerator=6, denominator=8, time=480 * 6))
    midi.tracks.append(track)
    midi.save(tmp_path / "notes.mid")
    with pytest.raises(UnusableError, match="no sound"):
        frets(tmp_path / "notes.mid")
    (tmp_path / "guitar.ogg").touch()
    (tmp_path / "song.ogg").touch()
    (tmp_path / "song.ini").write_text("[song]\nname = Waltz\ndelay = 20\n")
    found = frets(tmp_path / "notes.mid")
    assert [path.name for path in found.sounds] == ["song.ogg", "guitar.ogg"]
    beats = found.beats(7.0)
    assert [round(time, 2) for time, _ in beats] == [0.02, 0.62, 1.22, 1.82, 2.42, 3.02, 3.62, 4.52, 5.42, 6.32]
    assert [place for _, place in beats] == [1, 2, 3, 1, 2, 3, 1, 2, 1, 2]


def test_a_chart_counts_in_its_own_ticks_and_its_metre_may_lack_a_note_value(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").touch()
    path = tmp_path / "notes.chart"
    path.write_text(
        "[Song]\n{\n  Resolution = 100\n  Offset = 1\n}\n[SyncTrack]\n{\n  0 = TS 4\n  0 = B 60000\n  400 = B 120000\n}\n"
    )
    assert chart(path).beats(6.6) == [
        (0.0, 4),
        (1.0, 1),
        (2.0, 2),
        (3.0, 3),
        (4.0, 4),
        (5.0, 1),
        (5.5, 2),
        (6.0, 3),
        (6.5, 4),
    ]


def test_a_beatmap_begins_a_bar_at_each_timing_point(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    path = tmp_path / "a.osu"
    points = "1000,500,3,1,0,100,1,0\n2000,-50,3,1,0,100,0,0\n3250,1000,4,1,0,100,1,0\n"
    path.write_text(
        f"osu file format v14\n\n[General]\nAudioFilename: a.mp3\n\n[TimingPoints]\n{points}\n[HitObjects]\n1,2,3\n"
    )
    assert osu(path).beats(6.0) == [
        (0.0, 2),
        (0.5, 3),
        (1.0, 1),
        (1.5, 2),
        (2.0, 3),
        (2.5, 1),
        (3.0, 2),
        (3.25, 1),
        (4.25, 2),
        (5.25, 3),
    ]


def test_beat_saber_has_beats_but_no_bars_and_its_regions_win(tmp_path: Path) -> None:
    (tmp_path / "song.egg").touch()
    info = {"_songName": "Sabre", "_songFilename": "song.egg", "_beatsPerMinute": 90, "_songTimeOffset": 0}
    (tmp_path / "Info.dat").write_text(json.dumps(info))
    assert beat_saber(tmp_path / "Info.dat").tempo() == 90
    regions = [{"_startSampleIndex": 0, "_endSampleIndex": 44100 * 4, "_startBeat": 0, "_endBeat": 8}]
    (tmp_path / "BPMInfo.dat").write_text(json.dumps({"_songFrequency": 44100, "_regions": regions}))
    found = beat_saber(tmp_path / "Info.dat")
    assert not found.bars
    assert [time for time, _ in found.beats(1.6)] == [0.0, 0.5, 1.0, 1.5]


@pytest.mark.parametrize(("bpm", "heard"), [(50, 100), (60, 60), (210, 210), (240, 120), (480, 120)])
def test_what_a_map_calls_a_beat_stays_one_within_reason(bpm: float, heard: float) -> None:
    times = [time for time, _ in Map("any", (), ((0.0, bpm),)).beats(10.0)]
    assert 60 / np.diff(times) == pytest.approx(heard)


def test_of_several_maps_of_one_recording_one_is_taken(tmp_path: Path) -> None:
    path = simfile(tmp_path)
    path.with_suffix(".sm").write_text(path.read_text())
    (tmp_path / "other.mid").touch()
    assert [found.name for found in find(tmp_path)] == ["Any"]


def test_a_game_s_lag_is_taken_out_and_drift_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    games = tmp_path / "games"
    for name, times in {
        "late": [0.54 + 0.5 * number for number in range(45)],
        "drifting": [0.5 + 0.505 * number for number in range(45)],
        "free": list(np.cumsum(np.random.default_rng(1).uniform(0.2, 0.9, 40))),
    }.items():
        folder = games / name
        folder.mkdir(parents=True)
        simfile(folder, TITLE=name, MUSIC="song.wav")
        struck(folder / "song.wav", times)
    monkeypatch.setattr(sys, "argv", ["hearing_recordings", str(games), str(tmp_path / "out"), "--licence", "CC0"])
    hearing_recordings.main()
    said = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    assert "drifts" in said["drifting"]
    assert "left out" in said["free"]
    assert [path.name for path in (tmp_path / "out").glob("*.json")] == ["late.json"]
    truth = json.loads((tmp_path / "out" / "late.json").read_text())
    assert truth["shifted"] == pytest.approx(0.04, abs=0.006)
    assert truth["beats"][0] == pytest.approx(0.54, abs=0.006)
    assert truth["downbeats"][:2] == pytest.approx([0.54, 2.54], abs=0.006)
    assert truth["licence"] == "CC0"
    assert len(truth["beats"]) == 45  # none in the silence after the last


def test_an_archive_is_unpacked_and_stems_are_mixed(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "song.wav", np.full((RATE, 2), 0.25), RATE)
    soundfile.write(tmp_path / "guitar.wav", np.full((RATE // 2, 1), 0.5), RATE)
    samples, rate = hearing_recordings.mix((tmp_path / "song.wav", tmp_path / "guitar.wav"))
    assert (samples.shape, rate) == ((RATE, 1), RATE)
    assert samples[[0, -1], 0] == pytest.approx([0.75, 0.25], abs=1e-3)
    with zipfile.ZipFile(tmp_path / "map.osz", "w") as archive:
        archive.write(tmp_path / "song.wav", "song.wav")
        archive.writestr("a.osu", "[General]\nAudioFilename: song.wav\nTitle: Packed\n[TimingPoints]\n0,500,4\n")
    assert [name for name, _ in hearing_recordings.maps(tmp_path)] == ["Packed"]
