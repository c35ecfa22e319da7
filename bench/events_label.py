"""A marked source and target to the PLOVER root and quad class of what the one does to the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.sentences import analyse_sentence, analyser, by_relevance
from dateline.analyse.draft import Draft
from dateline.analyse.encoder_events import Sights, pair_shares
from dateline.analyse.sentences import parse
from dateline.codebook import PLOVER_TYPES
from dateline.model import Claim, Report, Span

READS = ("id", "text", "source_span", "target_span", "source_spans", "target_spans")

# PLOVER's quad classes by root type.
QUADS = {
    "AGREE": "V-COOP", "CONSULT": "V-COOP", "SUPPORT": "V-COOP", "CONCEDE": "V-COOP",
    "COOPERATE": "M-COOP", "AID": "M-COOP", "RETREAT": "M-COOP",
    "REQUEST": "V-CONF", "ACCUSE": "V-CONF", "REJECT": "V-CONF", "THREATEN": "V-CONF",
    "PROTEST": "M-CONF", "SANCTION": "M-CONF", "MOBILIZE": "M-CONF", "COERCE": "M-CONF", "ASSAULT": "M-CONF",
}  # fmt: skip
_YIELD = ("CONCEDE", "RETREAT")
_DEEDS = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT", "SUPPORT"})
_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One label an item: the event told of the marked pair; NEUTRAL and no event where nothing is told."""
    for item in items:
        sources, targets = _spans(item, "source"), _spans(item, "target")
        event = _of_pair(item["text"], sources[0], targets[0]) if sources and targets else None
        if event is None:
            claims = by_relevance(analyse_sentence(item["id"], item["text"]).claims, sources, targets)
            event = _label(claims[0]) if claims else None
        quad = QUADS[event] if event else "NEUTRAL"
        binary = "CONFLICT" if quad.endswith("CONF") else "COOPERATION"
        yield {"id": item["id"], "event": event, "quad": quad, "codes": {"binary": binary}}


def _of_pair(text: str, source: Span, target: Span) -> str | None:
    """The encoder's likeliest root for a marked pair; CONCEDE and RETREAT compete as one, as PLV's coders have them."""
    sights = _sights(text)
    shares = pair_shares(sights, source, target) if sights is not None else None
    if shares is None:
        return None
    by_root = dict(zip(PLOVER_TYPES, map(float, shares), strict=True))
    first, second = sorted(_YIELD, key=lambda r: -by_root[r])
    by_root[first] += by_root.pop(second)
    return max(by_root, key=lambda r: by_root[r])


def _sights(text: str) -> Sights | None:
    report = Report("s", text, "2010-01-01")
    draft = Draft(report, parse(analyser().nlp, report))
    for layer in analyser().layers[:2]:  # sentences and the encoder
        draft = layer(draft)
    return Sights.of(draft)


def _label(claim: Claim) -> str:
    """The root a coder of the pair gives: intent and refusal are roots of their own there, and statuses here.

    A deed of cooperation that is refused is REJECT, one that is promised AGREE; an act of force announced, THREATEN.
    """
    event, status = claim.event.type, claim.factuality.status
    friendly = QUADS[event].endswith("COOP")
    if status == "denied" and friendly:
        return "REJECT"
    if status == "planned" and event in _DEEDS:
        return "AGREE"
    if status in ("planned", "conditional") and event in _FORCE:
        return "THREATEN"
    return event


def _spans(item: dict[str, Any], role: str) -> list[Span]:
    found = item.get(f"{role}_spans") or ([item[f"{role}_span"]] if item.get(f"{role}_span") else [])
    return [Span(*s) for s in found]
