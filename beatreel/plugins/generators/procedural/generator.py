"""The procedural generator: needs no weights, no graphics card and no network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import GenerationError, Resources, style_of

from .painting import painting_size, sketch_size
from .params import ProceduralParams

if TYPE_CHECKING:
    import numpy as np

    from beatreel import Music, Progress, Scene, Still, VideoSpec

    from .plate import Plate

    Frame = np.ndarray[Any, np.dtype[np.uint8]]

PICTURE = "still.jpg"


class ProceduralGenerator:
    """Paints worlds with a small renderer and moves through them; see :class:`beatreel.Generator`."""

    name = "procedural"
    version = "34"
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
        """Paint and grade the scene's world; the folder then holds its plate and a JPEG.

        The subject of the first reference that has one stands in every scene that calls for somebody.
        """
        from .animate.clock import chance_seed
        from .developing import develop
        from .enlarge import enlarged
        from .foreground import add_foreground, cleared, shot_behind, size_behind, variation_behind
        from .look import lens_of
        from .painters import painter_for
        from .prompt.describe import describe, picture_number
        from .skies import deepen

        number = picture_number(scene.shot, scene.variation)
        description = describe(scene.prompt, scene.style, params.world, picture=number)
        wanted = painting_size(spec.width, spec.height)
        width, height = sketch_size(*wanted)
        subject = None
        if references:
            from .photo.placing import place_subject, takes_subject
            from .photo.subject import subject_of

            if takes_subject(description.motifs, scene.shot):
                progress(0.0, "cutting out the reference")
                subject = subject_of(references)
            if subject is not None:  # it takes the place of the world's own people
                description = description.model_copy(update={"without": (*description.without, "people")})
        progress(0.0, f"painting {description.world}")
        small = size_behind(description, width, height, scene.shot)
        painting = painter_for(description)(
            cleared(description, scene.shot),
            shot=shot_behind(description, scene.shot),
            variation=variation_behind(description, scene.shot, scene.variation),
            width=small[0],
            height=small[1],
            seed=chance_seed(seed, description.flavour),
            progress=lambda done, note="": progress(0.02 + 0.78 * done, note),
        )
        add_foreground(
            painting, description, shot=scene.shot, variation=scene.variation, seed=seed, size=(width, height)
        )
        if subject is not None:
            place_subject(painting, subject, shot=scene.shot, variation=scene.variation, seed=seed)
        if description.threatens:  # nor does it rain yet
            painting.elements = [one for one in painting.elements if one.kind != "rain"]
        deepen(painting, description.sky_hues)
        progress(0.8, "grading")
        plate = develop(
            painting,
            description.palette,
            contrast=description.contrast,
            by_day=description.by_day,
            named_light=description.named_light,
            speed=description.speed,
            look=lens_of(description, style_of(scene.style).look),
        )
        if (width, height) != wanted:
            plate = enlarged(plate, *wanted)
        progress(0.95, "saving")
        picture = self._save(plate, spec, folder)
        progress(1.0)
        return picture

    def adopt(
        self,
        picture: Path,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: ProceduralParams,
        seed: int,
        folder: Path,
        progress: Progress,
    ) -> Path:
        """Make any picture a still that can be animated: a photo, or what another generator has painted."""
        from .photo.reading import read_picture
        from .photo.still import photo_plate

        progress(0.0, "looking at the picture")
        try:
            image, _ = read_picture(picture)
        except (OSError, ValueError) as error:
            raise GenerationError(
                f"The picture “{picture.name}” cannot be used: {error}",
                plugin=self.name,
                hint="Save it as JPEG, PNG or WebP",
            ) from error
        plate = photo_plate(image, *painting_size(spec.width, spec.height))
        progress(0.9, "saving")
        adopted = self._save(plate, spec, folder)
        progress(1.0)
        return adopted

    def _save(self, plate: Plate, spec: VideoSpec, folder: Path) -> Path:
        import cv2

        from . import plate as plates

        picture = folder / PICTURE
        try:
            plates.save(plate, folder)
            shown = plates.picture_of(plate, spec.width, spec.height)
            done = cv2.imwrite(str(picture), shown, [cv2.IMWRITE_JPEG_QUALITY, 92])
        except OSError as error:
            raise GenerationError(
                f"The still could not be saved: {error.strerror or error}",
                plugin=self.name,
                hint="Free some space or choose another output folder",
            ) from error
        if not done:
            raise GenerationError("The still could not be saved", plugin=self.name, hint="Choose another output folder")
        return picture

    def vocabulary(self) -> dict[str, Any]:
        """Return the places and things that a prompt may name; see :func:`~.prompt.vocabulary.vocabulary`."""
        from .prompt.vocabulary import vocabulary

        return vocabulary()

    def explain(self, prompt: str, style: str = "") -> dict[str, Any]:
        """Return what a prompt is understood as; see :class:`beatreel.Generator`."""
        from .prompt.describe import describe
        from .prompt.explain import explain

        return explain(describe(prompt, style))

    def audition(
        self,
        scene: Scene,
        spec: VideoSpec,
        *,
        params: ProceduralParams,
        styles: Sequence[str],
        seed: int,
        progress: Progress,
    ) -> Iterator[tuple[str, Frame]]:
        """Yield the scene's still in several styles; styles that differ in colour and stock alone share one painting."""
        from .audition import audition

        return audition(scene, spec, params=params, styles=styles, seed=seed, progress=progress)

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
        for done, frame in enumerate(animator.frames(first_frame, frame_count), 1):
            yield frame
            progress(done / frame_count)
