"""One still in many styles, for choosing."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel import style_of

from . import plate as plates
from .animate.clock import chance_seed
from .animate.finish import BT709, Finish, planes
from .developing import develop
from .foreground import add_foreground, cleared, shot_behind, size_behind, variation_behind
from .look import lens_of
from .painters import painter_for
from .painting import Painting, painting_size
from .prompt.describe import describe, picture_number
from .skies import deepen

if TYPE_CHECKING:
    from beatreel import Progress, Scene, VideoSpec

    from .params import ProceduralParams

    Picture = np.ndarray[Any, np.dtype[np.uint8]]


def audition(
    scene: Scene, spec: VideoSpec, *, params: ProceduralParams, styles: Sequence[str], seed: int, progress: Progress
) -> Iterator[tuple[str, Picture]]:
    """Yield (style, RGB picture of (height, width, 3)) for each style.

    A style may ask for another time of day or weather; only then is another painting made.
    """
    number = picture_number(scene.shot, scene.variation)
    width, height = painting_size(spec.width, spec.height)
    paintings: dict[str, Painting] = {}
    for done, name in enumerate(styles):
        progress(done / len(styles), name)
        style = style_of(name)
        description = describe(scene.prompt, name, params.world, picture=number)
        painted = description.model_copy(
            update={"palette": describe(scene.prompt, "", params.world, picture=number).palette}
        )
        key = painted.model_copy(update={"contrast": 1.0, "speed": 1.0}).digest()
        if key not in paintings:
            small = size_behind(painted, width, height, scene.shot)
            paintings[key] = painter_for(painted)(
                cleared(painted, scene.shot),
                shot=shot_behind(painted, scene.shot),
                variation=variation_behind(painted, scene.shot, scene.variation),
                width=small[0],
                height=small[1],
                seed=chance_seed(seed, painted.flavour),
                progress=lambda done, note="": None,
            )
            add_foreground(
                paintings[key], painted, shot=scene.shot, variation=scene.variation, seed=seed, size=(width, height)
            )
            deepen(paintings[key], painted.sky_hues)
        plate = develop(
            copy.deepcopy(paintings[key]),
            description.palette,
            contrast=description.contrast,
            by_day=description.by_day,
            named_light=description.named_light,
            look=lens_of(description, style.look),
        )
        picture = plates.picture_of(plate, spec.width, spec.height)
        stock = style.film
        finish = Finish(
            spec.width,
            spec.height,
            grain=stock.grain if params.grain is None else params.grain,
            vignette=stock.vignette if params.vignette is None else params.vignette,
            seed=seed,
            grain_size=stock.grain_size,
            scanlines=stock.scanlines,
        )
        yield name, to_rgb(finish(cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA), 0), spec.width, spec.height)
    progress(1.0)


def to_rgb(frame: Picture, width: int, height: int) -> Picture:
    """Return I420 (BT.709, limited range) as RGB of (height, width, 3)."""
    y, u, v = planes(frame, height, width)
    chroma = [cv2.resize(plane, (width, height), interpolation=cv2.INTER_LINEAR) for plane in (u, v)]
    yuv = np.dstack([y, *chroma]).astype(np.float32) - np.array([16, 128, 128], np.float32)
    return np.clip(np.rint(yuv @ np.linalg.inv(BT709).T.astype(np.float32)), 0, 255).astype(np.uint8)
