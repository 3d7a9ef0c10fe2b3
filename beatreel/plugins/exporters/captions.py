"""Captions: the film with its words burned in, clear of what platforms draw over it, and the words as SRT beside it.

The words come from an LRC or SRT file beside the song under its name, or from the option ``file``. With the option ``platform`` the file is
what that platform takes; without it, it has the film's own size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

from beatreel import (
    Analysis,
    ConfigError,
    Deliverable,
    Exporter,
    Master,
    PlatformSpec,
    Progress,
    SafeZone,
    Source,
    UserInputError,
    hookimpl,
)
from beatreel.plugins.exporters._lettering import Lettering, find_font
from beatreel.plugins.exporters._lyrics import as_srt, captions_beside, read_captions, shifted

_OPTIONS = ("file", "platform", "font")
_ANY = "No platform's rule: what all of them take"
_SAME_SHAPE = 0.02


def _source(rule: str) -> Source:
    return Source(rule=rule, text=_ANY, official=False)


PLATFORM = PlatformSpec(
    name="captions",
    title="Film with captions",
    width=0,
    height=0,
    min_width=64,
    max_width=8192,
    min_height=64,
    max_height=8192,
    aspect=None,
    frame_rates=(Fraction(23), Fraction(60)),
    keyframe_seconds=0.5,
    audio="required",
    audio_sample_rate=48_000,
    audio_bitrate=384_000,
    no_edit_list=True,
    sources=tuple(
        _source(rule)
        for rule in (
            *("width", "height", "frame_rates", "codecs", "containers", "keyframe_seconds", "audio"),
            *("audio_sample_rate", "audio_bitrate", "faststart", "no_edit_list", "closed_gop", "safe_zone"),
        )
    ),
)


class Captions:
    """Delivers the film, or what another platform gets of it, with captions."""

    name = "captions"
    version = "1"

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        unknown = sorted(set(options or {}) - set(_OPTIONS))
        if unknown:
            raise ConfigError(f"captions has no option “{unknown[0]}”", hint=f"There are: {', '.join(_OPTIONS)}")
        self.options = {name: str(value) for name, value in (options or {}).items()}
        self.platform = PLATFORM
        self._others: Mapping[str, Exporter] = {}

    def meet(self, exporters: Mapping[str, Exporter]) -> None:
        """Learn the other platforms: their safe zones, and the one to make the file for."""
        self._others = {name: one for name, one in exporters.items() if name != self.name}
        asked = self.options.get("platform")
        if asked in self._others:
            known = self._others[asked].platform
            self.platform = known.model_copy(update={"name": self.name, "title": f"{known.title} with captions"})

    def ready(self, *, song_path: Path) -> None:
        """Refuse to start without words, or without letters for them."""
        asked = self.options.get("platform")
        if asked and (asked not in self._others or self._others[asked].platform.audio == "forbidden"):
            fitting = sorted(name for name, one in self._others.items() if one.platform.audio == "required")
            raise UserInputError(
                f"Captions cannot be made for “{asked}”",
                hint=f"[plugins.options.captions] platform: {', '.join(fitting)}",
            )
        cues = read_captions(self._words(song_path))
        find_font("".join(cue.text for cue in cues), self.options.get("font", ""))

    def inputs(self, *, song_path: Path) -> Any:
        """Return the words and the options: the file is made anew when they change."""
        path = self._words(song_path)
        return [self.options, sha256(path.read_bytes()).hexdigest() if path.is_file() else ""]

    def export(self, master: Master, analysis: Analysis, *, destination: Path, progress: Progress) -> Deliverable:
        """Write the file; see :class:`~beatreel.Exporter`."""
        progress(0.0, "captions")
        path = self._words(master.song.path)
        cues = shifted(read_captions(path), master.song.trimmed_start, master.song.duration)
        size = self.platform.size_of(master.spec)
        font = find_font("".join(cue.text for cue in cues), self.options.get("font", ""))
        lettering = Lettering(cues, size, self._zone(size), font)
        other = self._others.get(self.options.get("platform", ""))
        if other is None:
            made = master.deliver(self.platform, destination, overlay=lettering, progress=progress)
        else:
            made = other.export(_Captioned(master, lettering), analysis, destination=destination, progress=progress)
        words = destination.with_suffix(".srt")
        words.write_text(as_srt(cues), encoding="utf-8", newline="\n")
        note = f"{len(cues)} caption{'' if len(cues) == 1 else 's'} from {path.name}, also as {words.name}"
        return made.model_copy(update={"platform": self.name, "notes": (*made.notes, note)})

    def _words(self, song_path: Path) -> Path:
        given = self.options.get("file")
        found = Path(given).expanduser() if given else captions_beside(song_path)
        if found is None:
            raise UserInputError(
                f"There are no captions for “{song_path.name}”",
                hint=f"Put {song_path.stem}.srt or {song_path.stem}.lrc beside it, or name a file:"
                ' [plugins.options.captions] file = "words.srt"',
            )
        return found

    def _zone(self, size: tuple[int, int]) -> SafeZone:
        """The safe zone of the platform that the file is for, or what all platforms that show this shape leave free."""
        if self.platform.safe_zone != SafeZone():
            return self.platform.safe_zone
        shape = Fraction(*size)
        zones = [
            one.platform.safe_zone
            for one in self._others.values()
            if one.platform.aspect is not None
            and one.platform.audio == "required"
            and abs(shape / one.platform.aspect - 1) < _SAME_SHAPE
        ]
        strictest = {side: max([0.06, *(getattr(zone, side) for zone in zones)]) for side in SafeZone.model_fields}
        return SafeZone(**strictest)


class _Captioned:
    """A master whose deliverables have captions."""

    def __init__(self, master: Master, lettering: Lettering) -> None:
        self._master, self._lettering = master, lettering

    def __getattr__(self, name: str) -> Any:
        return getattr(self._master, name)

    def deliver(self, platform: PlatformSpec, destination: Path, **given: Any) -> Deliverable:
        """Deliver with captions."""
        return self._master.deliver(platform, destination, **given, overlay=self._lettering)


_options: dict[str, Any] = {}


@hookimpl
def configure(options: Mapping[str, Any]) -> None:
    """Take the settings ``[plugins.options.captions]``."""
    Captions(options)  # refuses what it does not know
    _options.clear()
    _options.update(options)


@hookimpl
def register_exporters() -> Sequence[Exporter]:
    """Provide the exporter ``captions``."""
    return [Captions(_options)]
