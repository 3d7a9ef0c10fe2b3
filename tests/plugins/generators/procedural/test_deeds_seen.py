"""What people are said to do is seen: who surfs rides a wave, who stands on a cliff has an edge before them, hands hold what is named."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.foreground._deck import on_deck
from beatreel.plugins.generators.procedural.foreground._drops import drops
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.people.deeds import deed_of
from beatreel.plugins.generators.procedural.scenery.people.postures import NAMED, POSTURES, posture_in
from beatreel.plugins.generators.procedural.scenery.people.roles import ROLES
from beatreel.plugins.generators.procedural.scenery.rollers import Look, Roller, seen


@pytest.mark.parametrize(
    ("prompt", "motifs", "others"),
    [
        ("surfer riding a giant wave at golden hour, spray", {"giant_wave", "wave_rider"}, {"surfer", "birds"}),
        ("big wave surfing at dawn", {"giant_wave", "wave_rider"}, {"surfer"}),
        ("a giant wave towers over the sea", {"giant_wave"}, {"wave_rider"}),
        ("a surfer walking along the shore", {"surfer"}, {"giant_wave", "wave_rider"}),
        ("huge waves crash against a lighthouse", {"lighthouse"}, {"giant_wave"}),
        ("a hiker on a mountain cliff above the clouds", {"cliff_edge", "wayfarer"}, set()),
        ("a wolf howling on a cliff under a full moon", {"cliff_edge", "wolf"}, set()),
        ("a girl sitting on the edge of a cliff at dawn", {"cliff_edge", "edge_sitter"}, {"woman"}),
        ("a castle on a cliff at night", {"castle"}, {"cliff_edge"}),
        ("a diver jumping off a cliff into the sea", set(), {"cliff_edge"}),
        ("an ice skater on a frozen lake", {"ice_skater"}, {"skater"}),
        ("a skateboarder in a city street", {"skater"}, {"ice_skater"}),
        ("a breakdancer in a subway station", {"breakdancer"}, {"dancer"}),
        ("a rapper under a bridge at night", {"rapper"}, {"singer", "man"}),
        ("two friends riding bicycles down a sunny street", {"cyclist"}, {"pair"}),
        ("an astronaut playing guitar on the moon", {"astronaut"}, {"guitarist"}),
        ("a mother holding her child in a wheat field", {"mother"}, {"woman", "child"}),
        ("a painter at an easel in a sunny studio", {"painter"}, {"woman", "man"}),
        ("a fisherman with a rod on a jetty in the fog", {"angler"}, {"fishing_boat"}),
        ("a fisherman on his boat at dawn", {"fishing_boat"}, {"angler"}),
        ("an old fisherman rowing a small boat across a lake", {"rowing_boat"}, {"angler", "elder"}),
        ("an old fisherman hauls a net over the side of a small wooden boat", {"rowing_boat"}, {"angler"}),
        ("a child with red balloons in a field", {"child"}, {"party_balloons"}),
        ("a boy flying a kite on the beach", {"man"}, {"kites"}),
        ("kites over a beach", {"kites"}, {"man"}),
        ("a woman walking her dog in an autumn park", {"woman", "dog"}, set()),
        ("a bicycle leaning against a brick wall", {"bicycle", "leant_wall"}, set()),
        ("a man leaning against a graffiti wall", {"man", "leant_wall"}, set()),
        ("a swimmer under water, rays of light", {"free_swimmer"}, {"diver"}),
        ("a climber on a rock face at sunrise", {"climber"}, {"cliff_edge", "man"}),
        ("a man sitting on a rooftop edge above the city at night", {"edge_sitter"}, {"rooftop", "man"}),
        ("a mermaid swimming under water", {"mermaid"}, {"free_swimmer"}),
        ("an old woman knitting in an armchair by a lamp", {"woman", "loft_living"}, {"figure"}),
        ("a man sitting in a corner of an empty room", {"man"}, {"figure", "loft_living"}),
        ("a man reading a book in a library", {"man", "old_library"}, {"figure"}),
        ("an old man sweeping leaves in a courtyard", {"man"}, {"elder"}),
        ("a girl lying in the grass in a summer meadow", {"woman"}, {"figure"}),
        ("a girl in a yellow raincoat jumps over puddles on a market square", {"woman", "market"}, {"figure"}),
        ("a cellist sitting in a church", {"cellist"}, {"man", "woman"}),
        ("an accordion player on a street corner", {"man"}, {"figure"}),
    ],
)
def test_who_is_named_does_what_is_said(prompt: str, motifs: set[str], others: set[str]) -> None:
    found = set(describe(prompt).motifs)
    assert motifs <= found
    assert not others & found


@pytest.mark.parametrize(
    ("words", "shines", "smokes"),
    [
        ("a man smoking a cigarette", False, True),
        ("a woman looking at her phone screen", True, False),
        ("a man talking on the phone", False, False),
        ("a girl holding a candle", True, False),
        ("a man with a suitcase", False, False),
        ("a woman holding a balloon", False, False),
        ("a man flying a kite", False, False),
        ("a woman knitting", False, False),
        ("a man lighting a match", True, False),
        ("a woman carries a suitcase along a platform", False, False),
        ("a boy throwing stones", False, False),
    ],
)
def test_hands_hold_what_is_named_where_details_look(words: str, shines: bool, smokes: bool) -> None:
    said = frozenset(words.split())
    for name in ("woman", "man"):
        cast = ROLES[name](Wish(np.random.default_rng(3), words=said))
        assert cast.point is not None
        assert (cast.lamp is not None, cast.smokes) == (shines, smokes)


@pytest.mark.parametrize(
    ("prompt", "indoors", "posture"),
    [
        ("a tired boxer sitting in the corner of the ring", True, "stool"),
        ("a boxer wraps his hands on a bench", True, "bench"),
        ("a man sits on the steps of a house", False, "steps"),
        ("a woman sitting in a room", True, "chair"),
        ("a woman sitting by the sea", False, "ground"),
        ("a knight kneeling in a ruined church", True, "knees"),
        ("a boy sleeping in a bed", True, "bed"),
        ("a girl lying in the grass", False, "lies"),
        ("a girl jumping into a lake", False, "jump"),
        ("a man walks past a dog lying in the sun", False, ""),
        ("a crow sits on a fence", False, ""),
        ("fog lies over the fields", False, ""),
    ],
)
def test_somebody_sits_kneels_or_lies_where_that_is_said(prompt: str, indoors: bool, posture: str) -> None:
    assert posture_in(prompt, indoors=indoors) == posture


@pytest.mark.parametrize(
    ("prompt", "is_on"),
    [
        ("a woman standing on a bridge in the fog", True),
        ("a couple kissing on an old stone bridge at sunset", True),
        ("a man walks across the bridge at dawn", True),
        ("a rapper under a bridge at night", False),
        ("a hiker on a rope bridge over a gorge", False),
        ("a bridge over a river", False),
    ],
)
def test_who_is_on_a_bridge_has_its_railing_behind(prompt: str, is_on: bool) -> None:
    assert on_deck(describe(prompt)) == is_on


@pytest.mark.parametrize("name", [one for one in POSTURES if one not in ("jump", "bar")])
def test_who_sits_kneels_or_lies_is_lower_than_who_stands(name: str) -> None:
    asked = Wish(np.random.default_rng(3), words=frozenset({"woman", "standing"}))
    down = Wish(np.random.default_rng(3), words=frozenset({"woman", f"{NAMED}{name}"}))
    one, other = ROLES["woman"](asked), ROLES["woman"](down)
    assert other.tall < 0.9 * one.tall
    assert not other.roams


def test_what_is_done_is_no_unknown_word() -> None:
    found = describe("an old woman knitting in an armchair by a lamp")
    assert "knitting" not in (*found.unknown, *found.unpainted)
    assert "sitting" in describe("a robot sitting in a church").unpainted


@pytest.mark.parametrize("words", ["a smoking chimney", "a phone booth", "a woman on a bridge", "an engine smokes"])
def test_other_words_put_nothing_into_hands(words: str) -> None:
    assert deed_of(frozenset(words.split())) is None


def test_a_wave_is_a_wall_before_it_breaks_throws_its_lip_and_ends_as_white_water() -> None:
    roller = Roller(8.0, 3)
    v = np.linspace(0, 1, 60)
    sections = {s: roller.section(np.full_like(v, s), v) for s in (16.0, 0.0, -12.0)}
    heights = {s: float(up.max()) for s, (_, up) in sections.items()}
    assert heights[0.0] > 7.5 > heights[16.0]
    front, up = sections[0.0]
    top = int(up.argmax())
    assert front[-1] > front[top] + 2, "the lip is thrown forward"
    assert up[-1] < up[top]
    assert sections[-12.0][1].max() < heights[0.0], "it has fallen"


def test_the_eye_sees_the_wave_above_the_horizon_and_the_trough_below() -> None:
    roller = Roller(8.0, 3)
    look = Look((8.0, 12.0, 1.4), 0.6, 60.0, 27.0, 66.0, False)
    found = seen(roller, look, 54, 96, 0.5)
    solid = found[..., 0] > 0
    assert solid[75:].mean() > 0.98
    assert solid[30:66].mean() > 0.3
    assert not solid[:5].any()
    flipped = seen(roller, Look(look.eye, look.turn, look.focal, look.centre_x, look.horizon, True), 54, 96, 0.5)
    assert (
        np.array_equal(solid[:, 3:-3], flipped[:, ::-1, 0][:, 3:-3] > 0)
        or abs(solid.mean() - (flipped[..., 0] > 0).mean()) < 0.02
    )


def test_drops_fly_up_fall_and_are_gone_in_the_water() -> None:
    rng = np.random.default_rng(1)
    starts = np.full((300, 2), (40.0, 60.0))
    speeds = np.stack([rng.normal(0, 8, 300), -rng.uniform(20, 60, 300)], -1)
    cover = drops((90, 80), starts, speeds, 60.0, 1.0, rng, mist=1.5, low=4.0)
    assert cover[25:58].max() > 0.3
    assert cover[75:].max() < 0.02
    assert cover.max() <= 0.95
