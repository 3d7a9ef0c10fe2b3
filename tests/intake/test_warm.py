"""Children that are forked from a warm process answer as fresh ones do, whatever happens to that process."""

from __future__ import annotations

import os
import threading

import psutil
import pytest

from beatreel.core.errors import AudioRejectedError
from beatreel.intake import cage
from beatreel.intake.cage import warm
from beatreel.intake.gate import check_song
from beatreel.intake.limits import IntakeRules
from tests.intake.conftest import encode, music

RULES = IntakeRules(min_duration=0.5)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("songs")
    whole = encode(music(1.0), container="flac", codec="flac")
    (folder / "whole.flac").write_bytes(whole)
    (folder / "cut.flac").write_bytes(whole[: len(whole) // 2])
    return folder


def below() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def test_answers_are_those_of_a_fresh_child(files):
    before, cold = below(), check_song(files / "whole.flac", RULES)
    with warm():
        assert [check_song(files / "whole.flac", RULES) for _ in range(3)] == [cold] * 3
        with pytest.raises(AudioRejectedError) as caught:
            check_song(files / "cut.flac", RULES)
        assert caught.value.reason == "truncated"
        (own,) = below() - before
        assert psutil.Process(own).num_threads() == 1, "threads do not survive a fork"
    assert below() == before


def test_a_warm_process_that_is_killed_is_replaced(files):
    with warm():
        check_song(files / "whole.flac", RULES)
        for _ in range(2):
            cage._forker._process.kill()
            assert check_song(files / "whole.flac", RULES).song.duration == 1.0


def test_a_child_that_takes_too_long_is_ended_and_the_next_is_served(files):
    descriptor = os.open(files / "whole.flac", os.O_RDONLY)
    limits = {"cpu_seconds": 9, "wall_seconds": 9, "memory_bytes": 4 << 30}
    request = {"kind": "song", "path": "/proc/self/fd/0", "rules": RULES.model_dump(mode="json"), "limits": limits}
    with warm():
        check_song(files / "whole.flac", RULES)
        said, code = cage._forker.ask(request, descriptor, 0.0)
        assert (said, code) == (b"", -9)
        assert check_song(files / "whole.flac", RULES).song.duration == 1.0
    os.close(descriptor)


def test_threads_take_turns(files):
    found = []
    with warm():
        threads = [
            threading.Thread(target=lambda: found.append(check_song(files / "whole.flac", RULES).song.duration))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [1.0] * 4
