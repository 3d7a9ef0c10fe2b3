"""What plays music at home: a record player, an old radio, a cassette; meshes that stand on a table, metres, colours linear BGR."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, bars, boxes, extruded, grid, tube, turned
from beatreel.plugins.generators.procedural.palette import light_of_hue
from beatreel.plugins.generators.procedural.scenery.built import ODD, flat, skins

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.scenery.built import Place

TOP = 0.75
"""Height of the table."""
RECORD = (-0.045, TOP + 0.127, 0.0)
"""The middle of the record's label."""


def _rounded(wide: float, deep: float, round_: float) -> list[tuple[float, float]]:
    """Return the outline of a rectangle with round corners, half sizes."""
    return [
        (a * (wide - round_) + round_ * math.cos(t), b * (deep - round_) + round_ * math.sin(t))
        for k, (a, b) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1)))
        for t in np.linspace(k * math.pi / 2, (k + 1) * math.pi / 2, 5)
    ]


def record_player(place: Place, rng: np.random.Generator) -> tuple[Mesh, int]:
    """Return a record player with a record on it, and the skin of the record's label."""
    x, _, z = RECORD
    walnut = place.material(skins.WOOD, (0.030, 0.068, 0.135), gloss=0.045, rough=0.08, scale=0.4)
    silver = place.material(skins.METAL, (0.50, 0.52, 0.53), gloss=0.5, rough=0.16, metal=True)
    chrome = place.material(skins.METAL, (0.60, 0.61, 0.62), gloss=0.6, rough=0.07, metal=True)
    black = place.material(skins.PLAIN, (0.014, 0.014, 0.015), gloss=0.05, rough=0.12)
    vinyl = place.material(skins.VINYL, (0.008, 0.008, 0.009), gloss=0.13, rough=0.2, extra=(x, z))
    run = place.material(skins.VINYL, (0.012, 0.012, 0.013), gloss=0.12, rough=0.10, extra=(x, z))
    hue = float(rng.uniform(0, 360))
    colour = tuple(float(0.03 + 0.40 * part) for part in light_of_hue(hue, 0.15, 0.5))
    label = place.material(skins.LABEL, colour, (0.45, 0.52, 0.55), gloss=0.02, rough=0.3, extra=(x, z, 0.050))
    red = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=(0.05, 0.10, 2.2), family=ODD)
    parts = [
        flat(extruded(_rounded(0.235, 0.185, 0.02), 0.078, walnut)).moved(0, TOP + 0.055, 0),
        flat(extruded(_rounded(0.232, 0.182, 0.02), 0.006, black)).moved(0, TOP + 0.0965, 0),
        turned([(0.0, 0.018), (0.158, 0.018), (0.160, 0.016), (0.160, 0.002), (0.150, 0.0)], 96, silver).moved(
            x, TOP + 0.1, z
        ),
        turned([(0.146, 0.0262), (0.1505, 0.0252), (0.1510, 0.0242), (0.150, 0.0232)], 128, run).moved(x, TOP + 0.1, z),
        turned([(0.060, 0.0262), (0.146, 0.0262)], 128, vinyl).moved(x, TOP + 0.1, z),
        turned([(0.050, 0.0262), (0.060, 0.0262)], 96, run).moved(x, TOP + 0.1, z),
        turned([(0.0, 0.0266), (0.0500, 0.0266), (0.0503, 0.0262)], 96, label).moved(x, TOP + 0.1, z),
        turned([(0.0, 0.014), (0.0028, 0.013), (0.0036, 0.0)], 16, chrome).moved(x, TOP + 0.126, z),
    ]
    foot = turned([(0.024, 0.018), (0.028, 0.006), (0.026, 0.0)], 20, black)
    parts += [foot.moved(a, TOP, b) for a in (-0.20, 0.20) for b in (-0.15, 0.15)]
    # Strobe dots around the platter.
    turn = np.linspace(0, 2 * np.pi, 121)[:-1]
    dots = [(x + 0.1602 * math.cos(t), TOP + 0.109, z + 0.1602 * math.sin(t)) for t in turn]
    parts.append(boxes(dots, (0.0016, 0.0030, 0.0016), black))
    # The arm: base, gimbal, an S of chrome, its weight, the head with its needle.
    ax, az = 0.165, 0.115
    base = [(0.0, 0.040), (0.016, 0.040), (0.020, 0.034), (0.020, 0.012), (0.038, 0.010), (0.040, 0.0)]
    parts.append(turned(base, 40, silver).moved(ax, TOP + 0.1, az))
    tip = (x + 0.098, TOP + 0.1305, z - 0.062)
    y_arm = TOP + 0.1475
    line = [(ax, y_arm, az), (ax - 0.004, y_arm, az - 0.05), (ax - 0.002, y_arm, az - 0.105), (ax - 0.018, y_arm - 0.002, az - 0.150),
            (tip[0] + 0.012, y_arm - 0.006, tip[2] + 0.022), (tip[0] + 0.004, tip[1] + 0.012, tip[2] + 0.006)]  # fmt: skip
    dense = np.stack([np.interp(np.linspace(0, 5, 51), range(6), [p[c] for p in line]) for c in range(3)], 1)
    for _ in range(14):
        dense[1:-1] = 0.5 * dense[1:-1] + 0.25 * (dense[:-2] + dense[2:])
    parts.append(tube(dense, 0.0044, 14, chrome))
    parts.append(tube([(ax, y_arm, az), (ax + 0.003, y_arm, az + 0.040)], 0.0052, 14, chrome))
    weight = [(ax + 0.003, y_arm, az + off) for off in (0.026, 0.028, 0.056, 0.058)]
    parts.append(tube(weight, [0.004, 0.0165, 0.0165, 0.004], 28, silver))
    parts.append(bars([(ax - 0.017, y_arm, az)], [(ax + 0.017, y_arm, az)], (0.004, 0.010), silver))
    way = np.array(tip) - np.array(line[4])
    way[1] = 0
    way /= np.linalg.norm(way)
    end = np.array([tip[0], tip[1] + 0.010, tip[2]])
    parts.append(bars([end - 0.012 * way], [end + 0.020 * way], (0.0085, 0.0022), black))
    parts.append(
        bars([end - 0.002 * way + [0, -0.006, 0]], [end + 0.018 * way + [0, -0.007, 0]], (0.0065, 0.0045), black)
    )
    parts.append(
        bars([end + 0.014 * way + [0, -0.008, 0]], [end + 0.017 * way + [0, -0.0135, 0]], (0.0008, 0.0008), chrome)
    )
    parts.append(
        tube(
            [end + 0.010 * way, end + 0.016 * way + [0.010, 0.004, 0], end + 0.020 * way + [0.020, 0.012, 0]],
            0.0010,
            6,
            chrome,
        )
    )
    rest = [(ax + 0.012, TOP + 0.1, az - 0.10), (ax + 0.012, TOP + 0.138, az - 0.10)]
    parts.append(bars(rest[:1], rest[1:], (0.003, 0.003), black))
    # Buttons, a slider and a lamp.
    parts.append(boxes([(0.125, TOP + 0.102, -0.148), (0.159, TOP + 0.102, -0.148)], (0.013, 0.003, 0.010), silver))
    parts.append(boxes([(0.205, TOP + 0.1005, -0.03)], (0.006, 0.001, 0.065), silver))
    parts.append(boxes([(0.205, TOP + 0.1035, -0.02)], (0.010, 0.004, 0.007), black))
    parts.append(turned([(0.0, 0.012), (0.013, 0.012), (0.015, 0.0)], 24, silver).moved(-0.205, TOP + 0.1, -0.155))
    parts.append(turned([(0.0, 0.004), (0.004, 0.003), (0.004, 0.0)], 12, red).moved(-0.172, TOP + 0.1, -0.160))
    return Mesh.of(parts), label


def radio(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a radio of the fifties: walnut, cloth over its loudspeaker, a dial that is lit."""
    walnut = place.material(skins.WOOD, (0.024, 0.058, 0.130), gloss=0.06, rough=0.07, scale=0.5)
    cloth = place.material(skins.CLOTH, (0.10, 0.20, 0.28), scale=1.0)
    brass = place.material(skins.METAL, (0.18, 0.46, 0.72), gloss=0.5, rough=0.14, metal=True)
    ivory = place.material(skins.PLAIN, (0.34, 0.46, 0.52), gloss=0.05, rough=0.1)
    dial = place.material(skins.GLOW, (0.05, 0.06, 0.06), scale=0.0, glow=(0.30, 1.05, 1.7), family=ODD)
    ink = place.material(skins.PLAIN, (0.01, 0.012, 0.02))
    red = place.material(skins.GLOW, (0, 0, 0), scale=0.0, glow=(0.05, 0.08, 2.2), family=ODD)
    front, y = -0.105, TOP + 0.01
    arch = [(-0.235, 0.0), (0.235, 0.0)] + [
        (0.235 - 0.05 + 0.05 * math.cos(t), 0.25 + 0.05 * math.sin(t)) for t in np.linspace(0, math.pi / 2, 7)
    ]
    arch += [(-0.185 + 0.05 * math.cos(t), 0.25 + 0.05 * math.sin(t)) for t in np.linspace(math.pi / 2, math.pi, 7)]
    parts = [extruded(arch, 0.20, walnut).moved(0, y, 0)]
    parts.append(boxes([(-0.075, y + 0.185, front)], (0.14, 0.085, 0.004), cloth))
    bars_at = np.linspace(-0.20, 0.05, 11)
    parts.append(
        bars(
            [(u, y + 0.10, front - 0.006) for u in bars_at],
            [(u, y + 0.27, front - 0.006) for u in bars_at],
            (0.0022, 0.0022),
            brass,
        )
    )
    for u, v, w, h in (
        (-0.075, 0.272, 0.143, 0.004),
        (-0.075, 0.098, 0.143, 0.004),
        (-0.217, 0.185, 0.004, 0.090),
        (0.067, 0.185, 0.004, 0.090),
    ):
        parts.append(boxes([(u, y + v, front - 0.006)], (w, h, 0.006), brass))
    # A round dial with marks and a hand.
    cx, cy = 0.150, y + 0.195
    face = Mesh.of([turned([(0.0, 0.0), (0.058, 0.0)], 48, dial)]).leaned(0, -math.pi / 2).moved(cx, cy, front - 0.004)
    parts.append(face)
    t = np.linspace(0, 2 * np.pi, 49)
    parts.append(
        tube(
            np.stack([cx + 0.060 * np.cos(t), cy + 0.060 * np.sin(t), np.full(49, front - 0.006)], 1), 0.005, 10, brass
        )
    )
    for k in range(25):
        a = math.radians(-40 + 260 * k / 24)
        r0 = 0.042 if k % 4 == 0 else 0.047
        ends = [(cx + r * math.cos(a), cy + r * math.sin(a), front - 0.0065) for r in (r0, 0.052)]
        parts.append(bars(ends[:1], ends[1:], (0.0009, 0.0006), ink))
    a = float(rng.uniform(0.3, 2.8))
    parts.append(
        bars(
            [(cx, cy, front - 0.009)],
            [(cx + 0.048 * math.cos(a), cy + 0.048 * math.sin(a), front - 0.009)],
            (0.0013, 0.0008),
            red,
        )
    )
    knob = [(0.0, 0.026), (0.014, 0.026), (0.016, 0.022), (0.018, 0.006), (0.022, 0.0)]
    for u in (-0.19, -0.10, 0.10, 0.19):
        parts.append(turned(knob, 24, ivory).leaned(0, -math.pi / 2).moved(u, y + 0.048, front - 0.001))
        parts.append(
            turned([(0.0, 0.0275), (0.007, 0.0272)], 20, brass)
            .leaned(0, -math.pi / 2)
            .moved(u, y + 0.048, front - 0.001)
        )
    parts.append(boxes([(x, TOP + 0.005, z) for x in (-0.19, 0.19) for z in (-0.07, 0.07)], (0.014, 0.006, 0.014), ink))
    rod = [(0.20, y + 0.28, 0.07), (0.34, y + 0.62, 0.12)]
    parts.append(bars(rod[:1], rod[1:], (0.0018, 0.0018), brass))
    place.lamp((cx, cy, front - 0.10), (0.010, 0.032, 0.052), ODD, 0.04)
    return Mesh.of(parts)


def cassette(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a cassette that leans on its case, another that lies before it, and a run of tape."""
    tape = place.material(skins.PLAIN, (0.012, 0.018, 0.030), gloss=0.10, rough=0.08)
    white = place.material(skins.PLAIN, (0.50, 0.55, 0.57), gloss=0.04, rough=0.1)
    parts = []
    for n, (tone, at, turn, lean) in enumerate(
        (
            ((0.020, 0.020, 0.022), (0.02, TOP + 0.004, 0.015), 0.15, 1.15),
            ((0.30, 0.33, 0.34), (-0.075, TOP + 0.012, -0.105), -0.45, math.pi / 2),
        )
    ):
        hue = float(rng.uniform(0, 360))
        shell = place.material(skins.PLAIN, tone, gloss=0.06, rough=0.08)
        paper = place.material(skins.PLAIN, (0.48, 0.56, 0.60), gloss=0.02, rough=0.3)
        band = place.material(
            skins.PLAIN,
            tuple(float(0.04 + 0.5 * part) for part in light_of_hue(hue, 0.16, 0.55)),
            gloss=0.03,
            rough=0.2,
        )
        other = place.material(
            skins.PLAIN,
            tuple(float(0.04 + 0.5 * part) for part in light_of_hue(hue + 50, 0.16, 0.6)),
            gloss=0.03,
            rough=0.2,
        )
        ink = place.material(skins.PLAIN, (0.02, 0.02, 0.02))
        f = -0.0062
        one = [extruded(_rounded(0.0502, 0.0319, 0.003), 0.012, shell).moved(0, 0.032, 0)]
        one.append(extruded(_rounded(0.0455, 0.0210, 0.002), 0.0006, paper).moved(0, 0.038, f))
        one.append(boxes([(0, 0.0265, f - 0.0005)], (0.0455, 0.0042, 0.0003), band))
        one.append(boxes([(0, 0.0200, f - 0.0005)], (0.0455, 0.0022, 0.0003), other))
        one.append(boxes([(0, 0.0335, f - 0.0006)], (0.0245, 0.0090, 0.0003), shell))
        one.append(boxes([(0, 0.0335, f - 0.0010)], (0.0085, 0.0060, 0.0003), tape))
        one += [boxes([(0.0, 0.0505 + 0.004 * k, f - 0.0005)], (0.038, 0.0003, 0.0002), ink) for k in range(2)]
        one.append(
            bars(
                [(-0.032, 0.0525, f - 0.0006), (-0.018, 0.0520, f - 0.0006)],
                [(-0.022, 0.0528, f - 0.0006), (0.004, 0.0531, f - 0.0006)],
                (0.0009, 0.0002),
                band,
            )
        )
        for u in (-0.0212, 0.0212):
            one.append(
                turned([(0.0062, 0.0007), (0.0062, 0.0)], 24, ink).leaned(0, -math.pi / 2).moved(u, 0.0335, f - 0.001)
            )
            hub = (
                turned([(0.0042, 0.0012), (0.0060, 0.0012)], 24, white)
                .leaned(0, -math.pi / 2)
                .moved(u, 0.0335, f - 0.0006)
            )
            one.append(hub)
            for k in range(6):
                a = k * math.pi / 3 + 0.4 * n
                ends = [(u + r * math.cos(a), 0.0335 + r * math.sin(a), f - 0.0016) for r in (0.0052, 0.0030)]
                one.append(bars(ends[:1], ends[1:], (0.0007, 0.0004), white))
        one.append(
            extruded([(-0.032, 0.0), (-0.028, 0.0125), (0.028, 0.0125), (0.032, 0.0)], 0.0025, shell).moved(
                0, 0.0005, f
            )
        )
        for u, v in ((-0.046, 0.060), (0.046, 0.060), (-0.046, 0.004), (0.046, 0.004), (0.0, 0.008)):
            one.append(
                turned([(0.0, 0.0006), (0.0018, 0.0005), (0.0020, 0.0)], 10, white)
                .leaned(0, -math.pi / 2)
                .moved(u, v, f)
            )
        mesh = Mesh.of(one)
        big = Mesh((mesh.points * 2.1).astype(np.float32), mesh.carried, mesh.triangles, mesh.skins)
        parts.append(big.leaned(0, math.pi / 2 - lean if n == 0 else lean).moved(*at, turn=turn))
    s = np.linspace(0, 1, 90)
    curl = np.stack(
        [
            0.10 + 0.16 * s + 0.03 * np.cos(17 * s),
            TOP + 0.004 + 0.012 * np.sin(14 * s) ** 2,
            -0.10 + 0.16 * s + 0.035 * np.sin(17 * s),
        ],
        1,
    )
    sheet = np.stack([curl, curl + np.array([0, 0.008, 0])], 0)
    parts.append(grid(sheet, tape))
    case = place.material(skins.PLAIN, (0.16, 0.17, 0.17), gloss=0.12, rough=0.05)
    parts.append(boxes([(0, 0.07, 0)], (0.115, 0.075, 0.018), case).moved(0.03, TOP + 0.006, 0.115, turn=0.15))
    return Mesh.of(parts)
