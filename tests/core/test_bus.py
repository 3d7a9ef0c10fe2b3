from __future__ import annotations

import json
import os
import stat
import threading
import time
from datetime import UTC, datetime

import pytest
import zmq

from beatreel.core.bus import Publisher, Subscriber, encode, request_catch_up, stable_address
from beatreel.core.errors import BusError
from beatreel.core.events import LoggedEvent


def event(number, name="exported"):
    return LoggedEvent(id=number, time=datetime.now(UTC), name=name, job_id="j", data={"job_id": "j", "number": number})


@pytest.fixture
def log():
    return [event(number) for number in range(1, 1201)]


@pytest.fixture
def publisher(tmp_path, log):
    folder = tmp_path / "run"
    made = Publisher(folder, lambda since: [entry for entry in log if entry.id > since])
    yield made
    made.close()


def test_a_subscriber_sees_what_is_announced_in_order(publisher, tmp_path):
    subscriber = Subscriber(tmp_path / "run")
    assert publisher.wait_for_subscriber(5)
    for number in range(50):
        publisher.announce(event(number))
    got = [subscriber.receive(5) for _ in range(50)]
    assert [entry.id for entry in got] == list(range(50))
    subscriber.close()


def test_topics_are_event_names(publisher, tmp_path):
    subscriber = Subscriber(tmp_path / "run", ["scene_generated"])
    assert publisher.wait_for_subscriber(5)
    publisher.announce(event(1, "exported"))
    publisher.announce(event(2, "scene_generated"))
    assert subscriber.receive(5).id == 2
    subscriber.close()


def test_a_process_that_knows_only_zeromq_and_json_understands_it(publisher):
    context = zmq.Context()
    socket = context.socket(zmq.SUB)
    socket.setsockopt(zmq.SUBSCRIBE, b"")
    socket.connect(publisher.events_address)
    assert publisher.wait_for_subscriber(5)
    publisher.announce(event(3))
    assert socket.poll(5000)
    topic, body = socket.recv_multipart()
    assert topic == b"exported"
    assert json.loads(body)["data"]["number"] == 3
    context.destroy(linger=0)


def test_who_came_late_catches_up_by_id(publisher, log):
    assert [entry.id for entry in request_catch_up(publisher.catchup_address, 700)] == [entry.id for entry in log[700:]]
    assert list(request_catch_up(publisher.catchup_address, 5000)) == []


def test_strange_requests_get_no_answer_and_do_no_harm(publisher):
    context = zmq.Context()
    socket = context.socket(zmq.DEALER)
    socket.connect(publisher.catchup_address)
    for parts in ([b"not a number"], [b"1", b"2"], [b""], [b"\xff" * 1000]):
        socket.send_multipart(parts)
    assert socket.poll(500) == 0
    assert next(request_catch_up(publisher.catchup_address, 0)).id == 1
    context.destroy(linger=0)


def test_a_reader_that_never_reads_stops_nobody(publisher, tmp_path):
    context = zmq.Context()
    lazy = context.socket(zmq.SUB)
    lazy.setsockopt(zmq.SUBSCRIBE, b"")
    lazy.setsockopt(zmq.RCVHWM, 10)
    lazy.connect(publisher.events_address)
    assert publisher.wait_for_subscriber(5)
    slowest = 0.0
    big = event(1).model_copy(update={"data": {"job_id": "j", "text": "x" * 2000}})
    for _ in range(30_000):
        begun = time.perf_counter()
        publisher.announce(big)
        slowest = max(slowest, time.perf_counter() - begun)
    assert slowest < 0.5
    context.destroy(linger=0)


def test_threads_may_announce_at_the_same_time(publisher, tmp_path):
    subscriber = Subscriber(tmp_path / "run")
    assert publisher.wait_for_subscriber(5)
    threads = [
        threading.Thread(target=lambda base=base: [publisher.announce(event(base + i)) for i in range(100)])
        for base in (0, 1000, 2000)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({subscriber.receive(5).id for _ in range(300)}) == 300
    subscriber.close()


def test_the_folder_is_private_and_left_clean(tmp_path):
    folder = tmp_path / "run"
    made = Publisher(folder, lambda since: [])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(list(folder.iterdir())) == 5
    made.close()
    assert [path.name for path in folder.iterdir()] == ["beatreel.lock"]


def test_the_fixed_address_can_be_connected_to_before_any_engine_runs(tmp_path):
    folder = tmp_path / "run"
    context = zmq.Context()
    socket = context.socket(zmq.SUB)
    socket.setsockopt(zmq.SUBSCRIBE, b"")
    socket.connect(stable_address(folder))
    one = Publisher(folder, lambda since: [])
    two = Publisher(folder, lambda since: [])  # comes second and must not take the address away
    assert one.wait_for_subscriber(10)
    two.announce(event(1))
    one.announce(event(2))
    assert socket.poll(5000)
    assert json.loads(socket.recv_multipart()[1])["id"] == "2"
    two.close()
    one.announce(event(3))
    assert json.loads(socket.recv_multipart()[1])["id"] == "3"
    one.close()
    context.destroy(linger=0)


def test_a_folder_that_cannot_hold_sockets_is_an_error_with_a_hint(tmp_path):
    with pytest.raises(BusError) as caught:
        Publisher(tmp_path / ("d" * 120), lambda since: [])
    assert caught.value.hint


def test_no_answer_is_an_error(tmp_path):
    with pytest.raises(BusError):
        list(request_catch_up(f"ipc://{tmp_path / 'nobody'}", 0, timeout=0.2))


def test_names_that_are_not_unicode_can_be_sent():
    entry = event(1).model_copy(update={"data": {"job_id": "j", "song_path": os.fsdecode(b"caf\xe9.wav")}})
    name, body = encode(entry)
    assert b"caf" in body
