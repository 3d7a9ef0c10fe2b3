"""Styles of the user's own: files as those of the presets, in the folders of the setting ``styles.folders``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from beatreel.core.styles.model import Style

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_BYTES = 100_000

_folders: tuple[Path, ...] = ()


@dataclass(frozen=True)
class BadStyle:
    """A file that gives no style.

    Attributes
    ----------
    path : Path
    reason : str
        For people.
    """

    path: Path
    reason: str


def look_in(folders: Sequence[Path]) -> None:
    """Have this process offer the styles of these folders, too."""
    global _folders
    _folders = tuple(folder.expanduser() for folder in folders)


def own_styles(built_in: Sequence[str]) -> tuple[dict[str, Style], dict[str, BadStyle]]:
    """Return the user's styles and the files that are none, each by the name that the file gives it.

    Parameters
    ----------
    built_in : sequence of str
        Names that are taken.
    """
    good: dict[str, Style] = {}
    bad: dict[str, BadStyle] = {}
    for path in (path for folder in _folders for path in sorted(folder.glob("*.toml")) if path.name[0] not in "._"):
        name = path.stem
        if name in built_in:
            bad[name] = BadStyle(path, "a built-in style has this name; call the file something else")
        elif name in good:
            bad[name] = BadStyle(path, f"an earlier folder has a style “{name}”, too")
        else:
            try:
                facts = path.stat()
                good[name] = _read(path, facts.st_mtime_ns, facts.st_size)
            except (OSError, ValueError) as error:
                bad[name] = BadStyle(path, str(error))
    return good, bad


@lru_cache(maxsize=256)
def _read(path: Path, changed: int, size: int) -> Style:
    """Read a file again only when it was changed; raises ValueError with a sentence if it is no style."""
    if not _NAME.fullmatch(path.stem):
        raise ValueError("its name may have small letters, digits and hyphens only, such as my-look.toml")
    if size > _MAX_BYTES:
        raise ValueError("it is too large for a style")
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError("it is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"it is not TOML: {error}") from error
    title = path.stem.replace("-", " ").capitalize()
    try:
        return Style.model_validate({"title": title, "summary": f"From {path.name}.", **values, "name": path.stem})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise ValueError(f"there is no “{where}” in a style") from error
        raise ValueError(f"“{where}”: {first['msg'][0].lower()}{first['msg'][1:]}") from error
