"""The inside of what nomads and campers live in: a yurt, a bell tent, a tipi, an igloo, its door open to the land of the hour."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, grid, tube
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .camp_things import bed, bundle, hearth, lantern, low_table, rug, stove
from .joinery import beads
from .outlook import daylight, outlook
from .people import seated

MOTIF = "under_canvas"
_STRUNG = {"fairy", "string", "strings", "festoon", "garland", "christmas"}
_FIRES = {"fire", "campfire", "flames", "hearth", "embers"}
_DOOR = 0.42  # radians by which the door is beside the middle of the picture, on the side of the light
_FAR = 90.0
_BRIGHT = {"night": 2.4, "dusk": 1.5}  # by how much more of the sky is seen than lamps would leave of it
_OUT = re.compile(r"\b(?:view|look\w*|seen|gaz\w*|open|opening|out of|outside|beyond)\b")
_WIDE_OPEN = (1.25, 2.0)  # half the width and the height of a door that one looks out of


class Form(NamedTuple):
    """How a dwelling is built.

    Attributes
    ----------
    words : set of str
        Any of which asks for it.
    profile : tuple of (float, float)
        Radius and height from its top to the ground, metres.
    door : tuple of (float, float)
        Half its width and its height, metres.
    is_pointed : bool
        The door is a slit between two flaps.
    poles : int
    cloth : Colour
    clear : float
        How much of the light outside comes through the cloth by day.
    """

    words: frozenset[str]
    profile: tuple[tuple[float, float], ...]
    door: tuple[float, float]
    is_pointed: bool
    poles: int
    cloth: Colour
    clear: float


FORMS = {
    "yurt": Form(
        frozenset({"yurt", "yurts", "ger", "gers", "jurte", "yourte"}),
        ((0.62, 2.85), (1.4, 2.42), (2.2, 1.98), (2.9, 1.60), (2.92, 1.50), (2.92, 0.8), (2.92, 0.0)),
        (0.48, 1.42), False, 44, (0.40, 0.46, 0.50), 0.0,
    ),
    "tipi": Form(
        frozenset({"tipi", "teepee", "wigwam", "tepee"}),
        ((0.16, 3.7), (0.8, 2.72), (1.5, 1.72), (2.1, 0.86), (2.6, 0.0)), (0.62, 1.75), True, 13, (0.34, 0.43, 0.50), 0.10,
    ),
    "igloo": Form(
        frozenset({"igloo", "igloos"}),
        ((0.02, 2.3), (0.7, 2.22), (1.3, 1.98), (1.85, 1.55), (2.2, 1.0), (2.36, 0.5), (2.4, 0.0)),
        (0.42, 1.0), False, 0, (0.72, 0.56, 0.42), 0.42,
    ),
    "tent": Form(
        frozenset(), ((0.03, 2.75), (0.75, 2.12), (1.5, 1.50), (2.25, 0.86), (2.42, 0.78), (2.46, 0.4), (2.5, 0.0)), (0.66, 1.80), True, 0,
        (0.40, 0.46, 0.50), 0.13,
    ),
}  # fmt: skip
"""Dwellings by name; the last is what a prompt means that names none of the others."""


def form_of(words: set[str]) -> str:
    """Return which dwelling a prompt names."""
    return next((name for name, one in FORMS.items() if one.words & words), "tent")


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    name = form_of(setting.words)
    form = FORMS[name]
    if form.is_pointed and _OUT.search(setting.description.prompt.lower()):
        form = form._replace(door=_WIDE_OPEN)
    dark = setting.hour in ("night", "dusk")
    setting.sunlit((74.0, 84.0), strength=1.5, dust=0.03)
    for sky in ("zenith", "horizon", "halo"):
        setattr(place, sky, tuple(_BRIGHT.get(setting.hour, 1.0) * part for part in getattr(place, sky)))
    setting.median = (32.0, 58.0) if dark else (52.0, 90.0)
    haze = tuple(0.006 * part for part in WARM)
    setting.hazy(0.012, tuple(0.006 * part for part in place.sunlight), haze, haze, daylight(setting, 0.05))
    _shell(setting, name, form, dark=dark)
    _outside(setting, form, dark=dark)
    earth = setting.paint(skins.CLOTH, (0.10, 0.16, 0.22), scale=0.6)
    if name == "igloo":
        earth = setting.paint(skins.PLASTER, (0.62, 0.56, 0.50), scale=0.6)
    elif name == "yurt":
        earth = setting.paint(skins.WOOD, (0.06, 0.11, 0.18), gloss=0.02, rough=0.2, scale=0.16)
    setting.box((0, -0.05, 0), (form.profile[-1][0] + 0.1, 0.05, form.profile[-1][0] + 0.1), earth)
    if name != "igloo":
        rug(setting, (0.15 * side, -0.2), (0.85, 1.55), 0.35 * side, 0)
        rug(setting, (-0.95 * side, 0.9), (0.65, 1.0), -0.5 * side, 1)
        rug(setting, (1.35 * side, 0.75), (0.6, 0.9), 0.9 * side, 2)
    _live_in(setting, name, form, dark=dark)
    if setting.words & _STRUNG:
        _strings(setting, form)
    setting.view = View(*_VIEWS[name][setting.shot])
    if setting.shot == "detail":
        setting.focus = (float(np.linalg.norm(np.subtract(setting.view.eye, setting.view.at))), 0.010)


def _shell(setting: Setting, name: str, form: Form, *, dark: bool) -> None:
    """Raise the walls and the roof around the doorway, and what carries them."""
    place, side = setting.place, setting.side
    light = daylight(setting, form.clear * (0.25 if dark else 1.0))
    palette = setting.description.palette
    tone = form.cloth
    if name in ("tent", "tipi") and palette.strength > 0.4:  # dyed as the prompt has it
        tone = tuple(0.06 + 0.42 * light_of_hue(palette.key, 0.10, 0.7).astype(float))
        light = tuple(2.0 * a * b for a, b in zip(light, tone, strict=True))
    kind = skins.STONE if name == "igloo" else skins.CLOTH
    cloth = setting.paint(kind, tone, glow=light, family=SKY, scale=0.55 if name == "igloo" else 0.35)
    place.add(_sheet(form, side, cloth))
    wood = setting.paint(skins.WOOD, (0.05, 0.11, 0.19), scale=0.25)
    if name == "yurt":
        _lattice(setting, form, wood)
    elif name == "tipi":
        for n in range(form.poles):
            a = _DOOR * side + 0.3 + n * (2 * math.pi - 0.6) / (form.poles - 1)
            foot, top = _on(a, 2.5), _on(a + math.pi, 0.14)
            place.add(tube([(foot[0], 0.0, foot[2]), (top[0], 4.25, top[2])], [0.045, 0.030], 8, wood))
    elif name == "tent":
        place.add(tube([(0, 0, 0), (0, 2.75, 0)], 0.032, 12, wood))
        for n in range(1, 15):  # seams, but none before the door
            a = 2 * math.pi * (n + 0.5) / 16 + _DOOR * side
            seam = [(*_on(a, r - 0.02)[:1], y, _on(a, r - 0.02)[2]) for r, y in form.profile[:5]]
            place.add(tube(seam, 0.012, 5, cloth))


def _on(a: float, r: float) -> tuple[float, float, float]:
    """Return a place on the ground; ``a`` is from straight ahead to the right."""
    return r * math.sin(a), 0.0, r * math.cos(a)


def _sheet(form: Form, side: float, skin: int) -> Mesh:
    """Return the shell, its doorway left open."""
    profile = np.array(form.profile)
    half, tall = form.door
    rows = np.unique(np.concatenate([np.linspace(0, profile[0, 1], 40), [tall - 1e-3, tall]]))[::-1]
    radius = np.interp(rows, profile[::-1, 1], profile[::-1, 0])
    share = np.clip(1 - rows / tall, 0, 1) ** 0.8 if form.is_pointed else (rows < tall).astype(float)
    gap = np.arcsin(np.clip(half * share / np.maximum(radius, 1e-3), 0, 0.95))
    t = np.linspace(0, 1, 129)
    a = _DOOR * side + gap[:, None] + t * 2 * (math.pi - gap[:, None])
    sag = 1 - 0.012 * np.sin(8 * (a - _DOOR * side)) ** 2
    points = np.stack(
        [radius[:, None] * sag * np.sin(a), np.broadcast_to(rows[:, None], a.shape), radius[:, None] * sag * np.cos(a)],
        -1,
    )
    uv = np.stack([a * float(profile[-1, 0]), np.broadcast_to(rows[:, None], a.shape)], -1)
    return grid(points.astype(np.float32), skin, uv=uv.astype(np.float32))


def _lattice(setting: Setting, form: Form, wood: int) -> None:
    """Add crossed laths before the felt of a yurt, painted poles up to the ring of its crown, and a woven band."""
    place, side = setting.place, setting.side
    red = setting.paint(skins.PLAIN, (0.03, 0.09, 0.42), gloss=0.02, rough=0.3)
    band = setting.paint(skins.ZELLIGE, (0.04, 0.05, 0.34), (0.30, 0.18, 0.04), scale=0.22)
    away = 0.24  # of the door post from its middle, radians
    for n in range(40):
        start = _DOOR * side + away + n * (2 * math.pi - 2 * away) / 40
        for way in (-1.0, 1.0):
            turn = start + way * np.linspace(0, 0.42, 6)
            if abs((turn[-1] - _DOOR * side + math.pi) % (2 * math.pi) - math.pi) < away:
                continue
            r = 2.85 - 0.02 * way
            line = np.stack([r * np.sin(turn), np.linspace(0.05, 1.5, 6), r * np.cos(turn)], 1)
            place.add(tube(line, 0.014, 5, wood))
    foot, crown = form.profile[3], form.profile[0]
    a = 2 * math.pi * np.arange(form.poles) / form.poles
    ends = [
        np.stack([r * np.sin(a), np.full(len(a), y), r * np.cos(a)], 1)
        for r, y in ((foot[0] - 0.1, foot[1] - 0.06), crown)
    ]
    place.add(bars(ends[0], ends[1], (0.022, 0.022), red))
    ring = np.linspace(0, 2 * math.pi, 49)
    for r, y, thick in ((crown[0], crown[1], 0.055), (0.34, crown[1] + 0.10, 0.03)):
        place.add(tube(np.stack([r * np.sin(ring), np.full(49, y), r * np.cos(ring)], 1), thick, 8, red))
    for k in range(4):
        line = [(u * crown[0] * math.sin(k * math.pi / 4), crown[1] + 0.14 * (1 - u * u), u * crown[0] * math.cos(k * math.pi / 4))
                for u in np.linspace(-1, 1, 9)]  # fmt: skip
        place.add(tube(line, 0.022, 6, red))
    turn = np.linspace(_DOOR * side + 0.19, _DOOR * side + 2 * math.pi - 0.19, 97)
    strip = np.stack([np.stack([2.80 * np.sin(turn), np.full(97, y), 2.80 * np.cos(turn)], 1) for y in (1.56, 1.38)])
    place.add(grid(strip, band, uv=np.stack(np.meshgrid(turn * 2.8, [0.0, 0.18]), -1)))
    for way in (-1.0, 1.0):  # the posts and the lintel of the door
        x, _, z = _on(_DOOR * side + way * 0.175, 2.86)
        setting.box((x, 0.74, z), (0.06, 0.74, 0.06), red)
    lintel = [
        (*_on(_DOOR * side + way * 0.19, 2.86)[:1], 1.45, _on(_DOOR * side + way * 0.19, 2.86)[2])
        for way in (-1.0, 1.0)
    ]
    place.add(bars([lintel[0]], [lintel[1]], (0.05, 0.06), red))


def _outside(setting: Setting, form: Form, *, dark: bool) -> None:
    """Lay the land before the door, and let light in there and, in a yurt, at its crown."""
    place, side, rng = setting.place, setting.side, setting.rng
    radius = form.profile[-1][0]
    is_white = setting.description.weather == "snow" or bool(
        setting.words & {"snow", "snowy", "winter", "ice", "igloo"}
    )
    ground = tuple(
        (1.0 if is_white else 0.35) * a * b for a, b in zip(daylight(setting, 0.30), (1.0, 1.05, 0.9), strict=True)
    )
    land = setting.paint(skins.PLAIN, (0.02, 0.02, 0.02), glow=ground, family=SKY)
    near = radius + 0.1
    before = len(place.meshes)
    outlook(setting, near, usual="hills")
    lift = 2.2 if setting.words & {"sea", "ocean", "beach", "lake", "coast"} else 0.0
    moved = [mesh.moved(0, lift, 0, turn=-_DOOR * side) for mesh in place.meshes[before:]]
    place.meshes[before:] = moved
    flat = np.array(
        [[(-_FAR, -0.06, _FAR), (_FAR, -0.06, _FAR)], [(-_FAR, -0.06, near - 0.3), (_FAR, -0.06, near - 0.3)]],
        np.float32,
    )
    place.add(grid(flat, land))
    if dark and setting.description.weather == "clear":  # stars
        a, up = rng.uniform(-0.5, 0.9, 420) * side, rng.uniform(0.02, 0.75, 420)
        star = setting.glow((1.6, 1.5, 1.4), SKY)
        spots = np.stack([700 * np.sin(a) * np.cos(up), 700 * np.sin(up), 700 * np.cos(a) * np.cos(up)], 1)
        place.add(beads(spots, rng.uniform(0.25, 0.9, 420), star))
    x, _, z = _on(_DOOR * side, radius + 0.05)
    half, tall = form.door
    along = (math.cos(_DOOR * side), -math.sin(_DOOR * side))
    place.window(
        (x - half * along[0], 0.15, z - half * along[1]), (2 * half * along[0], 0, 2 * half * along[1]), (0, tall - 0.2, 0),
        daylight(setting, 3.0 if dark else 8.0),
    )  # fmt: skip
    top = form.profile[0]
    if top[0] > 0.3:
        place.window((-0.4, top[1] + 0.02, -0.4), (0.8, 0, 0), (0, 0, 0.8), daylight(setting, 3.0 if dark else 12.0))
    if form.clear and not dark:  # what comes through the cloth
        place.window((-1.4, 1.9, -1.2), (2.8, 0, 0), (0, -0.6, 0.9), daylight(setting, 2.2))
    place.air = (-radius, 0.0, -radius), (radius, top[1], radius)


def _live_in(setting: Setting, name: str, form: Form, *, dark: bool) -> None:
    """Put down what warms, what lights, and where one sleeps and sits."""
    side = setting.side
    radius = form.profile[-1][0]
    bed(setting, _on(1.30 * side, radius - 0.72), turn=-1.30 * side, furred=name in ("igloo", "tipi"))
    has_fire = name == "tipi" or (name == "tent" and setting.words & {"stove"}) or name == "yurt"
    if name == "tipi" or (name == "yurt" and setting.words & _FIRES and not setting.words & {"stove"}):
        hearth(setting, (0.30 * side, 0.0, 0.25))
    elif has_fire:
        stove(setting, (0.34 * side, 0.0, 0.30), form.profile[0][1] + 0.6)
    at = _on(-0.75 * side, 1.25)
    low_table(setting, at)
    strength = 1.0 if dark else 0.22
    lantern(setting, (at[0] - 0.10 * side, 0.33, at[2] + 0.06), ODD, strength=0.55 * strength)
    if name == "tent":
        lantern(setting, (0.07 * side, 1.50, -0.08), EVEN, strength=2.2 * strength)
    elif name == "igloo":
        block = setting.paint(skins.PLASTER, (0.66, 0.58, 0.50))
        setting.box((0.55 * side, 0.17, 0.25), (0.24, 0.17, 0.17), block)
        lantern(setting, (0.55 * side, 0.34, 0.25), EVEN, strength=1.4 * strength)
    bundle(setting, _on(-1.75 * side, radius - 0.55), turn=1.75 * side)
    if setting.peopled and "figure" in setting.description.details:
        x, _, z = _on(1.05 * side, radius - 0.80)
        seated(setting, (x, 0.44, z), turn=-1.05 * side)


def _strings(setting: Setting, form: Form) -> None:
    """Hang small lights from the top down to the eaves."""
    place = setting.place
    wire = setting.paint(skins.PLAIN, (0.02, 0.03, 0.03))
    bulbs = [setting.glow((1.8, 5.0, 8.6), family) for family in (EVEN, ODD)]
    profile = np.array(form.profile)
    t = np.linspace(0, 1, 22)
    for n in range(9):
        a = 2 * math.pi * n / 9 + 0.2
        y = profile[0, 1] - 0.1 - t * (profile[0, 1] - 1.15)
        r = np.interp(y, profile[::-1, 1], profile[::-1, 0]) - 0.06
        y = y - 0.25 * np.sin(math.pi * t)
        line = np.stack([r * np.sin(a), y, r * np.cos(a)], 1)
        place.add(tube(line, 0.004, 5, wire), beads(line[1::2] - np.float32([0, 0.015, 0]), 0.014, bulbs[n % 2]))
    for k, x in enumerate((-1.0, 1.0)):
        place.lamp((x, 1.7, 0.6), tuple(0.5 * part for part in WARM), (EVEN, ODD)[k], 0.4)


_VIEWS = {
    "yurt": {
        "wide": ((-0.75, 1.42, -2.35), (0.25, 1.30, 0.9), 0.80, (0.5, 0.53)),
        "medium": ((-1.15, 1.25, -1.35), (0.45, 0.80, 0.45), 0.92, (0.52, 0.52)),
        "close": ((-0.30, 0.98, -0.95), (0.36, 0.66, 0.30), 0.98, (0.42, 0.52)),
        "detail": ((0.05, 0.78, 0.20), (-0.86, 0.44, 0.92), 1.0, (0.5, 0.54)),
    },
    "tent": {
        "wide": ((-0.50, 1.10, -1.55), (-0.05, 1.05, 0.9), 0.74, (0.5, 0.55)),
        "medium": ((-1.20, 0.98, -0.60), (0.05, 0.90, 0.60), 0.80, (0.5, 0.54)),
        "close": ((-0.55, 1.46, -0.90), (0.14, 1.40, 0.0), 0.98, (0.38, 0.42)),
        "detail": ((0.05, 0.74, 0.20), (-0.86, 0.44, 0.92), 1.0, (0.5, 0.54)),
    },
}  # fmt: skip
_VIEWS["tipi"] = _VIEWS["yurt"] | {
    "wide": ((-0.50, 1.00, -1.70), (0.20, 0.90, 0.6), 0.74, (0.5, 0.60)),
    "medium": ((-0.95, 0.95, -1.15), (0.45, 0.55, 0.45), 0.90, (0.52, 0.54)),
    "close": ((-0.15, 0.80, -1.05), (0.30, 0.32, 0.25), 0.98, (0.44, 0.56)),
}
_VIEWS["igloo"] = _VIEWS["tent"] | {"close": ((-0.20, 0.95, -0.85), (0.70, 0.42, 0.45), 0.95, (0.42, 0.50))}

PLAN = Plan(
    _furnish, {shot: View(*view) for shot, view in _VIEWS["yurt"].items()},
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(40.0, 72.0), mist=0.10, travel=0.5, holds=frozenset({"candles"}),
)  # fmt: skip
