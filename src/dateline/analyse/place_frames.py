"""Words that say a name is a place's, whatever the parser and the gazetteer make of it.

"The towns of X, Y and Z", "the Damascus suburb of X", "X, a village near Y", "X village": a noun for settlements and
sites frames the names. What else the frame names ("Damascus", "Syrian", "near Y") ties them to a country or place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse import place_marks as marks
from dateline.codebook import PlaceWords

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 4  # words of a framed name, articles aside
REACH = 7  # words between the noun and the place that ties it: "a town some 20 miles south of Y"
_SEPARATORS = frozenset({",", "and", "or", "&"})
_NO_NAME = frozenset({"DATE", "TIME", "NORP", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "LANGUAGE"})
_TIES = frozenset({"in", "near", "of", "outside", "from", "at", "on", "within", "around"})
_PASSED_OVER = frozenset({"ADJ", "ADV", "NUM", "NOUN", "DET", "ADP", "PROPN"})


@dataclass(frozen=True, slots=True)
class Framed:
    """A name in a frame: token indices, `last` exclusive; `tie` is a token of the place it is tied to, -1 without."""

    first: int
    last: int
    tie: int = -1


def find_framed(doc: Doc, text: str, words: PlaceWords) -> dict[int, Framed]:
    """The framed names by their first token."""
    found: dict[int, Framed] = {}
    for token in doc:
        if token.lower_ in words.settlement_nouns and token.text.islower():
            for framed in (*_listed(doc, text, token.i), *_described(doc, text, token.i, words)):
                found.setdefault(framed.first, framed)
    return found


def find_repeats(doc: Doc, text: str, names: Iterable[str]) -> Iterator[Framed]:
    """Where the names stand again, each by itself and not inside a longer one."""
    for name in names:
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            span = doc.char_span(*match.span())
            if span is not None and not marks.is_beside_name(doc, text, span.start, span.end):
                yield Framed(span.start, span.end)


def _listed(doc: Doc, text: str, noun: int) -> Iterator[Framed]:
    """ "the towns of X, Y and Z (in W)"; a single noun has one name."""
    if noun + 2 >= len(doc) or doc[noun + 1].lower_ != "of":
        return
    names = []
    at = noun + 2
    while (end := _name_end(doc, text, at)) > at:
        names.append((at, end))
        at = _next_listed(doc, end) if doc[noun].tag_ == "NNS" or doc[noun].text.endswith("s") else len(doc)
    if not names:
        return
    tie = _tie_before(doc, noun)
    tie = tie if tie >= 0 else _tie_behind(doc, names[-1][1])
    yield from (Framed(first, last, tie) for first, last in names)


def _next_listed(doc: Doc, end: int) -> int:
    """Where the next name of a list begins; `end` itself where the list ends."""
    at = end
    while at < len(doc) and at - end < 2 and doc[at].lower_ in _SEPARATORS:
        at += 1
    return at if at > end else len(doc)


def _described(doc: Doc, text: str, noun: int, words: PlaceWords) -> Iterator[Framed]:
    """ "X, a hilltop town near Y", "X village"."""
    behind = doc[noun + 1] if noun + 1 < len(doc) else None
    if behind is not None and behind.pos_ in ("NOUN", "PROPN") and behind.lower_ not in words.place_prepositions:
        return
    start = noun
    while start and doc[start - 1].pos_ in ("ADJ", "NOUN", "ADV") and doc[start - 1].text.islower():
        start -= 1
    if start > 1 and doc[start - 1].lower_ in ("a", "an", "the") and doc[start - 2].text == ",":
        first = _name_start(doc, text, start - 2)
        if first < start - 2:
            yield Framed(first, start - 2, _tie_behind(doc, noun + 1))
    elif start == noun and not (behind is not None and behind.lower_ == "of"):
        first = _name_start(doc, text, noun)
        before = doc[first - 1].lower_ if first else ""
        if first < noun and before not in ("a", "an", "every", "another", "one") and not doc[noun].text.endswith("s"):
            yield Framed(first, noun, _tie_behind(doc, noun + 1))


def _name_end(doc: Doc, text: str, first: int) -> int:
    """The token behind the name that begins at `first`; `first` itself where none does."""
    last, words = first, 0
    while last < len(doc) and words < LONGEST and (last == first or marks.gap(doc, text, last) in ("", " ")):
        if not _is_name_word(doc, last, inside=last > first):
            break
        words += doc[last].text[0].isupper()
        last += 1
    while last > first and not doc[last - 1].text[0].isalnum():
        last -= 1
    return last if any(doc[k].text[0].isupper() and len(doc[k].text) > 1 for k in range(first, last)) else first


def _name_start(doc: Doc, text: str, last: int) -> int:
    """The first token of the name that ends before `last`; `last` itself where none does."""
    first = last
    while first and last - first < LONGEST and (first == last or marks.gap(doc, text, first) in ("", " ")):
        if not _is_name_word(doc, first - 1, inside=True):
            break
        first -= 1
    while first < last and not (doc[first].text[0].isupper() or marks.gap(doc, text, first + 1) == ""):
        first += 1
    proper = first < last and doc[last - 1].pos_ == "PROPN" and len(doc[last - 1].text) > 1
    return first if proper and not (last - first == 1 and doc[first].is_stop) else last


def _is_name_word(doc: Doc, i: int, *, inside: bool) -> bool:
    token = doc[i]
    if token.ent_type_ in _NO_NAME or token.text in ("'s", "’s"):
        return False
    if token.text[0].isupper():
        return not (token.is_stop and token.pos_ in ("DET", "PRON"))
    goes_on = i + 1 < len(doc) and (doc[i + 1].text in "-–" or doc[i + 1].text[0].isupper())
    if token.text in "-–":
        return inside
    return goes_on and token.lower_ in ("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "es", "de", "la", "ul")


def _tie_before(doc: Doc, noun: int) -> int:
    """ "the Damascus suburb", "the Syrian border town": the capitalised word before the noun, and its attributes."""
    at = noun - 1
    while at >= 0 and noun - at < 4 and doc[at].text.islower() and doc[at].pos_ in ("ADJ", "NOUN", "VERB"):
        at -= 1
    return at if at >= 0 and doc[at].text[0].isupper() and doc[at].pos_ in ("PROPN", "ADJ") else -1


def _tie_behind(doc: Doc, at: int) -> int:
    """ "in southern Lebanon", ", 20 miles south of Y": the first capitalised word behind a preposition of place."""
    if at < len(doc) and doc[at].text == ",":
        at += 1
    tied = False
    for token in doc[at : at + REACH]:
        if token.text[0].isupper():
            return token.i if tied else -1
        if token.is_punct or token.pos_ not in _PASSED_OVER:
            return -1
        tied = token.lower_ in _TIES or (tied and token.pos_ in ("DET", "ADJ", "NOUN"))
    return -1
