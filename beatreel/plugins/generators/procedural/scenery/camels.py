"""A caravan as a mesh, or one rider of it: camels with loads and riders, and who leads them; metres, it goes to the left."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.kernels.mesh import Mesh, tube

from .built import Place, body, dressed, skins

WIDE, TALL = 20.0, 2.9
ONE_WIDE = 3.0
_APART = 3.5


def caravan(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a caravan of five about the origin."""
    coats, cloths = _coats(place), _cloths(place)
    rope = place.material(skins.PLAIN, (0.10, 0.14, 0.18))
    parts = []
    for k in range(5):
        x = (k - 1.7) * _APART + float(rng.uniform(-0.3, 0.3))
        kind = "rider" if k in (0, 2, 3) else "camel"
        coat, cloth = coats[int(rng.integers(3))], cloths[k % 4]
        one = dressed(body(kind, 2.25, 0.85, coat), (1.92 if kind == "rider" else 9.0, cloth))
        parts.append(one.moved(x, 0, float(rng.uniform(-0.4, 0.4)), float(rng.uniform(-0.08, 0.08)) + np.pi))
        if k:
            t = np.linspace(0, 1, 9)
            parts.append(
                tube(np.stack([x - 1.4 - 1.4 * t, 1.75 - 1.2 * t * (1 - t) - 0.3 * t, 0 * t], 1), 0.02, 5, rope)
            )
    leader = body("traveller", 1.8, 0.42, cloths[2])
    parts.append(leader.moved(-2.65 * _APART, 0, 0, np.pi))
    return Mesh.of(parts)


def camel_rider(place: Place, rng: np.random.Generator) -> Mesh:
    """Return a camel with its rider, at the origin."""
    coats, cloths = _coats(place), _cloths(place)
    coat, cloth = coats[int(rng.integers(3))], cloths[int(rng.integers(4))]
    return dressed(body("rider", 2.25, 0.85, coat), (1.92, cloth)).moved(0, 0, 0, np.pi)


def _coats(place: Place) -> list[int]:
    return [
        place.material(skins.PLASTER, tuple(share * part for part in (0.12, 0.21, 0.32))) for share in (0.75, 1.0, 1.2)
    ]


def _cloths(place: Place) -> list[int]:
    colours = ((0.05, 0.05, 0.34), (0.36, 0.16, 0.05), (0.42, 0.46, 0.48), (0.03, 0.22, 0.42))
    return [place.material(skins.CLOTH, one) for one in colours]
