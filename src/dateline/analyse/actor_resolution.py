"""From what a phrase says to the party meant: the tables of names and offices, asked for the report's date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dateline.analyse.actor_phrases import Reading
from dateline.analyse.actor_words import Entry, entry_of, plain
from dateline.codebook import Holding, Title, actor_table, actor_usage, countries, name_forms, offices, slug, titles
from dateline.model import Actor

_FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK", "VNM", "HKG", "KHM"})
_BODY_OFFICES = {
    "commission president": "EU", "council president": "EU", "foreign policy chief": "EU", "parliament president": "EU",
}  # fmt: skip
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "vi"})
_OF_COUNTRIES = frozenset({"Army", "Fleet", "Corps", "Division", "Squadron"})
_UNIT = re.compile(
    r"(?<![\w.’'-])(?P<name>(?:(?:\d+(?:st|nd|rd|th|d)|[A-Z][\w-]*)\s)+)"
    r"(?P<noun>Brigades?|Battalions?|Regiments?|Divisions?|Corps|Squadrons?|Legion|Army|Fleet)\W*$"
)
_REGIMENTS = frozenset({"battalion", "regiment", "brigade"})
FUZZY_LENGTH = 6  # shorter names have too many neighbours at one letter's distance


@dataclass(frozen=True, slots=True)
class People:
    """The persons of the table of offices: surname keys to names, and the names for fuzzy search."""

    by_surname: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]


@cache
def people() -> People:
    """The persons of the table, by surname."""
    found: dict[str, dict[str, None]] = {}
    for holding in offices().all:
        for form in holding.names:
            for key in surname_keys(form, holding.body):
                found.setdefault(key, {})[holding.name] = None
    names = tuple(dict.fromkeys(n for h in offices().all for n in h.names if " " in n))
    return People(MappingProxyType({k: tuple(v) for k, v in found.items()}), names)


def surname_keys(name: str, country: str = "") -> tuple[str, ...]:
    """The short forms a person may go by, longest first: "Van Rompuy" and "Rompuy", "al-Assad" and "Assad".

    Chinese, Korean and Vietnamese names have the family name first.
    """
    words = [plain(w) for w in name.replace("’", "'").split()]
    if country in _FAMILY_FIRST and len(words) > 1 and "-" not in words[0]:
        return (words[0].casefold(), words[-1].casefold()) if len(words) == 2 else (words[0].casefold(),)
    if not words:
        return ()
    last = words[-1].casefold()
    if last in _GENERATIONS and len(words) > 1:
        return surname_keys(" ".join(words[:-1]), country)
    keys = [last]
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in actor_usage().particles:
        first -= 1
    if first < len(words) - 1:
        keys.insert(0, " ".join(words[first:]).casefold())
    elif len(words) > 2:
        keys.insert(0, " ".join(words[-2:]).casefold())
    for prefix in ("al-", "el-", "as-", "an-"):
        if last.startswith(prefix):
            keys.append(last.removeprefix(prefix))
    return tuple(dict.fromkeys(keys))


def full_name(name: str) -> str | None:
    """The table's name of who is printed as "Joseph R. Biden, Jr." or "Bob Menendez"; None where there is none, or two.

    Middle initials and generations are left out, and a given name stands for its other forms.
    """
    words = [word for i, word in enumerate(plain(name).casefold().split()) if i == 0 or len(word) > 1]
    while len(words) > 2 and words[-1].strip(",") in _GENERATIONS:
        words.pop()
    if len(words) != 2:
        return None
    first, last = words[0], words[1].strip(",")
    forms = name_forms().get(first, frozenset({first}))
    names = people().by_surname.get(last, ())
    fits = [n for n in names if (own := plain(n).casefold().split())[0] in forms and own[-1] == last]
    return fits[0] if len(fits) == 1 else None


def person_actor(name: str, date: str | None) -> Actor | None:
    """The person of the table with the country and sector of the office held on the date; None where unknown.

    A former office-holder is of the elite (ELI), as PLOVER has it. Without a date the last office counts.
    """
    held = offices().by_name.get(name, ())
    if not held:
        return None
    now = _office_on(held, date)
    sector = now.sector
    if date is not None and now.begin not in ("", "?") and date[: len(now.begin)] < now.begin:
        sector = ""  # the office was still to come
    if date is not None and now.ended_before(date) and sector in ("GOV", "MIL", "LEG", "SPY", "IGO"):
        sector = "ELI"
    return Actor(slug(now.name), now.name, "person", body_country(now.body), sector)


def _office_on(held: Iterable[Holding], date: str | None) -> Holding:
    rows = list(held)
    if date is None:
        return max(rows, key=lambda h: (h.end == "", h.begin))
    current = [h for h in rows if h.covers(date)]
    if current:
        return current[0]
    past = [h for h in rows if h.ended_before(date)]
    return max(past, key=lambda h: h.end) if past else min(rows, key=lambda h: h.begin)


def body_country(body: str) -> str:
    """The country code of a body that offices belong to: itself, or that of the organization."""
    if body in countries().by_alpha3:
        return body
    if body == "EU":
        return "IGO"
    actor = actor_table().by_name.get(body)
    return actor.country if actor else ""


@cache
def _body_keys() -> Mapping[str, str]:
    """Actor ids to the keys under which the table of offices has their holders."""
    keys = dict.fromkeys(h.body for h in offices().all if h.body not in countries().by_alpha3)
    by_name = actor_table().by_name
    return MappingProxyType({by_name[k].id: k for k in keys if k in by_name})


def holder_of(reading: Reading, date: str | None) -> Holding | None:
    """Who held the office the phrase names, on the date; None where nobody or more than one is known."""
    title = reading.title
    if title is None or reading.plural or reading.former:
        return None
    body = _office_body(reading)
    office = title.office or _country_office(title, body)
    if not office and title.noun.split()[-1] in actor_usage().heads and body not in countries().by_alpha3:
        office = "secretary general"
    if not office or not body:
        return None
    if body not in countries().by_alpha3 and title.noun.split()[-1] in actor_usage().heads:
        office = office if office not in ("president", "leader", "") else "secretary general"
    rows = offices().holders(body, office, date)
    if not rows and office in ("leader", "president", "monarch", "supreme leader"):
        rows = _heads_of_state(body, date) if office == "leader" else ()
    alone = len({h.name for h in rows}) == 1
    if not rows or (office in actor_usage().shared_offices and not (alone and office in actor_usage().one_if_alone)):
        return None
    return rows[0]


def _heads_of_state(body: str, date: str | None) -> tuple[Holding, ...]:
    for office in ("supreme leader", "monarch", "president", "prime minister"):
        rows = offices().holders(body, office, date)
        if rows:
            return rows[:1]
    return ()


def _country_office(title: Title, body: str) -> str:
    words = tuple(titles().fold(title.noun.split()))
    return titles().country_forms.get((body, words), "") or titles().country_forms.get((body, (title.noun,)), "")


def _office_body(reading: Reading) -> str:
    if reading.body is not None and reading.body.id in _body_keys():
        return _body_keys()[reading.body.id]
    title = reading.title
    if title is not None and title.office in _BODY_OFFICES:
        return _BODY_OFFICES[title.office]
    return reading.country if reading.country in countries().by_alpha3 else ""


def country_actor(code: str) -> Actor | None:
    """The country as a party."""
    country = countries().by_alpha3.get(code)
    return Actor(code.lower(), country.name, "country", code) if country else None


def government_actor(code: str) -> Actor | None:
    """The government of a country, or of the European Union for "EU"."""
    if code == "EU":
        return actor_table().by_name["European Union"]
    country = countries().by_alpha3.get(code)
    if country is None:
        return None
    return Actor(f"{code.lower()}-gov", f"{_adjective(code)} government", "government", code, "GOV")


def _adjective(code: str) -> str:
    country = countries().by_alpha3.get(code)
    if country is None:
        return ""
    return country.adjectives[0] if country.adjectives else country.name


def entry_actor(entry: Entry, date: str | None) -> Actor | None:
    """The party that a name of the codebook stands for."""
    if entry.kind == "person":
        return person_actor(entry.name, date)
    if entry.kind == "people":
        return Actor(slug(entry.name), entry.name, "group", "", "")
    if entry.kind in ("metonym", "capital"):
        return government_actor(entry.code)
    if entry.kind in ("country", "demonym") and entry.sector == "" and entry.name:
        return country_actor(entry.code) if entry.code in countries().by_alpha3 and _is_country(entry) else _area(entry)
    if entry.kind in ("area", "demonym"):
        return _area(entry)
    return _dated(entry.actor, date)


def _is_country(entry: Entry) -> bool:
    return countries().by_alpha3[entry.code].name == entry.name


def _area(entry: Entry) -> Actor:
    return Actor(slug(entry.code, entry.name), entry.name, "country", entry.code, entry.sector)


def _dated(actor: Actor | None, date: str | None) -> Actor | None:
    """A movement that governs is government for as long as it does."""
    if actor is None or actor.id not in _GOVERNING:
        return actor
    if any(begin <= (date or "9999") <= end for begin, end in _GOVERNING[actor.id]):
        return replace(actor, sector="GOV")
    return actor


# When armed movements ruled a country.
_GOVERNING = {"afg-taliban": (("1996-09-27", "2001-11-13"), ("2021-08-15", "9999"))}


def titled_actor(reading: Reading) -> Actor | None:
    """A party known by a title only: an office, a group, a body, with country and sector where the words say them."""
    title = reading.title
    if title is None:
        return None
    code, body = reading.country, reading.body
    unit = unit_name(reading) if body is None else ""
    if unit:
        return Actor(slug(code.lower(), unit), unit, "force", code, reading.sector)
    if (
        title.noun in actor_usage().governments
        and not reading.modifiers
        and title.sector == "GOV"
        and code in countries().by_alpha3
        and body is None
    ):
        return government_actor(code)
    noun = _plurals().get(title.noun, title.noun) if reading.plural else title.noun
    owner = _adjective(code) if body is None else body.name
    echo = title.noun in actor_usage().echoes or (body is not None and title.noun in _REGIMENTS and _is_regiment(body))
    if body is not None and not title.people and not reading.plural and echo:
        return body
    former = "former" if reading.former else ""
    modifiers = reading.modifiers if reading.modifiers.casefold() not in noun else ""
    parts = (former, owner if owner.casefold() not in noun else "", modifiers, noun)
    name = " ".join(w for w in parts if w)
    kind = _kind(reading)
    sector = reading.sector
    country = code or (body.country if body else "")
    if title.kind == "document":
        sector = ""
    own = slug(former, modifiers, noun)
    return Actor(slug(code.lower() if body is None else body.id, own), name, kind, country, sector)


def _is_regiment(body: Actor) -> bool:
    """True for a unit by name, which is called battalion, regiment or brigade as its size changes."""
    return body.name.split()[-1].lower() in _REGIMENTS


def unit_name(reading: Reading) -> str:
    """The name or number by which a unit is known ("3rd Assault Brigade"), "" where the words give none.

    The noun must be capitalised; armies and fleets need a number, as most are those of a country. What names the
    country is no part of it.
    """
    title = reading.title
    match = _UNIT.search(reading.words) if title is not None and title.kind == "force" else None
    if match is None:
        return ""
    words = match["name"].split()
    while words and (countries().by_name(words[0]) or countries().by_demonym(words[0]) or words[0] == "The"):
        words.pop(0)
    numbered = any(word[0].isdigit() for word in words)
    return " ".join((*words, match["noun"])) if words and (numbered or match["noun"] not in _OF_COUNTRIES) else ""


def _kind(reading: Reading) -> str:
    title = reading.title
    assert title is not None
    if title.noun in ("troop", "troops"):
        return "force"
    if title.people and reading.plural:
        return "group"
    return title.kind


@cache
def _plurals() -> Mapping[str, str]:
    """Singular nouns to their plural forms."""
    found: dict[str, str] = {}
    for words, title in titles().forms.items():
        if title.plural:
            found.setdefault(title.noun, " ".join(words))
    return MappingProxyType(found)


def fuzzy_actor(name: str, date: str | None) -> Actor | None:
    """The party of the tables whose name this one is but for a typing error; None where there is none, or several."""
    near = fuzzy_name(name)
    entry = entry_of(near) if near is not None else None
    return entry_actor(entry, date) if entry is not None else None


def fuzzy_name(name: str) -> str | None:
    """The one name of the tables that differs from this one by a typing error, or None.

    One edit (insertion, deletion, substitution, swap of neighbours) up to ten letters, two beyond; the first letter
    must agree. Persons only by full names.
    """
    folded = plain(name)
    if len(folded) < FUZZY_LENGTH:
        return None
    limit = 1 if len(folded) <= 10 else 2
    names = _names_of_length(len(folded), limit)
    rows = process.extract(folded, names, scorer=OSA.distance, score_cutoff=limit, limit=3)
    near = [n for n, distance, _ in rows if n[0] == folded[0] and distance and n.count(" ") == folded.count(" ")]
    return near[0] if len(near) == 1 or (near and rows[0][1] < rows[1][1]) else None


@cache
def _names_of_length(length: int, slack: int) -> tuple[str, ...]:
    """Those of `_fuzzy_names` whose length differs by at most `slack`: no other is that few edits away."""
    return tuple(n for n in _fuzzy_names() if abs(len(n) - length) <= slack)


@cache
def _fuzzy_names() -> tuple[str, ...]:
    names = [n for row in actor_table().all for n in row.names]
    for country in countries():
        names.extend((*country.names, *country.demonyms))
    return tuple(dict.fromkeys(plain(n) for n in (*people().names, *names) if len(n) >= FUZZY_LENGTH))
