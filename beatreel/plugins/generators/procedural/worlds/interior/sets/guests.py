"""What a prompt names in a room that has none of it: a piano, a chair, balloons, candles that float; each where the camera sees free floor.

In wide and medium pictures the camera stays where the room has it; close and detail pictures are taken of what is named, from near by.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels import bvh, probe
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh
from beatreel.plugins.generators.procedural.prompt.reading import lexicon
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY
from beatreel.plugins.generators.procedural.scenery.exposure import View

from . import cobwebs, mirror_ball, upright_piano
from .floating import CANDLES, afloat, is_afloat
from .props import PROPS, UPRIGHT, Prop, posed

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.setting import Plan, Setting

    Array = np.ndarray[Any, np.dtype[np.float32]]

_COLUMNS, _ROWS = 54, 96  # of the quick look
_FAR = 40.0
_AWAY = {"wide": 3.6, "medium": 2.5, "close": 2.5, "detail": 2.5}  # metres from the camera for each of its size
_NEAR = {"close": 1.5, "detail": 0.72}
_ROUND = 0.75  # radians that a detail is seen from further round
_DIMMED = 0.30  # of a room about a spotlight
_PLAYED = {*"piano pianos guitar guitars violin cello violoncello drums drumkit microphone mic harp".split()}
_PLAYERS = {
    *"pianist guitarist violinist cellist drummer harpist singer band musician player playing plays play sings singing".split()
}
_SPOTS = {"spotlight", "spotlit", "spotlights"}


class Spot(NamedTuple):
    """A free place on the floor, and how much room there is about it (metres)."""

    at: Array
    free: float


def with_guests(plan: Plan) -> Plan:
    """Return a plan whose room holds what a prompt names and the plan does not furnish by itself."""

    def furnish(setting: Setting) -> None:
        plan.furnish(setting)
        view = plan.views[setting.shot]
        prop = _named(setting, plan)
        if prop is not None:
            _stand(setting, plan, prop)
        if "floats" not in plan.holds:
            afloat(setting, (setting.view or view).lens(setting.side, (_COLUMNS, _ROWS)), _families(plan))
        if setting.words & cobwebs.WORDS:
            cobwebs.hang(setting, (setting.view or view).lens(setting.side, (_COLUMNS, _ROWS)), (_COLUMNS, _ROWS))
        if mirror_ball.MOTIF in setting.description.motifs and mirror_ball.MOTIF not in plan.holds:
            mirror_ball.hang_in_view(
                setting, (setting.view or view).lens(setting.side, (_COLUMNS, _ROWS)), _families(plan)
            )

    return replace(plan, furnish=furnish)


def _named(setting: Setting, plan: Plan) -> Prop | None:
    """Return what a prompt names and the room has not; what is usual there where nobody and nothing is named."""
    words = setting.words - CANDLES if is_afloat(setting) else setting.words
    if mirror_ball.MOTIF in setting.description.motifs:
        words = words - {"mirror", "mirrors"}  # it is made of them
    if setting.is_behind and words & _PLAYERS:
        words = words - _PLAYED  # who plays brings it
    asked = next((one for one in PROPS if one.words & words), None)
    if asked is not None and asked.name in plan.holds:
        return None
    if asked is not None and asked.name == "piano" and upright_piano.bears(setting):
        return UPRIGHT
    if asked is not None:
        return posed(asked, setting.description.prompt)
    beings = set(lexicon()["groups"]["people"]) | {"party_balloons", "jellyfish"}
    if (
        setting.standing
        or setting.is_behind
        or mirror_ball.MOTIF in setting.description.motifs
        or beings & set(setting.description.motifs)
    ):
        return None
    return next((one for one in PROPS if one.name == plan.usual), None)


def _families(plan: Plan) -> list[int]:
    """Return the families of light that a room shows, lamps first."""
    shown = [beat[0] for beat in plan.groups.values()]
    return [one for one in (EVEN, ODD, KEY, SKY) if one in shown]


def _stand(setting: Setting, plan: Plan, prop: Prop) -> None:
    """Put it down where it is seen, light it if the prompt has a spotlight, and look at it from near in close pictures."""
    place, shot = setting.place, setting.shot
    seen_from = [one for one in (shot if shot == "wide" else "medium", "wide", "medium") if one in plan.views]
    for one in dict.fromkeys(seen_from):
        view = plan.views[one]
        lens = view.lens(setting.side, (_COLUMNS, _ROWS))
        spot = _free_spot(setting, lens, prop, _AWAY[shot] * max(prop.tall, prop.radius) ** 0.6 + 0.6 * prop.radius)
        if spot is not None:
            break
    else:
        if prop.name == "piano":  # there may be room for a smaller one
            _stand(setting, plan, UPRIGHT)
        return
    eye = np.asarray(lens.origin, np.float64)
    to_eye = eye - spot.at
    facing = math.atan2(to_eye[0], -to_eye[2])  # what is built looks to -z
    built, lamps, beacons = len(place.meshes), len(place.lamps), len(place.beacons)
    made = prop.build(setting, _families(plan))
    made = [*made, *place.meshes[built:]] if isinstance(made, list) else [made, *place.meshes[built:]]
    turn, at = facing + prop.turn * setting.side, [float(v) for v in spot.at]
    place.meshes[built:] = [mesh.moved(*at, turn=turn) for mesh in made]
    for row in place.lamps[lamps:]:
        row[:3] = _moved(row[:3], at, turn)
    place.beacons[beacons:] = [(_moved(where, at, turn), light) for where, light in place.beacons[beacons:]]
    if prop is UPRIGHT and upright_piano.bears(setting):
        setting.perch = (at[0], upright_piano.TALL, at[2])
    if setting.words & _SPOTS:
        _spotlight(setting, spot.at, prop, _families(plan))
    if shot in _NEAR:
        setting.view = _portrait(setting, spot, to_eye, prop)
        setting.focus = (float(np.linalg.norm(np.subtract(setting.view.eye, setting.view.at))), 0.006)


def _moved(where: Any, at: list[float], turn: float) -> Any:
    x, y, z = where
    return (
        at[0] + math.cos(turn) * x - math.sin(turn) * z,
        at[1] + y,
        at[2] + math.sin(turn) * x + math.cos(turn) * z,
    )


def _portrait(setting: Setting, spot: Spot, to_eye: Array, prop: Prop) -> View:
    """Return a camera before what stands there; it is on the way to where the room's own camera is, so nothing is between."""
    away = to_eye * np.array([1, 0, 1])
    long = max(float(np.linalg.norm(away)), 1e-3)
    reach = min(_NEAR[setting.shot] * max(prop.tall, 1.5 * prop.radius) + 0.35 * prop.radius, long)
    turn = _ROUND * setting.side if setting.shot == "detail" and reach < spot.free else 0.0
    c, s = math.cos(turn), math.sin(turn)
    way = away / long
    eye = spot.at + reach * np.array([c * way[0] + s * way[2], 0.0, c * way[2] - s * way[0]])
    high = prop.tall * (0.52 if setting.shot == "close" else prop.detail)
    eye[1] = high + max(0.22, 0.6 * (1 - prop.tall / prop.radius)) * reach  # what lies is looked down at
    at = spot.at + np.array([0.0, high, 0.0])
    aside = 0.56 if setting.side > 0 else 0.44
    side = setting.side  # views are those of a room that is not mirrored
    return View(
        (side * float(eye[0]), float(eye[1]), float(eye[2])),
        (side * float(at[0]), float(at[1]), float(at[2])),
        0.95,
        (0.5 + side * (aside - 0.5), 0.52),
    )


def _free_spot(setting: Setting, lens: Any, prop: Prop, wanted: float) -> Spot | None:
    """Return where on the floor there is room for it, at about the distance that is wanted and on a third of the picture."""
    mesh = Mesh.of(setting.place.meshes)
    tree = bvh.tree(np.ascontiguousarray(mesh.points, np.float32), mesh.triangles.astype(np.int32))
    y, x = np.mgrid[:_ROWS, :_COLUMNS].reshape(2, -1) + 0.5
    seen = np.empty((x.size, 3), np.float64)
    probe.places(tree, lens, x, y, _FAR, seen)
    floor = np.abs(seen[:, 1]) < 0.05
    stands = seen[(seen[:, 1] > 0.09) & (seen[:, 1] < max(prop.tall, 0.5)) & (np.abs(seen).max(axis=1) < _FAR)]
    ground = seen[floor]
    if len(ground) < 4:
        return None
    across = x[floor] / _COLUMNS
    away = np.hypot(ground[:, 0] - lens.origin[0], ground[:, 2] - lens.origin[2])
    cost = 1.2 * np.abs(np.log(away / wanted)) + 1.6 * np.abs(np.abs(across - 0.5) - 0.10)
    for n in np.argsort(cost)[:240]:
        about = np.hypot(stands[:, 0] - ground[n, 0], stands[:, 2] - ground[n, 2])
        free = float(about.min(initial=_FAR))
        rim = np.hypot(ground[:, 0] - ground[n, 0], ground[:, 2] - ground[n, 2])
        level = rim < prop.radius
        if free > prop.radius and level.sum() >= 3:
            return Spot(np.array([ground[n, 0], 0.0, ground[n, 2]]), free)
    return None


def _spotlight(setting: Setting, at: Array, prop: Prop, families: list[int]) -> None:
    """Light it from above in a cone that the dust shows; all other light is dimmed."""
    place = setting.place
    for rows, columns in ((place.lamps, slice(3, 6)), (place.windows, slice(9, 12))):
        for row in rows:
            row[columns] = [_DIMMED * part for part in row[columns]]
    place.sunlight = tuple(_DIMMED * part for part in place.sunlight)
    family = KEY if KEY in families else families[0]
    high = min(max(float(np.max(mesh.points[:, 1], initial=3.0)) for mesh in place.meshes) - 0.25, 5.2)
    from_ = (float(at[0]) - 0.9 * setting.side, high, float(at[2]) - 0.7)
    span = math.degrees(math.atan2(prop.radius + 0.45, high))
    strength = 5.5 * high
    place.lamp(
        from_,
        (strength * 0.86, strength * 0.96, strength),
        family,
        0.05,
        toward=(float(at[0]), 0.25 * prop.tall, float(at[2])),
        angles=(span + 3.5, span),
        sharp=True,
    )
    place.dust = max(place.dust, 0.035)
    setting.median = (min(setting.median[0], 26.0), min(setting.median[1], 50.0))
