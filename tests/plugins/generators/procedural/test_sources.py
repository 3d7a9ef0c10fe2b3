"""Who stands in a picture is lit by what shines in it: from there, and in its colour."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._headlights import shine_ahead
from beatreel.plugins.generators.procedural.foreground._light import LUMA, Backlight
from beatreel.plugins.generators.procedural.foreground._scene import Scene
from beatreel.plugins.generators.procedural.foreground._solid_light import Rig
from beatreel.plugins.generators.procedural.foreground._sources import Sources, is_lit_by_lamps, lit_by
from beatreel.plugins.generators.procedural.painting import Element, LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, Place, level
from beatreel.plugins.generators.procedural.scenery.setting import Plan, Setting
from beatreel.plugins.generators.procedural.scenery.single_lamp import hang_one_lamp, names_one_lamp
from beatreel.plugins.generators.procedural.scenery.tracing import project

_SIZE = (128, 80)
_PINK = np.array([0.9, 0.1, 1.0], np.float32)


def night(lamp: tuple[slice, slice] | None, colour: np.ndarray = _PINK, metres: float = 4.0) -> Painting:
    """Return a dark place 8 metres away with a lamp in it."""
    light, depth = np.full((*_SIZE, 3), 0.02, np.float32), np.full(_SIZE, 8.0, np.float32)
    if lamp:
        light[lamp], depth[lamp] = 2 * colour, metres
    return Painting({"lamps": LightGroup(light)}, depth, 90.0, (40.0, 64.0))


def lit(painting: Painting) -> tuple[Sources, Rig, Rig]:
    light = Backlight.of(painting)
    sources = Sources.at(painting, light, 40, 64, 4.0)
    plain = Rig.of(painting, light, (0.5, 0.5), "night")
    return sources, plain, lit_by(plain, sources)


@pytest.mark.parametrize("side", [0, 1])
def test_a_lamp_lights_the_side_on_which_it_hangs_in_its_colour(side: int):
    sources, plain, rig = lit(night((slice(48, 64), slice(0, 16) if side == 0 else slice(64, 80))))
    assert sources.share > 0.5 and sources.behind < 0.2
    way = -1 if side == 0 else 1
    assert way * sources.way[0] > 0.8 and way * rig.to_front[0] > 0.5
    more = (rig.sides - plain.sides) @ LUMA
    assert more[side] > 2 * abs(more[1 - side])
    assert rig.sides[side, 1] < 0.5 * rig.sides[side, 2] and rig.front[1] < 0.7 * rig.front[2]


def test_who_has_the_light_behind_them_is_dark_with_a_bright_edge():
    sources, plain, rig = lit(night((slice(32, 56), slice(24, 56)), metres=40.0))
    assert sources.behind > 0.5
    assert rig.front @ LUMA < 0.7 * float(plain.front @ LUMA)
    assert rig.key @ LUMA > 1.1 * float(plain.key @ LUMA) and rig.wrap > 0.5


def test_lights_of_two_colours_edge_the_two_sides():
    painting = night((slice(40, 72), slice(0, 16)), metres=12.0)
    painting.groups["lamps"].light[40:72, 64:] = (2.0, 1.6, 0.2)
    painting.depth[40:72, 64:] = 12.0
    _, _, rig = lit(painting)
    assert rig.keys is not None and rig.keys[0, 2] > 2 * rig.keys[0, 1] and rig.keys[1, 1] > 2 * rig.keys[1, 2]


def test_a_fire_that_is_drawn_in_each_frame_is_a_light():
    painting = night(None)
    assert lit(painting)[0].share < 0.1
    painting.elements.append(Element("fire", 0.9, {"x": 0.1, "y": 0.6, "tall": 0.2, "depth": 4.0}))
    sources, _, rig = lit(painting)
    assert sources.share > 0.5 and sources.way[0] < -0.8
    assert rig.front[2] > 2 * rig.front[0]


def test_under_the_open_sky_of_a_day_no_part_of_it_is_a_lamp():
    prompts = {"a man in a meadow at noon": False, "a man in a street at night": True, "a man in a room by day": True}
    assert {prompt: is_lit_by_lamps(describe(prompt)) for prompt in prompts} == prompts


def test_one_bare_bulb_is_the_only_lamp_of_a_room_and_is_in_the_picture():
    prompt = "a boxer in a locker room under one bare bulb"
    said = {
        prompt: True, "under a single harsh white lamp": True, "a naked light bulb": True,
        "one street lamp in the fog": False, "a hall with lamps": False,
    }  # fmt: skip
    assert {text: names_one_lamp(text) for text in said} == said
    plan = Plan(lambda setting: None, {}, {"lamps": (EVEN, "kick", 0.9, 0.2)})
    setting = Setting(plan, describe(prompt), "wide", Place(1), np.random.default_rng(1), 1.0)
    tube = setting.glow((2.0, 2.0, 2.0), ODD)
    setting.place.lamp((0, 2.6, 4), (1.0, 1.0, 1.0), ODD)
    lens = level((0.0, 1.4, 0.0), 0.0, 0.8, 0.45, 90, 160)
    hang_one_lamp(setting, lens, plan.groups, (90, 160))
    (lamp,) = setting.place.lamps
    assert max(setting.place.materials[tube][11:14]) == 0.0
    x, y, away = project(lens, tuple(lamp[:3]))
    assert 0.4 < x / 90 < 0.75 and 0.1 < y / 160 < 0.4 and away > 1.0


@pytest.mark.parametrize(("turn", "dazzles"), [(-1.57, True), (1.57, False)])
def test_a_headlight_dazzles_who_is_before_it(turn: float, dazzles: bool):
    painting = night(None)
    lens = level((0.0, 1.2, 0.0), 0.0, 0.9, 0.5, _SIZE[1], _SIZE[0])
    scene = Scene(lens, _SIZE[1], _SIZE[0], 1.0, z=5.0, eye=1.2, turn=turn, x=0.0)
    shine_ahead(painting, Backlight.of(painting), scene, [(0.7, 0.9, 0.0)], 1.0, 0.8)
    assert ("headlights" in painting.groups) == dazzles
    if dazzles:
        glare = np.asarray(painting.groups["headlights"].light, np.float32) @ LUMA
        row, column = np.unravel_index(int(glare.argmax()), glare.shape)
        assert glare.max() > 0.8 and abs(column - 40) < 4 and 60 < row < 80
        assert glare[:20].max() < 0.05
