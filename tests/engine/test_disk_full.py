"""A disk without space, for real: a small one in a mount namespace of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from beatreel.testing import make_song

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def song(tmp_path_factory):
    return make_song(duration=5, tempo=120, seed=3).write(tmp_path_factory.mktemp("song") / "song.flac")


@pytest.fixture(scope="module")
def films():
    return {}


@pytest.mark.parametrize("place", ["film", "cache", "data"])
def test_a_job_waits_for_space_and_finishes(tmp_path, song, place, films):
    assert shutil.which("unshare"), "this needs Linux with util-linux"
    own = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    done = subprocess.run(
        [*own, sys.executable, "-m", "tests.engine.disk_full_scenario", str(tmp_path), place, str(song)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["steps"] >= 2, "the disk was never full"
    assert told["left"] == []
    films[place] = told["film"]
    assert len({json.dumps(film) for film in films.values()}) == 1, "a full disk changed the film"
