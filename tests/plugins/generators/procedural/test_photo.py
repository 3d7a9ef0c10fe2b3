"""Photos: the subject is found and cut out, depth is guessed, and both give frames and figures. All pictures are drawn here."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from beatreel import GenerationError, Still, VideoSpec
from beatreel.plugins.generators.procedural import plate as plates
from beatreel.plugins.generators.procedural.generator import ProceduralGenerator
from beatreel.plugins.generators.procedural.params import ProceduralParams
from beatreel.plugins.generators.procedural.photo import placing
from beatreel.plugins.generators.procedural.photo.depth import estimate_depth
from beatreel.plugins.generators.procedural.photo.reading import read_picture
from beatreel.plugins.generators.procedural.photo.still import photo_plate
from beatreel.plugins.generators.procedural.photo.subject import cut_out, find_subject, subject_of
from beatreel.plugins.generators.procedural.scenery import staffage

from .conftest import frames_of, make_scene, no_progress

SPEC = VideoSpec(width=180, height=320)


def person(*, height: int = 480, width: int = 320, foot: float = 0.92) -> tuple[np.ndarray, np.ndarray]:
    """Draw somebody in a red coat before a grey wall; return the picture and where they are."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    wall = np.stack([150 + 40 * y / height, 160 + 30 * y / height, 150 + 40 * x / width], -1)
    wall += np.random.default_rng(1).normal(0, 3, wall.shape)
    tall = 0.72 * height
    alpha, (foot_x, foot_y) = staffage.figure("traveller", tall)
    cover = np.zeros((height, width), np.float32)
    move = np.array([[1, 0, width / 2 - foot_x], [0, 1, foot * height - foot_y]], np.float32)
    cover = cv2.warpAffine(alpha, move, (width, height), dst=cover)
    coat = np.zeros_like(wall)
    coat[:] = (50, 60, 150)
    coat[y < foot * height - 0.83 * tall] = (120, 150, 200)
    coat *= (0.7 + 0.6 * x / width)[..., None]
    picture = np.clip(wall * (1 - cover[..., None]) + coat * cover[..., None], 0, 255).astype(np.uint8)
    return picture, cover


def landscape(height: int = 320, width: int = 240, sky: int = 225) -> np.ndarray:
    """Draw a bright sky over dark, textured ground, with a sun."""
    rng = np.random.default_rng(2)
    picture = np.zeros((height, width, 3), np.float32)
    picture[:] = (sky, 0.85 * sky, 0.7 * sky)
    ground = rng.normal(70, 22, (height // 2, width, 1)) * np.array([0.6, 1.0, 0.9])
    picture[height - height // 2 :] = ground
    cv2.circle(picture, (width // 4, height // 5), width // 16, (240, 250, 255), -1)
    return np.clip(picture, 0, 255).astype(np.uint8)


def save(path: Path, picture: np.ndarray) -> Path:
    assert cv2.imwrite(str(path), picture)
    return path


def adopt(folder: Path, picture: Path, spec: VideoSpec = SPEC) -> Still:
    folder.mkdir(parents=True, exist_ok=True)
    shown = ProceduralGenerator().adopt(
        picture, make_scene(""), spec, params=ProceduralParams(), seed=1, folder=folder, progress=no_progress
    )
    return Still(path=folder, picture=shown, sha256="0" * 64)


def test_the_subject_is_found_where_it_is():
    picture, cover = person()
    found = find_subject(picture)
    assert found is not None
    truth = cv2.resize(cover, (found.shape[1], found.shape[0]), interpolation=cv2.INTER_AREA) > 0.5
    mask = found > 0.5
    assert (mask & truth).sum() / (mask | truth).sum() > 0.85


@pytest.mark.parametrize("kind", ["plain", "noise", "gradient"])
def test_where_nothing_stands_out_there_is_no_subject(kind):
    y, x = np.mgrid[0:300, 0:220]
    picture = {
        "plain": np.full((300, 220, 3), 128),
        "noise": np.random.default_rng(1).integers(0, 255, (300, 220, 3)),
        "gradient": np.stack([y * 0.8, x + 20, 255 - y * 0.8], -1),
    }[kind].astype(np.uint8)
    assert find_subject(picture) is None
    assert cut_out(picture) is None


def test_a_cut_out_has_soft_edges_and_no_background_in_them():
    picture, _ = person()
    cut = cut_out(picture)
    assert cut is not None
    assert cut.whole
    assert 0 <= cut.alpha.min() <= cut.alpha.max() <= 1
    edge = (cut.alpha > 0.1) & (cut.alpha < 0.9)
    assert edge.any()
    shown = cut.colour[edge] ** (1 / 2.2) * 255
    wall = np.array([165, 170, 168])
    # Half-covered pixels carry the coat or the skin, not their mixture with the wall.
    assert np.median(np.abs(shown - wall).sum(axis=1)) > 90


def test_a_subject_that_the_photo_cuts_off_is_not_whole():
    picture, _ = person(foot=1.2)
    cut = cut_out(picture)
    assert cut is not None
    assert not cut.whole


def test_transparency_is_taken_as_it_is(tmp_path):
    picture, cover = person()
    path = save(tmp_path / "cut.png", np.dstack([picture, (cover * 255).astype(np.uint8)]))
    image, alpha = read_picture(path)
    assert alpha is not None
    cut = cut_out(image, alpha)
    assert cut is not None
    assert abs(float(cut.alpha.sum()) - float(cover.sum())) < 0.02 * cover.sum()


def test_an_opaque_picture_has_no_transparency_and_rubbish_is_refused(tmp_path):
    picture, _ = person()
    assert read_picture(save(tmp_path / "p.png", picture))[1] is None
    (tmp_path / "rubbish.jpg").write_bytes(b"no picture")
    with pytest.raises(ValueError, match="not a picture"):
        read_picture(tmp_path / "rubbish.jpg")
    assert subject_of([tmp_path / "rubbish.jpg", tmp_path / "missing.png"]) is None
    with pytest.raises(GenerationError) as caught:
        adopt(tmp_path / "still", tmp_path / "rubbish.jpg")
    assert caught.value.hint


def test_ground_is_nearer_than_sky_and_the_subject_nearer_than_both():
    depth = estimate_depth(landscape(), None)
    assert depth[-8:].mean() < 0.5 * depth[:8].mean()
    picture, cover = person()
    depth = estimate_depth(picture, find_subject(picture))
    truth = cv2.resize(cover, (depth.shape[1], depth.shape[0])) > 0.5
    head = slice(int(0.3 * depth.shape[0]), int(0.5 * depth.shape[0]))
    assert depth[head][truth[head]].mean() < 0.6 * depth[head][~truth[head]].mean()
    assert 2 < depth.min() <= depth.max() < 17


def test_bright_pictures_answer_the_beat_less():
    dark, bright = (photo_plate(landscape(sky=sky), 176, 312) for sky in (140, 250))

    def lift(plate):
        return sum(light.gain * float(light.picture[..., :3].mean()) for light in plate.lights)

    assert lift(dark) > 0.05
    assert lift(bright) < 0.6 * lift(dark)
    for light in dark.lights:
        brightest = dark.picture[..., :3].astype(float) + light.gain * light.picture[..., :3]
        assert (brightest > 252).mean() < 0.01 + (dark.picture[..., :3] > 252).mean()


@pytest.mark.parametrize("shape", [(480, 320), (200, 600), (60, 40)])
def test_any_shape_becomes_a_moving_still(tmp_path, shape):
    picture, _ = person(height=shape[0], width=shape[1])
    still = adopt(tmp_path / "still", save(tmp_path / "photo.png", picture))
    assert cv2.imread(str(still.picture)).shape == (SPEC.height, SPEC.width, 3)
    first, later = (frames_of(still, make_scene(""), SPEC, first=index)[0] for index in (0, 50))
    rows = slice(0, SPEC.height)
    assert first.shape == (SPEC.height * 3 // 2, SPEC.width)
    assert np.abs(first[rows].astype(float) - later[rows]).mean() > 2


def test_the_subject_stays_in_the_frame(tmp_path):
    picture, _ = person(height=300, width=700)
    shown = cv2.imread(str(adopt(tmp_path / "still", save(tmp_path / "photo.png", picture)).picture)).astype(float)
    red = (shown[..., 2] > 1.4 * shown[..., 1]).mean(axis=0)
    middle = (red * np.arange(SPEC.width)).sum() / red.sum()
    assert abs(middle - SPEC.width / 2) < 0.1 * SPEC.width


def test_same_photo_same_bytes_in_another_process(tmp_path):
    photo = save(tmp_path / "photo.png", person()[0])
    code = (
        "import sys, cv2; from pathlib import Path; cv2.setNumThreads(1);"
        "from tests.plugins.generators.procedural.test_photo import adopt; adopt(Path(sys.argv[2]), Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", code, str(photo), str(tmp_path / "other")], check=True, env=dict(os.environ))
    adopt(tmp_path / "own", photo)
    assert digest(tmp_path / "own") == digest(tmp_path / "other")


def digest(folder: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.iterdir()))).hexdigest()


def paint_with(folder: Path, references: list[Path], prompt: str, **changes: object) -> np.ndarray:
    folder.mkdir()
    picture = ProceduralGenerator().paint(
        make_scene(prompt, **changes),
        SPEC,
        params=ProceduralParams(),
        seed=3,
        references=references,
        folder=folder,
        progress=no_progress,
    )
    return cv2.imread(str(picture)).astype(float)


def paint_empty(folder: Path, photo: Path, prompt: str, **changes: object) -> np.ndarray:
    """Paint what a scene with a reference shows, but for the subject."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placing, "place_subject", lambda *arguments, **options: None)
        return paint_with(folder, [photo], prompt, **changes)


@pytest.mark.parametrize("prompt", ["misty pine forest at dawn", "golden desert dunes"])
def test_the_reference_stands_in_the_scene_in_its_light(tmp_path, prompt):
    photo = save(tmp_path / "photo.png", person()[0])
    without = paint_empty(tmp_path / "without", photo, prompt, shot="medium")
    placed = paint_with(tmp_path / "placed", [photo], prompt, shot="medium")
    changed = np.abs(placed - without).max(axis=2) > 24
    focus = plates.load(tmp_path / "placed").focus
    assert focus is not None and abs(focus.x - np.nonzero(changed)[1].mean() / changed.shape[1]) < 0.2, "kept in sight"
    assert 0.015 < changed.mean() < 0.4
    # Graded like its place: nothing of it is brighter than the picture was.
    assert np.percentile(placed[changed], 99) <= np.percentile(without, 99.5) + 12
    assert placed[changed].mean() < without.mean() + 30


def test_who_is_not_called_for_does_not_appear(tmp_path):
    photo = save(tmp_path / "photo.png", person()[0])
    for name, prompt, shot in (("detail", "misty pine forest", "detail"), ("things", "liquid chrome", "wide")):
        without = paint_with(tmp_path / f"{name}-without", [], prompt, shot=shot)
        assert np.array_equal(paint_with(tmp_path / name, [photo], prompt, shot=shot), without)


def test_a_reference_without_a_subject_changes_nothing(tmp_path):
    plain = save(tmp_path / "plain.png", np.full((300, 200, 3), 90, np.uint8))
    prompt = "misty pine forest at dawn"
    without = paint_with(tmp_path / "without", [], prompt)
    assert np.array_equal(paint_with(tmp_path / "with", [plain], prompt), without)


def test_it_is_the_same_figure_in_each_shot(tmp_path):
    """Small in the wide shot, large in the close one."""
    photo = save(tmp_path / "photo.png", person()[0])
    shares = []
    for shot in ("wide", "medium", "close"):
        prompt = "golden desert dunes"
        pictures = (
            paint_with(tmp_path / shot, [photo], prompt, shot=shot),
            paint_empty(tmp_path / f"{shot}-empty", photo, prompt, shot=shot),
        )
        shares.append(float((np.abs(pictures[0] - pictures[1]).max(axis=2) > 24).mean()))
    assert shares[0] < 0.6 * shares[1] < 0.5 * shares[2]
