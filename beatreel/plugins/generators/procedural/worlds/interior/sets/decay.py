"""What years do to a hall that nobody keeps: a chandelier that has come down, plaster and boards on the floor, green where light falls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from beatreel.plugins.generators.procedural.kernels.fields import fbm_at
from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, boxes, leaves
from beatreel.plugins.generators.procedural.scenery.built import skins

if TYPE_CHECKING:
    from collections.abc import Callable

    from beatreel.plugins.generators.procedural.scenery.setting import Setting

WORDS = frozenset(
    {"abandoned", "ruined", "ruin", "ruins", "derelict", "decaying", "decayed", "crumbling", "forgotten", "broken"}
)
_DUSK = (0.9, 1.9, 3.4)  # the last of the sun, which shines in where nobody draws curtains


def torn(mesh: Mesh, seed: int, worn: float, lowest: float) -> Mesh:
    """Return a curtain with holes and a ragged lower edge."""
    u, v = mesh.points[:, 0], mesh.points[:, 1]
    rough = fbm_at(u.astype(np.float32), (0.35 * v).astype(np.float32), 0.35, seed, 4)
    gone = (rough > worn) | (v - lowest < 0.9 * np.abs(fbm_at(u.astype(np.float32), 0 * v, 0.5, seed + 1, 3)))
    keep = ~gone[mesh.triangles].any(axis=1)
    return Mesh(mesh.points, mesh.carried, mesh.triangles[keep], mesh.skins[keep])


def air(setting: Setting) -> None:
    """Let more of the sun in, and show it in the dust."""
    place = setting.place
    if setting.hour == "dusk" and setting.description.weather not in ("rain", "storm", "snow"):
        place.sunlight = _DUSK
    place.sunlight = tuple(1.5 * part for part in place.sunlight)
    place.dust = 0.6 * place.dust


def fallen(setting: Setting, hang: Callable[[], None], at: tuple[float, float]) -> None:
    """Build what ``hang`` hangs at the origin, and lay it on the floor, on its side."""
    place = setting.place
    before, lamps, beacons = len(place.meshes), len(place.lamps), len(place.beacons)
    hang()
    body = place.meshes[before]  # without what it hung from
    del place.meshes[before:], place.lamps[lamps:], place.beacons[beacons:]
    lying = body.leaned(0.42 * setting.side, 0.22)
    place.add(lying.moved(at[0], -0.55 * float(lying.points[:, 1].min()), at[1]))


def litter(
    setting: Setting, half: float, ends: tuple[float, float], about: tuple[float, float], count: int = 260
) -> None:
    """Strew plaster and boards over a floor, most of them about one place, with weeds between."""
    place, rng = setting.place, setting.rng
    plaster = setting.paint(skins.PLASTER, (0.17, 0.19, 0.20))
    boards = setting.paint(skins.WOOD, (0.045, 0.075, 0.11), scale=0.2)
    for skin, many, long in ((plaster, count, 0.30), (boards, count // 5, 1.1)):
        at = np.asarray(about) + rng.normal(0, 1.5, (many, 2))
        free = rng.random(many) < 0.6
        at[free, 0], at[free, 1] = rng.uniform(-half, half, int(free.sum())), rng.uniform(*ends, int(free.sum()))
        wall = rng.random(many) < 0.4  # it lies where nobody walks
        at[wall, 0] = np.sign(at[wall, 0]) * (half - np.abs(rng.normal(0, 0.5, int(wall.sum()))))
        turns, tilts = rng.uniform(0, 2 * math.pi, many), rng.normal(0, 0.2, many)
        axes: Any = np.empty((many, 3, 3), np.float32)
        axes[:, 0] = np.stack([np.cos(turns) * np.cos(tilts), np.sin(tilts), np.sin(turns) * np.cos(tilts)], 1)
        axes[:, 2] = np.stack([-np.sin(turns), 0 * turns, np.cos(turns)], 1)
        axes[:, 1] = np.cross(axes[:, 2], axes[:, 0])
        size = rng.uniform(0.2, 1.0, many) ** 1.7 * long
        thick = 0.014 if skin == boards else 0.028
        halves = np.stack([0.5 * size, np.full(many, thick), 0.06 + 0 * size], 1)
        if skin == plaster:
            halves[:, 2] = 0.5 * size * rng.uniform(0.5, 1.0, many)
        y = thick + np.abs(np.sin(tilts)) * 0.5 * size
        place.add(boxes(np.stack([at[:, 0].clip(-half, half), y, at[:, 1]], 1), halves, skin, axes=axes))
    green = setting.paint(skins.LEAF, (0.030, 0.105, 0.045), (0.05, 0.20, 0.09))
    spots, normals = [], []
    for _ in range(120):
        x = (
            float(rng.choice([-1, 1]) * (half - abs(rng.normal(0, 0.7))))
            if rng.random() < 0.6
            else float(about[0] + rng.normal(0, 1.4))
        )
        z = float(rng.uniform(*ends))
        for _ in range(16):
            a, up = float(rng.uniform(0, 2 * math.pi)), float(rng.uniform(0.0, 0.42))
            spots.append((x + 0.5 * up * math.cos(a), 0.04 + up, z + 0.5 * up * math.sin(a)))
            normals.append((0.6 * math.cos(a), 0.8, 0.6 * math.sin(a)))
    place.add(leaves(spots, normals, rng.uniform(0.03, 0.08, len(spots)), green, rng))
