"""What can be chosen: prompts judged, styles, generators with their parameters, platforms, plugins."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from beatreel import __version__
from beatreel.core.ledger import Ledger, transfers
from beatreel.core.styles import all_styles
from beatreel.director.prompt_lint import MOST, lint_prompt, score_prompt
from beatreel.studio.desk import StudioDesk, desk_of
from beatreel.studio.models import PromptOrder, PromptReply, Score

router = APIRouter(prefix="/api/v1")
TheDesk = Annotated[StudioDesk, Depends(desk_of)]


@router.get("/version", tags=["facts"])
def version(desk: TheDesk) -> dict[str, Any]:
    """Return the version and whether the service runs."""
    return {"beatreel": __version__, "service": desk.instance.is_running()}


@router.get("/limits", tags=["facts"])
def limits(desk: TheDesk) -> dict[str, Any]:
    """Return what a song and a reference must be, so that a page can say so before anything is sent."""
    return desk.settings.intake.model_dump(mode="json")


@router.get("/credits", tags=["credits"])
def credits(desk: TheDesk) -> dict[str, Any]:
    """Show plan, balance, prices and how many stills are still free: what an action costs is known before it."""
    with desk.store.transaction() as connection:
        balance = Ledger(desk.settings.credits).balance(connection)
    prices = desk.settings.credits.model_dump(include={"run", "still", "clip"})
    return {**asdict(balance), "prices": prices}


@router.get("/credits/history", tags=["credits"])
def history(desk: TheDesk, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> list[dict[str, Any]]:
    """List movements of credits, newest first."""
    with desk.store.transaction() as connection:
        return [row._asdict() for row in transfers(connection, limit)]


@router.post("/prompt", tags=["facts"])
def prompt(desk: TheDesk, order: PromptOrder) -> PromptReply:
    """Judge a prompt: what it says, what would make it better, what the generator understood."""
    generator = desk.plugins.generator(order.generator or desk.settings.render.generator)
    explain = getattr(generator, "explain", None)
    understood = explain(order.text) if explain else None
    scores = score_prompt(order.text, understood)
    return PromptReply(
        scores=[Score(about=one.about, points=one.points, of=MOST, found=list(one.found)) for one in scores],
        advice=[advice.model_dump(mode="json") for advice in lint_prompt(order.text, understood)],
        understood=understood,
    )


@router.get("/styles", tags=["facts"])
def styles() -> list[dict[str, str]]:
    """List styles: ``name`` is what an order takes, ``title`` what people read."""
    return [
        {"name": style.name, "title": style.title, "summary": style.summary, "words": style.words}
        for style in all_styles().values()
    ]


@router.get("/generators", tags=["facts"])
def generators(desk: TheDesk) -> list[dict[str, Any]]:
    """List generators with the JSON schema of their parameters."""
    return [
        {
            "name": name,
            "version": maker.version,
            "paints": hasattr(maker, "paint"),
            "animates": hasattr(maker, "animate"),
            "digital_source_type": maker.digital_source_type,
            "params": maker.params.model_json_schema(),
        }
        for name, maker in sorted(desk.plugins.generators.items())
    ]


@router.get("/analyzers", tags=["facts"])
def analyzers(desk: TheDesk) -> list[dict[str, str]]:
    """List analyzers."""
    return [{"name": name, "version": one.version} for name, one in sorted(desk.plugins.analyzers.items())]


@router.get("/platforms", tags=["facts"])
def platforms(desk: TheDesk) -> list[dict[str, Any]]:
    """List platforms with their rules, safe zones and the sources of each number."""
    return [exporter.platform.model_dump(mode="json") for _, exporter in sorted(desk.plugins.exporters.items())]


@router.get("/plugins", tags=["facts"])
def plugins(desk: TheDesk) -> list[dict[str, Any]]:
    """List plugins, what they provide, and what is broken. They are installed at the terminal only."""
    return [asdict(info) for info in desk.plugins.infos]
