"""Words that look like a time and are none: May the verb, March the protest, 2,000 people, a fall in prices.

A trap is a check of a rule's match against the words around it. All are general: letters, neighbours, and with a
parse the tag of a word that may be a month or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.analyse.timegrammar import traps_calendar as cal
from dateline.analyse.timegrammar import traps_spans as spa
from dateline.analyse.timegrammar.hits import Hit

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TAGGED: Mapping[str, Callable[[Hit, Mapping[int, str]], bool]] = MappingProxyType({"month": cal.month})
_PLAIN: Mapping[str, Callable[[Hit], bool]] = MappingProxyType({
    "year": cal.year, "year_short": cal.year_short, "month_day": cal.month_day, "weekday": cal.weekday,
    "season": cal.season, "clock": cal.clock, "century": cal.century, "quarter": cal.quarter,
    "month_rel": cal.month_rel,
    "week_of": cal.week_of, "quarter_ago": cal.year_ago, "year_ago": cal.year_ago,
    "daypart": cal.daypart, "year_spoken": cal.year_spoken, "year_era": cal.year_era,
    "years_era": cal.year_era, "years": cal.years, "iso_month": cal.iso_month, "decade": cal.decade,
    "unit_rel": spa.unit_rel, "unit_the": spa.unit_the, "unit_before": spa.unit_before, "unit_end": spa.unit_end,
    "offset": spa.offset, "span_rel": spa.span_rel, "span_ahead": spa.span_ahead, "duration": spa.duration,
    "duration_adjective": spa.duration, "duration_a": spa.duration_a, "duration_bare": spa.duration_bare,
    "duration_half": spa.duration_half, "duration_all": spa.duration_all, "set_rate": spa.set_rate,
    "set_adverb": spa.set_adverb, "set_each": spa.set_each, "ref": spa.ref,
})  # fmt: skip


def passes(hit: Hit, tags: Mapping[int, str]) -> bool:
    """True unless the hit is a trap. `tags` maps offsets to part-of-speech tags, empty without a parse."""
    if tagged := _TAGGED.get(hit.rule):
        return tagged(hit, tags)
    plain = _PLAIN.get(hit.rule)
    return plain is None or plain(hit)


def read_tags(doc: Doc | None) -> dict[int, str]:
    """Tags of the words that may be a month or not, by offset; PERSON where the parse sees a person's name."""
    if doc is None:
        return {}
    return {t.idx: "PERSON" if t.ent_type_ == "PERSON" else t.tag_ for t in doc if t.lower_ in cal.DOUBTFUL_MONTHS}
