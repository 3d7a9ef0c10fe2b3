"""Which animals a prompt may name, and who builds them."""

from __future__ import annotations

from collections.abc import Callable

from beatreel.plugins.generators.procedural.scenery.people.casting import Cast, Wish

from . import (
    beasts,
    birds,
    dromedaries,
    giraffes,
    horses,
    hounds,
    livestock,
    owls,
    pachyderms,
    parrots,
    penguins,
    sitters,
    snakes,
    stags,
)

BEASTS: dict[str, Callable[[Wish], Cast]] = {
    "panther": beasts.panther,
    "leopard": beasts.leopard,
    "tiger": beasts.tiger,
    "lion": beasts.lion,
    "bear": beasts.bear,
    "polar_bear": beasts.polar_bear,
    "wolf": hounds.wolf,
    "fox": hounds.fox,
    "dog": hounds.dog,
    "deer": stags.deer,
    "camel": dromedaries.camel,
    "elephant": pachyderms.elephant,
    "rhino": pachyderms.rhino,
    "hippo": pachyderms.hippo,
    "giraffe": giraffes.giraffe,
    "sheep": livestock.sheep,
    "goat": livestock.goat,
    "cow": livestock.cow,
    "cat": sitters.cat,
    "hare": sitters.hare,
    "snake": snakes.snake,
    "horse": horses.horse,
    "horses": horses.horses,
    "rider": horses.rider,
    "owl": owls.owl,
    "raven": birds.raven,
    "parrot": parrots.parrot,
    "eagle": birds.eagle,
    "phoenix": birds.phoenix,
    "swan": birds.swan,
    "penguins": penguins.penguins,
    "flamingos": birds.flamingos,
}
"""Motifs that are animals."""
