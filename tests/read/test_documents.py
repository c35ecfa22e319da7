from __future__ import annotations

import io
import time

import pytest
from docx import Document

from dateline.model import Report
from dateline.read import ReadFailure

from .conftest import ReadOne, pdf_bytes

LINES = [
    "The ministry said that the convoy had been stopped at the inter-",
    "national border in the north, where it had waited for two days.",
    "Officials said that the anti-",
    "tank weapons would be sent back.",
]
PARAGRAPHS = (
    "<p>The ministry said on Wednesday that the convoy had been stopped at the border in the north.</p>"
    "<p>Officials in the capital denied that anything had been stopped, and said that the talks would go on.</p>"
)


def page(head: str = "", body: str = PARAGRAPHS) -> str:
    return f"<html><head><title>Convoy</title>{head}</head><body><article><h1>Convoy</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    ("head", "body", "basis"),
    [
        (
            '<meta property="article:published_time" content="2022-02-02T22:00:00-05:00">',
            "",
            "html meta 'article:published_time'",
        ),
        ('<meta name="date" content="2022-02-02">', "", "html meta 'date'"),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2022-02-02T10:00Z"}]}</script>',
            "",
            "html JSON-LD 'datePublished'",
        ),
        ("", '<time datetime="2022-02-02">today</time>', "html <time>"),
        ('<link rel="canonical" href="https://a.example/2022/02/02/convoy">', "", "url"),
        (
            "",
            "<p>KYIV, Feb 2, 2022 (Reuters) - The convoy was stopped again at the border in the north.</p>",
            "dateline",
        ),
    ],
)
def test_a_page_is_dated_by_what_it_declares(read_one: ReadOne, head: str, body: str, basis: str) -> None:
    found = read_one("a.html", page(head, body + PARAGRAPHS))
    assert isinstance(found, Report), found
    assert (found.dct, found.dct_basis, found.title) == ("2022-02-02", basis, "Convoy")
    assert "Officials in the capital denied" in found.text


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", ""),
        ("", "<footer>Copyright 2021. Updated 3 March 2022</footer>"),
        ("", "<span class='published-date'>03/04/2022</span>"),
        ("", "<p>The treaty was signed on 5 May 2019 in the capital.</p>"),
        ("", '<time datetime="2022-02-02">a</time><time datetime="2022-01-02">b</time>'),
        ('<meta property="article:modified_time" content="2022-02-02">', ""),
    ],
)
def test_a_page_without_a_sure_date_is_refused(read_one: ReadOne, head: str, body: str) -> None:
    found = read_one("a.html", page(head, PARAGRAPHS + body))
    assert isinstance(found, ReadFailure), found
    assert found.slug == "no-date"


def test_a_page_in_its_declared_charset(read_one: ReadOne) -> None:
    source = page(
        '<meta charset="windows-1252"><meta name="date" content="2022-02-02">', PARAGRAPHS + "<p>The café is open.</p>"
    )
    found = read_one("a.html", source.encode("cp1252"))
    assert isinstance(found, Report)
    assert "café" in found.text


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000,
        "<p>a</p>" * 150_000,
        "<p>" + "&amp;" * 500_000,
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><p>' + "&b;" * 20_000,
        "<table>" * 5_000 + "<tr><td>" * 5_000,
        "<a href='" + "x" * 500_000,
        "",
        "\x00\x00",
    ],
    ids=["deep", "wide", "entities", "own entities", "tables", "open attribute", "empty", "nul"],
)
def test_hostile_pages_end_soon_in_a_failure(read_one: ReadOne, source: str) -> None:
    start = time.perf_counter()
    assert isinstance(read_one("a.html", source), ReadFailure)
    assert time.perf_counter() - start < 20


def test_a_pdf_is_read_into_paragraphs(read_one: ReadOne) -> None:
    head = ["Weekly Border Watch", "2 February 2022", ""]
    found = read_one(
        "a.pdf", pdf_bytes([[*head, *LINES, "Page 1 of 2"], ["Weekly Border Watch", "The talks go on.", "Page 2 of 2"]])
    )
    assert isinstance(found, Report), found
    assert (found.dct, found.dct_basis) == ("2022-02-02", "first page")
    assert "at the international border" in found.text
    assert "anti-tank weapons" in found.text
    assert "Page 1" not in found.text


def test_pdf_properties_are_the_last_resort(read_one: ReadOne) -> None:
    source = pdf_bytes([LINES], created="D:20220202101500Z", title="Convoy")
    found = read_one("a.pdf", source)
    assert isinstance(found, Report), found
    assert (found.dct, found.dct_basis, found.title) == ("2022-02-02", "pdf metadata", "Convoy")
    found = read_one("a.pdf", source, date="2022-01-31")
    assert isinstance(found, Report)
    assert found.dct_basis == "--date"


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.95])
def test_a_cut_off_pdf_says_so(read_one: ReadOne, keep: float) -> None:
    whole = pdf_bytes([LINES], created="D:20220202101500Z")
    found = read_one("a.pdf", whole[: int(len(whole) * keep)])
    assert isinstance(found, ReadFailure)
    assert "cut off" in found.message


@pytest.mark.parametrize("source", [b"", b"%PDF-1.4\n%%EOF", b"text", pdf_bytes([[]])])
def test_pdfs_without_text_or_sense_are_failures(read_one: ReadOne, source: bytes) -> None:
    assert isinstance(read_one("a.pdf", source), ReadFailure)


def word_bytes(*paragraphs: str, title: str = "", created: object = None) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.core_properties.title = title
    if created:
        document.core_properties.created = created
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_document(read_one: ReadOne) -> None:
    found = read_one("a.docx", word_bytes("Date: 2022-02-02", "The convoy left.", "The talks go on.", title="Convoy"))
    assert isinstance(found, Report), found
    assert (found.dct, found.dct_basis, found.title) == ("2022-02-02", "first line", "Convoy")
    assert found.text == "The convoy left.\n\nThe talks go on."


def test_word_properties_are_the_last_resort_and_the_template_is_none(read_one: ReadOne) -> None:
    from datetime import datetime

    found = read_one("a.docx", word_bytes("The convoy left.", "The talks go on.", created=datetime(2022, 2, 2)))
    assert isinstance(found, Report), found
    assert (found.dct, found.dct_basis) == ("2022-02-02", "docx properties")
    assert isinstance(read_one("a.docx", word_bytes("The convoy left.", "The talks go on.")), ReadFailure)
    assert isinstance(read_one("a.docx", word_bytes("The convoy left.")[:2_000]), ReadFailure)
