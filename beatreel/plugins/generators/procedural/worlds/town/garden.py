"""A formal garden: clipped hedges about beds of roses, an arch, cones of box, a fountain where the ways meet, trees behind."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, leaves, tube, turned
from beatreel.plugins.generators.procedural.painting import Element
from beatreel.plugins.generators.procedural.scenery import blooms
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, SKY, skins
from beatreel.plugins.generators.procedural.scenery.streets import broad_tree, hedge, sheet

from .garden_pieces import GLASSHOUSE, arch, glass_house, statues
from .grounds import _lantern
from .homes import WARM
from .site import Site, View, somebody

AIR = 0.0022
_CROSS = 13.0  # metres to where the ways meet
_ARCHES = (4.4, 21.0)  # metres to them
_VIEWS = {
    "wide": View((1.5, 2.5, -4.6), 7.0, 0.92, 0.44, 1.0),
    "medium": View((-1.5, 1.9, 0.6), -6.0, 1.0, 0.46, 0.6),
    "close": View((-1.3, 1.6, -0.2), 9.0, 0.95, 0.44, 0.35),
    "detail": View((-3.0, 1.12, 0.4), -22.0, 1.15, 0.42, 0.1, focus=1.3),
}
_TO_GLASS = {  # before the house of glass
    "wide": View((0.4, 1.9, 2.0), -1.0, 0.95, 0.44, 1.0),
    "medium": View((-2.4, 1.7, 9.4), 11.0, 1.0, 0.48, 0.6),
    "close": View((1.6, 1.6, 14.6), -9.0, 1.0, 0.46, 0.35),
    "detail": View((-1.2, 1.6, 18.3), 3.0, 1.0, 0.50, 0.2),
}
_GLASS = 22.0  # metres to it
_TRODDEN, _GRAVEL = ((0.60, 0.59, 0.58), (0.70, 0.69, 0.68)), ((0.26, 0.33, 0.39), (0.34, 0.41, 0.47))
_LAMP_ROOM = 2.5  # metres about the eye in which no lamp stands
_NEAR = 2.6  # metres within which roses are flowers
_ROSES = {  # petals, BGR: deep and pale
    "red": ((0.020, 0.010, 0.32), (0.05, 0.04, 0.62)),
    "pink": ((0.30, 0.14, 0.62), (0.62, 0.46, 0.86)),
    "white": ((0.58, 0.64, 0.70), (0.82, 0.86, 0.90)),
    "yellow": ((0.05, 0.42, 0.70), (0.25, 0.68, 0.86)),
    "violet": ((0.40, 0.08, 0.30), (0.66, 0.30, 0.52)),
}
_NAMED = {"crimson": "red", "scarlet": "red", "ruby": "red", "rose": "pink", "ivory": "white", "cream": "white", "gold": "yellow",
          "purple": "violet", "lavender": "violet", "lilac": "violet"}  # fmt: skip


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low ahead, by day to one side."""
    return side * float(rng.uniform(0.9, 1.4) if hour in ("day", "dawn") else rng.uniform(0.2, 0.5))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    place = site.place
    snow = site.snow > 0
    has_glass = bool(GLASSHOUSE & site.words)
    lawn = (0.76, 0.74, 0.72) if snow else (0.028, 0.105, 0.060)
    grass = place.material(skins.GROUND, lawn, tuple(1.25 * part for part in lawn), scale=2.4)
    gravel = place.material(
        skins.GROUND, *(_TRODDEN if snow else _GRAVEL), gloss=0.05 if site.wet else 0.0, rough=0.3, scale=1.5, extra=(site.wet,)
    )  # fmt: skip
    place.add(sheet(-140, 140, -14, 260, 0.0, grass), sheet(-1.7, 1.7, -14, 60, 0.015, gravel))
    place.add(sheet(-40, 40, _CROSS - 1.6, _CROSS + 1.6, 0.014, gravel))
    disc = turned([(0.0, 0.02), (5.2, 0.018)], 48, gravel)
    place.add(disc.moved(0, 0, _CROSS))
    through = tuple(0.05 * a * b for a, b in zip((0.4, 1.0, 0.6), site.light.sun, strict=True))
    box = place.material(skins.LEAF, (0.014, 0.060, 0.026), (0.045, 0.150, 0.070), glow=through, family=SKY)
    dark = place.material(skins.GROUND, (0.008, 0.030, 0.014), (0.014, 0.048, 0.022), scale=0.3)
    view = (_TO_GLASS if has_glass else _VIEWS)[shot]
    view = replace(view, eye=(view.eye[0] * side, *view.eye[1:]), yaw=view.yaw * side)
    white = place.material(skins.PLASTER, (0.74, 0.73, 0.71)) if snow else None
    _hedges(site, box, dark, white)
    roses = _beds(site, box, view)
    if shot == "detail" and not has_glass:
        _heroes(site, view, box, white)
    for z in _ARCHES[: 1 if has_glass else 2]:
        arch(site, z, box, roses)
    statues(site, tuple((way * 2.35, z) for way in (-1.0, 1.0) for z in (7.6, 10.2, 16.4)))
    if has_glass:
        glass_house(site, _GLASS)
    else:
        fountain(site, 0.0, _CROSS)
    _trees(site)
    iron = place.material(skins.METAL, (0.02, 0.022, 0.02), gloss=0.04, rough=0.4)
    for n, v in enumerate((2.2, 7.6, 19.0, 25.0)):
        way, family = (side if n % 2 else -side), (EVEN, ODD)[n % 2]
        glass = place.material(
            skins.PLAIN, (0.5, 0.5, 0.5), glow=tuple(5.5 * max(site.dark, 0.10) * part for part in WARM), family=family
        )
        is_before_the_eye = math.hypot(way * 2.0 - view.eye[0], v - view.eye[2]) < _LAMP_ROOM
        if is_before_the_eye or (has_glass and v > 10):
            continue
        place.add(_lantern(iron, glass).moved(way * 2.0, 0, v))
        if site.dark > 0.2:
            power = (0.8 if snow else 8) * site.dark  # snow sends back all of it
            place.lamp((way * 2.0, 3.4, v), tuple(power * part for part in WARM), family, 0.2)
            place.beacons.append(((way * 2.0, 3.4, v), WARM))
    if site.somebody and not site.empty and shot in ("wide", "medium"):
        place.add(somebody(site, "walker").moved(0.4 * side, 0.02, 8.4))
    site.elements.append(Element("petals", 0.35, {"colour": [205, 190, 245], "way": -side}))
    return view


def _hedges(site: Site, box: int, dark: int, white: int | None) -> None:
    """Clip low hedges about the beds and high ones about the garden; on all of them lies snow that is ``white``."""
    place, rng = site.place, site.rng

    def clipped(long: float, high: float, thick: float, size: float) -> Mesh:
        bare = hedge(long, high, thick, box, rng, core=dark, size=size)
        if white is None:
            return bare
        lumps = 0.5 * long * np.linspace(-0.97, 0.97, int(3 * long))
        caps = [(float(x), high + 0.005 * math.sin(7.0 * n), 0.0) for n, x in enumerate(lumps)]
        return Mesh.of([bare, boxes(caps, (0.19, 0.055, 0.54 * thick), white)])

    low, short = (clipped(long, 0.55, 0.5, 0.032) for long in (8.0, 5.0))
    tall, wall = (clipped(long, 2.7, 1.0, 0.06) for long in (12.0, 8.6))
    for way in (-1.0, 1.0):
        for start, end in ((-0.6, 7.4), (18.6, 26.6)):
            middle = 0.5 * (start + end)
            for x in (2.75, 7.4):
                place.add(low.moved(way * x, 0, middle, turn=way * (math.pi / 2 if x < 5 else -math.pi / 2)))
                place.add(low.moved(way * x, 0, middle, turn=way * (-math.pi / 2 if x < 5 else math.pi / 2)))
            for z in (start, end):
                place.add(short.moved(way * 5.08, 0, z), short.moved(way * 5.08, 0, z, turn=math.pi))
        for z in (0.0, 12.0, 24.0):
            place.add(tall.moved(way * 10.5, 0, z, turn=way * math.pi / 2))
        place.add(wall.moved(way * 6.3, 0, 31.0))
        ball = _clipped(rng, [(0.0, 1.25), (0.34, 1.1), (0.5, 0.75), (0.34, 0.38), (0.0, 0.2)], box, dark)
        cone = _clipped(rng, [(0.0, 2.5), (0.30, 1.5), (0.62, 0.3), (0.55, 0.0)], box, dark)
        for z in (-0.6, 7.4, 18.6, 26.6):
            place.add((cone if z in (7.4, 18.6) else ball).moved(way * 2.75, 0.30 if z in (-0.6, 26.6) else 0, z))


def _clipped(rng: np.random.Generator, profile: list[tuple[float, float]], leaf: int, dark: int) -> Mesh:
    """Return a bush that is clipped to a turned shape."""
    radius, high = np.array(profile, np.float32).T
    count = 9000
    s = rng.random(count) * (len(radius) - 1)
    r, y = np.interp(s, np.arange(len(radius)), radius), np.interp(s, np.arange(len(high)), high)
    turn = rng.uniform(0, 2 * math.pi, count)
    way = np.stack([np.cos(turn), np.full(count, 0.35), np.sin(turn)], 1)
    at = np.stack([r * np.cos(turn), y, r * np.sin(turn)], 1) + rng.normal(0, 0.02, (count, 3))
    core = turned(np.array(profile) * [0.94, 1.0], 20, dark)
    return Mesh.of([core, leaves(at, way + 0.5 * rng.normal(size=(count, 3)), 0.030, leaf, rng)])


def _tones(site: Site) -> list[str]:
    named = [_NAMED.get(word, word) for word in sorted(site.words)]
    one = ["red", "pink", "white"][0 if site.snow else int(site.rng.integers(3))]
    return [tone for tone in dict.fromkeys(named) if tone in _ROSES] or [one, "pink"]


def _heroes(site: Site, view: View, leaf: int, white: int | None) -> None:
    """Detail: a few roses on their stems before the lens, the first of them sharp, on a third."""
    place, rng = site.place, site.rng
    tones = _tones(site)
    turn = math.radians(view.yaw)
    ahead, right = np.array([math.sin(turn), 0.0, math.cos(turn)]), np.array([math.cos(turn), 0.0, -math.sin(turn)])
    side = float(rng.choice([-1.0, 1.0]))
    for n, (away, across, down) in enumerate(
        ((1.3, 0.16, 0.16), (1.75, -0.30, 0.30), (2.3, 0.42, 0.12), (2.9, -0.5, 0.05))
    ):
        tone = _ROSES[tones[n % len(tones)]][0 if n % 2 == 0 else 1]
        flower = blooms.bloom(place, "rose", tone, rng, through=0.10)
        scale = 0.30
        x, _, z = (np.array(view.eye) + away * ahead + side * across * away * right).tolist()
        y = view.eye[1] - down - scale * blooms.TALL
        parts = [flower]
        if white is not None:
            parts += [boxes([(0.0, blooms.TALL - 0.06, 0.1)], (0.15, 0.03, 0.15), white)]
        place.add(Mesh.of(parts).moved(x, y, z, turn=turn + math.pi, scale=scale))
        spots = rng.normal((x, y + 0.16, z), (0.16, 0.14, 0.16), (420, 3))
        place.add(leaves(spots, rng.normal(size=spots.shape), 0.028, leaf, rng))


def _beds(site: Site, box: int, view: View) -> list[Mesh]:
    """Fill the beds with roses: bushes full of blossoms, near ones flower by flower; return such flowers."""
    place, rng = site.place, site.rng
    tones = _tones(site)[:3]
    petals = [
        place.material(skins.LEAF, *_ROSES[tone], glow=tuple(0.10 * part for part in _ROSES[tone][1])) for tone in tones
    ]
    flowers = [blooms.small_roses(place, _ROSES[tone][0], rng, 3, 0.12) for tone in tones]
    if site.snow:
        return []
    for way in (-1.0, 1.0):
        for start, end in ((-0.1, 6.9), (19.1, 26.1)):
            for _ in range(46):
                x, z = float(rng.uniform(3.3, 6.9)), float(rng.uniform(start, end))
                kind = int(rng.integers(len(petals)))
                size = float(rng.uniform(0.34, 0.52))
                out = rng.normal(size=(520, 3))
                out /= np.linalg.norm(out, axis=1, keepdims=True)
                body = out * size * rng.random((520, 1)) ** 0.35 * [1, 0.85, 1] + [way * x, 0.20 + 0.75 * size, z]
                place.add(leaves(body, out + 0.4 * rng.normal(size=(520, 3)), 0.036, box, rng))
                heads = out[:60][out[:60, 1] > -0.1]
                spots = heads * (size * 1.02) * [1, 0.85, 1] + [way * x, 0.20 + 0.75 * size, z]
                if math.hypot(way * x - view.eye[0], z - view.eye[2]) > _NEAR:
                    many = np.repeat(spots, 7, 0) + rng.normal(0, 0.022, (7 * len(spots), 3))
                    place.add(
                        leaves(
                            many, np.repeat(heads, 7, 0) + 0.5 * rng.normal(size=many.shape), 0.034, petals[kind], rng
                        )
                    )
                    continue
                for spot in spots[::2]:
                    flower = flowers[kind][int(rng.integers(3))]
                    at = (float(spot[0]), float(spot[1]) - 0.02, float(spot[2]))
                    turned_ = flower.leaned(0.0, -float(rng.uniform(0.2, 1.0)))
                    place.add(
                        turned_.moved(*at, turn=float(rng.uniform(-0.9, 0.9)), scale=float(rng.uniform(0.09, 0.13)))
                    )
    return [flower for kind in flowers for flower in kind]


def fountain(site: Site, x: float, z: float) -> None:
    """Set a fountain: two bowls, and water that rises and falls."""
    place = site.place
    stone = place.material(skins.PLASTER, (0.30, 0.34, 0.37))
    water = place.material(skins.WATER, (0.055, 0.060, 0.028), gloss=0.06, rough=0.0, scale=0.8)
    spray = place.material(
        skins.PLAIN,
        (0.82, 0.82, 0.80),
        gloss=0.08,
        rough=0.1,
        glow=tuple(0.25 * part for part in site.light.ambient),
        family=SKY,
    )
    rim = [(2.05, 0.50), (2.28, 0.56), (2.34, 0.46), (2.2, 0.1), (2.4, 0.0)]
    column = [
        (0.0, 2.02),
        (0.10, 1.98),
        (0.16, 1.6),
        (1.02, 1.74),
        (1.08, 1.66),
        (0.30, 1.34),
        (0.20, 0.9),
        (0.34, 0.3),
        (0.5, 0.0),
    ]
    body = Mesh.of(
        [
            turned(rim, 48, stone),
            turned(column, 32, stone),
            turned([(0.0, 0.36), (2.1, 0.36)], 48, water),
            turned([(0.0, 1.70), (1.0, 1.70)], 32, water),
        ]
    )
    place.add(body.moved(x, 0, z))
    site.water.append(water)
    t = np.linspace(0, 1, 14)
    streams = []
    for n in range(30):
        a = 2 * math.pi * n / 30
        top = n % 2 == 0
        r, y = (0.06 + 0.75 * t, 2.0 + 2.1 * t - 2.4 * t**2) if top else (1.06 + 0.55 * t, 1.68 - 1.32 * t**2)
        line = np.stack([r * math.cos(a), y, r * math.sin(a)], 1)
        streams.append(tube(line, 0.012 + 0.012 * t, 5, spray))
    place.add(Mesh.of(streams).moved(x, 0, z))


def _trees(site: Site) -> None:
    """Plant trees behind the high hedges."""
    place, rng = site.place, site.rng
    bark = place.material(skins.PLASTER, (0.045, 0.055, 0.065))
    green = place.material(skins.LEAF, (0.012, 0.06, 0.025), (0.035, 0.15, 0.07))
    kinds = [broad_tree(float(rng.uniform(8, 12)), float(rng.uniform(6, 8)), bark, green, rng, 7000) for _ in range(3)]
    for n in range(26):
        way = (-1.0) ** n
        x, z = (
            (way * float(rng.uniform(14, 26)), float(rng.uniform(4, 60)))
            if n < 18
            else (way * float(rng.uniform(4, 14)), float(rng.uniform(38, 70)))
        )
        place.add(kinds[n % 3].moved(x, 0, z, turn=float(rng.uniform(0, 6.28))))
