"""What makes a model quicker on some machines, and no other: an order of values in memory, and compiling."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

from beatreel import UserInputError

from .params import ModelParams

BODIES = ("unet", "transformer", "transformer_2", "decoder", "prior")
"""Names of the networks of pipelines that work in every step."""

_COMPILERS = {"darwin": "clang++", "win32": "cl"}


def check_compiling(params: ModelParams, offload: str, *, plugin: str) -> None:
    """Refuse to compile what cannot be compiled here.

    Parameters
    ----------
    offload : str
        How the model's parts take turns on the card, as far as known.

    Raises
    ------
    UserInputError
    """
    if not params.compile:
        return
    hint = f"Leave --set {plugin}.compile=true out"
    compiler = os.environ.get("CXX") or _COMPILERS.get(sys.platform, "g++")  # where torch itself looks
    if shutil.which(compiler) is None:
        raise UserInputError(
            f"Compiling a model needs a C++ compiler, and {compiler} is not there", hint=f"Install it, or l{hint[1:]}"
        )
    if offload == "sequential":
        raise UserInputError(
            "A model whose layers take turns on the card cannot be compiled",
            hint=f"{hint}, or choose --set {plugin}.offload=model",
        )


def make_quick(pipeline: Any, params: ModelParams) -> None:
    """Do to a pipeline what its parameters ask for."""
    import torch

    if params.channels_last:
        for part in (getattr(pipeline, name, None) for name in (*BODIES, "vae")):
            # Networks of video models have values in five dimensions, which have no such order.
            if isinstance(part, torch.nn.Module) and all(value.dim() <= 4 for value in part.parameters()):
                part.to(memory_format=torch.channels_last)
    if params.compile:
        os.environ.setdefault("TORCHINDUCTOR_COMPILE_THREADS", "1")  # no processes that would outlive a cancelled one
        for name in BODIES:
            body: Any = getattr(pipeline, name, None)
            if getattr(body, "_repeated_blocks", None):
                body.compile_repeated_blocks()  # the same code for each of them: a tenth of the time
            elif isinstance(body, torch.nn.Module):
                body.compile()


def is_compiled(module: Any) -> bool:
    """Whether a module is compiled: whatever listens to it is compiled with it."""
    return getattr(module, "_compiled_call_impl", None) is not None
