import os
import subprocess
import sys

import cv2
import numpy as np
import pytest

from beatreel import GenerationError, Generator, Still, VideoSpec
from beatreel.plugins.generators import procedural
from beatreel.plugins.generators.procedural.generator import ProceduralGenerator
from beatreel.plugins.generators.procedural.painting import painting_size
from beatreel.plugins.generators.procedural.params import ProceduralParams
from beatreel.plugins.generators.procedural.worlds import WORLDS
from tests.plugins.generators.procedural.conftest import PROMPTS, SPEC, frames_of, make_scene, paint


def look(picture):
    """Luma percentiles 1, 50, 99, standard deviation, share of clipped pixels, mean Lab chroma."""
    luma = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    lab = cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    low, middle, high = np.percentile(luma, [1, 50, 99])
    return (
        low,
        middle,
        high,
        float(luma.std()),
        float((luma >= 250).mean()),
        float(np.hypot(lab[..., 1], lab[..., 2]).mean()),
    )


def test_it_is_offered_and_is_a_generator():
    (offered,) = procedural.register_generators()
    assert isinstance(offered, Generator)
    assert (offered.name, offered.digital_source_type) == ("procedural", "algorithmicMedia")


@pytest.mark.parametrize("world", PROMPTS)
def test_stills_have_blacks_lights_and_colour(stills, world):
    picture = cv2.imread(str(stills[world].picture))
    assert picture.shape == (SPEC.height, SPEC.width, 3)
    low, middle, high, spread, clipped, chroma = look(picture)
    assert low <= 45
    assert 190 <= high <= 253
    assert 30 <= middle <= 160
    assert 34 <= spread <= 76
    assert clipped < 0.02
    assert 8 <= chroma <= 60


def test_seeds_variations_and_shots_differ(tmp_path):
    spec = VideoSpec(width=90, height=160)
    pictures = {}
    for name, seed, changes in (
        ("base", 3, {}),
        ("seed", 4, {}),
        ("variation", 3, {"variation": 1}),
        ("shot", 3, {"shot": "detail"}),
    ):
        still = paint(tmp_path / name, PROMPTS["alley"], spec, seed, **changes)
        pictures[name] = cv2.imread(str(still.picture)).astype(float)
    for name in ("seed", "variation", "shot"):
        assert np.abs(pictures[name] - pictures["base"]).mean() > 12, name


@pytest.mark.parametrize("size", [(160, 90), (128, 128), (102, 128)])
@pytest.mark.parametrize("world", ["alley", "chrome"])
def test_other_shapes_work(tmp_path, world, size):
    spec = VideoSpec(width=size[0], height=size[1])
    still = paint(tmp_path / "still", PROMPTS[world], spec)
    (frame,) = frames_of(still, make_scene(PROMPTS[world]), spec)
    assert frame.shape == (size[1] * 3 // 2, size[0])


@pytest.mark.parametrize("shot", ["wide", "medium", "close", "detail"])
@pytest.mark.parametrize(
    "prompt", ["snowy city street at dusk", "sunny street at noon", "bright pastel glass", "green and gold chrome"]
)
def test_every_shot_and_mood_can_be_painted(tmp_path, shot, prompt):
    still = paint(tmp_path / "still", prompt, VideoSpec(width=72, height=128), shot=shot)
    picture = cv2.imread(str(still.picture))
    assert look(picture)[3] > 15


def test_the_world_parameter_overrides_the_prompt(tmp_path):
    still_folder = tmp_path / "still"
    still_folder.mkdir()
    notes = []
    ProceduralGenerator().paint(
        make_scene("desert"),
        VideoSpec(width=72, height=128),
        params=ProceduralParams(world="chrome"),
        seed=1,
        references=[],
        folder=still_folder,
        progress=lambda done, note="": notes.append((done, note)),
    )
    assert any("chrome" in note for _, note in notes)
    assert [done for done, _ in notes] == sorted(done for done, _ in notes)
    assert notes[-1][0] == 1


def test_params_offer_every_world():
    choices = ProceduralParams.model_json_schema()["properties"]["world"]["enum"]
    assert set(choices) == {"", *WORLDS}


def test_a_damaged_still_is_reported(tmp_path, stills):
    still = Still(path=tmp_path, picture=tmp_path / "still.jpg", sha256="0" * 64)
    with pytest.raises(GenerationError) as caught:
        frames_of(still, make_scene("street"))
    assert caught.value.hint


def test_a_still_for_a_smaller_film_is_refused(stills):
    with pytest.raises(GenerationError, match="too small"):
        frames_of(stills["alley"], make_scene("street"), VideoSpec(width=720, height=1280))


def test_a_cancelled_painting_stops(tmp_path):
    class Stop(Exception):  # noqa: N818
        pass

    def progress(done, note=""):
        if done > 0.3:
            raise Stop

    with pytest.raises(Stop):
        ProceduralGenerator().paint(
            make_scene(PROMPTS["alley"]),
            VideoSpec(width=90, height=160),
            params=ProceduralParams(),
            seed=1,
            references=[],
            folder=tmp_path,
            progress=progress,
        )


def test_paintings_are_larger_than_frames():
    assert painting_size(1440, 2560) == (1584, 2816)
    width, height = painting_size(90, 160)
    assert width % 16 == height % 16 == 0
    assert width >= 99
    assert height >= 176


def test_importing_the_plugin_is_light():
    code = (
        "import sys; from beatreel.plugins.generators import procedural; procedural.register_generators();"
        "print([m for m in ('numpy', 'numba', 'cv2', 'scipy', 'av', 'librosa') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "[]"


COLD_OR_WARM = """
import hashlib, sys
from pathlib import Path
from beatreel import VideoSpec
from tests.plugins.generators.procedural.conftest import PROMPTS, frames_of, make_scene, paint
spec = VideoSpec(width=90, height=160)
for world in ("alley", "chrome"):
    still = paint(Path(sys.argv[1]) / world, PROMPTS[world], spec)
    digest = hashlib.sha256()
    for path in sorted(still.path.iterdir()):
        digest.update(path.name.encode() + path.read_bytes())
    for frame in frames_of(still, make_scene(PROMPTS[world]), spec, first=3, count=2):
        digest.update(frame.tobytes())
    print(world, digest.hexdigest())
"""


@pytest.mark.timeout(3000)  # the kernels of two worlds
def test_fresh_processes_give_the_same_bytes_with_kernels_just_compiled_and_from_the_cache(tmp_path):
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "kernels")}
    cold, warm = (
        subprocess.run(
            [sys.executable, "-c", COLD_OR_WARM, str(tmp_path / run)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for run in ("cold", "warm")
    )
    assert list((tmp_path / "kernels").rglob("*.nbc")), "nothing was cached, so nothing was compared"
    assert cold == warm
    assert [len(word) for word in cold] == [5, 64, 6, 64]
