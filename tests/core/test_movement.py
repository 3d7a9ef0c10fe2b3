import pytest

from beatreel.core.model import Scene
from beatreel.core.movement import CAMERA_WORDS, moves_in, shots_in


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("Neon alley, SLOW PUSH FORWARD", ("push_in",)),
        ("pan left, then orbit", ("drift_left", "orbit")),
        ("a static shot of the sea", ("hold",)),
        ("drone over the mountains", ("rise",)),
        ("no zoom in, orbit", ("orbit",)),
        ("slow dolly back", ("pull_out",)),
        ("handheld", ("push_in",)),
        ("static on an old tv, aerials on the roofs, a small plane flying over the fields", ()),
        ("a static camera, flying over the sea", ("hold", "rise")),
        ("slow zoom, then tracking left", ("push_in", "drift_left")),
        ("tilt up, tilt down", ("rise", "sink")),
        ("no camera movement", ("hold",)),
        ("langsam nach vorn, dann Schwenk", ("push_in", "drift_right")),
        ("a lake, drifting", ("drift_right",)),
        ("astronaut, slowly floating left", ("drift_left",)),
        ("a floating island, smoke rising from a spinning wheel", ()),
        ("camera rising over still water", ("rise",)),
        ("a lake at dusk, still", ("hold",)),
        ("shaky, whip pan, swooping camera", ("push_in", "drift_right")),
        ("an old car, chasing", ("push_in",)),
        ("slow tracking in, then gliding backwards", ("push_in", "pull_out")),
        ("slow left pan, tilting down, drone orbit", ("drift_left", "sink", "orbit")),
        ("pan from right to left", ("drift_left",)),
        ("slow circle", ("orbit",)),
        ("a dancer under a flyover, circling", ("orbit",)),
        ("a circle of stones, mist rising slowly, a man walks back home", ()),
        ("camera doesn't move", ("hold",)),
        ("a lake, drone shot flying forward", ("push_in",)),
        ("steadicam following her, slow aerial drift", ("push_in", "drift_right")),
        ("a wood, moving through the trees", ("push_in",)),
        ("a train moving through the trees, tilt-shift", ()),
        ("a desert road at noon, sand and pale blue, driving forward", ("push_in",)),
        ("a slow backward dolly, arc around the piano", ("pull_out", "orbit")),
        ("company in a span of expansion", ()),
        ("", ()),
    ],
)
def test_movements_are_found_in_the_order_of_the_text(text, moves):
    assert moves_in(text) == moves


def test_every_movement_has_words_and_no_phrase_means_two():
    assert set(CAMERA_WORDS) == set(Scene.model_fields["camera"].annotation.__args__)
    phrases = [phrase for many in CAMERA_WORDS.values() for phrase in many]
    assert len(phrases) == len(set(phrases))


def test_shot_sizes_are_found():
    assert shots_in("extreme close-up, then a wide shot") == ("detail", "wide")
    assert shots_in("gros plan") == ("close",)
    assert shots_in("no close-up, a worldwide journey") == ()


def test_the_side_may_be_named_later():
    assert moves_in("camera pans slowly to the left") == ("drift_left",)
    assert moves_in("slow drift right, then a gentle glide left") == ("drift_right", "drift_left")
    assert moves_in("panning, a house on the left") == ("drift_right",)
    assert moves_in("a lighthouse on the left, slow push forward") == ("push_in",)
