"""Checks that a provider keeps its contract.

Each function checks one thing and raises AssertionError with a sentence that says what is wrong. The three ``check_analyzer``,
``check_generator`` and ``check_exporter`` run everything that applies; use them in your own tests::

    def test_my_generator(tmp_path):
        check_generator(MyGenerator(), tmp_path)
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from beatreel import (
    Analysis,
    AnalysisError,
    Deliverable,
    JobCancelledError,
    Music,
    PlatformSpec,
    Scene,
    Song,
    Still,
    VideoSpec,
)
from beatreel.testing.fakes import FakeMaster, RecordedProgress, make_scene, make_storyboard, silent_progress

if TYPE_CHECKING:
    import numpy as np

    from beatreel.testing.songs import SyntheticSong

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
HEAVY_MODULES = ("av", "cv2", "diffusers", "librosa", "madmom", "matplotlib", "numba", "numpy", "scipy", "torch", "zmq")
SOURCE_TYPES = (  # the IPTC NewsCodes that fit a generator
    "algorithmicMedia",
    "algorithmicallyEnhanced",
    "compositeSynthetic",
    "compositeWithTrainedAlgorithmicMedia",
    "dataDrivenMedia",
    "digitalArt",
    "digitalCreation",
    "trainedAlgorithmicMedia",
    "virtualRecording",
)
_FRAMES = 12


def check_analyzer(analyzer: Any, folder: Path, *, song: SyntheticSong | None = None) -> Analysis:
    """Check an analyzer: identity, a whole and repeatable analysis, progress, cancelling, silence.

    Parameters
    ----------
    analyzer : Analyzer
    folder : Path
        For temporary files.
    song : SyntheticSong, optional
        What to hear; 15 seconds at 120 BPM by default.

    Returns
    -------
    Analysis
        What it heard, to be compared with the song's truth.
    """
    from beatreel.testing.songs import make_song

    check_identity(analyzer)
    synthetic = song or make_song(duration=15, tempo=120)
    value = synthetic.song(folder / "song.flac")
    progress = RecordedProgress()
    analysis = analyzer.analyze(value, progress=progress)
    _require(isinstance(analysis, Analysis), f"analyze returned {type(analysis).__name__}, not an Analysis")
    _require(
        abs(analysis.duration - value.duration) < 1e-3,
        f"the analysis lasts {analysis.duration} s, the song {value.duration} s",
    )
    check_reports(progress)
    _require(
        Analysis.model_validate_json(analysis.model_dump_json()) == analysis,
        "the analysis does not survive JSON unchanged",
    )
    again = analyzer.analyze(value, progress=silent_progress)
    _require(again == analysis, "hearing the same song twice gave two analyses")
    check_cancelling(lambda progress: analyzer.analyze(value, progress=progress), "analyze")
    check_silence(analyzer, folder)
    return analysis


def check_silence(analyzer: Any, folder: Path) -> None:
    """Check that an analyzer answers silence with an analysis or an AnalysisError, nothing else."""
    import numpy as np

    from beatreel.testing.songs import make_song

    synthetic = make_song(duration=6)
    silent = type(synthetic)(
        samples=np.zeros_like(synthetic.samples),
        sample_rate=synthetic.sample_rate,
        beat_times=synthetic.beat_times[:0],
        beat_positions=synthetic.beat_positions[:0],
        segments=synthetic.segments,
        tempo=0.0,
    )
    song: Song = silent.song(folder / "silence.flac")
    try:
        analysis = analyzer.analyze(song, progress=silent_progress)
    except AnalysisError:
        return
    _require(isinstance(analysis, Analysis), f"silence gave {type(analysis).__name__}, not an Analysis")


def check_generator(
    generator: Any, folder: Path, *, spec: VideoSpec | None = None, params: Any = None, still: Still | None = None
) -> None:
    """Check a generator: identity, parameters, and painting and animating as far as it does them.

    Parameters
    ----------
    generator : Generator
    folder : Path
        An empty folder for temporary files.
    spec : VideoSpec, optional
        Small by default, so that the check is quick.
    params : BaseModel, optional
        The defaults of ``generator.params`` by default.
    still : Still, optional
        What to animate, for a generator that does not paint.
    """
    check_identity(generator)
    check_parameters(generator.params)
    _require(
        generator.digital_source_type in SOURCE_TYPES,
        f"digital_source_type is {generator.digital_source_type!r}, which is none of {', '.join(SOURCE_TYPES)}",
    )
    paints, animates = hasattr(generator, "paint"), hasattr(generator, "animate")
    _require(paints or animates, "it has neither paint nor animate")
    spec = spec or VideoSpec(width=144, height=256)
    params = params if params is not None else generator.params()
    if paints:
        still = check_painting(generator, folder, spec, params)
    if animates and still is not None:
        check_animating(generator, still, spec, params)


def check_painting(generator: Any, folder: Path, spec: VideoSpec, params: Any) -> Still:
    """Check that painting is repeatable, stays in its folder, follows the seed, and can be cancelled."""
    scene = make_scene()
    progress = RecordedProgress()
    picture = _paint(generator, scene, spec, params, folder / "first", progress)
    check_reports(progress)
    _require(
        picture.is_file() and (folder / "first") in picture.parents,
        f"paint returned {picture}, which is no file in its folder",
    )
    _require(picture.suffix in (".png", ".jpg", ".jpeg"), f"the picture is a {picture.suffix} file, not PNG or JPEG")
    _paint(generator, scene, spec, params, folder / "again", silent_progress)
    _require(_contents(folder / "first") == _contents(folder / "again"), "the same seed painted two different stills")
    _paint(generator, make_scene(seed=2), spec, params, folder / "other", silent_progress)
    _require(_contents(folder / "first") != _contents(folder / "other"), "another seed painted the same still")
    check_cancelling(
        lambda progress: _paint(generator, scene, spec, params, folder / "cancelled", progress),
        "paint",
    )
    return Still(path=folder / "first", picture=picture, sha256="0" * 64)


def check_animating(generator: Any, still: Still, spec: VideoSpec, params: Any) -> None:
    """Check that animating yields exact, well-formed frames, each a pure function of its instant, and can be cancelled."""
    import numpy as np

    music = _music()

    def run(first: int, count: int, progress: Any = silent_progress) -> Iterator[np.ndarray]:
        return iter(
            generator.animate(
                still,
                make_scene(),
                spec,
                params=params,
                music=music,
                seed=1,
                first_frame=first,
                frame_count=count,
                progress=progress,
            )
        )

    shapes = ((spec.height, spec.width, 3), (spec.height * 3 // 2, spec.width))
    progress = RecordedProgress()
    frames = []
    for frame in run(30, _FRAMES, progress):
        _require(isinstance(frame, np.ndarray), f"a frame is {type(frame).__name__}, not an array")
        _require(frame.dtype == np.uint8, f"a frame has dtype {frame.dtype}, not uint8")
        _require(frame.shape in shapes, f"a frame has shape {frame.shape}, not {shapes[0]} or {shapes[1]}")
        frames.append(frame.copy())
        _require(len(frames) <= _FRAMES, f"more than the {_FRAMES} frames asked for")
    _require(len(frames) == _FRAMES, f"{len(frames)} frames instead of {_FRAMES}")
    check_reports(progress)
    for again, frame in zip(run(30, _FRAMES), frames, strict=True):
        _require(np.array_equal(again, frame), "the same seed drew two different frames")
    half = _FRAMES // 2
    for index, frame in enumerate(run(30 + half, _FRAMES - half)):
        _require(
            np.array_equal(frame, frames[half + index]),
            "a frame depends on the frames before it; it must follow from its instant, the music and the seed alone",
        )
    check_cancelling(lambda progress: list(run(30, _FRAMES, progress)), "animate")


def check_exporter(
    exporter: Any, folder: Path, *, song: SyntheticSong | None = None, repeatable: bool = True
) -> Deliverable:
    """Check an exporter on a small film: identity, the platform's sources, a true and repeatable deliverable, cancelling.

    Parameters
    ----------
    exporter : Exporter
    folder : Path
        An empty folder for temporary files.
    song : SyntheticSong, optional
        8 seconds by default.
    repeatable : bool
        Whether exporting twice must give the same bytes; a signature, for one, is another each time.
    """
    from beatreel.testing.songs import make_song

    check_identity(exporter)
    platform = exporter.platform
    _require(isinstance(platform, PlatformSpec), f"platform is {type(platform).__name__}, not a PlatformSpec")
    _require(exporter.name == platform.name, f"the exporter is called {exporter.name}, its platform {platform.name}")
    synthetic = song or make_song(duration=8, tempo=120)
    value, analysis = synthetic.song(folder / "song.flac"), synthetic.analysis()
    spec = VideoSpec(width=144, height=256, frame_rate=Fraction(24))
    master = FakeMaster(value, make_storyboard(value, analysis, spec), folder, spec)

    def export(name: str, progress: Any) -> Deliverable:
        result: Deliverable = exporter.export(master, analysis, destination=folder / name, progress=progress)
        return result

    suffix = Path(getattr(exporter, "file_name", "film.mp4")).suffix
    first, again = folder / f"first{suffix}", folder / f"again{suffix}"
    progress = RecordedProgress()
    deliverable = export(first.name, progress)
    check_reports(progress)
    _require(isinstance(deliverable, Deliverable), f"export returned {type(deliverable).__name__}, not a Deliverable")
    _require(deliverable.path == first, f"it wrote {deliverable.path}, not its destination")
    _require(deliverable.platform == exporter.name, f"the deliverable says platform {deliverable.platform}")
    _require(deliverable.size == deliverable.path.stat().st_size, "the deliverable's size is not the file's")
    broken = [found.message for found in exporter.check(first) if not found.ok] if hasattr(exporter, "check") else []
    _require(not broken, f"its own check refuses its file: {'; '.join(broken)}")
    export(again.name, silent_progress)
    same = first.read_bytes() == again.read_bytes()
    _require(same or not repeatable, "exporting twice gave two different files")
    check_cancelling(lambda progress: export(f"cancelled{suffix}", progress), "export")
    return deliverable


def check_identity(provider: Any) -> None:
    """Check that a provider has a usable name and version."""
    name, version = getattr(provider, "name", None), getattr(provider, "version", None)
    _require(
        isinstance(name, str) and bool(_NAME.fullmatch(name)), f"name is {name!r}; use lower case, digits, _ and -"
    )
    _require(
        isinstance(version, str) and bool(version), f"version is {version!r}; it must be a string that is not empty"
    )


def check_parameters(params: Any) -> None:
    """Check that a parameter model has defaults, a JSON schema, and survives JSON: the command line and forms need it."""
    _require(
        isinstance(params, type) and issubclass(params, BaseModel), f"params is {params!r}, not a pydantic model class"
    )
    required = [name for name, field in params.model_fields.items() if field.is_required()]
    _require(not required, f"parameters without a default: {', '.join(required)}")
    json.dumps(params.model_json_schema())
    defaults = params()
    text = json.dumps(defaults.model_dump(mode="json"), allow_nan=False)
    _require(params.model_validate_json(text) == defaults, "the default parameters do not survive JSON unchanged")


def check_reports(progress: RecordedProgress) -> None:
    """Check that progress was reported, between 0 and 1, never backwards."""
    done = [value for value, _ in progress.reports]
    _require(bool(done), "progress was never reported; call it, it is also how the user cancels")
    _require(all(0.0 <= value <= 1.0 for value in done), f"progress left 0 to 1: {min(done)} to {max(done)}")
    _require(done == sorted(done), "progress went backwards")


def check_cancelling(work: Any, what: str) -> None:
    """Check that JobCancelledError, raised by the progress callback, comes through.

    Parameters
    ----------
    work : callable (progress)
    what : str
        Name of the method, for the message.
    """
    try:
        work(RecordedProgress(cancel_after=1))
    except JobCancelledError:
        return
    raise AssertionError(f"{what} caught JobCancelledError; let it through, the job is cancelled")


def check_light_import(module: str) -> None:
    """Check, in a fresh interpreter, that importing a plugin and asking it what it provides loads no heavy library."""
    code = (
        f"import sys, importlib; plugin = importlib.import_module({module!r})\n"
        "for kind in ('analyzers', 'generators', 'exporters', 'events', 'reactions'):\n"
        "    getattr(plugin, 'register_' + kind, list)()\n"
        f"print(*[name for name in {HEAVY_MODULES!r} if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    _require(result.returncode == 0, f"importing {module} failed: {result.stderr.strip().splitlines()[-1:]}")
    loaded = result.stdout.split()
    _require(not loaded, f"importing {module} loads {', '.join(loaded)}; import libraries inside the methods")


def _paint(generator: Any, scene: Scene, spec: VideoSpec, params: Any, folder: Path, progress: Any) -> Path:
    folder.mkdir(parents=True)
    return Path(
        generator.paint(scene, spec, params=params, seed=scene.seed, references=(), folder=folder, progress=progress)
    )


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _music() -> Music:
    from beatreel.testing.songs import make_song

    return Music(make_song(duration=8, tempo=120).analysis())


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise AssertionError(otherwise)
