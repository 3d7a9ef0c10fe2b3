"""The command as people run it: in a process and folders of its own, with plugins that take no time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[1] / "engine" / "plugins"


@pytest.fixture
def machine(tmp_path):
    return {
        "BEATREEL_DATA_DIR": str(tmp_path / "data"),
        "BEATREEL_CACHE_DIR": str(tmp_path / "cache"),
        "BEATREEL_RUNTIME_DIR": str(tmp_path / "run"),
        "BEATREEL_PLUGINS__FOLDERS": json.dumps([str(PLUGINS)]),
        "BEATREEL_INTAKE__MIN_DURATION": "3",
    }


@pytest.fixture
def beatreel(tmp_path, machine):
    def run(*arguments, code=0, **changes):
        done = subprocess.run(
            [sys.executable, "-m", "beatreel", *map(str, arguments)],
            capture_output=True,
            text=True,
            env={**os.environ, **machine, **changes},
            cwd=tmp_path,
            timeout=250,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    return run
