"""Whose an impersonal noun is: arms, forces, deeds and bodies stand for the party that has, makes or sends them.

"Russian missiles", "Chad's navy", "a package offered by the EU", "U.S. troop deployments", "those in the alliance".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import content_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.parties import Parties
    from dateline.model import Participant

_BEFORE = ("poss", "amod", "compound", "nmod")
_MOST_NESTED = 2  # modifiers of modifiers: "U.S. troop deployments"


def owner_of(token: Token, parties: Parties) -> Participant | None:
    """Whose an impersonal agent is: "Russia" for "Russia's missiles" or "Russian missiles"; None where unsaid."""
    for noun in dict.fromkeys((token, content_noun(token))):  # "four of its warplanes"
        for child in _modifiers(noun):
            found = parties.participant(child)
            if found is not None:
                return found
    return _maker(token, parties)


def _modifiers(noun: Token, depth: int = 0) -> Iterator[Token]:
    """The words before a noun that may say whose it is, the noun's own first, then those of its modifiers."""
    own = [c for c in noun.children if c.dep_ in _BEFORE and c.i < noun.i]
    yield from own
    for child in own if depth < _MOST_NESTED else ():
        if child.dep_ != "poss":
            yield from _modifiers(child, depth + 1)


def owner_of_forces(token: Token, parties: Parties) -> Participant | None:
    """Whose forces are moved, where nobody is said to move them: "additional American forces"."""
    found = parties.participant(token)
    if found is not None and found.actor is not None and found.actor.country:
        return found
    return owner_of(token, parties)


def _maker(token: Token, parties: Parties) -> Participant | None:
    """Who made it, said behind it: "a package offered by the EU", "the demands of the rebels"."""
    for child in token.children:
        maker = syntax.by_agent(child) if child.dep_ == "acl" and child.tag_ == "VBN" else None
        if maker is not None:
            return parties.participant(maker)
    words = ("of", "in", "from") if token.lower_ == "those" else ("of",)
    behind = syntax.prepositional(token, *words)
    return next((p for _, n in behind if (p := parties.participant(n)) is not None), None)


def is_owner_unsaid(token: Token, parties: Parties) -> bool:
    """True for a possessive pronoun that only says whose view or word a noun is: "reiterated our support"."""
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    return owner is not None and owner.tag_ == "PRP$" and parties.participant(owner) is not None
