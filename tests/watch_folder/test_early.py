"""Bad songs come back while the queue is long; what was found out of good ones is not looked into again."""

from __future__ import annotations

import random
from pathlib import Path

import psutil
import pytest

from beatreel.testing import make_song
from tests.watch_folder.desk import WatchingMachine


@pytest.fixture
def machine(tmp_path):
    made = WatchingMachine(tmp_path, BEATREEL_SERVICE__CHECK_EARLY="true")
    yield made
    made.close()


def test_bad_songs_come_back_before_their_turn_and_good_ones_are_checked_once(machine, tmp_path):
    whole = make_song(duration=5, tempo=120, seed=1).write(tmp_path / "whole.flac").read_bytes()
    files = {
        "good.flac": whole,
        "noise.wav": random.Random(1).randbytes(30_000),
        "video.mp4": b"\0\0\0\x18ftypisom" + bytes(500),
        "page.mp3": b"<!doctype html><title>Sign in</title>",
        "list.wav": b"#EXTM3U\nhttp://127.0.0.1/a.mp3\n",
    }
    for name, data in files.items():
        (machine.drop / name).write_bytes(data)
    watcher = machine.watch("--rest", "0.3")
    bad = sorted(set(files) - {"good.flac"})
    rejected = machine.drop / "rejected"
    machine.wait(lambda: all((rejected / f"{name}.txt").exists() for name in bad), 60)  # and no service runs
    for name in bad:
        assert "Why:" in (rejected / f"{name}.txt").read_text()
        assert (rejected / name).read_bytes() == files[name]
    states = {Path(record.recipe["song_path"]).name: record.state for record in machine.store.jobs()}
    assert states == {"good.flac": "queued", **dict.fromkeys(bad, "rejected")}
    assert machine.queue.length() == 1
    (good,) = [record.id for record in machine.store.jobs() if record.state == "queued"]
    machine.wait(lambda: "audio_validated" in [event.name for event in machine.store.events(job_id=good)])
    machine.start()
    machine.wait(lambda: machine.state(good) == "done", 120)
    events = machine.store.events()
    assert [event.id for event in events] == list(range(1, len(events) + 1))
    assert [event.name for event in events].count("audio_validated") == 1
    machine.wait(lambda: machine.store.jobs_to_announce() == [])  # the refusals were told too
    assert watcher.poll() is None


def test_mutated_files_end_nobody(machine):
    """Each ends as queued or refused with a reason, and the watcher is still the same process."""
    chance = random.Random(8)
    whole = make_song(duration=2, tempo=120, seed=1).write(machine.root / "whole.flac").read_bytes()
    for number in range(40):
        data = bytearray(whole)
        for _ in range(8):
            data[chance.randrange(min(len(data), chance.choice((60, 5000))))] = chance.randrange(256)
        (machine.drop / f"s{number}.flac").write_bytes(
            data[: chance.choice((len(data), chance.randrange(1, len(data))))]
        )
    watcher = machine.watch("--rest", "0.3")
    machine.wait(lambda: len(machine.claims()) == 40, 60)

    def open_ones():
        jobs = [record for record in machine.store.jobs(limit=100) if record.state == "queued"]
        return [job for job in jobs if not machine.store.logged(job.id, "audio_validated")]

    machine.wait(lambda: not open_ones(), 120)
    refused = [record for record in machine.store.jobs(limit=100) if record.state == "rejected"]
    assert len(refused) > 10
    for record in refused:
        (event,) = [event for event in machine.store.events(job_id=record.id) if event.name == "audio_rejected"]
        assert event.data["reason"] and event.data["message"] and event.data["hint"]
    assert watcher.poll() is None
    assert len(psutil.Process(watcher.pid).children(recursive=True)) <= 1  # the warm one
