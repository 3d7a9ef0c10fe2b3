"""How well the analyzers hear: beats, bars and sections against the truth, and the CPU they take.

    python -m benchmarks.hearing [FOLDER ...] [--analyzer NAME ...] [--songs N] [--each] [--save FILE]
    python -m benchmarks.hearing --cost [SONG]

``--cost`` compares what a song of four minutes costs us, in a fresh process, with what librosa's own beat tracker,
tempogram and segmentation cost on the same file, and our memory for four minutes with that for an hour.

FOLDER holds audio files with their truth beside them as JSON (``beats``, ``beat_positions``, ``downbeats``,
``sections``, ``duration``); of downbeats and sections that are empty no score is given. ``benchmarks.hearing_human`` makes
such folders of what people played, ``benchmarks.hearing_recordings`` of recordings with a tempo map. Of several folders, the means
over all songs and over the folders follow. Without a folder, songs of kinds that the net was not trained on are composed on the spot.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import tempfile
import time
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import mir_eval
import numpy as np
import soundfile

from beatreel import Analysis, Song
from beatreel.plugins import analyzers

COLUMNS = ("beat F", "CMLt", "AMLt", "bar F", "sect .5", "sect 3", "error ms", "CPU s/min")
LIBRARIES = ("librosa", "madmom")
"""Analyzers that are named after the library that they need."""
Scores = dict[str, dict[str, dict[str, list[float]]]]
"""The columns by analyzer, folder and song."""
FIRST_SEED = 900_000
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")


def main() -> None:
    """Run the command, on one thread: idle threads of the linear algebra library spin and would be counted."""
    if any(os.environ.get(name) != "1" for name in _THREADS):
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.hearing", *sys.argv[1:]])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="*", type=Path, help="songs with truth; without it songs are composed")
    parser.add_argument("--analyzer", action="append", metavar="NAME", help="only these")
    parser.add_argument("--songs", type=int, default=12, help="how many to compose (default 12)")
    parser.add_argument(
        "--written", choices=["choose", "judge", "studio"], help="compose songs from grooves written by hand"
    )
    parser.add_argument("--each", action="store_true", help="a line for each song")
    parser.add_argument("--save", type=Path, help="write the scores of each song as JSON")
    parser.add_argument("--cost", action="store_true", help="CPU against librosa's own parts, and memory for an hour")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if options.cost:
            from benchmarks.hearing_cost import compare

            song = options.folder[0] if options.folder else next(compose_songs(Path(scratch), 1).glob("*.flac"))
            compare(song, Path(scratch))
            return
        folders = options.folder or [compose_songs(Path(scratch), options.songs, options.written)]
        scores: Scores = {}
        for folder in folders:
            table(folder, options.analyzer, scores, each=options.each)
        if len(folders) > 1:
            overall(scores)
        if options.save:
            options.save.write_text(json.dumps(scores))


def table(folder: Path, names: list[str] | None, scores: Scores, *, each: bool) -> None:
    """Print the table of a folder and add the scores of its songs."""
    pairs = sorted((audio_of(p), p) for p in folder.glob("*.json"))
    print(
        f"{folder.name}: {len(pairs)} songs; beats and bars within 70 ms, sections within 0.5 and 3 s; means over songs"
    )
    print(f"{'':12s}" + "".join(f"{c:>10s}" for c in COLUMNS) + f"{'first call':>12s}")
    for name, analyzer in offered().items():
        if names and name not in names:
            continue
        if name in LIBRARIES and find_spec(name) is None:
            print(f"{name:12s}  not installed")
            continue
        known = scores.setdefault(name, {})
        known[folder.name] = measure(analyzer, pairs, each=each, first=not known)


def overall(scores: Scores) -> None:
    """Print the means over the songs of all folders, and over the folders."""
    print(f"{'all folders, means':20s}" + "".join(f"{c:>10s}" for c in COLUMNS))
    for name, folders in scores.items():
        rows = [np.array(list(songs.values())) for songs in folders.values() if songs]
        for what, means in {
            "songs": mean(np.concatenate(rows)),
            "folders": mean(np.array([mean(r) for r in rows])),
        }.items():
            print(f"{name + ' ' + what:20s}" + "".join(f"{v:10.3f}" for v in means))


def offered() -> dict[str, Any]:
    """Return the analyzers that come with beatreel by name, ours last."""
    found: dict[str, Any] = {}
    for module in iter_modules(analyzers.__path__):
        if not module.ispkg:
            register = getattr(import_module(f"{analyzers.__name__}.{module.name}"), "register_analyzers", list)
            for analyzer in register():
                found[analyzer.name] = analyzer
    return dict(sorted(found.items(), key=lambda item: item[0] == "beatreel"))


def measure(analyzer: Any, pairs: list[tuple[Path, Path]], *, each: bool, first: bool) -> dict[str, list[float]]:
    """Print the row of one analyzer, and with ``each`` that of every song; return the scores of the songs."""
    rows: dict[str, list[float]] = {}
    first_call = 0.0
    for audio, truth_file in pairs:
        truth = json.loads(truth_file.read_text())
        song = describe(audio)
        if first and not rows:
            first_call = timed(analyzer, song)[1]
        analysis, seconds = timed(analyzer, song)
        row = [*score(truth, analysis), seconds / analysis.duration * 60]
        rows[audio.stem] = row
        if each:
            print(
                f"  {audio.stem[:18]:18s}" + "".join(f"{v:10.3f}" for v in row) + f"  {analysis.confidence:.2f}",
                flush=True,
            )
    print(f"{analyzer.name:12s}" + "".join(f"{v:10.3f}" for v in mean(np.array(list(rows.values())))), end="")
    print(f"{first_call:10.1f} s" if first else "", flush=True)
    return rows


def mean(rows: np.ndarray) -> np.ndarray:
    """Return the means of columns, leaving out what is not a number."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return np.nanmean(rows, 0)


def timed(analyzer: Any, song: Song) -> tuple[Analysis, float]:
    """Analyse a song; return the analysis and the CPU seconds that it took."""
    before = time.process_time()
    analysis = analyzer.analyze(song, progress=lambda done, note="": None)
    return analysis, time.process_time() - before


def score(truth: dict[str, Any], analysis: Analysis) -> list[float]:
    """Return beat F, CMLt, AMLt, downbeat F, section F at 0.5 and 3 s, and the median signed beat error in ms."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        beats, found = np.array(truth["beats"]), np.array(analysis.beat_times)
        bars, lines = np.array(truth["downbeats"]), np.array(analysis.downbeat_times)
        beat_f = mir_eval.beat.f_measure(beats, found) if len(found) else 0.0
        _, correct, _, allowed = mir_eval.beat.continuity(beats, found) if len(found) > 1 else (0, 0, 0, 0)
        bar_f = math.nan if not len(bars) else mir_eval.beat.f_measure(bars, lines) if len(lines) else 0.0
        known = intervals([s["start"] for s in truth["sections"]], truth["duration"])
        heard = intervals([s.start for s in analysis.segments], truth["duration"])
        sections = [mir_eval.segment.detection(known, heard, window=w, trim=True)[2] for w in (0.5, 3.0)]
        if not truth["sections"]:
            sections = [math.nan, math.nan]
        matched = mir_eval.util.match_events(beats, found, 0.07)
    error = float(np.median([found[j] - beats[i] for i, j in matched]) * 1000) if matched else float("nan")
    return [beat_f, correct, allowed, bar_f, *sections, error]


def intervals(starts: list[float], duration: float) -> np.ndarray:
    """Return the sections as (start, end) rows from 0 to the end of the song."""
    edges = sorted({round(max(0.0, s), 4) for s in starts if s < duration - 0.05} | {0.0})
    return np.array([edges, [*edges[1:], duration]]).T


def describe(audio: Path) -> Song:
    """Return the value that analyzers get."""
    info = soundfile.info(audio)
    return Song(
        path=audio,
        sha256="0" * 64,
        duration=info.frames / info.samplerate,
        sample_rate=info.samplerate,
        sample_count=info.frames,
        channels=info.channels,
        container=info.format.lower(),
        codec=info.subtype.lower(),
    )


def audio_of(truth_file: Path) -> Path:
    """Return the audio file beside a truth file."""
    for suffix in (".flac", ".wav", ".ogg", ".mp3"):
        if truth_file.with_suffix(suffix).exists():
            return truth_file.with_suffix(suffix)
    raise SystemExit(f"no audio file beside {truth_file}")


def compose_songs(folder: Path, count: int, written: str | None = None) -> Path:
    """Compose songs of held-out kinds, or those of one group of the written kinds, into a folder."""
    from training.hearing.compose import compose
    from training.hearing.kinds import HELD_OUT
    from training.hearing.patterns import WRITTEN
    from training.hearing.render import render, truth
    from training.hearing.voices import RATE
    from training.hearing.written import write

    kinds = [kind for kind, plan in WRITTEN.items() if plan.half == written]
    for number in range(count):
        seed = FIRST_SEED + number
        composed = write(seed, kinds[number % len(kinds)]) if kinds else compose(seed, kinds=HELD_OUT)
        samples = render(composed, seed)
        stem = folder / f"{seed}_{composed.kind}"
        soundfile.write(stem.with_suffix(".flac"), samples, RATE)
        stem.with_suffix(".json").write_text(json.dumps(truth(composed, samples)))
    return folder


if __name__ == "__main__":
    main()
