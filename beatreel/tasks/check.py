"""Check a file against a platform's rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from beatreel.core.platform import PlatformSpec
from beatreel.media.validate import CheckReport, check_report

if TYPE_CHECKING:
    from beatreel.core.ports import Exporter, Progress

_VIDEOS = {"mp4", "mov", "webm"}


def check(path: Path, platform: PlatformSpec, *, progress: Progress) -> CheckReport:
    """Return what :func:`beatreel.media.validate.check_report` finds.

    Raises
    ------
    MediaError
        If the file cannot be read as a video.
    """
    return check_report(path, platform)


def check_by(exporter: Exporter, path: Path) -> CheckReport:
    """Check a file by its exporter's own rules, if it has some, and, if it is a video, by those of its platform.

    Raises
    ------
    MediaError
        If the file cannot be read.
    """
    own = getattr(exporter, "check", None)
    if own is None:
        return check_report(path, exporter.platform)
    findings = tuple(own(path))
    facts = None
    if not _VIDEOS.isdisjoint(exporter.platform.containers):
        report = check_report(path, exporter.platform)
        findings, facts = (*report.findings, *findings), report.facts
    return CheckReport(
        platform=exporter.platform.name, ok=all(found.ok for found in findings), facts=facts, findings=findings
    )
