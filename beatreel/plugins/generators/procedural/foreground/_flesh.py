"""Skin as light sees it: it enters and comes out again a little farther on, redder; no patch of it has quite the colour of the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at

from ._light import LUMA, peak, shown

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.painting import Painting

    from ._light import Backlight
    from ._solid_light import Body

Array = np.ndarray[Any, np.dtype[np.float32]]

_BEYOND = np.array([-0.02, 0.04, 0.15], np.float32)
"""How far light reaches round into the shade, of a quarter turn, BGR: red goes deepest."""
_THROUGH = np.array([0.0, 0.02, 0.07], np.float32)  # of a light goes on into the shadow that is thrown
_DEEP = np.array([0.18, 0.12, -0.03], np.float32)  # powers by which hollows keep less blue and more red
_BLOTCHES = np.array([0.30, 0.24, 0.05], np.float32)
_FACE = {"day": 0.32, "golden": 0.28, "dawn": 0.25, "dusk": 0.21, "night": 0.165}
"""How bright the light side of a face is at least, 0 to 1, of the light that the screen shows."""
_BRIGHTEST = 1.15  # times that: beyond it a face is a lamp
_FAIR, _BETWEEN = 0.46, 0.30  # the luminance of fair skin, and how far that of dark skin is kept, as a power
_OWN = 0.5  # how far skin keeps its own colour in a light of another, as a power: half way, a face is no slate by blue light
_SHIFTED = 0.4, 2.5  # times that a channel of it changes by that, at least and at most
_LIFTED = 6.0  # by how much at most
_OF_BRIGHT = 0.34  # of what is bright in a picture: a face that is near is at least so bright
_BRIGHT = 95  # per cent of a picture that are darker than what is bright in it
_UNDER, _DIMMEST = (
    0.7,
    0.6,
)  # of what is bright: where all is dim no face is a white mask, down to so much of what is usual
_MOST_LIFTED = 1.25  # and so much brighter than at that hour, at most
_REACH = 0.17  # metres from the middle of a head to where what is lit for its face ends, half of it soft
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


def lit_face(
    painting: Painting,
    body: Body,
    hour: str,
    own: tuple[float, float, float],
    *,
    share: float = 1.0,
    light: Backlight | None = None,
    head: tuple[float, float, float] | None = None,
) -> None:
    """Light skin, and a little the hair about it, until it is seen as skin: no face is a hole in a picture, in place.

    Parameters
    ----------
    own : tuple of float
        The skin's colour, linear BGR: dark skin is less bright, and in grey light none is grey.
    share : float
        How bright it is to be, over what is usual at that hour: less where somebody is named as a dark shape.
    light : Backlight, optional
        The picture before which a face is near: it is not much darker than what is bright there.
    head : tuple of float, optional
        The middle of the head and pixels to a metre: a bare arm that the sun lights leaves no face dark.
    """
    least = _FACE.get(hour, 0.45)
    if light is not None:
        bright = shown(painting, light.level(_BRIGHT))
        least = min(max(least, min(_OF_BRIGHT * bright, _MOST_LIFTED * least)), max(_UNDER * bright, _DIMMEST * least))
    least *= share * (float(np.asarray(own, np.float32) @ LUMA) / _FAIR) ** _BETWEEN
    face = _about(body, head)
    elsewhere = body.flesh * (1 - face)
    for skin in (body.flesh * face, elsewhere):
        seen = (body.colour @ LUMA)[skin > 0.5]
        if not seen.size:
            continue
        own_light = max(float(np.quantile(seen, 0.7)), 1e-6)  # of the side that is in the light
        gain = min(max(peak(painting, least) / own_light, 1.0), _LIFTED)
        gain = min(gain, peak(painting, min(_BRIGHTEST * least, 0.9)) / own_light)
        near = face if skin is not elsewhere else 1 - face
        body.colour[:] *= 1 + (gain - 1) * (skin + 0.12 * body.hair * near)[..., None]
        mean = (body.colour * skin[..., None]).reshape(-1, 3).sum(axis=0)
        wanted = np.asarray(own, np.float32) / max(float(np.asarray(own) @ LUMA), 1e-6) * float(mean @ LUMA)
        tint = np.clip((wanted / np.maximum(mean, 1e-6)) ** _OWN, *_SHIFTED)
        tint *= float(mean @ LUMA) / max(float((tint * mean) @ LUMA), 1e-6)
        body.colour[:] *= 1 + skin[..., None] * (tint - 1)


def _about(body: Body, head: tuple[float, float, float] | None) -> Array:
    """Return how much a place of a body belongs to its head, 0 to 1; all of it, where that is not known or has no skin in sight."""
    if head is None:
        return np.ones_like(body.flesh)
    rows, columns = np.mgrid[body.rows, body.columns].astype(np.float32)
    away = np.hypot(columns - head[0], rows - head[1]) / (_REACH * head[2])
    near = np.asarray(np.clip(2 * (1 - away) + 0.5, 0, 1), np.float32)
    return near if (body.flesh * near > 0.5).any() else np.ones_like(near)
