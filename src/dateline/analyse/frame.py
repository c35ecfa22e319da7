"""A cue with the grammar around it: who stands as its source, what as its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.memory import read_once
from dateline.analyse.phrases import content_spans, source_tokens
from dateline.analyse.syntax import SUBJECTS, negation_of
from dateline.codebook import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.model import Span

CITING = frozenset({"cite", "quote"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a cue. All numbers are token indices of the parse; `content` and `source` may be broken up.

    `pos` is verb, noun, adj, prep, adv or mark. `source` is empty where nobody is named. `anchor` is the head word of
    the source. `relative` is the pronoun ("who") where the source was reached through one.
    """

    head: int
    lemma: str
    pos: str
    pattern: str
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    anchor: int | None = None
    relative: int | None = None
    negated: bool = False


def make_frame(
    head: Token, pos: str, pattern: str, cue: tuple[int, ...], subject: Token | None, content: tuple[int, ...]
) -> Frame:
    """A frame whose source is the phrase of `subject` and whose parts do not overlap."""
    relative = _relative_pronoun(head, subject)
    source = source_tokens(subject) if subject is not None else ()
    source = tuple(i for i in source if i not in content and i != head.i)
    if source and head.doc[source[-1]].tag_ == "IN":  # the "that" of a content the parser hung on the source
        source = source[:-1]
    taken = {*cue, *source}
    return Frame(
        head.i, cue_lemma(head), pos, pattern, tuple(sorted(set(cue))), source,
        tuple(sorted(i for i in set(content) if i not in taken)),
        subject.i if subject is not None else None, relative, negation_of(head) is not None,
    )  # fmt: skip


def _relative_pronoun(head: Token, subject: Token | None) -> int | None:
    if subject is None:
        return None
    verb = head
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if own is not None:
            return own.i if own.tag_ in ("WDT", "WP") else None
        if verb.dep_ not in ("conj", "xcomp", "advcl"):
            return None
        verb = verb.head
    return None


@read_once
def cue_lemma(token: Token) -> str:
    """The lemma in lower case; "according" keeps its form, and a verb that is a cue with its particle has both."""
    if token.lower_ == "according":
        return "according"
    lemma = str(token.lemma_).lower()
    if token.pos_ == "VERB":
        phrasal = (f"{lemma}-{c.lower_}" for c in token.children if c.dep_ == "prt")
        return next((p for p in phrasal if (p, "verb") in load_cues()), lemma)
    return lemma


def cue_tokens(verb: Token, *links: Token) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation, particles, and a verb that governs it ("declined to say")."""
    words = [verb.i, *(t.i for t in links)]
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "prt") and abs(child.i - verb.i) <= 5:
            words.append(child.i)
    if _is_governed(verb):
        words.extend(cue_tokens(verb.head))
    words.extend(_other_half(verb))
    quoting = quoting_verb(verb)
    if quoting is not None:
        words.extend((verb.head.i, *(cue_tokens(quoting) if is_reported_passive(quoting) else ())))
    return tuple(sorted(set(words)))


def _is_governed(verb: Token) -> bool:
    """True for "say" in "declined to say": close behind a verb or adjective that it completes."""
    near = 0 < verb.i - verb.head.i <= 4
    return verb.dep_ == "xcomp" and near and verb.head.pos_ in ("VERB", "AUX", "ADJ") and verb.tag_ in ("VB", "VBG")


def _other_half(verb: Token) -> Iterator[int]:
    """The first verb of "neither confirm nor deny", with its auxiliaries, for the second."""
    if verb.dep_ != "conj" or verb.i - verb.head.i > 3 or verb.head.pos_ != "VERB":
        return
    between = verb.doc[max(verb.head.i - 2, 0) : verb.i]
    if any(t.lower_ in ("nor", "or") for t in between):
        yield from (t.i for t in between if t.i >= verb.head.i or t.lower_ in ("neither", "not"))
        yield from cue_tokens(verb.head)


def quoting_verb(verb: Token) -> Token | None:
    """The verb of "quoted him as saying", for "saying"."""
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.lemma_.lower() in CITING:
        quoting: Token = verb.head.head
        return quoting
    return None


def cue_words(name: str) -> frozenset[str]:
    """A word list of the codebook of cues: prepositions, support_verbs, tells_whom or citable."""
    return load_cues().words[name]


def tells(noun: Token) -> bool:
    cue = load_cues().get(cue_lemma(noun), "noun")
    return cue is not None and noun.pos_ == "NOUN" and cue.family in ("speech", "evidence", "thought")


def is_that_clause(clause: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def belongs_to_object(verb: Token, clause: Token) -> bool:
    """True where a that-clause belongs to the verb's object: "confirmed a report that", not "told reporters that"."""
    if verb.lemma_.lower() in cue_words("tells_whom") or not is_that_clause(clause):
        return False
    return any(c.dep_ == "dobj" and c.i < clause.i and tells(c) for c in verb.children)


@read_once
def is_reported_passive(verb: Token) -> bool:
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    bare = not any(c.dep_ in ("aux", "nsubj") for c in verb.children)
    return bool(verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl") and bare)


def frame_spans(frame: Frame, doc: Doc, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]:
    """Source, cue and content of a frame as spans of the report's text."""
    return (
        content_spans(frame.source, doc, text),
        content_spans(frame.cue, doc, text),
        content_spans(frame.content, doc, text),
    )
