"""Whole reports annotated as the acceptance reports are: passages to read, and what was written turned into gold files.

    python training/annotate_reports.py sample ../shared/bench timelines/t17-docs/iraq.jsonl --count 4 --out /tmp/part
    python training/annotate_reports.py check /tmp/part
    python training/annotate_reports.py convert /tmp/part --out training/annotations/reports/new.jsonl
    python training/annotate_reports.py build ../shared/bench --out /tmp/gold

`sample` takes the beginnings of reports that the encoder was not trained on. `build` makes the gold files out of what
is stored (offsets, labels, names; never text), for `python -m bench acceptance` and `score.py`. Nothing is trained on
these.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

from annotate import by_report, spans_of
from data import ANNOTATIONS, held_reports, measured_reports, text_of
from spans import read_lines

from dateline.analyse.sentences import find_sentences, load_parser, parse
from dateline.codebook import PLOVER_TYPES
from dateline.model import STATUSES, Report

REPORTS = ANNOTATIONS / "reports"
READ = 3500  # characters of a report, to the end of a sentence
FIELDS = 9
PARTS = ("actor", "recipient", "place", "things")
AUTHOR = "AUTHOR"


def main() -> None:
    """Run one of the four commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("sample", "build"):
        command = commands.add_parser(name)
        command.add_argument("data", type=Path)
        if name == "sample":
            command.add_argument("file", help="a JSON Lines file of texts, from the data folder")
            command.add_argument("--count", type=int, default=4)
        command.add_argument("--out", type=Path, required=True)
    for name in ("check", "convert"):
        command = commands.add_parser(name)
        command.add_argument("batch", type=Path)
        if name == "convert":
            command.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "sample":
        sample(options.data, options.file, options.count, options.out)
    elif options.command == "build":
        print(f"{build(options.data, options.out)} reports in {options.out}")
    else:
        places = json.loads(options.batch.with_suffix(".json").read_text(encoding="utf8"))
        rows, faults = read(places, options.batch.with_suffix(".ann").read_text(encoding="utf8").splitlines())
        print("\n".join(faults), file=sys.stderr)
        print(f"{sum(len(r['claims']) for r in rows)} claims in {len(rows)} of {len(places)} reports")
        if options.command == "convert":
            lines = (json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in rows)
            options.out.write_text("".join(lines), encoding="utf8")
        sys.exit(bool(faults))


def sample(data: Path, file: str, count: int, out: Path) -> None:
    """Passages of reports that are held out of training, or were never annotated, with the smallest hashed ids."""
    items = sorted(read_lines(data / file), key=lambda i: hashlib.sha256(f"report {i['id']}".encode()).hexdigest())
    annotated = (*ANNOTATIONS.glob("*.jsonl"), *(ANNOTATIONS / "judged").glob("*.jsonl"))
    seen = {d["id"] for path in annotated for d in read_lines(path) if d["file"] == file}
    free = {str(i["id"]) for i in items} - (seen - held_reports(seen)) - measured_reports()
    nlp, places = load_parser(), {}
    with out.with_suffix(".txt").open("w", encoding="utf8") as text_file:
        for item in [i for i in items if str(i["id"]) in free][:count]:
            name, text = str(item["id"]), item["text"]
            found = find_sentences(parse(nlp, Report("x", text[: READ + 1000], "")), text[: READ + 1000])
            spans = [[s.span.start, s.span.end] for s in found if s.span.end <= READ]
            if not spans:
                continue
            places[name] = {"file": file, "sentences": spans, "text": text,
                            "sha": hashlib.sha256(text.encode()).hexdigest()[:16]}  # fmt: skip
            outlet = item.get("outlet") or item.get("source") or ""
            text_file.write(f"## {name} {item.get('date') or ''} | {outlet} | {item.get('title') or ''}\n")
            text_file.writelines(f"{k}: {' '.join(text[s:e].split())}\n" for k, (s, e) in enumerate(spans))
    out.with_suffix(".json").write_text(json.dumps(places), encoding="utf8")


def read(places: dict[str, Any], lines: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """The annotated passages in offsets, and what is wrong with which line."""
    found, faults = by_report(places, lines, claim_of)
    rows = [{"file": places[r]["file"], "id": r, "sha": places[r]["sha"], "end": places[r]["sentences"][-1][1],
             "claims": claims} for r, claims in found.items()]  # fmt: skip
    return rows, faults


def claim_of(place: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """One line as a claim. Raises ValueError that says what is wrong with it."""
    if len(fields) != FIELDS:
        raise ValueError(f"{len(fields)} fields where {FIELDS} are wanted")
    number, triggers, types, statuses, sources, *parts = (f.strip() for f in fields)
    if not number.isdigit() or int(number) >= len(place["sentences"]):
        raise ValueError(f"no sentence {number!r} in this report")
    for name, known in (*((t, PLOVER_TYPES) for t in types.split("/")), *((s, STATUSES) for s in statuses.split("/"))):
        if name not in known:
            raise ValueError(f"{name!r} is none of {', '.join(known)}")
    start, end = place["sentences"][int(number)]
    spans = [span for words in triggers.split("/") for span in spans_of(words, place["text"], start, end)]
    if not spans:
        raise ValueError("no trigger")
    chain = aliases(sources, ">")
    if not chain:
        raise ValueError(f"no source: {AUTHOR} where the report itself says so")
    groups = {name: aliases(words, ";") for name, words in zip(PARTS, parts, strict=True)}
    return {"evidence": [start, end], "triggers": spans, "event": types.split("/"), "status": statuses.split("/"),
            "sources": chain, **groups}  # fmt: skip


def aliases(words: str, between: str) -> list[list[str]]:
    """Participants, each with the names it may go by ("Kyiv = Ukraine; Poland"); "-" is nobody."""
    groups = [[a.strip() for a in one.split("=") if a.strip()] for one in words.split(between)]
    return [g for g in groups if g and g != ["-"]]


@cache
def items_of(path: Path) -> dict[str, dict[str, Any]]:
    """The items of a file of texts by id."""
    return {str(i["id"]): i for i in read_lines(path)}


def build(data: Path, out: Path) -> int:
    """Write the gold files, one a report whose text is in the data folder; how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for row in (d for path in sorted(REPORTS.glob("*.jsonl")) for d in read_lines(path)):
        text = text_of(data, row)
        if text is None:
            continue
        item = items_of(data / row["file"])[row["id"]]
        report = {"id": row["id"], "date": item.get("date") or "", "title": item.get("title") or "",
                  "outlet": item.get("outlet") or item.get("source") or "", "text": text[: row["end"]]}  # fmt: skip
        claims = [{"id": f"c{k:02d}", "ledger": None, **claim} for k, claim in enumerate(row["claims"], 1)]
        name = f"{Path(row['file']).stem}-{row['id'].replace('/', '-')}"
        gold = json.dumps({"report": report, "claims": claims}, ensure_ascii=False, indent=1)
        (out / f"{name}.json").write_text(gold, encoding="utf8")
        count += 1
    return count


if __name__ == "__main__":
    main()
