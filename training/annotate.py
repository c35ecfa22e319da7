"""Annotating events in news: sentences to read, and what was written about them turned into offsets.

    python training/annotate.py sample ../shared/bench timelines/t17-docs/iraq.jsonl --count 40 --out /tmp/batch
    python training/annotate.py check /tmp/batch
    python training/annotate.py convert /tmp/batch --out training/annotations/more.jsonl

`sample` writes batch.txt (numbered sentences of some reports) and batch.json (where they stand). Whoever annotates
reads batch.txt and writes batch.ann as `training/annotations/README.md` says; `check` names its faults, `convert` turns
it into offsets. Only offsets and labels go into the project, never the text.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from data import ANNOTATIONS
from spans import read_lines

from dateline.analyse.sentences import find_sentences, load_parser, parse
from dateline.codebook import PLOVER_TYPES
from dateline.model import STATUSES, Report

PARTS = ("source", "actor", "recipient", "place", "thing")
SENTENCES = 18  # of a report, from its beginning
FIELDS = 9


def main() -> None:
    """Run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    sample_of = commands.add_parser("sample")
    sample_of.add_argument("data", type=Path)
    sample_of.add_argument("file", help="a JSON Lines file of texts, from the data folder")
    sample_of.add_argument("--count", type=int, default=40)
    sample_of.add_argument(
        "--skip", type=int, default=0, help="sentences before the stretch; takes annotated reports too, where it is new"
    )
    sample_of.add_argument("--out", type=Path, required=True)
    for name in ("check", "convert"):
        command = commands.add_parser(name)
        command.add_argument("batch", type=Path)
        if name == "convert":
            command.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "sample":
        sample(options.data, options.file, options.count, options.skip, options.out)
        return
    places = json.loads(options.batch.with_suffix(".json").read_text(encoding="utf8"))
    lines = options.batch.with_suffix(".ann").read_text(encoding="utf8").splitlines()
    rows, faults = read(places, lines)
    print("\n".join(faults), file=sys.stderr)
    print(f"{sum(len(r['events']) for r in rows)} events in {len(rows)} of {len(places)} reports, {len(faults)} faults")
    if options.command == "convert":
        options.out.write_text("".join(json.dumps(r, separators=(",", ":")) + "\n" for r in rows), encoding="utf8")
    sys.exit(bool(faults))


def sample(data: Path, file: str, count: int, skip: int, out: Path) -> None:
    """Stretches that nobody has annotated yet, of the reports with the smallest hashed ids."""
    done: dict[str, list[list[int]]] = {}
    for annotated in (d for path in sorted(ANNOTATIONS.glob("*.jsonl")) for d in read_lines(path)):
        if annotated["file"] == file:
            done.setdefault(annotated["id"], []).append(annotated["stretch"])
    items = sorted(read_lines(data / file), key=lambda i: hashlib.sha256(str(i["id"]).encode()).hexdigest())
    nlp, places = load_parser(), {}
    with out.with_suffix(".txt").open("w", encoding="utf8") as text_file:
        for item in items:
            name, text = str(item["id"]), item["text"]
            if len(places) == count or (not skip and name in done):
                continue
            found = find_sentences(parse(nlp, Report("x", text, "")), text)[skip : skip + SENTENCES]
            spans = [[s.span.start, s.span.end] for s in found]
            if not spans or any(s < spans[-1][1] and spans[0][0] < e for s, e in done.get(name, [])):
                continue
            places[name] = {"file": file, "sentences": spans, "text": text,
                            "sha": hashlib.sha256(text.encode()).hexdigest()[:16]}  # fmt: skip
            text_file.write(f"## {name} {item.get('date') or item.get('dct') or ''}\n")
            text_file.writelines(f"{k}: {' '.join(text[s:e].split())}\n" for k, (s, e) in enumerate(spans))
    out.with_suffix(".json").write_text(json.dumps(places), encoding="utf8")


def read(places: dict[str, Any], lines: list[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """The annotated reports in offsets, and what is wrong with which line."""
    found, faults = by_report(places, lines, event_of)
    rows = [
        {"file": places[r]["file"], "id": r, "sha": places[r]["sha"],
         "stretch": [places[r]["sentences"][0][0], places[r]["sentences"][-1][1]], "events": events}
        for r, events in found.items()
    ]  # fmt: skip
    return rows, faults


def by_report(
    places: dict[str, Any], lines: list[str], of_line: Callable[[dict[str, Any], list[str]], dict[str, Any]]
) -> tuple[dict[str, list[dict[str, Any]]], list[str]]:
    """What the lines below each report's "##" say, made by `of_line` of their fields, and what is wrong with which."""
    found: dict[str, list[dict[str, Any]]] = {}
    faults: list[str] = []
    report = ""
    for number, line in enumerate(lines, 1):
        if line.startswith("##"):
            report = (line[2:].split() or [""])[0]
            if report in places:
                found.setdefault(report, [])
            else:
                faults.append(f"line {number}: no report {report!r} in this batch")
        elif line.strip() and report not in found:
            faults.append(f"line {number}: below no report of this batch")
        elif line.strip():
            try:
                found[report].append(of_line(places[report], line.split("|")))
            except ValueError as error:
                faults.append(f"line {number}: {error}")
    return found, faults


def event_of(place: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """One line in offsets. Raises ValueError that says what is wrong with it."""
    if len(fields) != FIELDS:
        raise ValueError(f"{len(fields)} fields where {FIELDS} are wanted")
    number, trigger, types, statuses, *parts = (f.strip() for f in fields)
    if not number.isdigit() or int(number) >= len(place["sentences"]):
        raise ValueError(f"no sentence {number!r} in this report")
    for name, known in (*((t, PLOVER_TYPES) for t in types.split("/")), *((s, STATUSES) for s in statuses.split("/"))):
        if name not in known:
            raise ValueError(f"{name!r} is none of {', '.join(known)}")
    start, end = place["sentences"][int(number)]
    event: dict[str, Any] = {
        "trigger": list(spans_of(trigger, place["text"], start, end)),
        "type": types.split("/"), "status": statuses.split("/"),
    }  # fmt: skip
    for name, words in zip(PARTS, parts, strict=True):
        event[name] = list(spans_of(words, place["text"], start, end))
    implied = [name for name, words in zip(PARTS, parts, strict=True) if "^" in words]
    return {**event, "implied": implied} if implied else event


def spans_of(words: str, text: str, start: int, end: int) -> Iterator[list[int]]:
    """Where the words of a field stand in their sentence; "-" and "^Name" (named elsewhere) stand nowhere."""
    for one in (w.strip() for w in words.split(";")):
        if one in ("", "-") or one.startswith("^"):
            continue
        numbered = re.fullmatch(r"(.+)#(\d+)", one)
        phrase, count = (numbered[1], int(numbered[2])) if numbered else (one, 1)
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        whole = (r"(?<!\w)" if phrase[0].isalnum() else "") + pattern + (r"(?!\w)" if phrase[-1].isalnum() else "")
        hits = list(re.finditer(whole, text[start:end])) or list(re.finditer(pattern, text[start:end]))
        if len(hits) < count:
            raise ValueError(f"{one!r} does not stand in the sentence")
        yield [start + hits[count - 1].start(), start + hits[count - 1].end()]


if __name__ == "__main__":
    main()
