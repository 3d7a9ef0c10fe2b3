"""A listener that remembers what it was told."""

from __future__ import annotations

from beatreel import Event, LoggedEvent, hookimpl


class EventRecorder:
    """Records every built-in event in the order of delivery.

    Hand it to an engine as a plugin: ``Engine(settings, plugins=[("recorder", recorder)])``.

    Attributes
    ----------
    events : list of Event
    ids : list of int
        Their ids in the log.
    """

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.ids: list[int] = []

    @property
    def names(self) -> list[str]:
        """The events' names, in order."""
        return [event.name for event in self.events]

    def first(self, name: str) -> Event:
        """Return the first event of a name.

        Raises
        ------
        LookupError
            If none came.
        """
        for event in self.events:
            if event.name == name:
                return event
        raise LookupError(f"No event “{name}” came, only {', '.join(dict.fromkeys(self.names)) or 'none'}")

    def _record(self, event: Event, logged: LoggedEvent) -> None:
        self.events.append(event)
        self.ids.append(logged.id)

    @hookimpl
    def job_submitted(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def audio_validated(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def audio_rejected(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def beats_detected(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def storyboard_planned(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def still_previewed(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def still_painted(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def scene_generated(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def work_lost(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def work_printed(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def storyboard_edited(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def master_rendered(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def exported(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def job_completed(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)

    @hookimpl
    def job_failed(self, event: Event, logged: LoggedEvent) -> None:
        self._record(event, logged)
