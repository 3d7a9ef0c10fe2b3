"""One and the same person in every still: an IP-Adapter shows the model a reference picture, and each take is compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import GenerationError, UserInputError

from .device import quiet
from .files import PICKLES, read_header

if TYPE_CHECKING:
    from PIL.Image import Image

    from .params import StillParams

ENCODER = "image_encoder"


def find_adapter(name: str, *, setting: str) -> Path | None:
    """Return the weights of an IP-Adapter, beside which lies its image encoder; None if none is named.

    Raises
    ------
    UserInputError
        If it is not there, not safe or not whole.
    """
    if not name:
        return None
    path = Path(name).expanduser()
    if path.suffix.lower() in PICKLES or (path.is_dir() and _only_pickles(path)):
        raise UserInputError(
            f"The IP-Adapter “{name}” is a pickle, which can run anything when it is opened",
            hint="Take one that is a .safetensors file",
        )
    files = sorted(path.glob("*.safetensors")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise UserInputError(
            f"There is no IP-Adapter at “{name}”",
            hint=f"Name a folder with a .safetensors file with --set {setting}=PATH",
        )
    encoder = files[0].parent / ENCODER
    if not (encoder / "config.json").is_file() or not any(encoder.glob("*.safetensors")):
        raise UserInputError(
            f"The IP-Adapter “{name}” lacks its image encoder",
            hint=f"Put it into the folder {ENCODER} beside its weights",
        )
    read_header(files[0])
    return files[0].absolute()


def _only_pickles(folder: Path) -> bool:
    return any(file.suffix in PICKLES for file in folder.iterdir()) and not any(folder.glob("*.safetensors"))


def check_character(params: StillParams, references: Sequence[Path], *, plugin: str) -> None:
    """Refuse a character that is not to be seen.

    Raises
    ------
    UserInputError
    """
    adapter = find_adapter(params.character, setting=f"{plugin}.character")
    if adapter is not None and params.attention == "sliced":
        raise UserInputError(
            "An IP-Adapter does not work with attention in slices", hint=f"Leave --set {plugin}.attention out"
        )
    if adapter is not None and not references:
        raise UserInputError(
            "An IP-Adapter needs a picture of the character", hint="Give one with --reference FILE, or leave it out"
        )


def apply_adapter(pipeline: Any, adapter: Path | None, scale: float, *, plugin: str) -> None:
    """Teach a pipeline to look at reference pictures.

    Raises
    ------
    GenerationError
        If the adapter does not fit the model.
    """
    if adapter is None:
        return
    try:
        pipeline.load_ip_adapter(
            str(adapter.parent),
            subfolder="",
            weight_name=adapter.name,
            image_encoder_folder=ENCODER,
            local_files_only=True,
        )
        pipeline.set_ip_adapter_scale(scale)
    except MemoryError:
        raise
    except Exception as error:
        raise GenerationError(
            f"The IP-Adapter “{adapter.name}” does not fit the model",
            plugin=plugin,
            hint="Take one that was made for this model's family",
        ) from error


def likeness(pipeline: Any, one: Image, other: Image) -> float:
    """Return how alike two pictures are to the adapter's eye: the cosine of their embeddings, 0 to 1."""
    import torch

    encoder = pipeline.image_encoder
    with torch.inference_mode(), quiet():
        pixels = pipeline.feature_extractor(images=[one, other], return_tensors="pt").pixel_values
        pixels = pixels.to(device=pipeline._execution_device, dtype=next(encoder.parameters()).dtype)
        seen = encoder(pixels).image_embeds.float()
        return max(0.0, float(torch.nn.functional.cosine_similarity(seen[0], seen[1], dim=0)))
