"""The small protocols by which the core meets plugins and the outside world.

Everything after the subject of a method is keyword-only, so that arguments can be added without breaking anyone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from pydantic import BaseModel

from beatreel.core.analysis import Analysis
from beatreel.core.model import Deliverable, Scene, Song, Still, Storyboard, VideoSpec
from beatreel.core.platform import PlatformSpec

if TYPE_CHECKING:
    from concurrent.futures import Future

    import numpy as np

    from beatreel.core.events import LoggedEvent
    from beatreel.core.music import Music

    Frame = np.ndarray[Any, np.dtype[np.uint8]]


class Progress(Protocol):
    """Called with how far a piece of work is, 0 to 1, and optionally a word on what is being done.

    Raises :class:`~beatreel.core.errors.JobCancelledError` when the work should stop: do not catch it.

    While stills are painted it may have ``show(picture, which=0)``, which takes a small JPEG as bytes, 64 kB at the most, and shows people
    how far the still is (which one, where several are painted at once): ask ``getattr(progress, "show", None)``. No more than one a second
    is passed on.
    """

    def __call__(self, done: float, note: str = "") -> None: ...


@dataclass(frozen=True)
class Resources:
    """What one call of a provider needs.

    Attributes
    ----------
    cpus, gpus : float
        Cores and devices, fractions allowed.
    memory : int
        Bytes of main memory at the peak.
    """

    cpus: float = 1.0
    gpus: float = 0.0
    memory: int = 600_000_000


class NoParams(BaseModel):
    """Parameters of a provider that has none."""


@runtime_checkable
class Analyzer(Protocol):
    """Hears a song.

    Attributes
    ----------
    name : str
        What ``--analyzer`` takes.
    version : str
        Part of the cache key: change it when results change.

    Notes
    -----
    Two things may be there beside: ``notice``, one sentence that must be known by whoever chooses it, such as a licence that forbids
    commercial use; and ``meet(analyzers)``, which is called with all analyzers by name once plugins are loaded, for one that builds
    on others.
    """

    name: str
    version: str

    def analyze(self, song: Song, *, progress: Progress) -> Analysis:
        """Return tempo, beats, segments, energy and key moments of a song.

        Raises
        ------
        AnalysisError
            If the song cannot be analysed.
        """
        ...


@runtime_checkable
class Generator(Protocol):
    """Paints stills, animates them, or both.

    A generator may do only one of the two; the job names another one for the rest. It may also have
    ``explain(prompt, style="")``, which returns a JSON-safe dict of what it understands for people: ``summary`` (a sentence), ``world``,
    ``world_named`` (whether the prompt names it), ``understood`` and ``no_effect`` (words of the prompt), and whatever else it knows;
    ``vocabulary()``, which returns what a prompt may name, for ``beatreel prompt --words``: ``places`` (name to words) and ``things``
    (name to ``words`` and ``worlds``); and ``audition(scene, spec, *, params, styles, seed, progress)``, which yields (style name, RGB
    frame) of the scene's still in each of several styles, faster than painting each.

    One that only paints may say who animates for it unless the user does: ``animator``, a name. One that works with files of its own has
    ``check(params, spec, *, references)``, which raises UserInputError before any work where it could not do it, and
    ``inputs(params)``, JSON-safe facts that change when those files do. Both run in the engine, so they must be light. One that cannot
    vouch for what it makes is ``uncertain``, True: takes that are black, blank, blurred, frozen or of the wrong size are then made again
    with another seed. One that holds something large in memory from call to call ``keeps_model``, True: all its calls then go to one
    worker, beside the others. ``diagnose()`` may say in a sentence what it finds on this machine, for ``beatreel doctor``. ``paint`` may
    leave ``take.json`` in its folder, an object that says how the still was painted.

    One whose needs depend on its parameters has ``requires(params, *, gpus)``, which returns Resources in place of ``resources``; ``gpus``
    is how many the best machine has. One that paints several stills faster together than one by one has ``batch(params)``, how many at the
    most; ``place(scene, params)``, a number below that, which no two of one call share; and
    ``paint_batch(scenes, spec, *, params, seeds, references, folders, progress)``, which does what ``paint`` would do for each and returns
    their pictures: bytes must not depend on which stills are painted together. All but ``paint_batch`` run in the engine, too.

    Attributes
    ----------
    name, version : str
        Part of every cache key: change ``version`` when pictures change.
    params : type of BaseModel
        Parameters; the CLI's ``--set``, the Studio's form and the docs come from it.
    digital_source_type : str
        IPTC digital source type, such as ``"algorithmicMedia"`` or ``"trainedAlgorithmicMedia"``.
    resources : Resources
    """

    name: str
    version: str
    digital_source_type: str
    resources: Resources

    @property
    def params(self) -> type[BaseModel]: ...

    def paint(
        self,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: Any,
        seed: int,
        references: Sequence[Path],
        folder: Path,
        progress: Progress,
    ) -> Path:
        """Paint the scene's still into an empty folder.

        Parameters
        ----------
        scene : Scene
            What to show; only ``prompt``, ``style``, ``shot``, ``variation`` and ``seed`` may matter, for scenes that agree in them share
            the still.
        spec : VideoSpec
            Size of the film.
        params : BaseModel
            An instance of ``self.params``.
        seed : int
            Same seed, same bytes.
        references : sequence of Path
            Reference pictures of the user.
        folder : Path
            Empty folder to fill with whatever ``animate`` needs.
        progress : Progress

        Returns
        -------
        Path
            A PNG or JPEG within ``folder`` that shows the still to people.

        Raises
        ------
        GenerationError
        """
        ...

    def animate(
        self,
        still: Still,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: Any,
        music: Music,
        seed: int,
        first_frame: int,
        frame_count: int,
        progress: Progress,
    ) -> Iterator[Frame]:
        """Yield exactly ``frame_count`` frames of the scene.

        Frame ``i`` shows the instant ``(first_frame + i) / frame_rate`` and is a pure function of that instant, the music and the seed.

        Yields
        ------
        numpy.ndarray
            uint8; RGB of shape (height, width, 3), or, faster, I420 of shape (height * 3 // 2, width): BT.709, limited range. The
            array may be reused for the next frame.

        Raises
        ------
        GenerationError
        """
        ...


class Overlay(Protocol):
    """Something that is drawn over finished pictures, such as captions.

    Attributes
    ----------
    spans : sequence of (float, float)
        Seconds of the film in which anything is drawn; all other scenes are copied as they are.
    """

    @property
    def spans(self) -> Sequence[tuple[float, float]]: ...

    def draw(self, frame: Frame, seconds: float) -> None:
        """Draw over a frame in place.

        Parameters
        ----------
        frame : numpy.ndarray
            uint8, I420 of shape (height * 3 // 2, width), BT.709, limited range, at the platform's size.
        seconds : float
            Instant of the film that it shows.
        """
        ...


class Master(Protocol):
    """What an exporter sees of the finished film: facts, and ways to make files from it that need no second rendering."""

    path: Path
    song: Song
    spec: VideoSpec
    storyboard: Storyboard
    title: str
    digital_source_type: str  # IPTC, of the generator that painted it

    def deliver(
        self,
        platform: PlatformSpec,
        destination: Path,
        *,
        start_scene: int = 0,
        end_scene: int | None = None,
        notes: Sequence[str] = (),
        overlay: Overlay | None = None,
        progress: Progress,
    ) -> Deliverable:
        """Write the scenes ``start_scene`` to ``end_scene`` (exclusive, default all) with their stretch of the song.

        Pictures are copied from the encode that all deliverables of this size share; nothing is encoded twice, but scenes with an
        overlay.
        """
        ...

    def deliver_loop(
        self,
        platform: PlatformSpec,
        destination: Path,
        *,
        composed: bool = False,
        notes: Sequence[str] = (),
        progress: Progress,
    ) -> Deliverable:
        """Write a silent, seamless loop of whole bars at the hook, drawn anew by the generator.

        It is the storyboard's loop window, or, where the platform wants another length, a window that has it. With ``composed``
        the still is painted anew, too, for the platform's frame; otherwise the film's picture is scaled to it.
        """
        ...


@runtime_checkable
class Exporter(Protocol):
    """Makes what one platform gets.

    Attributes
    ----------
    name : str
        What ``--only`` and ``--to`` take, equal to ``platform.name``.
    version : str
        Part of the cache key.
    platform : PlatformSpec

    Notes
    -----
    Six things may be there beside:

    - ``meet(exporters)``, called with all exporters by name once plugins are loaded;
    - ``file_name``, what the file is called where that is not ``NAME.mp4``;
    - ``composes``, true if its pictures are painted for its own frame, so that a film of any shape will do;
    - ``ready(song_path=…)``, called before any work, which raises an error with a hint where something is missing (a library, a setting, a
      file beside the song);
    - ``inputs(song_path=…)``, which returns JSON-safe facts that the file depends on beside the film and the version;
    - ``check(path)``, which returns findings about a file beside those of every video, or instead of them if it is none.
    """

    name: str
    version: str
    platform: PlatformSpec

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the platform's file to ``destination``.

        Raises
        ------
        ExportError
        """
        ...


class Executor(Protocol):
    """Runs task functions beside the engine, several at a time; they are the same wherever they run."""

    @property
    def workers(self) -> int:
        """How many tasks are worth being handed in at once, at least 1."""
        ...

    def submit(self, function: Callable[..., Any], /, *arguments: Any, progress: Progress | None = None) -> Future[Any]:
        """Run ``function(*arguments, progress=…)``.

        Returns
        -------
        Future
            Cancelling it ends the work at once. Its error is a WorkerCrashedError when whoever did the work died.
        """
        ...

    def settle(self, timeout: float = 3.0) -> None:
        """Wait until nobody writes any more for tasks that were cancelled."""
        ...

    def close(self) -> None:
        """End all work at once; a later ``submit`` starts anew."""
        ...


class Announcer(Protocol):
    """Tells listeners about a committed event; never raises, never steers."""

    def announce(self, event: LoggedEvent) -> None: ...


def file_name_of(exporter: Exporter) -> str:
    """Return what an exporter's file is called."""
    name: str = getattr(exporter, "file_name", f"{exporter.name}.mp4")
    return name
