"""The checks of an exporter."""

from __future__ import annotations

from typing import Any

from beatreel import Deliverable, PlatformSpec
from beatreel.testing.checks.anything import (
    PROMPT,
    check_cancelling,
    check_identity,
    light_import,
    require_promptness,
    require_reports,
)
from beatreel.testing.checks.subject import Check, Subject, require
from beatreel.testing.checks.surroundings import closed_world


def _platform(subject: Subject) -> None:
    exporter = subject.provider
    platform: Any = getattr(exporter, "platform", None)
    require(isinstance(platform, PlatformSpec), f"platform is {type(platform).__name__}, not a PlatformSpec")
    require(exporter.name == platform.name, f"the exporter is called {exporter.name}, its platform {platform.name}")


def _file(subject: Subject) -> None:
    watched, exporter = subject.first_export, subject.provider
    deliverable = watched.result
    require_reports(watched.reports)
    require(isinstance(deliverable, Deliverable), f"export returned {type(deliverable).__name__}, not a Deliverable")
    require(
        deliverable.path == subject.folder / f"first{subject.suffix}",
        f"it wrote {deliverable.path}, not its destination",
    )
    require(deliverable.platform == exporter.name, f"the deliverable says platform {deliverable.platform}")
    require(deliverable.size == deliverable.path.stat().st_size, "the deliverable's size is not the file's")
    own = exporter.check(deliverable.path) if hasattr(exporter, "check") else []
    broken = [finding.message for finding in own if not finding.ok]
    require(not broken, f"its own check refuses its file: {'; '.join(broken)}")


def _repeats(subject: Subject) -> None:
    first = subject.first_export.result
    again = subject.folder / f"again{subject.suffix}"
    with closed_world(subject.folder, "export"):
        subject.export(destination=again)
    same = first.path.read_bytes() == again.read_bytes()
    require(same or not subject.repeatable, "exporting twice gave two different files")


def _stops(subject: Subject) -> None:
    check_cancelling(subject.export, "export")
    require_promptness(subject.first_export, lambda: subject.watched(subject.export), "export")


EXPORTER_CHECKS = (
    Check(
        "identity", "name and version are as the engine needs them", lambda subject: check_identity(subject.provider)
    ),
    Check("platform", "the platform's rules are stated under the exporter's name", _platform),
    Check("file", "a true deliverable at its destination, with progress", _file),
    Check("repeats", "exporting twice gives the same bytes, without network or files elsewhere", _repeats),
    Check("stops", f"export {PROMPT}", _stops),
    Check("light", "importing it loads no heavy library", light_import),
)
