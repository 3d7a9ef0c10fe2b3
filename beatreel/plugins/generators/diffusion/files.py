"""Which files a model consists of, found and checked without loading anything.

Weights are read from safetensors only, and nothing that lies beside them is run: a pickle can do whatever it likes when it is opened.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from beatreel import UserInputError

PICKLES = (".ckpt", ".pt", ".pth", ".bin", ".pkl")
_LIBRARIES = {"diffusers", "transformers"}
_MAX_HEADER = 100_000_000  # bytes, as the format allows
_PROBE = 65_536  # bytes read at three places of a file to tell it from others


@dataclass(frozen=True)
class ModelFiles:
    """A model on this machine, or one that is still on a hub.

    Attributes
    ----------
    name : str
        As the user named it.
    path : Path or None
        Folder or file; None while it is on a hub.
    pipeline : str
        Name of its pipeline class; empty if only loading will tell.
    parts : dict of str to tuple
        Name of each part to its library and class.
    """

    name: str
    path: Path | None = None
    pipeline: str = ""
    parts: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_single_file(self) -> bool:
        return self.path is not None and self.path.suffix == ".safetensors"

    def config(self, part: str, file: str = "config.json") -> dict[str, Any]:
        """Return a part's configuration; empty if there is none."""
        if self.path is None or self.is_single_file:
            return {}
        try:
            found = json.loads((self.path / part / file).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def find_model(name: str, *, setting: str, is_base: bool = False) -> ModelFiles:
    """Find a model by what the user calls it.

    Parameters
    ----------
    name : str
        Folder, file, or id on a hub.
    setting : str
        The option that names it, for messages, such as ``"diffusers.model"``.
    is_base : bool
        Whether only the configuration of a single file's base model is wanted, whose parts may lack their weights.

    Raises
    ------
    UserInputError
        If there is nothing of that name, or something that is not a model or not safe to open.
    """
    if not name:
        raise UserInputError(
            "No diffusion model is named", hint=f"Name a folder or a .safetensors file with --set {setting}=PATH"
        )
    path = Path(name).expanduser()
    if path.suffix.lower() in PICKLES:
        raise UserInputError(
            f"“{name}” may be a pickle, which can run anything when it is opened",
            hint="Take a model whose weights are .safetensors",
        )
    if path.is_dir():
        return _folder(name, path.absolute(), setting, is_base)
    if path.is_file():
        if path.suffix != ".safetensors":
            raise UserInputError(f"“{name}” is not a .safetensors file", hint="Name the model's folder or its file")
        read_header(path)
        return ModelFiles(name, path.absolute())
    if path.suffix == ".safetensors" or path.is_absolute() or name.startswith((".", "~")) or name.count("/") != 1:
        raise UserInputError(f"There is no model at “{name}”", hint=f"Check the path given with --set {setting}=PATH")
    return ModelFiles(name)


def _folder(name: str, path: Path, setting: str, is_base: bool) -> ModelFiles:
    try:
        index = json.loads((path / "model_index.json").read_text("utf-8"))
    except OSError:
        raise UserInputError(
            f"The folder “{name}” holds no model: it has no model_index.json",
            hint=f"Name the folder in which that file lies with --set {setting}=PATH",
        ) from None
    except ValueError:
        index = None
    if not isinstance(index, dict) or not index.get("_class_name"):
        raise UserInputError(f"The model_index.json in “{name}” cannot be read", hint="Copy the model anew")
    parts = {part: tuple(value) for part, value in index.items() if isinstance(value, list) and len(value) == 2}
    parts = {part: (str(library), str(kind)) for part, (library, kind) in parts.items() if library and kind}
    own_code = [
        part for part, (library, _) in parts.items() if library not in _LIBRARIES and _brings_code(path, part, library)
    ]
    if isinstance(index["_class_name"], list) or own_code:
        raise UserInputError(
            f"The model “{name}” wants to run code of its own", hint="Take a model that works without such code"
        )
    for part in parts:
        _check_part(name, path / part, is_base)
    return ModelFiles(name, path, str(index["_class_name"]), parts)


def _brings_code(path: Path, part: str, library: str) -> bool:
    return any((folder / f"{library}.py").exists() for folder in (path, path / part))


def _check_part(name: str, folder: Path, is_base: bool) -> None:
    if not folder.is_dir():
        raise UserInputError(
            f"The model “{name}” is not whole: its part “{folder.name}” is missing", hint="Copy the model anew"
        )
    weights = [path for path in folder.iterdir() if path.suffix in (".safetensors", *PICKLES)]
    if weights and not any(path.suffix == ".safetensors" for path in weights):
        raise UserInputError(
            f"The weights of “{name}” ({folder.name}/{weights[0].name}) are a pickle, which can run anything when it is opened",
            hint="Take a model whose weights are .safetensors",
        )
    index = next(iter(sorted(folder.glob("*.safetensors.index.json"))), None)
    named = set(json.loads(index.read_text("utf-8")).get("weight_map", {}).values()) if index else set()
    missing = sorted(file for file in named if not (folder / file).is_file())
    lacks = not weights and not is_base and (folder / "config.json").is_file() and not _weightless(folder)
    if missing or lacks:
        file = missing[0] if missing else "its weights"
        raise UserInputError(
            f"The model “{name}” is not whole: {folder.name}/{file} is missing"
            if missing
            else f"The model “{name}” is not whole: “{folder.name}” has no weights",
            hint="Copy the model anew",
        )
    for path in weights:
        if path.suffix == ".safetensors":
            read_header(path)


def _weightless(folder: Path) -> bool:
    """Whether a part has a configuration but no weights, as tokenizers and processors may."""
    return any(folder.glob("*token*")) or any(folder.glob("preprocessor_config.json"))


def read_header(path: Path) -> dict[str, Any]:
    """Return what a safetensors file says it holds.

    Raises
    ------
    UserInputError
        If it is no such file, or cut short.
    """
    stat = path.stat()
    return _read_header(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=512)
def _read_header(path: Path, size: int, changed: int) -> dict[str, Any]:
    with path.open("rb") as stream:
        head = stream.read(8)
        length = struct.unpack("<Q", head)[0] if len(head) == 8 else _MAX_HEADER
        text = stream.read(length) if length < min(_MAX_HEADER, size) else b""
    try:
        header = json.loads(text)
        end = max((tensor["data_offsets"][1] for key, tensor in header.items() if key != "__metadata__"), default=0)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UserInputError(
            f"“{_told(path)}” is damaged, or is not a .safetensors file", hint="Copy the model anew"
        ) from None
    if size < 8 + length + end:
        raise UserInputError(f"“{_told(path)}” is cut short", hint="Copy the model anew")
    return dict(header)


def _told(path: Path) -> str:
    """A file's name for people, with its folder: many parts of a model have files of the same name."""
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def weights(folder: Path) -> list[Path]:
    """Return the safetensors of a folder that would be loaded, one set of them where there are several."""
    files = sorted(folder.glob("*.safetensors"))
    plain = [path for path in files if not is_variant(path)]
    return plain or files


def is_variant(path: Path) -> bool:
    """Whether a file holds the weights of another precision, such as ``model.fp16.safetensors``."""
    return any(f".{word}" in path.name for word in ("fp16", "bf16", "non_ema", "fp8"))


def identity(*paths: Path | None) -> list[str]:
    """Return what tells files from others of the same name, without reading them whole."""
    return [text for path in paths if path is not None for text in _identity(path)]


def _identity(path: Path) -> Iterator[str]:
    files = [path] if path.is_file() else sorted(found for found in path.rglob("*") if found.is_file())
    for file in files:
        if file.suffix in (".safetensors", ".json", ".txt", ".model"):
            stat = file.stat()
            yield f"{file.name if file == path else file.relative_to(path)} {_probe(file, stat.st_size, stat.st_mtime_ns)}"


@lru_cache(maxsize=4096)
def _probe(path: Path, size: int, changed: int) -> str:
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as stream:
        for place in (0, size // 2, max(size - _PROBE, 0)):
            stream.seek(place)
            digest.update(stream.read(_PROBE))
    return digest.hexdigest()[:32]
