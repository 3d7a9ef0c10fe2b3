"""Drafts hold their drawings: a frame that is the one before is written as such."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from beatreel.core.model import VideoSpec
from beatreel.media.encode import encode_scene, master_settings
from beatreel.media.held import HeldPictures
from beatreel.media.join import join
from beatreel.media.probe import probe

WIDTH, HEIGHT = 96, 160
DRAFT = master_settings(VideoSpec(width=WIDTH, height=HEIGHT, frame_rate=Fraction(30)))


def drawing(number: int) -> np.ndarray:
    rng = np.random.default_rng(number)
    planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
    planes[:HEIGHT] = np.repeat(np.repeat(rng.integers(30, 220, (HEIGHT // 8, WIDTH // 8)), 8, 0), 8, 1)
    return planes


def encode(path: Path, shown: list[int]) -> Path:
    encode_scene((drawing(number) for number in shown), {path: DRAFT}, frame_count=len(shown))
    return path


def pictures(path: Path) -> list[np.ndarray]:
    with av.open(str(path)) as film:
        return [picture.to_ndarray() for picture in film.decode(video=0)]


PATTERNS = {
    "on twos": [number // 2 for number in range(70)],
    "on fours": [number // 4 for number in range(70)],
    "not at all": list(range(40)),
    "on beats": [0, 1, 1, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 9, 10, 10, 11],
    "at the end": [0, 1, 1],
    "still": [0] * 33,
    "one": [0],
}


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_frame_is_there_and_shows_its_drawing(tmp_path, pattern):
    shown = PATTERNS[pattern]
    path = encode(tmp_path / "clip.mp4", shown)
    with av.open(str(path)) as film:
        times = [picture.time for picture in film.decode(video=0)]
    assert times == pytest.approx([number / 30 for number in range(len(shown))], abs=1e-9)
    for number, picture in zip(shown, pictures(path), strict=True):
        assert np.abs(picture.astype(int) - drawing(number)).mean() < 4


def test_what_is_held_is_the_same_picture_in_a_dozen_bytes(tmp_path):
    path = encode(tmp_path / "clip.mp4", PATTERNS["on twos"])
    found = pictures(path)
    with av.open(str(path)) as film:
        sizes = [packet.size for packet in film.demux(video=0) if packet.size]
        keys = [
            packet.pts * packet.time_base * 30 for packet in av.open(str(path)).demux(video=0) if packet.is_keyframe
        ]
    assert all(np.array_equal(one, other) for one, other in zip(found[::2], found[1::2], strict=True))
    assert max(sizes[1::2]) < 20
    assert min(sizes[::2]) > 200
    assert max(np.diff([float(key) for key in keys])) <= 16  # half a second, or the drawing after it


def test_clips_with_held_pictures_are_joined_like_others(tmp_path):
    clips = [encode(tmp_path / f"{name}.mp4", PATTERNS[name]) for name in ("on beats", "on twos", "not at all")]
    counts = [len(pictures(clip)) for clip in clips]
    film = join(clips, tmp_path / "film.mp4", frame_rate=Fraction(30), frame_counts=counts)
    assert film.frame_count == sum(counts)
    alone = [picture for clip in clips for picture in pictures(clip)]
    assert all(np.array_equal(one, other) for one, other in zip(pictures(film.path), alone, strict=True))
    facts = probe(film.path)
    assert (facts.frame_count, facts.closed_gop, facts.edit_list) == (sum(counts), True, False)


def test_the_same_frames_give_the_same_bytes(tmp_path):
    one, two = (encode(tmp_path / name, PATTERNS["on beats"]).read_bytes() for name in ("one.mp4", "two.mp4"))
    assert one == two


def test_only_what_is_known_is_written_between(tmp_path):
    """Films have B-frames and CABAC, between which a held picture would need more than is written."""
    film = DRAFT.model_copy(update={"b_frames": 2, "extra": ""})
    assert not film.holds_frames
    path = tmp_path / "clip.mp4"
    encode_scene((drawing(0) for _ in range(4)), {path: film}, frame_count=4)
    for settings, is_known in ((film, False), (DRAFT, True)):
        encode_scene((drawing(number) for number in range(3)), {path: settings}, frame_count=3)
        with av.open(str(path)) as clip:
            stream = clip.streams.video[0]
            headers = bytes(av.BitStreamFilterContext("h264_mp4toannexb", stream).filter(next(clip.demux(stream)))[0])
        assert (HeldPictures.of(headers) is not None) == is_known
