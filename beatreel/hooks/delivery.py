"""Isolated delivery of events to listeners.

pluggy ends a call at the first implementation that raises. For notifications that is wrong: here every implementation runs,
and one that raises or exits is reported by its plugin's name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Set
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beatreel.core.events import Event, EventRegistry, LoggedEvent
    from beatreel.hooks.manager import PluginManager

_log = logging.getLogger(__name__)
Report = Callable[[str, str, BaseException], None]


class Delivery:
    """Tells listeners about committed events.

    Parameters
    ----------
    manager : PluginManager
    registry : EventRegistry
        Turns the logged form back into the event.
    report : callable (plugin, hook, error)
        Called for every failure.
    begin : callable (plugin), optional
        Called before each listener.
    """

    def __init__(
        self,
        manager: PluginManager,
        registry: EventRegistry,
        report: Report,
        begin: Callable[[str], None] = lambda plugin: None,
    ) -> None:
        self._manager = manager
        self._registry = registry
        self._report = report
        self._begin = begin

    def announce(self, logged: LoggedEvent, *, only: Set[str]) -> None:
        """Run the listeners of this event; never raises for a listener's sake.

        Parameters
        ----------
        logged : LoggedEvent
        only : set of str
            Names of the plugins that are told.
        """
        caller: Any = getattr(self._manager.pluggy.hook, logged.name.replace(".", "_"), None)
        if caller is None:
            return
        # Last registered first, as pluggy itself calls.
        for implementation in reversed(caller.get_hookimpls()):
            if implementation.plugin_name not in only:
                continue
            self._begin(implementation.plugin_name)
            # Each listener gets its own copies: one that changes them cannot mislead the next.
            event: Event = self._registry.decode(logged.name, logged.data)
            values = {"event": event, "logged": logged.model_copy(deep=True)}
            wanted = (*implementation.argnames, *implementation.kwargnames)
            try:
                implementation.function(**{name: values[name] for name in wanted if name in values})
            except (Exception, SystemExit) as error:
                _log.warning(
                    "Plugin %s failed in %s: %s", implementation.plugin_name, logged.name, error, exc_info=error
                )
                self._report(implementation.plugin_name, logged.name, error)
