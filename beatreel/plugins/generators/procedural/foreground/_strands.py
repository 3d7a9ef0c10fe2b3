"""Hair that no comb holds: single strands about the edge of hair, which the wind takes and the light behind them fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

if TYPE_CHECKING:
    from ._solid_light import Body, Rig

Array = np.ndarray[Any, np.dtype[np.float32]]

_TO_A_METRE = 300.0  # of the hair's edge
_MOST = 800
_STEPS = 7
_THICK = 0.0011  # metres: finer is not seen
_SHORT = 0.28  # metres from its top to its end: such hair lies close
_HEAD = 0.29  # metres from the top of the hair to the chin


def add_strands(
    layer: tuple[Array, Array],
    before: Array,
    body: Body,
    rig: Rig,
    unit: float,
    wind: float,
    loose: float,
    rng: np.random.Generator,
) -> None:
    """Draw strands on a layer (colour and cover), in place, from the edge of a body's hair; ``before`` is the cover of the body.

    ``unit`` pixels are a metre, ``wind`` blows to the right, ``loose`` says how far it takes them.
    """
    canvas, alpha = layer
    soft = max(1.0, 0.012 * unit)
    mass = cv2.GaussianBlur(body.hair, (0, 0), soft)
    down, across = np.gradient(mass)
    edge = np.hypot(down, across) * soft
    # Where hair ends in hair there is no edge, and on the face it is combed aside.
    free = edge * (body.hair > 0.5)
    rows, columns = np.nonzero(free > 0.12)
    if rows.size == 0 or unit < 60:
        return
    count = min(int(_TO_A_METRE * rows.size / (2.0 * soft * unit)), _MOST)
    if count == 0:
        return
    chosen = rng.choice(rows.size, count, p=free[rows, columns] / free[rows, columns].sum())
    rows, columns = rows[chosen], columns[chosen]
    out = np.stack([-across[rows, columns], -down[rows, columns]], 1)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6)
    loose *= min(max((float(np.ptp(rows)) / unit - _SHORT) / _SHORT, 0.05), 1.0)
    low = (rows - rows.min()) / max(int(np.ptp(rows)), 1)  # what hangs low is longer and blows farther
    # Neighbours go the same way: hair flies in locks.
    lock = (rows // max(int(0.035 * unit), 2) * 7919 + columns // max(int(0.03 * unit), 2) * 104729) % 211
    of_locks = rng.normal(size=(211, 3))[lock]
    long_ = unit * (
        0.012 + (0.008 + 0.060 * loose * low**1.5) * np.exp(0.45 * of_locks[:, 0] + 0.25 * rng.normal(size=count))
    )
    at = np.stack([columns + body.columns.start, rows + body.rows.start], 1) + 0.5
    way = (0.02 + 0.30 * low)[:, None] * out
    way += np.stack([0.8 * wind * (0.3 + low) + 0.12 * of_locks[:, 1], 0.8 - 0.3 * abs(wind) + 0 * low], 1)
    way += rng.normal(0, 0.06, way.shape)
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    curl = (0.75 * of_locks[:, 2] + 0.25 * rng.normal(size=count)) / _STEPS
    points = [at - ((0.5 * low - 0.03) * long_)[:, None] * way - 0.004 * unit * (1 - low)[:, None] * out]
    for step in range(_STEPS):
        turn = curl * np.cos(0.9 * step + of_locks[:, 0])
        c, s = np.cos(turn), np.sin(turn)
        way = np.stack([c * way[:, 0] - s * way[:, 1], s * way[:, 0] + c * way[:, 1]], 1)
        points.append(points[-1] + way * (1.45 * long_ / _STEPS)[:, None])
    lines = np.stack(points, 1)
    left, top = np.floor(lines.reshape(-1, 2).min(axis=0)).astype(int)
    right, bottom = np.ceil(lines.reshape(-1, 2).max(axis=0)).astype(int)
    left, top, right, bottom = max(left, 0), max(top, 0), min(right, alpha.shape[1]), min(bottom, alpha.shape[0])
    if right <= left or bottom <= top:
        return
    fine = 3 if unit < 900 else 2
    thick = max(1, round(_THICK * unit * fine))
    faint = min(1.0, _THICK * unit * fine / thick)
    picture = np.zeros(((bottom - top) * fine, (right - left) * fine), np.uint8)
    for line in lines:
        path = np.round((line - (left, top)) * fine * 16).astype(np.int32)
        cv2.polylines(picture, [path[:-2]], False, int(rng.integers(90, 220)), thick, cv2.LINE_AA, 4)
        cv2.polylines(picture, [path[-3:]], False, int(rng.integers(50, 110)), thick, cv2.LINE_AA, 4)  # it ends thin
    cover = cv2.resize(picture, (right - left, bottom - top), interpolation=cv2.INTER_AREA).astype(np.float32)
    cover *= np.float32(faint / 255)
    window = np.s_[top:bottom, left:right]
    cover *= 1 - _face(body, unit, (alpha.shape[0], alpha.shape[1]))[window]
    cover *= 1 - 0.5 * before[window]  # on cloth they lie in their own shade
    own = body.colour[body.hair > 0.5].reshape(-1, 3).mean(axis=0)
    # Thin hair lets some of what is behind it through; before the body nothing is.
    light = own + (0.12 * (1 - before[window]))[..., None] * rig.key
    share = cover / np.maximum(np.maximum(alpha[window], cover), 1e-3)  # colours are not yet times their cover
    canvas[window] += (light - canvas[window]) * share[..., None]
    np.maximum(alpha[window], cover, out=alpha[window])


def _face(body: Body, unit: float, size: tuple[int, int]) -> Array:
    """Return what of a picture is head and no hair."""
    rows = np.flatnonzero((body.hair > 0.5).any(axis=1))
    found = np.zeros(size, np.float32)
    last = int(rows[0] + _HEAD * unit) if rows.size else 0
    found[body.rows, body.columns][:last] = np.clip(body.cover - body.hair, 0, 1)[:last]
    return found
