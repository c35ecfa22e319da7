"""The further columns of the ledgers: movement, duration, purpose, condition, move, issue, exchange, likelihood."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.predicates import Predicate
from dateline.codebook import likelihood, operators
from dateline.model import Event, Factuality, Slot, Span, Timex3

if TYPE_CHECKING:
    from spacy.tokens import Token

_EXCHANGE = frozenset({"exchange", "return"})


def find_slots(event: Event, predicate: Predicate, factuality: Factuality, text: str) -> tuple[Slot, ...]:
    """The slots of an event, in the order of their names' definition; each with its words' span where it has one."""
    token = predicate.support or predicate.token
    found = [
        *_fixed(event),
        *_durations(predicate.token, text),
        *_clauses(token, text),
        *_purposes_of_objects(predicate, text),
        *_exchange(predicate, text),
        *_issue(event, predicate, text),
        *_likelihood(predicate.token, factuality, text),
    ]
    return tuple(dict.fromkeys(found))


def _fixed(event: Event) -> Iterator[Slot]:
    """What follows from type and trigger alone."""
    known = likelihood()
    if event.ledger == "deployment" and event.type in ("MOBILIZE", "RETREAT"):
        other = "send" if event.type == "MOBILIZE" else "withdraw"
        yield Slot("movement", known.movements.get(event.lemma, other))
    if event.ledger in ("negotiation", "diplomacy"):
        move = known.moves.get(event.lemma) or known.moves_by_type.get(event.type)
        if move:
            yield Slot("move", move)


def _durations(token: Token, text: str) -> Iterator[Slot]:
    """ "Permanent", "rotational": on the trigger, or said of it ("these deployments are not permanent")."""
    near = [*token.children, *(token.head.children if token.dep_ in ("nsubj", "nsubjpass") else ())]
    for word in near:
        if word.lower_ in likelihood().durations:
            negation = syntax.negation_of(word) or (syntax.negation_of(word.head) if word.dep_ == "acomp" else None)
            span = syntax.token_span(word) if negation is None else syntax.tokens_span([negation, word])
            yield Slot("duration", span.words(text), span)


def _clauses(token: Token, text: str) -> Iterator[Slot]:
    """Purpose and condition clauses that hang on the trigger or on the verb that governs it."""
    seen: set[int] = set()
    for verb in (token, token.head):
        for child in verb.children:
            if child.dep_ != "advcl" or child.i in seen or child.subtree is None or token in child.subtree:
                continue
            seen.add(child.i)
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "aux", "advmod")}
            name = "condition" if marks & operators().conditions else "purpose" if _is_purpose(child, marks) else ""
            if name:
                span = syntax.subtree_span(child)
                yield Slot(name, span.words(text), span)


def _purposes_of_objects(predicate: Predicate, text: str) -> Iterator[Slot]:
    """An infinitive the parser hangs on the object: "send a brigade to protect the convoys"."""
    for child in (c for p in predicate.patients if predicate.is_verb for c in p.children):
        if child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and any(c.lower_ == "to" for c in child.children):
            span = syntax.subtree_span(child)
            yield Slot("purpose", span.words(text), span)


def _is_purpose(clause: Token, marks: set[str]) -> bool:
    return clause.tag_ == "VB" and "to" in marks and clause.head.i < clause.i


def _exchange(predicate: Predicate, text: str) -> Iterator[Slot]:
    """What is given for it: "in exchange for", "in return for"."""
    for noun in (w for _, w in predicate.obliques if w.lemma_.lower() in _EXCHANGE):
        for _, given in syntax.prepositional(noun, "for"):
            span = syntax.subtree_span(given)
            yield Slot("exchange", span.words(text), span)


def _issue(event: Event, predicate: Predicate, text: str) -> Iterator[Slot]:
    """What a negotiation is about: the clause or object of its trigger, or the noun behind "on", "about", "over"."""
    if event.ledger not in ("negotiation", "diplomacy", "position"):
        return
    token = predicate.token
    clause = next((c for c in token.children if c.dep_ in ("ccomp", "xcomp", "acl", "pcomp") and c.i > token.i), None)
    about = next((n for p, n in predicate.obliques if p in ("on", "about", "over", "for", "regarding")), None)
    head = clause or about or next((p for p in predicate.patients), None)
    if head is not None:
        span = syntax.subtree_span(head)
        yield Slot("issue", span.words(text), span)


def _likelihood(trigger: Token, factuality: Factuality, text: str) -> Iterator[Slot]:
    """Likelihood words verbatim, with their range where a scale gives one; confidence words apart."""
    known = likelihood()
    sentence = trigger.sent
    start, end = sentence.start_char, sentence.end_char
    reach = [o.span for o in factuality.operators]
    for match in known.phrases.finditer(text, start, end) if reach else ():
        span = Span(*match.span())
        if not any(span.overlaps(r) for r in reach):
            continue
        yield Slot("likelihood", span.words(text), span)
        if (bounds := known.ranges.get(match.group().lower())) is not None:
            yield Slot("likelihood_range", f"{bounds[0]}-{bounds[1]}", span)
    for match in known.confidence.finditer(text, start, end):
        span = Span(*match.span())
        yield Slot("confidence", span.words(text), span)


def find_time(predicate: Predicate, clause: Span, times: tuple[Timex3, ...], dct: str) -> Timex3 | None:
    """The time expression that dates the event: under its trigger, else the nearest in its clause.

    One after the report's date is not that of something told as past, nor of a noun with such a verb between: in "after
    the meeting they discussed the summit in June" it is the summit's.
    """
    inside = [t for t in times if clause.contains(t.span) and t.type in ("DATE", "TIME")]
    inside = [t for t in inside if not _is_after(t, dct) or _may_be_dated(predicate, t)]
    own = [t for t in inside if _hangs_on(predicate, t)]
    at = predicate.token.idx
    return min(own or inside, key=lambda t: (abs(t.span.start - at), t.span.start), default=None)


def _may_be_dated(predicate: Predicate, future: Timex3) -> bool:
    """Whether a time after the report's date can be that of the event: not where it is another verb's."""
    token = predicate.token
    verb = _verb_of(future, token)
    if verb is not None and verb.i != token.i and not verb.is_ancestor(token):
        return False
    if not predicate.is_verb and verb is not None and verb.tag_ == "VBD":
        return False  # "held a summit the next day"
    if predicate.is_verb:
        return token.tag_ != "VBD" and not (token.tag_ == "VBN" and any(c.lemma_ == "have" for c in token.children))
    first, last = sorted((token.idx, future.span.start))
    return not any(t.tag_ == "VBD" for t in token.sent if first < t.idx < last)


def _verb_of(time: Timex3, token: Token) -> Token | None:
    """The verb that a time hangs on; None where it hangs on the token, or on no verb of its sentence."""
    first = next((t for t in token.sent if t.idx >= time.span.start), None)
    for above in first.ancestors if first is not None else ():
        if above.i == token.i:
            return None
        if above.pos_ in ("VERB", "AUX"):
            return above
    return None


def _is_after(time: Timex3, dct: str) -> bool:
    return bool(time.begin and dct and time.begin > dct)


def _hangs_on(predicate: Predicate, time: Timex3) -> bool:
    words = (w for w in predicate.token.subtree if w.idx >= time.span.start and w.idx < time.span.end)
    return next(words, None) is not None
