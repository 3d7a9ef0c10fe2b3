"""Who may speak to the server: checked before anything else sees the request.

A page that the user has open elsewhere may send requests to loopback addresses, and a name that it controls may be made to point
there. So the ``Host`` must be one of ours, a foreign ``Origin`` is refused, and everything under ``/api`` needs the token that
``beatreel studio`` printed: as a bearer, or as the cookie that the page got for it.
"""

from __future__ import annotations

import hmac
import json
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from beatreel.studio.problems import problem

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "beatreel_studio"
JSON_LIMIT = 1 << 20  # bytes
RECIPE_LIMIT = 4_000_000  # bytes: a film's recipe lies in its beginning
_SAFE = {"GET", "HEAD", "OPTIONS"}
_WRONG_TOKENS = 30  # a minute; the right token passes always
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
    " media-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]


class Guard:
    """ASGI middleware around the whole application.

    Parameters
    ----------
    app : ASGI application
    token : str
    hosts : iterable of str
        Allowed values of ``Host``, with port.
    upload_limit : int
        Largest body of an upload, in bytes.
    """

    def __init__(self, app: App, *, token: str, hosts: Iterable[str], upload_limit: int) -> None:
        self._app = app
        self._token = token.encode()
        self._hosts = {host.lower() for host in hosts}
        self._upload_limit = upload_limit
        self._wrong: deque[float] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _answer(refusal, with_headers(scope, send))
            return
        limit = self._limit(scope["path"])
        await self._app(scope, _limited(receive, limit), with_headers(scope, send))

    def _refusal(self, scope: Scope) -> dict[str, Any] | None:
        headers = _headers(scope)
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return problem(421, "host", "This server does not answer to that name", "Use the address that it printed")
        origins = headers.get("origin", [])
        if origins and (len(origins) != 1 or not self._is_own(origins[0])):
            return problem(403, "origin", "Requests from other pages are refused", "Open the Studio itself")
        if scope["method"] == "TRACE":
            return problem(405, "method", "This method is not allowed here")
        path = scope["path"]
        if not path.startswith("/api/") or scope["path"] == "/api/v1/session":
            return self._too_large(headers, path)
        site = headers.get("sec-fetch-site", ["none"])[0]
        if site not in ("none", "same-origin"):
            return problem(403, "origin", "Requests from other pages are refused", "Open the Studio itself")
        return self._check_token(scope["method"], headers) or self._too_large(headers, path)

    def _is_own(self, origin: str) -> bool:
        scheme, _, host = origin.partition("://")
        return scheme in ("http", "https") and host.lower() in self._hosts

    def _check_token(self, method: str, headers: dict[str, list[str]]) -> dict[str, Any] | None:
        kind, _, bearer = headers.get("authorization", [""])[0].partition(" ")
        if kind.lower() == "bearer" and self.is_token(bearer.strip()):
            return None
        cookie = _cookie(headers.get("cookie", []))
        if cookie and self.is_token(cookie):
            # A browser that sends the cookie also says where the request comes from.
            if method in _SAFE or headers.get("origin") or "same-origin" in headers.get("sec-fetch-site", []):
                return None
            return problem(403, "origin", "The request does not say where it comes from", "Send the token as a bearer")
        if bearer or cookie:
            return self.wrong_token()
        return problem(401, "token", "The token is missing", "Open the address that beatreel studio printed")

    def is_token(self, text: str) -> bool:
        """Whether this is the token, in constant time."""
        return hmac.compare_digest(text.encode("utf-8", "replace"), self._token)

    def wrong_token(self) -> dict[str, Any]:
        """Count a wrong token; who guesses is slowed down, who knows is not."""
        now = time.monotonic()
        while self._wrong and now - self._wrong[0] > 60:
            self._wrong.popleft()
        if len(self._wrong) >= _WRONG_TOKENS:
            return problem(
                429, "token", "Too many wrong tokens", "Wait a minute, then use the address that was printed"
            )
        self._wrong.append(now)
        return problem(401, "token", "The token is wrong", "Open the address that beatreel studio printed last")

    def _limit(self, path: str) -> int:
        limits = {"/api/v1/uploads": self._upload_limit, "/api/v1/recipes": RECIPE_LIMIT}
        return limits.get(path, JSON_LIMIT)

    def _too_large(self, headers: dict[str, list[str]], path: str) -> dict[str, Any] | None:
        limit = self._limit(path)
        length = headers.get("content-length", ["0"])[0]
        if not length.isdigit():
            return problem(400, "length", "The length of the body is no number")
        return too_large(limit) if int(length) > limit else None


class BodyTooLargeError(Exception):
    """More bytes came than are allowed."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def too_large(limit: int) -> dict[str, Any]:
    """Return the refusal of a body that is too large."""
    return problem(413, "too_large", f"At most {limit / 1e6:g} MB are allowed", "Send a smaller file")


def with_headers(scope: Scope, send: Send) -> Send:
    """Add what every answer says to browsers."""

    async def sender(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [*message.get("headers", []), *_HEADERS]
            if not any(name == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"no-store" if scope["path"].startswith("/api/") else b"no-cache"))
            message["headers"] = headers
        await send(message)

    return sender


def _limited(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def receiver() -> MutableMapping[str, Any]:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise BodyTooLargeError(limit)
        return message

    return receiver


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _cookie(headers: list[str]) -> str:
    for text in headers:
        try:
            morsel = SimpleCookie(text).get(COOKIE)
        except CookieError:
            continue
        if morsel is not None:
            return morsel.value
    return ""


async def _answer(body: dict[str, Any], send: Send) -> None:
    content = json.dumps(body).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(content)).encode())]
    if body["status"] == 401:
        headers.append((b"www-authenticate", b"Bearer"))
    headers.append((b"connection", b"close"))  # a body that was not read must not be taken for the next request
    await send({"type": "http.response.start", "status": body["status"], "headers": headers})
    await send({"type": "http.response.body", "body": content})
