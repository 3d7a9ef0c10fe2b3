"""What a file is, by its content; its name plays no part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from beatreel.core.errors import AudioRejectedError
from beatreel.intake.bytesource import ByteSource
from beatreel.intake.formats import Declared, adts, chunks, flac, mp3, mp4, ogg
from beatreel.intake.formats.tags import start_without_tags
from beatreel.intake.refusal import listed, truncated, unsupported


@dataclass(frozen=True)
class Format:
    """An accepted format.

    Attributes
    ----------
    name : str
        As in the rules.
    demuxer : str
        FFmpeg's name.
    codecs : tuple of str
        Beginnings of the accepted codecs' names.
    examine : callable
        Checks the structure.
    """

    name: str
    demuxer: str
    codecs: tuple[str, ...]
    examine: Callable[[ByteSource, int], Declared]


_PCM = ("pcm_", "adpcm_ms", "adpcm_ima_wav")
FORMATS = {
    "wav": Format("wav", "wav", _PCM, chunks.examine_wav),
    "aiff": Format("aiff", "aiff", ("pcm_",), chunks.examine_aiff),
    "flac": Format("flac", "flac", ("flac",), flac.examine),
    "ogg": Format("ogg", "ogg", ("vorbis", "opus", "flac"), ogg.examine),
    "m4a": Format("m4a", "mov", ("aac", "alac"), mp4.examine),
    "mp3": Format("mp3", "mp3", ("mp3",), mp3.examine),
    "aac": Format("aac", "aac", ("aac",), adts.examine),
}

_PLAYLISTS = (b"#extm3u", b"#ext-x", b"#extinf", b"ffconcat", b"[playlist]", b"v=0", b"<asx", b"<smil", b"<playlist")
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<mpd", b"<smoothstreamingmedia", b"<svg")
_OTHER_AUDIO = {
    b"\x30\x26\xb2\x75": "Windows Media",
    b"\x1a\x45\xdf\xa3": "Matroska or WebM",
    b"caff": "Apple CAF audio",
    b"wvpk": "WavPack audio",
    b"MAC ": "Monkey's Audio",
    b"TTA1": "True Audio",
    b"MPCK": "Musepack audio",
    b"MP+": "Musepack audio",
    b"#!AMR": "AMR speech",
    b"DSD ": "DSD audio",
    b"FRM8": "DSD audio",
    b".snd": "Sun/NeXT audio",
    b"riff": "Sony Wave64 audio",
    b"RIFX": "big-endian WAV",
    b"ADIF": "AAC in ADIF",
    b"MThd": "MIDI, notes without sound",
    b"FLV": "Flash video",
    b"\x0b\x77": "Dolby Digital audio",
    b".RMF": "RealMedia",
}
_NOT_AUDIO = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"MZ": "a Windows program",
    b"\x7fELF": "a program",
    b"\0\0\x01\xba": "an MPEG video",
}
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot")


def recognise(source: ByteSource, formats: tuple[str, ...]) -> tuple[Format, int]:
    """Return the format of a file and the offset at which its audio stream begins.

    Raises
    ------
    AudioRejectedError
        If it is no audio, a playlist, or a format that is not among ``formats``.
    """
    start = start_without_tags(source)
    if start >= source.size:
        raise truncated("The file ends within its tags, before any sound")
    name, offset = _by_magic(source, start, formats)
    if name not in formats:
        if name == "aiff":
            raise AudioRejectedError(
                f"The file is AIFF, which is not accepted; accepted are {listed(formats)}",
                reason="aiff",
                hint="Export the song as WAV or FLAC",
            )
        raise unsupported(_TITLES[name], formats)
    return FORMATS[name], offset


_TITLES = {
    "wav": "WAV",
    "aiff": "AIFF",
    "flac": "FLAC",
    "ogg": "OGG",
    "m4a": "M4A",
    "mp3": "MP3",
    "aac": "bare AAC",
}


def _by_magic(source: ByteSource, start: int, formats: tuple[str, ...]) -> tuple[str, int]:
    head = source.at(start, 64)
    if head[:4] == b"fLaC":
        return "flac", start
    if head[:4] == b"OggS":
        return "ogg", start
    if head[:4] in (b"RIFF", b"RF64", b"BW64"):
        if head[8:12] == b"WAVE":
            return "wav", start
        raise unsupported("an AVI video" if head[8:11] == b"AVI" else "RIFF, but not WAV", formats)
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return "aiff", start
    if head[4:8] in _MP4_BOXES:
        return "m4a", start
    _refuse_known(head, source.at(start, 1024), formats)
    # ADTS first: its sync word is a special case of MP3's, with a layer that MP3 cannot have.
    for name, module in (("aac", adts), ("mp3", mp3)):
        offset = module.find(source, start)
        if offset is not None:
            return name, offset
    if mp3.is_other_layer(source, start):
        raise unsupported("MPEG audio, but not Layer III", formats)
    raise AudioRejectedError("The file is not audio", reason="not_audio", hint=f"Choose a song as {listed(formats)}")


def _refuse_known(head: bytes, text: bytes, formats: tuple[str, ...]) -> None:
    if not head.strip(b"\0") and not text.strip(b"\0"):
        raise truncated("The file begins with nothing but zeros, as an unfinished copy does")
    words = text.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = text[2:].replace(b"\0", b"").lstrip().lower()
    if words.startswith(_PLAYLISTS) or (words.startswith(_MARKUP) and (b"<mpd" in words or b"<smil" in words)):
        raise AudioRejectedError(
            "The file is a playlist: it names other files, but holds no sound",
            reason="playlist",
            hint="Give the audio file itself",
        )
    if words.startswith(_MARKUP):
        raise AudioRejectedError(
            "The file is a web page, not audio", reason="not_audio", hint="The download went wrong: download it again"
        )
    for magic, title in _NOT_AUDIO.items():
        if head.startswith(magic):
            raise AudioRejectedError(
                f"The file is {title}, not audio", reason="not_audio", hint=f"Choose a song as {listed(formats)}"
            )
    for magic, title in _OTHER_AUDIO.items():
        if head.startswith(magic):
            raise unsupported(title, formats)
