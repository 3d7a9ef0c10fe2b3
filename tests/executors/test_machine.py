"""How many workers a machine, or a container on it, is worth."""

from __future__ import annotations

import os

from beatreel.executors.machine import cores, memory, worker_count


def test_a_container_gets_what_its_group_is_granted(tmp_path):
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    (tmp_path / "memory.max").write_text("2000000000\n")
    assert cores(tmp_path) == min(2, len(os.sched_getaffinity(0)))
    assert memory(tmp_path) == 2_000_000_000


def test_a_group_without_limits_gets_the_machine(tmp_path):
    bare = cores(tmp_path / "none"), memory(tmp_path / "none")
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("max\n")
    assert (cores(tmp_path), memory(tmp_path)) == bare == (len(os.sched_getaffinity(0)), bare[1])
    assert bare[1] > 1_000_000_000


def test_memory_bounds_the_workers():
    assert worker_count(8, 32_000_000_000) == 8
    assert worker_count(16, 8_000_000_000) == 10
    assert worker_count(8, 500_000_000) == 1
    assert worker_count(4, 0) == 4
