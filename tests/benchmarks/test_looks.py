"""The measured half of the rubric: each limit is met by what it asks for, and missed by what it forbids."""

import numpy as np
import pytest

from benchmarks.looks import measures, motion
from benchmarks.looks.measures import faults, longest_band, measure

RAMP = np.tile(np.linspace(8, 236, 160), (90, 1)).T  # (160, 90)


def coloured(luma: np.ndarray, *, accent: float) -> np.ndarray:
    """Return a blue picture of which a share is orange."""
    picture = luma[..., None] * np.array([0.7, 1.0, 1.35])
    columns = round(accent * luma.shape[1])
    picture[:, :columns] = luma[:, :columns, None] * np.array([1.35, 1.0, 0.7])
    return np.clip(picture, 0, 255).astype(np.uint8)


def test_a_picture_with_all_values_and_an_accent_holds_both_points():
    look = measure(coloured(RAMP * 0.92, accent=0.1))
    assert look.has_values and look.has_colours


@pytest.mark.parametrize(
    ("luma", "missed"),
    [
        (40 + RAMP * 0.8, "black"),
        (RAMP * 0.8, "white"),
        (RAMP * 1.2, "clipped"),
        (20 + 192 * (RAMP > 120), "spread"),
        (RAMP * (RAMP > 160), "median"),
    ],
)
def test_each_value_has_its_limits(luma, missed):
    grey = np.repeat(np.clip(luma, 0, 255).astype(np.uint8)[..., None], 3, axis=2)
    assert missed in " ".join(faults(vars(measure(grey)), measures.VALUES))


@pytest.mark.parametrize(("accent", "held"), [(0.0, False), (0.06, True), (0.15, True)])
def test_an_accent_is_there(accent, held):
    assert measure(coloured(RAMP * 0.92, accent=accent)).has_colours == held


def test_many_colours_are_no_accents():
    picture = np.random.default_rng(6).integers(0, 256, (160, 90, 3), dtype=np.uint8)
    assert measure(picture).accent > 0.2 and not measure(picture).has_colours


def test_two_opposite_colours_may_be_halves():
    assert measure(coloured(RAMP * 0.92, accent=0.4)).has_colours


def test_bands_are_stairs_and_no_flat_walls():
    stairs = np.repeat((np.arange(160) // 32 + 60).astype(np.uint8)[:, None, None], 90, axis=1).repeat(3, axis=2)
    fine = np.repeat((np.arange(160) // 4 + 60).astype(np.uint8)[:, None, None], 90, axis=1).repeat(3, axis=2)
    wall = np.full((160, 90, 3), 90, np.uint8)
    assert longest_band(stairs) == 32 and longest_band(fine) == 4 and longest_band(wall) == 0


def test_tiles_repeat_and_noise_does_not():
    tile = np.random.default_rng(3).normal(120, 30, (20, 18)).astype(np.float32)
    noise = np.random.default_rng(4).normal(120, 30, (160, 90)).astype(np.float32)
    assert measures.repetition(np.tile(tile, (8, 5))) > 0.4 > 0.2 > measures.repetition(noise)


def test_what_moves_beside_the_camera_is_found():
    random = np.random.default_rng(5)
    scene = (np.kron(random.random((40, 30)), np.ones((10, 10))) * 200).astype(np.uint8)
    one, panned = scene[20:340, 20:200], scene[23:343, 22:202]
    moved = panned.copy()
    moved[:150, :120] = moved[40:190, 30:150].copy()
    assert motion.residual(one, panned) < 0.05 < 0.15 < motion.residual(one, moved)
