"""Desktop notifications: ``notify-send`` on Linux, the system's own on a Mac. Switched on by ``[plugins.options.desktop]``."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

from beatreel import ConfigError, hookimpl
from beatreel.plugins.notifiers._message import message_of

_MAC = "on run words\ndisplay notification (item 2 of words) with title (item 1 of words)\nend run"


@hookimpl
def job_completed(event: Any) -> None:
    """Show it."""
    message = message_of(event)
    if message is None:
        return
    if sys.platform == "darwin":
        words = ["osascript", "-e", _MAC, message.title, message.body]
    elif sys.platform == "win32":
        raise ConfigError(
            "Desktop notifications are not there on Windows yet", hint="Use the webhook or apprise instead"
        )
    else:
        urgency = "normal" if message.is_good else "critical"
        words = ["notify-send", "--app-name=beatreel", f"--urgency={urgency}", "--", message.title, message.body]
    try:
        subprocess.run(words, check=True, timeout=10, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise ConfigError(f"{words[0]} is not installed", hint="Install it: apt install libnotify-bin") from error
    except subprocess.CalledProcessError as error:
        raise ConfigError(
            f"{words[0]} failed: {error.stderr.strip()}", hint="Is there a desktop in this session?"
        ) from error


@hookimpl
def job_failed(event: Any) -> None:
    """Show it."""
    job_completed(event)


@hookimpl
def audio_rejected(event: Any) -> None:
    """Show it."""
    job_completed(event)
