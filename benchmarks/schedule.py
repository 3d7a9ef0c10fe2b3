"""A discrete-event simulation of films on a farm: drivers that make one film at a time, and machines that make its stills and scenes.

The rules are those of the engine and of ``--executor ray``: a driver hears and plans, then hands in stills and scenes (those whose still is
there first), no more at once than its bound, then joins and exports; what a machine was at when it was lost is made again.
"""

from __future__ import annotations

import heapq
import itertools
import random
from collections import deque
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FilmCost:
    """What one film costs, in seconds of one core.

    Attributes
    ----------
    before, after : float
        On its driver: checking, hearing and planning; joining and exporting.
    stills : tuple of float
        On the farm, each.
    scenes : tuple of (float, int)
        Each scene, and which still it shows.
    """

    before: float
    after: float
    stills: tuple[float, ...]
    scenes: tuple[tuple[float, int], ...]

    @property
    def farm(self) -> float:
        """Seconds of the farm's cores."""
        return sum(self.stills) + sum(cost for cost, _ in self.scenes)


@dataclass(frozen=True)
class Farm:
    """The machines.

    Attributes
    ----------
    machines, cores : int
        How many, and how many cores each has.
    drivers : int
        Films that are made at once.
    in_flight : int
        Stills and scenes of one film that may be with the farm at once; 0: one for each core and machine.
    travel : float
        Seconds for which a core waits for what goes to and fro, for each task.
    losses : float
        How often a machine is taken away, per machine and hour.
    replaced : float
        Seconds until another one stands in its place.
    """

    machines: int
    cores: int = 8
    drivers: int = 1
    in_flight: int = 0
    travel: float = 0.0
    losses: float = 0.0
    replaced: float = 180.0


@dataclass
class Night:
    """What came of it, in seconds.

    Attributes
    ----------
    wall : float
        Until the last film was done.
    useful, lost : float
        Of the farm's cores: what became part of a film, and what was made again.
    paid : float
        Of the farm's cores, until the last film was done.
    remade : int
        Stills and scenes that were made again.
    """

    wall: float = 0.0
    useful: float = 0.0
    lost: float = 0.0
    paid: float = 0.0
    remade: int = 0

    @property
    def busy(self) -> float:
        """Share of the paid time that became part of a film."""
        return self.useful / self.paid if self.paid else 0.0


@dataclass
class _Job:
    film: FilmCost
    waiting: deque[tuple[str, int]] = field(default_factory=deque)
    flying: int = 0
    left: int = 0


@dataclass
class _Run:
    job: _Job
    task: tuple[str, int]
    machine: int
    begun: float
    is_lost: bool = False


class Simulation:
    """One night on one farm.

    Parameters
    ----------
    films : list of FilmCost
    farm : Farm
    seed : int
        Of the losses.
    """

    def __init__(self, films: list[FilmCost], farm: Farm, *, seed: int = 1) -> None:
        self._films, self._farm = deque(films), farm
        self._chance = random.Random(seed)
        self._events: list[tuple[float, int, str, object]] = []
        self._numbers = itertools.count()
        self._queue: deque[tuple[_Job, tuple[str, int]]] = deque()
        self._free = dict.fromkeys(range(farm.machines), farm.cores)
        self._running: dict[int, list[_Run]] = {machine: [] for machine in range(farm.machines)}
        self._bound = farm.in_flight or farm.machines * (farm.cores + 1)
        self._now, self._open = 0.0, 0
        self.night = Night()

    def run(self) -> Night:
        """Simulate until the last film is done."""
        for _ in range(min(self._farm.drivers, len(self._films))):
            self._next_film()
        if self._farm.losses:
            for machine in self._free:
                self._later(self._until_loss(), "loss", machine)
        while self._open:
            self._now, _, kind, subject = heapq.heappop(self._events)
            getattr(self, f"_on_{kind}")(subject)
            self._hand_out()
        self.night.wall = self._now
        self.night.paid = self._now * self._farm.machines * self._farm.cores
        return self.night

    def _later(self, seconds: float, kind: str, subject: object) -> None:
        heapq.heappush(self._events, (self._now + seconds, next(self._numbers), kind, subject))

    def _until_loss(self) -> float:
        return self._chance.expovariate(self._farm.losses / 3600)

    def _next_film(self) -> None:
        if self._films:
            self._open += 1
            film = self._films.popleft()
            self._later(film.before, "planned", _Job(film, left=len(film.scenes)))

    def _on_planned(self, job: _Job) -> None:
        job.waiting.extend(("still", number) for number in range(len(job.film.stills)))
        self._submit(job)

    def _submit(self, job: _Job) -> None:
        while job.waiting and job.flying < self._bound:
            job.flying += 1
            self._queue.append((job, job.waiting.popleft()))

    def _hand_out(self) -> None:
        for machine, free in self._free.items():
            for _ in range(free):
                if not self._queue:
                    return
                job, task = self._queue.popleft()
                self._free[machine] -= 1
                run = _Run(job, task, machine, self._now)
                self._running[machine].append(run)
                kind, number = task
                cost = job.film.stills[number] if kind == "still" else job.film.scenes[number][0]
                self._later(cost + self._farm.travel, "made", run)

    def _on_made(self, run: _Run) -> None:
        if run.is_lost:
            return
        job, (kind, number) = run.job, run.task
        self._free[run.machine] += 1
        self._running[run.machine].remove(run)
        self.night.useful += self._now - run.begun
        job.flying -= 1
        if kind == "still":
            shown = [("scene", index) for index, (_, still) in enumerate(job.film.scenes) if still == number]
            job.waiting.extendleft(reversed(shown))  # clips go before stills
        else:
            job.left -= 1
        self._submit(job)
        if not job.left:
            self._later(job.film.after, "finished", job)

    def _on_finished(self, job: _Job) -> None:
        self._open -= 1
        self._next_film()

    def _on_loss(self, machine: int) -> None:
        for run in self._running[machine]:
            run.is_lost = True
            self.night.lost += self._now - run.begun
            self.night.remade += 1
            self._queue.appendleft((run.job, run.task))
        self._running[machine] = []
        self._free[machine] = 0
        self._later(self._farm.replaced, "replaced", machine)

    def _on_replaced(self, machine: int) -> None:
        self._free[machine] = self._farm.cores
        self._later(self._until_loss(), "loss", machine)
