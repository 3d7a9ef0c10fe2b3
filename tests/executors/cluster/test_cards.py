"""Who keeps a model on a card makes room for whoever is lent the card next."""

from __future__ import annotations

import contextlib
import os
import warnings

import psutil
import pytest

from beatreel.core.config import Settings
from beatreel.core.errors import WorkerCrashedError
from beatreel.core.model import Storyboard
from beatreel.core.ports import Resources
from beatreel.engine import Engine
from beatreel.executors.cluster import node
from beatreel.executors.cluster.executor import RayExecutor
from beatreel.executors.local import LocalExecutor
from beatreel.hooks.manager import PluginManager
from beatreel.plugins.generators.diffusion.params import StillParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.tasks.paint import paint
from beatreel.tasks.paint_together import paint_together
from beatreel.testing import make_scene, make_song, silent_progress
from tests.engine.conftest import SPEC, recipe_of
from tests.executors import deeds
from tests.executors.cluster.films import lines, settings_of


@pytest.fixture
def at_work(tmp_path):
    """Have a process of its own do something with cards; returns which process it was."""
    made = []

    def work(name: str, cards: str, again: LocalExecutor | None = None) -> tuple[int, LocalExecutor]:
        before = os.environ.get("CUDA_VISIBLE_DEVICES")
        os.environ["CUDA_VISIBLE_DEVICES"] = cards
        try:
            executor = again or LocalExecutor(Settings(), workers=1)
            made.append(executor)
            future = executor.submit(node.perform, tmp_path / name, tmp_path, deeds.who, (0,))
            return future.result(timeout=120), executor
        finally:
            os.environ.pop("CUDA_VISIBLE_DEVICES") if before is None else os.environ.update(CUDA_VISIBLE_DEVICES=before)

    yield work
    for executor in made:
        executor.close()


def test_the_last_one_on_a_card_is_ended_and_nobody_else(at_work):
    first, executor = at_work("first", "0")
    assert at_work("first again", "0", executor)[0] == first, "it stays warm"
    other, _ = at_work("other", "1")
    second, _ = at_work("second", "0")
    assert len({first, other, second}) == 3
    _, alive = psutil.wait_procs([psutil.Process(first)] if psutil.pid_exists(first) else [], timeout=60)
    assert not alive, "it kept the memory of the card"
    assert psutil.pid_exists(other) and psutil.pid_exists(second)
    while True:
        with contextlib.suppress(WorkerCrashedError):  # its executor may find out only now
            assert at_work("first once more", "2", executor)[0] != first, "it goes on with a new process"
            return


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A folder with the image model ``sd``, and the index of a video model ``wan`` that has no parts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from tests.plugins.generators.diffusion import tiny_models

        tiny_models.hushed()
        folder = tmp_path_factory.mktemp("models")
        tiny_models.stable_diffusion(folder / "sd")
    (folder / "wan").mkdir()
    (folder / "wan" / "model_index.json").write_text('{"_class_name": "WanImageToVideoPipeline"}')
    return folder


def test_only_who_has_something_to_do_needs_a_card(nodes, models):
    """A video model makes no picture its own, so it needs no card before it has one to move."""
    settings = settings_of(models, nodes.address)
    with RayExecutor(settings, PluginManager.load(settings.plugins)) as executor:
        executor._machines = [Resources(cpus=8, gpus=2)]

        def cards(painter, animator):
            params = {"diffusers": {"model": str(models / "sd")}, "diffusers-video": {"model": str(models / "wan")}}
            given = (painter, animator, params.get(painter, {}), params.get(animator, {}))
            needs = executor._needs(paint, (*given, make_scene(), SPEC, [], models, "0" * 64))
            together = executor._needs(paint_together, (*given, [make_scene()], SPEC, [], models, ["0" * 64]))
            assert needs == together
            return needs.gpus

        assert cards("diffusers", "procedural") == 1
        assert cards("procedural", "diffusers-video") == 0
        assert cards("diffusers", "diffusers-video") == 1


def test_a_model_works_where_the_card_is_and_is_loaded_there_once(nodes, models, tmp_path):
    """Ray takes a node's word for its cards; that torch finds none in the end is no matter here."""
    make_song(duration=4.2, tempo=120, seed=3).write(tmp_path / "song.flac")
    model = models / "sd"
    given = {"diffusers": {"model": str(model), "steps": "3", "batch": "2"}}
    order = recipe_of(tmp_path / "song.flac", generator="diffusers", animator="tiny", metadata=False)
    order = order.model_copy(update={"params": given})
    before, machines = len(lines("opened")), set()
    card = nodes.add(num_gpus=1)
    try:
        with Engine(settings_of(tmp_path, nodes.address)) as engine:

            def watch(report):
                stills = [task for task in list(engine.executor._tasks.values()) if task.what.startswith("still")]
                machines.update(task.machine for task in stills if task.machine)

            record = engine.submit(order, tmp_path / "film")
            engine.run(record.id, watch)
            events = engine.store.events()
    finally:
        nodes.kill(card)
    assert len(machines) == 1 and card.node_id[:6] in machines.pop(), "stills were painted where no card is"
    opened = [line for line in lines("opened")[before:] if f"{model}/model_index.json" in line]
    stills = [event for event in events if event.name == "still_painted"]
    assert len(stills) > 1
    assert len({line.split()[-1] for line in opened}) == 1, "one process has painted them all"
    shown = {event.data["fingerprint"] for event in events if event.name == "still_previewed"}
    assert shown == {event.data["fingerprint"] for event in stills}, "what they looked like on the way came to the bus"
    painted = Storyboard.model_validate_json((tmp_path / "film" / "storyboard.json").read_text()).scenes[0]
    folder = tmp_path / "home"
    folder.mkdir()
    params = StillParams(**given["diffusers"])
    home = DiffusersGenerator().paint(
        painted, SPEC, params=params, seed=painted.seed, references=(), folder=folder, progress=silent_progress
    )
    assert home.read_bytes() == (tmp_path / f"film/scenes/{painted.id:03d}/take-1/still.jpg").read_bytes(), (
        "as at home, alone"
    )
