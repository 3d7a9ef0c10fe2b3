"""Films for the tests of the cluster: how they are ordered, made and compared."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from beatreel.core.config import ExecutorSettings
from beatreel.engine import Engine
from tests.engine.conftest import recipe_of, settings_in

SPY = Path(__file__).parent / "plugins"


def settings_of(root, address, **changes):
    kind = {"kind": "ray", "ray_address": address} if address else {}
    return settings_in(root, SPY).model_copy(update={"executor": ExecutorSettings(**kind, **changes)})


def recipe(song, params=None):
    """A film whose bytes do not tell with which parameters it was made."""
    return recipe_of(song, params, metadata=False)


def make(settings, order, folder, watch=lambda report: None):
    """Make a film and return its events."""
    with Engine(settings) as engine:
        record = engine.submit(order, folder)
        engine.run(record.id, watch)
        return engine.store.events()


def lines(kind: str) -> list[str]:
    """What workers have noted so far."""
    path = Path(os.environ["TINY_LOG"])
    return [line for line in path.read_text().splitlines() if line.startswith(kind)] if path.exists() else []


def hashes(folder: Path) -> dict[str, str]:
    files = [folder / "master.mp4", *sorted(folder.glob("scenes/*/take-1/*"))]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextlib.contextmanager
def nodes_at_work(count: int):
    """Have workers begin only when there are some on so many nodes."""
    log = Path(os.environ["TINY_LOG"])
    gate = log.with_name(f"{log.name}.gate")
    gate.write_text(f"{count} {len(log.read_text()) if log.exists() else 0}")
    try:
        yield
    finally:
        gate.unlink()
