"""The model as JSON and back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Analysis, Quantity, Report, Sentence, Slot, Span, Statement, Step, Thing
from dateline.record.codec import decoder, encode, pack, unpack
from tests.record.conftest import REPORTS
from tests.toy import toy_analyse

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.floats(allow_nan=False) | st.none()
spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 9999), st.integers(0, 99))
things = st.builds(Thing, spans, words, words, st.none() | st.builds(Quantity, words, numbers, numbers, words, words))
steps = st.builds(Step, words, words, words, words, st.none() | spans)
slots = st.builds(Slot, words, words, st.none() | spans)


@given(st.one_of(things, steps, slots))
def test_any_value_survives(value: Thing | Step | Slot) -> None:
    again = unpack(type(value), pack(value))
    assert again == value
    assert repr(again) == repr(value)  # 1 and 1.0 are equal, but not the same


def test_a_whole_analysis_survives_but_for_its_report() -> None:
    analysis = toy_analyse(REPORTS[0])
    assert unpack(Analysis, pack(analysis)) == analysis


def test_defaults_are_left_out_and_come_back() -> None:
    assert encode(Sentence(1, Span(2, 3), 0)) == {"index": 1, "span": [2, 3], "paragraph": 0}
    statement = Statement("s", (Span(0, 1),), (), ())
    assert decoder(Statement)(json.loads(json.dumps(encode(statement)))) == statement


def test_a_field_that_this_version_does_not_know_is_passed_over() -> None:
    stored = encode(Report("r", "text", "2022-01-01")) | {"mood": "grim"}
    assert decoder(Report)(stored) == Report("r", "text", "2022-01-01")
