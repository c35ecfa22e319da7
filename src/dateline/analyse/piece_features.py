"""What the parse says of each wordpiece, as small numbers that the encoder reads beside the piece itself.

The encoder's vocabulary is lower-cased and knows no grammar; part of speech, dependency, name type, letter case,
quotation marks and the head word cost nothing here, because the parser has run already. Training
(`training/data.py`) and reading use this same function. A column of its own marks the two parties of a sentence whose
relation is asked for (`mark_parties`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from dateline.analyse.windows import Pieces
    from dateline.model import Span

POS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
       "SYM", "VERB", "X")  # fmt: skip
DEPENDENCIES = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta",
    "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
ENTITIES = ("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG",
            "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART")  # fmt: skip
SHAPES = ("lower", "Title", "UPPER", "digits", "other")
COLUMNS = ("pos", "dependency", "entity", "shape", "quoted", "party", "head")
SIZES = (len(POS) + 1, len(DEPENDENCIES) + 1, len(ENTITIES) + 1, len(SHAPES) + 1, 2, 3)  # of all columns but the last
BLANK = np.zeros((1, len(COLUMNS)), dtype=np.int64)  # the row of the marks at a window's ends
_POS = {name: k + 1 for k, name in enumerate(POS)}
_DEPENDENCY = {name: k + 1 for k, name in enumerate(DEPENDENCIES)}
_ENTITY = {name: k + 1 for k, name in enumerate(ENTITIES)}


def features_of(doc: Doc, text: str, pieces: Pieces, quotes: Sequence[Span]) -> NDArray[np.int64]:
    """(n, 7): for each piece the columns of `COLUMNS`, 0 where nothing is known.

    `head` is the vocabulary id of the first piece of the word that governs the piece's word, 0 for a root.
    """
    rows = np.zeros((len(pieces.ids), len(COLUMNS)), dtype=np.int64)
    starts = [token.idx for token in doc]
    if not starts:
        return rows
    owner = [max(bisect_right(starts, s) - 1, 0) for s in pieces.starts]
    first: dict[int, int] = {}
    for k, i in enumerate(owner):
        first.setdefault(i, pieces.ids[k])
    heads = [token.head.i for token in doc]
    words = {i: (*_of_token(doc[i], text), first.get(heads[i], 0) if heads[i] != i else 0) for i in first}
    opened = [q.start for q in quotes]
    for k, i in enumerate(owner):
        pos, dependency, entity, shape, head = words[i]
        n = bisect_right(opened, pieces.starts[k]) - 1
        quoted = int(n >= 0 and pieces.starts[k] < quotes[n].end)
        rows[k] = (pos, dependency, entity, shape, quoted, 0, head)
    return rows


def mark_parties(
    features: NDArray[np.int64], pieces: Pieces, sources: Sequence[Span], targets: Sequence[Span]
) -> NDArray[np.int64]:
    """The features with 1 for pieces of the source of an act, 2 for those of its target, as coders mark them."""
    marked = features.copy()
    for value, spans in ((2, targets), (1, sources)):
        for k, (start, end) in enumerate(zip(pieces.starts, pieces.ends, strict=True)):
            if any(start < s.end and s.start < end for s in spans):
                marked[k, COLUMNS.index("party")] = value
    return marked


def _of_token(token: Token, text: str) -> tuple[int, int, int, int]:
    word = text[token.idx : token.idx + len(token.text)]
    return (
        _POS.get(token.pos_, 0), _DEPENDENCY.get(token.dep_, 0), _ENTITY.get(token.ent_type_, 0), _shape(word)
    )  # fmt: skip


def _shape(word: str) -> int:
    """1 to 5: lower case, capital first, all capitals, digits, other."""
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[:1].isupper():
        return 2
    return 4 if any(c.isdigit() for c in word) else 5
