"""What a mirror that stands in a land shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.scenery.standing import Seen

    from ._scene import Scene


def mirror(painting: Painting, scene: Scene, glass: int, found: Seen) -> None:
    """Let a mirror show land like the land behind it, turned about, in place: what lies behind the camera is not known."""
    mask = (found.ids == glass + 1).astype(np.float32)
    total = np.zeros((scene.height, scene.width, 3), np.float32)
    for group in painting.groups.values():
        total += cv2.resize(
            np.asarray(group.light, np.float32), (scene.width, scene.height), interpolation=cv2.INTER_AREA
        )
    x, y, _ = scene.pixel((0.0, 1.1, 0.0))
    # As seen from where the mirror stands, farther off and a little from above, for it leans back.
    move = np.array([[-0.62, 0, 0.62 * x + 0.5 * scene.width], [0, 0.62, y * 0.38 - 0.03 * scene.height]], np.float32)
    image = cv2.warpAffine(
        total,
        move,
        (scene.width, scene.height),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REFLECT,
    )
    soft = cv2.GaussianBlur(mask, (0, 0), 0.7) * (found.cover > 0.5)
    found.lit += (image * np.array([0.90, 0.93, 0.90], np.float32) - found.lit) * soft[..., None]
