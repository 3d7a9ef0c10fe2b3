"""Having a model paint one picture."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import GenerationError, JobCancelledError, style_of

from . import memory
from .device import quiet
from .enlarging import enlarged
from .families import painted_size
from .loading import Model, accepted
from .roughs import Roughs
from .steps import Steps

if TYPE_CHECKING:
    import numpy as np
    from PIL.Image import Image

    from beatreel import Progress, Scene, VideoSpec

    from .params import ModelParams, StillParams

    Picture = np.ndarray[Any, np.dtype[np.uint8]]

_SHOTS = {"wide": "wide shot", "medium": "medium shot", "close": "close-up", "detail": "extreme close-up of a detail"}
_REFINED = 2.0  # times larger, at the most, that a picture is painted over


@dataclass(frozen=True)
class Wish:
    """What one run of a pipeline is to paint.

    Attributes
    ----------
    prompt : str
    seed : int
    width, height : int
        Pixels.
    image : PIL.Image.Image or None
        What to start from.
    strength : float
        How much of it is painted anew, 0 to 1.
    character : PIL.Image.Image or None
        Whom to show.
    """

    prompt: str
    seed: int
    width: int
    height: int
    image: Image | None = None
    strength: float = 1.0
    character: Image | None = None


def prompt_of(scene: Scene) -> str:
    """Return what a model is told: how near the scene is seen (first, for some models read only 77 tokens), its words, its style."""
    style = style_of(scene.style)
    parts = (_SHOTS[scene.shot], scene.prompt, f"{style.title.lower()} style" if style.title else "", style.words)
    return ", ".join(part.strip(" ,") for part in parts if part.strip(" ,"))


def chance_seed(seed: int, scene: Scene, attempt: int = 0) -> int:
    """Return the seed of a picture's noise: scenes of one film share a seed, their pictures differ."""
    text = f"{seed}/{scene.shot}/{scene.variation}/{attempt}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big")


def seat_of(scene: Scene, places: int) -> int:
    """Return the place of a scene's still among those of one call: fixed by what it shows, and such that a film's stills spread."""
    told = f"{scene.prompt}/{scene.style}/{scene.seed}"
    start = int.from_bytes(hashlib.sha256(told.encode()).digest()[:4], "big")
    return (start + list(_SHOTS).index(scene.shot) + len(_SHOTS) * scene.variation) % places


def size_for(model: Model, spec: VideoSpec, side: int) -> tuple[int, int]:
    """Return the size at which a model paints for a film."""
    return painted_size(spec.width, spec.height, side or model.habits.side, model.habits.multiple)


def run(
    model: Model,
    wishes: Sequence[Wish],
    params: ModelParams,
    *,
    places: int = 1,
    seats: Sequence[int] = (0,),
    plugin: str,
    progress: Progress,
    share: tuple[float, float],
) -> list[Image]:
    """Have a model paint pictures in one call.

    Parameters
    ----------
    wishes : sequence of Wish
        They may differ in prompt, seed and picture to start from.
    places : int
        How many pictures the call makes whatever is wished: the first wish fills places that are left.
    seats : sequence of int
        The place of each wish. Libraries reckon with the last rows of a batch in another way than with the first, so a picture's
        bytes depend on the number of places and its own one, and not on what is painted at the others.
    progress : Progress
    share : (float, float)
        Which part of the progress this run is.

    Returns
    -------
    list of PIL.Image.Image

    Raises
    ------
    GenerationError
        If the model fails, paints nothing, or runs out of memory.
    """
    import torch

    wish, filled = wishes[0], [wishes[0]] * places
    for seat, seated in zip(seats, wishes, strict=True):
        filled[seat] = seated
    pipeline = model.ready(model.pipeline) if wish.image is None else image_to_image(model, plugin)
    steps = params.steps or model.habits.steps
    guidance = params.guidance if params.guidance is not None else model.habits.guidance
    known = accepted(pipeline, {"num_inference_steps": 0, "negative_prompt": "", "callback_on_step_end": 0})
    count = steps or own(pipeline, "num_inference_steps", 30)
    roughs = Roughs(model, pipeline, progress, seats, (wish.width, wish.height))
    done = max(1, round(count * (wish.strength if wish.image is not None else 1)))
    watch = Steps(progress, *share, done, roughs.step)
    guided = (guidance if guidance is not None else own(pipeline, "guidance_scale", 0)) > 1
    told = guided and "negative_prompt" in known and params.negative

    def each(values: list[Any]) -> Any:
        return values if len(values) > 1 else values[0]

    arguments = {
        "prompt": each([wish.prompt for wish in filled]),
        "negative_prompt": each([params.negative] * len(filled)) if told else None,
        "width": wish.width,
        "height": wish.height,
        "num_inference_steps": steps,
        "guidance_scale": guidance,
        "image": each([wish.image for wish in filled]) if wish.image is not None else None,
        "strength": wish.strength if wish.image is not None else None,
        "ip_adapter_image": wish.character,
        "generator": each([torch.Generator("cpu").manual_seed(wish.seed) for wish in filled]),
        "callback_on_step_end": watch.step_end,
    }
    what = f"a picture of {wish.width}x{wish.height}"
    what = what if places == 1 else f"{places} pictures of {wish.width}x{wish.height} at once"
    fewer = ("batch=1",) if places > 1 else ()
    ways = (*fewer, memory.smaller(wish.width, wish.height))
    output = invoke(model, pipeline, arguments, watch, what, *ways, plugin=plugin)
    return [output.images[seat] for seat in seats]


def invoke(
    model: Model, pipeline: Any, arguments: dict[str, Any], watch: Steps, what: str, *ways: str, plugin: str
) -> Any:
    """Call a pipeline with those arguments that it takes, and return its output.

    Parameters
    ----------
    what : str
        Is made, for the message when the memory does not suffice.
    *ways : str
        Parameters with which it would take less.

    Raises
    ------
    GenerationError
    """
    import torch

    halves = ("dtype=bfloat16",) if model.dtype == "float32" else ()
    layers = ("offload=sequential",) if model.device == "cuda" and model.placement.offload != "sequential" else ()
    with (
        memory.out_of_memory_told(plugin, what, *ways, *halves, *layers),
        quiet(),
        watch.watch(pipeline),
        torch.inference_mode(),
    ):
        try:
            return pipeline(**accepted(pipeline, arguments))
        except (GenerationError, JobCancelledError, MemoryError):
            raise
        except Exception as error:
            if memory.is_out_of_memory(error):
                raise
            if type(error).__module__.startswith(("torch._dynamo", "torch._inductor")):
                raise GenerationError(
                    f"The model “{model.files.name}” cannot be compiled here: {type(error).__name__}",
                    plugin=plugin,
                    hint=f"Leave --set {plugin}.compile=true out",
                ) from error
            raise GenerationError(
                f"The model “{model.files.name}” failed: {type(error).__name__}: {str(error)[:200]}",
                plugin=plugin,
                hint="Try other parameters or another model",
            ) from error


def own(pipeline: Any, name: str, otherwise: Any) -> Any:
    """Return the default of a pipeline's own argument."""
    import inspect

    parameter = inspect.signature(pipeline.__call__).parameters.get(name)
    default = parameter.default if parameter is not None else None
    return default if isinstance(default, int | float) else otherwise


def image_to_image(model: Model, plugin: str) -> Any:
    """Return a model's pipeline that paints from a picture.

    Raises
    ------
    GenerationError
        If the model has none.
    """
    from diffusers import AutoPipelineForImage2Image

    try:
        return model.other("image", AutoPipelineForImage2Image.from_pipe)
    except ValueError as error:
        raise GenerationError(
            f"The model “{model.files.name}” cannot paint from a picture",
            plugin=plugin,
            hint=f"Leave --set {plugin}.continuity and --set {plugin}.refine out, or take another model",
        ) from error


def refined(
    model: Model,
    images: Sequence[Image],
    wishes: Sequence[Wish],
    spec: VideoSpec,
    params: StillParams,
    *,
    places: int = 1,
    seats: Sequence[int] = (0,),
    plugin: str,
    progress: Progress,
) -> list[Image]:
    """Return pictures enlarged and painted over, so that the larger ones have detail of their own."""
    import numpy as np
    from PIL import Image as Images

    image = images[0]
    factor = min(_REFINED, max(spec.width / image.width, spec.height / image.height))
    if params.refine <= 0 or factor <= 1:
        return list(images)
    size = painted_size(
        image.width, image.height, int((image.width * image.height) ** 0.5 * factor), model.habits.multiple
    )
    again = [
        Wish(
            wish.prompt,
            wish.seed,
            *size,
            image=Images.fromarray(enlarged(np.asarray(image.convert("RGB")), *size)),
            strength=params.refine,
            character=wish.character,
        )
        for image, wish in zip(images, wishes, strict=True)
    ]
    return run(model, again, params, places=places, seats=seats, plugin=plugin, progress=progress, share=(0.7, 0.9))


def save(picture: Picture, path: Path) -> Path:
    """Write a picture as JPEG, all its colours kept."""
    from PIL import Image as Images

    Images.fromarray(picture).save(path, "JPEG", quality=95, subsampling=0)
    return path
