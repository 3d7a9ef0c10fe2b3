"""The still generator: any text-to-image model that diffusers knows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import Resources

from .params import LOADED, ModelParams, StillParams

if TYPE_CHECKING:
    from PIL.Image import Image

    from beatreel import Progress, Scene, VideoSpec

    from .loading import Model

PICTURE, FACTS = "still.jpg", "take.json"
_OVERSCAN = 1.1  # the camera needs room to move in
_KEPT = 4  # first pictures that a process remembers

_first: dict[str, Image] = {}


class DiffusersGenerator:
    """Paints stills with a diffusion model; see :class:`beatreel.Generator`."""

    name = "diffusers"
    version = "1"
    params = StillParams
    digital_source_type = "trainedAlgorithmicMedia"
    resources = Resources(cpus=1.0, gpus=0.0, memory=4_000_000_000)
    animator = "procedural"
    uncertain = True
    keeps_model = True

    def check(self, params: StillParams, spec: VideoSpec, *, references: Sequence[Path]) -> None:
        """Refuse a model that is not there, not safe or too large, before any work."""
        from .character import check_character
        from .checking import check_model

        check_model(params, spec, plugin=self.name, side=params.side)
        check_character(params, references, plugin=self.name)

    def inputs(self, params: StillParams) -> list[str]:
        """Return what tells the model's files from others of the same name."""
        from .checking import files_of

        return files_of(params, params.character)

    def diagnose(self) -> str:
        """Return what there is for models to run on, for ``beatreel doctor``; that nothing is installed is no fault."""
        from .device import found

        return found()

    def paint(
        self,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: StillParams,
        seed: int,
        references: Sequence[Path],
        folder: Path,
        progress: Progress,
    ) -> Path:
        """Paint the scene; the folder then holds a JPEG and ``take.json``, which says how it was painted."""
        return self.paint_batch(
            [scene], spec, params=params, seeds=[seed], references=references, folders=[folder], progress=progress
        )[0]

    def batch(self, params: StillParams) -> int:
        """Return how many stills are painted in one call."""
        from .checking import places

        return places(params, plugin=self.name)

    def place(self, scene: Scene, params: StillParams) -> int:
        """Return the scene's place in such a call; two of the same place need two calls."""
        from .painting import seat_of

        return seat_of(scene, self.batch(params))

    def requires(self, params: StillParams, *, gpus: float) -> Resources:
        """Return what painting with this model takes, on machines of which the best has so many GPUs."""
        from .checking import resources_of

        return resources_of(params, self.resources, gpus=gpus, plugin=self.name)

    def paint_batch(
        self,
        scenes: Sequence[Scene],
        spec: VideoSpec,
        *,
        params: StillParams,
        seeds: Sequence[int],
        references: Sequence[Path],
        folders: Sequence[Path],
        progress: Progress,
    ) -> list[Path]:
        """Paint several scenes of different :meth:`place`, each into its folder, as :meth:`paint` would."""
        progress(0.0, "loading the model")
        import numpy as np

        from .character import find_adapter
        from .checking import places
        from .enlarging import enlarged
        from .loading import Order, load
        from .overlays import loras
        from .painting import save, size_for

        adapter = find_adapter(params.character, setting=f"{self.name}.character")
        pixels, count = (params.side or 1024) ** 2, places(params, plugin=self.name)
        order = Order(
            self.name,
            _of_the_model(params),
            "AutoPipelineForText2Image",
            pixels,
            adapter,
            params.character_scale,
            count,
        )
        model = load(order)
        progress(0.05, "painting")
        size = size_for(model, spec, params.side)
        if self.batch(params) > 1:
            made = self._side_by_side(model, scenes, spec, size, params, seeds, progress)
        else:
            shown = references if adapter else ()
            made = [
                self._best(model, scene, spec, size, params, seed, shown, progress)
                for scene, seed in zip(scenes, seeds, strict=True)
            ]
        progress(0.9, "enlarging")
        overlays = loras(params.lora, setting=f"{self.name}.lora")
        width, height = (round(side * _OVERSCAN / 2) * 2 for side in (spec.width, spec.height))
        pictures = []
        for (image, facts), folder in zip(made, folders, strict=True):
            pictures.append(save(enlarged(np.asarray(image.convert("RGB")), width, height), folder / PICTURE))
            facts |= {
                "model": model.files.name,
                "pipeline": type(model.pipeline).__name__,
                "device": model.device,
                "dtype": model.dtype,
                "offload": model.placement.offload,
                "tiled": model.placement.tiling,
                "painted": [image.width, image.height],
            }
            if overlays:
                facts["loras"] = {overlay.path.name: overlay.weight for overlay in overlays}
            (folder / FACTS).write_text(json.dumps(facts, indent=1, ensure_ascii=False), encoding="utf-8")
        progress(1.0)
        return pictures

    def _side_by_side(
        self,
        model: Model,
        scenes: Sequence[Scene],
        spec: VideoSpec,
        size: tuple[int, int],
        params: StillParams,
        seeds: Sequence[int],
        progress: Progress,
    ) -> list[tuple[Image, dict[str, Any]]]:
        """Paint several scenes in one call of the model."""
        from .painting import Wish, chance_seed, prompt_of, refined, run

        call: dict[str, Any] = {
            "places": self.batch(params),
            "seats": [self.place(scene, params) for scene in scenes],
            "plugin": self.name,
            "progress": progress,
        }
        wishes = [
            Wish(prompt_of(scene), chance_seed(seed, scene), *size) for scene, seed in zip(scenes, seeds, strict=True)
        ]
        images = run(model, wishes, params, **call, share=(0.05, 0.7))
        images = refined(model, images, wishes, spec, params, **call)
        return [(image, {"prompt": wish.prompt}) for image, wish in zip(images, wishes, strict=True)]

    def _best(
        self,
        model: Model,
        scene: Scene,
        spec: VideoSpec,
        size: tuple[int, int],
        params: StillParams,
        seed: int,
        references: Sequence[Path],
        progress: Progress,
    ) -> tuple[Image, dict[str, Any]]:
        """Paint until a take is like the reference, and return the one that is most; without a reference the first."""
        from PIL import Image as Images

        from .character import likeness
        from .painting import Wish, chance_seed, prompt_of, refined, run

        character = Images.open(references[0]).convert("RGB") if references else None
        first = None
        if params.continuity > 0 and (scene.shot, scene.variation) != ("wide", 0):
            first = self._first_picture(model, scene, params, size, character, progress)
        best: tuple[float, Image, Wish] | None = None
        tries = params.tries if character is not None and params.similarity > 0 else 1
        tried = []
        for attempt in range(tries):
            wish = Wish(
                prompt_of(scene),
                chance_seed(seed, scene, attempt),
                *size,
                image=first,
                strength=1 - params.continuity if first is not None else 1.0,
                character=character,
            )
            share = tuple(0.35 + 0.35 * (attempt + step) / tries for step in (0, 1))
            (image,) = run(model, [wish], params, plugin=self.name, progress=progress, share=(share[0], share[1]))
            alike = likeness(model.pipeline, character, image) if character is not None else 1.0
            tried.append(round(alike, 4))
            if best is None or alike > best[0]:
                best = alike, image, wish
            if alike >= params.similarity:
                break
        assert best is not None
        alike, image, wish = best
        facts: dict[str, Any] = {"prompt": wish.prompt}
        if character is not None:
            facts |= {"similarity": round(alike, 4), "similarities": tried, "alike": alike >= params.similarity}
        return refined(model, [image], [wish], spec, params, plugin=self.name, progress=progress)[0], facts

    def _first_picture(
        self,
        model: Model,
        scene: Scene,
        params: StillParams,
        size: tuple[int, int],
        character: Image | None,
        progress: Progress,
    ) -> Image:
        """The wide picture that all others of the same prompt go back to: painted by whoever needs it first."""
        from .painting import Wish, chance_seed, prompt_of, run

        wide = scene.model_copy(update={"shot": "wide", "variation": 0})
        wish = Wish(prompt_of(wide), chance_seed(scene.seed, wide), *size, character=character)
        key = repr((wish.prompt, wish.seed, size, params, character and character.tobytes()))
        if key not in _first:
            (image,) = run(model, [wish], params, plugin=self.name, progress=progress, share=(0.05, 0.35))
            while len(_first) >= _KEPT:
                del _first[next(iter(_first))]
            _first[key] = image
        return _first[key]


def _of_the_model(params: StillParams) -> ModelParams:
    """Those parameters that decide how a model is loaded, so that it stays warm when only a picture's change."""
    return ModelParams(**params.model_dump(include=LOADED))
