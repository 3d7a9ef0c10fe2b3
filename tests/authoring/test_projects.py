"""Projects that ``plugins new`` writes: installed with pip into an environment of their own, they are found and keep their promises."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from beatreel.core.errors import UserInputError
from beatreel.hooks.authoring.scaffold import KINDS, new_project

ROOT = Path(__file__).parents[2]


class Environment:
    """A virtual environment that sees our libraries and has no plugin yet."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder / "venv", with_pip=False)
        self.python = folder / "venv" / "bin" / "python"
        (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
        (packages / "ours.pth").write_text("\n".join([str(ROOT), *site.getsitepackages()]) + "\n")
        self.folder = folder
        self.variables = {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "PIP_NO_INDEX": "1"}
        self.variables.pop("PYTHONPATH", None)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [str(self.python), "-m", *words]
        return subprocess.run(command, env=self.variables, cwd=self.folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """With a project of each kind, written and installed by the commands that a user types."""
    environment = Environment(tmp_path_factory.mktemp("authoring"))
    for kind in KINDS:
        made = environment.run("beatreel", "plugins", "new", f"my-{kind}", "--kind", kind)
        assert made.returncode == 0, made.stderr
    projects = [f"./beatreel-my-{kind}" for kind in KINDS]
    # The last through the command, the others at once: each run of pip costs seconds.
    pip = environment.run("pip", "install", "--no-deps", "--no-build-isolation", *projects[:-1])
    assert pip.returncode == 0, pip.stderr
    last = environment.run("beatreel", "plugins", "install", projects[-1], "--", "--no-deps", "--no-build-isolation")
    assert last.returncode == 0, last.stderr
    return environment


def test_every_kind_is_found_once_installed(environment: Environment) -> None:
    listed = environment.run("beatreel", "plugins", "list", "--json")
    rows = {row["name"]: row for row in json.loads(listed.stdout)["plugins"]}
    for kind in KINDS:
        row = rows[f"my-{kind}"]
        assert (row["origin"], row["version"], row["error"]) == ("installed", "0.1.0", None)
        assert row["place"] == f"beatreel_my_{kind}"
        if kind in ("generator", "analyzer", "exporter"):
            assert row["provides"] == [f"{kind} my-{kind}"]
    assert rows["my-listener"]["hooks"] == ["exported", "job_failed"]
    assert rows["my-reaction"]["hooks"] == ["register_events", "register_reactions"]
    schema = json.loads(listed.stdout)["generator_params"]["my-generator"]
    assert schema["properties"]["depth"]["maximum"] == 1


def test_every_kind_passes_its_own_tests(environment: Environment) -> None:
    folders = [f"beatreel-my-{kind}/tests" for kind in KINDS]
    tested = environment.run("pytest", "-q", "-p", "no:cacheprovider", "-W", "error", "--rootdir=.", *folders)
    assert tested.returncode == 0, tested.stdout
    assert "31 passed" in tested.stdout


def test_checking_a_project_names_what_it_promises_and_what_is_wrong(environment: Environment) -> None:
    checked = environment.run("beatreel", "plugins", "check", "my-listener", "--json")
    assert checked.returncode == 0, checked.stderr
    assert [finding["check"] for finding in json.loads(checked.stdout)] == ["loads", "hooks", "told", "light"]
    project = new_project("broken", "listener", environment.folder)
    module = project.module.read_text()
    project.module.write_text(module.replace("def exported(event, logged)", "def exportet(event, logged)"))
    checked = environment.run("beatreel", "plugins", "check", str(project.folder))
    assert checked.returncode == 1
    assert "✗ loads: PluginLoadError: there is no hook “exportet”" in checked.stdout


@pytest.mark.parametrize("name", ["My Plugin", "9lives", "a_b", "", "../x"])
def test_names_that_cannot_be_used_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserInputError, match="cannot be a plugin's name"):
        new_project(name, "generator", tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    new_project("rain", "generator", tmp_path)
    with pytest.raises(UserInputError, match="is there already"):
        new_project("beatreel-rain", "analyzer", tmp_path)


def test_what_is_written_is_tidy(tmp_path: Path) -> None:
    for kind in KINDS:
        project = new_project(f"my-{kind}", kind, tmp_path)
        assert not [path for path in project.files if "$" in path.read_text() and path.suffix != ".yml"]
        rules = [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--isolated",
            "--select",
            "E,F,I,UP,B",
            "--line-length",
            "120",
            ".",
        ]
        tidy = subprocess.run(rules, cwd=project.folder, capture_output=True, text=True, check=False)
        assert tidy.returncode == 0, tidy.stdout
        assert len(project.module.read_text().splitlines()) <= 60
