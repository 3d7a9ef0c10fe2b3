"""Figures for Prometheus, from a real service, for programs on this machine only."""

from __future__ import annotations

import http.client
import re

import pytest

from beatreel.core.errors import ConfigError
from beatreel.core.jobs import JobStore
from beatreel.engine.metrics import Metrics
from tests.core.test_bus_tcp import free_ports
from tests.engine.service_desk import Machine


def ask(port: int, path: str = "/metrics", method: str = "GET", **headers: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request(method, path, headers=headers)
        reply = line.getresponse()
        return reply.status, reply.read().decode()
    finally:
        line.close()


def test_figures_of_a_service(tmp_path, make_recipe):
    port = free_ports()
    machine = Machine(tmp_path, BEATREEL_SERVICE__METRICS=f"127.0.0.1:{port}")
    try:
        record, _ = machine.desk.submit(make_recipe(song_path=tmp_path / "none.wav"), tmp_path / "film")
        machine.start()
        machine.wait(lambda: machine.state(record.id) == "rejected")
        status, text = ask(port)
        assert status == 200
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        assert all(re.fullmatch(r'beatreel_[a-z_]+(\{[a-z]+="[^"]*"\})? [0-9.]+', line) for line in lines), text
        assert 'beatreel_jobs{state="rejected"} 1' in lines
        assert 'beatreel_events_total{name="audio_rejected"} 1' in lines
        assert 'beatreel_queue{phase="waiting"} 0' in lines
        assert str(tmp_path) not in text
        for path, method, host in (("/", "GET", ""), ("/metrics", "POST", ""), ("/metrics", "GET", "evil.test")):
            assert ask(port, path, method, **({"Host": host} if host else {}))[0] in (404, 501)
        assert machine.service.poll() is None
    finally:
        machine.close()


@pytest.mark.parametrize(
    "address", ["0.0.0.0:9464", "9464", "192.168.1.2:9464", "127.0.0.1:", "127.0.0.1:99999", "::9464"]
)
def test_addresses_that_others_could_reach(address, make_settings, tmp_path):
    with JobStore(tmp_path / "store.db") as store, pytest.raises(ConfigError):
        Metrics(address, make_settings(), store)
