"""What stands around a capitalised stretch: where it may begin and end, whether the parser's name is longer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.codebook import place_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

MAX_WORDS = 7  # of a name
_DATELINE = re.compile(r"[^.\n]{0,50}?(?:\([A-Z][^)\n]{1,40}\)\s*)?[-–—]{1,2}\s|\s?\([A-Z][A-Za-z .]{1,20}\)\s")
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


def stretches(doc: Doc, text: str, i: int) -> Iterator[tuple[int, int, str]]:
    """Stretches of capitalised words from token i on, shortest first: (first, end, words); link words inside."""
    token, words = doc[i], place_words()
    if not (token.text[0].isupper() or (token.lower_ in words.name_articles and _goes_on(doc, i))):
        return
    for last in range(i + 1, min(i + MAX_WORDS, len(doc)) + 1):
        end, later = doc[last - 1], last - 1 > i
        if later and gap(doc, text, last - 1) not in ("", " "):
            return
        elided = end.lower_[:2] in ("d'", "d’", "l'", "l’")
        hyphened = later and doc[last - 2].text in "-–'’"
        if end.text[0].isupper() or elided or hyphened or (later and end.lower_ in words.small_site_nouns):
            yield i, last, text[token.idx : end.idx + len(end.text)]
        elif end.lower_ not in words.link_words:
            return


def gap(doc: Doc, text: str, i: int) -> str:
    """What stands between token i and the one before."""
    return text[doc[i - 1].idx + len(doc[i - 1].text) : doc[i].idx]


def is_cut_off(doc: Doc, text: str, i: int) -> bool:
    """True where token i goes on from a word that begins a longer name: "New Concord", "Al-Ahram"."""
    if i == 0:
        return False
    before = doc[i - 1]
    if before.text in "-–" and i > 1 and gap(doc, text, i) == "":
        return doc[i - 2].lower_ in place_words().name_articles or (doc[i].text[0].islower())
    return before.text[0].isupper() and before.lower_ in place_words().name_beginnings and gap(doc, text, i) == " "


def feature_end(doc: Doc, text: str, last: int) -> int:
    """The token behind a feature noun that follows ("Catawba River", "St. Mark's Square"), or `last` without one."""
    if (
        last < len(doc)
        and doc[last].text[0].isupper()
        and doc[last].lower_ in place_words().feature_nouns
        and gap(doc, text, last) == " "
    ):
        return last + 1
    if last + 1 < len(doc) and doc[last].text in _POSSESSIVE and doc[last + 1].text[0].isupper():
        word = doc[last + 1].lower_
        return last + 2 if word in place_words().feature_nouns and gap(doc, text, last) == "" else last
    return last


def label_of(doc: Doc, first: int, last: int) -> str:
    """The parser's label of the stretch's last word, else of its first, or ""."""
    return str(doc[last - 1].ent_type_ or doc[first].ent_type_)


def is_whole_name(doc: Doc, first: int, last: int) -> bool:
    """True where the stretch is all of the parser's name, leading "the" and trailing "'s" aside."""
    starts = doc[first].ent_iob_ in ("B", "O") or (
        first > 0 and doc[first - 1].lower_ == "the" and doc[first - 1].ent_iob_ == "B"
    )
    return starts and (last >= len(doc) or doc[last].ent_iob_ != "I" or doc[last].text in _POSSESSIVE)


def is_fragment(doc: Doc, first: int, last: int) -> bool:
    """True where the parser's name goes on in capitals to the left or right of the stretch."""
    inner = doc[first].ent_iob_ == "I" and doc[first - 1].text[0].isupper() and doc[first - 1].pos_ == "PROPN"
    return inner or (last < len(doc) and doc[last].ent_iob_ == "I" and doc[last].text[0].isupper())


def is_beside_name(doc: Doc, text: str, first: int, last: int) -> bool:
    """True where a run of capitals goes on before or behind the stretch: it is part of a longer name."""
    if last < len(doc) and doc[last].text[0].isupper() and gap(doc, text, last) == " ":
        return True
    before = doc[first - 1] if first else None
    return before is not None and before.text[0].isupper() and not before.is_sent_start and before.pos_ == "PROPN"


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The stretch without articles, lower-case words in front, and possessive endings."""
    while first < last and (doc[first].lower_ in ("the", "a", "an") or not doc[first].text[0].isupper()):
        first += 1
    while last > first and (doc[last - 1].text in _POSSESSIVE or doc[last - 1].text in ".," or doc[last - 1].is_space):
        last -= 1
    return first, last


def person_words(doc: Doc) -> frozenset[str]:
    """First and last words of the persons named by two words or more."""
    found = set()
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            first, last = trimmed(doc, ent.start, ent.end)
            if last - first > 1:
                found |= {doc[first].text, doc[last - 1].text}
    return frozenset(found)


def _goes_on(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and (doc[i + 1].text in "-–" or doc[i + 1].text[0].isupper())


def is_dateline(doc: Doc, text: str, first: int, last: int) -> bool:
    """True where the stretch opens a paragraph and a date, an agency or a dash follows: "KYIV, Feb 2 (Reuters) -"."""
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text)
    opens = start == 0 or "\n" in text[:start][-2:] or text[:start].isspace()
    return opens and _DATELINE.match(text, end) is not None
