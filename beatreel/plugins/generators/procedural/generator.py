"""The procedural generator: needs no weights, no graphics card and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from beatreel import GenerationError, Resources

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Music, Progress, Scene, Still, VideoSpec

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

PICTURE = "still.jpg"


class ProceduralParams(BaseModel):
    """Settings of the procedural generator.

    Attributes
    ----------
    world : str
        Paint this world whatever the prompt says; empty lets the prompt decide.
    grain : float
        Film grain, standard deviation in code values.
    vignette : float
        Darkening of the corners.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    world: Literal["", "alley", "dunes", "forest", "chrome"] = ""
    grain: float = Field(default=1.3, ge=0, le=6)
    vignette: float = Field(default=0.26, ge=0, le=1)


class ProceduralGenerator:
    """Paints worlds with a small renderer and moves through them; see :class:`beatreel.Generator`."""

    name = "procedural"
    version = "1"
    params = ProceduralParams
    digital_source_type = "algorithmicMedia"
    resources = Resources(cpus=1.0, gpus=0.0, memory=800_000_000)

    def paint(
        self,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: ProceduralParams,
        seed: int,
        references: Sequence[Path],
        folder: Path,
        progress: Progress,
    ) -> Path:
        """Paint and grade the scene's world; the folder then holds its plate and a JPEG. References are not used."""
        import cv2

        from . import plate as plates
        from .describe import describe
        from .worlds import painter

        description = describe(scene.prompt, scene.style, params.world)
        width, height = painting_size(spec.width, spec.height)
        progress(0.0, f"painting {description.world}")
        painting = painter(description.world)(
            description,
            shot=scene.shot,
            variation=scene.variation,
            width=width,
            height=height,
            seed=seed,
            progress=lambda done, note="": progress(0.02 + 0.78 * done, note),
        )
        progress(0.8, "grading")
        plate = plates.develop(painting, description.palette, contrast=description.contrast, speed=description.speed)
        progress(0.95, "saving")
        try:
            plates.save(plate, folder)
            picture = folder / PICTURE
            done = cv2.imwrite(
                str(picture), plates.picture_of(plate, spec.width, spec.height), [cv2.IMWRITE_JPEG_QUALITY, 92]
            )
        except OSError as error:
            raise GenerationError(
                f"The still could not be saved: {error.strerror or error}",
                plugin=self.name,
                hint="Free some space or choose another output folder",
            ) from error
        if not done:
            raise GenerationError("The still could not be saved", plugin=self.name, hint="Choose another output folder")
        progress(1.0)
        return picture

    def explain(self, prompt: str) -> dict[str, Any]:
        """Return what a prompt is understood as, for people: world, time of day, weather, … and the words that mean nothing here."""
        from .describe import describe

        seen = describe(prompt)
        return {
            "world": f"{seen.world} (the nearest of what can be painted)" if seen.approximate else seen.world,
            "time_of_day": seen.time_of_day,
            "weather": seen.weather,
            "motifs": seen.motifs,
            "temperature": {-1: "cold", 0: "as the world has it", 1: "warm"}[
                round(max(-1, min(1, 2 * seen.palette.temperature)))
            ],
            "camera": seen.camera or "as the music asks",
            "speed": "slow motion" if seen.speed < 1 else "as in life" if seen.speed == 1 else "fast",
            "understood": seen.understood,
            "no_effect": seen.unknown,
        }

    def animate(
        self,
        still: Still,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: ProceduralParams,
        music: Music,
        seed: int,
        first_frame: int,
        frame_count: int,
        progress: Progress,
    ) -> Iterator[Frame]:
        """Yield I420 frames (height * 3 // 2, width), BT.709 limited range; each is a new array."""
        from . import plate as plates
        from .animate.animator import Animator

        try:
            plate = plates.load(still.path)
        except (OSError, ValueError, KeyError) as error:
            raise GenerationError(
                f"The still in {still.path} cannot be read: {error}",
                plugin=self.name,
                hint="Paint it anew with beatreel redo --still",
            ) from error
        width, height = plate.size
        if width < spec.width or height < spec.height:
            raise GenerationError(
                f"The still ({width} x {height}) is too small for a film of {spec.width} x {spec.height}",
                plugin=self.name,
                hint="Paint it anew with beatreel redo --still",
            )
        animator = Animator(plate, scene, spec, music, seed=seed, grain=params.grain, vignette=params.vignette)
        for done in range(frame_count):
            yield animator.frame(first_frame + done)
            progress((done + 1) / frame_count)


def painting_size(width: int, height: int) -> tuple[int, int]:
    """Return the pixels of a painting for a frame: about 10 % larger, in multiples of 16."""
    from .painting import OVERSCAN

    return tuple(-(-round(side * OVERSCAN) // 16) * 16 for side in (width, height))
