"""Corrections are part of what a film is: by what they state, not by the file that states it."""

from __future__ import annotations

import hashlib
import json

import pytest

from beatreel.core.corrections import Corrections
from beatreel.core.errors import CorrectionsError
from beatreel.engine import Engine


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def stating(origin="fix.toml", **fields):
    return Corrections(**fields, origins=dict.fromkeys(fields, origin))


def test_the_same_statements_are_the_same_job(make_recipe, tmp_path):
    plain = make_recipe()
    one, other = (make_recipe(corrections=stating(name, metre=3)) for name in ("a.toml", "b.json"))
    assert one.job_id(tmp_path) == other.job_id(tmp_path) != plain.job_id(tmp_path)
    assert make_recipe(corrections=stating(metre=2)).job_id(tmp_path) != one.job_id(tmp_path)


def test_going_back_to_an_earlier_order_gives_the_earlier_film(make_settings, make_recipe, tmp_path):
    folder = tmp_path / "film"
    hashes = []
    with Engine(make_settings()) as engine:
        for corrections in (None, stating(metre=3, first_downbeat=0.5), None):
            record = engine.submit(make_recipe(corrections=corrections), folder)
            engine.run(record.id)
            analysis = json.loads((folder / "analysis.json").read_text())
            hashes.append(
                (sha256(folder / "master.mp4"), sha256(folder / "storyboard.json"), analysis["origins"]["bars"])
            )
    assert hashes[0] == hashes[2]
    assert hashes[0][1] != hashes[1][1] and hashes[1][2] == "fix.toml"


def test_corrections_that_do_not_fit_the_song_fail_with_the_reason(make_settings, make_recipe, tmp_path):
    with Engine(make_settings()) as engine:
        record = engine.submit(make_recipe(corrections=stating(downbeats=[100.0])), tmp_path / "film")
        with pytest.raises(CorrectionsError, match="outside the song"):
            engine.run(record.id)
        assert engine.store.job(record.id).state == "failed"


def test_corrections_count_from_the_start_of_the_song_as_it_was_handed_in(make_settings, make_recipe, tmp_path):
    from beatreel.testing import make_song

    path = make_song(duration=14, tempo=120, leading_silence=2.0).write(tmp_path / "late.flac")
    recipe = make_recipe(song_path=path, trim_silence=True, corrections=stating(tempo=120, first_downbeat=2.0))
    with Engine(make_settings()) as engine:
        engine.run(engine.submit(recipe, tmp_path / "film").id)
    analysis = json.loads((tmp_path / "film" / "analysis.json").read_text())
    assert analysis["downbeat_times"][0] == pytest.approx(0.05, abs=0.002)  # what trimming keeps before the first sound
