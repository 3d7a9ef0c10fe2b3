"""Who drives an open or an old car, or rides a motorcycle, sits on it and does not stand before it; one car in a city is the hero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .driving import MOVING, is_one_car, names_a_body
from .persons import is_by_a_car
from .reading import lexicon

if TYPE_CHECKING:
    from .sight import Sight

_OPEN = ("convertible", "cabriolet", "cabrio", "roadster", "open-top")
_DRIVEN = (*MOVING, "road trip", "roadtrip", "trip", "cruise", "cruises", "cruising", "ride", "rides", "riding", "road")
_LEFT = (
    *"parked abandoned wreck wrecked rusty rusted burning fire leaning hood bonnet beside standing stands breakdown".split(),
    "broken down",
)
_RUNS = ("drives", "driving", "speeding", "speeds", "racing", "races", "rolls", "rolling", "rattles", "bounces")
"""By which what is rusty or burns still goes."""
_SEATED = ("pair", "embrace", "kiss", "lovers", "man", "woman", "lady", "wayfarer", "wanderer", "child", "figure")
"""People who would stand on the road."""

_ALONE = ("lone", "lonely", "alone", "narrow")
_IN_A_STREET = ("town", "alley")
_SEEN_FROM_IT = (
    "windscreen",
    "wet_window",
    "train_window",
    "city_above",
    "rooftop",
    "drive_in",
    "parking_lot",
    "car_show",
)
_STANDS = {
    *"parked stands standing waiting waits stopped idling broken abandoned rusty wrecked beside leaning leans against".split()
}


def one_car(sight: Sight) -> None:
    """One car that is named in a city is what is looked at, and drives before its traffic or stands there."""
    asked = sight.asked
    if sight.world not in _IN_A_STREET or sight.has(*_SEEN_FROM_IT, "driven_car", "old_car", "burning"):
        return
    is_somebody = sight.has(*{*lexicon()["groups"]["people"]} - {"figure", "crowd", "umbrella"})
    if asked.motif("taxi") and asked.says(*_ALONE):  # such a street has its own
        return
    if not is_one_car(asked.prompt) or (is_somebody and not asked.says(*_DRIVEN)):  # who is on foot is looked at
        return
    sight.show(one for one in asked.texts if is_one_car(f"a {one}"))
    if asked.motif("motorcycle"):
        sight.drop(*_SEATED)
        sight.add("motorcycle")
        return
    if asked.says(*_STANDS):
        sight.add("old_car")
        return
    sight.drop(*_SEATED, "taxi")
    sight.add("driven_car")


def riders(sight: Sight) -> None:
    """Put whoever is named into the car that is driven, or on the motorcycle."""
    asked = sight.asked
    if sight.has("motorcycle") and asked.says(*_DRIVEN, "race", "biker", "bikers") and not asked.says(*_LEFT):
        sight.drop(*_SEATED)
    has_body = names_a_body(asked.prompt)
    is_car = asked.says(*_OPEN, "bus", "coach") or asked.motif("old_car")
    is_such = has_body or (is_car and asked.says(*_DRIVEN))
    if has_body and sight.has("lorry"):  # a pickup is none
        sight.drop("lorry")
    is_left = asked.says(*_LEFT) and not (asked.says(*_RUNS) and not asked.says("parked", "abandoned"))
    if sight.world != "road" or not is_such or is_left or is_by_a_car(asked.prompt):
        return
    sight.drop("old_car", "lorry", *_SEATED)
    sight.add("driven_car")
