"""Who goes on speaking: quotations without a cue of their own, and pronouns that stand for whoever spoke last."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse.parties import FIRST_PERSON
from dateline.analyse.quotations import all_quotes
from dateline.model import Sentence, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.analyse.draft import Draft

GAP = 3  # characters between two quotations of one run
LEAST_QUOTE, MOST_QUOTE = 30, 500  # characters: shorter ones are words, longer ones mostly marks paired wrongly
REACH = 160  # characters between a speaker's last words and a quotation that goes on
PRONOUN_REACH = 2  # sentences between a speaker and the "he" that goes on
_TELLING = frozenset({"says", "confirms", "denies", "accuses"})
_PERSONAL = frozenset({"he", "she"})
_BODILY = frozenset({"it", "they"})
_OWNING = {"his": "he", "her": "she", "its": "it", "their": "they"}
_FINAL = (".", "!", "?", "…")
_MARKS = "“”\"„«»'’ "


@dataclass(frozen=True, slots=True)
class Speakers:
    """The statements of a report in reading order, asked who speaks where no cue says so."""

    text: str
    statements: tuple[Statement, ...]
    quotes: tuple[Span, ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, draft: Draft, statements: Sequence[Statement]) -> Speakers:
        """The speakers of a draft; `statements` are those that vouch for what they hold."""
        text = draft.report.text
        return cls(text, tuple(statements), all_quotes(text, draft.quotes), draft.sentences)

    def first_person(self, statement: Statement) -> bool:
        """True where the source is "I" or "we"."""
        return any(s.words(self.text).lower() in FIRST_PERSON for s in statement.source)

    def of_quotation(self, trigger: Span) -> Statement | None:
        """Who speaks a quotation that no statement covers: who speaks another part of it, else who spoke just before.

        "We need to act," the envoy said. "We shall do so." The second quotation has no cue of its own.
        """
        quote = next((q for q in self.quotes if q.contains(trigger) and LEAST_QUOTE <= len(q) <= MOST_QUOTE), None)
        if quote is None:
            return None
        spoken = [s for s in self.statements if s.source and not self.first_person(s)]
        heard = [s for s in spoken if s.kind != "indirect"]
        parts = [s for s in heard if s.kind == "direct" and any(c.overlaps(quote) for c in s.content)]
        start = self._start_of_run(quote)
        before = [s for s in heard if 0 <= start - _end(s) <= REACH and self._quotes(s)]
        found = parts[0] if parts else before[-1] if before else self._introduced(start, quote, spoken)
        return replace(found, content=(quote,), cue=(), parent=None) if found is not None else None

    def _introduced(self, start: int, quote: Span, spoken: Sequence[Statement]) -> Statement | None:
        """Whose words are told in the sentence right before: 'The mayor said the bridge was lost. "We saw it burn."'

        Only where that sentence has one speaker, so that nobody's words go to somebody else, and the quotation is
        itself a sentence.
        """
        inner = quote.words(self.text).strip(_MARKS)
        if not inner[:1].isupper() or not inner.endswith(_FINAL) or not self._opens_sentence(start):
            return None
        k = bisect_right(self.sentences, start - 1, key=lambda s: s.span.start) - 1
        if k < 0:
            return None
        sentence = self.sentences[k].span
        told = [s for s in spoken if s.parent is None and s.cue and sentence.contains(s.cue[0])]
        tellers = {tuple(s.source) for s in told}
        teller = told[-1] if len(tellers) == 1 else None
        sure = teller is not None and teller.relation in _TELLING and "attitude" not in teller.notes
        return teller if sure and teller is not None and not teller.negated else None

    def _opens_sentence(self, start: int) -> bool:
        """True where a sentence ends right before, and what it ends with is no colon or comma."""
        return self.text[:start].rstrip()[-1:] in _FINAL

    def _start_of_run(self, quote: Span) -> int:
        """Where the quotations begin that follow each other with nothing between them."""
        start = quote.start
        for earlier in reversed([q for q in self.quotes if q.end <= quote.start]):
            if start - earlier.end > GAP:
                break
            start = earlier.start
        return start

    def _quotes(self, statement: Statement) -> bool:
        return any(c.overlaps(q) for c in statement.content for q in self.quotes)

    def is_nobody(self, statement: Statement) -> bool:
        """True for "in his view" where nobody can say whose."""
        words = " ".join(s.words(self.text) for s in statement.source).lower()
        return statement.speaker is None and words in _OWNING

    def antecedent(self, statement: Statement) -> Statement | None:
        """Whom the pronoun of a source stands for that the actors layer left open: who spoke last, just before.

        Parties that the tables lack ("a resident ... He said") have no actor for the pronoun to point to.
        """
        if statement.speaker is not None or len(statement.source) != 1:
            return None
        word = statement.source[0].words(self.text).lower()
        word = _OWNING.get(word, word)
        if word not in _PERSONAL | _BODILY:
            return None
        at = statement.source[0].start
        earlier = [s for s in self.statements if s.source and s.parent is None and s.source[0].end < at]
        if not earlier or self._sentences_between(earlier[-1].source[0].start, at) > PRONOUN_REACH:
            return None
        last = earlier[-1]
        person = last.speaker_kind in ("person", "office")
        return last if self._is_named(last) and person == (word in _PERSONAL) else None

    def _is_named(self, statement: Statement) -> bool:
        words = " ".join(s.words(self.text) for s in statement.source).lower()
        return words not in _PERSONAL | _BODILY | FIRST_PERSON | _OWNING.keys()

    def _sentences_between(self, first: int, second: int) -> int:
        def number(at: int) -> int:
            return bisect_right(self.sentences, at, key=lambda s: s.span.start)

        return number(second) - number(first)


def _end(statement: Statement) -> int:
    return max(s.end for s in (*statement.content, *statement.cue, *statement.source))
