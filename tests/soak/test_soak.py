"""The soak program at a size for every change; the large numbers are for: python -m benchmarks.soak."""

from __future__ import annotations

from benchmarks.soak import drop, kills, media


def test_kill_9_of_service_and_workers_at_random(tmp_path):
    figures = kills(tmp_path, 16, seed=11)
    assert not figures["broken"], figures
    assert sum(figures["kills"].values()) == 16
    assert figures["restart_median_seconds"] < 15, figures  # 1.5 on a quiet machine; here others work too


def test_files_dropped_beside_slow_copies(tmp_path):
    figures = drop(tmp_path, 120, 8.0)
    assert not figures["broken"], figures


def test_mutated_media_end_in_an_answer():
    figures = media(400, seed=4)
    assert not figures["broken"], figures
    assert {"accepted", "refused"} <= set(figures["outcomes"])
