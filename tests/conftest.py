"""How ``make test`` shares the suite between two processes: see decision 33."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent
WAITING = ("soak", "engine", "watch_folder", "executors", "core", "studio")
"""Folders whose tests mostly wait for processes that they started, the ones that take longest first."""
COMPUTING = ("media", "director", "testing", "plugins", "plugins/generators/procedural")
"""Folders whose tests compute in their own process, the ones that take longest last."""
TOGETHER = ("tests/executors/cluster", "tests/studio")
"""Folders whose files share a cluster or a server."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what waits at the front and what computes at the back."""
    items.sort(key=lambda item: _rank(item.path.relative_to(ROOT).as_posix()))


def _rank(path: str) -> int:
    for rank, folder in enumerate(WAITING, -len(WAITING)):
        if path.startswith(f"{folder}/"):
            return rank
    return max((rank for rank, folder in enumerate(COMPUTING, 1) if path.startswith(f"{folder}/")), default=0)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let the first process take files from the front and the others from the back."""
    from xdist.scheduler import LoadFileScheduling

    class FromBothEnds(LoadFileScheduling):
        def _assign_work_unit(self, node: Any) -> None:
            if node.gateway.id != "gw0":
                self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
            super()._assign_work_unit(node)

        def _split_scope(self, nodeid: str) -> str:
            path = super()._split_scope(nodeid)
            return path.rpartition("/")[0] if path.startswith(TOGETHER) else path

    return FromBothEnds(config, log) if config.option.dist == "loadfile" else None
