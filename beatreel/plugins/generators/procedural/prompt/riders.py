"""Who drives an open or an old car, or rides a motorcycle, sits on it and does not stand before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .driving import MOVING, names_a_body
from .persons import is_by_a_car

if TYPE_CHECKING:
    from .sight import Sight

_OPEN = ("convertible", "cabriolet", "cabrio", "roadster", "open-top")
_DRIVEN = (*MOVING, "road trip", "roadtrip", "trip", "cruise", "cruises", "cruising", "ride", "rides", "riding", "road")
_LEFT = (
    *"parked abandoned wreck wrecked rusty rusted burning fire leaning hood bonnet beside standing stands breakdown".split(),
    "broken down",
)
_SEATED = ("pair", "embrace", "kiss", "lovers", "man", "woman", "lady", "wayfarer", "wanderer", "child", "figure")
"""People who would stand on the road."""


def riders(sight: Sight) -> None:
    """Put whoever is named into the car that is driven, or on the motorcycle."""
    asked = sight.asked
    if sight.has("motorcycle") and asked.says(*_DRIVEN, "race", "biker", "bikers") and not asked.says(*_LEFT):
        sight.drop(*_SEATED)
    has_body = names_a_body(asked.prompt)
    is_such = has_body or ((asked.says(*_OPEN) or asked.motif("old_car")) and asked.says(*_DRIVEN))
    if sight.world != "road" or not is_such or asked.says(*_LEFT) or is_by_a_car(asked.prompt):
        return
    sight.drop("old_car", "lorry", *_SEATED)
    sight.add("driven_car")
