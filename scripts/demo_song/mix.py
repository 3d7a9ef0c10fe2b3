"""The mix: levels, side chain, room, echoes, and the master to -14 LUFS under -1 dBTP."""

from __future__ import annotations

import numpy as np

from demo_song import arrangement as parts
from demo_song.dsp import RATE, Signal, compress, each, highpass, limit, loudness, ping_pong, reverberate, room, shelf
from demo_song.score import BEAT

TARGET = -14.0  # LUFS, integrated
CEILING = 10 ** (-2.0 / 20)  # true peak; leaves room for what encoding adds

# part: level, share sent into the room, share sent into the echo
LEVELS = {
    "kicks": (0.72, 0.0, 0.0),
    "snares": (0.9, 0.16, 0.0),
    "hats": (0.5, 0.03, 0.0),
    "percussion": (0.62, 0.12, 0.0),
    "transitions": (0.7, 0.15, 0.0),
    "basses": (0.56, 0.0, 0.0),
    "pads": (0.46, 0.2, 0.0),
    "arpeggios": (0.46, 0.1, 0.35),
    "leads": (0.55, 0.16, 0.22),
    "voices": (0.38, 0.34, 0.2),
    "bells": (0.24, 0.35, 0.3),
}
_PUMPED = {"pads": 0.8, "basses": 0.72, "arpeggios": 0.45, "bells": 0.3, "voices": 0.2, "leads": 0.2}


def stems() -> dict[str, Signal]:
    """Return every part at its level, dry, ducked by the side chain."""
    out = {}
    for name, (level, _, _) in LEVELS.items():
        signal = getattr(parts, name)().signal * level
        if name in _PUMPED:
            signal = signal * parts.pumping(_PUMPED[name], 0.85)
        if name not in ("kicks", "basses", "transitions"):
            signal = each(highpass, signal, 120.0)
        out[name] = signal
    return out


def mixed(tracks: dict[str, Signal]) -> Signal:
    """Return the mix of the parts with room and echoes."""
    dry = np.sum(list(tracks.values()), axis=0)
    to_room = np.sum([LEVELS[name][1] * signal for name, signal in tracks.items()], axis=0)
    to_echo = np.sum([LEVELS[name][2] * signal for name, signal in tracks.items()], axis=0)
    echoes = ping_pong(to_echo, 0.75 * BEAT, 0.48)
    wet = reverberate(to_room + 0.35 * echoes, room(2.1, bright=4200.0, predelay=0.018, seed=9))
    drama = parts.curve(
        (0, 0.62), (3.9, 0.8), (4, 0.84), (12, 0.86), (15.9, 0.96), (16, 1.0), (24, 1.0), (24.05, 0.62), (27.9, 0.8), (28, 1.0),
        (36, 1.03), (36.05, 0.85), (38, 0.8), (39, 0.8),
    )  # fmt: skip
    return (dry + 0.9 * echoes + 0.85 * wet * parts.pumping(0.35, 0.9)) * drama


def mastered(mix: Signal) -> Signal:
    """Return the mix balanced, held together, and as loud as streaming services play it."""
    out = each(highpass, mix, 28.0)
    out = np.stack([shelf(shelf(side, 1500.0, 2.0, high=True), 6000.0, 1.0, high=True) for side in out])
    out = out / np.max(np.abs(out))
    out = compress(out, -15.0, 1.5, 0.03, 0.18)
    fade = np.clip((np.arange(out.shape[1])[::-1]) / (1.2 * RATE), 0, 1) ** 0.7
    gain = 10 ** ((TARGET - loudness(out)) / 20)
    for _ in range(5):  # limiting takes loudness, so ask again
        result = limit(np.tanh(0.85 * gain * out) / 0.85 * fade, CEILING)
        gain *= 10 ** ((TARGET - loudness(result)) / 20)
    return result
