from __future__ import annotations

import hashlib
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from beatreel.core.config import video_spec
from beatreel.core.errors import MediaError
from beatreel.core.model import VideoSpec
from beatreel.media.boxes import read_layout
from beatreel.media.encode import SceneEncoder, encode_scene, master_settings, scale_planes, social_settings
from beatreel.media.probe import probe
from beatreel.media.publish import published
from beatreel.testing.films import HEIGHT, WIDTH, decoded, moving, settings


def encode(path: Path, count: int = 40, seed: int = 0, **given: object) -> Path:
    encode_scene(moving(count, seed), {path: settings(**given)}, frame_count=count)
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_clip_is_what_platforms_want(tmp_path: Path) -> None:
    facts = probe(encode(tmp_path / "clip.mp4"))
    assert (facts.codec, facts.profile, facts.pixel_format) == ("h264", "High", "yuv420p")
    assert (facts.color_primaries, facts.color_transfer, facts.color_matrix, facts.color_range) == (1, 1, 1, 1)
    assert (facts.width, facts.height, facts.frame_rate, facts.frame_count) == (WIDTH, HEIGHT, 30, 40)
    assert facts.closed_gop
    assert facts.keyframe_distance == 15
    assert facts.video_start == 0
    assert facts.index_first is True
    assert facts.edit_list is False


def test_a_draft_is_encoded_quicker_and_still_in_high_profile(tmp_path: Path) -> None:
    draft, film = (master_settings(video_spec("9:16", "30", draft=draft)) for draft in (True, False))
    assert (draft.preset, film.preset) == ("ultrafast", "ultrafast")
    assert draft.extra != film.extra
    path = tmp_path / "draft.mp4"
    encode_scene(moving(4), {path: draft}, frame_count=4)
    facts = probe(path)
    assert (facts.width, facts.height, facts.profile, facts.closed_gop) == (540, 960, "High", True)


@pytest.mark.parametrize("b_frames", [0, 2])
@pytest.mark.parametrize("count", [1, 2, 3, 16, 31])
def test_every_frame_has_its_place_and_its_picture(tmp_path: Path, count: int, b_frames: int) -> None:
    path = encode(tmp_path / "clip.mp4", count, b_frames=b_frames)
    with av.open(str(path)) as film:
        times = [picture.time for picture in film.decode(video=0)]
    assert times == pytest.approx([number / 30 for number in range(count)], abs=1e-9)
    originals = [frame.copy() for frame in moving(count)]
    for ours, theirs in zip(decoded(path), originals, strict=True):
        assert np.abs(ours.astype(int) - theirs).mean() < 2


def test_same_frames_same_bytes_in_one_process(tmp_path: Path) -> None:
    digests = set()
    for run in range(4):
        digests.add(digest(encode(tmp_path / f"{run}.mp4", preset="veryfast")))
        encode(tmp_path / "other.mp4", seed=run + 5)  # what came before must not matter
    assert len(digests) == 1


def test_same_frames_same_bytes_in_other_processes(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from beatreel.testing.films import clip; clip(Path(sys.argv[1]), 30)"
    )
    digests = set()
    for run in range(3):
        path = tmp_path / f"{run}.mp4"
        subprocess.run([sys.executable, "-c", program, str(path)], check=True)
        digests.add(digest(path))
    assert len(digests) == 1


def test_parameter_sets_do_not_depend_on_the_pictures(tmp_path: Path) -> None:
    def parameter_sets(path: Path) -> bytes:
        with av.open(str(path)) as film:
            return bytes(film.streams.video[0].codec_context.extradata)

    found = {parameter_sets(encode(tmp_path / f"{seed}.mp4", 5 + seed, seed)) for seed in range(3)}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [
        ((255, 0, 0), (63, 102, 240)),
        ((0, 255, 0), (173, 42, 26)),
        ((0, 0, 255), (32, 240, 118)),
        ((255, 255, 255), (235, 128, 128)),
        ((0, 0, 0), (16, 128, 128)),
        ((128, 128, 128), (126, 128, 128)),
    ],
)
def test_rgb_becomes_bt709_in_limited_range(tmp_path: Path, rgb: tuple[int, ...], yuv: tuple[int, ...]) -> None:
    path = tmp_path / "clip.mp4"
    frame = np.full((HEIGHT, WIDTH, 3), rgb, np.uint8)
    encode_scene([frame] * 2, {path: settings(crf=5)}, frame_count=2)
    planes = decoded(path)[0]
    found = planes[HEIGHT // 2, 9], planes[HEIGHT + 20, 9], planes[HEIGHT + HEIGHT // 4 + 20, 9]
    assert np.abs(np.subtract(found, yuv, dtype=int)).max() <= 2


def test_colours_reach_the_upper_edge_where_chroma_has_an_odd_height(tmp_path: Path) -> None:
    portrait = settings(width=64, height=90)
    planes = np.full((135, 64), 128, np.uint8)
    planes[:90] = 40
    encode_scene(iter([planes] * 2), {tmp_path / "clip.mp4": portrait}, frame_count=2)
    with av.open(str(tmp_path / "clip.mp4")) as film:
        picture = next(film.decode(video=0)).to_ndarray(format="yuv420p")
    assert np.abs(picture[90:].astype(int) - 128).max() <= 2


def test_one_run_of_frames_makes_several_renditions(tmp_path: Path) -> None:
    large, small = tmp_path / "large.mp4", tmp_path / "small.mp4"
    encode_scene(moving(6), {large: settings(), small: settings(width=90, height=160)}, frame_count=6)
    assert decoded(large)[0].shape == (480, 180)
    reference = scale_planes(next(moving(1)), 90, 160)
    assert np.abs(decoded(small)[0].astype(int) - reference).mean() < 2.5


def test_another_shape_is_cropped_and_never_stretched() -> None:
    height, width = 90, 160
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = np.arange(width, dtype=np.uint8)[None]  # brightness tells the column
    scaled = scale_planes(planes, 90, 160)[:160]
    shown = width * (height * 90 / 160) / width
    assert scaled[80, 0] == pytest.approx((width - shown) / 2, abs=2)
    assert scaled[80, -1] == pytest.approx((width + shown) / 2, abs=2)


@pytest.mark.parametrize("given", [3, 5])
def test_a_wrong_number_of_frames_leaves_nothing(tmp_path: Path, given: int) -> None:
    with pytest.raises(MediaError, match="4 frames"):
        encode_scene(moving(given), {tmp_path / "clip.mp4": settings()}, frame_count=4)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "frame",
    [
        np.zeros((HEIGHT, WIDTH), np.float32),
        np.zeros((HEIGHT, WIDTH, 4), np.uint8),
        np.zeros((HEIGHT * 3 // 2, WIDTH + 1), np.uint8),
        np.zeros((0, 0, 3), np.uint8),
        "a string",
    ],
)
def test_what_is_no_frame_is_refused(tmp_path: Path, frame: object) -> None:
    with pytest.raises(MediaError):
        encode_scene([frame], {tmp_path / "clip.mp4": settings()}, frame_count=1)  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_an_error_in_the_frames_keeps_the_old_file(tmp_path: Path) -> None:
    path = encode(tmp_path / "clip.mp4")
    before = digest(path)

    def breaks() -> object:
        yield next(moving(1))
        raise RuntimeError("the painter fell off")

    with pytest.raises(RuntimeError):
        encode_scene(breaks(), {path: settings()}, frame_count=2)  # type: ignore[arg-type]
    assert digest(path) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said_plainly(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    program = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from pathlib import Path
from beatreel.testing.films import clip
from beatreel.core.errors import MediaError
try:
    clip(Path({str(tmp_path / "clip.mp4")!r}), 90)
except MediaError as error:
    print(error.message, "|", error.hint)
"""
    assert resource
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "cannot be written" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_progress_reaches_one(tmp_path: Path) -> None:
    seen: list[float] = []
    encode_scene(
        moving(4),
        {tmp_path / "clip.mp4": settings()},
        frame_count=4,
        progress=lambda done, note="": seen.append(done),
    )
    assert seen == [0.25, 0.5, 0.75, 1.0]


def test_a_scene_encoder_alone(tmp_path: Path) -> None:
    with SceneEncoder(tmp_path / "clip.mp4", settings()) as encoder:
        for frame in moving(3):
            encoder.write(frame)
        assert encoder.frame_count == 3
    assert len(decoded(tmp_path / "clip.mp4")) == 3


def test_published_shows_nothing_before_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "folder" / "file"
    with published(target) as part:
        part.write_text("whole")
        assert not target.exists()
    assert target.read_text() == "whole"
    assert [path.name for path in target.parent.iterdir()] == ["file"]


def test_the_social_rendition_fits_reels_whatever_the_length() -> None:
    for seconds in (3, 60, 180, 600, 900, 3600):
        chosen = social_settings(seconds, master_settings(VideoSpec()).frame_rate)
        assert chosen.max_bitrate is not None
        delivered = min(seconds, 900)
        bits = chosen.max_bitrate * (delivered + delivered / 2 * 0.5) + 384_000 * delivered  # a burst every 2 s
        assert bits / 8 <= 300e6


def test_the_bitrate_limit_holds_on_noise(tmp_path: Path) -> None:
    noise = np.random.default_rng(0)
    frames = [noise.integers(16, 235, (480, 180), dtype=np.uint8) for _ in range(60)]
    limit = 1_500_000
    sizes = []
    for scene in range(3):
        path = tmp_path / f"{scene}.mp4"
        social = social_settings(60, Fraction(30))
        small = social.model_copy(update={"width": WIDTH, "height": HEIGHT, "max_bitrate": limit})
        encode_scene(frames, {path: small}, frame_count=60)
        sizes.append(probe(path).video_bitrate)
    assert max(sizes) <= limit * 1.25  # the buffer that each scene may spend at its start


def test_layout_of_a_clip(tmp_path: Path) -> None:
    layout = read_layout(encode(tmp_path / "clip.mp4"))
    assert layout is not None
    assert layout.index_first
    assert not layout.has_edit_list
    assert layout.tracks[0].sync_samples == (1, 16, 31)
