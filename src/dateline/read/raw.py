"""What a format's reader hands on (`RawReport`), and how it becomes a Report."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import urlsplit

from dateline.errors import NoDateError, ReadError
from dateline.model import Report, content_id
from dateline.read.clean import normalise, one_line
from dateline.read.dates import FoundDate, check_day, days_between, nearest_year, parse_day
from dateline.read.language import check_english
from dateline.read.options import ReadOptions

_NEAR_DAYS = 10  # a file is named after the day of its report or one soon after it
_FILE_DAY = re.compile(r"(?<!\d)((?:18|19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_FILE_YEAR = re.compile(r"(?<!\d)((?:18|19|20)\d\d)(?!\d)")
_SLUG = re.compile(r"[^a-z0-9]+")
_MAX_ID = 200


@dataclass(frozen=True, slots=True)
class RawReport:
    """A report as a reader found it: nothing checked yet.

    `date` is what the input gives as its date; `yearless` a dateline's day and month without a year; `last_resort` a
    date that is used where there is no other (a document's properties). `where` is the file's name, with the line for
    a row; `place` identifies the file (hashed into the report's key), and is empty for standard input.
    """

    text: str
    where: str
    place: str = ""
    id: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""
    date: FoundDate | None = None
    yearless: str = ""
    last_resort: FoundDate | None = None
    is_row: bool = False


def build_report(raw: RawReport, options: ReadOptions) -> Report:
    """The report in a raw report: text normalised, date settled, language checked, id and key made.

    Raises:
        ReadError: it has no text, or too much.
        NoDateError: it has no date, or an impossible one.
        LanguageError: it is not in English.
    """
    _check_length(len(raw.text), options.max_chars)
    text = normalise(raw.text)
    if not any(ch.isalnum() for ch in text):
        raise ReadError("there is no text", hint="An empty report cannot be kept.")
    title = one_line(raw.title)
    dct, basis = settle_date(raw, options)
    check_english(title, text)
    report = Report(
        id="", text=text, dct=dct, dct_basis=basis, title=title,
        outlet=one_line(raw.outlet) or one_line(options.outlet), url=one_line(raw.url), origin=raw.where,
    )  # fmt: skip
    return replace(report, id=_name(raw, report), key=_key(raw, report))


def settle_date(raw: RawReport, options: ReadOptions) -> tuple[str, str]:
    """The ISO day of a raw report and where it was found.

    In this order: what the input says, its dateline with a year from elsewhere, its file name, `options.date`, a
    document's properties.

    Raises:
        NoDateError: there is none, or the first one found cannot be right.
    """
    if raw.date is not None:
        return _checked(raw.date, options)
    hint = _file_day(raw) or (FoundDate(options.date, "--date") if options.date else None)
    if hint is not None:
        return _checked(_with_dateline(raw.yearless, hint), options)
    year = _FILE_YEAR.search(_stem(raw.where)) if raw.yearless and not raw.is_row else None
    if year:
        return _checked(FoundDate(f"{raw.yearless} {year[1]}", "dateline, year from file name"), options)
    if raw.last_resort is not None:
        return _checked(raw.last_resort, options)
    raise _no_date(raw)


def _with_dateline(yearless: str, hint: FoundDate) -> FoundDate:
    """The dateline's own day where it lies near the day hinted at, else the hint."""
    day = nearest_year(yearless, parse_day(hint.words)) if yearless else None
    if day and days_between(day, parse_day(hint.words)) <= _NEAR_DAYS:
        return FoundDate(day, f"dateline, year from {hint.basis}")
    return hint


def _checked(found: FoundDate, options: ReadOptions) -> tuple[str, str]:
    try:
        return check_day(parse_day(found.words), options.today), found.basis
    except NoDateError as error:
        raise NoDateError(f"{error.message} ({found.basis})", hint=error.hint) from error


def _no_date(raw: RawReport) -> NoDateError:
    if raw.yearless:
        return NoDateError(f"the dateline's date {raw.yearless!r} has no year", hint="Give the day with --date.")
    return NoDateError(
        "no date was found", hint="Give the day with --date, or write 'Date: YYYY-MM-DD' on the first line."
    )


def _file_day(raw: RawReport) -> FoundDate | None:
    """The day in a file's name; a table's file name says nothing about its rows."""
    match = None if raw.is_row else _FILE_DAY.search(_stem(raw.where))
    if not match:
        return None
    day = f"{match[1]}-{match[3]}-{match[4]}"
    try:
        return FoundDate(parse_day(day), "file name")
    except NoDateError:  # eight digits that are some other number
        return None


def _check_length(length: int, limit: int) -> None:
    if length > limit:
        raise ReadError(
            f"the text has {length:,} characters; the longest taken as one report is {limit:,}",
            hint="Split it into its reports, or raise the limit (max_chars).",
        )


def _stem(where: str) -> str:
    name = PurePath(where).name
    return name.removesuffix(".gz").rsplit(".", 1)[0]


def _name(raw: RawReport, report: Report) -> str:
    given = one_line(raw.id)
    if given:
        return given if len(given) <= _MAX_ID else content_id(given[:80], given)
    stem = _SLUG.sub("-", _stem(raw.where.partition(":")[0]).lower()).strip("-")[:60]
    digest = hashlib.sha256(f"{report.text}\x1f{report.dct}".encode("utf8", "surrogatepass")).hexdigest()[:8]
    return f"{stem or 'report'}-{digest}"


def _key(raw: RawReport, report: Report) -> str:
    """What makes a later input a new version of this report: its id, else its link, else its file (and content)."""
    if raw.id:
        return content_id("k", "id", _name(raw, report))
    if _names_a_page(report.url):
        return content_id("k", "url", report.url)
    if raw.is_row or not raw.place:
        return content_id("k", "row", raw.place, report.text, report.dct)
    return content_id("k", "file", raw.place)


def _names_a_page(url: str) -> bool:
    """True for a link to one page; a site's front page is no name for a report."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc and (parts.path.strip("/") or parts.query))
