"""Train the encoder on attribution and factuality at once.

    python training/train.py build/training --base MODEL_FOLDER --out build/training/reader.pt

Seeded and resumable (`--resume`). Each step takes a batch of article windows; every fourth also one of sentences
with factuality. The embeddings (12 of the 22 million parameters) and the two lowest layers are frozen, which saves a
quarter of the time. Attention and linear layers run in bfloat16. `--workers 2` trains in two processes on one thread
each, which on a busy machine is faster than one process on two threads. `--minutes` ends the schedule early by the
clock (not reproducible).
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
WEIGHTS = {"role": 1.0, "cue": 0.3, "content": 0.5, "first": 0.25, "last": 0.25, "factuality": 0.5}
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


class Trainer:
    """One training process: the model, its optimiser, and its share of the batches."""

    def __init__(self, rank: int, options: argparse.Namespace) -> None:
        self.rank, self.options = rank, options
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        train, self.held, facts = read(options.data)
        self.model = Reader(options.base, options.layers).to(self.device)
        self.optimiser = torch.optim.AdamW(groups(self.model, options.rate, options.frozen), weight_decay=0.01)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.step, self.before, self.seen = 0, 0.0, 0
        self._resume()
        train = train[: int(len(train) * options.share)]

        def fresh(rng: random.Random) -> list[Window]:
            return [w for a in train for w in windows_of(a, rng.randint(60, LIMIT)) if wanted(w, rng)]

        self.articles = stream(fresh, options.size, options.seed, rank, options.workers)
        self.sentences = stream(lambda _: facts, options.size // 2, options.seed + 1, rank, options.workers)
        for _ in range(self.step):  # a resumed training goes on where the batches were
            next(self.articles)
        self.started = self.saved = time.time()
        self.sums: dict[str, list[float]] = {}

    def _resume(self) -> None:
        if not (self.options.resume and self.options.out.exists()):
            return
        state = torch.load(self.options.out, map_location=self.device)
        self.model.load_state_dict(state["model"])
        if "optimiser" in state:  # else the training had ended, and a new one begins from its weights
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.before = state["step"], state["seconds"]

    def run(self) -> None:
        """Train to the end of the schedule and save."""
        self.model.train()
        while (done := self._done()) < 1.0:
            for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
                group["lr"] = rate * schedule(done)
            epoch = self._one_step()
            if self.rank == 0:
                self._report(epoch, done)
        if self.rank == 0:
            save(self, final=True)
            print(f"end: {self.step} steps, {self.seen * self.options.workers} wordpieces, {self.seconds:.0f} s")
            print(f"held out: {json.dumps(losses(self.model, self.held, self.device))}", flush=True)

    @property
    def seconds(self) -> float:
        """Spent on training, earlier runs included."""
        return self.before + time.time() - self.started

    def _done(self) -> float:
        """How much of the schedule is over; all workers follow the first one's clock."""
        limit = 60 * self.options.minutes
        done = max(self.step / self.options.steps, self.seconds / limit if limit else 0.0)
        if self.options.workers > 1:
            shared = torch.tensor([done])
            dist.broadcast(shared, 0)
            done = float(shared)
        return done

    def _one_step(self) -> int:
        """Forward, backward, update; the number of the epoch."""
        epoch, batch = next(self.articles)
        out, mask = self._forward(batch)
        parts = attribution_loss(out, batch, mask)
        sum(WEIGHTS[name] * value for name, value in parts.items()).backward()
        if self.step % FACTS_EVERY == 0:
            _, some = next(self.sentences)
            parts["factuality"] = factuality_loss(self._forward(some)[0], some)
            (WEIGHTS["factuality"] * parts["factuality"]).backward()
        if self.options.workers > 1:
            average(self.model, self.options.workers)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        for name, value in parts.items():
            self.sums.setdefault(name, []).append(float(value.detach()))
        return epoch

    def _forward(self, batch: list[Any]) -> tuple[dict[str, Tensor], Tensor]:
        ids, mask = inputs(batch, self.device)
        self.seen += int(mask.sum())
        with torch.autocast(self.device.type, torch.bfloat16):
            return self.model(ids, mask), mask

    def _report(self, epoch: int, done: float) -> None:
        if self.step % self.options.report == 0:
            means = "  ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in self.sums.items())
            pace = self.seen / (time.time() - self.started)
            print(f"step {self.step} epoch {epoch} done {done:.3f} {pace:.0f} tok/s  {means}", flush=True)
            self.sums = {}
        if time.time() - self.saved > 60 * self.options.save_minutes:
            self.saved = time.time()
            save(self, final=False)


def worker(rank: int, options: argparse.Namespace) -> None:
    """One training process."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    if options.workers > 1:
        dist.init_process_group("gloo", init_method=f"file://{options.out}.sync", rank=rank, world_size=options.workers)
    Trainer(rank, options).run()


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


def save(trainer: Trainer, *, final: bool) -> None:
    """Write the checkpoint; a crash while writing leaves the old one. A final one holds no state of the optimiser."""
    state = {"model": trainer.model.state_dict(), "layers": trainer.options.layers, "step": trainer.step,
             "seconds": trainer.seconds}  # fmt: skip
    if not final:
        state["optimiser"] = trainer.optimiser.state_dict()
    part = trainer.options.out.with_suffix(".part")
    torch.save(state, part)
    part.replace(trainer.options.out)


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
    parser.add_argument("--size", type=int, default=800, help="pieces a batch and worker")
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--frozen", type=int, default=2, help="lower layers that stay as they are")
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
