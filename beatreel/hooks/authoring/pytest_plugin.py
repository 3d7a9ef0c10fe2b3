"""What pytest gets from beatreel: ``pytest --beatreel NAME`` tries every promise of a plugin, and two fixtures.

Loaded with every pytest of an environment that has beatreel, so nothing of beatreel is imported before it is used.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from beatreel.testing import Check, EventRecorder, Subject, SyntheticSong


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("beatreel").addoption(
        "--beatreel",
        metavar="PLUGIN",
        action="append",
        default=[],
        help="Also try every promise of this plugin: its name, a .py file, or a project's folder; may be repeated.",
    )


@pytest.fixture(scope="session")
def beatreel_song() -> SyntheticSong:
    """Fifteen seconds at 120 BPM whose beats, bars and sections are known exactly."""
    from beatreel.testing import make_song

    return make_song(duration=15, tempo=120)


@pytest.fixture
def beatreel_recorder() -> EventRecorder:
    """A listener that remembers what it is told."""
    from beatreel.testing import EventRecorder

    return EventRecorder()


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add an item for each promise of the plugins that the option names."""
    for number, name in enumerate(config.getoption("--beatreel")):
        items.extend(_items(session, config, name, number))


def _items(session: pytest.Session, config: pytest.Config, name: str, number: int) -> list[pytest.Item]:
    from beatreel.core.config import load_settings
    from beatreel.core.errors import BeatreelError
    from beatreel.hooks.authoring.finding import find_plugins
    from beatreel.testing import Subject, checks_of

    try:
        plugins = find_plugins(name, load_settings().plugins)
    except BeatreelError as error:
        raise pytest.UsageError(f"{error.message}. {error.hint or ''}") from error
    scratch = Path(tempfile.mkdtemp(prefix="beatreel-"))
    config.add_cleanup(lambda: shutil.rmtree(scratch, ignore_errors=True))
    items: list[pytest.Item] = []
    for plugin in plugins:
        if plugin.info.error:
            raise pytest.UsageError(f"The plugin {plugin.info.name} cannot be loaded: {plugin.info.error}")
        for place, (kind, provided, provider) in enumerate(plugin.providers):
            subject = Subject(provider, scratch / f"{number}-{place}")
            for check in checks_of(kind, subject):
                item = Promise.from_parent(
                    session,
                    name=f"{kind} {provided}[{check.name}]",
                    check=check,
                    subject=subject,
                    where=plugin.info.place,
                )
                items.append(item)
    return items


class Promise(pytest.Item):
    """One promise of one provider."""

    def __init__(self, *, check: Check, subject: Subject, where: str, **more: Any) -> None:
        super().__init__(**more)
        self._check, self._subject, self._where = check, subject, where

    def runtest(self) -> None:
        """Try it."""
        self._check(self._subject)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Say what is wrong in one sentence; only what is no finding shows where it came from."""
        if isinstance(excinfo.value, AssertionError):
            return f"{self._check.promise}:\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path | str, int | None, str]:
        """Name it for the report."""
        return self._where, None, self.name
