"""The words of English time expressions, with their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.codebook.loader import expect, read_data

_NAME = "times"
# table of the file -> role of its words in the grammar
_TABLE_ROLES = {
    "months": "MONTH", "months_ambiguous": "MAYMONTH", "months_short": "MONTHABBR", "weekdays": "WDAY",
    "weekdays_plural": "WDAYS", "weekdays_short": "WDAYABBR", "units": "UNIT", "units_plural": "UNITS",
    "units_long": "UNITLONG", "seasons": "SEASON", "seasons_ambiguous": "FALL", "dayparts": "DAYPART",
    "dayparts_plural": "DAYPARTS", "clock_words": "NOON", "days": "RELDAY", "cardinals": "CARD", "teens": "TEEN",
    "tens": "TENS", "multipliers": "HUNDRED", "ordinals": "ORDINAL", "decade_words": "DECADEWORD",
    "references": "REF", "frequencies": "FREQ", "parts": "PART", "endpoints": "ENDPOINT", "zones": "ZONE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words in lower case: `roles` says what the grammar reads a word as, `values` what it stands for there.

    `values` holds a number, an ISO 8601 letter or a TIMEX3 value by (role, word). `holidays` are names of one or
    more words with "MM-DD" or the name of a movable rule. `cues` are lists of words that stand around times.
    """

    roles: Mapping[str, str]
    values: Mapping[tuple[str, str], Any]
    holidays: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]

    @property
    def role_names(self) -> tuple[str, ...]:
        """Every role that some word has, in a fixed order."""
        return tuple(sorted(set(self.roles.values())))


@cache
def load_time_words() -> TimeWords:
    """The vocabulary of the time grammar.

    Raises:
        CodebookError: a table is missing or a word is not lower case.
    """
    data = read_data(_NAME)
    expect(isinstance(data, dict), _NAME, f"expected tables of words, found {type(data).__name__}")
    roles: dict[str, str] = {}
    values: dict[tuple[str, str], Any] = {}
    for role, word, value in _entries(data):
        expect(isinstance(word, str) and word == word.lower(), _NAME, f"{role}: {word!r} is not a lower-case word")
        roles.setdefault(word, role)
        values.setdefault((role, word), value)
    holidays = data.get("holidays") or {}
    expect(isinstance(holidays, dict) and holidays, _NAME, "the table 'holidays' is missing")
    cues = data.get("cues") or {}
    expect(isinstance(cues, dict) and cues, _NAME, "the table 'cues' is missing")
    lists = {name: tuple(str(w) for w in words) for name, words in cues.items()}
    return TimeWords(roles, values, {str(k): str(v) for k, v in holidays.items()}, lists)


def _entries(data: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for role, words in (data.get("roles") or {}).items():
        for word in words:
            yield role, word, word
    for word in data.get("vague_numbers") or []:
        yield "VAGUE", word, word
    for table, role in _TABLE_ROLES.items():
        entries = data.get(table) or {}
        expect(isinstance(entries, dict) and entries, _NAME, f"the table {table!r} is missing or not words with values")
        for word, value in entries.items():
            yield role, word, value
