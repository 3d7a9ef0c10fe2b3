"""Prompts in German, French and Spanish."""

import pytest

from beatreel.plugins.generators.procedural.prompt.describe import describe


def test_other_languages_are_understood():
    assert describe("Ein verschneiter Wald bei Nacht").model_dump(include={"world", "weather", "time_of_day"}) == {
        "world": "forest",
        "weather": "snow",
        "time_of_day": "night",
    }
    assert describe("une rue sous la pluie, la nuit").world == "town"
    assert describe("dunas al atardecer").time_of_day == "golden"
    assert "verschneiter" in describe("Ein verschneiter Wald").understood


@pytest.mark.parametrize(
    ("prompt", "world", "camera"),
    [
        ("ein einsamer Leuchtturm im Nebel, kaltes Blau, langsame Kamerafahrt nach vorn", "ocean", "push_in"),
        ("leere Fabrikhalle, staubiges Gegenlicht, warme Farben, Kamera fährt zurück", "interior", "pull_out"),
        ("Unterwasserhöhle mit Quallen, türkis, langsam sinkend", "underwater", "sink"),
        ("un désert au coucher du soleil, tons chauds, travelling avant", "dunes", "push_in"),
        ("une forêt enneigée la nuit, lumière froide, panoramique gauche", "forest", "drift_left"),
        ("danseuse sous la pluie, néons bleus, caméra à l'épaule", "alley", "push_in"),
        ("campo de girasoles con viento, dorado, paneo a la derecha", "field", "drift_right"),
        ("un astronauta en el espacio, azul frío, órbita", "space", "orbit"),
    ],
)
def test_prompts_in_german_french_and_spanish(prompt, world, camera):
    found = describe(prompt)
    assert (found.world, found.camera, found.unknown) == (world, camera, ())
    assert not found.approximate


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("un chat noir dans la rue", "cat"),
        ("le chat de ma voisine", "cat"),
        ("un cerf dans la forêt", "deer"),
        ("ein Reh im Nebel", "deer"),
        ("loups sous la pleine lune", "wolf"),
        ("Burg im Nebel", "castle"),
        ("luciérnagas en el bosque", "fireflies"),
        ("Kirschbäume im Park", "blossom"),
        ("palmeras en la playa", "palms"),
        ("faro y gaviotas", "lighthouse"),
    ],
)
def test_motifs_have_german_french_and_spanish_names(prompt, motif):
    assert motif in describe(prompt).motifs


@pytest.mark.parametrize(
    ("prompt", "english"),
    [
        ("eine Stadt von oben bei Nacht", "a city from above at night"),
        ("ville en ruines sous la pluie", "ruined city in the rain"),
        ("toits de Paris au crépuscule", "Paris rooftops at dusk"),
        ("salle du trône", "throne room"),
        ("un árbol solitario en la colina", "a lonely tree on the hill"),
        ("une vieille maison abandonnée", "an old abandoned house"),
        ("escalera de caracol", "spiral staircase"),
        ("ein brennendes Haus", "a burning house"),
        ("Eisbär auf dem Gletscher im Schneetreiben", "polar bear on the glacier in snowfall"),
        ("village de pêcheurs sous un ciel étoilé", "fishing village under a starry sky"),
        ("un puente de piedra sobre un arroyo, hojas secas", "a stone bridge over a stream, dead leaves"),
    ],
)
def test_places_of_several_words_are_known_in_other_languages(prompt: str, english: str) -> None:
    found, meant = describe(prompt), describe(english)
    assert (found.world, found.motifs, found.time_of_day) == (meant.world, meant.motifs, meant.time_of_day)
    assert not found.unknown


def test_a_chat_in_english_is_no_cat():
    assert "cat" not in describe("a friendly chat in a cafe").motifs
    assert describe("a chat at night").unknown == ("chat",)
