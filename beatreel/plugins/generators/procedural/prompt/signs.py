"""What a prompt has a sign say."""

from __future__ import annotations

import re

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!?'-&")
"""What tubes of neon can be bent to."""

_QUOTED = r"[\"“”„«»‘’'`]"
_SAYS = (
    r"\b(?:says|saying|that reads|reading|spelling|spells|that spell|with the words?|of the words?|the words?|words?)\b"
)
_SIGN = re.compile(rf"\bneon\b[^,.;]*?(?:{_SAYS}\s*:?\s*)?{_QUOTED}([^\"“”„«»]{{1,24}}?){_QUOTED}(?!\w)", re.IGNORECASE)
_PLAIN = re.compile(rf"\bneon\b[^,.;]*?{_SAYS}\s*:?\s*((?!(?:in|on|at|over|above|under|by|with)\b)\w+)", re.IGNORECASE)


FRONT_OF_A_CINEMA = re.compile(
    r"\b(?:cinema|movie theat(?:er|re)|picture house)(?:'s)? (?:neon )?(?:signs?|marquees?|front|facade|façade|entrance)\b"
    r"|\b(?:signs?|marquees?|front|facade|façade|entrance) of (?:a|an|the) (?:[a-z-]+ ){0,2}(?:cinema|movie theat(?:er|re))\b"
)
"""Of a prompt in small letters that sees a cinema from its street."""


def written(prompt: str) -> tuple[str, str]:
    """Return what a prompt has a neon sign say, and the prompt without that: no ocean is meant by a sign that says “ocean”.

    The text is one of letters and digits that can be bent, in capitals; it is empty where there is none.
    """
    found = _SIGN.search(prompt) or _PLAIN.search(prompt)
    if not found:
        return "CINEMA" if FRONT_OF_A_CINEMA.search(prompt.lower()) else "", prompt
    text = " ".join(found.group(1).upper().split())
    if not text or any(one not in LETTERS and one != " " for one in text):
        return "", prompt
    return text, prompt[: found.start(1)] + " " + prompt[found.end(1) :]
