"""Names in running text: the words of a phrase, and where the names of the codebook stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.codebook import actor_table, actor_usage, countries, offices, titles
from dateline.model import Actor

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., J.D.
    r"|(?:Gen|Lt|Col|Maj|Brig|Capt|Adm|Sgt|Sen|Rep|Gov|Pres|Dr|Prof|Mr|Mrs|Ms|St|Amb|Cmdr|Jr|Sr|Insp|[A-Z])\.(?=\s)"
    r"|['’]s\b"
    r"|[^\W_]+(?:['’](?!s\b)[^\W_]+)*"
    r"|[^\w\s\-–'’.]|\.(?=\s|$)"
)
# "anti-American" and "non-NATO" say what somebody is not.
_CONTRARY = re.compile(r"\b(?:anti|non|pro|ex|trans|post|pre)\s?[-–]\s?$", re.IGNORECASE)


class Word(NamedTuple):
    """One word: `text` without accents and the dots of abbreviations; `start` and `end` are offsets of the original."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for.

    `kind`: "actor" (with `actor`), "metonym" and "capital" (a government's), "country", "area", "demonym", "people",
    "region" or "person" (with `name` as the table of offices has it). `code` is alpha-3, "IGO" or "".
    """

    kind: str
    name: str
    code: str = ""
    sector: str = ""
    actor: Actor | None = None
    noun: bool = False
    adjective: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a list of words: words[start:end], the characters they cover, and what they stand for."""

    start: int
    end: int
    begin: int
    stop: int
    entry: Entry
    contrary: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All names, by their first word, longest first."""

    entries: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]

    def find(self, words: Sequence[Word], text: str, offset: int = 0) -> list[Hit]:
        """The names in the words of ``text``, which starts at `offset`: leftmost and longest, none inside another."""
        hits: list[Hit] = []
        i = 0
        while i < len(words):
            hit = self._at(words, i, text, offset)
            if hit is None:
                i += 1
            else:
                hits.append(hit)
                i = hit.end
        return hits

    def _at(self, words: Sequence[Word], i: int, text: str, offset: int) -> Hit | None:
        for key, entry in self.entries.get(words[i].text, ()):
            end = i + len(key)
            if end <= len(words) and all(words[i + k].text == key[k] for k in range(1, len(key))):
                begin = words[i].start
                contrary = bool(_CONTRARY.search(text[max(0, begin - offset - 9) : max(0, begin - offset)]))
                return Hit(i, end, begin, words[end - 1].end, entry, contrary)
        return None


def plain(word: str) -> str:
    """The word without accents, with straight apostrophes and without an abbreviation's dots."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.replace("’", "'"))
        word = "".join(c for c in word if not unicodedata.combining(c))
        word = word.translate(_LETTERS)
    return word.replace(".", "") if len(word) > 1 else word


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"})


def split_words(text: str, offset: int = 0) -> list[Word]:
    """The words of a text; hyphens and apostrophes between words are left out, other marks are words."""
    return [Word(plain(m.group()), m.start() + offset, m.end() + offset) for m in _WORD.finditer(text)]


def word_key(name: str) -> tuple[str, ...]:
    """A name as the lexicon holds it."""
    return tuple(w.text for w in split_words(name))


@cache
def lexicon() -> Lexicon:
    """All names of the codebook. Where two share a name, the order below decides: the first one stays."""
    found: dict[tuple[str, ...], Entry] = {}
    for names, entry in _all_entries():
        for name in names:
            key = word_key(name)
            if key:
                found.setdefault(key, entry)
                if any(w in ("al", "el") for w in key):  # "Al-Assad" as some outlets print it
                    found.setdefault(tuple(w.capitalize() if w in ("al", "el") else w for w in key), entry)
    by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for key, entry in found.items():
        by_first.setdefault(key[0], []).append((key, entry))
    ordered = {k: tuple(sorted(v, key=lambda row: -len(row[0]))) for k, v in by_first.items()}
    return Lexicon(MappingProxyType(ordered))


def entry_of(name: str) -> Entry | None:
    """What a name stands for by itself; None where the codebook does not have it."""
    key = word_key(name)
    rows = lexicon().entries.get(key[0], ()) if key else ()
    return next((entry for words, entry in rows if words == key), None)


def _all_entries() -> Iterable[tuple[Sequence[str], Entry]]:
    table = actor_table()
    for name, code in table.metonyms.items():
        yield (name,), Entry("metonym", name, code, "GOV")
    yield from _country_entries()
    for area in table.areas:
        yield area.names, Entry("area", area.name, area.country, area.sector)
        yield area.demonyms, Entry("demonym", area.name, area.country, area.sector, noun=True, adjective=True)
    for holding in offices().all:
        yield holding.names, Entry("person", holding.name, holding.body)
    for row in table.all:
        actor = row.actor
        yield row.names, Entry("actor", actor.name, actor.country, actor.sector, actor)
    for people, words in table.peoples.items():
        yield words, Entry("people", people, noun=True, adjective=True)
    yield table.regions, Entry("region", "")


def _country_entries() -> Iterable[tuple[Sequence[str], Entry]]:
    for country in countries():
        yield country.names, Entry("country", country.name, country.alpha3)
    for country in countries():
        adjectives, nouns = set(country.adjectives), set(country.nouns)
        for word in country.demonyms:
            is_noun, is_adjective = word in nouns, word in adjectives
            yield (word,), Entry("demonym", country.name, country.alpha3, noun=is_noun, adjective=is_adjective)
    for country in countries():
        if country.capital:
            yield (
                (country.capital, *actor_usage().capitals.get(country.alpha3, ())),
                Entry("capital", country.capital, country.alpha3, "GOV"),
            )


def is_title(words: str) -> bool:
    """True for a name of the codebook, a noun for a party or a domain word ("European Council", "Defense")."""
    own = split_words(words)
    hits = lexicon().find(own, words)
    if hits and hits[-1].end == len(own):
        return True
    folded = titles().fold([w.text for w in own])
    return bool(titles().ending_at(folded, len(folded)) or titles().domain_ending_at(folded, len(folded)))
