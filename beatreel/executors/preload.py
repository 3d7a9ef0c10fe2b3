"""What every worker needs, loaded once in the process that workers are forked from.

Nothing here may start a thread or open a device: neither survives a fork. What only some workers need, such as the kernels of the
procedural generator or a model on a GPU, they load themselves; but what Numba does before its first kernel takes half a second in
each process, and is done here.
"""

from __future__ import annotations

import contextlib
import gc
from importlib import import_module

from beatreel.executors.worker import one_core
from beatreel.plugins import BUILTIN_PLUGINS

MODULES = (
    "av",
    "cv2",
    "numba",
    "numpy",
    "pebble",
    "PIL.Image",
    "zmq",
    "beatreel.tasks.analyze",
    "beatreel.tasks.assemble",
    "beatreel.tasks.context",
    "beatreel.tasks.export",
    "beatreel.tasks.paint",
    "beatreel.tasks.scene",
    "beatreel.intake.inspect",
)


def load() -> None:
    """Load it; what cannot be loaded is missed, and reported, by the task that needs it."""
    one_core()
    gc.disable()  # what is loaded stays; looking for what does not takes a tenth of the time
    for name in (*MODULES, *BUILTIN_PLUGINS):
        with contextlib.suppress(Exception):
            import_module(name)
    with contextlib.suppress(Exception):
        from numba.core.registry import cpu_target

        cpu_target.typing_context.refresh()
        cpu_target.target_context.refresh()
    gc.freeze()  # workers neither look through it again nor copy its pages to mark what they saw
    gc.enable()


load()
