"""The process of :mod:`beatreel.hooks.probing`: loads plugins one after the other and says a line after each."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from beatreel.hooks.manager import PluginManager


def main() -> None:
    """Load what stdin names."""
    # What a plugin prints goes nowhere: it will be loaded again where it is used.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    manager = PluginManager()
    for name, where in json.loads(sys.stdin.readline()):
        manager.add(name, Path(where) if where.endswith(".py") else where)
        answers.write("loaded\n")
    answers.flush()
    os._exit(0)  # threads that a plugin began do not matter here


if __name__ == "__main__":
    main()
