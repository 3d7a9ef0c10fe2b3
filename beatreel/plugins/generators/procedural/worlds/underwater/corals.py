"""A coral garden: forms that grow from the bed, set far to near."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.caustics import sampled
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.palette import light_of_hue

from .coral_forms import KINDS, Form
from .water import veil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .bed import Bed
    from .world import Stage

Array = np.ndarray[Any, np.dtype[np.float32]]

_LARGEST = 560  # pixels of a form's side; nearer ones are enlarged
_HUES = (
    (22.0, 0.15),
    (45.0, 0.16),
    (350.0, 0.17),
    (312.0, 0.14),
    (92.0, 0.13),
    (132.0, 0.12),
    (62.0, 0.08),
    (285.0, 0.13),
)
_REACH = 15.0  # metres; beyond, the bed's own colours do


def draw_corals(stage: Stage, bed: Bed, named: Sequence[float] = ()) -> None:
    """Grow corals on the bed of a picture, thickest where it rises and in the near corners; ``named`` are hues that most of them have."""
    rng, camera = stage.rng, stage.camera
    largest = min(_LARGEST, max(32, round(0.5 * stage.relief.depth.shape[1])))
    forms = [grow(largest, np.random.default_rng([int(rng.integers(1, 1 << 20)), 3])) for grow in KINDS]
    hues = [_HUES[int(i)] for i in rng.permutation(len(_HUES))[:4]]
    for n, hue in enumerate(named):  # the first two kinds each
        hues[n], hues[n + len(named)] = (hue, 0.17), (hue + 8.0, 0.14)
    places = _places(stage, bed, rng)
    places = places[np.argsort(-places[:, 0])]
    z, x, size = np.ascontiguousarray(places.T)
    feet = bed.heights(x, z, np.full_like(x, 0.02)) - np.float32(0.09) * size
    grown_together = fbm_at(x, z, 3.0, bed.seed + 31, 2) + rng.normal(0, 0.10, x.size)
    of_hue = np.clip((grown_together + 0.5) * 4, 0, 3).astype(int)
    for distance, across, tall, foot, kind in zip(z, x, size, feet, of_hue, strict=True):
        form = forms[int(rng.integers(len(forms)))]
        hue, pure = hues[kind]
        colour = light_of_hue(hue + float(rng.normal(0, 6)), 0.82 * pure, 0.72) * np.float32(rng.uniform(0.55, 1.0))
        pixels = camera.focal * float(tall / distance)
        if pixels >= 3:
            _set(
                stage,
                form,
                (float(across), float(foot), float(distance)),
                pixels,
                colour,
                bed,
                mirrored=bool(rng.random() < 0.5),
            )


def _places(stage: Stage, bed: Bed, rng: np.random.Generator) -> Array:
    """Return distance, place across and size of corals, (corals, 3)."""
    camera = stage.camera
    half = camera.centre_x / camera.focal
    z = _REACH * rng.random(1500).astype(np.float32) ** 0.62 + 1.4
    x = (rng.uniform(-1.2, 1.2, z.size) * half * z).astype(np.float32)
    lumps = fbm_at(x, z, 5.5, bed.seed + 3, 4) + 0.10 + 0.8 * bed.bank_at(x, z)
    open_ = (np.abs(x / (half * z) + stage.side * 0.1) < 0.30) & (z < 3.6)  # sand before the eye
    chance = np.clip(1.9 * lumps + 0.12, 0.03, 1.0) * np.where(open_, 0.18, 1.0)
    size = rng.uniform(0.12, 0.50, z.size) ** 1.1 * (1.0 + 0.05 * z)
    grown = rng.random(z.size) < chance
    # The frame: near ones in the corner away from the diver, fewer in the other.
    way = np.where(np.arange(8) < 6, -stage.side, stage.side)
    away = 1.15 + 0.2 * np.arange(8) + rng.uniform(0, 0.2, 8)
    frame = np.stack([away, way * half * away * rng.uniform(0.62, 1.0, 8), rng.uniform(0.22, 0.40, 8)], 1)
    return np.concatenate([np.stack([z, x, size], 1)[grown], frame]).astype(np.float32)


def _set(
    stage: Stage, form: Form, at: tuple[float, float, float], pixels: float, colour: Array, bed: Bed, *, mirrored: bool
) -> None:
    """Set a form into the picture, lit from above through the waves, drowned by its distance."""
    x, foot, distance = at
    camera, light = stage.camera, stage.light
    height, width = stage.relief.depth.shape
    scale = pixels / form[0].shape[0]
    mask, shade = (np.ascontiguousarray(part[:, ::-1]) if mirrored else part for part in form)
    size = max(2, round(mask.shape[1] * scale)), max(2, round(mask.shape[0] * scale))
    left = round(camera.centre_x + camera.focal * x / distance - size[0] / 2)
    top = round(camera.horizon + camera.focal * (camera.y - foot) / distance) - size[1]
    y0, y1, x0, x1 = max(top, 0), min(top + size[1], height), max(left, 0), min(left + size[0], width)
    if y1 - y0 < 2 or x1 - x0 < 2:
        return
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    part = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
    alpha = np.clip(cv2.resize(mask, size, interpolation=way)[part].astype(np.float32) / 255, 0, 1)
    tone = np.maximum(cv2.resize(shade, size, interpolation=way)[part], 0)
    window = (slice(y0, y1), slice(x0, x1))
    across = np.arange(size[0], dtype=np.float32)[part[1]] / size[0]
    sunk = (
        0.95 + 0.025 * np.sin(21 * across + x) + 0.02 * np.sin(53 * across + distance)
    )  # no straight line at the foot
    down = np.arange(size[1], dtype=np.float32)[part[0]] / size[1]
    alpha *= np.clip((sunk[None, :] - down[:, None]) * 14, 0, 1)
    _shadow(stage, left + size[0] / 2, top + 0.95 * size[1], size, distance)
    hidden = stage.relief.depth[window] < 0.86 * distance  # behind a rise of the bed
    alpha[hidden] = 0
    if not alpha.any():
        return
    rows, columns = np.mgrid[y0:y1, x0:x1].astype(np.float32) * np.float32(distance / camera.focal)
    scale_net = np.float32(1 / 2.3)
    net = np.minimum(
        sampled(bed.tile, columns * scale_net, rows * scale_net),
        sampled(bed.tile, 0.83 * columns * scale_net + 0.4, 0.8 * rows * scale_net),
    )
    sun_light, water = np.array(light.sun, np.float32), np.array(light.water, np.float32)
    extinction = np.array(light.extinction, np.float32)
    above = np.exp(
        -max(bed.surface - foot, 0.0) * extinction * 0.45
    )  # a reef that is worth a picture lies in clear water
    through = np.exp(-distance * extinction * 0.75)
    rise = (camera.horizon - 0.5 * (y0 + y1)) / camera.focal
    before = veil(light, np.array([rise], np.float32))[0] * (1 - np.exp(-distance * extinction))
    lift = np.linspace(1.0, 0.55, size[1], dtype=np.float32)[part[0], None] * tone  # darker towards the foot
    steady = colour * water * 2.4 + colour * sun_light * above * 0.34
    direct = colour * sun_light * above * 1.25
    share = alpha[..., None]
    stage.steady[window] += (lift[..., None] * (steady * through) + before - stage.steady[window]) * share
    lit = (lift * (0.55 + 2.6 * net))[..., None] * (direct * through)
    stage.sun[window] += (lit - stage.sun[window]) * share
    stage.relief.depth[window] = np.where(alpha > 0.5, np.float32(distance), stage.relief.depth[window])


def _shadow(stage: Stage, x: float, y: float, size: tuple[int, int], distance: float) -> None:
    """Darken the bed about a foot at (x, y), but not what is before or far behind it."""
    height, width = stage.relief.depth.shape
    half, tall = 0.62 * size[0], 0.22 * size[1]
    y0, y1, x0, x1 = (
        max(round(y - tall), 0),
        min(round(y + tall), height),
        max(round(x - half), 0),
        min(round(x + half), width),
    )
    if y1 <= y0 or x1 <= x0:
        return
    window = np.s_[y0:y1, x0:x1]
    across = ((np.arange(x0, x1, dtype=np.float32) - x) / half) ** 2
    down = ((np.arange(y0, y1, dtype=np.float32) - y) / tall) ** 2
    dark = 0.72 * np.clip(1 - across[None, :] - down[:, None], 0, 1)
    dark *= np.abs(stage.relief.depth[window] / np.float32(distance) - 1) < 0.25
    for light in (stage.steady, stage.sun):
        light[window] *= (1 - dark)[..., None]
