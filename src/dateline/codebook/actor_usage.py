"""How words for parties are used in running text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from dateline.codebook.loader import expect, read_data
from dateline.model import ACTOR_KINDS


@dataclass(frozen=True, slots=True)
class ActorUsage:
    """Word lists of the actors layer; ``data/actor_usage.yaml`` says what each is for. All words are lower case
    but for `capitals`, which has further spellings of capitals by alpha-3 code."""

    boundaries: frozenset[str]
    accredited: frozenset[str]
    particles: frozenset[str]
    quantifiers: frozenset[str]
    place_words: frozenset[str]
    shared_offices: frozenset[str]
    one_if_alone: frozenset[str]
    heads: frozenset[str]
    governments: frozenset[str]
    motion: frozenset[str]
    place_objects: frozenset[str]
    speech: frozenset[str]
    vague: frozenset[str]
    vague_parties: frozenset[str]
    capital_only: frozenset[str]
    country_nouns: frozenset[str]
    national: frozenset[str]
    generic: frozenset[str]
    top_offices: frozenset[str]
    echoes: frozenset[str]
    stances: frozenset[str]
    refers_back: Mapping[str, tuple[str, ...]]
    capitals: Mapping[str, tuple[str, ...]]


@cache
def actor_usage() -> ActorUsage:
    """The lists, checked.

    Raises:
        CodebookError: a list is missing, or one refers back to an unknown kind of actor.
    """
    data = read_data("actor_usage")
    wanted = [f.name for f in fields(ActorUsage)]
    missing = [name for name in wanted if name not in data]
    expect(not missing, "actor_usage", f"lists missing: {missing}")
    lists: dict[str, Any] = {n: frozenset(str(w) for w in data[n]) for n in wanted if isinstance(data[n], list)}
    maps: dict[str, Any] = {
        n: MappingProxyType({str(k): tuple(v) for k, v in data[n].items()}) for n in ("refers_back", "capitals")
    }
    unknown = {kind for kinds in maps["refers_back"].values() for kind in kinds} - set(ACTOR_KINDS)
    expect(not unknown, "actor_usage", f"refers_back names unknown kinds: {sorted(unknown)}")
    return ActorUsage(**lists, **maps)
