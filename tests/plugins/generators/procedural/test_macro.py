"""Small things that are looked at closely: that prompts lead to them, and that drops are lenses."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.worlds.macro import world
from beatreel.plugins.generators.procedural.worlds.macro.drops import Drop, hanging, on_surface

SIZE = (96, 160)


def _paint(prompt: str, shot: str = "close", seed: int = 4):  # type: ignore[no-untyped-def]
    return world.paint(
        describe(prompt), shot=shot, variation=0, width=SIZE[0], height=SIZE[1], seed=seed, progress=lambda *_: None
    )


@pytest.mark.parametrize(
    ("prompt", "subject"),
    [
        ("raindrops on a leaf, emerald and silver, macro", "leaf"),
        ("dew on a spider web at dawn", "cobweb"),
        ("frost on a window pane, blue and gold", "frost"),
        ("a pocket watch in sand, slow motion", "pocketwatch"),
        ("an hourglass with golden sand", "hourglass"),
        ("a snow globe in winter light", "snow_globe"),
        ("a white feather in slow motion", "feather"),
        ("a rose with dew drops, red and green, macro", "bloom"),
        ("a red rose from near", "bloom"),
    ],
)
def test_a_small_thing_is_the_subject_of_its_prompt(prompt: str, subject: str) -> None:
    seen = describe(prompt)
    assert (seen.world, world.subject_of(seen), seen.unpainted) == ("macro", subject, ())
    one, same, other = (_paint(prompt, seed=seed) for seed in (4, 4, 5))
    light = [
        sum(np.asarray(group.light, np.float32) for group in found.groups.values()) for found in (one, same, other)
    ]
    assert np.isfinite(light[0]).all()
    assert light[0].min() >= 0
    assert np.array_equal(light[0], light[1])
    assert np.abs(light[0] - light[2]).mean() > 0.01


def test_a_place_without_a_small_thing_stays_one() -> None:
    assert describe("autumn leaves in a forest").world == "forest"
    assert describe("a snowy forest with frost").world != "macro"
    assert describe("a burning rose on black").world == "stage"
    assert describe("a rose made of glass, macro").world == "chrome"


@pytest.mark.parametrize(
    ("prompt", "subject"),
    [
        ("a single flower in cracked desert earth", "sprout"),
        ("keys of a piano, blue and gold", "keys"),
        ("guitar strings vibrating", "strings"),
        ("a dragonfly over a pond", "dragonfly"),
        ("a match being lit in the dark", "match"),
        ("water droplets on a red leaf, macro", "leaf"),
        ("a red rose in extreme close-up with dew", "bloom"),
    ],
)
def test_other_subjects_are_read(prompt: str, subject: str) -> None:
    seen = describe(prompt)
    assert (seen.world, world.subject_of(seen)) == ("macro", subject)


def test_the_flame_of_a_match_is_what_shines() -> None:
    groups = _paint("a match being lit in the dark").groups
    light = {name: np.asarray(group.light, np.float32) for name, group in groups.items()}
    assert groups["flame"].pulse == "flicker"
    assert light["flame"].max() > 5 * light["place"].max()
    tip, foot = (light["flame"][rows].sum(axis=(0, 1)) for rows in (slice(20, 80), slice(98, 120)))
    assert foot[0] / foot[2] > tip[0] / tip[2]  # it is blue below


def test_the_wings_of_a_dragonfly_quiver() -> None:
    wings = _paint("a dragonfly over a pond", "medium").layers
    assert len(wings) == 2
    for wing in wings:
        assert wing.motion is not None
        assert wing.motion.rock > 0
        assert 0.01 < (wing.alpha > 0.05).mean() < 0.5
        assert 0 < wing.alpha[wing.alpha > 0.05].mean() < 0.9  # one looks through them


def test_a_free_drop_shows_what_is_behind_it_upside_down() -> None:
    behind = np.zeros((80, 48, 3), np.float32)
    behind[:34] = 1.0
    colour, alpha = np.zeros((80, 48, 3), np.float32), np.zeros((80, 48), np.float32)
    hanging(colour, alpha, [Drop(24.0, 40.0, 16.0)], behind, (0.0, -1.0), np.zeros(3, np.float32))
    assert colour[46:50, 22:26].mean() > 4 * colour[30:34, 22:26].mean()
    assert alpha[40, 24] == 1
    assert alpha[40, 2] == 0


def test_a_drop_on_a_surface_throws_a_shadow_away_from_the_light() -> None:
    base, glints = np.full((80, 80, 3), 0.5, np.float32), np.zeros((80, 80, 3), np.float32)
    on_surface(base, glints, [Drop(40.0, 40.0, 14.0)], base[:8, :8].copy(), (-1.0, 0.0), np.ones(3, np.float32))
    assert base[34:36, 55:58].mean() < base[34:36, 22:25].mean()
    assert glints[:, :40].sum() > glints[:, 40:].sum()


def test_glass_is_brightest_at_its_edges_and_lets_through_what_is_behind() -> None:
    painting = _paint("an hourglass with golden sand", shot="medium")
    cover = painting.layers[-1].alpha
    rows = np.flatnonzero(cover.max(axis=1) > 0.1)
    row = cover[rows[len(rows) // 5]]
    columns = np.flatnonzero(row > 0.01)
    middle = row[columns[len(columns) // 2 - 2 : len(columns) // 2 + 3]]
    assert row.max() > 0.4 > 3 * float(middle.min()) > 0


def test_a_spider_sits_in_its_web_and_in_no_other() -> None:
    with_, without = (
        np.asarray(_paint(prompt, "medium").layers[0].alpha, np.float32)
        for prompt in ("a spider in its web", "a spider's web")
    )
    assert (with_ > 0.98).sum() > (without > 0.98).sum() + 0.01 * with_.size
