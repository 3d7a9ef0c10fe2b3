"""Where somebody is put into a picture: on the world's own ground where it has some of that size, else on a ledge, afloat or in the air."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel.plugins.generators.procedural.painting import Painting
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.people.casting import Cast

    from ._light import Backlight

_FOOT = {"wide": 0.825, "medium": 0.86, "close": 0.965, "detail": 0.99}  # row of the feet of a whole figure
_LOW = {"wide": 0.80, "medium": 0.83, "close": 0.86}  # of an animal that is wider than tall
_SPLASH = {
    *"splash splashes splashing waves surf shallow shallows water sea shore".split()
}  # where one runs through water
_LOWEST = 0.70  # row of the feet of what has no height
_TALL = {"wide": 0.37, "medium": 0.60, "close": 0.76, "detail": 0.86}  # its height, shares of the picture's
_WIDEST = {"wide": 0.66, "medium": 0.86, "close": 0.98, "detail": 1.2}  # of the picture's width
_SHOULDER, _FARTHER = 0.36, 0.9  # metres beside somebody, and how much smaller who is behind them is
_NO_GROUND = ("clouds", "skyline", "chrome")  # where what lies below is no place to stand
_SHALLOW = ("pool", "cave", "dunes")  # worlds whose water is shallow enough to stand in
_LEAD = (
    0.34  # of the picture's width before the face of a beast that is near: its muzzle and its antlers reach into that
)
_EDGE = 0.07  # of the width, between a whole beast and the end of the painting, whose overscan is not seen
_ALL = 1.6  # times the width that a picture of somebody must show: who is wider than that is not all seen
_BODY = 0.33  # of the bounds of who wears cloth, which are generous: half as wide as they are seen
_NEARER = {"wide": 5.0, "medium": 3.0}  # metres: what is before somebody
_HIDES, _ASTRAY = 0.04, 0.22  # how much of somebody may be hidden; widths by which they step aside else
_LEAST = {
    "wide": 0.82,
    "medium": 0.92,
    "close": 0.92,
    "detail": 0.92,
}  # of the height that is wanted, on ground that is farther away
_LOOSE = (0.12, 3.0)  # the height that somebody has on the ground, over the height that is wanted


@dataclass(frozen=True)
class Place:
    """Where somebody is: pixel of the origin, pixels to a metre, whether on a ledge of its own, whether feet are seen."""

    x: float
    y: float
    unit: float
    on_ledge: bool
    stands: bool
    looks_left: bool


def next_to(others: Sequence[Place], cast: Cast, width: int) -> Place:
    """Return a place on the same ground at the same scale, on the side of all the others that has more room."""
    left, right, _, _ = cast.model.bounds()
    first, last = min(others, key=lambda one: one.x), max(others, key=lambda one: one.x)
    way = -1 if first.x > width - last.x else 1
    beside = first if way < 0 else last
    x = beside.x + way * beside.unit * (0.35 + 0.45 * (right - left))
    return replace(beside, x=x, y=beside.y + 0.06 * beside.unit, on_ledge=False, looks_left=way > 0)


def behind(one: Place, cast: Cast, width: int) -> Place:
    """Return a place behind the shoulder of somebody who is seen from near, where the picture has more room."""
    way = -1 if one.x > width / 2 else 1
    unit = _FARTHER * one.unit
    middle = cast.heart[0] if cast.heart else 0.5 * cast.tall
    return replace(
        one, x=one.x + way * _SHOULDER * one.unit, y=one.y - middle * (one.unit - unit), unit=unit, looks_left=way > 0
    )


def place_of(
    painting: Painting,
    light: Backlight,
    description: SceneDescription,
    cast: Cast,
    shot: str,
    rng: np.random.Generator,
    aside: float | None = None,
) -> Place:
    """Return where somebody is in a picture: ``aside`` of its middle, widths (to the right where positive), or where it is best."""
    width, height = light.width, light.height
    left, right, _, _ = cast.model.bounds()
    wide = cast.width or right - left
    wide *= 0.7 if shot == "close" and cast.heart is None else 1.0
    side = float(rng.choice([-1, 1]))
    if aside is not None:
        side = -1.0 if aside < 0 else 1.0
    if painting.boards and shot in ("wide", "medium"):  # from near one leaves them
        x, y, unit = painting.boards
        room = (0.5 * (right - left) * unit + _EDGE * width) if cast.heart else 0.0
        x = min(max(x, room), width - room) if room < 0.5 * width else x
        return Place(x, y, unit, on_ledge=False, stands=True, looks_left=side > 0)
    if cast.views:
        x, middle, span = cast.views[shot]
        unit = 0.80 * height / span
        x *= -1.0 if (side > 0) != cast.looks_left else 1.0
        row = {"wide": 0.56, "medium": 0.54}.get(shot, 0.52) * height
        return Place(
            0.5 * width - x * unit + 0.04 * side * width,
            row + middle * unit,
            unit,
            on_ledge=False,
            stands=False,
            looks_left=side > 0,
        )
    if shot == "detail" or (shot == "close" and cast.heart is not None and (cast.tall > 0.5 or cast.afloat)):
        x, middle, span = (0.8 * cast.detail[0], *cast.heart) if shot == "close" and cast.heart else cast.detail
        unit = 0.80 * height / span
        if cast.heart is not None:
            unit = min(unit, (1.5 if shot == "detail" else 1.12) * width / max(min(wide, 1.3), 0.3))
        off = (
            side
            * float(rng.uniform(*((0.02, 0.07) if shot == "close" or cast.heart is None else (0.10, 0.16))))
            * width
        )
        if aside is not None:
            off = aside * width
        x *= -1.0 if (side > 0) != cast.looks_left else 1.0
        foot = 0.51 * height + middle * unit
        if (
            0.6 * height < foot < 0.97 * height and not cast.afloat
        ):  # feet that are seen are low in the picture, where its ground is near
            foot = max(foot, 0.88 * height)
        return Place(
            0.5 * width + off - x * unit,
            foot,
            unit,
            on_ledge=False,
            stands=foot < 0.97 * height and not (cast.flies or cast.perched),
            looks_left=side > 0,
        )
    tall = min(
        (cast.share if shot == "wide" else cast.share**0.4)
        * _TALL.get(shot, 0.6)
        * height
        * min(1.0, (cast.tall / 1.75) ** 0.5),
        _WIDEST.get(shot, 0.86) * width / wide * cast.tall,
    )
    off = {"wide": 0.15, "medium": 0.08}.get(shot, 0.05) * (1 - 0.5 * min(wide * tall / cast.tall / width, 1.0))
    best = 0.5 + side * off + float(rng.uniform(-0.03, 0.03))
    if aside is not None:
        best = 0.5 + aside
    elif shot == "wide":  # where it is brightest behind
        spots = [0.5 + way * off for way in (-1, 1)]
        best = max(spots, key=lambda one: light.behind(one, 0.62, 0.12) * float(rng.uniform(0.8, 1.25)))
    if description.world == "underwater":  # nothing weighs there
        row = 0.52 if cast.flies else 0.74
        return Place(best * width, row * height, tall / cast.tall, on_ledge=False, stands=False, looks_left=best > 0.5)
    if cast.flies or cast.perched:
        high = ((0.28, 0.34) if shot == "close" else (0.17, 0.23)) if cast.flock else (0.36, 0.46)
        row = 0.66 if cast.perched else float(rng.uniform(*high))
        return Place(
            best * width, row * height, 0.75 * tall / cast.tall, on_ledge=False, stands=False, looks_left=best > 0.5
        )
    x, foot = best * width, (_FOOT if cast.heart else _LOW).get(shot, 0.9) * height
    foot = min(foot, _LOWEST * height + 0.45 * tall)  # what is small is not at the edge of the picture
    ground = _ground(painting, description, cast, shot, x, foot, tall)
    whole = not cast.width or right - left < _ALL * cast.width  # no branch or herd that goes on beyond the picture
    middle = 0.5 * (left + right) * (1.0 if (best > 0.5) == cast.looks_left else -1.0) if whole else 0.0
    x -= middle * (ground[1] if ground else tall) / cast.tall  # its middle stands there
    half = (0.5 if cast.heart is None else _BODY) * (right - left) * (ground[1] if ground else tall) / cast.tall
    if whole and half < 0.48 * width:  # nor its head or tail cut
        shift = middle * (ground[1] if ground else tall) / cast.tall
        x = min(max(x + shift, half + _EDGE * width), (1 - _EDGE) * width - half) - shift
    if aside is not None and shot in _NEARER:
        size = ground[1] if ground else tall
        x = _unhidden(painting, x, max(half, 0.06 * width), (foot - size, foot), _NEARER[shot])
    if shot == "close" and cast.heart is None:  # its tail may be cut by the frame, its head not
        ahead = cast.detail[0] * (ground[1] if ground else tall) / cast.tall
        x = max(x, _LEAD * width + ahead) if best > 0.5 else min(x, (1 - _LEAD) * width - ahead)
    if ground is None:
        return Place(x, foot, tall / cast.tall, on_ledge=True, stands=True, looks_left=best > 0.5)
    return Place(x, ground[0], ground[1] / cast.tall, on_ledge=False, stands=True, looks_left=best > 0.5)


def _unhidden(painting: Painting, x: float, half: float, rows: tuple[float, float], nearer: float) -> float:
    """Return the column near the wanted one in which somebody, ``half`` so wide, is not hidden by what is nearer."""
    width = painting.depth.shape[1]
    hidden = np.zeros(width, np.float32)
    for layer in painting.layers:
        if layer.depth < nearer:
            before = np.asarray(layer.alpha[max(int(rows[0]), 0) : max(int(rows[1]), 1)], np.float32)
            hidden = np.maximum(hidden, before.mean(axis=0))

    def share(at: float) -> float:
        return float(hidden[max(int(at - half), 0) : max(int(at + half), 1)].mean())

    if share(x) < _HIDES:
        return x
    room = [at for at in x + width * np.linspace(-_ASTRAY, _ASTRAY, 23) if half <= at <= width - half]
    return float(min(room, key=lambda at: 3 * share(at) + abs(at - x) / width, default=x))


def _ground(
    painting: Painting, description: SceneDescription, cast: Cast, shot: str, x: float, foot: float, tall: float
) -> tuple[float, float] | None:
    """Return the row of the feet and the height in pixels on the world's own ground; None where it has none that fits."""
    if description.world in _NO_GROUND and "rooftop" not in description.motifs:
        return None
    height, width = painting.depth.shape
    columns = painting.depth[:, max(int(x) - width // 24, 0) : int(x) + width // 24 + 1]
    line = np.median(np.asarray(columns, np.float32), axis=1)
    found: list[tuple[float, float, float]] = []
    splashes = cast.seeks_water or (cast.splashes and bool(_SPLASH & description.all_words))
    for share in (0.0, -0.03, 0.03, -0.06, -0.09) + ((-0.12, -0.15, -0.18) if splashes else ()):
        row = foot + share * height
        wet = is_wet(painting, description.world, x / width, row / height)
        if not 0.5 * height < row < 0.97 * height or (wet and not (cast.wades or cast.afloat)):
            continue
        natural = cast.tall * painting.focal / max(float(line[min(int(row), height - 1)]), 0.2)
        ratio = natural / tall
        if _LOOSE[0] < ratio < _LOOSE[1]:
            dry = 3.0 if splashes and not wet else 0.0
            size = tall * min(max(ratio, _LEAST[shot]), 1.12)
            found.append((dry + abs(np.log(ratio)) + 9 * abs(share), row, size))
    if not found:
        return None
    _, row, size = min(found)
    return row, size


def is_wet(painting: Painting, world: str, x: float, y: float) -> bool:
    """Return whether nobody can stand at a place (shares): in deep water or in lava."""
    for name in ("water", "lava"):
        mask = painting.masks.get(name)
        if mask is None or (name == "water" and world in _SHALLOW):
            continue
        rows, columns = mask.shape[:2]
        if float(mask[min(int(y * rows), rows - 1), min(int(x * columns), columns - 1)]) > 0.4:
            return True
    return False
