"""The chain of events. Read this first.

Each event is committed to the log, announced to listeners, and then consumed by the reactions below, whose own events go the same
way. Nothing else ties the stages together. Running a finished or interrupted job again walks the same chain: a reaction
that finds its event in the log with its files intact yields the logged one and does no work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from beatreel.core.errors import JobCancelledError, UserInputError
from beatreel.core.events import Event, PluginFailed
from beatreel.core.model import Song
from beatreel.core.value import Value

if TYPE_CHECKING:
    from beatreel.core.jobs import JobStore
    from beatreel.core.ports import Announcer

# event            →  what reacts to it
CHAIN: tuple[tuple[str, str], ...] = (
    ("job_submitted", "validate"),  #     → audio_validated | audio_rejected
    ("audio_validated", "analyze"),  #    → beats_detected
    ("beats_detected", "plan"),  #        → storyboard_planned
    ("storyboard_planned", "generate"),  # → still_painted × M, scene_generated × N
    ("scene_generated", "assemble"),  #   → master_rendered, once all scenes are there
    ("master_rendered", "export"),  #     → exported × platforms
    ("exported", "complete"),  #          → job_completed, once all that was asked for is there
    ("master_rendered", "complete"),  #   → the same for a job that wants no platform files
)

React = Callable[[Event, Any], Iterable[Event]]


@dataclass(frozen=True)
class Reaction:
    """A function that consumes one kind of event.

    Attributes
    ----------
    event : str
        Name of the event.
    name : str
        For reports.
    react : callable (event, film) -> iterable of events
        ``film`` is a :class:`FilmView` for plugins; for the chain above, the state of this run.
    plugin : str
        Name of the plugin that registered it, filled in at loading; empty for the chain above.
    """

    event: str
    name: str
    react: React
    plugin: str = ""


class FilmView(Value):
    """What a plugin's reaction sees of the film that is being made.

    Attributes
    ----------
    job_id : str
    folder : Path
        Where the results are: ``analysis.json``, ``storyboard.json``, ``master.mp4``, …, as far as they are made. Write what you make
        beneath it, in a folder of your plugin's name.
    song : Song or None
        Known once it passed intake.
    recipe : dict
        The order as JSON: ``prompt``, ``style``, ``seed``, ``params`` and so on.
    """

    job_id: str
    folder: Path
    song: Song | None = None
    recipe: dict[str, Any] = Field(default_factory=dict)


class Pipeline:
    """Runs events through the chain.

    Parameters
    ----------
    store : JobStore
    announcer : Announcer
    stages : mapping of str to callable
        The chain's reactions by name.
    reactions : iterable of Reaction
        Those of plugins.
    """

    def __init__(
        self, store: JobStore, announcer: Announcer, stages: Mapping[str, React], reactions: Iterable[Reaction] = ()
    ) -> None:
        self._store = store
        self._announcer = announcer
        chain = [Reaction(event, name, stages[name]) for event, name in CHAIN]
        self._reactions = [*chain, *reactions]

    def run(self, event: Event, film: Any) -> None:
        """Commit an event, announce it, and run what follows from it, depth first."""
        self.publish(event)
        for reaction in self._reactions:
            if reaction.event != event.name:
                continue
            for following in self._react(reaction, event, film):
                self.run(following, film)

    def publish(self, event: Event) -> None:
        """Commit and announce an event that nothing reacts to."""
        logged, is_new = self._store.commit_event(event)
        if is_new:
            self._announcer.announce(logged)
            self._store.mark_announced(event.job_id, logged.id)

    def _react(self, reaction: Reaction, event: Event, film: Any) -> Iterable[Event]:
        if not reaction.plugin:
            yield from reaction.react(event, film)
            return
        try:
            yield from film.react(reaction, event)
        except (JobCancelledError, UserInputError):
            raise
        except (Exception, SystemExit) as error:  # a plugin's stage must not end the film
            self.publish(
                PluginFailed(job_id=event.job_id, plugin=reaction.plugin, hook=reaction.name, message=str(error))
            )
