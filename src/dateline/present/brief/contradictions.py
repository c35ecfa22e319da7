"""Two sources that tell the opposite about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dateline.model import Claim
from dateline.present.brief.lines import Line, importance, is_firm, party_names, place_names, source_key, sureness

HOLDS = frozenset({"occurred", "ongoing", "planned", "likely"})
FAILS = frozenset({"denied", "unlikely"})
MAX_DAYS = 21
LEAST_IN_OTHER_WORDS = 0.5  # where the words differ, one misreading more makes a contradiction of nothing
_STATE = ("GOV", "MIL")
_DEEDS_BY_MODE = ("ASSAULT", "MOBILIZE")  # their modes tell an invasion from a shelling, troops from weapons
Pair = tuple[Line, Line]


def contradictions(lines: list[Line]) -> list[Pair]:
    """Pairs of lines (it is so, it is not so) by different sources, at most `MAX_DAYS` apart, newest first.

    Same actor, same event type, the same word for it or the same mode, and a recipient or place in common; where
    neither names any, a kind of thing that is moved. Each line is in one pair at most: the
    nearest in time. They stand side by side; nothing here decides who is right.
    """
    lines = [line for line in lines if is_firm(line.claim)]
    denials = [line for line in lines if line.claim.factuality.status in FAILS]
    taken: set[str] = set()
    pairs: list[Pair] = []
    for distance, claimed, denied in sorted(_candidates(lines, denials), key=_pair_order):
        del distance
        if claimed.claim.id not in taken and denied.claim.id not in taken:
            taken |= {claimed.claim.id, denied.claim.id}
            pairs.append((claimed, denied))
    pairs.sort(key=lambda pair: (max(pair[0].date, pair[1].date), importance(pair[0])), reverse=True)
    return pairs


def _candidates(lines: list[Line], denials: list[Line]) -> Iterator[tuple[int, Line, Line]]:
    by_type: dict[str, list[Line]] = {}
    for line in lines:
        if line.claim.factuality.status in HOLDS:
            by_type.setdefault(line.claim.event.type, []).append(line)
    for denied in denials:
        for claimed in by_type.get(denied.claim.event.type, ()):
            distance = _days(claimed.date, denied.date)
            if distance <= MAX_DAYS and _opposed(claimed, denied):
                yield distance, claimed, denied


def _opposed(claimed: Line, denied: Line) -> bool:
    if _one_voice(claimed, denied) or not _same_deed(claimed.claim, denied.claim):
        return False
    if not _actors(claimed.claim) & _actors(denied.claim):
        return False
    if any(line.claim.event.recipients or line.claim.event.places for line in (claimed, denied)):
        return bool(_targets(claimed.claim) & _targets(denied.claim))
    return bool(_kinds(claimed.claim) & _kinds(denied.claim))


def _one_voice(one: Line, other: Line) -> bool:
    """The same source, or two that may well speak for one side: what they say apart is more often two things than one.

    Those are officials of one government, and an official and whoever else speaks in the reports of the same outlet,
    where no other country is known of the second: a government's own pages do not always say who briefs.
    """
    sides = {_side_of(one), _side_of(other)}
    if source_key(one.lead) == source_key(other.lead):
        return True
    known = sides - {""}
    return len(known) == 1 and (sides == known or _publisher(one) == _publisher(other))


def _publisher(line: Line) -> str:
    """Who publishes a line's report, without the part of their pages: "The White House, press-briefings"."""
    return line.lead.report.outlet.partition(",")[0]


def _side_of(line: Line) -> str:
    """The country that whoever vouches for a line speaks for; "" where they speak for none."""
    named = next((s for s in line.claim.sources if s.kind != "author"), None)
    actor = named.actor if named is not None else None
    return actor.country if actor is not None and (actor.sector in _STATE or actor.kind == "country") else ""


def _same_deed(one: Claim, other: Claim) -> bool:
    """The same word for it, or, of two sure claims, what the codebook holds to be the same.

    "To end aid" is not "to leave the country".
    """
    sure = min(sureness(one), sureness(other)) >= LEAST_IN_OTHER_WORDS
    same_mode = one.event.mode == other.event.mode and one.event.type in _DEEDS_BY_MODE
    return one.event.lemma == other.event.lemma or (sure and same_mode)


def _actors(claim: Claim) -> set[str]:
    """The actors' names and, for governments and their forces, their country: "the Kremlin" acts for Russia."""
    states = (
        p.actor for p in claim.event.actors if p.actor and (p.actor.sector in _STATE or p.actor.kind == "country")
    )
    countries = {actor.country for actor in states if actor.country not in ("", "IGO", "NGO")}
    return {name.casefold() for name in party_names(claim.event.actors)} | countries


def _targets(claim: Claim) -> set[str]:
    event = claim.event
    wide = {p.toponym.place.name for p in event.places if p.toponym.place and p.toponym.place.level == "continent"}
    return {n.casefold() for n in (*party_names(event.recipients), *place_names(claim)) if n not in wide}


def _kinds(claim: Claim) -> set[str]:
    moved = claim.event.things if claim.event.ledger in ("deployment", "transfer") else ()  # agreements differ
    return {thing.kind for thing in moved if thing.kind not in ("", "other")}


def _days(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _pair_order(candidate: tuple[int, Line, Line]) -> tuple[int, float, str, str]:
    distance, claimed, denied = candidate
    return (distance, -importance(claimed) - importance(denied), claimed.claim.id, denied.claim.id)
