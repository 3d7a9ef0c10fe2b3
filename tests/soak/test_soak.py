"""The soak program at a size for every change; the large numbers are for: python -m benchmarks.soak."""

from __future__ import annotations

import pytest

from benchmarks.soak import cuts, drop, kills, media


@pytest.mark.timeout(3000)  # some forty starts of a service, and a hundred and fifty of workers
def test_kill_9_of_service_and_workers_at_random(tmp_path):
    figures = kills(tmp_path, 200, seed=11, duration=8.0)
    assert not figures["broken"], figures
    assert figures["kills"] == 200
    assert min(figures["of"][name] for name in ("service", "worker", "both")) >= 3, figures


def test_files_dropped_beside_slow_copies(tmp_path):
    figures = drop(tmp_path, 120, 8.0)
    assert not figures["broken"], figures


def test_mutated_media_end_in_an_answer(tmp_path):
    figures = media(tmp_path, 1000, seed=4)  # decoders meet more in tests/intake/test_hostile.py, and this way in
    assert not figures["broken"], figures
    assert {"accepted", "damaged", "truncated", "not_audio"} <= set(figures["outcomes"])
    assert figures["children_left"] == 0


def test_cut_media_are_found(tmp_path):
    figures = cuts(tmp_path, 500, seed=6)
    assert not figures["broken"], figures
