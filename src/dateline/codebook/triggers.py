"""Event triggers: which words name which PLOVER type, and under which conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dateline.codebook.loader import expect, read_data

NAME = "triggers"
PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
NEEDS = ("", "actor", "infinitive", "partner", "plain", "receiver", "verdict")
DATELINE = "the trigger vocabulary"
CONDITIONS = ("object", "not_object", "object_if_any", "subject", "compound", "needs")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trigger means where its conditions hold; an empty condition asks for nothing.

    `object` and `subject` name classes one of whose words must head the object or subject ("party": any actor);
    `object_if_any` limits an object only where there is one ("none": there must be none); `status` is what the trigger
    says of its event by itself, "" for nothing; `suffers`: its subject is the recipient. `compound` lists words one of
    which must stand before a noun; `needs` is one of `NEEDS`.
    `own_type` is a type of the user's own, whose PLOVER root is then `type`; `origin` is the vocabulary it comes from.
    """

    type: str
    mode: str
    ledger: str
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    compound: tuple[str, ...] = ()
    needs: str = ""
    object_if_any: tuple[str, ...] = ()
    status: str = ""
    suffers: bool = False
    own_type: str = ""
    origin: str = DATELINE

    @property
    def conditional(self) -> bool:
        """True where the frame asks for anything."""
        return bool(self.object or self.subject or self.compound or self.needs)


@dataclass(frozen=True, slots=True)
class Triggers:
    """All frames by lemma. A verb with a particle or preposition is keyed "call on"."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]
    by_category: Mapping[str, str]
    adjectives: Mapping[str, tuple[Frame, ...]] = field(default_factory=dict)

    def frames(self, pos: str, key: str) -> tuple[Frame, ...]:
        """The frames of a form for a word of this part of speech; a participle read as an adjective may be either."""
        if pos in ("NOUN", "PROPN"):
            return self.nouns.get(key, ())
        return self.verbs.get(key, ()) + (self.adjectives.get(key, ()) if pos == "ADJ" else ())


@cache
def triggers() -> Triggers:
    """The trigger vocabulary.

    Raises:
        CodebookError: an entry names an unknown type, class or condition.
    """
    data = read_data(NAME)
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for group in data["groups"]:
        frame = _frame(group, classes)
        for word in group.get("verbs", ()):
            verbs.setdefault(word, []).append(frame)
        for word in group.get("nouns", ()):
            nouns.setdefault(word, []).append(frame)
    by_category = {category: name for name, found in data["materiel"].items() for category in found}
    expect(set(data["materiel"]) <= set(classes), NAME, "materiel names a class that is not defined")
    return Triggers(_ordered(verbs), _ordered(nouns), classes, by_category)


def _frame(group: dict[str, Any], classes: Mapping[str, frozenset[str]]) -> Frame:
    expect(group.get("type") in PLOVER_TYPES, NAME, f"unknown type {group.get('type')!r}")
    expect(group.get("needs", "") in NEEDS, NAME, f"unknown need {group.get('needs')!r}")
    unknown = set(group) - {"type", "mode", "ledger", "verbs", "nouns", "status", "suffers", *CONDITIONS}
    expect(not unknown, NAME, f"unknown keys {sorted(unknown)} in a {group['type']} group")
    expect(group.get("status", "") in ("", "planned"), NAME, f"unknown status {group.get('status')!r}")
    for key in ("object", "not_object", "object_if_any", "subject"):
        for name in group.get(key, ()):
            known = name in classes or name in ("party", "none")
            expect(known, NAME, f"unknown class {name!r} in a {group['type']} group")
    return Frame(
        group["type"],
        group.get("mode", ""),
        group.get("ledger", ""),
        tuple(group.get("object", ())),
        tuple(group.get("not_object", ())),
        tuple(group.get("subject", ())),
        tuple(group.get("compound", ())),
        group.get("needs", ""),
        tuple(group.get("object_if_any", ())),
        group.get("status", ""),
        bool(group.get("suffers")),
    )


def _ordered(found: dict[str, list[Frame]]) -> dict[str, tuple[Frame, ...]]:
    """Frames that ask for an object first, then those with other conditions, otherwise in the file's order."""
    return {word: tuple(sorted(all_, key=lambda f: (not f.object, not f.conditional))) for word, all_ in found.items()}
