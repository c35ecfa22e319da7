"""Operators: words that bear on whether the event they govern is a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from dateline.codebook.loader import expect, read_data

NAME = "operators"
EFFECTS = frozenset(
    {"occurred", "ongoing", "planned", "likely", "possible", "unlikely", "denied", "conditional", "proposed",
     "unclear", "keep"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OperatorClass:
    """What a class of words does to the event it governs, affirmed and negated; `speech`: its subject vouches."""

    name: str
    positive: str
    negative: str
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Operators:
    """Operator words by part of speech, modal words, and the marks of clauses that are no facts."""

    verbs: Mapping[str, OperatorClass]
    nouns: Mapping[str, OperatorClass]
    adjectives: Mapping[str, OperatorClass]
    modals: Mapping[str, str]
    modals_perfect: Mapping[str, str]
    conditions: frozenset[str]
    provisos: frozenset[str]
    time_clauses: frozenset[str]
    questions: frozenset[str]
    without: frozenset[str]
    negative_phrases: frozenset[str]
    content_nouns: frozenset[str]
    happening: frozenset[str]
    sharing: frozenset[str]
    carried: frozenset[str]
    sought: frozenset[str]
    expressed: frozenset[str]
    holding: frozenset[str]
    known_marks: frozenset[str]
    evidence_subjects: frozenset[str]
    failing: frozenset[str]
    succeeding: frozenset[str]
    predicate_phrases: Mapping[str, str]
    states: frozenset[str]
    noun_marks: Mapping[str, str]
    prepositions: Mapping[str, str]


@cache
def operators() -> Operators:
    """The operator vocabulary. Where a word stands in two classes, the first in the file wins.

    Raises:
        CodebookError: a class has an unknown effect.
    """
    data = read_data(NAME)
    found: dict[str, dict[str, OperatorClass]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for name, entry in data["operators"].items():
        expect(entry["positive"] in EFFECTS and entry["negative"] in EFFECTS, NAME, f"unknown effect in {name!r}")
        kind = OperatorClass(name, entry["positive"], entry["negative"], bool(entry.get("speech")))
        for part, words in found.items():
            for word in entry.get(part, ()):
                expect(isinstance(word, str), NAME, f"{word!r} in {name!r} must be quoted")
                for form in _forms(word):
                    words.setdefault(form, kind)
    return Operators(
        found["verbs"],
        found["nouns"],
        found["adjectives"],
        _by_word(data["modals"]),
        _by_word(data["modals_perfect"]),
        frozenset(data["conditions"]),
        frozenset(data["provisos"]),
        frozenset(data["time_clauses"]),
        frozenset(data["questions"]),
        frozenset(data["without"]),
        frozenset(data["negative_phrases"]),
        frozenset(data["content_nouns"]),
        frozenset(data["happening"]),
        frozenset(data["sharing"]),
        frozenset(data["carried"]),
        frozenset(data["sought"]),
        frozenset(data["expressed"]),
        frozenset(data["holding"]),
        frozenset(data["known_marks"]),
        frozenset(data["evidence_subjects"]),
        frozenset(data["failing"]),
        frozenset(data["succeeding"]),
        _by_word(data["predicate_phrases"]),
        frozenset(data["states"]),
        _by_word(data["noun_marks"]),
        _by_word(data["prepositions"]),
    )


def _forms(entry: str) -> list[str]:
    """The forms an entry stands for: "talk about/of" is "talk about" and "talk of"."""
    return [" ".join(words) for words in product(*(part.split("/") for part in entry.split(" ")))]


def _by_word(effects: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: effect for effect, words in effects.items() for word in words}
