"""The persons a report names in full: the short forms they go by there, their titles, countries and gender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dateline.analyse.actor_phrases import Reading
from dateline.analyse.actor_resolution import full_name, fuzzy_actor, people, person_actor, surname_keys
from dateline.analyse.actor_words import plain
from dateline.analyse.mentions import Found
from dateline.codebook import gazetteer, given_names, offices, slug, titles
from dateline.model import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.draft import Draft


@dataclass(frozen=True, slots=True)
class Profile:
    """One person as the report presents them. `keys` are the short forms, folded."""

    name: str
    actor: Actor
    keys: tuple[str, ...]
    titles: tuple[str, ...] = ()
    gender: str = ""


def find_profiles(found: Sequence[Found], draft: Draft) -> Mapping[str, Profile]:
    """The persons named in full anywhere in the report, by full name.

    A person of the table has the country and sector of the office held at the report's date; another one those of
    the title the report gives ("Libya's foreign minister, Abdelati Obeidi").
    """
    by_token = {f.token: f for f in found}
    profiles: dict[str, Profile] = {}
    short: list[tuple[str, Profile]] = []
    for item in found:
        reading = item.reading
        token = draft.doc[item.token]
        beside = _beside(token, by_token) if reading is not None else []
        described = bool(beside) or any(c.dep_ == "appos" and c.pos_ == "NOUN" for c in token.children)
        if reading is None or not _is_person(item, reading, described=described):
            continue
        name = reading.entry.name if reading.entry is not None else reading.name
        readings = [r for r in (reading, *beside) if r.title is not None]
        profile = _profile(name, readings, draft.report.dct or None, reading)
        profile = _as_printed(profile, item, draft.report.text)
        if reading.entry is None and (" " not in name or reading.honorific in titles().honorifics):
            short.append((name, profile))
        else:
            profiles[name] = _merge(profiles.get(name), profile)
    for name, profile in short:
        _add_short(profiles, name, profile, draft.report.dct or None)
    return profiles | {p.name: p for p in profiles.values()}


def _as_printed(profile: Profile, item: Found, text: str) -> Profile:
    """The person under the name as the report accents it ("Nausėda")."""
    shown = text[item.hit.begin : item.hit.stop] if item.hit is not None else ""
    if shown == profile.name or plain(shown) != plain(profile.name):
        return profile
    return replace(profile, name=shown, actor=replace(profile.actor, name=shown))


def _add_short(profiles: dict[str, Profile], name: str, profile: Profile, date: str | None) -> None:
    """ "Mr Assad", "President Assad": the one person of that surname named in full, or in office; else a new one."""
    wanted = plain(name).casefold()
    fits = [key for key, p in profiles.items() if wanted in p.keys]
    if len(fits) == 1:
        profiles[fits[0]] = _merge(profiles[fits[0]], profile)
    elif not fits:
        known = _titled_holder(name, profile, date)
        if known is not None:
            profile = Profile(known.name, known, _keys(known.name, known.country), profile.titles,
                              offices().by_name[known.name][0].gender)  # fmt: skip
        profiles[profile.name] = _merge(profiles.get(profile.name), profile)


def _titled_holder(name: str, profile: Profile, date: str | None) -> Actor | None:
    """The person of the table with this surname who holds, or held, an office of the title's kind and country."""
    names = people().by_surname.get(plain(name).casefold(), ())
    actors = [a for n in names if (a := person_actor(n, date)) is not None and _in_reach(n, date)]
    if profile.actor.country:
        actors = [a for a in actors if a.country == profile.actor.country]
    by_title = [a for a in actors if any(h.office in profile.titles for h in offices().by_name[a.name])]
    anybodys = plain(name).casefold() in given_names() and not profile.actor.country
    for group in (by_title,) if anybodys else (by_title, actors):
        if len(group) == 1:
            return group[0]
    return None


def _in_reach(name: str, date: str | None) -> bool:
    held = offices().by_name[name]
    return date is None or any(h.covers(date) or h.ended_before(date) for h in held)


def _is_person(item: Found, reading: Reading, *, described: bool) -> bool:
    """True for a person's name; of one word only with a title, or `described` by one beside it ("Ali, a student")."""
    if reading.entry is not None:
        return reading.entry.kind == "person"
    if not reading.name or tuple(titles().fold([reading.name])) in titles().forms:
        return False
    if reading.title is not None and reading.title.people:
        return True
    if reading.honorific in titles().honorifics:
        return True
    words = reading.name.split()
    if len(words) == 1:
        return described and item.label in ("PERSON", "")
    first = plain(words[0]).casefold()
    if first in given_names() or (described and item.label == ""):
        return item.label in ("PERSON", "ORG", "GPE", "NORP", "")
    return item.label == "PERSON" and not gazetteer().find(reading.name)


def _beside(token: Token, by_token: Mapping[int, Found]) -> list[Reading]:
    """Readings of the nouns in apposition to the name, either way, and of "X is Libya's foreign minister"."""
    near = [c for c in token.children if c.dep_ in ("appos", "nmod")]
    if token.dep_ == "appos":
        near.append(token.head)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        near.extend(c for c in token.head.children if c.dep_ == "attr")
    readings = [by_token[t.i].reading for t in near if t.i in by_token]
    return [r for r in readings if r is not None and r.title is not None and r.title.people and not r.plural]


def _profile(name: str, readings: Sequence[Reading], date: str | None, own: Reading) -> Profile:
    nouns = tuple(dict.fromkeys(w for r in readings if r.title for w in _short_titles(r.title.noun)))
    actor = _known(name, date) or _from_titles(name, readings)
    if actor.sector in ("ELI", ""):  # the report gives an office beyond the table's dates
        given = [r.sector for r in readings if r.title and r.title.people and not r.former]
        actor = replace(actor, sector=next((s for s in given if s not in ("UNK", "")), actor.sector))
    gender = _gender(name, own)
    return Profile(actor.name, actor, _keys(name, actor.country), nouns, gender)


def _known(name: str, date: str | None) -> Actor | None:
    surname = people().by_surname.get(plain(name).casefold(), ()) if " " in name else ()
    known = person_actor(surname[0] if len(surname) == 1 else name, date)  # "Ben Ali" is a surname
    printed = full_name(name) if known is None else None
    if printed is not None and _in_reach(printed, date):
        return person_actor(printed, date)
    if known is None:
        near = fuzzy_actor(name, date) if " " in name else None
        known = near if near is not None and near.kind == "person" else None
    return known


def _from_titles(name: str, readings: Sequence[Reading]) -> Actor:
    country = next((r.country for r in readings if r.country), "")
    if not country:
        country = next((r.body.country for r in readings if r.body), "")
    sector = next((r.sector for r in readings if r.sector and r.sector != "UNK"), "")
    return Actor(slug(name), name, "person", country, sector)


def _short_titles(noun: str) -> tuple[str, ...]:
    """The title and its last word: "the foreign minister", "the minister"."""
    return (noun, noun.rsplit(maxsplit=1)[-1])


def _keys(name: str, country: str) -> tuple[str, ...]:
    return (plain(name).casefold(), *surname_keys(name, country))


def _gender(name: str, reading: Reading) -> str:
    held = offices().by_name.get(name)
    if held:
        return held[0].gender
    if reading.honorific in titles().honorifics and titles().honorifics[reading.honorific]:
        return titles().honorifics[reading.honorific]
    noun = reading.words.split()
    by_title = next((titles().genders[w.lower()] for w in noun if w.lower() in titles().genders), "")
    return by_title or given_names().get(plain(name.split(maxsplit=1)[0]).casefold(), "")


def _merge(old: Profile | None, new: Profile) -> Profile:
    if old is None:
        return new
    weaker = old.actor.sector in ("", "ELI") and new.actor.sector not in ("", "UNK")
    actor = new.actor if weaker or not (old.actor.country or old.actor.sector) else old.actor
    if not actor.country and old.actor.country:
        actor = replace(actor, country=old.actor.country)
    both = tuple(dict.fromkeys((*old.titles, *new.titles)))
    return Profile(old.name, actor, old.keys, both, old.gender or new.gender)


def gender_of(reading: Reading, actor: Actor | None, profiles: Mapping[str, Profile]) -> str:
    """The gender of a person as name, title or table tell it: "m", "f" or ""."""
    if actor is not None and actor.name in profiles:
        return profiles[actor.name].gender
    return _gender(actor.name if actor is not None and actor.kind == "person" else reading.name or "-", reading)
