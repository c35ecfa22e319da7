"""What hangs on a cue although it belongs to the content: the tail of a reported clause.

"He said the town was under siege, imposed on it because of its loyalty": the parser hangs "imposed" on "said". What
stands in front of its cue is content up to the cue; behind the cue only what cannot modify an act of saying is taken
in: a reason, a condition, a participle without a subject. "In a statement", "as he left" and "adding that"
stay with the cue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse.frame import cue_lemma
from dateline.analyse.phrases import phrase_tokens
from dateline.analyse.syntax import SUBJECTS
from dateline.codebook import load_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words that open a clause or phrase which gives a reason or a condition: nobody says something "unless" or "despite".
_MARKS = frozenset({"because", "if", "unless", "although", "though", "until", "whereas", "lest"})
_PREPOSITIONS = frozenset({"despite", "because", "without", "instead", "including", "unlike", "amid", "except"})
_INVERTIBLE = frozenset({"should", "had", "were"})  # "should a conflict erupt": a condition without "if"
MOST_WORDS = 40  # of one tail; longer ones are sentences that the parser ran together


def tail_behind(verb: Token, clause: Token) -> tuple[int, ...]:
    """The words behind a clause that hang on its cue and belong to the clause; empty where the next word does not."""
    end = clause.right_edge.i
    found: list[int] = []
    for child in sorted(verb.children, key=lambda c: c.left_edge.i):
        if child.left_edge.i <= end or child.dep_ in ("punct", "cc"):
            continue
        words = phrase_tokens(child)
        if not words or len(words) > MOST_WORDS or not _continues(child):
            break  # what follows it may hang on it
        found.extend(words)
        end = child.right_edge.i
    return tuple(found)


def before_cue(verb: Token, clause: Token) -> tuple[int, ...]:
    """A clause in front of its cue and all between the two, without the cue's own subject."""
    own = {t.i for c in verb.children if c.dep_ in SUBJECTS for t in c.subtree}
    found = [i for i in phrase_tokens(clause) if i < verb.i]
    for child in verb.children:
        if clause.right_edge.i < child.left_edge.i and child.right_edge.i < verb.i and child.dep_ in ("prep", "advcl"):
            found.extend(phrase_tokens(child))
    return tuple(i for i in sorted(found) if i not in own)


def _continues(child: Token) -> bool:
    """True for a dependant of the cue that must belong to the content."""
    if child.dep_ == "prep":
        return child.lower_ in _PREPOSITIONS
    first = child.doc[child.left_edge.i]
    if child.dep_ == "ccomp":
        return first.lower_ in _INVERTIBLE
    if child.dep_ != "advcl":
        return False
    return any(c.dep_ == "mark" and c.lower_ in _MARKS for c in child.children) or _is_bare_participle(child)


def _is_bare_participle(verb: Token) -> bool:
    """ "Waged against it", also where the tagger took the participle for a past tense; not "adding that"."""
    if any(c.dep_ in (*SUBJECTS, "mark", "aux", "auxpass") for c in verb.children) or verb.left_edge.i < verb.i - 2:
        return False
    return verb.tag_ in ("VBN", "VBD") and (cue_lemma(verb), "verb") not in load_cues()
