"""Words that look like a time and are none: May the verb, March the protest, 2,000 people, a fall in prices.

A trap is a check of a rule's match against the words around it. All are general; without a parse they look at
letters and neighbours only, with one they may also ask it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.analyse.timegrammar.hits import Hit

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TIME_PREPOSITION = re.compile(
    r"\b(?:in|since|by|until|till|from|of|during|for|through|throughout|between|before|after|to|and|or|on|this|last"
    r"|next|early|mid|late|around|about|circa|spring|summer|fall|autumn|winter|fiscal|year|years|into|past|than|as|beyond"
    r"|election|beginning|starting|ending|every|each)[\s(-]+(?:the\s)?$|[(\[—–-]\s?$|^\s*$"
)
_NAME_BEFORE = re.compile(r"\b[A-Z][a-zé]+\s$")
_NAME_OK = re.compile(
    r"\b(?:In|Since|By|Until|Till|From|Of|During|For|Through|Between|Before|After|On|This|Last|Next|Early|Mid|Late|And|To)\s$"
)
_PLURAL_NEXT = re.compile(
    r"^\s(?!(?:was|is|has|as|this|its|his|does|us|across|always|perhaps|towards|series|news|class|crisis|census|status"
    r"|business|congress|less|plus|versus|access|process|progress|success)\b)[a-z]{2,}s\b"
)
_COUNTED_NEXT = re.compile(
    r"^[\s-](?:people|men|women|children|troops|personnel|percent|per|miles|kilomet|km|feet|foot|meter|metre|pounds|tons|"
    r"tonnes|dollars|euros|acres|square|cc|mm|hp|degrees|points|votes|calories|mhz|billion|million|thousand)"
)
_MONEY_BEFORE = re.compile(
    r"(?:[$€£¥#]|\bno\.|\bnumber|\broute|\bhighway|\bmodel|\bflight|\bboeing|\brs\.?|\bus\$|\bunit|\bwindows|\boffice)\s?$"
)
_RATE_BEFORE = re.compile(
    r"(?:\d[\d,.]*\s?(?:%|percent)?|[$€£]|\b(?:once|twice|times|times,|thousand|million|billion|percent|cents|dollars|pounds|euros|people|"
    r"barrels|tons|tonnes|copies|units|cases|deaths|points|visitors|passengers|cars|hundred|rate|hours|days|\w+s))\s?$"
)
_FROM_NEXT = re.compile(r"^\s(?:of\s(?!(?:the\s)?(?:year|\d{4}|this|last|next))|in\s(?!\d{4})|from|to|by)")
_BY_PREPOSITION = re.compile(
    r"\b(?:at|by|around|about|until|till|from|to|since|before|after|between|and|or|on|of|of:|approximately)\s$|[(,]\s?$|^\s*$|\n$"
)


def passes(hit: Hit, doc_tags: Mapping[int, str]) -> bool:
    """True unless the hit is a trap. `doc_tags` maps offsets to part-of-speech tags, empty without a parse."""
    trap = _TRAPS.get(hit.rule)
    return trap is None or trap(hit, doc_tags)


def _month(hit: Hit, tags: Mapping[int, str]) -> bool:
    if hit.role("month") == "MONTHABBR":
        return hit.word("month").endswith(".") or bool(_TIME_PREPOSITION.search(hit.before()))
    if hit.role("month") == "MONTH":
        return not (hit.word("month") == "august" and _is_lower(hit)) and not _is_first_name(hit)
    return hit.has("prefix") or hit.has("rel") or _month_not_verb(hit, tags)


def _is_lower(hit: Hit) -> bool:
    return hit.tokens.text[hit.tokens.starts[hit.match.start("month")]].islower()


def _is_first_name(hit: Hit) -> bool:
    """April Smith, June Carter, August Wilson: a first name before a surname, without a preposition before it."""
    return (
        bool(re.match(r"\s[A-Z][a-z]+", hit.after()))
        and not _TIME_PREPOSITION.search(hit.before())
        and hit.word("month") in ("april", "june", "august")
    )


def _month_not_verb(hit: Hit, tags: Mapping[int, str]) -> bool:
    """May and March alone: a month behind a preposition or where the parse sees a name that is no person's."""
    before = hit.tokens.text[max(0, hit.start - 24) : hit.start]
    if _NAME_BEFORE.search(before) and not _NAME_OK.search(before):
        return False
    if re.search(r"\b(?:[Tt]he|[Aa])\s$", before) and hit.word("month") == "march":
        return False
    if re.search(r"^\s(?:on|be|have|not|also|still|well|I|he|she|they|it|we)\b", hit.after()):
        return False
    if hit.text.isupper() and len(before.strip()) and before.isupper():
        return False
    if _TIME_PREPOSITION.search(before.lower()) and before.strip():
        return True
    return tags.get(hit.start) in ("NNP", "NN") and bool(before.strip())


def _year(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.has("prefix") and hit.role("prefix") not in ("DET", "OFTHE", "PART", "HYPHEN", "IN"):
        return False
    number = hit.year() or 0
    at = hit.tokens.starts[hit.match.start("year")]
    before = hit.tokens.text[max(0, at - 24) : at].lower()
    after = hit.after()
    if (
        _MONEY_BEFORE.search(before)
        or re.match(r"^(?:[,.]\d|%|-(?:page|seat|member|strong|acre|mile))", after)
        or re.search(r"[a-z\d][-/.,]$|[a-z\d]$", before)
    ):
        return bool(re.search(r"\b(?:mid|pre|post)-$|(?:1[5-9]|20)\d\d-$|19\d\d/$|20\d\d/$", before))
    if _COUNTED_NEXT.match(after):
        return False
    expected = bool(_TIME_PREPOSITION.search(before)) or len(hit.match.group()) > 1
    if _PLURAL_NEXT.match(after):
        return bool(re.search(r"\b(?:the|in|since|of|its|early|late|mid|from)[\s-]$", before))
    if number < 1800 or number > 2060:
        return bool(
            re.search(
                r"\b(?:in|since|of|by|from|until|year|early|late|before|after|between|and|to|circa|around|about)\s$|[(–-]$",
                before,
            )
        )
    return expected or 1900 <= number <= 2050


def _year_short(hit: Hit, _: Mapping[int, str]) -> bool:
    return bool(
        re.search(
            r"\b(?:in|since|of|by|from|until|summer|winter|fall|spring|class|before|after)\s(?:early|late|mid)?\s?$",
            hit.before(),
        )
    )


def _month_day(hit: Hit, tags: Mapping[int, str]) -> bool:
    if hit.role("month") == "MAYMONTH" and hit.role("day") == "DAYNUM":
        return not _COUNTED_NEXT.match(hit.after())
    return (
        hit.role("day") not in ("ORDINAL", "SECOND")
        or hit.has("wday")
        or hit.has("year")
        or not re.match(r"^\s[a-z]", hit.after())
    )


def _weekday(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.role("wday") != "WDAYABBR":
        return hit.text[:1].isupper() or hit.has("pointer") or hit.has("prefix")
    return hit.word("wday").endswith(".") and hit.word("wday") not in ("sun.", "sat.", "wed.") or hit.has("part")


def _season(hit: Hit, _: Mapping[int, str]) -> bool:
    after = hit.after()
    if hit.role("season") == "SEASON":
        return not re.match(r"^\s(?:Olympi|Games|Palace)", after) or hit.has("year")
    if hit.has("year") or hit.has("rel") or hit.has("pointer"):
        return True
    if not (hit.has("prefix") or hit.has("the")):
        return (
            bool(re.search(r"\b(?:in|by|since|until|through|and|or)\s$", hit.before()))
            and hit.word("season") == "spring"
        )
    return not _FROM_NEXT.match(after) and hit.role("prefix") != "ON"


def _clock(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.role("clock") == "CLOCK" and not hit.has("zone"):
        return bool(_BY_PREPOSITION.search(hit.before())) and int(hit.word("clock").split(":")[0]) < 25
    return True


def _rate(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.has("times") or hit.role("rate") == "PER":
        return True
    return bool(_RATE_BEFORE.search(hit.before())) and not re.match(
        r"^\s(?:ago|earlier|later|or|and a half|before|after)", hit.after()
    )


def _century(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.unit() == "C"


def _quarter(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.role("ord") == "LAST":
        return any(hit.has(g) for g in ("year", "rel", "the", "year0", "before"))
    if hit.role("what") == "HALF":
        return any(hit.has(g) for g in ("year", "rel", "the", "year0", "before"))
    return True


def _needs_year_unit(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.unit() == "Y"


def _unit_rel(hit: Hit, _: Mapping[int, str]) -> bool:
    unit = hit.unit()
    if (
        hit.text.istitle()
        and hit.match.start("rel")
        and re.search(r"[a-z\"“'‘]\s?[\"“'‘]?$", hit.tokens.text[max(0, hit.start - 3) : hit.start])
    ):
        return False  # a programme's name: on ABC's "This Week"
    if unit in ("TM", "TH", "TS", "L", "2W"):
        return False
    if unit == "D" and hit.words("rel")[-1] in ("last", "latest", "current"):
        return False
    return not (unit in ("E", "C") and hit.words("rel")[-1] in ("past", "last", "next", "coming"))


def _unit_the(hit: Hit, _: Mapping[int, str]) -> bool:
    unit = hit.unit("unit" if hit.has("unit") else "unit2")
    if unit == "C":
        return hit.has("prefix")
    return (
        unit in ("D", "W", "M", "Y", "WE")
        and not re.match(r"^\s(?:when|that|after|before|he|she|they|we|I|it|of\s)", hit.after())
        or (unit in ("W", "M", "Y") and hit.has("prefix"))
    )


def _unit_before(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.unit() in ("D", "W", "M", "Y") and bool(
        re.match(r"^(?:[.,;:!?\")]|\s+(?:in|at|by|from|to|that|and|with|on)\b|$)", hit.after())
    )


def _unit_end(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.word("end") in ("end", "start") and hit.unit() in ("Y", "M", "W", "D")


def _offset(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.role("dir") == "PART":
        return hit.word("dir") in ("earlier", "later") and (not hit.has("a") or hit.has("a"))
    return True


def _daypart(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.has("pointer"):
        return True
    if hit.has("prefix"):
        return hit.role("prefix") in ("PART", "HYPHEN")
    return hit.word("part") in ("morning", "afternoon", "evening") and hit.before(12).endswith(
        ("in ", "during ", "for ", "until ")
    )


def _span_rel(hit: Hit, _: Mapping[int, str]) -> bool:
    role = hit.role("rel")
    unit = hit.unit()
    counted = hit.has("num") or hit.has("few") or hit.has("half")
    if role in ("ORDINAL", "CURRENT", "PREV", "LATEST"):
        return (
            hit.has("num")
            or hit.has("few")
            or (role == "ORDINAL" and hit.word("rel") == "first" and hit.role("unit") == "UNITS")
        )
    if role == "RECENT":
        return hit.role("unit") == "UNITS"
    if not counted:
        return hit.role("unit") == "UNITS" or unit in ("E", "C")
    return True


def _span_ahead(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.word("dir") == "ahead" or bool(re.match(r"^\scome\b", hit.after()))


def _duration(hit: Hit, _: Mapping[int, str]) -> bool:
    unit = hit.unit()
    if unit == "Q" and hit.role("unit") == "QUARTER":
        return False
    if unit == "Q":
        return not re.match(r"^\sof\s(?:the|a|all|its|their)\b", hit.after())
    if unit == "TS" and hit.role("unit") == "SECOND":
        return "-" in hit.text and not hit.text.lower().startswith(("one", "1 "))
    if re.match(r"^\sold\b", hit.after()):
        return False  # an age is no time
    number = hit.number()
    singular = hit.role("unit") in ("UNIT", "WEEKEND")
    if (
        singular
        and number is not None
        and number != 1
        and "-" not in hit.text
        and not re.match(r"^\s[a-z]", hit.after())
    ):
        return False
    return not (
        singular
        and hit.word("num") == "one"
        and unit == "D"
        and re.match(r"^[,]?\s(?:I|we|you|they|he|she|it|the)\b", hit.after())
    )


def _duration_a(hit: Hit, _: Mapping[int, str]) -> bool:
    unit = hit.unit()
    if unit in ("Q", "TS", "L"):
        return False
    if unit == "D" and re.match(r"^\s(?:when|that|of|for|in which)\b", hit.after()):
        return False
    return not (unit in ("TM",) and re.match(r"^\s(?:of|for)\b", hit.after())) and not re.match(r"^-[a-z]", hit.after())


def _duration_bare(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.has("long") or hit.has("one"):
        return True
    return (
        hit.unit() not in ("Q", "TS", "WE")
        and hit.word("unit") != "nights"
        and not re.match(r"^['’]|^-[a-z]", hit.after())
    )


def _duration_half(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.unit("unit2" if hit.has("quarters") else "unit") in ("TH", "TM", "D", "W", "M", "Y", "C", "E")


def _set_adverb(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.word("freq") == "quarterly" and re.match(r"^\s[a-z]", hit.after()):
        return False  # a kind of dividend or report rather than a frequency
    before, after = hit.tokens.text[max(0, hit.start - 24) : hit.start], hit.after()
    if hit.text[:1].isupper() and (
        re.match(r"^\s[A-Z]", after) or _NAME_BEFORE.search(before) or re.search(r"\bThe\s$", before)
    ):
        return False
    return not re.search(r"\b(?:[A-Z]\w+'s|the)\s$", before) or not re.match(r"^\s*[.,;]?$", after)


def _set_each(hit: Hit, _: Mapping[int, str]) -> bool:
    return not (hit.has("unit") and (hit.unit() == "TS" or hit.words("unit")[0] in ("time",)))


def _duration_all(hit: Hit, _: Mapping[int, str]) -> bool:
    return hit.words("all")[0] in ("all", "full", "whole", "entire")


def _spoken(hit: Hit, _: Mapping[int, str]) -> bool:
    year = hit.year()
    if (
        year is None
        or not 1100 <= year <= 2099
        or re.match(r"^\s(?:people|troops|dollars|percent|soldiers|men|miles)", hit.after())
    ):
        return False
    if 1900 <= year and hit.roles("year")[0] == "TEEN" and len(hit.roles("year")) > 1:
        return True
    named = re.search(
        r"\b(?:year|in|since|of|by|until|from|early|late|mid|spring|summer|fall|winter|autumn|to|and|before|after)[\s-](?:the year\s)?$",
        hit.tokens.text[
            max(0, hit.tokens.starts[hit.match.start("year")] - 20) : hit.tokens.starts[hit.match.start("year")]
        ].lower(),
    )
    return bool(named)


_PAST_VERB = r"[a-z]+ed|was|were|had|became|began|came|found|got|went|took|lost|fell|made|left|saw|led|won|broke|gave|grew|turned"


def _ref(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.word("ref") == "now":
        return not re.search(r"\b(?:until|up to|till|from)\s$", hit.before()) or True
    if hit.word("ref") == "soon":
        return not re.match(
            rf"^\s(?:after|as|thereafter|afterward|{_PAST_VERB})\b", hit.after()
        ) and not hit.before().endswith(("as ", "too "))
    return not hit.before().endswith(("until ", "not "))


def _ref_adjective(hit: Hit, _: Mapping[int, str]) -> bool:
    return not re.match(r"^\s(?:account|accounts)\b", hit.after())


def _era(hit: Hit, _: Mapping[int, str]) -> bool:
    return (hit.word("era") or hit.word("era2")).upper() in hit.text


def _years(hit: Hit, _: Mapping[int, str]) -> bool:
    first, tail = hit.word("year"), hit.word("short")
    return len(tail) == 2 and tail > first[2:] and " " not in hit.text and "1600" < first < "2100"


def _decade(hit: Hit, _: Mapping[int, str]) -> bool:
    if hit.has("word"):
        return True
    word = hit.word("decade")
    if len(word) < 5:
        owner = re.search(r"\b(?:his|her|their|my|our|your)\s(?:early\s|mid-?|late\s)?$", hit.before())
        return owner is None and (hit.has("the") or hit.has("prefix") or word[0] in "'’")
    return True


def _rel_day(hit: Hit, _: Mapping[int, str]) -> bool:
    return not (hit.text == "Today" and re.match(r"^\s(?:show|program)|^['\"]", hit.after()))


_TRAPS: Mapping[str, Callable[[Hit, Mapping[int, str]], bool]] = MappingProxyType({
    "month": _month, "year": _year, "year_short": _year_short, "month_day": _month_day, "weekday": _weekday,
    "season": _season, "clock": _clock, "set_rate": _rate, "century": _century, "quarter": _quarter,
    "month_rel": _needs_year_unit, "unit_rel": _unit_rel, "unit_the": _unit_the, "unit_before": _unit_before,
    "unit_end": _unit_end, "offset": _offset, "daypart": _daypart, "span_rel": _span_rel, "span_ahead": _span_ahead,
    "duration": _duration, "duration_a": _duration_a, "duration_bare": _duration_bare,
    "duration_half": _duration_half, "duration_all": _duration_all, "set_adverb": _set_adverb, "set_each": _set_each, "year_spoken": _spoken,
    "ref": _ref, "ref_adjective": _ref_adjective, "year_era": _era, "years": _years, "decade": _decade,
    "rel_day": _rel_day,
})  # fmt: skip


def read_tags(doc: Doc | None) -> dict[int, str]:
    """Tags of the words that may be a month or not, by offset."""
    if doc is None:
        return {}
    return {t.idx: t.tag_ for t in doc if t.lower_ in ("may", "march")}
