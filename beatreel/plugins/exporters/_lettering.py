"""Captions as they are seen: set in lines within a safe zone, white with a dark rim, drawn over I420 frames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel import SafeZone, UserInputError
from beatreel.plugins.exporters._lyrics import Cue

if TYPE_CHECKING:
    import numpy as np

_SIZE = 0.062  # of the shorter side: height of the letters' line
_SMALLEST = 0.55  # of that size, before a caption counts as too long
_MOST_LINES = 3
_RIM = 0.09  # of the size: the dark rim
_LEADING = 1.22
_FADE = 0.08  # seconds: fast enough to be in time, slow enough not to pop
_WHITE, _BLACK = 235, 16  # luma, limited range
_SYSTEM_FONTS = (
    *("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf"),
    *("NotoSansCJK-Bold.ttc", "Arial Unicode.ttf", "YuGothB.ttc", "msyhbd.ttc", "malgunbd.ttf", "Hiragino Sans GB.ttc"),
    *("NotoSansArabic-Bold.ttf", "NotoSansHebrew-Bold.ttf", "NotoSansDevanagari-Bold.ttf", "NotoSansThai-Bold.ttf"),
)
_INSTALL = "Name one: [plugins.options.captions] font = \"/path/to/font.ttf\"; or: pip install 'beatreel[captions]'"


def find_font(text: str, given: str = "") -> Path:
    """Return a font that has all letters of a text: the given one, the one of the extra, or one of the system.

    Raises
    ------
    UserInputError
        If there is none.
    """
    if given:
        if not Path(given).expanduser().is_file():
            raise UserInputError(f"The font {given} is not there", hint=_INSTALL)
        return Path(given).expanduser()
    known = [*_packaged(), *(font for name in _SYSTEM_FONTS if (font := _installed(name)))]
    if not known:
        raise UserInputError("No font for captions was found", hint=_INSTALL)
    fitting = next((font for font in known if not _lacks(font, text)), None)
    if fitting is None:
        few = min((_lacks(font, text) for font in known), key=len)
        raise UserInputError(f"No font for captions was found that has “{''.join(few[:8])}”", hint=_INSTALL)
    return fitting


class Lettering:
    """Draws captions over frames; see :class:`~beatreel.core.ports.Overlay`.

    Parameters
    ----------
    cues : sequence of Cue
        In order, not overlapping.
    size : (int, int)
        Width and height of the frames.
    zone : SafeZone
        Margins to stay out of.
    font : Path
    """

    def __init__(self, cues: Sequence[Cue], size: tuple[int, int], zone: SafeZone, font: Path) -> None:
        self.cues = cues
        self._width, self._height = size
        self._zone, self._font = zone, font
        self._last: tuple[Cue, Any] | None = None

    @cached_property
    def spans(self) -> list[tuple[float, float]]:
        """Seconds in which captions are there."""
        return [(cue.start, cue.end) for cue in self.cues]

    def draw(self, frame: np.ndarray, seconds: float) -> None:
        """Draw what is said at an instant over an I420 frame, in place."""
        cue = next((cue for cue in self.cues if cue.start <= seconds < cue.end), None)
        if cue is None:
            return
        if self._last is None or self._last[0] is not cue:
            self._last = (cue, self._set(cue.text))
        strength = min(1.0, (seconds - cue.start + _FADE / 4) / _FADE, (cue.end - seconds) / _FADE)
        self._lay(frame, self._last[1], strength)

    def _set(self, text: str) -> tuple[int, int, np.ndarray, np.ndarray]:
        """Return where a caption lies, how much of each pixel its letters cover, and how much its rim, 0 to 1."""
        import numpy as np
        from PIL import Image, ImageDraw, ImageFont

        left, right = int(self._zone.left * self._width), int((1 - self._zone.right) * self._width)
        top, bottom = int(self._zone.top * self._height), int((1 - self._zone.bottom) * self._height)
        size = _SIZE * min(self._width, self._height)
        scale = 1.0
        while True:
            font = ImageFont.truetype(str(self._font), max(round(size * scale), 6))
            rim = max(1, round(font.size * _RIM))
            lines = _wrapped(text, font.getlength, right - left - 2 * rim)
            if lines is not None and len(lines) <= _MOST_LINES:
                break
            if scale <= _SMALLEST:
                lines = _wrapped(text, font.getlength, right - left - 2 * rim, broken=True) or []
                break
            scale *= 0.92
        step = round(font.size * _LEADING)
        pad = 2 * rim + 2
        width = -(-(round(max(font.getlength(line) for line in lines)) + 2 * pad) // 2) * 2
        height = -(-(step * len(lines) + 2 * pad) // 2) * 2
        layers = []
        for stroke in (0, rim):
            layer = Image.new("L", (width, height), 0)
            pen = ImageDraw.Draw(layer)
            for number, line in enumerate(lines):
                middle = (width / 2, pad + step * (number + 0.5))
                pen.text(middle, line, fill=255, font=font, anchor="mm", stroke_width=stroke, stroke_fill=255)
            layers.append(np.asarray(layer, np.float32) / 255)
        x = (left + right - width) // 2 // 2 * 2
        y = max(bottom - height, top) // 2 * 2
        return max(x, 0), max(y, 0), layers[0], layers[1]

    def _lay(self, frame: np.ndarray, setting: tuple[int, int, np.ndarray, np.ndarray], strength: float) -> None:
        left, top, letters, rim = setting
        rows, columns = min(rim.shape[0], self._height - top), min(rim.shape[1], self._width - left)
        letters, rim = letters[:rows, :columns] * strength, rim[:rows, :columns] * strength * 0.85
        luma = frame[top : top + rows, left : left + columns]
        dark = luma * (1 - rim) + _BLACK * rim
        luma[:] = (dark * (1 - letters) + _WHITE * letters + 0.5).astype(frame.dtype)
        cover = rim.reshape(rows // 2, 2, columns // 2, 2).mean(axis=(1, 3))
        quarter = (self._height // 2) * (self._width // 2)
        chroma = frame[self._height :].reshape(-1)
        for plane in (chroma[:quarter], chroma[quarter:]):
            view = plane.reshape(self._height // 2, self._width // 2)
            part = view[top // 2 : (top + rows) // 2, left // 2 : (left + columns) // 2]
            part[:] = (part * (1 - cover) + 128 * cover + 0.5).astype(frame.dtype)


def _wrapped(text: str, measure: Any, most: float, *, broken: bool = False) -> list[str] | None:
    """Return a text in as few and as even lines as fit; None if a word does not, unless it may be broken."""
    lines: list[str] = []
    for given in text.split("\n"):
        words = given.split(" ")
        if any(measure(word) > most for word in words):
            if not broken:
                return None
            words = [piece for word in words for piece in _pieces(word, measure, most)]
        count = len(_filled(words, measure, most))
        width = most
        while width > most * 0.3 and len(_filled(words, measure, width * 0.95)) == count:
            width *= 0.95
            if any(measure(word) > width for word in words):
                break
        lines += _filled(words, measure, max(width, max(measure(word) for word in words)))
    return lines


def _filled(words: Sequence[str], measure: Any, most: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if measure(longer) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, measure: Any, most: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and measure(pieces[-1] + letter) > most:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _packaged() -> list[Path]:
    try:
        import font_roboto
    except ImportError:
        return []
    return [Path(font_roboto.RobotoBold)]


def _installed(name: str) -> Path | None:
    from PIL import ImageFont

    try:
        return Path(str(ImageFont.truetype(name, 20).path))  # Pillow looks where the system keeps its fonts
    except OSError:
        return None


def _lacks(font: Path, text: str) -> list[str]:
    """Return letters that a font draws as its sign for “missing”."""
    from PIL import ImageFont

    face = ImageFont.truetype(str(font), 24)
    missing = bytes(face.getmask("\U000fffff"))
    return [letter for letter in sorted(set(text)) if not letter.isspace() and bytes(face.getmask(letter)) == missing]
