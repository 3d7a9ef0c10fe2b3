"""How intake says no: one plain sentence with what was found and what is allowed, and the next step."""

from __future__ import annotations

from collections.abc import Iterable

from beatreel.core.errors import AudioRejectedError

EXPORT_ANEW = "Export the song again as WAV or FLAC"
COPY_AGAIN = "Copy or download the file again, or export it anew from your audio program"

_TITLES = {"mp3": "MP3", "m4a": "M4A", "wav": "WAV", "aac": "AAC", "ogg": "OGG", "flac": "FLAC", "aiff": "AIFF"}


def truncated(what: str) -> AudioRejectedError:
    """The end of the file is missing; ``what`` is a sentence with the figures."""
    return AudioRejectedError(what, reason="truncated", hint=COPY_AGAIN)


def damaged(what: str) -> AudioRejectedError:
    """The content contradicts itself or cannot be decoded."""
    return AudioRejectedError(what, reason="damaged", hint=EXPORT_ANEW)


def unsupported(found: str, formats: Iterable[str]) -> AudioRejectedError:
    """A format that is known but not accepted, such as ``"Windows Media audio"``."""
    return AudioRejectedError(
        f"The file is {found}; accepted are {listed(formats)}",
        reason="unsupported_format",
        hint=f"Export the song as {_suggestion(formats)}",
    )


def listed(formats: Iterable[str]) -> str:
    """Return ``"MP3, M4A and WAV"``."""
    names = [_TITLES[name] for name in formats]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def megabytes(count: int) -> str:
    """Return ``"41.2 MB"``."""
    return f"{count / 1e6:.1f}".removesuffix(".0") + " MB"


def seconds(value: float) -> str:
    """Return ``"42.3 s"`` or, from two minutes on, ``"2:03:10"`` or ``"4:05"``."""
    if value < 120:
        return f"{value:.1f}".removesuffix(".0") + " s"
    whole = round(value)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def _suggestion(formats: Iterable[str]) -> str:
    lossless = [_TITLES[name] for name in ("wav", "flac") if name in formats]
    return " or ".join(lossless) or listed(formats)
