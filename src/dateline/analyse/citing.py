"""Sources behind sources: "Reuters reported, citing officials, that ..."; "a study based on leaked files".

The one who cites passes on what the cited one says: the cited source gets the same content, inside the statement of
the one who cites.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.frame import cue_lemma, cue_tokens, cue_words
from dateline.analyse.phrases import content_spans, source_tokens, without
from dateline.analyse.selection import Scored

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.analyse.readings import Reading

CITED_SCORE = 0.8  # no annotated counts: PolNeAR is flat
_CITING = frozenset({"cite", "quote"})
_BASED = {
    "base": ("on", "upon"),
    "rely": ("on", "upon"),
    "draw": ("on", "from"),
    "refer": ("to",),
    "source": ("from", "to"),
}


def cited_sources(kept: Sequence[Scored], doc: Doc, text: str) -> list[Scored]:
    """The statements, those that cite somebody cleared of the citing words, and one more for each cited source."""
    result = list(kept)
    for token in doc:
        cited = _cited_by(token)
        if cited is None:
            continue
        k = _host(token, _hosts(result), result)
        if k is not None:
            _split(k, token, cited, result, doc, text)
    return result


def _cited_by(token: Token) -> Token | None:
    """The cited noun, for "citing X", "relying on X", "based on X" that hang on a statement without a subject."""
    noun = _cited_noun(token)
    return noun if noun is not None and _can_be_source(noun) else None


def _can_be_source(noun: Token) -> bool:
    """Somebody or something that says: a name of people or bodies, a person word, a document."""
    return noun.ent_type_ in ("PERSON", "ORG", "NORP") or noun.lemma_.lower() in cue_words("citable")


def _cited_noun(token: Token) -> Token | None:
    if token.pos_ != "VERB" or any(
        c.dep_ in ("nsubj", "ccomp") and c.tag_ not in ("WDT", "WP") for c in token.children
    ):
        return None
    lemma = cue_lemma(token)
    if lemma in _CITING and token.tag_ == "VBG":
        return next((c for c in token.children if c.dep_ == "dobj"), None)
    if lemma in _BASED and (token.tag_ in ("VBG", "VBN") or token.dep_ == "relcl"):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in _BASED[lemma]:
                return next((g for g in child.children if g.dep_ == "pobj"), None)
    return None


def _host(token: Token, hosts: dict[int, int], kept: Sequence[Scored]) -> int | None:
    """The statement whose cue or source the citing words hang on."""
    for ancestor in token.ancestors:
        k = hosts.get(ancestor.i)
        if k is not None and kept[k].reading.head != token.i:
            return k if _reports(kept[k].reading) else None
    return None


def _hosts(kept: Sequence[Scored]) -> dict[int, int]:
    """The statements by the word that others may hang on: the cue's head, for nouns also the source's."""
    found: dict[int, int] = {}
    for k, scored in enumerate(kept):
        found.setdefault(scored.reading.head, k)
        if scored.reading.pos == "noun" and scored.reading.anchor is not None:
            found.setdefault(scored.reading.anchor, k)
    return found


def _reports(reading: Reading) -> bool:
    return reading.pattern in (
        "clause",
        "inverted",
        "quote",
        "parenthetical",
        "object",
        "as-clause",
        "label",
        "infinitive",
    )


def _split(k: int, token: Token, cited: Token, result: list[Scored], doc: Doc, text: str) -> None:
    host = result[k].reading
    hole = tuple(t.i for t in token.subtree if t.dep_ != "ccomp" and not _under_clause(t, token))
    holes = content_spans(hole, doc, text)
    content = tuple(p for c in host.content for p in without(c, holes, text))
    source = tuple(p for c in host.source for p in without(c, holes, text))
    if not content:
        return
    result[k] = replace(result[k], reading=replace(host, content=content, source=source))
    links = [
        c
        for c in token.children
        if c.dep_ in ("prep", "auxpass") and (c.dep_ == "auxpass" or cited in list(c.children))
    ]
    reading = replace(
        host, head=token.i, lemma=cue_lemma(token), pos="verb", pattern="cited", content=content, anchor=cited.i,
        cue=content_spans(cue_tokens(token, *links), doc, text), source=content_spans(source_tokens(cited), doc, text),
        relative=None, negated=False, governor="", host=host.head,
    )  # fmt: skip
    result[:] = [s for s in result if s.reading.head != token.i]
    result.append(Scored(reading, CITED_SCORE))


def _under_clause(word: Token, top: Token) -> bool:
    """True for words of a that-clause that the parser hung on the citing verb, though it is what is reported."""
    return any(a.dep_ == "ccomp" for a in (word, *word.ancestors) if a.i != top.i and top.is_ancestor(a))
