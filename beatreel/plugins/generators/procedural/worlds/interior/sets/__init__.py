"""Rooms built of meshes: for each what stands in it, how it is lit and how it is looked at; painted by :mod:`.setting`."""

from __future__ import annotations

from . import ballroom, bar, cathedral, cinema, parking, stairs
from .setting import Plan, paint

PLANS: dict[str, Plan] = {
    "ballroom": ballroom.PLAN,
    "stained_glass": cathedral.PLAN,
    "cinema_hall": cinema.PLAN,
    "bar_counter": bar.PLAN,
    "endless_stairs": stairs.PLAN,
    "parking_garage": parking.PLAN,
}
"""What is built, by the motif that asks for it."""

__all__ = ["PLANS", "Plan", "paint"]
