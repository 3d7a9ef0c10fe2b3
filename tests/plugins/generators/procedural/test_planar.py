import math
from fractions import Fraction

import cv2
import numpy as np
import pytest

from beatreel import Music, VideoSpec
from beatreel.plugins.generators.procedural import plate as plates
from beatreel.plugins.generators.procedural.animate import animator as animators
from beatreel.plugins.generators.procedural.animate.elements.aurora import _shine
from beatreel.plugins.generators.procedural.animate.finish import BT709, planes
from beatreel.plugins.generators.procedural.animate.planar import Planar
from beatreel.plugins.generators.procedural.animate.sampling import SPARE_ROWS
from beatreel.plugins.generators.procedural.animate.sheets import Sheets
from beatreel.plugins.generators.procedural.animate.warp import cover
from tests.plugins.generators.procedural.conftest import PROMPTS, SPEC, make_analysis, make_scene

EVEN = VideoSpec(width=192, height=320, frame_rate=Fraction(30))  # whole cells of the grid; SPEC has none


def animator(still, world, spec, **changes):
    scene = make_scene(PROMPTS[world], **changes)
    return animators.Animator(plates.load(still.path), scene, spec, Music(make_analysis()), seed=3)


@pytest.mark.parametrize(("world", "spec"), [("alley", SPEC), ("dunes", EVEN), ("clouds", EVEN)])
def test_frames_are_those_that_are_painted_in_bgr(stills, world, spec, monkeypatch):
    changes = {"camera": "push_in", "tone": 0.7, "entrance": "dip", "exit": "dip", "mirrored": world == "dunes"}
    planar = animator(stills[world], world, spec, **changes)
    assert planar._planar is not None
    monkeypatch.setattr(animators, "Planar", lambda *_: None)
    painted = animator(stills[world], world, spec, **changes)
    assert painted._planar is None
    for index in (2, 15, 47, 117):  # fading in, on a beat, between beats, fading out
        sheets, whole = (planes(each.frame(index), spec.height, spec.width) for each in (planar, painted))
        # Chroma is halved before it is sampled or after, which edges in a small picture show; and a colour too bright for one of
        # red, green and blue is clipped by the player, not here.
        for one, other, often, rarely in zip(sheets, whole, (1, 2, 2), (7, 13, 13), strict=True):
            difference = one.astype(int) - other
            assert np.abs(difference).mean() < often
            assert np.percentile(np.abs(difference), 99) <= rarely


@pytest.mark.parametrize("world", ["forest", "chrome", "mountain"])
def test_what_is_painted_into_frames_is_painted_in_bgr(stills, world):
    """Layers of trees, a mirror, and an aurora need the whole picture."""
    assert animator(stills[world], world, SPEC)._planar is None


@pytest.mark.parametrize("size", [(160, 96), (180, 104)])
def test_sampling_is_bilinear_where_the_warp_says(size):
    width, height = size
    rng = np.random.default_rng(1)
    picture = cv2.GaussianBlur(rng.integers(0, 256, (140, 220, 4), np.uint8), (0, 0), 1.5)
    sheets = Sheets.of(picture, 1.0, 0.0)
    columns, rows = math.ceil(width / 8), math.ceil(height / 8)
    y, x = np.mgrid[0 : rows + 2, 0 : columns + 2].astype(np.float32)
    bend = np.cos(x) if columns * 8 == width else np.cos(x / 9)  # the grid of an uneven width is made even first
    map_x, map_y = (7.1 * x + 2 * np.sin(y) + 6).astype(np.float32), (7.4 * y + 2 * bend + 5).astype(np.float32)

    class Still:
        """A warp that stands."""

        def __init__(self):
            self.width, self.height, self.columns, self.rows = width, height, columns, rows
            self.map_x, self.map_y = map_x, map_y

        def seen(self):
            return 0, 220, 0, 140

    class Dark:
        """No lights."""

        def split(self, chroma, turn):
            return sheets, []

        def changes(self, moment):
            return []

    planar = Planar(Dark(), Still(), 1.0, 0.0)
    planar.light(None)
    found = np.empty((height, width), np.uint8)
    planar.luma(found[: height // 2], 0)
    planar.luma(found[height // 2 :], height // 2)
    across, down = (
        np.stack(
            np.meshgrid((np.arange(w) + 0.5) / (w / columns) + 0.5, (np.arange(h) + 0.5) / (h / rows) + 0.5)
        ).astype(np.float32)
        for w, h in (size, (width // 2, height // 2))
    )
    expected = _sampled(sheets.luma, across, map_x, map_y, 1.0, 0.0)
    assert np.abs(found.astype(int) - expected).max() <= 1
    u, v = (np.empty((height // 2, width // 2), np.uint8) for _ in range(2))
    planar.chroma(u, v, 0, 1.0)
    for number, plane in enumerate((u, v)):
        wanted = _sampled(np.ascontiguousarray(sheets.chroma[..., number]), down, map_x, map_y, 0.5, -0.25)
        assert np.abs(plane.astype(int) - wanted).max() <= 1
    planar.chroma(u, v, 0, 0.0)
    assert (u == 128).all()
    assert (v == 128).all()


def _sampled(plane, at, map_x, map_y, scale, shift):
    x, y = (cv2.remap(np.float32(each), at[0], at[1], cv2.INTER_LINEAR) * scale + shift for each in (map_x, map_y))
    return cv2.remap(plane.astype(np.float32), x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(int)


def test_light_that_is_split_adds_what_it_added():
    rng = np.random.default_rng(2)
    picture, light = (rng.integers(0, 100, (4, 6, 4), np.uint8).repeat(2, 0).repeat(2, 1) for _ in range(2))
    base, added = Sheets.of(picture, 1.0, 0.0), Sheets.of(light, 1.0, 0.0, is_light=True)
    together = (picture.astype(float) + light)[..., 2::-1] @ BT709.T + [16, 128, 128]
    luma = (base.luma.astype(float) + added.luma)[:-SPARE_ROWS]
    assert np.abs(luma - together[..., 0]).max() <= 1
    chroma = (base.chroma.astype(float) + added.chroma)[:-SPARE_ROWS]
    assert np.abs(chroma - 128 - together[::2, ::2, 1:]).max() <= 1


def test_covering_and_shining_keep_to_their_channels():
    """Both work on whole pixels as integers."""
    rng = np.random.default_rng(3)
    below, light = (rng.integers(0, 256, (5, 37, 4), np.uint8) for _ in range(2))
    alpha = rng.integers(0, 256, (5, 37, 1))
    alpha[0], alpha[1] = 0, 255
    above = np.concatenate([(rng.random((5, 37, 3)) * (alpha + 0.99)).astype(int), alpha], axis=2).astype(np.uint8)
    covered = below.copy()
    cover(covered, above, 0, 0)
    assert np.array_equal(covered, above + ((below.astype(int) * (255 - alpha) + 128) >> 8))
    shone = below.copy()
    _shine(shone, light)
    added = (light[..., :3].astype(int) * (255 - below[..., 3:].astype(int)) + 128) >> 8
    assert np.array_equal(shone[..., :3], below[..., :3] + ((added * (255 - below[..., :3].astype(int))) >> 8))
    assert np.array_equal(shone[..., 3], below[..., 3])
