"""Reading never raises, whatever it is given, and yields reports or failures only."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Report
from dateline.read import ReadFailure, ReadOptions, read_reports
from dateline.read.clean import normalise
from dateline.read.inputs import FORMATS

ENDINGS = sorted(FORMATS)
OPTIONS = ReadOptions(today="2022-06-01", date="2022-02-02")
HEADS = [
    b"",
    b"date 2022-02-02\n",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"<html>",
    b"text,date\n",
    b"---\ndate: ",
    b'{"text": "',
]


def read(name: str, data: bytes) -> list[Report | ReadFailure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read_reports(path, OPTIONS))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(ENDINGS), st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from([b"", b"%%EOF\n"]))
def test_any_bytes_end_in_reports_or_failures(ending: str, head: bytes, body: bytes, tail: bytes) -> None:
    for found in read("a" + ending, head + body + tail):
        assert isinstance(found, (Report, ReadFailure))
        if isinstance(found, Report):
            assert found.text == normalise(found.text)
            assert found.text.strip()


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["id", "text", "date", "title", "url", "x"]),
        st.one_of(
            st.text(max_size=60), st.integers(), st.none(), st.lists(st.text(max_size=9), max_size=3), st.booleans()
        ),
    )
)
def test_any_json_object_ends_in_a_report_or_a_failure(row: dict[str, object]) -> None:
    (found,) = read("a.jsonl", json.dumps(row).encode())
    assert isinstance(found, (Report, ReadFailure))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(ch in once for ch in "\x00\r\u200b\ufeff\x85")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word " * 2_000_000,
        "\x00" * 1_000,
        "שלום עולם " * 50,
        "The city 😀🇺🇦👩‍👩‍👧 is calm, he said. " * 20,
        " ".join(["the troops moved and"] * 1_250) + ".",
        "[" * 100_000,
        "date 2022-02-02 " * 10_000,
        "A" * 900_000,
        "\n" * 100_000 + "The end of it.",
    ],
    ids=["empty", "10 MB line", "NUL", "RTL", "emoji", "5,000 words", "brackets", "dates", "one word", "blank lines"],
)
@pytest.mark.parametrize("ending", [".txt", ".jsonl", ".html", ".csv", ".md"])
def test_hostile_texts(ending: str, text: str) -> None:
    content = json.dumps({"text": text}) if ending == ".jsonl" else text
    for found in read("a" + ending, content.encode()):
        assert isinstance(found, (Report, ReadFailure))
        if isinstance(found, ReadFailure):
            assert found.message
            assert len(found.message) < 400
