"""Planes are sampled as a plain formula says, however steep the grid; what is painted is the same on luma and chroma as on BGRA."""

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.animate.canvas import PictureCanvas, PlaneCanvas, fit
from beatreel.plugins.generators.procedural.animate.finish import colour_weights, planes, to_i420
from beatreel.plugins.generators.procedural.animate.sampling import SPARE_ROWS, sample

WIDTH, HEIGHT = 88, 96  # of the plate
FRAME = (64, 72)  # and of what is sampled


def _grid(steep: float) -> tuple[np.ndarray, np.ndarray]:
    """Return maps of a grid that is enlarged, turned and, in its lower half, rippled."""
    rows, columns = FRAME[1] // 8 + 2, FRAME[0] // 8 + 2
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32) * 8 - 4
    map_x = 10 + x * 1.04 + 0.03 * y
    map_y = 12 + y * 0.97 - 0.04 * x + steep * np.sin(1.9 * x) * (y > FRAME[1] / 2)
    return map_x.astype(np.float32), map_y.astype(np.float32)


def _bilinear(plane: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    i, j = (np.minimum(at.astype(int), size - 2) for at, size in ((x, plane.shape[1]), (y, plane.shape[0])))
    f, g = x - i, y - j
    above = plane[j, i] * (1 - f) + plane[j, i + 1] * f
    below = plane[j + 1, i] * (1 - f) + plane[j + 1, i + 1] * f
    return above * (1 - g) + below * g


def _spread(grid: np.ndarray, width: int, height: int, size: float) -> np.ndarray:
    """Return a grid at each pixel."""
    across, down = (np.arange(width) + 0.5) / size + 0.5, (np.arange(height) + 0.5) / size + 0.5
    return _bilinear(grid, *np.meshgrid(across, down))


@pytest.mark.parametrize("steep", [0.0, 9.0], ids=["smooth", "rippled"])
@pytest.mark.parametrize("halved", [False, True], ids=["luma", "chroma"])
def test_planes_are_sampled_between_four_neighbours(steep, halved):
    part = 2 if halved else 1
    random = np.random.default_rng(1)
    plate = np.zeros((HEIGHT // part + SPARE_ROWS, WIDTH), np.uint8)
    plate[:-SPARE_ROWS] = random.integers(0, 256, (HEIGHT // part, WIDTH))
    out = np.empty((FRAME[1] // part, FRAME[0]), np.uint8)
    map_x, map_y = _grid(steep)
    sample(plate.reshape(-1), WIDTH // part, HEIGHT // part, map_x, map_y, 8 / part, 0, halved, out)
    x, y = (_spread(grid, FRAME[0] // part, FRAME[1] // part, 8 / part) for grid in (map_x, map_y))
    if halved:
        x, y = x / 2 - 0.25, y / 2 - 0.25
    x, y = np.clip(x, 0, WIDTH // part - 2), np.clip(y, 0, HEIGHT // part - 2)
    for channel in range(part):
        wanted = _bilinear(plate[:-SPARE_ROWS, channel::part].astype(float), x, y)
        away = np.abs(out[:, channel::part] - wanted)
        assert away.max() <= 4 + steep / 3  # neighbours differ by up to 255, and places are rounded to a 256th
        assert away.mean() < 0.7


def test_a_band_is_sampled_as_the_whole():
    plate = np.random.default_rng(2).integers(0, 256, (HEIGHT + SPARE_ROWS, WIDTH), dtype=np.uint8)
    map_x, map_y = _grid(9.0)
    whole, band = np.empty(FRAME[::-1], np.uint8), np.empty((24, FRAME[0]), np.uint8)
    sample(plate.reshape(-1), WIDTH, HEIGHT, map_x, map_y, 8.0, 0, False, whole)
    sample(plate.reshape(-1), WIDTH, HEIGHT, map_x, map_y, 8.0, 32, False, band)
    np.testing.assert_array_equal(band, whole[32:56])


def test_what_is_painted_is_the_same_on_planes_as_on_a_picture():
    height, width = 72, 64
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    picture = np.stack([60 + x, 90 + 0.8 * y, 50 + x, np.full_like(x, 255)], axis=-1).astype(np.uint8)
    weights = colour_weights(1.0, 0.0)
    yuv = to_i420(picture)
    y_plane, u_plane, v_plane = planes(yuv, height, width)
    for top, bottom in ((0, 32), (32, height)):  # in bands, as frames are made
        rows, half = slice(top, bottom), slice(top // 2, bottom // 2)
        _paint_band(PlaneCanvas(y_plane[rows], u_plane[half], v_plane[half], top, weights))
        _paint_band(PictureCanvas(picture[rows], top))
    wanted = to_i420(picture)
    away = np.abs(yuv.astype(int) - wanted)
    assert away.mean() < 0.35
    assert away.max() <= 12  # chroma of an edge is that of half a pixel


def _paint_band(canvas) -> None:
    canvas.fill(np.array([(10.3, 12.6), (50.1, 20.2), (30.7, 60.4)]), (40.0, 90.0, 160.0))
    for bounds, colour, paint in (
        ((20.6, 41.3, 9.9, 24.2), (60, 30, 10, 0), canvas.shine),
        ((4.0, 23.5, 40.0, 56.0), (60, 50, 80, 150), canvas.cover),
    ):
        if box := fit(canvas, *bounds):
            left, right, top, bottom = box
            patch = np.zeros((bottom - top, right - left, 4), np.uint8)
            patch[2:-2, 2:-2] = colour
            paint(patch, left, top)
