"""What all values of the core have in common: frozen, validated, JSON-safe, with a fingerprint."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

FrameRate = Annotated[
    Fraction,
    BeforeValidator(lambda value: Fraction(value)),
    PlainSerializer(str, return_type=str),
]


class Value(BaseModel):
    """Base of all model values: frozen, no unknown fields, JSON in and out."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON of this value, as 64 hex digits."""
        return fingerprint(self.model_dump(mode="json"))


def fingerprint(data: Any) -> str:
    """Return the SHA-256 of JSON-safe data in canonical form (sorted keys, no spaces), as 64 hex digits."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def check_tiling(intervals: list[tuple[float, float]], duration: float, what: str) -> None:
    """Raise ValueError unless the intervals tile ``[0, duration]`` in order, to within a microsecond."""
    at = 0.0
    for start, end in intervals:
        if abs(start - at) > 1e-6:
            raise ValueError(
                f"{what} must tile the song: one starts at {start:.6f} s, the one before ends at {at:.6f} s"
            )
        if end <= start:
            raise ValueError(f"{what} must have positive lengths: {start:.6f} s to {end:.6f} s")
        at = end
    if abs(at - duration) > 1e-6:
        raise ValueError(f"{what} must end with the song at {duration:.6f} s, not at {at:.6f} s")
