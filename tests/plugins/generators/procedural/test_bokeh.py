"""City lights out of focus: discs in the colours of the prompt that answer the beat, some of which drive, behind whoever stands there."""

from __future__ import annotations

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.painting import LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe


def _stripes() -> Painting:
    height, width = 240, 136
    light = np.where(np.arange(width) % 16 < 8, 0.05, 0.5).astype(np.float32) * np.ones((height, 1), np.float32)
    depth = np.full((height, width), 300.0, np.float32)
    return Painting({"sky": LightGroup(np.repeat(light[..., None], 3, axis=2))}, depth, 140.0, (68.0, 120.0))


def test_lights_are_discs_in_two_colours_and_what_is_behind_them_is_soft() -> None:
    told = describe("out of focus city lights, bokeh, orange and teal")
    painting, again, other = _stripes(), _stripes(), _stripes()
    for one, seed in ((painting, 3), (again, 3), (other, 4)):
        add_foreground(one, told, shot="close", variation=0, seed=seed)
    even, odd = (painting.groups[name] for name in ("lamps_even", "lamps_odd"))
    assert (even.pulse, odd.pulse) == ("kick", "offbeat")
    assert (again.groups["lamps_even"].light == even.light).all() and (
        other.groups["lamps_even"].light != even.light
    ).any()
    sky = painting.groups["sky"].light.astype(np.float32)[120, :, 1]
    assert sky.std() < 0.15 * sky.mean()  # no stripe is left
    over = int(0.6 * 240)
    blue = [
        float(group.light[:over].astype(np.float32).mean(axis=(0, 1)) @ np.float32([1, 0, -1])) for group in (even, odd)
    ]
    assert min(blue) < 0 < max(blue)  # one is orange, the other teal
    lit = (odd.light[:over].astype(np.float32).max(axis=2) > 0.05).astype(np.uint8)
    assert cv2.erode(lit, np.ones((5, 5), np.uint8)).any()  # as large as a disc
    assert {layer.motion.right > 0 for layer in painting.layers if layer.motion} == {True, False}


def test_lights_out_of_focus_and_curtains_that_blow_are_where_they_are_named() -> None:
    assert "bokeh" in describe("a woman in front of bokeh city lights at night").motifs
    wet = describe("blurred city lights behind rain on a window at night")
    assert {"bokeh", "wet_window"} <= set(wet.motifs)
    assert not describe("a rose with dew drops, bokeh background").elsewhere  # what is behind it is out of focus
    blown = describe("curtains blowing in the wind by an open balcony door, sea behind, golden hour")
    assert blown.world == "interior" and blown.motifs == ("blown_curtains",) and not blown.elsewhere
    assert "blown_curtains" not in describe("red velvet curtains opening on a stage").motifs
