"""The actors and office-holders of a user's codebook, put in the place of what dateline's tables say.

A name of the codebook decides what its mention means, and with it every mention of the report that was settled on the
same party: surnames, pronouns, "the group". An office decides what its title means at the report's date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse.actor_phrases import read_phrase
from dateline.analyse.actor_resolution import body_country
from dateline.analyse.actor_words import plain
from dateline.analyse.own_roles import OwnRoles
from dateline.codebook import Holding, OwnCodebook, coded_actor, slug
from dateline.model import Actor, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.analyse.draft import Draft

METHOD = "codebook of your own"
_LONGEST = 9  # words of a name
_ATTRIBUTIVE = frozenset({"compound", "amod", "nmod"})  # part of the words for another party


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name of the codebook in the text, its last token, and the party it names."""

    span: Span
    head: int
    actor: Actor


class OwnActors:
    """Mentions in, mentions out, with the parties of one codebook. Holds the codebook and nothing of a report."""

    def __init__(self, codebook: OwnCodebook) -> None:
        self._holdings = codebook.holdings
        self._codes = codebook.codes
        self._roles = OwnRoles(codebook.agents) if codebook.agents else None
        self._actors = {_key(n): row.actor for row in codebook.actors for n in row.names}
        self._persons = {_key(n): h.name for h in codebook.holdings for n in h.names}

    def __call__(self, mentions: Sequence[Mention], draft: Draft) -> tuple[Mention, ...]:
        """The mentions in reading order, those that the codebook decides with its actor."""
        hits = self._hits(draft.doc, draft.report.text, draft.report.dct)
        named = [self._by_name(m, hits) for m in mentions]
        same = {
            m.actor.id: own for m, own in zip(mentions, named, strict=True) if own is not None and m.actor is not None
        }
        decided = [
            _decided(m, own or self._by_office(m, draft) or _belonging(m, hits), same)
            for m, own in zip(mentions, named, strict=True)
        ]
        heads = {m.head.start for m in mentions}
        missed = [h for h in hits if draft.doc[h.head].idx not in heads and draft.doc[h.head].dep_ not in _ATTRIBUTIVE]
        found = [*decided, *(_mention(h, draft.doc) for h in missed)]
        if self._roles is not None:
            found = self._roles(found, draft.doc, [(h.span, h.head, h.actor) for h in hits])
        return tuple(sorted(found, key=lambda m: (m.span, m.head)))

    def _hits(self, doc: Doc, text: str, date: str) -> list[_Hit]:
        found, last = [], 0
        for i in range(len(doc)):
            hit = self._hit_at(doc, text, i, date) if i >= last else None
            if hit is not None:
                found.append(hit)
                last = hit.head + 1
        return found

    def _hit_at(self, doc: Doc, text: str, i: int, date: str) -> _Hit | None:
        for end in range(min(i + _LONGEST, len(doc)), i, -1):
            if doc[end - 1].is_punct:  # the full stop behind a name that ends the sentence
                continue
            span = Span(doc[i].idx, doc[end - 1].idx + len(doc[end - 1].text))
            words = span.words(text)
            actor = self._named(_key(words), date) if not words.islower() else None
            if actor is not None:
                return _Hit(span, end - 1, actor)
        return None

    def _named(self, key: str, date: str) -> Actor | None:
        return self._coded(self._actors.get(key), date) or (
            self._person(self._persons[key], date) if key in self._persons else None
        )

    def _coded(self, actor: Actor | None, date: str) -> Actor | None:
        """The actor with the code it has on the date; None where it has none then."""
        if actor is None:
            return None
        now = next((c.code for c in self._codes.get(slug(actor.name), ()) if c.covers(date)), "")
        if now:
            return coded_actor(actor, now)
        return actor if actor.code or slug(actor.name) not in self._codes else None

    def _person(self, name: str, date: str) -> Actor:
        """The person with the country and sector of the office held on the date; a former holder is of the elite."""
        held = [h for h in self._holdings if h.name == name]
        now = next((h for h in held if h.covers(date)), held[0])
        sector = now.sector if now.covers(date) else "ELI" if now.ended_before(date) else ""
        return Actor(slug(name), name, "person", body_country(now.body), sector)

    def _by_name(self, mention: Mention, hits: Sequence[_Hit]) -> Actor | None:
        return next((h.actor for h in hits if h.span.contains(mention.head)), None)

    def _by_office(self, mention: Mention, draft: Draft) -> Actor | None:
        """The holder of the office that the mention names by its title, on the report's date."""
        if mention.plural or not self._holdings:
            return None
        reading = read_phrase(mention.span.words(draft.report.text))
        if reading is None or reading.title is None or reading.former or reading.plural or reading.name:
            return None
        body = reading.body.name if reading.body is not None else reading.country
        body = body or (mention.actor.country if mention.actor is not None else "")
        rows = [h for h in self._holdings if _holds(h, body, reading.title.office, draft.report.dct)]
        return self._person(max(rows, key=lambda h: h.begin).name, draft.report.dct) if rows else None


def _holds(holding: Holding, body: str, office: str, date: str) -> bool:
    return holding.office == office and holding.body == body and holding.covers(date)


def _belonging(mention: Mention, hits: Sequence[_Hit]) -> Actor | None:
    """People of a party: "Desert Falcons fighters" have its country and sector."""
    owner = next((h.actor for h in hits if mention.span.contains(h.span)), None)
    actor = mention.actor
    if owner is None or actor is None or actor.country or actor.kind not in ("group", "force", "office", "person"):
        return None
    if actor.kind == "person":
        return replace(actor, country=owner.country, sector=actor.sector or owner.sector)
    ident, name = f"{owner.id}-{actor.id}", f"{owner.name} {actor.name}"
    return replace(actor, id=ident, name=name, country=owner.country, sector=owner.sector or actor.sector)


def _key(name: str) -> str:
    words = " ".join(plain(word) for word in name.replace("’", "'").split())
    return words.removeprefix("the ").removeprefix("The ").casefold()


def _decided(mention: Mention, actor: Actor | None, same: Mapping[str, Actor]) -> Mention:
    if actor is None and mention.actor is not None and mention.actor.id in same:
        return replace(mention, actor=same[mention.actor.id])
    return replace(mention, actor=actor, method=METHOD, kind=actor.kind) if actor is not None else mention


def _mention(hit: _Hit, doc: Doc) -> Mention:
    head: Token = doc[hit.head]
    return Mention(hit.span, Span(head.idx, head.idx + len(head.text)), hit.actor.kind, hit.actor, METHOD)
