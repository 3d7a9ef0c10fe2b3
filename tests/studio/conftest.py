"""A real Studio: the command as a user starts it, in a process of its own, with the service that makes the films."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from beatreel.testing import make_song

PLUGINS = Path(__file__).parents[1] / "engine" / "plugins"
TOKEN = "a-token-of-the-tests"


class Studio:
    """The server, and a client that knows the token."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.environment = {
            **os.environ,
            "BEATREEL_DATA_DIR": str(root / "data"),
            "BEATREEL_CACHE_DIR": str(root / "cache"),
            "BEATREEL_RUNTIME_DIR": str(root / "run"),
            "BEATREEL_PLUGINS__FOLDERS": f'["{PLUGINS}"]',
            "BEATREEL_STYLES__FOLDERS": f'["{root / "styles"}"]',
            "BEATREEL_INTAKE__MIN_DURATION": "3",
            "BEATREEL_INTAKE__MAX_BYTES": "3000000",
            "BEATREEL_RENDER__ANALYZER": "tiny",
            "BEATREEL_RENDER__GENERATOR": "tiny",
            "BEATREEL_RENDER__WORKERS": "2",
            "BEATREEL_SERVICE__IDLE_EXIT": "20",
            "BEATREEL_STUDIO_TOKEN": TOKEN,
        }
        command = [
            sys.executable,
            "-m",
            "beatreel",
            "studio",
            "--port",
            "0",
            "--films",
            str(root / "films"),
            "--no-open",
            *options,
        ]
        with (root / "err").open("wb") as complaints:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=subprocess.PIPE, stderr=complaints, cwd=root
            )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().decode().strip()
        self.base = self.address.partition("/?")[0]
        self.host = self.base.removeprefix("http://")
        self.client = httpx.Client(
            base_url=f"{self.base}/api/v1/", headers={"authorization": f"Bearer {TOKEN}"}, timeout=60, trust_env=False
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                self.client.get("version").raise_for_status()
                return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError((root / "err").read_text())

    @property
    def complaints(self) -> str:
        """What the server printed last: its errors with their tracebacks."""
        return (self.root / "err").read_text(errors="replace")[-4000:]

    def upload(self, path: Path, **query: str) -> httpx.Response:
        return self.client.post("uploads", params={"name": path.name, **query}, content=path.read_bytes())

    def wait(self, job: str, state: str = "done", timeout: float = 300) -> dict:
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            found = self.client.get(f"jobs/{job}").json()
            if found["state"] == state and found["phase"] in ("ended", "paused", None):
                return found
            assert found["state"] in ("queued", "running", state), found
            time.sleep(0.2)
        raise AssertionError(found)

    def stop(self) -> None:
        from beatreel.core.config import Settings
        from beatreel.engine.instance import Instance

        self.client.close()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=20)
        assert self.process.stdout is not None
        self.process.stdout.close()
        root = self.root
        Instance(Settings(data_dir=root / "data", cache_dir=root / "cache", runtime_dir=root / "run")).stop()


@pytest.fixture(scope="package")
def song_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("song") / "Kälte.flac"
    make_song(duration=10, tempo=120, seed=3).write(path, title="Kälte", artist="Tést")
    return path


@pytest.fixture(scope="package")
def studio(tmp_path_factory):
    studio = Studio(tmp_path_factory.mktemp("st"))
    yield studio
    studio.stop()


@pytest.fixture(scope="package")
def film(studio, song_file) -> dict:
    """A finished film of the Studio."""
    song = studio.upload(song_file).json()
    job = studio.client.post("jobs", json={"song": song["id"], "prompt": "a test", "draft": True}).json()
    return studio.wait(job["id"])
