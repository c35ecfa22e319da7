"""Who said what: source, cue, content, nesting and relation of every attribution in a report.

Grammar and quotation marks propose readings (`readings`); the codebook says how often such a reading is an
attribution; the better of competing readings stays (`select`); what stands inside another's content is nested in it
(`nesting`). The scheme is PolNeAR's (Newell, Margolin and Ruths, LREC 2018), with nesting as in Sauri and Pustejovsky
(2009). Without the encoder's weights the rules do all of it; with them the encoder proposes attributions of its own and
its scores weigh the rules' (`encoder_attribution`).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.analyse.appositions import speaking_mention
from dateline.analyse.citing import cited_sources
from dateline.analyse.contents import contents_of, is_instrument
from dateline.analyse.draft import Draft
from dateline.analyse.encoder_attribution import join
from dateline.analyse.frame import cue_words
from dateline.analyse.nesting import Nested, nest
from dateline.analyse.quotations import all_quotes
from dateline.analyse.readings import Reading, find_readings
from dateline.analyse.selection import Limits, Scored, select
from dateline.analyse.signed import with_signed
from dateline.analyse.stance import stance_of
from dateline.analyse.turns import find_turns
from dateline.analyse.weighing import weigh
from dateline.codebook import Cue, Cues, load_cues
from dateline.model import Actor, Mention, Report, Span, Statement, content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from dateline.analyse.encoder import Encoder

_KINDS = {
    "person": "person", "office": "office", "document": "document", "government": "organization",
    "country": "organization", "force": "organization", "alliance": "organization", "igo": "organization",
    "ngo": "organization", "armed_group": "organization", "party": "organization", "company": "organization",
    "media": "organization", "group": "organization", "organization": "organization",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AttributionLayer:
    """Fills `statements`. `limits` says from which score on the rules keep a reading.

    `encoder` None means rules alone; `rules` False means the encoder alone, without nesting, citing and transcripts:
    both are for measuring what each adds.
    """

    limits: Limits = field(default_factory=Limits)
    encoder: Encoder | None = None
    rules: bool = True
    name: str = "attribution"
    requires: Sequence[str] = ("sentences", "quotes", "glosses", "scores", "mentions")
    assigns: Sequence[str] = ("statements",)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its statements in reading order of their cues."""
        cues, text = load_cues(), draft.report.text
        quotes = all_quotes(text, draft.quotes)
        whole, heads = replace(draft, quotes=quotes), _by_head(draft.mentions)
        kept = self._kept(whole, cues)
        if self.rules:
            kept = cited_sources(kept, draft.doc, text)
            kept = with_signed([*kept, *contents_of(kept, draft), *find_turns(draft)], draft)
        found = [_statement(n, whole, heads, cues) for n in nest(kept, draft.doc)]
        return replace(draft, statements=_with_parents(found))

    def _kept(self, draft: Draft, cues: Cues) -> list[Scored]:
        """The readings worth keeping: the rules' own, or the best of theirs and the encoder's."""
        doc, text, quotes = draft.doc, draft.report.text, draft.quotes
        readings = find_readings(doc, text, draft.sentences, quotes, cues) if self.rules else []
        scored = [Scored(r, weigh(r, doc, text, quotes, cues)) for r in readings]
        if self.encoder is None:
            return select(scored, doc, text, cues, self.limits)
        joined = join(self.encoder, scored, draft, cues)
        return select(joined, doc, text, cues, replace(self.limits, top=self.encoder.calibration["least"]))


def _statement(nested: Nested, draft: Draft, heads: Sequence[Mention], cues: Cues) -> tuple[Statement, int | None]:
    reading, report = nested.scored.reading, draft.report
    cue = cues.get(reading.lemma, reading.pos)
    speaker, kind, method = resolve_source(reading, heads, draft.doc)
    statement = Statement(
        id=_make_id(report, reading),
        source=reading.source,
        cue=reading.cue,
        content=reading.content,
        kind=_kind_of(reading, draft.quotes),
        relation=nested.relation,
        negated=reading.negated,
        stance=stance_of(reading, draft.doc, report.text),
        speaker=speaker,
        speaker_kind=kind,
        method=f"{reading.pos} {reading.lemma}, {reading.pattern}; {method}",
        score=round(nested.scored.score, 3),
        notes=_notes(reading, draft.quotes, cue),
    )
    return statement, nested.parent


def _make_id(report: Report, reading: Reading) -> str:
    return content_id("s", report.id, reading.cue, reading.source, reading.content)


def _with_parents(found: Sequence[tuple[Statement, int | None]]) -> tuple[Statement, ...]:
    return tuple(replace(s, parent=found[p][0].id if p is not None else None) for s, p in found)


def _kind_of(reading: Reading, quotes: Sequence[Span]) -> str:
    """direct: all in quotation marks; mixed: some of it; indirect: none."""
    if reading.pattern == "turn" or all(any(_fills(c, q) for q in quotes) for c in reading.content):
        return "direct"
    return "mixed" if any(q.overlaps(c) for q in quotes for c in reading.content) else "indirect"


def _reports(reading: Reading, cue: Cue | None, quotes: Sequence[Span]) -> bool:
    """True where the source tells of the content and does not just hold an attitude to it.

    A cue that the codebook lacks tells unless only the encoder saw it and nothing is quoted ("focuses on").
    """
    if cue is None:
        return reading.pattern != "encoder" or _kind_of(reading, quotes) != "indirect"
    return cue.is_report


def _fills(content: Span, quote: Span) -> bool:
    """True where the content is the quotation, but for the marks and a word or two the parse left out."""
    return quote.contains(content) and len(content) >= 0.8 * (len(quote) - 2)


def _notes(reading: Reading, quotes: Sequence[Span], cue: Cue | None) -> tuple[str, ...]:
    """What the statement's reader must know.

    "attitude" where the source holds a view and does not tell; "topic" where the content is what is talked about
    ("discussed the attack"), which the source does not vouch for; "relative" where the source was a pronoun's noun.
    """
    notes = [] if _reports(reading, cue, quotes) else ["attitude"]
    if reading.lemma in cue_words("topics") and _kind_of(reading, quotes) == "indirect":
        notes.append("topic")
    if reading.relative is not None:
        notes.append(f"relative {reading.relative.start} {reading.relative.end}")
    return tuple(notes)


def _by_head(mentions: Sequence[Mention]) -> list[Mention]:
    return sorted(mentions, key=lambda m: m.head.start)


def resolve_source(reading: Reading, heads: Sequence[Mention], doc: Doc) -> tuple[Actor | None, str, str]:
    """The party behind a source, its kind (`Statement.speaker_kind`), and how it was found.

    Of several mentions in the source the one that speaks counts (`appositions`). Nobody is guessed where there is none.
    `heads` are the mentions in the order of their heads.
    """
    if not reading.source:
        return None, "unknown", "no source named"
    inside = [m for span in reading.source for m in _with_head_in(span, heads)]
    best = speaking_mention(doc[reading.anchor] if reading.anchor is not None else None, inside, doc)
    if best is None:
        kind = "document" if is_instrument(_head_of(reading.source[0], doc)) else "unknown"
        return None, kind, "source not resolved"
    kind = best.actor.kind if best.actor is not None else best.kind
    return best.actor, _KINDS.get(kind, "unknown"), best.method or "mention"


def _head_of(span: Span, doc: Doc) -> Token | None:
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.root if words is not None and len(words) > 0 else None


def _with_head_in(span: Span, heads: Sequence[Mention]) -> list[Mention]:
    first = bisect_left(heads, span.start, key=lambda m: m.head.start)
    last = bisect_left(heads, span.end, key=lambda m: m.head.start)
    return [m for m in heads[first:last] if m.head.end <= span.end]
