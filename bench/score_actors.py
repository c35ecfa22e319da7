"""Score predictions for bench/actors: python -m bench.score_actors GOLD PREDICTED [--verbose].

Counts the countries and roles that the gold asserts (not null). A role is right where it is the gold's role or
second role.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def main(argv: list[str] | None = None) -> int:
    """Print right / asserted for country, role and second role. Exit status 2 where a file cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args(argv)
    try:
        gold, predicted = read(args.gold), {row["id"]: row for row in read(args.predicted)}
    except (OSError, ValueError, KeyError) as error:
        print(f"score_actors: {error}", file=sys.stderr)
        return 2
    counts = {"country": [0, 0], "role": [0, 0], "role2": [0, 0]}
    for item in gold:
        row = predicted.get(item["id"], {})
        wrong = [key for key in counts if item[key] is not None and not count(counts[key], right(item, row, key))]
        if wrong and args.verbose:
            want, got = ({k: d.get(k) for k in counts} for d in (item, row))
            print(f"{item['mention']!r} ({item['context']}, {item['date']}): {wrong} wanted {want} got {got}")
    for key, (hits, asked) in counts.items():
        print(f"{key:8} {hits:4} of {asked:4}  {hits / asked if asked else 0:.3f}")
    return 0


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def right(item: dict[str, Any], row: dict[str, Any], key: str) -> bool:
    """True where the value asked for was predicted; the two roles may stand in either order."""
    if key == "country":
        return bool((row.get(key) or "") == item[key])
    return item[key] in (row.get("role"), row.get("role2"))


def count(counter: list[int], hit: bool) -> bool:
    """Add to [hits, asked]; the hit is passed on."""
    counter[0] += hit
    counter[1] += 1
    return hit


if __name__ == "__main__":
    sys.exit(main())
