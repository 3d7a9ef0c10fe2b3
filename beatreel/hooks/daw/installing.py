"""Writing a hook and taking it away again: idempotent, with backups, and never over something that the user changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatreel.core.files import whole_file, write_json
from beatreel.hooks.daw.base import Block, Daw, IniValue, OwnFile, Part, Place

BACKUP = ".before-beatreel"  # suffix of what a user's file was before we touched it
_BEGIN, _END = "beatreel begin: written by “beatreel daw install”", "beatreel end"


@dataclass(frozen=True)
class Deed:
    """What was done, or would be, to one file.

    Attributes
    ----------
    path : Path
    what : str
        ``create``, ``replace``, ``change``, ``keep`` (as it should be), ``remove``, ``restore`` or ``leave`` (the user changed it).
    text : str
        The new content, for a dry run.
    """

    path: Path
    what: str
    text: str = ""


class Installer:
    """Installs hooks and remembers them.

    Parameters
    ----------
    memory : Path
        JSON file that holds what was installed.
    place : Place
    """

    def __init__(self, memory: Path, place: Place) -> None:
        self._memory = memory
        self._place = place

    def install(self, daw: Daw, *, dry_run: bool = False) -> list[Deed]:
        """Write a hook's files, or say what would be written; doing it twice changes nothing."""
        deeds = []
        remembered = self._remembered()
        mine = remembered.setdefault(daw.name, {})
        for part in daw.parts(self._place):
            wanted, there = _wanted(part), _text(part.path)
            what = (
                "keep"
                if wanted == there
                else "create"
                if there is None
                else _verb(part, there, mine.get(str(part.path)))
            )
            deeds.append(Deed(part.path, what, wanted))
            if dry_run or what == "keep":
                continue
            if there is not None and not _is_ours(there, mine.get(str(part.path))):
                _back_up(part.path)
            with whole_file(part.path) as new:
                new.write_text(wanted, encoding="utf-8", newline="")
            if isinstance(part, OwnFile) and part.is_program:
                part.path.chmod(0o755)
            mine[str(part.path)] = {"kind": type(part).__name__, "sha256": _hash(wanted), "had": there is not None}
        if not dry_run:
            for part in daw.parts(self._place):  # also where nothing had to be written
                mine.setdefault(
                    str(part.path), {"kind": type(part).__name__, "sha256": _hash(_wanted(part)), "had": False}
                )
            write_json(self._memory, remembered)
        return deeds

    def uninstall(self, daw: Daw, *, dry_run: bool = False) -> list[Deed]:
        """Take a hook away; files that the user changed since are left, with what is not ours in them."""
        remembered = self._remembered()
        deeds = []
        for name, entry in remembered.pop(daw.name, {}).items():
            path = Path(name)
            there = _text(path)
            if there is None:
                continue
            backup = path.with_name(path.name + BACKUP)
            if entry["kind"] == "OwnFile":
                deed = self._remove_own(path, there, entry, backup, dry_run=dry_run)
            else:
                deed = _remove_part(path, there, entry["kind"], backup, self._place, daw, dry_run=dry_run)
            deeds.append(deed)
        if not dry_run:
            write_json(self._memory, remembered)
        return deeds

    def _remove_own(self, path: Path, there: str, entry: dict[str, Any], backup: Path, *, dry_run: bool) -> Deed:
        if not _is_ours(there, entry):
            return Deed(path, "leave")
        if backup.is_file():
            if not dry_run:
                backup.replace(path)
            return Deed(path, "restore")
        if not dry_run:
            path.unlink()
            _remove_empty(path.parent)
        return Deed(path, "remove")

    def status(self, daw: Daw) -> str:
        """Return ``installed``, ``changed`` (by somebody else, or an older version of ours) or ``absent``."""
        mine = self._remembered().get(daw.name)
        if not mine:
            return "absent"
        try:
            parts = daw.parts(self._place)
        except Exception:  # the program itself was taken away
            return "changed"
        return "installed" if all(_text(part.path) == _wanted(part) for part in parts) else "changed"

    def _remembered(self) -> dict[str, Any]:
        try:
            data: dict[str, Any] = json.loads(self._memory.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            data = {}
        return data


def _wanted(part: Part) -> str:
    """Return what the whole file should hold."""
    if isinstance(part, OwnFile):
        return _text(part.path) or part.text if part.once else part.text
    there = _text(part.path) or ""
    if isinstance(part, Block):
        return _with_block(_without_block(there, part.comment), part)
    return _with_value(there, part)


def _with_block(text: str, part: Block) -> str:
    lines = [f"{part.comment} {_BEGIN}", *part.text.splitlines(), f"{part.comment} {_END}"]
    before = text if not text or text.endswith("\n") else text + "\n"
    return before + "\n".join(lines) + "\n"


def _without_block(text: str, comment: str) -> str:
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped == f"{comment} {_BEGIN}":
            inside = True
        elif inside and stripped == f"{comment} {_END}":
            inside = False
        elif not inside:
            kept.append(line)
    return "".join(kept)


def _with_value(text: str, part: IniValue, *, value: str | None = "") -> str:
    """Return the file with the value set, or with ``value=None`` without it; everything else stays byte for byte."""
    new = f"{part.key}={part.value}" if value is not None else None
    lines = text.splitlines()
    section, at, end = "", None, None
    for number, line in enumerate(lines):
        if line.startswith("[") and line.rstrip().endswith("]"):
            section = line.strip()[1:-1]
        if section == part.section:
            end = number
            if line.partition("=")[0].strip() == part.key and "=" in line:
                at = number
    if at is not None:
        lines[at : at + 1] = [new] if new is not None else []
    elif new is not None and end is not None:
        lines.insert(end + 1, new)
    elif new is not None:
        lines += [f"[{part.section}]", new]
    return "\n".join(lines) + "\n" if lines else ""


def _remove_part(path: Path, there: str, kind: str, backup: Path, place: Place, daw: Daw, *, dry_run: bool) -> Deed:
    part = next((one for one in daw.parts(place) if one.path == path), None)
    if part is None or isinstance(part, OwnFile):
        return Deed(path, "leave")
    if isinstance(part, Block):
        rest, earlier = _without_block(there, part.comment), _text(backup)
        if earlier is not None and rest == earlier + "\n":  # its last line had no end
            rest = earlier
    else:
        old = next((line for line in (_text(backup) or "").splitlines() if line.startswith(f"{part.key}=")), None)
        value = old.partition("=")[2] if old is not None else None
        restored = IniValue(part.path, part.section, part.key, value or "")
        rest = _with_value(there, restored, value=value)
    if rest == there:
        return Deed(path, "leave")
    if not dry_run:
        if rest:
            with whole_file(path) as new:
                new.write_text(rest, encoding="utf-8", newline="")
        else:
            path.unlink()
        backup.unlink(missing_ok=True)
    return Deed(path, "change" if rest else "remove", rest)


def _verb(part: Part, there: str, entry: dict[str, Any] | None) -> str:
    return "change" if not isinstance(part, OwnFile) else "replace"


def _is_ours(there: str, entry: dict[str, Any] | None) -> bool:
    return entry is not None and entry["sha256"] == _hash(there)


def _back_up(path: Path) -> None:
    backup = path.with_name(path.name + BACKUP)
    if not backup.exists():  # the first one is the user's own
        shutil.copy2(path, backup)


def _remove_empty(folder: Path) -> None:
    """Remove folders that only held our files."""
    if folder.name.endswith(".xrnx") and not any(folder.iterdir()):
        folder.rmdir()


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return None


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
