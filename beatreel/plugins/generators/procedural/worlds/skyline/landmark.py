"""The tower that a prompt names, over the roofs of its city: red lattice in Tokyo, a sphere on a shaft in Berlin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels import built_skins as skins
from beatreel.plugins.generators.procedural.kernels.half import halved
from beatreel.plugins.generators.procedural.scenery import iron_towers
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, Place
from beatreel.plugins.generators.procedural.scenery.dyes import DYES
from beatreel.plugins.generators.procedural.scenery.standing import seen
from beatreel.plugins.generators.procedural.scenery.tracing import project

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.kernels.lens import Lens
    from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription
    from beatreel.plugins.generators.procedural.scenery.city_mood import Mood

    from .life import View

    Array = np.ndarray[Any, np.dtype[np.float32]]

TOWERS = {"tokyo_tower": iron_towers.TOKYO, "tv_tower": iron_towers.BROADCAST}
"""How high each of them is, metres."""
HIDES = -8  # id of what the city is not seen through
_TIPS = {"wide": 0.11, "medium": 0.13, "close": 0.09, "detail": 0.05}
"""Where its tip is, shares of the picture's height from above."""
_COLUMNS = (0.30, 0.35, 0.65, 0.70, 0.25, 0.75)
_LEVELS = (0.25, 0.40, 0.55, 0.70, 0.85, 0.97)  # of its height, at which it is looked whether it is hidden
_LIT = {"night": 0.26, "dusk": 0.30, "dawn": 0.12, "golden": 0.10, "day": 0.0}
_HALF_WIDE = 60.0  # metres about its axis
_INTERNATIONAL_ORANGE = (0.012, 0.075, 0.62)


def add_tower(
    light: list[Any], depth: Array, ids: Any, view: View, lens: Lens, mood: Mood, description: SceneDescription, shot: str
) -> None:  # fmt: skip
    """Set the tower that is named into a traced city, in place: behind what is nearer, in its haze, lit from when the sun is low."""
    motif = next((one for one in TOWERS if one in description.motifs), None)
    if motif is None:
        return
    tall = TOWERS[motif]
    at = _foot(depth, view, lens, tall, _TIPS[shot])
    place = _place(mood)
    mesh = _mesh(place, motif, mood, description)
    place.add(mesh.moved(at[0], 0.0, at[2], 0.5))
    window = _window(lens, at, tall, depth.shape)
    rows, columns = window
    near = lens._replace(
        centre_x=np.float32(lens.centre_x - columns.start), centre_y=np.float32(lens.centre_y - rows.start)
    )
    width, height = columns.stop - columns.start, rows.stop - rows.start
    if width < 2 or height < 2:
        return
    found = seen(place, near, width, height, None)
    cover = found.cover * (found.depth < depth[window])
    away = float(np.hypot(at[0] - view.x, at[2] - view.z))
    haze = 1 - math.exp(-0.8 * mood.haze * away)
    lit = found.lit * (1 - haze) + cover[..., None] * haze * np.array(mood.air, np.float32)
    shown = (found.depth < depth[window])[..., None]
    for family in light:
        family[window] = halved(family[window].astype(np.float32) * (1 - cover)[..., None])
    light[3][window] += halved(lit * shown)
    light[0][window] += halved(found.glow * shown * (1 - haze))
    solid = cover > 0.5
    depth[window] = np.where(solid, found.depth, depth[window])
    ids[window][solid] = HIDES


def _foot(depth: Array, view: View, lens: Lens, tall: float, tip: float) -> tuple[float, float, float]:
    """Return where it stands: its tip where that is wanted, on a third, hidden as little as may be."""
    height, width = depth.shape
    best, found = math.inf, (0.0, 0.0, 0.0)
    for number, column in enumerate(_COLUMNS):
        turn = math.radians(view.yaw) + math.atan2((column - 0.5) * width, float(lens.focal))
        for away in np.geomspace(240.0, 2400.0, 36):
            at = (view.x + float(away) * math.sin(turn), 0.0, view.z + float(away) * math.cos(turn))
            _, row, _ = project(lens, (at[0], tall, at[2]))
            cost = 6 * abs(row / height - tip) + 0.02 * number
            if cost > 0.8 + 0.02 * number:
                continue
            cost += sum(_is_hidden(depth, lens, at, share * tall) for share in _LEVELS) / len(_LEVELS)
            if cost < best:
                best, found = cost, at
    return found


def _is_hidden(depth: Array, lens: Lens, at: tuple[float, float, float], y: float) -> bool:
    column, row, away = project(lens, (at[0], y, at[2]))
    height, width = depth.shape
    if not (0 <= column < width and 0 <= row < height):
        return row >= height
    return bool(depth[int(row), int(column)] < 0.97 * away)


def _window(lens: Lens, at: tuple[float, float, float], tall: float, shape: tuple[int, ...]) -> tuple[slice, slice]:
    """Return the rows and columns that it can be in."""
    ends = [project(lens, (at[0] + x, y, at[2])) for x in (-_HALF_WIDE, _HALF_WIDE) for y in (0.0, tall)]
    columns, rows = [end[0] for end in ends], [end[1] for end in ends]
    first_row, last_row = (int(min(max(edge, 0), shape[0])) for edge in (min(rows) - 4, max(rows) + 4))
    first, last = (int(min(max(edge, 0), shape[1])) for edge in (min(columns) - 4, max(columns) + 4))
    return slice(first_row, last_row), slice(first, last)


def _place(mood: Mood) -> Place:
    """Return an empty place in the light of the city; the sky lights what a sun behind leaves in shade."""
    light = mood.light()
    parts = {name: tuple(float(part) for part in light[name]) for name in ("sunlight", "zenith", "horizon")}
    sun = tuple(float(part) for part in light["sun"])
    zenith = tuple(1.2 * a + 0.8 * b for a, b in zip(parts["zenith"], mood.ambient, strict=True))
    return Place(
        7, sun=(sun[0], max(sun[1], 0.05), sun[2]), sunlight=parts["sunlight"], zenith=zenith, horizon=parts["horizon"], is_open=True
    )  # fmt: skip


def _mesh(place: Place, motif: str, mood: Mood, description: SceneDescription) -> Mesh:
    """Return the tower in its paint: that of its city, or the colour that the prompt names for it."""
    strong = _LIT[description.time_of_day]
    colours = [colour for colour in (description.colour_of("tower"),) if colour in DYES]
    paint = DYES[colours[0]] if colours else _INTERNATIONAL_ORANGE
    if colours and colours[0] == "red":
        paint = (0.020, 0.022, 0.62)
    peak = max(paint)
    burn = tuple(1.5 * strong * (part / peak) for part in paint)
    warm = tuple(2.2 * max(strong, 0.04) * part for part in mood.warm)
    pane = place.material(skins.GLOW, (0.1, 0.1, 0.1), scale=0.0, glow=warm, family=ODD)
    red = place.material(skins.PLAIN, paint, gloss=0.03, rough=0.4, glow=burn, family=EVEN)
    pale = place.material(
        skins.PLAIN, (0.52, 0.54, 0.56), gloss=0.03, rough=0.4, glow=tuple(0.8 * strong * part for part in (0.35, 0.60, 1.0)), family=EVEN
    )  # fmt: skip
    if motif == "tokyo_tower":
        return iron_towers.tokyo(red, pale, pane)
    steel = place.material(skins.METAL, (0.45, 0.45, 0.45), gloss=0.3, rough=0.15, metal=True,
                           glow=tuple(0.10 * strong * part for part in (0.9, 0.8, 0.8)), family=EVEN)  # fmt: skip
    faint = tuple(0.16 * strong * part for part in (0.55, 0.75, 1.0))
    concrete = place.material(skins.PLAIN, (0.26, 0.28, 0.29), glow=faint, family=EVEN)
    return iron_towers.broadcast(concrete, steel, pane, red)
