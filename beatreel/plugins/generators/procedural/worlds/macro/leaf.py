"""A leaf with drops of water on it: a plane that leans away from a lens of little depth of field, its veins lit from behind."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.cracks import plates_at
from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import focused

from .backdrop import backdrop
from .drops import Drop, on_surface
from .picture import FOCAL, finished

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

Array = np.ndarray[Any, np.dtype[np.float32]]

# Of each shot: length of the leaf in widths, how steeply it is seen (degrees), where its middle is, and radii of drops in widths.
_SHOTS = {
    "wide": (1.25, 50.0, (0.02, 0.02), (0.006, 0.030)),
    "medium": (1.75, 47.0, (0.10, 0.10), (0.008, 0.044)),
    "close": (2.9, 44.0, (-0.12, 0.20), (0.012, 0.075)),
    "detail": (4.6, 52.0, (0.25, 0.25), (0.018, 0.135)),
}
_COUNTS = {"wide": 170, "medium": 150, "close": 120, "detail": 75}
_HALF = 0.30  # of a leaf: half its width, lengths
_ROWS = 512  # that are painted at a time
_TURNED = {
    "red": 29.0,
    "crimson": 24.0,
    "golden": 85.0,
    "yellow": 95.0,
    "orange": 55.0,
    "purple": 320.0,
}  # hues of leaves
_AUTUMN = {"autumn", "autumnal", "fall", "october", "november", "maple", "rust"}


class _Frame(NamedTuple):
    """How a leaf lies on its plane: middle, length and direction, and how the plane leans (degrees)."""

    middle: tuple[float, float]
    long: float
    turn: float
    lean: float
    side: float

    def on_leaf(self, u: Any, v: Any) -> tuple[Any, Any]:
        """Return places along and across it, in lengths."""
        dx, dy = u - self.middle[0], v - self.middle[1]
        sine, cosine = math.sin(self.turn), math.cos(self.turn)
        return (dx * sine + dy * cosine) / self.long + 0.46, (dx * cosine - dy * sine) / self.long


def _half(s: Any) -> Any:
    """Return half the width of a leaf at places along it."""
    s = np.clip(s, 0, 1)
    return _HALF * np.sqrt(np.clip(np.sin(np.pi * s**0.85), 0, 1)) * (1 - 0.25 * s)


def _on_plane(size: tuple[int, int], lean: float) -> tuple[Array, Array, Array]:
    """Return places on a leaning plane (widths, from where it is in focus) and depth, of each pixel."""
    width, height = size
    unit = min(width, 0.5625 * 1.25 * height)
    y, x = np.mgrid[:height, :width].astype(np.float32)
    a = (x - 0.5 * width) / np.float32(FOCAL * unit)
    b = (0.54 * height - y) / np.float32(FOCAL * unit)
    p = math.radians(lean)
    v = b * FOCAL / np.maximum(math.sin(p) - b * math.cos(p), 0.05)
    depth = FOCAL + v * math.cos(p)
    return (a * depth).astype(np.float32), v.astype(np.float32), depth.astype(np.float32)


def _to_pixel(u: float, v: float, size: tuple[int, int], lean: float) -> tuple[float, float, float]:
    width, height = size
    unit = min(width, 0.5625 * 1.25 * height)
    p = math.radians(lean)
    depth = FOCAL + v * math.cos(p)
    scale = FOCAL * unit / max(depth, 0.2)
    return 0.5 * width + u * scale, 0.54 * height - v * math.sin(p) * scale, scale


def _strip(s: Array, q: Array, long_: float, tones: tuple[Array, Array], seed: int, sun: float) -> tuple[Array, Array]:
    """Return a leaf's light and its cover at places along and across it, both in lengths."""
    half = _half(s)
    across = np.abs(q) / np.maximum(half, 1e-4)
    teeth = 0.012 * (np.abs(((s * 26) % 1) - 0.3))
    cover = np.clip((half * (1 - teeth) - np.abs(q)) * long_ * 260 + 0.5, 0, 1) * (s > 0) * (s < 1)
    lane = (s - 0.95 * np.abs(q) + 1.1 * q * q) * 11 + np.where(q > 0, 0.0, 0.42)
    off = np.abs(lane - np.round(lane)) / 11
    fade = np.clip(1.15 - across, 0, 1)
    thin = 0.0022 + 0.0022 * fade
    lateral = np.exp(-((off / thin) ** 2)) * fade
    middle = np.exp(-((q / (0.004 + 0.007 * (1 - np.clip(s, 0, 1)))) ** 2))
    rows, columns = s.shape
    few = (max(columns // 2, 8), max(rows // 2, 8))
    ss, qq = (cv2.resize(part, few, interpolation=cv2.INTER_LINEAR) for part in (s, q))
    net, _ = plates_at(ss, qq, 0.020, seed)
    fine, _ = plates_at(ss, qq, 0.0072, seed + 9)
    mesh = 0.65 * np.exp(-((net / 0.0013) ** 2)) + 0.35 * np.exp(-((fine / 0.0007) ** 2))
    patch = fbm_at(ss, qq, 0.12, seed + 3, 5)
    mesh, patch = (cv2.resize(part, (columns, rows), interpolation=cv2.INTER_LINEAR) for part in (mesh, patch))
    bulge = np.clip(off * 11 * 2.4, 0, 1)
    fold = np.where(q > 0, 1.0, -1.0) * sun
    through = (0.62 + 0.30 * bulge + 0.30 * patch) * (1 + 0.26 * fold) * (1.12 - 0.35 * across**2)
    veins = np.clip(1.0 * middle + 0.72 * lateral + 0.30 * mesh, 0, 1)
    light = through[..., None] * tones[0]
    light = light + (veins * (0.30 + 0.35 * through))[..., None] * (tones[1] - tones[0] * 0.6)
    sheen = np.clip(0.10 * bulge * (1 + fold) + 0.06 * patch, 0, 1) * (1 - 0.6 * veins)
    return np.asarray(light + 0.25 * sheen[..., None], np.float32), cover.astype(np.float32)


def _skin(s: Array, q: Array, long_: float, tones: tuple[Array, Array], seed: int, sun: float) -> tuple[Array, Array]:
    """Return a leaf's light and its cover at places along and across it, both in lengths."""
    strips = [_strip(s[n : n + _ROWS], q[n : n + _ROWS], long_, tones, seed, sun) for n in range(0, len(s), _ROWS)]
    return np.concatenate([light for light, _ in strips]), np.concatenate([cover for _, cover in strips])


def _spread(
    shot: str, frame: _Frame, size: tuple[int, int], rng: np.random.Generator
) -> list[tuple[float, float, float]]:
    """Return drops on the part of a leaf that is seen, place on the plane and radius in widths, none upon another."""
    width, height = size
    least, most = _SHOTS[shot][3]
    unit = min(width, 0.703125 * height)
    p = math.radians(frame.lean)
    found: list[tuple[float, float, float]] = []
    for n in range(6 * _COUNTS[shot]):
        # The largest lies on a third, in focus.
        x, y = (
            (0.5 + 0.14 * frame.side, 0.53)
            if n == 0
            else (float(rng.uniform(-0.05, 1.05)), float(rng.uniform(0, 1.05)))
        )
        share = 0.95 if n == 0 else float(rng.random()) ** (1.1 if n < 9 else 3.0)
        radius = least + (most - least) * share
        a, b = (x - 0.5) * width / (FOCAL * unit), (0.54 - y) * height / (FOCAL * unit)
        v = b * FOCAL / max(math.sin(p) - b * math.cos(p), 0.05)
        u = a * (FOCAL + v * math.cos(p))
        s, q = frame.on_leaf(u, v)
        if not 0.03 < s < 0.97 or abs(q) > 0.94 * _half(s) - radius / frame.long:
            continue
        if all(math.hypot(u - a, v - b) > 1.15 * (radius + c) for a, b, c in found):
            found.append((u, v, radius))
        if len(found) >= _COUNTS[shot]:
            break
    return found


def paint(
    description: SceneDescription, shot: str, size: tuple[int, int], rng: np.random.Generator, film: np.random.Generator
) -> Painting:
    """Paint the leaf; ``film`` chooses what all pictures of a film share."""
    width, height = size
    long_, lean, middle, _ = _SHOTS[shot]
    autumn = bool(_AUTUMN & description.all_words)
    place = backdrop(description, size, rng, shade=60.0 if autumn else 160.0, middle=62.0 if autumn else 135.0)
    side = 1.0 if place.sun[0] > 0.5 else -1.0
    turn = side * float(rng.uniform(0.35, 0.75))
    seed = int(film.integers(1 << 16))
    u, v, depth = _on_plane(size, lean)
    hue = 52.0 if autumn else 138.0
    if description.palette.strength > 0.45 and not autumn:
        hue = description.palette.key
    named = re.search(rf"\b({'|'.join(_TURNED)})(?: \w+)? lea(?:f|ves)\b", description.prompt.lower())
    if named:
        hue = _TURNED[named.group(1)]
    strong = {"night": 0.10, "dusk": 0.16, "dawn": 0.26, "golden": 0.30, "day": 0.30}[description.time_of_day]
    own = np.float32(strong) * light_of_hue(hue, 0.15, 0.55), np.float32(2.2 * strong) * light_of_hue(hue, 0.11, 0.80)
    base, hidden = place.light, np.zeros((height, width), np.float32)
    far = np.full((height, width), 3.2, np.float32)
    others = [] if shot == "detail" else [(-0.45, 0.56, 1.2 * turn + 0.9 * side), (0.45, 0.47, -1.3 * turn)]
    for n, (x, y, other) in enumerate(others):  # further leaves of its twig
        frame = _Frame((x * side * long_, y * long_), long_, other, lean, side)
        light, mask = _skin(*frame.on_leaf(u, v), long_, own, seed + 1 + n, side)
        base += (0.6 * light - base) * mask[..., None]
        hidden = np.maximum(hidden, mask)
        far = np.where(mask > 0.5, depth + 0.5, far)
    frame = _Frame((side * middle[0], middle[1]), long_, turn, lean, side)
    light, cover = _skin(*frame.on_leaf(u, v), long_, own, seed, -side)
    lamp = np.exp(-(((u - 1.2 * (place.sun[0] - 0.5)) / 0.8) ** 2) - ((v - 0.5) / 0.9) ** 2)
    light *= (0.50 + 1.0 * lamp)[..., None]
    base += (light - base) * cover[..., None]
    far = np.where(cover > 0.5, depth, far)
    del light, u, v, depth
    glints = np.zeros_like(base)
    drops = []
    for a, b, radius in _spread(shot, frame, size, rng):
        x, y, scale = _to_pixel(a, b, size, lean)
        drops.append(Drop(x, y, radius * scale, 0.5 + 0.5 * math.sin(math.radians(lean))))
    toward = np.array([place.sun[0] - 0.5, (place.sun[1] - 0.55) * height / width])
    toward /= np.linalg.norm(toward)
    few = cv2.resize(place.soft, (24, 40), interpolation=cv2.INTER_AREA)
    lamp_light = (0.35 + 1.9 * strong) * (0.6 * place.tones[2] + 0.4)
    on_surface(base, glints, drops, few, (float(toward[0]), float(toward[1])), lamp_light.astype(np.float32))
    lamps = (place.discs[0] + place.discs[1]) * (1 - np.maximum(hidden, cover))[..., None]
    base -= lamps
    np.maximum(base, 0, out=base)
    place.soft = few  # makes room
    place.discs.clear()
    del hidden, cover
    lights = focused([base, glints, lamps], far, FOCAL, 0.075)
    return finished(
        description,
        {"leaf": lights[0], "glints": lights[1], "lamps": lights[2]},
        far,
        size,
        weather=True,
    )
