"""Sounds that the hearing is trained on stay where their truth says."""

from __future__ import annotations

import numpy as np
import pytest

from training.hearing.render import _coded
from training.hearing.voices import RATE


@pytest.mark.parametrize("seed", [0, 1, 2, 3])
def test_a_codec_moves_no_attack_though_a_steady_bass_would_fit_anywhere(seed: int) -> None:
    times = np.arange(6 * RATE) / RATE
    sound = 0.5 * np.sin(2 * np.pi * 43.07 * times)
    places = np.arange(3000, len(sound) - 3000, 7919)
    sound[places] += 0.4
    heard = np.abs(np.diff(_coded(np.random.default_rng(seed), sound.astype(np.float32)), 3))
    found = [int(np.argmax(heard[place - 2500 : place + 2500])) - 2500 for place in places]
    assert abs(float(np.median(found))) < 60, "samples"
