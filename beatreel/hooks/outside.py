"""A generator that is a program of its own, in any language and environment, spoken to in lines of JSON.

The protocol is described in ``docs/outside.md``. One program serves a worker for as long as both live; when the worker ends, its stdin
closes and it is to leave.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import IO, TYPE_CHECKING, Any

from pydantic import BaseModel

from beatreel.core.errors import GenerationError
from beatreel.core.ports import NoParams, Progress, Resources

if TYPE_CHECKING:
    from beatreel.core.model import Scene, Still, VideoSpec
    from beatreel.core.music import Music
    from beatreel.core.ports import Frame

PROTOCOL = 1
_AHEAD = 8  # answers that may wait for us, so that a fast program waits instead of filling the memory


class OutsideGenerator:
    """A generator whose stills and frames come from another program.

    Parameters
    ----------
    name, version : str
        As of every generator: change ``version`` when the program's pictures change.
    command : sequence of str
        The program and its arguments; nothing goes through a shell.
    params : type of BaseModel
        Handed to the program as JSON.
    digital_source_type : str
        IPTC digital source type.
    resources : Resources
    patience : float
        Seconds for which the program may say nothing while it works.
    """

    def __init__(
        self,
        *,
        name: str,
        version: str,
        command: Sequence[str],
        params: type[BaseModel] = NoParams,
        digital_source_type: str = "algorithmicMedia",
        resources: Resources | None = None,
        patience: float = 120.0,
    ) -> None:
        self.name = name
        self.version = version
        self.params = params
        self.digital_source_type = digital_source_type
        self.resources = resources or Resources()
        self._command = list(command)
        self._patience = patience
        self._program: _Program | None = None

    def paint(
        self,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: Any,
        seed: int,
        references: Sequence[Path],
        folder: Path,
        progress: Progress,
    ) -> Path:
        """See :meth:`beatreel.Generator.paint`."""
        progress(0.0, "painting")
        order = {"references": [str(path) for path in references], "folder": str(folder)}
        for answer, _ in self._ask("paint", scene, spec, params, seed, order, progress):
            if "picture" in answer:
                return folder / str(answer["picture"])
        raise self._failed("ended without a picture")

    def animate(
        self,
        still: Still,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: Any,
        music: Music,
        seed: int,
        first_frame: int,
        frame_count: int,
        progress: Progress,
    ) -> Iterator[Frame]:
        """See :meth:`beatreel.Generator.animate`."""
        import numpy as np

        instants = [float((first_frame + index) / spec.frame_rate) for index in range(frame_count)]
        order = {
            "still": {"folder": str(still.path), "picture": str(still.picture)},
            "first_frame": first_frame,
            "frame_count": frame_count,
            "moments": [dataclasses.asdict(music.at(time)) for time in instants],
        }
        made = 0
        shape = (spec.height, spec.width, 3)
        for answer, body in self._ask("animate", scene, spec, params, seed, order, progress):
            if "bytes" not in answer:
                continue
            if len(body) != spec.width * spec.height * 3:
                raise self._failed(f"sent a frame of {len(body)} bytes, not {spec.width} × {spec.height} × 3")
            made += 1
            progress(min(made / frame_count, 1.0))
            yield np.frombuffer(body, np.uint8).reshape(shape)

    def _ask(
        self,
        deed: str,
        scene: Scene,
        spec: VideoSpec,
        params: BaseModel,
        seed: int,
        order: Mapping[str, Any],
        progress: Progress,
    ) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Send one order and yield the answers to it; whatever ends it early ends the program, for it is in the middle of something."""
        program = self._running()
        is_done = False
        try:
            program.send(
                {
                    "protocol": PROTOCOL,
                    "do": deed,
                    "scene": scene.model_dump(mode="json"),
                    "spec": {**spec.model_dump(mode="json"), "fps": float(spec.frame_rate)},
                    "params": params.model_dump(mode="json"),
                    "seed": seed,
                    **order,
                }
            )
            while True:
                answer, body = self._answer(program)
                if "error" in answer:
                    raise self._failed(f"says: {answer['error']}", answer.get("hint"))
                if "progress" in answer:
                    progress(min(max(float(answer["progress"]), 0.0), 1.0), str(answer.get("note", "")))
                elif answer.get("done"):
                    is_done = True
                    return
                else:
                    is_done = "picture" in answer
                    yield answer, body
                    if is_done:
                        return
        finally:
            if not is_done:
                program.end()
                self._program = None

    def _answer(self, program: _Program) -> tuple[dict[str, Any], bytes]:
        try:
            line, body = program.answers.get(timeout=self._patience)
        except Empty:
            raise self._failed(f"said nothing for {self._patience:.0f} s") from None
        if not line:
            raise self._failed(f"ended in the middle of its work ({program.how_it_ended()})")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            text = line.decode("utf-8", "replace").strip()
            raise self._failed(
                f"wrote “{text[:60]}” to stdout, where only answers may be; what is for people goes to stderr"
            )
        return answer, body

    def _running(self) -> _Program:
        if self._program is None or not self._program.is_alive():
            try:
                self._program = _Program(self._command)
            except OSError as error:
                raise self._failed(
                    f"cannot be started: {error}", f"Its command is: {' '.join(self._command)}"
                ) from error
        return self._program

    def _failed(self, what: str, hint: str | None = None) -> GenerationError:
        return GenerationError(
            f"The program of the generator “{self.name}” {what}",
            plugin=self.name,
            hint=hint or "What it wrote to stderr may say more",
        )


class _Program:
    """One running program: orders go in, answers with the bytes that follow them come out."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.answers: Queue[tuple[bytes, bytes]] = Queue(_AHEAD)
        self._is_ended = threading.Event()
        assert self._process.stdout is not None
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def send(self, order: Mapping[str, Any]) -> None:
        """Write one line; a program that is gone shows as the end of its answers."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def how_it_ended(self) -> str:
        """Say with which code or signal."""
        try:
            code = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return "its stdout is closed"
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    def end(self) -> None:
        """End it at once."""
        self._is_ended.set()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()

    def _listen(self, stream: IO[bytes]) -> None:
        with contextlib.suppress(ValueError, OSError):
            for line in iter(stream.readline, b""):
                body = b""
                if line.startswith(b"{") and b'"bytes"' in line:
                    with contextlib.suppress(ValueError, TypeError, KeyError):
                        body = stream.read(int(json.loads(line)["bytes"]))
                self._put((line, body))
        self._put((b"", b""))

    def _put(self, answer: tuple[bytes, bytes]) -> None:
        while not self._is_ended.is_set():
            with contextlib.suppress(Exception):
                self.answers.put(answer, timeout=0.5)
                return
