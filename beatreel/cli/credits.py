"""``beatreel credits``: the ledger and the plan."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from beatreel.cli.options import JSON


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """Show credits, their history, or add some. The plan is a setting: credits.plan = "unlimited" or "pilot"."""
    if context.invoked_subcommand is None:
        context.invoke(show)


@command.command()
@JSON
def show(as_json: bool = False) -> None:
    """Show the plan, what is there, and what things cost."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore
    from beatreel.core.ledger import Ledger

    settings = load_settings()
    with JobStore(settings.store_path) as store, store.transaction() as connection:
        balance = Ledger(settings.credits).balance(connection)
    prices = settings.credits.model_dump(include={"run", "still", "clip"})
    if as_json:
        click.echo(json.dumps({**asdict(balance), "prices": prices}))
        return
    if balance.plan == "unlimited":
        click.echo(f"Plan unlimited: used so far {balance.spent} credits, {balance.held} more by work under way.")
    else:
        click.echo(
            f"Plan {balance.plan}: {balance.available} credits available, {balance.held} held, {balance.spent} spent."
        )
        click.echo(f"Free stills left: {balance.free_stills}.")
    click.echo(f"A film costs {prices['run']}, a new still {prices['still']}, a new clip {prices['clip']}.")


@command.command()
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many, newest first.")
@JSON
def history(limit: int, as_json: bool) -> None:
    """Show every movement of credits."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore
    from beatreel.core.ledger import transfers

    with JobStore(load_settings().store_path) as store, store.transaction() as connection:
        rows = transfers(connection, limit)
    if as_json:
        click.echo(json.dumps([row._asdict() for row in rows], ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row.time[:19]}  {row.amount:>6}  {row.giver} → {row.getter}  {row.note} {row.charge}".rstrip())
    if not rows:
        click.echo("Nothing was charged or granted yet.", err=True)


@command.command()
@click.argument("amount", type=click.IntRange(1, 1_000_000_000))
@click.option("--note", default="granted by hand", help="Why; shown in the history.")
@click.option("--key", default="", help="Granted once for each key.")
def grant(amount: int, note: str, key: str) -> None:
    """Add AMOUNT credits."""
    from beatreel.core.config import load_settings
    from beatreel.core.jobs import JobStore
    from beatreel.core.ledger import Ledger

    settings = load_settings()
    with JobStore(settings.store_path) as store, store.transaction() as connection:
        ledger = Ledger(settings.credits)
        is_new = ledger.grant(connection, amount, note, key)
        available = ledger.balance(connection).available
    click.echo(
        f"{available} credits available." if is_new else f"“{key}” was granted before; nothing changed.", err=True
    )
