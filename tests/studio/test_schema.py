"""Whatever the schema allows, and what it does not, gets an answer that is no accident."""

from __future__ import annotations

import os

import schemathesis
from hypothesis import HealthCheck, given, settings

from tests.studio.conftest import TOKEN

EXAMPLES = int(os.environ.get("BEATREEL_SCHEMA_EXAMPLES", "3"))
ENDLESS = {"/api/v1/events"}


KNOWN = {
    "number": 1,
    "name": "master.mp4",
    "platform": "canvas",
    "wish": "resume",
    "scene": 1,
    "take": 1,
    "what": "clip",
}


def test_no_request_breaks_the_server(studio, film):
    """Every operation with generated requests, of which every second one is about the real film: no 5xx, and every error is a problem."""
    schema = schemathesis.openapi.from_dict(studio.client.get("openapi.json").json())
    operations = [result.ok() for result in schema.get_all_operations()]
    seen = sum(_try(studio, film, operation) for operation in operations if operation.path not in ENDLESS)
    assert seen > 2 * len(operations)


def _try(studio, film, operation) -> int:
    headers = {"authorization": f"Bearer {TOKEN}"}
    seen = []

    @given(case=operation.as_strategy())
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def check(case):
        for known in ({}, {"job_id": film["id"], **KNOWN}):
            for name in set(known) & set(case.path_parameters or {}):
                case.path_parameters[name] = known[name]
            answer = case.call(base_url=studio.base, headers=headers, timeout=90)
            seen.append(answer.status_code)
            assert answer.status_code < 500, (operation.label, answer.status_code, answer.content[:500])
            if answer.status_code >= 400 and answer.request.method != "HEAD":
                assert answer.headers["content-type"][0] == "application/problem+json", operation.label

    check()
    return len(seen)
