"""Skin as light sees it: it enters and comes out again a little farther on, redder; no patch of it has quite the colour of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

from ._light import LUMA, peak

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._solid_light import Body

Array = np.ndarray[Any, np.dtype[np.float32]]

_BEYOND = np.array([-0.02, 0.04, 0.15], np.float32)
"""How far light reaches round into the shade, of a quarter turn, BGR: red goes deepest."""
_THROUGH = np.array([0.0, 0.02, 0.07], np.float32)  # of a light goes on into the shadow that is thrown
_DEEP = np.array([0.18, 0.12, -0.03], np.float32)  # powers by which hollows keep less blue and more red
_BLOTCHES = np.array([0.30, 0.24, 0.05], np.float32)
_FACE = {"day": 0.32, "golden": 0.28, "dawn": 0.25, "dusk": 0.21, "night": 0.165}
"""How bright the light side of a face is at least, 0 to 1, of the light that the screen shows."""
_BRIGHTEST = 1.40  # times that: beyond it a face is a lamp
_FAIR, _BETWEEN = 0.46, 0.30  # the luminance of fair skin, and how far that of dark skin is kept, as a power
_OWN = 0.35  # how far skin keeps its own colour in a light of another
_LIFTED = 3.5  # by how much at most
_PORES = np.array([0.16, 0.16, 0.12], np.float32)


def lit_within(facing: Array, lit: Array, tender: Array, flesh: Array) -> Array:
    """Return how much of a light comes back, (rows, columns, 3).

    Parameters
    ----------
    facing : ndarray (rows, columns)
        The cosine between surface and light.
    lit : ndarray (rows, columns)
        0 where a shadow falls on it, 1 in the light.
    tender : ndarray (rows, columns)
        How far light goes into it, 0 to 1.
    flesh : ndarray (rows, columns)
        How much of it is skin, 0 to 1.
    """
    wrap = 0.25 * tender[..., None] + flesh[..., None] * _BEYOND
    reached = np.clip((facing[..., None] + wrap) / (1 + wrap), 0, 1)
    through = flesh[..., None] * _THROUGH
    return np.asarray(reached * (0.12 + through + (0.88 - through) * lit[..., None]), np.float32)


def hollowed(openness: Array, flesh: Array) -> Array:
    """Return ``openness`` (rows, columns, 1) for each colour: between fingers light that is thrown to and fro grows red."""
    return np.asarray(np.maximum(openness, 1e-3) ** (1 + flesh[..., None] * _DEEP), np.float32)


def complexion(
    colour: Array, flesh: Array, at: tuple[Array, Array, Array], foot: float, seed: int
) -> tuple[Array, Array]:
    """Return the colour of skin with blotches and pores in it, and how high the pores stand, about 0.

    ``at`` are the places of a strip in units of the model, ``foot`` is how large a pixel is there.
    """
    x, y, z = at
    far = np.full_like(x, foot)
    blotches = fbm_at(x + 0.4 * z, y - 0.3 * z, 0.07, seed + 12, 4, far)
    pores = fbm_at(x + 0.3 * z, y, 0.007, seed + 13, 2, far)
    tone = 1 + flesh[..., None] * (blotches[..., None] * _BLOTCHES + pores[..., None] * _PORES)
    return np.asarray(colour * tone, np.float32), pores


def lit_face(painting: Painting, body: Body, hour: str, own: tuple[float, float, float], *, share: float = 1.0) -> None:
    """Light skin, and a little the hair about it, until it is seen as skin: no face is a hole in a picture, in place.

    ``own`` is the skin's colour, linear BGR: dark skin is less bright, and in grey light none is grey. ``share`` is how bright
    it is to be, over what is usual at that hour: less where somebody is named as a dark shape.
    """
    total = float(body.flesh.sum())
    if total < 1:
        return
    seen = (body.colour @ LUMA * body.flesh)[body.flesh > 0.5]
    if not seen.size:
        return
    bright = float(np.quantile(seen, 0.7))  # of the side that is in the light
    share *= (float(np.asarray(own, np.float32) @ LUMA) / _FAIR) ** _BETWEEN
    gain = min(max(peak(painting, share * _FACE.get(hour, 0.45)) / max(bright, 1e-6), 1.0), _LIFTED)
    gain = min(gain, peak(painting, min(_BRIGHTEST * share * _FACE.get(hour, 0.45), 0.9)) / max(bright, 1e-6))
    more = (gain - 1) * (body.flesh + 0.12 * body.hair)
    body.colour[:] *= 1 + more[..., None]
    mean = (body.colour * body.flesh[..., None]).reshape(-1, 3).sum(axis=0)
    wanted = np.asarray(own, np.float32) / max(float(np.asarray(own) @ LUMA), 1e-6) * float(mean @ LUMA)
    tint = np.clip((wanted / np.maximum(mean, 1e-6)) ** _OWN, 0.75, 1.35)
    tint *= float(mean @ LUMA) / max(float((tint * mean) @ LUMA), 1e-6)
    body.colour[:] *= 1 + body.flesh[..., None] * (tint - 1)
