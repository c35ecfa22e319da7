"""A user's own codebook: actors, office-holders and places that dateline's tables lack or have otherwise.

One YAML file with the parts `actors`, `offices` and `places`, each a list of entries; docs/codebook.md shows them.
Every value is read as text, so that YAML's guesses (NO for false, 2024-05-01 for a date) never change it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process

from dateline.codebook.actors import BLOCS, NamedActor, actor_table, slug
from dateline.codebook.countries import countries
from dateline.codebook.gazetteer import LEVELS
from dateline.codebook.offices import Holding
from dateline.codebook.titles import titles
from dateline.errors import CodebookError
from dateline.model import ACTOR_KINDS, Actor, Place, content_id

_SHAPES = {
    "actors": ({"name", "kind"}, {"aliases", "country", "sector", "wikidata"}),
    "offices": ({"person", "office"}, {"aliases", "country", "body", "from", "to", "gender"}),
    "places": ({"name", "lat", "lon", "level"}, {"aliases", "country", "geonameid"}),
}
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01]))?)?")
_HINT = "docs/codebook.md shows the shape of an entry."


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place with its further names."""

    place: Place
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCodebook:
    """What a user's file adds. `digest` is a hash of the entries: the same entries give the same analysis."""

    actors: tuple[NamedActor, ...] = ()
    holdings: tuple[Holding, ...] = ()
    places: tuple[OwnPlace, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry with its place in the file."""

    values: Mapping[str, Any]
    part: str
    where: str

    def fail(self, message: str, hint: str = _HINT) -> CodebookError:
        named = self.values.get("name") or self.values.get("person")
        whose = f"{named!r} in {self.part}" if isinstance(named, str) and named else self.part
        return CodebookError(f"{whose}: {message}", where=self.where, hint=hint)

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.fail(f"{key} is {value!r}, expected one value")
        return " ".join(value.split())

    def chosen(self, key: str, known: Mapping[str, Any] | tuple[str, ...] | frozenset[str], *, empty: bool) -> str:
        value = self.text(key)
        if (value or not empty) and value not in known:
            near = process.extractOne(value, sorted(known), score_cutoff=50)
            raise self.fail(f"unknown {key} {value!r}", f"Did you mean {near[0]}? {_HINT}" if near else _HINT)
        return value

    def names(self) -> tuple[str, ...]:
        value = self.values.get("aliases", [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
            raise self.fail(f"aliases is {value!r}, expected a list of names: [one, another]")
        return tuple(" ".join(name.split()) for name in value)

    def number(self, key: str, most: float) -> float:
        try:
            value = float(self.text(key))
        except ValueError:
            value = most + 1
        if not -most <= value <= most:
            raise self.fail(f"{key} is {self.text(key)!r}, expected degrees from -{most:g} to {most:g}")
        return value


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
    entries = _entries(text, file.name)
    actors = tuple(_actor(e) for e in entries if e.part == "actors")
    known = frozenset(row.actor.name for row in (*actors, *actor_table().all))
    holdings = tuple(_holding(e, known) for e in entries if e.part == "offices")
    places = tuple(_place(e) for e in entries if e.part == "places")
    _refuse_doubles(entries)
    digest = hashlib.sha256(repr((actors, holdings, places)).encode()).hexdigest()[:16]
    return OwnCodebook(actors, holdings, places, digest)


def _entries(text: str, name: str) -> list[_Entry]:
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        data = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name} line {mark.line + 1}" if mark else name
        raise CodebookError(f"not YAML: {getattr(error, 'problem', error)}", where=where, hint=_HINT) from error
    if not isinstance(data, dict) or not isinstance(root, yaml.MappingNode):
        raise CodebookError("expected the parts actors, offices and places", where=name, hint=_HINT)
    return [entry for key, node in root.value for entry in _part(key, node, data[key.value], name)]


def _part(key: Any, node: Any, rows: Any, name: str) -> list[_Entry]:
    where = f"{name} line {key.start_mark.line + 1}"
    if key.value not in _SHAPES:
        raise CodebookError(f"unknown part {key.value!r}", where=where, hint=f"The parts are {', '.join(_SHAPES)}.")
    if rows in ("", []):
        return []
    if not isinstance(rows, list):
        raise CodebookError(f"{key.value}: expected a list of entries", where=where, hint=_HINT)
    lines = [f"{name} line {item.start_mark.line + 1}" for item in node.value]
    return [_checked(row, key.value, line) for row, line in zip(rows, lines, strict=True)]


def _checked(row: Any, part: str, where: str) -> _Entry:
    if not isinstance(row, dict):
        raise CodebookError(f"{part}: {row!r} is no entry with a name and values", where=where, hint=_HINT)
    entry = _Entry(row, part, where)
    needed, further = _SHAPES[part]
    for key in row:
        if key not in needed | further:
            raise entry.fail(f"there is no {key!r}", f"It takes {', '.join(sorted(needed | further))}.")
    for key in sorted(needed):
        if not entry.text(key):
            raise entry.fail(f"{key} is missing")
    return entry


def _actor(entry: _Entry) -> NamedActor:
    name, kind = entry.text("name"), entry.chosen("kind", ACTOR_KINDS, empty=False)
    country = entry.chosen("country", _codes(), empty=True)
    sector = entry.chosen("sector", _sectors(), empty=True)
    ident = slug(name) if kind == "person" else slug(country, name)
    return NamedActor(
        Actor(ident, name, kind, BLOCS.get(country, country), sector, entry.text("wikidata")), entry.names()
    )


def _holding(entry: _Entry, bodies: frozenset[str]) -> Holding:
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


def _bound(entry: _Entry, key: str) -> str:
    value = entry.text(key)
    if value and not _MONTH.fullmatch(value):
        raise entry.fail(f"{key} is {value!r}, expected a day, month or year: 2024-05-31, 2024-05, 2024")
    return value


def _place(entry: _Entry) -> OwnPlace:
    name, level = entry.text("name"), entry.chosen("level", LEVELS, empty=False)
    lat, lon = entry.number("lat", 90.0), entry.number("lon", 180.0)
    country = entry.chosen("country", countries().by_alpha3, empty=True)
    gid = entry.text("geonameid")
    if gid and not gid.isdecimal():
        raise entry.fail(f"geonameid is {gid!r}, expected a number")
    ident = f"gn-{gid}" if gid else content_id("own", name, country, level, lat, lon)
    return OwnPlace(Place(ident, name, level, lat, lon, country, int(gid) if gid else None), entry.names())


def _refuse_doubles(entries: list[_Entry]) -> None:
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
