"""Finds the words that name places: the parser's names, checked against and completed from the gazetteer.

Every stretch of capitalised words is looked up. What the parser tagged as a place, the gazetteer trims to the name
("northern Syria" to "Syria"); what it missed or tagged otherwise is taken where the gazetteer and the words around
agree. Adjectives and people ("Turkish", "Texans"), seats of power ("the Kremlin") and names inside the names of
organisations ("Kharkiv University") are toponyms too, not literal ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.codebook import Entry, Gazetteer, PlaceWords, countries, place_key
from dateline.model import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_WORDS = 7
_LINKS = frozenset(
    "of the and de del della la le les el al ez es da das do dos du des di sur am an der den upon on under a i y e au aux en"
    " ul ur na nad pod ob auf im bei ben bint - – ' ’ . &".split()
)  # fmt: skip
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ARTICLE_NAMES = frozenset({"al", "el", "an", "as", "ad", "ar", "ash", "az", "deir", "ain"})
_BIG = 100_000
_TOWN = 15_000
_NEVER = 1 << 60
# People a place must have to be believed against the parser's label, alone and behind a preposition of place.
_FLOOR_ALONE = {
    "": _BIG,
    "ORG": 10 * _BIG,
    "NORP": 10 * _BIG,
    "EVENT": 10 * _BIG,
    "LAW": 10 * _BIG,
    "PRODUCT": 10 * _BIG,
}
_FLOOR_WITH_CUE = {"": 1_000, "ORG": 1_000, "NORP": 1_000, "PERSON": _TOWN, "PRODUCT": 1_000, "WORK_OF_ART": 1_000}


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place, not yet resolved.

    `first` and `last` are token indices, `last` exclusive. `basis` says how it was found: name, gazetteer, demonym,
    metonym, inside or unknown. `fixed` is the place where there is no choice. `within` is the name of the division
    or country that follows it ("Paris, Texas"), `division` is True where a word behind asks for one ("Kharkiv region").
    """

    first: int
    last: int
    span: Span
    name: str
    basis: str
    entries: tuple[Entry, ...] = ()
    fixed: Place | None = None
    literal: bool = True
    within: tuple[Entry, ...] = ()
    division: bool = False


class NameFinder:
    """Finds place names in parsed reports. Holds the vocabularies it reads, nothing else."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._abbreviation = re.compile(
            "|".join(re.escape(a) for a in sorted(gazetteer.abbreviations, key=len, reverse=True))
        )

    def __call__(self, doc: Doc, text: str) -> list[PlaceName]:
        """The place names in reading order; they do not overlap."""
        known = self._known_stretches(doc, text)
        found: list[PlaceName] = []
        i = 0
        while i < len(doc):
            name = self._at(doc, text, i, known.get(i, ()), found)
            if name is not None:
                found.append(name)
            i = name.last if name is not None else i + 1
        found = sorted((*found, *self._unknown(doc, text, found)), key=lambda n: n.span)
        return [self._with_context(doc, n, found, k) for k, n in enumerate(found)]

    # -- candidates

    def _known_stretches(self, doc: Doc, text: str) -> dict[int, list[tuple[int, str, tuple[Entry, ...]]]]:
        """By first token: (end token, words, entries) of each stretch the gazetteer knows, longest first."""
        stretches = [s for i in range(len(doc)) for s in _stretches(doc, text, i)]
        keys = [place_key(words) for _, _, words in stretches]
        hits = [s for s, known in zip(stretches, self._gazetteer.knows(keys), strict=True) if known]
        entries = self._gazetteer.find_all(dict.fromkeys(words for _, _, words in hits))
        found: dict[int, list[tuple[int, str, tuple[Entry, ...]]]] = {}
        for first, last, words in hits:
            found.setdefault(first, []).insert(0, (last, words, entries[words]))
        return found

    def _at(
        self, doc: Doc, text: str, i: int, known: Sequence[tuple[int, str, tuple[Entry, ...]]], before: list[PlaceName]
    ) -> PlaceName | None:
        abbreviated = self._abbreviation_at(doc, text, i, before)
        if abbreviated is not None:
            return abbreviated
        token = doc[i]
        if not token.text[:1].isalpha():
            return None
        special = self._metonym_at(doc, text, i) or self._demonym_at(doc, text, i)
        for last, words, entries in known:
            if special is not None and last <= special.last:
                break
            fitting = self._fitting(doc, i, last, words, entries)
            basis = self._basis(doc, i, last, words, fitting) if fitting else ""
            if basis and not (special is not None and basis == "inside"):
                span = Span(token.idx, doc[last - 1].idx + len(doc[last - 1].text))
                return PlaceName(i, last, span, words, basis, fitting, literal=basis != "inside")
        return special

    def _abbreviation_at(self, doc: Doc, text: str, i: int, before: list[PlaceName]) -> PlaceName | None:
        """A state's abbreviation behind a place and a comma: "Boone, N.C."."""
        if i < 2 or doc[i - 1].text != "," or not before or before[-1].last != i - 1 or not doc[i].text[0].isupper():
            return None
        match = self._abbreviation.match(text, doc[i].idx)
        if match is None or text[match.end() : match.end() + 1].isalnum():
            return None
        last = i + 1
        while last < len(doc) and doc[last].idx < match.end():
            last += 1
        return PlaceName(
            i, last, Span(*match.span()), match.group(), "name", self._gazetteer.abbreviations[match.group()]
        )

    def _metonym_at(self, doc: Doc, text: str, i: int) -> PlaceName | None:
        for length in (2, 1):
            if i + length <= len(doc):
                words = text[doc[i].idx : doc[i + length - 1].idx + len(doc[i + length - 1].text)]
                place = self._words.metonyms.get(words)
                if place is not None:
                    span = Span(doc[i].idx, doc[i].idx + len(words))
                    return PlaceName(i, i + length, span, words, "metonym", fixed=place, literal=False)
        return None

    def _demonym_at(self, doc: Doc, text: str, i: int) -> PlaceName | None:
        """An adjective or people of a country or region."""
        if not doc[i].text[0].isupper():
            return None
        for length in (2, 1):
            end = i + length
            if end > len(doc) or (length == 2 and doc[i].lower_ == "the"):
                continue
            words = text[doc[i].idx : doc[end - 1].idx + len(doc[end - 1].text)]
            place = self._demonym(words)
            if place is not None and not (length == 1 and doc[i].ent_type_ == "PERSON"):
                span = Span(doc[i].idx, doc[i].idx + len(words))
                return PlaceName(i, end, span, words, "demonym", fixed=place, literal=False)
        return None

    def _demonym(self, words: str) -> Place | None:
        if words.isupper() and len(words) > 4:
            words = words.title()
        country = countries().by_demonym(words)
        if country is not None:
            if countries().by_name(words) is country:
                return None
            entry = self._gazetteer.by_id(country.geonameid)
            return entry.place if entry else None
        name = self._words.adjectives.get(words)
        return _largest(self._gazetteer.find(name)).place if name else None

    # -- decision

    def _fitting(self, doc: Doc, first: int, last: int, words: str, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries that the words can mean as they are written.

        An abbreviation means a country only in capitals, short words in capitals no town's foreign name; and a
        foreign name needs a place large enough to be called by it, or a curated one.
        """
        label = doc[last - 1].ent_type_ or doc[first].ent_type_
        code = last - first == 1 and len(words) <= 4 and words.isupper()
        floor = 1_000 if label in _PLACE_LABELS else _BIG
        fitting = []
        for entry in entries:
            if entry.place.level == "country" and entry.curated:
                fits = countries().by_name(words) is not None
            elif code:
                fits = not entry.alias and (entry.population >= _BIG or entry.curated)
            else:
                fits = not entry.alias or entry.curated or entry.population >= floor
            if fits:
                fitting.append(entry)
        return tuple(fitting)

    def _basis(self, doc: Doc, first: int, last: int, words: str, entries: tuple[Entry, ...]) -> str:
        """How a known stretch counts as a place name here: "name", "gazetteer", "inside", or "" where it does not."""
        tokens = doc[first:last]
        label = doc[last - 1].ent_type_ or doc[first].ent_type_
        whole = _is_whole_name(doc, first, last)
        if last - first == 1 and self._is_common(words):
            return "name" if label == "GPE" and whole and self._has_cue(doc, first, last) else ""
        if not any(t.text[0].isupper() and len(t.text) > 1 for t in tokens):
            return ""
        if label in _PLACE_LABELS:
            return "name"
        weight = max(e.population for e in entries)
        large = _is_large(entries, several_words=last - first > 1)
        cue = self._has_cue(doc, first, last)
        if label and not whole:
            return self._inside(label, weight, large)
        if not label and _beside_name(doc, first, last):
            return "inside" if large or weight >= _BIG else ""
        if large or weight >= _FLOOR_ALONE.get(label, _NEVER):
            return "gazetteer"
        return "gazetteer" if cue and weight >= _FLOOR_WITH_CUE.get(label, _NEVER) else ""

    def _inside(self, label: str, weight: int, large: bool) -> str:
        if label == "ORG":
            return "inside" if large or weight >= _TOWN else ""
        return "inside" if large and label != "PERSON" else ""

    def _is_common(self, words: str) -> bool:
        listed = self._words.not_places
        return words in listed or (words.isupper() and len(words) > 3 and words.title() in listed)

    def _has_cue(self, doc: Doc, first: int, last: int) -> bool:
        """A preposition of place before, or a comma and a division or country behind."""
        before = doc[first - 1].lower_ if first else ""
        if (
            before in ("the", "nearby", "downtown", "central", "northern", "southern", "eastern", "western")
            and first > 1
        ):
            before = doc[first - 2].lower_ if before == "the" else "in"
        if before in self._words.place_prepositions:
            return True
        if last + 1 < len(doc) and doc[last].text == ",":
            behind = doc[last + 1]
            return behind.text in self._gazetteer.abbreviations or (
                behind.text[0].isupper() and _is_large(self._gazetteer.find(behind.text))
            )
        return False

    def _unknown(self, doc: Doc, text: str, found: list[PlaceName]) -> Iterator[PlaceName]:
        """Names the parser tagged as places and the gazetteer does not hold."""
        taken = [False] * (len(doc) + 1)
        for name in found:
            for i in range(name.first, name.last):
                taken[i] = True
        for ent in doc.ents:
            if ent.label_ not in _PLACE_LABELS or any(taken[ent.start : ent.end]):
                continue
            first, last = _trimmed(doc, ent.start, ent.end)
            if first >= last or not doc[first].text[0].isupper():
                continue
            span = Span(doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text))
            words = span.words(text)
            if words in self._words.not_places or not re.search(r"[a-z]{2}|[A-Z]{3}", words):
                continue
            if ent.label_ == "GPE" and not self._has_cue(doc, first, last):
                continue
            yield PlaceName(first, last, span, words, "unknown")

    # -- what stands around

    def _with_context(self, doc: Doc, name: PlaceName, found: list[PlaceName], k: int) -> PlaceName:
        within: tuple[Entry, ...] = ()
        behind = found[k + 1] if k + 1 < len(found) else None
        if behind is not None and behind.first - name.last == 1 and doc[name.last].text in (",", "("):
            within = tuple(e for e in behind.entries if e.place.level in ("country", "region", "area"))
            if behind.fixed is not None and behind.basis == "demonym":
                within = ()
        word = doc[name.last].lower_ if name.last < len(doc) else ""
        division = word in self._words.division_words
        literal = name.literal and not self._is_metonym(doc, name)
        return replace(name, within=within, division=division, literal=literal)

    def _is_metonym(self, doc: Doc, name: PlaceName) -> bool:
        """True for a government called by its country or capital: it speaks, acts, or owns what is no territory."""
        head = doc[name.first : name.last].root
        if not _is_large(name.entries) and not any(e.population >= 5 * _BIG for e in name.entries):
            return False
        if head.dep_ in ("nsubj", "nsubjpass", "agent"):
            return head.head.lemma_.lower() in self._words.speech_verbs
        if head.dep_ == "pobj" and head.head.dep_ == "agent":
            return True
        return head.dep_ in ("compound", "amod", "nmod") and head.head.i >= name.last


def _stretches(doc: Doc, text: str, i: int) -> Iterator[tuple[int, int, str]]:
    """Stretches of capitalised words from token i on, shortest first: (first, end, words)."""
    token = doc[i]
    if not (token.text[0].isupper() or (token.lower_ in _ARTICLE_NAMES and _next_joined(doc, i))):
        return
    for last in range(i + 1, min(i + MAX_WORDS, len(doc)) + 1):
        end = doc[last - 1]
        if last - 1 > i and (
            end.idx - (doc[last - 2].idx + len(doc[last - 2].text)) > 1 or text[end.idx - 1] in "\n\r"
        ):
            return
        capital = end.text[0].isupper()
        if capital:
            yield i, last, text[token.idx : end.idx + len(end.text)]
        elif end.lower_ not in _LINKS and not (last - 1 > i and doc[last - 2].text in "-–'’"):
            if last - 1 > i and end.lower_ in (
                "crossing",
                "plant",
                "airbase",
                "airfield",
                "dam",
                "region",
                "camp",
                "state",
            ):
                yield i, last, text[token.idx : end.idx + len(end.text)]
            return


def _next_joined(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and (doc[i + 1].text in "-–" or doc[i + 1].text[0].isupper())


def _is_whole_name(doc: Doc, first: int, last: int) -> bool:
    """True where the stretch is all of the parser's name, leading "the" and trailing "'s" aside."""
    starts = doc[first].ent_iob_ in ("B", "O") or (
        first and doc[first - 1].lower_ == "the" and doc[first - 1].ent_iob_ == "B"
    )
    ends = last >= len(doc) or doc[last].ent_iob_ != "I" or doc[last].text in ("'s", "’s", "'", "’")
    return bool(starts) and ends


def _beside_name(doc: Doc, first: int, last: int) -> bool:
    """True where the next or previous token continues a run of capitals: the stretch is part of a longer name."""
    after = (
        last < len(doc)
        and doc[last].text[0].isupper()
        and doc[last].idx == doc[last - 1].idx + len(doc[last - 1].text) + 1
    )
    before = (
        first > 0
        and doc[first - 1].text[0].isupper()
        and not doc[first - 1].is_sent_start
        and doc[first - 1].pos_ == "PROPN"
    )
    return after or before


def _is_large(entries: Sequence[Entry], *, several_words: bool = False) -> bool:
    """True where a country, continent, sea, curated area or division has the name; of several words, any large division."""
    return any(
        e.place.level in ("country", "continent", "water", "area")
        or (e.division == 1 and (e.curated or (several_words and not e.alias and e.population >= 10 * _BIG)))
        for e in entries
    )


def _largest(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda e: (not e.alias, e.population, e.place.id))


def _trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The entity without articles, lower-case words in front, and possessive endings."""
    while first < last and (doc[first].lower_ in ("the", "a", "an") or not doc[first].text[0].isupper()):
        first += 1
    while last > first and (doc[last - 1].text in ("'s", "’s", "'", "’", ".", ",") or doc[last - 1].is_space):
        last -= 1
    return first, last
