from __future__ import annotations

import os
import platform
import subprocess
import sys
import time

import psutil
import pytest

from beatreel.core.config import RenderSettings, Settings
from beatreel.core.errors import JobCancelledError, MediaError, WorkerCrashedError, WorkerStalledError
from beatreel.executors.local import LocalExecutor
from tests.executors import deeds
from tests.executors.finding import workers_of


@pytest.fixture(scope="module")
def executor():
    with LocalExecutor(Settings(), workers=2) as made:
        yield made


def test_a_result_and_its_progress_come_back(executor):
    heard = []
    future = executor.submit(deeds.add, 2, 3, progress=lambda done, note="": heard.append((done, note)))
    assert future.result(timeout=60) == 5
    assert heard and all(0 < done <= 1 and note.startswith("step") for done, note in heard)


class Viewer:
    def __init__(self):
        self.seen = []

    def __call__(self, done, note=""):
        pass

    def show(self, picture, which=0):
        self.seen.append((which, len(picture)))


def test_pictures_of_unfinished_work_come_small_and_not_too_often(executor, tmp_path):
    viewer, seen = Viewer(), tmp_path / "seen"
    pictures = [(0, 70_000), (0, 50_000), (0, 40_000), (1, 30_000)]  # too large, shown, too soon, of another still
    future = executor.submit(deeds.show, pictures, seen, progress=viewer)
    deadline = time.monotonic() + 60
    while len(viewer.seen) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    seen.touch()
    future.result(timeout=60)
    assert viewer.seen == [(0, 50_000), (1, 30_000)]
    executor.submit(deeds.show, pictures, seen, progress=lambda done, note="": None).result(timeout=60)


def test_an_error_comes_back_whole(executor):
    with pytest.raises(MediaError, match="no") as caught:
        executor.submit(deeds.fail, MediaError).result(timeout=60)
    assert caught.value.hint == "mend it"


@pytest.mark.parametrize("how", ["segfault", "exit", "kill"])
def test_a_worker_that_dies_costs_its_task_only(executor, how):
    other = executor.submit(deeds.add, 1, 1)
    with pytest.raises(WorkerCrashedError) as caught:
        executor.submit(deeds.die, how).result(timeout=60)
    assert caught.value.hint
    assert other.result(timeout=60) == 2
    assert executor.submit(deeds.add, 4, 4).result(timeout=60) == 8


def test_a_lane_has_one_worker_of_its_own(executor):
    lane = executor.lane("model")
    assert executor.lane("model") is lane
    futures = [lane.submit(deeds.who, 0.1) for _ in range(3)]
    other = executor.submit(deeds.who, 0)
    (process,) = {future.result(timeout=60) for future in futures}
    assert process not in (other.result(timeout=60), os.getpid())


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other libraries give back what is freed by themselves")
def test_freed_memory_is_given_back_between_two_tasks(executor):
    lane = executor.lane("litter")
    littered = lane.submit(deeds.litter, 200_000_000).result(timeout=60)
    assert lane.submit(deeds.held).result(timeout=60) < littered - 150_000_000


def test_a_cancelled_task_ends_at_once(executor, tmp_path):
    marker = tmp_path / "marker"
    future = executor.submit(deeds.sleep_and_tell, marker, 600)
    _wait_for(marker)
    worker = psutil.Process(int(marker.read_text()))
    begun = time.monotonic()
    future.cancel()
    with pytest.raises(JobCancelledError):
        future.result(timeout=30)
    psutil.wait_procs([worker], timeout=30)
    assert not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE
    assert time.monotonic() - begun < 60  # of the 600 that it would take


def test_what_a_task_prints_stays_off_stdout(executor, capfd):
    assert executor.submit(deeds.shout).result(timeout=60) == "1"
    assert capfd.readouterr().out == ""


ENGINE = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from beatreel.core.config import RenderSettings, Settings
from beatreel.executors.local import LocalExecutor
from tests.executors import deeds
if __name__ == "__main__":
    LocalExecutor(Settings(), workers=1).submit(deeds.sleep_and_tell, Path(sys.argv[1]), 600)
    time.sleep(600)
"""


def test_workers_do_not_outlive_a_killed_engine(tmp_path):
    from pathlib import Path

    script, marker = tmp_path / "engine.py", tmp_path / "marker"
    script.write_text(ENGINE)
    engine = subprocess.Popen([sys.executable, str(script), str(marker), str(Path(__file__).parents[2])])
    _wait_for(marker)
    worker = psutil.Process(int(marker.read_text()))
    engine.kill()
    engine.wait()
    gone, _ = psutil.wait_procs([worker], timeout=30)
    assert gone or worker.status() == psutil.STATUS_ZOMBIE


def _wait_for(path, seconds=60):
    deadline = time.monotonic() + seconds
    while not (path.exists() and path.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)


def test_workers_begin_before_there_is_a_task_and_end_with_it():
    before = {child.pid for child in workers_of(os.getpid())}
    for has_task in (False, True):
        executor = LocalExecutor(Settings(), workers=2)
        executor.prepare()
        executor.prepare()
        if has_task:
            assert executor.submit(deeds.add, 1, 1).result(60) == 2
        else:
            deadline = time.monotonic() + 60
            while len([one for one in workers_of(os.getpid()) if one.pid not in before]) < 2:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        workers = [child for child in workers_of(os.getpid()) if child.pid not in before]
        assert len(workers) == 2
        executor.close()
        assert not [child for child in psutil.wait_procs(workers, timeout=30)[1] if child.status() != "zombie"]


def test_closing_while_workers_begin_leaves_none():
    before = {child.pid for child in workers_of(os.getpid())}
    executor = LocalExecutor(Settings(), workers=2)
    executor.prepare()
    executor.close()
    left = [child for child in workers_of(os.getpid()) if child.pid not in before]
    assert not [child for child in psutil.wait_procs(left, timeout=30)[1] if child.status() != "zombie"]


def test_workers_that_die_between_two_tasks_cost_nothing():
    before = {child.pid for child in workers_of(os.getpid())}
    with LocalExecutor(Settings(), workers=2) as executor:
        assert executor.submit(deeds.add, 1, 1).result(60) == 2
        workers = [child for child in workers_of(os.getpid()) if child.pid not in before]
        assert len(workers) == 2
        for child in workers:
            child.kill()
        answers = []
        for number in range(4):  # the first may be lost with the pool; its error says so, and whoever asked asks again
            try:
                answers.append(executor.submit(deeds.add, number, number).result(60))
            except WorkerCrashedError:
                continue
        assert answers[-1] == 6


def test_work_that_shows_no_progress_is_ended(tmp_path):
    settings = Settings(render=RenderSettings(stall_limit=1.0))
    with LocalExecutor(settings, workers=1) as executor:
        begun = time.monotonic()
        with pytest.raises(WorkerStalledError, match="no progress"):
            executor.submit(deeds.sleep_and_tell, tmp_path / "note", 100).result(60)
        assert time.monotonic() - begun < 40
        executor.settle()
        assert executor.submit(deeds.add, 1, 2).result(60) == 3


def test_work_that_is_handed_in_just_as_the_pool_breaks_ends():
    with LocalExecutor(Settings(), workers=1) as executor:
        executor.submit(deeds.who, 0).result(timeout=60)
        pool = executor._pool
        look = pool._check_pool_status

        def look_then_break():
            look()
            for idle in workers_of(os.getpid()):
                idle.kill()
            while pool.active:
                time.sleep(0.01)

        pool._check_pool_status = look_then_break
        with pytest.raises(WorkerCrashedError):
            executor.submit(deeds.who, 0).result(timeout=60)
        assert executor.submit(deeds.who, 0).result(timeout=60) > 0
