"""What the camera does, how scenes come and go, and how dark or bright they are: the film's grammar."""

from __future__ import annotations

from beatreel.core.analysis import Analysis, Segment, SegmentLabel
from beatreel.core.model import CameraMove, Entrance, Scene
from beatreel.core.styles import Style
from beatreel.director.chance import chance

# What the camera likes to do in each kind of section; the first is its entrance.
_CAMERA: dict[SegmentLabel, tuple[CameraMove, ...]] = {
    "intro": ("push_in", "drift_right", "rise"),
    "verse": ("drift_left", "push_in", "drift_right", "sink"),
    "chorus": ("push_in", "orbit", "rise", "drift_right", "drift_left"),
    "bridge": ("orbit", "pull_out", "drift_left"),
    "inst": ("orbit", "push_in", "drift_right"),
    "solo": ("orbit", "push_in", "rise"),
    "break": ("pull_out", "sink", "hold"),
    "outro": ("pull_out", "rise", "drift_left"),
}
_OPPOSITE: dict[CameraMove, CameraMove] = {
    "push_in": "pull_out",
    "pull_out": "push_in",
    "drift_left": "drift_right",
    "drift_right": "drift_left",
    "rise": "sink",
    "sink": "rise",
}
_STANDING: dict[SegmentLabel, float] = {"chorus": 0.18, "verse": -0.15, "intro": -0.15, "break": -0.15}
_TONE_RANGE = 0.8
_TONE_RISE = 0.08  # brighter at each return of the same music
_CLOSE = 12.0  # seconds before the end in which an outro dims
_STEP = 0.12  # of energy between segments that an entrance answers
_LEAP = 0.2  # of energy before which the picture goes dark for an instant
_MOMENT = 0.3  # seconds within which a scene starts on a key moment


def camera_move(
    label: SegmentLabel,
    asked: tuple[CameraMove, ...],
    position: int,
    index: int,
    last: Scene | None,
    *,
    style: Style,
    seed: int,
) -> CameraMove:
    """What the prompt asks for, most of the time; else what style and section like, never the same twice in a row.

    A prompt that asks for one movement gets it at every entrance and in two of three scenes, and never its opposite.
    """
    if asked == ("hold",):
        return "hold"
    liked = style.camera.moves or _CAMERA[label]
    own = tuple(move for move in liked if move not in asked and _OPPOSITE.get(move) not in asked)
    if not asked:
        moves = own
    elif position == 0 or not own:
        moves = asked
    else:
        moves = (*asked, *asked, *[own[chance(seed, "aside", index) % len(own)]] * len(asked))
    choice = moves[0] if position == 0 and not asked else moves[chance(seed, "camera", index) % len(moves)]
    if last is not None and choice == last.camera and choice not in asked:
        choice = moves[(moves.index(choice) + 1) % len(moves)]
    return choice


def levels(analysis: Analysis) -> tuple[float, ...]:
    """Return how far each segment stands out among those of its song, 0 to 1.

    Mastered songs are about as loud in a verse as in the chorus, so a part's rank among the others and what it is count as much as how
    loud it is.
    """
    groups: dict[int, list[float]] = {}
    for segment in analysis.segments:
        groups.setdefault(segment.group, []).append(segment.energy)
    means = {group: sum(energies) / len(energies) for group, energies in groups.items()}
    ranks = sorted(means, key=lambda group: (means[group], group))
    energies = [segment.energy for segment in analysis.segments]
    low, high = min(energies), max(energies)
    differs = high - low >= 0.05
    found = []
    for segment in analysis.segments:
        loud = (segment.energy - low) / (high - low) if differs else 0.5
        rank = ranks.index(segment.group) / (len(ranks) - 1) if differs and len(ranks) > 1 else loud
        found.append(min(max(0.6 * loud + 0.4 * rank + _STANDING.get(segment.label, 0.0), 0.0), 1.0))
    return tuple(found)


def tone(segment: Segment, analysis: Analysis, level: float, time: float, return_: int) -> float:
    """The colour script: dark and pale where the song is calm, bright and full where it is strongest, more so each time it comes back,
    dimming to the end."""
    close = max(0.0, 1 - (analysis.duration - time) / _CLOSE) if segment.label == "outro" else 0.0
    script = (2 * level - 1) * _TONE_RANGE + _TONE_RISE * min(return_, 3)
    return round(min(max(script - 0.5 * close, -1.0), 1.0), 3)


def entrance(analysis: Analysis, number: int, position: int, start: float, style: Style) -> Entrance:
    """How a scene comes in.

    Parameters
    ----------
    number : int
        Of its segment.
    position : int
        Within the segment; only the first scene comes in with an accent, and one that starts on a drop.
    start : float
        Seconds.
    """
    drops = [one.time for one in analysis.key_moments if one.kind in ("drop", "hook")]
    on_drop = any(abs(time - start) < _MOMENT for time in drops)
    loud: Entrance = style.cutting.entrance if style.cutting.entrance in ("flash", "punch") else "punch"
    if start <= 0:
        return "dip"
    if on_drop:
        return "flash" if loud == "punch" and position == 0 else loud
    if position:
        return "cut"
    segment, before = analysis.segments[number], analysis.segments[max(number - 1, 0)]
    step = segment.energy - before.energy
    if step < -_LEAP or segment.label in ("break", "outro"):
        return "dip"
    if step > _STEP or segment.label == "chorus":
        return loud
    return style.cutting.entrance


def goes_dark(before: Segment, after: Segment, duration: float) -> bool:
    """Return whether a scene ends in the dark: for an instant before the music leaps up."""
    return after.energy - before.energy > _LEAP and duration >= 1.8
