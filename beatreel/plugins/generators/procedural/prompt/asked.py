"""What a prompt asks for and where it is set, as the rules of :mod:`~.placing` pass it on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beatreel import read_words

from .hours import all_words
from .reading import Reading


@dataclass(frozen=True)
class Setting:
    """Where a prompt is set.

    Attributes
    ----------
    world, other : str
        Names of :data:`~.worlds.WORLDS`, the second empty for none.
    exact : bool
        The prompt named the world.
    behind_glass : bool
        It is seen through the window of something that drives.
    over_sea : bool
        A field ends over the sea.
    drowned : bool
        It is a room that the sea has come over.
    """

    world: str
    exact: bool
    other: str = ""
    behind_glass: bool = False
    over_sea: bool = False
    drowned: bool = False

    def at(self, world: str, *, exact: bool | None = None) -> Setting:
        """Return it in one world alone."""
        return replace(self, world=world, other="", exact=self.exact if exact is None else exact)


def clauses_of(prompt: str) -> tuple[tuple[str, ...], ...]:
    """Return the single words of a prompt that are wanted, in English, small letters and their order, by the commas between them."""
    clauses: list[list[str]] = [[]]
    for word in read_words(prompt):
        if not word.text:
            clauses.append([])
        elif not word.denied:
            clauses[-1].append(word.text)
    return tuple(tuple(clause) for clause in clauses if clause)


def in_english(prompt: str) -> str:
    """Return a prompt as rules about its sentences read it: in English words if it is in another language, else as it stands."""
    words = read_words(prompt)
    is_other = any(word.text not in word.said and word.said[:1].isalpha() for word in words)
    return " ".join(word.text or "," for word in words).replace(" ,", ",") if is_other else prompt


@dataclass(frozen=True)
class Asked:
    """A prompt and its words, with those of a style (``both``) and without (``words``)."""

    prompt: str
    words: Reading
    both: Reading

    def motif(self, name: str) -> bool:
        return name in self.words.all("motifs")

    @property
    def texts(self) -> set[str]:
        """The words and phrases that are wanted."""
        return {one.text for one in self.words.found if not one.denied}

    def says(self, *words: str) -> bool:
        return bool(set(words) & all_words(self.words))
