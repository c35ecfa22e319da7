"""Role nouns of a user's codebook ("troops", "foreign minister") with the party of the same phrase: Kenyan troops.

The party stands before the noun, names it as an apposition does ("President Bush"), or stands behind "of", "in" or
"from". A noun without a party has the sector alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.codebook import OwnAgent, slug
from dateline.model import Actor, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

METHOD = "role noun of your own codebook"
_LINKS = ("of", "in", "from")
_PARTS = frozenset({"compound", "amod", "nmod", "poss"})
_LONGEST = 6  # words of a role
Named = tuple[Span, int, Actor]  # a party of the codebook: its words, its last token, and whom it names


class OwnRoles:
    """Mentions in, mentions out, with the role nouns of one codebook."""

    def __init__(self, agents: Sequence[OwnAgent]) -> None:
        self._agents = {tuple(name.casefold().split()): agent for agent in agents for name in agent.names}

    def __call__(self, mentions: Sequence[Mention], doc: Doc, named: Sequence[Named]) -> list[Mention]:
        """The mentions, those of a role noun and its party with the code of both."""
        kept = list(mentions)
        roles = list(self._roles(doc, named))
        for head in dict.fromkeys(_phrase_head(doc[start:end].root) for start, end, _ in roles):
            found = _combined(head, roles, named)
            if found is None:
                continue
            span = syntax.token_span(head)
            at = next((i for i, m in enumerate(kept) if m.head.overlaps(span)), None)
            old = kept[at] if at is not None else None
            if old is not None and not found.country and old.actor is not None and old.actor.country:
                continue  # dateline knows whose it is
            if at is None or old is None:
                kept.append(Mention(syntax.noun_phrase(head), span, "group", found, METHOD, head.tag_ == "NNS"))
            else:
                kept[at] = replace(old, actor=found, method=METHOD, kind="group")
        return kept

    def _roles(self, doc: Doc, named: Sequence[Named]) -> Iterator[tuple[int, int, OwnAgent]]:
        """Where the role nouns stand, the longest at each place, none inside a party's name."""
        i = 0
        words = [t.lower_ for t in doc]
        while i < len(doc):
            end = next((e for e in range(min(i + _LONGEST, len(doc)), i, -1) if tuple(words[i:e]) in self._agents), i)
            if end > i and not any(span.contains(syntax.token_span(doc[end - 1])) for span, _, _ in named):
                yield i, end, self._agents[tuple(words[i:end])]
            i = max(end, i + 1)


def _phrase_head(token: Token) -> Token:
    while (
        token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN")
    ):
        token = token.head
    return token


def _combined(head: Token, roles: Sequence[tuple[int, int, OwnAgent]], named: Sequence[Named]) -> Actor | None:
    """The party of the phrase with the codes of its role nouns; None where the phrase is about another noun."""
    mine = [role for start, end, role in roles if _phrase_head(head.doc[start:end].root) == head]
    at_head = any(start <= head.i < end for start, end, _ in roles)
    party = _party(head, named)
    if not at_head and (head.pos_ != "PROPN" or party is None):
        return None
    country, sector = (party.country, party.sector) if party is not None else ("", "")
    for role in mine:
        if role.before and role.code != country:
            country, sector = role.code, country + sector
        elif not role.before and not sector.endswith(role.code):
            sector += role.code
    name = " ".join(part for part in (party.name if party else "", head.text) if part)
    return Actor(slug(name), name, "group", country, sector)


def _party(head: Token, named: Sequence[Named]) -> Actor | None:
    """The party of the phrase: the head itself, else what stands before it, else what stands behind a preposition."""
    by_token = {end: actor for _, end, actor in named}
    if head.i in by_token:
        return by_token[head.i]
    inner = [t for t in head.subtree if t.i < head.i and t.i in by_token and _leads_to(t, head)]
    if inner:
        return by_token[inner[-1].i]
    behind = (n for p in _LINKS for _, n in syntax.prepositional(head, p))
    return next((by_token[n.i] for n in behind if n.i in by_token), None)


def _leads_to(token: Token, head: Token) -> bool:
    while token != head:
        if token.dep_ not in _PARTS:
            return False
        token = token.head
    return True
