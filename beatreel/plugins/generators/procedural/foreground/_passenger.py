"""Somebody who waits at a station, with a suitcase beside: a layer before its hall, in its light and mist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.kernels.mesh import boxes, tube
from beatreel.plugins.generators.procedural.painting import Layer, Motion
from beatreel.plugins.generators.procedural.scenery.built import level, skins
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.rounded import rounded
from beatreel.plugins.generators.procedural.scenery.standing import seen

from ._pieces import new_place

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.house import View
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

    from ._ground import Land
    from ._light import Backlight

_SHE = {"woman", "girl", "lady", "she", "her"}
_WOMEN = (1, 7)  # extras whose heads are bare
_THICK = {"mist": 22.0}  # metres of air in which two thirds of somebody are lost


def add_passenger(
    painting: Painting, light: Backlight, description: SceneDescription, view: View, land: Land,
    at: tuple[float, float, float], seed: int,
) -> None:  # fmt: skip
    """Let somebody in a coat stand at a place, metres to the right of, over and ahead of the eye, in place."""
    place = new_place(painting, light, description, seed)
    x, y, z = view.side * at[0], at[1], at[2]
    leather = place.material(skins.PLAIN, (0.035, 0.075, 0.15), gloss=0.05, rough=0.2)
    brass = place.material(skins.METAL, (0.14, 0.42, 0.70), gloss=0.4, rough=0.2, metal=True)
    who = _WOMEN[description.flavour % 2] if _SHE & description.all_words else 2 * (description.flavour % 2)
    coat = tuple(float(part) for part in DYES.get(description.worn, (0.05, 0.055, 0.07)))
    beside = x - view.side * 0.62
    handle = [
        (beside + off, y + 0.52 + up, z - 0.1) for off, up in ((-0.08, 0), (-0.07, 0.06), (0.07, 0.06), (0.08, 0))
    ]
    place.add(
        rounded(place, "walker", 160, coat, who).moved(x, y, z, turn=-0.7 * view.side),
        boxes([(beside, y + 0.27, z - 0.1)], (0.34, 0.25, 0.10), leather),
        boxes([(beside + off, y + 0.27, z - 0.1) for off in (-0.22, 0.22)], (0.025, 0.255, 0.105), brass),
        tube(handle, 0.014, 6, leather),
    )  # fmt: skip
    lens = level((0.0, 0.0, 0.0), 0.0, 1.0, 0.5, view.width, view.height)
    lens = lens._replace(
        focal=np.float32(view.focal), centre_x=np.float32(view.centre_x), centre_y=np.float32(view.horizon)
    )
    found = seen(place, lens, view.width, view.height, None)
    through = np.float32(np.exp(-z / _THICK.get(description.weather, 60.0)))
    lit = (found.lit + found.glow) * through
    lit += (1 - through) * land.haze.mean(axis=0) * found.cover[..., None]
    size = (light.width, light.height)
    cover = cv2.resize(found.cover, size)
    colour = cv2.resize(lit, size) / np.maximum(cover, 0.02)[..., None]
    painting.layers.append(Layer(halved(colour), halved(cover), z, Motion(sway=0.0)))
