"""The rules of the time grammar: what a time expression looks like, as patterns over roles.

A word in capitals stands for one token of that role (codebook/data/times.yaml and tokens.py), or for a `_MACROS`
entry; everything else is the syntax of Python's regular expressions. Named groups are the parts a value is made from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.analyse.timegrammar.tokens import role_chars

_MACROS = {
    "MON": "(?:MONTH|MAYMONTH|MONTHABBR)",
    "DAYORD": "(?:ORDNUM|ORDINAL|SECOND|TENS HYPHEN ORDINAL)",
    "DAYN": "(?:DAYNUM|DAYORD)",
    "SPOKEN": (
        "(?:TEEN (?:TENS (?:HYPHEN? CARD)?|TEEN)|TENS TENS HYPHEN? CARD|TENS TEEN|CARD HUNDRED (?:AND? "
        "(?:TENS HYPHEN? CARD|TENS|TEEN|CARD))?)"
    ),
    "YR": "(?:YEAR|SHORTYEAR|SPOKEN)",
    "DIGITS": "(?:DAYNUM|INT|YEAR|BIGNUM|DECIMAL)",
    "CARDINAL": "(?:CARD|TEEN|TENS|HUNDRED)",
    "NUMWORD": "(?:(?:A(?=HUNDRED))?CARDINAL(?:HYPHEN? CARDINAL|AND(?:CARD|TEEN|TENS)(?!HYPHEN)){0,8})",
    "NUMBER": "(?:DIGITS(?:HYPHEN? FRACTION)?|NUMWORD|FRACTION)",
    "JOINER": "(?:TO|OR|HYPHEN|AND)",
    "FEW": "(?:A? VAGUE|A? COUPLE (?:OFTHE|MORE)?|A? VAGUE OFTHE?)",
    "APPROX": "(?:ABOUT|NOT? (?:MORE|LESS) THAN|NO? (?:MORE|LESS) THAN|AT LEAST|UP TO|AS LONG AS|IN|ALL OFTHE)",
    "PREFIX": "(?P<prefix>DET? PART HYPHEN? (?:IN DET?|ON)?|DET? ENDPOINT (?:OFTHE|IN) DET?)",
    "POINTER": (
        "(?:DET? THIS PAST|THIS COMING|DET? "
        "(?:THIS|THAT|LAST|PAST|NEXT|COMING|PREV|CURRENT|LATEST)|(?:DET|THAT|THIS) SAME|SAME)"
    ),
    "ANYWDAY": "(?:WDAY|WDAYABBR)",
    "UNITANY": "(?:UNIT|UNITS|QUARTER|SECOND|WEEKEND)",
    "ORDANY": "(?:ORDINAL|ORDNUM|SECOND|LAST|TENS HYPHEN ORDINAL)",
}
_RULES = (
    # calendar dates
    ("iso", "(?P<iso>ISO)"),
    ("iso_month", "(?P<year>YEAR) HYPHEN (?P<number>DAYNUM)"),
    ("slashed", "(?P<slashed>SLASHED)"),
    (
        "month_days",
        "(?:ANYWDAY COMMA?)? (?P<month>MON)(?P<day>DAYNUM)(?P<sep>HYPHEN|TO|AND)(?P<day2>DAYNUM)(?:COMMA? "
        "(?P<year>YEAR))?",
    ),
    ("days_month", "(?P<day>DAYNUM)(?P<sep>HYPHEN|TO|AND|OR)(?P<day2>DAYNUM)(?P<month>MON)(?:COMMA? (?P<year>YEAR))?"),
    (
        "month_day",
        "(?:(?P<wday>DET? ANYWDAY) COMMA? DET?)? PREFIX? (?P<month>MON) DET? (?P<day>DAYN)(?:(?:COMMA|OFTHE)? "
        "(?P<year>YR)|(?:COMMA|OFTHE)? (?P<rel>POINTER) UNIT)?",
    ),
    (
        "day_month",
        "(?:(?P<wday>DET? ANYWDAY) COMMA?)? PREFIX? DET? (?:(?P<day>DAYNUM)|(?P<ord>DAYORD) OFTHE?) "
        "(?P<month>MON)(?:(?:COMMA|OFTHE)? (?P<year>YR)|(?:COMMA|OFTHE)? (?P<rel>POINTER) UNIT)?",
    ),
    (
        "week_of",
        "DET? (?P<unit>UNIT) OFTHE (?P<month>MON) DET? (?P<day>DAYNUM|ORDNUM) (?:(?:COMMA|OFTHE)? (?P<year>YR))?",
    ),
    ("month_year", "PREFIX? (?P<month>MON) (?:COMMA|OFTHE)? (?P<year>YR)"),
    ("month_rel", "PREFIX? (?P<month>MON) (?:OFTHE|IN|COMMA)? (?P<rel>POINTER) (?P<unit>UNIT)"),
    ("month", "(?:PREFIX|(?P<rel>POINTER))? (?P<month>MON)"),
    ("year", "PREFIX? (?:FISCAL|DET? FISCAL? (?:UNIT|UNITS))? (?P<year>YEAR)"),
    ("years", "(?P<year>YEAR)(?P<sep>HYPHEN)(?P<short>INT|DAYNUM)"),
    ("year_short", "(?P<year>SHORTYEAR)"),
    ("year_era", "(?P<year>YEAR|INT|DAYNUM) (?P<era>BC|AD)|(?P<era2>AD)(?P<year2>YEAR|INT)"),
    ("years_era", "(?P<year>YEAR|INT|DAYNUM)(?P<sep>TO|AND|HYPHEN)(?P<year2>YEAR|INT|DAYNUM)(?P<era>BC|AD)"),
    ("year_spoken", "(?:DET UNIT|PREFIX)? (?P<year>SPOKEN)"),
    ("decade", "(?:PREFIX|(?P<the>DET))? (?:(?P<decade>DECADE|SHORTDECADE)|(?P<word>DECADEWORD))"),
    ("century", "(?:PREFIX|DET)? (?P<ord>ORDANY) HYPHEN? (?P<unit>UNIT)"),
    # quarters and halves of a year
    (
        "quarter",
        "PREFIX? DET? (?:(?P<before>POINTER) UNIT POSS|(?P<year0>YEAR) POSS?)? (?P<ago>UNIT HYPHEN? "
        "(?:AGO|PART))? (?:FISCAL HYPHEN?)?(?P<ord>ORDANY) HYPHEN? (?P<what>QUARTER|HALF)(?:(?:OFTHE|IN|COMMA)? "
        "(?:DET? FISCAL? UNIT? (?P<year>YEAR)|(?P<rel>POINTER) FISCAL? UNIT|(?P<the>DET) FISCAL? UNIT))?",
    ),
    (
        "quarter_code",
        "(?P<code>QUARTERCODE) (?:OFTHE|COMMA)? (?P<year>YEAR)?|(?P<year2>YEAR) COMMA? (?P<code2>QUARTERCODE)",
    ),
    ("quarter_ago", "DET? (?P<unit>UNIT) HYPHEN? (?P<ago>AGO|PART) (?P<what>QUARTER|PERIOD)"),
    ("quarter_of_year", "DET (?P<year>YEAR) (?P<what>QUARTER|PERIOD)"),
    (
        "quarter_rel",
        "PREFIX? (?:(?P<rel>POINTER) UNIT POSS|(?P<pointer>POINTER)|DET) FISCAL? (?P<what>QUARTER)(?:A UNIT "
        "(?P<ago>AGO|PART))?",
    ),
    (
        "period_rel",
        "DET (?P<latest>LATEST) PERIOD|(?:DET SAME|DET|THAT SAME|DET PLAIN) (?P<what>PERIOD|UNIT|QUARTER) "
        "(?:(?:IN|OFTHE)? (?P<rel>POINTER) UNIT|A UNIT (?P<ago>AGO|PART)|(?:IN|OFTHE) (?P<year>YEAR))",
    ),
    ("year_ago", "(?P<unit>UNIT) HYPHEN (?P<ago>AGO|PART)"),
    # seasons and holidays
    (
        "season",
        "(?:PREFIX|(?P<pointer>POINTER)|(?P<the>DET))? (?P<season>SEASON|FALL)(?:(?:OFTHE|IN|COMMA)? "
        "(?:(?P<year>YR)|(?P<rel>POINTER) UNIT))?",
    ),
    ("holiday", "(?:PREFIX|(?P<rel>POINTER))? (?P<holiday>HOLIDAY) (?:(?:COMMA|OFTHE)? (?P<year>YR))?"),
    # days and parts of a day
    ("rel_day", "PREFIX? (?:(?P<part1>DAYPART|NOON) HYPHEN?)? (?P<day>RELDAY) (?P<part2>DAYPART)?"),
    ("tonight", "PREFIX? (?P<word>TONIGHT)"),
    (
        "weekday",
        "(?:(?P<pointer>POINTER)|PREFIX)? (?P<wday>ANYWDAY) (?P<part>DAYPART)?(?:(?:OFTHE|COMMA)? "
        "(?P<rel>POINTER) (?P<unit>UNIT))?",
    ),
    ("daypart", "PREFIX? (?:(?P<pointer>POINTER)|(?P<the>DET))? (?P<part>DAYPART) (?:UNITS(?=OFTHE))?"),
    (
        "clock",
        "(?:ABOUT? (?P<clock>CLOCKM|CLOCK|NOON)|ABOUT? (?P<hour>DAYNUM|CARD|TEEN) "
        "OCLOCK|(?P<hundred>YEAR|INT)(?=HYPHEN? (?:ZONE|LOCAL TIME)))(?:(?P<zone>ZONE)|LOCAL TIME)?",
    ),
    # periods counted from the report's date
    ("unit_rel", "PREFIX? (?P<rel>POINTER) (?:YEARLY|FISCAL){0,3} (?P<unit>UNIT|WEEKEND)"),
    (
        "unit_the",
        "PREFIX? DET (?P<mod>FISCAL|YEARLY){0,3} (?P<unit>UNIT|WEEKEND)|(?P<prefix2>ENDPOINT OFTHE) (?P<unit2>UNIT)",
    ),
    ("unit_before", "(?:DET|A) (?P<unit>UNIT) (?P<dir>BEFORE|AFTER)"),
    ("unit_end", "(?:DET)? (?P<unit>UNIT) POSS? HYPHEN? (?P<end>ENDPOINT)"),
    (
        "offset",
        "(?P<approx>APPROX)? (?:(?P<num>NUMBER)(?P<half>AND A HALF)?|(?P<few>FEW)|(?P<a>A))? "
        "(?P<unit>UNIT|UNITS|QUARTER) (?:OR (?:SO|NUMBER))?(?P<dir>AGO|PART|HENCE|FROM REF)(?: (?P<tail>THIS "
        "UNIT|ANYWDAY|RELDAY))?",
    ),
    (
        "span_rel",
        "(?P<approx>APPROX)? (?:EACH OFTHE)? DET? "
        "(?P<rel>PAST|LAST|NEXT|COMING|PREV|LATEST|RECENT|FUTURE|ORDINAL|CURRENT)(?:(?P<num>NUMBER)(?:JOINER "
        "(?P<num2>NUMBER))?|(?P<few>FEW)|(?P<half>HALF))? (?:YEARLY|MORE){0,3} "
        "(?P<unit>UNITS|UNIT|QUARTER)(?:(?:AND|OR|TO) UNITS)? (?:OR SO)?",
    ),
    ("span_ahead", "DET (?P<unit>UNITS) (?P<dir>AHEAD|TO PLAIN)"),
    ("seasons_past", "DET (?P<rel>PAST|LAST|NEXT) (?P<num>NUMBER) (?P<season>SEASON)"),
    # durations; a rate ("15 a year") goes before them
    ("set_rate", "(?:NUMBER? (?P<times>TIMES))? (?P<rate>A|PER) HYPHEN? (?P<unit>UNIT|QUARTER)"),
    (
        "duration",
        "(?P<approx>APPROX)? (?:DET|A)? (?:(?P<num>NUMBER)(?:JOINER A? (?P<num2>NUMBER))?(?P<half>AND A "
        "HALF)?|(?P<few>FEW)) (?:YEARLY|MORE|PLAIN(?=UNITS)){0,3} (?P<unit>UNITANY) (?P<and_half>AND A HALF)? "
        "(?:OR SO)? (?:POSS? PERIOD)?",
    ),
    (
        "duration_adjective",
        "(?P<approx>APPROX)? (?:(?P<num>NUMBER)(?:JOINER (?P<num2>NUMBER))?|(?P<few>FEW)) HYPHEN (?:MORE "
        "HYPHEN)?(?P<unit>UNITANY) (?:HYPHEN (?:OLD|LONG))? (?:PERIOD)?",
    ),
    (
        "duration_a",
        "(?P<approx>APPROX)? (?P<a>A) (?:YEARLY){0,3} (?P<unit>UNIT|QUARTER) (?P<and_half>AND A HALF)? (?:OR "
        "SO|OR (?P<num2>NUMBER))?",
    ),
    (
        "duration_half",
        "(?P<approx>APPROX)? (?:(?P<half>HALF HYPHEN? A|A HALF HYPHEN?|HALF HYPHEN) (?P<unit>UNIT)|(?P<quarters>A "
        "QUARTER) OFTHE A (?P<unit2>UNIT))",
    ),
    (
        "duration_bare",
        "(?P<unit>UNITS) (?:(?:AND|OR|TO) (?P<unit2>UNITS)|HYPHEN (?:OLD|LONG))?|(?P<long>UNITLONG)|(?P<one>UNIT) "
        "HYPHEN (?:OLD|LONG)",
    ),
    ("duration_all", "(?P<all>ALL|YEARLY) (?P<unit>UNIT)"),
    # sets
    (
        "set_each",
        "(?P<each>EACH) (?:(?P<num>NUMBER)|(?P<other>OTHER|SECOND)|(?P<ord>ORDINAL))? "
        "(?:(?P<unit>UNITANY)|(?P<wday>ANYWDAY) "
        "(?P<wpart>DAYPART)?|(?P<month>MON)(?P<day>DAYNUM)?|(?P<season>SEASON|FALL)|(?P<part>DAYPART))",
    ),
    ("set_adverb", "(?P<freq>FREQ)"),
    ("set_weekdays", "(?P<wday>WDAYS) (?P<part>DAYPARTS|DAYPART)?|(?P<wday2>WDAY) (?P<part2>DAYPARTS)"),
    # references without a date
    ("ref", "(?:RIGHT|MORE|VERY)? (?P<ref>REF)"),
    ("ref_future", "(?:DET|A) NEAR? (?P<future>FUTURE)"),
    ("ref_past", "DET (?P<past>PAST|PRESENT)(?=PLAIN|COMMA|DOT|AND|$|IN|OFTHE)"),
    ("ref_at_present", "AT (?P<present>PRESENT)"),
    ("ref_these_days", "THIS (?P<days>UNITS)"),
    ("ref_adjective", "(?P<adjective>CURRENT|RECENT)"),
    ("ref_term", "DET NEAR TERMWORD"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, which is also the name of the function that makes the value, and its pattern."""

    name: str
    pattern: re.Pattern[str]


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules in order of preference among matches of the same length."""
    return tuple(Rule(name, re.compile(_expand(pattern), re.VERBOSE)) for name, pattern in _RULES)


def _expand(pattern: str) -> str:
    for _ in range(4):
        pattern = re.sub(r"[A-Z]{2,}\d?(?![a-z])|\bA\b", lambda m: _MACROS.get(m.group(), m.group()), pattern)
    return re.sub(r"(?<![<\w])[A-Z]+(?![\w>])", lambda m: _char(m.group()), pattern)


def _char(name: str) -> str:
    if name == "P":
        return name
    if name == "PLAIN":
        return "x"
    return role_chars()[name]
