from __future__ import annotations

import json
import textwrap
import time
from datetime import UTC, datetime

import pytest

from beatreel.core.config import PluginSettings, Settings
from beatreel.core.events import EventRegistry, LoggedEvent
from beatreel.hooks import listeners
from beatreel.hooks.delivery import Delivery
from beatreel.hooks.listeners import ListenerProcess
from beatreel.hooks.manager import PluginManager
from beatreel.hooks.markers import hookimpl

WITNESS = """
import json
from beatreel import hookimpl

@hookimpl
def job_submitted(event, logged):
    with open({path!r}, "a") as stream:
        stream.write(json.dumps([{name!r}, logged.id, event.song_path]) + "\\n")
"""


def event(number=1):
    data = {"job_id": "j", "song_path": "a.wav", "prompt": ""}
    return LoggedEvent(id=number, time=datetime.now(UTC), name="job_submitted", job_id="j", data=data)


@pytest.fixture
def scene(tmp_path):
    """A plugin folder with two witnesses around a villain, and the listeners' process on it."""
    opened = []

    def make(villain):
        seen, folder = tmp_path / "seen", tmp_path / "plugins"
        folder.mkdir()
        for name in ("a_witness", "z_witness"):
            (folder / f"{name}.py").write_text(WITNESS.format(path=str(seen), name=name))
        text = "from beatreel import hookimpl\n@hookimpl\ndef job_submitted(event):\n"
        (folder / "m_villain.py").write_text(text + textwrap.indent(villain, "    "))
        settings = Settings(plugins=PluginSettings(folders=(folder,)))
        reports = []
        process = ListenerProcess(
            PluginManager.load(settings.plugins), settings, lambda *report: reports.append((report[0], str(report[2])))
        )
        opened.append(process)
        return process, reports, lambda: [json.loads(line) for line in seen.read_text().splitlines()]

    yield make
    for process in opened:
        process.close()


@pytest.mark.parametrize(
    ("villain", "said"),
    [
        ("raise RuntimeError('boo')", "RuntimeError: boo"),
        ("import sys; sys.exit(1)", "SystemExit"),
        ("import os; os._exit(0)", "ended its process"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "ended its process"),
        ("print('hello' * 100_000)\nraise ValueError('talker')", "talker"),
    ],
    ids=["raises", "exits", "ends the process", "crashes", "floods stdout"],
)
def test_a_bad_listener_is_named_and_the_others_hear_everything(scene, villain, said):
    process, reports, seen = scene(villain)
    for number in (1, 2, 3):
        process.announce(event(number))
    assert reports and {plugin for plugin, _ in reports} == {"m_villain"}
    assert said in reports[0][1]
    for name in ("a_witness", "z_witness"):
        assert {number for who, number, _ in seen() if who == name} == {1, 2, 3}


def test_one_that_hangs_is_left_out_after_its_time(scene, monkeypatch):
    monkeypatch.setattr(listeners, "TIMEOUT", 1.0)
    process, reports, seen = scene("import time; time.sleep(600)")
    begun = time.monotonic()
    process.announce(event(1))
    process.announce(event(2))
    assert time.monotonic() - begun < 30
    assert [plugin for plugin, _ in reports] == ["m_villain"]
    assert {number for who, number, _ in seen() if who == "a_witness"} == {1, 2}


def test_no_process_is_started_when_nobody_listens():
    settings = Settings()
    process = ListenerProcess(PluginManager.load(), settings, lambda *report: None)
    process.announce(event())
    assert process._process is None


class Changer:
    """Tries to mislead the others."""

    @hookimpl
    def job_submitted(self, event, logged):
        logged.data["song_path"] = "forged.wav"


class Hearer:
    def __init__(self):
        self.heard = []

    @hookimpl
    def job_submitted(self, event, logged):
        self.heard.append((event.song_path, logged.data["song_path"]))


class Raiser:
    @hookimpl
    def job_submitted(self):
        raise SystemExit(3)


def test_in_process_delivery_isolates_each_listener():
    hearer, reports = Hearer(), []
    manager = PluginManager.load(extra=[("hearer", hearer), ("raiser", Raiser()), ("changer", Changer())])
    names = {info.name for info in manager.infos}
    original = event()
    Delivery(manager, EventRegistry(), lambda *report: reports.append(report[0])).announce(original, only=names)
    assert hearer.heard == [("a.wav", "a.wav")]
    assert reports == ["raiser"]
    assert original.data["song_path"] == "a.wav"
