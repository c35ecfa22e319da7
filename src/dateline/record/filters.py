"""What is asked of the record: filters, checked."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from rapidfuzz import process

from dateline.errors import UsageError
from dateline.model import LEDGERS, STATUSES

Words = tuple[str, ...]
_CODE = re.compile(r"[A-Z]{2,9}")
_NOTHING: tuple[object, ...] = (None, "", ())
_MATCHED = ("actor", "recipient", "source", "place")  # names or codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which rows to read. An empty field asks for nothing; several values of one field are alternatives.

    `since` and `until` bound the report's date, both inclusive ("2022-02" and "2022" are taken whole). `actor`,
    `recipient`, `source` and `place` match names by any part of them, whatever the case; a value in capitals ("RUS",
    "GOV", "RUSMIL", "NATO") matches that code, or that very word. `source` "author" asks for what the report itself
    vouches for. `event` is a PLOVER type, or a type of a user's codebook that the record has: reading checks it.
    `status` is one of `STATUSES`, `ledger` one of `LEDGERS`, `report` an id, `text` a part of the sentence.
    `confidence` is the least that a claim must have, 0 to 1; claims without any pass only where it is None.
    """

    since: str = ""
    until: str = ""
    actor: Words = ()
    recipient: Words = ()
    place: Words = ()
    event: Words = ()
    status: Words = ()
    ledger: Words = ()
    source: Words = ()
    report: Words = ()
    text: Words = ()
    confidence: float | None = None
    limit: int | None = None

    @classmethod
    def of(cls, **values: Any) -> Filters:
        """Filters from loose values: a string for a tuple of one, a date for its ISO day, None for nothing.

        Raises:
            UsageError: there is no such filter, or no such value of it; the message names the nearest.
        """
        known = [field.name for field in fields(cls)]
        for name in values:
            if name not in known:
                raise UsageError(f"there is no filter {name!r}", hint=_nearest(name, known))
        given = {name: value for name, value in values.items() if value is not None and value not in ("", (), [])}
        return cls(**{name: _loose(name, value) for name, value in given.items()}).checked()

    def checked(self) -> Filters:
        """The filters with codes in their usual case.

        Raises:
            UsageError: a value does not exist; the message names the nearest.
        """
        return Filters(
            since=_bound(self.since, "since"),
            until=_bound(self.until, "until"),
            event=tuple(v.upper() for v in self.event),
            status=tuple(check_known(v.lower(), STATUSES, "status") for v in self.status),
            ledger=tuple(check_known(v.lower(), LEDGERS, "ledger") for v in self.ledger),
            confidence=_least(self.confidence),
            limit=_limit(self.limit),
            **{name: getattr(self, name) for name in (*_MATCHED, "report", "text")},
        )

    def in_use(self) -> tuple[str, ...]:
        """The names of the filters that ask for something, the limit left out."""
        return tuple(f.name for f in fields(self) if f.name != "limit" and getattr(self, f.name) not in _NOTHING)

    def parameters(self, names: Iterable[str]) -> dict[str, Any]:
        """The parameters that the conditions of these filters bind."""
        bound: dict[str, Any] = {}
        for name in names:
            value = getattr(self, name)
            if name in _MATCHED:
                bound[name] = "|".join(map(_pattern, value))
                bound[f"{name}_codes"] = [v for v in value if _CODE.fullmatch(v)] or ["-"]
            elif name == "text":
                bound[name] = "|".join(f"(?i:{re.escape(v)})" for v in value)
            elif name in ("since", "until"):
                bound[name] = date.fromisoformat(value)
            else:
                bound[name] = list(value) if isinstance(value, tuple) else value
        return bound


def near(word: str, known: Iterable[str]) -> list[str]:
    """Up to three known words that look like this one, the nearest first."""
    found = process.extract(word, list(known), limit=3, score_cutoff=50, processor=str.lower)
    return [match[0] for match in found]


def _nearest(word: str, known: Iterable[str]) -> str:
    known = list(known)
    close = near(word, known)
    return f"Did you mean {' or '.join(close)}?" if close else f"Choose from: {', '.join(known)}."


def check_known(value: str, known: tuple[str, ...], name: str) -> str:
    """The value, where it is a known one.

    Raises:
        UsageError: it is none; the message names the nearest.
    """
    if value not in known:
        raise UsageError(f"there is no {name} {value!r}", hint=f"{_nearest(value, known)} All: {', '.join(known)}.")
    return value


def _loose(name: str, value: Any) -> Any:
    if name in ("since", "until"):
        return value.isoformat()[:10] if isinstance(value, date) else str(value)
    if name in ("limit", "confidence"):
        return value
    return (value,) if isinstance(value, str) else tuple(value)


def _limit(value: int | None) -> int | None:
    if value is not None and (not isinstance(value, int) or value < 0):
        raise UsageError(f"the limit is {value!r}, not a whole number of rows")
    return value


def _least(value: float | None) -> float | None:
    if value is None:
        return None
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not number or not 0.0 <= value <= 1.0:  # false for NaN too
        raise UsageError(f"confidence is {value!r}, not a number from 0 to 1", hint="Write the least as 0.6, say.")
    return float(value)


def _bound(value: str, name: str) -> str:
    """The day meant: "2022-02" begins on its first day as `since` and ends on its last as `until`."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value) if value else None
    if not value:
        return ""
    try:
        year, month, day = (int(part) if part else None for part in parts.groups()) if parts else (0, 0, 0)
        last = name == "until"
        month = month if month is not None else (12 if last else 1)
        day = day if day is not None else (calendar.monthrange(year or 0, month)[1] if last else 1)
        return date(year or 0, month, day).isoformat()
    except ValueError as error:
        raise UsageError(f"{name} is {value!r}, not a date", hint="Write it as 2022-02-24, 2022-02 or 2022.") from error


def _pattern(value: str) -> str:
    return rf"\b{value}\b" if _CODE.fullmatch(value) else f"(?i:{re.escape(value)})"
