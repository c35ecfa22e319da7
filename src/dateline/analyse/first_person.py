"""Who "we" and "I" are in an event: the speaker, the country an official speaks for, both sides that speak together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse.actor_resolution import country_actor
from dateline.analyse.actor_words import lexicon, split_words
from dateline.analyse.joint import head_of_outlet, is_joint, joint_authors, joint_parties
from dateline.analyse.officials import country_spoken_for, leads
from dateline.analyse.participants import apart
from dateline.analyse.parties import FIRST_PERSON, PLURAL
from dateline.analyse.report_focus import country_of_outlet
from dateline.analyse.sources import QUESTIONER

if TYPE_CHECKING:
    from dateline.analyse.parties import Parties
    from dateline.model import Actor, Event, Participant, Report, Source

_BRIEFER = re.compile(r"(?:MR|MS|MRS|DR|GENERAL|ADMIRAL|SECRETARY)\b\.?\s+[A-Z]{2}|(?:[A-Z]+\s+)*OFFICIAL\b")
_PRESS = re.compile(r"\b(?:Times|Post|News|Daily|Herald|Tribune|Journal|Gazette|Telegraph|Observer|Guardian|"
                    r"Radio|TV|Television|Broadcasting|Magazine|Review|Chronicle|Mail|Independent)\b")  # fmt: skip
_OURS = re.compile(r"(?:all (?:of )?)?our\s+")
_OTHERS = frozenset(
    {"partner", "ally", "allies", "friend", "colleague", "counterpart", "neighbor", "neighbour", "enemy", "enemies",
     "opponent", "adversary", "adversaries", "interlocutor", "guest", "brother", "competitor", "foe", "side", "team",
     "delegation", "country", "countries", "nation", "two", "both", "leader", "alliance", "union", "world"}
)  # fmt: skip
_ADDRESSED = frozenset({"you", "your"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})  # what two sides do with each other


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in an event's words, None for the report itself, and whom they ask ("you"), None where nobody is.

    `quoted` is True inside a quotation.
    """

    speaker: Source | None
    asked: Source | None = None
    quoted: bool = False


def settle_first_person(event: Event, speech: Speech, report: Report, parties: Parties, *, done: bool = True) -> Event:
    """The event with those meant by "we" and "I" as its parties, and by "you" where it is known who is spoken to.

    In a report that speaks for itself they are its outlet, or who holds the office that the outlet is named after.
    An official's "we" is the country, but for meetings that were held (`done`), where it is those who met, if they are
    of those who meet; "we are ready to meet" is said for the country, as is all that a spokesman says. Where two sides
    speak together, it is both, in what they do with each other and in a statement that is theirs. Whom nobody could
    name keeps the words.
    """
    speaker, quoted = speech.speaker, speech.quoted
    together = _together(event, speaker, report, quoted=quoted)
    name, actor = _whose_words(speaker, report, quoted=quoted)
    country = country_actor(_official(speaker, actor, report, quoted=quoted))
    if speaker is None and is_joint(report):  # several speak as one: the outlet's country is none of them alone
        name, actor, country = "", None, None

    def settled(person: Participant) -> Iterator[Participant]:
        word = person.span.words(report.text).lower()
        if speech.asked is not None and word in _ADDRESSED:
            yield replace(person, name=speech.asked.name, actor=speech.asked.actor, implied=True)
        elif country is not None and not together and _is_ours(person, word):
            yield replace(person, name=country.name, actor=country)
        elif person.actor is not None or word not in FIRST_PERSON:
            yield person
        elif together and word in PLURAL:
            yield from (replace(person, name=one.name, actor=one, implied=True) for one in together)
        elif (
            country is not None
            and word in PLURAL
            and not (done and event.type == "CONSULT" and leads(actor, report.dct))
        ):
            yield replace(person, name=country.name, actor=country, implied=True)
        else:
            yield replace(person, name=name, actor=actor, implied=True) if name else person

    actors, recipients = (
        _once(p for one in people for p in settled(one)) for people in (event.actors, event.recipients)
    )
    if (actors, recipients) == (event.actors, event.recipients):
        return event
    actors, recipients = apart(actors, recipients, parties)
    return replace(event, actors=actors, recipients=recipients)


def _official(speaker: Source | None, actor: Actor | None, report: Report, *, quoted: bool) -> str:
    """The country that "we" is where an official speaks, or a government's own page; "" elsewhere."""
    if speaker is None and not quoted:
        return country_of_outlet(report)
    spoken_for = country_spoken_for(actor)
    briefs = not spoken_for and speaker is not None and _briefs(speaker, report)
    return country_of_outlet(report) if briefs else spoken_for


def _is_ours(person: Participant, words: str) -> bool:
    """True for "our troops", "our people", whom the speaker's country has; not for "our partners", who are others."""
    ours = _OURS.match(words)
    if ours is None or (person.actor is not None and person.actor.country):
        return False
    return not any(word in _OTHERS or word.removesuffix("s") in _OTHERS for word in words[ours.end() :].split())


def _whose_words(speaker: Source | None, report: Report, *, quoted: bool) -> tuple[str, Actor | None]:
    """Name and party of who speaks; "" where a quotation has nobody."""
    if speaker is not None:
        return speaker.name, speaker.actor
    head = None if quoted else head_of_outlet(report)
    return (head.name, head) if head is not None else ("" if quoted else _own_voice(report.outlet), None)


def _own_voice(outlet: str) -> str:
    """The outlet where its reports can speak for itself: not a newspaper or agency, which prints what others write,
    nor a label in small letters."""
    if outlet == outlet.lower() or _PRESS.search(outlet):
        return ""
    hits = lexicon().find(split_words(outlet), outlet)
    return "" if any(h.entry.actor is not None and h.entry.actor.kind == "media" for h in hits) else outlet


def _together(event: Event, speaker: Source | None, report: Report, *, quoted: bool) -> tuple[Actor, ...]:
    """The sides that "we" stands for where several speak, () where it is one side's own."""
    if speaker is None:
        return () if quoted else joint_authors(report)
    mutual = event.type in _MUTUAL or event.lemma.startswith("agree")
    return joint_parties(report) if mutual and speaker.name != QUESTIONER else ()


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
