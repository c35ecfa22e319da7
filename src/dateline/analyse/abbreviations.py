"""Initials that a report uses for a name it has spelt out: "the Organization for Arctic Security (OAS) ... OAS said".

After Schwartz and Hearst (2003), much reduced: each letter must be the first of a word, in order, and small words
may be
passed over. Initials never introduced in brackets count only where they are those of a name of three capitalised words
or more that stands before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.codebook import slug
from dateline.model import Actor, Span

if TYPE_CHECKING:
    from dateline.analyse.antecedents import Settled

_INTRODUCED = re.compile(r"[ \u00a0][(\[](?:or |the )?[\"“'‘]?([A-Z][A-Za-z]*[A-Z])[\"”'’]?[)\]]")
_INITIALS = re.compile(r"(?<![\w.-])[A-Z]{3,6}(?![\w-])")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SMALL = frozenset(
    {"of", "for", "the", "and", "in", "on", "to", "against", "with", "de", "la", "del", "du", "des", "al"}
)
_REACH = 120  # characters before a bracket in which the name must stand
_LEAST_SPELT = 3  # capitalised words of a name whose initials are used without a word
_NOT_BODIES = frozenset({"person", "office", "country"})


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """Initials and where the report spells them out."""

    short: str
    name: Span


class Abbreviations:
    """The abbreviations of one report, with the party of each once its name has been read. Lives for one call."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known = tuple(find_abbreviations(text))
        self._by_short = {a.short: a for a in self._known}
        self._actors: dict[str, Actor] = {}

    def settle(self, settled: Settled) -> None:
        """Give a mention of the name, or of its initials, the party that the report means by them."""
        found = settled.found
        for one in self._known:
            if one.name.contains(found.head):
                self._spelt_out(one, settled)
                return
        words = found.span.words(self._text).split()
        short = next((w for w in words if w in self._by_short), None)
        actor = self._actors.get(short) if short is not None else None
        if actor is None or short is None:
            return
        if found.head.words(self._text) == short:
            settled.actor, settled.method, settled.kind = actor, f"short for {actor.name}", actor.kind
        elif settled.plural and settled.actor is not None and not settled.actor.country:
            name = f"{actor.name} {found.head.words(self._text)}"
            settled.actor = replace(settled.actor, id=slug(name), name=name, country=actor.country)

    def _spelt_out(self, one: Abbreviation, settled: Settled) -> None:
        hit = settled.found.hit
        if hit is not None and hit.stop - hit.begin < len(one.name):
            return  # "Mali" in "the United Nations Mission in Mali"
        if one.short not in self._actors:
            known = hit is not None and settled.actor is not None
            self._actors[one.short] = settled.actor if known and settled.actor else _body(one, settled, self._text)
        settled.actor = self._actors[one.short]
        settled.kind, settled.method = settled.actor.kind, settled.method or "name as printed"


def _body(one: Abbreviation, settled: Settled, text: str) -> Actor:
    """The party of a name in no table, with what the mention's own noun tells of it."""
    name = " ".join(one.name.words(text).split())
    read = settled.actor
    if read is None or read.kind in _NOT_BODIES:
        return Actor(slug(name), name, "organization")
    return replace(read, id=slug(read.country.lower(), name), name=name)


def find_abbreviations(text: str) -> Iterator[Abbreviation]:
    """The initials of a text with the names they stand for, each once, introduced ones first."""
    seen: set[str] = set()
    for match in _INTRODUCED.finditer(text):
        name = _spelling(text, match.start(), match.group(1))
        if name is not None and match.group(1) not in seen:
            seen.add(match.group(1))
            yield Abbreviation(match.group(1), name)
    words = list(_WORD.finditer(text)) if _INITIALS.search(text) else []
    by_letter: dict[str, list[int]] = {}
    for k, word in enumerate(words):
        by_letter.setdefault(word.group()[0], []).append(k)
    for match in _INITIALS.finditer(text):
        if match.group() not in seen:
            seen.add(match.group())
            name = _spelt_before(text, words, by_letter.get(match.group()[0], ()), match)
            if name is not None:
                yield Abbreviation(match.group(), name)


def _spelling(text: str, end: int, short: str) -> Span | None:
    """The words right before an opening bracket whose first letters are the abbreviation's."""
    words = list(_WORD.finditer(text, max(0, end - _REACH), end))
    for first in range(len(words) - 1, -1, -1):
        if words[first].group()[0].isupper() and _spells([w.group() for w in words[first:]], short):
            return Span(words[first].start(), words[-1].end())
    return None


def _spells(words: Sequence[str], short: str) -> bool:
    """True where the letters are first letters of the words, in order, with only small words passed over."""
    if not words:
        return not short
    head, rest = words[0], words[1:]
    if short and head[0].upper() == short[0].upper() and _spells(rest, short[1:]):
        return True
    return head.lower() in _SMALL and _spells(rest, short)


def _spelt_before(
    text: str, words: Sequence[re.Match[str]], firsts: Sequence[int], initials: re.Match[str]
) -> Span | None:
    """The first run of capitalised words before some initials that they are those of; it begins at one of `firsts`."""
    short = initials.group()
    for first in firsts:
        if words[first].start() >= initials.start():
            return None
        run = _run(text, words[first : first + 2 * len(short)], len(short))
        spelt = [w.group() for w in run]
        if sum(w[0].isupper() for w in spelt) >= _LEAST_SPELT and _spells(spelt, short):
            return Span(run[0].start(), run[-1].end())
    return None


def _run(text: str, words: Sequence[re.Match[str]], capitals: int) -> list[re.Match[str]]:
    """The first of the words, set apart by nothing but blanks and hyphens, until so many are capitalised."""
    run: list[re.Match[str]] = []
    for word in words:
        if run and text[run[-1].end() : word.start()].strip("-‑ ") != "":
            break
        if not word.group()[0].isupper() and word.group().lower() not in _SMALL:
            break
        run.append(word)
        if sum(w.group()[0].isupper() for w in run) == capitals:
            break
    return run
