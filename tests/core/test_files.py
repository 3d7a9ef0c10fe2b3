"""Hashes that are remembered as long as a file is as it was."""

from __future__ import annotations

import os

from beatreel.core.files import known_sha256, note_sha256, sha256_of


def test_a_remembered_hash_is_that_of_the_present_bytes(tmp_path):
    path = tmp_path / "clip"
    path.write_bytes(b"one")
    first = known_sha256(path)
    assert first == known_sha256(path) == sha256_of(path)
    before = path.stat()
    path.write_bytes(b"two")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # same size, and the clock turned back
    assert known_sha256(path) == sha256_of(path) != first
    other = tmp_path / "other"
    other.write_bytes(b"six")
    other.replace(path)
    assert known_sha256(path) == sha256_of(path)


def test_a_hash_that_was_told_counts_until_the_file_changes(tmp_path):
    path = tmp_path / "film"
    path.write_bytes(b"one")
    note_sha256(path, "told")
    assert known_sha256(path) == "told"
    path.write_bytes(b"two")
    assert known_sha256(path) == sha256_of(path)
    note_sha256(tmp_path / "gone", "told")
