"""LoRAs: small files that change what a model paints."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from beatreel import GenerationError, UserInputError

from .files import PICKLES, read_header


class Overlay(NamedTuple):
    """A LoRA and how strongly it is laid over."""

    path: Path
    weight: float


def loras(text: str, *, setting: str) -> list[Overlay]:
    """Read ``FILE[=WEIGHT],…``.

    Raises
    ------
    UserInputError
        If a file is not there or not safe, or a weight is no number.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, weight = part.rpartition("=")
        if not equals:
            name, weight = part, "1"
        path = Path(name).expanduser()
        if path.suffix.lower() in PICKLES:
            raise UserInputError(
                f"The LoRA “{name}” may be a pickle, which can run anything when it is opened",
                hint="Take one that is a .safetensors file",
            )
        if not path.is_file():
            raise UserInputError(f"There is no LoRA at “{name}”", hint=f"Check the path in --set {setting}=FILE")
        read_header(path)
        try:
            found.append(Overlay(path.absolute(), float(weight)))
        except ValueError:
            raise UserInputError(
                f"“{weight}” is no weight for the LoRA “{path.name}”", hint=f"Write --set {setting}={path.name}=0.8"
            ) from None
    return found


def apply_loras(pipeline: Any, overlays: list[Overlay], *, plugin: str) -> None:
    """Lay LoRAs over a pipeline.

    Raises
    ------
    GenerationError
        If one does not fit the model.
    """
    names = []
    for number, overlay in enumerate(overlays):
        name = f"lora{number}"
        try:
            pipeline.load_lora_weights(
                str(overlay.path.parent), weight_name=overlay.path.name, adapter_name=name, local_files_only=True
            )
            fits = any(name in adapters for adapters in pipeline.get_list_adapters().values())
        except Exception as error:
            raise _does_not_fit(overlay, plugin) from error
        if not fits:
            raise _does_not_fit(overlay, plugin)
        names.append(name)
    if names:
        pipeline.set_adapters(names, [overlay.weight for overlay in overlays])


def _does_not_fit(overlay: Overlay, plugin: str) -> GenerationError:
    return GenerationError(
        f"The LoRA “{overlay.path.name}” does not fit the model",
        plugin=plugin,
        hint="Take one that was made for this model's family",
    )
