"""The savannah: animals in file before a large sun, acacias with flat crowns, and the words that lead there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground import cleared, shot_behind
from beatreel.plugins.generators.procedural.kernels import herd
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.scenery import field
from beatreel.plugins.generators.procedural.worlds.savanna import life, world as savanna

from .look import difference, measure, paint, shown


@pytest.mark.parametrize(
    ("shot", "time_of_day", "facts"),
    [
        ("wide", "dusk", {"motifs": ("elephant",)}),
        ("close", "golden", {"motifs": ("giraffe",)}),
        ("medium", "dawn", {}),
        ("detail", "golden", {"motifs": ("elephant",)}),
    ],
)
def test_has_tones_from_black_to_white_and_one_family_of_hues(
    shot: str, time_of_day: str, facts: dict[str, Any]
) -> None:
    assert measure(shown(paint("savanna", shot=shot, time_of_day=time_of_day, **facts))).faults(26.0) == []


def test_same_arguments_give_the_same_bytes_and_seeds_other_pictures() -> None:
    first, second = (draw("savanna", motifs=("elephant",), time_of_day="dusk") for draw in (paint, paint.__wrapped__))
    assert all(np.array_equal(group.light, second.groups[name].light) for name, group in first.groups.items())
    assert difference(shown(first), shown(paint("savanna", motifs=("elephant",), time_of_day="dusk", seed=8))) > 8


def _animal(kind: str, seed: int, **facts: Any) -> herd.Drawn:
    return herd.draw(kind, 200.0, np.random.default_rng(seed), mirrored=False, **facts)


def test_an_elephant_has_four_legs_a_trunk_and_light_tusks() -> None:
    found = _animal("elephant", 4)
    alpha, ground = found.alpha > 0.5, int(found.feet[1])
    row = alpha[ground - 16]
    assert 4 <= int((np.diff(row.astype(int)) == 1).sum()) <= 5, "legs, and a trunk that may reach so low"
    assert alpha[ground - 160 : ground - 120].any(axis=0).sum() > 190, "a body longer than high"
    middle = alpha[ground - 60]
    assert middle[int(found.feet[0] + 100) :].any(), "the trunk hangs before the legs"
    assert found.tone.max() > 3, "a tusk"
    assert _animal("elephant", 4, young=True).tone.max() < 2, "a calf has none"


def test_a_giraffe_is_tall_on_thin_legs_with_a_net_of_light_lines() -> None:
    found = _animal("giraffe", 4)
    alpha, ground = found.alpha > 0.5, int(found.feet[1])
    assert alpha.shape[0] > 1.3 * alpha.shape[1]
    assert alpha[ground - 20].sum() < 0.4 * alpha[ground - 110].sum()
    assert alpha[ground - 170].sum() < 0.45 * alpha[ground - 110].sum(), "a neck"
    body = found.tone[ground - 115 : ground - 95][alpha[ground - 115 : ground - 95]]
    assert np.percentile(body, 90) > 1.25 * np.percentile(body, 20)


@pytest.mark.parametrize("kind", list(herd.TALL))
def test_no_two_of_a_herd_are_alike(kind: str) -> None:
    one, other = (_animal(kind, seed).alpha for seed in (1, 2))
    rows, columns = (min(a, b) for a, b in zip(one.shape, other.shape, strict=True))
    assert np.abs(one[-rows:, :columns] - other[-rows:, :columns]).mean() > 0.01


def test_a_named_herd_stands_larger_than_one_that_only_belongs_there() -> None:
    facts = {"time_of_day": "dusk", "seed": 5}
    named, nobody = (
        paint("savanna", **facts, **more) for more in ({"motifs": ("elephant",)}, {"without": ("people", "animals")})
    )
    exposed_alike = (named, replace(nobody, grade=named.grade))
    pictures = [shown(painting).mean(axis=2).astype(float) for painting in exposed_alike]
    band = slice(int(0.58 * len(pictures[0])), int(0.76 * len(pictures[0])))
    dark = [(picture[band] < 40).mean() for picture in pictures]
    assert dark[0] > dark[1] + 0.02


def test_an_acacia_is_flat_and_widest_at_its_top() -> None:
    random = np.random.default_rng(3)
    stage, _, _ = savanna._stage(describe("savannah at dusk"), "wide", 240, 240, random)
    before = stage.out.copy()
    before[..., field.meadow.SKY] = stage.out[..., field.meadow.SKY] = 1.0
    life.acacia(stage, 120.0, 200.0, 150.0, 0.0, 6000)
    covered = np.abs(stage.out - before).max(axis=2) > 0.2
    rows = np.flatnonzero(covered.any(axis=1))
    widths = covered.sum(axis=1)
    assert widths[rows[0] : rows[0] + 45].max() > 100
    assert np.percentile(widths[130:195], 80) < 40
    assert 35 < rows[0] < 75


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("savannah with elephants at dusk, burnt orange, slow pan", "elephant"),
        ("Elefanten in der Savanne bei Sonnenuntergang", "elephant"),
        ("des girafes dans la savane", "giraffe"),
        ("a giraffe", "giraffe"),
    ],
)
def test_words_lead_there_and_animals_are_painted(prompt: str, motif: str) -> None:
    found = describe(prompt)
    assert (found.world, found.unpainted, found.elsewhere) == ("savanna", (), ())
    assert motif in found.motifs
    assert explain(found)


def test_a_beast_of_the_savanna_is_seen_from_near_in_a_detail_and_by_the_world_itself_from_afar() -> None:
    told = describe("a herd of elephants at sunset")
    assert "elephant" in cleared(told, "wide").motifs and "elephant" not in cleared(told, "detail").motifs
    assert (shot_behind(told, "wide"), shot_behind(told, "detail")) == ("wide", "medium")
