"""Files that may be replaced while they are sent."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
from fastapi.responses import FileResponse


class OpenedFile(FileResponse):
    """A file as it was when it was asked for.

    A film is joined anew under its old name. Starlette looks at a file's size and opens it later, so that a film joined in between would be
    sent under the length of the one before, and the browser would break off. Here both are of one opened file.

    Parameters
    ----------
    path : Path
    **headers
        As of :class:`starlette.responses.FileResponse`.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """

    def __init__(self, path: Path, **headers: Any) -> None:
        self._file = path.open("rb")
        super().__init__(path, stat_result=os.fstat(self._file.fileno()), **headers)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        with self._file:
            await super().__call__(scope, receive, send)

    @asynccontextmanager
    async def _open_file(self) -> AsyncIterator[anyio.AsyncFile[bytes]]:
        yield anyio.wrap_file(self._file)
