"""Reference pictures: by content, whole, of bearable size."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from beatreel.core.errors import ReferenceRejectedError
from beatreel.intake.limits import IntakeRules
from beatreel.intake.references import validate_reference


def _picture(kind: str, size: tuple[int, int] = (320, 200)) -> bytes:
    target = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(target, kind)
    return target.getvalue()


def _refusal(path: Path, rules: IntakeRules | None = None) -> ReferenceRejectedError:
    with pytest.raises(ReferenceRejectedError) as caught:
        validate_reference(path, rules)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_come_in_whatever_their_name_says(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(_picture(kind))
    reference = validate_reference(path)
    assert (reference.format, reference.width, reference.height) == (kind, 320, 200)
    assert reference.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "PPM"])
def test_other_kinds_are_refused_under_any_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(_picture(kind))
    assert _refusal(path).reason == "unsupported_format"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_cut_pictures_are_refused(tmp_path: Path, kind: str) -> None:
    data = _picture(kind)
    path = tmp_path / "cut"
    for share in (0.3, 0.7, 0.98):
        path.write_bytes(data[: int(len(data) * share)])
        assert _refusal(path).reason in ("damaged", "unsupported_format")


def test_size_in_bytes_and_pixels(tmp_path: Path) -> None:
    path = tmp_path / "big.png"
    with path.open("wb") as file:
        file.truncate(10_000_001)
    assert _refusal(path).reason == "too_large"
    path.write_bytes(_picture("PNG"))
    error = _refusal(path, IntakeRules(reference_max_pixels=320 * 199))
    assert error.reason == "too_large"
    assert validate_reference(path, IntakeRules(reference_max_pixels=320 * 200)).width == 320


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(60_001 * 1_000), 9)
    path = tmp_path / "bomb.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    error = _refusal(path)
    assert error.reason == "too_large"
    assert "3600 megapixels" in error.message


def test_only_regular_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.png")
    for path in (tmp_path, tmp_path / "missing.png", tmp_path / "fifo.png", Path("/dev/zero")):
        assert _refusal(path).reason == "not_a_file"
    (tmp_path / "empty.png").write_bytes(b"")
    assert _refusal(tmp_path / "empty.png").reason == "empty"
