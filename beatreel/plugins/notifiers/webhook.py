"""A signed webhook when a film is ready or none came of it. Switched on by ``[plugins.options.webhook]`` with ``url`` and ``secret``.

Signed as the Standard Webhooks specification says: HMAC-SHA256 over id, time and body, so that the receiver can tell genuine from
forged and fresh from replayed. The body is the event's CloudEvents JSON, as on the bus. A delivery that fails is tried twice more
under the same id; the receiver takes each id once.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from beatreel import ConfigError, LoggedEvent, hookimpl

_PAUSES = (0.0, 0.7, 2.0)  # seconds before each try
_TIMEOUT = 4.0  # seconds for one; all together stay below what a listener may take
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Options(BaseModel):
    """What can be set.

    Attributes
    ----------
    url : str
        https, or http on this machine.
    secret : str
        ``whsec_`` and base64, as receivers hand it out.
    events : tuple of str
        Names of the events that are sent.
    """

    model_config = ConfigDict(extra="forbid")

    url: str
    secret: str = Field(pattern=r"^whsec_[A-Za-z0-9+/]+=*$")
    events: tuple[str, ...] = ("job_completed", "job_failed", "audio_rejected")


_options: Options | None = None


@hookimpl
def configure(options: Mapping[str, Any]) -> None:
    """Take the settings; refuse those that cannot work."""
    global _options
    try:
        _options = Options.model_validate(options)
        base64.b64decode(_options.secret.removeprefix("whsec_"), validate=True)
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigError(f"plugins.options.webhook.{'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    except ValueError as error:
        raise ConfigError(
            "plugins.options.webhook.secret is no base64", hint="Copy it anew; it begins with whsec_"
        ) from error
    parts = urlsplit(_options.url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ConfigError(
            "plugins.options.webhook.url must begin with https://", hint="http works on this machine only"
        )


@hookimpl
def job_completed(event: Any, logged: LoggedEvent) -> None:
    """Send it."""
    if _options is None or event.name not in _options.events or not getattr(event, "final", True):
        return
    _deliver(_options, f"{event.job_id}-{logged.id}", logged.to_json().encode("utf-8", "backslashreplace"))


@hookimpl
def job_failed(event: Any, logged: LoggedEvent) -> None:
    """Send it."""
    job_completed(event, logged)


@hookimpl
def audio_rejected(event: Any, logged: LoggedEvent) -> None:
    """Send it."""
    job_completed(event, logged)


def sign(secret: str, identity: str, seconds: int, body: bytes) -> str:
    """Return the signature of a delivery, as the header ``webhook-signature`` has it."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{identity}.{seconds}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def _deliver(options: Options, identity: str, body: bytes) -> None:
    problem = ""
    for pause in _PAUSES:
        time.sleep(pause)
        seconds = int(time.time())
        headers = {
            "Content-Type": "application/cloudevents+json",
            "User-Agent": "beatreel",
            "webhook-id": identity,
            "webhook-timestamp": str(seconds),
            "webhook-signature": sign(options.secret, identity, seconds, body),
        }
        request = urllib.request.Request(options.url, data=body, headers=headers, method="POST")
        try:
            with _OPENER.open(request, timeout=_TIMEOUT):
                return
        except urllib.error.HTTPError as error:
            error.close()
            problem = f"it answered {error.code}"
            if error.code == 410 or (300 <= error.code < 500 and error.code not in (408, 409, 425, 429)):
                break  # it will not want it a second later either
        except (OSError, ValueError) as error:
            problem = str(error)
    host = urlsplit(options.url).hostname
    raise ConfigError(f"The webhook at {host} was not delivered: {problem}", hint="Check url and secret")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nobody elsewhere: what is sent is for the address that was named."""


_OPENER = urllib.request.build_opener(_NoRedirect)
