"""Pictures that are the same as the one before, written without an encoder.

In H.264 such a picture is a slice of which every block is skipped: a dozen bytes that x264 takes 3 ms for at a draft's size. It refers
to the picture before and nothing refers to it, so that what x264 writes around it stays as it is.

Source: ITU-T H.264, 7.3 (syntax) and 8.2.1 (order of pictures). With order type 2, in which pictures are shown as they are decoded,
two pictures that nothing refers to may not follow each other.
"""

from __future__ import annotations

from dataclasses import dataclass

_SPS, _PPS = 7, 8  # types of NAL units
_HIGH = 100
_P_SLICE = 5  # all slices of the picture are P


@dataclass(frozen=True)
class HeldPictures:
    """How a held picture is written between those of one encode.

    Attributes
    ----------
    picture_set : int
        Number of the picture parameter set.
    number_bits : int
        Bits of a picture's number.
    blocks : int
        Macroblocks of a picture.
    has_filter_control : bool
        Slices say how they are deblocked.
    """

    picture_set: int
    number_bits: int
    blocks: int
    has_filter_control: bool

    @classmethod
    def of(cls, headers: bytes) -> HeldPictures | None:
        """Read parameter sets as x264 writes them, with start codes; None if pictures between them would need more than is written here."""
        units = {unit[0] & 31: unit[1:] for unit in headers.replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1") if unit}
        if _SPS not in units or _PPS not in units:
            return None
        sps, pps = _Bits(units[_SPS]), _Bits(units[_PPS])
        profile = sps.bits(8)
        sps.bits(16)  # constraints, level
        sps.number()
        if profile != _HIGH or sps.number() != 1:  # 4:2:0
            return None
        sps.number(), sps.number(), sps.bits(1)  # bit depths, lossless
        has_matrices = sps.bits(1)
        number_bits = sps.number() + 4
        order = sps.number()
        if has_matrices or order != 2:
            return None
        sps.number(), sps.bits(1)  # reference pictures, gaps
        blocks = (sps.number() + 1) * (sps.number() + 1)
        is_progressive = sps.bits(1)
        picture_set = pps.number()
        pps.number()
        is_arithmetic, has_field_order = pps.bits(1), pps.bits(1)
        groups = pps.number()
        pps.number(), pps.number()  # references of P and B
        is_weighted = pps.bits(1)
        pps.bits(2), pps.number(), pps.number(), pps.number()  # weights of B, quantisers; signed, but as long
        has_filter_control = bool(pps.bits(1))
        pps.bits(1)
        if not is_progressive or is_arithmetic or has_field_order or groups or is_weighted or pps.bits(1):
            return None
        return cls(picture_set, number_bits, blocks, has_filter_control)

    def picture(self, number: int) -> bytes:
        """Return a picture that shows the one before; ``number`` is that of pictures since the last key frame that others refer to."""
        slice_ = _Written()
        slice_.number(0)  # first block
        slice_.number(_P_SLICE)
        slice_.number(self.picture_set)
        slice_.bits(number % (1 << self.number_bits), self.number_bits)
        slice_.bits(0, 2)  # as many references as usual, in their usual order
        slice_.number(0)  # quantiser as usual; nothing is quantised
        if self.has_filter_control:
            slice_.number(1)  # no deblocking
        slice_.number(self.blocks)  # are skipped
        slice_.bits(1, 1)
        return b"\0\0\0\1\x01" + slice_.whole()


class _Bits:
    """Reads bits of a NAL unit."""

    def __init__(self, unit: bytes) -> None:
        plain = unit.replace(b"\0\0\3", b"\0\0")  # bytes that keep start codes out
        self._text = "".join(f"{byte:08b}" for byte in plain)
        self._at = 0

    def bits(self, count: int) -> int:
        self._at += count
        return int(self._text[self._at - count : self._at] or "0", 2)

    def number(self) -> int:
        """Read an Exp-Golomb code."""
        zeros = self._text.index("1", self._at) - self._at
        self._at += zeros
        return self.bits(zeros + 1) - 1


class _Written:
    """Writes bits of a NAL unit."""

    def __init__(self) -> None:
        self._text = ""

    def bits(self, value: int, count: int) -> None:
        self._text += f"{value:0{count}b}"

    def number(self, value: int) -> None:
        """Write an Exp-Golomb code."""
        text = f"{value + 1:b}"
        self._text += "0" * (len(text) - 1) + text

    def whole(self) -> bytes:
        """Return the bytes, filled up with zeros."""
        text = self._text + "0" * (-len(self._text) % 8)
        plain = int(text, 2).to_bytes(len(text) // 8, "big")
        out = bytearray()
        for byte in plain:
            if byte <= 3 and out[-2:] == b"\0\0":
                out.append(3)
            out.append(byte)
        return bytes(out)
