"""Reference pictures: JPEG, PNG or WebP by content, looked into in the same capped child as songs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beatreel.core.errors import MediaError, ReferenceRejectedError
from beatreel.intake.cage import NoAnswerError, ask
from beatreel.intake.limits import IntakeRules
from beatreel.intake.refusal import megabytes
from beatreel.media.decode import open_regular

_CPU_SECONDS = 30
_HINT = "Save the picture as JPEG, PNG or WebP"


@dataclass(frozen=True)
class Reference:
    """A picture that may guide a film.

    Attributes
    ----------
    path : Path
    sha256 : str
    width, height : int
        Pixels as stored.
    format : {"JPEG", "PNG", "WEBP"}
    """

    path: Path
    sha256: str
    width: int
    height: int
    format: str


def validate_reference(path: str | os.PathLike[str], rules: Any = None, *, role: str = "reference") -> Reference:
    """Let a picture in, or refuse it.

    Parameters
    ----------
    path : path
        A local file.
    rules : IntakeRules or settings, optional
        See :func:`beatreel.intake.gate.validate_song`.
    role : str
        What it is called in messages.

    Raises
    ------
    ReferenceRejectedError
        ``reason`` is one of ``not_a_file``, ``empty``, ``too_large``, ``unsupported_format``, ``damaged``.
    """
    rules = IntakeRules.of(rules)
    location = Path(path).expanduser()
    try:
        descriptor = open_regular(location)
    except MediaError as error:
        raise ReferenceRejectedError(f"The {role} {error.message}", reason="not_a_file", hint=error.hint) from error
    try:
        size = os.fstat(descriptor).st_size
        if size == 0:
            raise ReferenceRejectedError(f"The {role} “{location.name}” is empty", reason="empty", hint=_HINT)
        if size > rules.reference_max_bytes:
            raise ReferenceRejectedError(
                f"The {role} “{location.name}” has {megabytes(size)}; at most "
                f"{megabytes(rules.reference_max_bytes)} are allowed",
                reason="too_large",
                hint="Save a smaller copy, 2000 pixels on the long side are plenty",
            )
        try:
            reply = ask(
                "picture",
                descriptor,
                location,
                {**rules.model_dump(mode="json"), "role": role},
                cpu_seconds=_CPU_SECONDS,
            )
        except NoAnswerError as error:
            raise ReferenceRejectedError(f"The {role} cannot be read: {error}", reason="damaged", hint=_HINT) from error
    finally:
        os.close(descriptor)
    if refused := reply.get("refused"):
        raise ReferenceRejectedError(refused["message"], reason=refused["reason"], hint=refused["hint"])
    if not reply.get("result"):
        raise ReferenceRejectedError(
            f"The {role} cannot be read: {reply.get('failed', 'no reason given')}", reason="damaged", hint=_HINT
        )
    return Reference(path=location.resolve(), **reply["result"])
