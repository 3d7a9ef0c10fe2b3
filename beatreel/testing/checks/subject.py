"""What is checked, and what it is checked with: made once, shared by all checks of one provider."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import Analysis, Music, Still, VideoSpec
from beatreel.testing.fakes import RecordedProgress, make_scene, silent_progress

if TYPE_CHECKING:
    from beatreel import Deliverable, Song
    from beatreel.testing.songs import SyntheticSong

FRAMES = 12
FIRST_FRAME = 30


def require(condition: bool, otherwise: str) -> None:
    """Raise AssertionError with a sentence that says what is wrong."""
    __tracebackhide__ = True  # whoever reads a failed check wants the sentence, not our stack
    if not condition:
        raise AssertionError(otherwise)


@dataclass(frozen=True)
class Check:
    """One promise of the contract.

    Attributes
    ----------
    name : str
        One word, such as ``"repeatable"``.
    promise : str
        What is promised, for people.
    run : callable (Subject)
        Raises AssertionError with a sentence that says what is wrong.
    applies : callable (Subject) -> bool
        Whether the provider makes this promise at all; a generator that only animates paints nothing.
    """

    name: str
    promise: str
    run: Callable[[Subject], None]
    applies: Callable[[Subject], bool] = lambda subject: True

    def __call__(self, subject: Subject) -> None:
        __tracebackhide__ = True
        self.run(subject)


@dataclass
class Watched:
    """One run of a provider: what came of it, what it reported, and how long it was silent at most, in seconds."""

    result: Any
    reports: list[tuple[float, str]]
    silence: float


class Subject:
    """A provider and what it is checked with.

    Parameters
    ----------
    provider : object
        An analyzer, generator, exporter or reaction, or the plugin of a listener.
    folder : Path
        For temporary files; made if it is not there.
    song : SyntheticSong, optional
        What analyzers and exporters get; short by default.
    spec : VideoSpec, optional
        Size of the film; small by default, so that checks are quick.
    params : BaseModel, optional
        The defaults of ``provider.params`` by default.
    still : Still, optional
        What to animate, for a generator that does not paint; a plain picture by default.
    repeatable : bool
        Whether an exporter must write the same bytes twice; a signature, for one, is another each time.
    """

    def __init__(
        self,
        provider: Any,
        folder: Path,
        *,
        song: SyntheticSong | None = None,
        spec: VideoSpec | None = None,
        params: Any = None,
        still: Still | None = None,
        repeatable: bool = True,
    ) -> None:
        self.repeatable = repeatable
        self.suffix = Path(getattr(provider, "file_name", "film.mp4")).suffix
        self.provider = provider
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.spec = spec or VideoSpec(width=144, height=256)
        self._song, self._params, self._still = song, params, still
        self._numbers = itertools.count(1)

    @property
    def params(self) -> Any:
        """The parameters that it runs with."""
        return self._params if self._params is not None else self.provider.params()

    def fresh(self, name: str) -> Path:
        """Return a path that nothing is at yet."""
        return self.folder / f"{name}-{next(self._numbers)}"

    # -- songs -------------------------------------------------------------------------------------------------

    @cached_property
    def song(self) -> SyntheticSong:
        """The song, with its truth."""
        from beatreel.testing.songs import make_song

        return self._song or make_song(duration=15 if hasattr(self.provider, "analyze") else 8, tempo=120)

    @cached_property
    def heard(self) -> Song:
        """The same as a file."""
        return self.song.song(self.folder / "song.flac")

    @cached_property
    def music(self) -> Music:
        """Short music for animating."""
        from beatreel.testing.songs import make_song

        return Music(make_song(duration=8, tempo=120).analysis())

    # -- runs --------------------------------------------------------------------------------------------------

    def analyze(self, progress: Any) -> Analysis:
        """Hear the song."""
        analysis: Analysis = self.provider.analyze(self.heard, progress=progress)
        return analysis

    def paint(self, progress: Any = silent_progress, *, seed: int = 1, folder: Path | None = None) -> tuple[Path, Path]:
        """Paint a still; return its folder and the picture."""
        folder = folder or self.fresh("still")
        folder.mkdir(parents=True)
        scene = make_scene(seed=seed)
        picture = self.provider.paint(
            scene, self.spec, params=self.params, seed=seed, references=(), folder=folder, progress=progress
        )
        require(isinstance(picture, str | os.PathLike), f"paint returned {type(picture).__name__}, not a path")
        return folder, Path(picture)

    def animate(
        self,
        progress: Any = silent_progress,
        *,
        first: int = FIRST_FRAME,
        count: int = FRAMES,
        still: Still | None = None,
    ) -> Iterator[Any]:
        """Yield frames."""
        return iter(
            self.provider.animate(
                still or self.still,
                make_scene(),
                self.spec,
                params=self.params,
                music=self.music,
                seed=1,
                first_frame=first,
                frame_count=count,
                progress=progress,
            )
        )

    def export(self, progress: Any = silent_progress, *, destination: Path | None = None) -> Deliverable:
        """Export the small film."""
        deliverable: Deliverable = self.provider.export(
            self.master,
            self.song.analysis(),
            destination=destination or self.fresh("file").with_suffix(self.suffix),
            progress=progress,
        )
        return deliverable

    def watched(self, work: Callable[[Any], Any]) -> Watched:
        """Run ``work(progress)`` and note its reports and its longest silence."""
        progress = RecordedProgress()
        times = [own_time()]

        def report(done: float, note: str = "") -> None:
            times.append(own_time())
            progress(done, note)

        result = work(report)
        times.append(own_time())
        silence = max(after - before for before, after in itertools.pairwise(times))
        return Watched(result, progress.reports, silence)

    # -- first results, for the checks that look at one ---------------------------------------------------------

    @cached_property
    def first_analysis(self) -> Watched:
        """The first time that the song was heard."""
        return self.watched(self.analyze)

    @cached_property
    def first_painting(self) -> Watched:
        """The first still: its folder and picture."""
        return self.watched(self.paint)

    @cached_property
    def first_export(self) -> Watched:
        """The first file."""
        return self.watched(lambda progress: self.export(progress, destination=self.folder / f"first{self.suffix}"))

    @cached_property
    def still(self) -> Still:
        """What is animated: given, painted, or a plain picture that a generator which only animates may adopt."""
        if self._still is not None:
            return self._still
        if hasattr(self.provider, "paint"):
            folder, picture = self.first_painting.result
            return Still(path=folder, picture=picture, sha256="0" * 64)
        folder = self.fresh("still")
        folder.mkdir()
        picture = _plain_picture(folder, self.spec)
        if hasattr(self.provider, "adopt"):
            more = {"params": self.params, "seed": 1, "folder": folder, "progress": silent_progress}
            picture = Path(self.provider.adopt(picture, make_scene(), self.spec, **more))
        return Still(path=folder, picture=picture, sha256="0" * 64)

    @cached_property
    def frames(self) -> list[Any]:
        """The first frames, copied."""
        return [frame.copy() for frame in self.animate()]

    @cached_property
    def master(self) -> Any:
        """A small finished film."""
        from beatreel.testing.fakes import FakeMaster, make_storyboard

        spec = VideoSpec(width=144, height=256, frame_rate=Fraction(24))
        board = make_storyboard(self.heard, self.song.analysis(), spec)
        return FakeMaster(self.heard, board, self.folder, spec)


def own_time() -> float:
    """Seconds, without those that this thread waited for a core: a busy machine is not the provider's fault."""
    try:
        waited = int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        waited = 0.0  # not Linux
    return time.monotonic() - waited


def _plain_picture(folder: Path, spec: VideoSpec) -> Path:
    from PIL import Image

    path = folder / "still.png"
    Image.linear_gradient("L").resize((spec.width, spec.height)).convert("RGB").save(path)
    return path
