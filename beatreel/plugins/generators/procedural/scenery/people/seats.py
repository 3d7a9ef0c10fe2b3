"""What people sit and lie on: chairs, stools, steps, a rock, a bed; metres, who sits there faces the eye, hips above the origin."""

from __future__ import annotations

import math

from beatreel.plugins.generators.procedural.scenery.solids import Model, Skin

from .props import PLANKS, bench as bench

_STONE = Skin((0.20, 0.22, 0.24), 0.03, "worn", second=(0.12, 0.13, 0.14))
_VELVET, _LINEN = Skin((0.06, 0.12, 0.10), 0.04, "cloth"), Skin((0.50, 0.54, 0.56), 0.04, "cloth")
_QUILT = Skin((0.16, 0.09, 0.06), 0.03, "cloth")
_BARK, _IRON = Skin((0.07, 0.10, 0.13), 0.02, "wood"), Skin((0.03, 0.03, 0.032), 0.5, "metal")


def chair(m: Model) -> None:
    """A plain chair of wood."""
    m.box((0.0, 0.425, 0.07), (0.44, 0.045, 0.44), PLANKS, group=0, edge=0.012)
    for x in (-0.19, 0.19):
        m.limb([(x, 0.42, -0.10), (1.06 * x, 0.0, -0.12)], [0.020, 0.014], PLANKS, group=1)
        m.limb([(1.06 * x, 0.0, 0.28), (x, 0.43, 0.26), (0.96 * x, 0.92, 0.36)], [0.015, 0.020, 0.016], PLANKS, group=1)
    for y, z in ((0.62, 0.300), (0.75, 0.328), (0.88, 0.352)):
        m.box((0.0, y, z), (0.37, 0.050, 0.018), PLANKS, group=2, edge=0.006)


def desk(m: Model) -> None:
    """A chair behind a table."""
    chair(m)
    m.box((0.0, 0.715, -0.46), (1.15, 0.040, 0.62), PLANKS, group=5, edge=0.010)
    for x in (-0.52, 0.52):
        for z in (-0.72, -0.20):
            m.limb([(x, 0.70, z), (x, 0.0, z)], [0.028, 0.020], PLANKS, group=6)


def armchair(m: Model) -> None:
    """A broad armchair."""
    m.box((0.0, 0.30, 0.10), (0.62, 0.28, 0.64), _VELVET, group=0, edge=0.06)
    m.box((0.0, 0.70, 0.42), (0.66, 0.78, 0.17), _VELVET, group=1, edge=0.07, up=(0, 1, 0.16))
    for x in (-0.37, 0.37):
        m.box((x, 0.36, 0.08), (0.15, 0.56, 0.66), _VELVET, group=2, edge=0.06)
        for z in (-0.18, 0.36):
            m.limb([(0.8 * x, 0.17, z), (0.85 * x, 0.0, z)], [0.026, 0.018], PLANKS, group=3)


def stool(m: Model) -> None:
    """A stool on three legs."""
    m.ball((0, 0.42, 0.07), 0.20, PLANKS, group=0, flat=5.0, across=(0, 1, 0))
    for n in range(3):
        turn = 2 * math.pi * n / 3 + 0.5
        x, z = math.cos(turn), math.sin(turn)
        m.limb([(0.12 * x, 0.41, 0.07 + 0.12 * z), (0.20 * x, 0.0, 0.07 + 0.20 * z)], [0.018, 0.015], PLANKS, group=1)


def bar_stool(m: Model) -> None:
    """A high stool with a ring for the feet."""
    m.ball((0, 0.74, 0.07), 0.20, _VELVET, group=0, flat=4.0, across=(0, 1, 0))
    m.limb([(0, 0.72, 0.07), (0, 0.03, 0.07)], [0.026, 0.026], _IRON, group=1)
    m.ball((0, 0.02, 0.07), 0.20, _IRON, group=1, flat=8.0, across=(0, 1, 0))
    m.ring((0, 0.30, 0.07), 0.19, 0.012, _IRON, axis=(0, 1, 0), group=1)


def steps(m: Model) -> None:
    """Four steps of stone, sat upon the second."""
    for n in range(4):
        m.box((0.0, 0.115 + 0.15 * n - 0.075, -0.13 + 0.30 * n), (1.9, 0.15, 0.40), _STONE, group=n, edge=0.010)
        m.box((0.0, 0.06 + 0.15 * n - 0.075, -0.03 + 0.30 * n + 0.10), (1.88, 0.16, 0.40), _STONE, group=n, edge=0.004)


def rock(m: Model) -> None:
    """Three rocks, of which the largest is sat on."""
    m.ball((0.02, 0.20, 0.12), 0.34, _STONE, group=0, flat=1.25, across=(0, 1, 0))
    m.ball((-0.30, 0.10, 0.20), 0.24, _STONE, group=0)
    m.ball((0.34, 0.06, 0.10), 0.19, _STONE, group=0)


def log(m: Model) -> None:
    """A felled trunk."""
    m.limb([(-0.85, 0.22, 0.10), (0.80, 0.22, 0.06)], [0.225, 0.205], _BARK, group=0)


def low_wall(m: Model) -> None:
    """A low wall of stone."""
    m.box((0.0, 0.185, 0.06), (1.9, 0.37, 0.34), _STONE, group=0, edge=0.012)
    m.box((0.0, 0.390, 0.06), (1.94, 0.05, 0.40), _STONE, group=1, edge=0.010)


def bed(m: Model) -> None:
    """A bed along the eye's left and right, its head on the right; lain on 0.5 m high."""
    m.box((0.0, 0.20, 0.10), (2.10, 0.14, 1.05), PLANKS, group=0, edge=0.015)
    m.box((0.0, 0.37, 0.10), (2.02, 0.22, 1.00), _LINEN, group=1, edge=0.06)
    m.box((1.06, 0.55, 0.10), (0.07, 0.75, 1.08), PLANKS, group=0, edge=0.015)
    for x in (-0.98, 1.02):
        for z in (-0.36, 0.56):
            m.limb([(x, 0.20, z), (x, 0.0, z)], [0.040, 0.030], PLANKS, group=2)
    m.box((0.78, 0.52, 0.10), (0.36, 0.13, 0.66), _LINEN, group=3, edge=0.055)
    m.box((-0.46, 0.56, 0.10), (1.10, 0.20, 1.06), _QUILT, group=4, edge=0.09)
    m.box((-0.46, 0.44, 0.10), (1.12, 0.24, 1.10), _QUILT, group=4, edge=0.04)
