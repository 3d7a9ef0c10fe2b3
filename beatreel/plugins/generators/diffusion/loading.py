"""Loading a model: its pipeline, what is laid over it, and where its parts go. Each process keeps the last one warm."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from beatreel import BeatreelError, GenerationError, UserInputError

from . import memory
from .character import apply_adapter
from .device import check_libraries, choose_device, choose_dtype, prepare, quiet
from .families import Habits, habits
from .files import ModelFiles, find_model, is_variant, weights
from .overlays import apply_loras, loras
from .params import ModelParams
from .quickness import check_compiling, make_quick

_HUB_REVISION = 40  # hex digits of a commit


@dataclass
class Model:
    """A model that is ready to work.

    Attributes
    ----------
    pipeline : diffusers.DiffusionPipeline
    files : ModelFiles
    device, dtype : str
    placement : memory.Placement
    habits : Habits
    others : dict of str to DiffusionPipeline
        Pipelines of other tasks that share its parts.
    """

    pipeline: Any
    files: ModelFiles
    device: str
    dtype: str
    placement: memory.Placement
    habits: Habits
    others: dict[str, Any] = field(default_factory=dict)
    _placed: Any = None

    def ready(self, pipeline: Any) -> Any:
        """Bring a pipeline's parts to where they work."""
        if self._placed is not pipeline:
            if self.placement.offload == "model":
                pipeline.enable_model_cpu_offload(device=self.device)
            elif self.placement.offload == "sequential":
                pipeline.enable_sequential_cpu_offload(device=self.device)
            else:
                pipeline.to(self.device)
            self._placed = pipeline
        return pipeline

    def other(self, kind: str, make: Callable[[Any], Any]) -> Any:
        """Return a pipeline of another task, made of the same parts."""
        if kind not in self.others:
            with quiet():
                self.others[kind] = make(self.pipeline)
            self.others[kind].set_progress_bar_config(disable=True)
        return self.ready(self.others[kind])


@dataclass(frozen=True)
class Order:
    """Everything that decides which model is loaded, and how.

    Attributes
    ----------
    plugin : str
        Who wants it, for messages.
    auto : str
        The name of the class of diffusers that chooses the pipeline.
    pixels : int
        Of one picture, or all frames of a clip that are decoded at once.
    adapter : Path or None
        Weights of an IP-Adapter; ``adapter_scale`` is how strongly it speaks.
    places : int
        Pictures that are painted in one call.
    """

    plugin: str
    params: ModelParams
    auto: str
    pixels: int
    adapter: Path | None = None
    adapter_scale: float = 1.0
    places: int = 1


_warm: dict[str, Model] = {}


def drop() -> None:
    """Forget the model that this process keeps."""
    if not _warm:
        return
    devices = {model.device for model in _warm.values()}
    _warm.clear()
    for device in devices:
        memory.empty(device)


def load(order: Order) -> Model:
    """Return a model, warm if this process worked with it last.

    Raises
    ------
    UserInputError
        If it is not there, not safe, or does not fit.
    GenerationError
        If it cannot be loaded all the same.
    """
    check_libraries()
    params = order.params
    prepare(params.threads)
    device = choose_device(params, plugin=order.plugin)
    dtype = choose_dtype(params, device)
    key = repr((order, device, dtype))
    if key in _warm:
        return _warm[key]
    drop()
    files = _at_hand(find_model(params.model, setting=f"{order.plugin}.model"), params, order.plugin)
    base = find_model(params.config, setting=f"{order.plugin}.config", is_base=True) if params.config else files
    overlays = loras(params.lora, setting=f"{order.plugin}.lora")
    extras = [overlay.path for overlay in overlays]
    wanted = memory.need(files, order.pixels, memory.value_bytes(dtype), *extras, places=order.places)
    free = params.memory_limit * memory.GIGA or memory.free_memory(device)
    placement = memory.place(wanted, free, params, on_card=device == "cuda", plugin=order.plugin)
    halves = ("dtype=bfloat16",) if dtype == "float32" else ()
    check_compiling(params, placement.offload, plugin=order.plugin)
    with memory.out_of_memory_told(order.plugin, f"the model “{files.name}”", *halves), quiet():
        pipeline = _open(files, base, order, dtype)
        apply_loras(pipeline, overlays, plugin=order.plugin)
        apply_adapter(pipeline, order.adapter, order.adapter_scale, plugin=order.plugin)
        _make_small(pipeline, placement, device, order)
        make_quick(pipeline, params)
        pipeline.set_progress_bar_config(disable=True)
        names = tuple(overlay.path.name for overlay in overlays)
        model = Model(pipeline, files, device, dtype, placement, habits(base, type(pipeline).__name__, names))
        model.ready(pipeline)
    _warm[key] = model
    return model


def _at_hand(files: ModelFiles, params: ModelParams, plugin: str) -> ModelFiles:
    """Return a model that lies on this machine, fetched if that is allowed."""
    if files.path is not None:
        return files
    check_revision(params, plugin=plugin)
    with quiet():
        from diffusers import DiffusionPipeline

        try:
            folder = DiffusionPipeline.download(
                files.name,
                revision=params.revision,
                use_safetensors=True,
                local_files_only=not params.download,
                trust_remote_code=False,
            )
        except BeatreelError:
            raise
        except Exception as error:
            raise UserInputError(
                f"The model “{files.name}” is not on this machine"
                if not params.download
                else f"The model “{files.name}” could not be fetched: {_first_line(error)}",
                hint=f"Name a folder with --set {plugin}.model=PATH, or let it be fetched with --set {plugin}.download=true"
                if not params.download
                else "Check its id, the revision and the network",
            ) from error
    return find_model(str(folder), setting=f"{plugin}.model")


def check_revision(params: ModelParams, *, plugin: str) -> None:
    """Refuse a hub's model that may be another tomorrow.

    Raises
    ------
    UserInputError
    """
    digits = set(params.revision.lower())
    if len(params.revision) != _HUB_REVISION or not digits <= set("0123456789abcdef"):
        raise UserInputError(
            f"There is no folder “{params.model}”, and for a model of a hub its commit must be named",
            hint=f"Add --set {plugin}.revision=COMMIT (40 hex digits), or name a folder",
        )


def _open(files: ModelFiles, base: ModelFiles, order: Order, dtype: str) -> Any:
    import diffusers

    assert files.path is not None
    common = {"torch_dtype": memory.torch_type(dtype), "local_files_only": True}
    try:
        if files.is_single_file:
            if base is files or base.path is None:
                raise UserInputError(
                    f"“{files.path.name}” holds weights only, without the configuration of its base model",
                    hint=f"Name a folder of the same family with --set {order.plugin}.config=PATH",
                )
            kind = getattr(diffusers, base.pipeline)
            return kind.from_single_file(str(files.path), config=str(base.path), **common)
        loader = getattr(diffusers, order.auto)
        variant = _variant(files)
        return loader.from_pretrained(
            str(files.path), use_safetensors=True, trust_remote_code=False, variant=variant, **common
        )
    except (BeatreelError, MemoryError):
        raise
    except Exception as error:
        if memory.is_out_of_memory(error):
            raise
        raise GenerationError(
            f"The model “{files.name}” could not be loaded: {_first_line(error)}",
            plugin=order.plugin,
            hint="Copy the model anew, or take one that this version of diffusers knows",
        ) from error


def _variant(files: ModelFiles) -> str | None:
    """The precision that a model's files are named after, where there are no others."""
    assert files.path is not None
    for part in files.parts:
        found = weights(files.path / part)
        if found and all(is_variant(path) for path in found):
            return next((word for word in ("fp16", "bf16") if f".{word}" in found[0].name), None)
    return None


def _make_small(pipeline: Any, placement: memory.Placement, device: str, order: Order) -> None:
    # Torch's own attention needs little memory but on Apple's chips; slices would take the place of an IP-Adapter's attention.
    chosen = order.params.attention
    if chosen == "sliced" or (chosen == "auto" and placement.tiling and device == "mps" and order.adapter is None):
        pipeline.enable_attention_slicing()
    if not placement.tiling:
        return
    vae = getattr(pipeline, "vae", None)
    for name in ("enable_tiling", "enable_slicing"):
        if hasattr(vae, name):
            getattr(vae, name)()


def accepted(pipeline: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return those arguments that a pipeline's call takes, without those that are None."""
    known = inspect.signature(pipeline.__call__).parameters
    return {name: value for name, value in wanted.items() if value is not None and name in known}


def _first_line(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200]}" if text else type(error).__name__
