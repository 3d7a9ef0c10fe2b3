"""Files as other programs write them, each understood for what it is by its content."""

from __future__ import annotations

import struct

import mido
import pytest

from beatreel.core.corrections import MomentMark, SegmentMark, Span
from beatreel.core.errors import CorrectionsError
from beatreel.corrections.reading import read_corrections, wave_notes
from tests.corrections import wavefiles


def read(*paths):
    return read_corrections(paths)[0]


def written(path, text):
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def session(tmp_path):
    """A DAW's export: 120 BPM in 4/4, from bar 5 on 90 BPM in 7/8, markers, notes with running status."""
    file = mido.MidiFile(type=1, ticks_per_beat=480)
    conductor, notes = mido.MidiTrack(), mido.MidiTrack()
    conductor += [
        mido.MetaMessage("time_signature", numerator=4, denominator=4, time=0),
        mido.MetaMessage("set_tempo", tempo=500_000, time=0),
        mido.MetaMessage("marker", text="Intro", time=0),
        mido.MetaMessage("marker", text="Verse 1", time=2 * 1920),
        mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(90), time=2 * 1920),
        mido.MetaMessage("time_signature", numerator=7, denominator=8, time=0),
        mido.MetaMessage("cue_marker", text="DROP!", time=0),
        mido.MetaMessage("marker", text="tune vox", time=10),
    ]
    for pitch in (60, 64, 67):
        notes.append(mido.Message("note_on", note=pitch, velocity=90, time=5))
    notes.append(mido.Message("sysex", data=(1, 2, 3), time=0))
    notes.append(mido.Message("program_change", program=5, time=300))
    file.tracks += [conductor, notes]
    file.save(tmp_path / "session.mid")
    return tmp_path / "session.mid"


def test_midi_tempo_metre_and_markers(session):
    stated, notes = read_corrections([session])
    assert [(mark.time, round(mark.tempo, 3)) for mark in stated.tempo_map] == [(0, 120), (8, 90)]
    assert [(mark.time, mark.metre, mark.unit) for mark in stated.metre_map] == [(0, 4, 1), (8, 7, 0.5)]
    assert [(mark.start, mark.label) for mark in stated.segments] == [(0, "intro"), (4, "verse"), (8, "chorus")]
    assert stated.key_moments == (MomentMark(time=8.0, kind="drop"),)
    assert "tune vox" in notes[0] and "verse" in notes[0]
    assert set(stated.origins.values()) == {"session.mid (MIDI)"}


def test_midi_by_the_specification_alone(tmp_path):
    # Format 0, one track; 6/8 at 100 quarter notes a minute, and a marker 3 quarters in, running status between notes.
    track = (
        b"\x00\xff\x58\x04\x06\x03\x24\x08"
        b"\x00\xff\x51\x03\x09\x27\xc0"
        b"\x00\x90\x3c\x40\x60\x3c\x00"
        b"\x81\x40\xff\x06\x06Chorus"
        b"\x00\xff\x2f\x00"
    )
    data = b"MThd" + struct.pack(">IHHH", 6, 0, 1, 96) + b"MTrk" + struct.pack(">I", len(track)) + track
    (tmp_path / "a.mid").write_bytes(data)
    stated = read(tmp_path / "a.mid")
    assert stated.tempo_map[0].tempo == 100
    assert (stated.metre_map[0].metre, stated.metre_map[0].unit) == (2, 1.5)
    assert stated.segments[0].start == pytest.approx(3 * 0.6)


def test_a_broken_midi_file_is_refused_or_read_as_far_as_it_goes(session):
    whole, data = read(session), session.read_bytes()
    understood = 0
    for cut in range(len(data)):
        session.write_bytes(data[:cut])
        try:
            stated = read(session)
        except CorrectionsError:
            continue
        understood += 1
        assert stated.tempo_map == whole.tempo_map[: len(stated.tempo_map)]
        assert stated.segments == whole.segments[: len(stated.segments)]
    assert understood > 20


def test_audacity_labels(tmp_path):
    # As “Export Other… Labels” writes them; the second line of a label tells its frequencies.
    text = "0.000000\t0.000000\tIntro\n8.510000\t30.250000\tVerse 2\n\\\t200.000000\t4000.000000\n30.250000\t30.250000\tdrop\n"
    stated = read(written(tmp_path / "labels.txt", text))
    assert stated.segments == (
        SegmentMark(start=0.0, label="intro"),
        SegmentMark(start=8.51, end=30.25, label="verse"),
        SegmentMark(start=30.25, label="chorus"),
    )
    assert stated.key_moments == (MomentMark(time=30.25, kind="drop"),)


def test_audacity_beats(tmp_path):
    text = "".join(f"{0.5 * n + 0.25:.6f}\t{0.5 * n + 0.25:.6f}\t{n % 4 + 1}\n" for n in range(12))
    stated = read(written(tmp_path / "beats.txt", text))
    assert stated.beats == tuple(0.5 * n + 0.25 for n in range(12))
    assert stated.downbeats == (0.25, 2.25, 4.25)


def test_reaper_regions_and_markers(tmp_path):
    # As the Region/Marker Manager's “Export regions/markers” writes them, ruler in minutes and seconds.
    text = (
        "#,Name,Start,End,Length\n"
        "R1,Intro,0:00.000,0:16.000,0:16.000\n"
        'M1,"Stop, then go",1:15.500,,\n'
        "R2,Chorus A,0:16.000,1:02.500,0:46.500,FF0000\n"
    )
    stated = read(written(tmp_path / "regions.csv", text))
    assert stated.segments == (
        SegmentMark(start=0.0, end=16.0, label="intro"),
        SegmentMark(start=16.0, end=62.5, label="chorus"),
    )
    assert stated.key_moments == (MomentMark(time=75.5, kind="stop"),)


def test_reaper_measures(tmp_path):
    text = "#,Name,Start,End,Length\r\nM1,Verse,5.1.00,,\r\nM2,Drop,17.3.00,,\r\n"
    stated = read(written(tmp_path / "measures.csv", text))
    assert [mark.start for mark in stated.segments] == ["bar 5", "bar 17 beat 3"]


@pytest.mark.parametrize(("time", "unit"), [("00:00:12:15", "frames"), ("1323000", "samples")])
def test_reaper_units_that_say_nothing_are_explained(tmp_path, time, unit):
    path = written(tmp_path / "frames.csv", f"#,Name,Start,End,Length\nM1,Verse,{time},,\n")
    with pytest.raises(CorrectionsError, match=f"counts {unit}.*Minutes:Seconds"):
        read(path)


def test_wave_cue_points_and_loops_of_libsndfile(tmp_path):
    path = wavefiles.write(
        tmp_path / "song.wav", cues=[(2.0, "Verse"), (30.5, "Chorus"), (30.5, "Drop")], loops=[(30.5, 37.5)]
    )
    stated = read(path)
    assert stated.segments[0] == SegmentMark(start=2.0, label="verse")
    assert stated.segments[1].label == "chorus"
    assert stated.key_moments == (MomentMark(time=30.5, kind="drop"),)
    assert stated.hooks[0].start == 30.5 and stated.hooks[0].end == pytest.approx(37.5, abs=2 / 8000)
    assert isinstance(stated.hooks[0], Span)
    assert wave_notes(path).describe() == "3 cue points, 1 loop"


def test_wave_acid_chunk(tmp_path):
    path = wavefiles.add_acid(wavefiles.write(tmp_path / "loop.wav", seconds=3), tempo=128.5, beats=16, metre=(3, 4))
    stated = read(path)
    assert (stated.tempo, stated.metre) == (128.5, 3)
    one_shot = wavefiles.add_acid(wavefiles.write(tmp_path / "hit.wav", seconds=3), tempo=120, beats=0, kind=1)
    assert read(one_shot).tempo is None


def test_a_wave_file_without_notes_corrects_nothing(tmp_path):
    with pytest.raises(CorrectionsError, match="corrects nothing"):
        read(wavefiles.write(tmp_path / "plain.wav", seconds=1))


def test_taps_and_annotated_beats(tmp_path):
    taps = written(tmp_path / "song.taps", "# Taps to song.wav\n1.02 downbeat\n1.50\n2.03\n2.49\n3.01 d\n")
    stated = read(taps)
    assert stated.taps == (1.02, 1.5, 2.03, 2.49, 3.01) and stated.tapped_downbeats == (1.02, 3.01)
    beats = written(tmp_path / "song.beats", "".join(f"{n / 2:.5f}\t{n % 3 + 1}\n" for n in range(9)))
    assert read(beats).beat_positions == (1, 2, 3) * 3


def test_what_people_write(tmp_path):
    text = """
    bpm = 87.5
    metre = "6/8"
    first_downbeat = "0:01.5"
    segments = [{ start = "bar 9", label = "chorus", grid = "phrase_flow" }, { start = "1:10", label = "outro" }]
    key_moments = []
    """
    stated = read(written(tmp_path / "song.toml", text))
    assert (stated.tempo, stated.metre, stated.first_downbeat) == (87.5, 2, 1.5)
    assert stated.segments[0] == SegmentMark(start="bar 9", label="chorus", grid="phrase_flow")
    assert stated.segments[1].start == 70.0
    assert stated.no_key_moments
    as_json = written(tmp_path / "song.json", '{"tempo": 87.5, "octave": null}')
    assert read(as_json).tempo == 87.5


def test_a_file_may_import_another_and_overrule_it(tmp_path, session):
    text = (
        'import = { file = "session.mid", offset = -2.0 }\noffset = 0.5\nsegments = [{ start = 3, label = "solo" }]\n'
    )
    stated = read(written(tmp_path / "song.toml", text))
    assert [mark.time for mark in stated.tempo_map] == [-2.0, 6.0]
    assert stated.segments == (SegmentMark(start=3.5, label="solo"),)
    assert stated.key_moments[0].time == 6.0
    assert stated.origins["segments"] == "song.toml" and stated.origins["tempo_map"] == "session.mid (MIDI)"


def test_the_later_file_wins(tmp_path, session):
    fix = written(tmp_path / "fix.toml", "tempo = 95\n")
    stated = read(session, fix)
    assert stated.tempo == 95 and stated.tempo_map == () and len(stated.segments) == 3
    assert read(fix, session).tempo is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("tempos = 120", "did you mean “tempo”"),
        ("tempo = -3", "tempo: Input should be greater"),
        ("tempo = 120\nbeats = [1, 2, 3, 4]", "stated twice, by beats and by tempo"),
        ("beats = [1, 3, 2, 4]", "beats must rise"),
        ('segments = [{ start = 1, label = "hooky" }]', "segments 1 label"),
        ('segments = [{ start = "soon", label = "verse" }]', "“soon” is no place"),
        ("segments = [{ label = 'verse' }]", "segments 1 start: is missing"),
        ("tempo = ", "cannot be used"),
        ("import = 'nowhere.mid'", "There is no file"),
        ("import = 'me.toml'", "name each other"),
        ("", "corrects nothing"),
        ("\x00\x01\x02", "in no format that is known"),
        ("1.0\n2.0\nsoon\n", "line 3"),
        ("0.1\t0.2\tverse\nrubbish\n", "line 2 is no label"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(tmp_path, text, said):
    path = written(tmp_path / "me.toml", text)
    with pytest.raises(CorrectionsError) as caught:
        read(path)
    assert said in caught.value.message and caught.value.hint


def test_random_bytes_are_refused(tmp_path):
    import random

    rng = random.Random(5)
    for head in (b"MThd", b"RIFF\x00\x00\x00\x00WAVE", b"#,Name,Start\n", b"", b"{", b"1.0\t2.0\t"):
        for length in (0, 1, 9, 80, 900):
            path = tmp_path / "noise"
            path.write_bytes(head + rng.randbytes(length))
            with pytest.raises(CorrectionsError):
                read(path)
