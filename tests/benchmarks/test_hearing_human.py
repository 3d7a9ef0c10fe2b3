"""Music that people played becomes songs with truth."""

from __future__ import annotations

import json
import math
import subprocess
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import soundfile

from benchmarks.hearing import score
from benchmarks.hearing_human import asap, pop909, recorded, spread

FILES = {
    "Bach/Fugue/bwv_1/Ada01_annotations.txt": "0.5\t0.5\tb\n1.0\t1.0\tdb,3/4\n1.5\t1.5\tb\n2.0\t2.0\tb\n2.5\t2.5\tdb\n9.0\t9.0\tb\n",
    "Bach/Fugue/bwv_1/Bob01_annotations.txt": "0.5\t0.5\tdb,3/4\n",
    "Bach/Fugue/bwv_1/midi_score_annotations.txt": "0.0\t0.0\tdb,3/4\n",
    "Chopin/Waltz/Ada02_annotations.txt": "0.5\t0.5\tdb,3/4\n1.0\t1.0\tbR\n",
    "POP909/007/beat_midi.txt": "0.1 1.0 1.0\n0.6 0.0 0.0\n1.1 1.0 0.0\n1.6 0.0 0.0\n2.1 1.0 1.0\n",
}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of which no file is checked out."""
    folder = tmp_path_factory.mktemp("collection")

    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)

    git("init", "-q")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git("add", ".")
    git("commit", "-qm", "all")
    git("rm", "-rq", "--cached", ".")
    for name in FILES:
        (folder / name).unlink()
    return folder


def test_of_each_work_of_asap_one_performance_is_taken_unless_a_beat_is_doubtful(clone: Path) -> None:
    [(name, midi, beats)] = asap(clone, 5.0)
    assert (name, midi) == ("Bach-Fugue-bwv_1", "Bach/Fugue/bwv_1/Ada01.mid")
    assert beats == [(0.5, 0), (1.0, 1), (1.5, 2), (2.0, 3), (2.5, 1)]


def test_bars_of_pop909_are_those_of_four(clone: Path) -> None:
    [(name, midi, beats)] = pop909(clone, 5.0)
    assert (name, midi) == ("007", "POP909/007/007.mid")
    assert [place for _, place in beats] == [1, 2, 3, 4, 1]


def test_pieces_are_spread_over_the_collection() -> None:
    assert spread(list(range(101)), 3) == [0, 50, 100]
    assert spread([1, 2], 12) == [1, 2]


def test_a_recording_without_bars_and_sections_is_judged_by_its_beats(tmp_path: Path) -> None:
    beats = np.arange(1, 16) * 0.5
    soundfile.write(tmp_path / "talk.wav", np.zeros(8 * 8000), 8000)
    (tmp_path / "talk.beats").write_text("# by hand\n" + "".join(f"{beat}\n" for beat in beats))
    out = tmp_path / "out"
    out.mkdir()
    recorded(tmp_path / "talk.beats", out)
    truth = json.loads((out / "talk.json").read_text())
    heard = SimpleNamespace(beat_times=tuple(beats + 0.01), downbeat_times=(0.5,), segments=[])
    beat_f, _, _, bar_f, *sections, error = score(truth, heard)
    assert beat_f == 1.0
    assert error == pytest.approx(10.0)
    assert all(map(math.isnan, [bar_f, *sections]))
