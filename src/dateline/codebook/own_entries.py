"""One entry of a user's codebook: its values with their place in the file, and what is said where one is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from rapidfuzz import process

from dateline.errors import CodebookError

HINT = "docs/codebook.md shows the shape of an entry."
Shapes = Mapping[str, tuple[set[str], set[str]]]  # part -> the keys an entry needs, and those it may have


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with its place in the file."""

    values: Mapping[str, Any]
    part: str
    where: str

    @property
    def label(self) -> str:
        """What the entry is called in messages: its name, or its type and mode; "" where it has none."""
        named = self.values.get("name") or self.values.get("person")
        if self.part == "events":
            parts = [self.values.get("type"), self.values.get("mode")]
            named = " ".join(part for part in parts if isinstance(part, str) and part)
        return named if isinstance(named, str) else ""

    def fail(self, message: str, hint: str = HINT) -> CodebookError:
        """The error to raise about this entry."""
        whose = f"{self.label!r} in {self.part}" if self.label else self.part
        return CodebookError(f"{whose}: {message}", where=self.where, hint=hint)

    def text(self, key: str) -> str:
        """The value of the key with single blanks; "" where there is none."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.fail(f"{key} is {value!r}, expected one value")
        return " ".join(value.split())

    def chosen(self, key: str, known: Iterable[str], *, empty: bool, hint: str = HINT) -> str:
        """The value of the key, one of the known ones; "" only where it may be empty."""
        value = self.text(key)
        if (value or not empty) and value not in known:
            raise self.fail(f"unknown {key} {value!r}", near_hint(value, known, hint))
        return value

    def listed(self, key: str, what: str) -> tuple[str, ...]:
        """The values of a list; `what` is what they are, for the message."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
            raise self.fail(f"{key} is {value!r}, expected a list of {what}: [one, another]")
        return tuple(" ".join(name.split()) for name in value)

    def names(self) -> tuple[str, ...]:
        """The further names of a party or place."""
        return self.listed("aliases", "names")

    def number(self, key: str, most: float) -> float:
        """The value of the key as degrees, at most `most` either way."""
        try:
            value = float(self.text(key))
        except ValueError:
            value = most + 1
        if not -most <= value <= most:
            raise self.fail(f"{key} is {self.text(key)!r}, expected degrees from -{most:g} to {most:g}")
        return value


def near_hint(value: str, known: Iterable[str], hint: str, *, cutoff: int = 50) -> str:
    """The hint, with the known word before it that looks most like the value, at least `cutoff` of 100 alike."""
    near = process.extractOne(value, sorted(known), score_cutoff=cutoff)
    return f"Did you mean {near[0]}? {hint}" if near else hint


def read_entries(text: str, name: str, shapes: Shapes) -> list[Entry]:
    """The entries of all parts of a file's text, each with its keys checked; `name` is the file's.

    Raises:
        CodebookError: it is not YAML, or a part or key is unknown or missing.
    """
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        data = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name} line {mark.line + 1}" if mark else name
        raise CodebookError(f"not YAML: {getattr(error, 'problem', error)}", where=where, hint=HINT) from error
    if not isinstance(data, dict) or not isinstance(root, yaml.MappingNode):
        raise CodebookError(f"expected the parts {_all_of(shapes)}", where=name, hint=HINT)
    return [entry for key, node in root.value for entry in _part(key, node, data[key.value], name, shapes)]


def _part(key: Any, node: Any, rows: Any, name: str, shapes: Shapes) -> list[Entry]:
    where = f"{name} line {key.start_mark.line + 1}"
    if key.value not in shapes:
        raise CodebookError(f"unknown part {key.value!r}", where=where, hint=f"The parts are {', '.join(shapes)}.")
    if rows in ("", []):
        return []
    if not isinstance(rows, list):
        raise CodebookError(f"{key.value}: expected a list of entries", where=where, hint=HINT)
    lines = [f"{name} line {item.start_mark.line + 1}" for item in node.value]
    return [_checked(row, key.value, line, shapes) for row, line in zip(rows, lines, strict=True)]


def _checked(row: Any, part: str, where: str, shapes: Shapes) -> Entry:
    if not isinstance(row, dict):
        raise CodebookError(f"{part}: {row!r} is no entry with keys and values", where=where, hint=HINT)
    entry = Entry(row, part, where)
    needed, further = shapes[part]
    for key in row:
        if key not in needed | further:
            raise entry.fail(f"there is no {key!r}", f"It takes {', '.join(sorted(needed | further))}.")
    for key in sorted(needed):
        if not entry.text(key):
            raise entry.fail(f"{key} is missing")
    return entry


def _all_of(shapes: Shapes) -> str:
    *names, last = shapes
    return f"{', '.join(names)} and {last}"
