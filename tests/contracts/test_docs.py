"""The documentation cannot drift: what it shows runs, what exists is in it, what it points to is there."""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from beatreel.hooks.specs import EventSpecs, ProviderSpecs

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_LATER = {"docs/images/hero.jpg"}  # made from the finished films

_EXAMPLES = tempfile.TemporaryDirectory(prefix="example-")  # gone at the end of the run


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _python(name: str) -> list[str]:
    """Return the Python examples of a page, those in lists moved to the margin."""
    blocks = re.findall(r"^( *)```python\n(.*?)^ *```", _text(name), re.DOTALL | re.MULTILINE)
    return ["\n".join(line.removeprefix(margin) for line in block.splitlines()) for margin, block in blocks]


def test_the_pages_of_reference_follow_from_the_code(tmp_path: Path) -> None:
    elsewhere = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "configuration")}
    result = subprocess.run(  # as somebody else, for no page may hold a path of whoever wrote it
        [sys.executable, "scripts/make_docs.py", "--check"], cwd=ROOT, env=elsewhere, capture_output=True, text=True
    )
    stale = set(re.findall(r"\w+\.(?:md|svg)", result.stderr)) - {
        "cli.md"
    }  # its layout follows click's version; see the next test
    assert not stale and (result.returncode == 0 or "cli.md" in result.stderr), result.stderr


def _commands() -> Iterator[tuple[str, Any]]:
    """Yield every command and verb with its full name."""
    import click

    from beatreel.cli import COMMANDS, group

    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        yield name, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            yield from (
                (f"{name} {verb}", command.get_command(context, verb)) for verb in command.list_commands(context)
            )


def test_the_command_line_page_has_every_command_and_option() -> None:
    page = _text("docs/cli.md")
    for name, command in _commands():
        section = re.split(rf"^##+ beatreel {name}$", page, flags=re.MULTILINE)[-1].partition("\n##")[0]
        assert f"Usage: beatreel {name} " in section, f"{name} is missing; run: make docs"
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        missing = [option for option in options if not re.search(rf"{option}(?![\w-])", section)]
        assert not missing, f"{name}: {missing}; run: make docs"


@pytest.mark.parametrize("page", ["README.md", "docs/plugins.md", "CONTRIBUTING.md"])
def test_commands_that_pages_name_exist(page: str) -> None:
    from beatreel.cli import COMMANDS

    named = set(re.findall(r"(?:^    |`)(?:\.venv/bin/)?beatreel ([a-z]+)", _text(page), re.MULTILINE))
    assert named
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("specs", [ProviderSpecs, EventSpecs])
def test_every_hook_is_documented_with_its_arguments(specs: type) -> None:
    page = _text("docs/plugins.md")
    for name, function in vars(specs).items():
        if inspect.isfunction(function):
            arguments = ", ".join(list(inspect.signature(function).parameters)[1:])
            assert f"`{name}({arguments})`" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert set(missing) <= _LATER


def test_pages_have_the_promised_length() -> None:
    assert len(_text("CONTRIBUTING.md").splitlines()) <= 100


def test_the_generator_of_the_tutorial_conforms(tmp_path: Path) -> None:
    from beatreel.testing import check_generator

    example = next(code for code in _python("docs/plugins.md") if "class Breath" in code)
    (generator,) = _run(example)["register_generators"]()
    check_generator(generator, tmp_path)


def test_the_exporter_of_the_worked_example_conforms(tmp_path: Path) -> None:
    from beatreel.testing import check_exporter

    example = next(code for code in _python("CONTRIBUTING.md") if "class Loops" in code)
    (exporter,) = _run(example)["register_exporters"]()
    assert check_exporter(exporter, tmp_path).has_audio


def test_the_listener_of_the_tutorial_runs(capsys: pytest.CaptureFixture[str]) -> None:
    from datetime import UTC, datetime

    example = next(code for code in _python("docs/plugins.md") if "def exported" in code)
    event = SimpleNamespace(deliverable=SimpleNamespace(platform="reels", path="reels.mp4"))
    _run(example)["exported"](event=event, logged=SimpleNamespace(time=datetime(2026, 1, 1, 12, 30, tzinfo=UTC)))
    assert capsys.readouterr().out == "12:30 reels: reels.mp4\n"


def test_the_reaction_of_the_tutorial_conforms(tmp_path: Path) -> None:
    from beatreel.testing import check_reaction

    example = next(code for code in _python("docs/plugins.md") if "class LyricsFound" in code)
    check_reaction(SimpleNamespace(**_run(example)), tmp_path)


def test_the_song_of_the_tutorial_is_a_waltz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = next(code for code in _python("docs/plugins.md") if "waltz" in code)
    assert (_run(example)["song"].beat_positions[:4] == [1, 2, 3, 1]).all()
    assert (tmp_path / "waltz.mp3").stat().st_size > 100_000


def _run(code: str) -> dict[str, Any]:
    """Import an example from a file, as it would be in a reader's project."""
    folder = Path(tempfile.mkdtemp(dir=_EXAMPLES.name))
    path = folder / f"example_{hashlib.sha256(code.encode()).hexdigest()[:8]}.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return vars(module)
