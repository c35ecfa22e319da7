"""Words that point to a place named before: "there", "that country", "the region", "its territory"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse.parties import Parties
from dateline.model import Toponym

if TYPE_CHECKING:
    from spacy.tokens import Token

# Which levels of place a noun points to. "This area" is as often a field of work.
_LEVELS = {
    "country": ("country",), "nation": ("country",), "continent": ("continent", "area"),
    "region": ("region", "area", "continent"), "city": ("town",), "town": ("town",), "village": ("town",),
    "province": ("region",), "peninsula": ("region", "area"), "enclave": ("town", "region", "area"),
}  # fmt: skip
POINTERS = frozenset({"there", *_LEVELS})  # all that `there` reads
_POINTING = frozenset({"that", "this", "the"})
_OWNERS = frozenset({"its", "their", "his", "her"})
_AFAR = frozenset({"over", "back", "out", "up", "down"})  # "over there" is away from the speaker, wherever that is
REACH = 1_000  # characters back to the place that is pointed to: some six sentences


def pointed_by(noun: Token, parties: Parties) -> Iterator[Toponym]:
    """The place that a noun for ground points to by its determiner or the pronoun before it."""
    words = list(noun.children)
    owner = next((c for c in words if c.dep_ == "poss" and c.lower_ in _OWNERS), None)
    if owner is not None:
        found = _of_owner(owner, parties)
    elif any(c.lower_ in _POINTING and c.dep_ == "det" for c in words) and _is_bare(noun):
        found = _named_before(noun, parties)
    else:
        found = None
    if found is not None:
        yield found


def there(word: Token, parties: Parties) -> Toponym | None:
    """What "there" points to, or the noun of "that country" standing before another noun by a slip of the parse."""
    if word.lower_ == "there" and word.tag_ == "RB":
        found = None if word.i and word.nbor(-1).lower_ in _AFAR else parties.place_before(word.idx)
        return found if found is not None and word.idx - found.span.end <= REACH else None
    if word.lower_ in _LEVELS and word.i and word.nbor(-1).lower_ == "that":
        return _named_before(word, parties)
    return None


def _is_bare(noun: Token) -> bool:
    """True where nothing but a determiner belongs to the noun: "the region", not "the border region"."""
    return not any(
        c.dep_ in ("amod", "compound", "prep", "relcl", "acl", "poss", "nmod", "appos") for c in noun.children
    )


def _named_before(noun: Token, parties: Parties) -> Toponym | None:
    levels = _LEVELS.get(noun.lemma_.lower())
    if levels is None:
        return None
    for toponym in reversed(parties.toponyms):
        if toponym.span.end > noun.idx or not toponym.literal:
            continue
        if noun.idx - toponym.span.end > REACH:
            return None
        if toponym.place is not None and toponym.place.level in levels:
            return toponym
    return None


def _of_owner(pronoun: Token, parties: Parties) -> Toponym | None:
    """The country of the state that a pronoun stands for, where the report has named it before."""
    party = parties.participant(pronoun)
    country = party.actor.country if party is not None and party.actor is not None else ""
    if not country:
        return None
    for toponym in reversed(parties.toponyms):
        place = toponym.place
        is_state = place is not None and place.level == "country" and place.country == country
        if is_state and toponym.span.end <= pronoun.idx:
            return toponym
    return None
