"""The documentation site: it builds without a warning, and every hook, event, error, command, setting and name has its section."""

from __future__ import annotations

import html
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from beatreel.cli import COMMANDS, group
from beatreel.core import errors
from beatreel.core.config import Settings
from beatreel.core.events import BUILTIN_EVENTS
from beatreel.hooks.specs import EventSpecs, ProviderSpecs

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning", "--keep-going", "-b", "html"]
    done = subprocess.run([*command, str(DOCS), str(out)], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-5000:]
    return out


def anchors(page: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page.read_text(encoding="utf-8")))


def text_of(page: Path) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))


def hooks() -> list[tuple[str, str]]:
    return [
        (name, ", ".join(list(inspect.signature(function).parameters)[1:]))
        for specs in (ProviderSpecs, EventSpecs)
        for name, function in vars(specs).items()
        if inspect.isfunction(function)
    ]


def commands() -> list[str]:
    found = []
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        found.append(f"beatreel-{name}")
        if isinstance(command, click.Group):
            found += [f"beatreel-{name}-{verb}" for verb in command.list_commands(click.Context(command))]
    return found


def below(kind: type) -> list[type]:
    return [kind, *(found for part in kind.__subclasses__() for found in below(part))]


def test_every_hook_has_its_section_with_its_arguments(site: Path) -> None:
    page = site / "hooks.html"
    assert {name for name, _ in hooks()} <= anchors(page)
    for name, arguments in hooks():
        assert f"{name}({arguments})" in text_of(page)


def test_every_event_has_its_section(site: Path) -> None:
    assert {kind.name for kind in BUILTIN_EVENTS} <= anchors(site / "events.html")


def test_every_error_has_its_section(site: Path) -> None:
    ours = [kind.__name__ for kind in below(errors.BeatreelError) if kind.__module__ == errors.__name__]
    assert len(ours) > 20
    assert {name.lower() for name in ours} <= anchors(site / "errors.html")


def test_every_command_has_its_section(site: Path) -> None:
    assert set(commands()) <= anchors(site / "cli.html")


def test_every_setting_is_there(site: Path) -> None:
    said = text_of(site / "settings.html")
    for name, field in Settings.model_fields.items():
        inner = getattr(field.annotation, "model_fields", None)
        for key in [f"{name}.{part}" for part in inner] if inner else [name]:
            assert key in said


@pytest.mark.parametrize(("module", "page"), [("beatreel", "front-door"), ("beatreel.testing", "testing")])
def test_every_public_name_is_there(site: Path, module: str, page: str) -> None:
    public = {f"{module}.{name}" for name in importlib.import_module(module).__all__ if not name.startswith("__")}
    assert public <= anchors(site / "api" / f"{page}.html")


def test_every_page_and_decision_is_built(site: Path) -> None:
    pages = [path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")]
    assert len(pages) > 25
    assert not [page for page in pages if not (site / page).is_file()]


def test_nothing_is_fetched_when_it_is_read(site: Path) -> None:
    loads = re.compile(r"""<(?:script|link|img|iframe|source)\b[^>]*\b(?:src|href)=["'](?:https?:)?//[^"']+""")
    fetched = [found for page in site.rglob("*.html") for found in loads.findall(page.read_text(encoding="utf-8"))]
    sheets = [
        path for path in site.rglob("*.css") if re.search(r"(?:@import|url\()\s*[\"']?https?:", path.read_text("utf-8"))
    ]
    assert not fetched and not sheets
