"""How much memory a model needs, how much is free, and how the two are brought together."""

from __future__ import annotations

import gc
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from beatreel import GenerationError, UserInputError

from .files import ModelFiles, read_header, weights
from .params import ModelParams

GIGA = 1e9
_FLOATS = {"F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2"}
_BYTES = {"F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2, "U16": 2}
# Bytes for each pixel that decoding takes at its peak, at two bytes a value: a rough figure for autoencoders like Stable Diffusion's.
_PIXEL_BYTES = 3_000
_UNDECODED = 0.3  # share of that which a picture takes while it is denoised: rough, too
_TILED_PIXELS = 512 * 512  # at once, when the picture is decoded in tiles
_HEADROOM = 0.92  # share of the free memory that may be planned with


class Need(NamedTuple):
    """Bytes that a model takes.

    Attributes
    ----------
    parts : dict of str to int
        Weights of each part.
    working : int
        For the pictures that are painted at once, beside the weights.
    tiled : int
        The same when the picture is decoded in tiles.
    """

    parts: dict[str, int]
    working: int
    tiled: int

    @property
    def whole(self) -> int:
        return sum(self.parts.values()) + self.working


class Placement(NamedTuple):
    """Where a model's parts are while it works.

    Attributes
    ----------
    offload : {"none", "model", "sequential"}
    tiling : bool
        Whether pictures are decoded in tiles: slower, and smaller.
    """

    offload: str
    tiling: bool


def need(files: ModelFiles, pixels: int, value_bytes: int, *extras: Path, places: int = 1) -> Need:
    """Estimate what a model needs.

    Parameters
    ----------
    files : ModelFiles
    pixels : int
        Of one picture, or all frames of a clip that are decoded at once.
    value_bytes : int
        Of one weight as it is loaded.
    *extras : Path
        Further files that are loaded with it.
    places : int
        Pictures that are painted in one call.
    """
    if files.path is None:
        parts = {}
    elif files.is_single_file:
        parts = {"model": _loaded_bytes([files.path], value_bytes)}
    else:
        parts = {part: _loaded_bytes(weights(files.path / part), value_bytes) for part in files.parts}
    if extras:
        parts["extras"] = _loaded_bytes(list(extras), value_bytes)
    scale = value_bytes / 2 * _PIXEL_BYTES
    beside = (
        (places - 1) * pixels * scale * _UNDECODED
    )  # tiles are decoded one by one, but all pictures are denoised together
    return Need(parts, int(pixels * places * scale), int(min(pixels, _TILED_PIXELS) * scale + beside))


def _loaded_bytes(paths: list[Path], value_bytes: int) -> int:
    total = 0
    for path in paths:
        for key, tensor in read_header(path).items():
            if key != "__metadata__":
                kind = tensor["dtype"]
                total += math.prod(tensor["shape"]) * (value_bytes if kind in _FLOATS else _BYTES.get(kind, 1))
    return total


def place(wanted: Need, free: float, params: ModelParams, *, on_card: bool, plugin: str) -> Placement:
    """Decide where a model's parts are kept.

    Parameters
    ----------
    wanted : Need
    free : float
        Bytes that may be used.
    on_card : bool
        Whether it runs on a device with a memory of its own, which parts can leave for a while.

    Raises
    ------
    UserInputError
        If it does not fit in any way that the parameters allow.
    """
    free *= _HEADROOM
    largest = max(wanted.parts.values(), default=0)
    total = sum(wanted.parts.values())
    ways = {"none": total, "model": largest, "sequential": min(largest, total // 8)}
    allowed = [params.offload] if params.offload != "auto" else list(ways) if on_card else ["none"]
    working = {False: wanted.working, True: wanted.tiled}
    if params.tiling != "auto":
        working = {tiling: size for tiling, size in working.items() if tiling == (params.tiling == "on")}
    for offload in allowed if on_card else ["none"]:
        for tiling, size in working.items():
            if ways[offload] + size <= free:
                return Placement(offload, tiling)
    least = (min(ways[offload] for offload in allowed) if on_card else total) + min(working.values())
    raise UserInputError(
        f"The model needs about {gigabytes(least)} of memory, and {gigabytes(free)} may be used",
        hint=_ways(params, on_card=on_card, plugin=plugin),
    )


def _ways(params: ModelParams, *, on_card: bool, plugin: str) -> str:
    """Return what somebody can do whose model does not fit."""
    told = {
        f"raise --set {plugin}.memory_limit": params.memory_limit > 0,
        "close other programs": params.memory_limit == 0,
        "choose a smaller model": True,
        f"halve it with --set {plugin}.dtype=bfloat16": params.dtype in ("auto", "float32"),
        f"let its layers take turns with --set {plugin}.offload=sequential": on_card
        and params.offload not in ("auto", "sequential"),
        f"leave --set {plugin}.tiling=off out": params.tiling == "off",
        f"paint fewer at once with --set {plugin}.batch=1": getattr(params, "batch", 1) > 1,
    }
    *ways, last = (way for way, is_one in told.items() if is_one)
    text = f"{', '.join(ways)} or {last}"
    return text[0].upper() + text[1:]


def gigabytes(count: float) -> str:
    """Return bytes for people: ``3.4 GB``, ``0.02 GB``."""
    number = count / GIGA
    return f"{number:.1f} GB" if number >= 0.95 else f"{number:.2g} GB" if number >= 0.001 else f"{count / 1e6:.2g} MB"


def free_main_memory() -> float:
    """Return the bytes of main memory that can be had without pushing others out; infinite if the system does not say."""
    found = [math.inf]
    try:
        lines = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text("ascii").splitlines())
        found.append(float(lines["MemAvailable"].split()[0]) * 1024)
    except (OSError, ValueError, LookupError):
        pass
    try:  # a container's own limit
        group = Path("/sys/fs/cgroup")
        found.append(
            float((group / "memory.max").read_text("ascii")) - float((group / "memory.current").read_text("ascii"))
        )
    except (OSError, ValueError):
        pass
    return min(found)


def free_memory(device: str) -> float:
    """Return the bytes that are free where a model is to run."""
    if device == "cuda":
        import torch

        return float(torch.cuda.mem_get_info()[0])
    return free_main_memory()


@contextmanager
def out_of_memory_told(plugin: str, what: str, *ways: str) -> Iterator[None]:
    """Turn an allocation that failed into one plain sentence.

    Parameters
    ----------
    what : str
        Was being made.
    *ways : str
        To take less memory, each a parameter and its value, such as ``"side=512"``.

    Raises
    ------
    GenerationError
    """
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        error.__traceback__ = None  # it holds what the memory is wanted for
        gc.collect()
        empty("cuda")  # a card's memory is for whoever comes next
        settings = "".join(f"--set {plugin}.{way}, " for way in ways)
        raise GenerationError(
            f"The memory did not suffice for {what}",
            plugin=plugin,
            hint=f"{'Take less with ' if ways else ''}{settings}{'or close' if ways else 'Close'} other programs,"
            " and run the command again: finished scenes stay",
        ) from None


def smaller(width: int, height: int) -> str:
    """Return the parameter with which a picture of half the sides would be made, ``"side=512"``."""
    return f"side={max(64, round(math.sqrt(width * height) / 128) * 64)}"


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that an allocation failed; libraries say it in many ways."""
    text = str(error).lower()
    words = (
        "out of memory",
        "can't allocate memory",
        "not enough memory",
        "cannot allocate memory",
        "invalid buffer size",
        "could not create a primitive",
    )
    return isinstance(error, MemoryError) or any(word in text for word in words)


def empty(device: str) -> None:
    """Give back what a dropped model has held."""
    gc.collect()
    if device == "cuda":
        import torch

        torch.cuda.empty_cache()


def torch_type(name: str) -> Any:
    """Return torch's type of a name."""
    import torch

    return {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}[name]


def value_bytes(dtype: str) -> int:
    """Return the bytes of one value."""
    return 4 if dtype == "float32" else 2
