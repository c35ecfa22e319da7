"""The claims export keeps the words, the offsets and the order."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest

from dateline.model import Actor, PlaceRole, Source, Toponym
from dateline.present import claim_to_export, write_claims
from dateline.present.export import source_kind
from tests.present.toy import find, norway_claim, norway_report


def export() -> dict:
    report = norway_report()
    return claim_to_export(norway_claim(), report.id, report.text, date=report.dct, outlet=report.outlet)


def test_values_of_a_plan():
    row = export()
    assert (row["event"], row["mode"], row["ledger"], row["status"]) == ("MOBILIZE", "troops", "deployment", "planned")
    assert row["sources"][0]["name"] == "Ingrid Holm"
    assert (row["sources"][0]["kind"], row["sources"][0]["relation"]) == ("person", "says")
    assert (row["actors"][0]["code"], row["actors"][0]["country"]) == ("NORGOV", "NOR")
    assert (row["places"][0]["role"], row["places"][0]["geonameid"]) == ("to", 458258)
    assert row["things"][0]["quantity"]["low"] == 200.0
    assert row["time"]["value"] == "2022-03-01"
    assert (row["date"], row["outlet"]) == ("2022-03-01", "Toy Wire")
    assert "title" not in row


def test_every_span_is_a_slice_of_the_report():
    text = norway_report().text
    row = export()
    for part in (row["trigger"], row["evidence"], row["clause"], *row["things"]):
        assert text[part["start"] : part["end"]] == part["text"]
    for part in (*row["sources"], *row["actors"], *row["places"]):
        assert text[part["start"] : part["end"]] == part["mention"]


def test_what_is_absent_is_null_and_not_an_empty_word():
    claim = norway_claim()
    bare = replace(claim, event=replace(claim.event, mode="", ledger="", time=None), sources=())
    row = claim_to_export(bare, "toy-1", norway_report().text)
    assert (row["mode"], row["ledger"], row["time"], row["sources"]) == (None, None, None, [])


def test_confidence_is_rounded_and_null_where_there_is_none():
    report, claim = norway_report(), norway_claim()
    assert export()["confidence"] is None
    sure = claim_to_export(replace(claim, confidence=0.123456), report.id, report.text)
    assert sure["confidence"] == 0.1235


def test_place_nobody_could_resolve_keeps_its_words_and_no_point():
    claim, text = norway_claim(), norway_report().text
    places = (PlaceRole(Toponym(find(text, "Latvia"), None), "to"),)
    row = claim_to_export(replace(claim, event=replace(claim.event, places=places)), "toy-1", text)
    place = row["places"][0]
    assert (place["name"], place["lat"], place["geonameid"]) == ("Latvia", None, None)


@pytest.mark.parametrize(
    ("kind", "exported"),
    [("person", "person"), ("document", "document"), ("author", "author"), ("alliance", "organization"),
     ("media", "organization"), ("office", "office"), ("group", "organization")],
)  # fmt: skip
def test_source_kinds_are_folded_into_five(kind, exported):
    assert source_kind(Source("x", "x", kind)) == exported


def test_source_without_kind_takes_that_of_its_actor():
    assert source_kind(Source("x", "x", "", actor=Actor("a", "x", "person"))) == "person"


def test_chain_stays_outermost_first():
    claim = norway_claim()
    inner = Source("leaked papers", "leaked papers", "document", "based on")
    row = claim_to_export(replace(claim, sources=(*claim.sources, inner)), "toy-1", norway_report().text)
    assert [s["name"] for s in row["sources"]] == ["Ingrid Holm", "leaked papers"]


def test_file_does_not_depend_on_the_order_of_claims():
    first, second = export(), export() | {"report_id": "toy-0", "date": "2022-02-01"}
    one, other = io.StringIO(), io.StringIO()
    assert write_claims([first, second], one) == 2
    write_claims([second, first], other)
    assert one.getvalue() == other.getvalue()
    assert [json.loads(line)["report_id"] for line in one.getvalue().splitlines()] == ["toy-0", "toy-1"]
