"""Dictionaries of PETRARCH and its kin, read into entries of a codebook of one's own.

Actors are names with codes that may hold for a time only, agents are nouns with a code that goes with an actor's
("troops", ~MIL), verbs carry CAMEO 2.0 codes, whose first two digits are a root of PLOVER
(formats: Schrodt, Beieler and Idris 2014, "Three's a charm?"; openeventdata/UniversalPetrarch). Verb patterns are read
where they are a verb, perhaps a preposition, and the object's last words; the others are told as left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import CodebookError

_COMMENT = re.compile(r"<!.*?-->", re.DOTALL)
_BRACKET = re.compile(r"\[([^\]]*)\]")
_CODE = re.compile(r"[A-Z][A-Z0-9/]*")
_AGENT_CODE = re.compile(r"~[A-Z]+|[A-Z]+~")
_DATE = r"(\d{8}|\d{6})"
_RULES = (
    (re.compile(rf"<\s*{_DATE}"), "to {}"),
    (re.compile(rf">\s*{_DATE}"), "from {}"),
    (re.compile(rf"{_DATE}\s*-\s*{_DATE}"), "from {} to {}"),
)
_ROOTS = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "10": "REQUEST",
    "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE", "16": "SANCTION",
    "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT",
}  # fmt: skip
_AUXILIARIES = frozenset(
    {"be", "do", "have", "will", "would", "shall", "should", "can", "could", "may", "might", "must"}
)
_MOST_WORDS = 3  # of a verb with its preposition or noun


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be read, and why."""

    file: str
    line: int
    text: str
    why: str

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.why}: {self.text!r}"


@dataclass(slots=True)
class Dictionaries:
    """What several dictionaries say together, as parts of a codebook, and the lines left out.

    `rootless` has the verbs whose code has no root in PLOVER (statements, appeals, none), with that code.
    """

    actors: list[dict[str, Any]] = field(default_factory=list)
    agents: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    rootless: dict[str, str] = field(default_factory=dict)

    def yaml(self) -> str:
        """The codebook's text; parts without an entry are left out."""
        parts = {"actors": self.actors, "agents": self.agents, "events": self.events}
        kept = {name: rows for name, rows in parts.items() if rows}
        return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, default_flow_style=None, width=118)


def read_dictionaries(paths: Iterable[str | Path]) -> Dictionaries:
    """The dictionaries in the files; of a name in two of them the first entry stays.

    Raises:
        CodebookError: a file cannot be read.
    """
    found = Dictionaries()
    for path in map(Path, paths):
        lines = _lines(path)
        reader = {"agents": _read_agents, "verbs": _read_verbs}.get(_kind(path, lines), _read_actors)
        reader(path.name, lines, found)
    return found


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf8", errors="replace")
    except OSError as error:
        raise CodebookError(f"the dictionary cannot be read: {error.strerror}", where=path.name) from error
    text = _COMMENT.sub(lambda m: "\n" * m.group().count("\n"), text)
    return [re.split(r"#(?![#\]])", line)[0].strip() for line in text.splitlines()]


def _kind(path: Path, lines: list[str]) -> str:
    """By the file's name, else by what stands in it."""
    for kind in ("actors", "agents", "verbs"):
        if kind in path.name.lower():
            return kind
    if any(line.startswith("---") for line in lines):
        return "verbs"
    return "agents" if any("~" in code for line in lines for code in _BRACKET.findall(line)) else "actors"


# Actors


def _read_actors(file: str, lines: list[str], found: Dictionaries) -> None:
    taken = {name.casefold() for row in found.actors for name in (row["name"], *row.get("aliases", ()))}
    names: list[str] = []
    codes: list[str] = []

    def flush(number: int) -> None:
        fresh = list(dict.fromkeys(n for n in names if n.casefold() not in taken))
        taken.update(n.casefold() for n in fresh)
        if fresh and codes:
            found.actors.append(_actor(fresh, codes))
        elif names and codes:
            found.unread.append(Unread(file, number, names[0], "the name has an entry already"))
        names.clear()
        codes.clear()

    start = 0
    for number, line in enumerate(lines, 1):
        words = _BRACKET.split(line)[0].strip()
        if words and not words.startswith("+"):
            flush(start)
            start = number
        if words:
            names.append(_name(words.lstrip("+")))
        for inside in _BRACKET.findall(line):
            code = _dated(inside)
            if code is None:
                found.unread.append(Unread(file, number, line, "no code of an actor"))
            else:
                codes.append(code)
        if line.count("[") != line.count("]"):
            found.unread.append(Unread(file, number, line, "a bracket does not close"))
    flush(start)


def _name(words: str) -> str:
    plain = " ".join(words.replace("_", " ").split())
    return plain if len(plain) <= 4 or "." in plain else plain.title()


def _dated(inside: str) -> str | None:
    """ "HOBGOV from 1995-06-19 to 1999-08-15" of "HOBGOV 19950619 - 19990815"; None for no code, or a discard."""
    code, _, rest = inside.strip().upper().partition(" ")
    if not _CODE.fullmatch(code):
        return None
    rest = rest.strip()
    if not rest:
        return code
    for rule, shape in _RULES:
        match = rule.fullmatch(rest)
        if match:
            return f"{code} {shape.format(*map(_day, match.groups()))}"
    return None


def _day(digits: str) -> str:
    century = "" if len(digits) == 8 else "20" if digits < "30" else "19"
    full = century + digits
    return f"{full[:4]}-{full[4:6]}-{full[6:]}"


def _actor(names: list[str], codes: list[str]) -> dict[str, Any]:
    always = next((c for c in codes if " " not in c), "")
    bounded = [c for c in codes if " " in c]
    row: dict[str, Any] = {"name": names[0], "kind": _actor_kind((always or codes[0].split()[0])[3:])}
    if names[1:]:
        row["aliases"] = names[1:]
    if always:
        row["code"] = always
    if bounded:
        row["codes"] = bounded
    return row


def _actor_kind(sector: str) -> str:
    return {"": "country", "GOV": "government", "MIL": "force"}.get(sector[:3], "group")


# Agents


def _read_agents(file: str, lines: list[str], found: Dictionaries) -> None:
    sets = _substitutions(lines)
    taken = {name for row in found.agents for name in (row["name"], *row.get("aliases", ()))}
    for number, line in enumerate(lines, 1):
        if not line or (line.startswith("!") and "=" in line):
            continue
        inside = _BRACKET.findall(line)
        code = inside[0].replace(" ", "").upper() if inside else ""
        if not _AGENT_CODE.fullmatch(code):
            found.unread.append(Unread(file, number, line, "no code of an agent ([~GOV])"))
            continue
        names = [n for n in _agent_names(_BRACKET.split(line)[0], sets) if n not in taken]
        taken.update(names)
        if names:
            found.agents.append({"name": names[0], "code": code, **({"aliases": names[1:]} if names[1:] else {})})
        else:
            found.unread.append(Unread(file, number, line, "the noun has an entry already"))


def _substitutions(lines: list[str]) -> dict[str, list[str]]:
    rows = (line.partition("=") for line in lines if line.startswith("!") and "=" in line)
    return {mark.strip(): [w.strip() for w in words.split(",")] for mark, _, words in rows}


def _agent_names(words: str, sets: dict[str, list[str]]) -> list[str]:
    noun, brace, rest = words.partition("{")
    listed = re.split(r"[\s,]+", rest.partition("}")[0].strip()) if brace else []
    mark = next((m for m in sets if m in noun), None)
    if mark is not None:  # the set's words have their own plurals
        return [_spaced(noun.replace(mark, word)) for word in sets[mark]]
    single = _spaced(noun)
    plurals = [_spaced(p) for p in listed if p] if brace else [_plural(single)]
    return list(dict.fromkeys(n for n in (single, *plurals) if n))


def _spaced(words: str) -> str:
    return " ".join(words.replace("_", " ").lower().split())


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun) else "s")


# Verbs


@dataclass(slots=True)
class _Verbs:
    """What is known while a file is read: words with their objects, and objects with which a verb tells no event."""

    taken: set[tuple[str, str]] = field(default_factory=set)
    excepted: dict[str, list[str]] = field(default_factory=dict)


def _read_verbs(file: str, lines: list[str], found: Dictionaries) -> None:
    sets = _synonyms(lines)
    state = _Verbs()
    for event in found.events:
        state.taken.update((verb, " ".join(event.get("object", ()))) for verb in event["verbs"])
    first = len(found.events)
    verbs: list[str] = []
    default, in_set = "", False
    for number, line in enumerate(lines, 1):
        if line.startswith("&"):
            in_set = True
        elif line.startswith("---"):
            default, verbs, in_set = (_BRACKET.findall(line) or [""])[0], [], False
        elif line.startswith("- "):
            told = _pattern(line, verbs, sets, state, found.events)
            if told:
                found.unread.append(Unread(file, number, line, told))
        elif line and not (in_set and line.startswith("+")):
            in_set = False
            verb = _spaced(re.split(r"[{\[]", line)[0].lstrip("+"))
            if len(verb.split()) > _MOST_WORDS or not re.fullmatch(r"[a-z' -]+", verb):
                found.unread.append(Unread(file, number, line, "no verb of one to three words"))
                continue
            if verb in _AUXILIARIES:
                found.unread.append(Unread(file, number, line, "an auxiliary verb tells no event"))
                continue
            verbs.append(verb)
            code = (_BRACKET.findall(line) or [default])[0]
            _add_event(_root(code), [verb], (), state.taken, found.events)
            if not _root(code) and (verb, "") not in state.taken:
                found.rootless.setdefault(verb, code.split(":")[0].strip())
    for event in found.events[first:]:
        except_for = state.excepted.get(event["verbs"][0]) if "object" not in event else None
        if except_for:
            event["not_object"] = list(dict.fromkeys(except_for))


def _synonyms(lines: list[str]) -> dict[str, list[str]]:
    sets: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if line.startswith("&"):
            name = line.split()[0].rstrip("_")
            sets[name] = []
        elif name and line.startswith("+"):
            sets[name].append(_spaced(line[1:]))
        elif line:
            name = ""
    return sets


def _root(code: str) -> str:
    """The PLOVER root of a CAMEO 2.0 code; "" for statements, appeals and codes of one's own."""
    digits = code.split(":", maxsplit=1)[0].strip()
    if digits.startswith("084"):
        return "RETREAT"
    return _ROOTS.get(digits[:2], "") if re.fullmatch(r"\d{2,5}[A-Za-z]?", digits) else ""


def _pattern(
    line: str, verbs: list[str], sets: dict[str, list[str]], state: _Verbs, events: list[dict[str, Any]]
) -> str:
    """Adds what a pattern says; why it says nothing to dateline, or ""."""
    words, codes = _BRACKET.split(line[2:])[0], _BRACKET.findall(line)
    root = _root(codes[0]) if codes else ""
    before, star, after = words.partition("*")
    if not star or before.strip() or re.search(r"[$+^%]", after):
        if root or before.strip() or not star:
            return "only patterns of a verb and what follows it are read"
        after = re.split(r"[$+^%(]", after)[0]
    plain = re.sub(r"[{}()]", " ", after).replace("_", " ").split()
    preposition = [plain[0].lower()] if plain and "(" + plain[0] in after.replace("( ", "(") else []
    nouns = plain[len(preposition) :]
    objects = tuple(f"={form}" for n in _expanded(nouns[-2:], sets) if n for form in _bases(n))
    if not root:
        for verb in verbs if not preposition else ():
            state.excepted.setdefault(verb, []).extend(objects)
        return "its code has no root in PLOVER"
    if not objects and not preposition:
        return "nothing stands with the verb"
    if any(not re.fullmatch(r"[a-z'-]+", word) for word in preposition):
        return "its preposition is no word"
    forms = [" ".join([verb, *preposition]) for verb in verbs if len(verb.split()) + len(preposition) <= _MOST_WORDS]
    _add_event(root, forms, objects, state.taken, events)
    return ""


def _expanded(words: list[str], sets: dict[str, list[str]]) -> Iterator[str]:
    found = [""]
    for word in words:
        choices = sets.get(word.rstrip("_"), [word.lower()]) if word.startswith("&") else [word.lower()]
        found = [f"{done} {choice}".strip() for done in found for choice in choices]
    return (" ".join(each.split()[-2:]) for each in found)


def _bases(noun: str) -> list[str]:
    """A noun as written, and what may be its base form."""
    forms = [noun]
    if noun.endswith("ies"):
        forms += [noun[:-3] + "y", noun[:-1]]
    elif noun.endswith("s") and not noun.endswith("ss"):
        forms.append(noun[:-1])
    return forms


def _add_event(
    root: str, verbs: list[str], objects: tuple[str, ...], taken: set[tuple[str, str]], events: list[dict[str, Any]]
) -> None:
    key = " ".join(objects)
    fresh = [v for v in dict.fromkeys(verbs) if (v, key) not in taken]
    if root and fresh:
        taken.update((v, key) for v in fresh)
        events.append({"type": root, "verbs": fresh, **({"object": list(objects)} if objects else {})})
