from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess

import pytest

from beatreel.engine import units
from tests.engine.service_desk import Machine


@pytest.fixture
def machine(tmp_path):
    made = Machine(tmp_path, XDG_CONFIG_HOME=str(tmp_path / "config"))
    yield made
    made.close()


def test_units_are_written_shown_and_taken_away(machine):
    folder = machine.root / "config" / "systemd" / "user"
    drop = machine.root / "my drop 100%"
    shown = machine.beatreel("service", "install", "--dry-run", "--watch", drop).stdout
    assert not folder.exists() and "ExecStart=" in shown
    for _ in range(2):
        machine.beatreel("service", "install", "--watch", drop, PATH="/nowhere")
    assert sorted(path.name for path in folder.iterdir()) == ["beatreel-watch.service", "beatreel.service"]
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str
    unit.read(folder / "beatreel-watch.service")
    words = shlex.split(unit["Service"]["ExecStart"].replace("%%", "%"))
    assert words[-1] == str(drop)
    assert "@" not in (folder / "beatreel.service").read_text()
    if shutil.which("systemd-analyze"):
        verified = subprocess.run(
            ["systemd-analyze", "verify", "--user", str(folder / "beatreel.service")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "beatreel.service:" not in verified.stderr, verified.stderr
    machine.beatreel("service", "uninstall", PATH="/nowhere")
    assert list(folder.iterdir()) == []


def test_the_command_in_a_unit_can_be_run():
    done = subprocess.run([*units.command(), "--version"], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr


def test_the_container_file_calls_commands_that_exist():
    from beatreel.cli import COMMANDS

    text = units.container_file()
    assert '"beatreel", "watch"' in text and {"watch", "service"} <= set(COMMANDS)
