"""Checking any video file against what a platform takes, rule by rule, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from beatreel.core.platform import Finding, PlatformSpec
from beatreel.core.value import Value
from beatreel.media.probe import VideoFacts, probe

_ASPECT_TOLERANCE = 0.01  # share by which the shape may differ before bars or a crop show
_RATE_TOLERANCE = 0.001  # 23.976 counts as 24
_DURATION_TOLERANCE = 0.05  # seconds: containers round, and sound may end a packet after the picture
_PIXEL_FORMATS = ("yuv420p", "yuvj420p")
_PRORES_4444 = ("yuv444p10le", "yuv444p12le", "yuva444p10le", "yuva444p12le")
_MOST_AUDIO_CHANNELS = 2

_Rule = Callable[[VideoFacts, PlatformSpec], Iterator[Finding]]


class CheckReport(Value):
    """A checked file.

    Attributes
    ----------
    platform : str
    ok : bool
        Whether every rule is kept.
    facts : VideoFacts or None
        None for a file that is no plain video.
    findings : tuple of Finding
        One for each rule, in a fixed order.
    """

    platform: str
    ok: bool
    facts: VideoFacts | None
    findings: tuple[Finding, ...]


def check_file(path: Path, platform: PlatformSpec) -> list[Finding]:
    """Check a video file against every rule of a platform.

    Parameters
    ----------
    path : Path
        Any video file.
    platform : PlatformSpec

    Returns
    -------
    list of Finding
        One for each rule that the platform has, broken or kept.

    Raises
    ------
    MediaError
        If the file cannot be read as a video.
    """
    return list(check_report(path, platform).findings)


def check_report(path: Path, platform: PlatformSpec) -> CheckReport:
    """Check a video file and return its facts with the findings.

    Raises
    ------
    MediaError
        If the file cannot be read as a video.
    """
    facts = probe(path)
    findings = tuple(check_facts(facts, platform))
    return CheckReport(platform=platform.name, ok=all(found.ok for found in findings), facts=facts, findings=findings)


def check_facts(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    """Yield the findings about a file whose facts are known."""
    for rule in _RULES:
        yield from rule(facts, platform)


def _container(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    allowed = _listed(name.upper() for name in platform.containers)
    yield _finding(
        rule="containers",
        ok=facts.container in platform.containers,
        message=f"Container {facts.container.upper()}; allowed: {allowed}",
        fix=f"Export as {platform.containers[0].upper()}",
    )


def _codec(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    yield _finding(
        rule="codecs",
        ok=facts.codec in platform.codecs,
        message=f"Video codec {facts.codec or 'unknown'}; allowed: {_listed(platform.codecs)}",
        fix=f"Encode the picture as {platform.codecs[0]}",
    )
    is_prores = facts.codec == "prores"
    allowed = "4:4:4 (ProRes 4444)" if is_prores else "8-bit 4:2:0 (yuv420p)"
    yield _finding(
        rule="pixel_format",
        ok=facts.pixel_format in (_PRORES_4444 if is_prores else _PIXEL_FORMATS),
        message=f"Pixel format {facts.pixel_format or 'unknown'}; allowed: {allowed}",
        fix=f"Encode with {allowed.replace(' (', ' colour (')}",
    )


def _size(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    fix = f"Export at {platform.width}x{platform.height}" if platform.width else "Export at the film's own size"
    sides = (
        ("width", facts.width, platform.min_width, platform.max_width),
        ("height", facts.height, platform.min_height, platform.max_height),
    )
    for side, found, least, most in sides:
        allowed = f"{least} px" if least == most else f"{least} to {most} px"
        yield _finding(
            rule=side, ok=least <= found <= most, message=f"{side.title()} {found} px; allowed: {allowed}", fix=fix
        )
    wanted = platform.aspect
    if wanted is None:
        return
    shape = facts.width / facts.height if facts.height else 0.0
    yield _finding(
        rule="aspect",
        ok=abs(shape / float(wanted) - 1) <= _ASPECT_TOLERANCE,
        message=f"Shape {_ratio(facts.width, facts.height)}; allowed: {wanted.numerator}:{wanted.denominator}",
        fix=fix,
    )


def _rate(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    least, most = platform.frame_rates
    found = facts.frame_rate
    yield _finding(
        rule="frame_rates",
        ok=float(least) * (1 - _RATE_TOLERANCE) <= found <= float(most) * (1 + _RATE_TOLERANCE),
        message=f"{_number(found)} frames per second; allowed: {_number(least)} to {_number(most)}",
        fix=f"Export at a rate from {_number(least)} to {_number(most)}, such as 30",
    )


def _duration(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    found = facts.duration
    if platform.min_duration is not None:
        yield _finding(
            rule="min_duration",
            ok=found >= platform.min_duration - _DURATION_TOLERANCE,
            message=f"{_seconds(found)} long; at least {_seconds(platform.min_duration)}",
            fix=f"Make it {_seconds(platform.min_duration)} or longer",
        )
    if platform.max_duration is not None:
        yield _finding(
            rule="max_duration",
            ok=found <= platform.max_duration + _DURATION_TOLERANCE,
            message=f"{_seconds(found)} long; at most {_seconds(platform.max_duration)}",
            fix=f"Cut it to {_seconds(platform.max_duration)} or less",
        )


def _weight(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    if platform.max_bytes is not None:
        yield _finding(
            rule="max_bytes",
            ok=facts.size <= platform.max_bytes,
            message=f"{_megabytes(facts.size)}; at most {_megabytes(platform.max_bytes)}",
            fix="Encode at a lower bitrate, or cut it shorter",
        )
    if platform.max_bitrate is not None:
        yield _finding(
            rule="max_bitrate",
            ok=facts.video_bitrate <= platform.max_bitrate,
            message=f"Video at {_megabits(facts.video_bitrate)}; at most {_megabits(platform.max_bitrate)}",
            fix="Encode at a lower bitrate",
        )


def _audio(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    silent = facts.audio_codec is None
    if platform.audio == "forbidden":
        found = "No sound" if silent else f"Sound ({facts.audio_codec})"
        yield _finding(
            rule="audio", ok=silent, message=f"{found}; none is allowed", fix="Remove the audio stream, do not mute it"
        )
        return
    if platform.audio == "required" or not silent:
        found = "No sound" if silent else f"Sound ({facts.audio_codec})"
        yield _finding(rule="audio", ok=not silent, message=f"{found}; sound is needed", fix="Add the song as AAC")
    if silent:
        return
    codecs = ("aac",) if facts.container in ("mp4", "mov") else ("aac", "opus", "vorbis")
    yield _finding(
        rule="audio_codec",
        ok=facts.audio_codec in codecs,
        message=f"Audio codec {facts.audio_codec}; allowed: {_listed(codecs)}",
        fix="Encode the sound as AAC",
    )
    yield _finding(
        rule="audio_sample_rate",
        ok=0 < (facts.audio_sample_rate or 0) <= platform.audio_sample_rate,
        message=f"Sound at {facts.audio_sample_rate} Hz; at most {platform.audio_sample_rate} Hz",
        fix=f"Resample the sound to {platform.audio_sample_rate} Hz",
    )
    yield _finding(
        rule="audio_channels",
        ok=0 < (facts.audio_channels or 0) <= _MOST_AUDIO_CHANNELS,
        message=f"{facts.audio_channels} audio channel(s); at most {_MOST_AUDIO_CHANNELS}",
        fix="Mix the sound to stereo",
    )


def _layout(facts: VideoFacts, platform: PlatformSpec) -> Iterator[Finding]:
    if platform.faststart and facts.index_first is not None:
        yield _finding(
            rule="faststart",
            ok=facts.index_first,
            message="The index (moov) comes first"
            if facts.index_first
            else "The index (moov) comes after the media; it must come first",
            fix="Write the file with “fast start” (web optimised)",
        )
    if platform.no_edit_list:
        yield _finding(
            rule="no_edit_list",
            ok=not facts.edit_list,
            message="An edit list is there; none is allowed" if facts.edit_list else "No edit list",
            fix="Write the file without edit lists (FFmpeg: -use_editlist 0)",
        )
    if platform.closed_gop:
        yield _finding(
            rule="closed_gop",
            ok=facts.closed_gop,
            message="Every group of pictures stands alone"
            if facts.closed_gop
            else "Groups of pictures lean on each other (open GOP); each must stand alone",
            fix="Encode with closed groups of pictures (x264: open-gop=0)",
        )


_RULES: tuple[_Rule, ...] = (_container, _codec, _size, _rate, _duration, _weight, _audio, _layout)


def _finding(*, rule: str, ok: bool, message: str, fix: str) -> Finding:
    return Finding(rule=rule, ok=ok, message=message, fix=None if ok else fix)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)


def _number(value: Fraction | float) -> str:
    return f"{float(value):.3f}".rstrip("0").rstrip(".")


def _ratio(width: int, height: int) -> str:
    shape = Fraction(width, height) if height else Fraction(0)
    return f"{shape.numerator}:{shape.denominator}" if shape.denominator <= 64 else f"{width}x{height}"


def _seconds(value: float) -> str:
    if value < 120:
        return f"{_number(round(value, 2))} s"
    minutes, seconds = divmod(round(value), 60)
    return f"{minutes}:{seconds:02} min"


def _megabytes(value: int) -> str:
    return f"{_number(round(value / 1e6, 1 if value < 1e9 else 0))} MB"


def _megabits(value: int) -> str:
    return f"{_number(round(value / 1e6, 1))} Mbit/s"
