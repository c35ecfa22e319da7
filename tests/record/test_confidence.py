"""The confidence of claims in the record: stored, read back, and filtered by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from dateline.api import Desk
from dateline.errors import UsageError
from dateline.model import Report
from dateline.record import Filters, Record, Run
from tests.toy import toy_analyse

# By status, so that what is kept can be told: one claim has none.
GIVEN = {"occurred": 0.9, "planned": 0.6, "denied": 0.25, "possible": None}
TEXT = (
    "Russia occurred send troops to Kyiv\nKirby says Russia planned send 300 troops to Kyiv\n"
    "Russia denied send troops to Kyiv\nFrance says Ukraine possible expect tanks to Paris"
)


@pytest.fixture
def record(run: Run) -> Iterator[Record]:
    analysis = toy_analyse(Report("one", TEXT, "2022-02-02"))
    claims = tuple(replace(c, confidence=GIVEN[c.factuality.status]) for c in analysis.claims)
    with Record.open(":memory:") as opened:
        opened.write_batch([replace(analysis, claims=claims)], [], run)
        yield opened


def test_it_is_a_column_and_comes_back_in_the_model(record: Record) -> None:
    rows = record.claims().to_pylist()
    assert {row["status"]: row["confidence"] for row in rows} == GIVEN
    assert {c.factuality.status: c.confidence for _, c in record.iter_claims()} == GIVEN
    assert record.claim(rows[0]["claim_id"]).confidence == GIVEN[rows[0]["status"]]


@pytest.mark.parametrize(
    ("least", "kept"),
    [
        (None, {"occurred", "planned", "denied", "possible"}),
        (0.0, {"occurred", "planned", "denied"}),
        (0, {"occurred", "planned", "denied"}),
        (0.6, {"occurred", "planned"}),
        (0.61, {"occurred"}),
        (1, set()),
    ],
)
def test_the_filter_keeps_what_has_at_least_that(record: Record, least: float | None, kept: set[str]) -> None:
    filters = Filters.of(confidence=least)
    assert set(record.claims(filters)["status"].to_pylist()) == kept
    assert {c.factuality.status for _, c in record.iter_claims(filters)} == kept
    assert set(record.timeline(Filters(confidence=least))["status"].to_pylist()) == kept


def test_ledgers_and_events_take_it_with_others(record: Record) -> None:
    desk = Desk(record)
    assert desk.deployments(confidence=0.5, source="Kirby").arrow["status"].to_pylist() == ["planned"]
    assert len(desk.events(confidence=0.5)) == 2


def test_an_assessors_confidence_is_another_thing(record: Record) -> None:
    assert record.assessments()["confidence"].to_pylist() == [None]  # "with high confidence" is not said
    assert str(record.assessments().schema.field("confidence").type) == "string"


@pytest.mark.parametrize("wrong", [-0.1, 1.5, float("nan"), "0.6", True])
def test_what_is_no_probability_is_refused(record: Record, wrong: Any) -> None:
    with pytest.raises(UsageError, match="not a number from 0 to 1") as caught:
        record.claims(Filters(confidence=wrong))
    assert "0.6" in caught.value.hint


def test_tables_without_claims_do_not_take_it(record: Record) -> None:
    with pytest.raises(UsageError, match="reports cannot be filtered by confidence"):
        record.reports(Filters(confidence=0.5))
