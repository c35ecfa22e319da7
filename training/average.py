"""The mean of two checkpoints' weights: of the one that a training began from, and of the one that it ended with.

    python training/average.py build/training/before.pt build/training/reader.pt --out build/training/mean.pt

Where a further training gains on some tasks and loses on others, the mean of both ends often keeps what each is better
at, at the cost of one model (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def main() -> None:
    """Read both, write the mean."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the second")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    before, after = (torch.load(path, map_location="cpu")["model"] for path in (options.before, options.after))
    torch.save({"model": mean(before, after, options.share), "step": 0, "seconds": 0.0}, options.out)


def mean(before: dict[str, Tensor], after: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """Each weight between the two; what is no number with a fraction is taken from the second.

    Raises:
        SystemExit: the checkpoints are of different models.
    """
    if before.keys() != after.keys():
        raise SystemExit(f"not the same model: {sorted(before.keys() ^ after.keys())}")
    return {
        name: torch.lerp(before[name], weight, share) if weight.is_floating_point() else weight
        for name, weight in after.items()
    }


if __name__ == "__main__":
    main()
