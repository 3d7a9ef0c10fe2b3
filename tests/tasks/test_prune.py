"""What goes from the cache of stills, and what stays."""

from __future__ import annotations

import os
import time

from beatreel.tasks.paint import prune, still_folder

DAY = 86_400


def made(folder, *, size, age):
    folder.mkdir(parents=True)
    (folder / "still.png").write_bytes(bytes(size))
    os.utime(folder, (time.time() - age,) * 2)
    return folder


def test_stills_that_were_not_used_for_longest_go_first(tmp_path):
    old, recent, newest = (
        made(still_folder(tmp_path, key * 32), size=400, age=age)
        for key, age in (("ab", 300), ("cd", 200), ("ef", 100))
    )
    prune(tmp_path, 1000)
    assert (old.exists(), recent.exists(), newest.exists()) == (False, True, True)


def test_what_a_worker_that_was_ended_left_goes_after_a_day(tmp_path):
    beside = still_folder(tmp_path, "ab" * 32).parent
    abandoned = made(beside / ".abab.1.part", size=10, age=2 * DAY)
    being_painted = made(beside / ".abab.2.part", size=10, age=60)
    prune(tmp_path, 1_000_000)
    assert (abandoned.exists(), being_painted.exists()) == (False, True)
