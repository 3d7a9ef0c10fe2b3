"""Files that are made to hurt: mutated ones by the thousand, bombs, and a child that dies, lies or never ends."""

from __future__ import annotations

import json
import random
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from beatreel.core.errors import AudioRejectedError, WorkerCrashedError
from beatreel.intake import cage, gate
from beatreel.intake.gate import validate_song
from beatreel.intake.limits import IntakeRules

LOOSE = IntakeRules(min_duration=0)
MUTATIONS = 3_000
LIMITS = {"cpu_seconds": 300, "wall_seconds": 600, "memory_bytes": cage.MEMORY_BYTES}

DRIVER = """
import json, sys
from beatreel.intake.child import answer, restrict
limits, rules = json.loads(sys.argv[1])
restrict(limits)
for line in sys.stdin:
    reply = answer("song", line.strip(), rules)
    print(json.dumps([*reply, reply.get("failed"), reply.get("refused", {}).get("reason")]), flush=True)
"""


_ASKER = """
import json, sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from beatreel.core.errors import AudioRejectedError
from beatreel.intake.gate import validate_song
for name, path in json.loads(sys.argv[1]).items():
    before, message = getrusage(RUSAGE_CHILDREN), ""
    try:
        validate_song(Path(path))
    except AudioRejectedError as error:
        message = error.message
    after = getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps([name, message, spent, after.ru_maxrss]))
"""


class CappedLoop:
    """The child's own function for file after file, in one capped process; a crash starts another."""

    def __init__(self) -> None:
        self.crashes = 0
        self._start()

    def _start(self) -> None:
        request = json.dumps([LIMITS, LOOSE.model_dump(mode="json")])
        self._child = subprocess.Popen(
            [sys.executable, "-c", DRIVER, request], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, path: Path) -> list[Any] | None:
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(path, file=self._child.stdin, flush=True)
        ready, _, _ = select.select([self._child.stdout], [], [], 60)
        line = self._child.stdout.readline() if ready else ""
        if line:
            return json.loads(line)
        self.crashes += 1
        self.close()
        self._start()
        return None

    def close(self) -> None:
        self._child.kill()
        self._child.communicate()


def _seeds(corpus: Any) -> list[bytes]:
    short = corpus.music(0.4)
    return [
        corpus.sndfile(short, "WAV", "PCM_16"),
        corpus.sndfile(short, "WAVEX", "FLOAT"),
        corpus.sndfile(short, "WAV", "MS_ADPCM"),
        corpus.sndfile(short, "WAV", "IMA_ADPCM"),
        corpus.sndfile(short, "FLAC", "PCM_16"),
        corpus.id3v2(corpus.cover(20)) + corpus.mp3(short),
        corpus.mp3(short, container_options={"write_xing": "0"}),
        corpus.encode(short, container="ipod", codec="aac", tags={"title": "Title"}),
        corpus.encode(short, container="ipod", codec="alac"),
        corpus.encode(short, container="mp4", codec="aac", container_options={"movflags": "empty_moov+frag_keyframe"}),
        corpus.encode(short, container="adts", codec="aac"),
        corpus.sndfile(short, "OGG", "VORBIS"),
        corpus.encode(corpus.music(0.4, 48_000), container="ogg", codec="libopus", rate=48_000),
    ]


def _mutated(seed: bytes, chance: random.Random) -> bytes:
    data = bytearray(seed)
    kind = chance.random()
    # Half of the blows fall on the headers, where the structure is.
    reach = min(len(data), 600) if chance.random() < 0.5 else len(data)
    if kind < 0.5:
        for _ in range(chance.choice((1, 2, 4, 16, 64))):
            data[chance.randrange(reach)] = chance.randrange(256)
    elif kind < 0.7:
        at = chance.randrange(max(1, reach - 4))
        data[at : at + 4] = struct.pack("<I", chance.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0)))
    elif kind < 0.8:
        del data[chance.randrange(reach) : chance.randrange(len(data) + 1)]
    elif kind < 0.9:
        at, length = chance.randrange(reach), chance.randrange(1, 400)
        data[at:at] = data[at : at + length] * chance.randrange(1, 4)
    else:
        at = chance.randrange(reach)
        data[at : at + 200] = chance.randbytes(min(200, len(data) - at))
    return bytes(data)


def test_thousands_of_mutated_files_end_in_an_answer(corpus: Any) -> None:
    seeds = _seeds(corpus)
    chance = random.Random(2026)
    loop = CappedLoop()
    outcomes: dict[str, int] = {}
    unforeseen: dict[str, int] = {}
    try:
        for index in range(MUTATIONS):
            path = corpus.write("mutant", _mutated(seeds[index % len(seeds)], chance))
            reply = loop.ask(path)
            kind = "crash" if reply is None else reply[0]
            outcomes[kind] = outcomes.get(kind, 0) + 1
            if reply and reply[1]:
                unforeseen[reply[1]] = unforeseen.get(reply[1], 0) + 1
    finally:
        loop.close()
    # A crash would still be a refusal, and only of that file; with today's decoders there is none.
    assert loop.crashes == 0
    assert unforeseen == {}
    assert outcomes["refused"] > MUTATIONS / 5
    assert outcomes["result"] > MUTATIONS / 5


def _wav(rate: int, data: bytes, *, size: int | None = None, channels: int = 2) -> bytes:
    form = struct.pack("<IHHIIHH", 16, 1, channels, rate, rate * channels * 2 & 0xFFFFFFFF, channels * 2, 16)
    body = b"WAVEfmt " + form + b"data" + struct.pack("<I", len(data) if size is None else size) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _nested_boxes(depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = struct.pack(">I", 8 + len(inner)) + b"trak" + inner
    moov = struct.pack(">I", 8 + len(inner)) + b"moov" + inner
    return (
        struct.pack(">I4s8s", 16, b"ftyp", b"M4A \0\0\0\0") + moov + struct.pack(">I4s", 1_008, b"mdat") + bytes(1_000)
    )


def _huge_table(corpus: Any, name: bytes, offset: int) -> bytes:
    data = bytearray(corpus.whole["m4a/aac 128"])
    at = data.find(name) + offset
    data[at : at + 4] = b"\x7f\xff\xff\xff"
    return bytes(data)


def test_bombs_cost_neither_time_nor_memory(corpus: Any) -> None:
    page = b"OggS\0\2" + bytes(8)
    bombs = {
        "one hertz": _wav(1, bytes(28_000)),
        "no hertz": _wav(0, bytes(28_000)),
        "4 GHz": _wav(0xFFFFFFF, bytes(28_000)),
        "no channels": _wav(44_100, bytes(28_000), channels=0),
        "many channels": _wav(44_100, bytes(700_000), channels=0x7FFF),
        "2 GB": _wav(44_100, bytes(28_000), size=0x7FFFEFFF),
        "chunks": b"RIFF\0\0\0\0WAVE" + b"junk\0\0\0\0" * 1_000_000,
        "tag of 256 MB": b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + bytes(1_000),
        "tags in front": b"ID3\x03\0\0\0\0\0\0" * 1_000_000,
        "tags behind": corpus.whole["mp3/bare"] + (b"TAG" + bytes(125)) * 100_000,
        "sync words": b"\xff\xfb" * 3_000_000,
        "one frame, no more": corpus.whole["mp3/bare"][:1_254] + b"\xff\xfb\x90" * 2_000_000,
        "tiny aac frames": b"\xff\xf1\x50\x80\x00\xff\xfc" * 300_000,
        "pages without end": b"OggS" * 2_000_000,
        "tracks without end": b"".join(page + struct.pack("<I", i) + bytes(8) + b"\0" for i in range(100_000)),
        "nested boxes": _nested_boxes(3_000),
        "sample table": _huge_table(corpus, b"stsz", 12),
        "time table": _huge_table(corpus, b"stts", 8),
        "chunk table": _huge_table(corpus, b"stco", 8),
    }
    paths = {name: str(corpus.write(f"bomb {number}", data)) for number, (name, data) in enumerate(bombs.items())}
    # Asked from a small process of its own: a child counts as large as the process that it was forked from.
    told = subprocess.run([sys.executable, "-c", _ASKER, json.dumps(paths)], capture_output=True, text=True, check=True)
    asked = [json.loads(line) for line in told.stdout.splitlines()]
    assert [name for name, *_ in asked] == list(bombs)
    for name, message, cpu_seconds, largest_kib in asked:
        assert message, f"{name} was accepted"
        assert "no reason" not in message, name
        assert cpu_seconds < 6, name
        assert largest_kib < 600_000, name


def test_silence_for_days_is_too_long(corpus: Any) -> None:
    """A few kilobytes of FLAC can hold hours; the declared length is believed before anything is decoded."""
    data = bytearray(corpus.sndfile(np.zeros((1, 100_000), np.float32), "FLAC", "PCM_16"))
    data[8 + 13] |= 0x0F
    data[8 + 14 : 8 + 18] = b"\xff\xff\xff\xff"
    with pytest.raises(AudioRejectedError) as caught:
        validate_song(corpus.write("days.flac", bytes(data)))
    assert caught.value.reason == "too_long"


def test_a_file_that_takes_too_long_is_refused(corpus: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "_cpu_seconds", lambda rules, size: 1)
    path = corpus.write("slow.aac", b"\xff\xf1\x50\x80\x00\xff\xfc" * 3_000_000)
    with pytest.raises(AudioRejectedError) as caught:
        validate_song(path)
    assert (caught.value.reason, caught.value.message) == (
        "damaged",
        "The file cannot be read: it takes too long to read",
    )


def _impostor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a program of our own in the child's place."""
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(cage.sys, "executable", str(program))


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("echo ready; kill -SEGV $$", "the decoder died of it (SIGSEGV)"),
        ("echo ready; kill -KILL $$", "the decoder died of it (SIGKILL)"),
        ("echo ready; exit 0", "the decoder gave up on it"),
        ('echo ready; printf \'{"result": {"sha256"\'', "the decoder gave up on it"),
        ("echo ready; echo '{\"result\":'", "its answer is incomplete"),
        ("echo ready; echo '[]'", "its answer is incomplete"),
        ("echo ready; echo '{}'", "no reason given"),
        ("echo ready; yes", "its answer is incomplete"),
        ("echo ready; head -c 3000000 /dev/zero; sleep 100", "the decoder died of it (SIGKILL)"),
    ],
)
def test_a_child_that_dies_or_lies_is_a_refusal(
    corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    path = corpus.write("song", corpus.whole["wav/16"])
    _impostor(tmp_path, monkeypatch, script)
    with pytest.raises(AudioRejectedError) as caught:
        validate_song(path, LOOSE)
    assert caught.value.reason == "damaged"
    assert words in caught.value.message


def test_a_child_that_never_ends_is_ended_with_its_children(
    corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_cpu_seconds", lambda rules, size: 0)
    monkeypatch.setattr(cage, "GRACE_SECONDS", -4)  # one second in all
    path = corpus.write("song", corpus.whole["wav/16"])
    _impostor(
        tmp_path, monkeypatch, f"echo ready; sleep 300 & echo $! > {tmp_path}/grandchild; trap '' TERM; sleep 300"
    )
    begun = time.monotonic()
    with pytest.raises(AudioRejectedError):
        validate_song(path, LOOSE)
    assert time.monotonic() - begun < 20
    grandchild = int((tmp_path / "grandchild").read_text())
    for _ in range(50):
        status = Path(f"/proc/{grandchild}/status")
        if not status.exists() or "zombie" in status.read_text():
            return
        time.sleep(0.1)
    pytest.fail("the grandchild lives")


def test_a_child_that_does_not_start_is_not_the_songs_fault(
    corpus: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = corpus.write("song", corpus.whole["wav/16"])
    _impostor(tmp_path, monkeypatch, "echo 'ImportError: no av' >&2; exit 1")
    with pytest.raises(WorkerCrashedError, match="ImportError: no av"):
        validate_song(path, LOOSE)


def test_the_child_is_capped() -> None:
    program = (
        "import json, resource, sys\n"
        "from beatreel.intake.child import restrict\n"
        "restrict(json.loads(sys.argv[1]))\n"
        "names = ('CPU', 'AS', 'FSIZE', 'NOFILE', 'CORE')\n"
        "print(json.dumps({name: resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[0] for name in names}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(LIMITS)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == {"CPU": 300, "AS": 4 << 30, "FSIZE": 1 << 20, "NOFILE": 64, "CORE": 0}
