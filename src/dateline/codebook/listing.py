"""What the vocabulary of events names: its types and modes, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.codebook.triggers import DATELINE, PLOVER_TYPES, Frame, Triggers


@dataclass(frozen=True, slots=True)
class TypeWords:
    """One type and mode as one ledger and one vocabulary have it, with all words that may name it, in their order.

    `parent` is the PLOVER root of a type of the user's own, "" for a root itself; `origin` is "dateline" or "own".
    """

    type: str
    parent: str
    mode: str
    ledger: str
    origin: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]


def list_types(vocabulary: Triggers) -> tuple[TypeWords, ...]:
    """The types in PLOVER's order, those of the user's own after their root, modes and ledgers by name."""
    found: dict[tuple[str, str, str, str, str], dict[str, list[str]]] = {}
    for kind, word, frame in _words(vocabulary):
        words = found.setdefault(_key(frame), {"verbs": [], "nouns": [], "adjectives": []})[kind]
        if word not in words:
            words.append(word)
    rows = (TypeWords(*key, *(tuple(sorted(listed)) for listed in words.values())) for key, words in found.items())
    return tuple(sorted(rows, key=_order))


def _words(vocabulary: Triggers) -> Iterator[tuple[str, str, Frame]]:
    parts = {"verbs": vocabulary.verbs, "nouns": vocabulary.nouns, "adjectives": vocabulary.adjectives}
    for kind, words in parts.items():
        for word, frames in words.items():
            yield from ((kind, word, frame) for frame in frames)


def _key(frame: Frame) -> tuple[str, str, str, str, str]:
    parent = frame.type if frame.own_type else ""
    return (
        frame.own_type or frame.type,
        parent,
        frame.mode,
        frame.ledger,
        "dateline" if frame.origin == DATELINE else "own",
    )


def _order(row: TypeWords) -> tuple[object, ...]:
    return PLOVER_TYPES.index(row.parent or row.type), bool(row.parent), row.type, row.mode, row.ledger, row.origin
