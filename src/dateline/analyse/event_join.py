"""The vocabulary's events and the encoder's, joined.

Frames (`events`) read a happening out of known words and their grammar; the encoder sees happenings in any word. Each
candidate of either gets the probability that an annotator would have recorded it, from a logistic model fitted on
held-out reports (`training/calibrate_events.py`). The encoder may also change a type, and the parts (`part_join`); how
sure it must be is fitted too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dateline.analyse.candidate import Candidate, make_candidate
from dateline.analyse.encoder_events import Sight, Sights, may_name_event
from dateline.analyse.mishaps import is_mishap
from dateline.analyse.part_join import PartLimits, join_parts
from dateline.analyse.parties import Parties
from dateline.analyse.passed_over import is_passed_over
from dateline.analyse.predicates import Predicate, lemma_of, read_noun, read_verb
from dateline.analyse.scores import logit
from dateline.codebook import DATELINE, Frame

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NUMBERS = ("bias", "event", "type", "rule", "verb", "party", "place or thing")
LEDGERS = {
    "AGREE": "negotiation", "CONSULT": "diplomacy", "SUPPORT": "position", "CONCEDE": "negotiation",
    "COOPERATE": "diplomacy", "AID": "transfer", "RETREAT": "deployment", "REQUEST": "negotiation",
    "ACCUSE": "position", "REJECT": "position", "THREATEN": "position", "PROTEST": "unrest", "SANCTION": "sanction",
    "MOBILIZE": "deployment", "COERCE": "unrest", "ASSAULT": "combat",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventNumbers:
    """What was fitted on held-out reports; probabilities from 0 to 1.

    `rule`, `alone`: weights of `NUMBERS` for candidates that a frame found, and for those only the encoder saw.
    `least`: the probability from which a candidate is kept. `retype`: how much likelier the encoder's type must be
    than the frame's. `keep`, `add`, `more`: the limits of the parts (`part_join.PartLimits`).
    """

    rule: tuple[float, ...]
    alone: tuple[float, ...]
    least: float
    retype: float
    keep: tuple[float, ...]
    add: tuple[float, ...]
    more: tuple[float, ...]

    @property
    def parts(self) -> PartLimits:
        """The limits of the parts."""
        return PartLimits(self.keep, self.add, self.more)

    @classmethod
    def of(cls, stored: Mapping[str, object]) -> EventNumbers:
        """From the calibration file's entry "events"."""
        found = {k: tuple(v) if isinstance(v, list) else v for k, v in stored.items()}
        return cls(**found)  # type: ignore[arg-type]


# For the fit to choose from: grammar's types and parts as they are, and nothing left out.
UNFITTED = EventNumbers((0.0,) * len(NUMBERS), (0.0,) * len(NUMBERS), 0.0, 2.0, (0.0,) * 4, (2.0,) * 4, (2.0,) * 4)
_COMPLEMENTS = frozenset({"dobj", "xcomp", "nsubjpass", "attr", "pobj", "pcomp", "prep", "acl", "compound", "amod"})
_COUNTING = frozenset({"year", "month", "week", "day", "life", "round", "dozen", "number", "series"})
_HOPS = 3  # words up
_GREETINGS = frozenset({"thank", "thanks", "greet", "welcome", "congratulate"})
LEAST_SEEN = (
    0.25  # a word less likely to name an event stays below the limit whatever its parts, and reading those costs
)


def join_events(
    ruled: Iterable[Candidate], parties: Parties, sights: Sights, doc: Doc, fit: EventNumbers
) -> list[Candidate]:
    """The candidates of both, in reading order, with probabilities for scores and without those too improbable."""
    proposed = propose(ruled, parties, sights, doc)
    return choose([judge(c, parties, fit) for c in proposed], fit)


def propose(
    ruled: Iterable[Candidate], parties: Parties, sights: Sights, doc: Doc, least: float = LEAST_SEEN
) -> list[Candidate]:
    """The frames' candidates and those of further words, each with what the encoder sees in it, in reading order.

    Words less likely than `least` to name an event are not looked at.
    """
    framed = [replace(c, sight=sights.at(c.predicate.token)) for c in ruled]
    taken = {t for c in framed for t in range(*_token_range(c, doc))}
    alone = (
        _unframed(token, sight, parties)
        for token in sights.likely_words(doc, least)
        if token.i not in taken and may_name_event(token) and (sight := sights.at(token)) is not None
        and sight.event >= least and not _is_greeting(token)
    )  # fmt: skip
    dealt = (c for c in alone if not is_no_act(c.event.type, c.predicate, parties))
    return sorted((*framed, *dealt), key=lambda c: c.event.trigger)


def is_no_act(kind: str, predicate: Predicate, parties: Parties) -> bool:
    """True for harm that nobody dealt, and for what else is no event of the type."""
    return (kind == "ASSAULT" and is_mishap(predicate)) or is_passed_over(kind, predicate, parties)


def _is_greeting(token: Token) -> bool:
    """True for "thank you", "I welcome you", which thank for nothing that was done."""
    if token.lemma_.lower() not in _GREETINGS:
        return False
    return any(c.lower_ == "you" for c in token.children) and not any(c.lower_ == "for" for c in token.children)


def choose(candidates: Sequence[Candidate], fit: EventNumbers) -> list[Candidate]:
    """The candidates worth keeping, each happening once."""
    return [c for c in _each_once(candidates) if c.sight is None or c.event.score >= fit.least]


def _token_range(candidate: Candidate, doc: Doc) -> tuple[int, int]:
    found = doc.char_span(candidate.event.trigger.start, candidate.event.trigger.end, alignment_mode="expand")
    return (found.start, found.end) if found is not None else (candidate.predicate.token.i,) * 2


def _unframed(token: Token, sight: Sight, parties: Parties) -> Candidate:
    """A candidate of a word that no frame fits, with a plain frame of the encoder's type."""
    predicate = _predicate(token)
    found = make_candidate(predicate, Frame(sight.type, "", LEDGERS[sight.type]), (token,), parties)
    return replace(found, sight=sight)


def _predicate(token: Token) -> Predicate:
    lemma = lemma_of(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return read_noun(token)
    read = read_verb(token, {lemma: None})
    return read if read is not None else Predicate(token, ((lemma, (token,)),))


def judge(candidate: Candidate, parties: Parties, fit: EventNumbers) -> Candidate:
    """The candidate with the encoder's type and parts where those are surer, and its probability as score.

    A frame of the user's own is the user's word: the encoder changes nothing of it.
    """
    sight = candidate.sight
    if sight is None or _is_own(candidate):
        return replace(candidate, sight=None)
    candidate = _retyped(candidate, sight, fit)
    candidate = replace(candidate, event=join_parts(candidate, sight, parties, fit.parts))
    weights = fit.alone if candidate.rule is None else fit.rule
    score = round(probability(numbers_of(candidate), weights), 3)
    return replace(candidate, event=replace(candidate.event, score=score))


def numbers_of(candidate: Candidate) -> tuple[float, ...]:
    """The numbers of `NUMBERS` for a candidate that the encoder has seen."""
    event, sight = candidate.event, candidate.sight
    assert sight is not None
    return (
        1.0,
        logit(sight.event),
        logit(sight.type_share(event.type)),
        logit(candidate.rule) if candidate.rule is not None else 0.0,
        float(candidate.predicate.is_verb),
        float(bool(event.actors or event.recipients)),
        float(bool(event.places or event.things)),
    )


def probability(numbers: tuple[float, ...], weights: tuple[float, ...]) -> float:
    """The logistic model."""
    return float(1.0 / (1.0 + np.exp(-float(np.dot(numbers, weights)))))


def _retyped(candidate: Candidate, sight: Sight, fit: EventNumbers) -> Candidate:
    """The candidate with the encoder's type where that is surer by enough, unless its frame has tested conditions."""
    own = candidate.event.type
    surer = sight.type_share(sight.type) - sight.type_share(own)
    if candidate.frame.conditional or sight.type == own or surer <= fit.retype:
        return candidate
    frame = replace(candidate.frame, type=sight.type, mode="", ledger=LEDGERS[sight.type])
    return replace(
        candidate,
        retyped=True,
        frame=frame,
        event=replace(candidate.event, type=frame.type, mode="", ledger=frame.ledger),
    )


def _each_once(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of two candidates of one type, one of which hangs on the other ("held talks"), the more probable one.

    One that a user's own entry names always stays.
    It takes from the other the parts that it lacks itself: in "gunmen carried out attacks" the verb has the gunmen.
    """
    kept = list(candidates)
    stays = list(range(len(kept)))  # for each candidate the one that stays of those it hangs together with
    by_token = {c.predicate.token.i: k for k, c in enumerate(kept)}
    for k, candidate in enumerate(candidates):
        for above in _close_above(candidate.predicate.token):
            n = by_token.get(above.i)
            if n is None or kept[n].event.type != candidate.event.type or stays[n] == stays[k]:
                continue
            weaker, stronger = sorted((stays[k], stays[n]), key=lambda j: (_is_own(kept[j]), kept[j].event.score, -j))
            kept[stronger] = _filled(kept[stronger], kept[weaker])
            stays = [stronger if j == weaker else j for j in stays]
    return [kept[k] for k in sorted(set(stays))]


def _is_own(candidate: Candidate) -> bool:
    return candidate.frame.origin != DATELINE


def _filled(candidate: Candidate, other: Candidate) -> Candidate:
    """The candidate with the other's parts where it has none."""
    mine, theirs = candidate.event, other.event
    taken = {p.span for p in (*mine.actors, *mine.recipients)}
    event = replace(
        mine,
        actors=mine.actors or tuple(p for p in theirs.actors if p.span not in taken),
        recipients=mine.recipients or tuple(p for p in theirs.recipients if p.span not in taken),
        places=mine.places or theirs.places,
        things=mine.things or theirs.things,
    )
    return replace(candidate, event=event)


def _close_above(token: Token) -> Iterator[Token]:
    """The words that one word is object or complement of: "held" of "talks", "stop" of "fighting".

    And further up where the word above only counts or times it: "sentenced" of "prison" in "to ten years in prison".
    """
    for _ in range(_HOPS):
        if token.dep_ not in _COMPLEMENTS or token.head.i == token.i:
            return
        above = token.head
        yield above
        if token.dep_ == "pobj" and above.dep_ == "prep" and above.lower_ in ("of", "to", "in", "into"):
            above = above.head
            yield above
        if above.lemma_.lower() not in _COUNTING:
            return
        token = above
