"""Drops of water as lenses: each shows what is behind it upside down or what is under it enlarged, a dark rim, and the light twice."""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np

Array = np.ndarray[Any, np.dtype[np.float32]]


class Drop(NamedTuple):
    """Middle, radius in pixels, and its height as a share of its width."""

    x: float
    y: float
    radius: float
    squash: float = 1.0


def _patch(shape: tuple[int, ...], drop: Drop, reach: float) -> tuple[slice, slice] | None:
    """Return the part of a picture about a drop; None if it has none."""
    rows = slice(max(int(drop.y - reach * drop.radius), 0), min(int(drop.y + reach * drop.radius) + 2, shape[0]))
    columns = slice(max(int(drop.x - reach * drop.radius), 0), min(int(drop.x + reach * drop.radius) + 2, shape[1]))
    return (rows, columns) if rows.stop > rows.start and columns.stop > columns.start else None


def _within(drop: Drop, part: tuple[slice, slice]) -> tuple[Array, Array]:
    """Return places in radii from the middle."""
    y, x = np.mgrid[part[0], part[1]].astype(np.float32)
    return (x - np.float32(drop.x)) / np.float32(drop.radius), (y - np.float32(drop.y)) / np.float32(
        drop.radius * drop.squash
    )


def _shine(u: Array, v: Array, sun: tuple[float, float]) -> tuple[Array, Array, Array]:
    """Return the rim that mirrors, the light gathered on the far side, and the sun's image, each 0 to 1 or more."""
    away = np.sqrt(np.minimum(u * u + v * v, 1))
    rim = away**6
    across = u * sun[0] + v * sun[1]
    gathered = np.clip(-across, 0, 1) ** 1.6 * np.clip((1 - away) * 3.2, 0, 1) * away
    image = np.exp(-(((u - 0.50 * sun[0]) / 0.17) ** 2) - ((v - 0.50 * sun[1]) / 0.13) ** 2)
    image += 0.4 * np.exp(-(((u + 0.62 * sun[0]) / 0.07) ** 2) - ((v + 0.62 * sun[1]) / 0.07) ** 2)
    return rim, gathered, image


def on_surface(
    base: Array, glints: Array, drops: list[Drop], behind: Array, sun: tuple[float, float], light: Array
) -> None:
    """Lay drops on what a picture shows, in place: largest last.

    Parameters
    ----------
    base : ndarray (height, width, 3)
    glints : ndarray (height, width, 3)
        Gets the images of the sun.
    behind : ndarray (height, width, 3)
        What the rims mirror; small.
    sun : tuple of float
        Direction towards the light, in the picture, down positive.
    light : ndarray (3,)
    """
    clean = base.copy()
    high, wide = base.shape[:2]
    sky = behind.reshape(-1, 3).mean(axis=0) + 0.25 * light
    for drop in sorted(drops, key=lambda one: one.radius):
        part = _patch(base.shape, drop, 1.7)
        if part is None:
            continue
        u, v = _within(drop, part)
        # The shadow that it throws, with the light that it gathers in the middle of it.
        su, sv = u + 0.32 * np.float32(sun[0]), v + 0.32 * np.float32(sun[1])
        shade = np.exp(-((su * su + sv * sv) ** 2) / 1.15)
        spot = np.exp(-((u + 0.95 * sun[0]) ** 2 + (v + 0.95 * sun[1]) ** 2) / 0.045)
        under = base[part] * (1 - 0.60 * shade)[..., None] * (1 + 1.6 * spot)[..., None]
        away = np.sqrt(u * u + v * v)
        soft = np.clip((1 - away) * np.float32(drop.radius * min(drop.squash, 1.0)) + 0.5, 0, 1)[..., None]
        bulge = np.float32(0.42 * drop.radius) * np.minimum(away, 1) ** 2
        x = np.clip(np.float32(drop.x) + u * (0.55 * drop.radius + bulge), 0, wide - 1).astype(np.float32)
        y = np.clip(np.float32(drop.y) + v * drop.squash * (0.55 * drop.radius + bulge), 0, high - 1).astype(np.float32)
        seen = cv2.remap(clean, x, y, cv2.INTER_LINEAR)
        rim, gathered, image = _shine(u, v, sun)
        shaded = 0.50 - 0.42 * np.clip(u * sun[0] + v * sun[1], -1, 1)  # dark towards the light, bright beyond
        seen = seen * (0.45 + 1.25 * shaded)[..., None] * (1 - 0.55 * rim)[..., None]
        seen += 1.5 * gathered[..., None] * (clean[part] * 1.2 + 0.10 * light)
        top = np.clip(0.2 - 0.8 * (v * (-1.0 if sun[1] > 0 else 1.0)), 0, 1)
        seen += (0.35 * rim * top)[..., None] * sky
        base[part] = under + (seen - under) * soft
        glints[part] *= 1 - soft
        glints[part] += (2.2 * image)[..., None] * light * soft
    np.maximum(base, 0, out=base)


def hanging(
    colour: Array, alpha: Array, drops: list[Drop], behind: Array, sun: tuple[float, float], light: Array
) -> None:
    """Lay free drops over a layer, in place; in each the whole of what is ``behind`` stands upside down."""
    small = cv2.resize(behind, (96, 160), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 2.0)
    for drop in drops:
        part = _patch(colour.shape, drop, 1.15)
        if part is None:
            continue
        u, v = _within(drop, part)
        away = np.sqrt(u * u + v * v)
        soft = np.clip((1 - away) * np.float32(drop.radius) + 0.5, 0, 1)
        bent = 0.30 + 0.18 * np.minimum(away, 1) ** 2
        x, y = np.clip(0.5 - u * bent, 0, 0.99) * 95, np.clip(0.42 - v * bent, 0, 0.99) * 159
        seen = cv2.remap(small, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR)
        rim, gathered, image = _shine(u, v, sun)
        seen = seen * (1.25 - 1.05 * rim)[..., None] + (0.9 * gathered + 2.4 * image)[..., None] * light
        edge = np.clip((away - 0.90) * 12, 0, 1) * np.clip(-v, 0, 1)
        seen += (0.5 * edge)[..., None] * light
        colour[part] += (seen - colour[part]) * soft[..., None]
        alpha[part] = np.maximum(alpha[part], soft)
