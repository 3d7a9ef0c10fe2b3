import pytest

from beatreel.director.prompt_lint import LONGEST, lint_prompt, score_prompt


def codes(text):
    return [advice.code for advice in lint_prompt(text)]


def test_a_good_prompt_needs_no_advice():
    assert codes("rain-soaked neon alley at night, cold blue tones, slow push forward") == []


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("techno warehouse, cold blue, slow pan", "prompt_genre", "“techno”"),
        ("a sad forest, warm light, orbit", "prompt_emotion", "“sad”"),
        ("neon street for TikTok, push in", "prompt_platform", "“tiktok”"),
        ("desert at noon, push in", "prompt_temperature", "temperature"),
        ("warm desert", "prompt_movement", "movement"),
        ("", "prompt_empty", "empty"),
        (" … !", "prompt_empty", "empty"),
        ("warm push in " + "sand " * LONGEST, "prompt_long", "words"),
    ],
)
def test_what_no_picture_shows_is_named_with_a_better_wording(text, code, named):
    (advice,) = lint_prompt(text)
    assert advice.code == code
    assert named in advice.message


def test_parts_of_words_are_no_words():
    assert codes("a popular rocky trapdoor by a rock in gold, orbit") == []


def test_several_findings_come_in_the_order_of_their_weight():
    assert codes("happy techno reel") == [
        *("prompt_genre", "prompt_emotion", "prompt_platform", "prompt_temperature", "prompt_movement"),
    ]


@pytest.mark.parametrize(
    ("text", "colour", "movement"),
    [
        ("a street", 0, 0),
        ("a street by day", 1, 0),
        ("a warm street", 2, 0),
        ("a warm amber street, orbit", 3, 2),
        ("a street, close-up", 0, 1),
        ("a street, slow orbit", 0, 3),
        ("a street, not warm, no orbit", 0, 0),
        ("a street, midnight blue, wide slow", 2, 2),
        ("a street, pastel, jewel tones, macro", 3, 1),
        ("a street at 3am, black and white", 2, 0),
        ("a hall in fluorescent light, slow", 2, 1),
        ("eine Gasse, kaltes blaues Licht, langsamer Schwenk", 3, 3),
    ],
)
def test_the_score_counts_what_is_named(text, colour, movement):
    assert [(one.about, one.points) for one in score_prompt(text)] == [
        ("colour temperature", colour),
        ("movement", movement),
    ]


def test_the_world_is_rated_by_what_the_generator_understood():
    def world(**explained):
        return score_prompt("x", {"world": "w", **explained})[0].points

    assert world(world_named=True, details=("rain",), understood=("w",)) == 3
    assert world(world_named=True, details=(), understood=("w",)) == 2
    assert world(world_named=False, details=(), understood=("near",)) == 1
    assert world(world_named=False, details=(), understood=()) == 0


def test_a_missing_world_and_unknown_words_are_named():
    explained = {"world": "forest", "world_named": False, "no_effect": ("zorblax",), "understood": ()}
    said = {advice.code: advice.message for advice in lint_prompt("zorblax", explained)}
    assert "forest" in said["prompt_world"]
    assert "“zorblax”" in said["prompt_unknown"]


def test_a_word_is_advised_on_once():
    explained = {"world": "clouds", "world_named": True, "no_effect": ("hip", "hop", "zorblax", "sad")}
    said = " ".join(one.message for one in lint_prompt("sad hip hop zorblax, cold, push in", explained))
    assert said.count("hip hop") == 1 and "“hip”" not in said
    assert "“zorblax” cannot be painted; it only varies" in said


def test_a_word_is_no_genre_where_it_is_part_of_a_place_nor_a_feeling_where_it_is_seen():
    explained = {"world": "stage", "world_named": True, "understood": ("jazz club", "lonely")}
    assert lint_prompt("a lonely singer in a jazz club, cold blue, push in", explained) == ()
    (advice,) = lint_prompt("jazz, a hall in cold blue, push in", {**explained, "understood": ("hall",)})
    assert advice.code == "prompt_genre"


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("a heartbroken street, cold blue, orbit", "prompt_emotion", "rain"),
        ("a euphoric beach, warm gold, orbit", "prompt_emotion", "dancing"),
        ("a stunning lake, cold blue, orbit", "prompt_emotion", "low sun"),
        ("a hotel, wes anderson style, pink, static", "prompt_style", "pastel pink"),
        ("a lake in 4k, cold blue, orbit", "prompt_platform", "“4k” says how"),
        ("a lake in 4k, a masterpiece, cold blue, orbit", "prompt_platform", "“4k”, “masterpiece” say how"),
    ],
)
def test_what_is_advised_instead_fits_what_was_meant(text, code, better):
    (advice,) = lint_prompt(text)
    assert (advice.code, better in advice.message) == (code, True)
