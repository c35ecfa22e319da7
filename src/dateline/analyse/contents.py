"""What agreements, laws and proposals hold, and what stands in somebody's view or account, has them for its source.

"Under the deal, X would withdraw", "the plan includes a withdrawal", "in X's view", "by X's count". Annotators of news
mark few of these as attributions; but the author of a report does not vouch for what stands there.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from dateline.analyse.frame import cue_lemma, cue_words
from dateline.analyse.phrases import MAX_WORDS, content_spans, source_tokens
from dateline.analyse.readings import Reading
from dateline.analyse.selection import Scored
from dateline.analyse.span_index import SpanIndex
from dateline.analyse.syntax import prepositional, subject_of
from dateline.codebook import load_cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from dateline.analyse.draft import Draft

CONTENT_SCORE = 0.8  # no annotated counts
_FUTURE = frozenset({"will", "would", "shall", "should", "must", "may", "might", "can", "could", "'ll", "’ll"})
_BOUND = frozenset({"require", "oblige", "allow", "permit", "entitle", "commit", "bind", "authorize", "authorise"})
_UNDER = frozenset({"under", "pursuant"})
_TERMS = frozenset({"term", "provision", "condition", "clause", "part", "article", "section"})
_HOLDERS = ("PERSON", "ORG", "NORP", "GPE")
_FIRST = frozenset({"my", "our", "your", "i", "we", "you"})


def contents_of(kept: Sequence[Scored], draft: Draft) -> list[Scored]:
    """Statements of documents, views and counts, where no other statement has the same cue and an event lies inside."""
    doc, text = draft.doc, draft.report.text
    cues = SpanIndex((c, True) for s in kept for c in s.reading.cue)
    found: list[Scored] = []
    for token in doc:
        reading = _under(token, doc, text) or _view(token, doc, text) or _provision(token, draft)
        if reading is None or any(cues.overlaps(c) for c in reading.cue) or not _tells_events(reading, draft):
            continue
        found.append(Scored(reading, CONTENT_SCORE))
    return found


def is_instrument(noun: Token | None) -> bool:
    """True for an agreement, a law, a proposal or the like: its words say what shall be."""
    return noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.lemma_.lower() in cue_words("instruments")


def provides(verb: Token) -> bool:
    """True for a verb by which such a text tells what it holds: "provides for", "includes", "stipulates"."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in cue_words("provisions")


def _tells_events(reading: Reading, draft: Draft) -> bool:
    """True where a word of the content may name an event; a deal that "includes a bonus" needs no statement."""
    if draft.predicates is None:
        return True
    spans = (draft.doc.char_span(c.start, c.end, alignment_mode="expand") for c in reading.content)
    return any(t.i in draft.predicates for s in spans if s is not None for t in s)


def _under(token: Token, doc: Doc, text: str) -> Reading | None:
    """ "Under the deal, X will withdraw", "by the terms of the truce, X must": only for what shall or may be."""
    noun = _object(token)
    if noun is None:
        return None
    if noun.lemma_.lower() in _TERMS and token.lower_ in ("by", *_UNDER):
        owner = next((n for _, n in prepositional(noun, "of", "in")), None)
        noun = owner or next((c for c in noun.children if c.dep_ == "poss"), None)
    elif token.lower_ not in _UNDER:
        return None
    clause = _clause(token)
    if noun is None or clause is None or not is_instrument(noun) or not _is_due(clause):
        return None
    return _reading(token, noun, (token.i,), clause, doc, text)


def _view(token: Token, doc: Doc, text: str) -> Reading | None:
    """ "In the minister's view", "by the army's count", "in the opinion of X": what follows is so for them."""
    noun = _object(token)
    if noun is None or f"{token.lower_} {noun.lemma_.lower()}" not in _views():
        return None
    holder = next((c for c in noun.children if c.dep_ == "poss"), None)
    if holder is None and any(c.lower_ == "the" for c in noun.children):
        holder = next((n for _, n in prepositional(noun, "of")), None)
    clause = _clause(token)
    if holder is None or clause is None or not _is_holder(holder):
        return None
    own = [c.i for c in noun.children if c.lower_ == "own"]
    if own and holder.tag_ == "PRP$":  # "by his own account, the general ordered it"
        holder = subject_of(clause) or holder
    reading = _reading(token, holder, (token.i, *own, noun.i), clause, doc, text)
    return replace(reading, lemma=cue_lemma(noun), pos="noun") if reading is not None else None


def _views() -> frozenset[str]:
    """Each noun of a view or count with the preposition that makes a source of it."""
    words = load_cues().words
    views, counts = words["views"], words["counts"]
    return frozenset({*(f"in {w}" for w in views), *(f"by {w}" for w in counts)})


def _provision(token: Token, draft: Draft) -> Reading | None:
    """ "The plan includes a withdrawal", "the treaty provides for one": for verbs that are no cue of speech.

    What only describes a noun ("troops that Y calls invaders") or stands by another's word ("as Y says") is not in it.
    """
    if not provides(token) or (cue_lemma(token), "verb") in load_cues():
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    link = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "for"), None)
    held = [c for c in token.children if c.dep_ in ("ccomp", "dobj") and c.i > token.i]
    held += [c for c in link.children if c.dep_ == "pobj"] if link is not None else []
    if subject is None or not is_instrument(subject) or not any(_is_event(h, draft) for h in held):
        return None
    asides = {t.i for h in held for word in h.subtree for t in _aside(word)}
    words = {t.i for h in held for t in islice(h.subtree, MAX_WORDS) if t.dep_ != "mark" and t.i not in asides}
    doc, text = draft.doc, draft.report.text
    source, content = content_spans(source_tokens(subject), doc, text), content_spans(words, doc, text)
    cue = content_spans((token.i, *((link.i,) if link is not None else ())), doc, text)
    if not content or not source:
        return None
    return Reading(token.i, cue_lemma(token), "verb", "instrument", source, cue, content, subject.i)


def _aside(word: Token) -> Iterator[Token]:
    """The words of a relative clause, and of a clause that "as Y says" hangs on."""
    if word.dep_ == "relcl":
        yield from word.subtree
    elif word.dep_ == "advcl" and any(c.lower_ == "as" and c.i < word.i for c in word.children):
        yield from (word.subtree if word.head.dep_ == "ROOT" else word.head.subtree)


def _is_event(held: Token, draft: Draft) -> bool:
    """True for a clause, and for a noun that may itself name an event."""
    nouns = (held, *held.conjuncts)
    finite = held.dep_ == "ccomp" and held.tag_ != "VBG"
    return finite or draft.predicates is None or any(n.i in draft.predicates for n in nouns)


def _object(preposition: Token) -> Token | None:
    """The noun behind a preposition; for "pursuant to" that behind the second one."""
    if preposition.lower_ == "pursuant":
        preposition = next((c for c in preposition.children if c.dep_ == "prep"), preposition)
    elif preposition.dep_ not in ("prep", "agent"):
        return None
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def _clause(preposition: Token) -> Token | None:
    """The verb of the clause that a phrase sets under a source."""
    verb = preposition.head
    return verb if verb.pos_ in ("VERB", "AUX") and verb.i != preposition.i else None


def _is_due(verb: Token) -> bool:
    """True for what will, must or may be: "would leave", "is to leave", "is obliged to leave"."""
    if any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children):
        return True
    complement = any(c.dep_ == "xcomp" for c in verb.children)
    return complement and (verb.lemma_ in ("be", "have") or (verb.tag_ == "VBN" and verb.lemma_ in _BOUND))


def _is_holder(noun: Token) -> bool:
    """A person or body whose view it may be; not the speaker of the sentence himself ("in my view")."""
    if noun.lower_ in _FIRST:
        return False
    person = noun.lemma_.lower() in cue_words("citable") or noun.lemma_.endswith(("er", "or", "ist", "man"))
    return noun.ent_type_ in _HOLDERS or noun.tag_ == "PRP$" or noun.pos_ == "PROPN" or person


def _reading(token: Token, source: Token, cue: tuple[int, ...], clause: Token, doc: Doc, text: str) -> Reading | None:
    """The clause without the phrase that names its source."""
    phrase = {t.i for t in token.subtree}
    words: Iterator[Token] = islice(clause.subtree, MAX_WORDS)
    content = content_spans((t.i for t in words if t.i not in phrase and t.dep_ != "mark"), doc, text)
    who = content_spans(source_tokens(source), doc, text)
    if not content or not who:
        return None
    return Reading(token.i, token.lower_, "prep", "instrument", who, content_spans(cue, doc, text), content, source.i)
