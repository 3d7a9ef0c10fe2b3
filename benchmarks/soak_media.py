"""The part of the soak that sends bad files through the gate: ``python -m benchmarks.soak media`` and ``cuts``."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil

from beatreel.core.errors import AudioRejectedError
from beatreel.intake.cage import warm
from beatreel.intake.gate import check_song
from beatreel.intake.limits import IntakeRules
from tests.intake.conftest import Corpus, encode, music, sndfile

_RULES = IntakeRules(min_duration=0.2)
_SHORT = 0.6  # seconds of the files that are mutated: what breaks decoders stands in the headers
_NOT_WHOLE = {"truncated", "damaged", "not_audio", "empty"}
_RATE = 48_000
_TELL_EACH = 1000  # files
_TOLERATED = 0.1  # seconds of sound that a file may lack unnoticed


def media(root: Path, files: int, seed: int) -> dict[str, Any]:
    """Have mutated files looked into, each in a capped child of its own; every one must end as accepted or with a typed reason.

    Parameters
    ----------
    root : Path
    files : int
    seed : int
    """
    kinds = (
        ("wav", "pcm_s16le"),
        ("wav", "pcm_f32le"),
        ("flac", "flac"),
        ("mp3", "libmp3lame"),
        ("mp4", "aac"),
        ("mp4", "alac"),
        ("adts", "aac"),
        ("ogg", "libopus"),
    )
    sound = music(_SHORT, _RATE)
    seeds = [encode(sound, container=container, codec=codec, rate=_RATE) for container, codec in kinds]
    seeds.append(sndfile(music(_SHORT), "OGG", "VORBIS"))
    chance, path = random.Random(seed), root / "song"
    outcomes: Counter[str] = Counter()
    untyped: list[str] = []
    worst, begun = 0.0, time.monotonic()
    others = set(psutil.Process().children(recursive=True))  # of whoever runs this
    with warm():
        for number in range(files):
            data = bytearray(chance.choice(seeds))
            for _ in range(chance.choice((1, 1, 2))):
                _mutate(data, chance)
            path.write_bytes(data)
            started = time.monotonic()
            outcome, trouble = _outcome(path)
            worst = max(worst, time.monotonic() - started)
            outcomes[outcome] += 1
            untyped += [f"{number}: {trouble}"] * bool(trouble)
            if (number + 1) % _TELL_EACH == 0:
                print(f"{number + 1} of {files}: {dict(outcomes.most_common())}", file=sys.stderr, flush=True)
    return {
        "trial": "media",
        "files": files,
        "seconds": round(time.monotonic() - begun, 1),
        "worst_seconds": round(worst, 2),
        "outcomes": dict(outcomes.most_common()),
        "untyped": untyped[:10],
        "children_left": len(set(psutil.Process().children(recursive=True)) - others),
        "broken": bool(untyped),
    }


def cuts(root: Path, files: int, seed: int) -> dict[str, Any]:
    """Cut files of sixty encoders at random places; how many of them are flagged, and what lack the others.

    Streamed WAV is left out: whoever writes to a pipe says nothing of the end.
    """
    corpus = Corpus(root)
    names = [name for name in corpus.whole if not name.startswith("wav/streamed")]
    chance, path = random.Random(seed), root / "cut"
    rules = IntakeRules(min_duration=0)
    passed: Counter[str] = Counter()
    whole: dict[str, float] = {}
    flagged, harmless, lacking, untyped = 0, 0, 0.0, 0
    with warm():
        for number in range(files):
            name = names[number % len(names)]
            data = corpus.whole[name]
            path.write_bytes(data[: chance.randrange(1, len(data))])
            try:
                found = check_song(path, rules).song.duration
            except AudioRejectedError as error:
                flagged += 1
                untyped += error.reason not in _NOT_WHOLE
                continue
            if name not in whole:
                path.write_bytes(data)
                whole[name] = check_song(path, rules).song.duration
            lack = whole[name] - found
            if lack <= _TOLERATED:  # only tags, padding or a frame were cut
                harmless += 1
                continue
            passed[name] += 1
            lacking = max(lacking, lack)
    share = flagged / (files - harmless)
    return {
        "trial": "cuts",
        "files": files,
        "flagged": round(share, 5),
        "nothing_lost": harmless,
        "passed": dict(passed),
        "lacking_seconds": round(lacking, 2),
        "other_reasons": untyped,
        "broken": share < 0.998,
    }


def _outcome(path: Path) -> tuple[str, str]:
    """Return how a file ended, and what went wrong with that, if anything."""
    try:
        check_song(path, _RULES)
    except AudioRejectedError as error:
        typed = error.reason and error.message and error.hint
        return error.reason, "" if typed else f"no reason or hint: {error.message}"
    except Exception as error:
        return type(error).__name__, f"{type(error).__name__}: {error}"
    return "accepted", ""


def _mutate(data: bytearray, chance: random.Random) -> None:
    reach = chance.choice((64, 512, len(data)))
    kind = chance.randrange(4)
    if kind == 0:
        for _ in range(chance.choice((1, 4, 16))):
            data[chance.randrange(min(reach, len(data)))] = chance.randrange(256)
    elif kind == 1:
        at = chance.randrange(max(1, min(reach, len(data) - 4)))
        data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\x80\0\0\0"))
    elif kind == 2:
        del data[chance.randrange(1, len(data) + 1) :]
    else:
        at = chance.randrange(len(data))
        data[at:at] = data[: chance.randrange(1, 400)]
