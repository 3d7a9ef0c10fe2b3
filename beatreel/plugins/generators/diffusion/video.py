"""The clip generator: any image-to-video model that diffusers knows sets the stills in motion."""

from __future__ import annotations

import inspect
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import GenerationError, Resources, frame_to_seconds

from .params import LOADED, ModelParams, VideoParams

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Music, Progress, Scene, Still, VideoSpec

    from .loading import Model
    from .video_families import VideoHabits

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

_DRAWN = 0.9  # share of the progress that the model is
_DECODED = 16  # frames that are decoded at once, for the estimate of the memory
_CAMERA = {
    "push_in": "the camera slowly pushes in",
    "pull_out": "the camera slowly pulls out",
    "drift_left": "the camera glides to the left",
    "drift_right": "the camera glides to the right",
    "rise": "the camera rises",
    "sink": "the camera sinks",
    "orbit": "the camera circles around",
    "hold": "static camera",
}

_last: dict[
    str, list[Frame]
] = {}  # the clip that this process drew last: the loop and other renditions ask for it again


class DiffusersVideoGenerator:
    """Animates stills with an image-to-video model; see :class:`beatreel.Generator`."""

    name = "diffusers-video"
    version = "1"
    params = VideoParams
    digital_source_type = "trainedAlgorithmicMedia"
    resources = Resources(cpus=1.0, gpus=0.0, memory=8_000_000_000)
    uncertain = True
    keeps_model = True

    def check(self, params: VideoParams, spec: VideoSpec, *, references: Sequence[Path]) -> None:
        """Refuse a model that is not there, not safe or too large, before any work."""
        from .checking import check_model

        check_model(params, spec, plugin=self.name, side=params.side)

    def inputs(self, params: VideoParams) -> list[str]:
        """Return what tells the model's files from others of the same name."""
        from .checking import files_of

        return files_of(params)

    def requires(self, params: VideoParams, *, gpus: float) -> Resources:
        """Return what drawing with this model takes, on machines of which the best has so many GPUs."""
        from .checking import resources_of

        return resources_of(params, self.resources, gpus=gpus, plugin=self.name)

    def animate(
        self,
        still: Still,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: VideoParams,
        music: Music,
        seed: int,
        first_frame: int,
        frame_count: int,
        progress: Progress,
    ) -> Iterator[Frame]:
        """Yield RGB frames (height, width, 3): the scene's clip, drawn once, retimed and enlarged."""
        import numpy as np

        from .clip import brightness, place, shown
        from .enlarging import enlarged

        progress(0.0, "loading the model")
        frames, rate = self._clip(still, scene, spec, params, seed, progress)
        for number in range(frame_count):
            time = frame_to_seconds(first_frame + number, spec.frame_rate)
            at = place(time, scene, music, count=len(frames), rate=rate, pulse=params.pulse)
            picture = enlarged(shown(frames, at), spec.width, spec.height)
            light = brightness(time, scene)
            yield picture if light == 1 else (picture * np.float32(light)).astype(np.uint8)
            progress(_DRAWN + (1 - _DRAWN) * (number + 1) / frame_count)

    def _clip(
        self, still: Still, scene: Scene, spec: VideoSpec, params: VideoParams, seed: int, progress: Progress
    ) -> tuple[list[Frame], float]:
        """Return the frames that the model draws for a scene, and their rate."""
        from .files import find_model
        from .loading import Order, load
        from .video_families import video_habits, video_pipeline

        files = find_model(params.model, setting=f"{self.name}.model")
        pipeline = video_pipeline(files) or "DiffusionPipeline"
        habits = video_habits(files, pipeline)
        rate = params.rate or habits.rate
        seconds = scene.duration / 2 if scene.loop else scene.duration
        wanted = math.ceil(seconds * rate) + 1
        drawn = ("crop", "framing", "mirrored", "prompt", "style", "shot", "camera")
        key = repr((still.sha256, still.picture, scene.model_dump(include=set(drawn)), wanted, spec, params, seed))
        if key not in _last:
            side = params.side or habits.side
            own = ModelParams(**params.model_dump(include=LOADED))
            model = load(Order(self.name, own, pipeline, side * side * _DECODED))
            frames = self._draw(model, habits, still, scene, spec, params, seed, wanted, progress)
            _last.clear()
            _last[key] = frames
        return _last[key], rate

    def _draw(
        self,
        model: Model,
        habits: VideoHabits,
        still: Still,
        scene: Scene,
        spec: VideoSpec,
        params: VideoParams,
        seed: int,
        wanted: int,
        progress: Progress,
    ) -> list[Frame]:
        """Draw a clip, in several pieces where it is to be longer than the model draws at once."""
        import numpy as np
        from PIL import Image

        from .clip import framed
        from .enlarging import enlarged
        from .families import painted_size

        size = painted_size(spec.width, spec.height, params.side or habits.side, habits.multiple)
        picture = enlarged(framed(np.asarray(Image.open(still.picture).convert("RGB")), scene), *size)
        frames: list[Frame] = []
        most = habits.frames(params.frames or habits.most, params.frames)
        pieces = max(1, math.ceil((wanted - 1) / (most - 1))) if params.fill == "chain" and most > 1 else 1
        for piece in range(pieces):
            count = habits.frames(wanted - max(len(frames) - 1, 0), params.frames)
            share = (_DRAWN * piece / pieces, _DRAWN * (piece + 1) / pieces)
            start = Image.fromarray(frames[-1]) if frames else Image.fromarray(picture)
            drawn = self._piece(model, start, scene, habits, params, seed + piece, count, progress, share)
            frames += drawn[1:] if frames else drawn  # a piece begins with the frame that the last one ended with
        return frames

    def _piece(
        self,
        model: Model,
        start: Any,
        scene: Scene,
        habits: VideoHabits,
        params: VideoParams,
        seed: int,
        count: int,
        progress: Progress,
        share: tuple[float, float],
    ) -> list[Frame]:
        import numpy as np
        import torch

        from . import memory
        from .painting import chance_seed, invoke, own, prompt_of
        from .steps import Steps

        pipeline = model.ready(model.pipeline)
        if "image" not in inspect.signature(pipeline.__call__).parameters:
            raise GenerationError(
                f"The model “{model.files.name}” does not set pictures in motion",
                plugin=self.name,
                hint="Take an image-to-video model, such as LTX, Wan, CogVideoX or Stable Video Diffusion",
            )
        steps = params.steps or model.habits.steps
        guidance = params.guidance if params.guidance is not None else model.habits.guidance
        rate = params.rate or habits.rate
        watch = Steps(progress, *share, steps or own(pipeline, "num_inference_steps", 30))
        arguments = {
            "image": start,
            "prompt": f"{prompt_of(scene)}, {_CAMERA[scene.camera]}",
            "negative_prompt": params.negative or None,
            "width": start.width,
            "height": start.height,
            "num_frames": count,
            "frame_rate": round(rate),
            "fps": round(rate),
            "num_inference_steps": steps,
            "guidance_scale": guidance,
            "generator": torch.Generator("cpu").manual_seed(chance_seed(seed, scene)),
            "output_type": "np",
            "callback_on_step_end": watch.step_end,
        }
        what = f"{count} frames of {start.width}x{start.height}"
        ways = (f"frames={count // 2}", memory.smaller(start.width, start.height))
        output = invoke(model, pipeline, arguments, watch, what, *ways, plugin=self.name)
        drawn = np.nan_to_num(np.asarray(output.frames[0], dtype=np.float32))
        return list((np.clip(drawn, 0, 1) * 255 + 0.5).astype(np.uint8))
