"""Whom a pronoun cannot be, by grammar: principle C of binding (Chomsky 1981).

A name does not mean the same as a pronoun that commands it: "he praised Blair's plan" is not of Blair.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.analyse.mentions import Found
from dateline.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_APART = ("conj", "parataxis", "advcl")  # other clauses
_SAME = ("attr", "oprd", "acomp")  # what the subject is said to be: "she is the German chancellor"


def named_below(subject: Token, found: Sequence[Found], actor_of: Callable[[Found], Actor | None]) -> frozenset[str]:
    """The ids of those whom the predicate of a subject names, by names or by titles with a country.

    Args:
        subject: the pronoun.
        found: the mentions of the report, in the order of their tokens.
        actor_of: who a mention means by its own words.
    """
    rights = (c for c in subject.head.rights if c.i > subject.i and c.lower_ != "as")
    below = (c for c in rights if c.dep_ not in _APART + _SAME)
    named = (f for c in below for f in _between(found, c.left_edge.i, c.right_edge.i) if _is_named(f, subject.doc))
    actors = map(actor_of, named)
    return frozenset(a.id for a in actors if a is not None)


def _between(found: Sequence[Found], first: int, last: int) -> Iterator[Found]:
    begin = bisect_left(found, first, key=lambda f: f.token)
    for item in found[begin:]:
        if item.token > last:
            return
        yield item


def _is_named(item: Found, doc: Doc) -> bool:
    """True for a name, and for a title with a country; not for an adjective ("it fired Russian missiles")."""
    reading = item.reading
    if doc[item.token].dep_ in ("amod", "compound", "nmod"):
        return False
    return not item.pronoun and reading is not None and bool(reading.name or reading.entry or reading.country)
