"""What time expressions stand for, on a Wednesday: 2 February 2022."""

from __future__ import annotations

import pytest

from dateline.analyse.times import find_times
from dateline.model import Timex3

DCT = "2022-02-02"


def only(text: str, dct: str | None = DCT) -> Timex3:
    (found,) = find_times(text, dct)
    return found


def shown(text: str, dct: str | None = DCT) -> list[tuple[str, str, str]]:
    return [(t.span.words(text), t.type, t.value) for t in find_times(text, dct)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2022-01-31", "2022-01-31"),
        ("2022/01/31", "2022-01-31"),
        ("Feb. 2, 2022", "2022-02-02"),
        ("2 February 2022", "2022-02-02"),
        ("the 2nd of February 2022", "2022-02-02"),
        ("Wednesday, Feb. 2, 2022", "2022-02-02"),
        ("24/02/2022", "2022-02-24"),
        ("24.02.2022", "2022-02-24"),
        ("2/24/22", "2022-02-24"),
        ("February 2022", "2022-02"),
        ("2022-02", "2022-02"),
        ("the year 2014", "2014"),
        ("nineteen ninety-one", "1991"),
        ("the 1990s", "199"),
        ("the early '80s", "198"),
        ("the 20th century", "19"),
        ("Q1 2022", "2022-Q1"),
        ("the third quarter of 2021", "2021-Q3"),
        ("the first half of 2021", "2021-H1"),
        ("the winter of 2021", "2021-WI"),
        ("Christmas 2021", "2021-12-25"),
        ("Easter 2022", "2022-04-17"),
        ("480 BC", "BC0480"),
    ],
)
def test_a_date_with_its_year_stands_for_itself(words: str, value: str) -> None:
    text = f"It happened in {words}, they say."
    assert shown(text) == [(words, "DATE", value)]
    assert shown(text, None) == [(words, "DATE", value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "2022-02-02"),
        ("yesterday", "2022-02-01"),
        ("tomorrow", "2022-02-03"),
        ("last week", "2022-W04"),
        ("next week", "2022-W06"),
        ("this month", "2022-02"),
        ("last month", "2022-01"),
        ("next year", "2023"),
        ("two days ago", "2022-01-31"),
        ("three weeks ago", "2022-W02"),
        ("five months ago", "2021-09"),
        ("a decade ago", "201"),
        ("a year ago this month", "2021-02"),
        ("two weeks ago Monday", "2022-01-17"),
        ("last summer", "2021-SU"),
        ("last November", "2021-11"),
        ("next March", "2022-03"),
        ("the last quarter of last year", "2021-Q4"),
        ("over the weekend", "2022-W04-WE"),
    ],
)
def test_a_relative_date_is_counted_from_the_report(words: str, value: str) -> None:
    found = only(f"They met {words}.")
    assert (found.type, found.value, found.anchor) == ("DATE", value, DCT)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Troops arrived on Monday.", "2022-01-31"),
        ("Troops arrived on Wednesday.", "2022-02-02"),
        ("Troops arrived on Friday.", "2022-01-28"),
        ("The ministers will meet on Friday.", "2022-02-04"),
        ("The embassy stays shut until Friday.", "2022-02-04"),
        ("They met last Wednesday.", "2022-01-26"),
        ("They meet next Wednesday.", "2022-02-09"),
        ("They met on Friday of last week.", "2022-01-28"),
        ("The drills began in January.", "2022-01"),
        ("The drills began in November.", "2021-11"),
        ("The drills will begin in March.", "2022-03"),
        ("The talks will resume in January.", "2023-01"),
        ("The units are to be withdrawn by May.", "2022-05"),
        ("The offer expires Feb. 20.", "2022-02-20"),
        ("The order was signed on Dec. 30.", "2021-12-30"),
    ],
)
def test_the_tense_settles_which_friday_or_january(sentence: str, value: str) -> None:
    assert only(sentence).value == value


@pytest.mark.parametrize(
    ("words", "type_", "value"),
    [
        ("for two weeks", "DURATION", "P2W"),
        ("for at least 30 days", "DURATION", "P30D"),
        ("for weeks", "DURATION", "PXW"),
        ("for several months", "DURATION", "PXM"),
        ("for two and a half years", "DURATION", "P2.5Y"),
        ("within 48 hours", "DURATION", "PT48H"),
        ("for half an hour", "DURATION", "PT30M"),
        ("in a five-year deal", "DURATION", "P5Y"),
        ("in a decades-long conflict", "DURATION", "PXY"),
        ("for three decades", "DURATION", "P30Y"),
        ("in an eight-year-old war", "DURATION", "P8Y"),
        ("during a weekslong siege", "DURATION", "PXW"),
        ("over the past two months", "DURATION", "P2M"),
        ("over the next few days", "DURATION", "PXD"),
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("on Fridays", "SET", "XXXX-WXX-5"),
        ("every two weeks", "SET", "P2W"),
        ("twice a week", "SET", "P1W"),
        ("daily", "SET", "P1D"),
        ("weekly", "SET", "P1W"),
        ("now", "DATE", "PRESENT_REF"),
        ("recently", "DATE", "PAST_REF"),
        ("in recent days", "DATE", "PAST_REF"),
        ("soon", "DATE", "FUTURE_REF"),
        ("in the coming days", "DATE", "FUTURE_REF"),
        ("in the near future", "DATE", "FUTURE_REF"),
        ("on Wednesday morning", "TIME", "2022-02-02TMO"),
        ("last night", "TIME", "2022-02-01TNI"),
        ("at 2:30 p.m. on Tuesday", "TIME", "2022-02-01T14:30"),
        ("at 18:00 GMT", "TIME", "2022-02-02T18:00Z"),
        ("on the morning of 31 January", "TIME", "2022-01-31TMO"),
        ("at dawn on Tuesday", "TIME", "2022-02-01TMO"),
    ],
)
def test_durations_sets_references_and_times_of_day(words: str, type_: str, value: str) -> None:
    found = only(f"They fired {words}.")
    assert (found.type, found.value) == (type_, value)


@pytest.mark.parametrize(
    ("words", "mod"),
    [
        ("early February", "START"),
        ("mid-February", "MID"),
        ("late February", "END"),
        ("the end of February", "END"),
        ("the beginning of next year", "START"),
    ],
)
def test_a_part_of_a_period_is_a_modifier_and_no_day(words: str, mod: str) -> None:
    found = only(f"It will be over by the time of {words}.")
    assert found.mod == mod
    assert found.value in ("2022-02", "2023")


def test_without_a_date_of_the_report_relative_times_have_no_calendar_date() -> None:
    assert shown("They met on Friday, and again yesterday.", None) == [
        ("Friday", "DATE", "XXXX-WXX-5"),
        ("yesterday", "DATE", "XXXX-XX-XX"),
    ]
    assert shown("It began in March.", "") == [("March", "DATE", "XXXX-03")]
    assert only("They left last week.", None).begin is None


def test_a_time_part_of_the_reports_date_is_no_hindrance() -> None:
    assert only("They met yesterday.", "1989-10-30T09:00").value == "1989-10-29"


def test_quarters_compare_with_the_year_before() -> None:
    text = "Profit in the third quarter rose from a year earlier. In the year-ago quarter it fell."
    assert [value for _, _, value in shown(text)] == ["2021-Q3", "2020-Q3", "2020-Q3"]


def test_a_year_behind_two_months_holds_for_both() -> None:
    assert [v for _, _, v in shown("In November and December 2013 crowds grew.")] == ["2013-11", "2013-12"]
    assert [v for _, _, v in shown("From December to February 2015 they held the airport.")] == ["2014-12", "2015-02"]


STORY = (
    "In 1812 the army crossed the river. On 7 September 1812 it fought a great battle. A week later it reached the "
    "city. In October it turned back. By December few were left. In January the rest crossed the border. In March 1813 "
    "a new coalition formed. In August 1813 the truce ended. That October three armies met. In 1814 the capital fell. "
    "Peace was signed in May 1814."
)


def test_a_story_of_a_past_time_is_dated_by_its_own_dates() -> None:
    values = {words: value for words, _, value in shown(STORY)}
    assert values["October"] == "1812-10"
    assert values["December"] == "1812-12"
    assert values["January"] == "1813-01"
    assert values["That October"] == "1813-10"
    assert values["A week later"] == "1812-W38"


def test_news_with_one_look_back_keeps_to_its_own_date() -> None:
    text = "The union broke up in 1991. Talks broke off in December, officials said on Monday."
    assert [v for _, _, v in shown(text)] == ["1991", "2021-12", "2022-01-31"]


def test_later_than_nothing_told_is_no_date() -> None:
    assert only("The convoy left; two days later it was back.").type == "DURATION"
    assert only("The convoy was back the following day.").value == "XXXX-XX-XX"
    assert [v for _, _, v in shown("The convoy left on Jan. 20. Two days later it was back.")] == [
        "2022-01-20",
        "2022-01-22",
    ]


@pytest.mark.parametrize("dct", ["0001-01-01", "9999-12-31"])
def test_at_the_ends_of_the_calendar_nothing_is_made_up(dct: str) -> None:
    found = find_times("Last year and next year, last week and next week, at Easter, in the past three decades.", dct)
    assert all(t.value and "10000" not in t.value for t in found)
    assert all(t.begin is None or t.begin >= "0001" for t in found)


def test_days_in_the_wrong_order_are_no_stretch() -> None:
    assert [(t.begin, t.end) for t in find_times("On February 20-10 they met.", DCT)] == [
        ("2022-02-20", "2022-02-20"),
        ("2022-02-10", "2022-02-10"),
    ]
