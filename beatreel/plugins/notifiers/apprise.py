"""Phones, chats and mail by Apprise, with the extra ``notify``. Switched on by ``[plugins.options.apprise]`` with ``urls``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beatreel import ConfigError, hookimpl
from beatreel.plugins.notifiers._message import message_of

_urls: Sequence[str] = ()


@hookimpl
def configure(options: Mapping[str, Any]) -> None:
    """Take the settings."""
    global _urls
    urls = options.get("urls")
    if not isinstance(urls, list | tuple) or not urls or not all(isinstance(url, str) for url in urls):
        raise ConfigError("plugins.options.apprise needs urls", hint='Such as: urls = ["ntfy://my-topic"]')
    _urls = tuple(urls)


@hookimpl
def job_completed(event: Any) -> None:
    """Tell it to all addresses."""
    message = message_of(event)
    if message is None:
        return
    try:
        import apprise
    except ImportError as error:
        raise ConfigError("Apprise is not installed", hint="Install it: pip install 'beatreel[notify]'") from error
    sender = apprise.Apprise()
    if not all(sender.add(url) for url in _urls):
        raise ConfigError(
            "An address of plugins.options.apprise.urls is none that Apprise knows", hint="See Apprise's list"
        )
    kind = apprise.NotifyType.SUCCESS if message.is_good else apprise.NotifyType.FAILURE
    if not sender.notify(title=message.title, body=message.body, notify_type=kind):
        raise ConfigError("A notification by Apprise was not delivered", hint="Check plugins.options.apprise.urls")


@hookimpl
def job_failed(event: Any) -> None:
    """Tell it to all addresses."""
    job_completed(event)


@hookimpl
def audio_rejected(event: Any) -> None:
    """Tell it to all addresses."""
    job_completed(event)
