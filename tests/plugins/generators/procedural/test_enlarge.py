import cv2
import numpy as np
import pytest

from beatreel import VideoSpec
from beatreel.plugins.generators.procedural.enlarge import enlarged
from beatreel.plugins.generators.procedural.painting import painting_size, sketch_size
from beatreel.plugins.generators.procedural.plate import load, picture_of
from tests.plugins.generators.procedural.conftest import SPEC


@pytest.mark.parametrize("world", ["alley", "chrome", "forest"])
def test_an_enlarged_plate_shows_the_same_picture(stills, world):
    plate = load(stills[world].path)
    width, height = plate.size
    large = enlarged(plate, width * 3 // 2, height * 3 // 2)
    shown = cv2.resize(picture_of(large, SPEC.width * 3 // 2, SPEC.height * 3 // 2), (SPEC.width, SPEC.height))
    wanted = picture_of(plate, SPEC.width, SPEC.height)
    # Detail of single pixels may be lost; a shift by one of them, or a seam, would be seen in the soft pictures.
    soft = [cv2.GaussianBlur(picture, (0, 0), 2.0).astype(float) for picture in (shown, wanted)]
    assert np.abs(soft[0] - soft[1]).mean() < 2.0
    assert np.percentile(np.abs(soft[0] - soft[1]), 99.5) < 24
    assert large.inverse.shape == (large.size[1] // 8, large.size[0] // 8)
    assert large.focal / large.size[0] == pytest.approx(plate.focal / plate.size[0])


def test_only_drafts_are_painted_small():
    film, draft, tiny = (
        painting_size(each.width, each.height) for each in (VideoSpec(), VideoSpec(width=540, height=960), SPEC)
    )
    assert sketch_size(*film) == film
    assert sketch_size(*tiny) == tiny
    small = sketch_size(*draft)
    assert 0.5 < small[0] * small[1] / (draft[0] * draft[1]) < 0.62
