"""Train the encoder on attribution and factuality at once.

    python training/train.py build/training --base MODEL_FOLDER --out build/training/reader.pt

Seeded and resumable (`--resume`). Each step takes a batch of article windows; every fourth also one of sentences with
factuality. The embeddings are frozen: 12 of the 22 million parameters, and nothing in them is about news. Attention and
linear layers run in bfloat16. `--workers 2` trains in two processes on one thread each, which on a busy
machine is faster than one process on two threads. `--minutes` ends the schedule early by the clock (not reproducible).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp
from model import CONTENT, CUE, LINKS, Reader
from torch import Tensor
from torch.nn import functional

CLS, SEP, LIMIT = 101, 102, 190
FACTS_EVERY = 4  # steps
CUE_LINK, CONTENT_LINK, FIRST_LINK, LAST_LINK = range(len(LINKS))


@dataclass(frozen=True)
class Window:
    """Pieces of an article with the opening mark in front: position k of a label is position k of `ids`."""

    ids: list[int]
    role: list[int]
    head: list[int]
    links: list[list[int]]


def cut(article: dict[str, Any], start: int, end: int) -> Window:
    """The window of pieces `start` to `end`; links that leave it are dropped (head) or become nobody (source)."""

    def place(k: int) -> int:
        return k - start + 1 if start <= k < end else -1

    role = [-1, *article["role"][start:end], -1]
    head = [-1, *(place(h) for h in article["head"][start:end]), -1]
    links = [[place(c), max(place(a), 0), max(place(b), 0)] for c, a, b in article["links"] if start <= c < end
             and (a < 0 or (start <= a and b < end))]  # fmt: skip
    return Window([CLS, *article["ids"][start:end], SEP], role, head, links)


def windows_of(article: dict[str, Any], first: int) -> Iterator[Window]:
    """The article's windows, the first of at most `first` pieces."""
    start, most, cuts = 0, first, article["cuts"]
    total = len(article["ids"])
    while start < total:
        end = start + most if total - start > most else total
        if end < total:
            end = max((c for c in cuts if start < c <= end), default=end)
        yield cut(article, start, end)
        start, most = end, LIMIT


def batches(windows: list[Any], size: int, rng: random.Random) -> list[list[Any]]:
    """Windows of like length together, `size` pieces a batch with the padding, in random order."""
    windows = sorted(windows, key=lambda w: (len(w.ids), rng.random()))
    found, batch = [], []
    for w in windows:
        if batch and len(w.ids) * (len(batch) + 1) > size:
            found.append(batch)
            batch = []
        batch.append(w)
    found.append(batch)
    rng.shuffle(found)
    return found


def padded(rows: list[list[int]], fill: int) -> Tensor:
    """The rows as one matrix."""
    most = max(map(len, rows))
    return torch.tensor([r + [fill] * (most - len(r)) for r in rows])


def inputs(batch: list[Any], device: torch.device) -> tuple[Tensor, Tensor]:
    """Ids and attention mask."""
    ids = padded([w.ids for w in batch], 0)
    return ids.to(device), (ids != 0).long().to(device)


def masked(scores: Tensor, mask: Tensor) -> Tensor:
    """Scores of the links with padding ruled out as a target."""
    return scores.float().masked_fill(mask[:, None, None, :] == 0, -1e4)


def attribution_loss(out: dict[str, Tensor], batch: list[Window], mask: Tensor) -> dict[str, Tensor]:
    """Cross entropies: role of each piece, cue of each cue and content piece, source of each cue."""
    device = mask.device
    role, head = padded([w.role for w in batch], -1).to(device), padded([w.head for w in batch], -1).to(device)
    links = masked(out["links"], mask)
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


@dataclass(frozen=True)
class Fact:
    """A sentence, marks included, and [position, factuality] of its events."""

    ids: list[int]
    events: list[list[float]]


def factuality_loss(out: dict[str, Tensor], batch: list[Fact]) -> Tensor:
    """Smooth L1 (Rudinger et al. 2018)."""
    at = [(n, int(k), v) for n, f in enumerate(batch) for k, v in f.events]
    guess = out["factuality"][[n for n, _, _ in at], [k for _, k, _ in at]].float()
    return functional.smooth_l1_loss(guess, torch.tensor([v for _, _, v in at], device=guess.device))


def read(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[Fact]]:
    """Articles to train on, articles held out, sentences with factuality."""
    articles = [json.loads(line) for line in (folder / "articles.jsonl").open(encoding="utf8")]
    facts = [json.loads(line) for line in (folder / "facts.jsonl").open(encoding="utf8")]
    return ([a for a in articles if not a["held"]], [a for a in articles if a["held"]],
            [Fact([CLS, *f["ids"], SEP], [[k + 1, v] for k, v in f["events"]]) for f in facts])  # fmt: skip


def stream(windows: Any, size: int, seed: int, rank: int, workers: int) -> Iterator[tuple[int, list[Any]]]:
    """Batches without end with their epoch; each worker gets its share. `windows(rng)` makes an epoch's windows."""
    epoch = 0
    while True:
        rng = random.Random(f"{seed} {epoch}")
        found = batches(windows(rng), size, rng)
        for k in range(0, len(found) - workers + 1, workers):
            yield epoch, found[k + rank]
        epoch += 1


def groups(model: Reader, rate: float, frozen: int) -> list[dict[str, Any]]:
    """Parameter groups: lower layers learn more slowly, heads five times faster; embeddings not at all."""
    model.encoder.embeddings.requires_grad_(False)
    found = []
    layers = model.encoder.encoder.layer
    for k, layer in enumerate(layers):
        layer.requires_grad_(k >= frozen)
        if k >= frozen:
            found.append({"params": list(layer.parameters()), "lr": rate * 0.9 ** (len(layers) - 1 - k)})
    return [*found, {"params": list(model.heads.parameters()), "lr": rate * 5}]


def schedule(done: float) -> float:
    """The share of the top rate after `done` (0 to 1) of the training: a short rise, then straight down."""
    return done / 0.06 if done < 0.06 else max(0.01, (1.0 - done) / 0.94)


def worker(rank: int, options: argparse.Namespace) -> None:
    """One training process."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    if options.workers > 1:
        dist.init_process_group("gloo", init_method=f"file://{options.out}.sync", rank=rank, world_size=options.workers)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    train, held, facts = read(options.data)
    if options.share < 1:
        train = train[: int(len(train) * options.share)]
    model = Reader(options.base, options.layers).to(device)
    optimiser = torch.optim.AdamW(groups(model, options.rate, options.frozen), weight_decay=0.01)
    rates = [g["lr"] for g in optimiser.param_groups]
    step, before = 0, 0.0
    if options.resume and options.out.exists():
        state = torch.load(options.out, map_location=device)
        model.load_state_dict(state["model"])
        if "optimiser" in state:
            optimiser.load_state_dict(state["optimiser"])
            step, before = state["step"], state["seconds"]
    articles = stream(lambda rng: [w for a in train for w in windows_of(a, rng.randint(60, LIMIT)) if wanted(w, rng)],
                      options.size, options.seed, rank, options.workers)  # fmt: skip
    sentences = stream(lambda _: facts, options.size // 2, options.seed + 1, rank, options.workers)
    for _ in range(step):
        next(articles)
    started, saved = time.time(), time.time()
    total, seen = {}, 0
    model.train()
    while True:
        spent = before + time.time() - started
        done = max(step / options.steps, spent / (60 * options.minutes) if options.minutes else 0.0)
        if options.workers > 1:
            shared = torch.tensor([done])
            dist.broadcast(shared, 0)
            done = float(shared)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * schedule(min(done, 1.0))
        if done >= 1.0:
            break
        epoch, batch = next(articles)
        ids, mask = inputs(batch, device)
        with torch.autocast(device.type, torch.bfloat16):
            out = model(ids, mask)
        parts = attribution_loss(out, batch, mask)
        loss = parts["role"] + 0.3 * parts["cue"] + 0.5 * parts["content"]
        loss = loss + 0.25 * (parts.get("first", 0.0) + parts.get("last", 0.0))
        loss.backward()
        seen += int(mask.sum())
        if step % FACTS_EVERY == 0:
            _, some = next(sentences)
            ids, mask = inputs(some, device)
            with torch.autocast(device.type, torch.bfloat16):
                out = model(ids, mask)
            parts["factuality"] = factuality_loss(out, some)
            (parts["factuality"] * 0.5).backward()
            seen += int(mask.sum())
        if options.workers > 1:
            average(model, options.workers)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        for k, v in parts.items():
            total.setdefault(k, []).append(float(v.detach()))
        if rank == 0 and step % options.report == 0:
            means = "  ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in total.items())
            print(
                f"step {step} epoch {epoch} done {done:.3f} {seen / (time.time() - started):.0f} tok/s  {means}",
                flush=True,
            )
            total = {}
        if rank == 0 and time.time() - saved > 60 * options.save_minutes:
            saved = time.time()
            save(options, model, optimiser, step, before + time.time() - started)
    if rank == 0:
        save(options, model, None, step, before + time.time() - started)
        print(f"end: {step} steps, {seen * options.workers} wordpieces, {time.time() - started:.0f} s", flush=True)
        print(f"held out: {json.dumps(losses(model, held, device))}", flush=True)


def wanted(window: Window, rng: random.Random) -> bool:
    """Windows without any attribution teach little: half of them are left out of an epoch."""
    return CUE in window.role or rng.random() < 0.5


def average(model: Reader, workers: int) -> None:
    """Average the gradients over the workers."""
    grads = []
    for p in model.parameters():
        if p.requires_grad:
            grads.append(p.grad if p.grad is not None else torch.zeros_like(p))
            p.grad = grads[-1]
    flat = torch.cat([g.flatten() for g in grads])
    dist.all_reduce(flat)
    flat /= workers
    at = 0
    for g in grads:
        g.copy_(flat[at : at + g.numel()].view_as(g))
        at += g.numel()


def save(options: argparse.Namespace, model: Reader, optimiser: Any, step: int, seconds: float) -> None:
    """Write the checkpoint; a crash while writing leaves the old one."""
    state = {"model": model.state_dict(), "layers": options.layers, "step": step, "seconds": seconds}
    if optimiser is not None:
        state["optimiser"] = optimiser.state_dict()
    part = options.out.with_suffix(".part")
    torch.save(state, part)
    part.replace(options.out)


@torch.no_grad()
def losses(model: Reader, held: list[dict[str, Any]], device: torch.device) -> dict[str, float]:
    """Mean losses over the held-out articles."""
    model.eval()
    found: dict[str, list[float]] = {}
    for a in held:
        batch = list(windows_of(a, LIMIT))
        ids, mask = inputs(batch, device)
        with torch.autocast(device.type, torch.bfloat16):
            out = model(ids, mask)
        for k, v in attribution_loss(out, batch, mask).items():
            found.setdefault(k, []).append(float(v.detach()))
    return {k: round(sum(v) / len(v), 4) for k, v in found.items()}


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1400)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--size", type=int, default=1600, help="pieces a batch and worker")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay as they are")
    parser.add_argument("--share", type=float, default=1.0, help="share of the articles, for learning curves")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=int, default=20)
    parser.add_argument("--save-minutes", type=float, default=3.0)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.out = options.out.resolve()
    Path(f"{options.out}.sync").unlink(missing_ok=True)
    if options.workers > 1:
        mp.spawn(worker, (options,), options.workers)
    else:
        worker(0, options)


if __name__ == "__main__":
    main()
