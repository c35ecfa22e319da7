from __future__ import annotations

import pytest

from dateline.errors import NoDateError
from dateline.read.dates import check_day, nearest_year, parse_day


@pytest.mark.parametrize(
    "words",
    [
        "2022-02-02", "20220202", "2022/2/2", "2022-02-02T23:30:00-05:00", "2022-02-02 10:00", "2 February 2022",
        "February 2, 2022", "Feb. 2, 2022", "Wednesday, 2 February 2022", "2nd of February 2022", "02/02/2022",
        "Wed, 02 Feb 2022 10:00:00 GMT", "Feb 2 2022 at 10:30 pm", "2022 February 2",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(words: str) -> None:
    assert parse_day(words) == "2022-02-02"


@pytest.mark.parametrize(("words", "day"), [("13/04/2022", "2022-04-13"), ("04/13/2022", "2022-04-13")])
def test_a_part_over_twelve_settles_day_and_month(words: str, day: str) -> None:
    assert parse_day(words) == day


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("03/04/2022", "could be"), ("3.4.2022", "could be"), ("2022-02-30", "calendar"), ("31 April 2022", "calendar"),
        ("2022-02", "no day"), ("February 2022", "no day"), ("2022", "no day"), ("yesterday", "not a date"),
        ("we", "not a date"), ("last week", "not a date"), ("Feb 2", "not a date"), ("", "not a date"),
        ("2 February 3 March 2022", "not a date"), ("2022-13-01", "calendar"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_reason(words: str, reason: str) -> None:
    with pytest.raises(NoDateError, match=reason):
        parse_day(words)


def test_a_day_after_today_or_before_1800_is_refused() -> None:
    assert check_day("2022-06-01", "2022-06-01") == "2022-06-01"
    with pytest.raises(NoDateError, match="future"):
        check_day("2022-06-02", "2022-06-01")
    with pytest.raises(NoDateError, match="1800"):
        check_day("1799-12-31", "")


def test_the_nearest_year_crosses_new_year() -> None:
    assert nearest_year("Dec 31", "2022-01-01") == "2021-12-31"
    assert nearest_year("Feb 29", "2022-03-01") is None or nearest_year("Feb 29", "2023-03-01") == "2024-02-29"
    assert nearest_year("Foo 3", "2022-01-01") is None
