import numpy as np

from beatreel.plugins.generators.procedural.foreground import add_foreground
from beatreel.plugins.generators.procedural.painting import LightGroup, Painting
from beatreel.plugins.generators.procedural.prompt.describe import describe


def _valley() -> Painting:
    """Dark stripes that go away to a pale sky."""
    height, width = 160, 96
    row = np.arange(height, dtype=np.float32)[:, None] * np.ones((1, width), np.float32)
    depth = np.where(row < 60, 9000.0, 4.0 * 100 / np.maximum(row - 59, 1)).astype(np.float32)
    light = np.where(row < 60, 0.8, np.where(np.arange(width) % 16 < 8, 0.02, 0.25)).astype(np.float32)
    half = np.repeat(light[..., None], 3, axis=2) / 2
    return Painting(
        groups={"sky": LightGroup(half.copy()), "sun": LightGroup(half, "kick")},
        depth=depth,
        focal=100.0,
        centre=(48.0, 60.0),
    )


def _contrast(painting: Painting, rows: slice) -> float:
    total = np.sum([np.asarray(group.light, np.float32) for group in painting.groups.values()], axis=0)[rows, :, 1]
    return float(total.std() / total.mean())


def test_fog_takes_what_is_far_and_leaves_what_is_near():
    clear, foggy = _valley(), _valley()
    for painting, prompt in ((clear, "a mountain road at dawn"), (foggy, "a foggy mountain road at dawn")):
        add_foreground(painting, describe(prompt), shot="wide", variation=0, seed=3)
    far, near = slice(62, 74), slice(140, 160)
    assert _contrast(foggy, far) < 0.4 * _contrast(clear, far)
    assert _contrast(foggy, near) > 0.7 * _contrast(clear, near)
    assert any(element.kind == "mist" for element in foggy.elements)
    assert not any(element.kind == "mist" for element in clear.elements)


def test_still_water_mirrors_the_mist():
    dry, wet = _valley(), _valley()
    wet.masks["water"] = (np.arange(160, dtype=np.float32)[:, None] >= 60) * np.ones((1, 96), np.float32)
    for painting in (dry, wet):
        painting.depth[10:60] = 900.0  # mountains
        add_foreground(painting, describe("a misty lake at dawn"), shot="wide", variation=0, seed=3)
    assert _contrast(wet, slice(76, 110)) < 0.8 * _contrast(dry, slice(76, 110))


def test_space_has_no_fog_and_thick_fog_is_thicker():
    space, thick, thin = _valley(), _valley(), _valley()
    prompts = (
        (space, "misty planet in space"),
        (thick, "thick fog on a mountain road"),
        (thin, "light mist on a mountain road"),
    )
    for painting, prompt in prompts:
        add_foreground(painting, describe(prompt), shot="wide", variation=0, seed=3)
    middle = slice(74, 100)
    assert _contrast(space, middle) > _contrast(thin, middle) > _contrast(thick, middle)


def test_lightning_strikes_in_the_sky_and_only_where_it_is_named():
    named, stormy = _valley(), _valley()
    for painting, prompt in ((named, "a desert under lightning"), (stormy, "a desert in a storm")):
        add_foreground(painting, describe(prompt), shot="wide", variation=0, seed=3)
    assert "lightning" not in stormy.groups
    bolt = named.groups["lightning"]
    light = np.asarray(bolt.light, np.float32).max(axis=2)
    assert bolt.pulse == "downbeat" and light[:58].max() > 1 and light[66:].max() == 0
