import pytest

from beatreel.core.wording import VOCABULARY, forms, phrases, plain, read_words


def texts(prompt, *, denied=False):
    return [word.text for word in read_words(prompt) if word.text and word.denied == denied]


@pytest.mark.parametrize(
    ("prompt", "denied"),
    [
        ("no people", ["people"]),
        ("a street without rain, warm", ["rain"]),
        ("no people or cars in the rain", ["people", "cars"]),
        ("without rain and fog", ["rain", "fog"]),
        ("no rain and warm light", ["rain"]),
        ("ohne Menschen", ["person"]),
        ("sans pluie ni vent", ["rain", "ni", "wind"]),
        ("sin gente", ["person"]),
        ("a quiet night", []),
    ],
)
def test_what_is_denied(prompt, denied):
    assert texts(prompt, denied=True) == denied


def test_other_languages_become_english_and_remember_what_was_said():
    assert texts("Goldene Stunde über der Wüste") == ["golden", "hour", "over", "the", "desert"]
    assert texts("sous l'eau, bleu froid") == texts("sous l’eau, bleu froid") == ["underwater", "blue", "cold"]
    assert read_words("Wald")[0].said == "wald"
    assert texts("un árbol solitario, una casa vieja abandonada") == [
        "a",
        "lonely",
        "tree",
        "a",
        "old",
        "abandoned",
        "house",
    ]


def test_phrases_are_the_longest_and_never_cross_a_comma():
    index = {plain(text): text for text in ("new york", "york", "close-up")}
    found = [
        meaning for text, *_, meaning in phrases(read_words("new york, new, york, close up, closed"), index) if text
    ]
    assert found == ["new york", None, "york", "close-up", None]


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("cities", "city"),
        ("rainy", "rain"),
        ("dunes", "dune"),
        ("foggy", "fog"),
        ("candlelit", "candle"),
        ("rainsoaked", "rain"),
    ],
)
def test_simpler_forms(word, base):
    assert base in forms(word)


def test_every_foreign_word_leads_to_one_word_that_is_english():
    from beatreel.core.wording import _foreign, _load

    words = [plain(word) for section in _load("languages.toml").values() for many in section.values() for word in many]
    assert len(words) == len(set(words))
    english = {plain(word) for section in VOCABULARY.values() for many in section.values() for word in many}
    clash = sorted(word for word in _foreign() if word in english and _foreign()[word] != word)
    assert clash == []


@pytest.mark.parametrize("hour", ["3am", "3 a.m.", "3:15 am", "03:20"])
def test_an_hour_of_the_clock_is_one_word(hour):
    assert texts(f"a street at {hour}") == ["a", "street", "at", "3am"]
