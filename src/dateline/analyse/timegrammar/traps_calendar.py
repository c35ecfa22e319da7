"""Traps of calendar words and numbers: names of months, years, seasons, clock times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dateline.analyse.timegrammar.hits import Hit
from dateline.codebook import load_time_words

_TIME_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|for|through|throughout|between|before|after|to|and|or|on|this|last"
    r"|next|early|mid|late|around|about|circa|spring|summer|fall|autumn|winter|fiscal|year|years|into|past|than|as"
    r"|beyond|election|beginning|starting|ending|every|each)[\s(-]+(?:the\s)?$|[(\[—–-]\s?$|^\s*$"
)
_MONTH_OK = re.compile(r"\b(?:in|since|until|till|during|throughout|early|late|mid|last|next|this)[\s-]$")
_NAME_BEFORE = re.compile(r"\b[A-Z][a-zé]+\s$")
_NAME_OK = re.compile(
    r"\b(?:In|Since|By|Until|Till|From|Of|During|For|Through|Between|Before|After|On|This|Last|Next|Early|Mid|Late|And"
    r"|To)\s$"
)
_PLURAL_NEXT = re.compile(
    r"^\s(?!(?:was|is|has|as|this|its|his|does|us|across|always|perhaps|towards|series|news|class|crisis|census|status"
    r"|business|congress|less|plus|versus|access|process|progress|success)\b)[a-z]{2,}s\b"
)
_PART_OF_NUMBER = re.compile(r"^(?:[,.]\d|%|-(?:page|seat|member|strong|acre|mile))")
_GLUED = re.compile(r"[a-z\d][-/.,]$|[a-z\d]$")
_GLUED_OK = re.compile(r"\b(?:mid|pre|post)-$|\b(?:1[5-9]|20)\d\d[-/]$")
_OLD_YEAR_OK = re.compile(
    r"\b(?:in|since|of|by|from|until|year|early|late|before|after|between|and|to|circa|around|about)\s$|[(–-]$"
)
_SHORT_YEAR_OK = re.compile(
    r"\b(?:in|since|of|by|from|until|summer|winter|fall|spring|class|before|after)\s(?:early|late|mid)?\s?$"
)
_SPOKEN_OK = re.compile(
    r"\b(?:year|in|since|of|by|until|from|early|late|mid|spring|summer|fall|winter|autumn|to|and|before|after)[\s-]"
    r"(?:the year\s)?$"
)
_NO_SEASON_NEXT = re.compile(r"^\s(?:of\s(?!(?:the\s)?(?:year|\d{4}|this|last|next))|in\s(?!\d{4})|from|to|by)")
_CLOCK_OK = re.compile(
    r"\b(?:at|by|around|about|until|till|from|to|since|before|after|between|and|or|on|of|approximately)\s$"
    r"|[(,]\s?$|^\s*$|\n$"
)
_DAY_EDGES = frozenset({"dawn", "dusk", "daybreak", "sunrise", "sunset", "nightfall", "midday"})
DOUBTFUL_MONTHS = frozenset({"may", "march", "april", "june", "august"})
_FIRST_NAMES = frozenset({"april", "june", "august"})


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"^[\s-](?:{'|'.join(load_time_words().cues['counted'])})")


@cache
def _numbered() -> re.Pattern[str]:
    words = "|".join(rf"\b{re.escape(w)}" for w in load_time_words().cues["numbered"])
    return re.compile(rf"(?:[$€£¥#]|\bus\$|{words})\s?$")


def _behind_preposition(hit: Hit) -> bool:
    before = hit.before()
    return bool(before.strip() and _TIME_PREPOSITION.search(before))


def month(hit: Hit, tags: Mapping[int, str]) -> bool:
    """Months, not May who said so, nor April Smith, nor an august body."""
    if hit.role("month") == "MONTHABBR":
        if hit.word("month").endswith(".") or hit.has("prefix") or hit.has("rel"):
            return True
        return bool(_MONTH_OK.search(hit.before())) and not re.match(r"^\s[A-Z]", hit.after())
    if hit.role("month") == "MONTH":
        lower = hit.tokens.text[hit.tokens.starts[hit.match.start("month")]].islower()
        if tags.get(hit.start) == "PERSON" and not _MONTH_OK.search(hit.before()):
            return False
        return not (lower and hit.word("month") == "august") and not _is_first_name(hit)
    return hit.has("prefix") or hit.has("rel") or _is_may_or_march(hit, tags)


def _is_first_name(hit: Hit) -> bool:
    """April Smith, June Carter, August Wilson: before a surname, without a preposition in front."""
    if hit.word("month") not in _FIRST_NAMES or hit.has("prefix") or hit.has("rel"):
        return False
    return bool(re.match(r"\s[A-Z][a-z]+", hit.after())) and not _behind_preposition(hit)


def _is_may_or_march(hit: Hit, tags: Mapping[int, str]) -> bool:
    """May and March alone: behind a preposition, or a noun to the parse and no surname."""
    before = hit.before_as_written()
    if _MONTH_OK.search(before.lower()):
        return True
    if _NAME_BEFORE.search(before) and not _NAME_OK.search(before):
        return False
    if re.search(r"\b(?:[Tt]he|[Aa])\s$", before) and hit.word("month") == "march":
        return False
    if re.search(r"^\s(?:on|be|have|not|also|still|well|I|he|she|they|it|we)\b", hit.after()):
        return False
    if hit.text.isupper() and before.strip() and before.isupper():
        return False
    return _behind_preposition(hit) or (tags.get(hit.start) in ("NNP", "NN") and bool(before.strip()))


def month_day(hit: Hit) -> bool:
    """May 5 and not May 5 million; March eighth and not "March first"."""
    if hit.role("month") == "MAYMONTH" and hit.role("day") == "DAYNUM":
        return not _counted().match(hit.after())
    if hit.role("day") not in ("ORDINAL", "SECOND"):
        return True
    return hit.has("wday") or hit.has("year") or not re.match(r"^\s[a-z]", hit.after())


def month_rel(hit: Hit) -> bool:
    """July last year, not July last week."""
    return hit.unit() == "Y"


def year_ago(hit: Hit) -> bool:
    """year-ago, year-earlier; not day-later, year-late."""
    return hit.unit() == "Y" and hit.word("ago") in ("ago", "earlier")


def week_of(hit: Hit) -> bool:
    """the week of January 10."""
    return hit.unit() == "W"


def year(hit: Hit) -> bool:
    """1998 as a year: not counted, not money, not part of a longer number or of a name."""
    before, after = hit.before("year"), hit.after()
    if _numbered().search(before) or _PART_OF_NUMBER.match(after) or _GLUED.search(before):
        return bool(_GLUED_OK.search(before))
    if _counted().match(after):
        return False
    if _PLURAL_NEXT.match(after):
        return bool(re.search(r"\b(?:the|in|since|of|its|early|late|mid|from)[\s-]$", before))
    number = hit.year() or 0
    if number < 1800 or number > 2060:
        return bool(_OLD_YEAR_OK.search(before))
    return 1900 <= number <= 2050 or bool(_TIME_PREPOSITION.search(before)) or hit.last - hit.first > 1


def year_short(hit: Hit) -> bool:
    """'98 behind a preposition or a season."""
    return bool(_SHORT_YEAR_OK.search(hit.before()))


def year_spoken(hit: Hit) -> bool:
    """nineteen ninety-eight; shorter ones only where a preposition says that a year comes."""
    number = hit.year()
    if number is None or not 1100 <= number <= 2099 or _counted().match(hit.after()):
        return False
    full = number >= 1900 and hit.roles("year")[0] == "TEEN" and len(hit.roles("year")) > 1
    return full or bool(_SPOKEN_OK.search(hit.before("year")))


def year_era(hit: Hit) -> bool:
    """480 BC in capitals."""
    return (hit.word("era") or hit.word("era2")).upper() in hit.text


def years(hit: Hit) -> bool:
    """1955-57, not 2022-02."""
    first, tail = hit.word("year"), hit.word("short")
    return len(tail) == 2 and tail > first[2:] and " " not in hit.text and "1600" < first < "2100"


def iso_month(hit: Hit) -> bool:
    """2022-02 and not the years 2009-10."""
    first, tail = hit.word("year"), hit.word("number")
    return len(hit.text) == 7 and len(tail) == 2 and tail <= first[2:] and 1 <= int(tail) <= 12


def decade(hit: Hit) -> bool:
    """the 80s, not "in his 50s" nor "50s"."""
    word = hit.word("decade")
    if hit.has("word") or len(word) > 4:
        return hit.has("decade") or hit.has("the") or hit.has("prefix")
    owner = re.search(r"\b(?:his|her|their|my|our|your)\s(?:early\s|mid-?|late\s)?$", hit.before())
    return owner is None and (hit.has("the") or hit.has("prefix") or word[0] in "'’")


def century(hit: Hit) -> bool:
    """The unit behind the ordinal is a century."""
    return hit.unit() == "C"


def quarter(hit: Hit) -> bool:
    """Halves and "the last quarter" need a year: a match and a contest have them too."""
    if hit.role("ord") != "LAST" and hit.role("what") != "HALF":
        return True
    return any(hit.has(g) for g in ("year", "rel", "the", "year0", "before"))


def weekday(hit: Hit) -> bool:
    """Weekdays with a capital; short forms with a full stop, unless they are words too."""
    if hit.role("wday") != "WDAYABBR":
        return hit.text[:1].isupper() or hit.has("pointer") or hit.has("prefix")
    word = hit.word("wday")
    return (word.endswith(".") and word not in ("sun.", "sat.", "wed.")) or hit.has("part")


def season(hit: Hit) -> bool:
    """Seasons, not a fall in prices, the fall of a city, a spring of water, the Winter Palace."""
    if hit.has("year") or hit.has("rel") or hit.has("pointer"):
        return True
    if hit.role("season") == "SEASON":
        return not re.match(r"^\s(?:Olympi|Games|Palace)", hit.after())
    if hit.has("prefix") or hit.has("the"):
        return not _NO_SEASON_NEXT.match(hit.after()) and hit.role("prefix") != "ON"
    behind = re.search(r"\b(?:in|by|since|until|through|and|or)\s$", hit.before())
    return hit.word("season") == "spring" and bool(behind)


def clock(hit: Hit) -> bool:
    """14:30 behind "at" and its kind, not a score or a running time."""
    if hit.role("clock") != "CLOCK" or hit.has("zone"):
        return True
    return bool(_CLOCK_OK.search(hit.before())) and int(hit.word("clock").split(":")[0]) < 25


def daypart(hit: Hit) -> bool:
    """this morning, late afternoon, "in the morning", "at dawn", the night of 23 February."""
    if hit.has("pointer") or re.match(r"^\sof\s(?:\d|[A-Z]|the\s\d)", hit.after()):
        return True
    if hit.has("prefix"):
        return hit.role("prefix") in ("PART", "HYPHEN")
    if hit.word("part") in _DAY_EDGES:
        return bool(re.search(r"\b(?:at|by|before|after|since|until|around)\s$", hit.before()))
    return hit.word("part") in ("morning", "afternoon", "evening") and hit.before().endswith(
        ("in ", "during ", "for ", "until ")
    )
