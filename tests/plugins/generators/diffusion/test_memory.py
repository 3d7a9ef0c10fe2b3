"""Where a model's parts are kept: all on the card, taking turns, or layer by layer; always as little trouble as the memory allows."""

from __future__ import annotations

import pytest

from beatreel import UserInputError
from beatreel.plugins.generators.diffusion.files import find_model
from beatreel.plugins.generators.diffusion.memory import Need, Placement, need, place
from beatreel.plugins.generators.diffusion.params import ModelParams, StillParams

GB = 1_000_000_000
# A model of 12 GB whose largest part has 8; decoding takes 6 GB, 1 in tiles.
LARGE = Need({"transformer": 8 * GB, "text_encoder": 3 * GB, "vae": GB}, 6 * GB, GB)


def placed(free: float, *, on_card: bool = True, **params) -> Placement:
    return place(LARGE, free * GB / 0.92 + 1, ModelParams(**params), on_card=on_card, plugin="diffusers")


@pytest.mark.parametrize(
    ("free", "offload", "tiling"),
    [
        (18, "none", False),
        (13, "none", True),
        (14, "none", True),
        (12.5, "model", True),
        (9, "model", True),
        (8.5, "sequential", False),
        (7.5, "sequential", False),
        (2.5, "sequential", True),
    ],
)
def test_a_card_gets_what_fits(free, offload, tiling):
    assert placed(free) == Placement(offload, tiling)


def test_what_is_asked_for_is_done_or_refused():
    assert placed(18, offload="sequential") == Placement("sequential", tiling=False)
    with pytest.raises(UserInputError, match=r"needs about 13\.0 GB of memory") as caught:
        placed(9, offload="none")
    assert "offload=sequential" in (caught.value.hint or "")
    with pytest.raises(UserInputError, match=r"needs about 2\.5 GB of memory"):
        placed(2)


def test_tiles_are_cut_or_not_as_told():
    assert placed(18, tiling="on") == Placement("none", tiling=True)
    assert placed(14, tiling="off") == Placement("model", tiling=False)
    with pytest.raises(UserInputError, match=r"needs about 18\.0 GB") as caught:
        placed(13, tiling="off", on_card=False)
    assert "tiling=off" in (caught.value.hint or "")


def test_the_main_memory_has_nowhere_to_put_parts():
    assert placed(13, on_card=False) == Placement("none", tiling=True)
    with pytest.raises(UserInputError, match=r"needs about 13\.0 GB"):
        placed(12, on_card=False, offload="sequential")


def test_halves_take_half_and_every_place_of_a_batch_its_own(models):
    files = find_model(str(models / "sd"), setting="diffusers.model")
    whole, half = (need(files, 512 * 512, size) for size in (4, 2))
    assert sum(half.parts.values()) == pytest.approx(sum(whole.parts.values()) / 2, rel=0.01)
    assert half.working == whole.working / 2
    four = need(files, 512 * 512, 2, places=4)
    assert four.working == 4 * half.working
    assert half.tiled < four.tiled < four.working
    assert StillParams().batch == 1
