"""Time expressions in a text: what is one, what is none, which days they cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dateline.analyse.draft import Draft
from dateline.analyse.sentences import parse
from dateline.analyse.times import TimesLayer, find_times
from dateline.model import Report

if TYPE_CHECKING:
    from spacy.language import Language

DCT = "2022-02-02"


def words(text: str) -> list[str]:
    return [t.span.words(text) for t in find_times(text, DCT)]


def days(text: str) -> list[tuple[str | None, str | None]]:
    return [(t.begin, t.end) for t in find_times(text, DCT)]


@pytest.mark.parametrize(
    "text",
    [
        "May said that she would resign.",
        "Theresa May and Jan Egeland spoke.",
        "April Ryan asked the first question.",
        "They may go, and we may not.",
        "The March on Washington drew thousands.",
        "Protesters march on the parliament.",
        "The Sun reported it first.",
        "A second convoy was seen, the second of its kind.",
        "Some 1,500 troops and 2,000 people were there.",
        "The 5 percent who agreed won 3-2.",
        "Version 2.0.1 cost $2000.",
        "UN Security Council Resolution 1973 was cited.",
        "Flight MH17 and two Su-27 jets were lost.",
        "The fall of Kabul shocked them.",
        "Prices fall when a spring breaks.",
        "At the same time, a 35-year-old man was held.",
        "The man, 52 years old, was released.",
        "The Daily Telegraph had it.",
        "A quarter of them left, three quarters of the rest stayed.",
        "The brigade has 2022 seats.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They go in May.", ["May"]),
        ("It was May 5, and in March it rained.", ["May 5", "March"]),
        ("Earlier this week, late on Tuesday, he left.", ["Earlier this week", "late on Tuesday"]),
        ("The 2014 annexation and the Munich meeting of 1938", ["2014", "1938"]),
        ("MOSCOW, Feb 2 (Reuters) - Two weeks ago", ["Feb 2", "Two weeks ago"]),
        ("from 3 to 5 March", ["3", "5 March"]),
        ("on Feb. 10-20 and (1941-1945)", ["Feb. 10", "20", "1941", "1945"]),
        ("Friday's talks; Saturday-Sunday", ["Friday", "Saturday", "Sunday"]),
        ("nearly two months and more than a week", ["nearly two months", "more than a week"]),
    ],
)
def test_the_words_of_a_time(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("The drills began in December.", "2021-12-01", "2021-12-31"),
        ("They have massed there since December.", "2021-12-01", None),
        ("The embassy stays shut until Friday.", None, "2022-02-04"),
        ("It will be ready by the end of March.", None, "2022-03-31"),
        ("He left before 24 January.", None, "2022-01-23"),
        ("He came after 24 January.", "2022-01-25", None),
        ("They met last week.", "2022-01-24", "2022-01-30"),
        ("They met earlier this week.", "2022-01-31", "2022-02-02"),
        ("They will meet later this month.", "2022-02-02", "2022-02-28"),
        ("In the past two weeks they met.", "2022-01-19", "2022-02-02"),
        ("They met recently.", None, "2022-02-02"),
        ("They meet soon.", "2022-02-02", None),
        ("They now meet.", "2022-02-02", "2022-02-02"),
        ("It lasted for weeks.", None, None),
        ("The city was shelled overnight.", "2022-02-01", "2022-02-02"),
        ("They met in the winter of 2021.", "2021-12-01", "2022-02-28"),
        ("They met in the 1990s.", "1990-01-01", "1999-12-31"),
        ("They met over the weekend.", "2022-01-29", "2022-01-30"),
    ],
)
def test_the_days_a_time_covers(text: str, begin: str | None, end: str | None) -> None:
    assert days(text) == [(begin, end)]


@pytest.mark.parametrize(
    "text",
    [
        "They exercised from 3 to 5 March.",
        "They exercised between March 3 and March 5.",
        "The exercise, March 3-5, was large.",
        "They exercised from 3 March until 5 March.",
    ],
)
def test_both_ends_of_a_stretch_carry_the_whole_of_it(text: str) -> None:
    assert days(text) == [("2022-03-03", "2022-03-05")] * 2


def test_a_list_of_days_is_no_stretch() -> None:
    assert days("They met on Jan. 26 and 28.") == [("2022-01-26", "2022-01-26"), ("2022-01-28", "2022-01-28")]


def test_the_layer_fills_times_and_nothing_else(nlp: Language) -> None:
    report = Report("r", "Kyiv said on Tuesday that [the] talks will resume in March.", DCT)
    draft = Draft(report, parse(nlp, report))
    done = TimesLayer()(draft)
    assert [(t.span.words(report.text), t.value) for t in done.times] == [
        ("Tuesday", "2022-02-01"),
        ("March", "2022-03"),
    ]
    assert done.report is report
    assert done.mentions == ()


def test_the_parse_tells_the_tense_where_the_nearest_verb_misleads(nlp: Language) -> None:
    text = "The minister will travel to the city that he visited and criticised, and meet the mayor on Friday."
    report = Report("r", text, DCT)
    (found,) = find_times(text, DCT, parse(nlp, report))
    assert found.value == "2022-02-04"


def test_the_past_year_ends_with_the_report_and_last_year_does_not() -> None:
    assert days("Prices rose in the past year.") == [("2021-02-02", "2022-02-02")]
    assert days("Prices rose last year.") == [("2021-01-01", "2021-12-31")]


def test_the_week_of_a_day_is_that_week() -> None:
    assert days("They will meet in the week of January 10th.") == [("2022-01-10", "2022-01-16")]
