"""Things by category: weapons, forces, aid, money, agreements. The data says how its entries are matched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.loader import expect, read_data

_NAME = "materiel"
_EDGE = " \t\n.,;:!?\"'“”‘’()[]"
_DIGIT = re.compile(r"\d")
_POSSESSIVE = re.compile(r"['’]s?$")
_SPELLING = {
    "armor": "armour", "armored": "armoured", "defense": "defence", "program": "programme", "maneuver": "manoeuvre",
    "center": "centre", "fertiliser": "fertilizer", "meter": "metre", "ruble": "rouble", "pullout": "pull out",
    "antitank": "anti tank", "antiaircraft": "anti aircraft", "antiship": "anti ship", "airstrike": "air strike",
    "antipersonnel": "anti personnel", "ceasefire": "cease fire", "shortrange": "short range",
    "neighborhood": "neighbourhood", "demilitarized": "demilitarised", "stabilization": "stabilisation",
    "mobilization": "mobilisation",
}  # fmt: skip
_IRREGULAR = {
    "men": "man", "women": "woman", "people": "people", "children": "child", "knives": "knife", "loaves": "loaf",
    "series": "series", "gas": "gas", "gases": "gas", "buses": "bus", "axes": "axe", "guerrillas": "guerrilla",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Materiel:
    """The vocabulary of things. `categories` are its category names in the order of the data."""

    categories: tuple[str, ...]
    containers: frozenset[str]
    _terms: Mapping[str, str]
    _names: Mapping[str, str]
    _patterns: tuple[tuple[re.Pattern[str], str], ...]
    _weak_heads: frozenset[str]

    def category_of(self, words: str) -> str | None:
        """The category of what a phrase names, None where it is in none.

        The longest entry that ends the phrase decides; before "of" where the phrase has one, behind it after a noun
        of measure ("a shipment of rifles"). A weapon's name before a plain head counts more than the head ("Patriot
        batteries"). Articles, plurals, hyphens and British or American spelling do not matter.

        Args:
            words: a noun phrase, without relative clauses.
        """
        return self._find(_split(words)) or None

    def is_excluded(self, words: str) -> bool:
        """True where the vocabulary says that the phrase is no thing ("task force", "way")."""
        return self._find(_split(words)) == ""

    def is_container(self, word: str) -> bool:
        """True for a noun of measure or number, singular or plural ("shipments", "hundreds")."""
        return singular(word.lower()) in self.containers

    def _find(self, tokens: list[str]) -> str | None:
        """The category, "" where the phrase is excluded, None where nothing fits."""
        if "of" not in tokens:
            return self._at_end(tokens)
        at = tokens.index("of")
        whole = self._at_end(tokens, starts=range(at))
        if whole is not None:
            return whole
        if at and self.is_container(tokens[at - 1]):
            return self._find(tokens[at + 1 :]) or self._at_end(tokens[:at])
        return self._at_end(tokens[:at])

    def _at_end(self, tokens: list[str], starts: range | None = None) -> str | None:
        for start in starts if starts is not None else range(len(tokens)):
            tail = tokens[start:]
            found = self._exactly(tail)
            if found is not None:
                return (self._named_before(tokens[:start], tail) if start else "") or found
            if start and _key(tail) in self._weak_heads:
                named = self._named_before(tokens[:start], tail)
                if named:
                    return named
        return None

    def _exactly(self, tokens: list[str]) -> str | None:
        words = " ".join(tokens)
        for form in (words, _singular_name(words)):
            named = self._names.get(form) or self._designated(form)
            if named:
                return named
        return self._terms.get(_key(tokens))

    def _designated(self, words: str) -> str:
        """The category of a designation such as T-72, "" where the words are none."""
        if not (_DIGIT.search(words) or words.endswith("-class")):
            return ""
        return next((category for pattern, category in self._patterns if pattern.fullmatch(words)), "")

    def _named_before(self, before: list[str], tail: list[str]) -> str:
        """The category of a weapon's name right before a plain head, "" where there is none."""
        if _key(tail) not in self._weak_heads:
            return ""
        for start in range(max(0, len(before) - 4), len(before)):
            words = " ".join(before[start:])
            category = self._names.get(words) or self._designated(words)
            if category:
                return category
        return ""


@cache
def materiel() -> Materiel:
    """The vocabulary of things.

    Raises:
        CodebookError: the data is malformed; the message names the entry.
    """
    data = read_data(_NAME)
    expect(isinstance(data, dict) and isinstance(data.get("categories"), dict), _NAME, "needs 'categories'")
    terms: dict[str, str] = {}
    names: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str]] = []
    for category, entry in data["categories"].items():
        _check(category, entry)
        for term in entry.get("terms", ()):
            _add(terms, _key(term.split()), category)
        for name in entry.get("names", ()):
            _add(names, name, category)
            names.setdefault(name.upper(), category)
        patterns.extend((_compile(p, category), category) for p in entry.get("patterns", ()))
    excluded = {_key(str(words).split()): "" for words in data["not_things"]}
    return Materiel(
        tuple(data["categories"]),
        frozenset(singular(str(word)) for word in data["containers"]),
        MappingProxyType(terms | excluded),
        MappingProxyType(names),
        tuple(patterns),
        frozenset(_key(str(words).split()) for words in data["weak_heads"]),
    )


def singular(word: str) -> str:
    """A lower-case word without its plural ending; crude, and the same for the data and the text."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word[:-3] + "man" if word.endswith("men") and len(word) > 5 else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def _key(words: list[str]) -> str:
    parts = " ".join(words).lower().replace("-", " ").replace("–", " ").replace("‑", " ").split()
    return " ".join(_SPELLING.get(word, word) for word in map(singular, parts))


def _split(words: str) -> list[str]:
    tokens = [_POSSESSIVE.sub("", token.strip(_EDGE)) for token in words.split()]
    return [token for token in tokens if token]


def _singular_name(words: str) -> str:
    return words[:-1] if words.endswith("s") and len(words) > 3 else words


def _check(category: object, entry: Any) -> None:
    expect(isinstance(category, str) and category, _NAME, f"category {category!r} is no name")
    kinds = ("terms", "names", "patterns")
    expect(isinstance(entry, dict) and entry and set(entry) <= set(kinds), _NAME, f"{category}: lists of {kinds}")
    for kind, words in entry.items():
        good = isinstance(words, list) and all(isinstance(w, str) and w for w in words)
        expect(good, _NAME, f"{category}: {kind} is not a list of words")


def _add(table: dict[str, str], key: str, category: str) -> None:
    expect(table.get(key, category) == category, _NAME, f"{key!r} is in {table.get(key)!r} and in {category!r}")
    table[key] = category


def _compile(pattern: str, category: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern + "s?")
    except re.error as error:
        expect(False, _NAME, f"{category}: {pattern!r} is no regular expression: {error}")
        raise
