"""The source chain of an event: the statements whose content holds it, outermost first, and speech acts above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.agents import noun_agents
from dateline.analyse.draft import Draft
from dateline.analyse.frame import is_reported_passive
from dateline.analyse.mentions import PRONOUNS
from dateline.analyse.parties import FIRST_PERSON, Parties
from dateline.analyse.scope import Scope, operator_class
from dateline.analyse.speakers import Speakers
from dateline.analyse.vouching import vouching
from dateline.model import Mention, Source, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELATIONS = {"want": "demands", "promise": "says", "threat": "says", "hope": "believes", "fear": "believes",
              "deny": "denies"}  # fmt: skip
_QUESTIONERS = frozenset({"q", "question", "questions", "reporter", "journalist", "correspondent", "interviewer"})
QUESTIONER = "questioner"
BOTH = 2
_KINDS = {"person": "person", "office": "office", "document": "document"}


@dataclass(frozen=True)
class Voices:
    """The statements of a draft that vouch for what they hold."""

    draft: Draft
    parties: Parties
    statements: tuple[Statement, ...]
    speakers: Speakers

    @classmethod
    def of(cls, draft: Draft, parties: Parties) -> Voices:
        """The voices of a draft; attitudes that only announce an act of their holder are left out."""
        kept = vouching(draft.statements, draft)
        return cls(draft, parties, kept, Speakers.of(draft, kept))

    def chain(self, trigger: Span) -> tuple[Statement, ...]:
        """The statements whose content holds the trigger, outermost first."""
        holding = [s for s in self.statements if _holds(s, trigger)]
        unnamed = all(self.speakers.first_person(s) for s in holding if s.source)
        if unnamed and (speaker := self.speakers.of_quotation(trigger)) is not None:
            holding.append(speaker)
        if len(holding) < 2:
            return tuple(holding)
        parents = {s.id: s.parent for s in self.statements}
        return tuple(sorted(holding, key=lambda s: (_depth(s.id, parents), -_width(s), s.cue[0].start if s.cue else 0)))

    def sources(self, chain: tuple[Statement, ...], speech: Token | None) -> tuple[Source, ...]:
        """The links of a chain, and whoever vouches by a governing speech act that no statement covers.

        "I am sure" adds no voice to its speaker's, in a quotation as in a report that speaks for itself. A pronoun that
        nobody could settle is a link only where no other has a name.
        """
        found = [s for statement in chain if (s := self.source(statement)) is not None]
        spoken = self.speech_source(speech) if speech is not None else None
        if spoken is not None:
            found.append(spoken)
        found = [self._addressed(s, found[0]) for s in found]
        heard = [s for s in found if s.actor is not None or s.mention.lower() not in FIRST_PERSON]
        named = [s for s in heard if s.actor is not None or s.mention.lower() not in PRONOUNS] or heard[:1]
        links: dict[str, Source] = {}
        for link in named:  # who speaks of what he said himself is one voice
            links.setdefault(link.actor.id if link.actor is not None else link.name, link)
        return tuple(links.values())

    def _addressed(self, link: Source, outermost: Source) -> Source:
        """The link with who is asked in the place of a questioner's "you"."""
        if link.mention.lower() != "you" or link.span is None:
            return link
        asked = self.asked(outermost, link.span)
        return replace(link, name=asked.name, kind=asked.kind, actor=asked.actor) if asked is not None else link

    def source(self, statement: Statement) -> Source | None:
        """The link of a statement; None where nobody is named."""
        if not statement.source:
            return None
        text = self.draft.report.text
        words = " ".join(s.words(text) for s in statement.source)
        named = self.speakers.antecedent(statement)
        if named is not None:
            link = self.source(named)
            return replace(link, relation=statement.relation) if link is not None else None
        if self.speakers.is_nobody(statement):
            return None
        name = statement.speaker.name if statement.speaker is not None else _named(words)
        kind = _KINDS.get(statement.speaker_kind, "organization")
        return Source(name, words, kind, statement.relation, statement.source[0], statement.speaker, statement.id)

    def first_person(self, sources: tuple[Source, ...]) -> Source | None:
        """Who says "I" and "we" in a chain: the innermost whose own words they are, else the innermost of all.

        "He told us that we must leave" is still in the words of who tells it.
        """
        direct = {s.id for s in self.statements if s.kind == "direct"}
        heard = [s for s in sources if s.statement in direct] or sources
        return heard[-1] if heard else None

    def asked(self, by: Source | None, at: Span) -> Source | None:
        """Whom somebody in a transcript says "you" to.

        A questioner says it to who has the next turn, one of two speakers to the other; None elsewhere.
        """
        if by is None or by.span is None:
            return None
        if by.name == QUESTIONER:
            after = (turn for turn in self._turns if turn[0].start > at.end)
            return next((other for _, other in after if other.name != QUESTIONER), None)
        named = {other.name: other for _, other in self._turns if other.name != QUESTIONER}
        if len(named) != BOTH or by.name not in named:
            return None
        return next(other for name, other in named.items() if name != by.name)

    def is_label(self, span: Span) -> bool:
        """True for words of a transcript's label, which take no part in what is said behind it."""
        return any(label.overlaps(span) for label in self._labels)

    @cached_property
    def _labels(self) -> frozenset[Span]:
        return frozenset(s.speaker for s in self.draft.sentences if s.speaker is not None)

    @cached_property
    def _turns(self) -> tuple[tuple[Span, Source], ...]:
        """The labels of a transcript's turns, and who speaks."""
        found = ((s.source[0], self.source(s)) for s in self.statements if s.source and s.source[0] in self._labels)
        return tuple((label, source) for label, source in found if source is not None)

    def speech_source(self, speech: Token) -> Source | None:
        """The link of a governing speech act that no statement covers: whoever demanded, promised or threatened."""
        holder = None
        if speech.pos_ in ("VERB", "AUX"):  # "was urged to leave": who was urged demanded nothing
            holder = syntax.by_agent(speech) if is_reported_passive(speech) else syntax.subject_of(speech)
        if holder is None and speech.pos_ == "NOUN":
            holder = next(iter(noun_agents(speech)), None)
        mention = self.parties.mention_at(holder) if holder is not None else None
        if mention is None:
            return None
        kind = operator_class(speech)
        relation = _RELATIONS.get(kind.name, "says") if kind is not None else "says"
        return mention_source(mention, self.draft.report.text, relation)


def _named(words: str) -> str:
    """The words of a source that nobody could resolve; who asks in a transcript is one and the same everywhere."""
    return QUESTIONER if words.strip(".:").lower() in _QUESTIONERS else words


def mention_source(mention: Mention, text: str, relation: str) -> Source:
    """A source made from a mention."""
    words = mention.span.words(text)
    name = mention.actor.name if mention.actor is not None else words
    kind = _KINDS.get(mention.actor.kind if mention.actor is not None else mention.kind, "organization")
    return Source(name, words, kind, relation, mention.span, mention.actor)


def scope_of(chain: tuple[Statement, ...]) -> Scope:
    """What the innermost source vouches for."""
    if not chain:
        return Scope()
    return Scope(chain[-1].content, chain[-1].cue, chain[-1].kind == "direct")


def _holds(statement: Statement, trigger: Span) -> bool:
    inside = any(c.contains(trigger) for c in statement.content)
    return inside and not any(c.overlaps(trigger) for c in statement.cue)


def _depth(statement: str, parents: dict[str, str | None]) -> int:
    """How many statements hold this one; a ring of parents ends at the number of statements."""
    depth, parent = 0, parents.get(statement)
    while parent is not None and depth < len(parents):
        depth, parent = depth + 1, parents.get(parent)
    return depth


def _width(statement: Statement) -> int:
    return max(c.end for c in statement.content) - min(c.start for c in statement.content)
