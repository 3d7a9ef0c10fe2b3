"""Snakes: a coil on the ground, the head raised over it; metres, looking to the right."""

from __future__ import annotations

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

_KINDS = (  # back and saddles
    ((0.110, 0.230, 0.330), (0.030, 0.055, 0.085)),
    ((0.070, 0.220, 0.150), (0.022, 0.055, 0.040)),
    ((0.170, 0.300, 0.400), (0.050, 0.095, 0.160)),
    ((0.130, 0.150, 0.165), (0.030, 0.034, 0.038)),
)
_EYE, _PUPIL = Skin((0.03, 0.24, 0.42), 0.6, "plain", 0.05), Skin((0.006, 0.006, 0.006), 0.6, "plain")
_TONGUE = Skin((0.03, 0.02, 0.12), 0.3, "plain")
_THICK = 0.046
_STEPS = 132


def _spine(rng: np.random.Generator, *, reared: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Return the places along the middle of a snake from its tail to behind its head, and how thick it is there."""
    t = np.linspace(0, 1, _STEPS)
    coil = t < 0.80
    turn = 2 * np.pi * (0.15 + 2.45 * t / 0.80) + float(rng.uniform(-0.15, 0.15))
    out = 0.340 - 0.215 * (t / 0.80) ** 0.9
    wander = 1 + 0.07 * np.sin(1.7 * turn + float(rng.uniform(0, 6)))
    x, z = out * wander * np.cos(turn), 0.9 * out * wander * np.sin(turn)
    radii = _THICK * np.clip(0.10 + 2.1 * t, 0, 1) * np.clip(1.0 - 1.9 * (t - 0.74), 0.62, 1)
    y = radii * 0.94 + 0.055 * np.clip((t - 0.30) / 0.45, 0, 1) + 0.012 * np.sin(3 * turn)
    first = int(coil.sum()) - 1
    u = np.clip((t - t[first]) / (1 - t[first]), 0, 1)
    ease = u * u * (3 - 2 * u)
    rise = [
        (0.0, 0.0),
        (0.045, 0.085),
        (-0.06, 0.165),
        (0.02, 0.225),
        (0.125, 0.215),
    ]  # an S that the neck makes, x and y
    if reared:
        rise = [(0.0, 0.0), (0.03, 0.11), (-0.07, 0.23), (-0.06, 0.35), (0.0, 0.43), (0.075, 0.435)]
    at = np.linspace(0, 1, len(rise))
    along = [np.interp(ease, at, [one[k] for one in rise]) for k in (0, 1)]
    smooth = np.ones(9) / 9
    along = [np.convolve(np.pad(one, 4, mode="edge"), smooth, mode="valid") for one in along]
    x = np.where(coil, x, x[first] * (1 - 0.5 * u) + along[0])
    y = np.where(coil, y, y[first] + along[1])
    z = np.where(coil, z, z[first] * (1 - ease) - 0.05 * ease)
    return np.stack([x, y, z], 1), radii


def snake(wish: Wish) -> Cast:
    """A snake that lies in a coil and raises its head."""
    back, saddle = _KINDS[wish.film % len(_KINDS)]
    if wish.colour is not None:
        back, saddle = wish.colour, tuple(0.3 * one for one in wish.colour)
    own = Skin(back, 0.30, "scales", second=tuple(0.35 * one for one in back))
    dark = Skin(saddle, 0.30, "scales", second=tuple(0.4 * one for one in saddle))
    pale = Skin(tuple(min(1.7 * one + 0.02, 0.6) for one in back), 0.25, "scales", second=back)
    m = Model()
    cobra = bool({"cobra", "cobras"} & wish.words)
    points, radii = _spine(wish.rng, reared=cobra)
    for n in range(_STEPS - 1):
        skin = dark if n % 7 < 3 and n > 8 else own
        m.cone(points[n], radii[n], points[n + 1], radii[n + 1], skin, blend=0.010)
    neck = points[-1]
    ahead = np.array([0.93, -0.16, -0.33])
    ahead /= np.linalg.norm(ahead)
    side = np.cross(ahead, np.array([0.0, 1.0, 0.0]))
    side /= np.linalg.norm(side)
    up = np.cross(side, ahead)

    def at(far: float, aside: float, high: float) -> np.ndarray:
        return neck + far * ahead + aside * side + high * up

    if cobra:  # its hood, spread to both sides of the neck
        low, wide, high = (
            np.array([float(neck[0]) + x, float(neck[1]) + y, float(neck[2])])
            for x, y in ((-0.10, -0.22), (-0.085, -0.09), (-0.04, -0.01))
        )
        hood = np.array([0.93, 0.10, -0.33])
        m.limb([low, wide, high], [0.036, 0.092, 0.040], own, blend=0.02, flat=4.0, across=hood, bends=4)
        m.limb(
            [low + 0.012 * hood, wide + 0.016 * hood, high + 0.012 * hood],
            [0.026, 0.060, 0.028],
            pale,
            blend=0.01,
            flat=4.0,
            across=hood,
            bends=4,
        )
    for way in (-1, 1):  # the jaws are wider than the neck
        m.cone(
            at(0.0, 0.004 * way, 0.0),
            0.026,
            at(0.050, 0.022 * way, 0.004),
            0.025,
            own,
            blend=0.02,
            flat=1.15,
            across=up,
        )
        m.cone(
            at(0.050, 0.022 * way, 0.004),
            0.025,
            at(0.112, 0.006 * way, 0.002),
            0.017,
            own,
            blend=0.02,
            flat=1.2,
            across=up,
        )
        m.cone(at(0.055, 0.020 * way, -0.014), 0.016, at(0.108, 0.005 * way, -0.011), 0.011, pale, blend=0.012)
        m.cone(at(0.066, 0.021 * way, 0.019), 0.009, at(0.092, 0.017 * way, 0.016), 0.007, own, blend=0.008)  # the brow
        m.ball(at(0.080, 0.0235 * way, 0.0085), 0.0088, _EYE, group=1)
        m.cone(at(0.0815, 0.0305 * way, 0.013), 0.0022, at(0.0815, 0.0305 * way, 0.004), 0.0022, _PUPIL, group=2)
        m.ball(at(0.122, 0.008 * way, 0.006), 0.0025, _PUPIL, group=2)
        m.limb([at(0.120, 0.0, -0.008), at(0.150, 0.0, -0.012), at(0.176, 0.012 * way, -0.006)],
               [0.0028, 0.0024, 0.0008], _TONGUE, group=3, bends=3)  # fmt: skip
    return Cast(
        m,
        looks_left=False,
        tall=0.64 if cobra else 0.43,
        turn=(-0.15, 0.35),
        heart=None,
        detail=(float(neck[0]) - 0.01, float(neck[1]) - 0.05, 0.50 if cobra else 0.40),
        sway=0.0,
        width=0.84,
    )
