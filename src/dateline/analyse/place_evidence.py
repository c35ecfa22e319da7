"""Whether a stretch the gazetteer knows is meant as a place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import place_marks as marks
from dateline.analyse.place_context import is_disease
from dateline.codebook import Entry, Gazetteer, PlaceWords, countries

if TYPE_CHECKING:
    from spacy.tokens import Doc

BIG = 100_000
TOWN = 15_000
_UNSURE = frozenset({"", "ORG"})  # labels that the parser gives to small places of other languages
_NEVER = 1 << 60
# People a place must have to be believed against the parser's label, alone and behind a preposition of place. Set by
# reading the errors on two thirds of the development halves of GeoWebNews, GeoVirus, LGL and TR-News.
_FLOOR_ALONE = {"": BIG, "ORG": 10 * BIG, "NORP": 10 * BIG, "EVENT": 10 * BIG, "LAW": 10 * BIG, "PRODUCT": 10 * BIG,
                "PERSON": 10 * BIG}  # fmt: skip
_FLOOR_WITH_CUE = {"": 1_000, "ORG": 1_000, "NORP": 1_000, "PERSON": TOWN, "PRODUCT": 1_000, "WORK_OF_ART": 1_000}
_DIVISION_ENDS = frozenset({"county", "parish", "oblast", "province", "district", "raion", "region", "prefecture"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words the gazetteer knows: token indices (`last` exclusive), the words, the entries."""

    first: int
    last: int
    words: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Judges stretches of one report.

    `persons` are words of persons' names, `agreed` words already taken as places, `lent` names of diseases, `starts`
    the first tokens of names already taken as places.
    """

    doc: Doc
    text: str
    gazetteer: Gazetteer
    words: PlaceWords
    persons: frozenset[str]
    agreed: frozenset[str] = frozenset()
    lent: frozenset[str] = frozenset()
    starts: frozenset[int] = frozenset()

    def fitting(self, stretch: Stretch) -> tuple[Entry, ...]:
        """The entries that the words can mean as they are written.

        An abbreviation means a country only in capitals, and short words in capitals no town's foreign name; a
        foreign name needs a place large enough to be called by it, or a curated one.
        """
        label = marks.label_of(self.doc, stretch.first, stretch.last)
        code = stretch.last - stretch.first == 1 and len(stretch.words) <= 4 and stretch.words.isupper()
        placed = label in marks.PLACE_LABELS or (label in _UNSURE and self._is_after_site(stretch.first))
        floor = TOWN if placed else 3 * BIG
        return tuple(e for e in stretch.entries if _fits(e, stretch.words, code, floor))

    def _is_after_site(self, first: int) -> bool:
        """True behind "at", "in" or "near": what happens there happens at a place."""
        return first > 0 and self.doc[first - 1].lower_ in ("at", "in", "near")

    def basis(self, stretch: Stretch, last_place: int) -> str:
        """How the stretch is a place name here: "name", "gazetteer" or "inside", or "" where it is none.

        `last_place` is the token behind the place name before it, -1 without one.
        """
        doc, first, last = self.doc, stretch.first, stretch.last
        label, whole = marks.label_of(doc, first, last), marks.is_whole_name(doc, first, last)
        if marks.is_cut_off(doc, self.text, first) or not any(
            len(t.text) > 1 and t.text[0].isupper() for t in doc[first:last]
        ):
            return ""
        cue = self.has_cue(first, last, last_place)
        if self.is_common(stretch.words):
            return "name" if label == "GPE" and whole and cue else ""
        large = is_large(stretch)
        if not large and self.is_lent(stretch.words, last):
            return ""
        if not large and not cue and last - first == 1 and stretch.words in self.persons:
            return ""
        weight = max(e.population for e in stretch.entries)
        curated = any(e.curated and (label != "PERSON" or e.population >= TOWN) for e in stretch.entries)
        if label in marks.PLACE_LABELS:
            agreed = large or cue or curated or stretch.words in self.agreed
            if last - first == 1 and weight < 3_000 and not agreed:
                return ""
            return "name" if whole or large or weight >= BIG or not marks.is_fragment(doc, first, last) else ""
        if label and not whole:
            return _inside(label, weight, large) if large or self._is_told(stretch) else ""
        if not label and marks.is_beside_name(doc, self.text, first, last):
            return "inside" if large or (weight >= BIG and self._is_told(stretch)) else ""
        if curated and first and not doc[first].is_sent_start and label in _FLOOR_WITH_CUE:
            return "gazetteer"
        known = (
            large or weight >= _FLOOR_ALONE.get(label, _NEVER) or (stretch.words in self.agreed and label != "PERSON")
        )
        return "gazetteer" if known or (cue and weight >= _FLOOR_WITH_CUE.get(label, _NEVER)) else ""

    def _is_ground(self, noun: str) -> bool:
        """True for a noun for ground or a site, of one or more: what carries a place's name in front ("Kule camps")."""
        one = noun.removesuffix("s")
        nouns = self.words.site_nouns | self.words.division_words | self.words.settlement_nouns
        return noun in nouns or one in nouns

    def is_lent(self, words: str, last: int) -> bool:
        """True for a name that a disease has from a place."""
        return words in self.lent or is_disease(self.doc, last, self.words.disease_nouns)

    def _is_told(self, stretch: Stretch) -> bool:
        """False for a town at the end of a longer name that the report never names by itself: "Taco Bell"."""
        doc, first, last = self.doc, stretch.first, stretch.last
        goes_on = last < len(doc) and doc[last].text[0].isupper()
        before = doc[first - 1] if first else None
        ends = before is not None and before.text[0].isupper() and before.pos_ == "PROPN" and not goes_on
        return not ends or stretch.words in self.agreed or any(e.population >= 10 * BIG for e in stretch.entries)

    def is_common(self, words: str) -> bool:
        """True for words that are places somewhere and something else nearly everywhere."""
        listed = self.words.not_places
        return words in listed or (words.isupper() and len(words) > 3 and words.title() in listed)

    def has_cue(self, first: int, last: int, last_place: int = -1) -> bool:
        """A preposition of place or a place of the same list before, or a comma and a division or country behind."""
        doc = self.doc
        if first and last_place >= 0 and doc[first - 1].lower_ in (",", "and", "or") and first - last_place <= 2:
            return True
        if last + 1 < len(doc) and doc[last].text == "," and last + 1 in self.starts:
            return True
        before = doc[first - 1].lower_ if first else ""
        if before == "the" and first > 1:
            before = doc[first - 2].lower_
        if before in self.words.place_prepositions or before in ("nearby", "downtown"):
            return True
        if last < len(doc) and doc[last].text.islower() and self._is_ground(doc[last].lower_):
            return True
        if last + 1 >= len(doc) or doc[last].text != "," or not doc[last + 1].text[0].isupper():
            return False
        behind = doc[last + 1].text
        return behind in self.gazetteer.abbreviations or any(_is_wide(e) for e in self.gazetteer.find(behind))


def is_large(stretch: Stretch) -> bool:
    """True where a country, continent, sea, wide area or great division has the name, or it ends in "County"."""
    several = stretch.last - stretch.first > 1
    if several and stretch.words.rsplit(" ", 1)[-1].lower() in _DIVISION_ENDS:
        return True
    return any(
        _is_wide(e)
        or (several and e.curated)
        or (several and e.division == 1 and not e.alias and e.population >= 10 * BIG)
        for e in stretch.entries
    )


def _is_wide(entry: Entry) -> bool:
    wide = entry.place.level in ("country", "continent", "water", "area")
    return wide or (entry.division == 1 and entry.curated)


def _fits(entry: Entry, words: str, code: bool, floor: int) -> bool:
    if entry.place.level == "country" and entry.curated:
        return countries().by_name(words) is not None
    if code:
        return not entry.alias and (entry.population >= BIG or entry.curated)
    return not entry.alias or entry.curated or entry.population >= floor


def _inside(label: str, weight: int, large: bool) -> str:
    if label == "ORG":
        return "inside" if large or weight >= TOWN else ""
    return "inside" if large and label != "PERSON" else ""
