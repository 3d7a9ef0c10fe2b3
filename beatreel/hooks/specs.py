"""The hook specifications: the table of contents of what a plugin can do.

Providers are *asked*: their ``register_…`` hooks return light objects. Listeners are *told*: an event hook carries the event's name,
fires after the event is committed, returns nothing and cannot steer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from beatreel.hooks.markers import hookspec

if TYPE_CHECKING:
    from beatreel.core.events import Event, LoggedEvent
    from beatreel.core.pipeline import Reaction
    from beatreel.core.ports import Analyzer, Exporter, Generator


class ProviderSpecs:
    """What the engine asks of a plugin. Called once at start, in the engine and in every worker."""

    @hookspec
    def configure(self, options: Mapping[str, Any]) -> None:
        """Take the plugin's own settings, ``[plugins.options.NAME]``; empty if there are none.

        Fires at start, before all other hooks. Runs in every process that loads the plugin. A failure marks the plugin as
        broken. Since 0.1.
        """

    @hookspec
    def register_analyzers(self) -> Sequence[Analyzer]:  # type: ignore[empty-body]
        """Return analyzers.

        Fires at start. Runs in the engine process and in workers, so it must be light. A failure marks the plugin as broken; all
        others work on. Since 0.1.
        """

    @hookspec
    def register_generators(self) -> Sequence[Generator]:  # type: ignore[empty-body]
        """Return generators.

        Fires at start. Runs in the engine process and in workers, so it must be light. A failure marks the plugin as broken; all
        others work on. Since 0.1.
        """

    @hookspec
    def register_exporters(self) -> Sequence[Exporter]:  # type: ignore[empty-body]
        """Return exporters.

        Fires at start. Runs in the engine process and in workers, so it must be light. A failure marks the plugin as broken; all
        others work on. Since 0.1.
        """

    @hookspec
    def register_events(self) -> Sequence[type[Event]]:  # type: ignore[empty-body]
        """Return event classes of the plugin's own, named ``plugin.something_happened``.

        Fires at start, before reactions are registered. Runs in the engine process. A failure marks the plugin as broken. Since 0.1.
        """

    @hookspec
    def register_reactions(self) -> Sequence[Reaction]:  # type: ignore[empty-body]
        """Return reactions: functions that consume one event and yield the next ones.

        Fires at start. Runs in the engine process. A failure of the hook marks the plugin as broken; a failure of a reaction
        is reported as ``plugin_failed`` and the job goes on without it. Since 0.1.
        """


class EventSpecs:
    """What the engine tells. Each runs in the engine process on the job's thread, after the event is on disk.

    ``event`` is the event with its fields, ``logged`` the same as it stands in the log, with ``id`` and ``time``; take either or both. An
    implementation that raises or exits is reported as ``plugin_failed`` under its plugin's name; the others still run and the job
    goes on. Delivery is at least once: after a crash an event may come again, with the same id.
    """

    @hookspec
    def job_submitted(self, event: Event, logged: LoggedEvent) -> None:
        """A job entered the queue. Since 0.1."""

    @hookspec
    def audio_validated(self, event: Event, logged: LoggedEvent) -> None:
        """The song passed intake. Since 0.1."""

    @hookspec
    def audio_rejected(self, event: Event, logged: LoggedEvent) -> None:
        """The song was refused, with the reason. Since 0.1."""

    @hookspec
    def beats_detected(self, event: Event, logged: LoggedEvent) -> None:
        """Tempo, beats, segments and energy are known; ``event.analysis_path`` holds them. Since 0.1."""

    @hookspec
    def storyboard_planned(self, event: Event, logged: LoggedEvent) -> None:
        """The scenes are planned; ``event.storyboard_path`` holds them. Since 0.1."""

    @hookspec
    def still_previewed(self, event: Event, logged: LoggedEvent) -> None:
        """A still is being painted and can be seen in rough, once a second at the most; not all generators show it. Since 0.1."""

    @hookspec
    def still_painted(self, event: Event, logged: LoggedEvent) -> None:
        """A still is ready; several scenes may share it. Since 0.1."""

    @hookspec
    def scene_generated(self, event: Event, logged: LoggedEvent) -> None:
        """One scene's clip is ready. Since 0.1."""

    @hookspec
    def work_lost(self, event: Event, logged: LoggedEvent) -> None:
        """A worker or its machine was lost; what it was at is made again. Since 0.1."""

    @hookspec
    def work_printed(self, event: Event, logged: LoggedEvent) -> None:
        """A worker on a cluster printed or logged something while it made scenes. Since 0.1."""

    @hookspec
    def storyboard_edited(self, event: Event, logged: LoggedEvent) -> None:
        """Scenes were edited, or an edit was undone; what it touches is made anew. Since 0.1."""

    @hookspec
    def master_rendered(self, event: Event, logged: LoggedEvent) -> None:
        """The film is joined and has its song. Since 0.1."""

    @hookspec
    def exported(self, event: Event, logged: LoggedEvent) -> None:
        """One platform's file is ready and was checked. Since 0.1."""

    @hookspec
    def job_completed(self, event: Event, logged: LoggedEvent) -> None:
        """All that was asked for is on disk. Since 0.1."""

    @hookspec
    def job_failed(self, event: Event, logged: LoggedEvent) -> None:
        """The job stopped; the event says at which stage, why, and what to do. Since 0.1."""
