"""The protocol for programs: whatever a program does wrong is said under the generator's name."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from beatreel import GenerationError, JobCancelledError, OutsideGenerator
from beatreel.testing import RecordedProgress, Subject

HEAD = """
import json, os, sys, time
def answer(**fields):
    sys.stdout.buffer.write(json.dumps(fields).encode() + b"\\n")
    sys.stdout.buffer.flush()
print("started", file=sys.stderr)
for line in sys.stdin:
    order = json.loads(line)
    size = order["spec"]["width"] * order["spec"]["height"] * 3
"""


def _generator(folder: Path, body: str, patience: float = 60.0) -> OutsideGenerator:
    path = folder / "program.py"
    path.write_text(HEAD + "".join(f"    {line}\n" for line in body.splitlines()))
    return OutsideGenerator(name="odd", version="1", command=(sys.executable, "-IS", str(path)), patience=patience)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("answer(error='no paint left', hint='Buy some')", "says: no paint left"),
        ("os._exit(5)", "ended in the middle of its work (exit code 5)"),
        ("os.kill(os.getpid(), 11)", "ended in the middle of its work (signal 11)"),
        ("print('Hello', flush=True)", "wrote “Hello” to stdout"),
        ("answer(done=True)", "ended without a picture"),
        ("time.sleep(600)", "said nothing for 5 s"),
    ],
)
def test_faults_of_a_program_are_named(body: str, said: str, tmp_path: Path) -> None:
    odd = _generator(tmp_path, body, patience=5 if "sleep" in body else 60)
    with pytest.raises(GenerationError) as caught:
        Subject(odd, tmp_path / "work").paint()
    assert "program of the generator “odd”" in caught.value.message
    assert said in caught.value.message
    assert caught.value.plugin == "odd"


def test_a_program_that_cannot_be_started_is_named(tmp_path: Path) -> None:
    odd = OutsideGenerator(name="odd", version="1", command=("there-is-no-such-program",))
    with pytest.raises(GenerationError, match="cannot be started") as caught:
        Subject(odd, tmp_path).paint()
    assert "there-is-no-such-program" in str(caught.value.hint)


def test_a_frame_of_the_wrong_size_is_named(tmp_path: Path) -> None:
    odd = _generator(tmp_path, "answer(bytes=9); sys.stdout.buffer.write(b'123456789'); sys.stdout.buffer.flush()")
    still = Subject(type("A", (), {"name": "a"})(), tmp_path / "still").still
    with pytest.raises(GenerationError, match="a frame of 9 bytes"):
        list(Subject(odd, tmp_path / "work", still=still).animate())


def test_one_program_serves_many_orders_and_a_cancelled_one_gets_a_new(tmp_path: Path) -> None:
    body = (
        "import pathlib\n"
        "name = f'{os.getpid()}.png'\n"
        "answer(progress=0.1)\n"
        "pathlib.Path(order['folder'], name).touch()\n"
        "answer(picture=name)"
    )
    odd = _generator(tmp_path, body)
    subject = Subject(odd, tmp_path / "work")
    first, second = subject.paint()[1].name, subject.paint()[1].name
    assert first == second
    with pytest.raises(JobCancelledError):
        subject.paint(RecordedProgress(cancel_after=2))
    assert subject.paint()[1].name != first
