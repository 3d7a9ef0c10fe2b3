"""Hair: how it is worn, its strands, its broken edge, and coats of fur."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.foreground._fur import add_fur
from beatreel.plugins.generators.procedural.foreground._performers import words_of
from beatreel.plugins.generators.procedural.foreground._solid_light import Body, Rig
from beatreel.plugins.generators.procedural.foreground._strands import add_strands
from beatreel.plugins.generators.procedural.foreground._weave import frayed
from beatreel.plugins.generators.procedural.scenery.people.casting import Wish
from beatreel.plugins.generators.procedural.scenery.people.hair import STYLES, add_hair, style_of
from beatreel.plugins.generators.procedural.scenery.people.pose import MAN, Pose, bones_of
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .test_foreground import evening, scene


def test_red_hair_is_red_and_the_dress_is_not() -> None:
    words = words_of(scene("field", "woman", prompt="a girl with long red hair in a field"))
    red, any_ = (Wish(np.random.default_rng(2), words=one).hair().colour for one in (words, frozenset({"girl"})))
    assert "red hair" in words and red[2] > 3 * red[1] and any_ != red
    assert "blonde hair" in words_of(scene("field", "woman", prompt="a blonde woman"))


def test_the_wind_takes_strands_of_hair_and_only_of_hair() -> None:
    rig = Rig(
        *(np.ones((5, 3), np.float32), *(np.ones(3, np.float32) for _ in range(4))), np.ones((4, 4, 3)), (0.5, 0.5)
    )
    window = (slice(20, 80), slice(30, 60))
    cover = np.ones((60, 30), np.float32)
    hair = cover * (np.arange(60)[:, None] < 40)
    middles = []
    for wind in (-1.0, 1.0):
        canvas, alpha = np.zeros((120, 90, 3), np.float32), np.zeros((120, 90), np.float32)
        alpha[window] = 1
        body = Body(np.full((60, 30, 3), 0.02, np.float32), cover, *window, hair, 0 * hair)
        add_strands((canvas, alpha), alpha.copy(), body, rig, 120.0, wind, 1.0, np.random.default_rng(1))
        alpha[window] = 0
        assert 0 < (alpha > 0.05).mean() < 0.2
        middles.append(float((alpha.sum(axis=0) * np.arange(90)).sum() / alpha.sum()))
    assert middles[0] < 44 < 46 < middles[1]
    body = Body(body.colour, cover, *window, 0 * hair, 0 * hair)
    canvas[:], alpha[:] = 0, 0
    add_strands((canvas, alpha), alpha.copy(), body, rig, 120.0, 1.0, 1.0, np.random.default_rng(1))
    assert not alpha.any()


def test_long_hair_moves_apart_from_the_body_and_a_little_more() -> None:
    painting = evening()
    add_foreground(painting, scene("mountain", "woman", prompt="woman"), shot="close", variation=0, seed=4)
    body, hair = painting.layers
    assert hair.motion is not None and body.motion is not None and hair.motion.rock > body.motion.rock
    assert (hair.motion.x, hair.motion.y) == (body.motion.x, body.motion.y) and hair.depth < body.depth
    assert 0 < (hair.alpha > 0.05).sum() < 0.3 * (body.alpha > 0.5).sum()


def test_hair_grows_out_of_a_coat_the_way_it_is_combed_and_lets_light_through() -> None:
    y, x = np.mgrid[:90, :90].astype(np.float32)
    away = np.hypot(x - 45, y - 45)
    cover = (away < 25).astype(np.float32)
    normal = np.stack([x - 45, 45 - y], -1) / 25 * cover[..., None]
    colour = np.full((90, 90, 3), 0.1, np.float32)
    back, pile = np.array([0.2, 0.5, 0.9], np.float32), np.full_like(cover, 0.12)
    light, shown = add_fur(colour, cover, normal, pile, 100.0, (0.9, 0.0), back, 1)
    beyond = shown * (away > 27)
    assert beyond[:, 45:].sum() > 20 and beyond[:, 45:].sum() > 1.5 * beyond[:, :45].sum()
    assert light[(shown > 0.5) & (away > 27)][:, 2].mean() > 0.2  # it is lit from behind
    assert np.array_equal(add_fur(colour, cover, normal, pile, 100.0, (0.9, 0.0), back, 1)[0], light)
    bald = add_fur(colour, cover, normal, 0 * pile, 100.0, (0.9, 0.0), back, 1)
    assert bald[1] is cover


def test_hair_does_not_fall_over_a_face() -> None:
    rig = Rig(
        *(np.ones((5, 3), np.float32), *(np.ones(3, np.float32) for _ in range(4))), np.ones((4, 4, 3)), (0.5, 0.5)
    )
    window = (slice(20, 80), slice(20, 70))
    rows, columns = np.mgrid[0:60, 0:50]
    face = np.hypot(rows - 28, columns - 25) < 12
    hair = ((np.hypot(rows - 24, columns - 25) < 22) & ~face).astype(np.float32)
    cover = np.maximum(hair, face).astype(np.float32)
    canvas, alpha = np.zeros((120, 90, 3), np.float32), np.zeros((120, 90), np.float32)
    body = Body(np.full((60, 50, 3), 0.02, np.float32), cover, *window, hair, 0 * hair)
    add_strands((canvas, alpha), np.zeros_like(alpha), body, rig, 240.0, 0.0, 1.0, np.random.default_rng(1))
    assert alpha[window][face].mean() < 0.15 * alpha.max()


def test_hair_is_worn_as_the_words_say() -> None:
    assert style_of({"curly", "hair"}, "long") == "curly" and style_of({"short hair"}, "bob") == "short"
    assert style_of({"curly"}, "short") == "short" == style_of(set(), "short")  # what is under a hood stays so
    b, hair = bones_of(Pose(), MAN), Skin((0.02, 0.04, 0.08), 0.1, "hair")
    wide = []
    for style in STYLES[:-2]:
        model = Model()
        add_hair(model, b, hair, style)
        left, right, _, _ = model.bounds()
        wide.append(right - left)
    assert wide[STYLES.index("curly")] > 1.15 * wide[STYLES.index("short")]
    assert {skin.weave for skin in model.skins} == {"hair"}


def test_hair_ends_in_strands_and_moves_nothing_else() -> None:
    across, down = np.linspace(0, 0.09, 60, dtype=np.float32), np.linspace(0.09, 0, 60, dtype=np.float32)
    hair = np.zeros((60, 60), np.float32)
    hair[:, :30] = 1
    right, up = frayed(hair, across, down, 0.0015, 3)
    assert not right[:, 30:].any() and not up[:, 30:].any()
    assert up[:, :30].std() > 1.5 * right[:, :30].std() > 0 and np.abs(up).max() < 0.03
