"""Who a prompt may name: each a body in a pose, dressed, with what it holds."""

from __future__ import annotations

from collections.abc import Callable

from . import (
    band,
    dancers,
    divers,
    ensembles,
    feats,
    folk,
    held,
    left,
    musicians,
    pairs,
    passers,
    robots,
    sitters,
    wanderers,
    warriors,
    winter_sports,
)
from .casting import Cast, Wish

ROLES: dict[str, Callable[[Wish], Cast]] = {
    one.__name__: one
    for one in (
        musicians.violinist,
        musicians.cellist,
        musicians.pianist,
        musicians.saxophonist,
        musicians.trumpeter,
        musicians.guitarist,
        musicians.singer,
        musicians.dj,
        musicians.drummer,
        band.band,
        ensembles.orchestra,
        ensembles.choir,
        dancers.ballerina,
        dancers.dancer,
        dancers.waltz,
        dancers.kiss,
        dancers.lovers,
        warriors.samurai,
        warriors.geisha,
        warriors.boxer,
        warriors.knight,
        robots.robot,
        held.hands,
        left.left_guitar,
        folk.lady,
        wanderers.wanderer,
        wanderers.astronaut,
        passers.woman,
        passers.man,
        passers.wayfarer,
        pairs.pair,
        pairs.embrace,
        passers.angler,
        sitters.sitter,
        sitters.masked,
        sitters.edge_sitter,
        folk.surfer,
        folk.elder,
        folk.child,
        folk.skater,
        folk.cyclist,
        folk.bicycle,
        feats.ice_skater,
        feats.breakdancer,
        feats.mother,
        feats.painter,
        winter_sports.snowboarder,
        winter_sports.skier,
        folk.scarecrow,
        divers.scuba_diver,
        divers.swimmer,
        divers.free_swimmer,
    )
}
"""Motifs that are people (or stand like them), with who builds them."""
