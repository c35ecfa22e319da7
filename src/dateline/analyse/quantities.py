"""How many and how much: numbers in digits and words, ranges, money, measures, and the words that hedge them.

Own grammar, because the hedges are the point: "up to 8,500" is a ceiling, "dozens" is no number at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from dateline.model import Quantity

_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "single": 1,
}  # fmt: skip
_SCALES = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "k": 1e3,
}  # fmt: skip
_CURRENCY_SIGNS = {
    "US$": "USD", "C$": "CAD", "A$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP",
    "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR", "₪": "ILS", "₺": "TRY", "₩": "KRW", "USD": "USD", "EUR": "EUR",
    "GBP": "GBP", "CHF": "CHF", "RUB": "RUB", "UAH": "UAH",
}  # fmt: skip
_CURRENCY_WORDS = {
    "dollar": "USD", "u.s. dollar": "USD", "us dollar": "USD", "american dollar": "USD", "usd": "USD", "euro": "EUR",
    "eur": "EUR", "pound": "GBP", "pound sterling": "GBP", "british pound": "GBP", "yen": "JPY", "rouble": "RUB",
    "ruble": "RUB", "hryvnia": "UAH", "zloty": "PLN", "lira": "TRY", "yuan": "CNY", "franc": "CHF", "shekel": "ILS",
    "swiss franc": "CHF", "krona": "SEK", "krone": "NOK", "rupee": "INR", "rial": "IRR", "canadian dollar": "CAD",
    "australian dollar": "AUD",
}  # fmt: skip
_MEASURES = (
    "tons|tonnes|ton|tonne|metric tons|metric tonnes|kilograms|kilogrammes|kilos|kg|grams|pounds of|litres|liters"
    "|gallons|barrels|bushels|kilometres|kilometers|km|miles|metres|meters|hectares|acres|cubic metres|cubic meters"
    "|cubic feet|megawatts|percent|per cent|%|rounds|sets|truckloads|planeloads|shiploads|boatloads|trainloads"
    "|lorry loads|crates|boxes|pieces|units|shipments|batches|consignments|deliveries|convoys|doses"
)
_COMPARATORS = (
    (r"at least|no fewer than|no less than|not less than|a minimum of|upwards? of|minimum", "at least"),
    (r"up to|at most|no more than|not more than|as many as|as much as|a maximum of|to up to|maximum", "at most"),
    (r"more than|over|in excess of|above|greater than|well over|exceeding", "more than"),
    (r"less than|fewer than|under|below|just under", "less than"),
    (
        r"about|around|roughly|approximately|some|nearly|almost|close to|an estimated|estimated|or so|circa"
        r"|in the region of|virtually|just over|just about|probably|perhaps|an approximate|approx\.?",
        "about",
    ),
    (r"an additional|additional|another|an extra|extra|a further|further", "additional"),
)
_SIZE = "large|small|great|limited|certain|growing|significant|substantial|considerable|huge"
_VAGUE = re.compile(
    r"\b(?:(?:many |several |a few |some )?(?:tens|hundreds|dozens|scores|thousands|millions|billions)"
    r"(?: of (?:hundreds|thousands|millions|billions))?"
    r"|(?:several|a few|a couple of|some|many|few)\s+(?:dozen|hundred|thousand|million|billion)"
    rf"|a (?:(?:{_SIZE}) )?(?:number|quantity|amount|batch|series|handful|couple|variety|range)(?= of\b)"
    r"|large (?:numbers|quantities|amounts)(?= of\b)|(?:a lot|lots|some|most|half)(?= of\b)"
    r"|a dozen or so|several|a few|numerous|many|countless|various|multiple)\b",
    re.IGNORECASE,
)
_MANY_OF = re.compile(r"\s+(?:of\s+)?([\w.]+(?: dollars?)?)")
_MAX_CHARS = 300
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_SPELLED = rf"(?:(?:{_WORD})(?:[- ](?:and )?(?:{_WORD}))*)"
_SCALE = r"(?:dozen|score|hundred|thousand|million|billion|trillion|mn|bn|trn|tn)\b"
_AND_MORE = rf"(?:[ -](?:and )?{_SPELLED}(?:[- ]{_SCALE})?){{0,3}}(?:[- ]{_SCALE})?"
_NUMBER = (
    rf"(?:(?:{_DIGITS})(?:(?:[- ]?{_SCALE}){{1,2}}|[mbk]\b)?"
    rf"|(?:half a|an?|{_SPELLED})(?:[- ]{_SCALE}){_AND_MORE}|{_SPELLED})"
)
_SIGN = "|".join(re.escape(sign) for sign in _CURRENCY_SIGNS)
_HEDGE = "|".join(pattern for pattern, _ in _COMPARATORS)
_MONEY_WORDS = "|".join(re.escape(w) + "s?" for w in sorted(_CURRENCY_WORDS, key=len, reverse=True))
_QUANTITY = (
    rf"(?<![\w.,$€£-])(?P<hedges>(?:(?:{_HEDGE})\s+)*)(?:(?P<between>between|from)\s+)?"
    rf"(?P<sign>{_SIGN})?\s?(?P<low>{_NUMBER})(?![\w]|[.,]\d|-(?!strong)[a-zA-Z])"
    rf"(?:(?:\s*[-–—]\s*|\s+(?:to|and|or)\s+)(?:{_SIGN})?\s?(?P<high>{_NUMBER})(?![\w]|[.,]\d|-(?!strong)[a-zA-Z]))?"
    rf"(?:[ -](?P<money>{_MONEY_WORDS})\b|\s?(?P<measure>{_MEASURES})(?!\w))?(?!\s+times\b)"
)
_PLURAL = re.compile(r"\s+(?:[\w'’.-]+\s+){0,4}?(?:\w+s|people|men|women|troops|personnel|aircraft|children)\b")
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "its", "their", "his", "in", "of", "since", "by", "until"})


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of a quantity, compiled with the first one looked for: it takes as long as a dozen modules load."""
    return re.compile(_QUANTITY, re.IGNORECASE)


def find_quantity(words: str) -> Quantity | None:
    """The first quantity in a noun phrase, None where it has none.

    Vague ones ("dozens", "a number of") keep their words and have neither `low` nor `high`. "At least 30" has only a
    `low`, "up to 30" only a `high`. `unit` is a currency (ISO 4217) or a measure in the singular; "" for a count.
    Years, ordinals, designations (F-16) and numbers inside names (Leopard 2) are no quantities.
    """
    words = words[:_MAX_CHARS]
    vague = _VAGUE.search(words)
    for match in _pattern().finditer(words):
        if vague is not None and vague.start() <= match.start("low"):
            break
        if not _is_name_or_year(match, words):
            return _quantity(match)
    return _vague_quantity(vague, words) if vague else None


def _vague_quantity(vague: re.Match[str], words: str) -> Quantity:
    following = _MANY_OF.match(words[vague.end() :])
    unit = _CURRENCY_WORDS.get(following[1].lower().rstrip("s"), "") if following else ""
    return Quantity(" ".join(vague.group().split()), unit=unit)


def parse_number(words: str) -> float | None:
    """The value of one number in digits or words ("1.2 million", "three thousand"), None where it is none."""
    low = words.lower().replace(",", "").strip()
    half = low.startswith("half a ")
    parts = re.findall(r"\d+(?:\.\d+)?|[a-z]+", low.removeprefix("half a "))
    total = current = 0.0
    seen = False
    for part in parts:
        if part == "and":
            continue
        value = _UNITS.get(part, float(part) if part[0].isdigit() else None)
        if value is None and part in ("a", "an"):
            value = 1.0
        if value is not None:
            current, seen = current + value, True
        elif part in _SCALES:
            current, total = _scaled(current if seen else 1.0, total, _SCALES[part])
            seen = True
        else:
            return None
    result = total + current
    return (result / 2 if half else result) if seen else None


def _scaled(current: float, total: float, scale: float) -> tuple[float, float]:
    """Current and total after a scale word: hundreds stay open ("two hundred thousand"), larger ones close."""
    return (current * scale, total) if scale <= 100 else (0.0, total + (current or 1.0) * scale)


def _is_name_or_year(match: re.Match[str], words: str) -> bool:
    """True for "Leopard 2", "Nord Stream 2", "the 2014 accord", "a 1"."""
    low = match["low"]
    before = words[: match.start("low")].split()
    plain = low.isdigit() and not match["sign"] and not match["money"] and not match["measure"] and not match["hedges"]
    if not plain:
        return False
    last = before[-1] if before else ""
    if last[:1].isupper() and not last.endswith(("'s", "’s", "s'", "s’")) and last.lower() not in _DETERMINERS:
        return True
    if 1900 <= int(low) <= 2099 and len(low) == 4:
        return last.lower() in _DETERMINERS or not _PLURAL.match(words[match.end() :])
    return False


def _quantity(match: re.Match[str]) -> Quantity:
    low, high = parse_number(match["low"]), parse_number(match["high"]) if match["high"] else None
    if high is not None and low is not None:
        low, high = _same_scale(match, low, high)
    sign = next((code for s, code in _CURRENCY_SIGNS.items() if s.lower() == (match["sign"] or "").lower()), "")
    money = _CURRENCY_WORDS.get((match["money"] or "").lower().rstrip("s"), "")
    found = Quantity(
        " ".join(match.group().split()), low, high if match["high"] else low, "", sign or money or _measure(match)
    )
    return _hedged(found, match["hedges"])


def _same_scale(match: re.Match[str], low: float, high: float) -> tuple[float, float]:
    """ "3 to 5 million": the scale of the second number holds for both."""
    scaled = re.search(rf"({_SCALE})$", match["high"].lower())
    if scaled and low < high and not re.search(_SCALE, match["low"].lower()) and low < 1_000:
        low *= _SCALES[scaled[1]]
    return min(low, high), max(low, high)


def _measure(match: re.Match[str]) -> str:
    unit = (match["measure"] or "").lower().removesuffix(" of").replace("per cent", "percent").replace("%", "percent")
    if unit in ("batches", "boxes"):
        return unit[:-2]
    return {"deliveries": "delivery"}.get(unit, unit[:-1] if unit.endswith("s") and unit != "gas" else unit)


def _hedged(found: Quantity, hedges: str) -> Quantity:
    """The quantity with its comparator; the outermost word decides, but "an additional" gives way to a bound."""
    words = " ".join(hedges.lower().split())
    kinds = [name for pattern, name in _COMPARATORS if re.search(rf"\b(?:{pattern})(?!\w)", words)]
    if re.search(r"\bno (?:more|fewer|less) than\b|\bnot (?:more|less) than\b", words):
        kinds = [k for k in kinds if k not in ("more than", "less than")]
    if not kinds:
        return found
    if kinds[0] in ("at least", "more than"):
        return replace(found, high=None if found.high == found.low else found.high, comparator=kinds[0])
    if kinds[0] in ("at most", "less than"):
        return replace(found, low=None if found.high == found.low else found.low, comparator=kinds[0])
    return replace(found, comparator=kinds[0])
