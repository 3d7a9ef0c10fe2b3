"""The pictures of docs/architecture.md, drawn from the chain of events and from the contract of the layers."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

from beatreel.core.pipeline import CHAIN

ROOT = Path(__file__).parents[2]
_FONT = "font-family='system-ui, sans-serif'"
_INK, _PAPER, _LINE = "#1c2430", "#fbfaf7", "#98a2b3"
_EVENT, _DEED, _PLUGIN, _BUS = "#23395b", "#e8e4da", "#c8553d", "#5b8e7d"

_BESIDE = {
    "audio_validated": "or audio_rejected",
    "scene_generated": "one for each scene",
    "exported": "one for each platform",
}
_PROVIDERS = {"analyze": "analyzer", "generate": "generators", "export": "exporters"}
_BEFORE = {"generate": "still_painted on the way"}
_LAYERS = {
    "cli": "the command line",
    "studio": "page and HTTP API",
    "watch_folder": "songs that are dropped",
    "engine": "owns settings, store, bus, plugins, workers",
    "executors": "where heavy work runs",
    "tasks": "what runs there: analyze, paint, render, assemble, export",
    "corrections": "what people state",
    "director": "from analysis to scenes",
    "hooks": "loading and telling",
    "intake": "what is accepted",
    "media": "reading, encoding, joining, checking",
    "core": "pipeline → bus | jobs | ports → events → model → timing | errors",
}


def flow() -> str:
    """Return the chain of events as SVG."""
    shown = list(dict.fromkeys(CHAIN))
    main = [pair for pair in shown if pair != ("master_rendered", "complete")]
    names = [event for event, _ in main] + ["job_completed"]
    parts, top = [], 96
    step, middle = 82, 210
    bottom = top + step * (len(names) - 1) + 36
    parts.append(_box(60, 24, 300, 40, "#ffffff", "CLI · watched folder · DAW · Studio", _INK, border=_LINE))
    parts.append(_arrow(middle, 64, middle, top))
    bus = 560
    parts.append(f"<rect x='{bus - 5}' y='{top}' width='10' height='{bottom - top}' rx='5' fill='{_BUS}'/>")
    for number, name in enumerate(names):
        y = top + step * number
        parts.append(f"<path d='M340 {y + 18} H{bus - 6}' stroke='{_BUS}' stroke-dasharray='3 4' fill='none'/>")
        parts.append(_box(80, y, 260, 36, _EVENT, name, "#ffffff", mono=True))
        if beside := _BESIDE.get(name):
            parts.append(_text(350, y + 12, beside, 11, _INK))
        if number < len(main):
            deed = main[number][1]
            parts.append(_arrow(middle, y + 36, middle, y + step))
            parts.append(_box(middle - 62, y + 46, 124, 24, _DEED, deed, _INK))
            if provider := _PROVIDERS.get(deed):
                parts.append(f"<path d='M{middle + 62} {y + 58} H340' stroke='{_PLUGIN}' fill='none'/>")
                parts.append(_box(340, y + 45, 130, 26, _PLUGIN, provider, "#ffffff"))
            if before := _BEFORE.get(deed):
                parts.append(_text(middle - 70, y + 62, before, 11, _INK, end=True, italic=True))
    said = [
        ("Every event", True),
        ("1  is committed to the log, in one", False),
        ("    transaction with its step’s result", False),
        ("2  is told to listeners, in order", False),
        ("3  is announced on ZeroMQ", False),
        ("", False),
        ("Then the reactions that are named", False),
        ("for it run, and those of plugins.", False),
        ("", False),
        ("A reaction that finds its event in the", False),
        ("log, with its files intact, does no work:", False),
        ("that is how a film goes on after a crash.", False),
    ]
    for number, (line, bold) in enumerate(said):
        parts.append(_text(bus + 22, top + 24 + 22 * number, line, 14, _INK, bold=bold))
    key = bottom - 66
    for number, (colour, word) in enumerate(
        [(_EVENT, "event"), (_DEED, "reaction"), (_PLUGIN, "plugins, in workers"), (_BUS, "log and bus")]
    ):
        parts.append(f"<rect x='{bus + 22}' y='{key + 18 * number}' width='12' height='12' rx='3' fill='{colour}'/>")
        parts.append(_text(bus + 42, key + 10 + 18 * number, word, 12, _INK))
    return _picture(890, bottom + 24, "The chain of events, from a song to its film", parts)


def layers() -> str:
    """Return who may import whom as SVG."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(entry for entry in settings["tool"]["importlinter"]["contracts"] if entry["id"] == "layers")
    rows = [[name.strip() for name in row.split("|")] for row in contract["layers"]]
    parts, height = [], 54
    for number, names in enumerate(rows):
        y, wide = 24 + height * number, 640
        width = (wide - 10 * (len(names) - 1)) / len(names)
        for place, name in enumerate(names):
            x = 24 + place * (width + 10)
            fill = _EVENT if name == "core" else "#ffffff"
            ink = "#ffffff" if name == "core" else _INK
            parts.append(_box(x, y, width, 44, fill, "", ink, border=_LINE))
            parts.append(_text(x + width / 2, y + 19, name, 14, ink, middle=True, bold=True))
            parts.append(
                _text(
                    x + width / 2,
                    y + 36,
                    _LAYERS.get(name, ""),
                    _fitting(_LAYERS.get(name, ""), width),
                    ink,
                    middle=True,
                )
            )
    bottom = 24 + height * len(rows)
    parts.append(_box(700, 24, 136, bottom - 34, "#ffffff", "", _INK, border=_PLUGIN))
    for number, line in enumerate(
        [
            "plugins",
            "",
            "analyzers",
            "generators",
            "exporters",
            "notifiers",
            "and yours",
            "",
            "see only",
            "the front door:",
            "beatreel.__all__",
        ]
    ):
        parts.append(_text(768, 62 + 26 * number, line, 14 if number == 0 else 12, _INK, middle=True, bold=number == 0))
    parts.append(
        _text(24, bottom + 16, "Each row may import those below it; nobody imports a plugin by name.", 12, _INK)
    )
    return _picture(860, bottom + 36, "The layers of the package", parts)


def _fitting(text: str, width: float) -> float:
    return max(8.0, min(11.5, (width - 10) / max(len(text), 1) * 1.95))


def _box(
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    text: str,
    ink: str,
    *,
    border: str = "",
    mono: bool = False,
) -> str:
    stroke = f" stroke='{border}'" if border else ""
    shape = f"<rect x='{x:g}' y='{y:g}' width='{width:g}' height='{height:g}' rx='8' fill='{fill}'{stroke}/>"
    return shape + (_text(x + width / 2, y + height / 2 + 5, text, 14, ink, middle=True, mono=mono) if text else "")


def _text(
    x: float,
    y: float,
    text: str,
    size: float,
    ink: str,
    *,
    middle: bool = False,
    end: bool = False,
    bold: bool = False,
    italic: bool = False,
    mono: bool = False,
) -> str:
    anchor = " text-anchor='middle'" if middle else " text-anchor='end'" if end else ""
    weight = " font-weight='700'" if bold else ""
    slope = " font-style='italic'" if italic else ""
    font = "font-family='ui-monospace, monospace'" if mono else _FONT
    look = f"font-size='{size:.3g}' {font} fill='{ink}'{anchor}{weight}{slope}"
    return f"<text x='{x:g}' y='{y:g}' {look} xml:space='preserve'>{escape(text)}</text>"


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"<path d='M{x:g} {y:g} L{to_x:g} {to_y - 2:g}' stroke='{_INK}' stroke-width='1.5' marker-end='url(#tip)'/>"


def _picture(width: float, height: float, title: str, parts: list[str]) -> str:
    tip = (
        "<defs><marker id='tip' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='7' markerHeight='7' orient='auto'>"
        f"<path d='M0 0 L8 4 L0 8 Z' fill='{_INK}'/></marker></defs>"
    )
    paper = f"<rect width='{width:g}' height='{height:g}' rx='12' fill='{_PAPER}'/>"
    head = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}' role='img'><title>{escape(title)}</title>"
    return "\n".join([head, tip, paper, *parts, "</svg>"]) + "\n"
