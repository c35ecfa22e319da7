"""The lines of a brief: claims of the same source about the same thing, merged across reports and copies."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Claim, Participant, Report, Span, Thing

WEIGHTS = {  # how much a reader of a crisis brief wants to see each PLOVER type; an editor's order, not measured
    "ASSAULT": 9, "MOBILIZE": 8, "RETREAT": 7, "COERCE": 7, "SANCTION": 7, "AGREE": 6, "AID": 6, "CONCEDE": 6,
    "THREATEN": 6, "REJECT": 5, "PROTEST": 5, "COOPERATE": 4, "REQUEST": 4, "SUPPORT": 3, "ACCUSE": 3, "CONSULT": 3,
}  # fmt: skip
LEAST_FIRM = 0.3  # where a claim is a guess, what it contradicts or changes is another
NOBODY = -3.0  # an event that nobody is named for
PRONOUNS = frozenset({
    "i", "me", "my", "myself", "we", "us", "our", "ourselves", "you", "your", "yourself", "he", "him", "his", "himself",
    "she", "her", "herself", "it", "its", "itself", "they", "them", "their", "themselves", "one", "this", "that",
    "these", "those", "who", "whom", "which", "what", "both", "all", "some", "others", "another", "each", "everyone",
    "everybody", "someone", "somebody", "anyone", "anybody", "nobody", "people", "person", "persons", "side", "sides",
})  # fmt: skip
ASKERS = frozenset({"questioner", "moderator"})  # who asks vouches for nothing
_BLANKS = re.compile(r"\s+")
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim with what it takes to cite it. `sentence` counts from 1; 0 where the record does not say."""

    claim: Claim
    report: Report
    sentence: int = 0

    @property
    def sentence_text(self) -> str:
        """The sentence the claim stands in, blanks folded."""
        return fold(self.claim.evidence.words(self.report.text))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the brief: `lead` is quoted, `also` are the same claim by the same source elsewhere.

    `reports` counts the reports it stands in, `copied` is True where two of them have the very same sentence.
    """

    lead: Cited
    also: tuple[Cited, ...] = ()
    copied: bool = False

    @property
    def claim(self) -> Claim:
        """The lead's claim."""
        return self.lead.claim

    @property
    def date(self) -> str:
        """The day of the newest report that has it."""
        return self.lead.report.dct

    @property
    def reports(self) -> int:
        """How many reports have it, copies included."""
        return len({cited.report.id for cited in (self.lead, *self.also)})


def merge_lines(items: Iterable[Cited]) -> list[Line]:
    """One line for each thing a source says, newest mention first; copies of a sentence count as one origin."""
    groups: dict[Key, list[Cited]] = {}
    for item in items:
        groups.setdefault(_same_words(item), []).append(item)
    merged: dict[Key, list[Cited]] = {}
    for key, group in groups.items():
        merged.setdefault(_same_claim(group[0]) or key, []).extend(group)
    return [_line(group) for group in merged.values()]


def importance(line: Line) -> float:
    """How much a line matters: its type, what it is specific about, in how many reports it stands."""
    event = line.claim.event
    towards = party_names(event.recipients) or place_names(line.claim)
    specific = sum(1.0 for part in (towards, event.things, event.ledger) if part)
    actor = 1.0 if party_names(event.actors) else NOBODY
    return WEIGHTS.get(event.type, 3) + specific + actor + min(line.reports - 1, 3) * 0.5


def expected(line: Line) -> float:
    """The importance that a line can be expected to have: half of it where it is as likely right as not."""
    return sureness(line.claim) * importance(line)


def sureness(claim: Claim) -> float:
    """How likely a claim is right in its main parts; where nobody knows, how likely its event is one to record."""
    return claim.confidence if claim.confidence is not None else claim.score


def is_firm(claim: Claim) -> bool:
    """Sure enough to be held against another, and with parties that the sentence itself names."""
    parties = (*claim.event.actors, *claim.event.recipients)
    return sureness(claim) >= LEAST_FIRM and not any(party.understood is not None for party in parties)


def fold(words: str) -> str:
    """The words with runs of blanks and line ends as one blank."""
    return _BLANKS.sub(" ", words).strip()


def is_question(item: Cited) -> bool:
    """True for what somebody asks at a briefing: it is no statement, whatever it presupposes."""
    outermost = next((source.name for source in item.claim.sources if source.kind != "author"), "")
    return outermost.casefold() in ASKERS


def source_key(item: Cited) -> tuple[str, ...]:
    """Whom a claim is from: the chain's names, or the outlet (the report, where it is unknown) as the author."""
    chain = tuple(s.name.casefold() for s in item.claim.sources if s.kind != "author")
    return chain or ("", item.report.outlet.casefold() or item.report.id)


def is_name(words: str) -> bool:
    """False for pronouns and other words that stand for a name nobody has settled."""
    return fold(words).casefold() not in PRONOUNS


def party_names(parties: tuple[Participant, ...]) -> tuple[str, ...]:
    """The parties' names, each once, in the order of the sentence; parties known by a pronoun alone are left out."""
    return tuple(dict.fromkeys(fold(p.name) for p in parties if p.name and is_name(p.name)))


def place_names(claim: Claim) -> tuple[str, ...]:
    """The names of the event's places, each once, in the order of the sentence."""
    names = (p.toponym.place.name for p in claim.event.places if p.toponym.place)
    return tuple(dict.fromkeys(names))


def target_names(claim: Claim) -> tuple[str, ...]:
    """Recipients, then places, each name once; none that acts itself, or is but a part of a thing or place shown."""
    event = claim.event
    actors = {name.casefold() for name in party_names(event.actors)}
    places = [role.toponym for role in event.places if role.toponym.place]
    shown = tuple(
        party for party in event.recipients
        if not any(_is_moved(thing, party, event.ledger) for thing in event.things)
        and not (party.actor is None and any(party.span.contains(place.span) for place in places))
    )  # fmt: skip
    names = (*party_names(shown), *place_names(claim))
    return tuple(name for name in dict.fromkeys(names) if name.casefold() not in actors)


def thing_words(claim: Claim) -> tuple[str, ...]:
    """The words of the things, each once, without those that only name an actor or recipient again."""
    event = claim.event
    taken = [party for party in event.actors if not party.implied]
    taken += [p for p in event.recipients if not any(_is_moved(thing, p, event.ledger) for thing in event.things)]
    things = (
        thing for thing in event.things
        if thing.quantity or not any(_same_head(party.span, thing.span) for party in taken)
    )  # fmt: skip
    return tuple(dict.fromkeys(fold(thing.text) for thing in things))


def _is_moved(thing: Thing, party: Participant, ledger: str) -> bool:
    """Whether a recipient is but the thing itself: forces that are sent, or a part of what a thing is called."""
    return _same_head(party.span, thing.span) and (ledger == "deployment" or len(thing.span) > len(party.span))


def _same_head(one: Span, other: Span) -> bool:
    """Whether two stretches are the same phrase, more or less of it: English phrases end in what they are about."""
    return one.end == other.end


def _same_words(item: Cited) -> Key:
    """Copies of one sentence: same words, same place of the trigger, same reading."""
    claim = item.claim
    offset = claim.event.trigger.start - claim.evidence.start
    named = tuple(s.name.casefold() for s in claim.sources if s.kind != "author")
    return (item.sentence_text.casefold(), offset, claim.event.type, claim.factuality.status, named)


def _same_claim(item: Cited) -> Key | None:
    """What must agree for two mentions to be one claim; None where the claim is too vague to compare."""
    claim = item.claim
    event = claim.event
    objects = (*party_names(event.recipients), *place_names(claim), *(fold(t.text).casefold() for t in event.things))
    who = frozenset(name.casefold() for name in party_names(event.actors))
    if not who or not objects:
        return None
    return (source_key(item), event.type, event.lemma, claim.factuality.status, who, frozenset(objects))


def _line(group: list[Cited]) -> Line:
    newest = sorted(group, key=_lead_order)
    newest.sort(key=lambda item: item.report.dct, reverse=True)
    texts: dict[str, set[str]] = {}
    for item in group:
        texts.setdefault(item.sentence_text.casefold(), set()).add(item.report.id)
    copied = any(len(reports) > 1 for reports in texts.values())
    return Line(newest[0], tuple(_one_a_report(newest[1:], newest[0].report.id)), copied)


def _lead_order(item: Cited) -> tuple[float, str, int, str]:
    return (-sureness(item.claim), item.report.id, item.claim.event.trigger.start, item.claim.id)


def _one_a_report(items: list[Cited], lead: str) -> Iterable[Cited]:
    seen = {lead}
    for item in items:
        if item.report.id not in seen:
            seen.add(item.report.id)
            yield item
