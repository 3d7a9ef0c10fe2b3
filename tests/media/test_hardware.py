"""Encoders of graphics cards: used where they work, refused in one sentence where they do not."""

from __future__ import annotations

import pytest

from beatreel.core.config import ExecutorSettings, Settings
from beatreel.core.errors import ConfigError
from beatreel.engine import Engine
from beatreel.media.hardware import CODECS, codec_of, fault_of
from beatreel.media.settings import X264
from tests.engine.conftest import recipe_of, settings_in


def wanting(settings: Settings, encoder: str) -> Settings:
    return settings.model_copy(update={"render": settings.render.model_copy(update={"encoder": encoder})})


def test_one_that_does_not_work_here_is_refused_before_any_work(tmp_path):
    absent = next(name for name in CODECS if fault_of(CODECS[name]))  # nvenc, but where there is such a card
    with Engine(wanting(settings_in(tmp_path), absent)) as engine:
        with pytest.raises(ConfigError, match=f"cannot be encoded with {absent}: .*{CODECS[absent]}") as caught:
            engine.submit(recipe_of(tmp_path / "song.flac"), tmp_path / "film")
        assert engine.store.jobs() == []
    assert caught.value.exit_code == 2
    assert "x264" in caught.value.hint and "auto" in caught.value.hint


def test_auto_takes_one_through_which_frames_went_or_x264():
    assert fault_of(X264) == "", "the trial itself works"
    assert "does not have" in fault_of("h264_of_tomorrow")
    working = [codec for codec in CODECS.values() if not fault_of(codec)]
    assert codec_of(wanting(Settings(), "auto")) == (working or [X264])[0]
    assert codec_of(Settings()) == X264


def test_a_cluster_encodes_alike_on_all_machines():
    on_cluster = Settings(executor=ExecutorSettings(kind="ray"))
    assert codec_of(wanting(on_cluster, "auto")) == X264
    with pytest.raises(ConfigError, match="on a cluster all machines encode with x264"):
        codec_of(wanting(on_cluster, "nvenc"))
