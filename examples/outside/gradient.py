"""A generator outside of beatreel: Python's own library is all that it uses. Protocol: docs/outside.md of beatreel."""

import json
import struct
import sys
import zlib
from pathlib import Path


def answer(**fields):
    sys.stdout.buffer.write(json.dumps(fields).encode() + b"\n")
    sys.stdout.buffer.flush()


def row(width, seed, offset, light):
    """One line of pixels: a gradient from a colour of the seed to black, shifted."""
    red, green, blue = (60 + seed * step % 160 for step in (37, 73, 109))
    pixels = bytearray()
    for x in range(width):
        level = light * ((x + offset) % width) / width
        pixels += bytes((int(red * level), int(green * level), int(blue * level)))
    return bytes(pixels)


def png(width, height, line):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress((b"\0" + line) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def paint(order):
    spec = order["spec"]
    picture = png(spec["width"], spec["height"], row(spec["width"], order["seed"], 0, 1.0))
    Path(order["folder"], "still.png").write_bytes(picture)
    answer(picture="still.png")


def animate(order):
    width, height = order["spec"]["width"], order["spec"]["height"]
    for moment in order["moments"]:  # one for each frame
        offset = int(moment["time"] * order["params"]["speed"] * width / 8)
        frame = row(width, order["seed"], offset, 0.7 + 0.3 * moment["kick"]) * height
        answer(bytes=len(frame))  # the frame follows: RGB, row by row
        sys.stdout.buffer.write(frame)
    answer(done=True)


for line in sys.stdin:  # it ends with its reader
    order = json.loads(line)
    try:
        {"paint": paint, "animate": animate}[order["do"]](order)
    except Exception as error:
        answer(error=f"{type(error).__name__}: {error}")
