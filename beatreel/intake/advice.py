"""Preflight advice: what the measurements say about the film to come. Advice never refuses a song.

The thresholds are ours, set on synthetic mixes and stems; each is a constant below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

import numpy as np

from beatreel.intake.measure import Measurement
from beatreel.intake.refusal import seconds

_SILENT_PEAK = 10 ** (-60 / 20)
_LONG_SILENCE = 0.5  # seconds at the beginning: the first frame of the film would wait for the music
_LONG_TAIL = 2.0  # seconds at the end; a fading reverb is no silence
_QUIET, _LOUD = -20.0, -8.0  # LUFS
_GOOD_RATE = 44_100  # Hz
# Stereo; one channel needs half.
_LOW_BIT_RATES = {"mp3": 128_000, "aac": 96_000, "vorbis": 96_000, "opus": 64_000}
_VARIABLE = 0.85  # variable rates lie below what they sound like
_CLIPPED_RUNS = 10.0  # a minute
_CLIPPED_RUNS_LOSSY = (
    1500.0  # a limited master overshoots up to 700 times a minute after coding, a clipped one from 3800 on
)
_ONE_SIDED = 20.0  # dB between left and right
_ACTIVE_BELOW_LOUD = 40.0  # dB; a window that is softer than this under the loud ones is a pause
_ACTIVE_SHARE = 0.65
_BASS_MISSING, _TREBLE_MISSING = -32.0, -50.0  # dB against the whole


class Finding(TypedDict):
    """An :class:`~beatreel.core.model.Advice` as plain data."""

    code: str
    message: str
    value: float | None


def advise(
    measured: Measurement, *, sample_rate: int, codec: str, bit_rate: float | None, damaged_packets: int
) -> list[Finding]:
    """Return the findings, the weightiest first.

    Parameters
    ----------
    measured : Measurement
    sample_rate : int
        Hz.
    codec : str
        Name as FFmpeg gives it.
    bit_rate : float or None
        Bits per second of the audio.
    damaged_packets : int
        Packets that could not be decoded.
    """
    findings: list[Finding] = []
    if damaged_packets:
        text = "One place" if damaged_packets == 1 else f"{damaged_packets} places"
        findings.append(
            _finding("glitches", f"{text} in the song cannot be decoded and will be left out", damaged_packets)
        )
    findings += _stem(measured)
    findings += _silence(measured)
    findings += _levels(measured, _CLIPPED_RUNS_LOSSY if codec in _LOW_BIT_RATES else _CLIPPED_RUNS)
    if sample_rate < _GOOD_RATE:
        findings.append(
            _finding(
                "low_sample_rate",
                f"The sample rate is {sample_rate / 1000:g} kHz; 44.1 kHz or more carries the cymbals that the beat is "
                "heard by",
                sample_rate,
            )
        )
    lowest = _LOW_BIT_RATES.get(codec, 0) * min(2, len(measured.channel_energy)) // 2
    if bit_rate and bit_rate < lowest * _VARIABLE:
        findings.append(
            _finding(
                "low_bit_rate",
                f"The song is compressed to {bit_rate / 1000:.0f} kbit/s; {lowest // 1000} or more, or WAV or FLAC, sounds "
                "better in the film",
                round(bit_rate),
            )
        )
    return findings


def _stem(measured: Measurement) -> Iterator[Finding]:
    energy = measured.channel_energy
    if len(energy) == 2 and energy.min() < energy.max() * 10 ** (-_ONE_SIDED / 10):
        side = "left" if energy[0] > energy[1] else "right"
        yield _finding("one_sided", f"The sound comes from the {side} channel only; check the export", None)
    active = active_share(measured)
    if active < _ACTIVE_SHARE:
        yield _finding(
            "stem",
            f"Only {active:.0%} of the time holds sound, as in a single track; use the full mix",
            round(active, 3),
        )
        return
    total = measured.octaves.sum()
    if total <= 0:
        return
    bass, treble = (10 * np.log10(part.sum() / total + 1e-12) for part in (measured.octaves[:2], measured.octaves[6:]))
    if bass < _BASS_MISSING or treble < _TREBLE_MISSING:
        what, level = ("bass", bass) if bass < _BASS_MISSING else ("treble", treble)
        yield _finding(
            "stem", f"There is hardly any {what}, as in a single track; use the full mix", round(float(level), 1)
        )


def active_share(measured: Measurement) -> float:
    """Return the share of 10 ms windows between the first and the last sound that hold sound, 0 to 1."""
    first, last = sounding(measured)
    levels = measured.levels[first:last]
    if not len(levels):
        return 0.0
    return float(np.mean(levels > np.percentile(levels, 95) - _ACTIVE_BELOW_LOUD))


def sounding(measured: Measurement) -> tuple[int, int]:
    """Return the windows between which sound lies, half open."""
    loud = np.flatnonzero(measured.peaks > _SILENT_PEAK)
    return (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, 0)


def _silence(measured: Measurement) -> Iterator[Finding]:
    first, last = sounding(measured)
    windows = len(measured.peaks)
    if last == 0:
        yield _finding("silent", "The song is silent", None)
        return
    leading, trailing = first / 100, (windows - last) / 100
    if leading > _LONG_SILENCE:
        yield _finding(
            "leading_silence",
            f"The song begins with {seconds(leading)} of silence; trim it, or use --trim-silence, so that the film opens "
            "with the music",
            leading,
        )
    if trailing > _LONG_TAIL:
        yield _finding("trailing_silence", f"The song ends with {seconds(trailing)} of silence; trim it", trailing)


def _levels(measured: Measurement, tolerated: float) -> Iterator[Finding]:
    minutes = len(measured.peaks) / 6000
    if measured.full_scale_runs > max(2.0, tolerated * minutes):
        yield _finding(
            "clipping",
            f"The song clips in {measured.full_scale_runs} places; lower the level before exporting",
            measured.full_scale_runs,
        )
    level = measured.loudness.integrated
    if level is None:
        return
    if level < _QUIET:
        yield _finding("quiet", f"The song is quiet: {level:.1f} LUFS, platforms play at about -14", round(level, 1))
    elif level > _LOUD:
        yield _finding(
            "loud", f"The song is very loud: {level:.1f} LUFS, platforms turn it down to about -14", round(level, 1)
        )


def _finding(code: str, message: str, value: float | None) -> Finding:
    return {"code": code, "message": message, "value": value}
