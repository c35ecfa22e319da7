"""What the whole report tells of its names: initials that stand for a place, and places that lent diseases a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from dateline.analyse.abbreviations import find_abbreviations
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

N = TypeVar("N")
_WORDS_BETWEEN = 1  # "the Argentine haemorrhagic fever": between a name and the noun for a disease
_LONGEST = 4  # words of a name
_PLACED = r"\b(?:in|at|near|from|outside|around|to)\s(?:the\s)?"


def find_initials(text: str, places: Mapping[Span, N]) -> Iterator[tuple[Span, N]]:
    """Where initials stand for one of the places: "Western Highlands Province (WHP) ... police in WHP"."""
    for one in find_abbreviations(text):
        place = places.get(one.name)
        if place is None or not one.short.isupper():
            continue
        for match in re.finditer(rf"(?<![\w.-]){re.escape(one.short)}(?![\w-])", text):
            yield Span(*match.span()), place


def lent_names(doc: Doc, text: str, nouns: frozenset[str]) -> frozenset[str]:
    """Names that stand before a noun for a disease in the report and never behind a preposition of place.

    "Lassa fever" is no place, and neither is "Lassa" in a report that names only the fever; where people live "in
    Lassa" too, the place keeps its name.
    """
    names = {n for token in doc if _is_disease(token.lower_, nouns) for n in _names_before(doc, token.i)}
    return frozenset(n for n in names if not re.search(_PLACED + re.escape(n) + r"\b(?!\s(?:\w+\s)?\w*virus)", text))


def is_disease(doc: Doc, at: int, nouns: frozenset[str]) -> bool:
    """True where a noun for a disease, with a word before it at most, begins at the token."""
    return any(
        _is_disease(doc[k].lower_, nouns) and all(t.text.islower() for t in doc[at:k])
        for k in range(at, min(at + _WORDS_BETWEEN + 1, len(doc)))
    )


def _is_disease(word: str, nouns: frozenset[str]) -> bool:
    return word in nouns or word.endswith(("virus", "viruses"))


def _names_before(doc: Doc, noun: int) -> Iterator[str]:
    """The capitalised words before the noun, each stretch that ends there."""
    last = noun
    if last and doc[last - 1].text.islower() and doc[last - 1].pos_ == "ADJ":
        last -= 1
    first = last
    while first and last - first < _LONGEST and doc[first - 1].text[0].isupper() and doc[first - 1].text.isalpha():
        first -= 1
        yield doc.text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1].text)]


def covered(text: str, names: frozenset[str]) -> frozenset[int]:
    """Offsets inside the listed names, which hold a place's name and are no place: "Agence France-Presse"."""
    if not names:
        return frozenset()
    pattern = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in sorted(names, key=len, reverse=True)))
    return frozenset(k for match in pattern.finditer(text) for k in range(*match.span()))
