"""docs/hooks.md: every hook with what its specification says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

from beatreel.core.events import BUILTIN_EVENTS
from beatreel.hooks.specs import EventSpecs, ProviderSpecs

_HEAD = """# Hooks

A hook is a function of your plugin that beatreel calls. Mark it with `@hookimpl` and give it the name of the hook; take only the
arguments that you need. A name that is no hook, or an argument that the hook does not have, marks the plugin as broken, so that a
typing error never goes unnoticed.

```python
from beatreel import hookimpl


@hookimpl
def job_completed(event):
    print(f"ready: {event.folder}")
```

There are two kinds, and they never mix. Hooks that **ask** return what a plugin provides; they are called once at start. Hooks that
**tell** carry an event; they return nothing and cannot steer.
"""

_ASKED = "\n## Hooks that ask\n"
_TOLD = "\n## Hooks that tell\n\n"
_RETURNS = {
    "configure": "nothing",
    "register_analyzers": "a list of [analyzers](tutorials/analyzer.md)",
    "register_generators": "a list of [generators](tutorials/generator.md)",
    "register_exporters": "a list of [exporters](tutorials/exporter.md)",
    "register_events": "a list of [event classes](tutorials/reaction.md)",
    "register_reactions": "a list of [reactions](tutorials/reaction.md)",
}


def page() -> str:
    """Return the page."""
    kinds = {kind.name: kind for kind in BUILTIN_EVENTS}
    asked = [_asking(name, function) for name, function in _functions(ProviderSpecs)]
    told = [_telling(name, function, kinds[name]) for name, function in _functions(EventSpecs)]
    return "".join([_HEAD, _ASKED, *asked, _TOLD, _shared(), *told])


def _functions(specs: type) -> list[tuple[str, Callable[..., Any]]]:
    return [(name, function) for name, function in vars(specs).items() if inspect.isfunction(function)]


def _signature(function: Callable[..., Any]) -> str:
    return ", ".join(list(inspect.signature(function).parameters)[1:])


def _asking(name: str, function: Callable[..., Any]) -> str:
    what, facts = _read(function)
    rows = "".join(f"| {title} | {text} |\n" for title, text in facts)
    returns = _RETURNS.get(name, "see above")
    return f"\n### `{name}`\n\n`{name}({_signature(function)})`\n\n{what}\n\n| | |\n|---|---|\n| Returns | {returns} |\n{rows}"


def _telling(name: str, function: Callable[..., Any], kind: type) -> str:
    what, facts = _read(function)
    since = dict(facts).get("Since", "0.1")
    fields = ", ".join(f"`{field}`" for field in kind.model_fields)
    return (
        f"\n### `{name}`\n\n`{name}({_signature(function)})`\n\n{what}\n\n"
        f"`event` is a `{kind.__name__}` with {fields}. Since {since}. See [the event](events.md#{name}).\n"
    )


def _shared() -> str:
    """What the specifications of events have in common."""
    text = inspect.getdoc(EventSpecs) or ""
    return _marked(text.partition("\n")[2].strip()) + "\n"


def _read(function: Callable[..., Any]) -> tuple[str, list[tuple[str, str]]]:
    """Split a docstring into what the hook is for, and when, where, what a failure does, and since when."""
    text = " ".join(_marked(inspect.getdoc(function) or "").split())
    facts = []
    sentences = re.split(r"(?<=[.]) (?=Fires |Runs |A failure |Since )", text)
    for title, opening in (("Fires", "Fires "), ("Runs", "Runs "), ("A failure", "A failure "), ("Since", "Since ")):
        said = next((sentence for sentence in sentences[1:] if sentence.startswith(opening)), "")
        if said:
            facts.append((title, said.removeprefix(opening).rstrip(".")))
    return sentences[0], facts


def _marked(text: str) -> str:
    return text.replace("``", "`")
