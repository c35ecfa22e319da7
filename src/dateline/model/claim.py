"""The claim: source chain x event x factuality, and all that was read out of one report."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.actor import Actor, Mention
from dateline.model.event import Event, Factuality
from dateline.model.identity import content_id
from dateline.model.place import Toponym
from dateline.model.report import Report, Sentence
from dateline.model.span import Span
from dateline.model.statement import Statement
from dateline.model.time import Timex3


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a source chain. `kind` is person, office, organization, document or author."""

    name: str
    mention: str
    kind: str
    relation: str = "says"
    span: Span | None = None
    actor: Actor | None = None
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision behind a claim: the layer that took it, the part it made, the words, and why."""

    layer: str
    part: str
    words: str
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A reported event seen through a source.

    `sources` is the chain, outermost first; empty where the report itself vouches. `evidence` is the sentence.
    `mentions` are further triggers of the same claim in the report. `score` is 0 to 1, where the encoder read the text
    the probability that an annotator would record the event; never how sure the speaker is. `confidence` is 0 to 1: how
    probable it is that type, status and actors are all as a careful annotator has them; None where the encoder had no
    part in the claim.
    """

    id: str
    report_id: str
    event: Event
    sources: tuple[Source, ...]
    factuality: Factuality
    evidence: Span
    score: float = 0.5
    mentions: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()
    confidence: float | None = None

    @staticmethod
    def make_id(report: Report, event: Event, sources: tuple[Source, ...]) -> str:
        """The id follows from the report, the trigger, the type and the chain."""
        chain = tuple((s.name, s.relation) for s in sources)
        return content_id("c", report.id, report.content_hash, event.trigger, event.type, chain)


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that one report yielded, each part in reading order. Spans are offsets into `report.text`."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    times: tuple[Timex3, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
