"""Credits: held, settled, released; never overspent, never lost, whoever dies."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from beatreel.core.config import CreditSettings
from beatreel.core.errors import CreditsError
from beatreel.core.jobs import JobStore
from beatreel.core.ledger import Ledger, drop, hold_again, months_between, problems, release, settle, transfers

PILOT = CreditSettings(plan="pilot")
WORKER = Path(__file__).with_name("ledger_worker.py")
OPERATIONS = int(os.environ.get("BEATREEL_LEDGER_OPERATIONS", "1600"))  # 100000 for the soak


@pytest.fixture
def store(tmp_path):
    with JobStore(tmp_path / "beatreel.db") as store:
        yield store


def test_the_pilot_plan(store):
    ledger = Ledger(PILOT)
    with store.transaction() as connection:
        assert ledger.balance(connection).available == 250
        assert ledger.hold(connection, "run/a", "a", "run") == 200
        with pytest.raises(CreditsError, match="costs 200 credits, 50 are there"):
            ledger.hold(connection, "run/b", "b", "run")
    with store.transaction() as connection:
        settle(connection, "a")
        now = ledger.balance(connection)
        assert (now.available, now.held, now.spent, now.granted, now.free_stills) == (50, 0, 200, 250, 10)
        for number in range(10):
            assert ledger.hold(connection, f"edit/{number}/still", "c", "still") == 0
        assert ledger.cost(connection, ("still",)) == 10
        assert ledger.hold(connection, "edit/10/still", "c", "still") == 10
        settle(connection, "c")
        assert ledger.balance(connection).free_stills == 0
        assert ledger.balance(connection).spent == 210
        assert problems(connection) == []


def test_what_fails_costs_nothing_and_can_be_tried_again(store):
    ledger = Ledger(PILOT)
    with store.transaction() as connection:
        for _ in range(3):
            ledger.hold(connection, "run/a", "a", "run")
            release(connection, "a")
        assert ledger.balance(connection).available == 250
        ledger.hold(connection, "edit/1/still", "a", "still")
        assert ledger.balance(connection).free_stills == 9
        release(connection, "a")
        assert ledger.balance(connection).free_stills == 10
        hold_again(connection, "a")
        assert (ledger.balance(connection).held, ledger.balance(connection).free_stills) == (200, 9)
        settle(connection, "a")
        settle(connection, "a")
        hold_again(connection, "a")
        assert ledger.balance(connection).spent == 200
        drop(connection, "a", "run/a", dropped=True)  # done and paid: undoing it gives nothing back
        assert ledger.balance(connection).spent == 200
        assert problems(connection) == []


def test_an_edit_that_is_undone_before_it_was_made_is_free(store):
    ledger = Ledger(PILOT)
    with store.transaction() as connection:
        ledger.hold(connection, "edit/1/clip", "a", "clip")
        drop(connection, "a", "edit/1/clip", dropped=True)
        hold_again(connection, "a")
        assert ledger.balance(connection).held == 0
        drop(connection, "a", "edit/1/clip", dropped=False)
        assert ledger.balance(connection).held == 50
        assert problems(connection) == []


def test_the_unlimited_plan_records_what_is_used(store):
    ledger = Ledger(CreditSettings())
    with store.transaction() as connection:
        for number in range(20):
            assert ledger.hold(connection, f"run/{number}", str(number), "run") == 200
            (settle if number % 2 else release)(connection, str(number))
        now = ledger.balance(connection)
        assert (now.spent, now.held) == (2000, 0)
        assert problems(connection) == []
        assert {row.note for row in transfers(connection)} >= {"unlimited plan", "settled", "released"}


def test_each_month_is_granted_once(store):
    ledger = Ledger(PILOT)
    start = datetime(2026, 1, 31, 12, tzinfo=UTC)
    with store.transaction() as connection:
        for now, available in (
            (start, 250),
            (datetime(2026, 2, 20, tzinfo=UTC), 250),
            (datetime(2026, 2, 28, 13, tzinfo=UTC), 1000),
            (start, 1000),  # a clock that goes backwards gives and takes nothing
            (datetime(2026, 3, 1, tzinfo=UTC), 1000),
            (datetime(2026, 4, 30, tzinfo=UTC), 2500),
        ):
            ledger.open(connection, now)
            have = connection.execute("select balance from accounts where name='available'").fetchone()[0]
            assert have == available, now
    assert months_between(start, datetime(2025, 1, 1, tzinfo=UTC)) == 0


def test_a_grant_with_a_key_comes_once(store):
    ledger = Ledger(PILOT)
    with store.transaction() as connection:
        assert ledger.grant(connection, 100, "gift", key="x")
        assert not ledger.grant(connection, 100, "gift", key="x")
        assert ledger.grant(connection, 100, "gift") and ledger.grant(connection, 100, "gift")
        assert ledger.balance(connection).available == 550


class Books(RuleBasedStateMachine):
    """The ledger beside a model of a few lines."""

    keys = st.integers(0, 5)
    kinds = st.sampled_from(["run", "still", "clip"])

    def __init__(self):
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        self.store = JobStore(Path(self.folder.name) / "b.db")
        self.ledger = Ledger(CreditSettings(plan="pilot", signup=300, free_stills=2))
        self.available, self.free, self.spent = 300, 2, 0
        self.held: dict[tuple[int, str], tuple[int, int]] = {}
        self.settled: set[tuple[int, str]] = set()

    @rule(key=keys, kind=kinds)
    def hold(self, key, kind):
        price = {"run": 200, "still": 10, "clip": 50}[kind]
        name = (key, kind)
        new = name not in self.held and name not in self.settled
        free = int(new and kind == "still" and self.free > 0)
        amount = 0 if free or not new else price
        try:
            with self.store.transaction() as connection:
                self.ledger.hold(connection, f"{kind}/{key}", str(key), kind)
            assert amount <= self.available
        except CreditsError:
            assert amount > self.available
            return
        if new:
            self.held[name] = (amount, free)
            self.available -= amount
            self.free -= free

    @rule(key=keys, done=st.booleans())
    def end(self, key, done):
        with self.store.transaction() as connection:
            (settle if done else release)(connection, str(key))
        for name in [name for name in self.held if name[0] == key]:
            amount, free = self.held.pop(name)
            if done:
                self.spent += amount
                self.settled.add(name)
            else:
                self.available += amount
                self.free += free

    @rule(amount=st.integers(1, 500))
    def grant(self, amount):
        with self.store.transaction() as connection:
            self.ledger.grant(connection, amount, "more")
        self.available += amount

    @invariant()
    def agrees(self):
        with self.store.transaction() as connection:
            now = self.ledger.balance(connection)
            assert problems(connection) == []
        held = sum(amount for amount, _ in self.held.values())
        assert (now.available, now.held, now.spent, now.free_stills) == (self.available, held, self.spent, self.free)
        assert now.granted == now.available + now.held + now.spent

    def teardown(self):
        self.store.close()
        self.folder.cleanup()


Books.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestBooks = Books.TestCase


def test_several_processes_and_kills(tmp_path):
    """Never overspent, the books balance at every look, and no process is told that the database is locked."""
    path, processes = tmp_path / "beatreel.db", 8
    with JobStore(path) as store:
        command = [sys.executable, str(WORKER), str(path)]
        each = str(max(OPERATIONS // processes // 2, 1))  # each round holds and ends: two operations
        running = [
            subprocess.Popen([*command, str(number), each], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for number in range(processes)
        ]
        victims = [
            subprocess.Popen([*command, f"v{number}", "100000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for number in range(2)
        ]
        chance = random.Random(1)
        for victim in victims:
            time.sleep(chance.uniform(0.5, 2.0))
            victim.kill()
            victim.communicate()
        while any(process.poll() is None for process in running):
            with store.transaction() as connection:
                assert problems(connection) == []
            time.sleep(0.05)
        for process in running:
            _, complaint = process.communicate()
            assert process.returncode == 0, complaint.decode()
        with store.transaction() as connection:
            assert problems(connection) == []
            now = Ledger(PILOT).balance(connection)
        assert now.granted == now.available + now.held + now.spent
        assert now.available >= 0 and now.spent > 0
