"""Values of durations and sets: three weeks, the past two months, for years, every Monday, daily."""

from __future__ import annotations

import re
from datetime import date

from dateline.analyse.timegrammar.calendar import add_days, period, span_days
from dateline.analyse.timegrammar.hits import Context, Found, Hit
from dateline.analyse.timegrammar.numbers import plain
from dateline.codebook import load_time_words

_MODS = {"about": "APPROX", "around": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN", "approximately": "APPROX",
         "roughly": "APPROX", "circa": "APPROX", "under": "LESS_THAN", "over": "MORE_THAN"}  # fmt: skip

_MODAL_BEFORE = re.compile(r"\b(?:will|would|could|may|might|can|to|should|'ll|’ll)\s$")


def duration(hit: Hit, _: Context) -> Found | None:
    """two weeks, five-year, at least 30 days, several months, two and a half years, two or three weeks."""
    unit = hit.unit()
    number = hit.number()
    if unit == "D" and hit.text.lower() == "one day" and _MODAL_BEFORE.search(hit.before()):
        return Found("DATE", "FUTURE_REF")
    if hit.has("few"):
        number = 2 if "couple" in hit.words("few") else None
    elif number is None:
        return None
    if number is not None and (hit.has("half") or hit.has("and_half")):
        number += 0.5
    return Found("DURATION", period("X" if number is None else plain(number), unit), _mod(hit))


def _mod(hit: Hit) -> str:
    words = hit.words("approx") if hit.first == hit.match.start() else []
    if words:
        joined = " ".join(words)
        fixed = {"at least": "EQUAL_OR_MORE", "up to": "EQUAL_OR_LESS", "more than": "MORE_THAN",
                 "less than": "LESS_THAN", "fewer than": "LESS_THAN", "no more than": "EQUAL_OR_LESS",
                 "no less than": "EQUAL_OR_MORE", "as long as": "EQUAL_OR_LESS"}  # fmt: skip
        return fixed.get(joined) or _MODS.get(words[0], "")
    return "APPROX" if hit.text.lower().endswith(" so") else ""


def duration_a(hit: Hit, _: Context) -> Found | None:
    """a week, an hour and a half, nearly a year."""
    number = "1.5" if hit.has("and_half") else "1"
    unit = hit.unit()
    if hit.has("and_half") and unit == "TM":
        return Found("DURATION", "PT1M30S", _mod(hit))
    return Found("DURATION", period(number, unit), _mod(hit))


def duration_half(hit: Hit, _: Context) -> Found | None:
    """half an hour, a half-century, a quarter of an hour."""
    minutes = 15 if hit.has("quarters") else 30
    unit = hit.unit("unit2") if hit.has("quarters") else hit.unit()
    if unit == "TH":
        return Found("DURATION", f"PT{minutes}M")
    if unit in ("Y", "C", "E") and not hit.has("quarters"):
        return Found("DURATION", {"Y": "P6M", "C": "P50Y", "E": "P5Y"}[unit])
    return Found("DURATION", period(plain(minutes / 60), unit))


def duration_bare(hit: Hit, _: Context) -> Found | None:
    """weeks, years, decades-old, weeklong, week-long."""
    if hit.has("long"):
        return Found("DURATION", str(hit.value("long")))
    if hit.has("one"):
        return Found("DURATION", period("1", hit.unit("one")))
    return Found("DURATION", period("X", hit.unit()))


def duration_all(hit: Hit, _: Context) -> Found | None:
    """all day, full year, entire week."""
    return Found("DURATION", period("1", hit.unit()))


def span_rel(hit: Hit, context: Context) -> Found | None:
    """the past two months, the next few days, recent years, the first nine months."""
    unit = hit.unit()
    number = hit.number()
    words = hit.words("rel")
    if hit.has("half"):
        number = 0.5
    if hit.has("few") and "couple" in hit.words("few"):
        number = 2
    counted = number is not None or hit.has("few")
    step = {"PAST": -1, "LAST": -1, "PREV": -1, "RECENT": -1, "LATEST": -1, "NEXT": 1, "COMING": 1, "FUTURE": 1}.get(
        hit.role("rel"), 0
    )
    if number is None and unit in ("E", "C") and hit.role("unit") == "UNIT":
        number = 1
        counted = True
    part_of = re.match(r"^\s(?:of|in)\s(?:[A-Z\d]|the\s[a-z]+\s(?:year|month|week)|last|next|this)", hit.after())
    days = None if part_of else _rolling_days(context.dct, unit, step, number)
    if not counted and words[-1] in ("recent", "past", "previous", "last") and unit in ("D", "Y", "C"):
        return Found("DATE", "PAST_REF", days=days)
    if not counted and words[-1] in ("future", "coming", "upcoming"):
        return Found("DATE", "FUTURE_REF", days=days)
    return Found("DURATION", period("X" if number is None else plain(number), unit), _mod(hit), days)


def _rolling_days(dct: date | None, unit: str, step: int, number: float | None) -> tuple[str | None, str | None] | None:
    if dct is None or step == 0:
        return None
    days = span_days(unit, number) if number is not None else None
    other = add_days(dct, step * days) if days is not None else None
    far = other.isoformat() if other else None
    return (far, dct.isoformat()) if step < 0 else (dct.isoformat(), far)


def span_ahead(hit: Hit, context: Context) -> Found | None:
    """the weeks ahead."""
    return Found("DURATION", period("X", hit.unit()), days=_rolling_days(context.dct, hit.unit(), 1, None))


def seasons_past(hit: Hit, _: Context) -> Found | None:
    """the past three summers."""
    return Found("SET", f"XXXX-{hit.value('season')}")


def set_each(hit: Hit, _: Context) -> Found | None:
    """every day, each July, every Monday night, every two years, every other week."""
    if hit.has("wday"):
        part = f"T{hit.value('wpart')}" if hit.has("wpart") else ""
        return Found("SET", f"XXXX-WXX-{hit.value('wday')}{part}")
    if hit.has("month"):
        day = f"-{int(hit.word('day')):02d}" if hit.has("day") else ""
        return Found("SET", f"XXXX-{hit.month():02d}{day}")
    if hit.has("season"):
        return Found("SET", f"XXXX-{hit.value('season')}")
    if hit.has("part"):
        return Found("SET", f"XXXX-XX-XXT{hit.value('part')}")
    number = hit.number() or hit.number("ord") or (2 if hit.has("other") else 1)
    return Found("SET", period(plain(number), hit.unit()))


def set_adverb(hit: Hit, _: Context) -> Found | None:
    """daily, weekly, annually."""
    return Found("SET", str(hit.value("freq")))


def set_weekdays(hit: Hit, _: Context) -> Found | None:
    """Mondays, Sunday mornings."""
    group = "wday" if hit.has("wday") else "wday2"
    part = "part" if hit.has("part") else "part2"
    tail = f"T{_daypart(hit.word(part))}" if hit.has(part) else ""
    return Found("SET", f"XXXX-WXX-{hit.value(group)}{tail}")


def _daypart(word: str) -> str:
    values = load_time_words().values
    return str(values.get(("DAYPARTS", word)) or values.get(("DAYPART", word)))


def set_rate(hit: Hit, _: Context) -> Found | None:
    """twice a week, 15 a year, per month."""
    return Found("SET", period("1", hit.unit()))
