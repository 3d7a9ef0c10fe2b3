"""beatreel check: data on stdout, talk on stderr, 0 accepted, 2 refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

PROGRAM = [sys.executable, "-c", "import sys; from beatreel.cli import main; main()", "check"]


def _check(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    home = folder / "home"
    home.mkdir(exist_ok=True)
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home), "COLUMNS": "100", **settings},
        check=False,
    )


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("check") / "a [bold]song[red].wav"
    noise = np.random.default_rng(1).normal(0, 0.1, (44_100 * 61, 2))
    noise[:44_100] = 0
    soundfile.write(path, noise, 44_100)
    return path


def test_accepted_song_is_shown_with_facts_and_advice(song: Path, tmp_path: Path) -> None:
    done = _check(str(song), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "accepted" in done.stdout
    assert "a [bold]song[red].wav" in done.stdout
    for fact in ("1:01.0", "WAV", "44.1 kHz, stereo", "LUFS", "dBTP"):
        assert fact in done.stdout
    assert "begins with 1 s of silence" in " ".join(done.stdout.split())
    assert done.stderr == ""


def test_json_holds_the_song(song: Path, tmp_path: Path) -> None:
    done = _check(str(song), "--json", folder=tmp_path)
    data = json.loads(done.stdout)
    assert data["accepted"] is True
    assert data["song"]["sample_count"] == 44_100 * 61
    assert [advice["code"] for advice in data["song"]["advice"]] == ["leading_silence"]
    assert data["loudness"] == pytest.approx(-14, abs=1)


def test_refusal_is_plain_and_says_what_to_do(tmp_path: Path) -> None:
    short = tmp_path / "short.wav"
    soundfile.write(short, np.zeros((44_100 * 42, 2)), 44_100)
    done = _check(str(short), folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "The song lasts 42 s; at least 60 s are needed",
        "→ Choose a longer version of the song",
    ]


def test_refusal_in_json_carries_the_reason(tmp_path: Path) -> None:
    done = _check("http://127.0.0.1:9/song.mp3", "--json", folder=tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout) == {
        "accepted": False,
        "reason": "not_found",
        "message": "There is no file “http:/127.0.0.1:9/song.mp3”",
        "hint": "Download the song and give the path of the file",
    }
    assert done.stderr


def test_a_studio_may_loosen_the_rules(tmp_path: Path) -> None:
    short = tmp_path / "short.wav"
    soundfile.write(short, np.random.default_rng(1).normal(0, 0.1, (44_100 * 5, 2)), 44_100)
    (tmp_path / "beatreel.toml").write_text('[intake]\nmin_duration = 3\nformats = ["wav"]\n')
    assert _check(str(short), folder=tmp_path).returncode == 0
    (tmp_path / "beatreel.toml").write_text('[intake]\nformats = ["wav", "vinyl"]\n')
    done = _check(str(short), folder=tmp_path)
    assert done.returncode == 2
    assert "intake.formats" in done.stderr
