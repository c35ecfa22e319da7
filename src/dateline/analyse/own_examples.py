"""Whether the examples and counter-examples of a user's event entries hold, and why one does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from dateline.analyse.pipeline import Analyser, with_events
from dateline.analyse.predicates import lemma_of
from dateline.analyse.sentences import parse
from dateline.analyse.trial import overlap
from dateline.codebook import Example, Frame, OwnCodebook, OwnEvent
from dateline.model import Claim, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

DAY = "2024-01-01"  # an example's date; its claims do not depend on it
_CONDITIONS = ("object", "not_object", "object_if_any", "subject", "compound", "needs")
_KINDS = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}


@dataclass(frozen=True, slots=True)
class Checked:
    """One example with its entry; `why` is "" where it holds, else what was read in its place and what to do."""

    entry: OwnEvent
    example: Example
    why: str = ""


def check_examples(codebook: OwnCodebook, analyse: Analyser) -> Iterator[Checked]:
    """Each example of the codebook's event entries, in the order of the file.

    Args:
        codebook: the user's own.
        analyse: the analysis with this codebook.
    """
    for entry in codebook.events:
        for example in entry.examples:
            claims = analyse(_report(example)).claims
            check = _missed if example.holds else _intruding
            yield Checked(entry, example, check(entry, example, claims, analyse))


def _report(example: Example) -> Report:
    return Report("example", example.text, DAY)


def _missed(entry: OwnEvent, example: Example, claims: Sequence[Claim], analyse: Analyser) -> str:
    """Why the marked words do not name the entry's event; "" where they do."""
    at = [claim for claim in claims if _concerned(claim, example)]
    if any(_is_of(claim, entry.frame) for claim in at):
        return ""
    read = f"read as {_shown(at[0])}" if at else "no claim is read here"
    return f"{read}; {_reason(entry, example, analyse)}"


def _intruding(entry: OwnEvent, example: Example, claims: Sequence[Claim], analyse: Analyser) -> str:
    """Why a counter-example is read as the entry's event; "" where it is not."""
    found = [c for c in claims if _is_of(c, entry.frame) and _concerned(c, example)]
    if not found:
        return ""
    words = found[0].event.trigger.words(example.text)
    plain = with_events(analyse, ())
    if any(_is_of(c, entry.frame) and _concerned(c, example) for c in plain(_report(example)).claims):
        told = "by dateline's own vocabulary; an entry of another type for the word would go before it"
    elif used := _in_use(entry.frame):
        told = f"all the same; make its conditions narrower ({', '.join(used)})"
    else:
        told = "all the same; give the entry a condition (object, subject, compound)"
    return f"{words!r} is read as {_shown(found[0])} {told}"


def _concerned(claim: Claim, example: Example) -> bool:
    """True for a claim at the marked words, or anywhere where nothing is marked."""
    return not example.marks or any(_stands_at(claim, mark) for mark in example.marks)


def _stands_at(claim: Claim, mark: Span) -> bool:
    return any(overlap(span, mark) for span in (claim.event.trigger, *claim.mentions))


def _is_of(claim: Claim, frame: Frame) -> bool:
    event = claim.event
    return (event.type, event.own_type, event.mode) == (frame.type, frame.own_type, frame.mode)


def _shown(claim: Claim) -> str:
    return " ".join(part for part in (claim.event.own_type or claim.event.type, claim.event.mode) if part)


def _reason(entry: OwnEvent, example: Example, analyse: Analyser) -> str:
    """What keeps the entry from the marked words: they are no words of it, a condition, or too little is said."""
    doc = parse(analyse.nlp, _report(example))
    marked = [t for t in doc if any(overlap(Span(t.idx, t.idx + len(t.text)), mark) for mark in example.marks)]
    if not any(_listed(entry, token) for token in marked):
        return "; ".join(map(_reading, marked))
    used = _in_use(entry.frame)
    for condition in used:
        if _holds(_without(entry, (condition,)), example, analyse):
            return f"the condition {condition} does not hold"
    if used and _holds(_without(entry, used), example, analyse):
        return f"its conditions do not hold ({', '.join(used)})"
    return "another word of the sentence tells the event, or too little is said for a claim (who acts, on whom)"


def _listed(entry: OwnEvent, token: Token) -> bool:
    """True where the entry has the word, alone or with others, for its part of speech."""
    words = getattr(entry, _KINDS[token.pos_]) if token.pos_ in _KINDS else ()
    if token.pos_ == "ADJ":
        words = (*words, *entry.verbs)
    return lemma_of(token) in {word.split()[0] for word in words}


def _reading(token: Token) -> str:
    """What to list a word as: its base form under its part of speech, as the parser reads both."""
    kind = _KINDS.get(token.pos_)
    if kind is None:
        return f"the parser reads {token.text!r} as no verb, noun or adjective"
    return f"the parser reads {token.text!r} as {lemma_of(token)!r}, which the entry does not list under {kind}"


def _in_use(frame: Frame) -> tuple[str, ...]:
    return tuple(name for name in _CONDITIONS if getattr(frame, name))


def _without(entry: OwnEvent, conditions: Sequence[str]) -> OwnEvent:
    defaults = {f.name: f.default for f in fields(Frame) if f.name in conditions}
    return replace(entry, frame=replace(entry.frame, **defaults))  # type: ignore[arg-type]


def _holds(entry: OwnEvent, example: Example, analyse: Analyser) -> bool:
    """True where the marked words name the event with this entry in the place of all."""
    claims = with_events(analyse, (entry,))(_report(example)).claims
    return any(_is_of(c, entry.frame) and _concerned(c, example) for c in claims)
