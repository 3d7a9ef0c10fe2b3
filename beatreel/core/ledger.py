"""The credit ledger: what work costs, held before it begins, settled when it is done, given back when it is not.

Every movement is one row with an account that gives and one that gets, so the books balance whatever happens:

- ``source`` gives what is granted, and is the only one that may be below zero;
- ``available`` can be spent, ``held`` is promised to work under way, ``spent`` is gone;
- the same three again for free stills.

Nothing is read and then written: a hold is an update that finds enough credits or changes nothing, in the transaction that also
holds what it is for. A charge has a key; the same key is never charged twice, however often it is sent.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from beatreel.core.errors import CreditsError

if TYPE_CHECKING:
    from beatreel.core.config import CreditSettings

Kind = Literal["run", "still", "clip"]
_WORDS: dict[str, str] = {"run": "A film", "still": "A new still", "clip": "A new clip"}


@dataclass(frozen=True)
class Balance:
    """How things stand.

    Attributes
    ----------
    plan : str
    available, held, spent, granted : int
        Credits. In an unlimited plan what is held or spent is granted as it is needed.
    free_stills : int
        Stills that still cost nothing.
    """

    plan: str
    available: int
    held: int
    spent: int
    granted: int
    free_stills: int


class Transfer(NamedTuple):
    """One movement of credits or free stills from an account to another."""

    id: int
    time: str
    giver: str
    getter: str
    amount: int
    charge: str
    note: str


class Ledger:
    """The ledger of a store. Every method runs in the transaction whose connection it gets.

    Parameters
    ----------
    settings : CreditSettings
    """

    def __init__(self, settings: CreditSettings) -> None:
        self.settings = settings

    def price(self, kind: Kind) -> int:
        """Return what a piece of work costs, in credits."""
        return int(getattr(self.settings, kind))

    def cost(self, connection: sqlite3.Connection, kinds: tuple[Kind, ...]) -> int:
        """Return what work would cost now, free stills counted."""
        free = _balance(connection, "free_stills") if self._is_limited else 0
        stills = kinds.count("still")
        return sum(self.price(kind) for kind in kinds) - min(stills, free) * self.price("still")

    @property
    def _is_limited(self) -> bool:
        return self.settings.plan != "unlimited"

    def open(self, connection: sqlite3.Connection, now: datetime | None = None) -> None:
        """Grant what the plan gives by itself: credits and free stills at signup, credits for each month since."""
        if not self._is_limited:
            return
        now = now or datetime.now(UTC)
        settings = self.settings
        _grant(connection, "available", settings.signup, "signup", f"signup ({settings.plan})", now)
        _grant(connection, "free_stills", settings.free_stills, "signup-stills", "free stills, once", now)
        first = connection.execute("select time from grants where key='signup'").fetchone()
        for number in range(1, months_between(datetime.fromisoformat(first[0]), now) + 1):
            _grant(connection, "available", settings.monthly, f"month-{number}", f"month {number}", now)

    def grant(self, connection: sqlite3.Connection, amount: int, note: str, key: str = "") -> bool:
        """Add credits; False if this key was granted before."""
        now = datetime.now(UTC)
        if not key:
            number = connection.execute("select coalesce(max(id), 0) + 1 from transfers").fetchone()[0]
            key = f"grant-{number}"
        return _grant(connection, "available", amount, key, note, now)

    def hold(self, connection: sqlite3.Connection, key: str, job_id: str, kind: Kind) -> int:
        """Hold what a piece of work costs; return the credits.

        Parameters
        ----------
        key : str
            Names the work; held or settled under it before, nothing happens.
        job_id : str
            Settled or released with this job.
        kind : {"run", "still", "clip"}

        Raises
        ------
        CreditsError
            If there are not enough credits; nothing is changed then.
        """
        self.open(connection)
        known = connection.execute("select amount from charges where key=?", (key,)).fetchone()
        if known is None:
            connection.execute(
                "insert into charges (key, job_id, kind, amount, price, limited, state, time) values (?,?,?,0,?,?,'released',?)",
                (key, job_id, kind, self.price(kind), int(self._is_limited), _now()),
            )
        hold_again(connection, job_id, key)
        return int(connection.execute("select amount from charges where key=?", (key,)).fetchone()[0])

    def balance(self, connection: sqlite3.Connection) -> Balance:
        """Return how things stand."""
        self.open(connection)
        names = ("available", "held", "spent", "source", "free_stills")
        available, held, spent, source, free = (_balance(connection, name) for name in names)
        return Balance(self.settings.plan, available, held, spent, -source, free)


def settle(connection: sqlite3.Connection, job_id: str) -> None:
    """The job's work is done: what was held for it is spent."""
    _move_held(connection, job_id, "settled", {"credits": "spent", "stills": "used_stills"})


def release(connection: sqlite3.Connection, job_id: str, key: str = "") -> None:
    """The job's work came to nothing: what was held for it, or for one charge, is given back."""
    _move_held(connection, job_id, "released", {"credits": "available", "stills": "free_stills"}, key)


def hold_again(connection: sqlite3.Connection, job_id: str, key: str = "") -> None:
    """Hold what was released before, for work that is tried again.

    Raises
    ------
    CreditsError
        If there are not enough credits.
    """
    rows = connection.execute(
        "select key, kind, price, limited from charges where job_id=? and state='released' and dropped=0 and (?='' or key=?)",
        (job_id, key, key),
    ).fetchall()
    for charge, kind, price, limited in rows:
        free = kind == "still" and limited and _take(connection, "free_stills", "held_stills", 1, charge, "free still")
        amount = 0 if free else price
        if amount and not limited:
            _transfer(connection, "source", "available", amount, charge, "unlimited plan")
        if amount and not _take(connection, "available", "held", amount, charge, "held"):
            have = _balance(connection, "available")
            raise CreditsError(
                f"{_WORDS[kind]} costs {amount} credits, {have} are there",
                hint="Add some with: beatreel credits grant AMOUNT, or wait for the next month",
            )
        connection.execute(
            "update charges set state='held', amount=?, free=? where key=?", (amount, int(bool(free)), charge)
        )


def drop(connection: sqlite3.Connection, job_id: str, key: str, *, dropped: bool) -> None:
    """Take an unfinished charge back for good (its edit was undone), or let it count again."""
    if dropped:
        release(connection, job_id, key)
    connection.execute("update charges set dropped=? where key=? and state='released'", (int(dropped), key))
    if not dropped:
        hold_again(connection, job_id, key)


def problems(connection: sqlite3.Connection) -> list[str]:
    """Check the books against their own rows; return what is wrong."""
    found = []
    for name, balance, moved in connection.execute(
        "select name, balance, coalesce((select sum(amount) from transfers where getter=name), 0)"
        " - coalesce((select sum(amount) from transfers where giver=name), 0) from accounts"
    ):
        if balance != moved:
            found.append(f"{name} holds {balance}, its transfers come to {moved}")
    for name, kind, state in (
        ("held", "amount", "held"),
        ("spent", "amount", "settled"),
        ("held_stills", "free", "held"),
    ):
        total = connection.execute(f"select coalesce(sum({kind}), 0) from charges where state=?", (state,)).fetchone()[
            0
        ]
        if total != _balance(connection, name):
            found.append(f"{name} holds {_balance(connection, name)}, charges come to {total}")
    return found


def transfers(connection: sqlite3.Connection, limit: int = 100) -> list[Transfer]:
    """Return the newest movements first."""
    rows = connection.execute(
        "select id, time, giver, getter, amount, charge, note from transfers order by id desc limit ?", (limit,)
    )
    return [Transfer(*row) for row in rows]


def months_between(start: datetime, now: datetime) -> int:
    """Return how many whole months have passed, 0 if the clock went backwards."""
    months = (now.year - start.year) * 12 + now.month - start.month
    if (now.day, now.time()) < (min(start.day, 28), start.time()):
        months -= 1
    return max(months, 0)


def _grant(connection: sqlite3.Connection, account: str, amount: int, key: str, note: str, now: datetime) -> bool:
    row = connection.execute(
        "insert into grants (key, time) values (?,?) on conflict (key) do nothing returning 1",
        (key, now.isoformat(timespec="milliseconds")),
    ).fetchone()
    if row is not None and amount:
        _transfer(connection, "source_stills" if account == "free_stills" else "source", account, amount, "", note)
    return row is not None


def _move_held(connection: sqlite3.Connection, job_id: str, state: str, target: dict[str, str], key: str = "") -> None:
    rows = connection.execute(
        "update charges set state=? where job_id=? and state='held' and (?='' or key=?) returning key, amount, free",
        (state, job_id, key, key),
    ).fetchall()
    for charge, amount, free in rows:
        if amount:
            _transfer(connection, "held", target["credits"], amount, charge, state)
        if free:
            _transfer(connection, "held_stills", target["stills"], free, charge, state)


def _take(connection: sqlite3.Connection, giver: str, getter: str, amount: int, charge: str, note: str) -> bool:
    """Move an amount if it is there."""
    enough = connection.execute(
        "update accounts set balance = balance - ? where name = ? and balance >= ?", (amount, giver, amount)
    )
    if enough.rowcount != 1:
        return False
    connection.execute("update accounts set balance = balance + ? where name = ?", (amount, getter))
    _record(connection, giver, getter, amount, charge, note)
    return True


def _transfer(connection: sqlite3.Connection, giver: str, getter: str, amount: int, charge: str, note: str) -> None:
    connection.execute("update accounts set balance = balance - ? where name = ?", (amount, giver))
    connection.execute("update accounts set balance = balance + ? where name = ?", (amount, getter))
    _record(connection, giver, getter, amount, charge, note)


def _record(connection: sqlite3.Connection, giver: str, getter: str, amount: int, charge: str, note: str) -> None:
    connection.execute(
        "insert into transfers (time, giver, getter, amount, charge, note) values (?,?,?,?,?,?)",
        (_now(), giver, getter, amount, charge, note),
    )


def _balance(connection: sqlite3.Connection, account: str) -> int:
    row: Any = connection.execute("select balance from accounts where name=?", (account,)).fetchone()
    return int(row[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
