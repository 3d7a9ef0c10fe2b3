import cv2
import numpy as np
import pytest
from PIL import Image

from beatreel.media.encode import to_planes
from beatreel.tasks.cover import Poster, score_of


@pytest.mark.parametrize("width", [90, 1080])
def test_the_best_frame_is_kept_whole_and_judged_as_people_see_it(tmp_path, width):
    height = width * 16 // 9
    rng = np.random.default_rng(1)
    small = rng.integers(0, 256, (32, 18, 3), np.uint8)
    lively = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    dull = np.full_like(lively, 40)
    frames = [to_planes(picture, width, height) for picture in (dull, lively, dull, dull)]
    poster = Poster(len(frames))
    seen = []
    for frame in poster.watch(iter(frames)):
        seen.append(frame.copy())
        frame[:] = 0  # whoever encodes it may use it again
    assert all(one.any() for one in seen)
    poster.save(tmp_path / "poster.jpg")
    saved = np.asarray(Image.open(tmp_path / "poster.jpg")).astype(int)
    assert saved.shape == lively.shape
    assert np.abs(saved - lively).mean() < 12
    assert poster.score == pytest.approx(score_of(lively), rel=0.03)
