"""One sentence at a time through the whole analysis, for the tasks on single sentences."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from dateline.analyse import Analyser, load_analyser
from dateline.analyse.encoder import Coded, packaged_encoder
from dateline.analyse.sentences import find_quotes, parse
from dateline.model import Analysis, Claim, Participant, Report, Span


@cache
def analyser() -> Analyser:
    """The analysis, loaded once."""
    return load_analyser()


def analyse_sentence(item_id: str, text: str, date: str = "", own: Analyser | None = None) -> Analysis:
    """The analysis of a sentence as a report of its own; an unknown date is the epoch of the corpora's news, 2010.

    `own` is an analysis with a codebook, in the place of the plain one.
    """
    return (own or analyser())(Report(id=item_id, text=text, dct=_iso(date) or "2010-01-01"))


def _iso(date: str) -> str:
    """`20080806` or `2008-08-06` as an ISO day, "" for anything else."""
    digits = "".join(c for c in date if c.isdigit())
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) >= 8 else ""


def coded(text: str, sources: Sequence[Span] = (), targets: Sequence[Span] = ()) -> Coded | None:
    """A sentence as the encoder's heads for coders' labels see it; None without weights."""
    encoder = packaged_encoder()
    if encoder is None:
        return None
    doc = parse(analyser().nlp, Report("s", text, "2010-01-01"))
    return encoder.code(doc, text, find_quotes(text), sources, targets)


def touches(parties: tuple[Participant, ...], spans: list[Span]) -> bool:
    """True where one of the parties stands inside one of the spans, or they overlap."""
    return any(p.span.overlaps(s) for p in parties for s in spans)


def by_relevance(claims: tuple[Claim, ...], sources: list[Span], targets: list[Span]) -> list[Claim]:
    """The claims, those first that tell what the sources do to the targets."""

    def rank(claim: Claim) -> tuple[float, int]:
        event = claim.event
        fit = 2.0 * touches(event.actors, sources) + 2.0 * touches(event.recipients, targets)
        fit += 0.5 * touches(event.recipients, sources) + 0.5 * touches(event.actors, targets)
        fit += event.score - 0.3 * len(claim.sources)
        return -fit, event.trigger.start

    return sorted(claims, key=rank)
