"""What the words of a phrase say about the party it names: title, sector, country, body, personal name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dateline.analyse.actor_words import Entry, Hit, Word, lexicon, split_words
from dateline.codebook import Title, actor_usage, countries, titles
from dateline.model import Actor, Span

_COUNTRY_AFTER = ("of", "in", "from", "for", "at", "with", "inside", "within")
_ABROAD = frozenset({"MIL", "JRN", "NGO", "SPY"})  # "troops in Iraq" are rarely Iraq's
_NOT_A_COUNTRY = ("person", "people", "region")
_OF_STATES = frozenset({"GOV", "MIL", "SPY", "COP", "JUD", "LEG"})  # sectors whose bodies belong to one state


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase says by itself, before the report and its date are asked.

    `title` is the noun for the party, where there is one; `entry` the codebook's entry where the head is a name in
    it; `name` a proper name that is in no table. `country` is alpha-3, "IGO", "NGO" or ""; `body` the organization
    the party belongs to. `modifiers` are words before the title that tell parties apart ("opposition", "pro-Russian").
    """

    title: Title | None = None
    entry: Entry | None = None
    name: str = ""
    country: str = ""
    sector: str = ""
    second: str = ""
    body: Actor | None = None
    honorific: str = ""
    former: bool = False
    plural: bool = False
    definite: bool = False
    modifiers: str = ""
    words: str = ""


class Phrase:
    """A phrase taken apart into words, names and titles; `head` counts words."""

    def __init__(self, text: str, head: Span | None = None, offset: int = 0) -> None:
        self.text = text
        self.offset = offset
        self.words: list[Word] = split_words(text, offset)
        self.hits: list[Hit] = lexicon().find(self.words, text, offset)
        self._head = head

    @cached_property
    def folded(self) -> list[str]:
        """Words as titles are looked up; a word that becomes two is joined again by `_owner`."""
        return [part for part, _ in self._folding]

    @cached_property
    def _folding(self) -> list[tuple[str, int]]:
        vocabulary = titles()
        return [(part, i) for i, word in enumerate(self.words) for part in vocabulary.fold([word.text])]

    def folded_end(self, word: int) -> int:
        """The index in `folded` behind the last part of the word."""
        return max((k + 1 for k, (_, i) in enumerate(self._folding) if i <= word), default=0)

    def owner(self, k: int) -> int:
        """The word that the folded part belongs to."""
        return self._folding[k][1]

    @cached_property
    def boundary(self) -> int:
        """Where the head's own part ends: the first preposition, comma or relative word behind some content."""
        for i, word in enumerate(self.words):
            inside = any(h.start <= i < h.end for h in self.hits)
            if i < 3 and word.text == "of" and self.words[i - 1].text.lower() in actor_usage().quantifiers:
                continue
            if (
                word.text.lower() in actor_usage().boundaries
                and not inside
                and not self._in_title(i)
                and self._content(i)
            ):
                return i
        return len(self.words)

    def _content(self, end: int) -> bool:
        return any(w.text.lower() not in ("the", "a", "an", "some", "all", "both") for w in self.words[:end])

    def _in_title(self, word: int) -> bool:
        """True inside a title of several words ("minister of defence")."""
        vocabulary = titles()
        for last in range(word + 1, min(word + 5, len(self.words))):
            found = vocabulary.ending_at(self.folded, self.folded_end(last))
            if found and self.owner(found[0]) < word:
                return True
        return False

    @cached_property
    def head(self) -> int:
        """The head word: the one given, else the last word before the boundary that is a title or in a name."""
        if self._head is not None:
            for i, word in enumerate(self.words):
                if word.start < self._head.end and self._head.start < word.end:
                    return i
        named = {i for h in self.hits if not h.contrary for i in range(h.start, h.end)}
        for i in range(self.boundary - 1, -1, -1):
            if i in named or titles().ending_at(self.folded, self.folded_end(i)):
                return i
        return max(self.boundary - 1, 0)


def read_phrase(text: str, head: Span | None = None, offset: int = 0) -> Reading | None:
    """What the phrase says; None where it has no word. `head` and `offset` count characters of the report."""
    phrase = Phrase(text, head, offset)
    if not phrase.words:
        return None
    own = next((h for h in phrase.hits if h.start <= phrase.head < h.end and not h.contrary), None)
    if own is not None and _is_of_another_state(phrase, own):
        phrase.hits.remove(own)
        own = None
    title = _title_at(phrase, own)
    if title is not None:
        return _read_titled(phrase, *title)
    if own is not None and not _inside_longer_name(phrase, own):
        return _read_named(phrase, own)
    return _read_proper(phrase)


def _is_of_another_state(phrase: Phrase, own: Hit) -> bool:
    """True for a body that the words before it give to another state: "South Korea's Joint Chiefs of Staff"."""
    if own.entry.kind != "actor" or own.entry.sector not in _OF_STATES or own.entry.code not in countries().by_alpha3:
        return False
    before = next((h for h in reversed(phrase.hits) if h.stop <= own.begin and _usable(h)), None)
    if before is None or before.entry.kind not in ("country", "demonym") or before.entry.code == own.entry.code:
        return False
    between = phrase.text[before.stop - phrase.offset : own.begin - phrase.offset]
    return between.strip(" ") in ("", "'s", "’s", "'", "’")


def _title_at(phrase: Phrase, own: Hit | None) -> tuple[int, int, Title] | None:
    """The title that ends with the head (or spans it, "minister of defence"), as words [start, end)."""
    vocabulary = titles()
    head = phrase.head
    best: tuple[int, int, Title] | None = None
    for last in range(head, min(head + 6, len(phrase.words))):
        found = vocabulary.ending_at(phrase.folded, phrase.folded_end(last))
        if found is None or phrase.owner(found[0]) > head:
            continue
        start = phrase.owner(found[0])
        if own is not None and own.end - own.start >= last + 1 - start:
            continue
        if best is None or last + 1 - start > best[1] - best[0]:
            best = (start, last + 1, found[1])
    return best


def _inside_longer_name(phrase: Phrase, own: Hit) -> bool:
    """True where a one-word name only ends a longer proper name ("Michael Jordan", "Al-Jaber Al-Sabah")."""
    if own.start == 0 or own.end - own.start > 1 or own.entry.kind in ("person", "demonym", "people"):
        return False
    before = phrase.words[own.start - 1]
    gap = phrase.text[before.end - phrase.offset : phrase.words[own.start].start - phrase.offset]
    if any(h.end == own.start for h in phrase.hits) or not before.text.isalpha() or not _capitalised(before.text):
        return False
    if gap == "-":
        return True
    known = (
        (before.text.lower(),) in titles().forms
        or before.text.lower() in actor_usage().place_words
        or before.text == "The"
    )
    return own.entry.kind in ("country", "area", "capital") and not known and own.start == 1


def _begins_longer_name(phrase: Phrase, hit: Hit, end: int) -> bool:
    """True for a body behind a title that only begins another's name: "chairman of the NATO Military Committee"."""
    follows = phrase.words[hit.end : hit.end + 1]
    return hit.start >= end and bool(follows) and _capitalised(follows[0].text) and follows[0].text.isalpha()


def _read_titled(phrase: Phrase, start: int, end: int, title: Title) -> Reading:
    head_text = phrase.words[end - 1].text
    if title.kind in ("office", "person") and not title.plural and _capitalised(head_text):
        named = (_name_behind(phrase, end) if end < phrase.boundary else None) or _name_behind_body(phrase, end)
        if named is not None:
            return _with_title(phrase, named, start, end, title)
    hit = _owner_hit(phrase, start, end, title)
    title = _office_of_body(phrase, end, title, hit)
    sector = _sector(phrase, start, title, hit)
    return Reading(
        title=title,
        sector=sector,
        second=title.second,
        country=_code(hit),
        body=hit.entry.actor if hit and not _begins_longer_name(phrase, hit, end) else None,
        former=_is_former(phrase, start),
        plural=title.plural,
        definite=phrase.words[0].text.lower() in ("the", "this", "that", "these", "those", "both"),
        modifiers=_modifiers(phrase, start, hit),
        words=phrase.text,
    )


def _office_of_body(phrase: Phrase, end: int, title: Title, hit: Hit | None) -> Title:
    """The office that title and body make together: "spokesman for the foreign ministry", "European Council's
    president"; the title itself where there is none."""
    if title.plural or (title.office and title.office not in ("president", "leader", "speaker", "spokesperson")):
        return title
    bodies = [hit.entry.name] if hit is not None else []
    for last in range(end, min(end + 7, len(phrase.words))):
        found = titles().ending_at(phrase.folded, phrase.folded_end(last))
        if found is not None and not found[1].people and phrase.owner(found[0]) > end:
            bodies.insert(0, found[1].noun)
            if (found[1].sector not in ("", "GOV") and hit is None) or found[1].kind not in (
                "government",
                "organization",
            ):
                title = replace(title, sector=found[1].sector or title.sector, office="")
    for body in bodies:
        office = titles().forms.get(tuple(titles().fold(f"{body} {title.noun}".split())))
        if office is not None and office.office:
            return office
    return title


def _modifiers(phrase: Phrase, start: int, hit: Hit | None) -> str:
    """Words right before the title that are a domain ("opposition"), a people or region ("Western"), or carry a hyphen
    ("pro-Russian")."""
    peoples = {i for h in phrase.hits if h.entry.kind == "people" for i in range(h.start, h.end)}
    first = start
    while first > 0:
        word = phrase.words[first - 1]
        inside = hit is not None and hit.start <= first - 1 < hit.end and not hit.contrary
        joined = phrase.text[max(0, word.start - phrase.offset - 1) : word.start - phrase.offset] in ("-", "–")
        known = first - 1 in peoples or any((w,) in titles().domains for w in titles().fold([word.text]))
        if inside or not (known or joined):
            break
        first -= 2 if joined and first > 1 else 1
    if first == start:
        return ""
    words = phrase.text[phrase.words[first].start - phrase.offset : phrase.words[start - 1].end - phrase.offset]
    return "" if _MEASURE.fullmatch(words) else words  # "a 20-year-old student"


def _name_behind(phrase: Phrase, end: int) -> Hit | str | None:
    """A person named right behind a title: a name of the table, or capitalised words."""
    hit = next((h for h in phrase.hits if h.start == end and h.entry.kind == "person"), None)
    if hit is not None:
        return hit
    words = _capital_run(phrase.words, end, phrase.boundary)
    return " ".join(words) if words else None


def _name_behind_body(phrase: Phrase, end: int) -> Hit | str | None:
    """A person named behind the body that an office is of: "Head of the President's Office Jana Novak of Chad".

    Two capitalised words or more, right behind a name or a title of a body; words of a known name are none of it.
    """
    if end >= len(phrase.words) or phrase.words[end].text.lower() not in ("of", "for", "at"):
        return None
    known = {i for h in phrase.hits if h.entry.kind != "person" for i in range(h.start, h.end)}
    for start in range(end + 2, len(phrase.words) - 1):
        hit = next((h for h in phrase.hits if h.start == start and h.entry.kind == "person"), None)
        if not _ends_body(phrase, start):
            continue
        words = _capital_run(phrase.words, start, len(phrase.words))
        if hit is not None and hit.end - hit.start > 1:
            return hit
        if len(words) > 1 and not known & set(range(start, start + len(words))):
            return " ".join(words)
    return None


def _ends_body(phrase: Phrase, start: int) -> bool:
    """True where a country's name, or a noun for a body, stands right before a word."""
    if any(h.end == start and h.entry.kind != "person" for h in phrase.hits):
        return True
    found = titles().ending_at(phrase.folded, phrase.folded_end(start - 1))
    return found is not None and not found[1].people


def _with_title(phrase: Phrase, named: Hit | str, start: int, end: int, title: Title) -> Reading:
    before = _owner_hit(phrase, start, end, title)
    return Reading(
        title=title,
        entry=named.entry if isinstance(named, Hit) else None,
        name=named if isinstance(named, str) else named.entry.name,
        sector=_sector(phrase, start, title, before),
        second=title.second,
        country=_code(before),
        body=before.entry.actor if before else None,
        former=_is_former(phrase, start),
        honorific=title.noun,
        words=phrase.text,
    )


def _read_named(phrase: Phrase, own: Hit) -> Reading:
    """The head is a name of the codebook; a title before a person's name is read with it."""
    entry = own.entry
    if entry.kind == "person" and own.start:
        found = titles().ending_at(phrase.folded, phrase.folded_end(own.start - 1))
        if found is not None:
            return _with_title(phrase, own, phrase.owner(found[0]), own.start, found[1])
    former = _is_former(phrase, own.start)
    plural = entry.kind in ("demonym", "people") and entry.noun and phrase.words[own.end - 1].text.endswith("s")
    return Reading(entry=entry, name=entry.name, country=entry.code, sector=entry.sector, former=former,
                   plural=plural, body=entry.actor, words=phrase.text)  # fmt: skip


def _read_proper(phrase: Phrase) -> Reading:
    """The head is in no table: a proper name, or words that are not a party's."""
    first = _first_of_name(phrase)
    honorific = ""
    while first <= phrase.head and _is_honorific(phrase.words[first].text):
        honorific, first = phrase.words[first].text.lower(), first + 1
    words = [w.text for w in phrase.words[first : phrase.head + 1]]
    if not words or not _capitalised(words[-1]):
        return Reading(honorific=honorific, country=_code(_nearest(phrase, first, phrase.head + 1)), words=phrase.text)
    inside = _title_inside(words)
    if inside is not None and inside[0] < len(words) and inside[1].people:
        return _titled_name(phrase, first, first + inside[0], inside[1])
    before = titles().ending_at(phrase.folded, phrase.folded_end(first - 1)) if first else None
    if before is not None and before[1].people and not before[1].plural:
        return _titled_name(phrase, phrase.owner(before[0]), first, before[1])
    country = _code(_nearest(phrase, first, phrase.head + 1))
    return Reading(name=_surface(phrase, first), honorific=honorific, country=country, words=phrase.text)


def _first_of_name(phrase: Phrase) -> int:
    """Where the capitalised words that end with the head begin; a particle opens a name only with a capital."""
    first = phrase.head
    while first > 0 and _joins(phrase.words, first - 1):
        first -= 1
    while first < phrase.head and phrase.words[first].text.lower() in actor_usage().particles - _OPENING:
        first += 1
    return first


_MEASURE = re.compile(r"(?:year|month|week|day|hour|mile|foot|met(?:er|re)|kilomet(?:er|re))s?[-–]\w+", re.IGNORECASE)
_OPENING = frozenset(
    {"al", "el", "abu", "bin", "van", "von", "de", "la", "le", "abdul", "ben", "ibn"}
)  # "al-Shabaab", "de Mistura", "Ben Ali"


def _is_honorific(word: str) -> bool:
    return word.lower() in titles().honorifics or word.lower() + "." in titles().honorifics


def _titled_name(phrase: Phrase, start: int, name: int, title: Title) -> Reading:
    """A title from word `start` and a name from word `name` to the head."""
    hit = _owner_hit(phrase, start, name, title)
    return Reading(
        title=title,
        name=_surface(phrase, name),
        country=_code(hit),
        honorific=title.noun,
        sector=_sector(phrase, start, title, hit),
        second=title.second,
        body=hit.entry.actor if hit else None,
        former=_is_former(phrase, start),
        words=phrase.text,
    )


def _title_inside(words: Sequence[str]) -> tuple[int, Title] | None:
    """A title that opens a run of capitalised words ("Foreign Minister Margaret Beckett"), with its length."""
    vocabulary = titles()
    for end in range(min(len(words), 6), 0, -1):
        folded = vocabulary.fold(words[:end])
        title = vocabulary.forms.get(tuple(folded))
        if title is not None:
            return end, title
        found = vocabulary.ending_at(folded, len(folded))
        if found is not None and found[1].people:
            return end, found[1]
    return None


def _surface(phrase: Phrase, first: int) -> str:
    """The words as printed, from a word to the head."""
    return phrase.text[phrase.words[first].start - phrase.offset : phrase.words[phrase.head].end - phrase.offset]


def _joins(words: Sequence[Word], i: int) -> bool:
    word = words[i].text
    return _capitalised(word) or (word.lower() in actor_usage().particles and i > 0)


def _capital_run(words: Sequence[Word], start: int, end: int) -> list[str]:
    run: list[str] = []
    for word in words[start:end]:
        if not (_capitalised(word.text) or (word.text.lower() in actor_usage().particles and word.text.isalpha())):
            break
        run.append(word.text)
    while run and not _capitalised(run[-1]):
        run.pop()
    return run


def _capitalised(word: str) -> bool:
    return word[:1].isupper()


def _owner_hit(phrase: Phrase, start: int, end: int, title: Title) -> Hit | None:
    """The name that says whose the title is: before it, else behind a preposition, else inside it."""
    hit = _nearest(phrase, 0, start)
    if hit is not None:
        return hit
    behind = _behind(phrase, end, title) if title.kind != "document" else None
    if behind is not None:
        return behind
    if title.office == "ambassador to the un":
        return None
    return next((h for h in phrase.hits if start <= h.start < end and _usable(h)), None)


def _nearest(phrase: Phrase, start: int, end: int) -> Hit | None:
    for hit in reversed(phrase.hits):
        if start <= hit.start and hit.end <= end and _usable(hit):
            return hit
    return None


def _usable(hit: Hit) -> bool:
    return not hit.contrary and hit.entry.kind not in _NOT_A_COUNTRY


def _behind(phrase: Phrase, end: int, title: Title) -> Hit | None:
    """The first name behind "of", "in", "from": not behind "ambassador to"."""
    for hit in phrase.hits:
        if hit.start < end or not _usable(hit):
            continue
        between = [w.text.lower() for w in phrase.words[end : hit.start]]
        if any(w in (",", ";", "who", "that", "which") for w in between):
            return None
        if "to" in between and title.noun.split()[-1] in actor_usage().accredited:
            return None
        abroad = title.sector in _ABROAD or title.noun.split()[-1] in actor_usage().accredited
        allowed = ("of", "from") if abroad else _COUNTRY_AFTER
        if any(w in allowed for w in between):
            return hit
    return None


def _sector(phrase: Phrase, start: int, title: Title, hit: Hit | None) -> str:
    """The title's sector, unless it is a weak word and its neighbours say more ("army spokesperson")."""
    if _is_former(phrase, start) and title.sector in ("GOV", "MIL", "LEG", "SPY", "UNK"):
        return "ELI"
    if title.noun.split()[-1] not in titles().weak or (title.office and title.sector not in ("GOV", "IGO")):
        return title.sector
    if title.office and len(title.noun.split()) > 1:
        return title.sector
    if hit is not None and hit.end == start and hit.entry.actor is not None and hit.entry.actor.sector:
        return hit.entry.actor.sector
    first = phrase.folded_end(start - 1) if start else 0
    for end in range(first, max(0, first - 3), -1):
        found = titles().domain_ending_at(phrase.folded, end)
        if found is not None:
            return found[1]
    body = titles().ending_at(phrase.folded, first) if first else None
    if body is not None and not body[1].people and body[1].sector:
        return body[1].sector
    actor = hit.entry.actor if hit is not None else None
    if actor is not None and actor.sector:
        return actor.sector
    if actor is not None and actor.kind in ("igo", "alliance"):
        return title.sector if title.sector not in ("UNK",) else ""
    return title.sector


def _is_former(phrase: Phrase, start: int) -> bool:
    former = titles().former
    return any(w.text.lower() in former for w in phrase.words[:start])


def _code(hit: Hit | None) -> str:
    if hit is None:
        return ""
    if hit.entry.kind == "metonym":
        return "IGO" if hit.entry.code == "EU" else hit.entry.code
    return hit.entry.code
