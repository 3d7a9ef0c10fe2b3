"""Live updates as server-sent events that resume.

Events of the log come with their ids, in order, none left out: a client that sends back the last id that it saw
(``Last-Event-ID``, as browsers do by themselves, or ``since``) misses nothing. ``progress`` comes without an id; the next one replaces it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from beatreel.studio.desk import StudioDesk, desk_of
from beatreel.studio.problems import RequestError

router = APIRouter(prefix="/api/v1")
TheDesk = Annotated[StudioDesk, Depends(desk_of)]
_TICK = 0.1  # seconds between two looks at the log
_PROGRESS = 0.5  # seconds between two words on how far a job is
_PULSE = 15.0  # seconds after which a comment keeps the connection open
_CLIENTS = 64


class _Counter:
    open = 0


@router.get(
    "/events",
    tags=["events"],
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def events(
    request: Request,
    desk: TheDesk,
    since: Annotated[int | None, Query(ge=0, le=2**53, description="Last id seen; the present one by default")] = None,
    job: Annotated[str, Query(max_length=12)] = "",
) -> StreamingResponse:
    """Follow events as server-sent events."""
    last = request.headers.get("last-event-id", "")
    if last and not (last.isascii() and last.isdigit() and len(last) < 16):
        raise RequestError("Last-Event-ID is no event id", status=422, code="event_id")
    job_id = desk.job(job).id if job else None
    if _Counter.open >= _CLIENTS:
        raise RequestError("Too many followers", status=503, code="busy", hint="Close other windows of the Studio")
    start = int(last) if last else since
    if start is None:
        start = await run_in_threadpool(desk.store.last_event_id)
    return StreamingResponse(_follow(request, desk, start, job_id), media_type="text/event-stream")


async def _follow(request: Request, desk: StudioDesk, last: int, job_id: str | None) -> AsyncIterator[str]:
    _Counter.open += 1
    try:
        yield f"retry: 1000\nid: {last}\nevent: hello\ndata: {{}}\n\n"
        told, spoken, looked = "", time.monotonic(), 0.0
        while not request.app.state.is_closing and not await request.is_disconnected():
            logged = await run_in_threadpool(desk.store.events, since=last, job_id=job_id, limit=200)
            for event in logged:
                last = event.id
                data = {"id": event.id, "time": event.time.isoformat(), "job_id": event.job_id, **event.data}
                yield f"id: {event.id}\nevent: {event.name}\ndata: {json.dumps(data)}\n\n"
            now = time.monotonic()
            if logged:
                spoken = now
                continue
            if now - looked > _PROGRESS:
                looked = now
                progress = json.dumps(await run_in_threadpool(_running, desk, job_id))
                if progress != told and (told or progress != "[]"):
                    told, spoken = progress, now
                    yield f"event: progress\ndata: {progress}\n\n"
            if now - spoken > _PULSE:
                spoken = now
                yield ": still there\n\n"
            await asyncio.sleep(_TICK)
    finally:
        _Counter.open -= 1


def _running(desk: StudioDesk, job_id: str | None) -> list[dict[str, Any]]:
    state = desk.instance.state() or {}
    running: list[dict[str, Any]] = state.get("running", [])
    return [told for told in running if job_id is None or told.get("job") == job_id]
