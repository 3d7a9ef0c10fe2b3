"""The corrections file that people write: TOML or JSON."""

from __future__ import annotations

import difflib
from typing import Any

from pydantic import ValidationError

from beatreel.core.corrections import Corrections

_WRITTEN = sorted(set(Corrections.model_fields) - {"origins"})
_OTHER_WORDS = {
    "meter": "metre",
    "time_signature": "metre",
    "bpm": "tempo",
    "sections": "segments",
    "moments": "key_moments",
}


def read_statements(data: dict[str, Any], *, origin: str) -> Corrections:
    """Return what a table of a corrections file states.

    Parameters
    ----------
    data : dict
        As the file holds it; the keys are the fields of :class:`~beatreel.core.corrections.Corrections` and ``offset``, seconds that
        are added to all times.
    origin : str
        Name of the file.

    Raises
    ------
    ValueError
        With one sentence that names what is wrong.
    """
    said = {_OTHER_WORDS.get(key, key): value for key, value in data.items()}
    offset = said.pop("offset", 0.0)
    if not isinstance(offset, int | float) or isinstance(offset, bool):
        raise ValueError(f"offset must be a number of seconds, not {offset!r}")
    for key in said:
        if key not in _WRITTEN:
            near = difflib.get_close_matches(key, _WRITTEN, n=1)
            raise ValueError(f"“{key}” can not be stated" + (f"; did you mean “{near[0]}”?" if near else ""))
    if said.get("key_moments") == []:
        said["no_key_moments"] = True
    try:
        return Corrections(**said, origins=dict.fromkeys(said, origin)).shifted(float(offset))
    except ValidationError as error:
        raise ValueError(plainly(error)) from error


def plainly(error: ValidationError) -> str:
    """Return the first complaint as a sentence that names the place in the file."""
    first = error.errors()[0]
    parts = [str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"]]
    where = " ".join(part for part in parts if part not in ("float", "str", "function-before[read_place()]"))
    message = first["msg"].removeprefix("Value error, ")
    if first["type"] == "missing":
        message = "is missing"
    elif first["type"] == "extra_forbidden":
        message = "is not known"
    return f"{where}: {message}" if where else message
