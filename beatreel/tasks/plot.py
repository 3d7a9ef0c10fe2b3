"""A picture of an analysis: what was heard, over the sound that it was heard in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.analysis import Analysis, SegmentLabel
from beatreel.core.files import whole_file
from beatreel.core.model import Song
from beatreel.media.decode import stream_audio

if TYPE_CHECKING:
    import numpy as np
    from PIL import ImageDraw

    Array = np.ndarray[Any, np.dtype[Any]]

Colour = tuple[int, int, int]

WIDTH, HEIGHT = 2400, 1180
_SHARP = 2  # drawn so many times larger, then made smaller: smooth edges
_LEFT, _RIGHT = 130, 40
_PAPER: Colour = (16, 18, 24)
_FAINT: Colour = (44, 48, 58)
_DIM: Colour = (120, 126, 140)
_INK: Colour = (232, 234, 240)
_SEGMENTS: dict[SegmentLabel, Colour] = {
    "intro": (92, 128, 168),
    "verse": (86, 168, 150),
    "chorus": (232, 150, 74),
    "bridge": (164, 122, 204),
    "inst": (110, 160, 222),
    "solo": (222, 112, 150),
    "break": (122, 138, 158),
    "outro": (104, 112, 140),
}
_MOMENTS: dict[str, Colour] = {
    "drop": (255, 92, 92),
    "hook": (255, 206, 84),
    "build": (140, 214, 120),
    "stop": (200, 200, 210),
}
_BANDS = (("low", (226, 106, 98)), ("mid", (238, 190, 92)), ("high", (112, 186, 232)))
_GOOD, _MIDDLING, _BAD = (104, 190, 122), (226, 178, 78), (214, 84, 84)
_CALM = 1.0  # seconds over which the bands are smoothed
_CROWDED = 5.0  # pixels between lines below which they are left out
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200)  # seconds between the marks of the axis


@dataclass(frozen=True)
class _Row:
    """A band of the picture: its top and bottom in pixels."""

    top: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


_SECTIONS, _MARKS, _WAVE = _Row(128, 184), _Row(190, 236), _Row(240, 560)
_BEATS, _ENERGY, _TRUST = _Row(568, 612), _Row(640, 830), _Row(858, 940)
_HOOKS, _AXIS = _Row(966, 1106), _Row(1116, 1160)


def plot(song: Song, analysis: Analysis, destination: Path) -> None:
    """Draw waveform, segments, beats, bars, energy, confidence, key moments, hooks and silence into a PNG.

    Parameters
    ----------
    song : Song
    analysis : Analysis
    destination : Path
        A ``.png`` file.
    """
    from PIL import Image

    image = Image.new("RGB", (WIDTH * _SHARP, HEIGHT * _SHARP), _PAPER)
    picture = _Picture(image, analysis)
    picture.head(song)
    picture.names()
    picture.sections()
    picture.wave(_peaks(song, picture.columns))
    picture.beats()
    picture.moments()
    picture.energy()
    picture.trust()
    picture.hooks()
    picture.axis()
    with whole_file(destination) as part:
        image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(part, "PNG")


def _peaks(song: Song, columns: int) -> Array:
    """Return the largest magnitude in each of so many equal parts of the song, 0 to 1 of its loudest, shape (columns,)."""
    import numpy as np

    peaks = np.zeros(columns, np.float32)
    position = 0
    for block in stream_audio(song.path):
        loud = np.abs(block).max(axis=0)
        column = np.minimum((position + np.arange(len(loud))) * columns // song.sample_count, columns - 1)
        edges = np.flatnonzero(np.diff(column, prepend=-1))
        most = np.maximum.reduceat(loud, edges)
        peaks[column[edges]] = np.maximum(peaks[column[edges]], most)
        position += len(loud)
    highest = float(peaks.max(initial=0.0))
    return peaks / highest if highest > 0 else peaks


class _Picture:
    """Draws the rows; all coordinates are pixels of the finished picture."""

    def __init__(self, image: Any, analysis: Analysis) -> None:
        from PIL import ImageDraw, ImageFont

        self._draw: ImageDraw.ImageDraw = ImageDraw.Draw(image)
        self._font = ImageFont.load_default
        self._analysis = analysis
        self._scale = (WIDTH - _LEFT - _RIGHT) / analysis.duration
        self.columns = WIDTH - _LEFT - _RIGHT

    def head(self, song: Song) -> None:
        """What song it is, and the main findings in a line."""
        analysis = self._analysis
        self._text(_LEFT, 40, " · ".join(filter(None, (song.title or song.path.stem, song.artist))), 34)
        ends = [a for a, b in zip(analysis.beat_positions, analysis.beat_positions[1:], strict=False) if b == 1]
        metre = f" of {max(set(ends), key=ends.count)}" if ends else ""
        told = [
            f"{analysis.tempo:.1f} BPM" if analysis.tempo else "no beat",
            f"{len(analysis.beat_times)} beats in {len(analysis.downbeat_times)} bars{metre}",
            f"confidence {analysis.confidence:.0%}",
            f"heard by {analysis.analyzer}",
        ]
        by = sorted({origin for origin in analysis.origins.values() if origin != analysis.analyzer})
        if by:
            told.append("with " + ", ".join(by))
        self._text(_LEFT, 86, " · ".join(told), 22, _DIM)

    def names(self) -> None:
        """Names of the rows, at the left."""
        rows = (
            (_SECTIONS, "segments"),
            (_MARKS, "moments"),
            (_WAVE, "sound"),
            (_BEATS, "beats, bars"),
            (_ENERGY, "energy"),
            (_TRUST, "bars sure"),
            (_HOOKS, "hooks"),
        )
        for row, name in rows:
            self._text(_LEFT - 14, row.middle, name, 18, _DIM, anchor="rm")
        for offset, (name, colour) in zip((-34, 0, 34), _BANDS, strict=True):
            self._text(_LEFT - 14, _ENERGY.middle + 50 + offset * 0.7, name, 16, colour, anchor="rm")

    def sections(self) -> None:
        """Coloured blocks; striped where cuts follow phrases."""
        for segment in self._analysis.segments:
            left, right = self._x(segment.start) + 1, self._x(segment.end) - 1
            colour = _SEGMENTS[segment.label]
            is_flow = segment.grid == "phrase_flow"
            self._box(left, _SECTIONS.top, right, _SECTIONS.bottom, _mixed(colour, _PAPER, 0.45) if is_flow else colour)
            if is_flow:
                at = left
                while at < right:
                    self._box(at, _SECTIONS.top, min(at + 5, right), _SECTIONS.bottom, _mixed(colour, _PAPER, 0.75))
                    at += 14
            label = segment.label + (" (phrases)" if is_flow else "")
            for text in (label, segment.label):
                if self._width(text, 20) < right - left - 10:
                    ink = _INK if is_flow else _PAPER
                    if is_flow:
                        wide, middle = self._width(text, 20) / 2 + 8, (left + right) / 2
                        plain = _mixed(colour, _PAPER, 0.45)
                        self._box(middle - wide, _SECTIONS.top, middle + wide, _SECTIONS.bottom, plain)
                    self._text((left + right) / 2, _SECTIONS.middle, text, 20, ink, anchor="mm")
                    break

    def wave(self, peaks: Array) -> None:
        """The waveform in the colours of the segments, grey where it is silent, with bar lines behind it."""
        analysis = self._analysis
        self._box(_LEFT, _WAVE.top, WIDTH - _RIGHT, _WAVE.bottom, _mixed(_FAINT, _PAPER, 0.35))
        for start, end in self._silences():
            self._box(self._x(start), _WAVE.top, self._x(end), _WAVE.bottom, _mixed(_FAINT, _PAPER, 0.9))
            if self._x(end) - self._x(start) > self._width("silence", 16) + 12:
                self._text((self._x(start) + self._x(end)) / 2, _WAVE.top + 18, "silence", 16, _DIM, anchor="mm")
        lines = analysis.downbeat_times
        if len(lines) > 1 and (lines[-1] - lines[0]) / (len(lines) - 1) * self._scale > _CROWDED:
            for time in lines:
                self._line(self._x(time), _WAVE.top, self._x(time), _WAVE.bottom, _FAINT, 1)
        half = (_WAVE.bottom - _WAVE.top) / 2 - 6
        number = 0
        for column, peak in enumerate(peaks):
            time = (column + 0.5) / self._scale
            while number < len(analysis.segments) - 1 and time >= analysis.segments[number].end:
                number += 1
            colour = _SEGMENTS[analysis.segments[number].label]
            height = max(0.75, half * float(peak))
            left = _LEFT + column
            self._box(left, _WAVE.middle - height, left + 1, _WAVE.middle + height, colour)
        for segment in analysis.segments[1:]:
            x = self._x(segment.start)
            self._line(x, _SECTIONS.top, x, _TRUST.bottom, _mixed(_INK, _PAPER, 0.35), 1.5)

    def beats(self) -> None:
        """Ticks for beats, long ones for bars; bars are numbered where there is room."""
        analysis = self._analysis
        spacing = self._scale * 60 / analysis.tempo if analysis.tempo else 0
        lines = analysis.downbeat_times
        bar = self._scale * (lines[-1] - lines[0]) / (len(lines) - 1) if len(lines) > 1 else 0.0
        if spacing > _CROWDED / 1.6:
            for time, position in zip(analysis.beat_times, analysis.beat_positions, strict=True):
                if position != 1:
                    self._line(self._x(time), _BEATS.top, self._x(time), _BEATS.top + 12, _DIM, 1)
        every = next((n for n in (1, 2, 4, 8, 16, 32, 64) if n * bar > 44), 0)
        for number, time in enumerate(lines):
            if bar > _CROWDED / 1.6:
                self._line(self._x(time), _BEATS.top, self._x(time), _BEATS.top + 22, _INK, 1.5)
            if every and number % every == 0:
                self._text(self._x(time), _BEATS.top + 34, str(number + 1), 14, _DIM, anchor="mm")

    def moments(self) -> None:
        """A flag for each key moment."""
        groups = [
            (time, [m.kind for m in found]) for time, found in groupby(self._analysis.key_moments, lambda m: m.time)
        ]
        right = -1.0  # where the last name ends
        for number, (time, kinds) in enumerate(groups):
            x = self._x(time)
            self._line(x, _MARKS.top + 6, x, _WAVE.bottom, _MOMENTS[kinds[0]], 2)
            corners = (x, _MARKS.top + 6, x + 15, _MARKS.top + 14, x, _MARKS.top + 22)
            self._draw.polygon(self._scaled(corners), _MOMENTS[kinds[0]])
            following = self._x(groups[number + 1][0]) if number + 1 < len(groups) else float(WIDTH)
            at = x + 20
            for kind in kinds if at > right else ():
                if at + self._width(kind, 17) > following - 3:  # its colour must do
                    break
                self._text(at, _MARKS.top + 15, kind, 17, _MOMENTS[kind], anchor="lm")
                right = at + self._width(kind, 17)
                at = right + 8

    def energy(self) -> None:
        """The whole as an area, the bands as lines over it."""
        self._box(_LEFT, _ENERGY.top, WIDTH - _RIGHT, _ENERGY.bottom, _mixed(_FAINT, _PAPER, 0.35))
        area = self._curve(self._analysis.energy.total)
        outline = [_LEFT, _ENERGY.bottom, *area, WIDTH - _RIGHT, _ENERGY.bottom]
        self._draw.polygon(self._scaled(outline), _mixed(_DIM, _PAPER, 0.4))
        for name, colour in _BANDS:
            line = self._curve(_smooth(getattr(self._analysis.energy, name), self._analysis.energy.rate))
            self._draw.line(self._scaled(line), fill=colour, width=_SHARP * 2)

    def trust(self) -> None:
        """How sure each bar is: green, amber, red."""
        self._box(_LEFT, _TRUST.top, WIDTH - _RIGHT, _TRUST.bottom, _mixed(_FAINT, _PAPER, 0.35))
        lines = self._analysis.downbeat_times
        ends = (*lines[1:], self._analysis.duration)
        length = (lines[-1] - lines[0]) / (len(lines) - 1) if len(lines) > 1 else 2.0
        for start, end, sure in zip(lines, ends, self._analysis.bar_confidence, strict=False):
            colour = _mixed(_GOOD, _MIDDLING, (sure - 0.5) * 2) if sure > 0.5 else _mixed(_MIDDLING, _BAD, sure * 2)
            top = _TRUST.bottom - max(3.0, sure * (_TRUST.bottom - _TRUST.top))
            left, right = self._x(start), self._x(min(end, start + 1.5 * length))
            self._box(left, top, max(right - (1 if right - left > 4 else 0), left + 1), _TRUST.bottom, colour)

    def hooks(self) -> None:
        """The stretches that stand for the song."""
        hooks = self._analysis.hooks[:5]
        step = (_HOOKS.bottom - _HOOKS.top) / max(len(hooks), 4)
        for number, hook in enumerate(hooks):
            top = _HOOKS.top + number * step
            left, right = self._x(hook.start), max(self._x(hook.end), self._x(hook.start) + 3)
            self._box(left, top, right, top + step - 9, _mixed(_MOMENTS["hook"], _PAPER, 0.85))
            bars = f", {hook.bars} bars" if hook.bars else ""
            text = f"{hook.target:g} s: {hook.duration:.1f} s{bars}"
            room = self._width(text, 16) + 16
            where = right + 8 if right + room < WIDTH - _RIGHT else left - room + 8
            self._text(where, top + (step - 9) / 2, text, 16, _DIM, anchor="lm")

    def axis(self) -> None:
        """Minutes and seconds."""
        step = next((step for step in _STEPS if step * self._scale > 90), _STEPS[-1])
        time = 0
        while time <= self._analysis.duration:
            x = self._x(time)
            self._line(x, _AXIS.top, x, _AXIS.top + 8, _DIM, 1)
            self._text(x, _AXIS.top + 24, f"{time // 60}:{time % 60:02d}", 18, _DIM, anchor="mm")
            time += step

    def _silences(self) -> list[tuple[float, float]]:
        analysis = self._analysis
        ends = [(0.0, analysis.leading_silence), (analysis.duration - analysis.trailing_silence, analysis.duration)]
        return [(start, end) for start, end in ends if end - start > 0.05]

    def _curve(self, values: tuple[float, ...]) -> list[float]:
        """Points of a curve, one for every two pixels, each the mean of what lies there."""
        points: list[float] = []
        count = max(2, min(len(values), self.columns // 2))
        for index in range(count):
            first = index * len(values) // count
            part = values[first : max((index + 1) * len(values) // count, first + 1)] or values[-1:]
            level = sum(part) / len(part)
            x = _LEFT + index * self.columns / (count - 1)
            points += [x, _ENERGY.bottom - level * (_ENERGY.bottom - _ENERGY.top - 6)]
        return points

    def _x(self, time: float) -> float:
        return _LEFT + time * self._scale

    def _scaled(self, numbers: Any) -> list[float]:
        return [number * _SHARP for number in numbers]

    def _box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        if right > left and bottom > top:
            x, y = self._scaled((left, top))
            # Pillow draws the far edge too, and refuses a box whose far edge comes before the near one.
            self._draw.rectangle((x, y, max(x, right * _SHARP - 1), max(y, bottom * _SHARP - 1)), colour)

    def _line(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, width: float) -> None:
        self._draw.line(self._scaled((x0, y0, x1, y1)), fill=colour, width=round(width * _SHARP))

    def _text(self, x: float, y: float, text: str, size: int, colour: Colour = _INK, anchor: str = "lm") -> None:
        self._draw.text((x * _SHARP, y * _SHARP), text, colour, self._font(size * _SHARP), anchor=anchor)

    def _width(self, text: str, size: int) -> float:
        return float(self._draw.textlength(text, self._font(size * _SHARP))) / _SHARP


def _smooth(values: tuple[float, ...], rate: float) -> tuple[float, ...]:
    """Return the mean over the seconds around, so that single attacks do not tangle the lines."""
    reach = max(1, round(_CALM * rate / 2))
    sums = [0.0, *accumulate(values)]
    edges = [(max(0, n - reach), min(len(values), n + reach + 1)) for n in range(len(values))]
    return tuple((sums[last] - sums[first]) / (last - first) for first, last in edges)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return ``share`` of one colour in another."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue
