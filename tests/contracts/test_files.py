"""Rules that every file of ours keeps."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def _sources() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sources", Path(__file__).with_name("sources.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PYTHON = _sources().files(".py")
TEXT = _sources().files(".py", ".md", ".toml", ".yml", ".yaml", ".json", ".txt", ".cfg", ".sh", "")
PACKAGE = [path for path in PYTHON if path.is_relative_to(ROOT / "beatreel")]
MAX_LINES = 500

# In pieces, so that this file does not find itself.
REGISTRIES = [
    "pypi." + "org",
    "python" + "hosted.org",
    "npmjs." + "org",
    "crates." + "io",
    "hugging" + "face.co",
    "rubygems." + "org",
]
MACHINE_PATHS = re.compile(r"(?<![\w.$}~*\]-])/(?:work|root|home/\w+|Users/\w+)/\w")
RUNS_WHAT_IT_READS = re.compile(
    r"shell=True|pickle\.loads?\(|(?<![\w.])eval\(|(?<![\w.])exec\(|yaml\.load\(|torch\.load\(|os\.system\("
)
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_files() -> None:
    assert len(PACKAGE) > 30


def test_no_file_is_long() -> None:
    too_long = {
        _name(path): lines for path in PYTHON if (lines := len(path.read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert not too_long


def test_most_files_are_short() -> None:
    lengths = sorted(len(path.read_text("utf-8").splitlines()) for path in PACKAGE)
    assert lengths[len(lengths) * 3 // 4] <= 250


def test_no_module_has_a_vague_name() -> None:
    assert not [_name(path) for path in PYTHON if path.stem.strip("_") in VAGUE]


def test_every_module_says_what_it_owns() -> None:
    silent = [_name(path) for path in PACKAGE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


@pytest.mark.parametrize("host", REGISTRIES)
def test_no_registry_is_named(host: str) -> None:
    assert not [_name(path) for path in TEXT if host in path.read_text("utf-8", errors="ignore")]


def test_no_path_of_one_machine() -> None:
    found = [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in TEXT
        for number, line in enumerate(path.read_text("utf-8", errors="ignore").splitlines(), 1)
        if MACHINE_PATHS.search(line)
    ]
    assert not found


def test_nothing_runs_what_it_reads() -> None:
    found = [
        f"{_name(path)}:{number}: {line.strip()}"
        for path in PACKAGE
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if RUNS_WHAT_IT_READS.search(line)
    ]
    assert not found


def test_the_only_media_are_the_demo_song_and_the_pictures_of_the_docs() -> None:
    media = {
        ".m4a",
        ".mp3",
        ".wav",
        ".flac",
        ".ogg",
        ".mp4",
        ".mov",
        ".webm",
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
    }
    found = [path for path in _sources().files() if path.suffix.lower() in media]
    strangers = [
        _name(path)
        for path in found
        if not path.is_relative_to(ROOT / "docs" / "images") and not path.is_relative_to(ROOT / "beatreel" / "demo")
    ]
    assert not strangers


def test_no_file_is_big() -> None:
    assert not [_name(path) for path in _sources().files() if path.stat().st_size > 2_000_000]
