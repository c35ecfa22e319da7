"""Things in a sentence: what is moved, given, signed or hit, with its category and its quantity.

Works on the nouns that a predicate governs. Coordination, "including", "such as", apposition and nouns of measure
("a shipment of rifles") are undone, so that each thing stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.analyse.memory import memory_of
from dateline.analyse.quantities import find_quantity
from dateline.analyse.syntax import SUBJECTS, coordinated, same_sentence, token_span
from dateline.codebook import materiel
from dateline.model import Quantity, Span, Thing

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMED = frozenset({"PERSON", "GPE", "NORP", "ORG", "LOC", "FAC"})
_TIMES = frozenset({"DATE", "TIME"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PART", "SYM", "PUNCT"})
_SEPARATORS = frozenset({",", "and", "or", "as", "well", "plus", "&"})
_AND = re.compile(r",?\s+(?:and|or|and/or|as well as)\s+|,\s+")
_EXAMPLES = frozenset({"including", "like", "notably", "namely"})
_LEADING = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|its|their|his|her|our|my|your|such|any|all|some|no|both|each|every|what)\s+|[\w.]+['’]s\s+)+",
    re.IGNORECASE,
)
_HEDGE_BEFORE = re.compile(
    r"(?:at least|up to|as many as|as much as|no more than|more than|less than|fewer than|no fewer than|about|around"
    r"|roughly|approximately|nearly|almost|close to|over|some|an additional|an estimated|an extra|another)\s+$",
    re.IGNORECASE,
)
_CLASSES = frozenset({"type", "kind", "sort", "form", "class", "level", "part", "portion", "share", "list", "variety"})
_NAME_PARTS = frozenset({"nummod", "nmod", "npadvmod", "appos", "prep"})
_MAX_DEPTH = 4


def find_thing(noun: Token, text: str) -> Thing | None:
    """The thing that the phrase of one noun names, None where it names none (a person, a day, "way", a pronoun).

    `span` is the noun phrase without articles, possessors and relative clauses; for "a shipment of rifles" it is
    "rifles", and the quantity comes from the words before. `kind` is a category of the materiel codebook or "other".

    Args:
        noun: a spaCy token, the head of a noun phrase.
        text: the report's text, which `noun.idx` counts.
    """
    measures, content = _content(noun)
    if not _may_be_thing(content):
        return None
    parts = _parts(content, text)
    whole = Span(parts[-1].start, _end(content))
    words = whole.words(text)
    vocabulary = materiel()
    kind = vocabulary.category_of(words) or ("money" if content.ent_type_ == "MONEY" else None)
    if kind is None and (vocabulary.is_excluded(words) or content.ent_type_ in _NAMED):
        return None
    span = _trimmed(_without_lead(whole, text), text)
    if not any(ch.isalnum() for ch in span.words(text)):  # the parser took a dash or a stray mark for a noun
        return None
    return Thing(span, span.words(text), kind or "other", _quantity(measures, content, text))


def things_under(tokens: Iterable[Token], text: str) -> tuple[Thing, ...]:
    """The things that some nouns name, with those coordinated with them, in apposition, or given as examples.

    Each span once, in reading order.

    Args:
        tokens: heads of noun phrases, for instance the objects of a verb.
        text: the report's text.
    """
    found: dict[Span, Thing] = {}
    for token in tokens:
        known = memory_of(token.doc, "things")
        if token.i not in known:
            known[token.i] = tuple(t for noun in _with_others(token, 0) for t in _things_at(noun, text))
        for thing in known[token.i]:
            found.setdefault(thing.span, thing)
    return tuple(sorted(found.values(), key=lambda thing: thing.span))


def _things_at(noun: Token, text: str) -> Iterator[Thing]:
    yield from _shared_head(noun, text)
    thing = find_thing(noun, text)
    if thing is not None:
        yield thing


def hedged_objects(verb: Token) -> list[Token]:
    """Objects that the parser hangs on the words of a hedge: "deployed [up to] 8,500 troops"."""
    nouns: list[Token] = []
    for word in verb.subtree:
        if word.lower_ != "to" or word.i <= verb.i:
            continue
        before = word.nbor(-1)
        if before.lower_ in ("up", "close") and verb in (before.head, word.head):
            nouns.extend(child for child in word.children if child.dep_ == "pobj")
    return [noun for noun in nouns if any(left.like_num for left in noun.lefts)]


def _with_others(noun: Token, depth: int) -> Iterator[Token]:
    """The noun, what is coordinated with it, its appositions and its examples; each with theirs."""
    for one in coordinated(noun):
        yield one
        if depth >= _MAX_DEPTH:
            continue
        _, content = _content(one)
        for head in (one, content) if content is not one else (one,):
            for other in (*_appositions(head), *_examples(head), *_listed_after(head)):
                yield from _with_others(other, depth + 1)


def _appositions(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "appos" and child.i > noun.i and child.pos_ in _NOUNS:
            yield child


def _listed_after(noun: Token) -> Iterator[Token]:
    """The next noun of a list ("tanks, launchers and guns") where the parser did not see the list."""
    doc = noun.doc
    at = noun.i + 1
    while at < len(doc) and doc[at].lower_ in _SEPARATORS and at < noun.i + 4:
        at += 1
    if at == noun.i + 1 or at >= len(doc) or not same_sentence(noun, doc[at]):
        return
    last = at
    while last + 1 < len(doc) and doc[last].pos_ in _PHRASE and doc[last + 1].pos_ in _PHRASE and last < at + 8:
        last += 1
    found = doc[last]
    if found.pos_ in _NOUNS and found.dep_ not in SUBJECTS and found.ent_type_ not in _TIMES:
        _, content = _content(found)
        if materiel().category_of(doc[at : content.i + 1].text):
            yield found


def _examples(noun: Token) -> Iterator[Token]:
    """Nouns behind "including" and "such as", which the parser hangs on the noun or on the verb before it."""
    later = [c for c in noun.head.children if noun.i < c.i <= noun.i + 40 and noun.head.pos_ in ("VERB", "AUX", "NOUN")]
    for word in (*noun.children, *later):
        if word.dep_ == "prep" and word.i > noun.i and _gives_examples(word):
            yield from (child for child in word.children if child.dep_ == "pobj")


def _gives_examples(word: Token) -> bool:
    if word.lower_ in _EXAMPLES:
        return word.lower_ != "like" or word.nbor(-1).is_punct
    return word.lower_ == "as" and word.i > 0 and word.nbor(-1).lower_ == "such"


def _content(noun: Token) -> tuple[list[Token], Token]:
    """The nouns of measure before the thing, and the noun that names it: ([shipments], rifles)."""
    measures: list[Token] = []
    vocabulary = materiel()
    for _ in range(_MAX_DEPTH):
        inner = _of_noun(noun)
        if inner is None or not (vocabulary.is_container(noun.lower_) or noun.pos_ in ("NUM", "DET", "PRON", "ADJ")):
            break
        measures.append(noun)
        noun = inner
    return measures, noun


def _of_noun(noun: Token) -> Token | None:
    for child in noun.children:
        of_money = child.lower_ == "in" and noun.ent_type_ == "MONEY"
        if child.dep_ == "prep" and (child.lower_ == "of" or of_money) and child.i > noun.i:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _may_be_thing(noun: Token) -> bool:
    if noun.pos_ not in _NOUNS and noun.lower_ not in ("wounded", "dead", "injured", "missing"):
        return noun.pos_ == "NUM" and noun.ent_type_ == "MONEY"
    if noun.lower_ == "force" and not any(c.dep_ in ("det", "amod", "compound", "poss") for c in noun.children):
        return False  # "by force" is violence, not a unit
    return noun.ent_type_ not in _TIMES


def _without_lead(span: Span, text: str) -> Span:
    """The span without articles, pronouns and a possessor at its beginning."""
    lead = _LEADING.match(span.words(text))
    return Span(span.start + lead.end(), span.end) if lead and lead.end() < len(span) else span


def _trimmed(span: Span, text: str) -> Span:
    return Span(span.start, span.start + len(span.words(text).rstrip(" ,;:.–—-\n")))


def _quantity(measures: list[Token], noun: Token, text: str) -> Quantity | None:
    """The quantity before the noun; without one that of the measure before it."""
    for head in (noun, *reversed(measures)):
        end = token_span(head).end if head is noun else _measure_end(head, text)
        found = find_quantity(text[_hedge_start(_left(head).idx, text) : end])
        if found is not None:
            return found
    inside = find_quantity(text[token_span(noun).end : _end(noun)])
    if inside is not None and inside.unit.isupper():  # "a loan of 120 million dollars"
        return inside
    return _measured(measures[0], text) if measures else None


def _measured(measure: Token, text: str) -> Quantity | None:
    """ "A shipment" and "another batch" as vague quantities; "the level" and "a type" are none."""
    words = " ".join(text[_left(measure).idx : token_span(measure).end].split())
    unit = measure.lemma_.lower()
    if not words.lower().startswith(("a ", "an ", "another ")) or unit in _CLASSES:
        return None
    return Quantity(words, unit=unit)


def _measure_end(head: Token, text: str) -> int:
    """The end of a measure with its "of", by which a vague number is known ("a number of")."""
    end = token_span(head).end
    return end + 3 if text[end : end + 3] == " of" else end


def _hedge_start(start: int, text: str) -> int:
    """Where the words that hedge a number begin ("up to 300 men"), which the parser may hang elsewhere."""
    before = _HEDGE_BEFORE.search(text[max(0, start - 24) : start])
    return start - len(before.group()) if before else start


def _shared_head(noun: Token, text: str) -> Iterator[Thing]:
    """Further things in "Javelin and Stinger missiles": the modifiers that name another category than the head."""
    measures, content = _content(noun)
    for part in _parts(content, text)[:-1]:
        span = _without_lead(part, text)
        kind = _kind_of_part(span.words(text), content)
        if kind:
            yield Thing(span, span.words(text), kind, _quantity(measures, content, text))


def _parts(noun: Token, text: str) -> list[Span]:
    """The phrase up to its noun, cut at commas and "and" where a piece before the last is a thing of its own."""
    start, end = _left(noun).idx, token_span(noun).end
    phrase = text[start:end]
    cuts = [(0, 0), *((m.start(), m.end()) for m in _AND.finditer(phrase)), (len(phrase), len(phrase))]
    pieces = [Span(start + a[1], start + b[0]) for a, b in pairwise(cuts) if b[0] > a[1]]
    if len(pieces) > 1 and any(_kind_of_part(_without_lead(p, text).words(text), noun) for p in pieces[:-1]):
        return pieces
    return [Span(start, end)]


def _left(noun: Token) -> Token:
    """The first word of the phrase that belongs to it: no marks, no "including", no words of a clause before."""
    doc = noun.doc
    first = noun.left_edge.i
    while first < noun.i and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in ("cc", "prep", "mark")):
        first += 1
    return doc[first]


def _end(noun: Token, depth: int = 0) -> int:
    """Where the phrase ends: behind its noun, a number of its name ("Leopard 2"), or what follows "of"."""
    inner = _of_noun(noun)
    if inner is not None and depth < _MAX_DEPTH:
        return _end(inner, depth + 1)
    name = [c for c in noun.children if c.i == noun.i + 1 and c.pos_ in ("NUM", "PROPN") and c.dep_ in _NAME_PARTS]
    return token_span(name[0] if name else noun).end


def _kind_of_part(words: str, noun: Token) -> str | None:
    vocabulary = materiel()
    common = vocabulary.category_of(noun.text)
    shared = vocabulary.category_of(f"{words} {noun.text}") if common else None
    return shared if shared != common else vocabulary.category_of(words)
