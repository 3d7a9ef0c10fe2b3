"""Write the reference pages that follow from the code.

Usage: python scripts/make_docs.py          write docs/events.md, cli.md, hooks.md, errors.md, settings.md and the drawings
       python scripts/make_docs.py --check  say whether they are up to date
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click
from reference import drawings, errors, hooks, settings

from beatreel.cli import COMMANDS, group
from beatreel.core.events import BUILTIN_EVENTS, Event

DOCS = Path(__file__).parents[1] / "docs"
NOTE = "<!-- Written by scripts/make_docs.py; run: make docs -->\n"

_EVENTS = """# Events

Every step of a film is an event. It is committed to the log, then told to listeners under its name, then announced on ZeroMQ with
its name as the topic. Listeners are told in the order of the log.

## In a plugin

An implementation takes `event` (the fields below), `logged` (the same as it stands in the log, with `id` and `time`), or both:

```python
from beatreel import hookimpl


@hookimpl
def scene_generated(event, logged):
    print(logged.id, event.index)
```

Delivery is at least once: after a crash an event may come again, with the same id. A listener that raises or exits is reported
as `plugin_failed`; the job goes on.

## On the bus

Each message has two parts: the name, and a CloudEvents 1.0 envelope in JSON:

```json
{"specversion": "1.0", "id": "17", "source": "/beatreel/jobs/3f0c…", "type": "scene_generated",
 "time": "2026-01-31T12:00:00Z", "datacontenttype": "application/json", "schemaversion": "1",
 "data": {"job_id": "3f0c…", "index": 4}}
```

`beatreel events --address` prints where to subscribe, before any engine runs. Ids increase without gaps: one on the wire means that
messages were dropped. Whoever was away asks for what it missed: a DEALER socket at the same address with `.catchup` in place
of `.events`, one part with the last id seen; the answer is a run of messages as above, at most 1000, ended by two empty parts.
Or read the log: `beatreel events --since ID`.
[examples/zmq_subscriber.py](../examples/zmq_subscriber.py) does both, and so does [the same in C](../examples/zmq_subscriber.c).

From another machine, events can be read with a key, encrypted: set `bus.tcp = "0.0.0.0:7761"`, make a key with
`beatreel events --new-reader NAME > key.json`, and see
[examples/zmq_subscriber_tcp.py](../examples/zmq_subscriber_tcp.py). The next port (7762) is for catching up.
Delete `keys/clients/NAME.pub` in the data folder to shut a reader out.

Fields are only ever added within a major version; ignore those that you do not know. Plugins may register events of their own, named
`plugin.something_happened`; their hook is `plugin_something_happened`.

## The events
"""

_CLI = """# Command line

Data goes to stdout, talk to stderr. Exit code 0: done, 1: failed, 2: your input.
"""


def main() -> None:
    """Write or check the pages."""
    pages = {
        "events.md": _events(),
        "cli.md": _command_line(),
        "hooks.md": NOTE + hooks.page(),
        "errors.md": NOTE + errors.page(),
        "settings.md": NOTE + settings.page(),
        "images/flow.svg": drawings.flow(),
        "images/layers.svg": drawings.layers(),
    }
    stale = [name for name, text in pages.items() if _read(DOCS / name) != text]
    if "--check" in sys.argv:
        if stale:
            sys.exit(f"Not up to date: {', '.join(stale)}. Run: make docs")
        return
    for name in stale:
        (DOCS / name).write_text(pages[name], encoding="utf-8")
        print(f"docs/{name} written")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _events() -> str:
    return NOTE + _EVENTS + "".join(_event(kind) for kind in BUILTIN_EVENTS)


def _event(kind: type[Event]) -> str:
    text = " ".join((kind.__doc__ or "").split())
    summary, _, fields = text.partition(" Fields: ")
    said = {name: note or "" for name, note in re.findall(r"``(\w+)``(?:,? \(([^)]*)\))?", fields)}
    rows = "".join(
        f"| `{name}` | {_type(schema, kind.model_json_schema())} | {said.get(name, '')} |\n"
        for name, schema in kind.model_json_schema()["properties"].items()
    )
    told = "" if kind.name != "plugin_failed" else "\nLogged and published, but not told to listeners.\n"
    return f"\n### `{kind.name}`\n\n{summary}\n{told}\n| field | type | |\n|---|---|---|\n{rows}"


def _type(schema: dict[str, Any], root: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "anyOf" in schema:
        return " or ".join(_type(part, root) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}), root)}"
    if schema.get("type") == "object":
        values = schema.get("additionalProperties")
        return f"object of {_type(values if isinstance(values, dict) else {}, root)}"
    return str(schema.get("type", "any"))


def _command_line() -> str:
    context = click.Context(
        group, info_name="beatreel", max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"]
    )
    parts = [NOTE, _CLI, f"\n```text\n{group.get_help(context)}\n```\n"]
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        parts.append(f"\n## beatreel {name}\n\n```text\n{command.get_help(inner)}\n```\n")
        for verb in command.list_commands(inner) if isinstance(command, click.Group) else ():
            part = command.get_command(inner, verb)
            assert part is not None
            within = click.Context(part, info_name=verb, parent=inner, max_content_width=100, terminal_width=100)
            parts.append(f"\n### beatreel {name} {verb}\n\n```text\n{part.get_help(within)}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    main()
