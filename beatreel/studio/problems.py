"""Errors as ``application/problem+json`` (RFC 9457): what happened, and the next thing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from beatreel.core.errors import (
    AudioRejectedError,
    BeatreelError,
    CreditsError,
    JobBusyError,
    JobError,
    JobNotFoundError,
    ReferenceRejectedError,
    UserInputError,
)

if TYPE_CHECKING:
    from fastapi import FastAPI

_TYPE = "urn:beatreel:problem:"


class Problem(BaseModel):
    """What every error looks like.

    Attributes
    ----------
    type : str
        ``urn:beatreel:problem:CODE``, stable.
    title : str
        What happened, one sentence.
    status : int
    detail : str or None
        The next thing to do.
    field : str or None
        Which part of the request it is about.
    """

    type: str
    title: str
    status: int
    detail: str | None = None
    field: str | None = None


class RequestError(UserInputError):
    """A request that cannot be carried out.

    Parameters
    ----------
    status : int
        HTTP status.
    code : str
        Last part of the problem's type.
    """

    def __init__(self, message: str, *, status: int, code: str, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.code = code


def problem(
    status: int, code: str, title: str, detail: str | None = None, *, field: str | None = None
) -> dict[str, Any]:
    """Return the body of an error."""
    return Problem(type=_TYPE + code, title=title, status=status, detail=detail, field=field).model_dump()


def problem_of(error: BeatreelError) -> dict[str, Any]:
    """Return the body of an error of ours."""
    if isinstance(error, RequestError):
        return problem(error.status, error.code, error.message, error.hint)
    if isinstance(error, AudioRejectedError):
        return problem(422, error.reason, error.message, error.hint, field="song")
    if isinstance(error, ReferenceRejectedError):
        return problem(422, error.reason, error.message, error.hint, field="reference")
    if isinstance(error, CreditsError):
        return problem(402, "credits", error.message, error.hint)
    if isinstance(error, JobNotFoundError):
        return problem(404, "not_found", error.message, "See them all with GET /api/v1/jobs")
    code = "".join("_" + letter.lower() if letter.isupper() else letter for letter in type(error).__name__)
    code = code.strip("_").removesuffix("_error")
    if isinstance(error, JobBusyError | JobError):
        return problem(409, code, error.message, error.hint)
    return problem(422 if isinstance(error, UserInputError) else 500, code, error.message, error.hint)


def install(app: FastAPI) -> None:
    """Have the application answer all errors this way."""
    from fastapi import Request
    from fastapi.exceptions import RequestValidationError
    from fastapi.responses import JSONResponse
    from starlette.exceptions import HTTPException

    from beatreel.studio.guard import BodyTooLargeError, too_large

    def answer(body: dict[str, Any], headers: Any = None) -> JSONResponse:
        return JSONResponse(body, body["status"], headers=headers, media_type="application/problem+json")

    @app.exception_handler(BeatreelError)
    async def _ours(request: Request, error: BeatreelError) -> JSONResponse:
        return answer(problem_of(error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
        return answer(problem(422, "invalid", f"{where}: {first['msg']}", "See /api/v1/openapi.json", field=where))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        codes = {404: "not_found", 405: "method"}
        title = {404: "There is nothing at this address", 405: "This method is not allowed here"}
        status = error.status_code
        body = problem(status, codes.get(status, "request"), title.get(status, str(error.detail)))
        return answer(body, error.headers)

    @app.exception_handler(BodyTooLargeError)
    async def _large(request: Request, error: BodyTooLargeError) -> JSONResponse:
        return answer(too_large(error.limit), {"connection": "close"})

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        # The log has the details; a stranger need not know them.
        return answer(problem(500, "unexpected", "Something went wrong", "Look at what beatreel studio printed"))
