"""The process of :mod:`beatreel.hooks.authoring.checking`: runs the checks of one plugin and tells of each in a line of JSON."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from beatreel.core.config import Settings
from beatreel.core.errors import UserInputError
from beatreel.hooks.authoring.finding import Found, find_plugins
from beatreel.hooks.manager import line_of


def main() -> None:
    """Check the plugin that the command line names, with the settings from stdin."""
    # What a plugin prints goes to stderr; the answers keep the real stdout to themselves.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)

    def tell(kind: str, **fields: Any) -> None:
        answers.write(json.dumps({"kind": kind, **fields}) + "\n")

    settings = Settings.model_validate_json(sys.stdin.readline())
    try:
        found = find_plugins(sys.argv[1], settings.plugins)
    except UserInputError as error:
        tell("refused", message=error.message, hint=error.hint)
        return
    with tempfile.TemporaryDirectory(prefix="beatreel-check-") as folder:
        for number, one in enumerate(found):
            _check(one, Path(folder) / str(number), tell)
    tell("end")


def _check(one: Found, folder: Path, tell: Any) -> None:
    from beatreel.testing import Subject, checks_of

    name = one.info.name
    if one.info.error:
        where = f" (at {one.info.line})" if one.info.line else ""
        tell("found", plugin=name, subject="", check="loads", ok=False, message=f"{one.info.error}{where}")
        return
    what = ", ".join(f"{kind} {provided}" for kind, provided, _ in one.providers)
    message = f"it loads and provides: {what}" if what else "it loads, but provides nothing and listens to nothing"
    tell("found", plugin=name, subject="", check="loads", ok=bool(what), message=message)
    for number, (kind, provided, provider) in enumerate(one.providers):
        subject = Subject(provider, folder / str(number))
        about = {"plugin": name, "subject": f"{kind} {provided}"}
        for check in checks_of(kind, subject):
            tell("begin", **about, check=check.name)
            try:
                check(subject)
            except (Exception, SystemExit) as error:
                wrong = str(error) if isinstance(error, AssertionError) else _told(error)
                tell("found", **about, check=check.name, ok=False, message=wrong)
            else:
                tell("found", **about, check=check.name, ok=True, message=check.promise)


def _told(error: BaseException) -> str:
    """What a plugin raised, and where in it."""
    place = line_of(error)
    return f"{type(error).__name__}: {error}" + (f" (at {place})" if place else "")


if __name__ == "__main__":
    main()
