"""Traps of units, durations, sets and references: a 35-year-old man, a quarter of them, The Daily Telegraph."""

from __future__ import annotations

import re
from functools import cache

from dateline.analyse.timegrammar.hits import Hit
from dateline.codebook import load_time_words

_CLAUSE_NEXT = re.compile(r"^\s(?:when|that|after|before|he|she|they|we|I|it|of\s)")
_PHRASE_ENDS = re.compile(r"^(?:[.,;:!?\")]|\s+(?:in|at|by|from|to|that|and|with|on)\b|$)")
_QUOTED_NAME = re.compile(r"[a-z\"“'‘]\s?[\"“'‘]?$")
_NAME_BEFORE = re.compile(r"\b(?:[A-Z][a-zé]+|The)\s$")
_OFFSET_NEXT = re.compile(r"^\s(?:ago|earlier|later|or|and a half|before|after)")
_AGE_NEXT = re.compile(r"^[\s-]old\b")
_SUBJECT_NEXT = re.compile(r"^[,]?\s(?:I|we|you|they|he|she|it|the)\b")
_SHORT_UNITS = frozenset({"TS", "TM", "TH"})


@cache
def _rated() -> re.Pattern[str]:
    words = "|".join(load_time_words().cues["rated"])
    return re.compile(rf"(?:\d[\d,.]*\s?%?|[$€£]|\b(?:{words}|\w+s),?)\s?$")


@cache
def _lasting() -> re.Pattern[str]:
    return re.compile(rf"^\s(?:{'|'.join(load_time_words().cues['lasting'])})")


@cache
def _past_verb_next() -> re.Pattern[str]:
    return re.compile(rf"^\s(?:after|as|thereafter|afterward|[a-z]+ed|{'|'.join(load_time_words().cues['past'])})\b")


def unit_rel(hit: Hit) -> bool:
    """last week, not the programme "This Week", nor "the last day"."""
    unit, pointer = hit.unit(), hit.words("rel")[-1]
    if hit.text.istitle() and _QUOTED_NAME.search(hit.before_as_written()[-3:]):
        return False
    if unit in _SHORT_UNITS or unit in ("L", "2W"):
        return False
    if unit == "D":
        return pointer not in ("last", "latest", "current")
    return unit not in ("E", "C") or pointer not in ("past", "last", "next", "coming")


def unit_the(hit: Hit) -> bool:
    """the week, the end of the year; not "the day when", "the year of"."""
    unit = hit.unit("unit" if hit.has("unit") else "unit2")
    if hit.has("prefix") and unit in ("C", "W", "M", "Y"):
        return True
    return unit in ("D", "W", "M", "Y", "WE") and not _CLAUSE_NEXT.match(hit.after())


def unit_before(hit: Hit) -> bool:
    """the day before, where the phrase ends with it."""
    return hit.unit() in ("D", "W", "M", "Y") and bool(_PHRASE_ENDS.match(hit.after()))


def unit_end(hit: Hit) -> bool:
    """year-end, not "year part"."""
    return hit.word("end") in ("end", "start") and hit.unit() in ("Y", "M", "W", "D")


def offset(hit: Hit) -> bool:
    """two years earlier, not two years late."""
    return hit.role("dir") != "PART" or hit.word("dir") in ("earlier", "later")


def span_rel(hit: Hit) -> bool:
    """the past two months, recent years, the first weeks; one unit alone is `unit_rel`'s."""
    role = hit.role("rel")
    many = hit.role("unit") == "UNITS"
    if hit.has("num") or hit.has("few"):
        return True
    if role == "ORDINAL":
        return many and hit.word("rel") == "first"
    if role in ("CURRENT", "PREV", "LATEST"):
        return False
    return many or hit.has("half") or (role != "RECENT" and hit.unit() in ("E", "C"))


def span_ahead(hit: Hit) -> bool:
    """the weeks ahead, the weeks to come."""
    return hit.word("dir") in ("ahead", "come")


def duration(hit: Hit) -> bool:
    """Numbers of units; not the age of a person, nor three quarters of something, nor "a second"."""
    unit = hit.unit()
    if unit == "Q":
        fraction = re.match(r"^\sof\s(?:the|a|all|its|their)\b", hit.after())
        return hit.role("unit") == "UNITS" and fraction is None
    if hit.role("unit") == "SECOND":
        return "-" in hit.text and not hit.text.lower().startswith(("one", "1 "))
    if _AGE_NEXT.match(hit.after()):
        return False
    if unit == "Y" and hit.ends_with("old"):
        return bool(_lasting().match(hit.after()))
    return hit.role("unit") == "UNITS" or _one_unit(hit)


def _one_unit(hit: Hit) -> bool:
    """one week, five-year, "five year low"; not "five year." nor "One day we"."""
    if hit.number() == 1:
        return not (hit.word("num") == "one" and hit.unit() == "D" and _SUBJECT_NEXT.match(hit.after()))
    return hit.has("few") or "-" in hit.text or bool(re.match(r"^\s[a-z]", hit.after()))


def duration_a(hit: Hit) -> bool:
    """a week, an hour and a half; not "a day when", "a minute of", "a year-on-year rise"."""
    unit = hit.unit()
    if unit in ("Q", "TS", "L") or re.match(r"^-[a-z]", hit.after()):
        return False
    if unit == "D":
        return re.match(r"^\s(?:when|that|of|for|in which)\b", hit.after()) is None
    return unit != "TM" or re.match(r"^\s(?:of|for)\b", hit.after()) is None


def duration_bare(hit: Hit) -> bool:
    """weeks, decades-long, month-old; not "50 years old", "years'"."""
    if hit.has("long") or hit.has("one"):
        return not (hit.ends_with("old") and hit.unit("one") == "Y")
    if hit.unit() in ("Q", "TS", "WE") or hit.word("unit") == "nights":
        return False
    return re.match(r"^['’]|^-[a-z]|^[\s-]old\b", hit.after()) is None


def duration_half(hit: Hit) -> bool:
    """half an hour, half a century; not half a millennium's worth of other things."""
    unit = hit.unit("unit2" if hit.has("quarters") else "unit")
    return unit in ("TH", "TM", "D", "W", "M", "Y", "C", "E")


def duration_all(hit: Hit) -> bool:
    """all day, full year; not "consecutive month"."""
    return hit.words("all")[0] in ("all", "full", "whole", "entire")


def set_rate(hit: Hit) -> bool:
    """15 a year, twice a week, per month; not "lasted a year", "people a year ago"."""
    if hit.has("times") or hit.role("rate") == "PER":
        return True
    return bool(_rated().search(hit.before())) and not _OFFSET_NEXT.match(hit.after())


def set_adverb(hit: Hit) -> bool:
    """daily, weekly; not the Daily Telegraph, nor a quarterly dividend (a kind of it, no frequency)."""
    if hit.word("freq") == "quarterly" and re.match(r"^\s[a-z]", hit.after()):
        return False
    before, after = hit.before_as_written(), hit.after()
    if hit.text[:1].isupper() and (re.match(r"^\s[A-Z]", after) or _NAME_BEFORE.search(before)):
        return False
    return not re.search(r"\b(?:[A-Z]\w+'s|the)\s$", before) or not re.match(r"^\s*[.,;]?$", after)


def set_each(hit: Hit) -> bool:
    """every day; not "every second" of attention."""
    return not (hit.has("unit") and hit.unit() == "TS")


def ref(hit: Hit) -> bool:
    """now, recently; soon only where it looks ahead of the report: not "soon fell", "as soon as"."""
    if hit.word("ref") == "soon":
        return not (_past_verb_next().match(hit.after()) or hit.before().endswith(("as ", "too ")))
    return not hit.before().endswith("not ")
