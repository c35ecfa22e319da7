"""One sentence through the whole analysis, and its claims in a form that a test can state."""

from __future__ import annotations

from dateline.analyse import Analyser
from dateline.model import Claim, Report


def claims_of(analyser: Analyser, text: str, dct: str = "2021-06-15") -> tuple[Claim, ...]:
    """The claims of a text as a report of its own."""
    return analyser(Report(id="t", text=text, dct=dct)).claims


def claim_at(analyser: Analyser, text: str, words: str, dct: str = "2021-06-15") -> Claim:
    """The claim whose trigger holds the words; fails with what was found where there is none."""
    found = claims_of(analyser, text, dct)
    hits = [c for c in found if words in c.event.trigger.words(text)]
    assert hits, f"no claim at {words!r}; found {[c.event.trigger.words(text) for c in found]}"
    return hits[0]


def brief(claim: Claim) -> tuple[str, str, list[str], list[str]]:
    """Type, status, actors and recipients."""
    event = claim.event
    return event.type, claim.factuality.status, [p.name for p in event.actors], [p.name for p in event.recipients]
