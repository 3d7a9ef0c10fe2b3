"""Two generators that are programs of their own: one in Python without any library, one in JavaScript."""

import sys
from pathlib import Path

from pydantic import BaseModel, Field

from beatreel import OutsideGenerator, hookimpl

HERE = Path(__file__).parent


class Params(BaseModel):
    speed: float = Field(default=1.0, ge=0, le=4, description="How fast it moves")


@hookimpl
def register_generators():
    # Any interpreter of any environment may stand here; -I and -S keep even this one's libraries away.
    python = (sys.executable, "-I", "-S", str(HERE / "gradient.py"))
    return [
        OutsideGenerator(name="gradient", version="1", command=python, params=Params),
        OutsideGenerator(name="plaid", version="1", command=("node", str(HERE / "plaid.mjs")), params=Params),
    ]
