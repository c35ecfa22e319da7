"""python -m bench TASK DATA.jsonl --out PRED.jsonl: predictions for a scorer, made without the gold fields.

Each task is a module of this package with

    READS      the keys of an item that the task may see; all others are dropped before it is called
    prepare    optional: called once with the path of the data, for what lies beside it
    clean      optional: an item without what is gold inside the keys it reads
    predict    items in, predictions out, in the same order, one a report or sentence

(`python -m bench speed` measures the analysis against the parser alone, `python -m bench traps` scores the trap suite.)
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

TASKS = {
    "attribution": "bench.attribution",
    "factuality": "bench.factuality",
    "geo": "bench.geo",
    "time": "bench.time",
    "actors": "bench.actors",
    "events": "bench.events",
    "events-label": "bench.events_label",
    "events-spans": "bench.events_spans",
    "acceptance": "bench.acceptance",
    "audit": "bench.audit",
}


def main(argv: list[str] | None = None) -> int:
    """Run one task. Exit status 2 where the arguments or the data are off."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n\n")[0])
    parser.add_argument("task", choices=[*TASKS, "speed", "traps"])
    parser.add_argument("data", nargs="?", type=Path, help="a data file; acceptance also takes folders")
    parser.add_argument("--out", type=Path, help="where the predictions go, JSON Lines")
    args = parser.parse_args(argv)
    if args.task == "speed":
        return int(importlib.import_module("bench.speed").main(args.data))
    if args.task == "traps":
        return int(importlib.import_module("bench.traps").main())
    if args.data is None or args.out is None:
        parser.error(f"{args.task} needs DATA and --out")
    module = importlib.import_module(TASKS[args.task])
    try:
        items = [visible(item, module) for item in read_items(args.data)]
    except (OSError, ValueError) as error:
        print(f"bench: {args.data}: {error}", file=sys.stderr)
        return 2
    if hasattr(module, "prepare"):
        module.prepare(args.data)
    write_lines(args.out, module.predict(items))
    return 0


def visible(item: dict[str, Any], module: Any) -> dict[str, Any]:
    """What a task may see of an item: the keys it reads, and of nested ones what its `clean` leaves."""
    kept = {k: v for k, v in item.items() if k in module.READS}
    clean = getattr(module, "clean", None)
    return clean(kept) if clean is not None else kept


def read_items(path: Path) -> list[dict[str, Any]]:
    """The items of a JSON Lines file, of an annotation file, or of a folder of either."""
    if path.is_dir():
        return [item for f in sorted(path.iterdir()) if f.suffix in (".json", ".jsonl") for item in read_items(f)]
    text = path.read_text(encoding="utf8")
    if path.suffix == ".json":
        return [unwrap(json.loads(text))]
    return [unwrap(json.loads(line)) for line in text.splitlines() if line.strip()]


def unwrap(item: dict[str, Any]) -> dict[str, Any]:
    """The report of an annotation file, or the item itself."""
    report = item.get("report")
    return report if isinstance(report, dict) else item


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSON Lines, with a count on standard error while it runs."""
    with path.open("w", encoding="utf8") as out:
        for n, row in enumerate(rows, 1):
            out.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
            if n % 100 == 0:
                print(f"\r{n}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
