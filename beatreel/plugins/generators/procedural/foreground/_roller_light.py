"""The light on a giant wave: sky that its face mirrors, light that comes through it near the lip, foam."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at, ridged_at

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.rollers import Look, Roller

Array = np.ndarray[Any, np.dtype[np.float32]]

_STRIP = 192  # rows that are lit at once


@dataclass(frozen=True)
class Waters:
    """The colours about a wave, linear BGR.

    Attributes
    ----------
    deep, through : ndarray (3,)
        Of water that no light comes through, and of water that is thin.
    low, high : ndarray (3,)
        Of the sky at the horizon and overhead.
    foam, shade : ndarray (3,)
        Of foam in the light and out of it.
    to_light : ndarray (3,)
        The way to the light: along the crest, to the front and up.
    glint : ndarray (3,)
        What is mirrored of that light.
    """

    deep: Array
    through: Array
    low: Array
    high: Array
    foam: Array
    shade: Array
    to_light: Array
    glint: Array


def lit(found: Array, roller: Roller, look: Look, waters: Waters) -> tuple[Array, Array]:
    """Return colour (height, width, 3) and cover of a wave of which a picture sees ``found``."""
    height, width = found.shape[:2]
    colour = np.zeros((height, width, 3), np.float32)
    for top in range(0, height, _STRIP):
        rows = slice(top, min(top + _STRIP, height))
        colour[rows] = _strip(found[rows], roller, look, waters)
    cover = cv2.GaussianBlur((found[..., 0] > 0).astype(np.float32), (0, 0), 0.7)
    cover *= np.clip(2.0 - found[..., 0] / (16 * roller.tall), 0, 1)  # far off it is the world's own sea
    return _smoothed(colour, found[..., 0]), cover.astype(np.float32)


def _smoothed(colour: Array, depth: Array) -> Array:
    """Return colours without stairs where something near hides what is far, or the sky."""
    solid = (depth > 0).astype(np.float32)
    step = np.abs(cv2.Laplacian(np.log(np.maximum(depth, 0.1)), cv2.CV_32F, ksize=1))
    edge = cv2.dilate((step > 0.05).astype(np.float32), np.ones((5, 5), np.uint8))[..., None]
    soft = cv2.GaussianBlur(colour, (0, 0), 0.9) / np.maximum(cv2.GaussianBlur(solid, (0, 0), 0.9), 1e-3)[..., None]
    return np.asarray(colour + (soft - colour) * edge, np.float32)


def _strip(found: Array, roller: Roller, look: Look, waters: Waters) -> Array:
    depth, s, v = (np.ascontiguousarray(found[..., k]) for k in range(3))
    tall = np.float32(roller.tall)
    b = np.asarray(roller.broken(s), np.float32)
    front, up = (np.asarray(one, np.float32) for one in roller.section(s, v))
    foot = np.maximum(depth, 0.3) / np.float32(look.focal)
    normal = found[..., 3:6] / np.maximum(np.linalg.norm(found[..., 3:6], axis=-1, keepdims=True), 1e-6)
    to_eye = np.stack([look.eye[0] - s, look.eye[1] - front, look.eye[2] - up], -1).astype(np.float32)
    to_eye /= np.maximum(np.linalg.norm(to_eye, axis=-1, keepdims=True), 1e-6)
    normal = normal * np.sign((normal * to_eye).sum(-1, keepdims=True) + 1e-6)
    # Water is drawn up the face: what ripples there lies along that, and is finer the nearer one is.
    q = np.where(v > 0, 2.6 * tall * v, front)
    on_face = np.clip(6 * v, 0, 1)
    long_ = (1 - 0.6 * on_face).astype(np.float32)
    bend = fbm_at(s, q, 3.2, roller.seed + 21, 2, foot)
    ripple = [
        1.00 * fbm_at(s + 0.5 * bend, q * long_, size, roller.seed + k, 4, foot) for k, size in ((1, 1.5), (2, 1.5))
    ]
    fine = [fbm_at(s + bend, q * long_, 0.30, roller.seed + k, 3, foot) for k in (3, 4)]
    steep = (0.20 + 0.10 * (1 - on_face)).astype(np.float32)
    bent = normal.copy()
    bent[..., 0] += steep * (1.4 * ripple[0] + 0.7 * fine[0])
    bent[..., 1] += steep * (0.7 * ripple[1] + 0.5 * fine[1]) * (0.3 + normal[..., 2])
    bent[..., 2] += steep * (0.6 * ripple[1] + 0.4 * fine[1]) * (0.3 + np.abs(normal[..., 1]))
    bent /= np.linalg.norm(bent, axis=-1, keepdims=True)
    facing = np.clip((bent * to_eye).sum(-1), 0.02, 1)
    mirrored = 0.02 + 0.98 * (1 - facing) ** 5
    back = 2 * facing[..., None] * bent - to_eye
    rise = np.clip(back[..., 2], 0, 1)[..., None] ** 0.6
    sky = waters.low + (waters.high - waters.low) * rise
    towards = np.clip((back * waters.to_light).sum(-1), 0, 1)
    share = np.clip(up / np.maximum(roller.height(s), 0.1), 0, 1.05).astype(np.float32)
    thin = np.clip((share - 0.16) / 0.72, 0, 1) ** 1.5 * np.clip(1.15 - 0.5 * np.maximum(b - 1.0, 0), 0, 1)
    thin *= 0.78 + 0.55 * ripple[0] + 0.35 * fine[0]
    thin = np.clip(thin, 0, 1.2)[..., None]
    water = waters.deep * (0.75 + 0.35 * ripple[1][..., None]) + waters.through * thin
    water = water + (sky - water) * np.clip(mirrored, 0, 0.85)[..., None]
    water += waters.glint * (towards**60 * 0.9 + 0.12 * towards**8)[..., None] * (0.35 + 0.65 * mirrored[..., None])
    foam = _foam(s, v, q, b, share, roller, foot)
    lumps = fbm_at(s, q + 0.5 * front, 0.55 * tall * 0.3, roller.seed + 31, 5, foot)
    facing_light = np.clip((normal * waters.to_light).sum(-1), -1, 1)
    bright = np.clip(0.50 + 0.30 * facing_light + 0.20 * normal[..., 2] + 0.75 * lumps, 0.08, 1.1)[..., None]
    white = waters.shade + (waters.foam - waters.shade) * bright
    return np.asarray((water + (white - water) * foam[..., None]) * (depth > 0)[..., None], np.float32)


def _foam(s: Array, v: Array, q: Array, b: Array, share: Array, roller: Roller, foot: Array) -> Array:
    """Return how much of the water is foam: threads on the face, the lip that is thrown, white water, and patches before it."""
    tall = roller.tall
    warp = fbm_at(s, q, 1.1, roller.seed + 41, 3, foot)
    threads = fbm_at(s + 0.9 * warp, 0.22 * q, 0.34, roller.seed + 42, 4, foot)
    web = ridged_at(s + 0.5 * warp, (0.55 + 0.45 * (v < 0)) * q + 0.5 * warp, 1.5, roller.seed + 43, 5, foot)
    behind = np.clip(0.9 - s / (1.3 * tall), 0, 1.6)  # more of it lies where the wave has broken
    laced = np.clip((web - 0.80 + 0.10 * behind) * 7, 0, 1) * np.clip(0.25 + 0.75 * behind, 0, 1) * 0.75
    drawn = np.clip((threads - 0.22) * 4, 0, 1) * np.clip(behind - 0.1, 0, 1) * np.clip(1.4 - share, 0, 1) * 0.55
    lip = np.clip((v - 0.80 + 0.16 * threads) / 0.20, 0, 1) * np.clip((b - 0.25) / 0.4, 0, 1)
    curtain = np.clip((v - 0.66 + 0.5 * threads) / 0.25, 0, 1) * np.clip((b - 0.85) / 0.3, 0, 1)
    broken = np.clip((b - 1.22 + 0.25 * warp) / 0.28, 0, 1) * np.clip(9 * v + 1.2 + 1.6 * warp, 0, 1)
    crest = (
        np.clip((v - 0.93 + 0.12 * threads) * 12, 0, 1)
        * np.clip(0.9 - b, 0, 1)
        * np.clip(0.9 - s / (3 * tall), 0, 1)
        * 0.6
    )
    track = np.zeros_like(lip)
    if roller.rider is not None:  # which widens, and sinks, behind the board
        past = (roller.rider[0] - s) / tall
        line = roller.rider[1] - 0.10 * past + 0.03 * warp
        wide = 0.012 + 0.035 * np.clip(past, 0, 2)
        track = (
            np.exp(-(((v - line) / wide) ** 2))
            * np.clip(14 * past, 0, 1)
            * np.clip(1.3 - 0.8 * past, 0, 1)
            * (0.75 + 0.6 * warp)
        )
    return np.asarray(np.clip(np.maximum.reduce([track, laced, drawn, lip, curtain, broken, crest]), 0, 1), np.float32)
