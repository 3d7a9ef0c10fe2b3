"""Run a plugin's reaction."""

from __future__ import annotations

from typing import Any

from beatreel.core.events import EventRegistry
from beatreel.core.pipeline import FilmView
from beatreel.core.ports import Progress
from beatreel.tasks import context


def react(
    plugin: str, name: str, event: str, data: dict[str, Any], film: FilmView, *, progress: Progress
) -> list[tuple[str, dict[str, Any]]]:
    """Run one reaction and return the names and fields of the events that it yields.

    Parameters
    ----------
    plugin, name : str
        Whose reaction, and which.
    event, data : str, dict
        The event's name and fields.
    film : FilmView

    Raises
    ------
    LookupError
        If the plugin, as it is installed now, has no such reaction.
    """
    plugins = context.plugins()
    registry = EventRegistry()
    for kind in plugins.events:
        registry.register(kind)
    found = [one for one in plugins.reactions if (one.plugin, one.name, one.event) == (plugin, name, event)]
    if not found:
        raise LookupError(f"the plugin {plugin} has no reaction “{name}” any more")
    return [(made.name, made.model_dump(mode="json")) for made in found[0].react(registry.decode(event, data), film)]
