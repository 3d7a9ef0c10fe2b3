"""The conformance checks: good providers pass, and each fault is named."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import BaseModel

from beatreel import Analysis, JobCancelledError, NoParams, Song
from beatreel.plugins import BUILTIN_PLUGINS
from beatreel.testing import (
    RecordedProgress,
    Subject,
    check_analyzer,
    check_exporter,
    check_generator,
    check_identity,
    check_light_import,
    check_parameters,
    check_reports,
    checks_of,
    make_song,
)
from tests.testing.providers import Greys, Truthful

if TYPE_CHECKING:
    import numpy as np


def test_a_correct_generator_passes(tmp_path: Path) -> None:
    check_generator(Greys(), tmp_path)


class _Forgetful(Greys):
    def animate(self, *arguments: Any, frame_count: int, **rest: Any) -> Iterator[np.ndarray]:
        yield from super().animate(*arguments, frame_count=frame_count - 1, **rest)


class _Endless(Greys):
    def animate(self, *arguments: Any, frame_count: int, **rest: Any) -> Iterator[np.ndarray]:
        yield from super().animate(*arguments, frame_count=frame_count + 1, **rest)


class _Floating(Greys):
    def animate(self, *arguments: Any, **rest: Any) -> Iterator[Any]:
        yield from (frame / 255 for frame in super().animate(*arguments, **rest))


class _Sideways(Greys):
    def animate(self, *arguments: Any, **rest: Any) -> Iterator[np.ndarray]:
        yield from (frame.transpose(1, 0, 2) for frame in super().animate(*arguments, **rest))


class _Random(Greys):
    def paint(self, *arguments: Any, seed: int, **rest: Any) -> Path:
        self.count = getattr(self, "count", 0) + 1
        return super().paint(*arguments, seed=self.count, **rest)


class _Deaf(Greys):
    def paint(self, *arguments: Any, seed: int, **rest: Any) -> Path:
        return super().paint(*arguments, seed=3, **rest)


class _Counting(Greys):
    def animate(self, *arguments: Any, first_frame: int, frame_count: int, **rest: Any) -> Iterator[np.ndarray]:
        frames = super().animate(*arguments, first_frame=first_frame, frame_count=frame_count, **rest)
        for index, frame in enumerate(frames):
            frame[0, 0, 0] = index
            yield frame


class _Unstoppable(Greys):
    def paint(self, *arguments: Any, progress: Any, **rest: Any) -> Path:
        def swallow(done: float, note: str = "") -> None:
            with contextlib.suppress(JobCancelledError):
                progress(done, note)

        return super().paint(*arguments, progress=swallow, **rest)


class _Silent(Greys):
    def paint(self, *arguments: Any, progress: Any, **rest: Any) -> Path:
        return super().paint(*arguments, progress=lambda done: None, **rest)


class _Outside(Greys):
    def paint(self, *arguments: Any, folder: Path, **rest: Any) -> Path:
        (folder / "inner.png").write_bytes(b"")
        return super().paint(*arguments, folder=folder.parent, **rest)


class _Leaky(Greys):
    def animate(self, *arguments: Any, **rest: Any) -> Iterator[np.ndarray]:
        self.held = getattr(self, "held", [])
        for frame in super().animate(*arguments, **rest):
            self.held.append(frame.copy())
            yield frame


class _LeakyPainter(Greys):
    def paint(self, *arguments: Any, **rest: Any) -> Path:
        self.held = [*getattr(self, "held", []), bytearray(100_000)]
        return super().paint(*arguments, **rest)


class _Caller(Greys):
    def paint(self, *arguments: Any, **rest: Any) -> Path:
        import socket

        with contextlib.suppress(OSError):
            socket.create_connection(("192.0.2.1", 80), timeout=0.01)
        return super().paint(*arguments, **rest)


class _Litterer(Greys):
    def paint(self, *arguments: Any, folder: Path, **rest: Any) -> Path:
        (folder.parent / "litter.txt").write_text("mine")
        return super().paint(*arguments, folder=folder, **rest)


class _Sleeper(Greys):
    def paint(self, *arguments: Any, **rest: Any) -> Path:
        import time

        made = super().paint(*arguments, **rest)
        time.sleep(3.2)
        return made


class _Undeclared(Greys):
    digital_source_type = "magic"


class _Needy(Greys):
    class params(BaseModel):  # noqa: N801
        size: int


class _Idle:
    name, version, params, digital_source_type = "idle", "1", NoParams, "algorithmicMedia"


@pytest.mark.parametrize(
    ("generator", "sentence"),
    [
        (_Forgetful, "11 frames instead of 12"),
        (_Endless, "more than the 12 frames"),
        (_Floating, "dtype float64"),
        (_Sideways, "shape"),
        (_Random, "two different stills"),
        (_Deaf, "same still"),
        (_Counting, "frames before it"),
        (_Unstoppable, "caught JobCancelledError"),
        (_Silent, "never reported"),
        (_Outside, "no file in its folder"),
        (_Leaky, "MB more after 40 further scenes"),
        (_LeakyPainter, "MB more after 40 further scenes"),
        (_Caller, "paint calls 192.0.2.1"),
        (_Litterer, "litter.txt behind"),
        (_Undeclared, "digital_source_type"),
        (_Needy, "without a default: size"),
        (_Idle, "neither paint nor animate"),
    ],
)
def test_each_fault_of_a_generator_is_named(generator: type, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=sentence):
        check_generator(generator(), tmp_path)


def test_one_that_cannot_be_cancelled_in_time_is_named(tmp_path: Path) -> None:
    subject = Subject(_Sleeper(), tmp_path)
    (check,) = [check for check in checks_of("generator", subject) if check.name == "paint-stops"]
    with pytest.raises(AssertionError, match=r"paint did not report progress for 3\.\d s"):
        check(subject)


class _Moody(Truthful):
    def analyze(self, song: Song, *, progress: Any) -> Analysis:
        self.count = getattr(self, "count", 0.0) + 0.1
        return super().analyze(song, progress=progress).model_copy(update={"confidence": self.count})


class _Short(Truthful):
    def analyze(self, song: Song, *, progress: Any) -> Analysis:
        progress(0.1)
        return make_song(duration=song.duration / 2).analysis()


class _Fragile(Truthful):
    def analyze(self, song: Song, *, progress: Any) -> Analysis:
        if "silence" in song.path.name:
            raise ZeroDivisionError
        return super().analyze(song, progress=progress)


def test_a_correct_analyzer_passes(tmp_path: Path) -> None:
    assert check_analyzer(Truthful(), tmp_path).tempo == 120


@pytest.mark.parametrize(("analyzer", "sentence"), [(_Moody, "two analyses"), (_Short, "lasts 7.5")])
def test_each_fault_of_an_analyzer_is_named(analyzer: type, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=sentence):
        check_analyzer(analyzer(), tmp_path)


def test_silence_must_not_surprise_an_analyzer(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        check_analyzer(_Fragile(), tmp_path)


def test_names_and_versions() -> None:
    with pytest.raises(AssertionError, match="name is 'My Plugin'"):
        check_identity(type("P", (), {"name": "My Plugin", "version": "1"}))
    with pytest.raises(AssertionError, match="version is 1"):
        check_identity(type("P", (), {"name": "p", "version": 1}))


def test_parameters_must_survive_json() -> None:
    class Odd(BaseModel):
        limit: float = float("inf")

    with pytest.raises(ValueError, match="JSON"):
        check_parameters(Odd)


def test_progress_must_not_go_backwards() -> None:
    progress = RecordedProgress()
    progress(0.5)
    progress(0.4)
    with pytest.raises(AssertionError, match="backwards"):
        check_reports(progress)


def test_a_heavy_import_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "heavy_plugin.py").write_text("import numpy\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(AssertionError, match="loads numpy"):
        check_light_import("heavy_plugin")
    with pytest.raises(AssertionError, match="failed"):
        check_light_import("no_such_plugin")


@pytest.mark.parametrize("module", BUILTIN_PLUGINS)
def test_builtins_import_lightly(module: str) -> None:
    check_light_import(module)


def _builtin(kind: str) -> Sequence[tuple[str, Any]]:
    """Return the built-in providers by the same door that plugins use."""
    from beatreel.hooks.manager import PluginManager

    return sorted(getattr(PluginManager.load(), kind).items())


def _parametrize(kind: str) -> pytest.MarkDecorator:
    # signing needs a certificate, which its own tests make; album motion is large, its own tests check it small
    elsewhere = ("c2pa", "apple-motion")
    providers = [(name, provider) for name, provider in _builtin(kind) if not name.startswith(elsewhere)]
    return pytest.mark.parametrize("provider", [p for _, p in providers], ids=[name for name, _ in providers])


@_parametrize("analyzers")
def test_builtin_analyzers_conform(provider: Any, tmp_path: Path) -> None:
    analysis = check_analyzer(provider, tmp_path, song=make_song(duration=15, tempo=124, seed=1))
    assert analysis.tempo == pytest.approx(124, rel=0.02)


@_parametrize("generators")
def test_builtin_generators_conform(provider: Any, tmp_path: Path) -> None:
    if not provider.name.startswith("diffusers"):
        check_generator(provider, tmp_path)
        return
    subject = Subject(provider, tmp_path)  # it needs a model to paint; its own tests have a small one
    for check in checks_of("generator", subject):
        if check.name in ("identity", "parameters", "source", "light"):
            check(subject)


@_parametrize("exporters")
def test_builtin_exporters_conform(provider: Any, tmp_path: Path) -> None:
    (tmp_path / "song.lrc").write_text("[00:01.00]words", encoding="utf-8")
    deliverable = check_exporter(provider, tmp_path)
    assert deliverable.has_audio is (provider.platform.audio != "forbidden")


def test_collecting_these_tests_loads_no_torch() -> None:
    code = f"import sys; import {__name__}; print('torch' in sys.modules)"  # in a process that no other test used
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.split()[-1] == "False"
