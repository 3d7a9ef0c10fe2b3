"""Telling how far a pipeline is, also within a step: a step of a large model on a CPU takes minutes, and must be stoppable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .quickness import BODIES, is_compiled

if TYPE_CHECKING:
    from beatreel import Progress


class Steps:
    """Turns the steps of one run of a pipeline into progress.

    Parameters
    ----------
    progress : Progress
        What it raises goes through the pipeline.
    start, end : float
        The share of the whole work that the run is.
    count : int
        Steps, as far as known.
    look : callable, optional
        Gets the noise that each step but the last has left.
    """

    def __init__(
        self,
        progress: Progress,
        start: float,
        end: float,
        count: int,
        look: Callable[[Any], None] = lambda latents: None,
    ) -> None:
        self._progress = progress
        self._start, self._share = start, end - start
        self._count = max(count, 1)
        self._look = look
        self._step = 0
        self._blocks = 0
        self._last = start

    @contextmanager
    def watch(self, pipeline: Any) -> Iterator[None]:
        """Listen to the blocks of a pipeline's network while it runs."""
        blocks = _blocks_of(pipeline)
        handles = [block.register_forward_pre_hook(lambda *_: self._block(len(blocks))) for block in blocks]
        self._report(0.0)
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def step_end(self, pipeline: Any, step: int, timestep: Any, values: dict[str, Any]) -> dict[str, Any]:
        """Take note of a step; to be a pipeline's ``callback_on_step_end``."""
        self._step, self._blocks = step + 1, 0
        if self._step < self._count:
            self._look(values.get("latents"))
        self._report(0.0)
        return values

    def _block(self, count: int) -> None:
        self._blocks += 1
        self._report(min(self._blocks / (count + 1), 0.95))

    def _report(self, within: float) -> None:
        done = self._start + self._share * min((self._step + within) / self._count, 1.0)
        self._last = max(self._last, done)
        self._progress(self._last, f"step {min(self._step + 1, self._count)} of {self._count}")


def _blocks_of(pipeline: Any) -> list[Any]:
    from torch.nn import Module, ModuleList

    found = []
    for body in (getattr(pipeline, name, None) for name in BODIES):
        if isinstance(body, Module) and not is_compiled(body):
            lists = [child for child in body.children() if isinstance(child, ModuleList)]
            blocks = [block for blocks in lists for block in blocks]
            # Whoever listens to a compiled block makes it be compiled anew; such a step is told as a whole.
            found += [block for block in blocks if not is_compiled(block)] or [body]
    return found
