"""Nouns for parties: offices, people, bodies, with their PLOVER sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.loader import expect, read_data
from dateline.model import ACTOR_KINDS


@dataclass(frozen=True, slots=True)
class Title:
    """A noun for a party. `noun` is its singular form; `kind` that of the actor it heads; `office` a key or "".

    `second` is a further sector ("MIL" for a defence minister) or "". `people` is True for nouns that count persons.
    """

    noun: str
    kind: str
    sector: str
    second: str = ""
    office: str = ""
    plural: bool = False
    people: bool = True


@dataclass(frozen=True, slots=True)
class Titles:
    """The vocabulary, with its look-ups. Keys are tuples of folded words (`fold`)."""

    forms: Mapping[tuple[str, ...], Title]
    country_forms: Mapping[tuple[str, tuple[str, ...]], str]
    domains: Mapping[tuple[str, ...], str]
    office_sectors: Mapping[str, tuple[str, str]]
    spelling: Mapping[str, tuple[str, ...]]
    honorifics: Mapping[str, str]
    genders: Mapping[str, str]
    weak: frozenset[str]
    former: frozenset[str]
    longest: int

    def fold(self, words: Sequence[str]) -> list[str]:
        """Lower-case words with spellings unified; one word may become two ("premier": "prime minister")."""
        return [part for word in words for part in self.spelling.get(word.lower(), (word.lower(),))]

    def of_word(self, word: str) -> Title | None:
        """The title that a single word is; None where it is none."""
        return self.forms.get(tuple(self.fold([word])))

    def ending_at(self, words: Sequence[str], end: int) -> tuple[int, Title] | None:
        """The longest title whose last word is ``words[end - 1]``, with its start; None where there is none."""
        for start in range(max(0, end - self.longest), end):
            title = self.forms.get(tuple(words[start:end]))
            if title is not None:
                return start, title
        return None

    def domain_ending_at(self, words: Sequence[str], end: int) -> tuple[int, str] | None:
        """The sector of the longest domain word that ends there ("foreign ministry": GOV), with its start."""
        for start in range(max(0, end - 3), end):
            sector = self.domains.get(tuple(words[start:end]))
            if sector is not None:
                return start, sector
        return None


@cache
def titles() -> Titles:
    """The vocabulary, checked.

    Raises:
        CodebookError: an entry has an unknown kind or is not of the shape shown in the file.
    """
    data = read_data("titles")
    expect(isinstance(data, dict), "titles", "expected a mapping")
    spelling = {str(k): tuple(str(v).split()) for k, v in data["spelling"].items()}
    irregular = {v: k for k, v in data["irregular_plurals"].items()}
    forms: dict[tuple[str, ...], Title] = {}
    _add_bodies(forms, data["bodies"], irregular)
    _add_people(forms, data["people"], irregular)
    country_forms = _add_offices(forms, data["offices"], irregular)
    _mark_plural(forms, data["always_plural"])
    _add_seconds(forms, data["seconds"])
    genders = {str(w): g for g, words in data["gendered_nouns"].items() for w in words}
    return Titles(
        MappingProxyType(forms),
        MappingProxyType(country_forms),
        MappingProxyType({tuple(str(w).split()): s for s, words in data["domains"].items() for w in words}),
        MappingProxyType({k: (v["sector"], v.get("second", "")) for k, v in data["offices"].items()}),
        MappingProxyType(spelling),
        MappingProxyType({str(k): str(v) for k, v in data["honorifics"].items()}),
        MappingProxyType(genders),
        frozenset(str(w) for w in data["weak"]),
        frozenset(str(w) for w in data["former"]),
        max(len(f) for f in forms),
    )


def _add_bodies(forms: dict[tuple[str, ...], Title], bodies: Any, irregular: Mapping[str, str]) -> None:
    for kind, sectors in bodies.items():
        expect(kind in ACTOR_KINDS, "titles", f"unknown kind {kind!r} under bodies")
        for sector, nouns in sectors.items():
            for noun in nouns:
                _add(forms, Title(noun, kind, sector, people=False), irregular)


def _add_people(forms: dict[tuple[str, ...], Title], people: Any, irregular: Mapping[str, str]) -> None:
    for sector, nouns in people.items():
        expect(isinstance(nouns, list), "titles", f"people: {sector} must be a list")
        for noun in nouns:
            # A body of the same name stays a body ("militia", "staff"), a person's noun is only added.
            _add(forms, Title(noun, "person", sector), irregular)


def _mark_plural(forms: dict[tuple[str, ...], Title], nouns: Any) -> None:
    """Collective nouns that count many without an ending ("people", "police")."""
    for noun in nouns:
        key = tuple(str(noun).split())
        if key in forms:
            forms[key] = replace(forms[key], plural=True)


def _add_seconds(forms: dict[tuple[str, ...], Title], seconds: Mapping[str, str]) -> None:
    """The further sectors of nouns, singular and plural."""
    for key, title in list(forms.items()):
        if title.noun in seconds:
            forms[key] = replace(title, second=seconds[title.noun])


def _add_offices(
    forms: dict[tuple[str, ...], Title], offices: Any, irregular: Mapping[str, str]
) -> dict[tuple[str, tuple[str, ...]], str]:
    country_forms: dict[tuple[str, tuple[str, ...]], str] = {}
    for key, row in offices.items():
        expect(isinstance(row.get("forms"), list), "titles", f"office {key!r} lacks forms")
        for form in row["forms"]:
            title = Title(form, "office", row["sector"], row.get("second", ""), key)
            known = forms.get(tuple(form.split()))
            if known is None or not known.office:
                forms.pop(tuple(form.split()), None)
                _add(forms, title, irregular, replace_plural=True)
        for country, further in row.get("for", {}).items():
            for form in further:
                country_forms[country, tuple(form.split())] = key
                _add(forms, Title(form, "office", row["sector"], row.get("second", ""), ""), irregular)
    return country_forms


def _add(
    forms: dict[tuple[str, ...], Title], title: Title, irregular: Mapping[str, str], *, replace_plural: bool = False
) -> None:
    words = tuple(title.noun.split())
    forms.setdefault(words, title)
    plural = Title(title.noun, title.kind, title.sector, title.second, title.office, plural=True, people=title.people)
    for form in _plurals(title.noun, irregular):
        if replace_plural:
            forms[tuple(form.split())] = plural
        else:
            forms.setdefault(tuple(form.split()), plural)


def _plurals(noun: str, irregular: Mapping[str, str]) -> tuple[str, ...]:
    if noun in irregular:
        return (irregular[noun],)
    *first, last = noun.split()
    if first and first[-1:] in (["of"], ["to"]):  # member of parliament: members of parliament
        return (" ".join([_plural(first[0], irregular), *first[1:], last]),)
    if len(first) > 1 and first[1] in ("of", "for", "to"):
        return (" ".join([_plural(first[0], irregular), *first[1:], last]),)
    return (" ".join([*first, _plural(last, irregular)]),)


def _plural(word: str, irregular: Mapping[str, str]) -> str:
    if word in irregular:
        return irregular[word]
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word if word.endswith(("ss", "s")) and not word.endswith("ss") else word + "es"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + "s"
