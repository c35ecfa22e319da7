"""A sentence to its events: who (country and sector), to whom, and the PLOVER root.

An item may name the dictionaries it is to be coded with ("codes": {"dictionaries": "PETR.Validate.*"}). Where the
folder `dictionaries` beside the data has an actors, an agents and a verbs file of CAMEO 2.0 of that name, they are the
user's own codebook, as `dateline codebook import` reads them, and dictionaries and rules alone decide; every other item
is read with dateline as it is (`_plain`).

The PETRARCH family writes an event for each pair of parties it has a code for. So claims are mapped so:
- only claims with a coded party on both sides count; a party of which only the sector is known has "---" before it;
- where dateline names no recipient, the first party behind the trigger in its clause is the target;
- a verb that the user's dictionary codes outside PLOVER's roots (statements and appeals, CAMEO 01 and 02) has that code
  and no root; one that it codes [---] tells no event, unless one of its patterns does;
- with dictionaries, which list verbs, a noun tells no event of its own ("postponed their meeting" is one event);
- each pair is an event; an event of several actors and no recipient that is done together goes both ways;
- a claim of what somebody says the event is keeps its parties: sources and status are not part of the format.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.sentences import analyse_sentence, coded
from dateline.analyse import Analyser, load_analyser
from dateline.analyse.own_roles import METHOD as ROLE
from dateline.analyse.sentences import parse
from dateline.codebook import PLOVER_TYPES, read_codebook, read_dictionaries
from dateline.codebook.own_events import ORIGIN
from dateline.model import Actor, Analysis, Claim, Participant, Report

if TYPE_CHECKING:
    from spacy.language import Language

READS = ("id", "text", "date", "codes")
_TOGETHER = ("CONSULT", "COOPERATE", "AGREE", "SUPPORT", "REJECT")
_JOINED = re.compile(r"(?:\s|,|and|the|'s)*")
_NO_EVENT = ("---", "###", "+++")
_PARTS = ("actors.txt", "agents.txt", "verbs.2.0.txt")


def prepare(data: Path) -> None:
    """Load the dictionaries beside the data, where there are any."""
    _analyser.cache_clear()
    _FOLDER[:] = [data.parent / "dictionaries"]


_FOLDER: list[Path] = []


def clean(item: dict[str, Any]) -> dict[str, Any]:
    """The item with the name of its dictionaries, and no codes."""
    codes = item.get("codes")
    kept = {k: v for k, v in item.items() if k != "codes"}
    return {**kept, "dictionaries": str(codes.get("dictionaries") or "") if isinstance(codes, dict) else ""}


@cache
def _analyser(dictionaries: str) -> tuple[Analyser, dict[str, str]] | None:
    stem = dictionaries.removesuffix("*")
    files = [folder / (stem + part) for folder in _FOLDER for part in _PARTS]
    if not dictionaries or not files or not all(f.is_file() for f in files):
        return None
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "own.yaml"
        found = read_dictionaries(files)
        out.write_text(found.yaml(), encoding="utf8")
        return load_analyser(codebook=read_codebook(out), rules_only=True), found.rootless


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All events of each sentence, coded as the PETRARCH family does: "USAGOV", "---MIL"."""
    for item in items:
        own = _analyser(item.get("dictionaries") or "")
        found = analyse_sentence(item["id"], item["text"], item.get("date") or "", own[0] if own else None)
        if own is None:
            events = _plain(found, item["text"])
        else:
            claims = _of_verbs(found.claims, item["text"], own[0].nlp)
            events = [event for c in claims if (event := _paired(c, found, item["text"], own[1])) is not None]
        yield {"id": item["id"], "events": events}


def _of_verbs(claims: Iterable[Claim], text: str, nlp: Language) -> list[Claim]:
    """The claims whose trigger is no noun: these dictionaries list verbs, and a noun is part of what a verb tells."""
    doc = parse(nlp, Report(id="s", text=text, dct="2010-01-01"))
    words = ((c, doc.char_span(c.event.trigger.start, c.event.trigger.end, alignment_mode="expand")) for c in claims)
    return [c for c, span in words if span is None or span.root.pos_ not in ("NOUN", "PROPN")]


def _plain(found: Analysis, text: str) -> list[dict[str, Any]]:
    """One event for two coded parties; where there are none, the likeliest claim with what it has.

    Coders of plain sentences note who did what to whom, once for each pair, and leave out what lacks a side, unless it
    is all there is. What the one did to the other is asked of the encoder with both marked.
    """
    claims = sorted(found.claims, key=lambda c: (-c.score, c.event.trigger.start))
    events: dict[tuple[tuple[str, ...], ...], dict[str, Any]] = {}
    for claim in claims:
        event = _paired(claim, found, text, {})
        if event is not None:
            kind = _between(claim, text) or event["event"]
            events.setdefault((tuple(event["source"]), tuple(event["target"])), {**event, "event": kind})
    if events:
        return list(events.values())
    return [_event(c, _codes(c.event.actors), _codes(c.event.recipients)) for c in claims[:1]]


def _between(claim: Claim, text: str) -> str | None:
    """The root of what the claim's actors do to its recipients, by the encoder; None where a side is missing."""
    sides = [[p.span for p in side] for side in (claim.event.actors, claim.event.recipients)]
    seen = coded(text, *sides) if all(sides) else None
    return PLOVER_TYPES[int(seen.label[1:].argmax())] if seen is not None else None


def _paired(claim: Claim, found: Analysis, text: str, rootless: dict[str, str]) -> dict[str, Any] | None:
    """The event of a claim between coded parties; None where a side has none, or where the user's verb means none."""
    roles = {m.actor for m in found.mentions if m.method == ROLE}
    actors, recipients = (_codes(side, roles) for side in (claim.event.actors, claim.event.recipients))
    if not recipients:
        recipients = [code for code in _behind(claim, found, text, roles) if code not in actors]
    event = _event(claim, actors, recipients)
    code = "" if _is_own(claim) else _code_outside(claim.event.lemma, rootless)
    if code:
        event = {**event, "event": None, "code": code}
    return event if ((actors and recipients) or event["reciprocal"]) and code not in _NO_EVENT else None


def _code_outside(lemma: str, rootless: dict[str, str]) -> str:
    """The user's code outside PLOVER of a verb, also of its form with a preposition ("appeal for"); "" without one."""
    return rootless.get(lemma) or rootless.get(lemma.split(" ", maxsplit=1)[0], "")


def _is_own(claim: Claim) -> bool:
    return any(step.part == "type" and ORIGIN in step.why for step in claim.steps)


def _behind(claim: Claim, found: Analysis, text: str, roles: set[Actor | None]) -> list[str]:
    """The first coded party behind the trigger in its clause, and those joined to it by a comma or "and"."""
    codes: list[str] = []
    last = claim.event.trigger.end
    for m in sorted(found.mentions, key=lambda m: m.head.start):
        coded = _codes_of([m.actor], roles)
        if m.head.start < claim.event.trigger.end or m.head.start >= claim.event.clause.end or not coded:
            continue
        if codes and not _JOINED.fullmatch(text[last : m.span.start]):
            break
        codes += coded
        last = m.head.end
    return codes


def _event(claim: Claim, actors: list[str], recipients: list[str]) -> dict[str, Any]:
    kind = claim.event.type
    actors = [a for a in actors if a not in recipients] or actors  # what two do together goes from one to the other
    reciprocal = kind in _TOGETHER and len(actors) > 1 and not recipients
    return {"source": actors, "target": recipients, "event": kind, "code": None, "reciprocal": reciprocal}


def _codes(parties: tuple[Participant, ...], roles: set[Actor | None] | None = None) -> list[str]:
    return _codes_of([p.actor for p in parties], roles)


def _codes_of(actors: Iterable[Actor | None], roles: set[Actor | None] | None) -> list[str]:
    """The codes; of parties without a country, with a user's dictionaries, only those that are their role nouns."""
    kept = [a for a in actors if a is not None and a.code and (a.country or roles is None or a in roles)]
    return list(dict.fromkeys(a.code if a.country or roles is None else f"---{a.sector}" for a in kept))
