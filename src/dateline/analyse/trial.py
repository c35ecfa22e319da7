"""What a change of the vocabulary does to reports: the same report analysed with two analysers, and what differs.

Layers that both analysers share and that see the same input run once, so that trying a vocabulary costs little more
than one analysis.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dateline.analyse.draft import Draft, Layer
from dateline.analyse.pipeline import Analyser
from dateline.analyse.sentences import parse
from dateline.model import Claim, Report

if TYPE_CHECKING:
    from dateline.model import Span

CHANGES = ("new", "gone", "changed")


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that only one of two analyses has, or that they give another type, mode or ledger.

    `before` is None for a new claim, `after` for one that is gone.
    """

    report: Report
    before: Claim | None
    after: Claim | None

    @property
    def kind(self) -> str:
        """One of `CHANGES`."""
        return "new" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def claim(self) -> Claim:
        """The claim as it would be, or was."""
        claim = self.after or self.before
        assert claim is not None
        return claim


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs in one report, and how many claims each analysis has."""

    changes: tuple[Change, ...]
    before: int
    after: int


def compare_report(before: Analyser, after: Analyser, report: Report) -> Compared:
    """The claims of a report under two analysers with the same parser, and what differs, in reading order."""
    old, new = _claims(before, after, report)
    pairs = list(_pairs(old, new))
    seen = {id(claim) for pair in pairs for claim in pair}
    changes = [Change(report, a, b) for a, b in pairs if _coding(a) != _coding(b)]
    changes += [Change(report, claim, None) for claim in old if id(claim) not in seen]
    changes += [Change(report, None, claim) for claim in new if id(claim) not in seen]
    changes.sort(key=lambda c: (c.claim.event.trigger, CHANGES.index(c.kind)))
    return Compared(tuple(changes), len(old), len(new))


def _claims(before: Analyser, after: Analyser, report: Report) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    old = new = Draft(report, parse(after.nlp, report))
    for first, second in zip(before.layers, after.layers, strict=True):
        shared = first is second and _same(old, new, first.requires)
        old = first(old)
        new = replace(new, **_assigned(old, first)) if shared else second(new)
    return old.claims, new.claims


def _same(one: Draft, other: Draft, names: Iterable[str]) -> bool:
    return all(getattr(one, name) is getattr(other, name) for name in names)


def _assigned(draft: Draft, layer: Layer) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in layer.assigns}


def _pairs(old: tuple[Claim, ...], new: tuple[Claim, ...]) -> Iterator[tuple[Claim, Claim]]:
    """Claims of one happening through one source chain: at the same words, else at words that overlap."""
    left = list(new)
    waiting = []
    for claim in old:
        found = next((c for c in left if c.event.trigger == claim.event.trigger and _chain(c) == _chain(claim)), None)
        if found is None:
            waiting.append(claim)
        else:
            left.remove(found)
            yield claim, found
    for claim in waiting:
        found = next((c for c in left if overlap(c.event.trigger, claim.event.trigger)), None)
        if found is not None:
            left.remove(found)
            yield claim, found


def overlap(one: Span, other: Span) -> bool:
    """True where two stretches share a character."""
    return one.start < other.end and other.start < one.end


def _chain(claim: Claim) -> tuple[str, ...]:
    return tuple(source.name for source in claim.sources)


def _coding(claim: Claim) -> tuple[str, str, str, str]:
    event = claim.event
    return event.type, event.own_type, event.mode, event.ledger
