"""Claims for readers to judge, and their verdicts turned into rows that the confidence is fitted on.

    python training/judge.py sample ../shared/bench --count 1200 --parts 8 --out /tmp/judge
    python training/judge.py convert /tmp/judge --parts 8 --out training/annotations/judged/claims.jsonl

`sample` writes PART.txt for each reader and one claims.json; whoever judges writes PART.ann as
`training/annotations/README.md` says. Drawn are claims of whatever confidence from outside the annotated stretches and
from outside what was judged before, so that the encoder was not trained on them. Only offsets, labels and hashes of
names go into the project, never text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from calibrate_confidence import key_of, report_of
from data import ANNOTATIONS
from spans import read_lines

from dateline.analyse import claims as claims_room
from dateline.analyse.pipeline import Analyser, load_analyser
from dateline.model import Claim, Report

FILES = (
    "../corpora/ukraine-2022/reports.jsonl", "../corpora/ukraine-2022/reports-president-ua.jsonl",
    "timelines/t17-docs/egypt.jsonl", "timelines/t17-docs/iraq.jsonl", "geo/gwn.jsonl", "geo/trnews.jsonl",
)  # fmt: skip
FACTS = ("occurred", "ongoing")
FACT_SHARE = 0.8
BEFORE = 1000  # characters in front of the sentence that a reader is shown
EACH = 12  # claims of one report at most
PARTS = ("type", "actor", "status", "source", "recipient")
VERDICTS = {
    "type": ("R", "W-none", "W-root"), "status": ("R", "W"), "source": ("R", "W"),
    "actor": ("R", "W-party", "W-part", "W-pronoun", "W-gap"),
    "recipient": ("R", "W-party", "W-part", "W-pronoun", "W-gap"),
}  # fmt: skip


def main() -> None:
    """Draw claims, or read the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("sample", "convert"))
    parser.add_argument("folder", type=Path, help="sample: the data folder; convert: where the verdicts are")
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--parts", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "sample":
        sample(options.folder, options.count, options.parts, options.seed, options.out)
    else:
        rows, faults = convert(options.folder, options.parts)
        print("\n".join(faults), file=sys.stderr)
        options.out.write_text("".join(json.dumps(r, separators=(",", ":")) + "\n" for r in rows), encoding="utf8")
        print(f"{len(rows)} judged claims in {options.out}, {len(faults)} faults")
        sys.exit(bool(faults))


def sample(data: Path, count: int, parts: int, seed: int, out: Path) -> None:
    """Draw the claims and write a file for each reader."""
    rng, analyser = random.Random(seed), load_analyser()
    claims_room.LEAST_CONFIDENCE = 0.0  # the fit needs those that are not shown as well
    drawn: list[dict[str, Any]] = []
    for file, item in in_turn(data, rng):
        if len(drawn) >= count:
            break
        drawn += draw(file, item, analyser, rng)
    drawn = drawn[:count]
    rng.shuffle(drawn)
    out.mkdir(parents=True, exist_ok=True)
    (out / "claims.json").write_text(json.dumps(drawn), encoding="utf8")
    for part in range(parts):
        mine = range(part, len(drawn), parts)
        (out / f"{part + 1}.txt").write_text("\n".join(shown(k, drawn[k]) for k in mine), encoding="utf8")
    print(f"{len(drawn)} claims in {parts} parts")


def in_turn(data: Path, rng: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each file's reports in random order, the files by turns, so that a large one does not outweigh the others."""
    shuffled = []
    for file in FILES:
        items = list(read_lines(data / file))
        rng.shuffle(items)
        shuffled.append([(file, item) for item in items])
    return (pair for row in zip_longest(*shuffled) for pair in row if pair is not None)


def draw(file: str, item: dict[str, Any], analyser: Analyser, rng: random.Random) -> list[dict[str, Any]]:
    """Some of a report's claims, four in five of them told as facts."""
    taken = [s for path in ANNOTATIONS.glob("*.jsonl") for s in _of(path, file, str(item["id"]), "stretch")]
    before = (ANNOTATIONS / "judged").glob("*.jsonl")
    judged = [s[0] for path in before for s in _of(path, file, str(item["id"]), "trigger")]
    report = report_of(item)
    free = [
        c for c in analyser(report).claims
        if c.event.trigger.start not in judged and not any(s <= c.event.trigger.start < e for s, e in taken)
    ]  # fmt: skip
    rng.shuffle(free)
    facts = [c for c in free if c.factuality.status in FACTS]
    others = [c for c in free if c.factuality.status not in FACTS]
    some = facts[: round(EACH * FACT_SHARE)]
    some += others[: round(len(some) * (1 - FACT_SHARE) / FACT_SHARE)]
    return [row_of(c, report, file, item["text"]) for c in some]


def _of(path: Path, file: str, name: str, key: str) -> list[Any]:
    return [d[key] for d in _lines(path) if d["file"] == file and d["id"] == name]


@cache
def _lines(path: Path) -> list[dict[str, Any]]:
    return list(read_lines(path))


def row_of(claim: Claim, report: Report, file: str, text: str) -> dict[str, Any]:
    """A claim as it is stored, with what its reader sees beside it."""
    start, kind, status, actors = key_of(claim)
    trigger = claim.event.trigger
    before = report.text[max(0, claim.evidence.start - BEFORE) : claim.evidence.start]
    marked = (report.text[claim.evidence.start : trigger.start] + "[[" + trigger.words(report.text) + "]]"
              + report.text[trigger.end : claim.evidence.end])  # fmt: skip
    seen = {
        "type": kind, "status": status, "source": " > ".join(s.name for s in claim.sources) or "AUTHOR",
        "actor": "; ".join(a.name for a in claim.event.actors) or "-",
        "recipient": "; ".join(r.name for r in claim.event.recipients) or "-",
        "about": f"{report.dct} | {report.outlet} | {report.title}", "before": before, "sentence": marked,
    }  # fmt: skip
    return {"file": file, "id": report.id, "sha": _sha(text), "trigger": [start, trigger.end], "type": kind,
            "status": status, "actors": actors, "seen": seen}  # fmt: skip


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def shown(number: int, row: dict[str, Any]) -> str:
    """What a reader sees of a claim."""
    seen = row["seen"]
    lines = [f"=== {number}", f"({seen['about']})", f"... {' '.join(seen['before'].split())}",
             f">>> {' '.join(seen['sentence'].split())}",
             " | ".join(f"{name.upper()} {seen[name]}" for name in PARTS), ""]  # fmt: skip
    return "\n".join(lines)


def convert(folder: Path, parts: int) -> tuple[list[dict[str, Any]], list[str]]:
    """The judged rows, and what is wrong with which line."""
    drawn = json.loads((folder / "claims.json").read_text(encoding="utf8"))
    rows: dict[int, dict[str, Any]] = {}
    faults = []
    for part in range(1, parts + 1):
        path = folder / f"{part}.ann"
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines() if path.exists() else (), 1):
            try:
                k, verdict = verdict_of(line)
            except ValueError as error:
                faults.append(f"{path.name} line {number}: {error}")
                continue
            rows[k] = {name: value for name, value in drawn[k].items() if name != "seen"} | {"verdict": verdict}
    return [rows[k] for k in sorted(rows)], faults


def verdict_of(line: str) -> tuple[int, dict[str, str]]:
    """A line "12|R|W-part|R|R|R". Raises ValueError that says what is wrong with it."""
    number, *verdicts = (f.strip() for f in line.split("|"))
    if not number.isdigit() or len(verdicts) != len(PARTS):
        raise ValueError(f"not number and {len(PARTS)} verdicts: {line!r}")
    for part, verdict in zip(PARTS, verdicts, strict=True):
        if verdict not in VERDICTS[part]:
            raise ValueError(f"{verdict!r} is no verdict on a {part}")
    return int(number), dict(zip(PARTS, verdicts, strict=True))


if __name__ == "__main__":
    main()
