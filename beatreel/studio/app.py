"""The application: guard, routes, errors and the page."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from beatreel import __version__
from beatreel.core.config import Settings
from beatreel.studio import facts, jobs, problems, scenes, stream
from beatreel.studio.desk import StudioDesk
from beatreel.studio.guard import COOKIE, Guard
from beatreel.studio.models import TokenOrder

_DESCRIPTION = "Songs in, films out. Every error is application/problem+json with a title and the next thing to do."
_PLAIN = """<!doctype html><html lang="en"><meta charset="utf-8"><title>beatreel studio</title>
<h1>beatreel studio</h1><p>{text}</p><p>The API is at <a href="/api/v1/docs">/api/v1</a>.</p></html>"""

_NOT_BUILT = (
    "The page was not built into this installation. In the source folder, make studio builds and opens it (Node.js 20.19 or newer)."
    " Or use the API."
)


def create_app(settings: Settings, *, films: Path, token: str, hosts: Iterable[str]) -> Guard:
    """Return the guarded application.

    Parameters
    ----------
    settings : Settings
    films : Path
        Where new films go.
    token : str
        What every request to the API must carry.
    hosts : iterable of str
        Allowed values of ``Host``, with port.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk = app.state.desk = StudioDesk(settings, films, token)
        try:
            yield
        finally:
            app.state.is_closing = True
            desk.close()

    app = FastAPI(
        title="beatreel",
        version=__version__,
        description=_DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        separate_input_output_schemas=False,
        responses={"4XX": {"model": problems.Problem, "description": "What happened, and the next thing to do"}},
    )
    app.state.is_closing = False
    problems.install(app)
    for part in (facts, scenes, jobs, stream):
        app.include_router(part.router)
    intake = settings.intake
    limit = max(intake.max_bytes, intake.reference_max_bytes)
    guard = Guard(app, token=token, hosts=hosts, upload_limit=limit)
    _add_session(app, guard)
    _add_docs(app)
    _add_page(app, guard)
    return guard


def _add_session(app: FastAPI, guard: Guard) -> None:
    @app.post("/api/v1/session", tags=["session"], status_code=204, response_class=Response)
    def begin(order: TokenOrder) -> Response:
        """Exchange the token for a cookie, for browsers."""
        if not guard.is_token(order.token):
            body = guard.wrong_token()
            return JSONResponse(body, body["status"], media_type="application/problem+json")
        return _with_cookie(Response(status_code=204), order.token)


def _with_cookie(response: Response, token: str) -> Response:
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    return response


def _add_docs(app: FastAPI) -> None:
    @app.get("/api/v1/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        """List all operations, without anything from elsewhere."""
        rows = []
        for path, methods in app.openapi()["paths"].items():
            for method, operation in methods.items():
                text = html.escape(operation.get("description") or operation.get("summary", ""))
                rows.append(f"<tr><td>{method.upper()}<td><code>{html.escape(path)}</code><td>{text}")
        table = f"<table>{''.join(rows)}</table><p><a href='openapi.json'>openapi.json</a>"
        return HTMLResponse(
            f"<!doctype html><html lang='en'><title>beatreel API</title><h1>beatreel API</h1>{table}</html>"
        )


def _add_page(app: FastAPI, guard: Guard) -> None:
    @app.get("/", include_in_schema=False)
    def page(request: Request, token: Annotated[str, Query(max_length=200)] = "") -> Response:
        if token:
            if not guard.is_token(token):
                guard.wrong_token()
                return HTMLResponse(
                    _PLAIN.format(text="This address is out of date. Use the one that was printed last."), 401
                )
            # The token leaves the address bar, the history and every Referer at once.
            return _with_cookie(RedirectResponse("/", 303), token)
        index = request.app.state.desk.page / "index.html"
        if index.is_file():
            return HTMLResponse(index.read_text(encoding="utf-8"))
        return HTMLResponse(_PLAIN.format(text=_NOT_BUILT))

    @app.get("/{path:path}", include_in_schema=False)
    async def asset(request: Request, path: str) -> Response:
        folder = request.app.state.desk.page
        if path.startswith("api/") or not folder.is_dir():
            return _missing()
        files = StaticFiles(directory=folder)
        try:
            return await files.get_response(path, request.scope)
        except Exception:  # whatever a hostile path makes of it, it is not there
            return _missing()


def _missing() -> Response:
    body: dict[str, Any] = problems.problem(404, "not_found", "There is nothing at this address")
    return JSONResponse(body, 404, media_type="application/problem+json")
