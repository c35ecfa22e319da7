"""A text as roles: one character a token, so that a rule of the grammar is a regular expression over roles.

The idea is that of token-level regular expressions (Chang & Manning 2014, TokensRegex); writing every role as one
character lets Python's own engine run them, some millions of tokens a second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.codebook import load_time_words

PLAIN = "x"  # any token that no rule names
_ABBREVIATED = (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun"
    r"|JAN|FEB|AUG|SEPT?|OCT|NOV|DEC)\."
)
_NUMERIC_ROLES = (
    "INT", "DAYNUM", "YEAR", "BIGNUM", "DECIMAL", "ORDNUM", "CLOCK", "CLOCKM", "ISO", "SLASHED", "DECADE",
    "SHORTDECADE", "SHORTYEAR", "QUARTERCODE", "FRACTION", "HOLIDAY", "COMMA", "HYPHEN", "POSS", "DOT", "OPEN",
)  # fmt: skip
_MARKS = {",": "COMMA", "-": "HYPHEN", "–": "HYPHEN", "‑": "HYPHEN", "'": "POSS", "’": "POSS", ".": "DOT", "(": "OPEN"}
# roles of which alone no rule is made
_BARE_ROLES = (
    "DET", "A", "THIS", "THAT", "SAME", "LAST", "NEXT", "COMING", "PREV", "BEFORE", "AFTER", "OFTHE", "IN", "ON", "AT",
    "FOR", "FROM", "TO", "BY", "SINCE", "UNTIL", "BETWEEN", "AND", "OR", "NO", "NOT", "MORE", "LESS", "THAN", "LEAST",
    "AS", "LONG", "UP", "ABOUT", "EACH", "PER", "OTHER", "FISCAL", "YEARLY", "ALL", "COUPLE", "HALF", "SO", "OLD",
    "OUTOF", "TIMES", "SECOND", "PERIOD", "TIME", "AHEAD", "NEAR", "RIGHT", "LOCAL", "VERY", "VAGUE", "CARD",
    "ORDINAL", "ORDNUM", "PART", "ENDPOINT", "INT", "DAYNUM", "BIGNUM", "DECIMAL", "FRACTION", "COMMA", "HYPHEN",
    "POSS", "DOT", "OPEN",
)  # fmt: skip
_CAPITAL_ROLES = frozenset({"MAYMONTH", "MONTHABBR", "WDAYABBR"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens that a rule could use, in order; a run of others is one token of role `PLAIN`.

    `roles` has one character a token; `starts` and `ends` are offsets into `text`.
    """

    text: str
    roles: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def word(self, i: int) -> str:
        """The i-th token in lower case."""
        return self.text[self.starts[i] : self.ends[i]].lower()

    def words(self, start: int, end: int) -> list[str]:
        """Tokens start to end (exclusive) in lower case."""
        return [self.word(i) for i in range(start, end)]


@cache
def role_chars() -> dict[str, str]:
    """The character that stands for each role."""
    names = sorted({*load_time_words().role_names, *_NUMERIC_ROLES})
    return {name: chr(0x100 + i) for i, name in enumerate(names)}


@cache
def role_names() -> dict[str, str]:
    """The role that each character stands for."""
    return {char: name for name, char in role_chars().items()}


def read_tokens(text: str) -> Tokens:
    """The text's tokens with their roles."""
    chars = _word_chars()
    rows: list[tuple[str, int, int]] = []
    last = ""
    for m in _token_pattern().finditer(text):
        kind = m.lastgroup
        char = chars.get(m.group().lower(), PLAIN) if kind == "word" else _char_of(kind or "", m.group())
        if kind == "word" and char in _capital_chars() and m.group()[0].islower():
            char = PLAIN
        if char != PLAIN or last != PLAIN:
            rows.append((char, m.start(), m.end()))
        last = char
    return _where_times_are(text, rows)


def _where_times_are(text: str, rows: list[tuple[str, int, int]]) -> Tokens:
    """The tokens of the runs that hold a word every time needs, and of the run before each ("five" trading "days")."""
    runs = "".join(r[0] for r in rows).split(PLAIN)
    bare = _bare_chars()
    wanted = [bool(run) and not bare.issuperset(run) for run in runs]
    kept: list[tuple[str, int, int]] = []
    at = 0
    for i, run in enumerate(runs):
        end = at + len(run) + 1
        if wanted[i] or (i + 1 < len(runs) and wanted[i + 1]):
            kept.extend(rows[at:end])
        at = end
    return Tokens(text, "".join(r[0] for r in kept), tuple(r[1] for r in kept), tuple(r[2] for r in kept))


@cache
def _bare_chars() -> frozenset[str]:
    return frozenset(role_chars()[role] for role in _BARE_ROLES)


@cache
def _word_chars() -> dict[str, str]:
    return {word: role_chars()[role] for word, role in load_time_words().roles.items()}


@cache
def _capital_chars() -> frozenset[str]:
    return frozenset(role_chars()[role] for role in _CAPITAL_ROLES)


def _char_of(kind: str, token: str) -> str:
    if kind == "number":
        return role_chars()[_number_role(token)]
    if kind == "mark":
        return role_chars()[_MARKS[token]]
    if kind == "abbreviated":
        return role_chars()["MONTHABBR" if token[:-1].lower() in _short_months() else "WDAYABBR"]
    return role_chars().get(kind.upper(), PLAIN)


@cache
def _short_months() -> frozenset[str]:
    return frozenset(word for (role, word) in load_time_words().values if role == "MONTHABBR")


def _number_role(token: str) -> str:
    if "," in token:
        return "BIGNUM"
    if "." in token:
        return "DECIMAL"
    if len(token) == 4 and "1000" <= token <= "2199":
        return "YEAR"
    return "DAYNUM" if len(token) < 3 and 1 <= int(token) <= 31 else "INT"


@cache
def _token_pattern() -> re.Pattern[str]:
    holidays = sorted(load_time_words().holidays, key=len, reverse=True)
    names = "|".join(re.escape(h).replace("'", "['’]").replace(r"\ ", r"\s") for h in holidays)
    return re.compile(
        rf"""
        (?P<holiday> \b(?=[A-Z])(?i:{names})\b )
      | (?P<quartercode> \b(?:Q[1-4]|H[12])\b )
      | (?P<abbreviated> \b{_ABBREVIATED} )
      | (?P<oclock> [Oo]['’][Cc]lock\b )
      | (?P<word> [^\W\d_]++(?![\w]) )
      | (?P<junk> [^\W\d_]\w* | [$€£¥]\s?\d[\d,.]{{0,24}}+ | \d[\d,.]{{0,24}}\s?(?:%|[Pp]er\s?cent\b) )
      | (?P<iso> \d{{4}}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]) )
      | (?P<slashed> (?:19|20)\d\d/\d{{1,2}}/\d{{1,2}}(?![\w/])
                       | \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d\d)(?![\w/])
                       | [0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?![\w.]) )
      | (?P<clockm> [01]?\d(?:[:.][0-5]\d)?\s?(?:[aApP]\.\s?[mM]\b\.?|[aApP][mM]\b) )
      | (?P<clock> [0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\w:]) )
      | (?P<decade> (?:1\d|20)\d0['’]?s\b )
      | (?P<shortdecade> ['’]?\d0s\b )
      | (?P<ordnum> \d{{1,3}}(?:st|nd|rd|th)\b )
      | (?P<version> \d++(?:\.\d++){{2,}} )
      | (?P<fraction> [1-9]/[2-9](?![\w/]) )
      | (?P<number> \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\w) | \d{{1,9}}(?:\.\d+)?(?!\w) )
      | (?P<shortyear> ['’]\d\d(?!\w) )
      | (?P<poss> ['’]s\b )
      | (?P<digits> [\d_]\w* )
      | (?P<mark> [-,–‑'’.(] )
      | (?P<gap> \n\s*\n | [^\s\w] )
        """,
        re.VERBOSE,
    )
