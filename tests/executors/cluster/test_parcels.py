"""What travels between machines arrives as it was sent."""

from __future__ import annotations

import numpy as np

from beatreel.executors.cluster.parcels import key_of, read, write


def test_a_folder_arrives_as_it_was(tmp_path):
    source = tmp_path / "source"
    (source / "deep").mkdir(parents=True)
    (source / "deep" / "b.bin").write_bytes(bytes(range(256)))
    (source / "a.txt").write_text("a")
    write(tmp_path / "there", read(source))
    assert key_of(read(tmp_path / "there")) == key_of(read(source))
    assert {path.name for path in tmp_path.iterdir()} == {"source", "there"}


def test_an_empty_folder_travels_too(tmp_path):
    write(tmp_path / "there", [])
    assert (tmp_path / "there").is_dir()
    assert read(tmp_path / "there") == []


def test_what_is_there_already_stays(tmp_path):
    write(tmp_path / "there", [("a", np.zeros(3, np.uint8))])
    write(tmp_path / "there", [("a", np.ones(3, np.uint8))])
    assert (tmp_path / "there" / "a").read_bytes() == bytes(3)
