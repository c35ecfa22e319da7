"""Resolves a phrase that stands by itself, without a report: a name, a title, a description, with a little context."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.analyse.actor_phrases import Reading, read_phrase
from dateline.analyse.actor_resolution import (
    entry_actor,
    fuzzy_actor,
    holder_of,
    people,
    person_actor,
    titled_actor,
)
from dateline.analyse.actor_words import Entry, lexicon, plain, split_words
from dateline.codebook import countries, gazetteer, offices, slug
from dateline.model import Actor

_NAME_RUN = re.compile(r"[A-Z][\w’'-]+(?:\s+(?:[a-z]{2,3}\s+)?[A-Z][\w’'-]+)*")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
LONGEST_ABBREVIATION = 5
MIN_POPULATION = 5_000  # smaller places have names of persons and things


@dataclass(frozen=True, slots=True)
class PhraseActor:
    """The party a phrase names, and its further sector ("MIL" for a defence minister), "" where it has none."""

    actor: Actor
    second: str = ""


def resolve_phrase(mention: str, context: str = "", date: str | None = None) -> Actor | None:
    """The party a bare phrase names, as of an ISO day; None where nothing is known about it.

    Args:
        mention: the phrase ("the Mongolian President", "Lt. Gen. Muhoozi Kainerugaba").
        context: words around it that may say whose it is ("German"), or "".
        date: the day the phrase was used; None takes the last office known.
    """
    found = resolve_with_second(mention, context, date)
    return found.actor if found else None


def resolve_with_second(mention: str, context: str = "", date: str | None = None) -> PhraseActor | None:
    """As `resolve_phrase`, with the further sector."""
    if mention.isupper() and len(mention) > LONGEST_ABBREVIATION:
        mention = mention.title()
    reading = read_phrase(mention)
    if reading is None:
        return None
    beside = _beside(mention)
    actor, second = _resolve(reading, beside, context, date)
    if actor is not None and actor.kind == "person" and not second:
        second = _office_second(actor, date)
    actor = _with_country(actor, mention, context)
    return PhraseActor(actor, second) if actor is not None else None


def _resolve(reading: Reading, beside: Reading | None, context: str, date: str | None) -> tuple[Actor | None, str]:
    entry = reading.entry
    if entry is not None:
        return _still_in_office(entry_actor(entry, date), reading), ""
    if reading.name:
        known = _known_name(reading, date) or _nested_name(reading, date)
        title = reading if reading.title is not None else beside
        if known is not None:
            return _still_in_office(known, reading), ""
        if title is not None and title.title is not None:
            country = title.country or (title.body.country if title.body else "")
            return Actor(slug(reading.name), reading.name, "person", country, title.sector), title.second
        place = _place(reading.name, 0)
        if place is not None:
            return place, ""
        return Actor(slug(reading.name), reading.name, "unknown", reading.country), ""
    return _titled(reading, context, date)


def _still_in_office(actor: Actor | None, reading: Reading) -> Actor | None:
    """Where the words give an office they outlast the dates of the table."""
    in_office = reading.title is not None and not reading.former and reading.title.people
    if actor is None or actor.sector != "ELI" or not in_office:
        return actor
    return replace(actor, sector=reading.sector)


def _titled(reading: Reading, context: str, date: str | None) -> tuple[Actor | None, str]:
    if reading.title is None:
        return _place_in(reading)
    if not reading.country and reading.body is None:
        reading = replace(reading, country=_country_in(context))
    holder = holder_of(reading, date) if reading.definite else None
    if holder is not None:
        return person_actor(holder.name, date), holder.second
    return titled_actor(reading), reading.second


def _place_in(reading: Reading) -> tuple[Actor | None, str]:
    """No noun for a party: something of a country ("a Syrian island"), or the people of a place."""
    if reading.country:
        return Actor(slug(reading.country, reading.words), reading.words, "unknown", reading.country, "UNK"), ""
    code = _place_country(reading.words)
    return (Actor(slug(code, reading.words), reading.words, "group", code, "CVL"), "") if code else (None, "")


def _known_name(reading: Reading, date: str | None) -> Actor | None:
    """The person or party of the tables by full name, by surname where one is in office, or but for a typing error."""
    if reading.name in offices().by_name:
        return person_actor(offices().by_name[reading.name][0].name, date)
    short = people().by_surname.get(plain(reading.name).casefold(), ())
    if short and date is not None:
        short = tuple(n for n in short if any(h.covers(date) for h in offices().by_name.get(n, ())))
    if len(short) == 1:
        return person_actor(short[0], date)
    return fuzzy_actor(reading.name, date)


def _nested_name(reading: Reading, date: str | None) -> Actor | None:
    """A person of the tables whose names all stand in the longer name given, in order."""
    words = [plain(w).casefold().removeprefix("al-") for w in reading.name.split()]
    if len(words) < 3:
        return None
    for key in people().names:
        parts = [plain(w).casefold().removeprefix("al-") for w in key.split()]
        if len(parts) > 1 and parts[0] == words[0] and parts[-1] == words[-1] and set(parts) <= set(words):
            return person_actor(offices().by_name[key][0].name, date)
    return None


def _beside(mention: str) -> Reading | None:
    """The description behind a comma: "Tseng, Taiwan's deputy foreign minister"."""
    _, comma, after = mention.partition(",")
    return read_phrase(after.strip()) if comma and after.strip() else None


def _office_second(actor: Actor, date: str | None) -> str:
    for holding in offices().by_name.get(actor.name, ()):
        if date is None or holding.covers(date):
            return holding.second
    return ""


def _with_country(actor: Actor | None, mention: str, context: str) -> Actor | None:
    """The actor with a country taken from a place in the phrase, or from the context."""
    if actor is None or actor.country:
        return actor
    code = _country_in(context) if actor.kind == "person" else _place_country(mention) or _country_in(context)
    return replace(actor, country=code) if code else actor


def _country_in(context: str) -> str:
    """The country that the words name first, by name, adjective, capital or body."""
    for hit in lexicon().find(split_words(context), context):
        if not hit.contrary and _iso(hit.entry):
            return hit.entry.code
    return ""


def _iso(entry: Entry) -> bool:
    return entry.kind != "person" and entry.code in countries().by_alpha3


def _place_country(mention: str) -> str:
    """The country of a town or region named in the phrase."""
    for match in _NAME_RUN.finditer(_ARTICLE.sub("", mention)):
        for name in (match.group(), *match.group().split()):
            place = _place(name) if name[:1].isupper() else None  # Of is a town in Turkey
            if place is not None:
                return place.country
    return ""


def _place(name: str, least: int = MIN_POPULATION) -> Actor | None:
    """A town or region of some size by name: its people (CVL)."""
    rows = [e for e in gazetteer().find(name) if e.population >= least and e.place.country]
    if not rows:
        return None
    best = max(rows, key=lambda e: (e.population, -(e.place.geonameid or 0)))
    return Actor(slug(best.place.country, best.place.name), best.place.name, "group", best.place.country, "CVL")


__all__ = ["PhraseActor", "resolve_phrase", "resolve_with_second"]
