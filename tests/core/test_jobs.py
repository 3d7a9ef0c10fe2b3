from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest

from beatreel.core.errors import JobNotFoundError, StoreError
from beatreel.core.events import JobFailed, JobSubmitted, StillPainted
from beatreel.core.jobs import JobStore


@pytest.fixture
def store(tmp_path):
    with JobStore(tmp_path / "beatreel.db") as store:
        store.submit("job-one", {"song_path": "a.wav"}, "/films/a")
        yield store


def test_the_same_job_is_entered_once(store):
    again = store.submit("job-one", {"song_path": "other"}, "/elsewhere")
    assert again.recipe == {"song_path": "a.wav"}
    assert len(store.jobs()) == 1


def test_jobs_are_found_by_the_beginning_of_their_id(store):
    store.submit("job-two", {}, "/x")
    assert store.job("job-o").id == "job-one"
    for unclear in ("job", "nothing", ""):
        with pytest.raises(JobNotFoundError):
            store.job(unclear)


def test_an_event_is_logged_once_for_each_key(store):
    first, is_new = store.commit_event(JobSubmitted(job_id="job-one", song_path="a"))
    second, is_new_again = store.commit_event(JobSubmitted(job_id="job-one", song_path="a"))
    assert (is_new, is_new_again) == (True, False)
    assert first == second
    third, _ = store.commit_event(JobFailed(job_id="job-one", stage="plan", message="m"))
    assert third.id == first.id + 1, "an event that was logged already used up an id"


def test_a_forgotten_key_can_be_logged_again_and_the_log_keeps_both(store):
    event = StillPainted(job_id="job-one", fingerprint="f", picture_path="p", scenes=(0,))
    first, _ = store.commit_event(event)
    store.forget_event("job-one", event.key)
    assert store.logged("job-one", event.key) is None
    second, is_new = store.commit_event(event)
    assert is_new and second.id > first.id
    assert [logged.id for logged in store.events()] == [first.id, second.id]


def test_readers_catch_up_by_id(store):
    ids = [
        store.commit_event(JobFailed(job_id="job-one", stage="plan", message="m", attempt=number))[0].id
        for number in range(10)
    ]
    assert [event.id for event in store.events(since=ids[3])] == ids[4:]
    assert [event.id for event in store.events(limit=2)] == ids[:2]
    assert store.last_event_id() == ids[-1]


def test_what_a_crash_kept_from_the_listeners_is_known(store):
    one, _ = store.commit_event(JobSubmitted(job_id="job-one", song_path="a"))
    store.mark_announced("job-one", one.id)
    two, _ = store.commit_event(JobFailed(job_id="job-one", stage="plan", message="m"))
    assert [event.id for event in store.unannounced("job-one")] == [two.id]


def test_a_failed_transaction_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), store.transaction() as connection:
        connection.execute("update jobs set state='done'")
        raise ZeroDivisionError
    assert store.job("job-one").state == "queued"


def test_attempts_are_counted(store):
    assert store.set_state("job-one", "running", started=True) == 1
    assert store.set_state("job-one", "failed", error="x") == 1
    assert store.set_state("job-one", "running", started=True) == 2
    assert store.job("job-one").error is None


def test_durability_settings(store):
    pragmas = {name: store.db.execute(f"pragma {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    assert store.db.execute("pragma wal_autocheckpoint").fetchone()[0] == 0


def test_a_newer_store_and_a_broken_one_are_refused_with_a_hint(tmp_path):
    newer = tmp_path / "newer.db"
    with sqlite3.connect(newer) as connection:
        connection.execute("pragma user_version = 99")
    connection.close()
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database, but long enough to look at" * 40)
    for path in (newer, broken):
        with pytest.raises(StoreError) as caught:
            JobStore(path)
        assert caught.value.hint


def test_threads_share_one_store(store):
    def write(worker):
        for number in range(25):
            store.commit_event(
                JobFailed(job_id="job-one", stage=str(worker), message="", attempt=worker * 100 + number)
            )

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.events()) == 100


WRITER = """
import sys
from pathlib import Path
from beatreel.core.events import JobFailed
from beatreel.core.jobs import JobStore
store = JobStore(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    event, _ = store.commit_event(JobFailed(job_id="job-one", stage=sys.argv[2], message="", attempt=int(sys.argv[2]) * 10000 + number))
    print(event.id, flush=True)
"""


def test_processes_write_at_the_same_time_and_lose_nothing(store, tmp_path):
    command = [sys.executable, "-c", WRITER, str(store.path)]
    writers = [
        subprocess.Popen([*command, str(number), "60"], stdout=subprocess.PIPE, text=True) for number in range(1, 5)
    ]
    acknowledged = [int(line) for writer in writers for line in writer.communicate()[0].split()]
    assert all(writer.returncode == 0 for writer in writers)
    assert sorted(acknowledged) == [event.id for event in store.events()]
    assert store.db.execute("pragma integrity_check").fetchone()[0] == "ok"


def test_kill_9_loses_nothing_that_was_acknowledged(store):
    for round_number in range(5):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(store.path), str(round_number + 1), "100000"],
            stdout=subprocess.PIPE,
            text=True,
        )
        acknowledged = [int(writer.stdout.readline()) for _ in range(20 + 7 * round_number)]
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += [int(line) for line in writer.stdout.read().splitlines() if line]
        writer.wait()
        writer.stdout.close()
        logged = {event.id for event in store.events(limit=100_000)}
        assert set(acknowledged) <= logged
    assert store.db.execute("pragma integrity_check").fetchone()[0] == "ok"
