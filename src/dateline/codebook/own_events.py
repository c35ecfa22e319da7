"""The events of a user's codebook: words that name a type or a mode, with examples that say what is meant.

An entry has the shape of a group of `data/triggers.yaml`; its type is a PLOVER root or one of the user's own under a
root (`parent`), so that exports to closed formats know where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.codebook.own_entries import HINT, Entry, near_hint
from dateline.codebook.triggers import NEEDS, PLOVER_TYPES, Frame, Triggers, triggers
from dateline.errors import CodebookError
from dateline.model import LEDGERS, Span

WORDS = ("verbs", "nouns", "adjectives")
_CLASSES = ("object", "not_object", "object_if_any", "subject")
EVENT_KEYS = {"parent", "mode", "ledger", "needs", "status", "suffers", "compound", "examples", "counter_examples"} | {
    *WORDS, *_CLASSES,
}  # fmt: skip
ORIGIN = "your codebook"
_TYPE = re.compile(r"[A-Z][A-Z0-9_]*")
_MODE = re.compile(r"[a-z][a-z0-9_-]*")
_WORD = re.compile(r"[^\sA-Z<>]+")
_MARK = re.compile(r"<([^<>]*)>")
_MOST_WORDS = {"verbs": 3, "nouns": 1, "adjectives": 1}
_TYPO = 80  # of 100: MOBILISE is meant for MOBILIZE (88), EVICT for no type (55)
_MARKING = "Mark the words that name the event: Police <evicted> forty families."


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its marks, and the stretches that were marked: the words of one trigger.

    `holds` is False for a counter-example, in which nothing need be marked.
    """

    text: str
    marks: tuple[Span, ...]
    holds: bool = True

    @property
    def marked(self) -> str:
        """The sentence with its marks, as in the file."""
        text = self.text
        for mark in reversed(self.marks):
            text = f"{text[: mark.start]}<{mark.words(text)}>{text[mark.end :]}"
        return text


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """One entry: what its words name, and where. `where` is its file and line."""

    frame: Frame
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    examples: tuple[Example, ...]
    where: str

    @property
    def label(self) -> str:
        """ "EVICT housing": type and mode."""
        return " ".join(part for part in (self.frame.own_type or self.frame.type, self.frame.mode) if part)


def triggers_with(events: Sequence[OwnEvent]) -> Triggers:
    """dateline's vocabulary with the entries before it: of the same form of a word, theirs is tried first."""
    known = triggers()
    if not events:
        return known
    return replace(
        known,
        verbs=_before(known.verbs, ((word, e.frame) for e in events for word in e.verbs)),
        nouns=_before(known.nouns, ((word, e.frame) for e in events for word in e.nouns)),
        adjectives=_before(known.adjectives, ((word, e.frame) for e in events for word in e.adjectives)),
    )


def _before(known: Mapping[str, tuple[Frame, ...]], own: Iterable[tuple[str, Frame]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for word, frame in own:
        found.setdefault(word, []).append(frame)
    for frames in found.values():
        frames.sort(key=lambda f: (not f.object, not _asks(f)))
    return {**known, **{word: (*frames, *known.get(word, ())) for word, frames in found.items()}}


def read_events(entries: Sequence[Entry]) -> tuple[OwnEvent, ...]:
    """The entries of the part `events`, checked.

    Raises:
        CodebookError: an entry is wrong; `where` has the file's name and the line.
    """
    events = tuple(map(_event, entries))
    _refuse_two_parents(entries)
    _refuse_hidden(entries, events)
    return events


def _event(entry: Entry) -> OwnEvent:
    verbs, nouns, adjectives = (_words(entry, key) for key in WORDS)
    if not (verbs or nouns or adjectives):
        raise entry.fail("it names no words", "Give verbs, nouns or adjectives in their base form: verbs: [evict].")
    examples = (*_examples(entry, "examples"), *_examples(entry, "counter_examples"))
    return OwnEvent(_frame(entry), verbs, nouns, adjectives, examples, entry.where)


def _frame(entry: Entry) -> Frame:
    root, own_type = _types(entry)
    mode = entry.text("mode")
    if mode and not _MODE.fullmatch(mode):
        raise entry.fail(f"mode is {mode!r}", "Write it as one word in small letters: mode: housing.")
    suffers = entry.chosen("suffers", ("true", "false", "yes", "no"), empty=True)
    return Frame(
        root,
        mode,
        entry.chosen("ledger", LEDGERS, empty=True, hint=f"The ledgers are {', '.join(LEDGERS)}."),
        needs=entry.chosen("needs", NEEDS, empty=True, hint=f"It may be {', '.join(n for n in NEEDS if n)}."),
        status=entry.chosen("status", ("planned",), empty=True, hint="It may be planned, or left out."),
        suffers=suffers in ("true", "yes"),
        compound=tuple(word.lower() for word in entry.listed("compound", "words")),
        own_type=own_type,
        origin=ORIGIN,
        **{key: _classes(entry, key) for key in _CLASSES},
    )


def _types(entry: Entry) -> tuple[str, str]:
    """The PLOVER root, and the type of the user's own or ""."""
    name, parent = entry.text("type"), entry.text("parent")
    roots = f"The types of PLOVER are {', '.join(PLOVER_TYPES)}."
    if name in PLOVER_TYPES:
        if parent:
            raise entry.fail(f"{name} is a type of PLOVER and has no parent", "Leave parent out, or name a new type.")
        return name, ""
    if not _TYPE.fullmatch(name):
        raise entry.fail(f"type is {name!r}", near_hint(name.upper(), PLOVER_TYPES, f"Write it in capitals. {roots}"))
    if not parent:
        own = f"A type of your own needs a parent among PLOVER's: parent: COERCE. {roots}"
        raise entry.fail(f"unknown type {name!r}", near_hint(name, PLOVER_TYPES, own, cutoff=_TYPO))
    return entry.chosen("parent", PLOVER_TYPES, empty=False, hint=roots), name


def _classes(entry: Entry, key: str) -> tuple[str, ...]:
    known = {*triggers().classes, "party"} | ({"none"} if key == "object_if_any" else set())
    names = entry.listed(key, "classes")
    for name in names:
        if name not in known and not (name.startswith("=") and len(name) > 1):
            told = f"A word that is no class is written ={name}. The classes are {', '.join(sorted(known))}."
            raise entry.fail(f"{key} names the unknown class {name!r}", near_hint(name, known, told))
    return tuple(name.lower() if name.startswith("=") else name for name in names)


def _words(entry: Entry, key: str) -> tuple[str, ...]:
    words = entry.listed(key, "words")
    for word in words:
        parts = word.split()
        if not all(map(_WORD.fullmatch, parts)):
            raise entry.fail(f"{key} has {word!r}", "Write words in small letters and in their base form: evict.")
        if len(parts) > _MOST_WORDS[key]:
            raise entry.fail(f"{key} has {word!r}, which is too long", _too_long(key, parts))
    return words


def _too_long(key: str, parts: list[str]) -> str:
    if key == "verbs":
        return "A verb may have a particle and a preposition, or its noun with it: drive out of, take hostage."
    return f"One word each: put {parts[-1]} here and the words before it in compound: [{', '.join(parts[:-1])}]."


def _examples(entry: Entry, key: str) -> Iterator[Example]:
    value = entry.values.get(key, [])
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        if isinstance(row, dict):
            raise entry.fail(f"{key} has a sentence with a colon in it", "Put the sentence in quotation marks.")
        if not isinstance(row, str) or not row.strip():
            raise entry.fail(f"{key} has {row!r}, expected sentences", _MARKING)
        yield _example(entry, " ".join(row.split()), key)


def _example(entry: Entry, marked: str, key: str) -> Example:
    """The sentence of "Police <evicted> forty families." with its marks taken out."""
    parts = _MARK.split(marked)
    text, marks = "", []
    for number, part in enumerate(parts):
        if number % 2 and part.strip():
            marks.append(Span(len(text), len(text) + len(part)))
        text += part
    if "<" in text or ">" in text or len(marks) < len(parts) // 2:
        raise entry.fail(f"{key}: the marks of {marked!r} do not close", _MARKING)
    if key == "examples" and not marks:
        raise entry.fail(f"{key}: nothing is marked in {marked!r}", _MARKING)
    return Example(text, tuple(marks), key == "examples")


def _refuse_two_parents(entries: Sequence[Entry]) -> None:
    seen: dict[str, Entry] = {}
    for entry in entries:
        first = seen.setdefault(entry.text("type"), entry)
        if first.text("parent") != entry.text("parent"):
            told = f"{first.text('parent')} in {first.where}, {entry.text('parent')} here"
            raise entry.fail(f"the type has two parents: {told}", "Give a type the same parent everywhere.")


def _refuse_hidden(entries: Sequence[Entry], events: Sequence[OwnEvent]) -> None:
    """An entry whose word an earlier one takes without any condition would never be used."""
    taken: dict[tuple[str, str], str] = {}
    for entry, event in zip(entries, events, strict=True):
        for key in WORDS:
            for word in getattr(event, key):
                if (key, word) in taken and not _asks(event.frame):
                    raise _hidden(entry, word, taken[key, word])
                if not _asks(event.frame):
                    taken[key, word] = event.where


def _hidden(entry: Entry, word: str, where: str) -> CodebookError:
    return entry.fail(f"{word!r} has an entry already, in {where}", f"Give one of the two a condition (object). {HINT}")


def _asks(frame: Frame) -> bool:
    return frame.conditional or bool(frame.object_if_any or frame.not_object)
