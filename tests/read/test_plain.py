from __future__ import annotations

import pytest

from dateline.errors import NoDateError
from dateline.model import Report
from dateline.read import ReadFailure

from .conftest import BODY, ReadOne


def report(found: Report | ReadFailure) -> Report:
    assert isinstance(found, Report), found
    return found


def failure(found: Report | ReadFailure) -> ReadFailure:
    assert isinstance(found, ReadFailure), found
    return found


@pytest.mark.parametrize(
    ("head", "title", "outlet", "basis"),
    [
        ("date 2022-02-02\n", "", "", "first line"),
        ("date 2022-02-02 Battalions on the move\n", "Battalions on the move", "", "first line"),
        (
            "Date: 2 February 2022 - Battalions on the move | Morning Herald\n",
            "Battalions on the move",
            "Morning Herald",
            "first line",
        ),
        ("date 2022-02-02 Institute for Border Studies\n", "", "Institute for Border Studies", "first line"),
        ("February 2, 2022\n\nBattalions on the move\n\n", "Battalions on the move", "", "first line"),
        ("Battalions on the move\nPublished on 2 February 2022\n\n", "Battalions on the move", "", "line 2"),
        (
            "Title: Battalions on the move\nSource: Morning Herald\nDate: 2022-02-02\n\n",
            "Battalions on the move",
            "Morning Herald",
            "header line 3",
        ),
        (
            "---\ntitle: Battalions on the move\ndate: 2022-02-02\noutlet: Morning Herald\n---\n",
            "Battalions on the move",
            "Morning Herald",
            "front matter",
        ),
    ],
)
def test_the_date_above_the_text(read_one: ReadOne, head: str, title: str, outlet: str, basis: str) -> None:
    found = report(read_one("a.txt", head + BODY))
    assert (found.dct, found.dct_basis, found.title, found.outlet) == ("2022-02-02", basis, title, outlet)
    assert found.text == BODY


def test_a_long_rest_of_the_date_line_is_text(read_one: ReadOne) -> None:
    assert report(read_one("a.txt", "date 2022-02-02 " + BODY)).text == BODY


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("KYIV, Feb 2, 2022 (Reuters) - ", "Reuters"),
        ("WASHINGTON, Feb. 2, 2022 /PRNewswire/ -- ", "PRNewswire"),
        ("Kyiv, 2 February 2022 — ", ""),
    ],
)
def test_a_dateline_with_a_year_dates_the_report_and_stays(read_one: ReadOne, line: str, outlet: str) -> None:
    found = report(read_one("a.txt", line + BODY))
    assert (found.dct, found.dct_basis, found.outlet) == ("2022-02-02", "dateline", outlet)
    assert found.text.startswith(line)


@pytest.mark.parametrize(
    "line", ["KYIV, Feb 2 (Reuters) - ", "LONDON Feb 2 (Reuters) - ", "MOSCOW, February 2. /TASS/. "]
)
def test_a_dateline_without_a_year_needs_one_from_elsewhere(read_one: ReadOne, line: str) -> None:
    assert "no year" in failure(read_one("a.txt", line + BODY)).message
    assert report(read_one("a-2022.txt", line + BODY)).dct == "2022-02-02"
    by_option = report(read_one("a.txt", line + BODY, date="2022-02-04"))
    assert (by_option.dct, by_option.dct_basis) == ("2022-02-02", "dateline, year from --date")
    by_name = report(read_one("2022-02-03-wire.txt", line + BODY))
    assert (by_name.dct, by_name.dct_basis) == ("2022-02-02", "dateline, year from file name")


def test_the_file_name_and_then_the_option_date_what_is_undated(read_one: ReadOne) -> None:
    assert report(read_one("20220202_a.txt", BODY)).dct_basis == "file name"
    assert report(read_one("a.txt", BODY, date="2 February 2022")).dct_basis == "--date"
    assert report(read_one("a.txt", "date 2022-02-02\n" + BODY, date="2022-03-03")).dct == "2022-02-02"
    assert failure(read_one("a.txt", BODY)).slug == NoDateError.slug


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("date 2022-02-30", "calendar"),
        ("date 2022-07-01", "future"),
        ("Date: 03/04/2022", "day/month"),
        ("Date: 1650-01-01", "1800"),
        ("Date: yesterday", "not a date"),
        ("Date: 2022-02", "no day"),
    ],
)
def test_a_date_that_cannot_be_right_is_refused(read_one: ReadOne, line: str, reason: str) -> None:
    found = failure(read_one("a.txt", f"{line}\n{BODY}"))
    assert found.slug == "no-date"
    assert reason in found.message


def test_markdown_loses_its_marks_and_keeps_its_words(read_one: ReadOne) -> None:
    source = (
        "date 2022-02-02\n\n# Talks\n\nThe **minister** met [the envoy](https://a.example/b) on *Monday* in the city.\n"
    )
    found = report(read_one("a.md", source))
    assert (found.title, found.text) == ("Talks", "The minister met the envoy on Monday in the city.")


def test_hard_wrapped_lines_are_joined_one_character_for_one(read_one: ReadOne) -> None:
    line = "The ministry said that the brigade had left the camp in the early hours"
    wrapped = "\n".join([line] * 4) + "\n\nA new paragraph."
    found = report(read_one("a.txt", "date 2022-02-02\n\n" + wrapped))
    assert found.text == " ".join([line] * 4) + "\n\nA new paragraph."


def test_encodings_are_repaired_and_noted(read_one: ReadOne) -> None:
    notes: list[str] = []
    western = read_one(
        "a.txt",
        "date 2022-02-02\nThe café is “open”, he said to the press.".encode("cp1252"),
        on_note=lambda n: notes.append(n.slug),
    )
    assert report(western).text == "The café is “open”, he said to the press."
    assert notes == ["repaired-encoding"]
    assert report(read_one("b.txt", ("date 2022-02-02\n" + BODY).encode("utf-16"))).text == BODY
    mojibake = "date 2022-02-02\nThe cafÃ© reopened in the old town on Monday."
    assert report(read_one("c.txt", mojibake)).text == "The café reopened in the old town on Monday."


def test_invisible_characters_go_and_line_ends_become_one(read_one: ReadOne) -> None:
    found = report(
        read_one("a.txt", "date 2022-02-02\r\nThe\x00 tro\u200bops\xa0left.\r\n\r\nOthers\u202e stayed\x07.\r\n")
    )
    assert found.text == "The troops left.\n\nOthers stayed."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Министерство обороны сообщило в среду, что два батальона подошли ближе к границе с соседней страной.",
            "Russian",
        ),
        (
            "Міністерство оборони повідомило в середу, що два батальйони підійшли ближче до кордону сусідів.",
            "Ukrainian",
        ),
        (
            "Le ministère de la Défense a déclaré mercredi que deux bataillons s'étaient rapprochés de la frontière.",
            "French",
        ),
        (
            "Das Verteidigungsministerium teilte am Mittwoch mit, dass zwei Bataillone an die Grenze gerückt seien.",
            "German",
        ),
        ("Москва.", ""),
    ],
)
def test_other_languages_are_refused_by_name(read_one: ReadOne, text: str, language: str) -> None:
    found = failure(read_one("a.txt", f"date 2022-02-02\n{text}"))
    assert found.slug == "language"
    assert language in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Troops moved.",
        "Kyiv, Donetsk, Luhansk, Kharkiv.",
        "He said “мы не хотим войны”, and then he left the room for the night.",
    ],
)
def test_short_and_mixed_english_is_taken(read_one: ReadOne, text: str) -> None:
    assert report(read_one("a.txt", f"date 2022-02-02\n{text}")).language == "en"


def test_too_long_a_text_says_what_to_do(read_one: ReadOne) -> None:
    found = failure(read_one("a.txt", "date 2022-02-02\n" + "word " * 100, max_chars=200))
    assert "200" in found.message
    assert "Split" in found.hint
