"""Echo: every beat leaves a ring that grows and fades, each ring fainter than the one before it."""

from pydantic import BaseModel, Field

from beatreel import Resources, hookimpl


class Params(BaseModel):
    echoes: int = Field(default=4, ge=1, le=12, description="Rings that are seen at once")
    hue: float = Field(default=0.6, ge=0, le=1, description="Colour, once around the wheel")


class Echo:
    name, version, params, resources, digital_source_type = "echo", "1", Params, Resources(), "algorithmicMedia"

    def paint(self, scene, spec, *, params, seed, references, folder, progress):
        from PIL import Image

        progress(0.0, "painting")
        ground = Image.new("HSV", (spec.width, spec.height), (int(255 * params.hue + 29 * seed) % 256, 150, 70))
        ground.convert("RGB").save(folder / "ground.png")
        return folder / "ground.png"

    def animate(self, still, scene, spec, *, params, music, seed, first_frame, frame_count, progress):
        import numpy as np
        from PIL import Image

        ground = np.asarray(Image.open(still.picture), np.float32)
        y, x = np.ogrid[: spec.height, : spec.width]
        far = np.hypot(x - spec.width / 2, y - spec.height / 2)[..., None] / spec.width
        for index in range(frame_count):
            progress(index / frame_count)
            now = music.at(float((first_frame + index) / spec.frame_rate))
            rings = sum(0.6**n * np.exp(-((50 * far - 10 * (now.beat_phase + n)) ** 2)) for n in range(params.echoes))
            yield np.minimum(ground * (0.6 + 0.2 * now.energy) + 170 * rings, 255).astype(np.uint8)


@hookimpl
def register_generators():
    return [Echo()]
