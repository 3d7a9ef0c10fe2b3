"""What a killed process leaves in the folder for temporary files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from beatreel.executors.scratch import sweep_scratch

SHORT = Path("/tmp")
PROGRAM = """
import multiprocessing, os, pathlib, signal, sys
from beatreel.core.config import Settings
from beatreel.executors.local import LocalExecutor
from tests.executors import deeds
if __name__ == "__main__":
    with LocalExecutor(Settings(), workers=1) as executor:
        executor.submit(deeds.who, 0).result(timeout=300)
        pathlib.Path(__file__).with_name("sockets").write_text(multiprocessing.current_process()._config["tempdir"])
        if sys.argv[1] == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short path: the name of a socket in it may have 107 characters."""
    with tempfile.TemporaryDirectory() as path:
        yield Path(path)


def test_the_next_one_sweeps_what_a_killed_one_left(folder: Path) -> None:
    (folder / "program.py").write_text(PROGRAM)
    temporary = folder / "t"
    temporary.mkdir()
    assert _run(folder, temporary, "killed").returncode < 0
    assert {path.name.partition("-")[0] for path in temporary.iterdir()} == {
        "beatreel"
    }  # all of them can be told by name
    assert _run(folder, temporary, "ended").returncode == 0
    assert list(temporary.iterdir()) == []


def test_sockets_have_short_names_where_the_folder_for_temporary_files_has_a_long_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "program.py").write_text(PROGRAM)
    temporary = folder / "t" / ("long" * 20)
    temporary.mkdir(parents=True)
    killed = _run(folder, temporary, "killed")
    assert killed.returncode == -signal.SIGKILL  # it got so far: its worker worked
    # What it left there may be gone already: whatever begins beside this test sweeps that folder, too.
    sockets = Path((folder / "sockets").read_text())
    assert sockets.parent == SHORT and sockets.name.startswith(f"beatreel-{killed.pid}-")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    sweep_scratch()
    assert not list(SHORT.glob(f"beatreel-{killed.pid}-*"))


def _run(folder: Path, temporary: Path, how: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(Path(__file__).parents[2])}
    program = subprocess.Popen([sys.executable, str(folder / "program.py"), how], env=environment)
    program.wait(300)
    psutil.wait_procs([one for one in psutil.process_iter() if _is_of(one, temporary)], timeout=60)
    return program


def _is_of(process: psutil.Process, temporary: Path) -> bool:
    try:
        return process.environ().get("TMPDIR") == str(temporary)
    except psutil.Error:
        return False
