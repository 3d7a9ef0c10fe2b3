"""Places and second nouns that are one picture: a boulevard with palms, a diner with a parked car, a villa among vines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .sight import Sight

_STOPS = ("diner", "motel", "gas_station")
_STREETS = {*"street boulevard avenue road promenade".split()}
_HIGH = {*"skyscraper skyscrapers tower towers downtown manhattan york tokyo neon highrise".split()}
_PALMS = ("palm", "palms", "palm tree", "palm trees")
_VILLAS = {*"villa villas farmhouse estate winery chateau château finca masseria".split()}
_WITH_WINDOWS = ("bedroom", "kitchen_set", "hearth", "loft_living")
_OUTSIDE = {
    *"sea ocean beach coast bay harbour mountain mountains alps hills desert valley countryside forest garden trees woods".split(),
    *"park jungle meadow cabin chalet lodge hut".split(),
}
_HAUNTED = {*"gothic haunted victorian abandoned spooky creepy mansion manor".split()}


def palms_along_a_street(sight: Sight) -> None:
    """A street of a town that is lined with palms is theirs, and no canyon of towers behind two of them."""
    is_street = sight.world == "town" and sight.has("city_street") and sight.asked.says(*_STREETS)
    if is_street and sight.has("palms") and not sight.asked.says(*_HIGH):
        sight.drop("city_street", "palms")
        sight.add("palm_boulevard")
        sight.show(("lined", *_PALMS))


def cars_at_a_stop(sight: Sight) -> None:
    """Diners, motels and petrol stations have cars before them: one that is set before the camera would hide the place."""
    if sight.world == "road" and sight.has(*_STOPS) and sight.has("old_car"):
        sight.drop("old_car")


def country_house(sight: Sight) -> None:
    """A villa in the country is a house, and not a haunted one; one that is named with terraces would hide them."""
    if sight.has("gothic_mansion") and sight.asked.says(*_VILLAS) and not sight.asked.says(*_HAUNTED):
        sight.drop("gothic_mansion")
        sight.named.insert(0, "lone_house")
    if sight.has("terraces") and sight.has("cabin"):
        sight.drop("cabin")
        if sight.can_show("village"):
            sight.add("village")


def seen_outside(sight: Sight) -> None:
    """Rooms that somebody lives in have windows on the land that is named with them, and those of a cabin on trees."""
    if sight.world == "interior" and sight.has(*_WITH_WINDOWS):
        left = (*sight.left[0], *(one for one, _ in sight.left[2]))
        sight.show(word for word in left if _OUTSIDE & set(word.split()))


def together(sight: Sight) -> None:
    """Apply all of them."""
    for rule in (palms_along_a_street, cars_at_a_stop, country_house, seen_outside):
        rule(sight)
