"""Sea cliffs: rock in three dimensions, surf about its foot, and spray that leaps up on the beat."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from beatreel import Music, VideoSpec
from beatreel.plugins.generators.procedural.animate.animator import Animator
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.kernels import crags as kernel
from beatreel.plugins.generators.procedural.kernels.spray import Spray
from beatreel.plugins.generators.procedural.prompt.describe import Palette, describe
from beatreel.plugins.generators.procedural.scenery.crags import Crags

from .conftest import make_analysis, make_scene
from .look import difference, measure, paint, shown

CLIFFS = {"motifs": ("sea_cliffs",), "time_of_day": "dusk", "weather": "storm", "weather_amount": 0.8}


def _crags() -> Crags:
    rng = np.random.default_rng(4)
    body = np.array([[0, 60, 12, 1, 1, 0, 30, 0.1]], np.float32)
    return Crags(body, kernel.bedding(rng, 80.0), 3)


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
def test_dark_rock_stands_in_white_water(shot: str) -> None:
    painting = paint("ocean", shot=shot, seed=5, **CLIFFS)
    assert measure(shown(painting)).faults(darkest_median=20.0) == []
    rock = (painting.masks["water"] < 0.1) & (painting.masks["sky"] < 0.1)
    assert 0.08 < rock.mean() < 0.7
    luma = shown(painting).max(axis=2)
    assert np.percentile(luma[rock], 15) < 80  # dark cliffs
    assert np.percentile(luma[~rock], 90) > 150  # foam and sky
    assert painting.groups["spray"].light.max() > 0.1
    assert "bursts" in {element.kind for element in painting.elements}


def test_a_ray_ends_where_the_rock_begins() -> None:
    crags, start = _crags(), np.array([0, 8, 0], np.float32)
    aside = np.linspace(-0.4, 0.4, 41, dtype=np.float32)
    ways = np.stack([aside, np.zeros_like(aside), np.ones_like(aside)], -1)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    begin = crags.approach(start, ways, 1e-3, 4.0, 200.0, 0.0)
    away = crags.trace(start, ways, 1e-3, np.full(41, 0.3, np.float32), 200.0, 0.0)
    middle = len(away) // 2
    assert 40 < away[middle] < 56
    assert away[0] == away[-1] == 0
    assert (begin[away > 0] < away[away > 0]).all()  # the cones stop before it
    assert crags.gap(np.float32([0, 40]), np.float32([60, 60]), np.float32([0.1, 0.1]), 8.0)[0] < 0
    hidden = crags.hides(np.float32([0, 0]), np.float32([0, 0]), np.float32([[0, 0, 1], [1, 0, 0]]))
    assert hidden[0] > 0.9 > 0.1 > hidden[1]


def test_a_calm_day_has_less_spray_than_a_storm() -> None:
    calm = paint("ocean", seed=5, motifs=("sea_cliffs",), time_of_day="day")
    storm = paint("ocean", seed=5, **CLIFFS | {"time_of_day": "day"})
    white = [float((shown(one).min(axis=2)[-200:] > 120).mean()) for one in (calm, storm)]
    assert storm.groups["spray"].light.sum() > calm.groups["spray"].light.sum()
    assert white[1] > white[0]
    assert difference(shown(calm), shown(storm)) > 10


def test_a_lighthouse_stands_on_the_cliffs() -> None:
    painting = paint("ocean", shot="medium", seed=5, **CLIFFS | {"motifs": ("sea_cliffs", "lighthouse")})
    assert painting.groups["lamp"].light.max() > 0.5
    assert {"beam", "bursts"} <= {element.kind for element in painting.elements}


def test_spray_rises_and_falls() -> None:
    spray = Spray(np.random.default_rng(2), 120)
    rows = np.arange(120, dtype=np.float32)[:, None]

    def top(time: float) -> float:
        picture = spray.at(time)
        return float(np.flatnonzero(picture.max(axis=1) > 0.15).min()) if picture.max() > 0.15 else float(rows.max())

    assert top(1.1) < top(0.2)
    assert spray.at(2.3).mean() < spray.at(1.1).mean()


def test_spray_leaps_up_on_the_beat() -> None:
    painting = paint.__wrapped__("ocean", shot="medium", seed=5, **CLIFFS)
    painting.elements = [element for element in painting.elements if element.kind == "bursts"]
    for group in painting.groups.values():
        group.pulse = "steady"
    plate = develop(painting, Palette())
    spec = VideoSpec(width=108, height=192, frame_rate=Fraction(30))
    music = Music(make_analysis())
    animator = Animator(plate, make_scene("", camera="hold"), spec, music, grain=0, vignette=0, seed=2)
    frames = [animator.frame(index).astype(np.int16) for index in range(30, 46, 3)]
    moved = [np.abs(a - b) for a, b in zip(frames[:-1], frames[1:], strict=True)]
    assert max(float((one > 6).mean()) for one in moved) > 0.005


@pytest.mark.parametrize(
    ("prompt", "is_there"),
    [
        ("stormy sea crashing on black cliffs", True),
        ("waves breaking on a rocky coast at sunset", True),
        ("sea stacks at dawn", True),
        ("a sandy beach at noon", False),
    ],
)
def test_who_names_cliffs_by_the_sea_sees_them(prompt: str, is_there: bool) -> None:
    description = describe(prompt)
    assert description.world == "ocean"
    assert ("sea_cliffs" in description.motifs) is is_there
