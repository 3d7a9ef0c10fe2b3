"""Which things a prompt may name, and who builds them."""

from __future__ import annotations

from collections.abc import Callable

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish

from . import machines, precious, statues

OBJECTS: dict[str, Callable[[Wish], Cast]] = {
    "crown": precious.crown,
    "heart": precious.heart,
    "lone_mask": precious.mask,
    "sword": precious.sword,
    "lone_statue": statues.statue,
    "radio": machines.radio,
    "gramophone": machines.gramophone,
    "telephone": machines.telephone,
    "suitcase": machines.suitcase,
    "teddy_bear": machines.teddy_bear,
    "snowman": machines.snowman,
    "pumpkin": machines.pumpkin,
}
"""Motifs that are things."""
