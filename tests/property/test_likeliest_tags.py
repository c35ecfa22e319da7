"""The likeliest tagging against every tagging there is."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from bench.tagging import MOST, RARE, SIDE_BY_SIDE, likeliest_tags

TYPES = 2
KNOWN = {(1, 1): 0.8, (1, 0): 0.15, (0, 1): 0.05}


def allowed(tags: tuple[int, ...]) -> bool:
    pairs = zip((0, *tags), tags, strict=False)
    return all(tag % 2 or not tag or (before and (before - 1) // 2 == (tag - 1) // 2) for before, tag in pairs)


def worth(tags: tuple[int, ...], shares: np.ndarray, known: dict[tuple[int, ...], float] | None) -> float:
    total = sum(float(np.log(shares[k, tag])) for k, tag in enumerate(tags))
    total -= SIDE_BY_SIDE * sum(1 for a, b in pairwise(tags) if b % 2 and a)
    if known is not None:
        counts = tuple(min(sum(tag == 2 * kind + 1 for tag in tags), MOST) for kind in range(TYPES))
        total += float(np.log(known.get(counts, RARE)))
    return total


@pytest.mark.parametrize("known", [None, KNOWN])
@pytest.mark.parametrize("seed", range(12))
def test_no_other_tagging_is_likelier(seed: int, known: dict[tuple[int, ...], float] | None) -> None:
    shares = np.random.default_rng(seed).dirichlet(np.full(1 + 2 * TYPES, 0.5), size=5).astype(np.float32) + 1e-5
    found = likeliest_tags(shares, known)
    every = [tags for tags in product(range(1 + 2 * TYPES), repeat=len(shares)) if allowed(tags)]
    assert allowed(tuple(found))
    best = max(worth(tags, shares, known) for tags in every)
    assert worth(tuple(found), shares, known) == pytest.approx(best, abs=1e-4)
