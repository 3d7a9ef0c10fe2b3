"""The plate: a graded painting in the form from which every frame is cheap.

A plate holds the finished picture, one *delta* per light group (picture minus the picture without that group, so that the
group can be dimmed by one weighted addition), the depth as a coarse grid, soft colour for what floats in the air, masks,
and the layers and mirror of the painting. It lives in a folder of ``.npy`` files that are mapped, not read.

Conventions
-----------
Pictures are uint8, display BGR with gamma 2 and a fourth channel, because four channels are warped twice as fast as three.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from .painting import Element, Focus, Motion, Pulse

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Array = np.ndarray[Any, np.dtype[np.float32]]

FORMAT = 5
CELL = 8  # pixels per cell of the depth grid
SOFT = 4  # pixels per pixel of atmosphere and masks
_MANIFEST = "plate.json"
NEAR = "near"  # mask of who stands so near that no veil is before them


@dataclass
class LightDelta:
    """What one light group adds to the picture in display values, and which accent drives it."""

    name: str
    picture: Picture
    pulse: Pulse
    base: float
    gain: float


@dataclass
class PlateLayer:
    """A foreground layer, premultiplied BGRA, cropped to the rows in which it is not empty; if it moves, to its columns too.

    Attributes
    ----------
    picture : ndarray (rows, width, 4)
    top, left : int
        First row and column within the plate.
    inverse : float
        1 / depth in metres.
    motion : Motion or None
    """

    picture: Picture
    top: int
    inverse: float
    left: int = 0
    motion: Motion | None = None


@dataclass
class PlateMirror:
    """A mirror ready to be relit.

    Attributes
    ----------
    across, down : ndarray (height, width), float32
        Pixels of the environment that are seen; OpenCV samples floats faster than its fixed-point maps.
    shade : ndarray (height, width, 4), uint8
    environment : ndarray (512, 1024, 4) or (256, 512, 4), uint8
        All families together; the smaller one for a draft.
    families : list of LightDelta
        What each family adds to the environment.
    """

    across: np.ndarray[Any, np.dtype[np.float32]]
    down: np.ndarray[Any, np.dtype[np.float32]]
    shade: Picture
    environment: Picture
    families: list[LightDelta]


@dataclass
class Plate:
    """See the module.

    Attributes
    ----------
    picture : ndarray (height, width, 4), uint8
        Its fourth channel is 0 where the painting's mask ``open`` is 1 (the sky is seen, or its mirror image) and 255 where
        something solid is, so that what shines behind the land can be drawn in a frame.
    lights : list of LightDelta
    inverse : ndarray (height / 8, width / 8), float32
        1 / depth, near things dilated and smoothed, so that edges bend and do not tear.
    atmosphere : ndarray (height / 4, width / 4, 3), uint8
        The picture as light in the air: very soft.
    masks : dict of str to ndarray (height / 4, width / 4), uint8
    layers : list of PlateLayer
        Far to near.
    mirror : PlateMirror or None
    elements : list of Element
    focal : float
        Pixels of the plate.
    centre : tuple of float
        Vanishing point in pixels of the plate.
    focus : Focus or None
        What is to be kept in sight.
    travel : float
        Metres.
    speed : float
        Of what moves by itself.
    vignette : float
        Factor on how much darker corners are: by the light of noon they are hardly.
    lettering : bool
        There are signs to read.
    """

    picture: Picture
    lights: list[LightDelta]
    inverse: Array
    atmosphere: Picture
    focal: float
    centre: tuple[float, float]
    travel: float
    focus: Focus | None = None
    speed: float = 1.0
    vignette: float = 1.0
    lettering: bool = False
    masks: dict[str, Picture] = field(default_factory=dict)
    layers: list[PlateLayer] = field(default_factory=list)
    mirror: PlateMirror | None = None
    elements: list[Element] = field(default_factory=list)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.picture.shape[1], self.picture.shape[0]


def inverse_depth(depth: Array) -> Array:
    """Return the depth grid of a plate.

    Near things are dilated by a cell and everything is smoothed, so that thin edges are carried along instead of torn;
    the nearest fifth is compressed, or they alone would forbid the camera to move.

    Parameters
    ----------
    depth : ndarray (height, width)
        Metres.

    Returns
    -------
    ndarray (height / 8, width / 8), float32
        1 / metres.
    """
    inverse = 1.0 / np.maximum(depth.astype(np.float32), 0.3)
    size = (max(2, depth.shape[1] // CELL), max(2, depth.shape[0] // CELL))
    inverse = cv2.resize(inverse, size, interpolation=cv2.INTER_AREA)
    near = max(float(np.percentile(inverse, 80)), 1e-4)
    inverse = (near * np.tanh(inverse / near)).astype(np.float32)
    reach = max(2.2 * min(depth.shape) / 1584, 0.6)
    return cv2.GaussianBlur(cv2.dilate(inverse, np.ones((3, 3), np.uint8)), (0, 0), reach)


def picture_of(plate: Plate, width: int, height: int) -> Picture:
    """Return the still for people, uint8 BGR (height, width, 3): the middle of the plate with layers and mirror."""
    whole = plate.picture.copy()
    if plate.mirror:
        mirror = plate.mirror
        lit = cv2.remap(mirror.environment, mirror.across, mirror.down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
        whole = cv2.add(whole, cv2.multiply(lit, mirror.shade, scale=1 / 255))
    for layer in plate.layers:
        high, wide = layer.picture.shape[:2]
        rows = whole[layer.top : layer.top + high, layer.left : layer.left + wide]
        cover = layer.picture[..., 3:].astype(np.uint16)
        rows[...] = np.minimum(layer.picture + (rows * (255 - cover) + 127) // 255, 255).astype(np.uint8)
    left, top = (whole.shape[1] - width) // 2, (whole.shape[0] - height) // 2
    return np.ascontiguousarray(whole[top : top + height, left : left + width, :3])


def save(plate: Plate, folder: Path) -> None:
    """Write a plate into an existing folder; the same plate gives the same bytes."""
    arrays: dict[str, Any] = {"picture": plate.picture, "inverse": plate.inverse, "atmosphere": plate.atmosphere}
    arrays |= {f"light-{i}": light.picture for i, light in enumerate(plate.lights)}
    arrays |= {f"mask-{name}": mask for name, mask in plate.masks.items()}
    arrays |= {f"layer-{i}": layer.picture for i, layer in enumerate(plate.layers)}
    if plate.mirror:
        mirror = plate.mirror
        arrays |= {"mirror-across": mirror.across, "mirror-down": mirror.down, "mirror-shade": mirror.shade}
        arrays |= {"mirror-environment": mirror.environment}
        arrays |= {f"mirror-family-{i}": family.picture for i, family in enumerate(mirror.families)}
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", np.ascontiguousarray(array), allow_pickle=False)
    manifest = {
        "format": FORMAT,
        "focal": plate.focal,
        "centre": list(plate.centre),
        "focus": plate.focus,
        "travel": plate.travel,
        "speed": plate.speed,
        "vignette": plate.vignette,
        "lettering": plate.lettering,
        "lights": [_facts(light) for light in plate.lights],
        "masks": list(plate.masks),
        "layers": [_placed(layer) for layer in plate.layers],
        "families": [_facts(family) for family in plate.mirror.families] if plate.mirror else None,
        "elements": [vars(element) for element in plate.elements],
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), "utf-8")


def load(folder: Path) -> Plate:
    """Open a plate; its arrays stay on disk and are mapped read-only.

    Raises
    ------
    ValueError
        If the folder holds no plate, or one of another format.
    OSError
    """
    manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise ValueError(f"plate of format {manifest.get('format')}, {FORMAT} is needed")

    def array(name: str) -> Any:
        return np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)

    def lights(facts: list[dict[str, Any]], prefix: str) -> list[LightDelta]:
        return [LightDelta(picture=array(f"{prefix}-{i}"), **fact) for i, fact in enumerate(facts)]

    mirror = None
    if manifest["families"] is not None:
        mirror = PlateMirror(
            across=array("mirror-across"),
            down=array("mirror-down"),
            shade=array("mirror-shade"),
            environment=array("mirror-environment"),
            families=lights(manifest["families"], "mirror-family"),
        )
    return Plate(
        picture=array("picture"),
        lights=lights(manifest["lights"], "light"),
        inverse=array("inverse"),
        atmosphere=array("atmosphere"),
        focal=manifest["focal"],
        centre=(manifest["centre"][0], manifest["centre"][1]),
        focus=Focus(*manifest["focus"]) if manifest["focus"] else None,
        travel=manifest["travel"],
        speed=manifest["speed"],
        vignette=manifest["vignette"],
        lettering=manifest["lettering"],
        masks={name: array(f"mask-{name}") for name in manifest["masks"]},
        layers=[_opened(array(f"layer-{i}"), fact) for i, fact in enumerate(manifest["layers"])],
        mirror=mirror,
        elements=[Element(**element) for element in manifest["elements"]],
    )


def _placed(layer: PlateLayer) -> dict[str, Any]:
    found: dict[str, Any] = {"top": layer.top, "inverse": layer.inverse}
    if layer.motion is not None:
        found |= {"left": layer.left, "motion": vars(layer.motion)}
    return found


def _opened(picture: Picture, facts: dict[str, Any]) -> PlateLayer:
    motion = Motion(**facts["motion"]) if "motion" in facts else None
    return PlateLayer(picture, facts["top"], facts["inverse"], facts.get("left", 0), motion)


def _facts(light: LightDelta) -> dict[str, Any]:
    return {"name": light.name, "pulse": light.pulse, "base": light.base, "gain": light.gain}
