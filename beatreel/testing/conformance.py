"""Checks that a provider keeps its contract.

Each function checks one thing or one provider and raises AssertionError with a sentence that says what is wrong. Those named after
a kind of provider run everything that applies::

    def test_my_generator(tmp_path):
        check_generator(MyGenerator(), tmp_path)

For a test of each promise, see :mod:`beatreel.testing.suites`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import Analysis, Deliverable, Still, VideoSpec
from beatreel.testing.checks.analyzers import ANALYZER_CHECKS, check_silence as check_silence
from beatreel.testing.checks.anything import (
    check_cancelling as check_cancelling,
    check_identity as check_identity,
    check_light_import as check_light_import,
    check_parameters as check_parameters,
    check_reports as check_reports,
)
from beatreel.testing.checks.exporters import EXPORTER_CHECKS
from beatreel.testing.checks.generators import GENERATOR_CHECKS
from beatreel.testing.checks.listeners import LISTENER_CHECKS, REACTION_CHECKS
from beatreel.testing.checks.subject import Check, Subject

if TYPE_CHECKING:
    from beatreel.testing.songs import SyntheticSong

KINDS: dict[str, tuple[Check, ...]] = {
    "analyzer": ANALYZER_CHECKS,
    "generator": GENERATOR_CHECKS,
    "exporter": EXPORTER_CHECKS,
    "listener": LISTENER_CHECKS,
    "reaction": REACTION_CHECKS,
}


def check_analyzer(analyzer: Any, folder: Path, *, song: SyntheticSong | None = None) -> Analysis:
    """Check an analyzer: identity, a whole and repeatable analysis, progress, cancelling, silence, a light import.

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
    subject = _run("analyzer", Subject(analyzer, folder, song=song))
    analysis: Analysis = subject.first_analysis.result
    return analysis


def check_generator(
    generator: Any, folder: Path, *, spec: VideoSpec | None = None, params: Any = None, still: Still | None = None
) -> None:
    """Check a generator: identity, parameters, and painting and animating as far as it does them.

    Parameters
    ----------
    generator : Generator
    folder : Path
        For temporary files.
    spec : VideoSpec, optional
        Small by default, so that the check is quick.
    params : BaseModel, optional
        The defaults of ``generator.params`` by default.
    still : Still, optional
        What to animate, for a generator that does not paint.
    """
    _run("generator", Subject(generator, folder, spec=spec, params=params, still=still))


def check_painting(generator: Any, folder: Path, spec: VideoSpec, params: Any) -> Still:
    """Check that painting is repeatable, stays in its folder, follows the seed, and can be cancelled."""
    subject = _run("generator", Subject(generator, folder, spec=spec, params=params), {"still", "seed", "paint-stops"})
    return subject.still


def check_animating(generator: Any, still: Still, spec: VideoSpec, params: Any) -> None:
    """Check that animating yields exact, well-formed frames, each a pure function of its instant, and can be cancelled."""
    subject = Subject(generator, still.path, spec=spec, params=params, still=still)
    _run("generator", subject, {"frames", "repeats", "animate-stops"})


def check_exporter(
    exporter: Any, folder: Path, *, song: SyntheticSong | None = None, repeatable: bool = True
) -> Deliverable:
    """Check an exporter on a small film: identity, the platform's sources, a true and repeatable deliverable, cancelling.

    Parameters
    ----------
    exporter : Exporter
    folder : Path
        For temporary files.
    song : SyntheticSong, optional
        8 seconds by default.
    repeatable : bool
        Whether exporting twice must give the same bytes; a signature, for one, is another each time.
    """
    subject = _run("exporter", Subject(exporter, folder, song=song, repeatable=repeatable))
    deliverable: Deliverable = subject.first_export.result
    return deliverable


def check_listener(plugin: Any, folder: Path) -> None:
    """Check a plugin that listens: its hooks exist, every event is taken, twice, and nothing is returned.

    Parameters
    ----------
    plugin : module or object
        What has the functions marked with ``@hookimpl``.
    folder : Path
        For temporary files.
    """
    _run("listener", Subject(plugin, folder))


def check_reaction(plugin: Any, folder: Path) -> None:
    """Check a plugin's events and reactions: names, what is yielded, repeatability.

    Parameters
    ----------
    plugin : module or object
        What has ``register_events`` and ``register_reactions``.
    folder : Path
        For temporary files.
    """
    _run("reaction", Subject(plugin, folder))


def checks_of(kind: str, subject: Subject) -> list[Check]:
    """Return the checks that apply to a provider.

    Parameters
    ----------
    kind : {"analyzer", "generator", "exporter", "listener", "reaction"}
    subject : Subject
    """
    return [check for check in KINDS[kind] if check.applies(subject)]


def _run(kind: str, subject: Subject, only: set[str] | None = None) -> Subject:
    __tracebackhide__ = True
    for check in checks_of(kind, subject):
        if only is None or check.name in only:
            check(subject)
    return subject
