"""Values of calendar dates: day, month, year, decade, century, season, holiday."""

from __future__ import annotations

import re
from datetime import MAXYEAR, MINYEAR, date

from dateline.analyse.timegrammar.calendar import make_day, parse_day, shift, week_value
from dateline.analyse.timegrammar.hits import Context, Found, Hit
from dateline.analyse.timegrammar.holidays import holiday_of
from dateline.analyse.timegrammar.numbers import read_ordinal
from dateline.analyse.timegrammar.pointers import mod_of, point, pointed_year, points_into_story
from dateline.codebook import load_time_words

_PIVOT = 2039  # for two digits where nobody knows when the report was written: 1950 to 2049


def iso(hit: Hit, _: Context) -> Found | None:
    """2022-02-02, 2022-02-02T14:30."""
    value = hit.text
    if parse_day(value) is None:
        return None
    return Found("TIME" if "T" in value else "DATE", value, anchored=True)


def iso_month(hit: Hit, _: Context) -> Found | None:
    """2022-02."""
    return Found("DATE", hit.text, anchored=True)


def slashed(hit: Hit, context: Context) -> Found | None:
    """2022/02/02, 7/8/07 (month first, as in American papers, unless that cannot be) and 02.02.2022 (day first)."""
    first, second, year = (int(p) for p in re.split(r"[/.]", hit.text))
    if first > 31:
        return _whole_day(make_day(first, second, year))
    year = _full_year(year, context)
    order = [(second, first), (first, second)] if "." in hit.text else [(first, second), (second, first)]
    day = next((d for d in (make_day(year, *pair) for pair in order) if d), None)
    return _whole_day(day)


def _whole_day(day: date | None) -> Found | None:
    return Found("DATE", day.isoformat(), anchored=True) if day else None


def month_day(hit: Hit, context: Context) -> Found | None:
    """February 2; Feb. 2, 2022; Wednesday, Feb. 2."""
    day = read_ordinal(hit.words("day") or hit.words("ord"))
    return _day(hit, context, day, hit.year())


def week_of(hit: Hit, context: Context) -> Found | None:
    """the week of January 10: the ISO week that holds the day."""
    found = _day(hit, context, read_ordinal(hit.words("day")), hit.year())
    day = parse_day(found.value) if found else None
    return Found("DATE", week_value(day)) if day else None


def _day(hit: Hit, context: Context, day: int | None, year: int | None) -> Found | None:
    month = hit.month()
    if day is None or not 1 <= day <= 31 or make_day(2000, month, day) is None:
        return None
    full = _full_year(year, context) if year is not None else _year_of(hit, context, month, day)
    value = f"{full:04d}-{month:02d}-{day:02d}" if full else f"XXXX-{month:02d}-{day:02d}"
    return Found("DATE", value, mod_of(hit), anchored=year is not None)


def month_days(hit: Hit, context: Context) -> list[Found]:
    """3 to 5 March, March 3-5, 2022: two days, each covering the whole stretch where it is one."""
    days = [int(hit.word("day")), int(hit.word("day2"))]
    found = [_day(hit, context, d, hit.year()) for d in days]
    starts = [hit.match.start("day"), hit.match.start("day2")]
    cuts = [starts[1] - 1, hit.last] if hit.rule == "month_days" else [starts[0] + 1, hit.last]
    begins = [hit.first, starts[1]]
    tokens = hit.tokens
    out = []
    for f, begin, cut in zip(found, begins, cuts, strict=True):
        if f is not None:
            out.append(Found(f.type, f.value, f.mod, None, tokens.starts[begin], tokens.ends[cut - 1], f.anchored))
    in_order = len(out) == 2 and parse_day(out[0].value) and out[0].value < out[1].value
    if in_order and hit.role("sep") in ("HYPHEN", "TO"):
        stretch = (out[0].value, out[1].value)
        out = [Found(f.type, f.value, f.mod, stretch, f.start, f.end, f.anchored) for f in out]
    return out


def month_year(hit: Hit, context: Context) -> Found | None:
    """February 2022, early Feb. 2022, August last year."""
    year = hit.year()
    full = _full_year(year, context) if year is not None else pointed_year(hit, context)
    if full is None:
        return Found("DATE", f"XXXX-{hit.month():02d}", mod_of(hit))
    return Found("DATE", f"{full:04d}-{hit.month():02d}", mod_of(hit), anchored=True)


def month(hit: Hit, context: Context) -> Found | None:
    """February, last February, this May, early February: the year from the tense or from the story."""
    number = hit.month()
    year = _pointed_month_year(hit, context, number) if hit.has("rel") else _year_of(hit, context, number)
    return Found("DATE", f"{year:04d}-{number:02d}" if year else f"XXXX-{number:02d}", mod_of(hit))


def _pointed_month_year(hit: Hit, context: Context, month: int) -> int | None:
    if context.narrative or points_into_story(hit, "rel"):
        return pointed_year(hit, context)
    if context.dct is None:
        return None
    year, now = context.dct.year, context.dct.month
    step = point(hit, "rel")
    if step < 0:
        return year if month < now else year - 1
    if step > 0:
        return year if month > now else year + 1
    return year


def _year_of(hit: Hit, context: Context, month: int, day: int | None = None) -> int | None:
    """The year of a month or day that is named without one."""
    if hit.has("rel"):
        return pointed_year(hit, context)
    if context.year_ahead is not None:
        return context.year_ahead
    if context.narrative and context.reference[:4].isdigit():
        return _story_year(context, month)
    if context.dct is None:
        return int(context.reference[:4]) if context.reference[:4].isdigit() else None
    return _tense_year(context.dct, context.direction(hit), month, day)


def _tense_year(dct: date, direction: int, month: int, day: int | None) -> int:
    if day:  # the nearest such day, whatever the tense, as in "payable Dec. 15" or "was extended to Nov. 16"
        offsets = {y: (y - dct.year) * 372 + (month - dct.month) * 31 + day - dct.day for y in _around(dct.year)}
        return _nearest(offsets, direction)
    if direction > 0:
        return dct.year if month >= dct.month else dct.year + 1
    if direction < 0:
        return dct.year if month <= dct.month else dct.year - 1
    return dct.year if month <= dct.month + 1 else dct.year - 1


def _around(year: int) -> list[int]:
    """The year, the one before and the one behind, as far as the calendar goes."""
    return [y for y in (year, year - 1, year + 1) if MINYEAR <= y <= MAXYEAR]


def _story_year(context: Context, month: int) -> int:
    """The year that moves the story on least: onwards is cheaper than back, past the next full date dearest."""
    year = int(context.reference[:4])
    told = re.match(r"\d{4}-(\d\d)", context.reference)
    if not told:
        return year
    here = year * 12 + int(told[1])
    ahead = re.match(r"(\d{4})-(\d\d)", context.next_dated)
    limit = int(ahead[1]) * 12 + int(ahead[2]) if ahead else None
    costs = {y: _story_cost(y * 12 + month, here, limit) for y in _around(year)}
    return min(costs, key=lambda y: costs[y])


def _story_cost(there: int, here: int, limit: int | None) -> float:
    back, onwards = max(0, here - there), max(0, there - here)
    beyond = max(0, there - limit) if limit is not None and limit >= here else 0
    return back + 0.5 * onwards + beyond


def _full_year(year: int, context: Context) -> int:
    """A year of two digits is the last one that ends so, or one not more than ten years ahead of the report."""
    if year >= 100:
        return year
    base = context.dct.year if context.dct else _PIVOT
    century = base - base % 100 + year
    return century - 100 if century > base + 10 else century


def year(hit: Hit, context: Context) -> Found | None:
    """1998, fiscal 1998, the year 2000, late 1998, '98, nineteen ninety-eight."""
    number = hit.year()
    if number is None:
        return None
    return Found("DATE", f"{_full_year(number, context):04d}", mod_of(hit), anchored=True)


def years(hit: Hit, _: Context) -> list[Found]:
    """1955-57: two years."""
    first, tail = hit.word("year"), hit.word("short")
    second = first[: 4 - len(tail)] + tail
    tokens, at = hit.tokens, hit.match.start("short")
    stretch = (f"{first}-01-01", f"{second}-12-31")
    return [
        Found("DATE", first, "", stretch, hit.start, tokens.ends[hit.first], True),
        Found("DATE", second, "", stretch, tokens.starts[at], hit.end, True),
    ]


def year_era(hit: Hit, _: Context) -> Found | None:
    """480 BC (BC0480), AD 79."""
    number = hit.year() or hit.year("year2") or 0
    return Found("DATE", f"BC{number:04d}" if hit.word("era").startswith("bc") else f"{number:04d}", anchored=True)


def years_era(hit: Hit, _: Context) -> list[Found]:
    """264 to 241 BC: two years."""
    era = "BC" if hit.word("era").startswith("bc") else ""
    tokens, at = hit.tokens, hit.match.start("year2")
    first, second = (f"{era}{hit.year(g) or 0:04d}" for g in ("year", "year2"))
    return [
        Found("DATE", first, start=hit.start, end=tokens.ends[hit.first], anchored=True),
        Found("DATE", second, start=tokens.starts[at], end=hit.end, anchored=True),
    ]


def decade(hit: Hit, context: Context) -> Found | None:
    """the 1990s, the early '80s, the nineties: three digits."""
    if hit.has("word"):
        number = hit.value("word")
        digits = f"{number}" if isinstance(number, int) else ""
    else:
        digits = "".join(c for c in hit.word("decade") if c.isdigit())
    full = _full_year(int(digits), context)
    return Found("DATE", f"{full:04d}"[:3], mod_of(hit))


def century(hit: Hit, context: Context) -> Found | None:
    """the 20th century: 19; the last century."""
    number = read_ordinal(hit.words("ord"))
    if number is None:
        value = shift(context.dct, "C", -1) if context.dct else "XX"
        return Found("DATE", value)
    return Found("DATE", f"{number - 1:02d}", mod_of(hit))


def season(hit: Hit, context: Context) -> Found | None:
    """the winter of 2021, last summer, this spring, summer."""
    code = str(hit.value("season"))
    mod = mod_of(hit)
    year = hit.year()
    if year is not None:
        return Found("DATE", f"{_full_year(year, context):04d}-{code}", mod, anchored=True)
    if hit.has("rel"):
        full = pointed_year(hit, context)
    else:
        full = _season_year(hit, context, code)
    return Found("DATE", f"{full:04d}-{code}" if full else f"XXXX-{code}", mod)


def _season_year(hit: Hit, context: Context, code: str) -> int | None:
    if context.year_ahead is not None:
        return context.year_ahead
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    if context.narrative and context.reference[:4].isdigit():
        return int(context.reference[:4])
    if context.dct is None:
        return None
    year, now = context.dct.year, context.dct.month
    step = point(hit, "pointer") if hit.has("pointer") else context.direction(hit)
    if code == "WI" and now <= 2:
        now += 12
        year -= 1
    begun = now >= starts
    if step < 0:
        over = now > starts + 2
        return year if over or (begun and not hit.has("pointer")) else year - 1
    if step > 0:
        return year if not begun or (now <= starts + 2 and not hit.has("pointer")) else year + 1
    return year


def holiday(hit: Hit, context: Context) -> Found | None:
    """Christmas, Easter 2022, last Thanksgiving."""
    name = re.sub(r"\s+", " ", hit.word("holiday").replace("’", "'"))
    rule = load_time_words().holidays.get(name)
    if rule is None:
        return None
    year = hit.year()
    if year is None and context.narrative and context.reference[:4].isdigit():
        year = int(context.reference[:4])
    if year is None:
        year = _holiday_year(hit, context, rule)
    if year is None or not MINYEAR <= year <= MAXYEAR:
        return Found("DATE", f"XXXX-{rule}" if rule[:1].isdigit() else "XXXX-XX-XX")
    return Found("DATE", holiday_of(rule, _full_year(year, context)))


def _holiday_year(hit: Hit, context: Context, rule: str) -> int | None:
    if context.dct is None:
        return None
    here = context.dct.isoformat()
    direction = point(hit, "rel") if hit.has("rel") else 0
    days = {y: holiday_of(rule, y) for y in _around(context.dct.year)}
    if direction < 0:
        return max((y for y, d in days.items() if d <= here), default=None)
    if direction > 0:
        return min((y for y, d in days.items() if d >= here), default=None)
    gaps = {y: (date.fromisoformat(d) - context.dct).days for y, d in days.items()}
    return _nearest(gaps, context.direction(hit))


def _nearest(offsets: dict[int, int], direction: int) -> int:
    """The year with the smallest offset in days; one on the other side than the tense says counts threefold."""
    return min(offsets, key=lambda y: abs(offsets[y]) * (3 if offsets[y] * direction < 0 else 1))
