"""One source told twice: "Ann Lee, a spokeswoman for the navy" is Ann Lee, not the navy.

A source's phrase holds a name, an office, a body that the office belongs to. Whoever speaks is the word the phrase
hangs on, or what stands beside it in apposition; a body behind "of", "for" or "from" only says whose spokesman it is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.analyse.antecedents import BODY_KINDS, PERSON_KINDS
from dateline.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from dateline.analyse.antecedents import Settled

# What stands between the head of a phrase and a word that is the same party: titles and names before it.
_SAME = frozenset({"appos", "compound", "nmod"})
_PEOPLE = ("person", "office")
_NAMED_BODIES = frozenset(BODY_KINDS) - {"country", "government"}


def speaking_mention(anchor: Token | None, inside: Sequence[Mention], doc: Doc) -> Mention | None:
    """The mention in a source that speaks; None where there is none.

    `anchor` is the head of the source's phrase. A resolved person goes before an office, an office before a body, as
    long as they name the same party; whose they are counts only where nothing else is known.
    """
    if not inside:
        return None
    same = _same_party(anchor, inside, doc) if anchor is not None else []
    return max(same or inside, key=_worth)


def _same_party(anchor: Token, inside: Sequence[Mention], doc: Doc) -> list[Mention]:
    words = {t.i for t in _words_of(anchor)}
    return [m for m in inside if any(t.i in words for t in _heads(m, doc))]


def _words_of(anchor: Token) -> Iterator[Token]:
    """The head of a phrase, with the names and titles before it and what stands in apposition to any of them."""
    yield anchor
    for child in anchor.children:
        if child.dep_ in _SAME:
            yield from _words_of(child)
    if anchor.dep_ == "appos":  # the anchor may itself be the second half
        yield anchor.head


def _heads(mention: Mention, doc: Doc) -> list[Token]:
    span = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
    return list(span) if span is not None else []


def _worth(mention: Mention) -> tuple[bool, bool, bool, bool, int, int]:
    """Known before unknown, people before bodies, a name before a description, then the longer and the earlier."""
    kind = mention.actor.kind if mention.actor is not None else mention.kind
    known, person = mention.actor is not None, kind in _PEOPLE
    named = mention.actor is not None and mention.actor.name[:1].isupper()
    return person and known, person, known, named, len(mention.span), -mention.span.start


def join_appositions(done: Sequence[Settled], doc: Doc, text: str) -> None:
    """Give a description beside a name the name's party, in place: "Ann Lee, the mayor", "the newspaper Die Zeit"."""
    for noun, name in pairwise(done):
        _join_noun_and_name(noun, name, text)
    by_token = {s.found.token: s for s in done}
    for settled in done:
        token = doc[settled.found.token]
        other = by_token.get(token.head.i) if token.dep_ == "appos" else None
        if other is None:
            continue
        pair = sorted((settled, other), key=lambda s: bool(s.titles))  # a name before a description
        person = next((s for s in pair if s.actor is not None and s.actor.kind == "person"), None)
        title = next((s for s in pair if s is not person and s.titles and not s.plural), None)
        if person is not None and title is not None and title.kind in PERSON_KINDS:
            title.actor, title.method = person.actor, "apposition"


def _join_noun_and_name(noun: Settled, name: Settled, text: str) -> None:
    """ "The newspaper Die Zeit": the noun is the body of its kind that is named right behind it."""
    between = text[noun.found.span.end : name.found.span.start]
    if between != " " or noun.plural or not noun.titles or name.titles or name.actor is None:
        return
    if noun.kind == name.actor.kind and noun.kind in _NAMED_BODIES:
        noun.actor, noun.method = name.actor, "apposition"
