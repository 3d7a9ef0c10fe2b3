"""docs/errors.md: every error, when it is raised, its exit code, and what to do."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import beatreel
from beatreel.core import errors
from beatreel.core.errors import BeatreelError, UserInputError

INTAKE = Path(__file__).parents[2] / "beatreel" / "intake"

_HEAD = """# Errors

Every error that beatreel raises on purpose is a `BeatreelError`: a sentence that says what happened, and a `hint` with the next thing
to do. At the terminal:

```text
The song lasts 42.3 s; at least 60 s are needed
→ Choose a longer version of the song
```

| exit code | means |
|---|---|
| 0 | done |
| 1 | it failed, and not by your input |
| 2 | your input: mend it and run the same command again |
| 130 | you stopped it; the same command goes on |

In Python, catch the root or any branch; errors that stand in `beatreel.__all__` are marked as public. A plugin's error names the plugin
(`error.plugin`) and holds the original as `__cause__`. In the HTTP API, errors are problems in JSON: see
[the Studio's page](studio.md#when-something-is-wrong).

## The tree

"""

_REASONS = {
    "aiff": "AIFF, which is not taken: export WAV or FLAC",
    "channels": "sound with more channels than two: export a stereo mix",
    "damaged": "the content contradicts itself or cannot be decoded",
    "empty": "zero bytes long",
    "no_audio_stream": "a container without sound",
    "not_a_file": "a folder, a device, a link that leads nowhere",
    "not_audio": "something else than sound, whatever its name says",
    "not_found": "there is no such file",
    "not_readable": "there, but you may not read it",
    "playlist": "a list of songs, not a song",
    "sample_rate": "a sample rate that no song has",
    "too_large": "more bytes (or, for a picture, more pixels) than the setting allows",
    "too_long": "longer than `intake.max_duration`",
    "too_short": "shorter than `intake.min_duration`",
    "truncated": "the end is missing: copy the file again",
    "unsupported_format": "a known format that is not taken",
    "video": "a video; take the sound out of it first",
}


def page() -> str:
    """Return the page."""
    tree = (errors.__doc__ or "").partition("::\n\n")[2].partition("\n\nEvery message")[0]
    parts = [_HEAD, f"```text\n{inspect.cleandoc(tree).replace('``', '')}\n```\n\n## Your input\n"]
    kinds = list(_below(BeatreelError))
    parts += [_section(kind) for kind in kinds if issubclass(kind, UserInputError)]
    parts.append(_reasons())
    parts.append("\n## Failures\n")
    parts += [_section(kind) for kind in [BeatreelError, *kinds] if not issubclass(kind, UserInputError)]
    return "".join(parts)


def _below(kind: type[BeatreelError]) -> list[type[BeatreelError]]:
    """Return the errors of the tree below one, parents first."""
    found: list[type[BeatreelError]] = []
    for part in kind.__subclasses__():
        if part.__module__ == errors.__name__:
            found += [part, *_below(part)]
    return found


def _section(kind: type[BeatreelError]) -> str:
    what, raised, todo = _read(kind)
    rows = [("Raised", raised), ("To do", todo), ("Exit code", str(kind.exit_code))]
    parent = kind.__bases__[0].__name__
    if kind is not BeatreelError:
        rows.append(("Is a", f"[`{parent}`](#{parent.lower()})"))
    rows.append(("Public", "yes" if kind.__name__ in beatreel.__all__ else "no: catch what it is"))
    table = "".join(f"| {title} | {text} |\n" for title, text in rows if text)
    return f"\n### `{kind.__name__}`\n\n{what}\n\n| | |\n|---|---|\n{table}"


def _read(kind: type[BeatreelError]) -> tuple[str, str, str]:
    paragraphs = [" ".join(part.split()) for part in (inspect.getdoc(kind) or "").replace("``", "`").split("\n\n")]
    raised = next((part for part in paragraphs if part.startswith("Raised ")), "")
    todo = next((part for part in paragraphs if part.startswith("To do: ")), "")
    if not (raised and todo):
        raise SystemExit(f"{kind.__name__}: its docstring must say “Raised …” and “To do: …”")
    return paragraphs[0], raised.removeprefix("Raised ").rstrip("."), todo.removeprefix("To do: ").rstrip(".")


def _reasons() -> str:
    texts = [path.read_text(encoding="utf-8") for path in sorted(INTAKE.rglob("*.py"))]
    found = sorted({reason for text in texts for reason in re.findall(r"""reason=["'](\w+)["']""", text)})
    unknown = [reason for reason in found if reason not in _REASONS]
    if unknown:
        raise SystemExit(f"Say in scripts/reference/errors.py what these reasons mean: {', '.join(unknown)}")
    rows = "".join(f"| `{reason}` | {_REASONS[reason]} |\n" for reason in found)
    return (
        "\n### Reasons\n\n`AudioRejectedError` and `ReferenceRejectedError` carry a `reason`, also in the event "
        f"[`audio_rejected`](events.md#audio_rejected). They are stable:\n\n| reason | the file is |\n|---|---|\n{rows}"
    )
