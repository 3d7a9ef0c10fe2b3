"""The files for editing programs, read back by OpenTimelineIO and its adapters for the other two formats."""

from __future__ import annotations

import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import opentimelineio
import pytest

from beatreel import UserInputError, VideoSpec, frame_count, seconds_to_frame
from beatreel.plugins.exporters.edl import EditDecisionList
from beatreel.plugins.exporters.fcpxml import FinalCutXml
from beatreel.plugins.exporters.otio import OpenTimeline
from beatreel.testing import FakeMaster, check_exporter, make_song, make_storyboard

EXPORTERS = [OpenTimeline(), FinalCutXml(), EditDecisionList()]


def quiet(done: float, note: str = "") -> None:
    pass


@pytest.fixture(scope="module", params=[24, 30, 60])
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[FakeMaster, Any, list[int]]:
    """A film, its analysis and the frames of its cuts, its end included."""
    folder = tmp_path_factory.mktemp("film, “drafts” & more")
    rate = Fraction(request.param)
    heard = make_song(duration=9.7, tempo=131, seed=2)
    song, analysis = heard.song(folder / "song.flac"), heard.analysis()
    spec = VideoSpec(width=96, height=64, frame_rate=rate)
    master = FakeMaster(song, make_storyboard(song, analysis, spec, bars=1), folder, spec)
    edges = [seconds_to_frame(scene.start, rate) for scene in master.storyboard.scenes]
    assert len(edges) > 3
    return master, analysis, [*edges, frame_count(song.exact_duration, rate)]


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_it_keeps_the_contract(exporter: Any, tmp_path: Path) -> None:
    assert not check_exporter(exporter, tmp_path).has_audio


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_the_cuts_come_back_as_they_were(film: tuple[FakeMaster, Any, list[int]], exporter: Any) -> None:
    master, analysis, edges = film
    path = master.path.with_name(exporter.file_name)
    exporter.export(master, analysis, destination=path, progress=quiet)
    rate = int(master.spec.frame_rate)
    adapter, options = {"otio": ("otio_json", {}), "fcpxml": ("fcpx_xml", {}), "edl": ("cmx_3600", {"rate": rate})}[
        exporter.name
    ]
    read = opentimelineio.adapters.read_from_file(str(path), adapter, **options)
    assert cuts(read, rate) == edges
    assert cuts(read, rate, of_media=True) == edges
    assert [finding for finding in exporter.check(path) if not finding.ok] == []


def test_the_timeline_has_the_song_its_sections_and_moments(film: tuple[FakeMaster, Any, list[int]]) -> None:
    master, analysis, edges = film
    path = master.path.with_name("timeline.otio")
    OpenTimeline().export(master, analysis, destination=path, progress=quiet)
    timeline = opentimelineio.adapters.read_from_file(str(path))
    (song,) = timeline.audio_tracks()[0]
    assert song.source_range.duration.value == edges[-1]
    assert song.media_reference.target_url == "master.mp4"
    marks = {(mark.name, mark.marked_range.start_time.value) for mark in timeline.tracks.markers}
    assert {
        (segment.label, seconds_to_frame(segment.start, master.spec.frame_rate)) for segment in analysis.segments
    } <= marks
    assert len(marks) == len(analysis.segments) + len(analysis.key_moments)
    clip = timeline.video_tracks()[0][1]
    assert (clip.metadata["beatreel"]["scene"], clip.metadata["beatreel"]["cut"]) == (2, "downbeat")


def test_markers_of_the_xml_lie_within_their_clips(film: tuple[FakeMaster, Any, list[int]]) -> None:
    from xml.etree import ElementTree

    master, analysis, _ = film
    path = master.path.with_name("timeline.fcpxml")
    FinalCutXml().export(master, analysis, destination=path, progress=quiet)
    clips = ElementTree.parse(path).getroot().findall(".//asset-clip")
    found = []
    for clip in clips:
        start, length = (Fraction(clip.attrib[name].rstrip("s")) for name in ("start", "duration"))
        for mark in clip.findall("marker"):
            assert start <= Fraction(mark.attrib["start"].rstrip("s")) < start + length
            found.append(mark.attrib["value"])
    assert sorted(found) == sorted([s.label for s in analysis.segments] + [m.kind for m in analysis.key_moments])


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda exporter: exporter.name)
def test_what_is_wrong_with_a_file_is_said(
    film: tuple[FakeMaster, Any, list[int]], exporter: Any, tmp_path: Path
) -> None:
    master, analysis, _ = film
    path = tmp_path / exporter.file_name
    exporter.export(master, analysis, destination=path, progress=quiet)
    text = path.read_text(encoding="utf-8")
    if exporter.name != "fcpxml":  # which says where the film lies, so it may lie elsewhere
        assert broken(exporter, path) == {"media"}
    (tmp_path / "master.mp4").touch()
    assert broken(exporter, path) == set()
    if exporter.name == "edl":
        path.write_text(text.replace("002  MASTER   V", "002  MASTER   A"), encoding="utf-8")
        assert "cuts" in broken(exporter, path)
    path.write_text("what a cut!", encoding="utf-8")
    assert broken(exporter, path) == {"containers"}
    assert broken(exporter, tmp_path / "no such file") == {"containers"}


def test_a_missing_library_is_said_before_any_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "opentimelineio", None)
    with pytest.raises(UserInputError, match="not installed") as caught:
        OpenTimeline().ready(song_path=tmp_path / "song.wav")
    assert "pip install 'beatreel[otio]'" in str(caught.value.hint)


def broken(exporter: Any, path: Path) -> set[str]:
    findings = list(exporter.check(path))
    assert all(finding.fix for finding in findings if not finding.ok)
    return {finding.rule for finding in findings if not finding.ok}


def cuts(read: Any, rate: int, *, of_media: bool = False) -> list[int]:
    """Return the frames at which pictures begin, and where the last ends: in the film, or of what is shown."""
    timeline = next(iter(read)) if isinstance(read, opentimelineio.schema.SerializableCollection) else read
    if not isinstance(timeline, opentimelineio.schema.Timeline):
        timeline = next(timeline.find_children(descended_from_type=opentimelineio.schema.Timeline))
    clips = list(timeline.video_tracks()[0].find_clips())
    spans = [clip.source_range if of_media else clip.trimmed_range_in_parent() for clip in clips]
    edges = [span.start_time for span in spans] + [spans[-1].end_time_exclusive()]
    return [round(edge.rescaled_to(rate).value) for edge in edges]
