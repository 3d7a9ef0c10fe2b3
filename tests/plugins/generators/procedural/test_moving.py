"""Water runs, fog churns, and neither jumps where a loop closes."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from beatreel import Moment
from beatreel.plugins.generators.procedural.animate.clock import Clock
from beatreel.plugins.generators.procedural.animate.elements import emitters
from beatreel.plugins.generators.procedural.animate.elements.base import Air, Emitter, Stage
from beatreel.plugins.generators.procedural.animate.elements.city import Panes
from beatreel.plugins.generators.procedural.animate.motion import moved, shown
from beatreel.plugins.generators.procedural.animate.pose import Pose
from beatreel.plugins.generators.procedural.animate.warp import Warp
from beatreel.plugins.generators.procedural.painting import Element, Motion
from beatreel.plugins.generators.procedural.plate import NEAR, Plate

_WIDTH, _HEIGHT = 288, 512


def emitter(element: Element) -> Emitter:
    """Return an emitter over a grey plate of which the lower half is water."""
    size = (_WIDTH // 8, _HEIGHT // 8)
    water = np.zeros((_HEIGHT // 4, _WIDTH // 4), np.uint8)
    water[len(water) // 2 :] = 255
    plate = Plate(
        picture=np.full((_HEIGHT, _WIDTH, 4), 128, np.uint8),
        lights=[],
        inverse=np.full(size[::-1], 0.1, np.float32),
        atmosphere=np.full((_HEIGHT // 4, _WIDTH // 4, 3), 128, np.uint8),
        focal=300.0,
        centre=(_WIDTH / 2, _HEIGHT * 0.45),
        travel=0.0,
        masks={"water": water},
    )
    warp = Warp(_WIDTH, _HEIGHT, plate.size, plate.inverse, focal=plate.focal, centre=plate.centre)
    warp.set(Pose())
    stage = Stage(plate, warp, Clock(0.0, 4.0, loop=True), _WIDTH, _HEIGHT, _WIDTH / 1440, 0.5, 3)
    return emitters([element], stage)[0]


def at(time: float) -> Moment:
    return Moment(**{**{one.name: 0 for one in dataclasses.fields(Moment)}, "time": time})


def bent(one: Emitter, time: float) -> Any:
    """Return by how many pixels of a frame 1440 wide the picture is bent, (rows, columns)."""
    warp = one.stage.warp
    warp.set(Pose())
    straight = warp.map_x.copy()
    one.bend(warp.map_x, warp.map_y, at(time))
    return (warp.map_x - straight) * 1440 / _WIDTH


@pytest.mark.parametrize("kind", ["rain", "snow"])
def test_what_falls_behind_a_window_is_seen_there_alone(kind: str) -> None:
    fallen = {}
    for mask in ("water", ""):
        size = (_WIDTH // 2, _HEIGHT // 2)
        air = Air(at(0.7), np.zeros((8, 4, 3), np.uint8), np.zeros((8, 4, 3), np.uint8), size)
        emitter(Element(kind, 1.0, {}, mask)).emit(air)
        fallen[mask] = np.asarray(air.drops)
    above, below = np.s_[: _HEIGHT // 4 - 8], np.s_[_HEIGHT // 4 + 8 :]
    assert fallen[""][above].any() and not fallen["water"][above].any()
    assert np.array_equal(fallen[""][below], fallen["water"][below]) and fallen[""][below].any()


def test_waves_run_over_water_alone_and_close_in_a_loop() -> None:
    water = emitter(Element("ripples", 0.5, {"rings": 0.0}, "water"))
    first, later = bent(water, 1.0), bent(water, 1.3)
    rows = len(first)
    assert np.abs(later - first)[: rows // 3].max() == 0
    assert np.abs(later - first)[3 * rows // 4 :].mean() > 1.0
    assert np.abs(first).max() * _WIDTH / 1440 < water.margin
    assert np.allclose(bent(water, 0.0), bent(water, 4.0), atol=1e-2)


def test_wet_ground_and_glass_have_no_waves() -> None:
    wet, water = (emitter(Element("ripples", 0.5, {"rings": 0.0, "waves": waves}, "water")) for waves in (0.0, 1.0))
    moved = [np.abs(bent(one, 1.3) - bent(one, 1.0)).mean() for one in (wet, water)]
    assert moved[0] < 0.3 * moved[1]


@pytest.mark.parametrize("time", [0.0, 1.7])
def test_fog_changes_its_shape_and_does_not_only_slide(time: float) -> None:
    fog = emitter(Element("mist", 0.6, {"low": 0.0, "high": 1.0}))

    def seen(when: float) -> Any:
        warp = fog.stage.warp
        tint = np.full((warp.rows, warp.columns, 3), 160, np.uint8)
        air = Air(at(when), tint, np.zeros_like(tint), (_WIDTH // 2, _HEIGHT // 2))
        fog.emit(air)
        return air.haze[8:-8, :, 1].astype(float)

    first, later = seen(time), seen(time + 0.6)
    assert np.abs(later - first).mean() > 1.5
    middle = slice(8, first.shape[1] - 8)
    apart = [np.abs(np.roll(later, shift, axis=1) - first)[:, middle].mean() for shift in range(-8, 9)]
    assert min(apart) > 0.3 * np.abs(later - first).mean()


@pytest.mark.parametrize("kind", ["mist", "sand"])
def test_veils_are_behind_who_stands_near(kind: str) -> None:
    veil = emitter(Element(kind, 1.0, {"low": 0.0, "high": 1.0} if kind == "mist" else {}))
    near = np.zeros((_HEIGHT // 4, _WIDTH // 4), np.uint8)
    near[:, : near.shape[1] // 2] = 255
    seen = []
    for masks in ({}, {NEAR: near}):
        veil.stage.plate.masks = masks
        tint = np.full((veil.stage.warp.rows, veil.stage.warp.columns, 3), 160, np.uint8)
        air = Air(at(1.0), tint, np.zeros_like(tint), (_WIDTH // 2, _HEIGHT // 2))
        veil.emit(air)
        seen.append(np.asarray(air.haze if kind == "mist" else air.fine, np.float32))
    third = seen[0].shape[1] // 3
    assert seen[1][:, :third].mean() < 0.3 * seen[0][:, :third].mean()
    assert np.array_equal(seen[0][:, -third:], seen[1][:, -third:]) and seen[0].max() > 20


@pytest.mark.parametrize(
    ("kind", "options"),
    [("beacons", {"points": [[0.25, 0.5], [0.75, 0.5]]}), ("fire", {"x": 0.5, "y": 0.8, "tall": 0.6})],
)
def test_lights_are_behind_who_stands_near(kind: str, options: dict[str, Any]) -> None:
    lamps = emitter(Element(kind, 1.0, options))
    near = np.zeros((_HEIGHT // 4, _WIDTH // 4), np.uint8)
    near[:, : near.shape[1] // 2] = 255
    lamps.stage.plate.masks = {NEAR: near}
    tint = np.zeros((lamps.stage.warp.rows, lamps.stage.warp.columns, 3), np.uint8)
    air = Air(dataclasses.replace(at(1.0), downbeat=1.0), tint, tint.copy(), (_WIDTH // 2, _HEIGHT // 2))
    lamps.emit(air)
    assert air.fine[:, : _WIDTH // 5].max() == 0 and air.fine[:, -_WIDTH // 4 :].max() > 20


def test_whoever_stands_dips_on_the_beat_with_the_feet_where_they_are():
    clock, straight = Clock(0.0, 4.0), np.eye(2, 3, dtype=np.float32)
    points = np.array([[100.0, 450.0], [100.0, 150.0]], np.float32)
    still, beat = (
        shown(
            moved(straight, Motion(x=100.5 / 288, y=450.5 / 512, rock=0.01), clock, 1.0, (288, 512), strength), points
        )
        for strength in (0.0, 1.0)
    )
    assert np.abs(beat[0] - still[0]).max() < 0.05
    assert 1.0 < beat[1, 1] - still[1, 1] < 4.0
    train = [shown(moved(straight, Motion(right=0.1), clock, 1.0, (288, 512), strength), points) for strength in (0, 1)]
    assert np.array_equal(*train)


def test_windows_behind_a_frame_stay_dark() -> None:
    def window(top: float) -> list[float]:
        return [0.4, top, 0.5, top, 0.5, top + 0.05, 0.4, top + 0.05]

    tower = {
        "quads": [window(0.2), window(0.7)],
        "bands": [0.0, 0.0],
        "levels": [0.1, 0.1],
        "inverse": 0.1,
        "colour": [9, 9, 9],
    }
    for mask, left in (("", 2), ("water", 1)):
        panes = emitter(Element("panes", 0.8, {"towers": [tower]}, mask))
        assert isinstance(panes, Panes)
        quads = panes.towers[0][0]
        assert len(quads) == left and quads[-1, 0, 1] == pytest.approx(0.7 * _HEIGHT)
