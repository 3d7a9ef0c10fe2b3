"""``plugins check``, ``install`` and the list: whatever a plugin does, its author reads a plain finding."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from beatreel.cli import group
from beatreel.core.config import PluginSettings, Settings
from beatreel.core.errors import UserInputError
from beatreel.hooks.authoring.checking import check_plugin
from beatreel.hooks.authoring.installing import install_file

HEAD = "from beatreel import NoParams, Resources, hookimpl\n"
GENERATOR = (
    HEAD
    + """
class Bad:
    name, version, params, digital_source_type, resources = "bad", "1", NoParams, "algorithmicMedia", Resources()
    def paint(self, scene, spec, *, folder, progress, **more):
        {deed}
@hookimpl
def register_generators():
    return [Bad()]
"""
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(plugins=PluginSettings(folders=(tmp_path / "plugins",)))


@pytest.mark.parametrize(
    ("text", "check", "said"),
    [
        ("import os; os._exit(7)", "loads", "ended the process (exit code 7)"),
        ("import sys; sys.exit(7)", "loads", "SystemExit: 7"),
        ("import no_such_library", "loads", "No module named 'no_such_library' (at "),
        (HEAD, "loads", "provides nothing"),
        ("import time; time.sleep(600)", "loads", "took longer than"),
        (GENERATOR.format(deed="import os; os.kill(os.getpid(), 11)"), "still", "ended the process (signal 11)"),
        (GENERATOR.format(deed="raise ValueError('no paint')"), "still", r"ValueError: no paint (at "),
        (
            GENERATOR.format(deed="print('{broken json'); progress(1.0); return folder"),
            "still",
            "no file in its folder",
        ),
    ],
    ids=["ends", "exits", "needs", "nothing", "hangs", "crashes", "raises", "prints"],
)
def test_each_fault_is_one_finding(text: str, check: str, said: str, tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "bad.py"
    path.write_text(text)
    patience = 6 if "sleep" in text else 120
    wrong = [finding for finding in check_plugin(str(path), settings, patience=patience) if not finding.ok]
    assert wrong[0].check == check
    assert said in wrong[0].message
    assert wrong[0].plugin in ("bad", str(path))


def test_what_is_not_there_is_the_users_input(tmp_path: Path, settings: Settings) -> None:
    for name in ("nothing", str(tmp_path / "nothing.py"), str(tmp_path)):
        with pytest.raises(UserInputError) as caught:
            list(check_plugin(name, settings))
        assert caught.value.hint


def test_a_single_file_is_installed_listed_and_shown_with_its_fault(tmp_path: Path, monkeypatch) -> None:
    """In the folder of plugins that is there without any setting."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    for name, text in (
        ("good", HEAD + "__version__ = '2.1'\n@hookimpl\ndef exported(event): pass\n"),
        ("broken", HEAD + "def helper():\n    return 1 / 0\nhelper()\n"),
    ):
        (tmp_path / f"{name}.py").write_text(text)
        installed = CliRunner().invoke(group, ["plugins", "install", f"{name}.py"])
        assert installed.exit_code == 0, installed.output
    assert (tmp_path / "config" / "beatreel" / "plugins" / "good.py").is_file()
    listed = CliRunner().invoke(group, ["plugins"])
    assert listed.exit_code == 0
    page = " ".join(listed.output.split())
    assert "good file 2.1 exported" in page
    assert "broken is broken" in page and "ZeroDivisionError: division by zero" in page
    rows = json.loads(CliRunner().invoke(group, ["plugins", "--json"]).output)["plugins"]
    broken = next(row for row in rows if row["name"] == "broken")
    assert broken["line"].endswith("broken.py:3")


def test_installing_does_not_overwrite_unasked(tmp_path: Path) -> None:
    settings = PluginSettings(folders=(tmp_path / "plugins",))
    path = tmp_path / "mine.py"
    path.write_text("A = 1\n")
    target = install_file(path, settings)
    assert install_file(path, settings) == target  # the same again changes nothing
    path.write_text("A = 2\n")
    with pytest.raises(UserInputError, match="differs"):
        install_file(path, settings)
    install_file(path, settings, replace=True)
    assert target.read_text() == "A = 2\n"


def test_pytest_tries_the_promises_of_a_plugin_by_name(tmp_path: Path) -> None:
    """As the entry point has it, which is called like the module: naming both loads it once."""
    import tomllib

    root = Path(__file__).parents[2]
    points = tomllib.loads((root / "pyproject.toml").read_text())["project"]["entry-points"]["pytest11"]
    ((name, module),) = points.items()
    assert name == module
    (tmp_path / "bad.py").write_text(GENERATOR.format(deed="progress(2.0); return folder / 'no.png'"))
    (tmp_path / "test_mine.py").write_text("def test_mine(beatreel_song): assert beatreel_song.tempo == 120\n")
    command = [sys.executable, "-m", "pytest", "-p", module, "--beatreel", "bad.py", "-p", "no:cacheprovider", "-v"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "generator bad[identity] PASSED" in done.stdout, done.stdout + done.stderr
    assert "generator bad[still] FAILED" in done.stdout
    assert "progress left 0 to 1: 2.0 to 2.0" in done.stdout
    assert "test_mine PASSED" in done.stdout
    command[command.index("bad.py")] = "nothing"
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "There is no plugin “nothing”" in done.stderr
