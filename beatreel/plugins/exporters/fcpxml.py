"""Final Cut Pro XML: the film's cuts for Final Cut Pro, DaVinci Resolve and others.

Version 1.8, which all programs that know the format read. The times of a clip in its film and in the timeline are the same, so
markers need no offset.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from urllib.parse import unquote, urlparse
from xml.etree import ElementTree

from beatreel import Analysis, Deliverable, Exporter, Finding, Master, Progress, Source, hookimpl
from beatreel.plugins.exporters._cuts import (
    Placed,
    check_placed,
    cuts_of,
    marks_of,
    timeline_platform,
    write_timeline,
)

_VERSION = "1.8"

PLATFORM = timeline_platform(
    "fcpxml",
    "Final Cut Pro XML",
    [Source(rule="containers", text=f"Apple, FCPXML Reference and its DTD {_VERSION}", official=True)],
)


class FinalCutXml:
    """Writes the cuts with the song's sections and key moments as markers."""

    name = "fcpxml"
    version = "1"
    platform = PLATFORM
    file_name = "timeline.fcpxml"

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        return write_timeline(
            self.platform, master, destination, lambda: _document(master, analysis), progress=progress
        )

    def check(self, path: Path) -> Iterator[Finding]:
        """Yield whether it can be read, is without gaps, and shows a film that is there."""
        yield from check_placed(path, _read)


def _document(master: Master, analysis: Analysis) -> str:
    rate, cuts = master.spec.frame_rate, cuts_of(master)
    frames = cuts[-1].end
    marks = marks_of(analysis, rate, frames=frames)

    def time(frame: int) -> str:
        return _time(Fraction(frame) / rate)

    root = ElementTree.Element("fcpxml", {"version": _VERSION})
    resources = ElementTree.SubElement(root, "resources")
    size = {"width": str(master.spec.width), "height": str(master.spec.height)}
    rec709 = {"colorSpace": "1-1-1 (Rec. 709)"}
    ElementTree.SubElement(resources, "format", {"id": "r1", "frameDuration": _time(1 / rate)} | size | rec709)
    film = {"id": "r2", "name": master.path.stem, "src": master.path.absolute().as_uri()}
    film |= {"start": "0s", "duration": time(frames), "hasVideo": "1", "format": "r1"}
    film |= {"hasAudio": "1", "audioSources": "1", "audioChannels": "2", "audioRate": "48000"}
    ElementTree.SubElement(resources, "asset", film)
    library = ElementTree.SubElement(root, "library")
    event = ElementTree.SubElement(library, "event", name=master.title)
    project = ElementTree.SubElement(event, "project", name=master.title)
    layout = {"tcStart": "0s", "tcFormat": "NDF", "audioLayout": "stereo", "audioRate": "48k"}
    sequence = ElementTree.SubElement(project, "sequence", {"format": "r1", "duration": time(frames)} | layout)
    spine = ElementTree.SubElement(sequence, "spine")
    for cut in cuts:
        shows = {"name": cut.name, "ref": "r2", "tcFormat": "NDF"}
        lies = {"offset": time(cut.first), "start": time(cut.first), "duration": time(cut.end - cut.first)}
        clip = ElementTree.SubElement(spine, "asset-clip", shows | lies)
        for mark in marks:
            if cut.first <= mark.frame < cut.end:
                ElementTree.SubElement(clip, "marker", start=time(mark.frame), duration=time(1), value=mark.name)
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n{body}\n'


def _time(seconds: Fraction) -> str:
    whole = seconds.denominator == 1
    return f"{seconds.numerator}s" if whole else f"{seconds.numerator}/{seconds.denominator}s"


def _read(path: Path) -> list[Placed]:
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f"it is no XML ({error})") from error
    spine = root.find(".//spine") if root.tag == "fcpxml" else None
    if spine is None:
        raise ValueError("it is no FCPXML with a sequence")
    media = {asset.get("id"): _local(asset.get("src", "")) for asset in root.iter("asset")}
    placed = []
    for clip in spine.findall("asset-clip"):
        start, duration = _seconds(clip.get("offset", "")), _seconds(clip.get("duration", ""))
        placed.append(Placed(start, start + duration, media.get(clip.get("ref"), "")))
    return placed


def _seconds(text: str) -> Fraction:
    if not text.endswith("s"):
        raise ValueError(f"“{text}” is no time")
    return Fraction(text[:-1])


def _local(url: str) -> str:
    parts = urlparse(url)
    return unquote(parts.path) if parts.scheme in ("", "file") else url


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``fcpxml``."""
    return [FinalCutXml()]
