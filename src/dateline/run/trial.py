"""Tries a user's codebook on reports before it is saved: its examples, and what it would change. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pyarrow as pa

from dateline.model import Claim, Report, content_id
from dateline.record import Failure
from dateline.run.executors import failure_of
from dateline.run.local import Progress

if TYPE_CHECKING:
    from dateline.analyse import Analyser, Change, Checked
    from dateline.codebook import OwnCodebook, TypeWords
    from dateline.read import ReadFailure

T = TypeVar("T")
_CODED = ("type", "mode", "ledger")
CHANGE_COLUMNS = pa.schema(
    [
        ("change", pa.string()), ("report_id", pa.string()), ("dct", pa.string()), ("trigger", pa.string()),
        *((f"{part}_before", pa.string()) for part in _CODED), *((part, pa.string()) for part in _CODED),
        ("parent", pa.string()), ("status", pa.string()), ("source", pa.string()),
        ("evidence", pa.string()), ("trigger_start", pa.int64()), ("trigger_end", pa.int64()),
        ("evidence_start", pa.int64()), ("evidence_end", pa.int64()),
    ]
)  # fmt: skip
EXAMPLE_COLUMNS = pa.schema(
    [
        ("holds", pa.bool_()), ("entry", pa.string()), ("where", pa.string()), ("kind", pa.string()),
        ("sentence", pa.string()), ("why", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trial:
    """What a codebook would do.

    `examples` has a row for each example and counter-example, `changes` one for each claim that would be new, gone or
    of another type, mode or ledger. `reports` were analysed, of the `found` that there are; `before` and `after` count
    their claims; `unillustrated` are the entries without an example.
    """

    examples: pa.Table
    changes: pa.Table
    reports: int
    found: int
    before: int
    after: int
    failures: tuple[Failure, ...] = ()
    unillustrated: tuple[str, ...] = ()

    @property
    def broken(self) -> int:
        """How many examples and counter-examples do not hold."""
        return sum(not held for held in self.examples.column("holds").to_pylist())

    def count(self, kind: str) -> int:
        """How many claims are "new", "gone" or "changed"."""
        return sum(found == kind for found in self.changes.column("change").to_pylist())

    def to_json(self) -> dict[str, Any]:
        """All of it as JSON types."""
        counts = {"before": self.before, "after": self.after}
        return {
            "examples": self.examples.to_pylist(),
            "entries_without_example": list(self.unillustrated),
            "reports": {"analysed": self.reports, "found": self.found, "failed": len(self.failures)},
            "claims": counts | {kind: self.count(kind) for kind in ("new", "gone", "changed")},
            "changes": self.changes.to_pylist(),
        }


def try_codebook(
    codebook: OwnCodebook,
    reports: Iterable[Report],
    *,
    against: OwnCodebook | None = None,
    found: int | None = None,
    failures: Sequence[Failure] = (),
    progress: Callable[[Progress], None] | None = None,
) -> Trial:
    """Check a codebook's examples and analyse reports with and without its events.

    Args:
        codebook: the one to try.
        reports: those to analyse.
        against: the codebook in use now; without it, `codebook` without its events.
        found: how many reports there are, where `reports` is a sample of them.
        failures: what could not be read, to be told with the rest.
        progress: called after each report.

    Raises:
        ModelError: the parser's model is missing.
    """
    from dateline.analyse import check_examples, load_analyser, with_events

    after = load_analyser(codebook=codebook)
    before = with_events(after, ()) if against is None else load_analyser(after.nlp, codebook=against)
    checked = [_example_row(one) for one in check_examples(codebook, after)]
    work = _Comparison(before, after, failures)
    for report in reports:
        work.take(report)
        if progress is not None:
            progress(Progress(work.done, work.done, 0, len(work.failures), work.claims_after, report.id))
    return Trial(
        pa.Table.from_pylist(checked, schema=EXAMPLE_COLUMNS),
        pa.Table.from_pylist(work.rows, schema=CHANGE_COLUMNS),
        work.done,
        work.done if found is None else found,
        work.claims_before,
        work.claims_after,
        tuple(work.failures),
        tuple(f"{event.label} ({event.where})" for event in codebook.events if not event.examples),
    )


class _Comparison:
    """The reports so far: what differs, and what failed."""

    def __init__(self, before: Analyser, after: Analyser, failures: Sequence[Failure]) -> None:
        self._before, self._after = before, after
        self.rows: list[dict[str, Any]] = []
        self.failures = list(failures)
        self.done = self.claims_before = self.claims_after = 0

    def take(self, report: Report) -> None:
        """Compare one report; a failure is kept and stops nothing."""
        from dateline.analyse import compare_report

        try:
            compared = compare_report(self._before, self._after, report)
        except Exception as error:  # whatever a layer does, the other reports are read
            self.failures.append(failure_of(report, f"{type(error).__name__}: {error}"))
            return
        self.done += 1
        self.claims_before += compared.before
        self.claims_after += compared.after
        self.rows += [_change_row(change) for change in compared.changes]


def failures_of(unread: Iterable[ReadFailure]) -> tuple[Failure, ...]:
    """What the readers could not read, as the failures of a run."""
    return tuple(Failure(one.where, one.slug, one.message, one.hint) for one in unread)


def type_table(rows: Iterable[TypeWords]) -> pa.Table:
    """The types and modes as a table: the words, and how many there are of each kind."""
    kinds = ("verbs", "nouns", "adjectives")
    columns = pa.schema(
        [
            *((name, pa.string()) for name in ("type", "parent", "mode", "ledger", "origin")),
            *((kind, pa.int64()) for kind in kinds),
            *((f"{kind}_listed", pa.list_(pa.string())) for kind in kinds),
        ]
    )
    found = [
        {name: getattr(row, name) for name in ("type", "parent", "mode", "ledger", "origin")}
        | {kind: len(getattr(row, kind)) for kind in kinds}
        | {f"{kind}_listed": list(getattr(row, kind)) for kind in kinds}
        for row in rows
    ]
    return pa.Table.from_pylist(found, schema=columns)


def sample(items: Iterable[T], limit: int | None, name: Callable[[T], str]) -> tuple[list[T], int]:
    """At most `limit` of the items in their order, and how many there are. Which ones follows from their names."""
    counted = _Counted(items)
    if limit is None:
        return list(counted), counted.number
    kept = nsmallest(limit, enumerate(counted), key=lambda pair: (content_id("s", name(pair[1])), pair[0]))
    return [item for _, item in sorted(kept, key=lambda pair: pair[0])], counted.number


class _Counted(Generic[T]):
    """An iterable that counts what it gave."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.number = 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.number += 1
            yield item


def _example_row(checked: Checked) -> dict[str, Any]:
    example = checked.example
    return {
        "holds": not checked.why,
        "entry": checked.entry.label,
        "where": checked.entry.where,
        "kind": "example" if example.holds else "counter-example",
        "sentence": example.marked,
        "why": checked.why,
    }


def _change_row(change: Change) -> dict[str, Any]:
    claim, text = change.claim, change.report.text
    spans = {"trigger": claim.event.trigger, "evidence": claim.evidence}
    return {
        "change": change.kind,
        "report_id": change.report.id,
        "dct": change.report.dct,
        **{name: span.words(text) for name, span in spans.items()},
        **{f"{name}_start": span.start for name, span in spans.items()},
        **{f"{name}_end": span.end for name, span in spans.items()},
        **{f"{name}_before": value for name, value in _coded(change.before).items()},
        **_coded(change.after),
        "parent": claim.event.type if change.after and claim.event.own_type else "",
        "status": claim.factuality.status,
        "source": " > ".join(s.name for s in claim.sources if s.kind != "author"),
    }


def _coded(claim: Claim | None) -> dict[str, str]:
    if claim is None:
        return dict.fromkeys(_CODED, "")
    return {"type": claim.event.own_type or claim.event.type, "mode": claim.event.mode, "ledger": claim.event.ledger}
