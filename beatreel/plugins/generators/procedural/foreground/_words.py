"""The words of a prompt by which somebody is dressed and stands, and those that follow from several of them together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from beatreel.plugins.generators.procedural.scenery.people.casting import AGED
from beatreel.plugins.generators.procedural.scenery.people.postures import NAMED, posture_in
from beatreel.plugins.generators.procedural.scenery.perches import ON, perch_in

if TYPE_CHECKING:
    from beatreel.plugins.generators.procedural.prompt.describe import SceneDescription

_OLD = re.compile(
    r"\b(?:(?:old|elderly|aged) (?:\w+ )?(?:m[ae]n|wom[ae]n|lady|gentleman|fisherm[ae]n|sailor|captain|musician|pianist|violinist|cellist"
    r"|guitarist|drummer|singer|saxophonist|trumpeter|busker|dancer|farmer|shepherd|cowboy|monk|priest|king|wizard|samurai|painter|writer"
    r"|queen|beggar|widow|worker|miner|boxer|clown|waiter|bartender|tailor|baker|teacher|soldier|hunter|gardener|player)"
    r"|grand(?:father|mother|pa|ma))s?\b"
)


def words_of(description: SceneDescription) -> frozenset[str]:
    """Return the words by which somebody is dressed and stands: also those that no place has a meaning for, but for what is denied."""
    said = re.sub(r"\b(?:no|not|without)\b[^,.;]*", "", description.prompt.lower())
    hair = {f"{one} hair" for one in re.findall(r"(\w+)(?: (?:long|short|wavy|curly|flowing))?[ -]hair(?:ed)?\b", said)}
    hair |= {f"{one} hair" for one in re.findall(r"\b(short|long|curly)(?:,? \w+){0,2}[ -]hair(?:ed)?\b", said)}
    hair |= {f"leather {one}" for one in re.findall(r"\bleather (?:\w+ )?(jacket|coat)\b", said)}
    hair |= {AGED} if _OLD.search(said) else set()
    hair |= {f"{one} eyes" for one in re.findall(r"(\w+)(?:, \w+)? eyes\b", said)}
    hair |= {f"{one} balloon" for one in re.findall(r"(\w+) balloons?\b", said)}
    hair |= {f"{one} hair" for one in ("blonde", "blond") if one in said}
    hair |= (
        {"old couple"}
        if re.search(r"\b(?:old|elderly|aged) (?:couple|pair|lovers|man and)\b|\bgrandparents\b", said)
        else set()
    )
    perch = perch_in(said)
    hair |= {f"{ON}{perch}"} if perch else set()
    posture = posture_in(said, indoors=description.world in ("interior", "stage"))
    hair |= {f"{NAMED}{posture}"} if posture else set()
    hair |= {f"{description.umbrella} umbrella"} if description.umbrella else set()
    hair |= {f"{description.pack} backpack", *(f"{colour} {thing}" for thing, colour in description.coloured)}
    hair |= {
        f"held {one}" for one in re.findall(r"\bhold(?:s|ing) (?:(?:an?|the|up|\w+ of|red|white|single) )*(\w+)", said)
    }
    return frozenset(description.all_words | hair | set(re.findall(r"[a-z]+", said)))
