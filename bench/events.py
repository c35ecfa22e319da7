"""A sentence to its events: who (country and sector), to whom, and the PLOVER root.

Dictionaries of PETRARCH in a folder `dictionaries` beside the data are the user's own codebook, as `dateline codebook
import` reads them: the sets of which an actors, an agents and a verbs file of CAMEO 2.0 are there under one name
(`PETR.Validate.*`). Where an item names none of its own, all are read with that one codebook.

The PETRARCH family writes an event for each pair of parties it has a code for. So claims are mapped so:
- only claims with a coded party on both sides count; a party of which only the sector is known has "---" before it;
- each pair is an event; an event of several actors and no recipient that is done together goes both ways;
- a claim of what somebody says the event is keeps its parties: sources and status are not part of the format.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench.sentences import analyse_sentence
from dateline.analyse import Analyser, load_analyser
from dateline.codebook import read_codebook, read_dictionaries
from dateline.model import Claim, Participant

READS = ("id", "text", "date")
_TOGETHER = ("CONSULT", "COOPERATE", "AGREE", "SUPPORT", "REJECT")
_PARTS = ("actors.txt", "agents.txt", "verbs.2.0.txt")


def prepare(data: Path) -> None:
    """Load the dictionaries beside the data, where there are any."""
    _analyser.cache_clear()
    _FOLDER[:] = [data.parent / "dictionaries"]


_FOLDER: list[Path] = []


@cache
def _analyser() -> Analyser | None:
    files = [f for folder in _FOLDER if folder.is_dir() for f in sorted(folder.iterdir())]
    stems = [f.name.removesuffix("agents.txt") for f in files if f.name.endswith("agents.txt")]
    names = {f.name for f in files}
    stem = next((s for s in stems if all(s + part in names for part in _PARTS)), None)
    if stem is None:
        return None
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "own.yaml"
        out.write_text(read_dictionaries(_FOLDER[0] / (stem + part) for part in _PARTS).yaml(), encoding="utf8")
        return load_analyser(codebook=read_codebook(out))


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All events of each sentence, coded as the PETRARCH family does: "USAGOV", "---MIL"."""
    own = _analyser()
    for item in items:
        claims = analyse_sentence(item["id"], item["text"], item.get("date") or "", own).claims
        events = [_event(c) for c in claims if c.event.actors or c.event.recipients]
        yield {"id": item["id"], "events": [e for e in events if own is None or _complete(e)]}


def _complete(event: dict[str, Any]) -> bool:
    return bool(event["source"] and event["target"]) or event["reciprocal"]


def _event(claim: Claim) -> dict[str, Any]:
    event = claim.event
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    reciprocal = event.type in _TOGETHER and len(actors) > 1 and not recipients
    return {"source": actors, "target": recipients, "event": event.type, "code": None, "reciprocal": reciprocal}


def _codes(parties: tuple[Participant, ...]) -> list[str]:
    found = [p.actor for p in parties if p.actor is not None and p.actor.code]
    return list(dict.fromkeys(a.code if a.country else f"---{a.sector}" for a in found))
