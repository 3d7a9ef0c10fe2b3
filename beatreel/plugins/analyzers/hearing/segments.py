"""Sections of a song: boundaries on bar lines, groups that repeat, and names for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from beatreel.plugins.analyzers.hearing.boundaries import (
    Running,
    boundary_features,
    choose_boundaries,
    plain_evidence,
)
from beatreel.plugins.analyzers.hearing.energy import relative_level, sounding_span
from beatreel.plugins.analyzers.hearing.spectrum import CHROMA_RATE, FRAME_RATE, Spectrum

Array = np.ndarray[Any, np.dtype[Any]]

_SHORTEST = 2.0  # seconds from either end of the song to a boundary
_FREE_STEP = 2.0  # seconds between the lines on which a song without bars may be divided
_SAME = 0.36  # descriptors nearer than this are the same music
_ONE_SOUND = 0.85  # share of a song from which its loudest music is all of it: verse and chorus differ in energy only


@dataclass(frozen=True)
class Section:
    """A stretch of the song before it becomes a ``Segment``.

    Attributes
    ----------
    start, end : float
        Seconds.
    confidence : float
        Of the boundary at ``start``, 0 to 1.
    group : int
        Equal for stretches that repeat the same music.
    energy, drums : float
        Level and amount of attacks relative to the song, 0 to 1.
    label : str
    """

    start: float
    end: float
    confidence: float
    group: int
    energy: float
    drums: float
    label: str


def find_sections(spectrum: Spectrum, bar_lines: Array, *, evidence: Array | None = None) -> list[Section]:
    """Divide a song into named sections that tile it.

    Parameters
    ----------
    spectrum : Spectrum
    bar_lines : ndarray of float64, shape (n,)
        Downbeats in seconds; too few mean that the song has no bars, and it is divided freely.
    evidence : ndarray of float64, shape (n,), optional
        Log odds of a boundary at each bar line from a trained model.
    """
    if len(bar_lines) < 8:
        bar_lines, evidence = np.arange(0.0, spectrum.duration, _FREE_STEP), None
    cuts: dict[float, float] = {}
    if len(bar_lines) >= 4 and not spectrum.silent:
        if evidence is None:
            evidence = plain_evidence(boundary_features(spectrum, bar_lines))
        for index in choose_boundaries(evidence, bar=float(np.median(np.diff(bar_lines)))):
            cuts[float(bar_lines[index])] = float(1 / (1 + np.exp(-evidence[index])))
    starts, trust = _tile(cuts, spectrum)
    return _named(spectrum, starts, trust)


def _tile(cuts: dict[float, float], spectrum: Spectrum) -> tuple[list[float], list[float]]:
    """Add the start of the song and of the sound, and drop cuts too near to them or to the end."""
    begin, end = sounding_span(spectrum)
    fixed = {0.0: 1.0}
    if 1.5 < begin < spectrum.duration - _SHORTEST:
        fixed[begin] = 1.0
    first = max(fixed)
    last = min(spectrum.duration, end if end > 0 else spectrum.duration) - _SHORTEST
    kept = {time: p for time, p in cuts.items() if first + _SHORTEST <= time <= last}
    merged = dict(sorted({**kept, **fixed}.items()))
    return list(merged), list(merged.values())


def _named(spectrum: Spectrum, starts: list[float], trust: list[float]) -> list[Section]:
    edges = np.array([*starts, spectrum.duration])
    first, last = edges[:-1], edges[1:]
    groups = _group(spectrum, first, last)
    level = Running(relative_level(spectrum.level)[:, None], FRAME_RATE).mean(first, last)[:, 0]
    attacks = Running(spectrum.grouped_flux[:, [0, 1, 3, 4]], FRAME_RATE).mean(first, last).sum(1)
    drums = attacks / (attacks.max() + 1e-9)
    begin, _ = sounding_span(spectrum)
    labels = name_sections(last - first, level, drums, groups, silent_start=begin > 1.5 and len(starts) > 1)
    return [
        Section(
            start=float(first[i]),
            end=float(last[i]),
            confidence=float(trust[i]),
            group=int(groups[i]),
            energy=float(np.clip(level[i], 0.0, 1.0)),
            drums=float(drums[i]),
            label=labels[i],
        )
        for i in range(len(first))
    ]


def _group(spectrum: Spectrum, starts: Array, ends: Array) -> list[int]:
    """Number the sections so that those with the same sound, rhythm and harmony share a number."""
    bands = spectrum.bands
    edges = np.round(np.append(starts, ends[-1]) * FRAME_RATE).astype(int)
    sound = (bands.stretch_means(edges) - bands.mean) / (bands.overall_deviation + 1e-6)
    flux = spectrum.grouped_flux[:, :6]
    rhythm = Running(flux / (flux.mean(0) + 1e-6), FRAME_RATE).mean(starts, ends)
    chroma = Running(spectrum.chroma, CHROMA_RATE).mean(starts, ends)
    chroma = chroma / (np.linalg.norm(chroma, axis=1, keepdims=True) + 1e-6)
    groups: list[int] = []
    for i in range(len(starts)):
        distances = [
            np.sqrt(np.mean((sound[i] - sound[k]) ** 2))
            + 0.35 * np.sqrt(np.mean((rhythm[i] - rhythm[k]) ** 2))
            + 1.2 * (1 - float(chroma[i] @ chroma[k]))
            for k in range(i)
        ]
        nearest = int(np.argmin(distances)) if distances else -1
        same = nearest >= 0 and distances[nearest] < _SAME
        groups.append(groups[nearest] if same else max(groups, default=-1) + 1)
    return groups


def name_sections(
    lengths: Array, energy: Array, drums: Array, groups: list[int], *, silent_start: bool = False
) -> list[str]:
    """Name sections by where they stand, how loud they are and what repeats.

    Parameters
    ----------
    lengths, energy, drums : ndarray of float64, shape (n,)
        Seconds, and 0 to 1 each.
    groups : list of int
        Equal numbers repeat the same music.
    silent_start : bool
        The first section is silence.

    Returns
    -------
    list of str
        Values of ``SegmentLabel``.
    """
    count = len(lengths)
    if count == 1:
        return ["verse"]
    power = 0.65 * energy / max(float(energy.max()), 1e-9) + 0.35 * drums
    labels = [""] * count
    opening = 1 if silent_start else 0
    if silent_start:
        labels[0] = "intro"
    middle = float(np.median(power))
    if opening < count - 1 and (power[opening] < power.max() * 0.82 or lengths[opening] < 0.6 * np.median(lengths)):
        labels[opening] = "intro"
    if count - 1 > opening and (power[-1] < power.max() * 0.82 or lengths[-1] < 0.6 * np.median(lengths)):
        labels[-1] = "outro"
    free = [i for i in range(count) if not labels[i]]
    chorus = _chorus_group(free, groups, power, lengths)
    refrain = [i for i in free if groups[i] == chorus]
    one_sound = len(refrain) > 3 and lengths[refrain].sum() > _ONE_SOUND * lengths[free].sum()
    usual = np.average(power[refrain], weights=lengths[refrain]) if one_sound else 0.0
    for i in refrain:
        labels[i] = "chorus" if power[i] >= usual else "verse"
    for i in (i for i in free if not labels[i]):
        labels[i] = _other_name(i, count, groups, power, middle, labels, drums)
    return labels


def _chorus_group(free: list[int], groups: list[int], power: Array, lengths: Array) -> int:
    """The group that is loud and comes back most."""
    best, chosen = -1.0, -1
    for group in {groups[i] for i in free}:
        members = [i for i in free if groups[i] == group]
        strength = float(np.mean(power[members])) ** 3 * (1 + 0.35 * min(len(members) - 1, 2))
        strength *= min(1.0, float(np.sum(lengths[members])) / 10)
        if strength > best:
            best, chosen = strength, group
    return chosen


def _other_name(
    index: int, count: int, groups: list[int], power: Array, middle: float, labels: list[str], drums: Array
) -> str:
    repeats = groups.count(groups[index]) > 1
    after_chorus = "chorus" in labels[:index]
    if power[index] < 0.62 * power.max() and drums[index] < 0.6 and after_chorus:
        return "break"
    if repeats or not after_chorus:
        return "verse"
    if index > count * 0.45 and power[index] >= middle:
        return "solo"
    return "bridge" if index > count * 0.45 else "inst"
