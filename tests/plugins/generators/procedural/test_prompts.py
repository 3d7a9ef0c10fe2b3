"""Whether prompts as musicians write them are read as they are meant."""

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from beatreel.director.prompt_lint import lint_prompt, score_prompt
from beatreel.plugins.generators.procedural import prompt as prompt_rules
from beatreel.plugins.generators.procedural.prompt.describe import describe
from beatreel.plugins.generators.procedural.prompt.explain import explain
from beatreel.plugins.generators.procedural.prompt.reading import lexicon, spelling
from beatreel.plugins.generators.procedural.worlds import WORLDS

ROWS = [
    [cell.strip() for cell in line.split("|")]
    for line in (Path(__file__).parent / "prompts.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SIGNS = {"cold": "-1", "warm": "1"}


@pytest.mark.parametrize(("prompt", "place", "light", "temperature", "movement"), ROWS, ids=[row[0] for row in ROWS])
def test_a_prompt_is_read_as_it_is_meant(prompt, place, light, temperature, movement):
    found = describe(prompt)
    sign = SIGNS.get(explain(found)["temperature"], "0")
    assert (found.world, found.time_of_day, sign, found.camera) == (place, light, temperature, movement)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=60) | st.lists(st.sampled_from([row[0] for row in ROWS]), max_size=3).map(" ".join))
def test_any_text_of_any_script_has_a_place_and_is_explained(text):
    found = describe(text)
    told = explain(found)
    assert found.world in WORLDS
    assert found == describe(text)
    assert all(one.message for one in lint_prompt(text, told))
    assert all(0 <= one.points <= 3 for one in score_prompt(text, told))


def told(prompt):
    return {one.code: one.message for one in lint_prompt(prompt, explain(describe(prompt)))}


@pytest.mark.parametrize(
    ("prompt", "code", "said"),
    [
        ("a yeti over a village, dark red", "prompt_unknown", "“yeti” cannot be painted"),
        ("mammoths in the savannah", "prompt_unknown", "“mammoths” cannot be painted"),
        ("a chandelier in the desert", "prompt_elsewhere", "“chandelier” is not painted in dunes: it is in interior"),
        ("a whale in an alley", "prompt_elsewhere", "“whale” is not painted in alley"),
        ("a field with a searchlight", "prompt_light", "“searchlight” cannot be painted, only its light"),
        ("a red boat seen from above at sea", "prompt_unknown", "“seen from above” cannot be painted"),
        ("a child asleep under a tree", "prompt_unknown", "“asleep” cannot be painted"),
        (
            "a hedgehog in a park",
            "prompt_unknown",
            "“hedgehog” cannot be painted; “hare” stands in for it",
        ),
        ("a dark forrest", "prompt_spelling", "“forrest” is read as “forest”"),
    ],
)
def test_what_is_not_painted_is_named_once(prompt, code, said):
    advice = told(prompt)
    assert said in advice[code]
    word = said.split("”")[0]
    assert sum(message.count(word) for message in advice.values()) == 1


@pytest.mark.parametrize(
    "prompt",
    [
        "a cat in the desert",
        "a castle by the sea",
        "jellyfish in the deep sea",
        "a rose-coloured sky, gold and rose",
        "a burning car in the desert, black smoke",
        "floating islands with waterfalls",
        "a synthwave grid with a sun",
    ],
)
def test_what_is_painted_is_not_named(prompt):
    assert not {"prompt_elsewhere", "prompt_light"} & set(told(prompt))


def test_short_words_are_never_named():
    short = "a an the in on at of and or with to from by for over under through into is are as my your it that this so but i we you"
    assert describe(short).unknown == ()


def test_a_thing_goes_into_the_place_that_is_named():
    assert describe("an astronaut in a field of flowers").motifs == ("figure", "astronaut")
    assert set(describe("a dancer in an empty theatre").motifs) == {"dancer", "figure", "velvet_curtains"}
    assert "people" in describe("an empty playground").without


@pytest.mark.parametrize(
    ("word", "meant"),
    [("forrest", "forest"), ("ocaen", "ocean"), ("montain", "mountain"), ("whole", ""), ("bench", ""), ("cattle", "")],
)
def test_spelling_is_mended_where_it_is_sure(word, meant):
    assert spelling(word) == meant


def test_every_entry_of_the_lexicon_names_a_world():
    known = lexicon()
    named = [kind["world"] for kind in known["places"].values()]
    named += [kind["world"] for kind in known["things"].values() if "world" in kind]
    named += [world for kind in known["things"].values() for world in kind.get("shown", ())]
    named += [world for worlds in known["shown"].values() for world in worlds]
    named += [
        world
        for table in known["evidence"].values()
        if isinstance(table, dict)
        for name, worlds in table.items()
        if name != "words"
        for world in ([worlds] if isinstance(worlds, str) else worlds)
    ]
    assert set(named) <= set(WORLDS)
    rules = "".join(path.read_text("utf-8") for path in Path(prompt_rules.__path__[0]).glob("*.py"))
    assert all(
        f'"{one}"' in rules for one in set(known["shown"]) - set(known["motifs"])
    )  # what no word names, a rule does


def test_a_kind_of_room_is_that_of_the_place():
    from beatreel.plugins.generators.procedural.worlds.interior.world import kind_of

    rooms = {
        "a tavern": "room",
        "a hospital": "loft",
        "a church window": "cathedral",
        "a library": "ballroom",
        "ein Krankenhaus": "loft",
        "une église": "cathedral",
    }
    assert {place: kind_of(describe(place), 5, 0) for place in rooms} == rooms


@pytest.mark.parametrize("deed", ["waits", "smokes", "is on the phone", "jumps"])
def test_who_is_named_is_seen_near_by_wherever_it_is(deed: str) -> None:
    """Nobody looks for whom a prompt names among the passers-by of its place."""
    places = "on a market square; in a supermarket; in a library; in a train carriage; in a bar; at a bus stop; in a suburb; "
    places += "in a railway station; in a bedroom by the window; before a temple; in a harbour; in a hospital corridor"
    unseen = [one for one in places.split("; ") if "man" not in describe(f"a young man {deed} {one}").motifs]
    assert not unseen
    assert "man" not in describe(f"the distant silhouette of a man who {deed} on a market square").motifs


def test_white_fog_has_daylight_in_it() -> None:
    assert describe("a railway platform in thick white fog").time_of_day == "day"
    assert describe("a railway platform in thick fog").time_of_day != "day"
    assert describe("a railway platform in white fog at night").time_of_day == "night"


@pytest.mark.parametrize(
    ("prompt", "world", "motif"),
    [
        ("a rusty yellow school bus drives down a desert highway toward a thunderstorm", "road", "driven_car"),
        ("a red bus drives along a mountain road in the snow", "road", "driven_car"),
        ("a narrow market street in Marrakesh at noon", "alley", "old_quarter"),
        ("a baker before a glowing brick oven", "interior", "hearth"),
    ],
)
def test_the_named_stands_where_it_is_at_home(prompt: str, world: str, motif: str) -> None:
    seen = describe(prompt)
    assert seen.world == world and motif in seen.motifs
