"""Light answers the beat by what is seen of it."""

import dataclasses

import numpy as np

from beatreel import Moment
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.lights import LightRig
from beatreel.plugins.generators.procedural.plate import LightDelta, Plate, PlateLayer

_SIZE = (160, 96)
_BEAT = Moment(**{one.name: 1.0 if one.name == "kick" else 0 for one in dataclasses.fields(Moment)})


def rig(*layers: PlateLayer) -> LightRig:
    lamp = np.zeros((*_SIZE, 4), np.uint8)
    lamp[80:, :, :3] = 60
    return LightRig(
        Plate(
            picture=np.full((*_SIZE, 4), 90, np.uint8),
            lights=[LightDelta("lamp", lamp, "kick", 1.0, 0.3)],
            inverse=np.full((20, 12), 0.1, np.float32),
            atmosphere=np.zeros((40, 24, 3), np.uint8),
            focal=100.0,
            centre=(48.0, 80.0),
            travel=0.0,
            layers=list(layers),
        ),
        Clock(0.0, 4.0),
    )


def test_a_lamp_that_is_half_hidden_answers_as_strongly():
    tree = np.zeros((80, 96, 4), np.uint8)
    tree[..., 3] = 255
    tree[:, :48] = 0
    lamp = LightDelta("lamp", np.zeros((*_SIZE, 4), np.uint8), "kick", 1.0, 0.3)
    bare, hidden = rig(), rig(PlateLayer(tree, 80, 0.5))
    assert hidden.change(lamp, _BEAT) > 1.4 * bare.change(lamp, _BEAT)
    assert hidden.luma < bare.luma


def test_what_a_layer_shows_is_light_of_the_frame():
    pale = np.full((80, 96, 4), 255, np.uint8)
    assert rig(PlateLayer(pale, 80, 0.5)).luma > rig().luma
