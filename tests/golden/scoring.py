"""How well claims agree with the golden ones: found (F1), and of those found, how often status, source, ... are right.

python -m tests.golden.scoring [--verbose] [--raise-floors | --lower-floors]

A golden claim is found by at most one exported claim and the other way round. Two claims can belong together when the
exported trigger shares a character with a golden trigger or, failing that, with the golden evidence while the event
type is an accepted one; the pairs that agree in most parts are taken first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
FLOORS = FOLDER / "floors.yaml"
MARGIN = 0.03  # floors stand this far below what was measured: about six of 200 claims may go either way
PARTS = ("event", "status", "sources", "actor", "recipient", "place", "things")
NAME_KEYS = ("name", "mention", "text", "code", "country", "kind")
EXPORTED = {"sources": "sources", "actor": "actors", "recipient": "recipients", "place": "places", "things": "things"}

Row = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over reports. `asked` and `right` are counted over found claims, by part."""

    golden: int = 0
    exported: int = 0
    found: int = 0
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Found claims over exported ones; 0 where nothing was exported."""
        return self.found / self.exported if self.exported else 0.0

    @property
    def recall(self) -> float:
        """Found claims over golden ones."""
        return self.found / self.golden if self.golden else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def share(self, part: str) -> float:
        """How often a part that was asked for is right, 0 to 1."""
        return self.right[part] / self.asked[part] if self.asked[part] else 0.0

    def measures(self) -> dict[str, float]:
        """The figures that have floors."""
        return {"found_f1": self.f1, "status": self.share("status"), "sources": self.share("sources")}

    def __str__(self) -> str:
        head = f"golden {self.golden}  exported {self.exported}  found {self.found}  "
        head += f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
        parts = (f"  {p:9} {self.right[p]}/{self.asked[p]} = {self.share(p):.3f}" for p in PARTS if self.asked[p])
        return "\n".join([head, *parts])


def load_golden() -> list[Row]:
    """Every annotation of this folder, in the order of the file names."""
    return [json.loads(path.read_text(encoding="utf8")) for path in sorted(FOLDER.glob("*.json"))]


def tally(annotations: Iterable[Row], exported: Iterable[Row]) -> Tally:
    """The counts of exported claims against the annotations of their reports."""
    total = Tally()
    by_report: dict[str, list[Row]] = {}
    for row in exported:
        by_report.setdefault(row["report_id"], []).append(row)
    for annotation in annotations:
        _add_report(total, annotation, by_report.get(annotation["report"]["id"], []))
    return total


def _add_report(total: Tally, annotation: Row, rows: Sequence[Row]) -> None:
    golden, text = annotation["claims"], annotation["report"]["text"]
    total.golden += len(golden)
    total.exported += len(rows)
    partner = dict(pair_up(golden, rows))
    total.found += len(partner)
    for i, claim in enumerate(golden):
        words = text[slice(*claim["evidence"])]
        if i not in partner:
            total.lines.append(f"{annotation['report']['id']} {claim['id']} missed | {words}")
            continue
        verdicts = compare(claim, rows[partner[i]])
        for part, verdict in verdicts.items():
            total.asked[part] += 1
            total.right[part] += verdict
        wrong = ", ".join(part for part, verdict in verdicts.items() if not verdict)
        total.lines.append(f"{annotation['report']['id']} {claim['id']} {wrong or 'ok'} | {words}")


def pair_up(golden: Sequence[Row], rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Pairs of places (golden, exported), each place used once, best pairs first."""
    ranked = [
        (*closeness(claim, row), i, j) for i, claim in enumerate(golden) for j, row in enumerate(rows)
    ]  # fmt: skip
    left, right = set(range(len(golden))), set(range(len(rows)))
    for tier, agreeing, i, j in sorted(ranked, key=lambda r: (-r[0], -r[1], r[2], r[3])):
        del agreeing
        if tier and i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield i, j


def closeness(claim: Row, row: Row) -> tuple[int, int]:
    """0 (unrelated), 1 (same evidence and type) or 2 (same trigger), and how many parts agree."""
    span = (row["trigger"]["start"], row["trigger"]["end"])
    if any(_share_text(span, trigger) for trigger in claim["triggers"]):
        tier = 2
    elif _share_text(span, claim["evidence"]) and row["event"] in claim["event"]:
        tier = 1
    else:
        return 0, 0
    return tier, sum(compare(claim, row).values())


def _share_text(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def compare(claim: Row, row: Row) -> dict[str, bool]:
    """Whether each part agrees; parts that the golden claim does not ask for are left out."""
    verdicts = {"event": row["event"] in claim["event"], "status": row["status"] in claim["status"]}
    verdicts["sources"] = source_agrees(claim["sources"], row["sources"])
    for part in PARTS[3:]:
        if claim[part]:
            entries = row[EXPORTED[part]] + (row["places"] if part == "recipient" else [])
            hits = [named_in(group, entries) for group in claim[part]]
            verdicts[part] = any(hits) if part == "place" else all(hits)
    return verdicts


def source_agrees(groups: Sequence[list[str]], chain: Sequence[Row]) -> bool:
    """True where somebody in the chain is among the golden sources, or both have the report's author."""
    speakers = [s for s in chain if s["kind"] != "author"]
    if not speakers:
        return ["AUTHOR"] in groups
    return any(named_in(group, speakers) for group in groups if group != ["AUTHOR"])


def named_in(group: Iterable[str], entries: Sequence[Row]) -> bool:
    """True where one of the aliases and one of the entries' names hold each other's words."""
    known = [str(entry[key]) for entry in entries for key in NAME_KEYS if entry.get(key)]
    return any(same_name(alias, name) for alias in group for name in known)


def same_name(a: str, b: str) -> bool:
    """True where the words of the shorter name stand in the longer one in that order, next to each other.

    Words up to three letters (US, EU) must have the same case.
    """
    short, long = sorted((_words(a), _words(b)), key=len)
    places = range(len(long) - len(short) + 1)
    return bool(short) and any(long[i : i + len(short)] == short for i in places)


def _words(name: str) -> list[str]:
    found = re.findall(r"\w[\w.&]*(?:-\w+)*", name.replace("’", "'").replace("'s", ""))
    return [w if len(w) <= 3 else _stem(w.casefold()) for w in (w.rstrip(".") for w in found)]


def _stem(word: str) -> str:
    return word.removesuffix("s")


def analyse_golden(annotations: Iterable[Row]) -> list[Row]:
    """The claims export of dateline's own analysis of the annotated reports."""
    from dateline.analyse import load_analyser
    from dateline.model import Report
    from dateline.present import claim_to_export

    analyser = load_analyser()
    rows: list[Row] = []
    for about in (annotation["report"] for annotation in annotations):
        report = Report(about["id"], about["text"], about["date"], outlet=about.get("outlet", ""))
        rows += (claim_to_export(claim, report.id, report.text) for claim in analyser(report).claims)
    return rows


def read_floors() -> dict[str, float]:
    """The figures no change may fall below."""
    floors: dict[str, float] = yaml.safe_load(FLOORS.read_text(encoding="utf8"))
    return floors


def new_floors(measured: dict[str, float], old: dict[str, float], *, lower: bool) -> dict[str, float]:
    """The floors that measured figures allow. An old floor falls only where `lower` is set."""
    wanted = {name: int((value - MARGIN) * 100) / 100 for name, value in measured.items()}
    return wanted if lower else {name: max(value, old.get(name, 0.0)) for name, value in wanted.items()}


def main(argv: list[str] | None = None) -> int:
    """Print the figures; write floors.yaml where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="a line for each golden claim")
    parser.add_argument("--raise-floors", action="store_true", help="set floors from this run, never below the old")
    parser.add_argument("--lower-floors", action="store_true", help="set floors from this run, down too; say why")
    args = parser.parse_args(argv)
    annotations = load_golden()
    result = tally(annotations, analyse_golden(annotations))
    print("\n".join([*result.lines, str(result)]) if args.verbose else result)
    if args.raise_floors or args.lower_floors:
        old = read_floors() if FLOORS.exists() else {}
        floors = new_floors(result.measures(), old, lower=args.lower_floors)
        FLOORS.write_text(yaml.safe_dump(floors), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
