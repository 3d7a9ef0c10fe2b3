"""What the documentation shows works: pages are read from top to bottom, in a folder of one's own, by one reader."""

from __future__ import annotations

import contextlib
import re
import shlex
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest

from beatreel import LoggedEvent
from beatreel.cli import COMMANDS, group
from beatreel.core.bus import Publisher
from beatreel.testing import make_song
from tests.docs.reading import Reader, blocks, commands, environment, shows

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
TINY = ROOT / "tests" / "engine" / "plugins" / "tiny.py"
PAGES = sorted(path for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")])
READ = [
    *(f"tutorials/{kind}" for kind in ("generator", "analyzer", "exporter", "listener", "reaction")),
    "events",
    "hooks",
    "outside",
]
ELSEWHERE = {"plugins", "CONTRIBUTING"}  # run by tests/contracts/test_docs.py


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Whoever has read “Getting started”: there is a song, and a film of it."""
    folder, tools = tmp_path_factory.mktemp("reader"), tmp_path_factory.mktemp("tools")
    make_song(duration=4, tempo=120, seed=3).write(folder / "song.wav")
    reader = Reader(folder, environment(folder, tools, TINY))
    assert reader.read(DOCS / "getting-started.md") >= 4
    return reader


def test_getting_started(reader: Reader) -> None:
    assert (reader.folder / "films" / "song" / "master.mp4").is_file()


@pytest.mark.parametrize("page", READ)
def test_every_example_of_a_page_works(reader: Reader, page: str) -> None:
    (reader.folder / "beatreel.toml").unlink(missing_ok=True)
    assert reader.read(DOCS / f"{page}.md") >= 1


def test_every_recipe_of_the_cookbook_works(reader: Reader) -> None:
    (reader.folder / "beatreel.toml").unlink(missing_ok=True)
    reader.read(DOCS / "cookbook.md")
    _check_the_receiver(reader.names["receive"])
    _check_the_follower(reader.names["follow"], reader)


def _check_the_receiver(receive: Any) -> None:
    """The receiver of the cookbook takes what was signed, and nothing else."""
    from standardwebhooks.webhooks import Webhook, WebhookVerificationError

    secret, body, now = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", '{"type": "job_completed"}', datetime.now(UTC)
    headers = {"webhook-id": "7", "webhook-timestamp": str(int(now.timestamp()))}
    headers["webhook-signature"] = Webhook(secret).sign("7", now, body)
    assert receive(secret, headers, body) == {"type": "job_completed"}
    with pytest.raises(WebhookVerificationError):
        receive(secret, headers, body.replace("completed", "failed"))


def _check_the_follower(follow: Any, reader: Reader) -> None:
    """The reader of the cookbook gets the past from an engine that speaks."""
    address = reader.run("beatreel events --address").stdout.strip()
    log = [
        LoggedEvent(id=number, time=datetime.now(UTC), name="job_submitted", job_id="j", data={"job_id": "j"})
        for number in (1, 2, 3)
    ]
    folder = Path(reader.environment["BEATREEL_RUNTIME_DIR"])
    publisher = Publisher(folder, lambda since: [event for event in log if event.id > since])
    with contextlib.closing(publisher), contextlib.closing(follow(address, last_seen=1)) as events:
        assert [next(events)[:2] for _ in range(2)] == [(2, "job_submitted"), (3, "job_submitted")]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_settings_files_that_pages_show_are_toml(page: Path) -> None:
    for block in blocks(page):
        if block.language == "toml":
            tomllib.loads(block.text)


def named_commands(page: Path) -> list[str]:
    """Return every call of beatreel in blocks and in running text."""
    text = re.sub(r"\\\n\s*", "", page.read_text(encoding="utf-8"))
    shown = [
        re.sub(r"\\\n\s*", "", block.text) for block in blocks(page) if block.language in ("bash", "console", "text")
    ]
    shown += re.findall(r"^ {4}(?! )(.*)$", text, re.MULTILINE)
    calls = re.findall(r"^(?:\$ )?(?:\.venv/bin/)?(beatreel [a-z].*)$", "\n".join(shown), re.MULTILINE)
    return [*calls, *re.findall(r"`(beatreel [a-z][^`]*)`", text)]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_options_that_pages_show_exist(page: Path) -> None:
    wrong = [f"{line}: {why}" for line in named_commands(page) if (why := _unknown(line))]
    assert not wrong


def _unknown(line: str) -> str:
    """Return which command or option of a command line does not exist."""
    words = shlex.split(re.split(r" (?:\||&&|>|;) |  #", line)[0].replace("'", ""), comments=True)[1:]
    command: click.Command = group
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name = words[0]
        inner = command.get_command(click.Context(command), name)
        if inner is None:
            return "" if command is not group and command.invoke_without_command else f"there is no command {name}"
        command, words = inner, words[1:]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help", "-h", "--version"}
    options = [word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)]
    return next((f"there is no option {option}" for option in options if option not in known), "")


def test_the_checks_above_can_fail(tmp_path: Path) -> None:
    assert _unknown("beatreel rendr song.wav") and _unknown("beatreel render song.wav --quick")
    assert not _unknown("beatreel jobs list --state done")
    assert shows("one two\nthree", ["one …", "three"]) is None
    assert shows("three\none two", ["one", "three"]) == "three"
    assert commands("$ a \\\n  b\nout\n$ c\n") == [("a b", ["out"]), ("c", [])]


def test_no_page_with_examples_is_left_out() -> None:
    with_examples = {
        str(page.relative_to(DOCS if page.is_relative_to(DOCS) else ROOT).with_suffix(""))
        for page in PAGES
        if any(block.language in ("python", "console") for block in blocks(page))
    }
    assert with_examples <= {*READ, *ELSEWHERE, "getting-started", "cookbook"}
    assert set(READ) <= with_examples


def test_every_command_stands_somewhere_in_an_example() -> None:
    shown = {line.split()[1] for page in PAGES if page.name != "cli.md" for line in named_commands(page)}
    assert set(COMMANDS) <= shown
