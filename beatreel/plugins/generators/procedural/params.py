"""Settings of the procedural generator."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from .worlds import WORLDS


def _known(world: str) -> str:
    if world and world not in WORLDS:
        raise ValueError(f"there is no world “{world}”; there are: {', '.join(WORLDS)}")
    return world


class ProceduralParams(BaseModel):
    """Settings of the procedural generator.

    Attributes
    ----------
    world : str
        Paint this world whatever the prompt says; empty lets the prompt decide.
    grain : float or None
        Film grain, standard deviation in code values; the style's if not given.
    vignette : float or None
        Darkening of the corners; the style's if not given.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    world: Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": ["", *WORLDS]})] = ""
    grain: float | None = Field(default=None, ge=0, le=6)
    vignette: float | None = Field(default=None, ge=0, le=1)
