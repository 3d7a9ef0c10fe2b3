"""The sound of a film: a stretch of the song, sample for sample, as AAC-LC packets.

AAC needs one packet of run-up (1024 samples of priming) before the first sample that it can give back whole. Files usually
carry that packet and an edit list that hides it; platforms refuse edit lists, and without one the sound would come 21 ms late. So the
run-up is left out: the packet at time 0 decodes to the first sample of the stretch. The price is that its first 21 ms fade
in, for the decoder has nothing to overlap them with. All later samples are where they are in the song.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from beatreel.core.errors import MediaError
from beatreel.core.value import fingerprint
from beatreel.media.decode import stream_audio
from beatreel.media.kept_sound import PREFIX, SoundPacket, keep_packets, read_packets

if TYPE_CHECKING:
    import numpy as np
    from av.container import OutputContainer

    from beatreel.core.ports import Progress

    Samples = np.ndarray[Any, np.dtype[np.float32]]

_PACKET_SAMPLES = 1024
_AAC_RATES = (32_000, 44_100, 48_000)
# At the bitrates of films the fast search is nearer to the song than the thorough one, in half the time, once it may neither replace
# noise nor share it between the channels (measured: decision 8).
_AAC_OPTIONS = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0"}
_SURROUND_GAIN = 0.7071  # -3 dB, ITU-R BS.775
_LOW_FREQUENCY_CHANNEL = 3


@dataclass(frozen=True)
class AudioStretch:
    """A stretch of a song and how it is encoded.

    Attributes
    ----------
    path : Path
        The song.
    source_rate : int
        Its rate in Hz.
    start_sample, end_sample : int
        Samples at that rate, half open.
    sample_rate : int or None
        Hz of the film's sound; None keeps the song's rate where films may have it (32, 44.1 and 48 kHz), otherwise 48 kHz.
    bitrate : int
        Bits per second.
    fade_out : float
        Seconds at the end over which the sound fades, so that a cut makes no click.
    kept : Path or None
        File that keeps the encoded packets for the next film with the same sound; see :meth:`keep`.
    """

    path: Path
    source_rate: int
    start_sample: int
    end_sample: int
    sample_rate: int | None = 48_000
    bitrate: int = 384_000
    fade_out: float = 0.0
    kept: Path | None = None

    def keep(self, folder: Path, song_sha256: str) -> AudioStretch:
        """Return the same stretch with a file in a folder that keeps what it is encoded to."""
        import av

        facts = [song_sha256, self.source_rate, self.start_sample, self.end_sample, self.film_rate, self.bitrate]
        key = fingerprint([*facts, self.fade_out, _AAC_OPTIONS, list(av.library_versions["libavcodec"])])
        return replace(self, kept=folder / f"{PREFIX}{key[:20]}")

    @property
    def film_rate(self) -> int:
        """Hz of the film's sound."""
        if self.sample_rate is not None:
            return self.sample_rate
        return self.source_rate if self.source_rate in _AAC_RATES else 48_000

    @property
    def film_samples(self) -> int:
        """Samples per channel of the film's sound."""
        return round(Fraction((self.end_sample - self.start_sample) * self.film_rate, self.source_rate))


class Soundtrack:
    """The audio stream of a film that is being written.

    Parameters
    ----------
    container : av.container.OutputContainer
        The stream is added to it.
    stretch : AudioStretch
    """

    def __init__(self, container: OutputContainer, stretch: AudioStretch) -> None:
        from av.codec.context import Flags

        self.stretch = stretch
        self._stream = container.add_stream("aac", rate=stretch.film_rate, options=dict(_AAC_OPTIONS))
        context = self._stream.codec_context
        context.layout = "stereo"
        context.bit_rate = stretch.bitrate
        context.flags |= Flags.bitexact
        self._time_base = Fraction(1, stretch.film_rate)

    def packets(self) -> Iterator[tuple[float, Any]]:
        """Yield the stream's packets with their times in seconds, in order.

        Raises
        ------
        MediaError
            If the song cannot be decoded or is shorter than the stretch.
        """
        rate = self.stretch.film_rate
        kept = self.stretch.kept
        sound: Iterable[SoundPacket] = (read_packets(kept) if kept else None) or self._audible()
        if kept and not isinstance(sound, list):
            sound = keep_packets(kept, sound)
        for one in sound:
            yield one.time / rate, self._packet(one)

    def _audible(self) -> Iterator[SoundPacket]:
        for packet in self._encoded():
            if packet.pts < 0:  # the run-up
                continue
            # The last packet lasts to the end of the stretch, not to the end of its padding.
            duration = min(packet.duration or _PACKET_SAMPLES, self.stretch.film_samples - packet.pts)
            if duration > 0:
                yield SoundPacket(packet.pts, duration, bytes(packet))

    def _packet(self, one: SoundPacket) -> Any:
        import av

        packet = av.Packet(one.data)
        packet.pts = packet.dts = one.time
        packet.duration, packet.time_base = one.duration, self._time_base
        packet.is_keyframe = True
        packet.stream = self._stream
        return packet

    def _encoded(self) -> Iterator[Any]:
        import av

        rate = self.stretch.film_rate
        at = 0
        for block in _packet_sized(_at_rate(_stereo_stretch(self.stretch), self.stretch), self.stretch.film_samples):
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = rate, at, Fraction(1, rate)
            at += block.shape[1]
            yield from self._stream.encode(frame)
        yield from self._stream.encode(None)


def keep_sound(stretch: AudioStretch, progress: Progress) -> None:
    """Encode a stretch into the file that keeps it, so that whoever joins a film with it later finds it done.

    The packets are those that :class:`Soundtrack` gives to a film.

    Raises
    ------
    MediaError
        As :meth:`Soundtrack.packets`.
    """
    import av

    if stretch.kept is None or stretch.kept.is_file():
        return
    length = max(stretch.film_samples / stretch.film_rate, 1e-3)
    with av.open(BytesIO(), "w", format="mp4") as nowhere:
        for time, _ in Soundtrack(nowhere, stretch).packets():
            progress(min(time / length, 1.0))


def _stereo_stretch(stretch: AudioStretch) -> Iterator[Samples]:
    found = 0
    for block in stream_audio(stretch.path, start_sample=stretch.start_sample, end_sample=stretch.end_sample):
        yield _faded(stereo(block), found, stretch)
        found += block.shape[1]
    if found != stretch.end_sample - stretch.start_sample:
        raise MediaError(
            f"“{stretch.path.name}” is shorter than it was when the job began: {found} of "
            f"{stretch.end_sample - stretch.start_sample} samples are there",
            hint="Start the job anew",
        )


def _faded(samples: Samples, at: int, stretch: AudioStretch) -> Samples:
    """Fade samples that start ``at`` samples into the stretch, where its end is near."""
    import numpy as np

    length = round(stretch.fade_out * stretch.source_rate)
    left = stretch.end_sample - stretch.start_sample - at  # from the first of these samples to the end
    if not length or left - samples.shape[1] >= length:
        return samples
    remaining = np.arange(left, left - samples.shape[1], -1, dtype=np.float32)
    return samples * np.clip(remaining / length, 0.0, 1.0)


def stereo(samples: Samples) -> Samples:
    """Mix samples of shape (channels, n) to two channels; mono is heard equally on both sides, at its own level."""
    import numpy as np

    channels = samples.shape[0]
    if channels == 1:
        return np.repeat(samples, 2, axis=0)
    if channels == 2:
        return samples
    others = [c for c in range(2, channels) if not (channels >= 6 and c == _LOW_FREQUENCY_CHANNEL)]
    centre = samples[others].sum(axis=0) * _SURROUND_GAIN / max(1, len(others) - 1)
    return (samples[:2] + centre) / (1 + _SURROUND_GAIN)


def _at_rate(blocks: Iterator[Samples], stretch: AudioStretch) -> Iterator[Samples]:
    if stretch.film_rate == stretch.source_rate:
        yield from blocks
        return
    import numpy as np
    import soxr

    converter = soxr.ResampleStream(stretch.source_rate, stretch.film_rate, 2, dtype="float32", quality="VHQ")
    for block in blocks:
        yield converter.resample_chunk(np.ascontiguousarray(block.T)).T
    yield converter.resample_chunk(np.empty((0, 2), np.float32), last=True).T


def _packet_sized(blocks: Iterator[Samples], count: int) -> Iterator[Samples]:
    """Yield exactly ``count`` samples in pieces of one packet."""
    import numpy as np

    held = np.zeros((2, 0), np.float32)
    given = 0
    for block in blocks:
        held = np.concatenate([held, block], axis=1)[:, : count - given]
        whole = held.shape[1] // _PACKET_SAMPLES * _PACKET_SAMPLES
        for at in range(0, whole, _PACKET_SAMPLES):
            yield np.ascontiguousarray(held[:, at : at + _PACKET_SAMPLES])
        given += whole
        held = held[:, whole:]
    missing = count - given - held.shape[1]  # the converter's last sample may be one short
    if missing > 0:
        held = np.pad(held, [(0, 0), (0, missing)])
    if held.shape[1]:
        yield np.ascontiguousarray(held)
