"""Time expressions and what they stand for, against the report's date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.draft import Draft
from dateline.analyse.timegrammar.bounds import own_days, with_bounds
from dateline.analyse.timegrammar.calendar import parse_day
from dateline.analyse.timegrammar.hits import Context, Found, Hit, find_hits
from dateline.analyse.timegrammar.merge import merge_clock_and_day, next_dated, year_behind
from dateline.analyse.timegrammar.story import tells_past_time, told
from dateline.analyse.timegrammar.tense import direction_reader
from dateline.analyse.timegrammar.tokens import read_tokens
from dateline.analyse.timegrammar.traps import passes, read_tags
from dateline.analyse.timegrammar.values import make_values
from dateline.model import Span, Timex3

if TYPE_CHECKING:
    from spacy.tokens import Doc


class TimesLayer:
    """Fills `times`: TIMEX3 in reading order, none overlapping another."""

    name = "times"
    requires = ("doc",)
    assigns = ("times",)

    def __call__(self, draft: Draft) -> Draft:
        """The draft with its time expressions."""
        return replace(draft, times=find_times(draft.report.text, draft.report.dct, draft.doc))


def find_times(text: str, dct: str | None, doc: Doc | None = None) -> tuple[Timex3, ...]:
    """The time expressions of a text, in order, none overlapping another; empty where there are none.

    A grammar over token roles (analyse/timegrammar), TimeML values as in TempEval-3 (UzZaman et al. 2013).

    Args:
        text: any text; spans are code-point offsets into it.
        dct: the day it was written, ``YYYY-MM-DD`` with or without a time; "" or None where nobody knows. Then
            "yesterday" is ``XXXX-XX-XX``.
        doc: the text's parse, for the tense around a time and for words such as "May"; neighbouring words are used
            without it.
    """
    tokens = read_tokens(text)
    tags = read_tags(doc)
    hits = find_hits(tokens, lambda hit: passes(hit, tags))
    day = parse_day(dct)
    context = Context(day, direction_reader(text, doc), tells_past_time(hits, day))
    found: list[tuple[Hit, Found]] = []
    for i, hit in enumerate(hits):
        context.year_ahead = year_behind(hits, i)
        context.next_dated = next_dated(hits, i) if context.narrative else ""
        for value in make_values(hit, context):
            found.append((hit, value))
            context.reference = told(hit, value, context.reference)
            if hit.rule in ("quarter", "quarter_code") and not hit.has("ago") and value.value[4:6] == "-Q":
                context.quarter = value.value
    anchor = day.isoformat() if day else ""
    merged = merge_clock_and_day([_timex(hit, value, anchor) for hit, value in found], text)
    return with_bounds(merged, text)


def _timex(hit: Hit, found: Found, anchor: str) -> Timex3:
    start = found.start if found.start >= 0 else hit.start
    end = found.end if found.end >= 0 else hit.end
    begin, last = found.days or own_days(found, anchor)
    return Timex3(
        Span(start, end), found.type, found.value, found.mod, begin, last, "" if found.anchored else anchor, hit.rule
    )
