"""Files that people hand in: streamed to the disk under a name of ours, checked at once, kept with what was found."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from beatreel.core.config import Settings
from beatreel.core.files import write_json
from beatreel.intake.gate import check_song
from beatreel.intake.references import validate_reference
from beatreel.studio.problems import RequestError

Kind = Literal["song", "reference"]
_ID = re.compile(r"[0-9a-f]{16}")
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Upload:
    """A file that was handed in and accepted.

    Attributes
    ----------
    id : str
    kind : {"song", "reference"}
    name : str
        What its owner calls it; only ever shown.
    path : Path
    size : int
        Bytes.
    facts : dict
        What was found in it.
    """

    id: str
    kind: str
    name: str
    path: Path
    size: int
    facts: dict[str, Any]


class Uploads:
    """The uploads of a data folder.

    Parameters
    ----------
    settings : Settings
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = settings.data_dir / "studio" / "uploads"

    async def receive(self, stream: AsyncIterator[bytes], kind: Kind, limit: int | None = None) -> Path:
        """Write a stream to a new folder and return the file; what breaks off leaves nothing.

        ``limit``: most bytes; without it what the settings allow for this kind.
        """
        intake = self._settings.intake
        limit = limit or (intake.max_bytes if kind == "song" else intake.reference_max_bytes)
        folder = self._folder / secrets.token_hex(8)
        folder.mkdir(parents=True)
        path, size = folder / "content", 0
        try:
            with path.open("wb") as file:
                async for piece in stream:
                    size += len(piece)
                    if size > limit:
                        raise RequestError(
                            f"The file is larger than the limit of {limit / 1e6:g} MB",
                            status=413,
                            code="too_large",
                            hint="Export a smaller file, such as MP3 or FLAC"
                            if kind == "song"
                            else "Save a smaller copy",
                        )
                    file.write(piece)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return path

    def check(self, path: Path, kind: Kind, name: str) -> Upload:
        """Look into a received file; one that is refused goes.

        Raises
        ------
        AudioRejectedError, ReferenceRejectedError
        """
        try:
            if kind == "song":
                checked = check_song(path, self._settings.intake)
                facts = checked.song.model_dump(mode="json", exclude={"path"})
                facts |= {"loudness": checked.loudness, "true_peak": checked.true_peak}
                suffix = checked.song.container
            else:
                picture = validate_reference(path, self._settings.intake)
                facts = {
                    "sha256": picture.sha256,
                    "width": picture.width,
                    "height": picture.height,
                    "format": picture.format,
                }
                suffix = picture.format.lower()
        except BaseException:
            shutil.rmtree(path.parent, ignore_errors=True)
            raise
        final = path.with_name(f"{kind}.{suffix}")
        path.replace(final)
        shown = shown_name(name) or final.name
        data = {"kind": kind, "name": shown, "file": final.name, "size": final.stat().st_size, "facts": facts}
        write_json(final.with_name("upload.json"), data)
        return self.get(path.parent.name)

    def get(self, upload_id: str, kind: Kind | None = None) -> Upload:
        """Return an upload.

        Raises
        ------
        RequestError
            If there is none, or it is of another kind.
        """
        folder = self._folder / upload_id
        try:
            if not _ID.fullmatch(upload_id):
                raise ValueError
            data = json.loads((folder / "upload.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise RequestError(
                "There is no such upload", status=404, code="not_found", hint="Upload the file first"
            ) from None
        if kind is not None and data["kind"] != kind:
            raise RequestError(f"This upload is no {kind}", status=422, code="wrong_kind", hint=f"Upload a {kind}")
        return Upload(upload_id, data["kind"], data["name"], folder / data["file"], data["size"], data["facts"])


def shown_name(name: str) -> str:
    """Return the last part of a client's file name without anything that is not plain text."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable())
    return plain.strip()[:_LONGEST_NAME]


def folder_name(name: str) -> str:
    """Return a name that every file system takes."""
    stem = shown_name(name).rpartition(".")[0] or shown_name(name)
    safe = re.sub(r"[^\w .-]+", "_", stem).strip(" ._")[:60].rstrip(" ._")
    return safe or "film"
