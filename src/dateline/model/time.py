"""When: TimeML time expressions."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Timex3:
    """A time expression (TimeML TIMEX3).

    `type` is DATE, TIME, DURATION or SET; `value` the TIMEX3 value, never more precise than the words;
    `mod` a TIMEX3 modifier (START, MID, END, APPROX, ...) or "". `begin` and `end` are ISO days, both inclusive,
    None where that side is open or unknown. `anchor` is the ISO day it was counted from, "" where none was needed.
    """

    span: Span
    type: str
    value: str
    mod: str = ""
    begin: str | None = None
    end: str | None = None
    anchor: str = ""
    method: str = ""
