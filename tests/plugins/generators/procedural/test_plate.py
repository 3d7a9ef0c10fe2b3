import hashlib

import cv2
import numpy as np
import pytest

from beatreel.plugins.generators.procedural import developing, plate as plates
from beatreel.plugins.generators.procedural.developing import develop
from beatreel.plugins.generators.procedural.duotone import split_of
from beatreel.plugins.generators.procedural.painting import Element, Grade, Layer, LightGroup, Mirror, Painting
from beatreel.plugins.generators.procedural.palette import light_of_hue, recolour
from beatreel.plugins.generators.procedural.prompt.describe import Palette
from benchmarks.looks.measures import named_share


def painting():
    height, width = 160, 96
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    ramp = np.stack([x / width, y / height, 1 - x / width], axis=-1).astype(np.float32)
    lamp = np.exp(-((x - 30) ** 2 + (y - 40) ** 2) / 200)[..., None].astype(np.float32) * np.float32([0.1, 0.2, 2])
    direction = np.dstack([x / width - 0.5, 0.5 - y / height, -np.ones_like(x)])
    direction /= np.linalg.norm(direction, axis=2, keepdims=True)
    rig = {
        "studio": LightGroup(np.full((64, 128, 3), 0.4, np.float32)),
        "key": LightGroup(np.full((64, 128, 3), 0.3, np.float32), "kick", 0.9, 0.2),
    }
    return Painting(
        groups={"sky": LightGroup(ramp * 0.4), "lamp": LightGroup(lamp, "kick", 0.9, 0.3)},
        depth=np.where(y > 80, 4.0, 40.0).astype(np.float32),
        focal=90.0,
        centre=(48.0, 80.0),
        masks={"ground": (y > 80).astype(np.float32)},
        layers=[Layer(np.full((height, width, 3), 0.02, np.float32), (y > 140).astype(np.float32), 2.0)],
        mirror=Mirror(direction.astype(np.float32), np.full((height, width), 0.3, np.float32), rig),
        elements=[Element("rain", 0.4, {"slant": 0.1}, "ground")],
    )


def test_a_plate_survives_its_folder(tmp_path):
    plate = develop(painting(), Palette(), speed=0.4)
    plates.save(plate, tmp_path)
    back = plates.load(tmp_path)
    assert (back.size, back.speed, back.focal, back.centre) == (plate.size, 0.4, 90.0, (48.0, 80.0))
    assert np.array_equal(back.picture, plate.picture)
    assert [light.name for light in back.lights] == ["lamp"]
    assert back.elements == plate.elements
    assert back.layers[0].top == 141
    assert np.array_equal(back.mirror.across, plate.mirror.across)
    assert [family.name for family in back.mirror.families] == ["key"]


def test_the_same_plate_gives_the_same_bytes(tmp_path):
    digests = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        plates.save(develop(painting(), Palette()), tmp_path / name)
        files = sorted((tmp_path / name).iterdir())
        digests.append([(f.name, hashlib.sha256(f.read_bytes()).hexdigest()) for f in files])
    assert digests[0] == digests[1]


def test_a_plate_of_another_format_is_refused(tmp_path):
    plates.save(develop(painting(), Palette()), tmp_path)
    manifest = tmp_path / "plate.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {plates.FORMAT}', '"format": 99'))
    with pytest.raises(ValueError, match="format 99"):
        plates.load(tmp_path)


def test_taking_a_delta_away_switches_its_lamp_off(monkeypatch):
    monkeypatch.setattr(
        developing, "balanced", lambda light, grade, mirrored, **kept: grade
    )  # both pictures are printed alike
    monkeypatch.setattr(developing, "cube_of", lambda harmony, toning: None)
    plate = develop(painting(), Palette())
    off = cv2.subtract(plate.picture, plate.lights[0].picture)[..., :3].astype(int)
    bare = painting()
    bare.groups["lamp"].light *= 0
    wanted = develop(bare, Palette()).picture[..., :3].astype(int)
    assert np.abs(off - wanted).max() <= 2


def test_palettes_and_temperatures_give_visibly_different_pictures():
    def mean_lab(palette):
        picture = develop(painting(), palette).picture[..., :3].astype(np.float32) / 255
        return cv2.cvtColor(picture, cv2.COLOR_BGR2Lab).reshape(-1, 3).mean(axis=0)

    cold, warm = mean_lab(Palette(temperature=-0.75)), mean_lab(Palette(temperature=0.75))
    assert warm[2] - cold[2] > 8
    blue = mean_lab(Palette(key=255, fill=255, accent=255, shadow=255, strength=0.85))
    red = mean_lab(Palette(key=27, fill=27, accent=27, shadow=27, strength=0.85))
    assert np.linalg.norm(blue - red) > 25
    grey = develop(painting(), Palette(chroma=0.0)).picture[..., :3].astype(int)
    assert np.ptp(grey, axis=2).mean() < 8


def test_recolouring_towards_what_is_there_changes_little():
    light = np.tile(light_of_hue(255, 0.15), (8, 8, 1)).astype(np.float32)
    same = recolour(light.copy(), Palette(key=255, fill=255, accent=255, shadow=255, strength=0.85))
    assert np.abs(same - light).max() < 0.12


@pytest.mark.parametrize(("hue", "strongest"), [(29, 2), (148, 1), (260, 0)])
def test_hues_have_the_right_strongest_channel(hue, strongest):
    assert light_of_hue(hue, 0.2).argmax() == strongest


def test_grade_is_not_changed_by_developing():
    made = painting()
    before = Grade(**vars(made.grade))
    develop(made, Palette(), contrast=1.3)
    assert made.grade == before


def test_a_cold_palette_takes_the_warmth_of_the_sky_and_leaves_it_to_the_lamps():
    pale, lamp = [0.55, 0.60, 0.80], [0.05, 0.30, 1.00]
    light = np.array([[pale, lamp]], np.float32)
    cold = recolour(light.copy(), Palette(temperature=-0.75))[0]
    assert cold[0, 2] < 1.02 * cold[0, 0]  # no longer red
    assert cold[1, 2] > 5 * cold[1, 0]
    slightly = recolour(light.copy(), Palette(temperature=-0.2))[0]
    assert slightly[0, 2] > 1.3 * slightly[0, 0]


@pytest.mark.parametrize("accent", [40, 80, 120])
def test_a_warm_glow_passes_into_a_cold_sky_without_an_edge(accent):
    sky, glow = np.array([1.0, 0.42, 0.10], np.float32), np.array([0.55, 0.75, 0.95], np.float32)
    share = np.linspace(0, 1, 600, dtype=np.float32)[None, :, None]
    cold = Palette(key=255, fill=255, accent=accent, shadow=255, temperature=-0.75, strength=0.85)
    shown = 255 * np.clip(recolour(sky + (glow - sky) * share, cold)[0], 0, 1) ** (1 / 2.2)
    assert np.abs(np.diff(shown, axis=0)).max() < 1.2


def test_both_of_two_named_colours_are_in_a_picture_of_one_hue():
    ramp = np.linspace(0.01, 0.9, 64, dtype=np.float32)
    sea = np.ascontiguousarray(
        ramp[:, None, None] * np.array([0.9, 0.74, 0.62], np.float32) * np.ones((1, 32, 1), np.float32)
    )
    palette = Palette(key=255, fill=85, accent=85, shadow=255, strength=0.85)
    split = split_of(sea, palette)
    shown = (255 * np.clip(recolour(sea.copy(), palette, split), 0, 1) ** (1 / 2.2)).astype(np.uint8)[..., ::-1]
    shares = [named_share(shown, hue) for hue in (255, 85)]
    alone = (255 * np.clip(recolour(sea.copy(), palette), 0, 1) ** (1 / 2.2)).astype(np.uint8)[..., ::-1]
    assert named_share(alone, 85) == 0 and min(shares) > 0.03, shares
    assert shown[-1, 0, 0] > shown[-1, 0, 2] and shown[4, 0, 2] > shown[4, 0, 0], (
        "gold in the lights, blue in the darks"
    )
    assert split_of(sea, Palette(strength=0.85)) is None
