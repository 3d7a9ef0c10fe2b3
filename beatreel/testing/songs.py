"""Synthetic songs whose beats, bars and sections are known exactly.

A small band plays a small composition: drums, bass, chords and a lead, through sections of differing energy. Meant for
tests: the truth is exact by construction, for what is heard at a beat starts at the sample nearest to it.

Conventions
-----------
Seconds on the song's own clock, second 0 is the first sample. Samples are float32, shape (2, n), within [-1, 1].
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from beatreel import Analysis, EnergyCurves, KeyMoment, Segment, Song
from beatreel.testing import voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from beatreel.core.analysis import SegmentLabel

AudioFormat = Literal["wav", "flac", "mp3", "m4a", "aac", "ogg", "opus"]

_FORM: tuple[tuple[SegmentLabel, int], ...] = (
    ("intro", 4),
    ("verse", 8),
    ("chorus", 8),
    ("verse", 8),
    ("chorus", 8),
    ("break", 4),
    ("chorus", 8),
    ("outro", 4),
)
_ENERGY: dict[SegmentLabel, float] = {
    "intro": 0.35,
    "verse": 0.6,
    "chorus": 1.0,
    "bridge": 0.7,
    "inst": 0.8,
    "solo": 0.85,
    "break": 0.25,
    "outro": 0.4,
}
_GROUPS: dict[int, tuple[int, ...]] = {2: (2,), 3: (3,), 4: (2, 2), 5: (3, 2), 6: (3, 3), 7: (2, 2, 3)}
_PROGRESSIONS = ((0, 5, 2, 6), (0, 3, 5, 4), (0, 6, 5, 6), (0, 2, 5, 3), (0, 4, 5, 3))
_SCALES = ((0, 2, 3, 5, 7, 8, 10), (0, 2, 4, 5, 7, 9, 11))
_SWING_SHARE = 1 / 6  # of a beat, at swing 1: the off-beat then lies on the last third


@dataclass(frozen=True)
class SyntheticSong:
    """A song and the truth about it.

    Attributes
    ----------
    samples : numpy.ndarray [shape=(2, n), dtype=float32]
        Within [-1, 1].
    sample_rate : int
        Hz.
    beat_times : numpy.ndarray [shape=(beats,), dtype=float64]
        Seconds, strictly increasing.
    beat_positions : numpy.ndarray [shape=(beats,), dtype=int64]
        1 is the downbeat.
    segments : tuple of Segment
        Tile the song; boundaries lie on downbeats.
    tempo : float
        BPM.
    leading_silence : float
        Seconds before the first beat.
    """

    samples: NDArray[np.float32] = field(repr=False)
    sample_rate: int
    beat_times: NDArray[np.float64] = field(repr=False)
    beat_positions: NDArray[np.int64] = field(repr=False)
    segments: tuple[Segment, ...]
    tempo: float
    leading_silence: float = 0.0

    @property
    def duration(self) -> float:
        """Seconds: samples per channel / sample rate."""
        return self.samples.shape[1] / self.sample_rate

    @property
    def downbeat_times(self) -> NDArray[np.float64]:
        """The beats at position 1, in seconds."""
        return self.beat_times[self.beat_positions == 1]

    def write(self, path: Path | str, format: AudioFormat | None = None, *, title: str = "", artist: str = "") -> Path:
        """Write the song to a file.

        Parameters
        ----------
        path : Path or str
        format : {"wav", "flac", "mp3", "m4a", "aac", "ogg", "opus"}, optional
            What the file is; by default what its suffix says. ``ogg`` is Vorbis, ``opus`` is Opus in Ogg at 48 kHz. Lossy formats may
            be longer than the song by up to 2048 samples.
        title, artist : str
            Tags; AAC streams cannot carry any.

        Returns
        -------
        Path
            The path that was written.
        """
        from beatreel.testing import audiofile

        return audiofile.write(Path(path), self.samples, self.sample_rate, format=format, title=title, artist=artist)

    def song(self, path: Path) -> Song:
        """Write the song as FLAC, unless ``path`` exists, and return the value that analyzers and exporters get."""
        import hashlib

        if not path.exists():
            self.write(path, "flac")
        return Song(
            path=path,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            duration=self.duration,
            sample_rate=self.sample_rate,
            sample_count=self.samples.shape[1],
            channels=2,
            container="flac",
            codec="flac",
        )

    def analysis(self, *, rate: float = 20.0) -> Analysis:
        """Return what a perfect analyzer would hear, with ``rate`` energy values per second."""
        choruses = [s.start for s in self.segments if s.label == "chorus"]
        return Analysis(
            duration=self.duration,
            tempo=self.tempo,
            beat_times=tuple(float(t) for t in self.beat_times),
            beat_positions=tuple(int(p) for p in self.beat_positions),
            segments=self.segments,
            key_moments=tuple(KeyMoment(time=t, kind="hook" if n == 0 else "drop") for n, t in enumerate(choruses)),
            energy=_energy_curves(self.samples, self.sample_rate, rate),
            leading_silence=self.leading_silence,
            analyzer="truth",
        )


def make_song(
    *,
    duration: float = 30.0,
    tempo: float = 120.0,
    metre: int = 4,
    swing: float = 0.0,
    leading_silence: float = 0.0,
    sections: Sequence[tuple[SegmentLabel, int]] | None = None,
    seed: int = 0,
    sample_rate: int = 44_100,
) -> SyntheticSong:
    """Compose and play a song.

    Parameters
    ----------
    duration : float
        Seconds, > 0; the song has ``round(duration * sample_rate)`` samples.
    tempo : float
        BPM, 30 to 300.
    metre : int
        Beats per bar, 2 to 7.
    swing : float
        0 straight to 1 triplet feel: where the off-beats lie.
    leading_silence : float
        Seconds of silence before the first downbeat.
    sections : sequence of (label, bars), optional
        The form; the last section takes what is left. By default a pop form, fitted to the duration.
    seed : int
        Key, chords and melody follow from it; same arguments, same samples.
    sample_rate : int
        Hz.

    Returns
    -------
    SyntheticSong

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> song = make_song(duration=4, tempo=120, metre=4)
    >>> song.beat_times.tolist()
    [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5]
    >>> song.downbeat_times.tolist()
    [0.0, 2.0]
    """
    _check(duration, tempo, metre, swing, leading_silence)
    count = round(duration * sample_rate)
    length = count / sample_rate
    beat_length = 60.0 / tempo
    beats = max(0, int(np.ceil((length - leading_silence) / beat_length - 1e-9)))
    beat_times = leading_silence + np.arange(beats) * beat_length
    positions = np.arange(beats, dtype=np.int64) % metre + 1
    form = _fit_form(sections, -(-beats // metre) or 1)
    segments = _segments(form, leading_silence, metre * beat_length, length)
    player = _Player(count, sample_rate, beat_length, metre, swing, seed)
    player.play(beat_times, form)
    return SyntheticSong(
        samples=player.mixed(),
        sample_rate=sample_rate,
        beat_times=beat_times,
        beat_positions=positions,
        segments=segments,
        tempo=float(tempo),
        leading_silence=float(leading_silence),
    )


def _check(duration: float, tempo: float, metre: int, swing: float, leading_silence: float) -> None:
    if not 0 < duration <= 7200:
        raise ValueError(f"duration must be over 0 and at most 7200 seconds, not {duration}")
    if not 30 <= tempo <= 300:
        raise ValueError(f"tempo must be 30 to 300 BPM, not {tempo}")
    if metre not in _GROUPS:
        raise ValueError(f"metre must be 2 to 7 beats per bar, not {metre}")
    if not 0 <= swing <= 1:
        raise ValueError(f"swing must be 0 to 1, not {swing}")
    if not 0 <= leading_silence < duration:
        raise ValueError(f"leading_silence must be at least 0 and shorter than the song, not {leading_silence}")


def _fit_form(sections: Sequence[tuple[SegmentLabel, int]] | None, bars: int) -> list[tuple[SegmentLabel, int]]:
    """Return (label, bars) pairs that add up to ``bars``."""
    if sections is None:
        form = list(_FORM)
        if bars < 24:
            form = (
                [("intro", 1), ("verse", 2), ("chorus", 2), ("outro", 1)]
                if bars >= 6
                else [("verse", 1), ("chorus", 1)]
            )
        if bars == 1:
            form = [("verse", 1)]
        whole = sum(n for _, n in form)
        edges = [round(bars * sum(n for _, n in form[:i]) / whole) for i in range(len(form) + 1)]
        return [(label, b - a) for (label, _), a, b in zip(form, edges, edges[1:], strict=False) if b > a]
    fitted: list[tuple[SegmentLabel, int]] = []
    left = bars
    for label, wanted in sections:
        if wanted < 1:
            raise ValueError(f"each section must have at least 1 bar: {label} has {wanted}")
        if left > 0:
            fitted.append((label, min(wanted, left)))
            left -= fitted[-1][1]
    if not fitted:
        raise ValueError("sections must not be empty")
    label, wanted = fitted[-1]
    fitted[-1] = (label, wanted + left)
    return fitted


def _segments(
    form: list[tuple[SegmentLabel, int]], first: float, bar_length: float, duration: float
) -> tuple[Segment, ...]:
    segments = []
    bar = 0
    groups: dict[str, int] = {}
    for index, (label, bars) in enumerate(form):
        start = 0.0 if index == 0 else first + bar * bar_length
        bar += bars
        end = duration if index == len(form) - 1 else first + bar * bar_length
        group = groups.setdefault(label, len(groups))
        segments.append(Segment(start=start, end=end, label=label, energy=_ENERGY[label], group=group))
    return tuple(segments)


class _Player:
    """Plays a form into one buffer."""

    def __init__(self, count: int, sample_rate: int, beat_length: float, metre: int, swing: float, seed: int) -> None:
        self._mix = np.zeros((2, count), np.float32)
        self._rate = sample_rate
        self._beat = beat_length
        self._metre = metre
        self._off = 0.5 + swing * _SWING_SHARE
        rng = np.random.default_rng(seed)
        self._root = int(rng.integers(45, 57))
        self._scale = _SCALES[int(rng.integers(len(_SCALES)))]
        self._chords = _PROGRESSIONS[int(rng.integers(len(_PROGRESSIONS)))]
        self._motif = _motif(rng, 2 * metre)
        self._level = 1.0

    def play(self, beat_times: NDArray[np.float64], form: list[tuple[SegmentLabel, int]]) -> None:
        bar = 0
        for label, bars in form:
            for n in range(bars):
                first = bar * self._metre
                if first < len(beat_times):
                    self._play_bar(float(beat_times[first]), bar, label, is_first=n == 0, is_last=n == bars - 1 > 0)
                bar += 1

    def mixed(self) -> NDArray[np.float32]:
        """Return the mix, gently limited, at most 0.9."""
        limited = np.tanh(1.1 * self._mix)
        peak = float(np.max(np.abs(limited), initial=0.0))
        return (limited * (0.9 / peak if peak > 0 else 1.0)).astype(np.float32)

    def _play_bar(self, start: float, bar: int, label: SegmentLabel, *, is_first: bool, is_last: bool) -> None:
        degree = self._chords[bar % len(self._chords)]
        self._level = 0.6 + 0.4 * _ENERGY[label]
        self._play_drums(start, label, is_first=is_first, is_last=is_last)
        self._play_chords(start, degree, label)
        if label not in ("intro", "break"):
            self._play_bass(start, degree, label)
        if label in ("chorus", "solo", "break", "bridge"):
            self._play_lead(start, bar, quiet=label == "break")

    def _play_drums(self, start: float, label: SegmentLabel, *, is_first: bool, is_last: bool) -> None:
        energy = _ENERGY[label]
        edges = [sum(_GROUPS[self._metre][:n]) for n in range(len(_GROUPS[self._metre]))]
        if is_first and energy > 0.5:
            self._add(voices.crash(self._rate), start, 0.28)
        for beat in range(self._metre):
            at = start + beat * self._beat
            off = at + self._off * self._beat
            self._add(voices.hat(self._rate), at, 0.16 if label == "break" else 0.22)
            self._add(voices.hat(self._rate, is_open=energy >= 0.8), off, 0.18 * energy)
            if label == "break":
                continue
            if beat in edges or energy >= 0.8:
                self._add(voices.kick(self._rate), at, 0.85 if beat == 0 else 0.65)
            if beat - 1 in edges and energy > 0.35:
                self._add(voices.snare(self._rate), at, 0.5)
            if is_last and beat == self._metre - 1:
                for n in range(1, 4):
                    self._add(voices.snare(self._rate), at + n * self._beat / 4, 0.25 + 0.1 * n)

    def _play_chords(self, start: float, degree: int, label: SegmentLabel) -> None:
        notes = tuple(self._note(degree + step, octave=1) for step in (0, 2, 4))
        bar_length = self._metre * self._beat
        self._add(voices.pad(notes, bar_length, self._rate), start, 0.3 if label == "break" else 0.22)
        if label in ("verse", "chorus", "inst", "outro"):
            for beat in range(self._metre):
                strength = 0.3 if beat == 0 else 0.2
                self._add(voices.stab(notes, 0.9 * self._beat, self._rate), start + beat * self._beat, strength)

    def _play_bass(self, start: float, degree: int, label: SegmentLabel) -> None:
        low = self._note(degree, octave=-1)
        fifth = self._note(degree + 4, octave=-1)
        for beat in range(self._metre):
            at = start + beat * self._beat
            note = fifth if beat == self._metre - 1 else low
            self._add(voices.bass(note, self._off * self._beat, self._rate), at, 0.62 if beat == 0 else 0.5)
            if label == "chorus":
                length = (1 - self._off) * self._beat
                self._add(voices.bass(low + 12, length, self._rate), at + self._off * self._beat, 0.3)

    def _play_lead(self, start: float, bar: int, *, quiet: bool) -> None:
        first = (bar % 2) * self._metre
        for step, place, length in self._motif:
            if first <= place < first + self._metre:
                note = self._note(step, octave=2)
                at = start + (place - first) * self._beat
                self._add(voices.lead(note, length * self._beat, self._rate), at, 0.22 if quiet else 0.38)

    def _note(self, degree: int, *, octave: int) -> int:
        turn, step = divmod(degree, len(self._scale))
        return self._root + self._scale[step] + 12 * (turn + octave)

    def _add(self, sound: voices.Samples, time: float, gain: float) -> None:
        first = round(time * self._rate)
        last = min(first + sound.shape[1], self._mix.shape[1])
        if first < last:
            self._mix[:, first:last] += self._level * gain * sound[:, : last - first]


def _motif(rng: np.random.Generator, beats: int) -> list[tuple[int, float, float]]:
    """Return (scale step, beat, length in beats): a line that walks in small steps and ends on the root."""
    steps: list[tuple[int, float, float]] = []
    place, step = 0.0, int(rng.integers(0, 5))
    while place < beats:
        length = float(rng.choice([1.0, 1.0, 1.5, 2.0, 0.5], p=[0.35, 0.2, 0.15, 0.15, 0.15]))
        length = min(length, beats - place)
        if rng.random() < 0.85:
            steps.append((step, place, length))
        step = int(np.clip(step + rng.integers(-2, 3), -2, 7))
        place += length
    last = steps[-1] if steps else (0, 0.0, 1.0)
    return [*steps[:-1], (0, last[1], last[2])]


def _energy_curves(samples: NDArray[np.float32], sample_rate: int, rate: float) -> EnergyCurves:
    """Measure the energy in three bands in windows of 1 / rate seconds, each as a share of its own maximum."""
    hop = max(1, round(sample_rate / rate))
    mono = samples.mean(axis=0)
    count = max(1, -(-mono.size // hop))
    windows = np.zeros((count, hop), np.float32)
    windows.reshape(-1)[: mono.size] = mono
    spectrum = np.abs(np.fft.rfft(windows * np.hanning(hop), axis=1)) ** 2
    hertz = np.fft.rfftfreq(hop, 1 / sample_rate)

    def curve(low: float, high: float) -> tuple[float, ...]:
        power = np.sqrt(spectrum[:, (hertz >= low) & (hertz < high)].sum(axis=1))
        return tuple(float(v) for v in power / max(float(power.max()), 1e-9))

    return EnergyCurves(
        rate=sample_rate / hop,
        total=curve(0, sample_rate),
        low=curve(0, 150),
        mid=curve(150, 2500),
        high=curve(2500, sample_rate),
    )
