"""Which device and which precision a model runs in, and how its results are kept the same."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from importlib.util import find_spec

from beatreel import UserInputError

from .params import ModelParams

LIBRARIES = ("torch", "diffusers", "transformers", "accelerate", "safetensors")
EXTRA = "pip install 'beatreel[diffusion]'"
_CARDS = {"cuda": "NVIDIA graphics card (CUDA)", "mps": "Apple graphics chip (MPS)"}


def check_libraries() -> None:
    """Refuse to work without the libraries of the extra.

    Raises
    ------
    UserInputError
    """
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise UserInputError(f"Diffusion needs {', '.join(missing)}, not installed here", hint=f"Install it: {EXTRA}")


def found() -> str:
    """Return in a sentence which libraries and cards there are."""
    if any(find_spec(name) is None for name in LIBRARIES):
        return f"not installed ({EXTRA})"
    versions = ", ".join(f"{name} {version(name)}" for name in ("torch", "diffusers"))
    cards = [device for device in _CARDS if has_card(device)]
    return f"{versions}, runs on {cards[0] if cards else 'the CPU: slow, for a model of any size'}"


def has_card(device: str) -> bool:
    """Whether torch can use a device."""
    import torch

    return bool(torch.cuda.is_available() if device == "cuda" else torch.backends.mps.is_available())


def choose_device(params: ModelParams, *, plugin: str) -> str:
    """Return the device that a model runs on: ``"cuda"``, ``"mps"`` or ``"cpu"``.

    Raises
    ------
    UserInputError
        If a device is asked for that is not there.
    """
    if params.device == "auto":
        return next((device for device in _CARDS if has_card(device)), "cpu")
    if params.device != "cpu" and not has_card(params.device):
        raise UserInputError(
            f"There is no {_CARDS[params.device]} that torch can use",
            hint=f"Leave --set {plugin}.device out, or install the torch that suits the card",
        )
    return params.device


def choose_dtype(params: ModelParams, device: str) -> str:
    """Return the precision: as told, else halves where they are quick and exact enough."""
    if params.dtype != "auto":
        return params.dtype
    if device == "cuda":
        import torch

        return "bfloat16" if torch.cuda.is_bf16_supported() else "float16"
    return "float16" if device == "mps" else "float32"


def prepare(threads: int) -> None:
    """Set this process up so that the same order gives the same bytes.

    Must run before torch is first used on a graphics card.
    """
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch

    if torch.get_num_threads() != threads:
        torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what the libraries say to developers from people; what matters is raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import diffusers
        import transformers

        for library in (diffusers, transformers):
            library.utils.logging.set_verbosity_error()
            library.utils.logging.disable_progress_bar()
        yield
