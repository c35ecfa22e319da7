"""The parties of a report, and what speaks for each of them to be who an event does not name.

Features by name, for `understood`: how near and how often a party is named, how it stands in the event's own sentence,
what it does and suffers in the report's other events, whose country is hit, and what the encoder makes of it where one
of its mentions is in the event's window.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING

from dateline.analyse.actor_words import lexicon, split_words
from dateline.analyse.encoder_events import ACTOR, RECIPIENT
from dateline.analyse.mentions import PRONOUNS
from dateline.analyse.report_focus import country_of_outlet
from dateline.analyse.scores import logit
from dateline.codebook import countries
from dateline.model import Actor, Participant, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.draft import Draft
    from dateline.analyse.encoder import WindowScores
    from dateline.analyse.told import Told
    from dateline.model import Event, Mention

ROLES = ("actor", "recipient")
NOBODY = "nobody"
Features = dict[str, float]
_KINDS = {"actor": ACTOR, "recipient": RECIPIENT}
_GROUPS = {
    "ASSAULT": "assault", "COERCE": "coerce", "PROTEST": "protest", "SANCTION": "hostile", "MOBILIZE": "hostile",
    "THREATEN": "hostile", "ACCUSE": "words", "REJECT": "words", "REQUEST": "words", "AGREE": "friendly",
    "CONSULT": "friendly", "SUPPORT": "friendly", "CONCEDE": "friendly", "COOPERATE": "friendly", "AID": "friendly",
    "RETREAT": "hostile",
}  # fmt: skip
_TAKING = ("occup", "annex")  # a COERCE done to a country from outside, unlike arrests and bans
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_TELLING = frozenset({"by", "of", "in", "to", "from", "against", "for", "with", "on"})
_ATTACKING = ("assault", "coerce")
LEAST_ACTS, LEAST_SHARE = 2, 0.6  # of a report's attacks, to be whom it calls the enemy; set by hand on reports read
_STEM = 5  # letters that words of one family share
_STATE = frozenset({"country", "government", "office", "person", "force"})
_NOT_PARTIES = frozenset({"place", "document", "other", "media"})
_ALPHA3 = 3
_FAR = 6  # sentences; what is farther away is as far
_MOST = 24  # candidates a gap: the nearest


@dataclass(slots=True)
class Party:
    """Somebody the report names: `spans` are where, in reading order, `roots` the index of each one's chief word.

    `side` is the country, for a state and what acts for it, else the party itself.
    """

    key: str
    name: str
    actor: Actor | None
    kind: str  # see `_kind`
    plural: bool
    side: str
    spans: list[Span] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def side_of(actor: Actor | None) -> str:
    """The country an actor acts for, "" for one that acts for none or for itself."""
    stately = actor is not None and actor.kind in _STATE and len(actor.country) == _ALPHA3
    return actor.country if actor is not None and stately else ""


def group_of(event: Event) -> str:
    """The group of types whose doers and sufferers are alike."""
    return "assault" if event.lemma.startswith(_TAKING) else _GROUPS[event.type]


def key_of(person: Participant) -> str:
    """The key of the party that a participant is."""
    return person.actor.id if person.actor is not None else _plain(person.name)


class Scene:
    """The parties of a report and what its events say of them. Lives for one report."""

    def __init__(self, draft: Draft, told: Sequence[Told]) -> None:
        self.draft = draft
        self.told = told
        self.starts = [s.span.start for s in draft.sentences]
        self.parties = _parties_of(draft, told)
        self.home = country_of_outlet(draft.report)
        self._windows: dict[int, tuple[list[int], list[int]]] = {}

    def gap(self, at: int, role: str, kind: str) -> Gap:
        """What is open in a role of the event with an index; `kind` as in `understood.gap_of`."""
        return Gap(self, at, role, kind)

    def sentence(self, offset: int) -> int:
        """The index of the sentence that an offset is in."""
        return bisect_right(self.starts, offset) - 1

    def pieces(self, window: WindowScores) -> tuple[list[int], list[int]]:
        """Where the pieces of a window begin and end."""
        found = self._windows.get(id(window))
        if found is None:
            found = self._windows[id(window)] = window.starts.tolist(), window.ends.tolist()
        return found

    @cached_property
    def tallies(self) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], Counter[tuple[str, str, str]]]:
        """How often each side acts and suffers, by group of types, by stem and in all; and acts on which side."""
        acts: Counter[tuple[str, str]] = Counter()
        suffers: Counter[tuple[str, str]] = Counter()
        pairs: Counter[tuple[str, str, str]] = Counter()
        for told in self.told:
            group = group_of(told.event)
            doers, others = _sides(told.event.actors), _sides(told.event.recipients)
            ways = (group, told.event.lemma[:_STEM], "")
            acts.update((s, way) for s in doers for way in ways)
            suffers.update((s, way) for s in others for way in ways)
            pairs.update((a, b, group) for a in doers for b in others)
        return acts, suffers, pairs

    @cached_property
    def foe(self) -> str:
        """The country that does most of the attacking told in the report, but the outlet's own; "" where none does."""
        acts: Counter[str] = Counter()
        for (doer, group), count in self.tallies[0].items():
            if group in _ATTACKING and doer in countries().by_alpha3 and doer != self.home:
                acts[doer] += count
        code, count = max(acts.items(), key=lambda row: (row[1], row[0]), default=("", 0))
        return code if count >= LEAST_ACTS and count >= LEAST_SHARE * sum(acts.values()) else ""

    @cached_property
    def titled(self) -> frozenset[str]:
        """The countries and names of the title."""
        title = self.draft.report.title
        found: set[str] = set()
        for hit in lexicon().find(split_words(title), title) if title else ():
            found |= {hit.entry.code, hit.entry.name.casefold()}
        words = title.casefold()
        found |= {p.name.casefold() for p in self.parties.values() if p.name.casefold() in words}
        return frozenset(found - {""})


class Gap:
    """One open role, with all about its event that every party is looked at by."""

    def __init__(self, scene: Scene, at: int, role: str, kind: str) -> None:
        told, event = scene.told[at], scene.told[at].event
        before = scene.told[at - 1].event if at else None
        other = event.recipients if role == "actor" else event.actors
        self.scene, self.told, self.role, self.kind = scene, told, role, kind
        self.group, self.stem = group_of(event), event.lemma[:_STEM]
        self.start, self.sentence = event.trigger.start, scene.sentence(event.trigger.start)
        self.other = {key_of(p) for p in other}
        self.lands = {p.toponym.place.country for p in event.places if p.toponym.place is not None}
        self.others = _sides(other) | self.lands
        self.theirs = {p.actor.country for p in other if p.actor is not None and p.actor.country}
        self.doing = _sides(before.actors) if before is not None else frozenset()
        self.suffering = _sides(before.recipients) if before is not None else frozenset()
        self.alike = before is not None and before.type == event.type
        self.speakers = {side_of(s.actor) for s in told.sources} - {""} | {s.name for s in told.sources}
        trigger = told.candidate.predicate.token
        self.above = {a.i for a in (trigger, *trigger.ancestors)}

    def candidates(self) -> list[Party]:
        """The parties named up to the end of the event's sentence that are not on its other side, nearest first."""
        sentences = self.scene.draft.sentences
        end = sentences[self.sentence].span.end if self.sentence >= 0 else self.start
        named = (p for p in self.scene.parties.values() if p.starts[0] < end and p.key not in self.other)
        return nsmallest(_MOST, named, key=lambda p: (abs(self.start - p.starts[self._nearest(p)]), p.key))

    def nearest(self, party: Party) -> Span:
        """The party's mention that is nearest before the trigger, else the first behind it."""
        return party.spans[self._nearest(party)]

    def _nearest(self, party: Party) -> int:
        return max(0, bisect_right(party.starts, self.start) - 1)

    def nobody(self) -> Features:
        """What speaks for nobody in particular, by name."""
        predicate = self.told.candidate.predicate
        found = {NOBODY: 1.0, f"{NOBODY} {self.group}": 1.0, f"{NOBODY} {self.kind}": 1.0}
        if not predicate.is_verb:
            found[f"{NOBODY} noun"] = 1.0
        elif predicate.passive:
            found[f"{NOBODY} passive"] = 1.0
        return found

    def features(self, party: Party) -> Features:
        """What speaks for a party, by name; what is not there counts 0."""
        k = self._nearest(party)
        root = self.scene.draft.doc[party.roots[k]]
        apart = max(0, min(_FAR, self.sentence - self.scene.sentence(party.starts[k])))
        number = "many" if party.plural else "one"
        found = {
            f"far {apart}": 1.0, "named": math.log1p(len(party.spans)),
            f"{party.kind} {self.group}": 1.0, f"{party.kind} {self.kind}": 1.0, f"{number} {self.kind}": 1.0,
        }  # fmt: skip
        if root.dep_ in _SUBJECTS:
            found |= {"subject": 1.0, "subject near": float(apart == 1)}
        if apart == 0:
            found[f"{self._standing(root)} here"] = 1.0
        titled, speaks = self.scene.titled, bool({party.side, party.name} & self.speakers)
        signs = (
            ("title", party.side in titled or party.name.casefold() in titled),
            ("outlet", party.side == self.scene.home), (f"outlet {self.group}", party.side == self.scene.home),
            ("speaker", speaks), (f"speaker {self.group}", speaks), (f"foe {self.group}", party.side == self.scene.foe),
            ("acted last", party.side in self.doing), ("suffered last", party.side in self.suffering),
            ("acted last alike", self.alike and party.side in self.doing), *self._setting(party),
        )  # fmt: skip
        found |= {name: 1.0 for name, there in signs if there}
        found |= {name: math.log1p(count) for name, count in self._record(party.side) if count}
        share = self._seen(party, k)
        if share is not None:
            where = "elsewhere" if apart else "here"
            found |= {f"in window {where}": 1.0, f"encoder {where}": logit(share)}
        return found

    def _record(self, side: str) -> Iterator[tuple[str, int]]:
        """How often the report's events have a side doing or suffering such things."""
        acts, suffers, pairs = self.scene.tallies
        for name, way in ((" alike", self.stem), ("", self.group), (" at all", "")):
            yield f"acts{name}", acts[(side, way)]
            yield f"suffers{name}", suffers[(side, way)]
        dyads = ((side, o) if self.role == "actor" else (o, side) for o in self.others)
        yield "dyad", sum(pairs[(*dyad, self.group)] for dyad in dyads)

    def _setting(self, party: Party) -> Iterator[tuple[str, bool]]:
        """Whose country the party is of: that of the other side, or of the place."""
        country = party.actor.country if party.actor is not None else ""
        if country:
            yield f"same side {self.group}", country in self.theirs
            yield f"other side {self.group}", bool(self.theirs) and country not in self.theirs
            yield f"at home {self.group}", country in self.lands
            yield f"abroad {self.group}", bool(self.lands) and country not in self.lands

    def _seen(self, party: Party, nearest: int) -> float | None:
        """How likely the encoder has one of the party's mentions in the role; None where none is in the window."""
        sight = self.told.candidate.sight
        rows = sight.window.parts.get(sight.piece) if sight is not None else None
        if sight is None or rows is None:
            return None
        starts, ends = self.scene.pieces(sight.window)
        best: float | None = None
        for span in party.spans[max(0, nearest - 1) : nearest + 2]:
            first, last = bisect_left(ends, span.start + 1), bisect_left(starts, span.end)
            if first < last:
                best = max(best or 0.0, float(rows[_KINDS[self.role], first:last].max()))
        return best

    def _standing(self, word: Token) -> str:
        """How a word of the event's own sentence stands to the trigger."""
        trigger, head = self.told.candidate.predicate.token, word.head
        if head.i in self.above and word.i not in self.above:
            if word.dep_ in _SUBJECTS:
                return "subject above"
            return "owner" if word.dep_ == "poss" else "object above"
        if any(a.i == trigger.i for a in word.ancestors):
            return "below"
        if word.dep_ == "pobj" and head.head.i in self.above:
            return f"{head.lower_ if head.lower_ in _TELLING else 'with'} above"
        return "before" if word.i < trigger.i else "behind"


def _parties_of(draft: Draft, told: Sequence[Told]) -> dict[str, Party]:
    """Everybody that a mention or an event names, by key."""
    found: dict[str, Party] = {}
    for mention in draft.mentions:
        if mention.kind not in _NOT_PARTIES and (mention.actor is not None or _describes(mention, draft.report.text)):
            _note(found, draft, mention.span, mention.actor, plural=mention.plural)
    known = {s for p in found.values() for s in p.spans}
    for t in told:
        for p in (*t.event.actors, *t.event.recipients):
            if p.actor is None and not p.implied and p.span not in known and p.name.lower() not in PRONOUNS:
                _note(found, draft, p.span, None, plural=p.name.endswith("s"))
    for party in found.values():
        places = sorted(zip(party.spans, party.roots, strict=True))
        party.spans, party.roots = [s for s, _ in places], [r for _, r in places]
        party.starts = [s.start for s in party.spans]
    return found


def _describes(mention: Mention, text: str) -> bool:
    words = mention.span.words(text)
    return words.lower() not in PRONOUNS and words[:1].isalpha()


def _note(found: dict[str, Party], draft: Draft, span: Span, actor: Actor | None, *, plural: bool) -> None:
    words, read = span.words(draft.report.text), draft.doc.char_span(span.start, span.end, alignment_mode="expand")
    if read is None:
        return
    key = actor.id if actor is not None else _plain(words)
    if key not in found:
        name = actor.name if actor is not None else words
        found[key] = Party(key, name, actor, _kind(actor), plural, side_of(actor) or key)
    found[key].spans.append(span)
    found[key].roots.append(read.root.i)


def _plain(words: str) -> str:
    return words.casefold().removeprefix("the ").strip()


def _side(person: Participant) -> str:
    return side_of(person.actor) or key_of(person)


def _sides(people: Sequence[Participant]) -> frozenset[str]:
    return frozenset(_side(p) for p in people)


def _kind(actor: Actor | None) -> str:
    """The sort of party, coarse enough to learn from."""
    if actor is None:
        return "words"
    if actor.kind == "person":
        return "official" if actor.sector in ("GOV", "MIL") else "person"
    return {"country": "country", "government": "government", "office": "official", "force": "force",
            "armed_group": "armed", "group": "group"}.get(actor.kind, "body")  # fmt: skip
