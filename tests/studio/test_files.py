"""Files that are replaced while they are sent."""

from __future__ import annotations

import asyncio

import pytest

from beatreel.studio.files import OpenedFile


@pytest.mark.parametrize("asked", [None, b"bytes=2-"])
def test_a_file_is_sent_as_it_was_when_it_was_asked_for(tmp_path, asked):
    path, newer = tmp_path / "master.mp4", tmp_path / "newer"
    path.write_bytes(b"the film before")
    newer.write_bytes(b"another film, which is longer")
    sent = []

    async def send(message):
        if message["type"] == "http.response.start":
            newer.replace(path)
        sent.append(message)

    async def receive():
        await asyncio.sleep(60)

    scope = {"type": "http", "method": "GET", "headers": [(b"range", asked)] if asked else []}
    asyncio.run(OpenedFile(path)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    assert body == b"the film before"[2 if asked else 0 :]
    assert dict(sent[0]["headers"])[b"content-length"] == str(len(body)).encode()
    assert path.read_bytes().startswith(b"another")


def test_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        OpenedFile(tmp_path / "none")
