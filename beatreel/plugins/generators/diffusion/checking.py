"""What can be refused before any work, without loading a library."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from . import memory
from .device import check_libraries, choose_device
from .families import habits, paints_side_by_side
from .files import find_model, identity
from .loading import check_revision
from .overlays import loras
from .params import ModelParams, StillParams
from .quickness import check_compiling

if TYPE_CHECKING:
    from beatreel import Resources, VideoSpec

_BESIDE = 2_000_000_000  # bytes of main memory that libraries and pictures take beside a model's weights


def check_model(params: ModelParams, spec: VideoSpec, *, plugin: str, side: int) -> None:
    """Refuse what cannot work.

    Raises
    ------
    UserInputError
    """
    check_libraries()
    files = find_model(params.model, setting=f"{plugin}.model")
    if params.config:
        find_model(params.config, setting=f"{plugin}.config", is_base=True)
    overlays = loras(params.lora, setting=f"{plugin}.lora")
    check_compiling(params, params.offload, plugin=plugin)
    if params.device not in ("auto", "cpu"):
        choose_device(params, plugin=plugin)
    if files.path is None:
        check_revision(params, plugin=plugin)
        return
    if params.memory_limit or params.device == "cpu":
        pixels = (side or habits(files, files.pipeline).side) ** 2
        value_bytes = 4 if params.dtype in ("auto", "float32") and params.device == "cpu" else 2
        extras, count = [overlay.path for overlay in overlays], places(params, plugin=plugin)
        needed = memory.need(files, pixels, value_bytes, *extras, places=count)
        free = params.memory_limit * memory.GIGA or memory.free_main_memory()
        if math.isfinite(free):
            memory.place(needed, free, params, on_card=params.device not in ("cpu", "mps"), plugin=plugin)


def places(params: ModelParams, *, plugin: str) -> int:
    """Return how many stills are painted in one call: as many as was said, where the model can and nothing ties them together."""
    if not isinstance(params, StillParams) or params.batch == 1 or params.character or params.continuity:
        return 1
    name, setting = (params.config, "config") if params.config else (params.model, "model")
    files = find_model(name, setting=f"{plugin}.{setting}", is_base=bool(params.config))
    return params.batch if paints_side_by_side(files.pipeline) else 1


def resources_of(params: ModelParams, least: Resources, *, gpus: float, plugin: str) -> Resources:
    """Return what working with a model takes.

    Parameters
    ----------
    least : Resources
        Whatever the model is.
    gpus : float
        That the best machine has.
    """
    on_card = params.device == "cuda" or (params.device == "auto" and gpus >= 1)
    files = find_model(params.model, setting=f"{plugin}.model")
    extras = [overlay.path for overlay in loras(params.lora, setting=f"{plugin}.lora")]
    # A card's model comes through the main memory, too.
    halves = params.dtype in ("float16", "bfloat16") or (params.dtype == "auto" and on_card)
    weights = sum(memory.need(files, 0, 2 if halves else 4, *extras).parts.values())
    return replace(least, gpus=1.0 if on_card else least.gpus, memory=max(least.memory, weights + _BESIDE))


def files_of(params: ModelParams, *more: str) -> list[str]:
    """Return what tells the files that parameters name from others of the same names."""
    overlays = loras(params.lora, setting="lora")
    named = [Path(name).expanduser() for name in (params.model, params.config, *more) if name]
    paths = [path for path in (*named, *(overlay.path for overlay in overlays)) if path.exists()]
    return [params.revision, *identity(*paths)]
