"""Whatever the text: spans are slices, times do not overlap, days are in order, nothing raises, nothing hangs."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analyse.times import find_times
from dateline.codebook import load_time_words
from dateline.model import Timex3

_WORDS = sorted(load_time_words().roles) + sorted(load_time_words().holidays)
_PIECES = st.one_of(
    st.sampled_from(_WORDS),
    st.sampled_from(_WORDS).map(str.capitalize),
    st.integers(0, 3000).map(str),
    st.sampled_from(["-", ",", ".", "'s", "’", "(", ":", "/", "\n\n", "Feb.", "1990s", "3rd", "14:30", "5 p.m.", "Q1"]),
    st.text(max_size=5),
)
_SOUP = st.lists(_PIECES, max_size=25).map(" ".join)
_DCT = st.one_of(st.none(), st.just(""), st.text(max_size=8), st.dates().map(date.isoformat))


def check(text: str, times: tuple[Timex3, ...]) -> None:
    last = 0
    for found in times:
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end
        assert found.span.words(text).strip() == found.span.words(text)
        assert found.type in ("DATE", "TIME", "DURATION", "SET")
        assert found.value
        for day in (found.begin, found.end):
            assert day is None or date.fromisoformat(day)
        assert found.begin is None or found.end is None or found.begin <= found.end


@given(st.text(max_size=200), _DCT)
@settings(max_examples=150, deadline=None)
def test_any_text(text: str, dct: str | None) -> None:
    check(text, find_times(text, dct))


@given(_SOUP, _DCT)
@settings(max_examples=400, deadline=None)
def test_any_jumble_of_time_words(text: str, dct: str | None) -> None:
    times = find_times(text, dct)
    check(text, times)
    assert times == find_times(text, dct)


@pytest.mark.parametrize(
    "piece", ["the ", "one ", "1,", "1.1", "a", "1", "last ", "twenty-", "the end of ", "May ", "'", "2022-"]
)
def test_long_hostile_text_takes_no_longer_than_its_length_asks(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.perf_counter()
    check(text, find_times(text, "2022-02-02"))
    assert time.perf_counter() - start < 20
