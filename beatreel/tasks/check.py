"""Check a file against a platform's rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beatreel.core.platform import PlatformSpec
from beatreel.media.validate import CheckReport, check_report

if TYPE_CHECKING:
    from beatreel.core.ports import Exporter, Progress


def check(path: Path, platform: PlatformSpec, *, progress: Progress) -> CheckReport:
    """Return what :func:`beatreel.media.validate.check_report` finds.

    Raises
    ------
    MediaError
        If the file cannot be read as a video.
    """
    return check_report(path, platform)


def check_by(exporter: Exporter, path: Path) -> CheckReport:
    """Check a file as its exporter wants it checked: by its own rules if it has some, else as a video.

    Raises
    ------
    MediaError
        If the file cannot be read.
    """
    own = getattr(exporter, "check", None)
    if own is None:
        return check_report(path, exporter.platform)
    findings = tuple(own(path))
    return CheckReport(
        platform=exporter.platform.name, ok=all(found.ok for found in findings), facts=None, findings=findings
    )
