"""Keep the public API as it is promised in tests/contracts/public_api.json.

Usage: python scripts/snapshot_api.py          add what is new
       python scripts/snapshot_api.py --check  say what would break, and what is new

What is stored is never taken away or changed: something that must go is a new major version, and then this file is deleted by hand.
"""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from pathlib import Path
from typing import Any

STORED = Path(__file__).parents[1] / "tests" / "contracts" / "public_api.json"
MODULES = ("beatreel", "beatreel.testing")


def snapshot() -> dict[str, Any]:
    """Return the public API: for each name its signature, fields and public members."""
    api: dict[str, Any] = {}
    for module in MODULES:
        found = importlib.import_module(module)
        for name in found.__all__:
            api[f"{module}.{name}"] = _describe(getattr(found, name))
    return api | _hooks() | _events() | _commands()


def breaks(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """Return a sentence for each promise that is not kept."""
    broken = []
    for name, was in old.items():
        if name not in new:
            broken.append(f"{name} is gone")
        elif was["kind"] != new[name]["kind"]:
            broken.append(f"{name} was a {was['kind']} and is a {new[name]['kind']}")
        else:
            broken += _parts_that_break(name, was, new[name])
    return broken


def _parts_that_break(name: str, was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    broken = []
    if "arguments" in was:
        broken += _arguments_that_break(name, was["arguments"], now["arguments"])
    for member, arguments in was.get("members", {}).items():
        if member not in now["members"]:
            broken.append(f"{name}.{member} is gone")
        elif arguments is not None and now["members"][member] is not None:
            broken += _arguments_that_break(f"{name}.{member}", arguments, now["members"][member])
    for field, is_required in was.get("fields", {}).items():
        if field not in now["fields"]:
            broken.append(f"{name} has no field {field} any more")
        elif now["fields"][field] and not is_required:
            broken.append(f"{name} now requires the field {field}")
    added = {field for field, is_required in now.get("fields", {}).items() if is_required} - set(was.get("fields", {}))
    broken += [f"{name} requires a new field, {field}" for field in sorted(added)]
    broken += [
        f"{name} has no option {option} any more" for option in was.get("options", []) if option not in now["options"]
    ]
    return broken


def _arguments_that_break(name: str, was: dict[str, str], now: dict[str, str]) -> list[str]:
    if "**" in now.values() and "**" not in was.values():
        was = {argument: kind for argument, kind in was.items() if not kind.startswith("keyword")}
    broken = [f"{name} does not take {argument} any more" for argument in was if argument not in now]
    for argument, kind in now.items():
        if argument not in was and kind in ("required", "keyword required"):
            broken.append(f"{name} requires a new argument, {argument}")
        elif argument in was and "required" in kind and "required" not in was[argument]:
            broken.append(f"{name} now requires {argument}")
        elif argument in was and kind.startswith("keyword") and not was[argument].startswith("keyword"):
            broken.append(f"{name} takes {argument} by keyword only now")
    order = [argument for argument, kind in was.items() if not kind.startswith("keyword")]
    kept = [argument for argument in now if argument in order]
    if kept != [argument for argument in order if argument in now]:
        broken.append(f"{name} takes its arguments in another order")
    return broken


def _describe(value: Any) -> dict[str, Any]:
    if inspect.isclass(value):
        described: dict[str, Any] = {"kind": "class", "members": _members(value)}
        fields = getattr(value, "model_fields", None)
        if fields is not None:
            described["fields"] = {name: field.is_required() for name, field in sorted(fields.items())}
        elif "__init__" in vars(value) and not getattr(value, "_is_protocol", False):
            described["arguments"] = _arguments(value.__init__)
        return described
    plain = inspect.unwrap(value) if callable(value) else value  # one that is cached is a function, too
    if inspect.isfunction(plain):
        return {"kind": "function", "arguments": _arguments(plain)}
    return {"kind": "value"}


def _members(kind: type) -> dict[str, Any]:
    """Return public methods with their arguments, and other public members with None; what libraries add is theirs."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if not base.__module__.startswith("beatreel"):
            continue
        for name, member in vars(base).items():
            if name.startswith(("_", "model_")):
                continue
            plain = member.__func__ if isinstance(member, classmethod | staticmethod) else member
            found[name] = _arguments(plain) if inspect.isfunction(plain) else None
    return dict(sorted(found.items()))


def _arguments(function: Any) -> dict[str, str]:
    told = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name in ("self", "cls"):
            continue
        need = "required" if parameter.default is parameter.empty else "optional"
        kinds = {
            parameter.KEYWORD_ONLY: f"keyword {need}",
            parameter.VAR_POSITIONAL: "*",
            parameter.VAR_KEYWORD: "**",
        }
        told[name] = kinds.get(parameter.kind, need)
    return told


def _hooks() -> dict[str, Any]:
    from beatreel.hooks.specs import EventSpecs, ProviderSpecs

    return {
        f"hook {name}": {"kind": "function", "arguments": _arguments(function)}
        for specs in (ProviderSpecs, EventSpecs)
        for name, function in vars(specs).items()
        if inspect.isfunction(function) and not name.startswith("_")
    }


def _events() -> dict[str, Any]:
    from beatreel.core.events import BUILTIN_EVENTS

    # Only we make events: readers need the fields to stay, and may be given more.
    return {
        f"event {kind.name}": {"kind": "event", "fields": dict.fromkeys(sorted(kind.model_fields), False)}
        for kind in BUILTIN_EVENTS
    }


def _commands() -> dict[str, Any]:
    import click

    from beatreel.cli import COMMANDS, group

    told: dict[str, Any] = {}

    def add(name: str, command: click.Command) -> None:
        options = sorted(option for parameter in command.params for option in parameter.opts if option.startswith("-"))
        told[name] = {"kind": "command", "options": options}
        for verb, part in getattr(command, "commands", {}).items():
            add(f"{name} {verb}", part)

    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        add(f"command {name}", command)
    return told


def main() -> None:
    """Check or add."""
    now = snapshot()
    old = json.loads(STORED.read_text(encoding="utf-8")) if STORED.is_file() else {}
    broken = breaks(old, now)
    if broken:
        sys.exit("\n".join(broken))
    new = sorted(set(now) - set(old))
    if "--check" in sys.argv:
        print(f"Nothing is broken, {len(new)} names are new")
        return
    STORED.write_text(json.dumps(dict(sorted(now.items())), indent=1) + "\n", encoding="utf-8")
    print(f"{STORED.name}: {len(now)} names, {len(new)} new")


if __name__ == "__main__":
    main()
