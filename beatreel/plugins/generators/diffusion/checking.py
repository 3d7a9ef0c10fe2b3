"""What can be refused before any work, without loading a library."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from . import memory
from .device import check_libraries, choose_device
from .families import habits
from .files import find_model, identity
from .loading import check_revision
from .overlays import loras
from .params import ModelParams

if TYPE_CHECKING:
    from beatreel import VideoSpec


def check_model(params: ModelParams, spec: VideoSpec, *, plugin: str, side: int) -> None:
    """Refuse what cannot work.

    Raises
    ------
    UserInputError
    """
    check_libraries()
    files = find_model(params.model, setting=f"{plugin}.model")
    if params.config:
        find_model(params.config, setting=f"{plugin}.config")
    overlays = loras(params.lora, setting=f"{plugin}.lora")
    if params.device not in ("auto", "cpu"):
        choose_device(params, plugin=plugin)
    if files.path is None:
        check_revision(params, plugin=plugin)
        return
    if params.memory_limit or params.device == "cpu":
        pixels = (side or habits(files, files.pipeline).side) ** 2
        value_bytes = 4 if params.dtype in ("auto", "float32") and params.device == "cpu" else 2
        needed = memory.need(files, pixels, value_bytes, *(overlay.path for overlay in overlays))
        free = params.memory_limit * memory.GIGA or memory.free_main_memory()
        if math.isfinite(free):
            memory.place(needed, free, params, on_card=params.device not in ("cpu", "mps"), plugin=plugin)


def files_of(params: ModelParams, *more: str) -> list[str]:
    """Return what tells the files that parameters name from others of the same names."""
    overlays = loras(params.lora, setting="lora")
    named = [Path(name).expanduser() for name in (params.model, params.config, *more) if name]
    paths = [path for path in (*named, *(overlay.path for overlay in overlays)) if path.exists()]
    return [params.revision, *identity(*paths)]
