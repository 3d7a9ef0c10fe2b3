"""Reads the tempo maps that rhythm games ship with their songs, synchronised by hand: where the beats of a recording are.

StepMania (``.ssc``, ``.sm``), Frets on Fire and Clone Hero (``notes.mid``, ``notes.chart``), osu! (``.osu``, ``.osz``) and Beat Saber
(``Info.dat``). A map that cannot be played straight through (warps, negative tempo) raises `UnusableError`.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import mido

SLOWEST, FASTEST = 55.0, 215.0
"""Beats per minute that stay what the map calls a beat; other maps are halved or doubled."""
STEMS = (
    "song",
    "guitar",
    "rhythm",
    "bass",
    "drums",
    "drums_1",
    "drums_2",
    "drums_3",
    "drums_4",
    "keys",
    "vocals",
    "vocals_1",
    "vocals_2",
)
_SOUNDS = (".ogg", ".opus", ".mp3", ".flac", ".wav", ".egg")


class UnusableError(Exception):
    """The map says no single time for each beat."""


@dataclass(frozen=True)
class Map:
    """Tempo and metre of a recording, in quarter notes counted from the start of the map.

    ``tempos`` are (quarter, quarters per minute), ``stops`` (quarter, seconds that pass there), ``metres`` (quarter, beats in the
    bar, note value of a beat). Quarter 0 lies at ``start`` seconds. ``bars`` says whether bar lines mean anything.
    """

    name: str
    sounds: tuple[Path, ...]
    tempos: tuple[tuple[float, float], ...]
    start: float = 0.0
    stops: tuple[tuple[float, float], ...] = ()
    metres: tuple[tuple[float, int, int], ...] = ((0.0, 4, 4),)
    bars: bool = True
    ends: float = float("inf")
    follows: Map | None = field(default=None, repr=False)
    """The map that holds from ``ends`` (seconds) on."""

    def beats(self, until: float) -> list[tuple[float, int]]:
        """Return seconds and position in the bar, from 1, of each beat from 0 to so many seconds."""
        end = min(until, self.ends)
        found = [(time, place) for time, place in self._counted(end) if time >= 0]
        if self.follows and until > self.ends:
            while found and found[-1][0] > self.ends - 0.02:
                found.pop()
            found += [beat for beat in self.follows.beats(until) if beat[0] > self.ends - 0.02]
        return found

    def tempo(self) -> float:
        """Return the quarters per minute that hold longest; of several maps in a row, those of the first."""
        edges = [quarter for quarter, _ in self.tempos[1:]] + [self.tempos[-1][0] + 64]
        spans: dict[float, float] = {}
        for (quarter, bpm), edge in zip(self.tempos, edges, strict=True):
            spans[bpm] = spans.get(bpm, 0.0) + (edge - quarter) / bpm
        return max(spans, key=lambda bpm: spans[bpm])

    def at(self, quarter: float) -> float:
        """Return the seconds at which a quarter falls."""
        time, before, bpm = self.start, 0.0, self.tempos[0][1]
        for place, following in self.tempos:
            if place >= quarter:
                break
            time, before, bpm = time + (place - before) * 60 / bpm, place, following
        time += (quarter - before) * 60 / bpm
        return time + sum(seconds for place, seconds in self.stops if place < quarter)

    def _counted(self, end: float) -> Iterator[tuple[float, int]]:
        factor = 1.0
        while self.tempo() / factor > FASTEST:
            factor *= 2
        while self.tempo() / factor < SLOWEST:
            factor /= 2
        for number, (first, count, value) in enumerate(self.metres):
            last = self.metres[number + 1][0] if number + 1 < len(self.metres) else float("inf")
            bar = count * 4 / value
            compound = value == 8 and count % 3 == 0
            beat = (1.5 if compound else 4 / value) * factor
            if bar / beat % 1:  # an odd number of beats does not become half as many
                beat /= factor
            line = first
            if number == 0:  # before the map begins, bars go on backwards
                while self.at(line) > 0:
                    line -= bar
            while line < last - 1e-6 and self.at(line) < end:
                for place in range(round(bar / beat)):
                    time = self.at(line + place * beat)
                    if line + place * beat < last - 1e-6 and time < end:
                        yield time, place + 1
                line += bar


def find(folder: Path) -> Iterator[Map]:
    """Yield the maps below a folder, one for each recording, in order of their paths; unusable ones are told on the way."""
    seen: set[tuple[Path, ...]] = set()
    readers = {".ssc": stepmania, ".sm": stepmania, ".osu": osu, ".chart": chart, ".mid": frets, ".dat": beat_saber}
    order = list(readers)
    paths = [path for path in folder.rglob("*") if path.suffix.lower() in readers]
    for path in sorted(paths, key=lambda path: (str(path.parent), order.index(path.suffix.lower()), path.name)):
        if (
            path.suffix == ".mid"
            and path.name != "notes.mid"
            or path.suffix == ".dat"
            and path.name.lower() != "info.dat"
        ):
            continue
        try:
            found = readers[path.suffix.lower()](path)
        except UnusableError as reason:
            print(f"left out: {path.relative_to(folder)}: {reason}")
            continue
        if found.sounds not in seen:
            seen.add(found.sounds)
            yield found


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack an ``.osz`` archive of osu!."""
    target = folder / archive.stem
    with zipfile.ZipFile(archive) as file:
        file.extractall(target)
    return target


def stepmania(path: Path) -> Map:
    """Read a simfile; what holds for the song, not what single charts change."""
    text = re.sub(r"//.*", "", path.read_text(encoding="utf-8-sig", errors="replace"))
    tags = {
        name.upper(): value.strip()
        for name, value in re.findall(r"#([A-Za-z]+):([^;]*);", text.partition("#NOTEDATA")[0])
    }
    pairs = {name: _pairs(tags.get(name, "")) for name in ("BPMS", "STOPS", "DELAYS", "WARPS")}
    if pairs["WARPS"] or any(value <= 0 for _, value in [*pairs["BPMS"], *pairs["STOPS"]]):
        raise UnusableError("it jumps")
    metres = [
        tuple(map(float, entry.split("=")))
        for entry in tags.get("TIMESIGNATURES", "").replace("\n", "").split(",")
        if entry
    ]
    return Map(
        name=tags.get("TITLE") or path.stem,
        sounds=(_beside(path, tags.get("MUSIC", "")),),
        tempos=tuple(pairs["BPMS"]),
        start=-float(tags.get("OFFSET") or 0),
        stops=tuple(sorted(pairs["STOPS"] + pairs["DELAYS"])),
        metres=tuple((quarter, int(count), int(value)) for quarter, count, value in metres) or ((0.0, 4, 4),),
    )


def frets(path: Path) -> Map:
    """Read the ``notes.mid`` of Frets on Fire or Clone Hero; its first track has tempos and metres."""
    try:
        midi = mido.MidiFile(path, clip=True)
    except (OSError, EOFError, ValueError, KeyError) as error:
        raise UnusableError("no MIDI file") from error
    tempos, metres = [], []
    for track in midi.tracks:
        tick = 0
        for message in track:
            tick += message.time
            if message.type == "set_tempo":
                tempos.append((tick / midi.ticks_per_beat, 60e6 / message.tempo))
            elif message.type == "time_signature":
                metres.append((tick / midi.ticks_per_beat, message.numerator, message.denominator))
    return _with_ini(path, tuple(sorted(tempos)) or ((0.0, 120.0),), tuple(sorted(metres)))


def chart(path: Path) -> Map:
    """Read a ``.chart`` of Clone Hero."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    words = dict(re.findall(r"^\s*(\w+)\s*=\s*\"?([^\"\n]*?)\"?\s*$", text.partition("[SyncTrack]")[0], re.MULTILINE))
    resolution = float(words.get("Resolution", 192))
    sync = text.partition("[SyncTrack]")[2].partition("}")[0]
    tempos = [(int(tick) / resolution, int(value) / 1000) for tick, value in re.findall(r"(\d+)\s*=\s*B\s+(\d+)", sync)]
    metres = [
        (int(tick) / resolution, int(count), 2 ** int(power or 2))
        for tick, count, power in re.findall(r"(\d+)[ \t]*=[ \t]*TS[ \t]+(\d+)(?:[ \t]+(\d+))?", sync)
    ]
    if not tempos:
        raise UnusableError("no tempo")
    found = _with_ini(path, tuple(tempos), tuple(metres))
    return replace(found, start=found.start + float(words.get("Offset") or 0))


def osu(path: Path) -> Map:
    """Read a beatmap; each timing point that is not inherited begins a bar."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    sound = re.search(r"AudioFilename\s*:\s*(.+)", text)
    title = re.search(r"Title\s*:\s*(.+)", text)
    points = []
    for line in text.partition("[TimingPoints]")[2].partition("\n[")[0].splitlines():
        cells = line.split(",")
        if len(cells) >= 2 and float(cells[1]) > 0 and (len(cells) < 7 or cells[6].strip() == "1"):
            points.append((float(cells[0]) / 1000, 60_000 / float(cells[1]), int(cells[2]) if len(cells) > 2 else 4))
    if not points or not sound:
        raise UnusableError("no timing point")
    sounds = (_beside(path, sound.group(1).strip()),)
    found: Map | None = None
    for number in reversed(range(len(points))):
        time, bpm, count = points[number]
        ends = points[number + 1][0] if number + 1 < len(points) else float("inf")
        name = title.group(1).strip() if title else path.stem
        found = Map(name, sounds, ((0.0, bpm),), time, metres=((0.0, count, 4),), ends=ends, follows=found)
    assert found is not None
    return found


def beat_saber(path: Path) -> Map:
    """Read the ``Info.dat`` of a Beat Saber map; its beats count from the start of the sound and know no bars."""
    facts = json.loads(path.read_text(encoding="utf-8-sig", errors="replace"))
    sound = facts.get("_songFilename") or facts.get("audio", {}).get("songFilename", "")
    tempos = [(0.0, float(facts.get("_beatsPerMinute") or facts.get("audio", {}).get("bpm") or 0))]
    if tempos[0][1] <= 0:
        raise UnusableError("no tempo")
    for named in ("BPMInfo.dat", facts.get("audio", {}).get("audioDataFilename", "")):
        if named and (path.parent / named).is_file():
            tempos = _regions(json.loads((path.parent / named).read_text(encoding="utf-8-sig"))) or tempos
    return Map(
        name=facts.get("_songName") or facts.get("song", {}).get("title") or path.parent.name,
        sounds=(_beside(path, sound),),
        tempos=tuple(tempos),
        start=float(facts.get("_songTimeOffset") or 0),
        bars=False,
    )


def _regions(facts: dict[str, Any]) -> list[tuple[float, float]]:
    rate = facts.get("_songFrequency") or facts.get("songFrequency") or 44_100
    rows = [
        (r["_startBeat"], r["_endBeat"], r["_startSampleIndex"], r["_endSampleIndex"])
        for r in facts.get("_regions", [])
    ] or [(r["sb"], r["eb"], r["si"], r["ei"]) for r in facts.get("bpmData", [])]
    return [(begin, (end - begin) * 60 * rate / (last - first)) for begin, end, first, last in rows if last > first]


def _with_ini(path: Path, tempos: tuple[tuple[float, float], ...], metres: tuple[tuple[float, int, int], ...]) -> Map:
    ini = path.with_name("song.ini")
    text = ini.read_text(encoding="utf-8-sig", errors="replace") if ini.is_file() else ""
    words = {key.lower(): value for key, value in re.findall(r"^\s*(\w+)\s*=\s*(.*?)\s*$", text, re.MULTILINE)}
    sounds = [p for stem in STEMS for s in _SOUNDS if (p := path.with_name(stem + s)).is_file()]
    if not sounds:
        raise UnusableError("no sound beside it")
    delay = words.get("delay", "")
    shift = float(delay) / 1000 if re.fullmatch(r"-?\d+(\.\d+)?", delay) else 0.0
    return Map(
        words.get("name") or path.parent.name, tuple(sounds), tempos, start=shift, metres=metres or ((0.0, 4, 4),)
    )


def _pairs(text: str) -> list[tuple[float, float]]:
    entries = [entry.strip().split("=") for entry in text.replace("\n", "").split(",") if "=" in entry]
    return [(float(quarter), float(value)) for quarter, value in entries]


def _beside(path: Path, name: str) -> Path:
    for candidate in (path.with_name(name), *sorted(path.parent.glob("*"))) if name else sorted(path.parent.glob("*")):
        if (
            candidate.is_file()
            and candidate.suffix.lower() in _SOUNDS
            and (not name or candidate.name.lower() == name.lower())
        ):
            return candidate
    raise UnusableError("no sound beside it")
