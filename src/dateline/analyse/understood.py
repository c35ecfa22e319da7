"""Who does it and to whom, where an event's own sentence does not say: the party that the rest of the report means.

"Shelling killed two" names nobody who shells, and "they withdrew" nobody who withdrew, yet readers know. Each party
that the report has named so far is a candidate for the gap, beside "nobody in particular". What speaks for a party
(`scene`) is weighed by a conditional logit model (McFadden 1974), fitted where annotators said who is meant
(`training/calibrate_understood.py`). That what surrounds an event tells who its missing parties are is Gerber and Chai
(2010). A party is filled in only where the model is sure enough of its side: its country, with all that acts for the
country counted together. It is marked as implied.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from dateline.analyse.actor_resolution import country_actor
from dateline.analyse.foes import settle_foes
from dateline.analyse.mentions import PRONOUNS
from dateline.analyse.officials import country_spoken_for, leads
from dateline.analyse.scene import ROLES, Gap, Scene, key_of
from dateline.model import Participant

if TYPE_CHECKING:
    from dateline.analyse.draft import Draft
    from dateline.analyse.told import Told
    from dateline.model import Actor

_TO_NOBODY = frozenset({"MOBILIZE", "RETREAT", "PROTEST"})
_THEY = "p"  # its kind in `mentions.PRONOUNS`


@dataclass(frozen=True, slots=True)
class UnderstoodNumbers:
    """For each of `ROLES` the weights by feature, and the probability from which a party is filled in."""

    weights: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]

    @classmethod
    def of(cls, stored: Mapping[str, Mapping[str, object]]) -> UnderstoodNumbers:
        """From the calibration file's entry "understood"."""
        return cls(**stored)  # type: ignore[arg-type]


def fill_understood(told: Sequence[Told], draft: Draft, fit: UnderstoodNumbers) -> list[Told]:
    """The events with parties in their gaps where the model is sure enough, in the order given."""
    scene = Scene(draft, told)
    told = scene.told = settle_foes(told, scene)
    return [_filled(t, k, scene, fit) for k, t in enumerate(told)]


def gap_of(told: Told, role: str) -> str:
    """What is open in a role ("actor", "recipient"): "empty", the kind of "they", or "" for nothing.

    Of a protest it is known who does it: protesters. Of the pronouns only "they" counts, where nobody could settle whom
    it stands for: of others that were filled in on annotated reports one in four was right. Whom a move or a protest is
    done to is never open: it goes to a place, no annotator was asked about it, and what is learnt of attacks does not
    carry over.
    """
    people = _people(told, role)
    if not people and role == "recipient" and told.event.type in _TO_NOBODY:
        return ""
    if not people:
        return "" if told.event.type == "PROTEST" else "empty"
    return _THEY if any(_is_open_pronoun(p) for p in people) else ""


def dot(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The score of a candidate."""
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


def _filled(told: Told, at: int, scene: Scene, fit: UnderstoodNumbers) -> Told:
    for role, other in zip(ROLES, reversed(ROLES), strict=True):
        gap = gap_of(told, role)
        if role == "actor" and _is_addressed(told):
            continue  # "your support": whoever is spoken to
        best = _best(scene.gap(at, role, gap), fit) if gap else None
        if best is not None and key_of(best) not in {key_of(p) for p in _people(told, other)}:
            told = _with(told, role, gap, best)
    return told


def _is_addressed(told: Told) -> bool:
    """True for a noun whose doer is "you"."""
    predicate = told.candidate.predicate
    return not predicate.is_verb and any(c.lower_ == "your" and c.dep_ == "poss" for c in predicate.token.children)


def _best(gap: Gap, fit: UnderstoodNumbers) -> Participant | None:
    """The party that fills a gap; None where the model is not sure of any."""
    weights, found = fit.weights[gap.role], gap.candidates()
    shares = _softmax([*(dot(gap.features(p), weights) for p in found), dot(gap.nobody(), weights)])[:-1]
    sides: dict[str, float] = {}
    for party, share in zip(found, shares, strict=True):
        sides[party.side] = sides.get(party.side, 0.0) + share
    side = max(sides, key=lambda s: sides[s], default="")
    if not side or sides[side] < fit.least[gap.role]:
        return None
    rows = ((share, party) for share, party in zip(shares, found, strict=True) if party.side == side)
    party = max(rows, key=itemgetter(0))[1]
    actor = _who_acts(party.actor, gap.scene.draft.report.dct)
    name = actor.name if actor is not None else party.name
    return Participant(gap.nearest(party), name, actor, implied=True, understood=round(sides[side], 3))


def _who_acts(actor: Actor | None, dct: str) -> Actor | None:
    """The country in the place of an official who does not lead it: what a spokesman tells of, the state does."""
    country = country_actor(country_spoken_for(actor))
    return country if country is not None and not leads(actor, dct) else actor


def _with(told: Told, role: str, gap: str, person: Participant) -> Told:
    people: tuple[Participant, ...] = (person,)
    if gap != "empty":  # the pronoun's place, and whoever stands beside it
        settled = (replace(person, span=p.span) if _is_open_pronoun(p) else p for p in _people(told, role))
        people = tuple({key_of(p): p for p in settled}.values())
    event = replace(told.event, actors=people) if role == "actor" else replace(told.event, recipients=people)
    return replace(told, event=event)


def _people(told: Told, role: str) -> tuple[Participant, ...]:
    return told.event.actors if role == "actor" else told.event.recipients


def _is_open_pronoun(person: Participant) -> bool:
    """True for a "they" that nobody could settle."""
    return person.actor is None and PRONOUNS.get(person.name.lower()) == _THEY


def _softmax(scores: Sequence[float]) -> list[float]:
    most = max(scores)
    powers = [math.exp(s - most) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
