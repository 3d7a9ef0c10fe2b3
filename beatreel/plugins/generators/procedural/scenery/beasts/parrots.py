"""Parrots on a branch; metres, looking to the right."""

from __future__ import annotations

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Colour, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .perches import branch
from .soaring import ALOFT, in_flight

_KINDS: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((0.020, 0.020, 0.46), (0.030, 0.42, 0.66), (0.38, 0.10, 0.015), (0.62, 0.64, 0.66)),  # scarlet
    ((0.46, 0.17, 0.012), (0.42, 0.15, 0.012), (0.34, 0.09, 0.010), (0.62, 0.64, 0.66)),  # blue, its breast golden
    ((0.035, 0.30, 0.075), (0.030, 0.25, 0.09), (0.30, 0.12, 0.03), (0.05, 0.30, 0.10)),  # green
    ((0.66, 0.68, 0.69), (0.64, 0.66, 0.68), (0.60, 0.63, 0.66), (0.66, 0.68, 0.69)),  # a cockatoo
)
"""Body, shoulders of the wings, quills, face; linear BGR."""
_GOLD: Colour = (0.025, 0.32, 0.66)
_BEAK, _CLAW = Skin((0.018, 0.018, 0.020), 0.5, "plain"), Skin((0.05, 0.05, 0.055), 0.3, "plain")
_HORN, _EYE = Skin((0.42, 0.50, 0.56), 0.4, "plain"), Skin((0.008, 0.008, 0.009), 0.8, "plain")


def _parrot(kind: int, own: Colour | None) -> Model:
    body, shoulder, quill, face = _KINDS[kind]
    body, shoulder = own or body, own or shoulder
    plume, cover, tips, cheek = (Skin(one, 0.10, "feathers", pile=0.35) for one in (body, shoulder, quill, face))
    breast = Skin(_GOLD, 0.10, "feathers", pile=0.35) if kind == 1 and own is None else plume
    m = Model()
    m.limb([(-0.07, 0.24, 0), (0.0, 0.42, 0), (0.05, 0.58, 0)], [0.085, 0.118, 0.088], plume, blend=0.05, bends=2)
    m.limb([(0.066, 0.55, 0), (0.052, 0.46, 0), (0.016, 0.30, 0)], [0.084, 0.098, 0.080], breast, blend=0.02)
    m.cone((0.075, 0.690, 0), 0.086, (0.095, 0.665, 0), 0.078, plume, blend=0.05)
    beak = _HORN if kind == 0 else _BEAK
    m.limb([(0.150, 0.700, 0), (0.215, 0.688, 0), (0.232, 0.618, 0)], [0.050, 0.040, 0.006], beak, group=1, bends=4)
    m.limb([(0.150, 0.640, 0), (0.188, 0.620, 0)], [0.036, 0.016], _BEAK, group=2)
    if kind == 3:
        for n in range(4):
            m.limb([(0.06, 0.765, 0), (0.0 - 0.03 * n, 0.855 - 0.012 * n, 0)], [0.020, 0.008], Skin(_GOLD, 0.1, "feathers"), group=9,
                   blend=0.01)  # fmt: skip
    for side in (-1, 1):
        m.ball((0.122, 0.672, 0.058 * side), 0.040, cheek, group=3, flat=1.8, across=(0.4, 0, side))
        m.ball((0.118, 0.700, 0.077 * side), 0.0125, _EYE, group=4)
        z = 0.122 * side
        m.limb([(0.02, 0.555, 0.9 * z), (-0.035, 0.43, 1.1 * z), (-0.075, 0.34, z)], [0.050, 0.068, 0.050], plume if kind != 1 else cover,
               group=5, blend=0.02, flat=2.0, across=(0.25, 0.1, side))  # fmt: skip
        for n in range(6):  # bands of coverts and quills, each over the next
            t = n / 5
            skin = cover if n < 2 else tips
            start = (-0.030 - 0.040 * t, 0.42 - 0.05 * t, (1.13 - 0.05 * n) * z)
            end = (-0.105 - 0.085 * t, 0.20 - 0.19 * t, (0.95 - 0.13 * n) * z)
            m.limb(
                [start, end],
                [0.034 - 0.003 * n, 0.013],
                skin,
                group=6 + (n >= 2),
                flat=2.0,
                across=(0.25, 0.1, side),
                blend=0.004,
            )
        m.cone((-0.005, 0.27, 0.045 * side), 0.048, (0.02, 0.165, 0.045 * side), 0.020, plume, blend=0.03)
        for toe in (-1, 1):
            m.limb([(0.015, 0.150, 0.045 * side), (0.060, 0.135, 0.045 * side + 0.018 * toe), (0.072, 0.088, 0.045 * side + 0.018 * toe)],
                   [0.014, 0.012, 0.007], _CLAW, group=12)  # fmt: skip
    for n in range(5):  # the tail hangs down far below the branch
        z = 0.020 * (n - 2)
        m.limb([(-0.10, 0.22, z), (-0.21, -0.02, 1.1 * z), (-0.30 - 0.012 * abs(n - 2), -0.30 + 0.06 * abs(n - 2), 0.8 * z)],
               [0.034, 0.026, 0.008], tips if n % 2 else plume, group=13 + n % 2, flat=1.7, across=(0.8, 0.3, 0))  # fmt: skip
    return m


def parrot(wish: Wish) -> Cast:
    """A parrot on a branch, or two that sit close together; about twice as large as life."""
    if ALOFT & wish.words:
        return in_flight(wish, "parrot", 5 if {"parrots", "macaws"} & wish.words else 1)
    two = bool({"two", "parrots", "macaws", "pair", "cockatoos", "cockatiels", "budgies"} & wish.words)
    first = 3 if {"cockatoo", "cockatoos"} & wish.words else 2 if {"budgie", "budgies"} & wish.words else wish.film % 3
    model = Model()
    if two:
        other = first if first == 3 else (first + 1) % 3
        model.add(_parrot(first, wish.colour), at=(-0.27, -0.02, 0.0), turn=0.20)
        model.add(_parrot(other, None).mirrored(), at=(0.29, 0.0, 0.04), turn=-0.10)
    else:
        model.add(_parrot(first, wish.colour))
    wood = Model()
    branch(wood, 0.10)
    model.add(wood)
    return Cast(
        model,
        looks_left=False,
        tall=0.90 if first == 3 else 0.80,
        turn=(-0.30, 0.20),
        heart=(0.38, 1.35),
        detail=(0.0 if two else 0.12, 0.58, 0.80 if two else 0.72),
        sway=0.008,
        perched=True,
        width=1.5 if two else 1.3,
    )
