"""The simulated night keeps the books."""

from __future__ import annotations

import pytest

from benchmarks.schedule import Farm, FilmCost, Simulation

FILM = FilmCost(before=5, after=3, stills=(10, 20), scenes=((4, 0), (6, 1), (8, 0)))


def test_one_core_does_one_thing_after_the_other():
    night = Simulation([FILM, FILM], Farm(machines=1, cores=1)).run()
    assert night.wall == pytest.approx(2 * (5 + 10 + 20 + 4 + 6 + 8 + 3))
    assert night.useful == pytest.approx(2 * FILM.farm)
    assert night.paid == pytest.approx(night.wall)


def test_with_room_for_all_only_the_longest_way_counts():
    night = Simulation([FILM], Farm(machines=5, cores=2)).run()
    assert night.wall == pytest.approx(5 + 20 + 6 + 3)


def test_no_more_is_with_the_farm_than_the_bound():
    night = Simulation([FILM], Farm(machines=5, cores=2, in_flight=1)).run()
    assert night.wall == pytest.approx(5 + FILM.farm + 3)


def test_several_drivers_fill_the_waits_of_each_other():
    films = [FILM] * 20
    alone, together = (Simulation(films, Farm(machines=2, cores=2, drivers=count)).run() for count in (1, 8))
    assert together.wall < alone.wall
    assert together.busy > 0.9 > alone.busy
    assert together.wall >= 20 * FILM.farm / 4


def test_lost_machines_cost_what_they_were_at_and_nothing_else():
    films = [FILM] * 30
    farm = Farm(machines=4, cores=2, drivers=4, losses=20.0, replaced=30.0)
    quiet, rough, again = (
        Simulation(films, each, seed=3).run() for each in (Farm(machines=4, cores=2, drivers=4), farm, farm)
    )
    assert rough == again
    assert rough.remade > 0
    assert rough.lost <= rough.remade * max(FILM.stills)
    assert rough.useful == pytest.approx(quiet.useful)
    assert rough.wall > quiet.wall
