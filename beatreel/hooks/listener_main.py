"""The process of :mod:`beatreel.hooks.listeners`: reads events as lines of JSON, tells the plugins, answers in lines of JSON."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from beatreel.core.config import Settings
from beatreel.core.events import EventRegistry, LoggedEvent
from beatreel.hooks.delivery import Delivery
from beatreel.hooks.manager import PluginManager


def main() -> None:
    """Serve until the engine closes the pipe."""
    # What a listener prints goes to stderr; the answers keep the real stdout to themselves.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)

    def answer(kind: str, **fields: Any) -> None:
        answers.write(json.dumps({"kind": kind, **fields}) + "\n")

    settings = Settings.model_validate_json(sys.stdin.readline())
    manager = PluginManager.load(settings.plugins)
    registry = EventRegistry()
    for kind in manager.events:
        registry.register(kind)
    delivery = Delivery(
        manager,
        registry,
        report=lambda plugin, hook, error: answer(
            "failed", plugin=plugin, hook=hook, message=f"{type(error).__name__}: {error}"
        ),
        begin=lambda plugin: answer("begin", plugin=plugin),
    )
    for line in sys.stdin:
        request = json.loads(line)
        delivery.announce(LoggedEvent.from_json(request["event"]), only=set(request["plugins"]))
        answer("end")


if __name__ == "__main__":
    main()
