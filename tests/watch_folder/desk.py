"""A machine with watched folders: the watcher runs in a process of its own, as ``beatreel watch`` does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.engine.service_desk import Machine

TINY = ["--analyzer", "tiny", "--generator", "tiny", "--prompt", "x", "--draft"]


class WatchingMachine(Machine):
    """Adds the watcher to a machine."""

    def __init__(self, root: Path, **environment: str) -> None:
        # Most tests drop noise and look at what is claimed; a look into it would refuse it.
        quiet = {"BEATREEL_SERVICE__START_ON_DEMAND": "false", "BEATREEL_SERVICE__CHECK_EARLY": "false"}
        super().__init__(root, **{**quiet, **environment})
        self.drop = root / "drop"
        self.drop.mkdir()
        self.watcher: subprocess.Popen[bytes] | None = None

    def watch(self, *arguments: object, folders: tuple[Path, ...] = ()) -> subprocess.Popen[bytes]:
        """Start watching, with the cheap generator."""
        command = [sys.executable, "-m", "beatreel", "watch", *map(str, folders or (self.drop,)), *TINY, "--quiet"]
        self.watcher = subprocess.Popen([*command, *map(str, arguments)], env=self.environment, cwd=self.root)
        self.wait(lambda: "folder is watched" in self.watch_log(), 60)
        return self.watcher

    def watch_log(self) -> str:
        path = self.root / "data" / "logs" / "watch.log"
        return path.read_text() if path.exists() else ""

    def claims(self) -> list[dict]:
        """What the watcher knows, newest last."""
        return self.store.read("select * from watched order by rowid", ())

    def claimed(self) -> dict[str, str]:
        """Name → hash of what was claimed."""
        return {Path(os.fsdecode(row["path"])).name: row["sha256"] for row in self.claims()}

    def status(self, name: str) -> dict:
        path = self.drop / "done" / f"{name}.status.json"
        return json.loads(path.read_text()) if path.exists() else {}

    def close(self) -> None:
        if self.watcher is not None and self.watcher.poll() is None:
            self.watcher.terminate()
            self.watcher.wait(20)
        super().close()
