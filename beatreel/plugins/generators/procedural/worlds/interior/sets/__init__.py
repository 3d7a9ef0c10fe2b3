"""Rooms built of meshes: for each what stands in it, how it is lit and how it is looked at; painted by :mod:`~..scenery.setting`."""

from __future__ import annotations

from beatreel.plugins.generators.procedural.scenery.setting import Plan, paint

from . import (
    attic,
    ballroom,
    bar,
    bathroom,
    bedroom,
    cathedral,
    cell,
    cinema,
    classroom,
    clockwork,
    compartment,
    dining,
    gallery,
    gym,
    ice,
    kitchen,
    library,
    lift,
    loft,
    mansion,
    mirrors,
    office,
    parking,
    recording,
    records,
    ruin,
    spiral,
    stairs,
    studio,
    warehouse,
)

PLANS: dict[str, Plan] = {
    "ballroom": ballroom.PLAN,
    "church_ruin": ruin.PLAN,
    "stained_glass": cathedral.PLAN,
    "cinema_hall": cinema.PLAN,
    "bar_counter": bar.PLAN,
    "endless_stairs": stairs.PLAN,
    "parking_garage": parking.PLAN,
    "bedroom": bedroom.PLAN,
    "ballet_studio": studio.PLAN,
    "boxing_gym": gym.PLAN,
    "clockwork": clockwork.PLAN,
    "art_gallery": gallery.PLAN,
    "record_store": records.PLAN,
    "dining_room": dining.PLAN,
    "prison_cell": cell.PLAN,
    "attic": attic.PLAN,
    "compartment": compartment.PLAN,
    "bathroom": bathroom.PLAN,
    "elevator_cabin": lift.PLAN,
    "mirror_room": mirrors.PLAN,
    "recording_studio": recording.PLAN,
    "ice_palace": ice.PLAN,
    "old_library": library.PLAN,
    "mansion_hall": mansion.PLAN,
    "spiral_stairs": spiral.PLAN,
    "loft_living": loft.PLAN,
    "warehouse_hall": warehouse.PLAN,
    "classroom": classroom.PLAN,
    "office_floor": office.PLAN,
    "kitchen_set": kitchen.PLAN,
}
"""What is built, by the motif that asks for it."""

__all__ = ["PLANS", "Plan", "paint"]
