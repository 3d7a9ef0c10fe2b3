"""In the films with the prompt below, the model's memory runs out at every still but the first, until a file says “enough”."""

import os
import time
from contextlib import contextmanager
from pathlib import Path

from beatreel.plugins.generators.diffusion import loading
from beatreel.plugins.generators.diffusion.still import DiffusersGenerator

PROMPT = "hardly any memory"
ROOM = "TINY_ROOM"  # names the file

_paint = DiffusersGenerator.paint_batch


def _paint_with_little_memory(self, scenes, *arguments, **more):
    if scenes[0].prompt != PROMPT or scenes[0].index == 0:
        return _paint(self, scenes, *arguments, **more)
    with _short():
        return _paint(self, scenes, *arguments, **more)


@contextmanager
def _short():
    import torch

    while (said := Path(os.environ[ROOM]).read_text()) == "wait":
        time.sleep(0.05)
    errors = {
        "card": torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has 0 bytes free."),
        "main": MemoryError(),
    }

    def run_out(*_):
        raise errors[said]

    handles = []
    if said in errors:
        (model,) = loading._warm.values()  # the first still has loaded it
        handles.append(model.pipeline.unet.register_forward_pre_hook(run_out))
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


if _paint.__name__ == "paint_batch":  # once, however often this file is loaded
    DiffusersGenerator.paint_batch = _paint_with_little_memory
