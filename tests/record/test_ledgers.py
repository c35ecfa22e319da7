"""The ledgers: which claims they take, and what their columns say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.model import Actor, Analysis, Claim, Factuality, Operator, Report, Slot, Source, Span
from dateline.record import Filters, Record, Run
from tests.toy import toy_analyse


def store(run: Run, *texts: str, change=lambda claim: claim) -> Record:
    """A record of one report a text, dated a day apart, with each claim changed."""
    record = Record.open(":memory:")
    for number, text in enumerate(texts):
        analysis = toy_analyse(Report(f"r{number}", text, f"2022-02-{number + 1:02}"))
        record.write_batch([replace(analysis, claims=tuple(change(c) for c in analysis.claims))], [], run)
    return record


def with_slots(*slots: Slot):
    return lambda claim: replace(claim, event=replace(claim.event, slots=slots))


def test_a_deployment_says_whose_force_what_how_many_and_where(run: Run) -> None:
    with store(run, "Kirby says Russia planned send 300 troops to Kyiv on 2022-02-10") as record:
        (row,) = record.deployments().to_pylist()
        assert record.transfers().num_rows == record.negotiations().num_rows == 0
    shown = ("source", "status", "force", "what", "kind", "size", "size_low", "to_place", "from_place", "movement")
    expected = ("Kirby", "planned", "Russia", "300 troops", "troops", "300", 300.0, "Kyiv", None, "send")
    assert tuple(row[name] for name in shown) == expected
    assert (row["time_begin"], row["dct"]) == (date(2022, 2, 10), date(2022, 2, 1))


def test_a_negotiation_has_its_move(run: Run) -> None:
    with store(run, "Russia occurred demand guarantees") as record:
        assert record.negotiations().select(["proposer", "move", "things"]).to_pylist() == [
            {"proposer": "Russia", "move": "demand", "things": "guarantees"}
        ]
    with store(run, "Russia occurred demand guarantees", change=with_slots(Slot("move", "counteroffer"))) as record:
        assert record.negotiations()["move"].to_pylist() == ["counteroffer"]


def test_an_assessment_is_compared_with_the_assessors_last(run: Run) -> None:
    texts = ("Kirby says Russia possible expect war", "Kirby says Russia planned expect war",
             "France says Russia possible expect war", "Kirby says Russia denied expect war")  # fmt: skip
    with store(run, *texts) as record:
        rows = record.assessments().select(["assessor", "direction", "previous_dct"]).to_pylist()
    assert [(row["assessor"], row["direction"]) for row in rows] == [
        ("Kirby", None), ("Kirby", "up"), ("France", None), ("Kirby", "down"),
    ]  # fmt: skip
    assert rows[3]["previous_dct"] == date(2022, 2, 2)


def test_likelihood_is_a_range_in_percent_or_nothing(run: Run) -> None:
    slots = with_slots(Slot("likelihood", "very likely"), Slot("likelihood_range", "80-95"))
    with store(run, "Kirby says Russia possible expect war", change=slots) as record:
        columns = ["likelihood", "likelihood_low", "likelihood_high", "confidence"]
        (row,) = record.assessments().select(columns).to_pylist()
    assert list(row.values()) == ["very likely", 80.0, 95.0, None]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kirby says Russia occurred send troops", "asserts"),
        ("Kirby says Russia denied send troops", "denies"),
        ("Kirby denies Russia occurred send troops", "denies"),
        ("Kirby declines Russia possible send troops", "refuses to say"),
        ("Russia occurred oppose enlargement", "opposes"),
        ("Russia says Russia occurred oppose enlargement", "opposes"),
        ("Kirby says Russia occurred oppose enlargement", "asserts"),
    ],
)
def test_the_stance_follows_from_the_claim(run: Run, text: str, stance: str) -> None:
    with store(run, text) as record:
        assert record.positions()["stance"].to_pylist() == [stance]


@pytest.mark.parametrize(
    ("effect", "value", "stance"), [("possible", 0.5, "will not rule out"), ("denied", -3.0, "denies")]
)
def test_not_ruling_out_is_a_stance_of_its_own(run: Run, effect: str, value: float, stance: str) -> None:
    def rule_out(claim: Claim) -> Claim:
        operator = Operator(Span(0, 5), "deny", "ruled", effect)
        return replace(claim, factuality=Factuality(value, "PS+", effect, (operator,)))

    with store(run, "France says France possible send troops", change=rule_out) as record:
        assert record.positions()["stance"].to_pylist() == [stance]


def test_what_the_report_itself_tells_is_nobodys_position(run: Run) -> None:
    with store(run, "Russia occurred send troops") as record:
        assert record.positions().num_rows == 0


def test_a_position_that_moves_points_at_the_earlier_one(run: Run) -> None:
    texts = ("Kirby says Russia denied send troops", "Kirby says Russia denied send troops",
             "France says Russia planned send troops", "Kirby says Russia planned send 300 troops",
             "Kirby says Russia denied send troops to Kyiv")  # fmt: skip
    with store(run, *texts) as record:
        rows = record.positions().to_pylist()
        later = record.positions(Filters.of(since="2022-02-04")).to_pylist()
    assert [(row["holder"], row["stance"], row["changed"]) for row in rows] == [
        ("Kirby", "denies", False), ("Kirby", "denies", False), ("France", "asserts", False),
        ("Kirby", "asserts", True), ("Kirby", "denies", False),
    ]  # fmt: skip
    assert rows[3]["previous_claim"] == rows[1]["claim_id"]
    assert rows[3]["previous_dct"] == date(2022, 2, 2)
    assert rows[4]["previous_claim"] is None  # another place, another topic
    assert later == rows[3:]  # a filter hides rows and does not change what came before


def test_to_act_for_what_one_asserts_is_no_change(run: Run) -> None:
    def wanted(claim: Claim) -> Claim:
        status = "proposed" if claim.factuality.status == "possible" else claim.factuality.status
        return replace(claim, factuality=replace(claim.factuality, status=status))

    texts = ("Kirby says Russia planned send troops", "Kirby says Russia possible send troops",
             "Kirby says Russia denied send troops")  # fmt: skip
    with store(run, *texts, change=wanted) as record:
        rows = record.positions().to_pylist()
    assert [(row["stance"], row["changed"]) for row in rows] == [
        ("asserts", False), ("supports", False), ("denies", True),
    ]  # fmt: skip


def test_two_stances_of_one_day_are_no_change(run: Run) -> None:
    with store(run, "Kirby says Russia denied send troops\nKirby says Russia planned send troops") as record:
        assert record.positions()["stance"].to_pylist() == ["denies", "asserts"]
        assert record.positions()["previous_stance"].to_pylist() == [None, None]


def test_a_claim_that_names_no_resolved_actor_has_no_topic_and_is_compared_with_none(run: Run) -> None:
    def they(claim: Claim) -> Claim:
        (actor,) = claim.event.actors
        return replace(claim, event=replace(claim.event, actors=(replace(actor, actor=None),)))

    texts = ("Kirby says Russia denied send troops", "Kirby says Russia planned send troops")
    with store(run, *texts) as record:
        assert record.claims()["topic"].to_pylist() == ["MOBILIZE | russia | troops"] * 2
        assert record.positions()["changed"].to_pylist() == [False, True]
    with store(run, *texts, change=they) as record:
        assert record.claims()["topic"].to_pylist() == [None, None]
        assert record.positions()["changed"].to_pylist() == [False, False]


def test_the_holder_is_who_speaks_and_not_the_paper_that_prints_it(run: Run) -> None:
    def through_a_paper(claim: Claim) -> Claim:
        paper = Source("Daily", "Daily", "organization", "cites", None, Actor("m", "Daily", "media"))
        return replace(claim, sources=(paper, *claim.sources))

    with store(run, "Kirby says Russia occurred send troops", change=through_a_paper) as record:
        assert record.positions()["holder"].to_pylist() == ["Kirby"]
        assert record.claims()["source"].to_pylist() == ["Daily > Kirby"]


def test_the_timeline_never_takes_the_reports_date_for_the_events(run: Run) -> None:
    texts = ("Russia occurred send troops", "Russia occurred attack Kyiv on 2022-01",
             "Russia planned attack Kyiv on 2022-01-05")  # fmt: skip
    with store(run, *texts) as record:
        columns = ["event_begin", "event_end", "event_precision", "stated_on", "published_on"]
        rows = [tuple(row.values()) for row in record.timeline().select(columns).to_pylist()]
    assert rows == [
        (date(2022, 1, 1), date(2022, 1, 28), "month", date(2022, 2, 2), date(2022, 2, 2)),
        (date(2022, 1, 5), date(2022, 1, 5), "day", date(2022, 2, 3), date(2022, 2, 3)),
        (None, None, "unknown", date(2022, 2, 1), date(2022, 2, 1)),
    ]


def test_a_time_with_one_side_is_open(run: Run) -> None:
    def since_january(claim: Claim) -> Claim:
        time = replace(claim.event.time, end=None)
        return replace(claim, event=replace(claim.event, time=time))

    with store(run, "Russia occurred attack Kyiv on 2022-01", change=since_january) as record:
        assert record.timeline()["event_precision"].to_pylist() == ["open"]


def test_an_empty_analysis_is_stored(run: Run) -> None:
    with Record.open(":memory:") as record:
        record.write_batch([Analysis(Report("r", "", "2022-01-01"))], [], run)
        assert record.reports()["characters"].to_pylist() == [0]
