"""The still generator: any text-to-image model that diffusers knows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import Resources

from .params import StillParams

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

    def check(self, params: StillParams, spec: VideoSpec, *, references: Sequence[Path]) -> None:
        """Refuse a model that is not there, not safe or too large, before any work."""
        from .checking import check_model

        check_model(params, spec, plugin=self.name, side=params.side)

    def inputs(self, params: StillParams) -> list[str]:
        """Return what tells the model's files from others of the same name."""
        from .checking import files_of

        return files_of(params)

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
        progress(0.0, "loading the model")
        import numpy as np

        from .enlarging import enlarged
        from .loading import Order, load
        from .painting import Wish, chance_seed, prompt_of, refined, run, save, size_for

        pixels = (params.side or 1024) ** 2
        model = load(Order(self.name, params, "AutoPipelineForText2Image", pixels))
        progress(0.05, "painting")
        width, height = size_for(model, spec, params.side)
        wish = Wish(prompt_of(scene), chance_seed(seed, scene), width, height)
        if params.continuity > 0 and (scene.shot, scene.variation) != ("wide", 0):
            first = self._first_picture(model, scene, params, (width, height), progress)
            wish = Wish(wish.prompt, wish.seed, width, height, image=first, strength=1 - params.continuity)
        image = run(model, wish, params, plugin=self.name, progress=progress, share=(0.35, 0.7))
        image = refined(model, image, wish, spec, params, plugin=self.name, progress=progress)
        progress(0.9, "enlarging")
        size = tuple(round(side * _OVERSCAN / 2) * 2 for side in (spec.width, spec.height))
        picture = save(enlarged(np.asarray(image.convert("RGB")), *size), folder / PICTURE)
        facts: dict[str, Any] = {
            "model": model.files.name,
            "pipeline": type(model.pipeline).__name__,
            "device": model.device,
            "dtype": model.dtype,
            "painted": [image.width, image.height],
            "prompt": wish.prompt,
        }
        (folder / FACTS).write_text(json.dumps(facts, indent=1, ensure_ascii=False), encoding="utf-8")
        progress(1.0)
        return picture

    def _first_picture(
        self, model: Model, scene: Scene, params: StillParams, size: tuple[int, int], progress: Progress
    ) -> Image:
        """The wide picture that all others of the same prompt go back to: painted by whoever needs it first."""
        from .painting import Wish, chance_seed, prompt_of, run

        wide = scene.model_copy(update={"shot": "wide", "variation": 0})
        wish = Wish(prompt_of(wide), chance_seed(scene.seed, wide), *size)
        key = repr((wish, params))
        if key not in _first:
            image: Image = run(model, wish, params, plugin=self.name, progress=progress, share=(0.05, 0.35))
            while len(_first) >= _KEPT:
                del _first[next(iter(_first))]
            _first[key] = image
        return _first[key]
