"""Every reading of every word that may attribute.

Each gives frames, one a pattern; which of them are attributions is for the codebook of cues to say. Patterns name the
shape of the content: clause, infinitive, participle, object, report (an object that tells itself), small (object and
complement), a preposition ("of", "for"), raised ("is expected to"), as, according, adverb, label, quote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from dateline.analyse.frame import Frame, cue_lemma
from dateline.analyse.noun_frames import according_frames, adjective_frames, adverb_frames, noun_frames
from dateline.analyse.verb_frames import verb_frames

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Known = Callable[[str, str], bool]


def find_frames(doc: Doc, known: Known) -> list[Frame]:
    """Every reading of every word that `known(lemma, pos)` lets through, in reading order."""
    frames: list[Frame] = []
    for token in doc:
        for read, pos in _readers(token):
            if known(cue_lemma(token), pos):
                frames.extend(f for f in read(token) if f.content)
    return frames


def _readers(token: Token) -> list[tuple[Callable[[Token], Iterator[Frame]], str]]:
    if token.lower_ == "according":
        return [(according_frames, "prep")]
    if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
        return [(verb_frames, "verb")]
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound":
        return [(noun_frames, "noun")]
    if token.pos_ == "ADJ":
        return [(adjective_frames, "adj")]
    if token.pos_ == "ADV":
        return [(adverb_frames, "adv")]
    return []
