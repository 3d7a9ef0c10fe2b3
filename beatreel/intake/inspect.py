"""Looks into a song: format, wholeness, samples, advice. Runs in the capped child only.

Takes and gives plain data, so that the child need not load more than it uses.
"""

from __future__ import annotations

import os
from typing import Any, TypedDict

from beatreel.core.errors import AudioRejectedError, MediaError, NoAudioError
from beatreel.intake.advice import Finding, advise
from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared
from beatreel.intake.measure import Measurement, Meter
from beatreel.intake.recognise import Format, recognise
from beatreel.intake.refusal import EXPORT_ANEW, damaged, listed, seconds, truncated
from beatreel.media.decode import AudioFacts, AudioReader, open_audio, open_regular, regroup

_TOLERATED_DAMAGE = 0.005  # share of packets
_LONGEST_TAG = 300
_ABSURD_PEAK = 1000.0  # 60 dB over full scale


class SongFacts(TypedDict):
    """A :class:`~beatreel.core.model.Song` without its path, and what only ``check`` shows, as plain data."""

    sha256: str
    sample_rate: int
    sample_count: int
    channels: int
    container: str
    codec: str
    title: str | None
    artist: str | None
    advice: list[Finding]
    loudness: float | None
    loudness_range: float
    true_peak: float | None
    bit_rate: int | None


def inspect_song(path: str, rules: dict[str, Any]) -> SongFacts:
    """Return the facts of a song.

    Parameters
    ----------
    path : str
        What to open.
    rules : dict
        Fields of :class:`beatreel.intake.limits.IntakeRules`.

    Raises
    ------
    AudioRejectedError
        If it breaks a rule, is not whole, or cannot be decoded.
    """
    descriptor = open_regular(path)
    try:
        source = ByteSource(descriptor)
        form, start = recognise(source, tuple(rules["formats"]))
        declared = form.examine(source, start)
        # The end may come early: a song that is too long need not be decoded to know it.
        _check_duration(declared.seconds, rules, margin=1.0)
        try:
            with open_audio(path, demuxer=form.demuxer, title="The song") as reader:
                facts = _check_stream(reader, form, rules)
                measured, rate = _measure(reader, facts, rules)
                damaged_packets = _check_damage(reader)
        except NoAudioError as error:
            raise AudioRejectedError(error.message, reason="no_audio_stream", hint=error.hint) from error
        except MediaError as error:
            raise damaged(error.message) from error
        _check_wholeness(measured, rate, declared, facts)
        _check_duration(measured.sample_count / rate, rules)
        bit_rate = _bit_rate(declared, facts, measured.sample_count / rate)
        return SongFacts(
            sha256=source.sha256(),
            sample_rate=rate,
            sample_count=measured.sample_count,
            channels=len(measured.channel_energy),
            container=form.name,
            codec=facts.codec,
            title=_clean(facts.title),
            artist=_clean(facts.artist),
            advice=advise(
                measured, sample_rate=rate, codec=facts.codec, bit_rate=bit_rate, damaged_packets=damaged_packets
            ),
            loudness=measured.loudness.integrated,
            loudness_range=measured.loudness.loudness_range,
            true_peak=measured.loudness.true_peak,
            bit_rate=bit_rate,
        )
    finally:
        os.close(descriptor)


def _check_stream(reader: AudioReader, form: Format, rules: dict[str, Any]) -> AudioFacts:
    import av

    for stream in reader.container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            raise AudioRejectedError(
                "The file is a video", reason="video", hint="Export its sound alone as WAV or FLAC"
            )
    facts = reader.facts()
    if not facts.codec.startswith(form.codecs):
        raise AudioRejectedError(
            f"The {form.name.upper()} file holds {facts.codec or 'an unknown encoding'}, which is not accepted; accepted "
            f"are {listed(rules['formats'])}",
            reason="unsupported_format",
            hint=EXPORT_ANEW,
        )
    _check_rate(facts.sample_rate, rules)
    if not 1 <= facts.channels <= rules["max_channels"]:
        raise AudioRejectedError(
            f"The song has {facts.channels} channels; at most {rules['max_channels']} are allowed",
            reason="channels",
            hint="Export a stereo mix",
        )
    return facts


def _check_rate(rate: int, rules: dict[str, Any]) -> None:
    low, high = rules["min_sample_rate"], rules["max_sample_rate"]
    if not low <= rate <= high:
        raise AudioRejectedError(
            f"The sample rate is {rate} Hz; {low / 1000:g} to {high / 1000:g} kHz are allowed",
            reason="sample_rate",
            hint="Export the song with 44.1 or 48 kHz",
        )


def _measure(reader: AudioReader, facts: AudioFacts, rules: dict[str, Any]) -> tuple[Measurement, int]:
    frames = reader.frames()
    first = next(frames, None)
    if first is None:
        raise damaged("The file holds no sound that can be decoded")
    samples, rate = first
    _check_rate(rate, rules)
    meter = Meter(rate, samples.shape[0])
    most = rules["max_duration"] * rate

    def pieces() -> Any:
        yield samples
        count = samples.shape[1]
        for more, _ in frames:
            count += more.shape[1]
            if count > most:
                _check_duration(count / rate, rules, at_least=True)
            yield more

    measured = meter.feed_all(regroup(pieces(), meter.block))
    if measured.peak > _ABSURD_PEAK:
        raise damaged(f"The samples reach {measured.peak:.0f} times full scale")
    return measured, rate


def _check_damage(reader: AudioReader) -> int:
    broken = reader.damaged_packets
    if broken > 2 and broken > reader.packets * _TOLERATED_DAMAGE:
        raise damaged(f"{broken} of {reader.packets} pieces of the song cannot be decoded")
    return broken


def _check_wholeness(measured: Measurement, rate: int, declared: Declared, facts: AudioFacts) -> None:
    present = measured.sample_count / rate
    if declared.exact_samples is not None:
        if measured.sample_count < declared.exact_samples and rate == facts.sample_rate:
            raise _lacking(declared.exact_samples / rate, present)
        return
    promised = declared.seconds if declared.seconds is not None else facts.declared_duration
    if promised and present < promised - max(0.06, 0.005 * promised) - declared.slack:
        raise _lacking(promised, present)


def _lacking(promised: float, present: float) -> AudioRejectedError:
    return truncated(f"The song is cut off: it declares {seconds(promised)}, only {seconds(present)} can be played")


def _check_duration(found: float | None, rules: dict[str, Any], *, margin: float = 0.0, at_least: bool = False) -> None:
    if found is None:
        return
    low, high = rules["min_duration"], rules["max_duration"]
    if found < low - margin:
        raise AudioRejectedError(
            f"The song lasts {seconds(found)}; at least {seconds(low)} are needed",
            reason="too_short",
            hint="Choose a longer version of the song",
        )
    if found > high + margin:
        more = "more than " if at_least else ""
        raise AudioRejectedError(
            f"The song lasts {more}{seconds(found)}; at most {seconds(high)} are allowed",
            reason="too_long",
            hint="Cut the song, or split it into parts",
        )


def _bit_rate(declared: Declared, facts: AudioFacts, duration: float) -> int | None:
    if declared.payload_bytes and duration:
        return round(declared.payload_bytes * 8 / duration)
    return facts.bit_rate


def _clean(tag: str | None) -> str | None:
    if tag is None:
        return None
    text = "".join(letter if letter.isprintable() else " " for letter in tag)
    return " ".join(text.split())[:_LONGEST_TAG] or None
