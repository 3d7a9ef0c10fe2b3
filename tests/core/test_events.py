from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from beatreel.core.errors import BusError, ConfigError
from beatreel.core.events import BUILTIN_EVENTS, Event, EventRegistry, Exported, JobSubmitted, LoggedEvent
from beatreel.core.model import Deliverable


def logged(event: Event, number: int = 7) -> LoggedEvent:
    return LoggedEvent(
        id=number,
        time=datetime(2026, 1, 2, 3, 4, 5, 678000, tzinfo=UTC),
        name=event.name,
        job_id=event.job_id,
        data=event.model_dump(mode="json"),
    )


def test_the_wire_form_is_a_cloudevent_and_comes_back():
    event = logged(JobSubmitted(job_id="abc", song_path="/música/ké.wav", prompt="“neon”\n"))
    raw = json.loads(event.to_json())
    assert raw["specversion"] == "1.0"
    assert raw["type"] == "job_submitted"
    assert raw["id"] == "7"
    assert raw["time"] == "2026-01-02T03:04:05.678000Z"
    assert LoggedEvent.from_json(event.to_json()) == event


def test_an_event_comes_back_with_its_types():
    made = Deliverable(
        platform="reels", path=Path("/x/reels.mp4"), width=1080, height=1920, duration=60, size=9, has_audio=True
    )
    event = Exported(job_id="abc", deliverable=made, sha256="0" * 64, fingerprint="f")
    assert EventRegistry().decode("exported", logged(event).data) == event


def test_fields_of_a_later_version_are_ignored():
    data = {"job_id": "abc", "song_path": "x", "colour_of_tomorrow": 1}
    assert EventRegistry().decode("job_submitted", data).job_id == "abc"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": "x"}', "null", "\x00"])
def test_what_is_no_event_is_refused(text):
    with pytest.raises(BusError):
        LoggedEvent.from_json(text)


def test_plugins_register_events_of_their_own():
    class LoopFound(Event):
        name = "myplugin.loop_found"

    registry = EventRegistry()
    registry.register(LoopFound)
    assert isinstance(registry.decode("myplugin.loop_found", {"job_id": "a"}), LoopFound)

    class Thief(Event):
        name = "exported"

    with pytest.raises(ConfigError):
        registry.register(Thief)

    class Malformed(Event):
        name = "No Name"

    with pytest.raises(ConfigError):
        registry.register(Malformed)
    with pytest.raises(BusError):
        registry.decode("never.heard", {"job_id": "a"})


def test_event_names_are_unique_and_docstrings_name_every_field():
    names = [kind.name for kind in BUILTIN_EVENTS]
    assert len(set(names)) == len(names)
    for kind in BUILTIN_EVENTS:
        for field in set(kind.model_fields) - {"job_id", "count"}:
            assert f"``{field}``" in (kind.__doc__ or ""), f"{kind.__name__}.{field}"
