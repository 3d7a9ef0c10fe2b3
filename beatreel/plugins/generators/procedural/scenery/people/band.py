"""A band that plays: a guitarist, a singer, a drummer and a bass player on one ground."""

from __future__ import annotations

from dataclasses import replace

from beatreel.plugins.generators.procedural.scenery.solids import Model

from . import musicians
from .casting import Cast, Colour, Wish

_CLOTHES: tuple[Colour | None, ...] = (None, (0.05, 0.05, 0.42), (0.10, 0.20, 0.05), (0.42, 0.14, 0.04))
# Who plays, metres to the right and back, and how far turned in addition to how a soloist is.
_PLAYERS = (
    (musicians.drummer, 0.10, 1.05, 0.0),
    (musicians.guitarist, -0.98, 0.10, -0.35),
    (musicians.guitarist, 1.02, 0.25, 0.30),
    (musicians.singer, 0.02, -0.30, 0.30),
)


def band(wish: Wish) -> Cast:
    """Four who play together: drums behind, guitar and bass at the sides, and who sings in the middle."""
    model = Model()
    for number, (player, x, z, turn) in enumerate(_PLAYERS):
        colour = _CLOTHES[(wish.film + number) % len(_CLOTHES)]
        one = player(replace(wish, colour=wish.colour or colour, film=wish.film + 7 * number))
        model.add(one.model, at=(x, 0.0, z), turn=turn)
    return Cast(
        model,
        turn=(-0.20, 0.20),
        near=(-0.25, 0.25),
        heart=(1.18, 1.75),
        detail=(-0.55, 1.22, 1.15),
        sway=0.0,
        share=0.8,
        width=2.9,
    )
