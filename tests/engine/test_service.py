"""The queue and its service: real processes, from submitting to the film."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from beatreel.core.errors import JobNotFoundError, ProviderNotFoundError, UserInputError
from beatreel.engine.service_log import parse
from beatreel.testing import make_song
from tests.engine.service_desk import Machine
from tests.executors.finding import children_of

TINY = ["--draft", "--analyzer", "tiny", "--generator", "tiny", "--prompt", "x"]


@pytest.fixture
def machine(tmp_path):
    made = Machine(tmp_path)
    yield made
    made.close()


def test_submit_returns_at_once_starts_a_service_and_the_film_appears(machine, tmp_path):
    song_path = make_song(duration=5, tempo=120, seed=3).write(tmp_path / "short.flac")
    done = machine.beatreel("submit", song_path, *TINY, "--json", "--out", "film", BEATREEL_SERVICE__IDLE_EXIT="1")
    told = json.loads(done.stdout)
    assert machine.state(told["job"]) in ("queued", "running"), "it waited for the film"
    assert told["submitted"] and told["state"] == "queued"
    machine.wait(lambda: machine.state(told["job"]) == "done")
    assert (machine.root / "film" / "master.mp4").is_file()
    # The same order again is the same film; the service leaves when nothing is left to do.
    again = json.loads(machine.beatreel("submit", song_path, *TINY, "--json", "--out", "film", "--no-start").stdout)
    assert (again["job"], again["submitted"]) == (told["job"], False)
    machine.wait(lambda: not machine.instance.is_running(), 30)
    names = [parse(line)["message"] for line in machine.told().splitlines()]
    assert names == ["service started", "job started", "job done", "service stopped"]


def test_many_may_submit_and_one_service_works(machine, tmp_path):
    song = make_song(duration=5, tempo=120, seed=3).write(tmp_path / "short.flac")
    command = [sys.executable, "-m", "beatreel", "submit", str(song), *TINY]
    children = [
        subprocess.Popen(
            [*command, "--seed", str(number), "--out", f"film-{number}"],
            env=machine.environment,
            cwd=machine.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(3)
    ]
    assert [child.wait(90) for child in children] == [0, 0, 0]
    machine.wait(lambda: [record.state for record in machine.store.jobs()].count("done") == 3, 120)
    starts = [line for line in machine.told().splitlines() if "service started" in line]
    assert len(starts) == 1
    assert len(machine.animated()) == len(set(machine.animated())) * 3


def test_a_second_service_says_so_and_leaves(machine):
    machine.start()
    machine.wait(machine.instance.is_running)
    done = machine.beatreel("service", "run", code=1)
    assert "runs already" in done.stderr
    state = json.loads(machine.beatreel("service", "status", "--json").stdout)
    assert state["running"] and state["service"]["pid"] == machine.service.pid


def running_job(machine, recipe, name="film"):
    record, is_new = machine.desk.submit(recipe, machine.root / name)
    assert is_new
    machine.wait(lambda: machine.animated())
    return record


def cut_short(machine, job) -> set[int]:
    """Return the scenes that were begun and not finished."""
    finished = {event.data["index"] for event in machine.store.events(job_id=job) if event.name == "scene_generated"}
    return {int(line.split()[1]) for line in machine.animated()} - finished


def test_cancelling_reaches_running_scenes_and_the_job_can_go_on_later(machine, make_recipe):
    machine.start()
    record = running_job(machine, make_recipe({"delay": 0.05}))
    workers = psutil.Process(machine.service.pid).children(recursive=True)
    assert workers
    machine.beatreel("jobs", "cancel", record.id[:6])
    machine.wait(lambda: machine.state(record.id) == "cancelled")
    assert cut_short(machine, record.id), "it waited for the scenes that were being made"
    lines = len(machine.animated())
    time.sleep(1.0)
    assert len(machine.animated()) == lines, "a cancelled job went on"
    machine.wait(lambda: not list((machine.root / "film").rglob("*.part")))
    machine.desk.retry(record.id)
    machine.wait(lambda: machine.state(record.id) == "done", 120)


def test_pausing_keeps_what_is_finished(machine, make_recipe):
    machine.start()
    record = running_job(machine, make_recipe({"delay": 0.02}))
    machine.wait(lambda: [e for e in machine.store.events(job_id=record.id) if e.name == "scene_generated"])
    machine.desk.pause(record.id)
    machine.wait(lambda: machine.queue.entry(record.id).phase == "paused")
    rows = json.loads(machine.beatreel("jobs", "list", "--json").stdout)
    assert [row["state"] for row in rows] == ["paused"]
    machine.desk.resume(record.id)
    machine.wait(lambda: machine.state(record.id) == "done", 120)
    scenes = [e.data["index"] for e in machine.store.events(job_id=record.id) if e.name == "scene_generated"]
    assert len(scenes) == len(set(scenes))


def test_an_urgent_job_goes_before_the_running_one(machine, make_recipe):
    machine.start()
    slow = running_job(machine, make_recipe({"delay": 0.03}), "slow")
    urgent, _ = machine.desk.submit(make_recipe(seed=9), machine.root / "urgent", priority=10)
    machine.wait(lambda: machine.state(urgent.id) == "done", 60)
    assert machine.state(slow.id) != "done"
    machine.wait(lambda: machine.state(slow.id) == "done", 120)


def test_a_graceful_stop_puts_the_job_back_and_the_next_service_goes_on(machine, make_recipe):
    machine.start()
    record = running_job(machine, make_recipe({"delay": 0.02}))
    machine.beatreel("service", "stop")
    assert machine.service.wait(60) == 0
    assert machine.state(record.id) == "queued"
    assert cut_short(machine, record.id), "it waited for the scenes that were being made"
    machine.start()
    machine.wait(lambda: machine.state(record.id) == "done", 120)


def test_errors_that_may_pass_are_tried_again_and_only_the_last_is_final(machine, make_recipe):
    record, _ = machine.desk.submit(make_recipe({"short_by": 1}), machine.root / "film")
    machine.start()
    machine.wait(lambda: machine.state(record.id) == "failed" and machine.queue.entry(record.id).phase == "ended", 90)
    failed = [event for event in machine.store.events(job_id=record.id) if event.name == "job_failed"]
    assert [event.data["final"] for event in failed] == [False, False, True]
    assert "will be tried again" in machine.told()


def test_a_job_that_kills_the_service_every_time_is_taken_out(machine, make_recipe, tmp_path):
    """A plugin's reaction runs in a worker; this one kills the service from there."""
    folder = tmp_path / "deadly"
    folder.mkdir()
    (folder / "deadly.py").write_text(
        "import json, os\nfrom beatreel import Reaction, hookimpl\n"
        "def die(event, film):\n    if film.recipe['seed'] == 13:\n"
        "        told = open(os.environ['BEATREEL_DATA_DIR'] + '/service.json')\n"
        "        os.kill(json.load(told)['pid'], 9)\n    return []\n"
        "@hookimpl\ndef register_reactions():\n    return [Reaction('audio_validated', 'die', die)]\n"
    )
    folders = json.loads(machine.environment["BEATREEL_PLUGINS__FOLDERS"])
    machine.environment["BEATREEL_PLUGINS__FOLDERS"] = json.dumps([*folders, str(folder)])
    machine.environment["BEATREEL_SERVICE__MAX_STRIKES"] = "3"
    deadly, _ = machine.desk.submit(make_recipe(seed=13), machine.root / "deadly-film")
    good, _ = machine.desk.submit(make_recipe(seed=1), machine.root / "film")
    for _ in range(6):
        service = machine.start()
        machine.wait(lambda service=service: service.poll() is not None or machine.state(good.id) == "done", 60)
        if service.poll() is None:
            break
    assert machine.state(good.id) == "done"
    assert machine.state(deadly.id) == "failed"
    assert "died 3 times" in machine.store.job(deadly.id).error


def test_a_kept_service_that_is_killed_is_there_again_and_stops_when_told(machine, make_recipe):
    keeper = machine.start("--keep")
    for _ in range(2):
        machine.wait(lambda: (machine.instance.state() or {}).get("pid"))
        pid = machine.instance.state()["pid"]
        assert pid in children_of(keeper.pid)
        os.kill(pid, signal.SIGKILL)
        machine.wait(lambda pid=pid: (machine.instance.state() or {}).get("pid") not in (None, pid))
    record, _ = machine.desk.submit(make_recipe(), machine.root / "film")
    machine.wait(lambda: machine.state(record.id) == "done", 120)
    assert machine.told().count("service was killed: signal=SIGKILL") == 2
    machine.beatreel("service", "stop")
    assert keeper.wait(60) == 0
    keeper = machine.start("--keep")
    machine.wait(machine.instance.is_running)
    keeper.terminate()  # as systemd does
    assert keeper.wait(60) == 0
    machine.wait(lambda: not machine.instance.is_running())


def test_bad_orders_and_wishes_are_refused_with_one_sentence(machine, make_recipe):
    with pytest.raises(ProviderNotFoundError):
        machine.desk.submit(make_recipe(generator="oil"), machine.root / "film")
    with pytest.raises(UserInputError):
        machine.desk.submit(make_recipe({"colour": "red"}), machine.root / "film")
    assert machine.store.jobs() == []
    with pytest.raises(JobNotFoundError):
        machine.desk.cancel("nope")
    assert "There is no file" in machine.beatreel("submit", "nothing.wav", code=2).stderr
    assert "No job begins" in machine.beatreel("jobs", "cancel", "nope", code=2).stderr
    assert "None runs" in machine.beatreel("service", "stop").stderr
    assert not json.loads(machine.beatreel("service", "status", "--json", code=1).stdout)["running"]


def test_the_log_reads_back(machine, make_recipe):
    record, _ = machine.desk.submit(make_recipe(song_path=machine.root / 'a "b" c.wav'), machine.root / "film")
    machine.start()
    machine.wait(lambda: machine.state(record.id) == "rejected")
    told = [json.loads(line) for line in machine.beatreel("service", "log", "--json").stdout.splitlines()]
    started = next(line for line in told if line["message"] == "job started")
    assert (started["job"], started["song"], started["attempt"]) == (record.id, 'a "b" c.wav', "1")
    refused = next(line for line in told if line["message"] == "job refused")
    assert "There is no file" in refused["why"]
