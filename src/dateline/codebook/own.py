"""A user's own codebook: actors, office-holders, places and events that dateline's tables lack or have otherwise.

One YAML file with the parts `actors`, `offices`, `places` and `events`, each a list of entries; docs/codebook.md shows
them.
Every value is read as text, so that YAML's guesses (NO for false, 2024-05-01 for a date) never change it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.codebook.actors import BLOCS, NamedActor, actor_table, slug
from dateline.codebook.countries import countries
from dateline.codebook.gazetteer import LEVELS
from dateline.codebook.offices import Holding
from dateline.codebook.own_entries import Entry, Shapes, read_entries
from dateline.codebook.own_events import EVENT_KEYS, OwnEvent, read_events
from dateline.codebook.titles import titles
from dateline.errors import CodebookError
from dateline.model import ACTOR_KINDS, Actor, Place, content_id

_SHAPES: Shapes = {
    "actors": ({"name", "kind"}, {"aliases", "country", "sector", "wikidata", "code", "codes"}),
    "agents": ({"name", "code"}, {"aliases"}),
    "offices": ({"person", "office"}, {"aliases", "country", "body", "from", "to", "gender"}),
    "places": ({"name", "lat", "lon", "level"}, {"aliases", "country", "geonameid"}),
    "events": ({"type"}, EVENT_KEYS),
}
_CODE = re.compile(r"[A-Z][A-Z0-9/]*")
_AGENT_CODE = re.compile(r"~[A-Z]+|[A-Z]+~")
_DAY = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:[0-2]\d|3[01]))?)?"
_DATED_CODE = re.compile(rf"(?P<code>[A-Z][A-Z0-9/]*)(?: from (?P<begin>{_DAY}))?(?: to (?P<end>{_DAY}))?")
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place with its further names."""

    place: Place
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code that a party has from one day to another, both inclusive; "" leaves a side open."""

    code: str
    begin: str = ""
    end: str = ""

    def covers(self, date: str) -> bool:
        """True where the code holds on the ISO day."""
        return (not self.begin or date >= self.begin) and (not self.end or date[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class OwnAgent:
    """A noun for a role ("troops"), in all its forms, and the code it adds to a party's, before or behind it."""

    names: tuple[str, ...]
    code: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class OwnCodebook:
    """What a user's file adds. `digest` is a hash of the entries: the same entries give the same analysis."""

    actors: tuple[NamedActor, ...] = ()
    holdings: tuple[Holding, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    digest: str = ""
    events: tuple[OwnEvent, ...] = ()
    agents: tuple[OwnAgent, ...] = ()
    codes: Mapping[str, tuple[DatedCode, ...]] = field(default_factory=dict)

    def without_events(self) -> OwnCodebook:
        """The same parties and places, with dateline's own vocabulary of events."""
        parts = (self.actors, self.holdings, self.places)
        digest = _digest(*parts, *_further(self.agents, self.codes))
        return OwnCodebook(*parts, digest, agents=self.agents, codes=self.codes)


def read_codebook(path: str | Path) -> OwnCodebook:
    """The user's codebook in the file.

    Raises:
        CodebookError: it cannot be read, or an entry is wrong; `where` has the file's name and the line.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise CodebookError(f"the codebook cannot be read: {reason}", where=file.name) from error
    entries = read_entries(text, file.name, _SHAPES)
    actors = tuple(_actor(e) for e in entries if e.part == "actors")
    known = frozenset(row.actor.name for row in (*actors, *actor_table().all))
    holdings = tuple(_holding(e, known) for e in entries if e.part == "offices")
    places = tuple(_place(e) for e in entries if e.part == "places")
    _refuse_doubles(entries)
    events = read_events([e for e in entries if e.part == "events"])
    told = [(event.frame, event.verbs, event.nouns, event.adjectives) for event in events]  # an example changes nothing
    agents = tuple(_agent(e) for e in entries if e.part == "agents")
    dated = ((slug(e.text("name")), _dated_codes(e)) for e in entries if e.part == "actors")
    codes = {ident: rows for ident, rows in dated if rows}
    digest = _digest(actors, holdings, places, *([told] if told else []), *_further(agents, codes))
    return OwnCodebook(actors, holdings, places, digest, events, agents, codes)


def _further(agents: tuple[OwnAgent, ...], codes: Mapping[str, tuple[DatedCode, ...]]) -> list[object]:
    """What the digest has besides, so that a file without these parts keeps the digest it had."""
    return [part for part in (agents, dict(codes)) if part]


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _actor(entry: Entry) -> NamedActor:
    name, kind = entry.text("name"), entry.chosen("kind", ACTOR_KINDS, empty=False)
    country = entry.chosen("country", _codes(), empty=True)
    sector = entry.chosen("sector", _sectors(), empty=True)
    code = entry.text("code")
    if code or entry.values.get("codes"):
        if country or sector:
            raise entry.fail("expected either code or country and sector")
        if code and not _CODE.fullmatch(code):
            raise entry.fail(f"code is {code!r}", "Write it in capitals: GON, GONMIL.")
        return NamedActor(coded_actor(Actor(slug(name), name, kind), code), entry.names())
    ident = slug(name) if kind == "person" else slug(country, name)
    return NamedActor(
        Actor(ident, name, kind, BLOCS.get(country, country), sector, entry.text("wikidata")), entry.names()
    )


def coded_actor(actor: Actor, code: str) -> Actor:
    """The actor with a code of the user's own: three letters for the country, the rest for the sector."""
    return replace(actor, country=code[:3], sector=code[3:])


def _dated_codes(entry: Entry) -> tuple[DatedCode, ...]:
    found = []
    for row in entry.listed("codes", "codes with dates"):
        match = _DATED_CODE.fullmatch(row)
        if match is None:
            raise entry.fail(f"codes has {row!r}", "Write a code and its days: GONMIL from 1995-06-19 to 1999-08.")
        found.append(DatedCode(*(part or "" for part in match.group("code", "begin", "end"))))
    return tuple(found)


def _agent(entry: Entry) -> OwnAgent:
    code = entry.text("code")
    if not _AGENT_CODE.fullmatch(code):
        raise entry.fail(f"code is {code!r}", "Write ~ where the party's own code stands: ~MIL, NGO~.")
    return OwnAgent((entry.text("name"), *entry.names()), code.strip("~"), code.endswith("~"))


def _holding(entry: Entry, bodies: frozenset[str]) -> Holding:
    if bool(entry.text("country")) == bool(entry.text("body")):
        raise entry.fail("expected either country (ISO 3166-1 alpha-3) or body (an actor's name)")
    country = entry.chosen("country", countries().by_alpha3, empty=True)
    body = country or entry.chosen("body", bodies, empty=False)
    office = entry.chosen("office", titles().office_sectors, empty=False)
    begin, end = _bound(entry, "from"), _bound(entry, "to")
    width = min(len(begin), len(end))
    if begin and end and begin[:width] > end[:width]:
        raise entry.fail(f"it ends ({end}) before it begins ({begin})")
    gender = entry.chosen("gender", ("m", "f"), empty=True)
    name = entry.text("person")
    return Holding(name, (name, *entry.names()), body, office, begin, end, gender)


def _bound(entry: Entry, key: str) -> str:
    value = entry.text(key)
    if value and not _MONTH.fullmatch(value):
        raise entry.fail(f"{key} is {value!r}, expected a day, month or year: 2024-05-31, 2024-05, 2024")
    return value


def _place(entry: Entry) -> OwnPlace:
    name, level = entry.text("name"), entry.chosen("level", LEVELS, empty=False)
    lat, lon = entry.number("lat", 90.0), entry.number("lon", 180.0)
    country = entry.chosen("country", countries().by_alpha3, empty=True)
    gid = entry.text("geonameid")
    if gid and not gid.isdecimal():
        raise entry.fail(f"geonameid is {gid!r}, expected a number")
    ident = f"gn-{gid}" if gid else content_id("own", name, country, level, lat, lon)
    return OwnPlace(Place(ident, name, level, lat, lon, country, int(gid) if gid else None), entry.names())


def _refuse_doubles(entries: list[Entry]) -> None:
    seen: dict[str, str] = {}
    for entry in entries:
        for name in (entry.text("name"), *entry.names()) if entry.part == "actors" else ():
            if name.casefold() in seen:
                raise entry.fail(f"{name!r} names another actor too, in {seen[name.casefold()]}")
            seen[name.casefold()] = entry.where


def _codes() -> frozenset[str]:
    return frozenset({*countries().by_alpha3, *BLOCS})


def _sectors() -> frozenset[str]:
    offices = (sector for pair in titles().office_sectors.values() for sector in pair)
    nouns = (title.sector for title in titles().forms.values())
    return frozenset({*(row.actor.sector for row in actor_table().all), *offices, *nouns} - {""})
