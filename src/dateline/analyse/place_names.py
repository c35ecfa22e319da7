"""Finds the words that name places: the parser's names, checked against and completed from the gazetteer.

Every stretch of capitalised words is looked up. What the parser tagged as a place, the gazetteer trims to the name
("northern Syria" to "Syria"); what it missed or tagged otherwise is taken where the gazetteer and the words around
agree. Adjectives and people ("Turkish", "Texans"), seats of power ("the Kremlin") and names inside the names of
organisations ("Kharkiv University") are toponyms too, not literal ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse import place_marks as marks
from dateline.analyse.place_context import covered, find_initials, lent_names
from dateline.analyse.place_evidence import BIG, Evidence, Stretch, is_large
from dateline.analyse.place_frames import Framed, find_framed, find_repeats
from dateline.codebook import Entry, Gazetteer, PlaceWords, countries, place_key
from dateline.model import Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_JOINED = re.compile(
    r"-(?:based|led|backed|born|held|controlled|occupied|brokered|mediated|made|trained|funded|allied|area)\b"
)
_ROUNDS = 3  # of going on along a list of places, from the end to the beginning
_POSTAL = 2  # letters of a code that stands for a division only behind a place
_MISREAD = frozenset({"GPE", "ORG", "CARDINAL"})  # what the parser takes the code of a division for
_NAME_LIKE = re.compile(r"[a-z]{2}|[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place, not yet resolved.

    `first` and `last` are token indices, `last` exclusive. `basis` says how it was found: name, gazetteer, demonym,
    metonym, inside or unknown. `fixed` is the place where there is no choice. `within` is the division or country
    that is named behind it ("Paris, Texas"); `division` is True where a word behind asks for one ("Kharkiv region").
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
    tie: int = -1


class _Remembered(dict[int, PlaceName | None]):
    """What is found at each token, looked for once."""

    def __init__(self, find: Callable[[int], PlaceName | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, i: int) -> PlaceName | None:
        found = self[i] = self._find(i)
        return found


class NameFinder:
    """Finds place names in parsed reports. Holds the vocabularies it reads, nothing of a report."""

    def __init__(self, gazetteer: Gazetteer, words: PlaceWords) -> None:
        self._gazetteer = gazetteer
        self._words = words
        listed = sorted(gazetteer.abbreviations, key=len, reverse=True)
        self._abbreviation = re.compile("|".join(re.escape(a) for a in listed))

    def __call__(self, doc: Doc, text: str) -> list[PlaceName]:
        """The place names in reading order; they do not overlap.

        What was taken as a place once is taken again where it stands with less evidence, so the text is gone through
        twice.
        """
        known = self._known_stretches(doc, text)
        lent = lent_names(doc, text, self._words.disease_nouns)
        evidence = Evidence(doc, text, self._gazetteer, self._words, marks.person_words(doc), lent=lent)
        framed = find_framed(doc, text, self._words)
        capitals = [token.i for token in doc if token.text[0].isupper()]
        special = _Remembered(lambda i: self._metonym_at(doc, text, i) or self._demonym_at(doc, text, i))
        found = self._walk(evidence, known, framed, capitals, special)
        agreed = frozenset(n.name for n in found if n.basis in ("name", "gazetteer") and n.name not in evidence.persons)
        told = dict.fromkeys(n.name for n in found if n.basis == "unknown" and n.first in framed)
        framed = {f.first: f for f in find_repeats(doc, text, told)} | framed
        for _ in range(_ROUNDS):
            starts = frozenset(n.first for n in found if n.basis in ("name", "gazetteer"))
            found = self._walk(replace(evidence, agreed=agreed, starts=starts), known, framed, capitals, special)
            if starts >= {n.first for n in found if n.basis in ("name", "gazetteer")}:
                break
        found = _with_initials(doc, text, found)
        found = sorted((*found, *self._unknown(evidence, found)), key=lambda n: n.span)
        return [self._with_context(doc, text, n, found, k) for k, n in enumerate(found)]

    def _known_stretches(self, doc: Doc, text: str) -> Mapping[int, Sequence[Stretch]]:
        """By first token, the stretches the gazetteer knows, longest first."""
        listed = [s for i in range(len(doc)) for s in marks.stretches(doc, text, i)]
        known = self._gazetteer.knows([place_key(words) for _, _, words in listed])
        hits = [s for s, is_known in zip(listed, known, strict=True) if is_known]
        entries = self._gazetteer.find_all(dict.fromkeys(words for _, _, words in hits))
        found: dict[int, list[Stretch]] = {}
        for first, last, words in hits:
            found.setdefault(first, []).insert(0, Stretch(first, last, words, entries[words]))
        return found

    def _walk(
        self,
        evidence: Evidence,
        known: Mapping[int, Sequence[Stretch]],
        framed: Mapping[int, Framed],
        capitals: Sequence[int],
        special: Mapping[int, PlaceName | None],
    ) -> list[PlaceName]:
        found: list[PlaceName] = []
        last = -1
        media = covered(evidence.text, self._words.names_of_media)
        for i in sorted({*known, *framed, *capitals}):
            if i < last or evidence.doc[i].idx in media:
                continue
            frame = framed.get(i)
            name = self._at(evidence, i, known.get(i, ()), last, special)
            if frame is not None:
                name = _in_frame(evidence, frame, known.get(i, ()), name)
            if name is not None:
                found.append(name)
                last = name.last
        return found

    def _at(
        self,
        evidence: Evidence,
        i: int,
        known: Sequence[Stretch],
        last_place: int,
        specials: Mapping[int, PlaceName | None],
    ) -> PlaceName | None:
        doc, text = evidence.doc, evidence.text
        abbreviated = self._abbreviation_at(doc, text, i, last_place)
        if abbreviated is not None:
            return abbreviated
        special = specials[i]
        for stretch in known:
            if special is not None and stretch.last <= special.last:
                break
            name = _judge(evidence, stretch, last_place)
            if name is not None and not (special is not None and name.basis == "inside"):
                return name
        return special or self._joined_at(doc[i])

    def _abbreviation_at(self, doc: Doc, text: str, i: int, last_place: int) -> PlaceName | None:
        """A division's abbreviation behind a place and a comma ("Boone, N.C."), or one with dots tagged as a place."""
        behind = i > 1 and last_place == i - 1 and doc[i - 1].text == ","
        word = doc[i].text
        if not word[0].isupper() or not (behind or self._stands_alone(doc[i], word)):
            return None
        match = self._abbreviation.match(text, doc[i].idx)
        if match is None or text[match.end() : match.end() + 1].isalnum():
            return None
        last = i + 1
        while last < len(doc) and doc[last].idx < match.end():
            last += 1
        entries = self._gazetteer.abbreviations[match.group()]
        return PlaceName(i, last, Span(*match.span()), match.group(), "name", entries)

    def _stands_alone(self, token: Token, word: str) -> bool:
        """True for an abbreviation that needs no place before it: one with dots, or one the parser misreads."""
        kind = token.ent_type_
        dotted = kind == "GPE" and "." in word
        return dotted or (len(word) > _POSTAL and kind in _MISREAD and word in self._gazetteer.abbreviations)

    def _metonym_at(self, doc: Doc, text: str, i: int) -> PlaceName | None:
        for last in (i + 2, i + 1):
            if last > len(doc):
                continue
            span = _span(doc, i, last)
            words = span.words(text)
            place = self._words.metonyms.get(words.title() if words.isupper() else words)
            if place is not None:
                there = i > 0 and doc[i - 1 - (doc[i - 1].lower_ == "the")].lower_ in self._words.site_prepositions
                return PlaceName(i, last, span, span.words(text), "metonym", fixed=place, literal=there)
        return None

    def _demonym_at(self, doc: Doc, text: str, i: int) -> PlaceName | None:
        """An adjective or people of a country or region."""
        if not doc[i].text[0].isupper() or doc[i].lower_ == "the" or marks.is_cut_off(doc, text, i):
            return None
        for last in (i + 2, i + 1):
            if last > len(doc):
                continue
            span = _span(doc, i, last)
            place = self._demonym(span.words(text))
            if place is not None and not (last == i + 1 and doc[i].ent_type_ == "PERSON"):
                return PlaceName(i, last, span, span.words(text), "demonym", fixed=place, literal=False)
        return None

    def _demonym(self, words: str) -> Place | None:
        if words.isupper() and len(words) > 4:
            words = words.title()
        country = countries().by_demonym(words)
        if country is None:
            name = self._words.adjectives.get(words)
            return _largest(self._gazetteer.find(name)).place if name else None
        entry = self._gazetteer.by_id(country.geonameid)
        return entry.place if entry and countries().by_name(words) is not country else None

    def _joined_at(self, token: Token) -> PlaceName | None:
        """The country in a compound that the parser left whole: "U.S.-led"."""
        match = _JOINED.search(token.text)
        country = countries().by_name(token.text[: match.start()]) if match and token.text[0].isupper() else None
        entry = self._gazetteer.by_id(country.geonameid) if country else None
        if match is None or entry is None:
            return None
        words = token.text[: match.start()]
        return PlaceName(token.i, token.i + 1, Span(token.idx, token.idx + len(words)), words, "name", (entry,))

    def _unknown(self, evidence: Evidence, found: Sequence[PlaceName]) -> Iterator[PlaceName]:
        """Names the parser tagged as places and the gazetteer does not hold."""
        doc = evidence.doc
        taken = {i for name in found for i in range(name.first, name.last)}
        ends = {name.last for name in found}
        for ent in doc.ents:
            if ent.label_ not in marks.PLACE_LABELS or not taken.isdisjoint(range(ent.start, ent.end)):
                continue
            first, last = marks.trimmed(doc, ent.start, ent.end)
            behind = next((k for k in (first - 1, first - 2) if k in ends), -1)
            if first < last and self._is_new_place(evidence, str(ent.label_), first, last, behind):
                ends.add(last)
                span = _span(doc, first, last)
                yield PlaceName(first, last, span, span.words(evidence.text), "unknown")

    def _is_new_place(self, evidence: Evidence, label: str, first: int, last: int, last_place: int) -> bool:
        doc = evidence.doc
        words = _span(doc, first, last).words(evidence.text)
        if evidence.is_common(words) or evidence.is_lent(words, last) or words in evidence.persons:
            return False
        if not _NAME_LIKE.search(words):
            return False
        if label == "FAC":
            standing = first > 0 and doc[first - 1].lower_ in self._words.site_prepositions
            whole = all(t.text[0].isupper() or t.lower_ in self._words.link_words for t in doc[first:last])
            return (standing and whole and doc[last - 1].is_title) or doc[last - 1].lower_ in self._words.site_nouns
        return label == "LOC" or evidence.has_cue(first, last, last_place)

    def _with_context(self, doc: Doc, text: str, name: PlaceName, found: Sequence[PlaceName], k: int) -> PlaceName:
        """The name with what stands behind it, and whether it is meant literally."""
        behind = found[k + 1] if k + 1 < len(found) else None
        within: tuple[Entry, ...] = ()
        if behind is not None and behind.first - name.last == 1 and doc[name.last].text in (",", "("):
            own = {e.place.level for e in name.entries}
            within = tuple(
                e
                for e in behind.entries
                if e.place.level in ("region", "area") or (e.place.level == "country" and "country" not in own)
            )
        word = doc[name.last].lower_ if name.last < len(doc) else ""
        division = word in self._words.division_words
        if division and name.entries:
            name = replace(name, entries=(*name.entries, *self._namesakes(name.entries)))
        literal = name.literal and (
            marks.is_dateline(doc, text, name.first, name.last) or not self._is_metonym(doc, name)
        )
        return replace(name, within=within, division=division, literal=literal)

    def _namesakes(self, entries: Sequence[Entry]) -> list[Entry]:
        """Divisions that are called after one of the towns in them: "Saratov region"."""
        known = {e.place.id for e in entries}
        found = {}
        for town in entries:
            outer = self._gazetteer.by_id(town.admin1) if town.admin1 else None
            stem = place_key(town.place.name)[:5]
            if outer is not None and outer.place.id not in known and place_key(outer.place.name).startswith(stem):
                found[outer.place.id] = replace(outer, alias=town.alias)
        return list(found.values())

    def _is_metonym(self, doc: Doc, name: PlaceName) -> bool:
        """True for a government called by its country or a great city.

        It is the subject or agent of what a territory cannot do, or stands before a noun for what belongs to it.
        """
        country = any(e.place.level == "country" for e in name.entries)
        if not country and not any(e.division == 1 or e.population >= 5 * BIG for e in name.entries):
            return False
        head = doc[name.first : name.last].root
        governor = head.head.lemma_.lower()
        if head.dep_ == "nsubj":
            return governor in self._words.speech_verbs or (country and governor not in self._words.territory_verbs)
        if head.dep_ == "pobj" and head.head.dep_ == "agent":
            return True
        owner = head.dep_ in ("compound", "amod", "nmod", "poss") and head.head.i >= name.last
        return owner and country and governor not in self._words.territory_nouns


def _judge(evidence: Evidence, stretch: Stretch, last_place: int) -> PlaceName | None:
    """The place name a known stretch is, or None. With a feature noun behind, the feature and not the name is meant."""
    doc, text = evidence.doc, evidence.text
    fitting = evidence.fitting(stretch)
    if not fitting:
        return None
    stretch = replace(stretch, entries=fitting)
    basis = evidence.basis(stretch, last_place)
    if not basis:
        return None
    last = marks.feature_end(doc, text, stretch.last)
    if last > stretch.last and not is_large(stretch):
        span = _span(doc, stretch.first, last)
        return PlaceName(stretch.first, last, span, span.words(text), "unknown")
    span = _span(doc, stretch.first, stretch.last)
    literal = basis != "inside"
    return PlaceName(stretch.first, stretch.last, span, stretch.words, basis, fitting, literal=literal)


def _in_frame(evidence: Evidence, frame: Framed, known: Sequence[Stretch], name: PlaceName | None) -> PlaceName | None:
    """The place that a frame names, under the longest name: in the gazetteer or not."""
    if name is not None and (name.last >= frame.last or name.fixed is not None):
        return replace(name, tie=frame.tie, basis="name", literal=True) if name.fixed is None else name
    span = _span(evidence.doc, frame.first, frame.last)
    words = span.words(evidence.text)
    listed = next((s for s in known if s.last == frame.last), None)
    entries = evidence.fitting(listed) if listed is not None else ()
    return PlaceName(frame.first, frame.last, span, words, "name" if entries else "unknown", entries, tie=frame.tie)


def _with_initials(doc: Doc, text: str, found: Sequence[PlaceName]) -> list[PlaceName]:
    """The names, and the initials that stand for one of them, which take what was found in their place."""
    named = {n.span: n for n in found if n.basis in ("name", "gazetteer") and n.entries}
    by_token = {token.idx: token for token in doc}
    short = {
        token.i: PlaceName(token.i, token.i + 1, span, span.words(text), "name", place.entries)
        for span, place in find_initials(text, named)
        if (token := by_token.get(span.start)) is not None and len(token.text) == len(span)
    }
    return [*(n for n in found if short.keys().isdisjoint(range(n.first, n.last))), *short.values()]


def _span(doc: Doc, first: int, last: int) -> Span:
    end = doc[min(last, len(doc)) - 1]
    return Span(doc[first].idx, end.idx + len(end.text))


def _largest(entries: Sequence[Entry]) -> Entry:
    return max(entries, key=lambda e: (not e.alias, e.population, e.place.id))
