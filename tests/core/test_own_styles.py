"""Style files of the user's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner

from beatreel.cli import group
from beatreel.core.errors import UserInputError
from beatreel.core.model import VideoSpec
from beatreel.core.styles import all_styles, bad_styles, check_style, look_in, style_of
from beatreel.hooks.manager import PluginManager
from beatreel.tasks.paint import still_fingerprint
from beatreel.testing import make_scene

MINE = """
title = "Mine"
summary = "Colder than anything."
words = "snow"
[look]
temperature = -0.9
[cutting]
pace = 0.5
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "mine.toml").write_text(MINE, encoding="utf-8")
    monkeypatch.setenv("BEATREEL_STYLES__FOLDERS", json.dumps([str(tmp_path)]))
    look_in([tmp_path])
    yield tmp_path
    look_in([])


def test_a_file_is_a_style_like_the_others(folder: Path) -> None:
    assert check_style("Mine") == "mine"
    assert style_of("mine").look.temperature == -0.9
    assert style_of("mine").words == "snow"
    assert len(all_styles()) == 21
    (folder / "plain-one.toml").write_text("", encoding="utf-8")
    assert (style_of("plain-one").title, style_of("plain-one").summary) == ("Plain one", "From plain-one.toml.")


def test_a_changed_file_is_read_again_and_stills_depend_on_what_it_says(folder: Path) -> None:
    def key(style: str) -> str:
        painter = PluginManager.load().generator("procedural")
        scene = make_scene().model_copy(update={"style": style})
        return still_fingerprint(painter, {}, painter, scene, VideoSpec(frame_rate=Fraction(24)), [])

    before, plain = key("mine"), key("noir")
    (folder / "mine.toml").write_text(MINE.replace("-0.9", "-0.5555"), encoding="utf-8")
    assert style_of("mine").look.temperature == -0.5555
    assert key("mine") != before
    assert key("noir") == plain


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("bad.toml", "title = ", "it is not TOML"),
        ("bad.toml", "[look]\nsparkle = 1", "there is no “look.sparkle” in a style"),
        ("bad.toml", "[look]\ncontrast = -1", "“look.contrast”: input should be greater than 0"),
        ("noir.toml", MINE, "a built-in style has this name"),
        ("My Look.toml", MINE, "small letters, digits and hyphens"),
    ],
)
def test_a_bad_file_is_named_with_the_reason_and_harms_no_other(
    folder: Path, name: str, text: str, reason: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert [(bad.path.name, reason in bad.reason) for bad in bad_styles()] == [(name, True)]
    assert len(all_styles()) == 21
    done = CliRunner().invoke(group, ["styles"])
    assert done.exit_code == 0
    assert name in done.stderr and reason in done.stderr
    assert "mine            Colder than anything." in done.stdout
    assert style_of("noir").look.chroma != style_of("mine").look.chroma


def test_choosing_a_bad_file_is_refused_with_what_to_mend(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.toml").write_text("[film]\ngrain = 99", encoding="utf-8")
    with pytest.raises(UserInputError, match=r"“bad” cannot be used: “film\.grain”: input should be less") as caught:
        check_style("bad")
    assert caught.value.hint == f"Mend {folder / 'bad.toml'}"
    look_in([])  # the command reads the setting itself
    song = tmp_path / "song.wav"
    song.write_bytes(b"")
    done = CliRunner().invoke(group, ["render", str(song), "--style", "bad", "--prompt", "x", "--out", str(tmp_path)])
    assert isinstance(done.exception, UserInputError)
    assert "film.grain" in str(done.exception)


def test_the_command_lists_it_as_json(folder: Path) -> None:
    done = CliRunner().invoke(group, ["styles", "--json"])
    assert {style["name"] for style in json.loads(done.stdout)} > {"mine", "noir"}
