"""Values of quarters and halves of a year, as business news names them."""

from __future__ import annotations

import re

from dateline.analyse.timegrammar.calendar import shift
from dateline.analyse.timegrammar.hits import Context, Found, Hit
from dateline.analyse.timegrammar.numbers import read_ordinal
from dateline.analyse.timegrammar.pointers import mod_of, point, pointed_year


def quarter(hit: Hit, context: Context) -> Found | None:
    """the third quarter, this year's first quarter, the first half of 2022, the year-ago quarter."""
    number = _number(hit)
    letter = "H" if hit.role("what") == "HALF" else "Q"
    if number is None or number > (2 if letter == "H" else 4):
        return None
    year = hit.year() or hit.year("year0") or _pointed(hit, context)
    if year is None:
        year = _quarter_year(hit, context, letter, number)
    value = f"{year:04d}-{letter}{number}" if year else f"XXXX-{letter}{number}"
    return Found("DATE", value, mod_of(hit))


def _number(hit: Hit) -> int | None:
    words = hit.words("ord")
    if words == ["last"]:
        return 2 if hit.role("what") == "HALF" else 4
    return read_ordinal(words)


def _pointed(hit: Hit, context: Context) -> int | None:
    if hit.has("rel"):
        return pointed_year(hit, context)
    if hit.has("before") and context.dct:
        return context.dct.year + point(hit, "before")
    if hit.has("ago") and context.dct:
        number = _number(hit)
        year = _quarter_year(hit, context, "Q", number or 1)
        return year - 1 if year else None
    if hit.has("the") and context.dct:
        return int(context.reference[:4]) if context.narrative and context.reference[:4].isdigit() else context.dct.year
    return None


def _quarter_year(hit: Hit, context: Context, letter: str, number: int) -> int | None:
    """The last one that has begun; the next one that has not ended where the tense points ahead."""
    if context.narrative and context.reference[:4].isdigit():
        return int(context.reference[:4])
    if context.dct is None:
        return None
    now = (context.dct.month - 1) // (6 if letter == "H" else 3) + 1
    count = 2 if letter == "H" else 4
    recent = next((y for y in (0, -1) if 0 <= now - number - y * count <= 1), None)
    if recent is not None:
        return context.dct.year + recent  # the one under way or just over, of which results are still "expected"
    if context.direction(hit) > 0:
        return context.dct.year if number >= now else context.dct.year + 1
    return context.dct.year if number <= now else context.dct.year - 1


def quarter_code(hit: Hit, context: Context) -> Found | None:
    """Q1 2022, 2022 H1, Q3."""
    code = (hit.word("code") or hit.word("code2")).upper()
    year = hit.year() or hit.year("year2") or _quarter_year(hit, context, code[0], int(code[1]))
    return Found("DATE", f"{year:04d}-{code}" if year else f"XXXX-{code}")


def quarter_ago(_: Hit, context: Context) -> Found | None:
    """the year-ago quarter, the year-earlier period."""
    return Found("DATE", _year_before(context))


def _year_before(context: Context) -> str:
    if re.match(r"\d{4}", context.quarter):
        return f"{int(context.quarter[:4]) - 1:04d}{context.quarter[4:]}"
    return f"{context.dct.year - 1:04d}" if context.dct else "XXXX"


def year_ago(_: Hit, context: Context) -> Found | None:
    """year-earlier, year-ago (before "profit", "sales")."""
    return Found("DATE", _year_before(context))


def quarter_of_year(hit: Hit, context: Context) -> Found | None:
    """the 1988 quarter, the 1988 period: the same quarter as told last, of that year."""
    year = hit.year()
    return Found("DATE", f"{year:04d}{context.quarter[4:]}" if context.quarter else f"{year:04d}")


def quarter_rel(hit: Hit, context: Context) -> Found | None:
    """the quarter, last quarter, the current quarter, last year's quarter."""
    told = context.quarter
    if hit.has("rel") or hit.has("ago"):
        return Found("DATE", _year_before(context))
    roles = hit.roles("pointer")
    if told and (not roles or "THAT" in roles or "SAME" in roles or "LATEST" in roles):
        return Found("DATE", told, mod_of(hit))
    if context.dct is None:
        return Found("DATE", "XXXX-QX")
    step = -1 if not roles or "LATEST" in roles else point(hit, "pointer")
    return Found("DATE", shift(context.dct, "Q", step), mod_of(hit))


def period_rel(hit: Hit, context: Context) -> Found | None:
    """the same period last year, the month a year ago, the same month of 1998."""
    if hit.has("latest"):
        return Found("DATE", context.quarter or _unit_before(context))
    base = _period_told(hit, context)
    year = hit.year()
    if year is None and hit.has("rel"):
        year = pointed_year(hit, context)
    if year is None and hit.has("ago"):
        year = int(base[:4]) - 1 if base[:4].isdigit() else None
    if year is None:
        return Found("DATE", "XXXX")
    return Found("DATE", f"{year:04d}{base[4:]}")


def _unit_before(context: Context) -> str:
    return shift(context.dct, "Q", -1) if context.dct else "XXXX-QX"


def _period_told(hit: Hit, context: Context) -> str:
    unit = "" if hit.role("what") == "PERIOD" else hit.unit("what")
    if unit == "Q" or (not unit and context.quarter):
        return context.quarter or (shift(context.dct, "Q", -1) if context.dct else "")
    if unit == "Y":
        return context.reference[:4]
    if unit == "M":
        return context.reference[:7]
    return context.reference
