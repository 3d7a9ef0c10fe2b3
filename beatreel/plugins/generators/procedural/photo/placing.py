"""Putting the subject of a photo into a painted world so that it belongs there.

The subject stands on a third, as large as the shot asks for. It is lit anew: its own light is flattened, what the place sends
is put on (ambient light from all around, the key light from where the picture is brightest, on a body inflated from the
outline), with a rim and light wrapping around its edges, the air of the place in between, and a shadow on the ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels import silhouette
from beatreel.plugins.generators.procedural.painting import Layer, Painting
from beatreel.plugins.generators.procedural.scenery.focus import focus_of, sampled

from .subject import CutOut

Array = np.ndarray[Any, np.dtype[np.float32]]

PEOPLE = frozenset({"figure", "umbrella", "caravan"})  # motifs that call for somebody
_STANDING = {"wide": 0.24, "medium": 0.44, "close": 0.95}  # height of a whole figure, share of the picture's
_CUT = {"wide": 0.36, "medium": 0.48, "close": 0.60}  # of one that the photo cuts off below
_WIDEST = {"wide": 0.62, "medium": 0.80, "close": 0.95}  # share of the picture's width
_THIRDS = (0.30, 0.38, 0.62, 0.70)
_PERSON = 1.75  # metres
_SMALL = 8  # the place is measured at this fraction of its size
_LUMA = np.array([0.0722, 0.7152, 0.2126], np.float32)
_ALBEDO = 0.34  # of the subject on average
_CHROMA = 0.72  # of its colours: what a studio flash shows is never as colourful by the light of a place
_KNEE = 0.5  # share of the brightest light of a picture above which a subject's highlights bend
_SEEN = 0.55  # its light against the median of the picture


@dataclass(frozen=True)
class Place:
    """Where a figure stands.

    Attributes
    ----------
    left, top : int
        Of the cut-out, pixels of the painting.
    width, height : int
        Of the cut-out.
    depth : float
        Metres.
    """

    left: int
    top: int
    width: int
    height: int
    depth: float


def takes_subject(motifs: Sequence[str], shot: str) -> bool:
    """Return whether a scene calls for somebody: its motifs do, and it is no detail."""
    return shot in _STANDING and not PEOPLE.isdisjoint(motifs)


def place_subject(painting: Painting, subject: CutOut, *, shot: str, variation: int, seed: int) -> None:
    """Add a subject to a painting, as one more layer.

    Parameters
    ----------
    painting : Painting
        Changed in place: it gets a layer, and the shadow darkens its light.
    subject : CutOut
    shot : str
        Wide, medium or close; how large it is.
    variation, seed : int
        Choose the side on which it stands.
    """
    small = _seen(painting)
    rng = np.random.default_rng([seed & 0x7FFFFFFF, variation & 0xFFFF, 61])
    place = _find_place(painting, small, subject, shot, rng)
    size = (place.width, place.height)
    shrunk = cv2.INTER_AREA if place.height < subject.alpha.shape[0] else cv2.INTER_CUBIC
    colour = np.maximum(cv2.resize(subject.colour, size, interpolation=shrunk), 0)
    alpha = np.clip(cv2.resize(subject.alpha, size, interpolation=shrunk), 0, 1)
    if subject.whole and shot != "close":
        _cast_shadow(painting, small, place, alpha)
    lit = _lit(small, place, colour, alpha, subject.whole)
    height, width = painting.depth.shape
    layer_colour = np.zeros((height, width, 3), np.float32)
    layer_alpha = np.zeros((height, width), np.float32)
    x0, y0 = max(place.left, 0), max(place.top, 0)
    x1, y1 = min(place.left + place.width, width), min(place.top + place.height, height)
    part = np.s_[y0 - place.top : y1 - place.top, x0 - place.left : x1 - place.left]
    layer_colour[y0:y1, x0:x1] = lit[part]
    layer_alpha[y0:y1, x0:x1] = alpha[part]
    layer = Layer(layer_colour, layer_alpha, place.depth)
    painting.focus = focus_of(sampled(painting.depth), painting.depth, [layer]) or painting.focus
    painting.layers.append(layer)
    painting.layers.sort(key=lambda layer: -layer.depth)


def _seen(painting: Painting) -> Array:
    """Return the light of a painting with its layers, small."""
    height, width = painting.depth.shape
    size = (max(8, width // _SMALL), max(8, height // _SMALL))
    total = np.zeros((size[1], size[0], 3), np.float32)
    for group in painting.groups.values():
        total += cv2.resize(group.light.astype(np.float32, copy=False), size, interpolation=cv2.INTER_AREA)
    for layer in painting.layers:
        cover = cv2.resize(layer.alpha, size, interpolation=cv2.INTER_AREA)[..., None]
        total += (cv2.resize(layer.colour, size, interpolation=cv2.INTER_AREA) - total) * cover
    return total


def _find_place(painting: Painting, small: Array, subject: CutOut, shot: str, rng: np.random.Generator) -> Place:
    rows, columns = subject.alpha.shape
    height, width = painting.depth.shape
    tall = (_STANDING if subject.whole else _CUT)[shot] * height
    scale = min(tall / rows, _WIDEST[shot] * width / columns)
    best: tuple[float, Place] | None = None
    luma = small @ _LUMA
    reference = float(np.percentile(luma, 90)) + 1e-6
    for third in _THIRDS:
        foot = height
        size = scale
        if subject.whole and shot != "close":
            foot, natural = _footing(painting, third, scale * rows)
            size = scale * min(max(natural / (scale * rows), 0.55), 1.1)
        elif subject.whole:
            foot = round(height * 1.36)
        place = Place(
            left=round(third * width - size * columns / 2),
            top=round(foot - size * rows),
            width=max(4, round(size * columns)),
            height=max(4, round(size * rows)),
            depth=painting.focal * _PERSON / max(size * rows * (1.0 if subject.whole else 2.0), 1.0),
        )
        depth = _before_covers(painting, place)
        value = float(rng.uniform(0, 0.5)) + min(_behind(luma, place) / reference, 1.5)
        if best is None or value > best[0]:
            best = (value, Place(place.left, place.top, place.width, place.height, depth))
    assert best is not None
    return best[1]


def _footing(painting: Painting, third: float, wanted: float) -> tuple[int, float]:
    """Return the row in which somebody stands in a column of the picture, and how tall people are there (pixels)."""
    height, width = painting.depth.shape
    column = min(max(round(third * width), 0), width - 1)
    best = (np.inf, round(0.86 * height), wanted)
    for row in np.linspace(0.66, 0.90, 25):
        y = round(float(row) * height)
        tall = painting.focal * _PERSON / max(float(painting.depth[y, column]), 0.5)
        miss = abs(np.log(tall / wanted)) + 2.0 * abs(float(row) - 0.84)
        if miss < best[0]:
            best = (float(miss), y, tall)
    return best[1], best[2]


def _before_covers(painting: Painting, place: Place) -> float:
    """Return a depth at which no layer hides the figure."""
    depth = place.depth
    rows = slice(max(place.top, 0), place.top + place.height)
    columns = slice(max(place.left, 0), place.left + place.width)
    for layer in painting.layers:
        if layer.depth <= depth and float(layer.alpha[rows, columns][::8, ::8].mean()) > 0.04:
            depth = 0.97 * layer.depth
    return max(depth, 0.6)


def _window(small: Array, place: Place, grow: float = 0.0) -> Array:
    """Return the part of a small picture behind a place, enlarged on each side by a share of its size."""
    dx, dy = grow * place.width, grow * place.height
    top, bottom = int((place.top - dy) / _SMALL), int((place.top + place.height + dy) / _SMALL) + 1
    left, right = int((place.left - dx) / _SMALL), int((place.left + place.width + dx) / _SMALL) + 1
    window = small[max(top, 0) : max(bottom, 1), max(left, 0) : max(right, 1)]
    return window if window.size else small


def _behind(luma: Array, place: Place) -> float:
    """Return how bright it is behind head and shoulders: a figure reads best against light."""
    head = Place(place.left, place.top, place.width, place.height // 2, place.depth)
    return float(_window(luma, head).mean())


def _key_light(small: Array, place: Place) -> tuple[float, float, Array]:
    """Return from where the light comes (x to the right, y down, length 0 to 1) and its colour."""
    luma = small @ _LUMA
    bright = np.maximum(luma - np.percentile(luma, 82), 0) + 1e-6
    y, x = np.mgrid[0 : luma.shape[0], 0 : luma.shape[1]].astype(np.float32) * _SMALL
    x, y = x - (place.left + place.width / 2), y - (place.top + 0.3 * place.height)
    reach = float(max(place.width, place.height, luma.shape[1] * _SMALL * 0.4))
    weight = bright / (1 + (x * x + y * y) / (reach * reach))
    total = float(weight.sum())
    dx, dy = float((weight * x).sum()) / total / reach, float((weight * y).sum()) / total / reach
    length = max((dx * dx + dy * dy) ** 0.5, 1.0)
    colour = (small * weight[..., None]).sum(axis=(0, 1)) / total
    return dx / length, dy / length, colour.astype(np.float32)


def _lit(small: Array, place: Place, colour: Array, alpha: Array, subject_is_whole: bool) -> Array:
    """Return the subject's light in its new place, (rows, columns, 3)."""
    albedo = _albedo(colour, alpha)
    normal_x, normal_y, normal_z = silhouette.inflated(alpha)
    to_x, to_y, key = _key_light(small, place)
    around = _window(small, place, 0.6).reshape(-1, 3)
    everything = small.reshape(-1, 3)
    ambient = (0.55 * around.mean(axis=0) + 0.45 * everything.mean(axis=0)).astype(np.float32)
    sky = small[: max(1, small.shape[0] // 3)].reshape(-1, 3).mean(axis=0).astype(np.float32)
    # Whatever shines in the picture shines from behind or from the side: it models the flanks, not the front.
    facing = np.clip(normal_x * np.float32(to_x) + normal_y * np.float32(to_y) - np.float32(0.18) * normal_z, 0, 1)
    above = np.clip(np.float32(0.5) - np.float32(0.5) * normal_y, 0, 1)
    light = ambient * np.float32(0.62) + (above[..., None] * np.float32(0.40)) * sky
    light += facing[..., None] * (key * np.float32(0.85))
    lit = albedo * light
    middle = float(np.median((lit @ _LUMA)[alpha > 0.5])) if (alpha > 0.5).any() else 0.0
    wanted = _SEEN * float(np.median(everything @ _LUMA)) + 0.02 * float(np.percentile(everything @ _LUMA, 95))
    if middle > 0:  # who is filmed is seen, however dark the place, and never brighter than it
        lit *= np.float32(min(max(wanted / middle, 0.45), 2.5) ** 0.8)
    if not subject_is_whole:  # whoever is cut off by the frame sinks into its lower corner
        lit *= (1 - 0.5 * np.linspace(0, 1, alpha.shape[0], dtype=np.float32) ** 2)[:, None, None]
    lit += _edge_light(small, place, alpha, to_x, to_y, key)
    lit = _bent(lit, float(np.percentile(everything @ _LUMA, 97)))
    veil = np.percentile(around, 6, axis=0).astype(np.float32)
    return np.asarray(lit * np.float32(0.94) + veil * np.float32(0.8), np.float32)


def _bent(light: Array, top: float) -> Array:
    """Return light whose highlights bend towards a luminance: a pale head is never the brightest thing for miles."""
    share = light @ _LUMA / np.float32(max(top, 1e-6))
    bent = np.float32(_KNEE) + np.float32(1 - _KNEE) * np.tanh((share - np.float32(_KNEE)) / np.float32(1 - _KNEE))
    return np.asarray(light * np.where(share > _KNEE, bent / np.maximum(share, _KNEE), 1)[..., None], np.float32)


def _albedo(colour: Array, alpha: Array) -> Array:
    """Return the subject's own colours without the light of the photo, on average about a third."""
    luma = colour @ _LUMA
    size = max(2.0, 0.10 * max(luma.shape))
    scale = max(1, int(size / 8))
    tiny = cv2.resize(
        luma * alpha, (max(4, luma.shape[1] // scale), max(4, luma.shape[0] // scale)), interpolation=cv2.INTER_AREA
    )
    cover = cv2.resize(alpha, (tiny.shape[1], tiny.shape[0]), interpolation=cv2.INTER_AREA)
    sigma = size / scale
    broad = cv2.GaussianBlur(tiny, (0, 0), sigma) / np.maximum(cv2.GaussianBlur(cover, (0, 0), sigma), 1e-3)
    broad = cv2.resize(broad, (luma.shape[1], luma.shape[0]), interpolation=cv2.INTER_LINEAR)
    inside = alpha > 0.5
    mean = float(luma[inside].mean()) if inside.any() else 0.3
    flat = colour * ((mean / np.maximum(broad, 0.02)) ** np.float32(0.28))[..., None]
    tone = (flat @ _LUMA)[..., None]
    flat = tone + (flat - tone) * np.float32(_CHROMA)
    white = flat[inside].mean(axis=0) if inside.any() else np.ones(3)
    grey = float(white @ _LUMA) + 1e-4
    balance = (grey / np.maximum(white, 0.25 * grey)) ** 0.25  # a little of the photo's own cast goes
    return np.asarray(flat * (balance * (_ALBEDO / grey)).astype(np.float32), np.float32)


def _edge_light(small: Array, place: Place, alpha: Array, to_x: float, to_y: float, key: Array) -> Array:
    """Return the rim on the side of the light, and the light of the background that wraps around all edges."""
    rows, columns = alpha.shape
    thin = max(0.8, 0.006 * max(rows, columns))
    move = np.array([[1, 0, -to_x * 2 * thin], [0, 1, -to_y * 2 * thin]], np.float32)
    inner = cv2.warpAffine(alpha, move, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    rim = cv2.GaussianBlur(np.clip(alpha - inner, 0, 1), (0, 0), 0.5 * thin)
    soft = cv2.GaussianBlur(alpha, (0, 0), 2.2 * thin, borderType=cv2.BORDER_REPLICATE)
    wrap = np.clip(1 - soft, 0, 1) * alpha
    behind = _behind_figure(small, place, columns, rows)
    level = np.minimum((behind @ _LUMA) / max(float(key @ _LUMA), 1e-4), 1.5)
    return np.asarray(
        (rim * (0.25 + 0.75 * level))[..., None] * (key * np.float32(0.8))
        + wrap[..., None] * behind * np.float32(0.55),
        np.float32,
    )


def _behind_figure(small: Array, place: Place, columns: int, rows: int) -> Array:
    """Return the blurred background behind a figure at the figure's size."""
    blurred = cv2.GaussianBlur(small, (0, 0), max(1.0, 0.02 * place.height / _SMALL))
    step_x, step_y = place.width / columns / _SMALL, place.height / rows / _SMALL
    to_small = np.array([[step_x, 0, place.left / _SMALL], [0, step_y, place.top / _SMALL]], np.float32)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(blurred, to_small, (columns, rows), flags=flags, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def _cast_shadow(painting: Painting, small: Array, place: Place, alpha: Array) -> None:
    """Darken the ground: close under the feet, and away from the light as far as the light is low."""
    height, width = painting.depth.shape
    to_x, to_y, _ = _key_light(small, place)
    foot = place.top + place.height
    reach = int(place.height * 0.75)
    top, bottom = max(foot - place.height // 12, 0), min(foot + reach, height)
    left, right = max(place.left - place.height, 0), min(place.left + place.width + place.height, width)
    if bottom <= top or right <= left:
        return
    rows, columns = alpha.shape
    stretch = 0.25 + 0.5 * max(-to_y, 0.0)
    # The figure, turned over at its feet, shortened, and leaning away from the light.
    lean = -to_x * 0.7
    turned = np.array(
        [[1, -lean * stretch, place.left + lean * stretch * rows - left], [0, -stretch, foot + stretch * rows - top]],
        np.float32,
    )
    size = (right - left, bottom - top)
    shape = cv2.warpAffine(alpha, turned, size, flags=cv2.INTER_AREA)
    y = (np.arange(size[1], dtype=np.float32)[:, None] + top - foot) / max(place.height, 1)
    near = cv2.GaussianBlur(shape, (0, 0), max(0.6, 0.008 * place.height))
    far = cv2.GaussianBlur(shape, (0, 0), max(1.0, 0.05 * place.height))
    share = np.clip(y / 0.4, 0, 1)
    cast = (near * (1 - share) + far * share) * np.exp(-np.maximum(y, 0) / 0.45) * np.float32(0.5)
    feet = np.flatnonzero(alpha[-max(2, rows // 30) :].max(axis=0) > 0.5)
    middle = place.left + float(feet.mean() if feet.size else columns / 2) - left
    spread = 0.55 * max(float(np.ptp(feet)) if feet.size else columns / 2, 0.12 * place.height)
    x = (np.arange(size[0], dtype=np.float32) - middle) / spread
    contact = np.exp(-(x * x)[None, :] - (y / 0.022) ** 2) * np.float32(0.75)
    keep = ((1 - np.clip(cast, 0, 1)) * (1 - contact))[..., None]
    window = np.s_[top:bottom, left:right]
    for group in painting.groups.values():
        if not group.light.flags.writeable:
            group.light = group.light.copy()
        group.light[window] *= keep
    for layer in painting.layers:
        if layer.depth >= place.depth:
            layer.colour[window] *= keep
