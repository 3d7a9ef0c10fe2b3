"""Reads pages as a person would: writes the files that they show, runs the commands, and compares what comes out.

- ``python`` and ``toml`` blocks that begin with ``# path`` are that file, in the reader's folder; other ``python`` blocks are run.
- ``console`` blocks hold commands behind ``$`` and, below each, lines that must appear in its output in that order. ``…`` stands for
  anything, spaces and table rules count as one space.
- ``JOB`` in a command is the id of the film that was there when it was first asked for: that of “Getting started”.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# ([\w./-]+\.(?:py|toml|txt))\n")
_WORDS = {
    "BEATREEL_RENDER__GENERATOR": "procedural"
}  # pictures cost nothing in these tests, but words mean what they mean
_PATIENCE = 600  # seconds for one command on a busy machine


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, moved to the margin."""

    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [
        Block(language, "".join(line.removeprefix(margin) for line in text.splitlines(keepends=True)))
        for margin, language, text in found
    ]


def commands(text: str) -> list[tuple[str, list[str]]]:
    """Split a console block into commands and the output that is shown for each."""
    found: list[tuple[str, list[str]]] = []
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            while command.endswith("\\"):
                command = command.removesuffix("\\") + next(lines).strip()
            found.append((command, []))
        elif line.strip():
            found[-1][1].append(line)
    return found


def plain(text: str) -> str:
    """Return text with spaces and the rules of tables as single spaces."""
    return " ".join(re.sub(r"[│─╭╮╰╯┃┏┓┗┛━]", " ", text).split())


def shows(output: str, wanted: list[str]) -> str | None:
    """Return the first line wanted that the output does not have in its place; None if all are there."""
    rest = iter([plain(line) for line in output.splitlines()])
    for line in wanted:
        pattern = ".*".join(re.escape(plain(part)) for part in line.split("…"))
        if plain(line) != "…" and not any(re.search(pattern, given) for given in rest):
            return line
    return None


@dataclass
class Reader:
    """Somebody with a folder, a song and a terminal."""

    folder: Path
    environment: dict[str, str]
    names: dict[str, object] = field(default_factory=dict)
    job: str = ""

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command in bash."""
        return subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=self.environment | (_WORDS if command.startswith("beatreel prompt ") else {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if "--json" in command else subprocess.STDOUT,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )

    def read(self, page: Path) -> int:
        """Do what a page shows, from top to bottom; return how many blocks were files or were run."""
        self.names = {"__name__": "an_example"}
        done = 0
        for block in blocks(page):
            named = _FILE.match(block.text)
            if block.language in ("python", "toml") and named:
                path = self.folder / named[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, encoding="utf-8")
            elif block.language == "python":
                with contextlib.chdir(self.folder), mock.patch.dict(os.environ, self.environment):
                    exec(compile(block.text, f"{page.name}", "exec"), self.names)
            elif block.language == "console":
                for command, wanted in commands(block.text):
                    self._try(page, command, wanted)
            else:
                continue
            done += 1
        return done

    def _newest(self) -> str:
        listed = json.loads(self.run("beatreel jobs list --state done --json").stdout)
        return str(listed[0]["id"])

    def _try(self, page: Path, command: str, wanted: list[str]) -> None:
        if re.search(r"\bJOB\b", command):
            self.job = self.job or self._newest()
            command = re.sub(r"\bJOB\b", self.job, command)
        result = self.run(command)
        assert result.returncode == 0, f"{page.name}: {command}\n{result.stdout}"
        missing = shows(result.stdout, wanted)
        assert missing is None, f"{page.name}: {command}\ndoes not show: {missing}\n{result.stdout}"


def environment(folder: Path, tools: Path, plugin: Path) -> dict[str, str]:
    """Return the environment of a reader's terminal, with a command ``beatreel`` and an installed plugin that costs nothing.

    Parameters
    ----------
    folder : Path
        The reader's home.
    tools : Path
        An empty folder for what is on the path.
    plugin : Path
        The file to install as the package ``tiny``.
    """
    for name, code in (("beatreel", '-m beatreel "$@"'), ("python", '"$@"')):
        script = tools / name
        script.write_text(f"#!/bin/sh\nexec '{sys.executable}' {code}\n")
        script.chmod(0o755)
    packages = tools / "packages"
    info = packages / "tiny-1.dist-info"
    info.mkdir(parents=True)
    (packages / "tiny.py").write_text(plugin.read_text(encoding="utf-8"), encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[beatreel]\ntiny = tiny\n")
    ours = str(Path(__file__).parents[2])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BEATREEL_", "XDG_"))}
    return {
        **kept,
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(packages), ours]),
        "PYTEST_ADDOPTS": "-p no:cacheprovider",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "HOME": str(folder),
        "COLUMNS": "160",
        "BEATREEL_DATA_DIR": str(tools / "data"),
        "BEATREEL_CACHE_DIR": str(tools / "cache"),
        "BEATREEL_RUNTIME_DIR": str(tools / "run"),
        "BEATREEL_INTAKE__MIN_DURATION": "3",
        "BEATREEL_RENDER__ANALYZER": "tiny",
        "BEATREEL_RENDER__GENERATOR": "tiny",
        "BEATREEL_RENDER__FRAME_RATE": "24",
        "BEATREEL_RENDER__WORKERS": "1",
        "BEATREEL_SERVICE__IDLE_EXIT": "1",
    }
