"""What models of one family want: the size they were trained at, and how many steps of how much guidance.

What is not said here follows from the model's own files, or is the default of its pipeline.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from .files import ModelFiles

_SIDE = 1024  # where a model does not say


class Habits(NamedTuple):
    """How a model is asked for a picture; None leaves it to the pipeline.

    Attributes
    ----------
    side : int
        Of the square that it was trained at, pixels.
    multiple : int
        Both sides must be multiples of it.
    steps, guidance : int, float or None
    """

    side: int
    multiple: int
    steps: int | None = None
    guidance: float | None = None


# Distilled models paint in a few steps and spoil with guidance. By a word in their name: steps, guidance.
_DISTILLED: dict[str, tuple[int, float]] = {
    "lightning": (4, 0.0),
    "schnell": (4, 0.0),
    "hyper": (8, 0.0),
    "turbo": (4, 0.0),
    "lcm": (6, 1.0),
    "klein": (4, 1.0),
    "sprint": (2, 4.5),
    "distilled": (8, 1.0),
}
_STEPS: dict[str, tuple[int | None, float | None]] = {
    "StableDiffusionPipeline": (30, 7.0),
    "StableDiffusionXLPipeline": (30, 6.0),
    "StableDiffusion3Pipeline": (28, 4.5),
    "FluxPipeline": (28, 3.5),
    "LatentConsistencyModelPipeline": (6, 8.0),
}
_TURBO_STEPS = {"ZImagePipeline": (9, 0.0), "StableDiffusion3Pipeline": (4, 1.0)}


# Pipelines that bring every prompt to the same length, so that one picture does not depend on the words of those beside it.
_SIDE_BY_SIDE = ("StableDiffusion", "LatentConsistency", "Flux", "PixArt", "Kolors", "HunyuanDiT")


def paints_side_by_side(pipeline: str) -> bool:
    """Whether several pictures can be painted in one call without depending on each other."""
    return pipeline.startswith(_SIDE_BY_SIDE)


def habits(files: ModelFiles, pipeline: str, names: tuple[str, ...] = ()) -> Habits:
    """Return how a model is best asked.

    Parameters
    ----------
    files : ModelFiles
    pipeline : str
        Name of its class.
    names : tuple of str
        Of everything that is laid over it, such as a LoRA that makes it quick.
    """
    scale = vae_scale(files)
    body = files.config("unet") or files.config("transformer")
    size = body.get("sample_size")
    side = size * scale if isinstance(size, int) and size > 1 else _SIDE
    multiple = 16 if "unet" in files.parts else max(32, scale)
    steps, guidance = _STEPS.get(pipeline, (None, None))
    quick = _quick(files, pipeline, names)
    if quick is not None:
        steps, guidance = quick
    return Habits(side, multiple, steps, guidance)


def vae_scale(files: ModelFiles) -> int:
    """Return how many pixels one value of the latent picture stands for, along a side."""
    vae: dict[str, Any] = files.config("vae") or files.config("vqvae")
    blocks = vae.get("block_out_channels") or vae.get("encoder_block_out_channels")
    return int(2 ** (len(blocks) - 1)) if blocks else 8


def _quick(files: ModelFiles, pipeline: str, names: tuple[str, ...]) -> tuple[int, float] | None:
    own = [str(files.path.name if files.path else files.name), *names]
    for name in own:
        for word, wanted in _DISTILLED.items():
            if word in name.lower():
                return _TURBO_STEPS.get(pipeline, wanted) if word == "turbo" else wanted
    if pipeline == "FluxPipeline" and files.config("transformer").get("guidance_embeds") is False:
        return _DISTILLED["schnell"]
    if files.parts.get("scheduler", ("", ""))[1] == "LCMScheduler" and pipeline != "LatentConsistencyModelPipeline":
        return _DISTILLED["lcm"]
    return None


def painted_size(width: int, height: int, side: int, multiple: int) -> tuple[int, int]:
    """Return the size at which a model paints a picture of a shape.

    Parameters
    ----------
    width, height : int
        The shape.
    side : int
        Of a square of the area to paint.
    multiple : int
        Of which both sides must be.
    """
    scale = side / math.sqrt(width * height)
    return tuple(max(multiple, round(length * scale / multiple) * multiple) for length in (width, height))  # type: ignore[return-value]
