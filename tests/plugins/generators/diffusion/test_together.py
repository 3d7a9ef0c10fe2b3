"""Several stills in one call of the model, and how they look while they are painted."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from beatreel import UserInputError
from beatreel.core.errors import GenerationError
from beatreel.plugins.generators.diffusion.params import StillParams, VideoParams
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator
from beatreel.plugins.generators.diffusion.video import DiffusersVideoGenerator
from beatreel.tasks.paint import still_folder
from beatreel.testing import RecordedProgress, make_scene
from tests.engine.conftest import recipe_of
from tests.plugins.generators.diffusion.conftest import SPEC
from tests.plugins.generators.diffusion.test_still import paint

SHOTS = ("wide", "close", "medium")


class SeenProgress(RecordedProgress):
    """Keeps the pictures that are shown, too."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[int, bytes]] = []

    def show(self, picture: bytes, which: int = 0) -> None:
        self.seen.append((which, picture))


def together(models, root: Path, shots, progress, **params) -> dict[str, bytes]:
    folders = [root / shot for shot in shots]
    for folder in folders:
        folder.mkdir(parents=True)
    pictures = DiffusersGenerator().paint_batch(
        [make_scene(seed=5).model_copy(update={"shot": shot}) for shot in shots],
        SPEC,
        params=StillParams(**{"model": str(models / "sd"), "steps": 2, "device": "cpu", "side": 64, **params}),
        seeds=[5] * len(shots),
        references=(),
        folders=folders,
        progress=progress,
    )
    return {shot: picture.read_bytes() for shot, picture in zip(shots, pictures, strict=True)}


def test_a_still_has_the_same_bytes_whoever_is_painted_with_it(models, tmp_path):
    progress = SeenProgress()
    all_three = together(models, tmp_path / "three", SHOTS, progress, batch=3)
    assert len(set(all_three.values())) == 3
    assert {which for which, _ in progress.seen} == {0, 1, 2}, "each was seen while it was painted"
    for shots in (SHOTS[::-1], SHOTS[:1], SHOTS[1:2], SHOTS[2:]):  # in another order, alone; nobody looks on
        root = tmp_path / "-".join(shots)
        assert together(models, root, shots, RecordedProgress(), batch=3) == {shot: all_three[shot] for shot in shots}
    scene = make_scene(seed=5).model_copy(update={"shot": "close"})
    assert paint(tmp_path / "paint", scene=scene, model=str(models / "sd"), side=64, batch=3) is not None
    assert (tmp_path / "paint" / "still.jpg").read_bytes() == all_three["close"]
    alone = paint(tmp_path / "alone", scene=scene, model=str(models / "sd"), side=64)
    beside = np.asarray(Image.open(io.BytesIO(all_three["close"])).convert("RGB"))
    assert np.abs(alone.astype(float) - beside).mean() < 1, "the picture is that of a batch of one"


def test_a_films_stills_spread_over_the_places(models):
    generator, params = DiffusersGenerator(), StillParams(model=str(models / "sd"), batch=4)
    scenes = [
        make_scene().model_copy(update={"shot": shot, "variation": variation})
        for variation in range(3)
        for shot in ("wide", "medium", "close", "detail")
    ]
    places = [generator.place(scene, params) for scene in scenes]
    assert {places.count(place) for place in range(4)} == {3}


def test_only_what_nothing_ties_together_is_painted_together(models):
    generator, model = DiffusersGenerator(), str(models / "sd")
    assert generator.batch(StillParams(model=model)) == 1
    assert generator.batch(StillParams(model=model, batch=4)) == 4
    assert generator.batch(StillParams(model=model, batch=4, continuity=0.5)) == 1
    assert generator.batch(StillParams(model=model, batch=4, character=str(models / "faces"))) == 1
    assert generator.batch(StillParams(model=str(models / "wan"), batch=4)) == 1, (
        "its words are not brought to one length"
    )


def test_so_many_at_once_must_fit_the_memory(models):
    params = {"model": str(models / "sd"), "device": "cpu", "side": 2048, "memory_limit": 1.8}
    DiffusersGenerator().check(StillParams(**params), SPEC, references=())
    with pytest.raises(UserInputError, match="of memory") as caught:
        DiffusersGenerator().check(StillParams(**params, batch=32), SPEC, references=())
    assert "diffusers.batch" in (caught.value.hint or "")


def test_a_rough_picture_is_small_and_of_the_films_shape(models, tmp_path):
    progress = SeenProgress()
    paint(tmp_path, progress, model=str(models / "sd"), steps=3)
    (which, jpeg), *_ = progress.seen
    picture = Image.open(io.BytesIO(jpeg))
    assert (which, picture.format) == (0, "JPEG")
    assert picture.height <= 256 and picture.width < picture.height
    assert len(jpeg) < 64_000
    assert len(progress.seen) <= 2, "the last step is the picture itself"


def test_a_film_of_stills_that_are_painted_together(models, song, engine_in, tmp_path):
    given = {"diffusers": {"model": str(models / "sd"), "steps": "3", "device": "cpu", "batch": "2"}}
    recipe = recipe_of(song, generator="diffusers", animator="tiny").model_copy(update={"params": given})
    with engine_in(tmp_path) as engine:
        engine.run(engine.submit(recipe, tmp_path / "film").id)
        events = engine.store.events()
    painted = [event.data for event in events if event.name == "still_painted"]
    shown = [event.data for event in events if event.name == "still_previewed"]
    assert len(painted) > 1
    assert {event["fingerprint"] for event in shown} == {event["fingerprint"] for event in painted}
    assert {event["number"] for event in shown} >= {1}
    assert not list((tmp_path / "film").rglob("rough.jpg")), "a still is there, so its rough picture is not"
    first = painted[0]["fingerprint"]
    alone = still_folder(tmp_path / "cache", first) / "still.jpg"
    scene = next(one for one in json.loads((tmp_path / "film" / "storyboard.json").read_text())["scenes"])
    again = make_scene(prompt=scene["prompt"], seed=scene["seed"]).model_copy(
        update={name: scene[name] for name in ("shot", "variation", "style")}
    )
    assert np.array_equal(
        paint(tmp_path / "again", scene=again, seed=scene["seed"], model=str(models / "sd"), steps=3, batch=2),
        np.asarray(Image.open(alone).convert("RGB")),
    ), "alone it has the same bytes"


def test_what_is_painted_before_a_failure_is_kept(models, tmp_path, monkeypatch):
    """One still is rejected until no try is left; the others of its call are not lost with it."""
    from beatreel.core.errors import TakeRejectedError
    from beatreel.tasks import context, paint_together as module, quality

    monkeypatch.setattr(context, "_settings", None)
    context.plugins.cache_clear()
    scenes = [make_scene(seed=5).model_copy(update={"shot": shot, "index": n}) for n, shot in enumerate(SHOTS[:2])]
    judge = quality.check_still

    def strict(picture, spec, scene, plugin):
        if scene.index == 0:
            raise TakeRejectedError("Black", reason="black", plugin=plugin)
        judge(picture, spec, scene, plugin)

    monkeypatch.setattr(quality, "check_still", strict)
    given = {"model": str(models / "sd"), "steps": 2, "device": "cpu", "batch": 2}
    keys = ["a" * 64, "b" * 64]
    with pytest.raises(GenerationError):
        module.paint_together(
            "diffusers", "diffusers", given, {}, scenes, SPEC, [], tmp_path, keys, progress=RecordedProgress()
        )
    assert [still_folder(tmp_path, key).exists() for key in keys] == [False, True]
    assert not list(tmp_path.rglob("*.part"))


def test_a_cards_work_is_for_machines_with_one(models):
    """On a cluster, Ray hides the card from whoever has not asked for it."""
    still, clip = DiffusersGenerator(), DiffusersVideoGenerator()
    model = str(models / "sd")
    assert still.requires(StillParams(model=model), gpus=2).gpus == 1
    assert still.requires(StillParams(model=model), gpus=0).gpus == 0
    assert still.requires(StillParams(model=model, device="cpu"), gpus=2).gpus == 0
    assert still.requires(StillParams(model=model, device="cuda"), gpus=0).gpus == 1
    assert clip.requires(VideoParams(model=str(models / "wan")), gpus=1).gpus == 1
    assert still.requires(StillParams(model=model), gpus=0).memory == still.resources.memory, "a small model"
