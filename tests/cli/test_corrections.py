"""Corrections from the command line: files, the keyboard, and the same in every command."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time

import numpy as np
import pytest

from beatreel.testing import make_song

TINY = ("--analyzer", "tiny")


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    return make_song(duration=12, tempo=150, seed=3).write(tmp_path_factory.mktemp("song") / "song.wav")


@pytest.fixture
def fix(tmp_path):
    path = tmp_path / "fix.toml"
    path.write_text('tempo = 150\nfirst_downbeat = 1.6\nsegments = [{ start = "bar 3", label = "solo" }]\n')
    return path


def test_analyze_says_what_was_corrected_and_by_what(beatreel, song, fix):
    shown = beatreel("analyze", song, *TINY, "--corrections", fix).stdout
    assert "150.0 BPM" in shown and "solo" in shown
    assert "Corrected by fix.toml: tempo, beats, bars, segments" in " ".join(shown.split())
    heard = json.loads(beatreel("analyze", song, *TINY, "--corrections", fix, "--json").stdout)
    assert heard["downbeat_times"][:2] == pytest.approx([0.0, 1.6]) and heard["origins"]["hooks"] == "tiny"


def test_plan_and_render_go_by_them(beatreel, song, fix, tmp_path):
    beatreel("plan", song, *TINY, "--corrections", fix, "--out", tmp_path / "board.json")
    planned = json.loads((tmp_path / "board.json").read_text())
    order = ["render", song, "--draft", *TINY, "--generator", "tiny", "--corrections", fix, "--out", tmp_path / "film"]
    beatreel(*order)
    made = json.loads((tmp_path / "film" / "storyboard.json").read_text())
    assert [scene["cut_time"] for scene in made["scenes"]] == [scene["cut_time"] for scene in planned["scenes"]]
    assert 4.8 in [round(scene["cut_time"], 6) for scene in made["scenes"]]
    analysis = json.loads((tmp_path / "film" / "analysis.json").read_text())
    assert analysis["tempo"] == 150 and analysis["origins"]["tempo"] == "fix.toml"
    manifest = json.loads((tmp_path / "film" / "manifest.json").read_text())
    assert manifest["recipe"]["corrections"]["tempo"] == 150


def test_what_cannot_be_used_costs_nothing(beatreel, song, tmp_path):
    (tmp_path / "bad.toml").write_text("tempo = 'fast'")
    refused = beatreel("render", song, *TINY, "--generator", "tiny", "--corrections", tmp_path / "bad.toml", code=2)
    assert "bad.toml cannot be used: tempo" in refused.stderr and "docs/corrections.md" in refused.stderr
    assert json.loads(beatreel("jobs", "--json").stdout) == []
    assert "There is no file" in beatreel("analyze", song, "--corrections", "nothing.mid", code=2).stderr


def test_tapping_without_a_keyboard_is_explained(beatreel, song):
    assert "no terminal" in beatreel("analyze", song, "--tap", code=2).stderr


def test_what_a_wave_file_states_is_mentioned_and_used_when_asked_for(beatreel, tmp_path):
    from tests.corrections import wavefiles

    path = make_song(duration=12, tempo=150, seed=3, sample_rate=22050).write(tmp_path / "daw.wav")
    wavefiles.add_acid(path, tempo=75.0, beats=15)
    assert "The file itself states the tempo 75 BPM, the metre 4/4" in beatreel("analyze", path, *TINY).stderr
    assert "75.0 BPM" in beatreel("analyze", path, *TINY, "--corrections", path).stdout


class Terminal:
    """A beatreel that thinks it talks to a person."""

    def __init__(self, arguments, environment, folder):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "beatreel", *map(str, arguments)],
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
        )
        os.close(slave)

    def wait_for(self, text):
        said = b""
        while text.encode() not in said:
            piece = self.process.stderr.read1(200)
            assert piece, said.decode()
            said += piece

    def press(self, key):
        os.write(self.master, key.encode())

    def close(self):
        self.process.kill()
        self.process.communicate()
        os.close(self.master)

    def end(self):
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out.decode(), err.decode()


@pytest.fixture
def terminal(song, machine, tmp_path):
    """``analyze --tap`` on a machine without a player."""
    (tmp_path / "bin").mkdir()
    arguments = ["analyze", song, *TINY, "--tap", "--json"]
    terminal = Terminal(arguments, {**os.environ, **machine, "PATH": str(tmp_path / "bin")}, tmp_path)
    yield terminal
    terminal.close()


@pytest.mark.timeout(90)
def test_beats_are_tapped_on_the_keyboard(terminal, tmp_path):
    terminal.wait_for("very first moment")
    terminal.press("\r")
    terminal.wait_for("Now tap")
    started = time.monotonic()
    for number in range(4, 18):  # from 1.6 s on, a beat each 0.4 s, every fourth the first of a bar
        time.sleep(max(0.0, started + number * 0.4 - time.monotonic()))
        terminal.press("1" if number % 4 == 0 else " ")
    time.sleep(0.2)
    terminal.press("\r")
    code, out, err = terminal.end()
    assert code == 0, err
    heard = json.loads(out)
    assert heard["tempo"] == pytest.approx(150, abs=2)
    truth = np.arange(0, 12, 0.4)
    near = [np.abs(truth - beat).min() < 0.05 for beat in heard["beat_times"]]
    assert np.mean(near) > 0.9 and len(near) >= 27
    taps = tmp_path / "song.taps"
    assert len(taps.read_text().splitlines()) == 15
    assert heard["origins"]["beats"] == "song.taps"


@pytest.mark.timeout(90)
def test_too_few_taps_write_nothing(terminal, tmp_path):
    terminal.wait_for("very first moment")
    terminal.press("\r")
    terminal.wait_for("Now tap")
    terminal.press(" ")
    time.sleep(0.2)
    terminal.press("q")
    code, _, err = terminal.end()
    assert code == 2 and "Only 1 taps" in err
    assert not (tmp_path / "song.taps").exists()


def test_analyze_draws_a_picture(beatreel, song, tmp_path):
    from PIL import Image

    said = beatreel("analyze", song, *TINY, "--plot", tmp_path / "heard.png", "--json")
    assert json.loads(said.stdout)["analyzer"] == "tiny"
    assert "heard.png" in said.stderr
    with Image.open(tmp_path / "heard.png") as image:
        assert image.format == "PNG"
