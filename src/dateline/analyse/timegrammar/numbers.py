"""Numbers in digits and words."""

from __future__ import annotations

from functools import cache

from dateline.codebook import load_time_words

_NUMBER_TABLES = ("CARD", "TEEN", "TENS", "HUNDRED", "ORDINAL")


@cache
def _number_words() -> dict[str, int]:
    values = load_time_words().values
    words = {word: int(v) for (role, word), v in values.items() if role in _NUMBER_TABLES}
    return words | {"a": 1, "an": 1, "second": 2}


def read_number(words: list[str]) -> float | None:
    """The number that words such as "twenty", "-", "four" or "2", "1/2" stand for; None where there is none."""
    total: float | None = None
    for word in words:
        value = _one(word)
        if value is None:
            continue
        if total is None:
            total = value
        elif value in (12, 100, 1000, 1_000_000) and total < value * 10 and _is_multiplier(word):
            total *= value
        else:
            total += value
    return total


def read_ordinal(words: list[str]) -> int | None:
    """The number of "third", "3rd" or "twenty", "-", "first"; None for "last"."""
    if words and words[-1][:1].isdigit():
        return int("".join(c for c in words[-1] if c.isdigit()))
    number = read_number(words)
    return int(number) if number else None


def read_year(words: list[str]) -> int | None:
    """The year of "1998", "'98" (as 98), "nineteen ninety-eight" or "two thousand and four"."""
    digits = words[0].lstrip("'’")
    if digits.isdigit():
        return int(digits)
    numbers = [n for n in map(_one, words) if n is not None]
    if len(numbers) > 1 and numbers[1] >= 1000:
        return int(numbers[0] * 1000 + sum(numbers[2:]))
    if numbers and 10 <= numbers[0] <= 20 and len(numbers) > 1:
        return int(numbers[0] * 100 + sum(numbers[1:]))
    return None


def _one(word: str) -> float | None:
    if "/" in word:
        above, below = word.split("/")
        return int(above) / int(below)
    digits = word.replace(",", "")
    if digits.replace(".", "", 1).isdigit() and digits.isascii():
        return float(digits)
    return _number_words().get(word)


def _is_multiplier(word: str) -> bool:
    return word in ("dozen", "hundred", "thousand", "million")


def plain(number: float) -> str:
    """The number without a needless fraction: 2, 2.5."""
    return str(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0")
