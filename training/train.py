"""Train the encoder on attribution, events and factuality at once.

    python training/train.py build/training --base MODEL_FOLDER --out build/training/reader.pt

Seeded and resumable (`--resume`). Each step takes a batch of articles with attributions; some steps also take one of
annotated events, of marked pairs, of sentences with factuality (`TASKS`). The embeddings (12 of the 22 million
parameters) stay as they are. Attention and linear layers run in bfloat16 where the processor has it, four times as fast
as float32; elsewhere, where it would be ten times slower, in float32. `--tasks attribution --share 0.25` and the like
make the ablations and the learning curve.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from model import Reader
from tasks import (
    LIMIT,
    Losses,
    Out,
    Window,
    attribution_loss,
    event_loss,
    factuality_loss,
    fresh_windows,
    inputs,
    label_loss,
    modality_loss,
    pair_loss,
    read_windows,
    sentences,
    tag_loss,
    verdict_loss,
    windows_of,
)
from torch import Tensor

WEIGHTS = {
    "role": 1.0, "cue": 0.3, "content": 0.5, "first": 0.25, "last": 0.25, "factuality": 0.5,
    "event": 4.0, "status": 0.3, "parts": 0.15, "pair": 0.15,
    "label": 0.25, "sides": 0.4, "entities": 0.4, "modality": 0.1,
    "verdict": 0.1, "verdict status": 0.05,
}  # fmt: skip


@dataclass(frozen=True)
class Task:
    """A corpus with its loss. `every`: in which steps it takes part; `size`: its batches against those of articles."""

    name: str
    every: int
    size: float
    loss: Callable[[Out, list[Window], Tensor], Losses]


TASKS = (
    Task("attribution", 1, 1.0, attribution_loss),
    Task("events", 1, 0.8, event_loss),
    Task("pairs", 4, 0.3, pair_loss),
    Task("facts", 2, 0.5, factuality_loss),
    Task("labels", 1, 0.3, label_loss),
    Task("tags", 2, 0.3, tag_loss),
    Task("modality", 4, 0.25, modality_loss),
    Task("judged", 2, 0.4, verdict_loss),
)


def batches(windows: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
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


def stream(fresh: Callable[[random.Random], list[Window]], size: int, seed: int) -> Iterator[tuple[int, list[Window]]]:
    """Batches without end with their epoch. `fresh(rng)` makes an epoch's windows."""
    epoch = 0
    while True:
        rng = random.Random(f"{seed} {epoch}")
        for batch in batches(fresh(rng), size, rng):
            yield epoch, batch
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
    found.append({"params": list(model.words.parameters()), "lr": rate})
    return [*found, {"params": list(model.heads.parameters()), "lr": rate * 5}]


def schedule(done: float) -> float:
    """The share of the top rate after `done` (0 to 1) of the training: a short rise, then straight down."""
    return done / 0.06 if done < 0.06 else max(0.01, (1.0 - done) / 0.94)


class Trainer:
    """The model, its optimiser, and its batches."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.halved = self.device.type == "cuda" or torch.cpu._is_avx512_bf16_supported()
        sizes = json.loads((options.data / "sizes.json").read_text(encoding="utf8"))
        self.model = Reader(options.base, sizes, options.dropout).to(self.device)
        self.optimiser = torch.optim.AdamW(groups(self.model, options.rate, options.frozen), weight_decay=0.01)
        self.rates = [g["lr"] for g in self.optimiser.param_groups]
        self.step, self.before, self.seen = 0, 0.0, 0
        self._resume()
        self.tasks = [t for t in TASKS if t.name in options.tasks.split(",")]
        self.held: dict[str, list[dict[str, Any]]] = {}
        self.streams = {t.name: self._stream(t, k) for k, t in enumerate(self.tasks)}
        for number in range(self.step):  # a resumed training goes on where the batches were
            for task in self.tasks:
                if number % task.every == 0:
                    next(self.streams[task.name])
        self.started = self.saved = time.time()
        self.sums: dict[str, list[float]] = {}

    def _stream(self, task: Task, number: int) -> Iterator[tuple[int, list[Window]]]:
        file = {"attribution": "articles"}.get(task.name, task.name)
        rows = read_windows(self.options.data, file)
        if task.name in ("attribution", "events"):
            self.held[task.name] = [r for r in rows if r["held"]]
            rows = [r for r in rows if not r["held"]]
            fresh = partial(fresh_windows, rows[: int(len(rows) * self.options.share)])
        else:
            windows = sentences([r for r in rows if not r.get("held")], task.name)

            def fresh(_: random.Random) -> list[Window]:
                return windows

        return stream(fresh, int(self.options.size * task.size), self.options.seed + number)

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
        while self.step < self.options.steps:
            done = self.step / self.options.steps
            for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
                group["lr"] = rate * schedule(done)
            epoch = self._one_step()
            self._report(epoch, done)
        self._save(final=True)
        print(f"end: {self.step} steps, {self.seen} wordpieces, {self.seconds:.0f} s")
        print(f"held out: {json.dumps(self.losses())}", flush=True)

    @property
    def seconds(self) -> float:
        """Spent on training, earlier runs included."""
        return self.before + time.time() - self.started

    def _one_step(self) -> int:
        """Forward, backward, update; the number of the epoch of the first task."""
        epochs = []
        for task in self.tasks:
            if self.step % task.every:
                continue
            epoch, batch = next(self.streams[task.name])
            epochs.append(epoch)
            ids, features, mask = inputs(batch, self.device)
            if self.options.blind:
                features = features * 0
            self.seen += int(mask.sum())
            with torch.autocast(self.device.type, torch.bfloat16, enabled=self.halved):
                out = self.model(ids, features, mask)
            parts = task.loss(out, batch, mask)
            sum(WEIGHTS[name] * value for name, value in parts.items()).backward()
            for name, value in parts.items():
                self.sums.setdefault(name, []).append(float(value.detach()))
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.step += 1
        return epochs[0]

    def _report(self, epoch: int, done: float) -> None:
        if self.step % self.options.report == 0:
            means = "  ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in self.sums.items())
            pace = self.seen / (time.time() - self.started)
            print(f"step {self.step} epoch {epoch} done {done:.3f} {pace:.0f} tok/s  {means}", flush=True)
            self.sums = {}
        if time.time() - self.saved > 60 * self.options.save_minutes:
            self.saved = time.time()
            self._save(final=False)

    def _save(self, *, final: bool) -> None:
        """Write the checkpoint; a crash while writing leaves the old one. A final one lacks the optimiser's state."""
        state = {"model": self.model.state_dict(), "step": self.step, "seconds": self.seconds}
        if not final:
            state["optimiser"] = self.optimiser.state_dict()
        part = self.options.out.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.options.out)

    @torch.no_grad()
    def losses(self) -> dict[str, float]:
        """Mean losses over the held-out texts."""
        self.model.eval()
        found: dict[str, list[float]] = {}
        for task in self.tasks:
            for row in self.held.get(task.name, ()):
                batch = list(windows_of(row, LIMIT))
                ids, features, mask = inputs(batch, self.device)
                if self.options.blind:
                    features = features * 0
                with torch.autocast(self.device.type, torch.bfloat16, enabled=self.halved):
                    out = self.model(ids, features, mask)
                for k, v in task.loss(out, batch, mask).items():
                    found.setdefault(k, []).append(float(v.detach()))
        return {k: round(sum(v) / len(v), 4) for k, v in found.items()}


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--tasks", default=",".join(t.name for t in TASKS))
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--size", type=int, default=1600, help="pieces a batch")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay as they are")
    parser.add_argument("--share", type=float, default=1.0, help="share of the texts, for learning curves")
    parser.add_argument("--blind", action="store_true", help="without what the parse says, for the ablation")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=int, default=20)
    parser.add_argument("--save-minutes", type=float, default=3.0)
    parser.add_argument("--resume", action="store_true")
    options = parser.parse_args()
    options.out = options.out.resolve()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    Trainer(options).run()


if __name__ == "__main__":
    main()
