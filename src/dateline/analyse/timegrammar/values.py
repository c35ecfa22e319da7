"""From a rule's match to its value: one function a rule, by the rule's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dateline.analyse.timegrammar import (
    values_calendar as cal,
)
from dateline.analyse.timegrammar import (
    values_clock as clk,
)
from dateline.analyse.timegrammar import (
    values_quarters as qua,
)
from dateline.analyse.timegrammar import (
    values_relative as rel,
)
from dateline.analyse.timegrammar import (
    values_spans as spa,
)
from dateline.analyse.timegrammar.hits import Context, Found, Hit

Maker = Callable[[Hit, Context], "Found | list[Found] | None"]
_MAKERS: Mapping[str, Maker] = MappingProxyType({
    "iso": cal.iso, "iso_month": cal.iso_month, "slashed": cal.slashed, "month_days": cal.month_days,
    "days_month": cal.month_days, "month_day": cal.month_day, "day_month": cal.month_day,
    "week_of": cal.week_of, "month_year": cal.month_year, "month_rel": cal.month_year,
    "month": cal.month, "year": cal.year,
    "years": cal.years, "year_short": cal.year, "year_era": cal.year_era, "years_era": cal.years_era,
    "year_spoken": cal.year, "decade": cal.decade, "century": cal.century, "season": cal.season,
    "holiday": cal.holiday, "quarter": qua.quarter, "quarter_code": qua.quarter_code, "quarter_ago": qua.quarter_ago,
    "quarter_of_year": qua.quarter_of_year, "quarter_rel": qua.quarter_rel, "period_rel": qua.period_rel,
    "year_ago": qua.year_ago, "rel_day": rel.rel_day, "tonight": rel.tonight, "weekday": rel.weekday,
    "daypart": rel.daypart, "clock": clk.clock, "unit_rel": rel.unit_rel, "unit_the": rel.unit_the,
    "unit_before": rel.unit_before, "unit_end": rel.unit_end, "offset": rel.offset, "span_rel": spa.span_rel,
    "span_ahead": spa.span_ahead, "seasons_past": spa.seasons_past, "duration": spa.duration,
    "duration_adjective": spa.duration, "duration_a": spa.duration_a, "duration_half": spa.duration_half,
    "duration_bare": spa.duration_bare, "duration_all": spa.duration_all, "set_each": spa.set_each,
    "set_adverb": spa.set_adverb, "set_weekdays": spa.set_weekdays, "set_rate": spa.set_rate, "ref": rel.ref,
    "ref_future": rel.ref_future, "ref_past": rel.ref_past, "ref_at_present": rel.ref_at_present,
    "ref_these_days": rel.ref_at_present, "ref_adjective": rel.ref_adjective, "ref_term": rel.ref_future,
})  # fmt: skip


def make_values(hit: Hit, context: Context) -> list[Found]:
    """The values of one hit: none, one, or two where the words name both ends of a stretch."""
    found = _MAKERS[hit.rule](hit, context)
    if found is None:
        return []
    values = found if isinstance(found, list) else [found]
    return [v for v in values if v.value]  # none where a step leaves the calendar
