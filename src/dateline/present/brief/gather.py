"""Collects from the record what a brief is written from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.model import Claim, Participant, Report
from dateline.present.brief.lines import Cited, is_name
from dateline.present.brief.render import BriefInput
from dateline.record import Filters, Record


def brief_input(record: Record, filters: Filters) -> BriefInput:
    """The claims that pass the filters, each with its sentence's number, and how positions have moved."""
    by_report = Filters.of(since=filters.since, until=filters.until, report=filters.report)
    reports = record.reports(by_report).select(["dct", "outlet"]).to_pylist()
    return BriefInput(
        claims=tuple(_cited(record, filters, by_report)),
        reports=tuple((row["dct"].isoformat(), row["outlet"] or "") for row in reports),
        changes=dict(_changes(record, filters)),
    )


def filter_words(filters: Filters) -> tuple[str, ...]:
    """The filters in use as words for a heading: ("since 2022-02-01", "actor Russia or Belarus")."""
    return tuple(f"{name} {_value_words(getattr(filters, name))}" for name in filters.in_use())


def _value_words(value: str | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return " or ".join(value)
    return value if isinstance(value, str) else f"{value:g} or more"


def _cited(record: Record, filters: Filters, by_report: Filters) -> Iterator[Cited]:
    starts: dict[str, list[int]] = {}
    rows = record.sentences(by_report).select(["report_id", "span_start"])
    for report_id, start in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        starts.setdefault(report_id, []).append(start)
    for report, claim in record.iter_claims(filters):
        claim = without_outlet(claim, report)  # noqa: PLW2901
        yield Cited(claim, report, bisect_right(starts.get(report.id, []), claim.event.trigger.start))


def without_outlet(claim: Claim, report: Report) -> Claim:
    """The claim with the outlet's "we" as a pronoun again: who acts there, the reader sees better in the quotation."""
    event = claim.event
    parties = (*event.actors, *event.recipients)
    if not report.outlet or all(party.name != report.outlet for party in parties):
        return claim

    def told(party: Participant) -> Participant:
        return replace(party, name=party.span.words(report.text)) if party.name == report.outlet else party

    event = replace(event, actors=tuple(map(told, event.actors)), recipients=tuple(map(told, event.recipients)))
    return replace(claim, event=event)


def _changes(record: Record, filters: Filters) -> Iterator[tuple[str, str]]:
    """Moves against the holder's last word on the topic; "we" is nobody in particular."""
    for row in record.positions(filters).to_pylist():
        if row["changed"] and is_name(row["holder"] or "I"):
            yield row["claim_id"], f"was: {row['previous_stance']}, {_day(row['previous_dct'])}"
    for row in record.assessments(filters).to_pylist():
        if row["direction"] in ("up", "down") and is_name(row["assessor"] or "I"):
            yield row["claim_id"], f"{row['direction']} against {_day(row['previous_dct'])}"


def _day(value: Any) -> str:
    return value.isoformat() if value is not None else "an earlier report"
