"""A sentence to the PLOVER root and quad class that a coder gives it: of a marked source and target, or as a whole.

The encoder's `label` head was trained on such sentences. Without weights the claims of the analysis decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.sentences import analyse_sentence, by_relevance, coded
from dateline.codebook import PLOVER_TYPES
from dateline.model import Claim, Span

READS = ("id", "text", "source_span", "target_span", "source_spans", "target_spans")

# Quad classes by root type, as the coders of PLV and CAMEO have them: what yields is material.
QUADS = {
    "AGREE": "V-COOP", "CONSULT": "V-COOP", "SUPPORT": "V-COOP",
    "COOPERATE": "M-COOP", "AID": "M-COOP", "CONCEDE": "M-COOP", "RETREAT": "M-COOP",
    "REQUEST": "V-CONF", "ACCUSE": "V-CONF", "REJECT": "V-CONF", "THREATEN": "V-CONF",
    "PROTEST": "M-CONF", "SANCTION": "M-CONF", "MOBILIZE": "M-CONF", "COERCE": "M-CONF", "ASSAULT": "M-CONF",
}  # fmt: skip
_YIELD = ("CONCEDE", "RETREAT")
_DEEDS = frozenset({"AID", "COOPERATE", "CONCEDE", "RETREAT", "CONSULT", "SUPPORT"})
_FORCE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One label an item: the event told of the marked pair; NEUTRAL and no event where nothing is told."""
    for item in items:
        event, quad = _of_encoder(item) or _of_claims(item)
        binary = "CONFLICT" if quad.endswith("CONF") else "COOPERATION"
        yield {"id": item["id"], "event": event, "quad": quad, "codes": {"binary": binary}}


def _of_encoder(item: dict[str, Any]) -> tuple[str | None, str] | None:
    """The likeliest root and the likeliest quad class; None without weights.

    A marked pair always has an event: its coders left none out.
    """
    sources, targets = _spans(item, "source")[:1], _spans(item, "target")[:1]
    seen = coded(item["text"], sources, targets)
    if seen is None:
        return None
    by_root = dict(zip(PLOVER_TYPES, map(float, seen.label[1:]), strict=True))
    by_quad = _by_quad(by_root)
    if not (sources and targets):
        by_quad["NEUTRAL"] = float(seen.label[0])
    quad = max(by_quad, key=lambda q: by_quad[q])
    return (None if quad == "NEUTRAL" else _likeliest(by_root)), quad


def _by_quad(by_root: dict[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for root, share in by_root.items():
        found[QUADS[root]] = found.get(QUADS[root], 0.0) + share
    return found


def _likeliest(by_root: dict[str, float]) -> str:
    """The likeliest root; CONCEDE and RETREAT compete as one, as PLV's coders have them."""
    first, second = sorted(_YIELD, key=lambda r: -by_root[r])
    shares = {**by_root, first: by_root[first] + by_root[second]}
    return max(shares, key=lambda r: shares[r])


def _of_claims(item: dict[str, Any]) -> tuple[str | None, str]:
    claims = analyse_sentence(item["id"], item["text"]).claims
    best = by_relevance(claims, _spans(item, "source"), _spans(item, "target"))
    event = _label(best[0]) if best else None
    return event, QUADS[event] if event else "NEUTRAL"


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
