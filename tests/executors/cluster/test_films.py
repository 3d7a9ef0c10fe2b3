"""A film made by a cluster whose machines share nothing is the film made at home, whatever happens to the machines."""

from __future__ import annotations

import threading
from collections import Counter

import psutil
import pytest

from beatreel.core.errors import ExecutorError, GenerationError, JobCancelledError
from beatreel.core.ports import Resources
from beatreel.engine import Engine
from beatreel.executors.cluster.connection import Connection
from beatreel.executors.cluster.parcels import key_of, read
from tests.executors.cluster.conftest import wait_for
from tests.executors.cluster.films import hashes, lines, make, nodes_at_work, recipe, settings_of


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    from beatreel.testing import make_song

    path = tmp_path_factory.mktemp("song") / "song.flac"
    make_song(duration=14, tempo=120, seed=3).write(path)
    return path


@pytest.fixture(scope="module")
def at_home(tmp_path_factory, nodes, song):
    root = tmp_path_factory.mktemp("home")
    make(settings_of(root, None), recipe(song), root / "film")
    return hashes(root / "film")


@pytest.fixture(scope="module")
def joined(nodes, tmp_path_factory):
    """The process has joined the cluster already, so its machines keep what they have loaded from film to film."""
    connection = Connection(settings_of(tmp_path_factory.mktemp("joined"), nodes.address))
    connection.open()
    yield nodes
    connection.close()


@pytest.fixture
def new():
    """What workers have noted since the test began."""
    before = {kind: len(lines(kind)) for kind in ("animate", "paint", "opened", "worker")}
    return lambda kind: lines(kind)[before[kind] :]


def test_the_bytes_are_those_of_the_film_made_at_home(nodes, song, at_home, new, tmp_path):
    settings = settings_of(tmp_path, nodes.address)
    reports = []
    with nodes_at_work(2), Engine(settings) as engine:
        record = engine.submit(recipe(song), tmp_path / "film")
        engine.run(record.id, reports.append)
        put = engine.executor._contents.put
    assert hashes(tmp_path / "film") == at_home
    scenes = len(list((tmp_path / "film/scenes").iterdir()))
    assert sorted(new("animate")) == [f"animate {index}" for index in range(scenes)], "none was made twice"
    assert len({line.split()[3] for line in new("worker")}) == 2, "both nodes worked"
    stills = {key_of(read(folder)) for folder in (settings.cache_dir / "stills").glob("*/*")}
    assert put == len(stills) + 2, "the stills, the analysis and the plugins were handed in once each"
    assert new("opened")
    assert not [line for line in new("opened") if str(tmp_path) in line], "a node looked into the engine's folders"
    assert any(0 < report.done < 1 for report in reports if report.stage == "generate")


def test_a_node_that_is_killed_costs_the_scenes_that_it_was_at(joined, song, at_home, new, tmp_path):
    doomed = joined.add()
    mark = doomed.node_id[:6]
    with nodes_at_work(3), Engine(settings_of(tmp_path, joined.address)) as engine:
        record = engine.submit(recipe(song, {"delay": 0.06}), tmp_path / "film")
        runner = threading.Thread(target=engine.run, args=(record.id,))
        runner.start()

        def there():
            return [task for task in list(engine.executor._tasks.values()) if mark in task.machine]

        try:
            assert wait_for(lambda: [task for task in there() if task.what.startswith("scene")])
            hit = [task.arguments[3].index for task in there() if task.what.startswith("scene")]
        finally:
            joined.kill(doomed)
            runner.join()
        assert engine.store.job(record.id).state == "done"
        lost = [event.data for event in engine.store.events() if event.name == "work_lost"]
    assert hashes(tmp_path / "film") == at_home
    made = Counter(int(line.split()[1]) for line in new("animate"))
    assert len(hit) == 1, "a node with one core is at one scene"
    assert {index for index, times in made.items() if times > 1} <= set(hit)
    assert max(made.values()) <= 2
    assert [index for event in lost for index in event["scenes"]] == hit
    assert mark in lost[0]["machine"]


def test_a_cancelled_job_leaves_nobody_at_work(joined, song, new, tmp_path):
    with Engine(settings_of(tmp_path, joined.address)) as engine:
        record = engine.submit(recipe(song, {"delay": 20}), tmp_path / "film")

        def stop(report):
            if len(new("animate")) >= 2:
                raise JobCancelledError("enough")

        with pytest.raises(JobCancelledError):
            engine.run(record.id, stop)
        assert engine.store.job(record.id).state == "cancelled"
        workers = {int(line.split()[1]) for line in new("worker")}
        busy = [process for process in map(_process, workers) if process is not None]
        gone, alive = psutil.wait_procs(busy, timeout=60)
        assert not alive, "whoever was at a scene works on"
    assert len(new("animate")) <= 3


def _process(pid):
    try:
        return psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None


def test_a_worker_that_dies_is_told_with_its_machine_and_its_last_words(joined, song, at_home, tmp_path):
    params = {"crash_scene": 1, "crash_marker": str(tmp_path / "died"), "talks": True}
    settings = settings_of(tmp_path, joined.address, log_level="debug")
    events = make(settings, recipe(song, params), tmp_path / "film")
    lost = [event.data for event in events if event.name == "work_lost"]
    assert [(event["work"], event["scenes"], event["attempt"]) for event in lost] == [("clip", [1], 1)]
    assert "signal 9" in lost[0]["message"]
    assert lost[0]["machine"].startswith("127.0.0.1")
    assert "dying" in lost[0]["output"]
    assert hashes(tmp_path / "film") == at_home
    told = dict.fromkeys(range(len(list((tmp_path / "film/scenes").iterdir()))), "")
    for event in events:
        if event.name == "work_printed" and event.data["work"] == "clip":
            (index,) = event.data["scenes"]
            told[index] += event.data["output"]
            assert event.data["machine"].startswith("127.0.0.1")
    for index, output in told.items():
        lines = output.splitlines()
        levels = [f"{level} tiny: logged at {index}" for level in ("DEBUG", "INFO", "WARNING", "ERROR")]
        assert set(lines) >= {f"printed at {index}", *levels}, "what a scene's worker says comes with its scene"
        assert {line for line in lines if "logged at" in line} == set(levels)


def test_an_error_of_a_generator_comes_back_whole(joined, song, tmp_path):
    params = {"short_by": 1, "talks": True}
    with Engine(settings_of(tmp_path, joined.address, log_level="warning")) as engine:
        record = engine.submit(recipe(song, params), tmp_path / "film")
        with pytest.raises(GenerationError, match="“tiny” yielded .* instead of") as caught:
            engine.run(record.id)
        told = [event.data["output"] for event in engine.store.events() if event.name == "work_printed"]
    assert caught.value.plugin == "tiny"
    assert caught.value.hint
    said = "".join(told)
    assert "WARNING tiny" in said and "ERROR tiny" in said, "what was said before it failed is not lost"
    assert "INFO tiny" not in said and "DEBUG" not in said


def test_what_fits_on_no_machine_is_refused_with_what_is_missing(joined, song, tmp_path):
    with Engine(settings_of(tmp_path, joined.address, machine_wait=0)) as engine:
        engine.plugins.generator("tiny").resources = Resources(gpus=2)
        record = engine.submit(recipe(song), tmp_path / "film")
        with pytest.raises(ExecutorError, match="None of the 2 machines .* 2 GPU"):
            engine.run(record.id)
        assert engine.store.job(record.id).state == "failed"
