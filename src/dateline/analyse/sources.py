"""The source chain of an event: the statements whose content holds it, outermost first, and speech acts above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.agents import noun_agents
from dateline.analyse.draft import Draft
from dateline.analyse.parties import FIRST_PERSON, Parties
from dateline.analyse.scope import Scope, operator_class
from dateline.codebook import operators
from dateline.model import Mention, Source, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

# Operator classes whose subject acts or means to act rather than vouches for what is said.
_NOT_VOUCHING = frozenset({"plan", "attempt", "need", "possible", "begin", "end", "cause", "fail", "prevent"})
GAP = 3  # characters between two quotations of one run
LEAST_QUOTE, MOST_QUOTE = 30, 500  # characters: shorter ones are words, longer ones mostly marks paired wrongly
REACH = 160  # characters between a speaker's last words and a quotation that goes on
_PRESUPPOSING = frozenset({"fact", "deny"})
_RELATIONS = {"want": "demands", "promise": "says", "threat": "says", "hope": "believes", "fear": "believes",
              "deny": "denies"}  # fmt: skip
_QUESTIONER = {"Q": "questioner", "QUESTION": "questioner", "Question": "questioner"}
_KINDS = {"person": "person", "office": "office", "document": "document"}


@dataclass(frozen=True, slots=True)
class Voices:
    """The statements of a draft that vouch for what they hold."""

    draft: Draft
    parties: Parties
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, draft: Draft, parties: Parties) -> Voices:
        """The voices of a draft; attitudes that only announce an act of their holder are left out."""
        kept = tuple(s for s in draft.statements if _vouches(s, draft))
        return cls(draft, parties, kept)

    def chain(self, trigger: Span) -> tuple[Statement, ...]:
        """The statements whose content holds the trigger, outermost first."""
        holding = [s for s in self.statements if _holds(s, trigger)]
        unnamed = all(self._first_person(s) for s in holding if s.source)
        if unnamed and (speaker := self._speaker_of_quotation(trigger)) is not None:
            holding.append(speaker)
        parents = {s.id: s.parent for s in self.statements}
        return tuple(sorted(holding, key=lambda s: (_depth(s.id, parents), -_width(s), s.cue[0].start if s.cue else 0)))

    def _speaker_of_quotation(self, trigger: Span) -> Statement | None:
        """Who speaks a quotation that no statement covers: who speaks another part of it, else who spoke just before.

        "We need to act," the envoy said. "We shall do so." The second quotation has no cue of its own.
        """
        quote = next(
            (q for q in self.draft.quotes if q.contains(trigger) and LEAST_QUOTE <= len(q) <= MOST_QUOTE), None
        )
        if quote is None:
            return None
        spoken = [s for s in self.statements if s.source and s.kind != "indirect" and not self._first_person(s)]
        parts = [s for s in spoken if s.kind == "direct" and any(c.overlaps(quote) for c in s.content)]
        start = self._start_of_run(quote)
        before = [s for s in spoken if 0 <= start - _end(s) <= REACH and self._quotes(s)]
        found = parts[0] if parts else before[-1] if before else None
        return replace(found, content=(quote,), cue=(), parent=None) if found is not None else None

    def _start_of_run(self, quote: Span) -> int:
        """Where the quotations begin that follow each other with nothing between them."""
        start = quote.start
        for earlier in reversed([q for q in self.draft.quotes if q.end <= quote.start]):
            if start - earlier.end > GAP:
                break
            start = earlier.start
        return start

    def _quotes(self, statement: Statement) -> bool:
        return any(c.overlaps(q) for c in statement.content for q in self.draft.quotes)

    def _first_person(self, statement: Statement) -> bool:
        return any(s.words(self.draft.report.text).lower() in FIRST_PERSON for s in statement.source)

    def sources(self, chain: tuple[Statement, ...], speech: Token | None) -> tuple[Source, ...]:
        """The links of a chain, and whoever vouches by a governing speech act that no statement covers.

        "I am sure" adds no voice to its speaker's, in a quotation as in a report that speaks for itself.
        """
        found = [s for statement in chain if (s := self.source(statement)) is not None]
        spoken = self.speech_source(speech) if speech is not None else None
        if spoken is not None:
            found.append(spoken)
        named = (s for s in found if s.mention.lower() not in FIRST_PERSON or s.actor is not None)
        links: dict[str, Source] = {}
        for link in named:  # who speaks of what he said himself is one voice
            links.setdefault(link.actor.id if link.actor is not None else link.name, link)
        return tuple(links.values())

    def source(self, statement: Statement) -> Source | None:
        """The link of a statement; None where nobody is named."""
        if not statement.source:
            return None
        text = self.draft.report.text
        words = " ".join(s.words(text) for s in statement.source)
        name = statement.speaker.name if statement.speaker is not None else _QUESTIONER.get(words.strip(".:"), words)
        kind = _KINDS.get(statement.speaker_kind, "organization")
        return Source(name, words, kind, statement.relation, statement.source[0], statement.speaker, statement.id)

    def speech_source(self, speech: Token) -> Source | None:
        """The link of a governing speech act that no statement covers: whoever demanded, promised or threatened."""
        holder = syntax.subject_of(speech) if speech.pos_ in ("VERB", "AUX") else None
        if holder is None and speech.pos_ == "NOUN":
            holder = next(iter(noun_agents(speech)), None)
        mention = self.parties.mention_at(holder) if holder is not None else None
        if mention is None:
            return None
        kind = operator_class(speech)
        relation = _RELATIONS.get(kind.name, "says") if kind is not None else "says"
        return mention_source(mention, self.draft.report.text, relation)


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


def _vouches(statement: Statement, draft: Draft) -> bool:
    """False for an act ("continued to offer") and for a verdict on a thing that the report itself tells of."""
    if "topic" in statement.notes:
        return False
    spans = (draft.doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.cue)
    words = [t for span in spans if span is not None for t in span if t.pos_ in ("VERB", "NOUN", "ADJ")]
    if any(_is_purpose(word) for word in words):
        return False
    kinds = [(word, operator_class(word)) for word in words]
    if any(kind is not None and kind.name in _PRESUPPOSING and _only_names(statement, word) for word, kind in kinds):
        return False
    return not kinds or any(kind is None or kind.name not in _NOT_VOUCHING for _, kind in kinds)


def _is_purpose(cue: Token) -> bool:
    """True for what somebody is yet to say: "inspectors who visit to confirm that"."""
    return cue.dep_ == "advcl" and cue.tag_ == "VB" and any(c.lower_ == "to" for c in cue.children)


def _only_names(statement: Statement, cue: Token) -> bool:
    """True where the content is the cue's plain object ("denounced the plans"): the report tells of it."""
    if statement.kind == "direct":
        return False
    return any(
        child.dep_ in ("dobj", "nsubjpass") and any(c.start <= child.idx < c.end for c in statement.content)
        and child.pos_ in ("NOUN", "PROPN")
        and not _is_judgement(child)
        for child in cue.children
    )  # fmt: skip


def _is_judgement(noun: Token) -> bool:
    """True for "possibility", "fear", "signs": what hangs on it is thought by somebody, not told by the report."""
    kind = operators().nouns.get(noun.lemma_.lower())
    return kind is not None and kind.name in ("possible", "fear", "likely", "unlikely")


def _holds(statement: Statement, trigger: Span) -> bool:
    inside = any(c.contains(trigger) for c in statement.content)
    return inside and not any(c.overlaps(trigger) for c in statement.cue)


def _depth(statement: str, parents: dict[str, str | None]) -> int:
    """How many statements hold this one; a ring of parents ends at the number of statements."""
    depth, parent = 0, parents.get(statement)
    while parent is not None and depth < len(parents):
        depth, parent = depth + 1, parents.get(parent)
    return depth


def _end(statement: Statement) -> int:
    return max(s.end for s in (*statement.content, *statement.cue, *statement.source))


def _width(statement: Statement) -> int:
    return max(c.end for c in statement.content) - min(c.start for c in statement.content)
