"""Whether the source of a statement vouches for the events in its content.

Not every attribution passes on a claim. Who condemns an attack, mourns a death or comments on a raid takes it as known:
the report tells of it. Who does not say whether troops left says nothing of it. Who means to act announces an act. In
all these the event's source is whoever stands further out, at last the report's author.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.analyse.contents import is_instrument, provides
from dateline.analyse.frame import cue_lemma, cue_words, tells
from dateline.analyse.parties import classes_of
from dateline.analyse.scope import operator_class
from dateline.codebook import load_cues, operators
from dateline.model import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.analyse.draft import Draft
    from dateline.codebook import Cue

# Operator classes whose subject acts or means to act rather than vouches for what is said.
_NOT_VOUCHING = frozenset({"plan", "goal", "attempt", "need", "possible", "begin", "end", "cause", "fail", "prevent"})
_PERFORMING = frozenset({"declare", "proclaim", "decree"})
_PERFORMED = frozenset({"coercion", "ceasefire", "sanction", "=war", "=independence", "=amnesty", "=strike"})
_PRESUPPOSING = frozenset({"fact", "deny", "against"})
_JUDGEMENTS = frozenset({"possible", "fear", "likely", "unlikely"})
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj"}
_ABOUT = frozenset({"on", "about", "over", "regarding", "concerning", "upon"})
_TELLING = frozenset({"says", "confirms", "accuses", "shows"})
_SUPPOSING = frozenset({"may", "might", "could"})
_NOBODY = re.compile(r"(?:few|nobody|no one|none|hardly any(?:one|body))\b", re.IGNORECASE)
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_QUESTION_WORDS = ("WP", "WRB", "WDT")


def vouches(statement: Statement, draft: Draft) -> bool:
    """False where the statement's source acts, feels or asks, and does not tell of the events in its content."""
    if "topic" in statement.notes or _left_open(statement, draft):
        return False
    words = cue_heads(statement, draft)
    if _is_provision(statement, words, draft):
        return True
    if any(_is_purpose(word) for word in words) or any(_takes_as_known(statement, word) for word in words):
        return False
    if _is_only_supposed(statement, words, draft):
        return False
    if _cannot_speak(statement, draft) and any(_names(statement, word) for word in words):
        return False
    if any(_tells_that(statement, word) for word in words):
        return True
    kinds = [operator_class(word) for word in words]
    return not kinds or any(kind is None or kind.name not in _NOT_VOUCHING for kind in kinds)


def _is_only_supposed(statement: Statement, words: Sequence[Token], draft: Draft) -> bool:
    """ "They may believe that": somebody guesses at a thought; "few knew that": there was hardly one."""
    if statement.source and _NOBODY.match(statement.source[0].words(draft.report.text)):
        return True
    return any(
        (cue := load_cues().get(cue_lemma(w), "verb")) is not None and cue.family in ("thought", "attitude")
        and any(c.lower_ in _SUPPOSING for c in w.children if c.dep_ == "aux")
        for w in words if w.pos_ == "VERB"
    )  # fmt: skip


def cue_heads(statement: Statement, draft: Draft) -> list[Token]:
    """The verbs, nouns and adjectives of a statement's cue."""
    spans = (draft.doc.char_span(s.start, s.end, alignment_mode="expand") for s in statement.cue)
    return [t for span in spans if span is not None for t in span if t.pos_ in ("VERB", "NOUN", "ADJ")]


def _is_provision(statement: Statement, words: Sequence[Token], draft: Draft) -> bool:
    """ "The plan includes a withdrawal", "the law requires that": what a text holds is so by that text."""
    if not statement.source or not any(provides(w) for w in words):
        return False
    span = statement.source[0]
    source = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    return source is not None and len(source) > 0 and is_instrument(source.root)


def _left_open(statement: Statement, draft: Draft) -> bool:
    """ "Did not say whether they had left": nothing is said of it."""
    if not statement.negated or statement.relation in ("denies", "refuses to say"):
        return False
    first = statement.content[0]
    span = draft.doc.char_span(first.start, first.end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return False
    return span[0].lower_ in ("whether", "if") or span[0].tag_ in _QUESTION_WORDS


def _tells_that(statement: Statement, word: Token) -> bool:
    """ "Announced that", "an order, he said, that": a speech word with a finite clause tells."""
    cue = load_cues().get(cue_lemma(word), _POS.get(word.pos_, ""))
    if cue is None or cue.family != "speech":
        return False
    clauses = (c for c in word.children if c.dep_ in ("ccomp", "acl") and _in_content(c, statement))
    return any(any(g.dep_ in ("nsubj", "nsubjpass", "expl") for g in c.children) for c in clauses)


def _is_purpose(cue: Token) -> bool:
    """True for what somebody is yet to say: "inspectors who visit to confirm that"."""
    return cue.dep_ == "advcl" and cue.tag_ == "VB" and any(c.lower_ == "to" for c in cue.children)


def _takes_as_known(statement: Statement, word: Token) -> bool:
    """True where the content is a thing that the cue is about, and no clause: "condemned the raid", "anger over it"."""
    if statement.kind == "direct":
        return False
    cue = load_cues().get(cue_lemma(word), _POS.get(word.pos_, ""))
    if word.pos_ == "VERB":
        return any(_presupposes(word, cue, statement) or _performs(word, n) for n in _objects(statement, word))
    nouns = [n for p, n in _behind_prepositions(word) if _in_content(n, statement) and not _is_judgement(n)]
    return bool(nouns) and (_is_feeling(cue) or _is_remark(word, cue, statement))


def _presupposes(verb: Token, cue: Cue | None, statement: Statement) -> bool:
    kind = operator_class(verb)
    if kind is not None and kind.name in _PRESUPPOSING:
        return True
    return _is_feeling(cue) or (cue is not None and cue.relation == statement.relation == "accuses")


def _performs(verb: Token, noun: Token) -> bool:
    """True for a declaration that brings about what it declares: "declared a curfew", not "declared the capture"."""
    return verb.lemma_.lower() in _PERFORMING and bool(classes_of(noun) & _PERFORMED)


def _is_feeling(cue: Cue | None) -> bool:
    """An attitude, or an emotion that takes its cause as a fact."""
    return cue is not None and (cue.family == "attitude" or (cue.family == "thought" and cue.factive == "factive"))


def _is_remark(noun: Token, cue: Cue | None, statement: Statement) -> bool:
    """ "A comment on the raid", "a statement about the talks": what is said of it stands elsewhere."""
    if noun.pos_ != "NOUN" or cue is None or cue.family != "speech":
        return False
    return any(p.lower_ in _ABOUT and _in_content(n, statement) for p, n in _behind_prepositions(noun))


def _names(statement: Statement, word: Token) -> bool:
    """True where the content is an object of the cue, and no clause."""
    return any(True for _ in _objects(statement, word)) or any(
        _in_content(n, statement) for _, n in _behind_prepositions(word)
    )


def _objects(statement: Statement, verb: Token) -> list[Token]:
    """The cue's plain objects that its content holds, but for those that tell or judge by themselves."""
    return [
        c for c in verb.children
        if c.dep_ in _OBJECTS and c.pos_ in ("NOUN", "PROPN") and _in_content(c, statement)
        and not _is_judgement(c) and not _tells_clause(c)
    ]  # fmt: skip


def _tells_clause(noun: Token) -> bool:
    """ "Denied the claim that ...", "rejected reports of ...": the noun has a content of its own."""
    cue = load_cues().get(cue_lemma(noun), "noun")
    if cue is None or not tells(noun) or cue.relation not in _TELLING:
        return False
    return any(c.i > noun.i and (c.dep_ in ("acl", "ccomp", "relcl") or c.lower_ == "of") for c in noun.children)


def _behind_prepositions(word: Token) -> list[tuple[Token, Token]]:
    return [(p, n) for p in word.children if p.dep_ == "prep" for n in p.children if n.dep_ == "pobj"]


def _in_content(token: Token, statement: Statement) -> bool:
    return any(c.start <= token.idx < c.end for c in statement.content)


def _is_judgement(noun: Token) -> bool:
    """True for "possibility", "fear", "signs": what hangs on it is thought by somebody, not told by the report."""
    kind = operators().nouns.get(noun.lemma_.lower())
    return kind is not None and kind.name in _JUDGEMENTS


def _cannot_speak(statement: Statement, draft: Draft) -> bool:
    """True for a source that is no party and no document: "the terrain explains the slow retreat"."""
    if statement.speaker is not None or statement.speaker_kind != "unknown" or not statement.source:
        return False
    span = statement.source[0]
    words = draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return False
    head: Token = words.root
    plain = head.pos_ == "NOUN" and not head.ent_type_ and not head.lemma_.endswith(("er", "or", "ist", "man"))
    return plain and head.lemma_.lower() not in cue_words("citable") and not tells(head)


def vouching(statements: Sequence[Statement], draft: Draft) -> tuple[Statement, ...]:
    """The statements whose sources vouch for what they hold."""
    return tuple(s for s in statements if vouches(s, draft))
