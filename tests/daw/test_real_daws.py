"""Real programs: Ardour exports and the film appears, LMMS renders and the film appears, hooks return at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from beatreel.cli.daw_test import _SESSION
from beatreel.hooks.daw.ardour import PRESET_ID
from tests.engine.service_desk import Machine

PROJECT = Path(__file__).with_name("project.mmp")
RULES = 'prompt = "x"\nanalyzer = "tiny"\ngenerator = "tiny"\ndraft = true\n'


@pytest.fixture
def machine(tmp_path):
    home = tmp_path / "a home"
    made = Machine(tmp_path, XDG_CONFIG_HOME=str(home / ".config"), HOME=str(home), BEATREEL_SERVICE__IDLE_EXIT="5")
    (home / ".config").mkdir(parents=True)
    yield made
    made.close()


def test_ardour_exports_and_the_film_appears(machine):
    assert shutil.which("ardour7-lua"), "install the Debian package ardour"
    (machine.root / "a home" / ".config" / "ardour7").mkdir()
    assert "written" in machine.beatreel("daw", "install", "ardour").stderr
    assert json.loads(machine.beatreel("daw", "status", "ardour", "--json").stdout) == {"ardour": "installed"}
    session = machine.root / "the session"
    script = machine.root / "export.lua"
    script.write_text(_SESSION.format(folder=session, preset=PRESET_ID))
    rules = machine.root / "rules"  # Ardour makes the folder of its exports; the rules go there before the export
    rules.write_text(RULES)
    copy = f"os.execute(\"cp '{rules}' '{session}/export/beatreel.toml'\")\nlocal export ="
    script.write_text(script.read_text().replace("local export =", copy, 1))
    exported = subprocess.run(
        ["ardour7-lua", str(script)],
        env=machine.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=120,
        check=False,
    )
    song = session / "export" / "My Song.wav"
    assert song.is_file(), exported.stdout + exported.stderr
    machine.wait(machine.store.jobs, 180)
    (record,) = machine.store.jobs()
    assert machine.queue.entry(record.id).source == "ardour"
    machine.wait(lambda: machine.state(record.id) == "done", 120)
    assert (session / "export" / "films" / "My Song" / "master.mp4").is_file()


def test_lmms_renders_and_the_film_appears(machine):
    assert shutil.which("lmms"), "install the Debian package lmms"
    project = machine.root / "My Song.mmp"
    shutil.copy(PROJECT, project)
    (machine.root / "beatreel.toml").write_text(RULES)
    machine.beatreel("daw", "render", "lmms", project)
    machine.wait(lambda: machine.state(machine.store.jobs()[0].id) == "done", 120)
    assert (machine.root / "films" / "My Song" / "master.mp4").is_file()
    (machine.root / "broken.mmp").write_text("no project")
    assert "did not render" in machine.beatreel("daw", "render", "lmms", machine.root / "broken.mmp", code=1).stderr


@pytest.mark.parametrize("name", ["reaper", "audacity"])
def test_a_hook_hands_over_and_returns_at_once(machine, name):
    told = machine.beatreel("daw", "test", name).stderr
    assert "is in the queue" in told
    took = int(told.partition("returned after ")[2].partition(" ms")[0])
    assert took < 1000  # 15 ms on a quiet machine


def test_a_new_export_of_the_same_name_is_a_new_version(machine):
    (machine.root / "beatreel.toml").write_text(RULES)
    song = machine.root / "song.wav"
    folders = []
    for number in range(3):
        song.write_bytes(os.urandom(1000) if number < 2 else song.read_bytes())
        done = machine.beatreel("submit", "--source", "reaper", "--no-start", "--json", song)
        folders.append(Path(json.loads(done.stdout)["folder"]).name)
    assert folders == ["song", "song.v2", "song.v2"]


def test_the_list_is_honest(machine):
    rows = {row["name"]: row for row in json.loads(machine.beatreel("daw", "list", "--json").stdout)}
    assert rows["ardour"]["tier"] == "fires" and "not tried in REAPER" in rows["reaper"]["proven"]
    assert {rows[name]["tier"] for name in ("live", "logic", "cubase", "studio-one", "fl", "bitwig")} == {"folder"}
