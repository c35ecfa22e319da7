"""What the rules match, and what the values are made against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dateline.analyse.timegrammar.numbers import read_number, read_year
from dateline.analyse.timegrammar.patterns import Rule, load_rules
from dateline.analyse.timegrammar.tokens import PLAIN, Tokens, role_chars, role_names
from dateline.codebook import load_time_words

_AROUND = 24


@dataclass(frozen=True, slots=True)
class Hit:
    """One match of a rule. `first` and `last` are token indexes, last excluded."""

    rule: str
    match: re.Match[str]
    tokens: Tokens
    first: int
    last: int

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.tokens.ends[self.last - 1]

    def has(self, group: str) -> bool:
        """True where the rule has such a part and it matched."""
        return group in self.match.re.groupindex and self.match[group] is not None

    def words(self, group: str) -> list[str]:
        """The part's words in lower case; none where it did not match."""
        return self.tokens.words(*self.match.span(group)) if self.has(group) else []

    def word(self, group: str) -> str:
        """The part's last word in lower case, "" where it did not match."""
        words = self.words(group)
        return words[-1] if words else ""

    def role(self, group: str) -> str:
        """The role of the part's last token."""
        return role_names().get(self.match[group][-1], "") if self.has(group) and self.match[group] else ""

    def roles(self, group: str) -> list[str]:
        """The roles of the part's tokens."""
        return [role_names().get(c, "") for c in self.match[group]] if self.has(group) else []

    def value(self, group: str) -> object:
        """What the vocabulary says the part's last word stands for."""
        return load_time_words().values.get((self.role(group), self.word(group).rstrip(".")))

    def unit(self, group: str = "unit") -> str:
        """The ISO 8601 letter of a unit."""
        role = self.role(group)
        fixed = {"QUARTER": "Q", "SECOND": "TS", "WEEKEND": "WE"}
        return fixed.get(role) or str(self.value(group) or "")

    def number(self, group: str = "num") -> float | None:
        """The number a part stands for."""
        return read_number(self.words(group)) if self.has(group) else None

    def year(self, group: str = "year") -> int | None:
        """The year a part names, two digits as they are."""
        return read_year(self.words(group)) if self.has(group) else None

    def month(self) -> int:
        """The number of the month."""
        value = self.value("month")
        return value if isinstance(value, int) else 0

    def before(self, group: str = "") -> str:
        """The 24 characters in front of the match or of a part of it, in lower case."""
        return self.before_as_written(group).lower()

    def before_as_written(self, group: str = "") -> str:
        """The 24 characters in front of the match or of a part of it."""
        at = self.tokens.starts[self.match.start(group)] if group else self.start
        return self.tokens.text[max(0, at - _AROUND) : at]

    def after(self) -> str:
        """The 24 characters behind the match, as written."""
        return self.tokens.text[self.end : self.end + _AROUND]

    def ends_with(self, word: str) -> bool:
        """True where the last word is `word`."""
        return self.tokens.word(self.last - 1) == word

    @property
    def text(self) -> str:
        """The match as written."""
        return self.tokens.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Found:
    """A value before it becomes a Timex3. `start` and `end` are set where the match was cut; `days` where the
    value's own days are not what is meant."""

    type: str
    value: str
    mod: str = ""
    days: tuple[str | None, str | None] | None = None
    start: int = -1
    end: int = -1
    anchored: bool = False


@dataclass(slots=True)
class Context:
    """What a value is made against; `reference` and `quarter` move on as the text is read.

    `dct` is the report's day. `narrative` is True for a text that tells a past time by its own dates, where
    "in April" is the April next to the date told last. `direction` says whether a hit lies before (-1) or after (1)
    `dct` as far as the tense around it shows (0: it does not). `year_ahead` is the year that the coordinated date
    behind the present hit has ("in April and June 1955"); `next_dated` is the next month or day told with its year.
    """

    dct: date | None
    direction: Callable[[Hit], int]
    narrative: bool = False
    reference: str = ""
    quarter: str = ""
    year_ahead: int | None = None
    next_dated: str = ""


def find_hits(tokens: Tokens, accept: Callable[[Hit], bool]) -> list[Hit]:
    """The longest matches that do not overlap and pass `accept`, in reading order."""
    found: list[tuple[int, int, Hit]] = []
    for rank, rule in enumerate(load_rules()):
        found.extend((-_size(h), rank, h) for h in _matches(rule, tokens))
    found.sort(key=lambda f: (f[0], f[1], f[2].first))
    taken = bytearray(len(tokens.roles))
    chosen: list[Hit] = []
    for _, _, hit in found:
        if any(taken[hit.first : hit.last]) or not accept(hit):
            continue
        taken[hit.first : hit.last] = b"\x01" * (hit.last - hit.first)
        chosen.append(hit)
    return sorted(chosen, key=lambda h: h.first)


def _matches(rule: Rule, tokens: Tokens) -> list[Hit]:
    matches = (m for m in rule.pattern.finditer(tokens.roles) if m.end() > m.start())
    return [Hit(rule.name, m, tokens, _first(m, tokens), m.end()) for m in matches if _is_whole(m, tokens)]


def _is_whole(match: re.Match[str], tokens: Tokens) -> bool:
    """False where a plain word of the match stands for several ("five" soldiers died "days" later)."""
    return PLAIN not in match.group() or all(
        tokens.text[tokens.ends[i] : tokens.starts[i + 1]].isspace()
        for i in range(match.start(), match.end() - 1)
        if tokens.roles[i] == PLAIN
    )


def _first(match: re.Match[str], tokens: Tokens) -> int:
    """Where the words begin: "in" and its kind stand outside, but "over two weeks" is more than two weeks."""
    first = match.start()
    leads = "approx" in match.re.groupindex and match.start("approx") == first and match["approx"]
    if leads != role_chars()["IN"]:
        return first
    counts = tokens.word(first) == "over" and tokens.roles[first + 1] != role_chars()["DET"]
    return first if counts else first + 1


def _size(hit: Hit) -> int:
    return hit.last - hit.first
