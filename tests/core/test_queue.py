from __future__ import annotations

import threading
import time

import pytest

from beatreel.core.events import StillPainted
from beatreel.core.jobs import JobStore
from beatreel.core.queue import JobQueue


@pytest.fixture
def queue(tmp_path):
    with JobStore(tmp_path / "beatreel.db") as store:
        for name in ("a", "b", "c"):
            store.submit(f"job-{name}", {}, f"/films/{name}")
        yield JobQueue(store)


def test_first_come_first_served_unless_priority_says_otherwise(queue):
    queue.enter("job-a")
    queue.enter("job-b")
    queue.enter("job-c", priority=5)
    assert [entry.job_id for entry in queue.entries("waiting")] == ["job-c", "job-a", "job-b"]
    queue.prioritise("job-b", 9)
    assert queue.next().job_id == "job-b"


def test_entering_twice_is_entering_once(queue):
    queue.enter("job-a")
    queue.enter("job-a", priority=9)
    assert [(entry.job_id, entry.priority) for entry in queue.entries()] == [("job-a", 0)]


def test_a_job_is_claimed_once(tmp_path):
    with JobStore(tmp_path / "beatreel.db") as store:
        numbers = range(200)
        with store.transaction():
            for number in numbers:
                store.submit(f"job-{number}", {}, "/films")
                JobQueue(store).enter(f"job-{number}")
        claimed: list[str] = []

        def claim():
            with JobStore(tmp_path / "beatreel.db") as own:
                queue = JobQueue(own)
                while (entry := queue.next()) is not None:
                    if queue.begin(entry.job_id):
                        claimed.append(entry.job_id)

        threads = [threading.Thread(target=claim) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(claimed) == sorted(f"job-{number}" for number in numbers)


def test_wishes_reach_a_running_job_and_act_at_once_on_a_waiting_one(queue):
    queue.enter("job-a")
    queue.enter("job-b")
    assert queue.begin("job-a")
    assert queue.pause("job-a") == "running"
    assert queue.entry("job-a").wish == "pause"
    assert queue.cancel("job-a") == "running"
    assert queue.entry("job-a").wish == "cancel"
    assert queue.cancel("job-b") == "waiting"
    assert queue.entry("job-b").phase == "ended"
    assert queue.store.job("job-b").state == "cancelled"
    assert queue.cancel("job-c") == ""


def test_a_paused_job_has_no_turn_until_it_is_resumed(queue):
    queue.enter("job-a")
    queue.pause("job-a")
    assert queue.next() is None
    queue.resume("job-a")
    assert queue.next().job_id == "job-a"


def test_put_back_with_a_delay_waits(queue):
    queue.enter("job-a")
    queue.begin("job-a")
    queue.put_back("job-a", reason="the disk is full", delay=0.3)
    assert queue.next() is None
    assert queue.entry("job-a").reason == "the disk is full"
    time.sleep(0.35)
    assert queue.next().job_id == "job-a"


def test_strikes_count_runs_that_died_without_getting_further(queue):
    queue.enter("job-a")
    for expected in (1, 2, 3):
        assert queue.begin("job-a")
        assert [entry.job_id for entry in queue.recover()] == ["job-a"]
        assert queue.entry("job-a").strikes == expected
    assert queue.begin("job-a")
    queue.store.commit_event(StillPainted(job_id="job-a", fingerprint="f", picture_path="p", scenes=(0,)))
    queue.recover()
    assert queue.entry("job-a").strikes == 1
    assert queue.entry("job-a").phase == "waiting"


def test_a_wish_survives_the_death_of_the_service(queue):
    for name in ("a", "b"):
        queue.enter(f"job-{name}")
        queue.begin(f"job-{name}")
    queue.cancel("job-a")
    queue.pause("job-b")
    queue.recover()
    assert queue.entry("job-a").phase == "ended"
    assert queue.store.job("job-a").state == "cancelled"
    assert queue.entry("job-b").phase == "paused"


def test_the_same_film_is_found_whatever_its_paths_unless_it_failed(queue):
    queue.enter("job-a", content="x")
    assert queue.same_content("x") == "job-a"
    queue.store.set_state("job-a", "failed")
    assert queue.same_content("x") is None
    assert queue.same_content("") is None


def test_a_transaction_inside_a_transaction_joins_it(queue):
    with pytest.raises(RuntimeError), queue.store.transaction():
        queue.enter("job-a")
        queue.store.commit_event(StillPainted(job_id="job-a", fingerprint="f", picture_path="p", scenes=(0,)))
        raise RuntimeError("power cut")
    assert queue.entries() == []
    assert queue.store.events() == []
    queue.enter("job-b")
    assert queue.next().job_id == "job-b"
