"""A bedroom: an unmade bed under strings of small lights, pillows, a window to the evening, pictures on the wall, a plant."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, grid, leaves, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery import instruments, lettering, staffage
from beatreel.plugins.generators.procedural.scenery.built import EVEN, KEY, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.exposure import View
from beatreel.plugins.generators.procedural.scenery.setting import WARM, Colour, Plan, Setting

from .diner import dense, written
from .furnishings import candles, flowers, television
from .joinery import PALE_OAK, beads, curtain, cushion, window_wall
from .outlook import blinds, daylight, outlook
from .people import has_figure

HALF, TALL, NEAR, END = 2.35, 2.65, -2.4, 4.1
_STRUNG = {"fairy", "string", "strings", "festoon", "garland", "christmas", "teenage", "childhood"}
_FOLDS = (1.3, 4.1, 2.6)
_BED = (0.15, 0.80, 1.95)  # its middle, half its width, its foot
_AT_WINDOW = {
    "window",
    "windows",
    "rain",
    "rainy",
    "raindrops",
    "storm",
    "stormy",
    "snow",
    "snowy",
    "snowfall",
    "snowing",
}
_NEON = (350.0, 225.0)  # hues of a sign where the prompt names none
_CANDLES = {"candle", "candles", "candlelit", "candlelight"}
_WOMEN = {"girl", "woman", "lady", "she", "her", "daughter", "mother", "grandmother"}
_BEFORE_SEAT: dict[str, Any] = {  # views of who sits in the window
    "wide": ((-1.50, 1.42, -0.40), (1.35, 0.90, 2.5), 0.84, (0.52, 0.50)),
    "medium": ((-0.95, 1.30, 0.10), (1.85, 0.98, 2.25), 0.92, (0.54, 0.52)),
    "close": ((0.10, 1.20, 0.70), (1.95, 1.06, 2.12), 0.98, (0.55, 0.50)),
    "detail": ((0.62, 1.24, 1.22), (1.98, 1.20, 2.10), 1.05, (0.56, 0.52)),
}
_WINDOW = 2.0  # where along the wall its middle is


def _furnish(setting: Setting) -> None:
    place, side = setting.place, setting.side
    setting.sunlit((8.0, 18.0), strength=1.6, dust=0.022)
    dark = setting.hour in ("night", "dusk")
    dim = {"night": 0.26, "dusk": 0.9}.get(setting.hour, 1.7)  # against lamps and what is lit
    for name in ("zenith", "horizon", "halo"):
        setattr(place, name, tuple(dim * part for part in getattr(place, name)))
    setting.median = (34.0, 62.0) if dark else (58.0, 98.0)
    palette = setting.description.palette
    tones = ((0.20, 0.22, 0.27), (0.26, 0.22, 0.20), (0.22, 0.24, 0.21), (0.28, 0.28, 0.30))
    tone: Colour = tones[int(setting.film.integers(4))]
    if palette.strength > 0.4:  # papered in the colours of the prompt
        least, share = (0.30, 0.34) if palette.light else (0.05, 0.27)
        tone = tuple(least + share * light_of_hue(palette.key, 0.045, 0.8).astype(float))
    setting.hazy(
        0.012,
        (0, 0, 0),
        tuple(0.010 * part for part in WARM),
        tuple(0.008 * part for part in WARM),
        daylight(setting, 0.06),
    )
    wall, white = setting.paint(skins.PLASTER, tone), setting.paint(skins.PLAIN, (0.38, 0.40, 0.41))
    oak = PALE_OAK if palette.light else (0.055, 0.10, 0.17)
    boards = setting.paint(skins.WOOD, oak, gloss=0.03, rough=0.12, scale=0.14)
    wood = setting.paint(skins.WOOD, (0.06, 0.12, 0.21), gloss=0.02, rough=0.2, scale=0.2)
    setting.floored(HALF, (NEAR, END), boards)
    setting.box((0, TALL + 0.1, 1), (HALF + 0.4, 0.1, 4), white)
    setting.box((0, TALL / 2, END + 0.1), (HALF + 0.3, TALL / 2, 0.1), wall)
    setting.box((0, TALL / 2, NEAR - 0.1), (HALF + 0.3, TALL / 2, 0.1), wall)
    setting.box((-side * (HALF + 0.1), TALL / 2, 1), (0.1, TALL / 2, 3.6), wall)
    _window(setting, wall, white, wood)
    place.add(
        boxes(
            [(0, 0.05, END - 0.01), (-side * (HALF - 0.01), 0.05, 1)], [(HALF, 0.05, 0.012), (0.012, 0.05, 3.5)], white
        )
    )
    place.window(
        (-1.6, 1.0, NEAR + 0.4),
        (3.2, 0, 0),
        (0, 1.4, 0),
        daylight(setting, 0.8 if dark else 5.0 if palette.light else 1.6),
    )
    _bed(setting, wood, setting.description.palette.accent)
    if setting.words & _STRUNG or (dark and not setting.words & {"motel", "hotel", "neon"}):
        _strings(setting)
    _wall_of_pictures(setting)
    _things(setting, wood, white)
    if setting.shot == "close" and setting.words & _AT_WINDOW:
        setting.view = View((-1.25, 1.30, 3.45), (2.35, 0.98, 2.0), 0.92, (0.5, 0.52))  # over the bed
    if has_figure(setting):
        _on_the_seat(setting, wood, white)
    if setting.words & _CANDLES:
        at = (HALF - 0.30, 0.55, _WINDOW - 0.80) if has_figure(setting) else (HALF - 0.02, 0.63, _WINDOW - 0.40)
        candles(setting, (side * at[0], *at[1:]), 6, 0.12, (EVEN, ODD), strength=0.9)
    if "guitar" in setting.words and not setting.is_behind:
        guitar = instruments.lying(instruments.guitar(instruments.tints(place)))
        place.add(guitar.leaned(0.0, -0.05).moved(_BED[0] - 0.1 + 0.35 * side, 0.655, 2.42, turn=-0.9 * side))
        if setting.shot == "detail":
            setting.view, setting.focus = View((-0.50, 1.16, 2.10), (0.42, 0.74, 2.62), 1.0, (0.5, 0.60)), (1.1, 0.014)


def _on_the_seat(setting: Setting, wood: int, white: int) -> None:
    """Let somebody sit in the window, on a seat along it, and look out."""
    side, z = setting.side, _WINDOW
    cloth = setting.paint(skins.CLOTH, (0.20, 0.22, 0.24), scale=0.8)
    setting.box((side * (HALF - 0.27), 0.23, z + 0.05), (0.27, 0.23, 1.15), wood)
    setting.place.add(cushion((0.27, 0.05, 1.12), cloth, square=0.2).moved(side * (HALF - 0.28), 0.49, z + 0.05))
    who = 2 * setting.description.flavour + int(bool(setting.words & _WOMEN))
    setting.standing.append(
        staffage.Person("seated", side * (HALF - 0.36), z + 0.12, mirrored=side < 0, variant=who, up=0.53)
    )
    if setting.shot in _BEFORE_SEAT:
        setting.view = View(*_BEFORE_SEAT[setting.shot])


def _window(setting: Setting, wall: int, white: int, wood: int) -> None:
    """Open the wall to the side in a wide window with what is seen from it, behind sheer curtains or blinds."""
    place, side, rng, z = setting.place, setting.side, setting.rng, _WINDOW
    dark = setting.hour in ("night", "dusk")
    opening = (1.10, 0.62, 2.32, 0.0)
    place.add(window_wall(side * HALF, z, 2.1, TALL, opening, side * 0.18, wall, white, (3, 2)))
    setting.box((side * (HALF + 0.1), TALL / 2, (NEAR + z - 2.1) / 2), (0.1, TALL / 2, (z - 2.1 - NEAR) / 2), wall)
    setting.box((side * (HALF + 0.02), 0.60, z), (0.14, 0.02, 1.2), white)  # the sill
    place.window(
        (side * (HALF + 0.05), 0.7, z - 1.0), (0, 0, 2.0), (0, 1.5, 0), daylight(setting, 5.5 if dark else 7.0)
    )
    place.air = (-HALF, 0.0, NEAR), (HALF, TALL, END)
    outlook(setting, HALF + 0.2, aside=True, usual="city" if dark else "trees")
    if _is_neon(setting):
        _neon(setting)
    if setting.words & {"blind", "blinds", "venetian", "shutter", "shutters", "slats", "motel"}:
        slats = blinds(0.0, 0.66, 2.3, 1.12, 0.0, white)
        place.add(slats.moved(0, 0, 0, turn=-side * math.pi / 2).moved(side * (HALF - 0.05), 0, z))
        return
    sheer = setting.paint(
        skins.CLOTH, (0.46, 0.48, 0.49), glow=daylight(setting, 0.16 if dark else 0.10), family=SKY, scale=0.5
    )
    for way in (-1.0, 1.0):  # the air moves them into the room
        hung = curtain(0.75, 2.38, sheer, folds=6.0, deep=0.035, phase=float(rng.uniform(0, 6)))
        points, blown = hung.points.copy(), 0.0 if dark else float(rng.uniform(0.10, 0.28))
        points[:, 2] -= blown * np.clip(-points[:, 1] / 2.38, 0, 1) ** 1.6
        points[:, 0] += 0.3 * blown * np.sin(1.5 * points[:, 1])
        hung = Mesh(points, hung.carried, hung.triangles, hung.skins)
        place.add(hung.moved(0, 0, 0, turn=-side * math.pi / 2).moved(side * (HALF - 0.10), 2.42, z + way * 1.02))
    place.add(tube([(side * (HALF - 0.1), 2.43, z - 1.5), (side * (HALF - 0.1), 2.43, z + 1.5)], 0.014, 8, wood))


def _is_neon(setting: Setting) -> bool:
    return setting.hour in ("night", "dusk") and bool(setting.words & {"neon", "motel"})


def _neon(setting: Setting) -> None:
    """Hang a sign across the street, whose two colours come in and are all the light that there is."""
    palette, side, z = setting.description.palette, setting.side, _WINDOW
    hues = [palette.accent, palette.key] if palette.strength > 0.4 else list(_NEON)
    hues.sort(key=lambda hue: math.cos(math.radians(hue - 15.0)), reverse=True)  # the redder first
    word, frame = (tuple(light_of_hue(hue, 0.22, 0.60).astype(float)) for hue in hues)
    tubes = [setting.glow(tuple(3.4 * part for part in tone), family) for tone, family in ((word, ODD), (frame, EVEN))]
    text = "MOTEL" if "motel" in setting.words else "HOTEL"
    half = 0.5 * lettering.word_width(text, 0.62) + 0.22
    outline = lettering.round_box(-half, -0.48, 2 * half, 0.96, 0.22)
    sign = Mesh.of([
        *written(text, 0.62, tubes[0], 0.026), tube(dense([(u, v, 0.0) for u, v in [*outline, outline[0]]]), 0.018, 8, tubes[1]),
    ])  # fmt: skip
    setting.place.add(sign.moved(0, 0, 0, turn=-side * math.pi / 2).moved(side * (HALF + 2.9), 1.75, z + 0.55))
    for far, tone, family in ((0.0, word, ODD), (-1.0, frame, EVEN)):
        light = tuple(10.0 * part for part in tone)
        setting.place.window((side * (HALF + 0.06), 0.8, z + far), (0, 0, 1.0), (0, 1.4, 0), light, family)
    setting.place.sunlight = tuple(0.25 * part for part in setting.place.sunlight)
    air = [tuple(share * part for part in tone) for share, tone in ((0.012, frame), (0.020, word))]
    setting.hazy(0.012, (0, 0, 0), *air, daylight(setting, 0.06))


def _bed(setting: Setting, wood: int, hue: float) -> None:
    place, rng = setting.place, setting.rng
    x0, half, foot = _BED
    bare = 0.26 if setting.description.palette.light else 0.04
    cloth: Colour = tuple(bare + 0.22 * light_of_hue(hue, 0.08, 0.62).astype(float))
    linen, cover = setting.paint(skins.CLOTH, (0.46, 0.49, 0.51)), setting.paint(skins.CLOTH, cloth, scale=1.6)
    throw = setting.paint(
        skins.CLOTH,
        ((0.10, 0.17, 0.30), (0.20, 0.13, 0.16), (0.12, 0.22, 0.20))[int(setting.film.integers(3))],
        scale=3.0,
    )
    place.add(
        boxes([(x0, 0.24, (foot + END) / 2)], (half + 0.04, 0.10, (END - foot) / 2), wood),
        boxes([(x0, 0.62, END - 0.04)], (half + 0.06, 0.55, 0.035), wood),
    )
    for x in (-half, half):
        for z in (foot + 0.05, END - 0.1):
            place.add(turned([(0.035, 0.2), (0.025, 0.0)], 12, wood).moved(x0 + x, 0, z))
    place.add(cushion((half, 0.14, (END - foot) / 2), linen, square=0.18).moved(x0, 0.37, (foot + END) / 2))
    place.add(
        _draped(x0, half, foot - 0.02, END - 0.75, 0.60, 0.36, cover),
        _draped(x0, half + 0.02, foot - 0.05, foot + 0.62, 0.60, 0.30, throw, over=0.035),
    )
    for x, z, lean, size, skin in (
        (-0.40, 0.20, -0.75, 0.33, linen),
        (0.40, 0.20, -0.70, 0.33, linen),
        (-0.20, 0.42, -0.6, 0.23, cover),
        (0.28, 0.40, -0.55, 0.22, throw),
    ):
        place.add(
            cushion((size, 0.10, 0.24), skin, square=0.42)
            .leaned(float(rng.uniform(-0.06, 0.06)), lean)
            .moved(x0 + x, 0.78 if z < 0.3 else 0.72, END - z - 0.05)
        )


def _draped(
    x0: float,
    half: float,
    front: float,
    back: float,
    top: float,
    drop: float,
    skin: int,
    *,
    over: float = 0.0,
) -> Mesh:
    """Return a cover that lies in folds and hangs over three edges."""
    u, w = np.meshgrid(np.linspace(-half - drop, half + drop, 130), np.linspace(front - drop, back, 110))
    a, b, c = _FOLDS
    beyond = np.maximum(np.maximum(np.abs(u) - half, front - w), 0)
    fold = (
        0.030 * np.sin(5.1 * u + 3.2 * w + a)
        + 0.022 * np.sin(9.3 * w - 4.4 * u + b)
        + 0.012 * np.sin(17 * u + 6 * np.sin(5 * w) + c)
    )
    x = (
        x0
        + np.clip(u, -half, half)
        + np.sign(u) * np.minimum(np.maximum(np.abs(u) - half, 0), 0.03)
        + (beyond > 0) * 0.03 * np.sign(u) * np.sin(13 * w + a)
    )
    z = (
        np.maximum(w, front)
        - np.minimum(np.maximum(front - w, 0), 0.03)
        - (w < front) * 0.028 * (1 + np.sin(15 * u + b))
    )
    y = top + fold * np.exp(-4 * beyond) - beyond + over
    return grid(np.stack([x, y, z], -1), skin)


def _strings(setting: Setting) -> None:
    """Hang small lights down the wall behind the bed, and along the ceiling."""
    place, rng = setting.place, setting.rng
    many = bool(setting.words & {"fairy", "string", "strings", "festoon", "garland", "christmas"})
    wire = setting.paint(skins.PLAIN, (0.02, 0.03, 0.03))
    warm: Colour = (0.75, 2.1, 3.6)
    bulbs = [setting.glow(tuple(2.4 * part for part in warm), family) for family in (EVEN, ODD)]
    spots: list[list[tuple[float, float, float]]] = [[], []]
    lines = []
    z = END - 0.05
    if many:
        for n, x in enumerate(np.linspace(-2.15, 2.15, 15)):
            low = float(rng.uniform(0.9, 1.25)) + 0.35 * abs(float(x)) / 2.15
            lines.append([(float(x) + 0.02 * math.sin(7 * y + n), y, z - 0.015) for y in np.linspace(2.52, low, 15)])
    if many:  # and across the ceiling
        t = np.linspace(0, 1, 30)
        for x0, z0, x1, z1 in (
            (-2.3, 3.9, 2.3, 1.6),
            (2.3, 3.9, -2.3, 1.6),
            (-2.3, 1.6, 2.3, -0.4),
            (2.3, 1.6, -2.3, -0.4),
            (-2.3, 3.0, 2.3, 0.6),
        ):
            lines.append(list(zip(x0 + (x1 - x0) * t, 2.60 - 1.0 * t * (1 - t), z0 + (z1 - z0) * t, strict=True)))
    swags = (
        ((-2.2, 2.2, 2.55, 0.10), (-2.2, 0.0, 2.42, 0.32), (0.0, 2.2, 2.42, 0.32))
        if not many
        else ((-2.2, 2.2, 2.54, 0.03),)
    )
    for x0, x1, y, sag in swags:
        t = np.linspace(0, 1, 26)
        lines.append(list(zip(x0 + (x1 - x0) * t, y - 4 * sag * t * (1 - t), np.full(26, z - 0.02), strict=True)))
    for way in (-1.0, 1.0):
        t = np.linspace(0, 1, 26)
        lines.append(
            list(zip(np.full(26, way * (HALF - 0.06)), 2.54 - 0.12 * np.abs(np.sin(9 * t)), END - 5.5 * t, strict=True))
        )
    for n, line in enumerate(lines):
        place.add(tube(line, 0.004, 5, wire))
        for k, point in enumerate(line):
            spots[(k + n) % 2].append((point[0], point[1] - 0.012, point[2] - 0.012))
    if many:  # those along the ceiling light what is below them
        for z, family in ((0.6, EVEN), (2.0, ODD)):
            place.lamp((0.2, 2.2, z), tuple(0.40 * part for part in WARM), family, 0.5)
    for k in range(2):
        place.add(beads(np.array(spots[k]), 0.013, bulbs[k]))
        for x in (-1.5, 0.0, 1.5):
            place.lamp(
                (x, 2.15 - 0.35 * k, END - 0.45),
                tuple((0.42 if many else 0.2) * part for part in WARM),
                (EVEN, ODD)[k],
                0.35,
            )
        place.beacons += [(point, WARM) for point in spots[k][:: max(1, len(spots[k]) // 6)]]


def _wall_of_pictures(setting: Setting) -> None:
    rng = setting.rng
    paper = setting.paint(skins.PLAIN, (0.50, 0.53, 0.54))
    tones = [setting.paint(skins.PLASTER, tuple(float(v) for v in rng.uniform(0.03, 0.34, 3))) for _ in range(7)]
    way = -setting.side
    for n in range(18):
        y, z = (
            1.05 + 0.27 * (n % 4) + float(rng.uniform(-0.03, 0.03)),
            0.8 + 0.27 * (n // 4) + float(rng.uniform(-0.04, 0.04)),
        )
        setting.box((way * (HALF - 0.004), y, z), (0.003, 0.075, 0.062), paper)
        setting.box((way * (HALF - 0.008), y + 0.012, z), (0.003, 0.052, 0.050), tones[n % 7])
    for z, y, tall in ((2.6, 1.6, 0.42), (3.35, 1.55, 0.36)):
        setting.box((way * (HALF - 0.004), y, z), (0.003, tall, 0.30), tones[int(rng.integers(7))])
        a = np.linspace(0, 2 * math.pi, 40)
        disc = np.empty((2, 40, 3), np.float32)
        disc[..., 0] = way * (HALF - 0.011)
        disc[0, :, 1], disc[0, :, 2], disc[1, :, 1], disc[1, :, 2] = (
            y + 0.14 + 0.14 * np.sin(a),
            z + 0.14 * np.cos(a),
            y + 0.14,
            z,
        )
        setting.place.add(grid(disc, tones[int(rng.integers(7))]))


def _things(setting: Setting, wood: int, white: int) -> None:
    place, rng, side = setting.place, setting.rng, setting.side
    x0, half, _ = _BED
    watched = bool(setting.words & {"tv", "television"})
    for way in (-side,) if watched else (-1.0, 1.0):
        x = x0 + way * (half + 0.34)
        place.add(
            boxes([(x, 0.26, END - 0.28)], (0.22, 0.24, 0.2), wood),
            boxes([(x, 0.52, END - 0.28)], (0.24, 0.015, 0.22), wood),
        )
        if way == -side:  # a lamp with a shade
            lit = 0.12 if _is_neon(setting) else 1.0  # nobody reads by it then
            shade = setting.paint(
                skins.GLOW, (0.3, 0.33, 0.34), scale=5.0, glow=(0.55 * lit, 1.25 * lit, 2.1 * lit), family=EVEN
            )
            place.add(
                turned([(0.06, 0.12), (0.03, 0.09), (0.02, 0.0), (0.07, 0.0)], 16, white).moved(x, 0.54, END - 0.28),
                turned([(0.09, 0.18), (0.15, 0.0)], 24, shade).moved(x, 0.66, END - 0.28),
            )
            place.lamp((x, 0.98, END - 0.36), tuple(0.55 * lit * part for part in WARM), EVEN, 0.16)
        else:
            for k in range(3):
                tone = setting.paint(skins.PLAIN, tuple(float(v) for v in rng.uniform(0.05, 0.35, 3)))
                place.add(
                    boxes([(0, 0.55 + 0.03 * k, 0)], (0.10, 0.013, 0.075), tone).moved(
                        x, 0, END - 0.28, turn=float(rng.uniform(-0.3, 0.3))
                    )
                )
    white_china = setting.paint(skins.PLAIN, (0.46, 0.49, 0.50), gloss=0.06, rough=0.06)
    cup = [(0.038, 0.085), (0.036, 0.082), (0.030, 0.012), (0.0, 0.008)]
    place.add(turned(cup, 28, white_china).moved(side * (HALF - 0.03), 0.62, _WINDOW - 0.12))
    place.add(flowers(setting, count=9).moved(side * (HALF + 0.02), 0.62, _WINDOW + 0.28))
    for k in range(2):
        leaf_of = setting.paint(skins.PLAIN, tuple(float(v) for v in 0.25 * rng.uniform(0.5, 1.0, 3)))
        book = boxes([(0, 0.634 + 0.026 * k, 0)], (0.075, 0.012, 0.11), leaf_of)
        place.add(book.moved(side * (HALF - 0.02), 0, _WINDOW + 0.02 + 0.02 * k, turn=0.25 * k + 0.1))
    if watched:
        _television(setting, wood)
    rug = setting.paint(skins.CARPET, (0.26, 0.28, 0.30), (0.10, 0.14, 0.22), extra=(0.9,))
    points = np.zeros((2, 2, 3), np.float32)
    points[:, 0, 0], points[:, 1, 0], points[0, :, 2], points[1, :, 2], points[..., 1] = -1.15, 0.65, 0.1, 2.5, 0.012
    place.add(grid(points, rug, uv=points[..., [0, 2]]))
    pot = setting.paint(skins.PLASTER, (0.14, 0.20, 0.30))
    green = setting.paint(skins.LEAF, (0.03, 0.11, 0.03), (0.05, 0.20, 0.07))
    x, z = -side * (HALF - 0.4), 3.6
    place.add(turned([(0.16, 0.30), (0.17, 0.28), (0.13, 0.0)], 20, pot).moved(x, 0, z))
    spots, normals = [], []
    for _ in range(26):
        a, lean, long = float(rng.uniform(0, 6.28)), float(rng.uniform(0.1, 0.75)), float(rng.uniform(0.4, 0.95))
        stem = [
            (
                x + t * long * math.sin(lean) * math.cos(a),
                0.28 + t * long * math.cos(lean),
                z + t * long * math.sin(lean) * math.sin(a),
            )
            for t in (0.0, 0.5, 1.0)
        ]
        place.add(tube(stem, 0.006, 5, green))
        spots.append(stem[-1])
        normals.append((0.6 * math.cos(a), 0.7, 0.6 * math.sin(a)))
    place.add(leaves(spots, normals, 0.13, green, rng))
    place.add(bars([(x, 0, z)], [(x, 0.02, z)], (0.01, 0.01), pot))


def _television(setting: Setting, wood: int) -> None:
    """Let a television run on a chest of drawers beside the bed; its cold light lies on all."""
    place, side = setting.place, setting.side
    blue: Colour = (4.0, 2.7, 1.5)
    x, z = side * 1.72, END - 0.42
    chest = boxes([(0, 0.36, 0)], (0.50, 0.36, 0.24), wood)
    drawers = boxes([(0, 0.19 + 0.32 * k, -0.245) for k in range(2)], (0.46, 0.14, 0.008), wood)
    screen = television(setting, 0.82, blue, ODD).moved(0, 0.74, 0)
    place.add(Mesh.of([chest, drawers, screen]).moved(x, 0, z, turn=-side * 0.5))
    place.lamp((x - side * 0.45, 1.05, z - 0.40), tuple(0.75 * part for part in blue), ODD, 0.3)
    place.lamp((0.2 * side, 1.5, 2.2), tuple(0.35 * part for part in blue), ODD, 0.4)


PLAN = Plan(
    _furnish,
    {
        "wide": View((-1.85, 1.50, -1.10), (0.85, 0.80, 2.9), 0.80, (0.5, 0.48)),
        "medium": View((-1.85, 1.42, 1.35), (1.20, 0.80, 2.95), 0.84, (0.5, 0.48)),
        "close": View((-0.95, 1.12, 1.75), (1.55, 0.95, 3.35), 0.92, (0.5, 0.50)),
        "detail": View((1.35, 1.02, 1.10), (2.30, 0.80, 2.15), 1.0, (0.5, 0.60)),
    },
    groups={"sun": (KEY, "downbeat", 0.95, 0.12), "even": (EVEN, "kick", 0.84, 0.30), "odd": (ODD, "offbeat", 0.84, 0.30), "sky": (SKY,)},
    median=(38.0, 70.0), mist=0.0, travel=0.6, focus={"detail": (1.35, 0.016)},
    holds=frozenset({"guitar", "candles"}),
)  # fmt: skip
