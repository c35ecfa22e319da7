"""Subjects that the parse hangs on the wrong word: a noun right before a finite verb that has no subject.

"With unrest in Chad, Sudan last week closed the border": the parser makes "Sudan" an apposition to "Chad".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_MARKS = frozenset({",", ";", ":", "—", "–", '"', "“", "”"})
_LONGEST = 14  # tokens of a subject looked at


def stray_subject(verb: Token) -> Token | None:
    """The noun between the last mark and a finite verb, where the verb lacks a subject or has one from before it.

    A date between noun and verb is needed where the parse gives another subject: "Sudan last week closed".
    """
    if verb.dep_ not in ("ROOT", "ccomp", "parataxis", "conj"):
        return None
    first = _first_word(verb)
    if first is None:
        return None
    has_own = any(c.dep_ in _SUBJECTS for c in verb.children)
    start, end = _segment(verb.doc, first.i, verb.sent.start)
    if end <= start or (has_own and end == first.i):
        return None
    if has_own and any(c.dep_ in _SUBJECTS and c.i >= start for c in verb.children):
        return None
    return _only_top(verb.doc, start, end)


def _first_word(verb: Token) -> Token | None:
    """The finite word of the verb: itself or its first auxiliary; None for participles and infinitives."""
    words = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    first = min((*words, verb), key=lambda t: t.i)
    return first if first.tag_ in _FINITE else None


def _segment(doc: Doc, before: int, sentence: int) -> tuple[int, int]:
    """The tokens from the last mark to the verb, without adverbs and a date at their end; (0, 0) where none opens."""
    end = before
    while end > sentence and (doc[end - 1].pos_ == "ADV" or doc[end - 1].ent_type_ in ("DATE", "TIME")):
        end -= 1
    start = end
    while start > sentence and doc[start - 1].text not in _MARKS:
        start -= 1
    opened = start > sentence and end - start <= _LONGEST
    return (start, end) if opened else (0, 0)


def _only_top(doc: Doc, start: int, end: int) -> Token | None:
    """The one word of the tokens that all others hang on; None where several do not, or it is no noun."""
    tops = [t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
    if len(tops) != 1 or tops[0].pos_ not in ("NOUN", "PROPN", "PRON") or tops[0].tag_ in ("WDT", "WP"):
        return None
    top = tops[0]
    if top.dep_ not in ("appos", "npadvmod", "compound", "pobj", "conj", "nmod", "dep"):
        return None
    listed = any(t.dep_ == "cc" for t in doc[start:end])
    while listed and top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head  # "soldiers, rebels and civilians were killed"
    return top
