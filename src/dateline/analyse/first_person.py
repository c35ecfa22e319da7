"""Who "we" and "I" are in an event: the speaker, the country an official speaks for, both sides that speak together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.actor_resolution import country_actor
from dateline.analyse.joint import head_of_outlet, joint_authors, joint_parties
from dateline.analyse.participants import apart
from dateline.analyse.parties import FIRST_PERSON, PLURAL
from dateline.analyse.report_focus import country_of_outlet
from dateline.codebook import countries

if TYPE_CHECKING:
    from dateline.analyse.parties import Parties
    from dateline.model import Actor, Event, Participant, Report, Source

_BRIEFER = re.compile(r"(?:MR|MS|MRS|DR|GENERAL|ADMIRAL|SECRETARY)\b\.?\s+[A-Z]{2}|(?:[A-Z]+\s+)*OFFICIAL\b")
_NOT_OURS = frozenset(
    {"partner", "ally", "allie", "friend", "colleague", "counterpart", "neighbor", "neighbour", "enemy", "enemie",
     "opponent", "adversary", "adversarie", "interlocutor", "guest", "brother", "competitor", "foe", "side", "team",
     "delegation", "country", "countrie", "nation", "two", "both", "leader", "alliance", "union", "world"}
)  # fmt: skip
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})  # what two sides do with each other


def settle_first_person(
    event: Event, speaker: Source | None, report: Report, parties: Parties, *, quoted: bool
) -> Event:
    """The event with those meant by "we" and "I" as its parties.

    In a report that speaks for itself they are its outlet, or who holds the office that the outlet is named after.
    An official's "we" is the country, but for meetings, where it is those who met, if they have a name. Where two sides
    speak together, it is both, in what they do with each other and in a statement that is theirs. Whom nobody could
    name keeps the words.
    """
    together = _together(event, speaker, report, quoted=quoted)
    name, actor = _whose_words(speaker, report, quoted=quoted)
    official = _country_spoken_for(actor) if speaker is not None or quoted else country_of_outlet(report)
    if not official and speaker is not None and _briefs(speaker, report):
        official = country_of_outlet(report)

    def settled(person: Participant) -> Iterator[Participant]:
        word = person.span.words(report.text).lower()
        if official and _is_ours(person, word):
            yield replace(person, name=getattr(country_actor(official), "name", name), actor=country_actor(official))
        elif person.actor is not None or word not in FIRST_PERSON:
            yield person
        elif together and word in PLURAL:
            yield from (replace(person, name=one.name, actor=one, implied=True) for one in together)
        elif official and word in PLURAL and (event.type != "CONSULT" or actor is None or actor.kind != "person"):
            country = country_actor(official)
            yield replace(person, name=country.name if country else name, actor=country, implied=True)
        else:
            yield replace(person, name=name, actor=actor, implied=True) if name else person

    actors, recipients = (
        _once(p for one in people for p in settled(one)) for people in (event.actors, event.recipients)
    )
    if (actors, recipients) == (event.actors, event.recipients):
        return event
    actors, recipients = apart(actors, recipients, parties)
    return replace(event, actors=actors, recipients=recipients)


def _is_ours(person: Participant, words: str) -> bool:
    """True for "our troops", "our people", whom the speaker's country has; not for "our partners", who are others."""
    words = words.removeprefix("all ").removeprefix("all of ").removeprefix("of ")
    if not words.startswith("our ") or (person.actor is not None and person.actor.country):
        return False
    return not any(word.rstrip("s") in _NOT_OURS for word in words.replace("’", "'").split())


def _whose_words(speaker: Source | None, report: Report, *, quoted: bool) -> tuple[str, Actor | None]:
    """Name and party of who speaks; "" where a quotation has nobody."""
    if speaker is not None:
        return speaker.name, speaker.actor
    head = None if quoted else head_of_outlet(report)
    return (head.name, head) if head is not None else ("" if quoted else report.outlet, None)


def _together(event: Event, speaker: Source | None, report: Report, *, quoted: bool) -> tuple[Actor, ...]:
    """The sides that "we" stands for where several speak, () where it is one side's own."""
    if speaker is None:
        return () if quoted else joint_authors(report)
    mutual = event.type in _MUTUAL or event.lemma.startswith("agree")
    return joint_parties(report) if mutual and speaker.name != "questioner" else ()


def _once(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each party once, by who it is or its name: "I" and the speaker's name are one."""
    kept: dict[str, Participant] = {}
    for person in people:
        kept.setdefault(person.actor.id if person.actor is not None else person.name, person)
    return tuple(kept.values())


def _briefs(speaker: Source, report: Report) -> bool:
    """True for somebody whom no table has, labelled as a government's own page labels who briefs: "MS. LEE:".

    Or by no name at all: "SENIOR OFFICIAL:".
    """
    unknown = speaker.actor is None or not speaker.actor.country
    words = speaker.span.words(report.text) if speaker.span is not None else ""
    return unknown and _BRIEFER.match(words) is not None


def _country_spoken_for(speaker: Actor | None) -> str:
    """The country that an official speaks for, as a code; "" for anybody else."""
    if speaker is None or speaker.kind not in ("person", "office") or speaker.sector not in ("GOV", "MIL"):
        return ""
    return speaker.country if speaker.country in countries().by_alpha3 else ""
