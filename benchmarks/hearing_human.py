"""Makes songs with truth of what people played: piano performances as MIDI, or any recording with its beats in a text file.

    python -m benchmarks.hearing_human asap|pop909|beats CLONE OUT [--pieces N] [--seconds S]
    python -m benchmarks.hearing OUT [OUT2 ...]

``asap`` takes a clone of github.com/fosfrancesco/asap-dataset (classical piano, played by people; CC BY-NC-SA 4.0),
``pop909`` one of github.com/music-x-lab/POP909-Dataset (pop songs arranged for piano; MIT), ``beats`` any folder of
recordings, each with a file ``NAME.beats`` beside it: seconds and, if known, the position in the bar, one beat a line.
A clone may be without files checked out. Such music judges only: nothing of it is trained on or kept in the repository.
MIDI is played by FluidSynth with a General MIDI soundfont; pieces are spread evenly over the collection, one of each work.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mido
import numpy as np
import soundfile

from training.hearing.soundfont import soundfonts

Beats = list[tuple[float, int]]
"""Seconds, and the position in the bar from 1 (0 before the first bar line)."""


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", choices=["asap", "pop909", "beats"])
    parser.add_argument("clone", type=Path, help="clone of the collection, or folder of recordings")
    parser.add_argument("out", type=Path, help="folder for audio and truth")
    parser.add_argument("--pieces", type=int, default=12, help="how many (default 12)")
    parser.add_argument("--seconds", type=float, default=60.0, help="how much of each (default 60)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.collection == "beats":
        for text in sorted(options.clone.glob("*.beats")):
            recorded(text, options.out)
        return
    fonts = soundfonts()
    if not fonts:
        raise SystemExit("FluidSynth and a soundfont are needed, see training/hearing/README.md")
    pieces = (asap if options.collection == "asap" else pop909)(options.clone, options.seconds)
    for number, (name, midi, beats) in enumerate(spread(list(pieces), options.pieces)):
        audio = options.out / f"{name}.flac"
        play(show(options.clone, midi), audio, fonts[number % len(fonts)], options.seconds)
        write_truth(audio, beats, options.collection)
        print(audio.stem, len(beats), "beats", flush=True)


def asap(clone: Path, seconds: float) -> Iterator[tuple[str, str, Beats]]:
    """Yield name, path of the MIDI file and beats of the first performance of each work; doubtful ones are left out."""
    seen = set()
    for path in tree(clone):
        work = path.rpartition("/")[0]
        if not path.endswith("_annotations.txt") or "midi_score" in path or work in seen:
            continue
        seen.add(work)
        rows = [line.split("\t") for line in show(clone, path).decode().splitlines()]
        rows = [row for row in rows if float(row[0]) < seconds]
        if any(row[2].startswith("bR") for row in rows):  # nobody could tell where that beat is
            continue
        beats = counted([float(row[0]) for row in rows], [row[2].startswith("db") for row in rows])
        yield work.replace("/", "-"), path.replace("_annotations.txt", ".mid"), beats


def pop909(clone: Path, seconds: float) -> Iterator[tuple[str, str, Beats]]:
    """Yield name, path of the MIDI file and beats of each song."""
    for path in tree(clone):
        if path.endswith("/beat_midi.txt"):
            number = path.split("/")[-2]
            rows = np.loadtxt(io.BytesIO(show(clone, path)), ndmin=2)
            rows = rows[rows[:, 0] < seconds]
            lines = rows[:, 2] if rows[:, 2].any() else rows[:, 1]
            yield number, f"POP909/{number}/{number}.mid", counted(rows[:, 0].tolist(), (lines > 0).tolist())


def counted(times: list[float], lines: list[bool]) -> Beats:
    """Number the beats within their bars."""
    beats: Beats = []
    for time, is_line in zip(times, lines, strict=True):
        before = beats[-1][1] if beats else 0
        beats.append((time, 1 if is_line else before + 1 if before else 0))
    return beats


def spread(pieces: list[Any], count: int) -> list[Any]:
    """Return so many pieces, evenly spread."""
    places = np.unique(np.linspace(0, len(pieces) - 1, min(count, len(pieces))).round().astype(int))
    return [pieces[place] for place in places]


def recorded(text: Path, out: Path) -> None:
    """Copy a recording with its beats."""
    audio = next((p for s in (".wav", ".flac", ".ogg") if (p := text.with_suffix(s)).exists()), None)
    if audio is None:
        raise SystemExit(f"no recording beside {text}")
    rows = [line.split() for line in text.read_text().splitlines() if line.strip() and not line.startswith("#")]
    samples, rate = soundfile.read(audio)
    target = out / f"{audio.stem}.flac"
    soundfile.write(target, samples, rate)
    write_truth(target, [(float(row[0]), int(float(row[1])) if len(row) > 1 else 0) for row in rows], "recording")


def write_truth(audio: Path, beats: Beats, kind: str) -> None:
    """Write the truth beside the audio; sections are unknown."""
    facts = {
        "kind": kind,
        "duration": soundfile.info(audio).duration,
        "beats": [time for time, _ in beats],
        "beat_positions": [place for _, place in beats],
        "downbeats": [time for time, place in beats if place == 1],
        "sections": [],
    }
    audio.with_suffix(".json").write_text(json.dumps(facts))


def play(midi: bytes, audio: Path, font: Path, seconds: float) -> None:
    """Render the first seconds of a MIDI file."""
    score = mido.MidiFile(file=io.BytesIO(midi))
    track = mido.MidiTrack()
    now = 0.0
    for message in score:  # its time is in seconds, tempo changes taken into account
        now += message.time
        if now > seconds:
            break
        if not message.is_meta:
            track.append(message.copy(time=round(message.time * 1000)))
    short = mido.MidiFile(ticks_per_beat=500)  # at 120 BPM: a thousand ticks a second
    short.tracks.append(track)
    with tempfile.TemporaryDirectory() as folder:
        source, sound = Path(folder) / "piece.mid", Path(folder) / "piece.wav"
        short.save(source)
        command = ["fluidsynth", "-ni", "-q", "-F", str(sound), "-T", "wav", "-r", "44100", "-g", "0.5", str(font)]
        subprocess.run([*command, str(source)], check=True, capture_output=True)
        samples, rate = soundfile.read(sound)
        soundfile.write(audio, samples[: int(seconds * rate)], rate)


def tree(clone: Path) -> list[str]:
    """Return the paths of all files of a clone, whether they are checked out or not."""
    listed = subprocess.run(
        ["git", "-C", str(clone), "ls-tree", "-rz", "--name-only", "HEAD"], check=True, capture_output=True
    )
    return sorted(listed.stdout.decode().split("\0"))


def show(clone: Path, path: str) -> bytes:
    """Return a file of a clone."""
    return subprocess.run(["git", "-C", str(clone), "show", f"HEAD:{path}"], check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
