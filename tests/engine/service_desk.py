"""A user's machine with a service on it: real processes, a cheap generator, and a look at what was made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from beatreel.core.config import PluginSettings, Settings
from beatreel.core.jobs import JobStore
from beatreel.core.queue import JobQueue
from beatreel.engine.desk import Desk
from beatreel.engine.instance import Instance
from tests.engine.conftest import PLUGINS


class Machine:
    """Folders, environment, one service, and the commands that users type."""

    def __init__(self, root: Path, **environment: str) -> None:
        self.root, self.log = root, root / "log"
        self.environment = {
            **os.environ,
            "BEATREEL_DATA_DIR": str(root / "data"),
            "BEATREEL_CACHE_DIR": str(root / "cache"),
            "BEATREEL_RUNTIME_DIR": str(root / "run"),
            "BEATREEL_PLUGINS__FOLDERS": json.dumps([str(PLUGINS)]),
            "BEATREEL_INTAKE__MIN_DURATION": "1",
            "BEATREEL_SERVICE__RETRY_DELAY": "0.1",
            "BEATREEL_SERVICE__MIN_FREE": "0",
            "BEATREEL_RENDER__WORKERS": "2",
            "TINY_LOG": str(self.log),
            **environment,
        }
        self.settings = Settings(
            data_dir=root / "data",
            cache_dir=root / "cache",
            runtime_dir=root / "run",
            plugins=PluginSettings(folders=(PLUGINS,)),
        )
        self.service: subprocess.Popen[bytes] | None = None
        self.store = JobStore(self.settings.store_path)
        self.queue = JobQueue(self.store)
        self.desk = Desk(self.settings, self.store)
        self.instance = Instance(self.settings)

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a service as a child, so that it can be killed and seen to end."""
        self.service = subprocess.Popen(
            [sys.executable, "-m", "beatreel", "service", "run", "--quiet", *arguments],
            env=self.environment,
            cwd=self.root,
            start_new_session=True,
        )
        return self.service

    def beatreel(self, *arguments: object, code: int = 0, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "beatreel", *map(str, arguments)],
            env={**self.environment, **changes},
            cwd=self.root,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    def wait(self, until, seconds: float = 60.0) -> None:
        """Wait for something to become true."""
        deadline = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < deadline, "it did not happen in time\n" + self.told()
            time.sleep(0.05)

    def state(self, job_id: str) -> str:
        return self.store.job(job_id).state

    def told(self) -> str:
        """Return what the service and the hooks have written."""
        logs = (self.root / "data" / "logs" / "service.log", self.root / "data" / "hooks" / "hooks.log")
        return "\n".join(path.read_text() for path in logs if path.exists())

    def animated(self) -> list[str]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line for line in lines if line.startswith("animate")]

    def film(self, folder: Path) -> dict[str, str]:
        names = ["master.mp4", "storyboard.json", "sync_report.json"]
        return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}

    def close(self) -> None:
        self.store.close()
        if self.service is not None and self.service.poll() is None:
            self.service.terminate()
            try:
                self.service.wait(20)
            except subprocess.TimeoutExpired:
                self.service.kill()
                self.service.wait()
        self.instance.stop()
