"""Datelines: the place, day and agency that open a wire story ("KYIV, Feb 2 (Reuters) -")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.read.dates import MONTH

_DAY = rf"(?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\.?)(?![\w])"
_PLACE = r"[A-Z][\w.'’-]*(?:(?:\s*[,/]\s*|\s+)(?:and\s+|al-|el-|de\s+|of\s+)?[A-Z(][\w.'’)-]*){0,6}?"
_DATELINE = re.compile(
    rf"^\W{{0,3}}(?P<place>{_PLACE}),?\s+(?P<day>{_DAY})(?:,?\s+(?P<year>(?:18|19|20)\d\d))?\s*[,.:]?\s*"
    rf"(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[^/\n]{{2,40}})/|(?P<dash>--|[-–—]))"
)
_BARE = re.compile(r"^\W{0,3}(?P<place>[A-Z][\w.'’/, -]{1,60}?)\s*\((?P<agency>[A-Z][\w .&'’-]{1,30})\)\s*(?:--|[-–—])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says. `day` is empty where it has none, `year` where it has no year, `agency` likewise."""

    day: str = ""
    year: str = ""
    agency: str = ""

    @property
    def words(self) -> str:
        """The whole date, "" without a year."""
        return f"{self.day} {self.year}" if self.year else ""


def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline with which a paragraph opens, None where it opens without one."""
    head = " ".join(paragraph[:200].split())
    match = _DATELINE.match(head)
    if match:
        agency = match["agency"] or match["slashed"] or ""
        return Dateline(match["day"], match["year"] or "", agency.strip())
    match = _BARE.match(head)
    return Dateline(agency=match["agency"].strip()) if match else None
