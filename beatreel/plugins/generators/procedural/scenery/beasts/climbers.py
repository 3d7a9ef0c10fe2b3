"""Animals of trees: squirrels that sit up, monkeys and apes, pandas with their bamboo; metres, looking to the right."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Colour, Wish
from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .coats import AT_REST, BLACK, Head, add_eyes, iris_of, natural, together
from .perches import branch

_ON_A_BRANCH = {*"branch branches tree trees bough twig canopy".split()}
_GROUND = {*"ground grass snow meadow lawn".split()}
_DARK = Skin((0.010, 0.014, 0.022), 0.8, "plain")
_NUT, _CUP = Skin((0.03, 0.11, 0.24), 0.35, "plain"), Skin((0.03, 0.06, 0.10), 0.1, "wood")


def _perched(model: Model, up: bool, height: float) -> Model:
    """Return it on a branch where it is ``up``."""
    if not up:
        return model
    raised = Model()
    raised.add(model, at=(0.0, height, 0.0))
    branch(raised, height)
    return raised


def squirrel(wish: Wish) -> Cast:
    """A squirrel that sits up with a nut in its paws, its tail behind it; on a branch where trees are named. Twice as large as life."""
    back = natural(wish, (0.022, 0.085, 0.27))
    if wish.colour is None and {"grey", "gray"} & wish.words:
        back = (0.15, 0.165, 0.18)
    coat = Skin(back, 0.05, "coat", second=back, pile=0.45)
    pale = Skin((0.50, 0.56, 0.60), 0.05, "coat", second=(0.50, 0.56, 0.60), pile=0.40)
    brush = Skin(
        tuple(0.85 * one for one in back), 0.05, "coat", second=tuple(min(1.6 * one, 0.7) for one in back), pile=1.25
    )
    m = Model()
    m.limb([(-0.06, 0.12, 0), (-0.01, 0.24, 0), (0.05, 0.33, 0)], [0.115, 0.100, 0.072], coat, blend=0.05, bends=2)
    m.cone((0.065, 0.30, 0), 0.062, (0.045, 0.16, 0), 0.070, pale, blend=0.04)
    m.limb([(-0.13, 0.07, 0.02), (-0.26, 0.12, 0.03), (-0.285, 0.28, 0.03), (-0.21, 0.42, 0.02), (-0.25, 0.55, 0.02), (-0.34, 0.585, 0.02)],
           [0.040, 0.070, 0.090, 0.094, 0.080, 0.035], brush, group=1, blend=0.03, bends=3)  # fmt: skip
    hold = np.array([0.150, 0.265, 0.0])
    for side in (-1, 1):
        z = 0.062 * side
        m.cone((-0.07, 0.12, 1.1 * z), 0.088, (0.03, 0.075, 1.4 * z), 0.058, coat, blend=0.04)
        m.limb([(0.02, 0.035, 1.4 * z), (0.115, 0.022, 1.4 * z)], [0.030, 0.020], coat, blend=0.02)
        m.limb([(0.055, 0.30, 0.9 * z), (0.105, 0.225, 1.05 * z), hold + np.array([0.0, 0.0, 0.5 * z])], [0.036, 0.027, 0.019], coat,
               blend=0.015)  # fmt: skip
        m.ball(hold + np.array([0.006, 0.0, 0.45 * z]), 0.019, coat, blend=0.01)
    m.ball(hold + np.array([0.022, 0.010, 0]), 0.034, _NUT, group=2)
    m.cone(hold + np.array([0.012, 0.030, 0]), 0.032, hold + np.array([0.014, 0.042, 0]), 0.022, _CUP, group=3)
    head = Head(np.array([0.105, 0.415, -0.005]), 0.066, yaw=0.42, pitch=-0.12)
    at, s = head.point, head.size
    m.cone((0.05, 0.34, 0), 0.066, at(-0.2, 0, -0.2), 0.056, coat, blend=0.04)
    short, light = replace(coat, pile=0.20), replace(pale, pile=0.16)
    m.ball(at(0, 0, 0), s, short, blend=0.02, flat=1.08)
    m.cone(at(0.45, 0, -0.12), 0.66 * s, at(1.05, 0, -0.28), 0.36 * s, short, blend=0.02)
    m.cone(at(0.55, 0, -0.50), 0.46 * s, at(1.05, 0, -0.48), 0.26 * s, light, blend=0.02)
    m.cone(at(1.40, -0.07, -0.22), 0.085 * s, at(1.40, 0.07, -0.22), 0.085 * s, BLACK, group=4)
    for way in (-1, 1):
        ear = [at(-0.30, 0.52 * way, 0.70), at(-0.38, 0.66 * way, 1.15), at(-0.45, 0.74 * way, 1.62)]
        m.limb(ear, [0.28 * s, 0.24 * s, 0.05 * s], short, blend=0.02, flat=1.4, across=head.ahead, bends=2)
        m.cone(ear[2], 0.05 * s, at(-0.55, 0.80 * way, 2.05), 0.02 * s, coat, group=5)  # its tuft
        m.ball(at(0.50, 0.56 * way, -0.22), 0.36 * s, light, blend=0.02)
    add_eyes(m, head, (0.66, 0.78, 0.16), 0.21, _DARK)
    up = bool(_ON_A_BRANCH & wish.words) and not _GROUND & wish.words
    model = _perched(m, up, 0.16)
    high = 0.16 if up else 0.0
    cast = Cast(
        model,
        looks_left=False,
        tall=0.64 + high,
        turn=(-0.20, 0.35),
        heart=(0.32 + high, 0.86),
        detail=(0.12, 0.36 + high, 0.44),
        sway=0.0 if up else 0.004,
        perched=up,
        width=1.0,
    )
    return together(cast, wish, "squirrels")  # fmt: skip


# Back, breast, face: of a macaque, a chimpanzee, a gorilla, an orangutan.
_APES: dict[str, tuple[Colour, Colour, Colour]] = {
    "monkey": ((0.075, 0.135, 0.20), (0.30, 0.37, 0.42), (0.21, 0.26, 0.44)),
    "chimpanzee": ((0.014, 0.015, 0.018), (0.018, 0.020, 0.024), (0.10, 0.13, 0.20)),
    "gorilla": ((0.016, 0.016, 0.018), (0.022, 0.022, 0.025), (0.018, 0.018, 0.020)),
    "orangutan": ((0.012, 0.065, 0.24), (0.018, 0.085, 0.28), (0.05, 0.07, 0.11)),
}


def monkey(wish: Wish) -> Cast:
    """A monkey that sits, its arms on its knees; a chimpanzee, a gorilla or an orangutan where the words say so."""
    words = {word.removesuffix("s") for said in wish.words for word in said.split()}
    name = next((one for one in _APES if one in words), "monkey")
    name = "monkey" if "monkey" in words else "chimpanzee" if words & {"ape", "chimp"} else name
    ape = name != "monkey"
    snows = "snow" in words and not ape
    back, breast, bare = _APES[name]
    if snows:  # those that bathe in hot springs have red faces
        bare = (0.13, 0.14, 0.50)
    if wish.colour is not None:
        back, breast = natural(wish, back), tuple(min(1.6 * one + 0.03, 0.66) for one in natural(wish, back))
    coat, front = Skin(back, 0.05, "coat", second=back, pile=0.8), Skin(breast, 0.05, "coat", second=breast, pile=0.6)
    face = Skin(bare, 0.12, "hide", second=bare)
    m, broad = Model(), 1.22 if name == "gorilla" else 1.0
    m.limb(
        [(-0.10, 0.15, 0), (-0.04, 0.34, 0), (0.05, 0.50, 0)], [0.165, 0.150, 0.135 * broad], coat, blend=0.07, bends=2
    )
    m.cone((0.085, 0.46, 0), 0.100, (0.03, 0.22, 0), 0.120, front, blend=0.05)
    for side in (-1, 1):
        z = 0.115 * side * broad
        knee, foot = np.array([0.165, 0.275, 1.35 * z]), np.array([0.175, 0.035, 1.25 * z])
        m.limb([(-0.08, 0.14, 1.05 * z), knee], [0.105, 0.070], coat, blend=0.04)
        m.limb([knee, foot], [0.062, 0.040], coat, blend=0.03)
        m.cone(
            foot + np.array([-0.02, -0.008, 0]),
            0.032,
            foot + np.array([0.110, -0.014, 0]),
            0.024,
            face,
            blend=0.01,
            flat=1.4,
            across=(0, 1, 0),
        )
        hand = knee + np.array([0.075, 0.010, -0.01 * side])
        m.ball((0.04, 0.50, 1.12 * z), 0.082 * broad, coat, blend=0.05)
        m.limb(
            [(0.05, 0.50, 1.15 * z), (0.00, 0.325, 1.60 * z), hand],
            [0.066 * broad, 0.052 * broad, 0.036],
            coat,
            blend=0.03,
        )
        for finger in range(4):
            start = hand + np.array([0.01, 0.012, 0.016 * (finger - 1.5)])
            m.limb(
                [start, start + np.array([0.050, -0.010, 0]), start + np.array([0.062, -0.050, 0])],
                [0.014, 0.012, 0.009],
                face,
                group=2,
                blend=0.006,
            )
    if not ape:
        m.limb([(-0.22, 0.10, 0.03), (-0.34, 0.06, 0.05), (-0.46, 0.055, 0.02), (-0.53, 0.075, -0.06)], [0.034, 0.028, 0.026, 0.018], coat,
               group=3, blend=0.02, bends=3)  # fmt: skip
    head = Head(np.array([0.115, 0.715, -0.01]), 0.112, yaw=0.62, pitch=-0.06)
    at, s = head.point, head.size
    m.cone((0.05, 0.54, 0), 0.115 * broad, at(-0.25, 0, -0.3), 0.095, coat, blend=0.06)
    short = replace(coat, pile=0.42)
    m.ball(at(-0.08, 0, 0.05), s, short, blend=0.02)
    if name == "gorilla":
        m.cone(at(-0.35, 0, 0.60), 0.55 * s, at(-0.1, 0, 0.75), 0.42 * s, short, blend=0.04)
    # The bare face: brow, eye sockets, muzzle, and lips.
    m.cone(at(0.62, -0.26, 0.12), 0.42 * s, at(0.62, 0.26, 0.12), 0.42 * s, face, group=4, blend=0.03)
    m.cone(at(0.55, 0, -0.30), 0.52 * s, at(0.98, 0, -0.40), 0.40 * s, face, group=4, blend=0.04)
    m.cone(at(0.72, 0, -0.62), 0.36 * s, at(0.98, 0, -0.62), 0.27 * s, face, group=4, blend=0.03)
    m.limb(
        [at(0.92, -0.42, 0.36), at(1.04, 0, 0.34), at(0.92, 0.42, 0.36)],
        [0.10 * s, 0.11 * s, 0.10 * s],
        face,
        group=4,
        blend=0.02,
        bends=3,
    )
    m.cone(at(0.86, 0, 0.24), 0.13 * s, at(1.24, 0, -0.16), 0.13 * s, face, group=4, blend=0.02)
    for way in (-1, 1):
        m.ball(at(1.36, 0.075 * way, -0.20), 0.050 * s, BLACK, group=5)
        m.ball(at(-0.05, 1.0 * way, 0.02), 0.26 * s, face, group=6, flat=2.0, across=head.ahead)
        m.cone(
            at(0.25, 0.62 * way, -0.45), 0.36 * s, at(0.05, 0.80 * way, -0.10), 0.34 * s, short, blend=0.03
        )  # the ruff of the cheek
    lip = [at(1.14, -0.34, -0.60), at(1.34, 0, -0.55), at(1.14, 0.34, -0.60)]
    m.limb(lip, [0.030 * s] * 3, BLACK, group=7, bends=3)
    add_eyes(
        m, head, (1.00, 0.27, 0.13), 0.135, iris_of(wish, Skin((0.02, 0.09, 0.20), 0.6, "plain", 0.05)), pupil=0.55
    )
    up = bool(_ON_A_BRANCH & wish.words) and name in ("monkey", "orangutan")
    model, high = _perched(m, up, 0.18), 0.18 if up else 0.0
    cast = Cast(
        model,
        looks_left=False,
        tall=0.84 + high,
        turn=(-0.10, 0.35),
        heart=(0.48 + high, 1.05),
        detail=(0.14, 0.64 + high, 0.62),
        sway=0.0 if up else 0.004,
        perched=up,
        width=1.15,
        share=1.25 if name == "gorilla" else 1.0,
    )
    return together(cast, wish, "monkeys")  # fmt: skip


_BLACKISH, _CREAM = Skin((0.018, 0.018, 0.020), 0.07, "fur"), Skin((0.52, 0.57, 0.60), 0.05, "fur")


def panda(wish: Wish) -> Cast:
    """A panda that sits and eats bamboo, or lies on its belly."""
    m, lies = Model(), bool(AT_REST & wish.words)
    black, white = replace(_BLACKISH, pile=1.2), replace(_CREAM, pile=1.2)
    if lies:
        m.limb([(-0.55, 0.30, 0), (-0.10, 0.34, 0), (0.30, 0.28, 0)], [0.30, 0.33, 0.27], white, blend=0.10, bends=2)
        m.cone((0.24, 0.34, -0.12), 0.235, (0.30, 0.20, -0.20), 0.16, black, blend=0.06)
        for z in (-0.26, 0.16):
            m.limb([(0.30, 0.20, z), (0.58, 0.09, 1.1 * z), (0.80, 0.075, z)], [0.135, 0.105, 0.095], black, blend=0.05)
            m.limb(
                [(-0.62, 0.20, 1.1 * z), (-0.80, 0.11, 1.2 * z), (-0.98, 0.10, 1.2 * z)],
                [0.15, 0.115, 0.10],
                black,
                blend=0.05,
            )
        head = Head(np.array([0.60, 0.36, -0.10]), 0.215, yaw=0.85, pitch=-0.10)
        neck = (0.32, 0.34, 0)
    else:
        m.limb([(-0.10, 0.32, 0), (-0.04, 0.56, 0), (0.06, 0.82, 0)], [0.36, 0.345, 0.245], white, blend=0.10, bends=2)
        m.cone((0.02, 0.80, -0.16), 0.165, (0.08, 0.80, 0.16), 0.165, black, blend=0.06)
        for side in (-1, 1):
            z = 0.23 * side
            m.limb(
                [(-0.02, 0.22, 1.05 * z), (0.26, 0.175, 1.20 * z), (0.48, 0.14, 1.15 * z)],
                [0.20, 0.165, 0.135],
                black,
                blend=0.06,
            )
            m.cone((0.52, 0.13, 1.15 * z), 0.125, (0.54, 0.22, 1.15 * z), 0.115, black, blend=0.03)
            m.ball(
                (0.645, 0.185, 1.15 * z),
                0.050,
                Skin((0.07, 0.08, 0.10), 0.1, "hide", second=(0.07, 0.08, 0.10)),
                group=2,
            )
            hand = (0.42, 0.64, -0.10) if side < 0 else (0.36, 0.50, 0.06)
            m.limb([(0.08, 0.78, 0.95 * z), (0.24, 0.545, 1.05 * z), hand], [0.135, 0.115, 0.090], black, blend=0.05)
        head = Head(np.array([0.165, 1.10, -0.03]), 0.250, yaw=0.72, pitch=-0.10)
        neck = (0.08, 0.86, 0)
    at, s = head.point, head.size
    m.cone(neck, 0.20, at(-0.25, 0, -0.25), 0.19, white, blend=0.10)
    short, dark = replace(white, pile=0.5), replace(black, pile=0.4)
    m.ball(at(0, 0, 0), s, short, blend=0.03)
    m.cone(at(0.50, 0, -0.22), 0.52 * s, at(0.98, 0, -0.34), 0.32 * s, short, blend=0.04)
    for way in (-1, 1):
        m.cone(
            at(0.20, 0.48 * way, -0.30), 0.58 * s, at(0.0, 0.62 * way, -0.15), 0.50 * s, short, blend=0.04
        )  # the cheeks
        m.ball(at(-0.18, 0.72 * way, 0.82), 0.30 * s, dark, group=3, flat=1.3, across=head.ahead)
        m.limb([at(0.82, 0.30 * way, 0.18), at(0.82, 0.44 * way, -0.04), at(0.74, 0.54 * way, -0.22)], [0.17 * s, 0.20 * s, 0.13 * s], dark,
               group=0, blend=0.02)  # fmt: skip
    m.cone(at(1.30, -0.10, -0.20), 0.10 * s, at(1.30, 0.10, -0.20), 0.10 * s, BLACK, group=4, blend=0.01)
    m.limb(
        [at(1.26, -0.22, -0.52), at(1.32, 0, -0.44), at(1.26, 0.22, -0.52)], [0.022 * s] * 3, BLACK, group=6, bends=2
    )
    add_eyes(m, head, (1.00, 0.38, 0.08), 0.10, Skin((0.010, 0.020, 0.035), 0.8, "plain"))
    if not lies:
        _bamboo(m, at(1.30, -0.1, -0.50), np.array([0.30, 0.40, -0.22]))
    tall = float(head.at[1]) + 1.1 * s
    cast = Cast(
        m,
        looks_left=False,
        tall=tall,
        turn=(-0.20, 0.25),
        heart=(0.58 * tall, 1.75) if not lies else None,
        detail=(float(head.at[0]) + 0.04, float(head.at[1]) - 0.10, 0.90),
        sway=0.004,
        width=1.6,
    )
    return together(cast, wish, "pandas")  # fmt: skip


def _bamboo(m: Model, end: np.ndarray, start: np.ndarray) -> None:
    """Add a stalk from the paw to the mouth, and its leaves."""
    stalk, leaf = Skin((0.05, 0.30, 0.20), 0.2, "plain"), Skin((0.03, 0.26, 0.10), 0.15, "plain")
    way = (end - start) / np.linalg.norm(end - start)
    m.limb([start - 0.25 * way, end], [0.020, 0.015], stalk, group=12)
    for n in range(9):
        root = start + (0.05 + 0.035 * n) * way
        turn = 2.4 * n
        tip = root + np.array([0.20 * math.cos(turn), -0.05 + 0.10 * math.sin(1.7 * n), 0.14 * math.sin(turn) - 0.04])
        m.limb([root, 0.5 * (root + tip) + np.array([0, 0.02, 0]), tip], [0.006, 0.022, 0.003], leaf, group=13 + n % 2, flat=5.0,
               across=(0.2, 1, 0.3), bends=2)  # fmt: skip
