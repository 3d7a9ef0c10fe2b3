"""Light alone and solid forms: what leads to them, their colours, and that mirrors mirror."""

from __future__ import annotations

import numpy as np
import pytest

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.prompt.describe import Palette, describe
from beatreel.plugins.generators.procedural.scenery.built import Place
from beatreel.plugins.generators.procedural.scenery.setting import Setting
from beatreel.plugins.generators.procedural.worlds.chrome import luminous
from beatreel.plugins.generators.procedural.worlds.chrome.forms import form_of
from beatreel.plugins.generators.procedural.worlds.chrome.solids import PLANS

from .look import difference, measure, paint, shown

_BLUE_AND_ORANGE = Palette(key=255, accent=55, fill=255, strength=0.8)


@pytest.mark.parametrize(
    ("prompt", "motif"),
    [
        ("neon light trails spinning in the dark, blue and magenta", "light_painting"),
        ("a kaleidoscope of stained glass", "kaleidoscope"),
        ("glowing particles drifting, gold and teal", "particles"),
        ("floating geometric shapes, pastel pink and mint", "geometric_forms"),
        ("glowing crystals growing in the dark", "crystals"),
    ],
)
def test_words_lead_to_it(prompt: str, motif: str) -> None:
    found = describe(prompt)
    assert found.world == "chrome" and motif in found.motifs


def test_light_trails_of_cars_stay_in_the_street() -> None:
    assert describe("light trails of cars on a highway at night").world != "chrome"
    assert describe("gold dust over a wheat field at sunset").world == "field"


@pytest.mark.parametrize("motif", ["light_painting", "particles"])
def test_light_in_the_dark_has_the_colours_that_are_asked_for(motif: str) -> None:
    painting = paint("chrome", shot="medium", motifs=(motif,), palette=_BLUE_AND_ORANGE)
    look = measure(shown(painting))
    assert look.white > 120 and look.black < 30
    first, second = (painting.groups[name].light.astype(np.float32).sum(axis=(0, 1)) for name in ("first", "second"))
    assert first[0] > 1.3 * first[2] and second[2] > 1.3 * second[0]
    assert {painting.groups[name].pulse for name in ("first", "second")} == {"kick", "offbeat"}
    again = paint("chrome", shot="medium", motifs=(motif,), palette=_BLUE_AND_ORANGE, seed=9)
    assert difference(shown(painting), shown(again)) > 4


def test_a_kaleidoscope_is_the_same_on_both_sides_of_its_mirrors() -> None:
    painting = paint.__wrapped__("chrome", shot="wide", motifs=("kaleidoscope",))
    light = np.sum([group.light.astype(np.float32) for group in painting.groups.values()], axis=0).sum(axis=2)
    half = np.array(light.shape) // 2
    side = int(0.9 * min(half))
    core = light[half[0] - side : half[0] + side, half[1] - side : half[1] + side]
    turned = core[::-1, ::-1]  # six sectors: half a turn changes nothing
    assert np.corrcoef(core.ravel(), turned.ravel())[0, 1] > 0.65
    assert np.corrcoef(core.ravel(), np.roll(core, side // 2, axis=0).ravel())[0, 1] < 0.5


@pytest.mark.parametrize("motif", PLANS)
def test_forms_are_sound_and_cubes_are_many_where_they_are_named(motif: str) -> None:
    sizes = []
    for prompt in ("floating geometric shapes", "cubes of light"):
        place = Place(3)
        setting = Setting(PLANS[motif], describe(prompt, world="chrome"), "wide", place, np.random.default_rng(3), 1.0)
        PLANS[motif].furnish(setting)
        mesh = Mesh.of(place.meshes)
        assert np.isfinite(mesh.points).all() and mesh.skins.max() < len(place.materials)
        sizes.append(sum(len(one.triangles) == 12 for one in place.meshes))
    assert sizes[1] >= sizes[0] + (12 if motif == "geometric_forms" else 0)


def test_points_take_the_form_that_is_named() -> None:
    rng = np.random.default_rng(3)
    rose = describe("a hologram of a rose rotating in the dark, cyan and magenta")
    assert rose.world == "chrome" and "particles" in rose.motifs and rose.palette.key == 205
    assert form_of(describe("particles swirling in the dark"), rng) is None
    for prompt in (rose.prompt, "particles forming a human face", "a holographic heart", "a hologram"):
        points, place, strong = form_of(describe(prompt), rng) or ((), (), ())
        assert len(points) == len(place) == len(strong) > 10_000
        assert 0.4 < np.percentile(points[:, 1], 95) - np.percentile(points[:, 1], 5) < 3.0
        assert np.percentile(strong, 95) > 4 * np.percentile(strong, 10)  # some of it is behind


def test_a_prism_splits_white_light_into_all_hues() -> None:
    told = describe("glass prisms splitting light in a dark room, macro")
    assert told.world == "chrome" and "prism" in told.motifs
    picture = shown(paint("chrome", shot="medium", seed=4, time_of_day="night", motifs=("prism",))).astype(int)
    blue, green, red = np.moveaxis(picture[: picture.shape[0] // 2 + 20], 2, 0)
    for strong, others in ((red, (green, blue)), (green, (red, blue)), (blue, (red, green))):
        assert ((strong > others[0] + 25) & (strong > others[1] + 25)).sum() > 20


def test_points_swirl_in_every_picture_of_a_prompt_that_says_so() -> None:
    def core(prompt: str, seed: int) -> float:
        painting = luminous.paint(
            describe(prompt), shot="medium", variation=0, width=90, height=160, seed=seed, progress=lambda *_: None
        )
        light = sum(np.asarray(group.light, np.float32).sum(axis=2) for group in painting.groups.values())
        return float(light[70:90, 30:60].mean() / light.mean())  # dense where the arms meet

    assert min(core("particles swirling in the void", seed) for seed in range(3)) > 1.9
    assert max(core("a ball of particles", seed) for seed in range(3)) < 1.9
