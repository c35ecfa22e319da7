"""Values of clock times: 14:30, 5 p.m. EST, noon, 0600 GMT, ten o'clock."""

from __future__ import annotations

import re

from dateline.analyse.timegrammar.hits import Context, Found, Hit
from dateline.analyse.timegrammar.pointers import story_day
from dateline.codebook import load_time_words


def clock(hit: Hit, context: Context) -> Found | None:
    """The time on the day told last in the neighbourhood (`merge` puts a named day in), else on the report's."""
    time = _time(hit)
    if time is None:
        return None
    zone = str(hit.value("zone") or "") if hit.has("zone") else ""
    return Found("TIME", f"{story_day(context) or 'XXXX-XX-XX'}T{time}{zone if zone == 'Z' else ''}")


def _time(hit: Hit) -> str | None:
    if hit.role("clock") == "NOON":
        return str(load_time_words().values["NOON", hit.word("clock")])
    if hit.has("hour"):
        hour = hit.number("hour")
        return f"{int(hour):02d}" if hour is not None and hour <= 24 else None
    if hit.has("hundred"):
        digits = hit.word("hundred").zfill(4)
        return _checked(int(digits[:2]), digits[2:])
    m = re.match(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap]?)", hit.word("clock"))
    if not m:
        return None
    hour = int(m[1])
    if m[3]:
        hour = hour % 12 + (12 if m[3] == "p" else 0)
    return _checked(hour, m[2] or "00")


def _checked(hour: int, minute: str) -> str | None:
    return f"{hour:02d}:{minute}" if hour <= 24 and int(minute) < 60 else None
