"""Start-up stays light: guarded by the absence of modules, not by milliseconds."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = (
    "av",
    "click",
    "cv2",
    "librosa",
    "numba",
    "numpy",
    "PIL",
    "pydantic",
    "rich",
    "scipy",
    "sqlite_utils",
    "torch",
    "zmq",
)


def _loaded(code: str) -> list[str]:
    report = f"{code}\nimport sys; print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    return result.stdout.splitlines()[-1].split()[1:]


def _run(arguments: list[str]) -> str:
    return (
        f"import sys; sys.argv = ['beatreel', *{arguments!r}]\n"
        "from beatreel.cli import main\ntry: main()\nexcept SystemExit: pass"
    )


def test_import_beatreel_loads_nothing() -> None:
    assert _loaded("import beatreel") == []


def test_import_testing_loads_nothing() -> None:
    assert _loaded("import beatreel.testing") == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["nonsense"]])
def test_the_command_line_starts_light(arguments: list[str]) -> None:
    code = _run(arguments)
    assert set(_loaded(code)) <= {"click"}


@pytest.mark.parametrize("command", ["render", "demo", "jobs", "events", "plugins"])
def test_the_help_of_a_command_loads_no_media_library(command: str) -> None:
    code = _run([command, "--help"])
    assert not set(_loaded(code)) & {"av", "cv2", "librosa", "numba", "numpy", "scipy", "torch", "zmq"}


def test_listing_plugins_loads_no_media_library() -> None:
    code = "from beatreel.hooks.manager import PluginManager\nassert not [i.error for i in PluginManager.load().infos if i.error]"
    assert not set(_loaded(code)) & {"av", "cv2", "librosa", "numba", "numpy", "scipy", "torch", "zmq"}
