"""The checks of a plugin that listens to events, or reacts to them."""

from __future__ import annotations

import difflib
import inspect
import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from beatreel import Event, FilmView, Reaction
from beatreel.testing.checks.anything import PATIENCE, light_import
from beatreel.testing.checks.subject import Check, Subject, own_time, require
from beatreel.testing.events import event_kinds, make_event, make_logged

_PROVIDING = re.compile(r"configure|register_(analyzers|generators|exporters|events|reactions)")
_EVENT_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_TRIES = 3


def implementations(plugin: Any) -> dict[str, Callable[..., Any]]:
    """Return the functions that a plugin marked with ``@hookimpl``, by hook."""
    found = {}
    for name in dir(plugin):
        function = getattr(plugin, name, None)
        options = getattr(function, "beatreel_impl", None)
        if options is not None:
            found[options.get("specname") or name] = function
    return found


def _listening(plugin: Any) -> dict[str, Callable[..., Any]]:
    return {name: function for name, function in implementations(plugin).items() if not _PROVIDING.fullmatch(name)}


def _hooks(subject: Subject) -> None:
    own = {kind.name.replace(".", "_") for kind in _own_events(subject.provider)}
    known = {*event_kinds(), *own}
    listening = _listening(subject.provider)
    require(bool(listening), "it has no function that is marked with @hookimpl and named like an event")
    for name, function in listening.items():
        near = difflib.get_close_matches(name, known, n=1)
        require(name in known, f"there is no event “{name}”" + (f"; is “{near[0]}” meant?" if near else ""))
        strange = set(inspect.signature(function).parameters) - {"event", "logged"}
        require(not strange, f"{name} takes {', '.join(sorted(strange))}; a listener takes event, logged, or both")


def _told(subject: Subject) -> None:
    for name, function in _listening(subject.provider).items():
        if name not in event_kinds():
            continue
        for number in range(2):  # the same id twice: delivery is at least once
            shortest = PATIENCE + 1
            for _ in range(_TRIES):
                shortest = min(shortest, _tell(subject, name, function))
                if shortest <= PATIENCE:
                    break
            again = " when the same event came again" if number else ""
            require(shortest <= PATIENCE, f"{name} took {shortest:.1f} s{again}; the job waits meanwhile")


def _tell(subject: Subject, name: str, function: Callable[..., Any]) -> float:
    event = make_event(name, subject.folder)
    values = {"event": event, "logged": make_logged(event)}
    wanted = {argument: values[argument] for argument in inspect.signature(function).parameters}
    begun = own_time()
    try:
        result = function(**wanted)
    except (Exception, SystemExit) as error:
        raise AssertionError(f"{name} raised {type(error).__name__}: {error}") from error
    took = own_time() - begun
    require(result is None, f"{name} returned {type(result).__name__}; a listener returns nothing")
    return took


LISTENER_CHECKS = (
    Check("hooks", "it listens to events that exist, with the right arguments", _hooks),
    Check("told", "every event is taken, twice, within a second, and nothing is returned", _told),
    Check("light", "importing it loads no heavy library", light_import),
)


# -- reactions ---------------------------------------------------------------------------------------------------


def _own_events(plugin: Any) -> list[type[Event]]:
    register = implementations(plugin).get("register_events")
    return list(register()) if register else []


def _reactions(plugin: Any) -> list[Reaction]:
    register = implementations(plugin).get("register_reactions")
    return list(register()) if register else []


def _events(subject: Subject) -> None:
    for kind in _own_events(subject.provider):
        require(
            isinstance(kind, type) and issubclass(kind, Event), f"register_events returned {kind!r}, no class of events"
        )
        require(
            bool(_EVENT_NAME.fullmatch(kind.name)),
            f"an event is called {kind.name!r}; use lower case: myplugin.something_happened",
        )


def _registered(subject: Subject) -> None:
    found = _reactions(subject.provider)
    require(bool(found), "register_reactions returned none")
    known = {*event_kinds(), *(kind.name for kind in _own_events(subject.provider))}
    for reaction in found:
        require(isinstance(reaction, Reaction), f"register_reactions returned {type(reaction).__name__}, no Reaction")
        near = difflib.get_close_matches(reaction.event, known, n=1)
        require(
            reaction.event in known,
            f"there is no event “{reaction.event}”" + (f"; is “{near[0]}” meant?" if near else ""),
        )


def _yields(subject: Subject) -> None:
    allowed = tuple(_own_events(subject.provider))
    for reaction in _reactions(subject.provider):
        if reaction.event not in event_kinds():
            continue
        first, again = ([event.model_dump(mode="json") for event in _react(subject, reaction, allowed)] for _ in "12")
        require(first == again, f"{reaction.name} gave two different answers to the same event")
        json.dumps(first, allow_nan=False)


def _react(subject: Subject, reaction: Reaction, allowed: tuple[type[Event], ...]) -> list[Event]:
    event = make_event(reaction.event, subject.folder)
    film = FilmView(job_id=event.job_id, folder=subject.folder)
    try:
        result: Iterable[Event] = reaction.react(event, film)
        found = list(result)
    except (Exception, SystemExit) as error:
        raise AssertionError(f"{reaction.name} raised {type(error).__name__}: {error}") from error
    for following in found:
        require(
            isinstance(following, allowed),
            f"{reaction.name} yielded {type(following).__name__}; yield events that register_events returns",
        )
        require(following.job_id == event.job_id, f"{reaction.name} yielded an event of another job")
    return found


REACTION_CHECKS = (
    Check("events", "its events are named after it", _events),
    Check("registered", "it reacts to events that exist", _registered),
    Check("yields", "it yields its own events, JSON-safe, the same each time", _yields),
    Check("light", "importing it loads no heavy library", light_import),
)
