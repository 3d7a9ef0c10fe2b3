"""A cluster that beatreel starts by itself is nobody else's business, and leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psutil

from tests.engine.conftest import PLUGINS
from tests.executors.cluster.conftest import command_of, end, wait_for

_SLOW = ("dashboardagent", "runtimeenvagent", "dashboard/agent", "runtime_env/agent")
ROOT = Path(__file__).parents[3]


def test_it_listens_on_loopback_only_and_ends_with_its_engine(tmp_path):
    from beatreel.testing import make_song

    make_song(duration=14, tempo=120, seed=3).write(tmp_path / "song.flac")
    log = tmp_path / "log"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("RAY_")},
        "BEATREEL_DATA_DIR": str(tmp_path / "data"),
        "BEATREEL_CACHE_DIR": str(tmp_path / "cache"),
        "BEATREEL_RUNTIME_DIR": str(tmp_path / "run"),
        "BEATREEL_PLUGINS__FOLDERS": f'["{PLUGINS}"]',
        "BEATREEL_INTAKE__MIN_DURATION": "3",
        "BEATREEL_RENDER__WORKERS": "1",
        "BEATREEL_EXECUTOR__OBJECT_STORE": "100000000",
        "TINY_LOG": str(log),
        "HOME": str(tmp_path / "home"),
    }
    command = [sys.executable, "-m", "beatreel", "render", "song.flac", "--draft", "--out", "film", "--set", "delay=5"]
    command += ["--analyzer", "tiny", "--generator", "tiny", "--executor", "ray", "--prompt", "x"]
    with (tmp_path / "talk").open("w") as talk:
        engine = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=talk, stderr=talk)
    try:
        wait_for(lambda: _is_at_work(log) or engine.poll() is not None, 600)
        assert _is_at_work(log), (tmp_path / "talk").read_text()
        started = psutil.Process(engine.pid).children(recursive=True)
        # Two small helpers of Ray's try to reach their dead head for a minute before they leave.
        slow = [process for process in started if any(name in command_of(process).lower() for name in _SLOW)]
        listening = {each.laddr.ip for process in started for each in _sockets(process) if each.status == "LISTEN"}
    finally:
        engine.kill()
        engine.wait()
    assert listening
    assert {address.removeprefix("::ffff:") for address in listening} <= {"127.0.0.1", "::1"}
    _, left = psutil.wait_procs([process for process in started if process not in slow], timeout=60)
    end([*left, *slow])
    assert not left
    assert not (tmp_path / "home" / ".ray").exists(), "its token was left in the user's home"


def _is_at_work(log):
    return log.exists() and "animate" in log.read_text()


def _sockets(process):
    try:
        return process.net_connections("inet")
    except psutil.Error:
        return []


def test_without_ray_the_next_step_is_said():
    code = "import sys; sys.modules['ray'] = None\nfrom beatreel.cli import main\nmain()"
    command = [sys.executable, "-c", code, "render", "song.flac", "--executor", "ray"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "The executor “ray” needs Ray, which is not installed",
        "→ pip install 'beatreel[ray]'",
    ]


VALIDATE = """
import sys, yaml
from ray.autoscaler._private.util import prepare_config, validate_config
validate_config(prepare_config(yaml.safe_load(sys.stdin)))
"""


def test_the_example_cluster_file_is_one():
    # In a process of its own: Ray must not be imported here before the other tests have set its surroundings.
    text = (ROOT / "examples/cluster/cluster.yaml").read_text(encoding="utf-8")
    subprocess.run([sys.executable, "-c", VALIDATE], input=text, text=True, check=True)
