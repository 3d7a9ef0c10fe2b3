"""Is the file whole? No complete file may be refused, and next to no cut one accepted."""

from __future__ import annotations

import random
from typing import Any

import pytest

from beatreel.core.errors import AudioRejectedError
from beatreel.intake.inspect import inspect_song
from beatreel.intake.limits import IntakeRules

CUTS_PER_FORMAT = 160
RULES = IntakeRules(min_duration=0).model_dump(mode="json")
FORMATS = ("wav", "flac", "mp3", "m4a", "aac", "ogg")

# Whoever writes to a pipe says nothing of the end, so only cuts within a sample or frame can be seen. Cuts exactly between two
# frames cannot be seen in streams that carry no count either; they are counted below.
_SAYS_NOTHING = "wav/streamed"


def _seconds(corpus: Any, data: bytes) -> float:
    facts = inspect_song(str(corpus.write("file", data)), RULES)
    return facts["sample_count"] / facts["sample_rate"]


def _refusal(corpus: Any, data: bytes) -> AudioRejectedError | None:
    try:
        _seconds(corpus, data)
    except AudioRejectedError as error:
        return error
    return None


def test_complete_files_of_every_encoder_are_accepted(corpus: Any) -> None:
    for name, data in corpus.whole.items():
        facts = inspect_song(str(corpus.write("file", data)), RULES)
        assert facts["container"] == name.partition("/")[0], name
        assert facts["sample_count"] / facts["sample_rate"] == pytest.approx(corpus.seconds, abs=0.1), name
        assert "glitches" not in [finding["code"] for finding in facts["advice"]], name
    assert len(corpus.whole) >= 60


@pytest.mark.parametrize("form", FORMATS)
def test_cut_files_are_refused(corpus: Any, form: str) -> None:
    chance = random.Random(form)
    names = [name for name in corpus.whole if name.startswith(form + "/") and not name.startswith(_SAYS_NOTHING)]
    accepted = []
    for index in range(CUTS_PER_FORMAT):
        name = names[index % len(names)]
        data = corpus.whole[name]
        kept = chance.randrange(1, len(data))
        refusal = _refusal(corpus, data[:kept])
        if refusal is None:
            lost = _seconds(corpus, data) - _seconds(corpus, data[:kept])
            accepted += [(name, kept, lost)] if lost > 0.1 else []
            continue
        assert refusal.reason in ("truncated", "damaged", "not_audio"), (name, kept, refusal.message)
        assert refusal.hint
    # Only a cut exactly between two frames of a stream without a count may pass: one in 200 to 1000.
    assert len(accepted) <= (1 if form in ("mp3", "aac") else 0), accepted


def test_every_cut_of_the_last_frames_is_found(corpus: Any) -> None:
    """The hardest place: the last 2 % of the sound, each byte of a stretch of it."""
    for name in ("wav/16", "mp3/cbr 128", "mp3/vbr 0", "m4a/aac 128", "m4a/alac faststart", "ogg/vorbis", "ogg/opus"):
        data = corpus.whole[name]
        for kept in range(len(data) - 900, len(data) - 500, 7):
            with pytest.raises(AudioRejectedError) as caught:
                _seconds(corpus, data[:kept])
            assert caught.value.reason == "truncated", (name, kept)


@pytest.mark.parametrize(
    "name", ["mp3/cbr 128", "aac/64", "ogg/vorbis", "m4a/aac 64 faststart", "flac/ffmpeg", "mp3/bare"]
)
def test_copies_of_the_right_size_with_zeros_for_an_end_are_refused(corpus: Any, name: str) -> None:
    data = corpus.whole[name]
    # Long enough that the zeros cannot be taken for padding.
    tail = max(len(data) // 2, 80_000)
    with pytest.raises(AudioRejectedError):
        _seconds(corpus, data[: len(data) // 2] + bytes(tail))


@pytest.mark.parametrize("form", FORMATS)
def test_a_copy_that_has_not_begun_is_refused(corpus: Any, form: str) -> None:
    with pytest.raises(AudioRejectedError) as caught:
        _seconds(corpus, bytes(100_000))
    assert caught.value.reason == "truncated"


def test_pages_missing_in_the_middle_are_found(corpus: Any) -> None:
    data = corpus.whole["ogg/vorbis"]
    pages = [at for at in range(len(data)) if data.startswith(b"OggS", at)]
    for first, behind in ((3, 4), (5, 8)):
        with pytest.raises(AudioRejectedError) as caught:
            _seconds(corpus, data[: pages[first]] + data[pages[behind] :])
        assert caught.value.reason == "damaged"


def test_streamed_wav_cut_within_a_sample_is_refused(corpus: Any) -> None:
    data = corpus.whole["wav/streamed, all ones"]
    with pytest.raises(AudioRejectedError):
        _seconds(corpus, data[:-1])
    # Nothing in the file knows what is missing here.
    assert _seconds(corpus, data[:-44_100]) == pytest.approx(corpus.seconds - 0.25)
