"""How somebody sits, kneels, lies or jumps: a pose, and what it is done on."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from beatreel.plugins.generators.procedural.scenery.solids import Model

from . import seats
from .pose import Build, Pose

_SEAT = 0.49  # metres from the ground to the hips of who sits on a chair


@dataclass(frozen=True)
class Posture:
    """How somebody sits, kneels, lies or jumps.

    Attributes
    ----------
    pose : Pose
    seat : callable or None
        Adds what it is done on to a model in metres.
    hips : float
        Metres from the ground to the hips; 0: as in the pose.
    raised : float
        Metres that the ground of the pose is above the ground.
    tall : float
        Height of it all, metres, of somebody of 1.75 m.
    lies : bool
        The pose is that of who stands, laid on the back with the head to the right.
    width : float
        Metres across that are to be seen of it; 0 for all.
    """

    pose: Pose
    seat: Callable[[Model], None] | None = None
    hips: float = 0.0
    raised: float = 0.0
    tall: float = 1.36
    lies: bool = False
    width: float = 0.0

    def of(self, build: Build) -> Pose:
        """Return the pose of somebody of that build on the seat."""
        if not self.hips:
            return self.pose
        x, _, z = self.pose.hips
        high = (self.hips - self.raised) / build.metres
        lift = high - self.pose.hips[1]
        hands = tuple((a, b + lift, c) for a, b, c in self.pose.hands)
        return replace(self.pose, hips=(x, high, z), hands=(hands[0], hands[1]))

    def laid(self, body: Model) -> Model:
        """Return a body on what it sits or lies on."""
        model = Model()
        if self.lies:
            body = body.turned(math.pi / 2).rolled(-math.pi / 2)
            left, right, _, _ = body.bounds()
            model.add(body, at=(-0.5 * (left + right), self.raised + _BACK, 0.10))
        else:
            model.add(body, at=(0.0, self.raised, 0.0))
        if self.seat is not None:
            seat = Model()
            self.seat(seat)
            model.add(seat)
        return model


_BACK = 0.115  # metres from the ground to the spine of who lies on it
_AT_EASE = Pose(
    hips=(0.0, 0.285, 0.04), feet=((-0.085, 0.045, -0.235), (0.080, 0.045, -0.205)), knees=((-0.15, 0.8, -0.6), (0.15, 0.8, -0.6)),
    toes=(0.15, -0.15), lean=(0.0, -0.045), head=(0.22, 0.16, 0.04), hands=((-0.068, 0.372, -0.180), (0.066, 0.376, -0.165)),
    elbows=((-1.0, -0.2, 0.5), (1.0, -0.2, 0.5)),
)  # fmt: skip
_ON_GROUND = Pose(
    hips=(0.0, 0.072, 0.05), lean=(0.0, -0.045), head=(0.15, 0.08, 0.03), hands=((-0.055, 0.225, -0.215), (0.055, 0.225, -0.215)),
    elbows=((-1.0, -0.1, 0.1), (1.0, -0.1, 0.1)), feet=((-0.075, 0.040, -0.285), (0.065, 0.040, -0.265)),
    knees=((-0.2, 1.0, -0.4), (0.2, 1.0, -0.4)), toes=(0.15, -0.1), grips=(0.5, 0.5),
)  # fmt: skip
_KNEELING = Pose(
    hips=(0.0, 0.262, 0.10), lean=(0.0, -0.055), head=(0.06, 0.26, 0.0), hands=((-0.075, 0.330, -0.080), (0.075, 0.330, -0.080)),
    elbows=((-1.0, 0.0, 0.5), (1.0, 0.0, 0.5)), feet=((-0.065, 0.035, 0.235), (0.065, 0.035, 0.235)),
    knees=((-0.12, -0.8, -1.0), (0.12, -0.8, -1.0)), points=(1.0, 1.0),
)  # fmt: skip
_LYING = Pose(
    head=(0.0, 0.10, 0.0), hands=((-0.205, 0.500, -0.03), (0.060, 0.640, -0.115)), elbows=((-1.0, 0.0, 0.3), (1.0, 0.0, 0.0)),
    feet=((-0.060, 0.045, 0.0), (0.070, 0.150, -0.035)), knees=((-0.1, 0.0, -1.0), (0.15, 0.0, -1.0)), points=(0.8, 0.5),
    face=(0.0, 0.0),
)  # fmt: skip
_IN_BED = replace(_LYING, feet=((-0.060, 0.045, 0.0), (0.060, 0.060, 0.0)))
_JUMPING = Pose(
    hips=(0.0, 0.520, 0.0), lean=(0.0, -0.03), head=(0.1, -0.10, 0.05), hands=((-0.250, 0.980, -0.06), (0.260, 1.000, -0.04)),
    elbows=((-0.6, -0.4, 0.4), (0.6, -0.4, 0.4)), feet=((-0.110, 0.190, 0.170), (0.130, 0.235, 0.050)),
    knees=((-0.4, 0.1, -1.0), (0.4, 0.1, -1.0)), points=(0.8, 0.8),
)  # fmt: skip
_TIRED = replace(
    _AT_EASE, lean=(0.0, -0.125), head=(0.12, 0.30, 0.0), hands=((-0.105, 0.420, -0.245), (0.105, 0.415, -0.240)),
    elbows=((-1.0, 0.4, 0.2), (1.0, 0.4, 0.2)), feet=((-0.115, 0.045, -0.235), (0.115, 0.045, -0.225)),
)  # fmt: skip
POSTURES = {
    "chair": Posture(_AT_EASE, seats.chair, _SEAT),
    "bench": Posture(_TIRED, seats.bench, _SEAT, tall=1.30, width=1.2),
    "desk": Posture(_AT_EASE, seats.desk, _SEAT, width=1.2),
    "armchair": Posture(_AT_EASE, seats.armchair, 0.50, tall=1.38),
    "stool": Posture(_TIRED, seats.stool, _SEAT, tall=1.30),
    "bar": Posture(_AT_EASE, seats.bar_stool, 0.81, raised=0.28, tall=1.68),
    "steps": Posture(replace(_AT_EASE, lean=(0.0, -0.07)), seats.steps, 0.375, tall=1.25, width=1.2),
    "rock": Posture(_AT_EASE, seats.rock, 0.53, tall=1.38),
    "log": Posture(_AT_EASE, seats.log, 0.47, tall=1.32, width=1.1),
    "low wall": Posture(_AT_EASE, seats.low_wall, 0.47, tall=1.32, width=1.1),
    "ground": Posture(_ON_GROUND, tall=0.98),
    "knees": Posture(_KNEELING, tall=1.30),
    "lies": Posture(_LYING, tall=0.75, lies=True),
    "bed": Posture(_IN_BED, seats.bed, raised=0.48, tall=0.95, lies=True),
    "jump": Posture(_JUMPING, raised=0.42, tall=2.25),
}
"""By name."""
_SOMEBODY = (
    r"\b(?:wom[ae]n|m[ae]n|girl|boy|guy|lady|child|kid|teen\w*|person|figure|stranger|someone|somebody|loner|poet|writer|he|she|widow|mother|"
    r"father|soldier|knight|boxer|fighter|monk|nun|priest|pilgrim|samurai|sailor|farmer|worker|musician|student|tourist|traveller|traveler|"
    r"cowboy|astronaut|robot|geisha|king|queen|bride|prince\w*|angel|grand\w+|detective|homeless|beggar|hiker|wanderer|dancer|punk|rebel|singer)\b"
)
_SITS = re.compile(
    _SOMEBODY + r"[^.;]*?\b(?:sits?|sitting|sat|seated|slumped|perched|perching)\b"
    r"|"
    + _SOMEBODY
    + r"[^.;]*?\b(?:on|in) (?:an? |the |his |her )(?:[a-z]+ ){0,2}(?:bench|stool|chair|armchair|sofa|couch)\b"
)
_KNEELS = re.compile(_SOMEBODY + r"[^.;]*?\b(?:kneels?|kneeling|knelt|on (?:his|her|their) knees)\b")
_LIES = re.compile(
    _SOMEBODY + r"[^.;]*?\b(?:(?:lies|lying|laying|lays|stretched out|sleeps|sleeping|asleep)(?! (?:train|bus|car)))\b"
)
_JUMPS = re.compile(_SOMEBODY + r"[^.;]*?\b(?:jumps?|jumping|leaps|leaping)\b(?! rope)")
_NOT_LYING = re.compile(r"\b(?:train|bus|tram|car|metro|subway|chair|armchair|window|bench|standing|dog|cat)\b")
_BEASTS = re.compile(
    r"\b(?:dog|cat|bird|crow|raven|owl|horse|fox|wolf|bear)s? (?:sits?|sitting|lies|lying|sleeping|asleep|jumps?|jumping|perched)\b"
)
_SEATS = (
    ("bench", re.compile(r"\bbench\b")),
    ("armchair", re.compile(r"\b(?:arm ?chair|sofa|couch|rocking chair|throne)\b")),
    ("bar", re.compile(r"\b(?:bar|counter|pub|bar ?stool|saloon)\b")),
    ("stool", re.compile(r"\b(?:stool|boxer|boxing|fighter|crate|box|barrel|suitcase|drum)\b")),
    ("steps", re.compile(r"\b(?:steps|stairs|staircase|stairway|stoop|doorstep|porch)\b")),
    ("log", re.compile(r"\b(?:log|tree trunk|fallen tree)\b")),
    ("rock", re.compile(r"\b(?:rocks?|boulder|stone)\b")),
    ("low wall", re.compile(
        r"\b(?:on|atop) (?:an? |the )?(?:[a-z]+ )?(?:wall|fence|railing|parapet|ledge|bridge|fountain|pier|dock|jetty|quay|harbou?r)\b"
    )),
    ("ground", re.compile(
        r"\b(?:floor|ground|grass|sand|corner|carpet|rug|beach|meadow|field|hill|hillside|dunes?|snow|campfire|roof|rooftop|pavement|kerb|curb)\b"
    )),
    ("desk", re.compile(r"\b(?:desk|table)\b")),
    ("chair", re.compile(r"\b(?:chair|caf[eé]|restaurant|diner|kitchen|library|window|room|bedroom|church)\b")),
)  # fmt: skip


def posture_of(words: frozenset[str], usual: str = "") -> Posture | None:
    """Return the posture that is among the words of somebody (“posture chair”), else the usual one of what they do; None for who stands."""
    name = next((one.removeprefix(NAMED) for one in words if one.startswith(NAMED)), usual)
    return POSTURES.get(name)


NAMED = "posture "
"""What is before the name of a posture among the words of somebody."""


def posture_in(text: str, *, indoors: bool) -> str:
    """Return the name of the posture that a prompt gives somebody; empty for none.

    Parameters
    ----------
    text : str
        The prompt, in small letters.
    indoors : bool
        Where nothing is said that one sits on, it is a chair there and the ground elsewhere.
    """
    if _BEASTS.search(text):
        return ""
    if _LIES.search(text) and not _NOT_LYING.search(text):
        return "bed" if re.search(r"\bbed(?:room)?\b", text) or (indoors and "sleep" in text) else "lies"
    if _KNEELS.search(text):
        return "knees"
    if _SITS.search(text):
        usual = "chair" if indoors else "ground"
        return next((name for name, said in _SEATS if said.search(text)), usual)
    return "jump" if _JUMPS.search(text) else ""
