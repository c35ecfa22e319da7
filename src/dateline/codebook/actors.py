"""Parties by name: governments, ministries, forces, alliances, armed groups, parties, companies, media."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.countries import countries
from dateline.codebook.loader import expect, read_data
from dateline.model import ACTOR_KINDS, Actor

# Keys of actors.yaml that are no countries, and the country code of PLOVER that their bodies have.
BLOCS = {"IGO": "IGO", "NGO": "NGO", "EU": "IGO", "INT": ""}


@dataclass(frozen=True, slots=True)
class NamedActor:
    """A party with its further names."""

    actor: Actor
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.actor.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Area:
    """A people or region that acts but is no country of ISO 3166; `country` is the state it is counted under."""

    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The table: `all` in the order of the file, `metonyms` to the code of the government meant, areas, peoples."""

    all: tuple[NamedActor, ...]
    by_name: Mapping[str, Actor]
    metonyms: Mapping[str, str]
    areas: tuple[Area, ...]
    peoples: Mapping[str, tuple[str, ...]]
    regions: tuple[str, ...]


def slug(*parts: str) -> str:
    """A stable id from names: lower case, no accents, hyphens between words; empty parts are left out."""
    plain = unicodedata.normalize("NFKD", " ".join(p for p in parts if p))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+", "-", plain.replace("'s ", " ").replace("’s ", " ")).strip("-")


@cache
def actor_table() -> ActorTable:
    """The table, checked.

    Raises:
        CodebookError: an unknown kind or country, or one name for two parties of the same country.
    """
    data = read_data("actors")
    expect(isinstance(data, dict) and isinstance(data.get("groups"), list), "actors", "expected metonyms and groups")
    rows = tuple(row for group in data["groups"] for row in _group(group))
    by_name: dict[str, Actor] = {}
    for row in rows:
        for name in row.names:
            by_name.setdefault(name, row.actor)
    return ActorTable(
        rows,
        MappingProxyType(by_name),
        MappingProxyType(_metonyms(data["metonyms"])),
        tuple(_area(row) for row in data["areas"]),
        MappingProxyType({str(name): tuple(words) for name, words in data["peoples"].items()}),
        tuple(str(r) for r in data["regions"]),
    )


def _group(group: Any) -> list[NamedActor]:
    kind, sector = group["kind"], group["sector"]
    expect(kind in ACTOR_KINDS, "actors", f"unknown kind {kind!r}")
    found: list[NamedActor] = []
    for key, text in group.items():
        if key in ("kind", "sector", "second"):
            continue
        _check_country(key)
        for entry in str(text).split(";"):
            names = [n.strip() for n in entry.split("=") if n.strip()]
            if names:
                actor = Actor(slug(key, names[0]), names[0], kind, BLOCS.get(key, key), sector)
                found.append(NamedActor(actor, tuple(names[1:])))
    return found


def _metonyms(rows: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, text in rows.items():
        _check_country(key)
        for name in re.split(r"[;=]", str(text)):
            found[name.strip()] = str(key)
    return found


def _area(row: Any) -> Area:
    expect(row["country"] in countries().by_alpha3, "actors", f"{row['name']}: unknown country {row['country']!r}")
    names = (row["name"], *row.get("aliases", ()))
    return Area(row["name"], names, tuple(row["demonyms"]), row["country"], row["sector"])


def _check_country(key: str) -> None:
    expect(key in BLOCS or key in countries().by_alpha3, "actors", f"unknown country {key!r}")
