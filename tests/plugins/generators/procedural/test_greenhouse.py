"""Greenhouses and halls that plants have taken: what leads there, the section, holes in the roof and the light that falls through."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels import glasshouse as kernel
from beatreel.plugins.generators.procedural.painting import Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.interior.greenhouse import _house, _petals, plan_of
from beatreel.plugins.generators.procedural.worlds.interior.overgrown import PLANS

from .look import difference, measure, paint, shown

_GLASS = {"motifs": ("glass_vault",), "time_of_day": "night"}
_RUIN = {"motifs": ("overgrown",), "time_of_day": "golden"}


@pytest.mark.parametrize(
    ("prompt", "plan"),
    [
        ("a greenhouse full of ferns at night", "greenhouse"), ("butterfly garden in spring", "greenhouse"),
        ("botanical garden", "greenhouse"), ("abandoned greenhouse", "greenhouse"),
        ("abandoned shopping mall with plants growing through the floor", "mall"),
        ("abandoned factory overgrown with ivy, shafts of light", "works"), ("ruined church with trees inside", "church"),
        ("Abandoned train station in the rain", "station"), ("a derelict railway platform", "station"),
        ("a church with trees growing through the roof", "church"),
    ],
)  # fmt: skip
def test_words_lead_there_and_tell_which_hall(prompt: str, plan: str) -> None:
    found = describe(prompt)
    assert found.world == "interior" and plan_of(found) == plan
    assert {"glass_vault", "overgrown"} & set(found.motifs) and "jungle" not in found.motifs


@pytest.mark.parametrize(
    "prompt", ["an overgrown garden", "jungle temple overgrown with vines", "ivy on a wall in a forest"]
)
def test_what_is_overgrown_outdoors_stays_there(prompt: str) -> None:
    assert describe(prompt).world != "interior"
    assert "overgrown" not in describe(prompt).motifs


def _built(name: str, words: str, seed: int = 3) -> kernel.Glasshouse:
    return _house(PLANS[name], describe(words), "wide", 1.0, np.random.default_rng(seed), seed, 64)[0]


@pytest.mark.parametrize("name", sorted(PLANS))
def test_a_section_is_convex_so_that_every_side_is_seen(name: str) -> None:
    house = _built(name, "greenhouse")
    z = house.first + 0.5 * house.pitch
    empty = house._replace(place=house.place[:0], boxes=house.boxes[:0], stones=house.stones[:0])
    turns = np.linspace(-1.6, 4.7, 400)
    seen = {kernel.trace(empty, 0.0, 1.0, z, np.cos(a), np.sin(a), 0.0)[2] for a in turns}
    assert seen >= set(range(len(house.outer)))


def test_the_sun_falls_through_holes_and_not_through_sheets_or_plants() -> None:
    house = _built("works", "factory")
    floor = [(x, z) for x in np.linspace(-5, 5, 31) for z in np.linspace(3, 20, 31)]
    bare = np.array([kernel.sunny(house, x, 0.01, z, False) for x, z in floor])
    shaded = np.array([kernel.sunny(house, x, 0.01, z, True) for x, z in floor])
    assert 0.05 < (bare > 0.5).mean() < 0.8 and (bare < 0.05).mean() > 0.1
    assert (shaded <= bare + 1e-6).all() and (shaded < 0.5 * bare).sum() > 10
    closed = house._replace(panes=np.array([*house.panes[:3], 0.0, 0.0]), gap=np.array([*house.gap[:6], 0.0]),
                            door=np.array([*house.door[:6], 0.0]))  # fmt: skip
    assert max(kernel.sunny(closed, x, 0.01, z, False) for x, z in floor) == 0.0


def test_rain_falls_in_where_the_roof_is_open_and_its_puddles_lie_on_platforms() -> None:
    halls = [
        paint("interior", **(_RUIN | {"weather": "rain", "understood": (word,)})) for word in ("railway", "church")
    ]
    assert [[one.kind for one in hall.elements].count("rain") for hall in halls] == [1, 1]
    house = _built("station", "rain")
    coat, normal, out = np.zeros(5), np.zeros(4), np.zeros(kernel.CHANNELS, np.float32)
    mirrored = []
    for x, z in [(x, z) for x in np.linspace(3.6, 6.0, 9) for z in np.linspace(2.0, 14.0, 13)]:
        t, hit, side = kernel.trace(house, x, 1.3, z, 0.0, -1.0, 0.0)
        if hit >= kernel.BOX and side == 1 and abs(1.3 - t - 0.92) < 0.01:
            kernel.shade(out, coat, house, x, 1.3, z, 0.0, -1.0, 0.0, t, hit, side, 0.01, normal)
            mirrored.append(normal[3])
    assert min(mirrored) < 0.2 and max(mirrored) > 0.6


def test_lamps_answer_kick_and_offbeat_and_a_ruin_has_none() -> None:
    glass, ruin = paint("interior", **_GLASS), paint("interior", **_RUIN)
    assert {name: group.pulse for name, group in glass.groups.items()} == {
        "sky": "steady",
        "sun": "downbeat",
        "even": "kick",
        "odd": "offbeat",
    }
    assert {name: group.pulse for name, group in ruin.groups.items()} == {"sky": "steady", "sun": "kick"}
    assert glass.groups["even"].light.max() > 1 and ruin.groups["sun"].light.astype(np.float32).mean() > 0.02
    assert 0.2 < ruin.depth.min() < ruin.depth.max() < 60


@pytest.mark.parametrize(("shot", "facts"), [("close", _GLASS), ("medium", _RUIN), ("detail", _RUIN)])
def test_has_blacks_and_whites(shot: str, facts: dict[str, object]) -> None:
    look = measure(shown(paint("interior", shot=shot, **facts)))
    assert look.white > 160 and look.black < 40 and look.clipped < 0.05 and look.spread > 24


def test_the_halls_differ_and_are_the_same_again() -> None:
    pictures = [
        shown(paint("interior", **_RUIN, understood=(word,))) for word in ("factory", "church", "shopping mall")
    ]
    assert min(difference(pictures[i], pictures[j]) for i, j in ((0, 1), (0, 2), (1, 2))) > 8
    assert np.array_equal(pictures[0], shown(paint.__wrapped__("interior", **_RUIN, understood=("factory",))))


def test_roses_are_painted_where_they_are_named_in_the_colour_that_flowers_have() -> None:
    words = ("greenhouse", "roses")
    ferns = paint("interior", shot="detail", motifs=("glass_vault",), time_of_day="day")
    roses = paint("interior", shot="detail", motifs=("glass_vault",), time_of_day="day", understood=words)

    def pink(painting: Painting) -> float:
        blue, green, red = np.moveaxis(shown(painting).astype(np.float32), -1, 0)
        return float(((red > 1.35 * green) & (red > 60)).mean())

    assert pink(roses) > 0.05 > 2 * pink(ferns)
    assert _petals(describe("white roses in a greenhouse")).min() > 0.4
    assert _petals(describe("greenhouse full of roses, emerald and pink"))[0].argmax() == 2
