"""The sound that is encoded before there is a picture is the one that the master and the platforms' files ask for later."""

from __future__ import annotations

from fractions import Fraction

import pytest

from beatreel import VideoSpec
from beatreel.core.config import IntakeSettings
from beatreel.intake.gate import validate_song
from beatreel.media.kept_sound import PREFIX, read_packets
from beatreel.plugins.exporters import canvas, shorts, tiktok
from beatreel.tasks.assemble import sound_ahead
from beatreel.tasks.deliver import FilmMaster
from beatreel.testing import make_song


def test_platforms_find_their_sound(tmp_path):
    path = make_song(duration=3, tempo=120, seed=2).write(tmp_path / "song.flac")
    song = validate_song(path, IntakeSettings(min_duration=1))
    told: list[float] = []
    platforms = [canvas.PLATFORM, tiktok.PLATFORM, shorts.PLATFORM]
    spec = VideoSpec(width=144, height=256, frame_rate=Fraction(30))
    sound_ahead(song, spec, tmp_path, platforms, progress=lambda done, note="": told.append(done))
    master = FilmMaster(
        path=tmp_path / "master.mp4",
        song=song,
        spec=spec,
        storyboard=None,  # type: ignore[arg-type]
        title="",
        renditions={},
        frame_counts=[40, 50],
        draw_loop=lambda *_: None,  # type: ignore[arg-type, return-value]
    )
    wanted = {master._sound(platform, 0, 2).keep(tmp_path, song.sha256).kept for platform in platforms[1:]}
    found = set(tmp_path.glob(f"{PREFIX}*"))
    assert len(wanted) == 1
    assert wanted < found
    assert len(found) == 2  # the master's own, at the song's rate
    assert told == sorted(told)
    assert told[-1] <= 1
    short = shorts.PLATFORM.model_copy(update={"name": "brief", "max_duration": 2.0, "audio_bitrate": 96_000})
    sound_ahead(song, spec, tmp_path, [short], progress=lambda done, note="": None)
    assert set(tmp_path.glob(f"{PREFIX}*")) == found, "it does not take the whole song"
    bits = {sum(8 * len(packet.data) for packet in read_packets(path) or []) / song.duration for path in found}
    assert min(bits) == pytest.approx(160_000, rel=0.1), "a draft's sound"
    assert max(bits) == pytest.approx(384_000, rel=0.1)
