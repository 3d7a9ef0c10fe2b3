"""A painter that shows what it has so far, and goes on when it was seen."""

import io
import time
from pathlib import Path

from pydantic import BaseModel

from beatreel import Resources, hookimpl


class Params(BaseModel):
    seen: str = ""  # a file that appears when somebody has looked


class SlowPainter:
    name = "slow"
    version = "1"
    params = Params
    digital_source_type = "algorithmicMedia"
    resources = Resources()
    animator = "tiny"

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        from PIL import Image

        progress.show(b"GIF89a no JPEG")
        time.sleep(1.1)  # one picture a second is passed on
        stream = io.BytesIO()
        Image.new("RGB", (36, 64), (scene.variation, 90, 40)).save(stream, "JPEG")
        deadline = time.monotonic() + 120
        while not Path(params.seen).exists() and time.monotonic() < deadline:
            progress.show(stream.getvalue())
            progress(0.5)
            time.sleep(0.05)
        Image.effect_noise((spec.width, spec.height), 60).convert("RGB").save(folder / "still.png")
        return folder / "still.png"


@hookimpl
def register_generators():
    return [SlowPainter()]
