"""A football stadium: the pitch under floodlights, stands full of people."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import bars, boxes, grid, turned
from beatreel.plugins.generators.procedural.scenery.built import EVEN, ODD, skins
from beatreel.plugins.generators.procedural.scenery.limbs import WALKING, person
from beatreel.plugins.generators.procedural.scenery.streets import sheet

from .site import Site, View, clothes

AIR = 0.0012


def sun_at(kind: str, hour: str, side: float, rng: np.random.Generator) -> float:
    """Return where the sun stands: low ahead in the evening, else to one side."""
    if hour in ("golden", "dusk", "dawn"):
        return side * float(rng.uniform(0.05, 0.2))
    return side * float(rng.uniform(0.8, 1.3))


def build(site: Site, kind: str, shot: str, side: float) -> View:
    """Build it."""
    place, rng = site.place, site.rng
    half, long = 34.0, 52.5
    turf = [
        place.material(skins.GROUND, base, tuple(0.8 * part for part in base), scale=2.0)
        for base in ((0.045, 0.135, 0.055), (0.036, 0.10, 0.043))
    ]
    for n in range(14):
        z0 = -long - 3 + n * (2 * long + 6) / 14
        place.add(sheet(-half - 5, half + 5, z0, z0 + (2 * long + 6) / 14, 0.0, turf[n % 2]))
    white = place.material(skins.PLASTER, (0.72, 0.73, 0.74))

    def line(x0: float, x1: float, z0: float, z1: float) -> None:
        place.add(sheet(min(x0, x1) - 0.06, max(x0, x1) + 0.06, min(z0, z1) - 0.06, max(z0, z1) + 0.06, 0.012, white))

    for way in (-1.0, 1.0):
        line(way * half, way * half, -long, long)
        line(-half, half, way * long, way * long)
        for wide, deep in ((20.16, 16.5), (9.16, 5.5)):
            line(-wide, wide, way * (long - deep), way * (long - deep))
            for x in (-wide, wide):
                line(x, x, way * long, way * (long - deep))
    line(-half, half, 0, 0)
    turn = np.linspace(0, 2 * np.pi, 80)
    ring = np.stack(
        [np.stack([r * np.cos(turn), np.full_like(turn, 0.012), r * np.sin(turn)], 1) for r in (9.09, 9.21)]
    )
    place.add(grid(ring, white, wrap=True))
    post = place.material(skins.PLAIN, (0.75, 0.75, 0.75), gloss=0.05)
    for way in (-1.0, 1.0):
        place.add(
            boxes(
                [(-3.66, 1.22, way * long), (3.66, 1.22, way * long), (0, 2.44, way * long)],
                [(0.06, 1.22, 0.06), (0.06, 1.22, 0.06), (3.72, 0.06, 0.06)],
                post,
            )
        )
        net_x = np.arange(-3.6, 3.61, 0.3)
        place.add(
            bars(
                [(x, 2.44, way * long) for x in net_x],
                [(x, 0.0, way * (long + 2.0)) for x in net_x],
                (0.012, 0.012),
                post,
            )
        )
    # Stands of steps around it, with whoever sits there, and a roof.
    concrete = place.material(skins.PLASTER, (0.20, 0.21, 0.22))
    crowd = [
        place.material(skins.CLOTH, colour)
        for colour in (
            (0.06, 0.06, 0.36),
            (0.50, 0.50, 0.52),
            (0.36, 0.14, 0.04),
            (0.10, 0.10, 0.11),
            (0.08, 0.26, 0.44),
            (0.16, 0.2, 0.26),
        )
    ]
    t = np.linspace(0, 2 * np.pi, 73)

    def oval(out: float) -> tuple[np.ndarray, np.ndarray]:
        power = 0.42
        return (half + 9 + out) * np.sign(np.cos(t)) * np.abs(np.cos(t)) ** power, (long + 9 + out) * np.sign(
            np.sin(t)
        ) * np.abs(np.sin(t)) ** power

    rows = []
    for n in range(26):
        gap = 3.5 if n >= 13 else 0.0
        for lift in (0.0, 0.55):
            x, z = oval(0.85 * n + 0.4 * gap)
            rows.append(np.stack([x, np.full_like(x, 1.0 + 0.55 * n + gap + lift), z], 1))
    place.add(grid(np.stack(rows[::-1]), concrete, wrap=True))
    people = []
    for n in range(26):
        gap = 3.5 if n >= 13 else 0.0
        x, z = oval(0.85 * n + 0.4 + 0.4 * gap)
        run = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(z)))])
        at = np.sort(rng.uniform(0, run[-1], int(run[-1] / 0.9)))
        people.append(
            np.stack([np.interp(at, run, x), np.full_like(at, 1.55 + 0.55 * n + gap + 0.42), np.interp(at, run, z)], 1)
        )
    seats = np.concatenate(people)
    seats = seats[(seats[:, 2] > -45) & (rng.random(len(seats)) < 0.85)]
    which = rng.integers(0, len(crowd), len(seats))
    for n, skin in enumerate(crowd):
        some = seats[which == n]
        place.add(boxes(some, (0.21, 0.36, 0.16), skin))
        if n == 0:
            face = place.material(skins.PLAIN, (0.16, 0.22, 0.34))
            place.add(boxes(seats + np.array([0, 0.46, 0]), (0.10, 0.12, 0.10), face))
    steel = place.material(skins.METAL, (0.20, 0.21, 0.22), gloss=0.05, rough=0.4)
    edges = [np.stack([*oval(out)], 1) for out in (8.0, 27.0)]
    roof = np.stack(
        [
            np.stack([edge[:, 0], np.full(len(edge), y), edge[:, 1]], 1)
            for edge, y in zip(edges, (24.5, 27.5), strict=True)
        ]
    )
    place.add(grid(roof[::-1], steel, wrap=True))
    panel = place.material(
        skins.PLAIN,
        (0.5, 0.5, 0.5),
        glow=tuple(10 * max(site.dark, 0.15) * part for part in (0.85, 0.95, 1.0)),
        family=EVEN,
    )
    other = place.material(
        skins.PLAIN,
        (0.5, 0.5, 0.5),
        glow=tuple(10 * max(site.dark, 0.15) * part for part in (0.85, 0.95, 1.0)),
        family=ODD,
    )
    for n in range(0, 72, 2):
        x, z = float(edges[0][n, 0]), float(edges[0][n, 1])
        place.add(boxes([(x, 24.0, z)], (1.1, 0.28, 1.1), panel if n % 4 else other))
    if site.dark > 0.2:
        for n, (x, z) in enumerate(((-38, -30), (38, -30), (-38, 0), (38, 0), (-38, 32), (38, 32), (0, 58), (0, -58))):
            place.lamp(
                (float(x), 23.5, float(z)),
                tuple(520 * site.dark * part for part in (0.85, 0.95, 1.0)),
                EVEN if n % 2 else ODD,
                2.5,
                toward=(x * 0.2, 0.0, z * 0.3),
                angles=(80, 50),
            )
            place.beacons.append(((float(x), 23.8, float(z)), (0.85, 0.95, 1.0)))
    ball = place.material(skins.PLAIN, (0.7, 0.7, 0.7), gloss=0.04)
    a = np.linspace(0, np.pi, 13)
    spot = {
        "wide": (0.0, -9.0),
        "medium": (1.2 * side, 38.0),
        "close": (0.5 * side, 43.6),
        "detail": (0.45 * side, 44.0),
    }[shot]
    place.add(turned(np.stack([0.11 * np.sin(a), 0.11 * np.cos(a)], 1), 20, ball).moved(spot[0], 0.11, spot[1]))
    if not site.empty and shot in ("medium", "close"):
        place.add(
            person(WALKING, clothes(site, (0.05, 0.05, 0.45)), loose=1.1).moved(spot[0] + 0.55 * side, 0, spot[1] - 0.7)
        )
    return {
        "wide": View((side * 16.0, 17.0, -66.0), -side * 9.0, 0.80, 0.36, 2.0),
        "medium": View((side * 1.0, 1.6, 31.0), 0.0, 0.95, 0.60, 1.2),
        "close": View((side * 0.2, 0.8, 40.0), side * 3.0, 1.0, 0.58, 0.6),
        "detail": View((side * 0.3, 0.22, 42.9), side * 4.0, 1.15, 0.60, 0.2),
    }[shot]
