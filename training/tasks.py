"""What the encoder is trained on: windows of each corpus, and the loss of each head over a batch of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from model import CONTENT, CUE, EVENTS, LINKS, PARTS, STATUSES
from torch import Tensor
from torch.nn import functional

CLS, SEP, LIMIT = 101, 102, 190
BLANK = [0] * 7  # the features of the marks at a window's ends
CUE_LINK, CONTENT_LINK, FIRST_LINK, LAST_LINK = range(len(LINKS))
Losses = dict[str, Tensor]
Out = dict[str, Tensor]


@dataclass(frozen=True)
class Window:
    """Pieces with the opening mark in front: position k of a label is position k of `ids`."""

    ids: list[int]
    features: list[list[int]]
    role: list[int] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    links: list[list[int]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    facts: list[list[float]] = field(default_factory=list)
    pair: dict[str, list[int]] = field(default_factory=dict)
    label: list[int] = field(default_factory=list)
    sides: list[int] = field(default_factory=list)
    entities: list[int] = field(default_factory=list)
    modalities: list[list[int]] = field(default_factory=list)
    verdicts: list[list[Any]] = field(default_factory=list)


def read_windows(folder: Path, name: str) -> list[dict[str, Any]]:
    """The items of a prepared file."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").open(encoding="utf8")]


def sentences(rows: list[dict[str, Any]], key: str) -> list[Window]:
    """Single sentences as windows: with factuality, a marked pair, or what `coded` has of them."""
    found = []
    for row in rows:
        framed = {"ids": [CLS, *row["ids"], SEP], "features": [BLANK, *row["features"], BLANK]}
        if key == "facts":
            found.append(Window(**framed, facts=[[k + 1, v] for k, v in row["events"]]))
        elif key == "labels":
            found.append(Window(**framed, label=row["types"]))
        elif key == "tags":
            rows_of = {name: [-1, *(row[name] or [-1] * len(row["ids"])), -1] for name in ("sides", "entities")}
            found.append(Window(**framed, **rows_of))
        elif key == "judged":
            found.append(Window(**framed, verdicts=[[k + 1, *rest] for k, *rest in row["verdicts"]]))
        elif key == "modality":
            found.append(Window(**framed, modalities=[[k + 1, v] for k, v in row["modalities"]]))
        elif row["actor"] and row["recipient"]:
            parties = {name: [k + 1 for k in row[name]] for name in ("actor", "recipient")}
            found.append(Window(**framed, pair={**parties, "types": row["types"]}))
    return found


def windows_of(row: dict[str, Any], first: int) -> Iterator[Window]:
    """A text's windows, the first of at most `first` pieces; they end where a sentence ends."""
    start, most, cuts = 0, first, row["cuts"]
    total = len(row["ids"])
    while start < total:
        end = start + most if total - start > most else total
        if end < total:
            end = max((c for c in cuts if start < c <= end), default=end)
        yield cut(row, start, end)
        start, most = end, LIMIT


def cut(row: dict[str, Any], start: int, end: int) -> Window:
    """The window of pieces `start` to `end`; links that leave it are dropped (head) or become nobody (source)."""

    def place(k: int) -> int:
        return k - start + 1 if start <= k < end else -1

    def places(ks: list[int]) -> list[int]:
        return [k - start + 1 for k in ks if start <= k < end]

    framed = {
        "ids": [CLS, *row["ids"][start:end], SEP],
        "features": [BLANK, *row["features"][start:end], BLANK],
    }
    if "role" not in row:
        events = [{**e, "pieces": places(e["pieces"]), **{p: places(e[p]) for p in PARTS}} for e in row["events"]]
        return Window(**framed, events=[e for e in events if e["pieces"]])
    role = [-1, *row["role"][start:end], -1]
    head = [-1, *(place(h) for h in row["head"][start:end]), -1]
    links = [[place(c), max(place(a), 0), max(place(b), 0)] for c, a, b in row["links"] if start <= c < end
             and (a < 0 or (start <= a and b < end))]  # fmt: skip
    return Window(**framed, role=role, head=head, links=links)


def fresh_windows(rows: list[dict[str, Any]], rng: random.Random) -> list[Window]:
    """An epoch's windows, cut anew. Half of those without any label teach little and are left out."""
    found = [w for row in rows for w in windows_of(row, rng.randint(60, LIMIT))]
    return [w for w in found if CUE in w.role or w.events or rng.random() < 0.5]


def padded(rows: list[list[int]], fill: int) -> Tensor:
    """The rows as one matrix."""
    most = max(map(len, rows))
    return torch.tensor([r + [fill] * (most - len(r)) for r in rows])


def inputs(batch: list[Window], device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, features, attention mask."""
    ids = padded([w.ids for w in batch], 0)
    most = ids.shape[1]
    features = torch.tensor([w.features + [BLANK] * (most - len(w.features)) for w in batch])
    return ids.to(device), features.to(device), (ids != 0).long().to(device)


def attribution_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """Cross entropies: role of each piece, cue of each cue and content piece, source of each cue."""
    device = mask.device
    role, head = padded([w.role for w in batch], -1).to(device), padded([w.head for w in batch], -1).to(device)
    links = out["links"].float().masked_fill(mask[:, None, None, :] == 0, -1e4)
    loss = {"role": functional.cross_entropy(out["role"].float().flatten(0, 1), role.flatten(), ignore_index=-1)}
    for name, kind, value in (("cue", CUE_LINK, CUE), ("content", CONTENT_LINK, CONTENT)):
        wanted = (role == value) & (head > 0)
        loss[name] = functional.cross_entropy(links[:, kind][wanted], head[wanted]) if wanted.any() else links.sum() * 0
    cues = [(n, c, a, b) for n, w in enumerate(batch) for c, a, b in w.links]
    if cues:
        n, c, a, b = torch.tensor(cues, device=device).T
        loss["first"] = functional.cross_entropy(links[n, FIRST_LINK, c], a)
        loss["last"] = functional.cross_entropy(links[n, LAST_LINK, c], b)
    return loss


def event_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """Cross entropies of type and status (shared out where several are right), binary ones of the parts' pieces."""
    n, length = mask.shape
    types = torch.zeros(n, length, EVENTS)
    types[:, :, 0] = 1.0
    statuses, parts, at = [], [], []
    for k, window in enumerate(batch):
        for event in window.events:
            for piece in event["pieces"]:
                types[k, piece] = torch.zeros(EVENTS)
                types[k, piece, event["types"]] = 1.0 / len(set(event["types"]))
            at.append((k, event["pieces"][0]))
            statuses.append(shared(event["statuses"], STATUSES))
            parts.append(torch.stack([shared(event[p], length, share=False) for p in PARTS]))
    inside = mask.bool().cpu()
    inside[:, 0] = False
    scores = functional.log_softmax(out["event"].float(), -1)
    loss = {"event": -(types.to(scores.device) * scores).sum(-1)[inside.to(scores.device)].mean()}
    if at:
        rows, columns = torch.tensor(at, device=mask.device).T
        status = functional.log_softmax(out["status"].float()[rows, columns], -1)
        loss["status"] = -(torch.stack(statuses).to(status.device) * status).sum(-1).mean()
        linked = out["parts"].float()[rows, :, columns]
        wanted = torch.stack(parts).to(linked.device)
        each = functional.binary_cross_entropy_with_logits(linked, wanted, reduction="none")
        loss["parts"] = (each * mask[rows].unsqueeze(1)).sum() / (4.0 * len(at))
    return loss


def shared(places: list[int], size: int, *, share: bool = True) -> Tensor:
    """A row with ones at the places, or with 1 shared out over them."""
    row = torch.zeros(size)
    row[places] = 1.0 / len(set(places)) if share and places else 1.0
    return row


def verdict_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """Minus the log probability of what a reader's verdict leaves possible; only the judged piece is trained on.

    Possible is the type that it confirms, no event, or any other type; the status that it confirms, or any other.
    """
    del mask
    types = functional.log_softmax(out["event"].float(), -1)
    statuses = functional.log_softmax(out["status"].float(), -1)
    event, status = [], []
    for k, window in enumerate(batch):
        for piece, type_, verdict, status_, right in window.verdicts:
            left = {"R": [type_], "W-none": [0]}.get(verdict) or [t for t in range(1, EVENTS) if t != type_]
            event.append(-torch.logsumexp(types[k, piece, left], 0))
            if verdict != "W-none":
                allowed = [status_] if right else [s for s in range(STATUSES) if s != status_]
                status.append(-torch.logsumexp(statuses[k, piece, allowed], 0))
    losses = {"verdict": torch.stack(event).mean()}
    return losses | ({"verdict status": torch.stack(status).mean()} if status else {})


def pair_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """The type of what one marked party does to another, with the trigger left open.

    Each piece is a possible trigger: its type's probability times that of the two parties being its actor and its
    recipient; summed over pieces, the types compete.
    """
    del mask
    event = functional.log_softmax(out["event"].float(), -1)
    parts = functional.logsigmoid(out["parts"].float())
    losses = []
    for k, window in enumerate(batch):
        length = len(window.ids)
        tie = sum(parts[k, n, :length, window.pair[name]].mean(-1) for n, name in enumerate(("actor", "recipient")))
        by_type = torch.logsumexp(event[k, :length, 1:] + tie.unsqueeze(-1), 0)  # type: ignore[union-attr]
        right = torch.logsumexp(by_type[[t - 1 for t in window.pair["types"]]], 0)
        losses.append(torch.logsumexp(by_type, 0) - right)
    return {"pair": torch.stack(losses).mean()}


def factuality_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """Smooth L1 (Rudinger et al. 2018)."""
    del mask
    at = [(n, int(k), v) for n, f in enumerate(batch) for k, v in f.facts]
    guess = out["factuality"][[n for n, _, _ in at], [k for _, k, _ in at]].float()
    return {"factuality": functional.smooth_l1_loss(guess, torch.tensor([v for _, _, v in at], device=guess.device))}


def label_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """The probability of all readings together that a sentence's label allows."""
    del mask
    scores = functional.log_softmax(out["label"].float(), -1)
    right = torch.stack([torch.logsumexp(scores[k, w.label], 0) for k, w in enumerate(batch)])
    return {"label": -right.mean()}


def tag_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """Cross entropies of both kinds of tags, each over the corpus that has it."""
    losses = {}
    for name in ("sides", "entities"):
        wanted = padded([getattr(w, name) for w in batch], -1).to(mask.device)
        if (wanted >= 0).any():
            losses[name] = functional.cross_entropy(out[name].float().flatten(0, 1), wanted.flatten(), ignore_index=-1)
    return losses


def modality_loss(out: Out, batch: list[Window], mask: Tensor) -> Losses:
    """Cross entropy over the events of MEANTIME."""
    del mask
    at = [(n, k, v) for n, w in enumerate(batch) for k, v in w.modalities]
    scores = out["modality"].float()[[n for n, _, _ in at], [k for _, k, _ in at]]
    wanted = torch.tensor([v for _, _, v in at], device=scores.device)
    return {"modality": functional.cross_entropy(scores, wanted, label_smoothing=0.05)}
